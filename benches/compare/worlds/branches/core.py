"""The world: clock, identifiers, accounts, uses, people, and the lists every part writes into.

Times inside the generator are seconds since the first midnight of the window (may be negative);
days are floats on the same axis.  Every part draws from its own random stream, so that leaving the
abuse out does not change the honest world.
"""

import copy
import datetime as dt
import hashlib
import random

DAY = 86400

# Public holidays of 2025 (first day, length): shops are busier, offices emptier, people travel.
HOLIDAYS = [((4, 4), 3), ((5, 1), 5), ((5, 31), 3), ((10, 1), 8)]


class Use:
    """One way in which somebody uses one account in an interval of days.

    devs: list of devices (the first is the usual one); day/night/roam: networks; p: chance that a day
    is active; more: chance of each further login on such a day; week: seven multipliers.
    """

    __slots__ = (
        "d0",
        "d1",
        "devs",
        "first",
        "p",
        "more",
        "hours",
        "day",
        "night",
        "roam",
        "p_roam",
        "week",
        "trips",
        "work",
        "fresh",
    )

    def __init__(
        self,
        d0,
        d1,
        devs,
        p,
        hours,
        day,
        night=None,
        roam=None,
        p_roam=0.3,
        more=0.35,
        week=None,
        first=0.85,
        work=False,
        fresh=False,
    ):
        self.d0, self.d1, self.devs, self.p, self.hours = d0, d1, list(devs), p, hours
        self.day, self.night, self.roam, self.p_roam = day, night or day, roam, p_roam
        self.more, self.week, self.first = more, week, first
        self.trips = []  # (from day, to day, network away)
        self.work = work  # belongs to a job; ends or changes with it
        self.fresh = fresh  # a new device id at every login (browser that forgets its cookies)


class Acct:
    """An account with its uses and (for the truth) its role."""

    __slots__ = (
        "id",
        "kind",
        "reg",
        "region",
        "holder",
        "phone",
        "payout",
        "industry",
        "group",
        "uses",
        "role",
        "ring",
        "in_truth",
        "person",
        "topic",
        "firm",
        "writes",
        "story_rows",
    )

    def __init__(self, aid, kind, reg, person, region, holder, phone, payout):
        self.id, self.kind, self.reg, self.person, self.region = aid, kind, reg, person, region
        self.holder, self.phone, self.payout = holder, phone, payout
        self.industry = self.group = ""
        self.uses = []
        self.role, self.ring, self.in_truth = "clean", "", True
        self.topic, self.firm, self.writes = None, None, 0.0
        self.story_rows = []

    def cut(self, day):
        """Split the uses at `day`; return those of afterwards."""
        later = []
        for use in list(self.uses):
            if use.d0 >= day:
                later.append(use)
            elif use.d1 > day:
                tail = copy.copy(use)
                tail.devs, tail.trips = list(use.devs), list(use.trips)
                use.d1, tail.d0 = day, day
                self.uses.append(tail)
                later.append(tail)
        return later

    def stop(self, day):
        """The people who used the account so far stop at `day`."""
        gone = self.cut(day)
        self.uses = [u for u in self.uses if u not in gone]

    def tell(self, typology, story):
        if (typology, story) not in self.story_rows:
            self.story_rows.append((typology, story))


class Person:
    """Somebody with a phone, a home, a bank card, and accounts."""

    __slots__ = (
        "holder",
        "phone",
        "payout",
        "city",
        "home",
        "roam",
        "dev",
        "hours",
        "accts",
        "job",
        "tablet",
    )

    def __init__(self, **kw):
        self.accts, self.job, self.tablet = [], None, None
        for key, value in kw.items():
            setattr(self, key, value)


