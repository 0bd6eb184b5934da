"""Accounts sold: farms, brokers, staff, and ways to blur the day of the sale."""

import tables as T
from commerce import campaign
from firms import bind
from tables import draw
from world import INF, Use


def raise_stock(r, n):
    """A farm's stock: registered in batches, kept warm from the farm's seats."""
    w, rnd, stock = r.w, r.rnd, []
    batches = [-draw(rnd, ("uni", 10, 240)) for _ in range(2 + 2 * w.level)]
    for _ in range(n):
        city = r.city if w.level == 0 or rnd.random() < 0.3 else w.city(rnd)
        p = w.person(rnd, city)
        a = w.account(
            rnd,
            "professional" if rnd.random() < 0.2 else "personal",
            p,
            reg=rnd.choice(batches) - draw(rnd, ("exp", 1 + 6 * w.level)),
            rate=draw(rnd, T.RATE["rack"]),
            op=r.seat(city),
        )
        a.notes = 0
        if w.level == 0 and rnd.random() < 0.5:
            a.payout = r.wallet()
        stock.append(a)
    return stock


def sell(r, a, t, op=None, wallet=None, **kw):
    if op is None:
        op, wallet = r.customer(a.region)
    begin = r.hand_over(a, t, op, **kw)
    r.pay(t - draw(r.rnd, ("exp", 0.7)), wallet, r.wallet(), draw(r.rnd, T.PRICE["account"]))
    r.mark(a)
    return begin


def farm_retail(r, n):
    for a in raise_stock(r, n):
        t = r.rnd.uniform(6, r.w.days - 7)
        r.post(a, 0, t, "" if r.rnd.random() < 0.7 else r.trade, 2)
        if r.rnd.random() < 0.12:
            a.judged = False  # still on the shelf when the window ends
            continue
        r.new_life(a, sell(r, a, t))


def farm_batch_to_firm(r, n):
    w, rnd = r.w, r.rnd
    stock = raise_stock(r, n)
    while stock:
        firm = rnd.choice([f for f in w.firms if f.kind == "small_firm" and f.ent.role == "clean"])
        firm.ent.judged = False
        k = rnd.randint(4, 8)
        lot, stock = stock[:k], stock[k:]
        t = rnd.uniform(12, w.days - 15)
        for a in lot:
            op = firm.desk if w.level == 0 else r.seat(a.region)
            day = min(t + draw(rnd, ("exp", 0.3 + 3 * w.level)), w.days - rnd.uniform(4, 9))
            begin = sell(r, a, day, op, firm.wallet)
            when = begin + draw(rnd, ("logn", 2, 0.7))
            if when > w.days:
                continue
            a.kind = "kos"
            bind(w, rnd, firm, a, when, declared="" if rnd.random() < 0.4 else None)
            r.trade = firm.industry
            r.post(a, begin, w.days, firm.industry, 4)
            campaign(
                w,
                rnd,
                a,
                when + draw(rnd, ("logn", 3, 0.6)),
                INF,
                draw(rnd, ("logn", 110, 0.5)),
                draw(rnd, ("pick", ("seeding", 1), ("lead_collection", 1))),
            )


def escrow_broker(r, n):
    """Strangers' accounts rest with a broker for inspection, then go on to the buyer."""
    for _ in range(n):
        a = r.holder()
        t = r.rnd.uniform(8, r.w.days - 14)
        stay = draw(r.rnd, ("uni", 1, 5))
        begin = r.hand_over(a, t, r.seat(a.region), rate=2.0, end=t + stay)
        r.pay(t, r.wallet(), a.owner.wallet, draw(r.rnd, T.PRICE["account"]) * 0.7)
        r.new_life(a, sell(r, a, max(begin + 0.5, t + stay)))


def staff_posts(r, n):
    """n honest employees' own accounts at n companies, so far untouched."""
    rnd, out, seen = r.rnd, [], set()
    posts = [
        p
        for p in r.w.posts
        if p.end == INF
        and p.start < -3
        and p.method == "bound"
        and p.acc.role == "clean"
        and p.acc.judged
        and p.firm.ent.role == "clean"
    ]
    while len(out) < n:
        p = rnd.choice(posts)
        if p.firm.ent.id not in seen and p.acc.role == "clean":
            seen.add(p.firm.ent.id)
            out.append(p)
    return out


