//! The overview: what was read, what was found, and charts over the window.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::evidence::{Node, NodeKind};
use crate::ids::NONE;
use crate::lineage::Change;
use crate::policy::Action;
use crate::report::machine::{leads_by_account, likeliest, reasons, ring_evidence, ring_reasons};
use crate::report::render::{account_kind, day};
use crate::report::reviewed::counts;
use crate::report::{Outcome, watch, yuan};
use crate::schema::{EXPORTS, ExportKind};
use crate::score::Scored;
use crate::texts::Texts;
use crate::time::format_day;

/// Bars of the score distribution, each as wide as the others.
const BARS: usize = 20;

/// Sections of texts that the page's script looks things up in.
const SECTIONS: [&str; 15] = [
    "page",
    "typology",
    "typology_about",
    "action",
    "role",
    "kind",
    "bond",
    "account_kind",
    "family",
    "label",
    "since",
    "code",
    "detector",
    "field",
    "verdict",
];

/// The overview's data; `full` is how many rings the page shows in full.
pub fn overview(o: &Outcome<'_>, texts: &Texts, full: usize) -> Value {
    let window = o.facts.frames.window;
    let sections: Map<String, Value> = SECTIONS
        .iter()
        .map(|&section| {
            let entries = texts.section(section).map(|(k, v)| (k.to_string(), Value::from(v)));
            (section.to_string(), Value::Object(entries.collect()))
        })
        .collect();
    json!({
        "t": sections,
        "lang": texts.lang.tag(),
        "version": env!("CARGO_PKG_VERSION"),
        "first": format_day(window.first_day),
        "days": window.days,
        "zone": o.settings.timezone,
        "prior": o.scores.prior,
        "review": o.settings.review_score,
        "full": full,
        "read": read(o),
        "rejected": rejected(o),
        "missing": o.not_assessed,
        "reviews": counts(o),
        "unmatched": o.approvals_unmatched(),
        "bystanders": o.intake.bystanders,
        "watch": watch::rows(o),
        "rings": rings(o),
        "alone": alone(o),
        "scores": scores(o),
        "activity": activity(o),
        "bindings": bindings(o),
    })
}

/// `[export, rows, used, rejected, collapsed and outside the window]`; exports that were not there have
/// the name alone.
fn read(o: &Outcome<'_>) -> Vec<Value> {
    let row = |e: &crate::schema::Export| match o.intake.rows.get(&e.kind) {
        Some(r) => json!([e.name, r.rows, r.used, r.rejected, r.left_out()]),
        None => json!([e.name]),
    };
    EXPORTS.iter().map(row).collect()
}

/// `[code, export, column, rows]`, most rows first.
fn rejected(o: &Outcome<'_>) -> Vec<(&'static str, &'static str, &'static str, u64)> {
    let mut counts: BTreeMap<(&str, &str, &str), u64> = BTreeMap::new();
    for row in &o.intake.rejected {
        let export = crate::schema::export(o.intake.inputs[row.file as usize].export).name;
        *counts.entry((row.code.name(), export, row.column)).or_default() += 1;
    }
    let mut rows: Vec<_> =
        counts.into_iter().map(|((code, export, column), n)| (code, export, column, n)).collect();
    rows.sort_by_key(|&(code, export, column, n)| (std::cmp::Reverse(n), code, export, column));
    rows
}

/// Accounts to look at that are in no ring, the likeliest first: `[account, score, abuse, action, reasons]`.
fn alone(o: &Outcome<'_>) -> Vec<Value> {
    let outside = |s: &&Scored| !o.ring_of.contains_key(&s.id) && o.action_of(s.id) > Action::None;
    let mut alone: Vec<&Scored> = o.scores.accounts.iter().filter(outside).collect();
    alone.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.id.cmp(&b.id)));
    let row = |s: &Scored| {
        let account = o.name(Node::new(NodeKind::Account, s.id));
        let score = (s.score * 1000.0).round() / 1000.0;
        json!([account, score, s.typology.name(), o.action_of(s.id).name(), reasons(likeliest(o, s))])
    };
    alone.into_iter().map(row).collect()
}

