"""Rented accounts: the holder goes on, a tenant uses the account as well."""

import flows
import texts
from firms import Firm, staff_up
from people import Person, reg_time, rounds
from ring_tools import TRACES, Masked, Ring, buyer_gear, goal, shares
from world import DAY, HOURS

TRICKS = (
    "rental_studio",
    "rental_studio",
    "campaign_rental",
    "remote_control",
    "let_to_acquaintance",
    "staff_account_let",
    "rotating_tenants",
)
STUDIOS = ("rental_studio", "staff_account_let", "remote_control")


def spans(w, trick):
    """When the tenant is there."""
    r, d = w.rng, w.d
    t = w.since(-0.2, 0.7)
    if trick == "campaign_rental":
        return [(x, x + r.uniform(2, 6) * DAY) for x in sorted(w.when() for _ in range(r.randint(3, 7)))]
    length = max(10, d.rent_weeks * 7 * r.uniform(0.5, 1.6)) * DAY
    if t + length < 15 * DAY:
        length = r.uniform(15, 40) * DAY - t
    if trick == "rotating_tenants":
        return [(t + k * length / 3, t + (k + 1) * length / 3) for k in range(3)]
    return [(t, t + length)]


def studio(w, n):
    """A ring of n rented accounts of people who do not know each other."""
    r, d = w.rng, w.d
    trick = r.choice(TRICKS)
    ring = Ring(w, TRACES if trick in STUDIOS else tuple(x for x in TRACES if x != "rounds"))
    firm = None
    if trick == "staff_account_let":
        firm = Firm(w, size=r.randint(2, 6))
        staff_up(w, firm, firm.size)
    industry = r.choice(texts.INDUSTRIES)
    tenants = [Person(w) for _ in range(1 if trick != "rotating_tenants" else 3)]
    fee, step = w.price(d.price * 0.3), r.choice((7, 14, 30, 30))
    taken, gears, life = [], {}, {}
    for _ in range(n):
        if firm and w.p(0.7):
            job = firm.hire(method="bound", t1=w.end + 1)
            a, p = job.account, job.person
        else:
            p = Person(w)
            a = w.account(r.choices(("personal", "professional"), (2, 3))[0], p, min(-DAY, reg_time(w)))
            w.use(a, 0, w.end, p)
        for s in a.segs:
            s[3] *= d.rent_holder
        hours = None
        if w.p(d.rent_hours):
            hours = p.hours
        elif w.p(0.3):
            hours = HOURS["night"] if p.rhythm == "day" else HOURS["work"]
        parts = spans(w, trick)
        for k, (t0, t1) in enumerate(parts):
            if trick == "remote_control":  # the holder's phone, steered from afar: the network tells
                ips = (ring.lines, [r.choice(ring.proxies)], [w.new_ip()])[w.level]
                gear = Masked(
                    p, None, ips, a.region if w.level and w.p(d.skill) else ring.city, hours or ring.hours
                )
            elif trick in ("let_to_acquaintance", "rotating_tenants"):
                gear = buyer_gear(w, ring, tenants[k % len(tenants)], a.region)
            else:
                gear = ring.gear(a.region, hours)
            w.use(a, t0, t1, gear, min(4, a.rate * d.rent_tenant))
            gears[a.id], life[a.id] = gear, (max(0, t0), t1)
        t0, t1 = parts[0][0], min(parts[-1][1], w.end)
        payee = a.payout or p.payout
        if trick == "campaign_rental":
            for x, _ in parts:
                ring.pay(ring.wallet(), payee, x + r.uniform(1, 5) * DAY, w.price(fee, 0.2))
        else:
            t = t0 + r.uniform(0, 2) * DAY
            while t < t1:
                ring.pay(ring.wallet(), payee, t, fee if w.p(0.6) else w.price(fee, 0.3))
                t += step * DAY + r.uniform(-0.3, 1.5) * DAY
        if "changes" in ring.traces and w.p(0.5):
            w.change(a, "password", t0 - r.randrange(DAY))
            if w.p(0.2):
                w.change(a, "payout_account", t0 + r.uniform(0, 2) * DAY, ring.wallet())
        if "spend" in ring.traces and w.p(d.spend_after):
            flows.spend_run(
                w, a, max(0, t0) + DAY, t1, w.logn(80, 0.6), ("seeding", "lead_collection", "shutiao")
            )
        taken.append(a)
        ring.story(a, "rented", trick)
    if "rounds" in ring.traces and trick in STUDIOS:
        mark = len(w.logins)
        rounds(w, taken, 0, w.end, lambda a: gears[a.id], r.uniform(1, 4), 200)
        w.logins[mark:] = [x for x in w.logins[mark:] if life[x[1]][0] <= x[0] < life[x[1]][1]]
    ring.publish(taken, min(x for x, _ in life.values()), w.end * 0.9, industry)
    if firm:
        flows.run_firm(w, firm)


def build(w):
    first = len(w.accounts)
    n = goal(w, w.d.n_rented)
    for k in shares(w, n, 8, lambda: max(1 if w.p(0.2) else 3, min(40, round(w.logn(w.d.ring_size, 0.5))))):
        studio(w, k)
    flows.notes_for(w, w.accounts[first:])
