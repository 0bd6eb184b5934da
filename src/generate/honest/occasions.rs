//! Logins out of the ordinary that mean nothing: public devices, friends' phones, stolen
//! passwords.

use super::super::activity::{Gear, Hours, Net, Usage};
use super::super::clock::{DAY, HOUR, Seconds};
use super::super::places;
use super::super::random::Dice;
use super::super::world::{Approval, Approved, World};

/// Accounts per public device (display phones, repair shops, libraries, internet cafés): rare, but
/// each sees hundreds of accounts.
const ACCOUNTS_PER_PUBLIC_DEVICE: usize = 4_000;
/// Accounts that are used once from a friend's phone in 90 days.
const FRIENDS_PHONE: f64 = 0.02;
/// Accounts with a stolen password, used for a day and won back.
const STOLEN: f64 = 0.0015;

/// Adds all of them.
pub fn run(world: &mut World) {
    let mut dice = world.dice("public devices", 0);
    for _ in 0..(world.options.accounts / ACCOUNTS_PER_PUBLIC_DEVICE).max(1) {
        public_device(world, &mut dice);
    }
    let mut dice = world.dice("friends", 0);
    let quarter = f64::from(world.options.days) / 90.0;
    for account in 0..world.accounts.len() as u32 {
        if dice.chance(FRIENDS_PHONE * quarter) {
            friends_phone(world, &mut dice, account);
        }
        if dice.chance(STOLEN * quarter) {
            stolen(world, &mut dice, account);
        }
    }
}

/// A device that hundreds of people use once or twice.
fn public_device(world: &mut World, dice: &mut Dice) {
    let city = places::draw_city(dice);
    let device = world.new_device();
    let ip = world.new_ip();
    let most = (world.options.accounts / 40).min(600);
    let visitors = (dice.real(0.4, 1.0) * most as f64) as usize;
    let usages = world.usages.len();
    for _ in 0..visitors {
        // People of the city, and travellers.
        let pick = (0..60)
            .map(|_| dice.below(usages))
            .find(|&index| {
                let person = &world.people[world.usages[index].person as usize];
                person.city == city
            })
            .unwrap_or_else(|| dice.below(usages));
        let (account, person) = (world.usages[pick].account, world.usages[pick].person);
        let from = dice.between(0, world.end - DAY).max(live_from(world, pick));
        world.tag(account, "public_device");
        world.add_usage(Usage {
            account,
            person,
            from,
            to: from + 12 * HOUR,
            rate: 4.0,
            gear: Gear::Fixed(vec![device]),
            net: Net::Fixed { city, ips: vec![ip] },
            hours: Hours::Life,
        });
    }
    if dice.chance(0.3) {
        world
            .approvals
            .push(Approval { what: Approved::Device(device), reason: "公共设备", until: None });
    }
}

/// The moment from which a usage exists inside the window.
fn live_from(world: &World, usage: usize) -> Seconds {
    let account = world.usages[usage].account;
    world.usages[usage].from.max(0).max(world.accounts[account as usize].registered)
}

/// Somebody logs in on the phone of somebody else in the same city.
fn friends_phone(world: &mut World, dice: &mut Dice, account: u32) {
    let holder = world.accounts[account as usize].holder;
    let Some(person) = holder.filter(|&p| (p as usize) < world.people.len()) else {
        return;
    };
    let city = world.people[person as usize].city;
    let friend = (0..40)
        .map(|_| dice.below(world.people.len()))
        .find(|&friend| friend != person as usize && world.people[friend].city == city);
    let Some(friend) = friend else { return };
    world.tag(account, "friends_phone");
    let from = dice.between(0, world.end - DAY).max(world.accounts[account as usize].registered);
    let phone = world.people[friend].phones[0].1;
    let household = world.people[friend].household;
    world.add_usage(Usage {
        account,
        person,
        from,
        to: from + 10 * HOUR,
        rate: 3.0,
        gear: Gear::Fixed(vec![phone]),
        net: Net::Line { city, household },
        hours: Hours::Life,
    });
}

/// A stranger gets in for a day; the password is changed and all is as before.
fn stolen(world: &mut World, dice: &mut Dice, account: u32) {
    world.tag(account, "stolen_password");
    let from = dice.between(0, world.end - 2 * DAY).max(world.accounts[account as usize].registered);
    let thief = dice.below(world.people.len()) as u32;
    let device = world.new_device();
    let line = Net::Line { city: places::draw_city(dice), household: world.new_household() };
    world.add_usage(Usage {
        account,
        person: thief,
        from,
        to: from + dice.between(6 * HOUR, 30 * HOUR),
        rate: 3.0,
        gear: Gear::Fixed(vec![device]),
        net: line,
        hours: Hours::Life,
    });
    world.change_password(account, from + dice.between(12 * HOUR, 40 * HOUR));
}
