//! # How much is written
//!
//! **Finds** which of the accounts on which another operator is seen post texts as long as buyers' and tenants' are.
//!
//! **Matters** because an account is bought or rented for what it is made to post. Copy that somebody ordered says what
//! is sold, to whom and where, and comes out longer than what people write of their day; where only pictures are pushed
//! it is shorter. Which of both is measured among accounts that are sold, or let, for certain.
//!
//! **How.** The mean length of an account's texts, in characters, among those of accounts of the same standing: in the
//! lower half, the next quarter, or above.
//!
//! **Honest twins.** Staff write their company's copy, so that bound accounts are left out; professional ones are
//! compared with their like. How much somebody writes is no reproach: it is no witness for any step, weighs
//! little, and tells which of two accounts with the same reproach is likelier the one that somebody pays for.
//!
//! **Background.** Lengths among accounts that are no suspects although another operator seems to be on them.
//! **Wrong** for who likes to write.
//!
//! Cost: linear in notes.

use rayon::prelude::*;

use super::facts::Facts;
use super::features::{BOUND, STANDINGS, about, class_of, standing, thresholds};
use super::{Background, Belief, Code, Detector, Weigh};
use crate::evidence::{Evidence, Family, Figure, Odds, Source, Tally, Typology, millibits};
use crate::schema::ExportKind;

/// The entry of this detector.
pub const DETECTOR: Detector = Detector {
    name: "lengths",
    typologies: &ABUSES,
    needs: &["logins", "accounts", "notes"],
    uses: &[],
    codes: &[
        Code { name: CODES[0], family: Family::Usage, doc: "its texts are shorter than those of most" },
        Code {
            name: CODES[1],
            family: Family::Usage,
            doc: "its texts are longer than those of half and shorter than those of one in four",
        },
        Code {
            name: CODES[2],
            family: Family::Usage,
            doc: "its texts are longer than those of three in four",
        },
        Code { name: CODES[3], family: Family::Usage, doc: "its texts are longer than those of nine in ten" },
    ],
    manual: include_str!("lengths.rs"),
    run,
};

/// Whoever buys an account makes it post what a tenant does.
const ABUSES: [Typology; 2] = [Typology::Traded, Typology::Rented];

const CODES: [&str; 4] = ["short_texts", "middling_texts", "long_texts", "longest_texts"];

/// Shares of ordinary accounts whose texts are shorter, between the classes.
const SHARES: [f64; 3] = [0.5, 0.75, 0.9];
/// Characters where too few are there to measure: a line, a paragraph, a screen.
const EXPECTED: [f64; 3] = [30.0, 60.0, 120.0];
/// Tenants' copy is mostly longer; what is measured of certain ones soon counts more.
const LENGTH: Odds<4> = Odds { abuse: [0.35, 0.23, 0.20, 0.22], honest: [0.50, 0.25, 0.15, 0.10] };
/// Most bits either way: operations order copy of one length, so that many accounts are one witness.
const MOST_BITS: f64 = 3.0;

/// The mean length of each account's texts in characters; 0 for none.
fn lengths(facts: &Facts<'_>) -> Vec<u32> {
    let texts = facts.frames.texts(ExportKind::Notes, "text");
    let length = |account: u32| {
        let rows = facts.by_author.rows(account);
        let characters: usize = rows.iter().map(|&row| texts[row as usize].chars().count()).sum();
        (characters / rows.len().max(1)) as u32
    };
    (0..facts.accounts.count() as u32).into_par_iter().map(length).collect()
}

fn run<'f>(facts: &'f Facts<'_>) -> Weigh<'f> {
    let lengths = lengths(facts);
    Box::new(move |background| {
        ABUSES.into_iter().flat_map(|abuse| weigh(facts, &lengths, background, abuse)).collect()
    })
}

fn weigh(facts: &Facts<'_>, lengths: &[u32], background: &Background, abuse: Typology) -> Vec<Evidence> {
    let is_told = |b: &&Belief| b.has_operator(abuse) && standing(facts, b.account) != BOUND;
    let told = || background.beliefs().iter().filter(is_told).map(|b| b.account);
    let length = |account: u32| Some(lengths[account as usize]).filter(|&length| length > 0).map(f64::from);
    let limits: [[f64; SHARES.len()]; STANDINGS] = std::array::from_fn(|kind| {
        let ordinary = told().filter(|&a| background.has(a) && standing(facts, a) == kind);
        thresholds(ordinary.filter_map(length).collect(), SHARES, EXPECTED)
    });
    let class = |account: u32| {
        let kind = standing(facts, account);
        length(account).map(|length| (kind, class_of(length, limits[kind])))
    };
    let seen = told().map(|a| (a, class(a).map(|(kind, class)| kind * CODES.len() + class)));
    let all: Tally<{ STANDINGS * CODES.len() }> = background.tally(abuse, Family::Usage, seen);
    let most = millibits(MOST_BITS);
    let bits: [[i32; CODES.len()]; STANDINGS] =
        std::array::from_fn(|kind| LENGTH.weigh(&all.part(kind)).map(|bits| bits.clamp(-most, most)));
    let of = |account| {
        class(account).map(|(kind, class)| {
            finding(facts, lengths[account as usize], (account, abuse), class, bits[kind][class])
        })
    };
    told().filter_map(of).filter(|e| e.millibits != 0).collect()
}

fn finding(
    facts: &Facts<'_>,
    length: u32,
    (account, abuse): (u32, Typology),
    class: usize,
    bits: i32,
) -> Evidence {
    let rows = facts.by_author.rows(account);
    let at = facts.frames.wides(ExportKind::Notes, "published_at");
    let times = || rows.iter().map(|&row| at[row as usize]);
    about(account, abuse, CODES[class], Family::Usage, bits)
        .between(times().min().unwrap_or_default(), times().max().unwrap_or_default())
        .with("notes", Figure::Count(rows.len() as i64))
        .with("characters", Figure::Count(i64::from(length)))
        .from_sources(rows.iter().map(|&row| Source::Note(row)))
}
