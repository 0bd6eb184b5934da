//! Whoever knows how scores are made tries to raise others' or to lower their own.

mod exports;
mod framing;
mod unchanged;
