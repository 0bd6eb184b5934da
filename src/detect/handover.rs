//! # Operator replaced
//!
//! **Finds** accounts whose devices were replaced for good: before some day one set of devices,
//! afterwards another, and hardly anything across. That alone is a new phone. What makes it a sale is
//! what changes with it: the network, the region, the hours, phone or payout account, a payment from a
//! stranger, a new binding, advertising that begins.
//!
//! **Matters** because a sold account keeps its age, followers and standing, while somebody else
//! speaks through it.
//!
//! **Honest twins.** A phone upgrade keeps the network and the hours (negative bits). A dormant user
//! who comes back with a new phone in a new city brings no money and no binding. An account that the
//! enterprise made and owns may pass to a colleague: the new device belongs to the company
//! (negative). A person's other accounts move to the same phone (negative).
//!
//! **Background.** How often each change happens by itself is measured on accounts of the same
//! exports that kept their devices, cut at their middle day. What sellers do is assumed, see the
//! constants. **Wrong** where someone moves house and buys a phone in the same week and starts a job:
//! hence two families before anything above review.
//!
//! **Settings:** `detect.min_active_days`, `detect.change_window_days`.
//!
//! Cost: linear in calendars and networks.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::facts::{Binding, Contact, Facts, Shared, Use, span};
use super::features::{EXPECTED_RHYTHM, about, class_of, count, logins_of, rhythm_distance, thresholds};
use super::{Background, Code, Detector, Weigh};
use crate::evidence::{Evidence, Family, Figure, NodeKind, Odds, Source, Typology, millibits};
use crate::ids::{Domain, NONE};
use crate::schema::ExportKind;
use crate::time::DAY_MS;

/// The entry of this detector.
pub const DETECTOR: Detector = Detector {
    name: "handover",
    typologies: &[Typology::Traded],
    needs: &["logins", "accounts"],
    uses: &[
        "logins.ip",
        "logins.region",
        "account_changes",
        "payments",
        "ad_spend",
        "accounts.holder_hash",
        "accounts.payout_account",
    ],
    codes: &[
        Code { name: "devices_replaced", family: Family::Device, doc: "all devices were replaced for good" },
        Code { name: "devices_kept", family: Family::Device, doc: "the devices stayed what they were" },
        Code {
            name: "place_kept",
            family: Family::Place,
            doc: "the new devices use a network of the old ones",
        },
        Code {
            name: "network_replaced",
            family: Family::Place,
            doc: "with the devices, the networks were replaced, in the same region",
        },
        Code {
            name: "region_replaced",
            family: Family::Place,
            doc: "with the devices, the region was replaced",
        },
        Code { name: "rhythm_kept", family: Family::Rhythm, doc: "the hours of use stayed as they were" },
        Code {
            name: "rhythm_replaced",
            family: Family::Rhythm,
            doc: "the hours of use changed with the devices",
        },
        Code {
            name: "identity_changed",
            family: Family::Identity,
            doc: "phone, payout account or holder changed about the same time",
        },
        Code {
            name: "identity_kept",
            family: Family::Identity,
            doc: "phone, payout account and holder stayed",
        },
        Code { name: "nobody_paid", family: Family::Money, doc: "no stranger paid the holder about then" },
        Code { name: "not_bound", family: Family::Binding, doc: "no binding followed" },
        Code { name: "no_spend", family: Family::Spend, doc: "no advertising followed" },
        Code {
            name: "stranger_paid",
            family: Family::Money,
            doc: "somebody who never paid before paid the holder about the same time",
        },
        Code {
            name: "bound_after",
            family: Family::Binding,
            doc: "the account was bound to an enterprise right after",
        },
        Code {
            name: "company_account",
            family: Family::Binding,
            doc: "the enterprise made the account, and it stays bound: it may pass to a successor",
        },
        Code { name: "spend_began", family: Family::Spend, doc: "advertising began right after" },
        Code {
            name: "passed_to_colleague",
            family: Family::Sharing,
            doc: "after the replacement the account is still at home at the enterprise that had it before",
        },
        Code {
            name: "own_device",
            family: Family::Sharing,
            doc: "the holder's other accounts are on the new device too",
        },
    ],
    manual: include_str!("handover.rs"),
    run,
};

