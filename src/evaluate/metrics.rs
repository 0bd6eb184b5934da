//! The arithmetic of `kosring evaluate`: pure functions on slices, no files, no names.
//!
//! Every figure is a ratio in 0..=1 or `None` where it isn't defined (no hits to find, nothing
//! ranked). `None` rather than NaN or 0, because "nothing to find" isn't "nothing found".

use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Items that share one score, in a list of blocks ordered from the highest score down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Block {
    /// The score that the items share.
    pub score: f64,
    /// Number of items.
    pub size: u64,
    /// How many of them are hits; at most `size`.
    pub hits: u64,
}

/// Groups `(score, is a hit)` into blocks of equal score, highest first.
///
/// A block knows counts only, so that nothing computed from it can depend on the order of input.
pub fn blocks(scored: &[(f64, bool)]) -> Vec<Block> {
    let mut sorted = scored.to_vec();
    sorted.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
    let mut blocks: Vec<Block> = Vec::new();
    for (score, hit) in sorted {
        let hits = u64::from(hit);
        match blocks.last_mut() {
            Some(last) if last.score.total_cmp(&score) == Ordering::Equal => {
                last.size += 1;
                last.hits += hits;
            }
            _ => blocks.push(Block { score, size: 1, hits }),
        }
    }
    blocks
}

/// Adds `size` items that nobody listed, `hits` of them hits, at score 0: the end of the ranking,
/// tied with whatever was listed there with score 0.
pub fn append_unlisted(blocks: &mut Vec<Block>, size: u64, hits: u64) {
    match blocks.last_mut() {
        Some(last) if last.score == 0.0 => {
            last.size += size;
            last.hits += hits;
        }
        _ if size > 0 => blocks.push(Block { score: 0.0, size, hits }),
        _ => {}
    }
}

/// Average precision, expected over all orders of the items within each tied block.
///
/// Without ties: the mean over the hits of the precision at the rank of each. With ties, an item
/// at place `i` (1-based) of a block of `n` with `r` hits is a hit with probability `r / n`, and
/// given that it is one, `(i - 1) (r - 1) / (n - 1)` of the places before it in the block are
/// expected to be hits too. With `c` items and `h` hits above the block it contributes
///
/// ```text
/// sum over i = 1..n of  (r / n) * (h + 1 + (i - 1) (r - 1) / (n - 1)) / (c + i)
/// ```
///
/// which is exactly the mean over all orders, not an approximation (McSherry and Najork,
/// "Computing Information Retrieval Performance Measures Efficiently in the Presence of Tied
/// Scores", ECIR 2008).
///
/// `hits_beyond` are hits that the ranking never reaches: they contribute nothing but count in
/// the denominator. `None` without any hit.
pub fn average_precision(blocks: &[Block], hits_beyond: u64) -> Option<f64> {
    let (mut items_above, mut hits_above, mut sum) = (0_u64, 0_u64, 0.0_f64);
    for block in blocks {
        if block.hits > 0 {
            sum += block_contribution(block, items_above, hits_above);
        }
        items_above += block.size;
        hits_above += block.hits;
    }
    let hits = hits_above + hits_beyond;
    (hits > 0).then(|| sum / hits as f64)
}

fn block_contribution(block: &Block, items_above: u64, hits_above: u64) -> f64 {
    let (n, r) = (block.size as f64, block.hits as f64);
    // In a block of one there is nothing before the item, so the slope is never used.
    let slope = if block.size > 1 { (r - 1.0) / (n - 1.0) } else { 0.0 };
    let expected: f64 = (0..block.size)
        .map(|before| {
            let hits_so_far = hits_above as f64 + 1.0 + before as f64 * slope;
            hits_so_far / (items_above + before + 1) as f64
        })
        .sum();
    expected * r / n
}

/// Share of hits in all items: the precision, and in the long run the average precision, of a
/// ranking by chance. `None` without items.
pub fn prevalence(blocks: &[Block]) -> Option<f64> {
    let (size, hits) = totals(blocks);
    ratio(hits, size)
}

/// Items and hits of all blocks.
pub fn totals(blocks: &[Block]) -> (u64, u64) {
    blocks.iter().fold((0, 0), |sum, b| (sum.0 + b.size, sum.1 + b.hits))
}

