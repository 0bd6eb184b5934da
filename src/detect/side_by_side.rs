//! # Operators side by side
//!
//! **Finds** accounts that are used on two devices over the same weeks where the two have nothing in
//! common: another network, another region, other hours. And the money that goes with it: somebody
//! who pays the holder again and again without employing them (for that of the holder's accounts on which somebody
//! else works, where there is one); and the binding to a tenant, which begins
//! when the second operator comes.
//!
//! **Matters** because a rented account is worked by a stranger while its holder keeps logging in.
//!
//! **Honest twins.** Phone and tablet share the home's network (negative bits). A work computer stands on the
//! employer's network or belongs to colleagues (negative; staff's own phone is on the employer's network, too, now and
//! then). Family members share the home, or at least the gateways of the town's carrier (negative), and use their
//! devices on the same evenings, so that networks, which are known by the day, tell little (negative). They are met
//! there by others, where a line that was got for one account has nobody else. A holder who only looks in now and then,
//! or scans the code with which the tenant logs in, has hardly a day on the own device, but some; who has one device,
//! or a new one after an old one, has nobody else (negative). Tablets and work computers are there all along
//! (negative), where a lease begins and ends; a new phone takes the place of the old one. Wages come through agents,
//! too: who pays as much is none who rents. An agency of creators, too, works their accounts from elsewhere; what it
//! pays them is a share of what was earned, which differs from month to month, as a rent does not, and it has many such
//! creators; what is paid into its own purse is no rent of theirs. And nobody lets an account for as much as wages,
//! contracts with creators or rents of rooms come to (negative). Headquarters that post for staff are the company
//! (negative). A child who runs the parents' account from another city does so for no enterprise (negative).
//!
//! **Background.** What pairs of devices used side by side have in common among all such pairs of
//! these exports; rhythms of pairs that share a network, which are one person's, and of the others among
//! each other. **Wrong** for people who live in two cities.
//!
//! **Settings:** `detect.min_active_days`.
//!
//! Cost: linear in calendars and networks.

mod observe;
mod place;
mod tell;
mod weigh;

use rayon::iter::Either;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::facts::{Facts, Use};
use super::{Code, Detector, Weigh};
use crate::evidence::{Evidence, Family, Typology};
use observe::{one_at_a_time, pair, rent};
use tell::{findings, no_pair};
use weigh::Weights;

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
        Code {
            name: "devices_now_and_then",
            family: Family::Device,
            doc: "another device is used for some days beside the one, or less, elsewhere",
        },
        Code {
            name: "devices_at_home",
            family: Family::Device,
            doc: "another device is used for some days beside the one, or less, on one network",
        },
        Code {
            name: "devices_in_turn",
            family: Family::Device,
            doc: "one device follows another that shares no network with it",
        },
        Code {
            name: "devices_all_along",
            family: Family::Device,
            doc: "both devices are in use from the first days to the last",
        },
        Code { name: "device_went", family: Family::Device, doc: "one of the devices is in use no more" },
        Code { name: "device_came", family: Family::Device, doc: "one of the devices came beside the other" },
        Code {
            name: "device_for_a_term",
            family: Family::Device,
            doc: "one of the devices came beside the other, and went again",
        },
        Code { name: "devices_together", family: Family::Place, doc: "both devices are used on one network" },
        Code {
            name: "devices_on_gateway",
            family: Family::Place,
            doc: "the devices share an address that many use, such as a carrier's gateway, and no other network",
        },
        Code {
            name: "devices_hardly_alone",
            family: Family::Place,
            doc: "the devices share a region and mostly the days, so that a shared network would hardly show",
        },
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
        Code {
            name: "device_on_own_line",
            family: Family::Place,
            doc: "one of the devices is on networks on which no other account ever is",
        },
        Code {
            name: "devices_in_company",
            family: Family::Place,
            doc: "both devices are on networks on which other accounts are, too",
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
            name: "share_paid",
            family: Family::Money,
            doc: "somebody who is no employer pays the holder every month what differs, as of earnings",
        },
        Code {
            name: "house_of_creators",
            family: Family::Money,
            doc: "somebody who is no employer pays many holders every month what differs, as of earnings",
        },
        Code {
            name: "rent_paid",
            family: Family::Money,
            doc: "somebody who is no employer pays the holder regularly",
        },
        Code {
            name: "sums_of_rent",
            family: Family::Money,
            doc: "what they pay at a time is no more than people mostly pay each other",
        },
        Code {
            name: "sums_beyond_rent",
            family: Family::Money,
            doc: "what they pay at a time is more than four in five payments between people: nobody rents for that",
        },
    ],
    manual: include_str!("side_by_side.rs"),
    run,
};

