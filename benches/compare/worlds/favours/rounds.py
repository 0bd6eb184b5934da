"""Somebody works down a list of accounts, day after day.

Marketing desks, agencies, freelancers and less honest people all do this:
start at the usual hour, take one account after the other, skip the day off.
"""


def walk_list(world, tools, hour, end, pace=4.0, diligence=0.4, off_day=6, shuffled=0.2):
    """Logins of one worker; `tools` are (account, hand, first day) in list order."""
    rng = world.rng
    first = max(0, int(min(begin for _, _, begin in tools)))
    for day in range(first, int(min(end, world.days))):
        if world.weekday(day) == off_day or world.moods[day] > 1.25 and rng.random() < 0.7:
            continue
        moment = day + (hour + rng.gauss(0, 0.25)) / 24
        order = list(tools)
        if rng.random() < shuffled:
            rng.shuffle(order)
        for account, hand, begin in order:
            if moment >= max(begin, account.registered) and rng.random() < diligence:
                moment += rng.expovariate(1 / pace) / 1440 + 0.0006
                if moment < end:
                    world.login(moment, account, hand)
                    if rng.random() < 0.15:
                        world.login(moment + rng.uniform(1, 5) / 24, account, hand)
