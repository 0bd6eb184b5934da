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

use petgraph::unionfind::UnionFind;
use rayon::prelude::*;

use super::facts::{Facts, Use};
use super::features::{about, count, logins_of, poisson_surprise, surprise};
use super::registrations::{BATCH_IN_ROUND, Batch, Registrations};
use super::{Code, Detector, Weigh};
use crate::evidence::{Evidence, Family, Figure, NodeKind, Odds, Typology};
use crate::frames::each_day;
use crate::ids::NONE;

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
/// Random orders of days. With as many hash tables as they make, a pair that meets on half of its days is
/// missed by all of them once in ten times, and has other partners.
const ORDERS: u64 = 4;
/// Tables that begin at different places of one order: with three days a key and one day in four used,
/// each looks at an eighth of the window.
const TABLES_AN_ORDER: usize = 8;
/// Slots that a key takes together: half an hour.
const KEY_SLOTS: u32 = 3;
/// Partners in a table that a device is compared with.
const MOST_IN_TABLE: usize = 12;
/// Two people of like habits are in one table's key of one day once in so many times: one day in four
/// is common to both, and a waking day has some thirty half hours, half of them rare.
const KEY_OF_ONE_DAY: f64 = 60.0;
/// Pairs for each device and table that may come together by chance.
const CHANCE_PAIRS: f64 = 8.0;
/// Members of a round that one more device is compared with.
const MOST_IN_ROUND: usize = 60;
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

/// Rounds that pairs have shown: who is in them, and when they went by.
struct Rounds<'f, 'a, 't> {
    facts: &'f Facts<'a>,
    tracks: &'t [Track<'f>],
    /// Tracks of each round.
    members: Vec<Vec<u32>>,
    /// Whether a track is in a round already.
    taken: Vec<bool>,
    /// Rounds that were near, by day and slot.
    near: Vec<Vec<u32>>,
}

impl<'f, 'a, 't> Rounds<'f, 'a, 't> {
    fn new(facts: &'f Facts<'a>, tracks: &'t [Track<'f>], pairs: &[Pair]) -> Self {
        let mut sets = UnionFind::<u32>::new(tracks.len());
        for pair in pairs {
            sets.union(pair.tracks.0, pair.tracks.1);
        }
        let mut taken = vec![false; tracks.len()];
        pairs.iter().flat_map(|p| [p.tracks.0, p.tracks.1]).for_each(|t| taken[t as usize] = true);
        let mut by_root: Vec<(u32, u32)> =
            (0..tracks.len() as u32).filter(|&t| taken[t as usize]).map(|t| (sets.find(t), t)).collect();
        by_root.sort_unstable();
        let members: Vec<Vec<u32>> =
            by_root.chunk_by(|a, b| a.0 == b.0).map(|of| of.iter().map(|m| m.1).collect()).collect();
        let mut near = vec![Vec::new(); 128 * SLOTS];
        for (members, round) in members.iter().zip(0..) {
            let rows = members.iter().flat_map(|&t| tracks[t as usize].usage.calendar_rows());
            for (day, slot) in rows.flat_map(|row| facts.calendars.slots(row)) {
                for slot in around(usize::from(slot)) {
                    let rounds: &mut Vec<u32> = &mut near[day as usize * SLOTS + slot];
                    if rounds.last() != Some(&round) {
                        rounds.push(round);
                    }
                }
            }
        }
        Rounds { facts, tracks, members, taken, near }
    }

    /// Pairs of a track with the members of the round that it goes along with, if there is one: what is
    /// too little between any two is enough between one and all others.
    fn join(&self, track: u32, needed: f64) -> Option<Vec<Pair>> {
        if self.taken[track as usize] || self.members.is_empty() {
            return None;
        }
        let usage = self.tracks[track as usize].usage;
        let slots = self.facts.slots(usage);
        let days = || (0..128usize).filter(|day| usage.days >> day & 1 == 1);
        let mut rounds: Vec<u32> =
            days().flat_map(|day| &self.near[day * SLOTS + slots[day] as usize]).copied().collect();
        rounds.sort_unstable();
        let most = rounds.chunk_by(|a, b| a == b).max_by_key(|of| (of.len(), std::cmp::Reverse(of[0])))?;
        let (round, hits) = (most[0], most.len() as u32);
        let tries = usage.days.count_ones();
        // As in `may_have`: the days on which they met make a chance of their own, and bits fall as it rises.
        if surprise(tries, hits, f64::from(hits) / f64::from(tries * tries)) < needed - 0.001 {
            return None;
        }
        let habit = habit(&slots, usage.days);
        let of_day = |day: usize| -> u32 {
            let there = |slot: &usize| self.near[day * SLOTS + slot].binary_search(&round).is_ok();
            (0..SLOTS).filter(there).map(|slot| habit[slot]).sum()
        };
        let chance = days().map(of_day).sum::<u32>() as f64 / f64::from(tries * tries);
        let bits = surprise(tries, hits, chance);
        let members = self.members[round as usize].iter().take(MOST_IN_ROUND);
        let mut pairs: Vec<Pair> =
            members.filter_map(|&member| compare(self.facts, self.tracks, track, member)).collect();
        pairs.sort_by(|a, b| b.bits.total_cmp(&a.bits).then(a.partner.cmp(&b.partner)));
        pairs.truncate(MOST_NAMED);
        (bits >= needed && !pairs.is_empty()).then_some(pairs)
    }
}

