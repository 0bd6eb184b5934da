"""Honest people: phones, homes, trips, households, and the odd things they do for their own reasons."""

from base import DAY, Campaign, Home, Use, Voice, Workplace, hour_table

LIFE = ["life", "food", "travel", "baby", "fit", "pets", "study"]


class Person:
    """Somebody with phones, a home, perhaps a job; .spot says from what and where a login comes."""

    def __init__(self, world, rng, city, habit=None):
        self.city, self.home, self.jobs, self.trips = city, None, [], []
        self.phones = [(-9999, world.new_device(rng))]
        self.stays = []
        self.carrier = rng.choices((0, 1, 2), (55, 25, 20))[0]
        self.wifi = rng.betavariate(5, 3)
        habit = (
            habit or rng.choices(("office", "evening", "night", "early", "student"), (35, 35, 12, 10, 8))[0]
        )
        self.table = hour_table(rng, habit)
        self.holder = world.token(rng, "id", 64)
        self.pay = world.new_pay(rng)
        self.vpn = None
        self.mate = None
        self.accounts = []

    def phone_on(self, day):
        phone = self.phones[0][1]
        for since, device in self.phones[1:]:
            if day >= since:
                phone = device
        return phone

    def spot(self, rng, day, hour, job=False):
        device = self.phones[0][1] if len(self.phones) == 1 else self.phone_on(day)
        for a, b, city in self.trips:
            if a <= day < b:
                if rng.random() < 0.3:
                    return device, rng.choice(city.hotels), city.name
                if rng.random() < 0.55:  # roaming data leaves through the home province
                    return device, rng.choice(self.city.mobile[self.carrier]), self.city.capital.name
                return device, rng.choice(city.mobile[self.carrier]), city.name
        city, home = self.city, self.home
        for since, new_city, new_home in self.stays:
            if day >= since:
                city, home = new_city, new_home
        if self.vpn and rng.random() < self.vpn[2]:
            return self.vpn[3] or device, self.vpn[0], self.vpn[1]
        if 9 <= hour < 19 or (job and hour < 22):
            for a, b, place in self.jobs:
                if a <= day < b and place.pull and rng.random() < place.pull:
                    if job and place.tablets and rng.random() < 0.5:
                        device = rng.choice(place.tablets)
                    return device, rng.choice(place.ips), place.city.name
        elif home is not None and hour >= 18:
            if home.tablet and rng.random() < 0.14:
                device = home.tablet
            elif self.mate is not None and rng.random() < 0.03:
                device = self.mate.phone_on(day)
        if home is not None and rng.random() < self.wifi:
            return device, home.ip(day), city.name
        place = city.name if rng.random() < 0.62 else city.capital.name
        return device, rng.choice(city.mobile[self.carrier]), place


class Shifted:
    """The same person with another day, after a new job or a child."""

    def __init__(self, person, table):
        self.person, self.table, self.spot = person, table, person.spot


def open_account(world, rng, person, kind, industry="", reg=None, rate=None, topic=None):
    """An account of a person's own, with an ordinary plan."""
    if reg is None:
        reg = rng.uniform(0, world.days - 5) if rng.random() < 0.05 else -rng.expovariate(1 / 420) - 2
        reg = max(reg, -2500)
    acc = world.add_account(rng, kind, int(reg), person.city, industry)
    acc.person = person
    person.accounts.append(acc)
    if kind != "personal" or rng.random() < 0.55:
        acc.holder = person.holder
    if rng.random() < {"personal": 0.22, "professional": 0.92}.get(kind, 0.62):
        acc.payout = person.pay
    if rate is None:
        base = {"personal": 0.14, "professional": 0.45}.get(kind, 0.62)
        rate = base * rng.lognormvariate(0, 0.75) * world.pace
    start = max(0, acc.reg / DAY)
    acc.uses.append(Use(person, start, world.days, rate, kind == "kos"))
    if kind != "personal" or rng.random() < 0.45:
        pace = {"personal": 0.012, "professional": 0.06}.get(kind, 0.045) * rng.lognormvariate(0, 0.7)
        acc.voices.append(Voice(start, world.days, pace, topic or industry or rng.choice(LIFE)))
    if kind == "professional" and rng.random() < 0.16:
        a = rng.uniform(0, world.days * 0.8)
        acc.campaigns.append(
            Campaign(a, min(world.days, a + rng.randint(4, 40)), "shutiao", rng.uniform(40, 300), 0.4)
        )
    return acc


