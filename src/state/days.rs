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
use crate::ids::{Dictionary, Domain, Interner, NONE, Names, hash, pack, unpack};
use crate::ingest::logins::{LoginLog, SHARDS, Sharding};
use crate::ingest::scope::{Kept, Scope};
use crate::ingest::shard::{HeldRow, Scratch, Shard};
use crate::network::network;
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
            Ok((name, Day { logins, devices: vec![devices], networks: vec![networks] }))
        })
        .collect()
}

/// Writes a frame into a folder of the state.
pub fn parquet(state: &Path, folder: &str, frame: PolarsResult<DataFrame>) -> Result<Held, Fault> {
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

/// Days that are loaded at once: enough for a shard to be worth fetching into the cache, few enough to
/// hold.
const DAYS_AT_ONCE: usize = 16;

/// Loads days (by bit of the window) into the shards of a log.
///
/// # Errors
/// [`Fault::State`] if a file is damaged.
pub fn load(
    state: &Path,
    days: &[(u32, &Day)],
    log: &mut LoginLog,
    (accounts, kept): (&Dictionary, Option<&Kept>),
) -> Result<(), Fault> {
    let regions = Mutex::new(std::mem::take(&mut log.regions));
    let loader = Loader { accounts, kept, sharding: Sharding::new(accounts.len()), regions };
    for days in days.chunks(DAYS_AT_ONCE) {
        let read = |(bit, day): &(u32, &Day)| -> Result<DayRows, Fault> {
            let (bit, mut rows) = (*bit as u8, DayRows::new());
            loader.each(state, &day.devices, |frame, of| loader.devices(frame, of, bit, &mut rows))?;
            loader.each(state, &day.networks, |frame, of| loader.networks(frame, of, bit, &mut rows))?;
            Ok(rows)
        };
        let read = days.par_iter().map(read).collect::<Result<Vec<DayRows>, Fault>>()?;
        log.shards.par_iter_mut().enumerate().for_each_init(Scratch::default, |scratch, (number, shard)| {
            for day in &read {
                day.long.iter().filter(|long| long.0 == number).for_each(|long| {
                    shard.devices.intern(long.1.as_bytes());
                });
                shard.hold_days(&day.devices[number], scratch);
                shard.hold_networks(&day.networks[number], scratch);
            }
        });
    }
    log.regions = loader.regions.into_inner().expect("no panic while days are loaded");
    log.shards.par_iter_mut().for_each(Shard::seal);
    Ok(())
}

/// Adds who used which device on some days, by two columns of their files.
///
/// # Errors
/// [`Fault::State`] if a file is damaged.
pub fn share(state: &Path, days: &[(u32, &Day)], accounts: &Dictionary, scope: &Scope) -> Result<(), Fault> {
    let files: Vec<&Held> = days.iter().flat_map(|(_, day)| &day.devices).collect();
    files.par_iter().try_for_each(|held| {
        let bytes = disk::read(state, held)?;
        let frame = columns_of(&bytes, Some(&["account_id", "device_id"]));
        let read = frame.and_then(|frame| {
            let devices = frame.column("device_id")?.str()?;
            let accounts = numbers(accounts, frame.column("account_id")?.str()?);
            let uses = devices.iter().zip(accounts);
            scope.add(uses.filter_map(|(device, account)| Some((hash(device?.as_bytes()), account?))));
            Ok(())
        });
        read.map_err(|e| unusable(state, held, &e))
    })
}

/// Rows of a day by shard.
struct DayRows {
    devices: Vec<Vec<HeldRow>>,
    networks: Vec<Vec<(u32, u64, u8)>>,
    /// Devices that do not fit their rows, with their shards.
    long: Vec<(usize, String)>,
}

impl DayRows {
    fn new() -> DayRows {
        let (devices, networks) = (0..SHARDS).map(|_| (Vec::new(), Vec::new())).unzip();
        DayRows { devices, networks, long: Vec::new() }
    }
}

/// A file of a day as a frame.
pub fn open(state: &Path, held: &Held) -> Result<DataFrame, Fault> {
    let bytes = disk::read(state, held)?;
    columns_of(&bytes, None).map_err(|e| unusable(state, held, &e))
}

/// Columns of a Parquet file, or all of them.
fn columns_of(bytes: &[u8], names: Option<&[&str]>) -> PolarsResult<DataFrame> {
    let names = names.map(|names| names.iter().map(|name| name.to_string()).collect());
    // Files are read side by side: a thread that waited for parts of one would begin the next meanwhile, and
    // hold both.
    let reader = ParquetReader::new(Cursor::new(bytes)).read_parallel(ParallelStrategy::None);
    let mut frame = reader.with_columns(names).finish()?;
    frame.rechunk_mut();
    Ok(frame)
}

/// Numbers of a column of accounts; none where one is in no export any more.
fn numbers(known: &Dictionary, accounts: &StringChunked) -> Vec<Option<u32>> {
    let mut numbers = Vec::with_capacity(accounts.len());
    let (mut before, mut number) = ("", None);
    for account in accounts.iter().map(Option::unwrap_or_default) {
        // Rows of one account stand together.
        if account != before {
            (before, number) = (account, known.find(account));
        }
        numbers.push(number);
    }
    numbers
}

/// Logins of a day.
pub fn logins(state: &Path, devices: &[Held]) -> Result<u64, Fault> {
    let of = |held: &Held| -> Result<u64, Fault> {
        let frame = open(state, held)?;
        let logins = frame.column("logins").and_then(|c| Ok(c.cast(&DataType::UInt64)?.u64()?.sum()));
        Ok(logins.map_err(|e| unusable(state, held, &e))?.unwrap_or(0))
    };
    devices.iter().map(of).sum()
}

/// Columns of the logins of which a day shows values.
pub fn columns(state: &Path, devices: &[Held], networks: &[Held]) -> Result<Vec<String>, Fault> {
    let mut columns: Vec<String> = ["account_id", "device_id", "login_at"].map(String::from).into();
    for held in devices {
        let frame = open(state, held)?;
        let region = frame.column("region").map_err(|e| unusable(state, held, &e))?;
        columns.extend((region.null_count() < region.len()).then(|| "region".to_string()));
    }
    columns.extend(networks.iter().any(|held| held.rows > 0).then(|| "ip".to_string()));
    Ok(columns)
}

/// The fault of a file that is whole, but not what it should be.
pub fn unusable(state: &Path, held: &Held, error: &PolarsError) -> Fault {
    Fault::State {
        path: state.join(&held.file),
        what: format!("cannot be used: {error}"),
        help: disk::REBUILD.into(),
    }
}

/// Shard and final number of a row's account; none if the row is not wanted.
type Place = Option<(usize, u32)>;

/// What threads load days with.
struct Loader<'a> {
    accounts: &'a Dictionary,
    /// The accounts that are looked at, if not all.
    kept: Option<&'a Kept>,
    sharding: Sharding,
    regions: Mutex<Interner>,
}

