//! # What an account is used for
//!
//! **Finds** which of the accounts that are spoken against already are used as abused ones are: to advertise, or at
//! least to publish or to collect leads. And those that nobody uses for anything.
//!
//! **Matters** because whoever pays for an account wants something of it. A changed phone, a second device, a
//! shared network are as common among people who only read; most of them publish nothing and none of them advertises
//! without a company. That an account is used is no reproach, and bears no witness: it tells which of two
//! accounts with the same reproach is likelier the one that somebody paid for.
//!
//! **How.** An account advertises, or else is in use (publishes, or collects, hands on or gets leads), or is unused.
//! For wrong affiliations only whether it advertises is looked at: what leads say of them is `affiliation`'s.
//!
//! **Honest twins.** Companies' staff advertise and collect leads for their company; professional accounts advertise for
//! themselves. Both are compared with their like.
//!
//! **Background.** How often accounts are used for what, among those that a company has or had, professional ones that
//! none has, and all others. Where an export holds next to nothing of such accounts, it tells nothing of them.
//! **Wrong** for the account that is kept in stock until it is sold, and for readers who advertise once.
//!
//! Cost: linear in notes, leads and spend.

use super::facts::Facts;
use super::{Belief, Code, Detector, Weigh};
use crate::detect::features::about;
use crate::evidence::{Evidence, Family, Odds, Source, TYPOLOGIES, Typology};
use crate::ids::NONE;
use crate::schema::ExportKind;

/// The entry of this detector.
pub const DETECTOR: Detector = Detector {
    name: "usage",
    typologies: &[Typology::Traded, Typology::Rented, Typology::Affiliated],
    needs: &["accounts"],
    uses: &["ad_spend", "notes", "leads", "lead_transfers"],
    codes: &[
        Code { name: CODES[UNUSED], family: Family::Usage, doc: "publishes nothing, handles no leads, does not advertise" },
        Code { name: CODES[IN_USE], family: Family::Usage, doc: "publishes or handles leads, but does not advertise" },
        Code { name: CODES[ADVERTISES], family: Family::Usage, doc: "advertises" },
    ],
    manual: include_str!("usage.rs"),
    run,
};

const CODES: [&str; 3] = ["unused", "in_use", "advertises"];
const UNUSED: usize = 0;
const IN_USE: usize = 1;
const ADVERTISES: usize = 2;

/// Sold accounts are bought to be used, and by many to advertise; some are in stock or wait.
const TRADED: Odds<3> = Odds { abuse: [0.15, 0.45, 0.40], honest: [0.60, 0.38, 0.02] };
/// Rented ones are used as long as they are paid for; many for texts or for followers only.
const RENTED: Odds<3> = Odds { abuse: [0.25, 0.50, 0.25], honest: TRADED.honest };
/// A place at a company is bought for the right to advertise, or for the look of it. By whether it advertises.
const AFFILIATED: Odds<2> = Odds { abuse: [0.60, 0.40], honest: [0.85, 0.15] };

/// Accounts that are compared with each other: bound ones; professional ones; others.
const KINDS: usize = 3;
/// Place of `professional` in [`crate::schema::ACCOUNT_KINDS`].
const PROFESSIONAL: u32 = 1;

/// What accounts are used for.
struct Used {
    /// By account: place in [`CODES`].
    class: Vec<u8>,
    /// By account: the first row that shows it.
    row: Vec<u32>,
}

impl Used {
    fn new(facts: &Facts<'_>) -> Used {
        let count = facts.accounts.count();
        let mut used = Used { class: vec![UNUSED as u8; count], row: vec![NONE; count] };
        let spent = facts.frames.wides(ExportKind::AdSpend, "spend_cny");
        used.note(ADVERTISES, facts.frames.numbers(ExportKind::AdSpend, "account_id"), |row| spent[row] > 0);
        used.note(IN_USE, facts.frames.numbers(ExportKind::Notes, "account_id"), |_| true);
        used.note(IN_USE, facts.frames.numbers(ExportKind::Leads, "account_id"), |_| true);
        for side in ["from_account", "to_account"] {
            used.note(IN_USE, facts.frames.numbers(ExportKind::LeadTransfers, side), |_| true);
        }
        used
    }

    fn note(&mut self, class: usize, accounts: &[u32], counts: impl Fn(usize) -> bool) {
        for (row, &account) in accounts.iter().enumerate() {
            if account != NONE && self.class[account as usize] == UNUSED as u8 && counts(row) {
                self.class[account as usize] = class as u8;
                self.row[account as usize] = row as u32;
            }
        }
    }
}

/// Which accounts one is compared with.
fn kind(facts: &Facts<'_>, account: u32) -> usize {
    let bound = facts.companies.of(account).next().is_some();
    match (bound, facts.accounts.kind[account as usize]) {
        (true, _) => 0,
        (false, PROFESSIONAL) => 1,
        _ => 2,
    }
}

fn run<'f>(facts: &'f Facts<'_>) -> Weigh<'f> {
    let used = Used::new(facts);
    Box::new(move |background| {
        let mut counts = [[[0u64; 3]; KINDS]; 3];
        let all = std::env::var("UALL").is_ok();
        for b in background.beliefs().iter().filter(|b| all || !b.suspect) {
            for t in [Typology::Traded, Typology::Rented, Typology::Affiliated] {
                if spoken(b, t) { counts[t as usize][kind(facts, b.account)][usize::from(used.class[b.account as usize])] += 1; }
            }
        }
        if std::env::var("UDUMP").is_ok() { eprintln!("{counts:?}"); }
        let of = |belief: &Belief| findings(facts, &used, &counts, belief);
        background.beliefs().iter().flat_map(of).collect()
    })
}

fn spoken(belief: &Belief, t: Typology) -> bool {
    belief.families[t as usize].iter().zip(crate::evidence::FAMILIES).filter(|(_, f)| t == Typology::Affiliated && f.is_conduct() || matches!(f, Family::Device | Family::Place | Family::Rhythm | Family::Sharing)).map(|(b, _)| b).sum::<i32>() > 0
}

fn findings(facts: &Facts<'_>, used: &Used, counts: &[[[u64; 3]; KINDS]; 3], belief: &Belief) -> Vec<Evidence> {
    let account = belief.account;
    let class = usize::from(used.class[account as usize]);
    let bound = kind(facts, account) == 0;
    let source = match class {
        ADVERTISES => Source::Spend(used.row[account as usize]),
        _ => Source::Account(account),
    };
    TYPOLOGIES.into_iter().filter(|&t| t != Typology::LeadResale && spoken(belief, t)).filter_map(|typology| {
        let counts = counts[typology as usize][kind(facts, account)];
        let bits = match typology {
            Typology::Traded => TRADED.bits(counts)[class],
            Typology::Rented if std::env::var("UR2").is_ok() => Odds { abuse: [0.25, 0.75], honest: [0.6, 0.4] }.bits([counts[0], counts[1] + counts[2]])[class.min(1)],
            Typology::Rented => RENTED.bits(counts)[class],
            Typology::Affiliated if bound => AFFILIATED.bits([counts[0] + counts[1], counts[2]])[class / 2],
            _ => return None,
        };
        Some(about(account, typology, CODES[class], Family::Usage, bits).from_sources([source]))
    }).collect()
}
