"""The things of a world: accounts, people, networks, habits of use; and the ledger that collects rows.

Times inside the program are floats: days since the start of the window (negative = before it).
"""

import random
from datetime import datetime, timedelta

CITIES = [
    ("上海", 10),
    ("北京", 9),
    ("广州", 9),
    ("深圳", 9),
    ("杭州", 8),
    ("成都", 8),
    ("重庆", 6),
    ("武汉", 6),
    ("南京", 5),
    ("苏州", 5),
    ("西安", 5),
    ("长沙", 5),
    ("郑州", 4),
    ("青岛", 3),
    ("厦门", 3),
    ("宁波", 3),
    ("合肥", 3),
    ("佛山", 3),
    ("东莞", 3),
    ("昆明", 2),
    ("福州", 2),
    ("济南", 2),
    ("沈阳", 2),
    ("南宁", 2),
    ("无锡", 2),
    ("贵阳", 1),
    ("义乌", 1),
    ("临沂", 1),
    ("莆田", 1),
    ("洛阳", 1),
    ("海口", 1),
    ("兰州", 1),
]
CITY_DRAW = [c for c, k in CITIES for _ in range(k)]
INDUSTRIES = [
    "home_renovation",
    "wedding_photo",
    "beauty_clinic",
    "real_estate",
    "education",
    "travel",
    "catering",
    "apparel",
    "auto",
    "dental",
    "fitness",
    "pets",
]


def _hours(*spans):
    """A table of hours to draw from: spans of (first, last, weight)."""
    return [h for a, b, k in spans for h in range(a, b) for _ in range(k)]


HOURS = {
    "common": _hours(
        (7, 9, 3), (9, 12, 3), (12, 14, 6), (14, 18, 3), (18, 20, 5), (20, 23, 9), (23, 24, 4), (0, 1, 2)
    ),
    "office": _hours((8, 9, 2), (9, 12, 8), (12, 14, 5), (14, 18, 8), (18, 20, 4), (20, 23, 3)),
    "shop": _hours((9, 10, 2), (10, 14, 6), (14, 18, 5), (18, 22, 7), (22, 23, 2)),
    "night": _hours((0, 4, 6), (4, 7, 1), (13, 18, 2), (18, 22, 3), (22, 24, 7)),
    "studio": _hours((10, 12, 5), (13, 18, 7), (19, 23, 7), (23, 24, 3), (0, 2, 2)),
    "afternoon": _hours((14, 18, 1)),
    "morning": _hours((6, 9, 5), (9, 12, 6), (12, 13, 3)),
    "round": _hours((0, 24, 1)),
}


