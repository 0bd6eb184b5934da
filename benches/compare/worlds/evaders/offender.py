"""Offenders as small businesses: a price per account, a purse, fears, and a shop of precautions.

An offender believes (rightly or not) that each trace is looked at with some probability.  A
precaution is bought when what it seems to save is more than what it costs and the purse allows it.
Some copy a guide from a forum without doing sums, some are careless, and whoever has bought something still forgets it now and then.
"""

from base import Home, hour_table
from seats import Seat, fixed, line, mixed, sim

# key: (fixed cost, cost per account, trace that it hides, how much of it)
SHOP = {
    "few_per_phone": (60, 42, "device", 0.6),
    "cloud_phone": (0, 75, "device", 0.95),
    "city_proxy": (80, 34, "network", 0.8),
    "sim_data": (0, 28, "network", 0.55),
    "split_pay": (120, 6, "money", 0.5),
    "off_platform": (0, 75, "money", 0.7),
    "pay_middleman": (100, 30, "money", 0.6),
    "wait": (0, 24, "handover", 0.5),
    "spread": (0, 14, "handover", 0.4),
    "keep_sim": (0, 32, "handover", 0.5),
    "keep_payout": (0, 16, "handover", 0.3),
    "mimic_hours": (0, 40, "habit", 0.7),
    "mimic_pace": (0, 15, "habit", 0.3),
    "rewrite": (150, 9, "content", 0.8),
    "delay_ads": (0, 30, "content", 0.4),
    "small_batches": (0, 24, "flow", 0.5),
    "mix_lawful": (400, 28, "flow", 0.6),
    "cut_out": (0, 50, "flow", 0.5),
    "lag": (0, 18, "flow", 0.3),
    "relabel": (200, 10, "flow", 0.4),
    "declare_names": (0, 10, "papers", 0.5),
    "nominees": (2200, 5, "papers", 0.6),
    "office_visits": (300, 36, "presence", 0.6),
    "local_only": (0, 60, "presence", 0.6),
    "stagger": (0, 14, "cohort", 0.5),
    "headroom": (0, 45, "cohort", 0.4),
    "fake_wage": (100, 40, "cohort", 0.4),
}
COMMON = "few_per_phone cloud_phone city_proxy sim_data split_pay off_platform pay_middleman rewrite"
FITTING = {
    "traded": COMMON + " wait spread keep_sim keep_payout mimic_hours mimic_pace delay_ads",
    "rented": COMMON + " mimic_hours mimic_pace spread delay_ads",
    "affiliated": COMMON + " declare_names nominees office_visits local_only stagger headroom fake_wage",
    "lead_resale": COMMON + " small_batches mix_lawful cut_out lag relabel mimic_hours",
}
GUIDES = [
    "city_proxy few_per_phone split_pay wait small_batches declare_names",
    "few_per_phone sim_data pay_middleman keep_sim cut_out stagger rewrite",
    "city_proxy few_per_phone off_platform mimic_hours lag local_only mix_lawful",
    "city_proxy split_pay pay_middleman spread rewrite relabel office_visits nominees",
]
FEAR = {0: 0.0, 1: 0.17, 2: 0.33}
STYLES = {"sums": 42, "guide": 28, "thrifty": 20, "careless": 10}
MARKET = {0: "", 1: "", 2: "cloud_phone small_batches mix_lawful"}  # what everybody has at that level


