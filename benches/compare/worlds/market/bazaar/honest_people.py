"""Honest stories of people and families, many of which look odd from outside."""

from .background import publish
from .days import DAY
from .people import Desk, Person, abroad, newcomer, open_account, rate
from .places import Datacentre, Fixed, Home, Proxy
from .words import TRADES, brief, copied


def second_hand_phone(w, rng):
    """A recycler buys a phone; weeks later a stranger elsewhere logs in on it."""
    seller, acc = newcomer(w, rng)
    buyer, other = newcomer(w, rng)
    t = w.cal.moment(rng, 0.1, 0.7)
    old = seller.phones[0][1]
    seller.new_phone(t, w.device(rng))
    buyer.new_phone(t + rng.randint(3, 35) * DAY, old)
    if rng.random() < 0.4:
        w.pay(rng, w.wallet(rng), seller.wallet, t + 2 * DAY, rng.randint(300, 2600))
    return [acc, other]


def phone_sold_to_acquaintance(w, rng):
    """A phone sold within town, paid at once: the price of an account, and no account in it."""
    seller, acc = newcomer(w, rng)
    buyer, other = newcomer(w, rng, seller.city)
    t = w.cal.moment(rng, 0.1, 0.8)
    (w.deal if rng.random() < 0.4 else w.pay)(
        rng, buyer.wallet, seller.wallet, t, rng.choice((500, 600, 800, 1200, 1500, 2000))
    )
    buyer.new_phone(t + rng.randint(600, DAY), seller.phones[0][1])
    seller.new_phone(t, w.device(rng))
    w.change(acc, "password", t + 7200)
    return [acc, other]


def family_tablet(w, rng):
    """Parents, child and grandmother share the tablet at home."""
    parent, acc = newcomer(w, rng)
    tablet, found = w.device(rng), [acc]
    parent.extras.append((tablet, rng.uniform(0.1, 0.5), 0))
    for _ in range(rng.randint(1, 4)):
        member, other = newcomer(w, rng, parent.city)
        member.homes = parent.homes
        member.extras.append((tablet, rng.uniform(0.15, 0.8), 0))
        found.append(other)
    return found


def several_accounts(w, rng):
    """One person with a main account, a hobby and a secret one."""
    person, acc = newcomer(w, rng)
    found = [acc]
    for _ in range(rng.choice((1, 1, 2))):
        other = open_account(w, rng, person)
        other.use(person, w.cal.start, w.cal.end, rate(rng, 0.12))
        found.append(other)
    return found


def daughter_runs_mothers_account(w, rng):
    """The mother's identity, the daughter's work: an honest family account of two cities."""
    daughter, own = newcomer(w, rng)
    mother = Person(w, rng, rng.choice(w.atlas.small))
    acc = open_account(w, rng, mother, "professional")
    acc.payout = daughter.wallet
    acc.use(daughter, w.cal.start, w.cal.end, rate(rng, 0.35))
    acc.use(mother, w.cal.start, w.cal.end, 0.05)
    for i in w.cal.paydays(8):
        w.pay(rng, daughter.wallet, mother.wallet, w.cal.at(i, 20), rng.choice((500, 800, 1000)))
    return [own, acc]


def account_given_to_sister(w, rng):
    """A new mother has no time; her sister takes over the cooking account for nothing."""
    giver, acc = newcomer(w, rng, kind="professional", busy=0.4)
    sister, own = newcomer(w, rng, giver.city if rng.random() < 0.6 else None)
    t = w.cal.moment(rng, 0.2, 0.7)
    acc.stop(t)
    acc.use(sister, t + DAY, w.cal.end, rate(rng, 0.35))
    acc.use(giver, t, w.cal.end, 0.02)
    w.change(acc, "password", t)
    if rng.random() < 0.6:
        w.change(acc, "phone", t + 900, sister.sim)
    if rng.random() < 0.3:
        w.change(acc, "payout_account", t + 5 * DAY, sister.wallet)
    return [acc, own]


