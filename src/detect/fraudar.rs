//! Densest blocks of a bipartite graph: FRAUDAR (Hooi, Song, Beutel, Shah, Shin and Faloutsos,
//! *FRAUDAR: Bounding Graph Fraud in the Face of Camouflage*, KDD 2016).
//!
//! The density of a block is the weight of its edges by the number of its nodes, rows and columns. An
//! edge weighs 1 / ln(d + 5) with d the degree of its column, so that edges to what everybody uses
//! (camouflage) hardly count. Taking away the node with the least weight again and again, the best of
//! all blocks on the way has at least half the density of the densest one.
//!
//! In the block that the search ends with, every node weighs more than the density: it would be denser
//! without one that does not. So what can be in no block denser than a floor is taken away before, in
//! passes over the edges ([`trim`]); the search, which takes the lightest node away first, comes by what
//! is left, so that it finds nothing less dense (and more where trimming splits a component, since blocks are
//! looked for in each).
//!
//! Cost: linear in edges for trimming, O(E log V) a block in what is left; a block is looked for within
//! one component of the graph.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use petgraph::unionfind::UnionFind;

/// An edge: row, column.
pub type Edge = (u32, u32);

/// The constant of the paper: columns of one or two edges do not outweigh all others.
const SOFT: f64 = 5.0;
/// Blocks that are looked for in one component.
const MOST_BLOCKS: usize = 20;

/// A dense block.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Its rows, sorted.
    pub rows: Vec<u32>,
    /// Its columns, sorted.
    pub columns: Vec<u32>,
    /// Weight of its edges by the number of its rows and columns.
    pub density: f64,
}

/// Weights of columns in millionths, from their degrees: whole numbers, so that no order of adding
/// shows. The edges must be different from each other.
pub fn weights(edges: &[Edge], columns: usize) -> Vec<u64> {
    let mut degrees = vec![0u32; columns];
    edges.iter().for_each(|&(_, column)| degrees[column as usize] += 1);
    degrees.iter().map(|&d| (1e6 / (f64::from(d) + SOFT).ln()).round() as u64).collect()
}

/// Weight of all edges by the number of their rows and columns; 0 without edges.
pub fn density(edges: &[Edge], weights: &[u64], rows: usize) -> f64 {
    let of = node_weights(edges, weights, rows);
    let nodes = of.iter().filter(|&&weight| weight > 0).count();
    of[..rows].iter().sum::<u64>() as f64 / 1e6 / nodes.max(1) as f64
}

/// Trimming stops where a pass takes away less than this part of the edges: searching them costs no more.
pub const TRIMMED: usize = 20;

/// Takes away edges of nodes that weigh no more than `floor`, in passes until one of them finds few
/// ([`TRIMMED`]): what is left holds every block that is denser than the floor.
pub fn trim(edges: &mut Vec<Edge>, weights: &[u64], rows: usize, floor: f64) {
    // A millionth less, so that no rounding takes away too much.
    let floor = ((floor * 1e6) as u64).saturating_sub(1);
    loop {
        let of = node_weights(edges, weights, rows);
        let before = edges.len();
        edges.retain(|&(row, column)| of[row as usize] > floor && of[rows + column as usize] > floor);
        if (before - edges.len()) * TRIMMED <= before {
            return;
        }
    }
}

/// Weight of the edges of each row and, after them, of each column.
fn node_weights(edges: &[Edge], weights: &[u64], rows: usize) -> Vec<u64> {
    let mut of = vec![0u64; rows + weights.len()];
    for &(row, column) in edges {
        let weight = weights[column as usize];
        of[row as usize] += weight;
        of[rows + column as usize] += weight;
    }
    of
}

/// Edges by connected component, each sorted; a densest block lies within one.
pub fn components(edges: &[Edge], rows: usize, columns: usize) -> Vec<Vec<Edge>> {
    let mut sets = UnionFind::<u32>::new(rows + columns);
    for &(row, column) in edges {
        sets.union(row, rows as u32 + column);
    }
    let mut by_root: Vec<(u32, Edge)> = edges.iter().map(|&edge| (sets.find(edge.0), edge)).collect();
    by_root.sort_unstable();
    by_root.chunk_by(|a, b| a.0 == b.0).map(|of| of.iter().map(|e| e.1).collect()).collect()
}

