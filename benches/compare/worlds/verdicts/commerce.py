"""Business as usual: leads and their lawful ways, wages, bills, advertising, notes."""

import tables as T
import texts
from tables import draw
from world import INF


def poisson(rnd, mean):
    n, t = 0, rnd.expovariate(1)
    while t < mean:
        n, t = n + 1, t + rnd.expovariate(1)
    return n


def ask(w, rnd, firm, t, contact=None):
    """One consumer asks one company; the lead ends with somebody who serves him."""
    staff = firm.staff(t)
    if not staff:
        return None
    if rnd.random() < (0.55 if firm.crm else 0.2):
        row = w.lead(rnd, firm.ent, t, draw(rnd, ("pick", ("form", 7), ("private_message", 3))), contact)
        if row:
            w.transfer(
                row,
                firm.ent,
                rnd.choice(staff).acc,
                t + draw(rnd, ("logn", 0.06, 1.4)),
                "crm_assign" if firm.crm else draw(rnd, ("pick", ("private_message", 6), ("export", 1))),
            )
    else:
        row = w.lead(
            rnd, rnd.choice(staff).acc, t, draw(rnd, ("pick", ("private_message", 7), ("form", 3))), contact
        )
        if row and rnd.random() < 0.15 and len(staff) > 1:  # a colleague takes over
            w.transfer(
                row,
                row[2],
                rnd.choice(staff).acc,
                t + draw(rnd, ("logn", 0.8, 1)),
                "crm_assign" if firm.crm else "private_message",
            )
    return row


def collect(w, rnd, firms):
    market = {}
    for f in w.firms:
        market.setdefault((f.city, f.industry), []).append(f)
    for f in firms:
        rate = draw(rnd, T.LEADS["per_staff_day"]) * T.LEADY[f.industry] * (max(2, len(f.posts)) ** 0.9)
        for _ in range(poisson(rnd, rate * w.days)):
            t = int(rnd.uniform(0, w.days)) + rnd.choice(w.slots["evening"]) / 24 + rnd.random() / 24
            row = ask(w, rnd, f, t)
            if row and rnd.random() < T.LEADS["multi"]:  # a consumer who asks around
                shops = market[f.city, f.industry]
                for g in rnd.sample(shops, min(len(shops), rnd.randint(1, 3))):
                    if g is not f:
                        ask(w, rnd, g, t + draw(rnd, ("logn", 0.3, 1.5)), row[1])
        if rnd.random() < T.LEADS["offline"] and f.posts:  # a fair: names typed in the same evening
            t = rnd.uniform(3, w.days - 2)
            for _ in range(rnd.randint(15, 60)):
                row = w.lead(rnd, f.ent, t + rnd.random() * 0.1, "import")
                w.transfer(row, f.ent, rnd.choice(f.posts).acc, t + 0.15 + rnd.random() * 0.05, "crm_assign")
            w.story(f.ent, "fair_import")


def held(w, acc, t, days=INF):
    """Leads that the account keeps at t."""
    return [r for r in w.book.get(acc.id, ()) if r[6] is acc and t - days < w.since(acc, r) < t]


