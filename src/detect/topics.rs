//! # Writing of something else than the company
//!
//! **Finds** bound accounts whose notes are no more like those of the company's other people than like anybody's.
//!
//! **Matters** because a company binds its staff so that they write of what it sells. Whoever bought a place there goes
//! on with a trade of the own, in words that nobody else at the company has any use for.
//!
//! **How.** Of what each account published while it was bound, pairs of characters are counted (of the last
//! [`MOST_NOTES`] notes), those that few accounts use weighing more (term frequency and inverse document frequency;
//! Salton and Buckley, *Information Processing & Management* 24, 1988). The cosine with the company's other texts is
//! held against that with all other companies': who writes little is like nobody, and is so to both.
//!
//! **Honest twins.** Staff who keep their own account private; outlets with goods of their own; a company of two. What a
//! company made is none of this. How many true staff write of something else is measured, and so is how many of those
//! who are wrongly bound for certain write of what the company sells: where affiliates copy the company's texts, it
//! speaks the other way.
//!
//! **Background.** Accounts of these exports that companies bind and did not make. **Wrong** for staff hired for their
//! followers, who go on writing for these.
//!
//! **Settings:** none.
//!
//! Cost: linear in the characters of bound accounts' notes, each read twice.

use rayon::prelude::*;

use super::facts::{Binding, Facts, Index};
use super::features::{MOST_SOURCES, about, class_of, count, thresholds};
use super::minhash::tidied;
use super::{Background, Code, Detector, Weigh};
use crate::evidence::{Evidence, Family, Figure, NodeKind, Odds, Source, Tally, Typology};
use crate::schema::ExportKind;

/// The entry of this detector.
pub const DETECTOR: Detector = Detector {
    name: "topics",
    typologies: &[Typology::Affiliated],
    needs: &["bindings", "notes"],
    uses: &[],
    codes: &[
        Code {
            name: CODES[0],
            family: Family::Content,
            doc: "writes of other things than the company's other accounts",
        },
        Code {
            name: CODES[1],
            family: Family::Content,
            doc: "writes of the same things as the company's other accounts",
        },
    ],
    manual: include_str!("topics.rs"),
    run,
};

const CODES: [&str; 2] = ["other_topics", "company_topics"];
/// The classes of [`CODES`] begin here.
const ALIKE: usize = 2;

/// By how like the company's texts are: what one in twenty of honest staff stay under, one in four, three in five, more.
/// Most strangers go on with their own trade; some write what the company would, or hardly anything.
const ODDS: Odds<4> = Odds { abuse: [0.15, 0.40, 0.25, 0.20], honest: [0.05, 0.20, 0.35, 0.40] };
const SHARES: [f64; 3] = [0.05, 0.25, 0.60];
/// What the shares are expected to stay under: as like the company as anybody, half as like again, twice as like.
const EXPECTED: [f64; 3] = [0.0, 0.4, 0.7];

/// Notes of an account that are looked at, the latest.
const MOST_NOTES: usize = 16;
/// Notes that an account needs.
const LEAST_NOTES: usize = 2;
/// Other accounts with notes that a company needs.
const LEAST_OTHERS: usize = 2;
/// Pairs of characters are told apart by so many bits of their hash: of some ten thousand in use the frequent ones.
const HASH_BITS: u32 = 12;
const PAIRS: usize = 1 << HASH_BITS;
/// The length of an account's weights as whole numbers, which add up to the same in any order.
const UNIT: f64 = 32_768.0;
/// Likeness below which texts have nothing in common but chance.
const CHANCE: f64 = 0.02;

/// (pair, weight), by pair: an account's texts as a vector of length [`UNIT`].
type Words = Vec<(u16, u16)>;

/// Sums of weights by pair.
type Sums = Vec<u64>;

/// Notes by account.
struct Notes<'a> {
    by_account: Index,
    text: Vec<&'a str>,
    at: &'a [i64],
}

/// What all bound accounts write.
struct Common {
    sums: Sums,
    /// Weight of each pair, squared: more for one that few use.
    weight: Vec<f64>,
}

/// What an account that a company binds writes while it is bound.
struct Seen {
    account: u32,
    enterprise: u32,
    /// Cosines with the company's texts, and with those of all others.
    like: [f64; 2],
    rows: Vec<u32>,
}

impl Seen {
    /// How much more it is like the company than like the others, as a logarithm.
    fn likeness(&self) -> f64 {
        let [company, others] = self.like.map(|like| (like + CHANCE).ln());
        company - others
    }
}

