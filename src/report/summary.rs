//! The closing summary: what a person wants to know when the run is over, within 80 columns.

use std::collections::BTreeSet;
use std::path::Path;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Outcome;
use super::machine::{overlong_leads, ring_reasons};
use super::reviewed::counts;
use super::sheets::left_out;
use super::watch;
use crate::evidence::NodeKind;
use crate::ingest::InputFacts;
use crate::lineage::{CHANGES, Change};
use crate::policy::Action;
use crate::progress::grouped;
use crate::schema::{EXPORTS, ExportKind, export};
use crate::texts::Texts;
use crate::time::format_day;

/// Width of a terminal line in columns; a Chinese character takes two.
const WIDTH: usize = 80;

/// The summary as text, in the settings' language.
pub fn summary(o: &Outcome<'_>, place: &Path) -> String {
    let texts = o.settings.language.texts();
    let mut lines = vec![String::new()];
    lines.extend(wrap(&rows_line(o, texts)));
    let counted =
        |action: fn(Action) -> bool| grouped(o.rings.iter().filter(|r| action(r.action)).count() as u64);
    let (actions, reviews) = (counted(|a| a > Action::Review), counted(|a| a == Action::Review));
    let rings = grouped(o.rings.len() as u64);
    let counts = [("rings", &*rings), ("actions", &*actions), ("reviews", &*reviews)];
    lines.extend(wrap(&texts.fill("summary.rings", &counts)));
    let top = o.rings.iter().zip(&o.ring_ids).take(o.settings.top_rings as usize);
    for (place, (ring, id)) in top.enumerate() {
        let accounts = ring.of(NodeKind::Account).count();
        let count = if accounts == 1 { "summary.account_one" } else { "summary.account_many" };
        lines.push(format!(
            "{:>3}. {id}  {}  {:.3}  {:>7.1} {}  {}",
            place + 1,
            padded(texts.of("typology", ring.typology.name()), 17),
            ring.score,
            ring.millibits as f64 / 1000.0,
            texts.get("summary.bits"),
            texts.fill(count, &[("n", &accounts.to_string())]),
        ));
        let codes = ring_reasons(o, ring);
        let labels: Vec<&str> = codes.split(';').map(|code| texts.of("label", code)).collect();
        lines.extend(wrap(&format!("     {}", texts.list(&labels))));
    }
    let alone = o.scores.accounts.iter().filter(|s| !o.ring_of.contains_key(&s.id));
    let alone = alone.filter(|s| o.action_of(s.id) == Action::Review).count() as u64;
    if alone > 0 {
        lines.extend(wrap(&texts.fill("summary.alone", &[("n", &grouped(alone))])));
    }
    lines.extend(watched(o, texts));
    lines.extend(decisions(o, texts));
    lines.extend(unmatched(o, texts));
    lines.extend(ignored(o, texts));
    lines.extend(outside(o, texts).iter().flat_map(|line| wrap(line)));
    if o.intake.bystanders > 0 {
        let n = grouped(o.intake.bystanders);
        lines.extend(wrap(&texts.fill("summary.bystanders", &[("n", &n)])));
    }
    for missing in o.not_assessed {
        let detector = texts.of("detector", missing.detector);
        if missing.by_request {
            lines.extend(wrap(&texts.fill("summary.by_request", &[("detector", detector)])));
            continue;
        }
        let how = if missing.entirely { "summary.not_assessed" } else { "summary.assessed_in_part" };
        let names = texts.list(&missing.missing);
        lines.extend(wrap(&texts.fill(how, &[("detector", detector), ("missing", &names)])));
    }
    for family in &o.settings.without_families {
        let values = [("family", texts.of("family", family.name()))];
        lines.extend(wrap(&texts.fill("summary.without_family", &values)));
    }
    for (sheet, rows) in left_out(o) {
        let (shown, rows) = (grouped(o.settings.sheet_rows as u64), grouped(rows as u64));
        let values = [("sheet", sheet), ("shown", &shown), ("rows", &rows)];
        lines.extend(wrap(&texts.fill("summary.sheet_rows", &values)));
    }
    let overlong = overlong_leads(o);
    if overlong > 0 {
        let (n, hops) = (grouped(overlong as u64), grouped(o.settings.chain_hops as u64));
        lines.extend(wrap(&texts.fill("summary.chain_hops", &[("n", &n), ("hops", &hops)])));
    }
    lines.extend(since_last_night(o, texts).iter().flat_map(|line| wrap(line)));
    for gate in &o.gates {
        lines.extend(wrap(&texts.fill("summary.gate", &[("what", gate)])));
    }
    lines.push(texts.fill("summary.report", &[("path", &place.display().to_string())]));
    lines.join("\n")
}

