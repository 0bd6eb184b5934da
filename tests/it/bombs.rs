//! Limits on what input can drive, and memory on the largest of it. Large files are made here.
//!
//! Bounds of memory leave room above what was measured (`docs/reliability.md`): they are there to notice
//! memory that grows with what an attacker sends, not to weigh megabytes.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use polars::prelude::*;

use super::accounting::{Rows, faults, rows_of};
use super::common::{Case, Run, files_of};

const MIB: u64 = 1 << 20;
const LOGINS: &str = "account_id,device_id,login_at\n";
const ANY_SHARE: &str = "input.max_rejected_share = 1.0";

/// The run must stop with exit code 3 and say `what`, with nothing left behind.
#[track_caller]
fn assert_refused(case: &Case, run: Run, what: &str) {
    let run = run.expect(3);
    assert!(run.stderr.contains(what), "{}", run.stderr);
    assert!(run.stderr.len() < 5_000, "a message of {} bytes", run.stderr.len());
    assert_eq!(case.report_files(), Vec::<String>::new());
    let left: Vec<String> = files_of(case.root()).into_iter().filter(|f| f != "settings.toml").collect();
    assert_eq!(left, ["exports"], "something was left behind");
}

/// Runs with settings; the run must come to an end, with every row accounted for.
#[track_caller]
fn run(case: &Case, settings: &str) -> Run {
    let settings = case.settings(settings);
    let run = case.analyze(&["--threads", "2", "--settings", &settings]).expect(0);
    assert_eq!(faults(case), Vec::<String>::new());
    run
}

#[track_caller]
fn assert_memory(case: &Case, most: u64) {
    let peak = case.run_json()["peak_memory_bytes"].as_u64().unwrap();
    assert!(peak > 0 || !cfg!(target_os = "linux"), "no peak was measured");
    // For docs/reliability.md, with --nocapture.
    println!("peak {} MiB of {}", peak / MIB, most / MIB);
    assert!(peak < most, "{} MiB, expected less than {}", peak / MIB, most / MIB);
}

