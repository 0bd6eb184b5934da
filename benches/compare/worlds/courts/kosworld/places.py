"""Cities and the networks people stand behind."""

CITIES = [
    ("上海", 9),
    ("北京", 8),
    ("广州", 7),
    ("深圳", 7),
    ("杭州", 7),
    ("成都", 6),
    ("重庆", 5),
    ("武汉", 5),
    ("西安", 4),
    ("南京", 4),
    ("苏州", 4),
    ("长沙", 4),
    ("郑州", 4),
    ("天津", 3),
    ("青岛", 3),
    ("厦门", 3),
    ("宁波", 3),
    ("合肥", 3),
    ("佛山", 2),
    ("东莞", 2),
    ("济南", 2),
    ("福州", 2),
    ("昆明", 2),
    ("沈阳", 2),
    ("大连", 2),
    ("哈尔滨", 2),
    ("南昌", 2),
    ("贵阳", 1),
    ("南宁", 2),
    ("石家庄", 1),
    ("太原", 1),
    ("无锡", 2),
    ("温州", 2),
    ("泉州", 1),
    ("义乌", 2),
    ("海口", 1),
    ("兰州", 1),
    ("临沂", 1),
    ("洛阳", 1),
    ("赣州", 1),
    ("绵阳", 1),
    ("徐州", 1),
    ("乌鲁木齐", 1),
    ("湛江", 1),
]
NAMES = [name for name, _ in CITIES]
WEIGHTS = [weight for _, weight in CITIES]
FIRST_OCTETS = (
    36,
    39,
    42,
    58,
    60,
    61,
    101,
    106,
    110,
    112,
    113,
    114,
    115,
    117,
    119,
    121,
    122,
    123,
    124,
    125,
    171,
    180,
    183,
    218,
    220,
    222,
    223,
)


def scramble(a, b):
    """A cheap, fixed mixing of two integers to 32 bits."""
    x = (a * 0x9E3779B1 + b * 0x85EBCA77) & 0xFFFFFFFF
    x ^= x >> 15
    x = (x * 0x2C1B3C6D) & 0xFFFFFFFF
    return x ^ (x >> 13)


def prefix_of(city, salt):
    """First two octets of a broadband block that belongs to a city."""
    x = scramble(NAMES.index(city) * 131 + 7, salt % 5)
    return f"{FIRST_OCTETS[x % len(FIRST_OCTETS)]}.{(x >> 8) % 254 + 1}"


def v6_of(city, kind):
    """A /32 and a city part of an IPv6 prefix."""
    x = scramble(NAMES.index(city) + 1, kind)
    return f"{('2408', '2409', '240e')[kind % 3]}:{0x8000 + x % 0x0FFF:x}"


class Broadband:
    """A line in a house or office: IPv4 by lease, IPv6 prefix by contract."""

    def __init__(self, city, rng, lease=None, v6=None):
        """A lease of None days means the usual mixture of dynamic and sticky lines."""
        self.city = city
        self.salt = rng.getrandbits(31)
        self.lease = lease or rng.choice((2, 5, 9, 21, 400, 400))
        self.v6 = v6 if v6 is not None else rng.choice((0, 0, 0.3, 0.6))
        self._v4 = prefix_of(city, self.salt)
        self._v6 = f"{v6_of(city, self.salt % 3)}:{self.salt & 0xFFFF:x}:{self.salt >> 20:x}"

    def at(self, t, rng):
        """The address that the platform sees at a moment."""
        if self.v6 and rng.random() < self.v6:
            return f"{self._v6}:{rng.getrandbits(16):x}:{rng.getrandbits(16):x}::1"
        x = scramble(self.salt, int(t // self.lease))
        return f"{self._v4}.{x % 256}.{(x >> 9) % 254 + 1}"


class Mobile:
    """A carrier: a small pool of translated IPv4 addresses for a whole city, or IPv6."""

    def __init__(self, city, carrier):
        """Carriers differ in the size of the pool and the share of IPv6."""
        self.city = city
        self.carrier = carrier
        self._pool = 6 + scramble(NAMES.index(city), carrier) % 40
        self._v4 = prefix_of(city, 11 + carrier)
        self._v6 = v6_of(city, carrier)
        self._share = (0.25, 0.45, 0.6)[carrier]

    def at(self, t, rng):
        """A pooled address; the next session has another one."""
        if rng.random() < self._share:
            return f"{self._v6}:{rng.getrandbits(16):x}:{rng.getrandbits(12):x}::{rng.getrandbits(16):x}"
        n = rng.randrange(self._pool)
        return f"{self._v4}.{200 + self.carrier}.{n + 1}"


class Exits:
    """A handful of rented exits in one city, changed every few days by the seller."""

    def __init__(self, city, rng, count, turn):
        """`count` lines, of which the customer is given another each `turn` days."""
        self.city = city
        self.turn = turn
        self.lines = [Broadband(city, rng, lease=400, v6=0) for _ in range(count)]
        self._salt = rng.getrandbits(20)

    def at(self, t, rng):
        """The exit of these days."""
        pick = scramble(self._salt, int(t // self.turn)) % len(self.lines)
        return self.lines[pick].at(t, rng)
