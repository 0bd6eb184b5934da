//! # Companies that sell places
//!
//! **Finds** enterprises most of whose bound accounts are *guests*: they never touch the company's
//! devices, networks or region, get no wage and handle no leads with it. And what goes with the trade:
//! guests bound within days, gone after some weeks, cohorts that move on to the next company, fees, other
//! people declared than hold the accounts, more accounts than the quota allows, and further companies
//! under the same hand that are filled with guests, too.
//!
//! **Matters** because whoever sells places (掛靠) is behind all of the wrong affiliations there; taking
//! only the guests leaves the places for sale.
//!
//! **Honest twins.** Remote sales forces never meet, but are paid or handle leads: no guests; where most of those
//! of whom it is known are paid, so are the others. Honest firms whose people never come, are not paid and handle
//! no leads are small: many guests say more than a few. Seasonal
//! staff come and go together, but work on the shop's network: no guests. Franchises of one group are one
//! company. Large companies exceed the default quota by advertising: only those that spend nothing on
//! what counts are found. A company that takes another over gets its staff at once, and meets them. The
//! real staff of a company with guests gets nothing here.
//!
//! **Background.** How many companies of these exports have guests, and fees; what companies with guests
//! have in common with those that sell is measured among companies with guests alone, since all of it
//! presupposes guests. That only a company with people bound can sell places at all is told by itself: hardly any
//! account is one. **Wrong** for sales forces that work from home, are paid elsewhere and pass on
//! leads outside the platform: the question to the company is who pays these people for what.
//!
//! **Settings:** `detect.affiliation_min_days`, `detect.cohort_days`, `platform.binding_quota`.
//!
//! Cost: linear in bindings, calendars, networks and spend, times a logarithm.

mod moves;
mod sisters;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::facts::{Binding, Contact, Employed, Facts};
use super::features::{about, count, count_of, longest_run};
use super::{Background, Code, Detector, Weigh};
use crate::evidence::{Evidence, Family, Figure, NodeKind, Odds, Source, Typology};
use crate::schema::{ExportKind, PRODUCTS, word};
use crate::time::DAY_MS;
use moves::{Moves, moves};
use sisters::Sisters;

/// What is found of every enterprise that this detector speaks of.
pub const SELLER: &str = "binds_others";

/// The entry of this detector.
pub const DETECTOR: Detector = Detector {
    name: "slot_sellers",
    typologies: &[Typology::Affiliated],
    needs: &["logins", "accounts", "bindings"],
    uses: &[
        "logins.ip",
        "logins.region",
        "accounts.holder_hash",
        "accounts.phone_hash",
        "accounts.payout_account",
        "accounts.group_id",
        "bindings.employee_hash",
        "payments",
        "lead_transfers",
        "ad_spend",
    ],
    codes: &[
        Code {
            name: "guests_bound",
            family: Family::Place,
            doc: "many bound accounts never meet the company, get no wage and handle no leads",
        },
        Code {
            name: "staff_bound",
            family: Family::Place,
            doc: "nearly all bound accounts meet the company, get a wage or handle leads",
        },
        Code {
            name: SELLER,
            family: Family::Binding,
            doc: "the account is a company's with people bound, as hardly any is and whoever sells places must be",
        },
        Code { name: "guests_leave", family: Family::Binding, doc: "guests stay for some weeks only" },
        Code {
            name: "guests_come",
            family: Family::Binding,
            doc: "guests are bound within days of each other",
        },
        Code {
            name: "guests_move_on",
            family: Family::Binding,
            doc: "several guests moved between this company and another",
        },
        Code {
            name: "moved_together",
            family: Family::Binding,
            doc: "moved from one company to another together with other guests",
        },
        Code {
            name: "over_quota",
            family: Family::Binding,
            doc: "more accounts bound than the quota allows without advertising",
        },
        Code {
            name: "fees_collected",
            family: Family::Money,
            doc: "several bound accounts pay about the day of binding",
        },
        Code {
            name: "declares_others",
            family: Family::Identity,
            doc: "the company declares others than hold the accounts",
        },
        Code {
            name: "filled_sister",
            family: Family::Sharing,
            doc: "another company under the same hand has guests, too",
        },
    ],
    manual: include_str!("slot_sellers.rs"),
    run,
};

