//! Files damaged at random, in every format and in the state: a message and an exit code of the user's,
//! in bounded time; never a panic.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use polars::prelude::*;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::accounting::faults;
use super::common::{Case, Run, program};
use super::random::config;

/// A run on a handful of rows takes some hundredths of a second.
const HANG: Duration = Duration::from_secs(60);
/// Formats in which the logins come.
const NAMES: [&str; 5] = ["logins.csv", "logins.csv.gz", "logins.csv.zst", "logins.parquet", "logins.tsv"];

/// What is done to a file, places as shares of its length.
#[derive(Debug, Clone)]
enum Damage {
    Flip(f64, u8),
    Cut(f64),
    Drop(f64, usize),
    Repeat(f64, usize),
    Zero(f64, usize),
}

fn damage() -> impl Strategy<Value = Vec<Damage>> {
    let place = 0.0..1.0f64;
    let one = prop_oneof![
        6 => (place.clone(), 1u8..).prop_map(|(at, bits)| Damage::Flip(at, bits)),
        1 => place.clone().prop_map(Damage::Cut),
        2 => (place.clone(), 1usize..20).prop_map(|(at, n)| Damage::Drop(at, n)),
        2 => (place.clone(), 1usize..200).prop_map(|(at, n)| Damage::Repeat(at, n)),
        1 => (place, 1usize..20).prop_map(|(at, n)| Damage::Zero(at, n)),
    ];
    prop::collection::vec(one, 1..4)
}

fn damaged(mut bytes: Vec<u8>, damages: &[Damage]) -> Vec<u8> {
    for damage in damages {
        let length = bytes.len();
        if length == 0 {
            break;
        }
        let place = |share: &f64| (share * length as f64) as usize;
        let until = |from: usize, n: usize| (from + n).min(length);
        match damage {
            Damage::Flip(at, bits) => bytes[place(at)] ^= bits,
            Damage::Cut(at) => bytes.truncate(place(at)),
            Damage::Drop(at, n) => drop(bytes.drain(place(at)..until(place(at), *n))),
            Damage::Repeat(at, n) => {
                let piece = bytes[place(at)..until(place(at), *n)].to_vec();
                bytes.splice(place(at)..place(at), piece);
            }
            Damage::Zero(at, n) => bytes[place(at)..until(place(at), *n)].fill(0),
        }
    }
    bytes
}

/// Sound logins in every format, and in every encoding where they are plain text.
fn sound() -> &'static BTreeMap<(usize, usize), Vec<u8>> {
    static SOUND: OnceLock<BTreeMap<(usize, usize), Vec<u8>>> = OnceLock::new();
    SOUND.get_or_init(|| {
        let accounts = ["e1", "k1", "k2", "p1"];
        let rows: Vec<[String; 4]> = (0..60)
            .map(|i| {
                [
                    accounts[i % 4].into(),
                    format!("设备{}", i % 7),
                    format!("{}", 1_735_689_600 + i * 9999),
                    "上海".into(),
                ]
            })
            .collect();
        let names = ["account_id", "device_id", "login_at", "region"];
        let text = |separator: &str| {
            let lines = rows.iter().map(|row| row.join(separator) + "\n");
            lines.fold(names.join(separator) + "\n", |text, line| text + &line)
        };
        let mut gz = GzEncoder::new(Vec::new(), Compression::default());
        gz.write_all(text(",").as_bytes()).unwrap();
        let column =
            |i: usize| Column::new(names[i].into(), rows.iter().map(|r| r[i].clone()).collect::<Vec<_>>());
        let mut frame = DataFrame::new(rows.len(), (0..4).map(column).collect()).unwrap();
        let parquet = |frame: &mut DataFrame, compression| {
            let mut bytes = Vec::new();
            ParquetWriter::new(&mut bytes).with_compression(compression).finish(frame).unwrap();
            bytes
        };
        let utf16 = [0xfeff].into_iter().chain(text(",").encode_utf16().collect::<Vec<_>>());
        BTreeMap::from([
            ((0, 0), text(",").into_bytes()),
            ((0, 1), encoding_rs::GB18030.encode(&text(",")).0.into_owned()),
            ((0, 2), utf16.flat_map(u16::to_le_bytes).collect()),
            ((1, 0), gz.finish().unwrap()),
            ((2, 0), zstd::encode_all(text(",").as_bytes(), 3).unwrap()),
            ((3, 0), parquet(&mut frame, ParquetCompression::Uncompressed)),
            ((3, 1), parquet(&mut frame, ParquetCompression::Snappy)),
            ((3, 2), parquet(&mut frame, ParquetCompression::Zstd(None))),
            ((4, 0), text("\t").into_bytes()),
        ])
    })
}

