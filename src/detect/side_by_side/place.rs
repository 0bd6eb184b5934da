//! What two devices of an account have in common as places.
//!
//! Networks are known by the day, not by device, so that the days on which one device was used alone tell.

use super::super::facts::{Facts, Shared, Use, days_of, main_region};
use super::observe::SIDE_DAYS;
use super::{APART, AT_ONCE, FAR_APART, GATEWAY, HARDLY_ALONE, TOGETHER};
use crate::ids::NONE;

/// Changes of region back and forth, or days in both, from which on it is no journey: three journeys
/// within the window, and as many days under way.
const TO_AND_FRO: u32 = 8;
/// Days on known networks that each of two devices must have to itself for a shared one to be missed.
const DAYS_ALONE: u32 = 5;

/// The place in `PLACE` of `weigh.rs`.
pub(super) fn place(facts: &Facts<'_>, account: u32, one: &Use, two: &Use) -> Option<usize> {
    let (only_one, only_two) = days_alone(facts.uses(account), one, two);
    if only_one != 0 && only_two != 0 {
        match facts.shared_place(account, only_one, only_two) {
            Shared::Network => return Some(TOGETHER),
            Shared::Gateway => return Some(GATEWAY),
            _ => {}
        }
    }
    let region = |usage: &Use| main_region(&facts.calendars, usage.calendar_rows(), u128::MAX);
    let shows = || would_show(facts, account, (only_one, only_two), one.days & two.days);
    let apart = || match !facts.frames.has("logins.ip") || shows() {
        true => APART,
        false => HARDLY_ALONE,
    };
    match (region(one), region(two)) {
        (NONE, _) | (_, NONE) => (only_one != 0 && only_two != 0).then(apart),
        (a, b) if a == b => Some(apart()),
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

/// Whether a network that two devices share would have shown: both were used alone for some days; or one of them was,
/// and on most days with both the account is on a network where that one never was alone, so that the other brings it.
/// `only`: the days of each alone.
fn would_show(facts: &Facts<'_>, account: u32, only: (u128, u128), both: u128) -> bool {
    let known = |only| known_days(facts, account, only);
    let (less, more) = if known(only.0) < known(only.1) { only } else { (only.1, only.0) };
    if known(more) < DAYS_ALONE {
        return false;
    }
    let brought = || {
        let home = facts.home_region[account as usize];
        let new = |row: usize| {
            let (days, ip) = (facts.networks.days(row), facts.networks.ip[row]);
            if days & more == 0 && facts.tells_place(ip, home) { days & both } else { 0 }
        };
        facts.networks.of(account).fold(0, |days, row| days | new(row)).count_ones()
    };
    let seen = known(both);
    known(less) >= DAYS_ALONE || (seen >= SIDE_DAYS && 2 * brought() >= seen)
}

/// On how many of some days a network of the account is known.
fn known_days(facts: &Facts<'_>, account: u32, among: u128) -> u32 {
    let days = |row| facts.networks.days(row) & among;
    facts.networks.of(account).fold(0, |known, row| known | days(row)).count_ones()
}

/// Whether one of two devices that share no address is on networks on which no other account ever is; `None` where one
/// of them has too few days on known ones.
pub(super) fn own_line(facts: &Facts<'_>, account: u32, one: &Use, two: &Use) -> Option<bool> {
    let (only_one, only_two) = days_alone(facts.uses(account), one, two);
    let of = |only| facts.is_on_own_line(account, only, SIDE_DAYS);
    Some(of(only_one)? || of(only_two)?)
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
