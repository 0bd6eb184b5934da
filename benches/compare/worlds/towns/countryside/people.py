"""People, their phones and stays, and the accounts that they use.

A person's time is a list of spells; each says which devices and networks were at hand. An account is
used by one person after another, or by several at once. Logins follow from both.
"""

import math

from .clock import DAY, HOURS


def poisson(rng, mean):
    """A count; the normal approximation is good enough for busy people."""
    if mean > 40:
        return max(0, round(rng.gauss(mean, math.sqrt(mean))))
    limit, k, p = math.exp(-mean), 0, rng.random()
    while p > limit:
        p *= rng.random()
        k += 1
    return k


class Spell:
    """A stretch of days with the same phones, networks and hours."""

    __slots__ = ("start", "end", "devices", "nets", "hours", "pace", "work")

    def __init__(self, start, end, devices, nets, hours, pace=1.0, work=False):
        self.start, self.end, self.devices, self.nets = start, end, devices, nets
        self.hours, self.pace, self.work = hours, pace, work

    def cut(self, start, end, **fields):
        """A copy for part of the time with something different."""
        copy = Spell(start, end, self.devices, self.nets, self.hours, self.pace, self.work)
        for name, value in fields.items():
            setattr(copy, name, value)
        return copy


class Person:
    """A holder or operator. `devices` and `nets` of a spell are (thing, weight) lists."""

    def __init__(self, holder, phone, payout, town, spell, sim):
        self.holder, self.phone, self.payout, self.town = holder, phone, payout, town
        self.spells, self.sim = [spell], sim

    def change(self, start, end, **fields):
        """From start to end something is different: a trip, a new phone, a new home."""
        out = []
        for spell in self.spells:
            a, b = max(spell.start, start), min(spell.end, end)
            if a >= b:
                out.append(spell)
                continue
            if spell.start < a:
                out.append(spell.cut(spell.start, a))
            out.append(spell.cut(a, b, **fields))
            if b < spell.end:
                out.append(spell.cut(b, spell.end))
        self.spells = out

    def extend(self, start, end, devices=(), nets=()):
        """Something is at hand besides what was there already."""
        for spell in list(self.spells):
            a, b = max(spell.start, start), min(spell.end, end)
            if a < b:
                self.change(a, b, devices=spell.devices + list(devices), nets=spell.nets + list(nets))

    @property
    def device(self):
        """The phone of the first day."""
        return self.spells[0].devices[0][0]

    def device_on(self, day):
        """The main phone of a day."""
        for spell in self.spells:
            if spell.start <= day < spell.end:
                return spell.devices[0][0]
        return self.device


class Use:
    """Somebody uses an account for some days, with their own things or with others."""

    __slots__ = ("person", "start", "end", "rate", "devices", "nets", "hours")

    def __init__(self, person, start, end, rate, devices=None, nets=None, hours=None):
        self.person, self.start, self.end, self.rate = person, start, end, rate
        self.devices, self.nets, self.hours = devices, nets, hours


class Account:
    """A row of `accounts` with its uses."""

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
        "town",
        "uses",
        "person",
    )

    def __init__(self, id_, kind, registered, region, person, town):
        self.id, self.kind, self.registered, self.region = id_, kind, registered, region
        self.person, self.town = person, town
        self.holder, self.phone, self.payout = person.holder, person.phone, person.payout
        self.industry = self.group = ""
        self.uses = []

    def leave(self, day):
        """Whoever uses it now stops on that day."""
        for use in self.uses:
            use.end = min(use.end, day)


def _split(pairs):
    things = [thing for thing, _ in pairs]
    weights = [weight for _, weight in pairs]
    return things, weights


def logins_of(rng, account, clock):
    """All login rows of an account as (second, account, device, ip, region)."""
    rows = []
    first_day = max(0, account.registered // DAY + 1)
    for use in account.uses:
        for spell in use.person.spells:
            a, b = max(use.start, spell.start, first_day), min(use.end, spell.end)
            if a < b:
                _spell_logins(rng, account.id, use, spell, a, b, clock, rows)
    return rows


def _spell_logins(rng, account_id, use, spell, a, b, clock, rows):
    n = poisson(rng, use.rate * spell.pace * (b - a))
    if not n:
        return
    calendar = clock.work if spell.work else clock.leisure
    days = rng.choices(range(a, b), weights=calendar[a:b], k=n)
    hours = rng.choices(range(24), cum_weights=HOURS[use.hours or spell.hours], k=n)
    things, weights = _split(use.devices or spell.devices)
    devices = rng.choices(things, weights, k=n) if len(things) > 1 else things * n
    things, weights = _split(use.nets or spell.nets)
    nets = rng.choices(things, weights, k=n) if len(things) > 1 else things * n
    for i in range(n):
        ip, region = nets[i].draw(rng, days[i])
        second = days[i] * DAY + hours[i] * 3600 + int(rng.random() * 3600)
        rows.append((second, account_id, devices[i], ip, region))
