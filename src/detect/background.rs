//! Whose behaviour counts as ordinary, who is abused for certain, and what is believed so far.

use rustc_hash::FxHashSet;

use crate::evidence::{FAMILIES, Family, OPERATOR, TYPOLOGIES, Tally, Typology};
use crate::score::probability;

/// From which belief on an account is abused for certain.
const CERTAIN: f64 = 0.9;

/// What an earlier look made of an account.
#[derive(Debug, Clone)]
pub struct Belief {
    /// The account.
    pub account: u32,
    /// Thousandths of a bit, abuse by family, each within the cap.
    pub families: [[i32; FAMILIES.len()]; TYPOLOGIES.len()],
    /// Odds in thousandths of a bit of its being abused in any way.
    pub odds: i32,
    /// Whether it is worth a review.
    pub suspect: bool,
}

impl Belief {
    /// Whether it is abused in some way for certain, if its odds were lower by some thousandths of a bit.
    pub fn is_sure(&self, lower: i32) -> bool {
        self.suspect && probability(self.odds - lower) >= CERTAIN
    }

    /// Whether findings of some families speak for an abuse on the whole.
    pub fn speaks(&self, abuse: Typology, families: impl Fn(&Family) -> bool) -> bool {
        let of = &self.families[abuse as usize];
        FAMILIES.iter().filter(|family| families(family)).map(|&family| of[family as usize]).sum::<i32>() > 0
    }

    /// Whether something that another operator leaves behind speaks for an abuse.
    pub fn has_operator(&self, abuse: Typology) -> bool {
        self.speaks(abuse, |family| OPERATOR.contains(family))
    }

    /// Whether an abuse is certain, and more than any other, with and without what was found of one family.
    fn is_certain(&self, typology: Typology, without: Family) -> bool {
        let of_family = |abuse: usize| self.families[abuse][without as usize];
        let rest = |abuse: usize| self.families[abuse].iter().sum::<i32>() - of_family(abuse);
        let abuse = typology as usize;
        self.is_sure(of_family(abuse).max(0))
            && (0..self.families.len()).all(|other| other == abuse || rest(other) < rest(abuse))
    }
}

/// Whose behaviour counts as ordinary, and what is believed so far.
#[derive(Debug, Default)]
pub struct Background {
    /// Sorted by account; only those with evidence.
    beliefs: Vec<Belief>,
    /// Accounts that are suspects; `None` for nobody's behaviour being known yet.
    suspects: Option<FxHashSet<u32>>,
}

impl Background {
    /// Nobody: what is expected counts alone.
    pub fn expectations() -> Background {
        Background::default()
    }

    /// Everybody but the suspects. `beliefs` are sorted by account.
    pub fn of(beliefs: Vec<Belief>) -> Background {
        let suspects = beliefs.iter().filter(|b| b.suspect).map(|b| b.account).collect();
        Background { beliefs, suspects: Some(suspects) }
    }

    /// Whether an account is part of it.
    pub fn has(&self, account: u32) -> bool {
        self.suspects.as_ref().is_some_and(|suspects| !suspects.contains(&account))
    }

    /// All beliefs, sorted by account.
    pub fn beliefs(&self) -> &[Belief] {
        &self.beliefs
    }

    /// What is believed of an account; `None` where there was no evidence at all. Findings that
    /// something is *absent* are worth a row about accounts of which there is a belief only.
    pub fn belief(&self, account: u32) -> Option<&Belief> {
        self.beliefs.binary_search_by_key(&account, |b| b.account).ok().map(|at| &self.beliefs[at])
    }

    /// How often each outcome of an observation was seen, among ordinary accounts and among those that are abused in
    /// this way for certain. What makes them certain must not come from the observation itself, so that its family
    /// is left out.
    pub fn tally<const N: usize>(
        &self,
        typology: Typology,
        family: Family,
        seen: impl IntoIterator<Item = (u32, Option<usize>)>,
    ) -> Tally<N> {
        let mut tally = Tally::default();
        for (account, outcome) in seen {
            let Some(outcome) = outcome else { continue };
            if self.has(account) {
                tally.ordinary[outcome] += 1;
            } else if self.belief(account).is_some_and(|b| b.is_certain(typology, family)) {
                tally.certain[outcome] += 1;
            }
        }
        tally
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn belief(account: u32, families: &[(Typology, Family, i32)], odds: i32) -> Belief {
        let mut belief = Belief { account, families: Default::default(), odds, suspect: odds > 0 };
        for &(typology, family, millibits) in families {
            belief.families[typology as usize][family as usize] = millibits;
        }
        belief
    }

    /// Fault: an observation confirms itself: whoever is certain because of it shows how abusers behave.
    #[test]
    fn what_makes_an_account_certain_does_not_come_from_what_is_measured() {
        let rented = |family, bits| (Typology::Rented, family, bits);
        let background = Background::of(vec![
            belief(1, &[rented(Family::Money, 8_000), rented(Family::Place, 6_000)], 9_000),
            belief(2, &[rented(Family::Money, 14_000)], 9_000),
            belief(3, &[(Typology::Traded, Family::Place, 14_000)], 9_000),
            belief(4, &[rented(Family::Place, 2_000)], -4_000),
            // What speaks against it is left out, too, and makes nobody certain.
            belief(6, &[rented(Family::Money, 4_000), rented(Family::Rhythm, -3_000)], 1_000),
            // Without the hours the account was sold.
            belief(
                7,
                &[
                    rented(Family::Money, 9_000),
                    rented(Family::Rhythm, 5_000),
                    (Typology::Traded, Family::Money, 12_000),
                ],
                9_000,
            ),
        ]);
        let seen = || (1..=7).map(|account| (account, Some(usize::from(![4, 5].contains(&account)))));
        let tally = |family| background.tally::<2>(Typology::Rented, family, seen());
        assert_eq!(tally(Family::Rhythm), Tally { ordinary: [2, 0], certain: [0, 2] });
        assert_eq!(tally(Family::Place), Tally { ordinary: [2, 0], certain: [0, 2] });
        assert_eq!(tally(Family::Money), Tally { ordinary: [2, 0], certain: [0, 0] });
    }
}
