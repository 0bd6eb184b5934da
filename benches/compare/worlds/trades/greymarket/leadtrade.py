"""Trade in consumers' contacts: insiders, cut-outs, brokers, retailers and their buyers."""

from .almanac import DAY, HOUR
from .deals import buyer_shop, holder, price, put_to_use, size
from .firms import Lead, found, gather, hire, member_notes, ordinary_firm, take_lead, w_time
from .people import digest, live, new_person, till
from .text import LEAD_INDUSTRIES


def _victim(w, rng, people=4):
    """A company that has leads worth taking."""
    firm = ordinary_firm(w, rng, rng.randint(people, people + 6), industry=rng.choice(LEAD_INDUSTRIES))
    gather(w, rng, firm, rng.randint(60, 160))
    return firm


def _buyers(w, rng, ring, industry, number):
    """Companies that buy: real ones, with leads of their own beside."""
    out = []
    for _ in range(number):
        firm = ordinary_firm(w, rng, rng.randint(2, 5), industry=industry)
        w.mark(firm.account, "lead_buyer", ring.id, ring.trick)
        out.append(firm)
    return out


def _private_account(w, rng, city=None, rate=0.4):
    """An account from which somebody passes contacts on."""
    person, account = holder(w, rng, city)
    account.payout = person.wallet
    live(w, rng, account, person.habit, rate=rate)
    return person, account


def _pass_on(w, rng, ring, lead, giver, taker, t, channel=None):
    """One unlawful hand-over; tells whether it fell into the window."""
    channel = channel or rng.choice(
        (("export", "private_message"), ("private_message", "form"), ("crm_assign", "partner_api", "private_message"))[
            ring.level
        ]
    )
    done = w.transfer(lead.id, lead.contact, giver, taker, t, channel)
    if done:
        w.unlawful(lead.id, giver, taker, ring.id)
    return done


def _arrives(w, rng, lead, firm, t):
    """The buyer types the contact in as the own; not every buyer bothers."""
    if rng.random() < 0.5:
        when = t + rng.randint(600, 20 * HOUR)
        if when < w.length:
            number = w.lead(rng, firm.account, lead.contact, when, "import", when + rng.randrange(DAY))
            firm.leads.append(Lead(number, lead.contact, firm.account, when))


def _batches(w, rng, ring, leads):
    """Group leads as they are sold: a file every fortnight, a page a week, two or three a time."""
    leads = sorted(leads, key=lambda lead: lead.t)
    out = []
    while leads:
        cut = (rng.randint(10, 40), rng.randint(4, 12), rng.randint(1, 3))[ring.level]
        group, leads = leads[:cut], leads[cut:]
        t = group[-1].t + rng.randint(2, 60) * HOUR
        if ring.level < 2:
            t += (21 * HOUR - t) % DAY + rng.randrange(2 * HOUR)
        out.append((t, group))
    return out


def _settle(w, rng, ring, payer, payee, t, number, low=15, high=90):
    """Pay by the piece, later a part back for dead numbers."""
    if ring.level == 2 and rng.random() < 0.4:
        return
    amount = number * rng.randint(low, high)
    if ring.level:
        between = till(rng)
        w.pay(rng, payer, between, t, amount)
        payer, t, amount = between, t + rng.randint(1, 40) * HOUR, round(amount * 0.97, 2)
    w.pay(rng, payer, payee, t, amount)
    if rng.random() < 0.25:
        w.pay(rng, payee, payer, t + rng.randint(2, 8) * DAY, round(amount * rng.uniform(0.05, 0.3), 2))


def lead_insider(w, rng, ring):
    """Takes what was assigned to him home in the evening and sells it to two competitors."""
    firm = _victim(w, rng)
    buyers = _buyers(w, rng, ring, firm.industry, rng.randint(1, 3))
    for _ in range(rng.choice((1, 1, 2, 3))):
        insider = hire(w, rng, firm, "bound", (-rng.randrange(300 * DAY), w.length), rate=0.9)
        insider.account.payout = insider.person.wallet
        member_notes(w, rng, firm, insider)
        own = [
            take_lead(w, rng, firm, firm.account, digest(rng), w_time(w, rng), [insider], 1.0)
            for _ in range(rng.randint(25, 90))
        ]
        taken = rng.sample(own, max(4, int(len(own) * rng.uniform(0.15, 0.7))))
        for t, group in _batches(w, rng, ring, taken):
            buyer = rng.choice(buyers)
            sent = [
                lead
                for lead in group
                if _pass_on(w, rng, ring, lead, insider.account, buyer.account, t + rng.randrange(HOUR))
            ]
            for lead in sent:
                _arrives(w, rng, lead, buyer, t)
            if sent:
                _settle(w, rng, ring, buyer.till, insider.person.wallet, t + DAY, len(sent))
        w.mark(insider.account, "lead_resale", ring.id, ring.trick)


