"""Cities and the networks through which people reach the platform."""

CITIES = [
    ("广东", "广州", 9),
    ("广东", "深圳", 9),
    ("上海", "上海", 10),
    ("北京", "北京", 9),
    ("浙江", "杭州", 8),
    ("四川", "成都", 7),
    ("重庆", "重庆", 6),
    ("湖北", "武汉", 5),
    ("江苏", "南京", 4),
    ("江苏", "苏州", 5),
    ("陕西", "西安", 4),
    ("湖南", "长沙", 4),
    ("河南", "郑州", 4),
    ("天津", "天津", 3),
    ("山东", "青岛", 3),
    ("山东", "济南", 2.5),
    ("福建", "厦门", 2.5),
    ("福建", "泉州", 2),
    ("广东", "东莞", 3),
    ("广东", "佛山", 2.5),
    ("浙江", "宁波", 2.5),
    ("浙江", "金华", 2),
    ("辽宁", "沈阳", 2),
    ("辽宁", "大连", 1.5),
    ("安徽", "合肥", 2.5),
    ("云南", "昆明", 2),
    ("广西", "南宁", 1.5),
    ("江西", "南昌", 1.5),
    ("贵州", "贵阳", 1.2),
    ("黑龙江", "哈尔滨", 1.2),
    ("河北", "石家庄", 1.2),
    ("海南", "三亚", 1),
    ("河南", "商丘", 0.8),
    ("安徽", "阜阳", 0.8),
    ("山东", "菏泽", 0.7),
    ("湖南", "邵阳", 0.6),
    ("四川", "南充", 0.6),
    ("江西", "赣州", 0.6),
    ("广东", "揭阳", 0.6),
    ("甘肃", "天水", 0.4),
]
CARRIER_HEADS = {"m": (36, 39, 111, 117, 120, 183), "u": (27, 112, 116, 123), "t": (14, 106, 113, 182)}


class Net:
    """A network: gives the address that one visit shows."""

    region = None

    def ip(self, rng, t):
        raise NotImplementedError


class City:
    """A city with residential ranges and carriers."""

    def __init__(self, rng, province, name):
        self.region = province if province == name else f"{province}-{name}"
        self.ranges = [
            f"{rng.choice((58, 60, 61, 101, 115, 118, 119, 121, 122, 125, 180, 218, 219, 221, 222))}"
            f".{rng.randrange(1, 254)}"
            for _ in range(rng.randint(2, 4))
        ]
        self.v6 = f"240e:{rng.randrange(0x300, 0x3ff):x}"
        self.mobile = {c: Mobile(rng, self, heads) for c, heads in CARRIER_HEADS.items()}

    def carrier(self, rng):
        """Most people are with the first carrier."""
        return self.mobile[rng.choices("mut", (5, 2, 3))[0]]

    def address(self, number):
        """A residential address; a lease's number spreads over the ranges."""
        number &= 0xFFFFFFFF
        prefix = self.ranges[number % len(self.ranges)]
        return f"{prefix}.{number >> 8 & 255}.{1 + (number >> 17) % 253}"


class Mobile(Net):
    """A carrier's shared addresses: hundreds of strangers behind each."""

    def __init__(self, rng, city, heads):
        self.region = city.region
        self.pool = [
            f"{rng.choice(heads)}.{rng.randrange(1, 254)}.{rng.randrange(256)}.{rng.randrange(1, 254)}"
            for _ in range(rng.randint(6, 40))
        ]
        self.v6 = f"2409:8{rng.randrange(0x900, 0x9ff):x}"
        self.v6_share = rng.uniform(0.15, 0.6)

    def ip(self, rng, t):
        if rng.random() < self.v6_share:
            bits = rng.getrandbits(64)
            return f"{self.v6}:{bits & 0xffff:x}:{bits >> 16 & 0xffff:x}::{bits >> 32 & 0xffff:x}"
        return rng.choice(self.pool)


class Home(Net):
    """Broadband: an address that the provider renews now and then, often with IPv6."""

    def __init__(self, rng, city):
        self.city, self.region = city, city.region
        self.key = rng.getrandbits(32)
        self.lease = int(86400 * rng.choice((1, 2, 3, 7, 7, 15, 30, 60, 400)))
        self.v6_share = rng.choice((0, 0, 0, 0.3, 0.6, 0.9))

    def ip(self, rng, t):
        term = t // self.lease
        if self.v6_share and rng.random() < self.v6_share:
            return f"{self.city.v6}:{self.key >> 16:x}:{term & 0xfff:x}::{rng.randrange(1, 6):x}"
        return self.city.address(self.key * 2654435761 + term * 97911373)


class Fixed(Net):
    """An office, mall, school or café: one or two addresses for years."""

    def __init__(self, rng, city):
        self.region = city.region
        self.lines = [city.address(rng.getrandbits(32)) for _ in range(rng.choice((1, 1, 1, 2)))]

    def ip(self, rng, t):
        return self.lines[0] if len(self.lines) == 1 else rng.choice(self.lines)


class Proxy(Net):
    """A rented exit in a chosen city: somebody's broadband, sticky for some days."""

    def __init__(self, rng, city, sticky_days):
        self.city, self.region = city, city.region
        self.key, self.lease = rng.getrandbits(32), int(86400 * sticky_days)

    def ip(self, rng, t):
        return self.city.address(self.key * 40503 + (t // self.lease) * 2246822519)


class Datacentre(Net):
    """Addresses of a hosting company: cheap, and nobody lives there."""

    def __init__(self, rng, city, width=6):
        head = f"{rng.choice((8, 47, 39, 120, 123))}.{rng.randrange(90, 190)}.{rng.randrange(256)}"
        self.region = city.region
        self.lines = [f"{head}.{rng.randrange(1, 254)}" for _ in range(width)]

    def ip(self, rng, t):
        return rng.choice(self.lines)


class Abroad(Net):
    """A foreign network or a tunnel's exit; the region is a country."""

    def __init__(self, rng):
        self.region = rng.choice(("日本", "美国", "英国", "新加坡", "澳大利亚", "中国香港"))
        self.head = f"{rng.choice((45, 103, 133, 154, 203))}.{rng.randrange(1, 254)}.{rng.randrange(256)}"

    def ip(self, rng, t):
        return f"{self.head}.{rng.randrange(1, 254)}"


class Atlas:
    """All cities of the world, drawn by weight."""

    def __init__(self, rng):
        self.cities = [City(rng, p, n) for p, n, _ in CITIES]
        self.weights = [w for _, _, w in CITIES]
        self.small = self.cities[-9:]

    def city(self, rng):
        return rng.choices(self.cities, self.weights)[0]

    def other(self, rng, city):
        """A city that is not this one."""
        while True:
            found = self.city(rng)
            if found is not city:
                return found
