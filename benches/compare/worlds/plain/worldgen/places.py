"""Cities and the networks people reach the platform through.

Addresses are shared for reasons that have nothing to do with abuse: carriers put
thousands of phones behind a few dozen addresses, leases return to the pool and come
up at a stranger's, small broadband firms put a whole estate behind one address.
"""

from .clock import DAY, HOUR

# name, weight, provincial capital that careless geolocation falls back to
CITIES = [
    ("上海", 10, "上海"),
    ("北京", 9, "北京"),
    ("广州", 7, "广州"),
    ("深圳", 7, "广州"),
    ("杭州", 6, "杭州"),
    ("成都", 6, "成都"),
    ("重庆", 5, "重庆"),
    ("武汉", 5, "武汉"),
    ("南京", 4, "南京"),
    ("苏州", 4, "南京"),
    ("西安", 4, "西安"),
    ("长沙", 4, "长沙"),
    ("郑州", 4, "郑州"),
    ("青岛", 3, "济南"),
    ("济南", 2, "济南"),
    ("宁波", 2, "杭州"),
    ("合肥", 3, "合肥"),
    ("厦门", 2, "福州"),
    ("福州", 2, "福州"),
    ("佛山", 2, "广州"),
    ("东莞", 2, "广州"),
    ("无锡", 2, "南京"),
    ("沈阳", 2, "沈阳"),
    ("大连", 2, "沈阳"),
    ("昆明", 2, "昆明"),
    ("南昌", 2, "南昌"),
    ("温州", 1.5, "杭州"),
    ("义乌", 1, "杭州"),
    ("贵阳", 1.5, "贵阳"),
    ("南宁", 1.5, "南宁"),
    ("哈尔滨", 1.5, "哈尔滨"),
    ("太原", 1.2, "太原"),
    ("石家庄", 1.2, "石家庄"),
    ("莆田", 0.8, "福州"),
    ("临沂", 0.8, "济南"),
    ("洛阳", 0.7, "郑州"),
    ("赣州", 0.6, "南昌"),
    ("绵阳", 0.6, "成都"),
    ("襄阳", 0.5, "武汉"),
    ("海口", 0.8, "海口"),
]
WEIGHTS = [c[1] for c in CITIES]
CARRIERS = {"移动": ("2409:89", 0.5), "电信": ("240e:4", 0.28), "联通": ("2408:84", 0.22)}


class Net:
    """A way onto the internet: `leased` changes now and then, `pool` is drawn every time."""

    __slots__ = ("city", "geo", "pool", "lease", "v6", "v6_share", "_held")

    def __init__(self, city, geo, pool, lease=0, v6="", v6_share=0.0):
        self.city, self.geo, self.pool, self.lease = city, geo, pool, lease
        self.v6, self.v6_share, self._held = v6, v6_share, {}

    def ip(self, rng, t):
        """The public address that the platform sees at time t."""
        if self.v6_share and rng.random() < self.v6_share:
            return f"{self.v6}:{_suffix(rng)}"
        if not self.lease:
            return self.pool[int(rng.random() * len(self.pool))]
        period = t // self.lease
        if period not in self._held:
            self._held[period] = self.pool[int(rng.random() * len(self.pool))]
        return self._held[period]

    def region(self, rng):
        """Where geolocation puts it; phones are often put into the provincial capital."""
        return self.geo if self.geo != self.city and rng.random() < 0.35 else self.city


def _suffix(rng):
    """The lower half of an IPv6 address, changed by privacy extensions every time."""
    bits = rng.getrandbits(64)
    return ":".join(f"{bits >> s & 0xFFFF:x}" for s in (48, 32, 16, 0))


class City:
    """One city's address space."""

    def __init__(self, rng, name, capital):
        self.name, self.capital = name, capital
        blocks = [
            f"{rng.choice((58, 60, 101, 112, 113, 114, 115, 116, 117, 180, 182, 183, 218, 222))}"
            f".{rng.int(1, 254)}.{rng.int(0, 255)}"
            for _ in range(70)
        ]
        self.broadband = [f"{b}.{i}" for b in blocks for i in range(2, 254)]
        self.estates = [[self._address(rng) for _ in range(rng.int(1, 4))] for _ in range(12)]
        self.mobile = {
            c: [
                f"{rng.choice((39, 111, 117, 120, 183, 223))}.{rng.int(64, 191)}.{rng.int(0, 255)}.{rng.int(1, 254)}"
                for _ in range(rng.int(25, 110))
            ]
            for c in CARRIERS
        }

    def _address(self, rng):
        return self.broadband[int(rng.random() * len(self.broadband))]

    def home(self, rng):
        """A household line: redialled addresses, IPv6 at half of them, cheap shared ones at some."""
        if rng.yes(0.13):
            return Net(self.name, self.capital, rng.choice(self.estates))
        lease = int(rng.lognorm(4 * DAY, 1.2, 6 * HOUR, 120 * DAY))
        v6 = f"240e:3{rng.hex(2)}:{rng.hex(4)}:{rng.hex(4)}"
        return Net(self.name, self.name, self.broadband, lease, v6, rng.choice((0, 0, 0.3, 0.6, 0.85)))

    def phone_data(self, rng):
        """A mobile subscription: carrier-grade addresses shared with the whole city, or IPv6."""
        carrier = rng.pick(list(CARRIERS), [c[1] for c in CARRIERS.values()])
        v6 = f"{CARRIERS[carrier][0]}{rng.hex(2)}:{rng.hex(4)}:{rng.hex(4)}"
        return Net(self.name, self.capital, self.mobile[carrier], 0, v6, rng.choice((0, 0.2, 0.5, 0.7)))

    def fixed(self, rng, most=3):
        """An office, a shop or a venue with one or a few static addresses."""
        return Net(self.name, self.name, [self._address(rng) for _ in range(rng.int(1, most))])

    def private_line(self, rng):
        """One address for one account: what careful operators rent."""
        return Net(self.name, self.name, self.broadband, int(rng.lognorm(12 * DAY, 0.8, DAY, 90 * DAY)))


class Places:
    """All cities of the world."""

    def __init__(self, rng):
        self.cities = {name: City(rng, name, capital) for name, _, capital in CITIES}
        self.abroad = [
            Net(
                r, r, [f"{rng.int(23, 209)}.{rng.int(1, 254)}.{rng.int(1, 254)}.{rng.int(1, 254)}" for _ in range(40)]
            )
            for r in ("中国香港", "日本", "美国", "新加坡", "英国", "澳大利亚")
        ]
        self.datacentre = Net(
            "杭州", "杭州", [f"47.9{rng.int(2, 9)}.{rng.int(1, 254)}.{rng.int(1, 254)}" for _ in range(160)]
        )

    def any(self, rng):
        """A city by population."""
        return self.cities[rng.pick(CITIES, WEIGHTS)[0]]

    def other(self, rng, city):
        """A city that is not this one."""
        while (found := self.any(rng)) is city:
            continue
        return found
