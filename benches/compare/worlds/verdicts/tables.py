"""Every rate, share and length of the world, in one place.

A distribution is a tuple: ("int", a, b), ("uni", a, b), ("logn", median, sigma), ("exp", mean),
("beta", a, b) or ("pick", (value, weight), ...). `draw` reads them.
"""

import math


def draw(rnd, spec):
    kind, *a = spec
    if kind == "int":
        return rnd.randint(a[0], a[1])
    if kind == "uni":
        return rnd.uniform(a[0], a[1])
    if kind == "logn":
        return a[0] * math.exp(a[1] * rnd.gauss(0, 1))
    if kind == "exp":
        return rnd.expovariate(1 / a[0])
    if kind == "beta":
        return rnd.betavariate(a[0], a[1])
    return rnd.choices([v for v, _ in a], [w for _, w in a])[0]


# city, geolocation of its carriers when they are registered elsewhere, weight
CITIES = [
    ("上海", "上海", 10),
    ("北京", "北京", 9),
    ("广州", "广州", 8),
    ("深圳", "广州", 8),
    ("成都", "成都", 7),
    ("杭州", "杭州", 7),
    ("重庆", "重庆", 5),
    ("武汉", "武汉", 5),
    ("苏州", "南京", 4),
    ("南京", "南京", 4),
    ("西安", "西安", 4),
    ("长沙", "长沙", 4),
    ("郑州", "郑州", 3),
    ("宁波", "杭州", 3),
    ("青岛", "济南", 3),
    ("佛山", "广州", 3),
    ("东莞", "广州", 3),
    ("合肥", "合肥", 2),
    ("厦门", "福州", 2),
    ("福州", "福州", 2),
    ("济南", "济南", 2),
    ("昆明", "昆明", 2),
    ("沈阳", "沈阳", 2),
    ("温州", "杭州", 2),
    ("义乌", "杭州", 1),
    ("南宁", "南宁", 1),
    ("贵阳", "贵阳", 1),
    ("哈尔滨", "哈尔滨", 1),
    ("商丘", "郑州", 1),
    ("揭阳", "广州", 1),
]
HOLIDAYS = [("2025-04-04", 3), ("2025-05-01", 5), ("2025-05-31", 3), ("2025-06-07", 3), ("2025-10-01", 8)]
FIRST_DAYS = ["2025-02-10", "2025-03-03", "2025-03-17", "2025-04-07", "2025-08-11"]
WINDOW = ("int", 84, 104)

# hours of the day, 0..23, as weights
HOURS = {
    "evening": [3, 1, 0, 0, 0, 0, 1, 3, 4, 3, 3, 4, 6, 5, 3, 3, 3, 4, 6, 7, 9, 10, 9, 6],
    "office": [1, 0, 0, 0, 0, 0, 1, 3, 6, 9, 9, 8, 6, 6, 8, 8, 8, 7, 5, 4, 4, 4, 3, 2],
    "shop": [1, 0, 0, 0, 0, 0, 0, 1, 2, 5, 9, 9, 7, 7, 8, 8, 8, 7, 8, 9, 9, 7, 3, 1],
    "night": [8, 7, 5, 3, 2, 1, 0, 0, 1, 2, 3, 3, 4, 4, 3, 3, 3, 3, 4, 5, 6, 8, 9, 9],
    "graveyard": [9, 9, 8, 7, 5, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 6, 9],
    "early": [0, 0, 0, 0, 1, 4, 8, 9, 7, 5, 4, 5, 6, 4, 3, 3, 3, 4, 5, 6, 6, 4, 2, 0],
}
PEOPLE_HOURS = ("pick", ("evening", 52), ("office", 18), ("night", 15), ("early", 10), ("shop", 5))

RATE = {
    "personal": ("logn", 0.17, 0.85),
    "professional": ("logn", 0.34, 0.7),
    "kos": ("logn", 0.40, 0.6),
    "enterprise": ("logn", 0.55, 0.6),
    "side": ("logn", 0.07, 0.8),
    "rack": ("logn", 0.35, 0.5),
}
BURST = 0.22  # chance that a session is followed by another within the hour
MISSING = {"ip": 0.004, "region": 0.012, "holder": 0.22, "phone": 0.04, "payout": 0.62}

# ------------------------------------------------------------------ honest people
HOUSEHOLD = ("pick", (1, 55), (2, 27), (3, 13), (4, 5))
ACCOUNTS = ("pick", (1, 74), (2, 19), (3, 7))
DORM_SHARE, DORM_SIZE = 0.03, 150  # students; people per dormitory network
PUBLIC_PLACES, PUBLIC_SHARE = 9, 0.11  # places at 20,000 accounts; people who ever sit down there