/// Devices are replaced in nearly every sale, with some days before or hardly any; what is still in stock
/// keeps its own. Phones last some three years, so that three in a hundred people change theirs in a month.
const DEVICES: Odds<3> = Odds { abuse: [0.62, 0.18, 0.2], honest: [0.1, 0.05, 0.85] };
/// Place after a sale: same network, same region, another region. Buyers are elsewhere or behind
/// proxies in the holder's city.
const PLACE: Odds<3> = Odds { abuse: [0.06, 0.44, 0.5], honest: [0.75, 0.22, 0.03] };
/// Rhythm after a sale, by what the upper quarter and twentieth of unsold accounts show.
const RHYTHM: Odds<3> = Odds { abuse: [0.3, 0.25, 0.45], honest: [0.75, 0.2, 0.05] };
/// Something of the identity changes: nothing, one field, several.
const IDENTITY: Odds<3> = Odds { abuse: [0.5, 0.25, 0.25], honest: [0.93, 0.06, 0.01] };
/// A stranger's payment is in sight in a third of sales, and mostly a large one: nothing, small, large.
const MONEY: Odds<3> = Odds { abuse: [0.63, 0.07, 0.30], honest: [0.80, 0.16, 0.04] };
/// Sold accounts are put to use at a company.
const BOUND: Odds<2> = Odds { abuse: [0.6, 0.4], honest: [0.96, 0.04] };
/// Sold accounts are bought to advertise.
const SPEND: Odds<2> = Odds { abuse: [0.7, 0.3], honest: [0.98, 0.02] };
/// Whether the enterprise owns the account and keeps it bound: not, or it does. Among honest replacements
/// many are successors in a job; who sells what the employer owns is found out soon.
const OWNED: Odds<2> = Odds { abuse: [0.9, 0.1], honest: [0.7, 0.3] };
/// Bits against a sale if the new device belongs to the company that owns the account: passing it on
/// is what the rules allow.
const OWNED_PASSED_ON: f64 = -8.0;
/// The same for an employee's own account on a company device: a shop tablet.
const BOUND_PASSED_ON: f64 = -4.0;
/// Bits against a sale if the holder's other accounts moved along.
const MOVED_ALONG: f64 = -4.0;
/// Fellow accounts on a device that are looked at.
const MOST_FELLOWS: usize = 50;
/// Devices of an account that are looked at, the most used first.
const MOST_DEVICES: usize = 32;
/// Whoever was bound this long before the change is the company's already; a buyer binds the account
/// when it is bought.
const SETTLED_MS: i64 = 14 * DAY_MS;
/// Days after a replacement that are needed to call it one. Before it, one day may be all there is of
/// an account that lay in stock.
const DAYS_AFTER: u32 = 3;
/// With fewer days than this before it, a replacement says little.
const DAYS_BEFORE: u32 = 3;

/// An account cut in two.
struct Cut {
    account: u32,
    /// First day of the second part, as a bit.
    day: u32,
    before: u128,
    after: u128,
    /// Whether all devices changed there; otherwise the account serves as background.
    replaced: bool,
    place: Option<u8>,
    rhythm: Option<f64>,
    events: Option<Box<Events>>,
}

/// What happened about the time of a cut. Most accounts have nothing of it, so that it is kept aside.
#[derive(PartialEq)]
struct Events {
    identity: Vec<u32>,
    payments: Vec<u32>,
    binding: Option<u32>,
    /// The binding of an account that the enterprise made and keeps.
    owned: Option<u32>,
    spend: Option<u32>,
}

/// Nothing happened.
static NOTHING: Events =
    Events { identity: Vec::new(), payments: Vec::new(), binding: None, owned: None, spend: None };

