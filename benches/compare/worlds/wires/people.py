"""Honest private people: households, accounts and the lives that move them between devices and places."""

from core import DAY, Account, Hand, Person, Use, hexid, hour_curve, weighted
from places import CAPITAL, CITY_NAMES, Net, handed_on, home_net, make_device, sim, some_city

INDUSTRIES = [
    "家装",
    "婚庆",
    "教育",
    "汽车",
    "医美",
    "房产",
    "母婴",
    "餐饮",
    "服饰",
    "美容",
    "旅游",
    "宠物",
    "健身",
    "留学",
]
HAS_HOLDER = {"personal": 0.64, "professional": 0.93, "kos": 0.86, "enterprise": 0.96}
HAS_PAYOUT = {"personal": 0.26, "professional": 0.70, "kos": 0.52, "enterprise": 0.85}


class House:
    def __init__(self, city, net):
        self.city, self.net, self.people, self.tablet = city, net, [], None


def new_house(w, rng, city):
    house = House(city, home_net(w, rng, city))
    w.houses.append(house)
    w.houses_in.setdefault(city, []).append(house)
    return house


def new_hand(w, rng, city, net, family="private"):
    hand = Hand(
        city,
        net,
        sim(w, rng, city),
        hour_curve(family, rng.choice((-2, -1, 0, 0, 0, 1, 2))),
        min(1.0, max(0.15, rng.gauss(0.68, 0.22))),
    )
    hand.phones.append((-(10**9), make_device(w, rng)))
    if rng.random() < 0.12:
        hand.second, hand.second_share = make_device(w, rng, "pc"), rng.uniform(0.05, 0.5)
    return hand


def new_person(w, rng, city=None):
    city = city or some_city(rng)
    houses = w.houses_in.get(city, [])
    house = None
    if houses and rng.random() < 0.33:
        house = rng.choice(houses)
        if len(house.people) >= 4:
            house = None
    house = house or new_house(w, rng, city)
    young = rng.random() < 0.2
    family = weighted(rng, (("private", 6), ("office", 1), ("night", 1), ("student", 4 if young else 1)))
    person = Person(
        hexid(rng, 20), hexid(rng, 18), hexid(rng, 14), new_hand(w, rng, city, house.net, family), house
    )
    person.young = young
    house.people.append(person)
    w.people.append(person)
    return person


def new_account(w, rng, kind, person, industry="", registered=None):
    if registered is None:
        if rng.random() < 0.07:
            registered = rng.randrange(w.end)
        else:
            years = 4 if kind in ("kos", "enterprise") else 7
            registered = -int(rng.triangular(0, years * 365, 250) * DAY) - rng.randrange(DAY)
    a = Account(hexid(rng, 24), kind, registered, person)
    if person is not None:
        city = person.hand.city
        a.holder = person.identity if rng.random() < HAS_HOLDER[kind] else ""
        a.phone = person.phone if rng.random() < 0.88 else ""
        a.payout = person.pay if rng.random() < HAS_PAYOUT[kind] else ""
        r = rng.random()
        a.region = "" if r < 0.2 else city if r < 0.83 else CAPITAL[city] if r < 0.9 else some_city(rng)
        person.accounts.append(a)
    a.industry = industry if rng.random() < (0.9 if kind != "personal" else 0.1) else ""
    w.accounts.append(a)
    return a


def rate_of(rng, kind):
    """Logins a day as the capture counts them, very uneven between people."""
    middle = {"personal": 0.13, "professional": 0.29, "kos": 0.33, "enterprise": 0.5}[kind]
    return min(4.0, middle * rng.lognormvariate(0, 0.75))


