//! Payments that are wages, by what they come to in a month.
//!
//! Companies pay staff themselves or through agents whom nothing ties to them. What they pay themselves says
//! what wages are in these exports; nobody pays as much for a place, or for an account that somebody else holds.
//!
//! Cost: linear in the payments to accounts' holders, times a logarithm.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::Facts;
use crate::time::DAY_MS;

/// Days that a monthly amount is for.
const MONTH_DAYS: i64 = 30;
/// Wages in sight without which nothing is known of them.
const LEAST_WAGES: usize = 20;

/// Who pays whom like staff.
#[derive(Debug, Default)]
pub struct Wages {
    /// (payer, payee), company or not.
    pairs: FxHashSet<(u32, u32)>,
}

impl Wages {
    /// Reads all payments that come again.
    pub fn new(facts: &Facts<'_>) -> Wages {
        let accounts = || (0..facts.accounts.count() as u32).into_par_iter();
        let by_company = |account: u32| {
            let employers = facts.companies.hands_of(account);
            let rows = if employers.is_empty() { Vec::new() } else { facts.paid_again(account) };
            let paid = facts.by_payer(&rows).filter(|rows| facts.companies.is_paid_into(rows.0, employers));
            paid.map(|(_, rows)| monthly(facts, rows)).max()
        };
        let mut wages: Vec<i64> = accounts().filter_map(by_company).collect();
        if wages.len() < LEAST_WAGES {
            return Wages::default();
        }
        wages.par_sort_unstable();
        // Part-timers are staff, too; what is paid for an account is a fraction of that.
        let least = wages[wages.len() / 2] / 2;
        let paid = |account: u32| {
            let rows = facts.paid_again(account);
            let payee = facts.accounts.payout[account as usize];
            let wages = facts.by_payer(&rows).filter(|(_, rows)| monthly(facts, rows) >= least);
            wages.map(|(payer, _)| (payer, payee)).collect::<Vec<(u32, u32)>>()
        };
        Wages { pairs: accounts().flat_map_iter(paid).collect() }
    }

    /// Whether one pays the other, month by month, at least half of what is usual among those whom their
    /// company pays.
    pub fn pays(&self, payer: u32, payee: u32) -> bool {
        self.pairs.contains(&(payer, payee))
    }

    /// Who pays a wage to whom, in no order.
    pub fn pairs(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.pairs.iter().copied()
    }
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
    /// order of time.
    pub fn rents(&self, account: u32) -> Vec<(u32, Vec<u32>)> {
        let payee = self.accounts.payout[account as usize];
        let employers = self.companies.hands_of(account);
        let employs = |payer| self.companies.is_paid_into(payer, employers) || self.wages.pays(payer, payee);
        let rows = self.paid_again(account);
        let others = self.by_payer(&rows).filter(|(payer, _)| !employs(*payer));
        others.map(|(payer, rows)| (payer, rows.to_vec())).collect()
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
