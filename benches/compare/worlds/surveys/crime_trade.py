"""Accounts raised and sold, or sold by people whose situation asks for it."""

from base import Stint
from commerce import campaign
from crime_base import Ring, customer, holders, merchant, need
from geo import SMALL, Net, city_of, home_net
from texts import GREY, advert, life, twist

TRADES = GREY + ("clothing", "travel")


def run(w):
    r = w.rng("crime trade")
    s = w.size / 20000
    for k in range(max(1, round(6 * s))):
        farm(w, r, k)
    for k in range(max(1, round(3 * s))):
        sim_takeover(w, r, k)
    for k in range(max(1, round(3 * s))):
        campus_reseller(w, r, k)
    closing_shops(w, r, max(1, round(3 * s)))
    singles(w, r, max(1, round(32 * s)))


def hand_over(w, r, acc, day, buyer, ring=None, price=300, trade=None, kept_device=None, role=None):
    """The account changes hands; the buyer uses it for business, as far as the business goes."""
    name, story = role
    level = w.level
    trade = trade or r.choice(TRADES)
    w.cut(acc, day)
    start = day + r.choice((0, 0, 1, 2, 5))
    kw = {}
    if kept_device:
        kw = {"devs": kept_device}
    elif level == 1 and r.random() < 0.7:
        city = acc.region if acc.region in w.pool else "shanghai"
        kw = {"devs": [w.new("d")], "nets": [Net(r.sample(w.pool[city], 3), city, 3)], "net_p": 0.9}
    elif level == 2:
        city = acc.region if acc.region in w.pool else "shanghai"
        kw = {"devs": [w.new("d")], "nets": [home_net(w, city, r)]}
    rate = r.lognormvariate(-0.6, 0.6)
    if start < w.days:
        acc.stints.append(Stint(buyer, max(0, start), w.days, rate, **kw))
        customer(w, buyer)
    spread = (2, 12, 30)[level]
    for field, p in (("password", 0.8), ("phone", 0.55), ("payout_account", 0.4), ("holder", 0.08)):
        at = day + r.randrange(0, spread + 1)
        if r.random() < p - 0.12 * level and 0 <= at < w.days:
            new = {"phone": w.new("t"), "payout_account": buyer.pay, "holder": buyer.holder}.get(field, "")
            w.change(acc, field, at, r, new)
    if r.random() < 0.45:
        at = max(0, start) + r.randrange(1, 15)
        kinds = (
            ("seeding", "lead_collection", "shutiao") if acc.kind == "kos" else ("shutiao", "lead_collection")
        )
        campaign(w, r, acc, at, r.randrange(5, 40), r.choice((50, 80, 150, 300)), kinds)
    for _ in range(r.randrange(0, 9)):
        d = max(0, start) + int(r.random() * w.days)
        if d < w.days:
            w.notes.append((acc, d, r.randrange(30000, 84000), advert(r, trade, buyer.city)))
    if ring:
        ring.settle(buyer.pay, ring.till(), max(0, day), price)
    w.guilty(acc, "traded", name, story)
    if acc.firm is None and buyer.employer and buyer.employer.owner is buyer and r.random() < 0.35:
        f = buyer.employer
        if start + 3 < w.days and len(f.binds) < 27:
            w.bind(f, acc, max(1, start + 2), None, "bound", buyer.holder if r.random() < 0.5 else "")