def everyday(w, rng, a, hand=None, rate=None, start=None, end=None):
    """The normal use of an account by one hand, sometimes with a pause of some weeks."""
    hand = hand or a.person.hand
    rate = rate or rate_of(rng, a.kind)
    start = max(0, a.registered if start is None else start)
    end = w.end if end is None else end
    if rng.random() < 0.15 and end - start > 40 * DAY:
        pause = start + rng.randrange(int((end - start) * 0.7))
        a.uses.append(Use(hand, start, pause, rate))
        a.uses.append(Use(hand, min(end, pause + rng.randint(8, 35) * DAY), end, rate))
    else:
        a.uses.append(Use(hand, start, end, rate))


def fill(w):
    """Ordinary people until the world has its number of accounts."""
    rng = w.rng("people")
    while len(w.accounts) < w.size:
        person = new_person(w, rng)
        number = min(weighted(rng, ((1, 76), (2, 17), (3, 6), (5, 1))), w.size - len(w.accounts))
        for _ in range(number):
            kind = "professional" if rng.random() < 0.17 else "personal"
            a = new_account(w, rng, kind, person, rng.choice(INDUSTRIES))
            everyday(w, rng, a)
            if number >= 4:
                a.story("honest", "one_creator_many_accounts")


def replace_phones(w):
    """Phone upgrades in order of time, so that old phones can turn up at strangers."""
    rng = w.rng("phones")
    moments = []
    for i, person in enumerate(w.people):
        if rng.random() < 0.13:
            moments.append((rng.randrange(w.end), i))
    market = []
    for t, i in sorted(moments):
        person = w.people[i]
        old = person.hand.phones[-1][1]
        if market and rng.random() < 0.35:
            device = handed_on(w, rng, market.pop(rng.randrange(len(market))), t)
            name = "second_hand_phone"
        else:
            device, name = make_device(w, rng, since=t), "phone_upgrade"
        person.hand.phones.append((t, device))
        overlap = rng.random() < 0.25  # the old one lies around and is used for some days
        for a in person.accounts:
            if overlap and a.uses:
                a.uses.append(Use(person.hand, t, min(w.end, t + 12 * DAY), 0.15, device=old))
            a.story("honest", name)
            if rng.random() < 0.15:
                w.change(a, "password", t + rng.randrange(3 * DAY))
        r = rng.random()
        if r < 0.3:
            market.append(old)
        elif r < 0.45 and len(person.house.people) > 1:
            kin = person.house.people[0]
            if kin is not person and len(kin.hand.phones) == 1:
                kin.hand.phones.append((t + 2 * DAY, handed_on(w, rng, old, t)))
                for a in kin.accounts:
                    a.story("honest", "phone_passed_in_family")


def lives(w):
    """Events in the lives of people; each at its own rate, and none excludes another."""
    rng = w.rng("lives")
    for house in w.houses:
        if len(house.people) > 1 and rng.random() < 0.3:
            house.tablet = make_device(w, rng, "tablet")
            for person in house.people:
                if person.hand.second is None:
                    person.hand.second, person.hand.second_share = house.tablet, rng.uniform(0.05, 0.5)
                    for a in person.accounts:
                        a.story("honest", "family_tablet")
    for person in w.people:
        hand = person.hand
        if rng.random() < 0.12:  # a trip; the holiday draws many
            city = rng.choice(CITY_NAMES)
            net = rng.choice(w.houses_in[city]).net if city in w.houses_in else w.cgnat[city][0]
            if rng.random() < 0.5:
                first, length = w.holiday + rng.randint(-2, 1), w.holiday_len + rng.randint(0, 3)
            else:
                first, length = rng.randrange(w.days), rng.choice((2, 3, 4, 6, 10, 20, 30))
            hand.trips.append((first, first + length, net))
            tell(person, "travel")
        if rng.random() < 0.035:
            move(w, rng, person)
        if rng.random() < 0.012:  # works in one city, lives in another
            city = rng.choice(CITY_NAMES)
            net = home_net(w, rng, city)
            for week in range(0, w.days, 7):
                hand.trips.append((week, week + 5, net))
            tell(person, "two_city_commuter")
        if rng.random() < 0.012:
            net = rng.choice(w.idc)
            for a in person.accounts:
                for use in a.uses:
                    use.leak, use.other = rng.uniform(0.2, 0.9), net
            tell(person, "vpn_user")
        if rng.random() < 0.008:
            hand.second, hand.second_share = make_device(w, rng, "emulator"), rng.uniform(0.2, 0.9)
            tell(person, "emulator_user")
        if rng.random() < 0.006:
            hand.second, hand.second_share = make_device(w, rng, "cloud"), rng.uniform(0.2, 0.9)
            tell(person, "cloud_phone_gamer")
        if rng.random() < 0.01:
            t = rng.randrange(w.end)
            hand.phones += [(t, make_device(w, rng)), (t + rng.randint(2, 9) * DAY, hand.phones[-1][1])]
            hand.phones.sort(key=lambda x: x[0])
            tell(person, "loaner_phone")
    for a in list(w.accounts):
        if a.person is None or a.kind in ("enterprise", "kos") or not a.uses:
            continue
        r = rng.random()
        if r < 0.025:
            dormant(w, rng, a)
        elif r < 0.033:
            helped(w, rng, a, "child_runs_parents_account", 0.8)
        elif r < 0.042:
            helped(w, rng, a, "couple_runs_one_account", 0.0)
        elif r < 0.046:
            family_handover(w, rng, a)
        elif r < 0.052:
            assistant(w, rng, a)


