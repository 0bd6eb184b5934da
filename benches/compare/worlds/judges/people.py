"""Honest people: households, phones that change hands, travel, moves, pauses, several accounts, public
devices."""
from base import CITIES, DAY, Device, Operator, poisson
from texts import note


def person(w, r, city=None, home=None):
    """A person with the ordinary accidents of life: trips, upgrades, second-hand phones."""
    phone, second = None, False
    if w.market and w.used_phones and r.random() < .05:
        t_free, phone = w.used_phones.pop(r.randrange(len(w.used_phones)))
        second = True
    p = Operator(w, r, city, home=home, phone=None if second else phone)
    p.tags = []
    if second:
        p.get_phone(w, r, t_free + r.randint(2, 25) * DAY, phone)
        p.tags.append("second_hand_phone")
    if r.random() < .17 and not second:
        t = r.randrange(w.end)
        old = p.dev(t)
        p.get_phone(w, r, t)
        p.tags.append("phone_upgrade")
        if w.market and r.random() < .35 and t < w.end - 30 * DAY:
            w.used_phones.append((t, old))
            p.tags.append("sold_old_phone")
    for _ in range(r.choices((0, 1, 2, 3), (74, 16, 7, 3))[0]):
        a = r.randrange(w.end)
        p.trips.append((a, a + r.randint(2, 14) * DAY, w.city(r)))
    if r.random() < .03:
        t = r.randrange(w.end)
        p.move(w, r, t, w.city(r))
        p.tags.append("moved_house")
        if r.random() < .4:
            p.get_phone(w, r, t + r.randint(-3, 9) * DAY)
            p.tags.append("moved_with_new_phone")
    if r.random() < .02:
        p.vpn = r.choice(w.idc)
        p.tags.append("corporate_vpn")
    return p


def run_account(w, r, p, aid, rate=None, t0=0, t1=None, industry="日常", posts=.03):
    """Let a person use an account as people do, with notes and the usual administrative changes."""
    rate = min(.95, r.betavariate(1.1, 3.2)) if rate is None else rate
    t0 = max(t0, w.acc[aid][2])
    w.use(r, aid, p, t0, t1, rate, r.choice((.15, .25, .35, .45)))
    t1 = w.end if t1 is None else min(t1, w.end)
    if t1 <= t0:
        return
    for _ in range(poisson(r, posts * rate * (t1 - max(0, t0)) / DAY * 2)):
        w.note(r, aid, r.randrange(int(max(0, t0)), int(t1)), note(r, industry))
    if r.random() < .05:
        w.change(r, aid, "password", r.randrange(int(t0), int(t1)))
    if r.random() < .022:
        w.change(r, aid, "phone", r.randrange(int(t0), int(t1)), "p%014x" % r.getrandbits(56))
        w.story(aid, "honest", "new_phone_number")
    if r.random() < .02:
        w.change(r, aid, "payout_account", r.randrange(int(t0), int(t1)), "y%014x" % r.getrandbits(56))
        w.story(aid, "honest", "new_bank_card")
    if r.random() < .012:
        w.change(r, aid, "region", r.randrange(int(t0), int(t1)), CITIES[w.city(r)][0])


