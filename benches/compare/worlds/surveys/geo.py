"""Cities, networks and mobile carriers."""

# city, province, tier, weight (share of users, skewed to the upper tiers as the platform's users are)
CITIES = [
    ("shanghai", "shanghai", 1, 9.0),
    ("beijing", "beijing", 1, 8.0),
    ("guangzhou", "guangdong", 1, 6.5),
    ("shenzhen", "guangdong", 1, 6.5),
    ("hangzhou", "zhejiang", 2, 5.0),
    ("chengdu", "sichuan", 2, 5.5),
    ("chongqing", "chongqing", 2, 4.5),
    ("wuhan", "hubei", 2, 4.0),
    ("xian", "shaanxi", 2, 3.5),
    ("nanjing", "jiangsu", 2, 3.5),
    ("suzhou", "jiangsu", 2, 3.2),
    ("changsha", "hunan", 2, 3.2),
    ("tianjin", "tianjin", 2, 2.4),
    ("zhengzhou", "henan", 2, 2.8),
    ("qingdao", "shandong", 2, 2.0),
    ("hefei", "anhui", 2, 2.0),
    ("foshan", "guangdong", 3, 1.8),
    ("ningbo", "zhejiang", 3, 1.8),
    ("kunming", "yunnan", 3, 1.8),
    ("shenyang", "liaoning", 3, 1.8),
    ("jinan", "shandong", 3, 1.8),
    ("xiamen", "fujian", 3, 1.8),
    ("fuzhou", "fujian", 3, 1.5),
    ("nanning", "guangxi", 3, 1.5),
    ("nanchang", "jiangxi", 3, 1.4),
    ("guiyang", "guizhou", 3, 1.4),
    ("harbin", "heilongjiang", 3, 1.3),
    ("wuxi", "jiangsu", 3, 1.3),
    ("wenzhou", "zhejiang", 3, 1.2),
    ("quanzhou", "fujian", 3, 1.1),
    ("yiwu", "zhejiang", 4, 0.9),
    ("putian", "fujian", 4, 0.7),
    ("luoyang", "henan", 4, 0.9),
    ("zhoukou", "henan", 4, 0.8),
    ("ganzhou", "jiangxi", 4, 0.8),
    ("hengyang", "hunan", 4, 0.8),
    ("yichang", "hubei", 4, 0.8),
    ("mianyang", "sichuan", 4, 0.8),
    ("linyi", "shandong", 4, 0.9),
    ("fuyang", "anhui", 4, 0.8),
    ("xuzhou", "jiangsu", 4, 0.9),
    ("maoming", "guangdong", 4, 0.8),
    ("zunyi", "guizhou", 4, 0.7),
    ("baoji", "shaanxi", 4, 0.5),
]
NAMES = [c[0] for c in CITIES]
PROVINCE = {c[0]: c[1] for c in CITIES}
TIER = {c[0]: c[2] for c in CITIES}
WEIGHTS = [c[3] for c in CITIES]
SMALL = [c[0] for c in CITIES if c[2] == 4]
ABROAD = ("japan", "korea", "hongkong", "thailand", "australia")
CARRIERS = ("mobile", "telecom", "unicom")


class Net:
    """A network: a few addresses, either one after the other (a lease) or side by side."""

    __slots__ = ("ips", "region", "lease", "shift")

    def __init__(self, ips, region, lease=0, shift=0):
        self.ips, self.region, self.lease, self.shift = ips, region, lease, shift

    def ip(self, day, u):
        if self.lease:
            return self.ips[(day + self.shift) // self.lease % len(self.ips)]
        return self.ips[int(u * len(self.ips))]


def build(w):
    """Home pools by city, carrier gateways by province (many users each), hotels and cafés."""
    r = w.rng("geo")
    w.pool = {
        c: [w.ip() for _ in range(int((60 + 190 * x) * w.size / 20000) + 20)] for c, x in zip(NAMES, WEIGHTS)
    }
    w.mobile = {}
    by_prov = {}
    for c in NAMES:
        by_prov.setdefault(PROVINCE[c], []).append(c)
    for prov, cities in by_prov.items():
        for car in CARRIERS:
            # gateways of a province: what a lookup says is mostly the provincial hub
            gates = [(w.ip(), cities[0]) for _ in range(r.randrange(3, 8))]
            for city in cities:
                own = [(w.ip(), city) for _ in range(r.randrange(2, 6))]
                w.mobile[city, car] = own + gates[: r.randrange(1, len(gates))]
    w.public = {c: Net([w.ip() for _ in range(5)], c) for c in NAMES}
    w.hotel = {c: [Net([w.ip()], c) for _ in range(12)] for c in NAMES}
    w.campus = {c: [Net([w.ip(), w.ip()], c) for _ in range(3 if TIER[c] < 3 else 1)] for c in NAMES}
    w.tower = {c: [Net([w.ip()], c) for _ in range(int(4 + 3 * x))] for c, x in zip(NAMES, WEIGHTS)}
    w.abroad = {c: Net([w.ip() for _ in range(30)], c) for c in ABROAD}
    w.datacentre = [(w.ip(), c) for c in ("hangzhou", "beijing", "guangzhou") for _ in range(25)]


def home_net(w, city, r):
    """A household's broadband: the address changes every few days or stays for months."""
    lease = r.choice((2, 5, 7, 14, 30, 120, 120))
    return Net(r.choices(w.pool[city], k=max(1, 120 // lease)), city, lease, r.randrange(lease))


def office_net(w, city, r):
    """A company's or shop's line: mostly a fixed address, in small shops a home line."""
    if r.random() < 0.3:
        return home_net(w, city, r)
    return Net([w.ip() for _ in range(r.choice((1, 1, 1, 2)))], city)


def city_of(r):
    return r.choices(NAMES, WEIGHTS)[0]
