"""Private people: their accounts, phones, families, travels, and some honest oddities."""

from .base import DAY, FOREVER, Person, new_device, new_wallet, token
from .places import Net, datacentre_net, pick_city
from .texts import INDUSTRIES, Own


def registered(rng, w):
    """Mostly years old, a few within the window."""
    if rng.random() < 0.045:
        return rng.uniform(0, w.end * 0.9)
    return -(rng.expovariate(1 / 700) % 3600) * DAY - rng.uniform(0, DAY)


def pace(rng, mean=0.42):
    """Logins a day: most people little, some a lot."""
    return min(4.0, rng.gammavariate(0.8, mean / 0.8) + 0.015)


def open_account(w, rng, p, kind=None, rate=None, reg=None):
    """An account of p's own, used by p for the whole window."""
    if kind is None:
        kind = "professional" if rng.random() < 0.13 else "personal"
    a = w.account(
        rng, kind, registered(rng, w) if reg is None else reg, p.city if rng.random() < 0.93 else None
    )
    a.holder = p.holder if kind != "personal" or rng.random() < 0.84 else None
    a.phone = p.phone if not p.accounts or rng.random() < 0.25 else token(rng)
    a.payout = p.wallet if rng.random() < (0.85 if kind != "personal" else 0.5) else None
    if kind == "professional":
        a.industry = rng.choice(INDUSTRIES)
    a.owner = p
    a.use(p, -FOREVER, FOREVER, pace(rng) if rate is None else rate)
    if rng.random() < 0.55:
        topic = a.industry or ("生活" if rng.random() < 0.6 else rng.choice(INDUSTRIES))
        a.writes.append((-FOREVER, FOREVER, rng.gammavariate(0.8, 0.45), Own(topic, p.city)))
    if kind == "professional" and rng.random() < 0.12:
        t = rng.uniform(0, w.end)
        a.ads.append(
            (
                t,
                t + rng.uniform(3, 30) * DAY,
                0.6,
                rng.uniform(30, 250),
                rng.choice(("shutiao", "shutiao", "seeding")),
            )
        )
    p.accounts.append(a)
    return a


def small_changes(w, rng, a):
    """Passwords forgotten, numbers changed: what happens to anybody."""
    if rng.random() < 0.05:
        a.change("password", rng.uniform(0, w.end))
    if rng.random() < 0.018:
        t = rng.uniform(0, w.end)
        a.change("phone", t, token(rng))
        if rng.random() < 0.4:
            a.change("password", t + rng.uniform(60, 4000))
    if a.payout and rng.random() < 0.012:
        a.change("payout_account", rng.uniform(0, w.end), new_wallet(rng))


def life(w, rng, p, stash):
    """What befalls a person in the window."""
    u = rng.random()
    if u < 0.085:  # a new phone; the old one may go to a stranger
        t = rng.uniform(2, w.days - 2) * DAY
        old = p.device(t)
        if rng.random() < 0.28 and stash and stash[-1][0] + 3 * DAY < t:
            p.phones.append((t, stash.pop()[1]))
            note_all(w, p, "second_hand_phone")
        else:
            p.phones.append((t, new_device(rng)))
            note_all(w, p, "phone_upgrade")
        if rng.random() < 0.3:
            stash.append((t, old))
    elif u < 0.115:  # moves house, half of them to another town
        t = rng.uniform(5, w.days - 5) * DAY
        moved = pick_city(rng, p.city) if rng.random() < 0.5 else p.city
        p.homes.append((t, Net(rng, moved)))
        if moved != p.city:
            p.trips.append((t, w.end, moved, p.homes[-1][1]))
            for a in p.accounts:
                if rng.random() < 0.35:
                    a.change("region", t + rng.uniform(1, 20) * DAY, moved)
        note_all(w, p, "moved_house")
    elif u < 0.14:  # away for long, back with new phone and in a new town
        gone = rng.uniform(-5, w.days * 0.3) * DAY
        back = rng.uniform(w.days * 0.5, w.days * 0.92) * DAY
        town = pick_city(rng, p.city)
        p.phones.append((back, new_device(rng)))
        p.homes.append((back, Net(rng, town)))
        p.trips.append((back, w.end, town, p.homes[-1][1]))
        new_number = rng.random() < 0.5
        for a in p.accounts:
            rate = a.segs[0].rate
            a.stop(gone)
            a.use(p, back, FOREVER, rate * rng.uniform(0.8, 2))
            a.writes = [(back, FOREVER, r, c) for _, _, r, c in a.writes]
            if rng.random() < 0.5:
                a.change("password", back - rng.uniform(10, 900))
            if new_number:
                a.change("phone", back + rng.uniform(0, 2) * DAY, token(rng))
        note_all(w, p, "dormant_returns")
    travel(w, rng, p)
    if rng.random() < 0.03:
        p.vpn = rng.choice(w.vpns)
        note_all(w, p, "accelerator_user")


def travel(w, rng, p):
    if rng.random() < 0.2:
        for _ in range(rng.choice((1, 1, 2, 4))):
            a = rng.uniform(0, w.days - 2) * DAY
            town = pick_city(rng, p.city)
            p.trips.append((a, a + rng.uniform(1, 8) * DAY, town, Net(rng, town)))
    if rng.random() < 0.22:  # the May holiday, often at the parents' home
        a = (w.holiday + rng.uniform(-1, 1)) * DAY
        town = pick_city(rng, p.city)
        p.trips.append((a, a + rng.uniform(3, 6) * DAY, town, Net(rng, town)))


