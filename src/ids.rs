//! Identifiers as integers.
//!
//! Identifiers are opaque text in the exports and `u32` everywhere else. While files are read, each
//! reader owns [`Interner`]s; when all have been read, [`Dictionary::merge`] gives every identifier
//! of a [`Domain`] its final number. Numbers follow (XXH3 of the text, text), so that they do not
//! depend on the order of rows, files or threads, and sorting a hash is cheaper than sorting text.
//! Accounts and devices are then numbered anew by [`Dictionary::reorder`], neighbours together: whatever
//! looks from an account to those about it finds them in memory that it has just touched.
//!
//! Cost: linear in bytes for interning; `n log n` integer comparisons for merging. Memory: an
//! identifier of up to 15 bytes takes 16, and while it is interned 6 to 14 for its place; a longer one
//! its bytes and some 40. Merging takes 16 for each reader that saw an identifier, and what it returns.

use std::ops::Range;

use crate::mask::{MASK_BYTES, MASKED, MaskKey};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

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
/// First byte of the entry of a longer text.
const OUTSIDE: u8 = u8::MAX;

/// A text in 16 bytes, so that to compare two is one instruction and to find one is one access to
/// memory: its length and itself, or for a text of more than 15 bytes [`OUTSIDE`] and 120 bits of its
/// XXH3, by which longer texts are told apart.
pub type Packed = [u8; INLINE + 1];

/// A text in 16 bytes.
#[inline]
pub fn pack(text: &[u8]) -> Packed {
    let length = text.len();
    let eight = |from: usize| {
        let bytes = text[from..].first_chunk::<8>();
        bytes.map_or(0, |bytes| u64::from_le_bytes(*bytes))
    };
    let value = match length {
        0..8 => text.iter().rev().fold(0, |value, &byte| value << 8 | u128::from(byte)),
        8 => u128::from(eight(0)),
        // Both ends overlap; what the first one holds already is shifted out of the other.
        9..=INLINE => u128::from(eight(length - 8) >> (8 * (16 - length))) << 64 | u128::from(eight(0)),
        _ => return (xxh3_128(text) << 8 | u128::from(OUTSIDE)).to_le_bytes(),
    };
    (value << 8 | length as u128).to_le_bytes()
}

/// The text of an entry; `None` if it is a longer one.
#[inline]
pub fn unpack(packed: &Packed) -> Option<&[u8]> {
    packed.get(1..1 + usize::from(packed[0])).filter(|_| packed[0] != OUTSIDE)
}

/// What [`Numbered`] counts.
pub trait Key: Copy + Eq {
    /// Its bits, well mixed.
    fn mix(&self) -> u64;
}

/// Both halves of a 128-bit product depend on all bits of the factors, as in wyhash.
#[inline]
fn mix(low: u64, high: u64) -> u64 {
    let product = u128::from(low ^ 0x9e37_79b9_7f4a_7c15) * u128::from(high ^ 0xe703_7ed1_a0b4_28db);
    product as u64 ^ (product >> 64) as u64
}

impl Key for Packed {
    #[inline]
    fn mix(&self) -> u64 {
        let value = u128::from_le_bytes(*self);
        mix(value as u64, (value >> 64) as u64)
    }
}

impl Key for [u32; 3] {
    #[inline]
    fn mix(&self) -> u64 {
        mix(u64::from(self[0]) << 32 | u64::from(self[1]), u64::from(self[2]))
    }
}

/// Keys with numbers in order of appearance: a table of open addressing with linear steps, between
/// three and seven tenths full. It differs from a hash map by [`Numbered::numbers`], which looks up
/// many keys at a time.
pub struct Numbered<K> {
    keys: Vec<K>,
    /// Number + 1 of the key at a place, or 0.
    places: Vec<u32>,
}

impl<K> Default for Numbered<K> {
    fn default() -> Self {
        Numbered { keys: Vec::new(), places: Vec::new() }
    }
}

impl<K: Key> Numbered<K> {
    /// The keys in the order of their numbers.
    pub fn keys(&self) -> &[K] {
        &self.keys
    }

