//! Accounts → cuts, and what happened about each.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::super::facts::{Binding, Facts, Index, Shared, Use, days_of};
use super::super::features::rhythm_distance;
use super::texts::Texts;
use super::weigh::ABSENCE;
use super::{Cut, Devices, ELSEWHERE, Events, IN_REGION, NOTHING, ON_GATEWAY, ON_NETWORK, SETTLED_MS};
use crate::ids::{Domain, NONE};
use crate::schema::{ExportKind, HOLDER, PASSWORD, PAYOUT, PHONE};
use crate::time::{DAY_MS, NO_TIME};

/// Devices of an account that are looked at, the most used first.
pub(super) const MOST_DEVICES: usize = 32;
/// Days on known networks that are needed to say that nobody else is on them.
const LINE_DAYS: u32 = 5;
/// Days after a replacement that are needed to call it one. Before it, one day may be all there is of
/// an account that lay in stock.
const DAYS_AFTER: u32 = 3;

/// Days from the beginning of the window without a login after which an account was left alone: twice as many as
/// within the window, since the last one before it is not known.
const ASLEEP: u32 = 2 * ABSENCE as u32;

/// Indexes that only this detector needs.
pub(super) struct Context<'f, 'a> {
    pub(super) facts: &'f Facts<'a>,
    changes: Index,
    spent_by: Index,
    texts: Texts<'f>,
    window_ms: i64,
}

impl<'f, 'a> Context<'f, 'a> {
    pub(super) fn new(facts: &'f Facts<'a>) -> Self {
        let frames = facts.frames;
        let accounts = facts.accounts.count();
        Context {
            facts,
            changes: Index::new(accounts, frames.numbers(ExportKind::AccountChanges, "account_id")),
            spent_by: Index::new(accounts, frames.numbers(ExportKind::AdSpend, "account_id")),
            texts: Texts::new(facts),
            window_ms: facts.settings.change_window_days * DAY_MS,
        }
    }

    /// Cuts an account where its devices were replaced, or else at its middle day.
    pub(super) fn cut(&self, account: u32) -> Option<Cut> {
        let uses = &self.own_uses(account)[..];
        let active = days_of(uses);
        if i64::from(active.count_ones()) < self.facts.settings.min_active_days {
            return None;
        }
        let (devices, day) = if let Some(day) = replacement(uses, active) {
            (Devices::Replaced, day)
        } else if let Some(day) = self.woke(account, active) {
            (Devices::Woken, day)
        } else {
            let moved = replacement(&self.by_region(uses), active);
            (Devices::Kept, moved.unwrap_or_else(|| middle(active)))
        };
        let early = (1u128 << day) - 1;
        let (before, after) = (active & early, active & !early);
        if (before == 0 && devices != Devices::Woken) || after == 0 {
            return None;
        }
        let at = self.facts.frames.noon(day);
        let place = place_class(self.facts.shared_place(account, before, after));
        let moved = devices != Devices::Kept && place != Some(ON_NETWORK);
        Some(Cut {
            account,
            day: day as u8,
            days: [before, after].map(|days| days.count_ones() as u8),
            absence: day.saturating_sub(127 - before.leading_zeros().min(127)) as u8,
            devices,
            line: if moved { self.facts.is_on_own_line(account, after, LINE_DAYS) } else { None },
            place,
            rhythm: self.rhythm(uses, day, devices),
            events: self.events(account, at, devices),
            advertises: self.advertises(account),
        })
    }

