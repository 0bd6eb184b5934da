//! The offenders: which rings exist, how large they are, and what they do.
//!
//! Each trick is a file. A trick adds its accounts, logins, bindings, money and leads to the honest
//! world and tells the truth with [`World::convict`]. How well the offenders hide is one setting for
//! the whole world; what it changes is written in [`crew`] and in each trick.

mod carousel;
mod crew;
mod farm;
mod insider;
mod leaver;
mod rental;
mod sale;
mod single;
mod slots;

use super::honest::companies::QUOTA;
use super::random::Dice;
use super::world::{Ring, Role, World};

/// Share of all accounts that are abused, before the draw of the world.
const ABUSED: f64 = 0.043;
/// How the abused accounts divide into traded, rented, affiliated, lead resale.
const MIX: [f64; 4] = [0.27, 0.25, 0.3, 0.18];
/// Ring sizes: lognormal, because crews grow by reinvesting and most stay small.
const RING_MEDIAN: f64 = 9.0;
/// Shape of the ring sizes.
const RING_SIGMA: f64 = 0.85;

/// A ring to be planted: its number, its size in accounts, how well it hides.
pub struct Order {
    /// Ring number.
    pub ring: u32,
    /// Accounts wanted; a trick may fall short of it.
    pub size: usize,
    /// Camouflage 0 to 2.
    pub level: u8,
}

/// A trick.
struct Trick {
    /// Name in `truth_rings.csv`.
    name: &'static str,
    /// Plants one ring.
    plant: fn(&mut World, &mut Dice, &Order),
    /// Share of the typology's rings.
    share: f64,
    /// Typical largest size.
    most: usize,
    /// Least size of the first ring, so that every world shows the trick as it is meant.
    first: usize,
}

/// The tricks of each typology.
#[rustfmt::skip]
const TRICKS: [(Role, &[Trick]); 4] = [
    (Role::Traded, &[
        Trick { name: "farm", plant: farm::plant, share: 0.5, most: 60, first: 5 },
        Trick { name: "single", plant: single::plant, share: 0.5, most: 7, first: 1 },
    ]),
    (Role::Rented, &[
        Trick { name: "rental", plant: rental::plant, share: 0.72, most: 60, first: 5 },
        Trick { name: "rental_small", plant: rental::plant_small, share: 0.28, most: 3, first: 1 },
    ]),
    (Role::Affiliated, &[
        Trick { name: "slots", plant: slots::plant, share: 0.66, most: 45, first: 5 },
        Trick { name: "carousel", plant: carousel::plant, share: 0.34, most: 60, first: 2 * QUOTA },
    ]),
    (Role::LeadResale, &[
        Trick { name: "insider", plant: insider::plant, share: 0.8, most: 16, first: 5 },
        Trick { name: "leaver", plant: leaver::plant, share: 0.2, most: 2, first: 1 },
    ]),
];

/// Plants rings of every typology until the planned number of accounts is reached.
pub fn plant_all(world: &mut World) {
    let mut dice = world.dice("plan", 0);
    let total = world.options.accounts as f64 * ABUSED * dice.real(0.88, 1.1);
    for (typology, (role, tricks)) in TRICKS.iter().enumerate() {
        let target = ((total * MIX[typology] * dice.real(0.9, 1.1)) as usize).max(6);
        plant_typology(world, (typology, *role), tricks, target);
    }
}

/// Plants one typology's rings: the first ones show each trick once, the rest are drawn.
fn plant_typology(world: &mut World, (typology, role): (usize, Role), tricks: &[Trick], target: usize) {
    let largest = (world.options.accounts / 330).clamp(8, 60);
    let before = judged(world);
    let shares: Vec<f64> = tricks.iter().map(|trick| trick.share).collect();
    // A trick that finds no victim plants nothing; a bound on the tries ends the loop all the same.
    for ring in 0..target + 8 {
        let planted = judged(world) - before;
        if planted >= target {
            break;
        }
        let mut dice = world.dice("ring", typology * 100_000 + ring);
        let shown = ring >= tricks.len();
        let choice = if shown { dice.weighted(&shares) } else { ring };
        let trick = &tricks[choice];
        let level = world.options.camouflage as u8;
        let size = dice.lognormal(RING_MEDIAN, RING_SIGMA).round() as usize;
        let least = if shown { 1 } else { trick.first.min(largest) };
        let room = (target - planted).max(least);
        let order = Order {
            ring: world.new_ring(Ring { trick: trick.name, role, level }),
            size: size.clamp(least, largest.min(trick.most)).min(room),
            level,
        };
        (trick.plant)(world, &mut dice, &order);
    }
}

/// Accounts convicted so far, without lead buyers.
fn judged(world: &World) -> usize {
    world.truth.values().filter(|(role, _)| *role != Role::LeadBuyer).count()
}
