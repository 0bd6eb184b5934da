"""Companies: how they open, who works when, and what they pay."""

from dataclasses import dataclass, field

from .almanac import DAY
from .places import FixedLine, draw_city
from .population import INTERESTS

# industry: (rhythm, own broadband at work, leads a day and head, collects leads, typical staff)
TRADES = {
    "家装": ("salesroom", 0.16, 0.9, 8),
    "医美": ("salesroom", 0.18, 0.9, 7),
    "婚纱摄影": ("salesroom", 0.15, 0.9, 7),
    "教培": ("tutor", 0.14, 0.9, 8),
    "汽车": ("salesroom", 0.16, 0.9, 10),
    "房产": ("salesroom", 0.17, 0.9, 11),
    "留学": ("office", 0.12, 0.85, 6),
    "餐饮": ("shop_rota", 0.03, 0.25, 5),
    "服饰": ("host", 0.03, 0.2, 5),
    "美业": ("shop_rota", 0.08, 0.6, 4),
    "健身": ("shop_rota", 0.1, 0.8, 6),
    "保险": ("office", 0.1, 0.7, 9),
    "宠物": ("shop_rota", 0.05, 0.4, 3),
    "民宿": ("boss", 0.06, 0.5, 2),
    "珠宝": ("host", 0.05, 0.4, 4),
}


@dataclass(eq=False)
class Staff:
    """An employee, the account that is bound, and since when."""

    person: object
    account: object
    start: int
    end: int
    method: str


@dataclass(eq=False)
class Company:
    """A company and its week."""

    enterprise: object
    boss: object
    trade: str
    city: str
    rhythm: str
    line: object
    card: str
    leads: float
    remote: bool = False
    staff: list = field(default_factory=list)
    tags: set = field(default_factory=set)

    def on_duty(self, day):
        return [s for s in self.staff if s.start <= day < s.end]


def headcount(rng, typical):
    """Most companies are a handful; a few fill the quota."""
    n = int(rng.lognormvariate(0, 0.75) * typical * 0.8) + 1
    return min(n, 29)


def profile(rng, trade):
    """What a bound account says of itself: the trade, the hobby it began with, or nothing."""
    return rng.choices((trade, rng.choice(INTERESTS), ""), (5, 2, 3))[0]


def found(world, trade=None, city=None, boss=None, line=None, remote=False, group=""):
    """A company with its enterprise account, run by the boss or the desk."""
    r = world.rng
    trade = trade or r.choice(list(TRADES))
    rhythm, pace, share, _ = TRADES[trade]
    city = city or draw_city(r)
    line = line or FixedLine(r, city, r.choice((1, 1, 1, 2, 3)))
    boss = boss or world.person("boss", city, work=line)
    acc = world.account(
        boss,
        "enterprise",
        registered=world.signup(-40 - int(r.expovariate(1 / 500))),
        use=False,
        industry=trade,
        group=group,
    )
    acc.payout = world.card()
    world.use(acc, boss, rate=world.pace(0.2))
    if r.random() < 0.6:
        world.use(acc, world.person("desk_clerk", city, work=line), world.device(), rate=world.pace(0.25))
    leads = pace * r.lognormvariate(0, 0.6) if r.random() < share else 0.0
    firm = Company(acc, boss, trade, city, rhythm, line, acc.payout, leads, remote)
    world.companies.append(firm)
    return firm


