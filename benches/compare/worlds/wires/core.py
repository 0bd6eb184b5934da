"""The plain objects of a world: people, hands, devices, accounts, and the world that holds them.

Times are whole seconds since local midnight of the first day of the window; negative ones lie before it.
"""

import math
import random
from bisect import bisect_right
from datetime import date, timedelta
from hashlib import blake2b

DAY = 86400
HOUR = 3600


def hexid(rng, digits=16):
    """A random identifier; identifiers carry no order and no meaning."""
    return f"{rng.getrandbits(digits * 4):0{digits}x}"


def poisson(rng, mean):
    if mean <= 0:
        return 0
    if mean > 30:
        return max(0, round(rng.gauss(mean, math.sqrt(mean))))
    limit, k, p = math.exp(-mean), 0, rng.random()
    while p > limit:
        k += 1
        p *= rng.random()
    return k


def weighted(rng, pairs):
    """Pick from [(value, weight), ...]."""
    r = rng.random() * sum(x for _, x in pairs)
    for value, weight in pairs:
        r -= weight
        if r < 0:
            return value
    return pairs[-1][0]


# Hour weights, midnight first. Every family occurs among honest people and among offenders.
HOURS = {
    "private": (3, 1, 1, 0, 0, 0, 1, 3, 4, 4, 4, 4, 7, 6, 4, 4, 4, 5, 6, 8, 10, 11, 10, 6),
    "office": (1, 0, 0, 0, 0, 0, 0, 1, 4, 9, 10, 9, 6, 6, 9, 9, 9, 8, 6, 4, 4, 4, 3, 2),
    "shop": (1, 0, 0, 0, 0, 0, 0, 1, 2, 4, 8, 8, 7, 7, 7, 7, 7, 7, 7, 8, 8, 6, 3, 1),
    "night": (9, 7, 5, 3, 2, 1, 1, 1, 1, 2, 3, 4, 5, 5, 5, 5, 5, 5, 6, 7, 8, 9, 10, 10),
    "student": (5, 2, 1, 0, 0, 0, 1, 4, 3, 3, 4, 6, 9, 6, 4, 4, 4, 7, 7, 7, 8, 10, 11, 9),
}
_CUM = {}


def hour_curve(family, shift):
    """Cumulative hour weights of a family moved by some hours."""
    if (family, shift) not in _CUM:
        base = HOURS[family]
        moved = [base[(h - shift) % 24] + 0.1 for h in range(24)]
        total, run, out = sum(moved), 0.0, []
        for x in moved:
            run += x / total
            out.append(run)
        out[-1] = 1.0
        _CUM[family, shift] = out
    return _CUM[family, shift]


class Device:
    """A phone, tablet, computer, emulator or cloud phone with the ids that it shows over time."""

    __slots__ = ("kind", "ids", "refresh")

    def __init__(self, kind, ids, refresh):
        self.kind, self.ids, self.refresh = kind, ids, refresh

    def id_at(self, t):
        ids = self.ids
        for since, text in reversed(ids):
            if since <= t:
                return text
        return ids[0][1]


class Hand:
    """Somebody who uses accounts: phones, places, hours."""

    def __init__(self, city, home, mobile, curve, wifi):
        self.city = city
        self.stints = [(-(10**9), city, home, None)]  # since, city, home network, work network
        self.mobile, self.curve, self.wifi = mobile, curve, wifi
        self.phones = []  # since, device
        self.second, self.second_share = None, 0.0  # a tablet or computer used now and then
        self.trips = []  # first day, end day, network there
        self.at_work = 0.6
        self.rounds = None  # key: works through accounts in rounds
        self._round_cache = {}

    def phone_at(self, t):
        phones = self.phones
        for since, device in reversed(phones):
            if since <= t:
                return device
        return phones[0][1]

    def stint_at(self, t):
        for stint in reversed(self.stints):
            if stint[0] <= t:
                return stint
        return self.stints[0]

    def network(self, t, day, hour, workday, rng):
        for first, end, net in self.trips:
            if first <= day < end:
                return net if rng.random() < 0.55 else self.mobile
        stint = self.stint_at(t) if len(self.stints) > 1 else self.stints[0]
        r = rng.random()
        if stint[3] is not None and workday and 9 <= hour < 20:
            if r < self.at_work:
                return stint[3]
            return self.mobile if r < self.at_work + 0.25 else stint[2]
        return stint[2] if r < self.wifi else self.mobile

    def round_starts(self, day):
        """The hours at which somebody with many accounts sits down to go through them."""
        if day not in self._round_cache:
            rng = random.Random(f"{self.rounds}/{day}")
            starts = []
            for _ in range(rng.choice((1, 2, 2, 3))):
                starts.append(bisect_right(self.curve, rng.random()) * HOUR + rng.randrange(HOUR))
            self._round_cache[day] = starts
        return self._round_cache[day]


