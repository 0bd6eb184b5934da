//! Evidence that ties things together → a graph → rings.
//!
//! [`graph`] ties suspects to what their evidence names (devices, payment accounts, enterprises, receivers of
//! leads), to addresses that several of them use and, by [`batches`], to those who were registered with them.
//! [`communities`] takes the graph apart: components, the large ones split by the Leiden algorithm (Traag,
//! Waltman and van Eck, *Scientific Reports* 9, 2019; constant Potts model), whose communities are connected by
//! construction. A community with an account in it is a ring; [`members`] says who plays which part.
//!
//! Cost: linear in evidence and in the suspects' addresses, and sorting the dates of registration;
//! Leiden's iterations are bounded and run inside components.

mod batches;
mod communities;
mod graph;
mod members;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use self::communities::{Community, communities};
pub use self::members::account_role;
use crate::detect::Facts;
use crate::evidence::{Evidence, Node, NodeKind, TYPOLOGIES, Typology, millibits};
use crate::policy::{Action, Exposure, recommend};
use crate::schema::ExportKind;
use crate::score::{Scored, Scores, probability};
use crate::settings::Settings;

/// One member of a ring.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// What it is.
    pub node: Node,
    /// The contract's word for its part.
    pub role: &'static str,
    /// Score of suspects and bystanders; of buyers of leads, and of other things, the highest score among the accounts
    /// tied to them.
    pub score: f64,
}

/// One ring.
#[derive(Debug, Clone)]
pub struct Ring {
    /// Members, sorted by node.
    pub members: Vec<Member>,
    /// How likely it is, from its accounts' mean odds and their number.
    pub score: f64,
    /// Sum of its accounts' thousandths of a bit, the prior left out.
    pub millibits: i64,
    /// The abuse with the most bits.
    pub typology: Typology,
    /// All abuses that its accounts are more likely than not to be in, the most bits first.
    pub typologies: Vec<Typology>,
    /// The strongest step recommended for any of its accounts.
    pub action: Action,
    /// The step recommended for each of its accounts, sorted by account.
    pub actions: Vec<(u32, Action)>,
    /// Ties between its accounts that no finding names, sorted.
    pub bonds: Vec<Bond>,
}

/// A tie that no finding names, being a fact about several accounts and not about one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bond {
    /// A suspect.
    pub account: u32,
    /// What it is tied to.
    pub to: Unnamed,
    /// Thousandths of a bit that the tie weighs in the graph; no score knows of them.
    pub millibits: i32,
}

/// What a bond ties an account to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unnamed {
    /// A suspect of a sale that was registered in one batch with it.
    Batch(u32),
    /// A network address, by number, that suspects of several parties use.
    Network(u32),
}

impl Ring {
    /// Members of a kind.
    pub fn of(&self, kind: NodeKind) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(move |m| m.node.kind == kind)
    }
}

/// Finds the rings, the most likely first.
pub fn rings(facts: &Facts<'_>, evidence: &[Evidence], scores: &Scores, settings: &Settings) -> Vec<Ring> {
    let graph = graph::build(facts, evidence, scores, settings);
    let communities = communities(&graph, settings);
    let stakes = Stakes::new(facts, scores, settings);
    let mut rings: Vec<Ring> = communities
        .into_par_iter()
        .filter_map(|community| ring(facts, evidence, scores, &stakes, community))
        .collect();
    rings.par_sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then(b.millibits.cmp(&a.millibits))
            .then_with(|| a.members[0].node.cmp(&b.members[0].node))
    });
    rings
}

/// What is at stake with each account.
struct Stakes {
    /// Advertising, in fen, by account.
    spend: Vec<i64>,
    /// Leads handed to unrelated parties.
    leads: FxHashMap<u32, usize>,
    /// Accounts that received them.
    receivers: FxHashSet<u32>,
}

impl Stakes {
    fn new(facts: &Facts<'_>, scores: &Scores, settings: &Settings) -> Stakes {
        let numbers = |column| facts.frames.numbers(ExportKind::LeadTransfers, column);
        let sold =
            scores.transfers.iter().filter(|t| t.score >= settings.review_score).map(|t| t.id as usize);
        let (leads, receivers) = sides(sold, numbers("from_account"), numbers("to_account"));
        Stakes { spend: facts.spend_by_account(), leads, receivers }
    }
}

/// How many leads each account sent and who received them, of some rows of transfers.
fn sides(
    rows: impl Iterator<Item = usize>,
    from: &[u32],
    to: &[u32],
) -> (FxHashMap<u32, usize>, FxHashSet<u32>) {
    let (mut sent, mut received) = (FxHashMap::default(), FxHashSet::default());
    for row in rows {
        *sent.entry(from[row]).or_default() += 1;
        received.insert(to[row]);
    }
    (sent, received)
}

fn ring(
    facts: &Facts<'_>,
    evidence: &[Evidence],
    scores: &Scores,
    stakes: &Stakes,
    Community { nodes, bonds }: Community,
) -> Option<Ring> {
    let settings = facts.settings;
    let suspects: Vec<&Scored> = nodes
        .iter()
        .filter(|n| n.kind == NodeKind::Account)
        .filter_map(|n| scores.account(n.id))
        .filter(|s| s.score >= settings.ring_member_score)
        .collect();
    // One account alone must be worth a look by itself, and all together more than one.
    let worth = suspects.iter().any(|s| s.score >= settings.review_score);
    if !worth || ring_score(&suspects, scores.prior) < settings.ring_score {
        return None;
    }
    let mut by_typology = [0i64; TYPOLOGIES.len()];
    for scored in &suspects {
        for (sum, families) in by_typology.iter_mut().zip(&scored.families) {
            *sum += i64::from(families.iter().sum::<i32>().max(0));
        }
    }
    let mut order: Vec<usize> = (0..TYPOLOGIES.len()).collect();
    order.sort_by_key(|&t| (std::cmp::Reverse(by_typology[t]), t));
    let likely = |t: usize| suspects.iter().any(|s| s.by_typology[t] >= settings.review_score);
    let typologies: Vec<Typology> = order.iter().filter(|&&t| likely(t)).map(|&t| TYPOLOGIES[t]).collect();
    let exposure = |s: &Scored| Exposure {
        accounts: suspects.len(),
        spend_fen: stakes.spend[s.id as usize],
        leads: stakes.leads.get(&s.id).copied().unwrap_or(0),
    };
    let actions: Vec<(u32, Action)> =
        suspects.iter().map(|s| (s.id, recommend(s, scores.action, &exposure(s), settings))).collect();
    Some(Ring {
        score: ring_score(&suspects, scores.prior),
        millibits: suspects.iter().map(|s| i64::from(s.millibits)).sum(),
        typology: TYPOLOGIES[order[0]],
        typologies: if typologies.is_empty() { vec![TYPOLOGIES[order[0]]] } else { typologies },
        action: actions.iter().map(|a| a.1).max().unwrap_or(Action::None),
        actions,
        bonds,
        members: members::members(facts, evidence, stakes, (scores, &suspects), &nodes),
    })
}

/// The mean odds of a ring's accounts, and one bit more for every doubling of their number: each is
/// further witness of one operation, but by far not an independent one.
fn ring_score(suspects: &[&Scored], prior: i32) -> f64 {
    let count = suspects.len() as i64;
    let mean = suspects.iter().map(|s| i64::from(s.millibits)).sum::<i64>() / count.max(1);
    probability(prior + mean as i32 + millibits((count as f64).log2()))
}
