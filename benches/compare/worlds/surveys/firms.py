"""Companies: sites, staff, turnover, successions, headquarters, chains, quota."""

from base import QUOTA, Stint
from geo import NAMES, PROVINCE, TIER, city_of, office_net
from people import WORKS, Person, choose, city_people, plan_life

# weight, share with several sites, yearly turnover, share of remote sales, leads a day and seat, price of one
INDUSTRY = {
    "beauty_salon": (14, 0.3, 0.55, 0.02, 0.10, 45),
    "wedding_photo": (10, 0.25, 0.4, 0.02, 0.14, 90),
    "renovation": (13, 0.25, 0.45, 0.05, 0.14, 150),
    "education": (11, 0.3, 0.4, 0.2, 0.13, 80),
    "dental": (7, 0.35, 0.25, 0.0, 0.12, 120),
    "real_estate": (8, 0.45, 0.7, 0.1, 0.12, 110),
    "auto_dealer": (6, 0.35, 0.35, 0.02, 0.12, 130),
    "fitness": (7, 0.3, 0.6, 0.02, 0.08, 40),
    "clothing": (9, 0.35, 0.5, 0.08, 0.04, 20),
    "furniture": (6, 0.3, 0.35, 0.04, 0.09, 70),
    "insurance": (4, 0.5, 0.6, 0.6, 0.08, 60),
    "travel": (5, 0.2, 0.45, 0.3, 0.11, 40),
}
BRANDS = 14


class Site:
    """A shop or office."""

    __slots__ = ("city", "net", "tablet")

    def __init__(self, w, r, city):
        self.city, self.net = city, office_net(w, city, r)
        self.tablet = w.new("d") if r.random() < 0.45 else None


class Job:
    """One employment with its KOS account."""

    __slots__ = ("person", "acc", "d0", "d1", "site", "binding", "keen")

    def __init__(self, person, acc, d0, d1, site, binding, keen):
        self.person, self.acc, self.d0, self.d1 = person, acc, d0, d1
        self.site, self.binding, self.keen = site, binding, keen


class Firm:
    """An enterprise."""

    __slots__ = (
        "acc industry city owner sites staff wages budget desk hq_net central remote pay vitality "
        "brand created partners agency group clerk price hot binds channel"
    ).split()

    def __init__(self, w, r, city, industry, owner):
        self.industry, self.city, self.owner = industry, city, owner
        spec = INDUSTRY.get(industry, (0, 0, 0.3, 0, 0.0, 50))
        self.acc = w.account("enterprise", owner, -int(min(2300, 60 + r.expovariate(1 / 500))), r)
        self.acc.industry, self.acc.region, self.acc.firm = industry, city, self
        self.pay = self.acc.payout = w.new("p")
        self.acc.phone = w.new("t") if r.random() < 0.6 else owner.phone
        self.sites = [Site(w, r, city)]
        if r.random() < spec[1]:
            for _ in range(r.choice((1, 1, 2, 3, 6))):
                self.sites.append(Site(w, r, city if r.random() < 0.65 else city_of(r)))
        self.staff, self.partners, self.agency, self.group, self.binds = [], [], None, "", []
        self.wages, self.remote = r.random() < 0.35, r.random() < spec[3]
        self.budget = r.lognormvariate(4.4, 0.9) if r.random() < 0.38 else 0.0
        self.desk, self.hq_net = [w.new("d") for _ in range(r.choice((1, 1, 2, 3)))], self.sites[0].net
        self.central = len(self.sites) > 1 and r.random() < 0.3 or r.random() < 0.04
        self.vitality = r.random()
        self.brand = r.randrange(BRANDS) if r.random() < 0.3 else None
        self.created = min(1.0, max(0.0, r.gauss(0.5, 0.3)))
        self.price, self.hot, self.clerk = spec[5], spec[4], owner
        self.channel = r.choices(("crm_assign", "private_message", "export", "form"), (70, 16, 9, 5))[0]
        w.firms.append(self)


class Labour:
    """The labour market: who can be hired where."""

    def __init__(self, w, r):
        self.w, self.r = w, r
        self.pool = {}
        for c, people in city_people(w).items():
            able = [p for p in people if 17 < p.age < 52 and p.job in WORKS and p.job != "shop"]
            self.pool[c] = choose(
                r, able, len(able), lambda p: 2 if p.job in ("retail", "sales", "service") else 1
            )
            self.pool[c].reverse()

    def hire(self, city):
        pool = self.pool.get(city)
        while pool:
            p = pool.pop()
            if p.employer is None:
                return p
        p = Person(self.w, self.r, city, self.r.randrange(19, 45), office_net(self.w, city, self.r))
        p.job = "sales"
        self.w.people.append(p)
        plan_life(self.w, self.r, p)
        return p

    def someone(self):
        return self.hire(city_of(self.r))


