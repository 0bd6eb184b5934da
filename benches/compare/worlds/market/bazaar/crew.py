"""What a crooked operation is made of: handsets, exits, purses, hours and care.

Camouflage is a cost. Studios buy as much of it as the last wave of bans taught
them to; the lazy cut corners even where the tools would allow better.
"""

from .days import DAY
from .firms import Firm, advertise, pay_staff, trade_leads
from .background import publish
from .people import Desk, Person, newcomer
from .places import Fixed, Home, Proxy, Datacentre
from .words import TRADES, brief, copied

CARE = ((0.0, 0.3), (0.3, 0.8), (0.7, 1.0))


class Crew:
    """One operation behind one ring."""

    def __init__(self, w, rng, city=None):
        self.w, self.level = w, w.camouflage
        self.ring = w.ring()
        self.city = city or w.atlas.city(rng)
        self.care = rng.uniform(*CARE[self.level])
        self.boss = Person(w, rng, self.city)
        self.room = Fixed(rng, self.city) if rng.random() < 0.5 else Home(rng, self.city)
        self.purses = [self.boss.wallet] + [w.wallet(rng) for _ in range((0, 2, 5)[self.level])]
        self.broker = w.wallet(rng)
        self.rhythm = rng.choice(("office", "shop", "night", "evening", "office"))
        self.per_phone = rng.randint(3, 9) if self.level == 0 else rng.randint(1, 3)
        self.phone, self.on_phone = None, 0
        self.trade = rng.choice(list(TRADES))
        self.text = brief(rng, self.trade)
        self.fee = rng.uniform(0.05, 0.15)

    def device(self, rng):
        """The next handset of the rack; a cloud phone each for the careful."""
        if self.level == 2:
            return self.w.device(rng, cloud=rng.random() < 0.8)
        if self.phone is None or self.on_phone >= self.per_phone:
            self.phone, self.on_phone = self.w.device(rng), 0
        self.on_phone += 1
        return self.phone

    def nets(self, rng, city):
        """The exits for one account whose holder lives in a city."""
        if self.level == 0:
            return [self.room] if rng.random() < 0.8 else [self.room, self.city.carrier(rng)]
        if self.level == 1:
            exits = [Proxy(rng, city, rng.choice((0.3, 1, 3, 7)))]
            if rng.random() > self.care + 0.1:
                exits.append(self.room if rng.random() < 0.5 else Datacentre(rng, self.city, 3))
            return exits
        return [Proxy(rng, city, rng.choice((2, 7, 15, 40)))]

    def hand(self, rng, city):
        """Somebody of the crew at an account: its device, its exits, the crew's hours."""
        rhythm = (
            self.rhythm if rng.random() > 0.25 * self.level else rng.choice(("office", "evening", "shop"))
        )
        return Desk([self.device(rng)], self.nets(rng, city), rhythm, 0.4 + 0.5 * self.care)

    def purse(self, rng):
        return rng.choice(self.purses)

    def pay(self, rng, wallet, t, amount):
        """Money from the crew to a holder: direct, through a broker, or through a mule, partly in cash."""
        w = self.w
        if self.level == 0 or (self.level == 1 and rng.random() < 0.45):
            w.pay(rng, self.purse(rng), wallet, t, amount)
        elif self.level == 1:
            w.pay(rng, self.purse(rng), self.broker, t - rng.randint(600, DAY), amount * (1 + self.fee))
            w.pay(rng, self.broker, wallet, t, amount)
        elif rng.random() < 0.75:
            mule = w.wallet(rng)
            w.pay(rng, self.purse(rng), mule, t - rng.randint(1, 4) * DAY, amount * (1 + self.fee))
            part = amount * rng.uniform(0.3, 0.7)
            w.pay(rng, mule, wallet, t, part)
            w.pay(rng, mule, wallet, t + rng.randint(1, 5) * DAY, amount - part)

    def charge(self, rng, wallet, t, amount):
        """Money from a customer to the crew, by the same roads."""
        w = self.w
        if self.level == 0:
            w.pay(rng, wallet, self.purses[0], t, amount)
        elif self.level == 1:
            via = self.broker if rng.random() < 0.5 else self.purse(rng)
            w.pay(rng, wallet, via, t, amount)
            if via is self.broker:
                w.pay(rng, via, self.purse(rng), t + rng.randint(1, 9) * DAY, amount * (1 - self.fee))
        elif rng.random() < 0.75:
            mule = w.wallet(rng)
            w.pay(rng, wallet, mule, t, amount)
            w.pay(rng, mule, self.purse(rng), t + rng.randint(1, 9) * DAY, amount * (1 - self.fee))

    def post(self, rng, acc, since, notes):
        """Campaign notes from the crew's text, re-spun with more or less care."""
        for _ in range(notes):
            t = rng.uniform(since, self.w.cal.end)
            publish(self.w, rng, acc, t, copied(rng, self.text, 0.1 + 0.85 * self.care))

    def advertise(self, rng, acc, since):
        """The account begins to pay for reach once it has changed hands."""
        w = self.w
        first = w.cal.day_of(since) + rng.randint(1, 15)
        budget = rng.lognormvariate(5.0, 0.8)
        for day in range(first, w.cal.days):
            if rng.random() < 0.45:
                product = rng.choice(("seeding", "lead_collection", "lead_collection", "shutiao"))
                w.spend.append((acc.id, day, product, round(budget * rng.uniform(0.5, 1.6), 2)))

    def firm(self, w, rng, trade=None, boss=None, office=None):
        """A company of the crew's, real or on paper."""
        return Firm(w, rng, self.city, trade or self.trade, boss, office)


