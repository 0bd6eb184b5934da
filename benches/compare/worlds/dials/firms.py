"""Companies: sites, staff, bindings, turnover, groups, agencies, seasonal staff, headquarters."""

import texts
from people import Desk, Person, Work, honest_life, reg_time, rounds
from world import DAY


class Site:
    """An office or a shop."""

    def __init__(self, w, city, firm):
        d = w.d
        self.city = city
        self.ip = ""
        if firm.has_office:
            self.ip = w.rng.choice(w.cities[city].space) if w.p(d.shared_space) else w.new_ip()
        self.tablets = [w.new_dev()] if w.p(d.shop_tablet) and not firm.remote else []
        self.company_phones = firm.company_phones


class Job:
    """A KOS account at a company from t0 to t1 (None: still there)."""

    def __init__(self, person, account, t0, t1, method):
        self.person, self.account, self.t0, self.t1, self.method = person, account, t0, t1, method
        self.moved = False


class Firm:
    """An enterprise with its customs, each drawn from the dials."""

    def __init__(self, w, city=None, group="", size=None, boss=None, industry=None):
        r, d = w.rng, w.d
        self.w = w
        self.boss = boss or Person(w, city)
        self.city = city or self.boss.city
        self.industry = industry or r.choice(texts.INDUSTRIES)
        self.size = size if size is not None else max(1, min(120, round(w.logn(d.firm_size, d.firm_tail))))
        self.remote = w.p(d.remote_firm)
        self.has_office = not self.remote and w.p(d.office)
        self.company_phones = w.p(d.company_phone)
        self.central = w.p(d.central_desk)
        self.created = min(0.95, d.created_share * r.uniform(0.3, 1.7))
        self.turnover = min(0.8, d.turnover * r.uniform(0.2, 2))
        self.bulk = w.p(d.bulk_bind)
        self.pays_wages = w.p(d.wages)
        self.hash_missing = min(1, d.hash_missing * r.uniform(0.2, 1.8))
        self.private = min(0.9, d.private_channel * r.uniform(0.2, 1.8))
        self.advertiser = self.size > 30 or w.p(d.advertiser)
        self.age = r.randint(100, 1400)
        self.ent = w.account(
            "enterprise",
            self.boss,
            -self.age * DAY - r.randrange(DAY),
            payout=w.new_hash("pay"),
            industry=self.industry,
            group=group,
        )
        self.ent.region = self.city
        self.sites = [
            Site(w, self.city if w.p(0.7) else w.city(), self) for _ in range(1 + self.size // 8 * (w.p(0.7)))
        ]
        self.hq = Work(w, self.boss, self.sites[0])
        w.use(self.ent, 0, w.end, self.hq, self.ent.rate * 1.5)
        self.jobs, self.partners, self.group = [], [], group
        self.bulk_day = -r.randint(1, max(2, self.age - 5)) if w.p(0.8) else r.randint(0, w.days - 5)

    def start(self):
        """The moment of a normal binding."""
        w, r = self.w, self.w.rng
        if self.bulk and w.p(0.85):
            return self.bulk_day * DAY + 36000 + r.randrange(1800)
        if w.p(0.8):
            return -r.randint(0, self.age - 1) * DAY + r.randrange(9 * 3600, 20 * 3600)
        return w.when(0, 0.9)

    def hire(self, person=None, t0=None, t1=None, account=None, method=None):
        """Somebody who really works here."""
        w, r = self.w, self.w.rng
        site = r.choice(self.sites)
        person = person or Person(w, None if self.remote or w.p(0.05) else site.city)
        t0 = self.start() if t0 is None else t0
        if t1 is None and w.p(self.turnover):
            t1 = max(t0 + 5 * DAY, w.when(0.02, 0.98))
        if t1 is not None and t1 <= t0:
            t0 = max(t1 - r.randint(10, 200) * DAY, self.ent.reg + r.randrange(3600, 9 * DAY))
        method = method or ("created" if account is None and w.p(self.created) else "bound")
        gear = Work(w, person, site)
        if account is None:
            reg = (
                t0 - r.randrange(60, 7200)
                if method == "created"
                else min(reg_time(w), t0 - r.randrange(3600, 300 * DAY))
            )
            account = w.account("kos", person, reg, industry=self.industry)
            if method == "bound":
                w.use(account, 0, t0, person)
                if t1 is not None:
                    w.use(account, t1, w.end, person, account.rate * r.uniform(0.1, 0.8))
            elif w.p(0.4):
                account.holder = self.boss.holder if w.p(0.3) else account.holder
        else:
            w.cut(account, max(t0, 0))
        w.use(account, t0, w.end if t1 is None else t1, gear)
        declared = "" if w.p(self.hash_missing) else person.holder
        if declared and w.p(w.d.hash_wrong):
            declared = w.new_hash("h")
        w.bindings.append((self.ent.id, account.id, t0, t1, method, declared))
        job = Job(person, account, t0, t1, method)
        self.jobs.append(job)
        return job

    def staff_at(self, t):
        return [j for j in self.jobs if j.t0 <= t and (j.t1 is None or t < j.t1)]


def staff_up(w, firm, n):
    """The true staff, their leaving and their successors; returns the number of accounts made."""
    r, d = w.rng, w.d
    made = 0
    for _ in range(n):
        job = firm.hire()
        made += 1
        if w.p(d.second_account * 0.4):
            a = w.account("personal", job.person, reg_time(w))
            honest_life(w, a, job.person)
            made += 1
        w.people.append(job.person)
        if job.t1 is not None and job.t1 < w.end and job.method == "created" and w.p(d.successor):
            t = job.t1
            q = Person(w, job.person.city)
            w.bindings[-1] = w.bindings[-1][:3] + (None,) + w.bindings[-1][4:]
            job.t1 = t
            w.cut(job.account, t)
            t += int(r.uniform(0, 6) * DAY)
            w.use(job.account, t, w.end, Work(w, q, r.choice(firm.sites)))
            for field, new in (
                ("password", ""),
                ("phone", q.phone),
                ("payout_account", q.payout),
                ("holder", q.holder),
            ):
                if w.p(d.change_on_sale):
                    w.change(job.account, field, t + r.randrange(2 * DAY), new)
            firm.jobs.append(Job(q, job.account, t, None, "created"))
            w.story(job.account, "honest", "successor")
    if w.p(d.seasonal):
        t = w.when(0, 0.8)
        for _ in range(r.randint(2, 2 + firm.size // 2)):
            job = firm.hire(t0=t + r.randrange(2 * DAY), t1=t + int(r.uniform(10, 40) * DAY))
            w.story(job.account, "honest", "seasonal_staff")
            made += 1
    if firm.remote:
        for j in firm.jobs:
            w.story(j.account, "honest", "remote_sales")
    if firm.size > 30:
        w.story(firm.ent, "honest", "above_quota_with_spend")
    return made


def move_jobs(w):
    """People who take their own account along to another company, alone or as a team within a group."""
    r, d = w.rng, w.d
    for firm in list(w.firms):
        for job in list(firm.jobs):
            if (
                job.method == "bound"
                and not job.moved
                and job.t1 is not None
                and 0 < job.t1 < w.end - 3 * DAY
                and w.p(d.employer_change)
            ):
                other = r.choice(w.firms)
                if other is not firm:
                    t = min(job.t1 + r.randrange(3600, 10 * DAY), w.end - r.randrange(60, DAY))
                    other.hire(job.person, t, w.end + 1, job.account, "bound")
                    w.story(job.account, "honest", "changed_employer")


def unite(w, firms):
    """Groups and franchises; some move a whole team between their companies."""
    r, d = w.rng, w.d
    pool = [f for f in firms if w.p(d.franchise)]
    while len(pool) > 1:
        members, pool = pool[: r.randint(2, 6)], pool[6:]
        gid = w.new_hash("g")
        share = w.p(d.partner_share)
        boss = r.choice(members).boss
        for f in members:
            f.ent.group = f.group = gid
            f.industry = f.ent.industry = members[0].industry
            if w.p(0.5):
                f.ent.holder = boss.holder
            if share:
                f.partners = [g for g in members if g is not f]
                w.story(f.ent, "honest", "franchise_shares_leads")
        if len(members) > 1 and w.p(d.group_move):
            t, (a, b) = w.when(0.2, 0.8), members[:2]
            for job in [j for j in a.staff_at(t) if j.t1 is None and j.method == "bound"][:15]:
                for i, x in enumerate(w.bindings):
                    if x[0] == a.ent.id and x[1] == job.account.id and x[3] is None:
                        w.bindings[i] = x[:3] + (t,) + x[4:]
                job.t1, job.moved = t, True
                b.hire(job.person, t + r.randrange(300, 7200), w.end + 1, job.account, "bound")
                w.story(job.account, "honest", "group_moves_team")


def desks(w, firms):
    """Headquarters that serve staff accounts from one place, and agencies with several clients."""
    r, d = w.rng, w.d
    for f in firms:
        if f.central and len(f.jobs) > 2:
            desk = Desk(
                w,
                [w.new_dev() for _ in range(r.randint(1, 3))],
                [f.sites[0].ip or r.choice(w.cities[f.city].home)],
                f.city,
            )
            accounts = sorted({j.account for j in f.staff_at(w.end // 2)}, key=lambda a: a.id)
            if accounts:
                rounds(w, accounts, 0, w.end, lambda a: desk, r.uniform(0.3, 1.5), share=r.uniform(0.3, 0.79))
                for a in accounts:
                    w.story(a, "honest", "central_desk")
    clients = [f for f in firms if w.p(d.agency_share)]
    w.agency_clients = []
    while clients:
        members, clients = clients[: r.randint(2, 9)], clients[9:]
        city = w.city()
        desk = Desk(
            w,
            [w.new_dev() for _ in range(r.randint(1, 5))],
            [w.new_ip() for _ in range(r.choice((1, 1, 2)))],
            city,
        )
        payee = w.new_hash("pay")
        ok = w.p(d.agency_approved)
        if ok:
            for dev in desk.devices:
                w.approved.append(("device", dev, "agency", ""))
            for ip in desk.ips:
                w.approved.append(("ip", ip, "agency", ""))
            w.approved.append(("payment_account", payee, "agency", ""))
        t = max(0, w.since(-0.6, 0.5))
        members = [f for f in members if f.jobs]
        for f in members:
            accounts = [f.ent] + [j.account for j in f.staff_at(max(t, w.end // 2))[: r.randint(0, 8)]]
            w.use(f.ent, t, w.end, desk)
            rounds(w, accounts, t, w.end, lambda a: desk, r.uniform(0.5, 2), share=0.7)
            for k in range(r.randrange(28), w.days, 30):
                w.pay(f.ent.payout, payee, k * DAY + 40000 + r.randrange(20000), w.price(3000, 0.6))
            for a in accounts:
                w.story(a, "honest", "agency_approved" if ok else "agency_unapproved")
        w.agency_clients.append(members)


def honest_firms(w, budget):
    """Companies until about `budget` accounts are theirs."""
    made = 0
    while made < budget:
        firm = Firm(w)
        made += 1 + staff_up(w, firm, firm.size)
        w.firms.append(firm)
    unite(w, w.firms)
    move_jobs(w)
