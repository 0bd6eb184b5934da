"""Traded accounts: farms that raise and sell one by one, harvesters of old accounts, single sellers."""

import flows
from firms import Firm, Job, staff_up
from people import Person, reg_time, rounds
from ring_tools import Ring, buyer_gear, goal, shares
from world import DAY

TRICKS = ("farm_retail", "farm_retail", "farm_rented_identities", "dormant_harvest", "farm_sells_kos_look")
LONE = ("pays", "changes", "spend")


def customers(w, k):
    """Buyers: companies with a true staff, and people. Nothing is right or wrong about them."""
    out = []
    for _ in range(k):
        if w.p(w.d.buyer_firm):
            f = Firm(w, size=w.rng.randint(1, 4))
            f.ent.omit = True
            staff_up(w, f, f.size)
            out.append(f)
        else:
            p = Person(w)
            if w.p(0.6):
                a = w.account("personal", p, reg_time(w))
                a.omit = True
                w.use(a, 0, w.end, p)
            out.append(p)
    return out


def hand_over(w, ring, a, t, buyer, seller_wallet, keep_bound=False):
    """The sale: the user changes at t, perhaps with an overlap; money, changes, spend follow the traces."""
    r, d = w.rng, w.d
    firm = buyer if isinstance(buyer, Firm) else None
    if firm is None:
        p = buyer
    else:
        p = r.choice(firm.jobs).person if firm.jobs and w.p(0.4) else Person(w, firm.city)
    overlap = r.uniform(0, 4) * DAY if w.p(0.35) else 0
    w.cut(a, t + overlap)
    gear = buyer_gear(w, ring, p, a.region)
    w.use(a, t, w.end, gear, min(4, a.rate * d.buyer_use))
    wallet = firm.ent.payout if firm and w.p(0.5) else p.payout
    amount = w.price(d.price)
    if w.p(0.25):
        ring.pay(wallet, seller_wallet, t - r.uniform(0.1, 3) * DAY, round(amount * 0.3))
        amount = round(amount * 0.7)
    ring.pay(wallet, seller_wallet, t + r.uniform(-6, 60) * 3600, amount)
    changed = "changes" in ring.traces
    for field, new in (
        ("password", ""),
        ("phone", w.new_hash("t") if w.level else p.phone),
        ("payout_account", w.new_hash("pay") if w.level and w.p(d.skill) else p.payout),
    ):
        if w.p(d.change_on_sale if changed else 0.12):
            w.change(a, field, t + r.lognormvariate(0, 1.5) * 3600, new)
    if firm and not keep_bound and w.p(0.7):
        t_bind = t + r.uniform(0.05, 8) * DAY
        if t_bind < w.end:
            declared = "" if w.p(d.hash_missing) else p.holder if w.p(0.6) else a.holder
            w.bindings.append((firm.ent.id, a.id, int(t_bind), None, "bound", declared))
            firm.jobs.append(Job(p, a, t_bind, None, "bound"))
            a.kind, a.industry = "kos", firm.industry
    if "spend" in ring.traces and w.p(d.spend_after):
        t2 = t + r.uniform(0.5, 15) * DAY
        flows.spend_run(
            w,
            a,
            t2,
            t2 + r.uniform(10, 60) * DAY,
            w.logn(120, 0.6),
            ("seeding", "lead_collection", "shutiao"),
        )
    return overlap


