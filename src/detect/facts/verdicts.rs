//! What reviewers decided: of several verdicts of an account, the latest.

use crate::evidence::{Evidence, TYPOLOGIES, Typology};
use crate::frames::Frames;
use crate::schema::{ExportKind, VERDICTS};

/// What was decided of an account last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// The account.
    pub account: u32,
    /// The abuse that was confirmed; `None` if the account was cleared.
    pub confirmed: Option<Typology>,
    /// When.
    pub decided_at: i64,
    /// Row of the sorted export.
    pub row: u32,
    /// End of the day of the decision: whatever began earlier was before the reviewer.
    seen_until: i64,
}

impl Decision {
    /// The contract's word.
    pub fn verdict(&self) -> &'static str {
        self.confirmed.map_or(VERDICTS[TYPOLOGIES.len()], Typology::name)
    }

    /// Whether a finding about a cleared account was before the reviewer who cleared it. Findings from
    /// logins know the day only and many decisions are dated by the day, so that days are compared; what
    /// has no date can't be shown to be new.
    pub fn sets_aside(&self, finding: &Evidence) -> bool {
        self.confirmed.is_none() && finding.observed.0 < self.seen_until
    }
}

/// The decisions in force, by account.
#[derive(Debug, Default)]
pub struct Verdicts {
    decisions: Vec<Decision>,
}

impl Verdicts {
    /// Reads the export. Of verdicts of the same moment the one that the contract names last counts, so
    /// that whoever is cleared and accused at once is cleared.
    pub fn new(frames: &Frames) -> Verdicts {
        let account = frames.numbers(ExportKind::Verdicts, "account_id");
        let verdict = frames.numbers(ExportKind::Verdicts, "verdict");
        let at = frames.wides(ExportKind::Verdicts, "decided_at");
        let mut rows: Vec<u32> = (0..account.len() as u32).collect();
        let key = |&row: &u32| (account[row as usize], at[row as usize], verdict[row as usize], row);
        rows.sort_unstable_by_key(key);
        let last = rows.chunk_by(|&a, &b| account[a as usize] == account[b as usize]);
        let decision = |rows: &[u32]| {
            let row = rows[rows.len() - 1];
            let decided_at = at[row as usize];
            Decision {
                account: account[row as usize],
                // The abuses stand first in `VERDICTS`, in their own order.
                confirmed: TYPOLOGIES.get(verdict[row as usize] as usize).copied(),
                decided_at,
                row,
                seen_until: frames.zone.start_of_day(frames.zone.day(decided_at) + 1),
            }
        };
        Verdicts { decisions: last.map(decision).collect() }
    }

    /// All of them, sorted by account.
    pub fn all(&self) -> &[Decision] {
        &self.decisions
    }

    /// What was decided of an account.
    pub fn of(&self, account: u32) -> Option<&Decision> {
        self.decisions.binary_search_by_key(&account, |d| d.account).ok().map(|at| &self.decisions[at])
    }

    /// Whether an account's abuse was confirmed.
    pub fn confirmed(&self, account: u32) -> bool {
        self.of(account).is_some_and(|decision| decision.confirmed.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fault: words of the contract in another order than the abuses, so that one is taken for another.
    #[test]
    fn verdicts_are_the_abuses_in_their_order_and_clean() {
        let names: Vec<&str> = TYPOLOGIES.iter().map(|t| t.name()).chain(["clean"]).collect();
        assert_eq!(names, VERDICTS);
    }
}
