//! Master data that people and companies change without any sale: new numbers, new payout accounts,
//! new passwords, new regions.

use super::super::clock::{DAY, HOUR, Seconds};
use super::super::random::Dice;
use super::super::world::{AccountKind, World};

/// Accounts whose password is changed in 90 days (forgotten, or asked for by the platform).
const PASSWORD: f64 = 0.07;
/// Accounts with a new phone number in 90 days (numbers are portable and tied to everything).
const PHONE: f64 = 0.014;
/// Accounts with a new payout account in 90 days.
const PAYOUT: f64 = 0.022;
/// Accounts where all of that happens within days: a lost phone, a new card for a new life.
const ALL_AT_ONCE: f64 = 0.006;
/// Movers to another city who take a number of the new city.
const LOCAL_NUMBER: f64 = 0.3;
/// Movers who also change the region of their account.
const REGION: f64 = 0.4;
/// Companies that renew all passwords of their own accounts in one go.
const RENEWAL: f64 = 0.12;
/// Companies that change the payout account of all their own accounts in one go.
const NEW_BANK: f64 = 0.04;

/// Makes all of them.
pub fn run(world: &mut World) {
    let mut dice = world.dice("changes", 0);
    let quarter = f64::from(world.options.days) / 90.0;
    for account in 0..world.accounts.len() as u32 {
        let row = &world.accounts[account as usize];
        if row.kind == AccountKind::Enterprise && dice.chance(0.5) {
            continue;
        }
        let at = dice.between(row.registered.max(0), world.end);
        let all = dice.chance(ALL_AT_ONCE * quarter);
        if all {
            world.tag(account, "all_data_new");
        }
        if all || dice.chance(PASSWORD * quarter) {
            world.change_password(account, at);
        }
        if all || dice.chance(PHONE * quarter) {
            let phone = world.new_phone();
            world.change_phone(account, at + dice.between(0, DAY), phone);
        }
        if all || dice.chance(PAYOUT * quarter) {
            let wallet = world.new_wallet();
            world.change_wallet(account, at + dice.between(0, 6 * DAY), wallet);
        }
    }
    movers(world);
    for company in 0..world.companies.len() {
        let mut dice = world.dice("company changes", company);
        if dice.chance(RENEWAL * quarter) {
            renew(world, &mut dice, company, false);
        }
        if dice.chance(NEW_BANK * quarter) {
            renew(world, &mut dice, company, true);
        }
    }
}

/// People who move to another city take a local number, or only change the region.
fn movers(world: &mut World) {
    let mut dice = world.dice("movers", 0);
    for index in 0..world.usages.len() {
        let (account, person) = (world.usages[index].account, world.usages[index].person);
        let Some((moved, city, _)) = world.people[person as usize].moves else {
            continue;
        };
        let away = city != world.people[person as usize].city;
        if !away || world.accounts[account as usize].holder != Some(person) {
            continue;
        }
        let at: Seconds = moved + dice.between(0, 20 * DAY);
        if dice.chance(REGION) {
            world.change_city(account, at, city);
        }
        if dice.chance(LOCAL_NUMBER) {
            let phone = world.new_phone();
            world.change_phone(account, at + dice.between(0, 5 * DAY), phone);
        }
    }
}

/// A company renews the passwords, or the payout account, of all accounts that it made.
fn renew(world: &mut World, dice: &mut Dice, company: usize, bank: bool) {
    let at = dice.between(1, world.end / DAY) * DAY + dice.between(9 * HOUR, 18 * HOUR);
    let wallet = world.new_wallet();
    let old = world.companies[company].wallet;
    for index in 0..world.companies[company].staff.len() {
        let staff = world.companies[company].staff[index].clone();
        let when = at + 40 * index as i64;
        if !staff.created || staff.from > when || staff.to < when {
            continue;
        }
        world.tag(staff.account, "company_renewal");
        if !bank {
            world.change_password(staff.account, when);
        } else if world.accounts[staff.account as usize].wallet == Some(old) {
            world.change_wallet(staff.account, when, wallet);
        }
    }
    if bank {
        let enterprise = world.companies[company].account;
        world.change_wallet(enterprise, at - 60, wallet);
        world.new_banks.insert(old, (at, wallet));
    }
}
