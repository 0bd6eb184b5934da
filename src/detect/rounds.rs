//! # Accounts worked in one round
//!
//! **Finds** accounts, on devices of their own, that are opened at the same time of the same days again
//! and again: today all within minutes at nine, tomorrow all at eleven, and none on Thursday.
//!
//! **Matters** because whoever works with many accounts goes through them one after another. One phone
//! in the cloud and one address for each account hide devices and networks; the worker is still one
//! person who begins late on some days. That is co-presence, and it needs nothing shared.
//!
//! **How.** Of two accounts' devices the days on which both were used are compared: how often both were
//! opened first within [`NEAR`] slots of ten minutes. How often that happens by chance follows from
//! their own habits, the times of day at which each is opened at all: two people who both start at nine
//! o'clock sharp meet every day and surprise nobody. What is counted is that they are late *together*
//! (a binomial tail, in bits). Since every device is compared with all others, so many bits as it takes
//! to pick one out of all of them are needed before anything is said (Bonferroni).
//!
//! Pairs are found by locality-sensitive hashing (Indyk and Motwani, STOC 1998): in each of several
//! tables a device's first few days from some place of a random order of days, with the times of
//! opening, are the key.
//!
//! Pairs that are too weak by themselves count where third devices are near both. Pairs make rounds; then every other device is compared with each round as a whole, on the same terms.
//!
//! Who raises accounts for sale has registered them in batches, and who works with rented ones has not: of
//! accounts in a round it is asked, too, whether they were registered about the same time (see `batch`).
//!
//! **Honest twins.** Accounts of one holder or one company are opened together and are no finding; nor
//! are accounts on one device (see `operator`). Couples who look at their phones over breakfast are few
//! in one round. A push message that brings everybody in at once brings so many that it is ordinary.
//!
//! **Background.** How many accounts of these exports have one, two or more such partners. **Wrong** for
//! agencies whose clients are not known as such, and for households whose holders are unknown.
//!
//! Cost: devices times tables (32), and a bounded number of pairs for each device and table.

mod join;
mod tables;

use rayon::prelude::*;

use super::facts::{Facts, Use};
use super::features::{about, count, logins_of, poisson_surprise, surprise};
use super::registrations::{BATCH_IN_ROUND, Batch, Registrations};
use super::{Code, Detector, Weigh};
use crate::evidence::{Evidence, Family, Figure, NodeKind, Odds, Typology};
use crate::frames::each_day;
use crate::ids::NONE;
use join::Rounds;
use tables::candidates;

/// The entry of this detector.
pub const DETECTOR: Detector = Detector {
    name: "rounds",
    typologies: &[Typology::Rented, Typology::Traded],
    needs: &["logins", "accounts"],
    uses: &["accounts.holder_hash", "bindings"],
    codes: &[
        Code {
            name: "one_round",
            family: Family::Rhythm,
            doc: "opened at the same time of the same days as accounts of unrelated parties",
        },
        Code {
            name: "round_of_one_batch",
            family: Family::Identity,
            doc: "registered about the same time as others of its round",
        },
        Code {
            name: "round_of_all_ages",
            family: Family::Identity,
            doc: "registered at another time than the others of its round",
        },
    ],
    manual: include_str!("rounds.rs"),
    run,
};

/// Partners: none, one, two, more. What is expected of honest accounts: hardly any.
const HONEST: [f64; 4] = [0.97, 0.02, 0.006, 0.004];
/// Studios work in rounds; those of a single account, or whose days are few, cannot be seen to.
const RENTED: Odds<4> = Odds { abuse: [0.45, 0.10, 0.10, 0.35], honest: HONEST };
/// Farms raise accounts in rounds; single sellers do not.
const TRADED: Odds<4> = Odds { abuse: [0.60, 0.08, 0.07, 0.25], honest: HONEST };
/// Days on which a device must have been used.
const LEAST_DAYS: u32 = 5;
/// Days on which both devices must have been used.
const LEAST_COMMON: u32 = 3;
/// Slots (of ten minutes) between two openings of one round.
const NEAR: i32 = 2;
/// Bits beyond those that it takes to pick one device out of all.
const SURE_BITS: f64 = 5.0;
/// Bits by which a pair may fall short of being picked out of all, so that each device has some sixteen
/// such neighbours by chance, and third devices decide.
const WEAK_BITS: f64 = 5.0;
/// Neighbours of a device that are looked at.
const MOST_NEIGHBOURS: usize = 100;
/// Partners that one account's findings name.
const MOST_NAMED: usize = 3;

/// A device of an account, worth comparing.
struct Track<'f> {
    account: u32,
    usage: &'f Use,
}

/// Two devices in one round.
#[derive(Clone, Copy)]
struct Pair {
    account: u32,
    partner: u32,
    /// Places of the account's track and the partner's.
    tracks: (u32, u32),
    common: u32,
    near: u32,
    bits: f64,
}

/// An account and its partners, the nearest first.
struct InRounds {
    account: u32,
    pairs: Vec<Pair>,
    class: usize,
}

