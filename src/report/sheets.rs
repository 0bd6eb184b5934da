//! `report.xlsx`: rings, accounts, leads and evidence for reviewers, who enter their verdicts there;
//! `kosring verdicts` reads them back ([`ACCOUNTS`], [`VERDICT_COLUMNS`]).
//!
//! Every identifier is a text cell, so that leading zeros and long numbers survive and nothing is run
//! as a formula. The time of creation is the end of the window, so that the same result gives the same
//! bytes.
//!
//! Cost: linear in the rows shown, at the most `report.sheet_rows` a sheet. Rows go through temporary
//! files in the report's folder and are not held in memory.

use std::collections::HashMap;
use std::io::Write;

use anyhow::Result;
use rust_xlsxwriter::{
    ConditionalFormat2ColorScale, ConditionalFormatType, DataValidation, DocProperties, ExcelDateTime,
    Format, Note, Workbook, Worksheet,
};

use super::tables::{self, Kind};
use super::{Folder, Outcome, REVIEWED};
use crate::progress::grouped;
use crate::schema::VERDICTS;
use crate::texts::Texts;
use crate::time::format_day;

/// The sheet that has the verdicts.
pub const ACCOUNTS: &str = "accounts";
/// What reviewers fill in, by the names of the export `verdicts`.
pub const VERDICT_COLUMNS: [&str; 3] = ["verdict", "decided_at", "note"];

/// Sheets and the machine files that they show.
const SHEETS: [(&str, &str); 4] = [
    ("rings", "clusters.csv"),
    (ACCOUNTS, "account_scores.csv"),
    ("leads", "lead_scores.csv"),
    ("evidence", "evidence.csv"),
];

/// Most characters of a cell, less one for the mark of what was cut.
const CELL: usize = 32_766;

/// Writes the workbook from the machine files in the folder.
pub fn write(o: &Outcome<'_>, folder: &Folder, out: &mut (dyn Write + Send)) -> Result<()> {
    let mut book = Workbook::new();
    book.set_tempdir(folder.path())?;
    let window = o.facts.frames.window;
    let last = format_day(window.first_day + window.days as i32 - 1);
    let created = ExcelDateTime::parse_from_str(&last)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let looks = Looks::new();
    for ((name, file), all) in SHEETS.into_iter().zip(rows(o)) {
        let sheet = book.add_worksheet_with_constant_memory();
        sheet.set_name(name)?;
        let content = Content {
            file,
            all,
            most: o.settings.sheet_rows as usize,
            texts: o.settings.language.texts(),
            decided: if name == ACCOUNTS { decided(o, folder)? } else { HashMap::new() },
        };
        fill(sheet, &looks, tables::reader(folder.open(file)?), &content)?;
    }
    Ok(out.write_all(&book.save_to_buffer()?)?)
}

/// Rows of the machine files that sheets show.
fn rows(o: &Outcome<'_>) -> [usize; SHEETS.len()] {
    [o.rings.len(), o.scores.accounts.len(), o.scores.transfers.len(), o.evidence.len()]
}

/// Rows that sheets leave out: sheet, rows in all.
pub fn left_out<'o>(o: &'o Outcome<'_>) -> impl Iterator<Item = (&'static str, usize)> + 'o {
    let sheets = SHEETS.into_iter().map(|(name, _)| name).zip(rows(o));
    sheets.filter(|&(_, rows)| rows > o.settings.sheet_rows as usize)
}

/// What a sheet shows, and in which language it is explained.
struct Content {
    /// The machine file.
    file: &'static str,
    /// Its rows.
    all: usize,
    /// Rows of the sheet at the most.
    most: usize,
    texts: &'static Texts,
    /// What was decided of accounts, by [`VERDICT_COLUMNS`], so that the sheet can be given back as the
    /// export without losing an earlier decision.
    decided: HashMap<String, [String; 3]>,
}

/// Decisions by account, from the machine file.
fn decided(o: &Outcome<'_>, folder: &Folder) -> Result<HashMap<String, [String; 3]>> {
    let mut decided = HashMap::new();
    if o.facts.frames.has("verdicts") {
        let mut rows = tables::reader(folder.open(REVIEWED)?);
        let header: Vec<String> = tables::header(&mut rows)?.into_iter().map(|(name, _)| name).collect();
        let places = VERDICT_COLUMNS.map(|column| header.iter().position(|name| name == column));
        for row in rows.records() {
            let row = row?;
            let cell = |place: Option<usize>| place.map_or(String::new(), |at| row[at].to_string());
            decided.insert(row[0].to_string(), places.map(cell));
        }
    }
    Ok(decided)
}

/// Formats of cells.
struct Looks {
    head: Format,
    text: Format,
    count: Format,
    /// Ratios and bits.
    decimal: Format,
    money: Format,
}

impl Looks {
    fn new() -> Looks {
        Looks {
            head: Format::new().set_bold().set_background_color("D9E1F2"),
            // What is edited stays text too.
            text: Format::new().set_num_format("@"),
            count: Format::new().set_num_format("#,##0"),
            decimal: Format::new().set_num_format("0.000"),
            money: Format::new().set_num_format("#,##0.00"),
        }
    }

