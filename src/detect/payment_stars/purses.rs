//! Payment accounts with whatever belongs to the same people, and the turns of their accounts.

use rayon::prelude::*;

use super::super::facts::{Binding, Facts, Index};
use crate::ids::{Domain, NONE};
use crate::schema::{ExportKind, HOLDER, PAYOUT, PHONE};
use crate::time::DAY_MS;

/// How near a payment is to a turn: prices are paid about the day of handing over.
pub const NEAR_MS: i64 = 7 * DAY_MS;
/// Bindings of a company above which one more says nothing.
pub const MOST_BOUND: usize = 60;
/// Accounts of one payment account, or one holder, above which it is no person's.
pub const MOST_OWN: usize = 20;

/// An account may have changed hands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Turn {
    /// When.
    pub at: i64,
    /// Which account.
    pub account: u32,
    /// The company's hand if it is a binding, else the holder's first account.
    pub party: u32,
    /// Whether it is a binding.
    pub binding: bool,
}

/// A payment account, with whatever belongs to the same people.
#[derive(Default)]
pub struct Purse {
    /// Sorted by time.
    pub turns: Vec<Turn>,
    /// Hands that its people belong or belonged to, sorted.
    hands: Vec<u32>,
    /// Its people's identities, sorted.
    holders: Vec<u32>,
    /// Share of the window near a turn.
    pub near: f64,
}

/// What belongs to every payment account with accounts.
pub fn purses(facts: &Facts<'_>) -> Vec<Purse> {
    let changes = facts.frames.numbers(ExportKind::AccountChanges, "account_id");
    let changes = Index::new(facts.accounts.count(), changes);
    let formers = formers(facts);
    let renewed = renewed(facts);
    let all = facts.frames.names.of(Domain::PaymentAccount).len() as u32;
    let of = |id: u32| {
        let from = formers.partition_point(|f| f.0 < id);
        let former: Vec<u32> = formers[from..].iter().take_while(|f| f.0 == id).map(|f| f.1).collect();
        purse(facts, &changes, id, (&former, &renewed))
    };
    (0..all).into_par_iter().map(of).collect()
}

/// Accounts whose payout account was changed, sorted; many had none before.
pub fn renewed(facts: &Facts<'_>) -> Vec<u32> {
    let of = |column| facts.frames.numbers(ExportKind::AccountChanges, column);
    let rows = of("account_id").iter().zip(of("field")).filter(|(_, field)| **field == PAYOUT);
    let mut all: Vec<u32> = rows.map(|(&account, _)| account).collect();
    sort(&mut all);
    all
}

/// (payment account, account) of former payout accounts, sorted: sellers are paid into their own.
pub fn formers(facts: &Facts<'_>) -> Vec<(u32, u32)> {
    let of = |column| facts.frames.numbers(ExportKind::AccountChanges, column);
    let names = &facts.frames.names;
    let rows = of("account_id").iter().zip(of("field")).zip(of("old_value"));
    let former = |((&account, &field), &old): ((&u32, &u32), &u32)| {
        let text = (field == PAYOUT && old != NONE).then(|| names.text(Domain::Value, old))?;
        let id = names.of(Domain::PaymentAccount).find(text)?;
        let of_company = facts.companies.is_paid_into(id, facts.companies.hands_of(account));
        (!of_company).then_some((id, account))
    };
    let mut all: Vec<(u32, u32)> = rows.filter_map(former).collect();
    sort(&mut all);
    all
}

/// What belongs to a payment account that some accounts use, and some used before; `renewed` are all
/// accounts whose payout account was changed.
fn purse(facts: &Facts<'_>, changes: &Index, id: u32, (former, renewed): (&[u32], &[u32])) -> Purse {
    let direct = facts.by_payout.rows(id);
    let number = direct.len() + former.len();
    if number == 0 || number > MOST_OWN || facts.approvals.payment_account_today(id) {
        return Purse::default();
    }
    let mut purse = Purse::default();
    // A new payout account may be a buyer's, who is somebody else than the holder.
    let kept = |account: &u32| renewed.binary_search(account).is_err() || former.contains(account);
    let mut own = [direct, former].concat();
    purse.holders.extend(own.iter().filter(|a| kept(a)).map(|&a| facts.accounts.holder[a as usize]));
    purse.holders.retain(|&h| h != NONE);
    sort(&mut purse.holders);
    for &holder in &purse.holders {
        own.extend(facts.by_holder.rows(holder).iter().take(MOST_OWN));
    }
    sort(&mut own);
    for &account in &own {
        if kept(&account) {
            purse.hands.extend_from_slice(facts.companies.hands_of(account));
        }
        add_changes(facts, changes, account, &mut purse.turns);
        add_own_bindings(facts, account, &mut purse.turns);
        // Whoever was paid into it before has no part in what the account's new company does.
        if !former.contains(&account) {
            add_bindings(facts, account, &mut purse.turns);
        }
    }
    sort(&mut purse.hands);
    sort(&mut purse.turns);
    purse.near = near_share(&purse.turns, span(facts));
    purse
}