def dormant(w, r, p, aid):
    """Away for months, back with another phone, often in another city, with a reset password."""
    back = r.randint(int(w.end * .25), int(w.end * .85))
    if r.random() < .6:
        w.use(r, aid, p, 0, r.randint(1, max(2, back // 3)), .15)
    p.get_phone(w, r, back - DAY)
    if r.random() < .65:
        p.move(w, r, back - DAY, w.city(r))
    if r.random() < .7:
        w.change(r, aid, "password", back + r.randint(-600, 900))
    if r.random() < .4:
        w.change(r, aid, "phone", back + r.randint(60, 3 * DAY), "p%014x" % r.getrandbits(56))
    run_account(w, r, p, aid, r.uniform(.1, .6), back)
    w.story(aid, "honest", "dormant_return")


def household(w, r, limit):
    """One to four people under a roof; returns the accounts made."""
    made, size = [], r.choices((1, 2, 3, 4), (48, 30, 14, 8))[0]
    city = w.city(r)
    home = w.home(r, city)
    family = [person(w, r, city, home) for _ in range(size)]
    tablet = Device(w, r) if size > 1 and r.random() < .3 else None
    shared_pay = size > 1 and r.random() < .12
    for p in family:
        if tablet and r.random() < .8:
            p.side.append((tablet, r.uniform(.08, .4)))
        if r.random() < .3:
            p.side.append((Device(w, r, .35), r.uniform(.03, .2)))
        n = r.choices((1, 2, 3), (78, 17, 5))[0]
        if r.random() < .006:
            n = r.randint(4, 11)
        for k in range(n):
            if len(w.acc) >= limit:
                return made
            pro = r.random() < .13
            reg = r.randrange(int(w.end * .9)) if r.random() < .07 else None
            aid = w.open(r, p, "professional" if pro else "personal", reg, family[0].pay if shared_pay
                    else None)
            made.append(aid)
            for s in p.tags:
                w.story(aid, "honest", s)
            if any(d is tablet for d, _ in p.side):
                w.story(aid, "honest", "family_tablet")
            if n > 3:
                w.story(aid, "honest", "matrix_blogger")
            if shared_pay:
                w.story(aid, "honest", "family_payout")
            u = r.random()
            if u < .035 and n == 1 and not p.tags:
                dormant(w, r, p, aid)
                continue
            rate = r.betavariate(2.2, 2.4) if pro else None
            leave = handover(w, r, aid, p) if .075 < u < .085 else None
            run_account(w, r, p, aid, rate, 0, leave, "日常" if r.random() < .7
                    else r.choice(("美妆", "餐饮", "健身")),
                        .12 if pro else .03)
            if .035 < u < .055:
                second_user(w, r, aid, family, p)
            elif .055 < u < .075 and k == 0:
                two_cities(w, r, p, aid)
            elif .085 < u < .16 and pro:
                assistant(w, r, aid, p)
            elif .16 < u < .182:
                cloud_user(w, r, aid, p)
        spend_money(w, r, p)
    return made


def second_user(w, r, aid, family, p):
    """A couple or parent and child share one account, sometimes from two cities."""
    far = r.random() < .5
    other = Operator(w, r, w.city(r) if far else p.city, home=None if far else p.home(0))
    w.use(r, aid, other, r.choice((0, 0, r.randrange(w.end))), None, r.uniform(.08, .4))
    w.story(aid, "honest", "family_shares_account_far" if far else "family_shares_account")


def two_cities(w, r, p, aid):
    """Students and weekly commuters live in two cities."""
    other, step = w.city(r), r.choice((7, 7, 14, 28))
    nights = r.randint(2, max(3, step // 2))
    p.trips += [(d * DAY, (d + nights) * DAY, other) for d in range(r.randrange(7), w.days, step)]
    w.use(r, aid, p, 0, None, .25)
    w.story(aid, "honest", "two_city_life")


def handover(w, r, aid, p):
    """An account lawfully given to a relative: identity, number and phone change in one week."""
    t = max(w.acc[aid][2] + 5 * DAY, r.randint(int(w.end * .2), int(w.end * .8)))
    heir = Operator(w, r, p.city if r.random() < .6 else w.city(r))
    if r.random() < .8:
        w.change(r, aid, "holder", t + r.randint(0, 5 * DAY), heir.holder)
    w.change(r, aid, "phone", t + r.randint(0, 5 * DAY), heir.phone)
    if r.random() < .5:
        w.change(r, aid, "password", t)
    w.use(r, aid, heir, t, None, r.uniform(.2, .6))
    w.story(aid, "honest", "family_handover")
    return t + r.randint(0, 4 * DAY)


def assistant(w, r, aid, p):
    """A creator's paid assistant posts and answers in office hours; wages follow."""
    a = Operator(w, r, p.city if r.random() < .5 else None, "desk")
    t0 = r.choice((0, r.randrange(w.end // 2)))
    w.use(r, aid, a, t0, None, r.uniform(.3, .8), .4)
    for t in range(t0 + 20 * DAY, w.end, 30 * DAY):
        w.pay(r, p.pay, a.pay, t + r.randrange(DAY), r.choice((1500, 2000, 3000, 4500)))
    w.story(aid, "honest", "creator_assistant")


def cloud_user(w, r, aid, p):
    """A heavy user rents a cloud phone to keep an account running; it shows a network of its own in the
    same city."""
    own = Operator(w, r, p.city, "day")
    own.wave, own.only = p.wave, w.lease(r, p.city)
    w.use(r, aid, own, r.choice((0, r.randrange(w.end))), None, r.uniform(.1, .6))
    w.story(aid, "honest", "own_cloud_phone")


def spend_money(w, r, p):
    """Purchases at shops and small sums between people."""
    for _ in range(poisson(r, 1.2)):
        t = r.randrange(w.end)
        if w.companies and r.random() < .7:
            w.pay(r, p.pay, r.choice(w.companies).pay, t, r.lognormvariate(5, 1.1))
        elif w.pals:
            w.pay(r, p.pay, r.choice(w.pals), t, r.choice((r.randint(5, 500), r.randint(1, 40) * 50)))
    if len(w.pals) < 3000:
        w.pals.append(p.pay)


def public_places(w, r, crowd):
    """Internet cafes, libraries, hotel lobbies, repair counters: devices on which hundreds of strangers
    log in."""
    kinds = ("internet_cafe", "library_pc", "repair_counter", "campus_kiosk", "store_demo_phone")
    for i in range(max(3, round(26 * w.scale))):
        d, net, kind = Device(w, r, .1), w.office(r, w.city(r)), kinds[i % 5]
        n = min(len(crowd) // 4, r.choice((40, 80, 150, 300, 450)))
        for aid in r.sample(crowd, n):
            t = max(w.acc[aid][2] + 60, r.randrange(w.end))
            for _ in range(r.choice((1, 1, 1, 2, 3))):
                if 0 <= t < w.end:
                    w.logins.append((t, aid, d.at(t), net.ips[0], CITIES[net.city][0]))
                t += r.randint(600, 9 * DAY)
            if kind in ("internet_cafe", "repair_counter"):
                w.story(aid, "honest", kind)


def populate(w, r, total):
    """Fill the world with households up to a number of accounts; returns the accounts made."""
    made = []
    while len(w.acc) < total:
        made += household(w, r, total)
    return made
