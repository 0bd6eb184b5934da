"""All abuse of a world, each typology with a random stream of its own."""

import abuse_leads
import abuse_rent
import abuse_slots
import abuse_trade


def commit(world):
    abuse_slots.commit(world, world.rng("slots"))
    abuse_trade.commit(world, world.rng("trade"))
    abuse_rent.commit(world, world.rng("rent"))
    abuse_leads.commit(world, world.rng("leads"))
