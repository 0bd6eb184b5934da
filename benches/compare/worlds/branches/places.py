"""Cities, networks and hours of the day."""

# name, weight, does its mobile traffic often leave through another city
CITIES = [
    ("上海", 9, None),
    ("北京", 9, None),
    ("广州", 7, None),
    ("深圳", 7, None),
    ("杭州", 6, None),
    ("成都", 6, None),
    ("重庆", 5, None),
    ("武汉", 4, None),
    ("南京", 4, None),
    ("苏州", 4, "南京"),
    ("西安", 4, None),
    ("长沙", 3, None),
    ("郑州", 3, None),
    ("青岛", 2.5, "济南"),
    ("济南", 2, None),
    ("天津", 3, None),
    ("宁波", 2.5, "杭州"),
    ("合肥", 2.5, None),
    ("佛山", 2.5, "广州"),
    ("东莞", 2.5, "广州"),
    ("厦门", 2, "福州"),
    ("福州", 2, None),
    ("昆明", 2, None),
    ("南昌", 1.8, None),
    ("沈阳", 2, None),
    ("大连", 1.6, "沈阳"),
    ("哈尔滨", 1.8, None),
    ("长春", 1.5, None),
    ("石家庄", 1.7, None),
    ("太原", 1.4, None),
    ("贵阳", 1.4, None),
    ("南宁", 1.5, None),
    ("无锡", 1.8, "南京"),
    ("常州", 1.4, "南京"),
    ("温州", 1.6, "杭州"),
    ("金华", 1.3, "杭州"),
    ("泉州", 1.5, "福州"),
    ("临沂", 1.1, "济南"),
    ("洛阳", 1.0, "郑州"),
    ("赣州", 0.9, "南昌"),
    ("绵阳", 0.9, "成都"),
    ("三亚", 0.9, None),
    ("大理", 0.5, "昆明"),
    ("丽江", 0.4, "昆明"),
    ("海外", 0.7, None),
]
RESORTS = ("三亚", "大理", "丽江", "厦门", "青岛", "成都", "西安", "重庆")


