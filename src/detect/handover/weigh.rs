//! Cuts and a background → bits.

use super::super::Background;
use super::super::facts::Facts;
use super::super::features::{EXPECTED_RHYTHM, class_of, count, thresholds};
use super::observe::Context;
use super::texts::Drift;
use super::{Cut, Devices, ELSEWHERE, Events, NOTHING, ON_NETWORK};
use crate::evidence::{Family, Odds, Typology};

/// Devices are replaced in nearly every sale, with some days before or hardly any, and seldom after weeks in
/// which nobody was there; what is still in stock keeps its own, and so does what was sold before the window. Phones
/// last some three years, so that three in a hundred people change theirs in a month. Old accounts that lie idle are sold
/// as well; of such a one nothing is seen until the buyer has it.
const DEVICES: Odds<5> =
    Odds { abuse: [0.48, 0.14, 0.25, 0.08, 0.05], honest: [0.08, 0.03, 0.83, 0.04, 0.02] };
/// Place after a sale: same network, only the same carrier's gateway, same region, another region. Buyers are elsewhere
/// or behind proxies in the holder's city, which are on no carrier of it; who gets a new phone keeps the number.
const PLACE: Odds<4> = Odds { abuse: [0.06, 0.05, 0.39, 0.5], honest: [0.68, 0.11, 0.18, 0.03] };
/// Whether the new devices are on networks of other accounts as well, or on a line that nobody else is on. Who works many
/// accounts that are not to be seen together gives each a line; people are met.
const LINE: Odds<2> = Odds { abuse: [0.75, 0.25], honest: [0.92, 0.08] };
/// Rhythm after a sale, by what the upper quarter and twentieth of unsold accounts show.
const RHYTHM: Odds<3> = Odds { abuse: [0.3, 0.25, 0.45], honest: [0.75, 0.2, 0.05] };
/// Phone and payout account change: neither, one of them once, more. Who buys an account locks its seller out, while its
/// holder stays the one that the platform knows.
const IDENTITY: Odds<3> = Odds { abuse: [0.35, 0.30, 0.35], honest: [0.93, 0.06, 0.01] };
/// Another holder is verified by the platform itself, and asked for by heirs, couples and companies; who sells an account
/// would have to tell the platform of it. By whether one was, among all whose devices were replaced.
const HOLDER: Odds<2> = Odds { abuse: [0.97, 0.03], honest: [0.97, 0.03] };
/// The password is changed with it, or not: buyers lock the seller out; who gets a new phone and has to log in
/// again may have forgotten it, too, and who changes the number changes it with that, so that this is compared
/// with honest replacements of the same kind, see [`Cut::kind`]; and who was away for weeks has forgotten it.
const PASSWORD: [Odds<2>; 4] = [
    Odds { abuse: [0.40, 0.60], honest: [0.90, 0.10] },
    Odds { abuse: [0.20, 0.80], honest: [0.60, 0.40] },
    Odds { abuse: [0.30, 0.70], honest: [0.60, 0.40] },
    Odds { abuse: [0.30, 0.70], honest: [0.70, 0.30] },
];
/// A stranger's payment is in sight in a third of sales, and mostly a large one: nothing, small, large.
pub(super) const MONEY: Odds<3> = Odds { abuse: [0.63, 0.07, 0.30], honest: [0.80, 0.16, 0.04] };
/// Sold accounts are put to use at a company. Who is hired gets a phone, so that this is compared with those whose devices
/// were replaced, too.
const BOUND: Odds<2> = Odds { abuse: [0.6, 0.4], honest: [0.90, 0.10] };
/// Sold accounts are bought to advertise; by whether a company bound them then. Who is hired gets a budget in
/// many a company, so that this is one event and not two.
pub(super) const SPEND: [Odds<2>; 2] =
    [Odds { abuse: [0.4, 0.6], honest: [0.85, 0.15] }, Odds { abuse: [0.3, 0.7], honest: [0.6, 0.4] }];
