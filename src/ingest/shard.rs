//! A shard of the logins: those of a stretch of accounts, as calendars, networks and a packed log.
//!
//! Rows wait as bytes until there are about as many as half the shard's calendars; then they are
//! folded at once, so that the tables they touch are in the processor's cache. Folding gives every row
//! the number of its calendar and of its network and keeps the three numbers that are left, calendar,
//! network and moment, in as few bytes as the batch's largest need: 5.9 with ten million logins. The
//! packed log is exact: repeats of a login are found in it, wherever they stood.
//!
//! Cost: three look-ups a row in tables of a few hundred kilobytes. Memory: identifiers, keys of
//! calendars and networks, waiting rows, and the packed log up to the memory limit's part.

use std::path::{Path, PathBuf};

use polars::prelude::*;

use crate::ids::{Interner, Numbered, Packed};
use crate::time::HOURS;

/// Fewest and most rows that wait in a shard.
const LEAST_WAITING: usize = 1024;
const MOST_WAITING: usize = 8192;
/// Bytes of a waiting row: account, region, moment, address, device.
const ROW_BYTES: usize = 40;

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

/// A parsed row on its way into a shard.
pub struct Row {
    /// Final number of the account.
    pub account: u32,
    /// The log's number of the region.
    pub region: u32,
    /// Moment in milliseconds.
    pub at: i64,
    /// Hash of the network address; 0 if unknown.
    pub ip: u64,
    /// The device, packed.
    pub device: Packed,
}

impl Row {
    /// Appends the row to rows that wait.
    #[inline]
    pub fn write(&self, waiting: &mut Vec<u8>) {
        let mut bytes = [0; ROW_BYTES];
        bytes[0..4].copy_from_slice(&self.account.to_le_bytes());
        bytes[4..8].copy_from_slice(&self.region.to_le_bytes());
        bytes[8..16].copy_from_slice(&self.at.to_le_bytes());
        bytes[16..24].copy_from_slice(&self.ip.to_le_bytes());
        bytes[24..].copy_from_slice(&self.device);
        waiting.extend_from_slice(&bytes);
    }

    #[inline]
    fn read(bytes: &[u8; ROW_BYTES]) -> Row {
        let four = |at: usize| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        let eight = |at: usize| u64::from(four(at)) | u64::from(four(at + 4)) << 32;
        let mut device = Packed::default();
        device.copy_from_slice(&bytes[24..]);
        Row { account: four(0), region: four(4), at: eight(8) as i64, ip: eight(16), device }
    }
}

/// A thread's own memory for folding, used again for every fold.
#[derive(Default)]
pub struct Scratch {
    devices: Vec<Packed>,
    keys: Vec<[u32; 3]>,
    numbers: [Vec<u32>; 3],
    events: Vec<Event>,
}

/// A day of a calendar on its way from the state into a shard.
pub struct HeldRow {
    /// Final number of the account.
    pub account: u32,
    /// The log's number of the region.
    pub region: u32,
    /// The device, packed.
    pub device: Packed,
    /// Logins.
    pub logins: u32,
    /// Bit of the window.
    pub bit: u8,
    /// Slot of the first login.
    pub slot: u8,
    /// Logins an hour, eight to a number, as in the calendars.
    pub hours: [u64; 3],
}

/// A day of a calendar that the state holds.
pub struct HeldDay {
    /// Number of its calendar.
    pub calendar: u32,
    /// Bit of the window.
    pub bit: u8,
    /// Slot of the first login (see [`crate::time::SLOT_MS`]).
    pub slot: u8,
}

/// What the state holds of a shard's calendars and networks: days that are reduced already.
#[derive(Default)]
pub struct Held {
    /// Days, in no order.
    pub days: Vec<HeldDay>,
    /// Logins and hours of the day, a calendar.
    pub sums: Vec<(u32, [u8; HOURS])>,
    /// Days as bits of the window, a network.
    pub networks: Vec<u128>,
}

/// What a shard knows: identifiers, keys of calendars and networks, and the log.
#[derive(Default)]
pub struct Shard {
    /// Devices seen.
    pub devices: Interner,
    /// Calendars: account (final number), device (the shard's number), region (the log's number).
    pub calendars: Numbered<[u32; 3]>,
    /// Networks: account (final number), hash of the address (two halves; 0 = unknown).
    pub networks: Numbered<[u32; 3]>,
    /// Days that the state holds.
    pub held: Held,
    waiting: Vec<u8>,
    log: Vec<Block>,
    log_bytes: usize,
    /// Temporary files written.
    pub runs: Vec<PathBuf>,
}

impl Shard {
    /// Appends rows that wait, whose longer devices [`Shard::devices`] knows already; true if it is
    /// time to fold them.
    pub fn wait(&mut self, waiting: &[u8]) -> bool {
        self.waiting.extend_from_slice(waiting);
        let due = (2 * self.calendars.keys().len()).clamp(LEAST_WAITING, MOST_WAITING);
        self.waiting.len() >= due * ROW_BYTES
    }

