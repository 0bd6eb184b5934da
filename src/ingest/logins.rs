//! The logins export, the one big input: rows → an event log of integers, in shards of accounts.
//!
//! One thread reads and cuts, all others parse. An account's logins all lie in one of [`SHARDS`]
//! shards (by the first bits of its identifier's hash), so that everything that a shard needs stays
//! small enough for the processor's cache, and no identifier column ever exists as text. An event is
//! one `u128`: calendar (account, device, region), moment, network address. A shard that outgrows its
//! part of the memory limit is sorted and written to a temporary Parquet file.
//!
//! Cost: linear in bytes. Memory: identifiers and calendars, and events up to the limit.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Mutex, MutexGuard};

use hashbrown::HashTable;
use polars::prelude::*;

use super::chunks::Chunk;
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

/// Places of the columns in the contract.
const ACCOUNT: usize = 0;
const DEVICE: usize = 1;
const LOGIN_AT: usize = 2;
const IP: usize = 3;
const REGION: usize = 4;

/// What a shard knows: identifiers, calendar keys, and events.
#[derive(Default)]
pub struct Shard {
    /// Devices seen.
    pub devices: Interner,
    /// Network addresses seen.
    pub ips: Interner,
    /// Regions seen.
    pub regions: Interner,
    /// Calendars: account (final number), device, region (the shard's numbers).
    pub keys: Vec<[u32; 3]>,
    table: HashTable<u32>,
    events: Vec<u128>,
    runs: Vec<PathBuf>,
}

/// An event as one number, so that sorting events is sorting numbers.
#[inline]
fn pack(calendar: u32, at: i64, ip: u32) -> u128 {
    (u128::from(calendar) << 96) | (u128::from(at as u64) << 32) | u128::from(ip)
}

/// Calendar, moment and network address of an event.
#[inline]
pub fn unpack(event: u128) -> (u32, i64, u32) {
    ((event >> 96) as u32, (event >> 32) as u64 as i64, event as u32)
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
        let keys = &self.keys;
        if let Some(&n) = self.table.find(mix(&key), |&n| keys[n as usize] == key) {
            return n;
        }
        let n = self.keys.len() as u32;
        self.keys.push(key);
        let keys = &self.keys;
        self.table.insert_unique(mix(&key), n, |&n| mix(&keys[n as usize]));
        n
    }

    /// Writes the events held so far to a temporary file.
    fn spill(&mut self, folder: &Path, number: usize) -> PolarsResult<()> {
        self.events.sort_unstable();
        self.events.dedup();
        let parts = |shift: u32| self.events.iter().map(|e| (e >> shift) as u64).collect::<Vec<_>>();
        let columns = vec![Column::new("high".into(), parts(64)), Column::new("low".into(), parts(0))];
        let mut frame = DataFrame::new(self.events.len(), columns)?;
        let path = folder.join(format!("shard{number:02}-run{:04}.parquet", self.runs.len()));
        let file = std::fs::File::create(&path)?;
        ParquetWriter::new(file).with_compression(ParquetCompression::Uncompressed).finish(&mut frame)?;
        self.runs.push(path);
        self.events.clear();
        Ok(())
    }

    /// All distinct events in order, and how many were repeats. Frees what only reading needed.
    ///
    /// # Errors
    /// Those of reading the temporary files.
    pub fn take_events(&mut self) -> PolarsResult<Vec<u128>> {
        self.table = HashTable::new();
        let mut events = std::mem::take(&mut self.events);
        for path in self.runs.drain(..) {
            let mut frame = ParquetReader::new(std::fs::File::open(&path)?).finish()?;
            frame.rechunk_mut();
            let (high, low) = (frame.column("high")?.u64()?, frame.column("low")?.u64()?);
            let pairs = high.cont_slice()?.iter().zip(low.cont_slice()?);
            events.extend(pairs.map(|(&h, &l)| u128::from(h) << 64 | u128::from(l)));
            std::fs::remove_file(&path)?;
        }
        events.sort_unstable();
        events.dedup();
        Ok(events)
    }
}

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
        shard_events: budget / 4 / SHARDS / size_of::<u128>(),
        folder: folder.path(),
    };
    let mut log = LoginLog::empty();
    for (file, path) in paths.iter().enumerate() {
        reader.read_file(path, file as u32, settings, stage, &mut log)?;
    }
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

/// One accepted row, its identifiers still text in [`Batch::texts`].
#[derive(Clone, Copy)]
struct Staged {
    account_hash: u64,
    at: i64,
    text: u32,
    lengths: [u16; 4],
    /// Byte of the chunk at which the row begins.
    row: u32,
}

