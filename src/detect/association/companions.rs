//! What sharing a thing with accounts that are all but certain has meant in these exports.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Thing;
use crate::detect::facts::Facts;
use crate::detect::{Background, Belief};
use crate::evidence::{FAMILIES, Family, TYPOLOGIES, Typology};
use crate::score::{log_odds, probability};
use crate::time::DAY_MS;

/// From this probability on an account is certain enough to say something of others.
const CERTAIN: f64 = 0.9;
/// Bound so shortly after each other, accounts came together.
const TOGETHER_MS: i64 = 2 * DAY_MS;
/// As many accounts, abused no more often than any, are added to each class, so that few say little.
const ASSUMED: f64 = 10.0;
/// How often a class's share is measured on the beliefs that it leads to.
const ROUNDS: usize = 30;
const ECHOES: [&[Family]; 7] = [
    &[Family::Sharing],
    &[Family::Sharing, Family::Place],
    &[Family::Money],
    &[Family::Money],
    super::ECHOES[4],
    super::ECHOES[5],
    &[Family::Sharing],
];
/// Number of abuses.
const ABUSES: usize = TYPOLOGIES.len();

/// Accounts that share things of one kind with accounts that are all but certain. Sorted by all its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Class {
    kind: usize,
    /// What most of the certain ones are.
    abuse: usize,
    /// Whether several parties are certain.
    several: bool,
    /// Whether they are half of the others at least.
    half: bool,
    /// Whether it came to the enterprise along with a certain one.
    together: bool,
}

/// What each class says of its accounts, in thousandths of a bit, abuse by abuse.
pub(super) struct Companions {
    bits: FxHashMap<Class, [i32; ABUSES]>,
}

/// What a party is certain of, if it is: what explains its most certain account best.
fn certain_of(facts: &Facts<'_>, background: &Background, party: &[(u32, u32)]) -> Option<usize> {
    let beliefs = party.iter().filter_map(|m| background.belief(m.0));
    let is_certain = |b: &&Belief| probability(b.odds) >= CERTAIN || facts.verdicts.confirmed(b.account);
    let most = beliefs.filter(is_certain).max_by_key(|b| (b.odds, std::cmp::Reverse(b.account)))?;
    (0..ABUSES).max_by_key(|&t| (total(most, t), std::cmp::Reverse(t)))
}

/// The class of each party of a thing, in their order; `None` where no other one is certain.
pub(super) fn classes(facts: &Facts<'_>, background: &Background, thing: &Thing) -> Vec<Option<Class>> {
    let certain: Vec<Option<usize>> = thing.parties().map(|party| certain_of(facts, background, party)).collect();
    let mut all = [0u32; ABUSES];
    certain.iter().flatten().for_each(|&t| all[t] += 1);
    if all == [0; ABUSES] {
        return vec![None; certain.len()];
    }
    let bound = bound_at(facts, thing, &certain);
    let of = |at: usize, party: &[(u32, u32)]| {
        let mut others = all;
        certain[at].into_iter().for_each(|t| others[t] -= 1);
        let sum: u32 = others.iter().sum();
        let abuse = (0..ABUSES).max_by_key(|&t| (others[t], std::cmp::Reverse(t)))?;
        let half = 2 * sum as usize >= certain.len() - 1;
        let together = is_together(facts, thing, &bound, party);
        (sum > 0).then_some(Class { kind: thing.kind, abuse, several: sum > 1, half, together })
    };
    thing.parties().enumerate().map(|(at, party)| of(at, party)).collect()
}

/// When accounts of certain parties were bound to an enterprise, by party. Sorted by time.
fn bound_at(facts: &Facts<'_>, thing: &Thing, certain: &[Option<usize>]) -> Vec<(i64, u32)> {
    if thing.kind != super::ENTERPRISE {
        return Vec::new();
    }
    let parties = thing.parties().zip(certain).filter(|(_, certain)| certain.is_some()).map(|(party, _)| party);
    let mut bound: Vec<(i64, u32)> = parties.flatten().flat_map(|&m| times(facts, thing.id, m)).collect();
    bound.sort_unstable();
    bound
}

