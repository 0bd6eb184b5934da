//! Headquarters that post centrally on staff accounts, agencies that run the accounts of several
//! clients, and colleagues who share an account.

use super::super::activity::{Gear, Net, Rounds, Stop};
use super::super::clock::{DAY, Seconds};
use super::super::life;
use super::super::people::Job;
use super::super::places;
use super::super::random::Dice;
use super::super::text::AGENCY;
use super::super::world::{Approval, Approved, World};
use super::companies;
use super::turnover;

/// Companies whose headquarters log in to the staff's accounts to post.
const CENTRAL: f64 = 0.15;
/// One agency for so many companies (small firms often hand their accounts to one).
const COMPANIES_PER_AGENCY: usize = 55;
/// Agencies that the platform has approved.
const APPROVED: f64 = 0.5;
/// Chance per employee account that a colleague shares it or stands in.
const STAND_INS: f64 = 0.035;

/// Sets up all central operation.
pub fn run(world: &mut World) {
    for company in 0..world.companies.len() {
        let mut dice = world.dice("central", company);
        let size = world.companies[company].staff.len();
        if size >= 4 && (company == 1 || dice.chance(CENTRAL)) {
            headquarters(world, &mut dice, company);
        }
        for _ in 0..dice.poisson(STAND_INS * size as f64) {
            turnover::lend_to_colleague(world, &mut dice, company);
        }
    }
    for agency in 0..(world.companies.len() / COMPANIES_PER_AGENCY).max(2) {
        let mut dice = world.dice("agency", agency);
        found_agency(world, &mut dice, agency);
    }
}

/// The marketing desk of a company works on the accounts of its staff.
fn headquarters(world: &mut World, dice: &mut Dice, company: usize) {
    world.companies[company].operated = true;
    let place = world.companies[company].places[0];
    let city = world.places[place as usize].city;
    let desks = 1 + world.companies[company].staff.len() / 40;
    let share = dice.real(0.35, 1.0);
    let own_too = dice.chance(0.3);
    let mut rounds: Vec<Rounds> = (0..desks)
        .map(|_| {
            let person = desk_worker(world, dice, city, place);
            desk(world, dice, person)
        })
        .collect();
    let devices: Vec<u32> = (0..1 + dice.below(4)).map(|_| world.new_device()).collect();
    let ips = world.places[place as usize].ips.clone();
    for index in 0..world.companies[company].staff.len() {
        let staff = &mut world.companies[company].staff[index];
        if !(staff.created || own_too) || !dice.chance(share) {
            continue;
        }
        staff.plain = false;
        let account = staff.account;
        rounds[index % desks].stops.push(Stop {
            account,
            from: staff.from,
            to: Seconds::MAX,
            share: dice.real(0.5, 0.98),
            gear: Gear::Fixed(vec![devices[index % devices.len()]]),
            net: Net::Fixed { city, ips: ips.clone() },
        });
        world.tag(account, "headquarters_posts");
    }
    world.rounds.append(&mut rounds);
}

/// Somebody who works at a desk.
fn desk_worker(world: &mut World, dice: &mut Dice, city: places::City, place: u32) -> u32 {
    let person = life::add_person(world, dice, city, None);
    world.people[person as usize].jobs.push(Job {
        place: Some(place),
        from: Seconds::MIN,
        to: Seconds::MAX,
        hours: (9, 18),
    });
    person
}

/// Rounds of an office worker, without accounts yet.
fn desk(world: &mut World, dice: &mut Dice, person: u32) -> Rounds {
    world.people[person as usize].offline = dice.real(0.02, 0.1);
    let start = dice.real(9.2, 15.0);
    Rounds {
        person,
        weekdays: [true, true, true, true, true, dice.chance(0.2), false],
        holidays: false,
        start: (start, start + dice.real(0.5, 3.0)),
        per_day: dice.real(0.2, 1.1),
        gap: dice.lognormal(4.0, 0.5),
        disorder: dice.real(0.0, 0.6),
        stops: Vec::new(),
    }
}