def staff_sells_own(r, n):
    for post in staff_posts(r, n):
        t = r.rnd.uniform(8, r.w.days - 8)
        r.wallets = [post.acc.owner.wallet]
        r.new_life(post.acc, sell(r, post.acc, t), spend=0.65)
        if r.rnd.random() < 0.4:
            post.end = t + draw(r.rnd, ("logn", 9, 0.7))


def staff_buyout(r, n):
    """A competitor buys employees' accounts one after the other and binds them to itself."""
    w, rnd = r.w, r.rnd
    boss = rnd.choice([f for f in w.firms if f.kind == "small_firm" and f.ent.role == "clean"])
    boss.ent.judged, t = False, rnd.uniform(10, 30)
    for post in staff_posts(r, n):
        t = min(t + draw(rnd, ("exp", 2 + 2 * w.level)), w.days - rnd.uniform(4, 9))
        r.wallets = [post.acc.owner.wallet]
        op = boss.desk if w.level == 0 else r.seat(post.acc.region)
        begin = sell(r, post.acc, t, op, boss.wallet)
        post.end = begin + draw(rnd, ("exp", 2))
        bind(w, rnd, boss, post.acc, post.end + draw(rnd, ("exp", 2)), declared=post.acc.owner.holder)
        r.new_life(post.acc, post.end + 2, spend=0.8)


def phone_included(r, n):
    """The handset goes along: same device, other hands, place and hours."""
    w, rnd = r.w, r.rnd
    for _ in range(n):
        a = r.holder()
        t = rnd.uniform(8, w.days - 8)
        p = w.person(rnd, a.region if w.level else None)
        p.devs = [(-INF, INF, a.owner.main_device(t), 1.0)]
        a.owner.swap_device(t, w.device(rnd))
        r.new_life(a, sell(r, a, t, p, p.wallet))


def instalment_handover(r, n):
    """Paid in parts; until the last one the seller keeps the key and looks in."""
    w, rnd = r.w, r.rnd
    for _ in range(n):
        a = r.holder()
        t, parts = rnd.uniform(8, w.days - 25), rnd.randint(2, 4)
        step, price = draw(rnd, ("uni", 4, 9)), draw(rnd, T.PRICE["account"]) * 1.4
        op, wallet = r.customer(a.region)
        begin = r.hand_over(a, t, op)
        a.uses.append(Use(a.owner, t, t + step * parts, 0.12))
        for i in range(parts):
            r.pay(t + i * step, wallet, a.owner.wallet, price / parts)
        if rnd.random() < 0.6:
            w.change(a, "password", t + step * parts)
        r.mark(a)
        r.new_life(a, begin)


def sold_twice(r, n):
    """The seller takes the account back by proof of identity and sells it again."""
    w, rnd = r.w, r.rnd
    for _ in range(n):
        a = r.holder()
        t = rnd.uniform(6, w.days * 0.5)
        sell(r, a, t)
        back = t + draw(rnd, ("logn", 14, 0.4))
        if back < w.days - 8:
            a.cut(back)
            a.uses.append(Use(a.owner, back, back + 3, 0.8))
            w.change(a, "password", back)
            w.change(a, "phone", back + 0.02, a.owner.phone)
            r.new_life(a, sell(r, a, back + draw(rnd, ("uni", 2, 6))))


def sleeper(r, n):
    """Bought, then left alone for weeks; it wakes with advertising."""
    w, rnd = r.w, r.rnd
    for _ in range(n):
        a = r.holder()
        t = rnd.uniform(3, w.days * 0.4)
        wake = min(t + draw(rnd, ("logn", 24, 0.35)), w.days - rnd.uniform(4, 9))
        a.cut(t)
        r.pay(t, r.wallet(), a.owner.wallet, draw(rnd, T.PRICE["account"]))
        r.mark(a)
        r.new_life(a, r.hand_over(a, wake, r.seat(a.region), rate=0.7), spend=0.85)


TRICKS = {k: globals()[k] for k in T.TRADED}