fn run<'f>(facts: &'f Facts<'_>) -> Weigh<'f> {
    let context = Context::new(facts);
    let cuts: Vec<Cut> = (0..facts.accounts.count() as u32)
        .into_par_iter()
        .filter_map(|account| context.cut(account))
        .collect();
    Box::new(move |background| {
        let weights = Weights::measure(facts, &cuts, background);
        let of = |cut: &Cut| match cut.replaced {
            true => context.findings(cut, &weights),
            // Worth a row where something else speaks for a sale.
            false if background.belief(cut.account).is_some() => vec![context.kept(cut, &weights)],
            false => Vec::new(),
        };
        cuts.par_iter().flat_map_iter(of).collect()
    })
}

/// Indexes that only this detector needs.
struct Context<'f, 'a> {
    facts: &'f Facts<'a>,
    changes: super::facts::Index,
    spent_by: super::facts::Index,
    window_ms: i64,
}

impl<'f, 'a> Context<'f, 'a> {
    fn new(facts: &'f Facts<'a>) -> Self {
        use super::facts::Index;
        let frames = facts.frames;
        let accounts = facts.accounts.count();
        Context {
            facts,
            changes: Index::new(accounts, frames.numbers(ExportKind::AccountChanges, "account_id")),
            spent_by: Index::new(accounts, frames.numbers(ExportKind::AdSpend, "account_id")),
            window_ms: facts.settings.change_window_days * DAY_MS,
        }
    }

    /// Cuts an account where its devices were replaced, or else at its middle day.
    fn cut(&self, account: u32) -> Option<Cut> {
        let uses = self.facts.uses(account);
        let uses = &uses[..uses.len().min(MOST_DEVICES)];
        let active = uses.iter().fold(0, |days, u| days | u.days);
        if i64::from(active.count_ones()) < self.facts.settings.min_active_days {
            return None;
        }
        let replaced = replacement(uses, active);
        let moved = || replacement(&self.by_region(uses), active);
        let day = replaced.or_else(moved).unwrap_or_else(|| middle(active));
        let early = (1u128 << day) - 1;
        let (before, after) = (active & early, active & !early);
        if before == 0 || after == 0 {
            return None;
        }
        let at = self.facts.frames.noon(day);
        Some(Cut {
            account,
            day,
            before,
            after,
            replaced: replaced.is_some(),
            place: place_class(self.facts.shared_place(account, before, after)),
            rhythm: self.rhythm(uses, day, replaced.is_some()),
            events: self.events(account, at),
        })
    }

    fn events(&self, account: u32, at: i64) -> Option<Box<Events>> {
        let events = Events {
            identity: self.identity_changes(account, at),
            payments: self.stranger_payments(account, at),
            binding: self.new_binding(account, at),
            owned: self.owned(account, at),
            spend: self.new_spend(account, at),
        };
        (events != NOTHING).then(|| Box::new(events))
    }

    /// Days by region instead of device: who moved house is cut there, so that what happens to people
    /// who move is the background for those who seem to.
    fn by_region(&self, uses: &[Use]) -> Vec<Use> {
        let calendars = &self.facts.calendars;
        let mut regions: Vec<Use> = Vec::new();
        for row in uses.iter().flat_map(|u| u.calendar_rows()) {
            let (region, days) = (calendars.region[row], calendars.days(row));
            match regions.iter_mut().find(|r| r.device == region) {
                Some(known) => known.days |= days,
                None => regions.push(Use { device: region, days, logins: 0, rows: 0..0 }),
            }
        }
        regions
    }

    /// Rhythm distance of the two parts. Background accounts have no hours by day, so that two of
    /// their devices stand for two parts; with one device there is nothing to compare.
    fn rhythm(&self, uses: &[Use], day: u32, replaced: bool) -> Option<f64> {
        let (first, second): (Vec<&Use>, Vec<&Use>) = if replaced {
            uses.iter().partition(|u| is_old(u, day))
        } else {
            let [one, two, ..] = uses else { return None };
            (vec![one], vec![two])
        };
        let enough = |uses: &[&Use]| uses.iter().map(|u| u.logins).sum::<u32>() >= 8;
        if !enough(&first) || !enough(&second) {
            return None;
        }
        rhythm_distance(&self.facts.hours(first), &self.facts.hours(second))
    }