/// One login, written a number of times.
fn repeated(rows: usize) -> Vec<u8> {
    [LOGINS.as_bytes(), "k1,d1,2025-01-01 09:00:00\n".repeat(rows).as_bytes()].concat()
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

fn with_logins(name: &str, content: impl AsRef<[u8]>) -> Case {
    let case = Case::sound();
    case.remove("logins.csv");
    case.write(name, content);
    case
}

/// Fault: a small file that unpacks without end.
#[test]
fn a_compression_bomb_is_refused() {
    let text = repeated(2_000_000);
    let zst = zstd::encode_all(&text[..], 1).unwrap();
    for (name, content) in [("logins.csv.zst", zst.clone()), ("logins.csv.gz", gzip_best(&text))] {
        assert!(content.len() as u64 * 200 < text.len() as u64, "{name} is no bomb: {}", content.len());
        let case = with_logins(name, &content);
        let run = case.analyze(&[]);
        assert_refused(&case, run, "holds more than 200 times its size (input.max_compression_ratio)");
    }
    // Whoever knows the file can have it read, a piece at a time.
    let case = with_logins("logins.csv.zst", &zst);
    run(&case, "input.max_compression_ratio = 1000000");
    let expected = Rows { rows: 2_000_000, used: 1, collapsed: 1_999_999, ..Rows::default() };
    assert_eq!(rows_of(&case.run_json())["logins"], expected);
    assert_memory(&case, 256 * MIB);
}

fn gzip_best(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

/// Fault: a bomb made of many small ones, none of which is beyond the ratio; a limit that also counts
/// files that are not compressed.
#[test]
fn what_a_compressed_file_holds_is_bounded() {
    let text = repeated(50_000);
    for (name, content) in [
        ("logins.csv.gz", gzip(&text)),
        ("logins.csv.gz", [gzip(&text), gzip(&text[LOGINS.len()..])].concat()),
        ("logins.csv.zst", zstd::encode_all(&text[..], 1).unwrap()),
    ] {
        let case = with_logins(name, &content);
        let settings = case.settings("input.max_decompressed_mb = 1");
        let run = case.analyze(&["--settings", &settings]);
        assert_refused(&case, run, "holds more than 1 MiB (input.max_decompressed_mb)");
    }
    run(&with_logins("logins.csv", &text), "input.max_decompressed_mb = 1");
}

/// Fault: a value that a Parquet file holds once, and that stands in every row.
#[test]
fn a_parquet_bomb_is_refused() {
    let column = |name: &str, value: &str| Column::new(name.into(), vec![value; 400_000]);
    let columns = vec![
        column("account_id", "k1"),
        column("device_id", &"d".repeat(200)),
        column("login_at", "2025-01-01 09:00:00"),
    ];
    let mut frame = DataFrame::new(400_000, columns).unwrap();
    let mut content = Vec::new();
    ParquetWriter::new(&mut content).finish(&mut frame).unwrap();
    let case = with_logins("logins.parquet", &content);
    let refused = case.analyze(&[]);
    assert_refused(&case, refused, "holds more than 200 times its size");
    run(&case, "input.max_compression_ratio = 1000000");
    assert_memory(&case, 256 * MIB);
}

/// Fault: a window of the compressor that asks for gigabytes before the first byte is out.
#[test]
fn zstd_that_asks_for_too_much_memory_is_refused() {
    let mut encoder = zstd::Encoder::new(Vec::new(), 1).unwrap();
    encoder.window_log(30).unwrap();
    encoder.include_contentsize(false).unwrap();
    encoder.write_all(&repeated(10)).unwrap();
    let case = with_logins("logins.csv.zst", encoder.finish().unwrap());
    let run = case.analyze(&[]);
    assert_refused(&case, run, "too much memory");
}

/// Fault: a header of a million names, each looked up and held.
#[test]
fn columns_are_bounded() {
    let wide = |columns: usize| {
        let more: String = (3..columns).map(|i| format!(",x{i}")).collect();
        let empty = ",".repeat(columns - 3);
        with_logins("logins.csv", format!("{}{more}\nk1,d1,2025-01-01 09:00:00{empty}\n", LOGINS.trim_end()))
    };
    run(&wide(1000), "");
    for columns in [1001, 300_000] {
        let case = wide(columns);
        let run = case.analyze(&[]);
        assert_refused(&case, run, &format!("line 1: {columns} columns, more than 1000 (input.max_columns)"));
    }
    run(&wide(1001), "input.max_columns = 1001");
    // A file without line ends is one long name.
    let case = with_logins("logins.csv", "x".repeat(3 << 20));
    let short = case.analyze(&[]);
    assert_refused(&case, short, "missing columns account_id, device_id, login_at");
    let case = with_logins("logins.csv", "x".repeat(9 << 20));
    let long = case.analyze(&[]);
    assert_refused(&case, long, "line 1: no header");
}

/// Fault: one huge field held in memory, counted as several rows, or taken for a stray quotation mark that
/// costs the rows behind it.
#[test]
fn a_field_of_ten_megabytes_costs_its_own_row() {
    let long = "长".repeat(10 * MIB as usize / 3);
    for field in [long.clone(), format!("\"{long}\""), format!("\"{long}")] {
        let case = Case::sound();
        let text = format!(
            "note_id,account_id,published_at,text\nn1,k1,2025-01-01 09:00:00,{field}\n\
             n2,k1,2025-01-01 10:00:00,short\nn3,k1,never,short\n"
        );
        case.write("notes.csv", text);
        run(&case, ANY_SHARE);
        let found: Vec<(u64, String)> = case.quarantine().into_iter().map(|r| (r.line, r.code)).collect();
        assert_eq!(found, [(2, "field_too_long".into()), (4, "bad_time".into())]);
        assert_eq!(rows_of(&case.run_json())["notes"].used, 1);
        assert_memory(&case, 256 * MIB);
    }
}

/// Fault: an identifier without end in any of the exports, by the default settings.
#[test]
fn identifiers_of_ten_thousand_characters() {
    let long = "账".repeat(10_000);
    let case = Case::sound();
    case.write("logins.csv", format!("{LOGINS}k1,{long},2025-01-01 09:00:00\n{long},d1,2025-01-01\n"));
    case.write(
        "payments.csv",
        format!("payment_id,payer,payee,paid_at,amount_cny\nx1,{long},w1,2025-01-01,5\n"),
    );
    case.write(
        "account_changes.csv",
        format!("account_id,field,changed_at,new_value\nk1,phone,2025-01-01,{long}\n"),
    );
    run(&case, ANY_SHARE);
    let found = case.quarantine();
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(found.iter().all(|r| r.code == "field_too_long" && r.value.chars().count() == 200));
}

/// Fault: a file of nothing but bad rows, all of them held in memory.
#[test]
fn rejected_rows_are_bounded() {
    for (name, header) in
        [("logins.csv", LOGINS), ("payments.csv", "payment_id,payer,payee,paid_at,amount_cny\n")]
    {
        let case = Case::sound();
        let rows: String = (0..20_000).map(|i| format!("x{i},w1\n")).collect();
        case.write(name, format!("{header}{rows}"));
        let settings = case.settings("input.max_rejected_share = 1.0\ninput.max_rejected_mb = 1");
        let stopped = case.analyze(&["--settings", &settings]);
        assert!(stopped.stderr.contains("ragged_row"), "no example: {}", stopped.stderr);
        assert_refused(&case, stopped, "rejected rows take more than 1 MiB (input.max_rejected_mb)");
        run(&case, ANY_SHARE);
    }
}

/// Fault: rejected rows whose lines are counted from the beginning of the piece each time.
#[test]
fn half_a_million_rejected_rows() {
    let case = Case::sound();
    let rows: String = (0..500_000).map(|i| format!("x{i},w1,w2,never,5\n")).collect();
    case.write("payments.csv", format!("payment_id,payer,payee,paid_at,amount_cny\n{rows}"));
    run(&case, ANY_SHARE);
    assert_eq!(rows_of(&case.run_json())["payments"].rejected, 500_000);
    assert_eq!(case.quarantine().last().unwrap().line, 500_001);
    assert_memory(&case, 256 * MIB);
}

/// The people of a large case: enterprises, then personal accounts p0, p1, …
fn accounts(count: usize) -> String {
    let rows = (0..count).map(|i| format!("p{i},personal,2024-03-01 09:00:00\n"));
    rows.fold("account_id,account_kind,registered_at\ne1,enterprise,2024-01-01\n".into(), |text, row| {
        text + &row
    })
}

/// A case of so many accounts, with one login, nothing bound and no lead.
fn crowd(count: usize) -> Case {
    let case = Case::empty();
    case.write("accounts.csv", accounts(count));
    case.write("logins.csv", format!("{LOGINS}p0,d0,2025-01-01 09:00:00\n"));
    case.write("bindings.csv", "enterprise_id,account_id,bound_at\n");
    case.write("lead_transfers.csv", "lead_id,contact_hash,from_account,to_account,transferred_at\n");
    case
}

/// Fault: time or memory that grows with the square of one account's logins.
#[test]
fn one_account_with_a_million_logins() {
    let case = crowd(10);
    let mut text = String::from(LOGINS);
    for i in 0..1_000_000u64 {
        // A million moments of 80 days, on a thousand devices.
        text.push_str(&format!("p1,d{},{}\n", i % 1000, 1_735_689_600 + i * 7 % (80 * 86_400)));
    }
    case.write("logins.csv", text);
    run(&case, "");
    assert_eq!(rows_of(&case.run_json())["logins"].rows, 1_000_000);
    assert_memory(&case, 256 * MIB);
}

/// Fault: a tie between any two of a device's accounts.
#[test]
fn one_device_with_two_hundred_thousand_accounts() {
    let case = crowd(200_000);
    let mut text = String::from(LOGINS);
    for i in 0..200_000u64 {
        for day in [0, 3, 9] {
            text.push_str(&format!("p{i},d1,{}\n", 1_735_689_600 + day * 86_400 + i % 80_000));
        }
    }
    case.write("logins.csv", text);
    run(&case, "");
    assert_eq!(rows_of(&case.run_json())["logins"].used, 600_000);
    assert_memory(&case, 320 * MIB);
}

/// A lead that goes from hand to hand, a thousand people round and round.
fn passed_on(hops: usize) -> Case {
    let case = crowd(1002);
    // Without a binding nobody's leads are anybody's.
    case.write("bindings.csv", "enterprise_id,account_id,bound_at\np1000,p1001,2025-01-01\n");
    let rows = (0..hops)
        .map(|i| format!("l1,c1,p{},p{},{},export\n", i % 1000, (i + 1) % 1000, 1_735_689_600 + i * 60));
    let header = "lead_id,contact_hash,from_account,to_account,transferred_at,channel\n".to_string();
    case.write("lead_transfers.csv", rows.fold(header, |text, row| text + &row));
    case
}

/// Fault: a chain without end, followed without end.
#[test]
fn one_lead_with_ten_thousand_hops() {
    let case = passed_on(10_000);
    let said = run(&case, "").stdout;
    assert!(said.contains("report.chain_hops"), "{said}");
    let hops: Vec<usize> = super::common::table(case.read("lead_scores.csv").as_bytes())[1..]
        .iter()
        .map(|row| row[6].parse().unwrap())
        .collect();
    assert_eq!((hops.len(), hops.iter().max()), (10_000, Some(&1000)));
    assert_memory(&case, 256 * MIB);
    let short = passed_on(1000);
    let said = run(&short, "").stdout;
    assert!(!said.contains("report.chain_hops"), "{said}");
}

/// Fault: a ring whose every finding is on the page.
#[test]
fn findings_of_a_ring_on_the_page_are_bounded() {
    let left_out = |settings: &str| -> usize {
        let case = Case::empty();
        case.copy_from(&super::common::fixtures().join("demo"));
        run(&case, settings);
        let page = case.read("report.html");
        let more = page.split("\"moreEvidence\":").skip(1);
        more.map(|rest| rest.split(|c: char| !c.is_ascii_digit()).next().unwrap().parse::<usize>().unwrap())
            .sum()
    };
    let (few, many) = (left_out("report.ring_findings = 30"), left_out("report.ring_findings = 10000"));
    // Those about transfers have a bound of their own.
    assert!(many < few, "{few} left out, and {many} with the highest bound");
}
