//! Spellings that mean the same, kinds of files, and the form of what comes out.

use polars::prelude::*;

use super::common::{Case, MACHINE_FILES, table, to_csv};
use super::contract;
use super::world::{Result, World};

/// The sound exports with other logins.
fn with_logins(name: &str, content: impl AsRef<[u8]>) -> Case {
    let case = Case::sound();
    case.remove("logins.csv");
    case.write(name, content);
    case
}

#[track_caller]
fn analyzed(case: Case) -> Case {
    case.analyze(&[]).expect(0);
    case
}

/// First and last moment of the logins do not show in a report of sound exports, so that times are
/// compared through what must be equal: repeats of one moment collapse into one login.
fn logins_at(times: &[&str]) -> Case {
    let rows = times.iter().map(|t| format!("k1,d1,{t}\n"));
    analyzed(with_logins(
        "logins.csv",
        rows.fold("account_id,device_id,login_at\n".into(), |text: String, r| text + &r),
    ))
}

/// Fault: one of the contract's forms of a time read as another moment.
#[test]
fn all_forms_of_one_moment_are_one_login() {
    let case = logins_at(&[
        "2025-04-09 13:05:00",
        "2025-04-09 13:05:00.000",
        "2025/4/9 13:05",
        "2025-04-09T13:05:00+08:00",
        "2025-04-09T05:05:00Z",
        "2025-04-09T06:05:00+01:00",
        "1744175100",
        "1744175100000",
        " 2025-04-09 13:05:00 ",
        "'2025-04-09 13:05:00",
    ]);
    let rows = &case.run_json()["exports"]["logins"];
    assert_eq!((&rows["used"], &rows["collapsed"]), (&1.into(), &9.into()));
}

/// Fault: milliseconds cut off, so that two logins of one second become one.
#[test]
fn milliseconds_tell_moments_apart() {
    let case = logins_at(&["2025-04-09 13:05:00.001", "2025-04-09 13:05:00.002", "1744175100003"]);
    assert_eq!(case.run_json()["exports"]["logins"]["used"], 3);
}

/// Fault: days counted in UTC although the settings name a zone.
#[test]
fn a_day_is_a_day_in_the_settings_zone() {
    // Half past midnight in Shanghai is still the day before in UTC.
    let case = with_logins("logins.csv", "account_id,device_id,login_at\nk1,d1,2025-04-08T16:30:00Z\n");
    let day = |case: &Case| case.run_json()["window"]["first_day"].as_str().unwrap().to_string();
    case.analyze(&[]).expect(0);
    assert_eq!(day(&case), "2025-04-09");
    let settings = case.settings("input.timezone = \"UTC\"");
    case.analyze(&["--settings", &settings]).expect(0);
    assert_eq!(day(&case), "2025-04-08");
}

/// Fault: tab-separated files cut at commas.
#[test]
fn tab_separated_values() {
    let case = analyzed(with_logins(
        "logins.tsv",
        "account_id\tdevice_id\tlogin_at\tregion\nk1\td1\t2025-01-01 09:00:00\t上海, 浦东\n",
    ));
    assert_eq!(case.run_json()["exports"]["logins"]["used"], 1);
}

fn parquet(columns: Vec<Column>) -> Vec<u8> {
    let mut frame = DataFrame::new(columns[0].len(), columns).unwrap();
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes).finish(&mut frame).unwrap();
    bytes
}

/// Fault: Parquet read by other rules than CSV.
#[test]
fn parquet_of_texts_gives_the_same_report() {
    let world = World::soiled();
    let rows = table(&world.files()["logins.csv"]);
    let width = rows[0].len();
    // A ragged row cannot exist in Parquet: it is left out of both deliveries.
    let rows: Vec<Vec<String>> = rows.into_iter().filter(|r| r.len() == width).collect();
    let column = |i: usize| {
        let values: Vec<&str> = rows[1..].iter().map(|r| r[i].as_str()).collect();
        Column::new(rows[0][i].as_str().into(), values)
    };
    let as_parquet = parquet((0..width).map(column).collect());
    let csv = world.clone().with("logins.csv", super::common::to_csv(&rows)).analyze(&[]);
    let parquet = world.without("logins.csv").with("logins.parquet", as_parquet).analyze(&[]);
    let (csv, parquet) = (Result::of(&csv).without_rows(), Result::of(&parquet).without_rows());
    csv.assert_same(&parquet, "Parquet");
}

