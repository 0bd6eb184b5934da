//! `run.json`: what was read, with which settings, how long it took, what was not assessed.

use std::io::Write;

use serde_json::{Value, json};

use super::Outcome;
use super::reviewed::counts;
use super::watch;
use crate::progress::{StageTime, peak_memory};
use crate::schema::{EXPORTS, export};
use crate::time::format_day;

/// Writes the account of a run.
pub fn write(o: &Outcome<'_>, stages: &[StageTime], out: &mut dyn Write) -> anyhow::Result<()> {
    let window = o.facts.frames.window;
    let last = window.first_day + window.days as i32 - 1;
    let inputs: Vec<Value> = o
        .intake
        .inputs
        .iter()
        .map(|input| {
            let f = &input.file;
            json!({
                "export": export(input.export).name,
                "path": f.path.display().to_string(),
                "bytes": f.bytes,
                "sha256": f.sha256,
                "rows": f.rows,
                "used": f.rows - f.rejected,
                "rejected": f.rejected,
                "unknown_columns": f.unknown,
            })
        })
        .collect();
    let exports: serde_json::Map<String, Value> = EXPORTS
        .iter()
        .filter_map(|e| Some((e.name.to_string(), serde_json::to_value(o.intake.rows.get(&e.kind)?).ok()?)))
        .collect();
    let unmatched: Vec<Value> =
        o.approvals_unmatched().iter().map(|(kind, id)| json!({ "kind": kind, "id": id })).collect();
    let watched = watch::lines(o).map(|lines| {
        let unknown: Vec<&str> =
            lines.iter().filter(|l| l.kind == "unknown").map(|l| l.id.as_str()).collect();
        json!({ "entries": lines.len(), "unknown": unknown })
    });
    let run = json!({
        "version": env!("CARGO_PKG_VERSION"),
        "settings": o.settings.pairs(),
        "without_families": o.settings.without_families.iter().map(|f| f.name()).collect::<Vec<_>>(),
        "skipped_detectors": o.settings.skipped_detectors,
        "since": o.settings.days.0.map(format_day),
        "until": o.settings.days.1.map(format_day),
        "masked": o.settings.output.mask.is_some(),
        "window": { "first_day": format_day(window.first_day), "last_day": format_day(last), "days": window.days },
        "inputs": inputs,
        "exports": exports,
        "spilled_runs": o.intake.spilled_runs,
        "bystanders": o.intake.bystanders,
        "accounts_with_evidence": o.scores.accounts.len(),
        "prior_bits": f64::from(o.scores.prior) / 1000.0,
        "action_bits": f64::from(o.scores.action) / 1000.0,
        "rings": o.rings.len(),
        "verdicts": counts(o),
        "watch": watched,
        "approvals_unmatched": unmatched,
        "not_assessed": o.not_assessed,
        "gates": o.gates,
        "stages": stages,
        "seconds": stages.iter().map(|s| s.seconds).sum::<f64>(),
        "peak_memory_bytes": peak_memory(),
    });
    serde_json::to_writer_pretty(&mut *out, &run)?;
    Ok(writeln!(out)?)
}
