"""Accounts that are sold."""

from .base import DAY, FOREVER, Person, new_device, token
from .masks import Den, busy_pace, customer, free_people, fresh_account, looseness
from .people import open_account
from .places import Net, pick_city
from .texts import INDUSTRIES, Copy, Own


class Buyer:
    """Who takes an account: a private trader with an own phone, or an operation with a den."""

    def __init__(self, w, rng, den=None):
        self.den, self.person = den, None
        if den is None:
            found = free_people(w, rng, 1) if rng.random() < 0.45 else []
            self.person = found[0] if found else Person(rng, pick_city(rng))
            if found:
                customer(self.person)
        self.wallet = den.wallet() if den else self.person.wallet
        self.topic = rng.choice(INDUSTRIES)
        self.city = den.city if den else self.person.city
        self.copy = (
            Copy(rng, self.topic, self.city, 3, looseness(w, rng)) if den else Own(self.topic, self.city)
        )

    def seat(self, w, rng, seller_den, home):
        """The buyer's way to work the account, given the city where it used to live."""
        if self.den:
            return self.den.hand(), self.den.seat(home)
        if w.level == 0 or (w.level == 1 and rng.random() < 0.35):
            return self.person, {}
        dev = self.person.phones[-1][1] if w.level == 1 and rng.random() < 0.4 else new_device(rng)
        exit_ = (
            seller_den.proxy(home) if rng.random() < 0.5 else Net(rng, home)
        )  # some sellers sell the line too
        return self.person, dict(devs=[dev], nets=[exit_])


