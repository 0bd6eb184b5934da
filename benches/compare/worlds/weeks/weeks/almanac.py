"""The calendar: the window, its festivals and what a given day is for."""

import datetime as dt

DAY = 86400

FESTIVALS = [
    ("qingming", dt.date(2024, 4, 4), 3),
    ("labour", dt.date(2024, 5, 1), 5),
    ("dragonboat", dt.date(2024, 6, 8), 3),
    ("midautumn", dt.date(2024, 9, 15), 3),
    ("national", dt.date(2024, 10, 1), 7),
    ("newyear", dt.date(2025, 1, 1), 1),
    ("spring", dt.date(2025, 1, 26), 11),
    ("qingming", dt.date(2025, 4, 4), 3),
    ("labour", dt.date(2025, 5, 1), 5),
    ("dragonboat", dt.date(2025, 5, 31), 3),
    ("national", dt.date(2025, 10, 1), 8),
    ("spring", dt.date(2026, 2, 14), 11),
]
SALES = [dt.date(2024, 6, 18), dt.date(2024, 11, 11), dt.date(2025, 6, 18), dt.date(2025, 11, 11)]
MAKE_UP = {
    dt.date(2024, 4, 7),
    dt.date(2024, 4, 28),
    dt.date(2024, 9, 29),
    dt.date(2024, 10, 12),
    dt.date(2025, 1, 25),
    dt.date(2025, 2, 8),
    dt.date(2025, 4, 27),
    dt.date(2025, 9, 28),
}


class Almanac:
    """Days are counted from the window's first midnight; seconds likewise."""

    def __init__(self, rng):
        first = dt.date(2024, 3, 11) + dt.timedelta(days=rng.randrange(480))
        self.first = first
        self.days = rng.randrange(95, 178)
        self.midnight = dt.datetime(first.year, first.month, first.day)
        self.dates = [first + dt.timedelta(days=i) for i in range(self.days)]
        self.weekday = [d.weekday() for d in self.dates]
        self.festival = [self._festival(d) for d in self.dates]
        self.end = self.days * DAY

    @staticmethod
    def _festival(date):
        for name, start, length in FESTIVALS:
            if start <= date < start + dt.timedelta(days=length):
                return name
        return None

    def is_rest(self, day, rest_days):
        """Whether somebody with these weekly rest days is off; make-up days are worked."""
        if self.festival[day]:
            return True
        if self.dates[day] in MAKE_UP and rest_days == (5, 6):
            return False
        return self.weekday[day] in rest_days

    def long_festivals(self):
        """Stretches of at least five days in which people travel home."""
        out, day = [], 0
        while day < self.days:
            name = self.festival[day]
            end = day
            while end < self.days and self.festival[end] == name:
                end += 1
            if name in ("spring", "national", "labour") and end - day >= 3:
                out.append((name, day, end))
            day = end
        return out

    def sale_days(self):
        """Days on which everybody buys a new phone."""
        return [(d - self.first).days for d in SALES if 0 <= (d - self.first).days < self.days]

    def month_days(self, day_of_month):
        """Window days that carry this day of the month: paydays, rent days."""
        return [i for i, d in enumerate(self.dates) if d.day == day_of_month]

    def moment(self, seconds):
        """A wall-clock time from seconds since the window began."""
        return self.midnight + dt.timedelta(seconds=seconds)