def farm(w, n):
    """Raises or collects n accounts and sells them one by one."""
    r, d = w.rng, w.d
    ring, trick = Ring(w), r.choice(TRICKS)
    buyers = customers(w, max(1, round(n * r.uniform(0.2, 0.6))))
    village = w.city()
    pace = r.uniform(0.2, 1)
    number, accounts, sold = "", [], []
    for i in range(n):
        t = w.when(0.08, 0.08 + 0.85 * pace) if w.p(0.8) else w.when(0.1, 0.93)
        p = Person(w, village if trick == "farm_rented_identities" else None, settle=False)
        if trick == "dormant_harvest":
            reg = -r.randint(200, 1400) * DAY
        else:
            reg = int(t - d.farm_raise * r.uniform(0.5, 1.8) * DAY) - r.randrange(DAY // 4)
        kos = 5 if trick == "farm_sells_kos_look" else 1
        kind = r.choices(("personal", "professional", "kos"), (5, 3, kos))[0]
        a = w.account(kind, p, reg)
        if w.level == 0:
            number = number if number and w.p(0.6) else w.new_hash("t")
            a.phone = number
            a.payout = ring.wallet() if w.p(0.4) else a.payout
        elif trick == "farm_rented_identities" and w.p(0.3):
            a.payout = ring.wallet()
        if trick == "dormant_harvest":
            w.use(a, 0, max(0, t - r.uniform(20, 60) * DAY) if w.p(0.4) else 0, p, a.rate * 0.3)
            got = t - r.uniform(1, 15) * DAY
            ring.pay(ring.wallet(), a.payout or p.payout, got, w.price(d.price * 0.4))
            if w.p(d.change_on_sale) and "changes" in ring.traces:
                w.change(a, "phone", got, w.new_hash("t"))
        else:
            got = reg
        gear = ring.gear(a.region)
        w.use(a, got, t, gear, a.rate * r.uniform(0.3, 1.4))
        if "rounds" in ring.traces:
            accounts.append((a, gear, max(0, got), t))
        sold.append((t, a))
        ring.story(a, "traded", trick)
    if accounts:
        gears = {a.id: g for a, g, _, _ in accounts}
        life = {a.id: (x, y) for a, _, x, y in accounts}
        mark = len(w.logins)
        rounds(w, [a for a, _, _, _ in accounts], 0, w.end, lambda a: gears[a.id], r.uniform(1, 3), 150)
        w.logins[mark:] = [x for x in w.logins[mark:] if life[x[1]][0] <= x[0] < life[x[1]][1]]
    for t, a in sorted(sold, key=lambda x: (x[0], x[1].id)):
        buyer = r.choice(buyers)
        hand_over(w, ring, a, t, buyer, ring.wallet())
        if w.p(0.08) and t < w.end * 0.6:
            hand_over(w, ring, a, t + r.uniform(10, 30) * DAY, r.choice(buyers), ring.wallet(), True)
            w.story(a, "traded", "sold_twice")
    ring.publish(
        [a for _, a in sold],
        0,
        w.end * 0.8,
        (
            r.choice(buyers).industry
            if isinstance(buyers[0], Firm) and all(isinstance(b, Firm) for b in buyers)
            else "beauty"
        ),
    )
    for b in buyers:
        if isinstance(b, Firm):
            flows.run_firm(w, b)


def lone_sellers(w, n):
    """Single employees or private people who sell one account; now and then a go-between buys up several."""
    r = w.rng
    buyers = customers(w, max(1, n // 3))
    firm, between = None, None
    for _ in range(n):
        if between is None or not w.p(0.5):
            between = Ring(w, LONE)
        ring = between if w.p(0.4) else Ring(w, LONE)
        t = w.when(0.1, 0.93)
        if w.p(0.6):
            if firm is None or w.p(0.2):
                firm = Firm(w, size=r.randint(3, 9))
                staff_up(w, firm, firm.size)
                flows.run_firm(w, firm)
            left = w.p(0.5)
            job = firm.hire(t1=int(t - r.uniform(0, 10) * DAY) if left else None, method="bound")
            a, p, name = job.account, job.person, "leaver_sells" if left else "employee_sells_while_bound"
            if job.t0 >= t:
                t = min(w.end - r.uniform(0.2, 3) * DAY, job.t0 + r.uniform(1, 9) * DAY)
        else:
            p = Person(w)
            a = w.account(r.choice(("personal", "professional")), p, -r.randint(60, 1200) * DAY)
            w.use(a, 0, w.end, p)
            name, left = "private_seller", True
        hand_over(w, ring, a, t, r.choice(buyers), a.payout or p.payout, not left)
        ring.story(a, "traded", name)
        if ring is between:
            w.story(a, "traded", "go_between")
    for b in buyers:
        if isinstance(b, Firm):
            flows.run_firm(w, b)


def build(w):
    n = goal(w, w.d.n_traded)
    lone = round(n * w.d.lone_sale)
    first = len(w.accounts)
    for k in shares(w, n - lone, 6, lambda: max(4, min(40, round(w.logn(w.d.ring_size, 0.5))))):
        farm(w, k)
    lone_sellers(w, lone)
    flows.notes_for(w, w.accounts[first:])
