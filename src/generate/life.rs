//! Makes people: homes, journeys, phones and the changes of a quarter of a year.

use super::clock::{DAY, Seconds};
use super::people::{Person, Rhythm, Trip};
use super::places::{self, City};
use super::random::Dice;
use super::world::World;

/// People who get a new phone in 90 days: phones are kept for about 33 months.
const UPGRADES: f64 = 0.09;
/// New phones that were somebody else's before: refurbished ones are a tenth of sales, private sales add.
const SECOND_HAND: f64 = 0.18;
/// Old phones that are sold on and not kept in a drawer.
const SOLD_ON: f64 = 0.35;
/// People with a tablet or a computer that also uses the platform.
const SECOND_DEVICE: f64 = 0.2;
/// Moves inside the city in 90 days (tenants move every few years, leases end after the festival).
const MOVES_NEARBY: f64 = 0.03;
/// Moves to another city in 90 days.
const MOVES_AWAY: f64 = 0.012;
/// Movers who get a new phone in the same weeks.
const MOVE_WITH_PHONE: f64 = 0.18;
/// Share of people in the cities who spend Spring Festival elsewhere.
const FESTIVAL_TRAVEL: f64 = 0.33;
/// Share of people on the road every other week.
const FREQUENT_TRAVEL: f64 = 0.03;
/// Share of people who make one or two ordinary trips.
const SOME_TRAVEL: f64 = 0.3;
/// Households without a broadband line of their own.
const MOBILE_ONLY: f64 = 0.13;

/// Adds a person who lives in `city`, alone or in the household of `family`.
pub fn add_person(world: &mut World, dice: &mut Dice, city: City, family: Option<u32>) -> u32 {
    let household = match family {
        Some(member) => world.people[member as usize].household,
        None => world.new_household(),
    };
    let me = world.people.len() as u32;
    let moves = draw_move(world, dice, city);
    if let Some((_, to, _)) = moves {
        world.tag_person(me, if to == city { "moved_nearby" } else { "moved" });
    }
    let mut phones = vec![(Seconds::MIN, world.new_device())];
    let days = f64::from(world.options.days);
    let with_move = moves.is_some() && dice.chance(MOVE_WITH_PHONE);
    if with_move || dice.chance(UPGRADES * days / 90.0) {
        let at = match moves {
            Some((moved, ..)) if with_move => moved + dice.between(-6 * DAY, 6 * DAY),
            _ => dice.between(0, world.end),
        };
        phones.push((at, next_phone(world, dice, (at, me))));
        world.tag_person(me, "phone_upgrade");
        if dice.chance(SOLD_ON) {
            let free = at + dice.between(3 * DAY, 25 * DAY);
            world.used_phones.push((free, phones[0].1, me));
        }
    }
    let second = second_device(world, dice, (me, family));
    let person = Person {
        city,
        household,
        moves,
        trips: draw_trips(world, dice, (me, city)),
        carrier: places::draw_carrier(dice),
        rhythm: Rhythm::draw(dice),
        offline: dice.real(0.03, 0.3),
        home_share: if dice.chance(MOBILE_ONLY) { 0.0 } else { dice.real(0.3, 0.95) },
        phones,
        second,
        jobs: Vec::new(),
        phone: world.new_phone(),
        wallet: world.new_wallet(),
        salt: dice.bits(),
    };
    if person.home_share == 0.0 {
        world.tag_person(me, "mobile_only");
    }
    world.people.push(person);
    me
}

/// A phone bought at a moment: new, or one that somebody else has given up by then.
fn next_phone(world: &mut World, dice: &mut Dice, (at, me): (Seconds, u32)) -> u32 {
    if dice.chance(SECOND_HAND) {
        let offer = world.used_phones.iter().position(|&(free, ..)| free < at);
        if let Some(offer) = offer {
            let (_, device, giver) = world.used_phones.swap_remove(offer);
            world.tag_person(giver, "phone_sold_on");
            world.tag_person(me, "second_hand_phone");
            return device;
        }
    }
    world.new_device()
}

/// A tablet of one's own, or the family's.
fn second_device(world: &mut World, dice: &mut Dice, (me, family): (u32, Option<u32>)) -> Option<(u32, f64)> {
    let shared = family.and_then(|member| world.people[member as usize].second);
    match shared {
        Some((device, _)) if dice.chance(0.7) => {
            family.into_iter().chain([me]).for_each(|person| world.tag_person(person, "family_tablet"));
            Some((device, dice.real(0.05, 0.45)))
        }
        _ if dice.chance(SECOND_DEVICE) => {
            world.tag_person(me, "own_tablet");
            Some((world.new_device(), dice.real(0.05, 0.5)))
        }
        _ => None,
    }
}

/// Moving house.
fn draw_move(world: &mut World, dice: &mut Dice, city: City) -> Option<(Seconds, City, u32)> {
    let quarter = f64::from(world.options.days) / 90.0;
    let (nearby, away) = (MOVES_NEARBY * quarter, MOVES_AWAY * quarter);
    let draw = dice.unit();
    if draw >= nearby + away {
        return None;
    }
    let to = if draw < nearby { city } else { places::other_city(dice, city) };
    Some((dice.between(0, world.end), to, world.new_household()))
}

/// The journeys of the window.
fn draw_trips(world: &mut World, dice: &mut Dice, (me, city): (u32, City)) -> Vec<Trip> {
    let mut trips = Vec::new();
    if dice.chance(FESTIVAL_TRAVEL) {
        world.tag_person(me, "festival_journey");
        let from = dice.between(18 * DAY, 29 * DAY);
        let to = dice.between(33 * DAY, 47 * DAY);
        trips.push(journey(world, dice, city, (from, to)));
    }
    if dice.chance(FREQUENT_TRAVEL) {
        world.tag_person(me, "on_the_road");
        let mut at = dice.between(0, 14 * DAY);
        let usual = places::other_city(dice, city);
        while at < world.end {
            let to = at + dice.between(DAY, 5 * DAY);
            let city = if dice.chance(0.5) { usual } else { places::other_city(dice, city) };
            trips.push(Trip { from: at, to, city, household: world.new_household() });
            at = to + dice.between(4 * DAY, 16 * DAY);
        }
    } else if dice.chance(SOME_TRAVEL) {
        world.tag_person(me, "travel");
        for _ in 0..1 + dice.below(2) {
            let from = dice.between(0, world.end);
            let stay = (dice.lognormal(3.0, 0.7) * DAY as f64) as Seconds;
            trips.push(journey(world, dice, city, (from, from + stay.min(40 * DAY))));
        }
    }
    trips
}

/// One journey to another city.
fn journey(world: &mut World, dice: &mut Dice, home: City, (from, to): (Seconds, Seconds)) -> Trip {
    Trip { from, to, city: places::other_city(dice, home), household: world.new_household() }
}
