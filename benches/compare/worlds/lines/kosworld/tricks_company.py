"""Tricks with companies: slots of a licence for strangers, and consumers' contacts for cash."""

from . import geo
from .calendar import DAY
from .commerce import campaign, publish
from .company import INDUSTRIES, Company
from .den import Den
from .leads import collect, transfer, working_second

# -- affiliation ---------------------------------------------------------------------------


def _slot_company(w, rng, real):
    """A licence whose boss sells slots, with some real staff as a front."""
    firm = Company(w, rng)
    firm.run_front_desk(rng)
    firm.lead_rate *= 0.5
    for _ in range(real):
        firm.own_phone(rng, firm.employ(rng))
    w.tell(firm.acc, "slot_selling_licence", "affiliated")
    return firm


def _affiliate(w, rng):
    """A trader or agent somewhere with an own business and an own account."""
    who = w.population.person(rng, age=rng.choice(["young", "parent", "middle"]), verified=0.97, paid=0.9)
    who.hand.work = w.shop_line(rng, who.city) if rng.random() < 0.5 else None
    return w.account(rng, who, "kos", -rng.randint(40, 2000) * DAY, rng.choice(INDUSTRIES))


def _attach(w, rng, firm, acc, ring, story, start, end=None):
    """Bind a stranger; the declared identity is invented, copied or left out."""
    person = acc.person
    declared = (0.25, 0.6, 0.85)[w.level]
    employee = person.holder if rng.random() < declared else rng.choice(["", w.hash(rng), firm.acc.holder])
    w.bind(firm, acc, start, end, "bound", employee)
    w.mark(acc, "affiliated", ring, story)


