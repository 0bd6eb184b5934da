"""Companies that fill binding slots with people who don't work there."""

from companies import Company
from crew import Crew, a_company, honest_pool, stranger, take, times
from model import DAY, INDUSTRIES, Use
from trade import collect


def build(W):
    rng = W.rng("slots%d" % W.level)
    target_fillers(W, rng)
    slot_sellers(W, rng)
    licences(W, rng)
    cohorts(W, rng)
    names_of_leavers(W, rng)
    relatives(W, rng)


def outsider(W, rng, crew, c, fresh=0.5):
    """Somebody who takes a slot: a new KOS account or an existing private one."""
    old = honest_pool_cache(W)
    if rng.random() > fresh and old:
        acc = take(rng, old, W)
        if acc:
            if rng.random() < 0.8:
                acc.kind = "kos"
            return acc
    p = stranger(W, rng)
    acc = W.account(rng, "kos", p)
    W.live(rng, acc, p, rate=rng.uniform(0.08, 0.6))
    if rng.random() < 0.1:
        W.change(acc, "password", W.ts(rng, rng.randrange(W.days)))
    if rng.random() < 0.45:
        W.fresh.add(acc.id)
    return acc


def honest_pool_cache(W):
    if not hasattr(W, "_slot_pool"):
        W._slot_pool = honest_pool(W, ("personal", "professional"))
    return W._slot_pool


def fill(W, rng, crew, c, acc, a, b, story, declared=None, operated=0.0, pay_in=None):
    """Bind; some accounts are worked by the ring's hand, most by their holders as before."""
    ts = W.ts(rng, a, 9, 22)
    end = None if b >= W.days else W.ts(rng, b, 9, 22)
    if acc.id in W.fresh:  # registered for the purpose, as many honest ones are
        acc.reg = ts - rng.randrange(600, 5 * DAY)
        W.fresh.discard(acc.id)
    acc.reg = min(acc.reg, ts - 600)
    if declared is None:
        declared = acc.person.hid if rng.random() < 0.5 else "" if rng.random() < 0.6 else W.tok("h")
    W.bind(c, acc, ts, end, "bound", declared)
    if rng.random() < operated:
        crew.use(acc, max(0, a), min(b, W.days), rng.uniform(0.08, 0.5), acc.person.city)
    if rng.random() < 0.5:
        acc.notes.append((max(0, a), min(b, W.days), rng.uniform(0.02, 0.2), c.brief, crew.freedom()))
    if rng.random() < 0.3:
        acc.spend = (
            max(0, a),
            min(b, W.days),
            rng.choice(("seeding", "lead_collection")),
            rng.uniform(30, 160),
            0.25,
        )
    if pay_in == "once":
        crew.move(
            crew.payee(),
            acc.pay or acc.person.pay,
            ts + rng.randrange(600, 3 * DAY),
            rng.choice((30, 50, 66, 80, 100)),
        )
    elif pay_in:
        for d in W.season.paydays(crew.dom if crew.level == 0 else rng.choice((3, 8, 18, 26)), max(0, a), b):
            crew.move(acc.pay or acc.person.pay, crew.payee(), W.ts(rng, d), pay_in)
    W.guilty(acc, "affiliated", crew.ring, story)


def guilty_firm(W, crew, c, story):
    W.guilty(c.acc, "affiliated", crew.ring, story)


def target_fillers(W, rng):
    """A monthly target or a campaign's entry rule is met in two or three nights."""
    for _ in range(times(W, 8, 2)):
        c = a_company(W, rng, lambda c: 4 <= c.size <= 22)
        if not c:
            return
        crew = Crew(W, rng)
        room = max(4, 30 - len([s for s in c.staff if s.b >= W.days]))
        day = (
            W.season.month_end(rng)
            if rng.random() < 0.6
            else max(2, W.season.campaign(rng)[1] - rng.randrange(1, 6))
        )
        slow = W.level and rng.random() < 0.6
        until = 10**6 if rng.random() < 0.5 else day + rng.randrange(14, 45)
        for _ in range(min(room, rng.randrange(5, 20))):
            d = day + rng.randrange(-12, 4) if slow else day - rng.choice((0, 0, 1, 2))
            fill(
                W,
                rng,
                crew,
                c,
                outsider(W, rng, crew, c),
                max(0, d),
                until,
                "fills_target_at_month_end",
                operated=0.25,
                pay_in="once",
            )
        guilty_firm(W, crew, c, "fills_target_at_month_end")


def slot_sellers(W, rng):
    """Small firms with spare slots let outsiders in for a monthly charge."""
    for _ in range(times(W, 8, 2)):
        c = a_company(W, rng, lambda c: c.size <= 14)
        if not c:
            return
        crew = Crew(W, rng)
        crew.payees[0] = c.pay if rng.random() < 0.6 else c.boss.pay
        price = rng.choice((99, 150, 199, 300))
        for _ in range(rng.randrange(4, 15)):
            a = -rng.randrange(1, 150) if rng.random() < 0.3 else W.season.deal.draw(rng, 0, W.days - 12)
            b = 10**6 if rng.random() < 0.6 else max(a, 0) + rng.randrange(20, 80)
            fill(
                W,
                rng,
                crew,
                c,
                outsider(W, rng, crew, c, 0.3),
                a,
                b,
                "sells_spare_slots",
                operated=0.05,
                pay_in=price,
            )
        guilty_firm(W, crew, c, "sells_spare_slots")


