//! Events → calendars and networks: the grouping after which nothing sees a single login.
//!
//! A *calendar* is a row per (account, device, region): the days it was active as bits, logins,
//! first and last moment, and logins an hour of the day. A *network* is a row per (account, network
//! address): days and logins. Exact repeats of a login count once.
//!
//! Shards are independent of each other, so that threads take one each. Cost: sorting a shard's
//! events as integers; memory: the result, and one shard's events a thread.

use std::collections::HashMap;

use hashbrown::HashTable;
use polars::prelude::*;
use rayon::prelude::*;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

use crate::frames::Window;
use crate::ids::{NONE, buckets, place_of};
use crate::ingest::ShardNumbers;
use crate::ingest::logins::{Event, LoginLog, Shard, unpack};
use crate::time::Zone;

/// Hours of a day.
pub const HOURS: usize = 24;
/// Columns that hold the hours of the day: each four hours of 16 bits, the earliest lowest.
pub const HOUR_COLUMNS: [&str; 6] = ["hours_00", "hours_04", "hours_08", "hours_12", "hours_16", "hours_20"];

/// A day needs this share of the usual (median) number of logins to be the window's last: later ones
/// come from clocks that are ahead.
const LAST_DAY_SHARE: u64 = 100;

/// What became of the logins.
pub struct Reduced {
    /// Calendars and networks.
    pub frames: (DataFrame, DataFrame),
    /// The slot of the day (see [`crate::time::SLOT_MS`]) of the first login of every day of every
    /// calendar, calendar by calendar and day by day: a byte a device-day.
    pub slots: Vec<u8>,
    /// Hashes of the network addresses, sorted; the place of one is its number.
    pub addresses: Vec<u64>,
    /// Distinct logins inside the window.
    pub used: u64,
    /// Repeats.
    pub collapsed: u64,
    /// Distinct logins outside the window.
    pub outside: u64,
}

/// The window: it ends on the last day that has logins worth the name, and holds `days` days or as
/// many as there are.
pub fn window(per_day: &HashMap<i32, u64>, days: i64) -> Window {
    let mut counts: Vec<(i32, u64)> = per_day.iter().map(|(&d, &c)| (d, c)).collect();
    counts.sort_unstable();
    let mut sizes: Vec<u64> = counts.iter().map(|c| c.1).collect();
    sizes.sort_unstable();
    let median = sizes.get(sizes.len() / 2).copied().unwrap_or(0);
    let enough = |c: &&(i32, u64)| c.1 * LAST_DAY_SHARE >= median;
    let last = counts.iter().rev().find(enough).map_or(0, |c| c.0);
    let first = counts.iter().find(enough).map_or(0, |c| c.0);
    let length = (i64::from(last) - i64::from(first) + 1).clamp(1, days.min(128));
    Window { first_day: last - length as i32 + 1, days: length as u32 }
}

/// One calendar.
struct Calendar {
    key: [u32; 3],
    days: u128,
    logins: u32,
    first: i64,
    last: i64,
    hours: [u16; HOURS],
    slots: Vec<u8>,
}

/// One network.
struct Network {
    account: u32,
    ip: u64,
    days: u128,
    logins: u32,
}

/// What a shard is reduced to.
#[derive(Default)]
struct Part {
    calendars: Vec<Calendar>,
    networks: Vec<Network>,
    outside: u64,
}

/// Reduces all events.
///
/// # Errors
/// Polars' own while temporary files are read.
pub fn reduce(
    mut log: LoginLog,
    numbers: Vec<ShardNumbers>,
    window: Window,
    zone: &Zone,
) -> PolarsResult<Reduced> {
    let accepted: u64 = log.per_day.values().sum();
    let shards = std::mem::take(&mut log.shards);
    let parts = shards
        .into_par_iter()
        .zip(numbers)
        .map_init(Vec::new, |events, (shard, numbers)| reduce_shard(shard, &numbers, window, zone, events))
        .collect::<PolarsResult<Vec<Part>>>()?;
    let outside = parts.iter().map(|p| p.outside).sum();
    let used: u64 = parts.iter().flat_map(|p| &p.calendars).map(|c| u64::from(c.logins)).sum();
    let collapsed = accepted - used - outside;
    let slots = parts.iter().flat_map(|p| &p.calendars).flat_map(|c| &c.slots).copied().collect();
    let (frames, addresses) = build(parts)?;
    Ok(Reduced { frames, slots, addresses, used, collapsed, outside })
}

