"""People who operate what is not theirs: their desks, hours, wallets and go-betweens."""

from .people import Actor, hours
from .places import Broadband, Exits, Mobile


class Crew:
    """One operation.  How well it hides depends on the world; what it is used to does not."""

    def __init__(self, world):
        """A boss, a desk with its hours, days off, phones, wallets."""
        r = world.r
        self.world = world
        self.level = world.cam if r.random() > 0.05 else max(0, world.cam - 1)
        self.ring = world.uid("ring")
        self.boss = world.person(shift=r.choice(("late_desk", "night", "desk", "evening")))
        self.line = Broadband(self.boss.city, r, lease=r.choice((9, 60, 400)))
        self.shift = r.choice(("late_desk", "late_desk", "desk", "night", "shop"))
        self.hours = hours(r, self.shift)
        self.off = frozenset(self._days_off())
        self.weekend = r.choice((0.05, 0.4, 1.0, 1.0))
        self.phones = []
        self.served = 0
        self.proxies = {}
        self.wallets = [world.uid("pay") for _ in range((1, r.randint(2, 4), r.randint(2, 5))[self.level])]
        self.helpers = [world.uid("pay") for _ in range((0, r.randint(1, 2), r.randint(2, 4))[self.level])]
        self.cash = r.choice(((0, 0, 0.1, 0.3), (0, 0.1, 0.3, 0.5), (0.1, 0.2, 0.4, 0.6))[self.level])

    def _days_off(self):
        """Days on which nobody is at the desk: a feast at home, a police visit, a power cut."""
        r = self.world.r
        for _ in range(r.randint(2, 5)):
            first = r.randrange(self.world.days)
            yield from range(first, first + r.choice((1, 1, 2, 4)))

    def seat(self, acct):
        """The gear with which this crew opens one account."""
        r, end = self.world.r, self.world.days + 1
        self.served += 1
        city = acct.region or self.boss.city
        if self.level == 0:
            if len(self.phones) * r.randint(3, 9) < self.served:
                self.phones.append([self.world.device(), -9999, end, 1.0])
            devices = r.sample(self.phones, min(len(self.phones), r.choice((1, 1, 2))))
            actor = Actor(
                devices,
                self.line,
                self.hours,
                self.weekend,
                Mobile(self.boss.city, 1),
                r.choice((0, 0.1, 0.3)),
            )
        elif self.level == 1:
            if not self.phones or self.phones[-1][4] >= r.randint(1, 3):
                self.phones.append([self.world.device(), -9999, end, 1.0, 0])
            self.phones[-1][4] += 1
            exits = self.proxies.get(city)
            if exits is None or r.random() < 0.4:
                exits = self.proxies[city] = Exits(city, r, r.randint(2, 5), r.choice((1, 4, 11, 30)))
            actor = Actor([self.phones[-1]], exits, self.hours, self.weekend)
        else:
            line = (
                Mobile(city, r.randrange(3))
                if r.random() < 0.3
                else Broadband(city, r, lease=r.choice((30, 400)))
            )
            own = self.hours if r.random() < 0.7 else hours(r, self.shift)
            actor = Actor([[self.world.device(), -9999, end, 1.0]], line, own, self.weekend)
        actor.off_days = self.off
        actor.holiday = r.choice((0.1, 0.3))
        return actor

    def take(self, acct, t, until=None, share=1.0, exclusive=True):
        """The crew begins to use an account; a slip from the boss's own phone is rare."""
        r = self.world.r
        until = self.world.days if until is None else until
        if exclusive:
            acct.cut(t)
        actor = self.seat(acct)
        self.world.use(acct, actor, t, until, share * r.uniform(0.8, 2.0))
        if r.random() < (0.06, 0.04, 0.015)[self.level]:
            slip = r.uniform(t, max(t, until - 1))
            self.world.use(acct, self.boss.actor, slip, min(slip + 1, until), 1.2 / acct.rate)
        return actor

    def pay(self, payee, t, amount):
        """Pay somebody in the way this crew pays."""
        self.move(self.world.r.choice(self.wallets), payee, t, amount)

    def collect(self, payer, t, amount):
        """Take money from somebody."""
        self.move(payer, self.world.r.choice(self.wallets), t, amount)

    def pay_monthly(self, payee, t0, t1, amount, wobble=0.0):
        """The same sum each month, on a day the crew finds convenient."""
        r = self.world.r
        for t in self.world.window.paydays(r.randint(1, 28), t0, t1):
            self.pay(
                payee,
                t + r.choice((0, 0, 1, 3)) + r.uniform(0, 0.4),
                round(amount * (1 + r.gauss(0, wobble)), 2),
            )

    def collect_monthly(self, payer, t0, t1, amount):
        """Fees by the month."""
        for t in self.world.window.paydays(self.world.r.randint(1, 28), t0, t1):
            self.collect(payer, t + self.world.r.uniform(0, 1.3), amount)

    def move(self, payer, payee, t, amount):
        """Direct, in halves, by a go-between who keeps a little, or in cash and unseen."""
        world, r = self.world, self.world.r
        if r.random() < self.cash:
            return
        if self.helpers and r.random() < 0.55:
            helper = r.choice(self.helpers)
            world.pay(payer, helper, t, amount)
            later = t + r.choice((0.02, 0.5, 1, 3)) * r.random()
            world.pay(helper, payee, later, round(amount * r.choice((1, 0.98, 0.95)), 2))
        elif self.level and r.random() < 0.25:
            part = round(amount * r.uniform(0.2, 0.6))
            world.pay(payer, payee, t, part)
            world.pay(payer, payee, t + r.uniform(0.1, 6), round(amount - part, 2))
        else:
            world.pay(payer, payee, t, amount)


def free_account(world, kind="professional", **kw):
    """A stranger with an account of some age, as classified advertisements offer."""
    person = world.person()
    acct = world.account(person, kind, -world.r.expovariate(1 / 480) - 25, **kw)
    if world.chance(0.6):
        acct.payout = person.pay
    return acct


def honest_staff(world, created=False):
    """An employee with a clean file who is about to do something."""
    method = "created" if created else "bound"
    rows = [
        b
        for b in world.bindings
        if b[4] == method
        and b[3] is None
        and b[2] < world.days * 0.3
        and not b[1].story
        and not b[0].story
        and len(b[1].uses) == 1
    ]
    return world.r.choice(rows)[1]


def papers(world, acct, t, buyer, wanted):
    """The changes a buyer makes after taking over; what is cheap comes first."""
    for field in wanted:
        sim = buyer.phone if world.chance((0.5, 0.15, 0)[world.cam]) else world.uid("ph")
        value = {"phone": sim, "holder": buyer.holder, "payout_account": buyer.pay}.get(field, "")
        late = world.r.uniform(0.01, 0.3) if field == "password" else world.r.expovariate(1 / 4)
        world.change(acct, field, t + late, value)
