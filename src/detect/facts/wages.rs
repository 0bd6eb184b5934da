//! Payments that are wages, by what they come to in a month.
//!
//! Companies pay staff themselves or through agents whom nothing ties to them. What they pay themselves says
//! what wages are in these exports; nobody pays as much for a place, or for an account that somebody else holds.
//! Whoever mostly pays wages does the payroll of companies: part-timers are on it for less. And whoever pays several
//! holders by the month, and not the same, shares out what their accounts earn.
//!
//! Cost: linear in the payments to accounts' holders, times a logarithm.

use std::ops::RangeInclusive;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Facts;
use crate::ids::NONE;
use crate::time::DAY_MS;

/// Holders who have one purse among them.
const MOST_OF_FAMILY: usize = 3;
/// Accounts of a purse that are looked at: more holders show among the first already.
const MOST_OF_PURSE: usize = 64;
/// Days that a monthly amount is for.
const MONTH_DAYS: i64 = 30;
/// Wages in sight without which nothing is known of them.
const LEAST_WAGES: usize = 20;

/// People with a whole wage that a payroll has at the least.
const LEAST_ON_PAYROLL: usize = 3;

/// Earnings are shared out by the month, on a day near that of the last.
pub const SHARE_DAYS: RangeInclusive<i64> = 25..=36;
/// Payments are of one size if their amounts differ by no more than this share.
const SAME_AMOUNT: f64 = 0.15;
/// Holders with whom whoever runs accounts for others shares what they earn, at the least.
const LEAST_OF_HOUSE: usize = 3;

/// Who pays whom like staff, and who shares out earnings.
#[derive(Debug, Default)]
pub struct Wages {
    /// (payer, payee), company or not.
    pairs: FxHashSet<(u32, u32)>,
    /// Payers who share out earnings.
    houses: FxHashSet<u32>,
}

/// What one payer pays an account's holder again and again.
struct Paid {
    account: u32,
    payer: u32,
    /// In fen.
    monthly: i64,
    /// Whether the payer is a company of the account's.
    by_company: bool,
    /// Whether it comes every month and differs, as earnings do.
    is_share: bool,
}

fn paid(facts: &Facts<'_>, account: u32) -> Vec<Paid> {
    let employers = facts.companies.hands_of(account);
    let rows = facts.paid_again(account);
    let of = |(payer, rows): (u32, &[u32])| {
        let by_company = facts.companies.is_paid_into(payer, employers);
        let is_share = come_every(facts, rows, SHARE_DAYS) && !is_steady(facts, rows);
        Paid { account, payer, monthly: monthly(facts, rows), by_company, is_share }
    };
    facts.by_payer(&rows).map(of).collect()
}

impl Wages {
    /// Reads all payments that come again.
    pub fn new(facts: &Facts<'_>) -> Wages {
        let accounts = (0..facts.accounts.count() as u32).into_par_iter();
        let all: Vec<Paid> = accounts.flat_map_iter(|account| paid(facts, account)).collect();
        let houses = houses(facts, &all);
        let by_account = all.chunk_by(|a, b| a.account == b.account);
        let most = |of: &[Paid]| of.iter().filter(|p| p.by_company).map(|p| p.monthly).max();
        let mut wages: Vec<i64> = by_account.filter_map(most).collect();
        if wages.len() < LEAST_WAGES {
            return Wages { pairs: FxHashSet::default(), houses };
        }
        wages.par_sort_unstable();
        // Part-timers are staff, too; what is paid for an account is a fraction of that.
        let least = wages[wages.len() / 2] / 2;
        let payee = |account: u32| facts.accounts.payout[account as usize];
        let payrolls = payrolls(&all, least);
        let staff = all.iter().filter(|p| p.monthly >= least || payrolls.contains(&p.payer));
        Wages { pairs: staff.map(|p| (p.payer, payee(p.account))).collect(), houses }
    }

    /// Whether one pays the other, month by month, at least half of what is usual among those whom their
    /// company pays, or anything if it is who does payrolls.
    pub fn pays(&self, payer: u32, payee: u32) -> bool {
        self.pairs.contains(&(payer, payee))
    }

    /// Whether a payer shares out earnings among several holders, as agencies of creators do: month by month, and
    /// not the same. A rent is agreed upon.
    pub fn is_house(&self, payer: u32) -> bool {
        self.houses.contains(&payer)
    }

    /// Who pays a wage to whom, in no order.
    pub fn pairs(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.pairs.iter().copied()
    }
}

/// Payers of whose payees at least half, and no fewer than [`LEAST_ON_PAYROLL`], get a whole wage.
fn payrolls(all: &[Paid], least: i64) -> FxHashSet<u32> {
    let mut by_payer: FxHashMap<u32, [usize; 2]> = FxHashMap::default();
    for paid in all {
        by_payer.entry(paid.payer).or_default()[usize::from(paid.monthly >= least)] += 1;
    }
    let does = |&(_, [less, whole]): &(u32, [usize; 2])| whole >= less.max(LEAST_ON_PAYROLL);
    by_payer.into_iter().filter(does).map(|of| of.0).collect()
}

