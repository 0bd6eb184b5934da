//! Pieces that several detectors measure with: rhythms, classes against a background, findings.

use rayon::prelude::*;
use thin_vec::ThinVec;

use super::Facts;
use crate::evidence::{Evidence, Family, Figure, Node, NodeKind, Source, Typology};
use crate::ids::NONE;
use crate::schema::{ACCOUNT_KINDS, word};
use crate::time::HOURS;

use super::facts::{Use, span};

/// How different two rhythms are: the Jensen–Shannon divergence (Lin, IEEE Trans. Inf. Theory 37,
/// 1991) of two distributions over the hours of the day, in bits, 0 to 1. Hours are smoothed over
/// their neighbours on the clock, since nobody keeps to the hour. `None` if either is empty.
pub fn rhythm_distance(a: &[u32; HOURS], b: &[u32; HOURS]) -> Option<f64> {
    let (a, b) = (smoothed(a)?, smoothed(b)?);
    let divergence = |p: &[f64; HOURS], m: &[f64; HOURS]| -> f64 {
        p.iter().zip(m).filter(|(p, _)| **p > 0.0).map(|(p, m)| p * (p / m).log2()).sum()
    };
    let middle: [f64; HOURS] = std::array::from_fn(|h| (a[h] + b[h]) / 2.0);
    Some((divergence(&a, &middle) + divergence(&b, &middle)) / 2.0)
}

fn smoothed(hours: &[u32; HOURS]) -> Option<[f64; HOURS]> {
    let total: u32 = hours.iter().sum();
    (total > 0).then(|| {
        std::array::from_fn(|h| {
            let at = |d: usize| f64::from(hours[(h + d) % HOURS]);
            (at(HOURS - 1) + 2.0 * at(0) + at(1)) / (4.0 * f64::from(total))
        })
    })
}

/// Bits of a binomial tail: how surprising at least `hits` of `tries` are, each with a chance.
pub fn surprise(tries: u32, hits: u32, chance: f64) -> f64 {
    let expected = chance * f64::from(tries);
    if f64::from(hits) <= expected {
        return 0.0;
    }
    if chance <= 0.0 {
        return f64::from(hits) * 10.0;
    }
    // Chernoff's bound by relative entropy (Hoeffding, JASA 1963) is within some bits of the tail, and
    // never above its surprise.
    let share = f64::from(hits) / f64::from(tries);
    let part = |p: f64, q: f64| if p > 0.0 { p * (p / q).log2() } else { 0.0 };
    f64::from(tries) * (part(share, chance) + part(1.0 - share, 1.0 - chance))
}

/// How often each class occurs; `None` is not counted.
pub fn count<const N: usize>(values: impl IntoIterator<Item = Option<usize>>) -> [u64; N] {
    let mut counts = [0; N];
    for class in values.into_iter().flatten() {
        counts[class] += 1;
    }
    counts
}

/// How often each class occurs among `all`, of which only those that are not in class 0 are given.
pub fn count_of<const N: usize>(all: usize, classes: impl IntoIterator<Item = usize>) -> [u64; N] {
    let mut counts: [u64; N] = count(classes.into_iter().map(Some));
    counts[0] += (all as u64).saturating_sub(counts.iter().sum());
    counts
}

/// Values that thresholds need at the least.
const LEAST_VALUES: usize = 10;
/// Rhythm distances that three quarters and 19 in 20 of comparisons of one person stay under where
/// there are too few to measure: twenty logins drawn twice from one habit of six busy hours differ by
/// 0.1 to 0.2 by chance alone.
pub const EXPECTED_RHYTHM: [f64; 2] = [0.25, 0.45];

/// Thresholds at some shares of some values: what more than these shares stay under; `expected` where
/// there are too few values.
pub fn thresholds<const N: usize>(mut values: Vec<f64>, shares: [f64; N], expected: [f64; N]) -> [f64; N] {
    if values.len() < LEAST_VALUES {
        return expected;
    }
    values.sort_by(f64::total_cmp);
    shares.map(|share| values[(values.len() as f64 * share) as usize])
}

/// Which class a value is in, of one more than there are thresholds.
pub fn class_of<const N: usize>(value: f64, thresholds: [f64; N]) -> usize {
    thresholds.iter().filter(|&&t| value > t).count()
}

/// What `look` sees of each of `count` things, in their order. For a list that most things are on: it is
/// made in the room of one, where gathering it from threads takes that of two.
pub fn seen_of_most<T: Send>(count: usize, look: impl Fn(usize) -> Option<T> + Sync + Send) -> Vec<T> {
    let looked: Vec<Option<T>> = (0..count).into_par_iter().map(look).collect();
    looked.into_iter().flatten().collect()
}

/// Standings of accounts, of which each is compared with its like: bound by a company, professional ones that none
/// binds, and others.
pub const STANDINGS: usize = 3;
/// The standing of bound accounts.
pub const BOUND: usize = 0;
/// Accounts of people who do business in their own name.
const PROFESSIONAL: u32 = word(ACCOUNT_KINDS, "professional");