    /// Frees what only numbering needs; the keys stay.
    pub fn seal(&mut self) {
        self.keys.shrink_to_fit();
        self.places = Vec::new();
    }

    /// The number of a key, and whether it is a new one.
    #[inline]
    pub fn number(&mut self, key: K) -> (u32, bool) {
        if self.keys.len() * 10 >= self.places.len() * 7 {
            self.grow();
        }
        let mut place = self.place(&key);
        while self.places[place] != 0 {
            let n = self.places[place] - 1;
            if self.keys[n as usize] == key {
                return (n, false);
            }
            place = (place + 1) & (self.places.len() - 1);
        }
        self.keys.push(key);
        self.places[place] = self.keys.len() as u32;
        (self.keys.len() as u32 - 1, true)
    }

    /// The numbers of many keys, one after the other in `numbers`. Places are guessed first, without a
    /// branch that depends on them, so that the processor waits for many places of memory at a time.
    pub fn numbers(&mut self, keys: &[K], numbers: &mut Vec<u32>) {
        if self.places.is_empty() {
            self.grow();
        }
        numbers.clear();
        numbers.extend(keys.iter().map(|key| self.places[self.place(key)]));
        let known = &self.keys[..];
        for (key, number) in keys.iter().zip(numbers.iter_mut()) {
            let guess = number.wrapping_sub(1);
            let same = known.get(guess as usize).is_some_and(|k| k == key);
            *number = if same { guess } else { NONE };
        }
        for (key, number) in keys.iter().zip(numbers).filter(|(_, n)| **n == NONE) {
            *number = self.number(*key).0;
        }
    }

    #[inline]
    fn place(&self, key: &K) -> usize {
        key.mix() as usize & (self.places.len() - 1)
    }

    #[cold]
    fn grow(&mut self) {
        // Keys that were sealed have no places any more.
        let size = (self.places.len() * 2).max((self.keys.len() * 2).next_power_of_two()).max(64);
        self.places = vec![0; size];
        for n in 0..self.keys.len() {
            let mut place = self.place(&self.keys[n]);
            while self.places[place] != 0 {
                place = (place + 1) & (size - 1);
            }
            self.places[place] = n as u32 + 1;
        }
    }
}

/// Texts seen so far, each with a number in order of appearance.
#[derive(Default)]
pub struct Interner {
    texts: Numbered<Packed>,
    long: LongTexts,
}

/// Texts that do not fit their entries.
#[derive(Default)]
struct LongTexts {
    texts: Vec<u8>,
    by_entry: FxHashMap<Packed, (u64, u32)>,
}

impl LongTexts {
    /// The text of an entry of this list.
    fn text<'a>(&'a self, packed: &'a Packed) -> &'a [u8] {
        unpack(packed).unwrap_or_else(|| {
            let (start, length) = self.by_entry[packed];
            &self.texts[start as usize..start as usize + length as usize]
        })
    }

    fn add(&mut self, packed: Packed, text: &[u8]) {
        if packed[0] == OUTSIDE {
            self.by_entry.entry(packed).or_insert_with(|| {
                let start = self.texts.len() as u64;
                self.texts.extend_from_slice(text);
                (start, text.len() as u32)
            });
        }
    }
}

impl Interner {
    /// The number of `text`; new texts get the next number.
    #[inline]
    pub fn intern(&mut self, text: &[u8]) -> u32 {
        let packed = pack(text);
        let (number, new) = self.texts.number(packed);
        if new {
            self.long.add(packed, text);
        }
        number
    }

    /// The numbers of many texts; longer ones must have been interned.
    pub fn numbers(&mut self, texts: &[Packed], numbers: &mut Vec<u32>) {
        self.texts.numbers(texts, numbers);
    }

    /// How many texts were seen.
    pub fn len(&self) -> usize {
        self.texts.keys.len()
    }

    /// Whether nothing was seen.
    pub fn is_empty(&self) -> bool {
        self.texts.keys.is_empty()
    }

