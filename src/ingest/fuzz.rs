//! Random input to every reader: nothing may panic, run on, or come out as something else than it went in.
//!
//! The seed is fixed, so that a run that fails fails again; `PROPTEST_CASES` and `PROPTEST_RNG_SEED` look
//! further (`docs/reliability.md` says how far that went).

use std::collections::BTreeMap;
use std::io::Read;
use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};

use super::chunks::{Chunk, Chunker};
use super::decode::{self, Bounds, Tap};
use super::fields::{Limits, clean, identifier, money};
use super::header::match_header;
use super::quarantine::Code;
use super::records::each_record;
use super::table::is_text;
use crate::schema::EXPORTS;
use crate::settings::{KEYS, Settings};
use crate::state::State;
use crate::time::{Zone, parse_date, parse_day};

/// Cases of a test unless the environment says otherwise.
const CASES: u32 = 256;

fn config() -> Config {
    let given = Config::default();
    let rng_seed = match given.rng_seed {
        RngSeed::Random => RngSeed::Fixed(20_250_409),
        seed => seed,
    };
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { given.cases } else { CASES };
    Config { cases, rng_seed, failure_persistence: None, ..given }
}

/// Text that readers stumble over, now and then any byte at all.
fn bytes(pieces: &'static [&'static str], most: usize) -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        12 => prop::sample::select(pieces).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => any::<u8>().prop_map(|byte| vec![byte]),
    ];
    prop::collection::vec(piece, 0..most).prop_map(|pieces| pieces.concat())
}

const CSV: &[&str] =
    &[",", ",", "\n", "\n", "\r\n", "\r", "\"", "\"\"", "a", "bc", "上", " ", "\t", "\0", "\u{feff}"];
const FIELD: &[&str] = &[
    "0", "1", "9", ".", "-", "+", "E", "e", "'", " ", "\u{3000}", "\u{a0}", "无", "NULL", "\\N", "\t",
    "\u{7f}", "a", "账",
];
const TIME: &[&str] = &[
    "2025",
    "0001",
    "9999",
    "1",
    "12",
    "31",
    "60",
    "-",
    "/",
    ":",
    " ",
    "T",
    "Z",
    "+08:00",
    "-0530",
    "+",
    ".",
    "000",
    "1735689600",
];
const TOML: &[&str] = &[
    "[input]\n",
    "[columns.logins]\n",
    "window_days",
    "timezone",
    "\"",
    "'",
    " = ",
    "=",
    "\n",
    "7",
    "-1",
    "1e9",
    "nan",
    "inf",
    "\"UTC\"",
    "[",
    "]",
    "{",
    "}",
    ".",
    "#",
    "max_columns",
    "true",
    "2025-01-01",
    "\u{202e}",
    "99999999999999999999",
];
const JSON: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"",
    "\"version\":1",
    "\"version\":2",
    "\"timezone\":",
    "null",
    "\"days\":",
    "\"nights\":",
    "\"tables\":",
    "\"2025-01-01\"",
    "\"file\":\"../../x\"",
    "\"rows\":",
    "-1",
    "1e400",
    "\\ud800",
];

/// All chunks of a text.
fn chunks(text: &[u8], longest: usize, target: usize) -> Vec<Chunk> {
    let mut chunker = Chunker::new(text, b',', longest, target);
    let mut all = Vec::new();
    while let Some(chunk) = chunker.next(Vec::new()).unwrap() {
        all.push(chunk);
    }
    all
}

/// The records of a text by the csv crate alone, which a blank line keeps from dropping a byte-order mark.
fn records(text: &[u8]) -> Vec<Vec<Vec<u8>>> {
    let text = [b"\n", text].concat();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&text[..]);
    reader.byte_records().map(|r| r.unwrap().iter().map(<[u8]>::to_vec).collect()).collect()
}

