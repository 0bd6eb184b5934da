"""Turns who-uses-what-when into login rows.

Everybody goes through the same code, honest or not: a person by habit, a team
that works through a list of accounts by its rounds.
"""

from math import exp

from .calendar import DAY, WORK
from .people import day_factor


class Rounds:
    """A team's walk through its accounts: start times of each day, and the pace.

    ``loose`` is how far a single log-in strays from its place in the list.
    """

    def __init__(self, rng, cal, starts, days_off=(6,), pace=90, loose=60, festival=0.1, skip=0.04):
        self.pace, self.loose = pace, loose
        self.plan = []
        for day in range(cal.days + 1):
            kind = cal.kind[day]
            closed = cal.weekday(day) in days_off or rng.random() < skip
            if closed or (kind == 2 and rng.random() > festival):
                self.plan.append(())
            else:
                self.plan.append(tuple(int(s * 3600 + rng.gauss(0, 900)) for s in starts))


class Spell:
    """A stretch of time in which a hand uses an account at some rate a day."""

    __slots__ = ("account", "hand", "start", "end", "rate")

    def __init__(self, account, hand, start, end, rate):
        self.account, self.hand, self.start, self.end, self.rate = account, hand, start, end, rate


def play(rng, cal, spell, out):
    """Append the spell's logins (second, account, device, ip, region) to ``out``."""
    if spell.hand.rounds:
        _play_rounds(rng, cal, spell, out)
    else:
        _play_habit(rng, cal, spell, out)


def _play_habit(rng, cal, spell, out):
    hand, rnd = spell.hand, rng.random
    chances = [1 - exp(-spell.rate * day_factor(hand, kind)) for kind in range(3)]
    last = min(cal.days - 1, (spell.end - 1) // DAY)
    mood, mood_until = 1.0, 0
    for day in range(max(0, spell.start // DAY), last + 1):
        if day >= mood_until:
            mood = rng.choice((0.15, 0.6, 1.0, 1.0, 1.3))
            mood_until = day + rng.randint(5, 30)
        kind = cal.kind[day]
        if rnd() >= chances[kind] * mood:
            continue
        table = hand.hours[0] if kind == WORK else hand.hours[1]
        while True:
            hour = rng.choices(range(24), cum_weights=table)[0]
            second = day * DAY + hour * 3600 + int(rnd() * 3600)
            if spell.start <= second < spell.end:
                _login(rng, spell.account, hand, day, hour, second, kind, out)
            if rnd() >= hand.burst:
                break


def _play_rounds(rng, cal, spell, out):
    hand, rounds = spell.hand, spell.hand.rounds
    for day in range(max(0, spell.start // DAY), min(cal.days - 1, (spell.end - 1) // DAY) + 1):
        for start in rounds.plan[day]:
            if rng.random() >= spell.rate:
                continue
            second = day * DAY + start + int(hand.slot * rounds.pace + rng.gauss(0, rounds.loose))
            if spell.start <= second < spell.end and 0 <= second < cal.end:
                hour = second % DAY // 3600
                _login(rng, spell.account, hand, second // DAY, hour, second, cal.kind[day], out)


def _login(rng, account, hand, day, hour, second, kind, out):
    net, place = _where(rng, hand, day, hour, kind)
    tool = _with_what(rng, hand.kit, day, place)
    ip, region = net.address(rng, day, hour, tool)
    out.append((second, account, tool, ip, region))


def _where(rng, hand, day, hour, kind):
    """The network by the hour: work, road, home; elsewhere on journeys."""
    roll = rng.random()
    if hand.slips and roll < hand.slips[0]:
        return hand.slips[1], "any"
    away = hand.away.get(day)
    if away:
        return (away[0] if rng.random() < 0.5 else away[1]), "any"
    roll = rng.random()
    first, last = hand.work_hours
    if kind == WORK and first <= hour < last and hand.work_share > 0:
        if hand.work and roll < hand.work_share:
            return hand.work, "work"
        return hand.mobile or hand.work or hand.home, "work"
    if hand.public and roll > 0.96:
        return hand.public, "any"
    if hand.home and roll < hand.home_share:
        return hand.home, "home"
    return hand.mobile or hand.home or hand.work, "any"


def _with_what(rng, kit, day, place):
    """A device that is in use that day and lies where the person is."""
    if len(kit) == 1:
        return kit[0][0]
    usable = [k for k in kit if k[1] <= day <= k[2] and (k[4] == "any" or k[4] == place)]
    if len(usable) == 1:
        return usable[0][0]
    if not usable:
        usable = [k for k in kit if k[1] <= day <= k[2]] or [kit[-1]]
    return rng.choices(usable, [k[3] for k in usable])[0][0]