def lead_retailer(w, rng, ring):
    """Buys lists and sells each contact to three or four; dead numbers are replaced."""
    firm = _victim(w, rng)
    buyers = _buyers(w, rng, ring, firm.industry, rng.randint(3, 6))
    insider = hire(w, rng, firm, "bound", (-200 * DAY, w.length), rate=0.8)
    pairs = [_private_account(w, rng) for _ in range(1 + rng.randint(0, 1 + ring.level))]
    own = [
        take_lead(w, rng, firm, firm.account, digest(rng), w_time(w, rng), [insider], 1.0)
        for _ in range(rng.randint(40, 110))
    ]
    for t, group in _batches(w, rng, ring, rng.sample(own, len(own) * 2 // 3)):
        person, broker = rng.choice(pairs)
        for lead in group:
            if not _pass_on(w, rng, ring, lead, insider.account, broker, t):
                continue
            for buyer in rng.sample(buyers, min(len(buyers), rng.randint(2, 4))):
                when = t + rng.randint(1, 70) * HOUR
                if _pass_on(w, rng, ring, lead, broker, buyer.account, when):
                    _arrives(w, rng, lead, buyer, when)
        _settle(w, rng, ring, person.wallet, insider.person.wallet, t + DAY, len(group), 5, 20)
        _settle(w, rng, ring, rng.choice(buyers).till, person.wallet, t + 2 * DAY, len(group))
    for _, broker in pairs:
        w.mark(broker, "lead_resale", ring.id, ring.trick)
    w.mark(insider.account, "lead_resale", ring.id, ring.trick)


def cut_out_chain(w, rng, ring):
    """Insider, sister, a man in a chat group, a broker, a buyer: nobody knows the next but one."""
    firm = _victim(w, rng)
    (buyer,) = _buyers(w, rng, ring, firm.industry, 1)
    insider = hire(w, rng, firm, "bound", (-100 * DAY, w.length), rate=0.7)
    insider.account.payout = insider.person.wallet
    member_notes(w, rng, firm, insider)
    links = [(insider.person, insider.account)]
    links += [_private_account(w, rng) for _ in range(rng.randint(1, 3))]
    own = [
        take_lead(w, rng, firm, firm.account, digest(rng), w_time(w, rng), [insider], 1.0)
        for _ in range(rng.randint(20, 60))
    ]
    for t, group in _batches(w, rng, ring, rng.sample(own, len(own) // 2)):
        for lead in group:
            when = t
            for (_, giver), (_, taker) in zip(links, links[1:]):
                _pass_on(w, rng, ring, lead, giver, taker, when, "private_message")
                when += rng.randint(1, 30) * HOUR
            if _pass_on(w, rng, ring, lead, links[-1][1], buyer.account, when):
                _arrives(w, rng, lead, buyer, when)
        for (one, _), (two, _) in zip(links, links[1:]):
            _settle(w, rng, ring, two.wallet, one.wallet, t + DAY, len(group), 5, 30)
    for _, account in links:
        w.mark(account, "lead_resale", ring.id, ring.trick)


def false_partner(w, rng, ring):
    """Calls itself a partner and sends leads over the interface; no contract, price by the piece."""
    firm = ordinary_firm(w, rng, rng.randint(2, 5), industry=rng.choice(LEAD_INDUSTRIES))
    gather(w, rng, firm, rng.randint(60, 180))
    buyers = _buyers(w, rng, ring, firm.industry, rng.randint(2, 5))
    for lead in rng.sample(firm.leads, int(len(firm.leads) * rng.uniform(0.3, 0.7))):
        for buyer in rng.sample(buyers, rng.randint(1, 2)):
            when = lead.t + rng.randint(1, 50) * HOUR
            if _pass_on(w, rng, ring, lead, lead.owner, buyer.account, when, "partner_api"):
                _arrives(w, rng, lead, buyer, when)
            if lead.owner.id not in w.truth:
                w.mark(lead.owner, "lead_resale", ring.id, ring.trick)
    if firm.account.id not in w.truth:
        w.mark(firm.account, "lead_resale", ring.id, ring.trick)
    for buyer in buyers:
        for day in w.almanac.month_days(27):
            _settle(w, rng, ring, buyer.till, firm.till, day * DAY + 16 * HOUR, rng.randint(5, 30))


def night_desk_leak(w, rng, ring):
    """Answers at night for shop A and tells shop B who asked."""
    one, two = (_victim(w, rng, 3) for _ in range(2))
    w.mark(two.account, "lead_buyer", ring.id, ring.trick)
    clerk = new_person(w, rng, kind="night")
    for _ in range(rng.randint(1, 3 - ring.level)):
        member = hire(w, rng, one, "created", (-40 * DAY, w.length), lives=False)
        live(w, rng, member.account, clerk.habit, rate=0.8)
        member.account.payout = clerk.wallet
        for _ in range(rng.randint(12, 40)):
            t = w_time(w, rng, low=20, high=23)
            lead = take_lead(w, rng, one, one.account, digest(rng), t, [member], 1.0)
            when = lead.t + rng.randint(300, 3 * HOUR)
            if rng.random() < 0.6 and _pass_on(w, rng, ring, lead, member.account, two.account, when):
                _arrives(w, rng, lead, two, when)
        w.mark(member.account, "lead_resale", ring.id, ring.trick)
    for day in w.almanac.month_days(6):
        _settle(w, rng, ring, two.till, clerk.wallet, day * DAY + 23 * HOUR, rng.randint(8, 25))


def closing_list_sold(w, rng, ring):
    """A centre closes overnight and the head of sales sells the list to strangers."""
    firm = _victim(w, rng, 3)
    buyers = _buyers(w, rng, ring, firm.industry, rng.randint(1, 4))
    person, seller = _private_account(w, rng, firm.city)
    t = w_time(w, rng, w.length // 2, w.length - 12 * DAY)
    for lead in firm.leads:
        if lead.t > t or rng.random() < 0.2:
            continue
        when = t + rng.randrange((2, 5, 30)[ring.level] * DAY)
        if _pass_on(w, rng, ring, lead, lead.owner, seller, when, "export"):
            for buyer in rng.sample(buyers, rng.randint(1, len(buyers))):
                later = when + rng.randint(1, 90) * HOUR
                if _pass_on(w, rng, ring, lead, seller, buyer.account, later):
                    _arrives(w, rng, lead, buyer, later)
    for buyer in buyers:
        _settle(w, rng, ring, buyer.till, person.wallet, t + 2 * DAY, rng.randint(20, 80), 3, 20)
    w.mark(seller, "lead_resale", ring.id, ring.trick)


def rented_collectors(w, rng, ring):
    """A broker's studio puts adverts on rented accounts to fish for contacts, then sells them."""
    number = size(rng, 3, 9)
    studio, template = buyer_shop(w, rng, ring, number)
    industry = rng.choice(LEAD_INDUSTRIES)
    buyers = _buyers(w, rng, ring, industry, rng.randint(2, 4))
    for _ in range(number):
        person, account = holder(w, rng, kind="professional")
        t = w_time(w, rng, 0, w.length // 2)
        live(w, rng, account, person.habit, 0, t)
        live(w, rng, account, person.habit, t, None, 0.05)
        studio.operate(rng, account, t)
        put_to_use(w, rng, account, t, template, industry)
        for when in range(t + 5 * DAY, w.length, 30 * DAY):
            studio.give(rng, person.wallet, when, price(rng, 100, 500))
        for _ in range(rng.randint(8, 30)):
            seen, contact = w_time(w, rng, t + DAY), digest(rng)
            lead = Lead(w.lead(rng, account, contact, seen, "private_message"), contact, account, seen)
            for buyer in rng.sample(buyers, rng.randint(1, 2)):
                when = seen + rng.randint(600, 40 * HOUR)
                if _pass_on(w, rng, ring, lead, account, buyer.account, when):
                    _arrives(w, rng, lead, buyer, when)
        w.mark(account, "rented", ring.id, ring.trick)
    for buyer in buyers:
        for day in w.almanac.month_days(15):
            studio.receive(rng, buyer.till, day * DAY + 18 * HOUR, price(rng, 500, 6000))


def leaver_takes_book(w, rng, ring):
    """Resigns, copies the book of customers and brings it to the new employer for a bonus."""
    old = _victim(w, rng)
    (new,) = _buyers(w, rng, ring, old.industry, 1)
    t = w_time(w, rng, w.length // 3, w.length * 4 // 5)
    member = hire(w, rng, old, "bound", (-rng.randrange(400 * DAY), t))
    hire(w, rng, new, "bound", (t + 6 * DAY, w.length), member.person, member.account, lives=False)
    own = [
        take_lead(w, rng, old, old.account, digest(rng), w_time(w, rng, 0, t), [member], 1.0)
        for _ in range(rng.randint(20, 60))
    ]
    for lead in own:
        when = max(lead.t, t - 3 * DAY) + rng.randrange((1, 9, 40)[ring.level] * DAY)
        if rng.random() < 0.6 and _pass_on(w, rng, ring, lead, member.account, new.account, when):
            _arrives(w, rng, lead, new, when)
    w.pay(rng, new.till, member.person.wallet, t + 20 * DAY, price(rng, 1000, 9000))
    w.mark(member.account, "lead_resale", ring.id, ring.trick)


def lead_exchange_group(w, rng, ring):
    """Sellers of different firms swap contacts in a chat group, one for one, seldom with money."""
    industry, city = rng.choice(LEAD_INDUSTRIES), w.geo.city(rng)
    members = []
    for _ in range(rng.randint(3, 7)):
        firm = found(w, rng, industry, city)
        member = hire(w, rng, firm, "bound", (-90 * DAY, w.length))
        gather(w, rng, firm, rng.randint(15, 50), 1.0)
        members.append((firm, member))
        w.mark(member.account, "lead_resale", ring.id, ring.trick)
    for firm, member in members:
        for lead in [x for x in firm.leads if x.owner is member.account]:
            other, mate = rng.choice(members)
            if mate is member or rng.random() < 0.5:
                continue
            when = lead.t + rng.randint(2, 120) * HOUR
            if _pass_on(w, rng, ring, lead, member.account, mate.account, when, "private_message"):
                _arrives(w, rng, lead, other, when)
            if rng.random() < 0.1:
                w.pay(rng, mate.person.wallet, member.person.wallet, when + DAY, rng.choice((50, 66, 100)))
