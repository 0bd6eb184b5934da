//! What the company of accounts that are all but certain has meant in these exports.
//!
//! Who shares a phone with a certain buyer is bought as well where operations work with a few phones, and hardly ever
//! where families sell an account of their own. So accounts are put in classes, by what they share and with how many
//! certain others, and the share of each abuse in a class is measured: by expectation maximisation of a mixture's
//! shares, as for the prior of the scores, from what else is seen of its accounts. What may come from the very thing
//! is left out of that, or counts less ([`Measured::alike`]), since all who share it have it. What
//! the class says is how much more often its accounts are abused than any are.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::kinds::{ENTERPRISE, KINDS, Measured};
use super::opinions::NOTHING_SEEN;
use super::things::Thing;
use crate::detect::facts::Facts;
use crate::detect::{Background, Belief};
use crate::evidence::{FAMILIES, Typology};
use crate::score::{TYPOLOGY_COUNT, log_odds, probability};
use crate::time::DAY_MS;

/// Bound so shortly after each other, accounts came to an enterprise together.
const TOGETHER_MS: i64 = 2 * DAY_MS;
/// As many accounts, abused no more often than any, are added to each class.
const ASSUMED: f64 = 10.0;
/// Parties in a class below which it says nothing.
const LEAST: usize = 10;
/// How often a class's shares are measured on the beliefs that they lead to.
const ROUNDS: usize = 30;
/// Number of abuses.
const ABUSES: usize = TYPOLOGY_COUNT;

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

/// The share of each abuse in each class.
pub(super) struct Companions {
    certain: FxHashMap<u32, Certain>,
    classes: FxHashMap<Class, Shares>,
    /// The share of one abuse among all accounts.
    base: f64,
}

impl Companions {
    /// Measures the classes of all things.
    pub(super) fn new(facts: &Facts<'_>, things: &[Thing], background: &Background) -> Self {
        let base = base(facts, background);
        let mut all = Companions { certain: certain(facts, background), classes: FxHashMap::default(), base };
        let classed = |thing: &Thing| -> Vec<(Class, u32)> {
            let of = thing.parties().zip(all.classes(facts, thing));
            of.filter_map(|(party, class)| Some((class?, speaker(facts, background, thing, party)?)))
                .collect()
        };
        let mut members: Vec<(Class, u32)> = things.par_iter().flat_map_iter(classed).collect();
        members.par_sort_unstable();
        members.dedup();
        let of = |group: &[(Class, u32)]| {
            let class = group[0].0;
            let measured = KINDS[class.kind].measured.as_ref()?;
            let seen = group.iter().map(|m| likelihoods(background.belief(m.1), measured));
            Some((class, Shares::new(&seen.collect::<Vec<_>>(), base)))
        };
        let groups = members.par_chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() >= LEAST);
        all.classes = groups.filter_map(of).collect();
        all
    }

    /// The class of each party of a thing, in their order; `None` where no other one is certain, and for kinds of
    /// things of which nothing is measured.
    pub(super) fn classes(&self, facts: &Facts<'_>, thing: &Thing) -> Vec<Option<Class>> {
        let is_certain = |m: &(u32, u32)| self.certain.contains_key(&m.0);
        if KINDS[thing.kind].measured.is_none() || !thing.members.iter().any(is_certain) {
            return vec![None; thing.parties().count()];
        }
        let most = |party: &[(u32, u32)]| {
            let certain = party.iter().filter_map(|m| self.certain.get(&m.0));
            certain.max_by_key(|c| (c.odds, std::cmp::Reverse(c.abuse))).map(|c| c.abuse)
        };
        let certain: Vec<Option<usize>> = thing.parties().map(most).collect();
        let mut all = [0u32; ABUSES];
        certain.iter().flatten().for_each(|&abuse| all[abuse] += 1);
        let bound = Bound::new(facts, thing, &certain);
        let of = |at: usize, party: &[(u32, u32)]| {
            let mut others = all;
            certain[at].into_iter().for_each(|abuse| others[abuse] -= 1);
            let sum: u32 = others.iter().sum();
            let abuse = (0..ABUSES).max_by_key(|&abuse| (others[abuse], std::cmp::Reverse(abuse)))?;
            let half = 2 * sum as usize >= certain.len() - 1;
            let together = bound.is_together(party[0].1);
            (sum > 0).then_some(Class { kind: thing.kind, abuse, several: sum > 1, half, together })
        };
        thing.parties().enumerate().map(|(at, party)| of(at, party)).collect()
    }

    /// Thousandths of a bit that a class says of an abuse of one of its parties, and the share among the others that
    /// they come from; `None` if there are too few. `belief`: what is believed of the party's [`speaker`].
    pub(super) fn says(
        &self,
        class: Class,
        typology: Typology,
        belief: Option<&Belief>,
    ) -> Option<(i32, f64)> {
        let own = likelihoods(belief, KINDS[class.kind].measured.as_ref()?);
        let share = self.classes.get(&class)?.of_others(typology as usize, own, self.base);
        Some((log_odds(share) - log_odds(self.base), share))
    }
}