fn run<'f>(facts: &'f Facts<'_>) -> Weigh<'f> {
    let tracks: Vec<Track<'f>> = (0..facts.accounts.count() as u32)
        .into_par_iter()
        .flat_map_iter(|account| {
            let long = facts.uses(account).iter().filter(|u| u.days.count_ones() >= LEAST_DAYS);
            // Agencies work in rounds, too, and for whom they may.
            let long = long.filter(move |u| !facts.is_excused(account, u));
            long.map(move |usage| Track { account, usage })
        })
        .collect();
    let seen = partners(facts, &tracks);
    let devices: Vec<&'f Use> = seen.iter().map(|s| tracks[s.pairs[0].tracks.0 as usize].usage).collect();
    let registrations = Registrations::new(facts);
    let batch = |s: &InRounds| {
        let partners: Vec<u32> = s.pairs.iter().map(|pair| pair.partner).collect();
        registrations.batch(facts, s.account, &partners)
    };
    let batches: Vec<Option<Batch>> = seen.par_iter().map(batch).collect();
    let all: Vec<u32> = {
        let mut accounts: Vec<u32> = tracks.iter().map(|t| t.account).collect();
        accounts.dedup();
        accounts
    };
    Box::new(move |background| {
        let ordinary = |account: &&u32| background.has(**account);
        let mut counts = count(seen.iter().filter(|s| background.has(s.account)).map(|s| Some(s.class)));
        counts[0] = all.iter().filter(ordinary).count() as u64 - counts[1..].iter().sum::<u64>();
        let kinds = [(Typology::Rented, RENTED.bits(counts)), (Typology::Traded, TRADED.bits(counts))];
        let ages = BATCH_IN_ROUND.bits([0; 3]);
        let codes = ["round_of_one_batch", "round_of_all_ages"];
        let of = |((s, device), batch): ((&InRounds, &&Use), &Option<Batch>)| -> Vec<Evidence> {
            // Of another age, it takes back what the round says of a sale, and no more.
            let least = -kinds[1].1[s.class].max(0);
            let bits = ages.map(|bits| bits.max(least));
            let batch = batch.as_ref().map(|batch| batch.finding(facts, s.account, codes, &bits));
            let rounds =
                kinds.iter().flat_map(|(typology, bits)| findings(facts, s, device, *typology, bits));
            rounds.chain(batch).collect()
        };
        seen.par_iter().zip(&devices).zip(&batches).flat_map_iter(of).collect()
    })
}

/// Accounts with partners, by account.
fn partners(facts: &Facts<'_>, tracks: &[Track<'_>]) -> Vec<InRounds> {
    let needed = (tracks.len().max(2) as f64).log2() + SURE_BITS;
    let weak = needed - SURE_BITS - WEAK_BITS;
    let mut pairs: Vec<Pair> = candidates(facts, tracks, weak)
        .into_par_iter()
        .filter_map(|(a, b)| compare(facts, tracks, a, b).filter(|pair| pair.bits >= weak))
        .collect();
    let support = support(tracks.len(), &pairs);
    let mut support = support.into_iter();
    pairs.retain(|pair| support.next().is_some_and(|more| pair.bits + more >= needed));
    let rounds = Rounds::new(facts, tracks, &pairs);
    let joined = (0..tracks.len() as u32).into_par_iter().filter_map(|t| rounds.join(t, needed));
    let joined: Vec<Pair> = joined.flatten_iter().collect();
    let mut pairs: Vec<Pair> = pairs.into_iter().flat_map(|p| [p, p.turned()]).chain(joined).collect();
    pairs.par_sort_unstable_by(|a, b| {
        let key = |p: &Pair| (p.account, p.partner);
        key(a).cmp(&key(b)).then(b.bits.total_cmp(&a.bits)).then(a.tracks.cmp(&b.tracks))
    });
    pairs.dedup_by_key(|p| (p.account, p.partner));
    pairs
        .chunk_by(|a, b| a.account == b.account)
        .map(|of| {
            let mut of = of.to_vec();
            of.sort_by(|a, b| b.bits.total_cmp(&a.bits).then(a.partner.cmp(&b.partner)));
            let parties = parties(facts, &of);
            InRounds { account: of[0].account, class: parties.min(3), pairs: of }
        })
        .collect()
}

/// Bits that each pair gets from third devices near both. Three that go together are more than three
/// pairs: how many common neighbours two devices have by chance follows from how many each has (a
/// Poisson tail, by Chernoff's bound).
fn support(tracks: usize, pairs: &[Pair]) -> Vec<f64> {
    let both = pairs.iter().flat_map(|p| [p.tracks, (p.tracks.1, p.tracks.0)]);
    let mut edges: Vec<(u32, u32)> = both.collect();
    edges.par_sort_unstable();
    let of = |track: u32| {
        let start = edges.partition_point(|e| e.0 < track);
        let end = start + edges[start..].partition_point(|e| e.0 == track);
        &edges[start..end.min(start + MOST_NEIGHBOURS)]
    };
    let bits = |pair: &Pair| {
        let (one, two) = (of(pair.tracks.0), of(pair.tracks.1));
        let common = one.iter().filter(|e| two.binary_search_by_key(&e.1, |t| t.1).is_ok()).count();
        let expected = one.len() as f64 * two.len() as f64 / tracks as f64;
        poisson_surprise(common, expected)
    };
    pairs.par_iter().map(bits).collect()
}

