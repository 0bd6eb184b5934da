//! What things say of the accounts that share them.

use super::companions::{self, Class, Companions};
use super::kinds::{ENTERPRISE, KINDS, PAYEE, PAYER, VISIT, WORKED};
use super::things::Thing;
use crate::detect::facts::Facts;
use crate::detect::{Background, Belief};
use crate::evidence::{FAMILIES, Family, TYPOLOGIES, Typology, millibits};

/// Leads tell themselves who hands them to whom, so that nothing is added about those who resell them.
pub(super) const ABUSES: [Typology; 3] = [Typology::Traded, Typology::Rented, Typology::Affiliated];
/// Share of an operation's own among the accounts on a thing that belongs to it; the others are
/// customers, staff as a front, neighbours.
const OWN: f64 = 0.6;
/// How likely a thing that several parties share is to belong to an operation, before anything is known
/// of them, for every suspect among so many accounts: where suspects are rare, operations are. Homes, shops
/// and tills share far more things than operations do.
const OPERATION: f64 = 0.25;
/// Nothing to be seen of an account is this many times likelier if it is honest: most abuse shows
/// something.
pub(super) const NOTHING_SEEN: f64 = 0.25;
/// Most bits, either way, that the belief about one other account counts.
const MOST_BELIEF: f64 = 8.0;
/// Most bits that votes weigh.
const MOST_VOTED: f64 = 5.0;
/// Least thousandths of a bit that are worth a row.
pub(super) const LEAST: i32 = 500;
/// What a thing says of one account.
pub(super) struct Said {
    pub account: u32,
    pub typology: Typology,
    /// Place of its kind.
    pub kind: usize,
    pub millibits: i32,
    /// The thing.
    pub id: u32,
    /// Other parties that are suspects.
    pub suspects: u32,
    /// Suspects that a reviewer confirmed.
    pub confirmed: u32,
    /// Other parties.
    pub parties: u32,
    /// The share of the abuse that was measured among accounts in such company, if it was.
    pub share: Option<f64>,
    /// Whether it is the enterprise itself that says so, being believed to sell places.
    pub by_seller: bool,
}

/// What opinions go by.
pub(super) struct Look<'a, 'f> {
    pub facts: &'a Facts<'f>,
    pub background: &'a Background,
    pub companions: &'a Companions,
    base: f64,
}

impl<'a, 'f> Look<'a, 'f> {
    pub(super) fn new(facts: &'a Facts<'f>, background: &'a Background, companions: &'a Companions) -> Self {
        let suspects = background.beliefs().iter().filter(|b| b.suspect).count();
        let base = (suspects.max(1) as f64 / facts.accounts.count().max(1) as f64).min(OWN / 2.0);
        Look { facts, background, companions, base }
    }

    fn likelihood(&self, account: u32, typology: Typology, without: [&[Family]; 2]) -> f64 {
        likelihood(self.background.belief(account), typology, self.facts.settings.prior, without)
    }

    /// What a thing says of each of its accounts, for each abuse.
    pub(super) fn opinions(&self, thing: &Thing) -> Vec<Said> {
        let believed = |account: u32| self.background.belief(account);
        let seller = believed(thing.id).filter(|b| thing.kind == ENTERPRISE && b.suspect);
        let suspect = |&(account, _): &(u32, u32)| believed(account).is_some_and(|b| b.suspect);
        if seller.is_none() && !thing.members.iter().any(suspect) {
            return Vec::new();
        }
        let classes = self.companions.classes(self.facts, thing);
        let parties: Vec<&[(u32, u32)]> = thing.parties().collect();
        let suspects = parties.iter().filter(|party| party.iter().any(suspect)).count();
        let judged = |party: &[(u32, u32)]| party.iter().any(|m| self.facts.verdicts.confirmed(m.0));
        let confirmed = parties.iter().filter(|party| judged(party)).count();
        let mut said = Vec::new();
        // Whoever lets an account is paid; who pays has somebody work for them.
        // Whoever shares out earnings runs accounts for all who have a share, which is no lease.
        let silent = thing.kind == PAYEE || (thing.kind == PAYER && self.facts.wages.is_house(thing.id));
        let speaks = |typology: &Typology| !silent || *typology != Typology::Rented;
        for typology in ABUSES.into_iter().filter(speaks) {
            let bits = self.bits(thing, typology, seller, &parties, &classes);
            // What is believed of an enterprise itself is all that counts where nothing is measured.
            let sells = (thing.kind, typology) == (ENTERPRISE, Typology::Affiliated);
            for (party, (bits, share)) in parties.iter().zip(bits).filter(|(_, (bits, _))| *bits >= LEAST) {
                let others = suspects - usize::from(party.iter().any(suspect));
                let by_seller = sells && share.is_none();
                // Many who are a little odd make no suspect of whoever shares things with them.
                if others == 0 && !by_seller && share.is_none() {
                    continue;
                }
                // Something must be seen of an account itself: nobody is suspected for others alone.
                let seen = |account| self.likelihood(account, typology, [&[]; 2]) > NOTHING_SEEN;
                let members =
                    party.iter().map(|m| m.0).filter(|&a| thing.speaks_of(self.facts, a) && seen(a));
                said.extend(members.map(|account| Said {
                    account,
                    typology,
                    kind: thing.kind,
                    millibits: bits,
                    id: thing.id,
                    suspects: others as u32,
                    confirmed: (confirmed - usize::from(judged(party))) as u32,
                    parties: parties.len() as u32 - 1,
                    share,
                    by_seller,
                }));
            }
        }
        said
    }

