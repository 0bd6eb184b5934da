"""Made-up worlds of a social-commerce platform, shaped by the calendar of the trade. See README.md."""

import argparse

import abuse_accounts
import abuse_leads
import abuse_rent
import abuse_slots
import companies
import company_events
import output
import people
import trade
from model import World


def company_spend(W):
    rng = W.rng("spend")
    for c in W.companies:
        big = len(c.staff) > 28  # above the quota only with spend that counts
        if big:
            c.spend = max(c.spend, rng.uniform(300, 1500))
        if c.spend:
            kinds = ("seeding", "lead_collection", "search")[: 2 if big else 3]
            c.acc.spend = (0, W.days, rng.choice(kinds), c.spend, 0.7)


def make(seed, n, level, null):
    W = World(seed, n, level, null)
    honest = round(n * 0.967)
    companies.build(W, round(honest * 0.46))
    company_events.special(W, W.rng("events"))
    people.build(W, honest)
    trade.leads(W)
    company_spend(W)
    trade.money(W)
    if not null:
        abuse_accounts.build(W)
        abuse_rent.build(W)
        abuse_slots.build(W)
        abuse_leads.build(W)
    return W


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("out")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--camouflage", type=int, choices=(0, 1, 2), default=0)
    p.add_argument("--null", action="store_true")
    p.add_argument("--accounts", type=int, default=20000)
    a = p.parse_args()
    output.save(make(a.seed, a.accounts, a.camouflage, a.null), a.out)


if __name__ == "__main__":
    main()
