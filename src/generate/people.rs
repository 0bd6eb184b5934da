//! People: when they are online, where they are, what they hold in their hands.

use super::clock::{DAY, HOUR, Seconds, day_of, is_holiday, is_rest_day};
use super::places::{City, Network};
use super::random::{Dice, mix, unit_of};

/// Hourly habits (weights for the hours 0 to 23) that people start from: office worker, shop staff,
/// student, night owl, at home with a child, early riser.
const HABITS: [[u8; 24]; 6] = [
    [3, 1, 1, 1, 1, 2, 5, 9, 8, 5, 5, 6, 11, 8, 5, 5, 5, 6, 9, 10, 12, 14, 12, 7],
    [4, 1, 1, 1, 1, 1, 2, 4, 6, 9, 11, 9, 8, 9, 11, 10, 9, 8, 8, 8, 9, 11, 12, 8],
    [8, 4, 2, 1, 1, 1, 2, 4, 4, 4, 5, 7, 11, 8, 5, 5, 6, 8, 9, 9, 10, 12, 14, 12],
    [14, 12, 9, 5, 2, 1, 1, 1, 2, 3, 4, 5, 6, 6, 6, 7, 7, 7, 7, 8, 9, 11, 13, 14],
    [2, 1, 1, 1, 1, 2, 4, 5, 7, 11, 10, 7, 7, 10, 12, 9, 7, 5, 5, 6, 8, 12, 11, 5],
    [1, 1, 1, 2, 4, 9, 12, 11, 9, 8, 7, 7, 6, 5, 6, 7, 7, 7, 7, 8, 8, 6, 3, 1],
];
/// How common each habit is.
const HABIT_SHARES: [f64; 6] = [0.36, 0.2, 0.14, 0.1, 0.14, 0.06];

/// When in the day somebody is online.
#[derive(Clone)]
pub struct Rhythm {
    cumulative: [[u16; 24]; 2],
}

impl Rhythm {
    /// A personal rhythm: a common habit, shifted by an hour or two and roughened.
    pub fn draw(dice: &mut Dice) -> Self {
        let habit = HABITS[dice.weighted(&HABIT_SHARES)];
        let shift = (dice.normal() * 1.1).round() as i64;
        let weekend_shift = shift + dice.between(0, 3);
        let mut cumulative = [[0; 24]; 2];
        for (row, shift) in cumulative.iter_mut().zip([shift, weekend_shift]) {
            let mut sum = 0.0;
            let mut sums = [0.0; 24];
            for (hour, slot) in sums.iter_mut().enumerate() {
                let base = habit[(hour as i64 - shift).rem_euclid(24) as usize];
                sum += f64::from(base) * dice.lognormal(1.0, 0.45);
                *slot = sum;
            }
            for (slot, value) in row.iter_mut().zip(sums) {
                *slot = (value / sum * 60_000.0) as u16;
            }
        }
        Self { cumulative }
    }

    /// A second of the day.
    pub fn moment(&self, day: i64, dice: &mut Dice) -> Seconds {
        let row = &self.cumulative[usize::from(is_rest_day(day))];
        let draw = dice.below(row[23] as usize) as u16;
        let hour = row.iter().position(|&sum| draw < sum).unwrap_or(23) as i64;
        hour * HOUR + dice.between(0, HOUR)
    }
}

/// A stay away from home.
#[derive(Clone)]
pub struct Trip {
    /// First moment away.
    pub from: Seconds,
    /// Back home.
    pub to: Seconds,
    /// Where to.
    pub city: City,
    /// The line of the hotel or of the relatives.
    pub household: u32,
}

/// A job at a workplace.
#[derive(Clone)]
pub struct Job {
    /// Index of the workplace; none for people who work from home or on the road.
    pub place: Option<u32>,
    /// First day of work.
    pub from: Seconds,
    /// Last moment of work.
    pub to: Seconds,
    /// Working hours, from and to.
    pub hours: (i64, i64),
}

/// A workplace: shop or office.
#[derive(Clone)]
pub struct Place {
    /// Its city.
    pub city: City,
    /// Its addresses, most used first.
    pub ips: Vec<u32>,
    /// Devices that lie there and are used by whoever is on shift.
    pub shared: Vec<u32>,
}

