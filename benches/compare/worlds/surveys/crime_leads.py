"""Leads handed out for money: insiders in need, brokers, cut-outs, leavers, agencies, and those who buy."""

from commerce import campaign
from crime_base import Ring, holders, need
from firms import neighbours
from geo import city_of
from people import choose


def run(w):
    r = w.rng("crime leads")
    s = w.size / 20000
    plan = [
        ("broker", max(1, round(13 * s))),
        ("mole", max(1, round(5 * s))),
        ("parting", max(1, round(5 * s))),
    ]
    plan.append(("agency", max(1, round(2 * s))))
    for kind, n in plan:
        for k in range(n):
            {"broker": broker, "mole": mole, "parting": parting, "agency": agency_leak}[kind](w, r, k)


def insiders(w, r, k, trade, late=False):
    """Employees with leads in hand, the indebted first; not more than two of a company."""
    able, per = [], {}
    for f in w.firms:
        for j in f.staff:
            n = len(w.held.get(j.acc.id, ()))
            if f.industry == trade and n >= 6 and j.acc.id not in w.truth and not j.person.busy:
                if not late or (j.d1 is not None and 15 < j.d1 < w.days):
                    able.append((f, j))
    out = []
    for f, j in choose(r, able, len(able), lambda x: need(x[1].person) * (1.2 - x[0].vitality)):
        if per.get(f.acc.id, 0) < 2 and len(out) < k:
            per[f.acc.id] = per.get(f.acc.id, 0) + 1
            j.person.busy = True
            out.append((f, j))
    return out


def buyers(w, r, k, trade, city, without):
    """Competitors of the trade: companies or their sales people, rather near than far."""
    able = [
        f for f in w.firms if f.industry == trade and f.acc.id not in w.truth and f.staff and f not in without
    ]
    near = neighbours(city)
    out = []
    for f in choose(r, able, k, lambda f: 4 if f.city in near else 1):
        j = r.choice(f.staff)
        use_staff = (
            r.random() < 0.5 and j.d1 is None and j.d0 < 5 and j.acc.id not in w.truth and not j.person.busy
        )
        acc, pay = (j.acc, j.person.pay) if use_staff else (f.acc, f.pay)
        out.append((acc, pay, f))
    return out


def take(w, r, acc, share, before=9999):
    """What an insider puts aside, in the order of the days."""
    items = [x for x in w.held.get(acc.id, []) if x[0] < min(before, w.days - 2)]
    sold = {x[0] for x in w.truth_leads}
    items = sorted(x for x in items if r.random() < share and x[2] not in sold)
    return items


def convict(w, ring, people):
    """Only those through whose hands something went."""
    seen = {x for t in w.truth_leads if t[3] == ring.name for x in t[1:3]}
    for acc, role, story in people:
        if acc.id in seen:
            w.guilty(acc, role, ring.name, story)


def batches(w, r, items):
    """Big heaps without caution, a handful at level 1, one to three at level 2."""
    out = []
    while items:
        n = (r.randrange(4, 16), r.randrange(2, 7), r.randrange(1, 4))[w.level]
        out.append(items[:n])
        items = items[n:]
    return out


def channel(w, r):
    if w.level == 2:
        return r.choice(("crm_assign", "partner_api", "partner_api", "private_message"))
    return r.choice(("private_message", "private_message", "export", "form" if w.level else "export"))


def send(w, r, ring, src, dst, batch, day, sec):
    """Hand a batch over; it is remembered as resold. Some are entered anew under another number."""
    out = []
    for x in batch:
        if day < x[0] or (day == x[0] and sec <= x[1]):
            day, sec = x[0] + 1, sec
        if day >= w.days:
            break
        y = x
        if w.level and r.random() < 0.3:
            y = (x[0], x[1], w.new("l"), *x[3:])
            w.leads.append((y[2], y[3], src.id, w.when(day, sec - r.randrange(5, 600)), "import", ""))
        w.desk.hand(r, y, src, dst, day, sec, channel(w, r))
        w.truth_leads.append((y[2], src.id, dst.id, ring.name))
        if r.random() < 0.3:
            w.leads.append(
                (w.new("l"), y[3], dst.id, w.when(day, min(86399, sec + r.randrange(20, 2400))), "import", "")
            )
        out.append((day, sec, *y[2:]))
        sec = min(86000, sec + (r.randrange(3, 40) if w.level < 2 else r.randrange(60, 3000)))
    return out, day


