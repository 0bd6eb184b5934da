//! The logins export, the one big input: rows → an event log of integers, in shards of accounts.
//!
//! One thread reads and cuts, all others parse. An account's logins all lie in one of [`SHARDS`]
//! shards (by the first bits of its identifier's hash). Parsed rows wait in their shard until there
//! are about as many as the shard has calendars; then they are folded at once, so that what they touch
//! is in the processor's cache, and no identifier column ever exists as text. An [`Event`] is a
//! calendar (account, device, region), a moment and an address. Events above the memory limit's part
//! are sorted and written to temporary Parquet files, shard by shard.
//!
//! Cost: linear in bytes. Memory: identifiers, calendars, waiting rows, and events up to the limit.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex};

use hashbrown::HashTable;
use polars::prelude::*;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::chunks::{Chunk, Lines};
use super::fields::{Limits, clean, identifier};
use super::quarantine::{Code, Rejected};
use super::records::{Record, raw};
use super::source::Source;
use super::table::{FileFacts, RowFault, is_text};
use crate::error::Fault;
use crate::ids::{Dictionary, Interner, NONE, hash};
use crate::progress::Stage;
use crate::schema::{ExportKind, export};
use crate::settings::Settings;
use crate::time::{TimeFault, Zone};

/// Number of shards: enough for a shard's tables to fit a second-level cache at ten million logins.
pub const SHARDS: usize = 64;
/// Bits of the hash that choose the shard.
const SHARD_BITS: u32 = SHARDS.trailing_zeros();

/// Rows that wait in a shard: as many as it has calendars, within these bounds.
const LEAST_WAITING: usize = 1024;
const MOST_WAITING: usize = 1 << 17;
/// Events that a block of a shard holds.
const BLOCK_EVENTS: usize = 4096;

/// Places of the columns in the contract.
const ACCOUNT: usize = 0;
const DEVICE: usize = 1;
const LOGIN_AT: usize = 2;
const IP: usize = 3;
const REGION: usize = 4;

/// One login: calendar, moment in milliseconds (two halves), hash of the network address (two
/// halves). Sorted as it stands, it is sorted by calendar and time.
pub type Event = [u32; 5];

/// A login as an event.
#[inline]
fn event(calendar: u32, at: i64, ip: u64) -> Event {
    [calendar, (at >> 32) as u32, at as u32, (ip >> 32) as u32, ip as u32]
}

/// Calendar, moment and hash of the network address (0 if unknown) of an event.
#[inline]
pub fn unpack(event: &Event) -> (u32, i64, u64) {
    let wide = |high: u32, low: u32| u64::from(high) << 32 | u64::from(low);
    (event[0], wide(event[1], event[2]) as i64, wide(event[3], event[4]))
}

/// What a shard knows: identifiers, calendar keys, and events.
#[derive(Default)]
pub struct Shard {
    /// Devices seen.
    pub devices: Interner,
    /// Regions seen.
    pub regions: Interner,
    /// Calendars: account (final number), device, region (the shard's numbers).
    pub keys: Vec<[u32; 3]>,
    table: HashTable<([u32; 3], u32)>,
    waiting: Vec<Staged>,
    texts: Vec<u8>,
    dangling: Vec<Rejected>,
    per_day: FxHashMap<i32, u64>,
    events: Vec<Vec<Event>>,
    held: usize,
    runs: Vec<PathBuf>,
}

impl Shard {
    #[inline]
    fn calendar(&mut self, key: [u32; 3]) -> u32 {
        let mix = |k: &[u32; 3]| {
            let wide = (u64::from(k[0]) << 32 | u64::from(k[1])) ^ (u64::from(k[2]) << 17);
            // Multiplying by 2^64 / golden ratio spreads neighbouring numbers (Knuth, vol. 3, 6.4).
            let mixed = wide.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            mixed ^ (mixed >> 32)
        };
        if let Some(&(_, n)) = self.table.find(mix(&key), |(known, _)| *known == key) {
            return n;
        }
        let n = self.keys.len() as u32;
        self.keys.push(key);
        self.table.insert_unique(mix(&key), (key, n), |(key, _)| mix(key));
        n
    }

    /// Keeps an event. Blocks spare the copying that one growing list would cost.
    #[inline]
    fn keep(&mut self, event: Event) {
        match self.events.last_mut() {
            Some(block) if block.len() < BLOCK_EVENTS => block.push(event),
            _ => {
                let mut block = Vec::with_capacity(BLOCK_EVENTS);
                block.push(event);
                self.events.push(block);
            }
        }
        self.held += 1;
    }

