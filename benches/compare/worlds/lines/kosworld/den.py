"""An operation's premises: its workers' hours, devices, lines, wallets and numbers.

Workers are paid by the account and are bored; they go through a list, take the
lunch break together and are off on the same day.  What a den spends on hiding
depends on the camouflage level: nothing; proxies and several wallets; or a cloud
phone and an own exit for every account.  What no level hides is that the den has
one rhythm, one style of writing, one business, and that money must reach somebody.
"""

from . import device, geo
from .calendar import DAY
from .network import Broadband, Mobile
from .usage import Rounds
from .wording import Style

SHIFTS = [[10, 15], [9.2, 14, 19.5], [13.5, 20], [20, 23.4], [11.2], [10.5, 16.2, 21.8], [14.2, 22.5]]


class Den:
    """One operation of some size; all its accounts are run through it."""

    def __init__(self, w, rng, size, city=None, industry="beauty"):
        self.w, self.level, self.size = w, w.level, size
        self.city = city or geo.any_city(rng)
        self.base = w.shop_line(rng, self.city)
        self.ring = w.new_ring()
        self.industry = industry
        share = rng.choice([3, 4, 6, 9]) if self.level == 0 else rng.choice([1, 2, 3])
        self.tools = [self._tool(rng) for _ in range(max(1, round(size / share)))]
        loose = (rng.choice([40, 90, 300]), rng.choice([200, 600]), rng.choice([900, 2400, 5000]))[self.level]
        self.rounds = Rounds(
            rng,
            w.cal,
            rng.choice(SHIFTS),
            rng.choice([(6,), (0,), (5, 6), (2,), ()]),
            rng.choice([45, 100, 240, 400]),
            loose,
            rng.choice([0, 0.15, 0.6]),
            rng.choice([0.02, 0.06, 0.15]),
        )
        self.wallets = [
            w.payment_account(rng) for _ in range((1, rng.randint(2, 4), rng.randint(3, 6))[self.level])
        ]
        self.middlemen = [
            w.payment_account(rng) for _ in range((0, rng.randint(1, 2), rng.randint(2, 3))[self.level])
        ]
        self.numbers = [w.hash(rng) for _ in range(max(1, size // 3))]
        self.style = Style(rng, industry, rng.randint(3, 7))
        self.spin = (0.1, 0.5, 0.8)[self.level]
        self.offbook = (0.2, 0.3, 0.4)[self.level]
        self._slot = 0

    def _tool(self, rng):
        return device.browser(rng) if rng.random() < 0.25 else device.android(rng)

    def hand(self, rng, holder):
        """The hand that works an account of a holder, at its place in the list."""
        hand = holder.hand.copy(
            away={},
            public=None,
            rounds=self.rounds,
            slot=self._slot,
            work_share=1.0,
            home_share=1.0,
            slips=None,
            mobile=None,
        )
        self._slot += 1
        days = self.w.cal.days
        if self.level == 2:
            exit_ = (
                Broadband(self.w.atlas, rng, holder.city)
                if rng.random() < 0.6
                else Mobile(self.w.atlas, rng, holder.city)
            )
            hand.kit, hand.home, hand.work = [(device.android(rng), 0, days + 1, 1.0, "any")], exit_, exit_
        elif self.level == 1:
            tool = self.tools[(self._slot - 1) % len(self.tools)]
            exit_ = self.w.proxies.exit(holder.city)
            hand.kit, hand.home, hand.work = [(tool, 0, days + 1, 1.0, "any")], exit_, exit_
            hand.slips = (rng.choice([0, 0.01, 0.03, 0.08]), self.base)
        else:
            first = self._slot - 1
            hand.kit = [
                (self.tools[(first + i) % len(self.tools)], 0, days + 1, (1, 0.15)[i], "any")
                for i in range(min(2, len(self.tools)))
            ]
            hand.home = hand.work = self.base
        return hand

    def number(self, rng, holder):
        """Where the codes go: the den's few SIMs, rented numbers, or still the seller's own."""
        if self.level == 0:
            return rng.choice(self.numbers)
        return self.w.hash(rng) if self.level == 1 or rng.random() < 0.4 else holder.phone

    def settle(self, rng, payee, day, amount):
        """Pay somebody: from the wallet, by a middleman, or in odd parts by several."""
        self._flow(rng, rng.choice(self.wallets), payee, day, amount)

    def receive(self, rng, payer, day, amount):
        """Get paid, the same ways backwards."""
        self._flow(rng, payer, rng.choice(self.wallets), day, amount)

    def _flow(self, rng, payer, payee, day, amount):
        if rng.random() < self.offbook:
            return
        w = self.w
        if not self.middlemen or rng.random() < (1, 0.4, 0.15)[self.level]:
            w.pay(rng, payer, payee, day, amount)
            return
        parts = 1 if self.level == 1 else rng.choice([1, 2, 2, 3])
        left = amount
        for part in range(parts):
            piece = left if part == parts - 1 else round(left * rng.uniform(0.3, 0.6), 2)
            left = round(left - piece, 2)
            man, when = rng.choice(self.middlemen), day + part * rng.randint(0, 3)
            w.pay(rng, payer, man, when, piece)
            w.pay(
                rng, man, payee, when + rng.randint(0, 2), round(piece * rng.choice([1, 0.97, 0.95, 0.9]), 2)
            )

    def take_over(self, rng, acc, when, rate=None, end=None, money=True):
        """Control passes: password first, then the number, later the wallet; then daily work."""
        w = self.w
        w.use(acc, self.hand(rng, acc.person), rate or rng.uniform(0.12, 0.55), when, end)
        if rng.random() < 0.85:
            w.change(acc, "password", when + rng.randint(0, 2 * DAY))
        if rng.random() < 0.7:
            w.change(acc, "phone", when + rng.randint(0, 15 * DAY), self.number(rng, acc.person))
        if money and rng.random() < 0.6:
            w.change(acc, "payout_account", when + rng.randint(DAY, 30 * DAY), rng.choice(self.wallets))
        if rng.random() < 0.12:
            w.change(acc, "holder", when + rng.randint(DAY, 30 * DAY), w.hash(rng))
        if rng.random() < 0.08:
            w.change(acc, "region", when + rng.randint(0, 20 * DAY), geo.label(self.city))
