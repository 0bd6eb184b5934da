"""Honest leads: collected, imported, assigned, reassigned, shared; and the advertising behind them."""

from core import DAY, HOUR, hexid, poisson, weighted


def contact_as_written(w, rng, contact):
    """The same number normalised in another way gives another hash at some rows."""
    return hexid(rng, 18) if rng.random() < w.contact_noise else contact


def collect(w, rng, account, contact, t, source):
    lead = hexid(rng, 16)
    follow = t + int(rng.expovariate(1 / (14 * HOUR))) + 300 if rng.random() < 0.52 else None
    w.leads.append((lead, contact, account.id, int(t), source, follow))
    return lead


def hand_over(w, rng, lead, contact, source, target, t, channel):
    if source.id != target.id and t < w.end:
        w.transfers.append((lead, contact_as_written(w, rng, contact), source.id, target.id, int(t), channel))


def staff_at(firm, t):
    return [j.account for j in firm.jobs if j.start <= t and (j.end is None or j.end > t)]


def lead_time(rng, day):
    hour = rng.choice((8, 9, 10, 10, 11, 12, 13, 14, 15, 16, 17, 19, 20, 20, 21, 21, 22, 23))
    return day * DAY + hour * HOUR + rng.randrange(HOUR)


def daily(w):
    """Forms and messages, and who in the firm gets them."""
    rng = w.rng("leads")
    w.contact_noise = rng.uniform(0.02, 0.07)
    w.owned = {}  # account id -> leads that somebody works on
    byplace = {}
    for firm in w.firms:
        if firm.collects:
            byplace.setdefault(firm.industry, []).append(firm)
    for firm in w.firms:
        if not firm.collects:
            continue
        rate = rng.lognormvariate(-1.3, 0.9) * (1.8 if firm.spends else 1) * (1 + len(firm.jobs) / 12)
        rate = min(6.0, rate)
        firm.lead_rate = rate
        slow = rng.random() < 0.3  # assigned once a day in one go
        central = rng.choice((0.2, 0.5, 0.9, 1.0))  # share that the firm's own account collects
        channel = weighted(rng, (("crm_assign", 7), ("private_message", 2), ("form", 1), ("export", 1)))
        rivals = byplace[firm.industry]
        for day in range(w.days):
            for _ in range(poisson(rng, rate)):
                t = lead_time(rng, day)
                if t < firm.account.registered:
                    continue
                contact = hexid(rng, 18)
                staff = staff_at(firm, t)
                taker = firm.account if not staff or rng.random() < central else rng.choice(staff)
                source = weighted(rng, (("form", 5), ("private_message", 4), ("comment", 1)))
                lead = collect(w, rng, taker, contact, t, source)
                w.owned.setdefault(taker.id, []).append((lead, contact, t, taker))
                if staff and (taker is firm.account or rng.random() < 0.1):
                    soon = t + int(rng.expovariate(1 / (3 * HOUR))) + 30
                    later = (day + 1) * DAY + 9 * HOUR if slow else soon
                    target = rng.choice(staff)
                    hand_over(w, rng, lead, contact, taker, target, later, channel)
                    w.owned.setdefault(target.id, []).append((lead, contact, later, taker))
                if rng.random() < 0.11:  # consumers compare two to four shops
                    for _ in range(rng.choice((1, 1, 2, 3))):
                        rival = rng.choice(rivals)
                        when = t + int(rng.expovariate(1 / (30 * HOUR)))
                        near = rival.city == firm.city or rng.random() < 0.3
                        if rival is not firm and when < w.end and near:
                            there = staff_at(rival, when)
                            asked = rng.choice(there) if there and rng.random() < 0.5 else rival.account
                            other = collect(w, rng, asked, contact, when, source)
                            if there and asked is rival.account:
                                hand_over(
                                    w,
                                    rng,
                                    other,
                                    contact,
                                    asked,
                                    rng.choice(there),
                                    when + rng.randrange(HOUR),
                                    "crm_assign",
                                )
                            asked.story("honest", "consumer_asks_several_shops")


