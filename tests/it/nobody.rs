//! A world in which nobody does anything wrong.

use super::common::kosring;

/// Fault: people who look like offenders are acted upon, though as many look so by chance among so many; a
/// company that never meets becomes a ring.
#[test]
fn nobody_is_acted_upon_where_nobody_is_abused() {
    let dir = tempfile::tempdir().unwrap();
    let (world, report) = (dir.path().join("world"), dir.path().join("report"));
    let (world, report) = (world.to_str().unwrap(), report.to_str().unwrap());
    // A seed with which somebody honest comes to review, so that there is something to look at.
    kosring(&["generate", world, "--accounts", "5000", "--seed", "5", "--null"]).expect(0);
    kosring(&["analyze", world, "--out", report, "--quiet"]).expect(0);
    let rows = |file: &str| -> Vec<csv::StringRecord> {
        let mut reader = csv::Reader::from_path(format!("{report}/{file}")).unwrap();
        let header = reader.headers().unwrap().clone();
        std::iter::once(header).chain(reader.records().map(|row| row.unwrap())).collect()
    };
    let column = |file: &str, name: &str| -> Vec<String> {
        let rows = rows(file);
        let place = rows[0].iter().position(|column| column == name).unwrap();
        rows[1..].iter().map(|row| row[place].to_string()).collect()
    };
    let actions = column("account_scores.csv", "recommended_action");
    assert!(!actions.is_empty());
    let acted: Vec<&String> = actions.iter().filter(|a| !["none", "review"].contains(&a.as_str())).collect();
    assert!(acted.is_empty(), "{acted:?}");
    // Who is in no ring is for a look from the same score on.
    let scores = column("account_scores.csv", "score");
    let looked_at = scores.iter().zip(&actions).filter(|(score, _)| score.parse::<f64>().unwrap() >= 0.5);
    let looked_at: Vec<_> = looked_at.collect();
    assert!(
        !looked_at.is_empty() && looked_at.iter().all(|(_, action)| *action == "review"),
        "{looked_at:?}"
    );
    let sizes = column("clusters.csv", "accounts");
    assert!(sizes.iter().all(|size| size.parse::<usize>().unwrap() <= 10), "{sizes:?}");
}
