"""Cities, and the networks through which people reach the platform."""

from .almanac import DAY

# City, city under which its mobile exits often show, weight.
CITIES = (
    ("上海", "上海", 10),
    ("北京", "北京", 9),
    ("广州", "广州", 7),
    ("深圳", "广州", 7),
    ("杭州", "杭州", 6),
    ("成都", "成都", 7),
    ("重庆", "重庆", 5),
    ("武汉", "武汉", 5),
    ("西安", "西安", 4),
    ("南京", "南京", 4),
    ("苏州", "南京", 4),
    ("长沙", "长沙", 4),
    ("郑州", "郑州", 4),
    ("青岛", "济南", 3),
    ("济南", "济南", 2),
    ("合肥", "合肥", 3),
    ("佛山", "广州", 3),
    ("东莞", "广州", 3),
    ("宁波", "杭州", 2),
    ("义乌", "杭州", 2),
    ("泉州", "福州", 2),
    ("厦门", "福州", 2),
    ("福州", "福州", 2),
    ("昆明", "昆明", 2),
    ("贵阳", "贵阳", 2),
    ("南宁", "南宁", 2),
    ("沈阳", "沈阳", 2),
    ("大连", "沈阳", 2),
    ("哈尔滨", "哈尔滨", 2),
    ("石家庄", "石家庄", 2),
    ("徐州", "南京", 2),
    ("临沂", "济南", 2),
    ("赣州", "南昌", 1),
    ("南昌", "南昌", 2),
    ("洛阳", "郑州", 1),
    ("绵阳", "成都", 1),
    ("遵义", "贵阳", 1),
    ("莆田", "福州", 1),
    ("海口", "海口", 1),
    ("兰州", "兰州", 1),
    ("乌鲁木齐", "乌鲁木齐", 1),
    ("太原", "太原", 2),
    ("香港", "香港", 1),
)
_NAMES = [c[0] for c in CITIES]
_SHOWN_AS = {c[0]: c[1] for c in CITIES}
_WEIGHTS = [c[2] for c in CITIES]
_FIRST = (
    36,
    39,
    42,
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
    220,
    221,
    222,
    223,
)


def hextet(rng):
    """One group of an IPv6 address."""
    return format(rng.getrandbits(16), "x")


class Network:
    """A line: its address holds for a lease, then the provider gives another."""

    __slots__ = ("city", "blocks", "period", "phase", "dual", "leases")

    def __init__(self, rng, city, blocks, lease_days=None, dual=0.0):
        self.city = city
        self.blocks = blocks
        self.period = int((lease_days or 5000) * DAY)
        self.phase = rng.randrange(self.period) if lease_days else 0
        self.dual = dual if rng.random() < 0.5 else 0.0
        self.leases = {}

    def seen(self, t, rng):
        """Address and city that the platform notes for a login at `t`."""
        slot = (t + self.phase) // self.period
        lease = self.leases.get(slot)
        if lease is None:
            block = rng.choice(self.blocks)
            v4 = f"{block}.{rng.randrange(1, 255)}.{rng.randrange(1, 255)}"
            prefix = f"240e:{hextet(rng)}:{hextet(rng)}:{hextet(rng)}"
            lease = self.leases[slot] = (v4, prefix)
        if self.dual and rng.random() < self.dual:
            tail = ":".join(hextet(rng) for _ in range(4))
            return f"{lease[1]}:{tail}", self.city
        return lease[0], self.city


class Carrier:
    """Mobile data: thousands behind few IPv4 exits, IPv6 for newer phones."""

    __slots__ = ("city", "shown_as", "pool", "prefix", "v6")

    def __init__(self, rng, city, blocks, size):
        self.city = city
        self.shown_as = _SHOWN_AS[city]
        block = rng.choice(blocks)
        self.pool = [f"{block}.{rng.randrange(1, 255)}.{rng.randrange(1, 255)}" for _ in range(size)]
        self.prefix = f"2409:{hextet(rng)}"
        self.v6 = rng.uniform(0.25, 0.6)

    def seen(self, _t, rng):
        """An exit of the moment; one in eight shows up in the capital of the province."""
        city = self.shown_as if rng.random() < 0.12 else self.city
        if rng.random() < self.v6:
            tail = ":".join(hextet(rng) for _ in range(6))
            return f"{self.prefix}:{tail}", city
        return rng.choice(self.pool), city


class Geography:
    """All shared networks of a world, fixed before anybody moves in."""

    def __init__(self, rng):
        self.blocks = {c: [f"{rng.choice(_FIRST)}.{rng.randrange(1, 255)}" for _ in range(4)] for c in _NAMES}
        self.carriers = {c: [Carrier(rng, c, self.blocks[c], rng.randint(8, 40)) for _ in range(3)] for c in _NAMES}
        self.buildings = {c: [self.office(rng, c) for _ in range(4 + 6 * wt)] for c, _, wt in CITIES}
        self.cafes = {c: [self.line(rng, c) for _ in range(2 + 2 * wt)] for c, _, wt in CITIES}
        self.exits = {c: [self.office(rng, c) for _ in range(rng.randint(4, 12))] for c in _NAMES}
        self.abroad = [Network(rng, "海外", [f"{rng.randint(3, 99)}.{rng.randrange(255)}"], 12, 0.2) for _ in range(40)]

    def city(self, rng, other_than=None):
        """A city by size, optionally not this one."""
        while True:
            name = rng.choices(_NAMES, _WEIGHTS)[0]
            if name != other_than:
                return name

    def line(self, rng, city):
        """Household broadband: a new address every few days or months."""
        return Network(rng, city, self.blocks[city], rng.choice((2, 7, 15, 30, 60, 90)), 0.5)

    def office(self, rng, city):
        """A business line with a fixed address."""
        return Network(rng, city, self.blocks[city], None, 0.2)