def returning_dormant(w, rng):
    """Back after a year: new phone, new number, new town, a forgotten password."""
    person, acc = newcomer(w, rng, age_days=rng.randint(300, 2000))
    acc.stop(w.cal.start)
    t = w.cal.moment(rng, 0.1, 0.9)
    if rng.random() < 0.5:
        early = w.cal.moment(rng, 0, 0.05)
        acc.use(person, early, early + 2 * DAY, 0.7)
    person.new_phone(t - DAY, w.device(rng))
    if rng.random() < 0.6:
        person.move(rng, t - DAY, w.atlas.other(rng, person.city))
    w.change(acc, "password", t)
    if rng.random() < 0.7:
        w.change(acc, "phone", t + 300, w.hexid(rng, 32))
    acc.use(person, t, w.cal.end, rate(rng, 0.4))
    return [acc]


def hacked_and_recovered(w, rng):
    """Strange logins from afar, a changed number, then the holder proves who they are."""
    person, acc = newcomer(w, rng)
    t = w.cal.moment(rng, 0.1, 0.85)
    back = t + rng.randint(1, 9) * DAY
    thief = Desk([w.device(rng)], [Datacentre(rng, w.atlas.other(rng, person.city))], "night", 1)
    acc.use(thief, t, back, 1.2)
    number = acc.phone or person.sim
    w.change(acc, "password", t + 60)
    if rng.random() < 0.5:
        w.change(acc, "phone", t + 200, w.hexid(rng, 32))
        w.change(acc, "phone", back, number)
    w.change(acc, "password", back + 100)
    return [acc]


def recycled_number(w, rng):
    """The carrier gives a dead number to a stranger, who registers with it."""
    first, acc = newcomer(w, rng, age_days=rng.randint(400, 2000))
    second, other = newcomer(w, rng)
    other.phone = acc.phone
    acc.stop(w.cal.start + rng.randint(0, 20) * DAY)
    return [acc, other]


def student_terms(w, rng):
    """Dormitory in term, the parents' line in the holidays; one campus address for all."""
    city = w.atlas.city(rng)
    campus, found = Fixed(rng, city), []
    for _ in range(rng.randint(8, 40)):
        student, acc = newcomer(w, rng, city, age_days=rng.randint(60, 1200))
        student.homes = [(0, campus, city.carrier(rng))]
        if rng.random() < 0.7:
            day = int(w.cal.days * rng.uniform(0.6, 0.9))
            student.travel(rng, w.cal.at(day), w.cal.at(day + rng.randint(15, 40)), w.atlas.city(rng))
        found.append(acc)
    return found


def always_travelling(w, rng):
    """Cabin crew, lorry drivers, auditors: a new city every few days."""
    person, acc = newcomer(w, rng, busy=0.4)
    day = rng.uniform(0, 5)
    while day < w.cal.days - 3:
        stay = rng.uniform(0.6, 5)
        person.travel(rng, w.cal.at(day), w.cal.at(day + stay), w.atlas.city(rng))
        day += stay + rng.expovariate(0.3)
    return [acc]


def tunnel_user(w, rng):
    """A student abroad, or somebody who always has a tunnel on."""
    person, acc = newcomer(w, rng)
    abroad(w, rng, person, rng.choice((None, 20, 40)))
    return [acc]


def cloud_phone_hobbyist(w, rng):
    """A gamer who keeps a cloud phone for idle games and opens the app on it too."""
    person, acc = newcomer(w, rng)
    cloud = Desk(
        [w.device(rng, cloud=True)],
        [Proxy(rng, person.city, 4) if rng.random() < 0.5 else Datacentre(rng, w.atlas.city(rng), 2)],
        "night",
        1,
    )
    acc.use(cloud, w.cal.moment(rng, 0, 0.7), w.cal.end, rng.uniform(0.05, 0.4))
    return [acc]


def two_phones(w, rng):
    """A work phone and a private one, used side by side."""
    person, acc = newcomer(w, rng, busy=0.4)
    person.extras.append(
        (w.device(rng), rng.uniform(0.3, 0.6), w.cal.moment(rng, 0, 0.5) if rng.random() < 0.5 else 0)
    )
    return [acc]


def friend_watches_account(w, rng):
    """On leave or ill: a friend answers messages for some days, and gets a red envelope."""
    person, acc = newcomer(w, rng, kind="professional", busy=0.4)
    friend, own = newcomer(w, rng, person.city if rng.random() < 0.7 else None)
    for _ in range(rng.choice((1, 1, 2))):
        t = w.cal.moment(rng, 0.05, 0.85)
        acc.use(friend, t, t + rng.randint(4, 20) * DAY, 0.5)
        if rng.random() < 0.7:
            w.pay(rng, person.wallet, friend.wallet, t + 10 * DAY, rng.choice((66, 88, 200, 300)))
    return [acc, own]


