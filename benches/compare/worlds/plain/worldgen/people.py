"""Honest stories of private people and creators. Each function makes one instance."""

from .clock import DAY, HOUR, MINUTE
from .habits import login_rate, move_to, ordinary_life, plain, spots_of


def _one(w, kind="personal", **where):
    p = w.person(**where)
    return p, w.account(kind, p)


def second_hand_phone(w):
    """A phone is wiped and sold on; weeks later a stranger in another city signs in on it."""
    r = w.rng
    (seller, a), (buyer, b) = _one(w), _one(w)
    sold = w.window.moment(r, 0.1, 0.85)
    used = sold + r.int(2, 25) * DAY
    old = seller.phone
    rate = login_rate(w)
    plain(w, seller, a, w.window.start, sold, rate)
    seller.phone = w.device()
    ordinary_life(w, seller, [a], sold, w.window.end, [rate])
    ordinary_life(w, buyer, [b], w.window.start, used)
    buyer.phone = old
    plain(w, buyer, b, used, w.window.end, login_rate(w))
    if r.yes(0.5):
        w.pay(buyer.pay, seller.pay, used - r.int(1, 6) * DAY, round(r.lognorm(900, 0.6, 150, 5200)))
    return [a, b]


def family_tablet(w):
    """Everybody in the household is signed in on the tablet in the living room."""
    r = w.rng
    first = w.person()
    members = [first] + [w.person(first.city, first.home) for _ in range(r.int(1, 4))]
    tablet, made = w.device(), []
    for p in members:
        for _ in range(1 + r.yes(0.15)):
            a = w.account("personal", p)
            ordinary_life(w, p, [a], w.window.start, w.window.end)
            w.use(a, w.window.start, w.window.end, login_rate(w, 0.35), [(tablet, first.home, 1)], "evening")
            made.append(a)
    return made


def dormant_return(w):
    """Years of silence, then a new phone in a new city; the password is long forgotten."""
    r = w.rng
    p, a = _one(w, "professional" if r.yes(0.2) else "personal")
    back = w.window.moment(r, 0.1, 0.9)
    if r.yes(0.6):
        w.touch(a, w.window.moment(r, 0, 0.08), p.phone, p.home)
    move_to(w, p, w.places.other(r, p.city))
    p.phone = w.device()
    w.touch(a, back, p.phone, p.home)
    if r.yes(0.6):
        w.change(a, "password", back - r.int(1, 30) * MINUTE)
    if r.yes(0.4):
        p.phone_no = r.hex(32)
        w.new_phone_number(a, back + r.int(1, 4000) * MINUTE, p.phone_no)
    if a.payout and r.yes(0.4):
        w.change(
            a,
            "payout_account",
            back + r.int(1, 12) * DAY,
            a.payout,
            p.pay if a.payout != p.pay else w.payment_account(),
        )
    plain(w, p, a, back, w.window.end, login_rate(w, 1.2))
    return [a]


def phone_stolen(w):
    """Everything is changed within a day, in a hurry, because a thief has the phone."""
    r = w.rng
    p, a = _one(w, "professional" if r.yes(0.3) else "personal")
    t = w.window.moment(r, 0.1, 0.95)
    rate = login_rate(w)
    plain(w, p, a, w.window.start, t, rate)
    p.phone = w.device()
    w.touch(a, t + r.int(20, 900) * MINUTE, p.phone, p.home)
    w.change(a, "password", t + r.int(10, 1200) * MINUTE)
    if r.yes(0.45):
        p.phone_no = r.hex(32)
        w.new_phone_number(a, t + r.int(60, 2500) * MINUTE, p.phone_no)
    if a.payout and r.yes(0.35):
        p.pay = w.payment_account()
        w.change(a, "payout_account", t + r.int(2, 90) * HOUR, a.payout, p.pay)
    plain(w, p, a, t, w.window.end, rate)
    return [a]


