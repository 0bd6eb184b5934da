//! Reviewers' decisions: what they set aside, what they hold fast, and where they are shown.

use std::collections::BTreeMap;

use kosring::explain::{Kind, Report, case};
use serde_json::Value;

use super::common::{Case, files_of, fixtures, kosring, table, to_csv};

type Row = BTreeMap<String, String>;

fn rows(case: &Case, file: &str) -> Vec<Row> {
    let all = table(case.read(file).as_bytes());
    all[1..].iter().map(|row| all[0].iter().cloned().zip(row.iter().cloned()).collect()).collect()
}

fn of<'r>(rows: &'r [Row], account: &str) -> &'r Row {
    rows.iter().find(|row| row["account_id"] == account).unwrap_or_else(|| panic!("no row of {account}"))
}

fn number(row: &Row, column: &str) -> f64 {
    row[column].parse().unwrap_or_else(|_| panic!("{column} is {:?}", row[column]))
}

/// The case `reviewed`, which a person can read.
fn reviewed() -> Case {
    let case = Case::empty();
    case.copy_from(&fixtures().join("reviewed"));
    case.remove("expected.csv");
    case
}

/// The weight that a finding that was set aside would have.
fn weighed(finding: &Row) -> Option<f64> {
    finding["detail"].split("; ").find_map(|figure| figure.strip_prefix("weighed_bits=")?.parse().ok())
}

/// Fault: a cleared account that is back the next night, one that is never looked at again, and findings
/// that vanish without a trace.
#[test]
fn what_was_before_the_reviewer_is_set_aside_and_what_is_new_counts() {
    let case = reviewed();
    case.analyze(&[]).expect(0);
    let (scores, decisions, evidence) =
        (rows(&case, "account_scores.csv"), rows(&case, "reviewed.csv"), rows(&case, "evidence.csv"));
    for (account, cleared) in [("u_gao", "2025-03-28"), ("u_ivy", "2025-03-13")] {
        let about: Vec<&Row> = evidence.iter().filter(|row| row["subject_id"] == account).collect();
        let (mut aside, mut new) = (0.0, 0);
        for finding in about {
            let before = &finding["observed_from"][..10] <= cleared;
            match weighed(finding) {
                Some(bits) => {
                    assert!(before && bits > 0.0 && finding["bits"] == "0.000", "{finding:?}");
                    assert!(finding["detail"].contains(&format!("cleared_at={cleared}")), "{finding:?}");
                    aside += bits;
                }
                None => {
                    assert!(!before || number(finding, "bits") < 0.0, "{finding:?}");
                    new += usize::from(number(finding, "bits") > 0.0);
                }
            }
        }
        let decision = of(&decisions, account);
        assert!((number(decision, "set_aside_bits") - aside).abs() < 1e-6 && aside > 5.0, "{decision:?}");
        assert_eq!(new > 0, account == "u_ivy");
        assert_eq!(decision["standing"], if new > 0 { "cleared_new_findings" } else { "cleared" });
        assert_eq!(decision["new_findings"].contains("rent_paid"), new > 0);
    }
    // What is set aside ties nobody to a ring, and nothing is recommended.
    let gao = of(&scores, "u_gao");
    assert_eq!((&*gao["recommended_action"], &*gao["cluster_id"]), ("none", ""));
    assert!(number(gao, "score") < 0.02 && number(of(&scores, "u_ivy"), "score") > 0.4);
    case.remove("verdicts.csv");
    case.analyze(&[]).expect(0);
    assert!(number(of(&rows(&case, "account_scores.csv"), "u_gao"), "score") > 0.5);
    assert!(!case.report_files().contains(&"reviewed.csv".to_string()));
}

