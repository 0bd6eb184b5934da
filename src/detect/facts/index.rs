//! Rows by key.

use std::ops::Range;

use crate::ids::NONE;

/// Rows grouped by a key: `rows(key)` are their places in the frame, in the frame's order.
#[derive(Default)]
pub struct Index {
    starts: Vec<u32>,
    rows: Vec<u32>,
}

impl Index {
    /// Groups by `keys`, which are below `count`, or [`NONE`] and left out. Counting sort: linear.
    pub fn new(count: usize, keys: &[u32]) -> Index {
        // One place further on than at last: while rows are put in, it tells where the next one goes.
        let mut starts = vec![0u32; count + 2];
        for &key in keys.iter().filter(|&&k| k != NONE) {
            starts[key as usize + 2] += 1;
        }
        for i in 0..=count {
            starts[i + 1] += starts[i];
        }
        let mut rows = vec![0; starts[count + 1] as usize];
        for (row, &key) in keys.iter().enumerate().filter(|(_, k)| **k != NONE) {
            let place = &mut starts[key as usize + 1];
            rows[*place as usize] = row as u32;
            *place += 1;
        }
        starts.truncate(count + 1);
        Index { starts, rows }
    }

    /// Rows with a key.
    pub fn rows(&self, key: u32) -> &[u32] {
        &self.rows[self.places(key)]
    }

    /// The places of a key's rows among all rows in the order of their keys.
    pub(super) fn places(&self, key: u32) -> Range<usize> {
        if key == NONE {
            return 0..0;
        }
        self.starts[key as usize] as usize..self.starts[key as usize + 1] as usize
    }
}
