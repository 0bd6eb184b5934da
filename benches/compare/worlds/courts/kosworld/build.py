"""Put a world together: honest companies and people first, then those who cheat, then the crowd."""

from . import (
    company_files,
    contract_files,
    family_files,
    labour_files,  # noqa: F401
    lead_tricks,
    lease_tricks,
    sale_tricks,
    slot_tricks,
)
from .firms import business, staffed_firm
from .ordinary import everyday, ordinary_person
from .registry import STORIES, TRICKS
from .words import write_notes
from .world import World


def build(seed, camouflage, null, size):
    """A whole world; the honest part is the same with and without abuse."""
    world = World(seed, camouflage)
    honest_companies(world, size)
    honest_files(world, size)
    world.stage("business")
    for firm in world.firms:
        business(world, firm)
    world.stage("everyday/honest")
    everyday(world, world.accounts)
    honest = len(world.accounts)
    if not null:
        abuse(world, size)
    world.stage("crowd")
    while len(world.accounts) < size:
        ordinary_person(world, size - len(world.accounts))
    world.stage("everyday/others")
    everyday(world, world.accounts[honest:])
    world.stage("notes")
    write_notes(world)
    return world


def honest_companies(world, size):
    """The plain companies that the stories then draw people from."""
    world.stage("companies")
    target = size * world.r.uniform(0.12, 0.18)
    while len(world.accounts) < target:
        staffed_firm(world)


def honest_files(world, size):
    """Each honest story as often as it happens, give or take."""
    for name, count, tell in STORIES:
        world.stage(f"story/{name}")
        times = count * size / 20000 * world.r.uniform(0.7, 1.3)
        for _ in range(max(1, int(times + 0.5))):
            tell(world)


def abuse(world, size):
    """Rings until the share of abused accounts is reached."""
    world.stage("abuse")
    target = size * world.r.uniform(0.025, 0.042)
    known = len(world.firms)
    weights = [weight for _, weight, _ in TRICKS]
    queue = world.r.sample(TRICKS, len(TRICKS))
    while sum(a.role != "clean" for a in world.accounts) < target:
        name, _, play = queue.pop() if queue else world.r.choices(TRICKS, weights)[0]
        play(world, name)
        for firm in world.firms[known:]:
            business(world, firm)
        known = len(world.firms)
