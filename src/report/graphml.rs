//! `graph.graphml`: the rings as a graph for Gephi, networkx and igraph.
//!
//! Nodes are members of rings and what their evidence ties them to. An edge leads from an account to
//! what it is tied to, for each code of evidence that speaks for abuse; a suspicious transfer leads from
//! its sender to its receiver. Edges are directed, since networkx refuses graphs that mix both. Numbers
//! of nodes stand for them, because identifiers may hold what XML cannot.
//!
//! Cost: a sort of the findings about rings.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::Result;

use super::Outcome;
use super::render::{bits, ratio};
use crate::evidence::{Evidence, Node, NodeKind};
use crate::schema::ExportKind;
use crate::time::NO_TIME;

/// Attributes: identifier, of what, name, type.
const ATTRIBUTES: [(&str, &str, &str, &str); 15] = [
    ("d0", "node", "label", "string"),
    ("d1", "node", "kind", "string"),
    ("d2", "node", "role", "string"),
    ("d3", "node", "score", "double"),
    ("d4", "node", "ring", "string"),
    ("d5", "node", "rank", "int"),
    ("d6", "edge", "weight", "double"),
    ("d7", "edge", "bits", "double"),
    ("d8", "edge", "code", "string"),
    ("d9", "edge", "family", "string"),
    ("d10", "edge", "typology", "string"),
    ("d11", "edge", "findings", "int"),
    ("d12", "edge", "from", "string"),
    ("d13", "edge", "to", "string"),
    ("d14", "edge", "ring", "string"),
];

/// What a node is in its ring; `None` of one that is in no ring.
type Part = Option<(usize, &'static str, f64)>;

/// Findings of one code that tie two nodes together.
struct Tie<'e> {
    ring: usize,
    from: Node,
    to: Node,
    /// One of the findings: their typology, family and code are the same.
    of: &'e Evidence,
    millibits: i64,
    findings: u64,
    observed: (i64, i64),
}

/// Writes the graph.
pub fn write(o: &Outcome<'_>, out: &mut (dyn Write + Send)) -> Result<()> {
    let mut nodes: BTreeMap<Node, Part> = BTreeMap::new();
    for (place, ring) in o.rings.iter().enumerate() {
        for member in &ring.members {
            let part = nodes.entry(one(o, member.node)).or_default();
            // An enterprise may be there as an account too, which is what is scored.
            if part.is_none() || member.node.kind == NodeKind::Account {
                *part = Some((place, member.role, member.score));
            }
        }
    }
    let ties = ties(o);
    for tie in &ties {
        nodes.entry(tie.to).or_default();
    }
    let mut order: Vec<(usize, Node, Part)> =
        nodes.into_iter().map(|(node, part)| (part.map_or(usize::MAX, |p| p.0), node, part)).collect();
    order.sort_by_cached_key(|&(ring, node, _)| (ring, node.kind, o.name(node).to_string(), node.id));
    let numbers: BTreeMap<Node, usize> = order.iter().zip(0..).map(|(&(_, node, _), n)| (node, n)).collect();

    out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n")?;
    for (id, of, name, kind) in ATTRIBUTES {
        writeln!(out, "<key id=\"{id}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>")?;
    }
    out.write_all(b"<graph id=\"rings\" edgedefault=\"directed\">\n")?;
    let mut text = String::new();
    for (number, &(_, node, part)) in order.iter().enumerate() {
        text.clear();
        push_node(o, number, node, part, &mut text);
        out.write_all(text.as_bytes())?;
    }
    let mut edges: Vec<([usize; 2], &Tie<'_>)> =
        ties.iter().map(|tie| ([numbers[&tie.from], numbers[&tie.to]], tie)).collect();
    edges.sort_by_key(|(ends, tie)| (tie.ring, *ends, tie.of.typology, tie.of.family, tie.of.code));
    for (number, (ends, tie)) in edges.into_iter().enumerate() {
        text.clear();
        push_edge(o, number, ends, tie, &mut text);
        out.write_all(text.as_bytes())?;
    }
    Ok(out.write_all(b"</graph>\n</graphml>\n")?)
}

/// A company is one node, whether it is scored or what others are tied to.
fn one(o: &Outcome<'_>, node: Node) -> Node {
    match node.kind {
        NodeKind::Account if o.facts.accounts.is_enterprise(node.id) => {
            Node::new(NodeKind::Enterprise, node.id)
        }
        _ => node,
    }
}

/// Ties of the rings' accounts, findings of one code joined.
fn ties<'o>(o: &'o Outcome<'_>) -> Vec<Tie<'o>> {
    let column = |name| o.facts.frames.numbers(ExportKind::LeadTransfers, name);
    let (from, to) = (column("from_account"), column("to_account"));
    let account = |id| one(o, Node::new(NodeKind::Account, id));
    let about = |&(id, place): &(u32, usize)| {
        let findings = o.scores.account(id).into_iter().flat_map(|s| &o.evidence[s.evidence.clone()]);
        findings.filter_map(move |e| Some((place, account(id), one(o, e.object?), e)))
    };
    let members: Vec<(u32, usize)> = o.ring_of.iter().map(|(&id, &place)| (id, place)).collect();
    let transfers = o.scores.transfers.iter().filter_map(|s| {
        let place = *o.ring_of.get(&from[s.id as usize])?;
        Some((place, account(from[s.id as usize]), account(to[s.id as usize]), s))
    });
    let sent = transfers.flat_map(|(place, from, to, s)| {
        o.evidence[s.evidence.clone()].iter().map(move |e| (place, from, to, e))
    });
    let mut all: Vec<(usize, Node, Node, &Evidence)> = members.iter().flat_map(about).chain(sent).collect();
    all.retain(|(_, from, to, e)| e.millibits > 0 && from != to);
    all.sort_by_key(|&(ring, from, to, e)| (ring, from, to, e.typology, e.family, e.code));
    let same = |a: &(usize, Node, Node, &Evidence), b: &(usize, Node, Node, &Evidence)| {
        (a.0, a.1, a.2, a.3.typology, a.3.family, a.3.code)
            == (b.0, b.1, b.2, b.3.typology, b.3.family, b.3.code)
    };
    all.chunk_by(same).map(joined).collect()
}

fn joined<'e>(findings: &[(usize, Node, Node, &'e Evidence)]) -> Tie<'e> {
    let (ring, from, to, of) = findings[0];
    let known =
        |time: fn(&Evidence) -> i64| findings.iter().map(move |f| time(f.3)).filter(|&at| at != NO_TIME);
    let observed =
        (known(|e| e.observed.0).min().unwrap_or(NO_TIME), known(|e| e.observed.1).max().unwrap_or(NO_TIME));
    let millibits = findings.iter().map(|f| i64::from(f.3.millibits)).sum();
    Tie { ring, from, to, of, millibits, findings: findings.len() as u64, observed }
}