/// Blocks of a component that are denser than `floor`, the densest first as far as the greedy search
/// finds it; the edges of one are taken away before the next is looked for.
pub fn blocks(mut edges: Vec<Edge>, weights: &[u64], floor: f64) -> Vec<Block> {
    let mut found = Vec::new();
    while found.len() < MOST_BLOCKS {
        let Some(block) = peel(&edges, weights).filter(|b| b.density > floor) else { break };
        let inside =
            |e: &Edge| block.rows.binary_search(&e.0).is_ok() && block.columns.binary_search(&e.1).is_ok();
        edges.retain(|e| !inside(e));
        found.push(block);
    }
    found
}

/// The densest block that taking away the lightest node again and again comes by. `None` without edges.
pub fn peel(edges: &[Edge], weights: &[u64]) -> Option<Block> {
    let rows = distinct(edges.iter().map(|e| e.0));
    let columns = distinct(edges.iter().map(|e| e.1));
    let place = |of: &[u32], id: u32| of.partition_point(|&known| known < id);
    let nodes = rows.len() + columns.len();
    let ends: Vec<(u32, u32, u64)> = edges
        .iter()
        .map(|&(row, column)| {
            let node = rows.len() + place(&columns, column);
            (place(&rows, row) as u32, node as u32, weights[column as usize])
        })
        .collect();
    let mut weight = vec![0u64; nodes];
    let mut starts = vec![0usize; nodes + 1];
    for &(a, b, edge) in &ends {
        for node in [a as usize, b as usize] {
            weight[node] += edge;
            starts[node + 1] += 1;
        }
    }
    (0..nodes).for_each(|node| starts[node + 1] += starts[node]);
    let mut free = starts.clone();
    let mut next = vec![(0u32, 0u64); 2 * ends.len()];
    for &(a, b, edge) in &ends {
        for (node, other) in [(a as usize, b), (b as usize, a)] {
            next[free[node]] = (other, edge);
            free[node] += 1;
        }
    }
    let mut total: u64 = edges.iter().map(|e| weights[e.1 as usize]).sum();
    let mut heap: BinaryHeap<Reverse<(u64, u32)>> =
        weight.iter().zip(0..).map(|(&weight, node)| Reverse((weight, node))).collect();
    // When each node was taken away; the best block is what was left at some time.
    let mut taken = vec![usize::MAX; nodes];
    let (mut time, mut best) = (0, (0.0, 0));
    while let Some(Reverse((of, node))) = heap.pop() {
        let node = node as usize;
        if taken[node] != usize::MAX || of != weight[node] {
            continue;
        }
        let density = total as f64 / 1e6 / (nodes - time) as f64;
        if density > best.0 {
            best = (density, time);
        }
        taken[node] = time;
        time += 1;
        total -= of;
        let others = next[starts[node]..starts[node + 1]].iter();
        for &(other, edge) in others.filter(|n| taken[n.0 as usize] == usize::MAX) {
            weight[other as usize] -= edge;
            heap.push(Reverse((weight[other as usize], other)));
        }
    }
    let left = |nodes: &[u32], first: usize| -> Vec<u32> {
        let of = nodes.iter().zip(&taken[first..]);
        of.filter(|(_, taken)| **taken >= best.1).map(|(&node, _)| node).collect()
    };
    (best.0 > 0.0).then(|| Block {
        rows: left(&rows, 0),
        columns: left(&columns, rows.len()),
        density: best.0,
    })
}

