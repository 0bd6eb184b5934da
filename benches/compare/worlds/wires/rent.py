"""Accounts that are let while the holder goes on: studios, captains, by the day, sublets, chains."""

from core import DAY, Use
from crew import Crew, Purses, begin_ads, candidates, find_buyer, take
from texts import campaign


def holder_stays(rng, a, start, end):
    """The holder looks in less often, but for chats and to see that the money comes."""
    keep = rng.choice((0.25, 0.5, 0.8, 1.0))
    for use in a.uses:
        if use.start < end and use.end > start:
            use.rate *= keep


def let(w, rng, a, line, start, end, rate):
    start = max(0, int(start), a.registered + DAY)
    end = min(w.end, int(end))
    if end > start:
        a.uses.append(Use(start=start, end=end, rate=rate, **line))
    if rng.random() < 0.12:
        w.change(a, "password", start + rng.randrange(DAY))
    if rng.random() < 0.10:
        w.change(a, "payout_account", start + rng.randrange(6 * DAY), a.payout, rng.choice(w.people).pay)
    if rng.random() < 0.15:
        begin_ads(w, rng, a, start)


def rents(w, rng, purses, a, start, end, month):
    t = max(start, -25 * DAY) + rng.randrange(DAY)
    while t < min(end, w.end):
        if rng.random() < 0.88:  # studios pay late and not always
            purses.move(None, a.person.pay, t + rng.randrange(4 * DAY), month)
        t += 30 * DAY


def studio(w, rng, pool, relet=False):
    ring, crew, purses = w.next_ring(), Crew(w, rng, rng.choice((1, 2, 2, 4))), Purses(w, rng)
    second = Crew(w, rng, 1) if relet else None
    month, intensity = rng.choice((100, 150, 200, 260, 350)), rng.uniform(0.4, 1.4)
    turn, members = rng.randrange(w.end // 3, w.end * 2 // 3), []
    opened = rng.randrange(-60 * DAY, w.end // 3)
    for _ in range(rng.randint(8, 20)):
        a = take(pool)
        line = crew.line(a.person.hand.city)
        start = opened + int(rng.random() * w.end * 0.6)
        end = start + int(rng.triangular(20, 150, 60) * DAY)
        rate = intensity * rng.uniform(0.5, 1.5)
        holder_stays(rng, a, start, end)
        if second is not None:
            let(w, rng, a, line, start, min(end, turn), rate)
            let(w, rng, a, second.line(a.person.hand.city), max(start, turn), max(end, turn), rate)
        else:
            let(w, rng, a, line, start, end, rate)
        rents(w, rng, purses, a, start, end, month + rng.choice((0, 0, 0, 20, 50)))
        a.guilty("rented", ring, "studio_sublets_to_second_studio" if relet else "rental_studio")
        a.span = (max(0, start // DAY), min(w.days, end // DAY))
        members.append(a)
    if crew.open and rng.random() < 0.12:  # a licensed agency on the side
        w.approved.append(("device", crew.open[0][0].ids[0][1], "agency", ""))
    if rng.random() < 0.6:
        campaign(
            w,
            rng,
            members,
            rng.choice(("家装", "教育", "医美", "婚庆")),
            rng.randint(4, 10),
            lambda a: a.span,
        )


def captain(w, rng, pool):
    """A student lets the accounts of the dormitory to a posting gang and hands the money on."""
    ring, crew = w.next_ring(), Crew(w, rng, rng.choice((1, 2)))
    a = take(pool)
    city = a.person.hand.city
    mates = [x for x in pool if x.person.hand.city == city and not x.busy][: rng.randint(6, 11)]
    mates += [take(pool) for _ in range(max(0, 6 - len(mates)))]
    purses, boss = Purses(w, rng), a.person
    start = rng.randrange(0, w.end // 2)
    month = rng.choice((60, 80, 100, 150))
    for x in [a] + mates:
        begin = start + rng.randrange(12 * DAY)
        end = begin + rng.randint(20, 80) * DAY
        holder_stays(rng, x, begin, end)
        let(w, rng, x, crew.line(city), begin, end, rng.uniform(0.3, 0.9))
        x.guilty("rented", ring, "dormitory_captain")
        for k in range(3):
            if begin + k * 30 * DAY < min(end, w.end) and x is not a and rng.random() < 0.5:
                w.pay(boss.pay, x.person.pay, begin + k * 30 * DAY + rng.randrange(5 * DAY), month)
    for k in range(3):
        purses.move(None, boss.pay, start + k * 30 * DAY, month * len(mates) * 1.3)


def by_the_day(w, rng, pool):
    """The holder scans a code; the renter has the account for a day or a weekend, again and again."""
    ring, crew, purses = w.next_ring(), Crew(w, rng, 1), Purses(w, rng)
    for _ in range(rng.randint(6, 11)):
        a = take(pool)
        line = crew.line(a.person.hand.city)
        a.guilty("rented", ring, "by_the_day_with_scan_code")
        t = rng.randrange(w.end // 3)
        for _ in range(rng.randint(3, 9)):
            length = rng.choice((1, 1, 2, 3)) * DAY
            if t + length < w.end and t > a.registered:
                a.uses.append(Use(start=t, end=t + length, rate=rng.uniform(1.0, 3.0), **line))
                purses.move(None, a.person.pay, t + rng.randrange(DAY), rng.choice((10, 15, 20, 30)))
            t += length + int(rng.expovariate(1 / (9 * DAY)))


def sublet(w, rng, pool):
    """One to four employees let their accounts to one acquaintance of the trade."""
    ring, renter = w.next_ring(), find_buyer(w, rng)
    purses = Purses(w, rng, renter.pay)
    for _ in range(rng.choice((1, 1, 2, 4))):
        a = take(pool)
        start = rng.randrange(-30 * DAY, w.end * 2 // 3)
        end = start + rng.randint(25, 120) * DAY
        line = (
            dict(hand=renter.hand)
            if w.camo == 0 or rng.random() < 0.3
            else Crew(w, rng, 1, renter.hand.city).line(a.person.hand.city)
        )
        holder_stays(rng, a, start, end)
        let(w, rng, a, line, start, end, rng.uniform(0.2, 0.9))
        rents(w, rng, purses, a, start, end, rng.choice((100, 200, 300, 500)))
        a.guilty("rented", ring, "employee_sublets")


def run(w):
    rng = w.rng("rent")
    pool = candidates(
        w,
        rng,
        ("personal", "professional", "kos"),
        lambda a: a.uses
        and not (a.firm is not None and a.firm.style == "hq_desk")
        and (a.kind != "kos" or rng.random() < 0.3),
    )
    for _ in range(max(3, w.count(rng, 5, 7))):
        studio(w, rng, pool)
    for _ in range(max(1, w.count(rng, 1, 2))):
        studio(w, rng, pool, relet=True)
    for _ in range(max(1, w.count(rng, 3, 4))):
        captain(w, rng, pool)
    for _ in range(max(1, w.count(rng, 3, 4))):
        by_the_day(w, rng, pool)
    staff = candidates(w, rng, ("kos", "professional"), lambda a: a.uses)
    for _ in range(max(2, w.count(rng, 9, 14))):
        sublet(w, rng, staff)