/// Precision among the first `k` items, expected over the orders within the block that `k` cuts
/// (its hits fall evenly: McSherry and Najork 2008). A list shorter than `k` is taken whole.
/// `None` without items.
pub fn precision_at(blocks: &[Block], k: u64) -> Option<f64> {
    let (mut taken, mut hits) = (0_u64, 0.0_f64);
    for block in blocks {
        let take = block.size.min(k - taken);
        if take == 0 {
            break;
        }
        hits += block.hits as f64 * (take as f64 / block.size as f64);
        taken += take;
    }
    (taken > 0).then(|| hits / taken as f64)
}

/// `part / whole`, `None` where `whole` is 0.
pub fn ratio(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// Where the truth and the report put one account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// True ring; `None` for an honest account. An abusive account of no ring has one of its own.
    pub ring: Option<u32>,
    /// Predicted cluster; `None` for an account that the report puts into none.
    pub cluster: Option<u32>,
}

/// B-cubed precision, recall and F1; see [`Overlap::b_cubed`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BCubed {
    /// Mean over the clustered accounts; `None` if there are none.
    pub precision: Option<f64>,
    /// Mean over the members of rings of two or more; `None` if there are none.
    pub recall: Option<f64>,
    /// Harmonic mean; `None` if there is no ring to find, 0 if there is one and nothing clustered.
    pub f1: Option<f64>,
}

/// Sizes of rings, of clusters and of what they share: all that ring figures need.
///
/// Ordered maps, so that sums of floats come out the same on every run.
#[derive(Debug, Default)]
pub struct Overlap {
    rings: BTreeMap<u32, u64>,
    clusters: BTreeMap<u32, u64>,
    shared: BTreeMap<(u32, u32), u64>,
}

impl Overlap {
    /// Counts `accounts`, each listed once.
    pub fn new(accounts: &[Placed]) -> Self {
        let mut overlap = Self::default();
        for placed in accounts {
            if let Some(ring) = placed.ring {
                *overlap.rings.entry(ring).or_default() += 1;
            }
            if let Some(cluster) = placed.cluster {
                *overlap.clusters.entry(cluster).or_default() += 1;
            }
            if let (Some(ring), Some(cluster)) = (placed.ring, placed.cluster) {
                *overlap.shared.entry((ring, cluster)).or_default() += 1;
            }
        }
        overlap
    }

    /// B-cubed (Bagga and Baldwin, "Algorithms for Scoring Coreference Chains", 1998; Amigó,
    /// Gonzalo, Artiles and Verdejo, "A comparison of extrinsic clustering evaluation metrics
    /// based on formal constraints", Information Retrieval 12, 2009).
    ///
    /// - Precision of an account: the share of its cluster that is of its ring. 0 for an honest
    ///   account, which has no ring.
    /// - Recall of an account: the share of its ring that is in its cluster. An account in no
    ///   cluster stands alone: one over the size of its ring.
    ///
    /// Those papers cluster one fixed set of items. Here the two sides hold different ones, and a
    /// common set would give points for free: precision 1 for each ring member left out, recall
    /// 1 for each honest account pulled in. So, as in scoring coreference with differing
    /// mentions (Pradhan et al., "Scoring Coreference Partitions of Predicted Mentions", ACL
    /// 2014), precision is the mean over the clustered accounts and recall the mean over ring
    /// members; where both sets are the same, this is the original measure. Rings of one account
    /// can't be missed, so they are left out of recall for the same reason.
    pub fn b_cubed(&self) -> BCubed {
        let counted = |ring: &u32| self.rings[ring] >= 2;
        let (mut precision_sum, mut recall_sum) = (0.0, 0.0);
        let mut unclustered = self.rings.clone();
        for (&(ring, cluster), &both) in &self.shared {
            let squared = (both * both) as f64;
            precision_sum += squared / self.clusters[&cluster] as f64;
            if counted(&ring) {
                recall_sum += squared / self.rings[&ring] as f64;
            }
            if let Some(left) = unclustered.get_mut(&ring) {
                *left -= both;
            }
        }
        for (ring, &left) in unclustered.iter().filter(|(ring, _)| counted(ring)) {
            recall_sum += left as f64 / self.rings[ring] as f64;
        }
        let in_clusters: u64 = self.clusters.values().sum();
        let in_rings: u64 = self.rings.values().filter(|&&size| size >= 2).sum();
        let precision = (in_clusters > 0).then(|| precision_sum / in_clusters as f64);
        let recall = (in_rings > 0).then(|| recall_sum / in_rings as f64);
        let f1 = recall.map(|r| harmonic_mean(precision.unwrap_or(0.0), r));
        BCubed { precision, recall, f1 }
    }

