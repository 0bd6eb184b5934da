//! Evidence that ties things together → a graph → rings.
//!
//! Nodes are accounts worth a look and whatever their evidence ties them to: devices, payment
//! accounts, enterprises, receivers of leads, and the network addresses that several of them use. Suspects
//! of a sale who were registered in one batch are tied to each other (`rings/batches.rs`). Any other
//! edge weighs as many bits as the strongest finding of each family, discounted by how little the tie
//! surprises: an enterprise with a thousand honest accounts does not tie three suspects together.
//! Components of the graph are split into communities by the Leiden algorithm (Traag, Waltman and van
//! Eck, *Scientific Reports* 9, 2019; constant Potts model), which are connected by construction. A
//! community with an account in it is a ring.
//!
//! Cost: linear in evidence and in the suspects' addresses, and sorting the dates of registration;
//! Leiden's iterations are bounded and run inside components.

mod batches;

use leiden_rs::{Leiden, LeidenConfig, QualityType};
use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::unionfind::UnionFind;
use petgraph::visit::EdgeRef;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::detect::{Facts, SUSTAINED_DAYS};
use crate::evidence::{Evidence, Family, Node, NodeKind, TYPOLOGIES, Typology, millibits};
use crate::ids::NONE;
use crate::policy::{Action, Exposure, recommend};
use crate::schema::ExportKind;
use crate::score::{Scored, Scores, probability};
use crate::settings::Settings;

/// Components up to this size are rings as they are.
const WHOLE: usize = 8;
/// Iterations of Leiden: what the first few do not find is a matter of single nodes.
const ITERATIONS: usize = 10;
/// Accounts on an address above which it is left out.
const MOST_ON_ADDRESS: usize = 500;
/// Most bits that a common address ties by: as many as the company that an account keeps may weigh.
const MOST_ADDRESS_BITS: f64 = 5.0;
/// Part of an account's score that an abuse of another kind has to have for its findings to tie: less is the rounding
/// of the main one.
const BELIEVED: f64 = 0.1;
/// Ties count in full from this many bits of surprise on.
const SURPRISE_BITS: f64 = 2.0;

/// One member of a ring.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// What it is.
    pub node: Node,
    /// The contract's word for its part.
    pub role: &'static str,
    /// Score of accounts; of other things the highest score among the accounts tied to it.
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
}

impl Ring {
    /// Members of a kind.
    pub fn of(&self, kind: NodeKind) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(move |m| m.node.kind == kind)
    }
}

/// What the graph is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Vertex {
    /// Something that may be a member.
    Thing(Node),
    /// A network address, which no report names.
    Address(u32),
}

type Graph = UnGraph<Vertex, f64>;

/// Finds the rings, the most likely first.
pub fn rings(facts: &Facts<'_>, evidence: &[Evidence], scores: &Scores, settings: &Settings) -> Vec<Ring> {
    let graph = build(facts, evidence, scores, settings);
    let communities = communities(&graph, settings);
    let stakes = Stakes::new(facts, scores, settings);
    let mut rings: Vec<Ring> = communities
        .into_par_iter()
        .filter_map(|nodes| ring(facts, evidence, scores, &stakes, nodes))
        .collect();
    rings.par_sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then(b.millibits.cmp(&a.millibits))
            .then_with(|| a.members[0].node.cmp(&b.members[0].node))
    });
    rings
}

/// Accounts that may be members.
fn candidates<'s>(scores: &'s Scores, settings: &Settings) -> Vec<&'s Scored> {
    scores.accounts.iter().filter(|s| s.score >= settings.ring_member_score).collect()
}