def sell(w, rng, acc, buyer, t, den, ring, story, payee=None, keep_phone=False):
    """One sale at time t; den is the seller's side (for its proxies and its money)."""
    home = acc.region or buyer.city
    t = min(t, w.end - 6 * DAY)
    start = t + rng.choice((rng.uniform(0.01, 0.3), rng.uniform(0.3, 5), rng.uniform(2, 16))) * DAY
    start = min(start, w.end - rng.uniform(2, 5) * DAY)
    old_device = acc.owner.device(t) if acc.owner else None
    acc.stop(t)
    acc.stop_writing(t)
    acc.ads = [x for x in acc.ads if x[0] < t]
    who, how = buyer.seat(w, rng, den, home)
    if keep_phone and old_device:  # the phone goes along with the account
        how = dict(how, devs=[old_device])
    acc.use(who, start, FOREVER, busy_pace(rng), **how)
    late = (0.3, 3, 12)[w.level]
    if rng.random() < (0.85, 0.75, 0.6)[w.level]:
        acc.change("password", t + rng.uniform(0, 1 if rng.random() < 0.6 else late * 2) * DAY)
    if not keep_phone and rng.random() < (0.7, 0.6, 0.45)[w.level]:
        acc.change("phone", t + rng.uniform(0.01, late + 1) * DAY, token(rng))
    if rng.random() < 0.35 and buyer.wallet:
        acc.change("payout_account", start + rng.uniform(0, late * 2 + 2) * DAY, buyer.wallet)
    if rng.random() < 0.2:
        acc.change(
            "holder", start + rng.uniform(0, 8) * DAY, token(rng) if buyer.den else buyer.person.holder
        )
    if rng.random() < 0.8:
        acc.writes.append((start + rng.uniform(0, 8) * DAY, FOREVER, rng.uniform(0.4, 3), buyer.copy))
    if rng.random() < 0.33:
        acc.ads.append(
            (
                start + rng.uniform(1, 25) * DAY,
                FOREVER,
                rng.uniform(0.3, 0.9),
                rng.uniform(40, 600),
                rng.choice(("seeding", "seeding", "lead_collection", "search", "shutiao")),
            )
        )
    price = rng.lognormvariate(5.7, 0.6)
    payee = payee or den.wallet()
    if rng.random() < 0.2:  # deposit first
        den.settle(buyer.wallet, payee, t - rng.uniform(0.1, 3) * DAY, price * 0.2 // 1)
    den.settle(
        buyer.wallet, payee, t + rng.uniform(-0.5, 1) * DAY, price // 10 * 10 - rng.choice((0, 0, 1, 2))
    )
    w.mark(acc, "traded", ring, story)


def farm(w, rng, into_firm=False):
    """Raises accounts on its phones and sells them one by one, or a good part to one company."""
    ring, n = w.ring("T"), rng.randint(9, 24)
    den = Den(w, rng, n // rng.choice((3, 5, 8)) + 1, n_hands=rng.choice((1, 2)))
    nurse = Copy(rng, "生活", den.city, 5, looseness(w, rng))
    holders = [token(rng) for _ in range(max(2, n // 3))]
    firm = rng.choice([f for f in w.firms if len(f.staff) < 15]) if into_firm else None
    bulk = Den(w, rng, 2, city=firm.city) if into_firm else None
    t, topic_buyer = rng.uniform(5, 20) * DAY, None
    gap = (w.days - 12) * DAY / n * rng.uniform(0.6, 0.98)
    for i in range(n):
        a = fresh_account(
            w, rng, "personal", den.city if w.level == 0 or rng.random() < 0.2 else pick_city(rng), (15, 300)
        )
        if w.level == 0 and rng.random() < 0.5:
            a.holder = rng.choice(holders)
        if rng.random() < 0.3:
            a.payout = den.wallet()
        a.use(den.hand(), -FOREVER, FOREVER, rng.uniform(0.25, 1.0), **den.seat(a.region))
        a.writes.append((-FOREVER, FOREVER, rng.uniform(0.2, 1.2), nurse))
        if firm and i % 3:
            if topic_buyer is None:
                topic_buyer = Buyer(w, rng, bulk)
                topic_buyer.wallet = firm.wallet
                firm.ent.drop = True
            sell(w, rng, a, topic_buyer, t, den, ring, "farm_to_company")
            a.kind = "kos"
            w.bind(
                firm,
                a,
                t + rng.uniform(1, 9) * DAY,
                None,
                "bound",
                token(rng) if rng.random() < 0.6 else None,
            )
        else:
            sell(w, rng, a, Buyer(w, rng), t, den, ring, "farm_one_by_one")
        t = min(t + rng.expovariate(1 / gap), w.end - rng.uniform(2, 7) * DAY)


def recycler(w, rng):
    """Buys idle accounts from people, tries each on his phone, sells on after days or weeks."""
    ring, den = w.ring("T"), Den(w, rng, rng.randint(1, 3))
    idle = free_people(w, rng, rng.randint(8, 15), lambda p: p.accounts[0].segs[0].rate < 0.35)
    for p in idle:
        a, t = p.accounts[0], rng.uniform(4, w.days - 16) * DAY
        den.settle(den.wallet(), p.wallet, t + rng.uniform(0, 0.4) * DAY, rng.randint(3, 20) * 10)
        until = t + rng.uniform(0.5, 10) * DAY
        a.stop(t)
        a.use(den.hand(), t, until, rng.uniform(0.3, 1.5), **den.seat(a.region))
        if rng.random() < 0.8:
            a.change("password", t + rng.uniform(60, 5000))
        sell(w, rng, a, Buyer(w, rng), until, den, ring, "recycled_idle_account")


def employee_sells(w, rng):
    """One employee, one or two own accounts, one buyer."""
    ring = w.ring("T")
    jobs = [
        j
        for f in w.firms
        for j in f.staff
        if j.method == "bound" and j.b >= FOREVER and not j.who.busy and not j.acc.ring and j.a < w.end / 2
    ]
    j = rng.choice(jobs)
    j.who.busy = True
    den = Den(w, rng, 1, city=j.who.city)
    t = rng.uniform(max(8, j.a / DAY + 5), w.days - 9) * DAY
    buyer = Buyer(w, rng)
    sell(w, rng, j.acc, buyer, t, den, ring, "employee_sells_own", payee=j.who.wallet)
    if rng.random() < 0.6:
        j.bind[3] = t + rng.uniform(-6, 15) * DAY
    if rng.random() < 0.4:
        spare = open_account(
            w, rng, j.who, "professional", rng.uniform(0.1, 0.5), reg=-rng.uniform(90, 900) * DAY
        )
        sell(
            w,
            rng,
            spare,
            buyer,
            t + rng.uniform(0, 6) * DAY,
            den,
            ring,
            "employee_sells_own",
            payee=j.who.wallet,
        )


def matrix_sale(w, rng):
    """A studio hands its whole set to one operator at a time: all in a night, or in three lots."""
    ring, n = w.ring("T"), rng.randint(9, 18)
    den, other = Den(w, rng, rng.randint(2, 5)), Den(w, rng, rng.randint(2, 5), n_hands=2)
    buyer, nurse = Buyer(w, rng, other), Copy(rng, rng.choice(INDUSTRIES), den.city, 4, looseness(w, rng))
    lots = [rng.uniform(12, w.days - 12) * DAY for _ in range(rng.choice((1, 3)) if w.level < 2 else 6)]
    for _ in range(n):
        a = fresh_account(
            w, rng, rng.choice(("personal", "professional")), den.city if w.level == 0 else pick_city(rng)
        )
        a.use(den.hand(), -FOREVER, FOREVER, rng.uniform(0.3, 1.1), **den.seat(a.region))
        a.writes.append((-FOREVER, FOREVER, rng.uniform(0.4, 1.5), nurse))
        sell(
            w,
            rng,
            a,
            buyer,
            rng.choice(lots) + rng.uniform(0, 0.15 + 3 * (w.level > 0)) * DAY,
            den,
            ring,
            "matrix_changes_hands",
        )


def with_phone(w, rng):
    """Account, SIM and old handset in one parcel: the device stays, everything else changes."""
    ring, den = w.ring("T"), Den(w, rng, 1)
    for p in free_people(w, rng, rng.randint(3, 8)):
        a, t = p.accounts[0], rng.uniform(6, w.days - 10) * DAY
        den.settle(den.wallet(), p.wallet, t, rng.randint(15, 70) * 10)
        sell(w, rng, a, Buyer(w, rng), t, den, ring, "sold_with_phone", keep_phone=True)
        p.phones.append((t, new_device(rng)))


def closing_sale(w, rng):
    """A firm gives up and sells the accounts that it had created, with their fans, to an operator."""
    firms = [
        f
        for f in w.firms
        if not f.closed
        and sum(j.method == "created" and j.b >= FOREVER and not j.acc.ring for j in f.staff) >= 5
    ]
    f = rng.choice(firms)
    f.closed = True
    ring, t = w.ring("T"), rng.uniform(20, w.days - 20) * DAY
    den, other = Den(w, rng, 1, city=f.city), Den(w, rng, rng.randint(1, 4))
    buyers = [Buyer(w, rng, other)] + [Buyer(w, rng) for _ in range(2)]
    for j in f.staff:
        if j.b < FOREVER:
            continue
        s = t + rng.uniform(-2, 6) * DAY
        j.b, j.bind[3] = s, s + rng.uniform(0, 2) * DAY
        if j.method == "created" and not j.acc.ring:
            sell(
                w,
                rng,
                j.acc,
                buyers[0] if rng.random() < 0.7 else rng.choice(buyers),
                s,
                den,
                ring,
                "closing_sale",
                payee=f.wallet if w.level == 0 else f.boss.wallet,
            )
    f.ent.stop(t + 9 * DAY, keep=0.1)
    f.ent.drop = True


def run(w):
    rng = w.rng("traded", w.level)
    for _ in range(w.count(4)):
        farm(w, rng)
    for story, k in (
        (recycler, 4),
        (employee_sells, 13),
        (matrix_sale, 2),
        (with_phone, 3),
        (closing_sale, 2),
    ):
        for _ in range(w.count(k)):
            story(w, rng)
    farm(w, rng, into_firm=True)
