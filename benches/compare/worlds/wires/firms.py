"""Honest companies: licences, staff, shops, offices and how they run their employees' accounts."""

from core import DAY, Binding, Use, hexid, hour_curve, weighted
from people import INDUSTRIES, everyday, new_account, new_hand, new_person, rate_of
from places import make_device, office_net, some_city

LEAD_TRADES = {"家装", "婚庆", "教育", "汽车", "医美", "房产", "旅游", "留学", "健身"}


class Firm:
    def __init__(self, boss, account, city, industry, style):
        self.boss, self.account, self.city = boss, account, city
        self.industry, self.style = industry, style
        self.pay = account.payout or boss.pay
        self.office, self.desk, self.tablets, self.jobs = None, None, [], []
        self.group, self.partners = "", []
        self.created_share = 0.0
        self.wages = self.collects = False
        self.spends = 0.0  # CNY a day
        self.declares = 0.0  # share of bindings with an employee identity
        self.salted = False  # identities typed in another form: never match
        self.template = 0.0  # share of notes from a central text
        self.crooked = False


class Job:
    __slots__ = ("person", "account", "start", "end", "binding")

    def __init__(self, person, account, start, end, binding):
        self.person, self.account, self.start, self.end, self.binding = person, account, start, end, binding


def identity_for(rng, firm, person):
    if rng.random() >= firm.declares:
        return ""
    if firm.salted or rng.random() < 0.03:
        return hexid(rng, 20)
    return person.identity


def new_firm(w, rng, city=None, industry=None, style=None, boss=None):
    city = city or some_city(rng)
    industry = industry or rng.choice(INDUSTRIES)
    style = style or weighted(
        rng, (("shop", 44), ("office", 24), ("remote", 9), ("hq_desk", 9), ("owner_runs_all", 14))
    )
    boss = boss or new_person(w, rng, city)
    account = new_account(w, rng, "enterprise", boss, industry)
    firm = Firm(boss, account, city, industry, style)
    account.firm = firm
    if rng.random() < 0.7 and account.payout:  # a company's own payment account
        account.payout = firm.pay = hexid(rng, 14)
    firm.office = office_net(w, rng, city)
    if w.coworking.get(city) and rng.random() < 0.08:
        firm.office = rng.choice(w.coworking[city])
        account.story("honest", "coworking_space")
    firm.created_share = rng.choice((0, 0, 0, 0.2, 0.6, 1))
    firm.wages = rng.random() < 0.28
    firm.collects = rng.random() < (0.8 if industry in LEAD_TRADES else 0.15)
    firm.spends = rng.lognormvariate(4.2, 1.1) if rng.random() < 0.4 else 0.0
    firm.declares = rng.choice((0, 0, 0.5, 0.9, 1))
    firm.salted = rng.random() < 0.1
    firm.template = rng.choice((0, 0, 0.1, 0.3, 0.8))
    hand = boss.hand
    hand.stints[0] = hand.stints[0][:3] + (firm.office,)
    account.uses.append(Use(hand, max(0, account.registered), w.end, rate_of(rng, "enterprise")))
    if style == "hq_desk":
        firm.desk = desk_hand(w, rng, city, firm.office, f"desk{len(w.firms)}/{w.seed}")
        account.uses.append(Use(firm.desk, max(0, account.registered), w.end, rate_of(rng, "enterprise")))
    w.firms.append(firm)
    return firm


def desk_hand(w, rng, city, net, key):
    """A desk that works through many accounts on one or two computers or phones."""
    hand = new_hand(w, rng, city, net, "office")
    hand.stints[0] = (-(10**9), city, net, net)
    hand.curve = hour_curve("office", rng.choice((-1, 0, 1, 2)))
    hand.second, hand.second_share = make_device(w, rng, rng.choice(("pc", "pc", "android", "emulator"))), 0.6
    hand.wifi, hand.at_work, hand.rounds = 0.95, 0.9, key
    return hand


