//! What the company of accounts that are all but certain has meant in these exports.
//!
//! Who shares a phone with a certain buyer is bought as well where operations work with a few phones, and hardly ever
//! where families sell an account of their own. So accounts are put in classes, by what they share and with how many
//! certain others, and the share of each abuse in a class is measured: by expectation maximisation of a mixture's
//! shares, as for the prior of the scores, from what else is seen of its accounts. What may come from the very thing
//! is left out of that, or counts less ([`Kind::alike`](super::kinds::Kind)), since all who share it have it. What
//! the class says is how much more often its accounts are abused than any are.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::kinds::{ENTERPRISE, KINDS, Kind};
use super::opinions::NOTHING_SEEN;
use super::things::Thing;
use crate::detect::facts::Facts;
use crate::detect::{Background, Belief};
use crate::evidence::{FAMILIES, TYPOLOGIES, Typology};
use crate::score::{log_odds, probability};
use crate::time::DAY_MS;

/// From this probability on an account is certain enough to say something of others.
const CERTAIN: f64 = 0.9;
/// Bound so shortly after each other, accounts came to an enterprise together.
const TOGETHER_MS: i64 = 2 * DAY_MS;
/// As many accounts, abused no more often than any, are added to each class; fewer than that say nothing.
const ASSUMED: usize = 10;
/// How often a class's shares are measured on the beliefs that they lead to.
const ROUNDS: usize = 30;
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

/// The share of each abuse in each class, and the share of one abuse among all accounts.
pub(super) struct Companions {
    shares: FxHashMap<Class, [f64; ABUSES]>,
    base: f64,
}

/// What a party is certain of, if it is: what explains its most certain account best.
fn certain_of(facts: &Facts<'_>, background: &Background, party: &[(u32, u32)]) -> Option<usize> {
    let beliefs = party.iter().filter_map(|m| background.belief(m.0));
    let is_certain = |b: &&Belief| probability(b.odds) >= CERTAIN || facts.verdicts.confirmed(b.account);
    let most = beliefs.filter(is_certain).max_by_key(|b| (b.odds, std::cmp::Reverse(b.account)))?;
    (0..ABUSES).max_by_key(|&t| (total(most, t), std::cmp::Reverse(t)))
}

/// The class of each party of a thing, in their order; `None` where no other one is certain.
fn classes(facts: &Facts<'_>, background: &Background, thing: &Thing) -> Vec<Option<Class>> {
    let certain: Vec<Option<usize>> =
        thing.parties().map(|party| certain_of(facts, background, party)).collect();
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
    if thing.kind != ENTERPRISE {
        return Vec::new();
    }
    let parties =
        thing.parties().zip(certain).filter(|(_, certain)| certain.is_some()).map(|(party, _)| party);
    let mut bound: Vec<(i64, u32)> = parties.flatten().flat_map(|&m| times(facts, thing.id, m)).collect();
    bound.sort_unstable();
    bound
}

/// When an account was bound to an enterprise, with its party. What the enterprise made came when it was made.
fn times<'f>(
    facts: &'f Facts<'_>,
    enterprise: u32,
    member: (u32, u32),
) -> impl Iterator<Item = (i64, u32)> + 'f {
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
            let speaks = |m: &&(u32, u32)| thing.speaks_of(facts, m.0);
            of.flat_map(|(party, class)| party.iter().filter(speaks).map(move |m| (class, m.0))).collect()
        };
        let measured = things.par_iter().filter(|thing| !KINDS[thing.kind].measured.is_empty());
        let mut members: Vec<(Class, u32)> = measured.flat_map_iter(classed).collect();
        members.par_sort_unstable();
        members.dedup();
        let base = base(facts, background);
        let of = |group: &[(Class, u32)]| {
            let kind = &KINDS[group[0].0.kind];
            let likelihoods: Vec<[f64; ABUSES]> =
                group.iter().map(|m| likelihoods(background.belief(m.1), kind)).collect();
            (group[0].0, shares(&likelihoods, base))
        };
        let groups = members.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() >= ASSUMED);
        Companions { shares: groups.map(of).collect(), base }
    }

    /// The class of each party of a thing, in their order; `None` where no other one is certain, and for kinds of
    /// things of which nothing is measured.
    pub(super) fn classes(
        &self,
        facts: &Facts<'_>,
        background: &Background,
        thing: &Thing,
    ) -> Vec<Option<Class>> {
        match KINDS[thing.kind].measured {
            [] => vec![None; thing.parties().count()],
            _ => classes(facts, background, thing),
        }
    }

    /// Thousandths of a bit that a class says of an abuse, and the share of its accounts that they come from; `None`
    /// if there are too few of them.
    pub(super) fn says(&self, class: Class, typology: Typology) -> Option<(i32, f64)> {
        let share = self.shares.get(&class)?[typology as usize];
        Some((log_odds(share) - log_odds(self.base), share))
    }
}

