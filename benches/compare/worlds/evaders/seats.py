"""Somebody's desk for an account: one or a few devices, a way out to the network, working hours.

Used by honest agencies and headquarters and by offenders alike; only what is put in differs.
"""


class Seat:
    """devices[0] is the usual one; way is a callable (rng, day) -> (ip, region); slip = (probability,
    Seat).
    """

    def __init__(self, devices, way, table, stick=0.85, slip=None):
        self.devices, self.way, self.table, self.stick, self.slip = devices, way, table, stick, slip

    def spot(self, rng, day, hour, job=False):
        if self.slip is not None and rng.random() < self.slip[0]:
            return self.slip[1].spot(rng, day, hour)
        device = self.devices[0]
        if len(self.devices) > 1 and rng.random() >= self.stick:
            device = rng.choice(self.devices)
        ip, region = self.way(rng, day)
        return device, ip, region


def fixed(ips, region):
    """A room with its own line."""
    return lambda rng, day: (ips[0] if len(ips) == 1 else rng.choice(ips), region)


def line(home):
    """A home line, or a proxy that leaves through one."""
    return lambda rng, day: (home.ip(day), home.city.name)


def sim(city, carrier):
    """Mobile data in a city."""
    return lambda rng, day: (
        rng.choice(city.mobile[carrier]),
        city.name if rng.random() < 0.6 else city.capital.name,
    )


def mixed(p, first, second):
    """The first way with probability p, else the second."""
    return lambda rng, day: first(rng, day) if rng.random() < p else second(rng, day)
