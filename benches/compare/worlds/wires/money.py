"""Honest payments: small sums between friends, shopping, cooperations, wages, suppliers."""

from core import DAY, HOUR, poisson


def pay_time(rng, day):
    return day * DAY + rng.randrange(8 * HOUR, 23 * HOUR)


def round_sum(rng, middle, spread=0.7):
    """People like round sums; shops don't."""
    x = middle * rng.lognormvariate(0, spread)
    return round(x / 10) * 10 + 0.0 if rng.random() < 0.45 and x > 20 else round(x, 2)


def ordinary(w):
    rng = w.rng("money")
    people, firms = w.people, w.firms
    for person in people:
        for _ in range(poisson(rng, 0.45)):  # transfers between people, friends or strangers
            house = person.house.people
            other = rng.choice(house) if len(house) > 1 and rng.random() < 0.4 else rng.choice(people)
            sum_ = rng.choice((66, 88, 100, 200, 520, 188)) if rng.random() < 0.25 else round_sum(rng, 130)
            w.pay(person.pay, other.pay, pay_time(rng, rng.randrange(w.days)), sum_)
        for _ in range(poisson(rng, 0.35)):  # shopping, deposits, courses
            firm = rng.choice(firms)
            w.pay(person.pay, firm.pay, pay_time(rng, rng.randrange(w.days)), round_sum(rng, 260, 1.2))
        if rng.random() < 0.03:  # something monthly: rent of a room, lessons, a loan
            other, day = rng.choice(people), rng.randrange(30)
            sum_ = rng.choice((150, 200, 300, 400, 800, 1500))
            for month in range(4):
                if rng.random() < 0.85:
                    w.pay(person.pay, other.pay, pay_time(rng, day + 30 * month + rng.randint(-2, 2)), sum_)
    sellers = [p for p in people if any(a.kind == "professional" for a in p.accounts)]
    for firm in firms:
        if sellers and rng.random() < 0.3:  # paid cooperation with creators, singly or in a round
            same = rng.choice((100, 150, 200, 300, 500)) if rng.random() < 0.5 else None
            day = rng.randrange(w.days)
            for _ in range(rng.choice((1, 2, 4, 9, 20))):
                person = rng.choice(sellers)
                when = day if same and rng.random() < 0.6 else rng.randrange(w.days)
                w.pay(firm.pay, person.pay, pay_time(rng, when), same or round_sum(rng, 400))
        for _ in range(poisson(rng, 1.2)):  # suppliers and customers among firms
            other = rng.choice(firms)
            w.pay(firm.pay, other.pay, pay_time(rng, rng.randrange(w.days)), round_sum(rng, 1900, 1.1))
        if firm.wages:
            wages(w, rng, firm)
        elif rng.random() < 0.15:  # bonuses and expenses only
            for job in firm.jobs:
                if rng.random() < 0.5:
                    w.pay(firm.pay, job.person.pay, pay_time(rng, rng.randrange(w.days)), round_sum(rng, 350))
        if rng.random() < 0.08:  # uniforms, deposits, canteen: staff pay the firm
            sum_ = rng.choice((50, 100, 200, 300, 500))
            for job in firm.jobs:
                if rng.random() < 0.7:
                    w.pay(job.person.pay, firm.pay, max(0, job.start) + rng.randrange(6 * DAY), sum_)


def wages(w, rng, firm):
    day = rng.choice((5, 10, 15, 20, 28))
    from_boss = rng.random() < 0.25
    for month in range(4):
        t = pay_time(rng, day + 30 * month)
        for job in firm.jobs:
            if job.start <= t and (job.end is None or job.end > t - 30 * DAY) and rng.random() < 0.9:
                w.pay(
                    firm.boss.pay if from_boss else firm.pay,
                    job.person.pay,
                    t + rng.randrange(HOUR),
                    round_sum(rng, 3600, 0.4),
                )
