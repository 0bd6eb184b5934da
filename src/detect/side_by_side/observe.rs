//! Accounts → the two devices that tell most, and who pays.

use std::ops::RangeInclusive;

use super::super::facts::{
    Binding, Contact, Facts, SHARE_DAYS, Shared, Use, come_every, days_between, days_of, is_steady,
    main_region, span,
};
use super::super::features::rhythm_distance;
use super::{
    AGAIN, APART, AT_HOME, AT_ONCE, FAR_APART, GATEWAY, HOUSE, IN_TURN, NOW_AND_THEN, ONE_DEVICE, Pair,
    REGULAR, Rent, SHARE, TOGETHER,
};
use crate::ids::NONE;
use crate::time::DAY_MS;

/// Changes of region back and forth, or days in both, from which on it is no journey: three journeys
/// within the window, and as many days under way.
const TO_AND_FRO: u32 = 8;
/// Days that each device needs within their common time.
const SIDE_DAYS: u32 = 3;
/// Bits from which on it surprises that a device was not used on any of so many days on which the account was: one
/// in 256 devices that are there, and used on as large a share of days as within their time.
const MISSED_BITS: f64 = 8.0;
/// Of so many days on networks one may be in company, on a line of one's own, too: a café, a friend's home.
const DAYS_A_MEETING: u32 = 20;
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
    let place = |two: &Use| place(facts, account, one, two);
    let two = uses
        .filter(beside)
        .max_by_key(|two| (place(two), two.days.count_ones(), std::cmp::Reverse(two.device)))?;
    let enough = one.logins >= RHYTHM_LOGINS && two.logins >= RHYTHM_LOGINS;
    let rhythm = enough.then(|| rhythm_distance(&facts.hours([one]), &facts.hours([two]))).flatten();
    let company = company_device(facts, account, two, one) || company_device(facts, account, one, two);
    let worked = facts.companies.of(account).any(|b| facts.employment.is_worked(b));
    let bound = bound(facts, account, span(one.days).0.max(span(two.days).0));
    let term = term(one.days, two.days);
    let line = own_line(facts, account, one, two);
    Some(Pair { account, place: place(two), line, rhythm, bound, term, company, worked, two, one })
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
    let apart = |two: &Use| matches!(place(facts, account, one, two), Some(APART..));
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

/// The place in `PLACE` of `weigh.rs`.
fn place(facts: &Facts<'_>, account: u32, one: &Use, two: &Use) -> Option<usize> {
    let (only_one, only_two) = days_alone(facts.uses(account), one, two);
    if only_one != 0 && only_two != 0 {
        match facts.shared_place(account, only_one, only_two) {
            Shared::Network => return Some(TOGETHER),
            Shared::Gateway => return Some(GATEWAY),
            _ => {}
        }
    }
    let region = |usage: &Use| main_region(&facts.calendars, usage.calendar_rows(), u128::MAX);
    match (region(one), region(two)) {
        (NONE, _) | (_, NONE) => (only_one != 0 && only_two != 0).then_some(APART),
        (a, b) if a == b => Some(APART),
        (here, there) => {
            // Where the account was, on either device: who takes the phone along and leaves the tablet at
            // home goes there and back once, however often the devices are used in turn at home.
            let rows = || one.calendar_rows().chain(two.calendar_rows());
            let seen = || rows().map(|row| (facts.calendars.region[row], facts.calendars.days(row)));
            let changes = switches(days_in(here, seen()), days_in(there, seen()));
            Some(if changes < TO_AND_FRO { FAR_APART } else { AT_ONCE })
        }
    }
}

/// Whether one of two devices that share no address is on networks on which no other account ever is; `None` where
/// they share one, or one of them has too few days on known ones.
fn own_line(facts: &Facts<'_>, account: u32, one: &Use, two: &Use) -> Option<bool> {
    let (only_one, only_two) = days_alone(facts.uses(account), one, two);
    let networks = &facts.networks;
    let (mut days, mut met) = ([0, 0], [0, 0]);
    for row in networks.of(account) {
        let there = networks.days(row);
        if there & only_one != 0 && there & only_two != 0 {
            return None;
        }
        let others = facts.by_ip.rows(networks.ip[row]).len() > 1;
        for (of, only) in [only_one, only_two].into_iter().enumerate() {
            let seen = (there & only).count_ones();
            days[of] += seen;
            met[of] += if others { seen } else { 0 };
        }
    }
    let alone = |of: usize| met[of] * DAYS_A_MEETING <= days[of];
    (days[0] >= SIDE_DAYS && days[1] >= SIDE_DAYS).then(|| alone(0) || alone(1))
}

/// Days on which one of two devices was used and nothing else; where there are none, days on which the other
/// was not. Networks are known by the day, so that a third device would bring its own.
fn days_alone(uses: &[Use], one: &Use, two: &Use) -> (u128, u128) {
    let others = |of: &Use| days_of(uses.iter().filter(|u| u.device != of.device));
    let alone = |of: &Use, other: &Use| match of.days & !others(of) {
        0 => of.days & !other.days,
        alone => alone,
    };
    (alone(one, two), alone(two, one))
}

/// Days in a region, among days by region.
fn days_in(region: u32, seen: impl Iterator<Item = (u32, u128)>) -> u128 {
    seen.filter(|seen| seen.0 == region).fold(0, |days, seen| days | seen.1)
}

/// How often use goes from one place to the other and back; a day in both counts as two changes.
fn switches(one: u128, two: u128) -> u32 {
    let mut at = None;
    let mut changes = 0;
    for day in 0..128 {
        match (one >> day & 1 == 1, two >> day & 1 == 1) {
            (false, false) => {}
            (true, true) => changes += 2,
            (on_one, _) => {
                changes += u32::from(at.is_some_and(|last| last != on_one));
                at = Some(on_one);
            }
        }
    }
    changes
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Fault: a week away with the tablet at home looks like two people in two cities.
    #[test]
    fn a_journey_is_two_changes_and_work_elsewhere_is_many() {
        let (home, away) = (0b1111_0000_1111, 0b0000_1111_0000);
        assert_eq!(switches(home, away), 2);
        assert_eq!(switches(0b0101_0101, 0b1010_1010), 7);
        assert_eq!(switches(0b1111, 0b1111), 8);
        assert_eq!(switches(0b1111, 0), 0);
    }

    /// Fault: phone and tablet used in turn at home, and a journey with the phone, look like two people.
    #[test]
    fn who_uses_two_devices_in_turn_at_home_is_not_here_and_there() {
        let (phone_home, phone_away, tablet) = (0b0101_0101, 0b1111_1111 << 8, 0b1010_1010);
        assert!(switches(phone_home | phone_away, tablet) >= 7);
        let seen = || [(1, phone_home), (2, phone_away), (1, tablet)].into_iter();
        assert_eq!(switches(days_in(2, seen()), days_in(1, seen())), 1);
    }
}
