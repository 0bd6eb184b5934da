//! What the findings of a family count.
//!
//! Findings of one family come from one behaviour, so that their sum is kept within `score.family_cap_bits`. And
//! whatever shows that somebody else operates an account comes from one fact: another device, elsewhere, at other
//! hours, with strangers' accounts beside it are all to be expected as soon as there is a second operator. Some
//! honest accounts have one: agencies and relatives run them, successors take them over. With *q* for their share among
//! honest accounts, *x* bits of them together are worth
//!
//! > x − log2(1 − q + q · 2^(k·x))
//!
//! which is *x* while it is little, and log2(1/q) + (1 − *k*)·*x* where it is much: then that there is another operator is
//! certain, and what is left has to tell the honest one. *k* says how alike they are. Were honest operators as conspicuous
//! as others, it would be 1; but an agency works some accounts on its own network and not dozens of strangers' in turn, a
//! daughter looks after the account in the evening, so that the more there is of it, the less it is like them.
//! (`score.managed_share`, `score.succeeded_share`, `score.operated_alike`.) Families bear the reduction in proportion to
//! what they speak for.
//!
//! The same holds of enterprises where places are sold, whatever the findings are and with *k* = 1: agents and clerks sell
//! places, too, and the company learns of it from the platform.

use crate::evidence::{FAMILIES, Family, OPERATOR, Typology, millibits};
use crate::score::FAMILY_COUNT;
use crate::settings::Settings;

/// Turns the sums of the findings of one abuse, in thousandths of a bit by family, into what they count. `seller`:
/// whether it is an enterprise where places may be sold.
pub fn counted(sums: &mut [i32; FAMILY_COUNT], typology: Typology, seller: bool, settings: &Settings) {
    let cap = millibits(settings.family_cap_bits);
    let capped = FAMILIES.iter().zip(sums.iter_mut()).filter(|(family, _)| family.is_capped());
    capped.for_each(|(_, sum)| *sum = (*sum).clamp(-cap, cap));
    let (share, alike, one_fact): (f64, f64, &[Family]) = match typology {
        Typology::Rented => (settings.managed_share, settings.operated_alike, &OPERATOR),
        Typology::Traded => (settings.succeeded_share, settings.operated_alike, &OPERATOR),
        Typology::Affiliated if seller => (settings.deceived_share, 1.0, &FAMILIES),
        Typology::Affiliated | Typology::LeadResale => return,
    };
    // What a reviewer decided is counted in full.
    let mut speaks = [0i64; FAMILY_COUNT];
    let mut all = 0;
    for &family in one_fact.iter().filter(|family| family.is_capped()) {
        all += sums[family as usize];
        speaks[family as usize] = sums[family as usize].max(0).into();
    }
    reduce(sums, speaks, explained(all, share, alike));
}

/// What honest operators explain of `all` thousandths of a bit, log2(1 − q + q · 2^(k·x)): `share` is *q*, their share
/// among honest accounts, `alike` is *k*, how like the others they are, and *x* is `all` in bits.
fn explained(all: i32, share: f64, alike: f64) -> i32 {
    let odds = (alike * f64::from(all) / 1000.0).exp2();
    if all <= 0 { 0 } else { millibits((1.0 - share + share * odds).log2()) }
}

/// Takes so much from the families of one fact, from each in proportion to what it speaks for; what rounding leaves,
/// from the one that says most.
fn reduce(sums: &mut [i32; FAMILY_COUNT], speaks: [i64; FAMILY_COUNT], by: i32) {
    let total = speaks.iter().sum::<i64>().max(1);
    let mut rest = i64::from(by);
    for (sum, speaks) in sums.iter_mut().zip(speaks) {
        let part = speaks * i64::from(by) / total;
        *sum -= part as i32;
        rest -= part;
    }
    let most = (0..FAMILY_COUNT).max_by_key(|&i| (speaks[i], std::cmp::Reverse(i)));
    most.into_iter().for_each(|i| sums[i] -= rest as i32);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(typology: Typology, bits: [(Family, i32); 3]) -> [i32; FAMILY_COUNT] {
        let mut sums = [0; FAMILY_COUNT];
        bits.iter().for_each(|&(family, bits)| sums[family as usize] = bits);
        let settings = Settings { managed_share: 1.0 / 128.0, operated_alike: 0.75, ..Settings::default() };
        counted(&mut sums, typology, false, &settings);
        sums
    }

    /// Fault: an agency's desk (another device, elsewhere, among strangers' accounts) was as good as proof of
    /// renting, three times over.
    #[test]
    fn what_one_operator_explains_counts_once() {
        let sums =
            of(Typology::Rented, [(Family::Place, 4000), (Family::Sharing, 8000), (Family::Money, 7000)]);
        // Twelve bits, of which honest operators show nine: 12 - log2(127/128 + 2^9 / 128), 9.680, of which place has a
        // third.
        assert_eq!(sums[Family::Place as usize] + sums[Family::Sharing as usize], 9680);
        assert_eq!(sums[Family::Place as usize], 3227);
        assert_eq!(sums[Family::Money as usize], 7000);
    }

    /// Fault: a company whose clerk sold places was acted upon beside the guests.
    #[test]
    fn an_enterprise_may_have_been_deceived() {
        let mut sums = [0; FAMILY_COUNT];
        for (family, bits) in [(Family::Binding, 9000), (Family::Money, 6000), (Family::Review, 15_000)] {
            sums[family as usize] = bits;
        }
        let settings = Settings { deceived_share: 1.0 / 1024.0, ..Settings::default() };
        counted(&mut sums, Typology::Affiliated, true, &settings);
        // Fifteen bits: 15 - log2(1023/1024 + 2^15 / 1024), 9.956; what was decided stands.
        assert_eq!(sums[Family::Binding as usize] + sums[Family::Money as usize], 9956);
        assert_eq!(sums[Family::Review as usize], 15_000);
    }

    #[test]
    fn little_counts_nearly_as_it_is_and_never_turns() {
        let little = of(Typology::Rented, [(Family::Place, 1000), (Family::Money, 0), (Family::Lead, 0)]);
        assert_eq!(little[Family::Place as usize], 1000 - 8);
        let against =
            of(Typology::Rented, [(Family::Place, -3000), (Family::Device, 2000), (Family::Lead, 0)]);
        assert_eq!((against[Family::Place as usize], against[Family::Device as usize]), (-3000, 2000));
        // Who has a place only needs no other operator.
        let place = of(Typology::Affiliated, [(Family::Place, 9000), (Family::Money, 0), (Family::Lead, 0)]);
        assert_eq!(place[Family::Place as usize], 9000);
    }
}
