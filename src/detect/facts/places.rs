//! Places: home regions, and how telling it is that two uses share a network.

use rayon::prelude::*;

use super::{Calendars, Facts};
use crate::ids::NONE;

/// How much two uses of an account have in common as places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shared {
    /// A network address that few others use.
    Network,
    /// Only an address that many use, such as a carrier's gateway.
    Gateway,
    /// The same region, and no address.
    Region,
    /// Not even the region.
    Nothing,
    /// Too little is known of one of them.
    Unknown,
}

/// A shared address counts as the same place if a random account of the region would share it less
/// than once in this many times: homes, shops and offices do, carriers' gateways do not. These tell the town and the
/// carrier all the same: who uses a second phone at home has both, and a tenant behind a proxy has neither.
const TELLING: u32 = 16;
/// On a line of one's own, too, one may be in company on one of so many days: a café, a friend's home.
const DAYS_A_MEETING: u32 = 20;
/// A household of this size always counts, however few accounts there are around.
const HOUSEHOLD: u32 = 4;

/// The region of most days of each account, and how many accounts are at home in each region.
pub fn homes(calendars: &Calendars<'_>, accounts: usize, regions: usize) -> (Vec<u32>, Vec<u32>) {
    let home = |account| main_region(calendars, calendars.of(account), u128::MAX);
    let homes: Vec<u32> = (0..accounts as u32).into_par_iter().map(home).collect();
    let mut sizes = vec![0; regions];
    for &home in homes.iter().filter(|&&home| home != NONE) {
        sizes[home as usize] += 1;
    }
    (homes, sizes)
}

/// The region with the most of some days among calendar rows; [`NONE`] if no region is known.
pub fn main_region(calendars: &Calendars<'_>, rows: impl IntoIterator<Item = usize>, among: u128) -> u32 {
    // Most accounts have one region: the others are only kept where there are any.
    let mut first: (u32, u128) = (NONE, 0);
    let mut others: Vec<(u32, u128)> = Vec::new();
    for row in rows {
        let (region, active) = (calendars.region[row], calendars.days(row) & among);
        if region == NONE || active == 0 {
            continue;
        }
        if first.0 == NONE {
            first.0 = region;
        }
        if first.0 == region {
            first.1 |= active;
            continue;
        }
        match others.iter_mut().find(|d| d.0 == region) {
            Some(known) => known.1 |= active,
            None => others.push((region, active)),
        }
    }
    let all = others.into_iter().chain([first]);
    let most = all.max_by_key(|&(region, days)| (days.count_ones(), std::cmp::Reverse(region)));
    most.map_or(NONE, |(region, _)| region)
}

impl Facts<'_> {
    /// Whether an address tells a place: few of the accounts at home in the region use it.
    pub fn tells_place(&self, ip: u32, region: u32) -> bool {
        let around = match region {
            NONE => self.accounts.count() as u32,
            _ => self.region_sizes[region as usize],
        };
        self.by_ip.rows(ip).len() as u32 <= (around / TELLING).max(HOUSEHOLD)
    }

    /// Whether an account is on networks on which no other account ever is, on nearly all of some days; `None` where
    /// networks are known of fewer than `least` of them.
    pub fn is_on_own_line(&self, account: u32, among: u128, least: u32) -> Option<bool> {
        let days = |row: usize| (self.networks.days(row) & among).count_ones();
        let known: u32 = self.networks.of(account).map(days).sum();
        if known < least {
            return None;
        }
        let mut met = 0;
        for row in self.networks.of(account) {
            if self.by_ip.rows(self.networks.ip[row]).len() > 1 {
                met += days(row);
            }
            if met * DAYS_A_MEETING > known {
                return Some(false);
            }
        }
        Some(true)
    }

    /// What an account's days `before` and `after` have in common as places. Days must be disjoint.
    pub fn shared_place(&self, account: u32, before: u128, after: u128) -> Shared {
        let home = self.home_region[account as usize];
        let (mut known_before, mut known_after, mut gateway) = (false, false, false);
        for row in self.networks.of(account) {
            let days = self.networks.days(row);
            let (b, a) = (days & before != 0, days & after != 0);
            if !(b || a) {
                continue;
            }
            // Whoever has nothing but carriers' gateways is not known to be elsewhere.
            if !self.tells_place(self.networks.ip[row], home) {
                gateway |= b && a;
                continue;
            }
            if b && a {
                return Shared::Network;
            }
            known_before |= b;
            known_after |= a;
        }
        if gateway {
            return Shared::Gateway;
        }
        let region = |days: u128| main_region(&self.calendars, self.calendars.of(account), days);
        let (from, to) = (region(before), region(after));
        match (from == NONE || to == NONE, from == to) {
            (false, false) => Shared::Nothing,
            (false, true) if known_before && known_after => Shared::Region,
            (true, _) if known_before && known_after => Shared::Region,
            _ => Shared::Unknown,
        }
    }
}
