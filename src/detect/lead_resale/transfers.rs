//! Transfers of leads, and how sender and receiver are related.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::super::facts::Facts;
use crate::ids::{Domain, NONE};
use crate::schema::ExportKind;

/// Sender and receiver are one hand, or the receiver gets back what was its own.
pub const INTERNAL: usize = 0;
/// Declared or approved partners.
pub const PARTNER: usize = 1;
/// The receiver belongs to no company; from here on they are unrelated.
pub const NOBODY: usize = 2;
/// The receiver belongs to another company.
const STRANGER: usize = 3;

/// Share of the leads between two companies that go over the partner interface if they are partners: it was
/// made for them, though people forward a lead by chat, too.
const OVER_INTERFACE: f64 = 1.0 / 3.0;

/// Columns of the transfers.
pub struct Transfers<'a> {
    lead: &'a [u32],
    /// Contact.
    pub contact: &'a [u32],
    /// Sender.
    pub from: &'a [u32],
    /// Receiver.
    pub to: &'a [u32],
    /// When.
    pub at: &'a [i64],
    channel: &'a [u32],
}

impl<'a> Transfers<'a> {
    /// The columns.
    pub fn of(facts: &'a Facts<'_>) -> Transfers<'a> {
        let number = |column| facts.frames.numbers(ExportKind::LeadTransfers, column);
        Transfers {
            lead: number("lead_id"),
            contact: number("contact_hash"),
            from: number("from_account"),
            to: number("to_account"),
            at: facts.frames.wides(ExportKind::LeadTransfers, "transferred_at"),
            channel: number("channel"),
        }
    }

    /// How sender and receiver of each transfer are related: [`INTERNAL`], partners, or [`NOBODY`] and
    /// above for unrelated ones.
    ///
    /// Companies that hand each other leads over the partner interface are partners. But a channel is what
    /// the sender chooses: it makes no partner of a private account, nor of a pair of companies that use it
    /// for a few of their leads. And a partner is given a lead for itself: a contact that one company has from
    /// somebody unrelated and gives to several is sold, whatever the channel. (Who has met a customer may send them to
    /// several, as a broker of houses does; and consumers ask several shops, each with a partner of its own.) Without
    /// the interface, companies are partners in what their own accounts hand each other of customers of their own,
    /// each to one company only.
    pub fn relations(&self, facts: &Facts<'_>) -> Vec<usize> {
        let rows = 0..self.lead.len();
        let of = |row: usize| relation(facts, self.from[row], self.to[row], self.at[row]);
        let mut relations: Vec<usize> = rows.clone().into_par_iter().map(of).collect();
        self.give_back(facts, &mut relations);
        let interface = facts.frames.names.of(Domain::Word).find("partner_api");
        let pairs = self.pairs(facts, &relations);
        let mut given: Vec<(u32, u32, u32)> =
            pairs.iter().map(|&(from, to, row)| (self.contact[row], from, to)).collect();
        given.par_sort_unstable();
        given.dedup();
        let mut got: Vec<(u32, u32)> = pairs.iter().map(|&(_, to, row)| (self.contact[row], to)).collect();
        got.par_sort_unstable();
        let house = |account: u32| facts.accounts.is_enterprise(account);
        for of in pairs.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let over = of.iter().filter(|p| Some(self.channel[p.2]) == interface).count();
            let declared = over as f64 >= OVER_INTERFACE * of.len() as f64;
            for &(from, _, row) in of {
                let contact = (self.contact[row], from);
                let first = given.partition_point(|g| (g.0, g.1) < contact);
                let several = given[first..].iter().take_while(|g| (g.0, g.1) == contact).count() > 1;
                let had = got.binary_search(&contact).is_ok();
                let open = house(self.from[row]) && house(self.to[row]) && !had && !several;
                if open || (declared && !(had && several)) {
                    relations[row] = PARTNER;
                }
            }
        }
        relations
    }

    /// Who got a contact by mistake sends it back to the side that it came from, and a call centre calls a shop's leads
    /// and returns them to its staff; both hand on nothing: such transfers are as those within one hand.
    fn give_back(&self, facts: &Facts<'_>, relations: &mut [usize]) {
        let mut given: FxHashMap<(u32, u32, u32), i64> = FxHashMap::default();
        let leaving: Vec<usize> = (0..relations.len()).filter(|&row| relations[row] >= NOBODY).collect();
        let sides = |row: usize| (facts.party(self.from[row]), facts.party(self.to[row]));
        for &row in &leaving {
            let (from, to) = sides(row);
            let first = given.entry((self.contact[row], from, to)).or_insert(self.at[row]);
            *first = self.at[row].min(*first);
        }
        for row in leaving {
            let (from, to) = sides(row);
            let came = given.get(&(self.contact[row], to, from));
            let went = given[&(self.contact[row], from, to)];
            if came.is_some_and(|&came| came < went) {
                relations[row] = INTERNAL;
            }
        }
    }

    /// Transfers between companies that are unrelated: sender's hand, receiver's, row; sorted.
    fn pairs(&self, facts: &Facts<'_>, relations: &[usize]) -> Vec<(u32, u32, usize)> {
        let hand =
            |account: u32, row: usize| facts.companies.hands_at(account, self.at[row]).first().copied();
        let leaving = (0..relations.len()).into_par_iter().filter(|&row| relations[row] >= NOBODY);
        let pair = |row: usize| Some((hand(self.from[row], row)?, hand(self.to[row], row)?, row));
        let mut pairs: Vec<(u32, u32, usize)> = leaving.filter_map(pair).collect();
        pairs.par_sort_unstable();
        pairs
    }
}

/// How two accounts are related at a moment, whatever passes between them: [`INTERNAL`] if they are of
/// one hand or holder, approved partners, or [`NOBODY`] and above if they are strangers.
pub fn relation(facts: &Facts<'_>, from: u32, to: u32, at: i64) -> usize {
    let holder = |a: u32| facts.accounts.holder[a as usize];
    if from == to || (holder(from) != NONE && holder(from) == holder(to)) {
        return INTERNAL;
    }
    // Whoever was ever bound to one hand counts as related: leads follow people with some delay.
    let ours = facts.companies.hands_of(from);
    let theirs = facts.companies.hands_of(to);
    if ours.iter().any(|h| theirs.contains(h)) {
        return INTERNAL;
    }
    let approved = |a: u32| facts.approvals.account(a, at);
    if approved(to) || approved(from) {
        return PARTNER;
    }
    if facts.companies.hands_at(to, at).is_empty() { NOBODY } else { STRANGER }
}

/// Unrelated parties to which each contact went.
pub fn parties_by_contact(
    facts: &Facts<'_>,
    t: &Transfers<'_>,
    relations: &[usize],
) -> FxHashMap<u32, usize> {
    let mut pairs: Vec<(u32, u32)> = (0..relations.len())
        .filter(|&row| relations[row] >= 2)
        .map(|row| {
            let hand = facts.companies.hands_at(t.to[row], t.at[row]).first().copied();
            (t.contact[row], hand.unwrap_or(t.to[row]))
        })
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs.chunk_by(|a, b| a.0 == b.0).map(|c| (c[0].0, c.len())).collect()
}
