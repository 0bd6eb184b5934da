//! What accounts share.

use std::ops::Range;

use rayon::prelude::*;

use super::kinds::{DEVICE, ENTERPRISE, NETWORK, PAYEE, PAYER, TEXT, VISIT};
use crate::detect::facts::{Facts, SUSTAINED_DAYS, accounts_on, is_approved};
use crate::ids::{Domain, NONE};

/// Accounts on a thing above which it is left out.
const MOST: usize = 500;

/// A thing that at least two parties share.
pub(super) struct Thing {
    /// Place among the kinds of things.
    pub kind: usize,
    /// Its number.
    pub id: u32,
    /// (account, its party), sorted by party. One holder's accounts are one party.
    pub members: Vec<(u32, u32)>,
}

impl Thing {
    /// The accounts of each party.
    pub fn parties(&self) -> impl Iterator<Item = &[(u32, u32)]> {
        self.members.chunk_by(|a, b| a.1 == b.1)
    }

    /// Whether it says anything of an account: of devices in passing only those who don't stay on them.
    pub fn speaks_of(&self, facts: &Facts<'_>, account: u32) -> bool {
        self.kind != VISIT || {
            let open = !facts.approvals.device_days(self.id);
            let days = facts.usage(account, self.id).map_or(0, |used| (used.days & open).count_ones());
            days < facts.parties[self.id as usize].stay()
        }
    }
}

/// All things that several parties share.
pub(super) fn things(facts: &Facts<'_>) -> Vec<Thing> {
    let devices = facts.frames.names.of(Domain::Device).len() as u32;
    let mut all: Vec<Thing> =
        (0..devices).into_par_iter().flat_map_iter(|id| device(facts, id).into_iter().flatten()).collect();
    let addresses = facts.frames.addresses.len() as u32;
    all.par_extend((0..addresses).into_par_iter().filter_map(|id| address(facts, id)));
    all.extend(money(facts));
    let enterprises = 0..facts.accounts.count() as u32;
    all.par_extend(enterprises.into_par_iter().filter_map(|id| {
        let bound = facts.companies.to(id).map(|b| b.account).take(MOST + 1);
        shared(ENTERPRISE, id, bound.map(|account| (facts.person(account), account)).collect())
    }));
    all.par_extend(facts.library.of_text.par_iter().filter_map(|(&id, of)| text(facts, id, of.clone())));
    all
}

/// A text that is not everybody's; colleagues are one party.
fn text(facts: &Facts<'_>, id: u32, of: Range<usize>) -> Option<Thing> {
    if of.len() < 2 || of.len() > MOST || !facts.library.is_rare(id) {
        return None;
    }
    let open = facts.library.postings[of].iter().filter(|posting| !is_approved(facts, posting));
    shared(TEXT, id, open.map(|p| (p.party, p.account)).collect())
}

/// A device with those who stay on it; and, if a party used it in passing, with all who used it. That of the public
/// belongs to nobody's operation.
fn device(facts: &Facts<'_>, id: u32) -> [Option<Thing>; 2] {
    let on = &facts.parties[id as usize];
    if on.parties.len() < 2 || on.parties.len() > MOST || on.is_public() {
        return [None, None];
    }
    let open = !facts.approvals.device_days(id);
    let party = |account: u32| on.party_of(account).map_or(account, |p| p.first);
    let used = |least: u32| {
        let long = accounts_on(facts, id).into_iter().filter(|(_, days)| (days & open).count_ones() >= least);
        long.map(|(account, _)| (party(account), account)).collect()
    };
    let passed = !on.parties.iter().all(|p| on.stays(p));
    [shared(DEVICE, id, used(on.stay())), passed.then(|| shared(VISIT, id, used(1))).flatten()]
}

fn address(facts: &Facts<'_>, id: u32) -> Option<Thing> {
    let rows = facts.by_ip.rows(id);
    if rows.len() < 2 || rows.len() > MOST {
        return None;
    }
    let approved = facts.approvals.address_days(id);
    let days = |row: u32| facts.networks.days(row as usize) & !approved;
    let stayed = rows.iter().filter(|&&r| days(r).count_ones() >= SUSTAINED_DAYS);
    let accounts: Vec<u32> = stayed.map(|&r| facts.networks.account[r as usize]).collect();
    let home = accounts.first().map_or(NONE, |&a| facts.home_region[a as usize]);
    // Colleagues are on their company's network together, as the holder's accounts are.
    let members = accounts.into_iter().map(|account| (facts.party(account), account)).collect();
    facts.tells_place(id, home).then(|| shared(NETWORK, id, members)).flatten()
}

/// Payers by whom they pay, and payees by who pays them; companies' wages and tills left out.
fn money(facts: &Facts<'_>) -> Vec<Thing> {
    let payments = &facts.payments;
    let of_row = |row: u32| {
        let at = row as usize;
        let (payer, payee) = (payments.payer[at], payments.payee[at]);
        let counts = move |hub: u32, holder: u32| {
            payer != payee
                && (1..=MOST).contains(&facts.by_payout.rows(holder).len())
                && !facts.approvals.payment_account(hub, payments.at[at])
                && !facts.wages.pays(payer, payee)
        };
        let sides = [(PAYER, payer, payee), (PAYEE, payee, payer)];
        sides
            .into_iter()
            .filter(move |&(_, hub, holder)| counts(hub, holder))
            .map(move |(kind, hub, holder)| (kind, hub, row, holder))
    };
    let rows = (0..payments.payer.len() as u32).into_par_iter();
    let mut dealings: Vec<(usize, u32, u32, u32)> = rows.flat_map_iter(of_row).collect();
    dealings.par_sort_unstable();
    // Whoever is paid through one payment account is paid together, and colleagues look alike.
    let party =
        |account: u32| match (facts.companies.hands_of(account), facts.accounts.payout[account as usize]) {
            ([hand, ..], _) => *hand,
            (_, NONE) => facts.person(account),
            (_, payout) => facts.person(facts.by_payout.rows(payout)[0]),
        };
    let of_hub = |of: &[(usize, u32, u32, u32)]| {
        let mut accounts: Vec<u32> = Vec::new();
        for &(.., holder) in of {
            if accounts.len() > MOST {
                break;
            }
            accounts.extend_from_slice(facts.by_payout.rows(holder));
        }
        let (kind, hub, ..) = of[0];
        shared(kind, hub, accounts.into_iter().map(|account| (party(account), account)).collect())
    };
    dealings.par_chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter_map(of_hub).collect()
}

/// `None` unless several parties share it. `members`: (party, account).
fn shared(kind: usize, id: u32, mut members: Vec<(u32, u32)>) -> Option<Thing> {
    members.sort_unstable();
    members.dedup();
    let parties = members.chunk_by(|a, b| a.0 == b.0).count();
    let members = members.into_iter().map(|(party, account)| (account, party)).collect();
    (2..=MOST).contains(&parties).then_some(Thing { kind, id, members })
}
