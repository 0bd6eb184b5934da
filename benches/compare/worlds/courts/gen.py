"""Command line: write one made-up world of exports with its truth folder."""

import argparse
from pathlib import Path

from kosworld.build import build
from kosworld.export import write


def main():
    """Read the arguments, build the world and write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--camouflage", type=int, choices=(0, 1, 2), default=0)
    parser.add_argument("--null", action="store_true", help="honest background only")
    parser.add_argument("--accounts", type=int, default=20000)
    args = parser.parse_args()
    world = build(args.seed, args.camouflage, args.null, args.accounts)
    print(write(world, args.out))


if __name__ == "__main__":
    main()
