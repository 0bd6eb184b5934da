//! Days of logins as Parquet files, and back into the shards of a log.
//!
//! `device_days`: account_id, device_id, region (text; null if unknown), logins, first_slot (of ten
//! minutes), and hours_00, hours_08, hours_16 as in the calendars. `network_days`: account_id, and
//! `address`, the XXH3 of the network address, or `ip`, the address itself, as other engines write it.

use std::io::Cursor;
use std::path::Path;
use std::sync::Mutex;

use polars::prelude::*;
use rayon::prelude::*;

use super::disk;
use super::manifest::{Day, Held};
use crate::error::Fault;
use crate::frames::Window;
use crate::ids::{Dictionary, Domain, Interner, NONE, Names, hash};
use crate::ingest::logins::{LoginLog, SHARDS, shard_of};
use crate::ingest::shard::Shard;
use crate::reduce::{DeviceDay, HOUR_COLUMNS, NetworkDay, ReadDays};
use crate::time::{HOURS, format_day};

/// Writes days, side by side. Returns an entry a day.
///
/// # Errors
/// [`Fault::Output`] if the disk does not take them.
pub fn write(
    state: &Path,
    days: &ReadDays,
    names: &Names,
    window: Window,
) -> Result<Vec<(String, Day)>, Fault> {
    let by_day: Vec<&[DeviceDay]> = days.devices.chunk_by(|a, b| a.bit == b.bit).collect();
    by_day
        .par_iter()
        .map(|devices| {
            let bit = devices[0].bit;
            let start = days.networks.partition_point(|n| n.bit < bit);
            let end = days.networks.partition_point(|n| n.bit <= bit);
            let name = format_day(window.first_day + i32::from(bit));
            let folder = |kind: &str| format!("{kind}/day={name}");
            let logins = devices.iter().map(|d| u64::from(d.logins)).sum();
            let devices = parquet(state, &folder("device_days"), device_frame(devices, names))?;
            let networks =
                parquet(state, &folder("network_days"), network_frame(&days.networks[start..end], names))?;
            Ok((name, Day { logins, devices, networks }))
        })
        .collect()
}

fn parquet(state: &Path, folder: &str, frame: PolarsResult<DataFrame>) -> Result<Held, Fault> {
    let fault = |e: PolarsError| Fault::Output {
        path: state.join(folder),
        source: std::io::Error::other(e.to_string()),
    };
    let mut frame = frame.map_err(fault)?;
    let mut bytes = Vec::new();
    let writer = ParquetWriter::new(&mut bytes).with_compression(ParquetCompression::Zstd(None));
    writer.finish(&mut frame).map_err(fault)?;
    disk::write(state, folder, "parquet", frame.height() as u64, &bytes)
}

fn device_frame(days: &[DeviceDay], names: &Names) -> PolarsResult<DataFrame> {
    let text = |domain: Domain, of: fn(&DeviceDay) -> u32| -> StringChunked {
        let known = days.iter().map(|day| Some(of(day)).filter(|&n| n != NONE));
        known.map(|n| n.map(|n| names.text(domain, n))).collect()
    };
    let eight = |day: &DeviceDay, from: usize| {
        day.hours[from..from + 8].iter().rev().fold(0u64, |packed, &hour| packed << 8 | u64::from(hour))
    };
    let mut columns = vec![
        text(Domain::Account, |d| d.account).with_name("account_id".into()).into_column(),
        text(Domain::Device, |d| d.device).with_name("device_id".into()).into_column(),
        text(Domain::Region, |d| d.region).with_name("region".into()).into_column(),
        Column::new("logins".into(), days.iter().map(|d| d.logins).collect::<Vec<_>>()),
        Column::new("first_slot".into(), days.iter().map(|d| u32::from(d.slot)).collect::<Vec<_>>()),
    ];
    for (name, from) in HOUR_COLUMNS.into_iter().zip((0..HOURS).step_by(8)) {
        columns.push(Column::new(name.into(), days.iter().map(|d| eight(d, from)).collect::<Vec<_>>()));
    }
    DataFrame::new(days.len(), columns)
}

fn network_frame(days: &[NetworkDay], names: &Names) -> PolarsResult<DataFrame> {
    let accounts: StringChunked =
        days.iter().map(|day| Some(names.text(Domain::Account, day.account))).collect();
    let columns = vec![
        accounts.with_name("account_id".into()).into_column(),
        Column::new("address".into(), days.iter().map(|d| d.address).collect::<Vec<_>>()),
    ];
    DataFrame::new(days.len(), columns)
}