def seats(firm, day):
    """Seats taken on or after a day (an upper bound of what is taken at once)."""
    return sum(1 for b in firm.binds if b.d1 is None or b.d1 >= day)


def employ(w, r, firm, person, site, d0, d1=None, acc=None, story=None):
    """Hire: bind the person's own account or one that the company makes (or hands over)."""
    person.employer = firm
    if site:
        person.work = [x for x in person.work if x[0] > d0]
        person.work.append((d0, d1 if d1 is not None else 9999, site.net))
    own = next((a for a in person.accounts if a.firm is None), None)
    handed = acc is not None
    if acc is None and own is not None and r.random() > firm.created:
        acc, method = own, "bound"
    elif acc is None:
        method = "created"
        acc = w.account("kos", person, d0 - r.randrange(0, 3), r)
        acc.created, acc.industry = True, firm.industry
        if r.random() < 0.3:
            acc.holder = firm.owner.holder
        acc.payout = firm.pay if r.random() < 0.3 else (person.pay if r.random() < 0.6 else "")
        acc.appetite = min(2.5, r.lognormvariate(-1.0, 0.8))
    else:
        method = "created"
    if not acc.payout and r.random() < 0.5:
        acc.payout = person.pay
    b = w.bind(firm, acc, d0, d1, method, person.holder if r.random() < 0.93 else "")
    keen = r.lognormvariate(0, 0.7)
    job = Job(person, acc, d0, d1, site, b, keen)
    firm.staff.append(job)
    lo, hi = max(0, d0), w.days if d1 is None else d1
    rate = acc.appetite if method == "created" else 0.25 * keen
    if hi > lo:
        tab = [site.tablet] if site and site.tablet and r.random() < 0.6 else None
        acc.stints.append(
            Stint(person, lo, hi, rate, devs=tab, dev_p=0.3, nets=[site.net] if tab else None, net_p=0.3)
        )
        if tab:
            w.tell(acc, "honest", "shop_tablet_shift")
        if firm.central:
            acc.stints.append(
                Stint(
                    firm.clerk,
                    lo,
                    hi,
                    r.uniform(0.05, 0.3),
                    devs=firm.desk,
                    nets=[firm.hq_net],
                    rhythm="desk",
                    weekend=0.1,
                )
            )
            w.tell(acc, "honest", "headquarters_posts")
    if handed:
        w.change(acc, "password", max(0, d0), r)
        if r.random() < 0.6:
            w.change(acc, "phone", max(0, d0), r, person.phone)
        if r.random() < 0.5 and acc.holder != firm.owner.holder:
            w.change(acc, "holder", max(0, d0), r, person.holder)
        if acc.payout and acc.payout != firm.pay and r.random() < 0.6:
            w.change(acc, "payout_account", max(0, d0), r, person.pay)
    if story:
        w.tell(acc, "honest", story)
    return job


def leave(w, r, firm, job, day, labour):
    """An employee goes: to another employer, or nowhere; the account goes along or to a successor."""
    job.d1 = day
    for s in job.acc.stints:
        if s.person is job.person and s.rate != job.acc.appetite or job.binding.method == "created":
            s.d1 = min(s.d1, day)
    if not 0 <= day < w.days:
        return
    p = job.person
    p.work = [(a, min(b, day), n) for a, b, n in p.work]
    late = 0 if r.random() < 0.5 else r.randrange(1, 12)
    stale = r.random() < 0.1
    if job.binding.method == "created":
        start = day + r.randrange(1, 15)
        if r.random() < 0.65 and start < w.days - 3:
            job.binding.d1 = start - 1
            q = labour.hire(job.site.city if job.site else city_of(r))
            employ(w, r, firm, q, job.site, start, acc=job.acc, story="successor_takes_company_account")
            return
    if stale:
        w.tell(job.acc, "honest", "stale_binding_after_leaving")
        return
    job.binding.d1 = min(w.days - 1, day + late)
    if job.binding.method == "bound" and r.random() < 0.35:
        start = job.binding.d1 + r.randrange(1, 20)
        others = [
            f for f in w.firms if f.industry == firm.industry and f is not firm and seats(f, 0) < QUOTA - 2
        ]
        near = [f for f in others if f.city == firm.city] or others
        if near and start < w.days - 3:
            to = r.choice(near)
            p.employer = to
            b = w.bind(to, job.acc, start, None, "bound", p.holder)
            site = r.choice(to.sites)
            p.work.append((start, 9999, site.net))
            to.staff.append(Job(p, job.acc, start, None, site, b, job.keen))
            w.tell(job.acc, "honest", "changes_employer_with_account")


