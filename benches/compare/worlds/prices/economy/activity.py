"""Turns hands on accounts into login rows."""

from bisect import bisect

from economy.calendar import DAY, HOUR


class Shift:
    """A worker who goes through accounts one after another on working days.

    The time of the first account differs from day to day; the pace is the
    worker's own.
    """

    def __init__(self, rng, begin, pace, sessions=1, works_weekends=False):
        self.seed = rng.getrandbits(60)
        self.begin, self.pace, self.sessions, self.works_weekends = begin, pace, sessions, works_weekends
        self.starts = {}

    def times(self, world, day, seat, rng):
        """The seconds of a day at which the account in a seat gets its turn."""
        starts = self.starts.get(day)
        if starts is None:
            own = world.rng("shift", self.seed, day)
            starts = self.starts[day] = self._starts(world, day, own)
        return [min(DAY - 1, int(s + seat * self.pace + rng.random() * self.pace * 0.7)) for s in starts]

    def _starts(self, world, day, own):
        weight = world.calendar.business[day]
        if own.random() > (1.0 if self.works_weekends else weight):
            return []
        return [(self.begin + own.gauss(0, 0.5) + k * own.uniform(2, 5)) * HOUR % DAY for k in range(self.sessions)]


def login_rows(world):
    """All login rows, account by account."""
    rows = []
    for account in world.accounts:
        rng = world.rng("logins", account.id)
        before = len(rows)
        for use in account.uses:
            _work_use(world, rng, account, use, rows)
        if len(rows) == before:
            _last_resort(world, rng, account, rows)
    return rows


def _last_resort(world, rng, account, rows):
    """Even a forgotten account is opened once, be it by accident."""
    low = max(0, account.registered // DAY + 1)
    day = rng.randrange(min(low, world.days - 1), world.days)
    moment = day * DAY + rng.randrange(9 * HOUR, 23 * HOUR)
    who = account.uses[0].who if account.uses and account.uses[0].who else account.owner
    rows.append(_row(account, phone_on(who, day), moment, who.sim, rng, day))


def _work_use(world, rng, account, use, rows):
    calendar = world.calendar
    weights = calendar.business if use.business else calendar.leisure
    rate, rnd = use.rate, rng.random
    first = max(use.start, 0)
    for day in range(first, min(use.end, world.days)):
        if rnd() >= rate * weights[day]:
            continue
        for second in _seconds(world, rng, use, day):
            moment = day * DAY + second
            if moment <= account.registered:
                continue
            device, line = _means(world, rng, use, day, second // HOUR)
            rows.append(_row(account, device, moment, line, rng, day))


def _seconds(world, rng, use, day):
    if use.shift is not None:
        return use.shift.times(world, day, use.seat, rng)
    rnd = rng.random
    hours = use.who.hours
    seconds = [bisect(hours, rnd()) * HOUR + int(rnd() * HOUR)]
    while rnd() < 0.24:
        seconds.append(bisect(hours, rnd()) * HOUR + int(rnd() * HOUR))
    return seconds


def _means(world, rng, use, day, hour):
    """The device and line of a login: own phone, something shared, or the tool of the trade."""
    if use.device is not None:
        return use.device, use.line or _line(world, rng, use.who, day, hour)
    who = use.who
    for chance, device, first, last, line in use.extras or who.extras:
        if first <= day < last and rng.random() < chance:
            return device or phone_on(who, day), line or _line(world, rng, who, day, hour)
    return phone_on(who, day), use.line or _line(world, rng, who, day, hour)


def phone_on(who, day):
    """The phone that a person carries on a day."""
    device = who.phones[0][1]
    for since, later in who.phones[1:]:
        if since <= day:
            device = later
    return device


def _line(world, rng, who, day, hour):
    home, sim, work = who.home, who.sim, who.work
    for first, last, line, mobile in who.stays:
        if first <= day < last:
            home, sim, work = line, mobile, None
    draw = rng.random()
    if 9 <= hour < 18 and not world.calendar.weekend[day]:
        if work is not None:
            return work if draw < 0.6 else sim
        return home if draw < who.wifi * 0.45 and home else sim
    return home if home and draw < who.wifi else sim


def _row(account, device, moment, line, rng, day):
    draw = rng.random()
    address = "" if draw < 0.006 else line.address(rng, day)
    region = "" if 0.004 < draw < 0.02 else line.place(rng)
    return (account.id, device, moment, address, region)
