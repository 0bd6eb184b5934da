//! Which devices are worth comparing: hash tables of a few days' openings.

use rayon::prelude::*;

use super::super::facts::Facts;
use super::{LEAST_COMMON, NEAR, Track, surprise};
use crate::frames::each_day;

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

/// Pairs of tracks that share a key in any table and may have as many bits as are needed, sorted.
pub(super) fn candidates(facts: &Facts<'_>, tracks: &[Track<'_>], needed: f64) -> Vec<(u32, u32)> {
    let days = days_in_key(tracks.len());
    let long = |n: &u32| tracks[*n as usize].usage.days.count_ones() >= days;
    let long: Vec<u32> = (0..tracks.len() as u32).filter(long).collect();
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
        let keys = long.par_iter().map(|&n| {
            let usage = tracks[n as usize].usage;
            order.keys(usage.days, &facts.slots(usage), days)
        });
        let keys: Vec<[u32; TABLES_AN_ORDER]> = keys.collect();
        let in_table = |i: usize| {
            let keys = keys.iter().zip(&long).map(|(of, &n)| u64::from(of[i]) << 32 | u64::from(n));
            meet(keys.collect())
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
    let slots = facts.slots_on(one, both).zip(facts.slots_on(two, both));
    let near = slots.filter(|&(a, b)| (i32::from(a) - i32::from(b)).abs() <= NEAR).count() as u32;
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

    /// A track's key in each table, from its days and the slot of each: its first days from where the table
    /// begins, with their half hours. (32 bits of it: of ten million tracks a thousand times as many share
    /// a key by habit as by those.)
    fn keys(&self, used: u128, slots: &[u8; 128], days: u32) -> [u32; TABLES_AN_ORDER] {
        let (mut there, mut slots_there) = (0u128, [0u8; 128]);
        for day in each_day(used) {
            let place = self.places[day as usize] & 127;
            slots_there[usize::from(place)] = slots[day as usize];
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_get_longer_where_there_are_more_devices() {
        assert_eq!(days_in_key(1_000), 2);
        assert_eq!(days_in_key(25_000), 2);
        assert_eq!(days_in_key(300_000), 3);
        assert_eq!(days_in_key(3_000_000), 4);
    }
}
