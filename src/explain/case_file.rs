//! The case file: one page for an appeal, and the same as JSON.
//!
//! The page is self-contained: no script, no request, everything from the exports escaped.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::case::{Case, Kind};
use super::page::harmless;
use super::report::Finding;
use super::waterfall::{RingFall, Waterfall};
use super::words::{
    bits, circumstances, decisive, not_assessed, signed, title, total, transfer, verdict, why,
};
use crate::private;
use crate::settings::Settings;
use crate::texts::Texts;

/// Writes `KIND-ID.html` and `KIND-ID.json` into a folder, which is made if need be. Returns their paths.
///
/// # Errors
/// [`Fault::Output`] if they cannot be written.
pub fn write(case: &Case, settings: &Settings, t: &Texts, folder: &Path) -> anyhow::Result<[PathBuf; 2]> {
    private::create_folder(folder).map_err(|e| crate::report::output_fault(folder, e))?;
    let stem = format!("{}-{}", case.kind.name(), file_name(&case.id));
    let page = html(case, settings, t);
    let data = serde_json::to_string_pretty(&json(case, t))? + "\n";
    let paths = [folder.join(format!("{stem}.html")), folder.join(format!("{stem}.json"))];
    for (path, content) in paths.iter().zip([page, data]) {
        private::put(path, |out| Ok(out.write_all(content.as_bytes())?))?;
    }
    Ok(paths)
}

/// An identifier as a part of a file's name: what might lead elsewhere is replaced, and a hash keeps
/// different identifiers apart.
fn file_name(id: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if id.len() <= 100 && !id.is_empty() && id.chars().all(plain) {
        return id.to_string();
    }
    let tame: String = id.chars().take(60).map(|c| if plain(c) { c } else { '_' }).collect();
    format!("{tame}-{:016x}", crate::ids::hash(id.as_bytes()))
}

fn json(case: &Case, t: &Texts) -> serde_json::Value {
    let rules: serde_json::Map<String, serde_json::Value> =
        case.alleged.iter().map(|a| (a.to_string(), t.of("rule", a).into())).collect();
    let questions: Vec<&str> = case.questions.iter().map(|q| t.get(q)).collect();
    json!({ "case": case, "language": t.lang.tag(), "rules": rules, "question_texts": questions })
}