/// Share of guests among the bound accounts: under a quarter, up to three in five, more; more, and a third of
/// the quota or more of them. Small companies sell more places than they have staff; large ones have some
/// staff of their own. Places are sold for as long as there are any, while honest firms whose people never
/// come, handle no leads and get no wage are small.
const GUESTS: Odds<4> = Odds { abuse: [0.10, 0.18, 0.32, 0.40], honest: [0.90, 0.06, 0.035, 0.005] };
/// Guests are many from the quota divided by this on, as who is in business soon has sold; but never fewer than twice
/// as many as it takes to be a host at all.
const MANY: i64 = 3;
/// Whether an account has people bound, of whom enough is known: who sells places is a company, one for every dozen of
/// those whom it sells them to, and hardly any account is one.
const HOST: Odds<2> = Odds { abuse: [0.93, 0.07], honest: [0.98, 0.02] };
/// Guests who left after some weeks: up to one, up to four, more. Places are sold for a campaign.
const LEAVE: Odds<3> = Odds { abuse: [0.35, 0.35, 0.30], honest: [0.90, 0.08, 0.02] };
/// Guests bound within days of each other: up to two, up to five, more. Agents bring them in batches.
const COME: Odds<3> = Odds { abuse: [0.45, 0.35, 0.20], honest: [0.80, 0.15, 0.05] };
/// Guests who moved between the company and one other. Only those with several licences do so.
const MOVE: Odds<2> = Odds { abuse: [0.7, 0.3], honest: [0.99, 0.01] };
/// Bound accounts that pay a fee about the day of binding: none, up to two or one in ten, more. In sight for
/// two in five.
const FEES: Odds<3> = Odds { abuse: [0.58, 0.07, 0.35], honest: [0.96, 0.03, 0.01] };
/// Whether others are declared than hold the accounts, more than once and for a fifth of them.
const DECLARES: Odds<2> = Odds { abuse: [0.5, 0.5], honest: [0.97, 0.03] };
/// Another company with guests under the same hand. Agents register several firms.
const SISTER: Odds<2> = Odds { abuse: [0.7, 0.3], honest: [0.98, 0.02] };
/// More accounts than the quota allows. The platform's own check leaves hardly any.
const QUOTA: Odds<2> = Odds { abuse: [0.9, 0.1], honest: [0.99, 0.01] };
/// Accounts that moved together with other guests. Most affiliates stay with one company.
const MOVED: Odds<2> = Odds { abuse: [0.8, 0.2], honest: [0.99, 0.01] };

/// Bound accounts of which enough is known that are needed to say something of a company.
const LEAST_JUDGED: usize = 4;
/// Guests without whom a company does not sell places.
const LEAST_GUESTS: usize = 3;
/// Stays for a campaign.
const SHORT_DAYS: std::ops::RangeInclusive<i64> = 10..=75;
/// How near a fee is to the day of binding.
const FEE_MS: i64 = 15 * DAY_MS;
/// The advertising products that count for the quota.
const COUNTED_PRODUCTS: [u32; 2] = [word(PRODUCTS, "seeding"), word(PRODUCTS, "lead_collection")];

/// What was seen of one company.
struct Company {
    enterprise: u32,
    judged: usize,
    guests: Vec<Binding>,
    left: usize,
    come: usize,
    moved: Option<(u32, usize)>,
    fees: Vec<u32>,
    payers: usize,
    declared: Option<(usize, usize)>,
    sister: Option<u32>,
    over_quota: Option<usize>,
    /// Guests from which on they are many.
    many: usize,
}

impl Company {
    /// The place in [`GUESTS`]; `None` if too little is known.
    fn share_class(&self) -> Option<usize> {
        let share = self.guests.len() as f64 / self.judged.max(1) as f64;
        let many = share >= 0.6 && self.guests.len() >= self.many;
        let class = usize::from(share >= 0.25) + usize::from(share >= 0.6) + usize::from(many);
        (self.judged >= LEAST_JUDGED).then_some(if self.guests.len() < LEAST_GUESTS { 0 } else { class })
    }

    fn has_guests(&self) -> bool {
        self.share_class().is_some_and(|class| class > 0)
    }

    /// None, few, or many bound accounts that pay about the day of binding: of fifty a few always do.
    fn fees_class(&self) -> usize {
        let many = self.payers > 2 && self.payers * 10 >= self.judged;
        usize::from(self.payers > 0) + usize::from(many)
    }

    fn declares_others(&self) -> Option<usize> {
        self.declared.map(|(others, all)| usize::from(others >= 2 && others * 5 >= all))
    }
}

/// Class of a number by the greatest numbers of the lower two classes.
fn class(number: usize, most: [usize; 2]) -> usize {
    usize::from(number > most[0]) + usize::from(number > most[1])
}

