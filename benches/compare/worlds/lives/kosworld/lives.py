"""Honest lives that look odd in the data: what the wrongly accused told the ombudsman."""

from .people import Rig, Use, hours
from .places import ABROAD, COUNTY_CITIES, other_city
from .timeline import DAY, FOREVER


def phone_upgrade(w, p, rng):
    """A new phone, everything else stays."""
    p.replace_phone(w.window.moment(rng), w.device())


def phone_handed_down(w, p, rng):
    """The old phone goes to the mother, who opens or keeps an account on it, often in another town."""
    t, old = w.window.moment(rng, 0.1, 0.8), p.devices[0][2]
    p.replace_phone(t, w.device())
    parent = w.person(rng, p.city if rng.random() < 0.5 else other_city(rng, p.city), "early")
    acc = w.account(rng, parent)
    parent.replace_phone(t + rng.randrange(DAY, 15 * DAY), old)
    acc.stories.append("phone_handed_down")


def phone_sold_second_hand(w, p, rng):
    """The old phone is sold on a market and turns up with a stranger, who pays for it."""
    t, old = w.window.moment(rng, 0.1, 0.8), p.devices[0][2]
    p.replace_phone(t, w.device())
    stranger = w.person(rng)
    w.account(rng, stranger).stories.append("phone_sold_second_hand")
    stranger.replace_phone(t + rng.randrange(3 * DAY, 30 * DAY), old)
    if rng.random() < 0.4:
        w.pay(stranger.payout, p.payout, t + rng.randrange(DAY, 3 * DAY), rng.uniform(300, 2800))


def phone_in_repair(w, p, rng):
    """A week on the repair shop's loan phone, which half the district has used."""
    t = w.window.moment(rng)
    days = rng.choice((2, 4, 7, 12))
    loan = w.shared("loan", p.city, rng, lambda: w.device())
    until = t + days * DAY
    p.devices = (
        [(a, t, d, x) for a, b, d, x in p.devices if a < t]
        + [(t, until, loan, 1.0)]
        + [(until, FOREVER, d, x) for a, b, d, x in p.devices if b > until]
    )


def two_phones(w, p, rng):
    """A work phone and a private one, on two carriers."""
    p.devices.append((-FOREVER, FOREVER, w.device(), rng.uniform(0.5, 1.5)))


def device_id_resets(w, p, rng):
    """A privacy setting gives a new device id every few weeks."""
    t = w.window.start
    p.devices = []
    while t < w.window.end:
        step = int(DAY * rng.uniform(8, 40))
        p.devices.append((t, t + step, w.device(), 1.0))
        t += step


def family_tablet(w, p, rng):
    """Parents, an aunt and a child on one tablet at home."""
    tablet, net = w.device(), p.homes[0][2]
    p.devices.append((-FOREVER, FOREVER, tablet, rng.uniform(0.2, 1)))
    for _ in range(rng.choice((1, 1, 2, 3))):
        kin = w.person(rng, p.city, net=net)
        kin.devices.append((-FOREVER, FOREVER, tablet, rng.uniform(0.2, 3)))
        w.account(rng, kin).stories.append("family_tablet")


def couple_one_wallet(w, p, rng):
    """Husband and wife: two accounts, one bank card, each sometimes in the other's account."""
    mate = w.person(rng, p.city, net=p.homes[0][2])
    acc = w.account(rng, mate)
    acc.payout = p.payout
    mine = p.accounts[0]
    mine.uses.append(Use(w.window.start, w.window.end, mate, w.rate(rng) / 2))
    acc.stories.append("couple_one_wallet")


def moved_city(w, p, rng):
    """A new job in a new city: other line, other SIM, later a new bank card."""
    t, city = w.window.moment(rng, 0.1, 0.9), other_city(rng, p.city)
    p.move(t, city, w.atlas.home(city, rng))
    for acc in p.accounts:
        if rng.random() < 0.5:
            w.change(acc, "region", t + rng.randrange(20 * DAY), city)
        if rng.random() < 0.3:
            w.change(acc, "phone", t + rng.randrange(30 * DAY), w.tag(20))
        if acc.payout and rng.random() < 0.15:
            w.change(acc, "payout", t + rng.randrange(40 * DAY), w.pay_account())