def lawful_mix(w, r, src, dst, n):
    """At level 2 the same two also exchange leads that nobody pays for."""
    items = [x for x in w.held.get(src.id, []) if x[0] < w.days - 2]
    sold = {x[0] for x in w.truth_leads}
    items = [x for x in items if x[2] not in sold]
    for x in r.sample(items, min(len(items), n)):
        w.desk.hand(r, x, src, dst, x[0] + 1, r.randrange(33000, 70000), "partner_api")


def hour(w, r):
    """Hand-overs happen in the evening; the cautious do it at work."""
    return r.randrange(70000, 84000) if w.level == 0 or r.random() < 0.4 else r.randrange(34000, 66000)


def broker(w, r, k):
    """Insiders of several companies, a broker, perhaps cut-outs, several buyers of the same contact."""
    trade = r.choice(("renovation", "wedding_photo", "education", "dental", "real_estate", "auto_dealer"))
    city = city_of(r)
    boss = holders(w, r, 1, lambda p: need(p) * (5 if p.job in ("sales", "freelance") else 1))[0]
    ring = Ring(w, r, "broker", k, boss.city, boss)
    w.left_out.discard(boss.accounts[0].id)
    hub = boss.accounts[0]
    cutouts, part = [], [(hub, "lead_resale", "broker")]
    for p in holders(w, r, (0, r.randrange(1, 3), r.randrange(1, 4))[w.level] + (r.random() < 0.4)):
        a = p.accounts[0]
        cutouts.append((a, p))
        part.append((a, "lead_resale", "cut_out"))
        if w.level < 2 and r.random() < 0.4:
            ring.work(a, 0, w.days, 0.15)
    crew = insiders(w, r, r.randrange(6, 11), trade)
    market = buyers(w, r, r.randrange(3, 6), trade, city, {f for f, _ in crew})
    for a, _, f in market:
        part.append((a, "lead_buyer", "buys_leads"))
        if r.random() < 0.3:
            campaign(w, r, a, r.randrange(w.days), 14, 100, ("lead_collection",))
    unit = max(15, market[0][2].price if market else 60)
    for f, j in crew:
        stale = r.random() < 0.25
        last = w.days if j.d1 is None else j.d1
        share = r.uniform(0.3, 0.8) if w.level < 2 else r.uniform(0.2, 0.6)
        items = [x for x in take(w, r, j.acc, share, last) if x[0] >= j.d0]
        part.append((j.acc, "lead_resale", "insider_sells_dead_leads" if stale else "indebted_insider"))
        for batch in batches(w, r, items):
            day = batch[-1][0] + (r.randrange(20, 40) if stale else r.randrange(1, 6))
            if day > last:
                break
            dst = r.choice(cutouts)[0] if cutouts and r.random() < 0.6 else hub
            moved, day = send(w, r, ring, j.acc, dst, batch, day, hour(w, r))
            ring.settle(
                ring.till(), j.person.pay, day + r.randrange(0, 4), len(moved) * unit * r.uniform(0.3, 0.5)
            )
            if dst is not hub and moved and day + 1 < w.days:
                day += 1
                moved, day = (
                    send(w, r, ring, dst, hub, moved, day, hour(w, r)) if r.random() < 0.6 else (moved, day)
                )
                dst = (
                    hub
                    if moved and any(t[2] == hub.id and t[0] == moved[0][2] for t in w.truth_leads[-40:])
                    else dst
                )
            resell(w, r, ring, dst, market, moved, day, unit)
        if w.level == 2 and r.random() < 0.6:
            lawful_mix(w, r, j.acc, hub, r.randrange(1, 4))
    for a, p in cutouts:
        ring.settle(ring.till(), p.pay, r.randrange(w.days), r.choice((100, 200, 300)))
    convict(w, ring, part)


def resell(w, r, ring, src, market, moved, day, unit):
    """One contact goes to one buyer or to several."""
    if not moved or not market:
        return
    copies = min(len(market), r.choice((1, 1, 2, 2, 3)))
    for acc, pay, _ in r.sample(market, copies):
        got, d = send(w, r, ring, src, acc, moved, day + r.randrange(0, 3), hour(w, r))
        if got:
            ring.settle(pay, ring.till(), d + r.randrange(0, 6), len(got) * unit * r.uniform(0.5, 0.9))


