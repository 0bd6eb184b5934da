//! # Binding that never touches its company
//!
//! **Finds** accounts bound to an enterprise whose devices, networks and region they never touch, and
//! what goes with sold slots: another person declared as employee than holds the account, another line of
//! business, fees paid to the company, bindings begun and ended together, accounts passed from company to company.
//!
//! **Matters** because a binding is a promise that the holder works there; slots sold to strangers
//! (挂靠) carry the company's standing to whoever pays.
//!
//! **Honest twins.** Remote sales forces never meet but are paid and handle leads (negative bits).
//! Seasonal staff come in cohorts, and work on the shop's network (negative). New bindings have too
//! little data and are not judged. A franchise counts as one company. Lines of business that people enter as
//! they like differ often, and weigh little then.
//!
//! **Background.** How often each occurs among all bindings of these exports. **Wrong** for companies
//! that work entirely from home and pay elsewhere: the questions to the company are about contract and
//! social insurance.
//!
//! **Settings:** `detect.affiliation_min_days`, `detect.cohort_days`, `platform.binding_quota`.
//!
//! Cost: linear in bindings, calendars and networks.

mod assumed;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::facts::{Binding, Contact, Facts};
use super::features::{about, count};
use super::{Background, Code, Detector, Weigh};
use crate::evidence::{Evidence, Family, Figure, NodeKind, Odds, Source, Typology};
use crate::ids::NONE;
use crate::schema::ExportKind;
use crate::time::DAY_MS;
use assumed::{ABUSES, Assumed, HONEST, IDLE_HONEST, WORKED_HONEST};

/// The entry of this detector.
pub const DETECTOR: Detector = Detector {
    name: "affiliation",
    typologies: &[Typology::Affiliated, Typology::Rented, Typology::Traded],
    needs: &["logins", "accounts", "bindings"],
    uses: &[
        "logins.ip",
        "logins.region",
        "accounts.holder_hash",
        "accounts.payout_account",
        "accounts.industry",
        "bindings.employee_hash",
        "payments",
        "lead_transfers",
        "leads",
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
            name: "worked_by_company",
            family: Family::Place,
            doc: "the company works the account, whose holder goes on elsewhere and is never there",
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
        Code { name: "few_leads", family: Family::Lead, doc: "handles hardly any leads with the company" },
        Code { name: "no_leads", family: Family::Lead, doc: "handles no leads, while others bound there do" },
        Code {
            name: "idle_company",
            family: Family::Lead,
            doc: "nobody bound to the company collects or handles any lead",
        },
        Code { name: "same_trade", family: Family::Identity, doc: "is in the company's line of business" },
        Code {
            name: "other_trade",
            family: Family::Identity,
            doc: "is in another line of business than the company",
        },
        Code { name: "short_binding", family: Family::Binding, doc: "bound for some weeks only" },
        Code {
            name: "company_of_staff",
            family: Family::Binding,
            doc: "the company's other bound accounts share devices or networks with it",
        },
        Code {
            name: "company_of_strangers",
            family: Family::Binding,
            doc: "most other accounts bound to the company share nothing with it",
        },
        Code { name: "cohort", family: Family::Binding, doc: "bound and unbound together with others" },
        Code {
            name: "carousel",
            family: Family::Binding,
            doc: "bound for some weeks each to several unrelated companies",
        },
    ],
    manual: include_str!("affiliation.rs"),
    run,
};

/// Others bound to the company that are needed to say something of it.
const COMPANY_SIZE: usize = 4;
/// How near a fee is to the day of binding.
const FEE_MS: i64 = 15 * DAY_MS;

/// What was seen of one binding.
struct Seen {
    binding: Binding,
    days: u32,
    place: Option<usize>,
    /// Where the account meets the company: whether its holder never does.
    worked: Option<bool>,
    declared: Option<usize>,
    wage: Option<usize>,
    fee: Vec<u32>,
    leads: Option<usize>,
    /// Whether nobody at the company has leads; `None` if that can't be told.
    idle: Option<bool>,
    trade: Option<usize>,
    cohort: usize,
    companies: usize,
    length: usize,
    company: Option<usize>,
}

