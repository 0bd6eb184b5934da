//! Exit codes, help and the plain lines that a log gets.

use std::process::Stdio;

use super::common::{Case, kosring, program, table};
use super::world::World;

/// Fault: exit code 1 for everything, so that a job cannot tell a typing error from a broken export.
#[test]
fn wrong_usage_is_exit_code_2() {
    let usage: &[&[&str]] = &[
        &[],
        &["analyse"],
        &["analyze"],
        &["analyze", "--out", "never_written"],
        &["analyze", "x", "--out", "never_written", "--threads", "many"],
        &["analyze", "fixtures/bad/_base", "--out", "never_written", "--threads", "100000"],
        &["analyze", "x", "--out", "never_written", "--memory-limit", "63"],
        &["analyze", "x", "--out", "never_written", "--memory-limit", "1048577"],
        &["analyze", "--out", "never_written", "--input", "logins"],
        &["analyze", "--out", "never_written", "--input", "logins="],
        &["analyze", "--out", "never_written", "--input", "login=x.csv"],
        &["check"],
        &["schema", "--format", "yaml"],
        &["generate", "never_written", "--accounts", "3"],
        &["generate", "never_written", "--without", "accounts.account_id"],
        &["evaluate", "x"],
    ];
    for args in usage {
        let run = kosring(args);
        assert_eq!(run.code, Some(2), "{args:?}: {}", run.stderr);
        assert!(run.stdout.is_empty() && !run.stderr.is_empty(), "{args:?}");
    }
    assert!(!std::path::Path::new("never_written").exists());
}

/// Fault: input that is not there reported as usage, or as a bug.
#[test]
fn unreadable_input_is_exit_code_3() {
    let case = Case::empty();
    let (nowhere, out) =
        (case.root().join("nowhere").display().to_string(), case.report().display().to_string());
    let run = kosring(&["analyze", &nowhere, "--out", &out]).expect(3);
    assert!(run.stderr.contains("nowhere: does not exist"), "{}", run.stderr);
    kosring(&["check", &nowhere]).expect(3);
    kosring(&["evaluate", &nowhere, "--truth", &nowhere]).expect(3);
    case.analyze(&[]).expect(3);
    let case = Case::sound();
    let run = case.analyze(&["--input", "logins=nowhere*.csv"]).expect(3);
    assert!(run.stderr.contains("nowhere*.csv"), "{}", run.stderr);
}

/// Fault: a report that cannot be written taken for a bug.
#[test]
fn an_unwritable_report_is_exit_code_74() {
    let case = Case::sound();
    let file = case.root().join("file");
    std::fs::write(&file, "in the way").unwrap();
    let exports = case.exports().display().to_string();
    let out = file.join("report").display().to_string();
    let run = kosring(&["analyze", &exports, "--out", &out, "-q"]).expect(74);
    assert!(run.stderr.contains("cannot write"), "{}", run.stderr);
}

/// Fault: help that panics on narrow terminals, runs over their edge, or leaves a command out.
#[test]
fn help_fits_any_terminal() {
    let commands = ["analyze", "check", "schema", "settings", "generate", "evaluate"];
    let overview = kosring(&["--help"]).expect(0).stdout;
    for command in commands {
        assert!(overview.contains(&format!("  {command} ")), "{command} is not in the overview");
        for columns in ["80", "10", "1", "0", "500"] {
            let output = program().args([command, "--help"]).env("COLUMNS", columns).output().unwrap();
            assert_eq!(output.status.code(), Some(0), "{command} --help at {columns} columns");
            let text = String::from_utf8(output.stdout).unwrap();
            let wide = text.lines().find(|l| l.chars().count() > 80);
            assert!(columns != "80" || wide.is_none(), "{command}: {wide:?}");
        }
    }
    for code in ["0 done", "2 wrong usage", "3 input unreadable", "70 a bug", "74 the report"] {
        assert!(overview.replace('\n', " ").contains(code), "exit code {code} is not documented");
    }
}

#[test]
fn the_version_is_the_crates() {
    let said = kosring(&["--version"]).expect(0).stdout;
    assert_eq!(said, format!("kosring {}\n", env!("CARGO_PKG_VERSION")));
}

/// Fault: escape sequences and redrawn bars in the log of a nightly job.
#[test]
fn progress_is_plain_lines_where_there_is_no_terminal() {
    let case = Case::sound();
    let (exports, out) = (case.exports().display().to_string(), case.report().display().to_string());
    let run = kosring(&["analyze", &exports, "--out", &out]).expect(0);
    assert!(!run.stderr.contains(['\u{1b}', '\r']), "{:?}", run.stderr);
    insta::with_settings!({ filters => vec![(r"\d+\.\d\d s", "0.00 s")] }, {
        insta::assert_snapshot!(run.stderr);
    });
    assert!(!run.stdout.contains(['\u{1b}', '\r']), "{:?}", run.stdout);
}

/// Fault: `--quiet` that still writes, so that cron sends a mail every night.
#[test]
fn quiet_means_silent() {
    assert_eq!(Case::sound().analyze(&[]).expect(0).stderr, "");
}

/// Fault: a summary that does not say how many rows were used, what was found and where it is.
#[test]
fn the_summary_tells_rows_rings_and_the_report() {
    let case = World::soiled().case();
    let run = case.analyze(&[]).expect(0);
    let rejected = case.quarantine().len();
    assert!(run.stdout.contains(&format!(" {rejected} rejected (see quarantine.csv)")), "{}", run.stdout);
    let rings = case.run_json()["rings"].as_u64().unwrap();
    assert!(run.stdout.contains(&format!("Rings: {rings},")), "{}", run.stdout);
    assert!(run.stdout.contains("  1. r"), "no ring is named: {}", run.stdout);
    assert!(run.stdout.ends_with(&format!("Report: {}\n", case.report().display())), "{}", run.stdout);
}

