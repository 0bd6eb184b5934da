//! Who shares a device: the unrelated parties on it.
//!
//! Accounts are related if one person holds them or one hand (see
//! [`Companies`](super::Companies)) has them bound. Accounts on a device fall into *parties* of
//! related ones. Many accounts of one party on a device say nothing; several parties at work on it
//! side by side do. Cost: linear in the calendars, and logarithmic for each question, whatever the
//! number of accounts on a device.

use petgraph::unionfind::UnionFind;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{Facts, Use, days_of, span};
use crate::ids::{Domain, NONE};

/// Days from which on the use of a device is more than a visit. A borrowed or public device is used
/// once or twice.
pub const SUSTAINED_DAYS: u32 = 3;

/// Visitors of one device who may stay by chance as long as whoever is at work there.
const CHANCE_STAYS: f64 = 0.5;

/// Passers-by that make a device a public one: a family has fewer guests in a season, and who hides tenants' accounts
/// among passers-by needs so many people from elsewhere on each phone.
const PASSERS: usize = 10;
/// How often it is asked which devices are public: the regulars of one pass by at the next.
const ROUNDS: usize = 8;
/// As many of those who stay there at the most come to one passer-by. Assumed: up to two in three of those who come to a
/// library's computer within a quarter come on three days or more, and of the others not half can be told to be no stock.
const REGULARS: usize = 5;
/// Days on which a passer-by is seen elsewhere: an account that hardly exists is nobody who passes.
const ELSEWHERE_DAYS: u32 = 10;

/// Accounts on a device that belong together.
#[derive(Debug, Clone)]
pub struct Party {
    /// Its first account.
    pub first: u32,
    /// Accounts.
    pub accounts: u32,
    /// Days on which any of them used the device.
    pub days: u128,
    /// Whether it is known who they are: one of them has a holder or a company. Whoever is not known
    /// may be anybody, a stranger as well as the owner.
    pub known: bool,
    /// Where its accounts begin among those of the device.
    start: u32,
}

/// The parties on one device; empty where only one account uses it.
#[derive(Debug, Clone, Default)]
pub struct DeviceParties {
    /// Parties, in the order of their first account.
    pub parties: Vec<Party>,
    /// (account, its party), sorted.
    members: Vec<(u32, u32)>,
    /// Accounts by party, sorted within each.
    by_party: Vec<u32>,
    /// First and last days of the parties that stayed, each sorted.
    begins: Vec<u8>,
    ends: Vec<u8>,
    /// Place of the party that is at home there, if there is one.
    host: u32,
    /// Days from which on the use is more than a visit.
    stay: u32,
}

impl DeviceParties {
    /// The party of an account.
    pub fn party_of(&self, account: u32) -> Option<&Party> {
        let at = self.members.binary_search_by_key(&account, |m| m.0).ok()?;
        self.parties.get(self.members[at].1 as usize)
    }

    /// Accounts of a party, sorted.
    pub fn of(&self, party: &Party) -> &[u32] {
        &self.by_party[party.start as usize..(party.start + party.accounts) as usize]
    }

    /// Other accounts of the account's party, sorted. Only they are visited, however many strangers
    /// are on the device.
    pub fn fellows(&self, account: u32) -> impl Iterator<Item = u32> {
        let own = self.party_of(account);
        let own = own.map_or(0..0, |p| p.start as usize..(p.start + p.accounts) as usize);
        self.by_party[own].iter().copied().filter(move |&other| other != account)
    }

    /// How many other parties used the device for longer than a visit and at the time of `days`; none
    /// where it is not known whose the account is, or where it only visits.
    pub fn strangers(&self, account: u32, days: u128) -> usize {
        if self.is_visitor(account) || self.party_of(account).is_some_and(|p| !p.known) {
            return 0;
        }
        let (from, to) = span(days);
        let begun = self.begins.partition_point(|&b| u32::from(b) <= to);
        let over = self.ends.partition_point(|&e| u32::from(e) < from);
        let own = self.party_of(account).is_some_and(|p| self.stays(p));
        (begun - over).saturating_sub(usize::from(own))
    }

    /// Days from which on the use of the device is more than a visit, see [`stay`]; more than there are for public
    /// ones.
    pub fn stay(&self) -> u32 {
        self.stay
    }

    /// Whether the device is a public one, see [`is_public`]: everybody is a visitor there, regulars, too.
    pub fn is_public(&self) -> bool {
        self.stay == u32::MAX
    }

    /// Makes it a public one.
    fn open(&mut self) {
        self.stay = u32::MAX;
        self.begins = Vec::new();
        self.ends = Vec::new();
        self.host = NONE;
    }

    /// Whether a party used the device for longer than a visit.
    pub fn stays(&self, party: &Party) -> bool {
        party.days.count_ones() >= self.stay
    }

