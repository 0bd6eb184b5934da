"""How somebody lives with the own accounts: at home, at work, on the road, on a new phone."""

from .clock import DAY, HOUR, MINUTE, second_of_day


def login_rate(w, scale=1.0):
    """Logins a day: most people come a few times a week, some live on the platform."""
    return scale * w.rng.lognorm(0.23, 0.75, 0.02, 2.5)


def spots_of(w, p):
    """Device and network pairs of a normal week."""
    r = w.rng
    spots = [(p.phone, p.home, 0.3 + r.random()), (p.phone, p.mobile, 0.2 + 0.6 * r.random())]
    if p.work:
        spots.append((p.phone, p.work, 0.15 + 0.7 * r.random()))
    if p.extra:
        spots.append((p.extra, p.home, 0.05 + 0.4 * r.random()))
    return spots


def plain(w, p, account, start, end, rate, profile=None, week=None):
    """Use without events: one phone, the usual places."""
    w.use(account, start, end, rate, spots_of(w, p), profile or p.profile, week or p.week)


def ordinary_life(w, p, accounts, start, end, rates=None):
    """A stretch of life with what happens to anybody: new phones, trips, a move, a reset.

    The same for honest people and for those who later sell or rent out an account, so
    that these events alone tell nothing.
    """
    r = w.rng
    rates = rates or [login_rate(w) for _ in accounts]
    start, end = max(start, w.window.start), min(end, w.window.end)
    share = max(0.0, (end - start) / (130 * DAY))
    events = [
        (_awake(w, start, end), name)
        for name, chance in (
            ("phone_upgrade", 0.115),
            ("device_reset", 0.035),
            ("travel", 0.24),
            ("travel", 0.1),
            ("moved_house", 0.025),
            ("number_change", 0.018),
            ("password_change", 0.06),
            ("payout_change", 0.012),
        )
        if r.yes(chance * share)
    ]
    now = start
    for t, name in sorted(events):
        if t < now:
            continue
        _stretch(w, p, accounts, now, t, rates)
        now = _EVENTS[name](w, p, accounts, t, rates)
        for account in accounts:
            w.story(account, name)
    _stretch(w, p, accounts, now, end, rates)


def _awake(w, start, end):
    """A waking moment between start and end."""
    day = w.rng.int(start, max(start, end - 1)) // DAY
    return min(max(start, day * DAY + second_of_day(w.rng, "commuter")), max(start, end - 1))


def _stretch(w, p, accounts, start, end, rates):
    for account, rate in zip(accounts, rates):
        plain(w, p, account, start, end, rate)


def _upgrade(w, p, accounts, t, rates):
    """A new phone: sign in everywhere at once; the old one is used a few days more at times."""
    old, p.phone = p.phone, w.device()
    for account, rate in zip(accounts, rates):
        w.touch(account, t + w.rng.int(1, 90) * MINUTE, p.phone, p.home)
        if w.rng.yes(0.3):
            w.use(account, t, t + w.rng.int(1, 12) * DAY, rate * 0.4, [(old, p.home, 1)], p.profile)
        if w.rng.yes(0.15):
            w.change(account, "password", t + w.rng.int(2, 40) * MINUTE)
    return t


def _reset(w, p, accounts, t, rates):
    """A factory reset or reinstalled app: the same phone reports a new id."""
    p.phone = w.device()
    return t


def _travel(w, p, accounts, t, rates):
    """A trip: hotel network and phone data, which often still leaves at home."""
    r = w.rng
    city = w.places.other(r, p.city)
    end = min(w.window.end, t + int(r.lognorm(4, 0.7, 1, 30)) * DAY)
    data = p.mobile if r.yes(0.45) else city.phone_data(r)
    spots = [(p.phone, city.fixed(r), 1), (p.phone, data, 0.5 + r.random())]
    for account, rate in zip(accounts, rates):
        w.use(account, t, end, rate * 1.4, spots, p.profile, "even")
    return end


def _move(w, p, accounts, t, rates):
    """A new home: half stay in the city, half leave it."""
    move_to(w, p, p.city if w.rng.yes(0.5) else w.places.other(w.rng, p.city))
    for account in accounts:
        if w.rng.yes(0.2):
            w.change(account, "region", t + w.rng.int(1, 20) * DAY, account.region, p.city.name)
    return t


def _new_number(w, p, accounts, t, rates):
    """A cheaper plan with a new number, told to the platform for one account at a time."""
    p.phone_no = w.rng.hex(32)
    for account in accounts:
        w.new_phone_number(account, t + w.rng.int(5, 3000) * MINUTE, p.phone_no)
    return t


def _password(w, p, accounts, t, rates):
    """A forgotten or worried-about password."""
    w.change(w.rng.choice(accounts), "password", t)
    return t


def _payout(w, p, accounts, t, rates):
    """A new bank card."""
    account = w.rng.choice(accounts)
    if account.payout:
        p.pay = w.payment_account()
        w.change(account, "payout_account", t, account.payout, p.pay)
    return t


_EVENTS = {
    "phone_upgrade": _upgrade,
    "device_reset": _reset,
    "travel": _travel,
    "moved_house": _move,
    "number_change": _new_number,
    "password_change": _password,
    "payout_change": _payout,
}


def move_to(w, p, city):
    """A new home and workplace; the phone subscription mostly stays in the old city."""
    r = w.rng
    p.city, p.home = city, city.home(r)
    p.work = city.fixed(r) if r.yes(0.45) else None
    if r.yes(0.4):
        p.mobile = city.phone_data(r)


def ordinary_person(w, p=None):
    """The bulk of the platform: one account, seldom two or three."""
    r = w.rng
    p = p or w.person()
    kinds = ["personal" if r.yes(0.88) else "professional" for _ in range(r.pick([1, 2, 3], [86, 11, 3]))]
    accounts = []
    for kind in kinds:
        recent = r.yes(0.08)
        registered = (
            w.window.start + int(r.random() * (w.window.days - 8)) * DAY + r.int(7, 22) * HOUR if recent else None
        )
        accounts.append(w.account(kind, p, registered))
    if len(accounts) > 1:
        for account in accounts:
            w.story(account, "several_accounts")
    ordinary_life(w, p, accounts, w.window.start, w.window.end, [_resident_rate(w) for _ in accounts])
    return accounts


def _resident_rate(w):
    """A tenth hardly ever comes."""
    return 0.02 + 0.03 * w.rng.random() if w.rng.yes(0.1) else login_rate(w)
