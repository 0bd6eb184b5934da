//! Single employees who sell their account, alone or through a broker who arranges several sales.

use super::super::clock::{DAY, HOUR};
use super::super::random::Dice;
use super::super::world::{Role, World};
use super::Order;
use super::sale;

/// Sellers whose payment shows, by camouflage.
const SHOWS_MONEY: [f64; 3] = [0.75, 0.65, 0.6];

/// Plants one sale, or a broker with up to the ordered number of sales.
pub fn plant(world: &mut World, dice: &mut Dice, order: &Order) {
    let shows = dice.chance(SHOWS_MONEY[order.level as usize]);
    // Sales through one broker of whom nothing shows are single sales to anybody who looks.
    let brokered = order.size > 1 && shows && dice.chance(0.6);
    let sales = if brokered { order.size } else { 1 };
    let broker = (brokered || order.level > 0).then(|| world.new_wallet());
    for _ in 0..sales {
        let Some((company, index)) = find_seller(world, dice) else {
            return;
        };
        sell(world, dice, order, (company, index), broker.filter(|_| shows), shows);
    }
}

/// An employee with an account that nobody else works on.
fn find_seller(world: &World, dice: &mut Dice) -> Option<(usize, usize)> {
    (0..400).find_map(|_| {
        let company = dice.below(world.companies.len());
        let team = &world.companies[company].staff;
        let index = dice.below(team.len().max(1));
        let staff = team.get(index)?;
        let active = world.usages[staff.usage].rate > 0.12;
        let own = !staff.created || dice.chance(0.3);
        (staff.plain && own && active && staff.from < -10 * DAY).then_some((company, index))
    })
}

/// One sale: the employee's use ends, the buyer's begins.
fn sell(
    world: &mut World,
    dice: &mut Dice,
    order: &Order,
    (company, index): (usize, usize),
    broker: Option<u32>,
    shows: bool,
) {
    let staff = world.companies[company].staff[index].clone();
    world.companies[company].staff[index].plain = false;
    let at = dice.between(14 * DAY, world.end - 12 * DAY);
    for usage in &mut world.usages {
        if usage.account == staff.account {
            usage.to = usage.to.min(at);
        }
    }
    world.convict(staff.account, Role::Traded, order.ring);
    let buyer = sale::find_buyer(world, dice);
    let city = world.people[staff.person as usize].city;
    sale::hand_over(world, dice, (staff.account, city), &buyer, (at, order.level));
    if shows {
        let price = (dice.lognormal(1_600.0, 0.7) / 50.0).round() * 50.0;
        let payer = world.people[buyer.person as usize].wallet;
        let seller = world.people[staff.person as usize].wallet;
        let when = at - dice.between(-DAY, 2 * DAY);
        match broker {
            Some(broker) => {
                world.pay(payer, broker, when, price);
                let share = dice.real(0.7, 0.9);
                world.pay(broker, seller, when + dice.between(HOUR, 2 * DAY), price * share);
            }
            None => world.pay(payer, seller, when, price),
        }
    }
}
