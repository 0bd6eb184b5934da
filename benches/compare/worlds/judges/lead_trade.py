"""Leads handed out for money: insiders, brokers, cut-outs, bait accounts, leavers, skimming desks, swaps."""
from base import DAY, new_id
from companies import employee
from hand import Hand, customer
from services import collect, desk, transfer
from texts import LEAD_INDUSTRIES, note


class Market:
    """One resale operation: its hand, its broker and cut-out accounts, its buyers and the price."""

    def __init__(self, w, r, ring, trick, brokers=1, cutouts=0, buyers=3):
        self.w, self.r, self.ring, self.trick = w, r, ring, trick
        self.hand, self.industry = Hand(w, r, ring), r.choice(LEAD_INDUSTRIES)
        self.price, self.batches = r.choice((30, 50, 80, 120, 200)), []
        self.brokers = [self.account("broker") for _ in range(brokers)]
        self.cutouts = [self.account("cut_out") for _ in range(cutouts + (0, 1, 2)[w.level] if cutouts
                else 0)]
        self.buyers = []
        for _ in range(buyers):
            co = customer(w, r, r.randint(2, 5), self.industry)
            ways = [s.aid for s in co.staff[:r.choice((1, 1, 2))]] + ([co.ent] if r.random() < .4 else [])
            self.buyers.append((co, ways))
            self.lawful(co)

    def account(self, part):
        """A broker's or cut-out's account, run by the hand."""
        w, r = self.w, self.r
        op = self.hand.seat(w.city(r))
        aid = w.open(r, op, r.choice(("personal", "personal", "professional")), -r.randint(10, 500) * DAY,
                op.pay)
        w.use(r, aid, op, 0, None, r.uniform(.3, .85), .35)
        for _ in range(r.randint(0, 8)):
            w.note(r, aid, r.randrange(w.end), note(r, r.choice((self.industry, "日常"))))
        w.abuse(aid, "lead_resale", self.ring, f"{self.trick}_{part}", "lead_resale")
        return aid, op

    def lawful(self, co, n=None):
        """The buyer's own, lawful leads."""
        w, r = self.w, self.r
        for _ in range(r.randint(12, 60) if n is None else n):
            t, contact = r.randrange(w.end), new_id(r, "c")
            lead, s = collect(w, r, contact, co.ent, t), desk(r, co, t)
            if s:
                transfer(w, lead, contact, co.ent, s.aid, t + r.randint(60, 9000), "crm_assign")

    def channel(self):
        r = self.r
        if self.w.level == 2:
            return r.choices(("crm_assign", "partner_api", "private_message", "form", "export"),
                    (25, 30, 25, 8, 12))[0]
        return r.choices(("private_message", "export", "partner_api"), (55, 35, 10))[0]

    def hop(self, lead, contact, a, b, t):
        """One resold transfer; with camouflage the contact may be registered anew under another lead
        number."""
        w, r = self.w, self.r
        if w.level and r.random() < .2 * w.level and t < w.end:
            lead = collect(w, r, contact, a, max(0, t - r.randint(60, 1800)), "import", .2)
        if transfer(w, lead, contact, a, b, t, self.channel()):
            w.truth_leads.append((lead, a, b, self.ring))
        return lead

    def gap(self):
        r = self.r
        return int(r.lognormvariate((7.5, 9.3, 10.6)[self.w.level], .9))

    def sell(self, batch, seller, seller_op, times=1, through=True):
        """A batch [(lead, contact)] of a seller goes to the broker, the cut-out and one or several buyers."""
        w, r = self.w, self.r
        t = max(b[2] for b in batch)
        if t >= w.end:
            return
        aid, op = r.choice(self.brokers) if through else (seller, seller_op)
        cut = r.choice(self.cutouts) if self.cutouts and (w.level or r.random() < .4) else None
        buyers = r.sample(self.buyers, min(times, len(self.buyers)))
        for lead, contact, t0 in batch:
            at, now = seller, (t if w.level < 2 else t0) + r.randint(10, 1500)
            if through:
                lead = self.hop(lead, contact, at, aid, now)
                at, now = aid, now + self.gap()
            if cut:
                lead = self.hop(lead, contact, at, cut[0], now)
                at, now = cut[0], now + self.gap()
            for co, ways in buyers:
                to = r.choice(ways)
                self.hop(lead, contact, at, to, now + r.randint(0, 1200))
                now += self.gap()
                if w.role[to][0] != "lead_buyer":
                    w.abuse(to, "lead_buyer", self.ring, f"{self.trick}_buyer", "lead_resale")
        till = (cut or (aid, op))[1]
        for co, _ in buyers:
            self.hand.money(co.pay, till.pay, t + r.randint(600, 5 * DAY),
                    len(batch) * self.price * r.choice((1, 1, .9)))
        if through and seller_op:
            self.hand.money(op.pay, seller_op.pay, t + r.randint(3600, 8 * DAY),
                    len(batch) * self.price * r.uniform(.35, .6))


def cut_up(w, r, leads):
    """Leads in time order, cut into batches of the level: big, middling, one to three."""
    leads, out = sorted(leads, key=lambda x: x[2]), []
    while leads:
        n = (r.randint(12, 40), r.randint(4, 12), r.randint(1, 3))[w.level]
        out.append(leads[:n])
        leads = leads[n:]
    return out


