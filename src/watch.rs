//! Watch lists: accounts and rings that somebody wants to see first.
//!
//! A list is one identifier a line, with `#` comments and blank lines left out, or a CSV file whose header
//! begins with `id` and may have `note`. Whichever it is, it is told by the first line.

use std::path::Path;

use crate::error::Fault;

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watched {
    /// Identifier of an account, or the cluster_id of a ring.
    pub id: String,
    /// Why it is watched; empty if nobody said.
    pub note: String,
}

/// Reads a list, in its order; of entries with one identifier the first counts.
///
/// # Errors
/// [`Fault::Usage`] if the file cannot be read, is not UTF-8, or is a table that does not fit.
pub fn read(path: &Path) -> Result<Vec<Watched>, Fault> {
    let fault = |what: String| Fault::Usage(format!("--watch {}: {what}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|e| fault(format!("cannot be read: {e}")))?;
    parse(&text).map_err(fault)
}

fn parse(text: &str) -> Result<Vec<Watched>, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let head = text.lines().next().unwrap_or_default();
    let mut all = match head.split(',').next().is_some_and(|name| name.trim() == "id") {
        true => table(text)?,
        false => text.lines().map(entry).collect(),
    };
    let mut seen = rustc_hash::FxHashSet::default();
    all.retain(|w| !w.id.is_empty() && seen.insert(w.id.clone()));
    Ok(all)
}

/// A line: an identifier, and a comment behind a blank and `#`, which is its note. Identifiers may hold
/// the sign themselves.
fn entry(line: &str) -> Watched {
    let line = line.trim();
    let (id, note) = match line.strip_prefix('#') {
        Some(_) => ("", ""),
        None => line.split_once(" #").unwrap_or((line, "")),
    };
    Watched { id: id.trim().to_string(), note: note.trim().to_string() }
}

fn table(text: &str) -> Result<Vec<Watched>, String> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|e| e.to_string())?;
    let note = header.iter().position(|name| name == "note");
    let mut all = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|e| e.to_string())?;
        let cell = |place: Option<usize>| place.and_then(|at| row.get(at)).unwrap_or_default().to_string();
        all.push(Watched { id: cell(Some(0)), note: cell(note) });
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String)> {
        parse(text).unwrap().into_iter().map(|w| (w.id, w.note)).collect()
    }

    /// Fault: a comment or a header watched as an account, or an identifier cut at a sign that it holds.
    #[test]
    fn lists_and_tables() {
        let pair = |id: &str, note: &str| (id.to_string(), note.to_string());
        let lines = "\u{feff}# of the night shift\n u1 \r\n\nr0123456789ab # the studio\nu#2\nu1\n";
        assert_eq!(read(lines), [pair("u1", ""), pair("r0123456789ab", "the studio"), pair("u#2", "")]);
        let csv = "id,since,note\nu1,2025,\"sold, they say\"\n#u2,,\n";
        assert_eq!(read(csv), [pair("u1", "sold, they say"), pair("#u2", "")]);
        assert_eq!(read("idol\n"), [pair("idol", "")]);
        assert!(parse("id,note\nu1\n").is_err());
        assert_eq!(read(""), []);
    }
}
