//! Identifiers as keyed hashes, for reports that leave the house.
//!
//! A masked identifier is `m_` and 96 bits of BLAKE3, keyed with what the key file holds and computed
//! over the kind of the identifier and its text: the same in every report made with one key, another
//! with another key, and not to be found by trying identifiers without the key. Two of ten million
//! identifiers share a mask with a probability of about 10⁻¹⁵.

use std::fmt::Write;
use std::path::Path;

use crate::error::Fault;
use crate::ids::Domain;

/// Bytes of a masked identifier: its mark and 24 hexadecimal digits.
pub const MASK_BYTES: usize = 26;

/// Separates these keys from all others that may be derived from the same file.
const CONTEXT: &str = "kosring 2026-11 mask of identifiers in reports";

/// Kinds of identifiers that are masked. Regions and words (industries, channels) stay; addresses are
/// kept as hashes and never printed; values of account changes are never printed, and are looked up by
/// their text while the exports are analysed.
pub const MASKED: [Domain; 9] = [
    Domain::Account,
    Domain::Device,
    Domain::PaymentAccount,
    Domain::Person,
    Domain::Phone,
    Domain::Contact,
    Domain::Lead,
    Domain::Payment,
    Domain::Note,
];

/// The key of a mask.
#[derive(Clone, PartialEq, Eq)]
pub struct MaskKey([u8; 32]);

/// Says nothing of the key, so that none ends up in a log.
impl std::fmt::Debug for MaskKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MaskKey")
    }
}

impl MaskKey {
    /// The key that a secret of any length stands for.
    pub fn new(secret: &[u8]) -> MaskKey {
        MaskKey(blake3::derive_key(CONTEXT, secret))
    }

    /// The key of a file, all bytes of which count.
    ///
    /// # Errors
    /// [`Fault::Usage`] if the file cannot be read or is empty.
    pub fn read(path: &Path) -> Result<MaskKey, Fault> {
        let secret = std::fs::read(path)
            .map_err(|e| Fault::Usage(format!("--mask {}: cannot be read: {e}", path.display())))?;
        if secret.is_empty() {
            return Err(Fault::Usage(format!("--mask {}: the key file is empty", path.display())));
        }
        Ok(MaskKey::new(&secret))
    }

    /// Appends the [`MASK_BYTES`] that stand for an identifier.
    pub fn push(&self, domain: Domain, text: &[u8], out: &mut String) {
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        // The same text as an account and as a payment account must not look like one thing.
        hasher.update(&[domain as u8]).update(text);
        out.push_str("m_");
        for byte in &hasher.finalize().as_bytes()[..12] {
            write!(out, "{byte:02x}").expect("a string takes everything");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mask(secret: &str, domain: Domain, text: &str) -> String {
        let mut out = String::new();
        MaskKey::new(secret.as_bytes()).push(domain, text.as_bytes(), &mut out);
        out
    }

    /// Fault: a mask that does not depend on the key, the kind or the text; or changes between runs.
    #[test]
    fn masks_depend_on_key_kind_and_text_alone() {
        let one = mask("key", Domain::Account, "u1");
        assert_eq!(one, mask("key", Domain::Account, "u1"));
        assert_eq!(one.len(), MASK_BYTES);
        for other in [
            mask("kez", Domain::Account, "u1"),
            mask("key", Domain::Device, "u1"),
            mask("key", Domain::Account, "u2"),
        ] {
            assert_ne!(one, other);
        }
    }
}
