"""Where and when people log in: cities, networks, and the shape of a day."""

from bisect import bisect_right
from itertools import accumulate

CITIES = [
    ("上海", 9),
    ("北京", 8),
    ("深圳", 7),
    ("广州", 7),
    ("杭州", 6),
    ("成都", 6),
    ("武汉", 4),
    ("南京", 4),
    ("苏州", 3),
    ("重庆", 4),
    ("西安", 3),
    ("长沙", 3),
    ("郑州", 3),
    ("青岛", 2),
    ("厦门", 2),
    ("合肥", 2),
    ("宁波", 2),
    ("佛山", 2),
    ("东莞", 2),
    ("天津", 2),
    ("沈阳", 2),
    ("济南", 2),
    ("福州", 2),
    ("昆明", 1),
    ("南昌", 1),
    ("南宁", 1),
    ("贵阳", 1),
    ("哈尔滨", 1),
    ("石家庄", 1),
    ("太原", 1),
    ("温州", 1),
    ("泉州", 1),
    ("无锡", 1),
    ("常州", 1),
    ("义乌", 1),
    ("临沂", 1),
    ("三亚", 1),
    ("大理", 1),
    ("洛阳", 1),
    ("绵阳", 1),
]
NAMES = [c for c, _ in CITIES]
CUM = list(accumulate(k for _, k in CITIES))
INDEX = {c: i for i, c in enumerate(NAMES)}


def pick_city(rng, other_than=None):
    while True:
        c = NAMES[bisect_right(CUM, rng.random() * CUM[-1])]
        if c != other_than:
            return c


def _mix(x):
    x = (x ^ (x >> 16)) * 0x45D9F3B & 0xFFFFFFFF
    x = (x ^ (x >> 16)) * 0x45D9F3B & 0xFFFFFFFF
    return x ^ (x >> 16)


def _addr(city, op, host):
    """An address out of the broadband block of one carrier in one city (8192 hosts)."""
    i = INDEX[city] * 3 + op
    return f"{(113, 183, 222)[op]}.{64 + i % 160}.{(host >> 8) & 31}.{host & 255}"


class Net:
    """A way to the internet. `home` lines change address every `period` days, pools draw one."""

    __slots__ = ("city", "base", "op", "period", "off", "ips")

    def __init__(self, rng, city, kind="home"):
        self.city, self.base = city, rng.getrandbits(32)
        self.op = rng.choice((0, 0, 0, 1, 1, 2))
        self.period = 9999 if kind == "static" else rng.choice((1, 2, 3, 4, 7, 7, 14, 30, 9999, 9999))
        self.off = rng.randrange(30)
        self.ips = None

    def ip(self, day, u):
        if self.ips:
            return self.ips[int(u * len(self.ips))]
        return _addr(self.city, self.op, _mix(self.base + 7919 * ((day + self.off) // self.period)))


def carrier_nets(rng):
    """Mobile carriers: per city three of them, each with a handful of translated addresses."""
    nets = {}
    core = [
        [f"{(39, 120, 101)[op]}.144.{rng.randrange(256)}.{rng.randrange(1, 255)}" for _ in range(2)]
        for op in range(3)
    ]  # national gateways, seen by everybody now and then
    for city, weight in CITIES:
        nets[city] = []
        for op in range(3):
            n = Net(rng, city, "static")
            i = INDEX[city] * 3 + op
            n.ips = [
                f"{(117, 223, 112)[op]}.{96 + i % 120}.{rng.randrange(256)}.{rng.randrange(1, 255)}"
                for _ in range(2 + weight // 2)
            ] + [rng.choice(core[op])]
            nets[city].append(n)
    return nets


def datacentre_net(rng, city, size):
    """Accelerators and VPN exits."""
    n = Net(rng, city, "static")
    n.ips = [f"47.{rng.randrange(92, 120)}.{rng.randrange(256)}.{rng.randrange(1, 255)}" for _ in range(size)]
    return n


SHAPES = {  # logins per hour of the day, in small integers; weekend factor
    "desk": ([2, 1, 0, 0, 0, 0, 1, 5, 9, 7, 5, 5, 10, 8, 4, 4, 4, 5, 8, 9, 11, 13, 11, 6], 1.1),
    "shop": ([2, 1, 0, 0, 0, 0, 0, 1, 3, 6, 9, 8, 5, 6, 8, 8, 7, 7, 6, 8, 9, 9, 8, 5], 1.25),
    "student": ([6, 3, 2, 1, 0, 0, 0, 3, 4, 3, 4, 6, 10, 7, 4, 4, 5, 7, 8, 8, 9, 11, 13, 11], 1.3),
    "parent": ([1, 0, 0, 0, 0, 1, 4, 6, 6, 8, 8, 6, 4, 8, 7, 6, 4, 3, 3, 4, 7, 12, 9, 3], 0.9),
    "elder": ([0, 0, 0, 0, 1, 4, 8, 9, 8, 7, 6, 5, 3, 3, 6, 7, 6, 5, 5, 7, 7, 4, 1, 0], 1.0),
    "owl": ([12, 10, 7, 4, 2, 1, 0, 0, 1, 2, 3, 5, 6, 6, 6, 5, 6, 6, 7, 8, 9, 10, 12, 13], 1.0),
    "bench": ([1, 0, 0, 0, 0, 0, 0, 0, 2, 10, 12, 10, 4, 7, 11, 11, 10, 8, 4, 3, 3, 2, 1, 1], 0.35),
    "night_bench": ([9, 8, 6, 3, 1, 0, 0, 0, 0, 1, 2, 3, 4, 7, 8, 8, 8, 6, 5, 7, 9, 10, 11, 10], 0.9),
}


def rhythm(rng, shape):
    """One person's own day: the shape, shifted by up to an hour and roughened."""
    hours, weekend = SHAPES[shape]
    shift = rng.choice((-1, 0, 0, 0, 1))
    own = [hours[(h - shift) % 24] * rng.uniform(0.5, 1.6) + 0.04 for h in range(24)]
    return list(accumulate(own)), weekend * rng.uniform(0.8, 1.2)