    fn near(&self, at: i64, event: i64) -> bool {
        (event - at).abs() <= self.window_ms
    }

    /// Changes of phone, payout account or holder near a moment.
    fn identity_changes(&self, account: u32, at: i64) -> Vec<u32> {
        let field = self.facts.frames.numbers(ExportKind::AccountChanges, "field");
        let when = self.facts.frames.wides(ExportKind::AccountChanges, "changed_at");
        let telling = |row: &&u32| {
            let row = **row as usize;
            matches!(field[row], PHONE | PAYOUT | HOLDER) && self.near(at, when[row])
        };
        self.changes.rows(account).iter().filter(telling).copied().collect()
    }

    /// Payments to the holder near a moment by somebody who paid only once and employs nobody here.
    fn stranger_payments(&self, account: u32, at: i64) -> Vec<u32> {
        let payments = &self.facts.payments;
        let employers: Vec<u32> = self
            .facts
            .companies
            .of(account)
            .map(|b| self.facts.accounts.payout[b.enterprise as usize])
            .collect();
        let mut found = Vec::new();
        for payee in self.payees(account) {
            for &row in payments.once_to(payee) {
                let from = payments.payer[row as usize];
                let near = self.near(at, payments.at[row as usize]);
                if near && !employers.contains(&from) && from != payee {
                    found.push(row);
                }
            }
        }
        found
    }

