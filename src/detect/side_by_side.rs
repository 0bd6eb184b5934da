//! # Operators side by side
//!
//! **Finds** accounts that are used on two devices over the same weeks where the two have nothing in
//! common: another network, another region, other hours. And the money that goes with it: somebody
//! who pays the holder again and again without employing them; and the binding to a tenant, which begins
//! when the second operator comes.
//!
//! **Matters** because a rented account is worked by a stranger while its holder keeps logging in.
//!
//! **Honest twins.** Phone and tablet share the home's network (negative bits). A work computer stands
//! on the employer's network or belongs to colleagues (negative; staff's own phone is on the employer's network,
//! too, now and then). Family members share the home. Wages come through agents, too: who pays as much is none
//! who rents.
//! Headquarters that post for staff are the company (negative). A child who runs the parents' account from
//! another city does so for no enterprise (negative).
//!
//! **Background.** What pairs of devices used side by side have in common among all such pairs of
//! these exports; rhythms of pairs that share a network, which are one person's, and of the others among
//! each other. **Wrong** for people who live in two cities.
//!
//! **Settings:** `detect.min_active_days`.
//!
//! Cost: linear in calendars and networks.

use rayon::iter::Either;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::facts::{Binding, Contact, Facts, Shared, Use, days_between, main_region, span};
use super::features::{EXPECTED_RHYTHM, about, class_of, count, logins_of, rhythm_distance, thresholds};
use super::{Background, Code, Detector, Weigh};
use crate::evidence::{Evidence, Family, Figure, NodeKind, Odds, Source, Typology};
use crate::ids::NONE;
use crate::time::DAY_MS;

/// The entry of this detector.
pub const DETECTOR: Detector = Detector {
    name: "side_by_side",
    typologies: &[Typology::Rented],
    needs: &["logins", "accounts"],
    uses: &["logins.ip", "logins.region", "payments", "accounts.payout_account", "bindings"],
    codes: &[
        Code { name: "two_devices", family: Family::Device, doc: "two devices are used over the same weeks" },
        Code {
            name: "one_device",
            family: Family::Device,
            doc: "no two devices are used over the same weeks",
        },
        Code { name: "devices_together", family: Family::Place, doc: "both devices are used on one network" },
        Code {
            name: "devices_apart",
            family: Family::Place,
            doc: "the devices share a region but no network",
        },
        Code {
            name: "devices_far_apart",
            family: Family::Place,
            doc: "the devices are used in different regions",
        },
        Code {
            name: "devices_to_and_fro",
            family: Family::Place,
            doc: "the devices are used in different regions in turn, or on the same days",
        },
        Code { name: "one_rhythm", family: Family::Rhythm, doc: "both devices keep the same hours" },
        Code { name: "two_rhythms", family: Family::Rhythm, doc: "the devices keep different hours" },
        Code {
            name: "bound_with_operator",
            family: Family::Binding,
            doc: "the account was bound to an enterprise when the second operator came",
        },
        Code {
            name: "bound_meanwhile",
            family: Family::Binding,
            doc: "the account is bound to an enterprise while two operators use it",
        },
        Code {
            name: "never_bound",
            family: Family::Binding,
            doc: "two operators use the account, and no enterprise has any use of it",
        },
        Code {
            name: "company_device",
            family: Family::Sharing,
            doc: "one of the devices belongs to the account's company, or to whoever works for it",
        },
        Code {
            name: "paid_again",
            family: Family::Money,
            doc: "somebody who is no employer pays the holder now and then",
        },
        Code {
            name: "rent_paid",
            family: Family::Money,
            doc: "somebody who is no employer pays the holder regularly",
        },
    ],
    manual: include_str!("side_by_side.rs"),
    run,
};