class World:
    def __init__(self, seed, level, null, size):
        self.seed, self.level, self.null, self.size = seed, level, null, size
        self.f = size / 20000
        rng = self.rng("calendar")
        self.first = dt.date(2025, 2, 20) + dt.timedelta(days=rng.randrange(0, 190))
        self.days = rng.randrange(86, 99)
        self._names = {}
        self.weekday = [(self.first + dt.timedelta(days=i)).weekday() for i in range(self.days + 1)]
        self.holiday = [self._is_holiday(i) for i in range(self.days + 1)]
        self._count = {}
        self.accts, self.people, self.firms, self.agencies = [], [], [], []
        self.market = []  # second-hand phones: (day on sale, device)
        self.taken = set()  # accounts that a story needs for itself
        self.logins, self.bindings, self.transfers, self.changes = [], [], [], []
        self.leads, self.payments, self.ads, self.notes, self.approved = [], [], [], [], []
        self.truth_leads = []
        self.held = {}  # account -> leads it holds [(time, lead, contact)]
        self.city = {}

    # ---- clock -----------------------------------------------------------------------------
    def _is_holiday(self, i):
        date = self.first + dt.timedelta(days=i)
        for (month, day), length in HOLIDAYS:
            if 0 <= (date - dt.date(2025, month, day)).days < length:
                return True
        return False

    def date(self, day):
        """The date of a day number as text (cached)."""
        if day not in self._names:
            self._names[day] = (self.first + dt.timedelta(days=day)).isoformat()
        return self._names[day]

    def day_of_month(self, day):
        return (self.first + dt.timedelta(days=day)).day

    def month(self, day):
        return (self.first + dt.timedelta(days=int(day))).month

    # ---- random streams and identifiers -------------------------------------------------------
    def rng(self, *key):
        return random.Random("%s|%s" % (self.seed, "|".join(map(str, key))))

    def new_id(self, kind, digits=16):
        """Opaque identifiers: their order says nothing about who made them."""
        n = self._count[kind] = self._count.get(kind, 0) + 1
        raw = "%s/%s/%s" % (self.seed, kind, n)
        return hashlib.blake2b(raw.encode(), digest_size=digits // 2).hexdigest()

    def device(self):
        return "d" + self.new_id("device", 14)

    def bank(self):
        return "p" + self.new_id("bank", 14)

    def phone(self):
        return "t" + self.new_id("phone", 14)

    def identity(self):
        return "h" + self.new_id("identity", 14)

    # ---- accounts ---------------------------------------------------------------------------------
    def account(self, rng, person, kind="personal", reg_day=None, **kw):
        """An account of `person`; kw overrides holder, phone, payout, region."""
        if reg_day is None:
            reg_day = -int(20 + 1900 * rng.random() ** 1.4)
        reg = int(reg_day * DAY + rng.randrange(7 * 3600, 24 * 3600))
        acct = Acct(
            "u" + self.new_id("account"),
            kind,
            reg,
            person,
            kw.get("region", person.city.name),
            kw.get("holder", person.holder),
            kw.get("phone", person.phone),
            kw.get("payout", person.payout),
        )
        self.accts.append(acct)
        person.accts.append(acct)
        return acct

    # ---- rows -------------------------------------------------------------------------------------
    def bind(self, firm, acct, d0, d1, method, employee):
        """A binding; d1 None = still bound at the end of the window."""
        self.bindings.append(
            [firm.ent.id, acct.id, int(d0 * DAY), None if d1 is None else int(d1 * DAY), method, employee]
        )
        return self.bindings[-1]

    def change(self, acct, field, t, old="", new=""):
        if 0 <= t < self.days * DAY and t > acct.reg:
            self.changes.append((acct.id, field, int(t), old, new))

    def pay(self, payer, payee, t, amount):
        if payer and payee and payer != payee and 0 <= t < self.days * DAY:
            self.payments.append((int(t), payer, payee, round(amount, 2)))

    def lead(self, acct, contact, t, source, followed):
        lead_id = "l" + self.new_id("lead", 14)
        self.leads.append((lead_id, contact, acct.id, int(t), source, followed))
        return lead_id

    def transfer(self, lead_id, contact, src, dst, t, channel, ring=None):
        if src is dst or t >= self.days * DAY:
            return False
        self.transfers.append((lead_id, contact, src.id, dst.id, int(t), channel))
        if ring:
            self.truth_leads.append((lead_id, src.id, dst.id, ring))
        else:
            self.held.setdefault(dst.id, []).append((int(t), lead_id, contact))
        return True

    def spend(self, acct, day, product, amount):
        if 0 <= day < self.days and amount >= 1:
            self.ads.append((acct.id, int(day), product, round(amount, 2)))

    def note(self, acct, t, text):
        if 0 <= t < self.days * DAY and t > acct.reg:
            self.notes.append((int(t), acct.id, text))

    def mark(self, acct, role, ring, story):
        acct.role, acct.ring = role, ring
        acct.tell(role if role != "lead_buyer" else "lead_resale", story)
        self.taken.add(acct.id)

    def ring_id(self, word):
        return "r_%s_%s" % (word, self.new_id("ring", 6))

    # ---- logins ---------------------------------------------------------------------------------------
    def play(self):
        """Turn every use of every account into logins."""
        out = self.logins
        horizon = self.days
        for acct in self.accts:
            rng = self.rng("play", acct.id)
            rnd = rng.random
            for use in acct.uses:
                for day in range(max(0, int(use.d0)), min(horizon, int(use.d1) + 1)):
                    p = use.p
                    if use.week:
                        p *= use.week[self.weekday[day]]
                    if rnd() < p:
                        self._one_day(out, acct, use, day, rng, rnd)

    def _one_day(self, out, acct, use, day, rng, rnd):
        lo, hi = max(use.d0 * DAY, acct.reg), use.d1 * DAY
        rest = self.weekday[day] > 4 or self.holiday[day]
        away = None
        for a, b, net in use.trips:
            if a <= day < b:
                away = net
        while True:
            hour = pick_hour(use.hours, rnd())
            sec = int(rnd() * 3600)
            t = day * DAY + hour * 3600 + sec
            if lo <= t < hi:
                if away:
                    net = away
                elif use.roam and rnd() < use.p_roam:
                    net = use.roam
                elif use.work or (9 <= hour < 18 and not rest):
                    net = use.day
                else:
                    net = use.night
                devs = use.devs
                dev = devs[0] if len(devs) == 1 or rnd() < use.first else devs[int(rnd() * len(devs))]
                if use.fresh:
                    dev = "d%014x" % rng.getrandbits(56)
                region = net.region if rnd() > 0.004 else ""
                out.append((t, acct.id, dev, net.ip(day, rnd) if rnd() > 0.008 else "", region))
            if rnd() > use.more:
                return


def pick_hour(cum, x):
    """Hour for a uniform x in a cumulative table of 24."""
    lo, hi = 0, 23
    while lo < hi:
        mid = (lo + hi) // 2
        if x < cum[mid]:
            hi = mid
        else:
            lo = mid + 1
    return lo


def poisson(rng, mean):
    """Small Poisson numbers without tables."""
    if mean <= 0:
        return 0
    if mean > 30:
        return max(0, int(rng.gauss(mean, mean**0.5) + 0.5))
    limit, n, prod = 2.718281828459045**-mean, 0, rng.random()
    while prod > limit:
        n += 1
        prod *= rng.random()
    return n
