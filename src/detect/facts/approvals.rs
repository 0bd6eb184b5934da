//! What the platform has approved, and until when. An approval explains what happened up to the day on
//! which it expires, and nothing later.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Facts, SUSTAINED_DAYS, Use};
use crate::frames::Frames;
use crate::ids::Domain;
use crate::schema::{APPROVAL_KINDS, ExportKind, word};
use crate::time::NO_TIME;

/// Approvals of devices.
const DEVICE: u32 = word(APPROVAL_KINDS, "device");
/// Approvals of network addresses.
const ADDRESS: u32 = word(APPROVAL_KINDS, "ip");
/// Approvals of payment accounts; the rest are of accounts, an enterprise's or not.
const PAYMENT_ACCOUNT: u32 = word(APPROVAL_KINDS, "payment_account");

/// Approved things by kind.
#[derive(Debug, Default)]
pub struct Approvals {
    /// Days of the window on which each device is approved.
    devices: FxHashMap<u32, u128>,
    /// The same of network addresses.
    addresses: FxHashMap<u32, u128>,
    /// The first moment at which each payment account is not approved any more.
    payment_accounts: FxHashMap<u32, i64>,
    /// The same of accounts, enterprises among them.
    accounts: FxHashMap<u32, i64>,
    /// Start of the window's last day.
    today: i64,
    unmatched: Vec<(&'static str, String)>,
}

impl Approvals {
    /// Reads the export.
    pub fn new(frames: &Frames) -> Approvals {
        let kind = frames.numbers(ExportKind::ApprovedOperators, "kind");
        let id = frames.numbers(ExportKind::ApprovedOperators, "id");
        let until = frames.wides(ExportKind::ApprovedOperators, "valid_until");
        let window = frames.window;
        let last_day = window.first_day + window.days as i32 - 1;
        let mut approvals = Approvals { today: frames.zone.start_of_day(last_day), ..Approvals::default() };
        let mut matched: FxHashSet<usize> = FxHashSet::default();
        let of_kind = |wanted: u32| (0..kind.len()).filter(move |&row| kind[row] == wanted);
        let ips = of_kind(1).map(|row| frames.names.text(Domain::Value, id[row]));
        let addresses = frames.find_addresses(ips);
        for row in 0..kind.len() {
            let text = frames.names.text(Domain::Value, id[row]);
            // The day of the expiry still counts: dates are mostly written without a time.
            let (days, end) = match until[row] {
                NO_TIME => (window.mask(window.first_day, last_day), i64::MAX),
                until => {
                    let day = frames.zone.day(until);
                    (window.mask(window.first_day, day), frames.zone.start_of_day(day + 1))
                }
            };
            let find = |domain| frames.names.of(domain).find(text);
            let latest = |ends: &mut FxHashMap<u32, i64>, id: u32| {
                let known = ends.entry(id).or_insert(i64::MIN);
                *known = end.max(*known);
            };
            let found = match kind[row] {
                DEVICE => find(Domain::Device).map(|id| *approvals.devices.entry(id).or_default() |= days),
                ADDRESS => addresses.get(text).map(|&id| *approvals.addresses.entry(id).or_default() |= days),
                PAYMENT_ACCOUNT => {
                    find(Domain::PaymentAccount).map(|id| latest(&mut approvals.payment_accounts, id))
                }
                _ => find(Domain::Account).map(|id| latest(&mut approvals.accounts, id)),
            };
            if found.is_some() {
                matched.insert(row);
            }
        }
        let unmatched = (0..kind.len()).filter(|row| !matched.contains(row));
        approvals.unmatched = unmatched
            .map(|row| {
                let text = frames.names.text(Domain::Value, id[row]);
                (APPROVAL_KINDS[kind[row] as usize], text.to_string())
            })
            .collect();
        approvals.unmatched.sort_unstable();
        approvals.unmatched.dedup();
        approvals
    }

    /// Approvals of what nothing in the exports names, expired or not: kind and identifier, sorted.
    pub fn unmatched(&self) -> &[(&'static str, String)] {
        &self.unmatched
    }

    /// Days of the window on which a device is approved.
    pub fn device_days(&self, device: u32) -> u128 {
        self.devices.get(&device).copied().unwrap_or(0)
    }

    /// Days of the window on which a network address is approved.
    pub fn address_days(&self, ip: u32) -> u128 {
        self.addresses.get(&ip).copied().unwrap_or(0)
    }

    /// Whether a payment account is approved at a moment.
    pub fn payment_account(&self, id: u32, at: i64) -> bool {
        self.payment_accounts.get(&id).is_some_and(|&end| at < end)
    }

    /// Whether an account, enterprise or not, is approved at a moment.
    pub fn account(&self, account: u32, at: i64) -> bool {
        self.accounts.get(&account).is_some_and(|&end| at < end)
    }

    /// Whether a payment account is approved on the window's last day.
    pub fn payment_account_today(&self, id: u32) -> bool {
        self.payment_account(id, self.today)
    }

    /// Whether an account is approved on the window's last day.
    pub fn account_today(&self, account: u32) -> bool {
        self.account(account, self.today)
    }
}

impl Facts<'_> {
    /// Days of a use on which neither the device nor a network of the account there is approved.
    pub fn open_days(&self, account: u32, usage: &Use) -> u128 {
        let mut approved = self.approvals.device_days(usage.device);
        for row in self.networks.of(account) {
            approved |= self.approvals.address_days(self.networks.ip[row]) & self.networks.days(row);
        }
        usage.days & !approved
    }

    /// Whether an approval explains a use: it covers days of it, and what is left is no more than a visit.
    pub fn is_approved(&self, account: u32, usage: &Use) -> bool {
        let open = self.open_days(account, usage);
        open != usage.days && open.count_ones() < SUSTAINED_DAYS
    }
}
