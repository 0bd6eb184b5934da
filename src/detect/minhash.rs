//! Near-identical texts: MinHash signatures, banded, and clusters of texts that resemble each other.
//!
//! The resemblance of two texts is the share of their character trigrams that both have (Broder, *On
//! the resemblance and containment of documents*, SEQUENCES 1997). Trigrams, since Chinese has no
//! spaces and most words have two characters. A signature keeps the smallest value of each trigram
//! under [`HASHES`] permutations, of which two texts agree in a share equal to their resemblance;
//! eight bits of each are enough to compare (Li and König, *b-Bit Minwise Hashing*, WWW 2010). The
//! permutations are linear (Bohman, Cooper and Frieze, *Min-wise independent linear permutations*,
//! Electronic Journal of Combinatorics 7, 2000). Texts are compared only where a band of three values
//! agrees, and only to a few of those there, so that the cost is linear in texts, however alike all of
//! them are made.

use petgraph::unionfind::UnionFind;
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

/// Characters of a text that are looked at: the longest note that the platform takes.
const LONGEST: usize = 1000;
/// Bytes that a text must have once tidied: 20 Chinese characters, or 60 letters, which carry about as
/// much. Shorter ones are greetings, slogans and names of dishes, which people write independently.
const SHORTEST: usize = 60;
/// Bands of a signature.
const BANDS: usize = 21;
/// Values a band: of texts that share half of their trigrams 94 % meet in a band, of those that share
/// a tenth 2 %.
const ROWS: usize = 3;
/// Values of a signature.
pub const HASHES: usize = BANDS * ROWS;
/// Texts resemble each other from this share on: what Broder, Glassman, Manasse and Zweig (*Syntactic
/// Clustering of the Web*, WWW 1997) call roughly the same.
const ALIKE: f64 = 0.5;
/// Unlike texts in one bucket that another is compared to, one after the other.
const MOST_COMPARED: usize = 8;

/// The signature of a text.
#[derive(Clone)]
pub struct Signature {
    bands: [u32; BANDS],
    bytes: [u8; HASHES],
}

/// What is left of a text without what copies are changed by first: case, width, punctuation, blanks
/// and emoji go, and every number becomes a zero.
pub fn tidied(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut number = false;
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    };
    let kept = text.chars().map(narrow).filter(|c| c.is_alphanumeric());
    for c in kept.flat_map(char::to_lowercase).take(LONGEST) {
        if !c.is_numeric() {
            tidy.push(c);
        } else if !number {
            tidy.push('0');
        }
        number = c.is_numeric();
    }
    tidy
}

/// Whether a tidied text is long enough to compare.
pub fn comparable(tidy: &str) -> bool {
    tidy.len() >= SHORTEST
}

/// The signature of a tidied text.
pub fn signature(tidy: &str) -> Signature {
    let starts: Vec<usize> = tidy.char_indices().map(|(at, _)| at).chain([tidy.len()]).collect();
    let mut values = [u32::MAX; HASHES];
    for gram in starts.windows(4) {
        let hash = xxh3_64(&tidy.as_bytes()[gram[0]..gram[3]]);
        for (value, (factor, summand)) in values.iter_mut().zip(PERMUTATIONS) {
            *value = (*value).min((hash as u32).wrapping_mul(factor).wrapping_add(summand));
        }
    }
    // The high bits of a minimum are mostly zero: mix before cutting.
    let mixed = values.map(|v| v.wrapping_mul(0x9e37_79b1) >> 24);
    Signature {
        bands: std::array::from_fn(|band| {
            let rows = &values[band * ROWS..(band + 1) * ROWS];
            let bytes: Vec<u8> = rows.iter().flat_map(|v| v.to_le_bytes()).collect();
            xxh3_64(&bytes) as u32
        }),
        bytes: mixed.map(|v| v as u8),
    }
}

/// Factors (odd, so that they permute) and summands: the digits of SplitMix64 from zero on.
const PERMUTATIONS: [(u32, u32); HASHES] = permutations();

const fn permutations() -> [(u32, u32); HASHES] {
    let mut all = [(0, 0); HASHES];
    let (mut state, mut i) = (0u64, 0);
    while i < HASHES {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let z = z ^ (z >> 31);
        all[i] = (z as u32 | 1, (z >> 32) as u32);
        i += 1;
    }
    all
}

impl Signature {
    /// Estimated resemblance to another text, 0..1: a standard error of 0.06 at one half. Of bytes
    /// that differ in truth one in 256 agrees by chance.
    pub fn resemblance(&self, other: &Signature) -> f64 {
        let agree = self.bytes.iter().zip(&other.bytes).filter(|(a, b)| a == b).count();
        let chance = 1.0 / 256.0;
        ((agree as f64 / HASHES as f64 - chance) / (1.0 - chance)).max(0.0)
    }
}

