//! Bits → scores and ranks.
//!
//! For an account and an abuse: prior odds ([`prior_millibits`]), plus what each family's findings count
//! ([`counted`]; what reviewers decided counts in full). Sums are of whole thousandths of a bit.
//! The abuses are taken as explanations that exclude
//! each other: an account's score over all of them adds up their odds, and each abuse has its share of
//! it, so that what explains best takes from what explains worse.
//!
//! Cost: linear in evidence.

mod counted;

use crate::detect::{Belief, SELLER};
use crate::evidence::{Evidence, FAMILIES, NodeKind, TYPOLOGIES, Typology, millibits};
use crate::policy::{action_millibits, own_acts};
use crate::settings::Settings;
pub use counted::counted;

/// Number of families.
pub const FAMILY_COUNT: usize = FAMILIES.len();
/// Number of abuses.
pub const TYPOLOGY_COUNT: usize = TYPOLOGIES.len();

/// What the evidence about one subject adds up to.
#[derive(Debug, Clone)]
pub struct Scored {
    /// Account, or row of a transfer.
    pub id: u32,
    /// Its findings as a range of the evidence.
    pub evidence: std::ops::Range<usize>,
    /// Capped thousandths of a bit, abuse by family.
    pub families: [[i32; FAMILY_COUNT]; TYPOLOGY_COUNT],
    /// Scores 0..1, an abuse; they add up to the score over all, but for rounding of the joint bits.
    pub by_typology: [f64; TYPOLOGY_COUNT],
    /// Thousandths of a bit over all abuses, without the prior.
    pub millibits: i32,
    /// Thousandths of a bit for each abuse, without the prior.
    pub totals: [i32; TYPOLOGY_COUNT],
    /// Thousandths of a bit for each abuse that rest on what the account does itself, see
    /// [`RECEIVED`](crate::policy::RECEIVED).
    pub own: [i32; TYPOLOGY_COUNT],
    /// Score over all abuses, 0..1.
    pub score: f64,
    /// The abuse with the most bits.
    pub typology: Typology,
}

/// Scores of accounts and of transfers.
pub struct Scores {
    /// Accounts with any evidence, by number.
    pub accounts: Vec<Scored>,
    /// Transfers with any evidence, by row.
    pub transfers: Vec<Scored>,
    /// The prior for one abuse in these exports, as odds in thousandths of a bit.
    pub prior: i32,
    /// Thousandths of a bit that a step above review needs in these exports.
    pub action: i32,
}

impl Scores {
    /// The scores of an account.
    pub fn account(&self, id: u32) -> Option<&Scored> {
        self.accounts.binary_search_by_key(&id, |s| s.id).ok().map(|at| &self.accounts[at])
    }
}

/// Scores everything that there is evidence about, in exports of so many accounts. The evidence must be
/// in its total order.
pub fn score(evidence: &[Evidence], accounts: usize, settings: &Settings) -> Scores {
    let mut scores = Scores { accounts: Vec::new(), transfers: Vec::new(), prior: 0, action: 0 };
    let mut start = 0;
    for group in evidence.chunk_by(|a, b| a.subject == b.subject) {
        let range = start..start + group.len();
        start = range.end;
        let added = add_up(group, range, settings);
        match group[0].subject.kind {
            NodeKind::Account => scores.accounts.push(added),
            NodeKind::Transfer => scores.transfers.push(added),
            kind => unreachable!("no detector speaks of a {} as subject", kind.name()),
        }
    }
    let bits: Vec<i32> = scores.accounts.iter().map(|s| s.millibits).collect();
    scores.prior = prior_millibits(&bits, accounts, settings);
    for scored in scores.accounts.iter_mut().chain(&mut scores.transfers) {
        scored.score = probability(scores.prior + scored.millibits);
        scored.by_typology.iter_mut().for_each(|share| *share *= scored.score);
    }
    scores.action = action_millibits(&scores.accounts, accounts, settings);
    scores
}

