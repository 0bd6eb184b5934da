//! # Operator replaced
//!
//! **Finds** accounts whose devices were replaced for good: before some day one set of devices,
//! afterwards another, and hardly anything across. That alone is a new phone. What makes it a sale is
//! what changes with it: the network, the region, the hours, phone or payout account, a payment from a
//! stranger, a new binding, advertising that begins.
//!
//! An account whose devices were not replaced and of which nothing was changed at any time that lets its holder in is
//! hardly sold (negative). Where something was, though one device at a time was used and none replaced, somebody may
//! have been locked out: the phone was sold with the account, or the days on which it changed hands are missing.
//!
//! An account may be sold with the phone that it is on: then nothing is replaced, but the buyer changes password,
//! phone or payout account about the day on which a company binds it. And an account that lay idle may be sold before
//! it is seen at all: registered long before, and used for the first time weeks into the window.
//!
//! **Matters** because a sold account keeps its age, followers and standing, while somebody else
//! speaks through it.
//!
//! **Honest twins.** A phone upgrade keeps the network and the hours (negative bits), or after a move at least the
//! number, and with it the carrier's gateways; and the new home has neighbours, where a buyer's line may have nobody
//! else. A dormant user who comes back after weeks with a new phone in a new city, and has forgotten the password,
//! brings no money and no binding, and is compared with others who came back. An account that the enterprise made and
//! owns may pass to a colleague: the new device belongs to the company (negative), on which somebody was before; where
//! a company's accounts change hands in one lot, everybody is new there. What an enterprise made days ago was nobody's
//! before. Heirs, divorced couples and companies have the platform verify another holder, who has a phone and a payout
//! account of the own. Who goes on writing as before, and changes neither password nor phone nor payout account, is
//! hardly another (negative). Who is hired gets a budget: advertising that begins is weighed by whether a company bound
//! the account, among those that advertise. A person's other accounts move to the same phone (negative).
//!
//! **Background.** How often each change happens by itself is measured on accounts of the same exports that kept their
//! devices, cut at their middle day (hours on those of people who got new devices and stayed on their network); what a
//! company keeps and may have passed on is compared with what companies passed on, since a successor brings a new
//! phone, home and data at once. What sellers do is assumed, see the constants; what buyers write, and whether they
//! have a line of their own, is measured among certain sales, too. **Wrong** where someone moves house and buys a phone
//! in the same week and starts a job: hence two families before anything above review.
//!
//! **Settings:** `detect.min_active_days`, `detect.change_window_days`.
//!
//! Cost: linear in calendars, networks, and notes of accounts whose devices were replaced.

mod locks;
mod observe;
mod rebound;
mod tell;
mod texts;
mod weigh;

use rayon::prelude::*;

use super::facts::Facts;
use super::features::seen_of_most;
use super::{Code, Detector, Weigh};
use crate::evidence::{Evidence, Family, Typology};
use crate::time::DAY_MS;
use observe::Context;
use texts::Drift;
use weigh::Weights;

/// The entry of this detector.
pub const DETECTOR: Detector = Detector {
    name: "handover",
    typologies: &[Typology::Traded, Typology::Rented],
    needs: &["logins", "accounts"],
    uses: &[
        "logins.ip",
        "logins.region",
        "account_changes",
        "payments",
        "ad_spend",
        "notes",
        "accounts.holder_hash",
        "accounts.payout_account",
    ],
    codes: &[
        Code { name: "devices_replaced", family: Family::Device, doc: "all devices were replaced for good" },
        Code {
            name: "woken",
            family: Family::Device,
            doc: "the account, registered long before, was not used until late in the window",
        },
        Code { name: "devices_kept", family: Family::Device, doc: "the devices stayed what they were" },
        Code {
            name: "place_kept",
            family: Family::Place,
            doc: "the new devices use a network of the old ones",
        },
        Code {
            name: "gateway_kept",
            family: Family::Place,
            doc: "the new devices use an address of the old ones that many use, such as a carrier's gateway",
        },
        Code {
            name: "network_replaced",
            family: Family::Place,
            doc: "with the devices, the networks were replaced, in the same region",
        },
        Code {
            name: "line_of_its_own",
            family: Family::Place,
            doc: "the new devices are on networks on which no other account ever is",
        },
        Code {
            name: "in_company",
            family: Family::Place,
            doc: "the new devices are on networks on which other accounts are, too",
        },
        Code {
            name: "region_replaced",
            family: Family::Place,
            doc: "with the devices, the region was replaced",
        },
        Code { name: "rhythm_kept", family: Family::Rhythm, doc: "the hours of use stayed as they were" },
        Code {
            name: "rhythm_replaced",
            family: Family::Rhythm,
            doc: "the hours of use changed with the devices",
        },
        Code {
            name: "identity_changed",
            family: Family::Identity,
            doc: "phone or payout account changed about the same time",
        },
        Code {
            name: "holder_changed",
            family: Family::Identity,
            doc: "the platform verified another holder about the same time, who has a phone and a payout account of the own",
        },
        Code {
            name: "password_changed",
            family: Family::Identity,
            doc: "the password changed about the same time",
        },
        Code { name: "password_kept", family: Family::Identity, doc: "the password stayed" },
        Code {
            name: "access_changed",
            family: Family::Identity,
            doc: "password, phone or payout account changed when a company bound the account, on the devices that it had",
        },
        Code { name: "identity_kept", family: Family::Identity, doc: "phone and payout account stayed" },
        Code {
            name: "nothing_changed",
            family: Family::Identity,
            doc: "neither password nor phone, payout account or holder was changed at any time",
        },
        Code {
            name: "locks_changed",
            family: Family::Identity,
            doc: "the devices were not replaced, and password, phone or payout account was changed at some time",
        },
        Code { name: "nobody_paid", family: Family::Money, doc: "no stranger paid the holder about then" },
        Code { name: "not_bound", family: Family::Binding, doc: "no binding followed" },
        Code { name: "no_spend", family: Family::Spend, doc: "no advertising followed" },
        Code {
            name: "stranger_paid",
            family: Family::Money,
            doc: "somebody who never paid before paid the holder about the same time",
        },
        Code {
            name: "bound_after",
            family: Family::Binding,
            doc: "the account was bound to an enterprise right after",
        },
        Code {
            name: "company_account",
            family: Family::Binding,
            doc: "the enterprise made the account, and it stays bound: it may pass to a successor",
        },
        Code { name: "texts_kept", family: Family::Content, doc: "the account went on writing as it did" },
        Code {
            name: "texts_changed",
            family: Family::Content,
            doc: "from then on the account wrote about other things, or at another length",
        },
        Code { name: "spend_began", family: Family::Spend, doc: "advertising began right after" },
        Code {
            name: "passed_to_colleague",
            family: Family::Sharing,
            doc: "after the replacement the account is still at home at the enterprise that had it before",
        },
        Code {
            name: "own_device",
            family: Family::Sharing,
            doc: "the holder's other accounts are on the new device too",
        },
    ],
    manual: include_str!("handover.rs"),
    run,
};

