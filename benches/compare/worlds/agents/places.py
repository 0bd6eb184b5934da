"""Cities, networks, hours of the day and public machines."""

# name, share of the population
CITIES = [
    ("上海", 10),
    ("北京", 9),
    ("广州", 8),
    ("深圳", 8),
    ("杭州", 7),
    ("成都", 7),
    ("重庆", 5),
    ("武汉", 5),
    ("南京", 4),
    ("苏州", 4),
    ("西安", 4),
    ("长沙", 4),
    ("郑州", 3),
    ("青岛", 3),
    ("天津", 3),
    ("宁波", 3),
    ("厦门", 2),
    ("合肥", 2),
    ("昆明", 2),
    ("沈阳", 2),
    ("泉州", 2),
    ("义乌", 2),
    ("临沂", 1),
    ("揭阳", 1),
    ("周口", 1),
    ("绵阳", 1),
    ("遵义", 1),
    ("赣州", 1),
]
INDUSTRIES = [
    "美妆",
    "家装",
    "教培",
    "汽车",
    "婚纱摄影",
    "房产",
    "母婴",
    "口腔",
    "健身",
    "旅游",
    "服饰",
    "餐饮",
]
# industries in which a consumer's contact is worth money
LEADY = {
    "家装": 260,
    "教培": 120,
    "汽车": 180,
    "婚纱摄影": 150,
    "房产": 300,
    "口腔": 200,
    "旅游": 70,
    "母婴": 60,
}


def _spread(weights):
    out = []
    for hour, n in weights:
        out += [hour] * n
    return out


HOURS = {
    "day": _spread(
        [
            (8, 3),
            (9, 4),
            (10, 4),
            (11, 3),
            (12, 6),
            (13, 4),
            (14, 3),
            (15, 3),
            (17, 2),
            (18, 4),
            (19, 5),
            (20, 6),
            (21, 6),
            (22, 5),
            (23, 2),
            (7, 3),
            (0, 1),
        ]
    ),
    "office": _spread(
        [(9, 5), (10, 7), (11, 6), (12, 2), (13, 3), (14, 6), (15, 6), (16, 6), (17, 5), (18, 2)]
    ),
    "early": _spread([(9, 4), (10, 5), (11, 5), (12, 4), (13, 4), (14, 5), (15, 3)]),
    "late": _spread([(14, 2), (15, 4), (16, 5), (17, 5), (18, 5), (19, 6), (20, 5), (21, 4)]),
    "night": _spread([(21, 3), (22, 5), (23, 6), (0, 6), (1, 4), (2, 2), (12, 2), (13, 2), (18, 2), (19, 2)]),
    "dawn": _spread([(5, 3), (6, 6), (7, 6), (8, 4), (9, 2), (12, 3), (17, 3), (18, 3), (19, 4), (20, 3)]),
}
EVEN = (1.0, 1.0, 1.0, 1.0, 1.05, 1.15, 1.15)  # Monday first: private use
OFFICE = (1.1, 1.05, 1.05, 1.05, 1.0, 0.35, 0.15)  # office work
SHOP = (0.8, 0.9, 0.9, 0.95, 1.05, 1.3, 1.3)  # retail: busiest at the weekend


class City:
    """A city with its carrier gateways, its spare broadband leases and its public machines."""

    def __init__(self, name, weight, rng):
        self.name, self.weight = name, weight
        self.octet = rng.randint(11, 223)
        self.cgn = []  # addresses behind which a carrier hides its mobile customers
        self.spare = []  # broadband addresses that were given back and will be leased again
        self.terminals = []  # (device, address) of copy shops, libraries, phone counters
        self.campus = []  # networks of dormitories
        self.people, self.seekers, self.firms = [], [], []


class Places:
    def __init__(self, world):
        self.w, self.rng, self.used = world, world.rng("places"), set()
        self.cities = [City(n, k, self.rng) for n, k in CITIES]
        self.weights = [c.weight for c in self.cities]
        total = sum(self.weights)
        for c in self.cities:
            # few enough that one of them carries thousands of accounts in a few months
            c.cgn = [self.address(c) for _ in range(max(2, round(world.size * c.weight / total / 1500)))]
            c.campus = [self.address(c) for _ in range(1 + c.weight // 3)]
            c.loaner = world.token("d")  # lent out by a repair counter
            for _ in range(1 if c.weight < 4 else 2):
                c.terminals.append((world.token("d"), self.address(c)))

    def address(self, city):
        """A network address never seen before."""
        while True:
            a = "%d.%d.%d.%d" % (
                city.octet,
                self.rng.randint(0, 255),
                self.rng.randint(0, 255),
                self.rng.randint(1, 254),
            )
            if a not in self.used:
                self.used.add(a)
                return a

    def lease(self, city):
        """A broadband address: often one that another household gave back."""
        if city.spare and self.rng.random() < 0.5:
            return city.spare.pop(self.rng.randrange(len(city.spare)))
        return self.address(city)

    def pick(self, rng, other_than=None):
        while True:
            c = rng.choices(self.cities, self.weights)[0]
            if c is not other_than:
                return c
