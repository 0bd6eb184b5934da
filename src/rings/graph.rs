//! The graph of suspects and of what ties them.
//!
//! Nodes are accounts worth a look and whatever their evidence ties them to, and the network addresses that
//! several of them use. Two kinds of ties stand in no finding, since they are facts about a crew and not about
//! one account: such addresses, and the dates on which suspects of a sale were registered. Any other edge
//! weighs as many bits as the strongest finding of each family, discounted by how little the tie surprises: an
//! enterprise with a thousand honest accounts does not tie three suspects together.
//!
//! Cost: linear in evidence and in the suspects' addresses, and sorting the dates of registration.

use petgraph::graph::{NodeIndex, UnGraph};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::batches::batches;
use crate::detect::{Facts, SUSTAINED_DAYS};
use crate::evidence::{Evidence, Family, Node, NodeKind, Typology, millibits};
use crate::schema::ExportKind;
use crate::score::{Scored, Scores};
use crate::settings::Settings;

/// Accounts on an address above which it is left out.
const MOST_ON_ADDRESS: usize = 500;
/// Most bits that a common address ties by: as many as the company that an account keeps may weigh.
const MOST_ADDRESS_BITS: f64 = 5.0;
/// Part of an account's score that an abuse of another kind has to have for its findings to tie: less is the rounding
/// of the main one.
const BELIEVED: f64 = 0.1;
/// Ties count in full from this many bits of surprise on.
const SURPRISE_BITS: f64 = 2.0;

/// What the graph is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Vertex {
    /// Something that may be a member.
    Thing(Node),
    /// A network address, which no report names.
    Address(u32),
}

/// What an edge weighs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tie {
    pub bits: f64,
    /// Whether findings say so.
    pub named: bool,
}

pub(super) type Graph = UnGraph<Vertex, Tie>;

/// Accounts that may be members.
fn candidates<'s>(scores: &'s Scores, settings: &Settings) -> Vec<&'s Scored> {
    scores.accounts.iter().filter(|s| s.score >= settings.ring_member_score).collect()
}

/// The graph. Weights are bits.
pub(super) fn build(facts: &Facts<'_>, evidence: &[Evidence], scores: &Scores, settings: &Settings) -> Graph {
    let candidates = candidates(scores, settings);
    let least = millibits(settings.ring_edge_bits);
    // (object, account, family) → bits, in order.
    let mut ties: Vec<(Node, u32, Family, i32)> = candidates
        .iter()
        .flat_map(|s| evidence[s.evidence.clone()].iter().filter(|e| is_believed(s, e.typology)))
        .filter(|e| e.millibits >= least && ties(e))
        .filter_map(|e| e.object.map(|object| (object, e.subject.id, e.family, e.millibits)))
        .filter(|(object, account, ..)| *object != Node::new(NodeKind::Account, *account))
        .collect();
    ties.sort_unstable();
    let mut graph = Graph::default();
    let mut places: FxHashMap<Vertex, NodeIndex> = FxHashMap::default();
    for scored in &candidates {
        places.insert(account(scored.id), graph.add_node(account(scored.id)));
    }
    let share = candidates.len() as f64 / facts.accounts.count().max(1) as f64;
    let posters = facts.library.posters(facts.frames.numbers(ExportKind::Notes, "note_id"));
    for group in ties.chunk_by(|a, b| a.0 == b.0) {
        let object = group[0].0;
        let mut tied: Vec<(u32, f64)> =
            group.chunk_by(|a, b| a.1 == b.1).map(|same| (same[0].1, weight(same))).collect();
        let discount = surprise(tied.len(), size(facts, &posters, object), share);
        tied.retain(|(_, bits)| bits * discount > 0.0);
        if tied.is_empty() {
            continue;
        }
        let object = Vertex::Thing(object);
        let hub = *places.entry(object).or_insert_with(|| graph.add_node(object));
        for (id, bits) in tied {
            graph.add_edge(hub, places[&account(id)], Tie { bits: bits * discount, named: true });
        }
    }
    for (ip, suspects, bits) in addresses(facts, &candidates, share) {
        let hub = graph.add_node(Vertex::Address(ip));
        for id in suspects {
            graph.add_edge(hub, places[&account(id)], Tie { bits, named: false });
        }
    }
    for (one, other, bits) in batches(facts, &candidates, |id| facts.party(id)) {
        graph.add_edge(places[&account(one)], places[&account(other)], Tie { bits, named: false });
    }
    graph
}

/// Whether an abuse is of the kind that an account is suspected of. Whoever resells leads hangs by them, not by
/// a company that would look strange if the account were let; who holds an account that is sold, let or bound
/// at strangers is a matter of degree.
fn is_believed(scored: &Scored, typology: Typology) -> bool {
    let resells = |typology| typology == Typology::LeadResale;
    let share = scored.by_typology[typology as usize];
    resells(typology) == resells(scored.typology) || share >= BELIEVED * scored.score
}

/// The vertex of an account.
fn account(id: u32) -> Vertex {
    Vertex::Thing(Node::new(NodeKind::Account, id))
}

