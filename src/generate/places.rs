//! Cities and networks: where a login seems to come from.
//!
//! Three kinds of addresses: carriers' gateways, few and shared by thousands of phones; household
//! lines, leased from a city's pool for days to months and sometimes shared (carrier-grade NAT); and
//! fixed addresses of offices, shops, hotels and servers.

use super::clock::Seconds;
use super::random::{Dice, mix};

/// Name, weight (urban population in hundred thousands, rounded) and carrier region of a city.
pub const CITIES: [(&str, f64, u8); 52] = [
    ("上海", 249.0, 0),
    ("北京", 218.0, 2),
    ("深圳", 177.0, 3),
    ("广州", 188.0, 3),
    ("成都", 213.0, 4),
    ("重庆", 160.0, 4),
    ("杭州", 124.0, 0),
    ("武汉", 137.0, 5),
    ("苏州", 130.0, 1),
    ("西安", 130.0, 7),
    ("南京", 95.0, 1),
    ("天津", 136.0, 2),
    ("郑州", 128.0, 8),
    ("长沙", 104.0, 5),
    ("东莞", 105.0, 3),
    ("佛山", 96.0, 3),
    ("宁波", 96.0, 0),
    ("青岛", 103.0, 8),
    ("沈阳", 91.0, 6),
    ("合肥", 96.0, 1),
    ("昆明", 86.0, 4),
    ("济南", 94.0, 8),
    ("无锡", 75.0, 1),
    ("厦门", 53.0, 9),
    ("福州", 84.0, 9),
    ("哈尔滨", 60.0, 6),
    ("大连", 75.0, 6),
    ("长春", 90.0, 6),
    ("石家庄", 60.0, 2),
    ("南宁", 60.0, 3),
    ("贵阳", 60.0, 4),
    ("南昌", 65.0, 9),
    ("太原", 54.0, 2),
    ("温州", 70.0, 0),
    ("常州", 53.0, 1),
    ("泉州", 60.0, 9),
    ("惠州", 60.0, 3),
    ("珠海", 25.0, 3),
    ("中山", 44.0, 3),
    ("嘉兴", 55.0, 0),
    ("金华", 52.0, 0),
    ("绍兴", 54.0, 0),
    ("徐州", 45.0, 1),
    ("烟台", 40.0, 8),
    ("潍坊", 38.0, 8),
    ("兰州", 40.0, 7),
    ("乌鲁木齐", 40.0, 7),
    ("呼和浩特", 30.0, 2),
    ("海口", 29.0, 3),
    ("三亚", 11.0, 3),
    ("银川", 22.0, 7),
    ("洛阳", 30.0, 8),
];

/// Carrier regions: one group of gateways each, reported as its first city when geolocation errs.
const REGION_CITY: [u8; 10] = [0, 10, 1, 3, 4, 7, 18, 9, 12, 24];
/// Market shares of the three carriers (subscribers, 2024, rounded).
const CARRIERS: [f64; 3] = [0.57, 0.24, 0.19];
/// Accounts behind one gateway address, roughly; in small worlds there is still one per carrier.
const ACCOUNTS_PER_GATEWAY: usize = 1_200;
/// Gateways that one phone meets: those of the pool that its carrier put the subscriber into. However large
/// a world is, a person in it meets no more addresses.
const GATEWAYS_OF_A_PHONE: u32 = 6;
/// Share of mobile logins that geolocation places at the gateway and not at the phone.
const GATEWAY_REGION: f64 = 0.03;

const HOME_BASE: u32 = 1 << 24;
const FIXED_BASE: u32 = 1 << 31;

/// A city as its index in [`CITIES`].
pub type City = u8;

/// Draws a city by population.
pub fn draw_city(dice: &mut Dice) -> City {
    let weights = CITIES.map(|city| city.1);
    dice.weighted(&weights) as City
}

/// A city other than `home`, drawn by population.
pub fn other_city(dice: &mut Dice, home: City) -> City {
    loop {
        let city = draw_city(dice);
        if city != home {
            return city;
        }
    }
}

/// Draws a carrier by market share.
pub fn draw_carrier(dice: &mut Dice) -> u8 {
    dice.weighted(&CARRIERS) as u8
}

/// The address plan of one world.
pub struct Network {
    gateways: u32,
    pools: Vec<(u32, u32)>,
    seed: u64,
}

impl Network {
    /// An address plan with room for `accounts` accounts.
    pub fn new(seed: u64, accounts: usize) -> Self {
        let total: f64 = CITIES.iter().map(|city| city.1).sum();
        let mut next = HOME_BASE;
        let mut pools = Vec::with_capacity(CITIES.len());
        for city in CITIES {
            // Twelve addresses a household: a stranger holds the same one now and then (CGN, releases).
            let size = ((accounts as f64 * 12.0 * city.1 / total) as u32).max(60);
            pools.push((next, size));
            next += size;
        }
        let groups = REGION_CITY.len() * CARRIERS.len();
        let gateways = (accounts / ACCOUNTS_PER_GATEWAY / groups).clamp(1, 64) as u32;
        Self { gateways, pools, seed }
    }

    /// The address of a household line at a moment. Lines are re-dialled after 2 to 200 days.
    pub fn home(&self, city: City, household: u32, at: Seconds) -> u32 {
        let key = mix(self.seed ^ u64::from(household) << 8 ^ u64::from(city));
        let lease = 2 + (key % 14) * (key >> 8 & 15);
        let phase = key >> 20 & 1023;
        let day = (super::clock::day_of(at) + 4_000) as u64;
        let (base, size) = self.pools[city as usize];
        base + (mix(key ^ ((day + phase) / lease)) % u64::from(size)) as u32
    }

    /// A carrier's gateway for a subscriber's phone in `city`, and the city that the platform sees.
    pub fn mobile(&self, city: City, (carrier, subscriber): (u8, u32), draw: u64) -> (u32, City) {
        let region = CITIES[city as usize].2;
        let group = u32::from(region) * CARRIERS.len() as u32 + u32::from(carrier);
        let seen = if (draw >> 32) as f64 / 4_294_967_296.0 < GATEWAY_REGION {
            REGION_CITY[region as usize]
        } else {
            city
        };
        let met = self.gateways.min(GATEWAYS_OF_A_PHONE);
        let pool = (mix(u64::from(subscriber)) % u64::from(self.gateways / met)) as u32;
        (group * self.gateways + pool * met + (draw as u32) % met, seen)
    }

    /// The `number`th fixed address.
    pub fn fixed(number: u32) -> u32 {
        FIXED_BASE + number
    }
}
