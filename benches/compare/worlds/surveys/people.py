"""People and households: age, city tier, income, work, phones, tablets, trips, moves, money troubles.

Orders of magnitude are those that surveys of Chinese internet users suggest: users are young and urban, a
phone is kept two to three and a half years, a quarter of the old ones go to strangers, most use home Wi-Fi in
the evening.
"""

from base import Stint
from geo import ABROAD, NAMES, TIER, WEIGHTS, city_of, home_net

JOBS = ("student", "office", "retail", "service", "sales", "factory", "freelance", "shop", "home", "retired")
WORKS = {"office", "retail", "service", "sales", "factory", "shop"}
RHYTHM = {
    "student": [4, 2, 1, 0, 0, 0, 1, 3, 3, 3, 4, 5, 8, 5, 3, 3, 4, 6, 6, 6, 7, 8, 9, 8],
    "office": [2, 1, 0, 0, 0, 0, 1, 4, 6, 4, 4, 4, 8, 6, 3, 3, 3, 4, 6, 6, 7, 9, 9, 5],
    "retail": [4, 2, 1, 0, 0, 0, 0, 1, 2, 4, 6, 5, 4, 5, 7, 7, 6, 4, 3, 3, 4, 7, 9, 8],
    "home": [2, 1, 0, 0, 0, 1, 2, 3, 4, 7, 7, 5, 4, 6, 7, 5, 4, 3, 3, 4, 6, 9, 8, 4],
    "early": [0, 0, 0, 0, 1, 3, 6, 8, 8, 7, 6, 5, 4, 3, 4, 5, 5, 4, 4, 6, 7, 4, 1, 0],
    "night": [9, 8, 5, 3, 1, 0, 0, 0, 1, 1, 2, 3, 4, 5, 5, 5, 4, 4, 4, 5, 6, 7, 8, 9],
    "desk": [0, 0, 0, 0, 0, 0, 0, 0, 2, 9, 10, 9, 4, 6, 10, 10, 9, 8, 4, 2, 1, 1, 1, 0],
    "late_desk": [3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 4, 4, 6, 8, 8, 7, 6, 5, 7, 9, 10, 9, 6],
}


def minute_table(weights):
    """Hours to a table of 1440 hours, for a draw in one step."""
    total = sum(weights)
    out = []
    for h, x in enumerate(weights):
        out += [h] * round(1440 * x / total)
    return out


TABLE = {k: minute_table(v) for k, v in RHYTHM.items()}


class Person:
    """Somebody with a situation."""

    __slots__ = (
        "age city hometown job income holder phone pay home carrier phones tablet pc work wifi "
        "trips moves debt rhythm accounts mates busy employer cloud"
    ).split()

    def __init__(self, w, r, city, age, home):
        self.city, self.age, self.home = city, age, home
        tier = TIER[city]
        self.hometown = (
            city
            if r.random() > (0.5, 0.35, 0.2, 0.08)[tier - 1]
            else r.choices(NAMES, [1 + TIER[c] for c in NAMES])[0]
        )
        self.job = draw_job(r, age)
        base = {
            "student": 1800,
            "home": 2500,
            "retired": 3200,
            "factory": 5200,
            "retail": 4600,
            "service": 4800,
        }
        level = base.get(self.job, 8200) * (1.35, 1.1, 0.9, 0.75)[tier - 1]
        self.income = level * r.lognormvariate(0, 0.4)
        self.holder, self.phone, self.pay = w.new("h"), w.new("t"), w.new("p")
        self.carrier = r.choices(("mobile", "telecom", "unicom"), (5, 3, 2))[0]
        self.phones, self.tablet, self.pc, self.work, self.trips, self.moves = (
            [(0, w.new("d"))],
            None,
            None,
            [],
            [],
            [],
        )
        if self.job in ("office", "freelance", "shop") and r.random() < 0.3:
            self.pc = w.new("d")
        self.wifi = min(0.95, max(0.1, r.gauss(0.72 if self.income > 4000 else 0.55, 0.18)))
        strain = 0.05 + 0.05 * (20 <= age < 36) + 0.05 * (self.income < 4000) + 0.06 * (self.job == "shop")
        self.debt = r.random() < strain
        rhythm = {
            "student": "student",
            "retail": "retail",
            "service": "retail",
            "home": "home",
            "retired": "early",
        }
        self.rhythm = "night" if r.random() < (0.12 if age < 30 else 0.04) else rhythm.get(self.job, "office")
        self.accounts, self.mates, self.busy, self.employer = [], [], False, None
        self.cloud = None

    def phone_at(self, day):
        dev = self.phones[0][1]
        for d, x in self.phones[1:]:
            if d <= day:
                dev = x
        return dev


