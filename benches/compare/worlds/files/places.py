"""Cities and the networks through which people reach the platform.

Networks differ in what an address says about a person: a carrier address is shared by thousands,
a home line changes every few days, an office line stays for years.
"""

CITIES = [
    "上海",
    "北京",
    "广东广州",
    "广东深圳",
    "浙江杭州",
    "四川成都",
    "重庆",
    "湖北武汉",
    "江苏南京",
    "江苏苏州",
    "陕西西安",
    "湖南长沙",
    "河南郑州",
    "山东青岛",
    "山东临沂",
    "福建厦门",
    "福建莆田",
    "浙江义乌",
    "辽宁沈阳",
    "云南昆明",
    "广西南宁",
    "江西赣州",
    "安徽阜阳",
    "贵州贵阳",
    "河北保定",
    "黑龙江哈尔滨",
    "海南三亚",
    "甘肃兰州",
]
WEIGHTS = [9, 8, 8, 8, 8, 6, 5, 5, 4, 4, 4, 4, 4, 3, 2, 2, 2, 2, 3, 2, 2, 1, 2, 1, 2, 2, 1, 1]
ABROAD = ["英国", "澳大利亚", "日本", "加拿大", "马来西亚"]


class Net:
    """A line whose address stays for `lease` days; lease 0 means a fixed small set."""

    def __init__(self, region, addresses, lease, v6=False):
        self.region, self.addresses, self.lease, self.v6 = region, addresses, lease, v6

    def address(self, rng, t):
        """The address seen at a time."""
        if not self.lease:
            base = self.addresses[0] if len(self.addresses) == 1 else rng.choice(self.addresses)
        else:
            base = self.addresses[int(t // 86400 / self.lease) % len(self.addresses)]
        if self.v6:
            return base + ":".join(f"{rng.getrandbits(16):x}" for _ in range(4))
        return base


class Carrier:
    """A mobile carrier of a city: a small pool of shared addresses, or IPv6 from a wide range."""

    def __init__(self, rng, region, capital):
        self.region, self.capital = region, capital
        self.pool = [
            f"{rng.choice((39, 111, 117, 183, 223))}.{rng.randrange(256)}."
            f"{rng.randrange(256)}.{rng.randrange(1, 255)}"
            for _ in range(rng.randint(12, 40))
        ]
        self.v6_share = rng.choice((0.3, 0.55, 0.75))
        self.head = f"2409:89{rng.randrange(16, 99)}:{rng.getrandbits(12):x}"

    def address(self, rng, t):
        """Mostly meaningless for telling people apart."""
        if rng.random() < self.v6_share:
            return self.head + "".join(f":{rng.getrandbits(16):x}" for _ in range(5))
        return rng.choice(self.pool)


class Geography:
    """Hands out networks of a city."""

    def __init__(self, rng):
        self.rng = rng
        self.prefixes = {
            c: [
                f"{rng.choice((58, 61, 101, 113, 114, 119, 124, 171, 180, 218, 222))}." f"{rng.randrange(256)}"
                for _ in range(6)
            ]
            for c in CITIES + ABROAD
        }
        self.carriers = {c: [Carrier(rng, c, rng.choice(CITIES)) for _ in range(3)] for c in CITIES + ABROAD}

    def city(self, rng):
        """Cities by size."""
        return rng.choices(CITIES, WEIGHTS)[0]

    def other_city(self, rng, region):
        """Any other city."""
        city = self.city(rng)
        while city == region:
            city = self.city(rng)
        return city

    def v4(self, rng, region):
        """One address of the city."""
        return f"{rng.choice(self.prefixes[region])}.{rng.randrange(256)}.{rng.randrange(1, 255)}"

    def home(self, rng, region):
        """Broadband at home: v4 with leases of days to months, or a stable v6 prefix."""
        if rng.random() < 0.3:
            head = f"240e:3{rng.getrandbits(8):02x}:{rng.getrandbits(16):x}:{rng.getrandbits(16):x}:"
            return Net(region, [head], 0, True)
        return Net(region, [self.v4(rng, region) for _ in range(rng.randint(1, 14))], rng.choice((2, 5, 9, 20, 60)))

    def office(self, rng, region):
        """A company line: one to three fixed addresses."""
        return Net(region, [self.v4(rng, region) for _ in range(rng.choice((1, 1, 2, 3)))], 0)

    def proxy(self, rng, region):
        """A bought exit in the city that rotates through household lines."""
        return Net(region, [self.v4(rng, region) for _ in range(rng.randint(6, 30))], rng.choice((1, 3, 7)))

    def mobile(self, rng, region):
        """One of the city's carriers."""
        return rng.choice(self.carriers[region])
