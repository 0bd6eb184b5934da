"""Things of a world: people, devices, networks, accounts, and the tables that fill up while it is planned."""

import datetime as dt
import hashlib
import random

from season import Season

CITIES = [
    ("上海", 9),
    ("北京", 8),
    ("广东深圳", 7),
    ("广东广州", 8),
    ("浙江杭州", 7),
    ("四川成都", 6),
    ("重庆", 4),
    ("湖北武汉", 4),
    ("江苏南京", 3),
    ("江苏苏州", 3),
    ("陕西西安", 3),
    ("湖南长沙", 3),
    ("河南郑州", 3),
    ("山东青岛", 2),
    ("山东济南", 2),
    ("福建厦门", 2),
    ("福建泉州", 2),
    ("浙江宁波", 2),
    ("浙江金华", 2),
    ("广东佛山", 2),
    ("广东东莞", 2),
    ("广东汕头", 1),
    ("安徽合肥", 2),
    ("江西南昌", 1),
    ("广西南宁", 1),
    ("云南昆明", 2),
    ("贵州贵阳", 1),
    ("辽宁沈阳", 2),
    ("辽宁大连", 1),
    ("黑龙江哈尔滨", 1),
    ("吉林长春", 1),
    ("天津", 2),
    ("河北石家庄", 1),
    ("河北保定", 1),
    ("山西太原", 1),
    ("海南海口", 1),
    ("甘肃兰州", 1),
    ("河南周口", 1),
    ("湖南邵阳", 1),
    ("江西赣州", 1),
    ("安徽阜阳", 1),
    ("四川南充", 1),
]
NAMES = [c for c, _ in CITIES]
WEIGHTS = [w for _, w in CITIES]
HOMETOWNS = NAMES[20:]
INDUSTRIES = (
    "wedding",
    "decoration",
    "education",
    "beauty",
    "fitness",
    "auto",
    "realty",
    "apparel",
    "travel",
)
DAY = 86400


class Net:
    """A network: a list of addresses; with a period the address in force changes every so many days."""

    __slots__ = ("region", "ips", "period", "phase")

    def __init__(self, region, ips, period=0, phase=0):
        self.region, self.ips, self.period, self.phase = region, ips, period, phase


class Dev:
    """A device in somebody's hand over time: [(from day, device id), ...]."""

    __slots__ = ("steps",)

    def __init__(self, first):
        self.steps = [(-(10**6), first)]

    def change(self, day, dev_id):
        self.steps.append((day, dev_id))
        self.steps.sort()

    def at(self, day):
        out = self.steps[0][1]
        for d, x in self.steps:
            if d <= day:
                out = x
        return out


class Person:
    __slots__ = ("hid", "city", "home", "dev", "phone", "pay", "accounts", "trips", "shift", "nets", "moved")


class Use:
    """One operator's use of one account from day a until before day b."""

    __slots__ = ("devs", "nets", "a", "b", "rate", "hours", "shift", "trips", "count", "first", "curve")

    def __init__(
        self, devs, nets, a, b, rate, hours="life", shift=0, trips=(), count=None, first=None, curve="life"
    ):
        self.devs, self.nets, self.a, self.b, self.rate, self.hours = devs, nets, a, b, rate, hours
        self.shift, self.trips, self.count, self.first, self.curve = shift, trips, count, first, curve


class Account:
    __slots__ = (
        "id",
        "kind",
        "reg",
        "region",
        "holder",
        "phone",
        "pay",
        "industry",
        "group",
        "uses",
        "notes",
        "person",
        "company",
        "spend",
    )


