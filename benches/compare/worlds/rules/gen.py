"""Make one world: python3 gen.py OUT --seed N --camouflage {0,1,2} [--null] [--accounts 20000]"""

import argparse

import commerce
import emit
import firms
import people
import rent
import resale
import slots
import texts
import trade
from world import World, INDUSTRIES


def lawful_after(w):
    """What a buyer does with a bought lead looks like work: it is assigned and followed up."""

    def go(lead, b, f, t):
        r = w.r
        if b is f.ent and r.random() < 0.6:
            s = f.active(t)
            if s:
                w.hand(lead, b, r.choice(s), t + r.expovariate(5), "crm_assign")

    return go


def make(seed, level, size, null):
    w = World(seed, level, size)
    w.trades = INDUSTRIES
    w.r = w.stream("honest")  # the honest world does not depend on level or on --null
    firms_share = 0.30
    people.crowd(w, int(size * 0.66))
    firms.build(w, int(size * firms_share * 0.82))
    commerce.leads(w)
    commerce.money(w)
    commerce.ads(w)
    texts.honest_notes(w)
    texts.staff_copy(w)
    if not null:
        w.r = w.stream(f"abuse-{level}")
        w.lawful_after = lawful_after(w)
        scale = size / 20000
        slots.run(w, scale)
        trade.run(w, scale)
        rent.run(w, scale)
        resale.run(w, scale)
    return w


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("out")
    p.add_argument("--seed", type=int, required=True)
    p.add_argument("--camouflage", type=int, choices=(0, 1, 2), required=True)
    p.add_argument("--null", action="store_true")
    p.add_argument("--accounts", type=int, default=20000)
    a = p.parse_args()
    w = make(a.seed, a.camouflage, a.accounts, a.null)
    emit.write(w, a.out)


if __name__ == "__main__":
    main()
