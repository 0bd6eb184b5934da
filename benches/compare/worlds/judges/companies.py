"""Honest companies: shops, offices, remote forces, chains of licences, staff that comes, goes and changes
employer."""
from base import DAY, Device, Operator, new_id
from people import person, run_account
from texts import INDUSTRIES, LEAD_INDUSTRIES, near_copy, note


class Staff:
    """One person on one KOS account of one company."""
    __slots__ = ("op", "aid", "t0", "t1", "method", "handles_leads")

    def __init__(self, op, aid, t0, t1, method):
        self.op, self.aid, self.t0, self.t1, self.method, self.handles_leads = op, aid, t0, t1, method, True


class Company:
    """An enterprise account with its owner, networks, tablets and staff."""

    def __init__(self, w, r, style, city=None, owner=None, group="", industry=None, reg=None, seen=True):
        self.city = w.city(r) if city is None else city
        self.style, self.industry, self.group = style, industry or r.choice(INDUSTRIES), group
        self.owner = owner or person(w, r, self.city)
        self.pay, self.staff = new_id(r, "y"), []
        self.net = w.office(r, self.city)
        self.reg = -r.randint(60 * DAY, 1200 * DAY) if reg is None else reg
        shown = group if r.random() < .75 else ""
        self.ent = w.open(r, self.owner, "enterprise", self.reg, self.pay, self.industry, shown)
        self.wages = r.random() < .38
        self.pcs = [Device(w, r, .3) for _ in range(r.choice((1, 1, 2, 3)))]
        self.tablets = [Device(w, r) for _ in range(r.choice((1, 1, 2, 3)))] if style == "shop" else []
        if self.owner.work is None and style != "remote":
            self.owner.work = self.net
        if seen:
            w.companies.append(self)
        clerk = Operator(w, r, self.city, "desk")
        clerk.work = self.net
        w.use(r, self.ent, clerk, max(0, self.reg), None, r.uniform(.4, .9), .4, dev=self.pcs[0])
        w.use(r, self.ent, self.owner, max(0, self.reg), None, r.uniform(.05, .5))
        for _ in range(r.randint(2, 14)):
            w.note(r, self.ent, r.randrange(w.end), note(r, self.industry))

    @property
    def leads_business(self):
        return self.industry in LEAD_INDUSTRIES


