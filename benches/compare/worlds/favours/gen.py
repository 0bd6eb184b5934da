"""Make one world: python3 gen.py OUT --seed N --camouflage {0,1,2} [--null]."""

import argparse

import honest_kin
import honest_money
import honest_work
from abuse import commit
from commerce import company_life, private_notes, small_money
from companies import index_people, ordinary_economy
from export import write_exports, write_truth
from people import settle
from routine import live
from world import World


def _tell_stories(world, counts, chosen, scale):
    """Each story so many times, with the luck of the year."""
    for story in chosen:
        for _ in range(max(1, round(counts[story] * scale * world.rng.uniform(0.7, 1.35)))):
            try:
                story(world)
            except LookupError:
                break


def build(seed, level, null, size):
    """A whole world in memory."""
    world = World(seed, level, size)
    world.consumers = {}
    scale = size / 20000
    settle(world, int(size * 0.735))
    index_people(world)
    _tell_stories(world, honest_work.COUNTS, honest_work.FOUNDING, scale)
    ordinary_economy(world, int(size * 0.975))
    later = [s for s in honest_work.COUNTS if s not in honest_work.FOUNDING]
    _tell_stories(world, honest_work.COUNTS, later, scale)
    _tell_stories(world, honest_money.COUNTS, honest_money.COUNTS, scale)
    _tell_stories(world, honest_kin.COUNTS, honest_kin.COUNTS, scale)
    company_life(world)
    small_money(world)
    if not null:
        commit(world)
    private_notes(world)
    live(world)
    return world


def main():
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--camouflage", type=int, choices=(0, 1, 2), default=0)
    parser.add_argument("--null", action="store_true")
    parser.add_argument("--accounts", type=int, default=20000)
    options = parser.parse_args()
    world = build(options.seed, options.camouflage, options.null, options.accounts)
    write_exports(world, options.out)
    write_truth(world, options.out)


if __name__ == "__main__":
    main()