def _own_business(w, rng, acc, start, token_desk=None):
    """The affiliate uses the badge for the own trade: notes, then advertising, own leads."""
    begin = max(0, start)
    publish(w, rng, acc, begin, w.cal.end, rng.choice([6, 15, 30]), acc.industry)
    if rng.random() < 0.55:
        campaign(
            w,
            rng,
            acc,
            int(begin // DAY) + rng.randint(1, 12),
            rng.randint(10, 80),
            rng.lognormvariate(4.7, 0.8),
            rng.choice(["lead_collection", "seeding"]),
        )
    for _ in range(rng.choice([0, 3, 12, 30])):
        collect(w, rng, acc, working_second(rng, rng.randrange(w.cal.days)), "private_message")
    if token_desk and w.level:
        for _ in range(rng.randint(0, 2 * w.level)):
            second = working_second(rng, rng.randint(int(begin // DAY), w.cal.days - 1))
            lead = collect(w, rng, token_desk.acc, second, "form")
            if lead:
                transfer(w, lead, token_desk.acc, acc, second + 4000, "crm_assign")


def _fee(w, rng, book, firm, acc, start):
    """The slot's price: once, by the month, or disguised behind a small wage that comes back doubled."""
    monthly = rng.random() < 0.4
    price = rng.choice([300, 500, 880, 1200, 2000]) / (3 if monthly else 1)
    days = (
        range(max(0, int(start // DAY)), w.cal.days, 30)
        if monthly
        else [max(0, int(start // DAY) - rng.randint(0, 3))]
    )
    for day in days:
        if w.level == 0 and rng.random() < 0.7:
            w.pay(rng, acc.person.payout, firm.acc.payout, day, round(price))
        else:
            book.receive(rng, acc.person.payout, day, round(price + rng.choice([0, 0.5, -3, 6.6]), 2))
    if w.level == 2 and rng.random() < 0.3:
        for day in w.cal.month_days(15):
            w.pay(rng, firm.acc.payout, acc.person.payout, day, rng.choice([100, 120, 150]))


def slot_sale(w, rng, size):
    """A real small company sells its spare slots in a chat group, most on two evenings."""
    firm = _slot_company(w, rng, rng.randint(1, 4))
    book = Den(w, rng, size)
    evening = rng.randint(-30, int(w.cal.days * 0.7)) * DAY + 20 * 3600
    for _ in range(size):
        acc = _affiliate(w, rng)
        spread = (2, 20, 70)[w.level]
        latest = (w.cal.days - rng.randint(5, 20)) * DAY + 20 * 3600
        start = min(latest, evening + rng.randint(0, spread) * DAY) + rng.randint(0, 5400)
        w.live(rng, acc, factor=1.5)
        _attach(w, rng, firm, acc, book.ring, "slot_sale", start)
        _fee(w, rng, book, firm, acc, start)
        _own_business(w, rng, acc, start, firm)


def licence_stable(w, rng, size):
    """One hand holds several licences on lent names, each filled with paying strangers."""
    book = Den(w, rng, size)
    licences = []
    for _ in range(max(2, min(5, size // 7))):
        firm = Company(w, rng)
        firm.lead_desk = False
        firm.acc.payout = rng.choice(book.wallets)
        w.use(firm.acc, book.hand(rng, firm.boss), rng.uniform(0.2, 0.5))
        w.mark(firm.acc, "rented", book.ring, "licence_stable_front")
        book.settle(rng, firm.boss.payout, rng.randrange(w.cal.days), rng.choice([500, 1000, 2000]))
        licences.append(firm)
    for number in range(size - len(licences)):
        firm, acc = licences[number % len(licences)], _affiliate(w, rng)
        start = rng.randint(-80, int(w.cal.days * 0.8)) * DAY + rng.randint(36000, 80000)
        w.live(rng, acc, factor=1.4)
        _attach(w, rng, firm, acc, book.ring, "licence_stable", start)
        _fee(w, rng, book, firm, acc, start)
        _own_business(w, rng, acc, start)


def caravan(w, rng, size):
    """A cohort of affiliates moves to the broker's next licence when the last one gets a warning."""
    book = Den(w, rng, size)
    firms = [_slot_company(w, rng, rng.randint(0, 2)) for _ in range(rng.randint(2, 3))]
    step = w.cal.days // len(firms)
    offset = rng.randint(0, 12)
    for _ in range(size):
        acc = _affiliate(w, rng)
        w.live(rng, acc, factor=1.4)
        for stage, firm in enumerate(firms):
            jitter = rng.randint(0, (1, 6, 14)[w.level])
            start = (stage * step + offset + jitter) * DAY + rng.randint(33000, 70000)
            end = (
                ((stage + 1) * step + offset - rng.randint(0, 1 + 3 * w.level)) * DAY
                if stage < len(firms) - 1
                else None
            )
            if rng.random() < 0.92 and (end is None or end > start):
                _attach(w, rng, firm, acc, book.ring, "caravan", start, end)
                _fee(w, rng, book, firm, acc, start)
        if not acc.ring:
            _attach(w, rng, firms[0], acc, book.ring, "caravan", 5 * DAY)
        _own_business(w, rng, acc, 0)


def favour(w, rng, size):
    """The boss lets two acquaintances hang their shops on his licence for a carton of cigarettes a month."""
    firm = _slot_company(w, rng, rng.randint(2, 6))
    ring = w.new_ring()
    for _ in range(size):
        acc = _affiliate(w, rng)
        start = rng.randint(-200, int(w.cal.days * 0.6)) * DAY
        w.live(rng, acc, factor=1.4)
        _attach(w, rng, firm, acc, ring, "favour", start)
        for day in range(rng.randint(0, 25), w.cal.days, 30):
            if day * DAY > start and rng.random() < 0.8:
                w.pay(
                    rng,
                    acc.person.payout,
                    rng.choice([firm.acc.payout, firm.boss.payout]),
                    day,
                    rng.choice([200, 280, 300, 450]),
                )
        _own_business(w, rng, acc, start, firm)


def agent_desk(w, rng, size):
    """A service desk attaches traders and also posts for them: same texts under unrelated companies."""
    book = Den(w, rng, size, industry=rng.choice(INDUSTRIES))
    firms = [_slot_company(w, rng, rng.randint(1, 3)) for _ in range(rng.randint(2, 3))]
    for number in range(size):
        acc, firm = _affiliate(w, rng), firms[number % len(firms)]
        start = rng.randint(-20, int(w.cal.days * 0.6)) * DAY + 50000
        w.live(rng, acc)
        w.use(acc, book.hand(rng, acc.person), rng.uniform(0.1, 0.4), start)
        _attach(w, rng, firm, acc, book.ring, "agent_desk", start)
        _fee(w, rng, book, firm, acc, start)
        publish(w, rng, acc, max(0, start), w.cal.end, 20, acc.industry, book.style, book.spin, 0.8)


# -- leads -----------------------------------------------------------------------------------


def _staffed(w, rng):
    """An honest company with a busy desk and somebody to fall; firms differ in size, not in morals."""
    firms = [
        c
        for c in w.companies
        if c.lead_desk
        and c.lead_rate > 0.4
        and sum(m.acc.role == "clean" and m.start < w.cal.end // 3 and m.end >= w.cal.end for m in c.staff)
        >= 2
    ]
    return rng.choice(firms)


def _insider(w, rng, firm, ring, story):
    """One of the clean, long-standing staff turns."""
    able = [
        m for m in firm.staff if m.acc.role == "clean" and m.start < w.cal.end // 3 and m.end >= w.cal.end
    ]
    member = rng.choice(able)
    w.mark(member.acc, "lead_resale", ring, story)
    return member


def _buyers(w, rng, count, ring, story):
    """Sales people of unrelated firms who need contacts and do not ask."""
    buyers = []
    pool = [m for c in w.companies for m in c.staff if m.acc.role == "clean" and m.start < w.cal.end // 3]
    for _ in range(count):
        if rng.random() < 0.6:
            acc = rng.choice(pool).acc
        else:
            who = w.population.person(rng, age="young", verified=0.9, paid=0.9)
            acc = w.account(rng, who, rng.choice(["professional", "personal"]), -rng.randint(60, 900) * DAY)
            w.live(rng, acc, factor=1.3)
        if acc.role == "clean":
            w.mark(acc, "lead_buyer", ring, story)
            buyers.append(acc)
    return buyers


def _middle(w, rng, ring, story):
    """A broker's or cut-out's account, registered not long ago by somebody who reads chat groups."""
    who = w.population.person(rng, age=rng.choice(["young", "parent"]), verified=0.8, paid=1)
    acc = w.account(rng, who, rng.choice(["personal", "professional"]), -rng.randint(20, 700) * DAY)
    w.live(rng, acc, factor=1.3)
    w.mark(acc, "lead_resale", ring, story)
    return acc


def _harvest(w, rng, firm, member, count):
    """Leads that lawfully lie with the insider, some worked, some not."""
    leads = []
    for _ in range(count):
        second = working_second(rng, rng.randrange(max(1, w.cal.days - 6)))
        lead = collect(w, rng, firm.acc, second, "form", followed=0.5)
        if lead and transfer(w, lead, firm.acc, member.acc, second + rng.randint(60, 9000), "crm_assign"):
            leads.append(lead)
    return sorted(leads, key=lambda lead: lead.second)


def _batches(w, rng, leads):
    """Level 0 dumps some weeks in one evening; level 2 slips two or three at a time into working hours."""
    size = (rng.randint(20, 60), 12, 3)[w.level]
    for first in range(0, len(leads), size):
        batch = leads[first : first + size]
        last = max(lead.second for lead in batch)
        if w.level == 2:
            moment = working_second(rng, last // DAY + rng.randint(0, 4))
        else:
            moment = (last // DAY + rng.randint(0, 3)) * DAY + int(rng.uniform(20.5, 23.9) * 3600)
        yield batch, max(moment, last + 1200)


def _channel(w, rng):
    return rng.choice(
        (
            ["export", "private_message"],
            ["private_message", "export", "form"],
            ["private_message", "crm_assign", "form", "partner_api"],
        )[w.level]
    )


def _hand_over(w, rng, batch, giver, taker, moment, ring, wallets, price):
    """A batch, and its price a day later, through the ring's wallets if it has any."""
    sent = 0
    for lead in batch:
        sent += transfer(w, lead, giver, taker, moment + sent * rng.randint(2, 70), _channel(w, rng), ring)
    if sent and rng.random() < (0.8, 0.65, 0.5)[w.level]:
        amount, day = round(sent * price, 2), int(moment // DAY) + rng.randint(0, 2)
        man = rng.choice(wallets) if wallets and w.level and rng.random() < 0.6 else None
        if man:
            w.pay(rng, taker.person.payout, man, day, amount)
            w.pay(rng, man, giver.person.payout, day + rng.randint(0, 3), round(amount * 0.93, 2))
        else:
            w.pay(rng, taker.person.payout, giver.person.payout, day, amount)


def _resale_copy(w, rng, lead, acc, moment):
    """The broker's list is typed in anew: another lead number, the same contact."""
    return collect(w, rng, acc, moment, "import", lead.contact, followed=0.1)


def insider_broker(w, rng, size):
    """An insider, a cut-out and a broker who sells every contact to two or three buyers."""
    firm, book = _staffed(w, rng), Den(w, rng, size)
    insider = _insider(w, rng, firm, book.ring, "insider_broker")
    chain = [insider.acc] + [
        _middle(w, rng, book.ring, "insider_broker") for _ in range(rng.randint(1, 2 + (w.level > 0)))
    ]
    buyers = _buyers(w, rng, max(2, size - len(chain)), book.ring, "insider_broker")
    price = rng.choice([8, 15, 30, 60])
    for batch, moment in _batches(w, rng, _harvest(w, rng, firm, insider, rng.randint(15, 60))):
        for giver, taker in zip(chain, chain[1:]):
            _hand_over(w, rng, batch, giver, taker, moment, book.ring, book.middlemen, price * 0.5)
            moment += rng.randint(3600, 2 * DAY)
        copies = (
            batch
            if rng.random() < 0.5
            else [c for lead in batch if (c := _resale_copy(w, rng, lead, chain[-1], moment))]
        )
        for buyer in rng.sample(buyers, min(len(buyers), rng.randint(1, 3))):
            _hand_over(
                w,
                rng,
                copies,
                chain[-1],
                buyer,
                moment + rng.randint(900, DAY),
                book.ring,
                book.middlemen,
                price,
            )


def friend_across_street(w, rng, size):
    """Two leads a week to an old colleague at the competitor, dinner money in return."""
    firm, ring = _staffed(w, rng), w.new_ring()
    insider = _insider(w, rng, firm, ring, "friend_across_street")
    buyers = _buyers(w, rng, 1, ring, "friend_across_street") or _buyers(
        w, rng, 3, ring, "friend_across_street"
    )
    if not buyers:
        buyers = [_middle(w, rng, ring, "friend_across_street")]
    for lead in _harvest(w, rng, firm, insider, rng.randint(12, 40)):
        moment = lead.second + rng.randint(1800, 2 * DAY)
        _hand_over(w, rng, [lead], insider.acc, buyers[0], moment, ring, [], rng.choice([50, 80, 100]))


def form_mill(w, rng, size):
    """Bait accounts promise free samples, collect numbers and sell them by trade to many firms."""
    book = Den(w, rng, size)
    mills = []
    for _ in range(max(2, size // 2)):
        who = w.population.person(rng, age="young", verified=0.9, paid=0.9)
        acc = w.account(rng, who, "professional", -rng.randint(5, 200) * DAY)
        w.use(acc, book.hand(rng, who), rng.uniform(0.3, 0.7))
        acc.payout = rng.choice(book.wallets)
        who.payout = acc.payout
        publish(w, rng, acc, 0, w.cal.end, 25, "", book.style, book.spin, 0.9)
        w.mark(acc, "lead_resale", book.ring, "form_mill")
        mills.append(acc)
    buyers = _buyers(w, rng, max(2, size - len(mills)), book.ring, "form_mill")
    for mill in mills:
        leads = [
            lead
            for _ in range(rng.randint(12, 50))
            if (
                lead := collect(
                    w, rng, mill, working_second(rng, rng.randrange(w.cal.days)), "form", followed=0.02
                )
            )
        ]
        for batch, moment in _batches(w, rng, sorted(leads, key=lambda lead: lead.second)):
            for buyer in rng.sample(buyers, min(len(buyers), rng.randint(1, 2))):
                _hand_over(
                    w, rng, batch, mill, buyer, moment, book.ring, book.middlemen, rng.choice([5, 9, 20])
                )


def agency_skims(w, rng, size):
    """Somebody at a small agency copies one client's enquiries to the client's rival."""
    giver = _staffed(w, rng)
    book = Den(w, rng, size)
    clerk = _middle(w, rng, book.ring, "agency_skims")
    w.use(giver.acc, book.hand(rng, giver.boss), 0.3)
    buyers = _buyers(w, rng, max(1, size - 1), book.ring, "agency_skims")
    leads = [
        lead
        for _ in range(rng.randint(12, 45))
        if (lead := collect(w, rng, giver.acc, working_second(rng, rng.randrange(w.cal.days)), "form"))
    ]
    for batch, moment in _batches(w, rng, sorted(leads, key=lambda lead: lead.second)):
        copies = [c for lead in batch if (c := _resale_copy(w, rng, lead, clerk, moment))]
        for buyer in buyers[:2]:
            _hand_over(
                w, rng, copies, clerk, buyer, moment + rng.randint(1800, DAY), book.ring, book.middlemen, 40
            )


def back_door(w, rng, size):
    """An ex-employee's account is still assigned leads weeks after the unbinding and passes them on."""
    firm, ring = _staffed(w, rng), w.new_ring()
    when = rng.randint(int(w.cal.days * 0.2), int(w.cal.days * 0.5)) * DAY
    member = firm.employ(rng, created=False, start=-rng.randint(60, 400) * DAY, end=when)
    w.live(rng, member.acc, factor=1.5)
    w.mark(member.acc, "lead_resale", ring, "back_door")
    friend = _insider(w, rng, firm, ring, "back_door")
    buyers = _buyers(w, rng, max(2, size - 2), ring, "back_door")
    for lead in _harvest(w, rng, firm, friend, rng.randint(20, 60)):
        moment = max(lead.second, when) + rng.randint(3600, 3 * DAY)
        if transfer(w, lead, friend.acc, member.acc, moment, "crm_assign", ring) and buyers:
            _hand_over(
                w, rng, [lead], member.acc, rng.choice(buyers), moment + rng.randint(600, DAY), ring, [], 45
            )


def false_partner(w, rng, size):
    """A data company poses as a partner: firms' clerks feed it weekly, it sells lists to anybody."""
    book = Den(w, rng, size)
    shell = Company(w, rng, city=geo.any_city(rng))
    shell.lead_desk = False
    shell.run_front_desk(rng)
    w.mark(shell.acc, "lead_resale", book.ring, "false_partner")
    buyers = _buyers(w, rng, max(2, size - 4), book.ring, "false_partner")
    for _ in range(rng.randint(2, 3)):
        firm = _staffed(w, rng)
        clerk = _insider(w, rng, firm, book.ring, "false_partner")
        for batch, moment in _batches(w, rng, _harvest(w, rng, firm, clerk, rng.randint(10, 30))):
            _hand_over(w, rng, batch, clerk.acc, shell.acc, moment, book.ring, book.middlemen, 12)
            for buyer in rng.sample(buyers, min(2, len(buyers))):
                _hand_over(
                    w,
                    rng,
                    batch,
                    shell.acc,
                    buyer,
                    moment + rng.randint(DAY, 4 * DAY),
                    book.ring,
                    book.middlemen,
                    25,
                )


TRICKS = [
    (slot_sale, 3, 12),
    (licence_stable, 12, 30),
    (caravan, 4, 10),
    (favour, 1, 2),
    (agent_desk, 4, 9),
    (insider_broker, 4, 9),
    (friend_across_street, 2, 2),
    (form_mill, 4, 10),
    (agency_skims, 3, 4),
    (back_door, 3, 5),
    (false_partner, 6, 12),
]
