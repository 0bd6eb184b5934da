//! Whether an account ever meets the company that it is bound to.

use super::{Binding, Facts, Use};
use crate::ids::NONE;

/// Accounts on a device or a network, or of a company, that are looked at.
const MOST_LOOKED_AT: usize = 200;

/// What an account shares with the company that it is bound to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contact {
    /// A device, or a network that tells a place.
    Meets,
    /// Its region only.
    Region,
    /// Nothing.
    Never,
}

/// An account's devices, for questions about its bindings.
pub struct OwnDevices<'f> {
    /// Devices on which no strangers work.
    own: Vec<&'f Use>,
    /// Days on own devices only.
    days: u128,
}

impl Facts<'_> {
    /// Splits an account's devices; once, however many bindings it has.
    pub fn own_devices(&self, account: u32) -> OwnDevices<'_> {
        let (own, foreign): (Vec<&Use>, Vec<&Use>) = self
            .uses(account)
            .iter()
            .partition(|u| self.parties[u.device as usize].strangers(account, u.days) == 0);
        let days = |uses: &[&Use]| uses.iter().fold(0, |days, u| days | u.days);
        OwnDevices { days: days(&own) & !days(&foreign), own }
    }

    /// What an account shares with its company during some days, on devices of its own: what it shares
    /// on devices that strangers work on shows where the strangers are. `None` if too little is known
    /// of where account and company are.
    pub fn contact(&self, binding: &Binding, time: u128, devices: &OwnDevices<'_>) -> Option<Contact> {
        let account = binding.account;
        let hand = self.companies.hand(binding.enterprise);
        let region = self.home_region[account as usize];
        if self.shares_device(account, hand, time, &devices.own)
            || self.shares_network(account, hand, devices.days & time, region)
        {
            return Some(Contact::Meets);
        }
        let company = binding.enterprise as usize;
        let seat = [self.home_region[company], self.accounts.region[company]];
        match seat.into_iter().find(|&r| r != NONE) {
            Some(seat) if region != NONE => {
                let there = seat == region || self.branch(binding, region);
                Some(if there { Contact::Region } else { Contact::Never })
            }
            _ => None,
        }
    }

    fn shares_device(&self, account: u32, hand: u32, time: u128, own: &[&Use]) -> bool {
        let member = |other: u32| self.companies.belongs(other, hand);
        own.iter()
            .filter(|u| u.days & time != 0)
            .any(|u| self.parties[u.device as usize].fellows(account).take(MOST_LOOKED_AT).any(member))
    }

    fn shares_network(&self, account: u32, hand: u32, time: u128, region: u32) -> bool {
        self.networks.of(account).any(|row| {
            let ip = self.networks.ip[row];
            self.networks.days(row) & time != 0 && self.tells_place(ip, region) && {
                let rows = self.by_ip.rows(ip).iter().take(MOST_LOOKED_AT);
                let mut others = rows.map(|&r| self.networks.account[r as usize]);
                others.any(|other| other != account && self.companies.belongs(other, hand))
            }
        })
    }

    /// Whether at least a tenth, and two, of the company's other accounts are at home in a region.
    fn branch(&self, binding: &Binding, region: u32) -> bool {
        let others = self.companies.to(binding.enterprise).map(|b| b.account);
        let others: Vec<u32> = others.filter(|&a| a != binding.account).take(MOST_LOOKED_AT).collect();
        let there = others.iter().filter(|&&a| self.home_region[a as usize] == region).count();
        there >= 2 && there * 10 >= others.len()
    }
}
