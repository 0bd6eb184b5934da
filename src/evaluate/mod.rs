//! `kosring evaluate REPORT --truth DIR`: how well does a report match what is true?
//!
//! ```text
//! truth folder ──┐
//!                ├─▶ read ──▶ metrics ──▶ Evaluation ──▶ JSON, table
//! report folder ─┘
//! ```
//!
//! `read` turns both folders into plain maps, `metrics` holds the arithmetic with its sources,
//! `figures` is the shape of the result (and of its JSON), `table` lays it out for people, and
//! this file decides what counts as what:
//!
//! - **Population.** All accounts of `truth_accounts.csv`; those without a row in the report have
//!   score 0. Rows of the report for other accounts are left out and counted.
//! - **Lead buyers** are taken out before anything is ranked, counted or clustered.
//! - **Any abuse** ranks by `score`; hits are all roles but `clean`. **A typology** ranks by its
//!   own column; hits are the accounts of that role, and accounts of other abuses are misses: a
//!   column that can't tell a rented account from a traded one sends the reviewer down the wrong
//!   path. As the truth names one role an account, this is on the strict side.
//! - **Action** means a `recommended_action` above `review`.
//! - **Rings** are the truth's, over accounts with an abuse role; an abusive account without a ring
//!   is a ring of its own. Clusters are the accounts of `cluster_members.csv` that aren't
//!   bystanders; honest ones among them count against the cluster. Figures come twice: for the
//!   clusters that the report *claims* (recommended action at least `review`), and for every one.
//! - **Leads.** A transfer is (lead, from, to), with its highest score if it is listed twice. The
//!   population is the used rows of `lead_transfers` in `run.json`; unlisted ones have score 0.
//!
//! A figure that isn't defined (no abuse in the truth, nothing acted on) is `null`, never 0.

pub mod figures;
pub mod metrics;
pub mod read;
mod table;

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Result, ensure};

pub use self::figures::Evaluation;

use self::figures::{Accounts, Actions, Leads, Population, Ranking, RingFigures, Rings, TopPrecision};
use self::metrics::{Block, Overlap, Placed};
use self::read::{AccountScore, Action, Cluster, Report, Role, Truth, TruthAccount};

/// How many of the top accounts `precision_at_100` looks at.
const TOP: u64 = 100;

/// Rings from this many accounts on count as found or missed.
const RING_OF_NOTE: u64 = 4;

/// Measures the report in folder `report` against the truth in folder `truth`.
///
/// # Errors
///
/// If a file or column is missing, a value doesn't fit, or the two folders share no account.
pub fn evaluate(report: &Path, truth: &Path) -> Result<Evaluation> {
    let known = read::truth(truth)?;
    let said = read::report(report)?;
    let evaluation = compare(&said, &known);
    let Population { scored, outside_truth, .. } = evaluation.population;
    // Measuring a report against some other world's truth would look like total failure.
    ensure!(
        scored > 0 || outside_truth == 0,
        "none of the {outside_truth} accounts in {} is in {}: is this the truth of that report?",
        report.join("account_scores.csv").display(),
        truth.join("truth_accounts.csv").display()
    );
    Ok(evaluation)
}

/// The figures of a report against a truth, both already read.
pub fn compare(report: &Report, truth: &Truth) -> Evaluation {
    let judged = judged(report, truth);
    let overall = ranking_blocks(&judged, |role| role != Role::Clean, |s| s.score);
    let typology = |column: usize, of: Role| {
        ranking(&ranking_blocks(&judged, |role| role == of, |s| s.typologies[column]))
    };
    Evaluation {
        population: population(report, truth),
        precision_at_100: top_precision(&overall),
        accounts: Accounts {
            any_abuse: ranking(&overall),
            traded: typology(0, Role::Traded),
            rented: typology(1, Role::Rented),
            affiliated: typology(2, Role::Affiliated),
            lead_resale: typology(3, Role::LeadResale),
        },
        actions: actions(&judged, report, truth),
        rings: rings(report, truth),
        leads: leads(report, truth),
    }
}

