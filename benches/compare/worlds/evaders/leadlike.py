"""Honest lead traffic that resembles resale: quote platforms, call centres, exports to the owner, favours."""

from base import DAY, Home
from firms import new_firm
from leadflow import add_lead, hand, work_time
from people import LIFE, Person, open_account


def quote_platforms(world, rng):
    """A comparison platform that hands one consumer, who agreed, to several firms and bills by the month."""
    for trade in ("decoration", "wedding", "study_abroad", "auto")[: max(1, round(4 * world.scale))]:
        city = world.city(rng)
        hub = new_firm(world, rng, city, trade, 4, reg=-rng.uniform(100, 900))
        hub.lead_rate = 0.0
        known = rng.random() < 0.6
        if known:
            world.approve("enterprise", hub.acc.id, "quote_platform")
        world.story(hub.acc, "quote_platform_listed" if known else "quote_platform_unlisted")
        pool = [f for f in world.firms if f.trade == trade and f is not hub]
        clients = rng.sample(pool, min(len(pool), rng.randint(5, 14)))
        price, sent = rng.uniform(30, 150), {}
        for _ in range(rng.randint(80, 260)):
            t = rng.uniform(0, world.days - 1) * DAY
            contact = world.token(rng, "ct", 56)
            lead = add_lead(world, rng, contact, hub.acc, t, "form", int(t + rng.expovariate(1 / 7000)))
            for firm in rng.sample(clients, min(len(clients), rng.choice((1, 2, 3, 3)))):
                when = work_time(rng, t)
                if firm.acc.reg > when or not hand(
                    world,
                    lead,
                    contact,
                    hub.acc,
                    firm.acc,
                    when,
                    rng.choice(("partner_api", "partner_api", "export")),
                ):
                    continue
                sent[firm.acc.id] = sent.get(firm.acc.id, 0) + 1
                staff = firm.at(when / DAY, 0.5)
                if staff and rng.random() < 0.7:
                    taker = rng.choice(staff).acc
                    hand(world, lead, contact, firm.acc, taker, work_time(rng, when), "crm_assign")
        for firm in clients:
            total = sent.get(firm.acc.id, 0) * price
            for when in range(28, world.days, 30):
                world.pay(
                    firm.acc.payout, hub.acc.payout, when * DAY + 40000, round(total * 30 / world.days, -1)
                )


def call_centres(world, rng):
    """Somebody who phones the consumers of several companies and hands them back, for a monthly fee."""
    for _ in range(max(1, round(5 * world.scale))):
        person = Person(world, rng, world.city(rng), "desk")
        person.home = Home(rng, person.city)
        acc = open_account(
            world, rng, person, "professional", rng.choice(LIFE), reg=-rng.uniform(60, 700), rate=1.0
        )
        known = rng.random() < 0.4
        if known:
            world.approve("account", acc.id, "call_centre")
        world.story(acc, "call_centre_listed" if known else "call_centre_unlisted")
        pool = [f for f in world.firms if f.lead_rate]
        for firm in rng.sample(pool, min(len(pool), rng.randint(2, 5))):
            for _ in range(rng.randint(10, 50)):
                t = rng.uniform(max(0, firm.acc.reg / DAY), world.days - 1) * DAY
                contact = world.token(rng, "ct", 56)
                lead = add_lead(world, rng, contact, firm.acc, t, "form", int(t + 9000))
                when = work_time(rng, t)
                channel = rng.choice(("export", "partner_api", "private_message"))
                staff = firm.at(when / DAY, 1.0)
                if hand(world, lead, contact, firm.acc, acc, when, channel) and staff:
                    hand(world, lead, contact, acc, rng.choice(staff).acc, work_time(rng, when), channel)
            for when in range(rng.randint(3, 28), world.days, 30):
                world.pay(firm.acc.payout, person.pay, when * DAY + 50000, rng.uniform(800, 4000))


def owners_backup(world, rng):
    """Staff export their contacts every week to a private account of the owner or of a relative."""
    pool = [f for f in world.firms if f.mail]
    for firm in rng.sample(pool, min(len(pool), max(1, round(11 * world.scale)))):
        person = Person(world, rng, firm.city)
        person.home = Home(rng, firm.city)
        acc = open_account(world, rng, person, "personal", reg=-rng.uniform(60, 900))
        world.story(acc, "owner_keeps_a_copy")
        for member in rng.sample(firm.staff, min(len(firm.staff), rng.randint(1, 5))):
            step = rng.choice((7, 7, 14))
            for t, lead, contact, owner in firm.mail:
                if owner is member and rng.random() < 0.8:
                    day = (int(t / DAY) // step + 1) * step
                    when = day * DAY + rng.choice((18, 20, 22)) * 3600 + rng.expovariate(1 / 300)
                    if day < member.b:
                        hand(
                            world,
                            lead,
                            contact,
                            member.acc,
                            acc,
                            when,
                            rng.choice(("export", "private_message")),
                        )
            world.story(member.acc, "staff_export_to_owner")


def favours(world, rng):
    """A consumer is in the wrong city or wants something else: passed on to a friend, sometimes with
    thanks.
    """
    pool = [(f, m) for f in world.firms for m in f.staff if len(f.mail) > 8]
    for _ in range(round(130 * world.scale)):
        firm, member = rng.choice(pool)
        friend = rng.choice(pool)[1] if rng.random() < 0.75 else None
        taker = friend.acc if friend else rng.choice(world.accounts)
        if taker is member.acc or taker.kind == "enterprise":
            continue
        limit = rng.choice((1, 1, 2, 3, 6, 12))
        for t, lead, contact, owner in firm.mail:
            if owner is member and limit and rng.random() < 0.5:
                when = work_time(rng, t + rng.uniform(0, 3) * DAY)
                if when / DAY < member.b and taker.reg < when:
                    limit -= 1
                    hand(
                        world, lead, contact, member.acc, taker, when, rng.choice(("private_message", "form"))
                    )
                    if rng.random() < 0.2 and taker.payout:
                        thanks = rng.choice((66, 88, 100, 188, 200))
                        world.pay(taker.payout, member.person.pay, when + rng.uniform(0.1, 9) * DAY, thanks)
        world.story(member.acc, "favour_to_a_friend")


def flow(world, rng):
    """All of it."""
    quote_platforms(world, rng)
    call_centres(world, rng)
    owners_backup(world, rng)
    favours(world, rng)
