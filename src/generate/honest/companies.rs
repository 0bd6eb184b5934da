//! Companies: enterprise accounts, shops and offices, size, programme of employee accounts.

use super::super::activity::{Gear, Hours, Net, Usage};
use super::super::clock::{DAY, Seconds};
use super::super::life;
use super::super::people::Job;
use super::super::places::{self, City};
use super::super::random::Dice;
use super::super::text::INDUSTRIES;
use super::super::world::{Account, AccountKind, World};
use super::staff::{self, Staff};

/// Share of all accounts that are enterprises and their employee accounts.
const BUSINESS_SHARE: f64 = 0.44;
/// Employee accounts of an ordinary company: lognormal, so that most are small.
const SIZE_MEDIAN: f64 = 4.5;
/// Shape of the size distribution.
const SIZE_SIGMA: f64 = 1.1;
/// Companies that advertise enough to have more than the default quota.
const LARGE: f64 = 0.02;
/// The platform's default quota.
pub const QUOTA: usize = 30;
/// Chance that a company starts a franchise of several enterprises.
const FRANCHISE: f64 = 0.035;
/// Ways of working: shops, offices, remote sales forces.
const STYLES: [f64; 3] = [0.54, 0.37, 0.09];
/// Shops with tablets that whoever is on shift uses.
const SHOP_TABLETS: f64 = 0.4;
/// Companies whose programme of employee accounts starts inside the window.
const LATE_STARTERS: f64 = 0.1;
/// Companies that pay wages from an account that the export shows.
const VISIBLE_WAGES: f64 = 0.35;
/// Companies that declare the identity of the employee with the binding.
const DECLARES: f64 = 0.8;

/// How a company works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// One or more shops.
    Shop,
    /// An office.
    Office,
    /// Sales people all over the country who never meet.
    Remote,
}

/// A company.
#[derive(Clone)]
pub struct Company {
    /// Enterprise account.
    pub account: u32,
    /// Legal representative.
    pub owner: u32,
    /// Seat.
    pub city: City,
    /// Index of the industry.
    pub industry: u8,
    /// Franchise or parent.
    pub group: Option<u32>,
    /// Payment account.
    pub wallet: u32,
    /// How it works.
    pub style: Style,
    /// Shops and offices.
    pub places: Vec<u32>,
    /// Employee accounts with the people behind them.
    pub staff: Vec<Staff>,
    /// Whether it declares its employees' identities.
    pub declares: bool,
    /// Whether its wages show in the payments.
    pub wages: bool,
    /// Start of its programme of employee accounts.
    pub started: Seconds,
    /// Leads per collecting account in 90 days.
    pub lead_rate: f64,
    /// Bindings that are open at the end of the window, at most.
    pub bound: usize,
    /// Whether headquarters or an agency works on its accounts.
    pub operated: bool,
    /// Whether an abuse ring already uses this company.
    pub taken: bool,
}

/// What brothers of a franchise have in common.
struct Franchise {
    group: u32,
    industry: u8,
    left: usize,
}

/// Founds all honest companies.
pub fn found_all(world: &mut World) {
    let target = (world.options.accounts as f64 * BUSINESS_SHARE) as usize;
    let mut franchise: Option<Franchise> = None;
    let mut index = 0;
    while world.accounts.len() + 2 < target {
        let mut dice = world.dice("company", index);
        let room = target - world.accounts.len() - 1;
        let size = draw_size(&mut dice, world.options.accounts, index).min(room).max(1);
        if franchise.is_none() && (index == 2 || dice.chance(FRANCHISE)) {
            franchise = Some(Franchise {
                group: index as u32,
                industry: dice.below(INDUSTRIES.len()) as u8,
                left: 2 + dice.below(6),
            });
        }
        found(world, &mut dice, size, franchise.as_ref());
        franchise = franchise.and_then(|mut group| {
            group.left -= 1;
            (group.left > 0).then_some(group)
        });
        index += 1;
    }
}

