//! Watch lists: what is shown first, and what of it nobody knows.

use serde_json::Value;

use super::common::{Case, fixtures, kosring, table};

fn reviewed() -> Case {
    let case = Case::empty();
    case.copy_from(&fixtures().join("reviewed"));
    case.remove("expected.csv");
    case
}

fn list(case: &Case, content: &str) -> String {
    let path = case.root().join("watch.txt");
    std::fs::write(&path, content).unwrap();
    path.display().to_string()
}

/// Fault: an entry that is missing from the list or out of its order, figures that are not those of the
/// other files, and a mistyped entry that is watched for nothing.
#[test]
fn a_list_is_shown_first_in_its_own_order() {
    let case = reviewed();
    case.analyze(&[]).expect(0);
    let ring = table(case.read("clusters.csv").as_bytes())[1].clone();
    assert!(!case.report_files().contains(&"watch.csv".to_string()));
    assert!(case.run_json()["watch"].is_null() && case.read("report.html").contains("\"watch\":null"));
    let watch =
        list(&case, &format!("# of the night shift\nu_ivy # back from leave\n{}\nu_nobody\nu_bo\n", ring[0]));
    let run = case.analyze(&["--watch", &watch]).expect(0);
    let rows = table(case.read("watch.csv").as_bytes());
    let column = |at: usize| rows[1..].iter().map(|row| row[at].as_str()).collect::<Vec<_>>();
    assert_eq!(column(0), ["u_ivy", &ring[0], "u_nobody", "u_bo"]);
    assert_eq!(column(1), ["account", "ring", "unknown", "account"]);
    assert_eq!(column(2), [&*ring[0], &*ring[0], "", ""]);
    let scores = table(case.read("account_scores.csv").as_bytes());
    let ivy = scores.iter().find(|row| row[0] == "u_ivy").unwrap();
    assert_eq!(column(3), [&*ivy[2], &*ring[2], "", ""]);
    assert_eq!(column(5), ["unbind_and_ad_ban", "unbind_and_ad_ban", "none", "none"]);
    assert_eq!(column(7), ["back from leave", "", "", ""]);
    let said = run.stdout.replace("\n    ", " ");
    assert!(said.contains("Watch list: 4 entries, 2 in rings, 2 with an action"), "{said}");
    assert!(said.contains("1 entries name nothing in these exports: u_nobody"), "{said}");
    assert_eq!(case.run_json()["watch"]["unknown"], serde_json::json!(["u_nobody"]));
    let page = case.read("report.html");
    let data = page.split_once("id=\"data\">").unwrap().1.split_once("</script>").unwrap().0;
    let data: Value = serde_json::from_str(data).unwrap();
    let shown = data["watch"].as_array().unwrap();
    assert_eq!((&shown[0][0], &shown[0][7], shown.len()), (&"u_ivy".into(), &"back from leave".into(), 4));
    assert!(shown[0][8].as_str().unwrap().contains("cleared on 2025-03-13"), "{}", shown[0]);
    // The other files are what they are without a list, and the next run takes the file away again.
    assert_eq!(table(case.read("clusters.csv").as_bytes())[1], ring);
    case.analyze(&[]).expect(0);
    assert!(!case.report_files().contains(&"watch.csv".to_string()));
}

/// Fault: a list that is taken for another form, or none, without a word.
#[test]
fn tables_are_read_and_faults_are_usage() {
    let case = reviewed();
    let watch = list(&case, "id,note\nu_fan,\"sold, they say\"\n");
    case.analyze(&["--watch", &watch]).expect(0);
    assert!(case.read("watch.csv").contains("\"sold, they say\""));
    let ragged = list(&case, "id,note\nu_fan\n");
    assert!(case.analyze(&["--watch", &ragged]).expect(2).stderr.contains("--watch"));
    let none = case.root().join("none").display().to_string();
    assert!(case.analyze(&["--watch", &none]).expect(2).stderr.contains("cannot be read"));
}

