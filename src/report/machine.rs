//! The machine files: CSV by the contract, each sorted by a total order.

use std::io::Write;

use anyhow::Result;

use super::render::{account_kind, bits, detail, ratio, sources, yuan};
use super::{Intake, Outcome};
use crate::evidence::{Evidence, NodeKind, TYPOLOGIES};
use crate::ids::Domain;
use crate::rings::{Ring, account_role};
use crate::schema::ExportKind;
use crate::score::action;

/// Findings that a `reasons` column names.
const REASONS: usize = 4;

fn csv(out: &mut dyn Write) -> csv::Writer<&mut dyn Write> {
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
    ring.of(NodeKind::Account)
        .filter_map(|m| o.scores.account(m.node.id))
        .flat_map(|s| &o.evidence[s.evidence.clone()])
}

/// `clusters.csv`: a ring a row, by rank.
pub fn clusters(o: &Outcome<'_>, out: &mut dyn Write) -> Result<()> {
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
    let spend = spend_by_account(o);
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
            &reasons(ring_evidence(o, ring)),
        ])?;
    }
    Ok(csv.flush()?)
}

/// Advertising spend of each account, in fen.
fn spend_by_account(o: &Outcome<'_>) -> Vec<i64> {
    let frames = o.facts.frames;
    let mut spend = vec![0; o.facts.accounts.count()];
    let rows = frames.numbers(ExportKind::AdSpend, "account_id").iter();
    for (&account, &fen) in rows.zip(frames.wides(ExportKind::AdSpend, "spend_cny")) {
        spend[account as usize] += fen;
    }
    spend
}

/// Suspicious transfers that each account sent.
fn leads_by_account(o: &Outcome<'_>) -> Vec<u64> {
    let from = o.facts.frames.numbers(ExportKind::LeadTransfers, "from_account");
    let mut leads = vec![0; o.facts.accounts.count()];
    for transfer in o.scores.transfers.iter().filter(|t| t.score >= o.settings.review_score) {
        leads[from[transfer.id as usize] as usize] += 1;
    }
    leads
}

