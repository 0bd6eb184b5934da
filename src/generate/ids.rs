//! Identifiers that tell nothing: each kind's numbers are scrambled by a bijection keyed with the
//! world's seed, so that two things never share an identifier and neither order nor role shows.

use super::random::{mix, name_hash};

/// The kinds of identifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Platform account.
    Account,
    /// Device.
    Device,
    /// Network address, handed over as a keyed hash.
    Ip,
    /// Verified identity.
    Holder,
    /// Phone number.
    Phone,
    /// Payment account.
    Wallet,
    /// Lead.
    Lead,
    /// Consumer's contact.
    Contact,
    /// Payment.
    Payment,
    /// Note.
    Note,
    /// Parent or franchise of enterprises.
    Group,
}

impl Kind {
    /// Prefix and hexadecimal digits of the kind's identifiers.
    fn shape(self) -> (u8, u32) {
        match self {
            Self::Account => (b'u', 10),
            Self::Device => (b'd', 12),
            Self::Ip => (b'i', 10),
            Self::Holder => (b'h', 12),
            Self::Phone => (b't', 12),
            Self::Wallet => (b'w', 12),
            Self::Lead => (b'l', 10),
            Self::Contact => (b'c', 12),
            Self::Payment => (b'x', 10),
            Self::Note => (b'n', 10),
            Self::Group => (b'g', 8),
        }
    }
}

/// Renders the identifiers of one world.
#[derive(Clone, Copy)]
pub struct Ids {
    seed: u64,
}

impl Ids {
    /// The identifiers of the world of `seed`.
    pub fn new(seed: u64) -> Self {
        Self { seed }
    }

    /// Appends the identifier of the `number`th thing of a kind.
    pub fn push(self, text: &mut Vec<u8>, kind: Kind, number: u64) {
        let (prefix, digits) = kind.shape();
        let value = scramble(number, mix(self.seed ^ name_hash("ids") ^ prefix as u64), digits * 4);
        text.push(prefix);
        for place in (0..digits).rev() {
            text.push(b"0123456789abcdef"[(value >> (place * 4) & 15) as usize]);
        }
    }

    /// The identifier as text.
    pub fn text(self, kind: Kind, number: u64) -> String {
        let mut text = Vec::with_capacity(14);
        self.push(&mut text, kind, number);
        String::from_utf8(text).unwrap_or_default()
    }
}

/// A keyed bijection on numbers of `bits` bits: odd multiplications and right shifts can be undone.
fn scramble(number: u64, key: u64, bits: u32) -> u64 {
    let mask = u64::MAX >> (64 - bits);
    let mut value = number & mask;
    for round in 0..3u64 {
        let round_key = mix(key ^ round);
        value = (value ^ round_key) & mask;
        value = value.wrapping_mul(round_key | 1) & mask;
        value ^= value >> (bits / 2);
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_do_not_collide() {
        let mut seen: Vec<u64> = (0..200_000).map(|n| scramble(n, 7, 40)).collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 200_000);
        let ids = Ids::new(1);
        assert_ne!(ids.text(Kind::Account, 1), ids.text(Kind::Account, 2));
        assert_eq!(ids.text(Kind::Account, 1).len(), 11);
    }
}
