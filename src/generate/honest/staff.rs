//! Employee accounts: created by the company or brought along, and how the people use them.

use super::super::activity::{Gear, Hours, Net, Usage};
use super::super::clock::{DAY, HOUR, Seconds};
use super::super::life;
use super::super::people::Job;
use super::super::places;
use super::super::random::Dice;
use super::super::world::{Account, AccountKind, Binding, World};
use super::companies::{QUOTA, Style};

/// Share of employee accounts that the company made itself; some companies make all, some none.
const CREATED: f64 = 0.4;
/// Staff of shops and offices who work from somewhere else (field sales, home office).
const AWAY: f64 = 0.07;
/// Employees who were bound in the first days of the programme, when everybody was asked to.
const FIRST_DAYS: f64 = 0.6;
/// Bound accounts whose declared employee is not the holder although all is in order: the account
/// is in the name of a spouse or parent, or the personnel department mistyped.
const HONEST_MISMATCH: f64 = 0.02;
/// People with two employee accounts of the same company.
const TWO_ACCOUNTS: f64 = 0.05;

/// An employee account and the person behind it.
#[derive(Clone)]
pub struct Staff {
    /// The person.
    pub person: u32,
    /// The account.
    pub account: u32,
    /// Position of the binding.
    pub binding: usize,
    /// Position of the usage.
    pub usage: usize,
    /// Made by the company.
    pub created: bool,
    /// First day.
    pub from: Seconds,
    /// Last moment of employment.
    pub to: Seconds,
    /// Nothing else happens to this account (no successor, no headquarters, no abuse).
    pub plain: bool,
}

/// Hires everybody of a company.
pub fn hire_all(world: &mut World, dice: &mut Dice, company: usize, size: usize) {
    // Companies decide once how they do it; few mix evenly.
    let created = match dice.unit() {
        draw if draw < 0.2 => 1.0,
        draw if draw < 0.55 => 0.0,
        _ => dice.real(0.1, 2.0 * CREATED + 0.3),
    };
    let rush = dice.real(0.5, 6.0);
    let mut last = None;
    for _ in 0..size {
        let started = world.companies[company].started;
        let from = if dice.chance(FIRST_DAYS) {
            started + (dice.exponential(rush) * DAY as f64) as Seconds
        } else {
            dice.between(started, world.end)
        };
        let from = office_hour(from, dice).min(world.end - DAY);
        let second = last.filter(|_| dice.chance(TWO_ACCOUNTS));
        let person = second.unwrap_or_else(|| hire_person(world, dice, company, Seconds::MIN));
        let created = second.is_some() || dice.chance(created);
        let account = add_staff(world, dice, company, (person, from, Seconds::MAX, created));
        if second.is_some() {
            world.tag(account, "two_staff_accounts");
        }
        last = Some(person);
    }
}

/// Moves a moment into office hours of its day: bindings are paperwork.
pub fn office_hour(at: Seconds, dice: &mut Dice) -> Seconds {
    at.div_euclid(DAY) * DAY + dice.between(9 * HOUR, 19 * HOUR)
}

/// A new employee, living near the workplace or, for remote companies, anywhere.
pub fn hire_person(world: &mut World, dice: &mut Dice, company: usize, from: Seconds) -> u32 {
    let style = world.companies[company].style;
    let place = *dice.pick(&world.companies[company].places);
    let remote = style == Style::Remote || dice.chance(AWAY);
    let town = world.places[place as usize].city;
    let city = if remote && dice.chance(0.8) { places::draw_city(dice) } else { town };
    let person = life::add_person(world, dice, city, None);
    let hours = match style {
        Style::Shop => (10, 20 + dice.between(1, 3)),
        _ => (9 + dice.between(0, 2), 18 + dice.between(0, 2)),
    };
    let place = (!remote).then_some(place);
    world.people[person as usize].jobs.push(Job { place, from, to: Seconds::MAX, hours });
    person
}

/// Gives an employee an account (created) or binds their own (bound), from a day to a day.
pub fn add_staff(
    world: &mut World,
    dice: &mut Dice,
    company: usize,
    (person, from, to, created): (u32, Seconds, Seconds, bool),
) -> u32 {
    let account = if created {
        created_account(world, dice, company, person, from)
    } else {
        own_account(world, dice, person, Some(world.companies[company].industry), from)
    };
    add_bound(world, dice, company, account, (person, from, to, created));
    account
}

