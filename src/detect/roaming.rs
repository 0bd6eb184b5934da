//! # Devices that stay put
//!
//! **Finds** accounts whose device is nearly always on the same few networks.
//!
//! **Matters** because a phone goes where its owner goes: from home to work, to the shops and to friends, and in
//! between it is with a carrier. A device that works through accounts stands on a shelf: it is on the line of the
//! studio, or on the one line that was bought for it, day after day. So it is with a phone in the cloud, and with a
//! proxy in the holder's city, which hide everything else.
//!
//! **How.** Networks on which an account is seen on the days on which only one device of its is used, against the
//! number of these days. The device is one that came while the account was known, as a buyer's or a tenant's did; or
//! else, of sales, the one that is used most: what is for sale lies on a shelf, too. What a market's tenants do is
//! measured like all else: in some they work from racks, in others with the phone in their pocket.
//!
//! **Honest twins.** A shop's tablet, an old phone at home, people whose carrier gives them one address for months.
//! Bound accounts, those bound about then, professional ones and others are compared with their like, and with those
//! that have about as many days: in a week one sees few networks. A phone that goes about speaks against another
//! operator. Both are told where something else speaks of the account.
//!
//! **Background.** On how many networks the devices of these exports are; where addresses change with every connection,
//! or are the same for everybody, it says nothing. **Wrong** for who never takes the phone along.
//!
//! **Settings:** `detect.change_window_days`.
//!
//! Cost: linear in calendars and networks.

use rayon::prelude::*;

use super::facts::{Facts, Use};
use super::features::{about, logins_of};
use super::newcomers::{STANDS, newcomer, stand};
use super::{Background, Belief, Code, Detector, Weigh};
use crate::evidence::{Evidence, Family, Figure, Odds, Tally, Typology};

/// The entry of this detector.
pub const DETECTOR: Detector = Detector {
    name: "roaming",
    typologies: &[Typology::Traded, Typology::Rented],
    needs: &["logins", "logins.ip"],
    uses: &["bindings", "approved_operators"],
    codes: &[
        Code {
            name: "stays_put",
            family: FAMILY,
            doc: "the device is on fewer networks than those of other accounts, day after day",
        },
        Code {
            name: "goes_about",
            family: FAMILY,
            doc: "the device is on as many networks as a phone that is carried",
        },
    ],
    manual: include_str!("roaming.rs"),
    run,
};

const FAMILY: Family = Family::Place;

/// Classes of networks a day, by [`CLASS_SHARES`].
const CLASSES: usize = 5;
/// Networks a day from which on a device is in the next class: one line for ten days of use; a home and an office;
/// a phone on the way; one that gets another address nearly every day.
const CLASS_SHARES: [f64; CLASSES - 1] = [0.125, 0.25, 0.5, 0.8];
/// Half of what is worked through stands somewhere; the rest are buyers' and tenants' own phones. What honest devices
/// do depends on how a platform's exports show addresses, so that little is expected of it and most is measured.
const WORKED: Odds<CLASSES> =
    Odds { abuse: [0.25, 0.20, 0.20, 0.20, 0.15], honest: [0.10, 0.15, 0.25, 0.25, 0.25] };
/// Abuses for which it is weighed.
const ABUSES: [Typology; 2] = [Typology::Traded, Typology::Rented];

/// Fewest days on which nothing but the device is used.
const LEAST_DAYS: u32 = 5;
/// Days from which on accounts are compared with others of more days.
const MORE_DAYS: [u32; SPANS - 1] = [10, 25];
const SPANS: usize = 3;
/// Where a device came, by [`stand`]; and a device that did not come.
const CAME: usize = STANDS;
const KINDS: usize = (CAME + 1) * SPANS;

/// How the device of an account is seen.
struct Seen {
    device: u32,
    class: usize,
    kind: usize,
    networks: u32,
    days: u128,
}

/// Kind and class of an account of which too little is seen.
const UNSEEN: u8 = u8::MAX;

impl Seen {
    /// Kind and class, as one number.
    fn outcome(&self) -> u8 {
        (self.kind * CLASSES + self.class) as u8
    }
}

/// Whether the device of such an account says something of an abuse: it is a tenant's if it came, while what is for
/// sale lies on a shelf.
fn tells_of(outcome: u8, abuse: Typology) -> bool {
    outcome != UNSEEN && (abuse == Typology::Traded || usize::from(outcome) / CLASSES / SPANS < CAME)
}

