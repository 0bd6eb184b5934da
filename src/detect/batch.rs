//! # Registered together
//!
//! **Finds** accounts that were registered about the same time as accounts of unrelated parties with which
//! they share devices or telling addresses.
//!
//! **Matters** because farms register in batches: the phones, numbers and addresses that it takes are at
//! hand for some days. Whatever is changed later, a date of registration is not. It tells stock for sale
//! from accounts that were rented of people who had them for years.
//!
//! **How.** How many of those others were registered within a day, a week or a month of the account, against
//! the share of all accounts that were (a binomial tail, in bits; the best of the three, less what choosing
//! among three costs).
//!
//! Of a farm that hides, nothing is shared; but some of its accounts are plain to see, and the others were
//! registered between them. So accounts that show something of a sale themselves are asked how many suspects of
//! a sale were registered within two days of them, against the share of suspects among all accounts.
//!
//! **Honest twins.** Colleagues are registered together when their company begins, and are one party, as are
//! accounts of one holder. Families of whom nothing is known may join on one evening: they are the
//! background. Addresses and devices that hundreds use are left out.
//!
//! **Background.** How surprising the registrations of the others are for accounts of these exports that have
//! such others. **Wrong** for clubs and classes that joined together on a common device. The same is asked of
//! accounts that are worked in one round without anything shared, see `rounds`.
//!
//! **Settings:** none.
//!
//! Cost: linear in calendars and networks; at the most [`MOST`] accounts on a device or an address are
//! looked at.

mod among;

use rayon::prelude::*;

use super::facts::{Facts, SUSTAINED_DAYS, accounts_on};
use super::features::count;
use super::registrations::{BATCH, Batch, Registrations};
use super::{Code, Detector, Weigh};
use crate::evidence::{Evidence, Family, Typology};
use among::{about_the_time, among};

/// The entry of this detector.
pub const DETECTOR: Detector = Detector {
    name: "batch",
    typologies: &[Typology::Traded],
    needs: &["logins", "accounts"],
    uses: &["logins.ip", "accounts.holder_hash", "bindings"],
    codes: &[
        Code {
            name: "registered_together",
            family: Family::Identity,
            doc: "registered about the same time as unrelated accounts on its devices and networks",
        },
        Code {
            name: "registered_apart",
            family: Family::Identity,
            doc: "registered at another time than the unrelated accounts on its devices",
        },
        Code {
            name: "registered_among_suspects",
            family: Family::Association,
            doc: "more suspects of a sale were registered on these days than on others",
        },
    ],
    manual: include_str!("batch.rs"),
    run,
};

/// Rows of a device or an address above which it is left out.
const MOST: usize = 200;
/// Devices and addresses of an account that are looked at.
const MOST_THINGS: usize = 16;

/// An account with unrelated others on its devices or telling addresses.
struct Seen {
    account: u32,
    /// Whether any of them is on a device of its own.
    on_device: bool,
    batch: Batch,
}

fn run<'f>(facts: &'f Facts<'_>) -> Weigh<'f> {
    let registrations = Registrations::new(facts);
    let near = about_the_time(facts, &registrations);
    let look = |account: u32| {
        let (fellows, on_device) = fellows(facts, account);
        Some(Seen { account, on_device, batch: registrations.batch(facts, account, &fellows)? })
    };
    let seen: Vec<Seen> = (0..facts.accounts.count() as u32).into_par_iter().filter_map(look).collect();
    Box::new(move |background| {
        let ordinary = seen.iter().filter(|s| background.has(s.account));
        let bits = BATCH.bits(count(ordinary.map(|s| Some(usize::from(s.batch.class)))));
        let codes = ["registered_together", "registered_apart"];
        // That neighbours are of all ages says nothing.
        let told = seen.par_iter().filter(|s| s.batch.class > 0 || s.on_device);
        let mut found: Vec<Evidence> =
            told.map(|s| s.batch.finding(facts, s.account, codes, &bits)).collect();
        found.append(&mut among(facts, &registrations, &near, background));
        found
    })
}

/// Accounts of unrelated parties that stayed on a device or a telling address of an account, sorted; and
/// whether there are any on a device.
fn fellows(facts: &Facts<'_>, account: u32) -> (Vec<u32>, bool) {
    let mut found: Vec<u32> = Vec::new();
    let long = |days: u128| days.count_ones() >= SUSTAINED_DAYS;
    let stayed_at = |row: usize| facts.networks.day_count(row) >= SUSTAINED_DAYS;
    for usage in facts.uses(account).iter().take(MOST_THINGS).filter(|u| long(u.days)) {
        let stay = facts.parties[usage.device as usize].stay();
        let shared = (2..=MOST).contains(&facts.by_device.rows(usage.device).len());
        if shared && usage.days.count_ones() >= stay {
            let stayed = accounts_on(facts, usage.device).into_iter().filter(|a| a.1.count_ones() >= stay);
            found.extend(stayed.map(|(other, _)| other));
        }
    }
    let on_device = found.iter().any(|&other| !facts.related(account, other));
    let home = facts.home_region[account as usize];
    let telling = facts.networks.of(account).filter(|&row| {
        let ip = facts.networks.ip[row];
        stayed_at(row) && facts.by_ip.rows(ip).len() <= MOST && facts.tells_place(ip, home)
    });
    for row in telling.take(MOST_THINGS) {
        let rows = facts.by_ip.rows(facts.networks.ip[row]).iter().map(|&r| r as usize);
        found.extend(rows.filter(|&r| stayed_at(r)).map(|r| facts.networks.account[r]));
    }
    found.sort_unstable();
    found.dedup();
    found.retain(|&other| !facts.related(account, other));
    (found, on_device)
}
