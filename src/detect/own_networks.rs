//! # Networks of its own
//!
//! **Finds** accounts that are on networks on which no other account of the exports ever is, on nearly all days.
//!
//! **Matters** because whoever runs many accounts and does not want them to be seen together gives each a line of its
//! own: a proxy, a card, a phone in the cloud. Then nothing ties the accounts to each other, and that is what shows:
//! people are met. They live with somebody, work with somebody, and their carrier puts them behind one address with
//! others.
//!
//! **Honest twins.** Who lives alone and works there, far from everybody; who gets another address with every
//! connection. It has a row only where something else speaks of the account, and little weight where many people are
//! so. Where exports hold a part of the platform's accounts only, most are met by nobody, and it says nothing.
//!
//! **Background.** How many accounts of these exports are met by nobody, among those with enough days to be met.
//! **Wrong** for the few who are alone for reasons of their own.
//!
//! **Settings:** none.
//!
//! Cost: linear in networks; an account is left as soon as it has been met often enough.

use rayon::prelude::*;

use super::facts::Facts;
use super::features::{about, logins_of};
use super::{Background, Code, Detector, Weigh};
use crate::evidence::{Evidence, Family, Figure, Odds, Typology};

/// The entry of this detector.
pub const DETECTOR: Detector = Detector {
    name: "own_networks",
    typologies: &[Typology::Traded, Typology::Rented],
    needs: &["logins", "logins.ip"],
    uses: &[],
    codes: &[Code {
        name: "met_by_nobody",
        family: Family::Place,
        doc: "on networks on which no other account ever is, on nearly all days",
    }],
    manual: include_str!("own_networks.rs"),
    run,
};

/// Accounts that are met, and that are not. Honest people are met but for one in twenty. Of those that hide, one in six
/// that is sold has a line of its own; a tenant's account is on its holder's networks as well, at least now and then.
/// Whoever lends the name for a binding is where other people are.
const WEIGHED: [(Typology, Odds<2>); 2] = [
    (Typology::Traded, Odds { abuse: [0.84, 0.16], honest: HONEST }),
    (Typology::Rented, Odds { abuse: [0.93, 0.07], honest: HONEST }),
];
const HONEST: [f64; 2] = [0.95, 0.05];
/// Days that an account needs for its being alone to be no chance.
const LEAST_DAYS: u32 = 10;

/// What is known of an account: too little, it is met, or by nobody.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Unknown,
    Met,
    Alone,
}

fn look(facts: &Facts<'_>, account: u32) -> Seen {
    if facts.active_days(account).count_ones() < LEAST_DAYS {
        return Seen::Unknown;
    }
    match facts.is_on_own_line(account, u128::MAX, LEAST_DAYS) {
        None => Seen::Unknown,
        Some(false) => Seen::Met,
        Some(true) => Seen::Alone,
    }
}

fn run<'f>(facts: &'f Facts<'_>) -> Weigh<'f> {
    let seen: Vec<Seen> =
        (0..facts.accounts.count() as u32).into_par_iter().map(|account| look(facts, account)).collect();
    Box::new(move |background| weigh(facts, &seen, background))
}

fn weigh(facts: &Facts<'_>, seen: &[Seen], background: &Background) -> Vec<Evidence> {
    let outcome = |seen: &Seen| match seen {
        Seen::Unknown => None,
        Seen::Met => Some(0),
        Seen::Alone => Some(1),
    };
    let all = || (0..).zip(seen).map(|(account, seen)| (account, outcome(seen)));
    let tally = |abuse| background.tally(abuse, Family::Place, all());
    let bits = WEIGHED.map(|(abuse, odds)| (abuse, odds.weigh(&tally(abuse))[1]));
    let alone = background.beliefs().iter().map(|b| b.account).filter(|&a| seen[a as usize] == Seen::Alone);
    alone.flat_map(|account| findings(facts, account, &bits)).collect()
}

fn findings(facts: &Facts<'_>, account: u32, bits: &[(Typology, i32)]) -> Vec<Evidence> {
    let networks = facts.networks.of(account);
    let (from, to) = facts.moments(facts.active_days(account));
    let finding = |&(typology, bits): &(Typology, i32)| {
        about(account, typology, "met_by_nobody", Family::Place, bits)
            .between(from, to)
            .with("networks", Figure::Count(networks.len() as i64))
            .from_sources(facts.uses(account).iter().map(|usage| logins_of(account, usage)))
    };
    bits.iter().filter(|(_, bits)| *bits > 0).map(finding).collect()
}
