//! Which accounts a run looks at where `input.touched_only` is set, so that a window of more accounts
//! than one machine holds leaves in memory what matters.
//!
//! An account is *kept* if something touches it: it is no plain personal account, another export names
//! it, its holder or its payout account, or another account was on one of its devices, in the window or in
//! the logins of tonight. All others are *bystanders*: their logins stay in the state, and count as soon as
//! something touches them. The run comes to what it would come to if the logins had no rows of bystanders.
//!
//! Cost: linear in device-days. Memory: a byte an account, and some 30 bytes a device of the window while
//! shared ones are looked for. Devices are told apart by 64 bits of their hashes: two that agree keep an
//! account too many, never one too few.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::logins::LoginLog;
use super::table::{Table, Values, domain_of};
use crate::ids::{Dictionary, Domain, NONE, hash};
use crate::schema::{ACCOUNT_KINDS, Kind, word};

/// Parts of the devices, by the first bits of their hashes, so that threads seldom wait for each other.
const PARTS: usize = 64;
/// Uses that are added at once.
const AT_ONCE: usize = 1 << 16;
/// What stands for a device of several accounts in place of its first.
const SHARED: u32 = NONE;
/// Accounts of people who have nothing to do with a company.
const PERSONAL: u32 = word(ACCOUNT_KINDS, "personal");
/// Identifiers of an account that tie it to whatever else names them.
const OWN: [Domain; 2] = [Domain::Person, Domain::PaymentAccount];

/// The accounts that are looked at.
#[derive(Debug)]
pub struct Kept {
    accounts: Vec<bool>,
}

impl Kept {
    /// Whether an account is one of them.
    #[inline]
    pub fn has(&self, account: u32) -> bool {
        self.accounts[account as usize]
    }

    /// How many accounts are not.
    pub fn bystanders(&self) -> u64 {
        self.accounts.iter().filter(|kept| !**kept).count() as u64
    }
}

/// Finds out which accounts are kept.
pub struct Scope {
    kept: Vec<AtomicBool>,
    /// First account, or [`SHARED`], by hash of the device.
    devices: Vec<Mutex<FxHashMap<u64, u32>>>,
}

impl Scope {
    /// Keeps what the exports beside the logins touch. Accounts must have their final numbers.
    pub fn new(accounts: &[Table], others: &[Table], known: &Dictionary) -> Scope {
        let mut kept = vec![false; known.len()];
        let named = OWN.map(|domain| {
            let texts = others.iter().flat_map(|table| table.texts[domain as usize].texts());
            (domain, texts.map(hash).collect::<FxHashSet<u64>>())
        });
        accounts.iter().for_each(|table| keep_own(table, &named, &mut kept));
        others.iter().for_each(|table| keep_named(table, known, &mut kept));
        Scope {
            kept: kept.into_iter().map(AtomicBool::new).collect(),
            devices: (0..PARTS).map(|_| Mutex::default()).collect(),
        }
    }

    /// Adds uses: hash of the device, account.
    pub fn add(&self, uses: impl Iterator<Item = (u64, u32)>) {
        let mut uses = uses.peekable();
        while uses.peek().is_some() {
            let mut some: Vec<(u64, u32)> = uses.by_ref().take(AT_ONCE).collect();
            some.sort_unstable();
            some.dedup();
            for part in some.chunk_by(|a, b| part_of(a.0) == part_of(b.0)) {
                let mut devices = self.devices[part_of(part[0].0)].lock().expect("no panic while it is held");
                for &(device, account) in part {
                    let first = devices.entry(device).or_insert(account);
                    if *first != account {
                        self.keep(account);
                        // The first one is kept when the second comes.
                        if *first != SHARED {
                            self.keep(std::mem::replace(first, SHARED));
                        }
                    }
                }
            }
        }
    }

    /// Adds the uses of a log.
    pub fn add_log(&self, log: &LoginLog) {
        log.shards.par_iter().for_each(|shard| {
            let devices: Vec<u64> = shard.devices.texts().map(hash).collect();
            let uses = shard.calendars.keys().iter();
            self.add(uses.map(|&[account, device, _]| (devices[device as usize], account)));
        });
    }

    fn keep(&self, account: u32) {
        self.kept[account as usize].store(true, Ordering::Relaxed);
    }

    /// The accounts that are kept.
    pub fn kept(self) -> Kept {
        Kept { accounts: self.kept.into_iter().map(AtomicBool::into_inner).collect() }
    }
}

fn part_of(device: u64) -> usize {
    (device >> (u64::BITS - PARTS.trailing_zeros())) as usize
}

/// Keeps accounts that are more than personal ones, or whose holder or payout account another export names.
fn keep_own(accounts: &Table, named: &[(Domain, FxHashSet<u64>)], kept: &mut [bool]) {
    let numbers = |place: usize| match &accounts.values[place] {
        Values::Number(numbers) => &numbers[..],
        _ => &[],
    };
    for (place, column) in accounts.export.columns.iter().enumerate() {
        let mut keep = |tells: &dyn Fn(u32) -> bool| {
            let rows = numbers(0).iter().zip(numbers(place)).filter(|(_, value)| tells(**value));
            rows.for_each(|(&account, _)| kept[account as usize] = true);
        };
        match named.iter().find(|(domain, _)| domain_of(column.kind) == Some(*domain)) {
            Some((domain, named)) => {
                let own = accounts.texts[*domain as usize].texts();
                let own: Vec<bool> = own.map(|text| named.contains(&hash(text))).collect();
                keep(&|value| value != NONE && own[value as usize]);
            }
            None if column.name == "account_kind" => keep(&|kind| kind != PERSONAL),
            None => {}
        }
    }
}

/// Keeps accounts that an export names, in a column of accounts or among values of several kinds.
fn keep_named(table: &Table, known: &Dictionary, kept: &mut [bool]) {
    for (column, values) in table.export.columns.iter().zip(&table.values) {
        if let (Kind::Account, Values::Number(accounts)) = (column.kind, values) {
            accounts.iter().filter(|a| **a != NONE).for_each(|&account| kept[account as usize] = true);
        }
    }
    let values = table.texts[Domain::Value as usize].texts();
    values.filter_map(|text| known.find_bytes(text)).for_each(|account| kept[account as usize] = true);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope(accounts: usize) -> Scope {
        Scope {
            kept: (0..accounts).map(|_| AtomicBool::new(false)).collect(),
            devices: (0..PARTS).map(|_| Mutex::default()).collect(),
        }
    }

    /// Fault: the first account on a device, or the third, is forgotten; one that comes again shares with
    /// itself.
    #[test]
    fn all_accounts_on_a_shared_device_are_kept_in_any_order() {
        let uses = [(7, 0), (7, 0), (9, 1), (9, 2), (9, 3), (u64::MAX, 4), (9, 1), (u64::MAX, 5)];
        for turn in 0..uses.len() {
            let scope = scope(6);
            let turned = uses.iter().cycle().skip(turn).take(uses.len());
            turned.for_each(|&one| scope.add(std::iter::once(one)));
            let kept = scope.kept();
            let found: Vec<u32> = (0..6).filter(|&account| kept.has(account)).collect();
            assert_eq!((found, kept.bystanders()), (vec![1, 2, 3, 4, 5], 1), "{turn}");
        }
    }
}