/// Rented accounts are seen on two devices, unless the holder never logs in.
const DEVICES: Odds<2> = Odds { abuse: [0.8, 0.2], honest: [0.2, 0.8] };
/// Two operators share a network hardly ever, a region if the studio hides; where they are far apart,
/// the account is here and there on the same days. A traveller is here, then there.
const PLACE: Odds<4> = Odds { abuse: [0.05, 0.45, 0.10, 0.40], honest: [0.60, 0.34, 0.05, 0.01] };
/// Changes of region back and forth, or days in both, from which on it is no journey: three journeys
/// within the window, and as many days under way.
const TO_AND_FRO: u32 = 8;
/// Work keeps other hours than leisure; by what the upper quarter and twentieth of pairs of one
/// person show. Devices on one network are one person's; those that are never in one place are in honest use,
/// too, two people's in many cases (relatives, agencies, headquarters), who keep hours of their own, so that
/// they are compared with their like.
const RHYTHM: [Odds<3>; 2] = [
    Odds { abuse: [0.35, 0.3, 0.35], honest: [0.75, 0.2, 0.05] },
    Odds { abuse: [0.35, 0.3, 0.35], honest: [0.65, 0.25, 0.10] },
];
/// Who pays the holder: nobody, somebody now and then, somebody regularly, somebody who regularly
/// pays several unrelated holders. Rent is in sight for about half; others are paid in cash.
const RENT: Odds<4> = Odds { abuse: [0.50, 0.12, 0.18, 0.20], honest: [0.90, 0.08, 0.018, 0.002] };
/// What goes on beside two operators: no binding that the enterprise did not make itself, one that began at
/// another time than the second operator's use, one that began about then. Accounts are rented for what
/// bound ones may do, and bound when the lease begins, a good part of them before the window. Friends and
/// relatives who help with an account have no enterprise, or came at another time than its binding.
const BOUND: Odds<3> = Odds { abuse: [0.15, 0.40, 0.45], honest: [0.75, 0.20, 0.05] };
/// Whether one of two devices of a bound account is the company's: it is not, or it is. A tenant who works many
/// accounts on one phone looks like a company.
const COMPANY: Odds<2> = Odds { abuse: [0.85, 0.15], honest: [0.3, 0.7] };
/// The same where one of the devices is the company's: staff is at work with a phone of their own, on the shop's
/// network at least now and then, or works far away for headquarters; a tenant shows to be in the holder's city.
const COMPANY_PLACE: Odds<4> = Odds { abuse: [0.15, 0.50, 0.10, 0.25], honest: [0.80, 0.08, 0.06, 0.06] };
/// Days that each device needs within their common time.
const SIDE_DAYS: u32 = 3;
/// Devices that are looked at, the most used first.
const MOST_DEVICES: usize = 12;
/// Logins that a rhythm needs.
const RHYTHM_LOGINS: u32 = 8;
/// Payments are regular if their amounts differ by no more than this share.
const SAME_AMOUNT: f64 = 0.15;
/// Rent is paid by the week or by the month.
const RENT_DAYS: std::ops::RangeInclusive<i64> = 6..=35;
/// A payer with so many regular payees whom they do not employ rents.
const MANY_PAYEES: usize = 3;

/// Two devices used side by side.
struct Pair<'f> {
    account: u32,
    one: &'f Use,
    two: &'f Use,
    place: Option<usize>,
    rhythm: Option<f64>,
    /// The place in [`BOUND`], and the binding.
    bound: (usize, Option<u32>),
    /// Whether one of them is the company's.
    company: bool,
    /// Whether the company works an account whose holder is never there.
    worked: bool,
}

impl Pair<'_> {
    /// Whether both devices are used on one network.
    fn is_together(&self) -> bool {
        self.place == Some(0)
    }
}

/// What is known of an account that has either.
struct Seen<'f> {
    account: u32,
    pair: Option<Box<Pair<'f>>>,
    rent: Option<Box<Rent>>,
}

impl Seen<'_> {
    /// The place in [`RENT`].
    fn rent_class(&self) -> usize {
        self.rent.as_ref().map_or(0, |rent| rent.class)
    }
}

/// What one payer pays the holder.
struct Rent {
    payer: u32,
    rows: Vec<u32>,
    class: usize,
}

