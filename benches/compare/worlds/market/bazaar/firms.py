"""Companies: the boss, the staff, wages, advertising and the flow of leads."""

from .days import DAY
from .people import Desk, Person, open_account, life, rate
from .places import Fixed, Home
from .words import TRADES
from .world import poisson


class Firm:
    """An enterprise account with the people and money behind it."""

    def __init__(self, w, rng, city, trade, boss=None, office=None):
        self.city, self.trade = city, trade
        self.boss = boss or Person(w, rng, city)
        self.office = office or (Fixed(rng, city) if rng.random() < 0.7 else Home(rng, city))
        self.till = w.wallet(rng)
        acc = w.account(rng, "enterprise", w.cal.start - rng.randint(40, 1800) * DAY, city.region)
        acc.holder, acc.phone = self.boss.holder, self.boss.sim if rng.random() < 0.6 else w.hexid(rng, 32)
        acc.payout = self.till if rng.random() < 0.9 else self.boss.wallet
        acc.industry, acc.topic, acc.note_rate = trade, trade, rng.uniform(0.1, 0.7)
        self.account = acc
        self.staff, self.own_leads = [], []
        self.desk = Desk([w.device(rng) for _ in range(rng.choice((1, 1, 2, 3)))], [self.office], "shop", 0.9)
        acc.use(self.desk, w.cal.start, w.cal.end, rng.uniform(0.3, 1.1))
        acc.use(self.boss, w.cal.start, w.cal.end, rng.uniform(0.02, 0.3))
        self.pay = rng.choices(("wage", "commission", "outside"), (42, 20, 38))[0]
        self.style = rng.choices(("crm", "chat", "own"), (55, 20, 25))[0]
        self.flow = min(9.0, 0.28 * rng.paretovariate(1.15))
        self.adverts = rng.random() < 0.5
        w.firms.append(self)

    def active(self, t):
        """Staff who are bound at an instant."""
        return [s for s in self.staff if s.row[2] <= t and (s.row[3] is None or t < s.row[3])]


class Staff:
    """One person's employment: the person, the account, the binding's row."""

    def __init__(self, person, acc, row):
        self.person, self.acc, self.row = person, acc, row


def bound_before(w, rng):
    """Most bindings are older than the window; some are made inside."""
    if rng.random() < 0.75:
        return w.cal.start - rng.expovariate(1 / 200) * DAY - rng.randrange(DAY)
    return w.cal.moment(rng, 0, 0.85, (9, 18))


def hire(w, rng, firm, method=None, person=None, since=None, until=None, city=None, acc=None):
    """Bind an employee: with their own account, or with one that the company makes."""
    since = min(since or bound_before(w, rng), w.cal.end - 2 * DAY)
    if (since - w.cal.start) % DAY == 0:
        since += int(rng.uniform(9, 18) * 3600)
    person = person or Person(w, rng, city or firm.city)
    method = method or ("created" if rng.random() < 0.35 else "bound")
    if acc is None:
        age = (w.cal.start - since) / DAY + (
            rng.uniform(0.01, 2) if method == "created" else rng.uniform(20, 900)
        )
        acc = open_account(w, rng, person, "kos", age)
        acc.registered = int(min(acc.registered, since - 600))
        acc.use(person, w.cal.start, w.cal.end, rate(rng, 0.34))
        if method == "created":
            acc.phone = w.hexid(rng, 32) if rng.random() < 0.5 else acc.phone
            acc.payout = firm.till if rng.random() < 0.5 else None
        life(w, rng, person, acc)
    acc.kind, acc.industry, acc.topic = "kos", firm.trade if rng.random() < 0.7 else None, firm.trade
    acc.note_rate = acc.note_rate or rng.lognormvariate(0, 0.8) * 0.1
    declared = person.holder if rng.random() < 0.86 else None
    row = w.bind(firm.account, acc, since, until, method, declared)
    member = Staff(person, acc, row)
    firm.staff.append(member)
    return member


def ordinary_firm(w, rng, city=None, trade=None, size=None, boss=None, office=None):
    """A shop or a small company whose staff come in, are paid and leave at the usual rate."""
    firm = Firm(w, rng, city or w.atlas.city(rng), trade or rng.choice(list(TRADES)), boss, office)
    size = size if size is not None else min(27, int(rng.paretovariate(0.95) * 1.8))
    for _ in range(size):
        member = hire(w, rng, firm)
        member.person.work = firm.office if rng.random() < 0.85 else None
        if rng.random() < 0.12:
            quit_job(w, rng, firm, member)
    return firm


