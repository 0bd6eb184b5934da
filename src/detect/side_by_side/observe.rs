//! Accounts → the two devices that tell most, and who pays.

use std::ops::RangeInclusive;

use super::super::facts::{
    Binding, Contact, Facts, SHARE_DAYS, Use, come_every, days_between, is_steady, span,
};
use super::super::features::rhythm_distance;
use super::place::{own_line, place};
use super::{
    AGAIN, AT_HOME, GATEWAY, HARDLY_ALONE, HOUSE, IN_TURN, NOW_AND_THEN, ONE_DEVICE, Pair, REGULAR, Rent,
    SHARE, TOGETHER,
};
use crate::ids::NONE;
use crate::time::DAY_MS;

/// Days that each device needs within their common time.
pub(super) const SIDE_DAYS: u32 = 3;
/// Bits from which on it surprises that a device was not used on any of so many days on which the account was: one
/// in 256 devices that are there, and used on as large a share of days as within their time.
const MISSED_BITS: f64 = 8.0;
/// Devices that are looked at, the most used first.
const MOST_DEVICES: usize = 12;
/// Logins that a rhythm needs.
const RHYTHM_LOGINS: u32 = 8;
/// Rent is paid by the week or by the month.
const RENT_DAYS: RangeInclusive<i64> = 6..=35;

/// Devices of an account that it does not merely visit, the most used first.
fn own_uses<'f>(facts: &'f Facts<'_>, account: u32) -> impl Iterator<Item = &'f Use> {
    let own = move |u: &&Use| !facts.parties[u.device as usize].is_visitor(account);
    facts.uses(account).iter().take(MOST_DEVICES).filter(own)
}

/// The two devices that tell most: the main one, and the one that shares least with it.
pub(super) fn pair<'f>(facts: &'f Facts<'_>, account: u32) -> Option<Pair<'f>> {
    let mut uses = own_uses(facts, account);
    let one = uses.next()?;
    let beside = |two: &&Use| {
        let (a, b) = (span(one.days), span(two.days));
        let common = days_between(a.0.max(b.0), a.1.min(b.1));
        (one.days & common).count_ones() >= SIDE_DAYS && (two.days & common).count_ones() >= SIDE_DAYS
    };
    let (place, two) = uses
        .filter(beside)
        .map(|two| (place(facts, account, one, two), two))
        .max_by_key(|(place, two)| (*place, two.days.count_ones(), std::cmp::Reverse(two.device)))?;
    let enough = one.logins >= RHYTHM_LOGINS && two.logins >= RHYTHM_LOGINS;
    let rhythm = enough.then(|| rhythm_distance(&facts.hours([one]), &facts.hours([two]))).flatten();
    let company = company_device(facts, account, two, one) || company_device(facts, account, one, two);
    let worked = facts.companies.of(account).any(|b| facts.employment.is_worked(b));
    let bound = bound(facts, account, span(one.days).0.max(span(two.days).0));
    let term = term(one.days, two.days);
    let line = match place {
        Some(TOGETHER | GATEWAY) => None,
        _ => own_line(facts, account, one, two),
    };
    Some(Pair { account, place, line, rhythm, bound, term, company, worked, two, one })
}

/// How the devices of an account follow each other of which no two are used over the same weeks: the place in
/// `DEVICES` of `weigh.rs`.
pub(super) fn one_at_a_time(facts: &Facts<'_>, account: u32) -> u8 {
    let mut uses = own_uses(facts, account);
    let Some(one) = uses.next() else { return ONE_DEVICE };
    let others: Vec<&Use> = uses.collect();
    let after = |two: &Use| {
        let (a, b) = (span(one.days), span(two.days));
        a.1 < b.0 || b.1 < a.0
    };
    let apart = |two: &Use| matches!(place(facts, account, one, two), Some(HARDLY_ALONE..));
    if others.iter().any(|two| two.days.count_ones() >= SIDE_DAYS && after(two) && apart(two)) {
        return IN_TURN;
    }
    match others.iter().filter(|two| !after(two)).map(|two| apart(two)).max() {
        Some(true) => NOW_AND_THEN,
        Some(false) => AT_HOME,
        None => ONE_DEVICE,
    }
}

