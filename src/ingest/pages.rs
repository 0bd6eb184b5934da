//! Heads of Parquet pages, looked at before Polars does.
//!
//! Polars takes for granted how many values a page says it holds, and asks for that much memory; where a
//! damaged file says that it is less than none, that is exabytes, which no program survives. So all heads
//! are read here first. They are structs of Thrift's compact protocol (`parquet.thrift` of the format's
//! specification, `PageHeader`); what isn't looked at is stepped over.
//!
//! Cost: some kilobytes a page.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;

/// Bytes that hold a head unless it comes with long statistics, and those that hold any.
const HEAD: [u64; 2] = [4 << 10, 4 << 20];
/// Structs within structs at the most; heads have three.
const DEPTH: usize = 16;

/// What a head says, as far as it matters.
#[derive(Debug, Default, PartialEq)]
struct Head {
    /// Bytes of the page when it is decompressed, and as it stands in the file.
    sizes: [i64; 2],
    /// Values of a data page; none of a dictionary, whose values are counted nowhere else.
    values: Option<i64>,
    /// All counts that the head holds.
    least: i64,
}

/// Checks the pages of a column that lies in a part of a file and has so many values.
///
/// # Errors
/// [`io::ErrorKind::InvalidData`] if they do not fit; what the operating system reports.
pub fn check(file: &mut File, part: Range<u64>, values: i64) -> io::Result<()> {
    let broken = || io::Error::new(io::ErrorKind::InvalidData, "a page's head does not fit the file");
    let (mut at, mut counted) = (part.start, 0i64);
    while at < part.end && counted < values {
        let (head, length) = read_head(file, at, part.end - at)?.ok_or_else(broken)?;
        let sound = head.sizes.iter().all(|&size| size >= 0) && head.least >= 0;
        counted = counted.saturating_add(head.values.unwrap_or(0));
        at = at.saturating_add(length + head.sizes[1].max(0) as u64);
        if !sound || counted > values || at > part.end {
            return Err(broken());
        }
    }
    Ok(())
}

/// The head at a place, and its length; none if there is no head.
fn read_head(file: &mut File, at: u64, left: u64) -> io::Result<Option<(Head, u64)>> {
    for most in HEAD {
        let mut bytes = Vec::new();
        file.seek(SeekFrom::Start(at))?;
        Read::by_ref(file).take(most.min(left)).read_to_end(&mut bytes)?;
        let mut thrift = Thrift { bytes: &bytes, at: 0 };
        if let Some(head) = head(&mut thrift) {
            return Ok(Some((head, thrift.at as u64)));
        }
    }
    Ok(None)
}

fn head(thrift: &mut Thrift<'_>) -> Option<Head> {
    let mut head = Head::default();
    thrift.fields(|thrift, id, kind| {
        match (id, kind) {
            (2 | 3, 5) => head.sizes[id as usize - 2] = thrift.number()?,
            // Data pages of both versions, and dictionaries; their first fields are counts.
            (5 | 7 | 8, 12) => thrift.fields(|thrift, inner, kind| {
                if kind != 5 || inner > 3 {
                    return thrift.skip(kind, DEPTH);
                }
                let number = thrift.number()?;
                head.least = head.least.min(number);
                if inner == 1 && id != 7 {
                    head.values = Some(number);
                }
                Some(())
            })?,
            _ => thrift.skip(kind, DEPTH)?,
        }
        Some(())
    })?;
    Some(head)
}

/// Thrift's compact protocol. Everything returns none where the bytes end or make no sense.
struct Thrift<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Thrift<'_> {
    fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    /// Seven bits a byte, the lowest first.
    fn varint(&mut self) -> Option<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    /// A signed number, the sign in the lowest bit.
    fn number(&mut self) -> Option<i64> {
        let value = self.varint()?;
        Some((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    /// Calls `each` with the number and kind of every field of a struct, which it must read or skip.
    fn fields(&mut self, mut each: impl FnMut(&mut Self, i64, u8) -> Option<()>) -> Option<()> {
        let mut id = 0i64;
        loop {
            let byte = self.byte()?;
            if byte == 0 {
                return Some(());
            }
            id = match byte >> 4 {
                0 => self.number()?,
                more => id.checked_add(i64::from(more))?,
            };
            each(self, id, byte & 0x0f)?;
        }
    }

    fn skip_bytes(&mut self, count: u64) -> Option<()> {
        let end = self.at.checked_add(usize::try_from(count).ok()?)?;
        self.at = (end <= self.bytes.len()).then_some(end)?;
        Some(())
    }

    /// Steps over a value of a kind.
    fn skip(&mut self, kind: u8, depth: usize) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        match kind {
            // A field's kind is its value.
            1 | 2 => Some(()),
            3 => self.skip_bytes(1),
            4..=6 => self.varint().map(drop),
            7 => self.skip_bytes(8),
            8 => self.varint().and_then(|length| self.skip_bytes(length)),
            9 | 10 => {
                let byte = self.byte()?;
                let count = if byte >> 4 == 15 { self.varint()? } else { u64::from(byte >> 4) };
                let kind = byte & 0x0f;
                (0..count).try_for_each(|_| match kind {
                    1 | 2 => self.skip_bytes(1),
                    kind => self.skip(kind, depth),
                })
            }
            12 => self.fields(|thrift, _, kind| thrift.skip(kind, depth)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A data page of 12 values, 24 bytes, 25 in the file; as a writer made it.
    const SOUND: &[u8] =
        &[0x15, 0x00, 0x15, 0x30, 0x15, 0x32, 0x2c, 0x15, 0x18, 0x15, 0x10, 0x15, 0x06, 0x15, 0x06, 0, 0];

    #[test]
    fn heads_say_their_sizes_and_counts() {
        let mut thrift = Thrift { bytes: SOUND, at: 0 };
        let found = head(&mut thrift).unwrap();
        assert_eq!(found, Head { sizes: [24, 25], values: Some(12), least: 0 });
        assert_eq!(thrift.at, SOUND.len());
        for cut in 0..SOUND.len() {
            assert_eq!(head(&mut Thrift { bytes: &SOUND[..cut], at: 0 }), None, "{cut}");
        }
    }

    /// Fault: pages that hold less than nothing, more than their column, or more than is left of the file.
    #[test]
    fn pages_that_do_not_fit_are_refused() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("page");
        let checked = |bytes: &[u8], values: i64| {
            std::fs::write(&path, [bytes, &[0; 25]].concat()).unwrap();
            check(&mut File::open(&path).unwrap(), 0..bytes.len() as u64 + 25, values).is_ok()
        };
        let with = |at: usize, byte: u8| {
            let mut bytes = SOUND.to_vec();
            bytes[at] = byte;
            bytes
        };
        assert!(checked(SOUND, 12));
        assert!(!checked(SOUND, 11), "more values than the column");
        assert!(!checked(&with(8, 0x6d), 12), "less than none");
        assert!(!checked(&with(5, 0x34), 12), "more bytes than are left");
        assert!(!checked(&with(3, 0x31), 12), "a negative size");
        assert!(!checked(&[0x2c; 40], 12), "structs without end");
    }
}