    /// Writes the events held so far to a temporary file.
    fn spill(&mut self, folder: &Path, number: usize) -> PolarsResult<()> {
        let mut events = std::mem::take(&mut self.events).concat();
        events.sort_unstable();
        events.dedup();
        let column = |i: usize| {
            let values = events.iter().map(|e| e[i]).collect::<Vec<u32>>();
            Column::new(SPILL_COLUMNS[i].into(), values)
        };
        let mut frame = DataFrame::new(events.len(), (0..5).map(column).collect())?;
        let path = folder.join(format!("shard{number:02}-run{:04}.parquet", self.runs.len()));
        let file = std::fs::File::create(&path)?;
        ParquetWriter::new(file).with_compression(ParquetCompression::Uncompressed).finish(&mut frame)?;
        self.runs.push(path);
        self.held = 0;
        Ok(())
    }

    /// All distinct events in order, in place of what `events` held. Frees what only reading needed.
    ///
    /// # Errors
    /// Those of reading the temporary files.
    pub fn take_events(&mut self, events: &mut Vec<Event>) -> PolarsResult<()> {
        (self.table, self.waiting, self.texts) = Default::default();
        events.clear();
        for block in std::mem::take(&mut self.events) {
            events.extend_from_slice(&block);
        }
        for path in self.runs.drain(..) {
            let mut frame = ParquetReader::new(std::fs::File::open(&path)?).finish()?;
            frame.rechunk_mut();
            let column = |name: &'static str| frame.column(name)?.u32()?.cont_slice();
            let columns: Vec<&[u32]> = SPILL_COLUMNS.into_iter().map(column).collect::<PolarsResult<_>>()?;
            events
                .extend((0..frame.height()).map(|row| std::array::from_fn::<u32, 5, _>(|i| columns[i][row])));
            std::fs::remove_file(&path)?;
        }
        events.sort_unstable();
        events.dedup();
        Ok(())
    }
}

/// Columns of a temporary file: the parts of an [`Event`].
const SPILL_COLUMNS: [&str; 5] = ["calendar", "at_high", "at_low", "ip_high", "ip_low"];

/// All logins as events.
pub struct LoginLog {
    /// Shards in the order of the accounts' numbers.
    pub shards: Vec<Shard>,
    /// The files.
    pub files: Vec<FileFacts>,
    /// Rows that did not fit.
    pub rejected: Vec<Rejected>,
    /// Accepted rows a local day, repeats included.
    pub per_day: HashMap<i32, u64>,
    /// Temporary files written because of the memory limit.
    pub spilled_runs: u64,
    /// Holds the temporary files until the log is dropped.
    _folder: Option<tempfile::TempDir>,
}

impl LoginLog {
    /// A log without logins.
    pub fn empty() -> LoginLog {
        LoginLog {
            shards: Vec::new(),
            files: Vec::new(),
            rejected: Vec::new(),
            per_day: HashMap::new(),
            spilled_runs: 0,
            _folder: None,
        }
    }
}

/// Reads all parts of the logins export.
///
/// # Errors
/// [`Fault`] if a file cannot be read or a temporary one cannot be written.
pub fn read(
    paths: &[PathBuf],
    accounts: &Dictionary,
    settings: &Settings,
    stage: &Stage<'_>,
) -> Result<LoginLog, Fault> {
    let budget = (settings.memory_limit_mb as usize) << 20;
    let folder =
        tempfile::tempdir().map_err(|source| Fault::Output { path: std::env::temp_dir(), source })?;
    let reader = Reader {
        accounts,
        zone: settings.zone(),
        limits: Limits {
            identifier: settings.max_identifier_bytes as usize,
            field: settings.max_field_bytes as usize,
        },
        shards: (0..SHARDS).map(|_| Mutex::new(Shard::default())).collect(),
        shard_events: budget / 4 / SHARDS / size_of::<Event>(),
        folder: folder.path(),
    };
    let mut log = LoginLog::empty();
    for (file, path) in paths.iter().enumerate() {
        reader.read_file(path, file as u32, settings, stage, &mut log)?;
    }
    reader.fold_rest(&mut log)?;
    log.shards = reader.shards.into_iter().map(|s| s.into_inner().expect("no panic in a reader")).collect();
    log.spilled_runs = log.shards.iter().map(|s| s.runs.len() as u64).sum();
    log._folder = Some(folder);
    Ok(log)
}

/// What all parsing threads share.
struct Reader<'a> {
    accounts: &'a Dictionary,
    zone: Zone,
    limits: Limits,
    shards: Vec<Mutex<Shard>>,
    shard_events: usize,
    folder: &'a Path,
}

