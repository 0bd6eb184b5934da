"""The world: registers of everything that the platform would have recorded."""

import hashlib
import random

from .clock import Window
from .people import Person
from .places import NAMES, WEIGHTS

SLOTS = {"phone": "phone", "payout_account": "payout", "holder": "holder", "region": "region"}
INDUSTRIES = (
    "装修",
    "婚纱摄影",
    "教育培训",
    "医美",
    "口腔",
    "房产",
    "汽车",
    "餐饮",
    "美容美发",
    "家政",
    "留学",
    "健身",
    "宠物",
    "母婴",
    "旅游",
    "服装",
    "法律咨询",
    "珠宝",
)


def civil(t):
    """Move a moment of negotiation or paperwork into waking hours; keeps the order of moments."""
    day = t // 1
    return day + 0.31 + 0.67 * (t - day)


class Account:
    """One account with its present particulars and the stretches of its use."""

    def __init__(self, uid, kind, registered, person):
        """Uses are lists [actor, from, until, logins a day]."""
        self.id = uid
        self.kind = kind
        self.registered = registered
        self.person = person
        self.region = person.city
        self.holder = person.holder
        self.phone = person.phone
        self.payout = ""
        self.industry = ""
        self.group = ""
        self.rate = 0.2
        self.uses = []
        self.texts = []
        self.firm = None
        self.firm_since = 0.0
        self.story = ""
        self.role = "clean"
        self.ring = ""

    def cut(self, t):
        """Nobody who used it so far uses it after t."""
        t = civil(t)
        self.uses = [u for u in self.uses if u[1] < t]
        for use in self.uses:
            use[2] = min(use[2], t)


