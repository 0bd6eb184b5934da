//! Texts of notes by who posts them.
//!
//! Texts are tidied and long ones clustered by MinHash, see `minhash.rs`; each account's first posting of
//! a text stands for all of them.
//!
//! Cost: linear in notes and `n log n` in distinct texts.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::super::minhash::{Signature, clusters, comparable, signature, tidied};
use super::Facts;
use crate::ids::NONE;
use crate::schema::ExportKind;

/// Accounts beside one in the list of a text's posters that it is compared to, either side.
pub const BESIDE: usize = 32;
/// Postings of one text from which on it is posted again and again: once more may be a mistake.
const AGAIN: u32 = 3;

/// A text in the hands of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posting {
    /// Its cluster.
    pub text: u32,
    /// The account's party, see [`party`].
    pub party: u32,
    /// Who posts it.
    pub account: u32,
    /// When first, in milliseconds.
    pub at: i64,
    /// The row of the sorted notes.
    pub row: u32,
    /// How often the account posts it.
    pub times: u32,
}

/// All postings of long texts, and what they are of.
#[derive(Default)]
pub struct Library {
    /// Sorted; the first of each account and text only.
    pub postings: Vec<Posting>,
    /// Where the postings of each text begin, by text.
    pub of_text: FxHashMap<u32, std::ops::Range<usize>>,
    /// Places in `postings` by account: (account, place), sorted.
    pub by_account: Vec<(u32, u32)>,
    /// What each text resembles.
    pub signatures: Vec<Signature>,
    /// The place in `postings` by which each text was published first.
    firsts: FxHashMap<u32, u32>,
    /// Parties that post each text.
    pub parties: FxHashMap<u32, u32>,
    /// Parties that post each text again and again, where any does.
    pub repeaters: FxHashMap<u32, u32>,
    /// Parties that post long texts at all.
    pub all_parties: usize,
}

impl Library {
    /// Reads all notes.
    pub fn new(facts: &Facts<'_>) -> Library {
        let notes = facts.frames.texts(ExportKind::Notes, "text");
        let account = facts.frames.numbers(ExportKind::Notes, "account_id");
        let at = facts.frames.wides(ExportKind::Notes, "published_at");
        // Equal texts first: (hash of the tidied text, row). The hash stands for the text; that two of
        // a million texts share one has a chance of one in 37 million.
        let long = |(row, text): (usize, &&str)| {
            let tidy = tidied(text);
            (comparable(&tidy) && account[row] != NONE).then(|| (xxh3_64(tidy.as_bytes()), row as u32))
        };
        let mut rows: Vec<(u64, u32)> = notes.par_iter().enumerate().filter_map(long).collect();
        rows.par_sort_unstable();
        let equal: Vec<&[(u64, u32)]> = rows.chunk_by(|a, b| a.0 == b.0).collect();
        let signatures: Vec<Signature> =
            equal.par_iter().map(|same| signature(&tidied(notes[same[0].1 as usize]))).collect();
        let postings = equal.iter().zip(clusters(&signatures)).flat_map(|(same, text)| {
            same.iter().map(move |&(_, row)| {
                let account = account[row as usize];
                Posting { text, party: facts.party(account), account, at: at[row as usize], row, times: 1 }
            })
        });
        Library::of(postings.collect(), signatures)
    }

    /// Of postings of one time each.
    pub fn of(mut postings: Vec<Posting>, signatures: Vec<Signature>) -> Library {
        postings.par_sort_unstable();
        postings.dedup_by(|next, first| {
            let same = (next.text, next.account) == (first.text, first.account);
            first.times += if same { next.times } else { 0 };
            same
        });
        let (mut of_text, mut parties) = (FxHashMap::default(), FxHashMap::default());
        let (mut firsts, mut repeaters) = (FxHashMap::default(), FxHashMap::default());
        let mut start = 0;
        for same in postings.chunk_by(|a, b| a.text == b.text) {
            of_text.insert(same[0].text, start..start + same.len());
            let first = (0..same.len()).min_by_key(|&i| (same[i].at, same[i].row)).unwrap_or(0);
            firsts.insert(same[0].text, (start + first) as u32);
            let of = || same.chunk_by(|a, b| a.party == b.party);
            parties.insert(same[0].text, of().count() as u32);
            let again = of().filter(|party| party.iter().any(|p| p.times >= AGAIN)).count() as u32;
            if again > 0 {
                repeaters.insert(same[0].text, again);
            }
            start += same.len();
        }
        let mut by_account: Vec<(u32, u32)> = postings.iter().map(|p| p.account).zip(0..).collect();
        by_account.par_sort_unstable();
        let mut all: Vec<u32> = postings.iter().map(|p| p.party).collect();
        all.par_sort_unstable();
        all.dedup();
        let all_parties = all.len();
        Library { postings, of_text, by_account, signatures, firsts, parties, repeaters, all_parties }
    }

    /// The posting by which a text was published first.
    pub fn first(&self, text: u32) -> &Posting {
        &self.postings[self.firsts[&text] as usize]
    }

    /// Accounts that post each text, by the note by which it was published first. `notes`: ids of notes by row.
    pub fn posters(&self, notes: &[u32]) -> FxHashMap<u32, usize> {
        let note = |text: u32| notes[self.first(text).row as usize];
        self.of_text.iter().map(|(&text, range)| (note(text), range.len())).collect()
    }

    /// Bits that having a text is worth: −log2 of the share of parties that have it.
    pub fn weight(&self, text: u32) -> f64 {
        (self.all_parties as f64 / f64::from(self.parties[&text])).log2()
    }

    /// Bits that posting a text again and again is worth, if an account does.
    pub fn weight_again(&self, place: u32) -> Option<f64> {
        let posting = &self.postings[place as usize];
        let again = f64::from(*self.repeaters.get(&posting.text)?);
        (posting.times >= AGAIN).then(|| (self.all_parties as f64 / again).log2())
    }

    /// Whether two texts like this would do to be telling.
    pub fn is_rare(&self, text: u32) -> bool {
        2.0 * self.weight(text) > (self.all_parties as f64).log2()
    }

    /// Postings of the same text beside one, in the order of parties and accounts, round in a circle.
    pub fn beside(&self, place: u32) -> impl Iterator<Item = u32> {
        let range = self.of_text[&self.postings[place as usize].text].clone();
        let (length, from) = (range.len(), place as usize - range.start);
        let steps = if length <= 2 * BESIDE { 1..length } else { length - BESIDE..length + BESIDE + 1 };
        let other = move |step: usize| (range.start + (from + step) % length) as u32;
        steps.map(other).filter(move |&p| p != place)
    }
}

/// Whether the account of a posting, its company or a device of it was approved at the time.
pub fn is_approved(facts: &Facts<'_>, posting: &Posting) -> bool {
    let approved = |a: u32| facts.approvals.account(a, posting.at);
    let day = facts.bit(posting.at);
    let on_device =
        || facts.uses(posting.account).iter().any(|u| facts.approvals.device_days(u.device) >> day & 1 == 1);
    approved(posting.account)
        || facts.companies.of(posting.account).any(|b| approved(b.enterprise))
        || on_device()
}