/// The account that stands for a party: the most suspect one of which the thing says anything.
pub(super) fn speaker(
    facts: &Facts<'_>,
    background: &Background,
    thing: &Thing,
    party: &[(u32, u32)],
) -> Option<u32> {
    let odds = |account: u32| background.belief(account).map_or(i32::MIN, |b| b.odds);
    let speaks = party.iter().map(|m| m.0).filter(|&account| thing.speaks_of(facts, account));
    speaks.max_by_key(|&account| (odds(account), account))
}

/// An account that is all but certain.
struct Certain {
    odds: i32,
    /// What explains it best.
    abuse: usize,
}

/// All accounts that are all but certain, and those that a reviewer confirmed.
fn certain(facts: &Facts<'_>, background: &Background) -> FxHashMap<u32, Certain> {
    let is_certain = |b: &&Belief| b.is_sure(0) || (b.suspect && facts.verdicts.confirmed(b.account));
    let bits = |b: &Belief, abuse: usize| b.families[abuse].iter().sum::<i32>();
    let best = |b: &Belief| (0..ABUSES).max_by_key(|&abuse| (bits(b, abuse), std::cmp::Reverse(abuse)));
    let of = |b: &Belief| Some((b.account, Certain { odds: b.odds, abuse: best(b)? }));
    background.beliefs().iter().filter(is_certain).filter_map(of).collect()
}

/// When accounts were bound to an enterprise, with their parties. What the enterprise made came when it was made, and
/// is left out. Sorted.
#[derive(Default)]
struct Bound {
    /// Party and time.
    all: Vec<(u32, i64)>,
    /// Time and party, of certain parties.
    certain: Vec<(i64, u32)>,
}

impl Bound {
    fn new(facts: &Facts<'_>, thing: &Thing, certain: &[Option<usize>]) -> Bound {
        let mut bound = Bound::default();
        if thing.kind != ENTERPRISE {
            return bound;
        }
        let parties: FxHashMap<u32, (u32, bool)> = thing
            .parties()
            .zip(certain)
            .flat_map(|(party, certain)| party.iter().map(|m| (m.0, (m.1, certain.is_some()))))
            .collect();
        for binding in facts.companies.to(thing.id).filter(|b| !b.created) {
            let Some(&(party, is_certain)) = parties.get(&binding.account) else { continue };
            bound.all.push((party, binding.from));
            is_certain.then(|| bound.certain.push((binding.from, party)));
        }
        bound.all.sort_unstable();
        bound.certain.sort_unstable();
        bound
    }

    /// Whether a party came along with another, certain one.
    fn is_together(&self, party: u32) -> bool {
        let beside = |&(_, at): &(u32, i64)| {
            let from = self.certain.partition_point(|b| b.0 < at - TOGETHER_MS);
            self.certain[from..].iter().take_while(|b| b.0 <= at + TOGETHER_MS).any(|b| b.1 != party)
        };
        let from = self.all.partition_point(|b| b.0 < party);
        self.all[from..].iter().take_while(|b| b.0 == party).any(beside)
    }
}

/// The share of one abuse among all accounts, as it is believed.
fn base(facts: &Facts<'_>, background: &Background) -> f64 {
    let believed: f64 = background.beliefs().iter().map(|b| probability(b.odds)).sum();
    (believed / ABUSES as f64 / facts.accounts.count().max(1) as f64).clamp(1e-5, 0.1)
}

