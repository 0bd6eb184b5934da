"""Accounts sold for good."""

from crew import Crew, a_company, honest_pool, stranger, take, times
from model import DAY, Use
from words import Brief


def build(W):
    rng = W.rng("sale%d" % W.level)
    farms(W, rng)
    dealers(W, rng)
    singles(W, rng)
    insiders_sell_created(W, rng)


class Buyer:
    """Who takes a sold account: a firm that wants reach, or a private person."""

    def __init__(self, W, rng):
        self.c = self.firm(W, rng) if rng.random() < 0.6 else None
        if self.c:
            W.customer(self.c.acc)
            self.pay, self.city = self.c.pay, self.c.city
            self.person = None
        else:
            self.person = stranger(W, rng)
            self.pay, self.city = self.person.pay, self.person.city
            if rng.random() < 0.5:
                x = W.account(rng, "personal", self.person)
                W.live(rng, x, self.person)
                W.customer(x)

    @staticmethod
    def firm(W, rng):
        """Firms that buy at all buy more than once, from whoever has goods."""
        if W.account_buyers and rng.random() < 0.7:
            return rng.choice(W.account_buyers)
        c = a_company(W, rng, lambda c: c.spend > 0)
        if c:
            W.account_buyers.append(c)
        return c

    def nets(self, W, rng):
        if W.level == 2:
            n = W.broadband(rng, self.city)
            return [(n, 1)]
        if self.c:
            return [(self.c.office, 0.7), (W.carrier(self.city), 0.3)]
        return self.person.nets

    def dev(self, W, rng):
        if W.level == 2 or rng.random() < 0.35:
            return W.new_dev()
        if self.c:
            if not self.c.hq_devs:
                self.c.hq_devs.append(W.new_dev())
            return rng.choice(self.c.hq_devs)
        return self.person.dev


def hand_over(W, rng, acc, buyer, ts, price, seller_pay, crew, story, quiet=0.0):
    """Password, number, perhaps payout and holder change; the buyer moves in and spends."""
    day = ts // DAY
    W.cut(acc, day)
    if rng.random() > quiet:
        W.change(acc, "password", ts)
    if rng.random() > 0.12 + quiet:
        W.set_phone(acc, ts + rng.randrange(60, 5000))
    if rng.random() < 0.45 - quiet / 3:
        new = buyer.pay if W.level == 0 or rng.random() < 0.4 else W.tok("p")
        W.change(acc, "payout_account", ts + rng.randrange(600, 3 * DAY), acc.pay, new)
        acc.pay = new
    if rng.random() < 0.12:
        new = W.tok("h")
        W.change(acc, "holder", ts + rng.randrange(DAY, 6 * DAY), acc.holder, new)
        acc.holder = new
    wait = 0 if rng.random() < 0.6 else rng.randrange(1, 9)
    acc.uses.append(
        Use(
            [(buyer.dev(W, rng), 1)],
            buyer.nets(W, rng),
            min(W.days - 1, day + wait),
            W.days,
            rng.uniform(0.25, 1.1),
            rng.choice(("office", "evening", "late_office")),
            rng.gauss(0, 1),
            first=ts + 1200 if not wait else None,
            curve="work" if buyer.c else "life",
        )
    )
    crew.move(buyer.pay, seller_pay, ts - rng.randrange(600, DAY), price)
    if rng.random() < 0.65:
        acc.spend = (
            min(W.days - 1, day + rng.randrange(1, 14)),
            W.days,
            rng.choice(("seeding", "seeding", "lead_collection", "shutiao")),
            rng.uniform(60, 400),
            0.4,
        )
    brief = buyer.c.brief if buyer.c else None
    acc.notes.append((min(day + 1, W.days - 1), W.days, rng.uniform(0.03, 0.3), brief, rng.choice((1, 2, 3))))
    if buyer.c and acc.kind != "enterprise" and rng.random() < 0.4:
        W.bind(buyer.c, acc, ts + rng.randrange(2 * DAY, 12 * DAY), None, "bound", "")
    W.guilty(acc, "traded", crew.ring, story)


