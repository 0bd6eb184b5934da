"""The calendar: the window, weekends, festivals and selling seasons.

Demand decides when people trade: slots sell before the shopping festivals,
rentals peak at Double 11 and 618, half of the country travels at new year.
"""

from datetime import date, datetime, timedelta

DAY = 86400
OFFSET = 8 * 3600
HOLIDAYS = [
    (date(2024, 9, 15), 3),
    (date(2024, 10, 1), 7),
    (date(2025, 1, 1), 1),
    (date(2025, 1, 27), 9),
    (date(2025, 4, 4), 3),
    (date(2025, 5, 1), 5),
    (date(2025, 5, 31), 3),
    (date(2025, 10, 1), 8),
]
PEAKS = [
    (date(2024, 10, 20), 23),
    (date(2025, 2, 20), 17),
    (date(2025, 5, 20), 30),
    (date(2025, 8, 15), 21),
    (date(2025, 10, 18), 25),
]


class Calendar:
    """A window of whole days in Shanghai time; instants are epoch seconds."""

    def __init__(self, rng):
        self.first = date(2024, 8, 1) + timedelta(days=rng.randrange(0, 330))
        self.days = rng.randint(92, 178)
        midnight = datetime(self.first.year, self.first.month, self.first.day)
        self.start = int((midnight - datetime(1970, 1, 1)).total_seconds()) - OFFSET
        self.end = self.start + self.days * DAY - 1
        self.dates = [self.first + timedelta(days=i) for i in range(self.days)]
        self.weekday = [d.weekday() for d in self.dates]
        self.holiday = [self._inside(d, HOLIDAYS) for d in self.dates]
        self.peak = [self._inside(d, PEAKS) for d in self.dates]

    @staticmethod
    def _inside(day, spans):
        return any(s <= day < s + timedelta(days=n) for s, n in spans)

    def day_of(self, t):
        """Index of the day that an instant falls into, clamped to the window."""
        return min(self.days - 1, max(0, (t - self.start) // DAY))

    def at(self, day, hour=0.0):
        """The instant at a given hour of a day of the window."""
        return int(self.start + day * DAY + hour * 3600)

    def hour(self, t):
        """Hour of the day of an instant."""
        return (t + OFFSET) % DAY // 3600

    def moment(self, rng, lo=0.0, hi=1.0, hours=(9, 22)):
        """A waking-hours instant in a given part of the window."""
        day = int(self.days * rng.uniform(lo, hi))
        return self.at(min(day, self.days - 1), rng.uniform(*hours))

    def holidays(self):
        """Runs of at least five days off inside the window, as (first, length)."""
        return [
            ((s - self.first).days, n)
            for s, n in HOLIDAYS
            if n >= 5 and 0 <= (s - self.first).days < self.days - n
        ]

    def busy_part(self, rng):
        """Start day of a selling season, or any day where there is none."""
        peaks = [i for i, hot in enumerate(self.peak) if hot and i < self.days * 0.8]
        return rng.choice(peaks) if peaks else rng.randrange(5, int(self.days * 0.7))

    def paydays(self, day_of_month):
        """Indices of the window's days with that day of the month."""
        return [i for i, d in enumerate(self.dates) if d.day == day_of_month]


def stamp(t):
    """An instant as a naive Shanghai date and time."""
    return datetime(1970, 1, 1) + timedelta(seconds=t + OFFSET)