    /// The devices of an account, the most used first. A library's computer that it has been on is no device of its
    /// own.
    fn own_uses(&self, account: u32) -> Cow<'f, [Use]> {
        let uses = self.facts.uses(account);
        let uses = &uses[..uses.len().min(MOST_DEVICES)];
        let own = |u: &&Use| !self.facts.parties[u.device as usize].is_visitor(account);
        match uses.iter().all(|u| own(&u)) {
            true => Cow::Borrowed(uses),
            false => Cow::Owned(uses.iter().filter(own).cloned().collect()),
        }
    }

    /// The days on which an account was active on its own devices: before a day, and from then on.
    pub(super) fn parts(&self, account: u32, day: u8) -> [u128; 2] {
        let (active, early) = (days_of(&*self.own_uses(account)), (1u128 << day) - 1);
        [active & early, active & !early]
    }

    /// The day on which an account is used for the first time, if it was registered before the window and left alone
    /// for weeks of it.
    fn woke(&self, account: u32, active: u128) -> Option<u32> {
        let day = active.trailing_zeros();
        let registered = self.facts.accounts.registered[account as usize];
        let old = registered != NO_TIME && registered < self.facts.frames.noon(0);
        (old && day >= ASLEEP).then_some(day)
    }

    fn events(&self, account: u32, at: i64, devices: Devices) -> Option<Box<Events>> {
        let texts = if devices == Devices::Replaced { self.texts.drift(account, at) } else { None };
        let events = Events { texts, ..self.events_at(account, at) };
        (events != NOTHING).then(|| Box::new(events))
    }

    /// What happened about a moment.
    pub(super) fn events_at(&self, account: u32, at: i64) -> Events {
        Events {
            identity: self.identity_changes(account, at),
            holder: self.nearest_change(HOLDER, account, at),
            password: self.nearest_change(PASSWORD, account, at),
            payments: self.stranger_payments(account, at),
            binding: self.new_binding(account, at),
            owned: self.owned(account, at),
            spend: self.new_spend(account, at),
            texts: None,
        }
    }

    /// Days by region instead of device: who moved house is cut there, so that what happens to people
    /// who move is the background for those who seem to.
    fn by_region(&self, uses: &[Use]) -> Vec<Use> {
        let calendars = &self.facts.calendars;
        let mut regions: Vec<Use> = Vec::new();
        for row in uses.iter().flat_map(|u| u.calendar_rows()) {
            let (region, days) = (calendars.region[row], calendars.days(row));
            match regions.iter_mut().find(|r| r.device == region) {
                Some(known) => known.days |= days,
                None => regions.push(Use { device: region, days, logins: 0, rows: 0..0 }),
            }
        }
        regions
    }

    /// Rhythm distance of the two parts. Background accounts have no hours by day, so that two of
    /// their devices stand for two parts; with one device there is nothing to compare.
    fn rhythm(&self, uses: &[Use], day: u32, devices: Devices) -> Option<f32> {
        let (first, second): (Vec<&Use>, Vec<&Use>) = match (devices, uses) {
            (Devices::Replaced, _) => uses.iter().partition(|u| is_old(u, day)),
            (Devices::Kept, [one, two, ..]) => (vec![one], vec![two]),
            _ => return None,
        };
        let enough = |uses: &[&Use]| uses.iter().map(|u| u.logins).sum::<u32>() >= 8;
        if !enough(&first) || !enough(&second) {
            return None;
        }
        rhythm_distance(&self.facts.hours(first), &self.facts.hours(second)).map(|distance| distance as f32)
    }

    fn near(&self, at: i64, event: i64) -> bool {
        (event - at).abs() <= self.window_ms
    }

    /// Changes of phone or payout account near a moment.
    fn identity_changes(&self, account: u32, at: i64) -> Vec<u32> {
        let field = self.facts.frames.numbers(ExportKind::AccountChanges, "field");
        let when = self.facts.frames.wides(ExportKind::AccountChanges, "changed_at");
        let telling = |row: &&u32| {
            let row = **row as usize;
            matches!(field[row], PHONE | PAYOUT) && self.near(at, when[row])
        };
        self.changes.rows(account).iter().filter(telling).copied().collect()
    }

    /// The changes of an account: field, row.
    pub(super) fn changed(&self, account: u32) -> impl Iterator<Item = (u32, u32)> + '_ {
        let field = self.facts.frames.numbers(ExportKind::AccountChanges, "field");
        self.changes.rows(account).iter().map(|&row| (field[row as usize], row))
    }

    /// The change of one field nearest to a moment, if there is one near it.
    fn nearest_change(&self, of: u32, account: u32, at: i64) -> Option<u32> {
        let field = self.facts.frames.numbers(ExportKind::AccountChanges, "field");
        let when = self.facts.frames.wides(ExportKind::AccountChanges, "changed_at");
        let rows = self.changes.rows(account).iter().copied();
        let near = rows.filter(|&row| field[row as usize] == of && self.near(at, when[row as usize]));
        near.min_by_key(|&row| ((when[row as usize] - at).abs(), row))
    }

    /// Payments to the holder near a moment by somebody who paid only once and employs nobody here.
    fn stranger_payments(&self, account: u32, at: i64) -> Vec<u32> {
        let payments = &self.facts.payments;
        let employers: Vec<u32> = self
            .facts
            .companies
            .of(account)
            .map(|b| self.facts.accounts.payout[b.enterprise as usize])
            .collect();
        let mut found = Vec::new();
        for payee in self.payees(account) {
            for &row in payments.once_to(payee) {
                let from = payments.payer[row as usize];
                let near = self.near(at, payments.at[row as usize]);
                if near && !employers.contains(&from) && from != payee {
                    found.push(row);
                }
            }
        }
        found
    }

    /// Payment accounts of a holder: of this account, now and before, and of the other accounts; not those of
    /// companies that the account is or was bound to.
    fn payees(&self, account: u32) -> Vec<u32> {
        let facts = self.facts;
        let frames = facts.frames;
        let old = frames.numbers(ExportKind::AccountChanges, "old_value");
        let field = frames.numbers(ExportKind::AccountChanges, "field");
        let changed = self.changes.rows(account).iter().filter(|&&row| field[row as usize] == PAYOUT);
        let formers = changed.filter_map(|&row| {
            let text = frames.names.text(Domain::Value, old[row as usize]);
            frames.names.of(Domain::PaymentAccount).find(text)
        });
        let holder = facts.accounts.holder[account as usize];
        let own = facts.by_holder.rows(holder).iter().map(|&a| facts.accounts.payout[a as usize]);
        let this = facts.accounts.payout[account as usize];
        let hands = facts.companies.hands_of(account);
        let holders = |&p: &u32| p != NONE && !facts.companies.is_paid_into(p, hands);
        let mut all: Vec<u32> = formers.chain(own).chain([this]).filter(holders).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// A binding that began about then: up to a week before, since papers come first.
    fn new_binding(&self, account: u32, at: i64) -> Option<u32> {
        let soon = at - 7 * DAY_MS..at + self.window_ms;
        let companies = &self.facts.companies;
        let bought = |b: &&Binding| soon.contains(&b.from) && !is_born(self.facts, b);
        let bindings = || companies.of(account).filter(bought);
        bindings().next()?;
        // Bound anew by a company that had it before is no new owner.
        let mut first: FxHashMap<u32, i64> = FxHashMap::default();
        for binding in companies.of(account) {
            let from = first.entry(companies.hand(binding.enterprise)).or_insert(binding.from);
            *from = binding.from.min(*from);
        }
        bindings().find(|b| first[&companies.hand(b.enterprise)] >= b.from).map(|b| b.row)
    }

    /// The binding of an account that its enterprise made, had before and keeps after a moment.
    fn owned(&self, account: u32, at: i64) -> Option<u32> {
        let companies = &self.facts.companies;
        let hand = companies.of(account).find(|b| b.created && had_before(self.facts, b, at));
        let hand = companies.hand(hand?.enterprise);
        let keeps = |b: &&Binding| companies.hand(b.enterprise) == hand && b.to > at + self.window_ms;
        companies.of(account).find(keeps).map(|b| b.row)
    }

    /// Whether an account advertises at all.
    pub(super) fn advertises(&self, account: u32) -> bool {
        !self.spent_by.rows(account).is_empty()
    }

    /// Advertising that began after a moment, and not before it.
    fn new_spend(&self, account: u32, at: i64) -> Option<u32> {
        let spent_on = self.facts.frames.days(ExportKind::AdSpend, "spent_on");
        let day = self.facts.frames.zone.day(at);
        let rows = self.spent_by.rows(account);
        let first = rows.iter().copied().min_by_key(|&row| spent_on[row as usize])?;
        let began = spent_on[first as usize] - day;
        (0..=(self.window_ms / DAY_MS) as i32).contains(&began).then_some(first)
    }
}

