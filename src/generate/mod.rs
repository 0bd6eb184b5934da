//! `kosring generate`: a made-up world to measure in.
//!
//! A world is a quarter of a year on a platform: people with phones and habits, companies with shops
//! and staff, leads, money, notes, and offenders among them. Its parameters come from the written
//! model in `docs/world.md`, that is from how people, shops and offenders behave, and not from what
//! any detector looks for.
//!
//! The way through, as `generate` reads:
//!
//! 1. `honest` founds companies, lets people come and go, sets up headquarters and agencies, and
//!    collects leads;
//! 2. `abuse` plants rings in that world;
//! 3. the crowd fills it up to its size, and money, advertising and notes are added;
//! 4. `activity` turns "who uses which account" into logins;
//! 5. `exports` writes the rows by the data contract, and the truth beside them.
//!
//! Every part draws from its own stream of `random`; the same options give the same bytes on any
//! number of threads. Nothing reads a clock: the window starts on 2025-01-01 in Asia/Shanghai.
//! `fast` is a leaner generator for worlds of millions of accounts, made to measure speed.

mod abuse;
mod activity;
mod clock;
mod exports;
mod fast;
mod honest;
mod ids;
mod life;
mod people;
mod places;
mod random;
mod rows;
mod text;
mod twins;
mod world;
mod writer;

#[cfg(test)]
mod tests;

use std::path::Path;

use anyhow::{Result, ensure};

use world::{AccountKind, Role, World};

/// How well the offenders of a world hide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Camouflage {
    /// Level 0: shared phones, the crew's own network, one payment account.
    #[default]
    None,
    /// Level 1: proxies in the holder's city, few accounts a device, several payment accounts,
    /// middlemen.
    Careful,
    /// Level 2: one cloud phone and one line per account, no shared device or network, small batches
    /// of leads mixed into lawful ones.
    Hidden,
}

/// What world to make.
#[derive(Clone, Debug)]
pub struct WorldOptions {
    /// Accounts, at least 300.
    pub accounts: usize,
    /// Seed of all draws.
    pub seed: u64,
    /// Length of the window in days, 45 to 366; 90 is what the model is written for.
    pub days: u32,
    /// How well the offenders hide.
    pub camouflage: Camouflage,
    /// Whether there are offenders; without, it is the null world.
    pub abuse: bool,
    /// Optional exports (`payments`) and columns (`logins.ip`) that are left out.
    pub without: Vec<String>,
    /// Fast mode, to measure speed: a simpler world of any size with 40 logins an account on average,
    /// only the required exports and payments. The camouflage is not used.
    pub scale: bool,
}

/// What a world holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WorldSummary {
    /// Accounts.
    pub accounts: u64,
    /// Login rows.
    pub logins: u64,
    /// Rings.
    pub rings: u64,
    /// Accounts with an abusive role, lead buyers not counted.
    pub abused_accounts: u64,
    /// Accounts by role: traded, rented, affiliated, lead resale, lead buyer.
    pub by_role: [u64; 5],
    /// Lead transfers, honest and resold.
    pub lead_transfers: u64,
    /// Resold transfers.
    pub resold_transfers: u64,
}

/// Writes the world of `options` as CSV files into the folder `out`, the truth into `out/truth`.
///
/// # Errors
///
/// Where the options make no sense or a file cannot be written.
pub fn generate(out: &Path, options: &WorldOptions) -> Result<WorldSummary> {
    ensure!(
        (300..=20_000_000).contains(&options.accounts),
        "a world has 300 to 20,000,000 accounts, not {}",
        options.accounts
    );
    ensure!((45..=366).contains(&options.days), "a window has 45 to 366 days, not {}", options.days);
    writer::check_without(options)?;
    if options.scale {
        return fast::generate(out, options);
    }
    let mut world = World::new(options);
    honest::companies::found_all(&mut world);
    honest::turnover::run(&mut world);
    honest::central::run(&mut world);
    honest::leads::run(&mut world);
    if options.abuse {
        abuse::plant_all(&mut world);
    }
    honest::crowd::fill(&mut world);
    honest::occasions::run(&mut world);
    honest::changes::run(&mut world);
    honest::money::run(&mut world);
    world.move_banks();
    honest::ads::run(&mut world);
    honest::notes::run(&mut world);
    settle_kinds(&mut world);
    let logins = activity::logins(&world);
    exports::write_all(out, &world, &logins)?;
    exports::write_truth(&out.join("truth"), &world)?;
    Ok(summary(&world, logins.len()))
}

/// The accounts export shows each account as it is at the end of the window: `kos` while bound.
fn settle_kinds(world: &mut World) {
    for binding in &world.bindings {
        if binding.unbound.is_none() || binding.created {
            world.accounts[binding.account as usize].kind = AccountKind::Kos;
        }
    }
}

/// Counts the world.
fn summary(world: &World, logins: usize) -> WorldSummary {
    let mut by_role = [0; 5];
    for (role, _) in world.truth.values() {
        by_role[*role as usize] += 1;
    }
    let rings: std::collections::BTreeSet<u32> = world.truth.values().map(|(_, ring)| *ring).collect();
    WorldSummary {
        accounts: world.accounts.len() as u64,
        logins: logins as u64,
        rings: rings.len() as u64,
        abused_accounts: by_role.iter().sum::<u64>() - by_role[Role::LeadBuyer as usize],
        by_role,
        lead_transfers: world.transfers.len() as u64,
        resold_transfers: world.truth_leads.len() as u64,
    }
}
