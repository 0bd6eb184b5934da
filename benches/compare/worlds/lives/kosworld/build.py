"""Puts a world together: firms, lives, ordinary business, then temptation."""

import random

from . import business, commerce, lives, logins, texts, tricks_accounts, tricks_leads, tricks_slots
from .export import write_all
from .offence import Recruits, Ring
from .world import World

TRICKS = tricks_accounts.TRICKS + tricks_slots.TRICKS + tricks_leads.TRICKS
_KOS_SHARE = 0.27
_RESERVE = 0.03  # room for the accounts that offenders open


def build(seed, camouflage, null, size):
    """A finished world; the honest part is the same with and without abuse."""
    w = World(seed)
    w.tricks = {trick.__name__ for trick, _ in TRICKS}
    while len(w.accounts) < size * _KOS_SHARE:
        business.found(w, w.rng)
    for firm in w.firms:
        for job in firm.jobs:
            lives.live(w, job.person, w.rng, employee=True)
    populate(w, w.rng, int(size * (1 - _RESERVE)))
    commerce.run(w, w.rng)
    if not null:
        tempt(w, random.Random(f"{seed}/crime/{camouflage}"), camouflage, size)
    populate(w, random.Random(f"{seed}/latecomers"), size)
    texts.write_notes(w)
    return w


def populate(w, rng, size):
    """Ordinary people, one in nine a professional, until there are enough accounts."""
    while len(w.accounts) < size:
        person = w.person(rng)
        for _ in range(rng.choices((1, 2, 3), (88, 10, 2))[0]):
            w.account(rng, person, "professional" if rng.random() < 0.11 else "personal")
        lives.live(w, person, rng)


def tempt(w, rng, level, size):
    """Rings of all tricks until two to five in a hundred accounts are abused."""
    pool = Recruits(w, rng)
    target = size * rng.uniform(0.024, 0.045)
    deck, number, abused = [], 0, 0
    while abused < target:
        if not deck:
            deck = [trick for trick, weight in TRICKS for _ in range(weight)]
            rng.shuffle(deck)
        trick = deck.pop()
        number += 1
        ring = Ring(w, rng, number, level, trick.__name__)
        trick(ring, pool, rng)
        abused += ring.members


def run(folder, seed, camouflage, null, size):
    world = build(seed, camouflage, null, size)
    write_all(world, logins.rows(world), folder)
