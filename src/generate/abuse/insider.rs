//! Lead resale: insiders, cut-outs, brokers, buyers; one contact to several buyers.

use super::super::activity::{Gear, Hours, Net, Usage};
use super::super::clock::{DAY, HOUR, Seconds};
use super::super::honest::{leads, staff};
use super::super::life;
use super::super::places;
use super::super::random::Dice;
use super::super::world::{Role, World};
use super::Order;

/// Share of the insider's leads that are sold, by camouflage.
const SOLD: [f64; 3] = [0.85, 0.6, 0.4];
/// Median hours from the lead to its resale, by camouflage.
const LAG_HOURS: [f64; 3] = [0.7, 7.0, 26.0];
/// Shape of the lag: careless insiders forward by reflex.
const LAG_SIGMA: [f64; 3] = [0.35, 0.5, 0.8];
/// Chances that a lead goes to one, two, three buyers.
const BUYERS_PER_LEAD: [[f64; 3]; 3] = [[0.5, 0.32, 0.18], [0.58, 0.3, 0.12], [0.72, 0.22, 0.06]];
/// Buyers who enter a bought contact as a new lead of their own.
const RE_ENTERS: f64 = 0.35;
/// Rings whose payments show, by camouflage.
const SHOWS_MONEY: [f64; 3] = [0.85, 0.78, 0.72];

/// Somebody in the chain: the account and the payment account behind it.
#[derive(Clone, Copy)]
struct Party {
    account: u32,
    wallet: u32,
}

/// A ring of resale.
struct Chain {
    ring: u32,
    level: u8,
    insiders: Vec<(Party, usize)>,
    cutouts: Vec<Party>,
    brokers: Vec<Party>,
    buyers: Vec<Party>,
    lag: f64,
    price: f64,
    shows: bool,
    from: Seconds,
    to: Seconds,
}

/// Plants one chain.
pub fn plant(world: &mut World, dice: &mut Dice, order: &Order) {
    let chain = recruit(world, dice, order);
    let mut sold: Vec<(Party, Party, Seconds)> = Vec::new();
    for &(insider, company) in &chain.insiders {
        for (lead, at) in supply(world, dice, &chain, insider, company) {
            resell(world, dice, &chain, (insider, lead, at), &mut sold);
        }
    }
    settle(world, dice, &chain, &sold);
}

/// Finds everybody.
fn recruit(world: &mut World, dice: &mut Dice, order: &Order) -> Chain {
    let level = order.level as usize;
    let direct = order.size <= 3 && dice.chance(0.5);
    let brokers = if direct { 0 } else { 1 + order.size / 9 };
    let cutouts = match order.level {
        _ if direct => 0,
        0 => usize::from(order.size > 8),
        1 => 1 + order.size / 8,
        _ => 1 + order.size / 5,
    };
    let wanted = order.size.saturating_sub(brokers + cutouts).max(1);
    let insiders = find_insiders(world, dice, wanted);
    let industry = insiders.first().map_or(0, |&(_, company)| world.companies[company].industry);
    let employers: Vec<usize> = insiders.iter().map(|insider| insider.1).collect();
    let buyers = (0..2 + dice.below(4)).map(|_| find_buyer(world, dice, industry, &employers)).collect();
    let from = dice.between(0, world.end * 4 / 10);
    Chain {
        ring: order.ring,
        level: order.level,
        insiders,
        cutouts: (0..cutouts).map(|_| private_party(world, dice)).collect(),
        brokers: (0..brokers).map(|_| private_party(world, dice)).collect(),
        buyers,
        lag: LAG_HOURS[level] * dice.lognormal(1.0, 0.5),
        price: dice.lognormal(60.0, 0.8).max(8.0).round(),
        shows: dice.chance(SHOWS_MONEY[level]),
        from,
        to: (from + dice.between(30, 90) * DAY).min(world.end),
    }
}

