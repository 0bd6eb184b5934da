//! `report.html`: the result for reviewers, in one file that opens from disk and asks no network for
//! anything.
//!
//! The file is a shell ([`page.html`](page.html)) with its style, its script and the data as JSON: one
//! block for the overview and the table of all rings, and one a ring shown in full, which the script
//! reads when that ring is opened. Values of the exports reach the page as text nodes and attributes
//! only (the script never makes markup of them), and JSON is escaped so that no value can end its block.
//!
//! Layouts, waterfalls and all choices are made here; the script draws. Rings are rendered side by side.
//! Same result, same bytes: there is no clock in the page.

mod graph;
mod layout;
mod overview;
mod ring;
mod timeline;

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::Result;
use rayon::prelude::*;
use serde_json::Value;

use super::Outcome;
use super::render::Renderer;
use crate::evidence::NodeKind;
use crate::schema::ExportKind;

/// Bytes that rings in full may take together: with the rows of some thousand rings the page stays
/// within ten million bytes.
const FULL_BYTES: usize = 7_500_000;

/// The page's script.
const SCRIPT: &str = concat!(include_str!("ring.js"), include_str!("page.js"));

/// Writes the page.
///
/// # Errors
/// Of `out`.
pub fn write(o: &Outcome<'_>, out: &mut (dyn Write + Send)) -> Result<()> {
    let texts = o.settings.language.texts();
    let rings = full_rings(o)?;
    let overview = json(&overview::overview(o, texts, rings.len()))?;
    let mut data = format!("<script type=\"application/json\" id=\"data\">{overview}</script>\n");
    for (place, ring) in rings.iter().enumerate() {
        data.push_str(&format!("<script type=\"application/json\" id=\"ring-{place}\">{ring}</script>\n"));
    }
    let fill = |name: &str| match name {
        "lang" => texts.lang.tag(),
        "title" => texts.get("page.title"),
        "no_script" => texts.get("page.no_script"),
        "skip" => texts.get("page.skip"),
        "style" => include_str!("page.css"),
        "script" => SCRIPT,
        "data" => &data,
        _ => "",
    };
    let mut parts = include_str!("page.html").split("{{");
    out.write_all(parts.next().unwrap_or_default().as_bytes())?;
    for part in parts {
        let (name, rest) = part.split_once("}}").unwrap_or((part, ""));
        out.write_all(fill(name).as_bytes())?;
        out.write_all(rest.as_bytes())?;
    }
    Ok(())
}

/// The first rings as JSON: as many as the settings ask for and as fit.
fn full_rings(o: &Outcome<'_>) -> Result<Vec<String>> {
    let count = (o.settings.full_rings as usize).min(o.rings.len());
    let rings = &o.rings[..count];
    let mut transfers: BTreeMap<u32, Vec<_>> = BTreeMap::new();
    let senders: std::collections::BTreeSet<u32> =
        rings.iter().flat_map(|r| r.of(NodeKind::Account)).map(|m| m.node.id).collect();
    let from = o.facts.frames.numbers(ExportKind::LeadTransfers, "from_account");
    for scored in &o.scores.transfers {
        let sender = from[scored.id as usize];
        if senders.contains(&sender) {
            transfers.entry(sender).or_default().push(scored);
        }
    }
    let desk = ring::Desk {
        o,
        trails: timeline::Trails::new(o, rings),
        renderer: Renderer::new(o.facts.frames),
        texts: o.settings.language.texts(),
        transfers,
    };
    let rendered = rings.par_iter().map(|ring| json(&desk.ring(ring))).collect::<Result<Vec<String>>>()?;
    let mut bytes = 0;
    let fits = |ring: &String| {
        bytes += ring.len();
        bytes <= FULL_BYTES
    };
    Ok(rendered.into_iter().take_while(fits).collect())
}

/// A value as JSON inside a script element: nothing in it can end the element or, in old engines, a line.
fn json(value: &Value) -> Result<String> {
    let text = serde_json::to_string(value)?;
    let mut safe = String::with_capacity(text.len() + text.len() / 32);
    for c in text.chars() {
        match c {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            c => safe.push(c),
        }
    }
    Ok(safe)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fault: an identifier that ends the block it stands in.
    #[test]
    fn no_value_ends_its_block() {
        let value = Value::from("</script><!-- \u{2028}&");
        let safe = json(&value).unwrap();
        assert_eq!(safe, r#""\u003c/script\u003e\u003c!-- \u2028\u0026""#);
        assert_eq!(serde_json::from_str::<Value>(&safe).unwrap(), value);
    }

    /// Fault: a script that makes markup of values, or a page that asks for something outside it.
    #[test]
    fn the_script_makes_no_markup_and_nothing_is_fetched() {
        let (page, script, style) = (include_str!("page.html"), SCRIPT, include_str!("page.css"));
        for word in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "fetch("] {
            assert!(!script.contains(word), "the script has {word}");
        }
        for text in [page, script, style] {
            let outside = text.replace("http://www.w3.org/2000/svg", "");
            for word in ["http:", "https:", "@import", "url("] {
                assert!(!outside.contains(word), "{word}");
            }
        }
        assert!(page.contains("default-src 'none'"));
    }
}
