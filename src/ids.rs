//! Identifiers as integers.
//!
//! Identifiers are opaque text in the exports and `u32` everywhere else. While files are read, each
//! reader owns [`Interner`]s; when all have been read, [`Dictionary::merge`] gives every identifier
//! of a [`Domain`] its final number. Numbers follow (XXH3 of the text, text), so that they do not
//! depend on the order of rows, files or threads, and sorting a hash is cheaper than sorting text.
//!
//! Cost: linear in bytes for interning; `n log n` integer comparisons for merging.

use std::ops::Range;

use hashbrown::HashTable;
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

/// The number that stands for a missing identifier. It never links anything.
pub const NONE: u32 = u32::MAX;

/// Kinds of identifiers. Two identifiers are the same thing if domain and text agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Domain {
    /// Accounts of every kind, enterprises included.
    Account,
    /// Login devices.
    Device,
    /// Network addresses or their hashes. They are many and never printed, so that only their hash is
    /// kept: of a billion addresses, two share one with a probability of 3 %, and nothing rests on one.
    Ip,
    /// Regions, as the exports spell them.
    Region,
    /// Payment accounts (payout accounts, payers, payees).
    PaymentAccount,
    /// Verified identities (holders, declared employees).
    Person,
    /// Phone number hashes.
    Phone,
    /// Consumers' contacts.
    Contact,
    /// Leads.
    Lead,
    /// Payments.
    Payment,
    /// Notes.
    Note,
    /// Parent companies and franchises.
    Group,
    /// Open lists of words: industries, channels, sources, reasons.
    Word,
    /// Old and new values of account changes; their kind depends on the field.
    Value,
}

/// Number of [`Domain`]s.
pub const DOMAINS: usize = 14;

/// XXH3 of an identifier's bytes: specified, so that numbers are the same on every platform.
#[inline]
pub fn hash(bytes: &[u8]) -> u64 {
    xxh3_64(bytes)
}

/// Longest text that is kept inside its entry; identifiers mostly fit.
const INLINE: usize = 15;
/// Length that stands for a text kept outside its entry.
const OUTSIDE: u8 = u8::MAX;

/// A text with its number, in a third of a cache line, so that a look-up is one access to memory. The
/// hash is made again where the table grows.
#[derive(Clone, Copy)]
struct Entry {
    number: u32,
    length: u8,
    /// The text, or where it lies outside: start (8 bytes) and length (4 bytes), little-endian.
    text: [u8; INLINE],
}

/// Texts seen so far, each with a number in order of appearance.
#[derive(Default)]
pub struct Interner {
    table: HashTable<Entry>,
    outside: Vec<u8>,
}

impl Entry {
    fn text<'a>(&'a self, outside: &'a [u8]) -> &'a [u8] {
        if self.length != OUTSIDE {
            return &self.text[..self.length as usize];
        }
        let figure =
            |range: Range<usize>| self.text[range].iter().rev().fold(0usize, |v, &b| v << 8 | b as usize);
        let start = figure(0..8);
        &outside[start..start + figure(8..12)]
    }
}

impl Interner {
    /// The number of `text`, whose [`hash`] the caller has at hand; new texts get the next number.
    #[inline]
    pub fn intern_hashed(&mut self, hash: u64, text: &[u8]) -> u32 {
        let outside = &self.outside;
        let same = |e: &Entry| e.text(outside) == text;
        match self.table.find(hash, same) {
            Some(entry) => entry.number,
            None => self.add(hash, text),
        }
    }

    #[cold]
    fn add(&mut self, hash: u64, text: &[u8]) -> u32 {
        let number = self.table.len() as u32;
        let mut entry = Entry { number, length: OUTSIDE, text: [0; INLINE] };
        if text.len() <= INLINE {
            entry.length = text.len() as u8;
            entry.text[..text.len()].copy_from_slice(text);
        } else {
            entry.text[..8].copy_from_slice(&(self.outside.len() as u64).to_le_bytes());
            entry.text[8..12].copy_from_slice(&(text.len() as u32).to_le_bytes());
            self.outside.extend_from_slice(text);
        }
        let outside = &self.outside;
        self.table.insert_unique(hash, entry, |e| self::hash(e.text(outside)));
        number
    }

    /// The number of `text`.
    #[inline]
    pub fn intern(&mut self, text: &[u8]) -> u32 {
        self.intern_hashed(hash(text), text)
    }

    /// How many texts were seen.
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Whether nothing was seen.
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// Hash, number and text of everything seen, in no order.
    fn entries(&self) -> impl Iterator<Item = (u64, u32, &[u8])> {
        self.table.iter().map(|e| {
            let text = e.text(&self.outside);
            (hash(text), e.number, text)
        })
    }
}

/// All texts of one domain under their final numbers: sorted by (hash, text).
#[derive(Default)]
pub struct Dictionary {
    texts: Vec<u8>,
    ends: Vec<u64>,
    /// Where hashes with each prefix begin; as many prefixes as there are identifiers, or more.
    buckets: Vec<u32>,
}