    /// Whether the device is one that people visit, and the account's party is no more than a visitor.
    pub fn is_visitor(&self, account: u32) -> bool {
        self.stay > SUSTAINED_DAYS && self.party_of(account).is_some_and(|p| !self.stays(p))
    }

    /// Whether nobody is at home there as much as the account: the others came to its party's device, which
    /// it can't help, and not it to theirs.
    pub fn is_host(&self, account: u32) -> bool {
        let at = self.members.binary_search_by_key(&account, |m| m.0);
        at.is_ok_and(|at| self.members[at].1 == self.host)
    }
}

/// Parties of every device, indexed by its number. Most devices have one account and take four bytes.
#[derive(Debug, Default)]
pub struct Parties {
    /// Place of each device among the shared ones; [`NONE`] if one account uses it.
    places: Vec<u32>,
    shared: Vec<DeviceParties>,
}

/// What is known of a device that one account uses.
static ALONE: DeviceParties = DeviceParties {
    parties: Vec::new(),
    members: Vec::new(),
    by_party: Vec::new(),
    begins: Vec::new(),
    ends: Vec::new(),
    host: NONE,
    stay: SUSTAINED_DAYS,
};

impl std::ops::Index<usize> for Parties {
    type Output = DeviceParties;

    fn index(&self, device: usize) -> &DeviceParties {
        match self.places[device] {
            NONE => &ALONE,
            place => &self.shared[place as usize],
        }
    }
}

/// Parties of every device.
pub fn parties(facts: &Facts<'_>) -> Parties {
    let devices = facts.frames.names.of(Domain::Device).len();
    let found: Vec<(u32, DeviceParties)> = (0..devices as u32)
        .into_par_iter()
        .filter_map(|device| Some((device, parties_of(facts, device)?)))
        .collect();
    let mut all = Parties { places: vec![NONE; devices], shared: Vec::with_capacity(found.len()) };
    for (device, parties) in found {
        all.places[device as usize] = all.shared.len() as u32;
        all.shared.push(parties);
    }
    open_public(facts, &mut all);
    all
}

/// Opens the public devices. Who passes by at one may be a regular at another, and is no stranger's guest there once that
/// one is known for what it is, so that it is asked again as long as there are new ones.
fn open_public(facts: &Facts<'_>, all: &mut Parties) {
    let many = |&device: &u32| all[device as usize].parties.len() >= PASSERS;
    let mut closed: Vec<u32> = (0..all.places.len() as u32).filter(many).collect();
    for _ in 0..ROUNDS {
        let (public, rest): (Vec<u32>, Vec<u32>) =
            closed.into_par_iter().partition(|&device| is_public(facts, all, device));
        if public.is_empty() {
            return;
        }
        for device in public {
            all.shared[all.places[device as usize] as usize].open();
        }
        closed = rest;
    }
}

/// Whether a device is for whoever comes: a library's, a café's, one on display. One party passes by for five that stay,
/// and ten at least; and they are no stock of somebody who works accounts there, but known people who are on devices of
/// their own on other days, and on no other device among strangers. Regulars of such a place have it in common, and
/// nothing else.
fn is_public(facts: &Facts<'_>, all: &Parties, device: u32) -> bool {
    let on = &all[device as usize];
    let staying = on.parties.iter().filter(|party| on.stays(party)).count();
    let least = staying.div_ceil(REGULARS).max(PASSERS);
    if on.parties.len() < least + staying {
        return false;
    }
    let own = |account: u32| {
        let private = |usage: &&Use| usage.device != device && !all[usage.device as usize].is_public();
        let others = || facts.uses(account).iter().filter(private);
        let among_strangers = |usage: &Use| all[usage.device as usize].strangers(account, usage.days) > 0;
        days_of(others()).count_ones() >= ELSEWHERE_DAYS && !others().any(among_strangers)
    };
    let passes = |party: &&Party| {
        party.known
            && party.days.count_ones() < SUSTAINED_DAYS
            && on.of(party).iter().all(|&account| own(account))
    };
    on.parties.iter().filter(passes).take(least).count() >= least
}

/// Accounts on a device with their days there; rows of the calendars are sorted by account.
pub fn accounts_on(facts: &Facts<'_>, device: u32) -> Vec<(u32, u128)> {
    let mut accounts: Vec<(u32, u128)> = Vec::new();
    for &row in facts.by_device.rows(device) {
        let (account, days) = (facts.calendars.account[row as usize], facts.calendars.days(row as usize));
        match accounts.last_mut() {
            Some(last) if last.0 == account => last.1 |= days,
            _ => accounts.push((account, days)),
        }
    }
    accounts
}

/// What relates accounts on one device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Token {
    Hand,
    Person,
    Phone,
}

