//! The logins export, the one big input: rows → events of integers, in shards of accounts.
//!
//! Every thread takes the next chunk of the file, in turn, and parses it. An account's logins all lie
//! in one of [`SHARDS`] shards (by its number). A parsed row goes to its
//! shard by way of a small buffer of the thread's own, so that a shard is locked once for some hundred
//! rows; [`super::shard`] tells what becomes of it there. No column of identifiers ever exists as
//! text.
//!
//! Cost: linear in bytes; reading and hashing a chunk is done by one thread at a time. Memory: a chunk
//! and a few kilobytes a shard for each thread, and the shards. Measured on two cores with ten million
//! logins (651 MB) and their other exports (47 MB): 1.3 s and 300 MiB for the whole of ingest, of
//! which the other exports alone, read by themselves, hold some 150 MiB.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use rayon::prelude::*;

use super::chunks::{Chunk, Lines};
use super::fields::{Limits, clean, identifier};
use super::quarantine::{Code, Rejected, Room};
use super::records::{Record, first_record, raw};
use super::shard::{Row, Scratch, Shard};
use super::source::{Shape, Source};
use super::table::{FileFacts, RowFault, is_text};
use crate::aside::Aside;
use crate::error::Fault;
use crate::ids::{Asked, Finder, Interner, NONE, Packed, hash, pack, unpack};
use crate::network::network;
use crate::progress::Stage;
use crate::schema::{ExportKind, export};
use crate::settings::Settings;
use crate::time::{LastDate, TimeFault, Zone};

/// Number of shards: enough for a shard's tables to fit a second-level cache at ten million logins.
pub const SHARDS: usize = 256;
/// Bytes that a thread gathers for a shard before it hands them over.
const GATHERED: usize = 4096;

/// Places of the columns in the contract.
const ACCOUNT: usize = 0;
const DEVICE: usize = 1;
const LOGIN_AT: usize = 2;
const IP: usize = 3;
const REGION: usize = 4;

/// All logins as events.
pub struct LoginLog {
    /// Shards in the order of the accounts' numbers.
    pub shards: Vec<Shard>,
    /// Regions seen, under the numbers that the shards' calendars hold.
    pub regions: Interner,
    /// The files.
    pub files: Vec<FileFacts>,
    /// Rows that did not fit.
    pub rejected: Vec<Rejected>,
    /// Accepted rows a local day, repeats included.
    pub per_day: HashMap<i32, u64>,
    /// Temporary files written because of the memory limit.
    pub spilled_runs: u64,
    /// Holds the temporary files until the log is dropped.
    _folder: Option<Aside>,
}

/// Reads all parts of the logins export.
///
/// # Errors
/// [`Fault`] if a file cannot be read or a temporary one cannot be written.
pub fn read(
    paths: &[PathBuf],
    accounts: &Finder,
    settings: &Settings,
    stage: &Stage<'_>,
) -> Result<LoginLog, Fault> {
    let budget = (settings.memory_limit_mb as usize) << 20;
    let folder = Aside::new().map_err(|source| Fault::Output { path: std::env::temp_dir(), source })?;
    let reader = Reader {
        accounts,
        sharding: Sharding::new(accounts.len()),
        zone: settings.zone(),
        limits: Limits {
            identifier: settings.max_identifier_bytes as usize,
            field: settings.max_field_bytes as usize,
        },
        shards: (0..SHARDS).map(|_| Mutex::new(Shard::default())).collect(),
        regions: Mutex::new(Interner::default()),
        shard_bytes: budget / 2 / SHARDS,
        folder: folder.path(),
        room: Room::new(settings),
    };
    let mut log = LoginLog {
        shards: Vec::new(),
        regions: Interner::default(),
        files: Vec::new(),
        rejected: Vec::new(),
        per_day: HashMap::new(),
        spilled_runs: 0,
        _folder: None,
    };
    for (file, path) in paths.iter().enumerate() {
        reader.read_file(path, file as u32, settings, stage, &mut log)?;
    }
    let shards = reader.shards.par_iter().enumerate();
    shards.try_for_each_init(Scratch::default, |scratch, (number, shard)| -> Result<(), Fault> {
        let mut shard = locked(shard);
        reader.fold(&mut shard, number, scratch)?;
        shard.seal();
        Ok(())
    })?;
    log.shards = reader.shards.into_iter().map(|s| s.into_inner().expect("no panic in a reader")).collect();
    log.regions = reader.regions.into_inner().expect("no panic in a reader");
    log.spilled_runs = log.shards.iter().map(|s| s.runs.len() as u64).sum();
    log._folder = Some(folder);
    Ok(log)
}

