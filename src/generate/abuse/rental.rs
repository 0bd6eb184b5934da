//! Rental: a studio works with other people's accounts for its clients while the holders keep
//! logging in; and small arrangements between two people.

use super::super::activity::{Gear, Hours, Net, Stop, Usage};
use super::super::clock::{DAY, HOUR, Seconds};
use super::super::honest::notes::publish;
use super::super::honest::{ads, staff};
use super::super::life;
use super::super::places::{self, CITIES};
use super::super::random::Dice;
use super::super::text;
use super::super::world::{Binding, Role, World};
use super::Order;
use super::crew::{self, Crew};
use super::sale;

/// Rented accounts whose holder is an employee of the company to which it is bound already.
const MOONLIGHTERS: f64 = 0.15;

/// A rented account.
struct Lease {
    account: u32,
    holder: u32,
    company: usize,
    from: Seconds,
    to: Seconds,
}

/// Plants a studio with several clients.
pub fn plant(world: &mut World, dice: &mut Dice, order: &Order) {
    let clients = 2 + dice.below(2 + order.size / 8);
    let each = order.size.div_ceil(clients);
    let clients: Vec<usize> = (0..clients).map(|_| crew::customer(world, dice, each)).collect();
    run_studio(world, dice, order, &clients);
}

/// Plants a small arrangement: one company works with one to three accounts of acquaintances.
pub fn plant_small(world: &mut World, dice: &mut Dice, order: &Order) {
    let company = crew::customer(world, dice, order.size);
    run_studio(world, dice, order, &[company]);
}

/// Rents, works, pays.
fn run_studio(world: &mut World, dice: &mut Dice, order: &Order, clients: &[usize]) {
    let mut crew = Crew::hire(world, dice, order);
    let rent = dice.lognormal(150.0, 0.6);
    let payday = dice.between(0, 30);
    let library: Vec<Vec<String>> = clients.iter().map(|&c| ready_texts(world, dice, c)).collect();
    let shared: Vec<String> = library.iter().flatten().cloned().collect();
    for number in 0..order.size {
        let client = number % clients.len();
        let Some(lease) = rent_one(world, dice, order, clients[client]) else {
            continue;
        };
        world.convict(lease.account, Role::Rented, order.ring);
        let city = world.people[lease.holder as usize].city;
        let (gear, net) = crew.seat(world, dice, city);
        let share = dice.real(0.4, 0.95);
        crew.work_on(dice, Stop { account: lease.account, from: lease.from, to: lease.to, share, gear, net });
        pay_rent(world, dice, &crew, &lease, (payday, rent));
        post(world, dice, &lease, &shared, order.level);
    }
    for &client in clients {
        bill(world, dice, &crew, client, order.size / clients.len());
    }
    crew.start(world);
}

/// Three to six texts that the studio uses for a client, and then for the next one too.
fn ready_texts(world: &World, dice: &mut Dice, company: usize) -> Vec<String> {
    let here = &world.companies[company];
    let city = CITIES[here.city as usize].0;
    (0..1 + dice.below(3)).map(|_| text::ready_text(here.industry, city, dice)).collect()
}

/// One account with its holder, bound to the client.
fn rent_one(world: &mut World, dice: &mut Dice, order: &Order, company: usize) -> Option<Lease> {
    let from =
        if dice.chance(0.35) { -dice.between(DAY, 120 * DAY) } else { dice.between(0, world.end * 2 / 3) };
    let months = 1.0 + dice.exponential(3.0);
    let to = from + (months * 30.0) as Seconds * DAY;
    let to = to.max(15 * DAY + from.max(0));
    if dice.chance(MOONLIGHTERS)
        && let Some((account, holder)) = moonlighter(world, dice)
    {
        return Some(Lease { account, holder, company, from, to });
    }
    let city = if order.level == 0 && dice.chance(0.3) {
        world.companies[company].city
    } else {
        places::draw_city(dice)
    };
    let holder = life::add_person(world, dice, city, None);
    let account = staff::own_account(world, dice, holder, None, from);
    world.add_usage(Usage {
        account,
        person: holder,
        from: Seconds::MIN,
        to: Seconds::MAX,
        rate: dice.lognormal(0.24, 0.8),
        gear: Gear::Own,
        net: Net::Life,
        hours: Hours::Life,
    });
    let lease = Lease { account, holder, company, from, to };
    bind_lease(world, dice, &lease);
    Some(lease)
}

