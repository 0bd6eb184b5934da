//! Companies under one hand, each filled with guests.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::facts::{Facts, SUSTAINED_DAYS, Use};
use crate::ids::NONE;

/// Companies on one device, network or attribute, and devices of a company, that are looked at.
const MOST_LOOKED_AT: usize = 64;

/// Companies with guests by what ties them to one hand.
pub struct Sisters {
    /// (kind of tie, value) → companies.
    by_tie: FxHashMap<(u8, u32), Vec<u32>>,
}

impl Sisters {
    /// Reads what ties the companies with guests.
    pub fn new(facts: &Facts<'_>, with_guests: &FxHashSet<u32>) -> Sisters {
        let mut all: Vec<u32> = with_guests.iter().copied().collect();
        all.sort_unstable();
        let mut by_tie: FxHashMap<(u8, u32), Vec<u32>> = FxHashMap::default();
        for enterprise in all {
            for tie in ties(facts, enterprise) {
                by_tie.entry(tie).or_default().push(enterprise);
            }
        }
        Sisters { by_tie }
    }

    /// The first other company with guests under the same hand, not of the same group.
    pub fn of(&self, facts: &Facts<'_>, enterprise: u32) -> Option<u32> {
        let group = |e: u32| facts.accounts.group[e as usize];
        let apart = |other: u32| group(other) == NONE || group(other) != group(enterprise);
        let tied = ties(facts, enterprise).into_iter().flat_map(|tie| {
            let all = self.by_tie.get(&tie).map_or(&[][..], Vec::as_slice);
            all.iter().copied().take(MOST_LOOKED_AT)
        });
        tied.filter(|&other| other != enterprise && apart(other)).min()
    }
}

/// What ties a company to a hand: legal representative, phone, payment account, the devices that its own
/// account is used on, and networks that tell a place.
fn ties(facts: &Facts<'_>, enterprise: u32) -> Vec<(u8, u32)> {
    let a = enterprise as usize;
    let known = [(0, facts.accounts.holder[a]), (1, facts.accounts.phone[a]), (2, facts.accounts.payout[a])];
    let mut ties: Vec<(u8, u32)> = known.into_iter().filter(|(_, value)| *value != NONE).collect();
    let own = facts.uses(enterprise).iter().take(MOST_LOOKED_AT);
    let approved = |u: &Use| facts.approvals.device_days(u.device);
    let stay = |u: &&Use| facts.parties[u.device as usize].stay();
    let own = own.filter(|u| (u.days & !approved(u)).count_ones() >= stay(u));
    ties.extend(own.map(|u| (3, u.device)));
    let region = facts.home_region[a];
    let networks = facts.networks.of(enterprise).filter(|&row| {
        let ip = facts.networks.ip[row];
        let days = facts.networks.days(row) & !facts.approvals.address_days(ip);
        days.count_ones() >= SUSTAINED_DAYS && facts.tells_place(ip, region)
    });
    ties.extend(networks.take(MOST_LOOKED_AT).map(|row| (4, facts.networks.ip[row])));
    ties
}
