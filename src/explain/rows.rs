//! The very rows behind findings: keys of `sources` → file, line and row.
//!
//! Keys are not taken apart, since identifiers may hold any character: every row of an export is given
//! the key that a report would give it, and is kept if somebody asked for that. Only files of exports
//! that some key names are read, once each, row by row.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;

use serde::Serialize;

use crate::error::Fault;
use crate::ingest::lookup::{FoundRow, each_row};
use crate::ingest::{Parts, discover};
use crate::schema::{EXPORTS, Export, ExportKind};
use crate::settings::Settings;
use crate::time::{Zone, format_day};

/// A row of an export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The file as it was found.
    pub file: String,
    /// 1-based line.
    pub line: u64,
    /// The row's text.
    pub row: String,
}

/// What a key finds.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Found {
    /// Distinct rows that a run uses; for logins this is the number that the key names.
    pub rows: u64,
    /// Further rows that repeat one of them.
    pub repeats: u64,
    /// The first of them, in the order of files and lines.
    pub places: Vec<Place>,
    #[serde(skip)]
    seen: HashSet<String>,
}

/// What all keys find.
#[derive(Debug, Default, Serialize)]
pub struct Rows {
    /// By key.
    pub by_key: BTreeMap<String, Found>,
    /// Files that were read but are not those that the report was made from, by their SHA-256.
    pub other_files: Vec<String>,
}

/// Keys of one export, as rows are held against them.
#[derive(Default)]
struct Wanted {
    /// Whole keys.
    keys: HashSet<String>,
    /// Keys of logins by account and device (`logins:u1/d9`): first and last day, key.
    spans: HashMap<String, Vec<(i32, i32, String)>>,
    /// Where rows can be passed over at a glance: prefixes up to and with the account's slash.
    accounts: HashSet<String>,
}

/// Finds the rows of `keys` in the exports of a folder, at most `most` places a key. `inputs`: SHA-256 of
/// the files that the report was made from.
///
/// # Errors
/// [`Fault::Input`] if the folder or one of its files cannot be read.
pub fn find(
    keys: &BTreeSet<String>,
    folder: &Path,
    settings: &Settings,
    most: usize,
    inputs: &BTreeSet<String>,
) -> Result<Rows, Fault> {
    let parts: Parts = discover(Some(folder), &BTreeMap::new(), &|_| false)?;
    let mut rows = Rows::default();
    rows.by_key.extend(keys.iter().map(|key| (key.clone(), Found::default())));
    for export in &EXPORTS {
        let wanted = wanted(keys, export, &settings.zone());
        if wanted.keys.is_empty() && wanted.spans.is_empty() {
            continue;
        }
        for path in parts.get(&export.kind).into_iter().flatten() {
            let shown = path.display().to_string();
            let sha256 = each_row(path, export, settings, |row, zone| {
                for key in keys_of(row, export.kind, zone, &wanted) {
                    if let Some(found) = rows.by_key.get_mut(&key) {
                        take(found, row, &shown, most);
                    }
                }
            })?;
            if !inputs.contains(&sha256) {
                rows.other_files.push(shown);
            }
        }
    }
    Ok(rows)
}

fn take(found: &mut Found, row: &FoundRow<'_>, file: &str, most: usize) {
    // What a run rejects is no evidence.
    let Some(content) = row.content() else { return };
    if !found.seen.insert(content) {
        found.repeats += 1;
        return;
    }
    found.rows += 1;
    if found.places.len() < most {
        found.places.push(Place { file: file.to_string(), line: row.line(), row: row.text() });
    }
}

fn wanted(keys: &BTreeSet<String>, export: &Export, zone: &Zone) -> Wanted {
    let prefix = format!("{}:", export.name);
    let mut wanted = Wanted::default();
    for key in keys.iter().filter(|key| key.starts_with(&prefix)) {
        match export.kind {
            ExportKind::Logins => {
                let Some((head, first, last)) = span(key, zone) else { continue };
                for (slash, _) in head.match_indices('/') {
                    wanted.accounts.insert(head[..=slash].to_string());
                }
                wanted.spans.entry(head.to_string()).or_default().push((first, last, key.clone()));
            }
            _ => {
                wanted.keys.insert(key.clone());
            }
        }
    }
    wanted
}

/// `logins:u1/d9 2025-01-07..2025-02-03 (41 rows)` → `logins:u1/d9`, first day, last day.
fn span<'k>(key: &'k str, zone: &Zone) -> Option<(&'k str, i32, i32)> {
    let (rest, _) = key.rsplit_once(" (")?;
    let (head, days) = rest.rsplit_once(' ')?;
    let (first, last) = days.split_once("..")?;
    let day = |text: &str| crate::time::parse_date(zone, text.as_bytes()).ok();
    Some((head, day(first)?, day(last)?))
}

