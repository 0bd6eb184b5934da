//! The timeline of a ring: a lane an account, with the days of each device, bindings, payments, leads,
//! advertising and changes on one axis.
//!
//! Rows of the exports are looked up for the accounts of rings in full alone: one pass over each export.

use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use crate::evidence::{Node, NodeKind};
use crate::frames::known;
use crate::ids::Domain;
use crate::report::Outcome;
use crate::rings::Ring;
use crate::schema::{CHANGE_FIELDS, ExportKind};

/// Lanes of a timeline at the most, the likeliest accounts first.
const LANES: usize = 20;
/// Devices of a lane at the most, those with the most days.
const DEVICES: usize = 4;
/// Events of one kind in a lane at the most, the earliest first.
const EVENTS: usize = 30;

/// Rows of exports by account or payment account, for some of them.
pub struct Trails<'a> {
    o: &'a Outcome<'a>,
    changes: FxHashMap<u32, Vec<u32>>,
    spend: FxHashMap<u32, Vec<u32>>,
    sent: FxHashMap<u32, Vec<u32>>,
    received: FxHashMap<u32, Vec<u32>>,
    paid: FxHashMap<u32, Vec<u32>>,
    earned: FxHashMap<u32, Vec<u32>>,
}

impl<'a> Trails<'a> {
    /// Looks up the rows of the accounts of some rings.
    pub fn new(o: &'a Outcome<'a>, rings: &[Ring]) -> Trails<'a> {
        let accounts: Vec<u32> =
            rings.iter().flat_map(|r| r.of(NodeKind::Account)).map(|m| m.node.id).collect();
        let payouts: Vec<u32> = accounts.iter().map(|&a| o.facts.accounts.payout[a as usize]).collect();
        let wanted = |ids: &[u32], domain| {
            let mut wanted = vec![false; o.facts.frames.names.of(domain).len()];
            ids.iter().filter(|&&id| known(id)).for_each(|&id| wanted[id as usize] = true);
            wanted
        };
        let mut is_account = wanted(&accounts, Domain::Account);
        is_account.resize(is_account.len().max(o.facts.accounts.count()), false);
        let is_payout = wanted(&payouts, Domain::PaymentAccount);
        let rows = |kind, column, of: &[bool]| {
            let mut rows: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
            for (&id, row) in o.facts.frames.numbers(kind, column).iter().zip(0..) {
                if known(id) && of[id as usize] {
                    rows.entry(id).or_default().push(row);
                }
            }
            rows
        };
        Trails {
            o,
            changes: rows(ExportKind::AccountChanges, "account_id", &is_account),
            spend: rows(ExportKind::AdSpend, "account_id", &is_account),
            sent: rows(ExportKind::LeadTransfers, "from_account", &is_account),
            received: rows(ExportKind::LeadTransfers, "to_account", &is_account),
            paid: rows(ExportKind::Payments, "payer", &is_payout),
            earned: rows(ExportKind::Payments, "payee", &is_payout),
        }
    }

    /// Minutes of the local clock since the window began.
    fn minute(&self, at: i64) -> i64 {
        let frames = self.o.facts.frames;
        let day = frames.zone.day(at);
        let clock = (at - frames.zone.start_of_day(day)) / 60_000;
        i64::from(day - frames.window.first_day) * 1440 + clock
    }

    /// The timeline as `{d: devices, l: lanes, more}`; a lane is `{a: account, d: [[device, [day, length, …]]],
    /// b: [[from, to, enterprise]], e: [[minute, kind, what, with]], s: [[day, fen]]}`.
    pub fn timeline(&self, ring: &Ring) -> Value {
        let mut members: Vec<_> = ring.of(NodeKind::Account).collect();
        members.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.node.cmp(&b.node)));
        let more = members.len().saturating_sub(LANES);
        members.truncate(LANES);
        let mut devices: Vec<u32> = Vec::new();
        let lanes: Vec<Value> = members.iter().map(|m| self.lane(m.node.id, &mut devices)).collect();
        let names: Vec<&str> = devices.iter().map(|&d| self.o.name(Node::new(NodeKind::Device, d))).collect();
        json!({ "d": names, "l": lanes, "more": more })
    }

    fn lane(&self, account: u32, devices: &mut Vec<u32>) -> Value {
        let mut uses: Vec<_> = self.o.facts.uses(account).iter().collect();
        uses.sort_by_key(|u| (std::cmp::Reverse(u.days.count_ones()), u.device));
        uses.truncate(DEVICES);
        uses.sort_by_key(|u| (u.days.trailing_zeros(), u.device));
        let used: Vec<Value> = uses
            .iter()
            .map(|u| {
                let number = devices.iter().position(|&d| d == u.device).unwrap_or_else(|| {
                    devices.push(u.device);
                    devices.len() - 1
                });
                json!([number, runs(u.days)])
            })
            .collect();
        let bound: Vec<Value> = self
            .o
            .facts
            .companies
            .of(account)
            .map(|b| {
                let enterprise = self.o.name(Node::new(NodeKind::Enterprise, b.enterprise));
                let to = if b.to == i64::MAX { Value::Null } else { self.minute(b.to).into() };
                json!([self.minute(b.from), to, enterprise])
            })
            .collect();
        let name = self.o.name(Node::new(NodeKind::Account, account));
        json!({ "a": name, "d": used, "b": bound, "e": self.events(account), "s": self.spent(account) })
    }

    fn events(&self, account: u32) -> Vec<Value> {
        let frames = self.o.facts.frames;
        let account_name = |id| self.o.name(Node::new(NodeKind::Account, id));
        let purse = |id| self.o.name(Node::new(NodeKind::PaymentAccount, id));
        let payout = self.o.facts.accounts.payout[account as usize];
        let mut events: Vec<(i64, &str, String, &str)> = Vec::new();
        let (field, at) = (
            frames.numbers(ExportKind::AccountChanges, "field"),
            frames.wides(ExportKind::AccountChanges, "changed_at"),
        );
        for row in earliest(&self.changes, account, at) {
            events.push((at[row], "change", CHANGE_FIELDS[field[row] as usize].to_string(), ""));
        }
        let (at, fen) =
            (frames.wides(ExportKind::Payments, "paid_at"), frames.wides(ExportKind::Payments, "amount_cny"));
        let (payer, payee) =
            (frames.numbers(ExportKind::Payments, "payer"), frames.numbers(ExportKind::Payments, "payee"));
        for row in earliest(&self.earned, payout, at) {
            events.push((at[row], "paid", crate::report::yuan(fen[row]), purse(payer[row])));
        }
        for row in earliest(&self.paid, payout, at) {
            events.push((at[row], "pays", crate::report::yuan(fen[row]), purse(payee[row])));
        }
        let transfers = |column| frames.numbers(ExportKind::LeadTransfers, column);
        let (lead, from, to) = (transfers("lead_id"), transfers("from_account"), transfers("to_account"));
        let at = frames.wides(ExportKind::LeadTransfers, "transferred_at");
        let lead = |row: usize| frames.names.text(Domain::Lead, lead[row]).to_string();
        for row in earliest(&self.sent, account, at) {
            events.push((at[row], "sent", lead(row), account_name(to[row])));
        }
        for row in earliest(&self.received, account, at) {
            events.push((at[row], "got", lead(row), account_name(from[row])));
        }
        events.sort();
        events.iter().map(|(at, kind, what, with)| json!([self.minute(*at), kind, what, with])).collect()
    }

    /// Advertising spend a day.
    fn spent(&self, account: u32) -> Vec<(i32, i64)> {
        let frames = self.o.facts.frames;
        let (day, fen) =
            (frames.days(ExportKind::AdSpend, "spent_on"), frames.wides(ExportKind::AdSpend, "spend_cny"));
        let mut days: std::collections::BTreeMap<i32, i64> = Default::default();
        for &row in self.spend.get(&account).into_iter().flatten() {
            *days.entry(day[row as usize] - frames.window.first_day).or_default() += fen[row as usize];
        }
        days.into_iter().collect()
    }
}