/// Reads by bites of a size.
fn decoded(bytes: &[u8], bite: usize) -> Vec<u8> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("x.csv");
    std::fs::write(&path, bytes).unwrap();
    let bounds = Bounds::new(&Settings::default());
    let mut reader =
        decode::open(&path, std::sync::Arc::new(std::sync::Mutex::new(Tap::default())), bounds).unwrap();
    let (mut text, mut buffer) = (Vec::new(), vec![0; bite]);
    loop {
        match reader.read(&mut buffer).unwrap() {
            0 => return text,
            count => text.extend_from_slice(&buffer[..count]),
        }
    }
}

proptest! {
    #![proptest_config(config())]

    /// Fault: a byte lost, doubled or moved between chunks; a record cut in two; a plain chunk read otherwise
    /// than a quoted one.
    #[test]
    fn chunks_hold_every_byte_and_records_whole(text in bytes(CSV, 60), longest in 8usize..200, target in 1usize..80) {
        let all = chunks(&text, longest, target);
        prop_assert!(all.windows(2).all(|w| w[0].first_line <= w[1].first_line));
        if all.iter().all(|chunk| chunk.broken != Some(Code::FieldTooLong)) {
            let whole: Vec<u8> = all.iter().flat_map(|c| c.text.clone()).collect();
            prop_assert_eq!(&whole, &text);
        }
        if all.iter().all(|chunk| chunk.broken.is_none()) {
            let mut found = Vec::new();
            for chunk in &all {
                each_record(chunk, b',', |record, at| {
                    assert!(at < chunk.text.len() && chunk.line(at) >= chunk.first_line);
                    found.push((0..record.len()).map(|i| record.get(i).to_vec()).collect::<Vec<_>>());
                });
            }
            prop_assert_eq!(found, records(&text));
        }
    }

    /// Fault: the rest of a line that was too long read as a row of its own, or the rows behind it lost.
    #[test]
    fn a_line_that_is_too_long_is_one_row(before in 0usize..5, long in 200usize..900, after in 0usize..5,
                                          end in prop::sample::select(&["\n", "\r\n", "\r"][..]), target in 1usize..80) {
        let row = |i: usize| format!("a{i},b{end}");
        let rows = |n: usize| (0..n).map(row).collect::<String>();
        let text = format!("{}{}{end}{}", rows(before), "x".repeat(long), rows(after));
        let all = chunks(text.as_bytes(), 64, target);
        let broken: Vec<Option<Code>> = all.iter().map(|c| c.broken).filter(Option::is_some).collect();
        prop_assert_eq!(broken, [Some(Code::FieldTooLong)]);
        let mut lines = Vec::new();
        for chunk in all.iter().filter(|c| c.broken.is_none()) {
            each_record(chunk, b',', |_, at| lines.push(chunk.line(at)));
        }
        let expected: Vec<u64> = (1..=before).chain(before + 2..before + 2 + after).map(|l| l as u64).collect();
        prop_assert_eq!(lines, expected);
    }

    /// Fault: sound UTF-8 changed on its way, other encodings become bytes that are no text, or what comes
    /// out depends on how much is asked for at a time.
    #[test]
    fn decoding_keeps_utf8_and_makes_text_of_the_rest(text in bytes(CSV, 60), bite in 1usize..50) {
        let out = decoded(&text, bite);
        prop_assert_eq!(&out, &decoded(&text, 4096));
        if std::str::from_utf8(&text).is_ok() && !text.starts_with("\u{feff}".as_bytes()) {
            prop_assert_eq!(out, text);
        }
    }

    /// Fault: GB18030 or UTF-16 that comes out as another text.
    #[test]
    fn chinese_text_survives_every_encoding(text in "[\u{4e00}-\u{9fa5}]{40,60}[a-z,\n]{0,9}", wide in any::<bool>()) {
        let (gb, _, _) = encoding_rs::GB18030.encode(&text);
        prop_assert_eq!(decoded(&gb, 4096), text.as_bytes());
        let order = |unit: u16| if wide { unit.to_be_bytes() } else { unit.to_le_bytes() };
        let utf16: Vec<u8> = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(order).collect();
        prop_assert_eq!(decoded(&utf16, 4096), text.as_bytes());
    }

    /// Fault: a panic in cleaning; an identifier with blanks, control characters or beyond its length.
    #[test]
    fn fields_of_any_bytes(field in bytes(FIELD, 12)) {
        let limits = Limits { identifier: 20, field: 100 };
        if let Some(text) = clean(&field) {
            prop_assert!(!text.is_empty() && text == text.trim_ascii());
        }
        if let Ok(Some(text)) = identifier(&field, limits) {
            prop_assert!(text.len() <= 20 && text.iter().all(|b| *b >= 0x20 && *b != 0x7f));
            prop_assert_eq!(clean(&field), Some(text));
        }
        let _ = is_text(&field);
        if let Ok(fen) = money(&field) {
            prop_assert!((0..10_000_000_000_000).contains(&fen));
        }
    }

    /// Fault: an amount that is another one when it is read.
    #[test]
    fn amounts_survive(fen in 0i64..10_000_000_000_000) {
        prop_assert_eq!(money(format!("{}.{:02}", fen / 100, fen % 100).as_bytes()), Ok(fen));
    }

    /// Fault: a panic, or a moment out of range, from any text.
    #[test]
    fn times_of_any_bytes(text in bytes(TIME, 12), zone in prop::sample::select(ZONES)) {
        let zone = Zone::named(zone).unwrap();
        if let Ok(at) = zone.parse(&text) {
            prop_assert!((946_684_800_000..4_102_444_800_000).contains(&at));
            prop_assert_eq!(parse_date(&zone, &text), Ok(zone.day(at)));
            prop_assert!(zone.hour(at) < 24 && zone.day_and_slot(at).1 < 144);
        }
        let _ = parse_day(&String::from_utf8_lossy(&text));
    }

    /// Fault: a moment that is another one once it was written and read.
    #[test]
    fn times_survive_in_every_zone(at in 946_684_800_000i64..4_102_444_800_000, zone in prop::sample::select(ZONES)) {
        let zone = Zone::named(zone).unwrap();
        prop_assert_eq!(zone.parse(zone.format(at).as_bytes()), Ok(at));
    }

    /// Fault: a header that finds a column where there is none.
    #[test]
    fn headers_of_any_names(names in prop::collection::vec("(account_id|device_id|login_at|账号ID|ip| |'|\u{feff}|x){0,3}", 0..8)) {
        for export in &EXPORTS {
            if let Ok(header) = match_header(export, &names, &BTreeMap::new(), false) {
                prop_assert_eq!(header.width, names.len());
                let places: Vec<usize> = header.places.iter().flatten().copied().collect();
                prop_assert!(places.iter().all(|&p| p < names.len()));
                prop_assert_eq!(places.len() + header.unknown.len(), names.len());
            }
        }
    }

    /// Fault: a panic on a settings file, or settings out of their range.
    #[test]
    fn settings_of_any_text(text in bytes(TOML, 24)) {
        if let Ok(settings) = Settings::parse(&String::from_utf8_lossy(&text), "x.toml") {
            let again = Settings::parse(&settings.to_toml(), "x.toml").unwrap();
            prop_assert!(KEYS.iter().all(|key| key.field.show(&again) == key.field.show(&settings)));
        }
    }

    /// Fault: a panic on files that a program is said to have written.
    #[test]
    fn strict_files_of_any_bytes(text in bytes(CSV, 40)) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.csv");
        std::fs::write(&path, [b"a,bc,d\n", &text[..]].concat()).unwrap();
        let read = crate::strict_csv::each(&path, ["a", "bc"], |row| {
            let _ = (row.score(0), row.count(0), row.millibits(1), row.list(1), row.text(0));
            Ok(())
        });
        let _ = read.map_err(|e| e.to_string());
    }

    /// Fault: a panic on a manifest that was damaged, or one that is taken for sound.
    #[test]
    fn manifests_of_any_text(text in bytes(JSON, 24)) {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("state.json"), &text).unwrap();
        let opened = State::open(dir.path(), &Settings::default(), Duration::ZERO);
        prop_assert!(opened.is_err() || text.windows(11).any(|w| w == b"\"version\":1"));
    }
}

/// Zones with and without daylight saving, with odd offsets, on both sides of the date line.
const ZONES: &[&str] = &[
    "Asia/Shanghai",
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
];
