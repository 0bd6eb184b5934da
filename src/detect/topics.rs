//! # Writing of something else than the company
//!
//! **Finds** bound accounts whose notes are less like those of the company's other people, compared with how like they
//! are to anybody's, than those of others who are bound.
//!
//! **Matters** because a company binds its staff so that they write of what it sells. Whoever bought a place there goes
//! on with a trade of the own, in words that nobody else at the company has any use for.
//!
//! **How.** Of what each account published while it was bound, pairs of characters are counted (of the last
//! [`MOST_NOTES`] notes), those that few accounts use weighing more (term frequency and inverse document frequency;
//! Salton and Buckley, *Information Processing & Management* 24, 1988). How like they are on average to the texts of
//! each of the company's other accounts is held against how like they are to those of all other companies': who writes
//! little is like nobody, and is so to both. Enterprises of one hand are one company, and one holder's accounts there
//! are no colleagues of each other.
//!
//! **Honest twins.** Staff who keep their own account private; outlets with goods of their own; a company of two.
//! What a company made is none of this. Whatever is approved is left out. How many true staff write of something
//! else is measured, and so is how many of those who are wrongly bound for certain write of what the company sells:
//! where affiliates copy the company's texts, it speaks the other way.
//!
//! **Background.** Accounts of these exports that companies bind and did not make. **Wrong** for staff hired for their
//! followers, who go on writing for these, and for the few true staff of a company most of whose people are guests in one
//! trade. Where hardly any other company writes there is nothing to compare with, and nothing is said.
//!
//! **Settings:** none.
//!
//! Cost: linear in the characters of bound accounts' notes, each read twice.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::facts::{Binding, Facts, Index};
use super::features::{MOST_SOURCES, about, class_of, thresholds};
use super::minhash::tidied;
use super::{Background, Code, Detector, Weigh};
use crate::evidence::{Evidence, Family, Figure, NodeKind, Odds, Source, Typology};
use crate::ids::NONE;
use crate::schema::ExportKind;

/// The entry of this detector.
pub const DETECTOR: Detector = Detector {
    name: "topics",
    typologies: &[Typology::Affiliated],
    needs: &["bindings", "notes"],
    uses: &["approved_operators"],
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
/// Accounts of other companies with notes that are needed to compare with.
const LEAST_ELSEWHERE: u64 = 3;

/// Notes of an account that are looked at, the latest.
const MOST_NOTES: usize = 16;
/// Notes that an account needs.
const LEAST_NOTES: usize = 2;
/// Other accounts with notes that a company needs.
const LEAST_OTHERS: u64 = 2;
/// Pairs of characters are told apart by so many bits of their hash: some ten thousand are in use.
const HASH_BITS: u32 = 15;
const PAIRS: usize = 1 << HASH_BITS;
/// The length of an account's weights as whole numbers, which add up to the same in any order.
const UNIT: f64 = 32_768.0;
/// Likeness below which texts have nothing in common but chance.
const CHANCE: f64 = 0.02;

/// (pair, weight), by pair: an account's texts as a vector of length [`UNIT`].
type Words = Vec<(u16, u16)>;

/// Notes by account.
struct Notes<'a> {
    by_account: &'a Index,
    text: Vec<&'a str>,
    at: &'a [i64],
}

/// What some accounts write.
struct Sum {
    /// Weights by pair.
    weights: Vec<u64>,
    /// Accounts by pair.
    used: Vec<u64>,
    accounts: u64,
}

/// What all bound accounts write, and what each pair weighs: more, if few use it (squared).
struct Common {
    all: Sum,
    rare: Vec<f64>,
}

/// What an account wrote while a company had it bound; the enterprise itself is bound to nobody.
struct Texts<'f> {
    binding: Option<&'f Binding>,
    words: Words,
    rows: Vec<u32>,
}

/// What a few accounts write. Sparse: most companies are small, and a [`Sum`] would cost each of them as much as a large
/// one.
struct Weights {
    by_pair: FxHashMap<u16, u64>,
    accounts: u64,
}

impl Weights {
    fn of<'t, 'f: 't>(texts: impl IntoIterator<Item = &'t Texts<'f>>) -> Weights {
        let mut all = Weights { by_pair: FxHashMap::default(), accounts: 0 };
        for texts in texts {
            all.accounts += 1;
            for &(pair, weight) in &texts.words {
                *all.by_pair.entry(pair).or_default() += u64::from(weight);
            }
        }
        all
    }

    /// What a pair weighs.
    fn pair(&self, pair: u16) -> u64 {
        self.by_pair.get(&pair).copied().unwrap_or(0)
    }
}

