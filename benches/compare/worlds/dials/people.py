"""People with phones, homes and habits; work gear; desks that serve many accounts; honest private life."""

import texts
from world import DAY, HOURS, NAMES


class Person:
    """Somebody with phones over time, a home line, journeys and borrowed devices. Serves as private gear."""

    def __init__(self, w, city=None, settle=True):
        r, d = w.rng, w.d
        self.w = w
        self.city = city or w.city()
        self.holder, self.phone, self.payout = w.new_hash("h"), w.new_hash("t"), w.new_hash("pay")
        self.main = [(-(10**9), w.new_dev())]
        self.extra, self.extra_rate = [], 0.0
        self.trips, self.homes = [], [(-(10**9), self.city)]
        x = r.random()
        self.rhythm = (
            "night" if x < d.night_share else "day" if x > d.night_share + d.shift_share else "shift"
        )
        base = HOURS[self.rhythm]
        self.hours = [base[int(r.random() * len(base))] for _ in range(20)]
        self.lease = {}
        self.lease_len = d.home_lease * r.uniform(0.4, 2.5)
        self.relay = w.p(d.vpn)
        if settle:
            self.habits()
        if w.p(0.1):
            w.cities[self.city].devices.append(self.main[0][1])

    def habits(self):
        w, r, d = self.w, self.w.rng, self.w.d
        if w.p(d.two_phones):
            self.extra.append(w.new_dev())
            self.extra_rate = max(self.extra_rate, r.uniform(0.05, 0.5))
        if w.p(d.cloud_phone):
            self.extra.append(w.new_dev())
            self.extra_rate = max(self.extra_rate, r.uniform(0.05, 0.4))
        pool = w.cities[self.city].devices
        if pool and w.p(d.lend_people):
            self.extra += r.sample(pool, min(len(pool), r.randint(1, 3)))
            self.extra_rate = max(self.extra_rate, d.lend_rate)
        if w.p(d.upgrade):
            self.new_phone(w.when())
        if w.p(d.device_reset):
            self.main.append((w.when(), w.new_dev()))
            self.main.sort()
        if w.p(d.travel):
            t = w.when()
            self.trips.append((t, t + r.uniform(1, 12) * DAY, r.choice(NAMES)))
        if w.p(d.move):
            self.homes.append((w.when(0.1, 0.9), w.city()))

    def new_phone(self, t):
        """A new phone; the old one may turn up at a stranger, and the new one may be second-hand."""
        w = self.w
        if w.old_phones and w.p(w.d.resale_phone):
            i = w.rng.randrange(len(w.old_phones))
            sold, dev = w.old_phones[i]
            if sold < t:
                w.old_phones.pop(i)
                self.main.append((t, dev))
                self.main.sort()
                return
        w.old_phones.append((t + w.rng.uniform(1, 20) * DAY, self.main[-1][1]))
        self.main.append((t, w.new_dev()))
        self.main.sort()

    def dev(self, rng, t):
        if self.extra and rng.random() < self.extra_rate:
            return self.extra[int(rng.random() * len(self.extra))]
        dev = self.main[0][1]
        for t0, x in self.main:
            if t0 <= t:
                dev = x
        return dev

    def where(self, t):
        for t0, t1, city in self.trips:
            if t0 <= t < t1:
                return city, True
        city = self.city
        for t0, c in self.homes:
            if t0 <= t:
                city = c
        return city, False

    def net(self, rng, t, hour):
        w = self.w
        city, away = self.where(t)
        x = rng.random()
        if self.relay and x < 0.3:
            return w.relays[int(x * 40)], NAMES[int(x * 100) % len(NAMES)]
        c = w.cities[city]
        if away:
            pool = c.hotel if x < 0.5 else c.carrier
            return pool[int(rng.random() * len(pool))], city
        if x < w.d.home_wifi:
            key = (city, int(t / DAY / self.lease_len))
            if key not in self.lease:
                self.lease[key] = c.home[int(rng.random() * len(c.home))]
            return self.lease[key], city
        return c.carrier[int(rng.random() * len(c.carrier))], city