    /// Payment accounts of a holder: of this account, now and before, and of the other accounts.
    fn payees(&self, account: u32) -> Vec<u32> {
        let facts = self.facts;
        let frames = facts.frames;
        let old = frames.numbers(ExportKind::AccountChanges, "old_value");
        let field = frames.numbers(ExportKind::AccountChanges, "field");
        let changed = self.changes.rows(account).iter().filter(|&&row| field[row as usize] == PAYOUT);
        let formers = changed.filter_map(|&row| {
            let text = frames.names.text(Domain::Value, old[row as usize]);
            frames.names.of(Domain::PaymentAccount).find(text)
        });
        let holder = facts.accounts.holder[account as usize];
        let own = facts.by_holder.rows(holder).iter().map(|&a| facts.accounts.payout[a as usize]);
        let this = facts.accounts.payout[account as usize];
        let mut all: Vec<u32> = formers.chain(own).chain([this]).filter(|&p| p != NONE).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// A binding that began about then: up to a week before, since papers come first.
    fn new_binding(&self, account: u32, at: i64) -> Option<u32> {
        let soon = at - 7 * DAY_MS..at + self.window_ms;
        let companies = &self.facts.companies;
        let bindings = || companies.of(account).filter(|b| soon.contains(&b.from));
        bindings().next()?;
        // Bound anew by a company that had it before is no new owner.
        let mut first: FxHashMap<u32, i64> = FxHashMap::default();
        for binding in companies.of(account) {
            let from = first.entry(companies.hand(binding.enterprise)).or_insert(binding.from);
            *from = binding.from.min(*from);
        }
        bindings().find(|b| first[&companies.hand(b.enterprise)] >= b.from).map(|b| b.row)
    }

    /// The binding of an account that its enterprise made, had before and keeps after a moment.
    fn owned(&self, account: u32, at: i64) -> Option<u32> {
        let companies = &self.facts.companies;
        let hand = companies.of(account).find(|b| b.created && b.from < at - SETTLED_MS);
        let hand = companies.hand(hand?.enterprise);
        let keeps = |b: &&Binding| companies.hand(b.enterprise) == hand && b.to > at + self.window_ms;
        companies.of(account).find(keeps).map(|b| b.row)
    }

    /// Advertising that began after a moment, and not before it.
    fn new_spend(&self, account: u32, at: i64) -> Option<u32> {
        let spent_on = self.facts.frames.days(ExportKind::AdSpend, "spent_on");
        let day = self.facts.frames.zone.day(at);
        let rows = self.spent_by.rows(account);
        let first = rows.iter().copied().min_by_key(|&row| spent_on[row as usize])?;
        let began = spent_on[first as usize] - day;
        (0..=(self.window_ms / DAY_MS) as i32).contains(&began).then_some(first)
    }
}

/// Places of words in [`crate::schema::CHANGE_FIELDS`].
const PHONE: u32 = 1;
const PAYOUT: u32 = 2;
const HOLDER: u32 = 3;

/// The day from which on all devices are others than before, if there is one: the cut with the most
/// days on its smaller side. One stray day (a test of the goods, an old phone in a drawer) or one in
/// twenty is forgiven.
fn replacement(uses: &[Use], active: u128) -> Option<u32> {
    let forgiven = (active.count_ones() / 20).max(1);
    // Where a device begins or has ended.
    let candidates = uses.iter().flat_map(|u| [u.span().0, u.span().1 + 1]).filter(|&day| day < 128);
    let sides = |day: u32| {
        let early = (1u128 << day) - 1;
        ((active & early).count_ones(), (active & !early).count_ones())
    };
    let clean = |day: u32| {
        let early = (1u128 << day) - 1;
        let across: u32 =
            uses.iter().map(|u| (u.days & early).count_ones().min((u.days & !early).count_ones())).sum();
        let (before, after) = sides(day);
        across <= forgiven && before > across && after >= DAYS_AFTER + across
    };
    candidates
        .filter(|&day| day > 0 && clean(day))
        .max_by_key(|&day| (sides(day).0.min(sides(day).1), std::cmp::Reverse(day)))
        .map(|day| (active & !((1u128 << day) - 1)).trailing_zeros())
}

/// Whether most of a device's days are before a cut.
fn is_old(usage: &Use, day: u32) -> bool {
    2 * (usage.days & ((1u128 << day) - 1)).count_ones() > usage.days.count_ones()
}

/// The day at which half of the active days are over.
fn middle(active: u128) -> u32 {
    let half = active.count_ones() / 2;
    (0..128).find(|&day| (active & ((1u128 << day) - 1)).count_ones() >= half.max(1)).unwrap_or(0)
}

fn place_class(shared: Shared) -> Option<u8> {
    match shared {
        Shared::Network => Some(0),
        Shared::Region => Some(1),
        Shared::Nothing => Some(2),
        Shared::Unknown => None,
    }
}

/// Bits of every outcome, from the accounts that were not handed over. Where two rows stand, the
/// second is for accounts that changed region.
struct Weights {
    devices: [i32; 3],
    place: [i32; 3],
    rhythm_limits: [f64; 2],
    rhythm: [i32; 3],
    identity: [[i32; 3]; 2],
    money: [[i32; 3]; 2],
    bound: [[i32; 2]; 2],
    owned: [i32; 2],
    spend: [[i32; 2]; 2],
}

impl Weights {
    fn measure(facts: &Facts<'_>, cuts: &[Cut], background: &Background) -> Weights {
        let distances = cuts.iter().filter(|c| !c.replaced).filter_map(|c| c.rhythm).collect();
        let rhythm_limits = thresholds(distances, [0.75, 0.95], EXPECTED_RHYTHM);
        let cuts: Vec<&Cut> = cuts.iter().filter(|c| background.has(c.account)).collect();
        let kept = || cuts.iter().filter(|c| !c.replaced);
        let replaced = cuts.iter().filter(|c| c.replaced);
        let of = |moved: usize| kept().filter(move |c| c.moved() == moved);
        let has = |export: &str| facts.frames.has(export);
        let identity = |m| IDENTITY.bits(count(of(m).map(|c| Some(c.events().identity.len().min(2)))));
        let money = |m| MONEY.bits(count(of(m).map(|c| Some(c.money(facts)))));
        let bound = |m| BOUND.bits(count(of(m).map(|c| Some(usize::from(c.events().binding.is_some())))));
        let spend = |m| SPEND.bits(count(of(m).map(|c| Some(usize::from(c.events().spend.is_some())))));
        Weights {
            devices: DEVICES.bits(count(cuts.iter().map(|c| Some(c.devices())))),
            place: PLACE.bits(count(kept().map(|c| c.place.map(usize::from)))),
            rhythm: RHYTHM.bits(count(kept().map(|c| Some(class_of(c.rhythm?, rhythm_limits))))),
            rhythm_limits,
            identity: if has("account_changes") { [identity(0), identity(1)] } else { Default::default() },
            money: if has("payments") { [money(0), money(1)] } else { Default::default() },
            bound: [bound(0), bound(1)],
            owned: OWNED.bits(count(replaced.map(|c| Some(usize::from(c.events().owned.is_some()))))),
            spend: if has("ad_spend") { [spend(0), spend(1)] } else { Default::default() },
        }
    }
}

impl Cut {
    /// What happened about then.
    fn events(&self) -> &Events {
        self.events.as_deref().unwrap_or(&NOTHING)
    }