def licences(W, rng):
    """Several licences under one hand, each filled up to the quota."""
    for k in range(times(W, 3, 1)):
        crew = Crew(W, rng)
        ind, n = rng.choice(INDUSTRIES), rng.choice((2, 2, 2, 3))
        boss = W.person(rng, crew.city)
        firms = []
        for i in range(n):
            head = boss if i == 0 or (W.level == 0 and rng.random() < 0.5) else stranger(W, rng)
            c = Company(W, rng, 3, ind, boss=head, city=crew.city if W.level < 2 else None)
            if W.level == 0:
                c.office = crew.office
            c.acc.uses.append(
                Use(
                    [(boss.dev if W.level == 0 else crew.dev(), 1)],
                    [(c.office, 1)],
                    0,
                    W.days,
                    rng.uniform(0.4, 1.2),
                    "late_office",
                    curve="work",
                )
            )
            c.acc.spend = (0, W.days, "seeding", rng.uniform(40, 300), 0.5) if rng.random() < 0.6 else None
            firms.append(c)
            for _ in range(rng.randrange(3, 60)):
                collect(W, c.acc, W.tok("c"), W.ts(rng, W.season.ask.draw(rng), 8, 23), "form")
            W.busy.add(c.acc.id)
            quota = rng.randrange(19, 30) if k or W.level else 30
            start = -rng.randrange(5, 100) if rng.random() < 0.4 else W.season.month_end(rng)
            for _ in range(quota):
                d = start + rng.randrange(-3, 3) if W.level == 0 else start + rng.randrange(-20, 12)
                fill(
                    W,
                    rng,
                    crew,
                    c,
                    outsider(W, rng, crew, c, 0.8),
                    d,
                    10**6,
                    "licences_under_one_hand",
                    operated=0.35,
                    pay_in=None if rng.random() < 0.6 else "once",
                )
            guilty_firm(W, crew, c, "licences_under_one_hand")
        for c in firms[1:]:
            for d in W.season.month_ends:
                crew.move(c.pay, firms[0].pay, W.ts(rng, d), 100 * rng.randrange(10, 70))


def cohorts(W, rng):
    """The same people move from firm to firm every few weeks, as each needs heads."""
    for _ in range(times(W, 5, 1)):
        crew = Crew(W, rng)
        people = [outsider(W, rng, crew, None, 0.6) for _ in range(rng.randrange(8, 19))]
        for x in people:
            W.busy.add(x.id)
        day = rng.randrange(-20, 15)
        while day < W.days - 12:
            c = a_company(W, rng, lambda c: c.size < 25)
            stay = rng.randrange(18, 34)
            if not c:
                return
            for acc in people:
                if rng.random() < (0.92 if W.level == 0 else 0.7):
                    late = rng.randrange(2) if W.level == 0 else rng.randrange(8)
                    fill(
                        W,
                        rng,
                        crew,
                        c,
                        acc,
                        day + late,
                        day + stay - rng.randrange(1, 3),
                        "moving_cohort",
                        operated=0.12,
                    )
            guilty_firm(W, crew, c, "moving_cohort")
            crew.move(c.pay, crew.payee(), W.ts(rng, max(0, day)), len(people) * rng.choice((50, 80, 100)))
            day += stay + rng.randrange(0, 5)


def names_of_leavers(W, rng):
    """Slots of leavers go one at a time to strangers, under the leaver's name."""
    for _ in range(times(W, 7, 2)):
        c = a_company(W, rng, lambda c: sum(1 for s in c.staff if 0 < s.b < W.days - 10) >= 3)
        if not c:
            continue
        crew = Crew(W, rng)
        gone = [s for s in c.staff if 0 < s.b < W.days - 10][: rng.randrange(3, 12)]
        for s in gone:
            d = min(W.days - 3, s.b + rng.randrange(0, 12))
            fill(
                W,
                rng,
                crew,
                c,
                outsider(W, rng, crew, c, 0.4),
                d,
                10**6,
                "stranger_under_leavers_name",
                declared=s.person.hid if rng.random() < 0.7 else "",
                operated=0.3,
                pay_in="once",
            )
        guilty_firm(W, crew, c, "stranger_under_leavers_name")


def relatives(W, rng):
    """Each of the staff must bring two accounts before the campaign: cousins who never work there."""
    for _ in range(times(W, 6, 1)):
        c = a_company(W, rng, lambda c: 5 <= c.size <= 15)
        if not c:
            return
        crew = Crew(W, rng)
        day = max(3, W.season.campaign(rng)[1] - rng.randrange(2, 12))
        for s in [x for x in c.staff if x.a < day and x.b >= W.days][:9]:
            for _ in range(rng.choice((0, 1, 2))):
                near = rng.random() < (0.5, 0.25, 0)[W.level]
                p = W.person(rng, s.person.city if near else None, home=s.person.home if near else None)
                acc = W.account(rng, "kos", p)
                W.live(rng, acc, p, rate=rng.uniform(0.04, 0.4))
                fill(
                    W,
                    rng,
                    crew,
                    c,
                    acc,
                    max(0, day - rng.randrange(4)),
                    10**6,
                    "staff_bring_relatives",
                    declared=rng.choice((p.hid, p.hid, "", s.person.hid)),
                )
                if W.level < 2 and rng.random() < 0.4:
                    acc.uses.append(Use([(s.person.dev, 1)], s.person.nets, day, W.days, 0.15, "evening"))
        guilty_firm(W, crew, c, "staff_bring_relatives")
