//! What abusers do in the exports at hand, which accounts that are abused for certain show.

use super::common::{Case, table};

/// Forty people with a phone each and ten with a tablet beside it; ten accounts on which a studio works that pays
/// their holders every week; and one, `x`, on which somebody works from another city all along, whom nobody pays.
/// `first`: the day of March on which the studio begins.
fn bits_of_all_along(first: u32) -> f64 {
    let mut accounts =
        String::from("account_id,account_kind,registered_at,region,holder_hash,payout_account\n");
    let mut logins = String::from("account_id,device_id,login_at,ip,region\n");
    let mut payments = String::from("payment_id,payer,payee,paid_at,amount_cny\n");
    let mut stay =
        |account: &str, device: &str, days: std::ops::RangeInclusive<u32>, hour: u32, city: &str| {
            for day in days {
                logins +=
                    &format!("{account},{device},2025-03-{day:02} {hour}:{day:02}:00,ip_{device},{city}\n");
            }
        };
    let tenants = |n: usize| (50..60).contains(&n);
    for n in 0..61 {
        let (account, phone) = (if n == 60 { "x".to_owned() } else { format!("u{n}") }, format!("phone{n}"));
        let (registered, holder) =
            (format!("2024-{:02}-{:02} 10:00:00", 1 + n % 12, 1 + n % 28), format!("h{n}"));
        accounts += &format!("{account},personal,{registered},Suzhou,{holder},pay{n}\n");
        stay(&account, &phone, 1..=31, 20, "Suzhou");
        match n {
            40..50 => {
                for day in 1..=31 {
                    stay(&account, &format!("tablet{n}"), day..=day, 21, "Suzhou");
                }
            }
            60 => stay(&account, "desk_x", 1..=31, 14, "Wuxi"),
            n if tenants(n) => stay(&account, &format!("desk{}", n % 3), first..=31, 14, "Wuxi"),
            _ => {}
        }
        for week in (0..4).filter(|_| tenants(n)) {
            let day = 3 + 7 * week;
            payments += &format!("p{n}_{week},pay_studio,pay{n},2025-03-{day:02} 12:00:00,50.00\n");
        }
    }
    let case = Case::empty();
    case.write("accounts.csv", &accounts);
    case.write("logins.csv", &logins);
    case.write("bindings.csv", "enterprise_id,account_id,bound_at,unbound_at,method,employee_hash\n");
    case.write("payments.csv", &payments);
    case.write("lead_transfers.csv", "lead_id,contact_hash,from_account,to_account,transferred_at,channel\n");
    case.analyze(&[]).expect(0);
    let rows = table(case.read("evidence.csv").as_bytes());
    let of_x = |row: &&Vec<String>| row[3] == "devices_all_along" && row[6] == "x";
    rows[1..].iter().find(of_x).expect("a finding")[9].parse().unwrap()
}

/// Fault: how abusers behave was an assumption, whatever those who are certain do here.
#[test]
fn certain_cases_show_how_abusers_behave_here() {
    let (all_along, from_some_day_on) = (bits_of_all_along(1), bits_of_all_along(9));
    assert!(all_along > from_some_day_on + 0.5, "{all_along} {from_some_day_on}");
}
