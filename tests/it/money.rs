//! What payments say of whom they go to: wages, through whomever they come, and rents.

use super::common::{Case, table};

/// Twenty-four people whom their company pays 5,000 a month, and four of another company, each at home in
/// another city, whom an agent that nothing ties to it pays so much by the month; by person and month.
fn paid_by_an_agent(amount_of: impl Fn(usize, usize) -> usize) -> Case {
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
            _ => ("e_glass", "pay_agent", 0, format!("city{n}")),
        };
        accounts += &format!("u{n},kos,2022-01-{:02} 10:00:00,{region},h{n},ph{n},pay{n}\n", 1 + n);
        bindings += &format!("{company},u{n},2024-01-05 10:00:00,,bound,h{n}\n");
        for day in 1..=28 {
            let ip = if n < 24 && day % 2 == 0 { "ip_paper".to_owned() } else { format!("ip{n}") };
            logins += &format!("u{n},d{n},2025-03-{day:02} {:02}:{:02}:00,{ip},{region}\n", 9 + n % 12, day);
        }
        for (month, day) in [(1, 10), (2, 10), (3, 10)] {
            let amount = if n < 24 { amount } else { amount_of(n, month) };
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

/// The same amount every month.
fn paid_through_an_agent(a_month: usize) -> Case {
    paid_by_an_agent(|n, _| a_month + n)
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

/// Fault: part-timers on the payroll of whole staff were taken for people who let their accounts.
#[test]
fn who_does_payrolls_pays_part_timers_too() {
    let part_timers = |from: usize| {
        let case = paid_by_an_agent(|n, _| if n >= from { 400 + n } else { 4900 + n });
        with(&case, "rent_paid")
    };
    assert_eq!(part_timers(27), [""; 0]);
    // Two people with a whole wage make no payroll.
    assert_eq!(part_timers(26), ["u26", "u27"]);
}

/// Fault: creators whose agency has a share for them every month were taken for people who let their accounts.
#[test]
fn a_share_of_earnings_differs_and_a_rent_does_not() {
    let shares = paid_by_an_agent(|n, month| 300 + n + 90 * month);
    for code in ["rent_paid", "paid_again", "share_paid"] {
        assert_eq!(with(&shares, code), [""; 0], "{code}");
    }
    // Such a share speaks against renting.
    let of_house = |row: &Vec<String>| row[3] == "house_of_creators";
    let evidence = table(shares.read("evidence.csv").as_bytes());
    assert!(evidence.iter().filter(|row| of_house(row)).all(|row| row[9].parse::<f64>().unwrap() < 0.0));
}

/// Fault: who lets a room, or has a contract for thousands a month, was taken for somebody who lets an account.
#[test]
fn what_is_paid_for_an_account_is_little() {
    let size = |a_month: usize| {
        let case = paid_through_an_agent(a_month);
        // What friends pay each other once: 10 to 500 yuan.
        let friends = (0..120).map(|n| {
            format!(
                "f{n},friend{n},pay{},2025-03-{:02} 20:00:00,{}.00\n",
                n % 24,
                1 + n % 28,
                10 + 7 * (n % 71)
            )
        });
        case.write("payments.csv", case.read_export("payments.csv") + &friends.collect::<String>());
        ["sums_of_rent", "sums_beyond_rent"].map(|code| with(&case, code).len())
    };
    assert_eq!(size(200), [4, 0]);
    assert_eq!(size(1200), [0, 4]);
}

/// Fault: of an agency's shares those that were like the last by chance were taken for rents.
#[test]
fn who_shares_out_earnings_pays_no_rents() {
    let like = |from: usize| {
        let case = paid_by_an_agent(|n, month| 300 + n + if n < from { 90 * month } else { 0 });
        with(&case, "rent_paid")
    };
    assert_eq!(like(27), [""; 0]);
    // Who shares with one of four and pays the others the same has let accounts.
    assert_eq!(like(25), ["u25", "u26", "u27"]);
}

/// Fault: what is paid into an agency's purse was taken for a rent of each of its creators.
#[test]
fn what_is_paid_into_a_purse_of_many_is_no_rent_of_theirs() {
    let one_purse = |holders: usize| {
        let case = paid_through_an_agent(300);
        let theirs = |n: &str| (25..24 + holders).any(|other| n == other.to_string());
        let mut accounts = case.read_export("accounts.csv");
        for n in 25..24 + holders {
            accounts = accounts.replace(&format!(",ph{n},pay{n}"), &format!(",ph{n},pay24"));
        }
        let payments: String = case
            .read_export("payments.csv")
            .lines()
            .filter(|line| {
                !line.split(',').nth(2).and_then(|payee| payee.strip_prefix("pay")).is_some_and(theirs)
            })
            .map(|line| format!("{line}\n"))
            .collect();
        case.write("accounts.csv", accounts);
        case.write("payments.csv", payments);
        with(&case, "rent_paid")
    };
    assert_eq!(one_purse(3), ["u24", "u25", "u26", "u27"]);
    assert_eq!(one_purse(4), [""; 0]);
}

/// Fault: a purse for each payment, which gets one sum and hands it on in two parts, was not seen as a middleman's.
#[test]
fn a_purse_that_is_there_for_one_sum_is_a_middlemans() {
    let mules = |idle: bool| {
        let case = paid_through_an_agent(4900);
        let mut payments = case.read_export("payments.csv");
        // So many others have a purse that four at one middleman's are no common thing.
        let mut accounts = case.read_export("accounts.csv");
        for n in 0..100 {
            accounts += &format!("v{n},personal,2022-03-05 10:00:00,Suzhou,g{n},qh{n},purse{n}\n");
            payments += &format!("v{n},pay_shop,purse{n},2025-03-12 12:00:00,25.00\n");
        }
        case.write("accounts.csv", accounts);
        for n in 24..28 {
            for (mule, day) in [(0, 3), (1, 17)] {
                let purse = format!("pay_mule{n}_{mule}");
                payments += &format!("s{n}{mule}a,pay_studio,{purse},2025-03-{day:02} 12:00:00,300.00\n");
                for (part, yuan) in [(1, 130), (2, 155)] {
                    payments += &format!(
                        "s{n}{mule}p{part},{purse},pay{n},2025-03-{:02} 12:00:00,{yuan}.00\n",
                        day + part
                    );
                }
                if !idle {
                    payments += &format!("s{n}{mule}b,{purse},pay_shop{n},2025-03-25 12:00:00,80.00\n");
                }
            }
        }
        // Somebody else works on the accounts.
        let mut logins = case.read_export("logins.csv");
        for (n, day) in (24..28).flat_map(|n| (1..=28).map(move |day| (n, day))) {
            logins += &format!("u{n},desk{n},2025-03-{day:02} 22:{day:02}:00,ip_desk{n},Suzhou\n");
        }
        case.write("logins.csv", logins);
        case.write("payments.csv", payments);
        with(&case, "middleman_rent")
    };
    assert_eq!(mules(true), ["u24", "u25", "u26", "u27"]);
    assert_eq!(mules(false), [""; 0]);
}

/// Fault: that an account went from its holder's device to a tenant's was weighed like staying on one device.
#[test]
fn a_device_elsewhere_after_another_is_no_single_device() {
    let case = paid_through_an_agent(300);
    let mut logins = String::new();
    for line in case.read_export("logins.csv").lines() {
        let late = (15..=28).any(|day| line.contains(&format!(",2025-03-{day} ")));
        logins += &match late {
            // A tenant's device and network; a new phone at home.
            true => {
                line.replace(",d24,", ",tenant,").replace(",ip24,", ",ip_tenant,").replace(",d25,", ",new,")
            }
            false => line.to_owned(),
        };
        logins.push('\n');
    }
    case.write("logins.csv", logins);
    assert_eq!(with(&case, "devices_in_turn"), ["u24"]);
    assert_eq!(with(&case, "one_device"), ["u25", "u26", "u27"]);
}

/// Fault: a holder who hardly logs in, since the tenant works the account, was weighed like one who has one device.
#[test]
fn a_device_now_and_then_is_no_single_device() {
    let case = paid_through_an_agent(300);
    let mut logins = case.read_export("logins.csv");
    for day in [7, 21] {
        // To scan a code, somewhere; a tablet at home.
        logins += &format!("u24,scanned,2025-03-{day:02} 21:00:00,ip_elsewhere,city24\n");
        logins += &format!("u25,tablet,2025-03-{day:02} 21:00:00,ip25,city25\n");
    }
    // On days on which nothing else is used, as far as networks tell.
    let alone = |line: &&str| {
        !["u24", "u25"].iter().any(|u| {
            ["07", "21"]
                .iter()
                .any(|d| line.starts_with(&format!("{u},d")) && line.contains(&format!(",2025-03-{d} ")))
        })
    };
    let logins: String = logins.lines().filter(alone).map(|line| line.to_owned() + "\n").collect();
    case.write("logins.csv", logins);
    assert_eq!(with(&case, "devices_now_and_then"), ["u24"]);
    assert_eq!(with(&case, "devices_at_home"), ["u25"]);
    assert_eq!(with(&case, "one_device"), ["u26", "u27"]);
}

/// Fault: that somebody works for a company was left out of the sum where it spoke against a rent.
#[test]
fn being_staff_speaks_against_a_rent() {
    let case = paid_through_an_agent(4900);
    let mut payments = case.read_export("payments.csv");
    for month in 1..=3 {
        payments += &format!("r{month},pay_stranger,pay0,2025-{month:02}-20 12:00:00,300.00\n");
    }
    let mut logins = case.read_export("logins.csv");
    for day in 1..=28 {
        logins += &format!("u0,tenant,2025-03-{day:02} 22:{day:02}:00,ip_tenant,city99\n");
    }
    case.write("payments.csv", payments);
    case.write("logins.csv", logins);
    assert_eq!(with(&case, "rent_paid"), ["u0"]);
    assert_eq!(with(&case, "where_staff_is"), ["u0"]);
    // Fault: whoever lives where all of a company's people live was as suspicious as a guest from a large city. Of
    // the 23 others the half lives elsewhere.
    let logins: String = case.read_export("logins.csv").lines().map(|line| move_away(line) + "\n").collect();
    case.write("logins.csv", logins);
    assert_eq!(with(&case, "same_region"), ["u0"]);
}

/// Accounts 10 to 23 are at home in cities of their own.
fn move_away(login: &str) -> String {
    match (10..24).find(|n| login.starts_with(&format!("u{n},"))) {
        Some(n) => login.replace(",Suzhou", &format!(",city{n}")),
        None => login.to_owned(),
    }
}