def dormant_return(w, p, rng):
    """Away for months, back with a new phone in a new city and a forgotten password."""
    t = w.window.moment(rng, 0.35, 0.9)
    if rng.random() < 0.6:
        city = other_city(rng, p.city)
        p.move(t - 40 * DAY, city, w.atlas.home(city, rng))
    p.replace_phone(t - DAY, w.device())
    quiet = w.window.start if rng.random() < 0.6 else w.window.moment(rng, 0.02, 0.2)
    for acc in p.accounts:
        acc.pause(quiet, t)
        if rng.random() < 0.75:
            w.change(acc, "password", t + rng.randrange(1800))
        if rng.random() < 0.5:
            w.change(acc, "phone", t + rng.randrange(300, 5 * DAY), w.tag(20))
        if acc.payout and rng.random() < 0.25:
            w.change(acc, "payout", t + rng.randrange(20 * DAY), w.pay_account())


def new_start_with_advertising(w, p, rng):
    """A dormant hobby account becomes a small business: new phone, new card, advertising, new topic."""
    dormant_return(w, p, rng)
    acc = p.accounts[0]
    acc.kind = "professional"
    t = max(u.start for u in acc.uses) if acc.uses else w.window.start
    _campaign(w, acc, t + rng.randrange(DAY, 20 * DAY), rng)


def _campaign(w, acc, t, rng):
    day = w.window.day(t)
    for d in range(day, min(w.window.days, day + rng.randint(4, 50))):
        if rng.random() < 0.7:
            w.spend(acc, d, rng.choice(("seeding", "shutiao", "lead_collection")), rng.lognormvariate(5, 0.8))


def parent_in_hospital(w, p, rng):
    """Three weeks at a hospital bed in the home town; awake at night."""
    city = rng.choice(COUNTY_CITIES)
    t = w.window.moment(rng, 0, 0.85)
    ward = w.shared("hospital", city, rng, lambda: w.atlas.fixed(city, 3))
    w.trip(p, t, rng.uniform(9, 35), rng, city, ward)
    for acc in p.accounts:
        mine = acc.uses[-1]
        if rng.random() < 0.4:
            acc.uses.append(Use(max(t, mine.start), mine.end, p, mine.rate * 0.4))


def shift_worker(w, p, rng):
    """Nurse, guard, line worker: a month of days, a month of nights."""
    night = w.person(rng, p.city, "night", p.homes[0][2])
    night.devices, night.trips, night.work = p.devices, p.trips, p.work
    for acc in p.accounts:
        if not acc.uses:
            continue
        rate, t = acc.uses[0].rate, acc.uses[0].start
        acc.uses, on_nights = [], rng.random() < 0.5
        while t < w.window.end:
            step = int(DAY * rng.choice((7, 14, 30)))
            acc.uses.append(Use(t, min(t + step, w.window.end), night if on_nights else p, rate))
            t, on_nights = t + step, not on_nights


def migrant_worker(w, p, rng):
    """A factory dormitory, home for the festival, then another factory in another city."""
    dorm = w.shared("dorm", p.city, rng, lambda: w.atlas.fixed(p.city, 2))
    p.homes[0] = (-FOREVER, p.city, dorm)
    home = rng.choice(COUNTY_CITIES)
    festival = w.window.spring_festival()
    leave = w.window.at(festival, -60) if festival is not None else w.window.moment(rng, 0.2, 0.8)
    w.trip(p, leave, rng.uniform(8, 25), rng, home, w.atlas.home(home, rng))
    if rng.random() < 0.5:
        city = other_city(rng, p.city)
        p.move(leave + 20 * DAY, city, w.shared("dorm", city, rng, lambda: w.atlas.fixed(city, 2)))
        for acc in p.accounts:
            w.change(acc, "phone", leave + rng.randrange(20 * DAY, 30 * DAY), w.tag(20))


def student(w, p, rng):
    """A campus network with thousands of others, home in the holidays."""
    campus = w.shared("campus", p.city, rng, lambda: w.atlas.fixed(p.city, 12))
    p.homes[0] = (-FOREVER, p.city, campus)
    p.clock = hours("student", rng)
    if rng.random() < 0.6:
        w.trip(p, w.window.moment(rng, 0, 0.8), rng.uniform(10, 50), rng)