/// Texts after a sale: as before; about other things or of another length than nineteen in twenty of unsold accounts
/// that got new devices; both. Half of the buyers go on like the seller, so that the followers stay; the others
/// write what they bought the account for.
const TEXTS: Odds<3> = Odds { abuse: [0.50, 0.35, 0.15], honest: [0.90, 0.08, 0.02] };
/// Unlikeness and change of length that 19 in 20 stay under where there are too few to measure: people who write a
/// few lines now and then hardly repeat themselves.
const EXPECTED_DRIFT: [f64; 2] = [0.95, 0.65];
/// Whether the enterprise owns the account and keeps it bound: not, or it does. Among honest replacements
/// many are successors in a job; who sells what the employer owns is found out soon.
const OWNED: Odds<2> = Odds { abuse: [0.9, 0.1], honest: [0.7, 0.3] };
/// With fewer days than this before it, a replacement says little.
const DAYS_BEFORE: u8 = 3;

/// What is expected of honest use about a cut, in the order of the constants above.
struct Expected {
    place: [f64; 4],
    rhythm: [f64; 3],
    identity: [f64; 3],
}

/// Of accounts that kept their devices.
const ORDINARY: Expected = Expected { place: PLACE.honest, rhythm: RHYTHM.honest, identity: IDENTITY.honest };
/// Of accounts that the enterprise made and keeps, and whose devices were all replaced: in half of the
/// cases somebody else has the job now, with an own phone and bank account, often at home elsewhere.
const SUCCESSION: Expected =
    Expected { place: [0.5, 0.1, 0.25, 0.15], rhythm: [0.5, 0.3, 0.2], identity: [0.5, 0.2, 0.3] };

/// Of people who come back after weeks: phones are lost, cities left and numbers given up meanwhile.
const RETURN: Expected =
    Expected { place: [0.4, 0.1, 0.25, 0.25], rhythm: RHYTHM.honest, identity: [0.75, 0.18, 0.07] };
/// Days without a login after which who logs in comes back: twice a week of holidays, and goods are handed over
/// sooner.
pub(super) const ABSENCE: u8 = 15;

/// Bits of every outcome, from the accounts that were not handed over.
pub(super) struct Weights {
    pub(super) devices: [i32; 5],
    pub(super) rhythm_limits: [f64; 2],
    pub(super) owned: [i32; 2],
    pub(super) line: [i32; 2],
    /// Of texts, by [`Weights::texts_class`].
    pub(super) texts: [i32; 3],
    drift_limits: [f64; 2],
    /// Of another verified holder.
    pub(super) holder: i32,
    /// By [`Cut::kind`].
    pub(super) password: [[i32; 2]; 4],
    /// By the honest story that a cut is compared with, see [`Cut::story`].
    stories: [Story; 4],
}

/// Bits of what else happened about a cut.
pub(super) struct Story {
    pub(super) place: [i32; 4],
    pub(super) rhythm: [i32; 3],
    pub(super) identity: [i32; 3],
    pub(super) money: [i32; 3],
    pub(super) bound: [i32; 2],
    /// By whether a company bound the account then.
    pub(super) spend: [[i32; 2]; 2],
}