fn run<'f>(facts: &'f Facts<'_>) -> Weigh<'f> {
    let mut enterprises: Vec<u32> = facts.companies.all().iter().map(|b| b.enterprise).collect();
    enterprises.sort_unstable();
    enterprises.dedup();
    enterprises.retain(|&e| !facts.approvals.account_today(e));
    let spenders = spenders(facts);
    let mut companies: Vec<Company> = enterprises.par_iter().map(|&e| look(facts, e, &spenders)).collect();
    let moves = moves(facts);
    let with_guests: FxHashSet<u32> =
        companies.iter().filter(|c| c.has_guests()).map(|c| c.enterprise).collect();
    let sisters = Sisters::new(facts, &with_guests);
    for company in companies.iter_mut().filter(|c| c.has_guests()) {
        company.moved = moves.companies.get(&company.enterprise).copied();
        company.sister = sisters.of(facts, company.enterprise);
    }
    Box::new(move |background| {
        let weights = Weights::measure(facts, &companies, &moves, background);
        let mut found: Vec<Evidence> =
            companies.par_iter().flat_map_iter(|c| findings(facts, c, &weights)).collect();
        found.extend(moves.accounts.iter().map(|m| m.finding(weights.accounts_moved[1])));
        found
    })
}

/// Whether an account is a guest of the company: it never meets it, is not paid and handles no leads.
/// Where the company pays most of those who never meet it, it pays those, too, whose payout account is not
/// known.
fn is_guest(seen: &Employed, pays_most: bool) -> bool {
    let paid = seen.wage.unwrap_or(pays_most);
    seen.contact == Some(Contact::Never) && !paid && seen.leads != Some(true)
}

/// Whether a company pays most of the accounts that never meet it, of several to which a wage was due.
fn pays_most(own: &[(&Binding, &Employed)]) -> bool {
    let due = own.iter().filter(|(_, seen)| seen.contact == Some(Contact::Never) && seen.pay_due);
    let wages: Vec<bool> = due.filter_map(|(_, seen)| seen.wage).collect();
    wages.len() >= LEAST_GUESTS && 2 * wages.iter().filter(|&&paid| paid).count() > wages.len()
}

fn look(facts: &Facts<'_>, enterprise: u32, spenders: &FxHashSet<u32>) -> Company {
    let mut own: Vec<(&Binding, &Employed)> = facts
        .companies
        .to(enterprise)
        .filter(|b| !b.created)
        .filter_map(|b| Some((b, facts.employment.of(b)?)))
        .filter(|(_, seen)| seen.contact.is_some())
        .collect();
    // Of several bindings of one account the last one counts.
    own.sort_unstable_by_key(|(b, _)| (b.account, std::cmp::Reverse(b.from), b.row));
    own.dedup_by_key(|(b, _)| b.account);
    let pays = pays_most(&own);
    let guests = own.iter().filter(|(_, seen)| is_guest(seen, pays)).map(|(b, _)| **b);
    let guests: Vec<Binding> = guests.collect();
    let short = |b: &&Binding| b.to != i64::MAX && SHORT_DAYS.contains(&((b.to - b.from) / DAY_MS));
    let fee = |b: &Binding, seen: &Employed| -> Option<u32> {
        let near = |row: u32| (facts.payments.at[row as usize] - b.from).abs() <= FEE_MS;
        seen.fees.iter().copied().find(|&row| near(row))
    };
    let mut fees: Vec<u32> = own.iter().filter_map(|(b, seen)| fee(b, seen)).collect();
    fees.sort_unstable();
    let declared: Vec<bool> = own.iter().filter_map(|(_, seen)| seen.declared_other).collect();
    let others = declared.iter().filter(|&&other| other).count();
    Company {
        enterprise,
        judged: own.len(),
        left: guests.iter().filter(short).count(),
        come: most_together(&guests, (facts.settings.cohort_days + 1) * DAY_MS),
        guests,
        moved: None,
        payers: fees.len(),
        fees,
        declared: (declared.len() >= LEAST_JUDGED).then_some((others, declared.len())),
        sister: None,
        over_quota: over_quota(facts, enterprise, spenders),
        many: (facts.settings.quota / MANY).max(2 * LEAST_GUESTS as i64) as usize,
    }
}

/// The most bindings that began within some time of each other.
fn most_together(bindings: &[Binding], within: i64) -> usize {
    let mut begun: Vec<i64> = bindings.iter().map(|b| b.from).collect();
    begun.sort_unstable();
    longest_run(&begun, within).len()
}

