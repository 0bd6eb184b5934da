//! The closing summary: what a person wants to know when the run is over, within 80 columns.

use std::path::Path;

use super::Outcome;
use super::machine::{reasons, ring_evidence};
use super::sheets::left_out;
use crate::evidence::NodeKind;
use crate::progress::grouped;
use crate::schema::EXPORTS;
use crate::score::Action;

/// Width of a terminal line.
const WIDTH: usize = 80;

/// The summary as text.
pub fn summary(o: &Outcome<'_>, place: &Path) -> String {
    let mut lines = vec![String::new()];
    lines.push(rows_line(o));
    let counted = |action: fn(Action) -> bool| o.rings.iter().filter(|r| action(r.action)).count() as u64;
    lines.push(format!(
        "Rings: {}, of which {} with an action recommended, {} to review.",
        grouped(o.rings.len() as u64),
        grouped(counted(|a| a > Action::Review)),
        grouped(counted(|a| a == Action::Review)),
    ));
    let top = o.rings.iter().zip(&o.ring_ids).take(o.settings.top_rings as usize);
    for (place, (ring, id)) in top.enumerate() {
        let accounts = ring.of(NodeKind::Account).count();
        let plural = if accounts == 1 { "" } else { "s" };
        lines.push(format!(
            "{:>3}. {id}  {:<11}  {:.3}  {:>7.1} bits  {accounts} account{plural}",
            place + 1,
            ring.typology.name(),
            ring.score,
            ring.millibits as f64 / 1000.0,
        ));
        lines.push(format!("     {}", reasons(ring_evidence(o, ring)).replace(';', ", ")));
    }
    for missing in o.not_assessed {
        let how = if missing.entirely { "not assessed" } else { "assessed in part" };
        lines.extend(wrap(&format!("{}: {how}, no {}", missing.detector, missing.missing.join(", "))));
    }
    for (sheet, rows) in left_out(o) {
        let (shown, rows) = (grouped(o.settings.sheet_rows as u64), grouped(rows as u64));
        lines.extend(wrap(&format!(
            "report.xlsx: the sheet {sheet} has the first {shown} of {rows} rows (report.sheet_rows)"
        )));
    }
    lines.push(format!("Report: {}", place.display()));
    lines.join("\n")
}

fn rows_line(o: &Outcome<'_>) -> String {
    let rows = EXPORTS.iter().filter_map(|e| o.intake.rows.get(&e.kind));
    let (mut used, mut rejected, mut collapsed) = (0, 0, 0);
    for row in rows {
        used += row.used;
        rejected += row.rejected;
        collapsed += row.collapsed + row.outside_window;
    }
    let mut line = format!("Rows: {} used, {} rejected", grouped(used), grouped(rejected));
    if rejected > 0 {
        line.push_str(" (see quarantine.csv)");
    }
    if collapsed > 0 {
        line.push_str(&format!(", {} repeated or outside the window", grouped(collapsed)));
    }
    line + "."
}

/// Breaks a line at blanks.
fn wrap(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().expect("there is always one");
        if !line.is_empty() && line.len() + word.len() + 1 > WIDTH {
            lines.push(format!("    {word}"));
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}
