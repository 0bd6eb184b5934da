//! # Dense blocks of parties and things
//!
//! **Finds** groups of unrelated parties that share several devices and addresses, or several
//! payment accounts, far more densely than chance would have it: a second opinion on what the other
//! detectors see of one device or one payer at a time.
//!
//! **Matters** because an operation spreads its accounts over its phones, lines and payment accounts so
//! that no single one looks crowded; all together they do.
//!
//! **How.** FRAUDAR, see `fraudar.rs`, on the bipartite graph of parties and things. A block counts
//! where it is denser than the densest of [`DRAWS`] graphs with the same degrees and edges at random,
//! found in the same way, and spans more parties than a household has.
//!
//! **Honest twins.** A company with all its accounts, and a holder with theirs, is one party: its
//! shop tablets and offices give it one edge each, and things of one party none. Approved and excused
//! devices (agencies, headquarters) are left out, and so are addresses that tell no place (carriers),
//! visits of less than three days (public devices, friends' phones), tills and companies' payment
//! accounts. Families are smaller than a block must be. A landlord or the host of a group purchase is one
//! column, which however long is not dense.
//!
//! **Background.** How many accounts that share anything are in such blocks. The weight is held small
//! (see [`MOST`]), because the same rows speak in `operator`, `rounds` and `side_by_side`. **Wrong** for a
//! house of flatmates and for a market hall whose traders lend each other everything. In small exports
//! the graph at random is as dense as the real one, and nothing is found.
//!
//! **How much it helps: little.** In nine worlds of 20,000 accounts the blocks that weigh (half as dense
//! again as chance) held 142 accounts by devices and 25 by payments where offenders do not hide (all of
//! them abused, 137 and 18 found without them), and none where they are careful or hidden; in two null
//! worlds none. Blocks between chance and half as dense again were honest for the most part (248 of 356
//! accounts), and the background takes their bits away. In a world of 250,000 accounts of the leaner
//! generator, devices held 561 abused accounts and 348 clean ones, payments 31 and 182: hence the small
//! weights, and the smaller one for payments.
//!
//! **Settings:** none.
//!
//! Cost: O(E log V), a bounded number of blocks a component.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::facts::{Facts, SUSTAINED_DAYS, Use};
use super::features::{about, count, logins_of};
use super::fraudar::{Block, Edge, TRIMMED, blocks, components, density, peel, shuffled, trim, weights};
use super::{Code, Detector, Weigh};
use crate::evidence::{Evidence, Family, Figure, NodeKind, Odds, Source, Typology, millibits};
use crate::ids::NONE;

/// The entry of this detector.
pub const DETECTOR: Detector = Detector {
    name: "dense_blocks",
    typologies: &[Typology::Rented, Typology::Traded],
    needs: &["logins", "accounts"],
    uses: &["logins.ip", "payments", "accounts.payout_account", "accounts.holder_hash", "bindings"],
    codes: &[
        Code {
            name: "dense_devices",
            family: Family::Sharing,
            doc: "unrelated parties share devices and addresses more densely than chance would have it",
        },
        Code { name: "dense_devices_sold", family: Family::Sharing, doc: "the same, weighed for a sale" },
        Code {
            name: "dense_payments",
            family: Family::Money,
            doc: "unrelated parties deal with the same payment accounts more densely than chance would have it",
        },
    ],
    manual: include_str!("dense_blocks.rs"),
    run,
};

/// In no block; in one denser than at random; in one half as dense again. Operations that take care
/// share too little for a block.
const IN_BLOCK: Odds<3> = Odds { abuse: [0.84, 0.06, 0.10], honest: [0.98, 0.014, 0.006] };
/// The same of payment accounts: holders are paid from one or two each, too few for a block in most cases.
const IN_PAYMENTS: Odds<3> = Odds { abuse: [0.97, 0.01, 0.02], honest: [0.98, 0.014, 0.006] };
/// Most bits that a block of payments weighs: payers and payees of friends are friends.
const MOST_PAYMENTS: f64 = 1.0;
/// Most bits that a block weighs: it repeats what is seen elsewhere.
const MOST: f64 = 2.0;
/// Least thousandths of a bit that are worth a row.
const LEAST: i32 = 500;
/// How much denser than at random a block is to count as much denser.
const MUCH: f64 = 1.5;
/// Graphs at random that are looked at.
pub const DRAWS: u64 = 3;
/// Parties of a block: more than a household.
const LEAST_PARTIES: usize = 5;
/// Payments from or to a payment account from which on it is a till.
const TILL: usize = 200;
/// Accounts of a holder that are looked at.
const MOST_ACCOUNTS: usize = 50;

