//! One input file as a stream of chunks, whatever its format.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use polars::prelude::*;

use super::chunks::{CHUNK_BYTES, Chunk, Chunker};
use super::decode::{self, Bounded, Bounds, Tap};
use super::header::{Header, match_header};
use super::pages;
use super::records::{Record, each_record};
use super::table::FileFacts;
use crate::error::Fault;
use crate::schema::Export;
use crate::settings::Settings;

/// Rows of a Parquet file that are turned into text at a time.
const PARQUET_ROWS: usize = 100_000;

/// Where a file's columns are.
pub struct Shape {
    /// Number of the file within its export.
    pub file: u32,
    /// Field separator.
    pub separator: u8,
    /// Fields that every row has.
    pub width: usize,
    /// The place of each column of the contract.
    pub places: Vec<Option<usize>>,
}

/// An input file under way.
pub struct Source {
    path: PathBuf,
    tap: Arc<Mutex<Tap>>,
    text: Chunker<Box<dyn Read + Send>>,
    first: Option<Chunk>,
    /// Field separator.
    pub separator: u8,
    /// Where the columns are.
    pub header: Header,
}

impl Source {
    /// Opens a file and reads its header.
    ///
    /// # Errors
    /// [`Fault::Input`] if it cannot be read, is empty, or lacks columns.
    pub fn open(path: &Path, export: &Export, settings: &Settings) -> Result<Source, Fault> {
        let tap = Arc::new(Mutex::new(Tap::default()));
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        let usual = if name.contains(".tsv") { b'\t' } else { b',' };
        let parquet = name.ends_with(".parquet");
        let longest = (settings.max_field_bytes as usize * 4).max(CHUNK_BYTES);
        let bounds = Bounds::new(settings);
        let bytes: Box<dyn Read + Send> = if parquet {
            let text = ParquetText::open(path, tap.clone(), bounds)?;
            Box::new(Bounded::new(text, tap.clone(), bounds))
        } else {
            decode::open(path, tap.clone(), bounds).map_err(|e| unreadable(path, &e))?
        };
        let (separator, bytes) = told_separator(bytes, usual).map_err(|e| unreadable(path, &e))?;
        let text = Chunker::new(bytes, separator, longest, CHUNK_BYTES);
        let header = Header { width: 0, places: Vec::new(), unknown: Vec::new() };
        let mut source = Source { path: path.to_path_buf(), tap, text, first: None, separator, header };
        source.read_header(export, settings)?;
        Ok(source)
    }

    fn read_header(&mut self, export: &Export, settings: &Settings) -> Result<(), Fault> {
        let chunk = self.pull(Vec::new())?.ok_or_else(|| {
            let help = "export it again, with a header line even if there are no rows";
            Fault::input(&self.path, "the file is empty", help)
        })?;
        if let Some(code) = chunk.broken {
            let help = "check that the file is what its name says, and export it again";
            return Err(Fault::input(&self.path, format!("line 1: no header: {}", code.help()), help));
        }
        let most = settings.max_columns as usize;
        let mut header: Option<(usize, Vec<String>)> = None;
        each_record(&chunk, self.separator, |record, _| {
            if header.is_none() {
                let field = |i| String::from_utf8_lossy(record.get(i)).into_owned();
                header = Some((record.len(), (0..record.len().min(most + 1)).map(field).collect()));
            }
        });
        let (width, names) = header.unwrap_or_default();
        if width > most {
            let help = "export the columns of the contract alone, or raise it in the settings";
            let what = format!("line 1: {width} columns, more than {most} (input.max_columns)");
            return Err(Fault::input(&self.path, what, help));
        }
        self.header = match_header(export, &names, &settings.columns, settings.mask_messages).map_err(|what| {
            let columns: Vec<&str> = export.columns.iter().map(|c| c.name).collect();
            let help = format!(
                "the {} export has the columns {}; other headers are mapped in the settings under [columns.{}]",
                export.name,
                columns.join(", "),
                export.name
            );
            Fault::input(&self.path, format!("line 1: {what}"), help)
        })?;
        self.first = Some(chunk);
        Ok(())
    }

    /// The next chunk. The file's first one still holds the header line.
    ///
    /// # Errors
    /// [`Fault::Input`] if the file breaks off.
    pub fn next(&mut self, buffer: Vec<u8>) -> Result<Option<Chunk>, Fault> {
        match self.first.take() {
            Some(chunk) => Ok(Some(chunk)),
            None => self.pull(buffer),
        }
    }

    fn pull(&mut self, buffer: Vec<u8>) -> Result<Option<Chunk>, Fault> {
        self.text.next(buffer).map_err(|e| unreadable(&self.path, &e))
    }

    /// What threads need to know to parse the chunks of this file.
    pub fn shape(&self, file: u32) -> Shape {
        let Header { width, ref places, .. } = self.header;
        Shape { file, separator: self.separator, width, places: places.clone() }
    }

