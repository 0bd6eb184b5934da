//! Whether an account goes on writing as it did.
//!
//! Cost: linear in the notes of accounts whose devices were replaced, of each account [`MOST_NOTES`] before that and
//! as many after it.

use rustc_hash::FxHashMap;

use super::super::facts::{Facts, Index};
use super::super::minhash::tidied;
use crate::schema::ExportKind;

/// Notes on either side without which nothing is compared.
const LEAST_NOTES: usize = 2;
/// Notes on either side that are compared, those nearest in time.
const MOST_NOTES: usize = 32;

/// Notes by account.
pub struct Texts<'a> {
    by_account: &'a Index,
    text: Vec<&'a str>,
    at: &'a [i64],
}

/// How an account's texts after a moment differ from those before it.
#[derive(Debug, PartialEq)]
pub struct Drift {
    /// 1 - cosine of the counts of pairs of characters: 0 for the same words as often, 1 for no pair in common.
    pub unlike: f64,
    /// |log2| of how many times longer, or shorter, they are on average.
    pub length: f64,
    /// Rows of the notes nearest to the moment, before and after it.
    pub rows: Box<[u32]>,
}

/// Pairs of characters in some texts, and how long these are.
#[derive(Default)]
struct Style {
    pairs: FxHashMap<(char, char), u64>,
    characters: u64,
}

impl<'a> Texts<'a> {
    pub fn new(facts: &'a Facts<'_>) -> Texts<'a> {
        Texts {
            by_account: &facts.by_author,
            text: facts.frames.texts(ExportKind::Notes, "text"),
            at: facts.frames.wides(ExportKind::Notes, "published_at"),
        }
    }

    /// Compares what an account wrote before a moment with what it wrote from then on.
    pub fn drift(&self, account: u32, at: i64) -> Option<Drift> {
        let rows = self.by_account.rows(account);
        if rows.len() < 2 * LEAST_NOTES {
            return None;
        }
        let mut rows = rows.to_vec();
        rows.sort_unstable_by_key(|&row| (self.at[row as usize], row));
        let (before, after) = rows.split_at(rows.partition_point(|&row| self.at[row as usize] < at));
        if before.len().min(after.len()) < LEAST_NOTES {
            return None;
        }
        let before = &before[before.len().saturating_sub(MOST_NOTES)..];
        let after = &after[..after.len().min(MOST_NOTES)];
        let (old, new) = (self.style(before), self.style(after));
        let mean = |style: &Style, rows: &[u32]| style.characters as f64 / rows.len() as f64;
        let nearest = before.iter().rev().take(LEAST_NOTES).chain(after.iter().take(LEAST_NOTES));
        Some(Drift {
            unlike: 1.0 - old.likeness(&new)?,
            length: (mean(&new, after) / mean(&old, before)).log2().abs(),
            rows: nearest.copied().collect(),
        })
    }

    fn style(&self, rows: &[u32]) -> Style {
        let mut style = Style::default();
        for &row in rows {
            let tidy = tidied(self.text[row as usize]);
            let mut last = None;
            for c in tidy.chars() {
                if let Some(last) = last.replace(c) {
                    *style.pairs.entry((last, c)).or_default() += 1;
                }
                style.characters += 1;
            }
        }
        style
    }
}

impl Style {
    /// The cosine of two counts; `None` if either is empty.
    fn likeness(&self, other: &Style) -> Option<f64> {
        // Whole numbers, so that the order in which a map gives them does not matter.
        let square = |style: &Style| style.pairs.values().map(|n| n * n).sum::<u64>();
        let common = self.pairs.iter().map(|(pair, n)| n * other.pairs.get(pair).copied().unwrap_or(0));
        let common: u64 = common.sum();
        let sizes = square(self) as f64 * square(other) as f64;
        (sizes > 0.0).then(|| common as f64 / sizes.sqrt())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(text: &str) -> Style {
        Texts { by_account: &Index::default(), text: vec![text], at: &[] }.style(&[0])
    }

    #[test]
    fn likeness_by_hand() {
        // ab, bc against ab, bd: one pair of two in common on either side.
        let like = style("abc").likeness(&style("abd"));
        assert!((like.unwrap() - 0.5).abs() < 1e-12);
        assert_eq!(style("abc").likeness(&style("xyz")), Some(0.0));
        assert_eq!(style("abc").likeness(&style("a")), None);
        assert!((style("早上好").likeness(&style("早上好！")).unwrap() - 1.0).abs() < 1e-12);
    }
}