/// What an account shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    Device(u32),
    Address(u32),
    Payment(u32),
}

/// That an account, of a party, has to do with a thing.
type Tie = (Thing, u32, u32);

/// An account in the densest block that it is in.
struct InBlock {
    account: u32,
    class: usize,
    block: Option<Box<Member>>,
}

/// What ties an account to its block.
struct Member {
    things: Vec<Thing>,
    parties: usize,
    columns: usize,
    density: f64,
    chance: f64,
}

fn run<'f>(facts: &'f Facts<'_>) -> Weigh<'f> {
    let (devices, payments) = rayon::join(
        || {
            let mut ties = device_ties(facts);
            ties.extend(address_ties(facts));
            members(ties)
        },
        || members(payment_ties(facts)),
    );
    Box::new(move |background| {
        let bits = |seen: &[InBlock], code: usize| {
            let ordinary = seen.iter().filter(|s| background.has(s.account));
            let (odds, most) = if code == 2 { (IN_PAYMENTS, MOST_PAYMENTS) } else { (IN_BLOCK, MOST) };
            odds.bits(count(ordinary.map(|s| Some(s.class)))).map(|b| b.min(millibits(most)))
        };
        let of = |seen: &[InBlock], code: usize, typology| -> Vec<Evidence> {
            let bits = bits(seen, code);
            seen.iter().filter_map(|s| finding(facts, s, code, typology, bits[s.class])).collect()
        };
        let mut found = of(&devices, 0, Typology::Rented);
        found.extend(of(&devices, 1, Typology::Traded));
        found.extend(of(&payments, 2, Typology::Rented));
        found
    })
}

fn finding(
    facts: &Facts<'_>,
    seen: &InBlock,
    code: usize,
    typology: Typology,
    bits: i32,
) -> Option<Evidence> {
    let block = seen.block.as_ref().filter(|_| bits >= LEAST)?;
    let window = facts.active_time(seen.account);
    let code = &DETECTOR.codes[code];
    let found = about(seen.account, typology, code.name, code.family, bits)
        .between(window.0, window.1)
        .with("parties", Figure::Count(block.parties as i64))
        .with("things", Figure::Count(block.columns as i64))
        .with("density", Figure::Ratio(block.density))
        .with("density_by_chance", Figure::Ratio(block.chance))
        .from_sources(block.things.iter().flat_map(|&thing| sources(facts, seen.account, thing)));
    let (kind, id) = block
        .things
        .iter()
        .find_map(|&thing| match thing {
            Thing::Device(id) => Some((NodeKind::Device, id)),
            Thing::Payment(id) => Some((NodeKind::PaymentAccount, id)),
            Thing::Address(_) => None,
        })
        .unwrap_or((NodeKind::Device, NONE));
    Some(found.with_object(kind, id))
}

/// The rows that tie an account to a thing. Addresses have no names any more: the account's devices
/// find the logins.
fn sources(facts: &Facts<'_>, account: u32, thing: Thing) -> Vec<Source> {
    let uses = facts.uses(account).iter();
    match thing {
        Thing::Device(id) => uses.filter(|u| u.device == id).map(|usage| logins_of(account, usage)).collect(),
        Thing::Address(_) => uses.take(1).map(|usage| logins_of(account, usage)).collect(),
        Thing::Payment(id) => {
            let own = facts.accounts.payout[account as usize];
            dealings(facts, own).filter(|d| d.0 == id).map(|d| Source::Payment(d.1)).collect()
        }
    }
}

/// The party of an account, as a number below that of accounts: the company that it is bound to, the
/// company of the holder's other accounts, the holder's first account, or itself.
fn party(facts: &Facts<'_>, account: u32) -> u32 {
    let hand = |account: u32| facts.companies.hands_of(account).first().copied();
    let held = facts.by_holder.rows(facts.accounts.holder[account as usize]);
    let of_holder = || held.iter().take(MOST_ACCOUNTS).find_map(|&other| hand(other));
    hand(account).or_else(of_holder).or(held.first().copied()).unwrap_or(account)
}

