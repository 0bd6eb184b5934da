//! The device that came to an account which had been there before, and the days of its stay.

use super::facts::{Facts, SUSTAINED_DAYS, Use, days_between, span};
use super::features::{BOUND, STANDINGS, standing};
use crate::time::DAY_MS;

/// Days for which an account is known before a device is one that came.
const KNOWN_DAYS: u32 = 7;
/// Days on which an account is used after the last one of a device that is gone for good.
const GONE_DAYS: u32 = 14;
/// Of so many days of its stay a device is used on one at least: a kiosk that one passes now and then is not what an
/// account is used with.
const DAYS_A_USE: u32 = 3;
/// Devices of an account that are looked at, the most used first.
const MOST_DEVICES: usize = 12;

/// A device that came, and the days of its stay.
pub struct Newcomer<'f> {
    /// The account's days on it.
    pub usage: &'f Use,
    /// Days of its stay, as bits of the window.
    pub stay: u128,
    /// Whether another device of the account's is used beside it.
    pub beside: bool,
}

/// The device with most days that came to an account which had been there before. The stay goes on to the end of the
/// window unless the account is used without the device for weeks: a lease has an end, and whoever bought an account
/// may change the phone.
pub fn newcomer<'f>(facts: &'f Facts<'_>, account: u32) -> Option<Newcomer<'f>> {
    let uses = facts.uses(account);
    let uses = &uses[..uses.len().min(MOST_DEVICES)];
    if uses.len() < 2 {
        return None;
    }
    let (first, last) = span(facts.active_days(account));
    let came = |u: &&Use| u.days.count_ones() >= SUSTAINED_DAYS && u.span().0 >= first + KNOWN_DAYS;
    let own = |u: &&Use| !facts.parties[u.device as usize].is_visitor(account);
    // Agencies and companies that work for others may.
    let open = |u: &&Use| !facts.is_excused(account, u);
    let usage = uses.iter().filter(own).filter(came).find(open)?;
    let (from, to) = usage.span();
    let to = if to + GONE_DAYS < last { to } else { facts.frames.window.days - 1 };
    let stay = days_between(from, to);
    if usage.days.count_ones() * DAYS_A_USE < (facts.active_days(account) & stay).count_ones() {
        return None;
    }
    let beside = uses.iter().any(|u| u.span().0 < from && u.span().1 >= from + KNOWN_DAYS);
    Some(Newcomer { usage, stay, beside })
}

/// Kinds of accounts to which a device came that are compared with each other: bound about then, and the standings.
pub const STANDS: usize = 1 + STANDINGS;

/// Which of [`STANDS`] an account is to which a device came for a stay.
pub fn stand(facts: &Facts<'_>, account: u32, stay: u128) -> usize {
    let (at, near) = (facts.frames.noon(span(stay).0), facts.settings.change_window_days * DAY_MS);
    let mut bindings = facts.companies.of(account);
    match standing(facts, account) {
        BOUND if bindings.any(|b| (b.from - at).abs() <= near) => 0,
        standing => 1 + standing,
    }
}
