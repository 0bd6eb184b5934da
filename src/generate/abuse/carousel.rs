//! Carousel: several licences under one hand, each filled up to the quota, with cohorts of
//! strangers that move from company to company.

use super::super::activity::Stop;
use super::super::clock::{DAY, Seconds};
use super::super::honest::companies::{self, QUOTA};
use super::super::life;
use super::super::random::Dice;
use super::super::text::INDUSTRIES;
use super::super::world::{Role, World};
use super::Order;
use super::crew::Crew;
use super::slots::{self, Stranger};

/// Operators who have one licence more than they need yet.
const RESERVE: f64 = 0.3;
/// Time within which all of a cohort have left.
const LEAVES_BY: Seconds = 9 * DAY;

/// A licence: the enterprise account, and the intervals for which its places are taken.
struct Licence {
    account: u32,
    declares: bool,
    taken: Vec<(Seconds, Seconds)>,
}

impl Licence {
    /// Whether a place is free for the whole interval.
    fn has_room(&self, (from, to): (Seconds, Seconds)) -> bool {
        self.taken.iter().filter(|taken| taken.0 <= to && from <= taken.1).count() < QUOTA
    }
}

/// Plants one operation.
pub fn plant(world: &mut World, dice: &mut Dice, order: &Order) {
    let mut crew = Crew::hire(world, dice, order);
    // A licence costs work and a name: the next one is registered when the places are sold out.
    let count = order.size.div_ceil(QUOTA).max(2) + usize::from(dice.chance(RESERVE));
    let mut licences: Vec<Licence> = (0..count).map(|_| license(world, dice, &mut crew, order)).collect();
    let strangers = order.size.saturating_sub(count).max(4);
    let cohorts = (1 + strangers / 9).min(6);
    let fee = (dice.lognormal(230.0, 0.4) / 10.0).round() * 10.0;
    for cohort in 0..cohorts {
        let members = strangers / cohorts + usize::from(cohort < strangers % cohorts);
        let group: Vec<Stranger> = (0..members).map(|_| slots::find_stranger(world, dice)).collect();
        ride(world, dice, (&crew, order), (&group, cohort % count), (&mut licences, fee));
    }
    crew.start(world);
}

/// A cohort's ride: bound to one licence, unbound together, bound to the next one days later.
/// Whoever finds no place under any licence waits for the next turn.
fn ride(
    world: &mut World,
    dice: &mut Dice,
    (crew, order): (&Crew, &Order),
    (group, home): (&[Stranger], usize),
    (licences, fee): (&mut [Licence], f64),
) {
    let spread = [2.0, 7.0, 18.0][order.level as usize];
    let mut start = dice.between(-40 * DAY, 15 * DAY);
    let mut at = home;
    while start < world.end - 10 * DAY {
        let end = start + dice.between(15, 61) * DAY;
        for stranger in group {
            // Some stay away for a turn, some leave for good.
            if at > home && dice.chance(0.12) {
                continue;
            }
            let bound = start + (dice.unit() * spread * DAY as f64) as Seconds;
            let stay = (bound, end + LEAVES_BY);
            let count = licences.len();
            let Some(place) =
                (at..at + count).map(|turn| turn % count).find(|&turn| licences[turn].has_room(stay))
            else {
                continue;
            };
            let licence = &mut licences[place];
            licence.taken.push(stay);
            let target = (licence.account, licence.declares);
            slots::attach(world, dice, (stranger, order), target, (bound, end));
            let wallet = world.people[stranger.person as usize].wallet;
            let when = bound - dice.between(-DAY, 2 * DAY);
            let fee = fee * dice.lognormal(1.0, 0.06);
            crew.cash(world, dice, wallet, when, fee);
        }
        start = end + (spread * DAY as f64) as Seconds + dice.between(DAY, 9 * DAY);
        at += 1;
    }
}

/// Registers one more licence. Careless operators use one legal representative and one payment
/// account for all; others borrow a name for each.
fn license(world: &mut World, dice: &mut Dice, crew: &mut Crew, order: &Order) -> Licence {
    let same_hand = [0.6, 0.15, 0.0][order.level as usize];
    let owner = if dice.chance(same_hand) {
        crew.boss()
    } else {
        let city = crew.city;
        life::add_person(world, dice, city, None)
    };
    let industry = dice.below(INDUSTRIES.len()) as u8;
    let city = world.people[owner as usize].city;
    let founded = -dice.between(20 * DAY, 200 * DAY);
    let account = companies::enterprise_account(world, dice, (city, industry), owner, founded);
    let wallet = if dice.chance(same_hand) { crew.wallets[0] } else { world.new_wallet() };
    world.accounts[account as usize].wallet = Some(wallet);
    // Fees that reach the licence's own account are passed on to the operator.
    if crew.shows_money && wallet != crew.wallets[0] && order.level < 2 {
        let at = dice.between(10 * DAY, world.end);
        world.pay(wallet, crew.wallets[0], at, dice.lognormal(1_500.0, 0.6).round());
    }
    world.convict(account, Role::Affiliated, order.ring);
    let (gear, net) = crew.seat(world, dice, city);
    let share = dice.real(0.3, 0.8);
    crew.work_on(dice, Stop { account, from: Seconds::MIN, to: Seconds::MAX, share, gear, net });
    Licence { account, declares: dice.chance(0.7), taken: Vec::new() }
}
