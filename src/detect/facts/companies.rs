//! Companies: bindings by account and by enterprise, and which enterprises belong together.

use petgraph::unionfind::UnionFind;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Accounts, Index};
use crate::frames::Frames;
use crate::ids::NONE;
use crate::schema::{ExportKind, METHODS, word};
use crate::time::NO_TIME;

/// One binding.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// Row of the sorted export.
    pub row: u32,
    /// The enterprise.
    pub enterprise: u32,
    /// The KOS account.
    pub account: u32,
    /// When it was bound.
    pub from: i64,
    /// When it was unbound; the end of time if it still is.
    pub to: i64,
    /// Whether the enterprise made and owns the account.
    pub created: bool,
    /// Identity that the enterprise declared.
    pub employee: u32,
}

/// Bindings of accounts that the enterprise made.
const CREATED: u32 = word(METHODS, "created");

/// Bindings and houses.
///
/// A *house* is a group of enterprises that may act as one: a parent and its branches, a franchise.
/// A *hand* is wider: enterprises of one house or of one legal representative.
pub struct Companies {
    bindings: Vec<Binding>,
    by_account: Index,
    by_enterprise: Index,
    house: Vec<u32>,
    hand: Vec<u32>,
    /// Hands of all accounts, and where each account's begin.
    hands: Vec<u32>,
    hand_starts: Vec<u32>,
    payouts: FxHashMap<u32, Vec<u32>>,
    /// (hand, payout account), for looking one up whatever the size of the hand.
    paid_into: FxHashSet<(u32, u32)>,
    members: FxHashMap<u32, Vec<u32>>,
}

impl Companies {
    /// Reads bindings and groups enterprises.
    pub fn new(frames: &Frames, accounts: &Accounts<'_>, groups: usize, persons: usize) -> Companies {
        let numbers = |column: &str| frames.numbers(ExportKind::Bindings, column);
        let times = |column: &str| frames.wides(ExportKind::Bindings, column);
        let (enterprise, account) = (numbers("enterprise_id"), numbers("account_id"));
        let (method, employee) = (numbers("method"), numbers("employee_hash"));
        let (from, to) = (times("bound_at"), times("unbound_at"));
        let bindings: Vec<Binding> = (0..account.len())
            .map(|row| Binding {
                row: row as u32,
                enterprise: enterprise[row],
                account: account[row],
                from: from[row],
                to: if to[row] == NO_TIME { i64::MAX } else { to[row] },
                created: method[row] == CREATED,
                employee: employee[row],
            })
            .collect();
        let count = accounts.count();
        let enterprises: Vec<u32> = enterprises(accounts, enterprise);
        let house = union(count, &enterprises, &[(accounts.group, groups)]);
        let hand = union(count, &enterprises, &[(accounts.group, groups), (accounts.holder, persons)]);
        let mut payouts: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        let mut members: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for &enterprise in &enterprises {
            let of = hand[enterprise as usize];
            payouts.entry(of).or_default().push(accounts.payout[enterprise as usize]);
            members.entry(of).or_default().push(enterprise);
        }
        let mut companies = Companies {
            paid_into: payouts.iter().flat_map(|(&h, of)| of.iter().map(move |&p| (h, p))).collect(),
            payouts,
            members,
            by_account: Index::new(count, account),
            by_enterprise: Index::new(count, enterprise),
            bindings,
            house,
            hand,
            hands: Vec::with_capacity(account.len()),
            hand_starts: Vec::with_capacity(count + 1),
        };
        companies.collect_hands(count as u32);
        companies
    }

    fn collect_hands(&mut self, accounts: u32) {
        for account in 0..accounts {
            self.hand_starts.push(self.hands.len() as u32);
            let own = Some(self.hand(account)).filter(|&h| h != NONE);
            let bound = self.of(account).map(|b| self.hand(b.enterprise));
            let mut hands: Vec<u32> = own.into_iter().chain(bound).collect();
            hands.sort_unstable();
            hands.dedup();
            self.hands.append(&mut hands);
        }
        self.hand_starts.push(self.hands.len() as u32);
    }

    /// Bindings of an account.
    pub fn of(&self, account: u32) -> impl Iterator<Item = &Binding> {
        self.by_account.rows(account).iter().map(|&row| &self.bindings[row as usize])
    }

    /// Bindings to an enterprise.
    pub fn to(&self, enterprise: u32) -> impl Iterator<Item = &Binding> {
        self.by_enterprise.rows(enterprise).iter().map(|&row| &self.bindings[row as usize])
    }