def crowd(world, rng, target):
    """People with one to three accounts until the world has so many accounts."""
    while len(world.accounts) < target:
        person = Person(world, rng, world.city(rng))
        world.persons.append(person)
        for k in range(rng.choices((1, 2, 3), (81, 14, 5))[0]):
            if len(world.accounts) >= target:
                break
            kind = "professional" if rng.random() < (0.1 if k == 0 else 0.18) else "personal"
            acc = open_account(world, rng, person, kind, "" if kind == "personal" else rng.choice(LIFE))
            if k == 1:
                world.story(acc, "several_own_accounts")


def households(world, rng):
    """Homes of one to four people, family tablets, couples; student dorms behind one address."""
    by_city = {}
    for person in world.persons:
        by_city.setdefault(person.city.name, []).append(person)
    for people in by_city.values():
        rng.shuffle(people)
        k = 0
        while k < len(people):
            if rng.random() < 0.004 and len(people) - k > 30:
                size, city = rng.randint(25, 60), people[k].city
                campus = Workplace(city, [world.new_ip(rng) for _ in range(2)], pull=0.5)
                for person in people[k : k + size]:
                    person.home = Home(rng, city)
                    person.jobs.append((-9999, 9999, campus))
                    person.wifi *= 0.3
                    for acc in person.accounts:
                        if acc.kind == "personal":
                            world.story(acc, "campus_network")
            else:
                size = rng.choices((1, 2, 3, 4), (52, 30, 13, 5))[0]
                home = Home(rng, people[k].city)
                group = people[k : k + size]
                for person in group:
                    person.home = home
                if len(group) > 1 and rng.random() < 0.3:
                    home.tablet = world.new_device(rng)
                    for acc in [a for p in group for a in p.accounts if a.kind != "kos"]:
                        world.story(acc, "family_tablet")
                if len(group) > 1 and rng.random() < 0.25:
                    group[0].mate, group[1].mate = group[1], group[0]
                    if rng.random() < 0.3:
                        for acc in group[1].accounts:
                            if acc.payout and acc.kind != "enterprise":
                                acc.payout = group[0].pay
                                world.story(acc, "couple_one_wallet")
            k += size


def lives(world, rng):
    """Phones, trips, moves, absences: what happens to people in the window."""
    days, second_hand = world.days, []
    for person in world.persons:
        accs = person.accounts
        for _ in range(rng.choices((0, 1, 2, 3), (66, 20, 9, 5))[0]):
            a = rng.randint(0, days - 3)
            person.trips.append(
                (a, a + rng.choice((2, 2, 3, 4, 5, 7, 12)), world.other_city(rng, person.city))
            )
        u = rng.random()
        d = rng.randint(4, days - 4)
        t = d * DAY + rng.randrange(9 * 3600, 22 * 3600)
        if u < 0.075:
            name, old = "phone_upgrade", person.phones[-1][1]
            person.phones.append((d, world.new_device(rng)))
            if rng.random() < 0.3:
                second_hand.append((d, old))
                name = "old_phone_sold"
        elif u < 0.086:
            name = "phone_lost_or_stolen"
            person.phones.append((d, world.new_device(rng)))
            for acc in accs:
                acc.change("password", t + rng.randint(0, 7200))
                if rng.random() < 0.35:
                    acc.change("phone", t + rng.randint(7200, 90000), world.token(rng, "ph", 56))
        elif u < 0.1:
            name, city = "moved_city", world.other_city(rng, person.city)
            person.stays.append((d, city, Home(rng, city)))
            for acc in accs:
                if rng.random() < 0.5:
                    acc.change("region", t + rng.randint(0, 10 * DAY), city.name)
                if rng.random() < 0.3:
                    acc.change("phone", t + rng.randint(0, 12 * DAY), world.token(rng, "ph", 56))
        elif u < 0.116 and not person.jobs:
            name, city = "dormant_returns", world.other_city(rng, person.city)
            person.phones.append((d - 1, world.new_device(rng)))
            person.stays.append((d - 1, city, Home(rng, city)))
            for acc in accs:
                for plan in acc.uses + acc.voices:
                    plan.a = max(plan.a, d)
                acc.uses = [x for x in acc.uses if x.a < x.b]
                if rng.random() < 0.6:
                    acc.change("password", t)
                if rng.random() < 0.4:
                    acc.change("phone", t + rng.randint(60, 5000), world.token(rng, "ph", 56))
                if acc.payout and rng.random() < 0.25:
                    acc.change("payout_account", t + rng.randint(DAY, 9 * DAY), world.new_pay(rng))
        elif u < 0.122:
            name = "hobby_cloud_phone"
            away = world.other_city(rng, person.city).name
            person.vpn = (world.new_ip(rng), away, 0.3, world.token(rng, "A-", 64))
        elif u < 0.128:
            name = "new_hours"
            later = Shifted(person, hour_table(rng, "night"))
            for acc in accs:
                more = [Use(later, d, x.b, x.rate, x.job) for x in acc.uses if x.who is person and x.b > d]
                for use in acc.uses:
                    use.b = min(use.b, d) if use.who is person else use.b
                acc.uses = [x for x in acc.uses if x.a < x.b] + [x for x in more if x.a < x.b]
        elif u < 0.15:
            name = "new_number"
            for acc in accs:
                acc.change("phone", t, world.token(rng, "ph", 56))
        elif u < 0.162:
            name = "new_wallet"
            wallet = world.new_pay(rng)
            for acc in accs:
                if acc.payout and acc.kind != "enterprise":
                    acc.change("payout_account", t + rng.randint(0, 900), wallet)
        else:
            continue
        for acc in accs:
            world.story(acc, name)
    pool = [p for p in world.persons if len(p.phones) == 1]
    for day, old in second_hand:
        buyer = rng.choice(pool)
        if len(buyer.phones) == 1 and day + 6 < days:
            buyer.phones.append((day + rng.randint(3, 25), old))
            for acc in buyer.accounts:
                world.story(acc, "bought_second_hand_phone")