/// One accepted row, its identifiers still text. `start..end` is the row in a list of texts, and each
/// field (offset from `start`, length) lies in it or, if it was quoted, behind it.
#[derive(Clone, Copy)]
struct Staged {
    account_hash: u64,
    at: i64,
    start: u32,
    end: u32,
    row: u32,
    line: u32,
    file: u32,
    fields: [(u32, u16); 4],
}

impl Staged {
    /// A field's text.
    #[inline]
    fn field<'t>(&self, field: usize, texts: &'t [u8]) -> &'t [u8] {
        let (offset, length) = self.fields[field];
        let start = self.start as usize + offset as usize;
        &texts[start..start + usize::from(length)]
    }

    /// The row rejected because nobody knows its account.
    fn dangling(&self, texts: &[u8]) -> Rejected {
        let row = &texts[self.start as usize..(self.start + self.row) as usize];
        let RowFault { column, code, value } =
            RowFault::new("account_id", Code::DanglingReference, self.field(0, texts));
        let row = String::from_utf8_lossy(row.trim_ascii_end()).into_owned();
        Rejected { file: self.file, line: u64::from(self.line), column, code, value, row }
    }
}

/// A parsing thread's own state.
#[derive(Default)]
struct Batch {
    texts: Vec<u8>,
    rows: Vec<Staged>,
    order: Vec<u32>,
    rejected: Vec<Rejected>,
    total: u64,
}

