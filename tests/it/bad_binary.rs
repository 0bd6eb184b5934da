//! Damaged files that cannot be stored readably: made here, from sound ones.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use polars::prelude::*;

use super::accounting::{faults, rows_of};
use super::common::Case;

const LOGINS: &str = "account_id,device_id,login_at\nk1,d1,2025-01-01 09:00:00\nk2,d2,2025-01-01 10:00:00\n";

/// A sound case whose logins are another file instead.
fn with_logins(name: &str, content: &[u8]) -> Case {
    let case = Case::sound();
    case.remove("logins.csv");
    case.write(name, content);
    case
}

/// The run must stop with exit code 3, name the file and say `what`, and leave no report.
#[track_caller]
fn assert_unreadable(name: &str, content: &[u8], what: &str) {
    let case = with_logins(name, content);
    let run = case.analyze(&[]).expect(3);
    assert!(run.stderr.contains(name) && run.stderr.contains(what), "{}", run.stderr);
    assert_eq!(case.report_files(), Vec::<String>::new());
    assert_eq!(super::common::files_of(case.root()), ["exports"], "something was left behind");
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

/// Many rows, so that a compressed file has a middle to break.
fn long_logins() -> String {
    let rows = (0..20_000).map(|i| format!("k1,d{i},{}\n", 1_735_689_600 + i * 31));
    rows.fold(LOGINS.to_string(), |text, row| text + &row)
}

/// Fault: a file that only pretends to be compressed read as if it were empty.
#[test]
fn text_that_is_named_as_compressed() {
    assert_unreadable("logins.csv.gz", LOGINS.as_bytes(), "damaged or was cut off");
    assert_unreadable("logins.csv.zst", LOGINS.as_bytes(), "damaged or was cut off");
}

/// Fault: a transfer that broke off taken for a short day.
#[test]
fn truncated_gzip_and_zstd() {
    let text = long_logins();
    let gz = gzip(text.as_bytes());
    let zst = zstd::encode_all(text.as_bytes(), 3).unwrap();
    for keep in [3, 4, 5] {
        assert_unreadable("logins.csv.gz", &gz[..gz.len() * keep / 6], "damaged or was cut off");
        assert_unreadable("logins.csv.zst", &zst[..zst.len() * keep / 6], "damaged or was cut off");
    }
    // The last bytes are the checksum: without it nobody knows whether the rest is right.
    assert_unreadable("logins.csv.gz", &gz[..gz.len() - 4], "damaged or was cut off");
}

/// Fault: flipped bits that pass because nobody compares the checksum.
#[test]
fn gzip_with_a_wrong_checksum() {
    let mut gz = gzip(LOGINS.as_bytes());
    let checksum = gz.len() - 8;
    gz[checksum] ^= 0xff;
    assert_unreadable("logins.csv.gz", &gz, "damaged or was cut off");
}

/// Fault: a panic inside the Parquet reader instead of a message.
#[test]
fn damaged_parquet() {
    assert_unreadable("logins.parquet", LOGINS.as_bytes(), "Parquet");
    assert_unreadable("logins.parquet", b"PAR1PAR1", "Parquet");
    assert_unreadable("logins.parquet", b"", "Parquet");
    let whole = parquet(vec![column("account_id"), column("device_id"), column("login_at")]);
    assert_unreadable("logins.parquet", &whole[..whole.len() / 2], "Parquet");
    assert_unreadable("logins.parquet", &whole[..whole.len() - 3], "Parquet");
}

fn column(name: &str) -> Column {
    Column::new(name.into(), ["k1", "k2"])
}

fn parquet(columns: Vec<Column>) -> Vec<u8> {
    let mut frame = DataFrame::new(columns[0].len(), columns).unwrap();
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes).finish(&mut frame).unwrap();
    bytes
}

