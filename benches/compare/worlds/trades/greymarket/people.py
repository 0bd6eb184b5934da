"""People: where they live, with what they log in, and at which hours."""

import math
from dataclasses import dataclass, field, replace

from .almanac import DAY, HOUR

_HOURS = range(24)
_BUMPS = {
    "office": ((8, 1, 2), (12.5, 1, 2.5), (21.5, 1.8, 5)),
    "night": ((23.5, 2.2, 5), (14, 2, 1.5)),
    "student": ((12.3, 1, 3), (17.5, 1, 2), (22.5, 1.5, 5)),
    "parent": ((6, 1, 1.5), (10, 1.5, 3), (13.5, 1, 2), (21.5, 1, 4)),
    "shop": ((10.5, 1, 2), (15, 2, 3), (20, 1.5, 3)),
    "desk": ((10, 1.2, 5), (14.8, 1.4, 5), (17, 1, 3)),
    "late_desk": ((19.5, 1.5, 5), (22.5, 1.5, 5), (0.5, 1, 2)),
    "old": ((6.5, 1.2, 4), (9.5, 1.5, 2), (19, 1.2, 3)),
}
_PRIVATE = ("office", "office", "office", "night", "student", "parent", "parent", "shop", "old")


def rhythm(rng, kind):
    """Cumulative weights of 24 hours: a type of day, bent by the person."""
    shift = rng.gauss(0, 0.7)
    total, out = 0.0, []
    for hour in _HOURS:
        weight = 0.04
        for centre, width, height in _BUMPS[kind]:
            gap = abs(hour + 0.5 - centre - shift) % 24
            gap = min(gap, 24 - gap)
            weight += height * math.exp(-gap * gap / (2 * width * width))
        total += weight * rng.lognormvariate(0, 0.35)
        out.append(total)
    return out


def count(rng, mean):
    """A whole number about `mean`, more scattered than chance alone."""
    return max(0, int(rng.gauss(mean, math.sqrt(max(mean, 0.01) * 1.6)) + 0.5))


def digest(rng):
    """An identifier as a platform's hash shows it."""
    return format(rng.getrandbits(64), "016x")


def device(rng):
    """A device number in one of the shapes that phones and browsers report."""
    draw = rng.random()
    if draw < 0.42:
        raw = format(rng.getrandbits(128), "032X")
        return f"{raw[:8]}-{raw[8:12]}-{raw[12:16]}-{raw[16:20]}-{raw[20:]}"
    if draw < 0.9:
        return digest(rng)
    return str(rng.randrange(10**17, 10**18))


def till(rng):
    """A payment account: a wallet or a bank card."""
    if rng.random() < 0.7:
        return "2088" + str(rng.randrange(10**11, 10**12))
    return "62" + str(rng.randrange(10**16, 10**17))


@dataclass
class Habit:
    """How an account is used for a while: devices, lines, hours, days off."""

    devices: list
    day: list
    evening: list
    hours: list
    week: tuple
    gaps: tuple = ()
    trade: bool = False
    blur: float = 0.0


@dataclass
class Person:
    """A human being with an identity, a number, a wallet and habits."""

    holder: str
    city: str
    phone: str
    wallet: str
    home: object
    carrier: object
    habit: Habit
    story: dict = field(default_factory=dict)

    def moved_to(self, w, rng, city, work=None):
        """The habit after a move: another home, another exit, the same hours."""
        home = w.geo.line(rng, city)
        carrier = rng.choice(w.geo.carriers[city])
        return replace(
            self.habit, day=day_lines(home, carrier, work), evening=evening_lines(w, rng, city, home, carrier)
        )


def day_lines(home, carrier, work):
    """Lines used by day; somebody without an office is at home or under way."""
    if work is None:
        return [home, home, home, carrier, carrier]
    return [work, work, work, carrier, carrier, home]


def evening_lines(w, rng, city, home, carrier):
    """Lines used in the evening: home, some mobile data, now and then a café."""
    return [home] * 6 + [carrier] * rng.randint(1, 5) + [rng.choice(w.geo.cafes[city])]


def absences(w, rng):
    """Weeks without the app: exams, a hospital bed, a lost interest."""
    if rng.random() > 0.25:
        return ()
    first = rng.randrange(w.days)
    return ((first, first + rng.randint(4, 35)),)


def new_person(w, rng, city=None, kind=None, work=None, trade=False):
    """A person of a city (by size of the cities unless told)."""
    city = city or w.geo.city(rng)
    home = w.geo.line(rng, city)
    carrier = rng.choice(w.geo.carriers[city])
    if work is None and rng.random() < 0.4:
        work = rng.choice(w.geo.buildings[city])
    devices = [device(rng)] * rng.randint(6, 12)
    if rng.random() < 0.22:
        devices.append(device(rng))
    week = (1.0,) * 5 + (rng.uniform(0.5, 1.0),) * 2
    habit = Habit(
        devices,
        day_lines(home, carrier, work),
        evening_lines(w, rng, city, home, carrier),
        rhythm(rng, kind or rng.choice(_PRIVATE)),
        week,
        absences(w, rng),
        trade,
    )
    return Person(digest(rng), city, digest(rng), till(rng), home, carrier, habit)


def own_rate(rng):
    """Logins a day of an ordinary account: most few, some many."""
    return min(2.5, rng.lognormvariate(-1.5, 0.75))


def small_changes(w, rng, account):
    """What happens to any account: a forgotten password, a new number, a new card."""
    for what, chance in (("password", 0.06), ("phone", 0.025), ("payout_account", 0.015)):
        if rng.random() < chance:
            w.change(rng, account, what, rng.randrange(w.length))


def live(w, rng, account, habit, start=0, end=None, rate=None):
    """Write the logins of one account while a habit holds."""
    end = w.length if end is None else min(end, w.length)
    start = max(start, 0, account.registered)
    if end - start < HOUR:
        return
    rate = own_rate(rng) if rate is None else rate
    mood = w.almanac.business if habit.trade else w.almanac.private
    first, last = start // DAY, (end - 1) // DAY
    number = max(count(rng, rate * (end - start) / DAY), 1)
    for hour in rng.choices(_HOURS, cum_weights=habit.hours, k=number):
        day = _pick_day(w, rng, habit, mood, first, last)
        if habit.blur and rng.random() < habit.blur:
            hour = rng.randrange(8, 24)
        t = day * DAY + hour * HOUR + rng.randrange(HOUR)
        if start <= t < end:
            lines = habit.day if 8 <= hour < 18 else habit.evening
            w.login(account, rng.choice(habit.devices), t, rng.choice(lines), rng)


def _pick_day(w, rng, habit, mood, first, last):
    """A day on which this habit logs in; after five tries any day will do."""
    for _ in range(5):
        day = rng.randint(first, last)
        if rng.random() > mood[day] * habit.week[w.almanac.weekday[day]]:
            continue
        if not any(a <= day < b for a, b in habit.gaps):
            return day
    return day
