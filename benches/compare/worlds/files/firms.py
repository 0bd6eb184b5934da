"""Companies: how they are staffed, how they collect and assign leads, pay and advertise."""

import math

from core import DAY, HOUR, Firm
from people import Person, open_account, registered_before, weekly_rate
from texts import TRADES, free_note, reworded


def make_firm(world, geo, size, region=None, industry=None, boss=None, group=""):
    """A company with staff on its own premises."""
    rng = world.rng
    region = region or geo.city(rng)
    industry = industry or rng.choice(list(TRADES))
    office = geo.office(rng, region)
    boss = boss or Person(world, geo, region, "office", office)
    account = open_account(
        world,
        boss,
        "enterprise",
        world.t0 - rng.randint(20, 1500) * DAY,
        weekly_rate(world, 2.2),
        industry=industry,
        group=group,
    )
    account.payout = world.payment_account()
    firm = Firm(account, boss, region, industry, office)
    account.firm = firm
    firm.pays_wages = rng.random() < 0.45
    firm.weekly_leads = rng.choice((0, 0, 1)) + max(0, rng.lognormvariate(0.9, 1.0) - 0.8)
    firm.daily_spend = rng.lognormvariate(4.2, 1.0) if rng.random() < 0.5 else 0
    world.firms.append(firm)
    for _ in range(size):
        hire(world, geo, firm)
    return firm


def hire(world, geo, firm, person=None, at=None, until=None, method=None):
    """Bind a staff account; some companies make it, most take the employee's own."""
    rng = world.rng
    style = rng.choice(("office", "office", "shop", "evening"))
    person = person or Person(world, geo, firm.region, style, firm.office)
    if rng.random() < 0.1:
        person.hand.replace_phone(world.token(16), world.middle(0, 1))
    method = method or rng.choice(("created", "bound", "bound"))
    born = max(firm.account.registered, world.t0 - rng.randint(0, 500) * DAY)
    at = at or (
        world.moment(world.t0, world.t0 + world.days * 0.7 * DAY)
        if rng.random() < 0.2
        else born + rng.randrange(HOUR, DAY)
    )
    opened = at - rng.randrange(300, 5000) if method == "created" else min(registered_before(world), at - DAY)
    account = open_account(world, person, "kos", opened, industry=firm.industry)
    if method == "created" and rng.random() < 0.5:
        account.payout = firm.account.payout
    employee = person.holder if rng.random() > 0.1 else ""
    world.bind(firm, account, at, method, employee, until)
    return account


def on_duty(firm, t):
    """Staff who are bound at a time."""
    return [
        a
        for a in firm.staff
        if a.binding["firm"] is firm and a.binding["at"] <= t and (a.binding["until"] is None or t < a.binding["until"])
    ]


def company_life(world, firms):
    """Leads, wages, advertising and notes of the given companies."""
    for firm in firms:
        collect_leads(world, firm)
        pay_wages(world, firm)
        advertise(world, firm)
        publish(world, firm)


def collect_leads(world, firm):
    """Leads come in by form or message and are assigned, mostly within hours."""
    rng = world.rng
    habit = rng.choice(("assign", "assign", "keep", "night_batch"))
    for _ in range(world.poisson(firm.weekly_leads * world.days / 7)):
        t = world.moment()
        team = on_duty(firm, t)
        at_shop = not team or rng.random() < 0.5
        collector = firm.account if at_shop else rng.choice(team)
        lead = world.lead(collector, t, rng.choice(("form", "private_message", "form", "import")))
        if rng.random() < 0.75:
            lead["follow"] = min(world.t1 - 1, t + int(rng.expovariate(1 / 20) * HOUR) + 120)
        if team and habit != "keep" and rng.random() < 0.85:
            assign(world, firm, lead, collector, rng.choice(team), habit)


def assign(world, firm, lead, collector, seller, habit):
    """Assignment by the system, or in one go the evening of the day."""
    rng = world.rng
    wait = rng.expovariate(1 / 3) * HOUR + 60
    if habit == "night_batch":
        wait = max(60, (lead["at"] // DAY * DAY + 21 * HOUR) - lead["at"] + rng.randrange(900))
    t = lead["at"] + wait
    if collector is not seller:
        world.transfer(lead, collector, seller, t, "crm_assign")
    if rng.random() < 0.07:
        others = [a for a in on_duty(firm, t) if a is not seller and a is not collector]
        if others:
            world.transfer(
                lead,
                seller,
                rng.choice(others),
                t + rng.uniform(1, 6) * DAY,
                rng.choice(("crm_assign", "private_message")),
            )


def pay_wages(world, firm):
    """Wages on one day a month; bonuses differ."""
    if not firm.pays_wages:
        return
    rng = world.rng
    base, payday = rng.uniform(3500, 9000), rng.choice((5, 10, 15, 20))
    for month in range(world.days // 30 + 1):
        t = world.t0 + (month * 30 + payday) * DAY + rng.randrange(9, 18) * HOUR
        for account in on_duty(firm, t):
            if account.owner.wallet:
                world.pay(
                    firm.account.payout,
                    account.owner.wallet,
                    t + rng.randrange(2400),
                    base * rng.lognormvariate(0, 0.3),
                )


def advertise(world, firm):
    """Steady spend with weekly campaigns; some employee accounts carry it."""
    if not firm.daily_spend:
        return
    rng = world.rng
    carriers = [firm.account] + rng.sample(firm.staff, min(len(firm.staff), rng.randint(0, 4)))
    for _ in range(max(3, world.days // 9)):
        account, start = rng.choice(carriers), world.moment()
        product = rng.choice(("seeding", "lead_collection", "search", "shutiao"))
        for day in range(rng.randint(2, 7)):
            world.spend_on(account, start + day * DAY, product, firm.daily_spend * rng.lognormvariate(0, 0.6))


def publish(world, firm):
    """Own words, or the headquarters' text where there is one."""
    rng = world.rng
    for account in [firm.account] + firm.staff:
        for _ in range(world.poisson(1.6)):
            text = free_note(rng, firm.industry)
            if firm.fixed_notes and rng.random() < 0.8:
                text = reworded(rng, firm.fixed_notes, rng.randrange(2))
            world.note(account, world.moment(max(world.t0, account.registered)), text)


def firm_size(rng):
    """Many small companies, few large ones, all within the default quota."""
    return min(29, int(math.exp(rng.gauss(1.1, 0.8))))
