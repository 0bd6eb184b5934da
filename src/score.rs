//! Bits → scores and ranks.
//!
//! For an account and an abuse: prior odds, plus the sum of each family's findings kept within the
//! family cap (what reviewers decided has none). Sums are of whole thousandths of a bit. The abuses are taken as explanations that exclude
//! each other: an account's score over all of them adds up their odds, and each abuse has its share of
//! it, so that what explains best takes from what explains worse.
//!
//! Cost: linear in evidence.

use crate::detect::Belief;
use crate::evidence::{Evidence, FAMILIES, NodeKind, TYPOLOGIES, Typology, millibits};
use crate::settings::Settings;

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
}

impl Scores {
    /// The scores of an account.
    pub fn account(&self, id: u32) -> Option<&Scored> {
        self.accounts.binary_search_by_key(&id, |s| s.id).ok().map(|at| &self.accounts[at])
    }
}

/// Scores everything that there is evidence about. The evidence must be in its total order.
pub fn score(evidence: &[Evidence], settings: &Settings) -> Scores {
    let mut scores = Scores { accounts: Vec::new(), transfers: Vec::new() };
    let mut start = 0;
    for group in evidence.chunk_by(|a, b| a.subject == b.subject) {
        let range = start..start + group.len();
        start = range.end;
        let scored = score_one(group, range, settings);
        match group[0].subject.kind {
            NodeKind::Account => scores.accounts.push(scored),
            NodeKind::Transfer => scores.transfers.push(scored),
            kind => unreachable!("no detector speaks of a {} as subject", kind.name()),
        }
    }
    scores
}

/// What the evidence makes of each account, for the detectors' next look. Sorted by account.
pub fn beliefs(evidence: &[Evidence], settings: &Settings) -> Vec<Belief> {
    let suspect = |s: &Scored| s.score >= settings.review_score;
    let scored = score(evidence, settings).accounts;
    let belief = |s: &Scored| Belief { account: s.id, families: s.families, suspect: suspect(s) };
    scored.iter().map(belief).collect()
}

fn score_one(group: &[Evidence], evidence: std::ops::Range<usize>, settings: &Settings) -> Scored {
    let cap = millibits(settings.family_cap_bits);
    let prior = prior(settings);
    let mut families = [[0i32; FAMILY_COUNT]; TYPOLOGY_COUNT];
    for e in group {
        families[e.typology as usize][e.family as usize] += e.millibits;
    }
    for sums in &mut families {
        let capped = FAMILIES.iter().zip(sums).filter(|(family, _)| family.is_capped());
        capped.for_each(|(_, sum)| *sum = (*sum).clamp(-cap, cap));
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
            true => probability(prior + total) * (f64::from(totals[t] - total) / 1000.0).exp2(),
            false => 0.0,
        }),
        millibits: total,
        totals,
        score: probability(prior + total),
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

/// The prior in thousandths of a bit.
pub fn prior(settings: &Settings) -> i32 {
    millibits((settings.prior / (1.0 - settings.prior)).log2())
}

/// Odds in thousandths of a bit → probability.
pub fn probability(millibits: i32) -> f64 {
    1.0 / (1.0 + (-f64::from(millibits) / 1000.0).exp2())
}

#[cfg(test)]
mod tests {
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
            detail: Vec::new(),
            sources: Vec::new(),
        }
    }

    #[test]
    fn one_family_alone_is_capped() {
        let settings = Settings::default();
        let many: Vec<Evidence> = (0..50).map(|_| finding(Typology::Rented, Family::Money, 5.0)).collect();
        let scores = score(&many, &settings);
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
        let before = score(&evidence, &settings).accounts[0].clone();
        evidence.push(finding(Typology::Traded, Family::Sharing, -4.0));
        let after = score(&evidence, &settings).accounts[0].clone();
        assert!(after.score <= before.score && after.by_typology[0] < before.by_typology[0]);
    }

    #[test]
    fn two_likely_abuses_are_one_bit_more_than_one() {
        let evidence = [
            finding(Typology::Traded, Family::Sharing, 5.0),
            finding(Typology::Rented, Family::Sharing, 3.0),
            finding(Typology::Rented, Family::Money, 2.0),
        ];
        let scores = score(&evidence, &Settings::default());
        assert_eq!(scores.accounts[0].millibits, 6000);
    }

    #[test]
    fn probabilities_by_hand() {
        assert_eq!(probability(0), 0.5);
        assert!((probability(-1000) - 1.0 / 3.0).abs() < 1e-12);
    }
}