def odd_habits(world, rng):
    """Public devices, recycled numbers, children who help, a forced reset, ordinary single changes."""
    days = world.days
    plain = [a for a in world.accounts if a.kind in ("personal", "professional")]
    for _ in range(max(2, round(7 * world.scale))):
        city = world.city(rng)
        place = PublicDesk(world, rng, city)
        near = [a for a in plain if a.region == city.name] or plain
        for acc in rng.sample(near, min(len(near), rng.randint(120, 420))):
            a = rng.uniform(0, days - 2)
            acc.uses.append(Use(place, max(a, acc.reg / DAY), min(days, a + rng.choice((1, 3, 30))), 0.8))
            if rng.random() < 0.2:
                world.story(acc, "public_device")
    for _ in range(round(60 * world.scale)):
        old, new = rng.sample(plain, 2)
        when = rng.uniform(5, days - 5)
        if new.reg < when * DAY and old.phone != new.phone:
            new.change("phone", when * DAY, old.phone)
            world.story(new, "recycled_number")
            world.story(old, "recycled_number")
    for _ in range(round(90 * world.scale)):
        acc = rng.choice(plain)
        helper = rng.choice(world.persons)
        if helper.city is not acc.person.city:
            acc.uses.append(Use(helper, max(0, acc.reg / DAY), days, 0.12))
            world.story(acc, "child_helps_parent")
    day = rng.randint(10, days - 10)
    for acc in rng.sample(world.accounts, len(world.accounts) // 80):
        if acc.reg < day * DAY:
            acc.change("password", day * DAY + rng.randrange(DAY))
            world.story(acc, "forced_password_reset")
    for acc in world.accounts:
        if rng.random() < 0.03:
            acc.change("password", rng.randrange(max(0, acc.reg), days * DAY))


class PublicDesk:
    """Internet café, library, demonstration phones of a shop."""

    def __init__(self, world, rng, city):
        self.table = hour_table(rng, "evening")
        self.devices = [world.new_device(rng) for _ in range(rng.randint(1, 3))]
        self.ips = [world.new_ip(rng) for _ in range(rng.randint(1, 2))]
        self.city = city

    def spot(self, rng, day, hour, job=False):
        return rng.choice(self.devices), rng.choice(self.ips), self.city.name


def fill_up(world):
    """A few more ordinary people, until the world has the size that was asked for."""
    rng = world.rng("fill")
    before = len(world.persons)
    crowd(world, rng, world.size)
    rng = world.rng("fill homes")
    for person in world.persons[before:]:
        person.home = Home(rng, person.city)
