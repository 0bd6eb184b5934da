//! kosring: an offline batch analyzer that finds traded and rented KOS accounts, wrong affiliations
//! and resold leads in a social-commerce platform's exports.
//!
//! # The tour
//!
//! Data flows one way, and [`analyze`] reads as that line:
//!
//! ```text
//! exports ─▶ ingest ─▶ reduce ─▶ detect ─▶ score ─▶ rings ─▶ report
//!  files     typed,    logins    evidence  bits →   petgraph  folder
//!            interned  to days   rows      ranks    communities
//! ```
//!
//! - [`ingest`] reads, checks and interns; what does not fit is quarantined.
//! - [`reduce`] turns logins into calendars and networks; [`frames`] holds them and all other exports
//!   as Polars frames.
//! - [`detect`] turns frames into [`evidence`], the only currency from there on.
//! - [`score`] adds up bits; [`rings`] finds the groups that evidence ties together; [`policy`] says
//!   which step is recommended.
//! - [`report`] writes the folder, for people in the language of their [`texts`].
//!
//! A [`state`] remembers days between nights, and [`lineage`] keeps the rings' names.
//!
//! Beside that line: [`explain`] tells what a report holds about one thing, [`generate`] makes up worlds,
//! [`evaluate`] compares reports with the truth, [`schema`] is the data contract, [`settings`] what can be
//! set, [`mask`] hides identifiers, [`watch`] reads lists of what to show first.

mod aside;
pub mod cli;
mod commands;
pub mod detect;
pub mod error;
pub mod evaluate;
pub mod evidence;
pub mod explain;
pub mod frames;
pub mod generate;
pub mod ids;
pub mod ingest;
pub mod lineage;
pub mod mask;
mod network;
pub mod policy;
mod private;
pub mod progress;
mod questions;
pub mod reduce;
pub mod report;
pub mod rings;
pub mod schema;
pub mod score;
pub mod settings;
pub mod state;
pub mod strict_csv;
pub mod texts;
pub mod time;
pub mod watch;

pub use commands::{analyze, run};
