"""Honest business: leads and their ways, payments, advertising."""

from base import Stint
from firms import neighbours
from people import choose


def poisson(r, x):
    """A small Poisson draw."""
    n, t = 0, r.expovariate(1)
    while t < x:
        n += 1
        t += r.expovariate(1)
    return n


def act(w, r, acc, day, sec):
    """Who hands something over by hand has opened the account shortly before."""
    user = next((s for s in acc.stints if s.d0 <= day < s.d1 and s.at is None), None)
    if user:
        kw = {"devs": user.devs, "dev_p": user.dev_p, "nets": user.nets, "net_p": user.net_p}
        acc.stints.append(Stint(user.person, day, day + 1, 1.0, at=max(0, sec - r.randrange(20, 1500)), **kw))


class Desk:
    """Collects leads and remembers who holds which (w.held: account -> leads in hand)."""

    def __init__(self, w):
        self.w, self.recent = w, {}
        w.held = {}

    def collect(self, r, acc, trade, city, day, source, contact=None, follow=0.7):
        w = self.w
        if contact is None:
            near = self.recent.setdefault((trade, city), [])
            if near and r.random() < 0.13:
                contact = r.choice(near[-12:])
            else:
                contact = w.new("c")
                near.append(contact)
        lead, sec = w.new("l"), r.randrange(30000, 84000)
        done = ""
        if r.random() < follow:
            gap = int(r.lognormvariate(9, 1.6))
            if gap < 20 * 86400 and day + (sec + gap) // 86400 < w.days:
                done = w.when(day + (sec + gap) // 86400, sec + gap)
        w.leads.append((lead, contact, acc.id, w.when(day, sec), source, done))
        self.hold(acc, day, sec, lead, contact, trade, city)
        return lead, contact, sec

    def hold(self, acc, day, sec, lead, contact, trade, city):
        self.w.held.setdefault(acc.id, []).append((day, sec, lead, contact, trade, city))

    def hand(self, r, item, src, dst, day, sec, channel):
        """Transfer a lead (day, sec, lead, contact, trade, city)."""
        w = self.w
        if src is dst or day >= w.days:
            return
        if channel in ("private_message", "export"):
            act(w, r, src, day, sec)
        w.transfers.append((item[2], item[3], src.id, dst.id, day, min(86399, sec), channel))
        self.hold(dst, day, sec, *item[2:])


def leads(w):
    """Leads of every company: forms and messages, assignment, partners, leavers, fairs, dispatchers."""
    r = w.rng("leads")
    desk = Desk(w)
    declare_partners(w, r)
    for f in w.firms:
        if not f.staff or not f.hot:
            continue
        pull = r.lognormvariate(-0.35, 0.8)
        agenda = []
        for j in f.staff:
            lo, hi = max(0, j.d0), w.days if j.d1 is None else min(w.days, j.d1)
            for _ in range(poisson(r, max(0, hi - lo) * f.hot * pull * min(2.5, j.keen))):
                agenda.append((r.randrange(lo, hi), j))
        agenda.sort(key=lambda x: x[0])
        for day, j in agenda:
            one_lead(w, r, desk, f, day, j)
        for j in f.staff:
            if j.d1 is not None and 0 <= j.d1 < w.days:
                bulk_reassign(w, r, desk, f, j)
    fairs(w, r, desk)
    dispatchers(w, r, desk)
    w.desk = desk


def one_lead(w, r, desk, f, day, j):
    if r.random() < 0.42:
        item = desk.collect(r, j.acc, f.industry, f.city, day, "private_message")
        src, sec = j.acc, item[2]
        if r.random() < 0.03:
            mate = r.choice(f.staff)
            if mate.d1 is None and mate.d0 <= day:
                hold = (day, sec, item[0], item[1], f.industry, f.city)
                desk.hand(r, hold, src, mate.acc, day, sec + r.randrange(60, 2000), "private_message")
        return
    source = r.choices(("form", "private_message", "import"), (70, 20, 10))[0]
    lead, contact, sec = desk.collect(r, f.acc, f.industry, f.city, day, source)
    item = (day, sec, lead, contact, f.industry, f.city)
    if f.partners and r.random() < 0.1:
        to = r.choice(f.partners)
        desk.hand(r, item, f.acc, to.acc, day, sec + r.randrange(300, 2400), "partner_api")
        if r.random() < 0.4:
            w.pay(
                to.pay, f.pay, min(w.days - 1, day + r.randrange(1, 25)), r.choice((50, 80, 100, 200, 300)), r
            )
        if r.random() < 0.5:
            return
    wait = r.choice((0, 0, 0, 1, 2))
    if j.d1 is None or day + wait < j.d1:
        desk.hand(r, item, f.acc, j.acc, day + wait, sec + r.randrange(60, 1800), f.channel)
        if r.random() < 0.03 and day + wait + 1 < w.days:
            # typed in once more by the employee
            w.leads.append(
                (
                    w.new("l"),
                    contact,
                    j.acc.id,
                    w.when(day + wait + 1, r.randrange(33000, 70000)),
                    "import",
                    "",
                )
            )


def bulk_reassign(w, r, desk, f, j):
    """Somebody leaves: what was in hand goes to colleagues in one go."""
    heirs = [k for k in f.staff if k is not j and k.d0 <= j.d1 and k.d1 is None][:3]
    items = [x for x in desk.w.held.get(j.acc.id, []) if j.d1 - 45 < x[0] <= j.d1]
    if not heirs or not items or r.random() < 0.15:
        return
    sec = r.randrange(33000, 66000)
    for x in items:
        if x[0] < j.d1 or x[1] < sec:
            sec += r.randrange(1, 20)
            desk.hand(r, x, j.acc, r.choice(heirs).acc, j.d1, sec, f.channel)
    w.tell(j.acc, "honest", "leads_reassigned_after_leaving")


def declare_partners(w, r):
    """Cross-trade referrals, partly registered with the platform."""
    pairs = (
        ("real_estate", "renovation"),
        ("renovation", "furniture"),
        ("wedding_photo", "travel"),
        ("fitness", "beauty_salon"),
    )
    for a, b in pairs:
        for f in [f for f in w.firms if f.industry == a and r.random() < 0.12]:
            near = [g for g in w.firms if g.industry == b and g.city in neighbours(f.city)]
            if near:
                g = r.choice(near)
                f.partners.append(g)
                w.tell(f.acc, "honest", "declared_partner_referrals")
                if r.random() < 0.5:
                    w.approved.append(("enterprise", f.acc.id, "declared partner", ""))
    for f in w.firms:
        if r.random() < 0.02:
            g = next((g for g in w.firms if g.owner is f.owner and g is not f), None)
            if g:
                f.partners.append(g)


def fairs(w, r, desk):
    """Trade fairs: the organiser passes each visitor's card to several exhibitors."""
    for _ in range(max(1, round(5 * w.size / 20000))):
        trade = r.choice(("wedding_photo", "renovation", "education", "furniture"))
        firms = [f for f in w.firms if f.industry == trade and f.staff]
        if len(firms) < 3:
            continue
        host = r.choice(firms)
        shown = choose(r, [f for f in firms if f is not host], 5, lambda f: 5 if f.city == host.city else 1)
        day = r.randrange(4, w.days - 4)
        for _ in range(r.randrange(20, 60)):
            lead, contact, sec = desk.collect(r, host.acc, trade, host.city, day, "import")
            for f in r.sample(shown, r.randrange(1, min(4, len(shown)) + 1)):
                desk.hand(
                    r,
                    (day, sec, lead, contact, trade, host.city),
                    host.acc,
                    f.acc,
                    day + 1,
                    r.randrange(33000, 70000),
                    "partner_api",
                )
        w.tell(host.acc, "honest", "fair_shares_visitors")


def dispatchers(w, r, desk):
    """Lawful dispatchers: with consent a request goes to three shops, which pay by the piece."""
    for k in range(max(1, round(4 * w.size / 20000))):
        trade = ("renovation", "education", "wedding_photo", "renovation")[k % 4]
        firms = [f for f in w.firms if f.industry == trade and f.staff]
        if len(firms) < 4:
            continue
        host = r.choice(firms)
        members = choose(r, [f for f in firms if f is not host], 9, lambda f: 1)
        if r.random() < 0.75:
            w.approved.append(("enterprise", host.acc.id, "lead dispatch with consent", w.dates[w.days + 30]))
        w.tell(host.acc, "honest", "lead_dispatcher_with_consent")
        due = {}
        for _ in range(r.randrange(80, 200)):
            day = r.randrange(w.days)
            lead, contact, sec = desk.collect(r, host.acc, trade, host.city, day, "form")
            for f in r.sample(members, min(3, len(members))):
                desk.hand(
                    r,
                    (day, sec, lead, contact, trade, host.city),
                    host.acc,
                    f.acc,
                    day,
                    sec + r.randrange(300, 2300),
                    "partner_api",
                )
                due[f.acc.id, day // 30] = due.get((f.acc.id, day // 30), 0) + 1
        for f in members:
            for m in range(w.days // 30 + 1):
                n = due.get((f.acc.id, m), 0)
                w.pay(f.pay, host.pay, m * 30 + 31, n * host.price * 0.6, r)


def payments(w):
    """Customers, wages at some companies, rents, friends."""
    r = w.rng("payments")
    payers = [p for p in w.people if p.age > 17]
    for f in w.firms:
        for _ in range(poisson(r, 9 * r.lognormvariate(0, 0.7))):
            w.pay(r.choice(payers).pay, f.pay, r.randrange(w.days), r.lognormvariate(5.6, 1.2), r)
        if f.wages:
            payday = r.choice((5, 10, 15))
            for j in f.staff:
                wage = j.person.income
                for d in range(payday, w.days, 30):
                    if j.d0 < d and (j.d1 is None or d < j.d1 + 15):
                        w.pay(f.pay, j.person.pay, d, wage * r.uniform(0.8, 1.2), r)
    for p in w.people:
        if p.mates and r.random() < 0.12:
            for _ in range(r.randrange(1, 5)):
                w.pay(
                    p.pay,
                    r.choice(p.mates).pay,
                    r.randrange(w.days),
                    r.choice((52, 100, 200, 500, 520, 1000)),
                    r,
                )
        if r.random() < 0.14:
            q = r.choice(payers)
            w.pay(p.pay, q.pay, r.randrange(w.days), r.choice((20, 35, 60, 88, 150, 200, 300, 450)), r)
    hosts = [p for p in payers if p.job in ("home", "freelance") and r.random() < 0.03]
    for p in hosts:
        for acc in p.accounts:
            acc.payout = acc.payout or p.pay
            w.tell(acc, "honest", "group_buy_organiser")
        for _ in range(r.randrange(15, 50)):
            w.pay(r.choice(payers).pay, p.pay, r.randrange(w.days), r.choice((29.9, 39.9, 59, 68, 99)), r)


def campaign(w, r, acc, day, length, budget, products):
    """Daily spend of one account for some weeks."""
    for d in range(max(0, day), min(w.days, day + length)):
        if r.random() < 0.85:
            w.spend.append(
                (acc, d, r.choice(products), round(max(5.0, budget * r.lognormvariate(0, 0.35)), 2))
            )


def advertising(w):
    """Budgets of companies and of a few private people."""
    r = w.rng("ads")
    for f in w.firms:
        if not f.budget:
            continue
        live = [j for j in f.staff if j.d1 is None]
        large = len(live) > 26
        for _ in range(r.choice((1, 1, 2, 3))):
            campaign(
                w,
                r,
                f.acc,
                r.randrange(-10, w.days),
                r.randrange(7, 40),
                f.budget,
                ("lead_collection", "search"),
            )
        for j in live:
            if r.random() < (0.7 if large else 0.2):
                d = r.randrange(max(0, j.d0), w.days) if not large else 0
                some = f.budget * r.uniform(0.1, 0.5)
                campaign(w, r, j.acc, d, r.randrange(5, 45), some, ("seeding", "lead_collection", "seeding"))
    for p in w.people:
        for acc in p.accounts:
            if r.random() < (0.16 if acc.kind == "professional" else 0.012):
                own = acc.kind != "personal" and r.random() < 0.25
                product = ("lead_collection", "seeding") if own else ("shutiao",)
                campaign(
                    w, r, acc, r.randrange(w.days), r.randrange(2, 9), r.choice((30, 75, 100, 150)), product
                )
    w.honest_spend = len(w.spend)
