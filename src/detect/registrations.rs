//! When accounts were registered: whether an account and others that it is seen with are of one batch.

use rayon::prelude::*;

use super::Facts;
use super::features::{about, surprise};
use crate::evidence::{Evidence, Family, Figure, NodeKind, Odds, Source, Typology};
use crate::time::{DAY_MS, HOUR_MS, NO_TIME};

/// Who sells accounts by the dozen registers them by the dozen. Accounts that their owners sell, and those
/// that were raised one after another over a year, are of all ages, as are the people of a house. By how
/// surprising it is that so many were registered about the same time: little, some, much.
pub const BATCH: Odds<3> = Odds { abuse: [0.55, 0.18, 0.27], honest: [0.95, 0.04, 0.01] };
/// The same for accounts that are worked in one round: who raises them has registered them, or bought them
/// as they came. Hardly any honest account is in a round, so that nothing can be counted but abuse that was
/// not found yet; by chance, one date in sixteen surprises some, and one in 256 much.
pub const BATCH_IN_ROUND: Odds<3> = Odds { abuse: [0.40, 0.20, 0.40], honest: [0.936, 0.060, 0.004] };
/// Bits of surprise from which on it is some, and much.
const SURPRISING: [f64; 2] = [4.0, 8.0];
/// Days within which a batch may have been registered: at once, by the week, by the month.
const WITHIN: [i64; 3] = [1, 7, 30];

/// Times of registration, sorted.
pub struct Registrations {
    sorted: Vec<i64>,
    /// Hour (since 1970-01-01, UTC) of the first.
    first_hour: i64,
    /// Places where the hours from then on begin, and the end: millions of accounts were registered in
    /// some ten thousand hours, so that a moment is looked for among few.
    hours: Vec<u32>,
}

/// How an account's registration goes with those of others.
pub struct Batch {
    /// Others whose registration is known.
    others: u32,
    /// Those registered within so many days of the account, the nearest first.
    near: Box<[u32]>,
    days: i8,
    /// Place in [`BATCH`].
    pub class: u8,
}

impl Registrations {
    /// Sorts all accounts' registrations.
    pub fn new(facts: &Facts<'_>) -> Registrations {
        let known = facts.accounts.registered.iter().copied().filter(|&at| at != NO_TIME);
        Registrations::of(known.collect())
    }

    /// Sorts times.
    pub fn of(mut sorted: Vec<i64>) -> Registrations {
        sorted.par_sort_unstable();
        let hour = |at: &i64| at.div_euclid(HOUR_MS);
        let first_hour = sorted.first().map_or(0, hour);
        let count = sorted.last().map_or(0, |last| hour(last) - first_hour + 1);
        let starts = |number| sorted.partition_point(|at| hour(at) < first_hour + number) as u32;
        let hours = (0..=count).map(starts).collect();
        Registrations { sorted, first_hour, hours }
    }

    /// How many accounts there are whose registration is known.
    pub fn count(&self) -> usize {
        self.sorted.len()
    }

    /// How many accounts were registered until a moment.
    fn until(&self, end: i64) -> usize {
        let hour = end.div_euclid(HOUR_MS) - self.first_hour;
        let starts = usize::try_from(hour).ok().and_then(|hour| self.hours.get(hour..hour + 2));
        match starts {
            Some(&[from, to]) => {
                let of_hour = &self.sorted[from as usize..to as usize];
                from as usize + of_hour.partition_point(|&at| at <= end)
            }
            _ if hour < 0 => 0,
            _ => self.sorted.len(),
        }
    }

    /// How many accounts were registered within some days of a moment.
    pub fn within(&self, at: i64, days: i64) -> usize {
        self.until(at + days * DAY_MS) - self.until(at - days * DAY_MS - 1)
    }

    /// How many accounts were registered from one moment to another, both included.
    pub fn between(&self, from: i64, to: i64) -> usize {
        self.until(to) - self.until(from - 1)
    }

