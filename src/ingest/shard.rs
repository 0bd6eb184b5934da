//! A shard of the logins: those of a stretch of accounts, as calendars, networks and a packed log.
//!
//! Rows wait as bytes until there are about as many as half the shard's calendars; then they are
//! folded at once, so that the tables they touch are in the processor's cache. Folding gives every row
//! the number of its calendar and of its network and keeps the three numbers that are left, calendar,
//! network and moment, in as few bytes as the batch's largest need: 5 to 7 in ordinary exports. The
//! packed log is exact: repeats of a login are found in it, wherever they stood.
//!
//! Cost: three look-ups a row in tables of a few hundred kilobytes. Memory: identifiers, keys of
//! calendars and networks, waiting rows, and the packed log up to the memory limit's part.

use std::path::{Path, PathBuf};

use hashbrown::HashTable;
use polars::prelude::*;

use crate::ids::{Interner, NONE, hash};

/// Fewest and most rows that wait in a shard.
const LEAST_WAITING: usize = 1024;
const MOST_WAITING: usize = 8192;
/// Bytes of a waiting row before its device: account, region, moment, address, length of the device.
const HEAD: usize = 26;

/// A login: its calendar, its network (the shard's numbers) and its moment in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// Number of its calendar.
    pub calendar: u32,
    /// Number of its network.
    pub network: u32,
    /// Moment.
    pub at: i64,
}

/// Keys with their numbers in order of appearance.
#[derive(Default)]
pub struct Keys {
    /// The keys.
    pub keys: Vec<[u32; 3]>,
    table: HashTable<u32>,
}

impl Keys {
    #[inline]
    fn number(&mut self, key: [u32; 3]) -> u32 {
        let Keys { keys, table } = self;
        let hash = mix(&key);
        if let Some(&n) = table.find(hash, |&n| keys[n as usize] == key) {
            return n;
        }
        let n = keys.len() as u32;
        keys.push(key);
        table.insert_unique(hash, n, |&n| mix(&keys[n as usize]));
        n
    }
}

/// Both halves of a 128-bit product depend on all bits of the factors, as in wyhash.
#[inline]
fn mix(key: &[u32; 3]) -> u64 {
    let wide = (u64::from(key[0]) << 32 | u64::from(key[1])) ^ 0x9e37_79b9_7f4a_7c15;
    let product = u128::from(wide) * u128::from(u64::from(key[2]) ^ 0xe703_7ed1_a0b4_28db);
    product as u64 ^ (product >> 64) as u64
}

/// A parsed row on its way into a shard.
pub struct Row<'r> {
    /// Final number of the account.
    pub account: u32,
    /// The log's number of the region.
    pub region: u32,
    /// Moment in milliseconds.
    pub at: i64,
    /// Hash of the network address; 0 if unknown.
    pub ip: u64,
    /// The device; at most 65,535 bytes.
    pub device: &'r [u8],
}

impl Row<'_> {
    /// Appends the row to rows that wait.
    #[inline]
    pub fn write(&self, waiting: &mut Vec<u8>) {
        let mut head = [0; HEAD];
        head[0..4].copy_from_slice(&self.account.to_le_bytes());
        head[4..8].copy_from_slice(&self.region.to_le_bytes());
        head[8..16].copy_from_slice(&self.at.to_le_bytes());
        head[16..24].copy_from_slice(&self.ip.to_le_bytes());
        head[24..26].copy_from_slice(&(self.device.len() as u16).to_le_bytes());
        waiting.extend_from_slice(&head);
        waiting.extend_from_slice(self.device);
    }

    /// The first of the rows that wait, and the others.
    #[inline]
    fn read(waiting: &[u8]) -> Option<(Row<'_>, &[u8])> {
        let (head, rest) = waiting.split_first_chunk::<HEAD>()?;
        let four = |at: usize| u32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
        let eight = |at: usize| u64::from(four(at)) | u64::from(four(at + 4)) << 32;
        let length = u16::from_le_bytes([head[24], head[25]]);
        let (device, rest) = rest.split_at(usize::from(length));
        Some((Row { account: four(0), region: four(4), at: eight(8) as i64, ip: eight(16), device }, rest))
    }
}

/// What a shard knows: identifiers, keys of calendars and networks, and the log.
#[derive(Default)]
pub struct Shard {
    /// Devices seen.
    pub devices: Interner,
    /// Calendars: account (final number), device (the shard's number), region (the log's number).
    pub calendars: Keys,
    /// Networks: account (final number), hash of the address (two halves; 0 = unknown).
    pub networks: Keys,
    waiting: Vec<u8>,
    rows_waiting: usize,
    log: Vec<Block>,
    held: usize,
    /// Temporary files written.
    pub runs: Vec<PathBuf>,
}