/// An account that counts, and what the report says about it, if anything.
type Judged<'a> = (Role, Option<&'a AccountScore>);

fn judged<'a>(report: &'a Report, truth: &Truth) -> Vec<Judged<'a>> {
    truth
        .accounts
        .iter()
        .filter(|(_, account)| account.role != Role::LeadBuyer)
        .map(|(id, account)| (account.role, report.accounts.get(id)))
        .collect()
}

fn population(report: &Report, truth: &Truth) -> Population {
    let of = |wanted: fn(Role) -> bool| count(truth.accounts.values(), |a| wanted(a.role));
    let scored = count(report.accounts.keys(), |id| truth.accounts.contains_key(*id));
    Population {
        accounts: truth.accounts.len() as u64,
        clean: of(|role| role == Role::Clean),
        abuse: of(|role| !matches!(role, Role::Clean | Role::LeadBuyer)),
        lead_buyers: of(|role| role == Role::LeadBuyer),
        scored,
        outside_truth: report.accounts.len() as u64 - scored,
    }
}

fn ranking_blocks(
    judged: &[Judged],
    hit: impl Fn(Role) -> bool,
    score: impl Fn(&AccountScore) -> f64,
) -> Vec<Block> {
    let scored: Vec<(f64, bool)> =
        judged.iter().map(|(role, said)| (said.map_or(0.0, &score), hit(*role))).collect();
    metrics::blocks(&scored)
}

fn ranking(blocks: &[Block]) -> Ranking {
    let (ranked, hits) = metrics::totals(blocks);
    Ranking {
        hits,
        ranked,
        average_precision: six(metrics::average_precision(blocks, 0)),
        chance: six(metrics::prevalence(blocks)),
    }
}

fn top_precision(blocks: &[Block]) -> TopPrecision {
    let (ranked, hits) = metrics::totals(blocks);
    let k = TOP.min(ranked);
    TopPrecision {
        k,
        precision: six(metrics::precision_at(blocks, TOP)),
        chance: six(metrics::prevalence(blocks)),
        best: six(metrics::ratio(hits.min(k), k)),
    }
}

fn actions(judged: &[Judged], report: &Report, truth: &Truth) -> Actions {
    let above = |said: &AccountScore| said.action == Action::AboveReview;
    let acted = |clean: bool| {
        count(judged.iter(), |(role, said)| (*role == Role::Clean) == clean && said.is_some_and(above))
    };
    let (on_abuse, on_clean) = (acted(false), acted(true));
    let clean = count(judged.iter(), |(role, _)| *role == Role::Clean);
    let abuse = judged.len() as u64 - clean;
    Actions {
        acted: on_abuse + on_clean,
        on_abuse,
        on_clean,
        on_lead_buyers: count(truth.accounts.iter(), |(id, account)| {
            account.role == Role::LeadBuyer && report.accounts.get(*id).is_some_and(above)
        }),
        precision: six(metrics::ratio(on_abuse, on_abuse + on_clean)),
        chance: six(metrics::ratio(abuse, abuse + clean)),
        recall: six(metrics::ratio(on_abuse, abuse)),
        clean_per_10000: six(metrics::ratio(on_clean, clean).map(|share| share * 1e4)),
    }
}

fn rings(report: &Report, truth: &Truth) -> Rings {
    let numbers = ring_numbers(truth);
    let mut sizes: BTreeMap<u32, u64> = BTreeMap::new();
    for ring in numbers.values() {
        *sizes.entry(*ring).or_default() += 1;
    }
    let real = || sizes.values().filter(|size| **size >= 2);
    Rings {
        truth_rings: real().count() as u64,
        truth_members: real().sum(),
        truth_rings_of_four: count(sizes.values(), |size| **size >= RING_OF_NOTE),
        claimed: ring_figures(report, truth, &numbers, |c| c.action >= Action::Review),
        every_cluster: ring_figures(report, truth, &numbers, |_| true),
    }
}