/// Loads days (by bit of the window) into the shards of a log.
///
/// # Errors
/// [`Fault::State`] if a file is damaged.
pub fn load(
    state: &Path,
    days: &[(u32, &Day)],
    log: &mut LoginLog,
    accounts: &Dictionary,
) -> Result<(), Fault> {
    let shards: Vec<Mutex<Shard>> = std::mem::take(&mut log.shards).into_iter().map(Mutex::new).collect();
    let loader = Loader { accounts, shards, regions: Mutex::new(std::mem::take(&mut log.regions)) };
    days.par_iter().try_for_each(|(bit, day)| {
        loader.devices(&open(state, &day.devices)?, *bit as u8).map_err(|e| unusable(state, &day.devices, &e))?;
        loader.networks(&open(state, &day.networks)?, *bit as u8).map_err(|e| unusable(state, &day.networks, &e))
    })?;
    let Loader { shards, regions, .. } = loader;
    log.regions = regions.into_inner().expect("no panic while days are loaded");
    let into = |shard: Mutex<Shard>| {
        let mut shard = shard.into_inner().expect("no panic while days are loaded");
        shard.seal();
        shard
    };
    log.shards = shards.into_iter().map(into).collect();
    Ok(())
}

fn open(state: &Path, held: &Held) -> Result<DataFrame, Fault> {
    let bytes = disk::read(state, held)?;
    let frame = ParquetReader::new(Cursor::new(bytes)).finish();
    let mut frame = frame.map_err(|e| unusable(state, held, &e))?;
    frame.rechunk_mut();
    Ok(frame)
}

fn unusable(state: &Path, held: &Held, error: &PolarsError) -> Fault {
    Fault::State {
        path: state.join(&held.file),
        what: format!("cannot be used: {error}"),
        help: disk::REBUILD.into(),
    }
}

/// What threads load days with.
struct Loader<'a> {
    accounts: &'a Dictionary,
    shards: Vec<Mutex<Shard>>,
    regions: Mutex<Interner>,
}

impl Loader<'_> {
    /// Rows by shard, each with the final number of its account. Rows of accounts that are in no export
    /// any more are left out.
    fn by_shard(&self, accounts: &StringChunked) -> Vec<Vec<(u32, u32)>> {
        let mut rows: Vec<Vec<(u32, u32)>> = vec![Vec::new(); SHARDS];
        let mut before: (&str, usize, Option<u32>) = ("", 0, None);
        for (account, row) in accounts.iter().zip(0..) {
            let account = account.unwrap_or_default();
            if account != before.0 {
                let hash = hash(account.as_bytes());
                before = (account, shard_of(hash), self.accounts.find(account));
            }
            if let Some(number) = before.2 {
                rows[before.1].push((row, number));
            }
        }
        rows
    }

    fn devices(&self, frame: &DataFrame, bit: u8) -> PolarsResult<()> {
        let devices = frame.column("device_id")?.str()?;
        let regions = self.regions(frame.column("region")?.str()?);
        let (logins, slots) = (frame.column("logins")?.cast(&DataType::UInt32)?, frame.column("first_slot")?.cast(&DataType::UInt32)?);
        let (logins, slots) = (logins.u32()?.cont_slice()?, slots.u32()?.cont_slice()?);
        let mut hours = Vec::new();
        for name in HOUR_COLUMNS {
            hours.push(frame.column(name)?.u64()?.cont_slice()?);
        }
        let rows = self.by_shard(frame.column("account_id")?.str()?);
        for (shard, rows) in self.shards.iter().zip(rows).filter(|(_, rows)| !rows.is_empty()) {
            let mut shard = shard.lock().expect("no panic while days are loaded");
            for (row, account) in rows {
                let row = row as usize;
                let device = devices.get(row).unwrap_or_default();
                let mut of_day = [0; HOURS];
                for (eight, hours) in of_day.chunks_mut(8).zip(&hours) {
                    eight.copy_from_slice(&hours[row].to_le_bytes());
                }
                let key = (account, device.as_bytes(), regions[row]);
                shard.hold_day(key, (bit, slots[row] as u8), (logins[row], of_day));
            }
        }
        Ok(())
    }

    /// The log's numbers of a column of regions.
    fn regions(&self, texts: &StringChunked) -> Vec<u32> {
        let mut own = Interner::default();
        let numbers: Vec<u32> = texts
            .iter()
            .map(|text| text.filter(|text| !text.is_empty()).map_or(NONE, |text| own.intern(text.as_bytes())))
            .collect();
        let mut regions = self.regions.lock().expect("no panic while days are loaded");
        let of_log: Vec<u32> = own.texts().map(|text| regions.intern(text)).collect();
        numbers.into_iter().map(|n| if n == NONE { NONE } else { of_log[n as usize] }).collect()
    }

    fn networks(&self, frame: &DataFrame, bit: u8) -> PolarsResult<()> {
        let addresses: Vec<u64> = match frame.column("address") {
            Ok(addresses) => addresses.u64()?.cont_slice()?.to_vec(),
            Err(_) => {
                let texts = frame.column("ip")?.str()?;
                texts.iter().map(|ip| ip.map_or(0, |ip| hash(ip.as_bytes()).max(1))).collect()
            }
        };
        let rows = self.by_shard(frame.column("account_id")?.str()?);
        for (shard, rows) in self.shards.iter().zip(rows).filter(|(_, rows)| !rows.is_empty()) {
            let mut shard = shard.lock().expect("no panic while days are loaded");
            for (row, account) in rows {
                shard.hold_network(account, addresses[row as usize], bit);
            }
        }
        Ok(())
    }
}
