"""How much of the world goes wrong, and in which ways."""

import abuse_accounts
import abuse_leads
import abuse_slots
from commerce import business

TRICKS = {**abuse_accounts.TRICKS, **abuse_slots.TRICKS, **abuse_leads.TRICKS}


def commit(world):
    """Play tricks until the year's share of accounts is abused; each at least once."""
    before = len(world.companies)
    outer, world.rng = world.rng, world.stream(f"abuse/{world.level}")
    rng = world.rng
    target = rng.uniform(0.024, 0.044) * world.size
    queue = list(TRICKS)
    rng.shuffle(queue)
    taste = [weight * rng.uniform(0.5, 1.6) for weight in TRICKS.values()]
    while queue or sum(a.role != "clean" for a in world.accounts) < target:
        trick = queue.pop() if queue else rng.choices(list(TRICKS), taste)[0]
        trick(world)
    for company in world.companies[before:]:
        business(world, company)
    world.rng = outer