/// The standing of an account.
pub fn standing(facts: &Facts<'_>, account: u32) -> usize {
    match (facts.companies.hands_of(account).is_empty(), facts.accounts.kind[account as usize]) {
        (false, _) => BOUND,
        (true, PROFESSIONAL) => 1,
        (true, _) => 2,
    }
}

/// A finding about an account; detectors add what is special.
pub fn about(
    account: u32,
    typology: Typology,
    code: &'static str,
    family: Family,
    millibits: i32,
) -> Evidence {
    Evidence {
        typology,
        code,
        family,
        subject: Node::new(NodeKind::Account, account),
        object: None,
        millibits,
        observed: (0, 0),
        detail: ThinVec::new(),
        sources: ThinVec::new(),
    }
}

impl Evidence {
    /// With the thing that ties the subject to others.
    pub fn with_object(mut self, kind: NodeKind, id: u32) -> Self {
        self.object = (id != NONE).then(|| Node::new(kind, id));
        self
    }

    /// With one figure more.
    pub fn with(mut self, name: &'static str, figure: Figure) -> Self {
        // Findings are many and their figures few: room for four would be most of what is held.
        self.detail.reserve_exact(1);
        self.detail.push((name, figure));
        self
    }

    /// With source rows; long lists are cut, the figures tell how many there are.
    pub fn from_sources(mut self, sources: impl IntoIterator<Item = Source>) -> Self {
        self.sources.extend(sources.into_iter().take(MOST_SOURCES));
        self.sources.shrink_to_fit();
        self
    }

    /// Observed between two moments.
    pub fn between(mut self, from: i64, to: i64) -> Self {
        self.observed = (from, to);
        self
    }
}

/// Source keys that one finding names at the most.
pub const MOST_SOURCES: usize = 20;

/// The logins of an account on a device, as a source.
pub fn logins_of(account: u32, usage: &Use) -> Source {
    Source::Logins { account, device: usage.device, days: span(usage.days), rows: usage.logins }
}

impl Facts<'_> {
    /// Whether one person or one company has two accounts, or they are the same.
    pub fn related(&self, one: u32, two: u32) -> bool {
        let holder = |account: u32| self.accounts.holder[account as usize];
        let hands = self.companies.hands_of(one);
        one == two
            || (holder(one) != NONE && holder(one) == holder(two))
            || self.companies.hands_of(two).iter().any(|hand| hands.contains(hand))
    }

    /// Moments at the beginning and the end of some days.
    pub fn moments(&self, days: u128) -> (i64, i64) {
        let (first, last) = span(days);
        (self.frames.noon(first), self.frames.noon(last))
    }

    /// First and last active moment of an account; of one without logins, the first day of the window.
    pub fn active_time(&self, account: u32) -> (i64, i64) {
        let days = self.active_days(account);
        self.moments(if days == 0 { 1 } else { days })
    }
}

/// The first of the longest runs of times, sorted, that lie within some time.
pub fn longest_run(times: &[i64], within: i64) -> std::ops::Range<usize> {
    let (mut first, mut longest) = (0, 0..0);
    for last in 0..times.len() {
        while times[last] - times[first] > within {
            first += 1;
        }
        if last + 1 - first > longest.len() {
            longest = first..last + 1;
        }
    }
    longest
}

/// Bits of a Poisson tail: how surprising so many are where fewer are expected, by Chernoff's bound.
pub fn poisson_surprise(seen: usize, expected: f64) -> f64 {
    let seen = seen as f64;
    if seen <= expected {
        return 0.0;
    }
    seen * (seen / expected).log2() - (seen - expected) * std::f64::consts::LOG2_E
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn poisson_surprise_by_hand() {
        // Two where a half is expected: 2 × log2(4) - 1.5 × log2(e).
        assert!((poisson_surprise(2, 0.5) - 1.836).abs() < 1e-3);
        assert_eq!(poisson_surprise(1, 1.0), 0.0);
    }

    #[test]
    fn surprise_by_hand() {
        // Every time of ten at a chance of a half: ten bits.
        assert!((surprise(10, 10, 0.5) - 10.0).abs() < 1e-9);
        // What is expected does not surprise.
        assert_eq!(surprise(10, 5, 0.5), 0.0);
        assert_eq!(surprise(10, 2, 0.5), 0.0);
    }

    #[test]
    fn rhythms_by_hand() {
        let (mut day, mut night) = ([0; HOURS], [0; HOURS]);
        day[12] = 10;
        night[0] = 7;
        assert_eq!(rhythm_distance(&day, &day), Some(0.0));
        assert!((rhythm_distance(&day, &night).unwrap() - 1.0).abs() < 1e-12);
        assert_eq!(rhythm_distance(&day, &[0; HOURS]), None);
    }

    #[test]
    fn classes_by_threshold() {
        let values = (0..100).map(f64::from).collect();
        let limits = thresholds(values, [0.75, 0.95], [0.0, 0.0]);
        assert_eq!(limits, [75.0, 95.0]);
        assert_eq!([class_of(75.0, limits), class_of(76.0, limits), class_of(99.0, limits)], [0, 1, 2]);
        assert_eq!(thresholds(vec![9.0; 3], [0.5, 0.9], [1.0, 2.0]), [1.0, 2.0]);
    }
}
