//! Who runs a device on which several parties' accounts are: what explains that lawfully.
//!
//! Cost: linear in the parties on shared devices and the payments of their companies, of which a
//! bounded number is looked at for each device.

use std::collections::BTreeSet;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::devices::{DeviceParties, Party};
use super::{Binding, Contact, Facts, Use};
use crate::ids::{Domain, NONE};

/// Share of the parties on a device that must be companies with their own staff's accounts.
const STAFF_SHARE: f64 = 0.6;
/// An agency is paid by at least this share of the companies on its device, and they are at least
/// this share of those who pay it: suppliers and platforms are paid by everybody.
const CLIENTS: (f64, f64) = (0.5, 0.2);
/// Parties on a device that are looked at.
const MOST_PARTIES: usize = 64;
/// Payments of one company that are looked at.
const MOST_PAYMENTS: usize = 500;

/// What explains lawfully that strangers are on a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excuse<'a> {
    /// The platform approved the device or its network, for nearly all of the use.
    Approved,
    /// The companies on it pay one agency, the account's own among them: rows of the payments, and whether
    /// it works with accounts of these companies' staff, as this one or most of those on the device are.
    Agency(&'a [u32], bool),
    /// Holders on it, the account's own among them, pay whoever works there for them, and nobody pays
    /// them for it: rows of the payments.
    Service(&'a [u32]),
    /// Most parties on it are companies with their own staff's accounts, this account's among them.
    ForStaff,
}

/// What is known of one shared device.
#[derive(Debug, Default)]
struct Known {
    /// Hands that pay a common agency.
    clients: Vec<u32>,
    /// Their payments.
    fees: Vec<u32>,
    /// First accounts of the parties whose holders pay for the service, sorted.
    customers: Vec<u32>,
    /// Their payments.
    wages: Vec<u32>,
    for_staff: bool,
    /// Hands whose enterprises' own accounts are there, sorted: what a company hands to whoever works there is
    /// not its staff's accounts alone.
    houses: Vec<u32>,
}

/// What is known of all shared devices, and which accounts are of their companies' staff.
#[derive(Debug, Default)]
pub struct Operators {
    staff: Vec<bool>,
    known: FxHashMap<u32, Known>,
}

impl Operators {
    /// Looks at all devices that several parties share.
    pub fn new(facts: &Facts<'_>) -> Operators {
        let accounts = 0..facts.accounts.count() as u32;
        let staff: Vec<bool> = accounts.into_par_iter().map(|a| is_staff(facts, a)).collect();
        let devices = 0..facts.frames.names.of(Domain::Device).len() as u32;
        let shared = devices.into_par_iter().filter(|&d| facts.parties[d as usize].parties.len() > 1);
        let known = shared.filter_map(|d| Some((d, look(facts, &staff, d)?))).collect::<Vec<_>>();
        Operators { staff, known: known.into_iter().collect() }
    }

    /// Whether an account is of its company's staff, as far as devices of its own show, or the
    /// company's own.
    pub fn is_staff(&self, account: u32) -> bool {
        self.staff[account as usize]
    }
}

impl Facts<'_> {
    /// What explains that an account is on a device with strangers, if anything does.
    pub fn excuse(&self, account: u32, usage: &Use) -> Option<Excuse<'_>> {
        if self.is_approved(account, usage) {
            return Some(Excuse::Approved);
        }
        // Who works openly for companies needs no network for each account.
        if self.masks.hides(usage.device) {
            return None;
        }
        let known = self.operators.known.get(&usage.device)?;
        let hands = self.companies.hands_of(account);
        let house = hands.iter().any(|hand| known.houses.binary_search(hand).is_ok());
        let is_staff = house || self.operators.is_staff(account);
        if hands.iter().any(|h| known.clients.contains(h)) {
            let of_staff = known.for_staff || is_staff;
            return Some(Excuse::Agency(&known.fees, of_staff));
        }
        let party = self.parties[usage.device as usize].party_of(account).map(|p| p.first);
        if party.is_some_and(|party| known.customers.binary_search(&party).is_ok()) {
            return Some(Excuse::Service(&known.wages));
        }
        (known.for_staff && is_staff).then_some(Excuse::ForStaff)
    }

    /// Whether it is lawful and ordinary that an account is on a device: it is approved, or whoever runs
    /// it runs the accounts of companies' staff for these companies.
    pub fn is_excused(&self, account: u32, usage: &Use) -> bool {
        match self.excuse(account, usage) {
            None => false,
            // Companies pay studios, too, that work with strangers' accounts.
            Some(Excuse::Agency(_, of_staff)) => of_staff,
            // Whom somebody else pays for the account may have part of it sent back.
            Some(Excuse::Service(_)) => false,
            Some(Excuse::Approved | Excuse::ForStaff) => true,
        }
    }
}

fn is_staff(facts: &Facts<'_>, account: u32) -> bool {
    let employed = |b: &Binding| facts.employment.of(b).is_some_and(|e| e.contact == Some(Contact::Meets));
    facts.accounts.is_enterprise(account) || facts.companies.of(account).any(|b| b.created || employed(b))
}