    /// Thousandths of a bit that a thing says of an abuse of each party: what was measured among accounts in such
    /// company, and the share, or else what the other parties vote for.
    fn bits(
        &self,
        thing: &Thing,
        typology: Typology,
        seller: Option<&Belief>,
        parties: &[&[(u32, u32)]],
        classes: &[Option<Class>],
    ) -> Vec<(i32, Option<f64>)> {
        let how = KINDS[thing.kind].measured.as_ref().filter(|how| how.abuses.contains(&typology));
        let measured = |party: &[(u32, u32)], class: Option<Class>| {
            let (how, class) = (how?, class?);
            let speaker = companions::speaker(self.facts, self.background, thing, party)?;
            let (bits, share) = self.companions.says(class, typology, self.background.belief(speaker))?;
            Some(((f64::from(bits) * how.weight) as i32, Some(share)))
        };
        let voted = self.votes(thing, typology, seller, parties).into_iter().map(|bits| (bits, None));
        let told = parties.iter().zip(classes).zip(voted);
        // What is believed of an enterprise itself is not measured.
        let more = |measured: (i32, Option<f64>), voted: (i32, Option<f64>)| match seller {
            Some(_) if voted.0 > measured.0 => voted,
            _ => measured,
        };
        told.map(|((party, &class), voted)| measured(party, class).map_or(voted, |m| more(m, voted)))
            .collect()
    }

    /// What the other parties of a thing vote for, for each party.
    fn votes(
        &self,
        thing: &Thing,
        typology: Typology,
        seller: Option<&Belief>,
        parties: &[&[(u32, u32)]],
    ) -> Vec<i32> {
        if thing.kind == VISIT {
            return vec![0; parties.len()];
        }
        let said =
            |votes: f64| millibits(message(votes, self.base, OPERATION * self.base).clamp(0.0, MOST_VOTED));
        // What an enterprise is believed to be says whether it sells places; colleagues look alike.
        if (thing.kind, typology) == (ENTERPRISE, Typology::Affiliated) {
            let of = |seller| likelihood(Some(seller), typology, self.facts.settings.prior, [&[]; 2]);
            return vec![seller.map_or(0, |seller| said(of(seller).log2())); parties.len()];
        }
        let worked = thing.kind == ENTERPRISE && typology == Typology::Rented;
        let without = [KINDS[thing.kind].echoes, if worked { WORKED } else { &[] }];
        // The most suspect account of a party speaks for it.
        let most = |party: &&[(u32, u32)]| {
            party.iter().map(|m| self.likelihood(m.0, typology, without)).fold(0.0, f64::max)
        };
        let votes: Vec<f64> = parties.iter().map(|party| vote(most(party), self.base)).collect();
        let all: f64 = votes.iter().sum();
        votes.iter().map(|own| said(all - own)).collect()
    }
}

/// How many times likelier what was seen of an account is under an abuse than under honest use or any
/// other abuse: what another explains better says nothing for this one.
fn likelihood(belief: Option<&Belief>, typology: Typology, prior: f64, without: [&[Family]; 2]) -> f64 {
    let Some(belief) = belief else { return NOTHING_SEEN };
    let counts = |f: &&Family| !without.iter().any(|families| families.contains(f));
    let bits = |t: usize| {
        let families = FAMILIES.iter().filter(counts).map(|&f| belief.families[t][f as usize]);
        f64::from(families.sum::<i32>()) / 1000.0
    };
    let this = typology as usize;
    let others: f64 = (0..TYPOLOGIES.len()).filter(|&t| t != this).map(|t| bits(t).exp2()).sum();
    (bits(this).exp2() / (1.0 + prior * others)).log2().clamp(-MOST_BELIEF, MOST_BELIEF).exp2()
}

/// Bits by which an account speaks for its thing to belong to an operation.
fn vote(likelihood: f64, base: f64) -> f64 {
    ((OWN * likelihood + 1.0 - OWN) / (base * likelihood + 1.0 - base)).log2()
}

/// Bits that a thing says of an account, from the votes of the others on it. `prior`: how likely it is to
/// belong to an operation before any vote.
fn message(votes: f64, base: f64, prior: f64) -> f64 {
    let odds = (votes + (prior / (1.0 - prior)).log2()).exp2();
    let operation = odds / (1.0 + odds);
    let abused = operation * OWN + (1.0 - operation) * base;
    (abused / (1.0 - abused) * (1.0 - base) / base).log2()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn votes_and_messages_by_hand() {
        // An account as likely under abuse as otherwise says nothing.
        assert!(vote(1.0, 0.01).abs() < 1e-12);
        // A certain one says log2(own / base).
        assert!((vote(1e9, 0.006) - (OWN / 0.006).log2()).abs() < 1e-3);
        // No votes: the thing hardly moves anybody; many: bounded by what an operation's thing says.
        assert!(message(0.0, 0.01, 0.01) < 1.0);
        let most = (OWN / (1.0 - OWN) / (0.01 / 0.99)).log2();
        assert!((message(60.0, 0.01, 0.01) - most).abs() < 1e-6);
    }

    /// Fault: an attacker who ties one suspect to a stranger by one payment pushes the stranger up.
    #[test]
    fn one_suspect_among_ordinary_parties_says_little() {
        let base = 0.01;
        let suspect = vote(2f64.powf(MOST_BELIEF), base);
        let ordinary = vote(NOTHING_SEEN, base);
        assert!(message(suspect + 8.0 * ordinary, base, OPERATION * base) < 0.5);
    }
}
