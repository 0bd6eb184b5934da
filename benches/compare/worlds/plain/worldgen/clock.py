"""Time: the window, working days and holidays, and the hours at which people are awake.

Times are whole seconds of Shanghai wall-clock, counted like Unix seconds.
"""

import datetime as dt
from bisect import bisect
from itertools import accumulate

DAY = 86400
HOUR = 3600
MINUTE = 60
EPOCH = dt.date(1970, 1, 1)

# Hour-of-day weights, midnight first. Few people are textbook nine-to-fivers.
_HOURS = {
    "commuter": [2, 1, 0, 0, 0, 1, 3, 7, 8, 4, 3, 4, 8, 6, 3, 3, 3, 4, 7, 7, 8, 9, 9, 5],
    "student": [5, 2, 1, 0, 0, 0, 1, 4, 4, 3, 4, 5, 8, 6, 3, 3, 4, 5, 7, 6, 7, 9, 10, 9],
    "shopkeeper": [1, 0, 0, 0, 0, 0, 1, 2, 4, 7, 8, 7, 5, 6, 8, 8, 7, 6, 5, 6, 7, 7, 5, 2],
    "parent": [1, 0, 0, 0, 0, 1, 4, 6, 4, 7, 7, 5, 4, 8, 5, 4, 3, 2, 2, 3, 6, 10, 9, 3],
    "retired": [0, 0, 0, 0, 1, 5, 8, 8, 7, 7, 6, 4, 3, 2, 5, 6, 5, 4, 4, 6, 6, 3, 1, 0],
    "night": [8, 8, 7, 6, 4, 3, 2, 2, 2, 1, 1, 1, 2, 3, 4, 4, 4, 4, 4, 5, 5, 6, 7, 8],
    "office": [0, 0, 0, 0, 0, 0, 0, 1, 5, 10, 10, 8, 4, 5, 9, 10, 9, 7, 4, 2, 2, 1, 1, 0],
    "evening": [3, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 3, 6, 9, 10, 10, 8, 6],
    "two_shifts": [6, 3, 0, 0, 0, 0, 0, 0, 1, 5, 7, 7, 3, 5, 7, 7, 6, 5, 4, 6, 8, 8, 8, 7],
}
PROFILES = {name: list(accumulate(w)) for name, w in _HOURS.items()}
WEEKS = {
    "even": (1, 1, 1, 1, 1, 1, 1),
    "leisure": (0.7, 0.65, 0.7, 0.7, 0.85, 1, 1),
    "work": (1, 1, 1, 1, 0.95, 0.3, 0.15),
    "retail": (0.55, 0.6, 0.65, 0.7, 0.85, 1, 1),
}
# Public holidays that can fall into a window (month, day, length, factor on working days).
_HOLIDAYS = [(1, 1, 1), (1, 28, 8), (4, 4, 3), (5, 1, 5), (6, 1, 2), (10, 1, 8)]


def second_of_day(rng, profile):
    """A moment of the day drawn from an hour profile."""
    table = PROFILES[profile]
    return bisect(table, rng.random() * table[-1]) * HOUR + int(rng.random() * HOUR)


class Window:
    """The months that the exports cover."""

    def __init__(self, rng):
        first = dt.date(2024, 11, 1) + dt.timedelta(days=rng.int(0, 330))
        self.days = rng.int(95, 175)
        self.start = (first - EPOCH).days * DAY
        self.end = self.start + self.days * DAY
        self.holidays = self._holidays(first)

    def _holidays(self, first):
        """Day numbers on which offices are shut."""
        found = set()
        for year in (first.year, first.year + 1):
            for month, day, length in _HOLIDAYS:
                base = (dt.date(year, month, day) - EPOCH).days
                found.update(range(base, base + length))
        return found

    def works(self, week, day):
        """How likely somebody with this kind of week is active on that day, 0..1."""
        if day in self.holidays and week == "work":
            return 0.1
        return WEEKS[week][(day + 3) % 7]

    def moment(self, rng, lo=0.0, hi=1.0):
        """A waking-hours moment between two fractions of the window."""
        day = self.start // DAY + int((lo + (hi - lo) * rng.random()) * (self.days - 1))
        return day * DAY + second_of_day(rng, "commuter")

    def clip(self, t):
        """The nearest second that still lies inside the window."""
        return min(max(t, self.start), self.end - 1)


def lifelike(rng, t):
    """The moment when somebody really does what a story puts at t: not on the stroke of the hour, seldom at night."""
    if t % HOUR == 0:
        t += rng.int(0, HOUR - 1)
    if HOUR <= t % DAY < 7 * HOUR and rng.yes(0.93):
        t += rng.int(6 * HOUR, 12 * HOUR)
    return t


def as_text(t, style):
    """A time as one of the spellings that the contract allows."""
    if style == "epoch":
        return str(t - 8 * HOUR)
    if style == "epoch_ms":
        return str((t - 8 * HOUR) * 1000 + t * 7919 % 1000)
    moment = dt.datetime(1970, 1, 1) + dt.timedelta(seconds=t)
    if style == "slash":
        return f"{moment.year}/{moment.month}/{moment.day} {moment.hour}:{moment.minute:02d}"
    if style == "rfc3339":
        return moment.strftime("%Y-%m-%dT%H:%M:%S+08:00")
    if style == "millis":
        return moment.strftime("%Y-%m-%d %H:%M:%S") + f".{t * 7919 % 1000:03d}"
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def date_text(t):
    """The day of a moment."""
    return (EPOCH + dt.timedelta(days=t // DAY)).isoformat()