/// Binds the rented account to the client, who may advertise with it.
fn bind_lease(world: &mut World, dice: &mut Dice, lease: &Lease) {
    let Lease { account, holder, company, from, to } = *lease;
    let bound = staff::office_hour(from + dice.between(-2 * DAY, 8 * DAY), dice);
    let here = world.companies[company].clone();
    let employee = match dice.weighted(&[0.5, 0.2, 0.3]) {
        0 => Some(holder),
        1 => here.staff.first().map(|staff| staff.person),
        _ => None,
    };
    if bound < world.end - DAY && bound < to {
        sale::dress(world, dice, (account, &here), (bound, to));
        let unbound = to + dice.between(0, 6 * DAY);
        world.bind(Binding {
            enterprise: here.account,
            account,
            bound,
            unbound: (unbound < world.end).then_some(unbound),
            created: false,
            employee: employee.filter(|_| here.declares),
        });
        if dice.chance(0.4) {
            let level = dice.lognormal(90.0, 0.7);
            ads::campaign_of(world, dice, account, (bound.max(0), to), (level, false));
        }
    }
}

/// An employee who lets the studio use the account beside the own work.
fn moonlighter(world: &mut World, dice: &mut Dice) -> Option<(u32, u32)> {
    for _ in 0..60 {
        let company = dice.below(world.companies.len());
        let team = &mut world.companies[company].staff;
        let index = dice.below(team.len().max(1));
        let Some(staff) = team.get_mut(index) else {
            continue;
        };
        if staff.plain && !staff.created && staff.from < -5 * DAY {
            staff.plain = false;
            return Some((staff.account, staff.person));
        }
    }
    None
}

/// The holder's monthly money.
fn pay_rent(world: &mut World, dice: &mut Dice, crew: &Crew, lease: &Lease, (payday, rent): (i64, f64)) {
    let payee = world.people[lease.holder as usize].wallet;
    let rent = (rent * dice.lognormal(1.0, 0.3) / 10.0).round().max(2.0) * 10.0;
    // Careless studios pay everybody on one day; others from the day the lease began.
    let day = if crew.level == 0 { payday } else { lease.from.div_euclid(DAY).rem_euclid(30) };
    for month in 0..=world.end / DAY / 30 {
        let at = (month * 30 + day) * DAY + dice.between(9 * HOUR, 23 * HOUR);
        let at = at + (dice.exponential(0.7) * DAY as f64) as Seconds;
        if at >= lease.from && at < lease.to + 10 * DAY {
            crew.pay(world, dice, payee, at, rent);
        }
    }
}

/// Notes from the studio's library, for whatever company the account is bound to.
fn post(world: &mut World, dice: &mut Dice, lease: &Lease, library: &[String], level: u8) {
    let effort = [0.1, 0.35, 0.6][level as usize];
    let here = world.companies[lease.company].clone();
    for _ in 0..dice.poisson(3.5) {
        let at = dice.between(lease.from.max(0), lease.to.min(world.end));
        let at = at.div_euclid(DAY) * DAY + dice.between(9 * HOUR, 21 * HOUR);
        let note = if dice.chance(0.6) {
            text::reuse(library, effort, dice)
        } else {
            text::trade_note(here.industry, CITIES[here.city as usize].0, dice)
        };
        publish(world, lease.account, at, note);
    }
}

/// The client pays the studio by the month.
fn bill(world: &mut World, dice: &mut Dice, crew: &Crew, company: usize, accounts: usize) {
    let payer = world.companies[company].wallet;
    let fee = (dice.lognormal(420.0, 0.4) * (1 + accounts) as f64 / 100.0).round() * 100.0;
    let day = dice.between(0, 28);
    for month in 0..=world.end / DAY / 30 {
        let at = (month * 30 + day) * DAY + dice.between(9 * HOUR, 19 * HOUR);
        if dice.chance(0.85) {
            crew.cash(world, dice, payer, at, fee);
        }
    }
}
