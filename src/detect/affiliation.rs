//! # Binding that never touches its company
//!
//! **Finds** accounts bound to an enterprise whose devices, networks and region they never touch, and
//! what goes with sold slots: another person declared as employee than holds the account, fees paid to
//! the company, bindings begun and ended together, accounts passed from company to company.
//!
//! **Matters** because a binding is a promise that the holder works there; slots sold to strangers
//! (挂靠) carry the company's standing to whoever pays.
//!
//! **Honest twins.** Remote sales forces never meet but are paid and handle leads (negative bits).
//! Seasonal staff come in cohorts, and work on the shop's network (negative). New bindings have too
//! little data and are not judged. A franchise counts as one company.
//!
//! **Background.** How often each occurs among all bindings of these exports. **Wrong** for companies
//! that work entirely from home and pay elsewhere: the questions to the company are about contract and
//! social insurance.
//!
//! **Settings:** `detect.affiliation_min_days`, `detect.cohort_days`, `platform.binding_quota`.
//!
//! Cost: linear in bindings, calendars and networks.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::facts::{Binding, Facts};
use super::features::{about, count};
use super::{Code, Detector};
use crate::evidence::{Evidence, Family, Figure, NodeKind, Source, Typology, weights};
use crate::ids::NONE;
use crate::schema::ExportKind;
use crate::time::DAY_MS;

/// The entry of this detector.
pub const DETECTOR: Detector = Detector {
    name: "affiliation",
    typologies: &[Typology::Affiliated],
    needs: &["logins", "accounts", "bindings"],
    uses: &[
        "logins.ip",
        "logins.region",
        "accounts.holder_hash",
        "accounts.payout_account",
        "bindings.employee_hash",
        "payments",
        "lead_transfers",
    ],
    codes: &[
        Code {
            name: "meets_company",
            family: Family::Place,
            doc: "shares devices or networks with the company's other accounts",
        },
        Code {
            name: "same_region",
            family: Family::Place,
            doc: "is where the company is, but shares nothing with it",
        },
        Code {
            name: "never_meets_company",
            family: Family::Place,
            doc: "never touches the company's devices, networks or region",
        },
        Code {
            name: "declared_holder",
            family: Family::Identity,
            doc: "the declared employee holds the account",
        },
        Code {
            name: "declared_other",
            family: Family::Identity,
            doc: "the declared employee is not who holds the account",
        },
        Code { name: "wage_paid", family: Family::Money, doc: "the company pays the holder" },
        Code {
            name: "no_wage",
            family: Family::Money,
            doc: "the company pays others it has bound, but not this holder",
        },
        Code {
            name: "fee_paid",
            family: Family::Money,
            doc: "the holder pays the company or an agent whom others bound there pay too",
        },
        Code { name: "works_leads", family: Family::Lead, doc: "handles leads with the company" },
        Code { name: "no_leads", family: Family::Lead, doc: "handles no leads, while others bound there do" },
        Code { name: "cohort", family: Family::Binding, doc: "bound and unbound together with others" },
        Code { name: "carousel", family: Family::Binding, doc: "bound to several unrelated companies" },
    ],
    manual: include_str!("affiliation.rs"),
    run,
};

/// Affiliates meet the company's devices or networks hardly ever, and its region by chance.
const PLACE: [f64; 3] = [0.06, 0.30, 0.64];
/// The declared employee: the holder, another. Sellers declare staff they have, or the buyer.
const DECLARED: [f64; 2] = [0.55, 0.45];
/// Where the company pays wages in sight of the platform: paid, not paid.
const WAGE: [f64; 2] = [0.04, 0.96];
/// Fees in sight for two in five.
const FEE: [f64; 2] = [0.6, 0.4];
/// Where the company's accounts handle leads: handles, does not.
const LEADS: [f64; 2] = [0.15, 0.85];
/// Size of the cohort: up to two others, up to five, more.
const COHORT: [f64; 3] = [0.4, 0.25, 0.35];
/// Companies in the window: one, two, more.
const CAROUSEL: [f64; 3] = [0.6, 0.25, 0.15];
/// Most that one observation may weigh.
const CAP: f64 = 7.0;

/// What was seen of one binding.
struct Seen {
    binding: Binding,
    days: u32,
    place: Option<usize>,
    declared: Option<usize>,
    wage: Option<usize>,
    fee: Vec<u32>,
    leads: Option<usize>,
    cohort: usize,
    companies: usize,
}