def open_for_business(w, rng, firm):
    """Let a company live through the window: wages, advertising, leads."""
    pay_staff(w, rng, firm)
    advertise(w, rng, firm)
    trade_leads(w, rng, firm)


def hand_over(w, rng, acc, t, hand, sim, purse, busy=0.4):
    """Control passes: silence, a new device, then number, password and payout in the buyer's order."""
    acc.stop(t)
    start = t + int(rng.choice((0, 0.02, 0.3, 1, 3, 9)) * DAY)
    acc.use(hand, start, w.cal.end, busy * rng.uniform(0.5, 1.8))
    if rng.random() < 0.85:
        w.change(acc, "password", start + rng.randint(120, DAY))
    if sim and rng.random() < 0.8:
        w.change(acc, "phone", start + int(rng.choice((300, 0.2 * DAY, 3 * DAY, 8 * DAY))), sim)
    if purse and rng.random() < 0.6:
        w.change(acc, "payout_account", start + int(rng.uniform(0.2, 14) * DAY), purse)
    if acc.person and rng.random() < 0.15:
        acc.use(acc.person, start, start + 4 * DAY, 0.3)
    return start


def recruit(w, rng, city=None, kind="personal", age_days=None, busy=0.3):
    """Somebody with an account worth money: it has a past, for nobody buys what was born yesterday."""
    age = age_days or rng.uniform(45, 300) + rng.expovariate(1 / 400)
    return newcomer(w, rng, city, kind, age, busy)


def clean_staff(w, rng, wanted=1, firm=None, leads=0):
    """Honest employees with their own account who could be tempted: (firm, member) pairs."""
    firms = [firm] if firm else rng.sample(w.firms, len(w.firms))
    found = []
    for f in firms:
        for m in f.staff:
            settled = m.row[3] is None and m.row[2] < w.cal.at(w.cal.days * 0.4)
            if settled and m.acc.role == "clean" and sum(x[2] is m.acc for x in f.own_leads) >= leads:
                found.append((f, m))
                if not firm:
                    break
        if len(found) >= wanted:
            break
    return found[:wanted]