def found(w, target):
    """About `target` companies with their staff."""
    r = w.rng("firms")
    labour = Labour(w, r)
    kinds = list(INDUSTRY)
    weights = [INDUSTRY[k][0] for k in kinds]
    owners = choose(
        r, [p for p in w.people if p.age > 23], target * 3, lambda p: 12 if p.job == "shop" else 1
    )
    i = 0
    while len(w.firms) < target:
        owner = owners[i]
        i += 1
        if owner.employer:
            continue
        industry = r.choices(kinds, weights)[0]
        n = r.choices((1, 2, 3), (93, 5, 2))[0]
        group = w.new("g") if n > 1 and r.random() < 0.5 or r.random() < 0.02 else ""
        for _ in range(n):
            firm = Firm(w, r, owner.city, industry, owner)
            owner.employer = firm
            firm.group = firm.acc.group = group
            if n > 1:
                w.tell(firm.acc, "honest", "one_owner_several_licences")
            people_firm(w, r, firm, labour)
    franchises(w, r)
    return labour


def people_firm(w, r, firm, labour):
    """Fill a company and let a quarter of a year of turnover happen."""
    u = r.random()
    size = 1 + int(r.lognormvariate(1.05, 0.95))
    if u < 0.016:
        size = r.randrange(31, 76)
        firm.budget = max(firm.budget, 0) + r.uniform(500, 2500)
        w.tell(firm.acc, "honest", "above_quota_with_spend")
    elif u < 0.024:
        size = QUOTA
    size = min(size, QUOTA) if u >= 0.016 else size
    if size > 9 and len(firm.sites) == 1 and r.random() < 0.6:
        firm.sites += [Site(w, r, firm.city) for _ in range(size // 7)]
    if firm.central or size > 14:
        firm.clerk = labour.hire(firm.city)
        firm.clerk.employer = firm
        firm.clerk.work.append((-9999, 9999, firm.hq_net))
    firm.owner.work.append((-9999, 9999, firm.hq_net))
    rate = min(2.2, r.lognormvariate(-0.9, 0.7))
    firm.acc.stints.append(Stint(firm.owner, 0, w.days, rate * 0.6, nets=[firm.hq_net], net_p=0.3))
    firm.acc.stints.append(
        Stint(
            firm.clerk,
            0,
            w.days,
            rate * 0.5,
            devs=firm.desk,
            dev_p=0.8,
            nets=[firm.hq_net],
            net_p=0.8,
            weekend=0.5,
        )
    )
    turnover = INDUSTRY.get(firm.industry, (0, 0, 0.4))[2] * w.days / 365
    for _ in range(size):
        remote = firm.remote and r.random() < 0.85
        site = None if remote else r.choice(firm.sites)
        p = labour.someone() if remote else labour.hire(site.city)
        d0 = -int(min(900, 1 + r.expovariate(1 / 260)))
        job = employ(w, r, firm, p, site, d0, story="remote_sales_force" if remote else None)
        if r.random() < turnover:
            leave(w, r, firm, job, r.randrange(3, w.days), labour)
    past = int(size * turnover * r.random() * 2)
    past = min(past, QUOTA - size) if size <= QUOTA else past
    for _ in range(past):
        p = labour.hire(firm.city)
        d1 = -r.randrange(5, 300)
        job = employ(w, r, firm, p, None, d1 - r.randrange(20, 400), d1)
        p.employer = None
        firm.staff.remove(job)
    room = QUOTA - seats(firm, 0)
    growth = min(room, int(r.expovariate(1.2))) if size < QUOTA else 0
    for _ in range(max(0, growth)):
        site = r.choice(firm.sites)
        employ(w, r, firm, labour.hire(site.city), site, r.randrange(2, w.days - 4))


def franchises(w, r):
    """Brands whose dealers are companies of their own; most say so (group), some don't."""
    for _ in range(max(2, len(w.firms) // 45)):
        kind = r.choice([k for k in INDUSTRY if INDUSTRY[k][1] > 0.24])
        free = [f for f in w.firms if f.industry == kind and not f.group]
        if len(free) < 3:
            continue
        members = r.sample(free, min(len(free), r.choice((2, 3, 4, 6))))
        group = w.new("g")
        for f in members:
            f.group = group
            f.partners = [g for g in members if g is not f]
            if r.random() < 0.85:
                f.acc.group = group
            w.tell(f.acc, "honest", "franchise_shares_leads")


def neighbours(city):
    """Cities of the same province."""
    return [c for c in NAMES if PROVINCE[c] == PROVINCE[city]]


assert all(TIER.values())
