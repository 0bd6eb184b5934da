"""Turns uses and rounds into login rows, from the timetables of the people."""

import random
from bisect import bisect
from itertools import accumulate

from .almanac import DAY
from .rhythms import RHYTHMS


class DayBook:
    """How likely each day is for each person; computed once a person and rhythm."""

    def __init__(self, almanac):
        self.almanac, self._seen = almanac, {}

    def weights(self, person, rhythm):
        key = (id(person), rhythm)
        if key not in self._seen:
            r, al = RHYTHMS[rhythm], self.almanac
            row = [r.off_weight if al.is_rest(d, r.rest) else r.work_weight for d in range(al.days)]
            for start, end in person.away:
                for d in range(start, min(end, al.days)):
                    row[d] *= 0.08
            self._seen[key] = row
        return self._seen[key]


def _count(rng, mean):
    """A whole number of logins around a mean, a little over-dispersed."""
    return max(0, int(rng.gauss(mean, (1.4 * mean) ** 0.5) + 0.5))


def _use_rows(world, book, acc, use, rng, rows):
    al = world.almanac
    start, end = max(0, use.start), min(use.end, al.days)
    if end <= start:
        return
    name = use.rhythm or use.person.rhythm
    weights = book.weights(use.person, name)[start:end]
    total = sum(weights)
    cum = list(accumulate(weights))
    n = _count(rng, use.rate * total)
    rhythm, person, rnd = RHYTHMS[name], use.person, rng.random
    earliest = acc.registered
    for _ in range(n):
        day = start + min(bisect(cum, rnd() * total), end - start - 1)
        slots, edges = rhythm.slots(al, day, person.offset)
        a, b, place, _ = slots[min(bisect(edges, rnd() * edges[-1]), len(slots) - 1)]
        if use.hours:
            a, b = use.hours
        t = int(day * DAY + (a + (b - a) * rnd()) * 3600)
        if t >= al.end or t < earliest:
            continue
        net = use.net or person.net(place, day)
        ip, region = net.address(rng, day)
        rows.append((t, acc.account_id, use.device, ip, region))
        if rnd() < 0.06 and t + 900 < al.end:
            rows.append((t + 20 + int(rnd() * 800), acc.account_id, use.device, ip, region))


def _round_rows(world, book, rnd_, rows):
    """One person's sittings: start somewhere in a slot, then account after account."""
    al = world.almanac
    rng = random.Random(f"round:{world.seed}:{rnd_.stops[0][0].account_id}:{rnd_.start}:{len(rnd_.stops)}")
    name = rnd_.rhythm or rnd_.person.rhythm
    weights = book.weights(rnd_.person, name)
    order = list(rnd_.stops)
    for day in range(max(0, rnd_.start), min(rnd_.end, al.days)):
        if rng.random() > rnd_.chance * min(1.0, weights[day]):
            continue
        slots, edges = RHYTHMS[name].slots(al, day, rnd_.person.offset)
        a, b, place, _ = slots[min(bisect(edges, rng.random() * edges[-1]), len(slots) - 1)]
        t = day * DAY + (a + (b - a) * 0.5 * rng.random()) * 3600
        if rng.random() < rnd_.shuffle:
            rng.shuffle(order)
        for acc, device, net, first, last in order:
            if not first <= day < last or rng.random() < rnd_.skip:
                continue
            t += rng.uniform(*rnd_.gap)
            if not acc.registered <= t < al.end:
                continue
            ip, region = (net or rnd_.person.net(place, day)).address(rng, day)
            rows.append((int(t), acc.account_id, device, ip, region))


def _at_least_a_few(world, acc, rng, rows, before):
    """Even the rarest user opened the account once or twice: give them that."""
    lived = [u for u in acc.uses if u.end > u.start]
    if len(rows) - before >= 2 or not lived:
        return
    use = max(lived, key=lambda u: u.end - u.start)
    for _ in range(3):
        day = min(world.almanac.days - 1, max(0, use.start, acc.registered // DAY + 1))
        day = rng.randrange(day, max(day + 1, min(use.end, world.almanac.days)))
        ip, region = (use.net or use.person.net("home", day)).address(rng, day)
        rows.append((day * DAY + rng.randrange(12 * 3600, 23 * 3600), acc.account_id, use.device, ip, region))


def login_rows(world):
    """All logins in order of time; each account has its own dice."""
    book, rows = DayBook(world.almanac), []
    for acc in world.accounts:
        rng, before = random.Random(f"logins:{world.seed}:{acc.account_id}"), len(rows)
        for use in acc.uses:
            _use_rows(world, book, acc, use, rng, rows)
        _at_least_a_few(world, acc, rng, rows, before)
    for sitting in world.rounds:
        _round_rows(world, book, sitting, rows)
    rows.sort()
    return rows
