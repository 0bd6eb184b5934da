//! `kosring check`: reads and validates, and writes nothing but what it found.

use super::common::{Case, Run, files_of, kosring, quarantine};

fn check(case: &Case, more: &[&str]) -> Run {
    let exports = case.exports().display().to_string();
    let mut args = vec!["check", &exports, "--quiet"];
    args.extend(more);
    let mut run = kosring(&args);
    run.stdout = run.stdout.replace(&exports, "EXPORTS");
    run.stderr = run.stderr.replace(&exports, "EXPORTS");
    run
}

/// Fault: a check that leaves something behind, or says nothing of what is right.
#[test]
fn sound_exports_pass_and_nothing_is_written() {
    let case = Case::sound();
    let before = files_of(&case.exports());
    let run = check(&case, &[]).expect(0);
    insta::assert_snapshot!(run.stdout);
    assert_eq!(files_of(&case.exports()), before);
    assert_eq!(files_of(case.root()), ["exports"]);
}

/// Fault: faults counted and not named, or named without their place.
#[test]
fn faults_are_named_with_their_place() {
    let case = Case::sound();
    case.write(
        "logins.csv",
        "account_id,device_id,login_at,nickname\nk1,d1,2025-01-01 09:00:00,a\nk1,d1,never,a\nnobody,d1,2025-01-01 09:00:00,a\nk1,d1,ever,a\n",
    );
    let run = check(&case, &[]).expect(3);
    insta::assert_snapshot!(run.stdout);
    insta::assert_snapshot!(run.stderr);
}

/// Fault: few enough faults that still stop the nightly job.
#[test]
fn faults_below_the_threshold_pass() {
    let case = Case::sound();
    case.write("logins.csv", "account_id,device_id,login_at\nk1,d1,2025-01-01 09:00:00\nk1,d1,never\n");
    let settings = case.settings("input.max_rejected_share = 0.5");
    let run = check(&case, &["--settings", &settings]).expect(0);
    assert!(
        run.stdout.contains("bad_time in login_at: 1 rows, the first at EXPORTS/logins.csv:3"),
        "{}",
        run.stdout
    );
}

/// Fault: logins forgotten where none of the exports that come after them is there.
#[test]
fn logins_are_checked_without_later_exports() {
    let case = Case::sound();
    ["bindings.csv", "lead_transfers.csv", "payments.csv"].iter().for_each(|f| case.remove(f));
    case.write("logins.csv", "account_id,device_id,login_at\nk1,d1,never\n");
    let run = check(&case, &[]).expect(3);
    assert!(run.stdout.contains("EXPORTS/logins.csv: 1 rows, 1 rejected"), "{}", run.stdout);
}

/// Fault: a quarantine that differs from the one that `analyze` writes.
#[test]
fn the_quarantine_can_be_written_to_a_file() {
    let case = Case::sound();
    case.write("logins.csv", "account_id,device_id,login_at\nk1,d1,2025-01-01 09:00:00\nk1,d1,never\n");
    let path = case.root().join("rejected.csv");
    check(&case, &["--quarantine", &path.display().to_string()]).expect(3);
    case.analyze(&[]).expect(3);
    assert_eq!(quarantine(&path), case.quarantine());
    assert_eq!(quarantine(&path).len(), 1);
}

/// Fault: an unwritable file taken for a bug of the program.
#[test]
fn an_unwritable_quarantine_is_a_fault_of_output() {
    let case = Case::sound();
    let run = check(&case, &["--quarantine", &case.root().join("no/such/folder.csv").display().to_string()]);
    assert!(run.expect(74).stderr.contains("cannot write"));
}