/// Numbers the rings, and gives each abusive account without a ring a number of its own.
fn ring_numbers(truth: &Truth) -> BTreeMap<&str, u32> {
    let mut named: BTreeMap<&str, u32> = BTreeMap::new();
    let mut next = 0;
    let mut fresh = || {
        next += 1;
        next
    };
    let in_ring = |account: &TruthAccount| !matches!(account.role, Role::Clean | Role::LeadBuyer);
    truth
        .accounts
        .iter()
        .filter(|(_, account)| in_ring(account))
        .map(|(id, account)| {
            let number = match &account.ring {
                Some(ring) => *named.entry(ring).or_insert_with(&mut fresh),
                None => fresh(),
            };
            (id.as_str(), number)
        })
        .collect()
}

fn ring_figures(
    report: &Report,
    truth: &Truth,
    ring_of: &BTreeMap<&str, u32>,
    counts: impl Fn(&Cluster) -> bool,
) -> RingFigures {
    let clusters: Vec<&Cluster> = report.clusters.values().filter(|c| counts(c)).collect();
    let cluster_of: BTreeMap<&str, u32> = (0_u32..)
        .zip(&clusters)
        .flat_map(|(number, c)| c.members.iter().map(move |id| (id.as_str(), number)))
        .collect();
    let placed: Vec<Placed> = truth
        .accounts
        .iter()
        .filter(|(_, account)| account.role != Role::LeadBuyer)
        .map(|(id, _)| Placed {
            ring: ring_of.get(id.as_str()).copied(),
            cluster: cluster_of.get(id.as_str()).copied(),
        })
        .collect();
    let overlap = Overlap::new(&placed);
    let b_cubed = overlap.b_cubed();
    let (found, all) = overlap.rings_found(RING_OF_NOTE);
    let members = |c: &&Cluster| c.members.len() as u64;
    RingFigures {
        clusters: clusters.len() as u64,
        b_cubed_precision: six(b_cubed.precision),
        b_cubed_recall: six(b_cubed.recall),
        b_cubed_f1: six(b_cubed.f1),
        found,
        found_share: six(metrics::ratio(found, all)),
        largest_accounts: largest(&clusters, |c| members(c) + c.bystanders),
        largest_members: largest(&clusters, members),
    }
}

fn largest(clusters: &[&Cluster], size: impl Fn(&&Cluster) -> u64) -> u64 {
    clusters.iter().map(size).max().unwrap_or(0)
}

fn leads(report: &Report, truth: &Truth) -> Leads {
    let scored: Vec<(f64, bool)> =
        report.leads.iter().map(|(transfer, score)| (*score, truth.leads.contains(transfer))).collect();
    let mut blocks = metrics::blocks(&scored);
    let (listed, listed_hits) = metrics::totals(&blocks);
    let hits = truth.leads.len() as u64;
    let unlisted_hits = hits - listed_hits;
    // `used` counts rows and the truth counts keys, so a lead that goes the same way twice makes
    // the population a little too large: the figure is then a little too low, never too high.
    let unlisted = report.transfers.map(|used| used.saturating_sub(listed).max(unlisted_hits));
    let beyond = match unlisted {
        Some(size) => {
            metrics::append_unlisted(&mut blocks, size, unlisted_hits);
            0
        }
        None => unlisted_hits,
    };
    Leads {
        hits,
        listed,
        listed_hits,
        ranked: unlisted.map(|size| listed + size),
        average_precision: six(metrics::average_precision(&blocks, beyond)),
        chance: six(unlisted.and_then(|size| metrics::ratio(hits, listed + size))),
    }
}

fn count<T>(items: impl Iterator<Item = T>, wanted: impl Fn(&T) -> bool) -> u64 {
    items.filter(wanted).count() as u64
}

/// Rounds to the six decimals of the contract, so that JSON and table agree to the last digit.
fn six(figure: Option<f64>) -> Option<f64> {
    figure.map(|value| (value * 1e6).round() / 1e6)
}

#[cfg(test)]
mod tests;
