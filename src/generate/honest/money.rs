//! Ordinary payments: wages, purchases, suppliers, rent, friends and families.

use super::super::clock::{DAY, HOUR, Seconds};
use super::super::random::Dice;
use super::super::world::World;

/// Payments between private people per person in 90 days, as far as the export shows them.
const PRIVATE: f64 = 0.9;
/// Share of people who let rooms to several tenants.
const LANDLORDS: f64 = 0.006;
/// Share of people who collect small sums for group purchases.
const GROUP_BUYERS: f64 = 0.003;
/// Pairs with a monthly payment inside a family or for a flat-share.
const REGULAR: f64 = 0.04;
/// Companies that buy from a supplier who is in the export.
const SUPPLIERS: f64 = 0.5;

/// Makes all honest payments.
pub fn run(world: &mut World) {
    for company in 0..world.companies.len() {
        let mut dice = world.dice("company money", company);
        wages(world, &mut dice, company);
        purchases(world, &mut dice, company);
        suppliers(world, &mut dice, company);
    }
    let mut dice = world.dice("private money", 0);
    let people = world.people.len();
    let quarter = f64::from(world.options.days) / 90.0;
    for _ in 0..(people as f64 * PRIVATE * quarter) as usize {
        let (payer, payee) = (friend(world, &mut dice, None), friend(world, &mut dice, None));
        let yuan = match dice.weighted(&[0.3, 0.2, 0.5]) {
            0 => *dice.pick(&[5.2, 6.66, 8.88, 18.8, 52.0, 66.0, 88.0, 100.0, 200.0, 520.0]),
            1 => (dice.lognormal(300.0, 1.0) / 50.0).round().max(1.0) * 50.0,
            _ => dice.lognormal(45.0, 1.3),
        };
        let at = any_time(world, &mut dice);
        world.pay(payer, payee, at, yuan);
    }
    for _ in 0..((people as f64 * LANDLORDS) as usize).max(1) {
        landlord(world, &mut dice);
    }
    for _ in 0..((people as f64 * GROUP_BUYERS) as usize).max(1) {
        group_buyer(world, &mut dice);
    }
    for _ in 0..(people as f64 * REGULAR) as usize {
        let (payer, payee) = (friend(world, &mut dice, None), friend(world, &mut dice, None));
        let yuan = (dice.lognormal(1_100.0, 0.7) / 50.0).round().max(1.0) * 50.0;
        monthly(world, &mut dice, (payer, payee), yuan, 0.0);
    }
}

/// The payment account of a random person, in a city if one is asked for.
fn friend(world: &World, dice: &mut Dice, city: Option<u8>) -> u32 {
    let person = (0..12)
        .map(|_| dice.below(world.people.len()))
        .find(|&person| city.is_none_or(|city| world.people[person].city == city))
        .unwrap_or(0);
    world.people[person].wallet
}

/// A moment of the window at which people pay.
fn any_time(world: &World, dice: &mut Dice) -> Seconds {
    dice.between(0, world.end / DAY) * DAY + dice.between(8 * HOUR, 23 * HOUR)
}

/// Pays every month on about the same day; `spread` varies the amount.
pub fn monthly(world: &mut World, dice: &mut Dice, (payer, payee): (u32, u32), yuan: f64, spread: f64) {
    let day = dice.between(0, 30);
    for month in 0..=world.end / DAY / 30 {
        let late = (dice.exponential(0.6)) as i64;
        let at = (month * 30 + day + late) * DAY + dice.between(8 * HOUR, 22 * HOUR);
        let amount = yuan * dice.lognormal(1.0, spread);
        world.pay(payer, payee, at, amount);
    }
}

/// Wages of the companies whose payroll the export shows.
fn wages(world: &mut World, dice: &mut Dice, company: usize) {
    let here = world.companies[company].clone();
    let remote = here.style == super::companies::Style::Remote;
    let paid = here.wages || (remote && dice.chance(0.4));
    if !paid {
        return;
    }
    let payday = *dice.pick(&[5, 8, 10, 10, 15, 15, 20, 25]);
    let level = dice.lognormal(5_500.0, 0.3);
    for month in 0..=world.end / DAY / 30 {
        let at = (month * 30 + payday) * DAY + dice.between(9 * HOUR, 18 * HOUR);
        for (number, staff) in here.staff.iter().enumerate() {
            if staff.from < at - 10 * DAY && staff.to > at - 25 * DAY {
                let base = (level * dice.lognormal(1.0, 0.25) / 10.0).round() * 10.0;
                let wallet = world.people[staff.person as usize].wallet;
                world.pay(here.wallet, wallet, at + number as i64 * dice.between(1, 6), base);
            }
        }
    }
}

/// Customers pay the company.
fn purchases(world: &mut World, dice: &mut Dice, company: usize) {
    let (wallet, city, size) = {
        let here = &world.companies[company];
        (here.wallet, here.city, here.staff.len())
    };
    let price = dice.lognormal(400.0, 1.2);
    let count = dice.poisson(dice_mean(size, f64::from(world.options.days)));
    for _ in 0..count {
        let payer = friend(world, dice, Some(city));
        let at = any_time(world, dice);
        let amount = (price * dice.lognormal(1.0, 0.6)).max(1.0).round();
        world.pay(payer, wallet, at, amount);
    }
}

/// Customers whose payment is in the export: few, most pay through channels outside it.
fn dice_mean(size: usize, days: f64) -> f64 {
    (2.0 + size as f64 * 0.5) * days / 90.0
}

/// Regular purchases from another company.
fn suppliers(world: &mut World, dice: &mut Dice, company: usize) {
    if !dice.chance(SUPPLIERS) {
        return;
    }
    for _ in 0..1 + dice.below(2) {
        let supplier = dice.below(world.companies.len());
        let pair = (world.companies[company].wallet, world.companies[supplier].wallet);
        let amount = (dice.lognormal(3_000.0, 1.0) / 10.0).round() * 10.0;
        monthly(world, dice, pair, amount, 0.3);
    }
}

/// Several tenants pay one landlord by the month.
fn landlord(world: &mut World, dice: &mut Dice) {
    let owner = dice.below(world.people.len());
    world.tag_person(owner as u32, "landlord");
    let (payee, city) = (world.people[owner].wallet, world.people[owner].city);
    for _ in 0..2 + (dice.exponential(4.0) as usize).min(25) {
        let payer = friend(world, dice, Some(city));
        let rent = (dice.lognormal(1_700.0, 0.5) / 50.0).round() * 50.0;
        monthly(world, dice, (payer, payee), rent, 0.02);
    }
}

/// Neighbours pay small sums to the one who orders for all.
fn group_buyer(world: &mut World, dice: &mut Dice) {
    let owner = dice.below(world.people.len());
    world.tag_person(owner as u32, "group_buyer");
    let (payee, city) = (world.people[owner].wallet, world.people[owner].city);
    for _ in 0..10 + dice.below(50).min(world.people.len() / 20) {
        let payer = friend(world, dice, Some(city));
        let at = any_time(world, dice);
        let price = *dice.pick(&[9.9, 15.8, 19.9, 25.0, 29.9, 36.0, 39.9, 49.9, 69.0, 88.0]);
        world.pay(payer, payee, at, price);
    }
}
