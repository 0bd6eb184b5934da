//! Logins: people using accounts through the day, and workers going through lists of accounts.

use rayon::prelude::*;

use super::clock::{DAY, HOUR, Seconds, day_of, is_holiday, weekday};
use super::people::Person;
use super::places::City;
use super::random::{Dice, mix};
use super::world::World;

/// What is held in hand.
#[derive(Clone)]
pub enum Gear {
    /// The person's own devices.
    Own,
    /// These devices, the first most of the time.
    Fixed(Vec<u32>),
    /// Own devices, but at work a share of the logins is from the place's shared devices.
    AtWork(f64),
}

/// How the login reaches the platform.
#[derive(Clone)]
pub enum Net {
    /// Where the person is.
    Life,
    /// A household line (also what a residential proxy looks like).
    Line {
        /// City of the line.
        city: City,
        /// The line.
        household: u32,
    },
    /// A carrier's gateways (a phone on the road, or a mobile proxy).
    Carrier {
        /// City of the phone.
        city: City,
        /// The carrier.
        carrier: u8,
    },
    /// Fixed addresses.
    Fixed {
        /// Their city.
        city: City,
        /// Addresses, drawn evenly.
        ips: Vec<u32>,
    },
    /// A proxy, but forgotten for a share of the logins, which then come from the second network.
    Slips(Box<Net>, Box<Net>, f64),
}

/// When an account is used.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Hours {
    /// In the person's own rhythm.
    Life,
    /// Mostly in the person's working hours.
    Work,
}

/// One person's use of one account.
#[derive(Clone)]
pub struct Usage {
    /// The account.
    pub account: u32,
    /// Who uses it.
    pub person: u32,
    /// From.
    pub from: Seconds,
    /// Until.
    pub to: Seconds,
    /// Logins a day, before days off.
    pub rate: f64,
    /// Devices.
    pub gear: Gear,
    /// Network.
    pub net: Net,
    /// Hours.
    pub hours: Hours,
}

/// One account on a worker's list.
#[derive(Clone)]
pub struct Stop {
    /// The account.
    pub account: u32,
    /// On the list from.
    pub from: Seconds,
    /// On the list until.
    pub to: Seconds,
    /// Share of the rounds in which it is visited.
    pub share: f64,
    /// Devices.
    pub gear: Gear,
    /// Network.
    pub net: Net,
}

/// A worker who goes through a list of accounts: a studio, an agency, a headquarters.
#[derive(Clone)]
pub struct Rounds {
    /// Who works.
    pub person: u32,
    /// Working days, Monday first.
    pub weekdays: [bool; 7],
    /// Whether public holidays are worked through.
    pub holidays: bool,
    /// Earliest and latest start of a round, hours of the day.
    pub start: (f64, f64),
    /// Rounds a working day.
    pub per_day: f64,
    /// Median minutes between two accounts.
    pub gap: f64,
    /// How much the order varies: 0 = always the same, 1 = shuffled each time.
    pub disorder: f64,
    /// The accounts.
    pub stops: Vec<Stop>,
}

/// A login. Fields are ordered as the export is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Login {
    /// When.
    pub at: u32,
    /// Account.
    pub account: u32,
    /// Device.
    pub device: u32,
    /// Address.
    pub ip: u32,
    /// City.
    pub city: City,
}

/// All logins of the world, sorted.
pub fn logins(world: &World) -> Vec<Login> {
    let private = world.usages.par_iter().map(|usage| {
        let key = u64::from(usage.account) << 32 ^ mix(usage.from as u64 ^ mix(usage.person.into())) >> 32;
        let mut dice = Dice::new(world.options.seed, "usage", key);
        use_account(world, usage, &mut dice)
    });
    let worked = world.rounds.par_iter().enumerate().map(|(index, rounds)| {
        let mut dice = world.dice("rounds", index);
        go_round(world, rounds, &mut dice)
    });
    let parts: Vec<Vec<Login>> = private.chain(worked).collect();
    let mut all: Vec<Login> = parts.into_iter().flatten().collect();
    all.par_sort_unstable();
    all.dedup();
    all
}