impl Shard {
    /// Appends rows that wait; true if it is time to fold them.
    pub fn wait(&mut self, waiting: &[u8], rows: usize) -> bool {
        self.waiting.extend_from_slice(waiting);
        self.rows_waiting += rows;
        self.rows_waiting >= (self.calendars.keys.len() / 2).clamp(LEAST_WAITING, MOST_WAITING)
    }

    /// Waiting rows → the log. One kind of number after the other, so that the processor looks many
    /// rows up at a time; the device of a row depends on nothing, its calendar on its device.
    pub fn fold(&mut self, events: &mut Vec<Event>) {
        let mut rows = Vec::with_capacity(self.rows_waiting);
        let mut rest = &self.waiting[..];
        while let Some((row, more)) = Row::read(rest) {
            rest = more;
            rows.push((hash(row.device), row));
        }
        let devices = &mut self.devices;
        events.clear();
        events.extend(rows.iter().map(|(hash, row)| {
            let device = if row.device.is_empty() { NONE } else { devices.intern_hashed(*hash, row.device) };
            Event { calendar: device, network: 0, at: row.at }
        }));
        for (event, (_, row)) in events.iter_mut().zip(&rows) {
            event.calendar = self.calendars.number([row.account, event.calendar, row.region]);
        }
        for (event, (_, row)) in events.iter_mut().zip(&rows) {
            event.network = self.networks.number([row.account, (row.ip >> 32) as u32, row.ip as u32]);
        }
        self.waiting.clear();
        self.rows_waiting = 0;
        if let Some(block) = Block::pack(events) {
            self.held += block.bytes.len();
            self.log.push(block);
        }
    }

    /// Bytes of the log that are held in memory.
    pub fn held(&self) -> usize {
        self.held
    }

    /// Frees what only reading needed.
    pub fn seal(&mut self) {
        self.waiting = Vec::new();
        self.calendars.table = HashTable::new();
        self.networks.table = HashTable::new();
    }

    /// Writes the log held so far to a temporary file.
    ///
    /// # Errors
    /// Those of writing it.
    pub fn spill(&mut self, folder: &Path, number: usize) -> PolarsResult<()> {
        let mut events = Vec::new();
        self.log.drain(..).for_each(|block| block.unpack(&mut events));
        events.sort_unstable_by_key(|e| (e.calendar, e.at, e.network));
        events.dedup();
        let columns = vec![
            Column::new(SPILL_COLUMNS[0].into(), events.iter().map(|e| e.calendar).collect::<Vec<_>>()),
            Column::new(SPILL_COLUMNS[1].into(), events.iter().map(|e| e.network).collect::<Vec<_>>()),
            Column::new(SPILL_COLUMNS[2].into(), events.iter().map(|e| e.at).collect::<Vec<_>>()),
        ];
        let mut frame = DataFrame::new(events.len(), columns)?;
        let path = folder.join(format!("shard{number:03}-run{:04}.parquet", self.runs.len()));
        let file = std::fs::File::create(&path)?;
        ParquetWriter::new(file).with_compression(ParquetCompression::Uncompressed).finish(&mut frame)?;
        self.runs.push(path);
        self.held = 0;
        Ok(())
    }

    /// Moves all events into `events`, in no order, repeats included unless they met in a temporary
    /// file.
    ///
    /// # Errors
    /// Those of reading the temporary files.
    pub fn take_events(&mut self, events: &mut Vec<Event>) -> PolarsResult<()> {
        events.clear();
        self.log.drain(..).for_each(|block| block.unpack(events));
        for path in self.runs.drain(..) {
            let mut frame = ParquetReader::new(std::fs::File::open(&path)?).finish()?;
            frame.rechunk_mut();
            let calendars = frame.column(SPILL_COLUMNS[0])?.u32()?.cont_slice()?;
            let networks = frame.column(SPILL_COLUMNS[1])?.u32()?.cont_slice()?;
            let times = frame.column(SPILL_COLUMNS[2])?.i64()?.cont_slice()?;
            let rows = calendars.iter().zip(networks).zip(times);
            events.extend(rows.map(|((&calendar, &network), &at)| Event { calendar, network, at }));
            std::fs::remove_file(&path)?;
        }
        Ok(())
    }
}

