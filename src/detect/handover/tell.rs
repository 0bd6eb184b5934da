//! Cuts and bits → findings.

use std::collections::BTreeMap;

use super::super::facts::{Binding, Contact, Use, days_of, main_region, span};
use super::super::features::{about, class_of, logins_of};
use super::observe::{Context, had_before, is_old, replacement};
use super::weigh::Weights;
use super::{Cut, Devices, Events, SETTLED_MS};
use crate::evidence::{Evidence, Family, Figure, NodeKind, Source, Typology, millibits};
use crate::ids::NONE;
use crate::schema::ExportKind;

/// Bits against a sale if the new device belongs to the company that owns the account: passing it on
/// is what the rules allow.
const OWNED_PASSED_ON: f64 = -8.0;
/// The same for an employee's own account on a company device: a shop tablet.
const BOUND_PASSED_ON: f64 = -4.0;
/// Bits against a sale if the holder's other accounts moved along.
const MOVED_ALONG: f64 = -4.0;
/// Fellow accounts on a device that are looked at.
const MOST_FELLOWS: usize = 50;

impl Context<'_, '_> {
    /// All findings about one replacement; none if they do not speak for a sale on the whole.
    pub(super) fn findings(&self, cut: &Cut, w: &Weights) -> Vec<Evidence> {
        let facts = self.facts;
        let uses = facts.uses(cut.account);
        let (old, new): (Vec<&Use>, Vec<&Use>) = uses.iter().partition(|u| is_old(u, cut.day.into()));
        let at = facts.frames.noon(cut.day.into());
        let [before, after] = self.parts(cut.account, cut.day);
        let all = facts.moments(before | after);
        let finding = |code, family, bits: i32| {
            about(cut.account, Typology::Traded, code, family, bits).between(all.0, all.1)
        };
        let sources = || old.iter().chain(&new).map(|u| logins_of(cut.account, u));
        let code = if cut.devices == Devices::Woken { "woken" } else { "devices_replaced" };
        let mut found = vec![
            finding(code, Family::Device, w.devices[cut.device_class()])
                .with("at", Figure::Time(at))
                .with("days_before", Figure::Count(cut.days[0].into()))
                .with("days_after", Figure::Count(cut.days[1].into()))
                .with_object(NodeKind::Device, new.first().map_or(NONE, |u| u.device))
                .from_sources(sources()),
        ];
        if let Some(class) = cut.place.map(usize::from) {
            let code = ["place_kept", "gateway_kept", "network_replaced", "region_replaced"][class];
            let region = |uses: &[&Use]| {
                let rows = uses.iter().flat_map(|u| u.calendar_rows());
                main_region(&facts.calendars, rows, u128::MAX)
            };
            found.push(
                finding(code, Family::Place, w.of(cut).place[class])
                    .with("region_before", Figure::Region(region(&old)))
                    .with("region_after", Figure::Region(region(&new)))
                    .from_sources(sources()),
            );
        }
        if let Some(own) = cut.line {
            let code = if own { "line_of_its_own" } else { "in_company" };
            found.push(finding(code, Family::Place, w.line[usize::from(own)]).from_sources(sources()));
        }
        if let Some(distance) = cut.rhythm.map(f64::from) {
            let class = class_of(distance, w.rhythm_limits);
            let code = ["rhythm_kept", "rhythm_replaced", "rhythm_replaced"][class];
            let figure = Figure::Ratio(distance);
            found.push(
                finding(code, Family::Rhythm, w.of(cut).rhythm[class])
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
    pub(super) fn kept(&self, cut: &Cut, w: &Weights) -> Evidence {
        let [before, after] = self.parts(cut.account, cut.day);
        let (from, to) = self.facts.moments(before | after);
        let uses = self.facts.uses(cut.account).iter();
        about(cut.account, Typology::Traded, "devices_kept", Family::Device, w.devices[2])
            .between(from, to)
            .from_sources(uses.map(|usage| logins_of(cut.account, usage)))
    }

    fn event_findings(&self, cut: &Cut, w: &Weights, found: &mut Vec<Evidence>) {
        let events = cut.events();
        let story = w.of(cut);
        let spend = story.spend[events.bound()];
        let finding =
            |code, family, bits, at| about(cut.account, Typology::Traded, code, family, bits).between(at, at);
        found.extend(self.access_changes(cut, w));
        let at = self.facts.frames.noon(cut.day.into());
        let identity_stays = events.identity.is_empty() && events.holder.is_none();
        let absent = [
            ("identity_kept", Family::Identity, story.identity[0], identity_stays),
            ("password_kept", Family::Identity, w.password[cut.kind()][0], events.password.is_none()),
            ("nobody_paid", Family::Money, story.money[0], events.payments.is_empty()),
            ("not_bound", Family::Binding, story.bound[0], events.binding.is_none()),
            ("no_spend", Family::Spend, spend[0], cut.advertises && events.spend.is_none()),
        ];
        let absent = absent.into_iter().filter(|&(_, _, bits, is)| is && bits != 0);
        found.extend(absent.map(|(code, family, bits, _)| finding(code, family, bits, at)));
        if let Some(drift) = &events.texts {
            let class = w.texts_class(drift);
            let code = if class == 0 { "texts_kept" } else { "texts_changed" };
            found.push(
                finding(code, Family::Content, w.texts[class], at)
                    .with("unlike", Figure::Ratio(drift.unlike))
                    .with("length", Figure::Ratio(drift.length))
                    .from_sources(drift.rows.iter().map(|&row| Source::Note(row))),
            );
        }
        found.extend(self.paid(cut.account, events, &story.money));
        let bindings = [
            ("bound_after", story.bound[1], events.binding, None),
            ("company_account", w.owned[1], events.owned, Some(at)),
        ];
        for (code, bits, row, at) in bindings {
            found.extend(row.map(|row| {
                let binding = &self.facts.companies.all()[row as usize];
                finding(code, Family::Binding, bits, at.unwrap_or(binding.from))
                    .with_object(NodeKind::Enterprise, binding.enterprise)
                    .from_sources([Source::Binding(row)])
            }));
        }
        found.extend(self.spent(cut.account, events, spend[1]));
    }

    /// What locks a seller out: phone and payout account, or another holder, and the password.
    fn access_changes(&self, cut: &Cut, w: &Weights) -> Vec<Evidence> {
        let events = cut.events();
        let changed = self.facts.frames.wides(ExportKind::AccountChanges, "changed_at");
        let finding = |code, bits, rows: &[u32]| {
            let times = || rows.iter().map(|&row| changed[row as usize]);
            about(cut.account, Typology::Traded, code, Family::Identity, bits)
                .between(times().min().unwrap_or(0), times().max().unwrap_or(0))
                .from_sources(rows.iter().map(|&row| Source::Change(row)))
        };
        let mut found = Vec::new();
        // A new holder has a phone and a payout account of the own, which says nothing more.
        if let Some(row) = events.holder {
            found.push(finding("holder_changed", w.holder, &[row]));
        } else if !events.identity.is_empty() {
            let bits = w.of(cut).identity[events.identity.len().min(2)];
            let changes = Figure::Count(events.identity.len() as i64);
            found.push(finding("identity_changed", bits, &events.identity).with("changes", changes));
        }
        found.extend(
            events.password.map(|row| finding("password_changed", w.password[cut.kind()][1], &[row])),
        );
        found
    }

    /// The payments of strangers about then.
    pub(super) fn paid(&self, account: u32, events: &Events, bits: &[i32; 3]) -> Option<Evidence> {
        let payments = &self.facts.payments;
        let rows = &events.payments;
        let mut by_payer: BTreeMap<u32, i64> = BTreeMap::new();
        for &row in rows {
            *by_payer.entry(payments.payer[row as usize]).or_default() += payments.amount[row as usize];
        }
        let (&payer, _) = by_payer.iter().max_by_key(|&(&payer, &paid)| (paid, std::cmp::Reverse(payer)))?;
        let times = || rows.iter().map(|&row| payments.at[row as usize]);
        let bits = bits[events.money(self.facts)].max(0);
        let mut found = about(account, Typology::Traded, "stranger_paid", Family::Money, bits)
            .between(times().min()?, times().max()?)
            .with("amount_cny", Figure::Money(by_payer.values().sum()));
        if by_payer.len() > 1 {
            found = found.with("payers", Figure::Count(by_payer.len() as i64));
        }
        let found = found.with_object(NodeKind::PaymentAccount, payer);
        Some(found.from_sources(rows.iter().map(|&row| Source::Payment(row))))
    }

    /// The advertising that began then.
    pub(super) fn spent(&self, account: u32, events: &Events, bits: i32) -> Option<Evidence> {
        let frames = self.facts.frames;
        let row = events.spend?;
        let at = frames.zone.start_of_day(frames.days(ExportKind::AdSpend, "spent_on")[row as usize]);
        Some(
            about(account, Typology::Traded, "spend_began", Family::Spend, bits)
                .between(at, at)
                .from_sources([Source::Spend(row)]),
        )
    }

    /// Whether the new devices are the company's or the holder's own.
    fn company_findings(&self, cut: &Cut, new: &[&Use]) -> Option<Evidence> {
        let facts = self.facts;
        let at = facts.frames.noon(cut.day.into());
        let had =
            facts.companies.of(cut.account).filter(|b| b.to > at - SETTLED_MS && had_before(facts, b, at));
        let own = Some(facts.companies.hand(cut.account)).filter(|&hand| hand != NONE);
        let hands: Vec<u32> =
            own.into_iter().chain(had.map(|b| facts.companies.hand(b.enterprise))).collect();
        let holder = facts.accounts.holder[cut.account as usize];
        for usage in new.iter().filter(|u| u.days.count_ones() >= 2) {
            let fellows = facts.parties[usage.device as usize].fellows(cut.account).take(MOST_FELLOWS);
            for other in fellows {
                let same_holder = holder != NONE && facts.accounts.holder[other as usize] == holder;
                let colleague = facts.companies.hands(other).iter().any(|h| hands.contains(h));
                let owned = facts.companies.of(cut.account).any(|b| b.created);
                let (code, bits) = match (same_holder, colleague, owned) {
                    (true, _, _) => ("own_device", MOVED_ALONG),
                    (_, true, true) => ("passed_to_colleague", OWNED_PASSED_ON),
                    (_, true, false) => ("passed_to_colleague", BOUND_PASSED_ON),
                    _ => continue,
                };
                if !self.stays(other, cut.day) {
                    continue;
                }
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

    /// Whether an account is in the hands that it was in, about a day. Where a company's accounts change hands in one
    /// lot, some days apart, the colleagues on the new device came with it, or come next.
    fn stays(&self, account: u32, day: u8) -> bool {
        let uses = self.facts.uses(account);
        let active = days_of(uses);
        let near = |cut: u32| i64::from(cut.abs_diff(day.into())) <= self.facts.settings.change_window_days;
        let early = (1u128 << day) - 1;
        active & early != 0 && active & !early != 0 && !replacement(uses, active).is_some_and(near)
    }

    /// Whether anybody of a company, the account left aside, stays across a day.
    fn anybody_stays(&self, enterprise: u32, account: u32, day: u8) -> bool {
        let bound = self.facts.companies.to(enterprise).map(|b| b.account);
        let others = [enterprise].into_iter().chain(bound).filter(|&other| other != account);
        others.take(MOST_FELLOWS).any(|other| self.stays(other, day))
    }

    /// Whether the account meets the company that had it before, after its devices were replaced.
    fn still_at_company(&self, cut: &Cut) -> Option<Evidence> {
        let facts = self.facts;
        let at = facts.frames.noon(cut.day.into());
        let had = |b: &&Binding| {
            had_before(facts, b, at) && b.to > at && self.anybody_stays(b.enterprise, cut.account, cut.day)
        };
        // A stray day on an old device would show where that is.
        let old = facts.uses(cut.account).iter().filter(|u| is_old(u, cut.day.into()));
        let [_, after] = self.parts(cut.account, cut.day);
        let time = after & !days_of(old);
        let mut bindings = facts.companies.of(cut.account).filter(had).peekable();
        bindings.peek()?;
        let devices = facts.own_devices(cut.account);
        let binding = bindings.find(|b| facts.contact(b, time, &devices) == Some(Contact::Meets))?;
        let bits = if binding.created { OWNED_PASSED_ON } else { BOUND_PASSED_ON };
        let all = facts.moments(after);
        Some(
            about(cut.account, Typology::Traded, "passed_to_colleague", Family::Sharing, millibits(bits))
                .between(all.0, all.1)
                .with_object(NodeKind::Enterprise, binding.enterprise)
                .from_sources([Source::Binding(binding.row)]),
        )
    }
}
