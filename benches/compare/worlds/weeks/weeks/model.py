"""The people, accounts and tables of a world."""

import random
from dataclasses import dataclass, field

from .almanac import DAY, Almanac
from .places import Broadband, Cellular, FixedLine, ProxyShelf, draw_city
from .rhythms import PRIVATE_LIVES


@dataclass(eq=False)
class Person:
    """Somebody with a week of their own, a home, a phone and a bank card."""

    city: str
    rhythm: str
    offset: int
    home: object
    mobile: object
    work: object
    phone: str
    holder: str
    number: str
    payout: str
    trips: list = field(default_factory=list)
    away: list = field(default_factory=list)

    def net(self, place, day):
        """The line the phone hangs on at this place on this day."""
        for start, end, home, mobile in self.trips:
            if start <= day < end:
                return home if place == "home" else mobile
        if place == "work" and self.work:
            return self.work
        return self.home if place == "home" and self.home else self.mobile


@dataclass(eq=False)
class Use:
    """One person using an account on one device from one day to another."""

    person: Person
    device: str
    start: int
    end: int
    rate: float
    net: object = None
    hours: tuple = None
    rhythm: str = None


@dataclass(eq=False)
class Account:
    """An account as the platform's export shows it at the end of the window."""

    account_id: str
    kind: str
    registered: int
    owner: Person
    region: str
    rate: float
    holder: str = ""
    phone: str = ""
    payout: str = ""
    industry: str = ""
    group: str = ""
    uses: list = field(default_factory=list)


@dataclass(eq=False)
class Round:
    """A sitting in which one person goes through a list of accounts in order."""

    person: Person
    stops: list
    start: int
    end: int
    chance: float
    gap: tuple = (90, 420)
    rhythm: str = None
    shuffle: float = 0.1
    skip: float = 0.15


