//! What offenders have in common: workers, devices, proxies, money, and how they hide.
//!
//! | level | devices | network | money |
//! |---|---|---|---|
//! | 0 | a rack of phones, several accounts each | the crew's own lines | one payment account |
//! | 1 | one to three accounts a phone | proxies in the holder's city, forgotten at times | several accounts, some middlemen |
//! | 2 | a cloud phone per account | a residential line per account | middlemen only, many |

use super::super::activity::{Gear, Net, Rounds, Stop};
use super::super::clock::{DAY, HOUR, Seconds};
use super::super::life;
use super::super::places::{self, City};
use super::super::random::Dice;
use super::super::world::World;
use super::Order;

/// Rings whose payments go over accounts that the export shows; the others pay elsewhere.
const SHOWS_MONEY: [f64; 3] = [0.85, 0.78, 0.72];
/// Share of logins for which a careful crew forgets the proxy.
const SLIPS: f64 = 0.06;

/// A crew.
pub struct Crew {
    /// How well it hides.
    pub level: u8,
    /// Its city.
    pub city: City,
    /// Whether its payments are in the export.
    pub shows_money: bool,
    /// Payment accounts.
    pub wallets: Vec<u32>,
    rounds: Vec<Rounds>,
    ips: Vec<u32>,
    rack: Vec<(u32, usize)>,
    proxies: Vec<(City, u32, usize)>,
    seated: usize,
}

impl Crew {
    /// A crew with a worker for every twenty-five accounts.
    pub fn hire(world: &mut World, dice: &mut Dice, order: &Order) -> Self {
        let city = places::draw_city(dice);
        let rounds = (0..1 + order.size / 25).map(|_| shift(world, dice, city)).collect();
        let wallets = match order.level {
            0 => 1,
            1 => 2 + order.size / 8,
            _ => 2 + order.size / 4,
        };
        Self {
            level: order.level,
            city,
            shows_money: dice.chance(SHOWS_MONEY[order.level as usize]),
            wallets: (0..wallets).map(|_| world.new_wallet()).collect(),
            rounds,
            ips: (0..1 + dice.below(3)).map(|_| world.new_ip()).collect(),
            rack: Vec::new(),
            proxies: Vec::new(),
            seated: 0,
        }
    }

    /// A worker of the crew.
    pub fn boss(&self) -> u32 {
        self.rounds[0].person
    }

    /// Device and network for one more account whose holder lives in `city`.
    pub fn seat(&mut self, world: &mut World, dice: &mut Dice, city: City) -> (Gear, Net) {
        let office = Net::Fixed { city: self.city, ips: self.ips.clone() };
        match self.level {
            0 => {
                let device = self.next_phone(world, dice, 6.0);
                (Gear::Fixed(vec![device]), Net::Slips(Box::new(office), Box::new(Net::Life), 0.12))
            }
            1 => {
                let device = self.next_phone(world, dice, 1.7);
                let mut proxy = Net::Fixed { city, ips: vec![self.proxy(world, dice, city)] };
                // Some proxies leave through a carrier now and then.
                if dice.chance(0.3) {
                    let carrier = places::draw_carrier(dice);
                    let mobile = Box::new(Net::Carrier { city, carrier });
                    proxy = Net::Slips(Box::new(proxy), mobile, dice.real(0.1, 0.7));
                }
                let slips = if dice.chance(0.5) { SLIPS } else { 0.0 };
                (Gear::Fixed(vec![device]), Net::Slips(Box::new(proxy), Box::new(office), slips))
            }
            _ => {
                let gear = Gear::Fixed(vec![world.new_device()]);
                (gear, hidden_net(world, dice, city))
            }
        }
    }

    /// A phone with room for one more account; phones hold about `typical` accounts.
    fn next_phone(&mut self, world: &mut World, dice: &mut Dice, typical: f64) -> u32 {
        if let Some(slot) = self.rack.iter_mut().find(|slot| slot.1 > 0) {
            slot.1 -= 1;
            return slot.0;
        }
        let room = dice.lognormal(typical, 0.5).round().max(1.0) as usize;
        let room = if self.level == 1 { room.min(3) } else { room };
        let device = world.new_device();
        self.rack.push((device, room - 1));
        device
    }

    /// A proxy in a city, used for up to three accounts.
    fn proxy(&mut self, world: &mut World, dice: &mut Dice, city: City) -> u32 {
        if let Some(slot) = self.proxies.iter_mut().find(|slot| slot.0 == city && slot.2 > 0) {
            slot.2 -= 1;
            return slot.1;
        }
        let ip = world.new_ip();
        self.proxies.push((city, ip, dice.below(3)));
        ip
    }

