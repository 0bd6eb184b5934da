//! Exports other than logins: rows → typed columns with interned identifiers.
//!
//! One reader an export, exports side by side; accounts, which all others wait for, with all threads. Cost: linear in bytes, then `n log n` for sorting.

use std::path::PathBuf;
use std::sync::Mutex;

use super::chunks::{Chunk, Lines};
use super::fields::{Limits, clean, identifier, money};
use super::quarantine::{Code, Rejected, Room};
use super::records::{Record, raw};
use super::source::{Shape, Source};
use crate::error::Fault;
use crate::ids::{DOMAINS, Domain, Finder, Interner, NONE, Packed, pack, unpack};
use crate::schema::{Export, ExportKind, Kind, place_of_word};
use crate::settings::Settings;
use crate::time::{NO_TIME, TimeFault, Zone, parse_date};

/// The values of one column.
#[derive(Debug, Clone)]
pub enum Values {
    /// Identifiers, accounts and words; [`NONE`] = missing.
    Number(Vec<u32>),
    /// Moments and amounts; [`NO_TIME`] = missing.
    Wide(Vec<i64>),
    /// Days.
    Day(Vec<i32>),
    /// Texts.
    Text(Vec<String>),
}

impl Values {
    /// Whether any of them is there.
    pub fn hold_any(&self) -> bool {
        match self {
            Values::Number(v) => v.iter().any(|&v| v != NONE),
            Values::Wide(v) => v.iter().any(|&v| v != NO_TIME),
            Values::Day(v) => v.iter().any(|&v| v != i32::MIN),
            Values::Text(v) => v.iter().any(|v| !v.is_empty()),
        }
    }
}

/// What is known of one input file.
#[derive(Debug, Clone, Default)]
pub struct FileFacts {
    /// Its path as it was found.
    pub path: PathBuf,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Rows, without the header.
    pub rows: u64,
    /// Rows rejected.
    pub rejected: u64,
    /// Headers that nobody knows.
    pub unknown: Vec<String>,
    /// Places of the columns.
    pub present: Vec<bool>,
    /// Whether it is what a state holds of earlier nights, and none of tonight's files.
    pub held: bool,
}

/// One export as it was read.
pub struct Table {
    /// Which export.
    pub export: &'static Export,
    /// One entry a column of the export.
    pub values: Vec<Values>,
    /// Index of the file (within this export) and line of each row.
    pub origin: Vec<(u32, u32)>,
    /// Texts of the identifiers, by domain; numbers in `values` are theirs until they are merged.
    pub texts: Vec<Interner>,
    /// The files.
    pub files: Vec<FileFacts>,
    /// Rows that did not fit.
    pub rejected: Vec<Rejected>,
    /// Rows that said nothing new.
    pub collapsed: u64,
    /// Whether the first file holds the rows so far, and the others what is new.
    pub held: bool,
    /// Whether the rows are what the state noticed, and no export.
    pub noticed: bool,
}

impl Table {
    /// An empty table of an export.
    pub fn new(export: &'static Export) -> Table {
        let values = export.columns.iter().map(|c| match c.kind {
            Kind::Id(_) | Kind::Account | Kind::Word(_) => Values::Number(Vec::new()),
            Kind::Time | Kind::Money => Values::Wide(Vec::new()),
            Kind::Day => Values::Day(Vec::new()),
            Kind::Text => Values::Text(Vec::new()),
        });
        Table {
            export,
            values: values.collect(),
            origin: Vec::new(),
            texts: (0..DOMAINS).map(|_| Interner::default()).collect(),
            files: Vec::new(),
            rejected: Vec::new(),
            collapsed: 0,
            held: false,
            noticed: false,
        }
    }

