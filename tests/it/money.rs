//! What payments say of whom they go to: wages, through whomever they come, and rents.

use super::common::{Case, table};

/// Twenty-four people whom their company pays 5,000 a month, and four of another company, each at home in
/// another city, whom an agent that nothing ties to it pays so much by the month.
fn paid_through_an_agent(a_month: u32) -> Case {
    let case = Case::empty();
    let mut accounts =
        String::from("account_id,account_kind,registered_at,region,holder_hash,phone_hash,payout_account\n");
    let mut logins = String::from("account_id,device_id,login_at,ip,region\n");
    let mut bindings = String::from("enterprise_id,account_id,bound_at,unbound_at,method,employee_hash\n");
    let mut payments = String::from("payment_id,payer,payee,paid_at,amount_cny\n");
    for enterprise in ["e_paper", "e_glass"] {
        accounts += &format!(
            "{enterprise},enterprise,2020-01-01 10:00:00,Suzhou,h_{enterprise},ph_{enterprise},pay_{enterprise}\n"
        );
    }
    for n in 0..28 {
        let (company, payer, amount, region) = match n {
            0..24 => ("e_paper", "pay_e_paper", 5000 + 10 * n, "Suzhou".to_owned()),
            _ => ("e_glass", "pay_agent", a_month + n, format!("city{n}")),
        };
        accounts += &format!("u{n},kos,2022-01-{:02} 10:00:00,{region},h{n},ph{n},pay{n}\n", 1 + n);
        bindings += &format!("{company},u{n},2024-01-05 10:00:00,,bound,h{n}\n");
        for day in 1..=28 {
            let ip = if n < 24 && day % 2 == 0 { "ip_paper".to_owned() } else { format!("ip{n}") };
            logins += &format!("u{n},d{n},2025-03-{day:02} {:02}:{:02}:00,{ip},{region}\n", 9 + n % 12, day);
        }
        for (month, day) in [(1, 10), (2, 10), (3, 10)] {
            payments += &format!("p{n}m{month},{payer},pay{n},2025-{month:02}-{day} 12:00:00,{amount}.00\n");
        }
    }
    for (name, content) in
        [("accounts", accounts), ("logins", logins), ("bindings", bindings), ("payments", payments)]
    {
        case.write(&format!("{name}.csv"), content);
    }
    case.write("lead_transfers.csv", "lead_id,contact_hash,from_account,to_account,transferred_at,channel\n");
    case
}

/// Accounts of which a finding speaks.
fn with(case: &Case, code: &str) -> Vec<String> {
    case.analyze(&[]).expect(0);
    let mut all: Vec<String> = table(case.read("evidence.csv").as_bytes())
        .into_iter()
        .filter(|row| row[3] == code)
        .map(|row| row[6].clone())
        .collect();
    all.sort();
    all.dedup();
    all
}

/// Fault: staff paid through an agent is taken for people who let their accounts.
#[test]
fn who_is_paid_like_staff_is_paid_for_work() {
    assert_eq!(with(&paid_through_an_agent(4900), "rent_paid"), [""; 0]);
    assert_eq!(with(&paid_through_an_agent(300), "rent_paid"), ["u24", "u25", "u26", "u27"]);
}
