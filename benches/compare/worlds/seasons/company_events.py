"""Rare honest events at companies: team moves, takeovers, family shops, campus ambassadors, cover."""

from companies import Staff, join, leave
from model import DAY, Use


def special(W, rng):
    """Team moves, restructured groups, family shops, and other honest neighbours of slot selling."""
    season = W.season
    for _ in range(max(2, int(7 * W.scale))):
        src, dst = rng.choice([c for c in W.companies if c.size > 10]), rng.choice(W.companies)
        team = [s for s in src.staff if s.b >= W.days and s.method == "bound" and s.a < 10][
            : rng.randrange(4, 11)
        ]
        day = season.leave.draw(rng, 15, W.days - 15)
        if src is dst or dst.month_end_binds:
            continue
        for s in team:
            leave(W, rng, src, s, day, replace=0.3)
            for row in W.bindings:
                if row[1] == s.acc.id and row[3] and row[3] > day * DAY:
                    row[3] = W.ts(rng, day)
            if any(j[2] is s for j in W.jobseekers):
                W.jobseekers = [j for j in W.jobseekers if j[2] is not s]
            join(W, rng, dst, day + rng.randrange(1, 4), 10**6, person=s.person, acc=s.acc)
            W.story(s.acc, "team_follows_manager")
    for c in rng.sample(W.companies, max(3, int(len(W.companies) * 0.05))):  # family shops
        for _ in range(rng.randrange(2, 5)):
            p = W.person(rng, c.boss.city, home=c.boss.home)
            s = join(W, rng, c, season.hire.draw(rng, 0, W.days - 10), 10**6, person=p)
            W.story(s.acc, "relative_really_works")
    for c in rng.sample(W.companies, max(3, int(len(W.companies) * 0.03))):  # campus ambassadors
        a, b = season.school[0]
        for _ in range(rng.randrange(4, 14)):
            d = max(0, a + rng.randrange(-3, 6))
            s = join(W, rng, c, d, b + rng.randrange(5), person=W.person(rng), temp=True, lag=1)
            W.story(s.acc, "campus_ambassador")
    for c in rng.sample(W.companies, max(2, int(len(W.companies) * 0.03))):  # cover while somebody is away
        for s in [x for x in c.staff if x.b >= W.days and x.a < 0][:2]:
            mate = rng.choice(c.staff).person
            if mate is s.person or mate.home is s.person.home:
                continue
            a = season.life.draw(rng, 5, W.days - 30)
            s.acc.uses.append(
                Use(
                    [(mate.dev, 1)],
                    mate.nets,
                    a,
                    min(W.days, a + rng.randrange(20, 60)),
                    0.5,
                    "office",
                    mate.shift,
                    mate.trips,
                    curve="work",
                )
            )
            W.story(s.acc, "colleague_covers_maternity_leave")
    for _ in range(max(1, int(4 * W.scale))):  # one firm buys another
        x, y = rng.sample(W.companies, 2)
        day = season.leave.draw(rng, 10, W.days - 10)
        for s in [s for s in x.staff if s.b >= W.days and s.a < day - 3][:30]:
            row = next((r for r in reversed(W.bindings) if r[1] == s.acc.id and r[0] == x.acc.id), None)
            if row is None or row[3] is not None or row[2] >= day * DAY:
                continue
            ts = W.ts(rng, day)
            row[3] = ts
            W.bind(y, s.acc, ts + rng.randrange(600, 2 * DAY), None, row[4], s.person.hid)
            if s.method == "created":
                W.change(s.acc, "password", ts + rng.randrange(600, DAY))
                if s.acc.holder == x.boss.hid:
                    W.change(s.acc, "holder", ts + 7200, x.boss.hid, y.boss.hid)
                    s.acc.holder = y.boss.hid
            s.b = day
            n = Staff(s.person, s.acc, day + 1, W.days, y, 0, s.method)
            s.acc.company = y
            y.staff.append(n)
            W.staff.append(n)
            W.story(s.acc, "employer_was_bought")