/// An account that a company binds, and what it writes.
struct Seen {
    account: u32,
    enterprise: u32,
    /// When it was bound.
    from: i64,
    /// Mean likeness to the company's other accounts, and to those of all other companies.
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
        by_account: &facts.by_author,
        text: facts.frames.texts(ExportKind::Notes, "text"),
        at: facts.frames.wides(ExportKind::Notes, "published_at"),
    };
    let mut hands: Vec<u32> =
        facts.companies.all().iter().map(|b| facts.companies.hand(b.enterprise)).collect();
    hands.sort_unstable();
    hands.dedup();
    let common = Common::of(facts, &notes, &hands);
    let mut seen: Vec<Seen> =
        hands.par_iter().flat_map_iter(|&hand| look(facts, &notes, &common, hand)).collect();
    // Of several companies the latest tells: a place that was bought comes after true jobs.
    seen.sort_by_key(|s| (s.account, std::cmp::Reverse(s.from), s.enterprise));
    seen.dedup_by_key(|s| s.account);
    Box::new(move |background| weigh(&seen, facts, background))
}

/// The accounts of a hand's companies with what each wrote as such.
fn texts_of<'f>(facts: &'f Facts<'_>, notes: &Notes<'_>, hand: u32) -> Vec<Texts<'f>> {
    let of = |enterprise: u32, binding: Option<&'f Binding>| {
        let (account, from, to) =
            binding.map_or((enterprise, i64::MIN, i64::MAX), |b| (b.account, b.from, b.to));
        let approved = |account: u32| facts.approvals.account_today(account);
        let rows = notes.between(account, from, to);
        let words = notes.words(&rows);
        let open = !words.is_empty() && !approved(account) && !approved(enterprise);
        open.then_some(Texts { binding, words, rows })
    };
    let enterprises = facts.companies.enterprises(hand).iter();
    let mut texts: Vec<Texts<'f>> = enterprises
        .flat_map(|&enterprise| {
            let bound = facts.companies.to(enterprise).filter(move |b| b.account != enterprise);
            std::iter::once(None).chain(bound.map(Some)).filter_map(move |b| of(enterprise, b))
        })
        .collect();
    // Who was bound twice is no colleague of the own.
    let latest = |t: &Texts<'_>| t.binding.map(|b| (b.account, std::cmp::Reverse((b.from, b.row))));
    texts.sort_by_key(latest);
    texts
        .dedup_by(|b, a| a.binding.is_some() && a.binding.map(|b| b.account) == b.binding.map(|b| b.account));
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

    /// The pairs of characters in some notes: one that comes often weighs by the logarithm.
    fn words(&self, rows: &[u32]) -> Words {
        let mut pairs: Vec<u16> = Vec::new();
        for &row in rows {
            let tidy = tidied(self.text[row as usize]);
            pairs.extend(tidy.chars().zip(tidy.chars().skip(1)).map(|(one, two)| pair(one, two)));
        }
        pairs.sort_unstable();
        let counts = || pairs.chunk_by(|a, b| a == b).map(|same| (same[0], 1.0 + (same.len() as f64).ln()));
        let length = counts().map(|(_, weight)| weight.powi(2)).sum::<f64>().sqrt();
        counts().map(|(pair, weight)| (pair, (weight / length * UNIT).round() as u16)).collect()
    }
}

/// The hash of a pair of characters (Fibonacci hashing; Knuth, *The Art of Computer Programming* 3, 6.4).
fn pair(one: char, two: char) -> u16 {
    let key = u64::from(u32::from(one)) << 32 | u64::from(u32::from(two));
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - HASH_BITS)) as u16
}

impl Sum {
    fn none() -> Sum {
        Sum { weights: vec![0; PAIRS], used: vec![0; PAIRS], accounts: 0 }
    }

    fn with(mut self, words: &Words) -> Sum {
        for &(pair, weight) in words {
            self.weights[usize::from(pair)] += u64::from(weight);
            self.used[usize::from(pair)] += 1;
        }
        self.accounts += 1;
        self
    }