impl Weights {
    pub(super) fn measure(context: &Context<'_, '_>, all: &[Cut], background: &Background) -> Weights {
        let facts = context.facts;
        let rhythms = one_person(all);
        let distances = rhythms.iter().filter_map(|c| c.rhythm.map(f64::from)).collect();
        let rhythm_limits = thresholds(distances, [0.75, 0.95], EXPECTED_RHYTHM);
        let cuts: Vec<&Cut> = all.iter().filter(|c| background.has(c.account)).collect();
        let kept: Vec<&Cut> = cuts.iter().copied().filter(|c| !c.is_new()).collect();
        let rhythms: Vec<&Cut> = rhythms.into_iter().filter(|c| background.has(c.account)).collect();
        let replaced = || cuts.iter().filter(|c| c.is_new());
        let passwords = |kind: usize| {
            let of = replaced().filter(|c| c.kind() == kind);
            PASSWORD[kind].bits(count(of.map(|c| Some(usize::from(c.events().password.is_some())))))
        };
        let of = |story: usize, new: bool| -> Vec<&Cut> {
            cuts.iter().copied().filter(|c| c.story() == story && c.is_new() == new).collect()
        };
        let (passed_on, returned) = (of(PASSED_ON, true), of(RETURNED, true));
        let drift_limits = drift_limits(replaced());
        let lines = all.iter().map(|c| (c.account, c.line.map(usize::from)));
        let drift = |c: &Cut| Some(texts_class(c.events().texts.as_ref()?, drift_limits));
        let drifts = all.iter().filter(|c| c.is_new()).map(|c| (c.account, drift(c)));
        let story =
            |like: [&[&Cut]; 4], expected: &Expected| Story::measure(facts, like, rhythm_limits, expected);
        Weights {
            devices: DEVICES.bits(count(cuts.iter().map(|c| Some(c.device_class())))),
            password: match facts.frames.has("account_changes") {
                true => [0, 1, 2, 3].map(passwords),
                false => [[0; 2]; 4],
            },
            line: LINE.weigh(&background.tally(Typology::Traded, Family::Place, lines)),
            owned: OWNED.bits(count(replaced().map(|c| Some(usize::from(c.events().owned.is_some()))))),
            holder: HOLDER.bits(count(replaced().map(|c| Some(usize::from(c.events().holder.is_some())))))[1]
                .min(0),
            texts: TEXTS.weigh(&background.tally(Typology::Traded, Family::Content, drifts)),
            drift_limits,
            rhythm_limits,
            stories: [
                story([&kept, &rhythms, &of(STAYED, false), &of(STAYED, true)], &ORDINARY),
                story([&kept, &rhythms, &of(MOVED, false), &of(MOVED, true)], &ORDINARY),
                story([&passed_on; 4], &SUCCESSION),
                story([&returned, &rhythms, &returned, &returned], &RETURN),
            ],
        }
    }

    /// 0 texts are as before, 1 they are unlike or of another length, 2 both.
    pub(super) fn texts_class(&self, drift: &Drift) -> usize {
        texts_class(drift, self.drift_limits)
    }

    /// Bits for what happened about a cut.
    pub(super) fn of(&self, cut: &Cut) -> &Story {
        &self.stories[cut.story()]
    }
}

/// What 19 in 20 of some cuts stay under: unlikeness, and change of length.
fn drift_limits<'c>(cuts: impl Iterator<Item = &'c &'c Cut>) -> [f64; 2] {
    let drifts: Vec<&Drift> = cuts.filter_map(|c| c.events().texts.as_ref()).collect();
    let limit = |of: fn(&Drift) -> f64, expected| {
        thresholds(drifts.iter().map(|d| of(d)).collect(), [0.95; 2], [expected; 2])[0]
    };
    [limit(|d| d.unlike, EXPECTED_DRIFT[0]), limit(|d| d.length, EXPECTED_DRIFT[1])]
}

fn texts_class(drift: &Drift, limits: [f64; 2]) -> usize {
    usize::from(drift.unlike > limits[0]) + usize::from(drift.length > limits[1])
}

impl Story {
    /// Compared with the places of some, the hours of others, the other events of yet others, and the bindings of those
    /// who got new devices.
    fn measure(
        facts: &Facts<'_>,
        [places, rhythms, events, renewed]: [&[&Cut]; 4],
        rhythm_limits: [f64; 2],
        expected: &Expected,
    ) -> Story {
        let has = |export: &str| facts.frames.has(export);
        let places = || places.iter();
        let events = || events.iter();
        let rhythm = |c: &Cut| Some(class_of(c.rhythm?.into(), rhythm_limits));
        let identity = || events().map(|c| Some(c.events().identity.len().min(2)));
        let bound = renewed.iter().map(|c| Some(c.events().bound()));
        let spend = |bound: usize| {
            let of = events().filter(|c| c.advertises && c.events().bound() == bound);
            SPEND[bound].bits(count(of.map(|c| Some(usize::from(c.events().spend.is_some())))))
        };
        let place = Odds { honest: expected.place, ..PLACE };
        let hours = Odds { honest: expected.rhythm, ..RHYTHM };
        let changed = Odds { honest: expected.identity, ..IDENTITY };
        Story {
            place: place.bits(count(places().map(|c| c.place.map(usize::from)))),
            rhythm: hours.bits(count(rhythms.iter().map(|c| rhythm(c)))),
            identity: match has("account_changes") {
                true => changed.bits(count(identity())),
                false => [0; 3],
            },
            money: match has("payments") {
                true => MONEY.bits(count(events().map(|c| Some(c.events().money(facts))))),
                false => [0; 3],
            },
            bound: BOUND.bits(count(bound)),
            spend: if has("ad_spend") { [spend(0), spend(1)] } else { [[0; 2]; 2] },
        }
    }
}