/// The rows that a key of logins names.
pub fn rows_named(key: &str) -> Option<u64> {
    let (_, count) = key.strip_prefix("logins:")?.rsplit_once(" (")?;
    count.strip_suffix(" rows)")?.parse().ok()
}

/// The keys among the wanted ones that a row has: one, but for logins, which several spans may hold.
fn keys_of(row: &FoundRow<'_>, kind: ExportKind, zone: &Zone, wanted: &Wanted) -> Vec<String> {
    if kind == ExportKind::Logins {
        return login_keys(row, zone, wanted);
    }
    let key = key_of(row, kind, zone).filter(|key| wanted.keys.contains(key));
    key.into_iter().collect()
}

fn login_keys(row: &FoundRow<'_>, zone: &Zone, wanted: &Wanted) -> Vec<String> {
    let keys = || {
        let mut head = format!("logins:{}/", row.identifier(0)?);
        if !wanted.accounts.contains(&head) {
            return None;
        }
        head.push_str(row.identifier(1)?);
        let spans = wanted.spans.get(&head)?;
        let day = zone.day(row.moment(2)?);
        let within = spans.iter().filter(|(first, last, _)| (*first..=*last).contains(&day));
        Some(within.map(|(_, _, key)| key.clone()).collect())
    };
    keys().unwrap_or_default()
}

/// The key that a report gives a row of an export other than logins. Columns by their places in
/// [`EXPORTS`].
fn key_of(row: &FoundRow<'_>, kind: ExportKind, zone: &Zone) -> Option<String> {
    let name = crate::schema::export(kind).name;
    let time = |column| row.moment(column).map(|at| zone.format(at));
    let id = |column| row.identifier(column);
    Some(match kind {
        ExportKind::Accounts | ExportKind::Leads | ExportKind::Payments | ExportKind::Notes => {
            format!("{name}:{}", id(0)?)
        }
        ExportKind::Bindings => format!("{name}:{}/{}@{}", id(0)?, id(1)?, time(2)?),
        ExportKind::LeadTransfers => format!("{name}:{}/{}>{}@{}", id(0)?, id(2)?, id(3)?, time(4)?),
        ExportKind::AccountChanges => format!("{name}:{}/{}@{}", id(0)?, row.word(1)?, time(2)?),
        ExportKind::AdSpend => format!("{name}:{}@{}", id(0)?, format_day(row.day(1)?)),
        ExportKind::Verdicts => format!("{name}:{}/{}@{}", id(0)?, row.word(1)?, time(2)?),
        ExportKind::Logins | ExportKind::ApprovedOperators => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::export;

    /// Fault: a column moves in the contract, and keys are built from another.
    #[test]
    fn columns_stand_where_keys_are_built_from() {
        let at = |kind, columns: &[&str]| -> Vec<usize> {
            columns.iter().map(|c| export(kind).column(c).unwrap()).collect()
        };
        assert_eq!(at(ExportKind::Logins, &["account_id", "device_id", "login_at"]), [0, 1, 2]);
        assert_eq!(at(ExportKind::Bindings, &["enterprise_id", "account_id", "bound_at"]), [0, 1, 2]);
        let transfer = ["lead_id", "from_account", "to_account", "transferred_at"];
        assert_eq!(at(ExportKind::LeadTransfers, &transfer), [0, 2, 3, 4]);
        assert_eq!(at(ExportKind::AccountChanges, &["account_id", "field", "changed_at"]), [0, 1, 2]);
        assert_eq!(at(ExportKind::AdSpend, &["account_id", "spent_on"]), [0, 1]);
        assert_eq!(at(ExportKind::Verdicts, &["account_id", "verdict", "decided_at"]), [0, 1, 2]);
        for (kind, id) in [
            (ExportKind::Accounts, "account_id"),
            (ExportKind::Leads, "lead_id"),
            (ExportKind::Payments, "payment_id"),
            (ExportKind::Notes, "note_id"),
        ] {
            assert_eq!(at(kind, &[id]), [0]);
        }
    }

    #[test]
    fn spans_are_read_from_behind() {
        let zone = Settings::default().zone();
        let key = "logins:u (1)/d 9 2025-01-07..2025-02-03 (41 rows)";
        let (head, first, last) = span(key, &zone).unwrap();
        assert_eq!((head, last - first, rows_named(key)), ("logins:u (1)/d 9", 27, Some(41)));
        assert_eq!(rows_named("payments:x (3 rows)"), None);
    }
}