class Offender:
    """One operation: what it earns, what it fears, what it has bought."""

    def __init__(self, world, rng, typology, accounts, price):
        self.world, self.typology, self.price, self.level = world, typology, price, world.level
        self.style = rng.choices(list(STYLES), list(STYLES.values()))[0]
        self.forget = {"sums": 0.04, "guide": 0.08, "thrifty": 0.1, "careless": 0.25}[self.style]
        self.bought = set(MARKET[world.level].split()) if accounts else set()
        self.ring = world.new_ring(
            {"traded": "T", "rented": "R", "affiliated": "S", "lead_resale": "L"}[typology]
        )
        self.habitually_cash = rng.random() < 0.15
        if self.level:
            self.shop(rng, accounts)
        self.wallets = [world.new_pay(rng)]
        if "split_pay" in self.bought:
            self.wallets += [world.new_pay(rng) for _ in range(1 + accounts // rng.randint(3, 6))]
        self.exits = set()
        self.middle = [world.new_pay(rng) for _ in range(rng.randint(1, 3))]

    def shop(self, rng, accounts):
        fitting = [k for k in FITTING[self.typology].split() if k not in self.bought]
        if self.level == 2:  # no use beside a cloud phone
            fitting = [k for k in fitting if k not in ("few_per_phone", "sim_data")]
        elif rng.random() < 0.9:
            fitting.remove("cloud_phone")  # not yet on everybody's market
        if self.style == "guide":
            self.bought |= {k for k in rng.choice(GUIDES).split() if k in fitting}
            return
        turnover = self.price * accounts
        purse = turnover * {"sums": 0.4, "thrifty": 0.1, "careless": 0.04}[self.style]
        fear = {}
        offers = []
        for key in fitting:
            setup, each, trace, part = SHOP[key]
            fear.setdefault(trace, FEAR[self.level] * rng.lognormvariate(0, 0.6))
            saves, cost = fear[trace] * part * turnover * 2.2, setup + each * accounts
            offers.append((saves / cost, key, cost))
        for ratio, key, cost in sorted(offers, reverse=True):
            if ratio > 1 and cost <= purse:
                purse -= cost
                self.bought.add(key)

    def does(self, rng, key):
        """Whether the precaution is taken this time."""
        return key in self.bought and rng.random() >= self.forget

    # ---- money ----------------------------------------------------------------------------------------
    def route(self, rng, payer, payee, t, amount):
        if (self.does(rng, "off_platform") and rng.random() < 0.75) or (
            self.habitually_cash and rng.random() < 0.7
        ):
            return
        if self.does(rng, "pay_middleman"):
            middle = rng.choice(self.middle)
            self.world.pay(payer, middle, t, amount)
            self.world.pay(middle, payee, t + rng.expovariate(1 / 90000), amount * rng.uniform(0.86, 0.95))
        else:
            self.world.pay(payer, payee, t, amount)

    def collect(self, rng, payer, t, amount):
        wallet = rng.choice(self.wallets) if rng.random() >= self.forget else self.wallets[0]
        self.route(rng, payer, wallet, t, round(amount, -1))

    def pay_out(self, rng, payee, t, amount):
        self.route(rng, rng.choice(self.wallets), payee, t, round(amount, -1))


class Infra:
    """Rooms, phones and exits of an operation; .seat gives a desk for one account."""

    def __init__(self, world, rng, off, city=None):
        self.world, self.off, self.city = world, off, city or world.city(rng)
        self.ips = [world.new_ip(rng) for _ in range(rng.choice((1, 1, 2)))]
        self.table, self.carrier = hour_table(rng, "studio", 2), rng.randrange(3)
        self.phones, self.load, self.served = [], [], 0
        few = "few_per_phone" in off.bought
        self.cap = rng.choice((1, 2, 2, 3)) if few else rng.randint(5, 14)
        self.cloud_region = world.city(rng)

    def phone(self, rng):
        room = [k for k, n in enumerate(self.load) if n < self.cap]
        if not room:
            self.phones.append(self.world.new_device(rng))
            self.load.append(0)
            room = [len(self.phones) - 1]
        k = rng.choice(room)
        self.load[k] += 1
        return self.phones[k]

    def seat(self, rng, city, table=None):
        """A desk for an account whose holder lives in a city and keeps these hours."""
        off = self.off
        if not (table is not None and off.does(rng, "mimic_hours")):
            table = hour_table(rng, "studio", 3) if off.level == 2 and rng.random() < 0.4 else self.table
        if "cloud_phone" in off.bought:
            return self.cloud(rng, city, table)
        phone = self.phone(rng)
        devices = [phone] if "few_per_phone" in off.bought else [phone] + self.phones
        room = fixed(self.ips, self.city.name)
        if off.does(rng, "city_proxy"):
            way = line(Home(rng, city))
        elif off.does(rng, "sim_data"):
            way = sim(self.city, self.carrier)
        else:
            way = mixed(0.82, room, sim(self.city, self.carrier))
        slip = (off.forget * rng.uniform(0.1, 0.8), Seat([phone], room, table)) if off.level else None
        return Seat(devices, way, table, 0.93, slip)

    def cloud(self, rng, city, table):
        """A cloud phone with exits that nobody else of the ring has."""
        world, off = self.world, self.off
        device = world.token(rng, "A-", 64)
        place = city if off.does(rng, "city_proxy") or rng.random() < 0.55 else self.cloud_region
        exits = []
        for _ in range(rng.choice((1, 1, 2, 3, 6))):
            way_out = rng.choice(place.lines) if rng.random() < 0.7 else world.new_ip(rng)
            while way_out in self.off.exits:
                way_out = rng.choice(place.lines) if rng.random() < 0.7 else world.new_ip(rng)
            self.off.exits.add(way_out)
            exits.append(way_out)
        slip = None
        if rng.random() < 0.3:  # the proxy drops now and then, and the data centre shows
            slip = (
                off.forget * 0.4,
                Seat([device], fixed([world.new_ip(rng)], self.cloud_region.name), table),
            )
        return Seat([device], fixed(exits, place.name), table, 1.0, slip)


def pick(world, rng, kinds, count, test=None):
    """Existing accounts nobody has a story about yet, for somebody to approach."""
    pool = [
        a
        for a in world.accounts
        if a.kind in kinds
        and a.id not in world.story_of
        and a.id not in world.roles
        and a.id not in world.outside
        and a.reg < -20 * 86400
        and a.person is not None
        and a.uses
        and (test is None or test(a))
    ]
    chosen = rng.sample(pool, min(count, len(pool)))
    for acc in chosen:
        world.story_of.add(acc.id)
    return chosen


def rings(world, rng, count, least=1):
    """How many operations of a kind in a world of this size."""
    return max(least, round(count * world.scale))
