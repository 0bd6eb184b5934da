"""Put a world together: firms, groups, tricks, and everybody else."""

import random

from . import tricks_bindings, tricks_leads, tricks_rented, tricks_sold
from .firms import weeks_of_work
from .honest_firms import FIRM_STORIES
from .honest_people import GROUPS, odd_lives
from .world import World

FULL = 20000


def _times(rng, count, size):
    """A count for a smaller or larger world; fractions are a chance."""
    exact = count * size / FULL
    return int(exact) + (rng.random() < exact % 1)


def _honest(world, size):
    rng = world.rng
    for story, count in FIRM_STORIES:
        for _ in range(_times(rng, count, size)):
            before = len(world.firms)
            story(world, rng)
            for firm in world.firms[before:]:
                weeks_of_work(world, rng, firm)
    for story, count in GROUPS:
        for _ in range(_times(rng, count, size)):
            story(world, rng)


def _abuse(world, size):
    """Tricks in a shuffled round until the world's share of abuse is reached."""
    rng = random.Random(f"{world.seed}/abuse/{world.camouflage}")
    target = int(size * rng.uniform(0.024, 0.042))
    tricks = tricks_sold.TRICKS + tricks_rented.TRICKS + tricks_bindings.TRICKS + tricks_leads.TRICKS
    while len(world.ledger.truth) < target:
        rng.shuffle(tricks)
        for trick in tricks:
            if len(world.ledger.truth) >= target:
                break
            trick(world, rng)


def _everybody_else(world, size):
    """Ordinary people, some of whom lead odd lives, and what they write and pay."""
    rng, ledger = random.Random(f"{world.seed}/ordinary"), world.ledger
    while len(ledger.accounts) < size:
        account = world.resident(rng)
        odd_lives(world, rng, account)
        for _ in range(rng.choice((0, 0, 0, 0, 1, 1, 3))):
            world.note(rng, account, rng.randrange(world.days))
    purses = [a.person.payout for a in ledger.accounts if a.person.payout]
    for _ in range(int(size * 0.9)):
        payer, payee = rng.sample(purses, 2)
        day = rng.randrange(world.days)
        if rng.random() < 0.2:
            world.red_packet(rng, payer, payee, day)
        else:
            world.pay(rng, payer, payee, day, min(20000, rng.lognormvariate(4.6, 1.2)), "shop")


def build(seed, camouflage, null, size):
    """The finished world, with everybody logged in."""
    world = World(seed, camouflage)
    _honest(world, size)
    if not null:
        _abuse(world, size)
    _everybody_else(world, size)
    world.ledger.run_lives()
    return world