fn run<'f>(facts: &'f Facts<'_>) -> Weigh<'f> {
    let enough =
        |account| i64::from(facts.active_days(account).count_ones()) >= facts.settings.min_active_days;
    let look = |account| {
        let (pair, rent) = (pair(facts, account).map(Box::new), rent(facts, account).map(Box::new));
        Seen { account, pair, rent }
    };
    // Most accounts have neither: they only count.
    let (mut seen, alone): (Vec<Seen<'f>>, Vec<u32>) = (0..facts.accounts.count() as u32)
        .into_par_iter()
        .filter(|&account| enough(account))
        .map(look)
        .partition_map(|s| match (&s.pair, &s.rent) {
            (None, None) => Either::Right(s.account),
            _ => Either::Left(s),
        });
    let mut regular: FxHashMap<u32, usize> = FxHashMap::default();
    for rent in seen.iter().filter_map(|s| s.rent.as_ref()).filter(|r| r.class == 2) {
        *regular.entry(rent.payer).or_default() += 1;
    }
    for rent in seen.iter_mut().filter_map(|s| s.rent.as_mut()).filter(|r| r.class == 2) {
        if regular[&rent.payer] >= MANY_PAYEES {
            rent.class = 3;
        }
    }
    Box::new(move |background| {
        let weights = Weights::measure(facts, &seen, &alone, background);
        // That there is one device only is worth a row where something else speaks for renting.
        let alone_on = |account: u32| {
            let believed = background.belief(account).is_some();
            believed.then(|| one_device(facts, account, weights.devices[1]))
        };
        let of = |seen: &Seen<'f>| {
            let mut found = findings(facts, seen, &weights);
            found.extend(seen.pair.is_none().then(|| alone_on(seen.account)).flatten());
            found
        };
        let mut found: Vec<Evidence> = seen.par_iter().flat_map_iter(of).collect();
        found.par_extend(alone.par_iter().filter_map(|&account| alone_on(account)));
        found
    })
}

