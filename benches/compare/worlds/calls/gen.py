"""Makes one world of accounts, honest and not, and writes it as exports."""

import argparse

import export
import firms
import honest

import tricks
from world import World


def build(seed, camouflage, null, size):
    """Honest background first, then the abuse, then ordinary people up to the size."""
    w = World(seed, camouflage, size)
    w.stage("share")
    quota = int(size * w.rng.uniform(0.026, 0.042))
    w.stage("firms")
    firms.populate(w, int(size * 0.23))
    w.stage("people")
    honest.populate(w, size - int(quota * 2.6) - 60)
    if not null:
        w.stage("abuse")
        tricks.populate(w, quota)
    w.stage("fill")
    while len(w.accounts) < size:
        honest.ordinary(w)
    quiet(w)
    return w


def quiet(w):
    """Everybody signs in at least once: those the window missed open the app one evening."""
    seen = {row[1] for row in w.logins}
    for a in w.accounts:
        if a.id not in seen:
            w.touch(a, a.person.seat, w.rng.uniform(max(0, a.registered), w.end - 1))


def main():
    """Command line."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("out")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--camouflage", type=int, choices=(0, 1, 2), default=0)
    p.add_argument("--null", action="store_true")
    p.add_argument("--accounts", type=int, default=20000)
    a = p.parse_args()
    export.export(build(a.seed, a.camouflage, a.null, a.accounts), a.out)


if __name__ == "__main__":
    main()