fn device_ties(facts: &Facts<'_>) -> Vec<Tie> {
    let tie = |account: u32, usage: &Use| -> Option<Tie> {
        let parties = &facts.parties[usage.device as usize];
        let stays = usage.days.count_ones() >= parties.stay();
        let shared = stays && parties.strangers(account, usage.days) > 0;
        (shared && !facts.is_excused(account, usage)).then(|| {
            // Whoever belongs together on this device is one party there.
            let first = parties.party_of(account).map_or(account, |p| p.first);
            (Thing::Device(usage.device), party(facts, first), account)
        })
    };
    let accounts = (0..facts.accounts.count() as u32).into_par_iter();
    accounts.flat_map_iter(|a| facts.uses(a).iter().filter_map(move |usage| tie(a, usage))).collect()
}

fn address_ties(facts: &Facts<'_>) -> Vec<Tie> {
    let tie = |account: u32, row: usize| -> Option<Tie> {
        let ip = facts.networks.ip[row];
        let days = facts.networks.days(row) & !facts.approvals.address_days(ip);
        let telling = days.count_ones() >= SUSTAINED_DAYS
            && facts.by_ip.rows(ip).len() >= 2
            && facts.tells_place(ip, facts.home_region[account as usize]);
        telling.then(|| (Thing::Address(ip), party(facts, account), account))
    };
    let accounts = (0..facts.accounts.count() as u32).into_par_iter();
    accounts.flat_map_iter(|a| facts.networks.of(a).filter_map(move |row| tie(a, row))).collect()
}

/// Whom a payment account dealt with, and in which rows; tills have no dealings.
fn dealings<'f>(facts: &'f Facts<'_>, own: u32) -> impl Iterator<Item = (u32, u32)> + 'f {
    let small = own != NONE && facts.payments.partners(own) <= TILL;
    let (paid, got) = match small {
        true => (facts.payments.by(own), facts.payments.to_person(own)),
        false => (&[][..], &[][..]),
    };
    let paid = paid.iter().map(|&row| (facts.payments.payee[row as usize], row));
    paid.chain(got.iter().map(|&row| (facts.payments.payer[row as usize], row)))
}

fn payment_ties(facts: &Facts<'_>) -> Vec<Tie> {
    let accounts = 0..facts.accounts.count() as u32;
    let company = |account: &u32| facts.companies.hand(*account) != NONE;
    let of_companies: FxHashSet<u32> =
        accounts.clone().filter(company).map(|a| facts.accounts.payout[a as usize]).collect();
    let ordinary = |id: u32, row: u32| {
        !of_companies.contains(&id)
            && facts.payments.partners(id) <= TILL
            && !facts.approvals.payment_account(id, facts.payments.at[row as usize])
    };
    let ordinary = &ordinary;
    let of = |account: u32| {
        let own = facts.accounts.payout[account as usize];
        let own = if of_companies.contains(&own) { NONE } else { own };
        let others = dealings(facts, own).filter(move |&(id, row)| id != own && ordinary(id, row));
        others.map(move |(id, _)| (Thing::Payment(id), party(facts, account), account))
    };
    accounts.into_par_iter().flat_map_iter(of).collect()
}

/// Every account with a tie to a thing of several parties, and whether it is in a dense block.
fn members(mut ties: Vec<Tie>) -> Vec<InBlock> {
    ties.par_sort_unstable();
    ties.dedup();
    let shared = |of: &[Tie]| of.iter().any(|t| t.1 != of[0].1);
    let things: Vec<&[Tie]> = ties.chunk_by(|a, b| a.0 == b.0).filter(|of| shared(of)).collect();
    let (found, chance) = dense(&things);
    let mut all: FxHashMap<u32, InBlock> = FxHashMap::default();
    for tie in things.iter().copied().flatten() {
        all.entry(tie.2).or_insert(InBlock { account: tie.2, class: 0, block: None });
    }
    // The densest first: an account is in the first that it is found in.
    for block in &found {
        let mut own: FxHashMap<u32, Vec<Thing>> = FxHashMap::default();
        for &tie in block.columns.iter().flat_map(|&column| things[column as usize]) {
            if block.rows.binary_search(&tie.1).is_ok() {
                own.entry(tie.2).or_default().push(tie.0);
            }
        }
        for (account, things) in own {
            let of = all.entry(account).or_insert(InBlock { account, class: 0, block: None });
            if of.block.is_none() {
                let (parties, columns, density) = (block.rows.len(), block.columns.len(), block.density);
                of.class = if density > MUCH * chance { 2 } else { 1 };
                of.block = Some(Box::new(Member { things, parties, columns, density, chance }));
            }
        }
    }
    let mut all: Vec<InBlock> = all.into_values().collect();
    all.par_sort_unstable_by_key(|s| s.account);
    all
}

