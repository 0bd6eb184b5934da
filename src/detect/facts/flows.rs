//! Money that passes through middlemen: payments that go on within days, nearly whole, to somebody else.

use rayon::prelude::*;

use super::{Index, Payments};
use crate::ids::NONE;
use crate::time::DAY_MS;

/// How soon a middleman passes money on: days, or the middleman would be a creditor.
const PASSED_WITHIN_MS: i64 = 5 * DAY_MS;
/// What goes on, as a share of what came in: all, less a commission, which is a few hundredths for moving
/// money and up to three tenths for arranging a sale; a little more if fees are added.
const PASSED_SHARE: (f64, f64) = (0.70, 1.02);
/// Times that money passed through without which it may be chance: somebody got 500 and spent 480.
const LEAST_CHAINS: usize = 2;
/// Shares of what came in and of what went out that passed through: whoever lives on an account spends
/// from it in other sums than those that came.
const LEAST_PASSED: (f64, f64) = (0.7, 0.5);
/// Payments from and to one account above which it is a till, of which nothing is looked at.
const MOST_PAYMENTS: usize = 400;

/// Money that went through a middleman.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chain {
    /// The payment to the middleman, a row of the payments.
    pub paid: u32,
    /// The payment from there.
    pub passed: u32,
    /// Who paid first.
    pub from: u32,
    /// The middleman.
    pub through: u32,
    /// Who got it in the end.
    pub to: u32,
}

/// All chains through middlemen.
#[derive(Default)]
pub struct Flows {
    chains: Vec<Chain>,
    by_from: Index,
    by_to: Index,
}

impl Flows {
    /// Looks at every payment account that both pays and is paid; linear in the payments.
    pub fn new(payments: &Payments<'_>, payment_accounts: usize) -> Flows {
        let through = (0..payment_accounts as u32).into_par_iter();
        let chains: Vec<Chain> = through.flat_map_iter(|id| through_one(payments, id)).collect();
        let ends = |of: fn(&Chain) -> u32| chains.iter().map(of).collect::<Vec<u32>>();
        Flows {
            by_from: Index::new(payment_accounts, &ends(|c| c.from)),
            by_to: Index::new(payment_accounts, &ends(|c| c.to)),
            chains,
        }
    }

    /// Chains that begin with a payment account.
    pub fn from(&self, payer: u32) -> impl Iterator<Item = &Chain> {
        self.by_from.rows(payer).iter().map(|&at| &self.chains[at as usize])
    }

    /// Chains that end at a payment account.
    pub fn to(&self, payee: u32) -> impl Iterator<Item = &Chain> {
        self.by_to.rows(payee).iter().map(|&at| &self.chains[at as usize])
    }

    /// All chains, by middleman.
    pub fn all(&self) -> &[Chain] {
        &self.chains
    }
}

/// Chains through one payment account; none if it is no middleman.
fn through_one(payments: &Payments<'_>, through: u32) -> Vec<Chain> {
    let (paid, passed) = (payments.to_all(through), payments.by(through));
    let few = paid.len() + passed.len() <= MOST_PAYMENTS;
    if through == NONE || !few || paid.len() < LEAST_CHAINS || passed.len() < LEAST_CHAINS {
        return Vec::new();
    }
    let by_time = |rows: &[u32]| {
        let mut rows = rows.to_vec();
        rows.sort_unstable_by_key(|&row| (payments.at[row as usize], row));
        rows
    };
    let (paid, passed) = (by_time(paid), by_time(passed));
    let chains = chains(payments, through, &paid, &passed);
    let amount = |row: u32| payments.amount[row as usize];
    let share = |part: i64, rows: &[u32]| {
        let all: i64 = rows.iter().map(|&row| amount(row)).sum();
        part as f64 / all.max(1) as f64
    };
    let came = share(chains.iter().map(|c| amount(c.paid)).sum(), &paid);
    let went = share(chains.iter().map(|c| amount(c.passed)).sum(), &passed);
    let middleman = chains.len() >= LEAST_CHAINS && came >= LEAST_PASSED.0 && went >= LEAST_PASSED.1;
    if middleman { chains } else { Vec::new() }
}

/// Matches what came with what went, both in the order of time: each payment once, the first that fits.
fn chains(payments: &Payments<'_>, through: u32, paid: &[u32], passed: &[u32]) -> Vec<Chain> {
    let mut used = vec![false; passed.len()];
    let mut found = Vec::new();
    for &row in paid {
        let (from, at, amount) = {
            let row = row as usize;
            (payments.payer[row], payments.at[row], payments.amount[row] as f64)
        };
        let first = passed.partition_point(|&p| payments.at[p as usize] < at);
        let soon = |i: &usize| payments.at[passed[*i] as usize] - at <= PASSED_WITHIN_MS;
        let fits = |i: &usize| {
            let next = passed[*i] as usize;
            let share = payments.amount[next] as f64 / amount.max(1.0);
            let other = payments.payee[next] != from && payments.payee[next] != through;
            !used[*i] && other && (PASSED_SHARE.0..=PASSED_SHARE.1).contains(&share)
        };
        if from == through {
            continue;
        }
        if let Some(i) = (first..passed.len()).take_while(soon).find(fits) {
            used[i] = true;
            let to = payments.payee[passed[i] as usize];
            found.push(Chain { paid: row, passed: passed[i], from, through, to });
        }
    }
    found
}
