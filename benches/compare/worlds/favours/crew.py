"""An operation: the hands that work other people's accounts, and its purse.

A crew is a small workplace.  Its workers start at their hour, go down their
list, have a day off and stay home at festivals.  What camouflage changes is
what the list is worked *with*: a few phones in one room, a phone for every
pair of accounts behind proxies, or one rented cloud phone per account.  It
does not change that somebody has to sit down and do it, nor that the people
who lent their names want to be paid.
"""

from people import Hand, new_device
from places import CITY_NAMES, Net
from rounds import walk_list
from texts import brief, vary
from world import heavy

CASH = (0.08, 0.22, 0.35)
SLIP = (0.0, 0.18, 0.0)


def ring_size(rng, most=30):
    """Most operations are as large as one person's circle; a few are businesses."""
    size = rng.choices(
        (rng.randint(1, 2), rng.randint(3, 7), rng.randint(6, 12), rng.randint(13, 30)), (12, 46, 30, 12)
    )[0]
    return min(size, most)


class Crew:
    """The operating side of a ring."""

    def __init__(self, world, ring, boss=None, hands=6):
        rng = world.rng
        self.world, self.ring, self.boss = world, ring, boss
        self.city = boss.city if boss else rng.choice(CITY_NAMES)
        self.room = Net(rng.choice(("home", "fixed")), self.city, rng)
        self.phones = [new_device(world) for _ in range(max(1, round(hands / rng.uniform(3, 8))))]
        self.pools, self.payers, self.last = {}, {}, None
        self.purse = boss.pay if boss else world.token("pa", 56)
        self.tills = [world.token("pa", 56) for _ in range(rng.randint(2, 4))]
        self.start = rng.choice((8.5, 9, 9.5, 10, 13, 14, 19, 20.5, 22))
        self.off_day = rng.choice((6, 6, 5, 0, 2, None))
        self.diligence, self.pace = rng.uniform(0.2, 0.6), rng.uniform(2, 8)
        self.briefs = [brief(rng, "好物", self.city) for _ in range(rng.randint(1, 3))]
        self._daily_bread()

    def _daily_bread(self):
        """The purse and the tills also buy lunch and settle dinners."""
        world, rng = self.world, self.world.rng
        for purse in (self.purse, *self.tills[: rng.randint(0, 4)]):
            for _ in range(rng.randint(0, 5)):
                other = rng.choice((rng.choice(world.people), rng.choice(world.companies))).pay
                pair = (purse, other) if rng.random() < 0.75 else (other, purse)
                world.pay(*pair, rng.uniform(0, world.days), heavy(rng, 40, 0.9))

    def hand_for(self, account):
        """What this account is worked with, by the care the crew takes."""
        world, rng = self.world, self.world.rng
        level, home = world.level, account.owner.city
        if level == 0:
            hand = Hand(self.city, "desk", self.room, None, rng.choice(self.phones))
            if rng.random() < 0.3:
                hand.lend(rng.choice(self.phones), -1e6, 1e6, 0.4)
            return hand
        if level == 1:
            if self.last is None or rng.random() < 0.5:
                self.last = new_device(world)
            net = self.pools.setdefault(home, Net("pool", home, rng))
            return Hand(home, "desk", net, None, self.last)
        net = Net(rng.choice(("home", "home", "mobile")), home, rng)
        return Hand(home, "desk", net, None, new_device(world))

    def work(self, accounts, begins, end=None):
        """Rounds over the list, day by day, from each account's beginning on."""
        world, rng = self.world, self.world.rng
        end = world.days if end is None else min(end, world.days)
        tools = [(a, self.hand_for(a), b) for a, b in zip(accounts, begins)]
        for place in range(0, len(tools), 12):
            walk_list(
                world,
                tools[place : place + 12],
                self.start + place / 24,
                end,
                self.pace * (1, 1.3, 2)[world.level],
                self.diligence,
                self.off_day,
                (0.1, 0.25, 0.5)[world.level],
            )
        slow = Hand(self.city, "desk", self.room, None, self.phones[0])
        for account, _, begin in tools:
            if rng.random() < SLIP[world.level] and begin < end:
                world.login(rng.uniform(begin, end), account, slow)

    def reward(self, person, day, amount, must=False):
        """Pay a holder: directly, from several tills, or through fed payers; or in cash."""
        world, rng, level = self.world, self.world.rng, self.world.level
        if not must and rng.random() < CASH[level]:
            return
        if level == 0:
            payer = self.purse
        elif level == 1:
            payer = rng.choice(self.tills)
        else:
            payer = self.payers.get(person)
            if payer is None:
                payer = rng.choice(self.tills) + "x" if rng.random() < 0.2 else world.token("pa", 56)
                self.payers[person] = payer
        world.pay(payer, person.pay, day, amount)
        if level and rng.random() < 0.5:
            world.pay(self.purse, payer, day - rng.uniform(0.05, 2), amount * rng.uniform(1.02, 1.3))

    def rent(self, person, begin, end, weekly):
        """Pay a holder for as long as the arrangement lasts."""
        rng = self.world.rng
        step, day = rng.choice((7, 7, 14, 30, 30)), begin + 0.3
        while day < end:
            self.reward(
                person,
                day + rng.random() * 0.8,
                round(weekly * step / 7 * rng.choice((1, 1, 1, 0.9, 1.1))),
                must=day - begin < 1,
            )
            day += step

    def publish(self, account, begin, end, count, briefs=None):
        """Post from the crew's script, rewritten as far as camouflage asks."""
        world, rng = self.world, self.world.rng
        for _ in range(count):
            day = rng.uniform(max(begin, 0), max(end - 0.01, begin))
            if 0 < day < world.days:
                text = vary(rng, rng.choice(briefs or self.briefs), (0.05, 0.45, 0.85)[world.level])
                world.notes.append((day, account.id, text))

    def advertise(self, account, begin, end, product="seeding"):
        """Spend that starts after the account changed hands."""
        world, rng = self.world, self.world.rng
        level = heavy(rng, 70, 0.9)
        for day in range(int(begin) + rng.randint(1, 8), int(end), rng.choice((1, 2, 3))):
            if 0 <= day < world.days and rng.random() < 0.6:
                world.spend.append((account.id, day, product, round(heavy(rng, level, 0.4), 2)))

    def take_over(self, account, day, payout=None):
        """Make the account the buyer's: careful crews change little, and slowly."""
        world, rng = self.world, self.world.rng
        gap = (0.02, 0.6, 4)[world.level]
        world.change(account, "password", day)
        if rng.random() < (0.8, 0.6, 0.45)[world.level]:
            world.change(account, "phone", day + gap * rng.random(), account.phone, world.token("t", 72))
        if payout and rng.random() < (0.7, 0.5, 0.35)[world.level]:
            world.change(account, "payout_account", day + gap * (0.5 + rng.random()), account.payout, payout)


def private(person):
    """The accounts a person can dispose of."""
    return [a for a in person.accounts if a.kind in ("personal", "professional") and a.role == "clean"]