fn reduce_shard(
    mut shard: Shard,
    numbers: &ShardNumbers,
    window: Window,
    zone: &Zone,
    events: &mut Vec<Event>,
) -> PolarsResult<Part> {
    shard.take_events(events)?;
    let mut part = Part::default();
    let mut networks = Networks::default();
    let mut open: Option<(u32, Calendar)> = None;
    for event in events.iter() {
        let (number, at, ip) = unpack(event);
        let Some(bit) = window.bit(zone.day(at)) else {
            part.outside += 1;
            continue;
        };
        if open.as_ref().is_none_or(|(n, _)| *n != number) {
            part.calendars.extend(open.take().map(|(_, calendar)| calendar));
            let key = final_key(shard.keys[number as usize], numbers);
            open =
                Some((number, Calendar { key, days: 0, logins: 0, first: at, last: at, hours: [0; HOURS], slots: Vec::new() }));
        }
        let Some((_, calendar)) = &mut open else { continue };
        if calendar.days & 1 << bit == 0 {
            calendar.slots.push(zone.slot(at));
        }
        calendar.days |= 1 << bit;
        calendar.logins += 1;
        calendar.last = at;
        let hour = &mut calendar.hours[zone.hour(at)];
        *hour = hour.saturating_add(1);
        if ip != 0 {
            networks.add(calendar.key[0], ip, bit);
        }
    }
    part.calendars.extend(open.map(|(_, calendar)| calendar));
    part.calendars.sort_unstable_by_key(|c| c.key);
    part.networks = networks.rows;
    part.networks.sort_unstable_by_key(|n| (n.account, n.ip));
    Ok(part)
}

fn final_key(key: [u32; 3], numbers: &ShardNumbers) -> [u32; 3] {
    let of = |numbers: &[u32], n: u32| if n == NONE { NONE } else { numbers[n as usize] };
    [key[0], of(&numbers.devices, key[1]), of(&numbers.regions, key[2])]
}

/// Networks of one shard, found by account and address.
#[derive(Default)]
struct Networks {
    rows: Vec<Network>,
    table: HashTable<u32>,
}

impl Networks {
    fn add(&mut self, account: u32, ip: u64, bit: u32) {
        let mix = |account: u32, ip: u64| {
            let mut hasher = FxHasher::default();
            (account, ip).hash(&mut hasher);
            hasher.finish()
        };
        let rows = &self.rows;
        let same = |&n: &u32| (rows[n as usize].account, rows[n as usize].ip) == (account, ip);
        let n = match self.table.find(mix(account, ip), same) {
            Some(&n) => n as usize,
            None => {
                let n = self.rows.len();
                self.rows.push(Network { account, ip, days: 0, logins: 0 });
                let rows = &self.rows;
                self.table.insert_unique(mix(account, ip), n as u32, |&n| {
                    mix(rows[n as usize].account, rows[n as usize].ip)
                });
                n
            }
        };
        self.rows[n].days |= 1 << bit;
        self.rows[n].logins += 1;
    }
}

