//! Notes: what accounts publish, copy from headquarters, from suppliers and from everybody.

use super::super::clock::Seconds;
use super::super::places::CITIES;
use super::super::random::Dice;
use super::super::text;
use super::super::world::{AccountKind, Note, World};

/// Notes of a bound employee account in 90 days.
const STAFF_NOTES: f64 = 2.6;
/// Notes of a private account in 90 days: most only read.
const PRIVATE_NOTES: f64 = 0.3;
/// Companies whose headquarters hand out ready texts.
const HEAD_OFFICE_COPY: f64 = 0.3;
/// Companies that get ready texts from a supplier or brand, as do other dealers of the brand.
const SUPPLIER_COPY: f64 = 0.1;
/// Private notes that are greetings or verses copied by thousands.
const COPIED: f64 = 0.05;

/// Writes all honest notes.
pub fn run(world: &mut World) {
    let brands: Vec<Vec<String>> = (0..24usize)
        .map(|brand| {
            let mut dice = world.dice("brand copy", brand);
            let industry = (brand % text::INDUSTRIES.len()) as u8;
            (0..4).map(|_| text::ready_text(industry, "门店", &mut dice)).collect()
        })
        .collect();
    for company in 0..world.companies.len() {
        let mut dice = world.dice("company notes", company);
        company_notes(world, &mut dice, company, &brands);
    }
    let mut dice = world.dice("private notes", 0);
    for account in 0..world.accounts.len() as u32 {
        let Some((author, rate)) = private_author(world, account) else {
            continue;
        };
        let rate = rate * dice.lognormal(0.6, 1.0);
        for _ in 0..dice.poisson(rate) {
            let since = world.accounts[account as usize].registered.max(0);
            let at = super::leads::lead_moment(&mut dice, since, world.end);
            let text = if dice.chance(COPIED) {
                world.tag(account, "copied_greeting");
                text::popular_note(&mut dice)
            } else {
                text::life_note(CITIES[author as usize].0, &mut dice)
            };
            publish(world, account, at, text);
        }
    }
}

/// City and notes a quarter of a private author.
fn private_author(world: &World, account: u32) -> Option<(u8, f64)> {
    let row = &world.accounts[account as usize];
    let rate = match row.kind {
        AccountKind::Personal => PRIVATE_NOTES,
        AccountKind::Professional => PRIVATE_NOTES * 2.0,
        _ => return None,
    };
    let quarter = f64::from(world.options.days) / 90.0;
    Some((row.city.unwrap_or(0), rate * quarter))
}

/// Publishes inside the window.
pub fn publish(world: &mut World, account: u32, at: Seconds, text: String) {
    if (0..world.end).contains(&at) {
        world.notes.push(Note { account, at, text });
    }
}

/// Notes of the staff of one company.
fn company_notes(world: &mut World, dice: &mut Dice, company: usize, brands: &[Vec<String>]) {
    let here = world.companies[company].clone();
    let city = CITIES[here.city as usize].0;
    let mut ready: Vec<String> = Vec::new();
    let mut copies: Vec<&str> = Vec::new();
    if dice.chance(HEAD_OFFICE_COPY) {
        copies.push("head_office_copy");
        ready.extend((0..1 + dice.below(5)).map(|_| text::ready_text(here.industry, city, dice)));
    }
    if dice.chance(SUPPLIER_COPY) {
        copies.push("supplier_copy");
        let brand = usize::from(here.industry) + 12 * dice.below(2);
        ready.extend(brands[brand].iter().cloned());
    }
    let obedient = dice.real(0.2, 0.8);
    let effort = dice.real(0.0, 0.25);
    let quarter = f64::from(world.options.days) / 90.0;
    for staff in &here.staff {
        let rate = STAFF_NOTES * quarter * dice.lognormal(0.6, 1.0);
        for _ in 0..dice.poisson(rate) {
            let (from, to) = (staff.from.max(0), staff.to.min(world.end));
            let at = super::leads::lead_moment(dice, from, to);
            let text = if !ready.is_empty() && dice.chance(obedient) {
                copies.iter().for_each(|copy| world.tag(staff.account, copy));
                text::reuse(&ready, effort, dice)
            } else {
                text::trade_note(here.industry, city, dice)
            };
            publish(world, staff.account, at, text);
        }
    }
}