def draw_job(r, age):
    if age < 18:
        return "student"
    if age < 23:
        return r.choices(JOBS, (60, 8, 8, 8, 4, 6, 4, 1, 1, 0))[0]
    if age < 52:
        return r.choices(JOBS, (2, 32, 11, 11, 11, 8, 8, 8, 9, 0))[0]
    return r.choices(JOBS, (0, 14, 6, 8, 4, 8, 3, 8, 15, 34))[0]


def household(w, r, city=None):
    """One to four users of the platform under one roof."""
    city = city or city_of(r)
    home = home_net(w, city, r)
    n = r.choices((1, 2, 3, 4), (52, 30, 14, 4))[0]
    first = int(min(62, max(17, r.gauss(29, 8))))
    ages = [first]
    for _ in range(n - 1):
        gap = r.choices((r.randrange(-4, 5), 26, -24), (70, 20, 10))[0]
        ages.append(max(14, min(68, first + gap)))
    people = [Person(w, r, city, a, home) for a in ages]
    if people[0].job == "student" and r.random() < 0.6:
        people[0].home = r.choice(w.campus[city])
    tablet = w.new("d") if r.random() < 0.16 + 0.12 * (n > 1) else None
    for p in people:
        p.tablet = tablet if n == 1 or r.random() < 0.75 else None
        p.mates = [q for q in people if q is not p]
        w.people.append(p)
        plan_life(w, r, p)
    return people


def plan_life(w, r, p):
    """Trips, moves and workplaces of the window."""
    days = w.days
    if p.job in WORKS and p.job != "shop" and r.random() < 0.5:
        p.work.append((-9999, 9999, r.choice(w.tower[p.city])))
    for _ in range(r.choices((0, 1, 2, 5), (62, 25, 10, 3 + 2 * (p.job == "sales")))[0]):
        d = r.randrange(days)
        city = r.choice(ABROAD) if r.random() < 0.06 else (p.hometown if r.random() < 0.3 else city_of(r))
        p.trips.append((d, d + r.choice((1, 2, 2, 3, 4, 6)), city))
    block = sorted(d for d in w.holiday if 0 <= d < days)
    if block and p.hometown != p.city and r.random() < 0.6:
        long = any(d + 5 in w.holiday for d in block)
        first = next((d for d in block if d + 5 in w.holiday), block[0])
        p.trips.append(
            (first - r.randrange(0, 9 if long else 2), first + r.randrange(3, 14 if long else 4), p.hometown)
        )
    move = r.random()
    if move < 0.022 * (2 if p.age < 32 else 0.5):
        city = p.hometown if r.random() < 0.35 else city_of(r)
        p.moves.append((r.randrange(5, days), city, home_net(w, city, r)))
    elif move < 0.06:
        p.moves.append((r.randrange(5, days), p.city, home_net(w, p.city, r)))