/// Fault: typed columns that lose their zone, their unit or their digits on the way through text.
#[test]
fn parquet_with_typed_columns() {
    let moment = 1_744_175_100_123_i64;
    let typed = |unit: TimeUnit, per_ms: i64, zone: Option<TimeZone>, ms: i64| {
        // Not a cast, which drops the zone in a Polars that was built without time zones.
        let times = Int64Chunked::from_slice("login_at".into(), &[ms * per_ms]).into_datetime(unit, zone);
        let id = Column::new("account_id".into(), [7_000_000_000_000_000_001_i64]);
        parquet(vec![id, Column::new("device_id".into(), ["d1"]), times.into_column()])
    };
    let utc = || Some(TimeZone::UTC);
    let case = Case::sound();
    case.remove("logins.csv");
    let accounts = std::fs::read_to_string(case.exports().join("accounts.csv")).unwrap();
    case.write("accounts.csv", accounts + "7000000000000000001,personal,2024-01-01,\n");
    case.write("logins/a.parquet", typed(TimeUnit::Milliseconds, 1, utc(), moment));
    case.write("logins/b.parquet", typed(TimeUnit::Microseconds, 1000, utc(), moment));
    // Without a zone it is a clock reading in the settings' zone, eight hours ahead of UTC.
    case.write("logins/c.parquet", typed(TimeUnit::Nanoseconds, 1_000_000, None, moment + 8 * 3_600_000));
    case.write("logins/d.csv", "account_id,device_id,login_at\n7000000000000000001,d1,1744175100123\n");
    let case = analyzed(case);
    let rows = &case.run_json()["exports"]["logins"];
    assert_eq!((&rows["used"], &rows["collapsed"]), (&1.into(), &3.into()), "{:?}", case.quarantine());
}

/// Fault: files named one by one read otherwise than the folder that holds them.
#[test]
fn files_named_on_the_command_line() {
    let case = Case::sound();
    case.analyze(&[]).expect(0);
    let from_folder = Result::of(&case);
    let report = case.report().display().to_string();
    let mut args = vec!["analyze".to_string(), "--quiet".into(), "--out".into(), report];
    for export in ["accounts", "bindings", "lead_transfers", "payments"] {
        args.extend([
            "--input".into(),
            format!("{export}={}", case.exports().join(export).display()) + ".csv",
        ]);
    }
    // A pattern stands for all files that it matches.
    args.extend(["--input".into(), format!("logins={}", case.exports().join("log*.csv").display())]);
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    super::common::kosring(&args).expect(0);
    from_folder.assert_same(&Result::of(&case), "files named one by one");
}

/// Fault: a named file added to what the folder holds of the same export instead of replacing it.
#[test]
fn a_named_file_replaces_the_one_in_the_folder() {
    let case = Case::sound();
    let other = case.root().join("other.csv");
    std::fs::write(&other, "account_id,device_id,login_at\nk1,d1,2025-01-01 09:00:00\n").unwrap();
    case.analyze(&["--input", &format!("logins={}", other.display())]).expect(0);
    assert_eq!(case.run_json()["exports"]["logins"]["rows"], 1);
}

/// Fault: unknown columns that break the reading, or that nobody is told of.
#[test]
fn unknown_columns_are_ignored_and_named() {
    let case = analyzed(with_logins(
        "logins.csv",
        "昵称,account_id,device_id,score,login_at\n\"a,b\",k1,d1,1,2025-01-01 09:00:00\n",
    ));
    let run = case.run_json();
    let inputs = run["inputs"].as_array().unwrap();
    let logins = inputs.iter().find(|i| i["export"] == "logins").unwrap();
    assert_eq!(logins["unknown_columns"], serde_json::json!(["昵称", "score"]));
    assert_eq!(logins["used"], 1);
}

/// Fault: a hash or size in `run.json` that nobody can check against the file.
#[test]
fn inputs_are_named_with_bytes_and_sha256() {
    let case = analyzed(with_logins("logins.csv", "account_id,device_id,login_at\nk1,d1,1735689600\n"));
    let run = case.run_json();
    let logins = run["inputs"].as_array().unwrap().iter().find(|i| i["export"] == "logins").unwrap();
    assert_eq!(logins["bytes"], 47);
    // printf 'account_id,device_id,login_at\nk1,d1,1735689600\n' | sha256sum
    assert_eq!(logins["sha256"], "1e08faebe2c7b24addfc0e34f68b54796d8c80f1fa1a33486ae8fe42e5951c12");
}

/// Fault: a report's column renamed, moved or dropped.
#[test]
fn reports_have_the_columns_of_the_contract() {
    let case = World::soiled().analyze(&[]);
    let mut files: Vec<&str> = MACHINE_FILES.to_vec();
    files.push("quarantine.csv");
    for file in files {
        let (_, columns) = contract::REPORT.iter().find(|(name, _)| *name == file).unwrap();
        assert_eq!(case.read(file).lines().next(), Some(*columns), "{file}");
    }
}