fn run<'f>(facts: &'f Facts<'_>) -> Weigh<'f> {
    let notes = Notes {
        by_account: Index::new(facts.accounts.count(), facts.frames.numbers(ExportKind::Notes, "account_id")),
        text: facts.frames.texts(ExportKind::Notes, "text"),
        at: facts.frames.wides(ExportKind::Notes, "published_at"),
    };
    let mut companies: Vec<u32> = facts.companies.all().iter().map(|b| b.enterprise).collect();
    companies.sort_unstable();
    companies.dedup();
    let common = Common::of(facts, &notes, &companies);
    let mut seen: Vec<Seen> =
        companies.par_iter().flat_map_iter(|&company| look(facts, &notes, &common, company)).collect();
    // Of several companies the one for which most was written tells.
    seen.sort_by_key(|s| (s.account, std::cmp::Reverse(s.rows.len()), s.enterprise));
    seen.dedup_by_key(|s| s.account);
    Box::new(move |background| weigh(&seen, facts, background))
}

/// The accounts of a company with what each wrote as such, the enterprise's own first.
fn texts_of<'f>(
    facts: &'f Facts<'_>,
    notes: &Notes<'_>,
    company: u32,
) -> Vec<(Option<&'f Binding>, Words, Vec<u32>)> {
    let of = |binding: Option<&'f Binding>| {
        let (account, from, to) =
            binding.map_or((company, i64::MIN, i64::MAX), |b| (b.account, b.from, b.to));
        let rows = notes.between(account, from, to);
        let words = notes.words(&rows);
        (!words.is_empty()).then_some((binding, words, rows))
    };
    let bindings = std::iter::once(None).chain(facts.companies.to(company).map(Some));
    let mut texts: Vec<(Option<&Binding>, Words, Vec<u32>)> = bindings.filter_map(of).collect();
    // Who was bound twice is no colleague of the own.
    texts.sort_by_key(|(binding, _, rows)| {
        (binding.map(|b| b.account), std::cmp::Reverse(rows.len()), binding.map(|b| b.row))
    });
    texts.dedup_by_key(|(binding, ..)| binding.map(|b| b.account));
    texts
}

impl Notes<'_> {
    /// The latest notes of an account within some time.
    fn between(&self, account: u32, from: i64, to: i64) -> Vec<u32> {
        let rows = self.by_account.rows(account).iter().copied();
        let mut rows: Vec<u32> = rows.filter(|&row| (from..=to).contains(&self.at[row as usize])).collect();
        rows.sort_unstable_by_key(|&row| (std::cmp::Reverse(self.at[row as usize]), row));
        rows.truncate(MOST_NOTES);
        rows
    }

    /// The pairs of characters in some notes: a pair that comes often weighs by the logarithm.
    fn words(&self, rows: &[u32]) -> Words {
        let mut counts = [0u16; PAIRS];
        for &row in rows {
            let tidy = tidied(self.text[row as usize]);
            let mut last = None;
            for c in tidy.chars() {
                if let Some(last) = last.replace(c) {
                    let count = &mut counts[pair(last, c)];
                    *count = count.saturating_add(1);
                }
            }
        }
        let weight = |count: u16| 1.0 + f64::from(count).ln();
        let used = || counts.iter().zip(0u16..).filter(|(count, _)| **count > 0);
        let length = used().map(|(&count, _)| weight(count).powi(2)).sum::<f64>().sqrt();
        used().map(|(&count, pair)| (pair, (weight(count) / length * UNIT).round() as u16)).collect()
    }
}

/// The hash of a pair of characters (Fibonacci hashing; Knuth, *The Art of Computer Programming* 3, 6.4).
fn pair(one: char, two: char) -> usize {
    let key = u64::from(u32::from(one)) << 32 | u64::from(u32::from(two));
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - HASH_BITS)) as usize
}

impl Common {
    fn of(facts: &Facts<'_>, notes: &Notes<'_>, companies: &[u32]) -> Common {
        let none = || (vec![0u64; PAIRS], vec![0u64; PAIRS], 0u64);
        let (sums, used, accounts) = companies
            .par_iter()
            .fold(none, |(mut sums, mut used, mut accounts), &company| {
                for (_, words, _) in texts_of(facts, notes, company) {
                    add(&mut sums, &words);
                    words.iter().for_each(|word| used[usize::from(word.0)] += 1);
                    accounts += 1;
                }
                (sums, used, accounts)
            })
            .reduce(none, |one, two| (sum(one.0, &two.0), sum(one.1, &two.1), one.2 + two.2));
        let rare = |&used: &u64| 1.0 + ((1 + accounts) as f64 / (1 + used) as f64).ln();
        Common { sums, weight: used.iter().map(|used| rare(used).powi(2)).collect() }
    }

