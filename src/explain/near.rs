//! Known identifiers that look like one that is not known.

use std::collections::BTreeSet;

use anyhow::Result;

use super::report::Report;

/// Identifiers that a message names.
const NAMED: usize = 5;

/// The identifiers of a report that differ least from `id`, the nearest first; none that differ in more
/// than half of its characters.
///
/// # Errors
/// If a file is not a report's.
pub fn nearest(report: &Report, id: &str) -> Result<Vec<String>> {
    let mut known: BTreeSet<String> = BTreeSet::new();
    known.extend(report.rings(|_| true)?.into_iter().map(|r| r.cluster_id));
    known.extend(report.members(|_, _, _| true)?.into_iter().map(|m| m.member_id));
    known.extend(report.accounts(|_| true)?.into_iter().map(|a| a.account_id));
    known.extend(report.transfers(|_, _, _| true)?.into_iter().map(|t| t.lead_id));
    let wanted: Vec<char> = id.chars().collect();
    let most = wanted.len() / 2;
    let mut near: Vec<(usize, String)> = known
        .into_iter()
        .map(|other| (distance(&wanted, &other.chars().collect::<Vec<char>>()), other))
        .filter(|(distance, _)| *distance <= most)
        .collect();
    near.sort();
    Ok(near.into_iter().take(NAMED).map(|(_, other)| other).collect())
}

/// Characters to change, add or leave out (Levenshtein, *Soviet Physics Doklady* 10, 1966).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_by_hand() {
        let of = |a: &str, b: &str| distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>());
        assert_eq!([of("kitten", "sitting"), of("", "ab"), of("u1", "u1"), of("客资", "客户")], [3, 2, 0, 1]);
    }
}