/// What all parsing threads share.
struct Reader<'a> {
    accounts: &'a Finder,
    sharding: Sharding,
    zone: Zone,
    limits: Limits,
    shards: Vec<Mutex<Shard>>,
    regions: Mutex<Interner>,
    shard_bytes: usize,
    folder: &'a Path,
    room: Room,
}

/// A checked row of a chunk but for its account.
struct Staged {
    account: Asked,
    device: Packed,
    at: i64,
    ip: u64,
    region: u32,
    /// Where the row begins in the chunk.
    byte: u32,
}

/// What a thread gathers for one shard: rows, and devices that do not fit their rows.
#[derive(Default)]
struct Gathered {
    rows: Vec<u8>,
    long_devices: Vec<Vec<u8>>,
}

/// A parsing thread's own state.
struct Batch {
    rows: Vec<Staged>,
    /// Places of rows whose devices are longer than an entry, with the devices.
    long_devices: Vec<(usize, Vec<u8>)>,
    /// The number of each row's account.
    accounts: Vec<u32>,
    gathered: Vec<Gathered>,
    scratch: Scratch,
    /// Regions that the thread has met, and the log's number of each.
    regions: Interner,
    region_numbers: Vec<u32>,
    last_date: LastDate,
    rejected: Vec<Rejected>,
    total: u64,
    per_day: HashMap<i32, u64>,
    /// The day of the row before, and its rows that `per_day` has not been told of.
    day: (i32, u64),
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
        let source = Source::open(path, export(ExportKind::Logins), settings)?;
        let shape = source.shape(file);
        let source = Mutex::new(source);
        let batches = std::thread::scope(|scope| {
            let work = || scope.spawn(|| self.work(&source, &shape, stage));
            let threads: Vec<_> = (0..rayon::current_num_threads()).map(|_| work()).collect();
            let joined = threads.into_iter().map(|t| t.join().expect("no panic in a reader"));
            joined.collect::<Result<Vec<_>, Fault>>()
        })?;
        let source = source.into_inner().expect("no panic in a reader");
        log.files.push(FileFacts {
            rows: batches.iter().map(|b| b.total).sum(),
            rejected: batches.iter().map(|b| b.rejected.len() as u64).sum(),
            ..source.facts()
        });
        for batch in batches {
            log.rejected.extend(batch.rejected);
            for (day, rows) in batch.per_day {
                *log.per_day.entry(day).or_default() += rows;
            }
        }
        Ok(())
    }

    /// Takes chunks until there are none; a fault ends the thread that meets it and, since nothing
    /// follows it, soon all others.
    fn work(&self, source: &Mutex<Source>, shape: &Shape, stage: &Stage<'_>) -> Result<Batch, Fault> {
        let mut batch = Batch::default();
        let mut buffer = Vec::new();
        loop {
            let chunk = {
                let mut source = locked(source);
                let before = source.bytes();
                let chunk = source.next(buffer)?;
                stage.advance(source.bytes() - before);
                chunk
            };
            let Some(chunk) = chunk else { break };
            let before = batch.rejected.len();
            self.parse(&chunk, shape, &mut batch)?;
            self.room.take(&batch.rejected[before..]).map_err(|what| locked(source).overfull(&what))?;
            buffer = chunk.text;
        }
        for number in 0..SHARDS {
            self.hand_over(number, &mut batch)?;
        }
        batch.count_day(i32::MIN, 0);
        Ok(batch)
    }

    /// Chunk → rows in the shards.
    fn parse(&self, chunk: &Chunk, shape: &Shape, batch: &mut Batch) -> Result<(), Fault> {
        if let Some(code) = chunk.broken {
            batch.total += 1;
            let fault = RowFault { column: "", code, value: String::new() };
            batch.reject(chunk, shape, (0, chunk.first_line), fault);
            return Ok(());
        }
        let known = Known { sound: is_sound(&chunk.text), tame: chunk.plain && is_tame(&chunk.text) };
        let mut lines = Lines::new(chunk);
        batch.rows.clear();
        Source::each_row(chunk, shape.separator, |record, at| {
            batch.total += 1;
            if let Err(fault) = self.stage(record, at, shape, known, batch) {
                batch.reject(chunk, shape, (at, lines.line(at)), fault);
            }
        });
        self.accounts.find_all(batch.rows.iter().map(|row| row.account), &mut batch.accounts);
        self.place(chunk, shape, batch)
    }

    /// Checks a row but for its account.
    #[inline]
    fn stage(
        &self,
        record: &Record<'_>,
        byte: usize,
        shape: &Shape,
        known: Known,
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
            // A tame chunk was looked through at once, which is quicker than field by field.
            let text = match clean(raw) {
                Some(text) if known.tame && text.len() <= self.limits.identifier => Some(text),
                _ => identifier(raw, self.limits).map_err(fault)?,
            };
            match text {
                Some(text) if !known.sound && !is_text(text) => Err(fault(Code::BadEncoding)),
                Some(text) => Ok(text),
                None if columns[column].required => Err(fault(Code::MissingValue)),
                None => Ok(b""),
            }
        };
        let (account, device, ip, region) = (text(ACCOUNT)?, text(DEVICE)?, text(IP)?, text(REGION)?);
        let at = self
            .moment(field(LOGIN_AT), &mut batch.last_date)
            .map_err(|code| RowFault::new(columns[LOGIN_AT].name, code, field(LOGIN_AT)))?;
        let region = self.region(region, batch);
        let packed = pack(device);
        if unpack(&packed).is_none() {
            batch.long_devices.push((batch.rows.len(), device.to_vec()));
        }
        batch.rows.push(Staged {
            account: Asked { hash: hash(account), text: pack(account) },
            device: packed,
            at,
            ip: if ip.is_empty() { 0 } else { network(ip) },
            region,
            byte: byte as u32,
        });
        Ok(())
    }

    /// Puts the rows of a chunk with those gathered for their shards.
    fn place(&self, chunk: &Chunk, shape: &Shape, batch: &mut Batch) -> Result<(), Fault> {
        let mut lines = Lines::new(chunk);
        for (row, device) in batch.long_devices.drain(..) {
            if batch.accounts[row] != NONE {
                batch.gathered[self.sharding.of(batch.accounts[row])].long_devices.push(device);
            }
        }
        for i in 0..batch.rows.len() {
            let row = &batch.rows[i];
            let account = batch.accounts[i];
            if account == NONE {
                let at = row.byte as usize;
                let fault = dangling(chunk, shape, at);
                batch.reject(chunk, shape, (at, lines.line(at)), fault);
                continue;
            }
            let Staged { region, at, ip, device, .. } = *row;
            let shard = self.sharding.of(account);
            let gathered = &mut batch.gathered[shard];
            Row { account, region, at, ip, device }.write(&mut gathered.rows);
            let due = gathered.rows.len() >= GATHERED;
            batch.count_day(self.zone.day(at), 1);
            if due {
                self.hand_over(shard, batch)?;
            }
        }
        Ok(())
    }

    #[inline]
    fn moment(&self, field: &[u8], last: &mut LastDate) -> Result<i64, Code> {
        let parsed = self.zone.parse_after(field, last).or_else(|_| match clean(field) {
            Some(text) => self.zone.parse(text).map_err(|fault| match fault {
                TimeFault::Form => Code::BadTime,
                TimeFault::Impossible => Code::ImpossibleTime,
            }),
            None => Err(Code::MissingValue),
        })?;
        Ok(parsed)
    }

    /// The log's number of a region; regions are few, so that threads seldom meet a new one.
    #[inline]
    fn region(&self, text: &[u8], batch: &mut Batch) -> u32 {
        if text.is_empty() {
            return NONE;
        }
        let own = batch.regions.intern(text) as usize;
        if own == batch.region_numbers.len() {
            batch.region_numbers.push(locked(&self.regions).intern(text));
        }
        batch.region_numbers[own]
    }

    /// Gathered rows → their shard, where they wait until folding them pays.
    fn hand_over(&self, number: usize, batch: &mut Batch) -> Result<(), Fault> {
        let Gathered { rows, long_devices } = &mut batch.gathered[number];
        let mut shard = locked(&self.shards[number]);
        for device in long_devices.drain(..) {
            shard.devices.intern(&device);
        }
        let due = shard.wait(rows);
        rows.clear();
        if due { self.fold(&mut shard, number, &mut batch.scratch) } else { Ok(()) }
    }

    /// Waiting rows → the shard's log, which is written to a temporary file where it is too long.
    fn fold(&self, shard: &mut Shard, number: usize, scratch: &mut Scratch) -> Result<(), Fault> {
        shard.fold(scratch);
        if shard.log_bytes() < self.shard_bytes {
            return Ok(());
        }
        let fault = |e| Fault::Output { path: self.folder.to_path_buf(), source: std::io::Error::other(e) };
        shard.spill(self.folder, number).map_err(fault)
    }
}