def student_abroad(w, p, rng):
    """A year in Leeds: other country, other hours, a virtual network towards home."""
    t, city = w.window.moment(rng, 0, 0.7), rng.choice(ABROAD)
    p.move(t, city, w.atlas.fixed(city, 1))
    tunnel = w.shared("tunnel", "上海", rng, lambda: w.atlas.fixed("上海", 5))
    abroad = w.person(rng, p.city, "abroad")
    abroad.devices, abroad.homes, abroad.trips = p.devices, p.homes, p.trips
    for acc in p.accounts:
        if acc.uses and acc.uses[-1].end > t > acc.uses[-1].start:
            rate = acc.uses[-1].rate
            acc.hand_over(t, Use(t, w.window.end, abroad, rate, Rig([p.devices[0][2]], tunnel, 0.35)))


def account_of_the_dead(w, p, rng):
    """The holder dies; the widow logs in, resets, and has the payout changed to her card."""
    t = w.window.moment(rng, 0.1, 0.7)
    heir = w.person(rng, p.city if rng.random() < 0.6 else None, net=None)
    begin = t + rng.randrange(5 * DAY, 40 * DAY)
    for acc in p.accounts:
        acc.hand_over(t, Use(min(begin, w.window.end), w.window.end, heir, w.rate(rng) * 0.6))
        w.change(acc, "password", begin + rng.randrange(DAY))
        if rng.random() < 0.7:
            w.change(acc, "phone", begin + rng.randrange(10 * DAY), heir.phone)
        if rng.random() < 0.6:
            w.change(acc, "payout", begin + rng.randrange(20 * DAY), heir.payout)
        if rng.random() < 0.3:
            w.change(acc, "holder", begin + rng.randrange(60 * DAY), heir.holder)
        acc.topics.append((begin, None))


def divorce(w, p, rng):
    """The account they ran together stays with one; the other is locked out overnight."""
    t = w.window.moment(rng, 0.15, 0.85)
    ex = w.person(rng, p.city, net=p.homes[0][2])
    for acc in p.accounts[:1]:
        start = max(acc.registered, w.window.start)
        acc.uses.append(Use(start, max(t, start), ex, w.rate(rng)))
        w.change(acc, "password", t + rng.randrange(3600))
        w.change(acc, "phone", t + rng.randrange(3600, 3 * DAY), w.tag(20))
        w.change(acc, "payout", t + rng.randrange(5 * DAY), w.pay_account())
    city = p.city if rng.random() < 0.6 else other_city(rng, p.city)
    p.move(t + rng.randrange(5 * DAY), city, w.atlas.home(city, rng))
    w.account(rng, ex, registered=w.window.clip(t + rng.randrange(9 * DAY))).stories.append("divorce")


def long_illness(w, p, rng):
    """Two months in hospital; a sister answers the messages from her own town."""
    t = w.window.moment(rng, 0.05, 0.6)
    end = t + int(DAY * rng.uniform(25, 80))
    sister = w.person(rng, None)
    for acc in p.accounts:
        acc.pause(t, end)
        if end > acc.registered:
            acc.uses.append(Use(max(t, acc.registered), min(end, w.window.end), sister, w.rate(rng) * 0.5))
    w.pay(sister.payout, p.payout, t + rng.randrange(20 * DAY), rng.choice((500, 1000, 2000, 5000)))
    w.account(rng, sister).stories.append("long_illness")


