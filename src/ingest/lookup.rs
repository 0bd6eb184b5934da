//! The exports read once more, row by row, for whoever wants to see the rows behind a finding.
//!
//! The same readers as in a run decode, cut and check, so that what is found has the line, the reading
//! and the soundness that it had there. One pass, one thread; cost: linear in the file's bytes, and a
//! check of those rows only that are asked about.

use std::path::Path;

use super::chunks::{Chunk, Lines};
use super::records::{Record, raw};
use super::source::Source;
use super::table::{Cell, Rules};
use crate::error::Fault;
use crate::ids::Domain;
use crate::schema::{Export, Kind};
use crate::settings::Settings;
use crate::time::Zone;

/// A row of an export as it stands in its file.
pub struct FoundRow<'r> {
    export: &'static Export,
    source: &'r Source,
    rules: &'r Rules,
    record: &'r Record<'r>,
    chunk: &'r Chunk,
    at: usize,
    line: u64,
}

impl FoundRow<'_> {
    fn cell(&self, column: usize) -> Option<Option<Cell<'_>>> {
        let place = self.source.header.places[column];
        let field = place.map_or(&b""[..], |place| self.record.get(place));
        // Which accounts exist is not asked here: keys name accounts that do.
        let kind = match self.export.columns[column].kind {
            Kind::Account => Kind::Id(Domain::Account),
            kind => kind,
        };
        self.rules.read(kind, field, None).ok()
    }

    /// The cleaned identifier in a column (by its place in the export); `None` if there is none.
    pub fn identifier(&self, column: usize) -> Option<&str> {
        match self.cell(column)?? {
            Cell::Id(_, text) => std::str::from_utf8(text).ok(),
            _ => None,
        }
    }

    /// The contract's word in a column.
    pub fn word(&self, column: usize) -> Option<&'static str> {
        match (self.export.columns[column].kind, self.cell(column)??) {
            (Kind::Word(words), Cell::Number(place)) => words.get(place as usize).copied(),
            _ => None,
        }
    }

    /// The moment in a column, in milliseconds since 1970 (UTC).
    pub fn moment(&self, column: usize) -> Option<i64> {
        match self.cell(column)?? {
            Cell::Wide(at) => Some(at),
            _ => None,
        }
    }

    /// The day in a column, in days since 1970-01-01.
    pub fn day(&self, column: usize) -> Option<i32> {
        match self.cell(column)?? {
            Cell::Day(day) => Some(day),
            _ => None,
        }
    }

    /// What the row says, the same for two rows that say the same; `None` if a run rejects it.
    pub fn content(&self) -> Option<String> {
        let mut cells = Vec::with_capacity(self.export.columns.len());
        for (place, column) in self.export.columns.iter().enumerate() {
            match self.cell(place)? {
                None if column.required => return None,
                None => cells.push(Cell::missing(column.kind)),
                Some(cell) => cells.push(cell),
            }
        }
        if self.record.len() != self.source.header.width
            || self.rules.check_order(self.export, &cells).is_err()
        {
            return None;
        }
        let text = |cell: Cell<'_>| match cell {
            Cell::Id(_, text) => String::from_utf8_lossy(text).into_owned(),
            Cell::Number(n) => n.to_string(),
            Cell::Wide(n) => n.to_string(),
            Cell::Day(n) => n.to_string(),
            Cell::Text(text) => text,
        };
        Some(cells.into_iter().map(text).collect::<Vec<_>>().join("\0"))
    }

    /// 1-based line of the file at which the row begins.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The row's text, without its line end.
    pub fn text(&self) -> String {
        raw(self.chunk, self.source.separator, self.at)
    }
}

/// Calls `each` with every row of one file of an export. Returns the file's SHA-256.
///
/// # Errors
/// [`Fault::Input`] if the file cannot be read or lacks columns.
pub fn each_row(
    path: &Path,
    export: &'static Export,
    settings: &Settings,
    mut each: impl FnMut(&FoundRow<'_>, &Zone),
) -> Result<String, Fault> {
    let rules = Rules::new(settings);
    let mut source = Source::open(path, export, settings)?;
    let mut buffer = Vec::new();
    while let Some(chunk) = source.next(std::mem::take(&mut buffer))? {
        if chunk.broken.is_none() {
            let mut lines = Lines::new(&chunk);
            let (source, rules, chunk) = (&source, &rules, &chunk);
            Source::each_row(chunk, source.separator, |record, at| {
                let line = lines.line(at);
                each(&FoundRow { export, source, rules, record, chunk, at, line }, &rules.zone);
            });
        }
        buffer = chunk.text;
    }
    Ok(source.sha256())
}