/// Hands, the holder, whoever was declared to work with the company's own account; and the phone, which
/// says who has an account that nobody is verified for.
fn tokens(facts: &Facts<'_>, account: u32) -> impl Iterator<Item = (Token, u32)> {
    let hands = facts.companies.hands_of(account).iter().map(|&hand| (Token::Hand, hand));
    let created = facts.companies.of(account).filter(|b| b.created);
    let declared = created.map(|b| (Token::Person, b.employee));
    let own = [
        (Token::Person, facts.accounts.holder[account as usize]),
        (Token::Phone, facts.accounts.phone[account as usize]),
    ];
    hands.chain(declared).chain(own).filter(|token| token.1 != NONE)
}

/// Place of the party that is at home on a device: there on most days, or of several that are as often
/// there before the others. [`NONE`] where they are alike: all of them are worked there.
fn host(parties: &[Party]) -> u32 {
    let at_home = |p: &Party| (p.days.count_ones(), std::cmp::Reverse(p.days.trailing_zeros()));
    let most = parties.iter().map(at_home).max();
    let mut hosts = (0..).zip(parties).filter(|(_, p)| Some(at_home(p)) == most).map(|(place, _)| place);
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => host,
        _ => NONE,
    }
}

/// Days from which on the use of a device is more than a visit, from the days of each of its parties.
///
/// Where most parties came for a day or two, the device is one that people visit: a display phone, a
/// library's computer. Of hundreds of visitors some come more often, by chance and without being at work
/// there. Visits are taken for a geometric distribution with the median of all, which those at work don't
/// move as long as they are fewer than the visitors, and more is asked for than [`CHANCE_STAYS`] of them have.
fn stay(mut days: Vec<u32>) -> u32 {
    days.sort_unstable();
    let median = days.get(days.len() / 2).copied().unwrap_or(0).max(1);
    if median >= SUSTAINED_DAYS {
        return SUSTAINED_DAYS;
    }
    // P(days > k) = 2^(-k / median).
    let longest = f64::from(median) * (days.len() as f64 / CHANCE_STAYS).log2();
    SUSTAINED_DAYS.max(1 + longest.ceil() as u32)
}

/// `None` for a device that one account uses.
fn parties_of(facts: &Facts<'_>, device: u32) -> Option<DeviceParties> {
    let [first, .., last] = facts.by_device.rows(device) else { return None };
    if facts.calendars.account[*first as usize] == facts.calendars.account[*last as usize] {
        return None;
    }
    let accounts = accounts_on(facts, device);
    let mut sets = UnionFind::<u32>::new(accounts.len());
    let mut seen: FxHashMap<(Token, u32), u32> = FxHashMap::default();
    for (i, &(account, _)) in accounts.iter().enumerate() {
        for token in tokens(facts, account) {
            let first = *seen.entry(token).or_insert(i as u32);
            sets.union(first, i as u32);
        }
    }
    let mut place: FxHashMap<u32, u32> = FxHashMap::default();
    let mut all = DeviceParties::default();
    for (i, &(account, days)) in accounts.iter().enumerate() {
        let at = *place.entry(sets.find(i as u32)).or_insert_with(|| {
            all.parties.push(Party { first: account, accounts: 0, days: 0, known: false, start: 0 });
            all.parties.len() as u32 - 1
        });
        let party = &mut all.parties[at as usize];
        party.accounts += 1;
        party.days |= days;
        party.known |= tokens(facts, account).any(|token| token.0 != Token::Phone);
        all.members.push((account, at));
    }
    let mut end = 0;
    for party in &mut all.parties {
        party.start = end;
        end += party.accounts;
    }
    let mut next: Vec<u32> = all.parties.iter().map(|p| p.start).collect();
    all.by_party = vec![0; accounts.len()];
    for &(account, party) in &all.members {
        let place = &mut next[party as usize];
        all.by_party[*place as usize] = account;
        *place += 1;
    }
    all.host = host(&all.parties);
    all.stay = stay(all.parties.iter().map(|p| p.days.count_ones()).collect());
    let stayed = all.parties.iter().filter(|p| p.known && all.stays(p)).map(|p| span(p.days));
    (all.begins, all.ends) = stayed.map(|(b, e)| (b as u8, e as u8)).unzip();
    all.begins.sort_unstable();
    all.ends.sort_unstable();
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fault: who looked in at a shop's display phone three times is taken for one of its operators.
    #[test]
    fn visitors_of_a_public_device_come_more_often_by_chance() {
        // 1 + log2(64 / 0.5), and twice as much where visits last two days.
        assert_eq!(stay([vec![1; 60], vec![3; 4]].concat()), 8);
        assert_eq!(stay([vec![1; 20], vec![2; 44]].concat()), 15);
        // Four at work on a phone, and a friend who logged in once.
        assert_eq!(stay(vec![20, 1, 30, 25, 18]), SUSTAINED_DAYS);
        // Guests brought there to hide them move the line to less than they work.
        assert!(stay([vec![1; 20], vec![25; 15]].concat()) < 10);
        assert_eq!(stay(vec![1, 30]), SUSTAINED_DAYS);
    }
}
