"""Accounts whose control is sold."""

from .clock import DAY, HOUR
from .companies import everyday_business, hire, receive_lead, spend_ads, staffed, work
from .crew import Crew, take_over
from .habits import login_rate, ordinary_life, spots_of
from .texts import TRADES, own_words, template, variation


def account_price(r, kind="personal"):
    """What an account fetches; a verified old one several times a fresh one."""
    return round(r.lognorm({"personal": 260, "professional": 900, "kos": 600}[kind], 0.7, 40, 12000), -1)


def quiet_company(w, low=1, high=8, **kinds):
    """An ordinary small company that an operation uses, with real staff and real business."""
    co = staffed(w, w.rng.int(low, high), **kinds)
    everyday_business(w, co)
    for trade, contact, t, _ in w.inquiries:
        if trade == co.trade and w.rng.yes(0.02):
            receive_lead(w, co, t + w.rng.int(60, 3 * DAY), contact)
    for account in [co.enterprise] + [m.account for m in co.staff]:
        w.story(account, "company_near_an_operation")
    return co


class Buyer:
    """A merchant who wants accounts with history: own phone at first, a crew's precautions otherwise."""

    def __init__(self, w, with_company=None):
        r = w.rng
        self.w, self.person = w, w.person()
        self.crew = Crew(w, self.person.city)
        self.crew.base, self.crew.data = self.person.home, self.person.mobile
        self.own = w.account("personal", self.person)
        ordinary_life(w, self.person, [self.own], w.window.start, w.window.end)
        w.story(self.own, "buyer: own account", "traded")
        if w.camouflage == 0 and r.yes(0.6):
            self.crew.device, self.crew.room = self.person.phone, self.crew.cap
        self.company = quiet_company(w) if (r.yes(0.4) if with_company is None else with_company) else None
        self.trade = self.company.trade if self.company else r.choice(list(TRADES))

    def receive(self, account, city, t, bind=0.6):
        """Control passes at t: data are changed, the account goes to work for the buyer."""
        w, r = self.w, self.w.rng
        take_over(
            self.crew,
            account,
            t,
            self.person.phone_no if w.camouflage == 0 and r.yes(0.7) else r.hex(32),
            self.person.pay if w.camouflage == 0 else r.choice(self.crew.wallets),
        )
        self.crew.take(account, city, t, w.window.end, login_rate(w, 1.6))
        start = self.crew.later(t)
        if self.company and r.yes(bind) and start < w.window.end:
            account.kind = "kos"
            w.bind(
                self.company.enterprise,
                account,
                start,
                0,
                "bound",
                r.pick(["", account.holder, r.hex(32)], [5, 3, 2]),
            )
        if r.yes(0.5):
            spend_ads(w, account, start, w.window.end, r.lognorm(120, 0.8, 20, 2000))
        for _ in range(r.poisson(1.8)):
            w.note(account, r.int(t, w.window.end), own_words(r, self.trade))


def _sell(w, seller, account, buyer, t, price_kind, payee=None):
    """Payment and delivery between a holder and a buyer."""
    r = w.rng
    buyer.crew.pay(
        payee or seller.pay,
        t + r.int(-2 * DAY, 6 * HOUR),
        account_price(r, price_kind),
        buyer.person.pay if w.camouflage == 0 else None,
    )
    buyer.receive(account, seller.city, t)


def farm_sale(w, ring):
    """A farm raises accounts under borrowed identities for weeks and sells them one by one."""
    r = w.rng
    farm, made = Crew(w), []
    buyers = [Buyer(w) for _ in range(r.int(2, 5))]
    begin = w.window.start - r.int(-15, 80) * DAY
    for _ in range(int(r.lognorm(8, 0.5, 3, 28))):
        p = w.person(farm.city if r.yes(0.6) else None)
        a = w.account("personal", p, begin + r.int(0, 25) * DAY + r.int(8 * HOUR, 23 * HOUR))
        if w.camouflage == 0 and r.yes(0.5):
            a.payout = farm.wallets[0]
        ready = max(begin + 26 * DAY, w.window.start + 8 * DAY)
        t = r.int(ready, w.window.end - 12 * DAY)
        farm.take(a, p.city, max(a.registered, w.window.start), t, login_rate(w, 1.2))
        _sell(w, p, a, r.choice(buyers), t, "personal", r.choice(farm.wallets))
        w.convict(a, "traded", ring, "farm_sale")
        made.append(a)
    return made


def employee_sells_own(w, ring):
    """Somebody at an honest company sells the own bound account when money is short or the job ends."""
    r = w.rng
    co = r.choice(w.companies)
    m = hire(w, co, w.window.start - r.int(30, 500) * DAY, w.window.end, method="bound")
    t = m.end = w.window.moment(r, 0.2, 0.85)
    work(w, co, m, after=False)
    _sell(w, m.person, m.account, Buyer(w), t, "kos")
    w.convict(m.account, "traded", ring, "employee_sells_own")
    return [m.account]