fn look(facts: &Facts<'_>, staff: &[bool], device: u32) -> Option<Known> {
    let on = &facts.parties[device as usize];
    let staying: Vec<&Party> = on.parties.iter().take(MOST_PARTIES).filter(|p| on.stays(p)).collect();
    let stayed: Vec<u32> = staying.iter().map(|p| p.first).collect();
    let own = |p: &&Party| {
        let mut accounts = on.of(p).iter().copied().take(MOST_PARTIES);
        accounts.find(|&account| facts.accounts.is_enterprise(account))
    };
    let owns: Vec<Option<u32>> = staying.iter().map(own).collect();
    let mut houses: Vec<u32> = owns.iter().flatten().map(|&a| facts.companies.hand(a)).collect();
    houses.sort_unstable();
    houses.dedup();
    let theirs = |(first, own): (&u32, &Option<u32>)| staff[*first as usize] || own.is_some();
    let of_staff = stayed.iter().zip(&owns).filter(|&party| theirs(party)).count();
    let for_staff = of_staff >= 2 && of_staff as f64 >= STAFF_SHARE * stayed.len() as f64;
    let (clients, fees) = agency(facts, &stayed).unwrap_or_default();
    let (customers, wages) = service(facts, on, &stayed).unwrap_or_default();
    let known = for_staff || !clients.is_empty() || !customers.is_empty();
    known.then_some(Known { clients, fees, customers, wages, for_staff, houses })
}

/// First accounts of the parties whose holders pay, more than once, one who never pays them, and their
/// payments: whoever is at home on the device, or somebody whom several of them pay and few others do. Who is
/// at home there and pays those who are not pays for their accounts.
fn service(facts: &Facts<'_>, on: &DeviceParties, accounts: &[u32]) -> Option<(Vec<u32>, Vec<u32>)> {
    let payments = &facts.payments;
    let payout = |account: u32| facts.accounts.payout[account as usize];
    let host = accounts.iter().find(|&&a| on.is_host(a)).map_or(NONE, |&a| payout(a));
    let mut paid: Vec<(u32, u32, u32)> = Vec::new();
    for &account in accounts.iter().filter(|&&a| !facts.accounts.is_enterprise(a)) {
        let payer = payout(account);
        if payer == NONE || payer == host {
            continue;
        }
        for &row in payments.by(payer).iter().take(MOST_PAYMENTS) {
            let payee = payments.payee[row as usize];
            let for_work = payments.times(payer, payee) >= 2 && payments.times(payee, payer) == 0;
            if for_work && payee != payer {
                paid.push((payee, row, account));
            }
        }
    }
    paid.sort_unstable_by_key(|&(payee, row, account)| (payee, account, row));
    // Who gets as much back, from whomever, is not the one who pays.
    let amount = |row: u32| payments.amount[row as usize];
    let pays = |of: &[(u32, u32, u32)]| {
        let got = facts.rents(of[0].2).into_iter().flat_map(|(_, rows)| rows);
        of.iter().map(|p| amount(p.1)).sum::<i64>() > got.map(amount).sum()
    };
    let of_account = paid.chunk_by(|a, b| (a.0, a.2) == (b.0, b.2));
    let paid: Vec<(u32, u32, u32)> = of_account.filter(|of| pays(of)).flatten().copied().collect();
    paid.chunk_by(|a, b| a.0 == b.0).find_map(|paid| {
        let mut rows: Vec<u32> = paid.iter().map(|p| p.1).collect();
        rows.sort_unstable();
        rows.dedup();
        let customers: BTreeSet<u32> = paid.iter().map(|p| p.2).collect();
        let payers: BTreeSet<u32> = customers.iter().map(|&a| payout(a)).collect();
        let of_device = customers.len() as f64 >= CLIENTS.0 * (accounts.len() - 1) as f64;
        let of_payee = payers.len() as f64 >= CLIENTS.1 * f64::from(payments.payers_of(paid[0].0));
        let works_there = paid[0].0 == host || payers.len() >= 2;
        (works_there && of_device && of_payee).then(|| (customers.into_iter().collect(), rows))
    })
}

/// Hands on the device that pay one common payee more than once, and their payments: an agency's fees.
fn agency(facts: &Facts<'_>, accounts: &[u32]) -> Option<(Vec<u32>, Vec<u32>)> {
    let mut hands: Vec<u32> = accounts.iter().flat_map(|&a| facts.companies.hands_of(a)).copied().collect();
    hands.sort_unstable();
    hands.dedup();
    let mut fees: Vec<(u32, u32, u32)> = Vec::new();
    for &hand in &hands {
        for payout in facts.companies.payouts(hand).iter().copied().filter(|&p| p != NONE) {
            for &row in facts.payments.by(payout).iter().take(MOST_PAYMENTS) {
                let payee = facts.payments.payee[row as usize];
                if facts.payments.times(payout, payee) >= 2 {
                    fees.push((payee, hand, row));
                }
            }
        }
    }
    fees.sort_unstable();
    fees.chunk_by(|a, b| a.0 == b.0).find_map(|fees| {
        let mut paying: Vec<u32> = fees.iter().map(|f| f.1).collect();
        paying.dedup();
        let of_device = paying.len() as f64 >= CLIENTS.0 * hands.len() as f64;
        let of_payee = paying.len() as f64 >= CLIENTS.1 * f64::from(facts.payments.payers_of(fees[0].0));
        let agency = paying.len() >= 2 && of_device && of_payee;
        agency.then(|| (paying, fees.iter().map(|f| f.2).collect()))
    })
}