/// How many times likelier each abuse makes what is seen of an account.
fn likelihoods(belief: Option<&Belief>, measured: &Measured) -> [f64; ABUSES] {
    let counts = |family| if measured.alike.contains(&family) { measured.alike_counts } else { 1.0 };
    let bits = |belief: &Belief, abuse: usize| -> f64 {
        FAMILIES.iter().map(|&f| counts(f) * f64::from(belief.families[abuse][f as usize]) / 1000.0).sum()
    };
    let of = |abuse| belief.map(|belief| bits(belief, abuse)).filter(|&bits| bits != 0.0);
    std::array::from_fn(|abuse| of(abuse).map_or(NOTHING_SEEN, f64::exp2))
}

/// How often each abuse is believed among the accounts of a class.
struct Shares {
    shares: [f64; ABUSES],
    accounts: usize,
}

impl Shares {
    /// From how many times likelier each abuse makes what is seen of the accounts. `base`: the share of one abuse among
    /// all accounts.
    fn new(likelihoods: &[[f64; ABUSES]], base: f64) -> Self {
        let round = |shares: [f64; ABUSES], _| {
            let mut sums = [ASSUMED * base; ABUSES];
            for of in likelihoods {
                sums.iter_mut().zip(posterior(shares, of)).for_each(|(sum, p)| *sum += p);
            }
            sums.map(|sum| sum / (ASSUMED + likelihoods.len() as f64))
        };
        Shares { shares: (0..ROUNDS).fold([base; ABUSES], round), accounts: likelihoods.len() }
    }

    /// The share without one account, so that nobody is their own proof.
    fn of_others(&self, abuse: usize, own: [f64; ABUSES], base: f64) -> f64 {
        let all = ASSUMED + self.accounts as f64;
        let own = posterior(self.shares, &own)[abuse];
        (self.shares[abuse] * all - own).max(ASSUMED * base) / (all - 1.0)
    }
}

/// How likely each abuse is, from its share and from how many times likelier it makes what is seen.
fn posterior(shares: [f64; ABUSES], likelihoods: &[f64; ABUSES]) -> [f64; ABUSES] {
    let odds: [f64; ABUSES] = std::array::from_fn(|abuse| shares[abuse] * likelihoods[abuse]);
    let all = 1.0 - shares.iter().sum::<f64>() + odds.iter().sum::<f64>();
    odds.map(|odds| odds / all)
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
        // Nine of ten look sold by themselves: so are nearly all. The ten accounts assumed take a third.
        let shares = |likelihoods: Vec<[f64; ABUSES]>| Shares::new(&likelihoods, base).shares;
        let sold = shares([vec![plain; 18], vec![nothing; 2]].concat());
        assert!((0.55..0.65).contains(&sold[0]), "{sold:?}");
        // One of ten does.
        let family = shares([vec![plain; 2], vec![nothing; 18]].concat());
        assert!(family[0] < 0.1, "{family:?}");
        // Of nobody anything is seen: no more than anywhere.
        let none = shares(vec![nothing; 20]);
        assert!(none.iter().all(|&share| share < 2.0 * base), "{none:?}");
    }

    /// Fault: few accounts, by chance all of them odd, make everybody in such company look certain.
    #[test]
    fn the_share_in_a_small_class_stays_under_that_in_a_large_one() {
        let certain = [1e6, 0.1, 0.1, 0.1];
        let small = Shares::new(&[certain; 10], 0.003).shares[0];
        assert!(small < Shares::new(&[certain; 100], 0.003).shares[0] && small < 0.51, "{small}");
    }

    /// Fault: the one account of a class that is certain proves itself by the class.
    #[test]
    fn what_a_class_says_of_an_account_rests_on_the_others() {
        let (certain, nothing) = ([1e6, 0.1, 0.1, 0.1], [NOTHING_SEEN; ABUSES]);
        let class = Shares::new(&[vec![certain], vec![nothing; 11]].concat(), 0.003);
        assert!(class.of_others(0, certain, 0.003) < 0.01 && class.of_others(0, nothing, 0.003) > 0.04);
    }
}
