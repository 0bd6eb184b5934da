"""What the grey trades have in common: sellers, prices, handing over, use."""

from dataclasses import dataclass

from .almanac import DAY, HOUR
from .firms import w_time
from .people import count, digest, live, new_person, small_changes
from .text import copy_text, note_text
from .workshop import Workshop


@dataclass
class Ring:
    """One operation: its name in the truth, the trick, how careful it is."""

    id: str
    trick: str
    level: int


def open_ring(rng, trick, level):
    """A new operation."""
    return Ring("r" + digest(rng)[:10], trick, level)


def size(rng, low=3, high=12):
    """Most operations are small, a few large."""
    if rng.random() < 0.12:
        return rng.randint(high, high * 2 + 6)
    return rng.randint(low, high)


def price(rng, low, high):
    """A price as people agree on it: round, or ending in eight."""
    value = low * (high / low) ** rng.random()
    step = 10 if value < 1000 else 100
    return max(step, round(value / step) * step) - rng.choice((0, 0, 0, 2))


def holder(w, rng, city=None, kind=None, registered=None):
    """Somebody who will sell or lend an account; until then a user like any other."""
    person = new_person(w, rng, city)
    account = w.open_account(
        rng,
        kind or ("professional" if rng.random() < 0.35 else "personal"),
        person,
        registered,
        payout=rng.random() < 0.6,
    )
    small_changes(w, rng, account)
    return person, account


def hand_over(w, rng, ring, account, t, till=None, sure="password"):
    """Change what the seller could use to take the account back.

    Buyers are lazier than one thinks: many skip the number because a new one
    costs money, a few even the password; careful ones avoid changing everything on one day."""
    spread = (2 * HOUR, 4 * DAY, 20 * DAY)[ring.level]
    if sure != "password" or rng.random() < 0.92:
        w.change(rng, account, sure, t + rng.randrange(900))
    if rng.random() < (0.75, 0.6, 0.4)[ring.level]:
        w.change(rng, account, "phone", t + rng.randrange(spread))
    if till and rng.random() < (0.6, 0.5, 0.35)[ring.level]:
        w.change(rng, account, "payout_account", t + DAY + rng.randrange(spread * 3), till)
    if rng.random() < 0.06:
        w.change(rng, account, "holder", t + rng.randrange(spread + DAY))


def put_to_use(w, rng, account, t, template, industry, end=None):
    """What a bought or rented account is for: adverts and the owner's texts."""
    end = w.length if end is None else end
    if rng.random() < 0.6:
        first = t // DAY + rng.randint(1, 12)
        budget = rng.lognormvariate(4.4, 0.9)
        item = rng.choice(("seeding", "seeding", "lead_collection", "search", "shutiao"))
        for day in range(first, min(end // DAY, first + rng.choice((5, 10, 20, 45)))):
            if rng.random() < 0.85:
                w.spend(account, day, item, budget * rng.uniform(0.6, 1.2))
    for _ in range(count(rng, rng.expovariate(1 / 3))):
        text = copy_text(rng, template) if rng.random() < 0.6 else note_text(rng, industry, account.city)
        w.note(rng, account, w_time(w, rng, min(t, w.length - HOUR), end), text)


def buyer_shop(w, rng, ring, load):
    """The room of somebody who buys accounts."""
    shop = Workshop(w, rng, ring.level, load=load, shift=rng.choice(("desk", "shop", "late_desk")))
    return shop, note_text(rng, "", shop.city)


def spoil(w, rng, account, person, t, end=None):
    """A seller who peeks: the old phone was never logged out."""
    if rng.random() < 0.12:
        live(w, rng, account, person.habit, t, end, 0.08)
