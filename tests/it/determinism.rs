//! The same rows give the same bytes, however they are delivered and however many threads read them.
//!
//! All tests compare with one report of the soiled world, whose rejected and repeated rows must not
//! depend on the delivery either.

use std::sync::OnceLock;

use flate2::Compression;
use flate2::write::GzEncoder;
use kosring::schema::EXPORTS;

use super::common::{Case, table, to_csv};
use super::world::{Result, World};

/// The report that all others must equal: exports as they are, two threads.
fn reference() -> &'static Result {
    static RESULT: OnceLock<Result> = OnceLock::new();
    RESULT.get_or_init(|| Result::of(&World::soiled().analyze(&["--threads", "2"])))
}

/// Puts rows into another order, the header kept (Fisher and Yates, with a linear congruential
/// generator of Knuth's constants: the same order every time).
fn shuffle(rows: &mut [Vec<String>], seed: u64) {
    let mut state = seed;
    for last in (2..rows.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        rows.swap(last, 1 + (state >> 33) as usize % last);
    }
}

fn shuffled(seed: u64) -> World {
    World::soiled().map(|name, content| {
        let mut rows = table(&content);
        shuffle(&mut rows, seed);
        (name.to_string(), to_csv(&rows))
    })
}

/// Guards the tests below: on an empty report they could not fail.
#[test]
fn the_reference_has_something_to_compare() {
    let case = World::soiled().analyze(&[]);
    for file in super::common::MACHINE_FILES {
        assert!(case.read(file).lines().count() > 3, "{file} is nearly empty");
    }
    assert!(case.quarantine().len() > 8);
    reference().assert_same(&Result::of(&case), "a second run");
}

/// Fault: a result that depends on which row of a file comes first.
#[test]
fn order_of_rows() {
    for seed in [1, 2] {
        let result = Result::of(&shuffled(seed).analyze(&["--threads", "2"]));
        reference().assert_same(&result, &format!("rows shuffled with seed {seed}"));
    }
}

/// Fault: a result that shows which thread came first.
#[test]
fn number_of_threads() {
    for threads in ["1", "8"] {
        let result = Result::of(&shuffled(3).analyze(&["--threads", threads]));
        reference().assert_same(&result, &format!("{threads} threads, rows shuffled"));
    }
}

/// Fault: parts read as exports of their own, or a header taken for a row in all parts but the first.
#[test]
fn logins_in_parts() {
    let world = shuffled(4);
    let rows = table(&world.files()["logins.csv"]);
    let (header, rows) = rows.split_first().unwrap();
    let mut parts = world.clone().without("logins.csv");
    for (number, part) in rows.chunks(rows.len() / 7).enumerate() {
        let part = [std::slice::from_ref(header), part].concat();
        parts = parts.with(&format!("logins/part-{number:03}.csv"), to_csv(&part));
    }
    // What copying tools leave behind is no part.
    let parts = parts.with("logins/_SUCCESS", Vec::new()).with("logins/.part.crc", vec![7]);
    reference().assert_same(&Result::of(&parts.analyze(&["--threads", "8"])), "logins in parts");
}

/// Fault: compressed files cut short, or only their first member read.
#[test]
fn compressed_files() {
    let gz = World::soiled().map(|name, content| {
        // Two members one after another, as `cat a.gz b.gz` makes them.
        let (one, two) = content.split_at(content.len() / 2);
        (format!("{name}.gz"), [gzip(one), gzip(two)].concat())
    });
    reference().assert_same(&Result::of(&gz.analyze(&[])), "gzip");
    let zst = World::soiled()
        .map(|name, content| (format!("{name}.zst"), zstd::encode_all(&content[..], 3).expect("compresses")));
    reference().assert_same(&Result::of(&zst.analyze(&[])), "zstd");
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    std::io::Write::write_all(&mut encoder, bytes).unwrap();
    encoder.finish().unwrap()
}