/// Binds an existing account to a company and lets the person use it.
pub fn add_bound(
    world: &mut World,
    dice: &mut Dice,
    company: usize,
    account: u32,
    (person, from, to, created): (u32, Seconds, Seconds, bool),
) {
    let declared = world.companies[company].declares && !dice.chance(0.03);
    let employee = if dice.chance(HONEST_MISMATCH) && !created {
        // The account is in the name of a relative; the company declares who really works there.
        world.tag(account, "relative_holder");
        let city = world.people[person as usize].city;
        world.accounts[account as usize].holder = Some(life::add_person(world, dice, city, Some(person)));
        person
    } else {
        person
    };
    let enterprise = world.companies[company].account;
    let binding = world.bind(Binding {
        enterprise,
        account,
        bound: from,
        unbound: None,
        created,
        employee: declared.then_some(employee),
    });
    let tablets = match world.companies[company].style {
        Style::Shop => dice.real(0.15, 0.75),
        _ => dice.real(0.0, 0.15),
    };
    let usage = world.add_usage(Usage {
        account,
        person,
        from: if created { from } else { Seconds::MIN },
        to: if created { to } else { Seconds::MAX },
        rate: dice.lognormal(0.5, 0.95).min(7.0),
        gear: Gear::AtWork(tablets),
        net: Net::Life,
        hours: if created || dice.chance(0.6) { Hours::Work } else { Hours::Life },
    });
    let staff = Staff { person, account, binding, usage, created, from, to, plain: true };
    world.companies[company].staff.push(staff);
    tag_company(world, company, account);
    tag_workplace(world, company, (account, person));
}

/// Tags an account with what is special about its company.
pub fn tag_company(world: &mut World, company: usize, account: u32) {
    let here = &world.companies[company];
    let tags = [
        ("franchise", here.group.is_some()),
        ("large_company", here.bound > QUOTA),
        ("new_programme", here.started >= 0),
    ];
    tags.iter().filter(|tag| tag.1).for_each(|tag| world.tag(account, tag.0));
}

/// Tags an employee account with where the employee works.
fn tag_workplace(world: &mut World, company: usize, (account, person): (u32, u32)) {
    let style = world.companies[company].style;
    let place = world.people[person as usize].jobs.last().and_then(|job| job.place);
    let shared = place.is_some_and(|place| !world.places[place as usize].shared.is_empty());
    match (style, place) {
        (Style::Remote, _) => world.tag(account, "remote_staff"),
        (_, None) => world.tag(account, "works_away"),
        (Style::Shop, _) if shared => world.tag(account, "shop_tablet"),
        (Style::Office, _) if shared => world.tag(account, "office_computer"),
        _ => {}
    }
}

/// An account that the enterprise makes for an employee.
fn created_account(world: &mut World, dice: &mut Dice, company: usize, person: u32, from: Seconds) -> u32 {
    let owner = world.companies[company].owner;
    // Verified by the employee in charge, by the legal representative, or not at all.
    let holder = match dice.weighted(&[0.4, 0.3, 0.3]) {
        0 => Some(person),
        1 => Some(owner),
        _ => None,
    };
    let phone = match dice.weighted(&[0.55, 0.45]) {
        0 => world.people[person as usize].phone,
        _ => world.new_phone(),
    };
    let (city, industry) = (world.companies[company].city, world.companies[company].industry);
    let wallet = if dice.chance(0.5) {
        Some(world.companies[company].wallet)
    } else {
        dice.chance(0.3).then(|| world.people[person as usize].wallet)
    };
    world.add_account(Account {
        kind: AccountKind::Kos,
        registered: from - dice.between(HOUR / 4, 3 * DAY),
        city: dice.chance(0.95).then_some(city),
        holder,
        phone: Some(phone),
        wallet,
        industry: Some(industry),
        group: None,
    })
}

/// Somebody's own account, older than `before`.
pub fn own_account(
    world: &mut World,
    dice: &mut Dice,
    person: u32,
    industry: Option<u8>,
    before: Seconds,
) -> u32 {
    let who = &world.people[person as usize];
    let (city, phone, wallet) = (who.city, who.phone, who.wallet);
    let age = (dice.lognormal(420.0, 0.9) * DAY as f64) as Seconds;
    let professional = industry.is_some() || dice.chance(0.28);
    // Payouts now and then go to the account of a spouse, or to a second one.
    let wallet = if dice.chance(0.08) { world.new_wallet() } else { wallet };
    world.add_account(Account {
        kind: if professional { AccountKind::Professional } else { AccountKind::Personal },
        registered: before.min(0) - age.clamp(12 * DAY, 3_600 * DAY),
        city: dice.chance(0.93).then_some(city),
        holder: dice.chance(0.95).then_some(person),
        phone: dice.chance(0.97).then_some(phone),
        wallet: dice.chance(if professional { 0.75 } else { 0.3 }).then_some(wallet),
        industry: industry.filter(|_| dice.chance(0.5)),
        group: None,
    })
}