/// Employees of one industry, from one to a few companies.
fn find_insiders(world: &mut World, dice: &mut Dice, wanted: usize) -> Vec<(Party, usize)> {
    let mut found: Vec<(Party, usize)> = Vec::new();
    let mut industry = None;
    let mut company = dice.below(world.companies.len());
    for _ in 0..600 {
        if found.len() == wanted {
            break;
        }
        if dice.chance(0.5) {
            company = dice.below(world.companies.len());
        }
        let here = &mut world.companies[company];
        if industry.is_some_and(|wanted| wanted != here.industry) {
            company = dice.below(world.companies.len());
            continue;
        }
        let index = dice.below(here.staff.len().max(1));
        let Some(staff) = here.staff.get_mut(index) else {
            continue;
        };
        if !staff.plain || staff.from > 0 || world.truth.contains_key(&staff.account) {
            continue;
        }
        staff.plain = false;
        industry = Some(here.industry);
        let wallet = world.people[staff.person as usize].wallet;
        found.push((Party { account: staff.account, wallet }, company));
    }
    found
}

/// A competitor's account, or a private dealer.
fn find_buyer(world: &mut World, dice: &mut Dice, industry: u8, employers: &[usize]) -> Party {
    if dice.chance(0.2) {
        return private_party(world, dice);
    }
    let count = world.companies.len();
    let first = dice.below(count);
    let rival = (0..count).map(|step| (first + step) % count).find(|&company| {
        let here = &world.companies[company];
        here.industry == industry && !employers.contains(&company)
    });
    let Some(company) = rival else {
        return private_party(world, dice);
    };
    let here = &world.companies[company];
    let seller = here.staff.get(dice.below(here.staff.len().max(1)));
    let seller = seller.filter(|staff| staff.from <= 0 && staff.to > world.end);
    let account = match seller {
        Some(staff) if dice.chance(0.5) && !world.truth.contains_key(&staff.account) => staff.account,
        _ => here.account,
    };
    let party = Party { account, wallet: here.wallet };
    let enterprise = here.account;
    world.unjudged.insert(enterprise);
    party
}

/// A private person with an own account that nothing ties to a company.
fn private_party(world: &mut World, dice: &mut Dice) -> Party {
    let city = places::draw_city(dice);
    let person = life::add_person(world, dice, city, None);
    let account = staff::own_account(world, dice, person, None, -60 * DAY);
    world.add_usage(Usage {
        account,
        person,
        from: Seconds::MIN,
        to: Seconds::MAX,
        rate: dice.lognormal(0.5, 0.8).min(6.0),
        gear: Gear::Own,
        net: Net::Life,
        hours: Hours::Life,
    });
    Party { account, wallet: world.people[person as usize].wallet }
}

/// The leads that come into the insider's hands and are sold: those collected or received, and, if
/// they are few, more that the insider asks to be given.
fn supply(
    world: &mut World,
    dice: &mut Dice,
    chain: &Chain,
    insider: Party,
    company: usize,
) -> Vec<(u32, Seconds)> {
    let inside = |at: Seconds| at >= chain.from && at < chain.to;
    let mut supply: Vec<(u32, Seconds)> = Vec::new();
    for (number, lead) in world.leads.iter().enumerate() {
        if lead.account == insider.account && inside(lead.at) {
            supply.push((number as u32, lead.at));
        }
    }
    for transfer in &world.transfers {
        if transfer.to == insider.account && inside(transfer.at) {
            supply.push((transfer.lead, transfer.at));
        }
    }
    let least = 4 + dice.below(16);
    let enterprise = world.companies[company].account;
    while supply.len() < least {
        let at = leads::lead_moment(dice, chain.from, chain.to);
        let lead = leads::new_lead(world, dice, enterprise, at, "form");
        let given = at + (dice.exponential(1.5) * HOUR as f64) as Seconds + 60;
        if world.hand_on(lead, enterprise, insider.account, given, "crm_assign").is_some() {
            supply.push((lead, given));
        }
    }
    supply.retain(|_| dice.chance(SOLD[chain.level as usize]));
    supply
}

