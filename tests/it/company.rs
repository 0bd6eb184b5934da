//! What the company of accounts that are all but certain weighs, on a made-up world.

use std::collections::HashMap;

use super::common::kosring;

type Row = HashMap<String, String>;

/// Fault: a finding that names a share and weighs something else, so that nobody can reckon it again; and company that
/// means the same whatever is shared.
#[test]
fn findings_weigh_what_the_share_that_they_name_says() {
    let dir = tempfile::tempdir().unwrap();
    let (world, report) = (dir.path().join("world"), dir.path().join("report"));
    let (world, report) = (world.to_str().unwrap(), report.to_str().unwrap());
    kosring(&["generate", world, "--accounts", "5000", "--seed", "4"]).expect(0);
    kosring(&["analyze", world, "--out", report, "--quiet"]).expect(0);
    let mut evidence = csv::Reader::from_path(format!("{report}/evidence.csv")).unwrap();
    let rows = evidence.deserialize().map(|row| row.unwrap());
    let measured: Vec<(f64, f64)> = rows.filter_map(|row| share_and_base(&row)).collect();
    assert!(measured.len() > 30, "{} findings", measured.len());
    // A finding that was cut, so that all company together keeps to its limit, names a base above the true one.
    let base = measured.iter().map(|m| m.1).fold(f64::MAX, f64::min);
    let whole = measured.iter().filter(|m| (m.1 - base).abs() < 0.02).count();
    assert!(whole > 10 && (-12.0..-5.0).contains(&base), "{whole} findings with log-odds {base}");
    assert!(measured.iter().any(|m| m.0 < 0.1) && measured.iter().any(|m| m.0 > 0.4));
}

/// The share that a finding names, and the log-odds of any account's being abused from which its bits come.
fn share_and_base(row: &Row) -> Option<(f64, f64)> {
    let share = row["detail"].split("; ").find_map(|part| part.strip_prefix("abused_alike="))?;
    let share: f64 = share.parse().expect("a share");
    let bits: f64 = row["bits"].parse().expect("bits");
    let weight = if row["code"] == "shares_enterprise" { 0.6 } else { 1.0 };
    Some((share, (share / (1.0 - share)).log2() - bits / weight))
}
