"""Command line: write one made-up world of exports with its truth."""

import argparse
import sys

from kosworld.build import build_world
from kosworld.export import write_world


def main(argv=None):
    """Parse the arguments, build the world and write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", help="folder to write the exports into")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--camouflage", type=int, choices=(0, 1, 2), default=0)
    parser.add_argument("--null", action="store_true", help="honest background only")
    parser.add_argument("--accounts", type=int, default=20000)
    args = parser.parse_args(argv)
    world = build_world(args.seed, args.camouflage, args.null, args.accounts)
    write_world(world, args.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