/// An agency with its clients.
fn found_agency(world: &mut World, dice: &mut Dice, agency: usize) {
    let city = places::draw_city(dice);
    let place = world.add_place(city, 1 + dice.below(2));
    let wallet = world.new_wallet();
    let boss = desk_worker(world, dice, city, place);
    let account = dice.chance(0.6).then(|| {
        let account = companies::enterprise_account(world, dice, (city, AGENCY), boss, -90 * DAY);
        world.accounts[account as usize].wallet = Some(wallet);
        account
    });
    let mut workers: Vec<Rounds> = (0..1 + dice.below(4))
        .map(|_| {
            let person = desk_worker(world, dice, city, place);
            desk(world, dice, person)
        })
        .collect();
    let devices: Vec<u32> = (0..2 + dice.below(5)).map(|_| world.new_device()).collect();
    let clients = 2 + (dice.exponential(4.0) as usize).min(12);
    for client in 0..clients {
        let Some(company) = find_client(world, dice) else {
            break;
        };
        let worker = client % workers.len();
        serve(world, dice, company, (&mut workers[worker], &devices, place, wallet));
    }
    let approved = agency == 0 || (agency > 1 && dice.chance(APPROVED));
    let twin = if approved { "agency_client_approved" } else { "agency_client" };
    for stop in workers.iter().flat_map(|rounds| &rounds.stops) {
        world.tag(stop.account, twin);
    }
    world.rounds.append(&mut workers);
    if approved {
        approve(world, dice, &devices, (place, wallet, account));
    }
}

/// A company of up to fifteen accounts that nobody operates yet.
fn find_client(world: &World, dice: &mut Dice) -> Option<usize> {
    (0..30).map(|_| dice.below(world.companies.len())).find(|&company| {
        let company = &world.companies[company];
        !company.operated && company.staff.len() <= 15
    })
}

/// The agency works on a client's accounts and is paid by the month.
fn serve(
    world: &mut World,
    dice: &mut Dice,
    company: usize,
    (worker, devices, place, wallet): (&mut Rounds, &[u32], u32, u32),
) {
    world.companies[company].operated = true;
    let from = if dice.chance(0.3) { dice.between(0, world.end) } else { Seconds::MIN };
    let to = if dice.chance(0.12) { dice.between(from.max(0), world.end) } else { Seconds::MAX };
    let city = world.places[place as usize].city;
    let ips = world.places[place as usize].ips.clone();
    let own_too = dice.chance(0.4);
    let mut accounts = vec![(world.companies[company].account, Seconds::MIN)];
    for staff in &mut world.companies[company].staff {
        if staff.created || (own_too && dice.chance(0.6)) {
            staff.plain = false;
            accounts.push((staff.account, staff.from));
            // Whoever has the agency uses the account less.
            world.usages[staff.usage].rate *= dice.real(0.15, 0.9);
        }
    }
    for (account, since) in accounts {
        worker.stops.push(Stop {
            account,
            from: from.max(since),
            to,
            share: dice.real(0.4, 0.95),
            gear: Gear::Fixed(vec![*dice.pick(devices), devices[0]]),
            net: Net::Fixed { city, ips: ips.clone() },
        });
    }
    if dice.chance(0.8) {
        let fee = (dice.lognormal(4_500.0, 0.6) / 100.0).round() * 100.0;
        let payer = world.companies[company].wallet;
        let day = dice.between(1, 28) * DAY;
        for month in 0..=i64::from(world.options.days) / 30 {
            let at = month * 30 * DAY + day + dice.between(9, 18) * 3_600 + dice.between(0, 3_600);
            if at > from && at < to {
                world.pay(payer, wallet, at, fee);
            }
        }
    }
}

/// The platform has approved this agency: by its devices, its line, its account or itself.
fn approve(
    world: &mut World,
    dice: &mut Dice,
    devices: &[u32],
    (place, wallet, account): (u32, u32, Option<u32>),
) {
    let until = dice.chance(0.6).then(|| i64::from(world.options.days) + dice.between(10, 300));
    let mut add = |what| world.approvals.push(Approval { what, reason: "代运营机构备案", until });
    devices.iter().for_each(|&device| add(Approved::Device(device)));
    if let Some(account) = account {
        add(Approved::Enterprise(account));
    }
    if dice.chance(0.7) {
        add(Approved::Wallet(wallet));
    }
    if dice.chance(0.5) {
        let ips = world.places[place as usize].ips.clone();
        for ip in ips {
            world
                .approvals
                .push(Approval { what: Approved::Ip(ip), reason: "代运营机构办公网络", until });
        }
    }
}
