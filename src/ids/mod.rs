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

mod dictionary;
mod finder;
mod interner;
mod numbered;
mod packed;

pub use dictionary::{Dictionary, buckets, place_of};
pub use finder::{Asked, Finder};
pub use interner::Interner;
pub use numbered::{Key, Numbered};
pub use packed::{Packed, pack, unpack};

use crate::mask::{MASKED, MaskKey};
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