def tell(person, name):
    for a in person.accounts:
        a.story("honest", name)


def move(w, rng, person):
    t = rng.randrange(w.end)
    city = some_city(rng) if rng.random() < 0.6 else person.hand.city
    person.hand.stints.append((t, city, home_net(w, rng, city), None))
    if rng.random() < 0.4:
        person.hand.phones.append((t + rng.randrange(5 * DAY), make_device(w, rng)))
        person.hand.phones.sort(key=lambda x: x[0])
    for a in person.accounts:
        a.story("honest", "moved_house")
        if rng.random() < 0.3:
            w.change(a, "region", t + rng.randrange(20 * DAY), a.region, city)
        if rng.random() < 0.3:
            w.change(a, "phone", t + rng.randrange(20 * DAY), a.phone, hexid(rng, 18))


def dormant(w, rng, a):
    """Comes back after a long time with a new phone, in a new city, with a reset password."""
    back = rng.randrange(int(w.end * 0.2), int(w.end * 0.9))
    city = some_city(rng)
    hand = new_hand(w, rng, city, home_net(w, rng, city))
    before = rng.random() < 0.4
    if before:
        a.cut(max(DAY, back - rng.randint(25, 70) * DAY))
    else:
        a.uses = []
    everyday(w, rng, a, hand, start=max(back, a.registered))
    a.story("honest", "dormant_return")
    if rng.random() < 0.6:
        w.change(a, "password", back + rng.randrange(2 * DAY))
    if rng.random() < 0.45:
        w.change(a, "phone", back + rng.randrange(4 * DAY), hexid(rng, 18), a.phone)
    if rng.random() < 0.2 and a.payout:
        w.change(a, "payout_account", back + rng.randrange(20 * DAY), hexid(rng, 14), a.payout)


def helped(w, rng, a, name, less):
    """A second person of the family, perhaps in another city, works on the same account."""
    kin = rng.choice(w.people)
    start = 0 if rng.random() < 0.6 else rng.randrange(w.end)
    for use in a.uses:
        use.rate *= 1 - less * rng.random()
    a.uses.append(Use(kin.hand, max(start, a.registered, 0), w.end, rate_of(rng, "professional")))
    a.story("honest", name)
    if rng.random() < 0.3 and a.payout:
        a.payout = kin.pay