/// Which accounts are in which shard: as many in each, one after another.
#[derive(Clone, Copy)]
pub struct Sharding {
    /// Shards an account, in units of 2^-32.
    step: u64,
}

impl Sharding {
    /// For so many accounts.
    pub fn new(accounts: usize) -> Sharding {
        Sharding { step: ((SHARDS as u64) << 32) / accounts.max(1) as u64 }
    }

    /// Number of the shard of an account.
    #[inline]
    pub fn of(self, account: u32) -> usize {
        ((u64::from(account) * self.step) >> 32) as usize
    }
}

/// The fault of a row whose account nobody knows.
#[cold]
fn dangling(chunk: &Chunk, shape: &Shape, at: usize) -> RowFault {
    let mut account = Vec::new();
    first_record(chunk, shape.separator, at, |record| {
        let field = shape.places[ACCOUNT].map_or(&b""[..], |place| record.get(place));
        account.extend_from_slice(clean(field).unwrap_or_default());
    });
    RowFault::new("account_id", Code::DanglingReference, &account)
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("no panic in a reader")
}

impl Default for Batch {
    fn default() -> Self {
        Batch {
            rows: Vec::new(),
            long_devices: Vec::new(),
            accounts: Vec::new(),
            gathered: (0..SHARDS).map(|_| Gathered::default()).collect(),
            scratch: Scratch::default(),
            regions: Interner::default(),
            region_numbers: Vec::new(),
            last_date: LastDate::default(),
            rejected: Vec::new(),
            total: 0,
            per_day: HashMap::new(),
            day: (i32::MIN, 0),
        }
    }
}

