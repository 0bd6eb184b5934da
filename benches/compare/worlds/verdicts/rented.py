"""Accounts let: the holder goes on, somebody else works alongside and pays rent."""

import tables as T
from commerce import campaign
from tables import draw
from traded import staff_posts
from world import INF, Use


def rent(r, a, start, end, via=None):
    """Monthly or fortnightly, straight or by way of a recruiter."""
    w, rnd = r.w, r.rnd
    fee, every = draw(rnd, T.PRICE["rent"]), rnd.choice((30, 30, 15, 7))
    t = start + rnd.uniform(-1, 2)
    while t < min(end, w.days):
        if via:
            w.pay(t + draw(rnd, ("exp", 1)), via, a.owner.wallet, round(fee * every / 30 * 0.8, 1))
        else:
            r.pay(t, r.wallet(), a.owner.wallet, fee * every / 30)
        t += every + rnd.gauss(0, 0.7 + w.level)


def let(r, a, hours=None, rate=None, echo=None, start=None):
    """The operation sits down beside the holder."""
    w, rnd = r.w, r.rnd
    start = rnd.uniform(-50, w.days * 0.55) if start is None else start
    end = INF if rnd.random() < 0.7 else start + draw(rnd, ("logn", 45, 0.4))
    rate = rate or draw(rnd, ("logn", 0.55 - 0.12 * w.level, 0.4))
    a.uses.append(Use(r.seat(a.region, hours), start, end, rate, echo=echo))
    if start > 0 and rnd.random() < 0.2 + 0.1 * (2 - w.level):
        w.change(a, "password", start - 0.02)
    r.post(a, start, end, r.trade, 4)
    if rnd.random() < 0.35:
        s = start + draw(rnd, ("logn", 6, 0.6))
        campaign(
            w,
            rnd,
            a,
            s,
            min(end, s + draw(rnd, ("logn", 14, 0.6))),
            draw(rnd, ("logn", 70, 0.7)),
            draw(rnd, ("pick", ("seeding", 3), ("shutiao", 3), ("lead_collection", 2))),
        )
    r.mark(a)
    return start, end


def studio_rack(r, n):
    for _ in range(n):
        a = r.holder()
        rent(r, a, *let(r, a))


def campus_recruiter(r, n):
    """Students of one dormitory; a fellow student recruits, pays them and keeps a fifth."""
    w, rnd = r.w, r.rnd
    dorms = [a.owner for a in w.accounts if ("honest", "campus_dorm") in a.stories]
    campus = rnd.choice(dorms).home
    agent, begin = w.person(rnd, campus.city, campus), rnd.uniform(-20, w.days * 0.4)
    for _ in range(n):
        a = r.holder(city=campus.city, home=campus)
        start, end = let(r, a, start=begin + draw(rnd, ("exp", 5)))
        rent(r, a, start, end, via=agent.wallet if rnd.random() < r.L["onchain"] else None)
    t = max(0, begin)
    while t < w.days:
        r.pay(t, r.wallet(), agent.wallet, 260 * n)
        t += 30


def night_shift(r, n):
    """Used only while the holder sleeps."""
    for _ in range(n):
        a = r.holder()
        rent(r, a, *let(r, a, hours="graveyard" if r.w.level < 2 or r.rnd.random() < 0.5 else "night"))


def campaign_stints(r, n):
    """Rented for the days of a campaign only, several times, many accounts at once."""
    w, rnd = r.w, r.rnd
    stints = sorted(rnd.uniform(3, w.days - 9) for _ in range(rnd.randint(2, 4)))
    for _ in range(n):
        a = r.holder()
        seat = r.seat(a.region)
        for s in stints:
            if rnd.random() < 0.75:
                s += draw(rnd, ("exp", 0.4 + 2 * w.level))
                e = s + draw(rnd, ("uni", 3, 8))
                a.uses.append(Use(seat, s, e, 1.3 - 0.3 * w.level))
                r.post(a, s, e, r.trade, 25)
                r.pay(e + rnd.random() * 2, r.wallet(), a.owner.wallet, draw(rnd, ("uni", 40, 160)))
                if rnd.random() < 0.6:
                    campaign(w, rnd, a, s, e, draw(rnd, ("logn", 120, 0.5)), "shutiao")
                r.mark(a)
        if a.role == "clean":
            let(r, a)


def staff_moonlight(r, n):
    """Employees let their bound account to a studio after hours."""
    for post in staff_posts(r, n):
        rent(r, post.acc, *let(r, post.acc, hours="night", start=r.rnd.uniform(0, r.w.days * 0.6)))


def scan_relay(r, n):
    """The studio never has the password: the holder scans its code each time."""
    for _ in range(n):
        a = r.holder()
        rent(r, a, *let(r, a, rate=draw(r.rnd, ("logn", 0.35, 0.4)), echo=a.owner))


TRICKS = {k: globals()[k] for k in T.RENTED}