    /// The texts, in the order of their numbers.
    pub fn texts(&self) -> impl Iterator<Item = &[u8]> {
        self.texts.keys.iter().map(|packed| self.long.text(packed))
    }

    /// The text of a number that was given.
    pub fn text(&self, number: u32) -> &[u8] {
        self.long.text(&self.texts.keys[number as usize])
    }

    /// Hash, number and text of everything seen.
    fn entries(&self) -> impl Iterator<Item = (u64, u32, &[u8])> {
        self.texts.keys.iter().zip(0..).map(|(packed, number)| {
            let text = self.long.text(packed);
            (hash(text), number, text)
        })
    }
}

/// Numbers that are not places.
struct Order {
    number_of: Vec<u32>,
    place_of: Vec<u32>,
}

/// All texts of one domain under their final numbers.
#[derive(Default)]
pub struct Dictionary {
    /// Sorted by (hash, text). The place of a text here is its number, unless there is an order.
    texts: Vec<Packed>,
    order: Option<Order>,
    long: LongTexts,
    /// Where hashes with each prefix begin; as many prefixes as there are identifiers, or more.
    buckets: Vec<u32>,
    /// What is shown in place of the texts, [`MASK_BYTES`] each.
    masked: Option<String>,
}

impl Dictionary {
    /// Joins what several readers saw. Returns the dictionary and, for each reader, the final number
    /// of each of its own.
    pub fn merge(parts: &[&Interner]) -> (Dictionary, Vec<Vec<u32>>) {
        // Two hashes seldom agree, so that texts are looked at for those that do only.
        let mut entries: Vec<(u64, u32, u32)> = Vec::with_capacity(parts.iter().map(|p| p.len()).sum());
        for (part, p) in parts.iter().zip(0..) {
            entries.extend(part.entries().map(|(hash, number, _)| (hash, p, number)));
        }
        let text = |entry: &(u64, u32, u32)| parts[entry.1 as usize].text(entry.2);
        entries.par_sort_unstable_by(|a, b| {
            a.0.cmp(&b.0).then_with(|| text(a).cmp(text(b)).then((a.1, a.2).cmp(&(b.1, b.2))))
        });
        let mut remaps: Vec<Vec<u32>> = parts.iter().map(|p| vec![NONE; p.len()]).collect();
        let mut dictionary = Dictionary::default();
        let different = entries.chunk_by(|a, b| a.0 == b.0).count();
        dictionary.texts.reserve_exact(different);
        let mut hashes = Vec::with_capacity(different);
        for same in entries.chunk_by(|a, b| a.0 == b.0 && text(a) == text(b)) {
            let text = text(&same[0]);
            let packed = pack(text);
            dictionary.long.add(packed, text);
            let number = dictionary.texts.len() as u32;
            dictionary.texts.push(packed);
            hashes.push(same[0].0);
            for entry in same {
                remaps[entry.1 as usize][entry.2 as usize] = number;
            }
        }
        dictionary.texts.shrink_to_fit();
        dictionary.buckets = buckets(&hashes);
        (dictionary, remaps)
    }

    /// Numbers all texts anew, by (key, number so far); once. Returns the new number of each.
    pub fn reorder(&mut self, key: impl Fn(u32) -> u64 + Sync) -> &[u32] {
        assert!(self.order.is_none(), "numbers are given out once more, not twice");
        let mut keys: Vec<(u64, u32)> = (0..self.texts.len() as u32).map(|n| (key(n), n)).collect();
        keys.par_sort_unstable();
        let place_of: Vec<u32> = keys.into_iter().map(|key| key.1).collect();
        let mut number_of = vec![0; place_of.len()];
        place_of.iter().zip(0..).for_each(|(&place, number)| number_of[place as usize] = number);
        &self.order.insert(Order { number_of, place_of }).number_of
    }

    /// Where the text of a number is.
    fn place(&self, n: u32) -> usize {
        self.order.as_ref().map_or(n, |order| order.place_of[n as usize]) as usize
    }