/// Clusters texts: each gets the smallest place of any text that it resembles, directly or by way of
/// others (single linkage). A chain of copies of copies is one text in the hands of all its posters,
/// which makes it look more popular, never rarer.
pub fn clusters(texts: &[Signature]) -> Vec<u32> {
    let mut sets = UnionFind::<u32>::new(texts.len());
    for band in 0..BANDS {
        let mut order: Vec<(u32, u32)> = texts.iter().map(|t| t.bands[band]).zip(0..).collect();
        order.par_sort_unstable();
        let links: Vec<(u32, u32)> = order
            .par_chunk_by(|a, b| a.0 == b.0)
            .filter(|bucket| bucket.len() > 1)
            .flat_map_iter(|bucket| links(texts, bucket))
            .collect();
        links.iter().for_each(|&(a, b)| {
            sets.union(a, b);
        });
    }
    let mut smallest = vec![u32::MAX; texts.len()];
    (0..texts.len() as u32)
        .map(|text| {
            let known = &mut smallest[sets.find(text) as usize];
            *known = (*known).min(text);
            *known
        })
        .collect()
}

/// Pairs of one bucket that resemble each other, each text with the first such.
fn links(texts: &[Signature], bucket: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let mut unlike: Vec<u32> = Vec::new();
    let mut links = Vec::new();
    for &(_, text) in bucket {
        let alike = |&&other: &&u32| texts[text as usize].resemblance(&texts[other as usize]) >= ALIKE;
        match unlike.iter().find(alike) {
            Some(&first) => links.push((first, text)),
            None if unlike.len() < MOST_COMPARED => unlike.push(text),
            None => {}
        }
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTE: &str = "工地打卡第45天，全屋定制的柜子终于装好了，颜色比样板间还好看，想了解的可以滴滴我";

    /// Characters that depend on a seed alone.
    fn characters(seed: u64, length: u64) -> String {
        let one =
            |i: u64| char::from_u32(0x4e00 + (xxh3_64(&(seed << 32 | i).to_le_bytes()) % 20_000) as u32);
        (0..length).filter_map(one).collect()
    }

    /// Fault: a studio changes digits, width, case, punctuation and emoji, and the copy looks new.
    #[test]
    fn what_copies_are_changed_by_first_is_gone() {
        let changed = "工地打卡第３天！全屋定制的柜子，终于装好了…颜色比样板间还好看✨想了解的 可以滴滴我～";
        assert_eq!(tidied(NOTE), tidied(changed));
        assert_eq!(tidied("ＫＯＳ Club 2025"), "kosclub0");
    }

    /// Fault: biased permutations or badly cut bytes, which make estimates useless.
    #[test]
    fn estimates_are_near_the_exact_resemblance() {
        // 42 characters have 40 trigrams, of which 20 are in the first 22: 20 of 60 agree.
        let errors: Vec<f64> = (0..300)
            .map(|pair| {
                let common = characters(3 * pair, 22);
                let text = |seed| signature(&format!("{common}{}", characters(seed, 20)));
                text(3 * pair + 1).resemblance(&text(3 * pair + 2)) - 1.0 / 3.0
            })
            .collect();
        let mean = errors.iter().sum::<f64>() / errors.len() as f64;
        let variance = errors.iter().map(|e| e * e).sum::<f64>() / errors.len() as f64;
        // Binomial: a standard deviation of √(1/3 · 2/3 / 63) = 0.059.
        assert!(mean.abs() < 0.015, "{mean}");
        assert!((0.05..0.07).contains(&variance.sqrt()), "{}", variance.sqrt());
    }

    /// Fault: copies of copies fall apart, or unlike texts are thrown together.
    #[test]
    fn copies_meet_and_others_do_not() {
        let texts = [
            NOTE.to_string(),
            NOTE.replace("终于", "总算"),
            NOTE.replace("终于", "总算").replace("好看", "漂亮"),
            "首付八十万能买什么样的公寓，预算发我帮你看，昨天都在，不懂就问".to_string(),
        ];
        let signatures: Vec<Signature> = texts.iter().map(|t| signature(&tidied(t))).collect();
        assert_eq!(clusters(&signatures), [0, 0, 0, 3]);
    }

    /// Fault: a bucket of a hundred thousand like texts is compared pair by pair (this test would run
    /// for hours).
    #[test]
    fn many_copies_cost_no_pairs() {
        let one = signature(&tidied(NOTE));
        let copies = vec![one; 100_000];
        assert!(clusters(&copies).iter().all(|&c| c == 0));
    }

    #[test]
    fn greetings_are_too_short_to_compare() {
        assert!(!comparable(&tidied("三月你好，春暖花开！！！✨✨✨✨✨✨✨")));
        assert!(comparable(&tidied(NOTE)));
        assert!(tidied(&"很长".repeat(5000)).chars().count() <= LONGEST);
    }
}