/// What the evidence makes of each account, for the detectors' next look. Sorted by account.
pub fn beliefs(evidence: &[Evidence], accounts: usize, settings: &Settings) -> Vec<Belief> {
    let of_accounts = evidence.chunk_by(|a, b| a.subject == b.subject);
    let of_accounts = of_accounts.filter(|group| group[0].subject.kind == NodeKind::Account);
    // What the scores hold beside is four times as much.
    let added = of_accounts.map(|group| {
        let added = add_up(group, 0..0, settings);
        (Belief { account: added.id, families: added.families, odds: 0, suspect: false }, added.millibits)
    });
    let (mut beliefs, bits): (Vec<Belief>, Vec<i32>) = added.unzip();
    let prior = prior_millibits(&bits, accounts, settings);
    for (belief, bits) in beliefs.iter_mut().zip(bits) {
        belief.odds = prior + bits;
        belief.suspect = probability(belief.odds) >= settings.review_score;
    }
    beliefs
}

/// The sums of the evidence about one subject; `by_typology` are shares of a score yet unknown.
fn add_up(group: &[Evidence], evidence: std::ops::Range<usize>, settings: &Settings) -> Scored {
    let mut families = [[0i32; FAMILY_COUNT]; TYPOLOGY_COUNT];
    let mut acts = [[0i32; FAMILY_COUNT]; TYPOLOGY_COUNT];
    for e in group {
        families[e.typology as usize][e.family as usize] += e.millibits;
    }
    let seller = group.iter().any(|e| e.code == SELLER);
    for e in own_acts(group) {
        acts[e.typology as usize][e.family as usize] += e.millibits;
    }
    for of in [&mut families, &mut acts] {
        of.iter_mut().zip(TYPOLOGIES).for_each(|(sums, typology)| counted(sums, typology, seller, settings));
    }
    let totals: [i32; TYPOLOGY_COUNT] = std::array::from_fn(|t| families[t].iter().sum());
    let best = (0..TYPOLOGY_COUNT).max_by_key(|&t| (totals[t], std::cmp::Reverse(t))).unwrap_or(0);
    let spoken: Vec<usize> =
        (0..TYPOLOGY_COUNT).filter(|&t| group.iter().any(|e| e.typology as usize == t)).collect();
    let total = joint(&spoken.iter().map(|&t| totals[t]).collect::<Vec<i32>>());
    Scored {
        id: group[0].subject.id,
        evidence,
        by_typology: std::array::from_fn(|t| match spoken.contains(&t) {
            true => (f64::from(totals[t] - total) / 1000.0).exp2(),
            false => 0.0,
        }),
        millibits: total,
        totals,
        own: acts.map(|of| of.iter().sum()),
        score: 0.0,
        typology: TYPOLOGIES[best],
        families,
    }
}

/// Bits of "any of these abuses": odds add up, as for causes that exclude each other. One abuse is as
/// good as itself; two that are equally likely give one bit more. Whatever speaks against one of them
/// lowers the result.
pub fn joint(totals: &[i32]) -> i32 {
    let most = totals.iter().copied().max().unwrap_or(0);
    let sum: f64 = totals.iter().map(|&t| (f64::from(t - most) / 1000.0).exp2()).sum();
    most + millibits(sum.log2())
}

/// How often the prior is measured on the scores that it leads to.
const ROUNDS: usize = 30;

/// The prior for one abuse as odds in thousandths of a bit: `score.prior`, or the share of abused accounts
/// that the evidence itself speaks for, if that is less.
///
/// Empirical Bayes: the mean score of all accounts, over the abuses, is the prior under which the scores
/// are made again (expectation maximisation of a mixture's share; those without evidence count as honest).
/// `score.prior` counts as much as `score.prior_accounts` accounts, so that small exports, which say little
/// of the share, leave it as it is. It only ever falls: families aren't quite independent, so that the share
/// comes out too high, and an operation that floods the exports shall not make everybody else look worse.
/// `bits`: thousandths of a bit of accounts with evidence, over all abuses; `accounts`: how many there are
/// with and without.
pub fn prior_millibits(bits: &[i32], accounts: usize, settings: &Settings) -> i32 {
    let assumed = settings.prior_accounts as f64;
    let round = |prior: f64, _| {
        let scores: f64 = bits.iter().map(|&bits| probability(log_odds(prior) + bits)).sum();
        let share = assumed * settings.prior + scores / TYPOLOGY_COUNT as f64;
        (share / (assumed + accounts.max(1) as f64)).min(settings.prior)
    };
    log_odds((0..ROUNDS).fold(settings.prior, round))
}

