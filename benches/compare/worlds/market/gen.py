"""Make one world of a social-commerce market: python3 gen.py OUT --seed N --camouflage {0,1,2}."""

import argparse
import os
import random

from bazaar import background, flows, honest_firms, honest_people, tricks_accounts, tricks_leads, tricks_slots
from bazaar.crew import open_for_business
from bazaar.export import Exporter
from bazaar.firms import ordinary_firm
from bazaar.people import newcomer
from bazaar.world import World

TRICKS = tricks_accounts.TRICKS + tricks_slots.TRICKS + tricks_leads.TRICKS


def play(w, rng, stories):
    """Let every honest story happen as often as it does in life."""
    for story, mean in stories:
        for _ in range(w.count(rng, mean)):
            for acc in story(w, rng):
                w.tell(acc, story.__name__)


def honest_market(w, rng):
    """Companies first, then those whose lives touch them."""
    for _ in range(w.count(rng, 330)):
        ordinary_firm(w, rng)
    play(w, rng, honest_firms.STORIES)
    play(w, rng, honest_people.STORIES)
    for firm in w.firms:
        open_for_business(w, rng, firm)
    flows.run_all(w, rng)


def crooked_market(w, rng):
    """The tricks, some more in fashion than others in any one season."""
    for trick, mean in TRICKS:
        for _ in range(max(1, w.count(rng, mean * rng.uniform(0.6, 1.4)))):
            trick(w, rng)


def everybody_else(w, rng, accounts):
    """Most accounts are ordinary: people who look in, and creators who earn a little."""
    while len(w.accounts) < accounts:
        newcomer(w, rng, kind="professional" if rng.random() < 0.07 else "personal")
    play(w, rng, honest_people.CROWDS)


def make(out, seed, camouflage, null, accounts):
    """One world, from its seed alone; the abuse has a stream of chance of its own."""
    w = World(random.Random(f"{seed}/window"), camouflage, accounts / 20000)
    honest_market(w, random.Random(f"{seed}/honest"))
    if not null:
        crooked_market(w, random.Random(f"{seed}/crooked/{camouflage}"))
    rng = random.Random(f"{seed}/rest")
    everybody_else(w, rng, accounts)
    background.small_money(w, rng, accounts * 2)
    background.forgetfulness(w, rng)
    w.settle_changes()
    background.creator_income(w, rng)
    background.chatter(w, rng)
    os.makedirs(out, exist_ok=True)
    Exporter(w, random.Random(f"{seed}/export"), out).run()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--camouflage", type=int, choices=(0, 1, 2), default=0)
    parser.add_argument("--null", action="store_true", help="the honest background alone")
    parser.add_argument("--accounts", type=int, default=20000)
    args = parser.parse_args()
    make(args.out, args.seed, args.camouflage, args.null, args.accounts)


if __name__ == "__main__":
    main()