def creator_sells_own(w, ring):
    """A tired creator sells an account with followers; now and then the old tablet stays signed in for days."""
    r = w.rng
    p = w.person()
    a = w.account("professional", p)
    t, rate = w.window.moment(r, 0.15, 0.85), login_rate(w, 1.3)
    ordinary_life(w, p, [a], w.window.start, t, [rate])
    for _ in range(r.poisson(2)):
        w.note(a, r.int(w.window.start, t), own_words(r, "美妆"))
    _sell(w, p, a, Buyer(w), t, "professional")
    if r.yes(0.2):
        w.use(a, t, t + r.int(1, 9) * DAY, rate * 0.5, spots_of(w, p), p.profile)
    w.convict(a, "traded", ring, "creator_sells_own")
    return [a]


def shop_closing_bundle(w, ring):
    """A shop that closes sells the accounts it had created for its staff in one bundle."""
    r = w.rng
    co = quiet_company(w, 1, 3)
    buyer = Buyer(w, with_company=True)
    close, made = w.window.moment(r, 0.2, 0.8), []
    for _ in range(r.int(3, 9)):
        m = hire(w, co, w.window.start - r.int(30, 500) * DAY, close, method="created")
        work(w, co, m)
        t = close + r.int(0, 10) * DAY * (1 + w.camouflage)
        _sell(w, m.person, m.account, buyer, min(t, w.window.end - 3 * DAY), "kos", co.till)
        w.convict(m.account, "traded", ring, "shop_closing_bundle")
        made.append(m.account)
    return made


def dormant_flip(w, ring):
    """A reseller talks holders of forgotten accounts into selling and passes them on to merchants."""
    r = w.rng
    reseller, made = Crew(w), []
    buyers = [Buyer(w) for _ in range(r.int(1, 4))]
    for _ in range(r.int(2, 10)):
        p = w.person()
        a = w.account("personal" if r.yes(0.7) else "professional", p, w.window.start - r.int(300, 2500) * DAY)
        t = w.window.moment(r, 0.15, 0.8)
        if r.yes(0.6):
            w.touch(a, w.window.moment(r, 0, 0.1), p.phone, p.home)
        price = account_price(r)
        reseller.pay(p.pay, t, price)
        onward = t + int(r.lognorm(4, 0.8, 1, 15)) * DAY
        reseller.take(a, p.city, t, onward, 0.8)
        buyer = r.choice(buyers)
        reseller.charge(
            buyer.person.pay if w.camouflage == 0 else r.choice(buyer.crew.wallets), onward, price * r.int(2, 4)
        )
        buyer.receive(a, p.city, onward)
        w.convict(a, "traded", ring, "dormant_flip")
        made.append(a)
    return made


def matrix_buyer(w, ring):
    """A marketing outfit buys accounts to post the same campaign under the names of unrelated companies."""
    r = w.rng
    outfit, made = Crew(w), []
    trade = r.choice(list(TRADES))
    clients = [quiet_company(w, 1, 4, trade=trade) for _ in range(r.int(2, 4))]
    text = [template(r, trade) for _ in range(r.int(2, 5))]
    for _ in range(r.int(4, 16)):
        p = w.person()
        a = w.account("personal" if r.yes(0.7) else "professional", p)
        t = w.window.moment(r, 0.1, 0.7)
        ordinary_life(w, p, [a], w.window.start, t)
        outfit.pay(p.pay, outfit.later(t), account_price(r, a.kind))
        take_over(outfit, a, t, r.hex(32), r.choice(outfit.wallets))
        outfit.take(a, p.city, t, w.window.end, login_rate(w, 1.5))
        if r.yes(0.75):
            a.kind = "kos"
            w.bind(r.choice(clients).enterprise, a, outfit.later(t), 0, "bound", r.choice(("", a.holder)))
        for script in text:
            if r.yes(0.7):
                when = t + int(r.lognorm(9 * DAY, 0.9, HOUR, 90 * DAY))
                w.note(a, when, variation(r, script, r.int(*outfit.knobs.text_effort)))
        w.convict(a, "traded", ring, "matrix_buyer")
        made.append(a)
    return made


def company_sells_created(w, ring):
    """A company hands accounts it owns to outsiders for money while the binding stays."""
    r = w.rng
    co, made = quiet_company(w, 3, 10), []
    buyer = Buyer(w, with_company=False)
    for _ in range(r.int(2, 7)):
        m = hire(w, co, w.window.start - r.int(10, 300) * DAY, w.window.end, method="created")
        t = w.window.moment(r, 0.2, 0.8)
        ordinary_life(w, m.person, [m.account], w.window.start, t)
        _sell(w, m.person, m.account, buyer, t, "kos", co.till)
        w.convict(m.account, "traded", ring, "company_sells_created")
        made.append(m.account)
    return made
