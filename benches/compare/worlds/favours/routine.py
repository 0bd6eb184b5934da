"""Turn "who used which account when" into single logins."""

import itertools

from people import HOURS
from world import poisson

HOUR_SUMS = {style: list(itertools.accumulate(weights)) for style, weights in HOURS.items()}
WEEKEND = {
    "office": 1.15,
    "student": 1.3,
    "night": 1.0,
    "elder": 1.0,
    "shop": 1.2,
    "mother": 0.9,
    "desk": 0.25,
}
HOUR_SUMS["desk"] = list(
    itertools.accumulate((0, 0, 0, 0, 0, 0, 0, 1, 6, 11, 10, 8, 3, 5, 9, 9, 8, 7, 4, 2, 2, 1, 0, 0))
)


def _day_sums(world):
    """Cumulative weights of the days, for each style of weekend."""
    sums = {}
    for style, weekend in WEEKEND.items():
        weights = [m * (weekend if world.weekday(d) > 4 else 1.0) for d, m in enumerate(world.moods)]
        sums[style] = list(itertools.accumulate(weights))
    return sums


def _pick_days(rng, sums, begin, end, count):
    """Days of a use by their weights; each then gets its hour."""
    first, last = int(begin), min(int(end - 1e-9), len(sums) - 1)
    base = sums[first - 1] if first else 0.0
    parts = [value - base for value in sums[first : last + 1]]
    return rng.choices(range(first, last + 1), cum_weights=parts, k=count)


def _account_logins(world, account, sums, weekdays, rng):
    rows = world.logins
    for hand, begin, end, rate in account.uses:
        begin = max(begin, account.registered)
        if begin >= end:
            continue
        count = max(poisson(rng, rate * (end - begin)), 2)
        shift = rng.choice((-1, 0, 0, 0, 1)) if hand.hours != "desk" else 0
        hours = rng.choices(range(24), cum_weights=HOUR_SUMS[hand.hours], k=count)
        for day, hour in zip(_pick_days(rng, sums[hand.hours], begin, end, count), hours):
            moment = day + ((hour + shift) % 24 + rng.random()) / 24
            if not begin <= moment < end:
                moment = begin + rng.random() * (end - begin)
            net = hand.net(moment, weekdays[int(moment)], rng)
            rows.append((moment, account.id, hand.device(moment, rng), net.address(moment, rng), net.city))


def live(world):
    """Logins of everybody; each account has its own stream of chance."""
    sums = _day_sums(world)
    weekdays = [world.weekday(d) for d in range(world.days)]
    for account in world.accounts:
        _account_logins(world, account, sums, weekdays, world.stream(account.id))