    /// `(found, all)` of the rings with `smallest` accounts or more; found means that some
    /// cluster has a Jaccard index of at least one half with it.
    ///
    /// `shared / (ring + cluster - shared) >= 1/2` is computed as `3 shared >= ring + cluster`:
    /// exact at the border. A cluster of two equal rings sits on that border and finds both.
    pub fn rings_found(&self, smallest: u64) -> (u64, u64) {
        let of_size = |size: u64| size >= smallest;
        let all = self.rings.values().filter(|&&size| of_size(size)).count();
        let mut found: Vec<u32> = self
            .shared
            .iter()
            .filter(|&(&(ring, cluster), &both)| {
                let (in_ring, in_cluster) = (self.rings[&ring], self.clusters[&cluster]);
                of_size(in_ring) && 3 * both >= in_ring + in_cluster
            })
            .map(|(&(ring, _), _)| ring)
            .collect();
        found.dedup(); // The map is ordered by ring: equal ones are neighbours.
        (found.len() as u64, all as u64)
    }
}

fn harmonic_mean(a: f64, b: f64) -> f64 {
    if a + b > 0.0 { 2.0 * a * b / (a + b) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ap(scored: &[(f64, bool)]) -> Option<f64> {
        average_precision(&blocks(scored), 0)
    }

    fn close(got: Option<f64>, want: f64) {
        let got = got.expect("a figure");
        assert!((got - want).abs() < 1e-12, "got {got}, want {want}");
    }

    /// `(ring, cluster)` pairs, 0 for none.
    fn overlap(pairs: &[(u32, u32)]) -> Overlap {
        let some = |n: u32| (n > 0).then_some(n);
        let placed: Vec<Placed> = pairs
            .iter()
            .map(|&(ring, cluster)| Placed { ring: some(ring), cluster: some(cluster) })
            .collect();
        Overlap::new(&placed)
    }

    fn times(pair: (u32, u32), n: usize) -> Vec<(u32, u32)> {
        vec![pair; n]
    }

    #[test]
    fn average_precision_without_ties() {
        // Hits at ranks 1 and 3: (1/1 + 2/3) / 2.
        close(ap(&[(0.9, true), (0.8, false), (0.7, true)]), 5.0 / 6.0);
        close(ap(&[(0.7, true), (0.9, true), (0.8, false)]), 5.0 / 6.0);
    }

    #[test]
    fn average_precision_is_the_mean_over_orders_of_ties() {
        // One hit, one miss: (1 + 1/2) / 2, whichever comes first in the input.
        close(ap(&[(0.5, true), (0.5, false)]), 0.75);
        close(ap(&[(0.5, false), (0.5, true)]), 0.75);
        // A hit, then hit/hit/miss tied. Orders: HHM (1+1+1)/3, HMH (1+1+3/4)/3, MHH (1+2/3+3/4)/3.
        let tied = [(0.9, true), (0.5, true), (0.5, false), (0.5, true)];
        close(ap(&tied), (3.0 + 2.75 + (1.0 + 2.0 / 3.0 + 0.75)) / 3.0 / 3.0);
    }

    #[test]
    fn average_precision_is_one_for_perfect_and_none_without_hits() {
        close(ap(&[(0.5, true), (0.5, true), (0.0, false)]), 1.0);
        assert_eq!(ap(&[(0.5, false)]), None);
        assert_eq!(ap(&[]), None);
    }

    #[test]
    fn unlisted_items_tie_with_score_zero() {
        let mut listed = blocks(&[(0.9, true), (0.0, false)]);
        append_unlisted(&mut listed, 1, 1);
        // A hit, then one hit and one miss tied: (1 + (2/2 + 2/3) / 2) / 2.
        close(average_precision(&listed, 0), 11.0 / 12.0);
        let mut none_at_zero = blocks(&[(0.9, true)]);
        append_unlisted(&mut none_at_zero, 2, 1);
        close(average_precision(&none_at_zero, 0), 11.0 / 12.0);
        let mut empty = Vec::new();
        append_unlisted(&mut empty, 0, 0);
        assert_eq!(empty, []);
    }

    #[test]
    fn hits_beyond_the_ranking_only_lower_it() {
        close(average_precision(&blocks(&[(0.9, true)]), 1), 0.5);
        close(average_precision(&[], 3), 0.0);
    }

    #[test]
    fn precision_at_k_shares_out_the_tied_block() {
        let ranked = blocks(&[(0.9, true), (0.5, true), (0.5, false), (0.5, false)]);
        close(precision_at(&ranked, 1), 1.0);
        // 1 hit and two of three tied places, of which a third are hits: (1 + 2/3) / 3.
        close(precision_at(&ranked, 3), 5.0 / 9.0);
        // Only four items: all of them.
        close(precision_at(&ranked, 100), 0.5);
        close(prevalence(&ranked), 0.5);
        assert_eq!(precision_at(&[], 100), None);
        assert_eq!(prevalence(&[]), None);
    }

    #[test]
    fn b_cubed_of_bagga_and_baldwin() {
        // Truth {1-5} {6,7} {8-C}. First response joins the second and third ring ...
        let first = [times((1, 1), 5), times((2, 2), 2), times((3, 2), 5)].concat();
        let got = overlap(&first).b_cubed();
        close(got.precision, (5.0 + 2.0 * 2.0 / 7.0 + 5.0 * 5.0 / 7.0) / 12.0);
        close(got.recall, 1.0);
        // ... the second response the first and third: the worse mistake.
        let second = [times((1, 1), 5), times((2, 2), 2), times((3, 1), 5)].concat();
        let got = overlap(&second).b_cubed();
        close(got.precision, 7.0 / 12.0);
        close(got.f1, 2.0 * (7.0 / 12.0) / (19.0 / 12.0));
    }

    #[test]
    fn b_cubed_of_split_and_mixed_clusters() {
        // Ring 1 of four: three in cluster 1, one in 2. Ring 2 of two: both in cluster 2.
        let pairs = [times((1, 1), 3), times((1, 2), 1), times((2, 2), 2)].concat();
        let got = overlap(&pairs).b_cubed();
        // Precision: 3 x 3/3, 1 x 1/3, 2 x 2/3; recall: 3 x 3/4, 1 x 1/4, 2 x 2/2.
        close(got.precision, (3.0 + 1.0 / 3.0 + 4.0 / 3.0) / 6.0);
        close(got.recall, (9.0 / 4.0 + 1.0 / 4.0 + 2.0) / 6.0);
    }

    #[test]
    fn b_cubed_gives_no_points_for_honest_accounts_or_rings_of_one() {
        // Four of a ring: three clustered with one honest account, one left out.
        // A ring of one in a cluster of its own; another one left out.
        let pairs = [times((1, 1), 3), vec![(0, 1), (1, 0), (2, 2), (3, 0), (0, 0)]].concat();
        let got = overlap(&pairs).b_cubed();
        close(got.precision, (3.0 * 3.0 / 4.0 + 0.0 + 1.0) / 5.0);
        close(got.recall, (3.0 * 3.0 / 4.0 + 1.0 / 4.0) / 4.0);
    }

    #[test]
    fn b_cubed_without_rings_or_clusters() {
        let null_world = overlap(&[(0, 1), (0, 1)]).b_cubed();
        close(null_world.precision, 0.0);
        assert_eq!((null_world.recall, null_world.f1), (None, None));
        let silent = overlap(&[(1, 0), (1, 0)]).b_cubed();
        assert_eq!(silent.precision, None);
        close(silent.recall, 0.5);
        close(silent.f1, 0.0);
    }

    #[test]
    fn rings_are_found_from_half_jaccard_on() {
        // Ring 1: 4 of 4 with 4 honest ones, exactly 1/2. Ring 2: 3 of 6 alone, exactly 1/2.
        // Ring 3: 4 of 4 with 5 honest ones. Ring 4 is too small to count.
        let pairs = [
            times((1, 1), 4),
            times((0, 1), 4),
            times((2, 2), 3),
            times((2, 0), 3),
            times((3, 3), 4),
            times((0, 3), 5),
            times((4, 4), 3),
        ]
        .concat();
        assert_eq!(overlap(&pairs).rings_found(4), (2, 3));
        assert_eq!(overlap(&[]).rings_found(4), (0, 0));
    }

    #[test]
    fn two_clusters_find_a_ring_once() {
        // Halves of a ring of four, each exactly at one half.
        let pairs = [times((1, 1), 2), times((1, 2), 2)].concat();
        assert_eq!(overlap(&pairs).rings_found(4), (1, 1));
    }
}