/// Fault: a confirmed account that sinks when its evidence has left the window, or that is banned for good
/// on a decision alone.
#[test]
fn whoever_is_confirmed_stays_up_and_is_unbound() {
    let case = reviewed();
    case.analyze(&[]).expect(0);
    let scores = rows(&case, "account_scores.csv");
    let first: Vec<&str> = scores.iter().take(2).map(|row| row["account_id"].as_str()).collect();
    assert_eq!(first, ["u_fan", "u_li"]);
    let li = of(&scores, "u_li");
    assert_eq!(li["reasons"], "confirmed;stays_put");
    assert!(number(li, "traded") > 0.9);
    assert_eq!(li["recommended_action"], "unbind_and_ad_ban");
    assert_eq!(of(&rows(&case, "reviewed.csv"), "u_li")["standing"], "confirmed");
    // Nor is it spared for being in no ring that is worth a row.
    let settings = case.settings("[rings]\nscore = 1.0\n");
    case.analyze(&["--settings", &settings]).expect(0);
    assert_eq!(of(&rows(&case, "account_scores.csv"), "u_li")["recommended_action"], "unbind_and_ad_ban");
    assert!(rows(&case, "clusters.csv").is_empty());
    let settings = case.settings("[score]\nconfirmed_bits = 0\n");
    case.analyze(&["--settings", &settings]).expect(0);
    assert!(rows(&case, "account_scores.csv").iter().all(|row| row["account_id"] != "u_li"));
}

/// Fault: an earlier decision that counts because its row stands further down.
#[test]
fn the_latest_decision_counts_in_any_order_of_rows() {
    let case = reviewed();
    case.analyze(&[]).expect(0);
    let before = case.read("evidence.csv");
    let path = case.exports().join("verdicts.csv");
    let mut verdicts = table(&std::fs::read(&path).unwrap());
    verdicts[1..].reverse();
    case.write("verdicts.csv", to_csv(&verdicts));
    case.analyze(&[]).expect(0);
    assert_eq!(case.read("evidence.csv"), before);
    // A later one overturns it.
    verdicts.push(["u_gao", "rented", "2025-04-02 10:00:00", ""].map(String::from).to_vec());
    case.write("verdicts.csv", to_csv(&verdicts));
    case.analyze(&[]).expect(0);
    assert!(number(of(&rows(&case, "account_scores.csv"), "u_gao"), "rented") > 0.99);
}

/// Fault: steps that no longer add up once findings are set aside or go beyond the cap of a family.
#[test]
fn waterfalls_with_decisions_add_up() {
    let case_ = reviewed();
    case_.analyze(&[]).expect(0);
    let report = Report::open(&case_.report()).unwrap();
    let scores = rows(&case_, "account_scores.csv");
    for row in &scores {
        let told = case(&report, Kind::Account, &row["account_id"]).unwrap();
        let fall = told.accounts[0].waterfall.as_ref().unwrap();
        assert!((fall.score - number(row, "score")).abs() < 1e-6, "{row:?}");
        let first = fall.typologies.first().unwrap();
        let sum: i64 = first.families.iter().map(|f| f.counted).sum();
        assert_eq!(fall.prior + sum + fall.others, fall.total, "{row:?}");
    }
    assert_eq!(scores.len(), 5);
}

/// Fault: a decision that nobody sees where the account is looked at.
#[test]
fn decisions_stand_beside_accounts_and_rings() {
    let case = reviewed();
    let run = case.analyze(&[]).expect(0);
    let said = run.stdout.replace("\n    ", " ");
    assert!(said.contains("confirmed 2, cleared 2, of these with new findings since 1"), "{said}");
    assert_eq!(case.run_json()["verdicts"]["cleared_with_new_findings"], 1);
    let page = case.read("report.html");
    let ring = page.split_once("id=\"ring-0\">").unwrap().1.split_once("</script>").unwrap().0;
    let ring: Value = serde_json::from_str(ring).unwrap();
    let sentences = ring["reviewed"].to_string();
    for sentence in [
        "u_fan was confirmed on 2025-03-20: Rented account.",
        "u_ivy was cleared on 2025-03-13; new since then: ",
    ] {
        assert!(sentences.contains(sentence), "{sentences}");
    }
    let members = ring["members"].as_array().unwrap();
    let judged =
        |id: &str| members.iter().find(|m| m[1] == id).map(|m| (m[8].clone(), m[9].clone())).unwrap();
    assert_eq!(judged("u_fan"), ("rented".into(), "2025-03-20".into()));
    assert_eq!(judged("u_hao"), ("".into(), "".into()));
    let report = case.report().display().to_string();
    let tell = |id: &str| kosring(&["explain", &report, id]).expect(0).stdout.replace("\n    ", " ");
    let gao = tell("u_gao");
    assert!(gao.contains("u_gao was cleared on 2025-03-28; nothing new since then."), "{gao}");
    assert!(gao.contains("Recommended: No action"), "{gao}");
    // Neighbours in a ring are told.
    assert!(tell("u_hao").contains("u_fan was confirmed on 2025-03-20"));
}