    fn and(mut self, other: Sum) -> Sum {
        let add = |to: &mut [u64], from: &[u64]| to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
        add(&mut self.weights, &other.weights);
        add(&mut self.used, &other.used);
        self.accounts += other.accounts;
        self
    }
}

impl Common {
    fn of(facts: &Facts<'_>, notes: &Notes<'_>, hands: &[u32]) -> Common {
        let add = |sum: Sum, &hand: &u32| {
            texts_of(facts, notes, hand).iter().fold(sum, |sum, texts| sum.with(&texts.words))
        };
        let all = hands.par_iter().fold(Sum::none, add).reduce(Sum::none, Sum::and);
        let rare = |&used: &u64| 1.0 + ((1 + all.accounts) as f64 / (1 + used) as f64).ln();
        Common { rare: all.used.iter().map(|used| rare(used).powi(2)).collect(), all }
    }

    /// The square of the length of an account's texts.
    fn square(&self, words: &Words) -> f64 {
        words.iter().map(|&(pair, weight)| f64::from(weight).powi(2) * self.rare[usize::from(pair)]).sum()
    }

    /// The product of an account's texts with the sum of some.
    fn product(&self, words: &Words, sum: impl Fn(u16) -> u64) -> f64 {
        let of = |&(pair, weight): &(u16, u16)| {
            f64::from(weight) * self.rare[usize::from(pair)] * sum(pair) as f64
        };
        words.iter().map(of).sum()
    }
}

/// Those of a hand's accounts that it did not make, and that wrote enough.
fn look(facts: &Facts<'_>, notes: &Notes<'_>, common: &Common, hand: u32) -> Vec<Seen> {
    let texts = texts_of(facts, notes, hand);
    let (here, elsewhere) = (texts.len() as u64, common.all.accounts - texts.len() as u64);
    if here <= LEAST_OTHERS || elsewhere < LEAST_ELSEWHERE {
        return Vec::new();
    }
    let company = Weights::of(&texts);
    // Whoever has several accounts there is no colleague of the own.
    let own = by_holder(facts, &texts);
    let of = |Texts { binding, words, rows }: &Texts<'_>| {
        let binding = binding.filter(|b| !b.created && rows.len() >= LEAST_NOTES)?;
        let square = common.square(words);
        let own = own.get(&facts.accounts.holder[binding.account as usize]);
        let (own, colleagues) = match own {
            Some(own) => (common.product(words, |pair| own.pair(pair)), here - own.accounts),
            None => (square, here - 1),
        };
        if colleagues < LEAST_OTHERS {
            return None;
        }
        let with = common.product(words, |pair| company.pair(pair));
        let others = common.product(words, |pair| common.all.weights[usize::from(pair)] - company.pair(pair));
        // Means, so that a large company is no more like its people than a small one.
        let mean = |product: f64, accounts: u64| product / square / accounts as f64;
        let like = [mean(with - own, colleagues), mean(others, elsewhere)];
        let seen = Seen {
            account: binding.account,
            enterprise: binding.enterprise,
            from: binding.from,
            like,
            rows: rows.clone(),
        };
        like.iter().any(|&like| like > CHANCE).then_some(seen)
    };
    texts.iter().filter_map(of).collect()
}

/// What the accounts of each person who has several there write together.
fn by_holder(facts: &Facts<'_>, texts: &[Texts<'_>]) -> FxHashMap<u32, Weights> {
    let mut all: FxHashMap<u32, Vec<&Texts<'_>>> = FxHashMap::default();
    for (of, binding) in texts.iter().filter_map(|of| Some((of, of.binding?))) {
        all.entry(facts.accounts.holder[binding.account as usize]).or_default().push(of);
    }
    all.retain(|&holder, of| holder != NONE && of.len() > 1);
    all.into_iter().map(|(holder, of)| (holder, Weights::of(of))).collect()
}

fn weigh(seen: &[Seen], facts: &Facts<'_>, background: &Background) -> Vec<Evidence> {
    let ordinary = || seen.iter().filter(|s| background.has(s.account));
    let limits = thresholds(ordinary().map(Seen::likeness).collect(), SHARES, EXPECTED);
    let class = |s: &Seen| class_of(s.likeness(), limits);
    let of = seen.iter().map(|s| (s.account, Some(class(s))));
    let bits = ODDS.weigh(&background.tally(Typology::Affiliated, Family::Content, of));
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
