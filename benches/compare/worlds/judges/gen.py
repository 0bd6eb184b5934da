"""Makes a world: python3 gen.py OUT --seed N --camouflage {0,1,2} [--null] [--accounts 20000]"""
import argparse
import gc

import accounts_trade as at
import lead_trade as lt
import slots as sl
from base import World, new_id
from companies import build
from output import settle, write
from people import populate, public_places
from services import agencies, call_centres, campaigns, incubators, lead_life

# trick, rings at 20,000 accounts, size of a ring
PLAN = [
    (at.farm, 4, (15, 28)), (at.sold_by_employee, 9, (2, 4)), (at.dealer, 3, (8, 16)), (at.fleet, 3, (9, 16)),
    (at.studio, 5, (12, 25)), (at.bursts, 3, (9, 15)), (at.moonlight, 4, (3, 7)), (at.relatives, 3, (5, 10)),
    (sl.slot_shop, 3, (12, 22)), (sl.licences, 1, (65, 85)), (sl.cohort, 2, (9, 15)), (sl.broker, 3, (8, 14)),
    (sl.rotation, 2, (10, 18)), (sl.colleagues_swap, 1, (6, 12)),
    (lt.insider_ring, 4, (3, 7)), (lt.many_buyers, 3, (2, 5)), (lt.bait, 3, (4, 8)), (lt.dump, 3, (2, 5)),
    (lt.skim, 2, (3, 6)), (lt.swap, 2, (2, 4))]


def honest(w):
    """The honest world, independent of camouflage and abuse."""
    r = w.rng("companies")
    firms = build(w, r, int(w.n * .40))
    settle(w)
    r = w.rng("services")
    agencies(w, r, firms)
    incubators(w, r, firms)
    campaigns(w, r, firms)
    lead_life(w, w.rng("leads"), firms)
    call_centres(w, w.rng("centres"), firms)
    r = w.rng("people")
    crowd = populate(w, r, int(w.n * .86))
    public_places(w, w.rng("places2"), crowd)


def abuse(w):
    """The abusive operations, each with its own stream of chance."""
    w.market = w.level < 2  # no second-hand phone may tie a ring together at level 2
    for fn, rings, (a, b) in PLAN:
        for i in range(max(1, round(rings * w.scale))):
            r = w.rng(f"abuse-{fn.__name__}-{i}")
            fn(w, r, new_id(r, "ring"), r.randint(a, b))


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("out")
    p.add_argument("--seed", type=int, required=True)
    p.add_argument("--camouflage", type=int, choices=(0, 1, 2), default=0)
    p.add_argument("--null", action="store_true")
    p.add_argument("--accounts", type=int, default=20000)
    a = p.parse_args()
    gc.disable()
    w = World(a.seed, a.camouflage, a.accounts)
    honest(w)
    phones, pals = list(w.used_phones), list(w.pals)
    if not a.null:
        abuse(w)
    w.used_phones, w.pals, w.market = phones, pals, True
    populate(w, w.rng("more people"), w.n)
    write(w, a.out)
    bad = sum(1 for x in w.role.values() if x[0] != "clean")
    print(f"{len(w.acc)} accounts, {w.n_logins} logins, {w.days} days, {bad} abused or buying, "
          f"{len(w.transfers)} transfers, {len(w.truth_leads)} resold")


if __name__ == "__main__":
    main()