fn run(facts: &Facts<'_>) -> Vec<Evidence> {
    let houses = Houses::new(facts);
    let seen: Vec<Seen> =
        facts.companies.all().par_iter().filter_map(|binding| houses.look(binding)).collect();
    let w = Weights::measure(facts, &seen);
    let mut found: Vec<Vec<Evidence>> = seen.par_iter().map(|s| findings(facts, s, &w)).collect();
    // Of several bindings of an account the one that tells most speaks for all: they are correlated.
    let total = |found: &[Evidence]| found.iter().map(|e| e.millibits).sum::<i32>();
    found.retain(|f| !f.is_empty());
    found.sort_by_key(|f| (f[0].subject, std::cmp::Reverse(total(f)), f[0].object));
    found.dedup_by_key(|f| f[0].subject);
    found.into_iter().flatten().collect()
}

/// What companies have in common with their accounts.
struct Houses<'f, 'a> {
    facts: &'f Facts<'a>,
    /// Hands that pay any bound account's holder.
    paying: FxHashSet<u32>,
    /// (hand, account) with leads between the account and the hand's other accounts.
    lead_work: FxHashSet<(u32, u32)>,
    /// Hands with such leads.
    lead_houses: FxHashSet<u32>,
    /// Payees whom at least three accounts bound to one hand pay: (hand, payee).
    agents: FxHashSet<(u32, u32)>,
    cohorts: Vec<usize>,
}

impl<'f, 'a> Houses<'f, 'a> {
    fn new(facts: &'f Facts<'a>) -> Self {
        let mut houses = Houses {
            facts,
            paying: FxHashSet::default(),
            lead_work: FxHashSet::default(),
            lead_houses: FxHashSet::default(),
            agents: FxHashSet::default(),
            cohorts: cohorts(facts),
        };
        houses.read_payments();
        houses.read_leads();
        houses
    }

    fn read_payments(&mut self) {
        let facts = self.facts;
        let mut paid: FxHashMap<(u32, u32), FxHashSet<u32>> = FxHashMap::default();
        for binding in facts.companies.all() {
            let hand = facts.companies.hand(binding.enterprise);
            let payout = facts.accounts.payout[binding.account as usize];
            if self.wages(binding) {
                self.paying.insert(hand);
            }
            for &row in facts.payments.by(payout).iter().take(MOST_PAYMENTS) {
                let payee = facts.payments.payee[row as usize];
                if payee != payout {
                    paid.entry((hand, payee)).or_default().insert(binding.account);
                }
            }
        }
        self.agents = paid.into_iter().filter(|(_, payers)| payers.len() >= 3).map(|(key, _)| key).collect();
    }

    fn read_leads(&mut self) {
        let facts = self.facts;
        let of = |column| facts.frames.numbers(ExportKind::LeadTransfers, column);
        let at = facts.frames.wides(ExportKind::LeadTransfers, "transferred_at");
        for (row, (&from, &to)) in of("from_account").iter().zip(of("to_account")).enumerate() {
            let there = facts.companies.hands_at(to, at[row]);
            for hand in facts.companies.hands_at(from, at[row]).into_iter().filter(|h| there.contains(h)) {
                self.lead_houses.insert(hand);
                self.lead_work.extend([(hand, from), (hand, to)]);
            }
        }
    }

    /// Whether the company pays the holder.
    fn wages(&self, binding: &Binding) -> bool {
        let facts = self.facts;
        let payout = facts.accounts.payout[binding.account as usize];
        let hand = facts.companies.hand(binding.enterprise);
        payout != NONE
            && facts
                .companies
                .payouts(hand)
                .iter()
                .any(|&p| p != payout && facts.payments.times(p, payout) > 0)
    }

