"""Consumers' contacts sold on: insiders, cut-outs, brokers, buyers."""

from .base import DAY, FOREVER, Lead
from .masks import Den, fresh_account, new_person
from .places import pick_city
from .texts import Own

OPEN_CHANNELS = ("private_message", "private_message", "export", "form")


class Trade:
    """One operation: its channel of choice, batch size, pace and price."""

    def __init__(self, w, rng, den):
        self.w, self.rng, self.den, self.ring = w, rng, den, w.ring("L")
        self.batch = ((6, 30), (3, 9), (1, 2))[w.level]
        self.gap = (rng.uniform(3, 14), rng.uniform(2, 7), rng.uniform(0.4, 2.2))[w.level]
        self.price = rng.choice((8, 15, 25, 40, 80)) * rng.uniform(0.8, 1.3)
        self.night = w.level == 0 or rng.random() < 0.3

    def hour(self):
        rng = self.rng
        return (
            rng.choice((21, 22, 23, 0, 1)) if self.night else rng.choice((10, 11, 14, 15, 16, 17, 20))
        ) * 3600

    def channel(self):
        rng = self.rng
        if self.w.level == 0:
            return rng.choice(OPEN_CHANNELS)
        return rng.choice(
            OPEN_CHANNELS + ("crm_assign",) * 3
            if self.w.level == 1
            else ("crm_assign", "crm_assign", "partner_api", "private_message")
        )

    def send(self, x, frm, to, t):
        return self.w.transfer(x, frm, to, t, self.channel(), self.ring)

    def batches(self, book, start, stop):
        """(time, leads) batches out of a book; only leads already there at that time, none twice."""
        rng, t, used = self.rng, start, set()
        book = sorted(book, key=lambda x: (x.since, x.id))
        while t < min(stop, self.w.end - DAY):
            at = int(t // DAY) * DAY + self.hour() + rng.uniform(0, 3000)
            ready = [x for x in book if x.since < at and x.since > at - 40 * DAY and x.id not in used]
            take = ready[-rng.randint(*self.batch) :]
            used.update(x.id for x in take)
            if take:
                yield at, take
            t += rng.expovariate(1 / self.gap) * DAY


def insiders(w, rng, n, firm=None):
    """Employees with a book of leads worth selling."""
    jobs = [
        j
        for f in w.firms
        if firm is None or f is firm
        for j in f.staff
        if len(j.acc.held) >= 8
        and not j.acc.ring
        and not j.who.busy
        and j.acc.firm is f
        and j.a < 20 * DAY
        and j.b > w.end * 0.6
    ]
    rng.shuffle(jobs)
    for j in jobs[:n]:
        j.who.busy = True
    return jobs[:n]


def buyers(w, rng, n, not_firm=None):
    """Firms that buy contacts, each with the account that receives them."""
    out = []
    for f in rng.sample(w.firms, min(len(w.firms), 6 * n)):
        if f is not_firm or f.ent.ring or f.closed or len(out) >= n:
            continue
        staff = [j.acc for j in f.staff if j.b >= FOREVER and j.a < 0 and not j.acc.ring]
        out.append((f, rng.choice(staff) if staff and rng.random() < 0.5 else f.ent))
    return out


def buy(w, trade, acc, story):
    if not acc.ring:
        w.mark(acc, "lead_buyer", trade.ring, story)


def pass_on(w, x, acc, t, rng):
    """The buying firm uses the lead like any other: a lawful-looking assignment inside the firm."""
    f = acc.firm
    team = [j.acc for j in f.staff if j.a < t < j.b and not j.acc.ring] if f else []
    if team and rng.random() < 0.4:
        w.transfer(x, acc, rng.choice(team), t + rng.uniform(0.2, 9) * 3600, "crm_assign")


def direct(w, rng):
    """One or two employees of a firm sell to a rival or a neighbouring trade."""
    for first in insiders(w, rng, 1):
        f = first.acc.firm
        team = [first] + (insiders(w, rng, 1, f) if rng.random() < 0.5 else [])
        den = Den(w, rng, 1, city=first.who.city)
        tr, (g, to) = Trade(w, rng, den), buyers(w, rng, 1, f)[0]
        for j in team:
            start = rng.uniform(8, w.days * 0.5) * DAY
            w.mark(j.acc, "lead_resale", tr.ring, "insider_direct")
            for t, lot in tr.batches(j.acc.held, start, j.b):
                sent = [x for i, x in enumerate(lot) if tr.send(x, j.acc, to, t + i * rng.uniform(4, 60))]
                for x in sent:
                    pass_on(w, x, to, t + 3600, rng)
                if sent:
                    buy(w, tr, to, "buys_from_insider")
                    den.settle(g.wallet, j.who.wallet, t + rng.uniform(-0.2, 2) * DAY, tr.price * len(sent))


def relay_account(w, rng, den, tr, role_story, real=False):
    """A cut-out's or broker's account: somebody's real one, or one out of the den."""
    if real:
        p = new_person(w, rng)
        acc, wallet = p.accounts[0], p.wallet
    else:
        town = den.city if w.level == 0 else pick_city(rng)
        acc = fresh_account(w, rng, rng.choice(("personal", "personal", "professional")), town, (30, 400))
        acc.use(den.hand(), -FOREVER, FOREVER, rng.uniform(0.5, 1.6), **den.seat(town))
        acc.writes.append((-FOREVER, FOREVER, rng.uniform(0, 0.5), Own("生活", town)))
        wallet = den.wallet()
        acc.payout = wallet if rng.random() < 0.6 else None
    w.mark(acc, "lead_resale", tr.ring, role_story)
    return acc, wallet


def chain(w, rng):
    """Insiders of several firms, cut-outs, a broker, and buyers who each get the same contact."""
    den = Den(w, rng, rng.randint(1, 3))
    tr = Trade(w, rng, den)
    broker, purse = relay_account(w, rng, den, tr, "broker")
    cutouts = [
        relay_account(w, rng, den, tr, "cut_out", real=rng.random() < 0.4)
        for _ in range(rng.randint(1, 3) if w.level == 0 else rng.randint(2, 5))
    ]
    relabel = rng.random() < 0.4
    clients = buyers(w, rng, rng.randint(2, 6))
    for j in insiders(w, rng, rng.randint(4, 7)):
        w.mark(j.acc, "lead_resale", tr.ring, "insider_to_broker")
        for t, lot in tr.batches(j.acc.held, rng.uniform(3, w.days * 0.55) * DAY, j.b):
            hop = rng.choice(cutouts)[0] if cutouts and rng.random() < 0.8 else broker
            den.settle(purse, j.who.wallet, t + rng.uniform(0, 3) * DAY, tr.price * 0.4 * len(lot))
            for i, x in enumerate(lot):
                at = t + i * rng.uniform(3, 40)
                if not tr.send(x, j.acc, hop, at):
                    continue
                if hop is not broker:
                    at += rng.expovariate(1 / (2, 12, 40)[w.level]) * 3600
                    if not tr.send(x, hop, broker, at):
                        continue
                sell_on(w, rng, tr, x, broker, purse, clients, at, relabel)


def sell_on(w, rng, tr, x, broker, purse, clients, at, relabel):
    """The broker sells a contact to one or more buyers, sometimes as a new lead of his own."""
    sales = [c for c in clients if c[1].firm] or clients
    for g, to in rng.sample(sales, min(len(sales), rng.choice((1, 1, 2, 2, 3)))):
        at += rng.expovariate(1 / (6, 20, 50)[w.level]) * 3600
        y = x
        if relabel and at < w.end:
            y = Lead(rng, x.contact, broker, at - rng.uniform(20, 900), "import")
            w.leads.append(y)
        if tr.send(y, broker, to, at):
            buy(w, tr, to, "buys_from_broker")
            pass_on(w, y, to, at, rng)
            if rng.random() < 0.3:
                tr.den.settle(g.wallet, purse, at + rng.uniform(-1, 3) * DAY, tr.price * rng.randint(1, 9))


def harvester(w, rng):
    """Bait accounts ('free measuring', 'quiz, get a quote') collect contacts only to sell them."""
    den = Den(w, rng, rng.randint(1, 3))
    tr = Trade(w, rng, den)
    clients = buyers(w, rng, rng.randint(2, 5))
    for _ in range(rng.randint(4, 8)):
        acc, purse = relay_account(w, rng, den, tr, "bait_form")
        acc.writes.append(
            (-FOREVER, FOREVER, rng.uniform(0.5, 2), Own(rng.choice(("装修", "教育", "医美")), den.city))
        )
        acc.ads.append((rng.uniform(-5, 40) * DAY, FOREVER, 0.6, rng.uniform(30, 200), "lead_collection"))
        t = rng.uniform(0, 25) * DAY
        while t < w.end - DAY:
            t += rng.expovariate(rng.uniform(0.3, 1.2)) * DAY
            if t >= w.end - DAY:
                break
            x = Lead(rng, f"{rng.getrandbits(96):024x}", acc, t, "form")
            w.leads.append(x)
            if rng.random() < 0.85:
                sell_on(w, rng, tr, x, acc, purse, clients, t + rng.uniform(0.1, 20) * 3600, False)


def ghost_desk(w, rng):
    """An insider with rights in the firm's CRM assigns leads to a created account that the buyer works."""
    for boss in insiders(w, rng, 1):
        f, den = boss.acc.firm, Den(w, rng, 1)
        tr, (g, to) = Trade(w, rng, den), buyers(w, rng, 1, boss.acc.firm)[0]
        ghost = fresh_account(w, rng, "kos", f.city, (5, 90))
        ghost.industry = f.industry
        ghost.use(den.hand(), -FOREVER, FOREVER, rng.uniform(0.5, 1.3), **den.seat(f.city))
        w.bind(f, ghost, max(ghost.reg + 3600, -20 * DAY), None, "created", None)
        w.mark(ghost, "lead_resale", tr.ring, "ghost_desk")
        w.mark(boss.acc, "lead_resale", tr.ring, "ghost_desk")
        for t, lot in tr.batches(boss.acc.held, rng.uniform(5, 40) * DAY, boss.b):
            for i, x in enumerate(lot):
                at = t + i * rng.uniform(2, 30)
                if w.transfer(x, boss.acc, ghost, at, "crm_assign", tr.ring):
                    if tr.send(x, ghost, to, at + rng.uniform(0.1, 30) * 3600):
                        buy(w, tr, to, "buys_from_ghost")
            den.settle(g.wallet, boss.who.wallet, t + rng.uniform(0, 4) * DAY, tr.price * len(lot))


def leaver(w, rng):
    """Before going, an employee carries the book to the next employer for a bonus."""
    for j in insiders(w, rng, 1):
        den = Den(w, rng, 1, city=j.who.city)
        tr, (g, to) = Trade(w, rng, den), buyers(w, rng, 1, j.acc.firm)[0]
        t = rng.uniform(w.days * 0.4, w.days - 8) * DAY
        w.mark(j.acc, "lead_resale", tr.ring, "leaver_takes_book")
        book = [x for x in j.acc.held if x.since < t]
        rng.shuffle(book)
        at = t - (0.4, 4, 25)[w.level] * DAY
        step = (0.003, 0.15, 1.0)[w.level] * DAY
        for x in book[: rng.randint(8, 40)]:
            at += rng.expovariate(1 / step)
            if x.since < at and tr.send(x, j.acc, to, at):
                buy(w, tr, to, "hires_with_book")
        den.settle(g.wallet, j.who.wallet, t + rng.uniform(1, 20) * DAY, rng.randint(5, 60) * 100)
        if j.method == "bound" and j.b >= FOREVER and at < t + 3 * DAY:
            j.b = j.bind[3] = t + 3 * DAY
            w.bind(g, j.acc, t + rng.uniform(4, 7) * DAY, None, "bound", j.who.holder)


def run(w):
    rng = w.rng("leads_bad", w.level)
    for story, k in ((chain, 6), (harvester, 4), (direct, 15), (ghost_desk, 5), (leaver, 9)):
        for _ in range(w.count(k)):
            story(w, rng)
