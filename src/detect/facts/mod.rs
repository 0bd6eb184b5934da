//! What detectors look things up in: indexes over the frames, built once, linear in their rows.

mod approvals;
mod companies;
mod contact;
mod devices;
mod employment;
mod flows;
mod masks;
mod operators;
mod payments;
mod places;
mod verdicts;
mod wages;

use std::borrow::Cow;
use std::ops::Range;

use crate::frames::{Frames, bits, each_day, numbers};
use crate::ids::NONE;
use crate::reduce::HOUR_COLUMNS;
use crate::schema::ExportKind;
use crate::settings::Settings;
use crate::time::HOURS;

pub use approvals::Approvals;
pub use companies::{Binding, Companies};
pub use contact::{Contact, OwnDevices};
pub use devices::{Parties, SUSTAINED_DAYS, accounts_on};
pub use employment::{Employed, Employment};
pub use flows::{Chain, Flows};
pub use masks::{Common, Masks};
pub use operators::{Excuse, Operators};
pub use payments::Payments;
pub use places::{Shared, main_region};
pub use verdicts::{Decision, Verdicts};
pub use wages::Wages;

/// Rows grouped by a key: `rows(key)` are their places in the frame, in the frame's order.
#[derive(Default)]
pub struct Index {
    starts: Vec<u32>,
    rows: Vec<u32>,
}

impl Index {
    /// Groups by `keys`, which are below `count`, or [`NONE`] and left out. Counting sort: linear.
    pub fn new(count: usize, keys: &[u32]) -> Index {
        // One place further on than at last: while rows are put in, it tells where the next one goes.
        let mut starts = vec![0u32; count + 2];
        for &key in keys.iter().filter(|&&k| k != NONE) {
            starts[key as usize + 2] += 1;
        }
        for i in 0..=count {
            starts[i + 1] += starts[i];
        }
        let mut rows = vec![0; starts[count + 1] as usize];
        for (row, &key) in keys.iter().enumerate().filter(|(_, k)| **k != NONE) {
            let place = &mut starts[key as usize + 1];
            rows[*place as usize] = row as u32;
            *place += 1;
        }
        starts.truncate(count + 1);
        Index { starts, rows }
    }

    /// Rows with a key.
    pub fn rows(&self, key: u32) -> &[u32] {
        &self.rows[self.places(key)]
    }

    /// The places of a key's rows among all rows in the order of their keys.
    fn places(&self, key: u32) -> Range<usize> {
        if key == NONE {
            return 0..0;
        }
        self.starts[key as usize] as usize..self.starts[key as usize + 1] as usize
    }
}

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
        let start = self.slot_starts[row] as usize;
        each_day(self.days(row)).zip(self.slots[start..].iter().copied())
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
    /// is bound to, whose dealings are not the holder's.
    pub payout: Cow<'a, [u32]>,
    /// Parent or franchise.
    pub group: &'a [u32],
    /// Line of business.
    pub industry: &'a [u32],
}

/// Place of `enterprise` in [`crate::schema::ACCOUNT_KINDS`].
const ENTERPRISE: u32 = 2;

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

/// Everything detectors look things up in.
pub struct Facts<'a> {
    /// The frames themselves.
    pub frames: &'a Frames,
    /// The settings in force.
    pub settings: &'a Settings,
    /// Accounts.
    pub accounts: Accounts<'a>,
    /// Calendars.
    pub calendars: Calendars<'a>,
    /// Networks.
    pub networks: Networks<'a>,
    /// Calendars by device.
    pub by_device: Index,
    /// Networks by address.
    pub by_ip: Index,
    /// Accounts by verified identity.
    pub by_holder: Index,
    /// Accounts by payout account.
    pub by_payout: Index,
    /// Companies and their bindings.
    pub companies: Companies,
    /// Payments.
    pub payments: Payments<'a>,
    /// Payments that are wages.
    pub wages: Wages,
    /// Money that passes through middlemen.
    pub flows: Flows,
    /// What the platform approved.
    pub approvals: Approvals,
    /// What reviewers decided.
    pub verdicts: Verdicts,
    /// Unrelated parties a device.
    pub parties: Parties,
    /// Devices with a network for every account.
    pub masks: Masks,
    /// What each binding shows of whether the account works there.
    pub employment: Employment,
    /// What explains lawfully that strangers share a device.
    pub operators: Operators,
    /// Accounts whose logins are mostly in each region.
    pub region_sizes: Vec<u32>,
    /// The region most days of each account are in.
    pub home_region: Vec<u32>,
    uses: Vec<Use>,
    use_starts: Vec<u32>,
}

