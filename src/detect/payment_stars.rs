//! # Money that meets
//!
//! **Finds** accounts whose money meets that of strangers at one payment account when they change hands
//! (*collectors*), or comes and goes through people who keep nothing of it (*middlemen*).
//!
//! **Matters** because whoever raises, sells, rents or places accounts deals with many who don't know each
//! other, and has one purse for it. Devices and networks can be bought per account; a purse is harder.
//!
//! **Collectors.** A payment counts if it is the first between two unrelated payment accounts and falls
//! within days of a *turn* on one side: phone, payout account or holder changed, or an account was bound,
//! the holder's own or a stranger's to the holder's company. Somebody with many turns has many payments
//! near them by chance: the expected number at a payment account is the sum, over its payments, of the
//! share of the window that lies near the payer's own turns. The surprise is how unlikely it is that so
//! many unrelated parties or more coincide there (Poisson tail, in bits). People of one company are one
//! party, since they are hired together.
//!
//! **Middlemen** get money and pass nearly all of it on within days, to somebody else, most of the time.
//! Who is at the other end of such chains is tied to the far end, if several meet there.
//!
//! **Honest twins.** Shops, landlords and people who collect for a common order are paid by many, but not
//! when these people's accounts change hands. Wages, and bills between a company and its people, are left
//! out, through a payroll service too; approved payment accounts and tills are left out. Whoever gets 500
//! and spends 480 does so once in a while, a middleman nearly always.
//!
//! **Background.** Accounts at collectors and at middlemen's ends, among all whose payment account is in
//! the export. **Wrong** for a landlord of newcomers to a town, who change phones and jobs as they move in.
//!
//! Cost: linear in payments, bindings and changes, times a logarithm; companies with more than
//! [`purses::MOST_BOUND`] bindings and payment accounts with more than [`TILL`] partners are left out.

mod purses;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::facts::{Chain, Facts};
use super::features::{about, class_of, count_of};
use super::{Background, Code, Detector, Weigh};
use crate::evidence::{Evidence, FAMILIES, Family, Figure, NodeKind, Odds, Source, Typology};
use crate::ids::NONE;
use crate::schema::ExportKind;
use purses::{MOST_OWN, NEAR_MS, Purse, Turn, formers, purses, related, renewed, sort, span};

/// The entry of this detector.
pub const DETECTOR: Detector = Detector {
    name: "payment_stars",
    typologies: &[Typology::Traded, Typology::Rented, Typology::Affiliated, Typology::LeadResale],
    needs: &["payments", "accounts", "accounts.payout_account"],
    uses: &["accounts.holder_hash", "bindings", "account_changes", "lead_transfers", "approved_operators"],
    codes: &[
        Code {
            name: "collector_sale",
            family: Family::Money,
            doc: "deals with a payment account at which strangers' accounts that change hands meet",
        },
        Code {
            name: "collector_place",
            family: Family::Money,
            doc: "the same about the day of binding, as evidence of a bought place",
        },
        Code {
            name: "middleman_sale",
            family: Family::Money,
            doc: "the holder is paid, or a new payout account pays, through a middleman who keeps nothing",
        },
        Code { name: "middleman_rent", family: Family::Money, doc: "the same, as evidence of rent" },
        Code {
            name: "middleman_place",
            family: Family::Money,
            doc: "a bound account's holder pays through a middleman who keeps nothing",
        },
        Code {
            name: "middleman_leads",
            family: Family::Money,
            doc: "whoever hands out leads is paid through a middleman who keeps nothing",
        },
    ],
    manual: include_str!("payment_stars.rs"),
    run,
};

/// Accounts at no collector; at one of at least 5 bits of surprise; of 7. Prices and fees show for a
/// part of the sales only, and those of single sellers meet nowhere.
const COLLECTOR: Odds<3> = Odds { abuse: [0.80, 0.10, 0.10], honest: [0.985, 0.012, 0.003] };
/// Bits of surprise from which a payment account is a collector: chance alone makes one in 32, and in 128.
const SURPRISE: [f64; 2] = [5.0, 7.0];
/// Accounts at no end of a middleman's chains, at one, at several. Only operations that hide use any; these do so for a
/// good part of what they pay.
const MIDDLEMAN: Odds<3> = Odds { abuse: [0.70, 0.13, 0.17], honest: [0.99, 0.007, 0.003] };
/// Partners of a payment account above which it is a till.
const TILL: usize = 200;
/// Turns near one payment that are found: the nearest. Buyers take one to five accounts at a time.
const MOST_TURNS: usize = 3;

