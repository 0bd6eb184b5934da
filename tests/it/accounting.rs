//! Every row is accounted for: used, rejected, collapsed or outside the window, and nothing else.

use std::collections::BTreeMap;

use serde_json::Value;

use super::common::{Case, MACHINE_FILES, kosring, table, to_csv};
use super::world::World;

/// What `run.json` says became of the rows of one export.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rows {
    pub rows: u64,
    pub used: u64,
    #[serde(default)]
    pub rejected: u64,
    #[serde(default)]
    pub collapsed: u64,
    #[serde(default)]
    pub outside_window: u64,
    #[serde(default)]
    pub late: u64,
    #[serde(default)]
    pub bystanders: u64,
}

/// What became of the rows, export by export.
pub fn rows_of(run: &Value) -> BTreeMap<String, Rows> {
    serde_json::from_value(run["exports"].clone()).expect("rows by export")
}

/// Checks that the rows of a finished run add up, three times over: export by export, against the
/// files they came from, and against the quarantine. Returns what does not.
pub fn faults(case: &Case) -> Vec<String> {
    let run = case.run_json();
    let mut faults = Vec::new();
    for (name, r) in rows_of(&run) {
        if r.rows != r.used + r.rejected + r.collapsed + r.outside_window + r.late + r.bystanders {
            faults.push(format!("{name}: rows do not add up: {r:?}"));
        }
        let inputs = run["inputs"].as_array().expect("a list");
        let of_files = |what: &str| -> u64 {
            inputs.iter().filter(|i| i["export"] == name).map(|i| i[what].as_u64().unwrap()).sum()
        };
        if (of_files("rows"), of_files("rejected")) != (r.rows, r.rejected) {
            faults.push(format!("{name}: its files say otherwise than {r:?}"));
        }
    }
    let rejected: u64 = rows_of(&run).values().map(|r| r.rejected).sum();
    let listed = case.quarantine().len() as u64;
    if rejected != listed {
        faults.push(format!("{rejected} rows rejected, {listed} in the quarantine"));
    }
    faults
}

#[track_caller]
fn assert_accounted(case: &Case) -> BTreeMap<String, Rows> {
    assert_eq!(faults(case), Vec::<String>::new());
    rows_of(&case.run_json())
}

/// Fault: rows that fit nowhere (rejected *and* collapsed, say) counted twice or not at all.
#[test]
fn rows_add_up_in_a_world_with_every_kind_of_fault() {
    let world = World::soiled();
    let case = world.analyze(&[]);
    let rows = assert_accounted(&case);
    for (export, lines) in world.data_rows() {
        assert_eq!(rows[&export].rows, lines, "{export}");
    }
    let sum = |of: fn(&Rows) -> u64| rows.values().map(of).sum::<u64>();
    assert!(sum(|r| r.rejected) >= 8 && sum(|r| r.collapsed) >= 8 && sum(|r| r.outside_window) > 0);
}

/// Fault: repeats that count as activity, so that sending a file twice makes everybody look busier.
#[test]
fn a_login_repeated_k_times_changes_nothing_but_the_count() {
    let world = World::clean();
    let once = world.analyze(&[]);
    let mut logins = table(&world.files()["logins.csv"]);
    let repeated: Vec<Vec<String>> = logins[100..140].to_vec();
    for _ in 0..7 {
        logins.extend(repeated.iter().cloned());
    }
    let again = world.with("logins.csv", to_csv(&logins)).analyze(&[]);
    for file in MACHINE_FILES {
        assert!(once.read(file) == again.read(file), "{file} shows the repeats");
    }
    let (before, after) = (assert_accounted(&once)["logins"], assert_accounted(&again)["logins"]);
    assert_eq!(after.used, before.used);
    assert_eq!(after.collapsed, before.collapsed + 7 * 40);
}

/// Fault: an export delivered twice (the same file under two names) doubling every count.
#[test]
fn a_part_delivered_twice_collapses_whole() {
    let case = Case::sound();
    let logins = std::fs::read(case.exports().join("logins.csv")).unwrap();
    case.remove("logins.csv");
    case.write("logins/monday.csv", &logins);
    case.write("logins/monday_again.csv", &logins);
    case.analyze(&[]).expect(0);
    let rows = assert_accounted(&case)["logins"];
    assert_eq!(rows, Rows { rows: 10, used: 5, collapsed: 5, ..Rows::default() });
}

/// Rows of `lead_transfers` at the given clock times, all else the same.
fn transfers(times: &[&str]) -> String {
    let header = "lead_id,contact_hash,from_account,to_account,transferred_at,channel\n";
    let rows = times.iter().map(|t| format!("l1,c1,e1,k1,2025-01-01 {t},crm_assign\n"));
    rows.fold(header.to_string(), |text, row| text + &row)
}