def open_accounts(w, r, p):
    """A person's own accounts: mostly one, sometimes a second for fun or business."""
    n = r.choices((1, 2, 3), (82, 14 if p.age < 40 else 6, 4 if p.age < 35 else 1))[0]
    for i in range(n):
        pro = r.random() < (0.3 if p.job in ("freelance", "shop") else 0.07)
        reg = -int(min(2400, 20 + r.expovariate(1 / 620)))
        if r.random() < 0.035:
            reg = r.randrange(0, w.days - 3)
        acc = w.account("professional" if pro else "personal", p, reg, r)
        acc.appetite = min(2.6, r.lognormvariate(-1.28 - 0.5 * i + 0.35 * pro, 0.9))
        if i and r.random() < 0.4:
            acc.phone = w.new("t")
        if r.random() < (0.75 if pro else 0.09):
            acc.payout = p.mates[0].pay if p.mates and r.random() < 0.06 else p.pay
        if pro:
            acc.industry = r.choice(
                ("beauty", "fashion", "food", "travel", "parenting", "fitness", "home", "education")
            )
        p.accounts.append(acc)
        d0, d1 = max(0, reg), w.days
        quiet = r.random()
        if quiet < 0.07:
            continue
        if quiet < 0.17:
            # sleeps, then comes back for a while or gives up
            if r.random() < 0.5:
                d0 = r.randrange(d0, d1)
            else:
                d1 = r.randrange(d0, d1) + 1
        if d1 > d0:
            acc.stints.append(Stint(p, d0, d1, acc.appetite))


def renew_phones(w):
    """Phone upgrades; old phones go to a drawer, to the family, or second-hand to strangers."""
    r = w.rng("phones")
    market = []
    events = []
    for p in w.people:
        cycle = (26 if p.income > 9000 else 32 if p.age < 35 else 40) * 30
        if r.random() < w.days / cycle:
            events.append((r.randrange(2, w.days), len(events), p))
    events.sort()
    for day, _, p in events:
        if len(p.phones) > 1:
            continue
        old = p.phones[-1][1]
        ready = [m for m in market if m[0] < day]
        if ready and p.income < 7000 and r.random() < 0.7:
            pick = r.choice(ready)
            market.remove(pick)
            dev = pick[1]
            for acc in p.accounts:
                w.tell(acc, "honest", "second_hand_phone")
        else:
            dev = w.new("d")
        p.phones.append((day, dev))
        fate = r.random()
        if fate < 0.28:
            market.append((day + r.randrange(3, 25), old))
        elif fate < 0.48 and p.mates:
            q = r.choice(p.mates)
            if len(q.phones) == 1 and day + 2 < w.days:
                q.phones.append((day + 2, old))
                for acc in q.accounts:
                    w.tell(acc, "honest", "family_hand_me_down")
        if r.random() < 0.07:
            for acc in p.accounts:
                w.change(acc, "phone", day, r, w.new("t"))
        if r.random() < 0.2:
            for acc in p.accounts:
                w.change(acc, "password", day, r)


def populate(w, target):
    """Households until about `target` accounts exist."""
    r = w.rng("people")
    while len(w.accounts) < target:
        for p in household(w, r):
            open_accounts(w, r, p)
    renew_phones(w)
    for p in w.people:
        for acc in p.accounts:
            if r.random() < 0.03:
                w.change(acc, "password", r.randrange(w.days), r)
            if r.random() < 0.012:
                w.change(acc, "phone", r.randrange(w.days), r, w.new("t"))
            if acc.payout and r.random() < 0.02:
                w.change(acc, "payout_account", r.randrange(w.days), r, w.new("p"))
            if r.random() < 0.002:
                w.change(acc, "holder", r.randrange(w.days), r, p.mates[0].holder if p.mates else w.new("h"))
            if p.moves and r.random() < 0.4:
                w.change(acc, "region", min(w.days - 1, p.moves[0][0] + r.randrange(1, 15)), r, p.moves[0][1])


def choose(r, people, k, weight):
    """k different people, more likely the heavier their situation weighs."""
    keyed = [(r.random() ** (1.0 / max(1e-6, weight(p))), i) for i, p in enumerate(people)]
    keyed.sort(reverse=True)
    return [people[i] for _, i in keyed[:k]]


def city_people(w):
    """People by city."""
    out = {c: [] for c in NAMES}
    for p in w.people:
        out[p.city].append(p)
    return out


assert len(WEIGHTS) == len(NAMES)