impl<'a> Facts<'a> {
    /// Builds all indexes.
    pub fn new(frames: &'a Frames, settings: &'a Settings) -> Facts<'a> {
        use crate::ids::Domain;
        let of = |column: &str| frames.numbers(ExportKind::Accounts, column);
        let mut accounts = Accounts {
            kind: of("account_kind"),
            registered: frames.wides(ExportKind::Accounts, "registered_at"),
            region: of("region"),
            holder: of("holder_hash"),
            phone: of("phone_hash"),
            payout: Cow::Borrowed(of("payout_account")),
            group: of("group_id"),
            industry: of("industry"),
        };
        let count = accounts.count();
        let size = |domain: Domain| frames.names.of(domain).len();
        let money = || {
            let companies = Companies::new(frames, &accounts, size(Domain::Group), size(Domain::Person));
            let tills = (0..count as u32).filter(|&a| companies.hand(a) != NONE);
            let tills = tills.map(|a| accounts.payout[a as usize]).collect();
            let payments = Payments::new(frames, size(Domain::PaymentAccount), &tills);
            let flows = Flows::new(&payments, size(Domain::PaymentAccount));
            let of_companies = companies.paid_out_to(&accounts.payout);
            (companies, payments, flows, of_companies)
        };
        let calendars = || {
            let calendars = calendars(frames, count);
            let by_device = Index::new(size(Domain::Device), calendars.device);
            let homes = places::homes(&calendars, count, size(Domain::Region));
            let uses = uses(&calendars, count);
            (calendars, by_device, homes, uses)
        };
        let networks = || {
            let networks = networks(frames, count);
            let by_ip = Index::new(frames.addresses.len(), networks.ip);
            (networks, by_ip)
        };
        // Each is one pass after another, and none needs another's result.
        let ((companies, payments, flows, of_companies), (of_calendars, (networks, by_ip))) =
            rayon::join(money, || rayon::join(calendars, networks));
        let (calendars, by_device, (home_region, region_sizes), (uses, use_starts)) = of_calendars;
        for account in of_companies {
            accounts.payout.to_mut()[account as usize] = NONE;
        }
        let mut facts = Facts {
            frames,
            settings,
            by_holder: Index::new(size(Domain::Person), accounts.holder),
            by_payout: Index::new(size(Domain::PaymentAccount), &accounts.payout),
            accounts,
            calendars,
            networks,
            by_device,
            by_ip,
            companies,
            payments,
            wages: Wages::default(),
            flows,
            approvals: Approvals::new(frames),
            verdicts: Verdicts::new(frames),
            parties: Parties::default(),
            masks: Masks::default(),
            employment: Employment::default(),
            operators: Operators::default(),
            region_sizes,
            home_region,
            uses,
            use_starts,
        };
        facts.wages = Wages::new(&facts);
        facts.parties = devices::parties(&facts);
        facts.masks = Masks::new(&facts);
        facts.employment = Employment::new(&facts);
        facts.operators = Operators::new(&facts);
        facts
    }

    /// Devices of an account, the most used first.
    pub fn uses(&self, account: u32) -> &[Use] {
        &self.uses[self.use_starts[account as usize] as usize..self.use_starts[account as usize + 1] as usize]
    }

    /// A device of an account, if it used it.
    pub fn usage(&self, account: u32, device: u32) -> Option<&Use> {
        self.uses(account).iter().find(|u| u.device == device)
    }

    /// The slot of the day at which a device was first used on a day; `None` on other days.
    pub fn slot(&self, usage: &Use, day: u32) -> Option<u8> {
        usage.calendar_rows().filter_map(|row| self.calendars.slot(row, day)).min()
    }

    /// The same for all days; 0 where it was not used.
    pub fn slots(&self, usage: &Use) -> [u8; 128] {
        let mut slots = [0; 128];
        let mut known = 0u128;
        for (day, slot) in usage.calendar_rows().flat_map(|row| self.calendars.slots(row)) {
            let first = &mut slots[day as usize];
            *first = if known >> day & 1 == 1 { slot.min(*first) } else { slot };
            known |= 1 << day;
        }
        slots
    }

    /// Days on which an account was active at all.
    pub fn active_days(&self, account: u32) -> u128 {
        self.uses(account).iter().fold(0, |days, u| days | u.days)
    }

    /// Logins an hour of the day over several uses.
    pub fn hours<'u>(&self, uses: impl IntoIterator<Item = &'u Use>) -> [u32; HOURS] {
        let mut hours = [0; HOURS];
        for row in uses.into_iter().flat_map(|u| u.calendar_rows()) {
            self.calendars.add_hours(row, &mut hours);
        }
        hours
    }

    /// Advertising of each account, in fen.
    pub fn spend_by_account(&self) -> Vec<i64> {
        let mut spend = vec![0; self.accounts.count()];
        let rows = self.frames.numbers(ExportKind::AdSpend, "account_id").iter();
        for (&account, &fen) in rows.zip(self.frames.wides(ExportKind::AdSpend, "spend_cny")) {
            spend[account as usize] += fen;
        }
        spend
    }

    /// The day of a moment as a bit of the window; before it 0, after it the last.
    pub fn bit(&self, at: i64) -> u32 {
        let window = self.frames.window;
        let day = self.frames.zone.day(at).clamp(window.first_day, window.first_day + window.days as i32 - 1);
        (day - window.first_day) as u32
    }
}

/// Devices of all accounts, account by account, and where each account's begin.
fn uses(calendars: &Calendars<'_>, accounts: usize) -> (Vec<Use>, Vec<u32>) {
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

fn calendars(frames: &Frames, count: usize) -> Calendars<'_> {
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

fn networks(frames: &Frames, count: usize) -> Networks<'_> {
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