    /// How many identifiers there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The text of number `n`, or its mask if there are masks; empty for [`NONE`]. Readers admit valid
    /// UTF-8 only.
    pub fn text(&self, n: u32) -> &str {
        if n == NONE {
            return "";
        }
        match &self.masked {
            Some(masked) => &masked[self.place(n) * MASK_BYTES..][..MASK_BYTES],
            None => self.plain(n),
        }
    }

    /// The text of number `n`, masks or not.
    fn plain(&self, n: u32) -> &str {
        let text = self.long.text(&self.texts[self.place(n)]);
        std::str::from_utf8(text).expect("readers admit valid UTF-8 only")
    }

    /// Shows masks in place of texts from now on. Texts are still found by what they are.
    fn mask(&mut self, domain: Domain, key: &MaskKey) {
        let masks = self.texts.par_chunks(4096).map(|texts| {
            let mut masks = String::with_capacity(texts.len() * MASK_BYTES);
            texts.iter().for_each(|packed| key.push(domain, self.long.text(packed), &mut masks));
            masks
        });
        self.masked = Some(masks.collect::<Vec<String>>().concat());
    }

    /// The places that a text with this [`hash`] can have. Hashes are uniform, so that they are one or
    /// two, or none.
    #[inline]
    pub fn candidates(&self, hash: u64) -> Range<u32> {
        if self.texts.is_empty() {
            return 0..0;
        }
        let bucket = bucket(hash, self.buckets.len() - 1);
        self.buckets[bucket]..self.buckets[bucket + 1]
    }

    /// The number of a text among its [`candidates`](Dictionary::candidates).
    #[inline]
    pub fn find_among(&self, mut candidates: Range<u32>, text: &Packed) -> Option<u32> {
        let place = candidates.find(|&place| self.texts[place as usize] == *text)?;
        Some(self.order.as_ref().map_or(place, |order| order.number_of[place as usize]))
    }

    /// The number of a text given as bytes.
    pub fn find_bytes(&self, text: &[u8]) -> Option<u32> {
        self.find_among(self.candidates(hash(text)), &pack(text))
    }

    /// The number of a text.
    pub fn find(&self, text: &str) -> Option<u32> {
        self.find_bytes(text.as_bytes())
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

    /// The text of an identifier, or its mask; empty for [`NONE`].
    pub fn text(&self, domain: Domain, n: u32) -> &str {
        self.of(domain).text(n)
    }

    /// The text of an identifier, masks or not: for what stays on this machine, never for a report.
    pub fn plain(&self, domain: Domain, n: u32) -> &str {
        self.of(domain).plain(n)
    }

    /// Shows identifiers of people, companies and their things as keyed hashes from now on.
    pub fn mask(&mut self, key: &MaskKey) {
        for domain in MASKED {
            self.by_domain[domain as usize].mask(domain, key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fault: two texts of one length, or a text and its beginning, packed into the same 16 bytes.
    #[test]
    fn texts_of_every_length_come_out_as_they_went_in() {
        let text = b"abcdefghijklmnopqrst";
        let mut packed = Vec::new();
        for length in 0..=text.len() {
            let whole = &text[..length];
            packed.push(pack(whole));
            assert_eq!(unpack(&packed[length]), (length <= INLINE).then_some(whole));
        }
        packed.sort_unstable();
        packed.dedup();
        assert_eq!(packed.len(), text.len() + 1);
    }

    /// Fault: a key that is new twice in one batch, or numbers that differ from those one by one.
    #[test]
    fn many_at_a_time_get_the_same_numbers_as_one_by_one() {
        let keys: Vec<[u32; 3]> = (0..5000u32).map(|i| [i % 700, i % 3, i / 100 % 7]).collect();
        let (mut one, mut many) = (Numbered::default(), Numbered::default());
        let expected: Vec<u32> = keys.iter().map(|&key| one.number(key).0).collect();
        let (mut numbers, mut all) = (Vec::new(), Vec::new());
        for keys in keys.chunks(333) {
            many.numbers(keys, &mut numbers);
            all.extend_from_slice(&numbers);
        }
        assert_eq!(all, expected);
        assert_eq!(many.keys(), one.keys());
    }

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
