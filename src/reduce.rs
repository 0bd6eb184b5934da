//! Events → calendars and networks: the grouping after which nothing sees a single login.
//!
//! A *calendar* is a row per (account, device, region): the days it was active as bits, logins,
//! logins an hour of the day, and when each day began. A *network* is a row per (account, network
//! address): its days. Exact repeats of a login count once.
//!
//! Shards are independent of each other, so that threads take one each, some at a time, and the log of
//! a shard is gone when its rows stand in the columns. A shard's events are put calendar by calendar
//! (counting sort) and then in order of time, which brings repeats together; where the exports are in
//! order of time, as they mostly are, that order is there already.
//!
//! Cost: linear in events, and `n log n` in a calendar's events where they come in no order. Memory:
//! the result, the logs of the shards that are still to come, and one shard's events a thread. Ten
//! million logins take 0.2 s on two cores, and some 60 MiB more than ingest held.

mod columns;

use std::collections::HashMap;

use polars::prelude::*;
use rayon::prelude::*;

use crate::frames::{Window, each_day};
use crate::ids::{NONE, buckets, place_of};
use crate::ingest::LoginNumbers;
use crate::ingest::logins::LoginLog;
use crate::ingest::scope::Kept;
use crate::ingest::shard::{Event, Held, HeldDay, Shard};
use crate::time::{HOURS, SLOTS_AN_HOUR, Zone};
use columns::{Calendars, Networks};

/// Columns that hold the logins an hour of the day: each eight hours of 8 bits, the earliest lowest. More
/// than 255 logins in an hour of a calendar count as 255, which is enough for a rhythm.
pub const HOUR_COLUMNS: [&str; 3] = ["hours_00", "hours_08", "hours_16"];

/// A day needs this share of the usual (median) number of logins to be the window's last, and the window this share of
/// what any other would hold: later days come from clocks that are ahead.
const LAST_DAY_SHARE: u64 = 100;

/// What became of the logins.
pub struct Reduced {
    /// Calendars and networks.
    pub frames: (DataFrame, DataFrame),
    /// The slot of the day (see [`crate::time::SLOT_MS`]) of the first login of every day of every
    /// calendar, calendar by calendar and day by day: a byte a device-day.
    pub slots: Vec<u8>,
    /// The days of every network as bits of the window, network by network.
    pub network_days: Vec<u8>,
    /// Hashes of the network addresses, by number.
    pub addresses: Vec<u64>,
    /// Distinct logins inside the window.
    pub used: u64,
    /// Repeats.
    pub collapsed: u64,
    /// Distinct logins outside the window.
    pub outside: u64,
    /// Distinct logins of days that stay as the state holds them.
    pub late: u64,
    /// Distinct logins of accounts that are not looked at.
    pub bystanders: u64,
    /// The days that were read, for the state; empty if nobody keeps them.
    pub days: ReadDays,
}

/// A calendar on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DeviceDay {
    /// Bit of the window.
    pub bit: u8,
    /// Account.
    pub account: u32,
    /// Device.
    pub device: u32,
    /// Region, [`NONE`] if unknown.
    pub region: u32,
    /// Logins.
    pub logins: u32,
    /// Slot of the first one.
    pub slot: u8,
    /// Logins an hour, 255 at the most.
    pub hours: [u8; HOURS],
}

/// A network on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NetworkDay {
    /// Bit of the window.
    pub bit: u8,
    /// Account.
    pub account: u32,
    /// Hash of the address.
    pub address: u64,
}

/// Days of the logins that were read, sorted by day, account and all the rest.
#[derive(Debug, Default)]
pub struct ReadDays {
    /// Calendars, day by day.
    pub devices: Vec<DeviceDay>,
    /// Networks, day by day.
    pub networks: Vec<NetworkDay>,
}

/// What a state asks of the reduction.
#[derive(Debug, Default)]
pub struct Keep {
    /// Whether days that were read are handed back one by one.
    pub days: bool,
    /// Days, as bits of the window, that stay as the state holds them: logins of theirs are late.
    pub held: u128,
    /// The accounts that are looked at, if not all. Days are handed back of all.
    pub kept: Option<Kept>,
}

impl Keep {
    fn wants(&self, account: u32) -> bool {
        self.kept.as_ref().is_none_or(|kept| kept.has(account))
    }
}

