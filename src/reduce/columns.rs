//! Columns of calendars and networks while shards are reduced, and the frames that they become.

use polars::prelude::*;

use super::HOUR_COLUMNS;
use crate::frames::each_day;
use crate::time::HOURS;

/// Columns of the calendars.
#[derive(Default)]
pub struct Calendars {
    /// Account, device, region, logins.
    pub numbers: [Vec<u32>; 4],
    pub days: [Vec<u64>; 2],
    pub hours: [Vec<u64>; 3],
    /// Slots of the first logins of all days.
    pub slots: Vec<u8>,
}

/// Columns of the networks. They are many and seen on few days each, so that their days are bytes: as bits of
/// the window they would be most of what the frames hold.
#[derive(Default)]
pub struct Networks {
    /// Account, address, and where its days end.
    pub numbers: [Vec<u32>; 3],
    /// Days of all networks, one after another, as bits of the window.
    pub days: Vec<u8>,
}

/// Low and high half.
fn halves(days: u128) -> [u64; 2] {
    [days as u64, (days >> 64) as u64]
}

/// Appends one value to each column.
fn push<T: Copy, const N: usize>(columns: &mut [Vec<T>; N], values: [T; N]) {
    for (column, value) in columns.iter_mut().zip(values) {
        column.push(value);
    }
}

/// Appends columns to columns.
fn append<T: Copy, const N: usize>(columns: &mut [Vec<T>; N], more: &[Vec<T>; N]) {
    for (column, more) in columns.iter_mut().zip(more) {
        column.extend_from_slice(more);
    }
}

/// Makes room for `rows` more rows, exactly.
fn reserve<T, const N: usize>(columns: &mut [Vec<T>; N], rows: usize) {
    columns.iter_mut().for_each(|column| column.reserve_exact(rows));
}

impl Calendars {
    pub fn push(&mut self, numbers: [u32; 4], days: u128, hours: &[u8; HOURS]) {
        push(&mut self.numbers, numbers);
        push(&mut self.days, halves(days));
        for (column, eight) in self.hours.iter_mut().zip(hours.chunks(8)) {
            column.push(eight.iter().rev().fold(0, |packed, &h| packed << 8 | u64::from(h)));
        }
    }

    pub fn append(&mut self, more: &Calendars) {
        append(&mut self.numbers, &more.numbers);
        append(&mut self.days, &more.days);
        append(&mut self.hours, &more.hours);
        self.slots.extend_from_slice(&more.slots);
    }

    pub fn reserve(&mut self, rows: usize) {
        reserve(&mut self.numbers, rows);
        reserve(&mut self.days, rows);
        reserve(&mut self.hours, rows);
    }

    pub fn frame(self) -> PolarsResult<DataFrame> {
        let rows = self.numbers[0].len();
        let [account, device, region, logins] = self.numbers;
        let [low, high] = self.days;
        let mut columns = vec![
            number("account_id", account),
            number("device_id", device),
            number("region", region),
            wide("days_low", low),
            wide("days_high", high),
            number("logins", logins),
        ];
        columns.extend(HOUR_COLUMNS.into_iter().zip(self.hours).map(|(name, v)| wide(name, v)));
        DataFrame::new(rows, columns)
    }
}

impl Networks {
    pub fn push(&mut self, [account, ip]: [u32; 2], days: u128) {
        self.days.extend(each_day(days).map(|day| day as u8));
        push(&mut self.numbers, [account, ip, self.days.len() as u32]);
    }

    pub fn append(&mut self, more: &Networks) {
        let before = self.days.len() as u32;
        append(&mut self.numbers, &more.numbers);
        let [.., ends] = &mut self.numbers;
        let appended = ends.len() - more.numbers[0].len();
        ends[appended..].iter_mut().for_each(|end| *end += before);
        self.days.extend_from_slice(&more.days);
    }

    pub fn reserve(&mut self, rows: usize) {
        reserve(&mut self.numbers, rows);
    }

    pub fn frame(self) -> PolarsResult<DataFrame> {
        let rows = self.numbers[0].len();
        let [account, ip, end] = self.numbers;
        let columns = vec![number("account_id", account), number("ip", ip), number("days_end", end)];
        DataFrame::new(rows, columns)
    }
}

fn number(name: &str, values: Vec<u32>) -> Column {
    UInt32Chunked::from_vec(name.into(), values).into_column()
}

fn wide(name: &str, values: Vec<u64>) -> Column {
    UInt64Chunked::from_vec(name.into(), values).into_column()
}
