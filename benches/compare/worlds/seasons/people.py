"""Private people and everything honest that happens to them and their accounts."""

from model import DAY, HOMETOWNS, Use
from words import Brief


def build(W, target):
    """Fill up to about so many accounts with private people."""
    rng = W.rng("people")
    while len(W.accounts) < target:
        p = W.person(rng)
        for k in range(rng.choices((1, 2, 3), (74, 20, 6))[0]):
            creator = rng.random() < 0.16
            a = W.account(rng, "professional" if creator else "personal", p)
            late = rng.random() < 0.07
            if late:
                a.reg = W.ts(rng, rng.randrange(0, W.days - 5))
            W.live(rng, a, p, a=max(0, a.reg // DAY), rate=rng.uniform(0.3, 1.4) if creator else None)
            a.notes.append(
                (max(0, a.reg // DAY), W.days, rng.lognormvariate(-2.2 if creator else -4.6, 0.8), None, 0)
            )
            if rng.random() < (0.12 if creator else 0.01):
                d = W.season.hire.draw(rng, 0, W.days - 3)
                a.spend = (
                    d,
                    min(W.days, d + rng.randrange(2, 60)),
                    rng.choice(("shutiao", "shutiao", "seeding")),
                    rng.lognormvariate(3.8, 0.8),
                    0.3,
                )
    lives(W, rng)
    phones(W, rng)
    households(W, rng)
    oddities(W, rng)
    takeovers(W, rng)


def lives(W, rng):
    """Journeys home, holidays, business trips, moves."""
    for p in W.people:
        if rng.random() < 0.025 and not p.moved:
            d, city = rng.randrange(8, W.days - 8), W.city(rng)
            home = W.broadband(rng, city)
            p.trips.insert(0, (d, W.days, [(home, 0.6), (W.carrier(city), 0.4)]))
            p.moved = True
            for a in p.accounts:
                W.story(a, "moved_house")
                if rng.random() < 0.3:
                    W.change(a, "region", W.ts(rng, min(W.days - 1, d + rng.randrange(20))), p.city, city)
                    a.region = city
        journeys(W, rng, p)
        if rng.random() < 0.012:
            d = rng.randrange(W.days - 12)
            p.trips.append((d, d + rng.randrange(10, 60), [(W.proxy(W.city(rng)), 1)]))
            for a in p.accounts:
                W.story(a, "uses_a_proxy_for_privacy")


def journeys(W, rng, p):
    """The way home at the feast, and ordinary trips."""
    for a, b in W.season.home:
        if rng.random() < 0.42:
            city = rng.choice(HOMETOWNS)
            d = a + rng.randrange(6) if b - a > 8 else a
            net = W.fixed(city) if rng.random() < 0.6 else W.carrier(city)
            p.trips.append(
                (d, d + rng.randrange(3, 16 if b - a > 8 else 9), [(net, 0.6), (W.carrier(city), 0.4)])
            )
    for _ in range(rng.choices((0, 1, 2, 5), (58, 27, 11, 4))[0]):
        city, d = W.city(rng), rng.randrange(0, W.days - 2)
        p.trips.append((d, d + rng.randrange(1, 8), [(W.carrier(city), 0.6), (W.fixed(city), 0.4)]))


def phones(W, rng):
    """Upgrades; some old phones appear at strangers in other cities; numbers and passwords change."""
    sold = []
    sale = W.season.life
    for p in W.people:
        if rng.random() < 0.11:
            camp = W.season.campaigns[0]
            d = (
                sale.draw(rng, 2, W.days - 2)
                if rng.random() < 0.6
                else min(W.days - 2, camp[1] + rng.randrange(25))
            )
            d = max(1, d)
            old = p.dev.at(d)
            if rng.random() < 0.13 and sold and sold[0][0] < d - 3:
                p.dev.change(d, sold.pop(0)[1])
                for a in p.accounts:
                    W.story(a, "bought_second_hand_phone")
            else:
                p.dev.change(d, W.tok("d"))
            if len(p.dev.steps) == 2 and rng.random() < 0.3:
                sold.append((d, old))
                sold.sort()
            for a in p.accounts:
                if a.kind != "enterprise" and rng.random() < 0.14:
                    W.change(a, "password", W.ts(rng, d))
                if a.holder == p.hid and a.kind != "enterprise" and rng.random() < 0.09:
                    W.set_phone(a, W.ts(rng, d))
                    W.story(a, "new_phone_and_number")
        for a in p.accounts:
            x = rng.random()
            if x < 0.05:
                W.change(a, "password", W.ts(rng, rng.randrange(W.days)))
            elif x < 0.065 and a.kind != "enterprise":
                W.set_phone(a, W.ts(rng, rng.randrange(W.days)))
            elif x < 0.085 and a.pay and a.kind != "enterprise":
                new = W.tok("p")
                W.change(a, "payout_account", W.ts(rng, rng.randrange(W.days)), a.pay, new)
                a.pay = new


def households(W, rng):
    """Couples and flat mates on one network, family tablets, parents who run a child's account."""
    single = [
        p for p in W.people if p.accounts and all(a.kind in ("personal", "professional") for a in p.accounts)
    ]
    rng.shuffle(single)
    i = 0
    while i + 4 < len(single) * 0.3:
        k = rng.choice((2, 2, 3, 4))
        home = single[i].home
        tablet = W.new_dev() if rng.random() < 0.35 else None
        for p in single[i : i + k]:
            if p.city != single[i].city:
                continue
            p.nets[0] = (home, p.nets[0][1])
            for a in p.accounts:
                if tablet:
                    a.uses.append(Use([(tablet, 1)], [(home, 1)], 0, W.days, 0.06, "evening", p.shift))
                    W.story(a, "family_tablet")
        i += k
    for p in single[i : i + int(160 * W.scale)]:
        other = rng.choice(single)
        a = p.accounts[0]
        if other is not p:
            a.uses.append(
                Use(
                    [(other.dev, 1)],
                    other.nets,
                    0,
                    W.days,
                    rng.uniform(0.05, 0.7),
                    "evening",
                    other.shift,
                    other.trips,
                )
            )
            W.story(
                a,
                rng.choice(("assistant_helps_holder", "partner_also_logs_in", "parent_runs_childs_account")),
            )


def oddities(W, rng):
    """Public devices, dormant users who come back, cloud phones of gamers, repair shops."""
    pool = [a for a in W.accounts if a.kind == "personal"]
    for _ in range(max(2, int(9 * W.scale))):
        city = W.city(rng)
        dev, net = W.new_dev(), W.fixed(city)
        for a in rng.sample(pool, min(len(pool) // 20, rng.randrange(90, 420))):
            d = rng.randrange(max(0, a.reg // DAY), W.days)
            a.uses.append(
                Use([(dev, 1)], [(net, 1)], d, min(W.days, d + 3), 0, "life", count=rng.choice((1, 1, 2)))
            )
            W.story(a, "public_device")
    for a in rng.sample(pool, int(len(pool) * 0.025)):
        p = a.person
        if len(p.accounts) > 1 or a.reg > -200 * DAY:
            continue
        d, city = W.season.deal.draw(rng, 10, W.days - 10), W.city(rng)
        W.cut(a, rng.choice((1, 2, 6)))
        new, home = W.new_dev(), W.broadband(rng, city)
        ts = W.ts(rng, d)
        W.change(a, "password", ts)
        if rng.random() < 0.6:
            W.set_phone(a, ts + rng.randrange(100, 3000))
        a.uses.append(
            Use(
                [(new, 1)],
                [(home, 0.6), (W.carrier(city), 0.4)],
                d,
                W.days,
                rng.uniform(0.1, 0.8),
                "life",
                p.shift,
                first=ts + 60,
            )
        )
        if rng.random() < 0.4:
            a.notes.append((d, W.days, 0.05, None, 0))
        W.story(a, "dormant_returner")
    for a in rng.sample(pool, int(len(pool) * 0.02)):
        a.uses.append(
            Use(
                [(W.new_dev(), 1)],
                [(W.fixed(W.city(rng)), 1)],
                rng.randrange(W.days - 20),
                W.days,
                rng.uniform(0.1, 0.5),
                "night",
            )
        )
        W.story(a, "own_cloud_phone")


def takeovers(W, rng):
    """Accounts that change hands or are worked by others for good reasons: in the family, by an MCN."""
    pool = [a for a in W.accounts if a.kind in ("personal", "professional") and len(a.person.accounts) == 1]
    rng.shuffle(pool)
    n = int(70 * W.scale)
    for a in pool[:n]:
        q, d = W.person(rng, a.person.city if rng.random() < 0.6 else None), W.season.life.draw(
            rng, 8, W.days - 8
        )
        ts = W.ts(rng, d)
        W.cut(a, d)
        W.change(a, "password", ts)
        W.set_phone(a, ts + 500, q.phone)
        if rng.random() < 0.5:
            W.change(a, "holder", ts + rng.randrange(600, 4 * DAY), a.holder, q.hid)
            a.holder = q.hid
        if rng.random() < 0.5:
            W.change(a, "payout_account", ts + 900, a.pay, q.pay)
            a.pay = q.pay
        W.live(rng, a, q, a=d, rate=rng.uniform(0.1, 0.7)).first = ts + 300
        a.person = q
        if rng.random() < 0.3:
            W.pay(q.pay, a.pay or q.pay, ts, rng.randrange(100, 3000))
        W.story(a, "family_takeover")
    creators = [a for a in pool[n:] if a.kind == "professional"]
    for k in range(max(2, int(6 * W.scale))):  # MCN houses with contracts
        city = W.city(rng)
        net, devs, pay = W.fixed(city), [W.new_dev() for _ in range(3)], W.tok("p")
        if k % 3:
            W.approved.append(("payment_account", pay, "mcn", None))
            for d in devs:
                W.approved.append(("device", d.at(0), "mcn", None))
        brief, dom = Brief("mcn%d" % k, rng.choice(("beauty", "apparel", "travel"))), rng.choice((5, 10, 15))
        for _ in range(rng.randrange(7, 16)):
            if not creators:
                return
            a = creators.pop()
            s = W.season.hire.draw(rng, 0, W.days - 20)
            a.uses.append(
                Use(
                    [(rng.choice(devs), 1)],
                    [(net, 1)],
                    s,
                    W.days,
                    rng.uniform(0.2, 0.8),
                    "office",
                    curve="work",
                )
            )
            a.notes.append((s, W.days, 0.1, brief, 2))
            a.pay = a.pay or a.person.pay
            fee = rng.choice((500, 800, 1000, 2000)) * rng.choice((1, 1, rng.uniform(0.7, 2)))
            for d in W.season.paydays(dom, s):
                W.pay(pay, a.pay, W.ts(rng, d, 10, 18), fee)
            W.story(a, "signed_with_mcn")
            if k % 2:
                a.spend = (s, W.days, "seeding", 120, 0.2)
