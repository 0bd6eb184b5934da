"""The ledger of the made-up world: accounts, the people who use them, rows.

Everything else writes into a `World`.  Days are floats counted from the
start of the window; they become local clock times only when exported.
"""

import datetime as dt
import math
import random

FESTIVALS = [  # (month, day, length, appetite for the app)
    (1, 28, 8, 1.5),
    (4, 4, 3, 1.2),
    (5, 1, 5, 1.3),
    (5, 31, 3, 1.2),
    (6, 15, 4, 1.4),
    (10, 1, 8, 1.3),
    (11, 8, 4, 1.5),
]
FIRST_DAYS = [(2025, 1, 6), (2025, 2, 20), (2025, 3, 31), (2025, 5, 19), (2025, 8, 4)]
FOREVER = 1e6


class Account:
    """One account: the registered facts and the list of who used it when."""

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
        "owner",
        "uses",
        "role",
        "ring",
        "stories",
    )

    def __init__(self, account_id, kind, registered, owner):
        self.id = account_id
        self.kind = kind
        self.registered = registered
        self.owner = owner
        self.region = owner.city
        self.holder = owner.holder
        self.phone = owner.phone
        self.payout = owner.pay
        self.industry = self.group = ""
        self.uses = []
        self.role, self.ring, self.stories = "clean", "", []

    def stop(self, day):
        """Whoever used the account until now puts it down on this day."""
        self.uses = [(h, a, min(b, day), r) for h, a, b, r in self.uses if a < day]


