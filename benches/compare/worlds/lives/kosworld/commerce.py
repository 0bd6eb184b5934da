"""Customers, leads, wages, everyday payments and advertising of the honest world."""

from .timeline import DAY, HOUR, hour_of


def run(w, rng):
    """All ordinary business of the window."""
    for firm in w.firms:
        wages(w, firm, rng)
        advertise(w, firm, rng)
    customers(w, rng)
    departures(w, rng)
    trade_fairs(w, rng)
    referrals(w, rng)
    small_payments(w, rng)


def wages(w, firm, rng):
    """Few firms pay staff through accounts that the platform sees; some through a payroll office."""
    if firm.payroll == "none":
        return
    payer = firm.money if firm.payroll != "office" else rng.choice(w.payroll_offices)
    pay_day = rng.choice((5, 10, 10, 15, 15, 20, 25))
    for month in range(w.window.days // 30 + 1):
        t = w.window.at(month * 30 + pay_day, rng.uniform(9, 18))
        for job in firm.jobs:
            if job.start < t < job.end + 25 * DAY and t < firm.closed + 30 * DAY:
                amount = (
                    job.wage if firm.payroll != "commission" else job.wage * rng.lognormvariate(-1.2, 0.8)
                )
                w.pay(
                    payer,
                    job.person.payout,
                    t + rng.randrange(4000),
                    round(amount * rng.uniform(0.95, 1.08), 2),
                )


def advertise(w, firm, rng):
    """Advertising by season and budget; the big ones every day, the small ones when business is slow."""
    big = len(firm.jobs) > 30
    if not big and rng.random() < 0.45:
        return
    budget = rng.lognormvariate(5.2, 1.0) * (3 if big else 1)
    habit = rng.uniform(0.7, 1) if big else rng.choice((0.05, 0.2, 0.5, 0.9))
    own = ("search", "lead_collection", "shutiao")
    for day in range(firm.late_spend, w.window.day(firm.closed) + 1):
        if rng.random() < habit * w.window.demand[day]:
            w.spend(firm.enterprise, day, rng.choice(own), budget * rng.lognormvariate(0, 0.5))
    for job in firm.jobs:
        if rng.random() < (0.7 if big else 0.15):
            for day in range(w.window.day(job.start), w.window.day(min(job.end, firm.closed)) + 1):
                if rng.random() < habit * 0.4:
                    w.spend(
                        job.account,
                        day,
                        rng.choice(("seeding", "seeding", "lead_collection", "shutiao")),
                        budget * 0.3 * rng.lognormvariate(0, 0.6),
                    )


def customers(w, rng):
    """Consumers with a need ask one shop, or several; the shops take it from there."""
    market = {}
    for firm in w.firms:
        market.setdefault((firm.industry, firm.city), []).append(firm)
    by_trade = {}
    for firm in w.firms:
        by_trade.setdefault(firm.industry, []).append(firm)
    for (industry, _), firms in market.items():
        weights = [f.demand * (len(f.jobs) + 1) ** 0.7 for f in firms]
        asked = int(sum(weights) * w.window.days / 130 * 11)
        for _ in range(asked):
            contact = w.tag(24)
            t = _when(w, rng)
            for _ in range(rng.choices((1, 2, 3, 5), (80, 13, 5, 2))[0]):
                pool, wts = (firms, weights) if rng.random() < 0.8 else (by_trade[industry], None)
                ask(w, rng.choices(pool, wts)[0], contact, t, rng)
                t += int(rng.expovariate(1 / (2 * DAY)))


def _when(w, rng):
    day = rng.choices(range(w.window.days), w.window.demand)[0]
    return w.window.at(
        day,
        rng.choices((1, 8, 10, 12, 14, 16, 19, 21, 22), (2, 4, 10, 14, 9, 9, 12, 16, 8))[0]
        + rng.random() * 2,
    )


def ask(w, firm, contact, t, rng):
    """One enquiry at one firm: collected by the firm or a seller, assigned, followed up or not."""
    if t >= min(w.window.end, firm.closed) or t < firm.founded:
        return
    staff = firm.working(t)
    seller = rng.choice(staff) if staff else None
    at_firm = seller is None or rng.random() < 0.55
    acc = firm.enterprise if at_firm else seller.account
    source = rng.choices(("form", "private_message", "import", "comment"), (45, 45, 4, 6))[0]
    reply = t + int(rng.lognormvariate(8.3, 1.6))
    lead = w.lead(contact, acc, t, source, reply if rng.random() < 0.8 and reply < w.window.end else None)
    if firm.crm == "none" or seller is None:
        return
    if at_firm:
        wait = int(rng.lognormvariate(6, 1.3))
        if not 8 <= hour_of(t) < 21:
            wait += 10 * HOUR
        w.transfer(lead, acc, seller.account, t + wait, firm.crm)
        if rng.random() < 0.06:
            other = rng.choice(staff)
            w.transfer(lead, seller.account, other.account, t + wait + rng.randrange(HOUR, 6 * DAY), firm.crm)
    elif rng.random() < 0.05:
        w.transfer(
            lead,
            acc,
            rng.choice(staff).account,
            t + rng.randrange(HOUR, 5 * DAY),
            rng.choice((firm.crm, "private_message")),
        )
    if firm.partners and rng.random() < 0.12:
        w.transfer(
            lead,
            acc,
            rng.choice(firm.partners).enterprise,
            t + rng.randrange(HOUR, 3 * DAY),
            rng.choice(("partner_api", "crm_assign")),
        )


def departures(w, rng):
    """When somebody leaves, the open leads are handed to colleagues in one evening."""
    for firm in w.firms:
        if firm.crm == "none":
            continue
        for job in firm.jobs:
            if w.window.start < job.end < w.window.end:
                heirs = [j for j in firm.working(job.end + DAY) if j is not job]
                if heirs:
                    job.account.stories.append("leads_reassigned_on_leaving")
                    _hand_out(w, job, heirs, rng)


def _hand_out(w, job, heirs, rng):
    when = job.end + rng.randrange(-3 * HOUR, 2 * DAY)
    some = rng.sample(heirs, min(len(heirs), rng.randint(1, 3)))
    for lead in list(w.leads_of.get(job.account.id, ()))[-80:]:
        if lead[3] < when and rng.random() < 0.7:
            w.transfer(lead, job.account, rng.choice(some).account, when + rng.randrange(900), job.firm.crm)


def trade_fairs(w, rng):
    """Two hundred cards from a fair, typed in at night and dealt out; and declared partners."""
    for firm in rng.sample(w.firms, len(w.firms) // 25):
        staff = firm.working(w.window.start + w.window.days * DAY // 2)
        if len(staff) < 2:
            continue
        firm.enterprise.stories.append("trade_fair_import")
        t = w.window.moment(rng, 0.1, 0.9)
        for _ in range(rng.randint(30, 200)):
            lead = w.lead(w.tag(24), firm.enterprise, t + rng.randrange(7200), "import", None)
            w.transfer(
                lead,
                firm.enterprise,
                rng.choice(staff).account,
                lead[3] + rng.randrange(60, 2 * HOUR),
                rng.choice(("crm_assign", "export")),
            )
    for _ in range(max(3, len(w.firms) // 25)):
        _declared_partners(w, rng)


def _declared_partners(w, rng):
    """The decorator sends kitchens to the cabinet maker under a contract, for a commission."""
    a, b = rng.sample(w.firms, 2)
    channel = rng.choice(("partner_api", "partner_api", "form", "crm_assign"))
    for firm in (a, b):
        firm.enterprise.stories.append("declared_partner")
        if rng.random() < 0.6:
            w.approved.append(("enterprise", firm.enterprise.id, "备案合作伙伴", None))
    sent = 0
    for lead in list(w.leads_of.get(a.enterprise.id, ())):
        if lead[2] == a.enterprise.id and rng.random() < 0.2:
            row = w.transfer(lead, a.enterprise, b.enterprise, lead[3] + rng.randrange(600, 3 * DAY), channel)
            sent += bool(row)
            if row and rng.random() < 0.25:
                w.lead(
                    lead[1],
                    b.enterprise,
                    min(row[4] + rng.randrange(600, DAY), w.window.end - 60),
                    "import",
                    None,
                )
    for month in range(1, w.window.days // 30 + 1):
        if sent:
            w.pay(
                b.money,
                a.money,
                w.window.at(month * 30 - 1, 15 + rng.random()),
                sent * rng.choice((20, 50, 80)),
            )


def referrals(w, rng):
    """The photographer recommends a make-up artist; a red packet says thank you."""
    pros = [a for a in w.accounts if a.kind == "professional"]
    for acc in rng.sample(pros, len(pros) // 6):
        friends = rng.sample(pros, min(len(pros), rng.randint(1, 3)))
        acc.stories.append("referral_between_friends")
        for _ in range(rng.randint(1, 9)):
            t = w.window.moment(rng, 0, 0.95)
            friend = rng.choice(friends)
            if t < max(acc.registered, friend.registered):
                continue
            lead = w.lead(w.tag(24), acc, t, "private_message", t + rng.randrange(300, DAY))
            w.transfer(lead, acc, friend, t + rng.randrange(600, 2 * DAY), "private_message")
            if rng.random() < 0.4:
                w.pay(
                    friend.owner.payout,
                    acc.owner.payout,
                    t + rng.randrange(2 * DAY, 20 * DAY),
                    rng.choice((66, 88, 100, 200)),
                )


def small_payments(w, rng):
    """Everybody's small change: meals, loans among friends, second-hand sales, red packets, rent."""
    people = w.people
    for p in people:
        if rng.random() > 0.3:
            continue
        circle = rng.sample(people, 3)
        for _ in range(min(int(rng.paretovariate(1.1)), 25)):
            a, b = (p, rng.choice(circle)) if rng.random() < 0.6 else (rng.choice(circle), p)
            amount = rng.choice(
                (
                    round(rng.lognormvariate(4.2, 1.2), 2),
                    rng.choice((50, 100, 200, 500, 1000)),
                    66.66,
                    520,
                    88.8,
                )
            )
            w.pay(a.payout, b.payout, w.window.moment(rng), amount)
        if rng.random() < 0.15:
            shop = rng.choice(w.firms)
            for _ in range(rng.randint(1, 4)):
                w.pay(p.payout, shop.money, w.window.moment(rng), round(rng.lognormvariate(5.5, 1.3), 2))
    for firm in w.firms:
        for _ in range(rng.randint(0, 5)):
            w.pay(
                firm.money,
                rng.choice(w.firms).money,
                w.window.moment(rng),
                round(rng.lognormvariate(7.5, 1.2), 2),
            )
        _lookalikes(w, firm, rng)


def _lookalikes(w, firm, rng):
    """Honest money that resembles fees: deposits for uniforms, expense refunds, hired extras."""
    for job in firm.jobs:
        if rng.random() < 0.08:
            w.pay(job.person.payout, firm.money, w.window.moment(rng), rng.choice((100, 200, 300, 500)))
        if rng.random() < 0.1:
            for _ in range(rng.randint(1, 4)):
                w.pay(
                    rng.choice((firm.money, firm.boss.payout)),
                    job.person.payout,
                    w.window.moment(rng),
                    round(rng.lognormvariate(4.8, 0.8), 2),
                )
