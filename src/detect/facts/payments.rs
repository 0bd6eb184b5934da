//! Payments by payer and payee.

use rustc_hash::FxHashSet;

use super::Index;
use crate::frames::Frames;
use crate::ids::NONE;
use crate::schema::ExportKind;

/// A payment account that receives more than this many payments in the exports is a till, not a
/// person's: nothing can be read from single payments to it.
const TILL: usize = 200;

/// A single payment is large if it is above this share of all single payments between people.
const LARGE: f64 = 0.8;
/// Single payments between people that it takes to know what a rent cannot be.
const LEAST_SINGLE: usize = 100;

/// Slices and indexes of the `payments` frame.
pub struct Payments<'a> {
    /// Who pays.
    pub payer: &'a [u32],
    /// Who is paid.
    pub payee: &'a [u32],
    /// When.
    pub at: &'a [i64],
    /// How much, in fen.
    pub amount: &'a [i64],
    by_payer: Index,
    by_payee: Index,
    once: Index,
    /// Payees by payer, sorted within each.
    payees: Vec<u32>,
    /// Different payers of each payment account.
    payers: Vec<u32>,
    large: i64,
    singles: usize,
}

impl<'a> Payments<'a> {
    /// Reads the frame. `companies` are the payment accounts of companies, whose wages and bills are
    /// larger than what people pay each other.
    pub fn new(frames: &'a Frames, payment_accounts: usize, companies: &FxHashSet<u32>) -> Payments<'a> {
        let (payer, payee) =
            (frames.numbers(ExportKind::Payments, "payer"), frames.numbers(ExportKind::Payments, "payee"));
        let by_payer = Index::new(payment_accounts, payer);
        let (payees, payers) = partners(&by_payer, payment_accounts, payee);
        let by_payee = Index::new(payment_accounts, payee);
        let amount = frames.wides(ExportKind::Payments, "amount_cny");
        let once: Vec<u32> = (0..payer.len())
            .map(|row| {
                let single = times(&payees, &by_payer, payer[row], payee[row]) == 1;
                let person = by_payee.rows(payee[row]).len() <= TILL;
                if single && person { payee[row] } else { NONE }
            })
            .collect();
        let mut single: Vec<i64> = (0..payer.len())
            .filter(|&r| once[r] != NONE && !companies.contains(&payer[r]))
            .map(|r| amount[r])
            .collect();
        single.sort_unstable();
        let large = single.get((single.len() as f64 * LARGE) as usize).copied().unwrap_or(i64::MAX);
        Payments {
            large,
            singles: single.len(),
            payers,
            payer,
            payee,
            at: frames.wides(ExportKind::Payments, "paid_at"),
            amount,
            by_payer,
            by_payee,
            once: Index::new(payment_accounts, &once),
            payees,
        }
    }

    /// Payments to a person by somebody who paid them only once in the exports.
    pub fn once_to(&self, payee: u32) -> &[u32] {
        self.once.rows(payee)
    }

    /// Payments to a payment account; none if it is a till.
    pub fn to_person(&self, payee: u32) -> &[u32] {
        let rows = self.by_payee.rows(payee);
        if rows.len() <= TILL { rows } else { &[] }
    }

    /// Payments to a payment account, till or not.
    pub fn to_all(&self, payee: u32) -> &[u32] {
        self.by_payee.rows(payee)
    }

    /// Payments by a payment account.
    pub fn by(&self, payer: u32) -> &[u32] {
        self.by_payer.rows(payer)
    }

    /// How many different payers a payment account has.
    pub fn payers_of(&self, payee: u32) -> u32 {
        self.payers.get(payee as usize).copied().unwrap_or(0)
    }

    /// Whether a payment is large, as single payments between people go in these exports.
    pub fn is_large(&self, row: u32) -> bool {
        self.amount[row as usize] > self.large
    }

    /// Whether most of some payments are large; `None` if too few single payments are there to tell.
    pub fn are_large(&self, rows: &[u32]) -> Option<bool> {
        let large = || rows.iter().filter(|&&row| self.is_large(row)).count();
        (self.singles >= LEAST_SINGLE).then(|| 2 * large() > rows.len())
    }

    /// Whom a payment account pays, sorted; once for every payment.
    pub fn payees_of(&self, payer: u32) -> &[u32] {
        &self.payees[self.by_payer.places(payer)]
    }

    /// How often one paid the other.
    pub fn times(&self, payer: u32, payee: u32) -> u32 {
        times(&self.payees, &self.by_payer, payer, payee)
    }

    /// Payments from or to a payment account: how much it deals.
    pub fn partners(&self, id: u32) -> usize {
        self.by_payer.rows(id).len() + self.by_payee.rows(id).len()
    }

    /// Different payers and payees of a payment account: how widely it deals. Whoever does both counts
    /// twice.
    pub fn parties(&self, id: u32) -> usize {
        self.payers_of(id) as usize + self.payees_of(id).chunk_by(|a, b| a == b).count()
    }
}

/// Payees of each payer, sorted, in the places of the payer's rows; and how many different payers each
/// payment account has.
fn partners(by_payer: &Index, payment_accounts: usize, payee: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let mut payees = Vec::with_capacity(payee.len());
    let mut payers = vec![0; payment_accounts];
    for payer in 0..payment_accounts as u32 {
        let start = payees.len();
        payees.extend(by_payer.rows(payer).iter().map(|&row| payee[row as usize]));
        payees[start..].sort_unstable();
        for same in payees[start..].chunk_by(|a, b| a == b) {
            payers[same[0] as usize] += 1;
        }
    }
    (payees, payers)
}

/// How often one paid the other.
fn times(payees: &[u32], by_payer: &Index, payer: u32, payee: u32) -> u32 {
    let paid = &payees[by_payer.places(payer)];
    let first = paid.partition_point(|&p| p < payee);
    paid[first..].partition_point(|&p| p == payee) as u32
}
