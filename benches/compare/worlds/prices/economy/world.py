"""The ledger of the economy: people, accounts and what the platform records of them."""

import random

from economy.calendar import Calendar, DAY
from economy.geography import Geography


class Person:
    """Somebody with an income, habits, phones, lines and perhaps accounts."""

    __slots__ = (
        "identity",
        "phone",
        "wallet",
        "city",
        "income",
        "scruple",
        "cash_stress",
        "home",
        "work",
        "sim",
        "phones",
        "extras",
        "stays",
        "hours",
        "accounts",
        "firm",
        "age",
        "wifi",
    )

    def __init__(self, identity, phone, wallet, city):
        self.identity, self.phone, self.wallet, self.city = identity, phone, wallet, city
        self.phones = []
        self.extras = []
        self.stays = []
        self.accounts = []
        self.firm = None
        self.work = None


class Use:
    """One hand on an account: who, from which day to which, how often, by what.

    A `shift` makes the hand work through many accounts one after another.
    """

    __slots__ = ("who", "start", "end", "rate", "device", "line", "shift", "seat", "extras", "business")

    def __init__(self, who, start, end, rate, device=None, line=None, shift=None, seat=0, extras=(), business=False):
        self.who, self.start, self.end, self.rate = who, start, end, rate
        self.device, self.line, self.shift, self.seat = device, line, shift, seat
        self.extras = list(extras)
        self.business = business


class Account:
    """An account of the platform."""

    __slots__ = (
        "id",
        "kind",
        "registered",
        "region",
        "holder",
        "phone",
        "payout",
        "industry",
        "group",
        "uses",
        "role",
        "ring",
        "owner",
        "bound",
        "employed",
        "taken",
        "number",
    )

    def __init__(self, number, ident, kind, registered, region):
        self.number, self.id, self.kind, self.registered, self.region = number, ident, kind, registered, region
        self.holder = self.phone = self.payout = self.industry = self.group = ""
        self.uses = []
        self.role, self.ring = "clean", ""
        self.owner = None
        self.bound = None
        self.employed = False
        self.taken = False


