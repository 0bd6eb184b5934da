"""The trade calendar: which part of the year a world shows, and how busy each day is for whom."""

import datetime as dt
from bisect import bisect_right

D = dt.date

# name: (first day, length, campaigns, home journeys, school holidays, quit waves)
YEARS = {
    "spring": (
        D(2025, 1, 2),
        108,
        [("nianhuo", D(2025, 1, 6), D(2025, 1, 22)), ("queen38", D(2025, 3, 1), D(2025, 3, 9))],
        [(D(2025, 1, 20), D(2025, 2, 11))],
        [(D(2025, 1, 18), D(2025, 2, 17))],
        [(D(2025, 1, 15), D(2025, 1, 24)), (D(2025, 2, 8), D(2025, 3, 20))],
    ),
    "summer": (
        D(2025, 5, 5),
        112,
        [("618", D(2025, 5, 26), D(2025, 6, 20)), ("back_to_school", D(2025, 8, 11), D(2025, 8, 24))],
        [(D(2025, 5, 31), D(2025, 6, 2))],
        [(D(2025, 6, 28), D(2025, 8, 24))],
        [(D(2025, 6, 21), D(2025, 7, 8))],
    ),
    "autumn": (
        D(2025, 9, 1),
        112,
        [("1111", D(2025, 10, 17), D(2025, 11, 12)), ("1212", D(2025, 12, 5), D(2025, 12, 13))],
        [(D(2025, 9, 29), D(2025, 10, 9))],
        [(D(2025, 9, 29), D(2025, 10, 8))],
        [(D(2025, 11, 13), D(2025, 12, 2))],
    ),
}
ORDER = ("spring", "summer", "autumn")


class Curve:
    """Cumulative weights over the days of the window, to draw days from."""

    def __init__(self, weights):
        self.cum = [0.0]
        for w in weights:
            self.cum.append(self.cum[-1] + w)
        self.days = len(weights)

    def mass(self, a, b):
        return self.cum[b] - self.cum[a]

    def draw(self, rng, a=0, b=None):
        b = self.days if b is None else min(b, self.days)
        a = max(0, min(a, b - 1))
        lo, hi = self.cum[a], self.cum[b]
        d = bisect_right(self.cum, lo + rng.random() * (hi - lo)) - 1
        return min(max(d, a), b - 1)


class Season:
    def __init__(self, seed):
        self.name = ORDER[seed % 3]
        start, self.days, camps, home, school, quits = YEARS[self.name]
        self.start = start

        def span(pair):
            return max(0, (pair[0] - start).days), min(self.days - 1, (pair[1] - start).days)

        self.campaigns = [(n,) + span((a, b)) for n, a, b in camps]
        self.home = [span(p) for p in home]
        self.school = [span(p) for p in school]
        self.quits = [span(p) for p in quits]
        self.dates = [start + dt.timedelta(days=i) for i in range(self.days)]
        self.month_ends = [i for i, d in enumerate(self.dates) if (d + dt.timedelta(days=1)).day == 1]
        self._curves()

    def is_home(self, d):
        return any(a <= d <= b for a, b in self.home)

    def in_campaign(self, d):
        return any(a <= d <= b for _, a, b in self.campaigns)

    def _curves(self):
        life, work, hire, leave, ask, deal = [], [], [], [], [], []
        for i, d in enumerate(self.dates):
            weekend = d.weekday() >= 5
            camp = self.in_campaign(i)
            before = any(0 < a - i <= 14 for _, a, _ in self.campaigns)
            after = any(0 < i - b <= 14 for _, _, b in self.campaigns)
            home = self.is_home(i)
            school = any(a <= i <= b for a, b in self.school)
            left = min([m - i for m in self.month_ends if m >= i] or [15])
            quits = any(a <= i <= b for a, b in self.quits)
            life.append((1.25 if weekend else 1) * (1.2 if home else 1) * (1.15 if school else 1))
            work.append(
                (0.6 if weekend else 1)
                * (1.5 if camp else 1)
                * (0.45 if home else 1)
                * (1.2 if left < 3 else 1)
            )
            hire.append(
                (0.35 if weekend else 1)
                * (3.5 if before else 1)
                * (2.2 if left < 4 else 1)
                * (0.15 if home else 1)
                * (1.6 if quits else 1)
            )
            leave.append(
                (0.4 if weekend else 1)
                * (2.5 if after else 1)
                * (0.4 if camp else 1)
                * (2.4 if left < 2 or d.day <= 2 else 1)
                * (3 if quits else 1)
            )
            ask.append((1.3 if weekend else 1) * (2.1 if camp else 1) * (0.4 if home else 1))
            deal.append(
                (0.8 if weekend else 1)
                * (2.6 if before else 1)
                * (1.3 if camp else 1)
                * (2.0 if left < 4 else 1)
                * (0.3 if home else 1)
                * (1.4 if quits else 1)
            )
        self.life, self.work, self.hire = Curve(life), Curve(work), Curve(hire)
        self.leave, self.ask, self.deal = Curve(leave), Curve(ask), Curve(deal)

    def month_end(self, rng, early=0, late=0):
        """One of the last days of a month that lies well inside the window."""
        ends = [m for m in self.month_ends if early + 5 < m < self.days - 10 - late] or [self.days // 2]
        return max(1, rng.choice(ends) - rng.choice((0, 0, 1, 1, 2, 3)))

    def campaign(self, rng):
        return rng.choices(self.campaigns, [3] + [1] * (len(self.campaigns) - 1))[0]

    def paydays(self, dom, a=0, b=None):
        """Days between a and b (exclusive) that are the dom-th of their month."""
        b = self.days if b is None else b
        return [i for i in range(max(0, a), min(b, self.days)) if self.dates[i].day == dom]