/// Number of employee accounts; the second company of every world is a large one.
fn draw_size(dice: &mut Dice, accounts: usize, index: usize) -> usize {
    let most = (accounts / 100).clamp(33, 160);
    if index == 1 || dice.chance(LARGE) {
        return (dice.lognormal(46.0, 0.35) as usize).clamp(31, most);
    }
    (dice.lognormal(SIZE_MEDIAN, SIZE_SIGMA).round() as usize).clamp(1, QUOTA - 2)
}

/// Founds one company with its staff.
fn found(world: &mut World, dice: &mut Dice, size: usize, franchise: Option<&Franchise>) {
    let city = places::draw_city(dice);
    let industry = franchise.map_or_else(|| dice.below(INDUSTRIES.len()) as u8, |f| f.industry);
    let style = [Style::Shop, Style::Office, Style::Remote][dice.weighted(&STYLES)];
    let places = open_places(world, dice, style, city, size);
    let owner = hire_owner(world, dice, city, places[0]);
    let started = if dice.chance(LATE_STARTERS) {
        dice.between(0, world.end * 7 / 10)
    } else {
        -dice.between(15 * DAY, 620 * DAY)
    };
    let wallet = world.new_wallet();
    let account = enterprise_account(world, dice, (city, industry), owner, started);
    world.accounts[account as usize].group = franchise.map(|f| f.group);
    world.accounts[account as usize].wallet = Some(wallet);
    let company = Company {
        account,
        owner,
        city,
        industry,
        group: franchise.map(|f| f.group),
        wallet,
        style,
        places,
        staff: Vec::new(),
        declares: dice.chance(DECLARES),
        wages: dice.chance(VISIBLE_WAGES),
        started,
        lead_rate: dice.lognormal(3.2, 1.0),
        bound: size,
        operated: false,
        taken: false,
    };
    world.companies.push(company);
    let index = world.companies.len() - 1;
    staff::tag_company(world, index, account);
    world.add_usage(Usage {
        account,
        person: owner,
        from: Seconds::MIN,
        to: Seconds::MAX,
        rate: dice.lognormal(0.5, 0.8),
        gear: Gear::AtWork(0.4),
        net: Net::Life,
        hours: Hours::Work,
    });
    staff::hire_all(world, dice, index, size);
}

/// Opens shops (some with tablets, some in other cities) or an office.
fn open_places(world: &mut World, dice: &mut Dice, style: Style, city: City, size: usize) -> Vec<u32> {
    let shops = if style == Style::Shop { 1 + dice.below(1 + size / 4) } else { 1 };
    let tablets = style == Style::Shop && dice.chance(SHOP_TABLETS);
    let chain = shops >= 3 && dice.chance(0.3);
    let mut places = Vec::with_capacity(shops);
    for shop in 0..shops {
        let away = chain && shop > 0 && dice.chance(0.5);
        let town = if away { places::other_city(dice, city) } else { city };
        let lines = if style == Style::Office { 1 + dice.below(3) } else { 1 };
        let place = world.add_place(town, lines);
        let devices =
            if tablets { 1 + dice.below(2) } else { usize::from(style == Style::Office && dice.chance(0.5)) };
        for _ in 0..devices {
            let device = world.new_device();
            world.places[place as usize].shared.push(device);
        }
        places.push(place);
    }
    places
}

/// The legal representative, who works at the first place.
fn hire_owner(world: &mut World, dice: &mut Dice, city: City, place: u32) -> u32 {
    let owner = life::add_person(world, dice, city, None);
    world.people[owner as usize].jobs.push(Job {
        place: Some(place),
        from: Seconds::MIN,
        to: Seconds::MAX,
        hours: (9, 19),
    });
    owner
}

/// The enterprise's own account.
pub fn enterprise_account(
    world: &mut World,
    dice: &mut Dice,
    (city, industry): (City, u8),
    owner: u32,
    before: Seconds,
) -> u32 {
    let registered = before - dice.between(2 * DAY, 900 * DAY);
    let phone = if dice.chance(0.7) { world.people[owner as usize].phone } else { world.new_phone() };
    world.add_account(Account {
        kind: AccountKind::Enterprise,
        registered,
        city: Some(city),
        holder: Some(owner),
        phone: Some(phone),
        wallet: None,
        industry: Some(industry),
        group: None,
    })
}