class Person:
    __slots__ = ("identity", "phone", "pay", "hand", "accounts", "house", "young")

    def __init__(self, identity, phone, pay, hand, house):
        self.identity, self.phone, self.pay = identity, phone, pay
        self.hand, self.house = hand, house
        self.accounts, self.young = [], False


class Use:
    """An interval in which a hand uses an account; device or network may be fixed to one."""

    __slots__ = ("hand", "start", "end", "rate", "device", "net", "leak", "other")

    def __init__(self, hand, start, end, rate, device=None, net=None, leak=0.0, other=None):
        self.hand, self.start, self.end, self.rate = hand, start, end, rate
        self.device, self.net, self.leak, self.other = device, net, leak, other


class Account:
    def __init__(self, key, kind, registered, person):
        self.id, self.kind, self.registered, self.person = key, kind, registered, person
        self.region = self.holder = self.phone = self.payout = self.industry = self.group = ""
        self.uses, self.firm = [], None
        self.role, self.ring, self.omit, self.stories = "clean", "", False, []
        self.busy = False  # already part of a story that excludes others

    def story(self, typology, name):
        if (typology, name) not in self.stories:
            self.stories.append((typology, name))

    def guilty(self, role, ring, trick):
        """Mark the account as part of a ring; a first role is kept."""
        self.busy, self.omit = True, False
        if self.role == "clean":
            self.role, self.ring = role, ring
        self.story("lead_resale" if role == "lead_buyer" else role, trick)

    def cut(self, t):
        """End every use at t, as when somebody hands the account over."""
        self.uses = [u for u in self.uses if u.start < t]
        for use in self.uses:
            use.end = min(use.end, t)


class Binding:
    __slots__ = ("firm", "account", "start", "end", "method", "employee", "prompt")

    def __init__(self, firm, account, start, end, method, employee, prompt=False):
        self.firm, self.account, self.start, self.end = firm, account, start, end
        self.method, self.employee, self.prompt = method, employee, prompt


class World:
    def __init__(self, seed, camouflage, null, size):
        self.seed, self.camo, self.null, self.size = seed, camouflage, null, size
        self.scale = size / 20000
        rng = self.rng("frame")
        self.days = rng.randint(72, 114)
        self.first = date(2025, 1, 6) + timedelta(days=rng.randrange(330))
        self.end = self.days * DAY
        self.accounts, self.people, self.firms, self.houses = [], [], [], []
        self.houses_in = {}
        self.bindings, self.transfers, self.changes, self.leads = [], [], [], []
        self.payments, self.spend, self.notes, self.approved = [], [], [], []
        self.resold = []  # lead id, from, to, ring
        self.rings = 0
        self.holiday = rng.randrange(10, self.days - 15)
        self.holiday_len = rng.choice((3, 5, 7, 8))

    def rng(self, name):
        return random.Random(f"{self.seed}:{name}")

    def weekday(self, day):
        return (self.first.weekday() + day) % 7

    def next_ring(self):
        """Opaque ring name; the number says nothing about the typology."""
        self.rings += 1
        return "r" + blake2b(f"{self.seed}/{self.rings}".encode(), digest_size=5).hexdigest()

    def count(self, rng, low, high):
        """A number of things at 20,000 accounts, scaled to this world."""
        return max(1, round(rng.randint(low, high) * self.scale))

    def change(self, account, field, t, old="", new=""):
        self.changes.append((account.id, field, int(t), old, new))

    def pay(self, payer, payee, t, yuan):
        if payer and payee and payer != payee and 0 <= t < self.end:
            self.payments.append((payer, payee, int(t), max(1, round(yuan * 100))))
