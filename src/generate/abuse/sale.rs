//! The sale itself: a buyer takes over an account for good.

use super::super::activity::{Gear, Hours, Net, Usage};
use super::super::clock::{DAY, HOUR, Seconds};
use super::super::honest::companies::Company;
use super::super::honest::notes::publish;
use super::super::honest::{ads, leads};
use super::super::life;
use super::super::places::{self, CITIES, City};
use super::super::random::Dice;
use super::super::text;
use super::super::world::{Binding, World};
use super::crew;

/// Buyers who are companies; the others are traders on their own.
const COMPANIES: f64 = 0.68;
/// Buyers who put up a line in the old city, by camouflage.
const OLD_CITY: [f64; 3] = [0.05, 0.65, 0.95];
/// Buyers who advertise with the account within days.
const ADVERTISES: f64 = 0.55;

/// Somebody who buys accounts.
#[derive(Clone)]
pub struct Buyer {
    /// Who will use them.
    pub person: u32,
    /// The company for which they are.
    pub company: Option<usize>,
    /// Accounts still wanted.
    pub wants: usize,
}

/// Finds a buyer for one or more accounts.
pub fn find_buyer(world: &mut World, dice: &mut Dice) -> Buyer {
    let wants = 1 + dice.weighted(&[0.62, 0.2, 0.1, 0.05, 0.03]);
    if dice.chance(COMPANIES) {
        let company = crew::customer(world, dice, wants);
        // Bought accounts are run by the owner or by somebody from the team, beside their own.
        let team = &world.companies[company].staff;
        let colleague = team.get(dice.below(team.len().max(1))).map(|staff| staff.person);
        let person = colleague.filter(|_| dice.chance(0.5));
        let person = person.unwrap_or(world.companies[company].owner);
        return Buyer { person, company: Some(company), wants };
    }
    let city = places::draw_city(dice);
    let person = life::add_person(world, dice, city, None);
    Buyer { person, company: None, wants }
}

/// Hands an account over to a buyer at a moment.
pub fn hand_over(
    world: &mut World,
    dice: &mut Dice,
    (account, old_city): (u32, City),
    buyer: &Buyer,
    (at, level): (Seconds, u8),
) {
    let start = at + (dice.exponential(0.8) * DAY as f64) as Seconds;
    let own_phone = level < 2 && dice.chance(0.45);
    let gear = if own_phone { Gear::Own } else { Gear::Fixed(vec![world.new_device()]) };
    let net = if level == 2 || dice.chance(OLD_CITY[level as usize]) {
        // The hidden buyer never shows the own network, not even when leaving the old city.
        let home = world.people[buyer.person as usize].city;
        let stays = dice.chance(OLD_CITY[level as usize]);
        let city = if stays { old_city } else { home };
        crew::hidden_net(world, dice, city)
    } else {
        Net::Life
    };
    world.add_usage(Usage {
        account,
        person: buyer.person,
        from: start,
        to: Seconds::MAX,
        rate: dice.lognormal(0.7, 0.7).min(6.0),
        gear,
        net,
        hours: if dice.chance(0.7) { Hours::Work } else { Hours::Life },
    });
    change_data(world, dice, account, buyer, start);
    if let Some(company) = buyer.company {
        put_to_work(world, dice, (account, company), start);
    }
}

/// New password, often a new phone and payout account; the identity can hardly be changed.
fn change_data(world: &mut World, dice: &mut Dice, account: u32, buyer: &Buyer, at: Seconds) {
    let soon = |dice: &mut Dice| at + dice.between(-12 * HOUR, 3 * DAY);
    if dice.chance(0.85) {
        let when = soon(dice);
        world.change_password(account, when);
    }
    if dice.chance(0.6) {
        let phone =
            if dice.chance(0.3) { world.people[buyer.person as usize].phone } else { world.new_phone() };
        let when = soon(dice);
        world.change_phone(account, when, phone);
    }
    if dice.chance(0.5) {
        let wallet =
            if dice.chance(0.6) { world.people[buyer.person as usize].wallet } else { world.new_wallet() };
        let when = soon(dice) + DAY;
        world.change_wallet(account, when, wallet);
    }
    if dice.chance(0.06) {
        world.change_holder(account, at + 2 * DAY, buyer.person);
    }
}

/// The buyer's company binds the account, advertises and publishes with it.
fn put_to_work(world: &mut World, dice: &mut Dice, (account, company): (u32, usize), start: Seconds) {
    let bound = start + (dice.lognormal(3.0, 0.9) * DAY as f64) as Seconds;
    if bound + DAY >= world.end {
        return;
    }
    let here = world.companies[company].clone();
    let open = world
        .bindings
        .iter_mut()
        .filter(|row| row.account == account && row.unbound.is_none_or(|end| end > bound));
    open.for_each(|row| row.unbound = Some(start.max(row.bound + HOUR)));
    let employee = match dice.weighted(&[0.45, 0.3, 0.25]) {
        0 => world.accounts[account as usize].holder,
        1 => Some(here.owner),
        _ => None,
    };
    world.bind(Binding {
        enterprise: here.account,
        account,
        bound,
        unbound: None,
        created: false,
        employee: employee.filter(|_| here.declares),
    });
    dress(world, dice, (account, &here), (bound, world.end));
    if dice.chance(ADVERTISES) {
        let level = dice.lognormal(110.0, 0.8);
        let from = bound + dice.between(0, 4 * DAY);
        let counted = dice.chance(0.6);
        ads::campaign_of(world, dice, account, (from, Seconds::MAX), (level, counted));
    }
    for _ in 0..dice.poisson(2.0) {
        let at = dice.between(bound, world.end);
        let note = text::trade_note(here.industry, CITIES[here.city as usize].0, dice);
        publish(world, account, at, note);
    }
}

/// What an account gets when it works for a company: the industry in its profile, and leads that go
/// to the company's own account.
pub fn dress(
    world: &mut World,
    dice: &mut Dice,
    (account, company): (u32, &Company),
    interval: (Seconds, Seconds),
) {
    if dice.chance(0.5) {
        world.accounts[account as usize].industry = Some(company.industry);
    }
    let taker = dice.chance(0.75).then_some(company.account);
    leads::collect_alone(world, dice, (account, taker), interval, company.lead_rate * 0.8);
}