impl Reader<'_> {
    fn read_file(
        &self,
        path: &Path,
        file: u32,
        settings: &Settings,
        stage: &Stage<'_>,
        log: &mut LoginLog,
    ) -> Result<(), Fault> {
        let mut source = Source::open(path, export(ExportKind::Logins), settings)?;
        let shape = Shape {
            file,
            separator: source.separator,
            width: source.header.width,
            places: source.header.places.clone(),
        };
        let workers = rayon::current_num_threads();
        let (full, chunks) = sync_channel::<Chunk>(workers);
        let (empty, buffers) = sync_channel::<Vec<u8>>(workers * 3);
        // The receiver goes with the last worker, so that sending ends where all of them have failed.
        let chunks = Arc::new(Mutex::new(chunks));
        let batches = std::thread::scope(|scope| -> Result<Vec<Batch>, Fault> {
            let threads: Vec<_> = (0..workers)
                .map(|_| {
                    let (chunks, empty, shape) = (Arc::clone(&chunks), empty.clone(), &shape);
                    scope.spawn(move || self.work(&chunks, &empty, shape))
                })
                .collect();
            drop(chunks);
            let mut sent = Ok(());
            let mut seen = 0;
            loop {
                match source.next(buffers.try_recv().unwrap_or_default()) {
                    Ok(Some(chunk)) => {
                        if full.send(chunk).is_err() {
                            break;
                        }
                    }
                    Ok(None) => break,
                    Err(fault) => {
                        sent = Err(fault);
                        break;
                    }
                }
                stage.advance(source.bytes() - seen);
                seen = source.bytes();
            }
            drop(full);
            let joined = threads.into_iter().map(|t| t.join().expect("no panic in a reader"));
            let batches = joined.collect::<Result<Vec<_>, Fault>>()?;
            sent.map(|()| batches)
        })?;
        log.files.push(facts(path, &source, &batches));
        log.rejected.extend(batches.into_iter().flat_map(|batch| batch.rejected));
        Ok(())
    }

    /// Folds the rows that still wait, and collects what the shards know of a file.
    fn fold_rest(&self, log: &mut LoginLog) -> Result<(), Fault> {
        let fold = |(number, shard): (usize, &Mutex<Shard>)| -> Result<(), Fault> {
            let mut shard = shard.lock().expect("no panic in a reader");
            self.fold(&mut shard, number)
        };
        self.shards.par_iter().enumerate().try_for_each(|(number, shard)| fold((number, shard)))?;
        for shard in &self.shards {
            let mut shard = shard.lock().expect("no panic in a reader");
            for row in std::mem::take(&mut shard.dangling) {
                log.files[row.file as usize].rejected += 1;
                log.rejected.push(row);
            }
            for (day, count) in std::mem::take(&mut shard.per_day) {
                *log.per_day.entry(day).or_default() += count;
            }
        }
        Ok(())
    }

    fn work(
        &self,
        chunks: &Mutex<Receiver<Chunk>>,
        empty: &std::sync::mpsc::SyncSender<Vec<u8>>,
        shape: &Shape,
    ) -> Result<Batch, Fault> {
        let mut batch = Batch::default();
        loop {
            let next = chunks.lock().expect("no panic while waiting").recv();
            let Ok(chunk) = next else { return Ok(batch) };
            self.parse(&chunk, shape, &mut batch);
            self.hand_over(&chunk, &mut batch)?;
            // A full list of spare buffers only means that this one is freed.
            let _ = empty.try_send(chunk.text);
        }
    }

    /// Chunk → staged rows, cleaned and checked but for the account.
    fn parse(&self, chunk: &Chunk, shape: &Shape, batch: &mut Batch) {
        batch.texts.clear();
        batch.rows.clear();
        if chunk.unclosed {
            batch.total += 1;
            let fault = RowFault { column: "", code: Code::UnclosedQuote, value: String::new() };
            batch.reject(chunk, shape, 0, fault);
            return;
        }
        let known_text = is_sound(&chunk.text);
        let mut lines = Lines::new(chunk);
        Source::each_row(chunk, shape.separator, |record, at| {
            batch.total += 1;
            let row = match record {
                Record::Plain(plain) => Cow::Borrowed(plain.as_slice()),
                Record::Quoted(_) => Cow::Owned(raw(chunk, shape.separator, at).into_bytes()),
            };
            let line = lines.line(at).min(u64::from(u32::MAX)) as u32;
            if let Err(fault) = self.stage(record, (chunk, shape), (&row, at, line), known_text, batch) {
                batch.reject(chunk, shape, at, fault);
            }
        });
    }

    #[inline]
    fn stage(
        &self,
        record: &Record<'_>,
        (chunk, shape): (&Chunk, &Shape),
        (row, at_byte, line): (&[u8], usize, u32),
        known_text: bool,
        batch: &mut Batch,
    ) -> Result<(), RowFault> {
        if record.len() != shape.width {
            let value = format!("{} fields, the header has {}", record.len(), shape.width);
            return Err(RowFault { column: "", code: Code::RaggedRow, value });
        }
        let columns = export(ExportKind::Logins).columns;
        let field = |column: usize| shape.places[column].map_or(&b""[..], |place| record.get(place));
        let text = |column: usize| -> Result<&[u8], RowFault> {
            let raw = field(column);
            let fault = |code| RowFault::new(columns[column].name, code, raw);
            match identifier(raw, self.limits).map_err(fault)? {
                Some(text) if !known_text && !is_text(text) => Err(fault(Code::BadEncoding)),
                Some(text) => Ok(text),
                None if columns[column].required => Err(fault(Code::MissingValue)),
                None => Ok(b""),
            }
        };
        let texts = [text(ACCOUNT)?, text(DEVICE)?, text(IP)?, text(REGION)?];
        let at = self
            .moment(field(LOGIN_AT))
            .map_err(|code| RowFault::new(columns[LOGIN_AT].name, code, field(LOGIN_AT)))?;
        // Rows of a plain chunk stay where they are until they are handed over.
        let start = match chunk.plain {
            true => at_byte,
            false => {
                batch.texts.extend_from_slice(row);
                batch.texts.len() - row.len()
            }
        };
        let fields = texts.map(|text| {
            let offset = (text.as_ptr() as usize).wrapping_sub(row.as_ptr() as usize);
            let inside = offset < row.len();
            let offset = if inside { offset } else { batch.texts.len() - start };
            if !inside && !chunk.plain {
                batch.texts.extend_from_slice(text);
            }
            // A missing value of a plain row is empty and lies nowhere.
            (if inside || !chunk.plain { offset as u32 } else { 0 }, text.len() as u16)
        });
        batch.rows.push(Staged {
            account_hash: hash(texts[0]),
            at,
            start: start as u32,
            end: if chunk.plain { start + row.len() } else { batch.texts.len() } as u32,
            row: row.len() as u32,
            line,
            file: shape.file,
            fields,
        });
        Ok(())
    }

    #[inline]
    fn moment(&self, field: &[u8]) -> Result<i64, Code> {
        let parsed = self.zone.parse(field).or_else(|_| match clean(field) {
            Some(text) => self.zone.parse(text).map_err(|fault| match fault {
                TimeFault::Form => Code::BadTime,
                TimeFault::Impossible => Code::ImpossibleTime,
            }),
            None => Err(Code::MissingValue),
        })?;
        Ok(parsed)
    }

    /// Staged rows → their shards, where they wait until folding them pays.
    fn hand_over(&self, chunk: &Chunk, batch: &mut Batch) -> Result<(), Fault> {
        let starts = batch.sort_into_shards();
        let texts = if chunk.plain { &chunk.text } else { &batch.texts };
        for number in 0..SHARDS {
            let part = &batch.order[starts[number] as usize..starts[number + 1] as usize];
            if part.is_empty() {
                continue;
            }
            let mut guard = self.shards[number].lock().expect("no panic in a reader");
            let shard = &mut *guard;
            for &row in part {
                let row = &batch.rows[row as usize];
                let start = shard.texts.len() as u32;
                shard.texts.extend_from_slice(&texts[row.start as usize..row.end as usize]);
                shard.waiting.push(Staged { start, end: shard.texts.len() as u32, ..*row });
            }
            if shard.waiting.len() >= shard.keys.len().clamp(LEAST_WAITING, MOST_WAITING) {
                self.fold(shard, number)?;
            }
        }
        Ok(())
    }

    /// Waiting rows → events.
    fn fold(&self, shard: &mut Shard, number: usize) -> Result<(), Fault> {
        let waiting = std::mem::take(&mut shard.waiting);
        let texts = std::mem::take(&mut shard.texts);
        for row in &waiting {
            if self.push(shard, row, &texts) {
                *shard.per_day.entry(self.zone.day(row.at)).or_default() += 1;
            } else {
                shard.dangling.push(row.dangling(&texts));
            }
        }
        (shard.waiting, shard.texts) = (waiting, texts);
        shard.waiting.clear();
        shard.texts.clear();
        if shard.held >= self.shard_events {
            let fault =
                |e| Fault::Output { path: self.folder.to_path_buf(), source: std::io::Error::other(e) };
            shard.spill(self.folder, number).map_err(fault)?;
        }
        Ok(())
    }

    /// Adds a row to its shard; false if nobody knows its account.
    #[inline]
    fn push(&self, shard: &mut Shard, row: &Staged, texts: &[u8]) -> bool {
        let Some(account) = self.accounts.find_hashed(row.account_hash, row.field(0, texts)) else {
            return false;
        };
        let number = |interner: &mut Interner, text: &[u8]| match text {
            b"" => NONE,
            _ => interner.intern(text),
        };
        let device = number(&mut shard.devices, row.field(1, texts));
        let region = number(&mut shard.regions, row.field(3, texts));
        let ip = match row.field(2, texts) {
            b"" => 0,
            text => hash(text).max(1),
        };
        let calendar = shard.calendar([account, device, region]);
        shard.keep(event(calendar, row.at, ip));
        true
    }
}