/// Blocks that are denser than chance makes them, the densest first, and how dense chance makes them.
fn dense(things: &[&[Tie]]) -> (Vec<Block>, f64) {
    let mut edges: Vec<Edge> =
        things.iter().zip(0..).flat_map(|(of, column)| of.iter().map(move |t| (t.1, column))).collect();
    edges.sort_unstable();
    edges.dedup();
    let rows = edges.last().map_or(0, |e| e.0 as usize + 1);
    let weights = weights(&edges, things.len());
    let draws = (0..DRAWS).into_par_iter();
    let densest = |seed| densest(&shuffled(&edges, seed), &weights, rows);
    let chance = draws.map(densest).reduce(|| 0.0, f64::max);
    let mut edges = large(&edges, &weights, rows);
    trim(&mut edges, &weights, rows, chance);
    let parts = components(&edges, rows, things.len());
    let mut found: Vec<Block> =
        parts.into_par_iter().flat_map_iter(|part| blocks(part, &weights, chance)).collect();
    found.retain(|block| block.rows.len() >= LEAST_PARTIES);
    found.sort_by(|a, b| b.density.total_cmp(&a.density).then_with(|| a.rows.cmp(&b.rows)));
    (found, chance)
}

/// The density of the densest block of a graph; it is no less than that of the graph.
fn densest(edges: &[Edge], weights: &[u64], rows: usize) -> f64 {
    let mut edges = large(edges, weights, rows);
    loop {
        let before = edges.len();
        let floor = density(&edges, weights, rows);
        trim(&mut edges, weights, rows, floor);
        if (before - edges.len()) * TRIMMED <= before {
            break;
        }
    }
    let parts = components(&edges, rows, weights.len());
    parts.par_iter().filter_map(|part| Some(peel(part, weights)?.density)).reduce(|| 0.0, f64::max)
}

/// Edges in components that may hold a block of enough parties.
fn large(edges: &[Edge], weights: &[u64], rows: usize) -> Vec<Edge> {
    let mut parts = components(edges, rows, weights.len());
    parts.retain(|part| part.len() >= LEAST_PARTIES);
    parts.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Six parties that work on four devices, among a hundred couples with a tablet each.
    fn studio_among_couples() -> Vec<Tie> {
        let couples = (0..200).map(|account| (Thing::Device(account / 2), account, account));
        let studio = (200..206).flat_map(|a| (100..104).map(move |device| (Thing::Device(device), a, a)));
        couples.chain(studio).collect()
    }

    #[test]
    fn a_studio_is_denser_than_chance_and_couples_are_not() {
        let seen = members(studio_among_couples());
        let dense: Vec<u32> = seen.iter().filter(|s| s.class > 0).map(|s| s.account).collect();
        assert_eq!(dense, [200, 201, 202, 203, 204, 205]);
        let block = seen[200].block.as_ref().unwrap();
        assert_eq!((block.parties, block.columns, block.things.len()), (6, 4, 4));
        assert_eq!(seen.len(), 206);
    }

    /// Fault: a shop whose staff shares all its tablets is the densest block of all.
    #[test]
    fn one_party_is_no_block() {
        let mut ties = studio_among_couples();
        ties.iter_mut().filter(|t| t.2 >= 200).for_each(|t| t.1 = 200);
        let seen = members(ties);
        assert!(seen.iter().all(|s| s.class == 0));
        // What only one party has is not in the graph at all.
        assert_eq!(seen.len(), 200);
    }

    #[test]
    fn nothing_shared_is_nothing_found() {
        assert!(members(Vec::new()).is_empty());
    }
}
