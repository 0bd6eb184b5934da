"""Firms: owners, premises, staff that come and go, wages, and habits of paperwork."""

from .people import Rig, Use
from .places import draw_city
from .timeline import DAY

INDUSTRIES = (  # name, weight, shop hours?, staff turnover, share of accounts created by the firm, demand
    ("家装", 10, False, 0.25, 0.35, 1.6),
    ("婚纱摄影", 8, True, 0.25, 0.4, 1.3),
    ("医美", 8, True, 0.3, 0.6, 1.4),
    ("教育培训", 8, False, 0.35, 0.4, 1.2),
    ("汽车", 7, True, 0.3, 0.5, 1.3),
    ("房产中介", 8, True, 0.5, 0.15, 1.2),
    ("美容美甲", 9, True, 0.4, 0.2, 0.7),
    ("健身", 5, True, 0.45, 0.3, 0.7),
    ("服装", 9, True, 0.35, 0.3, 0.5),
    ("餐饮", 8, True, 0.5, 0.2, 0.3),
    ("旅游", 6, False, 0.3, 0.3, 0.9),
    ("母婴", 6, False, 0.25, 0.3, 0.8),
    ("珠宝", 4, True, 0.25, 0.4, 0.6),
    ("家居", 6, True, 0.25, 0.4, 0.9),
    ("留学", 4, False, 0.3, 0.4, 1.1),
    ("口腔", 4, True, 0.2, 0.5, 1.2),
)
_BY_NAME = {row[0]: row for row in INDUSTRIES}


class Job:
    """Somebody's time at a firm, as the binding shows it."""

    __slots__ = (
        "person",
        "account",
        "start",
        "end",
        "bound",
        "unbound",
        "method",
        "declared",
        "wage",
        "site",
        "firm",
    )

    def __init__(self, firm, person, account, start, end, method):
        self.firm, self.person, self.account, self.method = firm, person, account, method
        self.start = self.bound = start
        self.end = self.unbound = end
        self.declared = person.holder
        self.wage = 0.0
        self.site = None


class Site:
    """A shop or office: its line and the tablet on the counter."""

    __slots__ = ("net", "tablets", "city")

    def __init__(self, net, tablets, city):
        self.net, self.tablets, self.city = net, tablets, city