/// Whether a company had an account before a moment: its binding is no part of what happened then.
pub(super) fn had_before(facts: &Facts<'_>, binding: &Binding, at: i64) -> bool {
    binding.from < at - SETTLED_MS || (binding.from <= at && is_born(facts, binding))
}

/// Whether an enterprise made an account, and no one else had it before.
fn is_born(facts: &Facts<'_>, binding: &Binding) -> bool {
    let registered = facts.accounts.registered[binding.account as usize];
    binding.created && registered > binding.from - SETTLED_MS
}

/// The day from which on all devices are others than before, if there is one: the cut with the most
/// days on its smaller side. One stray day (a test of the goods, an old phone in a drawer) or one in
/// twenty is forgiven.
pub(super) fn replacement(uses: &[Use], active: u128) -> Option<u32> {
    let forgiven = (active.count_ones() / 20).max(1);
    // Where a device begins or has ended.
    let candidates = uses.iter().flat_map(|u| [u.span().0, u.span().1 + 1]).filter(|&day| day < 128);
    let sides = |day: u32| {
        let early = (1u128 << day) - 1;
        ((active & early).count_ones(), (active & !early).count_ones())
    };
    let clean = |day: u32| {
        let early = (1u128 << day) - 1;
        let across: u32 =
            uses.iter().map(|u| (u.days & early).count_ones().min((u.days & !early).count_ones())).sum();
        let (before, after) = sides(day);
        across <= forgiven && before > across && after >= DAYS_AFTER + across
    };
    candidates
        .filter(|&day| day > 0 && clean(day))
        .max_by_key(|&day| (sides(day).0.min(sides(day).1), std::cmp::Reverse(day)))
        .map(|day| (active & !((1u128 << day) - 1)).trailing_zeros())
}

