"""People: their hours, devices and lines, and the log-ins that follow from them."""

import math
import random

from core import DAY, HOUR, Stint

HOURS = {
    "evening": [2, 1, 0, 0, 0, 0, 1, 3, 4, 3, 3, 3, 6, 5, 3, 3, 3, 4, 6, 8, 11, 13, 11, 6],
    "office": [0, 0, 0, 0, 0, 0, 0, 1, 4, 10, 11, 9, 5, 5, 9, 10, 9, 7, 5, 3, 3, 2, 1, 0],
    "shop": [0, 0, 0, 0, 0, 0, 0, 0, 1, 4, 8, 8, 5, 6, 8, 8, 7, 6, 8, 9, 8, 5, 1, 0],
    "early": [0, 0, 0, 0, 1, 5, 9, 9, 6, 5, 4, 4, 5, 3, 3, 3, 4, 5, 6, 6, 4, 2, 0, 0],
    "night": [9, 9, 8, 6, 4, 2, 1, 1, 1, 0, 0, 0, 1, 3, 4, 4, 4, 4, 4, 4, 5, 6, 8, 9],
    "mother": [1, 0, 0, 0, 0, 1, 2, 3, 6, 8, 6, 4, 4, 9, 8, 4, 3, 2, 2, 3, 7, 10, 7, 2],
}


def hours_of(rng, style):
    """A personal version of a daily rhythm, as cumulative weights."""
    total, out = 0.0, []
    shift = rng.choice((-1, 0, 0, 0, 1))
    for h in range(24):
        total += HOURS[style][(h - shift) % 24] * rng.uniform(0.6, 1.4) + 0.02
        out.append(total)
    return out