/// An account at a collector.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Collected {
    account: u32,
    hub: u32,
    row: u32,
    binding: bool,
    surprise: f64,
    parties: usize,
}

/// An account at an end of a middleman's chains.
struct Passed {
    account: u32,
    /// Whether the payment account is new to it, so that it may be a buyer's.
    new_purse: bool,
    /// The far end, if several meet there, else the middleman.
    hub: u32,
    /// Whether the account's side is paid.
    paid: bool,
    rows: Vec<u32>,
    chains: usize,
    partners: usize,
}

fn run<'f>(facts: &'f Facts<'_>) -> Weigh<'f> {
    let purses = purses(facts);
    let collected = collected(facts, &purses);
    let passed = passed(facts, &purses);
    let senders: Vec<bool> = {
        let mut senders = vec![false; facts.accounts.count()];
        let from = facts.frames.numbers(ExportKind::LeadTransfers, "from_account");
        from.iter().for_each(|&account| senders[account as usize] = true);
        senders
    };
    let known: Vec<u32> = (0..facts.accounts.count() as u32)
        .into_par_iter()
        .filter(|&a| !facts.accounts.is_enterprise(a) && deals(facts, facts.accounts.payout[a as usize]))
        .collect();
    Box::new(move |background| {
        let all = known.iter().filter(|&&a| background.has(a)).count();
        let mut found = Vec::new();
        let of_class = |c: &Collected| class_of(c.surprise, SURPRISE.map(f64::next_down));
        let ordinary = collected.iter().filter(|c| background.has(c.account));
        let weights = COLLECTOR.bits(count_of(all, ordinary.map(of_class)));
        found.extend(collected.iter().flat_map(|c| collector_findings(facts, c, weights[of_class(c)])));
        // Operations that hide leave little else, so that many of their accounts are no suspects. Coincidence
        // falls on whoever nothing else speaks against as often as on others, and operations less often: where
        // it is rarer among those, the rest is not coincidence.
        let of_class = |p: &Passed| p.chains.min(2);
        let weights = |among: &dyn Fn(u32) -> bool| {
            let all = known.iter().filter(|&&a| among(a)).count();
            MIDDLEMAN.bits(count_of(all, passed.iter().filter(|p| among(p.account)).map(of_class)))
        };
        let of_all = weights(&|a| background.has(a));
        let of_quiet = weights(&|a| background.has(a) && is_quiet(background, a));
        let weights: [i32; 3] = std::array::from_fn(|class| of_all[class].max(of_quiet[class]));
        found.extend(
            passed.iter().flat_map(|p| {
                middleman_findings(facts, p, senders[p.account as usize], weights[of_class(p)])
            }),
        );
        found
    })
}

/// Whether nothing but money speaks for any abuse of an account.
fn is_quiet(background: &Background, account: u32) -> bool {
    let others = |bits: &[i32; FAMILIES.len()]| bits.iter().sum::<i32>() - bits[Family::Money as usize];
    background.belief(account).is_none_or(|belief| belief.families.iter().all(|bits| others(bits) <= 0))
}

/// Whether a payment account is in the export at all.
fn deals(facts: &Facts<'_>, id: u32) -> bool {
    id != NONE && facts.payments.partners(id) > 0
}

/// Accounts at collectors, each at the one that surprises most.
fn collected(facts: &Facts<'_>, purses: &[Purse]) -> Vec<Collected> {
    let mut dealings = dealings(facts, purses);
    dealings.par_sort_unstable();
    dealings.dedup();
    let mut found: Vec<Collected> =
        dealings.par_chunk_by(|a, b| a.0 == b.0).flat_map_iter(|of| at_hub(facts, purses, of)).collect();
    let order = |c: &Collected| (c.account, c.hub, !c.binding, c.row);
    found.par_sort_unstable_by(|a, b| {
        let most = b.surprise.total_cmp(&a.surprise);
        a.account.cmp(&b.account).then(most).then_with(|| order(a).cmp(&order(b)))
    });
    found.dedup_by_key(|c| c.account);
    found
}