class World:
    def __init__(self, seed, n, level, null):
        self.seed, self.n, self.level, self.null = seed, n, level, null
        self.season = Season(seed)
        self.days = self.season.days
        self.scale = n / 20000
        self._serial = {}
        self.accounts, self.people, self.companies, self.staff = [], [], [], []
        self.bindings, self.transfers, self.changes, self.leads = [], [], [], []
        self.payments, self.ads, self.approved = [], [], []
        self.roles, self.omitted, self.stories, self.resold = {}, set(), set(), []
        self.busy = set()  # accounts that already have a part in an offence
        self.rings = 0
        self._carrier, self._proxy = {}, {}
        self.jobseekers, self.account_buyers = [], []
        self.fresh = set()  # accounts to be registered just before they are bound

    def rng(self, name):
        return random.Random("%d|%s" % (self.seed, name))

    def tok(self, prefix, size=12):
        """The next opaque identifier of a kind; neither its order nor its look tells who asked for it."""
        k = self._serial[prefix] = self._serial.get(prefix, 0) + 1
        h = hashlib.sha256(("%d/%s/%d" % (self.seed, prefix, k)).encode()).hexdigest()
        return prefix + h[:size]

    # -- times ----------------------------------------------------------------
    def ts(self, rng, day, lo=9.0, hi=21.0):
        return int(day * DAY + 3600 * rng.uniform(lo, hi))

    def fmt(self, ts):
        day, sec = divmod(int(ts), DAY)
        d = self.season.dates[day] if 0 <= day < self.days else self.season.start + dt.timedelta(days=day)
        return "%s %02d:%02d:%02d" % (d.isoformat(), sec // 3600, sec // 60 % 60, sec % 60)

    # -- networks and devices -------------------------------------------------
    def city(self, rng):
        return rng.choices(NAMES, WEIGHTS)[0]

    def carrier(self, city):
        """Mobile network of a city: a few outgoing addresses for everybody."""
        if city not in self._carrier:
            k = 2 + WEIGHTS[NAMES.index(city)] // 3
            self._carrier[city] = Net(city, [self.tok("ip") for _ in range(k)])
        return self._carrier[city]

    def proxy(self, city):
        """Bought household addresses of a city; the same shop serves the curious and the crooked."""
        if city not in self._proxy:
            self._proxy[city] = Net(city, [self.tok("ip") for _ in range(14)])
        return self._proxy[city]

    def fixed(self, city, k=1):
        return Net(city, [self.tok("ip") for _ in range(k)])

    def broadband(self, rng, city):
        if rng.random() < 0.45:
            return self.fixed(city)
        period = rng.choice((5, 9, 14, 21, 30, 45))
        return Net(
            city, [self.tok("ip") for _ in range(self.days // period + 2)], period, rng.randrange(period)
        )

    def new_dev(self):
        return Dev(self.tok("d"))

    # -- people and accounts --------------------------------------------------
    def person(self, rng, city=None, home=None, keep=True):
        p = Person()
        p.hid, p.city = self.tok("h"), city or self.city(rng)
        p.home = home or self.broadband(rng, p.city)
        p.dev, p.phone = self.new_dev(), self.tok("t")
        p.pay = self.tok("p")
        p.accounts, p.trips, p.moved = [], [], False
        p.shift = rng.gauss(0, 1.3)
        w = rng.uniform(0.25, 0.7)
        p.nets = [(p.home, w), (self.carrier(p.city), 1 - w)]
        if keep:
            self.people.append(p)
        return p

    def account(self, rng, kind, person, reg=None, holder=None, phone=None, industry="", group="", pay=None):
        a = Account()
        a.id = self.tok("a")
        a.kind, a.industry, a.group, a.person, a.company = kind, industry, group, person, None
        if reg is None:
            age = min(2200, 20 + rng.expovariate(1 / 520))
            reg = -int(age * DAY) + rng.randrange(DAY)
        a.reg = reg
        a.holder = holder or (person.hid if rng.random() < 0.93 else "")
        a.phone = phone or (person.phone if not person.accounts or rng.random() < 0.35 else self.tok("t"))
        a.pay = pay if pay is not None else (person.pay if rng.random() < 0.55 else "")
        a.region = person.city if rng.random() < 0.92 else ""
        a.uses, a.notes, a.spend = [], [], None
        person.accounts.append(a)
        self.accounts.append(a)
        return a

    def live(self, rng, acc, p, rate=None, a=0, b=None, hours="life"):
        """The person uses the account as people do."""
        rate = rate if rate is not None else min(2.5, rng.lognormvariate(-1.9, 0.85))
        u = Use([(p.dev, 1)], p.nets, a, self.days if b is None else b, rate, hours, p.shift, p.trips)
        acc.uses.append(u)
        return u

    def cut(self, acc, day):
        """From this day on none of the uses so far goes on."""
        for u in acc.uses:
            u.b = min(u.b, day)
        acc.uses = [u for u in acc.uses if u.b > u.a]
        acc.notes = [(x, min(y, day), r, br, s) for x, y, r, br, s in acc.notes if min(y, day) > x]

    # -- rows -----------------------------------------------------------------
    def change(self, acc, field, ts, old="", new=""):
        if 0 <= ts < self.days * DAY:
            self.changes.append((acc.id, field, int(ts), old, new))

    def set_phone(self, acc, ts, new=None):
        """The number changes; accounts.csv shows the newest one."""
        new = new or self.tok("t")
        self.change(acc, "phone", ts, acc.phone, new)
        acc.phone = new

    def pay(self, payer, payee, ts, yuan):
        if payer and payee and payer != payee and 0 <= ts < self.days * DAY:
            self.payments.append((payer, payee, int(ts), round(yuan * 100)))

    def bind(self, company, acc, a, b, method, employee):
        """a, b: seconds (b None: still bound)."""
        if b is not None and b >= self.days * DAY:
            b = None
        if b is None or b > a:
            acc.kind = "kos"
            acc.industry = acc.industry or company.industry
            self.bindings.append(
                [company.acc.id, acc.id, int(a), b if b is None else int(b), method, employee]
            )

    def story(self, acc, name, typology="honest"):
        self.stories.add((acc.id, typology, name))

    def ring(self):
        self.rings += 1
        return "ring%04d" % self.rings

    def guilty(self, acc, role, ring, story):
        self.roles[acc.id] = (role, ring)
        self.busy.add(acc.id)
        self.omitted.discard(acc.id)
        self.stories.add((acc.id, {"lead_buyer": "lead_resale"}.get(role, role), story))

    def customer(self, acc):
        """A customer about whom the truth says nothing."""
        if acc.id not in self.roles:
            self.omitted.add(acc.id)
            self.busy.add(acc.id)


def poisson(rng, mean):
    if mean <= 0:
        return 0
    if mean > 40:
        return max(0, round(rng.gauss(mean, mean**0.5)))
    k, p, stop = 0, rng.random(), 2.718281828459045**-mean
    while p > stop:
        k += 1
        p *= rng.random()
    return k