/// The window: it ends on the last day that has logins worth the name, as have the days before it, and holds `days`
/// days or as many as there are.
pub fn window(per_day: &HashMap<i32, u64>, days: i64) -> Window {
    let mut counts: Vec<(i32, u64)> = per_day.iter().map(|(&d, &c)| (d, c)).collect();
    counts.sort_unstable();
    let mut sizes: Vec<u64> = counts.iter().map(|c| c.1).collect();
    sizes.sort_unstable();
    let median = sizes.get(sizes.len() / 2).copied().unwrap_or(0);
    let enough = |c: &&(i32, u64)| c.1 * LAST_DAY_SHARE >= median;
    let held = held_until(&counts, days.min(128));
    let most = held.iter().max().copied().unwrap_or(0);
    let inhabited = counts.iter().zip(&held).filter(|(_, held)| **held * LAST_DAY_SHARE >= most);
    let last = inhabited.map(|(count, _)| count).rev().find(enough).map_or(0, |c| c.0);
    let first = counts.iter().find(enough).map_or(0, |c| c.0);
    let length = (i64::from(last) - i64::from(first) + 1).clamp(1, days.min(128));
    Window { first_day: last - length as i32 + 1, days: length as u32 }
}

/// Logins in the span of some days that ends on each day. `counts`: days with their logins, sorted.
fn held_until(counts: &[(i32, u64)], days: i64) -> Vec<u64> {
    let (mut first, mut sum) = (0, 0);
    let until = |&(day, logins): &(i32, u64)| {
        sum += logins;
        while i64::from(day) - i64::from(counts[first].0) >= days {
            sum -= counts[first].1;
            first += 1;
        }
        sum
    };
    counts.iter().map(until).collect()
}

/// Shards that a thread reduces before the results of all threads are put together.
const SHARDS_A_THREAD: usize = 4;

/// What shards are reduced to.
#[derive(Default)]
struct Part {
    calendars: Calendars,
    networks: Networks,
    outside: u64,
    late: u64,
    bystanders: u64,
    days: ReadDays,
}

/// A calendar in the making.
struct Calendar {
    /// Account, device, region.
    key: [u32; 3],
    days: u128,
    logins: u32,
    hours: [u8; HOURS],
    /// Slot of the first login, by day.
    slots: [u8; 128],
}

impl Default for Calendar {
    fn default() -> Self {
        Calendar { key: [NONE; 3], days: 0, logins: 0, hours: [0; HOURS], slots: [0; 128] }
    }
}

impl Calendar {
    /// Adds what the state holds of it: other days than those that were read.
    fn add_held(&mut self, days: &[HeldDay], logins: u32, hours: &[u8; HOURS]) {
        for day in days {
            self.days |= 1 << day.bit;
            self.slots[usize::from(day.bit)] = day.slot;
        }
        self.logins += logins;
        self.hours.iter_mut().zip(hours).for_each(|(sum, hour)| *sum = sum.saturating_add(*hour));
    }

    fn push(&self, calendars: &mut Calendars) {
        if self.logins == 0 {
            return;
        }
        let [account, device, region] = self.key;
        calendars.push([account, device, region, self.logins], self.days, &self.hours);
        calendars.slots.extend(each_day(self.days).map(|day| self.slots[day as usize]));
    }
}

/// A thread's own memory, used again for every shard.
#[derive(Default)]
struct Scratch {
    events: Vec<Event>,
    /// Moment and network of the events, calendar by calendar.
    sorted: Vec<(i64, u32)>,
    /// Days of each network of the shard.
    networks: Vec<u128>,
}

/// What all shards are reduced with.
struct Reducer<'a> {
    numbers: &'a LoginNumbers,
    addresses: &'a [u64],
    buckets: Vec<u32>,
    window: Window,
    zone: &'a Zone,
    keep: Keep,
}

