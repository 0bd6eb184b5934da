//! `--out`: a report appears whole or not at all, and never in the place of something else.

use std::path::Path;

use super::common::{Case, MACHINE_FILES, Run, files_of};

const WHOLE: [&str; 10] = [
    "account_scores.csv",
    "cluster_members.csv",
    "clusters.csv",
    "evidence.csv",
    "graph.graphml",
    "lead_scores.csv",
    "quarantine.csv",
    "report.html",
    "report.xlsx",
    "run.json",
];

fn in_place(case: &Case, name: &str) {
    std::fs::create_dir_all(case.report()).unwrap();
    std::fs::write(case.report().join(name), "mine").unwrap();
}

#[track_caller]
fn assert_refused(case: &Case, run: Run) {
    let run = run.expect(2);
    assert!(run.stderr.contains("--out"), "{}", run.stderr);
    assert_eq!(files_of(case.root()), ["exports", "report"], "something was left behind");
}

/// Fault: a folder of somebody's work deleted because its name was given to `--out`.
#[test]
fn a_folder_that_is_no_report_is_refused_and_untouched() {
    let case = Case::sound();
    in_place(&case, "thesis.txt");
    assert_refused(&case, case.analyze(&[]));
    assert_eq!(case.read("thesis.txt"), "mine");
}

/// Fault: a report's file among others taken as leave to delete them all. A folder of exports holds a
/// `quarantine.csv` as soon as somebody lets `kosring check` write it there.
#[test]
fn a_folder_with_more_than_a_report_is_refused_and_untouched() {
    for known in ["quarantine.csv", "run.json"] {
        let case = Case::sound();
        in_place(&case, known);
        in_place(&case, "accounts.csv");
        assert_refused(&case, case.analyze(&[]));
        assert_eq!(case.report_files().len(), 2);
    }
    let case = Case::sound();
    case.analyze(&[]).expect(0);
    std::fs::create_dir(case.report().join("reviewed")).unwrap();
    assert_refused(&case, case.analyze(&[]));
}

/// Fault: a file in the place of the folder overwritten.
#[test]
fn a_file_is_refused_and_untouched() {
    let case = Case::sound();
    std::fs::write(case.report(), "mine").unwrap();
    assert_refused(&case, case.analyze(&[]));
    assert_eq!(std::fs::read_to_string(case.report()).unwrap(), "mine");
}

/// Fault: files of an older report that stay beside the new ones.
#[test]
fn an_older_report_is_replaced_whole() {
    let case = Case::sound();
    case.analyze(&[]).expect(0);
    for file in MACHINE_FILES {
        std::fs::write(case.report().join(file), "old").unwrap();
    }
    std::fs::remove_file(case.report().join("evidence.csv")).unwrap();
    case.analyze(&[]).expect(0);
    assert_eq!(case.report_files(), WHOLE);
    for file in MACHINE_FILES {
        assert_ne!(case.read(file), "old", "{file}");
    }
    assert_eq!(files_of(case.root()), ["exports", "report"], "something was left behind");
}

/// Fault: an empty folder, made beforehand by a job, refused; or missing parents not made.
#[test]
fn an_empty_folder_and_a_new_one_are_taken() {
    let case = Case::sound();
    std::fs::create_dir(case.report()).unwrap();
    case.analyze(&[]).expect(0);
    assert_eq!(case.report_files(), WHOLE);
    let deep = case.root().join("a/b/c");
    let exports = case.exports().display().to_string();
    super::common::kosring(&["analyze", &exports, "-q", "--out", &deep.display().to_string()]).expect(0);
    assert_eq!(files_of(&deep), WHOLE);
}

/// Fault: a name without a folder before it (`--out report`) that has no parent to write to.
#[test]
fn a_report_in_the_working_folder() {
    let case = Case::sound();
    let output = super::common::program()
        .current_dir(case.root())
        .args(["analyze", "exports", "--out", "report", "-q"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(case.report_files(), WHOLE);
}

fn run_of(path: &Path) -> String {
    std::fs::read_to_string(path.join("run.json")).expect("the old report is there")
}

/// Fault: last night's report gone because tonight's exports cannot be read.
#[test]
fn a_failed_run_leaves_the_old_report() {
    let case = Case::sound();
    case.analyze(&[]).expect(0);
    let before = run_of(&case.report());
    let logins = std::fs::read(case.exports().join("logins.csv")).unwrap();
    case.remove("logins.csv");
    case.analyze(&[]).expect(3);
    case.write("logins.csv", "account_id,device_id\nk1,d1\n");
    case.analyze(&[]).expect(3);
    case.write("logins.csv", logins);
    let settings = case.settings("[input]\nwindow_days = 0\n");
    case.analyze(&["--settings", &settings]).expect(2);
    assert_eq!(run_of(&case.report()), before);
    assert_eq!(case.report_files(), WHOLE);
    assert_eq!(files_of(case.root()), ["exports", "report", "settings.toml"], "something was left behind");
}

/// Fault: a run that stopped for too many rejected rows looking like a finished one.
#[test]
fn a_stopped_run_leaves_the_quarantine_alone() {
    let case = Case::sound();
    case.write("logins.csv", "account_id,device_id,login_at\nk1,d1,never\n");
    let run = case.analyze(&[]).expect(3);
    assert_eq!(case.report_files(), ["quarantine.csv"]);
    assert!(
        run.stderr.contains(&case.report().join("quarantine.csv").display().to_string()),
        "{}",
        run.stderr
    );
    // The mended exports may be analysed into the same place.
    case.write("logins.csv", "account_id,device_id,login_at\nk1,d1,2025-01-01 09:00:00\n");
    case.analyze(&[]).expect(0);
    assert_eq!(case.report_files(), WHOLE);
}