/// `cluster_members.csv`: a member a row, by rank, kind and identifier.
pub fn members(o: &Outcome<'_>, out: &mut dyn Write) -> Result<()> {
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
pub fn accounts(o: &Outcome<'_>, out: &mut dyn Write) -> Result<()> {
    let mut csv = csv(out);
    csv.write_record([
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
    ])?;
    let name = |id: u32| o.facts.frames.names.text(Domain::Account, id);
    let mut rows: Vec<_> = o.scores.accounts.iter().collect();
    rows.sort_by(|a, b| b.millibits.cmp(&a.millibits).then_with(|| name(a.id).cmp(name(b.id))));
    for scored in rows {
        let cluster = o.ring_of.get(&scored.id).map_or("", |&place| &o.ring_ids[place]);
        let action = action(scored, o.settings);
        let suspect = scored.score >= o.settings.ring_member_score;
        let role = if suspect { account_role(o.facts, scored) } else { "bystander" };
        let mut record = vec![name(scored.id).to_string(), cluster.to_string(), ratio(scored.score)];
        record.extend(TYPOLOGIES.iter().map(|&t| ratio(scored.by_typology[t as usize])));
        record.extend([role, action.name()].map(String::from));
        record.push(reasons(o.evidence[scored.evidence.clone()].iter()));
        csv.write_record(&record)?;
    }
    Ok(csv.flush()?)
}

/// `lead_scores.csv`: a transfer with any evidence a row, the likeliest first.
pub fn leads(o: &Outcome<'_>, out: &mut dyn Write) -> Result<()> {
    let mut csv = csv(out);
    csv.write_record([
        "lead_id",
        "from_account",
        "to_account",
        "contact_hash",
        "cluster_id",
        "chain_id",
        "hop",
        "score",
        "reasons",
    ])?;
    let frames = o.facts.frames;
    let number = |column, row: u32| frames.numbers(ExportKind::LeadTransfers, column)[row as usize];
    let account = |column, row| frames.names.text(Domain::Account, number(column, row));
    let chains = chains(o);
    let mut rows: Vec<(i32, [&str; 4], usize, u32)> = Vec::new();
    for (at, scored) in o.scores.transfers.iter().enumerate() {
        let row = scored.id;
        let key = [
            frames.names.text(Domain::Lead, number("lead_id", row)),
            account("from_account", row),
            account("to_account", row),
            frames.names.text(Domain::Contact, number("contact_hash", row)),
        ];
        rows.push((-scored.millibits, key, at, row));
    }
    // Rows of the sorted export break ties between transfers of one lead between the same accounts.
    rows.sort_unstable();
    for (_, key, at, row) in rows {
        let scored = &o.scores.transfers[at];
        let ring =
            o.ring_of.get(&number("from_account", row)).or_else(|| o.ring_of.get(&number("to_account", row)));
        let cluster = ring.map_or("", |&place| &o.ring_ids[place]);
        let (chain, hop) = chains[row as usize];
        let chain = format!("{}#{chain}", key[0]);
        csv.write_record([
            key[0],
            key[1],
            key[2],
            key[3],
            cluster,
            &chain,
            &hop.to_string(),
            &ratio(scored.score),
            &reasons(o.evidence[scored.evidence.clone()].iter()),
        ])?;
    }
    Ok(csv.flush()?)
}

/// For each transfer its chain (numbered within the lead, from 1) and its place in it (from 1): a
/// transfer continues the latest earlier one of its lead that ended where it begins.
fn chains(o: &Outcome<'_>) -> Vec<(u32, u32)> {
    let frames = o.facts.frames;
    let number = |column| frames.numbers(ExportKind::LeadTransfers, column);
    let (lead, from, to) = (number("lead_id"), number("from_account"), number("to_account"));
    let at = frames.wides(ExportKind::LeadTransfers, "transferred_at");
    let mut chains = vec![(0, 0); lead.len()];
    let rows: Vec<usize> = (0..lead.len()).collect();
    for group in rows.chunk_by(|&a, &b| lead[a] == lead[b]) {
        let mut order = group.to_vec();
        order.sort_by_key(|&row| (at[row], row));
        let mut ends: rustc_hash::FxHashMap<u32, (u32, u32)> = rustc_hash::FxHashMap::default();
        let mut count = 0;
        for row in order {
            let (chain, hop) = match ends.get(&from[row]) {
                Some(&(chain, hop)) => (chain, hop + 1),
                None => {
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

/// `evidence.csv`: a finding a row, by ring, subject, abuse, family and code.
pub fn evidence(o: &Outcome<'_>, out: &mut dyn Write) -> Result<()> {
    let mut csv = csv(out);
    csv.write_record([
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
    ])?;
    let frames = o.facts.frames;
    let ring = |e: &Evidence| o.ring_of.get(&o.account_of(e)).copied();
    let mut rows: Vec<(&Evidence, Option<usize>)> = o.evidence.iter().map(|e| (e, ring(e))).collect();
    let key = |&(e, ring): &(&Evidence, Option<usize>)| {
        (ring.unwrap_or(usize::MAX), e.subject.kind, e.typology, e.family, e.code)
    };
    rows.sort_by(|a, b| {
        key(a)
            .cmp(&key(b))
            .then_with(|| o.name(a.0.subject).cmp(o.name(b.0.subject)))
            .then_with(|| a.0.order(b.0))
    });
    for (number, (e, ring)) in rows.into_iter().enumerate() {
        let cluster = ring.map_or("", |place| &o.ring_ids[place]);
        let (object_kind, object) = e.object.map_or(("", ""), |node| (node.kind.name(), o.name(node)));
        csv.write_record([
            &format!("e{:07}", number + 1),
            cluster,
            e.typology.name(),
            e.code,
            e.family.name(),
            e.subject.kind.name(),
            o.name(e.subject),
            object_kind,
            object,
            &bits(i64::from(e.millibits)),
            &frames.zone.format(e.observed.0),
            &frames.zone.format(e.observed.1),
            &detail(frames, e),
            &sources(frames, e),
        ])?;
    }
    Ok(csv.flush()?)
}

/// `quarantine.csv`: a rejected row a row, by file and line.
pub fn quarantine(intake: &Intake, out: &mut dyn Write) -> Result<()> {
    let mut csv = csv(out);
    csv.write_record(["file", "line", "column", "code", "value", "row"])?;
    for row in &intake.rejected {
        let file = intake.inputs[row.file as usize].file.path.display().to_string();
        csv.write_record([&file, &row.line.to_string(), row.column, row.code.name(), &row.value, &row.row])?;
    }
    Ok(csv.flush()?)
}