/// Fault: a column of the wrong type cast to something that happens to fit.
#[test]
fn parquet_of_the_wrong_types() {
    let no_times = parquet(vec![
        column("account_id"),
        column("device_id"),
        Column::new("login_at".into(), [true, false]),
    ]);
    let case = with_logins("logins.parquet", &no_times);
    case.analyze(&[]).expect(3);
    let codes: Vec<(u64, String)> = case.quarantine().into_iter().map(|r| (r.line, r.code)).collect();
    assert_eq!(codes, [(2, "bad_time".to_string()), (3, "bad_time".to_string())]);
}

/// Fault: an identifier that was once a floating-point number, its last digits gone, taken for text.
#[test]
fn parquet_identifiers_as_floating_point_numbers() {
    let ids = Column::new("account_id".into(), [1.234_567_890_123_456_7e17, 9.8e20]);
    let kinds = Column::new("account_kind".into(), ["kos", "kos"]);
    let times = Column::new("registered_at".into(), ["2024-01-01", "2024-01-01"]);
    let case = Case::sound();
    case.remove("accounts.csv");
    case.write("accounts.parquet", parquet(vec![ids, kinds, times]));
    case.analyze(&[]).expect(3);
    let of_accounts = case.quarantine().into_iter().filter(|r| r.file == "accounts.parquet");
    let codes: Vec<String> = of_accounts.map(|r| r.code).collect();
    assert_eq!(codes, ["spreadsheet_number", "spreadsheet_number"]);
}

/// Fault: bytes that are no GB18030 turned into replacement characters that then link accounts.
#[test]
fn gb18030_with_a_broken_character() {
    let (head, _, _) =
        encoding_rs::GB18030.encode("account_id,device_id,login_at,地区\nk1,d1,2025-01-01 09:00:00,上海\n");
    let broken = b"k2,d2,2025-01-01 10:00:00,\xc9\xff\xba\n";
    let (tail, _, _) = encoding_rs::GB18030.encode("p1,d3,2025-01-01 11:00:00,北京\n");
    let case = with_logins("logins.csv", &[&head[..], broken, &tail[..]].concat());
    let settings = case.settings("input.max_rejected_share = 0.5");
    case.analyze(&["--settings", &settings]).expect(0);
    let found: Vec<(u64, String, String)> =
        case.quarantine().into_iter().map(|r| (r.line, r.column, r.code)).collect();
    assert_eq!(found, [(3, "region".to_string(), "bad_encoding".to_string())]);
    assert_eq!(faults(&case), Vec::<String>::new());
}

/// Fault: UTF-16 without a byte-order mark read as text full of NUL.
#[test]
fn utf16_without_a_mark() {
    let bytes: Vec<u8> = LOGINS.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let case = with_logins("logins.csv", &bytes);
    let run = case.analyze(&[]).expect(3);
    assert!(run.stderr.contains("missing columns account_id"), "{}", run.stderr);
    assert!(!run.stderr.contains('\0'), "raw bytes of the file reach the terminal");
}

/// Fault: one huge field held in memory, or taken for a stray quotation mark that costs other rows.
#[test]
fn a_field_of_two_megabytes_costs_its_own_row() {
    let case = Case::sound();
    let mut text = String::from("note_id,account_id,published_at,text\n");
    text += &format!("n1,k1,2025-01-01 09:00:00,\"{}\"\n", "长\n".repeat(1 << 19));
    text += "n2,k1,2025-01-01 10:00:00,short\nn3,k1,never,short\n";
    case.write("notes.csv", text);
    let settings = case.settings("input.max_rejected_share = 1.0");
    case.analyze(&["--settings", &settings]).expect(0);
    let found: Vec<(u64, String)> = case.quarantine().into_iter().map(|r| (r.line, r.code)).collect();
    assert_eq!(found, [(2, "field_too_long".to_string()), (2 + (1 << 19) + 2, "bad_time".to_string())]);
    assert_eq!(rows_of(&case.run_json())["notes"].used, 1);
}
