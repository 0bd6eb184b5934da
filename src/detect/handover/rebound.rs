//! Accounts that keep their devices and get a new binding: was the access to them changed with it?
//!
//! Who sells an account together with the phone that it is on replaces no device. But the buyer changes what
//! the seller could get back in with, and puts the account to use.

use rayon::prelude::*;

use super::super::Background;
use super::super::facts::Binding;
use super::super::features::{about, count};
use super::observe::Context;
use super::weigh::{MONEY, SPEND};
use super::{Cut, Devices, Events};
use crate::evidence::{Evidence, Family, Figure, NodeKind, Odds, Source, Typology};
use crate::schema::ExportKind;

/// What changes about the day of a binding: nothing, the password, phone or payout account or holder, both.
/// New employees have the account that they had, and now and then forget how to get in.
const HONEST: [f64; 4] = [0.88, 0.08, 0.03, 0.01];
/// Buyers lock the seller out.
const TRADED: Odds<4> = Odds { abuse: [0.10, 0.20, 0.10, 0.60], honest: HONEST };
/// Holders who let an account keep their own way in; some set a password that they can give away, some
/// tenants have the codes and the income sent to themselves.
const RENTED: Odds<4> = Odds { abuse: [0.65, 0.20, 0.08, 0.07], honest: HONEST };

/// An account that kept its devices, about the day of its first binding to a company.
pub(super) struct Rebound {
    account: u32,
    binding: Binding,
    events: Events,
}

/// Bits of every outcome.
struct Bits {
    traded: [i32; 4],
    rented: [i32; 4],
    money: [i32; 3],
    spend: i32,
}

impl Rebound {
    /// The account, if what was changed about the day of the binding is told.
    pub(super) fn told(&self) -> Option<u32> {
        (self.class() > 0).then_some(self.account)
    }

    /// The place in [`HONEST`].
    fn class(&self) -> usize {
        usize::from(self.events.password.is_some()) + 2 * usize::from(!self.events.identity.is_empty())
    }
}

impl Context<'_, '_> {
    /// All accounts that kept their devices and were bound within the window, but for those that their
    /// enterprise made.
    pub(super) fn rebound(&self, cuts: &[Cut]) -> Vec<Rebound> {
        cuts.par_iter()
            .filter(|cut| cut.devices == Devices::Kept)
            .filter_map(|cut| self.bound_anew(cut))
            .collect()
    }

    fn bound_anew(&self, cut: &Cut) -> Option<Rebound> {
        let (facts, account) = (self.facts, cut.account);
        let companies = &facts.companies;
        let bindings = || companies.of(account).filter(|b| !b.created);
        let start = facts.frames.zone.start_of_day(facts.frames.window.first_day);
        let hand = |b: &Binding| companies.hand(b.enterprise);
        // Bound anew by a company that had it before is no new owner.
        let first = |b: &&Binding| bindings().all(|o| hand(o) != hand(b) || o.from >= b.from);
        let binding = bindings().filter(|b| b.from >= start).filter(first).min_by_key(|b| (b.from, b.row))?;
        let lived = self.parts(account, facts.bit(binding.from) as u8).iter().all(|&days| days != 0);
        lived.then(|| Rebound { account, binding: *binding, events: self.events_at(account, binding.from) })
    }

    /// What the changes of access about the day of a binding say, and what went with them. All is compared with
    /// others whom a company binds: new employees get a budget, too.
    pub(super) fn rebound_findings(&self, all: &[Rebound], background: &Background) -> Vec<Evidence> {
        let has = |export: &str| self.facts.frames.has(export);
        if !has("account_changes") {
            return Vec::new();
        }
        let honest = || all.iter().filter(|r| background.has(r.account));
        let access = count(honest().map(|r| Some(r.class())));
        let money = MONEY.bits(count(honest().map(|r| Some(r.events.money(self.facts)))));
        let spend = SPEND[1].bits(count(
            honest()
                .filter(|r| self.advertises(r.account))
                .map(|r| Some(usize::from(r.events.spend.is_some()))),
        ));
        let bits = Bits {
            traded: TRADED.bits(access),
            rented: RENTED.bits(access),
            money: if has("payments") { money } else { [0; 3] },
            spend: if has("ad_spend") { spend[1] } else { 0 },
        };
        let told = all.par_iter().filter(|r| r.class() > 0);
        told.flat_map_iter(|r| self.tell_rebound(r, &bits)).collect()
    }

    fn tell_rebound(&self, r: &Rebound, bits: &Bits) -> Vec<Evidence> {
        let changed = self.facts.frames.wides(ExportKind::AccountChanges, "changed_at");
        let rows: Vec<u32> = r.events.password.iter().chain(&r.events.identity).copied().collect();
        let times = || rows.iter().map(|&row| changed[row as usize]);
        let (from, to) = (times().min().unwrap_or(0), times().max().unwrap_or(0));
        let access = |typology, bits| {
            about(r.account, typology, "access_changed", Family::Identity, bits)
                .between(from, to)
                .with("changes", Figure::Count(rows.len() as i64))
                .with_object(NodeKind::Enterprise, r.binding.enterprise)
                .from_sources(rows.iter().map(|&row| Source::Change(row)))
                .from_sources([Source::Binding(r.binding.row)])
        };
        let (rented, traded) = (bits.rented[r.class()], bits.traded[r.class()]);
        let mut found = vec![access(Typology::Rented, rented), access(Typology::Traded, traded)];
        found.extend(self.paid(r.account, &r.events, &bits.money));
        found.extend(self.spent(r.account, &r.events, bits.spend));
        found
    }
}
