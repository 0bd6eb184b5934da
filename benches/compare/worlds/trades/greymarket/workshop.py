"""A room with phones and people on shift: an agency, a call desk, a studio.

Honest and grey workshops are built alike. What differs is whose accounts they
run, with whose leave, and how hard they try not to be seen (`level`): 0 a shelf
of shared phones on one line; 1 few accounts a phone, exits in the holder's
city; 2 one cloud phone and one exit for each account.
"""

from .almanac import DAY, HOUR
from .people import Habit, device, live, new_person, rhythm, till


class Workshop:
    """Phones, lines, shifts, wages and tills of one small business."""

    def __init__(self, w, rng, level=0, city=None, load=10, shift="desk"):
        self.w, self.level = w, level
        self.city = city or w.geo.city(rng)
        self.line = w.geo.office(rng, self.city) if rng.random() < 0.3 else w.geo.line(rng, self.city)
        self.workers = [new_person(w, rng, self.city) for _ in range(1 + load // rng.randint(6, 14))]
        self.shelf = self._stock_shelf(rng, load)
        self.tills = [till(rng) for _ in range((1, rng.randint(2, 5), rng.randint(4, 9))[level])]
        self.middlemen = [till(rng) for _ in range(rng.randint(1, 4))]
        self.careless = rng.random() < 0.6
        self.exits, self.seats = {}, {}
        self.terms = self._staff_terms(w, rng, shift)
        self.used = 0

    def _stock_shelf(self, rng, load):
        """Equipment, half of it second-hand; a phone that breaks is replaced."""
        number = max(1, round(load / (rng.uniform(4, 11), rng.uniform(1.6, 3.0), load)[self.level]))
        shelf = []
        for _ in range(number):
            old = self.w.take_used_phone(rng, 20) if rng.random() < 0.5 else None
            broken = rng.randrange(self.w.length) if rng.random() < 0.15 else self.w.length
            shelf.append((old or device(rng), broken, device(rng)))
        return shelf

    def _staff_terms(self, w, rng, shift):
        """Who sits there until when; a good half of such jobs change hands."""
        cuts = [0, w.length]
        if rng.random() < 0.55:
            cuts.insert(1, rng.randrange(w.length // 5, w.length * 4 // 5))
        terms = []
        for start, end in zip(cuts, cuts[1:]):
            free = rng.choice((5, 6, 6, 1, 2))
            week = tuple(0.06 if d == free else 1.0 for d in range(7))
            off = rng.randrange(w.days)
            terms.append((start, end, rhythm(rng, shift), week, ((off, off + rng.randint(1, 4)),)))
        return terms

    def _lines(self, rng, account):
        """The lines on which this account is worked."""
        if self.level == 0:
            return [self.line] * 9 + [rng.choice(self.workers).carrier]
        near = account.city if account.city in self.w.geo.exits else self.city
        if self.level == 1:
            if near not in self.exits:
                pool = self.w.geo.exits[near]
                self.exits[near] = rng.sample(pool, min(len(pool), rng.randint(1, 3)))
            slip = [self.line] if self.careless else []
            return self.exits[near] * 9 + slip
        return [self.w.geo.line(rng, near)]

    def seat(self, rng, account):
        """Where an account is worked; it keeps its place as long as it stays."""
        if account.id not in self.seats:
            if self.level == 2:
                phones = [(device(rng), self.w.length, "")]
            else:
                first = self.shelf[self.used % len(self.shelf)]
                self.used += 1
                phones = [first] * 6
                if self.level == 0:
                    phones.append(rng.choice(self.shelf))
            self.seats[account.id] = (phones, self._lines(rng, account))
        return self.seats[account.id]

    def adopt(self, account, device_id, lines):
        """Take an account over together with the phone on which it lives."""
        self.seats[account.id] = ([(device_id, self.w.length, "")], lines)

    def operate(self, rng, account, start, end=None, rate=None):
        """Work an account on shift, through changes of staff and broken phones."""
        end = self.w.length if end is None else end
        rate = rate or min(2.0, rng.lognormvariate(-1.0, 0.6))
        phones, lines = self.seat(rng, account)
        for first, last, hours, week, gaps in self.terms:
            a, b = max(start, first), min(end, last)
            if b <= a:
                continue
            middle = (a + b) // 2
            ids = [p[0] if p[1] > middle else p[2] for p in phones]
            blur = 0.12 if self.level < 2 else 0.3
            live(self.w, rng, account, Habit(ids, lines, lines, hours, week, gaps, True, blur), a, b, rate)

    def rounds(self, rng, accounts, start, end, skip=0.3):
        """One account after the other, day by day, as raisers and posters work."""
        w = self.w
        for day in range(max(0, start // DAY), min(w.days, end // DAY)):
            week = self.terms[0][3]
            if rng.random() > week[w.almanac.weekday[day]] * w.almanac.business[day]:
                continue
            t = day * DAY + int(rng.gauss(10, 0.8) * HOUR)
            for account in accounts:
                t += rng.randint(60, (600, 1500, 2400)[self.level])
                if rng.random() > skip and t < end:
                    phones, lines = self.seat(rng, account)
                    w.login(account, rng.choice(phones)[0], t, rng.choice(lines), rng)

    def receive(self, rng, payer, t, amount):
        """Take money in, through somebody else's wallet when that seems wise."""
        if self.level == 2 and rng.random() < 0.3:
            return
        last = rng.choice(self.tills)
        if self.level and rng.random() < (0, 0.5, 0.8)[self.level]:
            between = rng.choice(self.middlemen)
            self.w.pay(rng, payer, between, t, amount)
            payer, t, amount = between, t + rng.randint(1, 60) * HOUR, amount * rng.uniform(0.9, 0.99)
        self.w.pay(rng, payer, last, t, amount)

    def give(self, rng, payee, t, amount):
        """Pay somebody; the more careful, the more often from a middleman."""
        if self.level == 2 and rng.random() < 0.25:
            return
        source = rng.choice(self.middlemen if rng.random() < 0.35 * self.level else self.tills)
        self.w.pay(rng, source, payee, t, amount)

    def wages(self, rng, low=3200, high=6500):
        """Pay the people on shift every month, a few days late at times."""
        day = rng.choice((5, 10, 15))
        for worker in self.workers:
            for when in self.w.almanac.month_days(day):
                t = (when + rng.choice((0, 0, 0, 1, 3))) * DAY + 17 * HOUR + rng.randrange(HOUR)
                self.w.pay(rng, self.tills[0], worker.wallet, t, rng.randint(low, high))