def hire(w, rng, firm, start, end=None, person=None, account=None, city=None):
    """Somebody starts at a firm; the account is the person's own or made by the firm."""
    created = account is None and rng.random() < firm.created_share
    if person is None:
        place = city or (some_city(rng) if firm.style == "remote" else firm.city)
        person = new_person(w, rng, place)
        if rng.random() < 0.25 and len(w.accounts) < w.size * 0.9:
            everyday(w, rng, new_account(w, rng, "personal", person))
    fresh = account is None
    if fresh:
        age = rng.triangular(1, 1300, 60) if rng.random() < 0.6 else rng.triangular(1, 2500, 250)
        age = 0 if created else age
        registered = start - int(age * DAY) - rng.randrange(DAY)
        trade = firm.industry if rng.random() < 0.93 else rng.choice(INDUSTRIES)
        account = new_account(w, rng, "kos", person, trade, registered)
        if created and rng.random() < 0.5:  # firms often give their own number or purse
            account.phone = firm.boss.phone if rng.random() < 0.4 else account.phone
            account.payout = firm.pay if rng.random() < 0.5 else ""
    account.firm, start = firm, max(start, account.registered + 60)
    binding = Binding(
        firm, account, start, end, "created" if created else "bound", identity_for(rng, firm, person)
    )
    w.bindings.append(binding)
    job = Job(person, account, start, end, binding)
    firm.jobs.append(job)
    work(w, rng, firm, job, fresh)
    return job


def work(w, rng, firm, job, fresh):
    """Who logs in to a staff account, where and on what, as the firm's style has it."""
    person, account = job.person, job.account
    hand = person.hand
    start = max(0, job.start)
    end = w.end if job.end is None else max(start, min(w.end, job.end))
    own = account.registered if job.binding.method == "bound" else start
    if firm.style in ("shop", "office", "hq_desk", "owner_runs_all"):
        hand.stints.append((job.start, hand.city, hand.stints[0][2], firm.office))
        hand.stints.sort(key=lambda x: x[0])
        hand.at_work = rng.uniform(0.2, 0.85)
    share = {"hq_desk": rng.choice((0, 0.3, 0.6, 1)), "owner_runs_all": rng.choice((0, 0.2, 0.6))}
    keeps = share.get(firm.style, 1.0)
    if fresh and keeps > 0 and rng.random() > 0.02:
        everyday(
            w,
            rng,
            account,
            hand,
            rate_of(rng, "kos") * keeps,
            start=max(0, min(own, start)),
            end=w.end if job.binding.method == "bound" else end,
        )
    if firm.style == "shop" and firm.tablets and rng.random() < 0.6:
        account.uses.append(
            Use(hand, start, end, rng.uniform(0.1, 0.5), rng.choice(firm.tablets), firm.office)
        )
        account.story("honest", "shop_tablet")
    if firm.style == "hq_desk":
        account.uses.append(Use(firm.desk, start, end, rng.uniform(0.2, 0.9)))
        account.story("honest", "headquarters_posts")
    elif firm.style == "owner_runs_all":
        account.uses.append(Use(firm.boss.hand, start, end, rng.uniform(0.2, 0.8)))
        account.story("honest", "owner_runs_staff_accounts")
    elif firm.style == "remote":
        account.story("honest", "remote_sales")


def staff_size(rng):
    return max(0, min(29, round(rng.lognormvariate(1.55, 0.85)) - 1))


def build(w):
    """All honest companies with staff, up to the share of the world that they have."""
    rng = w.rng("firms")
    w.coworking = {}
    for _ in range(max(2, round(14 * w.scale))):
        city = some_city(rng)
        w.coworking.setdefault(city, []).append(office_net(w, rng, city))
    for i in range(max(30, round(790 * w.scale))):
        firm = new_firm(w, rng)
        if firm.style == "shop":
            for _ in range(rng.choice((0, 1, 1, 2, 3))):
                firm.tablets.append(make_device(w, rng, "tablet"))
        size = staff_size(rng)
        if rng.random() < 0.025:  # above the quota, with the spend that allows it
            size = rng.randint(33, 85)
            firm.spends = size * rng.uniform(25, 80)
            firm.account.story("honest", "large_with_spend")
        elif rng.random() < 0.04:
            size = rng.randint(24, 30)
            firm.account.story("honest", "near_the_quota")
        batch = rng.random() < 0.3
        opened = max(firm.account.registered, -500 * DAY)
        for j in range(size):
            if opened >= w.end:
                break
            start = opened if batch and rng.random() < 0.8 else rng.randrange(opened, max(opened + 1, 0))
            if rng.random() < 0.14:
                start = rng.randrange(max(0, opened), w.end)
            hire(w, rng, firm, start)
