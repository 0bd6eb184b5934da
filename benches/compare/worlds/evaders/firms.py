"""Honest companies: staff, shops, offices, binding, wages, advertising, people who come and go."""

from base import DAY, Campaign, Home, Use, Voice, Workplace, hour_table
from people import LIFE, Person, open_account
from seats import Seat, fixed

TRADES = {
    "decoration": 1.2,
    "wedding": 1.1,
    "education": 1.3,
    "beauty": 1.3,
    "clinic": 0.9,
    "auto": 1.0,
    "estate": 1.1,
    "study_abroad": 0.7,
    "tourism": 0.8,
    "fashion": 0.9,
    "furniture": 0.7,
    "fitness": 0.6,
}


class Firm:
    """An enterprise account with its places, staff and ways."""

    def __init__(self, acc, city, trade, size):
        self.acc, self.city, self.trade, self.size = acc, city, trade, size
        self.places, self.staff, self.leavers = [], [], []
        self.wages = self.remote = self.big = False
        self.copy, self.group, self.partners = None, "", []
        self.lead_rate, self.commission = 0.0, False
        self.mail = []  # (t, lead, contact, member) of leads that lie on somebody's desk

    def at(self, day, pad=0.0):
        """Staff accounts bound on a day."""
        return [m for m in self.staff if m.a <= day < m.b - pad]


class Member:
    """An account in a company from day a to b."""

    def __init__(self, acc, person, a, b, row):
        self.acc, self.person, self.a, self.b, self.row = acc, person, a, b, row


