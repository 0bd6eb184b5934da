"""The state of one made-up world: identities, places, networks, devices and rows.

Times are seconds since the first midnight of the window, so that everything
before the window (registrations, old bindings) is negative.
"""

import datetime as dt
import random
from dataclasses import dataclass, field

DAY = 86400
CITIES = [
    "上海",
    "北京",
    "广州",
    "深圳",
    "杭州",
    "成都",
    "重庆",
    "武汉",
    "西安",
    "长沙",
    "郑州",
    "南京",
    "苏州",
    "青岛",
    "沈阳",
    "昆明",
    "合肥",
    "佛山",
    "东莞",
    "宁波",
    "济南",
    "厦门",
    "南宁",
    "兰州",
    "洛阳",
    "襄阳",
    "临沂",
    "义乌",
    "汕头",
    "绵阳",
]
CITY_WEIGHTS = [14, 13, 10, 10, 8, 8, 7, 5, 5, 4, 4, 4, 4, 3, 3, 3, 3, 3, 3, 3, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1]
INDUSTRIES = [
    "home_renovation",
    "beauty_clinic",
    "education",
    "auto",
    "wedding",
    "real_estate",
    "travel",
    "fitness",
    "dental",
    "furniture",
    "pets",
    "insurance",
]
FESTIVALS = [
    ("2025-01-27", "2025-02-05"),
    ("2025-04-04", "2025-04-06"),
    ("2025-05-01", "2025-05-05"),
    ("2025-05-31", "2025-06-02"),
    ("2025-10-01", "2025-10-08"),
]

# Relative weight of each hour; the desk knows its callers by the hour they ring.
RHYTHMS = {
    "office": [1, 0, 0, 0, 0, 0, 1, 4, 6, 3, 3, 4, 9, 7, 3, 3, 3, 4, 6, 7, 9, 11, 9, 4],
    "night": [9, 7, 5, 3, 1, 0, 0, 0, 1, 2, 3, 4, 5, 5, 4, 4, 4, 4, 5, 6, 7, 9, 11, 11],
    "shop": [0, 0, 0, 0, 0, 0, 0, 1, 3, 7, 9, 8, 5, 7, 9, 9, 8, 7, 6, 6, 5, 4, 2, 0],
    "mother": [0, 0, 0, 0, 0, 1, 3, 4, 6, 8, 7, 3, 3, 8, 7, 3, 2, 2, 2, 3, 6, 10, 7, 2],
    "student": [4, 2, 1, 0, 0, 0, 1, 3, 3, 3, 4, 5, 9, 7, 3, 3, 4, 6, 6, 6, 7, 9, 11, 9],
    "elder": [0, 0, 0, 0, 1, 5, 8, 9, 8, 7, 6, 4, 3, 3, 6, 6, 5, 5, 7, 8, 5, 2, 0, 0],
    "shift": [5, 4, 4, 3, 2, 2, 5, 7, 3, 2, 2, 3, 4, 3, 6, 7, 3, 3, 3, 4, 5, 7, 8, 7],
    "desk": [0, 0, 0, 0, 0, 0, 0, 0, 3, 9, 10, 9, 4, 6, 10, 10, 9, 8, 4, 2, 2, 1, 0, 0],
}
WEEKEND = {
    "office": 0.95,
    "night": 1,
    "shop": 1,
    "mother": 0.8,
    "student": 0.9,
    "elder": 0.9,
    "shift": 0.9,
    "desk": 0.18,
}