def internet_cafe(w, rng):
    """Public machines: hundreds of people, each there a few times."""
    city = w.atlas.city(rng)
    desk = Desk([w.device(rng) for _ in range(rng.randint(1, 5))], [Fixed(rng, city)], "night", 1.6)
    crowd = [a for a in w.accounts if a.person and a.person.city is city and a.kind == "personal"]
    found = rng.sample(crowd, min(len(crowd), rng.randint(40, 160)))
    for acc in found:
        t = w.cal.moment(rng, 0, 0.9)
        acc.use(desk, t, t + rng.randint(1, 20) * DAY, rng.uniform(0.05, 0.6))
    return found


def repair_counter(w, rng):
    """A repairer tries people's apps on his bench phone, and sells used ones."""
    city = w.atlas.city(rng)
    desk = Desk([w.device(rng), w.device(rng)], [Fixed(rng, city)], "shop", 1.3)
    till = w.wallet(rng)
    crowd = [a for a in w.accounts if a.person and a.person.city is city and a.kind == "personal"]
    found = rng.sample(crowd, min(len(crowd), rng.randint(8, 40)))
    for acc in found:
        t = w.cal.moment(rng, 0, 0.95)
        acc.use(desk, t, t + 3 * 3600, 12)
        w.pay(rng, acc.person.wallet, till, t + 3600, rng.randint(50, 600))
        if rng.random() < 0.3 and len(acc.person.phones) == 1:
            acc.person.new_phone(t + 7200, w.device(rng))
    return found


def academy_class(w, rng):
    """A livestream course: thirty beginners, one hall, one homework; most give up."""
    city = w.atlas.city(rng)
    hall, trade = Fixed(rng, city), rng.choice(list(TRADES))
    day, text, school = rng.randrange(3, int(w.cal.days * 0.8)), brief(rng, trade), w.wallet(rng)
    found = []
    for _ in range(rng.randint(10, 32)):
        person = Person(w, rng, city)
        acc = open_account(w, rng, person, age_days=1)
        acc.registered = w.cal.at(day, rng.uniform(9, 16))
        person.trips.append((w.cal.at(day), w.cal.at(day + 3), hall, hall))
        acc.use(person, w.cal.at(day), w.cal.at(day + 3), 2.5)
        acc.use(person, w.cal.at(day + 3), w.cal.end, rate(rng, 0.3), 2.5)
        w.pay(rng, person.wallet, school, w.cal.at(day, -20), rng.choice((980, 1280, 1980)))
        publish(w, rng, acc, w.cal.at(day + rng.randint(0, 4), 20), copied(rng, text, 0.4))
        found.append(acc)
    return found


def village_station(w, rng):
    """A young returnee runs farmers' accounts on two phones at the village service point."""
    city = rng.choice(w.atlas.small)
    helper, own = newcomer(w, rng, city)
    station = Home(rng, city)
    desk = Desk([w.device(rng), helper.phones[0][1]], [station, city.carrier(rng)], "early", 1)
    purse, found = w.wallet(rng), [own]
    for _ in range(rng.randint(4, 14)):
        farmer = Person(w, rng, city)
        acc = open_account(w, rng, farmer, rng.choice(("personal", "professional")))
        acc.payout = purse if rng.random() < 0.6 else farmer.wallet
        acc.use(desk, w.cal.start, w.cal.end, rate(rng, 0.3))
        if rng.random() < 0.5:
            acc.use(farmer, w.cal.start, w.cal.end, 0.06)
        for i in w.cal.paydays(18):
            w.pay(rng, purse, farmer.wallet, w.cal.at(i, 16), rng.randint(150, 2400))
        found.append(acc)
    return found


