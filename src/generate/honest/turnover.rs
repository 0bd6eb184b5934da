//! People who leave, their successors, people who change employer, and seasonal staff.

use super::super::activity::{Gear, Hours, Net, Usage};
use super::super::clock::{DAY, HOUR, Seconds};
use super::super::people::Job;
use super::super::random::Dice;
use super::super::world::{Binding, World};
use super::companies::{QUOTA, Style};
use super::staff;

/// Leavers in 90 days: retail and restaurants lose four in ten a year, offices and field sales fewer.
const LEAVERS: [f64; 3] = [0.12, 0.07, 0.06];
/// Created accounts that a successor takes over; the others are parked.
const SUCCEEDED: f64 = 0.62;
/// Successors who were colleagues already.
const COLLEAGUE: f64 = 0.3;
/// Own accounts that the company really unbinds when somebody leaves.
const UNBOUND: f64 = 0.74;
/// Leavers with an own account who are soon bound by another company of the industry.
const NEXT_EMPLOYER: f64 = 0.4;
/// Shops that bind temporary staff for the weeks around Spring Festival.
const SEASONAL: f64 = 0.09;

/// Former employees whose ended binding is still in the export, per account of today.
const FORMER: f64 = 0.3;
/// New employees who do not stay past the first weeks.
const PROBATION: f64 = 0.15;

/// Lets people leave and be replaced.
pub fn run(world: &mut World) {
    for company in 0..world.companies.len() {
        let mut dice = world.dice("turnover", company);
        let rate = LEAVERS[world.companies[company].style as usize];
        let rate = rate * dice.lognormal(0.8, 0.6) * f64::from(world.options.days) / 90.0;
        for index in 0..world.companies[company].staff.len() {
            let at = staff::office_hour(DAY, &mut dice) - DAY;
            let at = at + dice.between(8, i64::from(world.options.days) - 6) * DAY;
            let here = &world.companies[company].staff[index];
            let short = here.from + dice.between(9, 50) * DAY;
            let tried = here.from > 0 && short < world.end - 2 * DAY;
            if tried && here.plain && dice.chance(PROBATION) {
                let account = here.account;
                world.tag(account, "short_stay");
                leave(world, &mut dice, company, index, short);
                continue;
            }
            let here = &world.companies[company].staff[index];
            if dice.chance(rate) && here.from < at - 20 * DAY && here.plain {
                leave(world, &mut dice, company, index, at);
            }
        }
    }
    for company in 0..world.companies.len() {
        let mut dice = world.dice("former", company);
        let size = world.companies[company].staff.len() as f64;
        for _ in 0..dice.poisson(FORMER * size) {
            former(world, &mut dice, company);
        }
        let mut dice = world.dice("seasonal", company);
        if world.companies[company].style == Style::Shop && (company == 4 || dice.chance(SEASONAL)) {
            hire_season(world, &mut dice, company);
        }
    }
}

/// Somebody leaves the company.
fn leave(world: &mut World, dice: &mut Dice, company: usize, index: usize, at: Seconds) {
    let here = &mut world.companies[company].staff[index];
    here.to = at;
    here.plain = false;
    let here = here.clone();
    for job in &mut world.people[here.person as usize].jobs {
        job.to = job.to.min(at);
    }
    if here.created {
        world.usages[here.usage].to = at;
        if dice.chance(SUCCEEDED) {
            succeed(world, dice, company, index, at);
        } else if dice.chance(0.6) {
            world.bindings[here.binding].unbound = inside(world, at + dice.between(0, 30 * DAY));
            world.tag(here.account, "parked");
        }
        return;
    }
    if dice.chance(UNBOUND) {
        let end = at + (dice.exponential(4.0) * DAY as f64) as Seconds;
        world.bindings[here.binding].unbound = inside(world, end);
        if dice.chance(NEXT_EMPLOYER) {
            change_employer(world, dice, company, index, end);
        }
    } else {
        world.tag(here.account, "left_but_bound");
    }
}

/// A moment if it lies in the window: later ends are not known yet.
fn inside(world: &World, at: Seconds) -> Option<Seconds> {
    (at < world.end).then_some(at)
}

/// A created account passes to a successor inside the company.
fn succeed(world: &mut World, dice: &mut Dice, company: usize, index: usize, at: Seconds) {
    let here = world.companies[company].staff[index].clone();
    let start = at + (dice.exponential(5.0) * DAY as f64) as Seconds + HOUR;
    let colleague = dice.below(world.companies[company].staff.len());
    let other = world.companies[company].staff[colleague].clone();
    let known = dice.chance(COLLEAGUE) && other.person != here.person && other.to > start;
    let person = if known { other.person } else { staff::hire_person(world, dice, company, start) };
    if start >= world.end {
        return;
    }
    world.tag(here.account, "successor");
    if dice.chance(0.85) {
        world.change_password(here.account, at + dice.between(0, start - at));
    }
    if dice.chance(0.6) {
        let phone = world.people[person as usize].phone;
        world.change_phone(here.account, start, phone);
    }
    if world.accounts[here.account as usize].holder == Some(here.person) && dice.chance(0.7) {
        world.change_holder(here.account, start, person);
    }
    if world.accounts[here.account as usize].wallet == Some(world.people[here.person as usize].wallet) {
        let wallet = world.people[person as usize].wallet;
        world.change_wallet(here.account, start, wallet);
    }
    if dice.chance(0.5) {
        let enterprise = world.companies[company].account;
        let employee = world.companies[company].declares.then_some(person);
        let account = here.account;
        world.bindings[here.binding].unbound = Some(start - HOUR / 2);
        world.bind(Binding { enterprise, account, bound: start, unbound: None, created: true, employee });
    }
    let usage = world.usages[here.usage].clone();
    let rate = usage.rate * dice.lognormal(1.0, 0.5);
    world.add_usage(Usage { person, from: start, to: Seconds::MAX, rate, ..usage });
}

