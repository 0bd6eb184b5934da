"""The world under construction: everything that will be exported, and how to add to it."""

import random

from .people import Account, Person, Rig, Use, _COMMON
from .places import Atlas, draw_city
from .timeline import DAY, FOREVER, Window

_HEX = "0123456789abcdef"


class Desk:
    """An agency's desk: one person, some phones, a line, an account for money and its working rounds."""

    def __init__(self, person, devices, net, money, rounds, script):
        self.person, self.devices, self.net, self.money, self.rounds = person, devices, net, money, rounds
        self.script = script


class World:
    """All people, firms and rows of one made-up export."""

    def __init__(self, seed):
        self.seed = seed
        self.rng = random.Random(f"{seed}/honest")
        self.window = Window.draw(self.rng)
        self.atlas = Atlas()
        self.accounts, self.people, self.firms = [], [], []
        self.bindings, self.changes, self.transfers, self.leads = [], [], [], []
        self.payments, self.ads, self.notes, self.approved = [], [], [], []
        self.true_leads = []
        self.leads_of = {}
        self._shared = {}
        self.ids = random.Random(f"{seed}/ids")
        self.payroll_offices = [self.pay_account() for _ in range(4)]

    # identifiers -----------------------------------------------------------
    def tag(self, length, prefix=""):
        """An opaque identifier."""
        return prefix + "%0*x" % (length, self.ids.getrandbits(length * 4))

    def pay_account(self):
        return self.ids.choice(("2088", "wx", "62")) + str(self.ids.randrange(10**11, 10**12))

    def device(self):
        """Makers disagree on what a device id looks like."""
        style = self.ids.random()
        if style < 0.45:
            return self.tag(16)
        if style < 0.8:
            h = self.tag(32).upper()
            return f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}"
        return "0" + str(self.ids.randrange(10**17))

    def lead_id(self):
        """Numbers with leading zeros, in no order that means anything."""
        return "0%018d" % self.ids.randrange(10**18)

    # people and accounts -----------------------------------------------------
    def person(self, rng, city=None, kind=None, net=None):
        """A new inhabitant: one phone, a quarter with a second screen, some trips."""
        city = city or draw_city(rng)
        p = Person(
            self.tag(24),
            self.tag(20),
            self.pay_account(),
            city,
            net or self.atlas.home(city, rng),
            self.device(),
            kind or rng.choice(_COMMON),
            rng,
        )
        if rng.random() < 0.18:
            p.devices.append((-FOREVER, FOREVER, self.device(), rng.choice((0.05, 0.15, 0.4))))
        for _ in range(rng.choice((0, 0, 0, 0, 1, 1, 2, 3))):
            begin = self.window.start + int(rng.random() * self.window.days * DAY)
            self.trip(p, begin, rng.choice((1, 2, 3, 3, 5, 8)), rng)
        self.people.append(p)
        return p

    def trip(self, person, begin, days, rng, city=None, net=None):
        city = city or draw_city(rng)
        hotel = net or (self.atlas.fixed(city, 1) if rng.random() < 0.5 else None)
        person.trips.append((begin, begin + int(days * DAY), city, hotel))

    def registered(self, rng, oldest_years=6.0):
        """Registration before the window, recent years more likely."""
        days = int(3 + 365 * oldest_years * rng.betavariate(1, 2.2))
        return self.window.at(-days, rng.triangular(6, 24, 20.5))

    def rate(self, rng):
        """Logins a day: most people a few a week, some many a day."""
        return min(rng.lognormvariate(-1.55, 0.8), 4.0)

    def account(self, rng, owner, kind="personal", registered=None, rate=None, use=True):
        """A new account of a person, used by that person from registration on."""
        if registered is None:
            fresh = rng.random() < 0.07
            registered = self.window.moment(rng, 0, 0.85) if fresh else self.registered(rng)
        ident = "%08x%s" % (registered, self.tag(16))
        acc = Account(len(self.accounts), ident, kind, registered, owner)
        if use:
            acc.uses.append(
                Use(
                    max(registered, self.window.start),
                    self.window.end,
                    owner,
                    self.rate(rng) if rate is None else rate,
                )
            )
        if rng.random() < 0.12:
            acc.payout = ""
        acc.post_rate = (
            rng.choice((0, 0, 0, 0.005, 0.01, 0.03, 0.08)) if kind == "personal" else rng.uniform(0.01, 0.09)
        )
        self.accounts.append(acc)
        owner.accounts.append(acc)
        return acc

    # rows ---------------------------------------------------------------------
    def change(self, acc, field, t, new="", old=None):
        """An account change; the account itself holds the newest value."""
        if not max(self.window.start, acc.registered) <= t < self.window.end:
            return
        if field == "password":
            self.changes.append((acc.id, field, t, "", ""))
            return
        current = getattr(acc, field)
        self.changes.append((acc.id, field, t, current if old is None else old, new))
        setattr(acc, field, new)

    def pay(self, payer, payee, t, amount):
        """A payment; missing accounts and times outside the window leave no row."""
        if payer and payee and payer != payee and self.window.start <= t < self.window.end:
            self.payments.append((self.tag(14, "P"), payer, payee, t, max(1, int(round(amount * 100)))))

    def lead(self, contact, acc, t, source, followed):
        """A consumer leaves a contact at an account."""
        row = [self.lead_id(), contact, acc.id, t, source, followed]
        self.leads.append(row)
        self.leads_of.setdefault(acc.id, []).append(row)
        return row

    def transfer(self, lead, source, target, t, channel):
        """A lead passes from one account to another."""
        if source is not target and self.window.start <= t < self.window.end:
            row = (lead[0], lead[1], source.id, target.id, t, channel)
            self.transfers.append(row)
            self.leads_of.setdefault(target.id, []).append([lead[0], lead[1], target.id, t, lead[4], lead[5]])
            return row
        return None

    def spend(self, acc, day, product, amount):
        if 0 <= day < self.window.days:
            self.ads.append((acc.id, day, product, max(100, int(amount * 100))))

    def rounds(self, rng, person, start, end, per_week):
        """The times at which somebody sits down to work through a list of accounts; at festivals hardly."""
        out, days = [], (end - start) / DAY
        for _ in range(int(days * per_week / 7)):
            day = (start - self.window.start) // DAY + int(rng.random() * days)
            if self.window.holiday[min(day, self.window.days - 1)] and rng.random() < 0.7:
                continue
            hour = rng.choices(range(24), cum_weights=person.clock)[0]
            t = self.window.at(day, hour + rng.random())
            if start <= t < end:
                out.append(t)
        return sorted(out)

    def tour(self, rng, rounds, position, skip=0.15, gap=200):
        """One account's share of the rounds: its turn comes after those before it."""
        return [t + int(position * gap * rng.uniform(0.8, 1.3)) for t in rounds if rng.random() > skip]

    def shared(self, kind, city, rng, make):
        """A thing that many people of a city use in turn; a new one opens now and then."""
        known = self._shared.setdefault((kind, city), [])
        if not known or rng.random() < 0.08:
            known.append(make())
        return rng.choice(known)

    def new_agency(self, rng):
        """A lawful agency; three in five are on the platform's approved list."""
        person = self.person(rng, None, "desk")
        net = self.atlas.fixed(person.city, rng.choice((1, 2)))
        desk = Desk(
            person,
            [self.device() for _ in range(rng.randint(1, 6))],
            net,
            self.pay_account(),
            self.rounds(rng, person, self.window.start, self.window.end, rng.uniform(2, 6)),
            rng.getrandbits(30),
        )
        if rng.random() < 0.6:
            until = self.window.end + rng.randrange(-20, 300) * DAY
            self.approved += [("device", d, "代运营机构", until) for d in desk.devices]
            self.approved.append(("payment_account", desk.money, "代运营机构", until))
            if rng.random() < 0.5:
                self.approved.append(("ip", net.ip(self.window.start, rng), "代运营机构办公网络", until))
        return desk

    def own_cloud_phone(self, rng, city):
        """A rented phone in a computing centre, behind an own line in the city."""
        return Rig([self.device()], self.atlas.home(city, rng))
