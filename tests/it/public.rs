//! Devices that are for whoever comes.

use super::common::{Case, table};

/// So many regulars of one computer, each with a phone of their own, and so many others who pass by once; `passer` says on
/// which device a passer-by is on other days. Sixty times as many people have nothing to do with it. How many findings
/// say of a regular that strangers, or suspects, are on that computer.
fn strangers(regulars: usize, passers: usize, passer: &dyn Fn(usize) -> String) -> usize {
    beside_another(regulars, passers, passer, 0)
}

/// The same where the passers-by are regulars of another computer, if so many people pass by at that one.
fn beside_another(
    regulars: usize,
    passers: usize,
    passer: &dyn Fn(usize) -> String,
    elsewhere: usize,
) -> usize {
    let case = Case::empty();
    let mut accounts = String::from("account_id,account_kind,registered_at,region,holder_hash\n");
    let mut logins = String::from("account_id,device_id,login_at,ip,region\n");
    let mut login = |account: &str, device: &str, day: usize, hour: usize, ip: &str| {
        logins += &format!("{account},{device},2025-03-{day:02} {hour:02}:13:00,{ip},Wuxi\n");
    };
    for n in 0..regulars {
        let (account, phone, home) = (format!("regular{n}"), format!("d_own{n}"), format!("ip_home{n}"));
        accounts += &format!("{account},personal,2020-01-{:02} 10:00:00,Wuxi,h_regular{n}\n", n % 28 + 1);
        (1..=30).for_each(|day| login(&account, &phone, day, 21, &home));
        (0..10).for_each(|k| login(&account, "d_hall", 1 + (n + 3 * k) % 31, 9 + n % 8, "ip_hall"));
    }
    for n in 0..passers {
        let (account, device, home) = (format!("passer{n}"), passer(n), format!("ip_passer{n}"));
        accounts += &format!("{account},personal,2020-02-{:02} 10:00:00,Wuxi,h_passer{n}\n", n % 28 + 1);
        (1..=20).for_each(|day| login(&account, &device, day, 20, &home));
        login(&account, "d_hall", 1 + n % 31, 15, "ip_hall");
        if elsewhere > 0 {
            (0..10).for_each(|k| login(&account, "d_library", 1 + (n + 3 * k) % 31, 16, "ip_library"));
        }
    }
    for n in 0..60 * regulars {
        let (account, phone, home) = (format!("other{n}"), format!("d_other{n}"), format!("ip_other{n}"));
        accounts += &format!("{account},personal,2020-03-{:02} 10:00:00,Wuxi,h_other{n}\n", n % 28 + 1);
        (1..=20).for_each(|day| login(&account, &phone, day, 20, &home));
        if n < elsewhere {
            login(&account, "d_library", 1 + n % 31, 11, "ip_library");
        }
    }
    case.write("accounts.csv", accounts);
    case.write("logins.csv", logins);
    case.write("bindings.csv", "enterprise_id,account_id,bound_at\n");
    case.write("lead_transfers.csv", "lead_id,contact_hash,from_account,to_account,transferred_at\n");
    case.analyze(&[]).expect(0);
    let evidence = table(case.read("evidence.csv").as_bytes());
    let about = |row: &&Vec<String>| row[6].starts_with("regular") && row[8] == "d_hall";
    evidence
        .iter()
        .filter(about)
        .filter(|row| row[3].contains("strangers") || row[3].contains("shares"))
        .count()
}

/// Fault: the regulars of a library's computer, five beside twenty who came once, had an operator in common, and each was
/// proved by the company of the others.
#[test]
fn regulars_of_a_public_device_have_nothing_else_in_common() {
    assert_eq!(strangers(5, 20, &|n| format!("d_passer{n}")), 0);
    assert!(strangers(5, 3, &|n| format!("d_passer{n}")) > 0);
}

/// Fault: where two in three of those who came were regulars, as at a station's computer, a hundred of them were let.
#[test]
fn a_public_device_may_have_more_regulars_than_passers() {
    let own = |n| format!("d_passer{n}");
    assert_eq!(strangers(36, 11, &own), 0);
    assert!(strangers(60, 11, &own) > 0);
}

/// Fault: whoever works strangers' accounts logs in some of them on every phone for a day, and has public phones only.
#[test]
fn stock_of_one_operator_makes_no_device_public() {
    assert!(strangers(5, 20, &|n| format!("d_stock{}", n % 4)) > 0);
}

/// Fault: who passes by at one computer of a campus is a regular of the next, so that neither was public, and all who use
/// them worked strangers' accounts.
#[test]
fn regulars_of_one_public_device_pass_by_at_another() {
    let own = |n| format!("d_passer{n}");
    assert_eq!(beside_another(5, 11, &own, 12), 0);
    // A device of their own that nobody else comes to is no public one, and they are no passers-by.
    assert!(beside_another(5, 11, &own, 3) > 0);
}
