//! The hand-written cases: every `fixtures/<case>/` that says what must come out (`expected.csv`,
//! `expected_leads.csv`) goes through the real binary.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// One row of a CSV file, by column.
type Row = HashMap<String, String>;

/// The hand-written cases, by name.
fn cases() -> Vec<PathBuf> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut cases: Vec<PathBuf> = std::fs::read_dir(&fixtures)
        .expect("fixtures/ is there")
        .map(|entry| entry.expect("fixtures/ is readable").path())
        .filter(|case| case.join("expected.csv").exists())
        .collect();
    cases.sort();
    cases
}

fn name(case: &Path) -> String {
    case.file_name().expect("a case has a name").to_string_lossy().into_owned()
}

fn rows(path: &Path) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    reader.deserialize().map(|row| row.unwrap_or_else(|e| panic!("{}: {e}", path.display()))).collect()
}

/// Analyses a case into a folder that lives as long as the result.
fn analyze(case: &Path) -> tempfile::TempDir {
    let out = tempfile::tempdir().expect("a temporary folder");
    Command::new(env!("CARGO_BIN_EXE_kosring"))
        .arg("analyze")
        .arg(case)
        .arg("--out")
        .arg(out.path().join("report"))
        .arg("--quiet")
        .assert()
        .success();
    out
}

fn report(out: &tempfile::TempDir, file: &str) -> Vec<Row> {
    rows(&out.path().join("report").join(file))
}

fn number(row: &Row, column: &str) -> f64 {
    let value = row.get(column).unwrap_or_else(|| panic!("no column {column} in {row:?}"));
    value.parse().unwrap_or_else(|_| panic!("{column}: {value} is no number in {row:?}"))
}

/// What is wrong with a score, if anything.
fn out_of_bounds(expected: &Row, score: f64) -> Option<String> {
    let (least, most) = (number(expected, "at_least"), number(expected, "at_most"));
    (score < least || score > most).then(|| format!("{score:.6} is not within {least}..{most}"))
}

/// Scores and codes of accounts that are not as expected.
fn wrong_accounts(case: &Path, out: &tempfile::TempDir) -> Vec<String> {
    let accounts: HashSet<String> =
        rows(&case.join("accounts.csv")).iter().map(|row| row["account_id"].clone()).collect();
    let scores: HashMap<String, Row> =
        report(out, "account_scores.csv").into_iter().map(|row| (row["account_id"].clone(), row)).collect();
    let evidence: HashSet<(String, String)> = report(out, "evidence.csv")
        .into_iter()
        .filter(|row| row["subject_kind"] == "account")
        .map(|row| (row["subject_id"].clone(), row["code"].clone()))
        .collect();
    let mut wrong = Vec::new();
    for expected in rows(&case.join("expected.csv")) {
        let (account, typology) = (&expected["account_id"], &expected["typology"]);
        let about = format!("{}/{account}: {typology}", name(case));
        if !accounts.contains(account) {
            wrong.push(format!("{about}: no such account in the case"));
        }
        let score = scores.get(account).map_or(0.0, |row| number(row, typology));
        wrong.extend(out_of_bounds(&expected, score).map(|fault| format!("{about} {fault}")));
        for code in expected["codes"].split(';').filter(|code| !code.is_empty()) {
            if !evidence.contains(&(account.clone(), code.to_string())) {
                wrong.push(format!("{about}: no {code} among the evidence"));
            }
        }
    }
    wrong
}

/// Scores of transfers that are not as expected; the worst of several alike counts.
fn wrong_leads(case: &Path, out: &tempfile::TempDir) -> Vec<String> {
    let path = case.join("expected_leads.csv");
    if !path.exists() {
        return Vec::new();
    }
    let key = |row: &Row| ["lead_id", "from_account", "to_account"].map(|column| row[column].clone());
    let known: HashSet<[String; 3]> = rows(&case.join("lead_transfers.csv")).iter().map(key).collect();
    let mut scores: HashMap<[String; 3], f64> = HashMap::new();
    for row in report(out, "lead_scores.csv") {
        let score = scores.entry(key(&row)).or_default();
        *score = score.max(number(&row, "score"));
    }
    let mut wrong = Vec::new();
    for expected in rows(&path) {
        let transfer = key(&expected);
        let about = format!("{}/{}", name(case), transfer.join(" "));
        if !known.contains(&transfer) {
            wrong.push(format!("{about}: no such transfer in the case"));
        }
        let score = scores.get(&transfer).copied().unwrap_or(0.0);
        wrong.extend(out_of_bounds(&expected, score).map(|fault| format!("{about}: {fault}")));
    }
    wrong
}

/// Accounts of an honest twin for which more than a look is recommended.
fn acted_on(case: &Path, out: &tempfile::TempDir) -> Vec<String> {
    report(out, "account_scores.csv")
        .into_iter()
        .filter(|row| !["none", "review"].contains(&row["recommended_action"].as_str()))
        .map(|row| {
            format!(
                "{}/{}: {} for an honest account",
                name(case),
                row["account_id"],
                row["recommended_action"]
            )
        })
        .collect()
}

#[test]
fn every_case_comes_out_as_its_story_says() {
    let cases = cases();
    assert!(cases.len() >= 8, "a case for each abuse and each honest twin, not {}", cases.len());
    let mut wrong = Vec::new();
    for case in &cases {
        let out = analyze(case);
        assert!(report(&out, "quarantine.csv").is_empty(), "{}: rows were rejected", name(case));
        wrong.extend(wrong_accounts(case, &out));
        wrong.extend(wrong_leads(case, &out));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn nobody_in_an_honest_twin_is_acted_on() {
    let twins: Vec<PathBuf> = cases().into_iter().filter(|case| name(case).ends_with("-twin")).collect();
    assert!(twins.len() >= 4, "a twin for each abuse, not {}", twins.len());
    let wrong: Vec<String> = twins.iter().flat_map(|case| acted_on(case, &analyze(case))).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Fault: what was found absent made an account forgotten after the second look, and the third weighed what speaks for
/// abuse without it: honest accounts on shared devices were left with scores.
#[test]
fn what_speaks_against_abuse_is_not_forgotten() {
    for case in cases().iter().filter(|case| ["one-operator-twin", "rented-twin"].contains(&&*name(case))) {
        let scores = report(&analyze(case), "account_scores.csv");
        assert!(scores.is_empty(), "{}: {scores:?}", name(case));
    }
}

/// Fault: one text that a stranger posts as well was worth five bits where few people copy, as much as the library of a
/// studio.
#[test]
fn one_text_of_one_stranger_says_little() {
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/demo");
    let mut evidence = report(&analyze(&demo), "evidence.csv");
    evidence.retain(|row| row["code"] == "text_of_stranger");
    assert!(!evidence.is_empty());
    assert!(evidence.iter().all(|row| number(row, "bits") <= 2.0), "{evidence:?}");
}