fn distinct(ids: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut ids: Vec<u32> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// The same rows and columns with their degrees, edges at random: ends are dealt out anew, and edges
/// that come twice count once (the erased configuration model). The draw is a function of `seed`.
pub fn shuffled(edges: &[Edge], seed: u64) -> Vec<Edge> {
    let mut ends: Vec<u32> = edges.iter().map(|e| e.1).collect();
    for i in (1..ends.len()).rev() {
        let draw = mix(seed << 40 ^ i as u64);
        ends.swap(i, (draw % (i as u64 + 1)) as usize);
    }
    let mut edges: Vec<Edge> = edges.iter().zip(ends).map(|(edge, column)| (edge.0, column)).collect();
    edges.sort_unstable();
    edges.dedup();
    edges
}

/// SplitMix64's finaliser (Steele, Lea and Flood, OOPSLA 2014): neighbouring numbers become unrelated.
fn mix(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows 0 to 2 all use columns 0 and 1; rows 3 and 4 hang on by one edge each.
    const BLOCK: [Edge; 8] = [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1), (3, 1), (4, 2)];

    #[test]
    fn the_densest_block_by_hand() {
        let weights = weights(&BLOCK, 3);
        // Degrees 3, 4 and 1.
        let by_hand = [8.0, 9.0, 6.0].map(|d: f64| (1e6 / d.ln()).round() as u64);
        assert_eq!(weights, by_hand);
        let block = peel(&BLOCK, &weights).unwrap();
        assert_eq!((block.rows, block.columns), (vec![0, 1, 2], vec![0, 1]));
        // Three edges of each column by five nodes: (3 / ln 8 + 3 / ln 9) / 5.
        let density = (3.0 / 8f64.ln() + 3.0 / 9f64.ln()) / 5.0;
        assert!((block.density - density).abs() < 1e-5, "{} is not {density}", block.density);
    }

    /// Fault: whoever uses what everybody uses, too, is lost among everybody.
    #[test]
    fn camouflage_does_not_hide_a_block() {
        let mut edges = BLOCK.to_vec();
        // Column 3 is used by rows 5 to 44, and by the whole block.
        edges.extend((5..45).map(|row| (row, 3)));
        edges.extend((0..3).map(|row| (row, 3)));
        let block = peel(&edges, &weights(&edges, 4)).unwrap();
        assert_eq!(block.rows, [0, 1, 2]);
        assert!(block.columns.starts_with(&[0, 1]), "{:?}", block.columns);
    }

    /// Fault: what is trimmed away was part of a block.
    #[test]
    fn trimming_takes_away_no_block() {
        // A graph at random, and a block in it.
        let mut edges = shuffled(&(0..600).map(|n| (n / 3, n % 150)).collect::<Vec<_>>(), 7);
        edges.extend((20..26).flat_map(|row| (0..5).map(move |column| (row, column))));
        edges.sort_unstable();
        edges.dedup();
        let (rows, weights) = (200, weights(&edges, 150));
        let densest = peel(&edges, &weights).unwrap();
        assert!(densest.density > density(&edges, &weights, rows));
        let floor = 0.95 * densest.density;
        let mut left = edges.clone();
        trim(&mut left, &weights, rows, floor);
        assert!(left.len() < edges.len());
        assert_eq!(peel(&left, &weights).unwrap(), densest);
        assert_eq!(blocks(left, &weights, floor)[0], densest);
        // Where every node weighs too little, nothing is left.
        let most = node_weights(&edges, &weights, rows).into_iter().max().unwrap();
        trim(&mut edges, &weights, rows, most as f64 / 1e6 + 1.0);
        assert!(edges.is_empty());
    }

    #[test]
    fn blocks_come_one_after_another() {
        // A denser block, of six rows and three columns, in the same component by row 0.
        let mut edges = BLOCK.to_vec();
        edges.extend((10..16).flat_map(|row| [(row, 5), (row, 6), (row, 7)]));
        edges.push((0, 5));
        let weights = weights(&edges, 8);
        let found = blocks(edges.clone(), &weights, 0.4);
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(found[0].rows, [10, 11, 12, 13, 14, 15]);
        assert_eq!(found[1].rows, [0, 1, 2]);
        assert!(blocks(edges, &weights, 2.0).is_empty());
    }

    #[test]
    fn components_and_shuffles_keep_what_they_must() {
        let parts = components(&BLOCK, 5, 3);
        assert_eq!(parts.iter().map(Vec::len).collect::<Vec<_>>(), [7, 1]);
        let edges: Vec<Edge> = (0..100).flat_map(|row| [(row, row), (row, (row + 1) % 100)]).collect();
        let dealt = shuffled(&edges, 1);
        assert_ne!(dealt, edges);
        assert_eq!(dealt, shuffled(&edges, 1));
        assert!(dealt.len() > 190 && dealt.len() <= 200, "{}", dealt.len());
    }
}
