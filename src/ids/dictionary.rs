//! All texts of one domain under their final numbers.

use rayon::prelude::*;

use super::finder::{Asked, Finder};
use super::interner::LongTexts;
use super::{Domain, Interner, NONE, Packed, hash, pack};
use crate::mask::{MASK_BYTES, MaskKey};

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
    pub(super) fn plain(&self, n: u32) -> &str {
        let text = self.long.text(&self.texts[self.place(n)]);
        std::str::from_utf8(text).expect("readers admit valid UTF-8 only")
    }

    /// Shows masks in place of texts from now on. Texts are still found by what they are.
    pub(super) fn mask(&mut self, domain: Domain, key: &MaskKey) {
        let masks = self.texts.par_chunks(4096).map(|texts| {
            let mut masks = String::with_capacity(texts.len() * MASK_BYTES);
            texts.iter().for_each(|packed| key.push(domain, self.long.text(packed), &mut masks));
            masks
        });
        self.masked = Some(masks.collect::<Vec<String>>().concat());
    }

    /// For whoever asks for more texts than there are.
    pub fn finder(&self) -> Finder {
        let texts = self.texts.iter().enumerate().map(|(place, packed)| {
            let number = self.order.as_ref().map_or(place as u32, |order| order.number_of[place]);
            (Asked { hash: hash(self.long.text(packed)), text: *packed }, number)
        });
        Finder::new(self.texts.len(), texts)
    }

    /// The number of a text given as bytes.
    pub fn find_bytes(&self, text: &[u8]) -> Option<u32> {
        if self.texts.is_empty() {
            return None;
        }
        // Hashes are uniform, so that the places that a text can have are one or two, or none.
        let bucket = bucket(hash(text), self.buckets.len() - 1);
        let packed = pack(text);
        let mut places = self.buckets[bucket]..self.buckets[bucket + 1];
        let place = places.find(|&place| self.texts[place as usize] == packed)?;
        Some(self.order.as_ref().map_or(place, |order| order.number_of[place as usize]))
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
