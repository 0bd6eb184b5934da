//! Devices that go along with a round which others have shown.

use petgraph::unionfind::UnionFind;

use super::super::facts::Facts;
use super::{MOST_NAMED, NEAR, Pair, SLOTS, Track, compare, habit, surprise};

/// Members of a round that one more device is compared with.
const MOST_IN_ROUND: usize = 60;

/// Rounds that pairs have shown: who is in them, and when they went by.
pub(super) struct Rounds<'f, 'a, 't> {
    facts: &'f Facts<'a>,
    tracks: &'t [Track<'f>],
    /// Tracks of each round.
    members: Vec<Vec<u32>>,
    /// Whether a track is in a round already.
    taken: Vec<bool>,
    /// Rounds that were near, by day and slot.
    near: Vec<Vec<u32>>,
}

impl<'f, 'a, 't> Rounds<'f, 'a, 't> {
    pub(super) fn new(facts: &'f Facts<'a>, tracks: &'t [Track<'f>], pairs: &[Pair]) -> Self {
        let mut sets = UnionFind::<u32>::new(tracks.len());
        for pair in pairs {
            sets.union(pair.tracks.0, pair.tracks.1);
        }
        let mut taken = vec![false; tracks.len()];
        pairs.iter().flat_map(|p| [p.tracks.0, p.tracks.1]).for_each(|t| taken[t as usize] = true);
        let mut by_root: Vec<(u32, u32)> =
            (0..tracks.len() as u32).filter(|&t| taken[t as usize]).map(|t| (sets.find(t), t)).collect();
        by_root.sort_unstable();
        let members: Vec<Vec<u32>> =
            by_root.chunk_by(|a, b| a.0 == b.0).map(|of| of.iter().map(|m| m.1).collect()).collect();
        let mut near = vec![Vec::new(); 128 * SLOTS];
        for (members, round) in members.iter().zip(0..) {
            let rows = members.iter().flat_map(|&t| tracks[t as usize].usage.calendar_rows());
            for (day, slot) in rows.flat_map(|row| facts.calendars.slots(row)) {
                for slot in around(usize::from(slot)) {
                    let rounds: &mut Vec<u32> = &mut near[day as usize * SLOTS + slot];
                    if rounds.last() != Some(&round) {
                        rounds.push(round);
                    }
                }
            }
        }
        Rounds { facts, tracks, members, taken, near }
    }

    /// Pairs of a track with the members of the round that it goes along with, if there is one: what is
    /// too little between any two is enough between one and all others.
    pub(super) fn join(&self, track: u32, needed: f64) -> Option<Vec<Pair>> {
        if self.taken[track as usize] || self.members.is_empty() {
            return None;
        }
        let usage = self.tracks[track as usize].usage;
        let slots = self.facts.slots(usage);
        let days = || (0..128usize).filter(|day| usage.days >> day & 1 == 1);
        let mut rounds: Vec<u32> =
            days().flat_map(|day| &self.near[day * SLOTS + slots[day] as usize]).copied().collect();
        rounds.sort_unstable();
        let most = rounds.chunk_by(|a, b| a == b).max_by_key(|of| (of.len(), std::cmp::Reverse(of[0])))?;
        let (round, hits) = (most[0], most.len() as u32);
        let tries = usage.days.count_ones();
        // As in `may_have`: the days on which they met make a chance of their own, and bits fall as it rises.
        if surprise(tries, hits, f64::from(hits) / f64::from(tries * tries)) < needed - 0.001 {
            return None;
        }
        let habit = habit(&slots, usage.days);
        let of_day = |day: usize| -> u32 {
            let there = |slot: &usize| self.near[day * SLOTS + slot].binary_search(&round).is_ok();
            (0..SLOTS).filter(there).map(|slot| habit[slot]).sum()
        };
        let chance = days().map(of_day).sum::<u32>() as f64 / f64::from(tries * tries);
        let bits = surprise(tries, hits, chance);
        let members = self.members[round as usize].iter().take(MOST_IN_ROUND);
        let mut pairs: Vec<Pair> =
            members.filter_map(|&member| compare(self.facts, self.tracks, track, member)).collect();
        pairs.sort_by(|a, b| b.bits.total_cmp(&a.bits).then(a.partner.cmp(&b.partner)));
        pairs.truncate(MOST_NAMED);
        (bits >= needed && !pairs.is_empty()).then_some(pairs)
    }
}

/// Slots near a slot.
fn around(slot: usize) -> std::ops::Range<usize> {
    let near = NEAR as usize;
    slot.saturating_sub(near)..(slot + near + 1).min(SLOTS)
}
