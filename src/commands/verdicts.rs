//! `kosring verdicts`: what reviewers entered in `report.xlsx`, as the export `verdicts`.

use std::path::Path;

use anyhow::Result;
use calamine::{Data, Reader, Xlsx};

use crate::error::Fault;
use crate::report::{ACCOUNTS, VERDICT_COLUMNS};
use crate::schema::{VERDICTS, place_of_word};
use crate::time::Zone;

/// The export as CSV: an account with a verdict a row, in the order of the sheet.
///
/// # Errors
/// [`Fault::Input`] if the workbook cannot be read, lacks the columns, or has rows that the export
/// could not hold; all of them are named.
pub fn read(path: &Path) -> Result<String> {
    let help = "give the report.xlsx that the verdicts were entered in, saved as .xlsx";
    let fault = |what: String| Fault::input(path, what, help);
    let mut book: Xlsx<_> =
        calamine::open_workbook(path).map_err(|e: calamine::XlsxError| fault(e.to_string()))?;
    let sheet = book.worksheet_range(ACCOUNTS).map_err(|e| fault(e.to_string()))?;
    let mut rows = sheet.rows();
    let header = rows.next().ok_or_else(|| fault(format!("the sheet {ACCOUNTS} is empty")))?;
    let place = |name: &str| {
        let found = header.iter().position(|cell| matches!(cell, Data::String(text) if text == name));
        found.ok_or_else(|| fault(format!("the sheet {ACCOUNTS} has no column {name}")))
    };
    let account = place("account_id")?;
    let [verdict, decided, note] = VERDICT_COLUMNS.map(place);
    let (verdict, decided, note) = (verdict?, decided?, note?);
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(["account_id", VERDICT_COLUMNS[0], VERDICT_COLUMNS[1], VERDICT_COLUMNS[2]])?;
    let mut problems = Vec::new();
    // The first row below the header is row 2 of the sheet.
    for (row, number) in rows.zip(2u64..) {
        let [verdict, decided, note] = [verdict, decided, note].map(|column| text(&row[column]));
        if verdict.is_empty() && decided.is_empty() && note.is_empty() {
            continue;
        }
        problems.extend(problem(&row[account], &verdict, &decided).map(|p| format!("row {number}: {p}")));
        csv.write_record([text(&row[account]), verdict, decided, note])?;
    }
    if !problems.is_empty() {
        return Err(Fault::input(path, problems.join("\n  "), "mend these rows, or empty their cells").into());
    }
    Ok(String::from_utf8(csv.into_inner()?)?)
}

/// Why the export could not hold a row.
fn problem(account: &Data, verdict: &str, decided: &str) -> Option<String> {
    if !matches!(account, Data::String(id) if !id.trim().is_empty()) {
        return Some(format!("account_id is {:?}, not a text", text(account)));
    }
    if place_of_word(VERDICTS, verdict.as_bytes()).is_none() {
        return Some(format!("verdict is {verdict:?}, expected one of {}", VERDICTS.join(", ")));
    }
    // Whether it is a time does not depend on where.
    let zone = Zone::named("UTC")?;
    match decided {
        "" => Some("decided_at is empty".to_string()),
        _ if zone.parse(decided.as_bytes()).is_err() => {
            Some(format!("decided_at is {decided:?}, not a time as 2025-03-02 10:00:00"))
        }
        _ => None,
    }
}

/// A cell as text; spreadsheets turn a typed date into a number of days with a date's format.
fn text(cell: &Data) -> String {
    match cell {
        Data::DateTime(at) if at.is_datetime() => {
            let (year, month, day, h, m, s, _) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02} {h:02}:{m:02}:{s:02}")
        }
        Data::Empty => String::new(),
        cell => cell.to_string().trim().to_string(),
    }
}