fn run<'f>(facts: &'f Facts<'_>) -> Weigh<'f> {
    let cohorts = cohorts(facts);
    let handled = Handled::new(facts);
    let all = facts.companies.all().par_iter().zip(&cohorts);
    let mut seen: Vec<Seen> =
        all.filter_map(|(binding, &cohort)| look(facts, &handled, binding, cohort)).collect();
    look_at_companies(&mut seen);
    // Of several bindings of an account the one of which most was seen speaks for all: they are
    // correlated, and the one that looks worst would be found in whoever has many.
    seen.sort_by_key(|s| (s.binding.account, std::cmp::Reverse(s.days), s.binding.row));
    seen.dedup_by_key(|s| s.binding.account);
    Box::new(move |background| weigh(facts, &seen, background))
}

fn weigh(facts: &Facts<'_>, seen: &[Seen], background: &Background) -> Vec<Evidence> {
    let counts = Counts::new(facts, seen, background);
    ABUSES.iter().flat_map(|abuse| weigh_as(facts, seen, &Weights::new(facts, &counts, abuse))).collect()
}

fn weigh_as(facts: &Facts<'_>, seen: &[Seen], w: &Weights) -> Vec<Evidence> {
    seen.par_iter().flat_map_iter(|s| findings(facts, s, w)).collect()
}

/// For each binding the share of the company's other bindings that share nothing with it.
fn look_at_companies(seen: &mut [Seen]) {
    let own = |s: &Seen| !s.binding.created;
    let mut strangers: FxHashMap<u32, (usize, usize)> = FxHashMap::default();
    for s in seen.iter().filter(|s| own(s) && s.place.is_some()) {
        let of = strangers.entry(s.binding.enterprise).or_default();
        of.0 += usize::from(s.place != Some(0));
        of.1 += 1;
    }
    for s in seen.iter_mut().filter(|s| own(s) && s.place.is_some()) {
        let (apart, all) = strangers[&s.binding.enterprise];
        let others = (apart - usize::from(s.place != Some(0)), all - 1);
        s.company = (others.1 >= COMPANY_SIZE).then(|| match others.0 as f64 / others.1 as f64 {
            ..0.25 => 0,
            ..0.6 => 1,
            _ => 2,
        });
    }
}

fn look(facts: &Facts<'_>, handled: &Handled, binding: &Binding, cohort: usize) -> Option<Seen> {
    let employed = facts.employment.of(binding)?;
    // Whoever changes employer has two companies, and stays with one of them.
    let short = facts.companies.of(binding.account).filter(|b| length(b) == 1);
    let hands = short.map(|b| facts.companies.hand(b.enterprise));
    Some(Seen {
        binding: *binding,
        days: employed.days,
        // Where the company works the account, its place is the company's and says nothing of the holder's.
        place: match employed.contact {
            Some(Contact::Meets) => Some(0),
            Some(Contact::Region) => Some(1),
            Some(Contact::Never) => Some(2),
            Some(Contact::Worked) | None => None,
        },
        worked: match employed.contact {
            Some(Contact::Meets) => Some(false),
            Some(Contact::Worked) => Some(true),
            _ => None,
        },
        declared: employed.declared_other.map(usize::from),
        wage: employed.wage.map(|paid| usize::from(!paid)),
        fee: employed.fees.clone(),
        leads: employed.leads.map(|works| if works { handled.class(binding.account) } else { 2 }),
        idle: (facts.frames.has("leads") && !binding.created).then_some(employed.idle),
        trade: trade(facts, binding),
        length: length(binding),
        company: None,
        cohort,
        companies: hands.collect::<FxHashSet<u32>>().len().max(1),
    })
}

/// Whether the account's line of business is the company's (0) or another (1).
fn trade(facts: &Facts<'_>, binding: &Binding) -> Option<usize> {
    let industry = |account: u32| facts.accounts.industry[account as usize];
    let (own, company) = (industry(binding.account), industry(binding.enterprise));
    (own != NONE && company != NONE).then_some(usize::from(own != company))
}

