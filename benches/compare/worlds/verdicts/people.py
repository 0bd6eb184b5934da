"""Private life: households, students, and the ordinary things that make honest accounts look odd."""

import tables as T
from tables import draw
from world import INF, Use


class Town:
    """What people share: handsets on the market, freed numbers, public places, loaner phones."""

    def __init__(self, w, rnd):
        self.handsets, self.numbers = [], []
        self.places = []
        for _ in range(max(2, round(T.PUBLIC_PLACES * w.scale))):
            net = w.office(rnd, w.city(rnd))
            self.places.append([w.station(rnd, net, "shop") for _ in range(rnd.randint(1, 2))])
        self.loaners = {c: w.device(rnd) for c in w.cities}


def phone_upgrade(w, town, rnd, p, accs, par):
    t = rnd.uniform(1, w.days - 1)
    old = p.main_device(t)
    ready = [h for h in town.handsets if h[0] < t] if rnd.random() < par["second_hand"] else []
    if ready:
        pick = rnd.choice(ready)
        town.handsets.remove(pick)
        new = pick[1]
        for a in accs:
            w.story(a, "second_hand_phone")
    else:
        new = w.device(rnd)
    overlap = draw(rnd, par["overlap"])
    p.swap_device(t, new, overlap)
    fate = draw(rnd, par["fate"])
    if fate == "stranger":
        town.handsets.append((t + overlap + draw(rnd, ("logn", 7, 0.7)), old))
    elif fate == "family":
        kin = [q for q in w.people[-12:] if q is not p and q.home is p.home]
        if kin:
            rnd.choice(kin).swap_device(t + overlap, old, 1)


def app_reinstall(w, town, rnd, p, accs, par):
    p.swap_device(rnd.uniform(0, w.days), w.device(rnd))


def travel(w, town, rnd, p, accs, par):
    for _ in range(draw(rnd, par["trips"])):
        t = rnd.uniform(0, w.days)
        if w.holidays and rnd.random() < par["holiday"]:
            t = rnd.choice(w.holidays) + rnd.uniform(-1.5, 1)
        city = w.city(rnd, p.city)
        hotel = w.broadband(rnd, city)
        roaming = p.carrier if rnd.random() < 0.5 else rnd.choice(w.carriers[city])  # home-routed data
        p.stays.append((t, t + draw(rnd, par["length"]), hotel, roaming))


def moving_house(w, town, rnd, p, accs, par):
    t, city = rnd.uniform(2, w.days - 2), w.city(rnd, p.city)
    p.stays.append((t, INF, w.broadband(rnd, city), rnd.choice(w.carriers[city])))
    for a in accs:
        if rnd.random() < par["tells"]:
            w.change(a, "region", t + draw(rnd, ("exp", 9)), city)


def new_number(w, town, rnd, p, accs, par):
    t, number = rnd.uniform(0, w.days), w.ident(rnd, "t", 56)
    for a in accs:
        if a.phone and rnd.random() < 0.9:
            w.change(a, "phone", t + rnd.random() * 0.1, number)
    p.phone = number


def new_password(w, town, rnd, p, accs, par):
    w.change(rnd.choice(accs), "password", rnd.uniform(0, w.days))


def new_wallet(w, town, rnd, p, accs, par):
    p.wallet = w.ident(rnd, "w")
    t = rnd.uniform(0, w.days)
    for a in accs:
        if a.payout:
            w.change(a, "payout", t, p.wallet)


def dormant_return(w, town, rnd, p, accs, par):
    gone = rnd.uniform(-20, w.days * 0.4)
    back = gone + draw(rnd, par["silence"])
    for a in accs:
        a.uses = [
            v
            for u in a.uses
            for v in (
                (
                    Use(u.op, u.start, min(u.end, gone), u.rate),
                    Use(u.op, max(back, u.start), u.end, u.rate * 1.5),
                )
            )
            if v.start < v.end
        ]
        if rnd.random() < par["reset"]:
            w.change(a, "password", back - 0.01)
        if rnd.random() < par["number"]:
            p.phone = w.ident(rnd, "t", 56)
            w.change(a, "phone", back + rnd.random() * 0.05, p.phone)
    p.swap_device(back - 0.5, w.device(rnd))
    if rnd.random() < par["other_city"]:
        city = w.city(rnd, p.city)
        p.stays.append((back - 1, INF, w.broadband(rnd, city), rnd.choice(w.carriers[city])))


