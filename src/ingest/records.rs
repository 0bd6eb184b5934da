//! Chunks → records: zero-copy where a chunk is plain, the `csv` crate where it is quoted.

use std::io::{Chain, Read};

use csv::{ByteRecord, Reader, ReaderBuilder};
use simd_csv::{ZeroCopyByteRecord, ZeroCopyReaderBuilder};

use super::chunks::Chunk;

/// The fields of one record.
pub enum Record<'a> {
    /// Cut out of a plain chunk.
    Plain(&'a ZeroCopyByteRecord<'a>),
    /// Unquoted into a buffer.
    Quoted(&'a ByteRecord),
}

impl Record<'_> {
    /// Number of fields.
    #[inline]
    #[allow(clippy::len_without_is_empty, reason = "a record has at least one field")]
    pub fn len(&self) -> usize {
        match self {
            Record::Plain(record) => record.len(),
            Record::Quoted(record) => record.len(),
        }
    }

    /// A field; empty if there is none at this place.
    #[inline]
    pub fn get(&self, place: usize) -> &[u8] {
        match self {
            Record::Plain(record) => record.get(place).unwrap_or_default(),
            Record::Quoted(record) => record.get(place).unwrap_or_default(),
        }
    }
}

/// What both crates drop at the beginning of what they read. A chunk's beginning is the file's middle,
/// where the mark belongs to a field: dropped, it would make one identifier of two, in some rows and not in
/// others.
const MARK: &[u8] = "\u{feff}".as_bytes();
/// Keeps the csv crate from dropping a mark: a blank line is nothing to anybody.
const BEGIN: &[u8] = b"\n";

/// A reader of quoted records. Its positions count [`BEGIN`].
fn quoted(text: &[u8], separator: u8) -> Reader<Chain<&[u8], &[u8]>> {
    ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(BEGIN.chain(text))
}

/// Calls `each` with every record of a chunk and the byte at which it begins. Blank lines are no
/// records.
pub fn each_record(chunk: &Chunk, separator: u8, mut each: impl FnMut(&Record<'_>, usize)) {
    let text = &chunk.text[..];
    let begin = |mut at: usize| {
        while matches!(text.get(at), Some(b'\n' | b'\r')) {
            at += 1;
        }
        at
    };
    if chunk.plain && !text.starts_with(MARK) {
        let mut reader = ZeroCopyReaderBuilder::new()
            .delimiter(separator)
            .has_headers(false)
            .flexible(true)
            .from_reader(text);
        let mut at = 0;
        while let Ok(Some(record)) = reader.read_byte_record() {
            let start = begin(at);
            at = start + record.as_slice().len();
            each(&Record::Plain(&record), start);
        }
    } else {
        let mut reader = quoted(text, separator);
        let mut record = ByteRecord::new();
        while let Ok(true) = reader.read_byte_record(&mut record) {
            let at = record.position().map_or(0, csv::Position::byte) as usize;
            each(&Record::Quoted(&record), begin(at.saturating_sub(BEGIN.len())));
        }
    }
}

/// Calls `each` with the record that begins at `at`.
pub fn first_record(chunk: &Chunk, separator: u8, at: usize, mut each: impl FnMut(&Record<'_>)) {
    let mut reader = quoted(&chunk.text[at..], separator);
    let mut record = ByteRecord::new();
    if let Ok(true) = reader.read_byte_record(&mut record) {
        each(&Record::Quoted(&record));
    }
}

/// The text of the record that begins at `at`, without its line end.
pub fn raw(chunk: &Chunk, separator: u8, at: usize) -> String {
    let rest = &chunk.text[at..];
    let mut reader = quoted(rest, separator);
    let mut record = ByteRecord::new();
    let end = match reader.read_byte_record(&mut record) {
        Ok(true) => (reader.position().byte() as usize).saturating_sub(BEGIN.len()),
        _ => rest.len(),
    };
    let row = rest[..end.min(rest.len())].trim_ascii_end();
    String::from_utf8_lossy(row).into_owned()
}
