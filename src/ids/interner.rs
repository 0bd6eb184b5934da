//! What one reader saw: texts with numbers in order of appearance.

use rustc_hash::FxHashMap;

use super::packed::OUTSIDE;
use super::{Numbered, Packed, hash, pack, unpack};

/// Texts seen so far, each with a number in order of appearance.
#[derive(Default)]
pub struct Interner {
    texts: Numbered<Packed>,
    long: LongTexts,
}

/// Texts that do not fit their entries.
#[derive(Default)]
pub(super) struct LongTexts {
    texts: Vec<u8>,
    by_entry: FxHashMap<Packed, (u64, u32)>,
}

impl LongTexts {
    /// The text of an entry of this list.
    pub(super) fn text<'a>(&'a self, packed: &'a Packed) -> &'a [u8] {
        unpack(packed).unwrap_or_else(|| {
            let (start, length) = self.by_entry[packed];
            &self.texts[start as usize..start as usize + length as usize]
        })
    }

    pub(super) fn add(&mut self, packed: Packed, text: &[u8]) {
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
        self.texts.keys().len()
    }

    /// Whether nothing was seen.
    pub fn is_empty(&self) -> bool {
        self.texts.keys().is_empty()
    }

    /// The texts, in the order of their numbers.
    pub fn texts(&self) -> impl Iterator<Item = &[u8]> {
        self.texts.keys().iter().map(|packed| self.long.text(packed))
    }

    /// The text of a number that was given.
    pub fn text(&self, number: u32) -> &[u8] {
        self.long.text(&self.texts.keys()[number as usize])
    }

    /// Hash, number and text of everything seen.
    pub(super) fn entries(&self) -> impl Iterator<Item = (u64, u32, &[u8])> {
        self.texts.keys().iter().zip(0..).map(|(packed, number)| {
            let text = self.long.text(packed);
            (hash(text), number, text)
        })
    }
}
