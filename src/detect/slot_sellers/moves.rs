//! Guests who move from one company to another together.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::super::facts::{Binding, Facts};
use super::super::features::about;
use super::is_guest;
use crate::evidence::{Evidence, Family, Figure, NodeKind, Source, Typology};
use crate::time::DAY_MS;

/// Accounts that move between two companies; fewer may have met by chance.
const LEAST_MOVED: usize = 3;
/// How long after leaving one company, and how long before, an account is bound by the next.
const MOVE_MS: (i64, i64) = (-15 * DAY_MS, 45 * DAY_MS);

/// One account's move from one company to another, made by several guests.
pub struct Move {
    /// The account.
    pub account: u32,
    from: Binding,
    to: Binding,
    together: usize,
}

/// Moves between companies of different hands that several guests have made.
pub struct Moves {
    /// One move an account, sorted by account.
    pub accounts: Vec<Move>,
    /// Company → the other one with the most moves, and how many.
    pub companies: FxHashMap<u32, (u32, usize)>,
}

/// Finds the moves. Linear in bindings, times a logarithm.
pub fn moves(facts: &Facts<'_>) -> Moves {
    // One by one, without a look at what each company pays to others: moving in company is what counts.
    let guest = |b: &Binding| facts.employment.of(b).is_some_and(|seen| is_guest(seen, false));
    let of = |account: u32| -> Vec<Move> {
        let mut own: Vec<&Binding> = facts.companies.of(account).filter(|b| !b.created).collect();
        own.sort_unstable_by_key(|b| (b.from, b.row));
        let next = |pair: &[&Binding]| -> Option<Move> {
            let (from, to) = (*pair[0], *pair[1]);
            let hand = |b: &Binding| facts.companies.hand(b.enterprise);
            let gap = to.from.saturating_sub(from.to);
            let moves = hand(&from) != hand(&to) && (MOVE_MS.0..=MOVE_MS.1).contains(&gap);
            (moves && (guest(&from) || guest(&to))).then_some(Move { account, from, to, together: 0 })
        };
        own.windows(2).filter_map(next).collect()
    };
    let mut all: Vec<Move> = (0..facts.accounts.count() as u32).into_par_iter().flat_map_iter(of).collect();
    let key = |m: &Move| (m.from.enterprise, m.to.enterprise);
    all.sort_unstable_by_key(|m| (key(m), m.account, m.to.row));
    let mut companies: FxHashMap<u32, (u32, usize)> = FxHashMap::default();
    let mut accounts = Vec::new();
    for group in all.chunk_by(|a, b| key(a) == key(b)) {
        let together = group.chunk_by(|a, b| a.account == b.account).count();
        if together < LEAST_MOVED {
            continue;
        }
        let (from, to) = key(&group[0]);
        for (here, other) in [(from, to), (to, from)] {
            let most = companies.entry(here).or_insert((other, together));
            if (together, std::cmp::Reverse(other)) > (most.1, std::cmp::Reverse(most.0)) {
                *most = (other, together);
            }
        }
        accounts.extend(group.iter().map(|m| Move { together: together - 1, ..*m }));
    }
    // One finding an account: the move made with the most others.
    accounts.sort_unstable_by_key(|m: &Move| (m.account, std::cmp::Reverse(m.together), m.to.row));
    accounts.dedup_by_key(|m| m.account);
    Moves { accounts, companies }
}

impl Move {
    /// The finding about the account, with so many thousandths of a bit.
    pub fn finding(&self, millibits: i32) -> Evidence {
        about(self.account, Typology::Affiliated, "moved_together", Family::Binding, millibits)
            .between(self.from.from, self.to.from)
            .with("others", Figure::Count(self.together as i64))
            .with_object(NodeKind::Enterprise, self.to.enterprise)
            .from_sources([Source::Binding(self.from.row), Source::Binding(self.to.row)])
    }
}
