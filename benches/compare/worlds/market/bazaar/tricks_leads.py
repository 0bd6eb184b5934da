"""Contacts as merchandise: insiders, cut-outs, brokers, swaps and those who buy."""

from .crew import Crew, clean_staff
from .days import DAY
from .firms import shopper
from .people import newcomer
from .words import TRADES

CHANNELS = ("private_message", "private_message", "export", "partner_api", "form")


def unit_price(rng, trade):
    """A fresh contact's price by trade."""
    return rng.randint(*TRADES[trade][1])


def batch(w, rng):
    """How many contacts go at once: the careful sell a handful."""
    return ((8, 30), (3, 12), (1, 5))[w.camouflage]


def buyers(w, rng, crew, trade, count):
    """Salespeople elsewhere who buy contacts; most are real employees of real shops."""
    found = []
    pool = [
        (f, m)
        for f in w.firms
        if f.trade == trade
        for m in f.staff
        if m.acc.role == "clean" and m.row[3] is None
    ]
    for f, m in rng.sample(pool, min(len(pool), count)):
        if m.acc.role == "clean":
            w.mark(m.acc, "lead_buyer", crew.ring, "buys_contacts")
            found.append((m.person, m.acc))
    while len(found) < count:
        person, acc = newcomer(w, rng, crew.city, "professional", rng.randint(40, 900), 0.35)
        acc.topic = trade
        w.mark(acc, "lead_buyer", crew.ring, "buys_contacts")
        found.append((person, acc))
    return found


def middleman(w, rng, crew, trick):
    """Somebody with an ordinary account through which contacts pass."""
    person, acc = newcomer(
        w, rng, crew.city if rng.random() < 0.5 else None, busy=0.35, age_days=rng.randint(20, 900)
    )
    w.mark(acc, "lead_resale", crew.ring, trick)
    return person, acc


def contacts_of(firm, acc):
    """The contacts that an employee has in hand."""
    return [x for x in firm.own_leads if x[2] is acc]


def sell(w, rng, crew, goods, path, trade):
    """Contacts travel along a path of accounts in batches; money comes back hop by hop."""
    low, high = batch(w, rng)
    goods, k = sorted(goods, key=lambda x: x[3]), 0
    while k < len(goods):
        part = goods[k : k + rng.randint(low, high)]
        k += len(part)
        t = max(x[3] for x in part) + rng.randint(1, 60) * 3600
        unit = unit_price(rng, trade)
        for (_, giver), (receiver, taker) in zip(path, path[1:]):
            channel = rng.choice(CHANNELS)
            sent = 0
            for lead_id, contact, _, _ in part:
                at = t + (sent * rng.randint(3, 50) if w.camouflage < 2 else sent * rng.randint(600, 20000))
                sent += w.transfer(lead_id, contact, giver, taker, at, channel, crew.ring)
            if sent:
                settle(w, rng, crew, receiver, path[0][0], t, unit * sent)
            t += rng.randint(1, 30) * 3600
            unit *= 1.35


def settle(w, rng, crew, payer, payee, t, amount):
    """Paid by the batch, at once or a week later, sometimes against a deposit, seldom not at all."""
    late = rng.choice((300, 3600, DAY, 7 * DAY))
    if w.camouflage == 0:
        w.pay(rng, payer.wallet, payee.wallet, t + late, amount)
    elif rng.random() < 0.85:
        via = crew.broker if w.camouflage == 1 else w.wallet(rng)
        w.pay(rng, payer.wallet, via, t + late, amount)
        w.pay(rng, via, payee.wallet, t + late + rng.randint(1, 6) * DAY, round(amount * 0.88))


def insider(w, rng, crew, trick, leads=6):
    """An employee with contacts in hand whose conscience has a price."""
    found = clean_staff(w, rng, 1, leads=leads)
    if not found:
        return None
    firm, m = found[0]
    w.mark(m.acc, "lead_resale", crew.ring, trick)
    share = (0.8, 0.5, 0.3)[w.camouflage] * rng.uniform(0.6, 1.2)
    goods = [x for x in contacts_of(firm, m.acc) if rng.random() < share]
    return firm, m, goods


def insider_sells_direct(w, rng):
    """An employee messages contacts to salespeople known from the last job."""
    crew = Crew(w, rng)
    found = insider(w, rng, crew, "insider_sells_direct")
    if not found:
        return
    firm, m, goods = found
    for buyer in buyers(w, rng, crew, firm.trade, rng.randint(1, 3)):
        sell(w, rng, crew, [x for x in goods if rng.random() < 0.6], [(m.person, m.acc), buyer], firm.trade)


def broker_chain(w, rng):
    """Insiders, a cut-out, a broker, and the same contact to several buyers."""
    crew = Crew(w, rng)
    links = [
        middleman(w, rng, crew, "broker_chain") for _ in range(1 if w.camouflage == 0 else rng.randint(1, 3))
    ]
    trade = None
    for _ in range(rng.randint(1, 3)):
        found = insider(w, rng, crew, "broker_chain", 4)
        if not found:
            break
        firm, m, goods = found
        if trade is None:
            trade, customers = firm.trade, buyers(w, rng, crew, firm.trade, rng.randint(2, 6))
        for customer in customers:
            sell(
                w,
                rng,
                crew,
                [x for x in goods if rng.random() < 0.5],
                [(m.person, m.acc)] + links + [customer],
                trade,
            )


