"""The ground of a made-up world: calendar, cities, networks, devices, operators, tables and the login
machine.

All times inside the generator are whole seconds relative to the start of the window (negative = before it).
"""
import random
from bisect import bisect_right
from datetime import date, timedelta

DAY = 86400
M64 = (1 << 64) - 1
# (city, weight, index of the city to which carriers often geolocate its mobile traffic)
CITIES = [
    ("上海", 10, 0), ("北京", 9, 1), ("广州", 8, 2), ("深圳", 8, 2), ("杭州", 8, 4), ("成都", 7, 5), ("重庆", 6, 6),
    ("武汉", 5, 7), ("南京", 5, 8), ("苏州", 5, 8), ("西安", 4, 10), ("长沙", 4, 11), ("郑州", 4, 12), ("青岛", 3, 14),
    ("济南", 3, 14), ("宁波", 3, 4), ("厦门", 3, 17), ("福州", 2, 17), ("合肥", 3, 18), ("佛山", 3, 2), ("东莞", 3, 2),
    ("昆明", 2, 21), ("沈阳", 2, 22), ("大连", 2, 22), ("哈尔滨", 2, 24), ("天津", 3, 25), ("无锡", 2, 8),
    ("温州", 2, 4), ("金华", 2, 4), ("泉州", 2, 17), ("南昌", 2, 30), ("贵阳", 2, 31), ("南宁", 2, 32), ("海口", 1, 33),
    ("石家庄", 2, 34), ("太原", 1, 35), ("兰州", 1, 36), ("洛阳", 1, 12), ("襄阳", 1, 7), ("绵阳", 1, 5)]
ISP = (36, 58, 60, 101, 112, 113, 114, 115, 116, 117, 120, 122, 123, 125, 171, 183)
CITY_W = [c[1] for c in CITIES]
WAVES = {  # hour -> weight of opening the app
    "day": [1, 0, 0, 0, 0, 0, 1, 3, 4, 3, 3, 3, 6, 5, 3, 2, 3, 3, 4, 5, 7, 8, 7, 4],
    "late": [6, 4, 2, 1, 0, 0, 0, 0, 1, 2, 3, 3, 4, 4, 3, 3, 3, 3, 4, 5, 6, 7, 8, 8],
    "early": [0, 0, 0, 0, 0, 2, 6, 7, 6, 5, 4, 4, 5, 3, 2, 3, 3, 4, 5, 6, 6, 4, 1, 0],
    "desk": [0, 0, 0, 0, 0, 0, 0, 0, 2, 7, 9, 8, 4, 5, 8, 8, 8, 7, 4, 2, 1, 1, 0, 0],
    "shift": [0, 0, 0, 0, 0, 0, 0, 0, 1, 5, 6, 6, 5, 5, 6, 6, 5, 5, 5, 5, 5, 4, 1, 0],
    "night": [5, 4, 3, 1, 0, 0, 0, 0, 0, 1, 2, 3, 3, 4, 5, 6, 6, 6, 6, 6, 7, 7, 7, 6]}


def mix(*xs):
    """A small stateless integer hash: the same network has the same address on the same day, whoever asks."""
    h = 1469598103934665603
    for x in xs:
        h = ((h ^ x) * 1099511628211) & M64
        h ^= h >> 29
    return h


def poisson(r, lam):
    """A Poisson-like count; the normal approximation above 30."""
    if lam > 30:
        return max(0, int(r.gauss(lam, lam ** .5) + .5))
    n, p, stop = 0, r.random(), pow(2.718281828459045, -lam)
    while p > stop:
        n += 1
        p *= r.random()
    return n


