"""What offenders have in common: a hand behind the accounts, equipment, money ways and carelessness."""

from .people import Rig, Use
from .places import draw_city
from .timeline import DAY, HOUR


class Ring:
    """One operation with its operator, seen from the operator's kitchen table.

    `level` is how much is spent on staying unseen: 0 nothing, 1 proxies and middlemen,
    2 one cloud phone and one line per account and money in small pieces.
    """

    def __init__(self, w, rng, number, level, trick, operator=None):
        self.w, self.rng, self.level, self.trick = w, rng, level, trick
        self.id = f"r{number:04d}"
        self.operator = operator or w.person(
            rng, None, rng.choice(("owl", "desk", "host", "shop", "parent", "office"))
        )
        self.slip = (
            rng.choice((0.0, 0.01, 0.03, 0.08)) if level == 1 else rng.uniform(0, 0.25) if level == 0 else 0.0
        )
        self.purses = [self.operator.payout] + [w.pay_account() for _ in range((0, 2, 3)[level])]
        self.middlemen = (
            [w.pay_account() for _ in range((0, 1, 2)[level] + rng.choice((0, 0, 1)))] if level else []
        )
        self.cash = rng.choice((0.0, 0.0, 0.3, 0.6))
        self.phones = [w.device() for _ in range(rng.randint(1, 4))]
        self.per_phone = rng.choice((1, 2, 2, 3))
        self.desk = w.atlas.home(self.operator.city, rng) if rng.random() < 0.5 else self.operator.homes[0][2]
        self.exits = {}
        self.rounds = w.rounds(rng, self.operator, w.window.start, w.window.end, rng.uniform(2, 8))
        self.gap = rng.choice((60, 150, 300, 900))
        self.script = rng.getrandbits(30)
        self.same_text = rng.choice((0.0, 0.5, 0.9, 1.0))
        self.members = 0
        self._served = 0

    # equipment ----------------------------------------------------------------
    def rig(self, city):
        """The equipment for the next account whose holder lives in the given city."""
        self._served += 1
        if self.level == 0:
            return Rig(self.phones, self.desk, 1 - self.slip)
        if self.level == 2:
            return self.w.own_cloud_phone(self.rng, city)
        if self._served % self.per_phone == 0 or len(self.phones) < 8:
            self.phones.append(self.w.device())
        exits = self.exits.setdefault(
            city, self.w.atlas.proxy(city, self.rng.choice((1, 2, 6)), self.rng.choice((1, 3, 10)))
        )
        return Rig([self.phones[-1]], exits, 1 - self.slip)

    def work(self, acc, start, end, rig=None, own_tempo=None):
        """The operator's use of an account: by rounds at a desk, or now and then like a normal user."""
        rig = rig or self.rig(acc.region)
        steady = self.rng.random() < 0.3 if own_tempo is None else own_tempo
        if steady:
            return Use(start, end, self.operator, self.rng.uniform(0.2, 1.2), rig)
        moments = self.w.tour(
            self.rng,
            [r for r in self.rounds if start <= r < end],
            self._served % 15,
            self.rng.uniform(0.1, 0.5),
            self.gap,
        )
        return Use(start, end, self.operator, 0.0, rig, [start + self.rng.randrange(900)] + moments)

    # truth ----------------------------------------------------------------------
    def mark(self, acc, role):
        """Write the account's part into the truth, once."""
        if acc.ring == self.id and acc.role == role:
            return
        acc.role, acc.ring = role, self.id
        acc.stories.append(self.trick)
        self.members += 1

    def script_notes(self, acc, t):
        """The operator's text, in a fixed or a loosened wording."""
        acc.post_rate = max(acc.post_rate, self.rng.uniform(0.03, 0.15))
        acc.topics.append(
            (
                t,
                (
                    ("campaign", self.script, (0.05, 0.2, 0.4)[self.level])
                    if self.rng.random() < self.same_text
                    else None
                ),
            )
        )

    def advertise(self, acc, t):
        """Money goes into the account soon after it can be used."""
        rng, window = self.rng, self.w.window
        begin = window.day(t) + rng.randrange(1, 12)
        budget = rng.lognormvariate(5.3, 0.7)
        for day in range(begin, min(window.days, begin + rng.randint(6, 60))):
            if rng.random() < 0.7:
                self.w.spend(
                    acc,
                    day,
                    rng.choice(("seeding", "seeding", "lead_collection", "shutiao")),
                    budget * rng.lognormvariate(0, 0.4),
                )

    # money ----------------------------------------------------------------------
    def pay(self, payer, payee, t, amount):
        """Hand over money the way this ring does: straight, through a middleman, or in pieces."""
        rng, w = self.rng, self.w
        if rng.random() < self.cash:
            return
        if self.level == 0 or not self.middlemen:
            w.pay(payer, payee, t, amount)
            return
        parts = 1 if self.level == 1 else rng.choice((1, 2, 3))
        for _ in range(parts):
            middle, piece = rng.choice(self.middlemen), amount / parts * rng.uniform(0.9, 1.1)
            w.pay(payer, middle, t, piece)
            w.pay(
                middle,
                payee,
                t + int(rng.expovariate(1 / ((5, 18, 60)[self.level] * HOUR))),
                piece * rng.uniform(0.88, 0.99),
            )
            t += rng.randrange(HOUR, 3 * DAY)

    def purse(self):
        return self.rng.choice(self.purses)


