"""Writes one made-up world: python3 gen.py OUT --seed N --camouflage {0,1,2} [--null] [--accounts 20000]"""
import argparse
import gc

import affiliated
import leadtrade
import life
import rented
import society
import traded
from core import World


def honest(w):
    n = int(w.size * 0.925)
    life.public_places(w)
    society.build(w, int(n * 0.42))
    life.populate(w, n - len(w.accounts))
    life.acquaint(w)
    for p in list(w.people):
        life.plan(w, p)
    life.hubs(w)
    w.known_firms, w.known_people = list(w.firms), list(w.people)


def offenders(w):
    """How many operations, how large: both shrink with the root of the world's size."""
    rng = w.rng("underworld")
    k = (w.size / 20000) ** 0.5

    def many(n):
        return range(max(1, round(n * k)))

    def big(a, b):
        return max(3, round(rng.randint(a, b) * k))
    names = iter(range(1, 1000))

    def ring():
        return "R" + w.hid("ring", next(names), 4)
    for _ in many(6):
        traded.Farm(w, ring(), big(16, 38))
    for _ in many(4):
        traded.Collector(w, ring(), big(10, 18))
    for _ in many(10):
        traded.LoneSeller(w, ring())
    for trick in [("studio", "studio", "studio", "hourly_night", "remote_control", "campus_agent", "studio",
                   "campus_agent")[i % 8] for i in many(8)]:
        rented.Studio(w, ring(), big(12, 28), trick)
    for _ in many(3):
        rented.Studio(w, ring(), big(4, 7), "relatives_pool")
    for _ in many(5):
        rented.Subtenant(w, ring(), rng.randint(1, 2))
    for trick in [("many_licences", "spare_quota", "cohort_moves", "recruiter_waves", "rotating_slots",
                   "paper_wages", "spare_quota", "cohort_moves")[i % 8] for i in many(8)]:
        lic = {"many_licences": rng.randint(3, 4), "spare_quota": 1, "cohort_moves": 3}.get(trick, 2)
        fill = round(rng.randint(26, 29) * min(1, k ** 0.5)) if trick == "many_licences" else big(9, 20)
        affiliated.Slots(w, ring(), trick, lic, fill)
    for _ in many(3):
        affiliated.Bystanders(w, ring(), rng.randint(2, 4))
    for _ in many(9):
        leadtrade.Brokerage(w, ring(), rng.randint(2, 7), rng.randint(3, 9))
    for _ in many(4):
        leadtrade.SwapClub(w, ring(), rng.randint(4, 8))
    for _ in many(4):
        leadtrade.LeadMill(w, ring(), rng.randint(3, 6), rng.randint(3, 8))
    for _ in many(6):
        leadtrade.Leaver(w, ring())


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("out")
    ap.add_argument("--seed", type=int, required=True)
    ap.add_argument("--camouflage", type=int, choices=(0, 1, 2), default=0)
    ap.add_argument("--null", action="store_true")
    ap.add_argument("--accounts", type=int, default=20000)
    a = ap.parse_args()
    gc.disable()
    w = World(a.out, a.seed, a.camouflage, a.null, a.accounts)
    honest(w)
    if not a.null:
        offenders(w)
    w.run()
    w.write()


if __name__ == "__main__":
    main()
