"""From stretches of use to single logins."""

from itertools import accumulate

from .chance import Chance
from .clock import DAY, second_of_day


def sample_logins(world):
    """All logins as (time, account, device, address, region), in order of time."""
    rows = []
    for account in world.accounts:
        rng = Chance(f"{world.seed}/login/{account.id}")
        before = len(rows)
        for t, device, net in world.touches.get(account.id, ()):
            rows.append((t, account.id, device, net.ip(rng, t), net.region(rng)))
        for segment in account.segments:
            _sample(world.window, account.id, segment, rng, rows)
        if len(rows) == before:
            rows.append(_only_login(world.window, account, rng))
    rows.sort()
    return rows


def _only_login(window, account, rng):
    """Nobody in the export has never logged in; the rarest users did it once."""
    if account.segments:
        segment = account.segments[0]
        t = rng.int(segment.start, segment.end - 1)
        device, net, _ = segment.spots[0]
    else:
        t = rng.int(max(window.start, account.registered), window.end - 1)
        device, net = account.person.phone, account.person.mobile
    return t, account.id, device, net.ip(rng, t), net.region(rng)


def _sample(window, account_id, segment, rng, rows):
    """Days by the kind of week, one to a few logins on a day, a place for each."""
    weights = list(accumulate(s[2] for s in segment.spots))
    span = segment.end - segment.start
    for _ in range(rng.poisson(segment.rate * span / DAY / 1.5)):
        day = (segment.start + int(rng.random() * span)) // DAY
        if rng.random() > window.works(segment.week, day):
            day = (segment.start + int(rng.random() * span)) // DAY
        while True:
            t = day * DAY + _moment(segment, rng)
            if segment.start <= t < segment.end:
                draw, i = rng.random() * weights[-1], 0
                while weights[i] < draw:
                    i += 1
                device, net, _ = segment.spots[i]
                rows.append((t, account_id, device, net.ip(rng, t), net.region(rng)))
            if rng.random() > 0.33:
                break


def _moment(segment, rng):
    """The time of day: on the round if there is one, otherwise by habit."""
    if segment.rounds:
        return int(min(DAY - 1, max(0, rng.gauss(*segment.rounds))))
    return second_of_day(rng, segment.profile)