/// New phones that are needed to measure by.
const LEAST_RENEWED: usize = 50;

/// Accounts whose second part has the hours of the same person as the first: they got new devices and stayed on
/// their network. Where there are few, two devices of one account stand for the parts; they are used less, so
/// that their hours differ more by chance.
fn one_person(cuts: &[Cut]) -> Vec<&Cut> {
    let renewed =
        |c: &&Cut| c.devices == Devices::Replaced && c.place == Some(ON_NETWORK) && c.rhythm.is_some();
    let renewed: Vec<&Cut> = cuts.iter().filter(renewed).collect();
    if renewed.len() >= LEAST_RENEWED {
        renewed
    } else {
        cuts.iter().filter(|c| c.devices != Devices::Replaced).collect()
    }
}

/// Honest stories that a cut is compared with: the account stayed in its region, or it moved; it belongs
/// to the enterprise, which may have passed it on; or it was left alone for weeks. A successor, and whoever
/// comes back, comes with a new phone, a new home and new data at once: one event, which would count as three
/// if it were compared with who stays in a job and goes on.
const STAYED: usize = 0;
const MOVED: usize = 1;
const PASSED_ON: usize = 2;
const RETURNED: usize = 3;

impl Cut {
    /// What happened about then.
    pub(super) fn events(&self) -> &Events {
        self.events.as_deref().unwrap_or(&NOTHING)
    }

    /// Whether somebody may be new on it: its devices are new, or nothing is known of those before.
    pub(super) fn is_new(&self) -> bool {
        self.devices != Devices::Kept
    }

    /// 0 replaced, 1 replaced with hardly any days before, 2 kept, 3 replaced after weeks without anybody, 4 used for
    /// the first time after weeks.
    pub(super) fn device_class(&self) -> usize {
        match self.devices {
            Devices::Woken => 4,
            Devices::Kept => 2,
            Devices::Replaced if self.absence >= ABSENCE => 3,
            Devices::Replaced => usize::from(self.days[0] < DAYS_BEFORE),
        }
    }

    /// The honest replacement that a replaced one is: 3 after weeks without anybody; 2 if the account belongs to the
    /// enterprise, which may have passed it on; 1 if something of the identity changed; or else 0.
    pub(super) fn kind(&self) -> usize {
        match self.story() {
            PASSED_ON => 2,
            RETURNED => 3,
            _ => usize::from(!self.events().identity.is_empty()),
        }
    }

    /// The honest story that it is compared with.
    pub(super) fn story(&self) -> usize {
        match self.is_new() {
            true if self.events().owned.is_some() => PASSED_ON,
            true if self.absence >= ABSENCE => RETURNED,
            _ if self.place == Some(ELSEWHERE) => MOVED,
            _ => STAYED,
        }
    }
}

impl Events {
    /// Whether a company bound the account then: 1 if one did, or else 0.
    pub(super) fn bound(&self) -> usize {
        usize::from(self.binding.is_some())
    }

    /// 0 no payment, 1 a small one, 2 a large one.
    pub(super) fn money(&self, facts: &Facts<'_>) -> usize {
        let large = |&row: &u32| if facts.payments.is_large(row) { 2 } else { 1 };
        self.payments.iter().map(large).max().unwrap_or(0)
    }
}
