"""Honest people, and why each of them breaks a rule without knowing it."""

from world import Use


def upgrade(w, p, t, dev=None):
    """A new phone; the old one lies about for some days, some are sold on to strangers."""
    r = w.r
    last = p.segs[-1]
    old = last[2][0][0]
    if dev is None:
        ready = [x for x in w.used_phones if x[1] < t]
        if ready and r.random() < 0.35:
            x = r.choice(ready)
            w.used_phones.remove(x)
            dev = x[0]
        else:
            dev = w.new_dev()
    new = [(dev, 1.0)] + last[2][1:]
    both = min(t + r.choice((0, 0.2, 1, 4)), w.days)
    last[1] = t
    if both > t:
        p.segs.append([t, both, new + [(old, 0.3)], last[3]])
    p.segs.append([both, 1e4, new, last[3]])
    if r.random() < 0.3:
        w.used_phones.append((old, both + r.uniform(1, 20)))


def move(w, p, t, city):
    last = p.segs[-1]
    last[1] = t
    p.segs.append([t, 1e4, last[2], w.home_net(city)])
    p.city = city


def travel(w, p):
    r = w.r
    for _ in range(r.choice((1, 1, 1, 2, 4))):
        d = r.choice(w.holidays) + r.randint(-1, 1) if r.random() < 0.4 else r.randrange(w.days)
        city = w.city(p.city)
        p.trips.append((d, d + r.randint(1, 6), city, r.choice(w.hotels[city])))


def life(w, p):
    """What happens to somebody in these months; returns the name of a story or None."""
    r = w.r
    x = r.random()
    if r.random() < 0.26:
        travel(w, p)
    if x < 0.055:
        upgrade(w, p, r.uniform(2, w.days - 2))
        return "phone_upgrade"
    if x < 0.07:
        t, city = r.uniform(5, w.days - 5), w.city(p.city)
        p.trips.append((int(t) - 1, int(t) + 3, city, r.choice(w.hotels[city])))
        upgrade(w, p, t)
        return "phone_lost_on_trip"
    if x < 0.09:
        t = r.uniform(5, w.days - 5)
        move(w, p, t, w.city(p.city))
        if r.random() < 0.4:
            upgrade(w, p, t + r.uniform(0, 6))
        return "moved_house"
    return None


def little_changes(w, a, p):
    """Forgotten passwords, new numbers, new bank cards: each alone and sometimes all in a week."""
    r = w.r
    x, t = r.random(), r.uniform(1, w.days - 8)
    if x < 0.06:
        for _ in range(r.choice((1, 1, 1, 2))):
            w.change(a, "password", t + r.expovariate(0.2))
    elif x < 0.075:
        w.swap(a, "phone", t, w.new_hash())
    elif x < 0.082 and a.payout:
        w.swap(a, "payout_account", t, w.new_wallet())
    elif x < 0.092:
        w.change(a, "password", t)
        w.swap(a, "phone", t + r.uniform(0, 2), w.new_hash())
        if a.payout:
            w.swap(a, "payout_account", t + r.uniform(0, 6), w.new_wallet())
        w.story(a, "new_number_card_password_in_a_week")


def dormant(w, p):
    """Not seen for years, then a wedding or a flat: back with a new phone, often in another city."""
    r = w.r
    t = r.uniform(8, w.days - 12)
    a = w.own(p, rate=r.uniform(0.4, 1.4), reg=-r.uniform(400, 3000))
    for u in a.uses:
        u.t0 = max(u.t0, t)
    if r.random() < 0.5:
        new = w.city(p.city)
        for u in a.uses:
            u.home = w.home_net(new)
        if r.random() < 0.4:
            w.change(a, "region", t + 1, a.region, new)
            a.region = new
    if r.random() < 0.6:
        w.change(a, "password", t - 0.01)
    if r.random() < 0.35:
        w.swap(a, "phone", t + r.uniform(0, 1), w.new_hash())
    w.story(a, "dormant_returns_for_a_wedding_or_flat")
    return a