# story -> share of people it happens to, and what it draws
PEOPLE = {
    "phone_upgrade": dict(
        share=0.085,
        overlap=("exp", 2.5),
        second_hand=0.28,
        fate=("pick", ("drawer", 48), ("family", 16), ("stranger", 36)),
    ),
    "app_reinstall": dict(share=0.035),
    "travel": dict(share=0.16, trips=("int", 1, 3), length=("logn", 4, 0.6), holiday=0.45),
    "moving_house": dict(share=0.018, tells=0.45),
    "new_number": dict(share=0.016),
    "new_password": dict(share=0.03),
    "new_wallet": dict(share=0.008),
    "dormant_return": dict(share=0.014, silence=("uni", 25, 70), reset=0.75, number=0.4, other_city=0.6),
    "own_cloud_phone": dict(share=0.010, rate=("logn", 0.2, 0.7)),
    "work_vpn": dict(share=0.010),
    "desktop_scan": dict(share=0.03, rate=("logn", 0.12, 0.6)),
    "helps_parents": dict(share=0.020, rate=("logn", 0.10, 0.6)),
    "recycled_number": dict(share=0.004),
    "repair_loaner": dict(share=0.008, length=("uni", 2, 9)),
    "friend_takes_over": dict(share=0.003, gift=0.5),
    "partner_wallet": dict(share=0.012),
    "commuter_two_cities": dict(share=0.012),
}
FAMILY_TABLET = 0.22  # of households of two and more
ASSISTANT = dict(share=0.06, rate=("logn", 0.3, 0.5), far=0.5, paid=0.6)  # of professionals
MCN = dict(rings=5, size=("int", 8, 20), rate=("logn", 0.4, 0.4), approved=0.5, fee=("logn", 2600, 0.6))

# ------------------------------------------------------------------ honest companies
FIRMS_PER_ACCOUNT = 0.0195
INDUSTRIES = ["家装", "婚摄", "医美", "教培", "汽车", "房产", "留学", "健身", "口腔", "月子", "餐饮", "服饰"]
LEADY = {
    "家装": 1.5,
    "婚摄": 1.2,
    "医美": 1.4,
    "教培": 1.2,
    "汽车": 1.1,
    "房产": 1.3,
    "留学": 0.9,
    "健身": 0.5,
    "口腔": 0.8,
    "月子": 0.6,
    "餐饮": 0.1,
    "服饰": 0.1,
}
FIRMS = {  # kind -> weight, core staff, and habits
    "small_firm": dict(weight=36, staff=("int", 2, 9)),
    "shop_tablets": dict(weight=14, staff=("int", 4, 13), tablets=("int", 1, 2), approved=0.35),
    "hq_posts": dict(weight=6, staff=("int", 9, 26), spread=0.7, approved=0.4, rate=("logn", 0.35, 0.3)),
    "remote_sales": dict(weight=7, staff=("int", 5, 22), spread=1.0),
    "created_accounts": dict(weight=9, staff=("int", 4, 14), created=0.9),
    "seasonal": dict(weight=6, staff=("int", 3, 8), extra=("int", 5, 18), length=("uni", 12, 45)),
    "big_company": dict(weight=1.6, staff=("int", 33, 70), spread=0.4, budget=("logn", 9000, 0.3)),
    "training_lab": dict(weight=2.5, staff=("int", 6, 16)),  # one classroom, phones lent on course days
    "commission_agents": dict(weight=4, staff=("int", 8, 25), spread=0.3),  # freelancers, no office
}
FRANCHISE = dict(groups=7, outlets=("int", 4, 10), staff=("int", 2, 6), share=0.25)
OWNER_SHOPS = dict(groups=6, shops=("int", 2, 4), staff=("int", 2, 8))
MERGERS = dict(n=5, staff=("int", 6, 15), same_group=0.5)
DISPATCH = dict(n=4, crew=("int", 8, 18), brands=("int", 2, 4), stint=("uni", 14, 32))
AGENCY = dict(
    n=12,
    clients=("int", 3, 9),
    desks=("int", 2, 5),
    accounts=0.5,
    approved=0.5,
    same_texts=0.5,
    rate=("logn", 0.4, 0.4),
)
TURNOVER = dict(leaves=0.055, moves=0.45, successor=0.75, created_end=0.08)
ATTEND = ("beta", 4, 2.5)
WAGE_FIRMS, WAGE = 0.38, ("logn", 5200, 0.35)
EMPLOYEE_HASH = ("pick", ("own", 84), ("missing", 12), ("other", 4))

