//! What begins on an account when a device comes to it.

use std::collections::BTreeMap;

use super::common::{Case, fixtures, table};

/// A month of Fan's account in the fixture of rented accounts: the days of the own phone, those of another device, and
/// those on which the account publishes. Bits of its findings for rent, by code.
fn fan(own: &[u32], other: &[u32], published: &[u32]) -> BTreeMap<String, f64> {
    let case = Case::empty();
    case.copy_from(&fixtures().join("rented"));
    let mut logins: String = {
        let text = case.read_export("logins.csv");
        text.lines().filter(|line| !line.starts_with("u_fan,")).map(|line| format!("{line}\n")).collect()
    };
    let login = |device: &str, day: &u32, hour, place: &str| {
        format!("u_fan,{device},2025-03-{day:02} {hour}:13:00,{place}\n")
    };
    logins.extend(own.iter().map(|day| login("d_phone_fan", day, 21, "ip_home_fan,Chengdu")));
    logins.extend(other.iter().map(|day| login("d_new_fan", day, 11, "ip_new_fan,Jinhua")));
    case.write("logins.csv", logins);
    let note =
        |day: &u32| format!("n{day},u_fan,2025-03-{day:02} 12:30:00,第{day}天的分享，喜欢的话点个赞\n");
    let notes: String = published.iter().map(note).collect();
    case.write("notes.csv", format!("note_id,account_id,published_at,text\n{notes}"));
    case.analyze(&[]).expect(0);
    let evidence = table(case.read("evidence.csv").as_bytes());
    let about = evidence.iter().filter(|row| row[2] == "rented" && row[6] == "u_fan");
    about.map(|row| (row[3].clone(), row[9].parse().unwrap())).collect()
}

/// Every day of the month from one on.
fn daily(from: u32) -> Vec<u32> {
    (from..=31).collect()
}

/// Fault: an account on which nothing was ever published before somebody else came, and every other day from then on,
/// counted like one that had always published.
#[test]
fn who_rents_an_account_writes_on_it() {
    let since = fan(&daily(1), &daily(15), &[16, 18, 20, 22, 25, 27, 30]);
    assert!(since["published_since"] > 1.0, "{since:?}");
    let always = fan(&daily(1), &daily(15), &[2, 5, 9, 13, 18, 22, 26, 30]);
    assert!(!always.contains_key("published_since") && always.contains_key("device_came"), "{always:?}");
}

/// Fault: two people on an account were told by the hours of their devices alone, and not by its being used every day
/// where one person had looked in twice a week.
#[test]
fn two_people_use_an_account_more_than_one() {
    let more = fan(&[1, 5, 8, 12, 16, 20, 24, 28], &daily(15), &[]);
    assert!(more["used_since"] > 0.5, "{more:?}");
    let as_before = fan(&daily(1), &daily(15), &[]);
    assert!(!as_before.contains_key("used_since") && as_before.contains_key("device_came"), "{as_before:?}");
}

/// Fault: regulars of an Internet café had an account that was used more while they were there, and what was seen of all
/// of them proved each, all the more where nobody knows who they are.
#[test]
fn a_device_of_many_is_not_what_came_to_one() {
    let regulars = |device: &dyn Fn(usize) -> String, holder: &dyn Fn(usize) -> String| {
        let case = Case::empty();
        let mut accounts = String::from("account_id,account_kind,registered_at,region,holder_hash\n");
        let mut logins = String::from("account_id,device_id,login_at,ip,region\n");
        for n in 0..8 {
            accounts += &format!("u{n},personal,2020-01-01 10:00:00,Wuxi,{}\n", holder(n));
            for day in [1, 5, 8, 12, 16, 20, 24, 28] {
                logins += &format!("u{n},d_own{n},2025-03-{day:02} 21:1{n}:00,ip_home{n},Wuxi\n");
            }
            for day in 15..=31 {
                logins += &format!("u{n},{},2025-03-{day} 15:2{n}:00,ip_{},Jinhua\n", device(n), device(n));
            }
        }
        case.write("accounts.csv", accounts);
        case.write("logins.csv", logins);
        case.write("bindings.csv", "enterprise_id,account_id,bound_at\n");
        case.write("lead_transfers.csv", "lead_id,contact_hash,from_account,to_account,transferred_at\n");
        case.analyze(&[]).expect(0);
        let evidence = table(case.read("evidence.csv").as_bytes());
        evidence.iter().filter(|row| row[3].starts_with("used_")).count()
    };
    let (known, unknown) = (|n: usize| format!("h{n}"), |_: usize| String::new());
    assert!(regulars(&|n| format!("d_new{n}"), &known) > 0);
    assert_eq!(regulars(&|_| "d_cafe".to_owned(), &known), 0);
    assert_eq!(regulars(&|_| "d_cafe".to_owned(), &unknown), 0);
}