/// Reduces all events, and the days that shards hold from the state.
///
/// # Errors
/// Polars' own while temporary files are read.
pub fn reduce(
    mut log: LoginLog,
    numbers: LoginNumbers,
    window: Window,
    zone: &Zone,
    keep: Keep,
) -> PolarsResult<Reduced> {
    let accepted: u64 = log.per_day.values().sum();
    let mut shards = std::mem::take(&mut log.shards);
    let of_state = |shard: &Shard| shard.held.sums.iter().map(|sums| u64::from(sums.0)).sum::<u64>();
    let held: Vec<u64> = shards.iter().map(of_state).collect();
    let addresses = addresses(&shards);
    let buckets = buckets(&addresses);
    let reducer = Reducer { numbers: &numbers, addresses: &addresses, buckets, window, zone, keep };
    let mut all = Part::default();
    all.calendars.reserve(shards.iter().map(|s| s.calendars.keys().len()).sum());
    all.networks.reserve(shards.iter().map(|s| s.networks.keys().len()).sum());
    let group = rayon::current_num_threads() * SHARDS_A_THREAD;
    for (shards, first) in shards.chunks_mut(group).zip((0..).step_by(group)) {
        let parts = shards
            .par_iter_mut()
            .enumerate()
            .map_init(Scratch::default, |scratch, (number, shard)| {
                reducer.shard(std::mem::take(shard), first + number, scratch)
            })
            .collect::<PolarsResult<Vec<Part>>>()?;
        // Shards follow the accounts' numbers, so that parts one after another are sorted.
        rayon::join(
            || parts.iter().for_each(|part| all.calendars.append(&part.calendars)),
            || parts.iter().for_each(|part| all.networks.append(&part.networks)),
        );
        for mut part in parts {
            all.outside += part.outside;
            all.late += part.late;
            all.bystanders += part.bystanders;
            all.days.devices.append(&mut part.days.devices);
            all.days.networks.append(&mut part.days.networks);
        }
    }
    let Part { outside, late, bystanders, mut days, .. } = all;
    let held: u64 = held.iter().sum();
    let used = all.calendars.numbers[3].iter().map(|&logins| u64::from(logins)).sum::<u64>() - held;
    let collapsed = accepted - used - outside - late - bystanders;
    days.devices.par_sort_unstable();
    days.networks.par_sort_unstable();
    let addresses = by_first_account(&addresses, &mut all.networks.numbers[1]);
    let mut slots = std::mem::take(&mut all.calendars.slots);
    slots.shrink_to_fit();
    let mut network_days = std::mem::take(&mut all.networks.days);
    network_days.shrink_to_fit();
    let frames = (all.calendars.frame()?, all.networks.frame()?);
    Ok(Reduced { frames, slots, network_days, addresses, used, collapsed, outside, late, bystanders, days })
}

/// All network addresses, as sorted hashes.
fn addresses(shards: &[Shard]) -> Vec<u64> {
    let networks = |shard: &Shard| shard.networks.keys().len();
    let mut hashes = Vec::with_capacity(shards.iter().map(networks).sum());
    hashes
        .extend(shards.iter().flat_map(|s| s.networks.keys().iter().map(address)).filter(|&hash| hash != 0));
    hashes.par_sort_unstable();
    hashes.dedup();
    hashes.shrink_to_fit();
    hashes
}

/// Numbers addresses in the order in which they appear among the networks, so that those of accounts
/// one after another lie together. Returns the hashes by number.
fn by_first_account(hashes: &[u64], networks: &mut [u32]) -> Vec<u64> {
    let mut numbers = vec![NONE; hashes.len()];
    let mut addresses = Vec::with_capacity(hashes.len());
    for place in networks {
        let number = &mut numbers[*place as usize];
        if *number == NONE {
            *number = addresses.len() as u32;
            addresses.push(hashes[*place as usize]);
        }
        *place = *number;
    }
    addresses.shrink_to_fit();
    addresses
}

/// Hash of a network's address; 0 if unknown.
fn address(key: &[u32; 3]) -> u64 {
    u64::from(key[1]) << 32 | u64::from(key[2])
}

