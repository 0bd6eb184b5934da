#!/usr/bin/env python3
"""Write one made-up world: python3 gen.py OUT --seed N --camouflage {0,1,2} [--null] [--accounts 20000]."""

import argparse

from worldgen.abuse import plant
from worldgen.companies import comparing_consumers
from worldgen.company_stories import creators_write, tell_companies
from worldgen.export import write
from worldgen.habits import ordinary_person
from worldgen.people import fill_public_places, small_payments, tell_people
from worldgen.usage import sample_logins
from worldgen.world import World


def build(seed, camouflage, size, null):
    """The honest background first, abuse on top of it, ordinary people up to the size."""
    world = World(seed, camouflage, size)
    world.use_stream("companies")
    tell_companies(world)
    comparing_consumers(world)
    world.use_stream("people")
    tell_people(world)
    if not null:
        world.use_stream("abuse")
        plant(world)
    world.use_stream("ordinary")
    while len(world.accounts) < size:
        ordinary_person(world)
    world.use_stream("mixing")
    fill_public_places(world)
    small_payments(world)
    creators_write(world)
    return world


def main():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--camouflage", type=int, choices=(0, 1, 2), default=0)
    parser.add_argument("--null", action="store_true", help="the same honest background without abuse")
    parser.add_argument("--accounts", type=int, default=20000)
    args = parser.parse_args()
    world = build(args.seed, args.camouflage, args.accounts, args.null)
    write(world, sample_logins(world), args.out)


if __name__ == "__main__":
    main()
