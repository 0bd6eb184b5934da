//! # One operator across unrelated parties
//!
//! **Finds** accounts that are mainly run from a device on which other people's accounts are run at
//! the same time: accounts that neither one person holds nor one company has bound.
//!
//! **Matters** because rental studios and account farms work that way; who is on the device with whom
//! is the strongest tie that a ring has.
//!
//! **Honest twins.** A family tablet stands in the same home as the owners' own phones (its class has
//! a background of its own, and next to no bits). A shop tablet and the headquarters that post for all
//! staff are one party: no finding. An agency runs accounts of clients who pay it (negative), or is
//! approved (negative), or works the companies' own accounts beside those of their people (negative). So
//! does whoever works for holders who pay for it (negative). Public devices are visited, not used as the main
//! device (how long a visit lasts there, their visitors show); where many only pass by, regulars are visitors,
//! too. Of all who share a device one party is at home there most (*host*); others may have come there without
//! its doing. The pattern ranks it like the others, and nothing above a review rests on it (see `policy`).
//!
//! **Background.** How many accounts of these exports have one, two or more strangers on their main
//! device, at home or away. **Wrong** for small agencies that are paid in cash and not approved, and
//! for shared flats where holders are unknown.
//!
//! Cost: linear in calendars and networks.

use rayon::iter::Either;
use rayon::prelude::*;

use super::facts::{Excuse, Facts, Shared, Use, days_between, span};
use super::features::{about, logins_of};
use super::{Code, Detector, Weigh};
use crate::evidence::{Evidence, Family, Figure, NodeKind, Odds, Source, Typology, millibits};

/// The entry of this detector.
pub const DETECTOR: Detector = Detector {
    name: "operator",
    typologies: &[Typology::Rented, Typology::Traded],
    needs: &["logins", "accounts.holder_hash"],
    uses: &["logins.ip", "payments", "approved_operators"],
    codes: &[
        Code {
            name: "strangers_on_device",
            family: Family::Sharing,
            doc: "the main device runs accounts of unrelated parties",
        },
        Code {
            name: "strangers_on_device_sold",
            family: Family::Sharing,
            doc: "the same, as evidence of a sale",
        },
        Code {
            name: "guests_on_device",
            family: Family::Sharing,
            doc: "accounts of unrelated parties are run from the account's own device",
        },
        Code {
            name: "guests_on_device_sold",
            family: Family::Sharing,
            doc: "the same, as evidence of a sale",
        },
        Code {
            name: "approved_operator",
            family: Family::Sharing,
            doc: "the device is on the platform's approved list",
        },
        Code { name: "agency", family: Family::Money, doc: "the companies on the device pay one agency" },
        Code {
            name: "paid_service",
            family: Family::Money,
            doc: "the holders on the device pay whoever works there for them",
        },
        Code {
            name: "device_for_staff",
            family: Family::Sharing,
            doc: "the parties on the device are companies with their own staff's accounts",
        },
    ],
    manual: include_str!("operator.rs"),
    run,
};

/// Classes: nobody else; then one, two, three or more strangers, each at home, away, or unknown.
const CLASSES: usize = 10;
/// What is expected of honest accounts: nobody else, or the family at home.
const HONEST: [f64; CLASSES] = [0.86, 0.06, 0.02, 0.02, 0.015, 0.004, 0.006, 0.005, 0.004, 0.006];
/// Of rented accounts, a third is run from a device of its own; studios keep away from homes.
const RENTED: Odds<CLASSES> =
    Odds { abuse: [0.30, 0.02, 0.06, 0.04, 0.02, 0.08, 0.05, 0.02, 0.30, 0.11], honest: HONEST };
/// Buyers mostly use a device of their own; farms and resellers do not.
const TRADED: Odds<CLASSES> =
    Odds { abuse: [0.50, 0.02, 0.06, 0.06, 0.02, 0.06, 0.06, 0.02, 0.10, 0.10], honest: HONEST };
/// Bits against abuse if the platform approved the device or its network: it has looked already.
const APPROVED: f64 = -12.0;
/// Bits against abuse if the parties are companies that pay a common agency, and the account, or most of
/// those on the device, are of the clients' staff: they meet their companies elsewhere, or the companies made
/// them.
const AGENCY_OF_STAFF: f64 = -7.0;
/// The same for accounts that never meet their company: companies pay studios that rent accounts to
/// them, too.
const AGENCY_OF_STRANGER: f64 = -1.0;
/// Bits against abuse if holders on the device, this one among them, pay whoever works there: who rents or buys
/// accounts pays for them.
const SERVICE: f64 = -5.0;
/// A device counts if at least this share of the account's active days in its time are on it.
const MAIN_SHARE: f64 = 0.3;
/// Bits against abuse if most accounts on the device are of their companies' staff: agencies work for
/// companies with the accounts of these companies' people, studios with those of strangers.
const STAFF_OF_ALL: f64 = -5.0;
/// An account's device with the most strangers on it.
struct OnDevice {
    account: u32,
    usage: Use,
    /// The days that count: those after an approval has expired, if it has.
    days: u128,
    strangers: usize,
    class: usize,
    /// Whether the account's party is at home there most.
    host: bool,
}