/// Whoever was bound this long before the change is the company's already; a buyer binds the account
/// when it is bought.
const SETTLED_MS: i64 = 14 * DAY_MS;

/// Classes of where an account is after a cut: on a network of before, on no more than a gateway of a carrier, in the
/// same region, or elsewhere.
const ON_NETWORK: u8 = 0;
const ON_GATEWAY: u8 = 1;
const IN_REGION: u8 = 2;
const ELSEWHERE: u8 = 3;

/// An account cut in two. There is one for most accounts, so that it is kept small.
struct Cut {
    events: Option<Box<Events>>,
    rhythm: Option<f32>,
    account: u32,
    /// First day of the second part, as a bit.
    day: u8,
    /// Active days of both parts.
    days: [u8; 2],
    /// Days from the last one before the cut to the cut; from the beginning of the window if there is none, as where
    /// the account woke.
    absence: u8,
    /// What happened to the devices there.
    devices: Devices,
    /// The place in `PLACE` of `weigh.rs`.
    place: Option<u8>,
    /// Whether the new devices are on a line that nobody else is on; `None` where the devices are not new, on a network
    /// of before, or too seldom seen.
    line: Option<bool>,
    /// Whether it advertises at all.
    advertises: bool,
}

/// What happened to an account's devices at a cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Devices {
    /// Nothing; the account serves as background.
    Kept,
    /// All of them changed.
    Replaced,
    /// The account begins there, weeks into the window: of what was before nothing is known.
    Woken,
}

/// What happened about the time of a cut. Most accounts have nothing of it, so that it is kept aside.
#[derive(PartialEq)]
struct Events {
    identity: Vec<u32>,
    /// Another holder whom the platform verified.
    holder: Option<u32>,
    password: Option<u32>,
    payments: Vec<u32>,
    binding: Option<u32>,
    /// The binding of an account that the enterprise made and keeps.
    owned: Option<u32>,
    spend: Option<u32>,
    texts: Option<Drift>,
}

/// Nothing happened.
static NOTHING: Events = Events {
    identity: Vec::new(),
    holder: None,
    password: None,
    payments: Vec::new(),
    binding: None,
    owned: None,
    spend: None,
    texts: None,
};

fn run<'f>(facts: &'f Facts<'_>) -> Weigh<'f> {
    let context = Context::new(facts);
    let cuts = seen_of_most(facts.accounts.count(), |account| context.cut(account as u32));
    let rebound = context.rebound(&cuts);
    let rebound_told: Vec<u32> = rebound.iter().filter_map(|r| r.told()).collect();
    Box::new(move |background| {
        let weights = Weights::measure(&context, &cuts, background);
        let of = |cut: &Cut| match cut.is_new() {
            true => context.findings(cut, &weights),
            // Worth a row where something else speaks for a sale.
            false if background.belief(cut.account).is_some() => vec![context.kept(cut, &weights)],
            false => Vec::new(),
        };
        let mut found: Vec<Evidence> = cuts.par_iter().flat_map_iter(of).collect();
        found.extend(context.locks(&cuts, &rebound_told, background));
        found.append(&mut context.rebound_findings(&rebound, background));
        found
    })
}