class World:
    """Everything that has happened, and the means to make more happen."""

    def __init__(self, seed, camouflage, size):
        self.seed, self.camouflage, self.size = seed, camouflage, size
        rng = self.rng("window")
        self.calendar = Calendar(rng)
        self.days = self.calendar.days
        self.geography = Geography(rng)
        self.id_style = rng.choice(["hex24", "digits", "mixed"])
        self.people, self.accounts, self.firms, self.agencies = [], [], [], []
        self.bindings, self.leads, self.transfers, self.payments = [], [], [], []
        self.changes, self.spends, self.notes, self.approved = [], [], [], []
        self.stories, self.unlawful = [], []
        self.used_phones = []
        self.wifi_spots = {}

    def rng(self, *parts):
        """An own stream of chance for each part, so that parts do not disturb each other."""
        return random.Random("/".join(str(p) for p in (self.seed,) + parts))

    # -- identifiers -----------------------------------------------------

    def token(self, rng, length=24):
        """An opaque hash."""
        return "%0*x" % (length, rng.getrandbits(4 * length))

    def account_id(self, rng):
        """Old accounts carry numbers, newer ones hex; leading zeros occur."""
        if self.id_style == "hex24" or (self.id_style == "mixed" and rng.random() < 0.6):
            return "6%s" % self.token(rng, 23)
        return "%018d" % rng.randrange(10**17 // 2, 10**17 * 8)

    def device(self, rng, kind=None):
        """A device id in the form that its system gives it."""
        kind = kind or ("ios" if rng.random() < 0.37 else "android")
        raw = self.token(rng, 32)
        if kind == "ios":
            raw = raw.upper()
            return "-".join((raw[:8], raw[8:12], raw[12:16], raw[16:20], raw[20:]))
        return raw if kind == "web" else raw[:16]

    def purse(self, rng):
        """A payment account."""
        return rng.choice(("zfb_", "wx_", "wx_", "yl_")) + self.token(rng, 16)

    # -- people and accounts ---------------------------------------------

    def person(self, rng, city, home=None):
        """A person with the usual equipment: a phone, a SIM card, a line at home."""
        one = Person(self.token(rng), self.token(rng), self.purse(rng), city)
        one.income = rng.lognormvariate(8.7, 0.55)
        one.scruple = rng.betavariate(3, 2)
        one.cash_stress = min(1.0, rng.betavariate(1.4, 4) + max(0.0, (4500 - one.income) / 12000))
        one.age = int(min(78, max(14, rng.lognormvariate(3.35, 0.34))))
        one.home = home or self.geography.home_line(rng, city)
        one.sim = self.geography.sim(rng, city)
        one.phones = [(-10000, self.device(rng))]
        one.hours = hour_habit(rng, one.age)
        one.wifi = rng.betavariate(4, 2) if rng.random() < 0.85 else 0.05
        self.people.append(one)
        return one

    def account(self, rng, owner, kind="personal", registered=None, hand=True, rate=None):
        """An account of a person, in use by that person unless said otherwise."""
        if registered is None:
            age = int(rng.expovariate(1 / 420.0)) - rng.randrange(0, self.days // 4)
            day = max(-3600, min(-age, self.days - 9))
            registered = (
                day * DAY
                + rng.choice([rng.randrange(24), rng.randrange(10, 24), rng.randrange(10, 24)]) * 3600
                + rng.randrange(3600)
            )
        one = Account(len(self.accounts), self.account_id(rng), kind, registered, owner.city)
        one.holder, one.phone, one.owner = owner.identity, owner.phone, owner
        one.payout = owner.wallet if kind != "personal" or rng.random() < 0.72 else ""
        if rng.random() < 0.04:
            one.holder = ""
        self.accounts.append(one)
        if hand:
            start = max(0, registered // DAY)
            one.uses.append(Use(owner, start, self.days, rate or min(0.75, rng.lognormvariate(-1.55, 0.75))))
        owner.accounts.append(one)
        return one

    # -- records ----------------------------------------------------------

    def moment(self, rng, day, low=8, high=23):
        """Some second of a day between two hours."""
        return day * DAY + int(rng.uniform(low, high) * 3600)

    def pay(self, payer, payee, moment, amount):
        """Money moves; nothing is recorded outside the window or to oneself."""
        if payer and payee and payer != payee and 0 <= moment < self.calendar.end:
            self.payments.append((payer, payee, moment, amount))

    def change(self, account, field, moment, old="", new=""):
        """An account's data change."""
        if 0 <= moment < self.calendar.end and moment > account.registered:
            self.changes.append((account.id, field, moment, old, new))

    def new_phone_number(self, rng, account, moment, number=None):
        """The account's phone number is replaced."""
        number = number or self.token(rng)
        self.change(account, "phone", moment, account.phone, number)
        account.phone = number

    def new_payout(self, account, moment, purse):
        """The account's earnings go elsewhere from now on."""
        if purse != account.payout:
            self.change(account, "payout_account", moment, account.payout, purse)
            account.payout = purse

    def bind(self, firm, account, start, end=None, method="bound", employee=None):
        """An account comes under an enterprise."""
        if end is not None and end >= self.calendar.end:
            end = None
        start = max(start, account.registered + 600)
        if end is not None and end <= start:
            return
        self.bindings.append(
            (firm.account.id, account.id, start, end, method, account.holder if employee is None else employee)
        )
        account.bound = firm if end is None else None
        account.employed = True
        if account.kind != "kos" and end is None:
            account.kind = "kos"

    def transfer(self, lead, source, target, moment, channel):
        """A consumer's contact is handed from one account to another."""
        if moment < self.calendar.end:
            self.transfers.append((lead.id, lead.contact, source.id, target.id, moment, channel))

    def silence(self, account, day):
        """What the holder or firm would have done with an account from a day on does not happen."""
        ident, moment = account.id, day * DAY
        self.notes = [n for n in self.notes if n[0] != ident or n[1] < moment]
        self.spends = [s for s in self.spends if s[0] != ident or s[1] < day]
        sold = {u[0] for u in self.unlawful}
        lost = {l[0] for l in self.leads if l[2] == ident and l[3] >= moment} - sold
        self.leads = [l for l in self.leads if l[0] not in lost]
        self.transfers = [
            t for t in self.transfers if t[0] not in lost and (t[4] < moment or ident not in (t[2], t[3]))
        ]
        for firm in self.firms:
            if any(m.account is account for m in firm.staff):
                firm.leads = [l for l in firm.leads if l.id not in lost]

    def story(self, account, name, typology="honest"):
        """Remember in which story an account took part."""
        self.stories.append((account.id, typology, name))

    def guilty(self, account, role, ring, story):
        """An account becomes part of an abuse; the first role stays."""
        if account.role == "clean":
            account.role, account.ring = role, ring
            self.story(account, story, role)
        account.taken = True


def hour_habit(rng, age):
    """Weights of the 24 hours: larks, owls, office lunch breaks, pensioners' mornings."""
    peak = rng.gauss(21.0, 1.6) if age < 50 else rng.gauss(19.0, 1.8)
    lunch = rng.uniform(0.1, 0.9)
    weights = []
    for hour in range(24):
        gap = min(abs(hour - peak), 24 - abs(hour - peak))
        weight = 2.718 ** (-(gap * gap) / 9.0) + (0.13 if 8 <= hour <= 23 else 0.012)
        weight += lunch * 0.6 * (11 <= hour <= 13)
        weight += 0.4 * (age >= 50 and 6 <= hour <= 9)
        weights.append(weight)
    return cumulate(weights)


def cumulate(weights):
    """Running sums that end at one."""
    total, sums, run = sum(weights), [], 0.0
    for weight in weights:
        run += weight / total
        sums.append(run)
    sums[-1] = 1.0
    return sums
