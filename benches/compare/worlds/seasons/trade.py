"""Honest leads (collected, assigned, reassigned, shared) and honest money."""

from model import DAY, poisson


def active(c, day):
    return [s for s in c.staff if s.a <= day < s.b]


def send(W, lead, frm, to, ts, channel):
    """One lawful (or at least unpaid) transfer; remembers who holds the lead."""
    if 0 <= ts < W.days * DAY and frm.id != to.id:
        W.transfers.append((lead[0], lead[1], frm.id, to.id, int(ts), channel))
        W.held.setdefault(to.id, []).append((lead, int(ts)))


def collect(W, acc, contact, ts, source, followed=None, lead_id=None):
    lead = (lead_id or W.tok("l"), contact)
    if ts < W.days * DAY:
        W.leads.append((lead[0], contact, acc.id, int(ts), source, followed))
    return lead


def leads(W):
    rng = W.rng("leads")
    W.held = {}
    shoppers = {}
    for c in W.companies:
        recent, turn = [], 0
        n = poisson(rng, c.lead_rate * W.days)
        reuse = shoppers.setdefault(c.industry, [])
        for t in sorted(W.ts(rng, W.season.ask.draw(rng), 7, 23.5) for _ in range(n)):
            day = t // DAY
            team = active(c, day)
            if reuse and rng.random() < 0.09:
                contact, when = rng.choice(reuse[-200:])
                t = max(t, when + rng.randrange(600, 6 * DAY)) if rng.random() < 0.6 else t
            else:
                contact = W.tok("c")
                if rng.random() < 0.12:
                    reuse.append((contact, t))
            own = rng.random() < 0.4 and team
            taker = rng.choice(team).acc if own else c.acc
            source = (
                rng.choice(("form", "private_message")) if own else rng.choice(("form", "form", "import"))
            )
            fol = t + int(rng.expovariate(1 / 20000)) if rng.random() < 0.8 else None
            lead = collect(W, taker, contact, t, source, fol)
            if not team or t >= W.days * DAY:
                continue
            if c.distribution == "owner" and own or rng.random() < 0.2:
                if own:
                    W.held.setdefault(taker.id, []).append((lead, t))
                    recent.append((t, lead, taker))
                continue
            turn += 1
            s = (
                team[turn % len(team)]
                if c.distribution == "robin"
                else rng.choice(team[: max(2, len(team) // 3)])
            )
            at = t + int(rng.expovariate(1 / (900 if c.distribution == "robin" else 30000)))
            if own and c.distribution == "pool":
                send(W, lead, taker, c.acc, t + 300, "crm_assign")
                at = max(at, t + 600)
                taker = c.acc
            send(W, lead, taker, s.acc, at, "crm_assign")
            if at < W.days * DAY:
                recent.append((at, lead, s.acc))
            if rng.random() < 0.03 and len(team) > 2:
                send(
                    W,
                    lead,
                    s.acc,
                    rng.choice(team).acc,
                    at + rng.randrange(3600, 5 * DAY),
                    rng.choice(("crm_assign", "private_message")),
                )
        reassign(W, rng, c, recent)
        if c.partners:
            for t, lead, acc in recent:
                if rng.random() < 0.05:
                    p = rng.choice(c.partners)
                    send(
                        W,
                        lead,
                        c.acc if rng.random() < 0.6 else acc,
                        p.acc,
                        t + rng.randrange(600, 3 * DAY),
                        rng.choice(("partner_api", "crm_assign")),
                    )
    between(W, rng)


def reassign(W, rng, c, recent):
    """When somebody leaves, the open leads go to one or two colleagues in bulk."""
    if c.hand_leads == "never":
        return
    for s in c.staff:
        if not 0 < s.b < W.days:
            continue
        day = s.b
        if c.hand_leads == "month_end":
            day = min([m for m in W.season.month_ends if m >= day] or [day])
        mine = [x for x in recent if x[2] is s.acc and day - 40 < x[0] // DAY < day]
        heirs = [x for x in active(c, day) if x is not s]
        if not mine or not heirs:
            continue
        t, heirs = W.ts(rng, day, 9, 20), rng.sample(heirs, min(len(heirs), rng.choice((1, 1, 2))))
        for k, (_, lead, acc) in enumerate(mine):
            send(
                W,
                lead,
                acc,
                heirs[k % len(heirs)].acc,
                t + 2 * k,
                rng.choice(("crm_assign",) * 9 + ("export",)),
            )
        W.story(s.acc, "leads_reassigned_in_bulk")


def some_held(rng, W, acc, k, a=0, b=10**9):
    have = [x for x in W.held.get(acc.id, ()) if a <= x[1] <= b]
    return rng.sample(have, min(k, len(have)))


def between(W, rng):
    """Lawful traffic between unrelated firms: declared partners, friends, lead platforms, fairs, mistakes."""
    big = [c for c in W.companies if c.lead_rate > 0.3]
    for k in range(max(4, int(34 * W.scale))):  # partner firms, mostly declared
        x, y = rng.sample(big, 2)
        if k % 4:
            for c in (x, y):
                W.approved.append(("enterprise", c.acc.id, "lead partner", None))
        pool = [a for s in x.staff for a in W.held.get(s.acc.id, ())]
        rng.shuffle(pool)
        fee = rng.choice((0, 0, 30, 50))
        by_staff = rng.random() < 0.4
        face = rng.choice(y.staff).acc if by_staff else y.acc
        pool = pool[: rng.randrange(8, 60)]
        for lead, t in pool:
            send(
                W, lead, x.acc, face, t + rng.randrange(3600, 4 * DAY), rng.choice(("partner_api", "export"))
            )
        if fee:
            for d in W.season.month_ends:
                W.pay(y.pay, x.pay, W.ts(rng, d), fee * max(1, len(pool) // 4))
        W.story(x.acc, "declared_lead_partner" if k % 4 else "undeclared_but_lawful_partner")
    for _ in range(int(170 * W.scale)):  # friends who recommend one another
        x, y = rng.choice(W.staff), rng.choice(W.staff)
        if x.company is y.company:
            continue
        for _ in range(rng.choice((1, 1, 2, 3, 6))):
            for lead, t in some_held(rng, W, x.acc, 1):
                at = t + rng.randrange(1800, 9 * DAY)
                send(W, lead, x.acc, y.acc, at, "private_message")
                W.story(x.acc, "recommends_a_friend")
                if rng.random() < 0.35:
                    W.pay(
                        y.person.pay,
                        x.person.pay,
                        at + rng.randrange(3600, 3 * DAY),
                        rng.choice((66, 88, 100, 200, 50)),
                    )
    for k in range(max(2, int(6 * W.scale))):  # lead platforms: several quotes a consumer
        hub = rng.choice(big)
        ind = [c for c in W.companies if c.industry == hub.industry and c is not hub]
        clients = rng.sample(ind, min(len(ind), rng.randrange(6, 16)))
        if k % 3:
            W.approved.append(("enterprise", hub.acc.id, "lead platform", W.days + 200))
        for _ in range(rng.randrange(80, 220)):
            t = W.ts(rng, W.season.ask.draw(rng), 8, 23)
            lead = collect(W, hub.acc, W.tok("c"), t, "form")
            for c in rng.sample(clients, min(len(clients), rng.choice((2, 3, 3)))):
                send(W, lead, hub.acc, c.acc, t + rng.randrange(60, 4000), "partner_api")
        for c in clients:
            for d in W.season.paydays(rng.choice((1, 2, 3))):
                W.pay(c.pay, hub.pay, W.ts(rng, d), rng.choice((980, 1980, 2980)))
        W.story(hub.acc, "lead_platform_three_quotes")
    for _ in range(max(2, int(7 * W.scale))):  # fairs: one weekend, a list for all exhibitors
        host = rng.choice(big)
        d = W.season.ask.draw(rng, 5, W.days - 8)
        guests = rng.sample(W.companies, min(len(W.companies), rng.randrange(5, 14)))
        for _ in range(rng.randrange(30, 120)):
            lead = collect(W, host.acc, W.tok("c"), W.ts(rng, d), "import")
            for c in rng.sample(guests, min(len(guests), rng.choice((1, 2, 4)))):
                send(W, lead, host.acc, c.acc, W.ts(rng, d + 2, 10, 11), "export")
        for c in guests:
            W.pay(c.pay, host.pay, W.ts(rng, d - 4), rng.choice((3000, 5000, 8000)))
        W.story(host.acc, "fair_shares_visitor_list")
    for _ in range(int(90 * W.scale)):  # slips, sent back
        x, y = rng.choice(W.staff), rng.choice(W.staff)
        for lead, t in some_held(rng, W, x.acc, rng.choice((1, 1, 4))):
            if t + 7200 < W.days * DAY:
                send(W, lead, x.acc, y.acc, t + 3600, "private_message")
                send(W, lead, y.acc, x.acc, t + 3600 + rng.randrange(300, 3000), "private_message")
                W.story(x.acc, "sent_by_mistake_and_back")
    for c in rng.sample(big, max(2, int(14 * W.scale))):  # night desk answers for another firm
        desk = rng.choice(big)
        if desk is c:
            continue
        s = rng.choice(desk.staff)
        for lead, t in some_held(rng, W, s.acc, rng.randrange(5, 25)):
            send(W, lead, c.acc, s.acc, t + 60, "crm_assign")
        for d in W.season.month_ends:
            W.pay(c.pay, desk.pay, W.ts(rng, d), 2400)
        W.story(s.acc, "outsourced_night_desk")


def money(W):
    """Wages and phone money at some firms, friends, rents, second-hand sales, side jobs."""
    rng = W.rng("money")
    for c in W.companies:
        if not c.wages:
            continue
        for s in c.staff:
            for d in W.season.paydays(c.wage_dom, s.a + 5, min(W.days, s.b + 30)):
                amount = {
                    "wage": c.wage * rng.uniform(0.6, 1.6),
                    "commission": 100 * rng.randrange(1, 30),
                    "phone_money": 200 if c.wage < 6000 else 100,
                }[c.wages]
                if c.wages != "commission" or rng.random() < 0.6:
                    W.pay(c.pay, s.acc.pay or s.person.pay, W.ts(rng, d, 10, 17), amount)
            if c.wages == "phone_money":
                W.story(s.acc, "fixed_phone_money_from_employer")
    pool = W.people
    for _ in range(int(len(pool) * 0.55)):
        a = rng.choice(pool)
        b = rng.choice(pool)
        kind = rng.random()
        if kind < 0.12:
            dom, fee = rng.choice((1, 5, 10, 15)), 100 * rng.randrange(2, 40)
            for d in W.season.paydays(dom):
                W.pay(a.pay, b.pay, W.ts(rng, d, 8, 23), fee)
        elif kind < 0.3:
            for _ in range(rng.randrange(2, 9)):
                W.pay(
                    a.pay,
                    b.pay,
                    W.ts(rng, rng.randrange(W.days), 8, 23),
                    rng.choice((20, 35.5, 66, 88, 200, 12.8)),
                )
        else:
            W.pay(
                a.pay,
                b.pay,
                W.ts(rng, W.season.life.draw(rng), 8, 23.9),
                round(rng.lognormvariate(4.6, 1.2), 2),
            )
    creators = [a for a in W.accounts if a.kind == "professional"]
    for _ in range(int(240 * W.scale)):  # small paid commissions of creators
        c, a = rng.choice(W.companies), rng.choice(creators)
        d = max(W.season.deal.draw(rng), a.reg // DAY)
        W.pay(c.pay, a.pay or a.person.pay, W.ts(rng, d), rng.choice((200, 300, 500, 1500)))
        a.notes.append((d, min(W.days, d + 12), 0.15, c.brief, rng.choice((1, 2, 3))))
        W.story(a, "paid_single_post")
    people_helpers(W, rng)


def people_helpers(W, rng):
    """Owners of cashier accounts that pay many, and freelancers that are paid monthly by one firm."""
    for _ in range(int(45 * W.scale)):
        c = rng.choice(W.companies)
        dom, fee = rng.choice((5, 10, 15, 20)), rng.choice((200, 300, 400, 500, 800))
        for _ in range(rng.randrange(1, 7)):
            a = rng.choice(W.accounts)
            if a.kind == "enterprise":
                continue
            for d in W.season.paydays(dom, rng.randrange(40)):
                W.pay(c.pay, a.pay or a.person.pay, W.ts(rng, d), fee)
            W.story(a, "monthly_freelance_job")
