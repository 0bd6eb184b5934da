//! What an account does, beside where and on what it is used: whether its locks change, what it publishes, what it is
//! used for, and how long a second device is there.

use std::collections::BTreeMap;

use super::common::{Case, fixtures, table};

fn fixture(name: &str) -> Case {
    let case = Case::empty();
    case.copy_from(&fixtures().join(name));
    case
}

/// Bits of the findings about an account for one abuse, by code; and its score for it.
fn seen(case: &Case, account: &str, abuse: &str) -> (BTreeMap<String, f64>, f64) {
    case.analyze(&[]).expect(0);
    let evidence = table(case.read("evidence.csv").as_bytes());
    let about = evidence.iter().filter(|row| row[2] == abuse && row[6] == account);
    let bits = about.map(|row| (row[3].clone(), row[9].parse().unwrap())).collect();
    let scores = table(case.read("account_scores.csv").as_bytes());
    let column = scores[0].iter().position(|name| name == abuse).unwrap();
    let score = scores.iter().find(|row| row[0] == account).map_or(0.0, |row| row[column].parse().unwrap());
    (bits, score)
}

/// The export without the rows that begin with something.
fn without(case: &Case, name: &str, start: &str) -> String {
    let text = case.read_export(name);
    text.lines().filter(|line| !line.starts_with(start)).map(|line| format!("{line}\n")).collect()
}

/// Fault: a phone lost far from home, with every lock left as it was, was as good a sale as one after which the seller
/// could not get in any more.
#[test]
fn who_buys_an_account_changes_its_locks() {
    let case = fixture("traded");
    let (changed, sold) = seen(&case, "u_wen", "traded");
    assert!(changed["identity_changed"] > 1.0 && changed["password_changed"] > 0.5, "{changed:?}");
    case.write("account_changes.csv", without(&case, "account_changes.csv", "u_wen"));
    let (kept, score) = seen(&case, "u_wen", "traded");
    assert!(kept["identity_kept"] < -0.5 && kept["password_kept"] < -0.5, "{kept:?}");
    assert!(score < sold);
}

/// Fault: an heir's phone and bank account were evidence of a sale, though the platform had verified the heir.
#[test]
fn another_verified_holder_has_another_phone() {
    let case = fixture("traded");
    let (sold, _) = seen(&case, "u_wen", "traded");
    assert!(sold["identity_changed"] > 1.0, "{sold:?}");
    let verified =
        case.read_export("account_changes.csv") + "u_wen,holder,2025-03-14 18:00:00,h_wen,h_heir\n";
    case.write("account_changes.csv", verified);
    let (seen, _) = seen(&case, "u_wen", "traded");
    assert!(!seen.contains_key("identity_changed") && !seen.contains_key("identity_kept"), "{seen:?}");
    assert!(seen["holder_changed"] <= 0.0, "{seen:?}");
    assert!(seen.values().sum::<f64>() < sold.values().sum(), "{seen:?} {sold:?}");
}

/// Fault: an account that went on telling of the same garden counted like one that advertised loans from then on.
#[test]
fn who_goes_on_writing_is_hardly_another() {
    let case = fixture("traded");
    let notes = |after: &str| {
        let mut notes = String::from("note_id,account_id,published_at,text\n");
        for (n, day) in [2, 5, 8, 11].into_iter().enumerate() {
            notes += &format!("b{n},u_wen,2025-03-{day:02} 21:00:00,今天院子里的月季又开了{n}朵\n");
        }
        for (n, day) in [16, 19, 22, 25].into_iter().enumerate() {
            notes += &format!("a{n},u_wen,2025-03-{day} 11:00:00,{after}{n}\n");
        }
        notes
    };
    case.write("notes.csv", notes("今天院子里的月季谢了，剩下"));
    let (same, _) = seen(&case, "u_wen", "traded");
    assert!(same["texts_kept"] < 0.0, "{same:?}");
    case.write(
        "notes.csv",
        notes("急用钱不求人！正规平台低息贷款，资料齐全当天放款，私信领取额度测算表，名额有限先到先得"),
    );
    let (other, _) = seen(&case, "u_wen", "traded");
    assert!(other["texts_changed"] > 1.0, "{other:?}");
}

/// Fault: an account that nobody used for anything ranked with one that a buyer advertised with.
#[test]
fn what_an_account_is_used_for_counts_beside_a_reproach_and_alone_says_nothing() {
    let case = fixture("traded");
    case.write("notes.csv", "note_id,account_id,published_at,text\nn1,u_hui,2025-03-03 12:00:00,新品到店\n");
    let (advertises, sold) = seen(&case, "u_wen", "traded");
    assert!(advertises["advertises"] > 0.0, "{advertises:?}");
    case.write("ad_spend.csv", without(&case, "ad_spend.csv", "u_wen"));
    let (unused, score) = seen(&case, "u_wen", "traded");
    assert!(unused["unused"] < 0.0 && score < sold, "{unused:?}");
    case.write("notes.csv", case.read_export("notes.csv") + "n2,u_wen,2025-03-20 12:00:00,新品到店\n");
    assert!(seen(&case, "u_wen", "traded").0.contains_key("in_use"));
    // Staff who advertise, and are spoken against by nothing, have no row about it.
    let staff = table(case.read("evidence.csv").as_bytes()).into_iter().filter(|row| row[6] == "u_jing");
    assert_eq!(staff.filter(|row| row[4] == "usage").count(), 0);
}

