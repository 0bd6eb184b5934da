//! Whole evaluations of folders written by hand.

use std::fs;
use std::path::Path;

use serde_json::json;

use super::{Evaluation, evaluate};

const TRUTH_ACCOUNTS: &str = "\
account_id,role,ring
a1,traded,r1
a2,traded,r1
a3,rented,r1
a4,rented,r1
a5,affiliated,
b1,lead_buyer,r1
c1,clean,
c2,clean,
";
const TRUTH_LEADS: &str = "\
lead_id,from_account,to_account,ring
l1,a1,b1,r1
l2,a1,b1,r1
l2,a1,b1,r1
";
const SCORES: &str = "\
account_id,cluster_id,score,traded,rented,affiliated,lead_resale,role,recommended_action,reasons
a1,k1,0.900000,0.9,0,0,0,seller,ban_account,
a2,k1,0.800000,0.8,0,0,0,seller,unbind_and_ad_ban,
a3,k1,0.800000,0.8,0,0,0,seller,review,
b1,k1,1.000000,0,0,0,1,lead_buyer,ban_account,
c1,k1,0.700000,0.7,0,0,0,bystander,review,
c2,k2,0.300000,0.3,0,0,0,shell,none,
x9,k2,0.300000,0.3,0,0,0,shell,ban_account,
";
const CLUSTERS: &str = "\
cluster_id,score,recommended_action
k1,0.9,unbind_and_ad_ban
k2,0.3,none
";
const MEMBERS: &str = "\
cluster_id,member_kind,member_id,role,score
k1,account,a1,seller,1
k1,account,a2,seller,1
k1,account,a3,seller,1
k1,account,b1,lead_buyer,1
k1,account,c1,bystander,0
k1,device,a1,,1
k2,account,c2,shell,1
k2,account,x9,shell,1
";
const LEADS: &str = "\
lead_id,from_account,to_account,contact_hash,score
l1,a1,b1,h,0.100000
l1,a1,b1,h,0.900000
l3,c1,c2,h,0.500000
";
const RUN: &str = r#"{"inputs": [
    {"export": "lead_transfers", "used": 3},
    {"export": "lead_transfers", "used": 1},
    {"export": "logins", "used": 99}
]}"#;

const FILES: [(&str, &str); 7] = [
    ("truth_accounts.csv", TRUTH_ACCOUNTS),
    ("truth_leads.csv", TRUTH_LEADS),
    ("account_scores.csv", SCORES),
    ("clusters.csv", CLUSTERS),
    ("cluster_members.csv", MEMBERS),
    ("lead_scores.csv", LEADS),
    ("run.json", RUN),
];

/// Evaluates `FILES` with one of them replaced (`None`: missing), report and truth in one folder.
fn evaluate_with(name: &str, content: Option<&str>) -> Result<Evaluation, String> {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, content: &str| {
        fs::write(folder.path().join(name), content).expect("written");
    };
    for (file, usual) in FILES {
        match content {
            _ if file != name => write(file, usual),
            Some(content) => write(file, content),
            None => {}
        }
    }
    let path: &Path = folder.path();
    evaluate(path, path).map_err(|error| format!("{error:#}"))
}

#[test]
fn every_figure_of_a_small_world() {
    let got = evaluate_with("", None).expect("evaluated");
    let want = json!({
        "population": {"accounts": 8, "clean": 2, "abuse": 5, "lead_buyers": 1, "scored": 6,
            "outside_truth": 1},
        "accounts": {
            // a1, then a2 a3, c1, c2, then a4 a5 unscored: all but the middle two in front.
            "any_abuse": {"hits": 5, "ranked": 7, "chance": 0.714286,
                "average_precision": 0.876190},
            // a1, then a2 (hit) tied with a3 (miss, rented): (1 + (2/2 + 2/3) / 2) / 2.
            "traded": {"hits": 2, "ranked": 7, "chance": 0.285714,
                "average_precision": 0.916667},
            // All tied at 0: two hits in seven places, averaged over all 5040 orders.
            "rented": {"hits": 2, "ranked": 7, "chance": 0.285714,
                "average_precision": 0.475340},
            // One hit in seven tied places: (1 + 1/2 + ... + 1/7) / 7.
            "affiliated": {"hits": 1, "ranked": 7, "chance": 0.142857,
                "average_precision": 0.370408},
            "lead_resale": {"hits": 0, "ranked": 7, "chance": 0.0, "average_precision": null},
        },
        "precision_at_100": {"k": 7, "precision": 0.714286, "chance": 0.714286,
            "best": 0.714286},
        "actions": {"acted": 2, "on_abuse": 2, "on_clean": 0, "on_lead_buyers": 1,
            "precision": 1.0, "chance": 0.714286, "recall": 0.4, "clean_per_10000": 0.0},
        "rings": {
            "truth_rings": 1, "truth_members": 4, "truth_rings_of_four": 1,
            // Recall: three with 3/4, one alone with 1/4.
            "claimed": {"clusters": 1, "b_cubed_precision": 1.0, "b_cubed_recall": 0.625,
                "b_cubed_f1": 0.769231, "found": 1, "found_share": 1.0,
                "largest_accounts": 5, "largest_members": 4},
            // c2 is honest; x9 isn't in the truth.
            "every_cluster": {"clusters": 2, "b_cubed_precision": 0.75, "b_cubed_recall": 0.625,
                "b_cubed_f1": 0.681818, "found": 1, "found_share": 1.0,
                "largest_accounts": 5, "largest_members": 4},
        },
        // l1 first, l3 a miss, then l2 tied with one unlisted: (1 + (2/3 + 2/4) / 2) / 2.
        "leads": {"hits": 2, "listed": 2, "listed_hits": 1, "ranked": 4,
            "average_precision": 0.791667, "chance": 0.5},
    });
    assert_eq!(serde_json::to_value(&got).expect("JSON"), want);
}

