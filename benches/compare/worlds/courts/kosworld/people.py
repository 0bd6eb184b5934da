"""Persons, the hours they keep, and the devices and lines they reach for."""

from itertools import accumulate

from .places import Broadband, Mobile

# Weights of the 24 hours for kinds of days that people lead.
SHIFTS = {
    "office": [1, 0, 0, 0, 0, 0, 2, 6, 8, 7, 6, 6, 9, 7, 5, 5, 5, 6, 8, 9, 10, 11, 9, 4],
    "shop": [1, 0, 0, 0, 0, 0, 1, 2, 4, 8, 10, 9, 6, 8, 9, 9, 8, 7, 6, 7, 8, 8, 5, 2],
    "evening": [5, 2, 1, 0, 0, 0, 1, 3, 4, 3, 3, 3, 6, 5, 3, 3, 3, 4, 7, 10, 13, 15, 14, 10],
    "night": [12, 12, 10, 8, 5, 2, 1, 0, 0, 0, 1, 2, 3, 4, 4, 4, 4, 4, 5, 6, 8, 9, 10, 11],
    "early": [0, 0, 0, 0, 2, 8, 12, 11, 9, 7, 6, 5, 4, 4, 4, 5, 5, 6, 7, 6, 4, 2, 1, 0],
    "mother": [1, 0, 0, 0, 0, 1, 3, 4, 6, 11, 10, 7, 5, 10, 9, 6, 3, 2, 2, 3, 7, 12, 10, 4],
    "desk": [0, 0, 0, 0, 0, 0, 0, 0, 4, 12, 13, 11, 4, 7, 12, 12, 11, 9, 4, 2, 1, 1, 0, 0],
    "late_desk": [4, 1, 0, 0, 0, 0, 0, 0, 0, 1, 3, 4, 3, 9, 10, 10, 9, 8, 6, 9, 10, 10, 8, 6],
}
PRIVATE = ("office", "office", "evening", "evening", "evening", "shop", "mother", "night", "early")


def hours(rng, shift):
    """Cumulative hour weights of one person: the shift, bent by private habit."""
    bent = [w * rng.uniform(0.5, 1.6) + 0.05 * rng.random() for w in SHIFTS[shift]]
    return list(accumulate(bent))


class Actor:
    """Somebody (or a desk of somebodies) who opens the app on certain devices and lines."""

    def __init__(self, devices, home, shift_hours, weekend=1.0, mobile=None, p_mobile=0.0):
        """`devices` are lists [device, from, until, weight]; lines are place objects."""
        self.devices = devices
        self.home = home
        self.hours = shift_hours
        self.weekend = weekend
        self.mobile = mobile
        self.p_mobile = p_mobile
        self.work = []
        self.trips = []
        self.moves = []
        self.off_days = frozenset()
        self.holiday = 0.8

    def device(self, t, rng):
        """The device at hand: by habit, among those owned at that moment."""
        if len(self.devices) == 1:
            return self.devices[0][0]
        live = [d for d in self.devices if d[1] <= t < d[2]] or [self.devices[-1]]
        if len(live) == 1:
            return live[0][0]
        point = rng.random() * sum(d[3] for d in live)
        for item in live:
            point -= item[3]
            if point <= 0:
                return item[0]
        return live[-1][0]

    def line(self, t, weekend, rng):
        """The line at hand: on the road, at work, on the move, else at home."""
        for t0, t1, line in self.trips:
            if t0 <= t < t1:
                return line
        if not weekend:
            for t0, t1, line, share in self.work:
                if t0 <= t < t1 and 9 <= (t % 1) * 24 < 19 and rng.random() < share:
                    return line
        if self.mobile is not None and rng.random() < self.p_mobile:
            return self.mobile
        for moved, line in reversed(self.moves):
            if t >= moved:
                return line
        return self.home


class Person:
    """A natural person: identity, number, wallet, city, and an own way of going online."""

    def __init__(self, world, city=None, shift=None):
        """Draw everything a person owns; most own one phone, some a tablet or a computer."""
        r = world.r
        self.city = city or world.any_city()
        self.holder = world.uid("id")
        self.phone = world.uid("ph")
        self.pay = world.uid("pay")
        self.carrier = r.choices((0, 1, 2), (3, 5, 2))[0]
        end = world.days + 1
        devices = [[world.device(), -9999, end, 1.0]]
        if r.random() < 0.22:
            devices.append([world.device(), -9999, end, r.uniform(0.05, 0.6)])
        self.actor = Actor(
            devices,
            Broadband(self.city, r),
            hours(r, shift or r.choice(PRIVATE)),
            weekend=min(1.0, r.uniform(0.6, 1.3)),
            mobile=Mobile(self.city, self.carrier),
            p_mobile=r.choice((0.1, 0.3, 0.3, 0.5, 0.8)),
        )

    @property
    def main_device(self):
        """The phone in the pocket."""
        return self.actor.devices[0][0]

    def new_phone(self, world, t, device=None, overlap=None):
        """A new phone at t; the old one lingers in a drawer for some days."""
        old = self.actor.devices[0]
        keep = world.r.choice((0, 0, 2, 9, 25)) if overlap is None else overlap
        old[2] = min(old[2], t + keep)
        fresh = [device or world.device(), t, world.days + 1, 3.0]
        self.actor.devices.append(fresh)
        return fresh[0]

    def travel(self, world, t0, t1, city=None):
        """Stand behind another city's lines for a while."""
        r = world.r
        there = city or world.any_city()
        line = Mobile(there, self.carrier) if r.random() < 0.5 else Broadband(there, r)
        self.actor.trips.append((t0, t1, line))

    def move(self, world, t, city):
        """Move house: another line, usually the old number and phone."""
        self.actor.moves.append((t, Broadband(city, world.r)))
        self.city = city
