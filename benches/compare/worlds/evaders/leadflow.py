"""Honest leads: collected, assigned, followed up, reassigned, shared with partners; people who ask
everywhere.
"""

from base import DAY


def add_lead(world, rng, contact, account, t, source, followed=None):
    """A row in leads; answers its id."""
    lead = world.token(rng, "ld", 48)
    world.leads.append([lead, contact, account.id, int(t), source, followed])
    return lead


def hand(world, lead, contact, giver, taker, t, channel):
    """A transfer, if it falls in the window and both accounts exist by then."""
    if max(giver.reg, taker.reg) < t < world.days * DAY and giver is not taker:
        world.transfers.append((lead, contact, giver.id, taker.id, int(t), channel))
        return True
    return False


def work_time(rng, t):
    """The next moment of a working day after t plus some minutes or hours."""
    t += rng.expovariate(1 / 5400) + 60
    hour = t % DAY / 3600
    if hour < 8.5:
        t += (8.5 - hour) * 3600 + rng.randint(0, 5400)
    elif hour > 21.5:
        t += (33 - hour) * 3600 + rng.randint(0, 5400)
    return t


def partners(world, rng):
    """Declared partners outside groups; some of them settle a commission after a sale."""
    by_trade = {}
    for firm in world.firms:
        by_trade.setdefault(firm.trade, []).append(firm)
    for trade, firms in by_trade.items():
        for _ in range(max(1, len(firms) // 12)):
            if len(firms) > 3:
                one, two = rng.sample(firms, 2)
                one.partners.append(two)
                two.partners.append(one)
                one.commission = two.commission = rng.random() < 0.5
                declared = rng.random() < 0.6
                for firm in (one, two):
                    world.story(firm.acc, "partner_declared" if declared else "partner_not_in_list")
                    if declared:
                        world.approve("enterprise", firm.acc.id, "lead_partner")


def flow(world, rng):
    """All honest leads of the window."""
    same, end = {}, world.days * DAY
    for firm in world.firms:
        same.setdefault((firm.trade, firm.city.name), []).append(firm)
    for firm in world.firms:
        if not firm.lead_rate:
            continue
        central = rng.random() < 0.6
        start = max(0, firm.acc.reg)
        count = int((end - start) / DAY * firm.lead_rate * max(2, len(firm.staff)) * world.pace)
        for _ in range(count):
            t = rng.uniform(start, end - 3600)
            contact = world.token(rng, "ct", 56)
            one_lead(world, rng, firm, contact, t, central)
            if rng.random() < 0.07:
                near = same[(firm.trade, firm.city.name)]
                others = rng.sample(near, min(len(near), rng.choice((1, 1, 2, 3))))
                for other in others:
                    when = t + rng.expovariate(1 / 50000)
                    if other is not firm and when < end - 3600 and when > other.acc.reg:
                        one_lead(world, rng, other, contact, when, True)
        clear_desks(world, rng, firm)


def one_lead(world, rng, firm, contact, t, central):
    """A consumer's contact comes in and is dealt with."""
    staff = firm.at(t / DAY, 1.0)
    follow = int(t + rng.expovariate(1 / 20000) + 300) if rng.random() < 0.66 else None
    source = rng.choices(("form", "private_message", "import"), (52, 40, 8))[0]
    if not staff:
        add_lead(world, rng, contact, firm.acc, t, source, follow)
        return
    if not (central or rng.random() < 0.3):
        member = rng.choice(staff)
        lead = add_lead(world, rng, contact, member.acc, t, source, follow)
        if rng.random() < 0.25:
            when = work_time(rng, t)
            hand(world, lead, contact, member.acc, firm.acc, when, rng.choice(("form", "private_message")))
        firm_mail(firm, t, lead, contact, member)
        return
    lead = add_lead(world, rng, contact, firm.acc, t, source, follow)
    if firm.partners and rng.random() < 0.09:
        partner = rng.choice(firm.partners)
        when = work_time(rng, t)
        channel = rng.choices(("partner_api", "export", "private_message"), (8, 1, 1))[0]
        if hand(world, lead, contact, firm.acc, partner.acc, when, channel):
            if firm.commission and rng.random() < 0.35:
                pay_at = when + rng.uniform(2, 30) * DAY
                world.pay(partner.acc.payout, firm.acc.payout, pay_at, round(rng.uniform(200, 6000), -1))
            theirs = partner.at(when / DAY, 1.0)
            if theirs:
                hand(
                    world,
                    lead,
                    contact,
                    partner.acc,
                    rng.choice(theirs).acc,
                    work_time(rng, when),
                    "crm_assign",
                )
            return
    member = rng.choice(staff)
    when = work_time(rng, t)
    if when / DAY > member.b or not hand(world, lead, contact, firm.acc, member.acc, when, "crm_assign"):
        return
    firm_mail(firm, when, lead, contact, member)
    if rng.random() < 0.06 and len(staff) > 1:
        other = rng.choice(staff)
        later = when + rng.uniform(0.3, 9) * DAY
        if other is not member and later / DAY < other.b:
            channel = rng.choices(("crm_assign", "private_message", "export"), (8, 2, 1))[0]
            hand(world, lead, contact, member.acc, other.acc, work_time(rng, later), channel)


def firm_mail(firm, t, lead, contact, member):
    """Remember whose desk a lead lies on."""
    firm.mail.append((t, lead, contact, member))


def clear_desks(world, rng, firm):
    """Somebody leaves: what is on the desk goes to colleagues in one go."""
    for day, member in firm.leavers:
        rest = [m for m in firm.at(day) if m is not member]
        if not rest or rng.random() < 0.2:
            continue
        t = day * DAY + rng.randint(10 * 3600, 18 * 3600)
        heirs = rng.sample(rest, min(len(rest), rng.choice((1, 1, 2, 3))))
        for when, lead, contact, owner in firm.mail:
            if owner is member and when < t and rng.random() < 0.7:
                t += rng.randint(0, 9)
                hand(world, lead, contact, member.acc, rng.choice(heirs).acc, t, "crm_assign")
