"""Which rings exist in a world."""

from . import abuse_leads as leads
from . import abuse_rental as rental
from . import abuse_slots as slots
from . import abuse_trade as trade

# trick, relative frequency; frequent small tricks, rarer big ones
TRICKS = [
    (trade.farm_sale, 7),
    (trade.employee_sells_own, 9),
    (trade.creator_sells_own, 9),
    (trade.shop_closing_bundle, 3),
    (trade.dormant_flip, 4),
    (trade.matrix_buyer, 3),
    (trade.company_sells_created, 3),
    (rental.rental_studio, 6),
    (rental.weekly_rental, 6),
    (rental.scan_jobs, 3),
    (rental.rogue_agency, 3),
    (rental.relatives_accounts, 4),
    (slots.slot_shop, 6),
    (slots.licence_family, 2),
    (slots.wandering_cohort, 3),
    (slots.slot_broker, 3),
    (slots.single_slot, 5),
    (slots.operated_affiliates, 3),
    (leads.insider_direct, 6),
    (leads.broker_hub, 4),
    (leads.cutout_chain, 4),
    (leads.same_contact_to_many, 3),
    (leads.leaver_carries, 5),
    (leads.partner_sells_on, 3),
]


def plant(w):
    """Every trick once, then more by frequency until the world's share of abuse is reached."""
    r = w.rng
    target = r.uniform(0.026, 0.042) * w.size
    once = [trick for trick, _ in TRICKS if w.size >= 8000]
    number = 0
    while once or len(w.truth) < target:
        trick = once.pop() if once else r.pick([t for t, _ in TRICKS], [f for _, f in TRICKS])
        number += 1
        trick(w, f"ring{number:03d}")