/// The two devices that tell most: the main one, and the one that shares least with it.
fn pair<'f>(facts: &'f Facts<'_>, account: u32) -> Option<Pair<'f>> {
    let uses = facts.uses(account);
    let own = |u: &&Use| !facts.parties[u.device as usize].is_visitor(account);
    let mut uses = uses[..uses.len().min(MOST_DEVICES)].iter().filter(own);
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
    Some(Pair { account, place: place(two), rhythm, bound, company, worked, two, one })
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

/// 0 one network, 1 one region, 2 different regions, 3 different regions to and fro.
fn place(facts: &Facts<'_>, account: u32, one: &Use, two: &Use) -> Option<usize> {
    let (only_one, only_two) = days_alone(facts.uses(account), one, two);
    if only_one != 0 && only_two != 0 && facts.shared_place(account, only_one, only_two) == Shared::Network {
        return Some(0);
    }
    let region = |usage: &Use| main_region(&facts.calendars, usage.calendar_rows(), u128::MAX);
    match (region(one), region(two)) {
        (NONE, _) | (_, NONE) => (only_one != 0 && only_two != 0).then_some(1),
        (a, b) if a == b => Some(1),
        (here, there) => {
            // Where the account was, on either device: who takes the phone along and leaves the tablet at
            // home goes there and back once, however often the devices are used in turn at home.
            let rows = || one.calendar_rows().chain(two.calendar_rows());
            let seen = || rows().map(|row| (facts.calendars.region[row], facts.calendars.days(row)));
            let changes = switches(days_in(here, seen()), days_in(there, seen()));
            Some(if changes < TO_AND_FRO { 2 } else { 3 })
        }
    }
}

/// Days on which one of two devices was used and nothing else; where there are none, days on which the other
/// was not. Networks are known by the day, so that a third device would bring its own.
fn days_alone(uses: &[Use], one: &Use, two: &Use) -> (u128, u128) {
    let others = |of: &Use| {
        let others = uses.iter().filter(|u| u.device != of.device);
        others.fold(0, |days, u| days | u.days)
    };
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
    let colleagues =
        || parties.strangers(account, usage.days) == 0 && parties.fellows(account).next().is_some();
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

/// What a payer who is no employer pays the holder more than once; of several the most regular.
fn rent(facts: &Facts<'_>, account: u32) -> Option<Rent> {
    let of = |(payer, rows): (u32, Vec<u32>)| {
        let class = if is_regular(facts, &rows) { 2 } else { 1 };
        Rent { payer, class, rows }
    };
    let rents = facts.rents(account).into_iter().map(of);
    rents.max_by_key(|r| (r.class, r.rows.len(), std::cmp::Reverse(r.payer)))
}

/// Whether payments of one payer, in the order of time, are of one size and come by week or month.
fn is_regular(facts: &Facts<'_>, rows: &[u32]) -> bool {
    let amounts = rows.iter().map(|&r| facts.payments.amount[r as usize]);
    let (least, most) = (amounts.clone().min().unwrap_or(0), amounts.max().unwrap_or(0));
    let steady = (most - least) as f64 <= SAME_AMOUNT * most as f64;
    let gap =
        |pair: &[u32]| (facts.payments.at[pair[1] as usize] - facts.payments.at[pair[0] as usize]) / DAY_MS;
    rows.len() >= 2 && steady && rows.windows(2).all(|pair| RENT_DAYS.contains(&gap(pair)))
}

struct Weights {
    devices: [i32; 2],
    place: [i32; 4],
    company: i32,
    /// Where one of the devices is the company's.
    company_place: [i32; 4],
    limits: [f64; 2],
    /// Of devices that share a network, and of others.
    rhythm: [[i32; 3]; 2],
    bound: [i32; 3],
    rent: [i32; 4],
}

impl Weights {
    /// `alone`: accounts with one device, whom nobody pays again.
    fn measure(facts: &Facts<'_>, all: &[Seen<'_>], alone: &[u32], background: &Background) -> Weights {
        let seen: Vec<&Seen<'_>> = all.iter().filter(|s| background.has(s.account)).collect();
        // Company devices are explained by themselves and would hide what else is unusual.
        let pairs = || seen.iter().filter_map(|s| s.pair.as_ref()).filter(|p| !p.company);
        let at_company = seen.iter().filter_map(|s| s.pair.as_ref()).filter(|p| p.company);
        let bound = seen.iter().filter_map(|s| s.pair.as_ref());
        let bound = bound.filter(|p| !facts.companies.hands_of(p.account).is_empty());
        let all_pairs = all.iter().filter_map(|s| s.pair.as_ref());
        let own = all_pairs.filter(|p| p.is_together()).filter_map(|p| p.rhythm);
        let limits = thresholds(own.collect(), [0.75, 0.95], EXPECTED_RHYTHM);
        let rhythm = |together: bool| {
            let of = pairs().filter(|p| p.is_together() == together).filter(|p| p.rhythm.is_some());
            RHYTHM[usize::from(!together)].bits(count(of.map(|p| Some(class_of(p.rhythm?, limits)))))
        };
        let paid = facts.frames.has("payments");
        let alone = alone.iter().filter(|account| background.has(**account)).count() as u64;
        let mut devices = count(seen.iter().map(|s| Some(usize::from(s.pair.is_none()))));
        devices[1] += alone;
        let mut rents = count(seen.iter().map(|s| Some(s.rent_class())));
        rents[0] += alone;
        Weights {
            devices: DEVICES.bits(devices),
            place: PLACE.bits(count(pairs().map(|p| p.place))),
            company: COMPANY.bits(count(bound.map(|p| Some(usize::from(p.company)))))[1].min(0),
            company_place: COMPANY_PLACE.bits(count(at_company.map(|p| p.place))),
            rhythm: [rhythm(true), rhythm(false)],
            bound: match facts.frames.has("bindings") {
                true => BOUND.bits(count(pairs().filter(|p| !p.is_together()).map(|p| Some(p.bound.0)))),
                false => [0; 3],
            },
            limits,
            rent: if paid { RENT.bits(rents) } else { [0; 4] },
        }
    }
}

fn findings(facts: &Facts<'_>, seen: &Seen<'_>, w: &Weights) -> Vec<Evidence> {
    let mut found = Vec::new();
    if let Some(pair) = &seen.pair {
        pair_findings(facts, pair, w, &mut found);
    }
    if let Some(rent) = &seen.rent {
        let rows = &rent.rows;
        let amount: i64 = rows.iter().map(|&r| facts.payments.amount[r as usize]).sum();
        let at = |row: Option<&u32>| row.map_or(0, |&r| facts.payments.at[r as usize]);
        let code = ["", "paid_again", "rent_paid", "rent_paid"][rent.class];
        found.push(
            about(seen.account, Typology::Rented, code, Family::Money, w.rent[rent.class])
                .between(at(rows.first()), at(rows.last()))
                .with("payments", Figure::Count(rows.len() as i64))
                .with("amount_cny", Figure::Money(amount))
                .with_object(NodeKind::PaymentAccount, rent.payer)
                .from_sources(rows.iter().map(|&r| Source::Payment(r))),
        );
    }
    let total: i32 = found.iter().map(|e| e.millibits).sum();
    if total > 0 { found } else { Vec::new() }
}

/// What speaks against renting: nobody but one operator is to be seen.
fn one_device(facts: &Facts<'_>, account: u32, bits: i32) -> Evidence {
    let (from, to) = facts.moments(facts.active_days(account) | 1);
    about(account, Typology::Rented, "one_device", Family::Device, bits)
        .between(from, to)
        .from_sources(facts.uses(account).iter().map(|usage| logins_of(account, usage)))
}

fn pair_findings(facts: &Facts<'_>, pair: &Pair<'_>, w: &Weights, found: &mut Vec<Evidence>) {
    // Where the company works the account and the holder never comes near, `affiliation` weighs that.
    if pair.worked {
        return;
    }
    let (from, to) = facts.moments(pair.one.days & pair.two.days | pair.two.days);
    let finding = |code, family, bits| {
        about(pair.account, Typology::Rented, code, family, bits)
            .between(from, to)
            .with_object(NodeKind::Device, pair.two.device)
            .from_sources([logins_of(pair.account, pair.one), logins_of(pair.account, pair.two)])
    };
    let days = |usage: &Use| Figure::Count(i64::from(usage.days.count_ones()));
    found.push(
        finding("two_devices", Family::Device, w.devices[0])
            .with("days_one", days(pair.one))
            .with("days_two", days(pair.two)),
    );
    if pair.company {
        found.push(finding("company_device", Family::Sharing, w.company));
    }
    if let Some(class) = pair.place {
        let bits = if pair.company { &w.company_place } else { &w.place };
        let code = ["devices_together", "devices_apart", "devices_far_apart", "devices_to_and_fro"][class];
        let region =
            |usage: &Use| Figure::Region(main_region(&facts.calendars, usage.calendar_rows(), u128::MAX));
        found.push(
            finding(code, Family::Place, bits[class])
                .with("region_one", region(pair.one))
                .with("region_two", region(pair.two)),
        );
    }
    // Whoever works on a company's device may keep other hours, and is there for the company.
    if pair.company {
        return;
    }
    // One person with two devices on one network has them whatever the account is bound to.
    if !pair.is_together() {
        let (class, binding) = pair.bound;
        let code = ["never_bound", "bound_meanwhile", "bound_with_operator"][class];
        found.push(finding(code, Family::Binding, w.bound[class]).from_sources(binding.map(Source::Binding)));
    }
    if let Some(distance) = pair.rhythm {
        let class = class_of(distance, w.limits);
        let code = ["one_rhythm", "two_rhythms", "two_rhythms"][class];
        found.push(
            finding(code, Family::Rhythm, w.rhythm[usize::from(!pair.is_together())][class])
                .with("distance", Figure::Ratio(distance)),
        );
    }
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