/// What became of last night's rings; none on the first night and without a state.
fn since_last_night(o: &Outcome<'_>, texts: &Texts) -> Option<String> {
    let lineage = o.lineage.as_deref().filter(|lineage| !lineage.is_empty())?;
    let count = |change: &Change| lineage.iter().filter(|d| d.change == *change).count();
    let counted = CHANGES.iter().filter(|change| count(change) > 0).map(|change| {
        let n = grouped(count(change) as u64);
        texts.fill(&format!("change.{}", change.name()), &[("n", &n)])
    });
    let counts = texts.list(&counted.collect::<Vec<_>>());
    Some(texts.fill("summary.since", &[("counts", &counts)]))
}

/// A share of the logins outside the window from which on the summary tells of them: stray rows are no matter.
const OUTSIDE: f64 = 0.01;

/// Logins that lie outside the window, if they are many: whoever hands them in thinks that they are looked at.
fn outside(o: &Outcome<'_>, texts: &Texts) -> Option<String> {
    let logins = o.intake.rows.get(&ExportKind::Logins)?;
    let many = logins.outside_window as f64 > OUTSIDE * logins.rows as f64;
    let window = o.facts.frames.window;
    let values = [
        ("n", &*grouped(logins.outside_window)),
        ("days", &*window.days.to_string()),
        ("first", &*format_day(window.first_day)),
    ];
    // Days that were asked for are no wonder.
    let asked = o.settings.days != (None, None);
    (many && !asked).then(|| texts.fill("summary.outside", &values))
}

