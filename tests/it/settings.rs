//! The settings file: what is wrong in it is said at once, and what is printed can be read back.

use super::common::{Case, kosring};

/// Fault: a nightly job that needs one run for every mistake in its settings.
#[test]
fn all_problems_are_reported_at_once_with_their_lines() {
    let case = Case::sound();
    let path = case.settings(
        "[input]\nwindow_days = 900\ntimezone = \"Moon/Crater\"\nwindow = 3\n\n\
         [scoring]\nx = 1\n\n[columns.logins]\nwho = \"nobody\"\n",
    );
    let run = case.analyze(&["--settings", &path]).expect(2);
    insta::assert_snapshot!(run.stderr.replace(&path, "SETTINGS"));
    assert!(case.report_files().is_empty());
}

/// Fault: unknown keys that are silently without effect.
#[test]
fn every_unknown_key_is_an_error() {
    let case = Case::sound();
    for text in [
        "window_days = 30",
        "[input]\nWindow_days = 30",
        "[inputs]\nwindow_days = 30",
        "input = 3",
        "[columns]\nlogins = 1",
    ] {
        let path = case.settings(text);
        case.analyze(&["--settings", &path]).expect(2);
    }
}

/// Fault: values of another type, not finite or at the edge of what is possible.
#[test]
fn impossible_values_are_errors() {
    let case = Case::sound();
    let bad = [
        "input.window_days = 6",
        "input.window_days = 129",
        "input.window_days = 30.5",
        "input.window_days = \"30\"",
        "input.max_rejected_share = nan",
        "input.max_rejected_share = -0.01",
        "input.max_rejected_share = 1.01",
        "input.timezone = 8",
        "score.prior = inf",
        "policy.action_families = 99999999999999999999",
    ];
    for text in bad {
        let path = case.settings(text);
        let run = kosring(&["settings", "--settings", &path]).expect(2);
        let (key, _) = text.split_once(' ').unwrap();
        assert!(run.stderr.contains(&format!("{path}:1: {key}: expected")), "{text}: {}", run.stderr);
    }
    for text in ["input.window_days = 7", "input.window_days = 128", "input.max_rejected_share = 1"] {
        let path = case.settings(text);
        kosring(&["settings", "--settings", &path]).expect(0);
    }
}

/// Fault: a broken file reported without its place.
#[test]
fn what_is_not_toml_is_reported_with_its_line() {
    let case = Case::sound();
    for (text, line) in [("[input]\nwindow_days 30\n", 2), ("a = 1\n\na = 2\n", 3)] {
        let path = case.settings(text);
        let run = case.analyze(&["--settings", &path]).expect(2);
        assert!(run.stderr.contains(&format!("{path}:{line}: not TOML")), "{}", run.stderr);
    }
    let run = case.analyze(&["--settings", "no_such_file.toml"]).expect(2);
    assert!(run.stderr.contains("no_such_file.toml"), "{}", run.stderr);
}

/// Fault: printed settings that leave a key out, or cannot be read back.
#[test]
fn printed_settings_read_back_to_the_same() {
    let case = Case::sound();
    let path = case.settings(
        "[input]\ntimezone = \"UTC\"\nmax_rejected_share = 0.25\n[platform]\nbinding_quota = 41\n\
         [columns.logins]\n\"谁 \\\"who\\\"\" = \"account_id\"\n",
    );
    let first = kosring(&["settings", "--settings", &path]).expect(0).stdout;
    for shown in ["timezone = \"UTC\"", "max_rejected_share = 0.25", "binding_quota = 41", "[columns.logins]"]
    {
        assert!(first.contains(shown), "{shown} is not in {first}");
    }
    let printed = case.settings(&first);
    assert_eq!(kosring(&["settings", "--settings", &printed]).expect(0).stdout, first);
    assert_ne!(kosring(&["settings"]).expect(0).stdout, first, "the settings file had no effect");
}

/// Fault: a key that is printed without unit and default.
#[test]
fn every_printed_key_has_unit_and_default() {
    let text = kosring(&["settings"]).expect(0).stdout;
    let lines: Vec<&str> = text.lines().collect();
    let keys = lines.iter().enumerate().filter(|(_, l)| l.contains(" = ") && !l.starts_with('#'));
    let mut seen = 0;
    for (at, key) in keys {
        let (_, value) = key.split_once(" = ").unwrap();
        assert!(
            lines[at - 1].starts_with("# (") && lines[at - 1].ends_with(&format!("; default {value})")),
            "{key}"
        );
        seen += 1;
    }
    assert!(seen >= 20, "only {seen} keys");
}

/// Fault: a run that used other settings than its `run.json` says.
#[test]
fn settings_in_force_are_in_run_json() {
    let case = Case::sound();
    let path = case.settings("input.retry_seconds = 17");
    case.analyze(&["--settings", &path, "--memory-limit", "77"]).expect(0);
    let settings = &case.run_json()["settings"];
    assert_eq!(settings["input.retry_seconds"], 17);
    assert_eq!(settings["input.memory_limit_mb"], 77);
    assert_eq!(settings["input.timezone"], "Asia/Shanghai");
}

/// Fault: headers of another platform's export that cannot be mapped.
#[test]
fn headers_are_mapped_by_the_settings() {
    let case = Case::sound();
    case.write("logins.csv", "who,phone,moment\nk1,d1,2025-01-01 09:00:00\n");
    case.analyze(&[]).expect(3);
    let path = case
        .settings("[columns.logins]\nwho = \"account_id\"\nphone = \"device_id\"\nmoment = \"login_at\"\n");
    case.analyze(&["--settings", &path]).expect(0);
    assert_eq!(case.run_json()["exports"]["logins"]["used"], 1);
}
