"""Command line: write one made-up world of exports, with its truth."""

import argparse

from kosworld.build import run


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", help="folder for the exports; truth goes into its folder truth")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--camouflage", type=int, choices=(0, 1, 2), default=0)
    parser.add_argument("--null", action="store_true", help="the same honest world without abuse")
    parser.add_argument("--accounts", type=int, default=20000)
    args = parser.parse_args()
    run(args.out, args.seed, args.camouflage, args.null, args.accounts)


if __name__ == "__main__":
    main()
