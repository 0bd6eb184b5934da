"""Puts a world together: the honest week first, then the jobs that do not belong in it."""

import random

from . import companies, honest_firms, honest_lives, honest_phones, honest_trust, leadwork, population, words
from .abuse import plan
from .model import World

ABUSED_SHARE = 0.033


def honest(world):
    """The background; the same for a seed whether or not abuse follows."""
    target = int(world.size * (1 - ABUSED_SHARE))
    scale = world.size / 20000
    companies.open_all(world, int(500 * scale))
    honest_firms.play(world, scale)
    honest_trust.play(world, scale, honest_trust.FIRM_PLAYS)
    population.settle(world, int(target * 0.985))
    honest_lives.play(world, scale)
    honest_phones.play(world, scale)
    honest_trust.play(world, scale, honest_trust.LIFE_PLAYS)
    population.settle(world, target)
    population.everyday_changes(world, world.accounts)
    population.small_payments(world, int(24000 * scale))
    leadwork.work(world)
    companies.money(world)
    words.write_notes(world, world.accounts)


def abuse(world):
    """Jobs that people fit into the week; their accounts also lead ordinary lives."""
    world.rng = random.Random(f"abuse:{world.seed}:{world.level}")
    before = len(world.accounts)
    plan.play(world, world.size / 20000)
    added = world.accounts[before:]
    population.everyday_changes(world, added)
    words.write_notes(world, added)


def build(seed, size, level, null):
    world = World(seed, size, level)
    honest(world)
    if not null:
        abuse(world)
    return world
