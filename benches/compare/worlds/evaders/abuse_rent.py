"""Rented accounts: the holder goes on logging in while somebody else works with the account."""

from base import DAY, Campaign, Use, Voice
from firms import TRADES
from offender import Infra, Offender, pick, rings
from seats import Seat, mixed


def let(world, rng, off, infra, acc, a, b, story, posts, trade, rate=None, table=None):
    """One account let from day a to b."""
    person = acc.person
    seat = infra.seat(rng, person.city, table or person.table)
    mine = sum(u.rate for u in acc.uses) or 0.3
    pace = mine * rng.uniform(0.5, 1.0) if off.does(rng, "mimic_pace") else rng.uniform(0.5, 1.4) * world.pace
    acc.uses.append(Use(seat, a, b, rate or pace))
    if rng.random() < 0.5:  # the holder looks in less often
        keep = rng.uniform(0.45, 0.95)
        for use in acc.uses[:-1]:
            use.rate *= keep
    tweak = 2 if off.does(rng, "rewrite") else rng.choice((0, 1, 1))
    acc.voices.append(Voice(a, b, 0.02, trade, posts, rng.uniform(0.3, 0.9), tweak))
    if rng.random() < 0.25:
        acc.change("password", a * DAY + rng.randint(60, 20000))
    if rng.random() < 0.4:
        ads = a + (rng.uniform(10, 25) if off.does(rng, "delay_ads") else rng.uniform(0.5, 6))
        if ads < b - 1:
            acc.campaigns.append(
                Campaign(ads, b, rng.choice(("seeding", "shutiao")), rng.lognormvariate(4.6, 0.7), 0.5)
            )
    world.mark(acc, "rented", off.ring, story)


def studio(world, rng, trick):
    """A studio with a stock of let accounts; the trick decides when and how it works with them."""
    low, high = {"studio": (9, 20), "night": (6, 12), "short": (7, 13), "sublet": (8, 12), "remote": (5, 9)}[
        trick
    ]
    count = rng.randint(low, high)
    off = Offender(world, rng, "rented", count, rng.uniform(200, 900))
    infra = Infra(world, rng, off)
    second = Infra(world, rng, off)
    trade, days = rng.choice(list(TRADES)), world.days
    posts = sorted((rng.uniform(0, days), rng.getrandbits(32)) for _ in range(rng.randint(8, 24)))
    kinds = ("professional", "personal", "kos") if rng.random() < 0.6 else ("professional", "kos")
    first = rng.uniform(4, days * 0.35)
    for acc in pick(world, rng, kinds, count):
        late = off.does(rng, "spread") or rng.random() < 0.4
        a = rng.uniform(3, days * 0.6) if late else first + rng.uniform(0, 2)
        b = days if rng.random() < 0.7 else min(days, a + rng.uniform(25, 60))
        wallet = acc.person.pay
        if trick == "short":
            spans = [(a, min(days, a + rng.uniform(6, 14)))]
            if spans[0][1] + 12 < days and rng.random() < 0.6:
                again = rng.uniform(spans[0][1] + 4, days - 7)
                spans.append((again, again + rng.uniform(5, 7)))
            for one, two in spans:
                let(
                    world,
                    rng,
                    off,
                    infra,
                    acc,
                    one,
                    two,
                    "short_let_for_campaign",
                    posts,
                    trade,
                    1.6 * world.pace,
                )
                off.pay_out(rng, wallet, one * DAY, off.price * 0.5)
            continue
        if trick == "night":
            hours = [h for h in (21, 22, 23, 0, 1, 2, 23, 0) for _ in range(6)]
            let(world, rng, off, infra, acc, a, b, "night_let", posts, trade)
            acc.uses[-1].who.table = hours if rng.random() < 0.8 else acc.uses[-1].who.table
        elif trick == "sublet":
            turn = rng.uniform(a + 8, max(a + 9, min(b, days) - 6))
            let(world, rng, off, infra, acc, a, min(turn, b), "sublet_to_second_studio", posts, trade)
            if turn < b:
                let(world, rng, off, second, acc, turn, b, "sublet_to_second_studio", posts, trade)
        elif trick == "remote":
            # the studio drives a phone at the holder's home from afar: same line, same phone, other hours
            let(world, rng, off, infra, acc, a, b, "driven_on_holders_own_phone", posts, trade)
            use, person = acc.uses[-1], acc.person
            if off.level < 2 or rng.random() < 0.5:
                use.who = Driven(person, use.who.table)
        else:
            let(world, rng, off, infra, acc, a, b, "studio_rental", posts, trade)
        step = rng.choice((7, 30, 30, 30))
        when = a
        while when < b:
            off.pay_out(rng, wallet, when * DAY + rng.randint(0, 40000), off.price * step / 30)
            when += step


class Driven:
    """The holder's phone in the holder's place, but somebody else's hours."""

    def __init__(self, person, table):
        self.person, self.table, self.spot = person, table, person.spot


def family_letting(world, rng):
    """A holder lets the own two or three accounts, and those of relatives, to one customer."""
    count = rng.randint(3, 5)
    off = Offender(world, rng, "rented", count, rng.uniform(250, 700))
    infra = Infra(world, rng, off)
    trade = rng.choice(list(TRADES))
    posts = sorted((rng.uniform(0, world.days), rng.getrandbits(32)) for _ in range(12))
    head = pick(world, rng, ("professional", "personal"), 1)
    if not head:
        return
    city = head[0].person.city
    kin = pick(world, rng, ("personal", "professional"), count - 1, lambda a: a.person.city is city)
    a = rng.uniform(5, world.days * 0.5)
    for acc in head + kin:
        let(
            world,
            rng,
            off,
            infra,
            acc,
            a + rng.expovariate(1 / 3),
            world.days,
            "family_lets_accounts",
            posts,
            trade,
        )
        seat = acc.uses[-1].who
        if isinstance(seat, Seat) and off.level < 2 and rng.random() < 0.4:
            seat.way = mixed(
                0.8, seat.way, lambda r, d, p=acc.person: (p.home.ip(d) if p.home else "", p.city.name)
            )
        for when in range(int(a), world.days, 30):
            off.pay_out(rng, head[0].person.pay, when * DAY + rng.randint(0, 40000), off.price)


def commit(world, rng):
    """All lettings of the world."""
    for trick, count in (("studio", 5), ("night", 2), ("short", 3), ("sublet", 2), ("remote", 2)):
        for _ in range(rings(world, rng, count)):
            studio(world, rng, trick)
    for _ in range(rings(world, rng, 3)):
        family_letting(world, rng)
