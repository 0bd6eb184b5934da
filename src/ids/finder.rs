//! A dictionary laid out for being asked as often as there are logins.
//!
//! A [`Dictionary`](super::Dictionary) keeps what is asked seldom small: its buckets, texts and numbers
//! are three places in memory. Here a text stands beside its number, near the place that its hash names,
//! so that finding one is one access; they stand in the order of their hashes, so that laying them out
//! is one pass.
//!
//! Cost: linear in identifiers to make, constant to ask. Memory: 40 bytes an identifier.

use super::{NONE, Packed, hash, pack};

/// Places an identifier: half of them stay empty, so that a text is mostly where its hash says.
const PLACES: usize = 2;

/// A text and its number; [`NONE`] if the place is empty.
#[derive(Clone, Copy)]
struct Slot {
    text: Packed,
    number: u32,
}

const EMPTY: Slot = Slot { text: [0; 16], number: NONE };

/// Numbers by text.
pub struct Finder {
    /// The last one is always empty.
    slots: Vec<Slot>,
    /// Places that hashes name.
    size: u64,
    texts: usize,
}

/// A text as a [`Finder`] is asked for it: its hash and itself.
#[derive(Clone, Copy)]
pub struct Asked {
    /// The [`hash`](super::hash) of the text.
    pub hash: u64,
    /// The text.
    pub text: Packed,
}

impl Finder {
    /// From texts in the order of their hashes, each with its number.
    pub fn new(count: usize, sorted: impl Iterator<Item = (Asked, u32)>) -> Finder {
        let mut finder = Finder { slots: Vec::new(), size: (count * PLACES).max(1) as u64, texts: count };
        finder.slots.reserve(count * PLACES + 1);
        for (asked, number) in sorted {
            let place = finder.place(asked.hash).max(finder.slots.len());
            finder.slots.resize(place, EMPTY);
            finder.slots.push(Slot { text: asked.text, number });
        }
        let end = finder.slots.len().max(finder.size as usize) + 1;
        finder.slots.resize(end, EMPTY);
        finder
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.texts
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.texts == 0
    }

    /// The number of a text given as bytes.
    pub fn find_bytes(&self, text: &[u8]) -> Option<u32> {
        Some(self.find(Asked { hash: hash(text), text: pack(text) })).filter(|&number| number != NONE)
    }

    /// The number of a text; [`NONE`] if it is none of them.
    #[inline]
    pub fn find(&self, asked: Asked) -> u32 {
        let from = &self.slots[self.place(asked.hash)..];
        // Behind an empty place is nothing that belongs before it.
        let here = |slot: &&Slot| slot.number == NONE || slot.text == asked.text;
        from.iter().find(here).map_or(NONE, |slot| slot.number)
    }

    /// The numbers of many texts, one after the other in `numbers`. Their own places are looked at first,
    /// without a branch that depends on them, so that the processor waits for many places of memory at
    /// a time.
    pub fn find_all(&self, asked: impl Iterator<Item = Asked> + Clone, numbers: &mut Vec<u32>) {
        numbers.clear();
        numbers.extend(asked.clone().map(|asked| {
            let slot = &self.slots[self.place(asked.hash)];
            if slot.text == asked.text { slot.number } else { NONE }
        }));
        for (asked, number) in asked.zip(numbers).filter(|(_, number)| **number == NONE) {
            *number = self.find(asked);
        }
    }

    #[inline]
    fn place(&self, hash: u64) -> usize {
        ((u128::from(hash) * u128::from(self.size)) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Dictionary, Interner};
    use super::*;

    fn asked(text: &str) -> Asked {
        Asked { hash: hash(text.as_bytes()), text: pack(text.as_bytes()) }
    }

    /// Fault: a text behind others of the same place, at the end of all places, or unknown.
    #[test]
    fn every_text_is_found_and_no_other() {
        let mut seen = Interner::default();
        let known: Vec<String> = (0..3000).map(|n| format!("account-{n:08}-{}", n % 7)).collect();
        known.iter().for_each(|text| {
            seen.intern(text.as_bytes());
        });
        seen.intern(b"");
        let (mut dictionary, _) = Dictionary::merge(&[&seen]);
        dictionary.reorder(|n| u64::from(n % 10));
        let finder = dictionary.finder();
        let strangers = (0..3000).map(|n| format!("stranger-{n}"));
        let texts: Vec<String> = known.into_iter().chain(strangers).chain([String::new()]).collect();
        let mut numbers = Vec::new();
        finder.find_all(texts.iter().map(|text| asked(text)), &mut numbers);
        for (text, number) in texts.iter().zip(numbers) {
            assert_eq!(number, dictionary.find(text).unwrap_or(NONE), "{text}");
            assert_eq!(number, finder.find(asked(text)));
        }
        assert_eq!(finder.len(), 3001);
    }

    #[test]
    fn nothing_is_found_among_nothing() {
        let finder = Dictionary::default().finder();
        assert_eq!(finder.find(asked("u1")), NONE);
        assert!(finder.is_empty());
    }
}
