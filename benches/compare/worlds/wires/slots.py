"""Bindings for money: slot shops, licences under one hand, wandering cohorts, side sales, brokers."""

from core import DAY, Use, hexid
from crew import Crew, Purses, begin_ads, bind, candidates, lift, take
from people import rate_of
from texts import campaign


def shell(w, rng, firms, ring, trick):
    """A small real firm whose owner sells slots."""
    while firms:
        firm = firms.pop()
        if not firm.account.busy and not firm.group:
            firm.account.guilty("affiliated", ring, trick)
            firm.crooked = True
            return firm
    raise SystemExit("world too small for its stories")


def stranger(w, rng, firm, a, start, end, ring, trick, purses, month):
    """Buys a slot, pays per month or in advance, and goes on as before, only busier."""
    bind(w, rng, firm, a, start, end)
    lift(rng, a)
    a.guilty("affiliated", ring, trick)
    stop = w.end if end is None else end
    step = rng.choice((30, 30, 90, 365))
    rebate = {30: 1.0, 90: 2.7, 365: 9.0}[step]
    t = start + rng.randrange(-3 * DAY, 3 * DAY)
    while t < min(stop, w.end):
        purses.move(a.person.pay, None, t, round(month * rebate / 10) * 10)
        t += step * DAY
    if rng.random() < 0.25:
        begin_ads(w, rng, a, int(start))
    if rng.random() < 0.35:  # collects leads on own account
        for _ in range(rng.randint(1, 12)):
            t = rng.randrange(w.end)
            if max(start, 0) < t < stop:
                w.leads.append(
                    (
                        hexid(rng),
                        hexid(rng, 18),
                        a.id,
                        t,
                        "private_message",
                        t + 7200 if rng.random() < 0.5 else None,
                    )
                )


def own_time(w, rng):
    start = rng.randrange(-120 * DAY, w.end - 10 * DAY)
    end = None if rng.random() < 0.65 else max(start, 0) + rng.randint(20, 80) * DAY
    return start, end


def matrix(w, rng, accounts):
    """Several bought slots serve one operator who runs the accounts together."""
    if len(accounts) > 2 and rng.random() < 0.5:
        crew = Crew(w, rng, 1)
        for a in accounts:
            line = crew.line(a.person.hand.city)
            a.uses.append(Use(start=max(0, a.registered), end=w.end, rate=rate_of(rng, "kos"), **line))
            a.story("affiliated", "slots_for_a_matrix_of_one_operator")


def slot_shop(w, rng, firms, pool):
    ring = w.next_ring()
    firm = shell(w, rng, firms, ring, "slot_shop")
    purses, month = Purses(w, rng, firm.pay), rng.choice((100, 200, 300, 500))
    members = []
    for _ in range(min(rng.randint(9, 22), 29 - len(firm.jobs))):
        a = take(pool)
        start, end = own_time(w, rng)
        stranger(w, rng, firm, a, start, end, ring, "slot_shop", purses, month)
        members.append(a)
    matrix(w, rng, members[: rng.randint(0, 6)])


def licences(w, rng, firms, pool):
    """One hand, three or four licences, each filled to just below the quota."""
    ring = w.next_ring()
    shells = [shell(w, rng, firms, ring, "licences_filled_to_quota") for _ in range(rng.choice((3, 3, 4)))]
    boss = shells[0].boss
    purses, month = Purses(w, rng, shells[0].pay), rng.choice((150, 200, 280))
    crew = Crew(w, rng, 1, shells[0].city)
    batch = rng.random() < 0.5
    for k, firm in enumerate(shells):
        known = {0: 0.7, 1: 0.25, 2: 0.1}[w.camo]
        if k and rng.random() < known:  # else relatives and nominees stand in the register
            firm.account.holder = shells[0].account.holder
        if w.camo == 0:
            firm.account.uses.append(Use(boss.hand, max(0, firm.account.registered), w.end, 0.7))
        else:
            firm.account.uses.append(
                Use(start=max(0, firm.account.registered), end=w.end, rate=0.7, **crew.line(firm.city))
            )
        first = max(firm.account.registered, -150 * DAY) + k * rng.randint(5, 30) * DAY
        free = rng.randint(25, 30) - len([j for j in firm.jobs if j.end is None])
        for _ in range(max(0, free)):
            a = take(pool)
            start = first + (
                rng.randrange(4 * DAY)
                if batch and rng.random() < 0.7
                else int(rng.expovariate(1 / (30 * DAY)))
            )
            start = min(start, w.end - 2 * DAY)
            stranger(w, rng, firm, a, start, None, ring, "licences_filled_to_quota", purses, month)