def sell(ring, acc, t, buyer_use, buyer_phone, buyer_payout, price, seller, payer=None):
    """Control passes for money: credentials change at once or bit by bit, the buyer moves in."""
    w, rng = ring.w, ring.rng
    stretch = (1, 6, 25)[ring.level]
    acc.hand_over(t, buyer_use)
    if rng.random() < 0.9:
        w.change(acc, "password", t + rng.randrange(600, 8 * HOUR))
    if rng.random() < (0.9, 0.75, 0.55)[ring.level]:
        w.change(acc, "phone", t + rng.randrange(600, stretch * DAY), buyer_phone)
    if rng.random() < (0.9, 0.8, 0.7)[ring.level]:
        w.change(acc, "payout", t + rng.randrange(600, 2 * stretch * DAY), buyer_payout)
    if ring.level == 0 and rng.random() < 0.15:
        w.change(acc, "region", t + rng.randrange(DAY, 20 * DAY), buyer_use.person.city)
    _look_back(ring, acc, t)
    buyer = payer or ring.purse()
    deposit = rng.random() < 0.3
    if deposit:
        ring.pay(buyer, seller, t - rng.randrange(2 * HOUR, 3 * DAY), price * 0.3)
    ring.pay(buyer, seller, t + rng.randrange(600, 2 * DAY), price * (0.7 if deposit else 1))
    ring.mark(acc, "traded")


def _look_back(ring, acc, t):
    """Some sellers cannot leave it: they look at their old account once more, from their own phone."""
    w, rng = ring.w, ring.rng
    if rng.random() < (0.25, 0.12, 0.05)[ring.level]:
        looks = [t + rng.randrange(DAY, 15 * DAY) for _ in range(rng.randint(1, 3))]
        acc.uses.append(Use(t, w.window.end, acc.owner, 0.0, None, looks))


def stranger_buys(ring, acc, t, price, seller, trader_city=None):
    """A single buyer, a small merchant with an own phone, takes the account home."""
    w, rng = ring.w, ring.rng
    city = acc.region if ring.level and rng.random() < 0.7 else trader_city or draw_city(rng)
    buyer = w.person(rng, city, rng.choice(("shop", "owl", "desk")))
    rig = (
        None
        if ring.level == 0
        else (
            w.own_cloud_phone(rng, acc.region)
            if ring.level == 2
            else Rig([buyer.devices[0][2]], w.atlas.proxy(acc.region, 2), 0.93)
        )
    )
    sell(
        ring,
        acc,
        t,
        Use(t, w.window.end, buyer, rng.uniform(0.2, 1.4), rig),
        buyer.phone,
        buyer.payout,
        price,
        seller,
        buyer.payout,
    )
    if rng.random() < 0.6:
        acc.kind = "professional" if acc.kind == "personal" else acc.kind
        ring.advertise(acc, t)
    acc.topics.append((t, ("campaign", rng.getrandbits(30))))
    acc.post_rate = max(acc.post_rate, rng.uniform(0.01, 0.1))
    return buyer


_EVERYDAY = (
    "phone_upgrade",
    "two_phones",
    "student",
    "migrant_worker",
    "moved_city",
    "family_tablet",
    "game_accelerator",
    "device_id_resets",
    "live_host_on_shifts",
    "parent_in_hospital",
    "boss_does_it_at_night",
    "company_phones",
    "hr_registers_in_one_go",
    "hr_is_late",
    "office_moved",
    "seasonal_staff",
    "new_marketing_manager",
    "remote_sales_force",
    "family_firm",
    "dispatched_workers",
    "franchise",
    "owner_of_many_licences",
)


def _simple(stories):
    """Offenders have other things going on in their lives, too."""
    return all(s in _EVERYDAY for s in stories)


class Recruits:
    """Ordinary people and employees of the honest world who are available for temptation."""

    def __init__(self, w, rng):
        self.w, self.rng = w, rng
        staff = {job.account.id for firm in w.firms for job in firm.jobs}
        self._people = [
            a
            for a in w.accounts
            if a.kind in ("personal", "professional")
            and _simple(a.stories)
            and a.id not in staff
            and len(a.uses) == 1
            and a.registered < w.window.start
        ]
        rng.shuffle(self._people)
        self._firms = [f for f in w.firms if _simple(f.traits) and len(f.jobs) > 2]
        rng.shuffle(self._firms)

    def account(self):
        """An ordinary person's account with a life before the offence."""
        return self._people.pop()

    def firm(self, least=3):
        """An honest firm with at least so many employees on the list."""
        for _ in range(len(self._firms)):
            firm = self._firms.pop()
            if len(firm.jobs) >= least and all(j.account.role == "clean" for j in firm.jobs):
                return firm
            self._firms.insert(0, firm)
        raise RuntimeError("no honest firm left to tempt")

    def any_firm(self, industry=None):
        """A firm that may buy something; it stays available for others."""
        pool = [
            f for f in self.w.firms if f.industry == industry and f.enterprise.role == "clean"
        ] or self.w.firms
        return self.rng.choice(pool)
