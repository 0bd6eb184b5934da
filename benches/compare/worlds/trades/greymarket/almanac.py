"""The window of a world and how busy each of its days is."""

import datetime as dt

DAY = 86400
HOUR = 3600

# First day, length, appetite for the app at home, business left open.
_FEASTS = (
    ("2024-06-08", 3, 1.15, 0.8),
    ("2024-06-16", 4, 1.2, 1.3),
    ("2024-09-15", 3, 1.1, 0.8),
    ("2024-10-01", 7, 1.1, 0.55),
    ("2024-11-08", 4, 1.2, 1.4),
    ("2024-12-31", 2, 1.1, 0.9),
    ("2025-01-27", 9, 0.8, 0.12),
    ("2025-02-05", 8, 1.0, 0.6),
    ("2025-04-04", 3, 1.0, 0.8),
    ("2025-05-01", 5, 1.1, 0.65),
    ("2025-05-31", 3, 1.1, 0.8),
    ("2025-06-16", 4, 1.2, 1.3),
    ("2025-10-01", 8, 1.1, 0.5),
    ("2025-11-08", 4, 1.2, 1.4),
    ("2026-01-01", 3, 1.1, 0.8),
)


class Almanac:
    """Days of the window: weekday, mood of private people and of businesses."""

    def __init__(self, rng):
        self.start = dt.datetime(2024, 6, 1) + dt.timedelta(days=rng.randrange(0, 420))
        self.days = rng.randint(90, 180)
        self.length = self.days * DAY
        self.weekday = [(self.start + dt.timedelta(days=d)).weekday() for d in range(self.days)]
        self.private = [rng.uniform(0.75, 1.0) for _ in range(self.days)]
        self.business = [rng.uniform(0.8, 1.0) for _ in range(self.days)]
        for first, length, home, trade in _FEASTS:
            offset = (dt.datetime.fromisoformat(first) - self.start).days
            for day in range(max(0, offset), min(self.days, offset + length)):
                self.private[day] *= home
                self.business[day] *= trade

    def month_days(self, day_of_month):
        """Days of the window that fall on a day of the month: pay day, rent day."""
        return [d for d in range(self.days) if (self.start + dt.timedelta(days=d)).day == day_of_month]

    def moment(self, seconds):
        """The local time that lies so many seconds after the window opened."""
        return self.start + dt.timedelta(seconds=seconds)
