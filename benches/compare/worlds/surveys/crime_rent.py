"""Accounts let to somebody while the holder goes on using them."""

from base import Stint
from commerce import campaign
from crime_base import Ring, customer, holders, merchant, need
from geo import SMALL, Net, city_of, home_net
from texts import GREY, advert, twist

TRADES = GREY + ("education", "renovation")


def run(w):
    r = w.rng("crime rent")
    s = w.size / 20000
    for k in range(max(1, round(8 * s))):
        studio(w, r, k)
    for k in range(max(1, round(3 * s))):
        burst(w, r, k)
    for k in range(max(1, round(3 * s))):
        night_shift(w, r, k)
    ex_boss(w, r, max(1, round(14 * s)))


def adverts(w, r, acc, d0, d1, base, trade, rate):
    """What the tenant posts: copies with small changes, or at level 2 texts of their own."""
    for _ in range(int((d1 - d0) * rate * r.uniform(0.4, 1.6))):
        text = advert(r, trade, r.choice(("本地", acc.region))) if w.level == 2 else twist(r, r.choice(base))
        w.notes.append((acc, r.randrange(d0, d1), r.randrange(34000, 84000), text))


def studio(w, r, k):
    """A studio hires accounts by the month, found by a cousin, a campus agent or scan-to-log-in tasks."""
    way = ("cousin", "campus_agent", "scan_task")[k % 3]
    city = r.choice(SMALL) if r.random() < 0.6 else city_of(r)
    ring = Ring(w, r, "rental", k, city)
    test, weight = None, need
    if way == "cousin":
        weight = lambda p: need(p) * (12 if p.hometown == city else 1)  # noqa: E731
    elif way == "campus_agent":
        test = lambda p: p.job == "student"  # noqa: E731
    people = holders(w, r, r.randrange(13, 27), weight, test)
    if not people:
        return
    agent = people[0] if way == "campus_agent" else None
    trade = r.choice(TRADES)
    base = [advert(r, trade, "本地") for _ in range(4)]
    first = r.randrange(0, w.days // 3) if r.random() < 0.5 else 0
    for p in people:
        acc = p.accounts[-1] if p.accounts[-1].stints else p.accounts[0]
        d0 = 0 if r.random() < 0.35 else min(w.days - 10, first + int(r.expovariate(1 / 14)))
        d1 = w.days if r.random() < 0.75 else r.randrange(d0 + 8, w.days + 1)
        rate = r.lognormvariate(-0.75, 0.45) if way != "scan_task" else r.uniform(0.12, 0.35)
        ring.work(acc, d0, d1, rate)
        adverts(w, r, acc, d0, d1, base, trade, 0.09)
        if w.level < 2 and r.random() < 0.2:
            w.change(acc, "payout_account", min(w.days - 1, d0 + r.randrange(5)), r, ring.till())
        if r.random() < 0.3:
            campaign(
                w,
                r,
                acc,
                d0 + r.randrange(0, 12),
                r.randrange(6, 30),
                r.choice((60, 100, 200)),
                ("shutiao", "lead_collection"),
            )
        fee = r.choice((50, 80, 100, 150, 200))
        for d in range(d0 + r.randrange(0, 6), d1, 30):
            if agent and p is not agent:
                ring.settle(agent.pay, p.pay, d + r.randrange(0, 4), fee * 0.8)
            else:
                ring.settle(ring.till(), p.pay, d, fee if agent is None else fee * len(people))
        w.guilty(acc, "rented", ring.name, "rental_studio_" + way)


def burst(w, r, k):
    """A trader rents the accounts of relatives and friends, only for the days of a sale."""
    boss = merchant(w, r)
    ring = Ring(w, r, "burst", k, boss.city, boss)
    circle = holders(
        w,
        r,
        r.randrange(7, 13),
        lambda p: need(p) * (8 if p.city == boss.city or p.hometown == boss.hometown else 1),
    )
    peaks = sorted(r.sample(range(4, w.days - 8), 3))
    days = {d + i for d in peaks for i in range(r.randrange(3, 8))}
    customer(w, boss)
    trade = r.choice(TRADES)
    base = [advert(r, trade, boss.city) for _ in range(2)]
    for p in circle:
        acc = p.accounts[0]
        mine = {d for d in sorted(days) if r.random() < 0.8}
        ring.work(acc, peaks[0], w.days, r.uniform(0.8, 1.8), days=mine)
        for d in sorted(mine):
            if d < w.days and r.random() < 0.35:
                text = advert(r, trade, boss.city) if w.level == 2 else twist(r, r.choice(base))
                w.notes.append((acc, d, r.randrange(34000, 84000), text))
        for d in peaks:
            ring.settle(ring.till(), p.pay, d + 8, r.choice((66, 88, 100, 168)))
        w.guilty(acc, "rented", ring.name, "rented_for_sale_days")


def night_shift(w, r, k):
    """Accounts with rights let by the week to one streamer after the other, who work at night."""
    ring = Ring(w, r, "night", k, city_of(r))
    people = holders(
        w, r, r.randrange(7, 13), lambda p: need(p) * (1 + p.accounts[0].appetite), lambda p: p.age > 19
    )
    for p in people:
        acc = p.accounts[0]
        d = r.randrange(0, 20)
        while d < w.days - 3:
            tenant = merchant(w, r)
            end = min(w.days, d + r.randrange(6, 21))
            if w.level == 0 and r.random() < 0.6:
                ring.work(acc, d, end, r.uniform(0.4, 1.0), rhythm="night")
            else:
                kw = {}
                if w.level:
                    city = acc.region if acc.region in w.pool else ring.city
                    pool = Net(r.sample(w.pool[city], 3), city, 2) if w.level == 1 else home_net(w, city, r)
                    kw = {"devs": [w.new("d")], "nets": [pool]}
                acc.stints.append(Stint(tenant, d, end, r.uniform(0.4, 1.0), rhythm="night", **kw))
                customer(w, tenant)
            ring.settle(tenant.pay, ring.till(), d, r.choice((120, 200, 300)))
            ring.settle(ring.till(), p.pay, min(w.days - 1, end), r.choice((60, 100, 150)))
            d = end + r.randrange(0, 12)
        w.guilty(acc, "rented", ring.name, "let_to_night_streamers")


def ex_boss(w, r, n):
    """After leaving, the former employee lets the boss go on posting and gets something for it."""
    left = [(f, j) for f in w.firms for j in f.staff if j.d1 is not None and 5 < j.d1 < w.days - 25]
    left = [(f, j) for f, j in left if not j.acc.created and j.acc.id not in w.truth and not j.person.busy]
    r.shuffle(left)
    for i, (f, j) in enumerate(left[:n]):
        j.person.busy = True
        acc, kw = j.acc, {}
        if w.level:
            kw = {"devs": [w.new("d")], "nets": [home_net(w, f.city, r)]}
        else:
            kw = {"devs": f.desk, "dev_p": 0.7, "nets": [f.hq_net], "net_p": 0.7}
        acc.stints.append(
            Stint(f.clerk, j.d1, w.days, r.uniform(0.15, 0.5), rhythm="desk", weekend=0.3, **kw)
        )
        base = [advert(r, f.industry, f.city) for _ in range(2)]
        adverts(w, r, acc, j.d1, w.days, base, f.industry, 0.06)
        for d in range(j.d1 + r.randrange(2, 20), w.days, 30):
            if w.level < 2 and r.random() < 0.7:
                w.pay(f.pay if w.level == 0 else f.owner.pay, j.person.pay, d, r.choice((100, 150, 300)), r)
        w.left_out.add(f.acc.id)
        w.guilty(acc, "rented", f"exboss_{i:02d}", "former_boss_keeps_using")
