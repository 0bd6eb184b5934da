//! The world under construction: everything that exists, and the ways to add to it.

use std::collections::{BTreeMap, BTreeSet};

use super::WorldOptions;
use super::activity::{Rounds, Usage};
use super::clock::{DAY, Seconds};
use super::honest::companies::Company;
use super::people::{Person, Place};
use super::places::{City, Network};
use super::random::Dice;
pub use super::rows::*;
use super::twins::Twins;

/// The world.
pub struct World {
    /// Options it is made from.
    pub options: WorldOptions,
    /// Seconds in the window.
    pub end: Seconds,
    /// Addresses.
    pub network: Network,
    /// People.
    pub people: Vec<Person>,
    /// Workplaces.
    pub places: Vec<Place>,
    /// Accounts.
    pub accounts: Vec<Account>,
    /// Companies.
    pub companies: Vec<Company>,
    /// Who uses which account.
    pub usages: Vec<Usage>,
    /// Workers who go through lists of accounts.
    pub rounds: Vec<Rounds>,
    /// Bindings.
    pub bindings: Vec<Binding>,
    /// Leads.
    pub leads: Vec<Lead>,
    /// Transfers.
    pub transfers: Vec<Transfer>,
    /// Changes of master data.
    pub changes: Vec<Change>,
    /// Payments.
    pub payments: Vec<Payment>,
    /// Advertising.
    pub spends: Vec<Spend>,
    /// Notes.
    pub notes: Vec<Note>,
    /// Approvals.
    pub approvals: Vec<Approval>,
    /// Roles and rings of abused accounts.
    pub truth: BTreeMap<u32, (Role, u32)>,
    /// Enterprises and private accounts that profit without being offenders' tools: not judged.
    pub unjudged: BTreeSet<u32>,
    /// Resold transfers (index into `transfers`) and their rings.
    pub truth_leads: Vec<(usize, u32)>,
    /// Rings planted so far; a ring's number is its position, counted from one.
    pub rings: Vec<Ring>,
    /// Honest look-alikes.
    pub twins: Twins,
    /// Payment accounts given up: since when, and for which one.
    pub new_banks: BTreeMap<u32, (Seconds, u32)>,
    /// Phones on their way to a second owner: free from, device, first owner.
    pub used_phones: Vec<(Seconds, u32, u32)>,
    counters: [u32; 6],
}

/// Things that are only numbered.
#[derive(Clone, Copy)]
enum Counter {
    Device,
    Ip,
    Phone,
    Wallet,
    Household,
    Contact,
}

impl World {
    /// An empty world.
    pub fn new(options: &WorldOptions) -> Self {
        Self {
            options: options.clone(),
            end: i64::from(options.days) * DAY,
            network: Network::new(options.seed, options.accounts),
            people: Vec::new(),
            places: Vec::new(),
            accounts: Vec::new(),
            companies: Vec::new(),
            usages: Vec::new(),
            rounds: Vec::new(),
            bindings: Vec::new(),
            leads: Vec::new(),
            transfers: Vec::new(),
            changes: Vec::new(),
            payments: Vec::new(),
            spends: Vec::new(),
            notes: Vec::new(),
            approvals: Vec::new(),
            truth: BTreeMap::new(),
            unjudged: BTreeSet::new(),
            truth_leads: Vec::new(),
            rings: Vec::new(),
            twins: Twins::default(),
            new_banks: BTreeMap::new(),
            used_phones: Vec::new(),
            counters: [0; 6],
        }
    }

    /// The stream of random draws for a purpose.
    pub fn dice(&self, purpose: &str, index: usize) -> Dice {
        Dice::new(self.options.seed, purpose, index as u64)
    }

    fn next(&mut self, counter: Counter) -> u32 {
        let slot = &mut self.counters[counter as usize];
        *slot += 1;
        *slot
    }

    /// A new device.
    pub fn new_device(&mut self) -> u32 {
        self.next(Counter::Device)
    }

    /// A new fixed address.
    pub fn new_ip(&mut self) -> u32 {
        Network::fixed(self.next(Counter::Ip))
    }

    /// A new phone number.
    pub fn new_phone(&mut self) -> u32 {
        self.next(Counter::Phone)
    }

    /// A new payment account.
    pub fn new_wallet(&mut self) -> u32 {
        self.next(Counter::Wallet)
    }

    /// A new household line.
    pub fn new_household(&mut self) -> u32 {
        self.next(Counter::Household)
    }