def cohort(w, rng, firms, pool):
    """A group that is unbound, or fears it, and turns up at the next seller some days later."""
    ring = w.next_ring()
    shells = [shell(w, rng, firms, ring, "wandering_cohort") for _ in range(rng.choice((2, 3)))]
    purses, month = Purses(w, rng), rng.choice((150, 250, 400))
    members = [take(pool) for _ in range(rng.randint(8, 14))]
    t = rng.randrange(-40 * DAY, w.end // 4)
    for firm in shells:
        end = t + rng.randint(18, 45) * DAY
        for a in members:
            if t < w.end - DAY and rng.random() < 0.88:
                begin = t + int(rng.expovariate(1 / (3 * DAY)))
                stranger(
                    w,
                    rng,
                    firm,
                    a,
                    begin,
                    max(begin + DAY, end + rng.randrange(3 * DAY)),
                    ring,
                    "wandering_cohort",
                    purses,
                    month,
                )
        purses.move(None, firm.pay, t + DAY, len(members) * month * 0.6)
        t = end + rng.randint(0, 15) * DAY
    for a in members:
        a.guilty("affiliated", ring, "wandering_cohort")
    if rng.random() < 0.7:
        campaign(w, rng, members, shells[0].industry, rng.randint(4, 9), lambda a: (0, w.days))
    matrix(w, rng, members)


def side_sale(w, rng, pool):
    """An administrator of an honest firm lets friends of friends in; the firm does not know."""
    firms = [f for f in w.firms if 4 <= len(f.jobs) < 22 and not f.account.busy]
    firm = rng.choice(firms)
    firm.account.busy = True
    ring, purses, month = w.next_ring(), Purses(w, rng), rng.choice((80, 150, 200))
    for _ in range(rng.randint(2, 6)):
        start, end = own_time(w, rng)
        stranger(w, rng, firm, take(pool), start, end, ring, "administrator_sells_spare_slots", purses, month)


def spread(w, rng, firms, pool):
    """A broker puts two to five clients into each of many small firms and pays the owners."""
    ring, purses, month = w.next_ring(), Purses(w, rng), rng.choice((200, 300, 400))
    everyone = []
    for _ in range(rng.randint(3, 6)):
        firm = shell(w, rng, firms, ring, "broker_spreads_over_small_firms")
        for _ in range(rng.randint(2, 5)):
            a = take(pool)
            start, end = own_time(w, rng)
            stranger(w, rng, firm, a, start, end, ring, "broker_spreads_over_small_firms", purses, month)
            everyone.append(a)
        for k in range(4):
            purses.move(None, firm.pay, (k * 30 + rng.randrange(28)) * DAY, month * rng.choice((1, 1.5, 2)))
    if rng.random() < 0.6:
        campaign(
            w, rng, everyone, rng.choice(("家装", "教育", "房产")), rng.randint(4, 9), lambda a: (0, w.days)
        )
    matrix(w, rng, rng.sample(everyone, min(len(everyone), 6)))


def run(w):
    rng = w.rng("slots")
    pool = candidates(
        w,
        rng,
        ("personal", "professional"),
        lambda a: a.uses and a.registered < w.end // 2 and (a.kind == "professional" or rng.random() < 0.4),
    )
    firms = [f for f in w.firms if len(f.jobs) <= 5 and not f.account.busy and f.account.registered < 0]
    rng.shuffle(firms)
    for _ in range(max(2, w.count(rng, 5, 7))):
        slot_shop(w, rng, firms, pool)
    for _ in range(max(1, round(2 * w.scale))):
        licences(w, rng, firms, pool)
    for _ in range(max(1, w.count(rng, 2, 3))):
        cohort(w, rng, firms, pool)
    for _ in range(max(1, w.count(rng, 4, 7))):
        side_sale(w, rng, pool)
    for _ in range(max(1, w.count(rng, 2, 4))):
        spread(w, rng, firms, pool)