fn run<'f>(facts: &'f Facts<'_>) -> Weigh<'f> {
    // One byte an account: what a finding tells is looked at again.
    let outcome = |account| look(facts, account).map_or(UNSEEN, |seen| seen.outcome());
    let seen: Vec<u8> = (0..facts.accounts.count() as u32).into_par_iter().map(outcome).collect();
    Box::new(move |background| weigh(facts, &seen, background))
}

fn look(facts: &Facts<'_>, account: u32) -> Option<Seen> {
    let came = newcomer(facts, account);
    let (usage, stay) = match &came {
        Some(newcomer) => (newcomer.usage, newcomer.stay),
        None => (facts.uses(account).first()?, u128::MAX),
    };
    if facts.is_excused(account, usage) {
        return None;
    }
    let others = facts.uses(account).iter().filter(|u| u.device != usage.device);
    let alone = others.fold(usage.days & stay, |days, other: &Use| days & !other.days);
    let networks = &facts.networks;
    let met = networks.of(account).map(|row| networks.days(row) & alone).filter(|days| *days != 0);
    let (count, days) = met.fold((0u32, 0u128), |(count, days), on| (count + 1, days | on));
    if days.count_ones() < LEAST_DAYS {
        return None;
    }
    let share = f64::from(count) / f64::from(days.count_ones());
    let stand = if came.is_some() { stand(facts, account, stay) } else { CAME };
    let spans = MORE_DAYS.iter().filter(|&&more| days.count_ones() >= more).count();
    Some(Seen {
        device: usage.device,
        class: CLASS_SHARES.iter().filter(|&&least| share > least).count(),
        kind: stand * SPANS + spans,
        networks: count,
        days,
    })
}

/// Bits of each class, by kind.
type Bits = [[i32; CLASSES]; KINDS];

fn weigh(facts: &Facts<'_>, seen: &[u8], background: &Background) -> Vec<Evidence> {
    let weights = ABUSES.map(|abuse| (abuse, measure(seen, background, abuse)));
    let of = |belief: &Belief| -> Vec<Evidence> {
        let outcome = seen[belief.account as usize];
        let told = weights.iter().filter(|(abuse, _)| tells_of(outcome, *abuse));
        let (kind, class) = (usize::from(outcome) / CLASSES, usize::from(outcome) % CLASSES);
        let weighed = told.map(|(abuse, bits)| (*abuse, bits[kind][class])).filter(|&(_, bits)| bits != 0);
        let mut weighed = weighed.peekable();
        let seen = weighed.peek().and_then(|_| look(facts, belief.account));
        let finding =
            |seen| weighed.map(|(abuse, bits)| finding(facts, belief.account, seen, abuse, bits)).collect();
        seen.as_ref().map_or_else(Vec::new, finding)
    };
    background.beliefs().par_iter().flat_map_iter(of).collect()
}

/// Honest people of each kind have habits of their own; what a market's abusers do is asked of all that have as many
/// days, whether the device came or was there.
fn measure(seen: &[u8], background: &Background, abuse: Typology) -> Bits {
    let told = (0..).zip(seen).filter(|&(_, &outcome)| tells_of(outcome, abuse));
    let of = told.map(|(account, &outcome)| (account, Some(usize::from(outcome))));
    let all: Tally<{ KINDS * CLASSES }> = background.tally(abuse, FAMILY, of);
    let kinds: [Tally<CLASSES>; KINDS] = std::array::from_fn(|kind| all.part(kind));
    std::array::from_fn(|kind| {
        let alike = kinds.iter().skip(kind % SPANS).step_by(SPANS);
        let certain = alike.fold([0; CLASSES], |sum: [u64; CLASSES], kind| {
            std::array::from_fn(|class| sum[class] + kind.certain[class])
        });
        WORKED.weigh(&Tally { certain, ..kinds[kind] })
    })
}

fn finding(facts: &Facts<'_>, account: u32, seen: &Seen, abuse: Typology, bits: i32) -> Evidence {
    let (from, to) = facts.moments(seen.days);
    let code = if bits > 0 { "stays_put" } else { "goes_about" };
    about(account, abuse, code, FAMILY, bits)
        .between(from, to)
        .with("networks", Figure::Count(seen.networks.into()))
        .with("days", Figure::Count(seen.days.count_ones().into()))
        .from_sources(facts.usage(account, seen.device).map(|u| logins_of(account, u)))
}