def pass_on(w, rnd, firms):
    """Lawful ways on: leavers' books, sister outlets, partners, hubs, migrations, favours."""
    for f in firms:
        for t, acc in f.leavers:
            heirs = [p.acc for p in f.staff(t + 0.5) if p.acc is not acc]
            heirs = rnd.sample(heirs, min(len(heirs), rnd.randint(1, 3)))
            for r in held(w, acc, t) if heirs else ():
                if w.transfer(
                    r, acc, rnd.choice(heirs), t + rnd.random() * 0.08, "crm_assign" if f.crm else "export"
                ):
                    w.story(acc, "bulk_reassign")
    groups = {}
    for f in firms:
        if f.group:
            groups.setdefault(f.group, []).append(f)
    for sisters in groups.values():
        for f in sisters:
            for r in list(w.book.get(f.ent.id, ())):
                g = rnd.choice(sisters)
                if g is not f and rnd.random() < T.FRANCHISE["share"]:
                    t = r[3] + draw(rnd, ("logn", 0.4, 1.2))
                    way = draw(rnd, ("pick", ("partner_api", 3), ("crm_assign", 1)))
                    if w.transfer(r, r[6], g.ent, t, way):
                        w.story(f.ent, "franchise_shares_leads")
                        staff = g.staff(t)
                        if staff and rnd.random() < 0.7:
                            w.transfer(r, g.ent, rnd.choice(staff).acc, t + rnd.random() * 0.5, "crm_assign")
    leady = [f for f in firms if T.LEADY[f.industry] > 0.4 and f.posts]
    for f in leady:
        if rnd.random() < T.LEADS["partner"] and len(leady) > 1:
            partner(w, rnd, f, rnd.choice([g for g in leady if g is not f]))
        if rnd.random() < T.LEADS["migration"]:  # the customer file moves to a new system
            t = rnd.uniform(w.days * 0.3, w.days - 2)
            hub = rnd.choice(f.posts).acc
            for i, r in enumerate(held(w, f.ent, t) + [r for p in f.posts for r in held(w, p.acc, t)]):
                w.transfer(r, r[6], hub, t + i * 0.0003, "export")
            w.story(hub, "crm_migration")
        for p in f.posts:
            if rnd.random() < T.LEADS["favour"]:  # out-of-area customers for a friend
                friend = rnd.choice(rnd.choice(leady).posts).acc
                own = held(w, p.acc, w.days)
                for r in rnd.sample(own, min(len(own), rnd.randint(1, 7))):
                    t = r[3] + draw(rnd, ("logn", 0.5, 1.2))
                    if w.transfer(r, p.acc, friend, t, "private_message"):
                        w.story(p.acc, "favour_to_a_friend")
                        if rnd.random() < 0.25:
                            w.pay(
                                t + draw(rnd, ("logn", 3, 0.8)),
                                friend.owner.wallet,
                                p.acc.owner.wallet,
                                rnd.choice((50, 66.66, 88, 100, 200, 300)),
                            )


