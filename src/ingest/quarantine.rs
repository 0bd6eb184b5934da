//! Rejected rows: where, why, and the row itself, so that it can be mended and sent again.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::settings::Settings;

/// Why a row was rejected. The names are stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each is explained by Code::help")]
pub enum Code {
    RaggedRow,
    UnclosedQuote,
    BadEncoding,
    ControlCharacter,
    FieldTooLong,
    MissingValue,
    SpreadsheetNumber,
    BadTime,
    ImpossibleTime,
    UnknownWord,
    BadAmount,
    DanglingReference,
    ConflictingDuplicate,
    TimeOrder,
}

/// Every code, for documentation and tests.
pub const CODES: &[Code] = &[
    Code::RaggedRow,
    Code::UnclosedQuote,
    Code::BadEncoding,
    Code::ControlCharacter,
    Code::FieldTooLong,
    Code::MissingValue,
    Code::SpreadsheetNumber,
    Code::BadTime,
    Code::ImpossibleTime,
    Code::UnknownWord,
    Code::BadAmount,
    Code::DanglingReference,
    Code::ConflictingDuplicate,
    Code::TimeOrder,
];

impl Code {
    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Code::RaggedRow => "ragged_row",
            Code::UnclosedQuote => "unclosed_quote",
            Code::BadEncoding => "bad_encoding",
            Code::ControlCharacter => "control_character",
            Code::FieldTooLong => "field_too_long",
            Code::MissingValue => "missing_value",
            Code::SpreadsheetNumber => "spreadsheet_number",
            Code::BadTime => "bad_time",
            Code::ImpossibleTime => "impossible_time",
            Code::UnknownWord => "unknown_word",
            Code::BadAmount => "bad_amount",
            Code::DanglingReference => "dangling_reference",
            Code::ConflictingDuplicate => "conflicting_duplicate",
            Code::TimeOrder => "time_order",
        }
    }

    /// What is wrong and what to do.
    pub fn help(self) -> &'static str {
        match self {
            Code::RaggedRow => {
                "the row has more or fewer fields than the header; quote fields that hold the separator"
            }
            Code::UnclosedQuote => {
                "a quotation mark is opened and not closed; double it if it belongs to the text"
            }
            Code::BadEncoding => "bytes that are not text in the file's encoding; export as UTF-8",
            Code::ControlCharacter => "an identifier holds a control character; clean it at its source",
            Code::FieldTooLong => {
                "a field is longer than the settings allow (input.max_identifier_bytes, input.max_field_bytes)"
            }
            Code::MissingValue => "a required value is empty or a word for missing",
            Code::SpreadsheetNumber => {
                "a spreadsheet has turned the identifier into a number; export it as text"
            }
            Code::BadTime => "not a time of a known form; see `kosring schema`",
            Code::ImpossibleTime => "there is no such moment, or it is outside 2000 to 2099",
            Code::UnknownWord => "not one of the words that the contract knows; see `kosring schema`",
            Code::BadAmount => {
                "not an amount in CNY with at most two decimals, from 0 to 100 billion; write 1234.50, without sign and commas"
            }
            Code::DanglingReference => {
                "the account is not in the accounts export; export both at the same moment"
            }
            Code::ConflictingDuplicate => {
                "another row has the same identity and says something else; keep one"
            }
            Code::TimeOrder => "the end lies before the beginning",
        }
    }
}

/// One rejected row.
#[derive(Debug, Clone)]
pub struct Rejected {
    /// Index of the input file.
    pub file: u32,
    /// 1-based line on which the row begins; of Parquet, row number + 1.
    pub line: u64,
    /// The column at fault; empty if the whole row is.
    pub column: &'static str,
    /// Why.
    pub code: Code,
    /// The offending value.
    pub value: String,
    /// The row as it stands in the file (bytes that are not text are replaced); one that contradicts another is told
    /// from it by its content alone, and written in the contract's columns.
    pub row: String,
}

/// The room that the rejected rows of one export may take.
pub struct Room {
    most: u64,
    taken: AtomicU64,
}

impl Room {
    /// The room under these settings.
    pub fn new(settings: &Settings) -> Room {
        Room { most: (settings.max_rejected_mb as u64) << 20, taken: AtomicU64::new(0) }
    }

    /// Counts rows that were rejected just now, by whichever thread.
    ///
    /// # Errors
    /// What to say when there is no more room, with one of the rows.
    pub fn take(&self, rows: &[Rejected]) -> Result<(), String> {
        let Some(last) = rows.last() else { return Ok(()) };
        let of = |row: &Rejected| size_of::<Rejected>() + row.value.len() + row.row.len();
        let more = rows.iter().map(of).sum::<usize>() as u64;
        if self.taken.fetch_add(more, Ordering::Relaxed) + more <= self.most {
            return Ok(());
        }
        let place = if last.column.is_empty() { "row" } else { last.column };
        Err(format!(
            "its rejected rows take more than {} MiB (input.max_rejected_mb); one of them, on line {}: {place} {:?}: {}: {}",
            self.most >> 20,
            last.line,
            last.value,
            last.code.name(),
            last.code.help()
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_names_are_unique_and_explained() {
        let names: std::collections::HashSet<_> = CODES.iter().map(|c| c.name()).collect();
        assert_eq!(names.len(), CODES.len());
        assert!(CODES.iter().all(|c| c.help().len() > 20));
    }
}
