//! Walks `fixtures/bad`: every folder is a fault that real exports have, and what must come of it.
//!
//! A case lies over the sound exports in `fixtures/bad/_base`: its files replace those of the same
//! name. `expect.toml` says what must come out; see [`Expect`]. Where a run must fail, `stderr.txt`
//! holds the message word for word (`KOSRING_BLESS=1 cargo test` rewrites those, to be read before
//! they are committed). A new case is a new folder.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::accounting::{self, Rows};
use super::common::{Case, Rejected, Run, fixtures};

/// What a case expects.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    /// The fault that the case was written for.
    fault: String,
    /// The exit code.
    exit: i32,
    /// Settings in force. Cases are so small that one bad row is a large share: without settings any
    /// share may be rejected.
    #[serde(default = "any_share")]
    settings: String,
    /// Files whose content is better spelled out than stored: carriage returns, NUL, byte-order marks.
    #[serde(default)]
    files: BTreeMap<String, String>,
    /// Files of the base that are taken away.
    #[serde(default)]
    without: Vec<String>,
    /// Empty folders.
    #[serde(default)]
    folders: Vec<String>,
    /// All rows of `quarantine.csv`, in their order. `row` is compared where it is given.
    #[serde(default)]
    quarantine: Vec<Rejected>,
    /// What `run.json` says of some exports.
    #[serde(default)]
    rows: BTreeMap<String, Rows>,
}

fn any_share() -> String {
    "input.max_rejected_share = 1.0".into()
}

#[test]
fn every_case_of_fixtures_bad() {
    let root = fixtures().join("bad");
    let names = super::common::files_of(&root);
    let cases: Vec<&String> = names.iter().filter(|n| !n.starts_with(['_', '.'])).collect();
    assert!(cases.len() >= 30, "only {} cases found", cases.len());
    let mut failed = Vec::new();
    for name in cases {
        let faults = try_case(&root.join(name));
        if !faults.is_empty() {
            failed.push(format!("{name}:\n    {}", faults.join("\n    ")));
        }
    }
    assert!(failed.is_empty(), "{} cases failed\n{}", failed.len(), failed.join("\n"));
}

/// Runs a case; returns what is not as expected.
fn try_case(folder: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(folder.join("expect.toml")).unwrap_or_default();
    let expect: Expect = match toml::from_str(&text) {
        Ok(expect) => expect,
        Err(e) => return vec![format!("expect.toml: {e}")],
    };
    let case = prepare(folder, &expect);
    let settings = case.settings(&expect.settings);
    let run = case.analyze(&["--threads", "2", "--settings", &settings]);
    let mut faults = Vec::new();
    if expect.fault.is_empty() {
        faults.push("says nothing of the fault it is there for".into());
    }
    if run.code != Some(expect.exit) {
        faults.push(format!("exit code {:?} and not {}: {}", run.code, expect.exit, run.stderr));
        return faults;
    }
    if expect.exit == 0 {
        faults.extend(accounting::faults(&case));
        faults.extend(compare_rows(&case, &expect));
    } else {
        faults.extend(compare_message(folder, &case, &run));
    }
    faults.extend(compare_report(&case, &expect));
    faults
}

fn prepare(folder: &Path, expect: &Expect) -> Case {
    let case = Case::sound();
    expect.without.iter().for_each(|name| case.remove(name));
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if !matches!(name, "expect.toml" | "stderr.txt") {
            case.write(name, std::fs::read(&path).unwrap());
        }
    }
    expect.files.iter().for_each(|(name, content)| case.write(name, content));
    expect.folders.iter().for_each(|name| std::fs::create_dir(case.exports().join(name)).unwrap());
    case
}

fn compare_rows(case: &Case, expect: &Expect) -> Vec<String> {
    let found = accounting::rows_of(&case.run_json());
    let differs = expect.rows.iter().filter(|(name, rows)| found.get(*name) != Some(rows));
    differs.map(|(name, rows)| format!("{name}: {rows:?} expected, found {:?}", found.get(name))).collect()
}

/// What a report may hold after a failure: nothing at all, or the quarantine alone.
fn compare_report(case: &Case, expect: &Expect) -> Vec<String> {
    let files = case.report_files();
    let mut faults = Vec::new();
    if expect.exit != 0 {
        let allowed: &[&str] = if expect.quarantine.is_empty() { &[] } else { &["quarantine.csv"] };
        if files != allowed {
            faults.push(format!("the report holds {files:?}, expected {allowed:?}"));
            return faults;
        }
    }
    if files.is_empty() {
        return faults;
    }
    let mut found = case.quarantine();
    for (found, expected) in found.iter_mut().zip(&expect.quarantine) {
        if expected.row.is_empty() {
            found.row.clear();
        }
    }
    if found != expect.quarantine {
        faults.push(format!("quarantine: {:#?}\n    expected: {:#?}", found, expect.quarantine));
    }
    faults
}

fn compare_message(folder: &Path, case: &Case, run: &Run) -> Vec<String> {
    let places = [(case.exports(), "EXPORTS"), (case.report(), "REPORT")];
    let said = places
        .iter()
        .fold(run.stderr.clone(), |text, (path, name)| text.replace(&path.display().to_string(), name));
    let path = folder.join("stderr.txt");
    if std::env::var_os("KOSRING_BLESS").is_some() {
        std::fs::write(&path, &said).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    if said == expected { Vec::new() } else { vec![format!("said {said:?}\n    and not {expected:?}")] }
}
