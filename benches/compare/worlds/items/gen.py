"""Generate one made-up world: python3 gen.py OUT --seed N --camouflage {0,1,2} [--null] [--accounts 20000]"""

import argparse
import gc
import time

from bazaar import bad_leads, bad_rented, bad_slots, bad_traded, emit, firm_ties, firms, honest_leads, people
from bazaar.base import World


def build(seed, level, null, accounts):
    """The honest world first; abuse is laid over it from random streams of its own."""
    w = World(seed, level, null, accounts)
    firms.build_firms(w, accounts * 0.265)
    firm_ties.agencies(w)
    firm_ties.roofs_and_owners(w)
    firm_ties.part_timers(w)
    people.populate(w, int(accounts * 0.962))
    firm_ties.movers(w)
    firm_ties.franchises(w)
    firm_ties.shared_copy(w)
    firm_ties.wages(w)
    honest_leads.honest_leads(w)
    if not null:
        bad_traded.run(w)
        bad_rented.run(w)
        bad_slots.run(w)
        bad_leads.run(w)
    return w


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("out")
    ap.add_argument("--seed", type=int, required=True)
    ap.add_argument("--camouflage", type=int, choices=(0, 1, 2), default=0)
    ap.add_argument("--null", action="store_true")
    ap.add_argument("--accounts", type=int, default=20000)
    o = ap.parse_args()
    gc.disable()
    began = time.time()
    w = build(o.seed, o.camouflage, o.null, o.accounts)
    counts = emit.write(w, o.out)
    print(" ".join(f"{k}={v}" for k, v in counts.items()), f"days={w.days} seconds={time.time() - began:.1f}")


if __name__ == "__main__":
    main()
