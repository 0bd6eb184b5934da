//! The machine files: CSV by the contract, each sorted by a total order.

use std::io::Write;

use anyhow::Result;
use rayon::prelude::*;

use super::render::{Renderer, account_kind, bits, ratio, whole, yuan};
use super::rows;
use super::{Intake, Outcome};
use crate::detect::DETECTORS;
use crate::evidence::{Evidence, NodeKind, TYPOLOGIES};
use crate::ids::Domain;
use crate::lineage;
use crate::rings::{Ring, account_role};
use crate::schema::ExportKind;
use crate::score::Scored;

/// Findings that a `reasons` column names.
const REASONS: usize = 4;

/// A writer of a machine file.
pub fn csv(out: &mut (dyn Write + Send)) -> csv::Writer<&mut (dyn Write + Send)> {
    csv::WriterBuilder::new().from_writer(out)
}

/// The codes that speak loudest for abuse.
pub fn reasons<'e>(evidence: impl Iterator<Item = &'e Evidence>) -> String {
    let mut codes: Vec<(i64, &str)> = Vec::new();
    for e in evidence.filter(|e| e.millibits > 0) {
        match codes.iter_mut().find(|c| c.1 == e.code) {
            Some(known) => known.0 += i64::from(e.millibits),
            None => codes.push((i64::from(e.millibits), e.code)),
        }
    }
    codes.sort_by_key(|&(bits, code)| (std::cmp::Reverse(bits), code));
    codes.iter().take(REASONS).map(|c| c.1).collect::<Vec<_>>().join(";")
}

/// Evidence about a ring's accounts.
pub fn ring_evidence<'o>(o: &'o Outcome<'_>, ring: &'o Ring) -> impl Iterator<Item = &'o Evidence> {
    scored_of(o, ring).flat_map(|s| &o.evidence[s.evidence.clone()])
}

/// The codes that speak loudest for the likeliest abuse of each of a ring's accounts.
pub fn ring_reasons(o: &Outcome<'_>, ring: &Ring) -> String {
    reasons(scored_of(o, ring).flat_map(|scored| likeliest(o, scored)))
}

fn scored_of<'o>(o: &'o Outcome<'_>, ring: &'o Ring) -> impl Iterator<Item = &'o Scored> {
    ring.of(NodeKind::Account).filter_map(|m| o.scores.account(m.node.id))
}

/// Evidence about the likeliest abuse of a subject: what tells of another one is no reason for this.
pub fn likeliest<'o>(o: &'o Outcome<'_>, scored: &'o Scored) -> impl Iterator<Item = &'o Evidence> {
    o.evidence[scored.evidence.clone()].iter().filter(|e| e.typology == scored.typology)
}

/// `lineage.csv`: what became of each ring since the night before, by name.
pub fn lineage(o: &Outcome<'_>, out: &mut (dyn Write + Send)) -> Result<()> {
    let names = &o.facts.frames.names;
    let masked = o.settings.output.mask.is_some();
    // An account that no export speaks of any more has no number, and so no mask.
    let shown = |account: &str| match names.of(Domain::Account).find(account) {
        Some(n) => names.text(Domain::Account, n).to_string(),
        None if masked => String::new(),
        None => account.to_string(),
    };
    let mut csv = csv(out);
    csv.write_record(lineage::COLUMNS)?;
    for descent in o.lineage.iter().flatten() {
        csv.write_record(descent.row(&shown))?;
    }
    Ok(csv.flush()?)
}