def partner(w, rnd, f, g):
    """A declared partner of another trade: referral by interface, settled by the month or not at all."""
    w.story(f.ent, "declared_partner")
    rows = [r for r in w.book.get(f.ent.id, ()) if rnd.random() < 0.3]
    rows += [r for p in f.posts for r in w.book.get(p.acc.id, ()) if rnd.random() < 0.06]
    fee, sent = draw(rnd, ("logn", 90, 0.5)), {}
    for r in rows:
        t = r[3] + draw(rnd, ("logn", 0.3, 1.2))
        if w.transfer(
            r, r[6], g.ent, t, draw(rnd, ("pick", ("partner_api", 8), ("form", 1), ("private_message", 2)))
        ):
            sent[int(t // 30)] = sent.get(int(t // 30), 0) + 1
            if g.staff(t):
                w.transfer(r, g.ent, rnd.choice(g.staff(t)).acc, t + rnd.random() * 0.3, "crm_assign")
    if rnd.random() < T.LEADS["settle"]:
        for m, n in sent.items():
            w.pay(m * 30 + 33 + rnd.random() * 4, g.wallet, f.wallet, round(n * fee, 2))


def lead_agencies(w, rnd, firms):
    """Contracted lead generation: one account collects by form, each contact goes to one client."""
    from people import newcomer

    for _ in range(max(1, round(T.LEAD_AGENCIES["n"] * w.scale))):
        par = T.LEAD_AGENCIES
        a = newcomer(w, rnd, kind="professional", rate=1.2)
        trade = rnd.choice([k for k, v in T.LEADY.items() if v > 0.5])
        a.industry, a.payout = trade, a.owner.wallet
        clients = [f for f in firms if f.industry == trade and f.posts]
        clients = rnd.sample(clients, min(len(clients), draw(rnd, par["clients"])))
        w.story(a, "contracted_lead_generation")
        if rnd.random() < par["approved"]:
            w.approve(rnd, "account", a.id, "contracted lead generation")
        for f in clients:
            price, rate, n = draw(rnd, par["price"]), draw(rnd, par["daily"]), 0
            for day in range(w.days):
                for _ in range(poisson(rnd, rate)):
                    row = w.lead(rnd, a, day + rnd.uniform(0.3, 0.99), "form")
                    n += w.transfer(
                        row,
                        a,
                        f.ent,
                        row[3] + rnd.random() * 0.2,
                        draw(rnd, ("pick", ("partner_api", 3), ("form", 1), ("export", 1))),
                    )
                if day % 15 == 14:
                    w.pay(day + rnd.random(), f.wallet, a.payout, n * price)
                    n = 0
            w.story(f.ent, "buys_contracted_leads")


def money(w, rnd, people, firms):
    shops = [f.wallet for f in w.firms]
    for p in people:
        for _ in range(poisson(rnd, min(6, draw(rnd, T.ORDINARY_PAYMENTS)))):
            t = rnd.uniform(0, w.days)
            if rnd.random() < 0.6:
                w.pay(t, p.wallet, rnd.choice(shops), draw(rnd, ("logn", 160, 1.1)))
            else:  # rent, dinners, second-hand goods, loans
                w.pay(
                    t,
                    p.wallet,
                    rnd.choice(w.people).wallet,
                    draw(
                        rnd,
                        (
                            "pick",
                            (round(draw(rnd, ("logn", 90, 1)), 2), 5),
                            (200, 1),
                            (500, 1),
                            (round(draw(rnd, ("logn", 1500, 0.5)), -2), 1),
                        ),
                    ),
                )
    makers = [a for a in w.accounts if a.kind == "professional" and a.payout]
    for f in firms:
        if f.wages:
            day = f.wage_day - w.day0.day % 30
            pays = {}
            while day < w.days:
                for p in f.staff(day - 3) if day > 0 else ():
                    base = pays.setdefault(p.acc.id, draw(rnd, T.WAGE))
                    w.pay(
                        day + 0.4 + rnd.random() * 0.1,
                        f.wallet,
                        p.acc.owner.wallet,
                        base * rnd.lognormvariate(0, 0.12),
                    )
                day += 30.4
        for _ in range(poisson(rnd, 0.8)):  # a brand pays a creator
            if makers:
                w.pay(
                    rnd.uniform(0, w.days), f.wallet, rnd.choice(makers).payout, draw(rnd, ("logn", 900, 0.9))
                )


def campaign(w, rnd, acc, start, end, daily, product):
    for day in range(max(0, int(start)), int(min(end, w.days))):
        if rnd.random() < 0.8:
            w.ad(acc, day, product, daily * rnd.lognormvariate(0, 0.4))


def advertise(w, rnd, firms, accounts):
    for f in firms:
        if not f.budget:
            continue
        big = f.kind == "big_company"
        a = rnd.uniform(-20, w.days * 0.5)
        campaign(w, rnd, f.ent, a, a + draw(rnd, ("logn", 45, 0.6)), f.budget * 0.6, "search")
        who = [p for p in f.posts if big or rnd.random() < 0.3]
        for p in who:
            s = max(p.start + 1, rnd.uniform(-30, w.days * 0.4))
            campaign(
                w,
                rnd,
                p.acc,
                s,
                min(p.end, s + (INF if big else draw(rnd, ("logn", 25, 0.6)))),
                f.budget * (1.2 if big else 0.5) / max(1, len(who)),
                draw(rnd, ("pick", ("seeding", 5), ("lead_collection", 4), ("shutiao", 1))),
            )
    for a in accounts:
        if a.kind == "professional" and rnd.random() < 0.25:
            s = rnd.uniform(0, w.days)
            campaign(w, rnd, a, s, s + draw(rnd, ("logn", 6, 0.8)), draw(rnd, ("logn", 45, 0.7)), "shutiao")


def publish(w, rnd, accounts):
    house = {}
    for a in accounts:
        f, n = a.firm, poisson(rnd, a.notes * min(3, rnd.lognormvariate(-0.2, 0.7))) if a.notes else 0
        for _ in range(n):
            day = int(rnd.uniform(max(0, a.reg), w.days))
            t = day + (rnd.choice(w.slots["evening"]) + rnd.random()) / 24
            if rnd.random() < T.TREND_SHARE:
                text = texts.trend(rnd, a.industry)
                w.story(a, "trending_template")
            elif f and f.sheet and rnd.random() < 0.45:  # text from headquarters or agency
                sheet = house.setdefault(f.sheet, [texts.template(rnd, f.industry) for _ in range(5)])
                text = texts.vary(rnd, rnd.choice(sheet), rnd.choice((0, 0, 1)))
            else:
                text = texts.plain(rnd, a.industry)
            w.note(a, max(t, a.reg + 0.01), text)


def business(w, rnd, people, firms, accounts):
    collect(w, rnd, firms)
    pass_on(w, rnd, firms)
    money(w, rnd, people, firms)
    advertise(w, rnd, firms, accounts)
    publish(w, rnd, accounts)
