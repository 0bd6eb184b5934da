"""Bindings sold to people who don't work there."""

import tables as T
from commerce import campaign, poisson
from firms import Firm, bind, hire
from tables import draw
from world import INF


def shell(r, owner=None, desk=None, city=None):
    """A licence under the operation's hand; nominees sign for it when the care is higher."""
    w, rnd = r.w, r.rnd
    f = Firm(
        w,
        rnd,
        "shell",
        city=city or r.city,
        industry=rnd.choice(T.INDUSTRIES),
        owner=owner if w.level == 0 else None,
    )
    f.wages = False
    f.ent.uses[0].op = desk if desk and w.level == 0 else r.seat(f.city)
    f.ent.uses.pop()
    r.mark(f.ent)
    return f


def stranger(r):
    """Somebody with a business of his own; it gets a badge, not a job."""
    rnd = r.rnd
    a = r.holder(kind="kos", city=r.city if rnd.random() < 0.15 else None)
    trade = rnd.choice(T.INDUSTRIES)
    a.notes = 0
    r.mark(a)
    return a, trade


def occupy(r, firm, a, trade, start, end=INF, fee=True, boss=None):
    """The stranger takes the slot: binding, fee, own leads, own notes, own spend."""
    w, rnd = r.w, r.rnd
    start = max(start, a.reg + 0.3)
    end = max(end, start + 2)
    declared = None if w.level or rnd.random() < 0.35 else rnd.choice(("", firm.owner.holder))
    bind(w, rnd, firm, a, start, end, "bound", declared)
    if w.level and rnd.random() < 0.35:  # a little attendance for show
        a.owner.work.append((start, end, firm.office))
        a.owner.attend = rnd.uniform(0.02, 0.08)
    if fee:
        t, price = start - draw(rnd, ("exp", 0.8)), draw(rnd, T.PRICE["slot"])
        while t < min(end, w.days):
            r.pay(t, a.owner.wallet, boss or r.wallet(), price)
            t += rnd.choice((30, 30, 90, 365))
    trade = firm.industry if rnd.random() < 0.2 + 0.25 * w.level else trade
    s0, s1 = max(0, start), min(end, w.days)
    r.post(a, s0, s1, r.trade if rnd.random() < 0.25 else trade, 4)
    for _ in range(poisson(rnd, max(0, s1 - s0) * 0.09)):
        w.lead(rnd, a, rnd.uniform(s0, s1), draw(rnd, ("pick", ("private_message", 2), ("form", 1))))
    if rnd.random() < 0.45:
        s = start + draw(rnd, ("logn", 4, 0.7))
        campaign(
            w,
            rnd,
            a,
            s,
            min(end, s + draw(rnd, ("logn", 20, 0.7))),
            draw(rnd, ("logn", 75, 0.7)),
            draw(rnd, ("pick", ("lead_collection", 5), ("seeding", 3), ("shutiao", 2))),
        )


def begin(r, spread):
    """A binding day: in a rush at first, spread out over months with care."""
    rnd, w = r.rnd, r.w
    if w.level == 0:
        return spread + draw(rnd, ("exp", 5))
    if w.level == 1:
        return spread + draw(rnd, ("uni", -15, 35))
    return draw(rnd, ("uni", -130, w.days - 12))


def slot_shop(r, n):
    w, rnd = r.w, r.rnd
    f = shell(r)
    for _ in range(rnd.randint(1, 4)):
        hire(w, r.town, rnd, f)
    first, boss = rnd.uniform(-20, w.days * 0.5), f.owner.wallet if w.level == 0 else None
    for _ in range(n):
        a, trade = stranger(r)
        start = min(begin(r, first), w.days - 5)
        occupy(
            r,
            f,
            a,
            trade,
            start,
            INF if rnd.random() < 0.8 else start + draw(rnd, ("logn", 45, 0.5)),
            boss=boss,
        )