def own_cloud_phone(w, town, rnd, p, accs, par):
    seat = w.station(rnd, rnd.choice(w.datacentres), p.hours)
    rnd.choice(accs).uses.append(Use(seat, rnd.uniform(-30, w.days * 0.7), INF, draw(rnd, par["rate"])))


def work_vpn(w, town, rnd, p, accs, par):
    p.work.append((-INF, INF, rnd.choice(w.datacentres)))
    p.attend = rnd.betavariate(2, 4)


def desktop_scan(w, town, rnd, p, accs, par):
    seat = w.station(rnd, p.home, p.hours)
    for a in accs:
        a.uses.append(Use(seat, -1, INF, draw(rnd, par["rate"]), echo=p))


def helps_parents(w, town, rnd, p, accs, par):
    elder = w.person(rnd, p.city if rnd.random() < 0.5 else None)
    a = w.account(rnd, "personal", elder, rate=draw(rnd, T.RATE["side"]))
    a.uses.append(Use(p, -1, INF, draw(rnd, par["rate"])))
    w.people.append(elder)
    w.story(a, "helps_parents")


def recycled_number(w, town, rnd, p, accs, par):
    if town.numbers:
        p.phone = town.numbers.pop()
        accs[-1].phone = p.phone
    else:
        town.numbers.append(p.phone)


def repair_loaner(w, town, rnd, p, accs, par):
    a = rnd.uniform(0, w.days)
    b = a + draw(rnd, par["length"])
    p.devs = [v for f, t, d, x in p.devs for v in ((f, min(t, a), d, x), (max(f, b), t, d, x)) if v[0] < v[1]]
    p.devs.append((a, b, town.loaners[p.city], 1.0))


def friend_takes_over(w, town, rnd, p, accs, par):
    """A hobby account given to a friend or relative: no price, or a red packet."""
    t, friend = rnd.uniform(5, w.days - 5), w.person(rnd, p.city if rnd.random() < 0.6 else None)
    a = rnd.choice(accs)
    a.cut(t)
    a.uses.append(Use(friend, t, INF, draw(rnd, T.RATE["personal"])))
    w.change(a, "password", t)
    if rnd.random() < 0.7:
        w.change(a, "phone", t + 0.01, friend.phone)
    if rnd.random() < 0.4:
        w.change(a, "holder", t + draw(rnd, ("exp", 4)), friend.holder)
    if rnd.random() < par["gift"]:
        w.pay(t + rnd.uniform(-1, 1), friend.wallet, p.wallet, rnd.choice((66, 88, 100, 188, 200)))
    for b in [x for x in accs if x is not a]:
        b.stories = [s for s in b.stories if s[1] != "friend_takes_over"]


def partner_wallet(w, town, rnd, p, accs, par):
    kin = [q for q in w.people[-8:] if q is not p]
    if kin:
        accs[0].payout = rnd.choice(kin).wallet


def commuter_two_cities(w, town, rnd, p, accs, par):
    city = w.city(rnd, p.city)
    home, carrier, t = w.broadband(rnd, city), p.carrier, rnd.uniform(0, 7)
    while t < w.days:
        p.stays.append((t, t + rnd.uniform(2, 3.5), home, carrier))
        t += 7


STORY = {k: globals()[k] for k in T.PEOPLE}


def live(w, town, rnd, p, accs=None, only=None):
    """What happens to one person in the window."""
    accs = accs or p.accounts
    if not accs:
        return
    for name, par in T.PEOPLE.items():
        if rnd.random() < par["share"] and (only is None or name in only):
            for a in accs:
                w.story(a, name)
            STORY[name](w, town, rnd, p, accs, par)
    if rnd.random() < T.PUBLIC_SHARE:
        seat = rnd.choice(rnd.choice(town.places))
        a = rnd.choice(accs)
        t = rnd.uniform(0, w.days)
        a.uses.append(Use(seat, t, t + draw(rnd, ("logn", 6, 0.9)), draw(rnd, ("uni", 0.3, 1.2))))
        w.story(a, "public_device")


