#!/usr/bin/env python3
"""Write one made-up world of exports: python3 gen.py OUT --seed N --camouflage {0,1,2} [--null]."""

import argparse

from economy import commerce, exports, firms, households, underworld
from economy.world import World

CREATED_AND_FIRMS = 0.1


def build(seed, camouflage, size, null=False):
    """Let the economy run: households, firms, trade and, unless null, crooks."""
    world = World(seed, camouflage, size)
    households.populate(world, int(size * (1 - CREATED_AND_FIRMS)))
    households.live(world)
    firms.found(world)
    commerce.trade(world)
    if not null:
        underworld.prey(world)
    return world


def main():
    """Read the command line, run the economy and write what the platform saw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--camouflage", type=int, choices=(0, 1, 2), default=0)
    parser.add_argument("--null", action="store_true", help="the same honest background, without abuse")
    parser.add_argument("--accounts", type=int, default=20000)
    args = parser.parse_args()
    exports.export(build(args.seed, args.camouflage, args.accounts, args.null), args.out)


if __name__ == "__main__":
    main()
