"""A made-up world of a social-commerce platform, day by day. See README.md."""

import argparse
import gc
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import firms  # noqa: E402
import people  # noqa: E402
import sessions  # noqa: E402
import trade  # noqa: E402
from base import World  # noqa: E402
from op_leads import Broker, SwapRing  # noqa: E402
from op_rented import Studio  # noqa: E402
from op_slots import BossFriends, Licences, StrainedFirm, Wanderers  # noqa: E402
from op_traded import Farm, Flipper, own_sales  # noqa: E402
from output import write  # noqa: E402

# how many operations a world of 20,000 accounts has: (at the start, that appear during the window)
OPS = [
    (Farm, 5, 3),
    (Flipper, 3, 2),
    (Studio, 9, 4),
    (Licences, 2, 0),
    (StrainedFirm, 3, 2),
    (Wanderers, 3, 0),
    (BossFriends, 4, 2),
    (Broker, 9, 3),
    (SwapRing, 2, 1),
]


def underworld(w, rng):
    for cls, now, later in OPS:
        n, m = max(1, round(now * w.scale)), round(later * w.scale)
        for i in range(n + m):
            w.ops.append(cls(w, rng, 0 if i < n else rng.randint(8, int(w.days * 0.6))))


def simulate(w):
    r = {name: w.rng(name) for name in ("people", "firms", "trade", "abuse", "login", "birth")}
    w.asking, w.today, w.portals = {}, [], []
    # opened during the window, or by operations at the start
    kept = round(0.055 * w.size)
    people.settle(w, r["birth"], round(0.75 * w.size))
    firms.found(w, r["firms"])
    trade.found_agencies(w, r["trade"])
    trade.open_portals(w, r["trade"])
    people.settle(w, r["birth"], w.left - kept)
    wish = [0]
    if not w.null:
        underworld(w, r["abuse"])
        wish = [max(3, round(30 * w.scale))]
    for w.day in range(w.days):
        for what, args in w.agenda.pop(w.day, ()):
            what(*args)
        people.step(w, r["people"])
        firms.step(w, r["firms"])
        trade.step(w, r["trade"])
        trade.occasions(w, r["trade"])
        for op in list(w.ops):
            op.day()
        if wish[0] > 0 and r["abuse"].random() < wish[0] / (w.days - w.day) * 1.5 + 0.05:
            own_sales(w, r["abuse"], wish)
        people.newcomers(w, r["people"])
        sessions.routine(w, r["login"])
    # what has not been bound for long is an ordinary account again
    for a in w.accounts:
        if (
            a.kind == "kos"
            and a.bind is None
            and r["firms"].random() < 0.5
            and a.owner.__class__ is people.Person
        ):
            a.kind = "professional"


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("out")
    ap.add_argument("--seed", type=int, required=True)
    ap.add_argument("--camouflage", type=int, choices=(0, 1, 2), default=0)
    ap.add_argument("--null", action="store_true")
    ap.add_argument("--accounts", type=int, default=20000)
    a = ap.parse_args()
    gc.disable()  # nothing here lives shorter than the run
    w = World(a.seed, a.camouflage, a.null, a.accounts)
    simulate(w)
    write(w, a.out)
    print("%d accounts, %d days, %d logins, %d rings" % (len(w.accounts), w.days, w.count, w.rings))


if __name__ == "__main__":
    main()