    /// Reads all files of an export with `threads` threads. Each returns the table of the rows that it
    /// came upon; together they are the export, in no order.
    ///
    /// `accounts`: the accounts that rows may speak of; none while the accounts themselves are read.
    /// `held`: whether the first file holds the rows so far, of the nights before.
    ///
    /// # Errors
    /// [`Fault::Input`] if a file cannot be read.
    pub fn read(
        export: &'static Export,
        paths: &[PathBuf],
        accounts: Option<&Finder>,
        settings: &Settings,
        (threads, held): (usize, bool),
    ) -> Result<Vec<Table>, Fault> {
        let rules = Rules::new(settings);
        let empty = || Table { held, ..Table::new(export) };
        let mut parts: Vec<Table> = (0..threads.max(1)).map(|_| empty()).collect();
        for (path, file) in paths.iter().zip(0..) {
            let source = Source::open(path, export, settings)?;
            let shape = source.shape(file);
            let source = Mutex::new(source);
            let (first, others) = parts.split_first_mut().expect("one thread at the least");
            std::thread::scope(|scope| {
                let work = |part| scope.spawn(|| Table::read_file(part, &source, &shape, accounts, &rules));
                let helpers: Vec<_> = others.iter_mut().map(work).collect();
                let own = Table::read_file(first, &source, &shape, accounts, &rules);
                let joined = helpers.into_iter().map(|t| t.join().expect("no panic in a reader"));
                joined.fold(own, Result::and)
            })?;
            let source = source.into_inner().expect("no panic in a reader");
            let read = first.files.pop().unwrap_or_default();
            let held = held && file == 0;
            first.files.push(FileFacts { rows: read.rows, rejected: read.rejected, held, ..source.facts() });
        }
        Ok(parts)
    }

    /// Takes chunks of a file until there are none.
    fn read_file(
        part: &mut Table,
        source: &Mutex<Source>,
        shape: &Shape,
        accounts: Option<&Finder>,
        rules: &Rules,
    ) -> Result<(), Fault> {
        part.files.push(FileFacts::default());
        let mut buffer = Vec::new();
        let mut staged: Vec<Staged> = part.values.iter().map(|_| Staged::default()).collect();
        loop {
            let chunk = source.lock().expect("no panic in a reader").next(buffer)?;
            let Some(chunk) = chunk else { return Ok(()) };
            let before = part.rejected.len();
            part.read_chunk(shape, &chunk, accounts, rules, &mut staged);
            part.number(&mut staged);
            let taken = rules.room.take(&part.rejected[before..]);
            taken.map_err(|what| source.lock().expect("no panic in a reader").overfull(&what))?;
            buffer = chunk.text;
        }
    }

    /// Appends the rows of another part of the same export. Identifiers must have their final numbers.
    pub fn append(&mut self, part: Table) {
        for (own, more) in self.values.iter_mut().zip(part.values) {
            own.append(more);
        }
        self.origin.extend(part.origin);
        self.rejected.extend(part.rejected);
        self.collapsed += part.collapsed;
        for (own, more) in self.files.iter_mut().zip(&part.files) {
            own.rows += more.rows;
            own.rejected += more.rejected;
        }
    }

    fn read_chunk(
        &mut self,
        shape: &Shape,
        chunk: &Chunk,
        accounts: Option<&Finder>,
        rules: &Rules,
        staged: &mut [Staged],
    ) {
        let file = shape.file;
        if let Some(code) = chunk.broken {
            self.files[file as usize].rows += 1;
            let fault = RowFault { column: "", code, value: String::new() };
            self.reject(chunk, shape, (0, chunk.first_line), fault);
            return;
        }
        let mut lines = Lines::new(chunk);
        Source::each_row(chunk, shape.separator, |record, at| {
            self.files[file as usize].rows += 1;
            match self.read_row(shape, record, accounts, rules) {
                Ok(cells) => {
                    for ((values, staged), cell) in self.values.iter_mut().zip(&mut *staged).zip(cells) {
                        values.push(cell, staged, &mut self.texts);
                    }
                    let line = lines.line(at).min(u64::from(u32::MAX)) as u32;
                    self.origin.push((file, line));
                }
                Err(fault) if fault.code == Code::DanglingReference && self.outlives(file) => {
                    self.collapsed += 1;
                }
                Err(fault) => self.reject(chunk, shape, (at, lines.line(at)), fault),
            }
        });
    }

    /// Numbers what the rows of a chunk hold, column by column, so that many are looked up at a time.
    fn number(&mut self, staged: &mut [Staged]) {
        let mut numbers = Vec::new();
        let columns = self.export.columns.iter().zip(&mut self.values);
        for ((column, values), staged) in columns.zip(staged) {
            let (Some(domain), Values::Number(values)) = (domain_of(column.kind), values) else { continue };
            self.texts[domain as usize].numbers(&staged.texts, &mut numbers);
            staged.rows.drain(..).zip(&numbers).for_each(|(row, &number)| values[row as usize] = number);
            staged.texts.clear();
        }
    }

