//! Who is who in a large world: a few bytes an account, drawn by hashing.

use rayon::prelude::*;

use super::super::WorldOptions;
use super::super::places::{self, City, Network};
use super::super::random::{Dice, mix, name_hash, unit_of};
use super::super::world::Role;

/// Accounts of a neighbourhood: one company with its staff, and private accounts.
pub const BLOCK: usize = 16;
/// Neighbourhoods that a large company fills together.
const LARGE_BLOCKS: usize = 8;
/// Share of such groups of neighbourhoods that are one large company.
const LARGE: f64 = 0.012;
/// Shape of the rates of logins.
const RATE_SIGMA: f64 = 1.15;
/// People with a new phone inside the window.
const UPGRADES: f64 = 0.09;
/// People who move to another city.
const MOVES: f64 = 0.012;
/// Private accounts that belong to the holder of the one before.
const SAME_PERSON: f64 = 0.2;
/// One ring for so many accounts.
const ACCOUNTS_PER_RING: usize = 900;
/// No company, no overlay.
pub const NONE: u32 = u32::MAX;

/// An account and the habits of whoever uses it.
#[derive(Clone, Copy)]
pub struct Account {
    /// Logins a day.
    pub rate: f32,
    /// Number of the person: the first of the person's accounts.
    pub person: u32,
    /// Enterprise account of the company; [`NONE`] for private accounts.
    pub company: u32,
    /// Position of the account in the list of members of rings, or [`NONE`].
    pub member: u32,
    /// City.
    pub city: City,
    /// City after `moved`.
    pub next_city: City,
    /// Carrier.
    pub carrier: u8,
    /// Shift of the daily rhythm in hours, 0 to 23.
    pub shift: u8,
    /// Day of a new phone, 255 for none.
    pub upgrade: u8,
    /// Day of moving, 255 for none.
    pub moved: u8,
    /// Share of logins from a tablet in 1/255.
    pub tablet: u8,
    /// Share of logins over the household line in 1/255.
    pub home: u8,
}

/// A member of a ring.
#[derive(Clone, Copy)]
pub struct Member {
    /// Account.
    pub account: u32,
    /// Ring.
    pub ring: u32,
    /// What it is in the ring.
    pub part: Role,
    /// Day on which it is sold, let or bound.
    pub day: u8,
}

/// A ring: its members are a stretch of the list.
#[derive(Clone, Copy)]
pub struct Ring {
    /// What it does.
    pub part: Role,
    /// First member.
    pub first: u32,
    /// Number of members.
    pub size: u32,
    /// City of the crew.
    pub city: City,
}

/// Everybody.
pub struct Cast {
    /// Accounts by number.
    pub people: Vec<Account>,
    /// Members of rings.
    pub members: Vec<Member>,
    /// Rings.
    pub rings: Vec<Ring>,
    /// Addresses.
    pub network: Network,
    /// Seed of the hashes.
    pub seed: u64,
}

impl Cast {
    /// Draws everybody.
    pub fn draw(options: &WorldOptions) -> Self {
        let seed = mix(options.seed ^ name_hash("fast"));
        let days = options.days;
        let mut people: Vec<Account> = (0..options.accounts)
            .into_par_iter()
            .map(|number| draw_account(options.seed, number, days))
            .collect();
        for number in 1..people.len() {
            let (before, here) = (people[number - 1], &mut people[number]);
            let private = here.company == NONE && before.company == NONE;
            if private && unit_of(seed ^ 0x77 ^ number as u64) < SAME_PERSON {
                *here = Account { rate: here.rate, ..before };
            }
        }
        let network = Network::new(options.seed, options.accounts);
        let mut cast = Self { people, members: Vec::new(), rings: Vec::new(), network, seed };
        if options.abuse {
            cast.plant(options);
        }
        cast
    }

    /// Whether an account is an enterprise's own.
    pub fn is_enterprise(&self, number: usize) -> bool {
        self.people[number].company == number as u32
    }