    /// 0 replaced, 1 replaced with hardly any days before, 2 kept.
    fn devices(&self) -> usize {
        match (self.replaced, self.before.count_ones() >= DAYS_BEFORE) {
            (true, true) => 0,
            (true, false) => 1,
            (false, _) => 2,
        }
    }

    /// 1 if the region changed.
    fn moved(&self) -> usize {
        usize::from(self.place == Some(2))
    }

    /// 0 no payment, 1 a small one, 2 a large one.
    fn money(&self, facts: &Facts<'_>) -> usize {
        let large = |&row: &u32| if facts.payments.is_large(row) { 2 } else { 1 };
        self.events().payments.iter().map(large).max().unwrap_or(0)
    }
}

impl Context<'_, '_> {
    /// All findings about one replacement; none if they do not speak for a sale on the whole.
    fn findings(&self, cut: &Cut, w: &Weights) -> Vec<Evidence> {
        let facts = self.facts;
        let uses = facts.uses(cut.account);
        let (old, new): (Vec<&Use>, Vec<&Use>) = uses.iter().partition(|u| is_old(u, cut.day));
        let at = facts.frames.noon(cut.day);
        let all = facts.moments(cut.before | cut.after);
        let finding = |code, family, bits: i32| {
            about(cut.account, Typology::Traded, code, family, bits).between(all.0, all.1)
        };
        let sources = || old.iter().chain(&new).map(|u| logins_of(cut.account, u));
        let mut found = vec![
            finding("devices_replaced", Family::Device, w.devices[cut.devices()])
                .with("at", Figure::Time(at))
                .with("days_before", Figure::Count(i64::from(cut.before.count_ones())))
                .with("days_after", Figure::Count(i64::from(cut.after.count_ones())))
                .with_object(NodeKind::Device, new.first().map_or(NONE, |u| u.device))
                .from_sources(sources()),
        ];
        if let Some(class) = cut.place.map(usize::from) {
            let code = ["place_kept", "network_replaced", "region_replaced"][class];
            let region = |uses: &[&Use]| {
                let rows = uses.iter().flat_map(|u| u.calendar_rows());
                super::facts::main_region(&facts.calendars, rows, u128::MAX)
            };
            found.push(
                finding(code, Family::Place, w.place[class])
                    .with("region_before", Figure::Region(region(&old)))
                    .with("region_after", Figure::Region(region(&new)))
                    .from_sources(sources()),
            );
        }
        if let Some(distance) = cut.rhythm {
            let class = class_of(distance, w.rhythm_limits);
            let code = ["rhythm_kept", "rhythm_replaced", "rhythm_replaced"][class];
            let figure = Figure::Ratio(distance);
            found.push(
                finding(code, Family::Rhythm, w.rhythm[class])
                    .with("distance", figure)
                    .from_sources(sources()),
            );
        }
        let company = self.company_findings(cut, &new);
        // Where a company passes its own account on, new numbers and bank details belong to that.
        let passed_on = company.as_ref().is_some_and(|e| e.millibits == millibits(OWNED_PASSED_ON));
        found.extend(company);
        if !passed_on {
            self.event_findings(cut, w, &mut found);
        }
        let total: i32 = found.iter().map(|e| e.millibits).sum();
        if total > 0 { found } else { Vec::new() }
    }

