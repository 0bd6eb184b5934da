//! Drives the real program, as the nightly job does: exports in, exit code and report out.
//!
//! What a report says of a ring is tested beside the detectors; here it is only that the same input
//! gives the same report, that every row is accounted for, and that nothing falls over.

mod accounting;
mod adversaries;
mod approvals;
mod bad_binary;
mod bad_input;
mod bombs;
mod check;
mod cli;
mod common;
mod company;
mod conduct;
mod contract;
mod damaged;
mod determinism;
mod explain;
mod fixtures;
mod formats;
mod forms;
mod gateways;
mod habits;
mod html;
mod leads;
mod money;
mod nightly;
mod nobody;
mod onset;
mod privacy;
mod public;
mod random;
mod replacing;
mod roaming;
mod schema;
mod settings;
mod spark;
mod staff;
mod supply_chain;
mod verdicts;
mod watch;
mod world;
