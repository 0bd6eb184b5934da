"""The people behind the abuse: how they sit, hide, go through their accounts and pay."""

from dataclasses import dataclass, field

from honest import other_seat, scribble, spend_life
from words import near_copy, note_text
from world import DAY, Net, Person, Seat


@dataclass
class Hand:
    """Somebody who runs other people's accounts, with the tools that he can afford."""

    me: Person
    devices: list
    office: Net
    purses: list
    careless: float
    opens: int
    pace: int
    idle: float
    proxies: dict = field(default_factory=dict)
    load: dict = field(default_factory=dict)
    text: list = field(default_factory=list)


def hand(w, city=None):
    """Every operation has its own thrift: phones cost money, proxies too, and discipline most."""
    r, level = w.rng, w.camouflage
    me = w.person(city, r.choice(("shift", "desk", "night")))
    purses = [me.pay] + [
        w.uid("pay", 56) for _ in range((r.randint(0, 1), r.randint(2, 5), r.randint(3, 9))[level])
    ]
    return Hand(
        me,
        [w.device() for _ in range(r.randint(1, 5))],
        w.office_net(),
        purses,
        (0.5, 0.22, 0.1)[level] * r.uniform(0.4, 1.6),
        r.choice((8, 9, 10, 13, 14, 19, 21)),
        r.randint(40, 900),
        r.uniform(0.05, 0.55),
        text=[
            note_text(r, r.choice(("beauty_clinic", "home_renovation", "education", "")))
            for _ in range(r.randint(2, 7))
        ],
    )


def proxy(w, h, city):
    """A bought line in the holder's city, which the provider sells to few customers."""
    known = h.proxies.setdefault(city, [])
    if not known or w.rng.random() < 0.3:
        known.append(w.v4())
    return Net("pool", known[-1:] if w.rng.random() < 0.6 else known[-2:])


def seat_for(w, h, account, city):
    """Where the hand sits when he uses this account, by camouflage."""
    r, level = w.rng, w.camouflage
    if level == 0:
        first = r.choice(h.devices)
        region = h.me.city
        return Seat(
            [first] + [d for d in h.devices if d != first], [h.office, h.me.seat.nets[0]], region, 0.75
        )
    if level == 1:
        free = [d for d, n in h.load.items() if n < 3]
        device = r.choice(free) if free and r.random() < 0.65 else w.device()
        h.load[device] = h.load.get(device, 0) + 1
        return Seat([device], [proxy(w, h, city)], city)
    return Seat([w.device()], [w.home_net()] + ([w.carrier(city)] if r.random() < 0.4 else []), city)


def slip(w, h, account, start, end):
    """Late, tired, or the rental ran out: one login from the own phone or line."""
    r = w.rng
    if r.random() < h.careless and end - start > 2 * DAY:
        own = Seat(
            [r.choice((h.me.device, h.devices[0], w.device()))], [h.me.seat.nets[0], h.office], h.me.city
        )
        for _ in range(r.randint(1, 2)):
            w.touch(account, own, r.uniform(start, end))


def rounds(w, h, turns):
    """Go through the accounts one after another, as one goes through a pile of letters.

    turns: (account, seat, start, end). The hand has days off and accounts that bore him.
    """
    r = w.rng
    lazy = {a.id: r.uniform(0.25, 0.95) for a, _, _, _ in turns}
    for day in range(w.days):
        if r.random() < h.idle * (1.3 if w.weekend(day) else 0.8) or (day in w.festive and r.random() < 0.5):
            continue
        t = day * DAY + h.opens * 3600 + int(r.gauss(0, 2400))
        order = turns if w.camouflage < 2 and r.random() < 0.7 else r.sample(turns, len(turns))
        for a, seat, start, end in order:
            if start <= t < end and r.random() < lazy[a.id]:
                w.touch(a, seat, t)
                t += int(r.expovariate(1 / h.pace)) + 20
            if t > (day + 1) * DAY + 7200:
                break
    for a, _, start, end in turns:
        slip(w, h, a, max(0, start), min(end, w.end))


def post(w, h, account, start, mean=3):
    """Copies from the folder of texts; some are too lazy to post at all."""
    for _ in range(min(14, int(w.rng.expovariate(1 / mean)))):
        w.note(account, w.rng.uniform(max(0, start), w.end), near_copy(w.rng, w.rng.choice(h.text)))


def settle(w, h, payee, t, amount, back=False):
    """Pay somebody; the careful pay elsewhere, in cash or through a cousin."""
    r, level = w.rng, w.camouflage
    if r.random() < (0.12, 0.25, 0.45)[level]:
        return
    purse = h.purses[0] if level == 0 else r.choice(h.purses)
    if level and r.random() < 0.4:
        cousin = w.uid("pay", 56)
        w.pay(purse, cousin, t - r.randint(600, 40000), amount + r.choice((0, 20, 50)))
        purse = cousin
    parts = r.choice((1, 1, 1, 2, 3))
    for k in range(parts):
        pair = (payee, purse) if back else (purse, payee)
        w.pay(*pair, t + k * r.randint(300, 5 * DAY), round(amount / parts, 1))


def take_over(w, h, account, t, thorough=None):
    """The buyer's first evening: password, number, then the payee, in the order he remembers."""
    r = w.rng
    thorough = r.random() * (1, 0.9, 0.75)[w.camouflage] if thorough is None else thorough
    if thorough > 0.12:
        w.change(account, "password", t + r.randint(60, 4000))
    if thorough > 0.3:
        w.change_phone(
            account,
            t + r.randint(100, 3 * DAY),
            w.uid("p", 64) if w.camouflage or r.random() < 0.5 else h.me.phone,
        )
    if thorough > 0.45:
        w.change_payout(
            account,
            t + r.randint(300, 12 * DAY),
            r.choice(h.purses) if r.random() < 0.8 else w.uid("pay", 56),
        )
    if thorough > 0.9:
        w.change(account, "region", t + DAY, account.region, h.me.city)
        account.region = h.me.city


def private_life(w, account, start=0, end=None, per_day=None):
    """The holder's own use, as anybody's."""
    p = account.person
    if start == 0 and end is None:
        spend_life(w, p, account, per_day or w.habit())
    else:
        w.live(account, p.seat, start, end, per_day, p.rhythm)


def seller(w, ring, role, story, city=None, kind=None, rhythm=None, age=None):
    """A person who lets an account go; the holder is known or the price is poor."""
    r = w.rng
    p = w.person(city, rhythm)
    age = r.expovariate(1 / 500) * DAY + 60 * DAY if age is None else age
    a = w.account(p, kind or r.choice(("personal", "personal", "professional")), -int(age))
    a.holder = p.holder if role != "traded" or r.random() > 0.15 else ""
    w.mark(a, role, ring, story)
    return a


def own_side(w, h):
    """The hand and the flatmate have accounts of their own, as ordinary as anybody's."""
    for p in (h.me, w.person(h.me.city)):
        if w.rng.random() < 0.5:
            a = w.account(p)
            w.live(a, Seat(p.seat.devices, p.seat.nets + [h.office], p.city, p.seat.main), rhythm=p.rhythm)
            scribble(w, a)


def aftermath(w, account):
    """The seller opens a new account on the old phone, as people do."""
    r, p = w.rng, account.person
    if r.random() < 0.3:
        b = w.account(p, registered=w.when(0.3, 0.85))
        w.live(b, other_seat(w, p.seat), b.registered, w.end, None, p.rhythm)
