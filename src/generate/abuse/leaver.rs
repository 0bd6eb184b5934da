//! Bulk export before leaving: somebody who is about to leave copies the leads to a private account
//! and from there to the next employer or a competitor.

use super::super::activity::{Gear, Hours, Net, Usage};
use super::super::clock::{DAY, HOUR, Seconds};
use super::super::honest::{leads, staff};
use super::super::random::Dice;
use super::super::world::{Role, World};
use super::Order;
use super::crew;

/// Plants one leaver.
pub fn plant(world: &mut World, dice: &mut Dice, order: &Order) {
    let Some((company, index)) = find_leaver(world, dice) else {
        return;
    };
    let here = world.companies[company].staff[index].clone();
    world.companies[company].staff[index].plain = false;
    let at = if here.to < world.end {
        here.to - dice.between(DAY, 9 * DAY)
    } else {
        dice.between(world.end / 3, world.end - 10 * DAY)
    };
    let private = staff::own_account(world, dice, here.person, None, 0);
    // Careful leavers use an account in another name.
    if order.level > 0 {
        let relative = dice.below(world.people.len()) as u32;
        world.accounts[private as usize].holder = Some(relative);
        let phone = world.new_phone();
        world.accounts[private as usize].phone = Some(phone);
    }
    let gear = if order.level == 2 { Gear::Fixed(vec![world.new_device()]) } else { Gear::Own };
    let net = if order.level == 2 {
        let city = world.people[here.person as usize].city;
        crew::hidden_net(world, dice, city)
    } else {
        Net::Life
    };
    world.add_usage(Usage {
        account: private,
        person: here.person,
        from: Seconds::MIN,
        to: Seconds::MAX,
        rate: 0.3,
        gear,
        net,
        hours: Hours::Life,
    });
    world.convict(here.account, Role::LeadResale, order.ring);
    world.convict(private, Role::LeadResale, order.ring);
    let buyer = competitor(world, dice, company);
    world.convict(buyer, Role::LeadBuyer, order.ring);
    carry_off(world, dice, (here.account, private, buyer), (at, order));
}

/// A leaver, or somebody who plans to leave, who has leads to take along.
fn find_leaver(world: &World, dice: &mut Dice) -> Option<(usize, usize)> {
    (0..500).find_map(|attempt| {
        let company = dice.below(world.companies.len());
        let here = &world.companies[company];
        let index = dice.below(here.staff.len().max(1));
        let staff = here.staff.get(index)?;
        let leaves = staff.to > 20 * DAY && staff.to < world.end;
        let fits = leaves || attempt > 250 && staff.plain;
        let free = !world.truth.contains_key(&staff.account);
        (fits && free && staff.from < -10 * DAY && here.lead_rate > 3.0).then_some((company, index))
    })
}

/// Another company's account of the same industry.
fn competitor(world: &World, dice: &mut Dice, company: usize) -> u32 {
    let industry = world.companies[company].industry;
    let count = world.companies.len();
    let first = dice.below(count);
    (0..count)
        .map(|step| (first + step) % count)
        .find(|&other| other != company && world.companies[other].industry == industry)
        .map_or(world.companies[first].account, |other| world.companies[other].account)
}

/// The bulk export and the hand-over of what is useful.
fn carry_off(
    world: &mut World,
    dice: &mut Dice,
    (account, private, buyer): (u32, u32, u32),
    (at, order): (Seconds, &Order),
) {
    let mut mine: Vec<u32> = world
        .leads
        .iter()
        .enumerate()
        .filter(|(_, lead)| lead.account == account && lead.at < at)
        .map(|(number, _)| number as u32)
        .collect();
    let received = world.transfers.iter().filter(|row| row.to == account && row.at < at);
    mine.extend(received.map(|row| row.lead));
    while mine.len() < 5 {
        let when = leads::lead_moment(dice, 0, at);
        mine.push(leads::new_lead(world, dice, account, when.min(at - HOUR), "private_message"));
    }
    let batch = [mine.len(), 12, 4][order.level as usize].max(1);
    let mut exported = at;
    for (number, lead) in mine.into_iter().enumerate() {
        if number > 0 && number % batch == 0 {
            exported += dice.between(10 * HOUR, 3 * DAY);
        }
        exported += dice.between(1, 60);
        let channel = if dice.chance(0.75) { "export" } else { "private_message" };
        let Some(row) = world.hand_on(lead, account, private, exported, channel) else {
            return;
        };
        world.truth_leads.push((row, order.ring));
        if dice.chance(0.7) {
            let later = exported + dice.between(2 * HOUR, 20 * DAY);
            if let Some(row) = world.hand_on(lead, private, buyer, later, "private_message") {
                world.truth_leads.push((row, order.ring));
            }
        }
    }
}