/// Addresses that suspects of several parties use, with these and the bits by which suspects are more
/// frequent there than among all accounts. No finding names an address: that of a crew's own line is a
/// fact about the crew, not about one account.
fn addresses(facts: &Facts<'_>, candidates: &[&Scored], share: f64) -> Vec<(u32, Vec<u32>, f64)> {
    let of = |s: &&Scored| -> Vec<(u32, u32)> {
        let home = facts.home_region[s.id as usize];
        let stayed = facts.networks.of(s.id).filter(|&row| {
            let ip = facts.networks.ip[row];
            let days = facts.networks.day_count(row);
            days >= SUSTAINED_DAYS
                && facts.by_ip.rows(ip).len() <= MOST_ON_ADDRESS
                && facts.tells_place(ip, home)
                && facts.approvals.address_days(ip) & facts.networks.days(row) == 0
        });
        stayed.map(|row| (facts.networks.ip[row], s.id)).collect()
    };
    let mut used: Vec<(u32, u32)> = candidates.par_iter().flat_map_iter(of).collect();
    used.par_sort_unstable();
    let parties = |accounts: &mut dyn Iterator<Item = u32>| {
        let mut parties: Vec<u32> = accounts.map(|a| facts.party(a)).collect();
        parties.sort_unstable();
        parties.dedup();
        parties.len()
    };
    let shared = used.par_chunk_by(|a, b| a.0 == b.0).filter_map(|of| {
        let suspects: Vec<u32> = of.iter().map(|u| u.1).collect();
        let number = parties(&mut suspects.iter().copied());
        if number < 2 {
            return None;
        }
        let rows = facts.by_ip.rows(of[0].0).iter().map(|&row| row as usize);
        let stayed = rows.filter(|&row| facts.networks.day_count(row) >= SUSTAINED_DAYS);
        let all = parties(&mut stayed.map(|row| facts.networks.account[row]));
        let bits = excess(number, all, share).clamp(0.0, MOST_ADDRESS_BITS);
        (bits > 0.0).then_some((of[0].0, suspects, bits))
    });
    shared.collect()
}

/// Bits of a tie between an account and an object, from findings sorted by family and bits. One
/// observation is often weighed for several abuses, or said of several findings of one family: the
/// strongest of a family counts.
fn weight(findings: &[(Node, u32, Family, i32)]) -> f64 {
    let strongest = |family: &[(Node, u32, Family, i32)]| family.last().map_or(0, |f| f.3);
    findings.chunk_by(|a, b| a.2 == b.2).map(|family| f64::from(strongest(family)) / 1000.0).sum()
}

/// Whether a finding ties its subject to others. The enterprise of suspects has honest staff, too: what
/// ties these is their own evidence about it. And guests of two companies who post the same have no seller in common.
fn ties(e: &Evidence) -> bool {
    let kind = e.object.map(|object| object.kind);
    let of_guests = kind == Some(NodeKind::Note) && e.typology == Typology::Affiliated;
    e.family != Family::Association || !(kind == Some(NodeKind::Enterprise) || of_guests)
}

/// How much of a tie counts, 0..1: by how much the share of suspects among all that an object ties
/// together exceeds the share of suspects among all accounts.
fn surprise(suspects: usize, all: usize, share: f64) -> f64 {
    (excess(suspects, all, share) / SURPRISE_BITS).clamp(0.0, 1.0)
}

/// Bits by which suspects are more frequent among some than among all.
fn excess(suspects: usize, all: usize, share: f64) -> f64 {
    let here = suspects as f64 / all.max(suspects) as f64;
    (here / share.max(f64::MIN_POSITIVE)).log2()
}

/// How many accounts a thing ties together in all. `posters`: those who post the text of a note.
fn size(facts: &Facts<'_>, posters: &FxHashMap<u32, usize>, object: Node) -> usize {
    match object.kind {
        NodeKind::Device => facts.by_device.rows(object.id).len(),
        NodeKind::Enterprise => facts.companies.size(object.id),
        NodeKind::PaymentAccount => facts.payments.parties(object.id),
        NodeKind::Note => posters.get(&object.id).copied().unwrap_or(1),
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fault: a device weighed for rent and for a sale tied twice as much as it was seen to.
    #[test]
    fn one_observation_ties_once() {
        let object = Node::new(NodeKind::Device, 1);
        let of = |family, bits| (object, 7, family, bits);
        let twice = [of(Family::Sharing, 2_000), of(Family::Sharing, 3_000), of(Family::Money, 1_500)];
        assert!((weight(&twice) - 4.5).abs() < 1e-12);
    }

    #[test]
    fn suspects_are_as_frequent_as_everywhere_or_more() {
        // Half of the accounts there, an eighth of all: two bits, and the tie counts in full.
        assert!((excess(2, 4, 0.125) - 2.0).abs() < 1e-12);
        assert!((surprise(2, 4, 0.125) - 1.0).abs() < 1e-12);
        assert_eq!(surprise(1, 100, 0.125), 0.0);
    }
}
