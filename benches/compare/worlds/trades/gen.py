#!/usr/bin/env python3
"""Write a made-up world: exports of a platform, and the truth about them."""

import argparse

from greymarket.cast import build
from greymarket.export import write


def main():
    """Parse the command line, build the world, write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", help="folder to write into")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--camouflage", type=int, choices=(0, 1, 2), default=0)
    parser.add_argument("--null", action="store_true", help="the honest background alone")
    parser.add_argument("--accounts", type=int, default=20000)
    args = parser.parse_args()
    write(args.out, args.seed, build(args.seed, args.camouflage, not args.null, args.accounts))


if __name__ == "__main__":
    main()
