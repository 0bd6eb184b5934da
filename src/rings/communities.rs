//! Components of the graph, the large ones split into communities by the Leiden algorithm.
//!
//! Cost: linear in edges; Leiden's attempts and iterations are bounded and run inside components.

use leiden_rs::{Leiden, LeidenConfig, QualityType};
use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::unionfind::UnionFind;
use petgraph::visit::EdgeRef;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::graph::{Graph, Vertex};
use super::{Bond, Unnamed};
use crate::evidence::{Node, millibits};
use crate::settings::Settings;

/// Components up to this size are rings as they are.
const WHOLE: usize = 8;
/// Iterations of Leiden: what the first few do not find is a matter of single nodes.
const ITERATIONS: usize = 10;
/// Attempts of Leiden, which goes through the nodes in an order drawn by chance: the best one counts, so that it doesn't
/// matter in which order they are named.
const ATTEMPTS: u64 = 8;

/// Part of the graph.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Community {
    /// Things that may be members, sorted.
    pub nodes: Vec<Node>,
    /// Ties inside it that no finding names, sorted.
    pub bonds: Vec<Bond>,
}

/// The communities of a graph, sorted.
pub(super) fn communities(graph: &Graph, settings: &Settings) -> Vec<Community> {
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
    let mut all: Vec<Community> = split.map(|nodes| community(graph, &nodes)).collect();
    all.sort_unstable();
    all
}

fn community(graph: &Graph, indices: &[NodeIndex]) -> Community {
    let thing = |&index: &NodeIndex| match graph[index] {
        Vertex::Thing(node) => Some(node),
        Vertex::Address(_) => None,
    };
    let mut nodes: Vec<Node> = indices.iter().filter_map(thing).collect();
    nodes.sort_unstable();
    let inside: FxHashSet<NodeIndex> = indices.iter().copied().collect();
    let edges = indices.iter().flat_map(|&index| graph.edges(index)).filter(|e| e.source() < e.target());
    let mut bonds: Vec<Bond> = edges
        .filter(|edge| !edge.weight().named && inside.contains(&edge.target()))
        .map(|edge| bond([graph[edge.source()], graph[edge.target()]], edge.weight().bits))
        .collect();
    bonds.sort_unstable();
    Community { nodes, bonds }
}

/// The bond that an edge between two ends is.
fn bond(mut ends: [Vertex; 2], bits: f64) -> Bond {
    ends.sort_unstable();
    let (account, to) = match ends {
        [Vertex::Thing(account), Vertex::Address(ip)] => (account, Unnamed::Network(ip)),
        [Vertex::Thing(one), Vertex::Thing(other)] => (one, Unnamed::Batch(other.id)),
        [Vertex::Address(_), _] => unreachable!("addresses are tied to accounts, which come first"),
    };
    Bond { account: account.id, to, millibits: millibits(bits) }
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
            part.add_edge(NodeIndex::new(a as usize), NodeIndex::new(b as usize), edge.weight().bits);
        }
    }
    let config = |seed| LeidenConfig {
        max_iterations: ITERATIONS,
        resolution: settings.ring_resolution,
        seed: Some(seed),
        quality: QualityType::CPM,
        // Its parallel path is another algorithm; components already run side by side.
        parallel_local_moving_threshold: Some(usize::MAX),
        parallel_aggregation_threshold: Some(usize::MAX),
        ..LeidenConfig::default()
    };
    let Ok(data) = leiden_rs::convert::petgraph::from_petgraph(&part) else { return vec![nodes.to_vec()] };
    let attempts = (0..ATTEMPTS).filter_map(|seed| Leiden::new(config(seed)).run(&data).ok());
    let best = attempts.reduce(|best, next| if next.quality > best.quality { next } else { best });
    let Some(found) = best else { return vec![nodes.to_vec()] };
    let mut communities: FxHashMap<usize, Vec<NodeIndex>> = FxHashMap::default();
    for (i, &node) in nodes.iter().enumerate() {
        communities.entry(found.partition.community_of(i)).or_default().push(node);
    }
    communities.into_values().collect()
}