/// Slots near a slot.
fn around(slot: usize) -> std::ops::Range<usize> {
    let near = NEAR as usize;
    slot.saturating_sub(near)..(slot + near + 1).min(SLOTS)
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

/// Pairs of tracks that share a key in any table and may have as many bits as are needed, sorted.
fn candidates(facts: &Facts<'_>, tracks: &[Track<'_>], needed: f64) -> Vec<(u32, u32)> {
    let days = days_in_key(tracks.len());
    // A key and its track are sorted as one number.
    let meet = |mut keys: Vec<u64>| -> Vec<(u32, u32)> {
        keys.sort_unstable();
        let mut pairs = Vec::new();
        for group in keys.chunk_by(|a, b| a >> 32 == b >> 32) {
            for (i, one) in group.iter().enumerate() {
                let one = *one as u32;
                let others = group[i + 1..].iter().take(MOST_IN_TABLE).map(|other| *other as u32);
                pairs.extend(others.filter(|&b| may_have(facts, tracks, one, b, needed)).map(|b| (one, b)));
            }
        }
        pairs
    };
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for number in 0..ORDERS {
        let order = Order::new(number, facts.frames.window.days);
        // What a track has is read once for all tables of an order.
        let keys: Vec<[u32; TABLES_AN_ORDER]> = tracks
            .par_iter()
            .map(|track| {
                let rows = track.usage.calendar_rows();
                order.keys(rows.flat_map(|row| facts.calendars.slots(row)), days)
            })
            .collect();
        let in_table = |i: usize| {
            let long = |n: u32| tracks[n as usize].usage.days.count_ones() >= days;
            let keys = keys.iter().zip(0..).filter(|(_, n)| long(*n));
            meet(keys.map(|(of, n)| u64::from(of[i]) << 32 | u64::from(n)).collect())
        };
        pairs.par_extend((0..TABLES_AN_ORDER).into_par_iter().flat_map_iter(in_table));
    }
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

/// Whether two tracks can have so many bits. The chance of meeting is never less than that of the
/// meetings seen, and bits fall as it rises; this needs the common days only, not two habits.
fn may_have(facts: &Facts<'_>, tracks: &[Track<'_>], a: u32, b: u32, needed: f64) -> bool {
    let (one, two) = (tracks[a as usize].usage, tracks[b as usize].usage);
    let both = one.days & two.days;
    let common = both.count_ones();
    if common < LEAST_COMMON {
        return false;
    }
    let slot = |usage: &Use, day| facts.slot(usage, day).map_or(0, i32::from);
    let near = each_day(both).filter(|&day| (slot(one, day) - slot(two, day)).abs() <= NEAR).count() as u32;
    let draws = f64::from(one.days.count_ones()) * f64::from(two.days.count_ones());
    near > 0 && surprise(common, near, f64::from(near) / draws) >= needed - 0.001
}

/// Days that a key needs so that chance brings no more than some pairs a device together.
fn days_in_key(tracks: usize) -> u32 {
    let enough = |days: &u32| tracks as f64 / KEY_OF_ONE_DAY.powi(*days as i32) <= CHANCE_PAIRS;
    (2..6).find(enough).unwrap_or(6)
}

/// SplitMix64's finaliser (Steele, Lea and Flood, OOPSLA 2014): neighbouring numbers become unrelated.
fn mix(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// The days of the window in a random order, for several tables: each begins at another place and goes
/// round, so that tables of one order look at different days.
struct Order {
    number: u64,
    window: u32,
    /// The place of each day.
    places: Vec<u8>,
}

impl Order {
    fn new(number: u64, window: u32) -> Order {
        let mut days: Vec<u32> = (0..window).collect();
        days.sort_by_key(|&day| mix(number << 8 | u64::from(day)));
        let mut places = vec![0; window as usize];
        days.iter().zip(0..).for_each(|(&day, place)| places[day as usize] = place);
        Order { number, window, places }
    }

    /// A track's key in each table, from its days with their slots: its first days from where the table
    /// begins, with their half hours. (32 bits of it: of ten million tracks a thousand times as many share a key by habit as by those.)
    fn keys(&self, slots: impl Iterator<Item = (u32, u8)>, days: u32) -> [u32; TABLES_AN_ORDER] {
        let (mut there, mut slots_there) = (0u128, [0u8; 128]);
        for (day, slot) in slots {
            let place = self.places[day as usize];
            let first = &mut slots_there[usize::from(place)];
            // A day of two regions began with the earlier.
            *first = if there >> place & 1 == 1 { slot.min(*first) } else { slot };
            there |= 1 << place;
        }
        std::array::from_fn(|i| {
            let begin = i as u32 * self.window / TABLES_AN_ORDER as u32;
            let table = self.number * TABLES_AN_ORDER as u64 + i as u64;
            let shift = (table % u64::from(KEY_SLOTS)) as u32;
            let mut key = table;
            let mut ahead = there >> begin << begin;
            for _ in 0..days {
                if ahead == 0 {
                    ahead = there;
                }
                let place = ahead.trailing_zeros();
                ahead &= ahead.wrapping_sub(1);
                let slot = u32::from(slots_there[place as usize & 127]);
                key = mix(key ^ (u64::from(place) << 8 | u64::from((slot + shift) / KEY_SLOTS)));
            }
            (key >> 32) as u32
        })
    }
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

    #[test]
    fn keys_get_longer_where_there_are_more_devices() {
        assert_eq!(days_in_key(1_000), 2);
        assert_eq!(days_in_key(25_000), 2);
        assert_eq!(days_in_key(300_000), 3);
        assert_eq!(days_in_key(3_000_000), 4);
    }
}
