"""Writes one made-up world: python3 gen.py OUT --seed N --camouflage {0,1,2} [--null] [--accounts 20000]"""

import argparse
import random

import firms
import flows
import people
from dials import Dials
from world import World


def build(seed, level, n, null):
    d = Dials(seed)
    w = World(d, seed, level, n, null)
    abused = (d.n_traded + d.n_rented + d.n_affiliated + d.n_resale) * n / 20000
    honest = int(n - abused * 2.2)  # rings bring customers, own staff and buyers along
    firms.honest_firms(w, honest * d.company_share)
    people.private_people(w, honest - len(w.accounts))
    people.editors(w)
    people.public_devices(w)
    firms.desks(w, w.firms)
    flows.honest_flows(w)
    people.private_payments(w)
    w.flush()
    if not null:
        import ring_leads
        import ring_rent
        import ring_slots
        import ring_trade

        for name, module in (
            ("trade", ring_trade),
            ("rent", ring_rent),
            ("slots", ring_slots),
            ("leads", ring_leads),
        ):
            w.rng = random.Random("%s-%d-%d" % (name, seed, level))
            module.build(w)
            w.flush()
    return w


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("out")
    ap.add_argument("--seed", type=int, required=True)
    ap.add_argument("--camouflage", type=int, choices=(0, 1, 2), required=True)
    ap.add_argument("--null", action="store_true")
    ap.add_argument("--accounts", type=int, default=20000)
    o = ap.parse_args()
    build(o.seed, o.camouflage, o.accounts, o.null).write(o.out)


if __name__ == "__main__":
    main()
