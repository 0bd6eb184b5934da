"""Which jobs of abuse a town has, until their share of the accounts is reached."""

from . import rentals, resale, slots, trades

TRICKS = (
    (trades.raised_and_sold, 5),
    (trades.sells_the_own, 12),
    (trades.graduates, 3),
    (trades.village_names, 2),
    (trades.pawned, 5),
    (trades.clearance, 3),
    (trades.bought_for_ads, 4),
    (trades.resold_twice, 3),
    (rentals.studio, 6),
    (rentals.night_broadcast, 4),
    (rentals.mothers_group, 3),
    (rentals.left_but_bound, 3),
    (rentals.note_matrix, 3),
    (rentals.weekend_lender, 3),
    (rentals.code_keeper, 2),
    (slots.slots_to_strangers, 4),
    (slots.licences_in_one_hand, 2),
    (slots.nomads, 2),
    (slots.clerk_sells_vacancies, 4),
    (slots.favours, 5),
    (slots.quota_for_rent, 1.5),
)
LEAD_TRICKS = (
    (resale.lunch_insider, 6),
    (resale.broker, 3),
    (resale.leaver_takes_book, 5),
    (resale.trickle, 4),
    (resale.swap, 2),
    (resale.form_farm, 2),
)


def play(world, scale):
    """Every trick once, then whichever comes; thefts of leads by their own count."""
    r = world.rng
    books = resale.Books(world)
    number = 0
    thefts = [t for t, _ in LEAD_TRICKS] + r.choices(*zip(*LEAD_TRICKS), k=round(14 * scale))
    for theft in thefts:
        number += 1
        theft(world, f"R{number:03d}", books)
    goal = r.uniform(0.025, 0.038) * world.size
    queue = [t for t, _ in TRICKS]
    r.shuffle(queue)
    while queue or len(world.roles) < goal:
        trick = queue.pop() if queue else r.choices(*zip(*TRICKS))[0]
        number += 1
        trick(world, f"R{number:03d}")
