//! Whether an account ever meets the company that it is bound to.

use super::{Binding, Facts, SUSTAINED_DAYS, Use, days_between, days_of, main_region, span};
use crate::ids::NONE;

/// Accounts on a device or a network, or of a company, that are looked at.
const MOST_LOOKED_AT: usize = 200;

/// What an account shares with the company that it is bound to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contact {
    /// A device, or a network that tells a place.
    Meets,
    /// The same, but for the holder: the company works the account, whose other devices never come near.
    Worked,
    /// No more than the region, in which most of the company's other accounts are at home.
    Local,
    /// No more than the region, in which the company's seat or some of its accounts are.
    Region,
    /// Nothing.
    Never,
}

/// An account's devices, for questions about its bindings.
pub struct OwnDevices<'f> {
    /// Devices on which no strangers work, that the account does not merely visit, and that don't show a
    /// made-up network.
    own: Vec<&'f Use>,
    /// Days on own devices only.
    days: u128,
    /// Days only on devices that strangers work on.
    strange: u128,
}

impl OwnDevices<'_> {
    /// Of the days on a network those on own devices only; none where strangers work, whose place it is,
    /// whatever else is used there.
    fn days_on(&self, network: u128) -> u128 {
        if network & self.strange == 0 { network & self.days } else { 0 }
    }
}

