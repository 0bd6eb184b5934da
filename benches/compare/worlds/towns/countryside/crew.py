"""The people who run other people's accounts, and how well they hide.

Level 0: a rented flat with a shelf of phones. Level 1: proxies in the holder's city, few accounts a phone,
several purses and a go-between. Level 2: one cloud phone and one line per account, nothing shared.
"""

from .clock import DAY
from .honest_people import cheap_phone_reset, far_data_card, festival_homecoming, forgets_password, phone_upgrade
from .networks import Hall, Landline
from .people import Use

# What sellers have in common with everybody else.
_HABITS = (phone_upgrade, phone_upgrade, festival_homecoming, cheap_phone_reset, far_data_card, forgets_password)


class Crew:
    """An operation with a home town, phones, lines and purses."""

    def __init__(self, world, rng, town=None):
        self.world, self.rng = world, rng
        self.level = world.camouflage
        if self.level == 1 and rng.random() < 0.1:
            self.level = 0  # somebody always saves on the proxies
        self.town = town or world.country.any(rng)
        self.boss = world.person(rng, self.town, "round")
        self.line = Landline(rng, self.town)
        self.capacity = (rng.randint(4, 14), rng.choice((1, 2, 2, 3)), 1)[self.level]
        self.purses = [world.wallet(rng) for _ in range((1, rng.randint(2, 4), rng.randint(3, 6))[self.level])]
        self.mules = [world.wallet(rng) for _ in range((0, rng.randint(1, 3), rng.randint(2, 5))[self.level])]
        self.care = rng.uniform(0.45, 1.15)  # how thoroughly papers are changed
        self.hours = rng.choice(("round", "round", "office", "night", "shop"))
        self.days_off = rng.sample(range(7), rng.choice((0, 1, 1, 2)))
        self.script = [
            world.shop_text(rng, rng.choice(("美业", "教育", "装修", "小商品")), self.town)
            for _ in range(rng.randint(2, 5))
        ]
        self._phone, self._room, self._proxies, self._seats = None, 0, {}, {}

    def seat(self, account):
        """Devices and networks from which the crew runs an account."""
        if account.id not in self._seats:
            self._seats[account.id] = ([(self._next_phone(), 1.0)], self._nets(account.town))
        return self._seats[account.id]

    def _next_phone(self):
        if self._room <= 0:
            self._phone, self._room = self.world.device(self.rng), self.capacity
        self._room -= 1
        return self._phone

    def _nets(self, town):
        rng, world = self.rng, self.world
        if self.level == 0:
            return [(self.line, 1.0), (self.boss.sim, 0.15)]
        if self.level == 1:
            if town not in self._proxies:
                self._proxies[town] = Hall(rng, town, rng.randint(2, 6))
            return [(self._proxies[town], 1.0)]
        own = Landline(rng, town) if rng.random() < 0.5 else world.nets.mobile(rng, town)
        return [(own, 1.0)]

    def run(self, account, start, end=None, rate=None):
        """The crew logs in from that day; the holder's own use is another matter."""
        devices, nets = self.seat(account)
        rate = rate or min(1.2, self.rng.lognormvariate(-1.5, 0.6))
        account.uses.append(
            Use(self.boss, max(0, start), self.world.days if end is None else end, rate, devices, nets, self.hours)
        )

    def take(self, account, day, rate=None):
        """The holder is out, the crew is in, with a day or two of testing."""
        account.leave(day + self.rng.choice((0, 0, 1, 3)))
        self.run(account, day, None, rate)

    def rounds(self, accounts, start, end, often=0.2):
        """The evening walk along the shelf: every account for a minute or two, mostly in the same order."""
        rng, order = self.rng, list(accounts)
        for day in range(max(0, start), min(end, self.world.days)):
            if self.world.clock.weekday(day) in self.days_off or rng.random() > often:
                continue
            t = self.world.clock.moment(rng, day, self.hours)
            for account in order:
                t += rng.randint(40, 420)
                if rng.random() < 0.6:
                    devices, nets = self.seat(account)
                    self.world.look_in(rng, account, t, devices[0][0], nets[0][0])

    def new_papers(self, account, day, phone=0.55, payout=0.6, password=0.85):
        """Password, number, purse: what a buyer changes in the first week, not always all of it."""
        rng, world = self.rng, self.world
        soft = self.care * (0.8 if self.level == 2 else 1.0)
        if rng.random() < password * self.care:
            world.change_password(rng, account, min(world.days - 1, day + rng.choice((0, 0, 0, 1, 4))))
        if rng.random() < phone * soft:
            world.change_phone_number(rng, account, min(world.days - 1, day + rng.randint(0, 6)))
        if rng.random() < payout * soft:
            purse = rng.choice(self.purses) if self.level < 2 else world.wallet(rng)
            world.change_payout(rng, account, min(world.days - 1, day + rng.randint(0, 12)), purse)

    def pay(self, person, day, amount):
        """The price: straight, through somebody's cousin, or in parts through two; sometimes in notes."""
        rng, world = self.rng, self.world
        payee = purse(world, rng, person)
        if rng.random() < (0.08, 0.15, 0.25)[self.level]:
            return
        source = rng.choice(self.purses)
        if not self.mules:
            world.pay(rng, source, payee, day, amount)
            return
        mule = rng.choice(self.mules)
        world.pay(rng, source, mule, max(0, day - rng.randint(0, 3)), amount * rng.uniform(1.05, 1.3))
        if self.level == 2 and rng.random() < 0.5:
            world.pay(rng, mule, payee, day, amount * 0.5)
            world.pay(rng, rng.choice(self.mules), payee, min(world.days - 1, day + rng.randint(1, 5)), amount * 0.5)
        else:
            world.pay(rng, mule, payee, day, amount)

    def post(self, account, start, end, rate=0.12):
        """The script, retouched."""
        for day in range(max(0, start), min(end, self.world.days)):
            if self.rng.random() < rate:
                self.world.note(
                    self.rng, account, day, self.world.retouched(self.rng, self.rng.choice(self.script)), self.hours
                )

    def advertise(self, account, start, end=None, product="lead_collection"):
        """Spend that begins soon after the change."""
        rng = self.rng
        day = start + rng.randint(1, 9)
        for d in range(max(0, day), min(self.world.days if end is None else end, self.world.days)):
            if rng.random() < 0.5 and d * DAY > account.registered:
                self.world.ledger.ads.append((account.id, d, product, rng.uniform(40, 600)))


def purse(world, rng, person):
    """Where a person takes money; opened for the occasion if need be."""
    person.payout = person.payout or world.wallet(rng)
    return person.payout


def seller(world, rng, town=None, kind=None):
    """An ordinary resident who will do something they should not; years of ordinary life behind them."""
    kind = kind or rng.choices(("personal", "professional"), (7, 3))[0]
    account = world.resident(rng, town, kind=kind, registered=-rng.randint(40, 1800))
    if rng.random() < 0.35:
        rng.choice(_HABITS)(world, rng, account)
    for _ in range(rng.choice((0, 0, 0, 0, 1, 1, 3))):
        world.note(rng, account, rng.randrange(world.days))
    if account.payout == "" and rng.random() < 0.5:
        account.payout = purse(world, rng, account.person)
    return account
