//! Accounts registered amid suspects of a sale, with nothing else in common.

use rayon::prelude::*;

use super::super::facts::Facts;
use super::super::features::{about, count, poisson_surprise};
use super::super::registrations::Registrations;
use super::super::{Background, Belief};
use crate::evidence::{Evidence, FAMILIES, Family, Figure, Odds, Source, Typology};
use crate::time::NO_TIME;

/// Suspects registered about the time of an account: as many as there are on any days, more, many more. Of
/// the accounts of a farm some are plain to see, and the others stand between them.
const AMONG: Odds<3> = Odds { abuse: [0.60, 0.15, 0.25], honest: [0.90, 0.07, 0.03] };
/// Days before and after a registration.
const WITHIN: i64 = 2;
/// Bits of surprise from which on there are more, and many more.
const SURPRISING: [f64; 2] = [3.0, 6.0];
/// Thousandths of a bit for a sale that an account must show itself: nobody is suspected for others alone.
const OWN_LEAST: i32 = 1000;

/// How many accounts were registered about the time of each.
pub(super) fn about_the_time(facts: &Facts<'_>, all: &Registrations) -> Vec<u32> {
    let near = |&at: &i64| if at == NO_TIME { 0 } else { all.within(at, WITHIN) as u32 };
    facts.accounts.registered.par_iter().map(near).collect()
}

/// Findings about accounts that show something of a sale themselves. `near`: see [`about_the_time`].
pub(super) fn among(
    facts: &Facts<'_>,
    all: &Registrations,
    near: &[u32],
    background: &Background,
) -> Vec<Evidence> {
    let registered = facts.accounts.registered;
    let of = |belief: &&Belief| belief.suspect && is_sale(belief);
    let suspects = background.beliefs().iter().filter(of).map(|belief| registered[belief.account as usize]);
    let suspects: Vec<i64> = suspects.filter(|&at| at != NO_TIME).collect();
    if suspects.is_empty() {
        return Vec::new();
    }
    let suspects = Registrations::of(suspects);
    let share = suspects.count() as f64 / all.count() as f64;
    // Whether an account is a suspect itself says nothing of those about it.
    let class = |account: u32, itself: bool| {
        let there = suspects.within(registered[account as usize], WITHIN) - usize::from(itself);
        (classed(there, share * f64::from(near[account as usize])), there)
    };
    let ordinary = (0..facts.accounts.count() as u32).into_par_iter();
    let ordinary = ordinary.filter(|&a| background.has(a) && registered[a as usize] != NO_TIME);
    let classes: Vec<usize> = ordinary.map(|a| class(a, false).0).collect();
    let bits = AMONG.bits(count(classes.into_iter().map(Some)));
    let finding = |belief: &Belief| {
        let at = registered[belief.account as usize];
        let own: i32 = belief.families[Typology::Traded as usize].iter().sum();
        if at == NO_TIME || own < OWN_LEAST {
            return None;
        }
        let (class, there) = class(belief.account, belief.suspect && is_sale(belief));
        (class > 0 && bits[class] > 0).then(|| {
            let code = "registered_among_suspects";
            about(belief.account, Typology::Traded, code, Family::Association, bits[class])
                .between(at, at)
                .with("suspects", Figure::Count(there as i64))
                .with("within_days", Figure::Count(WITHIN))
                .from_sources([Source::Account(belief.account)])
        })
    };
    background.beliefs().par_iter().filter_map(finding).collect()
}

/// Whether a sale explains an account best.
fn is_sale(belief: &Belief) -> bool {
    let bits = |families: &[i32; FAMILIES.len()]| families.iter().sum::<i32>();
    let sale = bits(&belief.families[Typology::Traded as usize]);
    belief.families.iter().all(|families| bits(families) <= sale)
}

/// How surprising so many are where fewer are expected, as a class.
fn classed(there: usize, expected: f64) -> usize {
    let bits = poisson_surprise(there, expected);
    SURPRISING.iter().filter(|&&least| bits >= least).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fault: on days on which many register, suspects among them look like a farm.
    #[test]
    fn suspects_are_compared_with_how_many_there_are_on_any_days() {
        // Three where a quarter of one is expected: 3 × log2(12) - 2.75 × log2(e), 6.8 bits.
        assert_eq!(classed(3, 0.25), 2);
        assert_eq!(classed(2, 0.25), 1);
        assert_eq!(classed(3, 2.0), 0);
        assert_eq!(classed(300, 310.0), 0);
    }
}