def family_handover(w, rng, a):
    """The account goes to a relative for good: lawful, and looks like a sale."""
    t = rng.randrange(w.end)
    kin = rng.choice(a.person.house.people) if rng.random() < 0.4 else rng.choice(w.people)
    a.cut(t)
    everyday(w, rng, a, kin.hand, start=max(t, a.registered))
    a.story("honest", "account_passed_in_family")
    for field, share, old, new in (
        ("password", 0.5, "", ""),
        ("phone", 0.6, a.phone, kin.phone),
        ("payout_account", 0.4, a.payout, kin.pay),
        ("holder", 0.2, a.holder, kin.identity),
    ):
        if rng.random() < share:
            w.change(a, field, t + rng.randrange(6 * DAY), old, new)
    w.pay(a.person.pay if rng.random() < 0.3 else "", kin.pay, t, rng.choice((200, 500, 520, 1000)))


def assistant(w, rng, a):
    """A creator whose assistant logs in from elsewhere and is paid by the month."""
    helper = rng.choice(w.people)
    a.uses.append(Use(helper.hand, max(0, a.registered), w.end, rate_of(rng, "kos")))
    a.story("honest", "creator_with_assistant")
    if rng.random() < 0.4:
        pay, day = rng.choice((300, 500, 800, 1500, 2000)), rng.randrange(28)
        for month in range(4):
            w.pay(a.person.pay, helper.pay, (day + month * 30) * DAY + rng.randrange(DAY), pay)


def shared_places(w):
    """Public devices, and gatherings where strangers use one network or one borrowed phone."""
    rng = w.rng("public")
    private = [a for a in w.accounts if a.kind != "enterprise"]
    for _ in range(max(2, round(8 * w.scale))):
        city = some_city(rng)
        device = make_device(w, rng, rng.choice(("android", "pc", "tablet")))
        device.ids = device.ids[:1]
        hand = new_hand(w, rng, city, Net(w, rng, "fixed", city), "shop")
        for _ in range(max(20, round(rng.randint(90, 380) * w.scale))):
            a = rng.choice(private)
            t = rng.randrange(w.end)
            a.uses.append(
                Use(hand, max(t, a.registered), min(w.end, t + 3 * DAY), 0.7, device, hand.stints[0][2])
            )
            a.story("honest", "public_device")
    for _ in range(max(2, round(25 * w.scale))):  # trade fairs, training days, dormitories
        city, first = some_city(rng), rng.randrange(w.days)
        net = Net(w, rng, "fixed", city)
        length = rng.choice((1, 2, 3, 5, 30))
        for _ in range(rng.randint(15, 60)):
            person = rng.choice(w.people)
            person.hand.trips.append((first, first + length, net))
            tell(person, "fair_or_training")
    for _ in range(round(260 * w.scale)):  # a number given back and sold again by the carrier
        one, two = rng.choice(private), rng.choice(private)
        if one is not two and one.phone:
            two.phone = one.phone
            one.story("honest", "recycled_number")
            two.story("honest", "recycled_number")


def small_changes(w):
    """Changes that everybody makes for reasons of their own, often several within one evening."""
    rng = w.rng("changes")
    for a in w.accounts:
        if rng.random() < 0.09:
            t = rng.randrange(w.end)
            w.change(a, "password", t)
            if rng.random() < 0.3:
                w.change(a, "phone", t + rng.randrange(DAY), hexid(rng, 18), a.phone)
            if rng.random() < 0.12:
                w.change(a, "payout_account", t + rng.randrange(8 * DAY), hexid(rng, 14), a.payout)
        if rng.random() < 0.025:
            w.change(a, "phone", rng.randrange(w.end), hexid(rng, 18), a.phone)
        if rng.random() < 0.02:
            w.change(a, "payout_account", rng.randrange(w.end), hexid(rng, 14), a.payout)
        if rng.random() < 0.025:
            w.change(a, "region", rng.randrange(w.end), some_city(rng), a.region)
        if rng.random() < 0.003:
            w.change(a, "holder", rng.randrange(w.end), hexid(rng, 20), a.holder)