def farm(w, r, k):
    """A small-town studio registers accounts on villagers' identities, raises them in shifts, sells them."""
    ring = Ring(w, r, "farm", k, r.choice(SMALL))
    n = r.randrange(14, 32)
    trade = r.choice(TRADES)
    hidden = [h for i in range(n // 2 + 1) for h in [w.new("h")] * r.choice((1, 2, 2, 3))][:n]
    stock = []
    regular = [merchant(w, r) for _ in range(r.randrange(1, 4))]
    for i in range(n):
        clerk = r.choice(ring.crew)
        reg = r.randrange(-200, 25) if r.random() < 0.8 else r.randrange(-900, -200)
        acc = w.account(r.choice(("personal", "personal", "professional")), clerk, reg, r)
        acc.holder, acc.phone = hidden[i % len(hidden)], w.new("t")
        acc.region = city_of(r) if r.random() < 0.5 + 0.2 * w.level else ring.city
        if r.random() < 0.35:
            acc.payout = ring.till() if w.level < 2 else w.new("p")
        stock.append((acc, reg))
    bait = [life(r, ring.city) for _ in range(8)]
    for acc, reg in stock:
        sold = r.randrange(max(-25, reg + 20), w.days + 12) if reg + 20 < w.days + 12 else w.days
        ring.work(acc, max(0, reg), min(w.days, sold), r.lognormvariate(-0.9, 0.5))
        for _ in range(r.randrange(1, 7)):
            d = max(0, reg) + int(r.random() * max(1, sold - max(0, reg)))
            if d < min(w.days, sold):
                text = life(r, acc.region) if w.level == 2 or r.random() < 0.5 else twist(r, r.choice(bait))
                w.notes.append((acc, d, r.randrange(34000, 80000), text))
        if sold >= w.days:
            w.guilty(acc, "traded", ring.name, "farm_stock_not_yet_sold")
            continue
        buyer = r.choice(regular) if r.random() < 0.3 else merchant(w, r)
        phone = r.random() < 0.12 and w.level < 2
        kept = ring.kit(acc)[0] if phone or (w.level == 2 and r.random() < 0.5) else None
        story = "sold_with_its_phone" if kept else "farm_raised_and_sold"
        again = r.random() < 0.1 and sold < w.days - 35
        hand_over(
            w, r, acc, sold, buyer, ring, r.choice((80, 150, 260, 380, 600)), trade, kept, (ring.name, story)
        )
        if again:
            hand_over(
                w, r, acc, sold + r.randrange(15, 32), merchant(w, r), None, role=(ring.name, "sold_twice")
            )


def sim_takeover(w, r, k):
    """Numbers given out anew: the studio enters accounts that slept and sells them as old accounts."""
    ring = Ring(w, r, "takeover", k, city_of(r))
    asleep = [a for p in w.people for a in p.accounts if not p.busy and a.reg[0] < -300 and a.firm is None]
    asleep = [a for a in asleep if a.id not in w.truth and a.id not in w.left_out]
    asleep = [a for a in asleep if not a.stints or max(s.d1 for s in a.stints) < w.days // 3]
    for acc in r.sample(asleep, min(len(asleep), r.randrange(7, 15))):
        d = r.randrange(w.days // 3, w.days - 12)
        w.cut(acc, d)
        acc.owner.busy = True
        ring.work(acc, d, d + r.randrange(2, 14), 0.6)
        w.change(acc, "password", d, r)
        if r.random() < 0.5:
            w.change(acc, "phone", min(w.days - 1, d + 3), r, w.new("t"))
        sold = d + r.randrange(3, 20)
        who = (ring.name, "sleeping_account_taken_over_and_sold")
        if sold < w.days - 2:
            hand_over(w, r, acc, sold, merchant(w, r), ring, r.choice((120, 200, 450)), role=who)
        else:
            w.guilty(acc, "traded", *who)


def campus_reseller(w, r, k):
    """A student buys up classmates' accounts by the dormitory and sells them on within days."""
    city = city_of(r)
    boss = next(iter(holders(w, r, 1, test=lambda p: p.job == "student" and p.city == city)), None)
    ring = Ring(w, r, "campus", k, boss.city if boss else city, boss)
    young = holders(w, r, r.randrange(7, 14), test=lambda p: p.age < 25)
    for p in young:
        acc = p.accounts[-1]
        if acc.id in w.truth:
            continue
        d = r.randrange(6, w.days - 6)
        ring.settle(ring.till(), p.pay, d, r.choice((30, 50, 80, 120)))
        w.cut(acc, d)
        wait = r.randrange(1, 9)
        ring.work(acc, d, d + wait, 0.7, rhythm="student")
        who = (ring.name, "students_account_bought_up")
        hand_over(
            w, r, acc, min(w.days - 1, d + wait), merchant(w, r), ring, r.choice((150, 200, 300)), role=who
        )


def closing_shops(w, r, n):
    """The owner of a closing shop turns the company's staff accounts into money at a stranger's shop."""
    done = 0
    weak = sorted((f for f in w.firms if f.vitality > 0), key=lambda f: (f.vitality, f.acc.id))
    for f in weak:
        made = [
            j for j in f.staff if j.acc.created and j.acc.id not in w.truth and j.d0 < 10 and j.d1 is None
        ]
        if done >= n or len(made) < 4 or f.owner.busy or f.acc.id in w.truth or f.acc.id in w.left_out:
            continue
        done += 1
        name = f"closing_{done:02d}"
        f.owner.busy = True
        w.left_out.add(f.acc.id)
        buyer = merchant(w, r)
        d = r.randrange(10, w.days - 15)
        ring = Ring(w, r, "closing", done, f.city, f.owner)
        ring.name = name
        for j in made:
            j.binding.d1 = j.d1 = d + r.randrange(0, 3)
            who = (name, "closing_shop_sells_staff_accounts")
            hand_over(
                w, r, j.acc, j.binding.d1, buyer if r.random() < 0.7 else merchant(w, r), ring, 260, role=who
            )


def singles(w, r, n):
    """People in need sell one account: an aged one, a second one; some over a second-hand app's middleman."""
    sellers = holders(w, r, n, weight=lambda p: need(p) * (2 if len(p.accounts) > 1 else 1))
    middle = [Ring(w, r, "middleman", k, city_of(r)) for k in range(max(1, n // 11))]
    for i, p in enumerate(sellers):
        acc = p.accounts[-1] if p.accounts[-1].stints else p.accounts[0]
        if acc.id in w.truth:
            continue
        ring = r.choice(middle) if r.random() < 0.45 else None
        day = r.randrange(4, w.days - 4)
        who = (
            (ring.name, "sold_through_middleman")
            if ring
            else (f"single_{i:02d}", "indebted_holder_sells_own_account")
        )
        buyer = merchant(w, r)
        price = r.choice((100, 200, 350, 500, 900))
        if ring:
            ring.settle(ring.till(), p.pay, day, price * 0.7)
        elif w.level < 2 and r.random() < 0.6:
            w.pay(buyer.pay, p.pay, day, price, r)
        hand_over(w, r, acc, day, buyer, ring, price, role=who)
        if r.random() < 0.25 and day + 8 < w.days:
            acc.stints.append(Stint(p, day + 1, day + 8, 0.15))
