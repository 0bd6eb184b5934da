"""Where people live and through which networks they reach the platform."""

from bisect import bisect

CITIES = [
    ("北京", "北京", 9),
    ("上海", "上海", 10),
    ("广州", "广东", 8),
    ("深圳", "广东", 8),
    ("杭州", "浙江", 8),
    ("成都", "四川", 8),
    ("重庆", "重庆", 6),
    ("武汉", "湖北", 6),
    ("西安", "陕西", 5),
    ("南京", "江苏", 5),
    ("苏州", "江苏", 5),
    ("长沙", "湖南", 5),
    ("郑州", "河南", 5),
    ("青岛", "山东", 3),
    ("济南", "山东", 3),
    ("天津", "天津", 3),
    ("宁波", "浙江", 3),
    ("金华", "浙江", 2),
    ("佛山", "广东", 3),
    ("东莞", "广东", 3),
    ("厦门", "福建", 3),
    ("福州", "福建", 3),
    ("合肥", "安徽", 3),
    ("阜阳", "安徽", 1.5),
    ("南昌", "江西", 2),
    ("赣州", "江西", 1.2),
    ("昆明", "云南", 2.5),
    ("大理", "云南", 0.8),
    ("贵阳", "贵州", 2),
    ("遵义", "贵州", 1),
    ("南宁", "广西", 2),
    ("桂林", "广西", 0.8),
    ("沈阳", "辽宁", 2.5),
    ("大连", "辽宁", 2),
    ("哈尔滨", "黑龙江", 2),
    ("长春", "吉林", 1.6),
    ("石家庄", "河北", 2),
    ("太原", "山西", 1.6),
    ("周口", "河南", 1.2),
    ("绵阳", "四川", 1.2),
    ("常德", "湖南", 1),
    ("襄阳", "湖北", 1),
    ("海口", "海南", 1),
    ("兰州", "甘肃", 1),
    ("乌鲁木齐", "新疆", 0.8),
]
NAMES = [c[0] for c in CITIES]
WEIGHTS = [c[2] for c in CITIES]
PROVINCE = {c[0]: c[1] for c in CITIES}
HOMETOWNS = ["阜阳", "周口", "赣州", "遵义", "绵阳", "常德", "襄阳", "桂林", "南昌", "贵阳", "郑州", "合肥"]
CAPITAL = {}
for _city, _province, _ in CITIES:
    CAPITAL.setdefault(_province, _city)
FIRST_OCTETS = [
    36,
    39,
    42,
    49,
    58,
    59,
    60,
    61,
    101,
    106,
    110,
    111,
    112,
    113,
    114,
    115,
    116,
    117,
    118,
    119,
    120,
    121,
    122,
    123,
    124,
    125,
    171,
    175,
    180,
    182,
    183,
    218,
    219,
    220,
    221,
    222,
    223,
]
V6_PREFIX = {"telecom": "240e", "mobile": "2409", "unicom": "2408"}
CARRIERS = ["mobile", "telecom", "unicom"]


def public_v4(rng):
    """One public address of a mainland access network."""
    return "%d.%d.%d.%d" % (
        rng.choice(FIRST_OCTETS),
        rng.randrange(1, 255),
        rng.randrange(256),
        rng.randrange(1, 255),
    )


class Fixed:
    """A line with a few lasting addresses: offices, campuses, cafés, malls, VPN exits."""

    def __init__(self, rng, city, addresses=1):
        self.city = city
        base = public_v4(rng).rsplit(".", 1)[0]
        first = rng.randrange(2, 250 - addresses)
        self.addresses = ["%s.%d" % (base, first + i) for i in range(addresses)]

    def address(self, rng, day):
        """Any address of the line."""
        if len(self.addresses) == 1:
            return self.addresses[0]
        return self.addresses[int(rng.random() * len(self.addresses))]

    def place(self, rng):
        """Where the platform believes the line to be."""
        return self.city


