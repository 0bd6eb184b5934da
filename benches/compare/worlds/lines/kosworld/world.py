"""The world: its tables, the identifiers in them and who tells which story."""

import random

from . import device, geo
from .calendar import DAY, Calendar
from .network import Atlas, Broadband, Fixed, ProxyPool
from .people import Population
from .usage import Spell


class Account:
    """One row of the accounts export with its truth."""

    __slots__ = (
        "id",
        "kind",
        "registered",
        "region",
        "holder",
        "phone",
        "payout",
        "industry",
        "group",
        "role",
        "ring",
        "story",
        "typology",
        "person",
    )

    def __init__(self, account_id, kind, registered, region, person, industry=""):
        self.id, self.kind, self.registered, self.region = account_id, kind, registered, region
        self.holder, self.phone, self.payout = person.holder, person.phone, person.payout
        self.industry, self.group = industry, ""
        self.role, self.ring, self.story, self.typology = "clean", "", "", ""
        self.person = person


class World:
    """Everything that gets exported, and the helpers that stories write with."""

    def __init__(self, seed, level, size):
        self.seed, self.level, self.size = seed, level, size
        self.cal = Calendar(self.rng("calendar"))
        self.atlas = Atlas(self.rng("atlas"))
        self.population = Population(self)
        self.proxies = ProxyPool(self.atlas, self.rng("proxies"), 14)
        self.accounts, self.companies, self.spells = [], [], []
        self.bindings, self.changes, self.leads, self.transfers = [], [], [], []
        self.payments, self.spend, self.notes, self.approved = [], [], [], []
        self.lead_truth, self.contacts = [], {}
        self._ids, self._public, self._rings = set(), {}, 0
        self._counter = {"lead": 0, "payment": 0, "note": 0}

    def rng(self, name):
        """An independent stream, so that the honest world is the same with and without abuse."""
        return random.Random(f"{self.seed}/{name}")

    # -- identifiers ---------------------------------------------------------

    def hash(self, rng):
        """A salted hash as the data warehouse stores phones and identities."""
        return f"{rng.getrandbits(128):032x}"

    def payment_account(self, rng):
        """A wallet or a bank card, both as opaque text."""
        return (
            f"2088{rng.randint(0, 10**12 - 1):012d}"
            if rng.random() < 0.75
            else f"bk_{rng.getrandbits(64):016x}"
        )

    def _account_id(self, rng, registered):
        """Old accounts have nine digits, some with a leading zero; later ones eighteen."""
        while True:
            if registered < -1500 * DAY:
                text = f"{rng.randint(10**6, 10**9 - 1):09d}"
            else:
                text = f"{(registered + 10**9) // 10:09d}{rng.randint(0, 10**9 - 1):09d}"
            if text not in self._ids:
                self._ids.add(text)
                return text

    def serial(self, kind):
        """A provisional number; ``build`` renumbers by time, as a database would have counted."""
        self._counter[kind] += 1
        return f"{kind[0]}{self._counter[kind]}"

    def new_ring(self):
        """The name of another operation."""
        self._rings += 1
        return f"R{self._rings:03d}"

    # -- accounts and their use ----------------------------------------------

    def join_time(self, rng):
        """Registration: years ago for most, inside the window for a few."""
        if rng.random() < 0.06:
            return rng.randint(0, int(self.cal.end * 0.9))
        return -int(min(3300, rng.expovariate(1 / 700)) * DAY) - rng.randint(1, DAY)

    def account(self, rng, person, kind="personal", registered=None, industry=""):
        """Register an account of a person; returns the row."""
        registered = self.join_time(rng) if registered is None else registered
        region = geo.label(person.city if rng.random() < 0.9 else person.hometown)
        acc = Account(
            self._account_id(rng, registered),
            kind,
            registered,
            region if rng.random() < 0.93 else "",
            person,
            industry,
        )
        self.accounts.append(acc)
        return acc

    def use(self, acc, hand, rate, start=None, end=None):
        """Somebody uses the account from start to end (seconds)."""
        start = max(acc.registered, 0 if start is None else start)
        end = self.cal.end if end is None else min(end, self.cal.end)
        if end > start:
            self.spells.append(Spell(acc.id, hand, start, end, rate))

    def live(self, rng, acc, start=None, end=None, factor=1.0):
        """The holder uses the account as people of that age do."""
        rate = self.population.activity(rng, acc.person.age) * factor
        self.use(acc, acc.person.hand, rate, start, end)

    def tell(self, acc, story, typology="honest"):
        """Note the story; the first one that an account takes part in stays, abuse overrides."""
        if not acc.story or typology != "honest":
            acc.story, acc.typology = story, typology

    def mark(self, acc, role, ring, story):
        """The truth about an abused account."""
        acc.role, acc.ring = role, ring
        self.tell(acc, story, role)

    # -- rows ------------------------------------------------------------------

    def change(self, acc, field, when, new=""):
        """A change of the account's master data; the snapshot takes the new value."""
        if not max(acc.registered, 0) <= when < self.cal.end:
            return
        attribute = {
            "phone": "phone",
            "payout_account": "payout",
            "holder": "holder",
            "region": "region",
        }.get(field)
        old = getattr(acc, attribute) if attribute else ""
        if attribute:
            if old == new:
                return
            setattr(acc, attribute, new)
        self.changes.append([acc.id, field, int(when), old, new])

    def bind(self, company, acc, start, end, method, employee):
        """Bind an account to an enterprise; ends are dropped when after the window."""
        start = int(max(start, acc.registered, company.acc.registered))
        if start >= self.cal.end:
            return
        end = int(end) if end is not None and start < end < self.cal.end else None
        self.bindings.append([company.id, acc.id, start, end, method, employee])

    def pay(self, rng, payer, payee, day, amount):
        """A payment at some hour of a window day, if both sides are known."""
        if payer and payee and payer != payee and 0 <= day < self.cal.days and amount > 0:
            second = int(day) * DAY + int(rng.triangular(0.3, 0.98, 0.5) * DAY)
            self.payments.append([self.serial("payment"), payer, payee, second, round(amount * 100)])

    def note(self, rng, acc, second, text):
        """A published note, if the account existed then."""
        if max(acc.registered, 0) <= second < self.cal.end:
            self.notes.append([self.serial("note"), acc.id, int(second), text])

    def spent(self, acc, day, product, fen):
        """Advertising spend of a day."""
        if max(0, acc.registered) <= day * DAY < self.cal.end and fen > 0:
            self.spend.append([acc.id, day, product, int(fen)])

    # -- places ------------------------------------------------------------------

    def public_wifi(self, rng, city):
        """A mall, station or hotel of the city that everybody uses."""
        spots = self._public.setdefault(city, [])
        if len(spots) < 12:
            spots.append(Fixed(self.atlas, rng, city, rng.choice([1, 1, 2, 4])))
        return rng.choice(spots)

    def campus(self, rng, city):
        """The university gateway of a city: a few dozen addresses for everybody on it."""
        key = ("campus", city)
        if key not in self._public:
            self._public[key] = Fixed(self.atlas, rng, city, rng.choice([8, 16, 30]))
        return self._public[key]

    def data_centre(self, rng):
        """A cloud phone provider's hall; honest and other customers share its exits."""
        key = ("cloud", rng.choice(["北京", "广州", "金华", "武汉", "成都"]))
        if key not in self._public:
            self._public[key] = Fixed(self.atlas, rng, key[1], 60)
        return self._public[key]

    def emulator_image(self, rng):
        """A popular emulator image carries one identifier to all who install it."""
        images = self._public.setdefault("emulators", [])
        if len(images) < 6:
            images.append(device.android(rng))
        return rng.choice(images)

    def shop_line(self, rng, city):
        """A small business line: cheap broadband, or a fixed address."""
        if rng.random() < 0.65:
            return Broadband(self.atlas, rng, city)
        return Fixed(self.atlas, rng, city, rng.choice([1, 1, 1, 2]))