    /// Notes the row that begins at a byte, on a line.
    fn reject(&mut self, chunk: &Chunk, shape: &Shape, (at, line): (usize, u64), fault: RowFault) {
        let file = shape.file;
        self.files[file as usize].rejected += 1;
        let row = raw(chunk, shape.separator, at);
        let RowFault { column, code, value } = fault;
        self.rejected.push(Rejected { file, line, column, code, value, row });
    }

    /// Whether rows of a file may speak of accounts that are no more: what reviewers once decided, and what
    /// the nights before have left. They say nothing then, and are no fault.
    fn outlives(&self, file: u32) -> bool {
        self.export.kind == ExportKind::Verdicts || (self.held && file == 0)
    }

    /// Checks a whole row before any of it is kept: an identifier that only a rejected row holds must
    /// not get a number, since the row of an account is its number.
    fn read_row<'r>(
        &self,
        shape: &Shape,
        record: &'r Record<'_>,
        accounts: Option<&Finder>,
        rules: &Rules,
    ) -> Result<Vec<Cell<'r>>, RowFault> {
        if record.len() != shape.width {
            let value = format!("{} fields, the header has {}", record.len(), shape.width);
            return Err(RowFault { column: "", code: Code::RaggedRow, value });
        }
        let mut cells = Vec::with_capacity(self.export.columns.len());
        for (column, place) in self.export.columns.iter().zip(&shape.places) {
            let field = place.map_or(&b""[..], |place| record.get(place));
            let read = rules.read(column.kind, field, accounts);
            let cell = match read {
                Ok(Some(cell)) => cell,
                Ok(None) if column.required => {
                    return Err(RowFault::new(column.name, Code::MissingValue, field));
                }
                Ok(None) => Cell::missing(column.kind),
                Err(code) => return Err(RowFault::new(column.name, code, field)),
            };
            cells.push(cell);
        }
        rules.check_order(self.export, &cells)?;
        Ok(cells)
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.origin.len()
    }
}

/// Longest piece of a value that a message repeats.
const VALUE_SHOWN: usize = 200;

/// Why a row is rejected.
pub struct RowFault {
    /// Column at fault.
    pub column: &'static str,
    /// Why.
    pub code: Code,
    /// Its value.
    pub value: String,
}

impl RowFault {
    /// A fault of one field.
    pub fn new(column: &'static str, code: Code, field: &[u8]) -> RowFault {
        let text = String::from_utf8_lossy(field);
        RowFault { column, code, value: text.chars().take(VALUE_SHOWN).collect() }
    }
}

/// One value on its way into a column.
pub enum Cell<'r> {
    /// An identifier that is not interned yet.
    Id(Domain, &'r [u8]),
    /// An account or a word.
    Number(u32),
    /// A moment or an amount.
    Wide(i64),
    /// A day.
    Day(i32),
    /// A text.
    Text(String),
}

impl Cell<'_> {
    /// What a missing value of a kind is.
    pub fn missing(kind: Kind) -> Self {
        match kind {
            Kind::Id(_) | Kind::Account | Kind::Word(_) => Cell::Number(NONE),
            Kind::Time | Kind::Money => Cell::Wide(NO_TIME),
            Kind::Day => Cell::Day(i32::MIN),
            Kind::Text => Cell::Text(String::new()),
        }
    }
}

/// Identifiers of a column that have no numbers yet.
#[derive(Default)]
struct Staged {
    rows: Vec<u32>,
    texts: Vec<Packed>,
}

impl Values {
    /// Appends a column of the same kind.
    fn append(&mut self, more: Values) {
        match (self, more) {
            (Values::Number(values), Values::Number(more)) => values.extend(more),
            (Values::Wide(values), Values::Wide(more)) => values.extend(more),
            (Values::Day(values), Values::Day(more)) => values.extend(more),
            (Values::Text(values), Values::Text(more)) => values.extend(more),
            _ => unreachable!("parts of one export have the same columns"),
        }
    }

    fn push(&mut self, cell: Cell<'_>, staged: &mut Staged, texts: &mut [Interner]) {
        match (self, cell) {
            (Values::Number(values), Cell::Id(domain, id)) => {
                let packed = pack(id);
                if unpack(&packed).is_none() {
                    texts[domain as usize].intern(id);
                }
                staged.rows.push(values.len() as u32);
                staged.texts.push(packed);
                values.push(NONE);
            }
            (Values::Number(values), Cell::Number(n)) => values.push(n),
            (Values::Wide(values), Cell::Wide(n)) => values.push(n),
            (Values::Day(values), Cell::Day(n)) => values.push(n),
            (Values::Text(values), Cell::Text(text)) => values.push(text),
            _ => unreachable!("cells follow the columns' kinds"),
        }
    }
}