/// Accounts with spend on advertising that counts for the quota.
fn spenders(facts: &Facts<'_>) -> FxHashSet<u32> {
    let of = |column| facts.frames.numbers(ExportKind::AdSpend, column);
    let spent = facts.frames.wides(ExportKind::AdSpend, "spend_cny");
    let rows = of("account_id").iter().zip(of("product")).zip(spent);
    rows.filter(|((_, product), spent)| COUNTED_PRODUCTS.contains(product) && **spent > 0)
        .map(|((&account, _), _)| account)
        .collect()
}

/// The most accounts bound at one time in the window, if they are more than the quota allows and neither
/// the company nor any of them spends on what raises it. By how much spend raises it is the platform's
/// knowledge, so that any spend excuses.
fn over_quota(facts: &Facts<'_>, enterprise: u32, spenders: &FxHashSet<u32>) -> Option<usize> {
    if !facts.frames.has("ad_spend") || facts.companies.size(enterprise) as i64 <= facts.settings.quota {
        return None;
    }
    let here = || facts.companies.to(enterprise).filter(|b| facts.bound_days(b) != 0);
    if spenders.contains(&enterprise) || here().any(|b| spenders.contains(&b.account)) {
        return None;
    }
    let most = most_open(here());
    (most as i64 > facts.settings.quota).then_some(most)
}

/// The most bindings that held at one time. One that ends when the next begins makes room for it.
fn most_open<'b>(bindings: impl Iterator<Item = &'b Binding>) -> usize {
    let mut steps: Vec<(i64, i32)> = bindings.flat_map(|b| [(b.from, 1), (b.to, -1)]).collect();
    steps.sort_unstable();
    let mut open = 0;
    let mut most = 0;
    for (_, step) in steps {
        open += step;
        most = most.max(open);
    }
    most as usize
}

struct Weights {
    host: i32,
    guests: [i32; 4],
    leave: [i32; 3],
    come: [i32; 3],
    moved: [i32; 2],
    accounts_moved: [i32; 2],
    fees: [i32; 3],
    declares: [i32; 2],
    sister: [i32; 2],
    quota: [i32; 2],
}

impl Weights {
    fn measure(facts: &Facts<'_>, all: &[Company], moves: &Moves, background: &Background) -> Weights {
        let seen: Vec<&Company> = all.iter().filter(|c| background.has(c.enterprise)).collect();
        let hosts = || seen.iter().filter(|c| c.has_guests());
        let known = || seen.iter().filter(|c| c.judged >= LEAST_JUDGED);
        let accounts = || (0..facts.accounts.count() as u32).filter(|&account| background.has(account));
        let fees = FEES.bits(count(known().map(|c| Some(c.fees_class()))));
        let bound = accounts().filter(|&a| facts.companies.of(a).any(|b| facts.employment.of(b).is_some()));
        let moved = moves.accounts.iter().filter(|m| background.has(m.account)).count() as u64;
        let bound = bound.count() as u64;
        Weights {
            host: HOST.bits(count_of(accounts().count(), known().map(|_| 1)))[1],
            guests: GUESTS.bits(count(seen.iter().map(|c| c.share_class()))),
            leave: LEAVE.bits(count(hosts().map(|c| Some(class(c.left, [1, 4]))))),
            come: COME.bits(count(hosts().map(|c| Some(class(c.come, [2, 5]))))),
            moved: MOVE.bits(count(hosts().map(|c| Some(usize::from(c.moved.is_some()))))),
            accounts_moved: MOVED.bits([bound.saturating_sub(moved), moved]),
            fees: if facts.frames.has("payments") { fees } else { [0; 3] },
            declares: DECLARES.bits(count(seen.iter().map(|c| c.declares_others()))),
            sister: SISTER.bits(count(hosts().map(|c| Some(usize::from(c.sister.is_some()))))),
            quota: QUOTA.bits(count(seen.iter().map(|c| Some(usize::from(c.over_quota.is_some()))))),
        }
    }
}

