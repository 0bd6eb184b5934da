//! Headers: which place of a file holds which column of the contract.

use std::collections::BTreeMap;

use crate::schema::Export;

/// Where the columns of an export stand in one file.
#[derive(Debug, Clone)]
pub struct Header {
    /// Fields of a row.
    pub width: usize,
    /// For each column of the export its place in the row.
    pub places: Vec<Option<usize>>,
    /// Headers that the contract does not know; they are ignored.
    pub unknown: Vec<String>,
}

/// Matches the names of a header line. `mapping`: (export, header) → column, from the settings. `mask`:
/// whether headers that are no column's are told by their length only.
///
/// # Errors
/// What is wrong, in words: columns twice, required columns missing.
pub fn match_header(
    export: &Export,
    names: &[String],
    mapping: &BTreeMap<(String, String), String>,
    mask: bool,
) -> Result<Header, String> {
    let mut places = vec![None; export.columns.len()];
    let mut unknown = Vec::new();
    let mut shown = Vec::new();
    let quoted = |name: &str| if mask { hidden(name) } else { printable(name) };
    for (place, raw) in names.iter().enumerate() {
        let name = raw.trim().trim_start_matches('\u{feff}').trim_matches('\'');
        let mapped = mapping.get(&(export.name.to_string(), name.to_string()));
        let wanted = mapped.map_or(name, String::as_str);
        let column = export.columns.iter().position(|c| {
            c.name.eq_ignore_ascii_case(wanted) || c.aliases.iter().any(|a| a.eq_ignore_ascii_case(wanted))
        });
        shown.push(if column.is_some() { printable(raw) } else { quoted(raw) });
        match column {
            None => unknown.push(quoted(raw)),
            Some(column) if places[column].is_some() => {
                return Err(format!(
                    "two columns mean {}: the second is {:?}",
                    export.columns[column].name,
                    printable(raw)
                ));
            }
            Some(column) => places[column] = Some(place),
        }
    }
    let missing: Vec<&str> = export
        .columns
        .iter()
        .zip(&places)
        .filter(|(column, place)| column.required && place.is_none())
        .map(|(column, _)| column.name)
        .collect();
    if missing.is_empty() {
        return Ok(Header { width: names.len(), places, unknown });
    }
    Err(format!(
        "missing column{} {}; the header is: {}",
        if missing.len() > 1 { "s" } else { "" },
        missing.join(", "),
        listed(&shown)
    ))
}

/// Headers that a message names at the most.
const NAMES_SHOWN: usize = 50;
/// Characters of a header that are shown at the most.
const NAME_SHOWN: usize = 60;

/// A header line as messages may show it.
fn listed(shown: &[String]) -> String {
    let mut text = shown[..shown.len().min(NAMES_SHOWN)].join(", ");
    if shown.len() > NAMES_SHOWN {
        text.push_str(&format!(" and {} more", shown.len() - NAMES_SHOWN));
    }
    text
}

/// A header of which a message tells nothing but its length, in characters.
fn hidden(name: &str) -> String {
    format!("…({})", name.chars().count())
}

/// A header as messages may show it: control characters of a file that is no text would reach the
/// terminal, and a file without line ends is one long name.
fn printable(name: &str) -> String {
    let mut text: String =
        name.chars().take(NAME_SHOWN).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    if name.chars().nth(NAME_SHOWN).is_some() {
        text.push('\u{2026}');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{ExportKind, export};

    fn names(text: &str) -> Vec<String> {
        text.split(',').map(String::from).collect()
    }

    #[test]
    fn order_is_free_and_chinese_headers_are_known() {
        let logins = export(ExportKind::Logins);
        let header =
            match_header(logins, &names("登录时间,设备ID,昵称,账号ID"), &BTreeMap::new(), false).unwrap();
        assert_eq!(header.places, [Some(3), Some(1), Some(0), None, None]);
        assert_eq!(header.unknown, ["昵称"]);
    }

    #[test]
    fn missing_and_doubled_columns_are_named() {
        let logins = export(ExportKind::Logins);
        let missing = match_header(logins, &names("account_id,ip"), &BTreeMap::new(), false).unwrap_err();
        assert!(missing.contains("device_id, login_at"), "{missing}");
        let twice =
            match_header(logins, &names("account_id,uid,device_id,login_at"), &BTreeMap::new(), false)
                .unwrap_err();
        assert!(twice.contains("uid"), "{twice}");
    }

    /// Fault: a file without a header line has its first row, a person's, in a log.
    #[test]
    fn what_is_no_header_can_be_hidden() {
        let logins = export(ExportKind::Logins);
        let row = names("account_id,u12345,13800138000");
        let of = |mask| match_header(logins, &row, &BTreeMap::new(), mask).unwrap_err();
        assert!(of(false).contains("u12345, 13800138000"));
        assert!(of(true).ends_with("the header is: account_id, …(6), …(11)"), "{}", of(true));
    }
}
