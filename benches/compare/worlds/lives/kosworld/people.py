"""People, their phones, where they are and when they are awake; accounts and who uses them."""

from .timeline import FOREVER, hour_of, is_working_day

_HOURS = {  # weights of the 24 hours, coarse on purpose: each person bends them
    "office": (2, 1, 0, 0, 0, 0, 1, 4, 7, 4, 4, 5, 9, 6, 3, 3, 4, 5, 7, 8, 10, 12, 11, 6),
    "early": (0, 0, 0, 0, 1, 5, 9, 9, 7, 6, 5, 5, 6, 5, 4, 4, 4, 5, 7, 8, 6, 3, 1, 0),
    "owl": (10, 8, 5, 3, 1, 0, 0, 1, 2, 3, 4, 5, 6, 6, 5, 4, 4, 5, 6, 7, 8, 9, 10, 11),
    "shop": (1, 0, 0, 0, 0, 0, 0, 1, 3, 7, 9, 8, 6, 7, 9, 9, 8, 6, 6, 7, 8, 7, 4, 2),
    "night": (8, 8, 7, 7, 6, 5, 5, 6, 4, 1, 0, 0, 0, 1, 2, 4, 6, 7, 7, 6, 5, 6, 8, 9),
    "student": (5, 2, 1, 0, 0, 0, 1, 3, 4, 4, 5, 6, 9, 8, 4, 4, 5, 7, 8, 8, 8, 9, 11, 10),
    "parent": (3, 1, 2, 1, 1, 2, 3, 3, 3, 5, 6, 3, 3, 8, 8, 4, 3, 2, 2, 3, 5, 10, 12, 8),
    "host": (8, 5, 3, 1, 0, 0, 0, 0, 0, 1, 3, 5, 5, 6, 6, 6, 5, 5, 6, 9, 11, 12, 12, 10),
    "desk": (0, 0, 0, 0, 0, 0, 0, 0, 2, 10, 11, 9, 3, 6, 10, 10, 9, 8, 3, 2, 2, 1, 0, 0),
    "abroad": (7, 6, 6, 5, 6, 6, 5, 3, 2, 1, 0, 0, 0, 1, 3, 4, 6, 6, 5, 5, 6, 6, 7, 7),
}
_COMMON = ("office", "office", "office", "early", "owl", "shop", "student", "parent", "owl")


def hours(kind, rng):
    """Cumulative hour weights of one person of a kind: the same habit, bent and shifted a little."""
    base = _HOURS[kind]
    shift = rng.choice((-1, 0, 0, 0, 1))
    total, out = 0.0, []
    for h in range(24):
        total += (base[(h + shift) % 24] + 0.08) * rng.uniform(0.55, 1.6)
        out.append(total)
    return out


class Person:
    """Somebody with an identity card, a home, phones and a rhythm."""

    __slots__ = (
        "holder",
        "phone",
        "payout",
        "homes",
        "trips",
        "work",
        "devices",
        "clock",
        "weekend",
        "homebody",
        "carrier",
        "accounts",
        "kind",
    )

    def __init__(self, holder, phone, payout, city, net, device, kind, rng):
        self.holder, self.phone, self.payout, self.kind = holder, phone, payout, kind
        self.homes = [(-FOREVER, city, net)]
        self.trips = []
        self.work = []
        self.devices = [(-FOREVER, FOREVER, device, 1.0)]
        self.clock = hours(kind, rng)
        self.weekend = rng.uniform(0.6, 1.7)
        self.homebody = rng.betavariate(3, 2)
        self.carrier = rng.choices((0, 1, 2), (5, 3, 3))[0]
        self.accounts = []

    @property
    def city(self):
        return self.homes[-1][1]

    def home_at(self, t):
        for home in reversed(self.homes):
            if home[0] <= t:
                return home
        return self.homes[0]

    def device_at(self, t, rng):
        """The phone in the hand; with two at hand, mostly the heavier used one."""
        found = [d for d in self.devices if d[0] <= t < d[1]]
        if len(found) == 1:
            return found[0][2]
        if not found:
            return self.devices[-1][2]
        return rng.choices(found, [d[3] for d in found])[0][2]

    def where(self, t, rng, atlas):
        """The network and the city at time t."""
        for begin, end, city, net in self.trips:
            if begin <= t < end:
                return (net if net and rng.random() < 0.6 else atlas.mobile(city, self.carrier)), city
        _, city, net = self.home_at(t)
        for begin, end, site, share, first, last in self.work:
            if begin <= t < end and first <= hour_of(t) < last and rng.random() < share:
                if last - first > 9 or is_working_day(t):
                    return site, site.city
        if rng.random() < self.homebody:
            return net, city
        return atlas.mobile(city, self.carrier), city

    def replace_phone(self, t, device):
        """From t on every phone in use is put away for the new one."""
        self.devices = [(a, min(b, t), d, w) for a, b, d, w in self.devices if a < t] + [
            (t, FOREVER, device, 1.0)
        ]

    def move(self, t, city, net):
        self.homes.append((t, city, net))
        self.homes.sort(key=lambda h: h[0])


class Rig:
    """Equipment that stands in for a person's own: a shop tablet, a desk full of phones, a cloud phone.

    `share` is how often it is used; the rest of the time people reach for their own phone.
    """

    __slots__ = ("devices", "net", "share")

    def __init__(self, devices, net, share=1.0):
        self.devices, self.net, self.share = devices, net, share


class Use:
    """A stretch of time in which one person uses an account, at a rate or at given moments."""

    __slots__ = ("start", "end", "person", "rate", "rig", "moments")

    def __init__(self, start, end, person, rate=0.0, rig=None, moments=None):
        self.start, self.end, self.person, self.rate = start, end, person, rate
        self.rig, self.moments = rig, moments


class Account:
    """An account of the platform with its history of users."""

    __slots__ = (
        "id",
        "kind",
        "registered",
        "region",
        "holder",
        "phone",
        "payout",
        "industry",
        "group",
        "uses",
        "role",
        "ring",
        "stories",
        "owner",
        "topics",
        "post_rate",
        "index",
    )

    def __init__(self, index, ident, kind, registered, owner):
        self.index, self.id, self.kind, self.registered, self.owner = index, ident, kind, registered, owner
        self.region, self.holder, self.phone, self.payout = (
            owner.city,
            owner.holder,
            owner.phone,
            owner.payout,
        )
        self.industry = self.group = self.ring = ""
        self.uses, self.stories, self.topics = [], [], []
        self.role = "clean"
        self.post_rate = 0.0

    def hand_over(self, t, use):
        """Everybody who used the account stops at t; the given use begins."""
        for old in self.uses:
            old.end = min(old.end, t)
            if old.moments is not None:
                old.moments = [m for m in old.moments if m < t]
        self.uses = [u for u in self.uses if u.end > u.start]
        if use is not None:
            self.uses.append(use)

    def pause(self, start, end):
        """Nobody uses the account between start and end."""
        out = []
        for u in self.uses:
            if u.end <= start or u.start >= end or u.moments is not None:
                out.append(u)
                continue
            if u.start < start:
                out.append(Use(u.start, start, u.person, u.rate, u.rig))
            if u.end > end:
                out.append(Use(end, u.end, u.person, u.rate, u.rig))
        self.uses = out
