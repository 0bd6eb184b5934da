"""Companies that sell binding slots, and the accounts that sit in them."""

from .base import DAY, FOREVER, Person, token
from .firms import Firm, bench
from .masks import Den, customer, free_people, fresh_account, looseness, new_person
from .places import pick_city
from .texts import INDUSTRIES, Copy, Own

QUOTA = 30


def strangers(w, rng, n, near=None):
    """People who want a slot: traders with a business of their own, in any town."""
    old = free_people(w, rng, n * 2 // 3, (lambda p: p.city == near) if near else None)
    return old + [new_person(w, rng, near, "professional") for _ in range(n - len(old))]


def take_slot(w, rng, f, p, a, b, ring, story, den, fee=None, payee=None, method="bound", acc=None):
    """p's account is bound to f from a to b; p goes on as before, with p's own business."""
    acc = acc or p.accounts[0]
    acc.kind = "kos"
    declared = p.holder if rng.random() < 0.55 else rng.choice((None, token(rng)))
    bind = w.bind(f, acc, max(a, acc.reg + 900), None if b >= FOREVER else b, method, declared)
    if not acc.ring:
        trade = rng.choice(INDUSTRIES)
        if rng.random() < 0.7:
            acc.industry = trade if rng.random() < 0.5 else f.industry
            acc.writes.append((a, FOREVER, rng.uniform(0.3, 2), Own(trade, p.city)))
        acc.segs = acc.segs or []
        acc.use(p, a, FOREVER, rng.uniform(0.1, 0.9))
    if rng.random() < 0.45:  # what the slot is for: spend through the company
        acc.ads.append(
            (
                a + rng.uniform(0.5, 14) * DAY,
                min(b, FOREVER),
                rng.uniform(0.3, 0.9),
                rng.uniform(30, 500),
                rng.choice(("seeding", "lead_collection", "lead_collection", "search")),
            )
        )
    if w.level == 0 and rng.random() < 0.45 or w.level == 1 and rng.random() < 0.2:
        h = den.seat(p.city)  # the seller's clerk sets the account up
        acc.use(den.hand(), max(a - 0.2 * DAY, 0), a + 0.8 * DAY, 2.5, devs=h["devs"], nets=h["nets"])
    if fee:
        t, (amount, every) = max(a, 0) + rng.uniform(-0.7, 0.7) * DAY, fee
        while t < min(b, w.end):
            den.settle(p.wallet, payee or den.wallet(), t, amount)
            t += every * DAY
    w.mark(acc, "affiliated", ring, story)
    return bind


def seller_firm(w, rng, f, ring, story):
    w.mark(f.ent, "affiliated", ring, story)


def small_real_firms(w, rng, most=8):
    return [
        f
        for f in w.firms
        if 1 <= len(f.staff) <= most
        and not f.ent.ring
        and not f.ent.drop
        and not f.closed
        and not f.ent.group
    ]


def slot_shop(w, rng):
    """A real firm with a few real staff sells its other slots, slowly at first and then by recommendation."""
    ring, f = w.ring("A"), rng.choice(small_real_firms(w, rng))
    den = Den(w, rng, 1, city=f.city)
    if w.level == 0:
        den.wallets, den.lines, den.devices = [f.wallet], [f.office], f.pcs
    seller_firm(w, rng, f, ring, "slot_shop")
    fee = (rng.randint(10, 60) * 10, rng.choice((30, 30, 90, 365)))
    t, gap = rng.uniform(-30, 15), rng.uniform(2, 8)
    sham = w.level > 0 and rng.random() < 0.5
    for p in strangers(w, rng, min(QUOTA - len(f.staff), rng.randint(10, 24))):
        b = FOREVER if rng.random() < 0.6 else (t + rng.uniform(20, 90)) * DAY
        if t * DAY < w.end - 2 * DAY:
            take_slot(w, rng, f, p, t * DAY, b, ring, "slot_shop", den, fee)
            if sham and p.wallet:  # a small wage for show, sent back under another title
                for m in range(int(max(t, 0) // 30) + 1, int(min(b, w.end) // (30 * DAY)) + 1):
                    w.pay(f.wallet, p.wallet, m * 30 * DAY, 3000)
                    w.pay(
                        p.wallet,
                        f.wallet,
                        (m * 30 + rng.uniform(0.5, 6)) * DAY,
                        3000 - rng.randint(0, 9) * 10,
                    )
        t += rng.expovariate(1 / gap)
        gap = max(0.7, gap * 0.88)


def licence_bundle(w, rng):
    """Several licences, one hand: shells filled with strangers and an own matrix."""
    ring, den = w.ring("A"), Den(w, rng, rng.randint(2, 5), n_hands=2)
    matrix = rng.uniform(0.1, 0.5)
    copy = Copy(rng, rng.choice(INDUSTRIES), den.city, 3, looseness(w, rng))
    boss = Person(rng, den.city, "owl")
    t = rng.uniform(-40, 5)
    for _ in range(rng.randint(3, 4)):
        front = (
            boss
            if w.level == 0 or rng.random() < 0.2
            else Person(rng, den.city if w.level < 2 else pick_city(rng))
        )
        f = Firm(w, rng, "micro", boss=front, city=front.city)
        f.ent.reg = -rng.uniform(50, 300) * DAY
        f.wallet = f.ent.payout = den.wallet() if rng.random() < 0.7 else f.wallet
        f.ent.use(den.hand(), -FOREVER, FOREVER, rng.uniform(0.3, 0.9), **den.seat(f.city))
        seller_firm(w, rng, f, ring, "licence_bundle")
        filled = rng.randint(QUOTA - 4, QUOTA) - (0, 0, rng.randint(2, 9))[w.level]
        people = strangers(w, rng, int(filled * (1 - matrix)))
        for p in people + [None] * (filled - len(people)):
            a = (t + rng.expovariate(1 / (3, 8, 25)[w.level])) * DAY
            a = min(a, w.end - rng.uniform(3, 12) * DAY)
            if p:
                take_slot(
                    w, rng, f, p, a, FOREVER, ring, "licence_bundle", den, (rng.randint(8, 40) * 10, 30)
                )
                continue
            town = den.city if w.level == 0 else pick_city(rng)
            acc = fresh_account(w, rng, "kos", town)
            acc.use(den.hand(), -FOREVER, FOREVER, rng.uniform(0.2, 1.0), **den.seat(town))
            acc.writes.append((a, FOREVER, rng.uniform(0.4, 2), copy))
            acc.kind, acc.industry = "kos", f.industry
            w.bind(
                f, acc, max(a, acc.reg + 900), None, "bound", acc.holder if rng.random() < 0.6 else token(rng)
            )
            w.mark(acc, "affiliated", ring, "licence_bundle_matrix")
            if rng.random() < 0.4:
                acc.ads.append(
                    (a + rng.uniform(0, 8) * DAY, FOREVER, 0.6, rng.uniform(40, 300), "lead_collection")
                )
        t += rng.uniform(6, 18)  # the next licence when the last one is full


def cohort(w, rng):
    """The same group of accounts moves from firm to firm, a step ahead of the sanction."""
    ring, n = w.ring("A"), rng.randint(11, 20)
    den, people = Den(w, rng, 2), strangers(w, rng, n)
    hosts = rng.sample(small_real_firms(w, rng, 6), 4)
    t = rng.uniform(-20, 6)
    for i, f in enumerate(hosts):
        stay = rng.uniform(13, 34)
        if t > w.days - 8:
            break
        for p in people:
            if i and rng.random() < 0.08 * i:
                continue  # some drop out on the way
            jitter = rng.uniform(0, (0.3, 2.5, 9)[w.level])
            last = i == len(hosts) - 1 or t + stay > w.days - 8
            take_slot(
                w,
                rng,
                f,
                p,
                (t + jitter) * DAY,
                FOREVER if last else (t + stay + rng.uniform(0, (0.3, 2, 3)[w.level])) * DAY,
                ring,
                "cohort_moves_on",
                den,
                (rng.randint(10, 40) * 10, 400),
                f.wallet if w.level == 0 else None,
            )
        seller_firm(w, rng, f, ring, "cohort_moves_on")
        t += stay + rng.uniform(0.3, 4) + (0, 2, 6)[w.level]


def slot_broker(w, rng):
    """A broker spreads strangers over many real firms, two to five in each, and keeps a share."""
    ring, den = w.ring("A"), Den(w, rng, 1)
    hosts = rng.sample(small_real_firms(w, rng, 14), rng.randint(3, 6))
    for f in hosts:
        seller_firm(w, rng, f, ring, "slots_through_broker")
        for p in strangers(w, rng, rng.randint(2, 5)):
            a = rng.uniform(-20, w.days - 6) * DAY
            fee = rng.randint(15, 60) * 10
            b = FOREVER if rng.random() < 0.7 else a + rng.uniform(25, 60) * DAY
            take_slot(w, rng, f, p, a, b, ring, "slots_through_broker", den, (fee, 400))
            den.settle(den.wallet(), f.wallet, a + rng.uniform(0.2, 5) * DAY, fee * 0.6)


def created_for_others(w, rng):
    """The firm creates accounts in its own name and gives them to strangers: lawful on paper."""
    ring, f = w.ring("A"), rng.choice(small_real_firms(w, rng))
    den = Den(w, rng, 1, city=f.city)
    if w.level == 0:
        den.wallets, den.devices, den.lines = [f.wallet], f.pcs, [f.office]
    seller_firm(w, rng, f, ring, "created_for_strangers")
    for _ in range(rng.randint(6, 13)):
        p, t = Person(rng, pick_city(rng)), rng.uniform(-40, w.days - 10)
        found = free_people(w, rng, 1) if rng.random() < 0.5 else []
        if found:
            p = found[0]
            customer(p)
        acc = w.account(
            rng, "kos", (t - 1) * DAY, f.city, holder=f.boss.holder, phone=token(rng), industry=f.industry
        )
        seat = den.seat(f.city)
        acc.use(
            f.boss, -FOREVER, (t + 0.4) * DAY, 1.5, devs=seat["devs"], nets=seat["nets"], hours=bench(rng)
        )
        if rng.random() < 0.7:
            acc.change("password", (t + 0.5) * DAY)
        if rng.random() < 0.4:
            acc.change("phone", (t + 0.6) * DAY, p.phone)
        if w.level == 2 or (w.level == 1 and rng.random() < 0.6):
            how = dict(nets=[den.proxy(f.city)], devs=den.seat(f.city)["devs"] if w.level == 2 else None)
            acc.use(p, (t + 0.5) * DAY, FOREVER, rng.uniform(0.3, 1.5), **how)
        take_slot(
            w,
            rng,
            f,
            p,
            t * DAY,
            FOREVER,
            ring,
            "created_for_strangers",
            den,
            (rng.randint(15, 50) * 10, 90),
            method="created",
            acc=acc,
        )


def relatives(w, rng):
    """A boss fills slots with kin and school friends who never work there; no money, small favours."""
    ring, f = w.ring("A"), rng.choice(small_real_firms(w, rng, 4))
    den = Den(w, rng, 1, city=f.city)
    seller_firm(w, rng, f, ring, "relatives_as_staff")
    for p in strangers(w, rng, rng.randint(3, 6), near=f.city if rng.random() < 0.5 else None):
        take_slot(w, rng, f, p, rng.uniform(-60, w.days - 12) * DAY, FOREVER, ring, "relatives_as_staff", den)


def run(w):
    rng = w.rng("slots", w.level)
    for story, k in (
        (slot_shop, 4),
        (licence_bundle, 2),
        (cohort, 2),
        (slot_broker, 3),
        (created_for_others, 2),
        (relatives, 3),
    ):
        for _ in range(w.count(k)):
            story(w, rng)
