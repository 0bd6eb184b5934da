"""People of all ages with their phones, hours and journeys."""

import math

from . import device, geo
from .calendar import OFF, WORK
from .network import Broadband, Mobile

# share, iPhone share, activity, home wifi, work wifi, bumps on workdays, bumps on days off
AGES = {
    "teen": (6, 0.25, 0.8, 0.9, 0.05, [(12.5, 0.8, 2), (21, 1.2, 6)], [(11, 2, 3), (16, 3, 4), (22, 2, 5)]),
    "student": (
        17,
        0.42,
        1.3,
        0.75,
        0.5,
        [(12.5, 1, 3), (18, 1.5, 2), (23, 1.8, 6)],
        [(13, 2, 3), (23, 2.2, 6)],
    ),
    "young": (
        33,
        0.45,
        1.2,
        0.7,
        0.45,
        [(8.6, 0.6, 2), (12.6, 0.7, 3), (18.8, 0.9, 2), (22.4, 1.3, 5)],
        [(11, 2, 3), (16, 3, 3), (22.8, 1.6, 5)],
    ),
    "parent": (
        23,
        0.38,
        0.9,
        0.8,
        0.5,
        [(7.8, 0.6, 1), (13, 0.8, 3), (22, 0.8, 5)],
        [(10, 1.5, 2), (14, 1, 3), (21.8, 1, 4)],
    ),
    "middle": (
        11,
        0.3,
        0.7,
        0.75,
        0.4,
        [(7, 0.8, 2), (12.8, 0.8, 2), (20.8, 1.2, 4)],
        [(8, 1.5, 2), (14, 3, 2), (20.8, 1.3, 4)],
    ),
    "fifties": (
        7,
        0.18,
        0.6,
        0.8,
        0.2,
        [(6.6, 0.8, 3), (13, 1.2, 2), (20, 1.2, 4)],
        [(6.8, 1, 3), (15, 3, 2), (20, 1.3, 4)],
    ),
    "elder": (
        3,
        0.1,
        0.45,
        0.93,
        0.0,
        [(6, 0.8, 3), (9.5, 1.2, 3), (19.4, 1, 3)],
        [(6, 0.8, 3), (9.5, 1.2, 3), (19.4, 1, 3)],
    ),
}
AGE_NAMES = list(AGES)
AGE_WEIGHTS = [AGES[a][0] for a in AGE_NAMES]


def hours(bumps, shift=0.0, floor=0.02):
    """Cumulated weights of the 24 hours from a few habits, wrapped at midnight."""
    total, table = 0.0, []
    for hour in range(24):
        weight = floor
        for centre, width, height in bumps:
            gap = abs(hour + 0.5 - (centre + shift)) % 24
            gap = min(gap, 24 - gap)
            weight += height * math.exp(-0.5 * (gap / width) ** 2)
        total += weight
        table.append(total)
    return table


class Hand:
    """Whoever holds the device: what with, where and when."""

    def __init__(self):
        self.kit = []
        self.home = self.work = self.mobile = self.public = None
        self.home_share, self.work_share = 0.7, 0.4
        self.work_hours = (9, 18)
        self.hours = ([], [])
        self.off_factor, self.festival_factor = 1.1, 0.9
        self.away = {}
        self.rounds = None
        self.slot = 0
        self.slips = None
        self.burst = 0.35

    def copy(self, **changes):
        """The same hand in changed circumstances."""
        other = Hand()
        other.__dict__.update(self.__dict__)
        other.__dict__.update(changes)
        return other


class Person:
    """An identity with a hand, a SIM and perhaps a payment account."""

    def __init__(self, age, city, hometown, hand, ids):
        self.age, self.city, self.hometown, self.hand = age, city, hometown, hand
        self.holder, self.phone, self.payout = ids


