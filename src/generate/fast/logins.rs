//! Logins of a large world, day by day.

use std::path::Path;

use anyhow::Result;
use rayon::prelude::*;

use super::super::WorldOptions;
use super::super::clock::{self, DAY};
use super::super::ids::{Ids, Kind};
use super::super::places::{CITIES, City, Network};
use super::super::random::{mix, unit_of};
use super::super::world::Role;
use super::super::writer::Sheet;
use super::cast::{Account, Cast, NONE};

/// Rows rendered by one thread at a time.
const CHUNK: usize = 32_768;
/// Accounts whose day is drawn by one thread at a time.
const ACCOUNTS: usize = 16_384;
/// Cumulated weights of the hours of a day, in 1/1000.
const HOURS: [u16; 24] = [
    25, 38, 46, 52, 58, 68, 90, 130, 176, 223, 270, 318, 382, 438, 487, 533, 579, 626, 679, 738, 806, 882,
    951, 1000,
];
/// One login in so many is from a public device.
const PUBLIC: u64 = 2_000;
/// Devices of a person: phone, next phone, tablet, phone of the buyer or studio.
const DEVICES: u64 = 4;

/// One login before rendering: second of the day, account, random bits, sorted as one number.
type Key = u64;

/// Writes all logins and tells their number.
pub fn write(out: &Path, options: &WorldOptions, cast: &Cast) -> Result<u64> {
    let mut sheet = Sheet::open(out, "logins", options)?;
    let columns = (sheet.keeps(3), sheet.keeps(4));
    let ids = Ids::new(options.seed);
    let mut rows = 0;
    for day in 0..i64::from(options.days) {
        let mut keys: Vec<Key> = (0..cast.people.len())
            .into_par_iter()
            .step_by(ACCOUNTS)
            .flat_map_iter(|first| draw_day(cast, first, day))
            .collect();
        keys.par_sort_unstable();
        rows += keys.len() as u64;
        let date = clock::date(day).into_bytes();
        for block in keys.chunks(CHUNK * 32) {
            let parts: Vec<Vec<u8>> = block
                .par_chunks(CHUNK)
                .map(|keys| {
                    let mut text = Vec::with_capacity(keys.len() * 72);
                    for &key in keys {
                        let row = Row::new(cast, key, day);
                        row.push(&mut text, ids, &date, columns);
                    }
                    text
                })
                .collect();
            for (part, keys) in parts.iter().zip(block.chunks(CHUNK)) {
                sheet.raw(part, keys.len() as u64)?;
            }
        }
    }
    sheet.close()?;
    Ok(rows)
}

/// The logins of one day of a stretch of accounts.
fn draw_day(cast: &Cast, first: usize, day: i64) -> Vec<Key> {
    let last = (first + ACCOUNTS).min(cast.people.len());
    let mut keys = Vec::with_capacity(ACCOUNTS);
    for number in first..last {
        let account = &cast.people[number];
        let mut state = mix(cast.seed ^ mix((number as u64) << 16 ^ day as u64));
        // A Poisson number of logins: uniform draws multiplied until they fall below the limit.
        let limit = (-f64::from(account.rate)).exp();
        let mut product = draw(&mut state);
        while product > limit {
            product *= draw(&mut state);
            let weight = (draw(&mut state) * 1000.0) as u16;
            let hour = HOURS.partition_point(|&sum| sum <= weight);
            let hour = (hour as u64 + u64::from(account.shift)) % 24;
            let second = hour * 3_600 + (draw(&mut state) * 3_600.0) as u64;
            state = mix(state);
            keys.push(second << 46 | (number as u64) << 20 | (state >> 44));
        }
    }
    keys
}

/// The next number in 0..1 of a stream.
fn draw(state: &mut u64) -> f64 {
    *state = mix(*state);
    (*state >> 11) as f64 / (1u64 << 53) as f64
}

/// One row.
struct Row {
    account: u64,
    device: u64,
    second: i64,
    ip: u32,
    city: City,
}

