//! A machine table as Parquet: counts as 64-bit integers, other numbers as doubles, all else as text;
//! what is empty in the CSV is null.
//!
//! Cost: linear; the table is held in memory.

use std::io::{Read, Write};

use anyhow::{Context, Result};
use polars::prelude::*;

use super::tables::{self, Kind};

/// A column under way.
enum Cells {
    Text(StringChunkedBuilder),
    Count(PrimitiveChunkedBuilder<Int64Type>),
    Decimal(PrimitiveChunkedBuilder<Float64Type>),
}

impl Cells {
    fn new(name: &str, kind: Kind) -> Cells {
        match kind {
            Kind::Text => Cells::Text(StringChunkedBuilder::new(name.into(), 0)),
            Kind::Count => Cells::Count(PrimitiveChunkedBuilder::new(name.into(), 0)),
            Kind::Decimal(_) => Cells::Decimal(PrimitiveChunkedBuilder::new(name.into(), 0)),
        }
    }

    fn push(&mut self, cell: &str) -> Result<()> {
        let cell = Some(cell).filter(|cell| !cell.is_empty());
        match self {
            Cells::Text(column) => column.append_option(cell),
            Cells::Count(column) => column.append_option(cell.map(str::parse).transpose()?),
            Cells::Decimal(column) => column.append_option(cell.map(str::parse).transpose()?),
        }
        Ok(())
    }

    fn finish(self) -> Column {
        match self {
            Cells::Text(column) => column.finish().into_column(),
            Cells::Count(column) => column.finish().into_column(),
            Cells::Decimal(column) => column.finish().into_column(),
        }
    }
}

/// Writes a machine file as Parquet.
pub fn write(csv: impl Read, out: &mut (dyn Write + Send)) -> Result<()> {
    let mut reader = tables::reader(csv);
    let header = tables::header(&mut reader)?;
    let mut columns: Vec<Cells> = header.iter().map(|(name, kind)| Cells::new(name, *kind)).collect();
    let mut record = csv::StringRecord::new();
    let mut rows = 0;
    while reader.read_record(&mut record)? {
        rows += 1;
        for ((column, cell), (name, _)) in columns.iter_mut().zip(&record).zip(&header) {
            column.push(cell).with_context(|| format!("{name} holds {cell:?}"))?;
        }
    }
    let mut frame = DataFrame::new(rows, columns.into_iter().map(Cells::finish).collect())?;
    ParquetWriter::new(out).with_compression(ParquetCompression::Zstd(None)).finish(&mut frame)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fault: an identifier read as a number, a number as text, or an empty cell as zero.
    #[test]
    fn identifiers_stay_text_and_numbers_are_numbers() {
        let csv = "lead_id,hop,score\n007,2,0.500000\n123456789012345678,,\n";
        let mut bytes = Vec::new();
        write(csv.as_bytes(), &mut bytes).unwrap();
        let frame = ParquetReader::new(std::io::Cursor::new(bytes)).finish().unwrap();
        let column = |name| frame.column(name).unwrap();
        let ids: Vec<Option<&str>> = column("lead_id").str().unwrap().iter().collect();
        assert_eq!(ids, [Some("007"), Some("123456789012345678")]);
        assert_eq!(column("hop").i64().unwrap().iter().collect::<Vec<_>>(), [Some(2), None]);
        assert_eq!(column("score").f64().unwrap().iter().collect::<Vec<_>>(), [Some(0.5), None]);
    }
}
