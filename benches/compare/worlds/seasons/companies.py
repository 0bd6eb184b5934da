"""Companies: each draws its own habits, hires and loses people with the calendar, binds their accounts."""

from model import DAY, INDUSTRIES, Use
from words import Brief


class Company:
    """An enterprise account with its habits."""

    def __init__(self, W, rng, size, industry, group="", boss=None, city=None, brief=None):
        self.city = city or W.city(rng)
        self.boss = boss or W.person(rng, self.city)
        self.size, self.industry = size, industry
        self.acc = W.account(
            rng,
            "enterprise",
            self.boss,
            holder=self.boss.hid,
            phone=W.tok("t"),
            industry=industry,
            group=group,
            pay=W.tok("p"),
        )
        self.acc.company = self
        self.pay = self.acc.pay
        self.office = W.fixed(self.city, 1 if size < 40 else rng.choice((1, 2, 3)))
        self.staff, self.partners, self.agency = [], [], None
        self.hq_devs = []
        self.draw_habits(W, rng)
        self.brief = brief or Brief(self.acc.id, industry)
        self.stores = []
        n = 1 if size < 12 else min(25, 1 + int(rng.expovariate(1 / (1 + size / 25))))
        for _ in range(n):
            self.open_store(W, rng, self.city if rng.random() < 0.6 else None)
        W.companies.append(self)

    def draw_habits(self, W, rng):
        r, big = rng.random, self.size > 25
        self.phone_owner = rng.choices(("own", "company", "mixed"), (6, 2, 2))[0]
        self.poster = rng.choices(("staff", "hq", "mixed", "agency"), (58, 16 if big else 8, 14, 10))[0]
        self.created_share = rng.choices((0, 0.3, 1), (55, 20, 25))[0]
        self.created_holder = rng.choice(("boss", "employee", "employee"))
        self.turnover = min(0.25, max(0.01, rng.lognormvariate(-2.65, 0.45)))
        self.remote = r() < 0.13
        self.declares = rng.choices((1.0, 0.8, 0.0), (60, 25, 15))[0]
        self.unbind_lag = rng.choices((0, 4, 25, 200), (45, 30, 15, 10))[0]
        self.hand_leads = rng.choices(("same_day", "month_end", "never"), (50, 30, 20))[0]
        self.distribution = rng.choices(("robin", "owner", "pool"), (50, 30, 20))[0]
        self.wages = rng.choices((None, "wage", "commission", "phone_money"), (55, 25, 12, 8))[0]
        self.wage_dom = rng.choice((5, 10, 15, 15, 20, 28))
        self.wage = rng.uniform(3500, 9000)
        self.month_end_binds = r() < 0.3
        self.seasonal = rng.uniform(0.2, 0.9) if r() < 0.14 else 0
        self.dispatch = r() < 0.5
        self.tablets = r() < 0.3 and not self.remote
        self.spend = rng.lognormvariate(4.4, 1.0) * (1 + self.size / 20) if r() < 0.55 or big else 0
        self.kos_spend = self.spend > 0 and (r() < 0.45 or self.size > 30)
        self.freedom = rng.choice((0, 1, 1, 2, 3))
        self.lead_rate = rng.lognormvariate(-0.3, 0.7) * self.size**0.75 / 6

    def open_store(self, W, rng, city=None):
        city = city or W.city(rng)
        tabs = [W.new_dev() for _ in range(rng.choice((1, 1, 2)))] if self.tablets else []
        self.stores.append((W.fixed(city), tabs, city))
        if tabs and rng.random() < 0.35:
            for t in tabs:
                W.approved.append(("device", t.at(0), "shop tablet", None))
        return len(self.stores) - 1


class Staff:
    __slots__ = ("person", "acc", "a", "b", "company", "store", "method", "temp")

    def __init__(self, person, acc, a, b, company, store, method, temp=False):
        self.person, self.acc, self.a, self.b = person, acc, a, b
        self.company, self.store, self.method, self.temp = company, store, method, temp


