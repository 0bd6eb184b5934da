//! Advertising: campaigns of companies, and the spend that allows more than the default quota.

use super::super::clock::{DAY, Seconds, day_of};
use super::super::random::Dice;
use super::super::world::{Spend, World};
use super::companies::QUOTA;

/// Ordinary companies that advertise.
const ADVERTISERS: f64 = 0.4;
/// Employee accounts of an advertising company that carry campaigns.
const CARRIERS: f64 = 0.35;
/// Products and their shares.
const PRODUCTS: [(&str, f64); 4] =
    [("seeding", 0.34), ("lead_collection", 0.26), ("search", 0.15), ("shutiao", 0.25)];

/// Makes all honest advertising.
pub fn run(world: &mut World) {
    for company in 0..world.companies.len() {
        let mut dice = world.dice("ads", company);
        let here = world.companies[company].clone();
        let large = here.bound > QUOTA;
        if !large && !dice.chance(ADVERTISERS) {
            continue;
        }
        let level = if large { dice.lognormal(260.0, 0.4) } else { dice.lognormal(90.0, 0.8) };
        campaign(world, &mut dice, here.account, (here.started.max(0), i64::MAX), level);
        for staff in &here.staff {
            let share = if large { 0.7 } else { CARRIERS };
            if dice.chance(share) {
                let level = level * dice.lognormal(0.6, 0.6);
                let interval = (staff.from.max(0), staff.to);
                campaign_of(world, &mut dice, staff.account, interval, (level, large));
            }
        }
    }
}

/// A campaign with a product drawn by its share.
fn campaign(world: &mut World, dice: &mut Dice, account: u32, interval: (Seconds, Seconds), level: f64) {
    campaign_of(world, dice, account, interval, (level, false));
}

/// A campaign: from some day on, on most days of one or two spells. `counted` products only, where
/// the company needs them for its quota.
pub fn campaign_of(
    world: &mut World,
    dice: &mut Dice,
    account: u32,
    (from, to): (Seconds, Seconds),
    (level, counted): (f64, bool),
) {
    let weights = PRODUCTS.map(|product| product.1);
    let product = if counted { dice.below(2) } else { dice.weighted(&weights) };
    let last = day_of(to.min(world.end) - DAY);
    let mut day = day_of(from) + dice.exponential(18.0) as i64;
    for _ in 0..1 + dice.below(2) {
        let length = (dice.lognormal(12.0, 0.7) as i64).max(2);
        for day in day..(day + length).min(last) {
            if dice.chance(0.85) {
                let fen = (level * dice.lognormal(1.0, 0.5) * 100.0).round() as i64;
                world.spends.push(Spend { account, day, product: PRODUCTS[product].0, fen });
            }
        }
        day += length + dice.between(4, 25);
    }
}
