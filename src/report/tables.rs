//! The machine files read back, for the forms that are made from them: sheets, Parquet, and CSV for
//! spreadsheets hold what the CSV files hold because they are made of nothing else.

use std::io::Read;

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Identifiers, words, times.
    Text,
    /// A whole number.
    Count,
    /// A number with so many decimals.
    Decimal(usize),
}

impl Kind {
    /// The kind of a column of a machine file. Whatever is not known to be a number is text, so that no
    /// identifier is ever taken for one.
    pub fn of(column: &str) -> Kind {
        match column {
            "score" | "traded" | "rented" | "affiliated" | "lead_resale" => Kind::Decimal(6),
            "evidence_bits" | "bits" | "set_aside_bits" => Kind::Decimal(3),
            "ad_spend_cny" => Kind::Decimal(2),
            "rank" | "accounts" | "kos_accounts" | "enterprises" | "devices" | "payment_accounts"
            | "leads" | "hop" | "line" | "set_aside" => Kind::Count,
            _ => Kind::Text,
        }
    }
}

/// Reads a machine file, header and all.
pub fn reader<R: Read>(csv: R) -> csv::Reader<R> {
    csv::ReaderBuilder::new().has_headers(false).buffer_capacity(1 << 16).from_reader(csv)
}

/// A header's names with their kinds.
pub fn header<R: Read>(reader: &mut csv::Reader<R>) -> anyhow::Result<Vec<(String, Kind)>> {
    let mut record = csv::StringRecord::new();
    reader.read_record(&mut record)?;
    Ok(record.iter().map(|name| (name.to_string(), Kind::of(name))).collect())
}