/// Fault: ratios, times and closed words in a form that the contract does not have.
#[test]
fn values_have_the_forms_of_the_contract() {
    let case = World::soiled().analyze(&[]);
    let scores = table(case.read("account_scores.csv").as_bytes());
    let actions =
        ["none", "review", "unbind_and_ad_ban", "withdraw_professional", "close_ad_account", "ban_account"];
    let roles = "owner operator seller buyer broker affiliate slot_seller shell insider lead_broker lead_buyer bystander";
    for row in &scores[1..] {
        for ratio in &row[2..7] {
            let decimals = ratio.strip_prefix("0.").or(ratio.strip_prefix("1."));
            assert!(decimals.is_some_and(|d| d.len() == 6 && d.parse::<u32>().is_ok()), "{row:?}");
        }
        assert!(roles.split(' ').any(|r| r == row[7]) && actions.contains(&row[8].as_str()), "{row:?}");
    }
    for row in &table(case.read("evidence.csv").as_bytes())[1..] {
        for time in &row[10..12] {
            let form: String = time.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
            assert!(
                ["0000-00-00T00:00:00+00:00", "0000-00-00T00:00:00.000+00:00"].contains(&&form[..]),
                "{time}"
            );
            assert!(time.ends_with("+08:00"), "{time}");
        }
    }
    let ranks: Vec<String> =
        table(case.read("clusters.csv").as_bytes()).into_iter().skip(1).map(|r| r[1].clone()).collect();
    let expected: Vec<String> = (1..=ranks.len()).map(|r| r.to_string()).collect();
    assert_eq!(ranks, expected);
}

/// Fault: a missing export or column passed over as if everything had been looked at.
#[test]
fn what_is_missing_is_named_as_not_assessed() {
    let world = World::clean().without("payments.csv").without("account_changes.csv");
    let case = world.analyze(&[]);
    let missing = case.run_json()["not_assessed"].to_string();
    for name in ["payments", "account_changes"] {
        assert!(missing.contains(name), "{name} is not in {missing}");
    }
}

/// Fault: an export with a header and no rows, or a column without a value, as if it had been looked at: nobody is
/// paid, nobody is anywhere, and the report says that everything was assessed.
#[test]
fn what_is_empty_is_missing() {
    let world = World::clean();
    let case = world.analyze(&[]);
    let missing = |case: &Case| case.run_json()["not_assessed"].to_string();
    assert!(!missing(&case).contains("payments") && !missing(&case).contains("logins.ip"));
    let payments = case.read_export("payments.csv");
    case.write("payments.csv", payments.lines().next().unwrap());
    let mut logins = table(case.read_export("logins.csv").as_bytes());
    let ip = logins[0].iter().position(|name| name == "ip").unwrap();
    logins[1..].iter_mut().for_each(|row| row[ip].clear());
    case.write("logins.csv", to_csv(&logins));
    case.analyze(&[]).expect(0);
    for name in ["payments", "logins.ip"] {
        assert!(missing(&case).contains(name), "{name} is not in {}", missing(&case));
    }
    let codes = case.read("evidence.csv");
    assert!(!codes.contains(",nobody_paid,"), "{codes}");
    // Without a single login nothing that rests on them is assessed.
    case.write("logins.csv", "account_id,device_id,login_at\n");
    case.analyze(&[]).expect(0);
    assert!(missing(&case).contains("\"logins\""), "{}", missing(&case));
}

/// Fault: a file with semicolons, as spreadsheets write where the comma is the decimal sign, or with tabs under the name
/// of a CSV, came out as one that lacks every column.
#[test]
fn any_usual_separator_is_told() {
    let world = World::clean();
    let commas = world.analyze(&[]);
    for separator in [";", "\t", "|"] {
        let case = Case::empty();
        case.copy_from(&commas.exports());
        let accounts = table(case.read_export("accounts.csv").as_bytes());
        let lines: Vec<String> = accounts.iter().map(|row| row.join(separator)).collect();
        case.write("accounts.csv", lines.join("\n") + "\n");
        case.analyze(&[]).expect(0);
        assert_eq!(case.read("account_scores.csv"), commas.read("account_scores.csv"), "{separator:?}");
    }
}

/// Fault: a workbook under the export's name, and a message that says that there is nothing.
#[test]
fn what_is_nearly_an_export_is_named() {
    let case = Case::sound();
    case.write("logins.xlsx", "");
    case.remove("logins.csv");
    let said = case.analyze(&[]).expect(3).stderr;
    assert!(said.contains("logins.xlsx is there, and is not read"), "{said}");
}

/// Fault: words that no list holds, and dozens of rows about accounts that were rejected for them.
#[test]
fn possible_words_are_told_and_what_follows_is_not() {
    let case = Case::sound();
    let accounts =
        case.read_export("accounts.csv").replace(",kos,", ",staff,").replace(",personal,", ",user,");
    case.write("accounts.csv", accounts);
    let said = case.analyze(&[]).expect(3).stderr;
    assert!(said.contains("(personal, professional, enterprise, kos)"), "{said}");
    assert!(!said.contains("dangling_reference"), "{said}");
}