/// `clusters.csv`: a ring a row, by rank.
pub fn clusters(o: &Outcome<'_>, out: &mut (dyn Write + Send)) -> Result<()> {
    let mut csv = csv(out);
    csv.write_record([
        "cluster_id",
        "rank",
        "score",
        "evidence_bits",
        "typology",
        "typologies",
        "recommended_action",
        "accounts",
        "kos_accounts",
        "enterprises",
        "devices",
        "payment_accounts",
        "leads",
        "ad_spend_cny",
        "first_seen_at",
        "last_seen_at",
        "reasons",
    ])?;
    let spend = o.facts.spend_by_account();
    let leads = leads_by_account(o);
    for (place, ring) in o.rings.iter().enumerate() {
        let count = |kind| ring.of(kind).count().to_string();
        let accounts = || ring.of(NodeKind::Account).map(|m| m.node.id);
        let kos = accounts().filter(|&a| {
            account_kind(o.facts.frames, a) == "kos" || o.facts.companies.of(a).next().is_some()
        });
        let positive = || ring_evidence(o, ring).filter(|e| e.millibits > 0);
        let first = positive().map(|e| e.observed.0).min().unwrap_or(crate::time::NO_TIME);
        let last = positive().map(|e| e.observed.1).max().unwrap_or(crate::time::NO_TIME);
        let typologies: Vec<&str> = ring.typologies.iter().map(|t| t.name()).collect();
        csv.write_record([
            &o.ring_ids[place],
            &(place + 1).to_string(),
            &ratio(ring.score),
            &bits(ring.millibits),
            ring.typology.name(),
            &typologies.join(";"),
            ring.action.name(),
            &count(NodeKind::Account),
            &kos.count().to_string(),
            &count(NodeKind::Enterprise),
            &count(NodeKind::Device),
            &count(NodeKind::PaymentAccount),
            &accounts().map(|a| leads[a as usize]).sum::<u64>().to_string(),
            &yuan(accounts().map(|a| spend[a as usize]).sum()),
            &o.facts.frames.zone.format(first),
            &o.facts.frames.zone.format(last),
            &ring_reasons(o, ring),
        ])?;
    }
    Ok(csv.flush()?)
}

/// Suspicious transfers that each account sent.
pub fn leads_by_account(o: &Outcome<'_>) -> Vec<u64> {
    let from = o.facts.frames.numbers(ExportKind::LeadTransfers, "from_account");
    let mut leads = vec![0; o.facts.accounts.count()];
    for transfer in o.scores.transfers.iter().filter(|t| t.score >= o.settings.review_score) {
        leads[from[transfer.id as usize] as usize] += 1;
    }
    leads
}

/// `cluster_members.csv`: a member a row, by rank, kind and identifier.
pub fn members(o: &Outcome<'_>, out: &mut (dyn Write + Send)) -> Result<()> {
    let mut csv = csv(out);
    csv.write_record(["cluster_id", "member_kind", "member_id", "role", "score"])?;
    for (place, ring) in o.rings.iter().enumerate() {
        let mut rows: Vec<(&str, &str, &str, String)> = ring
            .members
            .iter()
            .map(|m| (m.node.kind.name(), o.name(m.node), m.role, ratio(m.score)))
            .collect();
        rows.sort_unstable();
        for (kind, id, role, score) in rows {
            csv.write_record([&o.ring_ids[place], kind, id, role, &score])?;
        }
    }
    Ok(csv.flush()?)
}

/// `account_scores.csv`: an account with any evidence a row, the likeliest first.
pub fn accounts(o: &Outcome<'_>, out: &mut (dyn Write + Send)) -> Result<()> {
    let header = [
        "account_id",
        "cluster_id",
        "score",
        "traded",
        "rented",
        "affiliated",
        "lead_resale",
        "role",
        "recommended_action",
        "reasons",
    ];
    let name = |id: u32| o.facts.frames.names.text(Domain::Account, id);
    let mut scored: Vec<_> = o.scores.accounts.iter().map(|s| (-s.millibits, name(s.id), s)).collect();
    scored.par_sort_unstable_by_key(|&(millibits, name, s)| (millibits, name, s.id));
    rows::write(out, &header, &scored, |_, &(_, name, scored), row| {
        let suspect = scored.score >= o.settings.review_score;
        row.text(name).text(cluster(o, scored.id)).text(&ratio(scored.score));
        for typology in TYPOLOGIES {
            row.text(&ratio(scored.by_typology[typology as usize]));
        }
        row.text(if suspect { account_role(o.facts, scored) } else { "bystander" })
            .text(o.action_of(scored.id).name())
            .text(&reasons(likeliest(o, scored)));
    })
}

