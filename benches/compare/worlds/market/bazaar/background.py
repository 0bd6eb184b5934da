"""The hum of the market: small payments, forgotten passwords, chatter."""

from .days import DAY
from .world import poisson
from .words import daily_note, trade_note


def small_money(w, rng, count):
    """Friends, flat-mates, second-hand goods, red envelopes, repaid loans."""
    people = w.people
    for _ in range(count):
        a, b = rng.choice(people), rng.choice(people)
        kind = rng.random()
        if kind < 0.35:
            amount = rng.choice((6.66, 8.88, 20, 50, 66, 88, 100, 200, 520, 666, 800, 1000))
        elif kind < 0.8:
            amount = rng.lognormvariate(3.8, 1.1)
        else:
            amount = round(rng.lognormvariate(6.3, 0.9), -1) or 10
        t = w.cal.moment(rng, 0, 1, (7, 24))
        if kind > 0.94:
            w.deal(rng, a.wallet, b.wallet, t, amount)
            continue
        w.pay(rng, a.wallet, b.wallet, t, amount)
        if rng.random() < 0.06:
            w.pay(rng, b.wallet, a.wallet, t + rng.randint(1, 40) * DAY, amount)


def creator_income(w, rng):
    """The platform's own monthly payouts to people who earn there."""
    purse = "2088" + f"{rng.randrange(10**12):012d}"
    earners = [a for a in w.accounts if a.kind == "professional" and a.payout and rng.random() < 0.5]
    for i in w.cal.paydays(20):
        for acc in earners:
            t = w.cal.at(i, 14) + rng.randrange(7200)
            if rng.random() < 0.8:
                w.pay(rng, purse, payee_at(w, acc, t), t, rng.lognormvariate(4.6, 1.2))


def payee_at(w, acc, t):
    """The payout account that was in force at an instant."""
    later = (
        [c for c in w.changes if c[0] == acc.id and c[1] == "payout_account" and c[2] > t]
        if acc.fixed
        else ()
    )
    return min(later, key=lambda c: c[2])[3] if later else acc.payout


def forgetfulness(w, rng):
    """Passwords are forgotten, numbers given up, wallets changed; no story behind it."""
    for acc in list(w.accounts):
        if acc.fixed or rng.random() > 0.075:
            continue
        field = rng.choices(("password", "phone", "payout_account", "region"), (65, 20, 9, 6))[0]
        t = w.cal.moment(rng, 0.01, 0.99, (7, 24))
        if field == "password" or field == "phone":
            w.change(acc, field, t, None if field == "password" else w.hexid(rng, 32))
        elif field == "payout_account" and acc.payout:
            w.change(acc, field, t, w.wallet(rng))
        elif field == "region":
            w.change(acc, field, t, w.atlas.city(rng).region)


def chatter(w, rng):
    """Notes of everybody who writes; staff mostly about the trade, others about life."""
    for acc in w.accounts:
        if not acc.note_rate:
            continue
        start = max(w.cal.start, acc.registered)
        for _ in range(min(60, poisson(rng, acc.note_rate * (w.cal.end - start) / DAY * 0.5))):
            t = rng.uniform(start, w.cal.end)
            business = acc.topic and rng.random() < (0.9 if acc.kind != "personal" else 0.4)
            text = trade_note(rng, acc.topic, acc.region.split("-")[-1]) if business else daily_note(rng)
            publish(w, rng, acc, t, text)


def publish(w, rng, acc, t, text):
    """Put a note on the record."""
    if w.inside(t) and t > acc.registered:
        w.notes.append(("n" + w.hexid(rng, 16), acc.id, int(t), text))