/// Somebody.
#[derive(Clone)]
pub struct Person {
    /// Home city at the start of the window.
    pub city: City,
    /// Household line.
    pub household: u32,
    /// Moving house: when, to which city, to which line.
    pub moves: Option<(Seconds, City, u32)>,
    /// Travels.
    pub trips: Vec<Trip>,
    /// Phone carrier.
    pub carrier: u8,
    /// Hours of the day.
    pub rhythm: Rhythm,
    /// Share of days without any use of the platform.
    pub offline: f64,
    /// Share of private logins over the household line; the rest is mobile.
    pub home_share: f64,
    /// Phones by the moment they came into use.
    pub phones: Vec<(Seconds, u32)>,
    /// A second device (tablet, computer) and the share of logins from it.
    pub second: Option<(u32, f64)>,
    /// Jobs.
    pub jobs: Vec<Job>,
    /// Phone number.
    pub phone: u32,
    /// Payment account.
    pub wallet: u32,
    /// Salt for yes-or-no questions about days.
    pub salt: u64,
}

impl Person {
    /// Home city and line at a moment.
    pub fn home_at(&self, at: Seconds) -> (City, u32) {
        match self.moves {
            Some((moved, city, household)) if at >= moved => (city, household),
            _ => (self.city, self.household),
        }
    }

    /// Whether the person stays off the platform that day (the same answer for all their accounts).
    pub fn is_offline(&self, day: i64) -> bool {
        unit_of(self.salt ^ mix(day as u64)) < self.offline
    }

    /// The job at which the person is at a moment.
    pub fn at_work(&self, at: Seconds) -> Option<&Job> {
        let hour = at.rem_euclid(DAY) / HOUR;
        let job = self.job_at(at)?;
        let open = hour >= job.hours.0 && hour < job.hours.1;
        (open && self.works_on(day_of(at)) && self.trip_at(at).is_none()).then_some(job)
    }

    /// The job held at a moment.
    pub fn job_at(&self, at: Seconds) -> Option<&Job> {
        self.jobs.iter().find(|job| at >= job.from && at < job.to)
    }

    /// Whether the day is a working day of this person: two days off in seven, shop staff on any.
    pub fn works_on(&self, day: i64) -> bool {
        let shop_hours = self.jobs.first().is_some_and(|job| job.hours.1 > 19);
        if shop_hours {
            !is_holiday(day) && (day + (self.salt & 7) as i64).rem_euclid(7) >= 2
        } else {
            !is_rest_day(day)
        }
    }

    /// The trip the person is on.
    pub fn trip_at(&self, at: Seconds) -> Option<&Trip> {
        self.trips.iter().find(|trip| at >= trip.from && at < trip.to)
    }

    /// Address and city of a login at a moment.
    pub fn locate(&self, network: &Network, places: &[Place], at: Seconds, dice: &mut Dice) -> (u32, City) {
        if let Some(trip) = self.trip_at(at) {
            if dice.chance(0.5) {
                return (network.home(trip.city, trip.household, at), trip.city);
            }
            return network.mobile(trip.city, (self.carrier, self.phone), dice.bits());
        }
        if let Some(place) = self.at_work(at).and_then(|job| job.place) {
            let place = &places[place as usize];
            if dice.chance(0.62) {
                return (*dice.pick(&place.ips), place.city);
            }
            return network.mobile(place.city, (self.carrier, self.phone), dice.bits());
        }
        let (city, household) = self.home_at(at);
        if dice.chance(self.home_share) {
            (network.home(city, household, at), city)
        } else {
            network.mobile(city, (self.carrier, self.phone), dice.bits())
        }
    }

    /// The device in hand at a moment.
    pub fn device_at(&self, at: Seconds, dice: &mut Dice) -> u32 {
        if let Some((device, share)) = self.second
            && dice.chance(share)
        {
            return device;
        }
        let current = self.phones.iter().rposition(|&(from, _)| at >= from).unwrap_or(0);
        // The old phone is still used at times in the first days after an upgrade.
        if current > 0 && at < self.phones[current].0 + 4 * DAY && dice.chance(0.15) {
            return self.phones[current - 1].1;
        }
        self.phones[current].1
    }
}