#[test]
fn the_table_fits_a_terminal() {
    for run in [Some(RUN), None] {
        let mut large = evaluate_with("run.json", run).expect("evaluated");
        large.population.accounts = 12_345_678;
        large.population.scored = 12_345_678;
        large.population.clean = 12_345_678;
        large.population.abuse = 1_234_567;
        large.actions.acted = 1_234_567;
        large.actions.on_abuse = 1_234_567;
        large.rings.truth_members = 1_234_567;
        large.leads.listed = 12_345_678;
        let table = large.table();
        let widest = table.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(80), "{table}");
        assert!(table.contains("lead transfers"), "{table}");
    }
}

#[test]
fn the_order_of_rows_does_not_show() {
    let mut lines: Vec<&str> = SCORES.lines().collect();
    lines[1..].reverse();
    let turned = lines.join("\n");
    assert_eq!(evaluate_with("account_scores.csv", Some(&turned)), evaluate_with("", None));
}

#[test]
fn a_world_without_abuse_has_no_average_precision() {
    let clean = "account_id,role,ring\na1,clean,\na2,clean,\nc1,clean,\nc2,clean,\n";
    let got = evaluate_with("truth_accounts.csv", Some(clean)).expect("evaluated");
    assert_eq!(got.accounts.any_abuse.average_precision, None);
    assert_eq!(got.precision_at_100.precision, Some(0.0));
    assert_eq!(got.actions.precision, Some(0.0));
    assert_eq!(got.actions.recall, None);
    assert_eq!(got.actions.clean_per_10000, Some(5000.0));
    assert_eq!(got.rings.claimed.b_cubed_f1, None);
    assert_eq!(got.rings.claimed.found_share, None);
    assert!(!format!("{got:?}{}", got.table()).contains("NaN"));
}

#[test]
fn without_a_count_of_transfers_chance_is_unknown() {
    let uncounted = r#"{"inputs": [{"export": "lead_transfers"}]}"#;
    for run in [None, Some("{}"), Some(uncounted)] {
        let leads = evaluate_with("run.json", run).expect("evaluated").leads;
        assert_eq!((leads.ranked, leads.chance), (None, None));
        assert_eq!(leads.average_precision, Some(0.5));
    }
}

#[test]
fn what_does_not_fit_is_named() {
    let check = |file: &str, content: Option<&str>, parts: &[&str]| {
        let error = evaluate_with(file, content).expect_err("an error");
        for part in [&[file], parts].concat() {
            assert!(error.contains(part), "no `{part}` in: {error}");
        }
    };
    check("clusters.csv", None, &["cannot be opened"]);
    let truth = "truth_accounts.csv";
    check(truth, Some("account_id,ring\n"), &["no column role"]);
    let role = "account_id,role,ring\na1,clean,\na2,thief,\n";
    let wanted = ["line 3", "column role", "`thief`", "one of clean, traded"];
    check(truth, Some(role), &wanted);
    let twice = "account_id,role,ring\na1,clean,\na1,clean,\n";
    check(truth, Some(twice), &["line 3", "column account_id", "`a1`"]);
    check(truth, Some("account_id,role,ring\na1,clean\n"), &["line: 2"]);
    let other = "account_id,role,ring\nz,clean,\n";
    check(truth, Some(other), &["is this the truth of that report"]);
    let score = "lead_id,from_account,to_account,score\nl,a,b,NaN\n";
    let wanted = ["line 2", "column score", "`NaN`", "from 0 to 1"];
    check("lead_scores.csv", Some(score), &wanted);
    let members = MEMBERS.replace("k2,account,c2", "k2,account,a1");
    let wanted = ["line 8", "column member_id", "already a member of k1"];
    check("cluster_members.csv", Some(&members), &wanted);
    let members = MEMBERS.replace("k2,account,c2", "k7,account,c2");
    let wanted = ["line 8", "column cluster_id", "`k7`"];
    check("cluster_members.csv", Some(&members), &wanted);
    check("run.json", Some("{"), &["expected JSON"]);
}