def mole(w, r, k):
    """One or two employees who feed a competitor directly, for a steady supplement."""
    trade = r.choice(("renovation", "education", "real_estate", "wedding_photo", "fitness"))
    crew = insiders(w, r, r.choice((1, 2, 2)), trade)
    if not crew:
        return
    firm, job = crew[0]
    market = buyers(w, r, 1, trade, firm.city, {f for f, _ in crew})
    ring = Ring(w, r, "mole", k, firm.city)
    part = [(j.acc, "lead_resale", "mole_of_a_competitor") for _, j in crew]
    part += [(a, "lead_buyer", "buys_leads") for a, _, _ in market]
    for f, j in crew:
        for batch in batches(w, r, take(w, r, j.acc, r.uniform(0.2, 0.55), j.d1 or 9999)):
            for acc, pay, _ in market:
                got, d = send(w, r, ring, j.acc, acc, batch, batch[-1][0] + r.randrange(0, 3), hour(w, r))
                if got:
                    ring.settle(
                        pay, j.person.pay, d + r.randrange(0, 9), f.price * len(got) * r.uniform(0.4, 0.8)
                    )
        if w.level == 2 and market:
            lawful_mix(w, r, j.acc, market[0][0], r.randrange(1, 5))
    convict(w, ring, part)


def parting(w, r, k):
    """Before the last day the customer list leaves the house, and is sold in one or two goes."""
    trade = r.choice(("real_estate", "fitness", "renovation", "beauty_salon", "education"))
    crew = insiders(w, r, r.choice((1, 1, 2)), trade, late=True)
    if not crew:
        return
    ring = Ring(w, r, "parting", k, crew[0][0].city)
    market = buyers(w, r, r.choice((1, 2, 3)), trade, crew[0][0].city, {f for f, _ in crew})
    part = [(j.acc, "lead_resale", "leaver_sells_customer_list") for _, j in crew]
    part += [(a, "lead_buyer", "buys_leads") for a, _, _ in market]
    for f, j in crew:
        items = take(w, r, j.acc, 0.85, j.d1 + 1)
        day = j.d1 - r.randrange(0, 5)
        for acc, pay, _ in market:
            old = [x for x in items if x[0] < day]
            if w.level == 2:
                old = r.sample(old, min(len(old), r.randrange(2, 6)))
                old.sort()
            got, d = send(w, r, ring, j.acc, acc, old, day, hour(w, r))
            if got:
                ring.settle(pay, j.person.pay, d + r.randrange(0, 6), len(got) * f.price * 0.4)
            day = min(w.days - 1, day + r.randrange(1, 5))
    convict(w, ring, part)


def agency_leak(w, r, k):
    """An agency skims the leads of its clients' staff accounts; the clients know nothing."""
    able = [f for f in w.firms if f.industry == "agency" and f.acc.id not in w.truth and not f.owner.busy]
    if not able:
        return
    a = choose(r, able, 1, lambda f: (1.1 - f.vitality) * (3 if f.owner.debt else 1))[0]
    clients = [f for f in w.firms if f.agency is a and w.held.get(f.acc.id)]
    ring = Ring(w, r, "leak", k, a.city, a.owner)
    part = [(a.acc, "lead_resale", "agency_skims_clients_leads")]
    part += [(j.acc, "lead_resale", "agency_clerk_passes_leads_on") for j in a.staff[:3]]
    for f in clients:
        market = buyers(w, r, 2, f.industry, f.city, {f})
        for batch in batches(w, r, take(w, r, f.acc, 0.25)):
            got, day = send(w, r, ring, f.acc, a.acc, batch, batch[-1][0] + 1, hour(w, r))
            if a.staff[:3] and got and day + 1 < w.days:
                via = r.choice(a.staff[:3]).acc
                got, day = send(w, r, ring, a.acc, via, got, day, min(86000, hour(w, r) + 2000))
                resell(w, r, ring, via, market, got, day, f.price)
            else:
                resell(w, r, ring, a.acc, market, got, day, f.price)
        part += [(acc, "lead_buyer", "buys_leads") for acc, _, _ in market]
    convict(w, ring, part)
