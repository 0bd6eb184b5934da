//! Identifiers as integers.
//!
//! Identifiers are opaque text in the exports and `u32` everywhere else. While files are read, each
//! reader owns [`Interner`]s; when all have been read, [`Dictionary::merge`] gives every identifier
//! of a [`Domain`] its final number. Numbers follow (XXH3 of the text, text), so that they do not
//! depend on the order of rows, files or threads, and sorting a hash is cheaper than sorting text.
//!
//! Cost: linear in bytes for interning; `n log n` integer comparisons for merging.

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
    /// Network addresses or their hashes.
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

/// Texts seen so far, each with a number in order of appearance.
#[derive(Default)]
pub struct Interner {
    texts: Vec<u8>,
    ends: Vec<u32>,
    hashes: Vec<u64>,
    table: HashTable<u32>,
}

impl Interner {
    /// The number of `text`, whose [`hash`] the caller has at hand; new texts get the next number.
    #[inline]
    pub fn intern_hashed(&mut self, hash: u64, text: &[u8]) -> u32 {
        let (texts, ends, hashes) = (&self.texts, &self.ends, &self.hashes);
        let same = |&n: &u32| hashes[n as usize] == hash && slice(texts, ends, n) == text;
        if let Some(&n) = self.table.find(hash, same) {
            return n;
        }
        let n = self.ends.len() as u32;
        self.texts.extend_from_slice(text);
        self.ends.push(u32::try_from(self.texts.len()).expect("under 4 GiB of identifiers a reader"));
        self.hashes.push(hash);
        let hashes = &self.hashes;
        self.table.insert_unique(hash, n, |&n| hashes[n as usize]);
        n
    }

    /// The number of `text`.
    #[inline]
    pub fn intern(&mut self, text: &[u8]) -> u32 {
        self.intern_hashed(hash(text), text)
    }

    /// The text with number `n`.
    pub fn text(&self, n: u32) -> &[u8] {
        slice(&self.texts, &self.ends, n)
    }

    /// How many texts were seen.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether nothing was seen.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Frees the look-up table once nothing will be interned any more.
    pub fn freeze(&mut self) {
        self.table = HashTable::new();
        self.texts.shrink_to_fit();
    }
}

#[inline]
fn slice<'a>(texts: &'a [u8], ends: &[u32], n: u32) -> &'a [u8] {
    let n = n as usize;
    let start = if n == 0 { 0 } else { ends[n - 1] as usize };
    &texts[start..ends[n] as usize]
}

/// All texts of one domain under their final numbers: sorted by (hash, text).
#[derive(Default)]
pub struct Dictionary {
    texts: Vec<u8>,
    ends: Vec<u64>,
    hashes: Vec<u64>,
}

impl Dictionary {
    /// Joins what several readers saw. Returns the dictionary and, for each reader, the final number
    /// of each of its own.
    pub fn merge(parts: &[&Interner]) -> (Dictionary, Vec<Vec<u32>>) {
        let mut entries: Vec<(u64, u32, u32)> = parts
            .iter()
            .enumerate()
            .flat_map(|(p, part)| {
                let hashes = part.hashes.iter().enumerate();
                hashes.map(move |(n, &h)| (h, p as u32, n as u32))
            })
            .collect();
        let text = |e: &(u64, u32, u32)| parts[e.1 as usize].text(e.2);
        entries.par_sort_unstable_by(|a, b| {
            a.0.cmp(&b.0).then_with(|| text(a).cmp(text(b))).then_with(|| (a.1, a.2).cmp(&(b.1, b.2)))
        });

        let mut remaps: Vec<Vec<u32>> = parts.iter().map(|p| vec![NONE; p.len()]).collect();
        let mut dictionary = Dictionary::default();
        let mut previous: Option<(u64, u32, u32)> = None;
        for entry in entries {
            let known = previous.is_some_and(|p| p.0 == entry.0 && text(&p) == text(&entry));
            if !known {
                dictionary.texts.extend_from_slice(text(&entry));
                dictionary.ends.push(dictionary.texts.len() as u64);
                dictionary.hashes.push(entry.0);
            }
            remaps[entry.1 as usize][entry.2 as usize] = dictionary.ends.len() as u32 - 1;
            previous = Some(entry);
        }
        dictionary.texts.shrink_to_fit();
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

    /// The number of a text whose [`hash`] the caller has at hand.
    ///
    /// Hashes are uniform, so that the place is guessed by proportion and found within a few steps.
    #[inline]
    pub fn find_hashed(&self, hash: u64, text: &[u8]) -> Option<u32> {
        let count = self.hashes.len();
        if count == 0 {
            return None;
        }
        let guess = ((u128::from(hash) * count as u128) >> 64) as usize;
        let mut at = guess.min(count - 1);
        while at > 0 && self.hashes[at] >= hash {
            at -= 1;
        }
        while at < count && self.hashes[at] < hash {
            at += 1;
        }
        while at < count && self.hashes[at] == hash {
            if self.bytes(at as u32) == text {
                return Some(at as u32);
            }
            at += 1;
        }
        None
    }

    /// The number of a text.
    pub fn find(&self, text: &str) -> Option<u32> {
        self.find_hashed(hash(text.as_bytes()), text.as_bytes())
    }
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
        let texts = ["u1", "u2", "账号", "", "0012", "u1 "];
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
        for n in 0..right.len() as u32 {
            let text = std::str::from_utf8(right.text(n)).unwrap();
            assert_eq!(merged.text(remaps[1][n as usize]), text);
        }
        assert_eq!(merged.find("u3"), None);
    }
}
