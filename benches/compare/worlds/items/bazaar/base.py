"""The world's objects. Everything is planned first (accounts, who uses them when) and emitted afterwards."""

import random
from datetime import datetime, timedelta

from . import places

DAY = 86400
FOREVER = 10**9


class World:
    def __init__(self, seed, level, null, n):
        self.seed, self.level, self.null, self.n = seed, level, null, n
        self.scale = n / 20000
        r = self.rng("window")
        self.days = r.randint(74, 102)
        self.start = datetime(2025, 2, 20) + timedelta(days=r.randint(0, 42))
        self.end = self.days * DAY
        self.weekday0 = self.start.weekday()
        self.holiday = (datetime(2025, 5, 1) - self.start).days
        self.carriers = places.carrier_nets(self.rng("carriers"))
        self.accounts, self.people, self.firms, self.leads = [], [], [], []
        self.transfers, self.bindings, self.payments, self.approved = [], [], [], []
        self.extra_logins, self.stories, self.bad_leads = [], [], []
        self.leavers, self.memes, self.rings = [], [], 0

    def rng(self, *name):
        return random.Random("|".join(map(str, (self.seed,) + name)))

    def count(self, k):
        """A number of rings or stories meant for 20,000 accounts, at this world's size."""
        return max(1, round(k * self.scale))

    def ring(self, kind):
        self.rings += 1
        return f"{kind}-{self.rings:03d}"

    def stamp(self, t):
        return (self.start + timedelta(seconds=int(t))).strftime("%Y-%m-%d %H:%M:%S")

    def account(self, rng, kind, reg, region, **more):
        a = Account(rng, self, kind, reg, region)
        for k, v in more.items():
            setattr(a, k, v)
        self.accounts.append(a)
        return a

    def bind(self, firm, acc, t, until, method, employee):
        b = [firm.ent, acc, t, until, method, employee]
        self.bindings.append(b)
        acc.binds.append(b)
        return b

    def pay(self, payer, payee, t, amount):
        if payer and payee and payer != payee and 0 <= t < self.end:
            self.payments.append((int(t), payer, payee, round(max(amount, 0.5), 2)))

    def tell(self, acc, typology, story):
        self.stories.append((acc.id, typology, story))

    def mark(self, acc, role, ring, story):
        """Truth for one account; the first role stays, the story is added anyway."""
        if not acc.ring:
            acc.role, acc.ring = role, ring
        self.tell(acc, "lead_resale" if role == "lead_buyer" else role, story)

    def transfer(self, lead, frm, to, t, channel, ring=None):
        if frm is to or not 0 <= t < self.end:
            return False
        self.transfers.append((int(t), lead, frm.id, to.id, channel))
        if ring:
            self.bad_leads.append((lead.id, frm.id, to.id, ring))
        return True


def token(rng, n=24):
    return f"{rng.getrandbits(4 * n):0{n}x}"


def new_device(rng):
    if rng.random() < 0.42:
        h = token(rng, 32).upper()
        return f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}"
    return token(rng, 16)


def new_wallet(rng):
    return f"2088{rng.randrange(10 ** 12):012d}" if rng.random() < 0.6 else "wxp" + token(rng, 18)


class Person:
    """A human being with phones, a home line, a SIM and habits."""

    __slots__ = (
        "city",
        "holder",
        "phone",
        "wallet",
        "phones",
        "homes",
        "op",
        "hours",
        "weekend",
        "trips",
        "works",
        "at_home",
        "tablet",
        "vpn",
        "accounts",
        "busy",
    )

    def __init__(self, rng, city, shape=None, home=None):
        self.city, self.holder, self.phone = city, token(rng), token(rng)
        self.wallet = new_wallet(rng) if rng.random() < 0.7 else None
        self.phones = [(-FOREVER, new_device(rng))]
        self.homes = [(-FOREVER, home or places.Net(rng, city))]
        self.op = rng.randrange(3)
        shape = shape or rng.choice(
            ("desk", "desk", "desk", "student", "student", "parent", "owl", "shop", "elder")
        )
        self.hours, self.weekend = places.rhythm(rng, shape)
        self.trips, self.works, self.accounts = [], [], []
        self.at_home = rng.uniform(0.35, 0.85)
        self.tablet = self.vpn = None
        self.busy = False  # already has a part in some story

    def device(self, t):
        dev = self.phones[0][1]
        for since, d in self.phones[1:]:
            if t >= since:
                dev = d
        return dev

    def home(self, t):
        net = self.homes[0][1]
        for since, n in self.homes[1:]:
            if t >= since:
                net = n
        return net


class Seg:
    """`who` uses an account from `a` to `b`, `rate` logins a day; devices, networks and hours may be set."""

    __slots__ = ("who", "a", "b", "rate", "devs", "nets", "hours")

    def __init__(self, who, a, b, rate, devs=None, nets=None, hours=None):
        self.who, self.a, self.b, self.rate = who, a, b, rate
        self.devs, self.nets, self.hours = devs, nets, hours


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
        "segs",
        "changes",
        "writes",
        "ads",
        "binds",
        "role",
        "ring",
        "owner",
        "firm",
        "held",
        "drop",
    )

    def __init__(self, rng, w, kind, reg, region):
        stamp = int((w.start - datetime(2010, 1, 1)).total_seconds() + reg) & 0xFFFFFFFF
        self.id = f"{stamp:08x}{token(rng, 16)}"
        self.kind, self.reg, self.region = kind, reg, region
        self.holder = self.phone = self.payout = self.industry = self.group = self.owner = self.firm = None
        self.segs, self.changes, self.writes, self.ads, self.binds, self.held = [], [], [], [], [], []
        self.role, self.ring, self.drop = "clean", "", False

    def use(self, who, a, b, rate, **kw):
        self.segs.append(Seg(who, max(a, self.reg), b, rate, **kw))

    def stop(self, t, keep=0.0):
        """Its users stop at t; with `keep` they go on at that share of their pace."""
        more = []
        for s in self.segs:
            if s.b > t:
                if keep:
                    more.append(Seg(s.who, max(t, s.a), s.b, s.rate * keep, s.devs, s.nets, s.hours))
                s.b = t
        self.segs = [s for s in self.segs if s.b > s.a] + more

    def stop_writing(self, t):
        self.writes = [(a, min(b, t), r, c) for a, b, r, c in self.writes if a < t]

    def change(self, field, t, new=""):
        self.changes.append((t, field, new))


class Lead:
    __slots__ = ("id", "contact", "collector", "t", "source", "followed", "owner", "since")

    def __init__(self, rng, contact, collector, t, source):
        self.id = "L" + token(rng, 14)
        self.contact, self.collector, self.t, self.source = contact, collector, t, source
        self.followed, self.owner, self.since = None, collector, t