class Work:
    """A person at work for a site: company or own phone, shop tablet, office network in working hours."""

    def __init__(self, w, person, site):
        self.w, self.person, self.site = w, person, site
        self.phone = w.new_dev() if site.company_phones else None
        self.own = w.rng.uniform(0.05, 0.5)
        self.tablet_rate = w.rng.uniform(0.1, 0.6) if site.tablets else 0
        base = person.hours + HOURS["work"] if person.rhythm != "shift" else person.hours
        self.hours = base

    def dev(self, rng, t):
        x = rng.random()
        if x < self.tablet_rate:
            return self.site.tablets[int(rng.random() * len(self.site.tablets))]
        if self.phone and rng.random() > self.own:
            return self.phone
        return self.person.dev(rng, t)

    def net(self, rng, t, hour):
        if self.site.ip and 9 <= hour < 20 and rng.random() < self.w.d.office_use:
            return self.site.ip, self.site.city
        return self.person.net(rng, t, hour)


class Desk:
    """A place from which somebody serves accounts: headquarters, agency, helper, studio, cloud phone."""

    def __init__(self, w, devices, ips, city, hours=None):
        self.w, self.devices, self.ips, self.city = w, list(devices), list(ips), city
        self.hours = hours or HOURS["work"]

    def dev(self, rng, t):
        return self.devices[int(rng.random() * len(self.devices))]

    def net(self, rng, t, hour):
        return self.ips[int(rng.random() * len(self.ips))], self.city


