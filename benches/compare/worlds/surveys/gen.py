"""python3 gen.py OUT --seed N --camouflage {0,1,2} [--null] [--accounts 20000]"""

import argparse

import commerce
import crime_leads
import crime_rent
import crime_slots
import crime_trade
import firms
import geo
import lookalikes
import people
import texts
import usage
from base import World


def make(seed, level, null, size):
    """One world, with its login lines."""
    w = World(seed, level, null, size)
    geo.build(w)
    people.populate(w, int(size * (0.7 if size > 9000 else 0.55)))
    labour = firms.found(w, int(size * 0.041))
    lookalikes.run(w, labour)
    texts.write_notes(w)
    commerce.leads(w)
    commerce.payments(w)
    commerce.advertising(w)
    if not null:
        w.ids = w.rng("ids of abuse")
        w.labour = labour
        crime_leads.run(w)
        crime_slots.run(w)
        crime_rent.run(w)
        crime_trade.run(w)
    top_up(w)
    w.close_books()
    return w, usage.login_lines(w)


def top_up(w):
    """Ordinary people until the number of accounts is reached (tiny worlds may come out a little larger)."""
    w.ids, r, least = w.rng("ids of the rest"), w.rng("rest"), max(w.size, len(w.accounts))
    while len(w.accounts) < w.size:
        for p in people.household(w, r):
            if len(w.accounts) < w.size:
                people.open_accounts(w, r, p)
    del w.accounts[least:]


def main():
    ap = argparse.ArgumentParser(description="a made-up world of a social-commerce platform")
    ap.add_argument("out")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--camouflage", type=int, choices=(0, 1, 2), default=0)
    ap.add_argument("--null", action="store_true")
    ap.add_argument("--accounts", type=int, default=20000)
    a = ap.parse_args()
    w, lines = make(a.seed, a.camouflage, a.null, a.accounts)
    w.write(a.out, lines)
    print(f"{len(w.accounts)} accounts, {len(lines)} logins, {w.days} days from {w.start}")


if __name__ == "__main__":
    main()