def new_firm(world, rng, city, trade, size, holder=None, reg=None):
    """A company with its enterprise account, used by its own social-media person."""
    reg = -rng.expovariate(1 / 500) - 15 if reg is None else reg
    acc = world.add_account(rng, "enterprise", int(max(-2000, reg)), city, trade)
    acc.holder = holder or world.token(rng, "id", 64)
    acc.payout = world.new_pay(rng)
    firm = Firm(acc, city, trade, size)
    for _ in range(1 + (size > 8) + size // 16):
        tablets = [world.new_device(rng) for _ in range(rng.choice((0, 0, 1, 1, 2)))]
        ips = [world.new_ip(rng) for _ in range(rng.choice((1, 1, 1, 2)))]
        firm.places.append(Workplace(city, ips, tablets, rng.uniform(0.3, 0.8)))
    chief = Person(world, rng, city, "office")
    chief.home = Home(rng, city)
    chief.jobs.append((-9999, 9999, firm.places[0]))
    firm.chief = chief
    acc.person = chief
    acc.uses.append(Use(chief, max(0, acc.reg / DAY), world.days, rng.uniform(0.5, 1.9) * world.pace, True))
    firm.posts = [(rng.uniform(0, world.days), rng.getrandbits(32)) for _ in range(rng.randint(4, 14))]
    firm.posts.sort()
    acc.voices.append(Voice(max(0, acc.reg / DAY), world.days, rng.uniform(0.05, 0.25), trade))
    if rng.random() < 0.7 or size > 28:
        firm.campaign_from = a = rng.choice((0, 0, 0, rng.uniform(5, world.days * 0.6)))
        money = rng.lognormvariate(5.6, 0.8) * (1 + size / 12) * (2.5 if size > 30 else 1)
        acc.campaigns.append(
            Campaign(a, world.days, rng.choice(("lead_collection", "seeding", "search")), money, 0.6)
        )
    else:
        firm.campaign_from = None
    firm.lead_rate = rng.lognormvariate(0, 0.8) * 0.055 * TRADES[trade] if rng.random() < 0.8 else 0.0
    world.firms.append(firm)
    return firm


def employ(world, rng, firm, person, a, b, method=None, acc=None, declared=None, rate=None):
    """Bind an account of a person to a company for the days a to b (b None: goes on)."""
    method = method or ("created" if rng.random() < 0.35 else "bound")
    if acc is None:
        reg = min(a, 0) - rng.expovariate(1 / 200) if method == "bound" else a - rng.uniform(0, 2)
        acc = open_account(world, rng, person, "kos", firm.trade, reg=max(-1900, reg), rate=rate)
        if method == "created":
            if rng.random() < 0.5:
                acc.holder = firm.acc.holder
            if rng.random() < 0.4:
                acc.payout = firm.acc.payout
        elif rng.random() < 0.45:  # an account of long before the job
            acc.industry = rng.choice(("", "", *LIFE))
            for voice in acc.voices:
                voice.topic = acc.industry or rng.choice(LIFE)
    acc.kind = "kos"
    if declared is None:
        declared = "" if rng.random() < 0.06 else person.holder
        if rng.random() < 0.015:
            declared = world.token(rng, "id", 64)  # a clerk's mistake, or a document of another kind
    t = a * DAY + rng.randrange(9 * 3600, 19 * 3600)
    t = max(t, acc.reg + rng.randint(600, 40000))
    until = None if b is None else b * DAY + rng.randrange(9 * 3600, 19 * 3600)
    row = world.bind(firm, acc, t, until, method, declared)
    end = world.days if b is None else b
    member = Member(acc, person, t / DAY, end, row)
    firm.staff.append(member)
    place = Workplace(person.city, ["-"], (), 0) if firm.remote else rng.choice(firm.places)
    person.jobs.append((a, end, place))
    if firm.copy is not None or rng.random() < 0.3:
        for voice in acc.voices:
            voice.copy, voice.share, voice.tweak = firm.posts, rng.uniform(0.2, 0.8), rng.choice((0, 1, 1))
    if firm.campaign_from is not None and rng.random() < 0.2:
        start = max(0, a, firm.campaign_from, rng.uniform(-30, 60))
        if start < end - 3:
            product = rng.choice(("seeding", "lead_collection", "lead_collection", "shutiao"))
            acc.campaigns.append(Campaign(start, end, product, rng.lognormvariate(4.6, 0.7), 0.4))
    return member


def companies(world, rng):
    """The ordinary companies and their staff."""
    want = round(0.25 * world.size)
    names, weights = list(TRADES), list(TRADES.values())
    made = 0
    while made < want:
        size = rng.choices((0, 1, 2, 3), (45, 35, 17, 3))[0]
        size = (rng.randint(2, 6), rng.randint(6, 15), rng.randint(15, 30), rng.randint(33, 110))[size]
        firm = new_firm(world, rng, world.city(rng), rng.choices(names, weights)[0], size)
        firm.remote = rng.random() < 0.1
        firm.wages = rng.random() < 0.42
        firm.copy = firm.posts if rng.random() < 0.25 else None
        desk = None
        if rng.random() < 0.1 and size > 4:
            devices = [world.new_device(rng) for _ in range(max(1, size // rng.randint(4, 9)))]
            desk = Seat(devices, fixed(firm.places[0].ips, firm.city.name), hour_table(rng, "desk"), 0.8)
        if size > 30:
            world.story(firm.acc, "company_above_quota_with_spend")
        for _ in range(size):
            city = world.city(rng) if firm.remote else firm.city
            person = Person(world, rng, city, rng.choice(("shop", "office", "desk", "evening")))
            world.persons.append(person)
            a = rng.randint(1, world.days - 8) if rng.random() < 0.12 else -rng.randint(3, 600)
            if firm.acc.reg / DAY > a:
                a = int(firm.acc.reg / DAY) + 1
            member = employ(world, rng, firm, person, a, None)
            made += 1
            if firm.remote:
                world.story(member.acc, "remote_sales_force")
            if desk and rng.random() < 0.85:
                seat = Seat([rng.choice(desk.devices)] + desk.devices, desk.way, desk.table, 0.75)
                if rng.random() < 0.5:
                    member.acc.uses = [u for u in member.acc.uses if u.who is not person]
                member.acc.uses.append(Use(seat, max(0, a), world.days, 0.5 * world.pace, True))
                world.story(member.acc, "headquarters_posts_centrally")
            if rng.random() < 0.3:
                open_account(world, rng, person, "personal")


def leave(world, firm, member, day):
    """End a binding; whoever uses the account afterwards is for the caller to say."""
    if member.row[3] is not None or member.a >= day - 2:
        return False
    member.b, member.row[3] = day, int(day * DAY + 17 * 3600 + member.acc.serial % 5000)
    firm.leavers.append((day, member))
    member.person.jobs = [(a, min(b, day), p) for a, b, p in member.person.jobs]
    for c in member.acc.campaigns:
        c.b = min(c.b, day)
    member.acc.campaigns = [c for c in member.acc.campaigns if c.a < c.b]
    return True


def turnover(world, rng):
    """Staff who change employer, accounts passed to a successor, whole teams that move, seasonal staff."""
    days = world.days
    firms = list(world.firms)
    by_trade = {}
    for firm in firms:
        by_trade.setdefault(firm.trade, []).append(firm)
    members = [(f, m) for f in firms for m in f.staff if m.a < 0]
    rng.shuffle(members)
    for firm, member in members[: round(len(members) * 0.1)]:
        day, acc, person = rng.randint(6, days - 6), member.acc, member.person
        if member.row[4] == "created":
            if not leave(world, firm, member, day):
                continue
            heir = Person(world, rng, firm.city, "shop")
            world.persons.append(heir)
            later = [Use(heir, day + rng.uniform(0, 6), days, u.rate, True) for u in acc.uses if u.b > day]
            for use in acc.uses:
                use.b = min(use.b, day) if use.who is person else use.b
            acc.uses = [u for u in acc.uses if u.a < u.b] + later[:1]
            employ(world, rng, firm, heir, day + rng.randint(0, 3), None, "created", acc)
            acc.person = heir
            t = day * DAY + rng.randrange(10 * 3600, 20 * 3600) + DAY
            acc.change("password", t)
            if rng.random() < 0.7:
                acc.change("phone", t + rng.randint(60, 3 * DAY), world.token(rng, "ph", 56))
            if rng.random() < 0.3 and acc.holder != firm.acc.holder:
                acc.change("holder", t + rng.randint(60, 5 * DAY), heir.holder)
            if acc.payout and acc.payout != firm.acc.payout and rng.random() < 0.6:
                acc.change("payout_account", t + rng.randint(3600, 6 * DAY), heir.pay)
            world.story(acc, "created_account_to_successor")
        elif leave(world, firm, member, day):
            pool = [f for f in by_trade[firm.trade] if f.city is firm.city and f is not firm] or firms
            new = rng.choice(pool)
            start = day + rng.randint(1, 25)
            if (
                start < days - 2
                and (len(new.staff) < 29 or new.size > 30)
                and new is not firm
                and rng.random() < 0.7
            ):
                employ(world, rng, new, person, start, None, "bound", acc)
                world.story(acc, "changed_employer")
            else:
                world.story(acc, "left_company")
    for _ in range(max(1, round(5 * world.scale))):
        old, new = rng.sample([f for f in firms if 6 <= f.size <= 26], 2)
        day = rng.randint(15, days - 15)
        for member in old.at(0)[: 28 - min(27, len(new.staff))]:
            if member.row[4] == "bound" and leave(world, old, member, day):
                old.leavers.pop()
                employ(world, rng, new, member.person, day + rng.choice((0, 0, 1)), None, "bound", member.acc)
                world.story(member.acc, "team_moves_after_takeover")
    for _ in range(max(2, round(9 * world.scale))):
        firm = rng.choice([f for f in firms if f.size < 14])
        a = rng.randint(3, days - 20)
        b = min(days - 1, a + rng.randint(12, 45))
        for _ in range(rng.randint(6, 13)):
            person = Person(world, rng, firm.city, "student")
            world.persons.append(person)
            member = employ(world, rng, firm, person, a + rng.choice((0, 0, 0, 1, 3)), b, "bound")
            world.story(member.acc, "seasonal_staff")


def wages(world, rng):
    """Monthly wages at the companies that pay through the platform's accounts."""
    for firm in world.firms:
        if not firm.wages:
            continue
        payday = rng.choice((5, 8, 10, 15, 25))
        level = rng.uniform(4200, 9500)
        for day in range(payday, world.days, 30):
            for member in firm.at(day - 1):
                to = member.person.pay if member.person else ""
                t = day * DAY + 10 * 3600 + rng.randint(0, 7200)
                world.pay(firm.acc.payout, to, t, level * rng.uniform(0.7, 1.5))
