//! What detectors look things up in: indexes over the frames, built once, linear in their rows.

mod approvals;
mod companies;
mod contact;
mod devices;
mod employment;
mod flows;
mod index;
pub mod library;
mod masks;
mod operators;
mod payments;
mod places;
mod slices;
mod verdicts;
mod wages;

use std::borrow::Cow;

use crate::frames::{Frames, each_day};
use crate::ids::NONE;
use crate::schema::ExportKind;
use crate::settings::Settings;
use crate::time::HOURS;

pub use approvals::Approvals;
pub use companies::{Binding, Companies};
pub use contact::{Contact, OwnDevices};
pub use devices::{Parties, SUSTAINED_DAYS, accounts_on};
pub use employment::{Employed, Employment};
pub use flows::{Chain, Flows};
pub use index::Index;
pub use library::{BESIDE, Library, is_approved};
pub use masks::{Common, Masks};
pub use operators::{Excuse, Operators};
pub use payments::Payments;
pub use places::{Shared, main_region};
pub use slices::{Accounts, Calendars, Networks, Use, days_between, days_of, span};
use slices::{calendars, networks, uses};
pub use verdicts::{Decision, Verdicts};
pub use wages::{SHARE_DAYS, Wages, come_every, is_steady};

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
    /// Notes by account.
    pub by_author: Index,
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
    /// Texts of notes by who posts them.
    pub library: Library,
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
            by_author: Index::new(count, frames.numbers(ExportKind::Notes, "account_id")),
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
            library: Library::default(),
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
        facts.library = Library::new(&facts);
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

    /// The same for some of the days on which it was used, one after another.
    pub fn slots_on<'u>(&'u self, usage: &'u Use, days: u128) -> impl Iterator<Item = u8> + 'u {
        // Mostly a use has one row, whose days are its own.
        let first = self.calendars.slots_of(usage.calendar_rows().start);
        let alone = usage.rows.len() == 1;
        each_day(days).map(move |day| match alone {
            true => first[(usage.days & ((1 << day) - 1)).count_ones() as usize],
            false => self.slot(usage, day).unwrap_or(0),
        })
    }

    /// The same for all days; 0 where it was not used.
    pub fn slots(&self, usage: &Use) -> [u8; 128] {
        let mut slots = [0; 128];
        let mut known = 0u128;
        for row in usage.calendar_rows() {
            for (day, slot) in self.calendars.slots(row) {
                let first = &mut slots[day as usize & 127];
                *first = if known >> day & 1 == 1 { slot.min(*first) } else { slot };
                known |= 1 << day;
            }
        }
        slots
    }

    /// The person whose an account is, by the first of their accounts.
    pub fn person(&self, account: u32) -> u32 {
        self.by_holder.rows(self.accounts.holder[account as usize]).first().copied().unwrap_or(account)
    }

    /// The party that an account is counted with: the company that it is or ever was bound to, or else its person.
    /// Numbers of the two kinds may coincide; that counts two parties as one, rarely.
    pub fn party(&self, account: u32) -> u32 {
        self.companies.hands_of(account).first().copied().unwrap_or_else(|| self.person(account))
    }

    /// Days on which an account was active at all.
    pub fn active_days(&self, account: u32) -> u128 {
        days_of(self.uses(account))
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
