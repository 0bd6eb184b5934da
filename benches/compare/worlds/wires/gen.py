"""Generate one made-up world of a social-commerce platform: exports and truth.

python3 gen.py OUT --seed N --camouflage {0,1,2} [--null] [--accounts 20000]
"""

import argparse
import sys

import capture
import commerce
import firms
import money
import people
import places
import rent
import resale
import slots
import staff
import texts
import trade
import writer
from core import World


def build(seed, camouflage, null, size):
    """The honest world comes first and does not depend on what follows."""
    w = World(seed, camouflage, null, size)
    w.leavers = []
    places.setup(w)
    capture.setup(w)
    firms.build(w)
    for step in (
        staff.groups,
        staff.turnover,
        staff.seasons,
        staff.dispatch,
        staff.agencies,
        people.fill,
        staff.outsiders,
        people.replace_phones,
        people.lives,
        people.shared_places,
        people.small_changes,
        commerce.daily,
        commerce.bulk,
        commerce.shared,
        commerce.matching,
        commerce.advertise,
        money.ordinary,
        texts.honest,
    ):
        step(w)
    if not null:
        for trade_of in (slots, resale, trade, rent):
            trade_of.run(w)
    return w


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("out")
    p.add_argument("--seed", type=int, required=True)
    p.add_argument("--camouflage", type=int, choices=(0, 1, 2), default=0)
    p.add_argument("--null", action="store_true")
    p.add_argument("--accounts", type=int, default=20000)
    a = p.parse_args()
    if a.accounts < 2000:
        sys.exit("at least 2000 accounts are needed for all stories")
    writer.write(build(a.seed, a.camouflage, a.null, a.accounts), a.out)


if __name__ == "__main__":
    main()
