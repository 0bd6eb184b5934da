"""Turns the biographies into rows of the logins export."""

import random

from .timeline import DAY, HOUR


def rows(world):
    """All logins, as (account, device, time, ip, region)."""
    out = []
    for acc in world.accounts:
        rng = random.Random(world.seed * 1000003 + acc.index)
        for use in acc.uses:
            _use_rows(world, acc, use, rng, out)
    out.sort(key=lambda r: (r[2], r[0], r[1]))
    return out


def _use_rows(world, acc, use, rng, out):
    end = min(use.end, world.window.end)
    person, rig, atlas = use.person, use.rig, world.atlas
    for t in use.moments if use.moments is not None else _times(world.window, use, end, rng):
        if not max(use.start, acc.registered) <= t < end:
            continue
        net, city = person.where(t, rng, atlas)
        device = None
        if rig is not None and rng.random() < rig.share:
            device = rig.devices[0] if len(rig.devices) == 1 else rng.choice(rig.devices)
            net = rig.net or net
            city = net.city
        out.append((acc.id, device or person.device_at(t, rng), t, net.ip(t, rng), city))


def _times(window, use, end, rng):
    """Moments of use: bursts on the days and hours that suit the person."""
    first = (use.start - window.start) // DAY
    span = (end - 1 - window.start) // DAY - first + 1
    if span <= 0:
        return []
    expected = use.rate * (end - use.start) / DAY
    count = int(expected * rng.uniform(0.7, 1.3) + rng.random())
    weekend, leisure = window.weekend, window.leisure
    top = max(1.0, use.person.weekend) * 1.5
    clock, t, out = use.person.clock, 0, []
    for _ in range(count):
        if t and rng.random() < 0.3:
            t += int(rng.expovariate(1 / 2500)) + 5
        else:
            while True:
                day = first + int(rng.random() * span)
                if rng.random() * top < (use.person.weekend if weekend[day] else 1.0) * leisure[day]:
                    break
            hour = _pick(clock, rng.random())
            t = window.start + day * DAY + hour * HOUR + int(rng.random() * HOUR)
        out.append(t)
    return out


def _pick(cumulative, u):
    u *= cumulative[-1]
    for hour, weight in enumerate(cumulative):
        if u < weight:
            return hour
    return 23