def licence_stack(r, n):
    """Several licences under one hand, each filled close to the quota before the next is opened."""
    w, rnd = r.w, r.rnd
    owner, desk, first = w.person(rnd, r.city), r.seat(r.city), rnd.uniform(-60, -10)
    while n > 0:
        f = shell(r, owner, desk)
        k = min(n, rnd.randint(25, 30))
        for _ in range(k):
            a, trade = stranger(r)
            occupy(
                r, f, a, trade, min(begin(r, first), w.days - 5), boss=owner.wallet if w.level == 0 else None
            )
        n -= k
        first += draw(rnd, ("uni", 12, 35))


def cohort_hopper(r, n):
    """A crowd that moves from company to company every few weeks."""
    w, rnd = r.w, r.rnd
    crowd, t = [stranger(r) for _ in range(n)], rnd.uniform(-25, 5)
    loyal, jitter = (0.97, 0.85, 0.6)[w.level], (0.4, 4, 11)[w.level]
    free = {a.id: -INF for a, _ in crowd}
    while t < w.days - 10:
        f, end = shell(r, city=w.city(rnd)), t + draw(rnd, ("uni", 19, 36))
        for a, trade in crowd:
            start = max(free[a.id] + 0.1, t + draw(rnd, ("exp", jitter)))
            if rnd.random() < loyal and start < end - 2 or free[a.id] == -INF:
                stop = max(start + 2, end + draw(rnd, ("exp", jitter)) - jitter)
                occupy(r, f, a, trade, start, stop, fee=rnd.random() < 0.6)
                free[a.id] = stop
        t = end + draw(rnd, ("exp", 2))


def padded_employer(r, n):
    """A real company with real staff sells the places that it doesn't need."""
    w, rnd = r.w, r.rnd
    f = rnd.choice(
        [
            f
            for f in w.firms
            if f.kind in ("small_firm", "shop_tablets")
            and 4 <= len(f.posts) <= 16
            and f.ent.role == "clean"
            and f.ent.judged
        ]
    )
    r.mark(f.ent)
    r.wallets[0] = f.owner.wallet
    first = rnd.uniform(-20, w.days * 0.6)
    for _ in range(n):
        a, trade = stranger(r)
        occupy(r, f, a, trade, min(begin(r, first), w.days - 5))


def slot_timeshare(r, n):
    """The same few places let by the week: one out, the next in within hours."""
    w, rnd = r.w, r.rnd
    f, guests = shell(r), [stranger(r) for _ in range(n)]
    places = max(3, n // 3)
    ends = [rnd.uniform(-20, 10) for _ in range(places)]
    turn = 0
    while turn < n or min(ends) < w.days - 8 and turn < 3 * n:
        a, trade = guests[turn % n]
        i = ends.index(min(ends))
        start = max(
            [ends[i] + draw(rnd, ("exp", 0.15 + w.level))] + [p.end + 0.1 for p in f.posts if p.acc is a]
        )
        if start > w.days - 4:
            start = rnd.uniform(-40, -20) if turn < n else INF
        if start == INF:
            break
        stop = start + draw(rnd, ("uni", 9, 24))
        occupy(r, f, a, trade, start, stop)
        ends[i] = max(ends[i], stop)
        turn += 1


def wage_roundtrip(r, n):
    """Wages for show: paid by the company, handed back with the fee a day or two later."""
    w, rnd = r.w, r.rnd
    f, first = shell(r), rnd.uniform(-30, w.days * 0.3)
    for _ in range(n):
        a, trade = stranger(r)
        start = min(begin(r, first), w.days - 20)
        occupy(r, f, a, trade, start, fee=False)
        base, day = draw(rnd, T.WAGE) * 0.7, max(start + 12, rnd.uniform(3, 25))
        while day < w.days:
            w.pay(day, f.wallet, a.owner.wallet, base)
            r.pay(
                day + draw(rnd, ("logn", 1.3, 0.6 + 0.3 * w.level)),
                a.owner.wallet,
                r.wallet(),
                base * rnd.uniform(0.98, 1) + rnd.uniform(100, 350),
            )
            day += 30.4


TRICKS = {k: globals()[k] for k in T.SLOTS}
