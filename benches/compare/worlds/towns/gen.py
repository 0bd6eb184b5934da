"""Write a made-up export of a social-commerce platform, told from its places.

python3 gen.py OUT --seed N --camouflage {0,1,2} [--null] [--accounts 20000]
"""

import argparse

from countryside.build import build


def main():
    """Parse, build, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--camouflage", type=int, choices=(0, 1, 2), default=0)
    parser.add_argument("--null", action="store_true", help="the same honest background, no abuse")
    parser.add_argument("--accounts", type=int, default=20000)
    args = parser.parse_args()
    build(args.seed, args.camouflage, args.null, args.accounts).ledger.write(args.out)


if __name__ == "__main__":
    main()