class Broadband(Fixed):
    """A home or small shop line: the address changes when the box restarts."""

    def __init__(self, rng, city, prefix=None):
        self.city = city
        self.prefix = prefix or "%d.%d" % (rng.choice(FIRST_OCTETS), rng.randrange(1, 255))
        self.lease = rng.choice([1, 2, 3, 3, 5, 7, 7, 14, 30, 60, 400])
        self.v6 = rng.choice(list(V6_PREFIX.values())) if rng.random() < 0.32 else None
        self.known = {}

    def address(self, rng, day):
        """The address of the lease; with IPv6 the host part is new each time."""
        lease = day // self.lease
        pair = self.known.get(lease)
        if pair is None:
            v4 = "%s.%d.%d" % (self.prefix, rng.randrange(256), rng.randrange(1, 255))
            v6 = None
            if self.v6:
                v6 = "%s:%x:%x:%x" % (
                    self.v6,
                    rng.randrange(0x300, 0x3FF),
                    rng.randrange(1, 0xFFFF),
                    rng.randrange(1, 0xFFFF),
                )
            pair = self.known[lease] = (v4, v6)
        if pair[1] and rng.random() < 0.6:
            bits = rng.getrandbits(64)
            return "%s:%x:%x:%x:%x" % (
                pair[1],
                bits >> 48 | 1,
                bits >> 32 & 0xFFFF | 1,
                bits >> 16 & 0xFFFF | 1,
                bits & 0xFFFF | 1,
            )
        return pair[0]


class Carrier:
    """A mobile network: thousands of subscribers behind few addresses of a province."""

    def __init__(self, rng, city, name):
        self.city = city
        self.capital = CAPITAL[PROVINCE[city]]
        base = ["%d.%d" % (rng.choice(FIRST_OCTETS), rng.randrange(1, 255)) for _ in range(2)]
        self.pool = [
            "%s.%d.%d" % (rng.choice(base), rng.randrange(256), rng.randrange(1, 255))
            for _ in range(rng.randint(14, 60))
        ]
        self.v6 = V6_PREFIX[name]
        self.v6_share = rng.choice([0.15, 0.3, 0.45])
        self.block = rng.randrange(0x8000, 0x9FFF)

    def address(self, rng, day):
        """Any exit of the carrier, or a fresh IPv6 address."""
        if rng.random() < self.v6_share:
            bits = rng.getrandbits(48)
            return "%s:%x:%x:%x::1" % (self.v6, self.block, bits >> 32 | 1, bits & 0xFFFF | 1)
        return self.pool[int(rng.random() * len(self.pool))]

    def place(self, rng):
        """Mobile addresses are often placed in the capital of the province."""
        return self.capital if rng.random() < 0.18 else self.city


class Rotating(Fixed):
    """A residential proxy that a seller rents out: a home line's address for some days."""

    def __init__(self, rng, city, prefixes, days):
        self.city = city
        self.prefixes = prefixes
        self.days = days
        self.known = {}

    def address(self, rng, day):
        """The exit of the day; the seller rotates it."""
        key = day // self.days
        if key not in self.known:
            self.known[key] = "%s.%d.%d" % (rng.choice(self.prefixes), rng.randrange(256), rng.randrange(1, 255))
        return self.known[key]


class Geography:
    """Cities with the access networks that their inhabitants share."""

    def __init__(self, rng):
        self.prefixes = {
            city: ["%d.%d" % (rng.choice(FIRST_OCTETS), rng.randrange(1, 255)) for _ in range(2 + int(weight))]
            for city, _, weight in CITIES
        }
        self.carriers = {(city, name): Carrier(rng, city, name) for city in NAMES for name in CARRIERS}
        self.cumulative = []
        total = 0
        for weight in WEIGHTS:
            total += weight
            self.cumulative.append(total)

    def city(self, rng):
        """A city, the large ones more often."""
        return NAMES[bisect(self.cumulative, rng.random() * self.cumulative[-1])]

    def other_city(self, rng, city):
        """A city that is not this one."""
        while True:
            other = self.city(rng)
            if other != city:
                return other

    def home_line(self, rng, city):
        """A household's broadband."""
        return Broadband(rng, city, rng.choice(self.prefixes[city]))

    def sim(self, rng, city):
        """The mobile network of a SIM card bought in a city."""
        name = CARRIERS[bisect([0.5, 0.8], rng.random())]
        return self.carriers[city, name]

    def proxy(self, rng, city, days=None):
        """A rented residential exit in a city."""
        return Rotating(rng, city, self.prefixes[city], days or rng.choice([1, 3, 7, 15, 30]))