def farms(W, rng):
    """Raised on a rig, sold one by one before the big days and at month's end."""
    for _ in range(times(W, 8, 2)):
        crew = Crew(W, rng)
        sort = rng.choice(("raised", "raised", "recycled_numbers"))
        brief = Brief(crew.ring, "") if rng.random() < 0.5 else None
        names = [W.tok("h") for _ in range(rng.randrange(3, 9))]
        buyers = [Buyer(W, rng) for _ in range(rng.randrange(4, 9))]
        born = -rng.randrange(40, 300)
        for _ in range(rng.randrange(6, 20)):
            hid = rng.choice(names) if W.level == 0 else W.tok("h")
            owner = stranger(W, rng)
            reg = (
                (born + rng.randrange(0, 30)) * DAY + rng.randrange(DAY)
                if W.level < 2
                else -rng.randrange(30, 900) * DAY
            )
            acc = W.account(
                rng,
                rng.choice(("personal", "personal", "professional")),
                owner,
                reg=min(reg, -DAY),
                holder=hid,
                pay="" if rng.random() < 0.7 else crew.payee(),
            )
            d = W.season.deal.draw(rng, 8, W.days - 8)
            crew.use(acc, 0, W.days, rng.uniform(0.1, 0.45), owner.city)
            acc.notes.append((0, W.days, rng.uniform(0.01, 0.1), brief, 1))
            hand_over(
                W,
                rng,
                acc,
                rng.choice(buyers) if rng.random() < 0.5 else Buyer(W, rng),
                W.ts(rng, d, 10, 23),
                rng.choice((180, 260, 300, 450, 680, 880)),
                crew.payee(),
                crew,
                "farm_" + sort,
            )


def dealers(W, rng):
    """Dealers buy accounts of sleepers and creators, warm them for some days and sell them on."""
    pool = honest_pool(W, ("personal", "professional"))
    for _ in range(times(W, 7, 2)):
        crew = Crew(W, rng)
        sleepers = rng.random() < 0.5
        story = "dealer_wakes_sleepers" if sleepers else "dealer_buys_and_resells"
        for _ in range(rng.randrange(5, 13)):
            acc = take(rng, pool, W)
            if not acc:
                return
            d = W.season.deal.draw(rng, 8, W.days - 16)
            ts, keep = W.ts(rng, d, 10, 23), rng.randrange(2, 14)
            city = acc.person.city
            if sleepers:
                W.cut(acc, rng.choice((0, 1, 3)))
            W.cut(acc, d)
            W.change(acc, "password", ts)
            if rng.random() < 0.6:
                W.set_phone(acc, ts + 700)
            crew.move(crew.payee(), acc.person.pay, ts, rng.choice((50, 80, 120, 200, 400)))
            crew.use(acc, d, d + keep, rng.uniform(0.3, 1), city, first=ts + 500)
            hand_over(
                W,
                rng,
                acc,
                Buyer(W, rng),
                W.ts(rng, d + keep, 10, 23),
                rng.choice((300, 500, 800, 1500)),
                crew.payee(),
                crew,
                story,
            )


def singles(W, rng):
    """Somebody sells the own account once: staff who quit, creators, a sale dressed up as a gift."""
    pool = honest_pool(W, ("professional",))
    quitters = [
        s for s in W.staff if 5 < s.b < W.days - 8 and s.method == "bound" and s.acc.company is s.company
    ]
    for k in range(times(W, 46, 6)):
        crew = Crew(W, rng)
        if k % 2 and quitters:
            s = quitters.pop(rng.randrange(len(quitters)))
            acc, d = s.acc, min(W.days - 5, s.b + rng.randrange(1, 12))
            story = "quitting_employee_sells"
        else:
            acc, d = take(rng, pool, W), W.season.deal.draw(rng, 6, W.days - 6)
            story = "creator_sells_before_campaign" if k % 4 else "sale_as_family_gift"
        if not acc or acc.id in W.busy:
            continue
        gift = story == "sale_as_family_gift"
        hand_over(
            W,
            rng,
            acc,
            Buyer(W, rng),
            W.ts(rng, d, 9, 23),
            rng.choice((600, 1200, 2000, 3500, 5200)),
            acc.person.pay,
            crew,
            story,
            quiet=0.35 if gift else 0.1,
        )


def insiders_sell_created(W, rng):
    """An administrator sells the accounts of leavers instead of handing them on."""
    pool = [s for s in W.staff if s.method == "created" and s.acc.id not in W.busy and s.a < W.days - 30]
    for _ in range(times(W, 5, 1)):
        if not pool:
            return
        c = rng.choice(pool).company
        mine = [s for s in pool if s.company is c and s.acc.id not in W.busy][: rng.randrange(1, 6)]
        crew = Crew(W, rng)
        buyer = Buyer(W, rng)
        for s in mine:
            d = max(s.a + 4, W.season.leave.draw(rng, 10, W.days - 8))
            if s.acc.id not in W.busy and d < W.days - 3:
                hand_over(
                    W,
                    rng,
                    s.acc,
                    buyer,
                    W.ts(rng, d),
                    rng.choice((300, 500, 800)),
                    crew.payee(),
                    crew,
                    "admin_sells_leavers_accounts",
                    quiet=0.15,
                )
