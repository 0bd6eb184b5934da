"""How an operation hides: devices, networks, payees, by level of camouflage."""

from model import DAY, HOMETOWNS, Net, Use
from people import journeys


class Crew:
    """The people behind one ring, with their rig."""

    def __init__(self, W, rng, per_dev=None):
        self.W, self.rng, self.level = W, rng, W.level
        self.ring = W.ring()
        self.city = W.city(rng)
        self.office = W.fixed(self.city, rng.choice((1, 1, 2)))
        self.per_dev = per_dev or {0: rng.randrange(4, 12), 1: rng.randrange(2, 4), 2: 1}[self.level]
        self.shift = rng.gauss(0, 1.5)
        self.hours = rng.choice(("late_office", "office", "evening", "night"))
        self.devs, self.load = [], 0
        self.boss = W.person(rng, self.city)
        self.payees = [self.boss.pay] + [
            W.tok("p") for _ in range((0, rng.randrange(2, 5), rng.randrange(4, 9))[self.level])
        ]
        self.middle = [W.tok("p") for _ in range(rng.randrange(1, 4))]
        self.dom = rng.choice((1, 5, 10, 15, 20))
        self.off_books = {0: rng.uniform(0.15, 0.6), 1: rng.uniform(0.3, 0.7), 2: rng.uniform(0.45, 0.85)}[
            self.level
        ]

    def dev(self):
        """The next device of the rig; a rig device serves per_dev accounts."""
        if self.level == 2:
            return self.W.new_dev()
        if not self.devs or self.load >= self.per_dev:
            self.devs.append(self.W.new_dev())
            self.load = 0
        self.load += 1
        return self.devs[-1]

    def nets(self, city):
        W, rng = self.W, self.rng
        if self.level == 0:
            mobile = rng.uniform(0, 0.3)
            return [(self.office, 1 - mobile), (W.carrier(self.city), mobile)]
        if self.level == 1:
            slip = rng.choice((0, 0, 0.02, 0.05))
            return [(W.proxy(city), 0.85 - slip), (W.carrier(city), 0.15), (self.office, slip)]
        period = rng.choice((3, 7, 15, 40))
        return [
            (Net(city, [W.tok("ip") for _ in range(W.days // period + 2)], period, rng.randrange(period)), 1)
        ]

    def use(self, acc, a, b, rate, city, first=None, hours=None):
        """The ring works an account."""
        shift = self.shift if self.level < 2 else self.shift + self.rng.gauss(0, 1.2)
        u = Use(
            [(self.dev(), 1)],
            self.nets(city),
            a,
            min(b, self.W.days),
            rate,
            hours or self.hours,
            shift,
            first=first,
            curve="work" if self.rng.random() < 0.6 else "life",
        )
        acc.uses.append(u)
        return u

    def payee(self):
        return self.payees[0] if self.level == 0 and self.rng.random() < 0.9 else self.rng.choice(self.payees)

    def move(self, payer, payee, ts, yuan):
        """One payment, maybe not on the platform, maybe through a middleman."""
        rng = self.rng
        if rng.random() < self.off_books:
            return
        if self.level and rng.random() < 0.45 * self.level:
            m = rng.choice(self.middle) if self.level == 1 else self.W.tok("p")
            self.W.pay(payer, m, ts, yuan)
            self.W.pay(m, payee, ts + rng.randrange(600, 2 * DAY), round(yuan * rng.uniform(0.9, 0.98), 1))
        else:
            self.W.pay(payer, payee, ts, yuan)

    def freedom(self):
        return self.rng.choice(((0, 0, 1), (1, 1, 2), (2, 3, 3))[self.level])


def stranger(W, rng):
    """A new private person with an ordinary account of their own life."""
    p = W.person(rng, rng.choice(HOMETOWNS) if rng.random() < 0.4 else None)
    journeys(W, rng, p)
    if rng.random() < 0.1:
        p.dev.change(W.season.life.draw(rng, 2), W.tok("d"))
    return p


def honest_pool(W, kinds, idle=True):
    """Accounts of private people that nobody has misused yet."""
    return [
        a
        for a in W.accounts
        if a.kind in kinds
        and a.id not in W.busy
        and a.company is None
        and a.reg < -60 * DAY
        and len(a.uses) > 0
    ]


def take(rng, pool, W):
    """Draw one account that is still free."""
    for _ in range(200):
        a = pool[rng.randrange(len(pool))]
        if a.id not in W.busy:
            return a
    return None


def a_company(W, rng, ok=lambda c: True):
    """An existing company with no part in anything so far."""
    for _ in range(400):
        c = W.companies[rng.randrange(len(W.companies))]
        if c.acc.id not in W.busy and ok(c):
            return c
    return None


def times(W, base, least=1):
    return max(least, round(base * W.scale))