impl Batch {
    /// Rejects the row that begins at a byte and a line of the chunk.
    #[cold]
    fn reject(&mut self, chunk: &Chunk, shape: &Shape, (at, line): (usize, u64), fault: RowFault) {
        let row = raw(chunk, shape.separator, at);
        let RowFault { column, code, value } = fault;
        self.rejected.push(Rejected { file: shape.file, line, column, code, value, row });
    }

    /// Counts rows of a day. Exports are mostly in order of time, so that days come in long runs.
    #[inline]
    fn count_day(&mut self, day: i32, rows: u64) {
        if day != self.day.0 {
            let (before, counted) = std::mem::replace(&mut self.day, (day, 0));
            if counted > 0 {
                *self.per_day.entry(before).or_default() += counted;
            }
        }
        self.day.1 += rows;
    }
}

/// What is known of a whole chunk, so that its fields need no look of their own.
#[derive(Clone, Copy)]
struct Known {
    /// It is text without replacement characters.
    sound: bool,
    /// No identifier in it can be one that [`identifier`] rejects for its characters.
    tame: bool,
}

/// Whether a text holds neither control characters, but for line ends, nor the plus sign of a number
/// that a spreadsheet broke.
fn is_tame(text: &[u8]) -> bool {
    let wild =
        |&byte: &u8| (byte < 0x20) & (byte != b'\n') & (byte != b'\r') | (byte == 0x7f) | (byte == b'+');
    text.chunks(4096).all(|part| !part.iter().fold(false, |any, byte| any | wild(byte)))
}

/// Whether the whole chunk is sound text, so that its fields need no look of their own.
fn is_sound(text: &[u8]) -> bool {
    simdutf8::basic::from_utf8(text).is_ok() && memchr::memmem::find(text, "\u{fffd}".as_bytes()).is_none()
}