/// Transfers of leads, by account, within its companies.
struct Handled {
    transfers: Vec<u32>,
    /// So many are few: a third of the accounts with any have no more.
    few: u32,
}

impl Handled {
    fn new(facts: &Facts<'_>) -> Handled {
        let of = |column| facts.frames.numbers(ExportKind::LeadTransfers, column);
        let mut transfers = vec![0; facts.accounts.count()];
        for (&from, &to) in of("from_account").iter().zip(of("to_account")) {
            let hands = facts.companies.hands_of(to);
            if facts.companies.hands_of(from).iter().any(|hand| hands.contains(hand)) {
                transfers[from as usize] += 1;
                transfers[to as usize] += 1;
            }
        }
        Handled::of(transfers)
    }

    /// From transfers by account.
    fn of(transfers: Vec<u32>) -> Handled {
        let mut sorted: Vec<u32> = transfers.iter().copied().filter(|&n| n > 0).collect();
        sorted.sort_unstable();
        Handled { few: sorted.get(sorted.len() / 3).copied().unwrap_or(0), transfers }
    }

    /// 0 many, 1 few.
    fn class(&self, account: u32) -> usize {
        usize::from(self.transfers[account as usize] <= self.few)
    }
}

/// 0 it goes on, 1 it ended after some weeks, 2 after another time.
fn length(binding: &Binding) -> usize {
    match (binding.to, (binding.to.saturating_sub(binding.from)) / DAY_MS) {
        (i64::MAX, _) => 0,
        (_, 10..=75) => 1,
        _ => 2,
    }
}

/// How many days there are to see: 0 few, 1 some, 2 many.
fn day_class(days: u32) -> usize {
    match days {
        0..=4 => 0,
        5..=14 => 1,
        _ => 2,
    }
}

/// For each ended binding how many others of the same enterprise began, and ended, within the cohort
/// days of it. Those that began near it are found with two pointers over the enterprise's bindings in
/// the order of their beginning; at the most [`MOST_LOOKED_AT`] of them are looked at.
fn cohorts(facts: &Facts<'_>) -> Vec<usize> {
    let near = (facts.settings.cohort_days + 1) * DAY_MS;
    let all = facts.companies.all();
    let mut sizes = vec![0; all.len()];
    let mut order: Vec<usize> = (0..all.len()).filter(|&i| all[i].to != i64::MAX).collect();
    order.sort_unstable_by_key(|&i| (all[i].enterprise, all[i].from, i));
    for group in order.chunk_by(|&a, &b| all[a].enterprise == all[b].enterprise) {
        let mut first = 0;
        for &i in group {
            while all[i].from - all[group[first]].from > near {
                first += 1;
            }
            let begun = group[first..]
                .iter()
                .take(MOST_LOOKED_AT)
                .take_while(|&&j| all[j].from - all[i].from <= near);
            let ended = begun.filter(|&&j| (all[j].to - all[i].to).abs() <= near);
            sizes[i] = ended.count().saturating_sub(1);
        }
    }
    sizes
}

/// Bindings about one time that are looked at.
const MOST_LOOKED_AT: usize = 200;

/// How often each class occurs in the background.
struct Counts {
    place: [[u64; 3]; 3],
    /// By account, and by company.
    worked: [[u64; 2]; 2],
    declared: [u64; 2],
    wage: [u64; 2],
    fee: [u64; 3],
    leads: [u64; 3],
    idle: [u64; 2],
    trade: [u64; 2],
    stay: [u64; 5],
    carousel: [u64; 3],
    company: [u64; 3],
}

