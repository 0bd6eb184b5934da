"""Advertising, notes and everyday payments of honest people and companies."""

from . import wording
from .calendar import DAY


def company_life(w, rng):
    """Wages, advertising and notes of every company."""
    for company in w.companies:
        company.wages(rng)
        _advertise(w, rng, company)
        _publish(w, rng, company)


def _advertise(w, rng, company):
    if not company.spends:
        return
    budget = rng.lognormvariate(5.2, 0.9)
    carriers = [company.acc] + [m.acc for m in company.staff if rng.random() < 0.3]
    for acc in carriers:
        product = rng.choices(["lead_collection", "seeding", "search", "shutiao"], [4, 3, 1, 2])[0]
        campaign(w, rng, acc, rng.randint(-40, int(w.cal.days * 0.8)), rng.randint(5, 90), budget, product)


def campaign(w, rng, acc, first, length, budget, product):
    """Daily spend with a cap that somebody raises on weekends and forgets to lower."""
    cap = budget
    for day in range(max(0, first), min(w.cal.days, first + length)):
        if rng.random() < 0.05:
            cap = budget * rng.choice([0.5, 1, 1.5, 3])
        if rng.random() < 0.8:
            w.spent(acc, day, product, cap * 100 * min(1, rng.uniform(0.4, 1.15)))


def _publish(w, rng, company):
    central = rng.random() < 0.4
    for member in company.staff:
        publish(
            w,
            rng,
            member.acc,
            max(0, member.start),
            min(w.cal.end, member.end),
            rng.choice([0, 3, 8, 25]),
            company.industry,
            company.copy_style if central else None,
        )
    publish(w, rng, company.acc, 0, w.cal.end, rng.choice([2, 8, 20]), company.industry, company.copy_style)


def publish(w, rng, acc, start, end, rate, industry, style=None, spin=0.3, shared=0.5):
    """About ``rate`` notes in 100 days: copied, own shop talk, or a diary."""
    if end <= start:
        return
    expected = rate * (end - start) / (100 * DAY)
    for _ in range(int(expected) + (rng.random() < expected % 1)):
        second = rng.randint(int(start) // DAY, max(int(start) // DAY, int(end) // DAY - 1)) * DAY
        second += int(min(86399, max(0, rng.gauss(16, 4.2) * 3600)))
        roll = rng.random()
        if style and roll < shared:
            text = style.copy(rng, spin)
        elif industry and roll < 0.85:
            text = wording.shop_talk(rng, industry)
        else:
            text = wording.diary(rng)
        w.note(rng, acc, second, text)


def private_life(w, rng):
    """Diaries, creators' income, rent, red packets, second-hand trade and split bills."""
    people = [a for a in w.accounts if a.kind in ("personal", "professional", "kos")]
    wallets = [a.person.payout for a in people if a.person.payout]
    settlement = [w.payment_account(rng) for _ in range(2)]
    for acc in people:
        if acc.kind == "professional" or rng.random() < 0.12:
            publish(
                w,
                rng,
                acc,
                0,
                w.cal.end,
                min(40, rng.lognormvariate(1.3, 0.9)),
                acc.industry if rng.random() < 0.4 else "",
            )
        if acc.kind == "professional" and acc.payout and rng.random() < 0.5:
            for day in w.cal.month_days(21):
                w.pay(rng, rng.choice(settlement), acc.payout, day, round(rng.lognormvariate(4.5, 1.3), 2))
    for wallet in wallets:
        _everyday(w, rng, wallet, wallets)


def _everyday(w, rng, wallet, wallets):
    days = w.cal.days
    if rng.random() < 0.03:
        landlord, amount = rng.choice(wallets), rng.choice([800, 1200, 1500, 2300, 3200, 4500])
        for day in w.cal.month_days(rng.randint(1, 28))[: rng.randint(1, 6)]:
            w.pay(rng, wallet, landlord, day, amount)
    if rng.random() < 0.10:
        w.pay(
            rng,
            wallet,
            rng.choice(wallets),
            rng.randrange(days),
            rng.choice([50, 80, 300, 450, 800, 1200, 2600]),
        )
    while rng.random() < 0.25:
        w.pay(rng, wallet, rng.choice(wallets), rng.randrange(days), round(rng.lognormvariate(3.6, 0.9), 2))
    for first, last in w.cal.long_festivals:
        if rng.random() < 0.08:
            w.pay(
                rng,
                wallet,
                rng.choice(wallets),
                rng.randint(first, last),
                rng.choice([66, 88, 188, 200, 520, 666]),
            )