def work_uses(W, rng, c, s, a, b, first=None, dev=None):
    """How the account of a member of staff is worked between the days a and b."""
    p, acc = s.person, s.acc
    a, b = max(0, a), min(b, W.days)
    if b <= a:
        return
    net, tabs, _ = c.stores[s.store]
    hours = rng.choice(("office", "office", "evening", "shop"))
    rate = min(2.2, rng.lognormvariate(-1.0, 0.6))
    site = [(p.home, 0.35), (W.carrier(p.city), 0.3), (net, 0.35)]
    if c.remote:
        site = p.nets
        W.story(acc, "remote_sales_force")
    own = dev or p.dev
    mode = c.poster if c.poster != "mixed" else rng.choice(("staff", "hq"))
    if mode == "hq":
        need = 1 + len(c.staff) // 14
        while len(c.hq_devs) < need:
            c.hq_devs.append(W.new_dev())
        acc.uses.append(
            Use(
                [(c.hq_devs[rng.randrange(need)], 1)],
                [(c.office, 1)],
                a,
                b,
                rate,
                "office",
                curve="work",
                first=first,
            )
        )
        rate *= rng.choice((0.05, 0.2, 0.4))
        W.story(acc, "hq_posts_centrally")
    elif mode == "agency" and c.agency:
        devs, nets = c.agency
        acc.uses.append(Use([(rng.choice(devs), 1)], nets, a, b, rate, "office", curve="work", first=first))
        rate *= rng.choice((0.1, 0.25, 0.5))
        W.story(acc, "agency_posts_for_client")
    elif tabs and rng.random() < 0.7:
        acc.uses.append(Use([(t, 1) for t in tabs], [(net, 1)], a, b, rate * 0.7, "shop", curve="work"))
        rate *= 0.5
        W.story(acc, "shop_tablet_by_shifts")
    acc.uses.append(Use([(own, 1)], site, a, b, rate, hours, p.shift, p.trips, curve="work", first=first))
    acc.notes.append(
        (
            a,
            b,
            rng.lognormvariate(-2.9, 0.7),
            c.brief if rng.random() < (0.95 if mode != "staff" else 0.45) else None,
            c.freedom,
        )
    )
    if c.kos_spend and rng.random() < 0.5:
        acc.spend = (a, b, rng.choice(("seeding", "lead_collection")), c.spend / 8, 0.4)