    /// What speaks against a sale: the devices stayed.
    fn kept(&self, cut: &Cut, w: &Weights) -> Evidence {
        let (from, to) = self.facts.moments(cut.before | cut.after);
        let uses = self.facts.uses(cut.account).iter();
        about(cut.account, Typology::Traded, "devices_kept", Family::Device, w.devices[2])
            .between(from, to)
            .from_sources(uses.map(|usage| logins_of(cut.account, usage)))
    }

    fn event_findings(&self, cut: &Cut, w: &Weights, found: &mut Vec<Evidence>) {
        let frames = self.facts.frames;
        let finding = |code, family, bits, from, to| {
            about(cut.account, Typology::Traded, code, family, bits).between(from, to)
        };
        let changed = frames.wides(ExportKind::AccountChanges, "changed_at");
        if let [first, .., last] | [first @ last] = &cut.events().identity[..] {
            let bits = w.identity[cut.moved()][cut.events().identity.len().min(2)];
            let (from, to) = (
                changed[*first as usize].min(changed[*last as usize]),
                changed[*first as usize].max(changed[*last as usize]),
            );
            found.push(
                finding("identity_changed", Family::Identity, bits, from, to)
                    .with("changes", Figure::Count(cut.events().identity.len() as i64))
                    .from_sources(cut.events().identity.iter().map(|&row| Source::Change(row))),
            );
        }
        let at = frames.noon(cut.day);
        let moved = cut.moved();
        let absent = [
            ("identity_kept", Family::Identity, w.identity[moved][0], cut.events().identity.is_empty()),
            ("nobody_paid", Family::Money, w.money[moved][0], cut.events().payments.is_empty()),
            ("not_bound", Family::Binding, w.bound[moved][0], cut.events().binding.is_none()),
            ("no_spend", Family::Spend, w.spend[moved][0], cut.events().spend.is_none()),
        ];
        let absent = absent.into_iter().filter(|&(_, _, bits, is)| is && bits != 0);
        found.extend(absent.map(|(code, family, bits, _)| finding(code, family, bits, at, at)));
        if let Some(&row) = cut.events().payments.first() {
            let at = frames.wides(ExportKind::Payments, "paid_at")[row as usize];
            let amount: i64 = cut
                .events()
                .payments
                .iter()
                .map(|&r| frames.wides(ExportKind::Payments, "amount_cny")[r as usize])
                .sum();
            let payer = frames.numbers(ExportKind::Payments, "payer")[row as usize];
            found.push(
                finding(
                    "stranger_paid",
                    Family::Money,
                    w.money[cut.moved()][cut.money(self.facts)].max(0),
                    at,
                    at,
                )
                .with("amount_cny", Figure::Money(amount))
                .with_object(NodeKind::PaymentAccount, payer)
                .from_sources(cut.events().payments.iter().map(|&row| Source::Payment(row))),
            );
        }
        if let Some(row) = cut.events().binding {
            let binding = &self.facts.companies.all()[row as usize];
            found.push(
                finding("bound_after", Family::Binding, w.bound[cut.moved()][1], binding.from, binding.from)
                    .with_object(NodeKind::Enterprise, binding.enterprise)
                    .from_sources([Source::Binding(row)]),
            );
        }
        if let Some(row) = cut.events().owned {
            let binding = &self.facts.companies.all()[row as usize];
            found.push(
                finding("company_account", Family::Binding, w.owned[1], at, at)
                    .with_object(NodeKind::Enterprise, binding.enterprise)
                    .from_sources([Source::Binding(row)]),
            );
        }
        if let Some(row) = cut.events().spend {
            let day = frames.days(ExportKind::AdSpend, "spent_on")[row as usize];
            let at = frames.zone.start_of_day(day);
            found.push(
                finding("spend_began", Family::Spend, w.spend[cut.moved()][1], at, at)
                    .from_sources([Source::Spend(row)]),
            );
        }
    }