fn findings(facts: &Facts<'_>, c: &Company, w: &Weights) -> Vec<Evidence> {
    let rows = || c.guests.iter().map(|b| Source::Binding(b.row));
    let from = c.guests.iter().map(|b| b.from).min().unwrap_or(0);
    let to = c.guests.iter().map(|b| b.from).max().unwrap_or(0);
    let finding = |code, family, bits, number: usize| {
        about(c.enterprise, Typology::Affiliated, code, family, bits)
            .between(from, to)
            .with("accounts", Figure::Count(number as i64))
            .with_object(NodeKind::Enterprise, c.enterprise)
    };
    let mut found = Vec::new();
    if let Some(class) = c.share_class() {
        let code = if class == 0 { "staff_bound" } else { "guests_bound" };
        let of = finding(code, Family::Place, w.guests[class], c.guests.len());
        found.push(of.with("of", Figure::Count(c.judged as i64)).from_sources(rows()));
    }
    if c.has_guests() {
        found.push(finding(SELLER, Family::Binding, w.host, c.judged).from_sources(rows()));
        let (leave, come) = (class(c.left, [1, 4]), class(c.come, [2, 5]));
        found.push(finding("guests_leave", Family::Binding, w.leave[leave], c.left).from_sources(rows()));
        found.push(finding("guests_come", Family::Binding, w.come[come], c.come).from_sources(rows()));
    }
    if let Some((other, accounts)) = c.moved {
        let move_on = finding("guests_move_on", Family::Binding, w.moved[1], accounts);
        found.push(move_on.with_object(NodeKind::Enterprise, other).from_sources(rows()));
    }
    if let Some(other) = c.sister {
        let sister = finding("filled_sister", Family::Sharing, w.sister[1], c.guests.len());
        let accounts = [Source::Account(c.enterprise), Source::Account(other)];
        found.push(sister.with_object(NodeKind::Enterprise, other).from_sources(accounts));
    }
    if let Some(peak) = c.over_quota {
        let bound = facts.companies.to(c.enterprise).map(|b| Source::Binding(b.row));
        found.push(finding("over_quota", Family::Binding, w.quota[1], peak).from_sources(bound));
    }
    if let Some(&first) = c.fees.first() {
        let amount = c.fees.iter().map(|&r| facts.payments.amount[r as usize]).sum();
        found.push(
            finding("fees_collected", Family::Money, w.fees[c.fees_class()], c.payers)
                .with("amount_cny", Figure::Money(amount))
                .with_object(NodeKind::PaymentAccount, facts.payments.payee[first as usize])
                .from_sources(c.fees.iter().map(|&r| Source::Payment(r))),
        );
    }
    if let (Some(1), Some((others, all))) = (c.declares_others(), c.declared) {
        let other = finding("declares_others", Family::Identity, w.declares[1], others);
        found.push(other.with("of", Figure::Count(all as i64)).from_sources(rows()));
    }
    let total: i32 = found.iter().map(|e| e.millibits).sum();
    if total > 0 { found } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::NONE;

    fn bound(from: i64, to: i64) -> Binding {
        Binding { row: 0, enterprise: 0, account: 0, from, to, created: false, employee: NONE }
    }

    fn company(judged: usize, guests: usize) -> Company {
        Company {
            enterprise: 0,
            judged,
            guests: vec![bound(0, 1); guests],
            left: 0,
            come: 0,
            moved: None,
            fees: Vec::new(),
            payers: 0,
            declared: None,
            sister: None,
            over_quota: None,
            many: 10,
        }
    }

    #[test]
    fn a_place_given_to_the_next_is_not_counted_twice() {
        let bindings = [bound(0, 10), bound(10, i64::MAX), bound(5, 10), bound(11, 12)];
        assert_eq!(most_open(bindings.iter()), 2);
        assert_eq!(most_open([].iter()), 0);
    }

    #[test]
    fn guests_come_together_within_a_time_and_not_one_by_one() {
        let at = |times: &[i64]| times.iter().map(|&t| bound(t, i64::MAX)).collect::<Vec<Binding>>();
        assert_eq!(most_together(&at(&[0, 3, 6, 9]), 3), 2);
        assert_eq!(most_together(&at(&[9, 1, 0, 2, 7]), 2), 3);
        assert_eq!(most_together(&[], 2), 0);
    }

    #[test]
    fn a_few_guests_or_few_accounts_make_no_seller() {
        assert_eq!(company(3, 3).share_class(), None);
        assert_eq!(company(4, 2).share_class(), Some(0));
        assert_eq!(company(12, 3).share_class(), Some(1));
        assert_eq!(company(13, 3).share_class(), Some(0));
        assert_eq!(company(5, 3).share_class(), Some(2));
        assert_eq!(company(16, 10).share_class(), Some(3));
        assert_eq!(company(17, 10).share_class(), Some(1));
    }

    #[test]
    fn one_wrong_name_is_an_error_and_two_among_many_are() {
        let declares = |others, all| {
            let declared = Some((others, all));
            Company { declared, ..company(all, 0) }.declares_others()
        };
        assert_eq!([declares(1, 4), declares(2, 10), declares(2, 11)], [Some(0), Some(1), Some(0)]);
    }
}