class Hand:
    """Somebody, or a desk, that logs in: hours, devices by interval, and lines."""

    def __init__(self, region, hours, devices, home, mobile, work=None):
        self.region, self.hours, self.devices = region, hours, devices
        self.home, self.mobile, self.work = home, mobile, work
        self.mobile_share, self.weekend = 0.35, 1.1
        self.trips, self.bursts, self.rounds, self.offset = [], [], None, 0

    def times(self, rng, start, end, count):
        """When the log-ins happen: a rhythm of days, or the rounds of a working desk."""
        if self.rounds:
            usable = [r for r in self.rounds if start <= r < end - 2 * HOUR]
            picked = rng.sample(usable, min(count, len(usable)))
            return [r + self.offset + rng.randrange(150) for r in picked]
        first, span = start // DAY, max(1, (end - start) // DAY)
        out = []
        for _ in range(count):
            day = first + int(rng.random() * span)
            if self.bursts and rng.random() < 0.35:
                day = rng.choice(self.bursts) // DAY + int(rng.expovariate(0.25))
            if (day + 3) % 7 >= 5 and rng.random() > self.weekend:
                day = first + int(rng.random() * span)
            hour = rng.choices(range(24), cum_weights=self.hours)[0]
            t = day * DAY + hour * HOUR + rng.randrange(HOUR)
            if start <= t < end:
                out.append(t)
        return out

    def device_at(self, rng, t):
        """The device in use; weights change when phones are replaced."""
        live = [d for d in self.devices if d[1] <= t < d[2]] or self.devices[-1:]
        if len(live) == 1:
            return live[0][0]
        return rng.choices(live, [d[3] for d in live])[0][0]

    def line_at(self, rng, t):
        """The line in use: away on trips, at work in working hours, else at home or mobile."""
        for start, end, home, mobile in self.trips:
            if start <= t < end:
                return home if rng.random() < 0.5 else mobile
        if rng.random() < self.mobile_share:
            return self.mobile
        hour = t % DAY // HOUR
        if self.work and 9 <= hour < 19 and (t // DAY + 3) % 7 < 6:
            return self.work
        return self.home

    def add_device(self, device, start, end, weight=1.0):
        """Use a further device for an interval."""
        self.devices.append((device, start, end, weight))

    def replace_phone(self, device, t):
        """Put the present devices away at a time and go on with a new one."""
        self.devices = [(d, a, min(b, t), w) for d, a, b, w in self.devices if a < t]
        self.devices.append((device, t, 1 << 40, 1.0))


class Person:
    """A natural person with an identity, a number, a wallet and habits."""

    def __init__(self, world, geo, region, style=None, work=None):
        rng = world.rng
        self.holder = world.token(32) if rng.random() > 0.05 else ""
        self.phone, self.wallet = world.token(32), world.payment_account()
        self.region = region
        style = style or rng.choices(list(HOURS), [50, 14, 8, 10, 6, 12])[0]
        devices = [(world.token(16), 0, 1 << 40, 1.0)]
        if rng.random() < 0.16:
            devices.append((world.token(16), 0, 1 << 40, rng.uniform(0.05, 0.5)))
        self.hand = Hand(region, hours_of(rng, style), devices, geo.home(rng, region), geo.mobile(rng, region), work)
        self.hand.mobile_share = rng.betavariate(2, 3)
        self.hand.weekend = rng.choice((0.6, 1.0, 1.0, 1.0))
        if rng.random() < 0.45:
            self.hand.bursts = [
                world.festival if rng.random() < 0.5 else world.middle(0, 1) for _ in range(rng.randint(1, 3))
            ]
        if rng.random() < 0.22:
            add_trip(world, geo, self.hand, world.middle(0, 0.95), rng.randint(1, 9))


def add_trip(world, geo, hand, start, days, region=None):
    """Travel: another city's lines for some days."""
    region = region or geo.other_city(world.rng, hand.region)
    hand.trips.append((start, start + days * DAY, geo.home(world.rng, region), geo.mobile(world.rng, region)))


def weekly_rate(world, median=1.5):
    """How often somebody logs in anew; heavy tailed, because apps keep sessions for long."""
    return min(14.0, median * math.exp(world.rng.gauss(0, 0.65)))


def registered_before(world):
    """Most accounts are years old, some are born within the window."""
    rng = world.rng
    if rng.random() < 0.12:
        return world.moment(world.t0, world.t0 + (world.t1 - world.t0) * 0.8)
    return world.t0 - int(rng.expovariate(1 / 500) * DAY) - rng.randrange(DAY)


def open_account(world, person, kind="personal", registered=None, weekly=None, **more):
    """Open an account that its holder uses for the whole window."""
    registered = registered_before(world) if registered is None else registered
    account = world.add_account(kind, person, person.region, registered, **more)
    account.stints.append(Stint(person.hand, max(world.t0, int(registered)), world.t1, weekly or weekly_rate(world)))
    return account


def hand_over(account, hand, t, weekly, until=None, keep=0.0):
    """Let another hand use an account from a time on; the old hand keeps a share of its rate."""
    until = until or max(stint.end for stint in account.stints)
    later = []
    for stint in account.stints:
        if stint.end > t:
            if keep:
                later.append(Stint(stint.hand, max(t, stint.start), stint.end, stint.weekly * keep))
            stint.end = max(stint.start, t)
    account.stints += later
    account.stints.append(Stint(hand, t, until, weekly))


def visit(account, hand, t, hours=2.0, count=2):
    """A short use of an account by another hand, beside the usual one."""
    end = t + int(max(hours, 1) * HOUR)
    account.stints.append(Stint(VisitHand(hand, t, end), t, end, -count))


class VisitHand:
    """A hand that is only there for a moment: its times lie in the visit, not in its rhythm."""

    def __init__(self, hand, start, end):
        self.hand, self.start, self.end = hand, start, end
        self.device_at, self.line_at = hand.device_at, hand.line_at

    def times(self, rng, start, end, count):
        """Spread within the visit."""
        return [rng.randrange(self.start, self.end) for _ in range(count)]


def stint_count(rng, stint):
    """How many log-ins a stint has; a negative rate is an exact count."""
    if stint.weekly < 0:
        return int(-stint.weekly)
    mean = stint.weekly * (stint.end - stint.start) / (7 * DAY)
    return int(mean * rng.gammavariate(6, 1 / 6) + rng.random())


def log_ins(world):
    """All log-ins of the world, each account with its own random source."""
    rows = []
    for index, account in enumerate(world.accounts):
        rng = random.Random(f"{world.seed}:{index}:logins")
        before = len(rows)
        for stint in account.stints:
            count = stint_count(rng, stint)
            for t in stint.hand.times(rng, stint.start, stint.end, count):
                if max(world.t0, account.registered) <= t < world.t1:
                    rows.append(log_in(rng, account, stint.hand, t))
        if len(rows) == before:
            stint = account.stints[0]
            rows.append(log_in(rng, account, stint.hand, max(stint.start, world.t0, account.registered)))
    rows.sort(key=lambda r: (r[2], r[0], r[1]))
    return rows


def log_in(rng, account, hand, t):
    """One log-in row; carriers sometimes resolve to a far city, and some cells are missing."""
    line = hand.line_at(rng, t)
    region = line.region
    chance = rng.random()
    if chance < 0.02:
        region = ""
    elif chance < 0.05:
        region = getattr(line, "capital", region)
    ip = line.address(rng, t) if rng.random() > 0.012 else ""
    return (account.id, hand.device_at(rng, t), int(t), ip, region)
