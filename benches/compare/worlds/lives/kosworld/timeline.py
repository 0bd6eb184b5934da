"""The window of the exports, its weekdays and festivals.  All times are epoch seconds."""

from datetime import date, datetime, timedelta, timezone

DAY = 86400
HOUR = 3600
SHANGHAI = 8 * HOUR
FOREVER = 1 << 40

# (first day, length, how much ordinary people use the app, how much customers ask)
FESTIVALS = (
    (date(2024, 4, 4), 3, 1.2, 0.7),
    (date(2024, 5, 1), 5, 1.3, 1.2),
    (date(2024, 6, 8), 3, 1.1, 0.9),
    (date(2024, 6, 15), 5, 1.2, 1.9),
    (date(2024, 9, 15), 3, 1.1, 0.9),
    (date(2024, 10, 1), 7, 1.4, 0.8),
    (date(2024, 11, 8), 5, 1.3, 2.0),
    (date(2025, 1, 28), 8, 1.5, 0.25),
    (date(2025, 4, 4), 3, 1.2, 0.7),
    (date(2025, 5, 1), 5, 1.3, 1.2),
    (date(2025, 5, 31), 3, 1.1, 0.9),
    (date(2025, 6, 15), 5, 1.2, 1.9),
    (date(2025, 10, 1), 8, 1.4, 0.8),
    (date(2025, 11, 8), 5, 1.3, 2.0),
)
SPRING_FESTIVAL = date(2025, 1, 28)


class Window:
    """The days that the exports cover."""

    def __init__(self, first, days):
        self.first, self.days = first, days
        midnight = datetime(first.year, first.month, first.day, tzinfo=timezone.utc)
        self.start = int(midnight.timestamp()) - SHANGHAI
        self.end = self.start + days * DAY
        self.dates = [first + timedelta(d) for d in range(days)]
        self.weekend = [d.weekday() >= 5 for d in self.dates]
        self.leisure = [1.0] * days
        self.demand = [0.8 if w else 1.0 for w in self.weekend]
        self.holiday = [False] * days
        for begin, length, leisure, demand in FESTIVALS:
            for d in range(length):
                i = (begin - first).days + d
                if 0 <= i < days:
                    self.leisure[i], self.demand[i], self.holiday[i] = leisure, demand, True

    @classmethod
    def draw(cls, rng):
        """Somewhere between spring 2024 and autumn 2025, a quarter to half a year long."""
        return cls(date(2024, 3, 1) + timedelta(rng.randrange(480)), rng.randint(90, 180))

    def day(self, t):
        """Index of the day that holds t, clipped into the window."""
        return min(max((t - self.start) // DAY, 0), self.days - 1)

    def at(self, day, hour):
        """Epoch seconds of an hour (may be fractional) of a day of the window."""
        return self.start + int(day * DAY + hour * HOUR)

    def clip(self, t):
        return min(max(t, self.start), self.end - 1)

    def moment(self, rng, low=0.0, high=1.0):
        """A time in office hours between two fractions of the window."""
        day = int(self.days * rng.uniform(low, high))
        return self.at(min(day, self.days - 1), rng.uniform(9, 20))

    def spring_festival(self):
        """Day index of the Spring Festival, or None if the window misses it."""
        i = (SPRING_FESTIVAL - self.first).days
        return i if 0 <= i < self.days else None


def hour_of(t):
    return (t + SHANGHAI) % DAY // HOUR


def is_working_day(t):
    """Monday to Friday, Shanghai time."""
    return ((t + SHANGHAI) // DAY + 3) % 7 < 5
