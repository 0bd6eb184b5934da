//! The honest background: people, companies and everything they do that can look like abuse.

pub mod ads;
pub mod central;
pub mod changes;
pub mod companies;
pub mod crowd;
pub mod leads;
pub mod money;
pub mod notes;
pub mod occasions;
pub mod staff;
pub mod turnover;
