"""Generate a made-up world: python3 gen.py OUT --seed N --camouflage {0,1,2} [--null] [--accounts N]."""

import argparse
import gc

from weeks.build import build
from weeks.export import export, export_truth
from weeks.sittings import login_rows


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--camouflage", type=int, choices=(0, 1, 2), default=0)
    parser.add_argument("--null", action="store_true", help="the same honest background without abuse")
    parser.add_argument("--accounts", type=int, default=20000)
    args = parser.parse_args()
    gc.disable()
    world = build(args.seed, args.accounts, args.camouflage, args.null)
    export(world, login_rows(world), args.out)
    export_truth(world, args.out)


if __name__ == "__main__":
    main()