/// Fault: a webhook's retries counted as further transfers of a lead.
#[test]
fn retries_of_a_transfer_collapse_and_later_ones_do_not() {
    let case = Case::sound();
    case.write(
        "lead_transfers.csv",
        transfers(&["12:00:00", "12:00:07", "12:05:00", "12:00:00", "12:05:01"]),
    );
    case.analyze(&[]).expect(0);
    let rows = assert_accounted(&case)["lead_transfers"];
    assert_eq!(rows, Rows { rows: 5, used: 2, collapsed: 3, ..Rows::default() });
}

/// Fault: the retry time fixed in the code although it is a setting.
#[test]
fn the_retry_time_is_a_setting() {
    let case = Case::sound();
    case.write("lead_transfers.csv", transfers(&["12:00:00", "12:00:07"]));
    let settings = case.settings("[input]\nretry_seconds = 5\n");
    case.analyze(&["--settings", &settings]).expect(0);
    assert_eq!(assert_accounted(&case)["lead_transfers"].used, 2);
}

/// Fault: two transfers that differ in their receiver or lead taken for a retry of each other.
#[test]
fn transfers_that_differ_in_anything_but_time_are_kept() {
    let case = Case::sound();
    case.write(
        "lead_transfers.csv",
        "lead_id,contact_hash,from_account,to_account,transferred_at,channel\n\
         l1,c1,e1,k1,2025-01-01 12:00:00,crm_assign\n\
         l1,c1,e1,k2,2025-01-01 12:00:01,crm_assign\n\
         l1,c2,e1,k1,2025-01-01 12:00:02,crm_assign\n\
         l2,c1,e1,k1,2025-01-01 12:00:03,crm_assign\n\
         l1,c1,k2,k1,2025-01-01 12:00:04,crm_assign\n\
         l1,c1,e1,k1,2025-01-01 12:00:05,form\n",
    );
    case.analyze(&[]).expect(0);
    assert_eq!(assert_accounted(&case)["lead_transfers"].used, 6);
}

/// Fault: one clock that is years ahead moving the window, so that all real logins fall out of it.
#[test]
fn a_login_in_the_future_does_not_move_the_window() {
    let world = World::clean();
    let before = world.analyze(&[]);
    let mut logins = table(&world.files()["logins.csv"]);
    let mut ahead = logins[50].clone();
    ahead[2] = "2031-01-01 00:00:00".into();
    logins.push(ahead);
    let after = world.with("logins.csv", to_csv(&logins)).analyze(&[]);
    assert_eq!(after.run_json()["window"], before.run_json()["window"]);
    assert_eq!(assert_accounted(&after)["logins"].outside_window, 1);
    for file in MACHINE_FILES {
        assert!(before.read(file) == after.read(file), "{file} shows the clock that is ahead");
    }
}

/// Fault: logins before the window used, or gone without a count.
#[test]
fn logins_before_the_window_are_counted_as_outside() {
    let world = World::clean();
    let case = world.case();
    let settings = case.settings("[input]\nwindow_days = 30\n");
    case.analyze(&["--settings", &settings]).expect(0);
    let rows = assert_accounted(&case)["logins"];
    assert_eq!(case.run_json()["window"]["days"], 30);
    assert!(rows.outside_window > rows.rows / 3, "{rows:?}");
}

/// Fault: of five months of logins the first two were left out without a word, and with them the sales of then; and
/// a state that grows beyond the days it is meant to keep.
#[test]
fn all_days_count_as_far_as_calendars_reach() {
    let days = |months: &[(u32, u32)]| {
        let case = Case::sound();
        let mut logins = String::from("account_id,device_id,login_at,ip,region\n");
        for &(month, days) in months {
            for day in 1..=days {
                logins += &format!("e1,d1,2025-{month:02}-{day:02} 12:00:00,ip1,Suzhou\n");
            }
        }
        case.write("logins.csv", logins);
        case
    };
    let window = |case: &Case| case.run_json()["window"]["days"].as_u64().unwrap();
    let hundred = days(&[(1, 31), (2, 28), (3, 31), (4, 10)]);
    let said = |case: &Case| {
        let [exports, report] = [case.exports(), case.report()].map(|path| path.display().to_string());
        kosring(&["analyze", &exports, "--out", &report]).expect(0).stdout
    };
    assert!(!said(&hundred).contains("input.window_days"));
    assert_eq!(window(&hundred), 100);
    let state = hundred.root().join("state").display().to_string();
    hundred.analyze(&["--state", &state]).expect(0);
    assert_eq!(window(&hundred), 90);
    let long = days(&[(1, 31), (2, 28), (3, 31), (4, 30), (5, 31)]);
    let told = said(&long).replace('\n', " ");
    assert_eq!(window(&long), 128);
    assert!(told.contains("23 logins lie outside the window of 128 days from 2025-01-24"), "{told}");
}
