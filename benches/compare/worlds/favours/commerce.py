"""Leads, wages, small money, advertising: what business leaves every day."""

from texts import private_note, vary
from world import heavy, poisson

SOURCES = ("form", "private_message", "form", "comment")
FOLLOW = (0.02, 0.1, 0.3, 1, 2)


def contact(world, company=None):
    """A consumer; some have already asked a shop of the same trade nearby."""
    pool = world.consumers.setdefault((company.industry, company.city), []) if company else []
    if pool and world.rng.random() < 0.12:
        return world.rng.choice(pool[-40:])
    fresh = world.token("c", 72)
    pool.append(fresh)
    return fresh


def collect(world, company, account, day, source=None, who=None):
    """One consumer leaves a contact with an account."""
    rng = world.rng
    followed = day + rng.choice(FOLLOW) * rng.random() if rng.random() < 0.6 else None
    lead = (
        world.token("l", 48),
        who or contact(world, company),
        account.id,
        day,
        source or rng.choice(SOURCES),
        followed,
    )
    world.leads.append(lead)
    company.leads.append((lead, account))
    return lead


def work_hour(rng, day):
    """A moment of the working day; a few people work late."""
    hour = rng.triangular(8.7, 18.5, 11) if rng.random() < 0.88 else rng.uniform(18.5, 23)
    return int(day) + hour / 24


def _pass_on(world, company, lead, collector, day):
    """Route a lead inside the company after its custom."""
    rng = world.rng
    crew = company.present(day)
    later = day + min(heavy(rng, 0.08, 1.2), 4)
    if collector is company.account:
        if crew and company.style != "own":
            world.move_lead(lead, collector, rng.choice(crew).account, later, "crm_assign")
        return
    if company.style in ("pool", "report") and rng.random() < 0.85:
        channel = "form" if rng.random() < 0.5 else "private_message"
        if world.move_lead(lead, collector, company.account, later, channel):
            if company.style == "pool" and len(crew) > 1:
                other = rng.choice([s for s in crew if s.account is not collector])
                world.move_lead(lead, company.account, other.account, later + rng.random() / 2, "crm_assign")
    elif company.style == "assign" and rng.random() < 0.12 and len(crew) > 1:
        other = rng.choice([s for s in crew if s.account is not collector])
        world.move_lead(lead, collector, other.account, later, "private_message")


def company_leads(world, company):
    """The company's consumers over the whole window."""
    rng = world.rng
    eager = {s.account.id: heavy(rng, 1, 0.9) for s in company.staff}
    total = poisson(rng, company.lead_rate * (1 + 0.25 * len(company.staff)) * world.days / 2)
    for _ in range(total):
        day = work_hour(rng, rng.choices(range(world.days), world.moods)[0])
        crew = company.present(day)
        if crew and rng.random() < 0.6:
            collector = rng.choices(crew, [eager[s.account.id] for s in crew])[0].account
        else:
            collector = company.account
        _pass_on(world, company, collect(world, company, collector, day), collector, day)


def slot_leads(world, company, account, begin, end, rate):
    """Leads of one account that joins a company late, routed as usual."""
    rng = world.rng
    for _ in range(poisson(rng, rate * max(0, end - begin))):
        day = work_hour(rng, rng.uniform(begin, end - 0.01))
        if begin <= day < min(end, world.days):
            _pass_on(world, company, collect(world, company, account, day), account, day)


def wages(world, company):
    """Monthly wages into the staff's payment accounts, base plus commission."""
    if not company.wages:
        return
    rng = world.rng
    payday, base = rng.randint(5, 15), rng.choice((3000, 3500, 4000, 4500, 6000))
    for month in range(0, world.days, 30):
        when = work_hour(rng, month + payday)
        for number, staff in enumerate(company.present(when)):
            extra = round(max(0, rng.gauss(900, 900)), rng.choice((0, 2)))
            world.pay(company.pay, staff.person.pay, when + number / 5000, base + extra)


def advertise(world, company):
    """Spend on the enterprise account and on the favourites among the staff."""
    if not company.spend:
        return
    rng = world.rng
    stars = [s for s in company.staff if rng.random() < 0.3]
    for day in range(world.days):
        if rng.random() > 0.35:
            continue
        product = rng.choices(("seeding", "lead_collection", "search", "shutiao"), (4, 3, 2, 2))[0]
        star = rng.choice(stars) if stars and rng.random() < 0.6 else None
        account = star.account if star and star.begin <= day < star.end else company.account
        world.spend.append(
            (account.id, day, product, round(heavy(rng, company.spend, 0.6) * world.moods[day], 2))
        )


def post(world, company, account, begin, end, count, zeal=None):
    """Notes on the company's briefs by one of its accounts."""
    rng = world.rng
    for _ in range(count):
        day = rng.uniform(max(begin, 0), min(end, world.days) - 0.001)
        if rng.random() < 0.2:
            text = private_note(rng)
        else:
            text = vary(rng, rng.choice(company.briefs), company.zeal if zeal is None else zeal)
        if day > 0:
            world.notes.append((work_hour(rng, day), account.id, text))


def business(world, company):
    """One company's everyday traces."""
    company_leads(world, company)
    wages(world, company)
    advertise(world, company)
    opened = max(0, company.account.registered)
    post(world, company, company.account, opened, world.days, world.rng.randint(0, 8))
    for staff in company.staff:
        if staff.end > 1 and staff.begin < world.days - 1:
            post(world, company, staff.account, staff.begin, staff.end, poisson(world.rng, 1.8))


def company_life(world):
    """Leads, wages, advertising and notes of every company."""
    outer, world.rng = world.rng, world.stream("business")
    for company in world.companies:
        business(world, company)
    world.rng = outer


def small_money(world):
    """Rent, dinners shared, red envelopes, loans, shopping among people."""
    outer, world.rng = world.rng, world.stream("money")
    rng = world.rng
    shops = [c.pay for c in world.companies]
    for person in world.people:
        for friend in person.kin + person.friends:
            if rng.random() < 0.35:
                for _ in range(rng.choice((1, 1, 2, 4))):
                    amount = rng.choice(
                        (6.66, 8.88, 20, 52, 66, 100, 188, 200, 500, 1000, round(heavy(rng, 45, 0.9), 2))
                    )
                    pair = (person.pay, friend.pay) if rng.random() < 0.5 else (friend.pay, person.pay)
                    world.pay(*pair, rng.uniform(0, world.days), amount)
        if rng.random() < 0.4:
            world.pay(person.pay, rng.choice(shops), rng.uniform(0, world.days), heavy(rng, 90, 1))
        if person.accounts and rng.random() < 0.08:
            for month in range(rng.randint(0, 29), world.days, 30):
                world.pay("pa-platform-settle", person.pay, month + 0.1, heavy(rng, 60, 1.3))
    world.rng = outer


def private_notes(world):
    """Notes of private people: many none, a few a lot."""
    for account in world.accounts:
        rng = world.stream("notes/" + account.id)
        likely = {"enterprise": 0.0, "kos": 0.3}.get(account.kind, 0.45)
        if account.uses and rng.random() < likely:
            for _ in range(min(int(heavy(rng, 2, 0.9)), 25)):
                _, begin, end, _ = rng.choice(account.uses)
                world.notes.append((rng.uniform(begin, end), account.id, private_note(rng)))