def join(W, rng, c, day, until, store=None, person=None, acc=None, temp=False, lag=None):
    """A person starts at the company on a day; the own account is bound or a new one made."""
    store = rng.randrange(len(c.stores)) if store is None else store
    city = c.stores[store][2] if not c.remote else None
    first = person is None
    p = person or W.person(rng, city)
    method = "created" if acc is None and not temp and rng.random() < c.created_share else "bound"
    start = day
    if c.month_end_binds and 0 < day < W.days:
        start = min([m for m in W.season.month_ends if m >= day] or [day])
        start = max(0, start - rng.randrange(3))
    ts = W.ts(rng, start)
    if acc is None:
        if method == "created":
            boss = c.created_holder == "boss"
            acc = W.account(
                rng,
                "kos",
                p,
                reg=ts - rng.randrange(600, 2 * DAY),
                holder=c.boss.hid if boss else p.hid,
                phone=W.tok("t") if c.phone_owner != "own" else p.phone,
                industry=c.industry,
            )
        else:
            reg = ts - int(rng.uniform(0, 5) * DAY) if rng.random() < 0.45 else None
            acc = W.account(rng, "kos", p, reg=reg, industry=c.industry)
            if acc.reg > ts:
                acc.reg = ts - 3600
            W.live(rng, acc, p, rate=rng.choice((0.03, 0.08, 0.2)), a=max(0, acc.reg // DAY))
    acc.company = c
    s = Staff(p, acc, start, until, c, store, method, temp)
    dev = None
    if method == "created" and (
        c.phone_owner == "company" or (c.phone_owner == "mixed" and rng.random() < 0.4)
    ):
        dev = W.new_dev()
    work_uses(W, rng, c, s, max(start, acc.reg // DAY + 1), min(until, W.days), dev=dev)
    lag = rng.randrange(c.unbind_lag + 1) if lag is None else lag
    end = None if until >= W.days else W.ts(rng, until + lag)
    declared = p.hid if rng.random() < c.declares else ""
    if method == "bound" and rng.random() < 0.03:
        if rng.random() < 0.5 and declared:
            declared = W.tok("h")
            W.story(acc, "mistyped_in_personnel_file")
        elif acc.holder == p.hid:
            acc.holder = W.tok("h")
            W.story(acc, "registered_in_spouses_name")
    if method == "created":
        end = None
    W.bind(c, acc, ts, end, method, declared)
    c.staff.append(s)
    W.staff.append(s)
    if first and rng.random() < 0.3:
        W.live(rng, W.account(rng, "personal", p), p)
    if temp:
        W.story(acc, "campaign_part_timer")
    return s


def succeed(W, rng, c, s, day, successor=None):
    """A company-owned account passes to the next colleague."""
    p = successor or W.person(rng, c.stores[s.store][2] if not c.remote else None)
    ts = W.ts(rng, day)
    old = s.person.hid
    keeps = c.phone_owner == "company" and rng.random() < 0.7
    dev = None
    if keeps:
        work = [u for u in s.acc.uses if u.devs[0][0] is not s.person.dev and len(u.nets) > 1]
        dev = work[-1].devs[0][0] if work else None
    W.cut(s.acc, day)
    s.b = min(s.b, day)
    if rng.random() < 0.75:
        W.change(s.acc, "password", ts)
    if not keeps and rng.random() < 0.7:
        W.set_phone(s.acc, ts + rng.randrange(60, 4000), p.phone)
    if c.created_holder == "employee" and rng.random() < 0.6:
        W.change(s.acc, "holder", ts + rng.randrange(4000, 90000), old, p.hid)
        s.acc.holder = p.hid
    if s.acc.pay and rng.random() < 0.5:
        W.change(s.acc, "payout_account", ts + 5000, s.acc.pay, p.pay)
        s.acc.pay = p.pay
    n = Staff(p, s.acc, day, W.days, c, s.store, "created")
    s.acc.person = p
    work_uses(W, rng, c, n, day + 1, W.days, first=ts + 900, dev=dev)
    c.staff.append(n)
    W.staff.append(n)
    W.story(s.acc, "passed_to_successor")
    return n


def run_company(W, rng, c):
    """Staff at the start, leavers, replacements, campaign hands, openings and closings."""
    season = W.season
    for _ in range(c.size):
        join(W, rng, c, -int(3 + rng.expovariate(1 / 260)), 10**6)
    for s in c.staff[:]:
        if rng.random() < 1 - (1 - c.turnover) ** (W.days / 30):
            leave(W, rng, c, s, season.leave.draw(rng, 2, W.days - 2))
    if c.seasonal:
        _, a, b = season.campaign(rng)
        k = max(1, int(c.size * c.seasonal))
        wave = max(0, a - rng.randrange(2, 9))
        for _ in range(k):
            d = wave if c.dispatch else max(0, wave + rng.randrange(-4, 7))
            s = join(W, rng, c, d, b + rng.randrange(0, 6), temp=True, lag=rng.randrange(3))
            if c.dispatch:
                W.story(s.acc, "dispatch_agency_wave")
    if len(c.stores) > 2 and rng.random() < 0.35:
        day = season.hire.draw(rng, 5, W.days - 20)
        st = c.open_store(W, rng)
        for _ in range(rng.randrange(3, 9)):
            s = join(W, rng, c, day + rng.randrange(3), 10**6, store=st)
            W.story(s.acc, "store_opening_wave")
    if len(c.stores) > 2 and rng.random() < 0.2:
        day, st = season.month_end(rng), rng.randrange(len(c.stores))
        for s in [x for x in c.staff if x.store == st and x.b >= W.days and x.a < day - 10]:
            leave(W, rng, c, s, day, replace=0)
            W.story(s.acc, "store_closed")


def leave(W, rng, c, s, day, replace=0.75):
    if s.b < W.days or s.a >= day - 2:
        return
    s.b = day
    cutoff = W.ts(rng, day + rng.randrange(c.unbind_lag + 1))
    hire = rng.random() < replace
    if s.method == "created":
        gap = rng.choice((0, 0, 1, 3, 9, 20))
        if hire and day + gap < W.days - 2:
            for u in s.acc.uses:
                if u.devs[0][0] is s.person.dev:
                    u.b = min(u.b, day)
            succeed(W, rng, c, s, day + gap)
        else:
            W.cut(s.acc, day)
        return
    for row in reversed(W.bindings):
        if row[1] == s.acc.id and row[0] == c.acc.id:
            row[3] = cutoff if cutoff < W.days * DAY else None
            break
    keep = s.acc.uses[0] if s.acc.uses and s.acc.uses[0].curve == "life" else None
    W.cut(s.acc, day)
    if keep:
        keep.b = W.days
        if keep not in s.acc.uses:
            s.acc.uses.append(keep)
    if c.unbind_lag < 100 and rng.random() < 0.4:
        W.jobseekers.append((day + rng.randrange(2, 30), cutoff, s))
    if hire:
        d = day + rng.randrange(0, 20)
        if d < W.days - 2:
            pick = [
                j
                for j in W.jobseekers[-60:]
                if j[0] <= d + 6
                and j[1] < d * DAY
                and j[2].company is not c
                and j[2].acc.company is j[2].company
            ]
            if pick and rng.random() < 0.5 and not c.month_end_binds:
                j = rng.choice(pick)
                W.jobseekers.remove(j)
                join(W, rng, c, max(d, j[0]), 10**6, person=j[2].person, acc=j[2].acc)
                W.story(j[2].acc, "changed_employer_with_account")
            else:
                join(W, rng, c, d, 10**6)


def draw_size(rng):
    return int(min(600, max(3, rng.lognormvariate(2.15, 1.0))))


def build(W, target):
    """Companies until about so many accounts exist."""
    rng = W.rng("companies")
    agencies = []
    for k in range(max(3, int(9 * W.scale))):
        city = W.city(rng)
        devs, net = [W.new_dev() for _ in range(rng.randrange(2, 7))], W.fixed(city, 2)
        agencies.append((devs, [(net, 0.85), (W.carrier(city), 0.15)]))
        if k % 3 != 2:
            until = None if k % 2 else W.days + 100
            for d in devs:
                W.approved.append(("device", d.at(0), "agency", until))
            for ip in net.ips:
                W.approved.append(("ip", ip, "agency", until))
    W.agencies = agencies
    while len(W.accounts) < target:
        kind, ind = rng.random(), rng.choice(INDUSTRIES)
        agency = rng.choice(agencies)
        batch = []
        if kind < 0.06:
            group, brief = W.tok("g"), Brief("franchise%d" % len(W.companies), ind)
            for _ in range(rng.randrange(3, 9)):
                batch.append(Company(W, rng, draw_size(rng) // 2 + 3, ind, group=group, brief=brief))
        elif kind < 0.1:
            boss = W.person(rng)
            for _ in range(rng.randrange(2, 4)):
                batch.append(Company(W, rng, draw_size(rng), ind, boss=boss, city=boss.city))
        else:
            batch.append(Company(W, rng, draw_size(rng), ind))
        for c in batch:
            c.agency = agency
            c.partners = [x for x in batch if x is not c]
            c.acc.uses.append(
                Use(
                    [(c.boss.dev, 1)],
                    [(c.office, 0.6), (c.boss.home, 0.4)],
                    0,
                    W.days,
                    rng.uniform(0.2, 0.9),
                    "office",
                    c.boss.shift,
                    c.boss.trips,
                    curve="work",
                )
            )
            desk = agency[0][0] if c.poster == "agency" else W.new_dev()
            c.acc.uses.append(
                Use(
                    [(desk, 1)],
                    agency[1] if c.poster == "agency" else [(c.office, 1)],
                    0,
                    W.days,
                    rng.uniform(0.3, 1.6),
                    "office",
                    curve="work",
                )
            )
            c.acc.notes.append((0, W.days, rng.uniform(0.05, 0.4), c.brief, c.freedom))
            run_company(W, rng, c)
            if c.poster == "agency":
                W.story(c.acc, "agency_runs_client")
            if len(batch) > 1:
                W.story(c.acc, "franchise_group" if c.acc.group else "sister_companies")