/// One lead on its way: insider, cut-out, broker, buyers.
fn resell(
    world: &mut World,
    dice: &mut Dice,
    chain: &Chain,
    (insider, lead, at): (Party, u32, Seconds),
    sold: &mut Vec<(Party, Party, Seconds)>,
) {
    let level = chain.level as usize;
    let mut holder = insider.account;
    let mut at = at;
    let mut stations: Vec<Party> = Vec::new();
    if !chain.cutouts.is_empty() && dice.chance(0.85) {
        stations.push(*dice.pick(&chain.cutouts));
    }
    if !chain.brokers.is_empty() {
        stations.push(*dice.pick(&chain.brokers));
    }
    for station in stations {
        at += (dice.lognormal(chain.lag, LAG_SIGMA[level]) * HOUR as f64) as Seconds + 30;
        if !resold(world, dice, chain, (lead, holder, station.account, at)) {
            return;
        }
        holder = station.account;
    }
    let count = 1 + dice.weighted(&BUYERS_PER_LEAD[level]);
    let first = dice.below(chain.buyers.len().max(1));
    for step in 0..count.min(chain.buyers.len()) {
        let buyer = chain.buyers[(first + step) % chain.buyers.len()];
        let when = at + (dice.lognormal(chain.lag, LAG_SIGMA[level]) * HOUR as f64) as Seconds + 30;
        if resold(world, dice, chain, (lead, holder, buyer.account, when)) {
            sold.push((insider, buyer, when));
            if dice.chance(RE_ENTERS) {
                let contact = world.leads[lead as usize].contact;
                let source = *dice.pick(&["import", "import", "private_message"]);
                let entered = when + dice.between(HOUR / 4, 2 * DAY);
                if entered < world.end {
                    leads::again(world, dice, buyer.account, entered, source, contact);
                }
            }
        }
    }
}

/// Records one resold transfer; nothing once the window is over.
fn resold(
    world: &mut World,
    dice: &mut Dice,
    chain: &Chain,
    (lead, from, to, at): (u32, u32, u32, Seconds),
) -> bool {
    let channels: &[&'static str] = match chain.level {
        0 => &["private_message", "private_message", "private_message", "export"],
        1 => &["private_message", "private_message", "private_message", "export", "form"],
        _ => &["private_message", "private_message", "crm_assign", "form"],
    };
    let channel = *dice.pick(channels);
    let Some(row) = world.hand_on(lead, from, to, at, channel) else {
        return false;
    };
    world.truth_leads.push((row, chain.ring));
    let bought = chain.buyers.iter().any(|buyer| buyer.account == to);
    world.convict(from, Role::LeadResale, chain.ring);
    world.convict(to, if bought { Role::LeadBuyer } else { Role::LeadResale }, chain.ring);
    true
}

/// Money: buyers pay the broker for what came in, the broker pays the insiders.
fn settle(world: &mut World, dice: &mut Dice, chain: &Chain, sold: &[(Party, Party, Seconds)]) {
    if !chain.shows {
        return;
    }
    let period = [7, 8 + dice.between(0, 7), 10 + dice.between(0, 12)][chain.level as usize] * DAY;
    let hub = chain.brokers.first().map(|broker| broker.wallet);
    let middle: Vec<u32> = chain.cutouts.iter().map(|cutout| cutout.wallet).collect();
    let mut end = chain.from + period;
    while end < world.end {
        let due: Vec<_> = sold.iter().filter(|s| s.2 < end && s.2 >= end - period).collect();
        let mut bills: std::collections::BTreeMap<(u32, u32, bool), usize> = Default::default();
        for (insider, buyer, _) in due {
            let payee = hub.unwrap_or(insider.wallet);
            *bills.entry((buyer.wallet, payee, false)).or_default() += 1;
            if let Some(hub) = hub {
                *bills.entry((hub, insider.wallet, true)).or_default() += 1;
            }
        }
        for ((payer, payee, wages), leads) in bills {
            let rate = if wages { chain.price * 0.5 } else { chain.price };
            let amount = (rate * leads as f64).round();
            let at = end + dice.between(0, 2 * DAY);
            // Careful brokers pay and are paid through the cut-outs.
            if chain.level >= 1 && !middle.is_empty() && dice.chance(0.6) {
                let between = *dice.pick(&middle);
                world.pay(payer, between, at, amount);
                world.pay(between, payee, at + dice.between(HOUR, 2 * DAY), amount * 0.97);
            } else {
                world.pay(payer, payee, at, amount);
            }
        }
        end += period;
    }
}
