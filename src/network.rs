//! Network addresses as what counts of them: the network.
//!
//! Exports hold addresses or hashes of them. A hash or an IPv4 address counts whole. Of an IPv6 address only
//! the first 64 bits say which line it is on: a home and a phone have a network of that size each (RFC 6177,
//! RFC 7278), and the other half is made up anew by the day or for every connection (RFC 8981), so that one
//! phone would seem to be on a new network every time.

use std::net::Ipv6Addr;

use crate::ids::hash;

/// The hash of the network that an address is in; never 0, which stands for no address. Text that is no IPv6
/// address is hashed as it is.
#[inline]
pub fn network(address: &[u8]) -> u64 {
    // A group has four figures at the most, so that a colon is among the first five bytes.
    let colon = address.iter().take(5).any(|&byte| byte == b':');
    if colon { of_ipv6(address) } else { hash(address) }.max(1)
}

fn of_ipv6(text: &[u8]) -> u64 {
    let parsed = std::str::from_utf8(text).ok().and_then(|text| text.parse::<Ipv6Addr>().ok());
    match parsed.map(|address| (address, address.to_ipv4_mapped())) {
        None => hash(text),
        Some((_, Some(ipv4))) => hash(ipv4.to_string().as_bytes()),
        Some((address, None)) => hash(&address.octets()[..8]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fault: a phone whose address changes with every connection is on a network of its own every time.
    #[test]
    fn the_second_half_of_an_ipv6_address_is_no_network() {
        let one = network(b"2409:8a1e:3b:51c0:d4a1:9f02:77e0:1c2b");
        for same in ["2409:8a1e:3b:51c0::1", "2409:8A1E:003B:51C0:0:0:0:9", "2409:8a1e:3b:51c0::"] {
            assert_eq!(network(same.as_bytes()), one, "{same}");
        }
        assert_ne!(network(b"2409:8a1e:3b:51c1::1"), one);
    }

    #[test]
    fn other_addresses_and_hashes_count_whole() {
        assert_eq!(network(b"::ffff:10.1.2.3"), network(b"10.1.2.3"));
        assert_ne!(network(b"10.1.2.3"), network(b"10.1.2.4"));
        // Not an address, though it has a colon.
        for (one, two) in [("md5:aa", "md5:ab"), ("1:2", "1:3")] {
            assert_ne!(network(one.as_bytes()), network(two.as_bytes()));
        }
    }
}