    fn look(&self, binding: &Binding) -> Option<Seen> {
        let facts = self.facts;
        let window = facts.frames.window;
        let zone = &facts.frames.zone;
        let last = window.first_day + window.days as i32 - 1;
        let to = if binding.to == i64::MAX { last } else { zone.day(binding.to) };
        let time = window.mask(zone.day(binding.from), to);
        let days = (facts.active_days(binding.account) & time).count_ones();
        if i64::from(days) < facts.settings.affiliation_min_days
            || facts.accounts.is_enterprise(binding.account)
        {
            return None;
        }
        let hand = facts.companies.hand(binding.enterprise);
        let holder = facts.accounts.holder[binding.account as usize];
        let declared = !binding.created && holder != NONE && binding.employee != NONE;
        let pays = self.paying.contains(&hand) && facts.accounts.payout[binding.account as usize] != NONE;
        let leads = self.lead_houses.contains(&hand);
        let hands = facts.companies.of(binding.account).map(|b| facts.companies.hand(b.enterprise));
        Some(Seen {
            binding: *binding,
            days,
            place: self.place(binding, time),
            declared: declared.then_some(usize::from(holder != binding.employee)),
            wage: pays.then(|| usize::from(!self.wages(binding))),
            fee: self.fees(binding, hand),
            leads: leads.then(|| usize::from(!self.lead_work.contains(&(hand, binding.account)))),
            cohort: self.cohorts[binding.row as usize],
            companies: hands.collect::<FxHashSet<u32>>().len(),
        })
    }

    /// 0 shares a device or a telling network with the company, 1 its region, 2 nothing.
    fn place(&self, binding: &Binding, time: u128) -> Option<usize> {
        let facts = self.facts;
        let account = binding.account;
        let hand = facts.companies.hand(binding.enterprise);
        let member = |other: u32| other != account && self.belongs(other, hand);
        let on_device = facts
            .uses(account)
            .iter()
            .filter(|u| u.days & time != 0)
            .any(|u| facts.parties[u.device as usize].fellows(account).take(MOST_LOOKED_AT).any(member));
        let region = facts.home_region[account as usize];
        let on_network = || {
            facts.networks.of(account).any(|row| {
                let ip = facts.networks.ip[row];
                facts.networks.days(row) & time != 0 && facts.tells_place(ip, region) && {
                    let rows = facts.by_ip.rows(ip).iter().take(MOST_LOOKED_AT);
                    rows.map(|&r| facts.networks.account[r as usize]).any(member)
                }
            })
        };
        if on_device || on_network() {
            return Some(0);
        }
        let company = binding.enterprise as usize;
        let seat = [facts.home_region[company], facts.accounts.region[company]];
        match seat.into_iter().find(|&r| r != NONE) {
            Some(seat) if region != NONE => {
                Some(if seat == region || self.branch(binding, region) { 1 } else { 2 })
            }
            _ => None,
        }
    }

    /// Whether an account is the hand's own or bound to it.
    fn belongs(&self, other: u32, hand: u32) -> bool {
        let companies = &self.facts.companies;
        companies.hand(other) == hand || companies.of(other).any(|b| companies.hand(b.enterprise) == hand)
    }

    /// Whether at least a tenth, and two, of the company's other accounts are at home in a region.
    fn branch(&self, binding: &Binding, region: u32) -> bool {
        let others: Vec<u32> = self
            .facts
            .companies
            .to(binding.enterprise)
            .map(|b| b.account)
            .filter(|&a| a != binding.account)
            .take(MOST_LOOKED_AT)
            .collect();
        let there = others.iter().filter(|&&a| self.facts.home_region[a as usize] == region).count();
        there >= 2 && there * 10 >= others.len()
    }

    /// Payments by the holder to the company, or to an agent whom others bound there pay too.
    fn fees(&self, binding: &Binding, hand: u32) -> Vec<u32> {
        let facts = self.facts;
        let payout = facts.accounts.payout[binding.account as usize];
        let company = facts.companies.payouts(hand);
        let rows = facts.payments.by(payout).iter().copied().take(MOST_PAYMENTS);
        rows.filter(|&row| {
            let payee = facts.payments.payee[row as usize];
            payee != payout && (company.contains(&payee) || self.agents.contains(&(hand, payee)))
        })
        .collect()
    }
}

/// Payments of one person that are looked at.
const MOST_PAYMENTS: usize = 200;
/// Accounts on a device or a network, or of a company, that are looked at.
const MOST_LOOKED_AT: usize = 200;