fn run<'f>(facts: &'f Facts<'_>) -> Weigh<'f> {
    // Most accounts have no strangers on their devices: they only count.
    let (seen, alone): (Vec<OnDevice>, Vec<u32>) = (0..facts.accounts.count() as u32)
        .into_par_iter()
        .filter_map(|account| shared(facts, account))
        .partition_map(|s| if s.class > 0 { Either::Left(s) } else { Either::Right(s.account) });
    Box::new(move |background| {
        let alone = || alone.iter().map(|&account| (account, Some(0)));
        let all = || seen.iter().map(|s| (s.account, Some(s.class))).chain(alone());
        let tally = |abuse| background.tally(abuse, Family::Sharing, all());
        let rented = RENTED.weigh(&tally(Typology::Rented));
        let traded = TRADED.weigh(&tally(Typology::Traded));
        seen.par_iter().flat_map_iter(|s| findings(facts, s, (rented[s.class], traded[s.class]))).collect()
    })
}

fn shared(facts: &Facts<'_>, account: u32) -> Option<OnDevice> {
    let uses = facts.uses(account);
    let active = facts.active_days(account);
    if i64::from(active.count_ones()) < facts.settings.min_active_days {
        return None;
    }
    let main = |usage: &&Use| {
        let (from, to) = span(usage.days);
        let in_time = active & days_between(from, to);
        f64::from(usage.days.count_ones()) >= MAIN_SHARE * f64::from(in_time.count_ones())
            && usage.days.count_ones() >= facts.parties[usage.device as usize].stay()
    };
    // An approval that has expired explains the days before, and the rest must speak for itself.
    let counted = |usage: &Use| match facts.open_days(account, usage) {
        open if open.count_ones() >= facts.parties[usage.device as usize].stay() => open,
        _ => usage.days,
    };
    let strangers = |usage: &Use| {
        let parties = &facts.parties[usage.device as usize];
        if parties.strangers(account, usage.days) == 0 {
            0
        } else {
            parties.strangers(account, counted(usage))
        }
    };
    let most = uses
        .iter()
        .filter(main)
        .max_by_key(|u| (strangers(u), u.days.count_ones(), std::cmp::Reverse(u.device)))?;
    let (number, days) = (strangers(most), counted(most));
    let class = match number {
        0 => 0,
        n => 1 + (n.min(3) - 1) * 3 + relation(facts, account, days, active),
    };
    let host = facts.parties[most.device as usize].is_host(account);
    Some(OnDevice { account, usage: most.clone(), days, strangers: number, class, host })
}

/// Whether the device stands where the account's other devices are: 0 at home, 1 away, 2 unknown.
fn relation(facts: &Facts<'_>, account: u32, days: u128, active: u128) -> usize {
    let elsewhere = active & !days;
    if elsewhere == 0 {
        return 2;
    }
    match facts.shared_place(account, elsewhere, days) {
        Shared::Network => 0,
        Shared::Region | Shared::Nothing => 1,
        Shared::Gateway | Shared::Unknown => 2,
    }
}

fn findings(facts: &Facts<'_>, s: &OnDevice, bits: (i32, i32)) -> Vec<Evidence> {
    let (rented, traded) = bits;
    let (from, to) = facts.moments(s.days);
    let finding = |typology, code, family, bits| {
        about(s.account, typology, code, family, bits)
            .between(from, to)
            .with("strangers", Figure::Count(s.strangers as i64))
            .with("days", Figure::Count(i64::from(s.days.count_ones())))
            .with_object(NodeKind::Device, s.usage.device)
            .from_sources([logins_of(s.account, &s.usage)])
    };
    let codes = match s.host {
        true => ["guests_on_device", "guests_on_device_sold"],
        false => ["strangers_on_device", "strangers_on_device_sold"],
    };
    let mut found = vec![
        finding(Typology::Rented, codes[0], Family::Sharing, rented),
        finding(Typology::Traded, codes[1], Family::Sharing, traded),
    ];
    let excuse = facts.excuse(s.account, &s.usage).map(|excuse| match excuse {
        Excuse::Approved => ("approved_operator", Family::Sharing, APPROVED, &[][..]),
        Excuse::Agency(fees, true) => ("agency", Family::Money, AGENCY_OF_STAFF, fees),
        Excuse::Agency(fees, false) => ("agency", Family::Money, AGENCY_OF_STRANGER, fees),
        Excuse::Service(wages) => ("paid_service", Family::Money, SERVICE, wages),
        Excuse::ForStaff => ("device_for_staff", Family::Sharing, STAFF_OF_ALL, &[][..]),
    });
    if let Some((code, family, bits, rows)) = excuse {
        for typology in [Typology::Rented, Typology::Traded] {
            let sources = rows.iter().map(|&row| Source::Payment(row));
            found.push(finding(typology, code, family, millibits(bits)).from_sources(sources));
        }
    }
    found
}