/// (hub, other side, row) of the first payments between unrelated payment accounts, either of which may
/// be the hub; the far end of a middleman's chain is one as well.
fn dealings(facts: &Facts<'_>, purses: &[Purse]) -> Vec<(u32, u32, u32)> {
    let payments = &facts.payments;
    // How much of the time is near a turn is known of this span alone.
    let (first, last) = span(facts);
    let inside = |row: u32| (first..last).contains(&payments.at[row as usize]);
    let apart = |a: u32, b: u32| a != b && !related(&purses[a as usize], &purses[b as usize]);
    let of_payer = |payer: u32| -> Vec<(u32, u32, u32)> {
        let mut rows: Vec<u32> = payments.by(payer).iter().copied().filter(|&row| inside(row)).collect();
        let payee = |row: u32| payments.payee[row as usize];
        rows.sort_unstable_by_key(|&row| (payee(row), payments.at[row as usize], row));
        rows.dedup_by_key(|row| payee(*row));
        let strangers = rows.into_iter().filter(|&row| apart(payer, payee(row)));
        strangers.flat_map(|row| [(payer, payee(row), row), (payee(row), payer, row)]).collect()
    };
    let mut all: Vec<(u32, u32, u32)> =
        (0..purses.len() as u32).into_par_iter().flat_map_iter(of_payer).collect();
    let mut chains: Vec<&Chain> = facts.flows.all().iter().filter(|c| apart(c.from, c.to)).collect();
    let key = |c: &&Chain| (c.from, c.to, payments.at[c.paid as usize], c.paid);
    chains.sort_unstable_by_key(key);
    chains.dedup_by_key(|c| (c.from, c.to));
    let ends = chains.iter().flat_map(|c| [(c.to, c.from, c.paid), (c.from, c.to, c.passed)]);
    all.extend(ends.filter(|&(.., row)| inside(row)));
    all
}

/// Accounts that turn when their side deals with a hub, if there are surprisingly many.
fn at_hub(facts: &Facts<'_>, purses: &[Purse], dealings: &[(u32, u32, u32)]) -> Vec<Collected> {
    let hub = dealings[0].0;
    if dealings.len() < 2 || dealings.len() > TILL || facts.approvals.payment_account_today(hub) {
        return Vec::new();
    }
    let mut marked: Vec<(u32, Turn)> = Vec::new();
    let mut parties: Vec<u32> = Vec::new();
    let mut expected = 0.0;
    for &(_, other, row) in dealings {
        let (turns, at) = (&purses[other as usize].turns, facts.payments.at[row as usize]);
        expected += purses[other as usize].near;
        let from = turns.partition_point(|t| t.at <= at - NEAR_MS);
        let mut near: Vec<&Turn> = turns[from..].iter().take_while(|t| t.at < at + NEAR_MS).collect();
        near.sort_by_key(|t| ((t.at - at).abs(), **t));
        // One payment is one coincidence, however many turns are near it.
        parties.extend(near.first().map(|turn| turn.party));
        marked.extend(near.into_iter().take(MOST_TURNS).map(|&turn| (row, turn)));
    }
    sort(&mut parties);
    let surprise = surprise(parties.len(), expected);
    if parties.len() < 2 || surprise < SURPRISE[0] {
        return Vec::new();
    }
    let of = |(row, turn): (u32, Turn)| {
        let (account, binding) = (turn.account, turn.binding);
        Collected { account, hub, row, binding, surprise, parties: parties.len() }
    };
    marked.into_iter().map(of).collect()
}

/// How unlikely so many or more are if so many are expected, in bits: the tail of a Poisson distribution.
fn surprise(seen: usize, expected: f64) -> f64 {
    if seen == 0 || expected >= seen as f64 {
        return 0.0;
    }
    // Terms from `seen` on, each a share of the one before; they fall fast, as `seen` is above the mean.
    let first = (1..=seen).map(|i| (expected / i as f64).ln()).sum::<f64>() - expected;
    let mut term = 1.0;
    let mut tail = 0.0;
    for i in seen + 1..seen + 200 {
        tail += term;
        term *= expected / i as f64;
    }
    -(first + f64::ln(tail)) / std::f64::consts::LN_2
}

