"""Turn stretches of use into logins."""

from bisect import bisect
import random


def day_weight(window, actor, day):
    """How willing somebody is to open the app on a day."""
    if day in actor.off_days:
        return 0.0
    if day in window.off:
        return actor.holiday
    return actor.weekend if window.weekend(day) else 1.0


def moments(window, use, r):
    """The times of the logins of one stretch; some come in twos within minutes."""
    actor, t0, t1, rate = use
    expected = rate * (t1 - t0)
    count = int(expected * r.uniform(0.7, 1.3) + r.random())
    total = actor.hours[-1]
    for _ in range(count):
        for _ in range(4):
            day = int(t0 + r.random() * (t1 - t0))
            if r.random() < day_weight(window, actor, day):
                break
        else:
            continue
        t = day + (bisect(actor.hours, r.random() * total) + r.random()) / 24
        if t0 <= t < t1:
            yield t
            if r.random() < 0.06:
                again = t + r.uniform(0.001, 0.02)
                if again < t1:
                    yield again


def logins_of(world, acct):
    """All logins of an account as (time, device, ip, region)."""
    window = world.window
    r = random.Random(f"{world.seed}:{acct.id}")
    rows = []
    if not acct.uses:
        world.use(acct, acct.person.actor, 0, world.days, 0.2)
    for use in acct.uses:
        actor = use[0]
        for t in moments(window, use, r):
            line = actor.line(t, window.weekend(int(t)), r)
            ip = line.at(t, r) if r.random() > 0.01 else ""
            region = line.city if r.random() > 0.02 else ""
            rows.append((t, actor.device(t, r), ip, region))
    if not rows and acct.uses:
        actor, t0, t1, _ = acct.uses[-1]
        t = t0 + r.random() * (t1 - t0)
        line = actor.line(t, False, r)
        rows.append((t, actor.device(t, r), line.at(t, r), line.city))
    return rows