/// How fields are read under the settings in force.
pub struct Rules {
    /// Zone of times without an offset.
    pub zone: Zone,
    limits: Limits,
    room: Room,
}

impl Rules {
    /// The rules under these settings.
    pub fn new(settings: &Settings) -> Rules {
        let limits = Limits {
            identifier: settings.max_identifier_bytes as usize,
            field: settings.max_field_bytes as usize,
        };
        Rules { zone: settings.zone(), limits, room: Room::new(settings) }
    }

    /// Reads one field; `Ok(None)` if its value is missing.
    pub fn read<'r>(
        &self,
        kind: Kind,
        field: &'r [u8],
        accounts: Option<&Finder>,
    ) -> Result<Option<Cell<'r>>, Code> {
        if field.len() > self.limits.field {
            return Err(Code::FieldTooLong);
        }
        match kind {
            Kind::Account => {
                let Some(text) = text_of(identifier(field, self.limits)?)? else { return Ok(None) };
                let found = accounts.and_then(|a| a.find_bytes(text));
                found.map(|n| Some(Cell::Number(n))).ok_or(Code::DanglingReference)
            }
            Kind::Id(domain) => {
                let Some(text) = text_of(identifier(field, self.limits)?)? else { return Ok(None) };
                Ok(Some(Cell::Id(domain, text)))
            }
            Kind::Text => {
                let text = std::str::from_utf8(field).map_err(|_| Code::BadEncoding)?;
                if text.contains('\u{fffd}') {
                    return Err(Code::BadEncoding);
                }
                let text = text.trim();
                Ok((!text.is_empty()).then(|| Cell::Text(text.to_string())))
            }
            _ => {
                let Some(text) = clean(field) else { return Ok(None) };
                self.read_value(kind, text).map(Some)
            }
        }
    }

    fn read_value(&self, kind: Kind, text: &[u8]) -> Result<Cell<'static>, Code> {
        let time = |fault| match fault {
            TimeFault::Form => Code::BadTime,
            TimeFault::Impossible => Code::ImpossibleTime,
        };
        match kind {
            Kind::Time => self.zone.parse(text).map(Cell::Wide).map_err(time),
            Kind::Day => parse_date(&self.zone, text).map(Cell::Day).map_err(time),
            Kind::Money => money(text).map(Cell::Wide),
            Kind::Word(words) => {
                let place = place_of_word(words, text);
                place.map(|p| Cell::Number(p as u32)).ok_or(Code::UnknownWord)
            }
            Kind::Id(_) | Kind::Account | Kind::Text => unreachable!("read as texts"),
        }
    }

    /// A binding must not end before it begins.
    pub fn check_order(&self, export: &Export, cells: &[Cell<'_>]) -> Result<(), RowFault> {
        let wide = |name: &str| match export.column(name).map(|c| &cells[c]) {
            Some(Cell::Wide(at)) if *at != NO_TIME => Some(*at),
            _ => None,
        };
        for (begin, end) in [("bound_at", "unbound_at"), ("collected_at", "followed_up_at")] {
            if let (Some(from), Some(to)) = (wide(begin), wide(end))
                && to < from
            {
                let column = export.column(end).map_or("", |c| export.columns[c].name);
                let value = self.zone.format(to);
                return Err(RowFault { column, code: Code::TimeOrder, value });
            }
        }
        Ok(())
    }
}

/// Identifiers must be text in the file's encoding.
fn text_of(text: Option<&[u8]>) -> Result<Option<&[u8]>, Code> {
    match text {
        Some(t) if t.is_ascii() => Ok(Some(t)),
        Some(t) => match std::str::from_utf8(t) {
            Ok(s) if !s.contains('\u{fffd}') => Ok(Some(t)),
            _ => Err(Code::BadEncoding),
        },
        None => Ok(None),
    }
}

/// Whether an identifier is text: what [`text_of`] checks, for readers of their own.
#[inline]
pub fn is_text(text: &[u8]) -> bool {
    text.is_ascii() || text_of(Some(text)).is_ok()
}

/// The domain of a column's identifiers, if it holds any.
pub fn domain_of(kind: Kind) -> Option<Domain> {
    match kind {
        Kind::Id(domain) => Some(domain),
        _ => None,
    }
}
