"""The window of a world, and the calendar that people live by.

Inside the program a moment is a float: days since the window opened, in local
time.  Negative moments lie before the window.
"""

import datetime as dt

# First day and length of the public holidays that empty the offices.
HOLIDAYS = (
    ("2024-02-10", 8),
    ("2024-04-04", 3),
    ("2024-05-01", 5),
    ("2024-06-08", 3),
    ("2024-09-15", 3),
    ("2024-10-01", 7),
    ("2025-01-28", 8),
    ("2025-04-04", 3),
    ("2025-05-01", 5),
    ("2025-05-31", 3),
    ("2025-10-01", 8),
    ("2026-02-15", 9),
)
# Shopping festivals: shops work harder, campaigns start.
SALES = (
    ("2024-06-15", 5),
    ("2024-11-08", 5),
    ("2025-03-05", 4),
    ("2025-06-15", 5),
    ("2025-11-08", 5),
    ("2024-12-10", 3),
    ("2024-08-08", 3),
    ("2025-08-27", 3),
)


class Window:
    """A window of 90 to 180 days with holidays, sales and paydays."""

    def __init__(self, rng):
        """Open somewhere between early 2024 and late 2025."""
        self.start = dt.date(2024, 1, 8) + dt.timedelta(days=rng.randrange(0, 560))
        self.days = rng.randint(92, 178)
        self.off = self._days_of(HOLIDAYS)
        self.sale = self._days_of(SALES)
        self._weekday = self.start.weekday()
        self._labels = {}

    def _days_of(self, spans):
        """Day numbers inside the window that the spans cover."""
        found = set()
        for first, length in spans:
            begin = (dt.date.fromisoformat(first) - self.start).days
            found.update(d for d in range(begin, begin + length) if 0 <= d < self.days)
        return found

    def weekend(self, day):
        """Whether a day number is a Saturday or Sunday."""
        return (day + self._weekday) % 7 >= 5

    def date(self, t):
        """The calendar date of a moment as text."""
        day = int(t // 1)
        label = self._labels.get(day)
        if label is None:
            label = self._labels[day] = (self.start + dt.timedelta(days=day)).isoformat()
        return label

    def stamp(self, t):
        """A moment as `2025-04-09 13:05:00`."""
        second = int((t % 1.0) * 86400)
        return f"{self.date(t)} {second // 3600:02d}:{second // 60 % 60:02d}" f":{second % 60:02d}"

    def paydays(self, day_of_month, t0, t1):
        """Moments in [t0, t1) at about ten in the morning on one day of each month."""
        found = []
        for day in range(max(0, int(t0)), int(min(t1, self.days))):
            if (self.start + dt.timedelta(days=day)).day == day_of_month and day >= t0:
                found.append(day + 0.42)
        return found