def sham_partner(w, rng):
    """A company without a shop that calls itself a partner and takes contacts by interface."""
    crew = Crew(w, rng)
    sham = crew.firm(w, rng, boss=crew.boss)
    w.mark(sham.account, "lead_resale", crew.ring, "sham_partner")
    found = insider(w, rng, crew, "sham_partner", 4)
    if not found:
        return
    firm, m, goods = found
    customers = buyers(w, rng, crew, firm.trade, rng.randint(2, 5))
    for customer in customers:
        part = [x for x in goods if rng.random() < 0.6]
        sell(w, rng, crew, part, [(m.person, m.acc), (crew.boss, sham.account), customer], firm.trade)


def bait_forms(w, rng):
    """Accounts that pose as helpful neighbours collect contacts and sell them to several shops."""
    crew = Crew(w, rng)
    helpers = []
    for _ in range(rng.randint(2, 7)):
        person, acc = newcomer(w, rng, crew.city, "professional", rng.randint(30, 700), 0.2)
        acc.use(crew.hand(rng, crew.city), w.cal.start, w.cal.end, 0.4)
        crew.post(rng, acc, max(w.cal.start, acc.registered), rng.randint(3, 9))
        w.mark(acc, "lead_resale", crew.ring, "bait_forms")
        helpers.append((person, acc))
    customers = buyers(w, rng, crew, crew.trade, rng.randint(2, 5))
    for person, acc in helpers:
        goods = []
        for _ in range(rng.randint(8, 50)):
            t = w.cal.moment(rng, 0.02, 0.95, (8, 24))
            if t > acc.registered:
                contact = shopper(w, rng, crew.city, crew.trade)
                goods.append(
                    (w.lead(rng, acc, t, contact, rng.choice(("form", "private_message"))), contact, acc, t)
                )
        for customer in rng.sample(customers, min(len(customers), rng.randint(1, 3))):
            sell(
                w,
                rng,
                crew,
                [x for x in goods if rng.random() < 0.7],
                [(crew.boss if w.camouflage == 0 else person, acc), customer],
                crew.trade,
            )


def leavers_dowry(w, rng):
    """Before going, a salesperson carries the customer list to the next employer, for a bonus."""
    crew = Crew(w, rng)
    found = insider(w, rng, crew, "leavers_dowry")
    if not found:
        return
    firm, m, _ = found
    goods = contacts_of(firm, m.acc)
    t = max(x[3] for x in goods) + 3600
    m.row[3] = int(min(w.cal.end - 60, t + 4 * DAY))
    person, acc = buyers(w, rng, crew, firm.trade, 1)[0]
    for lead_id, contact, _, _ in goods:
        t += rng.randint(5, 90) if w.camouflage == 0 else rng.randint(200, 9000)
        w.transfer(lead_id, contact, m.acc, acc, t, rng.choice(("export", "private_message")), crew.ring)
    settle(w, rng, crew, person, m.person, t, rng.choice((1000, 2000, 3000, 5000)))


def dead_lead_swap(w, rng):
    """Salespeople of rival shops swap contacts that went cold, a packet for a packet."""
    crew = Crew(w, rng)
    circle = [x for x in clean_staff(w, rng, rng.randint(3, 6), leads=4)]
    for _, m in circle:
        w.mark(m.acc, "lead_resale", crew.ring, "dead_lead_swap")
    for i, (firm, m) in enumerate(circle):
        _, other = circle[(i + 1) % len(circle)]
        cold = [x for x in contacts_of(firm, m.acc) if x[3] < w.cal.end - 30 * DAY and rng.random() < 0.5]
        t = w.cal.moment(rng, 0.7, 0.95, (18, 23))
        for lead_id, contact, _, born in cold:
            t += rng.randint(10, 200) * (1 + 20 * w.camouflage)
            w.transfer(lead_id, contact, m.acc, other.acc, max(t, born + DAY), "private_message", crew.ring)
        if cold and rng.random() < 0.6:
            w.pay(rng, other.person.wallet, m.person.wallet, t + 3600, len(cold) * rng.choice((2, 3, 5)))


def night_desk_seepage(w, rng):
    """A night-shift answerer forwards a few contacts from the companies' own accounts."""
    crew = Crew(w, rng)
    fence = middleman(w, rng, crew, "night_desk_seepage")
    for firm in rng.sample(
        [f for f in w.firms if f.own_leads and f.account.role == "clean"], rng.randint(2, 4)
    ):
        night = [x for x in firm.own_leads if x[2] is firm.account and w.cal.hour(x[3]) > 19]
        goods = [x for x in night if rng.random() < 0.4][:40]
        customers = buyers(w, rng, crew, firm.trade, 1)
        for lead_id, contact, holder, t in goods:
            w.transfer(
                lead_id, contact, holder, fence[1], t + rng.randint(60, 7200), "private_message", crew.ring
            )
        sell(w, rng, crew, goods, [fence] + customers, firm.trade)


TRICKS = [
    (insider_sells_direct, 8),
    (broker_chain, 4),
    (sham_partner, 2.5),
    (bait_forms, 4),
    (leavers_dowry, 5),
    (dead_lead_swap, 2.5),
    (night_desk_seepage, 2.5),
]
