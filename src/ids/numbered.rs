//! Keys with numbers in order of appearance, looked up many at a time.

use super::{NONE, Packed};

/// What [`Numbered`] counts.
pub trait Key: Copy + Eq {
    /// Its bits, well mixed.
    fn mix(&self) -> u64;
}

/// Both halves of a 128-bit product depend on all bits of the factors, as in wyhash.
#[inline]
fn mix(low: u64, high: u64) -> u64 {
    let product = u128::from(low ^ 0x9e37_79b9_7f4a_7c15) * u128::from(high ^ 0xe703_7ed1_a0b4_28db);
    product as u64 ^ (product >> 64) as u64
}

impl Key for Packed {
    #[inline]
    fn mix(&self) -> u64 {
        let value = u128::from_le_bytes(*self);
        mix(value as u64, (value >> 64) as u64)
    }
}

impl Key for [u32; 3] {
    #[inline]
    fn mix(&self) -> u64 {
        mix(u64::from(self[0]) << 32 | u64::from(self[1]), u64::from(self[2]))
    }
}

/// Keys with numbers in order of appearance: a table of open addressing with linear steps, between
/// three and seven tenths full. It differs from a hash map by [`Numbered::numbers`], which looks up
/// many keys at a time.
pub struct Numbered<K> {
    keys: Vec<K>,
    /// Number + 1 of the key at a place, or 0.
    places: Vec<u32>,
}

impl<K> Default for Numbered<K> {
    fn default() -> Self {
        Numbered { keys: Vec::new(), places: Vec::new() }
    }
}

impl<K: Key> Numbered<K> {
    /// The keys in the order of their numbers.
    pub fn keys(&self) -> &[K] {
        &self.keys
    }

    /// Frees what only numbering needs; the keys stay.
    pub fn seal(&mut self) {
        self.keys.shrink_to_fit();
        self.places = Vec::new();
    }

    /// The number of a key, and whether it is a new one.
    #[inline]
    pub fn number(&mut self, key: K) -> (u32, bool) {
        if self.keys.len() * 10 >= self.places.len() * 7 {
            self.grow();
        }
        let mut place = self.place(&key);
        while self.places[place] != 0 {
            let n = self.places[place] - 1;
            if self.keys[n as usize] == key {
                return (n, false);
            }
            place = (place + 1) & (self.places.len() - 1);
        }
        self.keys.push(key);
        self.places[place] = self.keys.len() as u32;
        (self.keys.len() as u32 - 1, true)
    }

    /// The numbers of many keys, one after the other in `numbers`. Places are guessed first, without a
    /// branch that depends on them, so that the processor waits for many places of memory at a time.
    pub fn numbers(&mut self, keys: &[K], numbers: &mut Vec<u32>) {
        if self.places.is_empty() {
            self.grow();
        }
        numbers.clear();
        numbers.extend(keys.iter().map(|key| self.places[self.place(key)]));
        let known = &self.keys[..];
        for (key, number) in keys.iter().zip(numbers.iter_mut()) {
            let guess = number.wrapping_sub(1);
            let same = known.get(guess as usize).is_some_and(|k| k == key);
            *number = if same { guess } else { NONE };
        }
        for (key, number) in keys.iter().zip(numbers).filter(|(_, n)| **n == NONE) {
            *number = self.number(*key).0;
        }
    }

    #[inline]
    fn place(&self, key: &K) -> usize {
        key.mix() as usize & (self.places.len() - 1)
    }

    #[cold]
    fn grow(&mut self) {
        // Keys that were sealed have no places any more.
        let size = (self.places.len() * 2).max((self.keys.len() * 2).next_power_of_two()).max(64);
        self.places = vec![0; size];
        for n in 0..self.keys.len() {
            let mut place = self.place(&self.keys[n]);
            while self.places[place] != 0 {
                place = (place + 1) & (size - 1);
            }
            self.places[place] = n as u32 + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fault: a key that is new twice in one batch, or numbers that differ from those one by one.
    #[test]
    fn many_at_a_time_get_the_same_numbers_as_one_by_one() {
        let keys: Vec<[u32; 3]> = (0..5000u32).map(|i| [i % 700, i % 3, i / 100 % 7]).collect();
        let (mut one, mut many) = (Numbered::default(), Numbered::default());
        let expected: Vec<u32> = keys.iter().map(|&key| one.number(key).0).collect();
        let (mut numbers, mut all) = (Vec::new(), Vec::new());
        for keys in keys.chunks(333) {
            many.numbers(keys, &mut numbers);
            all.extend_from_slice(&numbers);
        }
        assert_eq!(all, expected);
        assert_eq!(many.keys(), one.keys());
    }
}