class Firm:
    """An enterprise account with a history."""

    def __init__(self, world, rng, size, city=None, industry=None, boss=None, group=""):
        self.world = world
        row = _BY_NAME[industry] if industry else rng.choices(INDUSTRIES, [r[1] for r in INDUSTRIES])[0]
        self.industry, _, self.shop, self.turnover, self.created_share, self.demand = row
        self.city = city or draw_city(rng)
        self.boss = boss or world.person(rng, self.city)
        self.marketer = self.boss if size < 4 or rng.random() < 0.2 else world.person(rng, self.city, "desk")
        self.founded = world.registered(rng, 5)
        self.money = world.pay_account()
        self.enterprise = self._open_account(rng, group)
        self.sites = [self.new_site(rng) for _ in range(1 + int(size * rng.random() / 9))]
        self.payroll = rng.choices(("none", "own", "office", "commission"), (55, 28, 7, 10))[0]
        self.lag = rng.choice((0, 0, 1, 2, 6, 20, 60))
        self.declares = rng.random() < 0.75
        self.crm = rng.choices(("crm_assign", "private_message", "form", "none"), (55, 15, 8, 22))[0]
        self.demand *= rng.lognormvariate(0, 0.9)
        self.closed = world.window.end
        self.partners = []
        self.late_spend = 0
        self.jobs = []
        self.traits = []
        self.marketer.work.append((0, 1 << 40, self.sites[0].net, 0.85, 9, 18))
        world.firms.append(self)

    def _open_account(self, rng, group):
        acc = self.world.account(rng, self.marketer, "enterprise", self.founded, rng.uniform(0.4, 1.5))
        acc.holder, acc.payout, acc.region = self.boss.holder, self.money, self.city
        acc.phone = self.boss.phone if rng.random() < 0.6 else self.world.tag(20)
        acc.industry, acc.group = self.industry, group
        if self.boss is not self.marketer and rng.random() < 0.6:
            acc.uses.append(
                Use(self.world.window.start, self.world.window.end, self.boss, rng.uniform(0.02, 0.3))
            )
        return acc

    def new_site(self, rng, city=None):
        city = city or self.city
        tablets = [self.world.device() for _ in range(rng.choice((0, 1, 1, 2)))] if self.shop else []
        return Site(
            self.world.atlas.fixed(city, rng.choice((1, 1, 1, 2, 4)), rng.choice((0, 0, 0.2))), tablets, city
        )

    def work_hours(self):
        return (10, 21) if self.shop else (9, 18)

    def hire(
        self, rng, start=None, end=None, person=None, method=None, account=None, site=None, remote=False
    ):
        """Somebody starts work: binds the own account or is given one of the firm's."""
        w = self.world
        person = person or w.person(
            rng, self.city, rng.choice(("shop", "shop", "office", "owl")) if self.shop else None
        )
        start = start if start is not None else self._start(rng)
        end = end if end is not None else w.window.end + DAY
        method = method or ("created" if rng.random() < self.created_share else "bound")
        if account is None:
            account = self._staff_account(rng, person, start, method)
        account.industry = self.industry if rng.random() < 0.85 else account.industry
        start = max(start, account.registered + 600)
        job = Job(self, person, account, start, end, method)
        job.wage = rng.lognormvariate(8.75, 0.35)
        if not self.declares or rng.random() < 0.05:
            job.declared = ""
        if not remote:
            job.site = site or rng.choice(self.sites)
            person.work.append((start, end, job.site.net, rng.uniform(0.35, 0.95), *self.work_hours()))
        self.jobs.append(job)
        return job

    def _start(self, rng):
        w = self.world.window
        if rng.random() < 0.75:
            return w.at(
                max((self.founded - w.start) // DAY + 2, -2 - int(rng.expovariate(1 / 260))),
                rng.triangular(9, 20, 14),
            )
        return w.moment(rng, 0, 0.9)

    def _staff_account(self, rng, person, start, method):
        w = self.world
        if method == "created":
            registered = start - rng.randrange(600, 3 * DAY)
            acc = w.account(rng, person, "kos", registered, rng.lognormvariate(-0.9, 0.6))
            if rng.random() < 0.5:
                acc.payout = self.money if rng.random() < 0.4 else ""
        else:
            registered = min(w.registered(rng), start - int(rng.lognormvariate(12, 2)) - 3600)
            acc = w.account(rng, person, "kos", registered, rng.lognormvariate(-1.0, 0.7))
        acc.post_rate = rng.uniform(0.0, 0.09)
        return acc

    def leave(self, rng, job, t, lag=None):
        """Somebody stops working here; the paperwork follows when the firm gets round to it."""
        job.end = t
        lag = self.lag if lag is None else lag
        paper = (t - self.world.window.start) // DAY + int(lag * rng.uniform(0.3, 1.8))
        job.unbound = max(self.world.window.at(paper, rng.uniform(9.5, 19)), t + rng.randrange(3600))
        job.person.work = [
            (a, min(b, t), *rest) if rest[0] is (job.site and job.site.net) else (a, b, *rest)
            for a, b, *rest in job.person.work
        ]

    def use_tablets(self, rng, job, share):
        """The account is run from the tablet on the counter for a share of the time."""
        if job.site and job.site.tablets:
            for use in job.account.uses:
                use.rig = Rig(job.site.tablets, job.site.net, share)

    def working(self, t):
        return [j for j in self.jobs if j.start <= t < j.end]


def draw_size(rng):
    """Most firms are a handful of people; a few have whole floors."""
    if rng.random() < 0.03:
        return rng.randint(32, 75)
    return max(1, min(28, int(rng.paretovariate(1.15) * 2.2)))


def ordinary_firm(world, rng, size=None, **where):
    """A firm with its usual coming and going."""
    size = size or draw_size(rng)
    firm = Firm(world, rng, size, **where)
    w = world.window
    for _ in range(size):
        job = firm.hire(rng)
        if rng.random() < firm.turnover * w.days / 365 * 1.3:
            low = (max(job.start, w.start) - w.start) / (w.days * DAY)
            depart(world, firm, job, w.moment(rng, low + 0.02, 1), rng)
        if job.site and job.site.tablets and rng.random() < 0.3:
            firm.use_tablets(rng, job, rng.uniform(0.1, 0.8))
    return firm


def depart(world, firm, job, t, rng):
    """A leaver: the own account goes along, the firm's account goes to a successor or to sleep."""
    if t <= job.start + DAY:
        return
    firm.leave(rng, job, t)
    if job.method == "bound":
        return
    if rng.random() < 0.75:
        succeed(world, firm, job, t, rng)
    else:
        job.account.hand_over(t, None)
        job.account.stories.append("created_account_put_to_sleep")


def succeed(world, firm, job, t, rng, successor=None):
    """The firm's account passes to the next employee: new hands, new phone, often new password."""
    new = successor or world.person(rng, firm.city)
    begin = t + int(DAY * rng.choice((0, 0.2, 1, 4, 12)))
    acc = job.account
    job.unbound = job.firm.world.window.end + DAY
    rig = acc.uses[-1].rig if acc.uses else None
    acc.hand_over(t, Use(begin, world.window.end, new, rng.lognormvariate(-0.9, 0.6), rig))
    new.work.append(
        (begin, 1 << 40, (job.site or firm.sites[0]).net, rng.uniform(0.4, 0.9), *firm.work_hours())
    )
    world.change(acc, "password", begin + rng.randrange(7200))
    if rng.random() < 0.7:
        world.change(acc, "phone", begin + rng.randrange(2 * DAY), new.phone)
    if rng.random() < 0.55:
        world.change(acc, "holder", begin + rng.randrange(5 * DAY), new.holder)
    if acc.payout and rng.random() < 0.5:
        world.change(acc, "payout", begin + rng.randrange(9 * DAY), new.payout)
    acc.stories.append("created_account_to_successor")