    /// The square of the length of a sum of texts.
    fn square(&self, sums: impl Fn(usize) -> u64) -> f64 {
        self.weight.iter().enumerate().map(|(pair, weight)| (sums(pair) as f64).powi(2) * weight).sum()
    }

    /// The product of an account's texts with a sum of texts, and the square of their own length.
    fn products(&self, words: &Words, sums: impl Fn(usize) -> u64) -> (f64, f64) {
        words.iter().fold((0.0, 0.0), |(product, own), &(pair, weight)| {
            let (pair, weight) = (usize::from(pair), f64::from(weight));
            let rare = weight * self.weight[pair];
            (product + rare * sums(pair) as f64, own + rare * weight)
        })
    }
}

/// The cosine from a product and the squares of two lengths.
fn cosine(product: f64, one: f64, other: f64) -> f64 {
    if one * other > 0.0 { product / (one * other).sqrt() } else { 0.0 }
}

fn add(sums: &mut Sums, words: &Words) {
    words.iter().for_each(|&(pair, weight)| sums[usize::from(pair)] += u64::from(weight));
}

fn sum(mut one: Sums, two: &Sums) -> Sums {
    one.iter_mut().zip(two).for_each(|(one, two)| *one += two);
    one
}

/// Those of a company's accounts that it did not make, and that wrote enough.
fn look(facts: &Facts<'_>, notes: &Notes<'_>, common: &Common, company: u32) -> Vec<Seen> {
    let texts = texts_of(facts, notes, company);
    if texts.len() <= LEAST_OTHERS {
        return Vec::new();
    }
    let mut of_company = vec![0; PAIRS];
    texts.iter().for_each(|(_, words, _)| add(&mut of_company, words));
    let others = |pair: usize| common.sums[pair] - of_company[pair];
    let (company_square, others_square) = (common.square(|pair| of_company[pair]), common.square(others));
    let own = texts.iter().filter_map(|(binding, words, rows)| Some((binding.as_ref()?, words, rows)));
    own.filter(|(binding, _, rows)| !binding.created && rows.len() >= LEAST_NOTES)
        .map(|(binding, words, rows)| {
            // The company without the account: what it adds to the sum is taken out.
            let (with, square) = common.products(words, |pair| of_company[pair]);
            let rest = (company_square - 2.0 * with + square).max(0.0);
            let (product, _) = common.products(words, others);
            Seen {
                account: binding.account,
                enterprise: company,
                like: [cosine(with - square, square, rest), cosine(product, square, others_square)],
                rows: rows.clone(),
            }
        })
        .collect()
}

fn weigh(seen: &[Seen], facts: &Facts<'_>, background: &Background) -> Vec<Evidence> {
    let ordinary = || seen.iter().filter(|s| background.has(s.account));
    let limits = thresholds(ordinary().map(Seen::likeness).collect(), SHARES, EXPECTED);
    let class = |s: &Seen| class_of(s.likeness(), limits);
    let of = seen.iter().map(|s| (s.account, Some(class(s))));
    let Tally { certain, .. } = background.tally::<4>(Typology::Affiliated, Family::Content, of);
    let bits = ODDS.weigh(&Tally { ordinary: count(ordinary().map(|s| Some(class(s)))), certain });
    let told = seen.par_iter().filter(|s| background.belief(s.account).is_some());
    told.map(|s| finding(facts, s, class(s), bits[class(s)])).filter(|e| e.millibits != 0).collect()
}

fn finding(facts: &Facts<'_>, s: &Seen, class: usize, bits: i32) -> Evidence {
    let times =
        || s.rows.iter().map(|&row| facts.frames.wides(ExportKind::Notes, "published_at")[row as usize]);
    about(s.account, Typology::Affiliated, CODES[usize::from(class >= ALIKE)], Family::Content, bits)
        .between(times().min().unwrap_or(0), times().max().unwrap_or(0))
        .with("to_company", Figure::Ratio(s.like[0]))
        .with("to_others", Figure::Ratio(s.like[1]))
        .with_object(NodeKind::Enterprise, s.enterprise)
        .from_sources(s.rows.iter().take(MOST_SOURCES).map(|&row| Source::Note(row)))
}