/// A ring a row: `[id, score, millibits, abuse, abuses, action, accounts, KOS accounts, enterprises,
/// devices, payment accounts, leads, spend, first, last, reasons, accounts that reviewers confirmed,
/// and cleared, what became of it since last night]`.
fn rings(o: &Outcome<'_>) -> Vec<Value> {
    let (spend, leads) = (o.facts.spend_by_account(), leads_by_account(o));
    let zone = &o.facts.frames.zone;
    let changed = o.lineage.iter().flatten().filter(|d| d.change != Change::Same);
    let changes: BTreeMap<&str, &str> = changed.map(|d| (d.cluster_id.as_str(), d.change.name())).collect();
    let row = |(place, ring): (usize, &crate::rings::Ring)| {
        let count = |kind| ring.of(kind).count();
        let accounts = || ring.of(NodeKind::Account).map(|m| m.node.id);
        let bound =
            |a: &u32| account_kind(o.facts.frames, *a) == "kos" || o.facts.companies.of(*a).next().is_some();
        let decided = |confirmed: bool| {
            let decisions = accounts().filter_map(|a| o.facts.verdicts.of(a));
            decisions.filter(move |d| d.confirmed.is_some() == confirmed)
        };
        let positive = || ring_evidence(o, ring).filter(|e| e.millibits > 0);
        let first = positive().map(|e| e.observed.0).min().unwrap_or(crate::time::NO_TIME);
        let last = positive().map(|e| e.observed.1).max().unwrap_or(crate::time::NO_TIME);
        json!([
            o.ring_ids[place],
            (ring.score * 1000.0).round() / 1000.0,
            ring.millibits,
            ring.typology.name(),
            ring.typologies.iter().map(|t| t.name()).collect::<Vec<_>>(),
            ring.action.name(),
            accounts().count(),
            accounts().filter(bound).count(),
            count(NodeKind::Enterprise),
            count(NodeKind::Device),
            count(NodeKind::PaymentAccount),
            accounts().map(|a| leads[a as usize]).sum::<u64>(),
            yuan(accounts().map(|a| spend[a as usize]).sum()),
            day(zone, first),
            day(zone, last),
            ring_reasons(o, ring),
            decided(true).count(),
            decided(false).count(),
            changes.get(o.ring_ids[place].as_str()),
        ])
    };
    o.rings.iter().enumerate().map(row).collect()
}

/// Accounts with evidence by score, in [`BARS`] bars from 0 to 1.
fn scores(o: &Outcome<'_>) -> [u64; BARS] {
    let mut bars = [0; BARS];
    for scored in &o.scores.accounts {
        bars[((scored.score * BARS as f64) as usize).min(BARS - 1)] += 1;
    }
    bars
}

/// Active accounts a day: all of them, and those in rings.
fn activity(o: &Outcome<'_>) -> [Vec<u64>; 2] {
    let days = o.facts.frames.window.days as usize;
    let mut counts = [vec![0; days], vec![0; days]];
    for account in 0..o.facts.accounts.count() as u32 {
        let mut active = o.facts.active_days(account);
        let in_ring = o.ring_of.contains_key(&account);
        while active != 0 {
            let day = active.trailing_zeros() as usize;
            active &= active - 1;
            counts[0][day] += 1;
            counts[1][day] += u64::from(in_ring);
        }
    }
    counts
}

/// Bindings that began and that ended a day of the window: all of them, and those of accounts in rings:
/// `[began, began in rings, ended, ended in rings]`.
fn bindings(o: &Outcome<'_>) -> [Vec<u64>; 4] {
    let frames = o.facts.frames;
    let mut counts: [Vec<u64>; 4] = std::array::from_fn(|_| vec![0; frames.window.days as usize]);
    let accounts = frames.numbers(ExportKind::Bindings, "account_id");
    for (column, place) in [("bound_at", 0), ("unbound_at", 2)] {
        let times = frames.wides(ExportKind::Bindings, column);
        for (&account, &at) in accounts.iter().zip(times).filter(|(a, _)| **a != NONE) {
            if at == crate::time::NO_TIME {
                continue;
            }
            if let Some(bit) = frames.window.bit(frames.zone.day(at)) {
                counts[place][bit as usize] += 1;
                counts[place + 1][bit as usize] += u64::from(o.ring_of.contains_key(&account));
            }
        }
    }
    counts
}
