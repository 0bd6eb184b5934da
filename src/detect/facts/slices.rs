//! The frames of accounts, calendars and networks as slices, and devices account by account.

use std::borrow::Cow;
use std::ops::Range;

use crate::frames::{Frames, bits, each_day, numbers};
use crate::reduce::HOUR_COLUMNS;
use crate::schema::ENTERPRISE;
use crate::time::HOURS;

/// Slices of the `calendars` frame.
pub struct Calendars<'a> {
    /// Account of each row; the rows are sorted by (account, device, region).
    pub account: &'a [u32],
    /// Device.
    pub device: &'a [u32],
    /// Region, [`NONE`] if unknown.
    pub region: &'a [u32],
    /// Logins.
    pub logins: &'a [u32],
    low: &'a [u64],
    high: &'a [u64],
    hours: [&'a [u64]; 3],
    slots: &'a [u8],
    slot_starts: Vec<u32>,
    starts: Vec<u32>,
}

impl Calendars<'_> {
    /// Days of a row as bits, each with the slot of the day of its first login.
    pub fn slots(&self, row: usize) -> impl Iterator<Item = (u32, u8)> + '_ {
        each_day(self.days(row)).zip(self.slots_of(row).iter().copied())
    }

    /// Slots of all days from those of a row on, one after another.
    #[inline]
    pub fn slots_of(&self, row: usize) -> &[u8] {
        &self.slots[self.slot_starts[row] as usize..]
    }

    /// Days of a row as bits of the window.
    #[inline]
    pub fn days(&self, row: usize) -> u128 {
        u128::from(self.high[row]) << 64 | u128::from(self.low[row])
    }

    /// The slot of the day of a row's first login on a day; `None` on other days.
    #[inline]
    pub fn slot(&self, row: usize, day: u32) -> Option<u8> {
        let days = self.days(row);
        let place = (days & ((1 << day) - 1)).count_ones();
        (days >> day & 1 == 1).then(|| self.slots[(self.slot_starts[row] + place) as usize])
    }

    /// Rows of an account.
    pub fn of(&self, account: u32) -> Range<usize> {
        self.starts[account as usize] as usize..self.starts[account as usize + 1] as usize
    }

    /// Adds a row's logins an hour of the day to `hours`.
    pub fn add_hours(&self, row: usize, hours: &mut [u32; HOURS]) {
        for (column, eight) in self.hours.iter().zip(hours.chunks_mut(8)) {
            for (i, hour) in eight.iter_mut().enumerate() {
                *hour += (column[row] >> (8 * i)) as u32 & 0xff;
            }
        }
    }
}

/// Slices of the `networks` frame.
pub struct Networks<'a> {
    /// Account of each row; the rows are sorted by (account, address).
    pub account: &'a [u32],
    /// Network address.
    pub ip: &'a [u32],
    /// Where the days of each row end.
    ends: &'a [u32],
    days: &'a [u8],
    starts: Vec<u32>,
}

impl Networks<'_> {
    /// Days of a row as bits of the window.
    #[inline]
    pub fn days(&self, row: usize) -> u128 {
        self.days[self.places(row)].iter().fold(0, |days, &day| days | 1 << day)
    }

    /// How many days a row has.
    #[inline]
    pub fn day_count(&self, row: usize) -> u32 {
        self.places(row).len() as u32
    }

    #[inline]
    fn places(&self, row: usize) -> Range<usize> {
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        start as usize..self.ends[row] as usize
    }

    /// Rows of an account.
    pub fn of(&self, account: u32) -> Range<usize> {
        self.starts[account as usize] as usize..self.starts[account as usize + 1] as usize
    }
}

fn starts(count: usize, sorted: &[u32]) -> Vec<u32> {
    let mut starts = vec![0u32; count + 1];
    for &key in sorted {
        starts[key as usize + 1] += 1;
    }
    for i in 0..count {
        starts[i + 1] += starts[i];
    }
    starts
}

/// One device as one account uses it, all regions together.
#[derive(Debug, Clone)]
pub struct Use {
    /// The device.
    pub device: u32,
    /// Days as bits of the window.
    pub days: u128,
    /// Logins.
    pub logins: u32,
    /// Rows of the calendars.
    pub rows: Range<u32>,
}

