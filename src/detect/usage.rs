//! # What an account is used for
//!
//! **Finds** which of the accounts on which another operator is seen, or whose binding is spoken against, are used as
//! abused ones are: to advertise, or at least to publish or to handle leads; and which of them nobody uses for
//! anything.
//!
//! **Matters** because whoever pays for an account, or for a place at a company, wants something of it. A new phone, a
//! second device, a shared network are as common among people who only read; few of them publish, and hardly any
//! advertises without a company. That an account is used is no reproach: it is no witness for any step, and tells
//! which of two accounts with the same reproach is likelier the one that somebody paid for.
//!
//! **How.** An account advertises; or else it is in use (publishes, or collects, gets or hands on leads); or it is
//! unused. Of wrong affiliations only whether they advertise is looked at, since `affiliation` weighs their leads.
//!
//! **Honest twins.** Staff advertise and publish for their company, and professional accounts for themselves. Both are
//! compared with their like.
//!
//! **Background.** What accounts that are no suspects are used for although the same is seen of them: bound ones,
//! professional ones that no company binds, and others, each for itself. **Wrong** for an account that is kept in
//! stock, and for readers who promote a note of theirs once.
//!
//! Cost: linear in notes, leads, transfers and spend.

use super::facts::Facts;
use super::features::{BOUND, STANDINGS, about, standing};
use super::{Background, Belief, Code, Detector, Weigh};
use crate::evidence::{Evidence, Family, Figure, Odds, Source, Tally, Typology};
use crate::ids::NONE;
use crate::schema::ExportKind;

/// The entry of this detector.
pub const DETECTOR: Detector = Detector {
    name: "usage",
    typologies: &ABUSES,
    needs: &["accounts", "logins"],
    uses: &["ad_spend", "notes", "leads", "lead_transfers"],
    codes: &[
        Code {
            name: CODES[UNUSED],
            family: Family::Usage,
            doc: "the account publishes nothing, handles no leads and does not advertise",
        },
        Code {
            name: CODES[IN_USE],
            family: Family::Usage,
            doc: "the account publishes or handles leads, and does not advertise",
        },
        Code { name: CODES[ADVERTISES], family: Family::Usage, doc: "the account advertises" },
    ],
    manual: include_str!("usage.rs"),
    run,
};

/// Who resells leads is known by the leads.
const ABUSES: [Typology; 3] = [Typology::Traded, Typology::Rented, Typology::Affiliated];

const CODES: [&str; 3] = ["unused", "in_use", "advertises"];
const UNUSED: usize = 0;
const IN_USE: usize = 1;
const ADVERTISES: usize = 2;

/// Sold accounts are bought to be used, and many of them to advertise; some are in stock.
const TRADED: Odds<3> = Odds { abuse: [0.15, 0.45, 0.40], honest: [0.60, 0.38, 0.02] };
/// Rented ones are used as long as they are paid for, most of them for texts; some are rented for their followers.
const RENTED: Odds<3> = Odds { abuse: [0.25, 0.50, 0.25], honest: TRADED.honest };
/// A place at a company is bought for the right to advertise, or else for the look of it: all but advertising,
/// advertising.
const AFFILIATED: Odds<2> = Odds { abuse: [0.60, 0.40], honest: [0.85, 0.15] };

/// How many accounts are used for what: by abuse, kind and class.
type Counts = [[Tally<3>; STANDINGS]; ABUSES.len()];

/// What shows the use of an account: what shows more comes first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Nothing,
    Spend,
    Note,
    Lead,
    Transfer,
}

/// What accounts are used for.
struct Used {
    /// By account: what shows it.
    shown: Vec<Shown>,
    /// By account: the earliest row of that export.
    row: Vec<u32>,
}

impl Used {
    fn new(facts: &Facts<'_>) -> Used {
        let count = facts.accounts.count();
        let mut used = Used { shown: vec![Shown::Nothing; count], row: vec![NONE; count] };
        let of = |export, column| facts.frames.numbers(export, column);
        let at = |export, column| facts.frames.wides(export, column);
        let spent = at(ExportKind::AdSpend, "spend_cny");
        let days = facts.frames.days(ExportKind::AdSpend, "spent_on");
        let spent_on = |row: usize| (spent[row] > 0).then(|| i64::from(days[row]));
        used.look(Shown::Spend, of(ExportKind::AdSpend, "account_id"), spent_on);
        let published = at(ExportKind::Notes, "published_at");
        used.look(Shown::Note, of(ExportKind::Notes, "account_id"), |row| Some(published[row]));
        let collected = at(ExportKind::Leads, "collected_at");
        used.look(Shown::Lead, of(ExportKind::Leads, "account_id"), |row| Some(collected[row]));
        let moved = at(ExportKind::LeadTransfers, "transferred_at");
        for side in ["from_account", "to_account"] {
            used.look(Shown::Transfer, of(ExportKind::LeadTransfers, side), |row| Some(moved[row]));
        }
        used
    }

    /// Marks accounts of which nothing else was shown yet, with the earliest row that counts. Findings begin when it
    /// does, which says whether they are older than a reviewer's decision. `at`: when a row was, if it counts.
    fn look(&mut self, shown: Shown, accounts: &[u32], at: impl Fn(usize) -> Option<i64>) {
        for (row, &account) in accounts.iter().enumerate().filter(|(_, a)| **a != NONE) {
            let (before, first) = (&mut self.shown[account as usize], &mut self.row[account as usize]);
            let Some(time) = at(row) else { continue };
            let earlier = || at(*first as usize).is_none_or(|first| time < first);
            if *before == Shown::Nothing || (*before == shown && earlier()) {
                (*before, *first) = (shown, row as u32);
            }
        }
    }