def job_move(w):
    """A job elsewhere: city, line, number, card and often the phone change within weeks."""
    r = w.rng
    p, a = _one(w, "professional" if r.yes(0.3) else "personal")
    t = w.window.moment(r, 0.1, 0.9)
    rate = login_rate(w)
    ordinary_life(w, p, [a], w.window.start, t, [rate])
    move_to(w, p, w.places.other(r, p.city))
    if r.yes(0.5):
        p.phone = w.device()
    for name, chance in (("phone", 0.55), ("region", 0.4), ("password", 0.3)):
        if r.yes(chance):
            new = {"phone": r.hex(32), "region": p.city.name, "password": ""}[name]
            w.change(
                a,
                name,
                t + r.int(0, 25) * DAY + r.int(8, 22) * HOUR,
                {"phone": a.phone, "region": a.region}.get(name, ""),
                new,
            )
    if a.payout and r.yes(0.5):
        w.change(a, "payout_account", t + r.int(3, 30) * DAY, a.payout, w.payment_account())
    plain(w, p, a, t, w.window.end, rate)
    return [a]


def child_runs_parent(w):
    """A grown-up child in another city signs in on the parent's account to help; the parent goes on."""
    r = w.rng
    (parent, a), (child, b) = _one(w, "professional" if r.yes(0.4) else "personal"), _one(w)
    parent.profile = "retired"
    since = w.window.moment(r, 0, 0.5) if r.yes(0.5) else w.window.start
    ordinary_life(w, parent, [a], w.window.start, w.window.end)
    ordinary_life(w, child, [b], w.window.start, w.window.end)
    w.use(a, since, w.window.end, login_rate(w, 0.8), spots_of(w, child), child.profile)
    for month in range(w.window.days // 30):
        if r.yes(0.5):
            w.pay(
                child.pay,
                parent.pay,
                w.window.start + month * 30 * DAY + r.int(9, 500) * HOUR,
                r.choice((300, 500, 600, 800, 1000, 2000)),
            )
    return [a, b]


def couple_account(w):
    """A couple runs one professional account from two phones in one flat."""
    r = w.rng
    p, a = _one(w, "professional")
    q, b = _one(w, city=p.city, home=p.home)
    ordinary_life(w, p, [a], w.window.start, w.window.end)
    ordinary_life(w, q, [b], w.window.start, w.window.end)
    w.use(a, w.window.start, w.window.end, login_rate(w), spots_of(w, q), q.profile)
    if r.yes(0.3):
        a.payout = q.pay
    return [a, b]


def creator_assistant(w):
    """A creator pays an assistant elsewhere by the month to answer messages."""
    r = w.rng
    (p, a), (q, b) = _one(w, "professional"), _one(w)
    since = w.window.moment(r, 0, 0.6)
    ordinary_life(w, p, [a], w.window.start, w.window.end)
    ordinary_life(w, q, [b], w.window.start, w.window.end)
    w.use(a, since, w.window.end, login_rate(w, 2), spots_of(w, q), "office", "work")
    wage, t = round(r.lognorm(1800, 0.5, 400, 6000), -2), since + 30 * DAY
    while t < w.window.end:
        w.pay(p.pay, q.pay, t + r.int(0, 60) * HOUR, wage)
        t += 30 * DAY
    return [a, b]


def mcn_roster(w):
    """An agency for creators: managers sign in on rounds, creators go on posting, shares are paid monthly."""
    r = w.rng
    city = w.places.any(r)
    office, managers = city.fixed(r), [w.device() for _ in range(r.int(1, 4))]
    house, made = [w.payment_account() for _ in range(r.int(1, 3))], []
    for device in managers:
        if w.rng.yes(0.35):
            w.approve("device", device, "mcn")
    for _ in range(r.int(5, 18)):
        p, a = _one(w, "professional", city=city if r.yes(0.35) else None)
        joined = w.window.start if r.yes(0.6) else w.window.moment(r, 0.05, 0.8)
        ordinary_life(w, p, [a], w.window.start, w.window.end)
        net = office if r.yes(0.75) else p.city.private_line(r)
        w.use(
            a,
            joined,
            w.window.end,
            login_rate(w, 1.3),
            [(r.choice(managers), net, 1)],
            "office",
            "work",
            (r.int(9, 19) * HOUR, r.int(10, 80) * MINUTE) if r.yes(0.5) else (),
        )
        if r.yes(0.3):
            w.change(a, "password", joined + r.int(0, 100) * HOUR)
        t = joined + 30 * DAY
        while t < w.window.end:
            w.pay(r.choice(house), p.pay, t + r.int(0, 90) * HOUR, r.lognorm(700, 1.0, 60, 30000))
            t += 30 * DAY
        made.append(a)
    return made


def dormitory(w):
    """Four to six students, one router, phones lent across the beds."""
    r = w.rng
    city = w.places.any(r)
    line, made = city.home(r), []
    friends = [w.person(city, line) for _ in range(r.int(4, 6))]
    for p in friends:
        p.profile, p.work = "student", None
        a = w.account("personal", p)
        ordinary_life(w, p, [a], w.window.start, w.window.end)
        if r.yes(0.4):
            w.touch(a, w.window.moment(r), r.choice(friends).phone, line)
        made.append(a)
    for _ in range(r.int(2, 9)):
        x, y = r.sample(friends, 2)
        w.pay(x.pay, y.pay, w.window.moment(r), r.int(10, 400) / 2)
    return made


def overseas_vpn(w):
    """Studying abroad, or behind a VPN: every week another country."""
    r = w.rng
    p, a = _one(w)
    nets = r.sample(w.places.abroad, r.int(1, 4)) + [w.places.datacentre] * r.yes(0.5)
    w.use(
        a,
        w.window.start,
        w.window.end,
        login_rate(w, 1.5),
        [(p.phone, n, r.random() + 0.1) for n in nets],
        "night",
        "even",
    )
    return [a]


def long_haul(w):
    """Drivers, crews and travelling salesmen wake up in another city every few days."""
    r = w.rng
    p, a = _one(w)
    t, rate = w.window.start, login_rate(w, 1.5)
    while t < w.window.end:
        city, end = (p.city if r.yes(0.3) else w.places.any(r)), t + int(r.lognorm(2, 0.6, 1, 9) * DAY)
        w.use(
            a, t, end, rate, [(p.phone, city.phone_data(r), 1), (p.phone, city.fixed(r), 0.5)], "two_shifts", "even"
        )
        t = end
    return [a]


def cloud_phone_hobbyist(w):
    """A gamer leaves this account running on a rented cloud phone besides the real one."""
    r = w.rng
    p, a = _one(w)
    ordinary_life(w, p, [a], w.window.start, w.window.end)
    net = w.places.datacentre if r.yes(0.5) else p.city.private_line(r)
    w.use(a, w.window.moment(r, 0, 0.7), w.window.end, login_rate(w, 1.5), [(w.device(), net, 1)], "night", "even")
    return [a]


def recycled_number(w):
    """The carrier gives a cancelled number to somebody else."""
    r = w.rng
    (p, a), (q, b) = _one(w), _one(w)
    ordinary_life(w, p, [a], w.window.start, w.window.end)
    ordinary_life(w, q, [b], w.window.start, w.window.end)
    if r.yes(0.5):
        w.new_phone_number(b, w.window.moment(r, 0.2), a.phone)
    else:
        b.phone = a.phone
    return [a, b]


def cooperative_payout(w):
    """Growers of a village are paid through the account of their cooperative."""
    r = w.rng
    city, till, made = w.places.any(r), w.payment_account(), []
    line = city.fixed(r)
    for _ in range(r.int(6, 18)):
        p, a = _one(w, "professional", city=city)
        a.payout, p.work = till, line if r.yes(0.6) else None
        ordinary_life(w, p, [a], w.window.start, w.window.end)
        if r.yes(0.7):
            w.pay(till, p.pay, w.window.moment(r, 0.2), r.lognorm(1500, 0.8, 100, 20000))
        made.append(a)
    return made


def name_correction(w):
    """Verified again under the own identity: grown up, a parent's identity before, or a new document."""
    r = w.rng
    p, a = _one(w)
    t = w.window.moment(r, 0.05, 0.95)
    ordinary_life(w, p, [a], w.window.start, w.window.end)
    w.change(a, "holder", t, a.holder or r.hex(32), r.hex(32))
    if r.yes(0.3):
        w.new_phone_number(a, t + r.int(-200, 400) * MINUTE)
    return [a]


def family_handover(w):
    """A mother gives the account of her stall to her daughter: all data change, nothing is paid for it."""
    r = w.rng
    p, a = _one(w, "professional")
    q = w.person(p.city if r.yes(0.6) else None, p.home if r.yes(0.3) else None)
    t = w.window.moment(r, 0.15, 0.85)
    rate = login_rate(w)
    ordinary_life(w, p, [a], w.window.start, t, [rate])
    for name, old, new, chance in (
        ("password", "", "", 0.7),
        ("phone", a.phone, q.phone_no, 0.9),
        ("payout_account", a.payout, q.pay, 0.8),
        ("holder", a.holder, q.holder, 0.6),
    ):
        if r.yes(chance):
            w.change(a, name, t + r.int(1, 9000) * MINUTE, old, new)
    ordinary_life(w, q, [a], t, w.window.end, [rate])
    if r.yes(0.5):
        w.use(a, t, t + r.int(3, 40) * DAY, rate * 0.3, spots_of(w, p), p.profile)
    return [a]


def group_buy_organiser(w):
    """Neighbours pay one organiser for fruit, eggs and milk, day after day."""
    r = w.rng
    p, a = _one(w, "professional" if r.yes(0.4) else "personal")
    ordinary_life(w, p, [a], w.window.start, w.window.end)
    neighbours = [w.payment_account() if r.yes(0.6) else r.choice(w.people).pay for _ in range(r.int(15, 50))]
    for _ in range(r.int(40, 160)):
        w.pay(r.choice(neighbours), p.pay, w.window.moment(r), r.lognorm(45, 0.7, 5, 600))
    return [a]


def flea_seller(w):
    """Second-hand sales to strangers all over the country, for odd round sums."""
    r = w.rng
    p, a = _one(w)
    ordinary_life(w, p, [a], w.window.start, w.window.end)
    for _ in range(r.int(4, 30)):
        w.pay(r.choice(w.people).pay, p.pay, w.window.moment(r), round(r.lognorm(260, 1.0, 10, 4000)))
    return [a]


def landlord(w):
    """Tenants in one house pay one owner by the month; their lines are one line."""
    r = w.rng
    p, a = _one(w, city=w.places.any(r))
    ordinary_life(w, p, [a], w.window.start, w.window.end)
    line, made = p.city.fixed(r, 1), [a]
    for _ in range(r.int(2, 7)):
        q, b = _one(w, city=p.city, home=line)
        ordinary_life(w, q, [b], w.window.start, w.window.end)
        rent, t = round(r.lognorm(1300, 0.5, 350, 6500), -1), w.window.start + r.int(1, 28) * DAY
        while t < w.window.end:
            w.pay(q.pay, p.pay, t + r.int(0, 40) * HOUR, rent)
            t += 30 * DAY
        made.append(b)
    return made


def password_worrier(w):
    """Changes the password every few weeks, after every rumour."""
    r = w.rng
    p, a = _one(w)
    ordinary_life(w, p, [a], w.window.start, w.window.end)
    for _ in range(r.int(3, 9)):
        w.change(a, "password", w.window.moment(r))
    return [a]


def loaner_phone(w):
    """The screen is broken: some days on a friend's or the repair shop's phone."""
    r = w.rng
    (p, a), (q, b) = _one(w), _one(w)
    q.city = p.city
    t = w.window.moment(r, 0.1, 0.9)
    back, rate = t + r.int(2, 12) * DAY, login_rate(w)
    ordinary_life(w, q, [b], w.window.start, w.window.end)
    plain(w, p, a, w.window.start, t, rate)
    w.use(a, t, back, rate, [(q.phone, p.home, 1), (q.phone, p.mobile, 1)], p.profile)
    plain(w, p, a, back, w.window.end, rate)
    return [a, b]


def campus_drive(w):
    """At a booth freshmen register on the association's tablets; weeks later everybody goes on with the own phone."""
    r = w.rng
    city = w.places.any(r)
    tablets, line, made = [w.device() for _ in range(r.int(1, 3))], city.fixed(r), []
    first = w.window.start + r.int(-40, w.window.days - 40) * DAY
    for _ in range(r.int(8, 26)):
        p = w.person(city)
        p.profile, p.work = "student", line if r.yes(0.5) else None
        a = w.account("personal", p, first + r.int(0, 6) * DAY + r.int(9 * HOUR, 20 * HOUR))
        leaves = a.registered + int(r.lognorm(9, 0.9, 1, 60)) * DAY
        w.touch(a, a.registered + r.int(20, 900), tablets[0], line)
        w.use(a, a.registered, leaves, login_rate(w), [(r.choice(tablets), line, 1)], "student")
        if r.yes(0.3):
            w.change(a, "password", leaves)
        ordinary_life(w, p, [a], leaves, w.window.end)
        made.append(a)
    return made


def phone_shop(w):
    """The shop sets up new phones at its counter and signs customers in on its own line."""
    r = w.rng
    city = w.places.any(r)
    counter, line, made = w.device(), city.fixed(r, 1), []
    for _ in range(r.int(8, 30)):
        p, a = _one(w, city=city)
        t, rate = w.window.moment(r, 0.02, 0.98), login_rate(w)
        plain(w, p, a, w.window.start, t, rate)
        p.phone = w.device()
        w.touch(a, t, p.phone if r.yes(0.6) else counter, line)
        if r.yes(0.35):
            w.change(a, "password", t - r.int(1, 15) * MINUTE)
        plain(w, p, a, t, w.window.end, rate)
        made.append(a)
    return made


def public_device(w):
    """A library, hotel or print-shop computer on which hundreds sign in once or twice."""
    r = w.rng
    city = w.places.any(r)
    line, screens, made = city.fixed(r), [w.device() for _ in range(r.int(1, 5))], []
    locals_ = [a for a in w.accounts if a.kind != "enterprise"]
    for a in r.some(locals_, int(r.lognorm(170, 0.5, 60, 450))):
        for _ in range(r.int(1, 3)):
            w.touch(a, w.window.moment(r), r.choice(screens), line)
        made.append(a)
    if r.yes(0.3):
        for screen in screens:
            w.approve("device", screen, "public terminal")
    return made


def festival_greeters(w):
    """The same greeting is copied from friend to friend, with a name changed here and there."""
    r = w.rng
    text = r.choice(
        (
            "新的一年愿大家平安喜乐，万事顺遂，转发给你在乎的人",
            "愿所有考生金榜题名，旗开得胜，接好运的留个脚印",
            "中秋快乐，人月两圆，愿你想见的人都能见到",
            "今天也要好好吃饭好好睡觉，坏运气统统走开",
        )
    )
    base, made = w.window.moment(r, 0.05, 0.9), []
    for a in r.some(w.accounts, r.int(15, 60)):
        w.note(
            a,
            base + int(r.lognorm(30 * HOUR, 1, 60, 20 * DAY)),
            text + r.choice(("", "！", "～", "🌸", "，" + a.region)),
        )
        made.append(a)
    return made


# story, instances per thousand accounts
STORIES = [
    (second_hand_phone, 4.0),
    (family_tablet, 10.0),
    (dormant_return, 14.0),
    (phone_stolen, 6.0),
    (job_move, 6.0),
    (child_runs_parent, 4.0),
    (couple_account, 4.0),
    (creator_assistant, 2.5),
    (mcn_roster, 0.5),
    (dormitory, 2.0),
    (overseas_vpn, 5.0),
    (long_haul, 3.0),
    (cloud_phone_hobbyist, 4.0),
    (recycled_number, 1.5),
    (cooperative_payout, 0.25),
    (name_correction, 2.5),
    (family_handover, 2.5),
    (group_buy_organiser, 0.7),
    (flea_seller, 4.0),
    (landlord, 1.0),
    (password_worrier, 2.0),
    (loaner_phone, 2.5),
    (phone_shop, 0.3),
    (campus_drive, 0.4),
]
# stories that take in accounts of anybody
_PLACES = [(public_device, 0.5), (festival_greeters, 0.3)]


def tell_people(w):
    """All stories of private people, at their base rates."""
    _tell(w, STORIES)


def fill_public_places(w):
    """Where everybody's ways cross; told when everybody is there."""
    _tell(w, _PLACES)


def _tell(w, stories):
    for tell, per_thousand in stories:
        for _ in range(max(1, w.rng.poisson(per_thousand * w.size / 1000))):
            for account in tell(w):
                w.story(account, tell.__name__)


def small_payments(w):
    """What people send one another: red packets, shared meals, debts."""
    r = w.rng
    for _ in range(w.size // 2):
        p, q = r.choice(w.people), r.choice(w.people)
        amount = (
            r.choice((6.66, 8.88, 20, 50, 66, 88, 100, 200, 500, 520)) if r.yes(0.4) else r.lognorm(85, 1.1, 1, 9000)
        )
        for _ in range(1 if r.yes(0.75) else r.int(2, 5)):
            w.pay(p.pay, q.pay, w.window.moment(r), amount)