fn times<'f>(facts: &'f Facts<'_>, enterprise: u32, member: (u32, u32)) -> impl Iterator<Item = (i64, u32)> + 'f {
    let bound = facts.companies.of(member.0).filter(move |b| b.enterprise == enterprise && !b.created);
    bound.map(move |b| (b.from, member.1))
}

/// Whether a party came to an enterprise along with another, certain one.
fn is_together(facts: &Facts<'_>, thing: &Thing, bound: &[(i64, u32)], party: &[(u32, u32)]) -> bool {
    let beside = |(at, own): (i64, u32)| {
        let from = bound.partition_point(|b| b.0 < at - TOGETHER_MS);
        bound[from..].iter().take_while(|b| b.0 <= at + TOGETHER_MS).any(|b| b.1 != own)
    };
    !bound.is_empty() && party.iter().flat_map(|&m| times(facts, thing.id, m)).any(beside)
}

impl Companions {
    /// Measures the classes of all things.
    pub(super) fn new(facts: &Facts<'_>, things: &[Thing], background: &Background) -> Self {
        let classed = |thing: &Thing| -> Vec<(Class, u32)> {
            let classes = classes(facts, background, thing);
            let of = thing.parties().zip(classes).filter_map(|(party, class)| Some((party, class?)));
            let speaks = |m: &(u32, u32)| thing.kind != super::VISIT || super::is_visit(facts, thing.id, m.0);
            of.flat_map(|(party, class)| party.iter().filter(|m| speaks(m)).map(move |m| (class, m.0))).collect()
        };
        let mut members: Vec<(Class, u32)> = things.par_iter().flat_map_iter(classed).collect();
        members.par_sort_unstable();
        members.dedup();
        let base = base(facts, background);
        let of = |group: &[(Class, u32)]| {
            let likelihoods: Vec<[f64; ABUSES]> =
                group.iter().map(|m| likelihoods(background.belief(m.1), ECHOES[group[0].0.kind], if group[0].0.kind == 4 { 0.5 } else { 0.0 })).collect();
            (group[0].0, shares(&likelihoods, base).map(|share| log_odds(share) - log_odds(base)))
        };
        Companions { bits: members.chunk_by(|a, b| a.0 == b.0).map(of).collect() }
    }

    /// What a class says of an abuse.
    pub(super) fn bits(&self, class: Class, typology: Typology) -> i32 {
        self.bits.get(&class).map_or(0, |bits| bits[typology as usize])
    }
}

/// The share of one abuse among all accounts, as it is believed.
fn base(facts: &Facts<'_>, background: &Background) -> f64 {
    let believed: f64 = background.beliefs().iter().map(|b| probability(b.odds)).sum();
    (believed / ABUSES as f64 / facts.accounts.count().max(1) as f64).clamp(1e-5, 0.1)
}

fn total(belief: &Belief, abuse: usize) -> i32 {
    belief.families[abuse].iter().sum()
}

fn likelihoods(belief: Option<&Belief>, without: &[Family], share: f64) -> [f64; ABUSES] {
    let bits = |belief: &Belief, t: usize| -> f64 {
        let counts = |f: Family| if without.contains(&f) { share } else { 1.0 };
        FAMILIES.iter().map(|&f| counts(f) * f64::from(belief.families[t][f as usize])).sum()
    };
    std::array::from_fn(|t| match belief {
        Some(belief) => (bits(belief, t) / 1000.0).exp2(),
        None => super::NOTHING_SEEN,
    })
}

/// The share of each abuse among accounts, from how many times likelier each makes what is seen of them.
///
/// Expectation maximisation of a mixture's shares, as for the prior of the scores. `base`: the share of one
/// abuse among all accounts.
fn shares(likelihoods: &[[f64; ABUSES]], base: f64) -> [f64; ABUSES] {
    let round = |shares: [f64; ABUSES], _| {
        let honest = 1.0 - shares.iter().sum::<f64>();
        let mut sums = [ASSUMED * base; ABUSES];
        for of in likelihoods {
            let all: f64 = honest + of.iter().zip(shares).map(|(l, s)| l * s).sum::<f64>();
            sums.iter_mut().zip(of.iter().zip(shares)).for_each(|(sum, (l, s))| *sum += l * s / all);
        }
        sums.map(|sum| sum / (ASSUMED + likelihoods.len() as f64))
    };
    (0..ROUNDS).fold([base; ABUSES], round)
}
