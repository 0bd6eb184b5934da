"""The calendar: window, festivals, school holidays and the hours that people keep."""

import datetime as dt
from itertools import accumulate

DAY = 86400

# (first day, last day, name): public holidays that move people between places.
FESTIVALS = [
    ("2024-10-01", "2024-10-07", "national"),
    ("2025-01-25", "2025-02-08", "spring"),
    ("2025-04-04", "2025-04-06", "qingming"),
    ("2025-05-01", "2025-05-05", "mayday"),
    ("2025-05-31", "2025-06-02", "dragonboat"),
    ("2025-10-01", "2025-10-08", "national"),
    ("2026-02-12", "2026-02-25", "spring"),
    ("2026-04-04", "2026-04-06", "qingming"),
    ("2026-05-01", "2026-05-05", "mayday"),
]
SCHOOL_HOLIDAYS = [
    ("2025-01-12", "2025-02-16"),
    ("2025-07-05", "2025-08-30"),
    ("2026-01-20", "2026-03-01"),
]

_SHAPES = {
    # hour weights 0..23; a day is shaped by work, meals and whoever else needs the phone
    "evening": [3, 1, 1, 0, 0, 1, 3, 6, 7, 5, 5, 6, 9, 8, 5, 5, 5, 6, 8, 11, 13, 13, 11, 7],
    "office": [1, 0, 0, 0, 0, 0, 1, 3, 9, 14, 14, 11, 8, 8, 11, 11, 11, 9, 5, 4, 4, 4, 3, 2],
    "early": [0, 0, 0, 0, 2, 8, 12, 10, 8, 7, 6, 7, 8, 5, 4, 5, 6, 7, 8, 9, 6, 2, 1, 0],
    "night": [9, 9, 7, 6, 5, 4, 3, 4, 3, 1, 1, 1, 2, 2, 3, 4, 4, 5, 5, 6, 7, 8, 9, 9],
    "shop": [0, 0, 0, 0, 0, 0, 1, 3, 6, 8, 9, 8, 7, 8, 9, 8, 8, 7, 7, 8, 8, 6, 3, 1],
    "student": [6, 3, 1, 0, 0, 0, 1, 4, 3, 3, 3, 4, 12, 8, 3, 3, 4, 7, 9, 9, 10, 13, 14, 12],
    "round": [2, 1, 0, 0, 0, 0, 1, 3, 7, 9, 10, 8, 6, 8, 10, 10, 9, 7, 6, 7, 8, 8, 7, 5],
    "rider": [3, 1, 0, 0, 0, 0, 1, 5, 6, 8, 8, 2, 2, 6, 12, 12, 9, 3, 2, 4, 7, 10, 9, 6],
}
HOURS = {name: list(accumulate(shape)) for name, shape in _SHAPES.items()}


class Clock:
    """Local time as seconds since the first midnight of the window."""

    def __init__(self, rng):
        self.days = rng.randint(100, 176)
        first = dt.date(2024, 11, 20) + dt.timedelta(days=rng.randrange(0, 420))
        self.first = first
        self.end = self.days * DAY
        self._dates = {}
        self.festivals = self._inside(FESTIVALS)
        self.school_holidays = self._inside(SCHOOL_HOLIDAYS)
        self.leisure = [self._leisure(day) for day in range(self.days)]
        self.work = [self._work(day) for day in range(self.days)]

    def _inside(self, rows):
        """Intervals as (first day, day after, name) cut to the window."""
        out = []
        for row in rows:
            a = (dt.date.fromisoformat(row[0]) - self.first).days
            b = (dt.date.fromisoformat(row[1]) - self.first).days + 1
            if b > 1 and a < self.days - 1:
                out.append((max(a, 0), min(b, self.days), row[2] if len(row) > 2 else "school"))
        return out

    def weekday(self, day):
        """0 is Monday."""
        return (self.first.weekday() + day) % 7

    def holiday(self, day):
        """Whether a public festival covers the day."""
        return any(a <= day < b for a, b, _ in self.festivals)

    def _leisure(self, day):
        return 1.5 if self.holiday(day) else (1.3 if self.weekday(day) > 4 else 1.0)

    def _work(self, day):
        if self.holiday(day):
            return 0.15
        return (1, 1, 1, 1, 1, 0.55, 0.3)[self.weekday(day)]

    def home_seasons(self):
        """Festivals long enough that people who work away travel home."""
        return [(a, b) for a, b, name in self.festivals if name in ("spring", "national", "mayday")]

    def date(self, day):
        """ISO date of a day of the window (days before it are negative)."""
        text = self._dates.get(day)
        if text is None:
            text = self._dates[day] = (self.first + dt.timedelta(days=day)).isoformat()
        return text

    def stamp(self, t):
        """`2025-04-09 13:05:00`."""
        day, rest = divmod(int(t), DAY)
        return f"{self.date(day)} {rest // 3600:02d}:{rest // 60 % 60:02d}:{rest % 60:02d}"

    def offset_stamp(self, t):
        """The same with `T` and the offset, as services write it."""
        return self.stamp(t).replace(" ", "T") + "+08:00"

    def sheet_stamp(self, t):
        """`2025/4/9 13:05`, as a clerk's spreadsheet writes it."""
        day, rest = divmod(int(t), DAY)
        year, month, dom = self.date(day).split("-")
        return f"{year}/{int(month)}/{int(dom)} {rest // 3600:02d}:{rest // 60 % 60:02d}"

    def moment(self, rng, day, hours="evening"):
        """A second of that day at which somebody with those hours is awake."""
        hour = rng.choices(range(24), cum_weights=HOURS[hours])[0]
        return day * DAY + hour * 3600 + rng.randrange(3600)