/// The ring of an account; empty if it is in none.
pub fn cluster<'o>(o: &'o Outcome<'_>, account: u32) -> &'o str {
    o.ring_of.get(&account).map_or("", |&place| &o.ring_ids[place])
}

/// `lead_scores.csv`: a transfer with any evidence a row, the likeliest first.
pub fn leads(o: &Outcome<'_>, out: &mut (dyn Write + Send)) -> Result<()> {
    let header = [
        "lead_id",
        "from_account",
        "to_account",
        "contact_hash",
        "cluster_id",
        "chain_id",
        "hop",
        "score",
        "reasons",
    ];
    let frames = o.facts.frames;
    let column = |column| frames.numbers(ExportKind::LeadTransfers, column);
    let (lead, contact) = (column("lead_id"), column("contact_hash"));
    let (from, to) = (column("from_account"), column("to_account"));
    let text = |domain, id| frames.names.text(domain, id);
    let chains = chains(o);
    let mut transfers: Vec<_> = o
        .scores
        .transfers
        .par_iter()
        .map(|scored| {
            let row = scored.id as usize;
            let key = [
                text(Domain::Lead, lead[row]),
                text(Domain::Account, from[row]),
                text(Domain::Account, to[row]),
                text(Domain::Contact, contact[row]),
            ];
            (-scored.millibits, key, scored)
        })
        .collect();
    // Rows of the sorted export break ties between transfers of one lead between the same accounts.
    transfers.par_sort_unstable_by_key(|&(millibits, key, scored)| (millibits, key, scored.id));
    rows::write(out, &header, &transfers, |_, &(_, key, scored), row| {
        let place = scored.id as usize;
        let ring = match cluster(o, from[place]) {
            "" => cluster(o, to[place]),
            ring => ring,
        };
        let (chain, hop) = chains[place];
        key.iter().for_each(|text| {
            row.text(text);
        });
        row.text(ring)
            .rendered(|text| {
                text.push_str(key[0]);
                text.push('#');
                whole(i64::from(chain), text);
            })
            .rendered(|text| whole(i64::from(hop), text))
            .text(&ratio(scored.score))
            .text(&reasons(likeliest(o, scored)));
    })
}

/// For each transfer its chain (numbered within the lead, from 1) and its place in it (from 1): a
/// transfer continues the latest earlier one of its lead that ended where it begins, unless that chain
/// is as long as chains may be.
fn chains(o: &Outcome<'_>) -> Vec<(u32, u32)> {
    let frames = o.facts.frames;
    let number = |column| frames.numbers(ExportKind::LeadTransfers, column);
    let (lead, from, to) = (number("lead_id"), number("from_account"), number("to_account"));
    let at = frames.wides(ExportKind::LeadTransfers, "transferred_at");
    let most = o.settings.chain_hops as u32;
    let mut chains = vec![(0, 0); lead.len()];
    let rows: Vec<usize> = (0..lead.len()).collect();
    for group in rows.chunk_by(|&a, &b| lead[a] == lead[b]) {
        let mut order = group.to_vec();
        order.sort_by_key(|&row| (at[row], row));
        let mut ends: rustc_hash::FxHashMap<u32, (u32, u32)> = rustc_hash::FxHashMap::default();
        let mut count = 0;
        for row in order {
            let (chain, hop) = match ends.get(&from[row]) {
                Some(&(chain, hop)) if hop < most => (chain, hop + 1),
                _ => {
                    count += 1;
                    (count, 1)
                }
            };
            chains[row] = (chain, hop);
            ends.insert(to[row], (chain, hop));
        }
    }
    chains
}

/// Leads with more transfers than a chain may have hops.
pub fn overlong_leads(o: &Outcome<'_>) -> usize {
    let lead = o.facts.frames.numbers(ExportKind::LeadTransfers, "lead_id");
    lead.chunk_by(|a, b| a == b).filter(|group| group.len() > o.settings.chain_hops as usize).count()
}

