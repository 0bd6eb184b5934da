"""Leads handed out for money: insiders, cut-outs, brokers, lures, leavers, stale lists sold as fresh."""

from core import DAY, HOUR, Use, hexid
from commerce import contact_as_written, staff_at
from crew import Crew, Purses, candidates, take
from firms import LEAD_TRADES
from people import rate_of
from texts import campaign

PRICE = {
    "家装": 80,
    "婚庆": 60,
    "教育": 50,
    "汽车": 90,
    "医美": 150,
    "房产": 120,
    "旅游": 30,
    "留学": 140,
    "健身": 20,
}


class Desk:
    """One operation: who sells to whom, at what price, and what has been earned until the next settlement."""

    def __init__(self, w, rng, industry):
        self.w, self.rng, self.industry = w, rng, industry
        self.ring, self.purses = w.next_ring(), Purses(w, rng)
        self.price = PRICE[industry] * rng.uniform(0.4, 1.6)
        self.trick = {}  # account id -> trick, told when it happens
        self.owed = {}  # (payer, payee, week) -> CNY; "" is the operation

    def resell(self, lead, contact, source, target, t, channel):
        w, rng = self.w, self.rng
        if source is target or not 0 <= t < w.end or t < source.registered or t < target.registered:
            return False
        w.transfers.append((lead, contact_as_written(w, rng, contact), source.id, target.id, int(t), channel))
        w.resold.append((lead, source.id, target.id, self.ring))
        if source.id in self.trick:
            source.guilty("lead_resale", self.ring, self.trick[source.id])
        return True

    def owe(self, payer, payee, t, yuan):
        key = (payer, payee, int(t) // (7 * DAY))
        self.owed[key] = self.owed.get(key, 0) + yuan

    def settle(self):
        rng = self.rng
        for (payer, payee, week), yuan in self.owed.items():
            t = (week + 1) * 7 * DAY + rng.randrange(3 * DAY)
            self.purses.move(payer, payee, t, round(yuan / 10) * 10 if rng.random() < 0.6 else round(yuan, 2))


def find_buyers(w, rng, industry, number, avoid):
    """Firms of the trade, through the firm's account or a salesman's own."""
    firms = [f for f in w.firms if f.industry == industry and f not in avoid]
    rng.shuffle(firms)
    out = []
    for firm in firms:
        choice = [firm.account] + [j.account for j in firm.jobs if j.end is None]
        a = firm.account if rng.random() < 0.55 else rng.choice(choice)
        if not a.busy:
            out.append((a, firm))
        if len(out) == number:
            break
    return out


def pass_on(desk, seller, buyers, lead, contact, t, channel, price):
    """The broker sells one contact to one to four buyers; some of them enter it anew."""
    w, rng = desk.w, desk.rng
    for a, firm in rng.sample(buyers, min(len(buyers), rng.choice((1, 1, 2, 2, 3, 4)))):
        when = t + int(rng.expovariate(1 / (16 * HOUR))) + 200
        if rng.random() < 0.05:
            continue
        sold = lead if rng.random() < 0.75 else hexid(rng)
        if not desk.resell(sold, contact, seller, a, when, channel):
            continue
        desk.owe(firm.pay, "", when, price)
        a.guilty("lead_buyer", desk.ring, "buys_leads")
        if rng.random() < 0.3 and when < w.end:
            w.leads.append((hexid(rng), contact, a.id, int(when + rng.randrange(60, DAY)), "import", None))
        staff = [x for x in staff_at(firm, when) if x is not a]
        if staff and rng.random() < 0.5 and when + HOUR < w.end:
            w.transfers.append(
                (sold, contact, a.id, rng.choice(staff).id, int(when + rng.randrange(HOUR)), "crm_assign")
            )


def cover(desk, source, target, times, channel):
    """Lawful leads between the same two accounts: collected for the receiver with the consumer's consent."""
    w, rng = desk.w, desk.rng
    for _ in range(times):
        t = rng.randrange(max(0, source.registered, target.registered), w.end)
        lead, contact = hexid(rng), hexid(rng, 18)
        w.leads.append((lead, contact, source.id, t, rng.choice(("form", "private_message")), None))
        if t + HOUR < w.end:
            w.transfers.append((lead, contact, source.id, target.id, t + rng.randrange(HOUR), channel))


def operate(w, rng, crew, a, share):
    """The broker works an account, besides its holder or instead of him."""
    if rng.random() < 0.5:
        for use in a.uses:
            use.rate *= 0.4
    else:
        a.uses, a.stories = [], []
    a.uses.append(
        Use(
            start=max(0, a.registered),
            end=w.end,
            rate=rate_of(rng, "kos") * share,
            **crew.line(a.person.hand.city)
        )
    )


def channel_of(rng):
    return rng.choice(("private_message", "private_message", "export", "partner_api", "crm_assign", "form"))


def ring_of_insiders(w, rng, sources, pool, stale=False):
    firm = sources.pop()
    desk = Desk(w, rng, firm.industry)
    inside = [j.account for j in firm.jobs if not j.account.busy and j.account.registered < w.end // 2]
    rng.shuffle(inside)
    inside = inside[: rng.choice((1, 2, 2, 3, 4))]
    trick = "stale_list_sold_as_fresh" if stale else "insider_sells_firms_leads"
    for a in inside:
        a.busy, desk.trick[a.id] = True, trick
    crew = Crew(w, rng, rng.choice((1, 1, 2)))
    brokers = [take(pool) for _ in range(rng.choice((1, 2, 3, 4)))]
    cutouts = [take(pool) for _ in range(rng.choice((0, 1, 2)) + (w.camo > 0))]
    for a in brokers:
        operate(w, rng, crew, a, 1.0)
        a.guilty("lead_resale", desk.ring, "broker")
    for a in cutouts:  # friends who pass things on with their own phone
        if w.camo == 0 and rng.random() < 0.3:
            operate(w, rng, crew, a, 0.5)
        desk.trick[a.id] = "cut_out"
    buyers = find_buyers(w, rng, firm.industry, rng.randint(3, 7), [firm])
    if rng.random() < 0.12:  # approved as an agency once, and misused
        w.approved.append(("account", brokers[0].id, "agency", "" if rng.random() < 0.5 else w.days + 90))
    first, last = rng.randrange(w.end // 3), rng.randrange(w.end * 2 // 3, w.end)
    share = rng.uniform(0.25, 0.8) if w.camo < 2 else rng.uniform(0.15, 0.5)
    seen, stock = set(), []
    for member in [firm.account] + [j.account for j in firm.jobs]:
        for lead, contact, t, _ in w.owned.get(member.id, []):
            if lead not in seen and first < t < last and rng.random() < share:
                seen.add(lead)
                stock.append((t, lead, contact))
    stock.sort()
    way, onward = channel_of(rng), channel_of(rng)
    i = 0
    while i < len(stock) and inside and buyers:
        size = rng.choice((1, 1, 2, 5, 15)) if w.camo < 2 else rng.choice((1, 1, 2, 3))
        batch, i = stock[i : i + size], i + size
        wait = rng.randint(30, 60) * DAY if stale else int(rng.expovariate(1 / (30 * HOUR)))
        t = batch[-1][0] + wait + 600
        one, broker = rng.choice(inside), rng.choice(brokers)
        cut = rng.choice(cutouts) if cutouts and rng.random() < 0.7 else None
        price = desk.price * (0.3 if stale else 1.0)
        for k, (_, lead, contact) in enumerate(batch):
            when = t if way in ("export", "partner_api", "form") else t + k * rng.randint(5, 120)
            if cut is not None:
                desk.resell(lead, contact, one, cut, when, way)
                when += rng.randrange(300, 30 * HOUR)
                desk.resell(lead, contact, cut, broker, when, rng.choice((way, onward)))
            else:
                desk.resell(lead, contact, one, broker, when, way)
            pass_on(desk, broker, buyers, lead, contact, when, onward, price)
            desk.owe("", one.person.pay, when, price * 0.45)
    if w.camo == 2 and buyers and inside:
        for broker in brokers:
            for a, _ in buyers:
                cover(desk, broker, a, rng.randint(2, 14), onward)
            cover(desk, rng.choice(inside), broker, rng.randint(2, 14), way)
    elif rng.random() < 0.3 and buyers:
        cover(desk, brokers[0], buyers[0][0], rng.randint(3, 15), onward)
    desk.settle()


def lures(w, rng, pool):
    """Accounts that promise a free quote, collect contacts and sell each of them several times."""
    desk = Desk(w, rng, rng.choice(sorted(LEAD_TRADES)))
    crew = Crew(w, rng, rng.choice((1, 2)))
    accounts = [take(pool) for _ in range(rng.randint(4, 9))]
    buyers = find_buyers(w, rng, desk.industry, rng.randint(3, 7), [])
    channel = channel_of(rng)
    for a in accounts:
        operate(w, rng, crew, a, 1.0)
        a.guilty("lead_resale", desk.ring, "lure_collects_and_sells")
        begin = max(0, a.registered)
        for _ in range(rng.randint(5, 28)):
            t = rng.randrange(begin, w.end)
            lead, contact = hexid(rng), hexid(rng, 18)
            w.leads.append((lead, contact, a.id, t, rng.choice(("private_message", "form")), None))
            pass_on(desk, a, buyers, lead, contact, t, channel, desk.price)
        if w.camo == 2:
            for buyer, _ in buyers[:3]:
                cover(desk, a, buyer, rng.randint(2, 12), channel)
    campaign(
        w, rng, accounts, desk.industry, rng.randint(4, 12), lambda a: (max(0, a.registered // DAY), w.days)
    )
    desk.settle()


def leaver(w, rng, cases, pool):
    """Somebody who leaves takes the list along and sells it to two or three competitors."""
    while cases:
        firm, job, t = cases.pop()
        a = job.account
        mine = [x for x in w.owned.get(a.id, []) if x[2] < t]
        if len(mine) < 4 or a.busy or firm.industry not in LEAD_TRADES:
            continue
        desk = Desk(w, rng, firm.industry)
        buyers = find_buyers(w, rng, firm.industry, rng.choice((1, 2, 3)), [firm])
        if not buyers:
            continue
        desk.trick[a.id] = "leaver_takes_the_list"
        via = a
        when = t + rng.randint(-6, 5) * DAY
        if rng.random() < (0.3 if w.camo == 0 else 0.8):
            via = take(pool)
            desk.trick[via.id] = "cut_out"
        channel, bulk = channel_of(rng), w.camo < 2 or rng.random() < 0.3
        for k, (lead, contact, got, _) in enumerate(mine):
            if rng.random() > 0.75 or got > when:
                continue
            moment = when if bulk else when + k * rng.randint(HOUR, 2 * DAY)
            if via is not a:
                desk.resell(lead, contact, a, via, moment, channel)
            pass_on(desk, via, buyers, lead, contact, moment + 600, channel, desk.price * 0.5)
        desk.owe("", a.person.pay, when, desk.price * 0.4 * len(mine))
        desk.settle()
        return


def run(w):
    rng = w.rng("resale")
    pool = candidates(
        w,
        rng,
        ("personal", "professional", "kos"),
        lambda a: a.uses and a.registered < w.end // 3 and (a.kind != "kos" or rng.random() < 0.1),
    )
    sources = [
        f
        for f in w.firms
        if f.collects
        and f.industry in PRICE
        and not f.account.busy
        and getattr(f, "lead_rate", 0) > 0.25
        and sum(not j.account.busy and j.account.registered < w.end // 2 for j in f.jobs) >= 3
    ]
    rng.shuffle(sources)
    for k in range(max(4, w.count(rng, 12, 15))):
        ring_of_insiders(w, rng, sources, pool, stale=k % 5 == 4)
    for _ in range(max(2, w.count(rng, 6, 8))):
        lures(w, rng, pool)
    cases = list(w.leavers)
    rng.shuffle(cases)
    for _ in range(max(2, w.count(rng, 5, 8))):
        leaver(w, rng, cases, pool)