/// Fault: a sheet that comes back without earlier decisions, so that they are lost when it is given to the
/// next run; files of the user that a run writes to.
#[test]
fn the_workbook_gives_decisions_back_and_exports_stay_as_they_were() {
    let case = reviewed();
    let names = files_of(&case.exports());
    let contents =
        || names.iter().map(|n| std::fs::read(case.exports().join(n)).unwrap()).collect::<Vec<_>>();
    let before = contents();
    case.analyze(&[]).expect(0);
    assert!(contents() == before && files_of(&case.exports()) == names);
    let evidence = case.read("evidence.csv");
    let book = case.report().join("report.xlsx").display().to_string();
    let given_back = kosring(&["verdicts", &book]).expect(0).stdout;
    assert_eq!(given_back.lines().count(), 5, "{given_back}");
    assert!(given_back.contains("the studio is run by her sister, contract seen"), "{given_back}");
    // A folder of parts: what was there, and what the workbook says.
    case.write("verdicts/1.csv", std::fs::read(case.exports().join("verdicts.csv")).unwrap());
    case.write("verdicts/2.csv", given_back);
    case.remove("verdicts.csv");
    case.analyze(&[]).expect(0);
    assert_eq!(case.read("evidence.csv"), evidence);
    let counted = &case.run_json()["exports"]["verdicts"];
    assert_eq!((&counted["used"], &counted["collapsed"]), (&5.into(), &4.into()));
}

/// Fault: what a reviewer wrote about a person in a report without names.
#[test]
fn a_masked_report_leaves_a_reviewers_words_out() {
    let case = reviewed();
    let key = case.root().join("key");
    std::fs::write(&key, "a key that is long enough to be one").unwrap();
    case.analyze(&["--mask", &key.display().to_string()]).expect(0);
    let decisions = case.read("reviewed.csv");
    assert!(!decisions.contains("sister") && !decisions.contains("u_gao") && decisions.contains(",clean,"));
}

/// Fault: a confirmation that says nothing of whoever works with the confirmed account.
#[test]
fn whoever_shares_with_a_confirmed_account_is_seen_beside_it() {
    let case = Case::empty();
    case.copy_from(&fixtures().join("demo"));
    case.analyze(&[]).expect(0);
    // A device that several suspects share, none of them by association with a confirmed one yet.
    let evidence = rows(&case, "evidence.csv");
    let shared = |row: &&Row| row["code"] == "shares_device" && row["typology"] == "rented";
    let finding = evidence.iter().find(shared).expect("the demo has a studio");
    assert!(!finding["detail"].contains("confirmed="));
    let on_device =
        |row: &&Row| row["code"] == "strangers_on_device" && row["object_id"] == finding["object_id"];
    let other = evidence.iter().filter(on_device).find(|row| row["subject_id"] != finding["subject_id"]);
    let other = other.expect("it is shared")["subject_id"].clone();
    case.write("verdicts.csv", format!("account_id,verdict,decided_at\n{other},rented,2024-01-05\n"));
    case.analyze(&[]).expect(0);
    let told = rows(&case, "evidence.csv");
    let same = |row: &&Row| {
        ["code", "typology", "subject_id", "object_id"].iter().all(|&column| row[column] == finding[column])
    };
    let told = told.iter().find(same).expect("still there");
    assert!(told["detail"].contains("confirmed=1"), "{told:?}");
    assert!(number(told, "bits") >= number(finding, "bits"), "{finding:?} {told:?}");
}