    /// A number for a question about an account.
    pub fn hash(&self, question: u64, number: u64) -> u64 {
        mix(self.seed ^ mix(question) ^ number)
    }

    /// Plants rings, far enough from each other that they do not overlap.
    fn plant(&mut self, options: &WorldOptions) {
        let count = (options.accounts / ACCOUNTS_PER_RING).max(4);
        let stride = options.accounts / count;
        for ring in 0..count {
            let mut dice = Dice::new(options.seed, "fast ring", ring as u64);
            let part = [Role::Traded, Role::Rented, Role::Affiliated, Role::LeadResale][ring % 4];
            let size = (dice.lognormal(9.0, 0.8) as usize).clamp(3, (stride / 6).clamp(3, 60));
            let first = self.members.len() as u32;
            let city = places::draw_city(&mut dice);
            let start = ring * stride;
            let mut taken = 0;
            for number in start..(start + stride).min(self.people.len()) {
                let here = self.people[number];
                let staff = here.company != NONE;
                let wanted = if part == Role::LeadResale { staff } else { !staff };
                let own = here.person == number as u32;
                if taken < size && wanted && own && !self.is_enterprise(number) {
                    self.people[number].member = self.members.len() as u32;
                    let day = dice.between(8, i64::from(options.days) - 12) as u8;
                    let member = Member { account: number as u32, ring: ring as u32, part, day };
                    self.members.push(member);
                    taken += 1;
                }
            }
            let size = self.members.len() as u32 - first;
            self.rings.push(Ring { part, first, size, city });
        }
    }
}

/// Draws one account from its number alone.
fn draw_account(seed: u64, number: usize, days: u32) -> Account {
    let mut dice = Dice::new(seed, "fast account", number as u64);
    let company = company_of(seed, number);
    let town = Dice::new(seed, "fast town", (number / BLOCK) as u64).bits();
    let mut town = Dice::new(town, "town", 0);
    let mut city = places::draw_city(&mut town);
    if company == NONE {
        city = places::draw_city(&mut dice);
    }
    let mean = super::LOGINS_PER_ACCOUNT / f64::from(days);
    let rate = mean * (RATE_SIGMA * dice.normal() - RATE_SIGMA * RATE_SIGMA / 2.0).exp();
    let some_day = |dice: &mut Dice, chance: f64| {
        if dice.chance(chance) { dice.between(0, i64::from(days.min(250))) as u8 } else { 255 }
    };
    Account {
        rate: rate.min(60.0) as f32,
        person: number as u32,
        company,
        member: NONE,
        city,
        next_city: places::draw_city(&mut dice),
        carrier: places::draw_carrier(&mut dice),
        shift: (24.0 + dice.normal() * 1.6).round().clamp(18.0, 30.0) as u8 % 24,
        upgrade: some_day(&mut dice, UPGRADES),
        moved: some_day(&mut dice, MOVES),
        tablet: if dice.chance(0.2) { dice.between(10, 130) as u8 } else { 0 },
        home: dice.between(40, 240) as u8,
    }
}

/// The enterprise account of an account's company.
fn company_of(seed: u64, number: usize) -> u32 {
    let group = number / (BLOCK * LARGE_BLOCKS);
    let key = mix(seed ^ name_hash("fast company"));
    if unit_of(key ^ group as u64) < LARGE {
        let first = group * BLOCK * LARGE_BLOCKS;
        return if number - first < 110 { first as u32 } else { NONE };
    }
    let block = number / BLOCK;
    let draw = unit_of(mix(key) ^ block as u64);
    // Sizes of companies: none in a tenth of the blocks, most small, a few filling the block.
    let size = if draw < 0.1 { 0 } else { 1 + (1.6 / (1.12 - draw)) as usize };
    let first = block * BLOCK;
    if number - first <= size && size > 0 { first as u32 } else { NONE }
}