def grandmother_new_identity_phone(w, rng):
    """Sons set up the old people's phones: three accounts born on one device at a feast."""
    son, own = newcomer(w, rng)
    city, found = rng.choice(w.atlas.small), [own]
    for day, _ in w.cal.holidays()[:1] or [(rng.randrange(60), 5)]:
        son.travel(rng, w.cal.at(day), w.cal.at(day + 6), city)
        for _ in range(rng.randint(2, 4)):
            elder = Person(w, rng, city)
            acc = open_account(w, rng, elder, age_days=1)
            acc.registered = w.cal.at(day + 1, rng.uniform(9, 21))
            setup = Desk([son.phones[0][1]], [elder.homes[0][1]], "evening", 1)
            acc.use(setup, acc.registered, acc.registered + DAY, 2)
            acc.use(elder, acc.registered + DAY, w.cal.end, rate(rng, 0.15))
            found.append(acc)
    return found


def phone_lost(w, rng):
    """Lost in a taxi: a new phone, a replaced card and a new password within a day, one night of silence."""
    person, acc = newcomer(w, rng, busy=0.4)
    t = w.cal.moment(rng, 0.05, 0.95)
    person.new_phone(t, w.device(rng))
    w.change(acc, "password", t + rng.randint(1800, DAY))
    if rng.random() < 0.35:
        w.change(acc, "phone", t + rng.randint(3600, 2 * DAY), w.hexid(rng, 32))
    return [acc]


def creator_hires_assistant(w, rng):
    """A creator pays an assistant a wage; the assistant works the account from another home."""
    creator, acc = newcomer(w, rng, kind="professional", busy=0.5)
    helper, own = newcomer(w, rng, creator.city if rng.random() < 0.5 else None)
    t = w.cal.moment(rng, 0, 0.5)
    acc.use(helper, t, w.cal.end, rng.uniform(0.3, 0.9))
    for i in w.cal.paydays(rng.choice((1, 10, 28))):
        w.pay(
            rng, creator.wallet, helper.wallet, max(t, w.cal.at(i, 21)), rng.choice((800, 1500, 2500, 3500))
        )
    for _ in range(rng.choice((0, 3, 12))):
        at = w.cal.moment(rng, 0.5, 1)
        acc.moments += [(at, helper), (at - rng.randint(10, 90), creator)]
    return [acc, own]


def paid_ambassador(w, rng):
    """A student whom a brand pays every month for posts of their own; nobody else logs in."""
    purse = w.wallet(rng)
    trade, found = rng.choice(list(TRADES)), []
    for _ in range(rng.randint(2, 9)):
        person, acc = newcomer(w, rng, busy=0.4)
        text = brief(rng, trade)
        for i in w.cal.paydays(12):
            w.pay(
                rng, purse, person.wallet, w.cal.at(i, rng.uniform(10, 20)), rng.choice((200, 300, 400, 500))
            )
            publish(w, rng, acc, w.cal.at(i, -60), copied(rng, text, 0.8))
        found.append(acc)
    return found


def inherited_shop_account(w, rng):
    """The father retires, the son runs the shop's old account: his phone, his wallet, the same stove."""
    father, acc = newcomer(w, rng, kind="professional", age_days=rng.randint(300, 2000), busy=0.35)
    son = Person(w, rng, father.city if rng.random() < 0.7 else w.atlas.city(rng))
    t = w.cal.moment(rng, 0.15, 0.8)
    acc.stop(t)
    acc.use(son, t, w.cal.end, rate(rng, 0.4))
    w.change(acc, "password", t + 300)
    w.change(acc, "phone", t + DAY, son.sim)
    if rng.random() < 0.7:
        w.change(acc, "payout_account", t + 3 * DAY, son.wallet)
    return [acc]


STORIES = [
    (second_hand_phone, 70),
    (phone_sold_to_acquaintance, 25),
    (family_tablet, 150),
    (several_accounts, 420),
    (daughter_runs_mothers_account, 60),
    (account_given_to_sister, 30),
    (returning_dormant, 130),
    (hacked_and_recovered, 35),
    (recycled_number, 45),
    (student_terms, 14),
    (always_travelling, 110),
    (tunnel_user, 60),
    (cloud_phone_hobbyist, 40),
    (phone_lost, 60),
    (creator_hires_assistant, 35),
    (paid_ambassador, 12),
    (inherited_shop_account, 30),
    (two_phones, 160),
    (friend_watches_account, 45),
    (academy_class, 5),
    (village_station, 7),
    (grandmother_new_identity_phone, 25),
]
CROWDS = [(internet_cafe, 10), (repair_counter, 10)]
