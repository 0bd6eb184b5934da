"""Sold accounts. Each trick: a rule, how it is dodged, the mistake or cost that stays."""

from world import Use
from rules import Crew
from market import Buyer, pick, spend_after, copy_notes


def sale(w, c, a, t, price, buyer, seller, trick, ring, keep_dev=None, home=None):
    """An account passes to a buyer for money."""
    r, city = w.r, home or a.region
    a.cut(t)
    cool = c.keeps("cooling_days", t)
    w.change(a, "password", t + 0.01)
    if r.random() < 0.75:
        w.swap(a, "phone", t + (r.uniform(8, 20) if cool else r.uniform(0.01, 2)), w.new_hash())
    if r.random() < 0.5:
        w.swap(a, "payout_account", t + (r.uniform(14, 30) if cool else r.uniform(0.1, 4)), buyer.wallet)
    if r.random() < 0.12:
        w.swap(a, "holder", t + r.uniform(0, 5), buyer.person.ident)
    rate = r.uniform(0.4, 1.5)
    start = t + r.uniform(0.02, 3)
    if c.keeps("sudden_life", t):  # the buyer is told to go slowly for a week or two
        buyer.run(c, a, city, start, start + r.uniform(6, 14), rate * 0.3, keep_dev, careful=True)
        start += 10
    buyer.run(c, a, city, start, w.days, rate, keep_dev, careful=False)
    if r.random() < 0.2:  # the seller is asked for a code once more
        old = [u for u in a.uses if u.who in ("owner", "crew") and u.t1 <= t + 0.1]
        if old:
            u, x = old[-1], t + r.uniform(0.1, 6)
            a.uses.append(Use(x, min(w.days, x + 1), 1.5, u.devs, u.home, None, u.mobile, u.hours))
    c.money(buyer.wallet, seller, t + r.uniform(-1, 0.5), price)
    if buyer.firm and r.random() < 0.8:
        b = start + r.uniform(0, 6)
        if b < w.days - 1:
            name = a.holder if c.keeps("declared_name", t) else buyer.person.ident
            w.bind(buyer.firm, a, b, None, "bound", name or w.new_hash())
            a.industry = buyer.firm.industry
    spend_after(w, c, a, start)
    w.guilty(a, "traded", ring, trick)


def raised(w, c, ring, n):
    """A farm's stock: registered in spells, raised by the crew, identities bought when the rule is kept."""
    r = w.r
    ident, spell = w.new_hash(), [-r.uniform(40, 500) for _ in range(r.randint(1, 4))]
    village, stock = w.city(), []
    text = None
    for _ in range(n):
        city = village if r.random() < 0.5 else w.city()
        reg = r.choice(spell) + r.uniform(0, 6) if r.random() < 0.7 else -r.uniform(30, 900)
        a = w.account(r.choice(("personal", "professional")), city, min(reg, -5))
        a.holder = w.new_hash() if c.keeps("one_identity") else ident
        a.phone = w.new_hash()
        a.payout = c.wallet() if r.random() < 0.5 else None
        stock.append(a)
        text = copy_notes(w, c, [a], 0, 30, text)
    return stock


def farm(w, k):
    """farm_batch_sale / farm_sold_with_phone: raised accounts are sold one by one."""
    r, c, ring = w.r, Crew(w, "farm"), f"traded-{k}"
    posted = r.random() < 0.3  # the phone goes by post, so the device never changes
    stock = raised(w, c, ring, r.randint(12, 30))
    buyers = [Buyer(w) for _ in range(r.randint(3, 9))]
    for a in stock:
        t = r.uniform(-15, w.days * 0.85)
        dev = c.device(max(0, t)) if not (posted or w.level == 2) else w.new_dev()
        c.run(a, a.region, 0, t if t > 0 else 0, r.uniform(0.15, 0.5), dev)
        keep = dev if posted or (w.level == 2 and r.random() < 0.6) else None
        if r.random() < 0.1:  # not sold yet
            for u in a.uses:
                u.t1 = w.days
            c.run(a, a.region, max(0, t), w.days, 0.3, dev)
            w.guilty(a, "traded", ring, "farm_stock_not_yet_sold")
        else:
            sale(
                w,
                c,
                a,
                t,
                r.randint(6, 60) * 100,
                r.choice(buyers),
                c.wallet(t),
                "farm_sold_with_its_phone" if posted else "farm_batch_sale",
                ring,
                keep,
            )
    c.sweep()


def dealer(w, k):
    """employee_sells_own / old_account_flip: a dealer buys from strangers and sells on."""
    r, c, ring = w.r, Crew(w, "dealer"), f"traded-{k}"
    flip = r.random() < 0.5
    buyers = [Buyer(w) for _ in range(r.randint(2, 5))]
    for a in pick(w, r.randint(6, 13), staff=not flip):
        t = r.uniform(5, w.days - 15)
        seller = a.person.wallet
        if flip:  # asleep for years, then with the dealer, then sold
            a.uses = [u for u in a.uses if r.random() < 0.15]
            a.reg = min(a.reg, -r.uniform(500, 2500))
            c.money(c.wallet(t), seller, t, r.randint(1, 12) * 100)
            w.change(a, "password", t)
            hold = r.uniform(4, 20) if c.keeps("sudden_life", t) else r.uniform(0, 2)
            a.cut(t)
            c.run(a, a.region, t, t + hold, 0.5)
            sale(
                w,
                c,
                a,
                min(w.days - 2, t + hold),
                r.randint(10, 80) * 100,
                r.choice(buyers),
                c.wallet(t),
                "old_account_flip",
                ring,
            )
        else:  # the own account, with the trust that the work gave it
            price = r.randint(5, 50) * 100
            c.money(c.wallet(t), seller, t + 0.5, price * 0.7)
            for b in w.bindings:
                if b[1] == a.id and b[3] is None and r.random() < 0.7:
                    b[3] = min(w.days - 0.1, t + r.uniform(-3, 3))
                    a.kind = "professional"
            sale(w, c, a, t, price, r.choice(buyers), c.wallet(t), "employee_sells_own_account", ring)
    c.sweep()


def fake_succession(w, k):
    """sold_as_succession: a failing company sells the accounts it created; it looks like a handover."""
    r, c, ring = w.r, Crew(w, "liquidator"), f"traded-{k}"
    fs = [
        f
        for f in w.firms
        if f.kind == "plain" and 6 <= len(f.staff) <= 20 and f.clean and f.ent.id not in w.truth
    ]
    f = r.choice(fs)
    f.clean, buyers = False, [Buyer(w) for _ in range(2)]
    w.outside.add(f.ent.id)
    for a, p, t0, t1 in list(f.staff):
        b = next((x for x in w.bindings if x[1] == a.id and x[3] is None and x[0] == f.ent.id), None)
        if b is None or a.id in w.truth or a.reg > 5 or b[2] > 8:
            continue
        t = min(w.days - 8, max(10, b[2] + 5) + r.uniform(0, 40))
        # stay bound at the seller for some weeks, new name declared
        if c.keeps("short_binding", t):
            if r.random() < 0.5:
                b[3] = t
                w.bind(f, a, t + 0.01, None, "created", r.choice(buyers).person.ident)
        else:
            b[3] = t
        sale(w, c, a, t, r.randint(15, 90) * 100, r.choice(buyers), f.boss.wallet, "sold_as_succession", ring)
    c.sweep()


def run(w, scale):
    n = max(3, round(11 * scale))
    k = 0
    for i in range(n):
        k += 1
        (farm, dealer, dealer)[i % 3](w, k)
    for _ in range(max(1, round(3 * scale))):
        k += 1
        fake_succession(w, k)