/// For each binding how many others of the same enterprise began, and ended, within the cohort days
/// of it. Bindings are sorted by time an enterprise: linear with two pointers a group.
fn cohorts(facts: &Facts<'_>) -> Vec<usize> {
    let near = (facts.settings.cohort_days + 1) * DAY_MS;
    let all = facts.companies.all();
    let mut sizes = vec![0; all.len()];
    let mut order: Vec<usize> = (0..all.len()).filter(|&i| all[i].to != i64::MAX).collect();
    order.sort_unstable_by_key(|&i| (all[i].enterprise, all[i].from / near, all[i].to / near, i));
    let key = |i: usize| (all[i].enterprise, all[i].from / near, all[i].to / near);
    for group in order.chunk_by(|&a, &b| key(a) == key(b)) {
        for &i in group {
            sizes[i] = group.len() - 1;
        }
    }
    sizes
}

struct Weights {
    place: Vec<i32>,
    declared: Vec<i32>,
    wage: Vec<i32>,
    fee: Vec<i32>,
    leads: Vec<i32>,
    cohort: Vec<i32>,
    carousel: Vec<i32>,
}

impl Weights {
    fn measure(facts: &Facts<'_>, seen: &[Seen]) -> Weights {
        let paid = facts.frames.has("payments");
        let over = |m: &[f64], counts: Vec<u64>| weights(m, &counts, CAP);
        let fee = over(&FEE, count(2, seen.iter().map(|s| Some(usize::from(!s.fee.is_empty())))));
        Weights {
            place: over(&PLACE, count(3, seen.iter().map(|s| s.place))),
            declared: over(&DECLARED, count(2, seen.iter().map(|s| s.declared))),
            wage: over(&WAGE, count(2, seen.iter().map(|s| s.wage))),
            fee: if paid { fee } else { vec![0, 0] },
            leads: over(&LEADS, count(2, seen.iter().map(|s| s.leads))),
            cohort: over(&COHORT, count(3, seen.iter().map(|s| Some(cohort_class(s.cohort))))),
            carousel: over(&CAROUSEL, count(3, seen.iter().map(|s| Some(s.companies.clamp(1, 3) - 1)))),
        }
    }
}

fn cohort_class(others: usize) -> usize {
    match others {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    }
}

fn findings(facts: &Facts<'_>, s: &Seen, w: &Weights) -> Vec<Evidence> {
    let binding = &s.binding;
    let end = facts.moments(facts.active_days(binding.account)).1;
    let finding = |code, family, bits| {
        about(binding.account, Typology::Affiliated, code, family, bits)
            .between(binding.from, binding.to.min(end).max(binding.from))
            .with_object(NodeKind::Enterprise, binding.enterprise)
            .from_sources([Source::Binding(binding.row)])
    };
    let mut found = Vec::new();
    if let Some(class) = s.place {
        let code = ["meets_company", "same_region", "never_meets_company"][class];
        let region = Figure::Region(facts.home_region[binding.account as usize]);
        found.push(
            finding(code, Family::Place, w.place[class])
                .with("active_days", Figure::Count(i64::from(s.days)))
                .with("region", region),
        );
    }
    if let Some(class) = s.declared {
        let code = ["declared_holder", "declared_other"][class];
        found.push(
            finding(code, Family::Identity, w.declared[class])
                .from_sources([Source::Account(binding.account)]),
        );
    }
    if let Some(class) = s.wage {
        found.push(finding(["wage_paid", "no_wage"][class], Family::Money, w.wage[class]));
    }
    if !s.fee.is_empty() {
        let amount = s.fee.iter().map(|&r| facts.payments.amount[r as usize]).sum();
        let payee = facts.payments.payee[s.fee[0] as usize];
        found.push(
            finding("fee_paid", Family::Money, w.fee[1])
                .with("amount_cny", Figure::Money(amount))
                .with_object(NodeKind::PaymentAccount, payee)
                .from_sources(s.fee.iter().map(|&r| Source::Payment(r))),
        );
    }
    if let Some(class) = s.leads {
        found.push(finding(["works_leads", "no_leads"][class], Family::Lead, w.leads[class]));
    }
    if cohort_class(s.cohort) > 0 {
        let others = Figure::Count(s.cohort as i64);
        found.push(
            finding("cohort", Family::Binding, w.cohort[cohort_class(s.cohort)]).with("others", others),
        );
    }
    if s.companies > 1 {
        let companies = Figure::Count(s.companies as i64);
        found.push(
            finding("carousel", Family::Binding, w.carousel[s.companies.clamp(1, 3) - 1])
                .with("companies", companies),
        );
    }
    let total: i32 = found.iter().map(|e| e.millibits).sum();
    if total > 0 { found } else { Vec::new() }
}
