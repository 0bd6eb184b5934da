//! Slots: a real company sells its spare places to strangers, in cohorts.

use super::super::activity::{Gear, Hours, Net, Usage};
use super::super::clock::{DAY, HOUR, Seconds};
use super::super::honest::notes::publish;
use super::super::honest::{ads, leads, staff};
use super::super::life;
use super::super::places::{self, CITIES};
use super::super::random::Dice;
use super::super::text;
use super::super::world::{Binding, Role, World};
use super::Order;
use super::crew::{self, Crew};

/// Days over which a cohort is bound, by camouflage.
const BINDING_DAYS: [f64; 3] = [2.0, 9.0, 22.0];
/// Shortest and longest stay of a cohort in days.
const STAY: (i64, i64) = (15, 60);

/// A stranger who buys a place.
pub struct Stranger {
    /// The account.
    pub account: u32,
    /// The person.
    pub person: u32,
}

/// Plants one selling company.
pub fn plant(world: &mut World, dice: &mut Dice, order: &Order) {
    let size = order.size.saturating_sub(1).max(3);
    let cohorts = 1 + dice.below(1 + size / 6).min(2);
    let company = crew::customer(world, dice, size.div_ceil(cohorts).min(25));
    let here = world.companies[company].clone();
    world.unjudged.remove(&here.account);
    world.convict(here.account, Role::Affiliated, order.ring);
    let mut crew = Crew::hire(world, dice, order);
    if order.level == 0 {
        crew.wallets[0] = here.wallet;
    }
    let fee = (dice.lognormal(260.0, 0.5) / 10.0).round() * 10.0;
    let mut start = dice.between(-15 * DAY, 25 * DAY);
    for cohort in 0..cohorts {
        if start > world.end - 12 * DAY {
            break;
        }
        let end = start + dice.between(STAY.0, STAY.1) * DAY;
        for _ in 0..size / cohorts + usize::from(cohort < size % cohorts) {
            let stranger = find_stranger(world, dice);
            let spread = BINDING_DAYS[order.level as usize];
            let bound = start + (dice.unit() * spread * DAY as f64) as Seconds;
            let enterprise = (here.account, here.declares);
            attach(world, dice, (&stranger, order), enterprise, (bound, end));
            let wallet = world.people[stranger.person as usize].wallet;
            let when = bound - dice.between(-DAY, 2 * DAY);
            let fee = fee * dice.lognormal(1.0, 0.08);
            crew.cash(world, dice, wallet, when, fee);
            if order.level == 2 && dice.chance(0.25) {
                cover_leads(world, dice, here.account, (&stranger, bound, end));
            }
        }
        start = end + dice.between(-3 * DAY, 12 * DAY);
    }
}

/// A stranger somewhere in the country with an own account that goes on as before.
pub fn find_stranger(world: &mut World, dice: &mut Dice) -> Stranger {
    let city = places::draw_city(dice);
    let person = life::add_person(world, dice, city, None);
    let industry = dice.below(text::INDUSTRIES.len()) as u8;
    let account = staff::own_account(world, dice, person, Some(industry), 0);
    world.add_usage(Usage {
        account,
        person,
        from: Seconds::MIN,
        to: Seconds::MAX,
        rate: dice.lognormal(0.32, 0.9).min(6.0),
        gear: Gear::Own,
        net: Net::Life,
        hours: if dice.chance(0.5) { Hours::Work } else { Hours::Life },
    });
    for _ in 0..dice.poisson(2.0) {
        let at = dice.between(0, world.end);
        let note = text::trade_note(industry, CITIES[city as usize].0, dice);
        publish(world, account, at, note);
    }
    Stranger { account, person }
}

/// Binds a stranger to an enterprise for a while.
pub fn attach(
    world: &mut World,
    dice: &mut Dice,
    (stranger, order): (&Stranger, &Order),
    (enterprise, declares): (u32, bool),
    (bound, end): (Seconds, Seconds),
) {
    let bound = staff::office_hour(bound, dice);
    if bound >= world.end - DAY {
        return;
    }
    // A stay that ended before the window is history; it convicts nobody by itself.
    if end > 0 {
        world.convict(stranger.account, Role::Affiliated, order.ring);
    }
    // The stranger wants the binding for the leads of an own business.
    let mean = dice.lognormal(2.0, 0.8);
    leads::collect_alone(world, dice, (stranger.account, None), (bound, end), mean);
    let together = [2.0, 4.0, 9.0][order.level as usize];
    let unbound = end + (dice.unit() * together * DAY as f64) as Seconds;
    let unbound = unbound.max(bound + DAY);
    // Somebody from the real staff list is declared, or the stranger, or nobody.
    let someone = dice.below(world.people.len()) as u32;
    let employee = match dice.weighted(&[0.4, 0.35, 0.25]) {
        0 => Some(someone),
        1 => world.accounts[stranger.account as usize].holder,
        _ => None,
    };
    world.bind(Binding {
        enterprise,
        account: stranger.account,
        bound,
        unbound: (unbound < world.end).then_some(unbound),
        created: false,
        employee: employee.filter(|_| declares),
    });
    if dice.chance(0.35) {
        let spend = dice.lognormal(80.0, 0.8);
        let from = bound.max(0) + dice.between(HOUR, 5 * DAY);
        ads::campaign_of(world, dice, stranger.account, (from, unbound), (spend, false));
    }
}

/// Hidden sellers hand a stranger a few of their own leads, so that the binding looks used.
fn cover_leads(
    world: &mut World,
    dice: &mut Dice,
    enterprise: u32,
    (stranger, bound, end): (&Stranger, Seconds, Seconds),
) {
    for _ in 0..1 + dice.below(3) {
        let at = leads::lead_moment(dice, bound.max(0), end.min(world.end));
        let lead = leads::new_lead(world, dice, enterprise, at, "form");
        world.hand_on(lead, enterprise, stranger.account, at + HOUR, "crm_assign");
    }
}
