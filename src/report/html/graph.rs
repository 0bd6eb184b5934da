//! The picture of a ring: who is tied to what, and where each stands.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::layout::layout;
use crate::evidence::{Node, NodeKind};
use crate::ids::Domain;
use crate::report::Outcome;
use crate::report::machine::ring_evidence;
use crate::rings::{Ring, Unnamed};
use crate::schema::ExportKind;
use crate::score::Scored;

/// Nodes that a picture shows at the most; more are a thicket.
const NODES: usize = 70;
/// Leads that a picture shows at the most, the likeliest resold first.
const LEADS: usize = 10;

/// What stands in the picture: a thing that evidence speaks of, a lead on its way, or an address, which has no
/// name in a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Vertex {
    Thing(Node),
    /// Number of a lead.
    Lead(u32),
    /// Number of a network address.
    Network(u32),
}

/// The picture as `{n: [[kind, name, role, score, x, y]], e: [[from, to, millibits, codes]], more}`, where
/// `more` counts the nodes left out.
pub fn graph(o: &Outcome<'_>, ring: &Ring, transfers: &[&Scored]) -> Value {
    let mut ties = ties(o, ring);
    add_bonds(o, ring, &mut ties);
    let leads = lead_ties(o, transfers);
    let mut roles: BTreeMap<Node, (&str, f64)> = BTreeMap::new();
    for member in &ring.members {
        let known = roles.entry(as_drawn(o, member.node)).or_insert((member.role, member.score));
        if member.score > known.1 {
            *known = (member.role, member.score);
        }
    }
    let mut vertices: Vec<Vertex> = roles.keys().map(|&node| Vertex::Thing(node)).collect();
    let mut others: Vec<(i64, Vertex)> = Vec::new();
    for (&(from, to), (bits, _)) in ties.iter().chain(&leads) {
        others.push((-bits, from));
        others.push((-bits, to));
    }
    others.sort();
    vertices.extend(others.into_iter().map(|(_, vertex)| vertex));
    let mut seen = std::collections::BTreeSet::new();
    vertices.retain(|vertex| seen.insert(*vertex));
    let more = vertices.len().saturating_sub(NODES);
    vertices.truncate(NODES);
    let place: BTreeMap<Vertex, usize> = vertices.iter().zip(0..).map(|(&v, i)| (v, i)).collect();
    ties.extend(leads);
    let edges: Vec<(usize, usize, i64, String)> = ties
        .into_iter()
        .filter_map(|((from, to), (bits, codes))| {
            Some((*place.get(&from)?, *place.get(&to)?, bits, codes.join(" ")))
        })
        .collect();
    let pairs: Vec<(usize, usize)> = edges.iter().map(|e| (e.0, e.1)).collect();
    let places = layout(vertices.len(), &pairs);
    let nodes = vertices.iter().zip(places).map(|(&vertex, (x, y))| match vertex {
        Vertex::Thing(node) => {
            let (role, score) = roles.get(&node).copied().unwrap_or(("", 0.0));
            json!([node.kind.name(), o.name(node), role, (score * 1000.0).round() as i64, x, y])
        }
        Vertex::Lead(lead) => {
            json!(["lead", o.facts.frames.names.text(Domain::Lead, lead), "", 0, x, y])
        }
        Vertex::Network(_) => json!(["network", "", "", 0, x, y]),
    });
    json!({ "n": nodes.collect::<Vec<Value>>(), "e": edges, "more": more })
}

type Ties = BTreeMap<(Vertex, Vertex), (i64, Vec<&'static str>)>;

/// What evidence ties a ring's accounts to, with the thousandths of a bit and the codes of each tie.
fn ties(o: &Outcome<'_>, ring: &Ring) -> Ties {
    let mut ties = Ties::new();
    for e in ring_evidence(o, ring) {
        let Some(object) = e.object else { continue };
        let (subject, object) = (as_drawn(o, e.subject), as_drawn(o, object));
        if subject != object {
            add(&mut ties, (Vertex::Thing(subject), Vertex::Thing(object)), e.code, e.millibits);
        }
    }
    ties
}

/// What ties a ring's accounts although no finding names it.
fn add_bonds(o: &Outcome<'_>, ring: &Ring, ties: &mut Ties) {
    let account = |id| Vertex::Thing(as_drawn(o, Node::new(NodeKind::Account, id)));
    for bond in &ring.bonds {
        let (to, code) = match bond.to {
            Unnamed::Batch(other) => (account(other), "same_batch"),
            Unnamed::Network(ip) => (Vertex::Network(ip), "same_network"),
        };
        add(ties, (account(bond.account), to), code, bond.millibits);
    }
}

/// An enterprise's account is one thing, whether evidence speaks of the account or of the enterprise.
fn as_drawn(o: &Outcome<'_>, node: Node) -> Node {
    match node.kind {
        NodeKind::Account if o.facts.accounts.is_enterprise(node.id) => {
            Node::new(NodeKind::Enterprise, node.id)
        }
        _ => node,
    }
}

fn add(ties: &mut Ties, ends: (Vertex, Vertex), code: &'static str, millibits: i32) {
    let tie = ties.entry(ends).or_default();
    tie.0 += i64::from(millibits);
    if !tie.1.contains(&code) {
        tie.1.push(code);
    }
}

/// The likeliest resold leads, from sender to lead to receiver.
fn lead_ties(o: &Outcome<'_>, transfers: &[&Scored]) -> Ties {
    let frames = o.facts.frames;
    let column = |name| frames.numbers(ExportKind::LeadTransfers, name);
    let (lead, from, to) = (column("lead_id"), column("from_account"), column("to_account"));
    let mut likely: Vec<&&Scored> = transfers.iter().filter(|t| t.score >= o.settings.review_score).collect();
    likely.sort_by_key(|t| (-t.millibits, t.id));
    let mut ties = Ties::new();
    for transfer in likely.into_iter().take(LEADS) {
        let row = transfer.id as usize;
        let account = |id: u32| Vertex::Thing(as_drawn(o, Node::new(NodeKind::Account, id)));
        for e in o.evidence[transfer.evidence.clone()].iter().filter(|e| e.millibits > 0) {
            add(&mut ties, (account(from[row]), Vertex::Lead(lead[row])), e.code, e.millibits);
            add(&mut ties, (Vertex::Lead(lead[row]), account(to[row])), e.code, e.millibits);
        }
    }
    ties
}
