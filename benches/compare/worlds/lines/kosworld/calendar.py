"""The calendar people live by: workdays, festivals and school holidays.

Phones follow the calendar more than anything else.  At Spring Festival half of a
coastal city is on a rural broadband line for two weeks; at National Day people
travel; the days in between are weekends with late mornings.
"""

from datetime import datetime, timedelta

FESTIVALS = [
    ("2024-09-15", "2024-09-17"),
    ("2024-10-01", "2024-10-07"),
    ("2025-01-01", "2025-01-01"),
    ("2025-01-28", "2025-02-04"),
    ("2025-04-04", "2025-04-06"),
    ("2025-05-01", "2025-05-05"),
    ("2025-05-31", "2025-06-02"),
    ("2025-10-01", "2025-10-08"),
    ("2026-01-01", "2026-01-03"),
    ("2026-02-15", "2026-02-23"),
    ("2026-04-04", "2026-04-06"),
    ("2026-05-01", "2026-05-05"),
]
LONG_FESTIVALS = {"2024-10-01", "2025-01-28", "2025-10-01", "2026-02-15"}
SPRING_FESTIVALS = {"2025-01-28", "2026-02-15"}
SCHOOL_HOLIDAYS = [
    ("2024-07-05", "2024-08-31"),
    ("2025-01-15", "2025-02-17"),
    ("2025-07-05", "2025-08-31"),
    ("2026-01-25", "2026-03-01"),
]
SALES = [("2024-10-20", "2024-11-12"), ("2025-05-25", "2025-06-19"), ("2025-10-15", "2025-11-12")]

WORK, OFF, FESTIVAL = 0, 1, 2
DAY = 86400


def _date(text):
    return datetime.strptime(text, "%Y-%m-%d")


class Calendar:
    """A window of days; times are seconds from its first midnight (negative before)."""

    def __init__(self, rng):
        self.days = rng.randint(90, 180)
        self.start = _date("2024-08-05") + timedelta(days=rng.randint(0, 480))
        self.end = self.days * DAY
        self.kind = [self._kind(day) for day in range(self.days + 1)]
        self.school_holiday = self._covered(SCHOOL_HOLIDAYS)
        self.sales = self._covered(SALES)
        self.long_festivals = self._spans(LONG_FESTIVALS)
        self.spring_festivals = self._spans(SPRING_FESTIVALS)
        self._day_text = [self._format_day(day) for day in range(self.days + 1)]

    def _index(self, text):
        return (_date(text) - self.start).days

    def _kind(self, day):
        for first, last in FESTIVALS:
            if self._index(first) <= day <= self._index(last):
                return FESTIVAL
        return OFF if (self.start + timedelta(days=day)).weekday() >= 5 else WORK

    def _covered(self, spans):
        flags = [False] * (self.days + 1)
        for first, last in spans:
            for day in range(max(0, self._index(first)), min(self.days, self._index(last)) + 1):
                flags[day] = True
        return flags

    def _spans(self, starts):
        spans = [(self._index(a), self._index(b)) for a, b in FESTIVALS if a in starts]
        return [(a, b) for a, b in spans if b >= 0 and a < self.days]

    def _format_day(self, day):
        return (self.start + timedelta(days=day)).strftime("%Y-%m-%d")

    def weekday(self, day):
        """Monday is 0."""
        return (self.start + timedelta(days=day)).weekday()

    def month_days(self, day_of_month):
        """Window days that fall on a day of the month: pay days, rent days."""
        return [d for d in range(self.days) if (self.start + timedelta(days=d)).day == day_of_month]

    def day_text(self, day):
        """ISO date of a window day."""
        if 0 <= day < len(self._day_text):
            return self._day_text[day]
        return self._format_day(day)

    def moment(self, seconds):
        """The datetime of a time in the window or before it."""
        return self.start + timedelta(seconds=seconds)