def special(w, p, a, n):
    """One honest story for an account, by rule."""
    r, d = w.r, w.days
    if n == "accelerator_user":  # two_places: a game accelerator with an exit elsewhere
        c = w.city(p.city)
        a.uses.append(Use(0, d, 0.15, p.devs_at(0)[0], w.proxy_net(c), None, 0.0, "common"))
    elif n == "couple_runs_one_account":  # two_places, two phones, two towns
        q = w.person(w.city(p.city) if r.random() < 0.6 else p.city)
        w.live(a, q, r.uniform(0.2, 0.7))
        if r.random() < 0.4:
            a.payout = q.wallet
    elif n == "assistant_helps_creator":
        # somebody paid to answer messages, with the holder going on
        q = w.person(w.city(p.city) if r.random() < 0.5 else p.city, hours="office")
        t = r.uniform(0, d * 0.5) if r.random() < 0.6 else 0
        w.live(a, q, r.uniform(0.4, 1.0), t)
        a.kind, a.holder = "professional", p.ident
        a.payout = p.wallet
        for k in range(int(t) + 20, d, 30):
            w.pay(p.wallet, q.wallet, k + r.random(), r.randint(8, 40) * 100)
    elif n == "daughter_takes_over":  # the family's account passes on, nobody pays
        q, t = w.person(w.city(p.city)), r.uniform(10, d - 10)
        a.cut(t + r.uniform(0, 4))
        w.live(a, q, r.uniform(0.3, 1.2), t)
        w.change(a, "password", t)
        if r.random() < 0.6:
            w.swap(a, "phone", t + r.random(), q.phone)
    elif n == "student_abroad":  # odd_hours
        for u in a.uses:
            u.hours = "night"
    elif n == "repair_loaner":  # a shop's loan phone for some days
        t, dev = r.uniform(3, d - 9), r.choice(w.loaners)
        a.slow(t, 0)
        a.uses.append(Use(t, t + r.uniform(2, 7), 0.8, [(dev, 1.0)], p.segs[0][3], None, 0.3))
        w.live(a, p, 0.3, t + 7)
    elif n == "cloud_phone_hobbyist":
        a.uses.append(
            Use(
                r.uniform(0, d / 2),
                d,
                r.uniform(0.3, 1),
                [(w.new_dev(), 1.0)],
                w.proxy_net(w.city()),
                None,
                0.0,
                "round",
            )
        )
    elif n == "recycled_number":  # the number was somebody else's last year
        a.phone = r.choice(w.people).phone
    elif n == "long_posting_elsewhere":  # a project away from home, the phone replaced there
        t = r.uniform(5, d * 0.6)
        c = w.city(p.city)
        p.trips.append((int(t), int(t) + r.randint(20, 45), c, w.home_net(c).ips[0]))
        a.uses.append(Use(t + 3, d, 0.4, [(w.new_dev(), 1.0)], w.home_net(c), None, 0.4))
    elif n == "private_creator_sells_crafts":  # many small receipts and a rising spend
        a.kind, a.payout, a.holder, a.chatty = "professional", p.wallet, p.ident, 0.2
        t = r.uniform(5, d - 20)
        for _ in range(r.randint(10, 40)):
            w.pay(r.choice(w.people).wallet, p.wallet, r.uniform(0, d), r.randint(20, 400))
        for k in range(int(t), d):
            if r.random() < 0.6:
                w.ad(a, k, r.choice(("shutiao", "shutiao", "seeding")), r.randint(50, 300))
    w.story(a, n)


SPECIALS = (
    "accelerator_user",
    "accelerator_user",
    "couple_runs_one_account",
    "couple_runs_one_account",
    "assistant_helps_creator",
    "daughter_takes_over",
    "student_abroad",
    "repair_loaner",
    "cloud_phone_hobbyist",
    "recycled_number",
    "long_posting_elsewhere",
    "private_creator_sells_crafts",
)


def crowd(w, count):
    """Households, dormitories and single people until `count` accounts exist."""
    r, first = w.r, len(w.accounts)
    w.hotels = {c: [w.new_ip() for _ in range(4)] for c in w.pool}
    w.loaners = [w.new_dev() for _ in range(max(2, count // 1500))]
    dorms = [w.fixed_net(w.city(), 2) for _ in range(max(2, count // 900))]
    big = ("上海", "北京", "广州", "深圳", "杭州", "成都")  # where lobbies and libraries have a common device
    public = {c: (w.new_dev(), w.fixed_net(c)) for c in big[: max(1, min(6, count // 2000))]}
    while len(w.accounts) - first < count:
        x = r.random()
        if x < 0.12:
            net = r.choice(dorms)
            members = [w.person(net.city, net) for _ in range(r.randint(2, 6))]
        else:
            city = w.city()
            net = w.home_net(city)
            tab = w.new_dev() if r.random() < 0.12 else None
            members = []
            for _ in range(r.choice((1, 1, 1, 2, 2, 3, 4) if tab is None else (2, 3, 4, 6))):
                devs = [(w.new_dev(), 1.0)] + ([(tab, r.uniform(0.1, 0.9))] if tab else [])
                members.append(w.person(city, net, devs if tab or r.random() < 0.8 else None))
        for i, p in enumerate(members):
            if r.random() < 0.045:
                dormant(w, p)
                continue
            told = life(w, p)
            many = r.choice((1,) * 14 + (2,) * 4 + (3,))
            if r.random() < 0.012:
                many = r.randint(4, 7)
            for k in range(many):
                kind = "professional" if r.random() < 0.11 else "personal"
                a = w.own(p, kind)
                if kind == "professional":
                    a.industry = r.choice(list(w.trades)) if r.random() < 0.6 else None
                if i and r.random() < 0.05:  # verified by a parent or spouse
                    a.holder, a.payout = members[0].ident, members[0].wallet
                    w.story(a, "verified_by_a_parent")
                elif many > 3:
                    w.story(a, "one_person_many_accounts")
                elif told:
                    w.story(a, told)
                elif r.random() < 0.035:
                    special(w, p, a, r.choice(SPECIALS))
                little_changes(w, a, p)
                if p.city in public and r.random() < 0.09:
                    dev, net2 = public[p.city]
                    a.uses.append(Use(r.uniform(0, w.days - 3), w.days, 0.04, [(dev, 1.0)], net2, None, 0.0))
                    w.story(a, "public_device")
                if r.random() < 0.02:  # "try it on my phone": a friend's device, a day or two
                    near = [q for q in r.sample(w.people, min(len(w.people), 30)) if q.city == p.city]
                    q, t = r.choice(near or [p]), r.uniform(0, w.days - 2)
                    a.uses.append(Use(t, t + 1.5, 1.0, q.devs_at(t)[0][:1], q.devs_at(t)[1], None, 0.2))
