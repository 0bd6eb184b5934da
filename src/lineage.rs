//! Rings of two nights set beside each other: which is which, and what became of it.
//!
//! A ring is the one of the night before with which it shares most accounts, if these are half of
//! either; each name is given on once, the largest share first. A ring that grows, loses accounts, is
//! joined by another or falls apart thus keeps its name as far as it goes.
//!
//! Cost: linear in accounts of rings, and a sort of the pairs of rings that share any.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Accounts by ring.
pub type Members = BTreeMap<String, BTreeSet<String>>;

/// What became of a ring since the night before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It was not there.
    New,
    /// It has the accounts that it had.
    Same,
    /// It has more accounts; it may have lost some.
    Grown,
    /// It has fewer accounts, or others.
    Shrunk,
    /// It holds several rings of the night before.
    Merged,
    /// Part of a ring of the night before whose name another part keeps.
    Split,
    /// It is there no more.
    Gone,
}

/// All changes, in the order in which they are told.
pub const CHANGES: [Change; 7] =
    [Change::New, Change::Grown, Change::Merged, Change::Split, Change::Shrunk, Change::Gone, Change::Same];

impl Change {
    /// Its name in `lineage.csv`.
    pub fn name(self) -> &'static str {
        match self {
            Change::New => "new",
            Change::Same => "same",
            Change::Grown => "grown",
            Change::Shrunk => "shrunk",
            Change::Merged => "merged",
            Change::Split => "split",
            Change::Gone => "gone",
        }
    }
}

/// A ring's descent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Descent {
    /// The ring, by its name of now; of a ring that is gone, its last one.
    pub cluster_id: String,
    /// What became of it.
    pub change: Change,
    /// Rings of the night before of which it holds half or more, or that hold half of it.
    pub from: Vec<String>,
    /// Accounts now.
    pub accounts: usize,
    /// Accounts of the ring of the same name the night before.
    pub accounts_before: usize,
    /// Accounts that were in no ring of `from`.
    pub joined: Vec<String>,
    /// Accounts of the ring of the same name that are not in it now.
    pub left: Vec<String>,
}

/// Columns of `lineage.csv`; lists are joined by semicolons.
pub const COLUMNS: [&str; 7] =
    ["cluster_id", "change", "from_clusters", "accounts", "accounts_before", "joined", "left"];

impl Descent {
    /// Its row of `lineage.csv`, accounts as `shown` shows them.
    pub fn row(&self, shown: &dyn Fn(&str) -> String) -> [String; 7] {
        let list = |accounts: &[String]| accounts.iter().map(|a| shown(a)).collect::<Vec<_>>().join(";");
        [
            self.cluster_id.clone(),
            self.change.name().into(),
            self.from.join(";"),
            self.accounts.to_string(),
            self.accounts_before.to_string(),
            list(&self.joined),
            list(&self.left),
        ]
    }
}

/// Names for the rings of now, in their order, each given its own name unless it is largely one of
/// `before`.
pub fn names(now: &[(String, BTreeSet<String>)], before: &Members) -> Vec<String> {
    let mut names: Vec<Option<String>> = vec![None; now.len()];
    let mut given: BTreeSet<&str> = BTreeSet::new();
    let mut pairs: Vec<(usize, &str, usize)> = pairs(now, before)
        .into_iter()
        .filter(|&(place, old, shared)| largely(shared, now[place].1.len(), before[old].len()))
        .collect();
    pairs.sort_by_key(|&(place, old, shared)| (Reverse(shared), old, place));
    for (place, old, _) in pairs {
        if names[place].is_none() && given.insert(old) {
            names[place] = Some(old.to_string());
        }
    }
    let mut taken: BTreeSet<String> = before.keys().cloned().collect();
    names.into_iter().zip(now).map(|(name, (own, _))| name.unwrap_or_else(|| free(own, &mut taken))).collect()
}

/// A name that no ring has.
fn free(own: &str, taken: &mut BTreeSet<String>) -> String {
    let names = std::iter::once(own.to_string()).chain((2..).map(|n| format!("{own}-{n}")));
    let name = names.into_iter().find(|name| !taken.contains(name)).expect("numbers do not end");
    taken.insert(name.clone());
    name
}

/// Whether two rings are largely one.
fn largely(shared: usize, now: usize, before: usize) -> bool {
    2 * shared >= now.min(before)
}

/// Rings of now (by place) and of before that share accounts, with how many.
fn pairs<'b>(now: &[(String, BTreeSet<String>)], before: &'b Members) -> Vec<(usize, &'b str, usize)> {
    let mut ring_of: BTreeMap<&str, Vec<&'b str>> = BTreeMap::new();
    for (ring, accounts) in before {
        accounts.iter().for_each(|account| ring_of.entry(account).or_default().push(ring));
    }
    let mut shared: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    for (place, (_, accounts)) in now.iter().enumerate() {
        let old = accounts.iter().filter_map(|account| ring_of.get(account.as_str())).flatten();
        old.for_each(|ring| *shared.entry((place, ring)).or_default() += 1);
    }
    shared.into_iter().map(|((place, old), count)| (place, old, count)).collect()
}