class Net:
    """A network: one or more addresses, held for some days (0 = another at every login)."""

    __slots__ = ("region", "ips", "hold", "salt", "base")

    def __init__(self, region, ips, hold=0, salt=0):
        self.region, self.ips, self.hold, self.salt = region, ips, hold, salt
        self.base = salt * 7919 + 17

    def ip(self, day, rnd):
        if len(self.ips) == 1:
            return self.ips[0]
        if self.hold:
            mixed = (self.base + day // self.hold) * 2654435761 % 4294967296
            return self.ips[(mixed >> 7) % len(self.ips)]
        return self.ips[int(rnd() * len(self.ips))]


class City:
    __slots__ = ("name", "weight", "homes", "cgnat", "carriers", "hotels", "campus", "lobby")

    def __init__(self, name, weight):
        self.name, self.weight = name, weight


class Atlas:
    """Makes the cities and hands out networks in them."""

    def __init__(self, world):
        self.world, self.used, self.n = world, set(), 0
        rng = self.rng = world.rng("atlas")
        total = sum(w for _, w, _ in CITIES)
        self.cities, self.by_name = [], {}
        for name, weight, _ in CITIES:
            city = City(name, weight / total)
            self.cities.append(city)
            self.by_name[name] = city
        for name, _, via in CITIES:
            city = self.by_name[name]
            households = max(12, int(world.size * city.weight * 0.75))
            city.homes = [self.address(rng) for _ in range(households)]
            city.cgnat = [self.address(rng) for _ in range(3 + households // 40)]
            city.hotels = [self.address(rng) for _ in range(3 + households // 60)]
            city.campus = [self.address(rng) for _ in range(2 + households // 400)]
            city.lobby = [self.address(rng) for _ in range(2)]
            pools = [
                [self.address(rng) for _ in range(3 + int(size * households / 900))] for size in (22, 12, 9)
            ]
            exits = [name, via or name, name]
            city.carriers = [Net(exits[i], pools[i]) for i in range(3)]
        self.cum, acc = [], 0.0
        for city in self.cities:
            acc += city.weight
            self.cum.append(acc)
        world.city = self.by_name

    def address(self, rng, first=None):
        while True:
            ip = "%d.%d.%d.%d" % (
                first
                or rng.choice(
                    (
                        36,
                        39,
                        58,
                        60,
                        101,
                        111,
                        112,
                        113,
                        117,
                        119,
                        120,
                        121,
                        122,
                        124,
                        180,
                        182,
                        183,
                        218,
                        221,
                        222,
                    )
                ),
                rng.randrange(1, 255),
                rng.randrange(256),
                rng.randrange(1, 255),
            )
            if ip not in self.used:
                self.used.add(ip)
                return ip

    def pick(self, rng, abroad=False):
        while True:
            x = rng.random()
            for city, edge in zip(self.cities, self.cum):
                if x < edge:
                    break
            if abroad or city.name != "海外":
                return city

    def home(self, rng, city):
        """A household's line: a lease out of the city's pool, or one of the shared carrier addresses."""
        self.n += 1
        if rng.random() < 0.22:
            return Net(city.name, city.cgnat, rng.choice((1, 1, 2, 5)), rng.randrange(1 << 30))
        return Net(city.name, city.homes, rng.choice((3, 7, 7, 15, 30, 45, 120)), rng.randrange(1 << 30))

    def mobile(self, rng, city):
        return city.carriers[rng.choices((0, 1, 2), (55, 25, 20))[0]]

    def office(self, rng, city, lines=None):
        return Net(city.name, [self.address(rng) for _ in range(lines or rng.choice((1, 1, 1, 2, 2, 3)))])

    def hotel(self, rng, city):
        return Net(city.name, city.hotels + city.carriers[0].ips[:4], 2, rng.randrange(1 << 30))

    def exits(self, rng, city, count):
        """Exits of a proxy seller in a city: lines of households there, taken from the same pool."""
        return Net(
            city.name,
            rng.sample(city.homes, min(count, len(city.homes))),
            rng.choice((0, 1, 3)),
            rng.randrange(1 << 30),
        )

    def hosting(self, rng, city, count):
        return Net(
            city.name,
            [self.address(rng, rng.choice((42, 47, 106, 139))) for _ in range(count)],
            5,
            rng.randrange(1 << 30),
        )


def cumulate(weights):
    total, acc, out = float(sum(weights)), 0.0, []
    for w in weights:
        acc += w
        out.append(acc / total)
    out[-1] = 1.0
    return out


def hours(**spans):
    """hours(h9_18=5, h19_23=2): weights for spans of hours, end exclusive; the rest nearly nothing."""
    table = [0.06] * 24
    for span, weight in spans.items():
        a, b = span[1:].split("_")
        for h in range(int(a), int(b)):
            table[h % 24] = weight
    return cumulate(table)


LARK = hours(h6_9=4, h9_18=1.6, h18_22=3, h22_23=1)
NORMAL = hours(h7_9=2.4, h9_12=1.6, h12_14=3, h14_18=1.5, h18_20=2.5, h20_24=4.2)
OWL = hours(h0_2=3, h10_12=1, h12_19=1.8, h19_24=5)
STUDENT = hours(h0_1=2, h8_12=1.2, h12_14=3.2, h14_18=1.4, h18_22=2.6, h22_24=5)
RETIRED = hours(h5_7=2, h7_11=4, h11_14=1.5, h14_17=3, h19_21=3)
OFFICE = hours(h9_12=4, h12_14=2, h14_18=4, h18_20=1.2)
STUDIO = hours(h10_12=3, h13_18=4, h19_23=3)
NIGHT_DESK = hours(h0_3=3, h14_18=2, h19_24=5)
CHRONO = (LARK, NORMAL, NORMAL, NORMAL, OWL, OWL)
