//! What the platform has approved, as far as it is still valid on the window's last day.

use rustc_hash::FxHashSet;

use crate::frames::Frames;
use crate::ids::Domain;
use crate::schema::ExportKind;
use crate::time::NO_TIME;

/// Approved things by kind.
#[derive(Debug, Default)]
pub struct Approvals {
    devices: FxHashSet<u32>,
    addresses: FxHashSet<u32>,
    payment_accounts: FxHashSet<u32>,
    accounts: FxHashSet<u32>,
}

impl Approvals {
    /// Reads the export; identifiers that nothing else mentions match nothing.
    pub fn new(frames: &Frames) -> Approvals {
        let kind = frames.numbers(ExportKind::ApprovedOperators, "kind");
        let id = frames.numbers(ExportKind::ApprovedOperators, "id");
        let until = frames.wides(ExportKind::ApprovedOperators, "valid_until");
        let end = frames.zone.start_of_day(frames.window.first_day + frames.window.days as i32 - 1);
        let mut approvals = Approvals::default();
        for row in (0..kind.len()).filter(|&r| until[r] == NO_TIME || until[r] >= end) {
            let text = frames.names.text(Domain::Value, id[row]);
            // In the order of `APPROVAL_KINDS`: device, ip, payment_account, account, enterprise.
            let find = |domain| frames.names.of(domain).find(text);
            match kind[row] {
                0 => approvals.devices.extend(find(Domain::Device)),
                1 => approvals.addresses.extend(frames.address(text)),
                2 => approvals.payment_accounts.extend(find(Domain::PaymentAccount)),
                _ => approvals.accounts.extend(find(Domain::Account)),
            }
        }
        approvals
    }

    /// Whether a device is approved.
    pub fn device(&self, device: u32) -> bool {
        self.devices.contains(&device)
    }

    /// Whether a network address is approved.
    pub fn address(&self, ip: u32) -> bool {
        self.addresses.contains(&ip)
    }

    /// Whether a payment account is approved.
    pub fn payment_account(&self, id: u32) -> bool {
        self.payment_accounts.contains(&id)
    }

    /// Whether an account, enterprise or not, is approved.
    pub fn account(&self, account: u32) -> bool {
        self.accounts.contains(&account)
    }
}
