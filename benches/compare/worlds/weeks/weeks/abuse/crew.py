"""The people behind a trick: their hours, their seats, their wallets, their care."""

from ..almanac import DAY
from ..companies import hire, profile
from ..model import Round
from ..places import Broadband, FixedLine, Leaky, draw_city
from ..population import INTERESTS, one_private_life

SMALL_TOWNS = ("临沂", "阜阳", "周口", "衡阳", "莆田", "揭阳", "遵义")


class Crew:
    """One ring: who sits where, on how many phones, and pays from which wallets.

    Care costs money.  Without any, five phones lie on one table.  With some,
    every second or third account has a phone and a proxy in the holder's
    city, which now and then is down.  With all of it, each account has a
    cloud phone and an address of its own, and only the working day of the
    person behind it stays the same.
    """

    def __init__(self, world, ring, rhythm="studio_day", people=1, city=None):
        r = world.rng
        self.world, self.ring, self.level = world, ring, world.level
        self.city = city or draw_city(r)
        self.room = FixedLine(r, self.city) if rhythm.startswith("studio") else Broadband(r, self.city)
        self.people = [world.person(rhythm, self.city, home=self.room, work=self.room) for _ in range(people)]
        self.boss = self.people[0]
        self.wallets = [self.boss.payout] + [world.card() for _ in range((0, 2, 5)[self.level])]
        self.per_phone = (r.randrange(4, 16), r.randrange(2, 4), 1)[self.level]
        self.chance = r.choice((0.12, 0.2, 0.3, 0.45, 0.7))
        self.gap = r.choice(((40, 150), (90, 420), (200, 900)))
        self.tidy = r.uniform(0.5, 1)
        self.stops = {id(p): [] for p in self.people}
        self._phone, self._left = None, 0

    def seat(self, city):
        """A phone and a line for one more account."""
        r, world = self.world.rng, self.world
        if self._left == 0:
            self._phone, self._left = world.device(), self.per_phone
        self._left -= 1
        if self.level == 0:
            return self._phone, None if r.random() < 0.9 else self.boss.mobile
        if self.level == 1:
            return self._phone, Leaky(world.shelf(city), self.room, r.choice((0.01, 0.03, 0.08)))
        return self._phone, (Broadband if r.random() < 0.6 else FixedLine)(r, city)

    def operate(self, acc, start, end=None, who=None):
        """From now on the account is one more stop in somebody's working day."""
        who = who or self.world.rng.choice(self.people)
        device, net = self.seat(acc.owner.city)
        end = self.world.almanac.days if end is None else end
        self.stops[id(who)].append((acc, device, net, start, end))

    def go(self, rhythm=None):
        """Let everybody start the rounds; hours are the worker's, not the accounts'."""
        for p in self.people:
            stops = self.stops[id(p)]
            if stops:
                self.world.rounds.append(
                    Round(
                        p,
                        stops,
                        min(s[3] for s in stops),
                        self.world.almanac.days,
                        self.chance,
                        self.gap,
                        rhythm,
                        self.world.rng.uniform(0, 0.6),
                        0.25,
                    )
                )

    def wallet(self):
        return self.world.rng.choice(self.wallets)

    def pay(self, payee, t, amount):
        """Direct, from one of several wallets, or over a cousin; sometimes in cash."""
        r, world = self.world.rng, self.world
        if r.random() < (0.05, 0.12, 0.3)[self.level]:
            return
        if self.level and r.random() < 0.35 * self.level:
            cousin = r.choice(self.wallets)
            world.pay(self.boss.payout, cousin, t - r.uniform(0.2, 30) * 3600, amount * r.uniform(1.03, 1.2))
            world.pay(cousin, payee, t, amount)
        else:
            world.pay(self.wallet(), payee, t, amount)

    def take_over(self, acc, day, price=None, lag=True):
        """A sale: password at once, number when the card arrives, payout if anybody thinks of it."""
        r, world = self.world.rng, self.world
        world.stop_uses(acc, day + (r.choice((0, 0, 1, 2)) if lag else 0))
        t = day * DAY + r.uniform(10, 23) * 3600
        if r.random() < 0.6 + 0.35 * self.tidy:
            world.change(acc, "password", t)
        if r.random() < 0.35 + 0.4 * self.tidy:
            world.change(acc, "phone", t + r.expovariate(1 / (2 * DAY)), world.token(96))
        if r.random() < 0.2 + 0.35 * self.tidy:
            world.change(acc, "payout_account", t + r.expovariate(1 / (4 * DAY)), self.wallet())
        if price:
            self.pay(acc.owner.payout, t + r.uniform(-20, 40) * 3600, price)

    def mark(self, acc, role, trick):
        self.world.mark(acc, role, self.ring, trick)


def holder(world, kind="personal", **more):
    """Somebody ordinary whose account will be sold, lent or bound; returns the account."""
    r = world.rng
    who, accs = one_private_life(world, **more)
    acc = accs[0]
    acc.kind = kind
    acc.registered = min(acc.registered, world.signup(-r.randrange(5, 400)))
    for u in acc.uses:
        u.start = 0 if u is acc.uses[0] else u.start
    acc.payout = acc.payout or (who.payout if r.random() < 0.7 else "")
    if kind == "professional":
        acc.industry = r.choice(INTERESTS)
    world.claimed.update(a.account_id for a in accs)
    return acc


def day_in(world, low=0.1, high=0.75):
    """A day somewhere in this part of the window."""
    n = world.almanac.days
    return world.rng.randrange(int(n * low), max(int(n * low) + 1, int(n * high)))


def bind_in(world, firm, acc, day, end=None, employee=None):
    """Put an account on a company's list during the clerk's hours."""
    acc.kind = "kos"
    acc.industry = profile(world.rng, firm.trade)
    t = day * DAY + world.rng.uniform(9.5, 18.5) * 3600
    world.bind(
        firm.enterprise,
        acc,
        t,
        None if end is None else end * DAY + world.rng.uniform(10, 20) * 3600,
        "bound",
        employee,
    )


def quiet_firm(world, low=2, high=12):
    """An existing company that no story has used, of about this size."""
    rest = [
        f
        for f in world.companies
        if f.enterprise.account_id not in world.claimed and low <= len(f.staff) <= high and not f.tags
    ]
    firm = world.rng.choice(rest)
    world.claimed.add(firm.enterprise.account_id)
    return firm


def real_staff(world, firm, count):
    """The handful who do work there."""
    return [hire(world, firm) for _ in range(count)]