@dataclass
class Net:
    """A way onto the internet; draws the address seen on a given day."""

    kind: str
    pool: list
    hold: int = 1

    def ip(self, rng, day):
        if self.kind == "v6":
            return f"{self.pool[(day // self.hold) % len(self.pool)]}:{rng.getrandbits(16):x}:{rng.getrandbits(16):x}"
        if self.kind == "lease":
            return self.pool[(day // self.hold) % len(self.pool)]
        return rng.choice(self.pool)


@dataclass
class Seat:
    """Where somebody sits: the devices and networks in reach."""

    devices: list
    nets: list
    region: str
    main: float = 0.85


@dataclass
class Person:
    """A human being with habits; holder is the verified identity."""

    holder: str
    city: str
    phone: str
    pay: str
    rhythm: str
    seat: Seat
    device: str


@dataclass
class Account:
    """One platform account and what is known of it."""

    id: str
    kind: str
    registered: int
    region: str
    holder: str
    phone: str
    payout: str
    industry: str = ""
    group: str = ""
    role: str = "clean"
    ring: str = ""
    story: str = ""
    person: Person = None


@dataclass
class Staff:
    """An employee's place in a firm."""

    person: Person
    account: Account
    start: int
    end: int = None


@dataclass
class Firm:
    """A company: its enterprise account, its people, office and customers."""

    boss: Person
    account: Account
    city: str
    industry: str
    office: Net
    staff: list = field(default_factory=list)
    leads: list = field(default_factory=list)
    story: str = ""


class World:
    """Collects all rows; every part of the generator writes through it."""

    def __init__(self, seed, camouflage, size):
        self.seed, self.camouflage, self.size = seed, camouflage, size
        self.stage("frame")
        self.days = self.rng.randint(95, 165)
        self.start = dt.datetime(2025, 1, 6) + dt.timedelta(days=self.rng.randint(0, 190))
        self.end = self.days * DAY
        self.festive = self._festive_days()
        self.carriers = {c: [self._v4_pool(self.rng.randint(8, 60)) for _ in range(3)] for c in CITIES}
        self.accounts, self.logins, self.bindings, self.transfers = [], [], [], []
        self.changes, self.leads, self.payments, self.spend, self.notes = [], [], [], [], []
        self.approved, self.truth_leads, self.firms = [], [], []
        self.rings = 0
        self._used = set()

    def stage(self, name):
        """A stage has its own stream, so the background is the same with and without abuse."""
        self.rng = random.Random(f"{self.seed}/{name}")
        self.stage_name = name

    def _festive_days(self):
        out = set()
        for a, b in FESTIVALS:
            day = dt.datetime.fromisoformat(a)
            while day <= dt.datetime.fromisoformat(b):
                out.add((day - self.start).days)
                day += dt.timedelta(days=1)
        return out

    def weekend(self, day):
        return (self.start.weekday() + day) % 7 >= 5

    # identities -----------------------------------------------------------
    def uid(self, prefix="", bits=48):
        while True:
            x = f"{prefix}{self.rng.getrandbits(bits):0{bits // 4}x}"
            if x not in self._used:
                self._used.add(x)
                return x

    def account_id(self):
        if self.rng.random() < 0.25:
            while True:
                x = f"{self.rng.randrange(10 ** 17):018d}"
                if x not in self._used:
                    self._used.add(x)
                    return x
        return self.uid("", 96)

    def device(self):
        kind = self.rng.random()
        if kind < 0.45:
            return self.uid("", 64)
        if kind < 0.9:
            x = self.uid("", 128).upper()
            return f"{x[:8]}-{x[8:12]}-{x[12:16]}-{x[16:20]}-{x[20:]}"
        return self.uid("web_", 80)

    def ring(self):
        self.rings += 1
        return f"R{self.rings:04d}"

    # networks ---------------------------------------------------------------
    def v4(self):
        r = self.rng
        return f"{r.choice((14, 27, 36, 39, 42, 58, 60, 101, 106, 110, 112, 113, 114, 116, 117, 119, 120, 121, 122, 123, 124, 125, 171, 175, 180, 182, 183, 218, 219, 220, 221, 222, 223))}.{r.randrange(256)}.{r.randrange(256)}.{r.randint(1, 254)}"

    def _v4_pool(self, n):
        base = self.v4().rsplit(".", 1)[0]
        return [f"{base}.{x}" for x in self.rng.sample(range(1, 255), n)]

    def home_net(self):
        r = self.rng
        if r.random() < 0.35:
            return Net(
                "v6",
                [
                    f"24{r.choice(('08', '09', '0e'))}:{r.getrandbits(16):x}:{r.getrandbits(16):x}:{r.getrandbits(16):x}::"[
                        :-1
                    ]
                    for _ in range(r.randint(1, 6))
                ],
                r.randint(5, 60),
            )
        return Net("lease", [self.v4() for _ in range(r.randint(1, 12))], r.choice((1, 2, 3, 7, 14, 30, 90)))

    def carrier(self, city):
        return Net("pool", self.rng.choice(self.carriers[city]))

    def office_net(self):
        return Net("pool", [self.v4() for _ in range(self.rng.choice((1, 1, 1, 2, 3)))])

    def city(self, other_than=None):
        while True:
            c = self.rng.choices(CITIES, CITY_WEIGHTS)[0]
            if c != other_than:
                return c

    # people and accounts ----------------------------------------------------
    def person(self, city=None, rhythm=None):
        r = self.rng
        city = city or self.city()
        device = self.device()
        devices = [device] + ([self.device()] if r.random() < 0.14 else [])
        seat = Seat(devices, [self.home_net(), self.carrier(city)], city, r.uniform(0.7, 0.98))
        rhythm = rhythm or r.choices(list(RHYTHMS)[:7], [34, 12, 10, 13, 14, 7, 10])[0]
        return Person(self.uid("h", 64), city, self.uid("p", 64), self.uid("pay", 56), rhythm, seat, device)

    def account(self, person, kind="personal", registered=None, story="", industry=""):
        """Many accounts are never verified and most never get paid."""
        r = self.rng
        if registered is None:
            registered = int(self.end - r.expovariate(1 / 700) * DAY - DAY * 6)
        unverified = kind == "personal" and r.random() < 0.22
        payout = person.pay if kind != "personal" or r.random() < 0.3 else ""
        a = Account(
            self.account_id(),
            kind,
            self.waking(max(registered, -4200 * DAY)),
            person.city if r.random() > 0.07 else "",
            "" if unverified else person.holder,
            person.phone if r.random() > 0.03 else "",
            payout,
            industry,
            story=story,
            person=person,
        )
        self.accounts.append(a)
        return a

    def mark(self, account, role, ring, story):
        account.role, account.ring, account.story = role, ring, story

    # rows --------------------------------------------------------------------
    def log(self, account, t, device, ip, region):
        t = int(t)
        if 0 <= t < self.end and t >= account.registered:
            self.logins.append((t, account.id, device, ip, region))

    def live(self, account, seat, start=0, end=None, per_day=None, rhythm="office"):
        """Use an account from a seat over an interval, at a person's own hours."""
        r = self.rng
        start = max(0, start, account.registered)
        end = min(self.end, self.end if end is None else end)
        if end <= start:
            return
        per_day = self.habit() if per_day is None else per_day
        n = per_day * (end - start) / DAY
        n = int(n) + (r.random() < n % 1)
        hours = r.choices(range(24), RHYTHMS[rhythm], k=n) if n else ()
        first, last = start // DAY, (end - 1) // DAY
        weekend = WEEKEND[rhythm]
        for hour in hours:
            day = r.randint(first, last)
            if self.weekend(day) and r.random() > weekend:
                day = max(first, day - 2)
            if day in self.festive and rhythm == "desk" and r.random() < 0.8:
                continue
            t = day * DAY + hour * 3600 + r.randrange(3600)
            if start <= t < end:
                self.touch(account, seat, t)

    def touch(self, account, seat, t):
        """One login from a seat."""
        r = self.rng
        device = (
            seat.devices[0]
            if len(seat.devices) == 1 or r.random() < seat.main
            else r.choice(seat.devices[1:])
        )
        net = seat.nets[0] if len(seat.nets) == 1 or r.random() < 0.62 else r.choice(seat.nets[1:])
        self.log(account, t, device, net.ip(r, int(t) // DAY), seat.region)

    def habit(self):
        """Logins recorded a day: heavy tail, most people modest."""
        return min(1.8, self.rng.lognormvariate(-1.55, 0.75))

    def bind(self, firm_account, account, start, end=None, method="bound", employee=None):
        employee = account.holder if employee is None else employee
        start, end = self.waking(start), None if end is None else self.waking(end)
        start = max(start, account.registered + 600, firm_account.registered + 600)
        if start < self.end:
            end = None if end is None or end >= self.end or end <= start else int(end)
            self.bindings.append((firm_account.id, account.id, start, end, method, employee))

    def change(self, account, what, t, old="", new=""):
        t = int(t)
        if max(0, account.registered) <= t < self.end:
            self.changes.append((account.id, what, t, old, new))

    def change_payout(self, account, t, new):
        """The accounts export shows the state at the end of the window."""
        if max(0, account.registered) <= t < self.end:
            self.change(account, "payout_account", t, account.payout, new)
            account.payout = new

    def change_phone(self, account, t, new):
        if max(0, account.registered) <= t < self.end:
            self.change(account, "phone", t, account.phone, new)
            account.phone = new

    def waking(self, t):
        """Whole days mean some hour of that day when people are up."""
        return int(t) if int(t) % DAY else int(t) + self.rng.randint(7 * 3600, 23 * 3600)

    def pay(self, payer, payee, t, amount):
        t += self.rng.randint(0, 1200)
        if payer and payee and payer != payee and 0 <= t < self.end:
            self.payments.append((self.uid("x", 56), payer, payee, int(t), f"{amount:.2f}"))

    def lead(self, account, t, source, contact=None, followed=None):
        row = (self.uid("l", 60), contact or self.uid("c", 64), account.id, int(t), source, followed)
        self.leads.append(row)
        return row

    def transfer(self, lead_id, contact, source, target, t, channel, ring=None):
        if 0 <= t < self.end and source is not target and t >= target.registered:
            self.transfers.append((lead_id, contact, source.id, target.id, int(t), channel))
            if ring:
                self.truth_leads.append((lead_id, source.id, target.id, ring))
            return True
        return False

    def advertise(self, account, start, end, product, mean):
        """Budgets follow the week and somebody's mood, not a curve."""
        r = self.rng
        for day in range(
            max(0, int(start) // DAY, account.registered // DAY + 1), min(self.days, int(end) // DAY)
        ):
            if r.random() < 0.55:
                self.spend.append((account.id, day, product, f"{max(1, r.lognormvariate(0, .6) * mean):.2f}"))

    def note(self, account, t, text):
        if max(0, account.registered) <= t < self.end:
            self.notes.append((self.uid("n", 60), account.id, int(t), text))

    def when(self, lo=0.1, hi=0.9):
        """A moment somewhere in the window, in waking hours."""
        day = int(self.rng.uniform(lo, hi) * self.days)
        return day * DAY + self.rng.randint(8 * 3600, 23 * 3600)