/// A person's use of one account over the window.
fn use_account(world: &World, usage: &Usage, dice: &mut Dice) -> Vec<Login> {
    let mut logins = Vec::new();
    let person = &world.people[usage.person as usize];
    let born = world.accounts[usage.account as usize].registered;
    let (from, to) = (usage.from.max(0).max(born), usage.to.min(world.end));
    if from >= to {
        return logins;
    }
    for day in day_of(from)..=day_of(to - 1) {
        let busy = usage.hours == Hours::Work && !person.works_on(day);
        if person.is_offline(day) {
            continue;
        }
        let mean = usage.rate * dice.lognormal(0.85, 0.57) * if busy { 0.25 } else { 1.0 };
        for _ in 0..dice.poisson(mean) {
            let at = day * DAY + moment(person, usage.hours, day, dice);
            if at >= from && at < to {
                logins.push(login(world, person, usage.account, (&usage.gear, &usage.net), at, dice));
            }
        }
    }
    logins
}

/// A second of the day for a login.
fn moment(person: &Person, hours: Hours, day: i64, dice: &mut Dice) -> Seconds {
    if hours == Hours::Life || dice.chance(0.3) {
        return person.rhythm.moment(day, dice);
    }
    let (open, close) =
        person.job_at(day * DAY + 12 * HOUR).map_or((9, 19), |job| (job.hours.0, job.hours.1));
    dice.between(open * HOUR, close * HOUR)
}

/// One login of a person at a moment.
fn login(
    world: &World,
    person: &Person,
    account: u32,
    (gear, net): (&Gear, &Net),
    at: Seconds,
    dice: &mut Dice,
) -> Login {
    let mut place = None;
    let device = match gear {
        Gear::Own => person.device_at(at, dice),
        Gear::Fixed(devices) if dice.chance(0.8) => devices[0],
        Gear::Fixed(devices) => *dice.pick(devices),
        Gear::AtWork(share) => {
            place = person.at_work(at).and_then(|job| job.place);
            let shared = place.map_or(&[][..], |place| &world.places[place as usize].shared);
            if shared.is_empty() || !dice.chance(*share) {
                place = None;
                person.device_at(at, dice)
            } else {
                *dice.pick(shared)
            }
        }
    };
    let (ip, city) = match place {
        // A device that lies in the shop is on the shop's line.
        Some(place) => {
            let place = &world.places[place as usize];
            (*dice.pick(&place.ips), place.city)
        }
        None => reach(world, person, net, at, dice),
    };
    Login { at: at as u32, account, device, ip, city }
}

/// Address and city over a network.
fn reach(world: &World, person: &Person, net: &Net, at: Seconds, dice: &mut Dice) -> (u32, City) {
    match net {
        Net::Life => person.locate(&world.network, &world.places, at, dice),
        Net::Line { city, household } => (world.network.home(*city, *household, at), *city),
        Net::Carrier { city, carrier } => world.network.mobile(*city, (*carrier, person.phone), dice.bits()),
        Net::Fixed { city, ips } => (*dice.pick(ips), *city),
        Net::Slips(proxy, bare, share) => {
            let net = if dice.chance(*share) { bare } else { proxy };
            reach(world, person, net, at, dice)
        }
    }
}

/// A worker's rounds over the window.
fn go_round(world: &World, rounds: &Rounds, dice: &mut Dice) -> Vec<Login> {
    let mut logins = Vec::new();
    let person = &world.people[rounds.person as usize];
    for day in 0..day_of(world.end) {
        let works = rounds.weekdays[weekday(day) as usize];
        let closed = is_holiday(day) && !rounds.holidays;
        if !works || closed || person.is_offline(day) {
            continue;
        }
        for _ in 0..dice.poisson(rounds.per_day).max(u32::from(rounds.per_day >= 1.0)) {
            let start = dice.real(rounds.start.0, rounds.start.1) * HOUR as f64;
            one_round(world, rounds, day * DAY + start as Seconds, dice, &mut logins);
        }
    }
    logins
}

/// One round: account after account, with a pause between them.
fn one_round(world: &World, rounds: &Rounds, start: Seconds, dice: &mut Dice, logins: &mut Vec<Login>) {
    let person = &world.people[rounds.person as usize];
    let mut order: Vec<(f64, &Stop)> = Vec::with_capacity(rounds.stops.len());
    for (index, stop) in rounds.stops.iter().enumerate() {
        let jitter = dice.normal() * rounds.disorder * rounds.stops.len() as f64;
        order.push((index as f64 + jitter, stop));
    }
    order.sort_by(|left, right| left.0.total_cmp(&right.0));
    let mut at = start;
    for (_, stop) in order {
        if !dice.chance(stop.share) {
            continue;
        }
        let born = world.accounts[stop.account as usize].registered;
        if at >= stop.from.max(born) && at < stop.to && at < world.end {
            logins.push(login(world, person, stop.account, (&stop.gear, &stop.net), at, dice));
        }
        at += (dice.lognormal(rounds.gap, 0.7) * 60.0) as Seconds + 5;
    }
}