/// Where a file's columns are.
struct Shape {
    file: u32,
    separator: u8,
    width: usize,
    places: Vec<Option<usize>>,
}

impl Batch {
    fn reject(&mut self, chunk: &Chunk, shape: &Shape, at: usize, fault: RowFault) {
        let row = raw(chunk, shape.separator, at);
        let RowFault { column, code, value } = fault;
        let line = chunk.line(at);
        self.rejected.push(Rejected { file: shape.file, line, column, code, value, row });
    }

    /// Orders the rows by shard (counting sort); shard s is `order[starts[s]..starts[s + 1]]`.
    fn sort_into_shards(&mut self) -> [u32; SHARDS + 1] {
        let shard = |row: &Staged| (row.account_hash >> (64 - SHARD_BITS)) as usize;
        let mut starts = [0u32; SHARDS + 1];
        for row in &self.rows {
            starts[shard(row) + 1] += 1;
        }
        for s in 0..SHARDS {
            starts[s + 1] += starts[s];
        }
        let mut next = starts;
        self.order.clear();
        self.order.resize(self.rows.len(), 0);
        for (i, row) in self.rows.iter().enumerate() {
            let place = &mut next[shard(row)];
            self.order[*place as usize] = i as u32;
            *place += 1;
        }
        starts
    }
}

/// Whether the whole chunk is sound text, so that its fields need no look of their own.
fn is_sound(text: &[u8]) -> bool {
    simdutf8::basic::from_utf8(text).is_ok() && memchr::memmem::find(text, "\u{fffd}".as_bytes()).is_none()
}

fn facts(path: &Path, source: &Source, batches: &[Batch]) -> FileFacts {
    FileFacts {
        path: path.to_path_buf(),
        bytes: source.bytes(),
        sha256: source.sha256(),
        rows: batches.iter().map(|b| b.total).sum(),
        rejected: batches.iter().map(|b| b.rejected.len() as u64).sum(),
        unknown: source.header.unknown.clone(),
        present: source.header.places.iter().map(Option::is_some).collect(),
    }
}