/// Payers who are no employers and of whose payees at least half, and no fewer than [`LEAST_OF_HOUSE`], have shares.
fn houses(facts: &Facts<'_>, all: &[Paid]) -> FxHashSet<u32> {
    let payee = |p: &Paid| facts.accounts.payout[p.account as usize];
    let mut payees: Vec<(u32, u32, bool)> =
        all.iter().filter(|p| !p.by_company).map(|p| (p.payer, payee(p), p.is_share)).collect();
    payees.par_sort_unstable();
    payees.dedup();
    let is_house = |of: &&[(u32, u32, bool)]| {
        let shares = of.iter().filter(|p| p.2).count();
        shares >= LEAST_OF_HOUSE && 2 * shares >= of.len()
    };
    payees.chunk_by(|a, b| a.0 == b.0).filter(is_house).map(|of| of[0].0).collect()
}

/// Whether payments are of one size.
pub fn is_steady(facts: &Facts<'_>, rows: &[u32]) -> bool {
    let amounts = rows.iter().map(|&r| facts.payments.amount[r as usize]);
    let (least, most) = (amounts.clone().min().unwrap_or(0), amounts.max().unwrap_or(0));
    (most - least) as f64 <= SAME_AMOUNT * most as f64
}

/// Whether payments, in the order of time, come so many days apart.
pub fn come_every(facts: &Facts<'_>, rows: &[u32], days: RangeInclusive<i64>) -> bool {
    let gap =
        |pair: &[u32]| (facts.payments.at[pair[1] as usize] - facts.payments.at[pair[0] as usize]) / DAY_MS;
    rows.len() >= 2 && rows.windows(2).all(|pair| days.contains(&gap(pair)))
}

impl Facts<'_> {
    /// Payments to an account's holder by others who pay more than once, by payer and time.
    pub fn paid_again(&self, account: u32) -> Vec<u32> {
        let payments = &self.payments;
        let payee = self.accounts.payout[account as usize];
        let again = |&row: &u32| {
            let payer = payments.payer[row as usize];
            payer != payee && payments.times(payer, payee) >= 2
        };
        let mut rows: Vec<u32> = payments.to_person(payee).iter().copied().filter(again).collect();
        rows.sort_unstable_by_key(|&row| (payments.payer[row as usize], payments.at[row as usize], row));
        rows
    }

    /// What others who are no employers pay an account's holder more than once: payers, with the rows in the
    /// order of time. What is paid into a purse of several holders is for none of them alone.
    pub fn rents(&self, account: u32) -> Vec<(u32, Vec<u32>)> {
        let payee = self.accounts.payout[account as usize];
        if self.is_common_purse(payee) {
            return Vec::new();
        }
        let employers = self.companies.hands_of(account);
        let employs = |payer| self.companies.is_paid_into(payer, employers) || self.wages.pays(payer, payee);
        let rows = self.paid_again(account);
        let others = self.by_payer(&rows).filter(|(payer, _)| !employs(*payer));
        others.map(|(payer, rows)| (payer, rows.to_vec())).collect()
    }

    /// Whether a payment account is that of more holders than a family has: of an agency that has its creators'
    /// income paid out to itself.
    fn is_common_purse(&self, payout: u32) -> bool {
        let accounts = self.by_payout.rows(payout).iter().take(MOST_OF_PURSE);
        let mut holders: Vec<u32> = accounts.map(|&a| self.accounts.holder[a as usize]).collect();
        holders.sort_unstable();
        holders.dedup();
        holders.iter().filter(|&&holder| holder != NONE).count() > MOST_OF_FAMILY
    }

    /// Payments in the order of their payers, payer by payer.
    pub fn by_payer<'r>(&self, rows: &'r [u32]) -> impl Iterator<Item = (u32, &'r [u32])> {
        let payer = |row: u32| self.payments.payer[row as usize];
        rows.chunk_by(move |&a, &b| payer(a) == payer(b)).map(move |rows| (payer(rows[0]), rows))
    }
}

/// What payments of one payer, in the order of time, come to in thirty days, in fen. The first one pays for
/// the time before it.
fn monthly(facts: &Facts<'_>, rows: &[u32]) -> i64 {
    let (first, last) = (rows[0] as usize, rows[rows.len() - 1] as usize);
    let days = ((facts.payments.at[last] - facts.payments.at[first]) / DAY_MS).max(1);
    let later: i64 = rows[1..].iter().map(|&row| facts.payments.amount[row as usize]).sum();
    later * MONTH_DAYS / days
}
