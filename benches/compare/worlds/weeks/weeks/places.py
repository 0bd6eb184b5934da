"""Places people sit in while holding a phone, and the addresses those give."""

CITIES = [
    ("北京", "北京", 20),
    ("上海", "上海", 22),
    ("广州", "广州", 17),
    ("深圳", "广州", 18),
    ("杭州", "杭州", 14),
    ("成都", "成都", 14),
    ("武汉", "武汉", 10),
    ("重庆", "重庆", 11),
    ("南京", "南京", 9),
    ("苏州", "南京", 9),
    ("西安", "西安", 8),
    ("长沙", "长沙", 8),
    ("郑州", "郑州", 8),
    ("天津", "天津", 6),
    ("青岛", "济南", 5),
    ("济南", "济南", 4),
    ("厦门", "福州", 4),
    ("福州", "福州", 4),
    ("泉州", "福州", 4),
    ("东莞", "广州", 6),
    ("佛山", "广州", 5),
    ("宁波", "杭州", 5),
    ("义乌", "杭州", 4),
    ("温州", "杭州", 3),
    ("合肥", "合肥", 5),
    ("南昌", "南昌", 3),
    ("昆明", "昆明", 4),
    ("贵阳", "贵阳", 3),
    ("南宁", "南宁", 3),
    ("海口", "海口", 2),
    ("沈阳", "沈阳", 4),
    ("大连", "沈阳", 3),
    ("哈尔滨", "哈尔滨", 3),
    ("长春", "长春", 3),
    ("石家庄", "石家庄", 3),
    ("太原", "太原", 2),
    ("兰州", "兰州", 2),
    ("乌鲁木齐", "乌鲁木齐", 2),
    ("临沂", "济南", 3),
    ("阜阳", "合肥", 3),
    ("周口", "郑州", 2),
    ("衡阳", "长沙", 2),
    ("莆田", "福州", 2),
    ("揭阳", "广州", 2),
    ("遵义", "贵阳", 2),
]
CITY_INDEX = {c[0]: i for i, c in enumerate(CITIES)}
CITY_NAMES = [c[0] for c in CITIES]
CITY_WEIGHTS = [c[2] for c in CITIES]
CARRIERS = ("mobile", "unicom", "telecom")
FIRST_OCTETS = {
    "mobile": (36, 39, 111, 112, 117, 120, 183, 223),
    "unicom": (27, 60, 61, 123, 124, 125, 153, 221),
    "telecom": (49, 58, 59, 106, 110, 113, 171, 180),
}
V6_HEADS = {"mobile": "2409:8a", "unicom": "2408:82", "telecom": "240e:3"}
ABROAD = ("香港", "东京", "新加坡", "洛杉矶")


def mix(key, step):
    """A stable scramble: the same line and lease always give the same address."""
    x = (key * 0x9E3779B97F4A7C15 + step * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
    x ^= x >> 31
    x = (x * 0x94D049BB133111EB) & 0xFFFFFFFFFFFFFFFF
    return x ^ (x >> 29)


def v6(carrier, key, lease, tail):
    """An IPv6 address: the prefix is the line's for a lease, the tail the phone's privacy address."""
    p, q = mix(key, lease), mix(key + 1, lease * 64 + tail)
    return (
        f"{V6_HEADS[carrier]}{mix(key, 0) & 0xff:02x}:{p >> 8 & 0xffff:x}:{p >> 24 & 0xfff0:x}:"
        f"{q & 0xffff:x}:{q >> 16 & 0xffff:x}:{q >> 32 & 0xffff:x}:{q >> 48:x}"
    )


def draw_city(rng):
    """Where somebody lives, by the size of the place."""
    return rng.choices(CITY_NAMES, CITY_WEIGHTS)[0]


class Broadband:
    """A home line: one public address for days or months, often IPv6 beside it."""

    def __init__(self, rng, city):
        self.city, self.carrier = city, rng.choices(CARRIERS, (4, 3, 5))[0]
        self.key = rng.getrandbits(48)
        self.lease = rng.choice((1, 2, 3, 7, 7, 20, 45, 400))
        self.six = rng.choice((0, 0, 0.3, 0.7))
        block = CITY_INDEX.get(city, 50)
        self.head = f"{rng.choice(FIRST_OCTETS[self.carrier])}.{(block * 5 + rng.randrange(5)) % 256}"

    def address(self, rng, day):
        step = (day + self.key % 89) // self.lease
        if self.six and rng.random() < self.six:
            return v6(self.carrier, self.key, step, rng.randrange(3)), self.city
        x = mix(self.key, step)
        return f"{self.head}.{x & 255}.{x >> 8 & 255}", self.city


class Cellular:
    """A carrier's gateway: thousands of subscribers behind a few dozen addresses."""

    def __init__(self, rng, city):
        self.city, self.carrier = city, rng.choices(CARRIERS, (6, 2, 3))[0]
        row = CITIES[CITY_INDEX[city]] if city in CITY_INDEX else (city, city, 3)
        self.capital = row[1]
        self.pool = 12 + row[2] * 9
        self.key = rng.getrandbits(48)
        self.six = rng.choice((0.1, 0.5, 0.8))
        block = CITY_INDEX.get(city, 50)
        self.gate = block * 3 + CARRIERS.index(self.carrier)
        self.head = f"{FIRST_OCTETS[self.carrier][block % 8]}.{100 + block}"

    def address(self, rng, day):
        seen_in = self.capital if rng.random() < 0.07 else self.city
        if rng.random() < self.six:
            return v6(self.carrier, self.key, day * 2 + rng.randrange(2), rng.randrange(2)), seen_in
        x = mix(self.gate, rng.randrange(self.pool))
        return f"{self.head}.{x & 255}.{x >> 8 & 255}", seen_in


class FixedLine:
    """A shop, office, school or hospital: one to a few addresses that never change."""

    def __init__(self, rng, city, lines=1):
        self.city = city
        block = CITY_INDEX.get(city, 50)
        head = f"{rng.choice(FIRST_OCTETS['telecom'])}.{(block * 5 + rng.randrange(5)) % 256}"
        self.ips = [f"{head}.{rng.randrange(256)}.{rng.randrange(1, 255)}" for _ in range(lines)]

    def address(self, rng, day):
        return rng.choice(self.ips), self.city


class ProxyShelf:
    """A vendor's residential exits in one city; buyers honest and not draw from one shelf."""

    def __init__(self, rng, city, size):
        self.city, self.key, self.size = city, rng.getrandbits(48), size
        block = CITY_INDEX.get(city, 50)
        self.head = f"{rng.choice(FIRST_OCTETS['unicom'])}.{(block * 5) % 256}"

    def address(self, rng, day):
        x = mix(self.key, rng.randrange(self.size))
        return f"{self.head}.{x & 255}.{x >> 8 & 255}", self.city


class Leaky:
    """A proxied phone whose proxy sometimes is down or forgotten."""

    def __init__(self, cover, bare, slip):
        self.cover, self.bare, self.slip = cover, bare, slip
        self.city = cover.city

    def address(self, rng, day):
        return (self.bare if rng.random() < self.slip else self.cover).address(rng, day)