    /// Puts an account on a worker's list.
    pub fn work_on(&mut self, dice: &mut Dice, stop: Stop) {
        let workers = self.rounds.len();
        let worker = if dice.chance(0.9) { self.seated * workers / 60 } else { dice.below(workers) };
        let worker = (worker + self.seated) % workers;
        self.rounds[worker].stops.push(stop);
        self.seated += 1;
    }

    /// Sends the workers to work.
    pub fn start(self, world: &mut World) {
        world.rounds.extend(self.rounds.into_iter().filter(|rounds| !rounds.stops.is_empty()));
    }

    /// Pays somebody. Hidden crews pay through a middleman who gets the money the day before.
    pub fn pay(&self, world: &mut World, dice: &mut Dice, to: u32, at: Seconds, yuan: f64) {
        if !self.shows_money {
            return;
        }
        let from = self.wallet_for(to);
        if self.level == 2 && from != self.wallets[0] {
            let early = at - dice.between(2 * HOUR, 3 * DAY);
            world.pay(self.wallets[0], from, early, yuan * dice.real(1.0, 1.06));
        }
        world.pay(from, to, at, yuan);
    }

    /// Is paid by somebody, on the same way back.
    pub fn cash(&self, world: &mut World, dice: &mut Dice, from: u32, at: Seconds, yuan: f64) {
        if !self.shows_money {
            return;
        }
        let to = self.wallet_for(from);
        world.pay(from, to, at, yuan);
        if self.level >= 1 && to != self.wallets[0] && dice.chance(0.7) {
            let later = at + dice.between(2 * HOUR, 4 * DAY);
            world.pay(to, self.wallets[0], later, yuan * dice.real(0.9, 1.0));
        }
    }

    /// The payment account that deals with a counterpart, always the same one.
    fn wallet_for(&self, other: u32) -> u32 {
        let count = self.wallets.len();
        if count == 1 {
            return self.wallets[0];
        }
        self.wallets[1 + super::super::random::mix(u64::from(other)) as usize % (count - 1)]
    }
}

/// A line that nobody else uses, for a third of the cloud phones mixed with a mobile proxy, which
/// leaves through the carrier's gateways like any phone.
pub fn hidden_net(world: &mut World, dice: &mut Dice, city: City) -> Net {
    let line = Net::Line { city, household: world.new_household() };
    if dice.chance(0.65) {
        return line;
    }
    let mobile = Net::Carrier { city, carrier: places::draw_carrier(dice) };
    Net::Slips(Box::new(line), Box::new(mobile), dice.real(0.15, 1.0))
}

/// A worker with a shift, without accounts yet.
fn shift(world: &mut World, dice: &mut Dice, city: City) -> Rounds {
    let person = life::add_person(world, dice, city, None);
    world.people[person as usize].offline = dice.real(0.01, 0.12);
    let start = if dice.chance(0.75) { dice.real(8.5, 15.0) } else { dice.real(17.0, 21.5) };
    let mut weekdays = [true; 7];
    weekdays[dice.below(7)] = dice.chance(0.4);
    if dice.chance(0.3) {
        weekdays[6] = false;
    }
    Rounds {
        person,
        weekdays,
        holidays: dice.chance(0.4),
        start: (start, start + dice.real(0.3, 3.5)),
        per_day: dice.real(0.35, 1.5),
        gap: dice.lognormal(2.6, 0.5),
        disorder: dice.real(0.0, 0.7),
        stops: Vec::new(),
    }
}

/// A company that takes part as a customer: small, with room for `room` more accounts.
pub fn customer(world: &mut World, dice: &mut Dice, room: usize) -> usize {
    let fits = |world: &World, company: usize, strict: bool| {
        let here = &world.companies[company];
        here.bound + room <= super::super::honest::companies::QUOTA
            && (!strict || !here.taken && !here.operated && here.group.is_none())
    };
    let draws: Vec<usize> = (0..60).map(|_| dice.below(world.companies.len())).collect();
    let found = draws.iter().find(|&&company| fits(world, company, true));
    let found = found.or_else(|| draws.iter().find(|&&company| fits(world, company, false)));
    let company = *found.unwrap_or(&draws[0]);
    world.companies[company].taken = true;
    world.companies[company].bound += room;
    let account = world.companies[company].account;
    world.unjudged.insert(account);
    company
}