class Net:
    """A network; its address may change every `period` days (home broadband) or never (an office)."""

    __slots__ = ("city", "ips", "period", "off")

    def __init__(self, city, ips, period=10**6, off=0):
        self.city, self.ips, self.period, self.off = city, ips, period, off

    def ip(self, day):
        return self.ips[((day + self.off) // self.period) % len(self.ips)]


class Use:
    """One habit: somebody uses an account from t0 to t1 at a rate a day with devices and networks."""

    __slots__ = ("t0", "t1", "rate", "devs", "home", "work", "mobile", "hours", "weekend", "trips", "who")

    def __init__(
        self,
        t0,
        t1,
        rate,
        devs,
        home,
        work=None,
        mobile=0.35,
        hours="common",
        weekend=1.0,
        trips=None,
        who="owner",
    ):
        self.t0, self.t1, self.rate, self.devs, self.home, self.work = t0, t1, rate, devs, home, work
        self.mobile, self.hours, self.weekend, self.trips, self.who = mobile, hours, weekend, trips, who


class Account:
    __slots__ = (
        "id",
        "kind",
        "reg",
        "region",
        "holder",
        "phone",
        "payout",
        "industry",
        "group",
        "uses",
        "person",
        "firm",
        "busy",
        "chatty",
    )

    def __init__(self, **kw):
        self.industry = self.group = self.payout = self.person = self.firm = None
        self.uses, self.busy, self.chatty = [], False, 0.0
        for k, v in kw.items():
            setattr(self, k, v)

    def cut(self, t):
        """Whoever used it stops at t."""
        for u in self.uses:
            u.t1 = min(u.t1, t)

    def rework(self, t, net):
        """From t on the work hours are spent in another network."""
        for u in list(self.uses):
            if u.who == "owner" and u.t1 > t:
                if u.t0 < t:
                    self.uses.append(
                        Use(u.t0, t, u.rate, u.devs, u.home, u.work, u.mobile, u.hours, u.weekend, u.trips)
                    )
                    u.t0 = t
                u.work = net

    def slow(self, t, factor):
        """From t on the present habits go on at another rate."""
        more = []
        for u in self.uses:
            if u.t1 > t:
                if factor > 0:
                    more.append(
                        Use(
                            max(t, u.t0),
                            u.t1,
                            u.rate * factor,
                            u.devs,
                            u.home,
                            u.work,
                            u.mobile,
                            u.hours,
                            u.weekend,
                            u.trips,
                            u.who,
                        )
                    )
                u.t1 = min(u.t1, t)
        self.uses += more


class Person:
    """Somebody with a phone, a home, a wallet and a life; `segs` is the life: (t0, t1, devices, home)."""

    __slots__ = (
        "city",
        "ident",
        "phone",
        "wallet",
        "segs",
        "trips",
        "hours",
        "work",
        "accounts",
        "mobile",
        "busy",
    )

    def devs_at(self, t):
        for a, b, devs, home in self.segs:
            if a <= t < b:
                return devs, home
        return self.segs[-1][2], self.segs[-1][3]


class World:
    def __init__(self, seed, level, size):
        self.seed, self.level, self.size = seed, level, size
        r = self.stream("frame")
        self.days = r.randint(84, 104)
        self.start = datetime(2025, 2, 24) + timedelta(days=7 * r.randrange(4))
        self.daytext = [(self.start + timedelta(days=d)).strftime("%Y-%m-%d") for d in range(self.days + 1)]
        self.holidays = [(datetime(2025, m, d) - self.start).days for m, d in ((4, 4), (5, 1), (5, 31))]
        self.accounts, self.bindings, self.transfers, self.changes, self.leads = [], [], [], [], []
        self.payments, self.ads, self.notes, self.approved = [], [], [], []
        self.truth, self.truth_leads, self.stories, self.outside = {}, [], [], set()
        self.people, self.firms, self.agencies, self.used_phones = [], [], [], []
        self.last_binding = {}
        self.r = r
        self.carrier = {c: [self.new_ip() for _ in range(2 + k)] for c, k in CITIES}
        self.proxy = {c: [self.new_ip() for _ in range(3 + k)] for c, k in CITIES}
        self.pool = {c: [] for c, _ in CITIES}  # home addresses that the provider hands out again

    def stream(self, name):
        return random.Random(f"{self.seed}/{name}")

    # ---- names -------------------------------------------------------------------------------------
    def new_id(self):
        return "%024x" % self.r.getrandbits(96)

    def new_hash(self):
        return "%016x" % self.r.getrandbits(64)

    def new_dev(self):
        return "%08X-%04X-%04X" % (self.r.getrandbits(32), self.r.getrandbits(16), self.r.getrandbits(16))

    def new_ip(self):
        x = self.r.getrandbits(32)
        return "%d.%d.%d.%d" % (x % 211 + 12, x >> 8 & 255, x >> 16 & 255, (x >> 24) % 254 + 1)

    def new_wallet(self):
        return "62%014d" % self.r.randrange(10**14)

    # ---- networks ----------------------------------------------------------------------------------
    def home_net(self, city):
        r, ips, pool = self.r, [], self.pool[city]
        for _ in range(r.choice((1, 2, 3, 4, 6))):
            if pool and r.random() < 0.12:
                ips.append(r.choice(pool))
            else:
                ips.append(self.new_ip())
                if r.random() < 0.3:
                    pool.append(ips[-1])
        return Net(city, ips, r.choice((7, 14, 20, 30, 45)), r.randrange(40))

    def fixed_net(self, city, n=1):
        return Net(city, [self.new_ip() for _ in range(n)], 3)

    def proxy_net(self, city):
        """A commercial exit in a city; other customers of the same provider come out there too."""
        return Net(city, self.r.sample(self.proxy[city], 2), self.r.randint(3, 12), self.r.randrange(12))

    def carrier_net(self, city):
        return Net(city, self.carrier[city], 1, self.r.randrange(50))

    def city(self, *but):
        while True:
            c = self.r.choice(CITY_DRAW)
            if c not in but:
                return c

    # ---- people and accounts -----------------------------------------------------------------------
    def person(self, city, home=None, devs=None, hours=None, work=None):
        r, p = self.r, Person()
        p.city, p.ident, p.phone, p.wallet = city, self.new_hash(), self.new_hash(), self.new_wallet()
        if devs is None:
            devs = [(self.new_dev(), 1.0)]
            if r.random() < 0.22:
                devs.append((self.new_dev(), r.uniform(0.05, 0.5)))
        p.segs = [[-1e4, 1e4, devs, home or self.home_net(city)]]
        p.hours = hours or ("common" if r.random() < 0.9 else "night")
        p.trips, p.work, p.accounts, p.mobile, p.busy = [], work, [], r.uniform(0.15, 0.6), False
        self.people.append(p)
        return p

    def account(self, kind, city, reg=None, **kw):
        r = self.r
        if reg is None:
            reg = r.uniform(0, self.days * 0.9) if r.random() < 0.04 else -r.expovariate(1 / 700.0) - 1
            reg = max(reg, -3900.0)
        a = Account(id=self.new_id(), kind=kind, reg=reg, region=city, holder=None, phone=None)
        for k, v in kw.items():
            setattr(a, k, v)
        self.accounts.append(a)
        return a

    def own(self, p, kind="personal", rate=None, reg=None, verified=None, **kw):
        """An account that its holder uses the way the holder lives."""
        r = self.r
        a = self.account(kind, p.city, reg, person=p, **kw)
        if verified is None:
            verified = kind != "personal" or r.random() < 0.72
        a.holder = p.ident if verified else None
        a.phone = p.phone if not p.accounts or r.random() < 0.35 else self.new_hash()
        if kind != "personal" or r.random() < 0.25:
            a.payout = p.wallet
        if rate is None:
            rate = min(2.5, r.lognormvariate(-1.7, 0.9))
        self.live(a, p, rate)
        a.chatty = r.choice((0, 0, 0.01, 0.03)) if kind == "personal" else r.choice((0.02, 0.05, 0.1))
        p.accounts.append(a)
        return a

    def live(self, a, p, rate, t0=-1e4, t1=1e4, **kw):
        for s0, s1, devs, home in p.segs:
            x, y = max(t0, s0, 0.0), min(t1, s1, self.days)
            if x < y:
                a.uses.append(
                    Use(
                        x,
                        y,
                        rate,
                        devs,
                        home,
                        kw.get("work", p.work),
                        p.mobile,
                        kw.get("hours", p.hours),
                        kw.get("weekend", 1.0),
                        p.trips,
                    )
                )

    # ---- rows --------------------------------------------------------------------------------------
    def pay(self, payer, payee, t, yuan):
        if payer and payee and payer != payee and 0 <= t < self.days:
            self.payments.append(("p" + self.new_hash(), payer, payee, t, "%.2f" % yuan))

    def change(self, a, field, t, old=None, new=None):
        if 0 <= t < self.days:
            self.changes.append((a.id, field, t, old or "", new or ""))

    def swap(self, a, field, t, new):
        """Change a field of an account and say so."""
        attr = {"phone": "phone", "payout_account": "payout", "holder": "holder", "region": "region"}[field]
        old = getattr(a, attr)
        if old != new and 0 <= t < self.days:
            self.change(a, field, t, old, new)
            setattr(a, attr, new)

    def ad(self, a, day, product, yuan):
        if 0 <= day < self.days:
            self.ads.append((a.id, int(day), product, "%.2f" % yuan))

    def note(self, a, t, text):
        if 0 <= t < self.days and t > a.reg:
            self.notes.append(("n" + self.new_hash(), a.id, t, text))

    def bind(self, firm, a, t0, t1, method, declared):
        old = self.last_binding.get(a.id)  # one company at a time, as the platform wants it
        if old and (old[3] is None or old[3] > t0):
            old[3] = max(old[2] + 0.01, t0 - 0.002)
        self.bindings.append([firm.ent.id, a.id, t0, t1, method, declared])
        self.last_binding[a.id] = self.bindings[-1]
        a.kind = "kos" if t1 is None else a.kind
        if a.firm is None or t1 is None:
            a.firm = firm
        return self.bindings[-1]

    def lead(self, a, t, source, contact=None, follow=True):
        """A lead that an account collects; returns (lead id, contact)."""
        lid, contact = "L" + self.new_hash(), contact or self.new_hash()
        f = t + self.r.expovariate(1.2) if follow and self.r.random() < 0.7 else None
        if 0 <= t < self.days:
            self.leads.append((lid, contact, a.id, t, source, f if f and f < self.days else None))
        return lid, contact

    def hand(self, lead, a, b, t, channel, ring=None):
        if 0 <= t < self.days and a is not b:
            self.transfers.append((lead[0], lead[1], a.id, b.id, t, channel))
            if ring:
                self.truth_leads.append((lead[0], a.id, b.id, ring))

    def story(self, a, name, typology="honest"):
        self.stories.append((a.id, typology, name))
        a.busy = True

    def guilty(self, a, role, ring, trick):
        if a.id not in self.truth or self.truth[a.id][0] == "lead_buyer":
            self.truth[a.id] = (role, ring)
        self.story(a, trick, "lead_resale" if role == "lead_buyer" else role)
