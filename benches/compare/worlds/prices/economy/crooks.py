"""The means of crooks: what a ring buys, whom it recruits and how money flows.

A ring minimises its cost an account. Sharing a phone or a line saves money;
the loss that it expects when the platform follows the link grows with the
number of accounts behind it. The camouflage level is how dearly that loss is
felt: at level 0 hardly, at level 2 no saving is worth it.
"""

from economy.activity import Shift
from economy.calendar import DAY
from economy.geography import HOMETOWNS, Fixed
from economy.prices import CLOUD_PHONE_MONTH, PROXY_MONTH, SIM_MONTH, fee_after_cut, tidy
from economy.texts import campaign_text, retouched
from economy.commerce import note, spend
from economy.world import Use

FEAR = {0: 0.004, 1: 0.05, 2: 9.0}
SHARES = {0: (3, 4, 5, 6, 8, 10, 12, 16, 20), 1: (1, 2, 3, 4), 2: (1,)}


def cheapest_share(rng, level, unit_cost, value):
    """How many accounts share one phone or line: the cost of the unit against the fear of loss."""

    def cost(share):
        return unit_cost / share + FEAR[level] * value * (share - 1) * rng.uniform(0.3, 1.7)

    return min(SHARES[level], key=cost)


class Ring:
    """An operation with a boss, its equipment and its purses."""

    def __init__(self, world, rng, number, story, size, value=60.0):
        self.world, self.rng, self.story, self.size = world, rng, story, size
        self.id = "R%03d" % number
        self.level = world.camouflage
        self.city = world.geography.city(rng)
        self.boss = world.person(rng, self.city)
        self.handed = set()
        self._equip(value)
        self._open_purses()

    def _equip(self, value):
        rng = self.rng
        self.per_phone = cheapest_share(rng, self.level, CLOUD_PHONE_MONTH + SIM_MONTH, value)
        self.per_line = cheapest_share(rng, self.level, PROXY_MONTH, value)
        self.studio = self.boss.home if rng.random() < 0.5 else Fixed(rng, self.city, rng.choice([1, 1, 3]))
        self.phones, self.lines = [], []
        pace = {0: rng.uniform(60, 500), 1: rng.uniform(300, 1800), 2: rng.uniform(500, 2400)}[self.level]
        self.shift = Shift(rng, rng.uniform(9, 17), pace, rng.choice([1, 1, 2]), rng.random() < 0.45)
        self.keeps_rhythm = rng.random() < {0: 0.85, 1: 0.65, 2: 0.45}[self.level]

    def _open_purses(self):
        """One purse is cheapest; fear buys several, and middlemen who keep a margin."""
        count = {0: 1, 1: min(4, 2 + self.size // 5), 2: max(2, self.size // 2)}[self.level]
        self.purses = [self.boss.wallet] + [self.world.purse(self.rng) for _ in range(count - 1)]
        self.cut = self.rng.uniform(0.05, 0.3)
        self.pays_cash = self.rng.random() < {0: 0.05, 1: 0.15, 2: 0.3}[self.level]

    # -- equipment --------------------------------------------------------

    def seat(self, index, city):
        """Phone and line for the account in a seat."""
        world, rng = self.world, self.rng
        while len(self.phones) <= index // self.per_phone:
            self.phones.append(world.device(rng, "android"))
        if self.level == 0:
            return self.phones[index // self.per_phone], self.studio
        while len(self.lines) <= index // self.per_line:
            self.lines.append(world.geography.proxy(rng, city))
        return self.phones[index // self.per_phone], self.lines[index // self.per_line]

    def operate(self, account, index, start, end=None, rate=None):
        """The ring's hand is on the account."""
        phone, line = self.seat(index, account.region)
        rng = self.rng
        use = Use(
            self.boss,
            start,
            end or self.world.days,
            rate or rng.uniform(0.2, 0.75),
            phone,
            line,
            self.shift if self.keeps_rhythm else None,
            index % 40,
        )
        if self.level == 2 and rng.random() < 0.7:
            use.shift = None
        account.uses.append(use)

    # -- money ------------------------------------------------------------

    def pay_out(self, index, payee, moment, amount):
        """Money to a holder: direct, or through a middleman who keeps his margin."""
        if self.pays_cash and self.rng.random() < 0.7:
            return
        world, purse = self.world, self.purses[index % len(self.purses)]
        if self.level and purse != self.purses[0] and self.rng.random() < 0.6:
            world.pay(
                self.purses[0],
                purse,
                moment - self.rng.randrange(3600, 2 * DAY),
                float(round(amount / (1 - self.cut))),
            )
        world.pay(purse, payee, moment, amount)

    def take_in(self, index, payer, moment, amount):
        """Money from a customer, passed up to the boss when it came through a middleman."""
        if self.pays_cash and self.rng.random() < 0.7:
            return
        purse = self.purses[index % len(self.purses)]
        self.world.pay(payer, purse, moment, amount)
        if purse != self.purses[0]:
            self.world.pay(
                purse,
                self.purses[0],
                moment + self.rng.randrange(3600, 4 * DAY),
                fee_after_cut(self.rng, amount, self.cut),
            )

    def rent(self, index, person, start, end, monthly):
        """Rent each month, or every week, more or less on time."""
        rng, world = self.rng, self.world
        every = rng.choice([30, 30, 30, 7, 15])
        day = start + rng.randint(0, 4)
        while day < min(end, world.days):
            self.pay_out(index, person.wallet, world.moment(rng, day, 10, 23), tidy(rng, monthly * every / 30))
            day += every + rng.choice([0, 0, 1, 2, -1])

    # -- recruiting -------------------------------------------------------

    def recruit(self, count, budget, kind=None, dormant=False):
        """Offers go out, rising, until enough holders accept; acquaintances recruit each other."""
        world, rng = self.world, self.rng
        found, offer, tries = [], budget[0], 0
        near = rng.random() < 0.4
        city = rng.choice(HOMETOWNS) if rng.random() < 0.3 else self.city
        while len(found) < count and tries < 6000:
            tries += 1
            account = rng.choice(world.accounts)
            if not self._fits(account, kind, dormant) or (near and tries < 4000 and account.owner.city != city):
                continue
            if offer < reservation(account.owner, budget[1]):
                offer = min(budget[1], offer * 1.06)
                continue
            account.taken = True
            found.append((account, tidy(rng, offer * rng.uniform(0.85, 1.15))))
        return found

    def _fits(self, account, kind, dormant):
        if account.taken or account.employed or account.kind not in ("personal", "professional"):
            return False
        if account.registered > -3 * DAY or not account.uses:
            return False
        if kind and account.kind != kind:
            return False
        return not dormant or sum(u.rate for u in account.uses) < 0.12

    def newcomer(self, registered, city=None):
        """An account opened in the name of a stranger who sold identity and SIM card for small money."""
        city = city or (
            self.rng.choice(HOMETOWNS) if self.rng.random() < 0.6 else self.world.geography.city(self.rng)
        )
        person = self.world.person(self.rng, city)
        return self.world.account(self.rng, person, "personal", registered, hand=False)

    # -- takeovers and exploitation ---------------------------------------

    def seize(self, account, day, index, payout=True, spread=1.0):
        """After a sale: password, number, later the payout; a careful buyer lets weeks pass between."""
        world, rng = self.world, self.rng
        moment = world.moment(rng, day, 10, 22)
        pause = {0: 3600, 1: 2 * DAY, 2: 9 * DAY}[self.level] * spread
        if rng.random() < 0.85:
            world.change(account, "password", moment)
        if rng.random() < 0.75:
            world.new_phone_number(rng, account, moment + int(rng.uniform(60, pause)))
        if payout and rng.random() < 0.6:
            world.new_payout(account, moment + int(rng.uniform(600, 2 * pause)), self.collecting_purse(index))
        return moment

    def collecting_purse(self, index):
        """Where the earnings of an account go: one purse, some, or one each swept every month."""
        world, rng = self.world, self.rng
        if self.level == 0:
            return self.purses[0]
        if self.level == 1:
            return self.purses[index % len(self.purses)]
        purse = world.purse(rng)
        for day in range(rng.randrange(10, 30), world.days, 30):
            world.pay(
                purse, self.purses[index % len(self.purses)], world.moment(rng, day), round(rng.uniform(80, 1800), 2)
            )
        return purse

    def exploit(self, accounts, start, industry, spends=0.5):
        """Notes from one text, and advertising, on the accounts of the ring."""
        world, rng = self.world, self.rng
        effort = {0: 0.15, 1: 0.5, 2: 0.8}[self.level]
        texts = [campaign_text(rng, industry) for _ in range(rng.randint(1, 4))]
        advertises = rng.random() < spends
        for account, first in zip(accounts, start):
            for text in texts:
                if rng.random() < 0.75 and first < world.days - 2:
                    day = rng.randrange(max(0, first), world.days)
                    note(world, rng, account, world.moment(rng, day, 9, 23), retouched(rng, text, effort))
            if advertises:
                for day in range(max(0, first + rng.randint(0, 8)), world.days):
                    if rng.random() < 0.12:
                        spend(
                            world,
                            rng,
                            account,
                            day,
                            rng.lognormvariate(4.2, 0.8),
                            rng.choice(["seeding", "lead_collection"]),
                        )

    def guilty(self, account, role):
        """The account belongs to the ring."""
        self.world.guilty(account, role, self.id, self.story)

    def accessory(self, account, role):
        """An account that lends itself to the trick without being traded, rented or bound."""
        if account.role == "clean" and not any(
            s[0] == account.id and s[2] == self.story for s in self.world.stories[-400:]
        ):
            self.world.story(account, self.story, role)


def reservation(person, ceiling):
    """The least for which a holder gives in: income and scruple raise it, an empty purse lowers it."""
    wish = 0.05 + 0.9 * person.scruple * min(1.6, person.income / 7000) * (1.15 - person.cash_stress)
    return ceiling * min(1.4, wish)


def ring_size(rng, low=3, high=12):
    """Most rings are small; a few grow large."""
    if rng.random() < 0.07:
        return rng.randint(13, 30)
    return min(high, max(low, int(rng.lognormvariate(1.7, 0.5))))