fn build(facts: &Facts<'_>, evidence: &[Evidence], scores: &Scores, settings: &Settings) -> Graph {
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
    for group in ties.chunk_by(|a, b| a.0 == b.0) {
        let object = group[0].0;
        let mut tied: Vec<(u32, f64)> =
            group.chunk_by(|a, b| a.1 == b.1).map(|same| (same[0].1, weight(same))).collect();
        let discount = surprise(tied.len(), size(facts, object), share);
        tied.retain(|(_, bits)| bits * discount > 0.0);
        if tied.is_empty() {
            continue;
        }
        let object = Vertex::Thing(object);
        let hub = *places.entry(object).or_insert_with(|| graph.add_node(object));
        for (id, bits) in tied {
            graph.add_edge(hub, places[&account(id)], bits * discount);
        }
    }
    for (ip, suspects, bits) in addresses(facts, &candidates, share) {
        let hub = graph.add_node(Vertex::Address(ip));
        for id in suspects {
            graph.add_edge(hub, places[&account(id)], bits);
        }
    }
    for (one, other, bits) in batches::batches(facts, &candidates, |id| party(facts, id)) {
        graph.add_edge(places[&account(one)], places[&account(other)], bits);
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
        let mut parties: Vec<u32> = accounts.map(|a| party(facts, a)).collect();
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

/// The first hand of an account's, or its holder's first account: colleagues are in one place together,
/// as one holder's accounts are.
fn party(facts: &Facts<'_>, account: u32) -> u32 {
    match (facts.companies.hands_of(account), facts.accounts.holder[account as usize]) {
        ([hand, ..], _) => *hand,
        (_, NONE) => account,
        (_, holder) => facts.by_holder.rows(holder)[0],
    }
}

/// Bits of a tie between an account and an object, from findings sorted by family and bits. One
/// observation is often weighed for several abuses, or said of several findings of one family: the
/// strongest of a family counts.
fn weight(findings: &[(Node, u32, Family, i32)]) -> f64 {
    let strongest = |family: &[(Node, u32, Family, i32)]| family.last().map_or(0, |f| f.3);
    findings.chunk_by(|a, b| a.2 == b.2).map(|family| f64::from(strongest(family)) / 1000.0).sum()
}

/// Whether a finding ties its subject to others. The enterprise of suspects has honest staff, too: what
/// ties these is their own evidence about it.
fn ties(e: &Evidence) -> bool {
    e.family != Family::Association || e.object.is_some_and(|o| o.kind != NodeKind::Enterprise)
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

/// How many accounts a thing ties together in all.
fn size(facts: &Facts<'_>, object: Node) -> usize {
    match object.kind {
        NodeKind::Device => facts.by_device.rows(object.id).len(),
        NodeKind::Enterprise => facts.companies.size(object.id),
        NodeKind::PaymentAccount => facts.payments.parties(object.id),
        _ => 1,
    }
}

/// Connected components, the large ones split by Leiden. Nodes of a community are sorted.
fn communities(graph: &Graph, settings: &Settings) -> Vec<Vec<Node>> {
    let mut sets = UnionFind::<usize>::new(graph.node_count());
    for edge in graph.edge_references() {
        sets.union(edge.source().index(), edge.target().index());
    }
    let mut components: FxHashMap<usize, Vec<NodeIndex>> = FxHashMap::default();
    for index in graph.node_indices() {
        components.entry(sets.find(index.index())).or_default().push(index);
    }
    let mut components: Vec<Vec<NodeIndex>> = components.into_values().collect();
    components.sort_unstable();
    let split = components.into_par_iter().flat_map_iter(|nodes| match nodes.len() {
        0..=WHOLE => vec![nodes],
        _ => leiden(graph, &nodes, settings),
    });
    let mut all: Vec<Vec<Node>> = split
        .map(|nodes| {
            let thing = |n: NodeIndex| match graph[n] {
                Vertex::Thing(node) => Some(node),
                Vertex::Address(_) => None,
            };
            let mut nodes: Vec<Node> = nodes.into_iter().filter_map(thing).collect();
            nodes.sort_unstable();
            nodes
        })
        .collect();
    all.sort_unstable();
    all
}

fn leiden(graph: &Graph, nodes: &[NodeIndex], settings: &Settings) -> Vec<Vec<NodeIndex>> {
    let place: FxHashMap<NodeIndex, u32> = nodes.iter().zip(0..).map(|(&n, i)| (n, i)).collect();
    let mut part = UnGraph::<(), f64>::default();
    for _ in nodes {
        part.add_node(());
    }
    for &node in nodes {
        for edge in graph.edges(node).filter(|e| e.source() < e.target()) {
            let (a, b) = (place[&edge.source()], place[&edge.target()]);
            part.add_edge(NodeIndex::new(a as usize), NodeIndex::new(b as usize), *edge.weight());
        }
    }
    let config = LeidenConfig {
        max_iterations: ITERATIONS,
        resolution: settings.ring_resolution,
        seed: Some(0),
        quality: QualityType::CPM,
        // Its parallel path is another algorithm; components already run side by side.
        parallel_local_moving_threshold: Some(usize::MAX),
        parallel_aggregation_threshold: Some(usize::MAX),
        ..LeidenConfig::default()
    };
    let found =
        leiden_rs::convert::petgraph::from_petgraph(&part).and_then(|data| Leiden::new(config).run(&data));
    let Ok(found) = found else { return vec![nodes.to_vec()] };
    let mut communities: FxHashMap<usize, Vec<NodeIndex>> = FxHashMap::default();
    for (i, &node) in nodes.iter().enumerate() {
        communities.entry(found.partition.community_of(i)).or_default().push(node);
    }
    communities.into_values().collect()
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
    nodes: Vec<Node>,
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
        members: members(facts, evidence, stakes, &suspects, &nodes),
    })
}

/// The mean odds of a ring's accounts, and one bit more for every doubling of their number: each is
/// further witness of one operation, but by far not an independent one.
fn ring_score(suspects: &[&Scored], prior: i32) -> f64 {
    let count = suspects.len() as i64;
    let mean = suspects.iter().map(|s| i64::from(s.millibits)).sum::<i64>() / count.max(1);
    probability(prior + mean as i32 + millibits((count as f64).log2()))
}

fn members(
    facts: &Facts<'_>,
    evidence: &[Evidence],
    stakes: &Stakes,
    suspects: &[&Scored],
    nodes: &[Node],
) -> Vec<Member> {
    let mut tied: FxHashMap<Node, (f64, &'static str)> = FxHashMap::default();
    for scored in suspects {
        for e in evidence[scored.evidence.clone()].iter().filter(|e| e.millibits > 0) {
            let Some(object) = e.object else { continue };
            let role = match object.kind {
                NodeKind::Account => receiver_role(stakes.receivers.contains(&object.id)),
                kind => object_role(e.code, kind),
            };
            let known = tied.entry(object).or_insert((0.0, role));
            known.0 = known.0.max(scored.score);
        }
    }
    let by_id: FxHashMap<u32, &&Scored> = suspects.iter().map(|s| (s.id, s)).collect();
    let member = |&node: &Node| {
        let suspect = by_id.get(&node.id).filter(|_| node.kind == NodeKind::Account);
        let (score, role) = match suspect {
            Some(scored) => (scored.score, account_role(facts, scored)),
            None => tied.get(&node).copied().unwrap_or((0.0, "bystander")),
        };
        Member { node, role, score }
    };
    // A text ties accounts together, but is no member: the contract has other kinds only.
    nodes.iter().filter(|n| n.kind != NodeKind::Note).map(member).collect()
}

/// The part that an account plays.
pub fn account_role(facts: &Facts<'_>, scored: &Scored) -> &'static str {
    match scored.typology {
        Typology::Traded => "seller",
        Typology::Rented => "owner",
        Typology::Affiliated if facts.accounts.is_enterprise(scored.id) => "slot_seller",
        Typology::Affiliated => "affiliate",
        Typology::LeadResale if facts.companies.hands(scored.id).is_empty() => "lead_broker",
        Typology::LeadResale => "insider",
    }
}

/// The part of an account without suspicion that findings about others name. Colleagues are handed leads,
/// too, and findings name accounts for other things: who received a lead that was probably sold is a buyer.
fn receiver_role(received: bool) -> &'static str {
    if received { "lead_buyer" } else { "bystander" }
}

/// The part that a thing plays to which a finding ties an account.
fn object_role(code: &str, kind: NodeKind) -> &'static str {
    match (kind, code) {
        (NodeKind::Device, _) => "operator",
        (NodeKind::Enterprise, "bound_after") => "buyer",
        (NodeKind::Enterprise, _) => "slot_seller",
        (NodeKind::PaymentAccount, "fee_paid" | "fees_collected" | "collector_sale" | "collector_place") => {
            "broker"
        }
        (NodeKind::PaymentAccount, _) => "buyer",
        _ => "bystander",
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

    /// Fault: who was merely handed a colleague's leads, or registered on the day of a suspect, stood in the
    /// report as a buyer of leads.
    #[test]
    fn a_buyer_of_leads_received_one_that_was_sold() {
        // Account 1 sends to 2, 3 and 2 again; its lead to 3 is nothing to look at.
        let (sent, received) = sides([0, 2].into_iter(), &[1, 1, 1], &[2, 3, 2]);
        assert_eq!(sent[&1], 2);
        assert_eq!([2, 3].map(|a| receiver_role(received.contains(&a))), ["lead_buyer", "bystander"]);
    }

    #[test]
    fn suspects_are_as_frequent_as_everywhere_or_more() {
        // Half of the accounts there, an eighth of all: two bits, and the tie counts in full.
        assert!((excess(2, 4, 0.125) - 2.0).abs() < 1e-12);
        assert!((surprise(2, 4, 0.125) - 1.0).abs() < 1e-12);
        assert_eq!(surprise(1, 100, 0.125), 0.0);
    }
}