    fn number(&self, kind: Kind) -> &Format {
        match kind {
            Kind::Decimal(2) => &self.money,
            Kind::Decimal(_) => &self.decimal,
            Kind::Count | Kind::Text => &self.count,
        }
    }
}

/// Fills a sheet with the first rows of a machine file.
fn fill<R: std::io::Read>(
    sheet: &mut Worksheet,
    looks: &Looks,
    mut rows: csv::Reader<R>,
    content: &Content,
) -> Result<()> {
    let mut header = tables::header(&mut rows)?;
    let accounts = sheet.name() == ACCOUNTS;
    if accounts {
        header.extend(VERDICT_COLUMNS.map(|name| (name.to_string(), Kind::Text)));
    }
    for ((name, kind), column) in header.iter().zip(0..) {
        sheet.set_column_width(column, width(name, *kind))?;
        sheet.write_string_with_format(0, column, name, &looks.head)?;
        // Headers stay the machine files', so that verdicts can be read back; notes say what they mean.
        sheet.insert_note(
            0,
            column,
            &Note::new(content.texts.of("column", name)).add_author_prefix(false),
        )?;
    }
    sheet.set_freeze_panes(1, 1)?;
    let mut record = csv::StringRecord::new();
    let shown = content.all.min(content.most) as u32;
    for place in 1..=shown {
        rows.read_record(&mut record)?;
        if let Some(decided) = content.decided.get(&record[0]) {
            record.extend(decided);
        }
        row(sheet, looks, place, &header, &record)?;
    }
    if content.all > content.most {
        let (all, below) = (grouped(content.all as u64), shown + 2);
        let values = [("shown", &*grouped(shown.into())), ("rows", &all), ("file", content.file)];
        sheet.write_string_with_format(below, 0, content.texts.fill("sheet.remark", &values), &looks.head)?;
    }
    sheet.autofilter(0, 0, shown, header.len() as u16 - 1)?;
    if shown == 0 {
        return Ok(());
    }
    for ((name, _), column) in header.iter().zip(0..) {
        match name.as_str() {
            "score" => sheet.add_conditional_format(1, column, shown, column, &colours())?,
            "verdict" if accounts => {
                sheet.add_data_validation(1, column, shown, column, &verdicts(content.texts)?)?
            }
            _ => continue,
        };
    }
    Ok(())
}

/// Writes one row; empty cells stay empty.
fn row(
    sheet: &mut Worksheet,
    looks: &Looks,
    place: u32,
    header: &[(String, Kind)],
    record: &csv::StringRecord,
) -> Result<()> {
    for (((_, kind), cell), column) in header.iter().zip(record).zip(0..) {
        match kind {
            _ if cell.is_empty() => continue,
            Kind::Text => sheet.write_string_with_format(place, column, fitting(cell), &looks.text)?,
            _ => sheet.write_number_with_format(place, column, cell.parse::<f64>()?, looks.number(*kind))?,
        };
    }
    Ok(())
}

/// A text that a cell takes: what is too long is cut, visibly.
fn fitting(text: &str) -> std::borrow::Cow<'_, str> {
    // Bytes are at least as many as characters, of which Excel counts UTF-16 units.
    if text.len() <= CELL {
        return text.into();
    }
    let mut units = 0;
    let cut = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > CELL
    });
    cut.map_or(text.into(), |(end, _)| format!("{}…", &text[..end]).into())
}

/// Width of a column, in characters: as wide as what it mostly holds.
fn width(column: &str, kind: Kind) -> f64 {
    match column {
        "detail" | "sources" => 60.0,
        "reasons" | "note" => 44.0,
        "typologies" | "contact_hash" => 28.0,
        "account_id" | "from_account" | "to_account" | "lead_id" | "subject_id" | "object_id" => 24.0,
        name if name.ends_with("_at") || name.starts_with("observed_") => 26.0,
        "code" | "recommended_action" | "chain_id" => 24.0,
        // The arrow of the filter takes two characters.
        name if kind != Kind::Text => name.len() as f64 + 4.0,
        _ => 16.0,
    }
}

/// From white at 0 to red at 1.
fn colours() -> ConditionalFormat2ColorScale {
    ConditionalFormat2ColorScale::new()
        .set_minimum(ConditionalFormatType::Number, 0.0)
        .set_maximum(ConditionalFormatType::Number, 1.0)
        .set_minimum_color("FFFFFF")
        .set_maximum_color("F8696B")
}

/// The drop-down of verdicts.
fn verdicts(texts: &Texts) -> Result<DataValidation> {
    let list = DataValidation::new().allow_list_strings(VERDICTS)?;
    Ok(list.set_input_title("verdict")?.set_input_message(texts.get("sheet.decide"))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fault: a long list of sources that stops the whole report.
    #[test]
    fn texts_too_long_for_a_cell_are_cut_between_characters() {
        assert_eq!(fitting("abc"), "abc");
        let long = "中".repeat(40_000);
        let cut = fitting(&long);
        assert_eq!(cut.chars().count(), CELL + 1);
        assert!(cut.ends_with('…'));
        // Two units a character.
        assert_eq!(fitting(&"😀".repeat(20_000)).encode_utf16().count(), CELL + 1);
        // Many bytes and few characters.
        assert_eq!(fitting(&"中".repeat(20_000)).chars().count(), 20_000);
    }
}