/// An employee takes the own account along to another company of the same industry.
fn change_employer(world: &mut World, dice: &mut Dice, company: usize, index: usize, at: Seconds) {
    let start = staff::office_hour(at + dice.between(2 * DAY, 45 * DAY), dice);
    if start >= world.end - DAY {
        return;
    }
    let old = world.companies[company].staff[index].clone();
    let industry = world.companies[company].industry;
    let first = dice.below(world.companies.len());
    let count = world.companies.len();
    let next = (0..count).map(|step| (first + step) % count).find(|&other| {
        let candidate = &world.companies[other];
        other != company && candidate.industry == industry && candidate.bound < QUOTA - 1
    });
    let Some(next) = next else { return };
    world.tag(old.account, "new_employer");
    world.companies[next].bound += 1;
    let place = *dice.pick(&world.companies[next].places);
    let remote = world.companies[next].style == Style::Remote;
    world.people[old.person as usize].jobs.push(Job {
        place: (!remote).then_some(place),
        from: start,
        to: Seconds::MAX,
        hours: (9, 20),
    });
    // People who change city for the job move there.
    let town = world.places[place as usize].city;
    if !remote && town != world.people[old.person as usize].city {
        let household = world.new_household();
        world.people[old.person as usize].moves = Some((start - dice.between(0, 6 * DAY), town, household));
    }
    let (enterprise, declares) = {
        let target = &world.companies[next];
        (target.account, target.declares)
    };
    world.bind(Binding {
        enterprise,
        account: old.account,
        bound: start,
        unbound: None,
        created: false,
        employee: declares.then_some(old.person),
    });
}

/// Temporary staff around Spring Festival: bound together, unbound together, at work in the shop.
fn hire_season(world: &mut World, dice: &mut Dice, company: usize) {
    let room = (QUOTA - 1).saturating_sub(world.companies[company].bound);
    let count = (2 + dice.below(9)).min(room);
    world.companies[company].bound += count;
    let start = dice.between(3, 22) * DAY;
    let end = (start + dice.between(18, 56) * DAY).min(world.end - 2 * DAY);
    let created = dice.chance(0.3);
    for _ in 0..count {
        let from = staff::office_hour(start + dice.between(0, 5 * DAY), dice);
        let to = staff::office_hour(end + dice.between(0, 3 * DAY), dice);
        if from + 5 * DAY >= to {
            continue;
        }
        let person = staff::hire_person(world, dice, company, from - DAY);
        world.people[person as usize].jobs[0].to = to;
        staff::add_staff(world, dice, company, (person, from, to, created));
        if let Some(last) = world.companies[company].staff.last_mut() {
            last.plain = false;
            let (binding, account) = (last.binding, last.account);
            world.tag(account, "seasonal");
            world.bindings[binding].unbound = inside(world, to);
        }
    }
}

/// Somebody who worked here once: an own account with a binding that ended before the window, after
/// weeks or years.
fn former(world: &mut World, dice: &mut Dice, company: usize) {
    let left = -dice.between(DAY, 330 * DAY);
    let stay = (dice.lognormal(110.0, 1.0) * DAY as f64) as Seconds;
    let joined = staff::office_hour(left - stay.clamp(8 * DAY, 900 * DAY), dice);
    let person = staff::hire_person(world, dice, company, joined);
    world.people[person as usize].jobs.clear();
    let industry = world.companies[company].industry;
    let account = staff::own_account(world, dice, person, Some(industry), joined);
    world.tag(account, "former_staff");
    let enterprise = world.companies[company].account;
    // Nothing can have been bound before the enterprise was on the platform.
    let bound = joined.max(world.accounts[enterprise as usize].registered + DAY);
    let unbound = staff::office_hour(left, dice);
    if bound < unbound {
        world.bind(Binding {
            enterprise,
            account,
            bound,
            unbound: Some(unbound),
            created: false,
            employee: world.companies[company].declares.then_some(person),
        });
    }
    world.add_usage(Usage {
        account,
        person,
        from: Seconds::MIN,
        to: Seconds::MAX,
        rate: dice.lognormal(0.3, 1.0),
        gear: Gear::Own,
        net: Net::Life,
        hours: Hours::Life,
    });
}

/// A usage of an account by somebody at work; for posts that are shared by colleagues.
pub fn lend_to_colleague(world: &mut World, dice: &mut Dice, company: usize) {
    let team = &world.companies[company].staff;
    if team.len() < 2 {
        return;
    }
    let lender = team[dice.below(team.len())].clone();
    let helper = team[dice.below(team.len())].person;
    if helper == lender.person || !lender.created {
        return;
    }
    // Somebody stands in for a few weeks of leave, or the pair shares the account for good.
    let from = dice.between(-60 * DAY, world.end);
    let length = if dice.chance(0.3) { 200 * DAY } else { dice.between(5 * DAY, 30 * DAY) };
    world.tag(lender.account, "stand_in");
    world.add_usage(Usage {
        account: lender.account,
        person: helper,
        from: from.max(lender.from),
        to: (from + length).min(lender.to),
        rate: dice.lognormal(0.3, 0.6),
        gear: Gear::AtWork(0.3),
        net: Net::Life,
        hours: Hours::Work,
    });
}