def bulk(w):
    """Imports with one timestamp, reassignment when somebody leaves, tidying of old leads."""
    rng = w.rng("bulk")
    for firm in w.firms:
        if firm.collects and rng.random() < 0.2:
            for _ in range(rng.choice((1, 1, 2, 4))):
                t = lead_time(rng, rng.randrange(w.days))
                channel = rng.choice(("crm_assign", "crm_assign", "export", "form"))
                staff = staff_at(firm, t)
                for _ in range(rng.randint(12, 150)):
                    contact = hexid(rng, 18)
                    lead = collect(w, rng, firm.account, contact, t, "import")
                    if staff and rng.random() < 0.7:
                        later = t if rng.random() < 0.6 else t + rng.randrange(3 * DAY)
                        hand_over(w, rng, lead, contact, firm.account, rng.choice(staff), later, channel)
                firm.account.story("honest", "bulk_import")
    for firm, job, t in w.leavers:
        mine = [x for x in w.owned.get(job.account.id, []) if x[2] < t]
        left = [a for a in staff_at(firm, t + 1) if a is not job.account] or [firm.account]
        if mine and rng.random() < 0.7:
            heirs = rng.sample(left, min(len(left), rng.choice((1, 1, 2, 4))))
            when = t + rng.randrange(4 * DAY)
            for lead, contact, _, _ in mine:
                hand_over(w, rng, lead, contact, job.account, rng.choice(heirs), when, "crm_assign")
            job.account.story("honest", "leads_reassigned_on_leaving")
    for firm in w.firms:
        staff = staff_at(firm, w.end // 2)
        if firm.collects and len(staff) > 2 and rng.random() < 0.15:
            t = lead_time(rng, rng.randrange(5, w.days))
            for account in staff:
                for lead, contact, got, _ in w.owned.get(account.id, []):
                    if got < t - 10 * DAY and rng.random() < 0.4:
                        hand_over(w, rng, lead, contact, account, rng.choice(staff), t, "crm_assign")


def shared(w):
    """Franchise sharing, declared partners, and referrals that the consumer asked for."""
    rng = w.rng("shared")
    groups = {}
    for firm in w.firms:
        if firm.group:
            groups.setdefault(firm.group, []).append(firm)
    for members in groups.values():
        if not members[0].collects or rng.random() < 0.25:
            continue
        channel = rng.choice(("partner_api", "partner_api", "crm_assign", "export"))
        share = rng.choice((0.1, 0.3, 0.6))
        for firm in members:
            for lead, contact, t, taker in w.owned.get(firm.account.id, []):
                if rng.random() < share:
                    target = rng.choice(members)
                    staff = staff_at(target, t)
                    to = rng.choice(staff) if staff and rng.random() < 0.3 else target.account
                    hand_over(w, rng, lead, contact, taker, to, t + rng.randrange(60, 20 * HOUR), channel)
    for firm in w.firms:
        for partner in firm.partners:
            channel = rng.choice(("partner_api", "partner_api", "private_message", "export"))
            share, fee = rng.choice((0.05, 0.15, 0.4)), rng.choice((0, 0, 20, 50, 100))
            own = w.owned.get(firm.account.id, [])
            number = 0
            for lead, contact, t, taker in own:
                if rng.random() < share:
                    number += 1
                    hand_over(
                        w,
                        rng,
                        lead,
                        contact,
                        taker,
                        partner.account,
                        t + rng.randrange(60, 40 * HOUR),
                        channel,
                    )
            if fee and number:  # settled once a month in one sum
                for month in range(1, 4):
                    w.pay(partner.pay, firm.pay, month * 30 * DAY + rng.randrange(3 * DAY), fee * number / 3)
    staff = [j for f in w.firms if f.collects for j in f.jobs]
    for _ in range(max(8, round(150 * w.scale))):  # the planner sends the bride to a photographer
        one, two = rng.choice(staff), rng.choice(staff)
        mine = w.owned.get(one.account.id, [])
        if not mine or one.account is two.account:
            continue
        number = 0
        for lead, contact, t, _ in rng.sample(mine, min(len(mine), rng.choice((1, 1, 2, 3, 8)))):
            number += 1
            hand_over(
                w,
                rng,
                lead,
                contact,
                one.account,
                two.account,
                t + rng.randrange(HOUR, 3 * DAY),
                rng.choice(("private_message", "private_message", "export", "form")),
            )
            if rng.random() < 0.35:
                w.pay(
                    two.person.pay, one.person.pay, t + rng.randrange(9 * DAY), rng.choice((50, 88, 100, 200))
                )
        one.account.story("honest", "referral_wished_by_consumer")


def matching(w):
    """Services that give a consumer, who agreed to it, one to four offers; firms pay per contact."""
    rng = w.rng("matching")
    trades = {}
    for firm in w.firms:
        if firm.collects:
            trades.setdefault(firm.industry, []).append(firm)
    free = [
        a
        for a in w.accounts
        if a.kind in ("personal", "professional") and a.uses and a.registered < 0 and a.person is not None
    ]
    for _ in range(max(3, round(16 * w.scale))):
        firms = trades[rng.choice(sorted(trades))]
        clients = rng.sample(firms, min(len(firms), rng.randint(3, 9)))
        desk, price = rng.sample(free, rng.choice((1, 1, 2, 4))), rng.choice((15, 30, 60, 100, 150))
        channel = weighted(rng, (("partner_api", 3), ("form", 2), ("private_message", 3), ("export", 2)))
        first, owed = rng.randrange(w.days // 2), {}
        if rng.random() < 0.4:
            w.approved.append(("account", desk[0].id, "lead matching service", ""))
        for _ in range(rng.randint(25, 130)):
            taker, contact, t = rng.choice(desk), hexid(rng, 18), lead_time(rng, rng.randrange(first, w.days))
            lead = collect(w, rng, taker, contact, t, rng.choice(("form", "form", "private_message")))
            taker.story("honest", "matching_service_with_consent")
            for firm in rng.sample(clients, min(len(clients), rng.choice((1, 1, 2, 3, 4)))):
                staff = staff_at(firm, t)
                to = rng.choice(staff) if staff and rng.random() < 0.25 else firm.account
                hand_over(w, rng, lead, contact, taker, to, t + int(rng.expovariate(1 / (8 * HOUR))), channel)
                owed[firm.pay, t // (7 * DAY)] = owed.get((firm.pay, t // (7 * DAY)), 0) + price
        if rng.random() < 0.7:
            for (payer, week), yuan in owed.items():
                w.pay(payer, desk[0].person.pay, (week + 1) * 7 * DAY + rng.randrange(2 * DAY), yuan)


def advertise(w):
    """Spend by day and account; most firms begin, stop and begin again for reasons of their own."""
    rng = w.rng("spend")
    for firm in w.firms:
        if not firm.spends:
            continue
        payers = [firm.account] + [j.account for j in firm.jobs if rng.random() < 0.6]
        focus = weighted(rng, (("seeding", 4), ("lead_collection", 4), ("search", 1), ("shutiao", 2)))
        campaigns = []
        for _ in range(rng.choice((1, 2, 3, 5))):
            first = rng.randrange(-20, w.days)
            campaigns.append((first, first + rng.choice((5, 10, 20, 40, 80))))
        for account in payers:
            begins = max(0, account.registered // DAY)
            for job in firm.jobs:
                if job.account is account:  # staff spend once they are bound, often at once
                    begins = max(begins, (job.start + rng.randint(0, 9) * DAY) // DAY)
            mean = firm.spends / len(payers) * (1.0 if account is not firm.account else 2.0)
            for first, end in campaigns:
                for day in range(max(0, first, begins), min(w.days, end)):
                    if rng.random() < 0.55:
                        other = rng.choice(("seeding", "shutiao", "search"))
                        w.spend.append(
                            (
                                account.id,
                                day,
                                focus if rng.random() < 0.8 else other,
                                round(mean * rng.lognormvariate(0, 0.6) * 100),
                            )
                        )
    for a in w.accounts:
        share = {"professional": 0.08, "personal": 0.01}.get(a.kind, 0)
        if share and rng.random() < share:
            first = rng.randrange(w.days)
            for day in range(first, min(w.days, first + rng.choice((1, 3, 7, 20)))):
                w.spend.append(
                    (
                        a.id,
                        day,
                        rng.choice(("shutiao", "shutiao", "seeding")),
                        round(rng.choice((50, 75, 100, 200, 300)) * 100),
                    )
                )