class Net:
    """A way into the internet: fixed addresses, a lease that rotates, or a pool shared behind a NAT."""
    __slots__ = ("key", "city", "kind", "ips", "period")

    def __init__(self, key, city, kind, ips, period=1):
        self.key, self.city, self.kind, self.ips, self.period = key, city, kind, ips, period

    def ip(self, day, u):
        if self.kind == "lease":
            h = mix(self.key, day // self.period)
            return f"{self.ips[h % len(self.ips)]}.{h >> 20 & 255}.{1 + (h >> 30) % 254}"
        return self.ips[int(u * len(self.ips))]


class Device:
    """A phone, tablet, browser or cloud phone; its id changes when the app is reinstalled or the cookie
    goes."""
    __slots__ = ("times", "ids")

    def __init__(self, w, r, reinstall=.07):
        self.times, self.ids = [-10 ** 10], [new_id(r, "d")]
        while r.random() < reinstall:
            self.times.append(r.randrange(w.end))
            self.ids.append(new_id(r, "d"))
        self.times.sort()

    def at(self, t):
        return self.ids[bisect_right(self.times, t) - 1] if len(self.ids) > 1 else self.ids[0]


class Operator:
    """Somebody who uses accounts: phones and homes by time, work place, trips, hours; and an identity."""

    def __init__(self, w, r, city=None, wave=None, phone=None, home=None):
        self.city = w.city(r) if city is None else city
        self.holder, self.phone, self.pay = new_id(r, "h"), new_id(r, "p"), new_id(r, "y")
        self.devs = [(-10 ** 10, phone or Device(w, r))]
        self.homes = [(-10 ** 10, home or w.home(r, self.city))]
        self.carrier, self.work, self.trips, self.side = r.randrange(3), None, [], []
        self.only, self.leak, self.vpn = None, None, None
        self.wave = waves(r, wave or r.choices(("day", "late", "early"), (70, 20, 10))[0])
        self.accounts = []

    def dev(self, t):
        d = self.devs
        return d[-1][1] if t >= d[-1][0] else [x for x in d if x[0] <= t][-1][1]

    def home(self, t):
        d = self.homes
        return d[-1][1] if t >= d[-1][0] else [x for x in d if x[0] <= t][-1][1]

    def get_phone(self, w, r, t, device=None):
        self.devs = sorted(self.devs + [(t, device or Device(w, r))], key=lambda x: x[0])

    def move(self, w, r, t, city):
        self.homes = sorted(self.homes + [(t, w.home(r, city))], key=lambda x: x[0])


def new_id(r, prefix=""):
    return prefix + "%014x" % r.getrandbits(56)


def waves(r, name):
    """A personal list of hours to draw from: the wave shifted a little, with some hours dropped."""
    shift = r.choices((-1, 0, 1, 2), (15, 50, 25, 10))[0]
    base = WAVES[name]
    out = [(h + shift) % 24 for h in range(24) for _ in range(max(0, base[h] + r.choice((-1, 0, 0, 1))
            if base[h] else 0))]
    return out or [12]


class World:
    """All tables of a world and the places they are made from."""

    def __init__(self, seed, level, n):
        self.seed, self.level, self.n = seed, level, n
        r = self.rng("window")
        self.days = r.randint(72, 112)
        self.end = self.days * DAY
        self.start = date(2025, 1, 13) + timedelta(days=r.randrange(240))
        self.acc, self.logins, self.bindings, self.transfers, self.changes = {}, [], [], [], []
        self.leads, self.payments, self.spend, self.notes, self.approved = [], [], [], [], []
        self.role, self.outside, self.stories, self.truth_leads = {}, set(), [], []
        self.companies, self.used_phones, self.pals, self.cuts = [], [], [], []
        self.scale, self.pace, self.market = n / 20000, .7, True
        r = self.rng("places")
        self.prefix = [[f"{r.choice(ISP)}"
                        f".{r.randrange(1, 255)}" for _ in range(5)] for _ in CITIES]
        self.nat = [[Net(0, c, "nat", [self.fixed_ip(r, c) for _ in range(2 + CITIES[c][1] // 4)])
                     for _ in range(3)] for c in range(len(CITIES))]
        self.cgnat = [Net(0, c, "nat", [self.fixed_ip(r, c) for _ in range(6 + CITIES[c][1])])
                      for c in range(len(CITIES))]
        self.wifi = [[Net(0, c, "fixed", [self.fixed_ip(r, c)]) for _ in range(4 + CITIES[c][1])]
                     for c in range(len(CITIES))]
        self.idc = [Net(0, c, "fixed", [f"{r.choice((47, 39, 8, 43, 106))}.{r.randrange(1, 255)}."
                                        f"{r.randrange(256)}.{r.randrange(1, 255)}"
                                        for _ in range(r.randint(1, 5))])
                    for c in r.choices(range(len(CITIES)), CITY_W, k=24)]

    def rng(self, name):
        return random.Random(f"world-{self.seed}-{name}")

    def city(self, r):
        return r.choices(range(len(CITIES)), CITY_W)[0]

    def fixed_ip(self, r, c):
        return f"{r.choice(self.prefix[c])}.{r.randrange(256)}.{r.randrange(1, 255)}"

    def home(self, r, c):
        """Home broadband: most re-dial daily or every few days, some sit behind the provider's NAT, few
        are fixed."""
        u = r.random()
        if u < .25:
            return Net(r.getrandbits(40), c, "nat", r.sample(self.cgnat[c].ips, 2))
        if u < .32:
            return Net(0, c, "fixed", [self.fixed_ip(r, c)])
        return Net(r.getrandbits(40), c, "lease", self.prefix[c], r.choices((1, 2, 5, 14, 40),
                (40, 15, 20, 15, 10))[0])

    def lease(self, r, c, period=None):
        return Net(r.getrandbits(40), c, "lease", self.prefix[c], period or r.choice((1, 1, 2, 3, 7)))

    def office(self, r, c):
        return Net(0, c, "fixed", [self.fixed_ip(r, c) for _ in range(r.choice((1, 1, 1, 2, 3)))])

    def open(self, r, op, kind, reg=None, payout=None, industry="", group="", gaps=True):
        """Open an account for an operator; fields are missing at the rates of a real export."""
        aid = new_id(r)
        reg = -r.randint(20 * DAY, 1500 * DAY) if reg is None else int(reg)
        gap = {"personal": (.14, .06, .5), "professional": (.03, .02, .12)}.get(kind,
                (.05, .04, .2)) if gaps else (0, 0, 0)
        pay = op.pay if payout is None else payout
        self.acc[aid] = [aid, kind, reg, "" if r.random() < .08 else CITIES[op.city][0],
                         "" if r.random() < gap[0] else op.holder, "" if r.random() < gap[1] else op.phone,
                         "" if r.random() < gap[2] else pay, industry, group]
        self.role[aid] = ("clean", "")
        op.accounts.append(aid)
        return aid

    def change(self, r, aid, field, t, new="", seen=.93):
        """Change a field of an account; the change log misses some, and keeps only what is in the window."""
        col = {"region": 3, "holder": 4, "phone": 5, "payout_account": 6}.get(field)
        old = self.acc[aid][col] if col else ""
        if t < self.end:
            if col:
                self.acc[aid][col] = new
            if 0 <= t and r.random() < seen:
                self.changes.append((aid, field, int(t), old, new))

    def story(self, aid, typology, name):
        self.stories.append((aid, typology, name))

    def abuse(self, aid, role, ring, trick, typology=None):
        self.role[aid] = (role, ring)
        self.outside.discard(aid)
        self.stories.append((aid, typology or role, trick))

    def bind(self, r, ent, aid, t, until, method, employee):
        until = None if until is None else max(int(until), int(t) + 3600)
        self.bindings.append((ent, aid, int(t), until, method, employee))

    def pay(self, r, payer, payee, t, amount):
        if 0 <= t < self.end and payer and payee and payer != payee and amount > 0:
            self.payments.append((new_id(r, "x"), payer, payee, int(t), round(amount, 2)))

    def ads(self, r, aid, t0, t1, daily, kinds, share=.8):
        """Spend on an account from day to day."""
        for d in range(max(0, int(t0 // DAY)), min(self.days, int(t1 // DAY) + 1)):
            if r.random() < share:
                self.spend.append((aid, d, r.choice(kinds), round(daily * r.lognormvariate(0, .5), 2)))

    def note(self, r, aid, t, text):
        if 0 <= t < self.end:
            self.notes.append((new_id(r, "n"), aid, int(t), text))

    def use(self, r, aid, op, t0=0, t1=None, rate=.3, more=.3, dev=None, net=None, days=None):
        """The operator logs in on the account from t0 to t1, on a share `rate` of the days."""
        t0, t1 = max(0, t0), self.end if t1 is None else min(t1, self.end)
        rnd, out, wave, nw = r.random, self.logins, op.wave, len(op.wave)
        wd, rate = self.start.weekday(), rate * self.pace
        for day in range(int(t0 // DAY), int(-(-t1 // DAY))):
            if rnd() > rate or (days is not None and day not in days):
                continue
            n = 1
            while rnd() < more and n < 8:
                n += 1
            for _ in range(n):
                t = day * DAY + wave[int(rnd() * nw)] * 3600 + int(rnd() * 3600)
                if t0 <= t < t1:
                    d = dev
                    if d is None:
                        d = op.dev(t)
                        for side, p in op.side:
                            if rnd() < p:
                                d = side
                    use, mobile = net, False
                    if use is None:
                        use, mobile = self._where(rnd, op, t, (day + wd) % 7)
                    out.append((t, aid, d.at(t), "" if rnd() < .008 else use.ip(day, rnd()),
                                self._region(rnd, use.city, mobile)))

    def _where(self, rnd, op, t, weekday):
        """Which network carries this login: trip, only network, office, home, carrier or a public one."""
        u = rnd()
        if op.only:
            return (op.leak, False) if op.leak and u < .03 else (op.only, False)
        if op.vpn and u < .3:
            return op.vpn, False
        for a, b, c in op.trips:
            if a <= t < b:
                spots = self.wifi[c]
                return (self.nat[c][op.carrier], True) if u < .7 else (spots[int(rnd() * len(spots))], False)
        home = op.home(t)
        if op.work and weekday < 6 and 9 * 3600 <= t % DAY < 19 * 3600 and u < .62:
            return op.work, False
        if u < .72 and not (op.work and 9 * 3600 <= t % DAY < 18 * 3600 and weekday < 6):
            return home, False
        if u < .96:
            return self.nat[home.city][op.carrier], True
        spots = self.wifi[home.city]
        return spots[int(rnd() * len(spots))], False

    def _region(self, rnd, city, mobile):
        u = rnd()
        if u < .025:
            return ""
        if u < .033:
            return "未知"
        if mobile and u < .15:
            return CITIES[CITIES[city][2]][0]
        if u > .994:
            return CITIES[int(rnd() * len(CITIES))][0]
        return CITIES[city][0]