class Population:
    """Makes people; owns nothing but the habits of their age and city."""

    def __init__(self, world):
        self.world = world

    def person(self, rng, city=None, age=None, home=None, verified=0.74, paid=0.42):
        """Somebody of an age in a city with a phone, a line at home and journeys."""
        w = self.world
        age = age or rng.choices(AGE_NAMES, AGE_WEIGHTS)[0]
        city = city or geo.any_city(rng)
        hometown = rng.choice(geo.HOMETOWNS) if rng.random() < 0.38 else city
        hand = self._hand(rng, age, city, home)
        self._journeys(rng, hand, age, city, hometown)
        ids = (
            w.hash(rng) if rng.random() < verified else "",
            w.hash(rng) if rng.random() < 0.97 else "",
            w.payment_account(rng) if rng.random() < paid else "",
        )
        return Person(age, city, hometown, hand, ids)

    def _hand(self, rng, age, city, home):
        w = self.world
        _, apple, _, home_wifi, work_wifi, workday, day_off = AGES[age]
        hand = Hand()
        hand.kit = device.phone_kit(rng, w.cal.days, apple)
        if age in ("student", "young", "parent") and rng.random() < 0.12:
            hand.kit += device.browser_kit(rng, w.cal.days, "any", 0.2)
        if rng.random() < 0.07:
            hand.kit.append((device.phone(rng, apple), 0, w.cal.days, 0.25, "home"))
        if rng.random() < 0.88:
            hand.home = home or Broadband(w.atlas, rng, city)
        hand.mobile = Mobile(w.atlas, rng, city)
        hand.home_share = min(1.0, max(0.05, rng.gauss(home_wifi, 0.2)))
        hand.work_share = min(0.95, max(0.0, rng.gauss(work_wifi, 0.25)))
        hand.public = w.public_wifi(rng, city) if rng.random() < 0.3 else None
        shift = rng.gauss(0, 1.0)
        hand.hours = (
            hours(workday, shift, rng.choice([0.01, 0.03, 0.08])),
            hours(day_off, shift + 0.4, rng.choice([0.01, 0.03, 0.08])),
        )
        hand.off_factor = rng.uniform(0.6, 1.7)
        hand.festival_factor = rng.choice([0.3, 0.6, 0.9, 1.4])
        hand.burst = rng.uniform(0.1, 0.55)
        return hand

    def _journeys(self, rng, hand, age, city, hometown):
        """Festivals at the old home, holidays, and a few business trips."""
        cal = self.world.cal
        hand.away = {}
        if hometown != city:
            for first, last in cal.spring_festivals:
                if rng.random() < 0.75:
                    self.trip(rng, hand, first - rng.randint(0, 9), last + rng.randint(0, 10), hometown, True)
        if age == "student" and hometown != city:
            for day, flag in enumerate(cal.school_holiday):
                if flag and day not in hand.away:
                    self.trip(rng, hand, day, day + 200, hometown, True, only=cal.school_holiday)
        for first, last in cal.long_festivals:
            if rng.random() < 0.3:
                start = rng.randint(first - 1, last)
                self.trip(rng, hand, start, start + rng.randint(1, 6), geo.other_city(rng, city), False)
        busy = 0.03 if age in ("teen", "elder") else 0.22
        while rng.random() < busy:
            start = rng.randint(0, cal.days)
            self.trip(
                rng, hand, start, start + min(20, int(rng.expovariate(0.4))), geo.other_city(rng, city), False
            )

    def trip(self, rng, hand, first, last, city, own_roof, only=None):
        """Days elsewhere: the SIM keeps its home exit or takes a local one, the wifi is local."""
        w = self.world
        wifi = Broadband(w.atlas, rng, city) if own_roof else w.public_wifi(rng, city)
        local = hand.mobile is None or rng.random() < 0.55
        mobile = (
            Mobile(w.atlas, rng, city, hand.mobile.operator if hand.mobile else None)
            if local
            else hand.mobile
        )
        for day in range(max(0, first), min(w.cal.days, last + 1)):
            if only and not only[day]:
                break
            hand.away.setdefault(day, (wifi, mobile))

    def activity(self, rng, age):
        """Log-ins a day: most people few, some dozens."""
        return AGES[age][2] * min(6.0, rng.lognormvariate(-1.65, 0.95))


def day_factor(hand, kind):
    """How much of the usual activity a kind of day sees."""
    return 1.0 if kind == WORK else hand.off_factor if kind == OFF else hand.festival_factor
