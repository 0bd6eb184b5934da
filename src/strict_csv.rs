//! CSV files that programs of ours wrote: reports and truths.
//!
//! Nothing is quarantined here: what is told from half a file is worse than nothing. So the first value
//! that doesn't fit stops the reading, with file, line, column, the value and what was expected.

use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};

/// One row of a file, reduced to the columns asked for.
pub struct Row<'a, const N: usize> {
    path: &'a Path,
    columns: &'a [&'static str; N],
    at: &'a [usize; N],
    record: &'a csv::StringRecord,
}

impl<const N: usize> Row<'_, N> {
    /// A column's text without blanks around it.
    pub fn value(&self, column: usize) -> &str {
        self.record.get(self.at[column]).unwrap_or("").trim()
    }

    /// The same; `None` if it is empty.
    pub fn optional(&self, column: usize) -> Option<String> {
        Some(self.value(column)).filter(|value| !value.is_empty()).map(str::to_owned)
    }

    /// A text that must be there.
    pub fn text(&self, column: usize) -> Result<String> {
        self.optional(column).ok_or_else(|| self.problem(column, "a value"))
    }

    /// A number from 0 to 1.
    pub fn score(&self, column: usize) -> Result<f64> {
        match self.value(column).parse::<f64>() {
            // Adding zero turns -0 into 0, which must tie with it.
            Ok(score) if (0.0..=1.0).contains(&score) => Ok(score + 0.0),
            _ => Err(self.problem(column, "a number from 0 to 1")),
        }
    }

    /// One of the contract's words, by what it stands for.
    pub fn one_of<T: Copy>(&self, column: usize, choices: &[(&str, T)]) -> Result<T> {
        let value = self.value(column);
        let found = choices.iter().find(|(name, _)| *name == value);
        found.map(|(_, choice)| *choice).ok_or_else(|| {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            self.problem(column, &format!("one of {}", names.join(", ")))
        })
    }

    /// A whole number that is not negative.
    pub fn count(&self, column: usize) -> Result<u64> {
        self.value(column).parse().map_err(|_| self.problem(column, "a whole number"))
    }

    /// Bits with three decimals, in thousandths.
    pub fn millibits(&self, column: usize) -> Result<i64> {
        let text = self.value(column);
        let figures = text.strip_prefix('-').unwrap_or(text);
        let read = figures.split_once('.').filter(|(_, decimals)| decimals.len() == 3).and_then(|(w, d)| {
            let (whole, decimals) = (w.parse::<i64>().ok()?, d.parse::<u16>().ok()?);
            whole.checked_mul(1000)?.checked_add(i64::from(decimals))
        });
        let read = read.ok_or_else(|| self.problem(column, "a number with three decimals"))?;
        Ok(if text.starts_with('-') { -read } else { read })
    }

    /// Words joined by semicolons.
    pub fn list(&self, column: usize) -> Vec<String> {
        self.value(column).split(';').filter(|word| !word.is_empty()).map(str::to_owned).collect()
    }

    /// A value that does not fit, as an error with file, line and column.
    pub fn problem(&self, column: usize, expected: &str) -> anyhow::Error {
        let line = self.record.position().map_or(0, csv::Position::line);
        anyhow!(
            "{}, line {line}, column {}: `{}`, expected {expected}",
            self.path.display(),
            self.columns[column],
            self.value(column)
        )
    }
}

/// Calls `take` with each row of a CSV file that must have `columns`, in any order.
///
/// # Errors
/// The first that does not fit: a file that cannot be opened, a column that is missing, a ragged row, or
/// what `take` finds; each with file and line.
pub fn each<const N: usize>(
    path: &Path,
    columns: [&'static str; N],
    mut take: impl FnMut(Row<'_, N>) -> Result<()>,
) -> Result<()> {
    let mut reader =
        csv::Reader::from_path(path).with_context(|| format!("{}: cannot be opened", path.display()))?;
    let header = reader.headers().with_context(|| format!("{}, line 1", path.display()))?;
    let mut at = [0; N];
    for (place, column) in at.iter_mut().zip(columns) {
        let found = header.iter().position(|name| name.trim() == column);
        let Some(found) = found else {
            let names: Vec<&str> = header.iter().collect();
            bail!("{}, line 1: no column {column}; the header has: {}", path.display(), names.join(", "));
        };
        *place = found;
    }
    let mut record = csv::StringRecord::new();
    // The csv crate's own errors (ragged row, not UTF-8) say the line.
    while reader.read_record(&mut record).with_context(|| path.display().to_string())? {
        take(Row { path, columns: &columns, at: &at, record: &record })?;
    }
    Ok(())
}
