"""A made-up world of a social-commerce platform: gen.py OUT --seed N --camouflage {0,1,2} [--null]."""

import argparse

import commerce
import firms
import people
import rented
import resale
import rings
import slots
import tables as T
import traded
from world import World

NEW_SHARE = 0.039  # of all accounts: those that only the abuse brings along


def build(seed, level, null, size):
    w = World(seed, size, level)
    town = people.Town(w, w.rng("town"))
    firms.incorporate(w, town, w.rng("firms"))
    people.populate(w, town, w.rng("people"), int(size * (1 - NEW_SHARE)))
    commerce.business(w, w.rng("commerce"), list(w.people), list(w.firms), list(w.accounts))
    if null:
        return w
    folk, accs = len(w.people), len(w.accounts)
    rings.run(w, town, "lead_resale", T.RESALE, resale.TRICKS)
    resale.settle(w)
    rings.run(w, town, "traded", T.TRADED, traded.TRICKS)
    rings.run(w, town, "rented", T.RENTED, rented.TRICKS)
    rings.run(w, town, "affiliated", T.SLOTS, slots.TRICKS)
    rnd = w.rng("newcomers' business")
    commerce.money(w, rnd, w.people[folk:], [])
    commerce.publish(w, rnd, w.accounts[accs:])
    return w


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("out")
    p.add_argument("--seed", type=int, required=True)
    p.add_argument("--camouflage", type=int, choices=(0, 1, 2), default=0)
    p.add_argument("--null", action="store_true")
    p.add_argument("--accounts", type=int, default=20000)
    a = p.parse_args()
    build(a.seed, a.camouflage, a.null, a.accounts).write(a.out)


if __name__ == "__main__":
    main()
