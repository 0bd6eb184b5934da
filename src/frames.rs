//! The Polars frames that detectors see, and plain slices of their columns.
//!
//! One frame an export, and the two that logins are reduced to: `calendars` and `networks`. Every
//! frame is sorted by a total key and holds one chunk a column, so that a column is a slice.

use polars::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::ids::{NONE, Names};
use crate::ingest::{CleanTable, Values};
use crate::network::network;
use crate::reduce::Reduced;
use crate::schema::{EXPORTS, ExportKind, export};
use crate::time::{DAY_MS, Zone};

/// The days that calendars cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// First day (days since 1970-01-01, local).
    pub first_day: i32,
    /// Number of days, 128 at the most.
    pub days: u32,
}

impl Window {
    /// The bit of a day; `None` outside the window.
    #[inline]
    pub fn bit(&self, day: i32) -> Option<u32> {
        let bit = i64::from(day) - i64::from(self.first_day);
        (0..i64::from(self.days)).contains(&bit).then_some(bit as u32)
    }

    /// Bits of the days from `from` to `to`, both included, cut to the window.
    pub fn mask(&self, from: i32, to: i32) -> u128 {
        let last = self.first_day + self.days as i32 - 1;
        let (from, to) = (from.max(self.first_day), to.min(last));
        if from > to {
            return 0;
        }
        let length = (to - from + 1) as u32;
        let ones = if length >= 128 { u128::MAX } else { (1u128 << length) - 1 };
        ones << (from - self.first_day)
    }
}

/// The days of a set, first to last.
#[inline]
pub fn each_day(mut days: u128) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let day = days.trailing_zeros();
        days &= days.wrapping_sub(1);
        (day < u128::BITS).then_some(day)
    })
}

/// Everything that detectors may look at.
pub struct Frames {
    tables: Vec<Option<DataFrame>>,
    present: Vec<Vec<bool>>,
    /// A row per (account, device, region): days, logins, hours of the day. When each day began is in
    /// [`Frames::slots`].
    pub calendars: DataFrame,
    /// A row per (account, network address): where its days end among [`Frames::network_days`].
    pub networks: DataFrame,
    /// The slot of the day of the first login of every day of every calendar, in the calendars' order:
    /// as many bytes a calendar as it has days.
    pub slots: Vec<u8>,
    /// The days of every network as bits of the window, in the networks' order; where a network's end, its
    /// row says.
    pub network_days: Vec<u8>,
    /// All identifiers, but for network addresses.
    pub names: Names,
    /// Hashes of the network addresses, by number.
    pub addresses: Vec<u64>,
    /// The days covered.
    pub window: Window,
    /// The settings' zone.
    pub zone: Zone,
}

impl Frames {
    /// Frames from clean tables and the reduced logins.
    ///
    /// # Errors
    /// Polars' own, which would be a bug.
    pub fn new(
        tables: Vec<CleanTable>,
        login_columns: Vec<bool>,
        reduced: Reduced,
        names: Names,
        window: Window,
        zone: Zone,
    ) -> PolarsResult<Frames> {
        let mut frames: Vec<Option<DataFrame>> = EXPORTS.iter().map(|_| None).collect();
        let mut present: Vec<Vec<bool>> = EXPORTS.iter().map(|e| vec![false; e.columns.len()]).collect();
        present[ExportKind::Logins as usize] = login_columns;
        let logins = present[ExportKind::Logins as usize].iter_mut().zip(export(ExportKind::Logins).columns);
        let (any, regions) = (reduced.frames.0.height() > 0, has_regions(&reduced.frames.0)?);
        for (present, column) in logins {
            *present &= match column.name {
                "ip" => reduced.frames.1.height() > 0,
                "region" => regions,
                _ => any,
            };
        }
        for table in tables {
            present[table.kind as usize] = shown(&table);
            frames[table.kind as usize] = Some(frame(table.kind, table.values, table.rows)?);
        }
        let (calendars, networks) = reduced.frames;
        let (addresses, slots, network_days) = (reduced.addresses, reduced.slots, reduced.network_days);
        Ok(Frames {
            tables: frames,
            present,
            calendars,
            networks,
            slots,
            network_days,
            names,
            addresses,
            window,
            zone,
        })
    }