def child_helps_parent(w, p, rng):
    """The son in the big city sets the account up and looks after it; mother sells oranges."""
    child = w.person(rng, other_city(rng, p.city), "owl")
    acc = p.accounts[0]
    acc.uses.append(Use(max(acc.registered, w.window.start), w.window.end, child, w.rate(rng) * 1.3))
    if rng.random() < 0.5:
        acc.phone = child.phone
    mine = w.account(rng, child)
    mine.stories.append("child_helps_parent")
    for month in range(w.window.days // 30):
        if rng.random() < 0.5:
            w.pay(
                child.payout,
                p.payout,
                w.window.at(month * 30 + rng.randrange(28), 20),
                rng.choice((500, 800, 1000, 2000)),
            )


def hacked_and_recovered(w, p, rng):
    """Two days in a stranger's hands, then back through customer service."""
    t = w.window.moment(rng, 0.05, 0.9)
    thief = w.shared("thief", "", rng, lambda: w.person(rng))
    for acc in p.accounts[:1]:
        end = t + rng.randrange(7200, 4 * DAY)
        if t > acc.registered:
            acc.uses.append(
                Use(t, min(end, w.window.end), thief, 3.0, Rig([w.device()], w.atlas.fixed(thief.city)))
            )
            w.change(acc, "password", t + 60)
            phone = acc.phone
            if rng.random() < 0.5:
                w.change(acc, "phone", t + 200, w.tag(20))
                w.change(acc, "phone", end + 500, phone)
            w.change(acc, "password", end + 700)


def recycled_number(w, p, rng):
    """The carrier gave the old number to somebody else, who signs up with it."""
    new = w.person(rng)
    new.phone = p.phone
    w.account(rng, new, registered=w.window.moment(rng, 0, 0.8)).stories.append("recycled_number")
    for acc in p.accounts:
        if rng.random() < 0.5:
            w.change(acc, "phone", w.window.moment(rng), w.tag(20))


def several_accounts(w, p, rng):
    """A private account, one for the cat, one for the shop."""
    for _ in range(rng.choice((1, 1, 2))):
        w.account(rng, p, rng.choice(("personal", "professional"))).stories.append("several_accounts")


def internet_cafe(w, p, rng):
    """No computer at home: the café's machines, which everybody uses."""
    machines, net = w.shared(
        "cafe", p.city, rng, lambda: ([w.device() for _ in range(12)], w.atlas.fixed(p.city, 2))
    )
    for acc in p.accounts:
        for u in acc.uses:
            u.rig = Rig(machines, net, rng.uniform(0.2, 0.8))


def public_kiosk(w, p, rng):
    """The village service point posts for farmers on its one computer."""
    pc, net = w.shared("kiosk", p.city, rng, lambda: ([w.device()], w.atlas.fixed(p.city)))
    for acc in p.accounts:
        for u in acc.uses:
            u.rig = Rig(pc, net, rng.uniform(0.1, 0.9))


def long_haul_driver(w, p, rng):
    """A new city every second day."""
    t = w.window.start
    while t < w.window.end:
        days = rng.uniform(0.7, 4)
        w.trip(p, t, days, rng)
        t += int(days * DAY * rng.uniform(1, 1.6))


def game_accelerator(w, p, rng):
    """Logs in through a gaming accelerator in another province."""
    net = w.shared("accelerator", "", rng, lambda: w.atlas.fixed("江苏宿迁", 40))
    for acc in p.accounts:
        for u in acc.uses:
            u.rig = Rig([p.devices[0][2]], net, rng.uniform(0.1, 0.6))


def cloud_phone_fan(w, p, rng):
    """An old phone with no memory left: the app moves to a rented cloud phone."""
    t = w.window.moment(rng, 0.05, 0.9)
    city = p.city if rng.random() < 0.6 else other_city(rng, p.city)
    for acc in p.accounts:
        if not acc.uses or acc.uses[-1].start >= t:
            continue
        rig = w.own_cloud_phone(rng, city)
        rig.share = rng.uniform(0.5, 1.0)
        acc.hand_over(t, Use(t, w.window.end, p, acc.uses[-1].rate, rig))
        if rng.random() < 0.3:
            w.change(acc, "password", t + rng.randrange(3600))


def repaired_with_everything_new(w, p, rng):
    """Robbed at the station: phone, card and number gone; all replaced within a week."""
    t = w.window.moment(rng, 0.05, 0.95)
    p.replace_phone(t, w.device())
    for acc in p.accounts:
        w.change(acc, "password", t + rng.randrange(DAY))
        w.change(acc, "phone", t + rng.randrange(2 * DAY), w.tag(20))
        if acc.payout:
            w.change(acc, "payout", t + rng.randrange(8 * DAY), w.pay_account())


def parent_on_leave(w, p, rng):
    """From office hours to feeding hours, and to grandmother's house."""
    t = w.window.moment(rng, 0.1, 0.7)
    at_home = w.person(rng, p.city, "parent", p.homes[0][2])
    at_home.devices, at_home.trips = p.devices, p.trips
    city = rng.choice((p.city, other_city(rng, p.city)))
    at_home.homes = [(-FOREVER, city, w.atlas.home(city, rng))]
    for acc in p.accounts:
        if acc.uses and acc.uses[-1].start < t:
            acc.hand_over(t, Use(t, w.window.end, at_home, acc.uses[-1].rate * rng.uniform(0.5, 2)))


def creator_with_agency(w, p, rng):
    """A creator under contract: the agency posts, she still scrolls; it pays her a monthly share."""
    desk = w.shared("agency", "", rng, lambda: w.new_agency(rng))
    acc = p.accounts[0]
    acc.kind = "professional"
    start = max(acc.registered, w.window.start)
    if rng.random() < 0.5:
        start = max(start, w.window.moment(rng, 0.1, 0.6))
        w.change(acc, "password", start + 100)
    if rng.random() < 0.3:
        acc.topics.append((start, ("campaign", desk.script)))
    acc.uses.append(
        Use(
            start,
            w.window.end,
            desk.person,
            0,
            Rig(desk.devices, desk.net),
            w.tour(rng, [r for r in desk.rounds if r > start], rng.randrange(12), 0.4),
        )
    )
    for month in range(w.window.days // 30):
        t = w.window.at(month * 30 + rng.choice((10, 10, 11, 15)), rng.uniform(10, 18))
        if t > start:
            w.pay(desk.money, p.payout, t, rng.lognormvariate(7, 0.9))


def live_host_on_shifts(w, p, rng):
    """Hosts of one live room share its two phones by shift; each has the own account."""
    phones, net, money = w.shared(
        "liveroom",
        p.city,
        rng,
        lambda: ([w.device() for _ in range(2)], w.atlas.fixed(p.city), w.pay_account()),
    )
    p.clock = hours("host", rng)
    for acc in p.accounts:
        acc.kind = "professional"
        for u in acc.uses:
            u.rig = Rig(phones, net, rng.uniform(0.3, 0.8))
    for month in range(w.window.days // 30):
        w.pay(money, p.payout, w.window.at(month * 30 + 15, 16 + rng.random()), rng.lognormvariate(8.6, 0.4))


def borrowed_for_a_wedding(w, p, rng):
    """A friend borrows the account for a fortnight to run the wedding vlog, and sends a red packet."""
    t = w.window.moment(rng, 0, 0.9)
    friend = w.person(rng, p.city)
    for acc in p.accounts[:1]:
        start = max(t, acc.registered)
        acc.uses.append(Use(start, min(start + rng.randint(5, 18) * DAY, w.window.end), friend, 1.2))
    w.pay(friend.payout, p.payout, t + 10 * DAY, rng.choice((88, 188, 200, 666)))
    w.account(rng, friend).stories.append("borrowed_for_a_wedding")


def emigrated_hometown_shop(w, p, rng):
    """A woman abroad and her cousin at home run one purchasing account by day and by night."""
    cousin = w.person(rng, p.city, "shop")
    city = rng.choice(ABROAD)
    p.homes = [(-FOREVER, city, w.atlas.fixed(city))]
    p.clock = hours("abroad", rng)
    for acc in p.accounts[:1]:
        acc.kind = "professional"
        acc.uses.append(Use(max(acc.registered, w.window.start), w.window.end, cousin, 0.7))
    for month in range(w.window.days // 30):
        w.pay(
            p.payout, cousin.payout, w.window.at(month * 30 + rng.randrange(5), 22), rng.uniform(1500, 5000)
        )


def rented_flat_changes_tenant(w, p, rng):
    """The next tenant takes over the flat's router: strangers on one line, one after the other."""
    t, net = w.window.moment(rng, 0.2, 0.8), p.homes[0][2]
    p.move(t, p.city, w.atlas.home(p.city, rng))
    tenant = w.person(rng, p.city)
    tenant.move(t + rng.randrange(2 * DAY, 30 * DAY), p.city, net)
    w.account(rng, tenant).stories.append("rented_flat_changes_tenant")
    landlord = w.shared("landlord", p.city, rng, w.pay_account)
    for month in range(w.window.days // 30):
        who = p if w.window.at(month * 30, 0) < t else tenant
        w.pay(
            who.payout,
            landlord,
            w.window.at(month * 30 + rng.randrange(3), 9 + rng.random()),
            rng.choice((1800, 2500, 3200)),
        )


def pocket_money(w, p, rng):
    """Mother sends the week's pocket money every Sunday; a student's card fills in small round sums."""
    mother, amount = w.pay_account(), rng.choice((50, 100, 150, 200, 300))
    for week in range(w.window.days // 7):
        if rng.random() < 0.85:
            w.pay(mother, p.payout, w.window.at(week * 7 + rng.randrange(2), rng.uniform(17, 22)), amount)


def survey_earner(w, p, rng):
    """Answers questionnaires for a few yuan; the same payer pays thousands of people."""
    payer = w.shared("survey", "", rng, w.pay_account)
    for _ in range(rng.randint(3, 25)):
        w.pay(payer, p.payout, w.window.moment(rng), rng.choice((5, 8, 10, 20, 30, 50)))


def neighbourhood_buyer(w, p, rng):
    """Collects her neighbours' money for eggs and oranges and pays some of it back."""
    for _ in range(rng.randint(8, 40)):
        other, t = rng.choice(w.people), w.window.moment(rng)
        w.pay(other.payout, p.payout, t, round(rng.uniform(15, 120), 1))
        if rng.random() < 0.15:
            w.pay(p.payout, other.payout, t + rng.randrange(DAY, 5 * DAY), rng.choice((10, 20, 50)))


def lost_then_searched_from_everywhere(w, p, rng):
    """Left the phone in a taxi: logs in from the wife's, the colleague's and the library's device in one day."""
    t = w.window.moment(rng, 0.05, 0.95)
    for acc in p.accounts[:1]:
        for _ in range(rng.randint(2, 4)):
            helper = w.person(rng, p.city)
            begin = max(t + rng.randrange(6 * 3600), acc.registered)
            acc.uses.append(Use(begin, min(begin + 3600, w.window.end), helper, 0, None, [begin + 60]))
        w.change(acc, "password", t + rng.randrange(DAY))


# story, per mille of people, whether it also happens to people who are employees of a firm
STORIES = (
    (phone_upgrade, 60, True),
    (phone_handed_down, 12, True),
    (phone_sold_second_hand, 12, True),
    (phone_in_repair, 12, True),
    (two_phones, 25, True),
    (device_id_resets, 12, True),
    (family_tablet, 12, True),
    (couple_one_wallet, 11, False),
    (moved_city, 22, False),
    (dormant_return, 26, False),
    (new_start_with_advertising, 7, False),
    (parent_in_hospital, 6, True),
    (shift_worker, 11, False),
    (migrant_worker, 18, False),
    (student, 28, False),
    (student_abroad, 4, False),
    (account_of_the_dead, 4, False),
    (divorce, 5, False),
    (long_illness, 4, False),
    (child_helps_parent, 9, False),
    (hacked_and_recovered, 5, False),
    (recycled_number, 4, False),
    (several_accounts, 45, False),
    (internet_cafe, 7, False),
    (public_kiosk, 4, False),
    (long_haul_driver, 5, False),
    (game_accelerator, 7, True),
    (cloud_phone_fan, 28, True),
    (repaired_with_everything_new, 7, True),
    (parent_on_leave, 7, True),
    (creator_with_agency, 13, False),
    (live_host_on_shifts, 7, False),
    (borrowed_for_a_wedding, 4, False),
    (emigrated_hometown_shop, 3, False),
    (rented_flat_changes_tenant, 5, False),
    (pocket_money, 14, False),
    (survey_earner, 12, False),
    (neighbourhood_buyer, 3, False),
    (lost_then_searched_from_everywhere, 3, True),
)
_FUNCTIONS = [s for s, _, _ in STORIES]
_WEIGHTS = [n for _, n, _ in STORIES]
_STAFF = [(s, n) for s, n, anyone in STORIES if anyone]
SHARE = sum(_WEIGHTS) / 1000


def live(w, p, rng, employee=False):
    """Let a person's life take one of the odd turns, or none, at the base rate."""
    if rng.random() > (SHARE if not employee else sum(n for _, n in _STAFF) / 1000):
        return
    if employee:
        story = rng.choices([s for s, _ in _STAFF], [n for _, n in _STAFF])[0]
    else:
        story = rng.choices(_FUNCTIONS, _WEIGHTS)[0]
    story(w, p, rng)
    for acc in p.accounts:
        acc.stories.append(story.__name__)