def hire(world, firm, start=None, end=None, method=None, person=None, acc=None, device=None):
    """Somebody starts: brings an own account or is handed one of the company's."""
    r, al = world.rng, world.almanac
    if start is None:
        start = r.randrange(al.days - 15) if r.random() < 0.13 else -int(r.expovariate(1 / 260)) - 3
    if end is None:
        end = al.days if r.random() < 0.88 else max(start, 0) + r.randrange(10, 90)
    method = method or ("created" if r.random() < 0.38 else "bound")
    city = draw_city(r) if firm.remote else firm.city
    rhythm = firm.rhythm if r.random() < 0.8 else r.choice(("office", "school_run", "overtime"))
    person = person or world.person(rhythm, city, work=None if firm.remote else firm.line)
    t = start * DAY + r.randrange(9 * 3600, 19 * 3600)
    if acc is None:
        registered = t - 600 if method == "created" else min(world.registration(), t - DAY)
        acc = world.account(person, "kos", registered=registered, use=False)
        acc.industry = firm.trade if method == "created" else profile(r, firm.trade)
        if method == "created":
            acc.holder = r.choices((firm.boss.holder, "", person.holder), (5, 2, 3))[0]
            acc.payout = r.choice((firm.card, "", ""))
            device = device or (world.device() if r.random() < 0.5 else None)
        world.use(
            acc,
            person,
            device,
            start=max(0, start if method == "created" else 0),
            end=end if method == "created" else None,
        )
    world.bind(
        firm.enterprise,
        acc,
        t,
        None if end >= al.days else end * DAY + r.randrange(9 * 3600, 20 * 3600),
        method,
        person.holder if r.random() < 0.93 else "",
    )
    if end < al.days and method == "bound" and r.random() < 0.6:
        acc.kind = "personal"
    job = Staff(person, acc, start, min(end, al.days), method)
    firm.staff.append(job)
    return job


def ordinary_company(world):
    """A company as most are: a room, a router, a few people and a rota."""
    r = world.rng
    trade = r.choice(list(TRADES))
    firm = found(world, trade, remote=r.random() < 0.07)
    for _ in range(headcount(r, TRADES[trade][3])):
        hire(world, firm)
    return firm


def wages(world, firm):
    """Paydays at those companies that pay through the platform's wallets."""
    r, al = world.rng, world.almanac
    payday, card = r.choice((5, 8, 10, 10, 15, 15, 20, 25)), firm.card
    if r.random() < 0.2:
        card = firm.boss.payout
    for day in al.month_days(payday):
        for job in firm.on_duty(day):
            if r.random() < 0.95:
                world.pay(
                    card,
                    job.person.payout,
                    day * DAY + r.uniform(9.5, 18) * 3600,
                    round(r.lognormvariate(8.6, 0.35), 2),
                )


def advertising(world, firm, heavy=False):
    """Campaigns in weeks, not days: a start, a pause at the festival, a bill."""
    r, al = world.rng, world.almanac
    payers = [firm.enterprise] + [
        s.account for s in r.sample(firm.staff, min(len(firm.staff), 9 if heavy else 2))
    ]
    for acc in payers:
        day = max(r.randrange(al.days), acc.registered // DAY + 1)
        product = r.choices(("seeding", "lead_collection", "search", "shutiao"), (4, 4, 2, 3))[0]
        budget = r.lognormvariate(5.6 if heavy else 4.4, 0.8)
        if heavy:
            day, product = max(0, acc.registered // DAY + 1), r.choice(("seeding", "lead_collection"))
        for d in range(day, min(al.days, day + r.choice((7, 14, 30, 60)) + (120 if heavy else 0))):
            if al.festival[d] not in ("spring", "national") and r.random() < 0.9:
                world.spend(acc, d, product, budget * r.uniform(0.4, 1.3))


def open_all(world, count):
    """Found the ordinary companies and let a month of money flow through them."""
    for _ in range(count):
        ordinary_company(world)


def money(world):
    """Wages, advertising, suppliers, once everybody has been hired."""
    r, al = world.rng, world.almanac
    for firm in world.companies:
        if r.random() < 0.36:
            wages(world, firm)
        if r.random() < 0.4 or "heavy" in firm.tags:
            advertising(world, firm, "heavy" in firm.tags)
        for _ in range(r.choice((0, 0, 1, 4))):
            other = r.choice(world.companies)
            world.pay(firm.card, other.card, r.randrange(al.end), round(r.lognormvariate(8, 1), 2))