/// Whether most of a device's days are before a cut.
pub(super) fn is_old(usage: &Use, day: u32) -> bool {
    2 * (usage.days & ((1u128 << day) - 1)).count_ones() > usage.days.count_ones()
}

/// The day at which half of the active days are over.
fn middle(active: u128) -> u32 {
    let half = active.count_ones() / 2;
    (0..128).find(|&day| (active & ((1u128 << day) - 1)).count_ones() >= half.max(1)).unwrap_or(0)
}

fn place_class(shared: Shared) -> Option<u8> {
    match shared {
        Shared::Network => Some(ON_NETWORK),
        Shared::Gateway => Some(ON_GATEWAY),
        Shared::Region => Some(IN_REGION),
        Shared::Nothing => Some(ELSEWHERE),
        Shared::Unknown => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usage(device: u32, days: u128) -> Use {
        Use { device, days, logins: days.count_ones(), rows: 0..1 }
    }

    fn days(range: std::ops::Range<u32>) -> u128 {
        range.fold(0, |days, d| days | 1 << d)
    }

    #[test]
    fn a_replacement_is_found_and_a_tablet_is_not() {
        let sold = [usage(1, days(0..40)), usage(2, days(50..90))];
        assert_eq!(replacement(&sold, days(0..40) | days(50..90)), Some(50));
        let tablet = [usage(1, days(0..90)), usage(2, days(50..90))];
        assert_eq!(replacement(&tablet, days(0..90)), None);
        // The buyer tried the account once before it was paid for.
        let tried = [usage(1, days(0..40)), usage(2, days(30..31) | days(50..90))];
        assert_eq!(replacement(&tried, days(0..40) | days(50..90)), Some(50));
        // Two days of travel with a borrowed phone are no sale.
        let visit = [usage(1, days(0..90)), usage(2, days(88..90))];
        assert_eq!(replacement(&visit, days(0..90)), None);
    }
}
