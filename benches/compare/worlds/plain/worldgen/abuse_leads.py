"""Consumers' contacts sold behind the company's back."""

from .abuse_trade import quiet_company
from .clock import DAY, HOUR, MINUTE, lifelike
from .companies import hire, work
from .crew import Crew
from .habits import ordinary_life
from .texts import LEAD_PRICE

_CHANNELS = ["private_message", "export", "form", "crm_assign", "partner_api"]
_CHANNEL_WEIGHTS = ([60, 30, 10, 0, 0], [50, 20, 15, 15, 0], [40, 5, 20, 30, 5])


class Trade:
    """One lead business: who pays whom, by which channel, with what precautions."""

    def __init__(self, w, ring, trick, field):
        self.w, self.ring, self.trick, self.field = w, ring, trick, field
        self.crew = Crew(w)
        self.channel = w.rng.pick(_CHANNELS, _CHANNEL_WEIGHTS[w.camouflage])
        self.arrived = {}
        self.price = LEAD_PRICE[field] * w.rng.uniform(0.4, 1.4)

    def insider(self, co=None):
        """Somebody at an honest company who gets leads to work on."""
        w, r = self.w, self.w.rng
        co = co or r.choice([c for c in w.companies if c.trade == self.field])
        m = hire(w, co, w.window.start - r.int(20, 600) * DAY, w.window.end)
        work(w, co, m)
        w.convict(m.account, "lead_resale", self.ring, self.trick)
        return co, m

    def buyer(self):
        """A competitor or a firm of a neighbouring trade that buys; with lawful leads of its own."""
        w = self.w
        co = quiet_company(w, 1, 7, trade=self.field if w.rng.yes(0.7) else None)
        at = w.rng.choice(co.staff).account if w.rng.yes(0.35) else co.enterprise
        w.convict(at, "lead_buyer", self.ring, self.trick)
        return co, at

    def go_between(self):
        """A private account that only passes contacts on."""
        w = self.w
        p = w.person()
        a = w.account("personal", p)
        ordinary_life(w, p, [a], w.window.start, w.window.end)
        w.convict(a, "lead_resale", self.ring, self.trick)
        return p, a

    def stock(self, co, account, t, count):
        """Leads that reached the seller lawfully in the days before t, and lawful ones that nobody sells."""
        w, r = self.w, self.w.rng
        sold = []
        for i in range(count + int(count * self.crew.knobs.cover * r.uniform(0.6, 1.4))):
            at = min(t - 5 * MINUTE, lifelike(r, t - int(r.lognorm(2 * DAY, 1.1, 10 * MINUTE, 30 * DAY))))
            if at < w.window.start + HOUR:
                continue
            lead = w.lead(
                co.enterprise, at, r.choice(("form", "form", "private_message")), followed=0.5 if i < count else 0.85
            )
            got = at + min(int(r.lognorm(30 * MINUTE, 1.2, 20, 2 * DAY)), (t - at) // 2)
            w.transfer(lead, co.enterprise, account, got, "crm_assign")
            if i < count:
                sold.append(lead)
            elif r.yes(0.3) and len(co.staff) > 2:
                w.transfer(
                    lead,
                    account,
                    r.choice(co.staff).account,
                    max(got + MINUTE, t + r.int(-3 * HOUR, 3 * HOUR)),
                    "crm_assign",
                )
        return sold

    def batches(self, lo=2, hi=9):
        """When deliveries take place and how many leads each holds; careful sellers deliver little and often."""
        w, r = self.w, self.w.rng
        count = r.int(lo, hi) * (1, 2, 5)[w.camouflage]
        return sorted((w.window.moment(r, 0.08, 0.97), r.int(*self.crew.knobs.batch)) for _ in range(count))

    def deliver(self, leads, source, target, t):
        """One hop for a batch, nothing before it has arrived; ids may be new although the contacts are not."""
        w, r = self.w, self.w.rng
        onward, now = [], t
        for lead in leads:
            now = lifelike(r, now + int(r.lognorm((4, 60, 2000)[w.camouflage], 1, 1, 9 * HOUR)))
            now = max(now, self.arrived.get(lead[0], 0) + r.int(30, 1800))
            if r.yes(self.crew.knobs.reissue) and now < w.window.end:
                lead = w.lead(source, now, "import", lead[1], followed=0.2)
            if w.transfer(lead, source, target, now + 1, self.channel):
                w.convict_lead(lead, source, target, self.ring)
                onward.append(lead)
                self.arrived[lead[0]] = max(now + 1, self.arrived.get(lead[0], 0))
        return onward

    def work_on(self, leads, account, t):
        """The buyer often enters what was bought as own leads and calls at once."""
        w, r = self.w, self.w.rng
        for lead in leads:
            if r.yes(0.35):
                w.lead(account, t + r.int(1, 30) * HOUR, "import", lead[1], followed=0.95)

    def settle(self, payer, payee, leads, t, share=1.0):
        """Payment by the lead, some days later."""
        if leads:
            self.crew.pay(
                payee,
                self.crew.later(t),
                round(len(leads) * self.price * share, self.w.rng.choice((0, 0, -1, 2))),
                payer,
            )


def insider_direct(w, ring):
    """A salesman sells part of the employer's leads straight to a competitor."""
    r = w.rng
    buyerless = Trade(w, ring, "insider_direct", r.choice(w.companies).trade)
    co, m = buyerless.insider()
    firm, at = buyerless.buyer()
    for t, count in buyerless.batches():
        leads = buyerless.deliver(buyerless.stock(co, m.account, t, count), m.account, at, t)
        buyerless.work_on(leads, at, t)
        buyerless.settle(firm.till, m.person.pay, leads, t)
    return [m.account, at]


def broker_hub(w, ring):
    """A broker buys from insiders of several companies and sells to several firms."""
    r = w.rng
    trade = Trade(w, ring, "broker_hub", r.choice(w.companies).trade)
    broker, hub = trade.go_between()
    sources = [trade.insider() for _ in range(r.int(2, 5))]
    buyers = [trade.buyer() for _ in range(r.int(2, 5))]
    for co, m in sources:
        for t, count in trade.batches(1, 5):
            leads = trade.deliver(trade.stock(co, m.account, t, count), m.account, hub, t)
            trade.settle(broker.pay, m.person.pay, leads, t)
            _sell_on(trade, broker, hub, r.choice(buyers), leads, t)
    return [hub]


def _sell_on(trade, seller, account, buyer, leads, t):
    """The broker's own margin on top, a while later."""
    firm, at = buyer
    later = t + int(trade.w.rng.lognorm(14 * HOUR, 1.1, 20 * MINUTE, 12 * DAY))
    sold = trade.deliver(leads, account, at, later)
    trade.work_on(sold, at, later)
    trade.settle(firm.till, seller.pay, sold, later, 1.8)


def cutout_chain(w, ring):
    """Between insider and buyer stand one to three private accounts that know only their neighbours."""
    r = w.rng
    trade = Trade(w, ring, "cutout_chain", r.choice(w.companies).trade)
    co, m = trade.insider()
    chain = [trade.go_between() for _ in range(r.int(1, 3))]
    buyer = trade.buyer()
    for t, count in trade.batches():
        leads, source, person = trade.stock(co, m.account, t, count), m.account, m.person
        for p, a in chain:
            t += int(r.lognorm(8 * HOUR, 1.1, 10 * MINUTE, 6 * DAY))
            leads = trade.deliver(leads, source, a, t)
            trade.settle(p.pay, person.pay, leads, t)
            source, person = a, p
        _sell_on(trade, person, source, buyer, leads, t)
    return [m.account]


def same_contact_to_many(w, ring):
    """A seller gives the same contacts to three or four firms, each told that they are exclusive."""
    r = w.rng
    trade = Trade(w, ring, "same_contact_to_many", r.choice(w.companies).trade)
    co, m = trade.insider()
    buyers = [trade.buyer() for _ in range(r.int(2, 4))]
    for t, count in trade.batches(2, 6):
        leads = trade.stock(co, m.account, t, count)
        for firm, at in buyers:
            part = [x for x in leads if r.yes(0.75)]
            when = t + int(r.lognorm(20 * HOUR, 1.3, 5 * MINUTE, 15 * DAY))
            sold = trade.deliver(part, m.account, at, when)
            trade.work_on(sold, at, when)
            trade.settle(firm.till, m.person.pay, sold, when)
    return [m.account]


def leaver_carries(w, ring):
    """Before changing employer somebody copies the customers to a private account and brings them along for a bonus."""
    r = w.rng
    trade = Trade(w, ring, "leaver_carries", r.choice(w.companies).trade)
    co = r.choice([c for c in w.companies if c.trade == trade.field])
    leave = w.window.moment(r, 0.25, 0.85)
    m = hire(w, co, w.window.start - r.int(60, 700) * DAY, leave, method="created")
    work(w, co, m)
    private = w.account("personal", m.person)
    ordinary_life(w, m.person, [private], w.window.start, w.window.end)
    for a in (m.account, private):
        w.convict(a, "lead_resale", ring, "leaver_carries")
    firm, at = trade.buyer()
    before = leave - r.int(1, 10 + 15 * w.camouflage) * DAY
    for i in range(r.int(1, 1 + 3 * w.camouflage)):
        t = before - i * r.int(1, 6) * DAY
        leads = trade.deliver(
            trade.stock(co, m.account, t, r.int(6, 30) // (1 + w.camouflage)), m.account, private, t
        )
        later = leave + r.int(1, 20) * DAY
        sold = trade.deliver(leads, private, at, later)
        trade.work_on(sold, at, later)
        trade.settle(firm.till, m.person.pay, sold, later, 0.5)
    return [m.account, private]


def partner_sells_on(w, ring):
    """A partner that may use shared leads sells them on to firms that consumers never heard of."""
    r = w.rng
    trade = Trade(w, ring, "partner_sells_on", r.choice(w.companies).trade)
    giver = r.choice([c for c in w.companies if c.trade == trade.field])
    partner = quiet_company(w, 2, 7, trade=trade.field)
    w.approve("enterprise", partner.enterprise.id, "declared partner")
    seller = r.choice(partner.staff).account if r.yes(0.5) else partner.enterprise
    w.convict(seller, "lead_resale", ring, "partner_sells_on")
    buyers = [trade.buyer() for _ in range(r.int(1, 3))]
    for t, count in trade.batches():
        leads = []
        for _ in range(count + int(count * trade.crew.knobs.cover)):
            at = min(t - 5 * MINUTE, lifelike(r, t - int(r.lognorm(DAY, 1, 5 * MINUTE, 15 * DAY))))
            if at > w.window.start:
                lead = w.lead(giver.enterprise, at, "form")
                w.transfer(lead, giver.enterprise, seller, at + r.int(1, 4) * MINUTE, "partner_api")
                leads.append(lead)
        firm, at = r.choice(buyers)
        sold = trade.deliver(leads[:count], seller, at, t)
        trade.work_on(sold, at, t)
        trade.settle(firm.till, partner.till, sold, t)
    return [seller]
