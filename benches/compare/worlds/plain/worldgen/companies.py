"""Companies: offices, shops, staff, and the everyday business of leads, wages, ads and notes."""

from dataclasses import dataclass, field

from .clock import DAY, HOUR, MINUTE, second_of_day
from .habits import login_rate, ordinary_life
from .texts import TRADES, own_words


@dataclass(eq=False)
class Staff:
    """An account that works for a company from start to end."""

    account: object
    person: object
    start: int
    end: int
    method: str


@dataclass(eq=False)
class Company:
    """An enterprise account and everything behind it."""

    enterprise: object
    owner: object
    city: object
    trade: str
    office: object
    till: str
    shops: list = field(default_factory=list)
    staff: list = field(default_factory=list)
    remote: bool = False
    wages: bool = False
    leads_a_day: float = 0.0
    created_share: float = 0.35
    ads_share: float = 0.2


def found_company(w, size, trade=None, city=None, owner=None, group="", office=None, remote=False):
    """A licence, an owner, an office; shops with tablets if the trade has walk-in customers."""
    r = w.rng
    trade = trade or r.choice(list(TRADES))
    city = city or w.places.any(r)
    owner = owner or w.person(city)
    office = office or city.fixed(r)
    till = w.payment_account()
    registered = w.window.start - int(r.lognorm(420, 0.9, 20, 2400)) * DAY + r.int(8 * HOUR, 20 * HOUR)
    enterprise = w.account("enterprise", owner, registered, trade, group, till if r.yes(0.93) else "")
    co = Company(
        enterprise,
        owner,
        city,
        trade,
        office,
        till,
        remote=remote,
        wages=r.yes(0.4),
        leads_a_day=r.lognorm(0.22 * size**0.7, 0.8, 0.02, 12),
        created_share=r.choice((0, 0.15, 0.4, 0.8)),
        ads_share=r.choice((0, 0, 0.1, 0.3, 0.6)),
    )
    if trade in ("健身", "汽车", "家居", "医美", "美妆", "教育培训", "婚礼摄影", "餐饮加盟") and not remote:
        co.shops = [(city.fixed(r, 1), [w.device() for _ in range(r.int(0, 2))]) for _ in range(1 + size // 8)]
    run_enterprise_account(w, co)
    w.companies.append(co)
    return co


def run_enterprise_account(w, co):
    """The owner's phone, an office computer, at times the phone of a marketing clerk."""
    r = w.rng
    spots = [
        (co.owner.phone, co.owner.home, 0.4),
        (co.owner.phone, co.owner.mobile, 0.4),
        (co.owner.phone, co.office, 0.7),
    ]
    spots += [(w.device(), co.office, 0.3 + r.random()) for _ in range(r.int(0, 2))]
    w.use(co.enterprise, w.window.start, w.window.end, r.lognorm(0.6, 0.6, 0.1, 3), spots, "office", "even")


def tenure(w, growth=0.3):
    """From when to when somebody works there; most came before the window and stay."""
    r = w.rng
    start = (
        w.window.moment(r, 0.02, 0.92)
        if r.yes(growth)
        else w.window.start - int(r.lognorm(160, 1.0, 3, 1400)) * DAY + r.int(9 * HOUR, 18 * HOUR)
    )
    end = w.window.end
    if r.yes(0.1):
        end = w.window.moment(r, 0.1, 0.98)
    return start, (end if end > start + 5 * DAY else w.window.end)


def hire(w, co, start=None, end=None, person=None, account=None, method=None, declared=None):
    """One member of staff: an account created by the company, or the own one authorised."""
    r = w.rng
    if start is None:
        start, end = tenure(w)
    end = end or w.window.end
    p = person or w.person(None if co.remote or r.yes(0.06) else co.city)
    method = method or ("created" if account is None and r.yes(co.created_share) else "bound")
    if account is None:
        if method == "created":
            account = w.account("kos", p, start - r.int(60, 36000), co.trade)
            account.holder = r.pick([p.holder, co.owner.holder, ""], [74, 16, 10])
        else:
            age = int(r.lognorm(300, 1.1, 0, 2500)) * DAY
            account = w.account("kos", p, start - age - r.int(HOUR, 20 * HOUR), co.trade if r.yes(0.7) else "")
            if end < w.window.end:
                account.kind = r.choice(("personal", "professional"))
    if declared is None:
        declared = r.pick([p.holder, "", r.hex(32)], [85, 13.5, 1.5])
    w.bind(co.enterprise, account, start, end, method, declared)
    member = Staff(account, p, start, end, method)
    co.staff.append(member)
    return member


def work(w, co, member, before=True, after=True):
    """Private life on the account, plus working hours at the office or in a shop."""
    r, p, a = w.rng, member.person, member.account
    if not co.remote:
        p.work = r.choice(co.shops)[0] if co.shops and r.yes(0.7) else co.office
    life_from = member.start if member.method == "created" or not before else w.window.start
    life_to = member.end if member.method == "created" or not after else w.window.end
    ordinary_life(w, p, [a], life_from, life_to, [login_rate(w, 0.9)])
    spots = [(p.phone, p.work or p.home, 1)]
    if co.shops and not co.remote:
        line, tablets = r.choice(co.shops)
        spots += [(tablet, line, 0.5) for tablet in tablets]
        if tablets:
            w.story(a, "shop_tablet_shifts")
    if not co.remote:
        w.story(a, "office_network")
    w.use(
        a,
        member.start,
        member.end,
        login_rate(w, 0.8),
        spots,
        "two_shifts" if co.shops else "office",
        "retail" if co.shops else "work",
    )


def staffed(w, size, **kinds):
    """A company with its staff at work."""
    co = found_company(w, size, **kinds)
    for _ in range(size):
        work(w, co, hire(w, co))
    return co


# ---- everyday business ------------------------------------------------------


def everyday_business(w, co):
    """Leads, wages, advertising and notes of one company through the window."""
    collect_leads(w, co)
    pay_wages(w, co)
    advertise(w, co)
    publish(w, co)


def on_duty(co, t):
    """Who is employed at time t."""
    return [m for m in co.staff if m.start <= t < m.end]


def collect_leads(w, co):
    """Consumers leave contacts; the shift leader assigns them, sometimes again to somebody else."""
    r = w.rng
    for _ in range(r.poisson(co.leads_a_day * w.window.days)):
        t = lead_moment(w, co)
        contact = r.hex(40)
        if r.yes(0.09):
            w.inquiries.append((co.trade, contact, t, co))
        receive_lead(w, co, t, contact)


def lead_moment(w, co):
    """Consumers write in the evening and at weekends more than at other times."""
    r = w.rng
    t = w.window.start + r.int(0, w.window.days - 1) * DAY + second_of_day(r, "evening" if r.yes(0.5) else "commuter")
    return max(t, co.enterprise.registered)


def receive_lead(w, co, t, contact):
    """A contact comes in at the enterprise account or at a member of staff and is assigned."""
    r = w.rng
    team = on_duty(co, t)
    at = r.choice(team).account if team and r.yes(0.45) else co.enterprise
    lead = w.lead(at, t, r.pick(["form", "private_message", "import"], [60, 36, 4]), contact)
    if team and at is co.enterprise and r.yes(0.75):
        to = r.choice(team)
        assigned = t + int(r.lognorm(40 * MINUTE, 1.8, 20, 6 * DAY))
        if w.transfer(lead, at, to.account, assigned, "crm_assign" if r.yes(0.92) else "form") and r.yes(0.05):
            again = assigned + r.int(2 * HOUR, 200 * HOUR)
            w.transfer(
                lead, to.account, r.choice(team).account, again, "crm_assign" if r.yes(0.8) else "private_message"
            )


def pay_wages(w, co):
    """Some companies pay through the platform's wallets, on the tenth or the fifteenth."""
    r = w.rng
    if not co.wages:
        return
    day = r.choice((5, 8, 10, 15, 20, 25))
    for m in co.staff:
        base, t = r.lognorm(4800, 0.35, 1500, 20000), w.window.start + day * DAY
        while t < min(m.end + 30 * DAY, w.window.end):
            if t > m.start + 10 * DAY:
                w.pay(co.till, m.person.pay, t + r.int(9 * HOUR, 17 * HOUR), round(base * r.uniform(0.85, 1.3), 2))
            t += 30 * DAY


def spend_ads(w, account, start, end, daily, products=("seeding", "lead_collection", "search", "shutiao")):
    """A campaign with pauses, on the products that somebody has chosen."""
    r = w.rng
    chosen = r.some(products, r.int(1, 2))
    t = max(start, w.window.start)
    while t < min(end, w.window.end):
        if r.yes(0.6):
            w.spend.append((account.id, t, r.choice(chosen), round(r.lognorm(daily, 0.6, 5, 30000), 2)))
        t += DAY if r.yes(0.9) else r.int(3, 15) * DAY


def advertise(w, co):
    """Some of the staff get a budget, often right after the binding; the enterprise advertises too."""
    r = w.rng
    daily = r.lognorm(90, 0.9, 15, 2500)
    if r.yes(0.35):
        begin = w.window.moment(r, 0, 0.6)
        spend_ads(w, co.enterprise, begin, begin + r.int(10, 60) * DAY, daily * 2)
    for m in co.staff:
        if r.yes(co.ads_share):
            begin = m.start + int(r.lognorm(6, 1, 0, 90)) * DAY if r.yes(0.6) else w.window.moment(r, 0, 0.8)
            spend_ads(
                w, m.account, max(begin, m.start), min(m.end, begin + int(r.lognorm(25, 0.7, 3, 150)) * DAY), daily
            )
            if begin >= w.window.start:
                w.story(m.account, "new_hire_ads")


def publish(w, co):
    """Staff write about their trade, and now and then about something of their own."""
    r = w.rng
    for m in co.staff:
        for _ in range(r.poisson(1.6)):
            t = w.window.moment(r)
            if m.start <= t < m.end:
                w.note(m.account, t, own_words(r, co.trade if r.yes(0.88) else r.choice(list(TRADES))))


def comparing_consumers(w):
    """Somebody renovating, marrying or buying a car asks several shops in a few days."""
    r = w.rng
    by_trade = {}
    for co in w.companies:
        by_trade.setdefault(co.trade, []).append(co)
    for trade, contact, t, first in w.inquiries:
        for co in r.some(by_trade[trade], r.pick([1, 2, 3, 5], [50, 28, 15, 7])):
            if co is not first:
                receive_lead(w, co, t + int(r.lognorm(9 * HOUR, 1.5, 60, 25 * DAY)), contact)
                w.story(co.enterprise, "asks_several_shops")