class World:
    """Registers, identifiers and chance of one world."""

    def __init__(self, seed, camouflage):
        """Chance is split by stage so that the honest part does not depend on the abuse."""
        self.seed = seed
        self.cam = camouflage
        self._counters = {}
        self.stage("calendar")
        self.window = Window(self.r)
        self.days = self.window.days
        self.accounts, self.bindings, self.changes = [], [], []
        self.leads, self.transfers, self.payments = [], [], []
        self.spend, self.approved, self.truth_leads = [], [], []
        self.firms, self.agencies = [], []
        self.notes = []

    def stage(self, name):
        """Start a stage with its own stream of chance."""
        self.r = random.Random(f"{self.seed}/{name}")

    def uid(self, kind):
        """An opaque identifier, unique by kind and free of meaning."""
        n = self._counters[kind] = self._counters.get(kind, 0) + 1
        text = hashlib.sha1(f"{self.seed}|{kind}|{n}".encode()).hexdigest()
        if kind == "acct" and self.seed % 2:
            return str(10**17 + int(text[:14], 16))
        return text[: {"acct": 24, "id": 20, "ph": 16, "pay": 18, "contact": 20}.get(kind, 14)]

    def device(self):
        """A device identifier in one of the forms that phones report."""
        raw = self.uid("dev") + self.uid("dev")
        if self.r.random() < 0.35:
            return f"{raw[:8]}-{raw[8:12]}-4{raw[12:15]}-a{raw[15:18]}-{raw[16:28]}".upper()
        return raw[:16]

    def any_city(self):
        """A city by its weight."""
        return self.r.choices(NAMES, WEIGHTS)[0]

    def chance(self, p):
        """True with probability p."""
        return self.r.random() < p

    def when(self, lo=0.05, hi=0.95):
        """A moment in a part of the window, in waking hours."""
        day = int(self.r.uniform(lo, hi) * self.days)
        return min(day + self.r.triangular(0.02, 0.97, 0.45), self.days - 0.02)

    def price(self, lo, hi):
        """A sum as people agree on it: round, or lucky, seldom crooked."""
        x = lo * (hi / lo) ** self.r.random()
        step = 10 if x < 500 else 50 if x < 3000 else 100
        x = round(x / step) * step
        habit = self.r.random()
        if habit < 0.15:
            return float(max(step, x) - (2 if habit < 0.08 else 12) if x > 40 else x + 8)
        if habit < 0.25:
            return round(x + self.r.uniform(0, step), 2)
        return float(max(step, x))

    def person(self, city=None, shift=None):
        """A new person."""
        return Person(self, city, shift)

    def account(self, person, kind="personal", registered=None, use=True, rate=None):
        """An account in a person's name, used by that person unless told otherwise."""
        r = self.r
        if registered is None:
            registered = self.when(0, 0.8) if r.random() < 0.07 else -r.expovariate(1 / 500) - 3
        registered = civil(registered)
        acct = Account(self.uid("acct"), kind, max(registered, -3600), person)
        acct.rate = rate or min(2.5, r.lognormvariate(-1.75, 0.75))
        if r.random() < (0.25 if kind == "personal" else 0.75):
            acct.payout = person.pay
        if r.random() < 0.04:
            acct.phone = ""
        if use:
            self.use(acct, person.actor, registered, self.days)
        self.accounts.append(acct)
        return acct

    def use(self, acct, actor, t0, t1, share=1.0):
        """Let an actor use the account for a stretch, at a share of its usual pace."""
        t0 = max(civil(t0) if t0 > 0 else 0, acct.registered)
        t1 = min(civil(t1), self.days) if t1 < self.days else self.days
        if t1 > t0:
            acct.uses.append([actor, t0, t1, acct.rate * share])

    def change(self, acct, field, t, new=""):
        """Note a change; values are chained at the end, as people do not act in the order of the files."""
        t = civil(t)
        if t <= acct.registered or t < 0 or t >= self.days:
            return
        self.changes.append((acct, field, t, new))

    def chained_changes(self):
        """Changes in the order of time as (account, field, time, old, new); each account ends at its last value."""
        rows = []
        for acct, field, t, new in sorted(self.changes, key=lambda c: (c[2], c[0].id, c[1])):
            slot = SLOTS.get(field)
            old = getattr(acct, slot) if slot else ""
            if slot and old == new:
                continue
            rows.append((acct.id, field, t, old, new))
            if slot:
                setattr(acct, slot, new)
        return rows

    def bind(self, firm, acct, t0, t1=None, method="bound", employee=None):
        """A binding to a firm's enterprise account; open ends stay empty."""
        t0 = max(civil(t0), acct.registered + 0.01, firm.ent.registered + 0.01)
        end = None if t1 is None or t1 >= self.days else civil(t1)
        if t0 >= self.days or (end is not None and end <= t0):
            return
        if end is None or method == "created":
            acct.kind = "kos"
        acct.firm, acct.firm_since = firm, t0
        self.bindings.append([firm.ent, acct, t0, end, method, acct.holder if employee is None else employee])

    def unbind(self, acct, t):
        """End the account's open bindings at t."""
        t = civil(t)
        for row in self.bindings:
            if row[1] is acct and (row[3] is None or row[3] > t) and row[2] < t:
                row[3] = t

    def pay(self, payer, payee, t, amount):
        """A payment, if both wallets are known and the moment is inside the window."""
        t = civil(t)
        if payer and payee and payer != payee and 0 <= t < self.days and amount > 0:
            self.payments.append((self.uid("pm"), payer, payee, t, amount))

    def monthly(self, payer, payee, t0, t1, amount, wobble=0.0):
        """The same sum every month on a habitual day, sometimes a day or two late."""
        for t in self.window.paydays(self.r.randint(1, 28), t0, t1):
            late = self.r.choice((0, 0, 0, 0, 1, 2, 5)) + self.r.uniform(-0.05, 0.45)
            self.pay(payer, payee, t + late, round(amount * (1 + self.r.gauss(0, wobble)), 2))

    def lead(self, acct, t, source="form", contact=None):
        """A consumer's contact that an account collected."""
        row = [
            self.uid("lead"),
            contact or self.uid("contact"),
            acct,
            max(civil(t), acct.registered),
            source,
            None,
        ]
        self.leads.append(row)
        return row

    def transfer(self, lead, src, dst, t, channel, ring=None):
        """A lead handed on; `ring` marks the unlawful ones."""
        t = max(civil(t), lead[3] + 0.0005)
        if t >= self.days or src is dst:
            return
        self.transfers.append((lead[0], lead[1], src.id, dst.id, t, channel))
        if ring:
            self.truth_leads.append((lead[0], src.id, dst.id, ring))

    def ads(self, acct, t0, t1, daily, products=("seeding", "lead_collection"), share=0.6):
        """Spend on most days of a stretch."""
        for day in range(int(max(t0, 0)), int(min(t1, self.days))):
            if self.r.random() < share:
                amount = round(daily * self.r.lognormvariate(0, 0.5), 2)
                self.spend.append((acct.id, day, self.r.choice(products), amount))

    def tell(self, name, *accts):
        """Write down which honest story an account took part in."""
        for acct in accts:
            acct.story = acct.story or name

    def blame(self, role, ring, name, *accts):
        """Write down the role that an account had in a ring."""
        for acct in accts:
            acct.role, acct.ring, acct.story = role, ring, name
