//! Suspects of a sale who were registered in one batch.
//!
//! Who raises accounts for sale registers them in batches: phones, numbers and identities are at hand for some
//! days. Where every account of a farm is worked on a phone and an address of its own and sold to another
//! buyer, the date is what is left in common. So suspects of a sale are tied to those who were registered next
//! to them, if they stand closer than suspects do on other days of that season. No finding says this of a pair:
//! `registered_among_suspects` weighs for one account that there are others, not which.
//!
//! Where many farms register at once, suspects are close to each other anyway, and nothing is tied. Accounts of
//! one party (colleagues, one holder's) are tied by that and not by their dates.
//!
//! Cost: sorting the dates of registration, and [`FELLOWS`] looks for each suspect.

use crate::detect::{Facts, Registrations, poisson_surprise};
use crate::evidence::Typology;
use crate::score::Scored;
use crate::time::NO_TIME;

/// Suspects after each that it may be tied to: some of those between belong to somebody else.
const FELLOWS: usize = 4;
/// Days before and after a batch that say how many suspects there are without it: a season, in which farms may
/// be busier than in other years, and long enough that a batch of two weeks does not set its own measure.
const SEASON_DAYS: i64 = 90;
/// Bits of surprise from which on a suspect is tied.
const LEAST_BITS: f64 = 2.0;
/// Most bits by which a suspect is tied to all those after it: as many as the company that an account keeps
/// may weigh.
const MOST_BITS: f64 = 5.0;

/// Pairs of accounts that were probably registered in one batch, with the bits of the tie, in order of time.
/// `party`: who is behind an account.
pub(super) fn batches(
    facts: &Facts<'_>,
    candidates: &[&Scored],
    party: impl Fn(u32) -> u32,
) -> Vec<(u32, u32, f64)> {
    let likely = |s: &&&Scored| s.typology == Typology::Traded && s.score >= facts.settings.review_score;
    let dated = |s: &&Scored| (facts.accounts.registered[s.id as usize], s.id);
    let mut sold: Vec<(i64, u32)> = candidates.iter().filter(likely).map(dated).collect();
    sold.retain(|s| s.0 != NO_TIME);
    sold.sort_unstable();
    if sold.len() < 2 {
        return Vec::new();
    }
    ties(&sold, &Registrations::new(facts), party)
}

/// The ties between suspects of a sale, given as (registered, account) in order, among all registrations.
fn ties(sold: &[(i64, u32)], all: &Registrations, party: impl Fn(u32) -> u32) -> Vec<(u32, u32, f64)> {
    let suspects = Registrations::of(sold.iter().map(|s| s.0).collect());
    let mut ties = Vec::new();
    for (i, &(at, account)) in sold.iter().enumerate() {
        for (number, &(to, other)) in (1..=FELLOWS).zip(&sold[i + 1..]) {
            if party(account) == party(other) {
                continue;
            }
            let middle = at + (to - at) / 2;
            let season = all.within(middle, SEASON_DAYS).max(1) as f64;
            let share = suspects.within(middle, SEASON_DAYS) as f64 / season;
            // Of those registered after the first, up to and with the other.
            let bits = poisson_surprise(number, share * (all.between(at, to).max(2) - 1) as f64);
            if bits >= LEAST_BITS {
                ties.push((account, other, bits.min(MOST_BITS) / FELLOWS as f64));
            }
        }
    }
    ties
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::DAY_MS;

    /// Ten registrations a day for two years, and suspects on some days, each a party of its own.
    fn tied(days: &[i64]) -> Vec<(u32, u32)> {
        let all = Registrations::of((0..7_300).map(|i| i * DAY_MS / 10).collect());
        let sold: Vec<(i64, u32)> = (0..).zip(days).map(|(id, day)| (day * DAY_MS, id)).collect();
        ties(&sold, &all, |id| id).into_iter().map(|(a, b, _)| (a, b)).collect()
    }

    /// Fault: a farm that shares nothing but the days on which it was registered came out as single sellers.
    #[test]
    fn a_batch_is_tied_and_what_is_far_from_it_is_not() {
        let batch = [(1, 2), (1, 3), (2, 3)];
        assert_eq!(tied(&[300, 400, 401, 402, 500]), batch);
    }

    /// Fault: where a farm registers every other day all year, dates tied one farm to the next.
    #[test]
    fn who_registers_all_the_time_is_not_in_a_batch() {
        let days: Vec<i64> = (0..365).map(|i| 2 * i).collect();
        assert!(tied(&days).is_empty());
    }

    #[test]
    fn one_party_is_no_batch() {
        let all = Registrations::of((0..7_300).map(|i| i * DAY_MS / 10).collect());
        let sold = [(400 * DAY_MS, 1), (400 * DAY_MS, 2)];
        assert!(ties(&sold, &all, |_| 7).is_empty());
        assert_eq!(ties(&sold, &all, |id| id).len(), 1);
    }
}
