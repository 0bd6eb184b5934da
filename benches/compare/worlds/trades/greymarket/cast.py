"""Who plays in a world, and how often: base rates of honest stories, share of abuse."""

import random

from . import companies, leadtrade, lives, rents, slots, stock, trades
from .deals import open_ring
from .firms import ordinary_firm
from .world import World

# How often a story happens in a world of 20,000 accounts.
HONEST = (
    (lives.phone_upgrade, 420),
    (lives.second_hand_phone, 110),
    (lives.family_tablet, 70),
    (lives.dormant_return, 130),
    (lives.moved_city, 160),
    (lives.traveller, 60),
    (lives.public_device, 3),
    (lives.dormitory, 14),
    (lives.overseas_student, 35),
    (lives.line_from_a_provider, 60),
    (lives.cloud_phone_gamer, 60),
    (lives.recycled_number, 20),
    (lives.helped_by_child, 40),
    (lives.couple_shop, 30),
    (lives.papers_corrected, 35),
    (lives.widow, 6),
    (lives.creator_assistant, 35),
    (lives.hobby_starts_to_pay, 60),
    (lives.stolen_phone, 60),
    (lives.group_buy_leader, 6),
    (companies.shop_tablet, 22),
    (companies.central_posting, 8),
    (companies.successor_handover, 22),
    (companies.changes_employer, 12),
    (companies.team_follows_boss, 4),
    (companies.seasonal_staff, 7),
    (companies.remote_sales, 8),
    (companies.above_quota, 2),
    (companies.franchise, 4),
    (companies.owner_of_licences, 4),
    (companies.family_firm, 12),
    (companies.boss_on_every_phone, 8),
    (companies.leaver_reassigned, 8),
    (companies.declared_partner, 7),
    (companies.asks_around, 4),
    (companies.co_broking, 5),
    (companies.insurance_agents, 5),
    (companies.centre_closes, 4),
    (companies.shop_sold_whole, 12),
    (companies.co_working, 3),
    (companies.bankrupt_auction, 3),
    (companies.lead_imported_again, 6),
    (trades.repair_shop, 5),
    (trades.phone_dealer, 4),
    (trades.mcn_agency, 7),
    (trades.client_agency, 4),
    (trades.part_time_agency, 3),
    (trades.labour_dispatch, 4),
    (trades.hourly_studio, 4),
    (trades.leased_phones, 1),
    (trades.call_desk, 3),
    (trades.night_desk, 3),
    (trades.account_course, 3),
    (trades.lost_account_help, 4),
    (trades.matrix_of_own_accounts, 12),
    (trades.staffing_recruiter, 3),
)

TRICKS = (
    stock.number_merchant,
    stock.shopfront_reseller,
    stock.employee_sells_own,
    stock.student_raiser,
    stock.escrow_market,
    stock.closing_studio_stock,
    stock.shell_sold,
    stock.pawned,
    stock.staff_steals_stock,
    rents.rental_studio,
    rents.scan_each_morning,
    rents.recruiter_of_holders,
    rents.village_nephew,
    rents.rent_unpaid,
    rents.lent_to_a_boss,
    rents.comment_army,
    rents.second_phone_posted,
    slots.slot_agent,
    slots.licence_stack,
    slots.cohort_moves,
    slots.spare_seats,
    slots.swapped_seats,
    slots.micro_sellers,
    slots.false_wages,
    slots.course_with_seat,
    leadtrade.lead_insider,
    leadtrade.lead_retailer,
    leadtrade.cut_out_chain,
    leadtrade.false_partner,
    leadtrade.night_desk_leak,
    leadtrade.closing_list_sold,
    leadtrade.rented_collectors,
    leadtrade.leaver_takes_book,
    leadtrade.lead_exchange_group,
)


def build(seed, camouflage, abuse, accounts):
    """A whole world. The honest part does not depend on the abuse."""
    rng = random.Random(f"honest:{seed}")
    share = rng.uniform(0.024, 0.045)
    w = World(rng)
    background = int(accounts * (1 - 1.6 * share))
    _honest(w, rng, background, accounts / 20000)
    if abuse:
        _grey(w, random.Random(f"grey:{seed}:{camouflage}"), camouflage, int(accounts * share))
    return w


def _honest(w, rng, background, scale):
    """Stories at their base rates, then companies, then everybody else."""
    for story, often in HONEST:
        times = often * scale
        for _ in range(int(times) + (rng.random() < times % 1)):
            story(w, rng)
    for _ in range(int(150 * scale) + 1):
        w.firms.append(ordinary_firm(w, rng, min(60, 1 + int(rng.lognormvariate(1.4, 0.8)))))
    while len(w.accounts) < background:
        lives.ordinary(w, rng)


def _grey(w, rng, level, target):
    """Operations of all kinds in turn until enough accounts are abused."""
    order = []
    while len(w.truth) < target:
        if not order:
            order = rng.sample(TRICKS, len(TRICKS))
        trick = order.pop()
        trick(w, rng, open_ring(rng, trick.__name__, level))