/// Fault: an account on which a lender posted page after page of copy ranked with one whose holder writes a line a
/// week; and staff, who write their company's copy, with either.
#[test]
fn who_is_paid_to_post_writes_more_than_a_line() {
    let case = fixture("rented");
    let bound = case.read_export("bindings.csv");
    case.write("bindings.csv", without(&case, "bindings.csv", "e_rose,u_fan"));
    let write = |text: &str| {
        let note = |day: u32| format!("n{day},u_fan,2025-03-{day:02} 11:00:00,{text}\n");
        let notes: String = [6, 13, 20].map(note).concat();
        case.write("notes.csv", format!("note_id,account_id,published_at,text\n{notes}"));
    };
    write(&"正规平台低息贷款，资料齐全当天放款，私信领取额度测算表。".repeat(5));
    let (long, score) = seen(&case, "u_fan", "rented");
    assert!(long["longest_texts"] > 0.5, "{long:?}");
    write("今天天气真好");
    let (short, less) = seen(&case, "u_fan", "rented");
    assert!(short["short_texts"] < 0.0 && less < score, "{short:?}");
    case.write("bindings.csv", bound);
    let (staff, _) = seen(&case, "u_fan", "rented");
    assert!(!staff.contains_key("short_texts"), "{staff:?}");
}

/// Fault: a tablet that had been in the house all along weighed as much as a device that came with a tenant.
#[test]
fn a_lease_begins_and_ends() {
    let fan = |studio: std::ops::RangeInclusive<u32>| {
        let case = fixture("rented");
        let mut logins = without(&case, "logins.csv", "u_fan,");
        let login = |device, day, hour, ip, region| {
            format!("u_fan,{device},2025-03-{day:02} {hour}:13:00,{ip},{region}\n")
        };
        logins.extend((1..=31).map(|day| login("d_phone_fan", day, 21, "ip_home_fan", "Chengdu")));
        logins.extend(studio.map(|day| login("d_studio", day, 11, "ip_studio", "Jinhua")));
        case.write("logins.csv", logins);
        seen(&case, "u_fan", "rented").0
    };
    let always = fan(1..=31);
    assert!(always["devices_all_along"] < 0.0, "{always:?}");
    assert!(fan(14..=31)["device_came"] > 1.0);
    assert!(fan(10..=20)["device_for_a_term"] > 1.0);
}

/// Fault: accounts on a stranger's device were taken for sold ones, though nothing had been changed at any time that
/// would have kept the seller out.
#[test]
fn what_is_sold_is_locked_at_some_time() {
    let case = fixture("one-operator");
    let changes = |of: &str| {
        case.write(
            "account_changes.csv",
            format!(
                "account_id,field,changed_at,old_value,new_value\n{of},password,2025-03-03 12:00:00,,\n\
                 {of},region,2025-03-04 12:00:00,Hefei,Wuhan\n"
            ),
        );
        seen(&case, "u_sun", "traded").0
    };
    let untouched = changes("u_tan");
    assert!(untouched["nothing_changed"] < -1.0, "{untouched:?}");
    // Two devices in the same weeks: relatives and tenants set a password that they share.
    let shared = changes("u_sun");
    assert!(!shared.contains_key("nothing_changed") && !shared.contains_key("locks_changed"), "{shared:?}");
}

/// Fault: who was locked out without another device coming looked as if nothing had happened.
#[test]
fn locks_are_changed_without_another_device() {
    let case = fixture("batch");
    let header = "account_id,field,changed_at,old_value,new_value\n";
    case.write("account_changes.csv", format!("{header}u_yi,password,2025-03-09 12:00:00,,\n"));
    let (changed, kept) = (seen(&case, "u_yi", "traded").0, seen(&case, "u_er", "traded").0);
    assert!(changed["locks_changed"] > 0.5 && !changed.contains_key("nothing_changed"), "{changed:?}");
    assert!(!kept.contains_key("locks_changed"), "{kept:?}");
}

/// Fault: a line of its own for every account hid all that ties accounts together, and nothing told it from people
/// whom nobody looked for.
#[test]
fn people_are_met_somewhere_and_who_never_is_hides() {
    let case = fixture("traded");
    let (mut accounts, mut logins) = (case.read_export("accounts.csv"), case.read_export("logins.csv"));
    // Forty households of two.
    for n in 0..80 {
        accounts += &format!("n{n},personal,2020-03-{:02} 10:00:00,Shenzhen,h_n{n},,\n", 1 + n % 28);
        logins.extend((1..=12).map(|day| {
            format!("n{n},d_n{n},2025-03-{day:02} {:02}:10:00,ip_house{},Shenzhen\n", 8 + n % 12, n / 2)
        }));
    }
    case.write("accounts.csv", accounts);
    case.write("logins.csv", &logins);
    let (alone, _) = seen(&case, "u_wen", "traded");
    assert!(alone["met_by_nobody"] > 0.5, "{alone:?}");
    // The neighbour who is there for coffee twice.
    let coffee = [16, 18].map(|day| format!("n0,d_n0,2025-03-{day} 15:00:00,ip_mai,Shenzhen\n")).concat();
    case.write("logins.csv", logins + &coffee);
    assert!(!seen(&case, "u_wen", "traded").0.contains_key("met_by_nobody"));
}
