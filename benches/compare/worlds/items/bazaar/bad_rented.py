"""Accounts that are let while their holder goes on."""

from .base import DAY, FOREVER, Person
from .masks import Den, free_people, lend, looseness
from .texts import INDUSTRIES, Copy


def let(w, rng, acc, den, a, b, ring, story, copy, pay=None, how=None, who=None, rate=None):
    """One rent of one account from a to b. pay(t0, t1) books the money."""
    keep = rng.choice((rng.uniform(0.15, 0.5), rng.uniform(0.5, 1.0)))
    lend(acc, a, b, keep)
    acc.use(
        who or den.hand(),
        a,
        b,
        rate or rng.uniform(0.4, 1.8),
        **(den.seat(acc.region) if how is None else how)
    )
    if rng.random() < 0.85:
        acc.writes.append((a + rng.uniform(0, 2) * DAY, b, rng.uniform(0.7, 3.5), copy))
    if rng.random() < 0.25:
        acc.ads.append(
            (
                a + rng.uniform(1, 9) * DAY,
                b,
                rng.uniform(0.3, 0.9),
                rng.uniform(30, 400),
                rng.choice(("seeding", "lead_collection", "shutiao")),
            )
        )
    if rng.random() < 0.2 and b < w.end:  # a careful holder closes the door afterwards
        acc.change("password", b + rng.uniform(0, 3) * DAY)
    if pay:
        pay(a, b)
    w.mark(acc, "rented", ring, story)


def looks_in(p):
    """Holders who use their account anyway; a sleeping account would be sold, not let."""
    return p.accounts[0].segs[0].rate > 0.15


def rent_payer(w, rng, den, payer, payee, fee, every, upfront):
    def pay(a, b):
        t = a + (rng.uniform(0, 0.5) if upfront else every) * DAY
        while t < min(b + every * DAY, w.end):
            den.settle(payer, payee, t + rng.gauss(0, 0.3) * DAY, fee)
            t += every * DAY

    return pay


def terms(w, rng):
    """When a rent starts and how long it lasts: weeks to months, some before and some beyond the window."""
    a = rng.uniform(-25, w.days * 0.75) * DAY
    b = a + min(200, 10 + rng.expovariate(1 / 28)) * DAY
    if b < 14 * DAY:
        b += 21 * DAY
    return a, b