def note_all(w, p, story):
    for a in p.accounts:
        w.tell(a, "honest", story)


def household(w, rng):
    """One to five people under one roof."""
    city = pick_city(rng)
    size = rng.choice((1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 4, 5))
    home = Net(rng, city)
    tablet = new_device(rng) if size > 1 and rng.random() < 0.5 else None
    group = []
    for _ in range(size):
        p = Person(rng, city, home=home)
        if tablet:
            p.tablet = tablet
        elif rng.random() < 0.1:
            p.tablet = new_device(rng)
        for _ in range(rng.choice((1,) * 16 + (2, 2, 2, 3))):
            open_account(w, rng, p)
        if tablet:
            note_all(w, p, "family_tablet")
        group.append(p)
    if size > 1 and rng.random() < 0.08:  # a parent helps an elder: same phone for a while
        for a in group[1].accounts:
            a.use(group[0], rng.uniform(0, 20) * DAY, FOREVER, 0.15)
            w.tell(a, "honest", "helped_by_family")
    return group


def populate(w, total):
    """Fill the world with private people up to `total` accounts."""
    rng = w.rng("people")
    w.vpns = [datacentre_net(rng, pick_city(rng), rng.randint(3, 30)) for _ in range(8)]
    stash = []
    while len(w.accounts) < total:
        for p in household(w, rng):
            life(w, rng, p, stash)
            for a in p.accounts:
                small_changes(w, rng, a)
            w.people.append(p)
    oddities(w, w.rng("oddities"))
    dealings(w, w.rng("dealings"))


def oddities(w, rng):
    """Public devices, dormitories, power users with many accounts, couples who swap, repairs."""
    for _ in range(w.count(9)):  # phone-shop demo sets, libraries, internet cafes
        dev, city = new_device(rng), pick_city(rng)
        net = Net(rng, city, "static")
        if rng.random() < 0.3:
            w.approved.append(("device", dev, "公共设备", ""))
        for p in rng.sample(w.people, min(len(w.people), rng.randint(120, 380))):
            a = rng.choice(p.accounts)
            t = rng.uniform(0, w.end)
            for _ in range(rng.choice((1, 1, 2, 3))):
                w.extra_logins.append((t, a, dev, net))
                t += rng.expovariate(1 / 4) * DAY
            w.tell(a, "honest", "public_device")
    for _ in range(w.count(7)):  # dormitories: one line for dozens of students
        city = pick_city(rng)
        net = Net(rng, city, "static")
        for p in rng.sample(w.people, min(len(w.people), rng.randint(15, 45))):
            if p.city == city or rng.random() < 0.3:
                p.homes = [(-FOREVER, net)]
                note_all(w, p, "dormitory")
    for p in rng.sample(w.people, w.count(25)):  # hobbyists with many accounts of their own on one phone
        for _ in range(rng.randint(3, 6)):
            a = open_account(w, rng, p, rate=rng.uniform(0.05, 0.3))
            w.tell(a, "honest", "many_own_accounts")
    for _ in range(w.count(60)):  # a repair shop keeps and checks phones for some days
        p = rng.choice(w.people)
        t = rng.uniform(0, w.end)
        spare = new_device(rng)
        p.phones += [(t, spare), (t + rng.uniform(2, 9) * DAY, p.device(t))]
        note_all(w, p, "loan_phone_during_repair")
    several = [p for p in w.people if len(p.accounts) > 1]
    for p in rng.sample(several, min(len(several), w.count(30))):  # a spare account for the wife, son, mother
        a, q = p.accounts[-1], Person(rng, p.city, home=p.homes[0][1])
        t = rng.uniform(10, w.days - 10) * DAY
        rate = a.segs[0].rate
        a.stop(t)
        a.use(q, t, FOREVER, rate)
        a.change("phone", t + 3600, q.phone)
        w.tell(a, "honest", "given_to_relative")
    for _ in range(w.count(35)):  # a hijacked account that its owner wins back
        p = rng.choice(w.people)
        a, t = p.accounts[0], rng.uniform(5, w.days - 8) * DAY
        thief = Person(rng, pick_city(rng), "owl")
        a.change("password", t)
        a.use(thief, t - 600, t + rng.uniform(0.3, 4) * DAY, 2.5)
        a.change("password", t + rng.uniform(4, 7) * DAY)
        w.tell(a, "honest", "hijacked_and_recovered")


def dealings(w, rng):
    """Money between private people: shared meals, second-hand goods, small creators' shops."""
    rich = [p for p in w.people if p.wallet]
    sellers = rng.sample(rich, max(1, len(rich) // 60))
    for p in rich:
        for _ in range(int(rng.expovariate(1 / 1.6))):
            other = rng.choice(sellers) if rng.random() < 0.35 else rng.choice(rich)
            w.pay(
                p.wallet,
                other.wallet,
                rng.uniform(0, w.end),
                rng.choice(
                    (rng.lognormvariate(3.6, 0.9), rng.lognormvariate(5, 1.0), rng.randint(1, 30) * 10)
                ),
            )
    for _ in range(w.count(120)):  # monthly rent or pocket money between the same two
        p, q = rng.sample(rich, 2)
        t, fee = rng.uniform(0, 30) * DAY, rng.randint(3, 40) * 100
        while t < w.end:
            w.pay(p.wallet, q.wallet, t, fee)
            t += rng.choice((7, 30, 30, 30)) * DAY
        if p.accounts:
            w.tell(p.accounts[0], "honest", "regular_private_payment")
