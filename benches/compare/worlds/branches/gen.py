"""Command line: python3 gen.py OUT --seed N --camouflage {0,1,2} [--null] [--accounts 20000]."""

import argparse
import os

import ab_leads
import ab_rented
import ab_slots
import ab_traded
import flows
from core import World
from houses import cast_companies
from output import write
from people import populate, top_up
from places import Atlas
from texts import template
from trades import TRADES


def build(seed, level, null, size):
    world = World(seed, level, null, size)
    world.atlas = Atlas(world)
    world.recruits = {}
    rng = world.rng("brand-texts")
    world.brand_texts = {t.key: [template(rng, t.key) for _ in range(3)] for t in TRADES}
    # 1. who there is: companies, then people
    cast_companies(world, int(size * 0.29))
    populate(world, int(size * 0.93))
    world.creators = [a for a in world.accts if a.kind == "professional" and a.payout]
    honest_firms = list(world.firms)
    # 2. who sells, lets and hangs on
    if not null:
        ab_traded.run(world)
        ab_rented.run(world)
        ab_slots.run(world)
    # 3. daily business
    crowd = flows.Crowd()
    for firm in honest_firms + world.firms[len(honest_firms) :]:
        if firm.leads_on:
            flows.firm_leads(world, firm, crowd)
        flows.firm_ads(world, firm)
        flows.firm_wages(world, firm)
        flows.firm_notes(world, firm)
    # 4. who sells leads
    if not null:
        ab_leads.run(world)
    top_up(world, size)
    flows.private_notes(world)
    flows.ordinary_payments(world)
    flows.shop_tablets(world)
    world.play()
    return world


def main():
    args = argparse.ArgumentParser(
        description="A made-up social-commerce world, line of business by line of business."
    )
    args.add_argument("out")
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--camouflage", type=int, choices=(0, 1, 2), default=0)
    args.add_argument("--null", action="store_true")
    args.add_argument("--accounts", type=int, default=20000)
    opts = args.parse_args()
    os.makedirs(opts.out, exist_ok=True)
    world = build(opts.seed, opts.camouflage, opts.null, opts.accounts)
    write(world, opts.out)
    print(
        "%s: %d accounts, %d logins, %d companies, %d days"
        % (opts.out, len(world.accts), len(world.logins), len(world.firms), world.days)
    )


if __name__ == "__main__":
    main()