    /// What is known of the file now that it has been read, without its rows.
    pub fn facts(&self) -> FileFacts {
        FileFacts {
            path: self.path.clone(),
            bytes: self.bytes(),
            sha256: self.sha256(),
            unknown: self.header.unknown.clone(),
            present: self.header.places.iter().map(Option::is_some).collect(),
            ..FileFacts::default()
        }
    }

    /// The fault of a file of which more was rejected than may be held.
    pub fn overfull(&self, what: &str) -> Fault {
        let help = "check that the file is what its name says; `kosring check` on its first rows tells more";
        Fault::input(&self.path, what, help)
    }

    /// Bytes read so far.
    pub fn bytes(&self) -> u64 {
        self.tap.lock().expect("no panic while hashing").bytes()
    }

    /// SHA-256 of what was read so far.
    pub fn sha256(&self) -> String {
        self.tap.lock().expect("no panic while hashing").sha256()
    }

    /// Calls `each` with the records of a chunk, without the header line.
    pub fn each_row(chunk: &Chunk, separator: u8, mut each: impl FnMut(&Record<'_>, usize)) {
        let mut header = chunk.first_line == 1;
        each_record(chunk, separator, |record, at| {
            if !std::mem::take(&mut header) {
                each(record, at);
            }
        });
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Fault {
    let name = path.to_string_lossy();
    let help = match error.kind() {
        std::io::ErrorKind::NotFound => "check the path",
        std::io::ErrorKind::PermissionDenied => "check who may read it",
        std::io::ErrorKind::FileTooLarge => {
            "the file looks like a compression bomb; if it is sound, raise the limit in the settings"
        }
        _ if name.ends_with(".gz") || name.ends_with(".zst") || name.ends_with(".parquet") => {
            "the file is damaged or was cut off; export or copy it again"
        }
        _ => "check the disk and copy the file again",
    };
    Fault::input(path, format!("cannot be read: {error}"), help)
}

/// A Parquet file read as CSV text: Polars reads and casts, and the rows then pass the same checks
/// as all others. Line n is row n - 1, so that newlines in texts become blanks.
struct ParquetText {
    path: PathBuf,
    rows: usize,
    /// Row from which on the file is still to be read.
    at: usize,
    /// Columns under way, and the row of them that comes next.
    columns: Vec<StringChunked>,
    row: usize,
    text: Vec<u8>,
    sent: usize,
}

impl ParquetText {
    fn open(path: &Path, tap: Arc<Mutex<Tap>>, bounds: Bounds) -> Result<ParquetText, Fault> {
        // Hashing needs the bytes in order, which Parquet readers do not read.
        let mut raw = decode::raw(path, tap.clone()).map_err(|e| unreadable(path, &e))?;
        std::io::copy(&mut raw, &mut std::io::sink()).map_err(|e| unreadable(path, &e))?;
        let own = tap.lock().expect("no panic while hashing").bytes();
        let mut parquet = ParquetText {
            path: path.to_path_buf(),
            rows: 0,
            at: 0,
            columns: Vec::new(),
            row: 0,
            text: Vec::new(),
            sent: 0,
        };
        let (rows, content) = guarded(|| {
            let mut reader = ParquetReader::new(File::open(path)?);
            let rows = reader.num_rows()?;
            let groups = &reader.get_metadata()?.row_groups;
            let sizes = groups.iter().map(|group| group.total_byte_size() as u64);
            let content = sizes.fold(0, u64::saturating_add);
            let mut file = File::open(path)?;
            for column in groups.iter().flat_map(|group| group.parquet_columns()) {
                pages::check(&mut file, column.byte_range(), column.num_values())?;
            }
            Ok((rows, content))
        })
        .map_err(|e| damaged(path, &e))?;
        bounds.check(content, own).map_err(|e| unreadable(path, &e))?;
        let frame = parquet.frame(0).map_err(|e| damaged(path, &e))?;
        let names: Vec<&str> = frame.get_column_names().iter().map(|n| n.as_str()).collect();
        write_record(&mut parquet.text, names.into_iter().map(Some));
        parquet.rows = rows;
        Ok(parquet)
    }

    /// The next rows, so many at the most.
    fn frame(&self, rows: usize) -> PolarsResult<DataFrame> {
        guarded(|| ParquetReader::new(File::open(&self.path)?).with_slice(Some((self.at, rows))).finish())
    }

    /// Text of the next rows: some hundred kilobytes, since a value that the file holds once may stand
    /// in every row.
    fn refill(&mut self) -> std::io::Result<()> {
        self.sent = 0;
        self.text.clear();
        if self.columns.first().is_none_or(|column| self.row >= column.len()) {
            self.read_rows()?;
        }
        let height = self.columns.first().map_or(0, StringChunked::len);
        while self.row < height && self.text.len() < CHUNK_BYTES {
            write_record(&mut self.text, self.columns.iter().map(|c| c.get(self.row)));
            self.row += 1;
        }
        Ok(())
    }

    fn read_rows(&mut self) -> std::io::Result<()> {
        let broken = |e: PolarsError| std::io::Error::new(std::io::ErrorKind::InvalidData, e.to_string());
        let frame = self.frame(PARQUET_ROWS).map_err(broken)?;
        // Or else a file that says it has all the rows in the world would be asked for them one by one.
        let height = frame.height();
        if height == 0 || frame.columns().iter().any(|column| column.len() != height) {
            let problem = "its columns are shorter than it says";
            return Err(std::io::Error::new(std::io::ErrorKind::InvalidData, problem));
        }
        self.at += PARQUET_ROWS;
        let columns = guarded(|| frame.columns().iter().map(as_text).collect());
        self.columns = columns.map_err(broken)?;
        self.row = 0;
        Ok(())
    }
}

impl Read for ParquetText {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        while self.sent == self.text.len() {
            let held = self.columns.first().map_or(0, StringChunked::len);
            if self.at >= self.rows && self.row >= held {
                return Ok(0);
            }
            self.refill()?;
        }
        let count = buffer.len().min(self.text.len() - self.sent);
        buffer[..count].copy_from_slice(&self.text[self.sent..self.sent + count]);
        self.sent += count;
        Ok(count)
    }
}

/// Bytes in which a header line ends.
const HEADER_BYTES: usize = 64 << 10;

/// The separator of a file, and its content from the beginning on: the usual one unless the header line has none of it
/// and another. Spreadsheets write semicolons where the comma is the decimal sign, and tabs as Unicode text.
fn told_separator(mut bytes: Box<dyn Read + Send>, usual: u8) -> std::io::Result<(u8, Box<dyn Read + Send>)> {
    let mut start = vec![0; HEADER_BYTES];
    let mut filled = 0;
    while filled < HEADER_BYTES && !start[..filled].contains(&b'\n') {
        match bytes.read(&mut start[filled..])? {
            0 => break,
            read => filled += read,
        }
    }
    start.truncate(filled);
    let line = start.split(|&b| b == b'\n').next().unwrap_or_default();
    let separator = [usual, b',', b';', b'\t', b'|'].into_iter().find(|s| line.contains(s)).unwrap_or(usual);
    Ok((separator, Box::new(std::io::Cursor::new(start).chain(bytes))))
}

/// Runs what Polars does with a file that anybody may have damaged: its reader trusts some lengths that
/// the file tells, and panics where they are wrong.
fn guarded<T>(read: impl FnOnce() -> PolarsResult<T>) -> PolarsResult<T> {
    let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(read));
    read.unwrap_or_else(|_| Err(PolarsError::ComputeError("its parts do not fit each other".into())))
}

/// A column as text in the contract's forms: moments become RFC 3339 or zone-less clock readings.
fn as_text(column: &Column) -> PolarsResult<StringChunked> {
    let series = column.as_materialized_series().rechunk();
    let text = match series.dtype() {
        DataType::Datetime(unit, zone) => {
            let per_ms = match unit {
                TimeUnit::Nanoseconds => 1_000_000,
                TimeUnit::Microseconds => 1000,
                TimeUnit::Milliseconds => 1,
            };
            let physical = series.to_physical_repr().into_owned();
            let moments = physical.i64()?;
            let zone = if zone.is_some() { "Z" } else { "" };
            let text = moments.iter().map(|m| m.map(|m| clock(m.div_euclid(per_ms), zone)));
            text.collect::<StringChunked>()
        }
        DataType::Date => {
            let physical = series.to_physical_repr().into_owned();
            let days = physical.i32()?;
            days.iter().map(|d| d.map(crate::time::format_day)).collect()
        }
        _ => series.cast(&DataType::String)?.str()?.clone(),
    };
    Ok(text)
}

fn clock(ms: i64, zone: &str) -> String {
    let utc = crate::time::Zone::named("UTC").expect("UTC is always there");
    let text = utc.format(ms);
    format!("{}{zone}", text.trim_end_matches("+00:00"))
}

fn write_record<'a>(out: &mut Vec<u8>, fields: impl Iterator<Item = Option<&'a str>>) {
    for (i, field) in fields.enumerate() {
        if i > 0 {
            out.push(b',');
        }
        out.push(b'"');
        for byte in field.unwrap_or("").bytes() {
            match byte {
                b'"' => out.extend_from_slice(b"\"\""),
                b'\n' | b'\r' => out.push(b' '),
                _ => out.push(byte),
            }
        }
        out.push(b'"');
    }
    out.push(b'\n');
}

fn damaged(path: &Path, error: &PolarsError) -> Fault {
    Fault::input(path, format!("not a readable Parquet file: {error}"), "export it again")
}