def rounds(w, accounts, t0, t1, gear_of, per_week, gap=240, share=0.6):
    """Somebody goes through many accounts one after the other, a few times a week."""
    r = w.rng
    for _ in range(w.count(max(0, t1 - t0) / DAY / 7 * per_week)):
        t = int(r.uniform(t0, t1) // DAY) * DAY + r.randrange(8 * 3600, 22 * 3600)
        for a in r.sample(
            accounts,
            max(1, int(len(accounts) * share * r.uniform(0.5, 1.2)) or 1) if share < 0.8 else len(accounts),
        ):
            t += int(r.expovariate(1 / gap)) + 5
            if t0 <= t < t1:
                g = gear_of(a)
                ip, region = g.net(r, t, t // 3600 % 24)
                w.login(a, t, g.dev(r, t), ip, region)


def household(w, size):
    """People who share a home line and perhaps a tablet."""
    first = Person(w)
    group = [first]
    for _ in range(size - 1):
        p = Person(w, first.city)
        p.lease, p.lease_len = first.lease, first.lease_len
        group.append(p)
    if size > 1 and w.p(w.d.family_tablet):
        tablet = w.new_dev()
        for p in group:
            p.extra.append(tablet)
            p.extra_rate = max(p.extra_rate, 0.12)
    return group


def reg_time(w):
    """Most accounts are older than the window."""
    if w.p(0.9):
        return -int(w.rng.triangular(1, 1500, 300)) * DAY + w.rng.randrange(DAY)
    return w.when(0, 0.9)


def honest_life(w, a, p):
    """What happens to a private account: at most a few of the honest stories."""
    r, d = w.rng, w.d
    w.use(a, 0, w.end, p)
    if w.p(d.relative_holder):
        a.holder = r.choice(w.people).holder if w.people and w.p(0.2) else w.new_hash("h")
        w.story(a, "honest", "relative_holder")
    if w.p(d.dormant):
        back = w.when(0.2, 0.95)
        q = Person(w)
        w.cut(a, min(back, w.when(0, 0.15)) if w.p(0.5) else 0)
        w.use(a, back, w.end, q)
        events = [("password", ""), ("phone", q.phone)]
        for field, new in events:
            if w.p(0.5):
                w.change(a, field, back + r.randrange(600, 9000), new)
        w.story(a, "honest", "dormant_return")
    elif w.p(d.hacked):
        t = w.when(0.1, 0.9)
        city = w.city()
        thief = Desk(w, [w.new_dev()], [r.choice(w.cities[city].home)], city, HOURS["night"])
        w.use(a, t, t + r.uniform(0.5, 5) * DAY, thief, 2)
        w.change(a, "password", t + 900)
        w.change(a, "password", t + int(r.uniform(1, 6) * DAY))
        w.story(a, "honest", "hacked_recovered")
    elif w.p(d.gift):
        t, q = w.when(0.1, 0.9), Person(w)
        w.cut(a, t)
        w.use(a, t - r.uniform(0, 4) * DAY, w.end, q)
        for field, new in (("password", ""), ("phone", q.phone), ("payout_account", q.payout)):
            if w.p(d.change_on_sale):
                w.change(a, field, t + r.randrange(300, 3 * DAY), new)
        if w.p(0.3):
            w.change(a, "holder", t + r.randrange(DAY, 8 * DAY), q.holder)
        w.story(a, "honest", "gift_to_friend")
    elif w.p(d.spouse_account):
        q = Person(w, p.city)
        q.lease, q.lease_len = p.lease, p.lease_len
        w.use(a, 0, w.end, q, a.rate * d.rent_tenant * r.uniform(0.3, 1))
        w.story(a, "honest", "couple_shares_account")
    elif a.kind == "professional" and w.p(d.helper):
        q, t = Person(w), w.since(-0.5, 0.7)
        w.use(a, t, w.end, q, a.rate * d.rent_tenant * r.uniform(0.3, 1))
        if w.p(d.wages):
            amount = w.price(d.slot_fee * 2)
            for k in range(0, w.days, 30):
                w.pay(a.payout or p.payout, q.payout, k * DAY + 36000 + r.randrange(20000), amount)
        w.story(a, "honest", "remote_helper")
    if w.p(d.number_change):
        t = w.when()
        old = a.phone
        new = w.new_hash("t")
        if w.old_numbers and w.p(d.number_recycled):
            new = w.old_numbers.pop()
        w.change(a, "phone", t, new)
        if old:
            w.old_numbers.append(old)
        w.story(a, "honest", "number_change")
    if w.p(d.payout_change):
        w.change(a, "payout_account", w.when(), w.new_hash("pay"))
    if w.p(d.password_change):
        w.change(a, "password", w.when())


def private_people(w, budget):
    """Households whose people have one to three accounts."""
    r, d = w.rng, w.d
    made = 0
    while made < budget:
        for p in household(w, r.choices((1, 2, 3, 4), (5, 3, 2, 1))[0]):
            k = 1 + (w.p(d.second_account)) * (1 + w.p(d.third_account))
            accounts = []
            for _ in range(min(k, budget - made)):
                kind = "kos" if w.p(d.old_kos) else "professional" if w.p(d.professional) else "personal"
                a = w.account(kind, p, reg_time(w))
                a.industry = r.choice(texts.INDUSTRIES) if w.p(0.4) else ""
                honest_life(w, a, p)
                accounts.append(a)
                made += 1
            w.people.append(p)
            if len(p.main) > 1:
                for a in accounts:
                    w.story(a, "honest", "phone_upgrade")
            if len(p.homes) > 1:
                for a in accounts:
                    w.story(a, "honest", "moved_house")


def editors(w):
    """Honest freelancers who edit for several unrelated professional accounts, paid by them."""
    r, d = w.rng, w.d
    pros = [a for a in w.accounts if a.kind == "professional"]
    for _ in range(round(w.n / 20000 * r.randint(5, 25))):
        q, t = Person(w), w.since(-0.5, 0.5)
        for a in r.sample(pros, min(len(pros), r.randint(2, max(3, round(d.ring_size))))):
            w.use(a, t + r.uniform(0, 20) * DAY, w.end, q, a.rate * r.uniform(0.1, 1))
            if w.p(d.wages):
                for k in range(r.randrange(30), w.days, 30):
                    w.pay(a.payout, q.payout, k * DAY + 50000, w.price(d.slot_fee))
            w.story(a, "honest", "freelance_editor")


def public_devices(w):
    """Print shops, hotels, net cafes: one device, one line, hundreds of strangers."""
    r = w.rng
    for _ in range(max(1, round(w.d.public_places * w.n / 20000))):
        city, dev, ip = w.city(), w.new_dev(), w.new_ip()
        crowd = [a for a in w.accounts if a.region == city and a.kind != "enterprise"]
        for a in r.sample(crowd, min(len(crowd), round(w.d.public_crowd * r.uniform(0.5, 1.2)))):
            for _ in range(r.choice((1, 1, 1, 2, 3))):
                w.login(a, w.when(), dev, ip, city)
            w.story(a, "honest", "public_device")
        if w.p(0.4):
            w.approved.append(("device", dev, "public terminal", ""))


def private_payments(w):
    """Shared bills, small purchases, presents among strangers and friends, to shops."""
    r = w.rng
    shops = [f.ent.payout for f in w.firms]
    for _ in range(round(len(w.people) * w.d.payment_rate)):
        p = r.choice(w.people)
        q = r.choice(shops) if shops and w.p(0.5) else r.choice(w.people).payout
        w.pay(p.payout, q, w.when(), w.price(r.choice((30, 120, 400, w.d.price)), 0.8))