    /// A new consumer.
    pub fn new_contact(&mut self) -> u32 {
        self.next(Counter::Contact)
    }

    /// A new ring's number.
    pub fn new_ring(&mut self, ring: Ring) -> u32 {
        self.rings.push(ring);
        self.rings.len() as u32
    }

    /// Adds an account.
    pub fn add_account(&mut self, account: Account) -> u32 {
        self.accounts.push(account);
        self.accounts.len() as u32 - 1
    }

    /// Adds a workplace with one or two lines and no shared devices.
    pub fn add_place(&mut self, city: City, lines: usize) -> u32 {
        let ips = (0..lines.max(1)).map(|_| self.new_ip()).collect();
        self.places.push(Place { city, ips, shared: Vec::new() });
        self.places.len() as u32 - 1
    }

    /// Adds a usage and tells its position.
    pub fn add_usage(&mut self, usage: Usage) -> usize {
        self.usages.push(usage);
        self.usages.len() - 1
    }

    /// Adds a binding and tells its position.
    pub fn bind(&mut self, binding: Binding) -> usize {
        self.bindings.push(binding);
        self.bindings.len() - 1
    }

    /// Pays; payments outside the window leave no row.
    pub fn pay(&mut self, payer: u32, payee: u32, at: Seconds, yuan: f64) {
        if (0..self.end).contains(&at) && payer != payee {
            let fen = ((yuan * 100.0).round() as i64).max(1);
            self.payments.push(Payment { payer, payee, at, fen });
        }
    }

    /// Hands a lead on and tells the row's position; nothing happens outside the window.
    pub fn hand_on(
        &mut self,
        lead: u32,
        from: u32,
        to: u32,
        at: Seconds,
        channel: &'static str,
    ) -> Option<usize> {
        let born = |account: u32| self.accounts[account as usize].registered;
        if !(0..self.end).contains(&at) || from == to || born(to) > at {
            return None;
        }
        self.transfers.push(Transfer { lead, from, to, at, channel });
        Some(self.transfers.len() - 1)
    }

    /// Changes the password.
    pub fn change_password(&mut self, account: u32, at: Seconds) {
        self.change(account, at, "password", Value::Hidden, Value::Hidden);
    }

    /// Changes the phone number.
    pub fn change_phone(&mut self, account: u32, at: Seconds, phone: u32) {
        let slot = &mut self.accounts[account as usize].phone;
        let old = slot.replace(phone).map_or(Value::Hidden, Value::Phone);
        self.change(account, at, "phone", old, Value::Phone(phone));
    }

    /// Changes the payout account.
    pub fn change_wallet(&mut self, account: u32, at: Seconds, wallet: u32) {
        let slot = &mut self.accounts[account as usize].wallet;
        let old = slot.replace(wallet).map_or(Value::Hidden, Value::Wallet);
        self.change(account, at, "payout_account", old, Value::Wallet(wallet));
    }

    /// Changes the verified identity.
    pub fn change_holder(&mut self, account: u32, at: Seconds, holder: u32) {
        let slot = &mut self.accounts[account as usize].holder;
        let old = slot.replace(holder).map_or(Value::Hidden, Value::Holder);
        self.change(account, at, "holder", old, Value::Holder(holder));
    }

    /// Changes the declared region.
    pub fn change_city(&mut self, account: u32, at: Seconds, city: City) {
        let slot = &mut self.accounts[account as usize].city;
        let old = slot.replace(city).map_or(Value::Hidden, Value::City);
        self.change(account, at, "region", old, Value::City(city));
    }

    fn change(&mut self, account: u32, at: Seconds, field: &'static str, old: Value, new: Value) {
        let at = at.max(self.accounts[account as usize].registered + 60);
        if (0..self.end).contains(&at) && (old != new || field == "password") {
            self.changes.push(Change { account, at, field, old, new });
        }
    }

    /// Lets payments after a change of bank go over the new account.
    pub fn move_banks(&mut self) {
        let moved = |wallet: &mut u32, at: Seconds, banks: &BTreeMap<u32, (Seconds, u32)>| {
            if let Some(&(since, new)) = banks.get(wallet)
                && at >= since
            {
                *wallet = new;
            }
        };
        for payment in &mut self.payments {
            moved(&mut payment.payer, payment.at, &self.new_banks);
            moved(&mut payment.payee, payment.at, &self.new_banks);
        }
    }

    /// Marks an account as abused; the first role stays.
    pub fn convict(&mut self, account: u32, role: Role, ring: u32) {
        self.truth.entry(account).or_insert((role, ring));
    }
}