    /// Waiting rows → the log. One kind of number after the other, so that many are looked up at a
    /// time; a row's calendar depends on its device.
    pub fn fold(&mut self, scratch: &mut Scratch) {
        let Scratch { devices, keys, numbers: [device, calendar, network], events } = scratch;
        let (rows, _) = self.waiting.as_chunks::<ROW_BYTES>();
        let rows = || rows.iter().map(Row::read);
        devices.clear();
        devices.extend(rows().map(|row| row.device));
        self.devices.numbers(devices, device);
        keys.clear();
        keys.extend(rows().zip(&*device).map(|(row, &device)| [row.account, device, row.region]));
        self.calendars.numbers(keys, calendar);
        keys.clear();
        keys.extend(rows().map(|row| [row.account, (row.ip >> 32) as u32, row.ip as u32]));
        self.networks.numbers(keys, network);
        events.clear();
        events.extend(rows().zip(calendar.iter().zip(&*network)).map(|(row, (&calendar, &network))| Event {
            calendar,
            network,
            at: row.at,
        }));
        self.waiting.clear();
        if let Some(block) = Block::pack(events) {
            self.log_bytes += block.bytes.len();
            self.log.push(block);
        }
    }

    /// Bytes of the log that are held in memory.
    pub fn log_bytes(&self) -> usize {
        self.log_bytes
    }

    /// Adds days of calendars from the state, many at a time; longer devices must have been interned.
    pub fn hold_days(&mut self, rows: &[HeldRow], scratch: &mut Scratch) {
        let Scratch { devices, keys, numbers: [device, calendar, _], .. } = scratch;
        devices.clear();
        devices.extend(rows.iter().map(|row| row.device));
        self.devices.numbers(devices, device);
        keys.clear();
        keys.extend(rows.iter().zip(&*device).map(|(row, &device)| [row.account, device, row.region]));
        self.calendars.numbers(keys, calendar);
        self.held.sums.resize(self.calendars.keys().len(), (0, [0; HOURS]));
        for (row, &calendar) in rows.iter().zip(&*calendar) {
            self.held.days.push(HeldDay { calendar, bit: row.bit, slot: row.slot });
            let (logins, hours) = &mut self.held.sums[calendar as usize];
            *logins += row.logins;
            for (sum, eight) in hours.chunks_mut(8).zip(row.hours) {
                sum.iter_mut()
                    .zip(eight.to_le_bytes())
                    .for_each(|(sum, hour)| *sum = sum.saturating_add(hour));
            }
        }
    }

    /// Adds days of networks from the state: account (final number), hash of the address, bit of the
    /// window.
    pub fn hold_networks(&mut self, rows: &[(u32, u64, u8)], scratch: &mut Scratch) {
        let Scratch { keys, numbers: [network, ..], .. } = scratch;
        keys.clear();
        keys.extend(rows.iter().map(|row| [row.0, (row.1 >> 32) as u32, row.1 as u32]));
        self.networks.numbers(keys, network);
        self.held.networks.resize(self.networks.keys().len(), 0);
        for (row, &network) in rows.iter().zip(&*network) {
            self.held.networks[network as usize] |= 1 << row.2;
        }
    }

    /// Frees what only reading needed.
    pub fn seal(&mut self) {
        self.waiting = Vec::new();
        self.calendars.seal();
        self.networks.seal();
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
        self.log_bytes = 0;
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
    use crate::ids::pack;

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

    /// Fault: a longer device taken for another one, or a row without an address for a network of its
    /// own.
    #[test]
    fn waiting_rows_fold_into_numbers_of_what_they_share() {
        let mut shard = Shard::default();
        let mut waiting = Vec::new();
        let long = [b'x'; 300];
        let rows =
            [(7, &b"d1"[..], 5, 1000), (7, &long[1..], 0, 2000), (7, &long, 6, 3000), (7, b"d1", 0, 4001)];
        for (account, device, ip, at) in rows {
            let device = pack(device);
            Row { account, region: 3, at, ip, device }.write(&mut waiting);
        }
        shard.devices.intern(&long[1..]);
        shard.devices.intern(&long);
        assert!(!shard.wait(&waiting));
        shard.fold(&mut Scratch::default());
        let mut events = Vec::new();
        shard.take_events(&mut events).unwrap();
        let expected = [(0, 0, 1000), (1, 1, 2000), (2, 2, 3000), (0, 1, 4001)];
        let expected = expected.map(|(calendar, network, at)| Event { calendar, network, at });
        assert_eq!(events, expected);
        assert_eq!(shard.calendars.keys(), [[7, 2, 3], [7, 0, 3], [7, 1, 3]]);
        assert_eq!(shard.networks.keys(), [[7, 0, 5], [7, 0, 0], [7, 0, 6]]);
        assert_eq!(shard.devices.len(), 3);
    }
}
