//! # A network for every account
//!
//! **Finds** accounts on a device with accounts of other holders, used on the same days and never on the
//! same network.
//!
//! **Matters** because one phone is on one network at a time. Who works with several accounts on a phone and
//! sends each of them through a line of its own, in the holder's city, does so to look like several people;
//! shared addresses are what platforms look at first. The phone gives it away, whoever has the accounts
//! bound: colleagues, too, share the shop's network on the shop's tablet.
//!
//! **Honest twins.** Shop tablets, family tablets, headquarters and agencies work on one line (no finding).
//! A phone that is at home in the morning and at work in the evening is on two networks a day, but not with
//! one account always here and the other always there. On mobile data it has another address with every
//! connection: days of which only carriers' addresses are known don't count. Accounts of one holder are not
//! compared.
//!
//! **Background.** Among all accounts of these exports that share a device with another holder's on four days
//! or more, how many never, now and then, or mostly share an address on these days. **Wrong** for an app that
//! reports a made-up device, and for whoever uses a proxy for one of two accounts for reasons of their own.
//!
//! Who is on a device on more days than all others may be there with them without its doing, so that the
//! finding is told apart for them and nothing above a review rests on it.
//!
//! **Settings:** none.
//!
//! Cost: see [`Masks`](super::facts::Masks).

use rayon::prelude::*;

use super::facts::{Common, Facts};
use super::features::{about, logins_of};
use super::{Code, Detector, Weigh};
use crate::evidence::{Evidence, Family, Figure, NodeKind, Odds, Typology};

/// The entry of this detector.
pub const DETECTOR: Detector = Detector {
    name: "masked",
    typologies: &[Typology::Rented, Typology::Traded],
    needs: &["logins", "logins.ip", "accounts.holder_hash"],
    uses: &["approved_operators"],
    codes: &[
        Code {
            name: "own_network_each",
            family: Family::Place,
            doc: "on one device with other holders' accounts on the same days, and never on one network",
        },
        Code { name: "own_network_each_sold", family: Family::Place, doc: "the same, as evidence of a sale" },
        Code {
            name: "guests_own_network",
            family: Family::Place,
            doc: "accounts on its own device are on the same days always on other networks",
        },
        Code {
            name: "guests_own_network_sold",
            family: Family::Place,
            doc: "the same, as evidence of a sale",
        },
    ],
    manual: include_str!("masked.rs"),
    run,
};

/// What is expected of honest accounts on shared devices: an address in common on most days, now and then,
/// never. People carry a phone about, and log in on it once a day.
const HONEST: [f64; 3] = [0.80, 0.17, 0.03];
/// Studios without any disguise work on one line; those that have one give a line to each account.
const RENTED: Odds<3> = Odds { abuse: [0.45, 0.10, 0.45], honest: HONEST };
/// The same of those who raise accounts for sale.
const TRADED: Odds<3> = Odds { abuse: [0.50, 0.10, 0.40], honest: HONEST };

fn run<'f>(facts: &'f Facts<'_>) -> Weigh<'f> {
    let all = facts.masks.all();
    let class = |c: &Common| match (c.is_apart(), c.shared * 2 < c.days) {
        (true, _) => 2,
        (false, true) => 1,
        (false, false) => 0,
    };
    // Of several devices of an account the one on which most was seen.
    let mut apart: Vec<&Common> = all.iter().filter(|c| c.is_apart() && !is_approved(facts, c)).collect();
    apart.sort_unstable_by_key(|c| (c.account, std::cmp::Reverse(c.days), c.device));
    apart.dedup_by_key(|c| c.account);
    Box::new(move |background| {
        let seen = || all.iter().map(|c| (c.account, Some(class(c))));
        let tally = |abuse| background.tally(abuse, Family::Place, seen());
        let kinds = [(Typology::Rented, RENTED), (Typology::Traded, TRADED)];
        let bits = kinds.map(|(abuse, odds)| (abuse, odds.weigh(&tally(abuse))[2]));
        apart.par_iter().flat_map_iter(|c| findings(facts, c, &bits)).collect()
    })
}

fn is_approved(facts: &Facts<'_>, c: &Common) -> bool {
    facts.usage(c.account, c.device).is_some_and(|usage| facts.is_approved(c.account, usage))
}

fn findings(facts: &Facts<'_>, c: &Common, bits: &[(Typology, i32); 2]) -> Vec<Evidence> {
    let Some(usage) = facts.usage(c.account, c.device) else { return Vec::new() };
    let (from, to) = facts.moments(usage.days);
    let codes = match c.host {
        true => ["guests_own_network", "guests_own_network_sold"],
        false => ["own_network_each", "own_network_each_sold"],
    };
    let finding = |(&(typology, bits), code): (&(Typology, i32), &'static str)| {
        about(c.account, typology, code, Family::Place, bits)
            .between(from, to)
            .with("common_days", Figure::Count(i64::from(c.days)))
            .with("shared_days", Figure::Count(i64::from(c.shared)))
            .with_object(NodeKind::Device, c.device)
            .from_sources([logins_of(c.account, usage)])
    };
    bits.iter().zip(codes).filter(|(of, _)| of.1 > 0).map(finding).collect()
}
