"""Which crooks there are, and how many: entry goes on until the market is full."""

from economy import tricks_accounts as accounts
from economy import tricks_leads as leads
from economy import tricks_slots as slots
from economy.crooks import Ring, ring_size

# how common a trade is, the trick, what an account is worth to it a month
TRICKS = [
    (8, accounts.farm_retail, 40),
    (6, accounts.farm_to_brand, 70),
    (12, accounts.lone_seller, 100),
    (4, accounts.creators_cash_out, 300),
    (6, accounts.dormant_recycler, 50),
    (3, accounts.liquidation_sale, 80),
    (4, accounts.campus_harvest, 35),
    (3, accounts.pawned_account, 90),
    (4, accounts.sim_wholesale, 25),
    (10, accounts.rental_studio, 60),
    (4, accounts.relatives_tree, 50),
    (4, accounts.scan_by_the_day, 40),
    (6, accounts.dispatcher_group, 60),
    (4, accounts.expert_lease, 250),
    (4, accounts.sour_lease, 60),
    (4, accounts.night_live_lease, 120),
    (7, slots.spare_slots, 60),
    (5, slots.licence_mill, 60),
    (5, slots.wandering_cohort, 60),
    (6, slots.slot_broker, 80),
    (3, slots.slot_barter, 60),
    (4, slots.borrowed_papers, 60),
    (5, slots.hitched_seller, 80),
    (8, leads.insider_sale, 150),
    (7, leads.cut_out_chain, 150),
    (6, leads.same_contact_many_buyers, 150),
    (4, leads.agency_skim, 150),
    (4, leads.store_leak, 150),
    (6, leads.stolen_book, 150),
    (5, leads.bait_collectors, 70),
    (4, leads.sham_firm_house, 70),
]


def prey(world):
    """Rings enter one after another until the drawn share of accounts is abused."""
    rng = world.rng("underworld")
    wanted = int(len(world.accounts) * rng.uniform(0.024, 0.044))
    order = list(TRICKS)
    rng.shuffle(order)
    number = 0
    while sum(a.role != "clean" for a in world.accounts) < wanted and number < 600:
        trick = order[number] if number < len(order) else rng.choices(TRICKS, [t[0] for t in TRICKS])[0]
        number += 1
        own = world.rng("ring", number)
        ring = Ring(world, own, number, trick[1].__name__, ring_size(own), trick[2] * own.uniform(0.5, 2))
        trick[1](world, own, ring)
