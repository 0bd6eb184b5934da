"""Accounts sold and accounts let: farms, sellers, dealers, fleets; studios, campaign bursts, moonlighters,
relatives."""
from base import CITIES, DAY, new_id, poisson
from companies import employee
from hand import Hand, customer, private_holder
from people import person, run_account
from texts import INDUSTRIES, near_copy, note, rewrite


def posts(w, r, aid, t0, t1, pool, industry, n=None):
    """Notes of an operation: near copies of a pool, spun further with the level, mixed with original ones."""
    t0, t1 = max(0, int(t0)), int(min(t1, w.end))
    if t1 <= t0:
        return
    for _ in range(poisson(r, (t1 - t0) / DAY * .09) if n is None else n):
        u, text = r.random(), r.choice(pool)
        if u < (.15, .4, .6)[w.level]:
            text = note(r, industry)
        elif w.level and r.random() < .3 * w.level:
            text = rewrite(r, text, industry)
        else:
            text = near_copy(r, text, r.choice((0, 1, 2)))
        w.note(r, aid, r.randrange(t0, t1), text)


def take_over(w, r, aid, op, t, keep_phone=False, holder=.12):
    """A buyer makes an account theirs; careful ones change little at a time."""
    slow = (1, 3, 8)[w.level]
    if r.random() < .85:
        w.change(r, aid, "password", t + r.randint(60, 7200))
    if not keep_phone and r.random() < .75:
        w.change(r, aid, "phone", t + r.randint(300, slow * DAY), op.phone)
    if r.random() < .6:
        w.change(r, aid, "payout_account", t + r.randint(600, slow * 2 * DAY), op.pay)
    if r.random() < holder:
        w.change(r, aid, "holder", t + r.randint(DAY, 12 * DAY), op.holder)
    if r.random() < .15:
        w.change(r, aid, "region", t + r.randint(600, 3 * DAY), CITIES[op.city][0])


def employ(w, r, co, aid, op, t, until=None):
    """The bought account goes to work for the customer: bound, advertised, posting."""
    if t < w.end and r.random() < .75:
        w.bind(r, co.ent, aid, t, until, "bound", r.choice((op.holder, "", new_id(r, "h"))))
        w.acc[aid][1] = "kos"
        if r.random() < .7:
            w.ads(r, aid, t + r.randint(0, 6) * DAY, w.end, r.lognormvariate(4.9, .6),
                    ("seeding", "lead_collection"), .6)


def buyer_user(w, r, hand, city, co=None):
    """The new user after a sale: a plain user at level 0, behind a local proxy at 1, on a cloud phone at
    2."""
    if w.level == 0:
        op = person(w, r, co.city if co else None)
        if co:
            op.work = co.net
        return op
    return Hand(w, r, hand.ring).seat(city)