/// The share of one abuse among all accounts, as it is believed.
fn base(facts: &Facts<'_>, background: &Background) -> f64 {
    let believed: f64 = background.beliefs().iter().map(|b| probability(b.odds)).sum();
    (believed / ABUSES as f64 / facts.accounts.count().max(1) as f64).clamp(1e-5, 0.1)
}

/// Thousandths of a bit that speak for an abuse.
fn total(belief: &Belief, abuse: usize) -> i32 {
    belief.families[abuse].iter().sum()
}

/// How many times likelier each abuse makes what is seen of an account.
fn likelihoods(belief: Option<&Belief>, kind: &Kind) -> [f64; ABUSES] {
    let counts = |family| if kind.alike.contains(&family) { kind.alike_counts } else { 1.0 };
    let bits = |belief: &Belief, abuse: usize| -> f64 {
        FAMILIES.iter().map(|&f| counts(f) * f64::from(belief.families[abuse][f as usize]) / 1000.0).sum()
    };
    std::array::from_fn(|abuse| belief.map_or(NOTHING_SEEN, |belief| bits(belief, abuse).exp2()))
}

/// The share of each abuse among accounts, from how many times likelier each makes what is seen of them.
/// `base`: the share of one abuse among all accounts.
fn shares(likelihoods: &[[f64; ABUSES]], base: f64) -> [f64; ABUSES] {
    let round = |shares: [f64; ABUSES], _| {
        let honest = 1.0 - shares.iter().sum::<f64>();
        let mut sums = [ASSUMED as f64 * base; ABUSES];
        for of in likelihoods {
            let all: f64 = honest + of.iter().zip(shares).map(|(l, s)| l * s).sum::<f64>();
            sums.iter_mut().zip(of.iter().zip(shares)).for_each(|(sum, (l, s))| *sum += l * s / all);
        }
        sums.map(|sum| sum / (ASSUMED + likelihoods.len()) as f64)
    };
    (0..ROUNDS).fold([base; ABUSES], round)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fault: where operations and families share phones alike, the company of a certain account means the same in
    /// both.
    #[test]
    fn what_is_seen_of_a_class_says_how_much_of_it_is_abused() {
        let base = 0.003;
        let plain = [64.0, 0.25, 0.25, 0.25];
        let nothing = [NOTHING_SEEN; ABUSES];
        // Nine of ten look sold by themselves: so are nearly all. The ten accounts assumed take half.
        let sold = shares(&[vec![plain; 18], vec![nothing; 2]].concat(), base);
        assert!((0.55..0.65).contains(&sold[0]), "{sold:?}");
        // One of ten does.
        let family = shares(&[vec![plain; 2], vec![nothing; 18]].concat(), base);
        assert!(family[0] < 0.1, "{family:?}");
        // Of nobody anything is seen: no more than anywhere.
        let none = shares(&vec![nothing; 20], base);
        assert!(none.iter().all(|&share| share < 2.0 * base), "{none:?}");
    }

    /// Fault: few accounts, by chance all of them odd, make everybody in such company look certain.
    #[test]
    fn the_share_in_a_small_class_stays_under_that_in_a_large_one() {
        let certain = [1e6, 0.1, 0.1, 0.1];
        let small = shares(&[certain; 10], 0.003)[0];
        assert!(small < shares(&vec![certain; 100], 0.003)[0] && small < 0.51, "{small}");
    }
}