    /// How many bindings an enterprise has, without a walk over them.
    pub fn size(&self, enterprise: u32) -> usize {
        self.by_enterprise.rows(enterprise).len()
    }

    /// All bindings, in the order of the sorted export.
    pub fn all(&self) -> &[Binding] {
        &self.bindings
    }

    /// The house of an enterprise account; [`NONE`] for accounts that are no enterprise.
    pub fn house(&self, enterprise: u32) -> u32 {
        self.house[enterprise as usize]
    }

    /// The hand of an enterprise account; [`NONE`] for accounts that are no enterprise.
    pub fn hand(&self, enterprise: u32) -> u32 {
        self.hand[enterprise as usize]
    }

    /// Payout accounts of a hand's enterprises, missing ones included.
    pub fn payouts(&self, hand: u32) -> &[u32] {
        self.payouts.get(&hand).map_or(&[], Vec::as_slice)
    }

    /// Whether a payment account is one of those that [`Companies::payouts`] gives for any of some hands.
    pub fn is_paid_into(&self, payout: u32, hands: &[u32]) -> bool {
        hands.iter().any(|&hand| self.paid_into.contains(&(hand, payout)))
    }

    /// Accounts bound to an enterprise, now or before, whose income goes to its hand: what that payment
    /// account pays and gets is the company's.
    pub fn paid_out_to(&self, payouts: &[u32]) -> Vec<u32> {
        let of_company = |b: &&Binding| {
            let payout = payouts[b.account as usize];
            payout != NONE
                && self.hand(b.account) == NONE
                && self.is_paid_into(payout, &[self.hand(b.enterprise)])
        };
        self.bindings.iter().filter(of_company).map(|b| b.account).collect()
    }

    /// Enterprises of a hand.
    pub fn enterprises(&self, hand: u32) -> &[u32] {
        self.members.get(&hand).map_or(&[], Vec::as_slice)
    }

    /// Whether an account is a hand's own or was ever bound to it.
    pub fn belongs(&self, account: u32, hand: u32) -> bool {
        self.hand(account) == hand || self.hands_of(account).binary_search(&hand).is_ok()
    }

    /// Hands that an account belongs to at a moment: its own, if it is an enterprise, and those it
    /// is bound to.
    pub fn hands_at(&self, account: u32, at: i64) -> Vec<u32> {
        let own = Some(self.hand(account)).filter(|&h| h != NONE);
        let bound = self.of(account).filter(|b| b.from <= at && at < b.to).map(|b| self.hand(b.enterprise));
        own.into_iter().chain(bound).collect()
    }

    /// Hands that an account belonged to at any moment, sorted.
    pub fn hands_of(&self, account: u32) -> &[u32] {
        let account = account as usize;
        &self.hands[self.hand_starts[account] as usize..self.hand_starts[account + 1] as usize]
    }

    /// Whether two accounts ever belonged to one hand, at whatever times.
    pub fn ever_together(&self, a: u32, b: u32) -> bool {
        let there = self.hands_of(b);
        self.hands_of(a).iter().any(|hand| there.binary_search(hand).is_ok())
    }

    /// [`Companies::hands_of`] as a list of its own.
    pub fn hands(&self, account: u32) -> Vec<u32> {
        self.hands_of(account).to_vec()
    }
}

/// Accounts that are an enterprise by their kind or because something is bound to them.
fn enterprises(accounts: &Accounts<'_>, bound_to: &[u32]) -> Vec<u32> {
    let mut all: Vec<u32> = (0..accounts.count() as u32).filter(|&a| accounts.is_enterprise(a)).collect();
    all.extend_from_slice(bound_to);
    all.sort_unstable();
    all.dedup();
    all
}

/// Joins enterprises that agree in one of several attributes; gives each the smallest member.
fn union(count: usize, enterprises: &[u32], attributes: &[(&[u32], usize)]) -> Vec<u32> {
    let mut sets = UnionFind::<u32>::new(count);
    for (values, size) in attributes {
        let mut first = vec![NONE; *size];
        for &enterprise in enterprises {
            let value = values[enterprise as usize];
            if value == NONE {
                continue;
            }
            let seen = &mut first[value as usize];
            if *seen == NONE {
                *seen = enterprise;
            } else {
                sets.union(*seen, enterprise);
            }
        }
    }
    let mut smallest = vec![NONE; count];
    let mut of = vec![NONE; count];
    for &enterprise in enterprises {
        let root = sets.find(enterprise) as usize;
        if smallest[root] == NONE {
            smallest[root] = enterprise;
        }
        of[enterprise as usize] = smallest[root];
    }
    of
}
