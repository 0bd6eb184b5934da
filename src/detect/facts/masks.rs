//! Devices that show a network of its own for every account on them.
//!
//! One phone is on one network at a time: accounts that are used on it on the same days share addresses,
//! whoever they belong to. Where they never do, each account is sent through a line of its own (a proxy,
//! often in the holder's city), so that nobody who looks at networks sees them together.
//!
//! Cost: linear in the networks of accounts on shared devices, times a logarithm; devices with more than
//! [`MOST`] accounts are left out.

use rayon::prelude::*;

use super::{Facts, SUSTAINED_DAYS, accounts_on};
use crate::ids::{Domain, NONE};

/// Accounts on a device above which it is left out: public ones.
const MOST: usize = 64;
/// Days that an account and others need in common on a device: of two accounts used in the morning and in the
/// evening one may be at home and the other at work, not day after day.
pub const LEAST_COMMON: u32 = 4;

/// What an account and the other holders' accounts on one of its devices have in common.
#[derive(Debug, Clone, Copy)]
pub struct Common {
    /// The device.
    pub device: u32,
    /// The account.
    pub account: u32,
    /// Days on which both were used on the device and addresses of both are known.
    pub days: u32,
    /// Of these, days on which they share an address.
    pub shared: u32,
    /// Whether the account was on the device on more days than any of the others: they came to it.
    pub host: bool,
}

impl Common {
    /// Whether they share an address on fewer than one in ten of their days.
    pub fn is_apart(&self) -> bool {
        self.shared * 10 < self.days
    }
}

/// All accounts that share a device on enough days to tell.
#[derive(Debug, Default)]
pub struct Masks {
    /// Sorted by device and account.
    all: Vec<Common>,
    /// Devices on which most accounts share no address with the others, sorted.
    masked: Vec<u32>,
}

impl Masks {
    /// Looks at all shared devices.
    pub fn new(facts: &Facts<'_>) -> Masks {
        let devices = 0..facts.frames.names.of(Domain::Device).len() as u32;
        let shared = devices.into_par_iter().filter(|&d| !facts.parties[d as usize].parties.is_empty());
        let all: Vec<Common> = shared.flat_map_iter(|device| look(facts, device)).collect();
        let of_device = all.chunk_by(|a, b| a.device == b.device);
        let apart = |of: &&[Common]| of.iter().filter(|c| c.is_apart()).count() * 2 > of.len();
        let masked = of_device.filter(apart).map(|of| of[0].device).collect();
        Masks { all, masked }
    }

    /// All accounts that share a device on enough days to tell, by device.
    pub fn all(&self) -> &[Common] {
        &self.all
    }

    /// Whether most accounts on a device have networks of their own there: it shows where nobody is.
    pub fn hides(&self, device: u32) -> bool {
        self.masked.binary_search(&device).is_ok()
    }
}

/// An account on the device: its days there, those of which an address is known, and those that it shares.
struct There {
    account: u32,
    holder: u32,
    days: u128,
    known: u128,
    shared: u128,
}

fn look(facts: &Facts<'_>, device: u32) -> Vec<Common> {
    if facts.by_device.rows(device).len() > 2 * MOST {
        return Vec::new();
    }
    let accounts = accounts_on(facts, device).into_iter();
    let stayed = accounts.filter(|(_, days)| days.count_ones() >= SUSTAINED_DAYS);
    let there = |(account, days)| {
        let holder = facts.accounts.holder[account as usize];
        There { account, holder, days, known: 0, shared: 0 }
    };
    let mut all: Vec<There> = stayed.map(there).collect();
    if !(2..=MOST).contains(&all.len()) {
        return Vec::new();
    }
    // Addresses of days on the device, with the account's place.
    let mut addresses: Vec<(u32, usize, u128)> = Vec::new();
    for (place, one) in all.iter_mut().enumerate() {
        for row in facts.networks.of(one.account) {
            let (ip, days) = (facts.networks.ip[row], facts.networks.days(row) & one.days);
            if days != 0 && ip != NONE {
                // A carrier gives a phone another address with every connection.
                let tells = facts.tells_place(ip, facts.home_region[one.account as usize]);
                one.known |= if tells { days } else { 0 };
                addresses.push((ip, place, days));
            }
        }
    }
    addresses.sort_unstable();
    let others = |all: &[There], one: usize, other: usize| {
        one != other && (all[one].holder == NONE || all[one].holder != all[other].holder)
    };
    for of in addresses.chunk_by(|a, b| a.0 == b.0).filter(|of| of.len() > 1) {
        for &(_, one, days) in of {
            let met = of.iter().filter(|o| others(&all, one, o.1)).fold(0, |met, o| met | o.2);
            all[one].shared |= days & met;
        }
    }
    // Where an address is shared that tells nothing, the day is known to be a shared one all the same.
    all.iter_mut().for_each(|one| one.known |= one.shared);
    let common = |(place, one): (usize, &There)| {
        let known = (0..all.len()).filter(|&o| others(&all, place, o)).fold(0, |days, o| days | all[o].known);
        let both = one.known & known;
        let (days, shared) = (both.count_ones(), (one.shared & both).count_ones());
        let less = |o: usize| all[o].days.count_ones() < one.days.count_ones();
        let host = (0..all.len()).filter(|&o| others(&all, place, o)).all(less);
        (days >= LEAST_COMMON).then_some(Common { device, account: one.account, days, shared, host })
    };
    all.iter().enumerate().filter_map(common).collect()
}
