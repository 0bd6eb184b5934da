//! Writes the exports and the truth: identifiers rendered, columns and exports left out on request.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::WorldOptions;

/// The exports that the generator writes, with their columns; `*` marks what cannot be left out.
pub const EXPORTS: [(&str, bool, &[&str]); 10] = [
    (
        "accounts",
        true,
        &[
            "*account_id",
            "*account_kind",
            "*registered_at",
            "region",
            "holder_hash",
            "phone_hash",
            "payout_account",
            "industry",
            "group_id",
        ],
    ),
    ("logins", true, &["*account_id", "*device_id", "*login_at", "ip", "region"]),
    (
        "bindings",
        true,
        &["*enterprise_id", "*account_id", "*bound_at", "unbound_at", "method", "employee_hash"],
    ),
    (
        "lead_transfers",
        true,
        &["*lead_id", "*contact_hash", "*from_account", "*to_account", "*transferred_at", "channel"],
    ),
    ("account_changes", false, &["*account_id", "*field", "*changed_at", "old_value", "new_value"]),
    (
        "leads",
        false,
        &["*lead_id", "*contact_hash", "*account_id", "*collected_at", "source", "followed_up_at"],
    ),
    ("payments", false, &["*payment_id", "*payer", "*payee", "*paid_at", "*amount_cny"]),
    ("ad_spend", false, &["*account_id", "*spent_on", "*product", "*spend_cny"]),
    ("notes", false, &["*note_id", "*account_id", "*published_at", "*text"]),
    ("approved_operators", false, &["*kind", "*id", "*reason", "valid_until"]),
];

/// Checks that what is to be left out exists and may be left out; all problems at once.
pub fn check_without(options: &WorldOptions) -> Result<()> {
    let mut problems = Vec::new();
    for name in &options.without {
        let (export, column) = match name.split_once('.') {
            Some((export, column)) => (export, Some(column)),
            None => (name.as_str(), None),
        };
        let Some(entry) = EXPORTS.iter().find(|entry| entry.0 == export) else {
            problems.push(format!("there is no export {export:?} to leave out"));
            continue;
        };
        match column {
            None if entry.1 => problems.push(format!("{export} is required and cannot be left out")),
            None => {}
            Some(column) if entry.2.contains(&column) => {}
            Some(column) if entry.2.iter().any(|known| known.strip_prefix('*') == Some(column)) => {
                problems.push(format!("{export}.{column} is required and cannot be left out"));
            }
            Some(column) => problems.push(format!("{export} has no column {column:?} to leave out")),
        }
    }
    if !problems.is_empty() {
        bail!("{}", problems.join("; "));
    }
    Ok(())
}

/// One export being written.
pub struct Sheet {
    name: String,
    keep: Vec<bool>,
    file: Option<csv::Writer<BufWriter<File>>>,
    rows: u64,
}

impl Sheet {
    /// Opens `name`.csv with its known columns less those to be left out. An export that is left out
    /// is not opened, and what is written to it goes nowhere.
    pub fn open(folder: &Path, name: &str, options: &WorldOptions) -> Result<Self> {
        let columns = EXPORTS.iter().find(|entry| entry.0 == name).map_or(&[][..], |entry| entry.2);
        let leaves = |what: &str| options.without.iter().any(|entry| entry == what);
        let names: Vec<&str> = columns.iter().map(|column| column.trim_start_matches('*')).collect();
        let keep: Vec<bool> = names.iter().map(|column| !leaves(&format!("{name}.{column}"))).collect();
        let mut sheet = Self { name: name.to_string(), keep, file: None, rows: 0 };
        if !leaves(name) {
            sheet.file = Some(csv::Writer::from_writer(create(folder, name)?));
            sheet.row(&names)?;
            sheet.rows = 0;
        }
        Ok(sheet)
    }

    /// Opens `name`.csv with the given columns, all kept.
    pub fn plain(folder: &Path, name: &str, columns: &[&str]) -> Result<Self> {
        let file = Some(csv::Writer::from_writer(create(folder, name)?));
        let mut sheet = Self { name: name.to_string(), keep: vec![true; columns.len()], file, rows: 0 };
        sheet.row(columns)?;
        sheet.rows = 0;
        Ok(sheet)
    }

    /// Writes one row.
    pub fn row<T: AsRef<[u8]>>(&mut self, fields: &[T]) -> Result<()> {
        let Some(file) = &mut self.file else {
            return Ok(());
        };
        let kept = fields.iter().zip(&self.keep).filter(|(_, keep)| **keep);
        file.write_record(kept.map(|(field, _)| field.as_ref()))
            .with_context(|| format!("cannot write {}.csv", self.name))?;
        self.rows += 1;
        Ok(())
    }

    /// Whether the `index`th column is kept.
    pub fn keeps(&self, index: usize) -> bool {
        self.keep.get(index).copied().unwrap_or(false)
    }

    /// Writes rows that are rendered already, in the kept columns.
    pub fn raw(&mut self, rows: &[u8], count: u64) -> Result<()> {
        let Some(file) = self.file.take() else {
            return Ok(());
        };
        let name = self.name.clone();
        let mut inner = file
            .into_inner()
            .map_err(|error| anyhow::anyhow!("cannot write {name}.csv: {}", error.error()))?;
        inner.write_all(rows).with_context(|| format!("cannot write {name}.csv"))?;
        self.file = Some(csv::Writer::from_writer(inner));
        self.rows += count;
        Ok(())
    }

    /// Writes what is left in buffers and tells the number of rows.
    pub fn close(self) -> Result<u64> {
        if let Some(mut file) = self.file {
            file.flush().with_context(|| format!("cannot write {}.csv", self.name))?;
        }
        Ok(self.rows)
    }
}

/// Creates a file in a folder that is made if need be.
fn create(folder: &Path, name: &str) -> Result<BufWriter<File>> {
    fs::create_dir_all(folder).with_context(|| format!("cannot create the folder {}", folder.display()))?;
    let path = folder.join(format!("{name}.csv"));
    let file = File::create(&path).with_context(|| format!("cannot create {}", path.display()))?;
    Ok(BufWriter::with_capacity(1 << 18, file))
}