impl Row {
    /// Finds device, address and city of a login.
    fn new(cast: &Cast, key: Key, day: i64) -> Self {
        let second = (key >> 46) as i64;
        let number = (key >> 20 & 0x3ff_ffff) as usize;
        let account = &cast.people[number];
        let at = day * DAY + second;
        let bits = mix(key ^ (day as u64) << 50);
        if account.member != NONE
            && let Some((device, ip, city)) = overlay(cast, account, (day, at), bits)
        {
            return Self { account: number as u64, device, second, ip, city };
        }
        let (device, ip, city) = ordinary(cast, account, (day, at), bits);
        Self { account: number as u64, device, second, ip, city }
    }

    /// Renders the row.
    fn push(&self, text: &mut Vec<u8>, ids: Ids, date: &[u8], (ip, region): (bool, bool)) {
        ids.push(text, Kind::Account, self.account);
        text.push(b',');
        ids.push(text, Kind::Device, self.device);
        text.push(b',');
        text.extend_from_slice(date);
        text.push(b' ');
        clock::push_time(text, self.second);
        if ip {
            text.push(b',');
            ids.push(text, Kind::Ip, u64::from(self.ip));
        }
        if region {
            text.push(b',');
            text.extend_from_slice(CITIES[self.city as usize].0.as_bytes());
        }
        text.push(b'\n');
    }
}

/// A byte of the random bits.
fn byte(bits: u64, index: u32) -> u8 {
    (bits >> (index * 8)) as u8
}

/// Device, address and city of an honest login.
fn ordinary(cast: &Cast, account: &Account, (day, at): (i64, i64), bits: u64) -> (u64, u32, City) {
    let person = u64::from(account.person);
    let city = if day >= i64::from(account.moved) { account.next_city } else { account.city };
    let hour = at.rem_euclid(DAY) / 3_600;
    let at_work = account.company != NONE && (9..19).contains(&hour) && byte(bits, 0) < 150;
    if (bits >> 44).is_multiple_of(PUBLIC) {
        return public_device(cast, mix(bits));
    }
    if at_work && byte(bits, 1) < 40 && account.company.is_multiple_of(48) {
        let shop = u64::from(account.company) * DEVICES + DEVICES - 1;
        return (shop, Network::fixed(account.company), cast.people[account.company as usize].city);
    }
    let device = if byte(bits, 2) < account.tablet {
        person * DEVICES + 2
    } else {
        person * DEVICES + u64::from(day >= i64::from(account.upgrade))
    };
    if at_work {
        return (device, Network::fixed(account.company), account.city);
    }
    if byte(bits, 3) < account.home {
        // The household after a move is another one.
        let household = account.person << 1 | u32::from(day >= i64::from(account.moved));
        return (device, cast.network.home(city, household, at), city);
    }
    let (ip, city) = cast.network.mobile(city, (account.carrier, account.person), mix(bits));
    (device, ip, city)
}

/// A public device: one for 50,000 accounts, the busiest with a good part of all such logins.
fn public_device(cast: &Cast, bits: u64) -> (u64, u32, City) {
    let devices = cast.people.len() / 50_000 + 1;
    let number = (unit_of(bits).powi(3) * devices as f64) as u64;
    let city = (mix(number) % CITIES.len() as u64) as City;
    let device = cast.people.len() as u64 * DEVICES + number;
    let ip = Network::fixed(0x4000_0000 + number as u32);
    (device, ip, city)
}

/// What the ring changes: the farm before and the buyer after a sale, the studio in a lease.
fn overlay(cast: &Cast, account: &Account, (day, at): (i64, i64), bits: u64) -> Option<(u64, u32, City)> {
    let member = cast.members[account.member as usize];
    let ring = cast.rings[member.ring as usize];
    let place = account.member - ring.first;
    // Rings have their devices after the public ones: one for four members.
    let shared = 1 << 40 | u64::from(member.ring) << 8 | u64::from(place / 4);
    let own = u64::from(account.person) * DEVICES + DEVICES - 1;
    let line = Network::fixed(0x2000_0000 + member.ring);
    let day = (day, i64::from(member.day));
    match member.part {
        Role::Traded if day.0 < day.1 => Some((shared, line, ring.city)),
        Role::Traded => {
            let home = cast.network.home(account.next_city, account.person | 1 << 31, at);
            Some((own, home, account.next_city))
        }
        Role::Rented if day.0 >= day.1 && byte(bits, 5) < 140 => Some((shared, line, ring.city)),
        _ => None,
    }
}