class World:
    """All rows and the few shared facts of one window."""

    def __init__(self, seed, level, size):
        self.seed, self.level, self.size = seed, level, size
        self.rng = random.Random(f"{seed}/world")
        self.days = self.rng.randint(90, 180)
        self.first = dt.datetime(*self.rng.choice(FIRST_DAYS))
        self.moods = [self._mood(d) for d in range(self.days)]
        self.accounts, self.people, self.companies = [], [], []
        self.free = []
        self.groups = {}
        self.logins, self.bindings, self.transfers, self.changes = [], [], [], []
        self.leads, self.payments, self.spend, self.notes = [], [], [], []
        self.approved, self.bad_transfers = [], []
        self.rings = 0

    def stream(self, name):
        """An independent stream of chance, so that parts do not disturb each other."""
        return random.Random(f"{self.seed}/{name}")

    def token(self, head, bits=64):
        """An opaque identifier."""
        return f"{head}{self.rng.getrandbits(bits):0{bits // 4}x}"

    def weekday(self, day):
        """Monday is 0."""
        return (self.first + dt.timedelta(days=int(math.floor(day)))).weekday()

    def _mood(self, day):
        date = self.first + dt.timedelta(days=day)
        for month, first, length, appetite in FESTIVALS:
            begin = dt.datetime(date.year, month, first)
            if 0 <= (date - begin).days < length:
                return appetite
        return 1.0

    def festivals(self):
        """(first day, length) of the festivals that fall into the window."""
        found = []
        for month, first, length, _ in FESTIVALS:
            day = (dt.datetime(self.first.year, month, first) - self.first).days
            if 0 <= day < self.days - length:
                found.append((day, length))
        return found

    def inside(self, day):
        """Clamp a moment into the window."""
        return min(max(day, 0.001), self.days - 0.001)

    def new_account(self, kind, registered, owner):
        """Register an account; ids are eighteen-digit or short old ones."""
        if registered < -2200 or self.rng.random() < 0.02:
            account_id = f"{self.rng.randrange(10**9):010d}"
        else:
            account_id = f"{self.rng.randrange(10**17, 10**18)}"
        account = Account(account_id, kind, registered, owner)
        self.accounts.append(account)
        owner.accounts.append(account)
        return account

    def new_ring(self):
        """The name of a ring."""
        self.rings += 1
        return f"r{self.seed}-{self.rings:03d}"

    def use(self, account, hand, begin, end, rate):
        """Somebody uses the account, `rate` logins a day, between two days."""
        begin, end = max(begin, 0.0, account.registered), min(end, float(self.days))
        if end > begin:
            account.uses.append((hand, begin, end, rate))

    def login(self, day, account, hand, rng=None):
        """One login at this very moment."""
        rng = rng or self.rng
        if 0 <= day < self.days and day >= account.registered:
            net = hand.net(day, self.weekday(day), rng)
            self.logins.append((day, account.id, hand.device(day, rng), net.address(day, rng), net.city))

    def change(self, account, field, day, old="", new=""):
        """A change of the account's data, if the window sees it."""
        if 0 <= day < self.days:
            self.changes.append((day, account.id, field, old, new))

    def pay(self, payer, payee, day, amount):
        """Money from one payment account to another."""
        if 0 <= day < self.days and payer and payee and payer != payee and amount >= 0.01:
            self.payments.append((day, self.token("p", 48), payer, payee, round(amount, 2)))

    def bind(self, company, account, begin, end, method, employee=""):
        """An account belongs to a company for a time; open when it outlasts the window."""
        begin = max(self._office_time(begin), account.registered + 0.002)
        begin = min(begin, self.days - 0.01)
        end = None if end is None or end >= self.days else max(end, begin + 0.02)
        self.bindings.append((begin, company.account.id, account.id, end, method, employee))
        account.kind = "kos"

    def _office_time(self, moment):
        """Whoever binds accounts mostly does it at a desk, not at night."""
        hour = moment % 1 * 24
        if 8.5 < hour < 19 or self.rng.random() < 0.07:
            return moment
        return int(math.floor(moment)) + (hour > 19) + self.rng.uniform(8.7, 18.5) / 24

    def show_purse(self, account, chance):
        """Whoever deals in money through the app has often entered a payment account."""
        if not account.payout and self.rng.random() < chance:
            account.payout = account.owner.pay

    def move_lead(self, lead, giver, taker, day, channel, ring=None):
        """Hand a lead on; unlawful transfers carry their ring."""
        if not 0 <= day < self.days:
            return False
        self.transfers.append((day, lead[0], lead[1], giver.id, taker.id, channel))
        if ring:
            self.bad_transfers.append((lead[0], giver.id, taker.id, ring))
        return True

    def mark(self, account, role, ring, story):
        """Truth of an abused account; the first role stays, as it fits best."""
        if account.role == "clean":
            account.role, account.ring = role, ring
            account.stories.append((role, story))

    def tell(self, account, story):
        """An honest story the account took part in."""
        account.stories.append(("honest", story))

    def take(self, fits=lambda p: True, tries=4000):
        """A person with a private account who has not been in a story yet."""
        for _ in range(tries):
            person = self.free[self.rng.randrange(len(self.free))]
            if not person.claimed and person.accounts and fits(person):
                person.claimed = True
                return person
        raise LookupError("nobody left who fits")

    def take_some(self, count, fits=lambda p: True):
        """Several people; fewer when the world has no more of them."""
        found = []
        for _ in range(count):
            try:
                found.append(self.take(fits, 1500))
            except LookupError:
                break
        return found

    def kin_group(self, kind, least):
        """A village, class, flat or chat group with enough unclaimed members."""
        keys = [k for k in self.groups if k[0] == kind]
        for _ in range(200):
            key = self.rng.choice(keys)
            members = [p for p in self.groups[key] if not p.claimed and p.accounts]
            if len(members) >= least:
                return members
        return [self.take() for _ in range(least)]


def poisson(rng, mean):
    """A Poisson draw; normal when large."""
    if mean > 40:
        return max(0, int(rng.gauss(mean, math.sqrt(mean)) + 0.5))
    limit, count, product = math.exp(-mean), 0, rng.random()
    while product > limit:
        count += 1
        product *= rng.random()
    return count


def heavy(rng, median, spread):
    """A lognormal size: most are near the median, a few are far above."""
    return median * math.exp(rng.gauss(0, spread))
