"""Leads handed out for money: insiders, brokers, cut-outs, buyers."""

from rules import Crew
from market import pick


class Chain:
    """One operation: its brokers, cut-outs and buyers, and the way it handles a contact."""

    def __init__(self, w, k, trick, brokers=1, cutouts=0, buyers=3):
        r = w.r
        self.w, self.ring, self.trick = w, f"lead-{k}", trick
        self.c = c = Crew(w, trick)
        self.brokers = pick(w, brokers)
        self.cut = pick(w, cutouts)
        for a in self.brokers + self.cut:
            w.guilty(a, "lead_resale", self.ring, trick)
            a.payout = a.payout or a.person.wallet
            if w.level < 2 and r.random() < (0.8 if w.level == 0 else 0.4):
                c.run(a, a.region, 0, w.days, r.uniform(0.3, 0.8))
        self.buyers = []
        trade = r.choice(
            ("home_renovation", "real_estate", "education", "wedding_photo", "beauty_clinic", "dental")
        )
        same = [f for f in w.firms if f.industry == trade and f.clean and f.kind != "shell"]
        rest = [f for f in w.firms if f.clean and f.kind == "plain"]
        for _ in range(buyers):
            f = r.choice(same if same and r.random() < 0.8 else rest)
            b = f.ent if r.random() < 0.35 or not f.staff else r.choice(f.staff)[0]
            if b.id in w.truth:
                continue
            self.buyers.append((b, f))
            w.guilty(b, "lead_buyer", self.ring, "buys_leads")
        self.price, self.owed = r.randint(3, 40) * 10, {}

    def sell(self, lead, src, t):
        """A contact leaves `src`: over brokers and cut-outs to a buyer, sometimes to a second one."""
        w, r, c = self.w, self.w.r, self.c
        if not self.buyers:
            return
        at, lead0 = src, lead
        path = []
        if self.brokers and (r.random() < 0.85 or not c.keeps("bulk_leads", t)):
            path.append(r.choice(self.brokers))
        if self.cut and (c.level > 0 or r.random() < 0.3) and r.random() < 0.85:
            path.append(r.choice(self.cut))
        for x in path:
            if x is at:
                continue
            w.hand(lead, at, x, t, self.way(t), self.ring)
            t += r.uniform(0.01, 0.5) if not c.keeps("twice_sold", t) else r.uniform(0.3, 3)
            at = x
            if r.random() < (0.05, 0.2, 0.3)[w.level]:  # typed in again: a new number, the same contact
                lead = w.lead(at, t, "import", lead0[1], follow=False)
                t += r.uniform(0.01, 0.3)
        n = 1 + (r.random() < self.twice) + (r.random() < self.twice * 0.4)
        for b, f in r.sample(self.buyers, min(n, len(self.buyers))):
            if b is at or t >= w.days:
                continue
            w.hand(lead, at, b, t, self.way(t), self.ring)
            w.lawful_after(lead, b, f, t)
            key = (b.id, at.id)
            self.owed.setdefault(key, [b, f, at, []])[3].append(t)
            t += r.uniform(3, 12) if c.keeps("twice_sold", t) else r.uniform(0.02, 1.5)

    twice = 0.3

    def way(self, t):
        r = self.w.r
        if self.c.keeps("bulk_leads", t):
            return r.choice(("private_message", "private_message", "crm_assign", "partner_api"))
        return r.choice(("export", "export", "private_message"))

    def settle(self, insiders=()):
        """Buyers pay by batch; insiders get their share."""
        w, r, c = self.w, self.w.r, self.c
        for b, f, at, ts in self.owed.values():
            ts.sort()
            step = r.choice((1, 3, 7, 7, 14))
            d = ts[0]
            while d < w.days:
                n = sum(1 for x in ts if d <= x < d + step)
                if n:
                    payer = f.wallet if r.random() < 0.4 else f.boss.wallet
                    if b is not f.ent and b.person and r.random() < 0.5:
                        payer = b.person.wallet
                    c.money(payer, at.payout or c.wallet(d), d + step * r.random(), n * self.price)
                d += step
        for a, n in insiders:
            for d in range(r.randint(2, 20), w.days, r.choice((7, 14, 30))):
                src = r.choice(self.brokers).payout if self.brokers else c.wallet(d)
                c.money(
                    src,
                    a.person.wallet if a.person else c.wallet(d),
                    d + r.random(),
                    max(1, n * 30 // w.days) * self.price * 0.5,
                )
        c.sweep()


def stock(w, a, f, n, t0=0.0, t1=None):
    """Leads that an account has or will have: its lawful ones first, more as needed."""
    r = w.r
    have = [(x[0], x[1], x[3]) for x in w.by_account.get(a.id, ()) if t0 <= x[3]]
    r.shuffle(have)
    have = have[:n]
    while len(have) < n:
        t = r.uniform(t0, (t1 or w.days) - 1)
        if r.random() < 0.5 and f is not None:
            lead = w.lead(f.ent, t, "form")
            w.hand(lead, f.ent, a, t + 0.05, "crm_assign")
        else:
            lead = w.lead(a, t, "private_message", follow=r.random() < 0.8)
        have.append((lead[0], lead[1], t + 0.06))
    return sorted(have, key=lambda x: x[2])


def insiders(w, k):
    """insider_drip, broker_chain, twice_sold: staff hand out some of what passes through their hands."""
    r = w.r
    trick = r.choice(("insider_drip", "broker_chain", "contact_sold_to_many"))
    ch = Chain(
        w,
        k,
        trick,
        r.randint(1, 2),
        r.randint(1, 3) if trick == "broker_chain" else r.choice((0, 1)),
        r.randint(3, 6),
    )
    if trick == "contact_sold_to_many":
        ch.twice = 0.8
    paid = []
    for a in pick(w, r.randint(2, 5), staff=True):
        w.guilty(a, "lead_resale", ch.ring, trick)
        n = r.randint(8, 20) if w.level == 2 else r.randint(12, 34)
        quota = r.randint(2, 5)  # "under five a day nobody looks"
        per, evening = {}, r.uniform(0.82, 0.95)
        for lid, con, t in stock(w, a, a.firm, n):
            t += r.uniform(0.02, 0.4) if r.random() < 0.5 else r.expovariate(0.3)
            if ch.c.keeps("bulk_leads", t):
                while per.get(int(t), 0) >= quota:
                    t += 1
                if r.random() < 0.6:
                    t = max(t, int(t) + evening + r.uniform(0, 0.03))
            elif r.random() < 0.6:  # a heap at the end of the week
                t = max(t, (int(t) // 7 + 1) * 7 - 0.2 + r.uniform(0, 0.02))
            per[int(t)] = per.get(int(t), 0) + 1
            ch.sell((lid, con), a, t)
        paid.append((a, n))
    ch.settle(paid)


def leaver(w, k):
    """leaver_takes_the_list: in the last days at a company all is exported, then sold for weeks."""
    r = w.r
    ch = Chain(w, k, "leaver_takes_the_list", 1, r.choice((0, 1, 2)), r.randint(2, 5))
    paid = []
    for a in pick(w, r.randint(2, 4), staff=True):
        t = r.uniform(25, w.days - 12)
        n = r.randint(18, 50) if w.level < 2 else r.randint(8, 22)
        for b in w.bindings:
            if b[1] == a.id and b[3] is None and b[2] < t:
                b[3], a.kind = t + r.uniform(0.3, 4), "professional"
        w.guilty(a, "lead_resale", ch.ring, "leaver_takes_the_list")
        for lid, con, s in stock(w, a, a.firm, n, 0, t):
            if s >= t:
                continue
            x = t + r.uniform(0, 0.1) if not ch.c.keeps("bulk_leads", t) else t + r.uniform(0, 25)
            ch.sell((lid, con), a, x)
        paid.append((a, n))
    ch.settle(paid)


def skim(w, k):
    """agency_skims_clients: who runs the accounts of clients keeps a share of their leads for others."""
    r = w.r
    cand = [g for g in w.agencies if g[0].id not in w.truth and len(g[1]) >= 2]
    if not cand:
        return insiders(w, k)
    lead_acct, clients, wallet, _net, _devs = r.choice(cand)
    ch = Chain(w, k, "agency_skims_clients", 1, r.choice((0, 1)), r.randint(3, 5))
    lead_acct.payout = lead_acct.payout or wallet
    w.guilty(lead_acct, "lead_resale", ch.ring, ch.trick)
    for f, _some in clients:
        for lid, con, t in stock(w, f.ent, None, r.randint(4, 13)):
            t += r.expovariate(0.8)
            # the client's account is used, not guilty
            w.hand((lid, con), f.ent, lead_acct, t, ch.way(t), ch.ring)
            w.outside.add(f.ent.id)
            ch.sell((lid, con), lead_acct, t + r.uniform(0.05, 2))
    ch.settle()


def false_partner(w, k):
    """false_partner: a firm without business is declared a partner and passes everything on."""
    r = w.r
    ch = Chain(w, k, "false_partner", r.choice((0, 1)), r.randint(1, 2), r.randint(3, 6))
    from slots import shell

    p = shell(w, ch.c, real=r.choice((0, 1, 2)))
    w.guilty(p.ent, "lead_resale", ch.ring, ch.trick)
    src = r.choice([f for f in w.firms if f.clean and f.kind == "plain" and f.leadrate > 0.2])
    inside = [a for a in pick(w, 2, staff=True)]
    paid = []
    for a in inside:
        w.guilty(a, "lead_resale", ch.ring, ch.trick)
        n = r.randint(8, 26)
        for lid, con, t in stock(w, a, a.firm or src, n):
            t += r.expovariate(0.7)
            w.hand((lid, con), a, p.ent, t, "partner_api", ch.ring)
            ch.sell((lid, con), p.ent, t + r.uniform(0.05, 1.5))
        paid.append((a, n))
    ch.settle(paid)


def run(w, scale):
    w.by_account = {}
    for x in w.leads:
        w.by_account.setdefault(x[2], []).append(x)
    tricks = (insiders, insiders, leaver, insiders, skim, false_partner)
    for i in range(max(4, round(26 * scale))):
        tricks[i % len(tricks)](w, i + 1)