impl Counts {
    fn new(facts: &Facts<'_>, all: &[Seen], background: &Background) -> Counts {
        let seen: Vec<&Seen> = all.iter().filter(|s| background.has(s.binding.account)).collect();
        let place = |class: usize| {
            let of = seen.iter().filter(|s| day_class(s.days) == class);
            count(of.map(|s| s.place))
        };
        Counts {
            place: [place(0), place(1), place(2)],
            worked: [count(seen.iter().map(|s| s.worked.map(usize::from))), working_companies(&seen)],
            declared: count(seen.iter().map(|s| s.declared)),
            wage: count(seen.iter().map(|s| s.wage)),
            fee: count(seen.iter().map(|s| Some(s.fee_class(facts)))),
            leads: count(seen.iter().map(|s| s.leads)),
            idle: count(seen.iter().map(|s| s.idle.map(usize::from))),
            trade: count(seen.iter().map(|s| s.trade)),
            stay: count(seen.iter().map(|s| Some(s.stay()))),
            carousel: count(seen.iter().map(|s| Some(s.companies.clamp(1, 3) - 1))),
            company: count(seen.iter().map(|s| s.company)),
        }
    }
}

/// Companies that work no account whose holder never comes near, and those that do.
fn working_companies(seen: &[&Seen]) -> [u64; 2] {
    let mut works: FxHashMap<u32, bool> = FxHashMap::default();
    for s in seen {
        if let Some(worked) = s.worked {
            *works.entry(s.binding.enterprise).or_default() |= worked;
        }
    }
    count(works.into_values().map(|works| Some(usize::from(works))))
}

/// Bits of every class for one abuse.
struct Weights {
    typology: Typology,
    place: [[i32; 3]; 3],
    /// Of accounts that the company works.
    worked: i32,
    declared: [i32; 2],
    wage: [i32; 2],
    fee: [i32; 3],
    leads: [i32; 3],
    /// Of accounts of companies where nobody has leads.
    idle: i32,
    trade: [i32; 2],
    stay: [i32; 5],
    carousel: [i32; 3],
    company: [i32; 3],
}

impl Weights {
    fn new(facts: &Facts<'_>, counts: &Counts, of: &Assumed) -> Weights {
        let place = |c: usize| odds(of.place[c], HONEST.place[c]).bits(counts.place[c]);
        let fee = || odds(of.fee, HONEST.fee).bits(counts.fee);
        Weights {
            typology: of.typology,
            place: [place(0), place(1), place(2)],
            worked: of.worked.map_or(0, |worked| worked_bits(worked, counts.worked)),
            declared: odds(of.declared, HONEST.declared).bits(counts.declared),
            wage: odds(of.wage, HONEST.wage).bits(counts.wage),
            fee: if facts.frames.has("payments") { fee() } else { [0; 3] },
            leads: odds(of.leads, HONEST.leads).bits(counts.leads),
            // Where many companies have no leads, sellers have none either.
            idle: of.idle.map_or(0, |idle| odds(idle, IDLE_HONEST).bits(counts.idle)[1].max(0)),
            trade: trade_bits(odds(of.trade, HONEST.trade).bits(counts.trade)),
            stay: odds(of.stay, HONEST.stay).bits(counts.stay),
            carousel: odds(of.carousel, HONEST.carousel).bits(counts.carousel),
            company: odds(of.company, HONEST.company).bits(counts.company),
        }
    }
}

/// Where honest accounts are in other lines of business as often as not, the line says nothing: the same one
/// never speaks for an abuse, and another one never against it.
fn trade_bits([same, other]: [i32; 2]) -> [i32; 2] {
    [same.min(0), other.max(0)]
}

/// Bits of an account that the company works. A company that does so does it with many: one with a hundred
/// is one reason, and a hundred in each of which it is lawful. What is more frequent counts.
fn worked_bits(abuse: [f64; 2], counts: [[u64; 2]; 2]) -> i32 {
    counts.map(|counts| odds(abuse, WORKED_HONEST).bits(counts)[1]).into_iter().min().unwrap_or(0)
}

fn odds<const N: usize>(abuse: [f64; N], honest: [f64; N]) -> Odds<N> {
    Odds { abuse, honest }
}

impl Seen {
    /// The class of the stay, in the order of [`Assumed::stay`].
    fn stay(&self) -> usize {
        match (self.length, self.cohort) {
            (0, _) => 0,
            (2, _) => 1,
            (_, 0..=2) => 2,
            (_, 3..=5) => 3,
            _ => 4,
        }
    }