def studio(w, rng):
    """A studio fills its shelf with let accounts over weeks; holders look in for messages from friends."""
    ring, n = w.ring("R"), rng.randint(10, 23)
    den = Den(w, rng, n // rng.choice((3, 4, 6)) + 1, n_hands=rng.randint(1, 3))
    copy = Copy(rng, rng.choice(INDUSTRIES), den.city, rng.randint(2, 5), looseness(w, rng))
    every, fee, upfront = rng.choice((7, 7, 30)), rng.randint(3, 20) * 10, rng.random() < 0.4
    for p in free_people(w, rng, n, looks_in):
        a, b = terms(w, rng)
        let(
            w,
            rng,
            p.accounts[0],
            den,
            a,
            b,
            ring,
            "rental_studio",
            copy,
            rent_payer(w, rng, den, den.wallet(), p.wallet, fee * rng.choice((1, 1, 1.5)), every, upfront),
        )
        if rng.random() < 0.15 and b + 12 * DAY < w.end:  # the same account again, later
            let(
                w, rng, p.accounts[0], den, b + rng.uniform(4, 10) * DAY, FOREVER, ring, "rental_studio", copy
            )


def subletter(w, rng):
    """Collects accounts from holders and lets each to a merchant of its own: many tenants, one middleman."""
    ring, n, middle = w.ring("R"), rng.randint(8, 14), Den(w, rng, 1)
    for p in free_people(w, rng, n, looks_in):
        tenant = Den(w, rng, 1, night=False)
        tenant.level = max(w.level, rng.choice((0, 0, w.level)))
        copy = Copy(rng, rng.choice(INDUSTRIES), tenant.city, 3, 0.4)
        a, b = terms(w, rng)
        fee = rng.randint(8, 30) * 10
        let(
            w,
            rng,
            p.accounts[0],
            tenant,
            a,
            b,
            ring,
            "sublet_by_middleman",
            copy,
            rent_payer(w, rng, middle, middle.wallet(), p.wallet, fee * 0.6, 30, True),
        )
        rent_payer(w, rng, middle, tenant.wallet(), middle.wallet(), fee, 30, True)(a, b)
        if w.level == 0 and rng.random() < 0.7:  # the middleman tries the account first
            p.accounts[0].use(middle.hand(), a - 2 * DAY, a, 1.2, **middle.seat())


def by_the_day(w, rng):
    """Campaign days: an evening or two at a time, by scanning a code on the studio's browser."""
    ring, n = w.ring("R"), rng.randint(9, 15)
    den = Den(w, rng, rng.randint(2, 5), night=True)
    copies = [Copy(rng, rng.choice(INDUSTRIES), den.city, 1, looseness(w, rng)) for _ in range(4)]
    days = sorted(rng.uniform(5, w.days - 4) for _ in range(rng.randint(4, 9)))
    for p in free_people(w, rng, n, looks_in):
        how = den.seat(p.city)
        for d in days:
            if rng.random() < 0.55:
                a = (d + rng.uniform(0, 1)) * DAY
                b = a + rng.uniform(0.6, 2.5) * DAY
                let(
                    w,
                    rng,
                    p.accounts[0],
                    den,
                    a,
                    b,
                    ring,
                    "rent_by_the_day",
                    rng.choice(copies),
                    rent_payer(w, rng, den, den.wallet(), p.wallet, rng.randint(2, 8) * 10, 5, True),
                    how=how,
                    rate=2.2,
                )
        if not p.accounts[0].ring:
            let(
                w,
                rng,
                p.accounts[0],
                den,
                days[0] * DAY,
                (days[0] + 2) * DAY,
                ring,
                "rent_by_the_day",
                copies[0],
                how=how,
                rate=2.2,
            )


def neighbours(w, rng):
    """A small merchant borrows the accounts of acquaintances of the same town, for a fee."""
    ring = w.ring("R")
    first = free_people(w, rng, 1, looks_in)[0]
    den = Den(w, rng, 1, city=first.city, night=False)
    copy = Copy(rng, rng.choice(INDUSTRIES), den.city, 3, looseness(w, rng))
    more = free_people(w, rng, rng.randint(2, 5), lambda p: p.city == first.city and looks_in(p))
    for p in [first] + more:
        a, b = terms(w, rng)
        let(
            w,
            rng,
            p.accounts[0],
            den,
            a,
            max(b, a + 30 * DAY),
            ring,
            "neighbours_accounts",
            copy,
            rent_payer(w, rng, den, den.wallet(), p.wallet, rng.randint(5, 15) * 10, 30, False),
        )


def colleagues(w, rng):
    """Employees of one firm let their KOS accounts to a studio on the side; one recruits the others."""
    ring = w.ring("R")
    firms = [
        f for f in w.firms if sum(j.b >= FOREVER and not j.acc.ring and not j.who.busy for j in f.staff) >= 7
    ]
    f = rng.choice(firms)
    den = Den(w, rng, rng.randint(1, 3))
    copy = Copy(rng, rng.choice(INDUSTRIES), den.city, 3, looseness(w, rng))
    jobs = [
        j
        for j in f.staff
        if j.b >= FOREVER
        and not j.acc.ring
        and not j.who.busy
        and j.a < 40 * DAY
        and j.acc.segs[0].rate > 0.15
    ]
    t = rng.uniform(2, 30) * DAY
    for j in rng.sample(jobs, min(len(jobs), rng.randint(5, 9))):
        j.who.busy = True
        t += rng.expovariate(1 / 4) * DAY
        t = max(t, j.a + DAY)
        let(
            w,
            rng,
            j.acc,
            den,
            t,
            t + rng.uniform(14, 80) * DAY,
            ring,
            "colleagues_let_kos",
            copy,
            rent_payer(w, rng, den, den.wallet(), j.who.wallet, rng.randint(10, 30) * 10, 30, False),
        )


def hosted_phone(w, rng):
    """Holders install a remote control; the studio uses the holder's own phone, on the holder's own line."""
    ring, den = w.ring("R"), Den(w, rng, 1, night=True)
    copy = Copy(rng, rng.choice(INDUSTRIES), den.city, 2, looseness(w, rng))
    for p in free_people(w, rng, rng.randint(5, 9), looks_in):
        a, b = terms(w, rng)
        ghost = Person(rng, p.city, "owl", home=p.homes[-1][1])
        ghost.phones, ghost.op, ghost.at_home = p.phones, p.op, 0.9
        let(
            w,
            rng,
            p.accounts[0],
            den,
            a,
            b,
            ring,
            "remote_control_on_own_phone",
            copy,
            rent_payer(w, rng, den, den.wallet(), p.wallet, rng.randint(4, 12) * 10, 7, False),
            how=dict(hours=den.hours),
            who=ghost,
        )


def run(w):
    rng = w.rng("rented", w.level)
    for story, k in (
        (studio, 5),
        (subletter, 3),
        (by_the_day, 2),
        (neighbours, 4),
        (colleagues, 2),
        (hosted_phone, 1),
    ):
        for _ in range(w.count(k)):
            story(w, rng)