    /// Whether the new devices are the company's or the holder's own.
    fn company_findings(&self, cut: &Cut, new: &[&Use]) -> Option<Evidence> {
        let facts = self.facts;
        let settled = facts.frames.noon(cut.day) - SETTLED_MS;
        let hands = facts.companies.hands_at(cut.account, settled);
        let holder = facts.accounts.holder[cut.account as usize];
        for usage in new.iter().filter(|u| u.days.count_ones() >= 2) {
            for other in facts.parties[usage.device as usize].fellows(cut.account).take(MOST_FELLOWS) {
                let same_holder = holder != NONE && facts.accounts.holder[other as usize] == holder;
                let colleague = facts.companies.hands(other).iter().any(|h| hands.contains(h));
                let owned = facts.companies.of(cut.account).any(|b| b.created);
                let (code, bits) = match (same_holder, colleague, owned) {
                    (true, _, _) => ("own_device", MOVED_ALONG),
                    (_, true, true) => ("passed_to_colleague", OWNED_PASSED_ON),
                    (_, true, false) => ("passed_to_colleague", BOUND_PASSED_ON),
                    _ => continue,
                };
                let (from, to) = facts.moments(usage.days);
                let (first, _) = span(usage.days);
                return Some(
                    about(cut.account, Typology::Traded, code, Family::Sharing, millibits(bits))
                        .between(from, to)
                        .with("since", Figure::Time(facts.frames.noon(first)))
                        .with_object(NodeKind::Device, usage.device)
                        .from_sources([logins_of(cut.account, usage)]),
                );
            }
        }
        self.still_at_company(cut)
    }

    /// Whether the account meets the company that had it before, after its devices were replaced.
    fn still_at_company(&self, cut: &Cut) -> Option<Evidence> {
        let facts = self.facts;
        let at = facts.frames.noon(cut.day);
        let had = |b: &&Binding| b.from < at - SETTLED_MS && b.to > at;
        // A stray day on an old device would show where that is.
        let old = facts.uses(cut.account).iter().filter(|u| is_old(u, cut.day));
        let time = cut.after & !old.fold(0, |days, u| days | u.days);
        let mut bindings = facts.companies.of(cut.account).filter(had).peekable();
        bindings.peek()?;
        let devices = facts.own_devices(cut.account);
        let binding = bindings.find(|b| facts.contact(b, time, &devices) == Some(Contact::Meets))?;
        let bits = if binding.created { OWNED_PASSED_ON } else { BOUND_PASSED_ON };
        let all = facts.moments(cut.after);
        Some(
            about(cut.account, Typology::Traded, "passed_to_colleague", Family::Sharing, millibits(bits))
                .between(all.0, all.1)
                .with_object(NodeKind::Enterprise, binding.enterprise)
                .from_sources([Source::Binding(binding.row)]),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usage(device: u32, days: u128) -> Use {
        Use { device, days, logins: days.count_ones(), rows: 0..1 }
    }

    fn days(range: std::ops::Range<u32>) -> u128 {
        range.fold(0, |days, d| days | 1 << d)
    }

    #[test]
    fn a_replacement_is_found_and_a_tablet_is_not() {
        let sold = [usage(1, days(0..40)), usage(2, days(50..90))];
        assert_eq!(replacement(&sold, days(0..40) | days(50..90)), Some(50));
        let tablet = [usage(1, days(0..90)), usage(2, days(50..90))];
        assert_eq!(replacement(&tablet, days(0..90)), None);
        // The buyer tried the account once before it was paid for.
        let tried = [usage(1, days(0..40)), usage(2, days(30..31) | days(50..90))];
        assert_eq!(replacement(&tried, days(0..40) | days(50..90)), Some(50));
        // Two days of travel with a borrowed phone are no sale.
        let visit = [usage(1, days(0..90)), usage(2, days(88..90))];
        assert_eq!(replacement(&visit, days(0..90)), None);
    }
}