def farm(w, r, ring, size):
    """Raises accounts on its devices for weeks, then sells them one by one."""
    h, industry = Hand(w, r, ring), r.choice(INDUSTRIES)
    pool = [note(r, industry) for _ in range(r.randint(4, 9))]
    buyers = [customer(w, r, industry=industry) for _ in range(max(2, size // 8))]
    for _ in range(size):
        city = w.city(r)
        op = h.seat(city)
        op.city = city
        reg = r.randint(-120 * DAY, int(w.end * .35))
        aid = w.open(r, op, r.choice(("personal", "personal", "professional")), reg, op.pay)
        w.abuse(aid, "traded", ring, "farm_raised")
        sold = r.randint(max(0, reg) + 12 * DAY, w.end + 10 * DAY) if max(0,
                reg) + 12 * DAY < w.end else w.end
        w.use(r, aid, op, max(0, reg), sold, r.uniform(.35, .8), .2)
        posts(w, r, aid, reg, sold, pool, industry)
        if sold >= w.end:
            continue
        co = r.choice(buyers) if r.random() < .7 else None
        new = buyer_user(w, r, h, city, co)
        if w.level == 2 and r.random() < .5:
            new.devs, new.only = op.devs, op.only
        h.money(co.pay if co else new.pay, op.pay, sold - r.randint(600, 2 * DAY),
                r.choice((300, 500, 680, 900, 1500)))
        take_over(w, r, aid, new, sold)
        w.use(r, aid, new, sold, None, r.uniform(.3, .7), .35)
        posts(w, r, aid, sold, w.end, [note(r, industry) for _ in range(3)], industry)
        if co:
            employ(w, r, co, aid, new, sold + r.randint(1, 9) * DAY)
    h.sweep()
    h.worker()


def sold_by_employee(w, r, ring, size):
    """Single employees sell the account they built at work, through a go-between, to whoever pays."""
    h = Hand(w, r, ring)
    for _ in range(size):
        co = r.choice([f for f in w.companies if 1 < len(f.staff) < 27])
        t = r.randint(int(w.end * .2), int(w.end * .85))
        op = person(w, r, co.city)
        op.work = co.net
        own = r.random() < .7
        aid = w.open(r, op, "kos", -r.randint(120, 800) * DAY, None, co.industry)
        w.bind(r, co.ent, aid, -r.randint(5, 110) * DAY, t - r.randint(-6, 6) * DAY, "bound" if own
                else "created", op.holder)
        run_account(w, r, op, aid, r.uniform(.3, .7), 0, t, co.industry, .05)
        run_account(w, r, op, w.open(r, op, "personal"))
        buyer = customer(w, r, 2) if r.random() < .5 else None
        new = buyer_user(w, r, h, op.city, buyer)
        price = r.choice((800, 1200, 2000, 3500, 6000))
        h.money(buyer.pay if buyer else new.pay, h.payee(), t - r.randint(0, DAY), price)
        h.money(h.payee(), op.pay, t + r.randint(600, 2 * DAY), price * .85)
        take_over(w, r, aid, new, t)
        w.use(r, aid, new, t, None, r.uniform(.3, .7))
        posts(w, r, aid, t, w.end, [note(r, r.choice(INDUSTRIES)) for _ in range(3)], co.industry)
        if buyer:
            employ(w, r, buyer, aid, new, t + r.randint(1, 12) * DAY)
        w.abuse(aid, "traded", ring, "employee_sells_account" if own else "company_account_sold_by_leaver")


def dealer(w, r, ring, size):
    """Buys idle accounts of strangers, keeps them warm for two weeks, sells them on: two changes of hand."""
    h = Hand(w, r, ring)
    for _ in range(size):
        t = r.randint(int(w.end * .1), int(w.end * .7))
        p, aid = private_holder(w, r, int(t * r.uniform(.1, .9)))
        op = h.seat(p.city)
        h.money(op.pay, p.pay, t, r.choice((80, 120, 200, 300)))
        take_over(w, r, aid, op, t, holder=0)
        t2 = t + r.randint(6, 22) * DAY
        w.use(r, aid, op, t, t2, r.uniform(.3, .7), .15)
        w.abuse(aid, "traded", ring, "dealer_buys_idle_and_resells")
        if t2 < w.end:
            new = buyer_user(w, r, h, p.city)
            h.money(new.pay, op.pay, t2, r.choice((400, 600, 900, 1300)))
            take_over(w, r, aid, new, t2)
            w.use(r, aid, new, t2, None, r.uniform(.2, .7))
    h.sweep()


def fleet(w, r, ring, size):
    """Buys a dozen grown accounts from different people and runs them itself for one customer's campaign."""
    h, industry = Hand(w, r, ring), r.choice(INDUSTRIES)
    co, pool = customer(w, r, 3, industry), [note(r, industry) for _ in range(6)]
    for _ in range(size):
        t = r.randint(int(w.end * .15), int(w.end * .75))
        p, aid = private_holder(w, r, t - r.randint(0, 3 * DAY), r.choice(("personal", "professional")))
        op = h.seat(p.city)
        h.money(op.pay, p.pay, t - r.randint(0, DAY), r.choice((500, 800, 1500, 2600)))
        take_over(w, r, aid, op, t)
        w.use(r, aid, op, t, None, r.uniform(.4, .9), .35)
        posts(w, r, aid, t, w.end, pool, industry)
        employ(w, r, co, aid, op, t + r.randint(1, 8) * DAY)
        w.abuse(aid, "traded", ring, "fleet_bought_from_many")
    h.worker()


def let(w, r, ring, h, p, aid, trick, t0, t1, pool, industry, rate, days=None, rent=True):
    """The tenant uses the account from t0 to t1 while the holder goes on; rent is paid by the month or the
    week."""
    op = h.seat(p.city)
    w.use(r, aid, op, t0, t1, rate, .35, days=days)
    posts(w, r, aid, t0, t1, pool, industry)
    if r.random() < .25:
        w.change(r, aid, "password", t0 + r.randint(-DAY, DAY))
    if r.random() < .1:
        w.change(r, aid, "payout_account", t0 + r.randint(0, 9 * DAY), op.pay)
    step = r.choice((7, 30, 30))
    sum_ = r.choice((200, 300, 400, 600, 900)) * (step / 30)
    for t in range(int(t0), int(min(t1, w.end)), step * DAY):
        if rent:
            h.money(op.pay, p.pay, t + r.randint(0, 2 * DAY), sum_ * r.choice((1, 1, .9)))
    w.abuse(aid, "rented", ring, trick)


def studio(w, r, ring, size):
    """A rental studio posts in working hours on accounts whose holders keep using them."""
    h, industry = Hand(w, r, ring, "desk"), r.choice(INDUSTRIES)
    pool, co = [note(r, industry) for _ in range(r.randint(5, 10))], customer(w, r, 4, industry)
    for _ in range(size):
        p, aid = private_holder(w, r, None, r.choice(("personal", "professional")))
        run_account(w, r, p, aid, r.uniform(.15, .5))
        t0 = r.choice((0, r.randrange(int(w.end * .6))))
        t1 = w.end if r.random() < .6 else t0 + r.randint(25, 80) * DAY
        let(w, r, ring, h, p, aid, "studio_with_active_holder", t0, t1, pool, industry, r.uniform(.3, .8))
        if r.random() < .45:
            employ(w, r, co, aid, p, t0 + r.randint(0, 5) * DAY, None if t1 >= w.end else t1)
    for t in range(8 * DAY, w.end, 30 * DAY):
        w.pay(r, co.pay, h.payee(), t + r.randrange(DAY), size * r.choice((400, 600, 800)))
    h.sweep()
    h.worker()


def bursts(w, r, ring, size):
    """Accounts are taken only on the days of a campaign; the holder forwards the code and gets a task fee."""
    h, industry = Hand(w, r, ring), r.choice(INDUSTRIES)
    waves = [r.randrange(w.days - 4) for _ in range(r.randint(4, 8))]
    days = {d + k for d in waves for k in range(r.randint(2, 4))}
    pool = [note(r, industry) for _ in range(len(waves))]
    for _ in range(size):
        p, aid = private_holder(w, r)
        run_account(w, r, p, aid, r.uniform(.2, .6))
        mine = {d for d in days if r.random() < .8}
        let(w, r, ring, h, p, aid, "campaign_bursts_with_code", 0, w.end, pool, industry, .9, mine, False)
        for d in waves:
            if r.random() < .6:
                h.money(h.payee(), p.pay, (d + 4) * DAY + r.randrange(DAY), r.choice((20, 30, 50, 80)))


def moonlight(w, r, ring, size):
    """Employees let the account bound to their employer to an outsider at night."""
    h, industry = Hand(w, r, ring, r.choice(("night", "late"))), r.choice(INDUSTRIES)
    pool = [note(r, industry) for _ in range(5)]
    for _ in range(size):
        co = r.choice([f for f in w.companies if 1 < len(f.staff) < 27])
        s = employee(w, r, co, -r.randint(20, 50) * DAY, None, "bound", rate=r.uniform(.3, .7))
        co.staff.pop()
        let(w, r, ring, h, s.op, s.aid, "employee_lets_account_at_night", r.randrange(w.end // 2), w.end,
                pool, industry,
            r.uniform(.3, .7))


def relatives(w, r, ring, size):
    """A recruiter brings family and neighbours of one town; all of them are let to the same tenant."""
    h, industry = Hand(w, r, ring), r.choice(INDUSTRIES)
    pool, town = [note(r, industry) for _ in range(6)], w.city(r)
    recruiter, home = person(w, r, town), w.home(r, town)
    for k in range(size):
        p, aid = private_holder(w, r, None, "personal", town, False)
        if k % 3 and w.level == 0:
            p.homes = [(-10 ** 10, home)]
        run_account(w, r, p, aid, r.uniform(.2, .6))
        t0 = r.randrange(int(w.end * .5))
        let(w, r, ring, h, p, aid, "recruited_relatives", t0, w.end, pool, industry, r.uniform(.3, .7),
                None, w.level > 0)
        if w.level == 0:
            for t in range(t0, w.end, 30 * DAY):
                w.pay(r, h.purse, recruiter.pay, t + DAY, 400)
                w.pay(r, recruiter.pay, p.pay, t + 2 * DAY, 300)