impl Use {
    /// Rows of the calendars.
    pub fn calendar_rows(&self) -> Range<usize> {
        self.rows.start as usize..self.rows.end as usize
    }

    /// First and last day as bits.
    pub fn span(&self) -> (u32, u32) {
        span(self.days)
    }
}

/// The days on which any of some devices was used.
pub fn days_of<'u>(uses: impl IntoIterator<Item = &'u Use>) -> u128 {
    uses.into_iter().fold(0, |days, u| days | u.days)
}

/// First and last set bit.
pub fn span(days: u128) -> (u32, u32) {
    (days.trailing_zeros(), 127 - days.leading_zeros().min(127))
}

/// Days from one bit to another, both included; none if they are the wrong way round.
pub fn days_between(from: u32, to: u32) -> u128 {
    if from > to { 0 } else { (u128::MAX >> (127 - to)) & (u128::MAX << from) }
}

/// Slices of the `accounts` frame; the row of an account is its number.
pub struct Accounts<'a> {
    /// Place in [`crate::schema::ACCOUNT_KINDS`].
    pub kind: &'a [u32],
    /// When it was registered.
    pub registered: &'a [i64],
    /// Declared region.
    pub region: &'a [u32],
    /// Verified identity.
    pub holder: &'a [u32],
    /// Phone.
    pub phone: &'a [u32],
    /// The owner's payment account that receives payouts; none if it is that of a company that the account
    /// is or was bound to, whose dealings are not the holder's.
    pub payout: Cow<'a, [u32]>,
    /// Parent or franchise.
    pub group: &'a [u32],
    /// Line of business.
    pub industry: &'a [u32],
}

impl Accounts<'_> {
    /// How many accounts there are.
    pub fn count(&self) -> usize {
        self.kind.len()
    }

    /// Whether an account is an enterprise's.
    pub fn is_enterprise(&self, account: u32) -> bool {
        self.kind[account as usize] == ENTERPRISE
    }
}

/// Devices of all accounts, account by account, and where each account's begin.
pub(super) fn uses(calendars: &Calendars<'_>, accounts: usize) -> (Vec<Use>, Vec<u32>) {
    let mut uses: Vec<Use> = Vec::with_capacity(calendars.account.len());
    let mut starts = Vec::with_capacity(accounts + 1);
    for account in 0..accounts as u32 {
        let start = uses.len();
        starts.push(start as u32);
        for row in calendars.of(account) {
            let (device, days) = (calendars.device[row], calendars.days(row));
            let logins = calendars.logins[row];
            match uses[start..].last_mut() {
                Some(last) if last.device == device => {
                    last.days |= days;
                    last.logins += logins;
                    last.rows.end = row as u32 + 1;
                }
                _ => uses.push(Use { device, days, logins, rows: row as u32..row as u32 + 1 }),
            }
        }
        uses[start..].sort_unstable_by_key(|u| (std::cmp::Reverse(u.days.count_ones()), u.device));
    }
    starts.push(uses.len() as u32);
    (uses, starts)
}

pub(super) fn calendars(frames: &Frames, count: usize) -> Calendars<'_> {
    let frame = &frames.calendars;
    let account = numbers(frame, "account_id");
    let (low, high) = (bits(frame, "days_low"), bits(frame, "days_high"));
    let mut slot_starts = Vec::with_capacity(account.len());
    let mut slot = 0;
    for (low, high) in low.iter().zip(high) {
        slot_starts.push(slot);
        slot += low.count_ones() + high.count_ones();
    }
    Calendars {
        slots: &frames.slots,
        slot_starts,
        account,
        device: numbers(frame, "device_id"),
        region: numbers(frame, "region"),
        logins: numbers(frame, "logins"),
        low,
        high,
        hours: HOUR_COLUMNS.map(|name| bits(frame, name)),
        starts: starts(count, account),
    }
}

pub(super) fn networks(frames: &Frames, count: usize) -> Networks<'_> {
    let frame = &frames.networks;
    let account = numbers(frame, "account_id");
    let ip = numbers(frame, "ip");
    Networks {
        account,
        ip,
        ends: numbers(frame, "days_end"),
        days: &frames.network_days,
        starts: starts(count, account),
    }
}
