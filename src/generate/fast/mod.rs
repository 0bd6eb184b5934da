//! Fast mode: worlds of millions of accounts and forty logins each, to measure speed and memory.
//!
//! Simpler than the full world: an account's habits are a few bytes drawn by hashing its number, so
//! that nothing but that table and one day of logins is ever in memory. Logins are written day by
//! day, sorted within the day. Companies, staff, upgrades, tablets, carrier gateways, public devices
//! and rings of all four typologies exist, at a lower rate than in the full world; the shapes that
//! cost time (heavy tails, hubs, many small companies) are those of the full world.

mod cast;
mod logins;
mod tables;

use std::path::Path;

use anyhow::Result;

use super::{WorldOptions, WorldSummary};
use cast::Cast;

/// Logins an account in the window, on average.
pub const LOGINS_PER_ACCOUNT: f64 = 40.0;

/// Writes a large world.
pub fn generate(out: &Path, options: &WorldOptions) -> Result<WorldSummary> {
    let cast = Cast::draw(options);
    let logins = logins::write(out, options, &cast)?;
    let (transfers, resold) = tables::write(out, options, &cast)?;
    let mut by_role = [0; 5];
    for member in &cast.members {
        by_role[member.part as usize] += 1;
    }
    Ok(WorldSummary {
        accounts: cast.people.len() as u64,
        logins,
        rings: cast.rings.len() as u64,
        abused_accounts: by_role[..4].iter().sum(),
        by_role,
        lead_transfers: transfers,
        resold_transfers: resold,
    })
}