    /// The share of all other accounts that were registered within some days of a moment.
    fn share(&self, at: i64, days: i64) -> f64 {
        // The account itself left out, and one more as seen, since none in sight is not none at all.
        self.within(at, days) as f64 / self.sorted.len() as f64
    }

    /// Whether an account is of one batch with others; `None` if nothing is known of either.
    pub fn batch(&self, facts: &Facts<'_>, account: u32, others: &[u32]) -> Option<Batch> {
        let registered = facts.accounts.registered;
        let at = registered[account as usize];
        if at == NO_TIME {
            return None;
        }
        let known = others.iter().filter(|&&other| registered[other as usize] != NO_TIME);
        let mut gaps: Vec<(i64, u32)> =
            known.map(|&other| ((registered[other as usize] - at).abs(), other)).collect();
        gaps.sort_unstable();
        let tried = WITHIN.map(|days| {
            let near = gaps.partition_point(|gap| gap.0 <= days * DAY_MS);
            // None at all surprise nobody, whatever their share is, which takes longest to find out.
            let bits = match near {
                0 => 0.0,
                _ => surprise(gaps.len() as u32, near as u32, self.share(at, days)),
            };
            (bits, near, days)
        });
        let (bits, near, days) = tried.into_iter().max_by(|a, b| a.0.total_cmp(&b.0).then(b.2.cmp(&a.2)))?;
        let bits = bits - (WITHIN.len() as f64).log2();
        (!gaps.is_empty()).then(|| Batch {
            others: gaps.len() as u32,
            class: SURPRISING.iter().filter(|&&least| bits >= least).count() as u8,
            near: gaps[..near].iter().map(|gap| gap.1).collect(),
            days: days as i8,
        })
    }
}

impl Batch {
    /// The finding. `codes`: what it is called if the account is of one batch with the others, and if not.
    pub fn finding(
        &self,
        facts: &Facts<'_>,
        account: u32,
        codes: [&'static str; 2],
        bits: &[i32; 3],
    ) -> Evidence {
        let together = self.class > 0;
        let at = facts.accounts.registered[account as usize];
        let found = about(
            account,
            Typology::Traded,
            codes[usize::from(!together)],
            Family::Identity,
            if together { bits[usize::from(self.class)] } else { bits[0].min(0) },
        )
        .between(at, at)
        .with("others", Figure::Count(self.others.into()));
        if !together {
            return found.from_sources([Source::Account(account)]);
        }
        let accounts = std::iter::once(&account).chain(&self.near);
        found
            .with("near", Figure::Count(self.near.len() as i64))
            .with("within_days", Figure::Count(self.days.into()))
            .with_object(NodeKind::Account, self.near[0])
            .from_sources(accounts.map(|&account| Source::Account(account)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fault: that three of three others joined on the same day surprises as little where everybody did.
    #[test]
    fn the_share_of_all_accounts_about_a_moment() {
        let days = |days: &[i64]| Registrations::of(days.iter().map(|day| day * DAY_MS).collect());
        let spread = days(&[0, 100, 200, 300, 400, 500, 600, 700, 701, 702]);
        assert_eq!(spread.share(701 * DAY_MS, 1), 0.3);
        assert_eq!(spread.share(701 * DAY_MS, 30), 0.3);
        assert_eq!(spread.share(0, 100), 0.2);
        assert_eq!(days(&[5; 8]).share(5 * DAY_MS, 1), 1.0);
        // Moments before the first day, after the last, and on days on which nobody came.
        assert_eq!([-900, 150, 650, 900].map(|day| spread.until(day * DAY_MS)), [0, 2, 7, 10]);
        assert_eq!(days(&[]).within(0, 30), 0);
        // Three of three: 3 × log2(1 / 0.3) against nothing.
        assert!((surprise(3, 3, 0.3) - 5.21).abs() < 0.01);
        assert_eq!(surprise(3, 3, 1.0), 0.0);
    }
}
