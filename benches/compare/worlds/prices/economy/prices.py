"""What things cost, in yuan: the constraints from which behaviour follows."""

USED_PHONE = (180, 1400)
NEW_PHONE = (900, 7500)
CLOUD_PHONE_MONTH = 28
PROXY_MONTH = 22
SIM_MONTH = 9
LEASE_MONTH = (30, 200)
SLOT_MONTH = (40, 260)
FREELANCE_MONTH = (300, 2600)
ROUND_AMOUNTS = [30, 50, 58, 66, 80, 88, 100, 120, 128, 150, 168, 188, 200]

INDUSTRIES = {
    # industry: (leads a day of a middling firm, price of a lead on the grey market, advertising budget a day)
    "家装": (0.75, (60, 280), 320),
    "婚纱摄影": (0.9, (40, 150), 260),
    "教育培训": (0.9, (30, 120), 220),
    "医美": (0.6, (180, 800), 600),
    "汽车": (0.7, (50, 220), 380),
    "房产": (0.55, (90, 450), 300),
    "留学": (0.4, (120, 500), 260),
    "月子中心": (0.4, (100, 420), 240),
    "健身": (0.6, (15, 60), 90),
    "旅游定制": (0.6, (25, 110), 150),
    "口腔": (0.6, (80, 350), 300),
    "宠物": (0.4, (8, 30), 60),
}
HOT = ["家装", "婚纱摄影", "教育培训", "医美", "汽车", "房产", "留学", "月子中心", "口腔"]


def within(rng, bounds, skew=2.0):
    """A price between two bounds, the cheap end more common."""
    low, high = bounds
    return low + (high - low) * rng.random() ** skew


def tidy(rng, amount):
    """People settle on round or lucky amounts; some count to the cent."""
    if rng.random() < 0.55:
        return float(min(ROUND_AMOUNTS, key=lambda a: abs(a - amount))) if amount <= 210 else float(round(amount, -1))
    if rng.random() < 0.6:
        return float(round(amount))
    return round(amount, 2)


def fee_after_cut(rng, amount, cut):
    """A middleman passes a sum on less his margin, and rounds in his own favour."""
    return (
        max(1.0, float(int(amount * (1 - cut) / 5) * 5 or 5)) if rng.random() < 0.5 else round(amount * (1 - cut), 2)
    )