/// What there is of a watch list, and which of its entries nothing is known of.
fn watched(o: &Outcome<'_>, texts: &Texts) -> Vec<String> {
    let Some(list) = watch::lines(o) else { return Vec::new() };
    let counted =
        |of: &dyn Fn(&watch::Line<'_>) -> bool| grouped(list.iter().filter(|l| of(l)).count() as u64);
    let in_rings = counted(&|l| !l.cluster_id.is_empty());
    let acted = counted(&|l| l.action > Action::Review);
    let values = [("n", &*grouped(list.len() as u64)), ("rings", &*in_rings), ("actions", &*acted)];
    let mut lines = wrap(&texts.fill("summary.watched", &values));
    let unknown: Vec<&str> = list.iter().filter(|l| l.kind == "unknown").map(|l| l.id.as_str()).collect();
    if !unknown.is_empty() {
        let named = first_few(unknown.iter().map(|id| id.to_string()), texts);
        let values = [("n", &*grouped(unknown.len() as u64)), ("named", &*named)];
        lines.extend(wrap(&texts.fill("summary.watched_unknown", &values)));
    }
    lines
}

/// What has become of reviewers' decisions, if there are any.
fn decisions(o: &Outcome<'_>, texts: &Texts) -> Vec<String> {
    let reviews = counts(o);
    if reviews.confirmed + reviews.cleared == 0 {
        return Vec::new();
    }
    let [confirmed, cleared, new] =
        [reviews.confirmed, reviews.cleared, reviews.cleared_with_new_findings].map(|n| grouped(n as u64));
    let values = [("confirmed", &*confirmed), ("cleared", &*cleared), ("new", &*new)];
    wrap(&texts.fill("summary.reviews", &values))
}

/// Approvals that match nothing, and entries of a watch list, that the summary names; `run.json` has all.
const NAMED: usize = 5;

/// The first of several names, and whether there are more.
fn first_few(names: impl ExactSizeIterator<Item = String>, texts: &Texts) -> String {
    let more = (names.len() > NAMED).then(|| "…".to_string());
    texts.list(&names.take(NAMED).chain(more).collect::<Vec<String>>())
}

/// Approvals that name nothing in the exports: they may be mistyped, or of no use any more.
fn unmatched(o: &Outcome<'_>, texts: &Texts) -> Vec<String> {
    let all = o.approvals_unmatched();
    if all.is_empty() {
        return Vec::new();
    }
    let named = first_few(all.iter().map(|(kind, id)| format!("{kind} {id}")), texts);
    let values = [("n", &*grouped(all.len() as u64)), ("named", &*named)];
    wrap(&texts.fill("summary.unmatched", &values))
}

/// Columns that nobody knows: one that is only called otherwise is missing, and its values with it.
fn ignored(o: &Outcome<'_>, texts: &Texts) -> Vec<String> {
    let of = |input: &InputFacts| {
        let name = export(input.export).name;
        input.file.unknown.iter().map(move |column| format!("{name}.{column}")).collect::<Vec<_>>()
    };
    let all: BTreeSet<String> = o.intake.inputs.iter().flat_map(of).collect();
    if all.is_empty() {
        return Vec::new();
    }
    wrap(&texts.fill("summary.ignored", &[("named", &first_few(all.into_iter(), texts))]))
}

fn rows_line(o: &Outcome<'_>, texts: &Texts) -> String {
    let rows = EXPORTS.iter().filter_map(|e| o.intake.rows.get(&e.kind));
    let (mut used, mut rejected, mut collapsed) = (0, 0, 0);
    for row in rows {
        used += row.used;
        rejected += row.rejected;
        collapsed += row.left_out();
    }
    let counts = [("used", &*grouped(used)), ("rejected", &*grouped(rejected))];
    let mut line = texts.fill("summary.rows", &counts);
    if rejected > 0 {
        line.push_str(texts.get("summary.see_quarantine"));
    }
    if collapsed > 0 {
        line.push_str(&texts.fill("summary.collapsed", &[("n", &grouped(collapsed))]));
    }
    line + texts.get("summary.stop")
}

/// A text with blanks up to a width in columns.
fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// Breaks a line at blanks, and between Chinese characters.
fn wrap(text: &str) -> Vec<String> {
    let indent = &text[..text.len() - text.trim_start_matches(' ').len()];
    let mut lines = vec![indent.to_string()];
    for word in words(text.trim_start_matches(' ')) {
        let line = lines.last_mut().expect("there is always one");
        if line.trim_start().is_empty() || line.width() + word.trim_end().width() <= WIDTH {
            line.push_str(word);
        } else {
            lines.push(format!("{}{word}", if indent.is_empty() { "    " } else { indent }));
        }
    }
    lines.iter().map(|line| line.trim_end().to_string()).collect()
}

/// The parts of a text after which a line may end: words with the blanks behind them, and Chinese
/// characters, each with the punctuation behind it.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((_, c)) = chars.next() {
        let Some(&(end, next)) = chars.peek() else { break };
        let wide = |c: char| c.width() == Some(2);
        let closing = "，。；：、）".contains(next);
        if next != ' ' && !closing && (c == ' ' || wide(c) || wide(next)) {
            words.push(&text[start..end]);
            start = end;
        }
    }
    words.push(&text[start..]);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fault: Chinese lines, which have no blanks, that run over the edge or begin with a comma.
    #[test]
    fn lines_break_between_chinese_characters_and_at_blanks() {
        let chinese = wrap(&"账号，".repeat(30));
        assert_eq!(chinese.len(), 3);
        assert!(chinese.iter().all(|line| line.width() <= WIDTH && !line.trim_start().starts_with('，')));
        assert_eq!(chinese.concat().replace(' ', ""), "账号，".repeat(30));
        let english = wrap(&format!("  {}", "word ".repeat(30).trim_end()));
        assert!(
            english.len() == 2
                && english.iter().all(|line| line.width() <= WIDTH && line.starts_with("  word"))
        );
    }
}