/// Fault: names in a report that is to have none.
#[test]
fn a_masked_list_names_nobody() {
    let case = reviewed();
    let (key, watch) = (case.root().join("key"), list(&case, "u_fan # u_fan's sister\nu_nobody\n"));
    std::fs::write(&key, "a key").unwrap();
    case.analyze(&["--watch", &watch, "--mask", &key.display().to_string()]).expect(0);
    for file in ["watch.csv", "report.html", "run.json"] {
        let content = case.read(file);
        assert!(!content.contains("u_fan") && !content.contains("u_nobody"), "{file}");
    }
    assert_eq!(table(case.read("watch.csv").as_bytes())[1][1], "account");
}

/// Fault: detectors that run though they were left out, or are left out without a word; a name that is
/// passed over.
#[test]
fn detectors_are_chosen_by_name() {
    let case = reviewed();
    let codes = |case: &Case| {
        let rows = table(case.read("evidence.csv").as_bytes());
        rows[1..].iter().map(|row| row[3].clone()).collect::<std::collections::BTreeSet<_>>()
    };
    let run = case.analyze(&["--only", "operator,side_by_side"]).expect(0);
    assert!(codes(&case).contains("strangers_on_device") && codes(&case).contains("two_devices"));
    assert!(!codes(&case).contains("never_meets_company") && !codes(&case).contains("confirmed"));
    assert!(run.stdout.contains("Near-identical notes: left out by request"), "{}", run.stdout);
    let json = case.run_json();
    let skipped: Vec<&str> =
        json["skipped_detectors"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    assert!(skipped.contains(&"verdicts") && !skipped.contains(&"operator"));
    let asked = |entry: &&Value| entry["detector"] == "notes";
    assert_eq!(json["not_assessed"].as_array().unwrap().iter().find(asked).unwrap()["by_request"], true);
    let report = case.report().display().to_string();
    let told = kosring(&["explain", &report, "u_fan"]).expect(0).stdout;
    assert!(told.contains("left out by request"), "{told}");
    // Without the verdicts nobody is cleared, and what was decided is shown all the same.
    case.analyze(&["--skip", "verdicts"]).expect(0);
    assert!(!codes(&case).contains("confirmed") && codes(&case).contains("never_meets_company"));
    let gao = table(case.read("account_scores.csv").as_bytes()).into_iter().find(|row| row[0] == "u_gao");
    assert!(gao.unwrap()[2].parse::<f64>().unwrap() > 0.5);
    assert!(case.read("reviewed.csv").contains("u_gao,clean,"));
    for (args, said) in [
        (["--only", "handovers"], "--only handovers: expected some of handover, identity"),
        (["--skip", "notes,handover,"], "--skip : expected some of"),
    ] {
        let stderr = case.analyze(&args).expect(2).stderr;
        assert!(stderr.contains(said), "{stderr}");
    }
    let both = case.analyze(&["--only", "notes", "--skip", "notes"]).expect(2);
    assert!(both.stderr.contains("leave no detector"), "{}", both.stderr);
}

/// Fault: logins beyond the days that were asked for, counted as used or not counted at all.
#[test]
fn the_window_holds_the_days_that_were_asked_for() {
    let case = reviewed();
    case.analyze(&[]).expect(0);
    let all = case.run_json()["exports"]["logins"]["used"].as_u64().unwrap();
    let text = std::fs::read_to_string(case.exports().join("logins.csv")).unwrap();
    let within = text.lines().skip(1).filter(|line| {
        let day = line.split(',').nth(2).unwrap();
        ("2025-03-05".."2025-03-21").contains(&day)
    });
    let within = within.count() as u64;
    case.analyze(&["--since", "2025-03-05", "--until", "2025/3/20"]).expect(0);
    let run = case.run_json();
    assert_eq!(
        (&run["window"]["first_day"], &run["window"]["last_day"]),
        (&"2025-03-05".into(), &"2025-03-20".into())
    );
    let logins = &run["exports"]["logins"];
    assert_eq!((&logins["used"], &logins["outside_window"]), (&within.into(), &(all - within).into()));
    assert_eq!((&run["since"], &run["until"]), (&"2025-03-05".into(), &"2025-03-20".into()));
    for (args, said) in [
        (vec!["--since", "soon"], "--since soon: expected a date"),
        (vec!["--since", "2025-03-05", "--until", "2025-03-04"], "--since is later than --until"),
        (vec!["--until", "2024-01-01"], "no logins between"),
    ] {
        let stderr = case.analyze(&args).expect(2).stderr;
        assert!(stderr.contains(said), "{stderr}");
    }
}