    /// The numbers of those of some network addresses that anybody used. One pass over all addresses.
    pub fn find_addresses<'t>(&self, texts: impl Iterator<Item = &'t str>) -> FxHashMap<&'t str, u32> {
        let wanted: Vec<(&str, u64)> = texts.map(|text| (text, network(text.as_bytes()))).collect();
        let networks: FxHashSet<u64> = wanted.iter().map(|wanted| wanted.1).collect();
        if networks.is_empty() {
            return FxHashMap::default();
        }
        let known = self.addresses.iter().zip(0u32..).filter(|(hash, _)| networks.contains(hash));
        let known: FxHashMap<u64, u32> = known.map(|(&hash, number)| (hash, number)).collect();
        wanted.into_iter().filter_map(|(text, hash)| Some((text, *known.get(&hash)?))).collect()
    }

    /// Whether an export, or a column of it (`"accounts.region"`), was there with anything in it.
    pub fn has(&self, name: &str) -> bool {
        let (table, column) = name.split_once('.').map_or((name, None), |(t, c)| (t, Some(c)));
        let Some(known) = EXPORTS.iter().find(|e| e.name == table) else { return false };
        let places = &self.present[known.kind as usize];
        match column {
            None => places.iter().any(|&p| p),
            Some(column) => known.column(column).is_some_and(|c| places[c]),
        }
    }

    /// The frame of an export, if it was there.
    pub fn table(&self, kind: ExportKind) -> Option<&DataFrame> {
        self.tables[kind as usize].as_ref()
    }

    /// Rows of an export.
    pub fn rows(&self, kind: ExportKind) -> usize {
        self.table(kind).map_or(0, DataFrame::height)
    }

    /// A column of numbers; empty if the export was not there.
    pub fn numbers(&self, kind: ExportKind, column: &str) -> &[u32] {
        self.table(kind).map_or(&[], |frame| numbers(frame, column))
    }

    /// A column of moments or amounts; empty if the export was not there.
    pub fn wides(&self, kind: ExportKind, column: &str) -> &[i64] {
        self.table(kind).map_or(&[], |frame| wides(frame, column))
    }

    /// A column of days; empty if the export was not there.
    pub fn days(&self, kind: ExportKind, column: &str) -> &[i32] {
        self.table(kind).map_or(&[], |frame| slice(frame, column, |c| c.i32()?.cont_slice()))
    }

    /// A column of texts, missing ones empty; empty if the export was not there.
    pub fn texts(&self, kind: ExportKind, column: &str) -> Vec<&str> {
        let Some(frame) = self.table(kind) else { return Vec::new() };
        let texts = frame.column(column).and_then(|c| c.str());
        let texts = texts.unwrap_or_else(|e| panic!("frames are built with their columns: {column}: {e}"));
        texts.iter().map(Option::unwrap_or_default).collect()
    }

    /// A moment in the middle of a day of the window, for evidence that knows only the day.
    pub fn noon(&self, bit: u32) -> i64 {
        self.zone.start_of_day(self.window.first_day + bit as i32) + DAY_MS / 2
    }
}

/// Which columns of a table show anything. One without a value says no more than one that is missing; but no approvals,
/// no decisions and no noticed changes are a statement.
fn shown(table: &CleanTable) -> Vec<bool> {
    let states = matches!(table.kind, ExportKind::ApprovedOperators | ExportKind::Verdicts) || table.noticed;
    let columns = table.present.iter().zip(&table.values);
    columns.map(|(&present, values)| present && (states || values.hold_any())).collect()
}

/// Whether any calendar has a region.
fn has_regions(calendars: &DataFrame) -> PolarsResult<bool> {
    Ok(calendars.column("region")?.u32()?.iter().any(|region| region.is_some_and(|r| r != NONE)))
}

fn frame(kind: ExportKind, values: Vec<Values>, rows: usize) -> PolarsResult<DataFrame> {
    let columns = export(kind).columns.iter().zip(values).map(|(column, values)| {
        let name = column.name.into();
        match values {
            Values::Number(v) => UInt32Chunked::from_vec(name, v).into_column(),
            Values::Wide(v) => Int64Chunked::from_vec(name, v).into_column(),
            Values::Day(v) => Int32Chunked::from_vec(name, v).into_column(),
            Values::Text(v) => Column::new(name, v),
        }
    });
    DataFrame::new(rows, columns.collect())
}

/// A column of a frame as a slice. A missing column or a wrong type is a bug, not a fault.
fn slice<'a, T>(
    frame: &'a DataFrame,
    column: &str,
    get: impl Fn(&'a Column) -> PolarsResult<&'a [T]>,
) -> &'a [T] {
    let found = frame.column(column).and_then(get);
    found.unwrap_or_else(|e| panic!("frames are built with their columns, in one chunk: {column}: {e}"))
}

/// A column of `u32`.
pub fn numbers<'a>(frame: &'a DataFrame, column: &str) -> &'a [u32] {
    slice(frame, column, |c| c.u32()?.cont_slice())
}

/// A column of `i64`.
pub fn wides<'a>(frame: &'a DataFrame, column: &str) -> &'a [i64] {
    slice(frame, column, |c| c.i64()?.cont_slice())
}

/// A column of `u64`.
pub fn bits<'a>(frame: &'a DataFrame, column: &str) -> &'a [u64] {
    slice(frame, column, |c| c.u64()?.cont_slice())
}

/// Whether an identifier is there.
pub fn known(id: u32) -> bool {
    id != NONE
}
