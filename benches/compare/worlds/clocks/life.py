"""What happens to ordinary people in a quarter of a year, and the strange things they do by accident."""
from people import Cred, Person, RHYTHMS


def plan(w, p, ordinary=True):
    """Puts a person's coming months into the calendar."""
    r, rng = p.r, p.rng
    D = w.days
    day = lambda: 2 + int(r() * (D - 4))  # noqa: E731
    if r() < 0.10:
        used = r() < 0.16

        def upgrade(d):
            p.buy_phone(used)
            for c in p.creds:
                w.tell(c.acc, "honest", "phone_upgrade")
        w.at(day(), upgrade)
    for _ in range((r() < 0.28) + (r() < 0.10)):
        w.at(day(), lambda d, n=2 + int(r() ** 2 * 12): travel(w, p, d, n))
    if r() < 0.14:
        w.at(min(w.holiday), lambda d: travel(w, p, d, 3 + int(r() * 3)))
    if p.phone2 and r() < 0.06:
        w.at(day(), lambda d: setattr(p, "phone2", p.new_id("dev")))
    for c in list(p.creds):
        if r() < 0.055:
            w.at(day(), lambda d, a=c.acc: w.change(a, "password", d, int(28800 + r() * 50000)))
        if r() < 0.012:
            w.at(day(), lambda d, a=c.acc: w.change(a, "payout_account", d, int(28800 + r() * 50000),
                                                    "W" + p.new_id("wallet")))
    if not ordinary:
        return
    x = r()
    if x < 0.03:
        w.at(day(), lambda d: relocate(w, p, w.pick_city(rng) if r() < 0.45 else p.city, d))
    elif x < 0.055 and p.creds:  # silent for long, then back elsewhere on another phone
        back = day()
        p.pause = back

        def wake(d):
            p.buy_phone(r() < 0.2)
            p.move(w.pick_city(rng))
            p.work_net = None
            for c in p.creds:
                w.tell(c.acc, "honest", "dormant_return")
                if r() < 0.55:
                    w.change(c.acc, "password", d, 36000 + int(r() * 9000))
                if r() < 0.35:
                    p.sim = p.new_id("sim")
                    w.change(c.acc, "phone", d, 46000 + int(r() * 9000), p.sim)
                c.rate = 0.1 + 0.5 * r()
        w.at(back, wake)
    elif x < 0.073:  # a new number, sometimes one that a stranger gave back
        def renumber(d):
            p.sim = w.rng(f"recycled{p.key}").choice(w.known_people).sim if r() < 0.15 else p.new_id("sim")
            for c in p.creds[:1]:
                w.change(c.acc, "phone", d, int(30000 + r() * 45000), p.sim)
                w.tell(c.acc, "honest", "new_number")
        w.at(day(), renumber)
    elif x < 0.083:  # an office VPN or an accelerator that leaves the country's other end
        p.vpn = w.pick_city(rng).line(r)
        for c in p.creds:
            w.tell(c.acc, "honest", "vpn_user")
    elif x < 0.10 and p.friends and p.creds:
        share(w, p, p.friends[0], p.creds[0], day())
    elif x < 0.108 and p.friends and len(p.creds) > 1:
        w.at(day(), lambda d: gift(w, p, p.friends[-1], p.creds[-1], d))
    elif x < 0.125 and p.creds:  # a broken phone: two weeks on somebody's spare one, then a new one
        def broke(d):
            spare = p.friends[0].phone if p.friends and r() < 0.6 else p.new_id("dev")
            mine, p.phone = p.phone, spare
            for c in p.creds:
                w.tell(c.acc, "honest", "borrowed_phone")
            w.at(d + 2 + int(r() * 14), lambda e: setattr(p, "phone", mine if r() < 0.5 else p.new_id("dev")))
        w.at(day(), broke)
    elif x < 0.14 and p.creds:  # new job in shifts: another rhythm on the same phone
        def shifts(d):
            p.hours, p.off = RHYTHMS["night" if p.kind != "night" else "office"], (int(r() * 7),)
            for c in p.creds:
                w.tell(c.acc, "honest", "new_rhythm")
        w.at(day(), shifts)


def travel(w, p, d, n):
    if p.trip:
        return
    city = w.pick_city(p.rng)
    p.trip = (d + n, city.line(p.r))