    /// Place in [`CODES`].
    fn class(&self, account: u32) -> usize {
        match self.shown[account as usize] {
            Shown::Nothing => UNUSED,
            Shown::Spend => ADVERTISES,
            Shown::Note | Shown::Lead | Shown::Transfer => IN_USE,
        }
    }
}

fn run<'f>(facts: &'f Facts<'_>) -> Weigh<'f> {
    let used = Used::new(facts);
    Box::new(move |background| {
        let counts = count(facts, &used, background);
        let of = |belief: &Belief| findings(facts, &used, &counts, belief);
        background.beliefs().iter().flat_map(of).collect()
    })
}

/// What is used for what among those whom the same is seen of.
fn count(facts: &Facts<'_>, used: &Used, background: &Background) -> Counts {
    let outcome = |account: u32| standing(facts, account) * CODES.len() + used.class(account);
    let of = |abuse: Typology| {
        let told = background.beliefs().iter().filter(|b| is_told(b, abuse));
        let seen = told.map(|b| (b.account, Some(outcome(b.account))));
        let all: Tally<{ STANDINGS * CODES.len() }> = background.tally(abuse, Family::Usage, seen);
        std::array::from_fn(|kind| all.part(kind))
    };
    ABUSES.map(of)
}

/// Whether something of an account speaks for an abuse that its use could tell more of: another operator, who wants
/// something of it; or anything against its binding. Money alone does not: people who earn with their account
/// advertise it, and are paid.
fn is_told(belief: &Belief, abuse: Typology) -> bool {
    match abuse {
        Typology::Affiliated => belief.speaks(abuse, |family| family.is_conduct()),
        _ => belief.has_operator(abuse),
    }
}

fn findings(facts: &Facts<'_>, used: &Used, counts: &Counts, belief: &Belief) -> Vec<Evidence> {
    let account = belief.account;
    let (kind, class) = (standing(facts, account), used.class(account));
    let told = ABUSES.into_iter().zip(counts).filter(|&(abuse, _)| is_told(belief, abuse));
    told.filter(|&(abuse, _)| abuse != Typology::Affiliated || kind == BOUND)
        .map(|(abuse, counts)| (abuse, bits(facts, abuse, &counts[kind])[class]))
        // Nobody buys or rents an account to leave it alone; what is in stock is as idle as others.
        .map(|(abuse, bits)| (abuse, if class == UNUSED { bits.min(0) } else { bits }))
        .filter(|&(_, bits)| bits != 0)
        .map(|(abuse, bits)| finding(facts, used, account, abuse, bits))
        .collect()
}

/// Bits of each class, by what the exports can show.
fn bits(facts: &Facts<'_>, abuse: Typology, tally: &Tally<3>) -> [i32; 3] {
    let (notes, spend) = (facts.frames.has("notes"), facts.frames.has("ad_spend"));
    let odds = match abuse {
        Typology::Traded => TRADED,
        Typology::Rented => RENTED,
        _ if spend => return advertising(AFFILIATED, tally),
        _ => return [0; 3],
    };
    let [unused, in_use, advertises] = odds.abuse;
    let [idle, busy, advertise] = odds.honest;
    match (notes, spend) {
        (true, true) => odds.weigh(tally),
        // Most of those who advertise publish, too.
        (true, false) => Odds { abuse: [unused, in_use + advertises, 0.0], ..odds }.weigh(tally),
        // Leads alone show too few of those who use an account.
        (false, true) => {
            let (abuse, honest) = ([unused + in_use, advertises], [idle + busy, advertise]);
            advertising(Odds { abuse, honest }, tally)
        }
        (false, false) => [0; 3],
    }
}

/// Bits of each class where only advertising is told from the rest.
fn advertising(odds: Odds<2>, tally: &Tally<3>) -> [i32; 3] {
    let of = |counts: [u64; 3]| [counts[UNUSED] + counts[IN_USE], counts[ADVERTISES]];
    let tally = Tally { ordinary: of(tally.ordinary), certain: of(tally.certain) };
    let [other, advertises] = odds.weigh(&tally);
    [other, other, advertises]
}

fn finding(facts: &Facts<'_>, used: &Used, account: u32, abuse: Typology, bits: i32) -> Evidence {
    let row = used.row[account as usize];
    let frames = facts.frames;
    let at = |export, column| {
        let at = frames.wides(export, column)[row as usize];
        (at, at)
    };
    let found = |source| {
        about(account, abuse, CODES[used.class(account)], Family::Usage, bits).from_sources([source])
    };
    match used.shown[account as usize] {
        Shown::Nothing => {
            let (from, to) = (frames.noon(0), frames.noon(frames.window.days - 1));
            found(Source::Account(account)).between(from, to)
        }
        Shown::Spend => {
            // Rows of one account follow each other, the earliest first.
            let accounts = &frames.numbers(ExportKind::AdSpend, "account_id")[row as usize..];
            let rows = row as usize..row as usize + accounts.partition_point(|&other| other == account);
            let day =
                |row: usize| frames.zone.start_of_day(frames.days(ExportKind::AdSpend, "spent_on")[row]);
            let spent = frames.wides(ExportKind::AdSpend, "spend_cny")[rows.clone()].iter().sum();
            found(Source::Spend(row))
                .between(day(rows.start), day(rows.end - 1))
                .with("amount_cny", Figure::Money(spent))
        }
        Shown::Note => {
            let (from, to) = at(ExportKind::Notes, "published_at");
            found(Source::Note(row)).between(from, to)
        }
        Shown::Lead => {
            let (from, to) = at(ExportKind::Leads, "collected_at");
            found(Source::Lead(row)).between(from, to)
        }
        Shown::Transfer => {
            let (from, to) = at(ExportKind::LeadTransfers, "transferred_at");
            found(Source::Transfer(row)).between(from, to)
        }
    }
}