MILD = {
    "phone_upgrade",
    "app_reinstall",
    "travel",
    "new_password",
    "desktop_scan",
    "repair_loaner",
    "own_cloud_phone",
    "recycled_number",
    "new_number",
    "commuter_two_cities",
}


def newcomer(w, rnd, city=None, kind=None, home=None, **kw):
    """One person with one account, outside any household."""
    p = w.person(rnd, city, home)
    kind = kind or ("professional" if rnd.random() < 0.12 else "personal")
    a = w.account(rnd, kind, p, **kw)
    if kind == "professional":
        a.industry = rnd.choice(T.INDUSTRIES)
    w.people.append(p)
    return a


def assistant(w, rnd, p, a):
    """A creator's helper, often in another city, often paid by the month."""
    par = T.ASSISTANT
    helper = w.person(rnd, w.city(rnd, p.city) if rnd.random() < par["far"] else p.city)
    start = rnd.uniform(-60, w.days * 0.6)
    a.uses.append(Use(helper, start, INF, draw(rnd, par["rate"])))
    w.story(a, "creator_with_assistant")
    if rnd.random() < par["paid"]:
        t, fee = start + 30, round(draw(rnd, ("logn", 1500, 0.6)), -1)
        while t < w.days:
            w.pay(t, p.wallet, helper.wallet, fee)
            t += 30 + rnd.uniform(-2, 2)


def mcn(w, town, rnd):
    """A talent agency: creators keep logging in, an editing floor posts, the agency pays them out."""
    par = T.MCN
    floor = w.office(rnd, w.city(rnd))
    wallet, approved = w.ident(rnd, "w"), rnd.random() < par["approved"]
    seats = [w.station(rnd, floor, "office") for _ in range(rnd.randint(2, 6))]
    for _ in range(draw(rnd, par["size"])):
        a = newcomer(w, rnd, kind="professional")
        seat, start = rnd.choice(seats), rnd.uniform(-200, w.days * 0.5)
        a.uses.append(Use(seat, start, INF, draw(rnd, par["rate"])))
        w.story(a, "mcn_talent")
        live(w, town, rnd, a.owner, only=MILD)
        day, fee = rnd.uniform(5, 12), draw(rnd, par["fee"])
        while day < w.days:
            if day > start + 20:
                w.pay(day + rnd.random() * 0.2, wallet, a.owner.wallet, fee * rnd.lognormvariate(0, 0.4))
            day += 30.4
    if approved:
        for s in seats:
            w.approve(rnd, "device", s.main_device(0), "talent agency")


def populate(w, town, rnd, target):
    """Households and dormitories until the world has `target` accounts."""
    for _ in range(max(1, round(T.MCN["rings"] * w.scale))):
        mcn(w, town, rnd)
    students = int(target * T.DORM_SHARE)
    while students > 0:
        city = w.city(rnd)
        campus = w.office(rnd, city)
        campus.ips += [w.address(rnd) for _ in range(rnd.randint(2, 5))]
        for _ in range(min(students, rnd.randint(T.DORM_SIZE // 2, T.DORM_SIZE))):
            a = newcomer(w, rnd, city, home=campus)
            w.story(a, "campus_dorm")
            live(w, town, rnd, a.owner)
            students -= 1
    while len(w.accounts) < target:
        n, first = draw(rnd, T.HOUSEHOLD), w.person(rnd)
        members = [first] + [w.person(rnd, first.city, first.home) for _ in range(n - 1)]
        if n > 1 and rnd.random() < T.FAMILY_TABLET:
            tablet = w.device(rnd)
            for p in members:
                p.devs.append((-INF, INF, tablet, rnd.uniform(0.05, 0.5)))
        else:
            tablet = None
        for p in members:
            for i in range(draw(rnd, T.ACCOUNTS)):
                kind = "professional" if rnd.random() < 0.11 else "personal"
                reg = rnd.uniform(0, w.days) if rnd.random() < 0.05 else None
                a = w.account(rnd, kind, p, reg=reg, rate=draw(rnd, T.RATE["side"]) if i else None)
                if kind == "professional":
                    a.industry = rnd.choice(T.INDUSTRIES)
                    if rnd.random() < T.ASSISTANT["share"]:
                        assistant(w, rnd, p, a)
                if tablet:
                    w.story(a, "family_tablet")
            w.people.append(p)
            live(w, town, rnd, p)
