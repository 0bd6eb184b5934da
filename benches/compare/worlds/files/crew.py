"""The people who run an abusive operation: their rooms, shelves of phones, purses and habits.

A crew works under the world's camouflage. What it cannot easily hide is routine: the hours of its
desk, the order in which it changes fields, texts it reuses, and money that has to come from somewhere.
"""

from core import DAY, HOUR
from honest_firms import working_rounds
from people import Hand, hand_over, hours_of
from texts import reworded, script


class Crew:
    """One operation with its own habits."""

    def __init__(self, world, geo, industry=""):
        rng = world.rng
        self.world, self.geo, self.level = world, geo, world.camouflage
        self.region = geo.city(rng)
        self.line, self.mobile = geo.office(rng, self.region), geo.mobile(rng, self.region)
        self.hours = hours_of(rng, rng.choice(("office", "office", "night", "evening", "shop")))
        self.rounds = working_rounds(world, rng.uniform(0.4, 0.9)) if rng.random() < 0.5 else None
        self.gap = rng.randint(150, 420)
        self.per_device = {0: rng.randint(3, 12), 1: rng.randint(1, 3), 2: 1}[self.level]
        self.weekly = rng.uniform(1.5, 4.5)
        self.till = world.payment_account()
        self.purses = [self.till] if not self.level else [world.payment_account() for _ in range(rng.randint(2, 4))]
        self.middlemen = [world.payment_account() for _ in range(self.level * rng.randint(1, 2))]
        self.order = rng.choice(
            (
                ("password", "phone", "payout_account"),
                ("phone", "password"),
                ("password", "payout_account"),
                ("payout_account", "phone", "password"),
                ("phone",),
                ("password", "phone"),
            )
        )
        self.pace = rng.choice((90, 400, 3000, 40000))
        self.text = script(rng, industry)
        self.hands, self.topped = [], []
        self.own = self.private_account() if self.level < 2 and rng.random() < 0.25 else None

    def hand(self, account):
        """Give an account its place at the desk: a phone and a line as the camouflage demands."""
        rng, index = self.world.rng, len(self.hands)
        if index % self.per_device == 0:
            self.phone = self.world.token(16)
        region = account.region if self.level else self.region
        line = self.geo.proxy(rng, region) if self.level else self.line
        mobile = self.geo.mobile(rng, region) if self.level else self.mobile
        hand = Hand(region, self.hours, [(self.phone, 0, 1 << 40, 1.0)], line, mobile)
        hand.mobile_share = rng.choice((0.0, 0.1, 0.3))
        if self.own and index == 0:
            hand.add_device(self.own.owner.hand.devices[0][0], 0, 1 << 40, 0.05)
        if not self.level and rng.random() < 0.2 and self.hands:
            hand.add_device(self.hands[0].devices[0][0], 0, 1 << 40, 0.1)
        if self.level == 1 and rng.random() < 0.12:
            hand.trips.append(self.forgotten_proxy())
        hand.weekend = 0.5
        hand.rounds, hand.offset = self.rounds, index * self.gap
        self.hands.append(hand)
        return hand

    def private_account(self):
        """The chief also has a private life, and now and then it runs over the room's line."""
        for own in self.world.take(1):
            own.owner.hand.work = self.line
            own.owner.hand.home = self.geo.home(self.world.rng, self.region)
            self.world.tell("chiefs_private_account", own)
            return own
        return None

    def forgotten_proxy(self):
        """On one day the proxy had run out and somebody used the room's own line."""
        day = self.world.middle(0.3, 0.9)
        return (day, day + 2 * DAY, self.line, self.mobile)

    def payout(self):
        """Where earnings go: one purse, a few, or mostly a fresh one."""
        rng = self.world.rng
        if self.level == 2 and rng.random() < 0.75:
            purse = self.world.payment_account()
            self.topped.append(purse)
            return purse
        return rng.choice(self.purses)

    def pay(self, wallet, t, amount):
        """Pay somebody, through a middleman or a purse that was filled for it."""
        world, rng = self.world, self.world.rng
        source = rng.choice(self.purses)
        if self.level and self.middlemen and rng.random() < 0.7:
            broker = rng.choice(self.middlemen)
            world.pay(source, broker, t - rng.randint(600, 30 * HOUR), amount * rng.uniform(1.05, 1.25))
            source = broker
        elif self.level == 2:
            fresh = world.payment_account()
            world.pay(source, fresh, t - rng.randint(HOUR, 3 * DAY), amount + rng.choice((0, 50, 100)))
            source = fresh
        world.pay(source, wallet, t, amount)

    def take_over(self, account, t, keep=0.0, until=None):
        """Log in as the new hand and change what this crew always changes."""
        hand = self.hand(account)
        hand_over(account, hand, t, self.weekly * self.world.rng.uniform(0.7, 1.4), until, keep)
        return hand

    def change_fields(self, account, t):
        """The handover, field by field, at this crew's pace; now and then one is forgotten."""
        rng = self.world.rng
        for what in self.order:
            t += self.pace * rng.uniform(0.6, 1.5)
            if rng.random() < 0.88:
                self.world.change(account, what, int(t), self.payout() if what == "payout_account" else None)

    def post(self, account, start, mean=2.5):
        """Reuse the crew's text, more reworked under better camouflage."""
        for _ in range(self.world.poisson(mean)):
            t = self.world.moment(start)
            self.world.note(account, t, reworded(self.world.rng, self.text, 1 + 2 * self.level))

    def settle(self):
        """Fresh purses are emptied into the till once the money is in."""
        for purse in self.topped:
            if self.world.rng.random() < 0.7:
                self.world.pay(purse, self.till, self.world.middle(0.7, 0.99), self.world.rng.uniform(80, 6000))