impl Dictionary {
    /// Joins what several readers saw. Returns the dictionary and, for each reader, the final number
    /// of each of its own.
    pub fn merge(parts: &[&Interner]) -> (Dictionary, Vec<Vec<u32>>) {
        let mut entries: Vec<(u64, &[u8], u32, u32)> = parts
            .iter()
            .zip(0..)
            .flat_map(|(part, p)| part.entries().map(move |(hash, number, text)| (hash, text, p, number)))
            .collect();
        entries.par_sort_unstable();
        let mut remaps: Vec<Vec<u32>> = parts.iter().map(|p| vec![NONE; p.len()]).collect();
        let mut dictionary = Dictionary::default();
        let mut hashes = Vec::new();
        let mut previous: Option<(u64, &[u8])> = None;
        for (hash, text, part, number) in entries {
            if previous != Some((hash, text)) {
                dictionary.texts.extend_from_slice(text);
                dictionary.ends.push(dictionary.texts.len() as u64);
                hashes.push(hash);
                previous = Some((hash, text));
            }
            remaps[part as usize][number as usize] = dictionary.ends.len() as u32 - 1;
        }
        dictionary.texts.shrink_to_fit();
        dictionary.ends.shrink_to_fit();
        dictionary.buckets = buckets(&hashes);
        (dictionary, remaps)
    }

    /// How many identifiers there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    #[inline]
    fn bytes(&self, n: u32) -> &[u8] {
        let n = n as usize;
        let start = if n == 0 { 0 } else { self.ends[n - 1] as usize };
        &self.texts[start..self.ends[n] as usize]
    }

    /// The text of number `n`; empty for [`NONE`]. Readers admit valid UTF-8 only.
    pub fn text(&self, n: u32) -> &str {
        if n == NONE {
            return "";
        }
        std::str::from_utf8(self.bytes(n)).expect("readers admit valid UTF-8 only")
    }

    /// The numbers that a text with this [`hash`] can have. Hashes are uniform, so that they are one or
    /// two, or none.
    #[inline]
    pub fn candidates(&self, hash: u64) -> Range<u32> {
        if self.ends.is_empty() {
            return 0..0;
        }
        let bucket = bucket(hash, self.buckets.len() - 1);
        self.buckets[bucket]..self.buckets[bucket + 1]
    }

    /// The number of a text among its [`candidates`](Dictionary::candidates).
    #[inline]
    pub fn find_among(&self, mut candidates: Range<u32>, text: &[u8]) -> Option<u32> {
        candidates.find(|&n| self.bytes(n) == text)
    }

    /// The number of a text.
    pub fn find(&self, text: &str) -> Option<u32> {
        self.find_among(self.candidates(hash(text.as_bytes())), text.as_bytes())
    }
}

/// The bucket of a hash among `count` (a power of two): its first bits.
#[inline]
fn bucket(hash: u64, count: usize) -> usize {
    match count {
        1 => 0,
        _ => (hash >> (64 - count.trailing_zeros())) as usize,
    }
}

/// Where each bucket of sorted hashes begins, and the end of the last one.
pub fn buckets(hashes: &[u64]) -> Vec<u32> {
    let count = hashes.len().next_power_of_two();
    let mut starts = vec![0u32; count + 1];
    for &hash in hashes {
        starts[bucket(hash, count) + 1] += 1;
    }
    for i in 0..count {
        starts[i + 1] += starts[i];
    }
    starts
}

/// The place of a hash among sorted ones, with their [`buckets`].
#[inline]
pub fn place_of(hash: u64, hashes: &[u64], buckets: &[u32]) -> Option<u32> {
    if hashes.is_empty() {
        return None;
    }
    let at = bucket(hash, buckets.len() - 1);
    (buckets[at]..buckets[at + 1]).find(|&n| hashes[n as usize] == hash)
}

/// The dictionaries of all domains.
pub struct Names {
    by_domain: Vec<Dictionary>,
}

impl Names {
    /// Dictionaries in the order of [`Domain`].
    pub fn new(by_domain: Vec<Dictionary>) -> Self {
        assert_eq!(by_domain.len(), DOMAINS);
        Names { by_domain }
    }

    /// The dictionary of one domain.
    pub fn of(&self, domain: Domain) -> &Dictionary {
        &self.by_domain[domain as usize]
    }

    /// The text of an identifier; empty for [`NONE`].
    pub fn text(&self, domain: Domain, n: u32) -> &str {
        self.of(domain).text(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_do_not_depend_on_order_or_reader() {
        let texts = ["u1", "u2", "账号", "", "0012", "u1 ", "one that is too long for its entry"];
        let mut one = Interner::default();
        texts.iter().for_each(|t| {
            one.intern(t.as_bytes());
        });
        let (mut left, mut right) = (Interner::default(), Interner::default());
        for (i, t) in texts.iter().rev().enumerate() {
            let part = if i % 2 == 0 { &mut left } else { &mut right };
            part.intern(t.as_bytes());
            right.intern(b"u2");
        }
        let (whole, _) = Dictionary::merge(&[&one]);
        let (merged, remaps) = Dictionary::merge(&[&left, &right]);
        assert_eq!(whole.len(), merged.len());
        for text in texts {
            assert_eq!(whole.find(text), merged.find(text), "{text}");
        }
        for (_, n, text) in right.entries() {
            assert_eq!(merged.text(remaps[1][n as usize]).as_bytes(), text);
        }
        assert_eq!(merged.find("u3"), None);
    }
}
