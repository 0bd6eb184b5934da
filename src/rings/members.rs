//! Who and what is in a ring, and the part that each plays.

use rustc_hash::FxHashMap;

use super::{Member, Stakes};
use crate::detect::Facts;
use crate::evidence::{Evidence, Node, NodeKind, Typology};
use crate::score::{Scored, Scores};

/// The part of whoever or whatever plays none.
const BYSTANDER: &str = "bystander";

/// The members among the nodes of a community.
pub(super) fn members(
    facts: &Facts<'_>,
    evidence: &[Evidence],
    stakes: &Stakes,
    (scores, suspects): (&Scores, &[&Scored]),
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
            None => match tied.get(&node).copied().unwrap_or((0.0, BYSTANDER)) {
                // That others' findings name an account says nothing of it.
                (_, BYSTANDER) if node.kind == NodeKind::Account => {
                    (scores.account(node.id).map_or(0.0, |s| s.score), BYSTANDER)
                }
                tied => tied,
            },
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
    if received { "lead_buyer" } else { BYSTANDER }
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
        _ => BYSTANDER,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sides;
    use super::*;

    /// Fault: who was merely handed a colleague's leads, or registered on the day of a suspect, stood in the
    /// report as a buyer of leads.
    #[test]
    fn a_buyer_of_leads_received_one_that_was_sold() {
        // Account 1 sends to 2, 3 and 2 again; its lead to 3 is nothing to look at.
        let (sent, received) = sides([0, 2].into_iter(), &[1, 1, 1], &[2, 3, 2]);
        assert_eq!(sent[&1], 2);
        assert_eq!([2, 3].map(|a| receiver_role(received.contains(&a))), ["lead_buyer", "bystander"]);
    }
}