/// `kosring analyze`, stopped where it hangs.
fn analyze(case: &Case, more: &[&str]) -> Run {
    let output = program()
        .arg("analyze")
        .arg(case.exports())
        .args([Path::new("--out"), &case.report()])
        .args(["--quiet", "--threads", "2"])
        .args(more)
        .timeout(HANG)
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Run { code: output.status.code(), stdout: text(&output.stdout), stderr: text(&output.stderr) }
}

/// Fault: a damaged file that brings a reader (ours, the decompressors', Polars') down, or hangs it.
#[test]
fn damaged_exports() {
    let which = prop::sample::select(sound().keys().copied().collect::<Vec<_>>());
    let outcome = TestRunner::new(config()).run(&(which, damage()), |((name, variant), damages)| {
        let case = Case::sound();
        case.remove("logins.csv");
        case.write(NAMES[name], damaged(sound()[&(name, variant)].clone(), &damages));
        let settings = case.settings("input.max_rejected_share = 1.0");
        let run = analyze(&case, &["--settings", &settings]);
        prop_assert!(matches!(run.code, Some(0 | 3)), "{}: {:?}: {}", NAMES[name], run.code, run.stderr);
        if run.code == Some(0) {
            prop_assert_eq!(faults(&case), Vec::<String>::new());
        } else {
            prop_assert!(run.stderr.contains("logins"), "{}", run.stderr);
        }
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}

/// Fault: one bit of a Parquet file that makes Polars panic on a length, or ask for exabytes of memory.
/// (Both found by the test above.)
#[test]
fn a_parquet_file_whose_parts_do_not_fit() {
    for flip in [Damage::Flip(0.786_824_122_883_125_5, 32), Damage::Flip(0.023_989_940_575_790_91, 21)] {
        let case = Case::sound();
        case.remove("logins.csv");
        let bytes = damaged(sound()[&(3, 1)].clone(), &[flip]);
        case.write("logins.parquet", bytes);
        let run = analyze(&case, &[]).expect(3);
        assert!(
            run.stderr.contains("not a readable Parquet file") || run.stderr.contains("cannot be read"),
            "{}",
            run.stderr
        );
        assert!(case.report_files().is_empty());
    }
}

/// All files below a folder, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { all.extend(files(&path)) } else { all.push(path) }
    }
    all.sort();
    all
}

/// A state after a night, and the files in it.
fn night() -> (Case, String) {
    let case = Case::sound();
    let settings = case.settings("input.max_rejected_share = 1.0\nstate.payments = \"increment\"");
    let state = case.root().join("state").display().to_string();
    analyze(&case, &["--settings", &settings, "--state", &state]).expect(0);
    (case, state)
}

/// Fault: a damaged file of the state that brings the next night down, or that a night is made of.
#[test]
fn damaged_states() {
    let outcome = TestRunner::new(config()).run(&(0.0..1.0f64, damage()), |(which, damages)| {
        let (case, state) = night();
        let all: Vec<PathBuf> =
            files(Path::new(&state)).into_iter().filter(|f| !f.ends_with("lock")).collect();
        let file = &all[(which * all.len() as f64) as usize];
        let whole = std::fs::read(file).unwrap();
        std::fs::write(file, damaged(whole, &damages)).unwrap();
        let settings = case.root().join("settings.toml").display().to_string();
        let run = analyze(&case, &["--settings", &settings, "--state", &state]);
        prop_assert!(
            matches!(run.code, Some(0 | 1 | 4)),
            "{}: {:?}: {}",
            file.display(),
            run.code,
            run.stderr
        );
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}
