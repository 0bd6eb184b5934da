//! # What reviewers decided
//!
//! **Finds** nothing of its own: it brings the export `verdicts` to bear. A *confirmed* account has a
//! finding of its own for the abuse that was confirmed, so that it stays above others whatever of the
//! evidence has left the window, and so that those who share things with it are seen beside it (its
//! belief reaches `association`). A *cleared* account keeps what it was cleared of: findings that began
//! no later than the day of the decision were before the reviewer and are set aside; they stay in the
//! list with 0 bits, and say what they would weigh.
//!
//! **Matters** because a list that brings back every night whom a reviewer has cleared is no longer read,
//! and one that forgets whom a reviewer has convicted is not believed.
//!
//! **How.** The weight of a confirmation is a setting (`score.confirmed_bits`): with 15 bits and the
//! default prior an account is guilty in 99 cases of 100 whatever else is seen, which is how often a
//! reviewer who has looked at the rows is expected to be right; nobody has measured it. The family
//! `review` is not capped, since its one finding is correlated with nothing of its own family, and it is
//! no witness: lasting steps need what the exports show. Only what speaks *for* abuse is set aside;
//! honest explanations go on counting, since nobody has refuted them. Transfers that a cleared account
//! sent are treated as its findings are.
//!
//! **Honest twins.** A cleared account with new conduct, which counts as that of anybody. **Wrong**
//! where the reviewer was; where conduct that a reviewer took for lawful goes on and turns unlawful
//! without anything that begins anew; and where a decision rested on something else than these exports.
//!
//! Cost: linear in the export and in the findings.

use super::facts::Facts;
use super::features::about;
use super::{Code, Detector, Weigh};
use crate::evidence::{Evidence, Family, Figure, NodeKind, Source, millibits};
use crate::schema::ExportKind;

/// The entry of this detector. It needs no export: that nobody has decided anything is no gap.
pub const DETECTOR: Detector = Detector {
    name: "verdicts",
    typologies: &crate::evidence::TYPOLOGIES,
    needs: &[],
    uses: &[],
    codes: &[Code { name: "confirmed", family: Family::Review, doc: "a reviewer confirmed the abuse" }],
    manual: include_str!("verdicts.rs"),
    run,
};

fn run<'f>(facts: &'f Facts<'_>) -> Weigh<'f> {
    let bits = millibits(facts.settings.confirmed_bits);
    Box::new(move |_| {
        let confirmed = facts.verdicts.all().iter().filter_map(|d| Some((d, d.confirmed?)));
        confirmed
            .map(|(decision, typology)| {
                about(decision.account, typology, "confirmed", Family::Review, bits)
                    .between(decision.decided_at, decision.decided_at)
                    .from_sources([Source::Verdict(decision.row)])
            })
            .collect()
    })
}

/// Sets aside what was before the reviewers who cleared an account: 0 bits, and figures that say when it
/// was cleared and what the finding would weigh.
pub fn set_aside(facts: &Facts<'_>, evidence: &mut [Evidence]) {
    if facts.verdicts.all().is_empty() || !facts.settings.runs(DETECTOR.name) {
        return;
    }
    let from = facts.frames.numbers(ExportKind::LeadTransfers, "from_account");
    for finding in evidence.iter_mut().filter(|e| e.millibits > 0) {
        let account = match finding.subject.kind {
            NodeKind::Transfer => from[finding.subject.id as usize],
            _ => finding.subject.id,
        };
        let Some(decision) = facts.verdicts.of(account).filter(|d| d.sets_aside(finding)) else { continue };
        finding.detail.push(("cleared_at", Figure::Time(decision.decided_at)));
        finding.detail.push(("weighed_bits", Figure::Ratio(f64::from(finding.millibits) / 1000.0)));
        finding.millibits = 0;
    }
}

/// What a finding that was set aside would weigh, in thousandths of a bit; 0 for any other.
pub fn weighed(finding: &Evidence) -> i64 {
    let figure = finding.detail.iter().rev().find(|(name, _)| *name == "weighed_bits");
    match figure {
        Some((_, Figure::Ratio(bits))) => i64::from(millibits(*bits)),
        _ => 0,
    }
}