def relocate(w, p, city, d):
    far = city is not p.city
    p.move(city)
    if far:
        p.work_net = None
    for c in p.creds:
        w.tell(c.acc, "honest", "moved_far" if far else "moved_house")
        if far and p.r() < 0.4:
            w.change(c.acc, "region", d + 1, int(36000 + p.r() * 30000), city.name)


def share(w, p, friend, c, d):
    """A couple, or a child who minds the parents' account: two people, two rhythms, one account."""
    story = "couple_shares" if p.r() < 0.6 else "child_minds_parent"
    since = 0 if p.r() < 0.7 else d
    w.tell(c.acc, "honest", story)
    w.at(since, lambda e: friend.creds.append(Cred(c.acc, c.rate * (0.2 + p.r()), notes=0.01)))


def gift(w, p, friend, c, d):
    """An account given away among relatives or friends, without money."""
    p.forget(c.acc)
    w.tell(c.acc, "honest", "given_to_friend")
    s = int(36000 + p.r() * 40000)
    w.change(c.acc, "password", d, s)
    if p.r() < 0.7:
        w.change(c.acc, "phone", d + int(p.r() * 3), s + 400, friend.sim)
    if p.r() < 0.3:
        w.change(c.acc, "payout_account", d + int(p.r() * 20), s + 900, friend.wallet)
    friend.creds.append(Cred(c.acc, 0.1 + 0.5 * p.r(), notes=0.03))


def populate(w, n):
    """People without a job on the platform, holding about n accounts."""
    made, k = 0, 0
    while made < n:
        p = Person(w, f"c{k}")
        k += 1
        x = p.r()
        mine = min(1 if x < 0.66 else 2 if x < 0.9 else 3, n - made)
        for i in range(mine):
            new = p.r() < 0.045
            p.open_account("professional" if p.r() < 0.09 else "personal",
                           int(p.r() * (w.days - 5)) if new else None, second=i == 1 and p.r() < 0.6)
        made += mine
    return made


def acquaint(w):
    """Relations and households: neighbours in one city, a few far away; some share a home and a tablet."""
    by_city = {}
    for p in w.people:
        by_city.setdefault(p.city.name, []).append(p)
    for p in w.people:
        crowd = by_city[p.city.name] if p.r() < 0.85 else w.people
        p.friends = [q for q in (crowd[int(p.r() * len(crowd))] for _ in range(2 + int(p.r() * 4)))
                if q is not p]
        if p.r() < 0.16 and p.friends and p.friends[0].city is p.city:
            p.home = p.friends[0].home
            if p.r() < 0.3 and not p.home.tablet:
                p.home.tablet = p.new_id("dev")
        if p.home.tablet:
            for c in p.creds:
                w.tell(c.acc, "honest", "family_tablet")


def public_places(w):
    """Print shops, hotel lobbies, demonstration phones: devices that anybody may use."""
    rng = w.rng("publics")
    for _ in range(max(3, w.size // 1500)):
        c = w.pick_city(rng)
        c.publics.append((w.hid("pubdev"), c.address(rng.random)))
    c = w.cities[0]
    c.publics.append((w.hid("pubdev"), c.address(rng.random)))


def hubs(w):
    """Honest people whom many strangers pay: group-buying hosts, landlords, dealers in used things."""
    rng = w.rng("hubs")
    hosts = rng.sample(w.people, max(4, w.size // 700))
    for h in hosts:
        for c in h.creds:
            w.tell(c.acc, "honest", "payment_hub")
        pool = [q for q in rng.sample(w.people, min(len(w.people), 400)) if q.city is h.city
                or rng.random() < 0.1]
        monthly = rng.random() < 0.4
        for q in pool[:rng.randint(8, 60)]:
            if monthly:
                rent, dom = rng.randint(12, 60) * 100, rng.randint(0, 29)
                for d in range(dom, w.days, 30):
                    w.pay(q.wallet, h.wallet, d, rng.randint(30000, 80000), rent)
            else:
                for _ in range(rng.randint(1, 5)):
                    w.pay(q.wallet, h.wallet, rng.randrange(w.days), rng.randint(30000, 80000),
                          round(15 + rng.random() ** 2 * 300, 2))
