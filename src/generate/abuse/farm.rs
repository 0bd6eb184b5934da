//! Farms: accounts raised on one rhythm and sold one by one.

use super::super::activity::Stop;
use super::super::clock::{DAY, HOUR, Seconds};
use super::super::honest::notes::publish;
use super::super::life;
use super::super::places::{self, CITIES};
use super::super::random::Dice;
use super::super::text;
use super::super::world::{Account, AccountKind, Role, World};
use super::Order;
use super::crew::Crew;
use super::sale::{self, Buyer};

/// Accounts that are sold inside the window; the rest is still stock.
const SOLD: f64 = 0.82;

/// How a farm registers its accounts.
struct Batch {
    at: Seconds,
    spread: Seconds,
    left: usize,
}

/// Plants a farm.
pub fn plant(world: &mut World, dice: &mut Dice, order: &Order) {
    let mut crew = Crew::hire(world, dice, order);
    let mut batch = next_batch(dice, order);
    let mut identity = None;
    let mut buyer: Option<Buyer> = None;
    let diligence = dice.real(0.35, 0.9);
    let price = dice.lognormal(900.0, 0.7);
    for _ in 0..order.size.max(2) {
        if batch.left == 0 {
            batch = next_batch(dice, order);
        }
        batch.left -= 1;
        let registered = (batch.at + dice.between(0, batch.spread)).min(world.end - 30 * DAY);
        let (account, city) = raise(world, dice, (&crew, order), registered, &mut identity);
        let (gear, net) = crew.seat(world, dice, city);
        let first = (registered + 12 * DAY).max(5 * DAY);
        let sale = dice.chance(SOLD).then(|| dice.between(first, world.end - 8 * DAY));
        let share = (diligence * dice.real(0.7, 1.2)).min(0.97);
        crew.work_on(
            dice,
            Stop { account, from: registered + HOUR, to: sale.unwrap_or(Seconds::MAX), share, gear, net },
        );
        if let Some(at) = sale {
            let mut taker = match buyer.take().filter(|buyer| buyer.wants > 0) {
                Some(buyer) => buyer,
                None => sale::find_buyer(world, dice),
            };
            taker.wants -= 1;
            sale::hand_over(world, dice, (account, city), &taker, (at, order.level));
            let wallet = world.people[taker.person as usize].wallet;
            let amount = (price * dice.lognormal(1.0, 0.35) / 10.0).round() * 10.0;
            let paid = at - dice.between(-DAY, 2 * DAY);
            crew.cash(world, dice, wallet, paid, amount);
            buyer = Some(taker);
        }
        fake_life(world, dice, account, (registered, sale));
    }
    crew.start(world);
}

/// The next batch of registrations: minutes apart, days apart, weeks apart.
fn next_batch(dice: &mut Dice, order: &Order) -> Batch {
    let spread = [6 * HOUR, 4 * DAY, 14 * DAY][order.level as usize];
    Batch {
        // Those who hide let their accounts age: old accounts are dearer and look better.
        at: dice.between([-170, -260, -400][order.level as usize] * DAY, 20 * DAY),
        spread,
        left: 3 + dice.below(order.size.max(4)),
    }
}

/// Registers one account on a bought identity, which careless farms use more than once.
fn raise(
    world: &mut World,
    dice: &mut Dice,
    (crew, order): (&Crew, &Order),
    registered: Seconds,
    identity: &mut Option<u32>,
) -> (u32, u8) {
    let reuse = order.level == 0 && dice.chance(0.45);
    let city = if order.level == 0 && dice.chance(0.7) { crew.city } else { places::draw_city(dice) };
    let holder = match *identity {
        Some(earlier) if reuse => earlier,
        _ => life::add_person(world, dice, city, None),
    };
    *identity = Some(holder);
    let own_payout = order.level > 0 || dice.chance(0.4);
    let wallet = if own_payout { world.people[holder as usize].wallet } else { crew.wallets[0] };
    let phone = world.new_phone();
    let kind = if dice.chance(0.4) { AccountKind::Professional } else { AccountKind::Personal };
    let account = world.add_account(Account {
        kind,
        registered,
        city: Some(city),
        holder: dice.chance(0.9).then_some(holder),
        phone: Some(phone),
        wallet: dice.chance(0.35).then_some(wallet),
        industry: None,
        group: None,
    });
    world.convict(account, Role::Traded, order.ring);
    (account, city)
}

/// Copied or everyday notes that make the account look lived in.
fn fake_life(world: &mut World, dice: &mut Dice, account: u32, (from, to): (Seconds, Option<Seconds>)) {
    for _ in 0..dice.poisson(1.2) {
        let at = dice.between(from.max(0), to.unwrap_or(world.end));
        let city = world.accounts[account as usize].city.unwrap_or(0);
        let note = if dice.chance(0.3) {
            text::popular_note(dice)
        } else {
            text::life_note(CITIES[city as usize].0, dice)
        };
        publish(world, account, at, note);
    }
}
