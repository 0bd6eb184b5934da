"""Generate a made-up export of a social-commerce platform, with or without planted abuse."""

import argparse
import random

import honest_firms
import honest_people
import tricks_accounts
import tricks_leads
from core import DAY, EVERYDAY, World
from firms import company_life, firm_size, make_firm
from people import Person, log_ins, open_account
from places import Geography
from texts import TRADES, free_note
from writer import Writer


def often(world, per_20000, scale):
    """How often a story happens in this world."""
    return world.poisson(per_20000 * scale)


def populate(world, geo, target):
    """Firms first, then stories about them, then people until the world is full."""
    scale = target / 20000
    for _ in range(int(780 * scale)):
        make_firm(world, geo, firm_size(world.rng))
    people = [Person(world, geo, geo.city(world.rng)) for _ in range(int(target * 0.70))]
    for person in people:
        kind = "professional" if world.rng.random() < 0.17 else "personal"
        account = open_account(
            world, person, kind, industry=world.rng.choice(list(TRADES)) if kind != "personal" else ""
        )
        if account.registered < world.t0:
            world.idle.append(account)
    world.rng.shuffle(world.idle)
    tell_stories(world, geo, honest_firms.STORIES, scale)
    tell_stories(world, geo, honest_people.STORIES, scale)
    while len(world.accounts) < target:
        open_account(world, Person(world, geo, geo.city(world.rng)))


def tell_stories(world, geo, stories, scale):
    """Let each honest story happen its usual number of times."""
    for story, count in stories:
        for _ in range(often(world, count, scale)):
            if world.idle:
                story(world, geo)


def ordinary_life(world):
    """Notes, small payments, changed passwords and a little promotion of ordinary people."""
    rng = world.rng
    private = [a for a in world.accounts if a.kind in ("personal", "professional")]
    for a in private:
        born = max(world.t0, a.registered)
        for _ in range(world.poisson(0.25 if a.kind == "personal" else 1.6)):
            world.note(a, world.moment(born), free_note(rng, a.industry))
        if rng.random() < 0.07:
            world.change(a, rng.choice(("password", "password", "phone", "payout_account")), world.moment(born))
        if a.kind == "professional" and rng.random() < 0.12:
            start = world.moment(born)
            for day in range(rng.randint(1, 9)):
                world.spend_on(
                    a, start + day * DAY, rng.choice(("shutiao", "shutiao", "seeding")), rng.lognormvariate(4, 0.8)
                )
    for _ in range(len(private) // 2):
        payer, payee = rng.sample(private, 2)
        world.pay(payer.owner.wallet, payee.owner.wallet, world.moment(), rng.lognormvariate(4.3, 1.3))
    for _ in range(len(private) // 5):
        firm, payee = rng.choice(world.firms), rng.choice(private)
        pair = (firm.account.payout, payee.owner.wallet)
        if rng.random() < 0.5:
            pair = pair[::-1]
        world.pay(*pair, world.moment(), rng.choice((200, 300, 500, 800, 1500, rng.lognormvariate(6, 0.9))))


def plant_abuse(world, geo, target):
    """Rings until two to five per cent of the accounts are abused; every trick at least once."""
    world.rng = random.Random(f"{world.seed}:abuse:{world.camouflage}")
    world.tolerated = EVERYDAY
    world.idle = [a for a in world.accounts if not a.firm and a.registered < world.t0 and world.is_free(a)]
    world.rng.shuffle(world.idle)
    goal = target * world.rng.uniform(0.022, 0.045)
    tricks = tricks_accounts.TRICKS + tricks_leads.TRICKS
    queue = list(tricks)
    world.rng.shuffle(queue)
    weights = [t[3] for t in tricks]
    for trick, low, high, _ in iter_tricks(world, queue, tricks, weights, goal):
        size = low + int((high - low) * world.rng.betavariate(1.3, 2.2) + 0.5)
        trick(world, geo, world.new_ring(), size)


def iter_tricks(world, queue, tricks, weights, goal):
    """First the queue, then by weight until the goal is reached; small worlds may stop early."""
    while sum(a.role != "clean" for a in world.accounts) < goal:
        yield queue.pop() if queue else world.rng.choices(tricks, weights)[0]


def build(seed, camouflage, null, target):
    """Build the whole world."""
    world = World(seed, camouflage)
    geo = Geography(world.rng)
    populate(world, geo, target)
    company_life(world, world.firms)
    ordinary_life(world)
    if not null:
        before = len(world.firms)
        plant_abuse(world, geo, target)
        company_life(world, world.firms[before:])
    return world


def main():
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--camouflage", type=int, choices=(0, 1, 2), default=0)
    parser.add_argument("--null", action="store_true")
    parser.add_argument("--accounts", type=int, default=20000)
    args = parser.parse_args()
    world = build(args.seed, args.camouflage, args.null, args.accounts)
    Writer(world, args.out).write(log_ins(world))


if __name__ == "__main__":
    main()
