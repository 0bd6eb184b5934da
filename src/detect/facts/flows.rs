//! Money that passes through middlemen: payments that go on within days, nearly whole, to somebody else, at once or
//! in two parts.

use rayon::prelude::*;

use super::{Index, Payments};
use crate::ids::NONE;
use crate::time::DAY_MS;

/// How soon a middleman passes money on: days, or the middleman would be a creditor.
const PASSED_WITHIN_MS: i64 = 5 * DAY_MS;
/// What goes on, as a share of what came in: all, less a commission, which is a few hundredths for moving
/// money and up to three tenths for arranging a sale; a little more if fees are added.
const PASSED_SHARE: (f64, f64) = (0.70, 1.02);
/// Times that money passed through without which it may be chance: somebody got 500 and spent 480. A purse that was
/// there for one sum only and did nothing else is none of somebody's.
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
    /// The second one, if it went in two parts.
    pub rest: Option<u32>,
    /// Who paid first.
    pub from: u32,
    /// The middleman.
    pub through: u32,
    /// Who got it in the end.
    pub to: u32,
}

impl Chain {
    /// The payments from the middleman.
    pub fn onward(&self) -> impl Iterator<Item = u32> {
        [self.passed].into_iter().chain(self.rest)
    }
}

/// All chains through middlemen.
#[derive(Default)]
pub struct Flows {
    chains: Vec<Chain>,
    by_from: Index,
    by_to: Index,
}

impl Flows {
    /// Looks at every payment account that both pays and is paid; linear in the payments but for those that leave one
    /// account within days, of at the most [`MOST_PAYMENTS`], which are paired.
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
    if through == NONE || !few || paid.is_empty() || passed.is_empty() {
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
    let went = share(chains.iter().flat_map(Chain::onward).map(amount).sum(), &passed);
    let only = paid.len() == 1 && chains.first().is_some_and(|c| c.onward().count() == passed.len());
    let often = chains.len() >= LEAST_CHAINS && came >= LEAST_PASSED.0 && went >= LEAST_PASSED.1;
    let middleman = only || often;
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
        if from == through {
            continue;
        }
        let first = passed.partition_point(|&p| payments.at[p as usize] < at);
        let payee = |i: usize| payments.payee[passed[i] as usize];
        let soon = |i: &usize| payments.at[passed[*i] as usize] - at <= PASSED_WITHIN_MS;
        let free = |i: &usize| !used[*i] && payee(*i) != from && payee(*i) != through;
        let open: Vec<usize> = (first..passed.len()).take_while(soon).filter(free).collect();
        let fits = |parts: &[usize]| {
            let sum: i64 = parts.iter().map(|&i| payments.amount[passed[i] as usize]).sum();
            (PASSED_SHARE.0..=PASSED_SHARE.1).contains(&(sum as f64 / amount.max(1.0)))
        };
        let whole = || open.iter().map(|&i| (i, None)).find(|&(i, _)| fits(&[i]));
        let two = |(at, &i): (usize, &usize)| {
            open[at + 1..].iter().find(|&&j| payee(i) == payee(j) && fits(&[i, j])).map(|&j| (i, Some(j)))
        };
        if let Some((i, rest)) = whole().or_else(|| open.iter().enumerate().find_map(two)) {
            [Some(i), rest].into_iter().flatten().for_each(|part| used[part] = true);
            let rest = rest.map(|part| passed[part]);
            found.push(Chain { paid: row, passed: passed[i], rest, from, through, to: payee(i) });
        }
    }
    found
}