/// A parsing thread's own state.
#[derive(Default)]
struct Batch {
    texts: Vec<u8>,
    rows: Vec<Staged>,
    order: Vec<u32>,
    rejected: Vec<Rejected>,
    total: u64,
    per_day: HashMap<i32, u64>,
    last_day: Option<(i32, u64)>,
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
        let chunks = Mutex::new(chunks);
        let batches = std::thread::scope(|scope| -> Result<Vec<Batch>, Fault> {
            let threads: Vec<_> = (0..workers)
                .map(|_| {
                    let (chunks, empty, shape) = (&chunks, empty.clone(), &shape);
                    scope.spawn(move || self.work(chunks, &empty, shape))
                })
                .collect();
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
        for batch in batches {
            log.rejected.extend(batch.rejected);
            for (day, count) in batch.per_day.into_iter().chain(batch.last_day) {
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
            self.fold(&chunk, shape, &mut batch).map_err(|e| Fault::Output {
                path: self.folder.to_path_buf(),
                source: std::io::Error::other(e),
            })?;
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
        Source::each_row(chunk, shape.separator, |record, at| {
            batch.total += 1;
            if let Err(fault) = self.stage(record, shape, at, known_text, batch) {
                batch.reject(chunk, shape, at, fault);
            }
        });
    }

    #[inline]
    fn stage(
        &self,
        record: &Record<'_>,
        shape: &Shape,
        row: usize,
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
        let start = batch.texts.len() as u32;
        for text in texts {
            batch.texts.extend_from_slice(text);
        }
        batch.rows.push(Staged {
            account_hash: hash(texts[0]),
            at,
            text: start,
            lengths: texts.map(|t| t.len() as u16),
            row: row as u32,
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

    /// Staged rows → events, shard by shard.
    fn fold(&self, chunk: &Chunk, shape: &Shape, batch: &mut Batch) -> PolarsResult<()> {
        let starts = batch.sort_into_shards();
        let rows = std::mem::take(&mut batch.rows);
        let texts = std::mem::take(&mut batch.texts);
        let order = std::mem::take(&mut batch.order);
        for number in 0..SHARDS {
            let part = &order[starts[number] as usize..starts[number + 1] as usize];
            if part.is_empty() {
                continue;
            }
            let mut shard = self.shards[number].lock().expect("no panic in a reader");
            for &row in part {
                let row = &rows[row as usize];
                if self.push(&mut shard, row, &texts) {
                    batch.count_day(self.zone.day(row.at));
                } else {
                    let account = &texts[row.text as usize..][..row.lengths[0] as usize];
                    let fault = RowFault::new("account_id", Code::DanglingReference, account);
                    batch.reject(chunk, shape, row.row as usize, fault);
                }
            }
            self.spill_if_full(&mut shard, number)?;
        }
        (batch.rows, batch.texts, batch.order) = (rows, texts, order);
        Ok(())
    }

    fn spill_if_full(&self, shard: &mut MutexGuard<'_, Shard>, number: usize) -> PolarsResult<()> {
        if shard.events.len() >= self.shard_events {
            shard.spill(self.folder, number)?;
        }
        Ok(())
    }

    /// Adds a row to its shard; false if nobody knows its account.
    #[inline]
    fn push(&self, shard: &mut Shard, row: &Staged, texts: &[u8]) -> bool {
        let mut rest = &texts[row.text as usize..];
        let mut next = |length: u16| {
            let (text, tail) = rest.split_at(length as usize);
            rest = tail;
            text
        };
        let [account, device, ip, region] = row.lengths.map(&mut next);
        let Some(account) = self.accounts.find_hashed(row.account_hash, account) else {
            return false;
        };
        let number = |interner: &mut Interner, text: &[u8]| match text {
            b"" => NONE,
            _ => interner.intern(text),
        };
        let device = number(&mut shard.devices, device);
        let region = number(&mut shard.regions, region);
        let ip = number(&mut shard.ips, ip);
        let calendar = shard.calendar([account, device, region]);
        shard.events.push(pack(calendar, row.at, ip));
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

    /// Counts rows a day; logins of one chunk are mostly of one day.
    #[inline]
    fn count_day(&mut self, day: i32) {
        match &mut self.last_day {
            Some((last, count)) if *last == day => *count += 1,
            last => {
                if let Some((day, count)) = last.replace((day, 1)) {
                    *self.per_day.entry(day).or_default() += count;
                }
            }
        }
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
    text.is_ascii() || std::str::from_utf8(text).is_ok_and(|t| !t.contains('\u{fffd}'))
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