/// Sorted, each once.
pub fn sort<T: Ord>(values: &mut Vec<T>) {
    values.sort_unstable();
    values.dedup();
}

/// First moment of the time that is looked at, and the first after it: the window and what is near it.
pub fn span(facts: &Facts<'_>) -> (i64, i64) {
    let (first, days) = (facts.frames.window.first_day, facts.frames.window.days as i32);
    let start = |day| facts.frames.zone.start_of_day(day);
    (start(first) - NEAR_MS, start(first + days) + NEAR_MS)
}

/// Fields whose change says that somebody else has an account.
const TELLING: [u32; 3] = [PHONE, PAYOUT, HOLDER];

/// Changes of phone, payout account and holder.
fn add_changes(facts: &Facts<'_>, changes: &Index, account: u32, turns: &mut Vec<Turn>) {
    if facts.accounts.is_enterprise(account) {
        return;
    }
    let field = facts.frames.numbers(ExportKind::AccountChanges, "field");
    let at = facts.frames.wides(ExportKind::AccountChanges, "changed_at");
    let party = facts.person(account);
    let rows = changes.rows(account).iter().map(|&row| row as usize);
    let rows = rows.filter(|&row| TELLING.contains(&field[row]) && may_be_near(facts, at[row]));
    turns.extend(rows.map(|row| Turn { at: at[row], account, party, binding: false }));
}

/// Bindings of others to the companies that the account is, or is bound to.
fn add_bindings(facts: &Facts<'_>, account: u32, turns: &mut Vec<Turn>) {
    let own = facts.companies.of(account).map(|b| b.enterprise);
    let mut companies: Vec<u32> =
        own.chain(Some(account).filter(|&a| facts.companies.size(a) > 0)).take(MOST_OWN).collect();
    sort(&mut companies);
    let small = companies.into_iter().filter(|&e| facts.companies.size(e) <= MOST_BOUND);
    turns.extend(small.flat_map(|e| facts.companies.to(e)).filter_map(|b| bound(facts, b)));
}

/// Bindings of the account itself.
fn add_own_bindings(facts: &Facts<'_>, account: u32, turns: &mut Vec<Turn>) {
    turns.extend(facts.companies.of(account).filter_map(|b| bound(facts, b)));
}

/// A binding as a turn, if it is about the time of the window; accounts that a company makes are not
/// handed over.
fn bound(facts: &Facts<'_>, b: &Binding) -> Option<Turn> {
    let party = facts.companies.hand(b.enterprise);
    (may_be_near(facts, b.from) && !b.created).then_some(Turn {
        at: b.from,
        account: b.account,
        party,
        binding: true,
    })
}

/// Whether a payment that is looked at may be near a moment.
fn may_be_near(facts: &Facts<'_>, at: i64) -> bool {
    let (first, last) = span(facts);
    (first - NEAR_MS..last + NEAR_MS).contains(&at)
}

/// Share of a span of time that is near a turn; turns are in the order of time.
fn near_share(turns: &[Turn], (first, last): (i64, i64)) -> f64 {
    let mut covered = 0;
    let mut end = first;
    for turn in turns {
        let from = (turn.at - NEAR_MS).max(end);
        let to = (turn.at + NEAR_MS).min(last);
        covered += (to - from).max(0);
        end = end.max(to);
    }
    covered as f64 / (last - first).max(1) as f64
}

/// Whether two payment accounts are one person's, or of one company.
pub fn related(a: &Purse, b: &Purse) -> bool {
    let common = |a: &[u32], b: &[u32]| a.iter().any(|x| b.binary_search(x).is_ok());
    common(&a.hands, &b.hands) || common(&a.holders, &b.holders)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fault: overlapping times near turns were added up, so that a busy company seemed always near one.
    #[test]
    fn times_near_turns_count_once() {
        let turn = |days: i64| Turn { at: days * DAY_MS, account: 0, party: 0, binding: true };
        let window = (0, 100 * DAY_MS);
        assert!((near_share(&[turn(50)], window) - 0.14).abs() < 1e-12);
        assert!((near_share(&[turn(50), turn(52)], window) - 0.16).abs() < 1e-12);
        assert!((near_share(&[turn(0), turn(100)], window) - 0.14).abs() < 1e-12);
    }
}