/// Columns of `evidence.csv`, in their order; whoever reads all of it back goes by their places.
pub const EVIDENCE: [&str; 14] = [
    "evidence_id",
    "cluster_id",
    "typology",
    "code",
    "family",
    "subject_kind",
    "subject_id",
    "object_kind",
    "object_id",
    "bits",
    "observed_from",
    "observed_to",
    "detail",
    "sources",
];

/// `evidence.csv`: a finding a row, by ring, subject, abuse, family and code.
pub fn evidence(o: &Outcome<'_>, out: &mut (dyn Write + Send)) -> Result<()> {
    let findings = by_ring_and_subject(o);
    let renderer = Renderer::new(o.facts.frames);
    rows::write(out, &EVIDENCE, &findings, |place, &(ring, finding), row| {
        let e = &o.evidence[finding as usize];
        let (object_kind, object) = e.object.map_or(("", ""), |node| (node.kind.name(), o.name(node)));
        row.text(&format!("e{:07}", place + 1))
            .text(o.ring_ids.get(ring as usize).map_or("", String::as_str))
            .text(e.typology.name())
            .text(e.code)
            .text(e.family.name())
            .text(e.subject.kind.name())
            .text(o.name(e.subject))
            .text(object_kind)
            .text(object)
            .text(&bits(i64::from(e.millibits)))
            .rendered(|text| renderer.time(e.observed.0, text))
            .rendered(|text| renderer.time(e.observed.1, text))
            .rendered(|text| renderer.detail(e, text))
            .rendered(|text| renderer.sources(e, text));
    })
}

/// (Ring, place in the evidence) of every finding, by ring, kind of subject, abuse, family, code and
/// the subject's name; findings without a ring last, with no ring's number. Names are compared once a
/// subject: findings are many, and sorting them by text would take longer than writing them.
fn by_ring_and_subject(o: &Outcome<'_>) -> Vec<(u32, u32)> {
    let mut subjects: Vec<(&str, u32, &[Evidence])> = Vec::new();
    let mut place = 0;
    for about in o.evidence.chunk_by(|a, b| a.subject == b.subject) {
        subjects.push((o.name(about[0].subject), place, about));
        place += about.len() as u32;
    }
    // The place breaks ties between subjects of one name, as the evidence's own order does.
    subjects.par_sort_unstable_by_key(|&(name, place, _)| (name, place));
    let mut codes: Vec<&str> = DETECTORS.iter().flat_map(|d| d.codes).map(|c| c.name).collect();
    codes.sort_unstable();
    let mut keys = Vec::with_capacity(o.evidence.len());
    for (rank, &(_, first, about)) in subjects.iter().enumerate() {
        let ring = o.ring_of.get(&o.account_of(&about[0])).map_or(u32::MAX, |&place| place as u32);
        keys.extend(about.iter().zip(first..).map(|(e, place)| {
            let code = codes.partition_point(|&code| code < e.code) as u32;
            ((ring, e.subject.kind, e.typology, e.family, code), rank as u32, place)
        }));
    }
    keys.par_sort_unstable();
    keys.into_iter().map(|((ring, ..), _, place)| (ring, place)).collect()
}

/// `quarantine.csv`: a rejected row a row, by file and line. Nobody knows which parts of a row that did
/// not fit are identifiers, so that a masked report leaves value and row empty.
pub fn quarantine(intake: &Intake, masked: bool, out: &mut (dyn Write + Send)) -> Result<()> {
    let mut csv = csv(out);
    csv.write_record(["file", "line", "column", "code", "value", "row"])?;
    for row in &intake.rejected {
        let file = intake.inputs[row.file as usize].file.path.display().to_string();
        let (value, text) = if masked { ("", "") } else { (row.value.as_str(), row.row.as_str()) };
        csv.write_record([&file, &row.line.to_string(), row.column, row.code.name(), value, text])?;
    }
    Ok(csv.flush()?)
}