/// Accounts at the ends of middlemen's chains.
fn passed(facts: &Facts<'_>, purses: &[Purse]) -> Vec<Passed> {
    let apart = |c: &&Chain| c.from != c.to && !related(&purses[c.from as usize], &purses[c.to as usize]);
    let mut partners: FxHashMap<(u32, bool), Vec<u32>> = FxHashMap::default();
    for chain in facts.flows.all().iter().filter(apart) {
        partners.entry((chain.from, true)).or_default().push(chain.to);
        partners.entry((chain.to, false)).or_default().push(chain.from);
    }
    partners.values_mut().for_each(sort);
    let meet = |end: u32, begins: bool| partners.get(&(end, begins)).map_or(0, Vec::len);
    let renewed = renewed(facts);
    let mut formers: Vec<(u32, u32)> =
        formers(facts).into_iter().map(|(id, account)| (account, id)).collect();
    sort(&mut formers);
    let of = |account: u32| -> Option<Passed> {
        let payout = facts.accounts.payout[account as usize];
        let former = &formers[formers.partition_point(|f| f.0 < account)..];
        let former = || former.iter().take_while(|f| f.0 == account).map(|f| f.1);
        let small = |id: &u32| *id != NONE && facts.by_payout.rows(*id).len() <= MOST_OWN;
        let own = || former().chain([payout]).filter(small);
        let got: Vec<&Chain> = own().flat_map(|id| facts.flows.to(id)).filter(apart).collect();
        let gave: Vec<&Chain> = own().flat_map(|id| facts.flows.from(id)).filter(apart).collect();
        // What comes tells more than what goes, as far as there is any.
        let paid = !got.is_empty();
        let chains = if paid { got } else { gave };
        let end = |c: &Chain| if paid { c.from } else { c.to };
        // The far end at which most others meet; the middleman where none do.
        let most = chains.iter().max_by_key(|c| (meet(end(c), paid), std::cmp::Reverse(end(c))))?;
        let partners = meet(end(most), paid);
        let hub = if partners >= 2 { end(most) } else { most.through };
        let rows = chains.iter().flat_map(|c| [c.paid].into_iter().chain(c.onward())).collect();
        let new_purse = renewed.binary_search(&account).is_ok();
        Some(Passed { account, new_purse, hub, paid, rows, chains: chains.len(), partners })
    };
    let people =
        (0..facts.accounts.count() as u32).into_par_iter().filter(|&a| !facts.accounts.is_enterprise(a));
    people.filter_map(of).collect()
}

fn collector_findings(facts: &Facts<'_>, c: &Collected, bits: i32) -> Vec<Evidence> {
    let at = facts.payments.at[c.row as usize];
    let finding = |typology, code| {
        about(c.account, typology, code, Family::Money, bits)
            .between(at, at)
            .with("parties", Figure::Count(c.parties as i64))
            .with("surprise", Figure::Ratio(c.surprise))
            .with("amount_cny", Figure::Money(facts.payments.amount[c.row as usize]))
            .with_object(NodeKind::PaymentAccount, c.hub)
            .from_sources([Source::Payment(c.row)])
    };
    let mut found = vec![finding(Typology::Traded, "collector_sale")];
    if c.binding {
        found.push(finding(Typology::Affiliated, "collector_place"));
    }
    found
}

/// A middleman says that money is hidden, not what it is for: what the account is paid for, or pays for,
/// follows from what else it does.
fn middleman_findings(facts: &Facts<'_>, p: &Passed, sends_leads: bool, bits: i32) -> Vec<Evidence> {
    let at = |row: &u32| facts.payments.at[*row as usize];
    let (from, to) = (p.rows.iter().map(at).min(), p.rows.iter().map(at).max());
    let finding = |typology, code| {
        about(p.account, typology, code, Family::Money, bits)
            .between(from.unwrap_or(0), to.unwrap_or(0))
            .with("payments", Figure::Count(p.chains as i64))
            .with("parties", Figure::Count(p.partners as i64))
            .with_object(NodeKind::PaymentAccount, p.hub)
            .from_sources(p.rows.iter().map(|&row| Source::Payment(row)))
    };
    let bound = facts.companies.of(p.account).any(|b| !b.created);
    let of = |(holds, typology, code): (bool, _, _)| holds.then(|| finding(typology, code));
    // Sellers are paid; buyers pay, from what is the account's payout account from then on.
    let kinds = [
        (p.paid || p.new_purse, Typology::Traded, "middleman_sale"),
        (p.paid, Typology::Rented, "middleman_rent"),
        (!p.paid && bound, Typology::Affiliated, "middleman_place"),
        (p.paid && sends_leads, Typology::LeadResale, "middleman_leads"),
    ];
    kinds.into_iter().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surprise_by_hand() {
        // Two of 0.1 expected: 1 - e^-0.1 * 1.1 = 0.004679.
        assert!((surprise(2, 0.1) - -(0.004_678_8f64.log2())).abs() < 1e-3);
        assert_eq!(surprise(2, 2.0), 0.0);
        assert_eq!(surprise(0, 0.0), 0.0);
    }
}