/// Whether a binding of the own account began when the second operator's use did, or at another time, and
/// which; by the day on which that use began.
fn bound(facts: &Facts<'_>, account: u32, day: u32) -> (usize, Option<u32>) {
    let came = facts.frames.noon(day);
    let near = facts.settings.change_window_days * DAY_MS;
    let meanwhile = facts.companies.of(account).filter(|b| !b.created && b.to > came);
    let nearest = meanwhile.min_by_key(|b| ((b.from - came).abs(), b.row));
    let class = |b: Binding| if (b.from - came).abs() <= near { 2 } else { 1 };
    nearest.map_or((0, None), |b| (class(*b), Some(b.row)))
}

/// How long two devices are in use beside each other: 0 all along, 1 until one is there no more, 2 since one came, 3
/// while one is there for a time, within that of the other.
fn term(one: u128, two: u128) -> usize {
    let active = one | two;
    let missed = |days: u128| {
        let (first, last) = span(days);
        let within = (active & days_between(first, last)).count_ones();
        // One day without it more as seen, since none in sight is not none at all.
        let share = f64::from(days.count_ones()) / f64::from(within + 1);
        let missed =
            |days: u128| -f64::from((active & days).count_ones()) * (1.0 - share).log2() >= MISSED_BITS;
        (missed((1 << first) - 1), missed(!(u128::MAX >> (127 - last))))
    };
    match (missed(one), missed(two)) {
        ((true, true), _) | (_, (true, true)) => 3,
        ((true, _), _) | (_, (true, _)) => 2,
        ((_, true), _) | (_, (_, true)) => 1,
        _ => 0,
    }
}

/// Whether colleagues use a device, and nobody else, or whoever works for the company; or whether it is
/// at home at the enterprise that made the account, whose own it is.
fn company_device(facts: &Facts<'_>, account: u32, usage: &Use, other: &Use) -> bool {
    let parties = &facts.parties[usage.device as usize];
    // The holder's other accounts make a phone no company's.
    let holder = |account: u32| facts.accounts.holder[account as usize];
    let colleague = |other: u32| holder(account) == NONE || holder(other) != holder(account);
    let colleagues =
        || parties.strangers(account, usage.days) == 0 && parties.fellows(account).any(colleague);
    let owner = || {
        let devices = facts.own_devices(account);
        let alone = usage.days & !other.days;
        let mut owned = facts.companies.of(account).filter(|b| b.created);
        owned.any(|b| facts.contact(b, alone & facts.bound_days(b), &devices) == Some(Contact::Meets))
    };
    // A company's device is on the company's network, whoever is logged in on it.
    let open = || !facts.masks.hides(usage.device) && (colleagues() || owner());
    facts.is_excused(account, usage) || open()
}

/// What a payer who is no employer pays the holder more than once; of several who shares out earnings, if one does,
/// for that is who runs the account; else the most regular, and of those who pay what a rent may be rather than more.
pub(super) fn rent(facts: &Facts<'_>, account: u32) -> Option<Rent> {
    let of = |(payer, rows): (u32, Vec<u32>)| {
        let class = match come_every(facts, &rows, RENT_DAYS) && is_steady(facts, &rows) {
            _ if facts.wages.is_house(payer) => HOUSE,
            true => REGULAR,
            false if come_every(facts, &rows, SHARE_DAYS) => SHARE,
            false => AGAIN,
        };
        Rent { payer, class, large: facts.payments.are_large(&rows), rows }
    };
    let rents = facts.rents(account).into_iter().map(of);
    rents.max_by_key(|r| {
        (r.class == HOUSE, r.class, r.large != Some(true), r.rows.len(), std::cmp::Reverse(r.payer))
    })
}