class World:
    """Everything that is going to be exported, and the makers of its parts."""

    def __init__(self, seed, size, level):
        self.seed, self.size, self.level = seed, size, level
        self.rng = random.Random(f"background:{seed}")
        self.almanac = Almanac(self.rng)
        self.id_style = self.rng.choice(("hex", "digits", "short"))
        self.accounts, self.rounds, self.companies, self.folk = [], [], [], []
        self.tables = {
            name: []
            for name in (
                "bindings",
                "lead_transfers",
                "account_changes",
                "leads",
                "payments",
                "ad_spend",
                "notes",
                "approved_operators",
            )
        }
        self.roles, self.stories, self.bad_leads = {}, [], []
        self.claimed, self._taken, self._shelves = set(), set(), {}

    # -- identifiers -----------------------------------------------------
    def _fresh(self, make):
        while True:
            value = make()
            if value not in self._taken:
                self._taken.add(value)
                return value

    def account_id(self):
        r = self.rng
        if self.id_style == "hex":
            return self._fresh(lambda: f"{r.randrange(0x55, 0x68):02x}{r.getrandbits(88):022x}")
        if self.id_style == "digits":
            return self._fresh(lambda: f"{r.randrange(10 ** 17):018d}")
        return self._fresh(lambda: f"{r.randrange(10 ** 7, 10 ** 10):010d}")

    def token(self, bits=64):
        return self._fresh(lambda: f"{self.rng.getrandbits(bits):0{bits // 4}x}")

    def device(self):
        """Phones name themselves in different ways, by maker."""
        if self.rng.random() < 0.4:
            h = f"{self.rng.getrandbits(128):032X}"
            return f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}"
        return self.token()

    def card(self):
        """A wallet or bank card that can be paid to and from."""
        return self._fresh(
            lambda: f"{self.rng.choice(('2088', '6222', '6217', 'wx'))}{self.rng.randrange(10 ** 12):012d}"
        )

    def number_for(self, letter):
        """A number as the shop systems print it."""
        return self._fresh(lambda: f"{letter}{self.rng.randrange(10 ** 11):011d}")

    # -- makers ----------------------------------------------------------
    def person(self, rhythm=None, city=None, home=None, work=None):
        """Somebody new; office and shop lives get a workplace line of their own."""
        r = self.rng
        rhythm = rhythm or r.choices(list(PRIVATE_LIVES), list(PRIVATE_LIVES.values()))[0]
        city = city or draw_city(r)
        if home is None and r.random() < 0.88:
            home = Broadband(r, city)
        if work is None and rhythm in ("office", "overtime", "boss", "desk_clerk") and r.random() < 0.55:
            work = FixedLine(r, city, r.choice((1, 1, 2)))
        who = Person(
            city,
            rhythm,
            r.randrange(28),
            home,
            Cellular(r, city),
            work,
            self.device(),
            self.token(128),
            self.token(96),
            self.card(),
        )
        self._absences(who)
        return who

    def _absences(self, who):
        """Illness, busy weeks, and the journey home that half of the migrants make."""
        r, al = self.rng, self.almanac
        for _ in range(r.choice((0, 1, 1, 2))):
            start = r.randrange(al.days)
            who.away.append((start, start + r.choice((2, 3, 4, 6, 15))))
        for _, start, end in al.long_festivals():
            if r.random() < 0.28:
                self.trip(who, max(0, start - r.randrange(3)), end + r.randrange(3), draw_city(r))

    def trip(self, who, start, end, city):
        r = self.rng
        who.trips.append((start, end, Broadband(r, city), Cellular(r, city)))

    def shelf(self, city):
        """The proxy vendor's stock in a city; the same for all its customers."""
        if city not in self._shelves:
            self._shelves[city] = ProxyShelf(random.Random(f"shelf:{self.seed}:{city}"), city, 260)
        return self._shelves[city]

    def pace(self, median=0.2):
        """Logins a day: most people rarely, a few all the time."""
        return min(3.5, max(0.03, self.rng.lognormvariate(0, 0.8) * median))

    def account(self, owner, kind="personal", registered=None, use=True, **more):
        """An account of this holder, used on the holder's phone unless told otherwise."""
        r = self.rng
        if registered is None:
            registered = self.registration()
        acc = Account(
            self.account_id(),
            kind,
            registered,
            owner,
            owner.city,
            self.pace(),
            owner.holder,
            owner.number,
            owner.payout,
            **more,
        )
        if r.random() < 0.55 and kind == "personal":
            acc.payout = ""
        if r.random() < 0.06:
            acc.region = draw_city(r)
        if use:
            self.use(acc, owner)
        self.accounts.append(acc)
        return acc

    def registration(self):
        """Mostly long ago, one in eight during the window."""
        r = self.rng
        if r.random() < 0.12:
            return self.signup(r.randrange(int(self.almanac.days * 0.8)))
        return self.signup(-1 - int(min(2400, r.expovariate(1 / 600))))

    def signup(self, day):
        """A registration on this day, at an hour at which people have time."""
        return int(day * DAY + self.rng.triangular(7, 23.9, 20) * 3600)

    def use(
        self, acc, person, device=None, start=None, end=None, rate=None, net=None, hours=None, rhythm=None
    ):
        start = max(0, acc.registered // DAY + (acc.registered > 0)) if start is None else start
        u = Use(
            person,
            device or person.phone,
            start,
            self.almanac.days if end is None else end,
            acc.rate if rate is None else rate,
            net,
            hours,
            rhythm,
        )
        acc.uses.append(u)
        return u

    def stop_uses(self, acc, day, keep=()):
        """Whoever used the account until now puts it down on this day."""
        for u in acc.uses:
            if u.person not in keep:
                u.end = min(u.end, day)

    # -- rows ------------------------------------------------------------
    def change(self, acc, name, t, new="", old=None):
        """A change of the account's settings; the export keeps the last value."""
        attr = {"phone": "phone", "payout_account": "payout", "holder": "holder", "region": "region"}.get(
            name
        )
        before = ""
        if attr:
            before = getattr(acc, attr) if old is None else old
            setattr(acc, attr, new)
        if 0 <= t < self.almanac.end:
            self.tables["account_changes"].append((acc.account_id, name, t, before, new))

    def pay(self, payer, payee, t, amount):
        if payer and payee and payer != payee and 0 <= t < self.almanac.end and amount >= 0.01:
            t = min(self.almanac.end - 1, max(0, int(t + self.rng.triangular(-2400, 2400))))
            self.tables["payments"].append((self.number_for("p"), payer, payee, t, f"{amount:.2f}"))

    def bind(self, enterprise, acc, start, end=None, method="bound", employee=None):
        """Attach an account; an end beyond the window is not known yet."""
        if end is not None and end >= self.almanac.end:
            end = None
        self.tables["bindings"].append(
            (
                enterprise.account_id,
                acc.account_id,
                int(start),
                None if end is None else int(end),
                method,
                acc.owner.holder if employee is None else employee,
            )
        )

    def lead(self, acc, t, contact=None, source=None, followed=None):
        r = self.rng
        lead_id, contact = self.number_for("L"), contact or self.token(96)
        source = source or r.choices(("form", "private_message", "import"), (6, 5, 0.4))[0]
        self.tables["leads"].append((lead_id, contact, acc.account_id, int(t), source, followed))
        return lead_id, contact

    def transfer(self, lead_id, contact, src, dst, t, channel="crm_assign"):
        if 0 <= t < self.almanac.end and src is not dst:
            self.tables["lead_transfers"].append(
                (lead_id, contact, src.account_id, dst.account_id, int(t), channel)
            )
            return True
        return False

    def post(self, acc, t, text):
        if max(0, acc.registered) <= t < self.almanac.end:
            self.tables["notes"].append((self.number_for("n"), acc.account_id, int(t), text))

    def spend(self, acc, day, product, amount):
        if 0 <= day < self.almanac.days:
            self.tables["ad_spend"].append((acc.account_id, day, product, f"{amount:.2f}"))

    def approve(self, kind, ident, reason, until=None):
        self.tables["approved_operators"].append((kind, ident, reason, until))

    # -- truth -----------------------------------------------------------
    def tell(self, story, *accs, typology="honest"):
        for acc in accs:
            self.stories.append((acc.account_id, typology, story))

    def mark(self, acc, role, ring, trick):
        """The truth about an abused account; the first role is the one that fits."""
        if acc.account_id not in self.roles:
            self.roles[acc.account_id] = (role, ring)
        self.tell(trick, acc, typology=role)

    def claim(self, accs, count, test=lambda a: True):
        """Take some accounts that no story has used yet."""
        free = [a for a in accs if a.account_id not in self.claimed and test(a)]
        chosen = self.rng.sample(free, min(count, len(free)))
        self.claimed.update(a.account_id for a in chosen)
        return chosen