/// Fault: a family that is left out and still counts, that takes others along, or of which the
/// account of the run says nothing.
#[test]
fn a_family_left_out_is_gone_and_named() {
    let families = |case: &Case| -> std::collections::BTreeSet<String> {
        table(case.read("evidence.csv").as_bytes())[1..].iter().map(|row| row[4].clone()).collect()
    };
    let whole = families(&World::clean().analyze(&[]));
    let case = World::clean().analyze(&["--without-family", "binding"]);
    let mut left = whole.clone();
    assert!(left.remove("binding") && left.len() > 3, "{whole:?}");
    assert_eq!(families(&case), left);
    assert_eq!(case.run_json()["without_families"], serde_json::json!(["binding"]));
    let wrong = case.analyze(&["--without-family", "astrology"]).expect(2);
    assert!(wrong.stderr.contains("astrology") && wrong.stderr.contains("rhythm"), "{}", wrong.stderr);
}

/// Fault: a table of timings without the stages or the memory.
#[test]
fn timings_name_every_stage() {
    let run = Case::sound().analyze(&["--timings"]).expect(0);
    for part in ["ingest", "reduce", "detect", "rings", "report", "rows/s", "MB/s", "peak MiB"] {
        assert!(run.stdout.contains(part), "{part} is not in {}", run.stdout);
    }
}

/// Fault: a panic because the reader of the output has gone away (`| head -1`, a closed log).
#[cfg(unix)]
#[test]
fn closed_outputs_do_not_stop_a_run() {
    let case = Case::sound();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let status = std::process::Command::new(env!("CARGO_BIN_EXE_kosring"))
        .args([
            "analyze",
            &case.exports().display().to_string(),
            "--out",
            &case.report().display().to_string(),
        ])
        .stdout(Stdio::from(writer.try_clone().unwrap()))
        .stderr(Stdio::from(writer))
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(0));
    assert_eq!(case.report_files().len(), 10, "the report is not whole");
}

/// Fault: more threads than processors, or than rows, as a deadlock or another result.
#[test]
fn more_threads_than_rows() {
    Case::sound().analyze(&["--threads", "16"]).expect(0);
}

/// Fault: `evaluate` and `analyze` that do not understand each other's files.
#[test]
fn evaluate_reads_what_analyze_wrote() {
    let case = World::clean().analyze(&[]);
    let truth = case.root().join("world");
    let (world, report) = (truth.display().to_string(), case.report().display().to_string());
    kosring(&["generate", &world, "--accounts", "600", "--seed", "3"]).expect(0);
    let truth = truth.join("truth").display().to_string();
    let run = kosring(&["evaluate", &report, "--truth", &truth, "--json"]).expect(0);
    let figures: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON and nothing else");
    assert!(figures.as_object().is_some_and(|f| !f.is_empty()));
    let table = kosring(&["evaluate", &report, "--truth", &truth]).expect(0).stdout;
    for typology in ["traded", "rented", "affiliated", "lead resale"] {
        assert!(table.contains(typology), "{typology} is not in {table}");
    }
}

/// Fault: a scheduler's log collector meets a line that is no JSON, or misses a stage or the fault.
#[test]
fn the_log_as_json_is_json_line_by_line() {
    let case = super::common::Case::sound();
    let (exports, report) = (case.exports().display().to_string(), case.report().display().to_string());
    let args = ["analyze", &exports, "--out", &report, "--log-format", "json"];
    let objects = |text: &str| -> Vec<serde_json::Value> {
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{line}: {e}")))
            .collect()
    };
    let log = objects(&super::common::kosring(&args).expect(0).stderr);
    let stages: Vec<&str> = log.iter().filter_map(|line| line["stage"].as_str()).collect();
    assert_eq!(stages, ["ingest", "reduce", "detect", "rings", "report"]);
    assert!(log.iter().all(|line| line["rows"].is_u64() && line["seconds"].is_f64()), "{log:?}");
    case.remove("accounts.csv");
    let log = objects(&super::common::kosring(&args).expect(3).stderr);
    assert_eq!(log.last().unwrap()["exit_code"], 3);
    assert!(log.last().unwrap()["error"].as_str().unwrap().contains("accounts"));
}

/// Fault: completions or pages of another program's name, or that lack commands and options.
#[test]
fn completions_and_pages_know_every_command() {
    let commands = ["analyze", "check", "verdicts", "schema", "settings", "generate", "evaluate", "explain"];
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = kosring(&["completions", shell]).expect(0).stdout;
        assert!(script.contains("kosring") && script.contains("camouflage"), "{shell}");
        let missing = commands.iter().find(|command| !script.contains(**command));
        assert_eq!(missing, None, "{shell}");
    }
    kosring(&["completions", "tcsh"]).expect(2);
    let page = kosring(&["man"]).expect(0).stdout;
    for command in commands {
        assert!(page.contains(&format!("kosring\\-{command}(1)")), "{command}");
        let own = kosring(&["man", command]).expect(0).stdout;
        assert!(own.contains(&format!(".TH kosring-{command} 1")), "{own}");
    }
    assert!(kosring(&["man", "analyze"]).expect(0).stdout.contains("\\-\\-watch"));
    assert!(kosring(&["man", "analyse"]).expect(2).stderr.contains("expected one of analyze, check"));
}