fn push_node(o: &Outcome<'_>, number: usize, node: Node, part: Part, out: &mut String) {
    out.push_str(&format!("<node id=\"n{number}\">"));
    data("d0", o.name(node), out);
    data("d1", node.kind.name(), out);
    if let Some((place, role, score)) = part {
        data("d2", role, out);
        data("d3", &ratio(score), out);
        data("d4", &o.ring_ids[place], out);
        data("d5", &(place + 1).to_string(), out);
    }
    out.push_str("</node>\n");
}

fn push_edge(o: &Outcome<'_>, number: usize, [from, to]: [usize; 2], tie: &Tie<'_>, out: &mut String) {
    out.push_str(&format!("<edge id=\"e{number}\" source=\"n{from}\" target=\"n{to}\">"));
    let weight = bits(tie.millibits);
    data("d6", &weight, out);
    data("d7", &weight, out);
    data("d8", tie.of.code, out);
    data("d9", tie.of.family.name(), out);
    data("d10", tie.of.typology.name(), out);
    data("d11", &tie.findings.to_string(), out);
    data("d12", &o.facts.frames.zone.format(tie.observed.0), out);
    data("d13", &o.facts.frames.zone.format(tie.observed.1), out);
    data("d14", &o.ring_ids[tie.ring], out);
    out.push_str("</edge>\n");
}

/// Appends an attribute's value; an empty one is left out.
fn data(key: &str, value: &str, out: &mut String) {
    if !value.is_empty() {
        out.push_str("<data key=\"");
        out.push_str(key);
        out.push_str("\">");
        escape(value, out);
        out.push_str("</data>");
    }
}

/// Appends text as XML holds it. What XML 1.0 forbids even as a reference (section 2.2, `Char`) becomes
/// the replacement character.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Readers turn a bare one into a line feed.
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(c),
            '\0'..'\x20' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fault: a graph that no XML parser reads, because of an identifier.
    #[test]
    fn what_xml_forbids_is_escaped_or_replaced() {
        let mut out = String::new();
        escape("a<b>&\"c\"\u{0}\u{1f}\u{fffe}\r\n张", &mut out);
        assert_eq!(out, "a&lt;b&gt;&amp;&quot;c&quot;\u{fffd}\u{fffd}\u{fffd}&#13;\n张");
    }
}