/// Fault: identifiers and texts that depend on the encoding they came in.
#[test]
fn encodings() {
    let gb = World::soiled().map(|name, content| {
        let text = String::from_utf8(content).unwrap();
        let (bytes, _, lost) = encoding_rs::GB18030.encode(&text);
        assert!(!lost, "GB18030 holds all of Unicode");
        (name.to_string(), bytes.into_owned())
    });
    reference().assert_same(&Result::of(&gb.analyze(&[])), "GB18030");
    let marked =
        World::soiled().map(|name, content| (name.to_string(), [b"\xef\xbb\xbf", &content[..]].concat()));
    reference().assert_same(&Result::of(&marked.analyze(&[])), "UTF-8 with a byte-order mark");
    let utf16 = World::soiled().map(|name, content| {
        let text = String::from_utf8(content).unwrap();
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        (name.to_string(), units.flat_map(u16::to_le_bytes).collect())
    });
    reference().assert_same(&Result::of(&utf16.analyze(&[])), "UTF-16 with a byte-order mark");
}

/// Fault: columns taken by their place, or a known Chinese header not known in one of the exports.
#[test]
fn headers_in_chinese_and_columns_in_another_order() {
    let chinese = World::soiled().map(|name, content| {
        let export = EXPORTS.iter().find(|e| name == format!("{}.csv", e.name)).expect("an export");
        let mut rows = table(&content);
        for header in &mut rows[0] {
            let column = export.columns.iter().find(|c| c.name == header).expect("a column");
            let alias = column.aliases.iter().find(|a| !a.is_ascii());
            *header = alias.map_or(column.name, |a| a).to_string();
        }
        let rows: Vec<Vec<String>> = rows.into_iter().map(|r| r.into_iter().rev().collect()).collect();
        (name.to_string(), to_csv(&rows))
    });
    let result = Result::of(&chinese.analyze(&[])).without_rows();
    let reference = Result::of(&World::soiled().analyze(&[])).without_rows();
    reference.assert_same(&result, "Chinese headers");
}

/// Fault: line ends that become part of the last column.
#[test]
fn line_ends() {
    let crlf = World::soiled().without("notes.csv").map(|name, content| {
        let text = String::from_utf8(content).unwrap();
        (name.to_string(), text.replace('\n', "\r\n").into_bytes())
    });
    let plain = Result::of(&World::soiled().without("notes.csv").analyze(&[]));
    plain.assert_same(&Result::of(&crlf.analyze(&[])), "CRLF");
}

/// Logins of a few accounts, many enough to outgrow the smallest memory limit.
fn heavy_logins(rows: usize) -> Vec<u8> {
    let mut text = String::from("account_id,device_id,login_at,ip,region\n");
    for row in 0..rows {
        let (account, device) = (["k1", "k2", "p1"][row % 3], row % 5);
        // Steps of 157 s, prime to a day, spread the logins over hours and over a hundred days.
        text += &format!("{account},d{device},{},i{},上海\n", 1_735_689_600 + row * 157, row % 11);
    }
    text.into_bytes()
}

/// Fault: logins lost, doubled or reordered on their way through temporary files.
#[test]
fn memory_limit() {
    let analyzed = |args: &[&str]| {
        let case = Case::sound();
        case.remove("logins.csv");
        for part in 0..3 {
            // The parts are the same file: repeats meet across temporary files too.
            case.write(&format!("logins/{part}.csv"), heavy_logins(60_000));
        }
        case.analyze(args).expect(0);
        case
    };
    let free = analyzed(&["--threads", "2"]);
    let tight = analyzed(&["--threads", "2", "--memory-limit", "64"]);
    assert_eq!(free.run_json()["spilled_runs"], 0);
    assert!(tight.run_json()["spilled_runs"].as_u64() > Some(1), "nothing was written to disk");
    assert_eq!(free.run_json()["exports"]["logins"]["collapsed"], 120_000);
    Result::of(&free).assert_same(&Result::of(&tight), "64 MiB");
}

/// Fault: a limit that only works for small worlds' settings and not for their results.
#[test]
fn memory_limit_on_the_world() {
    let result = Result::of(&World::soiled().analyze(&["--memory-limit", "64"]));
    reference().assert_same(&result, "64 MiB");
}