impl Loader<'_> {
    /// Shows the frames of files, with shard and final number of each row's account, none where the row is
    /// not wanted; of a file without wanted rows no more than the accounts are read.
    fn each(
        &self,
        state: &Path,
        files: &[Held],
        mut show: impl FnMut(&DataFrame, &[Place]) -> PolarsResult<()>,
    ) -> Result<(), Fault> {
        for held in files {
            let bytes = disk::read(state, held)?;
            let mut read = || -> PolarsResult<()> {
                let mut frame = columns_of(&bytes, self.kept.map(|_| &["account_id"][..]))?;
                let places = self.places(frame.column("account_id")?.str()?);
                if self.kept.is_some() {
                    if places.iter().all(Option::is_none) {
                        return Ok(());
                    }
                    frame = columns_of(&bytes, None)?;
                }
                show(&frame, &places)
            };
            read().map_err(|e| unusable(state, held, &e))?;
        }
        Ok(())
    }

    /// Where the rows of a column of accounts belong.
    fn places(&self, accounts: &StringChunked) -> Vec<Place> {
        let wanted = |account: &u32| self.kept.is_none_or(|kept| kept.has(*account));
        let place = |account: u32| (self.sharding.of(account), account);
        let numbers = numbers(self.accounts, accounts);
        numbers.into_iter().map(|number| number.filter(wanted).map(place)).collect()
    }

    fn devices(&self, frame: &DataFrame, places: &[Place], bit: u8, into: &mut DayRows) -> PolarsResult<()> {
        let devices = frame.column("device_id")?.str()?;
        let regions = self.regions(frame.column("region")?.str()?);
        let number = |name: &str| frame.column(name)?.cast(&DataType::UInt32);
        let (logins, slots) = (number("logins")?, number("first_slot")?);
        let (logins, slots) = (logins.u32()?.cont_slice()?, slots.u32()?.cont_slice()?);
        let [first, second, third] = HOUR_COLUMNS.map(|name| packed_hours(frame, name));
        let (first, second, third) = (first?, second?, third?);
        spread(places, &mut into.devices, |row, account| {
            let hours = [first[row], second[row], third[row]];
            let device = pack(devices.get(row).unwrap_or_default().as_bytes());
            let (logins, slot) = (logins[row], slots[row] as u8);
            HeldRow { account, region: regions[row], device, logins, bit, slot, hours }
        });
        let text = |row: usize| devices.get(row).filter(|text| unpack(&pack(text.as_bytes())).is_none());
        let long = places.iter().enumerate().filter_map(|(row, place)| Some((place.as_ref()?.0, text(row)?)));
        into.long.extend(long.map(|(shard, text)| (shard, text.to_string())));
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

    fn networks(&self, frame: &DataFrame, places: &[Place], bit: u8, into: &mut DayRows) -> PolarsResult<()> {
        let addresses: Vec<u64> = match frame.column("address") {
            Ok(addresses) => addresses.u64()?.cont_slice()?.to_vec(),
            Err(_) => {
                let texts = frame.column("ip")?.str()?;
                texts.iter().map(|ip| ip.map_or(0, |ip| network(ip.as_bytes()))).collect()
            }
        };
        spread(places, &mut into.networks, |row, account| (account, addresses[row], bit));
        Ok(())
    }
}

/// Eight hours of a day in a number. Engines without unsigned numbers write the same bits as signed ones.
fn packed_hours(frame: &DataFrame, name: &str) -> PolarsResult<Vec<u64>> {
    let column = frame.column(name)?;
    match column.dtype() {
        DataType::Int64 => Ok(column.i64()?.cont_slice()?.iter().map(|&hours| hours as u64).collect()),
        _ => Ok(column.u64()?.cont_slice()?.to_vec()),
    }
}

/// Adds rows to their shards.
fn spread<T>(places: &[Place], shards: &mut [Vec<T>], row: impl Fn(usize, u32) -> T) {
    for (number, place) in places.iter().enumerate() {
        if let Some((shard, account)) = *place {
            shards[shard].push(row(number, account));
        }
    }
}