/// The earliest rows of a key; `at`: when each row was.
fn earliest(rows: &FxHashMap<u32, Vec<u32>>, key: u32, at: &[i64]) -> impl Iterator<Item = usize> {
    let mut of: Vec<usize> = rows.get(&key).into_iter().flatten().map(|&row| row as usize).collect();
    of.sort_unstable_by_key(|&row| (at[row], row));
    of.into_iter().take(EVENTS)
}

/// Set bits as first bit, length, first bit, length …
fn runs(mut days: u128) -> Vec<u32> {
    let mut runs = Vec::new();
    let mut base = 0;
    while days != 0 {
        let gap = days.trailing_zeros();
        days >>= gap;
        let length = days.trailing_ones();
        runs.extend([base + gap, length]);
        base += gap + length;
        days = days.checked_shr(length).unwrap_or(0);
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fault: rows stand in the order of their identifiers, so that any of them were shown as the earliest.
    #[test]
    fn the_earliest_rows_are_shown() {
        let times: Vec<i64> = (0..=EVENTS as i64).rev().collect();
        let rows = FxHashMap::from_iter([(7, (0..times.len() as u32).collect())]);
        let shown: Vec<usize> = earliest(&rows, 7, &times).collect();
        assert_eq!((shown.len(), shown[0], shown[EVENTS - 1]), (EVENTS, EVENTS, 1));
        assert_eq!(earliest(&rows, 8, &times).count(), 0);
    }

    #[test]
    fn runs_of_days() {
        assert_eq!(runs(0), [0u32; 0]);
        assert_eq!(runs(0b0110_0111), [0, 3, 5, 2]);
        assert_eq!(runs(u128::MAX), [0, 128]);
        assert_eq!(runs(1 << 127), [127, 1]);
    }
}