def employee(w, r, co, t0=None, t1=None, method=None, op=None, aid=None, far=None, rate=None):
    """Hire somebody: an account of their own is authorised, or the company makes one for them."""
    far = co.style == "remote" if far is None else far
    t0 = -r.randint(5 * DAY, min(700 * DAY, max(6 * DAY, -co.reg))) if t0 is None else t0
    t0 = max(t0, co.reg + DAY)
    method = method or ("created" if r.random() < .35 else "bound")
    if op is None:
        op = person(w, r, w.city(r) if far else co.city)
        if not far:
            op.work = co.net
        if co.style == "shop":
            op.wave = Operator(w, r, co.city, r.choice(("shift", "day",
                    "night"))).wave if r.random() < .6 else op.wave
        if r.random() < .3:
            own = w.open(r, op, "personal")
            run_account(w, r, op, own)
    if aid is None:
        reg = t0 - r.randint(60, 2 * DAY) if method == "created" else t0 - r.randint(DAY, 900 * DAY)
        aid = w.open(r, op, "kos", reg, co.pay if method == "created" and r.random() < .5 else None,
                co.industry)
    u = r.random()
    w.bind(r, co.ent, aid, t0, t1, method, op.holder if u < .86 else "" if u < .96 else new_id(r, "h"))
    s = Staff(op, aid, t0, t1, method)
    co.staff.append(s)
    last = t1 if method == "created" else None
    rate = r.betavariate(2.4, 2.6) if rate is None else rate
    if co.tablets and r.random() < .7:
        w.use(r, aid, op, t0, t1, rate * .5, .4, dev=r.choice(co.tablets), net=co.net)
        w.story(aid, "honest", "shop_tablet")
    run_account(w, r, op, aid, rate, t0 if method == "created" else 0, last, co.industry, .05)
    if co.wages and r.random() < .9:
        sum_ = r.choice((3500, 4200, 5000, 6000, 8000))
        for m in range(-1, w.days // 30 + 1):
            if t0 < m * 30 * DAY + 9 * DAY < (t1 or 10 ** 9):
                w.pay(r, co.pay, op.pay, m * 30 * DAY + 9 * DAY + r.randint(0, 40000),
                        sum_ + r.randint(-800, 1500))
    return s


def spend(w, r, co, big=False):
    """Advertising: on the enterprise and, where the quota needs it, through employees' accounts."""
    kinds = ("seeding", "lead_collection", "search", "shutiao")
    if r.random() < .55 or big:
        t0 = r.choice((0, 0, r.randrange(w.end)))
        w.ads(r, co.ent, t0, w.end, r.lognormvariate(5.2, .8), kinds, r.uniform(.2, .9))
    for s in co.staff:
        if big or r.random() < .13:
            t0 = max(s.t0, r.choice((0, 0, r.randrange(w.end))))
            w.ads(r, s.aid, t0, s.t1 or w.end, r.lognormvariate(4.9 if big else 4.2, .6),
                  ("seeding", "lead_collection") if big else kinds, r.uniform(.4,
                          .8) if big else r.uniform(.1, .6))
            if t0 > 0:
                w.story(s.aid, "honest", "ads_begin")


def leaver(w, r, co, others):
    """Somebody leaves: an own account may go along to the next employer, a company account gets a
    successor."""
    s = r.choice(co.staff)
    if s.t1 is not None or s.t0 > w.end * .5:
        return
    t = r.randint(int(max(s.t0 + 5 * DAY, w.end * .1)), int(w.end * .9))
    for i, b in enumerate(w.bindings):
        if b[1] == s.aid and b[3] is None:
            break
    else:
        return
    if s.method == "bound":
        w.bindings[i] = b[:3] + (t,) + b[4:]
        s.t1 = t
        new = r.choice(others)
        if new is not co and r.random() < .7 and len(new.staff) < 28:
            start = t + r.randint(0, 20) * DAY + r.randint(60, 9000)
            if start < w.end:
                w.bind(r, new.ent, s.aid, start, None, "bound", s.op.holder)
                new.staff.append(Staff(s.op, s.aid, start, None, "bound"))
                s.op.work = new.net
                w.ads(r, s.aid, start, w.end, 90, ("seeding", "lead_collection"), .3 if r.random() < .4
                        else 0)
                w.story(s.aid, "honest", "changed_employer")
    else:
        cut_logins(w, s.aid, t)
        heir = person(w, r, co.city)
        heir.work = co.net if co.style != "remote" else None
        lag = t + r.randint(0, 12) * DAY
        if r.random() < .7:
            w.change(r, s.aid, "holder", lag + 60, heir.holder)
        if r.random() < .85:
            w.change(r, s.aid, "phone", lag + 400, heir.phone)
        if r.random() < .8:
            w.change(r, s.aid, "password", lag)
        if r.random() < .3:
            w.change(r, s.aid, "payout_account", lag + r.randint(0, 9 * DAY), heir.pay)
        w.use(r, s.aid, heir, lag, None, r.betavariate(2.4, 2.6), .3)
        if r.random() < .3:
            w.ads(r, s.aid, lag, w.end, 120, ("seeding", "lead_collection"), .5)
        s.op = heir
        w.story(s.aid, "honest", "company_account_successor")


def cut_logins(w, aid, t):
    """The former user is gone after t (marked now, removed when the world is written)."""
    w.cuts.append((aid, t, len(w.logins)))


def cover(w, r, s, mate):
    """A colleague looks after the account on an own phone: sick leave, holidays, a maternity cover."""
    t = r.randrange(w.end)
    w.use(r, s.aid, mate.op, max(t, s.t0, mate.t0), min(t + r.randint(5, 60) * DAY, s.t1 or w.end,
            mate.t1 or w.end), .6)
    w.story(s.aid, "honest", "colleague_covers")


def central_posting(w, r, co):
    """Headquarters logs in on the staff's accounts and posts the week's text on all of them."""
    net, city = (co.net, co.city) if r.random() < .5 else (w.office(r, w.city(r)), None)
    hq = Operator(w, r, co.city if city is not None else net.city, "desk")
    hq.only = net
    devs = [Device(w, r, .2) for _ in range(r.randint(1, 4))]
    for s in co.staff:
        w.use(r, s.aid, hq, s.t0, s.t1, r.uniform(.1, .4), .1, dev=r.choice(devs))
        w.story(s.aid, "honest", "headquarters_posts")
    for _ in range(r.randint(2, 6)):
        t, text = r.randrange(w.end), note(r, co.industry)
        for s in co.staff:
            if s.t0 < t < (s.t1 or w.end) and r.random() < .8:
                w.note(r, s.aid, t + r.randint(0, 20000), near_copy(r, text) if r.random() < .4 else text)


def seasonal(w, r, co):
    """A sale season: hands for a few weeks, many with a fresh account, gone on the same days."""
    t0 = r.randrange(int(w.end * .7))
    t1 = t0 + r.randint(14, 45) * DAY
    for _ in range(r.randint(4, 12)):
        s = employee(w, r, co, t0 + r.randint(0, 4 * DAY), min(t1 + r.randint(0, 3 * DAY), w.end - 1),
                rate=.5)
        w.story(s.aid, "honest", "seasonal_staff")


def reorganise(w, r, a, b):
    """A line of business moves: its people are re-bound from one company to another within two days."""
    t, moved = r.randint(int(w.end * .2), int(w.end * .8)), 0
    mine = {s.aid: s for s in a.staff if s.t1 is None and s.t0 < t}
    for i, x in enumerate(w.bindings):
        if x[0] == a.ent and x[1] in mine and x[3] is None and moved < 28 - len(b.staff):
            s, at = mine[x[1]], t + r.randint(0, 2 * DAY)
            w.bindings[i] = x[:3] + (at,) + x[4:]
            s.t1 = at
            start = at + r.randint(60, DAY)
            w.bind(r, b.ent, s.aid, start, None, x[4], s.op.holder)
            b.staff.append(Staff(s.op, s.aid, start, None, x[4]))
            w.story(s.aid, "honest", "reorganisation")
            moved += 1


def build(w, r, budget):
    """The company side of the honest world, up to about `budget` accounts."""
    n0, firms, count = len(w.acc), [], 0
    while len(w.acc) - n0 < budget:
        u, count = r.random(), count + 1
        if u < .045:
            chain(w, r, firms)
            continue
        if u < .09:
            several_licences(w, r, firms)
            continue
        style = r.choices(("shop", "office", "remote"), (46, 38, 16))[0]
        big, full = r.random() < .022, r.random() < .03
        size = r.randint(34, 75) if big else r.randint(27, 30) if full else min(26,
                int(r.lognormvariate(1.9, .75)) + 1)
        co = Company(w, r, style)
        firms.append(co)
        if r.random() < .12:
            co.net = next((f.net for f in firms if f.city == co.city and f is not co), co.net)
            w.story(co.ent, "honest", "coworking_space")
        for _ in range(size):
            fresh = r.random() < .15
            s = employee(w, r, co, r.randrange(int(w.end * .9)) if fresh else None)
            if style == "remote":
                w.story(s.aid, "honest", "remote_sales")
            if full:
                w.story(s.aid, "honest", "filled_to_quota")
            if big:
                w.story(s.aid, "honest", "above_quota_with_spend")
        spend(w, r, co, big)
        if r.random() < .17:
            central_posting(w, r, co)
        if not full and not big and r.random() < .035 and len(co.staff) < 16:
            seasonal(w, r, co)
        if r.random() < .02:
            t = r.randrange(w.end)
            new = person(w, r, co.city)
            w.change(r, co.ent, "holder", t, new.holder)
            w.use(r, co.ent, new, t, None, .4)
            w.story(co.ent, "honest", "business_sold_with_licence")
    for co in firms:
        for _ in range(int(len(co.staff) * r.uniform(0, .22))):
            leaver(w, r, co, firms)
        for s in co.staff:
            if r.random() < .04 and len(co.staff) > 1:
                cover(w, r, s, r.choice([x for x in co.staff if x is not s]))
    for _ in range(max(1, round(9 * w.scale))):
        a = r.choice([f for f in firms if len(f.staff) >= 8])
        b = r.choice([f for f in firms if f is not a and len(f.staff) < 14])
        reorganise(w, r, a, b)
    return firms


def chain(w, r, firms):
    """A franchise: several owners, one brand, one text for all; the parent helps now and then."""
    group, industry, head = new_id(r, "g"), r.choice(LEAD_INDUSTRIES), None
    texts = [note(r, industry) for _ in range(r.randint(2, 4))]
    for k in range(r.randint(3, 8)):
        co = Company(w, r, r.choice(("shop", "office")), None, None, group, industry)
        co.head = head = head or co
        firms.append(co)
        for _ in range(r.randint(2, 9)):
            s = employee(w, r, co)
            w.story(s.aid, "honest", "franchise")
            for text in texts:
                if r.random() < .5:
                    w.note(r, s.aid, r.randrange(w.end), near_copy(r, text) if r.random() < .6 else text)
        spend(w, r, co)


def several_licences(w, r, firms):
    """One lawful owner with two to four licences, sometimes one office for all, each with its own people."""
    owner = person(w, r)
    group, industry = (new_id(r, "g") if r.random() < .4 else ""), r.choice(INDUSTRIES)
    net, pay = None, None
    for k in range(r.randint(2, 4)):
        co = Company(w, r, r.choice(("office", "shop", "remote")), owner.city, owner, group, industry)
        if net and r.random() < .6:
            co.net = net
        net = co.net
        firms.append(co)
        for _ in range(r.choice((4, 7, 12, 22, 29))):
            s = employee(w, r, co)
            w.story(s.aid, "honest", "one_owner_several_licences")
        spend(w, r, co)
        if pay and r.random() < .5:
            w.acc[co.ent][6] = pay
        pay = co.pay