    /// 0 no fee, 1 one, 2 one about the day of binding.
    fn fee_class(&self, facts: &Facts<'_>) -> usize {
        let near = |&row: &u32| (facts.payments.at[row as usize] - self.binding.from).abs() <= FEE_MS;
        match (self.fee.is_empty(), self.fee.iter().any(near)) {
            (true, _) => 0,
            (false, false) => 1,
            (false, true) => 2,
        }
    }
}

fn findings(facts: &Facts<'_>, s: &Seen, w: &Weights) -> Vec<Evidence> {
    let binding = &s.binding;
    let end = facts.moments(facts.active_days(binding.account)).1;
    let finding = |code, family, bits| {
        about(binding.account, w.typology, code, family, bits)
            .between(binding.from, binding.to.min(end).max(binding.from))
            .with_object(NodeKind::Enterprise, binding.enterprise)
            .from_sources([Source::Binding(binding.row)])
    };
    let mut found = Vec::new();
    if let Some(class) = s.place {
        let code = ["meets_company", "same_region", "never_meets_company"][class];
        let region = Figure::Region(facts.home_region[binding.account as usize]);
        found.push(
            finding(code, Family::Place, w.place[day_class(s.days)][class])
                .with("active_days", Figure::Count(i64::from(s.days)))
                .with("region", region),
        );
    }
    if s.worked == Some(true) && w.worked != 0 {
        let days = Figure::Count(i64::from(s.days));
        found.push(finding("worked_by_company", Family::Place, w.worked).with("active_days", days));
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
            finding("fee_paid", Family::Money, w.fee[s.fee_class(facts)])
                .with("amount_cny", Figure::Money(amount))
                .with_object(NodeKind::PaymentAccount, payee)
                .from_sources(s.fee.iter().map(|&r| Source::Payment(r))),
        );
    }
    if let Some(class) = s.leads {
        found.push(finding(["works_leads", "few_leads", "no_leads"][class], Family::Lead, w.leads[class]));
    }
    if s.idle == Some(true) && w.idle > 0 {
        found.push(finding("idle_company", Family::Lead, w.idle));
    }
    if let Some(class) = s.trade {
        let accounts = [binding.account, binding.enterprise].map(Source::Account);
        found.push(
            finding(["same_trade", "other_trade"][class], Family::Identity, w.trade[class])
                .from_sources(accounts),
        );
    }
    if s.stay() >= 2 {
        let code = if s.stay() == 2 { "short_binding" } else { "cohort" };
        let days = Figure::Count((binding.to - binding.from) / DAY_MS);
        let others = Figure::Count(s.cohort as i64);
        found
            .push(finding(code, Family::Binding, w.stay[s.stay()]).with("days", days).with("others", others));
    }
    if s.companies > 1 {
        let companies = Figure::Count(s.companies as i64);
        found.push(
            finding("carousel", Family::Binding, w.carousel[s.companies.clamp(1, 3) - 1])
                .with("companies", companies),
        );
    }
    if let Some(class @ 0 | class @ 2) = s.company {
        let code = ["company_of_staff", "", "company_of_strangers"][class];
        found.push(finding(code, Family::Binding, w.company[class]));
    }
    let total: i32 = found.iter().map(|e| e.millibits).sum();
    if total > 0 { found } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fault: where lines of business are noise, being in the same one looks like abuse.
    #[test]
    fn lines_of_business_that_are_noise_say_nothing() {
        let affiliated = odds(ABUSES[0].trade, HONEST.trade);
        let [same, other] = trade_bits(affiliated.bits([100, 900]));
        assert_eq!([same, other], [0, 0]);
        let [same, other] = trade_bits(affiliated.bits([990, 10]));
        assert!(same < 0 && other > 5_000, "{same} {other}");
    }

    /// Fault: accounts without leads move the line between few and many, or a token lead counts as work.
    #[test]
    fn few_leads_are_those_of_the_lower_third() {
        let handled = |transfers: &[u32]| Handled::of(transfers.to_vec());
        let usual = handled(&[0, 0, 1, 2, 3, 8, 9, 20]);
        // Six have any; the third of them has three.
        assert_eq!([2, 4, 5].map(|account| usual.class(account)), [1, 1, 0]);
    }
}
