//! A machine table as CSV that a spreadsheet opens without harm: UTF-8 with a byte-order mark, by which
//! Excel knows the encoding, and an apostrophe before texts that it would run as a formula (OWASP, *CSV
//! Injection*) or turn into a number, whose leading zeros and sixteenth digit are then gone.
//!
//! Cost: linear.

use std::io::{Read, Write};

use super::tables::{self, Kind};

/// First characters of formulas. Chinese and Japanese keyboards type the full-width ones, and Excel
/// takes them for the others.
const STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Writes a machine file for spreadsheets.
pub fn write(csv: impl Read, out: &mut (dyn Write + Send)) -> anyhow::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut reader = tables::reader(csv);
    let header = tables::header(&mut reader)?;
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(header.iter().map(|(name, _)| name))?;
    let (mut record, mut safe) = (csv::StringRecord::new(), csv::StringRecord::new());
    let mut text = String::new();
    while reader.read_record(&mut record)? {
        safe.clear();
        for (cell, (_, kind)) in record.iter().zip(&header) {
            // Numbers are the program's own, and a minus before one is no formula.
            if *kind == Kind::Text && harmful(cell) {
                text.clear();
                text.push('\'');
                text.push_str(cell);
                safe.push_field(&text);
            } else {
                safe.push_field(cell);
            }
        }
        writer.write_record(&safe)?;
    }
    Ok(writer.flush()?)
}

/// Whether a spreadsheet would make something else of a text.
fn harmful(text: &str) -> bool {
    text.starts_with(STARTS) || text.trim().parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fault: formulas in identifiers run when the file is opened, or digits are lost.
    #[test]
    fn formulas_and_numbers_are_prefixed_and_nothing_else_is() {
        let csv = "account_id,bits\n=cmd|' /C calc'!A0,-1.500\n\u{ff1d}1,2\n007,\n1e5,1\n\"\t=1\",1\nu1,1\n张三,1\n";
        let mut out = Vec::new();
        write(csv.as_bytes(), &mut out).unwrap();
        let expected = "\u{feff}account_id,bits\n'=cmd|' /C calc'!A0,-1.500\n'\u{ff1d}1,2\n'007,\n'1e5,1\n'\t=1,1\nu1,1\n张三,1\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