impl Facts<'_> {
    /// Splits an account's devices; once, however many bindings it has.
    pub fn own_devices(&self, account: u32) -> OwnDevices<'_> {
        let (own, foreign): (Vec<&Use>, Vec<&Use>) = self.uses(account).iter().partition(|u| {
            let parties = &self.parties[u.device as usize];
            parties.strangers(account, u.days) == 0
                && !parties.is_visitor(account)
                && !self.masks.hides(u.device)
        });
        let (at_own, elsewhere) = (days_of(own.iter().copied()), days_of(foreign.iter().copied()));
        let visited = |u: &&Use| self.parties[u.device as usize].is_visitor(account);
        let strange = days_of(foreign.iter().copied().filter(|u| !visited(u)));
        OwnDevices { days: at_own & !elsewhere, strange: strange & !at_own, own }
    }

    /// What an account shares with its company during some days, on devices of its own: what it shares
    /// on devices that strangers work on shows where the strangers are. `None` if too little is known
    /// of where account and company are.
    pub fn contact(&self, binding: &Binding, time: u128, devices: &OwnDevices<'_>) -> Option<Contact> {
        let account = binding.account;
        let met = self.met_on(binding, time, devices);
        if met.contains(&true) {
            // With one device there is nothing else on which the holder could go on.
            let may = !binding.created && devices.own.len() > 1;
            let worked = may && self.holder_present(binding, devices) == Some(false);
            return Some(if worked { Contact::Worked } else { Contact::Meets });
        }
        let home = self.home_region[account as usize];
        Some(match self.is_there(binding, home)? {
            true if self.colleagues_in(binding, home) == Colleagues::Most => Contact::Local,
            true => Contact::Region,
            false => Contact::Never,
        })
    }

    /// Whether a company is in a region: its seat is, or a branch; `None` if one of them is unknown.
    fn is_there(&self, binding: &Binding, region: u32) -> Option<bool> {
        let company = binding.enterprise as usize;
        let seat = [self.home_region[company], self.accounts.region[company]];
        let seat = seat.into_iter().find(|&r| r != NONE).filter(|_| region != NONE)?;
        Some(seat == region || self.colleagues_in(binding, region) != Colleagues::Few)
    }

    /// Whether somebody of the company is on each of an account's own devices: other accounts of the company
    /// are on the device, or on a telling network that it used where the company is. Schoolmates who let
    /// their accounts to one tenant far away are on one network, too.
    fn met_on(&self, binding: &Binding, time: u128, devices: &OwnDevices<'_>) -> Vec<bool> {
        let (account, hand) = (binding.account, self.companies.hand(binding.enterprise));
        let own = &devices.own;
        let met = |u: &&Use| u.days & time != 0 && self.members_on(account, hand, u).next().is_some();
        let mut met: Vec<bool> = own.iter().map(met).collect();
        let several = several(own);
        for row in self.networks.of(account) {
            let there = devices.days_on(self.networks.days(row)) & time;
            if there == 0 || self.members_at(account, hand, row).next().is_none() {
                continue;
            }
            let region = main_region(&self.calendars, self.calendars.of(account), there);
            if self.is_there(binding, region) == Some(false) {
                continue;
            }
            own.iter().zip(&mut met).for_each(|(u, met)| *met |= u.days & telling(there, several) != 0);
        }
        met
    }

    /// Other accounts of a company on a device.
    fn members_on(&self, account: u32, hand: u32, usage: &Use) -> impl Iterator<Item = u32> {
        let fellows = self.parties[usage.device as usize].fellows(account).take(MOST_LOOKED_AT);
        fellows.filter(move |&other| self.companies.belongs(other, hand))
    }

    /// Other accounts of a company on the address of one of an account's networks, if it tells a place.
    fn members_at(&self, account: u32, hand: u32, row: usize) -> impl Iterator<Item = u32> {
        let ip = self.networks.ip[row];
        let tells = self.tells_place(ip, self.home_region[account as usize]);
        let rows = if tells { self.by_ip.rows(ip) } else { &[] };
        let others = rows.iter().take(MOST_LOOKED_AT).map(|&row| self.networks.account[row as usize]);
        others.filter(move |&other| other != account && self.companies.belongs(other, hand))
    }

    /// Whether who holds an account is at the company that it meets, as devices tell that only the holder
    /// uses: they meet the company, or have been in the region where it is met; or some go on beside those
    /// that meet it, and are never there. `None` if there are none that tell.
    pub fn holder_present(&self, binding: &Binding, devices: &OwnDevices<'_>) -> Option<bool> {
        let account = binding.account;
        let met = self.met_on(binding, u128::MAX, devices);
        let there: Vec<&Use> =
            devices.own.iter().zip(&met).filter(|(_, met)| **met).map(|(u, _)| *u).collect();
        let holder = |account: u32| self.accounts.holder[account as usize];
        let personal = |u: &&Use| {
            let mut fellows = self.parties[u.device as usize].fellows(account).take(MOST_LOOKED_AT);
            fellows.all(|other| holder(other) == holder(account))
        };
        let others = devices.own.iter().zip(&met).filter(|(u, met)| !**met && personal(u));
        let others: Vec<&Use> = others.map(|(u, _)| *u).collect();
        let rows = |uses: &[&Use]| uses.iter().flat_map(|u| u.calendar_rows()).collect::<Vec<usize>>();
        let region = main_region(&self.calendars, rows(&there), u128::MAX);
        let mut been: Vec<u32> = rows(&others).into_iter().map(|row| self.calendars.region[row]).collect();
        been.retain(|&other| other != NONE);
        if been.contains(&region) {
            return Some(true);
        }
        let days = |uses: &[&Use]| days_of(uses.iter().copied());
        let ((a, b), (c, d)) = (span(days(&there)), span(days(&others)));
        let common = days_between(a.max(c), b.min(d));
        let beside = |uses: &[&Use]| (days(uses) & common).count_ones() >= SUSTAINED_DAYS;
        // Somebody has a device that meets the company, and nobody else is on it: the holder, unless there
        // are others of which the same is true elsewhere.
        let elsewhere = region != NONE && !been.is_empty() && beside(&there) && beside(&others);
        let here = || there.iter().any(personal).then_some(true);
        if elsewhere { Some(false) } else { here() }
    }

    /// Whether a company that works an account does so on more of some days than its holder, as far as devices
    /// tell that meet the company and others that don't.
    pub fn works_most(&self, binding: &Binding, time: u128, devices: &OwnDevices<'_>) -> bool {
        let met = self.met_on(binding, time, devices);
        let days = |there: bool| {
            let of = devices.own.iter().zip(&met).filter(|(_, met)| **met == there);
            (days_of(of.map(|(u, _)| *u)) & time).count_ones()
        };
        days(true) > days(false)
    }

    /// Accounts of the company that an account meets.
    pub fn members_met(&self, binding: &Binding, devices: &OwnDevices<'_>) -> Vec<u32> {
        let (account, hand) = (binding.account, self.companies.hand(binding.enterprise));
        let on = devices.own.iter().flat_map(|u| self.members_on(account, hand, u));
        let rows = self.networks.of(account).filter(|&row| devices.days_on(self.networks.days(row)) != 0);
        let mut met: Vec<u32> = on.chain(rows.flat_map(|row| self.members_at(account, hand, row))).collect();
        met.sort_unstable();
        met.dedup();
        met
    }

    /// How many of the company's other accounts are at home in a region.
    fn colleagues_in(&self, binding: &Binding, region: u32) -> Colleagues {
        let others = self.companies.to(binding.enterprise).map(|b| b.account);
        let others: Vec<u32> = others.filter(|&a| a != binding.account).take(MOST_LOOKED_AT).collect();
        let there = others.iter().filter(|&&a| self.home_region[a as usize] == region).count();
        match (there, others.len()) {
            (3.., all) if there * 3 >= all * 2 => Colleagues::Most,
            (2.., all) if there * 10 >= all => Colleagues::Branch,
            _ => Colleagues::Few,
        }
    }
}

/// How many of a company's other accounts are at home in a region.
#[derive(PartialEq, Eq)]
enum Colleagues {
    /// Three or more, and at least two thirds.
    Most,
    /// Two or more, and at least a tenth: a branch.
    Branch,
    Few,
}

/// Days on which more than one device was used.
fn several(uses: &[&Use]) -> u128 {
    uses.iter().fold((0, 0), |(any, several), u| (any | u.days, several | any & u.days)).1
}

/// Of the days on a network those that tell the device; all of them, if none does.
fn telling(days: u128, several: u128) -> u128 {
    match days & !several {
        0 => days,
        telling => telling,
    }
}