/// How many unrelated parties the partners are.
fn parties(facts: &Facts<'_>, pairs: &[Pair]) -> usize {
    let holder = |account: u32| match facts.accounts.holder[account as usize] {
        NONE => (0, account),
        holder => (1, holder),
    };
    let mut parties: Vec<(u8, u32)> = pairs.iter().map(|p| holder(p.partner)).collect();
    parties.sort_unstable();
    parties.dedup();
    parties.len()
}

/// Two tracks as a pair, if they can be one.
fn compare(facts: &Facts<'_>, tracks: &[Track<'_>], a: u32, b: u32) -> Option<Pair> {
    let (one, two) = (&tracks[a as usize], &tracks[b as usize]);
    let both = one.usage.days & two.usage.days;
    let common = both.count_ones();
    if common < LEAST_COMMON
        || one.usage.device == two.usage.device
        || facts.related(one.account, two.account)
    {
        return None;
    }
    let (first, second) = (facts.slots(one.usage), facts.slots(two.usage));
    let apart = |day: u32| i32::from(first[day as usize]) - i32::from(second[day as usize]);
    let near = each_day(both).filter(|&day| apart(day).abs() <= NEAR).count() as u32;
    let chance = chance(&habit(&first, one.usage.days), &habit(&second, two.usage.days));
    let bits = surprise(common, near, chance);
    Some(Pair { account: one.account, partner: two.account, tracks: (a, b), common, near, bits })
}

/// Slots of a day.
const SLOTS: usize = 144;

/// Days by slot of their first login.
fn habit(slots: &[u8; 128], days: u128) -> [u32; SLOTS] {
    let mut habit = [0; SLOTS];
    each_day(days).for_each(|day| habit[usize::from(slots[day as usize])] += 1);
    habit
}

/// How likely two openings drawn from two habits are to be near each other.
fn chance(one: &[u32; SLOTS], two: &[u32; SLOTS]) -> f64 {
    // With as many empty slots before and after as are near, all slots are treated alike.
    const MARGIN: usize = NEAR as usize;
    let mut padded = [0; SLOTS + 2 * MARGIN];
    padded[MARGIN..MARGIN + SLOTS].copy_from_slice(two);
    let hits: u32 = (0..=2 * MARGIN)
        .map(|shift| one.iter().zip(&padded[shift..]).map(|(one, two)| one * two).sum::<u32>())
        .sum();
    let all = one.iter().sum::<u32>() as f64 * two.iter().sum::<u32>() as f64;
    f64::from(hits) / all
}

impl Pair {
    /// The same pair from the partner's side.
    fn turned(self) -> Pair {
        let (one, two) = self.tracks;
        Pair { account: self.partner, partner: self.account, tracks: (two, one), ..self }
    }
}

fn findings(
    facts: &Facts<'_>,
    s: &InRounds,
    usage: &Use,
    typology: Typology,
    bits: &[i32; 4],
) -> Vec<Evidence> {
    let named = &s.pairs[..s.pairs.len().min(MOST_NAMED)];
    let share = bits[s.class] / named.len() as i32;
    if share <= 0 {
        return Vec::new();
    }
    let (from, to) = facts.moments(usage.days);
    let finding = |pair: &Pair| {
        about(s.account, typology, "one_round", Family::Rhythm, share)
            .between(from, to)
            .with("partners", Figure::Count(s.pairs.len() as i64))
            .with("common_days", Figure::Count(i64::from(pair.common)))
            .with("near_days", Figure::Count(i64::from(pair.near)))
            .with_object(NodeKind::Account, pair.partner)
            .from_sources([logins_of(s.account, usage)])
    };
    named.iter().map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fault: two people who open the shop at nine sharp every day look like one worker.
    #[test]
    fn the_same_habit_explains_meeting() {
        let mut nine = [0; SLOTS];
        nine[54] = 40;
        assert_eq!(chance(&nine, &nine), 1.0);
        assert_eq!(surprise(40, 40, 1.0), 0.0);
        let mut spread = [0; SLOTS];
        (48..72).for_each(|s| spread[s] = 2);
        let chance = chance(&spread, &spread);
        assert!(chance > 0.15 && chance < 0.25, "{chance}");
        assert!(surprise(20, 18, chance) > 30.0);
    }

    /// Fault: the quick check before two habits are compared throws a pair away that has enough bits.
    #[test]
    fn meetings_seen_bound_the_surprise_from_above() {
        for near in 1..=20u32 {
            // The least chance: nothing but the meetings seen, each on a slot of its own.
            let (mut one, mut two) = ([0; SLOTS], [0; SLOTS]);
            for day in 0..20 {
                one[day as usize * 7] += 1;
                two[if day < near { day as usize * 7 } else { day as usize * 7 + 3 }] += 1;
            }
            let bound = surprise(20, near, f64::from(near) / 400.0);
            assert!(surprise(20, near, chance(&one, &two)) <= bound + 1e-9, "{near}");
        }
    }
}
