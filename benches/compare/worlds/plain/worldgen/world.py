"""The store that all stories write into, and the makers of people, accounts and devices."""

from collections import defaultdict
from dataclasses import dataclass, field

from .chance import Chance
from .clock import DAY, HOUR, MINUTE, Window, lifelike
from .places import Places


@dataclass(eq=False)
class Person:
    """Somebody with an identity, a home, a phone and habits."""

    holder: str
    phone_no: str
    pay: str
    city: object
    home: object
    mobile: object
    phone: str
    work: object = None
    extra: str = ""
    profile: str = "commuter"
    week: str = "leisure"


@dataclass(eq=False)
class Account:
    """One row of `accounts`."""

    id: str
    kind: str
    registered: int
    region: str
    holder: str
    phone: str
    payout: str
    industry: str = ""
    group: str = ""
    person: Person = None
    segments: list = field(default_factory=list)


@dataclass(eq=False)
class Segment:
    """A stretch of time in which an account is used in one way.

    `spots` are (device, network, weight); `rounds` replaces the hour profile by one
    time of day with a spread, as when somebody works down a list of accounts.
    """

    start: int
    end: int
    rate: float
    spots: list
    profile: str
    week: str = "leisure"
    rounds: tuple = ()


class World:
    """Everything that happened."""

    def __init__(self, seed, camouflage, size):
        self.seed, self.camouflage, self.size = seed, camouflage, size
        self.use_stream("frame")
        self.window = Window(self.rng)
        self.places = Places(self.rng)
        self.accounts, self.people, self.companies = [], [], []
        self.bindings, self.leads, self.transfers, self.changes = [], [], [], []
        self.payments, self.spend, self.notes, self.approved = [], [], [], []
        self.touches = defaultdict(list)
        self.truth, self.truth_leads, self.stories = {}, [], []
        self.inquiries = []
        self._current = {}

    def use_stream(self, name):
        """Switch to a named stream, so that abuse never disturbs the honest draws."""
        self.rng = Chance(f"{self.seed}/{name}")

    # ---- makers -------------------------------------------------------------

    def device(self):
        """A device id as apps really report them: several vendors, several formats."""
        r = self.rng
        kind = r.random()
        if kind < 0.55:
            return r.hex(16)
        if kind < 0.85:
            h = r.hex(32).upper()
            return f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}"
        return f"{r.getrandbits(60) % 10 ** 15:015d}" if kind < 0.93 else "W" + r.hex(24)

    def payment_account(self):
        """A wallet or bank account number, hashed or masked by the exporter."""
        return ("pa_" if self.rng.yes(0.7) else "62") + self.rng.hex(16)

    def person(self, city=None, home=None):
        """Somebody new, living in a city, with a phone, a line at home and perhaps a second device."""
        r = self.rng
        city = city or self.places.any(r)
        found = Person(
            holder=r.hex(32),
            phone_no=r.hex(32),
            pay=self.payment_account(),
            city=city,
            home=home or city.home(r),
            mobile=city.phone_data(r),
            phone=self.device(),
            work=city.fixed(r) if r.yes(0.45) else None,
            extra=self.device() if r.yes(0.17) else "",
            profile=r.pick(
                ["commuter", "student", "shopkeeper", "parent", "retired", "night"], [45, 18, 10, 16, 8, 3]
            ),
            week=r.pick(["leisure", "even", "work"], [6, 3, 1]),
        )
        self.people.append(found)
        return found

    def account(self, kind, person, registered=None, industry="", group="", payout=None):
        """A new account of a person; payout accounts are set by those who earn something."""
        r = self.rng
        if registered is None:
            registered = self.window.start - int(r.lognorm(500, 1.0, 5, 2900)) * DAY + r.int(7 * HOUR, 23 * HOUR)
        chance = {"personal": 0.2, "professional": 0.85, "enterprise": 0.95, "kos": 0.6}[kind]
        if payout is None:
            payout = person.pay if r.yes(chance) else ""
        made = Account(
            self._account_id(registered),
            kind,
            registered,
            person.city.name if r.yes(0.93) else "",
            person.holder if r.yes(0.93 if kind == "personal" else 0.985) else "",
            person.phone_no if r.yes(0.97) else "",
            payout,
            industry,
            group,
            person,
        )
        self.accounts.append(made)
        return made

    def _account_id(self, registered):
        """Old accounts have eighteen digits, newer ones a time prefix in hexadecimal."""
        if registered < self.window.start - 1500 * DAY:
            return f"{self.rng.getrandbits(62) % 10 ** 18:018d}"
        return f"{registered:08x}{self.rng.hex(16)}"

    def serial(self, prefix):
        """The number of a document: random, so that it says nothing about its story."""
        return prefix + self.rng.hex(14)

    # ---- events -------------------------------------------------------------

    def use(self, account, start, end, rate, spots, profile, week="leisure", rounds=()):
        """Let an account be used in one way from start to end, inside the window."""
        start = max(start, self.window.start, account.registered)
        end = min(end, self.window.end)
        if end > start and rate > 0:
            account.segments.append(Segment(start, end, rate, spots, profile, week, rounds))

    def touch(self, account, t, device, net):
        """One certain login."""
        if self.window.start <= t < self.window.end and t >= account.registered:
            self.touches[account.id].append((t, device, net))

    def change(self, account, name, t, old="", new=""):
        """A change of account data, and its effect on the account row."""
        t = lifelike(self.rng, t)
        if not self.window.start <= t < self.window.end:
            return
        self.changes.append((account.id, name, t, old, new))
        if name in ("phone", "holder", "region"):
            setattr(account, name, new)
        elif name == "payout_account":
            account.payout = new

    def new_phone_number(self, account, t, number=None):
        """The account moves to another telephone number."""
        self.change(account, "phone", t, account.phone, number or self.rng.hex(32))

    def pay(self, payer, payee, t, amount):
        """A payment, to the fen."""
        t = lifelike(self.rng, t)
        if payer and payee and payer != payee and self.window.start <= t < self.window.end:
            self.payments.append((self.serial("P"), payer, payee, t, round(amount * 100) / 100))

    def lead(self, account, t, source, contact=None, followed=0.85):
        """A consumer leaves a contact at an account."""
        r = self.rng
        contact = contact or r.hex(40)
        after = t + int(r.lognorm(3 * HOUR, 1.6, 2 * MINUTE, 20 * DAY)) if r.yes(followed) else 0
        row = (self.serial("L"), contact, account.id, t, source, after if after < self.window.end else 0)
        if t < self.window.end:
            self.leads.append(row)
        return row

    def transfer(self, lead, source, target, t, channel):
        """A lead is handed on; true if it happened before the exports end."""
        if t >= self.window.end or source is target:
            return False
        self.transfers.append((lead[0], lead[1], source.id, target.id, t, channel))
        return True

    def bind(self, enterprise, account, start, end=0, method="bound", declared=""):
        """A binding, made at somebody's desk; an end after the window is not known yet.

        An account belongs to one enterprise at a time: a new binding ends the one before.
        """
        start = self._at_desk(max(start, account.registered)) + self.rng.int(0, 5400)
        end = self._at_desk(end) if start < end < self.window.end else 0
        if start >= self.window.end:
            return
        before = self._current.get(account.id)
        if before is not None and not 0 < self.bindings[before][3] <= start:
            old = self.bindings[before]
            self.bindings[before] = old[:3] + (max(old[2], start - self.rng.int(1, 3600)),) + old[4:]
        self._current[account.id] = len(self.bindings)
        self.bindings.append((enterprise.id, account.id, start, end, method, declared))

    def _at_desk(self, t):
        """Stories that name only a day get a working hour."""
        return t + self.rng.int(9 * HOUR, 18 * HOUR) if t % DAY == 0 else t

    def note(self, account, t, text):
        """A published note."""
        t = lifelike(self.rng, t)
        if self.window.start <= t < self.window.end:
            self.notes.append((self.serial("N"), account.id, t, text))

    def approve(self, kind, identifier, reason, until=0):
        """The platform approves an operator."""
        self.approved.append((kind, identifier, reason, until))

    # ---- truth --------------------------------------------------------------

    def story(self, account, name, typology="honest"):
        """Remember what an account took part in."""
        self.stories.append((account.id, typology, name))

    def convict(self, account, role, ring, trick):
        """The truth about an abused account; the first role stays, it is the one that fits best."""
        if account.id not in self.truth:
            self.truth[account.id] = (role, ring)
            self.story(account, trick, role)

    def convict_lead(self, lead, source, target, ring):
        """The truth about an unlawful transfer."""
        self.truth_leads.append((lead[0], source.id, target.id, ring))