def insider(w, r, m, trick, until=None):
    """A real employee of an honest company who handles its leads; returns (staff, company, leads handled)."""
    co = r.choice([f for f in w.companies if f.leads_business and 1 < len(f.staff) < 27])
    s = employee(w, r, co, -r.randint(20, 55) * DAY, until, "bound", rate=r.uniform(.4, .8))
    co.staff.pop()
    w.abuse(s.aid, "lead_resale", m.ring, trick, "lead_resale")
    got = []
    for _ in range(r.randint(30, 75)):
        t, contact = r.randrange(until or w.end), new_id(r, "c")
        lead = collect(w, r, contact, co.ent, t)
        at = t + r.randint(60, 20000)
        if transfer(w, lead, contact, co.ent, s.aid, at, "crm_assign"):
            got.append((lead, contact, at))
    return s, co, got


def share(w, r):
    """How much of what passes through the hands is sold."""
    return (r.uniform(.3, .6), r.uniform(.25, .5), r.uniform(.12, .3))[w.level]


def insider_ring(w, r, ring, size):
    """Insiders of several companies sell to a broker, who sells through cut-outs, now and then to several
    buyers."""
    m = Market(w, r, ring, "insider_broker", 2, 1, 3)
    for _ in range(size):
        s, co, got = insider(w, r, m, "insider_sells_to_broker")
        for b in cut_up(w, r, [x for x in got if r.random() < share(w, r)]):
            m.sell(b, s.aid, s.op, 1 if r.random() < .75 else 2)
    m.hand.sweep()


def many_buyers(w, r, ring, size):
    """The same contact goes to two to four buyers who don't know of each other."""
    m = Market(w, r, ring, "same_contact_many_buyers", 1, 1, 5)
    for _ in range(size):
        s, co, got = insider(w, r, m, "insider_for_many_buyers")
        for b in cut_up(w, r, [x for x in got if r.random() < share(w, r)]):
            m.sell(b, s.aid, s.op, r.randint(2, 4))


def bait(w, r, ring, size):
    """Accounts with free quotes and give-aways collect contacts only to sell them."""
    m = Market(w, r, ring, "bait", 1, 0, 4)
    for _ in range(size):
        aid, op = m.account("collector")
        text = note(r, m.industry)
        for _ in range(r.randint(4, 12)):
            w.note(r, aid, r.randrange(w.end), text[:14] + note(r, m.industry) if w.level < 2
                    else note(r, m.industry))
        got = []
        for _ in range(r.randint(15, 50)):
            t, contact = r.randrange(w.end), new_id(r, "c")
            got.append((collect(w, r, contact, aid, t, None, (.02, .15, .4)[w.level]), contact, t))
        for b in cut_up(w, r, got):
            m.sell(b, aid, op, r.choice((1, 1, 2, 3)), r.random() < .3)


def dump(w, r, ring, size):
    """Staff about to leave export what they can: in one night, over a week, or a few a day for a month."""
    m = Market(w, r, ring, "leaver_export", 1, 0, 2)
    for _ in range(size):
        out = r.randint(int(w.end * .45), int(w.end * .95))
        s, co, got = insider(w, r, m, "leaver_exports_leads", out)
        span = (1, 8, 35)[w.level] * DAY
        take = [x for x in got if r.random() < share(w, r) + .2]
        take = [(a, b, max(t, out - r.randint(0, span))) for a, b, t in take]
        for b in cut_up(w, r, take):
            m.sell(b, s.aid, s.op, 1, r.random() < .6)


def skim(w, r, ring, size):
    """Seats of a lead service keep every so-manieth contact of the client and pass it to the client's
    rival."""
    m = Market(w, r, ring, "desk_skims", 1, 1, 3)
    client = r.choice([f for f in w.companies if f.leads_business])
    for _ in range(size):
        p = employee(w, r, client, -40 * DAY, None, "bound", far=True, rate=.6)
        client.staff.pop()
        got = []
        for _ in range(r.randint(35, 80)):
            t, contact = r.randrange(w.end), new_id(r, "c")
            lead = collect(w, r, contact, client.ent, t)
            if transfer(w, lead, contact, client.ent, p.aid, t + 900, "export"):
                got.append((lead, contact, t + 900))
                s = desk(r, client, t)
                if s:
                    transfer(w, lead, contact, p.aid, s.aid, t + r.randint(2, 30) * 3600, "crm_assign")
        w.abuse(p.aid, "lead_resale", ring, "service_desk_skims", "lead_resale")
        for b in cut_up(w, r, [x for x in got if r.random() < share(w, r)]):
            m.sell(b, p.aid, p.op, 1)


def swap(w, r, ring, size):
    """Two to four insiders of rival firms swap leads directly and settle the difference in money."""
    m = Market(w, r, ring, "insider_swap", 1, 0, 1)
    who = [insider(w, r, m, "rivals_swap_leads") for _ in range(max(2, size))]
    for i, (s, co, got) in enumerate(who):
        peer = who[(i + 1) % len(who)][0]
        for b in cut_up(w, r, [x for x in got if r.random() < share(w, r)]):
            for lead, contact, t in b:
                m.hop(lead, contact, s.aid, peer.aid, (b[-1][2] if w.level < 2 else t) + r.randint(30, 5000))
            if r.random() < .5:
                m.hand.money(peer.op.pay, s.op.pay, b[-1][2] + r.randint(3600, 6 * DAY),
                        len(b) * m.price * .4)
            if r.random() < .25:
                m.sell([(x, c, t + 7200) for x, c, t in b], s.aid, s.op, 1)