const STYLE: &str = "
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, 'Noto Sans CJK SC', sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; border-bottom: 1px solid #8888; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem; border-bottom: 1px solid #8884; overflow-wrap: anywhere; }
td.n, th.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
/* Of four columns: the number of a finding or a kind, which is never broken, an identifier, and what is said. */
td:first-child:nth-last-child(4) { white-space: nowrap; }
td:nth-child(2):nth-last-child(3) { min-width: 8.5em; } td:nth-child(3):nth-last-child(2) { min-width: 24em; }
main { overflow-x: auto; }
code { font-size: .85em; overflow-wrap: anywhere; } ul.rows { margin: .2rem 0 .4rem; padding-left: 1.2rem; }
.honest { color: #176f3a; } .note { color: #777; } tr.sum td { font-weight: bold; }
@media (prefers-color-scheme: dark) { .honest { color: #7fd6a0; } }
@media print { body { margin: 0; max-width: none; font-size: 11px; } main { overflow: visible; } tr, li { break-inside: avoid; } h2 { break-after: avoid; } }
";

fn html(case: &Case, settings: &Settings, t: &Texts) -> String {
    let title = title(case, t);
    let mut page = Html { out: String::new(), case, settings, t };
    page.raw(&format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n",
        t.lang.tag()
    ));
    page.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.element("title", &title);
    page.raw(&format!("<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"));
    page.element("h1", &t.said(t.get("case.title"), &title));
    page.alleged();
    let verdicts: Vec<String> = case.verdicts.iter().map(|row| verdict(row, t)).collect();
    if !verdicts.is_empty() {
        page.list("review.title", "case.none", &verdicts);
    }
    page.action();
    page.score();
    page.evidence("case.evidence", |f| f.millibits >= 0);
    page.evidence("case.counter", |f| f.millibits < 0);
    page.list("explain.missing", "explain.nothing_missing", &not_assessed(case, t));
    let questions: Vec<String> = case.questions.iter().map(|q| t.get(q).to_string()).collect();
    page.list("explain.questions", "case.no_questions", &questions);
    page.members();
    page.transfers();
    page.made_by();
    page.raw("</main>\n</body>\n</html>\n");
    page.out
}

/// Text as it may stand between tags and in attributes.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in harmless(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

struct Html<'c> {
    out: String,
    case: &'c Case,
    settings: &'c Settings,
    t: &'c Texts,
}

impl Html<'_> {
    /// Markup of the program's own.
    fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    fn element(&mut self, tag: &str, text: &str) {
        self.out.push_str(&format!("<{tag}>{}</{tag}>\n", escape(text)));
    }

    /// A table's row; the last `numbers` cells are numbers.
    fn row(&mut self, tag: &str, class: &str, cells: &[&str], numbers: usize) {
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        self.raw(&format!("<tr{class}>"));
        for (i, cell) in cells.iter().enumerate() {
            let class = if i + numbers >= cells.len() { " class=\"n\"" } else { "" };
            self.raw(&format!("<{tag}{class}>{}</{tag}>", escape(cell)));
        }
        self.raw("</tr>\n");
    }

    fn list(&mut self, heading: &str, none: &str, items: &[String]) {
        self.element("h2", self.t.get(heading));
        if items.is_empty() {
            return self.element("p", self.t.get(none));
        }
        self.raw("<ul>\n");
        items.iter().for_each(|item| self.element("li", item));
        self.raw("</ul>\n");
    }

    fn alleged(&mut self) {
        let t = self.t;
        self.element("h2", t.get("case.alleged"));
        self.raw("<table>\n<thead>");
        self.row("th", "", &[t.get("case.abuse"), t.get("case.rule")], 0);
        self.raw("</thead>\n<tbody>\n");
        for abuse in &self.case.alleged {
            let said = t.said(t.of("typology", abuse), t.of("typology_about", abuse));
            self.row("td", "", &[&said, t.of("rule", abuse)], 0);
        }
        self.raw("</tbody></table>\n");
        self.element("p", t.get("case.rule_note"));
    }

    fn action(&mut self) {
        let (case, t) = (self.case, self.t);
        let action = match (case.kind, &case.ring, case.accounts.first()) {
            (Kind::Ring, Some(ring), _) => &ring.recommended_action,
            (Kind::Account, _, Some(account)) => &account.row.recommended_action,
            _ => return,
        };
        self.element("h2", t.get("case.action"));
        self.element("p", &t.fill("explain.action", &[("action", t.of("action", action))]));
        if let Some(account) = decisive(case, action) {
            if case.kind == Kind::Ring {
                self.element("p", &t.fill("explain.why_ring", &[("account", &account.row.account_id)]));
            }
            if let Some(fall) = &account.waterfall {
                self.element("p", &why(fall, action, self.settings, t));
            }
        }
        self.element("p", t.get("explain.no_sanction"));
    }

    fn score(&mut self) {
        let (case, t) = (self.case, self.t);
        self.element("h2", t.get("explain.score"));
        self.element("p", &t.fill("case.score_note", &[("cap", &self.settings.family_cap_bits.to_string())]));
        if let Some(fall) = &case.ring_waterfall {
            self.ring_fall(fall);
        }
        for account in &case.accounts {
            if let Some(fall) = &account.waterfall {
                self.element("h3", &format!("{} {}", t.of("kind", "account"), account.row.account_id));
                self.fall(fall);
            }
        }
        for transfer in &case.transfers {
            if let Some(fall) = &transfer.waterfall {
                let row = &transfer.row;
                self.element("h3", &format!("{} → {}", row.from_account, row.to_account));
                self.fall(fall);
            }
        }
    }

    fn fall_head(&mut self) {
        let t = self.t;
        self.raw("<table>\n<thead>");
        self.row("th", "", &[t.get("case.step"), t.get("explain.bits"), t.get("explain.so_far")], 2);
        self.raw("</thead>\n<tbody>\n");
    }

    fn step(&mut self, label: &str, millibits: i64, sum: &mut i64) {
        *sum += millibits;
        let class = if millibits < 0 { "honest" } else { "" };
        self.row("td", class, &[label, &signed(millibits), &bits(*sum)], 2);
    }

    fn fall_end(&mut self, millibits: i64, score: f64) {
        let total = total(millibits, score, self.t);
        self.row("td", "sum", &[&total, "", &bits(millibits)], 2);
        self.raw("</tbody></table>\n");
    }

    fn ring_fall(&mut self, fall: &RingFall) {
        let t = self.t;
        let count = fall.suspects.to_string();
        self.element("p", &t.fill("explain.mean", &[("n", &count)]));
        self.fall_head();
        let mut sum = 0;
        self.step(t.get("explain.prior"), fall.prior, &mut sum);
        fall.families.iter().for_each(|(family, part)| self.step(t.of("family", family), *part, &mut sum));
        if fall.rest != 0 {
            self.step(t.get("explain.others"), fall.rest, &mut sum);
        }
        self.step(&t.fill("explain.number", &[("n", &count)]), fall.number, &mut sum);
        self.fall_end(fall.total, fall.score);
    }

    fn fall(&mut self, fall: &Waterfall) {
        let (case, t) = (self.case, self.t);
        self.fall_head();
        let mut sum = 0;
        self.step(t.get("explain.prior"), fall.prior, &mut sum);
        for family in fall.typologies.first().into_iter().flat_map(|first| &first.families) {
            let found = family.findings.iter().map(|&at| &case.findings[at]);
            let found: Vec<String> = found
                .map(|f| format!("{} {} ({})", t.of("label", &f.code), signed(f.millibits), f.evidence_id))
                .collect();
            let label = t.said(t.of("family", family.family), &t.list(&found));
            self.step(&label, family.counted, &mut sum);
        }
        if fall.others != 0 {
            self.step(t.get("explain.others"), fall.others, &mut sum);
        }
        self.fall_end(fall.total, fall.score);
    }

    fn evidence(&mut self, heading: &str, keep: fn(&Finding) -> bool) {
        let (case, t) = (self.case, self.t);
        self.element("h2", t.get(heading));
        let found: Vec<&Finding> = case.findings.iter().filter(|f| keep(f)).collect();
        if found.is_empty() {
            return self.element("p", t.get("case.none"));
        }
        self.raw("<table>\n<thead>");
        let heads = ["case.number", "case.about", "case.finding", "explain.bits"].map(|key| t.get(key));
        self.row("th", "", &heads, 1);
        self.raw("</thead>\n<tbody>\n");
        found.into_iter().for_each(|finding| self.finding(finding));
        self.raw("</tbody></table>\n");
    }

    fn finding(&mut self, finding: &Finding) {
        let t = self.t;
        let subject = format!("{} {}", t.of("kind", &finding.subject_kind), finding.subject_id);
        self.raw(&format!("<tr><td>{}</td><td>{}</td><td>", escape(&finding.evidence_id), escape(&subject)));
        let family = t.of("family", finding.family.name());
        let typology = t.of("typology", finding.typology.name());
        self.element("div", &t.said(&t.list(&[typology, family]), t.of("code", &finding.code)));
        self.raw(&format!("<div class=\"note\">{}</div>\n", escape(&circumstances(finding, t))));
        finding.sources.iter().for_each(|key| self.source(key));
        self.raw(&format!("</td><td class=\"n\">{}</td></tr>\n", signed(finding.millibits)));
    }

    fn source(&mut self, key: &str) {
        let t = self.t;
        self.element("code", key);
        let found = self.case.rows.as_ref().and_then(|rows| rows.by_key.get(key));
        let Some(found) = found else { return self.raw("<br>\n") };
        self.raw("<ul class=\"rows\">\n");
        for place in &found.places {
            self.raw(&format!("<li>{}:{}: ", escape(&place.file), place.line));
            self.element("code", &place.row);
            self.raw("</li>\n");
        }
        let more = found.rows - found.places.len() as u64;
        if more > 0 || found.rows == 0 {
            self.element("li", &t.fill("explain.more_rows", &[("n", &more.to_string())]));
        }
        self.raw("</ul>\n");
    }

    fn members(&mut self) {
        let (case, t) = (self.case, self.t);
        let Some(ring) = &case.ring else { return };
        self.element("h2", &t.fill("explain.members", &[("ring", &ring.cluster_id)]));
        self.raw("<table>\n<thead>");
        self.row("th", "", &["case.kind", "case.id", "case.role", "case.score"].map(|key| t.get(key)), 1);
        self.raw("</thead>\n<tbody>\n");
        for m in &case.members {
            let cells = [
                t.of("kind", &m.member_kind),
                &m.member_id,
                t.of("role", &m.role),
                &format!("{:.6}", m.score),
            ];
            self.row("td", "", &cells, 1);
        }
        self.raw("</tbody></table>\n");
    }

    fn transfers(&mut self) {
        let (case, t) = (self.case, self.t);
        if case.transfers.is_empty() {
            return;
        }
        let rows: Vec<String> = case.transfers.iter().map(|of| transfer(&of.row, t)).collect();
        self.list("explain.transfers", "case.none", &rows);
    }

    fn made_by(&mut self) {
        let (case, t) = (self.case, self.t);
        self.element("h2", t.get("case.made"));
        for file in case.rows.iter().flat_map(|rows| &rows.other_files) {
            self.element("p", &t.fill("explain.other_file", &[("file", file)]));
        }
        let values = [
            ("version", case.version.as_str()),
            ("hash", &case.settings_sha256),
            ("from", &case.window.0),
            ("to", &case.window.1),
        ];
        self.element("p", &t.fill("explain.made_by", &values));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fault: an identifier that leads out of the folder, or two that share a file.
    #[test]
    fn file_names_stay_in_their_folder_and_apart() {
        assert_eq!(file_name("u0A_-1"), "u0A_-1");
        let [up, other] = [file_name("../../etc/passwd"), file_name(".._.._etc_passwd")];
        assert!(up != other && !up.contains(['/', '.']) && !other.contains(['/', '.']), "{up} {other}");
        assert!(file_name(&"x".repeat(5000)).len() < 100);
    }

    #[test]
    fn markup_in_values_is_text() {
        assert_eq!(
            escape("<b a='1' c=\"2\">&\u{202e}"),
            "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;\u{fffd}"
        );
    }
}
