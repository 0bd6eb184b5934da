//! `kosring explain`: what a report holds about one ring, account, device, payment account or lead.
//!
//! Everything is told from the machine files of the report folder ([`report`]); the arithmetic of the
//! score is replayed ([`waterfall`]) and not guessed. [`rows`] finds the rows behind findings in the
//! exports. The story is told on the terminal ([`story`]) or as a case file ([`write_case_file`]).

pub mod case;
mod case_file;
mod near;
mod page;
pub mod report;
pub mod rows;
mod terminal;
pub mod waterfall;
mod words;

pub use case::{Case, Kind, case, kinds};
pub use case_file::write as write_case_file;
pub use near::nearest;
pub use report::Report;
pub use terminal::story;