/// What became of every ring of now and of before, sorted by name.
pub fn descents(now: &Members, before: &Members) -> Vec<Descent> {
    let listed: Vec<(String, BTreeSet<String>)> = now.iter().map(|(n, a)| (n.clone(), a.clone())).collect();
    let mut from: Vec<Vec<&str>> = vec![Vec::new(); listed.len()];
    for (place, old, shared) in pairs(&listed, before) {
        if largely(shared, listed[place].1.len(), before[old].len()) {
            from[place].push(old);
        }
    }
    let mut all: Vec<Descent> = listed
        .iter()
        .zip(from)
        .map(|((name, accounts), from)| descent(name, accounts, &from, before))
        .collect();
    let gone = before.iter().filter(|(name, _)| !now.contains_key(*name)).map(|(name, accounts)| Descent {
        cluster_id: name.clone(),
        change: Change::Gone,
        from: Vec::new(),
        accounts: 0,
        accounts_before: accounts.len(),
        joined: Vec::new(),
        left: accounts.iter().cloned().collect(),
    });
    all.extend(gone);
    all.sort_by(|a, b| a.cluster_id.cmp(&b.cluster_id));
    all
}

fn descent(name: &str, accounts: &BTreeSet<String>, from: &[&str], before: &Members) -> Descent {
    let empty = BTreeSet::new();
    let same = before.get(name).unwrap_or(&empty);
    let known: BTreeSet<&String> = from.iter().flat_map(|old| &before[*old]).chain(same).collect();
    let change = match (before.contains_key(name), from.len()) {
        (true, _) if accounts == same => Change::Same,
        (_, 2..) => Change::Merged,
        (false, 0) => Change::New,
        (false, _) => Change::Split,
        (true, _) if accounts.len() > same.len() => Change::Grown,
        (true, _) => Change::Shrunk,
    };
    Descent {
        cluster_id: name.to_string(),
        change,
        from: from.iter().map(|old| old.to_string()).collect(),
        accounts: accounts.len(),
        accounts_before: same.len(),
        joined: accounts.iter().filter(|account| !known.contains(account)).cloned().collect(),
        left: same.difference(accounts).cloned().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(name: &str, accounts: &str) -> (String, BTreeSet<String>) {
        (name.to_string(), accounts.chars().map(String::from).collect())
    }

    fn named(now: &[(&str, &str)], before: &[(&str, &str)]) -> Vec<(String, Change)> {
        let now: Vec<_> = now.iter().map(|(n, a)| ring(n, a)).collect();
        let before: Members = before.iter().map(|(n, a)| ring(n, a)).collect();
        let names = names(&now, &before);
        let now: Members = names.iter().cloned().zip(now.into_iter().map(|(_, a)| a)).collect();
        let descents = descents(&now, &before);
        let change = |name: &String| descents.iter().find(|d| d.cluster_id == *name).unwrap().change;
        names.iter().map(|name| (name.clone(), change(name))).collect()
    }

    /// Fault: a ring that grows, shrinks, joins another or falls apart loses its name, or gives it twice.
    #[test]
    fn a_ring_keeps_its_name_as_far_as_it_goes() {
        let to = |name: &str, change| (name.to_string(), change);
        assert_eq!(named(&[("x", "abcdefgh")], &[("old", "abc")]), [to("old", Change::Grown)]);
        assert_eq!(named(&[("x", "ab")], &[("old", "abc")]), [to("old", Change::Shrunk)]);
        assert_eq!(named(&[("x", "abc")], &[("old", "abc")]), [to("old", Change::Same)]);
        assert_eq!(named(&[("x", "abcde")], &[("p", "abc"), ("q", "de")]), [to("p", Change::Merged)]);
        assert_eq!(
            named(&[("x", "de"), ("y", "abc")], &[("old", "abcde")]),
            [to("x", Change::Split), to("old", Change::Shrunk)]
        );
        assert_eq!(named(&[("x", "vw")], &[("old", "abc")]), [to("x", Change::New)]);
    }

    /// Fault: a part that has just the accounts after which an older ring was named gets the same name.
    #[test]
    fn a_name_that_is_taken_is_not_given_again() {
        let now = [("old", "abc"), ("y", "defghi")];
        let names: Vec<String> = named(&now, &[("old", "abcdefghi")]).into_iter().map(|n| n.0).collect();
        assert_eq!(names, ["old-2", "old"]);
    }

    #[test]
    fn who_joined_and_who_left_is_told() {
        let before: Members = [ring("r", "abc"), ring("s", "xy")].into();
        let now: Members = [ring("r", "bcd")].into();
        let all = descents(&now, &before);
        assert_eq!(all[0].joined, ["d"]);
        assert_eq!(all[0].left, ["a"]);
        assert_eq!((all[1].change, all[1].accounts_before), (Change::Gone, 2));
    }
}