/// Shards follow the accounts' numbers, so that parts one after another are sorted.
fn build(parts: Vec<Part>) -> PolarsResult<((DataFrame, DataFrame), Vec<u64>)> {
    let addresses = addresses(&parts);
    let buckets = buckets(&addresses);
    let rows: usize = parts.iter().map(|p| p.calendars.len()).sum();
    let net_rows: usize = parts.iter().map(|p| p.networks.len()).sum();
    let mut keys: [Vec<u32>; 4] = std::array::from_fn(|_| Vec::with_capacity(rows));
    let mut days: [Vec<u64>; 2] = std::array::from_fn(|_| Vec::with_capacity(rows));
    let mut times: [Vec<i64>; 2] = std::array::from_fn(|_| Vec::with_capacity(rows));
    let mut hours: [Vec<u64>; 6] = std::array::from_fn(|_| Vec::with_capacity(rows));
    let mut nets: [Vec<u32>; 3] = std::array::from_fn(|_| Vec::with_capacity(net_rows));
    let mut net_days: [Vec<u64>; 2] = std::array::from_fn(|_| Vec::with_capacity(net_rows));
    for part in parts {
        for c in part.calendars {
            for (column, value) in keys.iter_mut().zip([c.key[0], c.key[1], c.key[2], c.logins]) {
                column.push(value);
            }
            days[0].push(c.days as u64);
            days[1].push((c.days >> 64) as u64);
            times[0].push(c.first);
            times[1].push(c.last);
            for (column, four) in hours.iter_mut().zip(c.hours.chunks(4)) {
                column.push(four.iter().rev().fold(0, |packed, &h| packed << 16 | u64::from(h)));
            }
        }
        for n in part.networks {
            let ip = place_of(n.ip, &addresses, &buckets).unwrap_or(NONE);
            for (column, value) in nets.iter_mut().zip([n.account, ip, n.logins]) {
                column.push(value);
            }
            net_days[0].push(n.days as u64);
            net_days[1].push((n.days >> 64) as u64);
        }
    }
    let number = |name: &str, v: Vec<u32>| UInt32Chunked::from_vec(name.into(), v).into_column();
    let wide = |name: &str, v: Vec<u64>| UInt64Chunked::from_vec(name.into(), v).into_column();
    let time = |name: &str, v: Vec<i64>| Int64Chunked::from_vec(name.into(), v).into_column();
    let [account, device, region, logins] = keys;
    let [low, high] = days;
    let [first, last] = times;
    let mut columns = vec![
        number("account_id", account),
        number("device_id", device),
        number("region", region),
        wide("days_low", low),
        wide("days_high", high),
        number("logins", logins),
        time("first_at", first),
        time("last_at", last),
    ];
    columns.extend(HOUR_COLUMNS.into_iter().zip(hours).map(|(name, v)| wide(name, v)));
    let calendars = DataFrame::new(rows, columns)?;
    let [account, ip, logins] = nets;
    let [low, high] = net_days;
    let networks = DataFrame::new(
        net_rows,
        vec![
            number("account_id", account),
            number("ip", ip),
            wide("days_low", low),
            wide("days_high", high),
            number("logins", logins),
        ],
    )?;
    Ok(((calendars, networks), addresses))
}

/// All network addresses, as sorted hashes.
fn addresses(parts: &[Part]) -> Vec<u64> {
    let mut hashes: Vec<u64> = parts.par_iter().flat_map_iter(|p| p.networks.iter().map(|n| n.ip)).collect();
    hashes.par_sort_unstable();
    hashes.dedup();
    hashes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_ahead_does_not_move_the_window() {
        let mut per_day: HashMap<i32, u64> = (20_000..20_090).map(|d| (d, 1000)).collect();
        per_day.insert(23_000, 3);
        assert_eq!(window(&per_day, 128), Window { first_day: 20_000, days: 90 });
        assert_eq!(window(&per_day, 30), Window { first_day: 20_060, days: 30 });
        assert_eq!(window(&HashMap::new(), 90).days, 1);
    }

    #[test]
    fn masks_are_cut_to_the_window() {
        let window = Window { first_day: 100, days: 128 };
        assert_eq!(window.mask(0, 1000), u128::MAX);
        assert_eq!(window.mask(101, 102), 0b110);
        assert_eq!(window.mask(0, 99), 0);
        assert_eq!(window.bit(99), None);
        assert_eq!(window.bit(227), Some(127));
    }
}