/// A payer with so many regular payees whom they do not employ rents.
const MANY_PAYEES: usize = 3;

/// Two devices used side by side.
struct Pair<'f> {
    account: u32,
    one: &'f Use,
    two: &'f Use,
    /// The place in `PLACE` of `weigh.rs`.
    place: Option<usize>,
    /// Whether one of them is on lines where nobody else is; `None` where too little is known, or they share an
    /// address.
    line: Option<bool>,
    rhythm: Option<f64>,
    /// The place in `TERM` of `weigh.rs`.
    term: usize,
    /// The place in `BOUND` of `weigh.rs`, and the binding.
    bound: (usize, Option<u32>),
    /// Whether one of them is the company's.
    company: bool,
    /// Whether the company works an account whose holder is never there.
    worked: bool,
}

impl Pair<'_> {
    /// Whether both devices are used on one network.
    fn is_together(&self) -> bool {
        self.place == Some(TOGETHER)
    }
}

/// Classes of what two devices have in common as places: a network, a gateway of a carrier, a region
/// with too few days on which either was used alone for a network to be missed, or with enough of them, not even that,
/// as on a journey, or in turn and on the same days.
const TOGETHER: usize = 0;
const GATEWAY: usize = 1;
const HARDLY_ALONE: usize = 2;
const APART: usize = 3;
const FAR_APART: usize = 4;
const AT_ONCE: usize = 5;

/// An account of which no two devices are used over the same weeks; most accounts are, so that it is kept small.
#[derive(Clone, Copy)]
struct Alone {
    account: u32,
    /// The place in `DEVICES` of `weigh.rs`.
    class: u8,
}

/// Classes of devices that are not used over the same weeks: one follows another that shares no network with it; there
/// is another now and then, elsewhere or on one network; or one at a time.
const IN_TURN: u8 = 1;
const NOW_AND_THEN: u8 = 2;
const AT_HOME: u8 = 3;
const ONE_DEVICE: u8 = 4;

/// What is known of an account that has either.
struct Seen<'f> {
    account: u32,
    /// The place in `DEVICES` of `weigh.rs`, 0 where there is a pair.
    devices: u8,
    pair: Option<Box<Pair<'f>>>,
    rent: Option<Box<Rent>>,
}

impl Seen<'_> {
    /// The account as one without a pair.
    fn alone(&self) -> Alone {
        Alone { account: self.account, class: self.devices }
    }

    /// Whether somebody else seems to work on the account, and no company does.
    fn is_worked(&self) -> bool {
        self.pair.as_ref().is_some_and(|p| !p.is_together() && !p.company)
    }

    /// The place in `RENT` of `weigh.rs`.
    fn rent_class(&self) -> usize {
        self.rent.as_ref().map_or(0, |rent| rent.class)
    }
}

/// Classes of what one payer pays the holder: now and then, every month what differs, what a house of creators pays,
/// regularly the same, and so to several.
const AGAIN: usize = 1;
const SHARE: usize = 2;
const HOUSE: usize = 3;
const REGULAR: usize = 4;
const SEVERAL: usize = 5;