def quit_job(w, rng, firm, member, t=None):
    """Somebody leaves; personnel often unbinds some days too late."""
    t = t or w.cal.moment(rng, 0.15, 0.95, (10, 18))
    if t <= member.row[2] or member.row[3]:
        return None
    member.row[3] = int(t + (rng.randint(0, 12) * DAY if rng.random() < 0.5 else 0))
    member.person.work = None
    return t


def pay_staff(w, rng, firm):
    """Wages on a fixed day, or commissions after deals; many firms pay through a bank, unseen here."""
    if firm.pay == "wage":
        day = rng.choice((5, 10, 15, 20, 28))
        for i in w.cal.paydays(day):
            t = w.cal.at(i, rng.uniform(9, 18))
            for m in firm.active(t):
                w.pay(
                    rng,
                    firm.till,
                    m.person.wallet,
                    t + rng.randrange(600),
                    round(rng.gauss(5200, 1300)) + rng.choice((0, 0, 0.5)),
                )
    elif firm.pay == "commission":
        for m in firm.staff:
            for _ in range(poisson(rng, w.cal.days / 35)):
                t = w.cal.moment(rng, 0.02, 1, (10, 21))
                if m in firm.active(t):
                    w.pay(rng, firm.till, m.person.wallet, t, rng.lognormvariate(6.4, 0.9))


def advertise(w, rng, firm, factor=1.0):
    """Companies advertise in bouts, more before the shopping festivals."""
    if not firm.adverts:
        return
    accs = [firm.account] + [m.acc for m in firm.staff if rng.random() < 0.25]
    for acc in accs:
        budget = rng.lognormvariate(4.6, 1.0) * factor
        products = rng.sample(("seeding", "lead_collection", "search", "shutiao"), rng.choice((1, 1, 2)))
        day = rng.randrange(0, 40)
        while day < w.cal.days:
            for i in range(day, min(w.cal.days, day + rng.randint(3, 25))):
                if w.cal.at(i) > acc.registered and not (w.cal.holiday[i] and rng.random() < 0.5):
                    w.spend.append(
                        (
                            acc.id,
                            i,
                            rng.choice(products),
                            round(budget * rng.uniform(0.4, 1.6) * (1.8 if w.cal.peak[i] else 1), 2),
                        )
                    )
            day += rng.randint(8, 60)


def shopper(w, rng, city, trade):
    """A consumer's contact; some ask several shops of the same trade in one town."""
    pool = w.shoppers.setdefault((city.region, trade), [])
    if pool and rng.random() < 0.13:
        return rng.choice(pool[-25:])
    pool.append(w.hexid(rng, 32))
    return pool[-1]


def trade_leads(w, rng, firm):
    """Consumers leave contacts; the company hands them to staff in its own manner."""
    for day in range(w.cal.days):
        n = poisson(rng, firm.flow * (1.6 if w.cal.peak[day] else 1) * (0.5 if w.cal.holiday[day] else 1))
        for _ in range(n):
            collect(w, rng, firm, w.cal.at(day, rng.triangular(7, 24, 20)))


def collect(w, rng, firm, t, source=None):
    """One contact arrives and may be assigned to an employee."""
    team = firm.active(t)
    receiver = rng.choice(team).acc if team and (firm.style == "own" or rng.random() < 0.3) else firm.account
    if t >= w.cal.end - 60 or receiver.registered > t:
        return
    contact = shopper(w, rng, firm.city, firm.trade)
    late = rng.random() < 0.35
    followed = None if late else min(w.cal.end, t + rng.expovariate(1 / 20000))
    lead_id = w.lead(
        rng,
        receiver,
        t,
        contact,
        source or rng.choice(("form", "private_message", "private_message")),
        followed,
    )
    holder = receiver
    if receiver is firm.account and team and firm.style != "own":
        holder = rng.choice(team).acc
        usual = "crm_assign" if firm.style == "crm" else "private_message"
        channel = usual if rng.random() < 0.93 else rng.choice(("export", "form", "private_message"))
        if not w.transfer(lead_id, contact, receiver, holder, t + rng.randint(20, 30000), channel):
            holder = receiver
    firm.own_leads.append((lead_id, contact, holder, t))
