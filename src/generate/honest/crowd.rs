//! The crowd: private and professional accounts that fill the world up to its size.

use super::super::activity::{Gear, Hours, Net, Usage};
use super::super::clock::{DAY, Seconds};
use super::super::life;
use super::super::places;
use super::super::random::Dice;
use super::super::world::World;
use super::staff;

/// Accounts per person: one, two or three.
const ACCOUNTS: [f64; 3] = [0.74, 0.19, 0.07];
/// New members of the crowd who are employees with a private account beside.
const EMPLOYEES: f64 = 0.3;
/// New members who live with the one before.
const FAMILIES: f64 = 0.22;
/// Accounts registered inside the window.
const NEW: f64 = 0.05;
/// Accounts that sleep and come back with a new phone, often in a new city.
const RETURNERS: f64 = 0.022;
/// Accounts that are hardly used.
const SLEEPY: f64 = 0.1;
/// Phone numbers that somebody else had before (carriers hand numbers out again).
const RECYCLED_NUMBERS: f64 = 0.005;

/// Adds people with accounts until the world has its size.
pub fn fill(world: &mut World) {
    let mut dice = world.dice("crowd", 0);
    let employees: Vec<u32> = world
        .companies
        .iter()
        .flat_map(|company| company.staff.iter().filter(|s| s.plain).map(|s| s.person))
        .collect();
    let mut last: Option<u32> = None;
    while world.accounts.len() < world.options.accounts {
        let employee = !employees.is_empty() && dice.chance(EMPLOYEES);
        let person = if employee {
            *dice.pick(&employees)
        } else {
            let family = last.filter(|_| dice.chance(FAMILIES));
            let city = family
                .map_or_else(|| places::draw_city(&mut dice), |member| world.people[member as usize].city);
            let person = life::add_person(world, &mut dice, city, family);
            last = Some(person);
            person
        };
        let count = 1 + dice.weighted(&ACCOUNTS);
        for number in 0..count.min(world.options.accounts - world.accounts.len()) {
            let account = add_account(world, &mut dice, person, number);
            if employee {
                world.tag(account, "private_beside_work");
            }
            if number > 0 {
                world.tag_person(person, "several_accounts");
            }
        }
    }
}

/// One private account of a person.
fn add_account(world: &mut World, dice: &mut Dice, person: u32, number: usize) -> u32 {
    let account = staff::own_account(world, dice, person, None, 0);
    if number > 0 && dice.chance(0.6) {
        // A second account needs a second number; the identity often stays unverified.
        let phone = world.new_phone();
        world.accounts[account as usize].phone = Some(phone);
        if dice.chance(0.5) {
            world.accounts[account as usize].holder = None;
        }
    } else if dice.chance(RECYCLED_NUMBERS) {
        let earlier = dice.below(world.people.len());
        world.tag(account, "recycled_number");
        world.accounts[account as usize].phone = Some(world.people[earlier].phone);
    }
    let rate = if dice.chance(SLEEPY) { 0.02 } else { dice.lognormal(0.3, 1.15).min(9.0) };
    let mut usage = Usage {
        account,
        person,
        from: Seconds::MIN,
        to: Seconds::MAX,
        rate,
        gear: Gear::Own,
        net: Net::Life,
        hours: Hours::Life,
    };
    if dice.chance(RETURNERS) {
        come_back(world, dice, &mut usage);
    } else if dice.chance(NEW) {
        let from = dice.between(0, world.end - DAY);
        world.accounts[account as usize].registered = from;
        usage.from = from;
    }
    world.add_usage(usage);
    account
}

/// A sleeping account: a last login or two at the start, then silence, then a new phone.
fn come_back(world: &mut World, dice: &mut Dice, usage: &mut Usage) {
    let back = dice.between(world.end / 3, world.end - 4 * DAY);
    world.tag(usage.account, "sleeper_returned");
    let home = world.people[usage.person as usize].city;
    let city = if dice.chance(0.55) { places::other_city(dice, home) } else { home };
    let before = life::add_person(world, dice, home, None);
    // Earlier home, earlier phone: the same person, so identity, number and rhythm are kept.
    let rhythm = world.people[usage.person as usize].rhythm.clone();
    world.people[before as usize].rhythm = rhythm;
    world.people[before as usize].city = city;
    if dice.chance(0.6) {
        world.add_usage(Usage {
            person: before,
            from: 0,
            to: dice.between(DAY, back / 2),
            rate: 0.08,
            ..usage.clone()
        });
    }
    if dice.chance(0.8) {
        world.accounts[usage.account as usize].city = Some(city);
    }
    if dice.chance(0.3) {
        world.change_password(usage.account, back);
    }
    if dice.chance(0.2) {
        let phone = world.new_phone();
        world.change_phone(usage.account, back, phone);
    }
    usage.from = back;
    usage.rate = usage.rate.max(0.2);
}