/// Probability → odds in thousandths of a bit.
pub fn log_odds(probability: f64) -> i32 {
    millibits((probability / (1.0 - probability)).log2())
}

/// Odds in thousandths of a bit → probability.
pub fn probability(millibits: i32) -> f64 {
    1.0 / (1.0 + (-f64::from(millibits) / 1000.0).exp2())
}

#[cfg(test)]
mod tests {
    use thin_vec::ThinVec;

    use super::*;
    use crate::evidence::{Family, Node};

    fn finding(typology: Typology, family: Family, bits: f64) -> Evidence {
        Evidence {
            typology,
            code: "test",
            family,
            subject: Node::new(NodeKind::Account, 1),
            object: None,
            millibits: millibits(bits),
            observed: (0, 0),
            detail: ThinVec::new(),
            sources: ThinVec::new(),
        }
    }

    #[test]
    fn one_family_alone_is_capped() {
        let settings = Settings::default();
        let many: Vec<Evidence> = (0..50).map(|_| finding(Typology::Rented, Family::Money, 5.0)).collect();
        let scores = score(&many, 1, &settings);
        assert_eq!(scores.accounts[0].millibits, millibits(settings.family_cap_bits));
    }

    #[test]
    fn an_honest_explanation_never_raises_a_score() {
        let settings = Settings::default();
        let mut evidence = vec![
            finding(Typology::Traded, Family::Device, 3.0),
            finding(Typology::Traded, Family::Place, 6.0),
            finding(Typology::Rented, Family::Sharing, 6.0),
        ];
        let before = score(&evidence, 1, &settings).accounts[0].clone();
        evidence.push(finding(Typology::Traded, Family::Sharing, -4.0));
        let after = score(&evidence, 1, &settings).accounts[0].clone();
        assert!(after.score <= before.score && after.by_typology[0] < before.by_typology[0]);
    }

    #[test]
    fn two_likely_abuses_are_one_bit_more_than_one() {
        let evidence = [
            finding(Typology::Traded, Family::Money, 5.0),
            finding(Typology::Rented, Family::Content, 3.0),
            finding(Typology::Rented, Family::Money, 2.0),
        ];
        let scores = score(&evidence, 1, &Settings::default());
        assert_eq!(scores.accounts[0].millibits, 6000);
    }

    /// Fault: where hardly anybody is abused, the prior of a platform where many are makes suspects.
    #[test]
    fn the_prior_falls_where_little_is_found_and_never_rises() {
        let settings = Settings { prior: 0.005, prior_accounts: 1000, ..Settings::default() };
        let of = |bits: &[i32], accounts| prior_millibits(bits, accounts, &settings);
        // Nothing among 9,000: five assumed among 10,000.
        assert_eq!(of(&[], 9_000), log_odds(0.0005));
        // Twelve for certain, three an abuse: eight among 10,000.
        assert_eq!(of(&[60_000; 12], 9_000), log_odds(0.0008));
        assert_eq!(of(&[60_000; 2_000], 9_000), log_odds(0.005));
        // Some bits here and there, no more than chance gives.
        assert!(of(&[3_000; 900], 9_000) < log_odds(0.001));
        // Few accounts say little.
        assert!(of(&[], 20) > log_odds(0.0049));
    }

    #[test]
    fn probabilities_by_hand() {
        assert_eq!(probability(0), 0.5);
        assert!((probability(-1000) - 1.0 / 3.0).abs() < 1e-12);
    }
}
