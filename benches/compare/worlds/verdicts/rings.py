"""What every operation needs whatever it trades: seats, wallets, middlemen, buyers, and a level of care."""

import commerce
import tables as T
import texts
from people import MILD, live, newcomer
from tables import draw
from world import INF, Net, Operator, Use


class Ring:
    """One operation: its place, money and habits."""

    def __init__(self, w, town, rnd, typology, trick):
        self.w, self.town, self.rnd, self.typology, self.trick = w, town, rnd, typology, trick
        self.id, self.L = w.ident(rnd, "r", 40), T.LEVEL[w.level]
        self.city = w.city(rnd)
        self.net = w.broadband(rnd, self.city)
        self.wallets = [w.ident(rnd, "w") for _ in range(self.L["wallets"])]
        self.mids = [w.ident(rnd, "w") for _ in range(1 + self.L["wallets"] // 2)]
        self.hours = draw(rnd, ("pick", ("shop", 4), ("night", 3), ("office", 2), ("evening", 2)))
        self.dev, self.left, self.clients = None, 0, []
        self.trade = rnd.choice(T.INDUSTRIES)
        self.sheets = [texts.template(rnd, self.trade) for _ in range(rnd.randint(2, 4))]

    def mark(self, acc, role=None):
        if acc.role == "clean":
            acc.role, acc.ring, acc.judged = role or self.typology, self.id, True
        self.w.story(acc, self.trick, self.typology)

    # ---- seats
    def proxy(self, city):
        """An address in the holder's city: a rotating residential exit, or one line for one cloud phone."""
        w, rnd = self.w, self.rnd
        if self.L["cloud"]:
            return Net(city, rnd.sample(w.pool[city], rnd.randint(1, 4)), draw(rnd, ("logn", 14, 0.6)))
        return Net(city, rnd.sample(w.pool[city], rnd.randint(3, 8)), rnd.uniform(1, 4))

    def seat(self, city, hours=None):
        """Where the operation uses one account of a holder in `city`."""
        w, rnd = self.w, self.rnd
        if self.left <= 0:
            self.dev, self.left = w.device(rnd), draw(rnd, self.L["per_device"])
        self.left -= 1
        net = self.proxy(city) if self.L["proxy"] else self.net
        if hours is None:
            hours = draw(rnd, T.PEOPLE_HOURS) if self.L["cloud"] else self.hours
        op = w.station(rnd, net, hours, self.dev)
        if self.L["slip"]:
            op.slip = (self.L["slip"], self.net)
        return op

    def customer(self, city):
        """A buyer of one or a few accounts, and the seat from which he uses this one: (operator, wallet)."""
        w, rnd = self.w, self.rnd
        if self.clients and rnd.random() < 0.25:
            p = rnd.choice(self.clients)
        elif rnd.random() < 0.3:
            p = rnd.choice(w.people)
            if any(a.role != "clean" or a.firm for a in p.accounts):
                p = w.person(rnd)
            for a in p.accounts:
                a.judged = False
        else:
            p = w.person(rnd)
        self.clients.append(p)
        if not self.L["proxy"]:
            return p, p.wallet
        if self.L["cloud"]:
            return w.station(rnd, self.proxy(city), draw(rnd, T.PEOPLE_HOURS)), p.wallet
        op = Operator(city, self.proxy(city), p.carrier, 0.0, p.main_device(1), p.hours)
        op.slip = (2 * self.L["slip"], p.home)
        return op, p.wallet

    # ---- money
    def wallet(self):
        return self.rnd.choice(self.wallets)

    def pay(self, t, src, dst, amount):
        """Direct, through a middleman who keeps a cut, or out of sight."""
        rnd, L = self.rnd, self.L
        if rnd.random() > L["onchain"]:
            return
        amount = round(amount, -1) if rnd.random() < 0.5 else round(amount, 2)
        if rnd.random() < L["middle"]:
            mid = rnd.choice(self.mids)
            self.w.pay(t, src, mid, amount)
            self.w.pay(
                t + draw(rnd, ("logn", 0.6, 1.1)), mid, dst, round(amount * rnd.uniform(0.88, 0.99), 2)
            )
        else:
            self.w.pay(t, src, dst, amount)

    # ---- accounts
    def holder(self, **kw):
        """An ordinary person's account with an ordinary life, that will get into this business."""
        a = newcomer(self.w, self.rnd, **kw)
        live(self.w, self.town, self.rnd, a.owner, only=MILD)
        return a

    def hand_over(self, acc, t, op, rate=None, end=INF, hours=None):
        """From t the account is in other hands; credentials change as far as the care allows."""
        w, rnd, L = self.w, self.rnd, self.L
        acc.cut(t)
        begin = max(t, min(t + draw(rnd, L["gap"]), w.days - 3))
        acc.uses.append(
            Use(op, begin, max(begin, end), rate or min(3.0, draw(rnd, T.RATE["personal"]) * 1.6), hours)
        )
        if rnd.random() < L["password"]:
            w.change(acc, "password", begin - rnd.random() * 0.05)
        if rnd.random() < L["phone"]:
            w.change(acc, "phone", begin + draw(rnd, ("exp", 0.6)), op.phone or w.ident(rnd, "t", 56))
        if rnd.random() < L["payout"]:
            w.change(acc, "payout", begin + draw(rnd, ("exp", 2)), op.wallet or w.ident(rnd, "w"))
        return begin

    def new_life(self, acc, t, spend=0.5):
        """The new operator's notes and advertising."""
        rnd = self.rnd
        trade = self.trade if rnd.random() < 0.4 else rnd.choice(T.INDUSTRIES)
        self.post(acc, t, self.w.days, trade, 3.5)
        if rnd.random() < spend:
            s = t + draw(rnd, ("logn", 6, 0.6))
            commerce.campaign(
                self.w,
                rnd,
                acc,
                s,
                s + draw(rnd, ("logn", 12, 0.7)),
                draw(rnd, ("logn", 90, 0.8)),
                draw(rnd, ("pick", ("seeding", 4), ("lead_collection", 4), ("shutiao", 3))),
            )

    def post(self, acc, t0, t1, trade, mean):
        """Notes in [t0, t1): house templates of the operation, the more reworded the higher the care."""
        w, rnd = self.w, self.rnd
        t0, t1 = max(0, t0, acc.reg + 0.01), min(t1, w.days)
        for _ in range(commerce.poisson(rnd, mean * max(0, t1 - t0) / w.days * 1.5)):
            if trade == self.trade and rnd.random() < self.L["text"]:
                text = texts.vary(rnd, rnd.choice(self.sheets), rnd.choice((0, 1, 1)) + w.level)
            else:
                text = texts.plain(rnd, trade)
            w.note(acc, rnd.uniform(t0, t1), text)


def run(w, town, typology, table, tricks):
    """Every trick of a typology, as often as the size of the world asks for."""
    small = min(1.0, max(0.3, 2 * w.scale))  # small worlds have smaller rings, not every trick
    dice, sure = w.rng(typology), list(table)[0]
    for trick, (n, size) in table.items():
        for i in range(max(trick == sure, int(n * w.scale + dice.random()))):
            rnd = w.rng(f"{typology} {trick} {i}")
            ring = Ring(w, town, rnd, typology, trick)
            tricks[trick](
                ring,
                (
                    max(size[1], round(draw(rnd, size) * small))
                    if size[1] < 3
                    else max(3, round(draw(rnd, size) * small))
                ),
            )
