"""Time: the window of the exports, its weekends, festivals and sales days.

All times inside the economy are whole seconds since midnight of the first
day of the window; what happened earlier is negative.
"""

import datetime

DAY = 86400
HOUR = 3600

FESTIVALS = {
    # name: (first day, days, how much people log in, how much firms work)
    "new_year": [((2024, 12, 30), 3), ((2026, 1, 1), 3)],
    "spring": [((2025, 1, 28), 8), ((2026, 2, 16), 8)],
    "qingming": [((2025, 4, 4), 3), ((2026, 4, 4), 3)],
    "may": [((2025, 5, 1), 5), ((2026, 5, 1), 5)],
    "dragon": [((2025, 5, 31), 3), ((2026, 6, 19), 3)],
    "national": [((2025, 10, 1), 8)],
}
SALES = [((2025, 6, 16), 3), ((2025, 11, 9), 3), ((2025, 12, 11), 2), ((2025, 3, 7), 2)]


class Calendar:
    """The window, with one weight a day for leisure and one for business."""

    def __init__(self, rng):
        self.days = rng.randint(96, 172)
        self.first = datetime.date(2025, 1, 6) + datetime.timedelta(days=rng.randint(0, 250))
        self.end = self.days * DAY
        self.leisure = [1.0] * self.days
        self.business = [1.0] * self.days
        self.away = [False] * self.days
        self.weekend = [self.weekday(d) >= 5 for d in range(self.days)]
        for day in range(self.days):
            if self.weekend[day]:
                self.leisure[day], self.business[day] = 1.2, 0.45
        self._mark_festivals()
        self._dates = {}
        self._clock = [":%02d" % n for n in range(60)]
        self._hours = ["%02d" % n for n in range(24)]

    def _mark_festivals(self):
        """Festivals empty the offices; at the long ones people also travel."""
        for name, dates in FESTIVALS.items():
            for first, length in dates:
                for day in self._span(first, length):
                    self.business[day] = 0.12
                    self.leisure[day] = 0.8 if name == "spring" else 1.3
                    self.away[day] = length >= 5
        for first, length in SALES:
            for day in self._span(first, length):
                self.business[day] *= 1.6
                self.leisure[day] *= 1.4

    def _span(self, first, length):
        begin = (datetime.date(*first) - self.first).days
        return [d for d in range(begin, begin + length) if 0 <= d < self.days]

    def weekday(self, day):
        """Monday is 0."""
        return (self.first + datetime.timedelta(days=day)).weekday()

    def month_days(self, start, end, pay_day):
        """Days between start and end that fall on a given day of the month."""
        wanted = []
        for day in range(max(0, start), min(self.days, end)):
            if (self.first + datetime.timedelta(days=day)).day == pay_day:
                wanted.append(day)
        return wanted

    def date(self, day):
        """The date of a day of the window as text."""
        text = self._dates.get(day)
        if text is None:
            text = (self.first + datetime.timedelta(days=day)).isoformat()
            self._dates[day] = text
        return text

    def text(self, moment):
        """A moment as text, to the second."""
        day, rest = divmod(moment, DAY)
        hour, rest = divmod(rest, HOUR)
        minute, second = divmod(rest, 60)
        return "%s %s%s%s" % (self.date(day), self._hours[hour], self._clock[minute], self._clock[second])
