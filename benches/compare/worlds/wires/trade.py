"""Accounts that are sold: farms, single employees, collectors of dormant ones, administrators."""

from core import DAY, Use
from crew import Crew, Purses, bind, candidates, find_buyer, new_owner, take
from texts import campaign


def price(rng, a):
    middle = {"personal": 180, "professional": 700, "kos": 450}[a.kind]
    x = middle * rng.lognormvariate(0, 0.6)
    return max(30, round(x / 10) * 10 if rng.random() < 0.8 else round(x))


def sell(w, rng, a, t, purses, buyer, line=None, number=True):
    purses.move(buyer.pay, None, t + rng.randrange(-DAY // 2, DAY), price(rng, a))
    new_owner(w, rng, a, buyer, t, line if w.camo == 2 else None, number=number)
    if buyer.firm is not None and rng.random() < 0.4 and a.kind != "kos":
        bind(w, rng, buyer.firm, a, t + rng.randint(1, 12) * DAY)


def buyers(w, rng):
    """Endless buyers; one in five takes several accounts."""
    while True:
        buyer = find_buyer(w, rng)
        for _ in range(rng.choice((1, 1, 1, 1, 3))):
            yield buyer


def farm(w, rng, pool):
    """Raised under bought names for some weeks, sold one by one; some buyers are robbed of it again."""
    ring, crew, purses = w.next_ring(), Crew(w, rng, rng.choice((1, 2, 3))), Purses(w, rng)
    fresh_share = rng.choice((0.2, 0.5, 0.8))
    with_card = rng.random() < 0.3  # the SIM card is sold along
    robs = rng.random() < 0.4
    begin, market = rng.randrange(-40 * DAY, w.end // 3), buyers(w, rng)
    sold = []
    for _ in range(rng.randint(11, 22)):
        a = take(pool)
        line = crew.line(a.person.hand.city)
        got = begin + int(rng.random() * w.end * 0.5)
        ready = got + int(rng.triangular(14, 70, 30) * DAY)
        if rng.random() < fresh_share:
            a.registered = got - rng.randrange(3 * DAY)
            a.uses, a.stories = [], []
        else:
            a.cut(got)
        a.guilty("traded", ring, "farm_sold_with_sim_card" if with_card else "farm_raises_and_sells")
        rate = rng.uniform(0.2, 1.0)
        end = min(w.end, ready)
        a.uses.append(Use(start=max(0, got, a.registered), end=end, rate=rate, **line))
        if rng.random() < 0.3:  # bought as raw material
            purses.move(None, a.person.pay, got, rng.choice((30, 50, 80, 100)))
        if ready >= w.end or rng.random() < 0.05:
            if ready < w.end:
                a.uses.append(Use(start=ready, end=w.end, rate=rate, **line))
            a.story("traded", "farm_stock_not_yet_sold")
            continue
        buyer = next(market)
        sell(w, rng, a, ready, purses, buyer, line, number=not with_card)
        sold.append(a)
        back = ready + rng.randint(12, 45) * DAY
        if robs and back < w.end - 5 * DAY and rng.random() < 0.3:
            a.story("traded", "taken_back_and_sold_again")
            a.cut(back)
            a.uses.append(Use(start=back, end=min(w.end, back + 2 * DAY), rate=0.8, **line))
            w.change(a, "password", back)
            sell(w, rng, a, back + rng.randint(1, 6) * DAY, purses, next(market), line)
    if rng.random() < 0.5:  # the farm warms them up with the same texts
        campaign(
            w,
            rng,
            sold,
            "none",
            rng.randint(4, 12),
            lambda a: (max(0, a.registered // DAY + 1, begin // DAY), w.days),
        )


def collector(w, rng, pool):
    """Buys dormant accounts of students and pensioners, looks in once and passes them on."""
    ring, crew, purses = w.next_ring(), Crew(w, rng, rng.choice((1, 1, 2))), Purses(w, rng)
    market = buyers(w, rng)
    for _ in range(rng.randint(8, 16)):
        a = take(pool)
        t = rng.randrange(w.end // 6, w.end - 6 * DAY)
        if rng.random() < 0.6:
            a.cut(max(1, t - rng.randint(5, 60) * DAY))
        else:
            a.cut(t)
        a.guilty("traded", ring, "collector_of_dormant_accounts")
        purses.move(None, a.person.pay, t, rng.choice((20, 30, 50, 80, 120)))
        line, stay = crew.line(a.person.hand.city), rng.choice((0.1, 1, 2, 5, 15)) * DAY
        start = max(t, a.registered)
        a.uses.append(
            Use(start=start, end=int(min(w.end, start + stay)), rate=1.2 if stay < 3 * DAY else 0.4, **line)
        )
        if start + stay < w.end:
            sell(w, rng, a, int(start + stay), purses, next(market), line)


def employee(w, rng, pool):
    """One person sells the own staff account; the firm notices late or not at all."""
    a = take(pool)
    ring, t = w.next_ring(), rng.randrange(5 * DAY, w.end - 8 * DAY)
    a.guilty("traded", ring, "employee_sells_own_account")
    a.cut(t)
    purses = Purses(w, rng, a.person.pay)
    sell(w, rng, a, t, purses, find_buyer(w, rng))
    for b in w.bindings:
        if b.account is a and b.end is None and rng.random() < 0.5:
            b.end = max(b.start + DAY, t + rng.randint(-5, 30) * DAY)
    if rng.random() < 0.25:  # the seller still looks in
        a.uses.append(Use(a.person.hand, t, w.end, 0.05))


def administrator(w, rng):
    """Sells accounts that the firm made and that leavers left behind."""
    firms = [
        f
        for f in w.firms
        if not f.account.busy
        and sum(j.binding.method == "created" and not j.account.busy for j in f.jobs) >= 3
    ]
    if not firms:
        return
    firm = rng.choice(firms)
    ring, purses = w.next_ring(), Purses(w, rng)
    jobs = [j for j in firm.jobs if j.binding.method == "created" and not j.account.busy]
    market = buyers(w, rng)
    for job in rng.sample(jobs, min(len(jobs), rng.randint(3, 6))):
        t = rng.randrange(DAY * 4, w.end - 8 * DAY)
        a = job.account
        a.guilty("traded", ring, "administrator_sells_firm_accounts")
        a.cut(max(1, t - rng.choice((0, 0, 10, 30)) * DAY))
        sell(w, rng, a, max(t, a.registered), purses, next(market))
        if rng.random() < 0.5:
            job.end = job.binding.end = max(job.start + DAY, t + rng.randint(-3, 20) * DAY)


def run(w):
    rng = w.rng("trade")
    pool = candidates(w, rng, ("personal", "personal", "professional"))
    for _ in range(max(4, w.count(rng, 6, 8))):
        farm(w, rng, pool)
    for _ in range(max(2, w.count(rng, 3, 4))):
        collector(w, rng, pool)
    staff = candidates(w, rng, ("kos",), lambda a: a.firm is not None and not a.firm.account.busy)
    for _ in range(max(4, w.count(rng, 14, 22))):
        employee(w, rng, staff)
    for _ in range(max(1, w.count(rng, 2, 4))):
        administrator(w, rng)
