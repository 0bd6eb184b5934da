//! Identifiers in 16 bytes.

use xxhash_rust::xxh3::xxh3_128;

/// Longest text that is kept inside its entry; identifiers mostly fit.
const INLINE: usize = 15;
/// First byte of the entry of a longer text.
pub(super) const OUTSIDE: u8 = u8::MAX;

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
}