# ------------------------------------------------------------------ leads, money, spend, notes
LEADS = dict(
    per_staff_day=("logn", 0.10, 0.7),
    crm=0.7,
    multi=0.13,
    follow=0.72,
    partner=0.16,
    favour=0.02,
    settle=0.5,
    hub=0.07,
    migration=0.03,
    offline=0.05,
)
LEAD_AGENCIES = dict(
    n=4, clients=("int", 3, 7), daily=("uni", 0.6, 2.2), price=("uni", 40, 160), approved=0.6
)
ORDINARY_PAYMENTS = ("logn", 0.6, 1.0)  # a person and window
AD_FIRMS, AD_BUDGET = 0.4, ("logn", 140, 0.9)  # CNY a day
NOTES = {"personal": 0.9, "professional": 4.0, "kos": 4.5, "enterprise": 7.0}
TREND_SHARE = 0.02  # notes that follow a fashionable template

# ------------------------------------------------------------------ abuse: trick -> rings at 20,000, size
TRADED = {
    "farm_retail": (3, ("int", 22, 34)),
    "farm_batch_to_firm": (2, ("int", 12, 20)),
    "escrow_broker": (2, ("int", 10, 18)),
    "staff_sells_own": (14, ("int", 1, 1)),
    "staff_buyout": (2, ("int", 6, 10)),
    "phone_included": (2, ("int", 8, 14)),
    "instalment_handover": (2, ("int", 6, 10)),
    "sold_twice": (2, ("int", 5, 9)),
    "sleeper": (2, ("int", 8, 14)),
}
RENTED = {
    "studio_rack": (4, ("int", 14, 24)),
    "campus_recruiter": (2, ("int", 14, 22)),
    "night_shift": (2, ("int", 8, 14)),
    "campaign_stints": (2, ("int", 10, 16)),
    "staff_moonlight": (2, ("int", 5, 9)),
    "scan_relay": (2, ("int", 8, 14)),
}
SLOTS = {
    "slot_shop": (3, ("int", 12, 24)),
    "licence_stack": (2, ("int", 65, 88)),
    "cohort_hopper": (2, ("int", 12, 20)),
    "padded_employer": (4, ("int", 5, 10)),
    "slot_timeshare": (2, ("int", 14, 22)),
    "wage_roundtrip": (2, ("int", 8, 14)),
}
RESALE = {
    "lone_insider": (12, ("int", 1, 1)),
    "insider_broker_chain": (6, ("int", 2, 4)),
    "relabelled_import": (4, ("int", 2, 3)),
    "leaver_takes_book": (10, ("int", 1, 1)),
    "swap_club": (4, ("int", 4, 6)),
    "dead_desk": (4, ("int", 2, 3)),
    "drip": (5, ("int", 2, 4)),
    "broker_mesh": (3, ("int", 4, 6)),
}

# what each camouflage level does
LEVEL = [
    dict(
        per_device=("int", 4, 12),
        proxy=False,
        cloud=False,
        slip=0.0,
        onchain=0.92,
        middle=0.0,
        wallets=1,
        password=0.92,
        phone=0.75,
        payout=0.6,
        batch=("int", 6, 24),
        mixed=0.35,
        text=0.9,
        gap=("exp", 0.5),
    ),
    dict(
        per_device=("int", 1, 3),
        proxy=True,
        cloud=False,
        slip=0.03,
        onchain=0.75,
        middle=0.7,
        wallets=4,
        password=0.85,
        phone=0.5,
        payout=0.35,
        batch=("int", 3, 10),
        mixed=0.6,
        text=0.6,
        gap=("exp", 2.0),
    ),
    dict(
        per_device=("int", 1, 1),
        proxy=True,
        cloud=True,
        slip=0.0,
        onchain=0.35,
        middle=0.9,
        wallets=9,
        password=0.6,
        phone=0.3,
        payout=0.15,
        batch=("int", 1, 3),
        mixed=0.85,
        text=0.25,
        gap=("exp", 4.0),
    ),
]
PRICE = {
    "account": ("logn", 520, 0.8),
    "rent": ("logn", 260, 0.5),
    "slot": ("logn", 420, 0.4),
    "lead": ("logn", 75, 0.5),
}