/// Columns of a temporary file: the parts of an [`Event`].
const SPILL_COLUMNS: [&str; 3] = ["calendar", "network", "at"];

/// Events of one fold, each in `width` bytes: calendar, network, and the moment since `first` in
/// units of `unit` milliseconds.
struct Block {
    bytes: Box<[u8]>,
    count: usize,
    width: usize,
    calendar_bits: u32,
    network_bits: u32,
    first: i64,
    unit: i64,
}

/// Bytes of the widest event; a block ends with as many, so that any event is read in one piece.
const WIDEST: usize = size_of::<u128>();

impl Block {
    fn pack(events: &[Event]) -> Option<Block> {
        let first = events.iter().map(|e| e.at).min()?;
        let last = events.iter().map(|e| e.at).max()?;
        let unit = if events.iter().all(|e| e.at % 1000 == 0) { 1000 } else { 1 };
        let bits = |most: u64| u64::BITS - most.leading_zeros();
        let calendar_bits = bits(u64::from(events.iter().map(|e| e.calendar).max()?));
        let network_bits = bits(u64::from(events.iter().map(|e| e.network).max()?));
        let time_bits = bits(((last - first) / unit) as u64);
        // Calendars and networks take 32 bits at the most, the times that exports may hold 42.
        let width = (calendar_bits + network_bits + time_bits).div_ceil(8).max(1) as usize;
        let mut bytes = vec![0; events.len() * width + WIDEST];
        for (event, at) in events.iter().zip((0..).step_by(width)) {
            let time = ((event.at - first) / unit) as u128;
            let packed = (time << network_bits | u128::from(event.network)) << calendar_bits
                | u128::from(event.calendar);
            bytes[at..at + WIDEST].copy_from_slice(&packed.to_le_bytes());
        }
        let bytes = bytes.into_boxed_slice();
        Some(Block { bytes, count: events.len(), width, calendar_bits, network_bits, first, unit })
    }

    fn unpack(self, events: &mut Vec<Event>) {
        let low = |value: u128, bits: u32| (value & ((1 << bits) - 1)) as u32;
        events.extend((0..self.count).map(|i| {
            let at = i * self.width;
            let mut bytes = [0; WIDEST];
            bytes.copy_from_slice(&self.bytes[at..at + WIDEST]);
            let packed = u128::from_le_bytes(bytes) & (u128::MAX >> (8 * (WIDEST - self.width)));
            let rest = packed >> self.calendar_bits;
            Event {
                calendar: low(packed, self.calendar_bits),
                network: low(rest, self.network_bits),
                at: self.first + (rest >> self.network_bits) as i64 * self.unit,
            }
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fault: a number too large for its bits spilling into its neighbour's.
    #[test]
    fn packed_events_come_out_as_they_went_in() {
        let widest = Event { calendar: u32::MAX, network: u32::MAX, at: 4_102_444_799_999 };
        let least = Event { calendar: 0, network: 0, at: 946_684_800_000 };
        let usual = Event { calendar: 2400, network: 7600, at: 1_735_689_602_000 };
        for events in [vec![least], vec![usual, least], vec![usual; 3], vec![widest, least, usual, widest]] {
            let mut back = Vec::new();
            Block::pack(&events).unwrap().unpack(&mut back);
            assert_eq!(back, events);
        }
        assert!(Block::pack(&[]).is_none());
    }

    /// Fault: rows that wait cut in the wrong place, or a missing device taken for one.
    #[test]
    fn waiting_rows_fold_into_numbers_of_what_they_share() {
        let mut shard = Shard::default();
        let mut waiting = Vec::new();
        let long = [b'x'; 300];
        let rows = [(7, &b"d1"[..], 5, 1000), (7, b"", 5, 2000), (7, &long, 6, 3000), (7, b"d1", 6, 4001)];
        for (account, device, ip, at) in rows {
            Row { account, region: 3, at, ip, device }.write(&mut waiting);
        }
        assert!(!shard.wait(&waiting, 4));
        shard.fold(&mut Vec::new());
        let mut events = Vec::new();
        shard.take_events(&mut events).unwrap();
        let expected = [(0, 0, 1000), (1, 0, 2000), (2, 1, 3000), (0, 1, 4001)];
        let expected = expected.map(|(calendar, network, at)| Event { calendar, network, at });
        assert_eq!(events, expected);
        assert_eq!(shard.calendars.keys, [[7, 0, 3], [7, NONE, 3], [7, 1, 3]]);
        assert_eq!(shard.networks.keys, [[7, 0, 5], [7, 0, 6]]);
    }
}
