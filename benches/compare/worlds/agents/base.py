"""The world: its clock, its agenda, its books and the bare things in it (hands, people, accounts, seats)."""

import random
from datetime import date, timedelta

from places import EVEN, HOURS, Places

DAY = 86400


class Hand:
    """Whoever can hold a device: a person, a shop counter, a studio worker, a rented cloud phone."""

    __slots__ = (
        "device",
        "alt",
        "alt_p",
        "alt_net",
        "net",
        "net_p",
        "work",
        "work_p",
        "cgn",
        "city",
        "hours",
        "off",
    )

    def __init__(self, device, city, net, net_p=1.0, hours="day", cgn=None):
        self.device, self.city, self.net, self.net_p = device, city, net, net_p
        self.alt, self.alt_p, self.alt_net = None, 0.0, None
        self.work, self.work_p, self.off = None, 0.0, False
        self.cgn = cgn or city.cgn
        self.hours = HOURS[hours]


class Seat:
    """One hand that uses one account: how often, on which weekdays, how eagerly it posts."""

    __slots__ = ("hand", "rate", "week", "post", "script")

    def __init__(self, hand, rate, week=EVEN, post=0.03, script=None):
        self.hand, self.rate, self.week, self.post, self.script = hand, rate, week, post, script


class Account:
    __slots__ = (
        "aid",
        "kind",
        "reg",
        "region",
        "holder",
        "phone",
        "payout",
        "industry",
        "group",
        "seats",
        "owner",
        "bind",
        "firm",
        "role",
        "ring",
        "topic",
        "spender",
    )

    def __init__(self, aid, kind, reg, region, holder, phone, payout, owner, topic):
        self.aid, self.kind, self.reg, self.region, self.holder = aid, kind, reg, region, holder
        self.phone, self.payout, self.owner, self.topic = phone, payout, owner, topic
        self.industry = self.group = ""
        self.seats, self.bind, self.firm = [], None, None
        self.role, self.ring, self.spender = "clean", "", 0.0


class World:
    def __init__(self, seed, level, null, size):
        self.seed, self.level, self.null, self.size = seed, level, null, size
        r = self.rng("clock")
        self.days = r.randint(86, 112)
        self.start = date(2025, 2, 17) + timedelta(days=7 * r.randint(0, 30))
        self.end = self.days * DAY
        self.day = 0
        self.scale = size / 20000
        self._tok, self._tokens = self.rng("tokens"), set()
        self.left = size  # accounts that may still be registered
        self.pace = 58 / self.days  # keeps the amount of logins alike in short and long windows
        self.agenda = {}
        self.accounts, self.people, self.firms, self.ops = [], [], [], []
        self.market = []  # second-hand phones for sale
        self.logins, self.bindings, self.transfers, self.changes = [], [], [], []
        self.leads, self.payments, self.spend, self.notes, self.approved = [], [], [], [], []
        self.stories, self.omitted, self.lead_truth = {}, set(), {}
        self.rings = 0
        self.places = Places(self)

    # -- names and chance ----------------------------------------------------
    def rng(self, name):
        return random.Random("%d/%s" % (self.seed, name))

    def token(self, prefix):
        while True:
            t = "%s%012x" % (prefix, self._tok.getrandbits(48))
            if t not in self._tokens:
                self._tokens.add(t)
                return t

    # -- the agenda ----------------------------------------------------------
    def at(self, day, what, *args):
        """Do something on a later day; nothing happens after the window."""
        day = max(int(day), self.day + 1)
        if day < self.days:
            self.agenda.setdefault(day, []).append((what, args))

    def now(self, rng, lo=9.0, hi=22.0):
        """A moment of the present day."""
        return self.day * DAY + int(rng.uniform(lo, hi) * 3600)

    def clock(self, t):
        d, s = divmod(int(t), DAY)
        return "%s %02d:%02d:%02d" % (self.start + timedelta(days=d), s // 3600, s // 60 % 60, s % 60)

    # -- books ---------------------------------------------------------------
    def register(self, rng, kind, owner, city, holder, phone, payout, topic, age=None):
        """Open an account; during the window it is opened now."""
        if self.left <= 0:
            return None
        self.left -= 1
        if age is None:
            reg = self.now(rng, 7, 23)
        else:
            reg = -int(age * DAY) - rng.randint(0, DAY)
        a = Account(self.token("u"), kind, reg, city.name, holder, phone, payout, owner, topic)
        self.accounts.append(a)
        return a

    def bind(self, firm, acc, t, method, declared):
        row = [firm.acc.aid, acc.aid, int(t), None, method, declared]
        self.bindings.append(row)
        acc.bind, acc.firm, acc.kind = row, firm, "kos"
        if not acc.industry:
            acc.industry = firm.industry
        return row

    def unbind(self, acc, t):
        if acc.bind:
            acc.bind[3] = max(int(t), acc.bind[2] + 3600)
        acc.bind = acc.firm = None

    def change(self, acc, field, t, new=None):
        """A change of an account; values are hashes, of a password none."""
        old = ""
        t = min(int(t), self.end - 1)
        if field == "password":
            new = ""
        elif field == "region":
            old, acc.region = acc.region, new
        elif field == "phone":
            old, acc.phone = acc.phone, new
        elif field == "payout_account":
            old, acc.payout = acc.payout, new
        elif field == "holder":
            old, acc.holder = acc.holder, new
        self.changes.append((t, acc.aid, field, old, new))

    def pay(self, payer, payee, t, amount):
        if payer and payee and payer != payee and 0 <= t < self.end:
            self.payments.append((int(t), payer, payee, round(amount, 2)))

    def lead(self, acc, contact, t, source, followed):
        lid = self.token("l")
        f = None if followed is None or followed >= self.end else int(followed)
        self.leads.append((lid, contact, acc, int(t), source, f))
        return lid

    def transfer(self, lid, contact, src, dst, t, channel, ring=""):
        if t >= self.end or src is dst:
            return False
        self.transfers.append((int(t), lid, contact, src.aid, dst.aid, channel))
        if ring:
            self.lead_truth[(lid, src.aid, dst.aid)] = ring
        return True

    # -- truth ---------------------------------------------------------------
    def ring(self):
        self.rings += 1
        return "ring_%03d" % self.rings

    def mark(self, acc, role, ring):
        if acc.role == "clean" and acc.aid not in self.omitted:
            acc.role, acc.ring = role, ring
            return True
        return acc.role == role and acc.ring == ring

    def omit(self, acc):
        if acc.role == "clean":
            self.omitted.add(acc.aid)

    def story(self, acc, typology, name):
        self.stories[(acc.aid, typology, name)] = None