/// What one payer pays the holder.
struct Rent {
    payer: u32,
    rows: Vec<u32>,
    class: usize,
    /// Whether most of the payments are large, as single payments between people go; `None` if that is not known.
    large: Option<bool>,
}

impl Rent {
    /// Whether it comes every week or month.
    fn comes_regularly(&self) -> bool {
        self.class != AGAIN
    }
}

/// Accounts of one payout account among which a rent is attributed.
const MOST_OF_PURSE: usize = 50;

/// What is paid into one payment account is for one of its accounts: where others work on one of them, it is no
/// rent of those on which nobody does.
fn attribute(facts: &Facts<'_>, seen: &mut [Seen<'_>]) {
    let apart: FxHashSet<u32> = seen.iter().filter(|s| s.is_worked()).map(|s| s.account).collect();
    let stranger = |account: u32, u: &Use| {
        let parties = &facts.parties[u.device as usize];
        parties.strangers(account, u.days) > 0
            && !parties.is_visitor(account)
            && !facts.is_excused(account, u)
    };
    let worked =
        |account: u32| apart.contains(&account) || facts.uses(account).iter().any(|u| stranger(account, u));
    for s in seen.iter_mut().filter(|s| s.rent.is_some()) {
        let purse = facts.by_payout.rows(facts.accounts.payout[s.account as usize]);
        let mut others = purse.iter().take(MOST_OF_PURSE).filter(|&&other| other != s.account);
        if !worked(s.account) && others.any(|&other| worked(other)) {
            s.rent = None;
        }
    }
}

/// Tells payers of one holder from those who pay several in the same way.
fn by_payees(seen: &mut [Seen<'_>]) {
    let mut regular: FxHashMap<u32, usize> = FxHashMap::default();
    for rent in seen.iter().filter_map(|s| s.rent.as_ref()).filter(|r| r.class == REGULAR) {
        *regular.entry(rent.payer).or_default() += 1;
    }
    for rent in seen.iter_mut().filter_map(|s| s.rent.as_mut()).filter(|r| r.class == REGULAR) {
        if regular[&rent.payer] >= MANY_PAYEES {
            rent.class = SEVERAL;
        }
    }
}

fn run<'f>(facts: &'f Facts<'_>) -> Weigh<'f> {
    let enough =
        |account| i64::from(facts.active_days(account).count_ones()) >= facts.settings.min_active_days;
    let look = |account| {
        let (pair, rent) = (pair(facts, account).map(Box::new), rent(facts, account).map(Box::new));
        let devices = if pair.is_some() { 0 } else { one_at_a_time(facts, account) };
        Seen { account, devices, pair, rent }
    };
    // Most accounts have neither: they only count.
    let (mut seen, alone): (Vec<Seen<'f>>, Vec<Alone>) = (0..facts.accounts.count() as u32)
        .into_par_iter()
        .filter(|&account| enough(account))
        .map(look)
        .partition_map(|s| match (&s.pair, &s.rent) {
            (None, None) => Either::Right(s.alone()),
            _ => Either::Left(s),
        });
    attribute(facts, &mut seen);
    by_payees(&mut seen);
    Box::new(move |background| {
        let weights = Weights::measure(facts, &seen, &alone, background);
        // What speaks against renting is worth a row where something else speaks of the account.
        let believed = |account| background.belief(account).is_some();
        let of = |seen: &Seen<'f>| {
            let believed = believed(seen.account);
            let mut found = findings(facts, seen, &weights, believed);
            let alone = believed && seen.pair.is_none();
            found.extend(alone.then(|| no_pair(facts, seen.alone(), &weights)));
            found
        };
        let mut found: Vec<Evidence> = seen.par_iter().flat_map_iter(of).collect();
        let alone = alone.par_iter().filter(|alone| believed(alone.account));
        found.par_extend(alone.map(|&alone| no_pair(facts, alone, &weights)));
        found
    })
}