impl Reducer<'_> {
    fn shard(&self, mut shard: Shard, number: usize, scratch: &mut Scratch) -> PolarsResult<Part> {
        shard.take_events(&mut scratch.events)?;
        let ends = scratch.sort(shard.calendars.keys().len());
        scratch.networks.clear();
        scratch.networks.resize(shard.networks.keys().len(), 0);
        let mut part = Part::default();
        let of = |numbers: &[u32], n: u32| if n == NONE { NONE } else { numbers[n as usize] };
        let devices = &self.numbers.devices[number];
        let final_key = |[account, device, region]: [u32; 3]| {
            [account, of(devices, device), of(&self.numbers.regions, region)]
        };
        let keys = shard.calendars.keys().iter().zip(0..);
        let mut order: Vec<([u32; 3], u32)> = keys.map(|(&key, n)| (final_key(key), n)).collect();
        order.sort_unstable();
        part.calendars.reserve(order.len());
        let Held { days: mut held_days, sums, networks: held_networks } = std::mem::take(&mut shard.held);
        held_days.sort_unstable_by_key(|day| (day.calendar, day.bit));
        let mut held_days = &held_days[..];
        let mut of_number: Vec<&[HeldDay]> = vec![&[]; if held_days.is_empty() { 0 } else { order.len() }];
        while let Some(first) = held_days.first() {
            let same = held_days.partition_point(|day| day.calendar == first.calendar);
            let (of, rest) = held_days.split_at(same);
            of_number[first.calendar as usize] = of;
            held_days = rest;
        }
        for (key, n) in order {
            let n = n as usize;
            let start = if n == 0 { 0 } else { ends[n - 1] as usize };
            let events = &mut scratch.sorted[start..ends[n] as usize];
            let mut calendar = Calendar { key, ..Calendar::default() };
            self.add_events(events, &mut calendar, &mut scratch.networks, &mut part);
            if let (Some(days), Some((logins, hours))) = (of_number.get(n), sums.get(n)) {
                calendar.add_held(days, *logins, hours);
            }
            match self.keep.wants(key[0]) {
                true => calendar.push(&mut part.calendars),
                false => part.bystanders += u64::from(calendar.logins),
            }
        }
        if self.keep.days {
            let known = shard.networks.keys().iter().zip(&scratch.networks);
            part.days.networks.extend(known.filter(|(key, _)| address(key) != 0).flat_map(|(key, &days)| {
                let of = |bit| NetworkDay { bit: bit as u8, account: key[0], address: address(key) };
                each_day(days).map(of)
            }));
        }
        scratch.networks.iter_mut().zip(held_networks).for_each(|(days, held)| *days |= held);
        self.networks(shard.networks.keys(), &scratch.networks, &mut part.networks);
        Ok(part)
    }

    /// Adds the events of a calendar to it and to the networks, and its days to those that are kept.
    fn add_events(
        &self,
        events: &mut [(i64, u32)],
        calendar: &mut Calendar,
        networks: &mut [u128],
        part: &mut Part,
    ) {
        if !events.is_sorted() {
            events.sort_unstable();
        }
        let mut before = None;
        let first_day = part.days.devices.len();
        for &event in events.iter() {
            if before == Some(event) {
                continue;
            }
            before = Some(event);
            let (at, network) = event;
            let (day, slot) = self.zone.day_and_slot(at);
            let Some(bit) = self.window.bit(day) else {
                part.outside += 1;
                continue;
            };
            if self.keep.held >> bit & 1 == 1 {
                part.late += 1;
                continue;
            }
            let hour = usize::from(slot / SLOTS_AN_HOUR);
            // Events are in order of time: the first of a day tells when it began.
            if calendar.days >> bit & 1 == 0 {
                calendar.slots[bit as usize] = slot;
                if self.keep.days {
                    let [account, device, region] = calendar.key;
                    let (bit, hours) = (bit as u8, [0; HOURS]);
                    let day = DeviceDay { bit, account, device, region, logins: 0, slot, hours };
                    part.days.devices.push(day);
                }
            }
            calendar.days |= 1 << bit;
            calendar.logins += 1;
            calendar.hours[hour] = calendar.hours[hour].saturating_add(1);
            if let Some(day) = part.days.devices[first_day..].last_mut() {
                day.logins += 1;
                day.hours[hour] = day.hours[hour].saturating_add(1);
            }
            networks[network as usize] |= 1 << bit;
        }
    }

    /// Adds the networks of a shard, by account and address.
    fn networks(&self, keys: &[[u32; 3]], days: &[u128], networks: &mut Networks) {
        let place = |key| place_of(address(key), self.addresses, &self.buckets).unwrap_or(NONE);
        let mut order: Vec<(u32, u32, u32)> = keys
            .iter()
            .zip(0..)
            .filter(|&(key, n): &(&[u32; 3], u32)| {
                address(key) != 0 && days[n as usize] != 0 && self.keep.wants(key[0])
            })
            .map(|(key, n)| (key[0], place(key), n))
            .collect();
        order.sort_unstable();
        networks.reserve(order.len());
        for (account, ip, n) in order {
            networks.push([account, ip], days[n as usize]);
        }
    }
}

impl Scratch {
    /// Puts the events calendar by calendar; returns where each calendar ends.
    fn sort(&mut self, calendars: usize) -> Vec<u32> {
        let mut next = vec![0u32; calendars + 1];
        for event in &self.events {
            next[event.calendar as usize + 1] += 1;
        }
        for i in 0..calendars {
            next[i + 1] += next[i];
        }
        self.sorted.clear();
        self.sorted.resize(self.events.len(), (0, 0));
        for event in &self.events {
            let place = &mut next[event.calendar as usize];
            self.sorted[*place as usize] = (event.at, event.network);
            *place += 1;
        }
        next
    }
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

    /// Fault: five rows with a date ten years ahead left nothing of an export of a few logins a day.
    #[test]
    fn a_few_dates_ahead_do_not_empty_a_small_export() {
        let mut per_day: HashMap<i32, u64> = (20_000..20_090).map(|d| (d, 200)).collect();
        per_day.extend([(23_000, 100), (24_000, 5)]);
        assert_eq!(window(&per_day, 128), Window { first_day: 20_000, days: 90 });
        // Who comes back after a long pause is there as soon as a window's hundredth is.
        per_day.extend((24_001..24_003).map(|d| (d, 200)));
        assert_eq!(window(&per_day, 128).first_day + 128, 24_003);
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
