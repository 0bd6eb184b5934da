"""Tricks with consumers' contacts: who takes them, who passes them on, who pays."""

from economy.calendar import DAY
from economy.commerce import new_lead, note, spend
from economy.firms import Firm
from economy.prices import INDUSTRIES, LEASE_MONTH, fee_after_cut, within
from economy.texts import campaign_text, retouched
from economy.world import Use


def _sellable(world, rng, low):
    """Firms whose contacts are worth stealing: enough of them, in a trade that pays."""
    firms = [
        f for f in world.firms if len(f.leads) >= low and len(f.staff) >= 2 and INDUSTRIES[f.industry][1][1] > 100
    ]
    return rng.choice(firms)


def _buyers(world, rng, industry, count, other_than=None):
    """Firms of the same trade that buy contacts because they are cheaper than advertising."""
    firms = [
        f for f in world.firms if f.industry == industry and f is not other_than and not f.account.taken and f.staff
    ]
    if len(firms) < count:
        firms += [f for f in world.firms if f is not other_than and not f.account.taken and f.staff]
    return rng.sample(firms[: max(count, 40)], count)


def _desk_of(rng, firm):
    """Buyers receive on the firm's account, or on a trusted salesman's."""
    own = [m.account for m in firm.staff if m.end is None and m.account.role == "clean" and not m.account.taken]
    return rng.choice(own) if own and rng.random() < 0.5 else firm.account


def _portion(ring, leads, share):
    """Greedy thieves take much; careful ones a few a week among the lawful ones."""
    keep = share * (1.0, 0.55, 0.3)[ring.level]
    return [l for l in leads if ring.rng.random() < keep]


def _hand(ring, lead, source, target, moment):
    """One unlawful handing over."""
    channel = ring.rng.choices(
        ["private_message", "export", "partner_api", "form"],
        ([60, 30, 5, 5], [55, 10, 25, 10], [35, 5, 40, 20])[ring.level],
    )[0]
    key = (lead.id, source.id, target.id)
    if source is target or moment >= ring.world.calendar.end or key in ring.handed:
        return False
    ring.handed.add(key)
    ring.world.transfer(lead, source, target, moment, channel)
    ring.world.unlawful.append((lead.id, source.id, target.id, ring.id))
    return True


def _delay(ring):
    """Contacts lose worth by the hour, but batches are less work."""
    return ring.rng.randrange(600, (8 * 3600, 2 * DAY, 5 * DAY)[ring.level])


def _used_by_buyer(ring, lead, firm, account, moment):
    """The buyer types the contact into the own book."""
    if ring.rng.random() < 0.45 and moment + 7200 < ring.world.calendar.end:
        new_lead(ring.world, ring.rng, firm, account, moment + ring.rng.randrange(300, 7200), lead.contact, "import")


def _settle(ring, index, buyer_purse, seller_purse, sales, price):
    """Buyers pay by the week for what came; careful ones through a middleman's purse."""
    world, rng = ring.world, ring.rng
    weeks = {}
    for moment in sales:
        weeks[moment // (7 * DAY)] = weeks.get(moment // (7 * DAY), 0) + 1
    for week, count in sorted(weeks.items()):
        when = (week + 1) * 7 * DAY + rng.randrange(9 * 3600, 2 * DAY)
        amount = float(round(price * count))
        if ring.level == 0 or rng.random() < 0.3:
            world.pay(buyer_purse, seller_purse, when, amount)
        elif rng.random() < (1, 0.95, 0.75)[ring.level]:
            purse = ring.purses[index % len(ring.purses)]
            world.pay(buyer_purse, purse, when, amount)
            world.pay(purse, seller_purse, when + rng.randrange(1800, 2 * DAY), fee_after_cut(rng, amount, ring.cut))


def _held_by(firm, account):
    """Leads that passed through an account of the firm."""
    return [l for l in firm.leads if l.handed is account or l.collector is account]


def _insiders(ring, firm, count):
    """The employees with most contacts and least scruple."""
    staff = [m for m in firm.staff if m.account.role == "clean" and not m.account.taken and _held_by(firm, m.account)]
    staff.sort(key=lambda m: m.person.scruple - 0.02 * len(_held_by(firm, m.account)))
    return staff[:count]


def insider_sale(world, rng, ring):
    """Salesmen copy their firm's contacts to a rival and are paid by the piece."""
    firm = _sellable(world, rng, 25)
    rivals = _buyers(world, rng, firm.industry, rng.randint(1, 2), firm)
    price = within(rng, INDUSTRIES[firm.industry][1])
    for index, member in enumerate(_insiders(ring, firm, rng.randint(1, 3))):
        rival = rivals[index % len(rivals)]
        desk, sales = _desk_of(rng, rival), []
        for lead in _portion(ring, _held_by(firm, member.account), 0.8):
            moment = lead.moment + _delay(ring) + 3600
            if _hand(ring, lead, member.account, desk, moment):
                sales.append(moment)
                _used_by_buyer(ring, lead, rival, desk, moment)
        if sales:
            ring.guilty(member.account, "lead_resale")
            ring.guilty(desk, "lead_buyer")
            _settle(ring, index, rival.purse, member.person.wallet, sales, price)


def cut_out_chain(world, rng, ring):
    """Insider, cut-out, broker, buyers: each hop hides the one before and takes a margin."""
    firm = _sellable(world, rng, 30)
    insiders = _insiders(ring, firm, rng.randint(1, 2))
    hops = [_agent(ring) for _ in range(rng.randint(1, 2 + ring.level))]
    buyers = [(f, _desk_of(rng, f)) for f in _buyers(world, rng, firm.industry, rng.randint(2, 5), firm)]
    price = within(rng, INDUSTRIES[firm.industry][1])
    for number, member in enumerate(insiders):
        sales, ends = [], {}
        for lead in _portion(ring, _held_by(firm, member.account), 0.8):
            moment, source = lead.moment + _delay(ring) + 3600, member.account
            for agent, account in hops:
                if _hand(ring, lead, source, account, moment):
                    ring.guilty(account, "lead_resale")
                    source, moment = account, moment + _delay(ring) // 2 + 60
            buyer, desk = rng.choice(buyers)
            if source is not member.account and _hand(ring, lead, source, desk, moment):
                sales.append(moment)
                ends.setdefault(desk.id, (buyer, desk, []))[2].append(moment)
                _used_by_buyer(ring, lead, buyer, desk, moment)
        if sales:
            ring.guilty(member.account, "lead_resale")
            _settle(ring, number, hops[0][0].wallet, member.person.wallet, sales, price * 0.5)
        for buyer, desk, moments in ends.values():
            ring.guilty(desk, "lead_buyer")
            _settle(ring, number + 1, buyer.purse, hops[-1][0].wallet, moments, price)


def _agent(ring):
    """A broker's or cut-out's own account, used at home like anybody's, or on the ring's phones."""
    world, rng = ring.world, ring.rng
    person = world.person(rng, ring.city if rng.random() < 0.4 else world.geography.city(rng))
    account = world.account(rng, person, rng.choice(["personal", "professional"]), -rng.randrange(20, 900) * DAY)
    account.payout = person.wallet
    if ring.level == 0:
        account.uses[0].device = ring.seat(300, ring.city)[0]
    return person, account


def same_contact_many_buyers(world, rng, ring):
    """A broker gathers contacts through own bait accounts and sells each several times."""
    industry = rng.choice([i for i in INDUSTRIES if INDUSTRIES[i][1][1] > 100])
    buyers = [(f, _desk_of(rng, f)) for f in _buyers(world, rng, industry, rng.randint(3, 7))]
    person, account = _agent(ring)
    price, day = within(rng, INDUSTRIES[industry][1]) * 0.6, rng.randrange(0, world.days // 3)
    ends = {}
    while day < world.days - 3:
        lead = new_lead(
            world,
            rng,
            None,
            account,
            world.moment(rng, day),
            source=rng.choice(["form", "private_message", "import"]),
            followed=False,
        )
        copies = rng.randint(2, len(buyers)) if ring.level < 2 else rng.randint(1, 2)
        for buyer, desk in rng.sample(buyers, min(copies, len(buyers))):
            moment = lead.moment + _delay(ring)
            if _hand(ring, lead, account, desk, moment):
                ends.setdefault(desk.id, (buyer, desk, []))[2].append(moment)
                _used_by_buyer(ring, lead, buyer, desk, moment)
        day += rng.choice([0, 0, 1, 1, 2, 4])
    ring.guilty(account, "lead_resale")
    for index, (buyer, desk, moments) in enumerate(ends.values()):
        ring.guilty(desk, "lead_buyer")
        _settle(ring, index, buyer.purse, person.wallet, moments, price)


def agency_skim(world, rng, ring):
    """An agency's operator, with every client's inbox open, sells one client's contacts to another firm."""
    served = [a for a in world.agencies if sum(len(c.leads) for c in a[0]) > 40]
    if not served:
        return
    clients, desks, purse, _ = rng.choice(served)
    victims = [c for c in clients if c.leads and c.account.role == "clean" and not c.account.taken][:3]
    worker = desks[0][0]
    helper = world.account(rng, worker, "personal", -rng.randrange(40, 600) * DAY)
    for victim in victims:
        buyer = _buyers(world, rng, victim.industry, 1, victim)[0]
        desk, sales = _desk_of(rng, buyer), []
        for lead in _portion(ring, victim.leads, 0.5):
            moment = lead.moment + _delay(ring)
            if _hand(ring, lead, victim.account, helper, moment) and _hand(
                ring, lead, helper, desk, moment + rng.randrange(120, DAY)
            ):
                sales.append(moment)
                _used_by_buyer(ring, lead, buyer, desk, moment + DAY)
        if sales:
            ring.guilty(helper, "lead_resale")
            ring.guilty(desk, "lead_buyer")
            _settle(ring, 0, buyer.purse, worker.wallet, sales, within(rng, INDUSTRIES[victim.industry][1]))


def store_leak(world, rng, ring):
    """In a chain, contacts flow between stores all day; one store lets some flow out to a stranger."""
    stores = [
        f
        for f in world.firms
        if f.group and len(f.leads) > 15 and f.staff and f.account.role == "clean" and not f.account.taken
    ]
    if not stores:
        return
    store = rng.choice(stores)
    outside = _buyers(world, rng, store.industry, rng.randint(1, 3), store)
    for index, buyer in enumerate(b for b in outside if b.group != store.group):
        desk, sales = _desk_of(rng, buyer), []
        for lead in _portion(ring, store.leads, 0.45):
            moment = lead.moment + _delay(ring)
            if _hand(ring, lead, store.account, desk, moment):
                sales.append(moment)
        if sales:
            ring.guilty(store.account, "lead_resale")
            ring.guilty(desk, "lead_buyer")
            _settle(ring, index, buyer.purse, store.boss.wallet, sales, within(rng, INDUSTRIES[store.industry][1]))


def stolen_book(world, rng, ring):
    """A salesman about to leave sends the whole book to the account of the next employer."""
    leavers = [
        (f, m)
        for f in world.firms
        for m in f.staff
        if m.account.role == "clean" and not m.account.taken and len(_held_by(f, m.account)) >= 6
    ]
    if not leavers:
        return
    firm, member = min(rng.sample(leavers, min(20, len(leavers))), key=lambda p: p[1].person.scruple)
    last = rng.randrange(world.days * 2 // 5, world.days * 9 // 10) * DAY
    book = [l for l in _held_by(firm, member.account) if l.moment < last - DAY]
    buyer = _buyers(world, rng, firm.industry, 1, firm)[0]
    desk, sales = _desk_of(rng, buyer), []
    for number, lead in enumerate(_portion(ring, book, 1.6)):
        moment = last + number * rng.randrange(5, (60, 3600, 40000)[ring.level])
        if _hand(ring, lead, member.account, desk, moment):
            sales.append(moment)
    if sales:
        ring.guilty(member.account, "lead_resale")
        ring.guilty(desk, "lead_buyer")
        world.pay(buyer.purse, member.person.wallet, sales[-1] + 2 * DAY, float(round(rng.uniform(800, 6000), -2)))


def bait_collectors(world, rng, ring):
    """Rented accounts post bait, collect contacts, and pass them to a broker who sells."""
    industry = rng.choice([i for i in INDUSTRIES if INDUSTRIES[i][1][1] > 100])
    leased = ring.recruit(max(3, ring.size - 3), LEASE_MONTH)
    person, hub = _agent(ring)
    hubs = [(person, hub)] + [_agent(ring) for _ in range(ring.level)]
    buyers = [(f, _desk_of(rng, f)) for f in _buyers(world, rng, industry, rng.randint(1, 3))]
    text, ends = campaign_text(rng, industry), {}
    for index, (account, monthly) in enumerate(leased):
        start = rng.randrange(0, world.days // 2)
        ring.operate(account, index, start)
        ring.rent(index, account.owner, start, world.days, monthly)
        ring.guilty(account, "rented")
        _hub, middle = hubs[index % len(hubs)]
        for day in range(start, world.days - 2):
            if rng.random() < 0.04:
                note(world, rng, account, world.moment(rng, day), retouched(rng, text, 0.2 + 0.3 * ring.level))
            if rng.random() < 0.05:
                spend(world, rng, account, day, rng.lognormvariate(4, 0.7), "lead_collection")
            if rng.random() < 0.1:
                lead = new_lead(world, rng, None, account, world.moment(rng, day), followed=False)
                moment = lead.moment + _delay(ring)
                buyer, desk = rng.choice(buyers)
                if _hand(ring, lead, account, middle, moment) and _hand(
                    ring, lead, middle, desk, moment + rng.randrange(60, DAY)
                ):
                    ring.guilty(middle, "lead_resale")
                    ends.setdefault((desk.id, _hub.wallet), (buyer, desk, _hub, []))[3].append(moment)
    for buyer, desk, broker, moments in ends.values():
        ring.guilty(desk, "lead_buyer")
        _settle(ring, 0, buyer.purse, broker.wallet, moments, within(rng, INDUSTRIES[industry][1]))


def sham_firm_house(world, rng, ring):
    """Everything under one roof: rented accounts, a shell that binds them, advertising, and contacts sold on."""
    industry = rng.choice([i for i in INDUSTRIES if INDUSTRIES[i][1][1] > 100])
    shell = Firm(world, rng, ring.city, industry, ring.boss)
    shell.leads = []
    shell.account.payout = shell.purse = ring.purses[-1]
    shell.account.uses.append(Use(ring.boss, 0, world.days, 0.3, ring.seat(250, ring.city)[0]))
    buyer = _buyers(world, rng, industry, 1, shell)[0]
    desk, sales, starts = _desk_of(rng, buyer), [], []
    leased = ring.recruit(ring.size, LEASE_MONTH)
    for index, (account, monthly) in enumerate(leased):
        start = rng.randrange(0, world.days - 30)
        starts.append(start)
        ring.operate(account, index, start)
        ring.rent(index, account.owner, start, world.days, monthly)
        world.bind(shell, account, start * DAY + rng.randrange(10 * 3600, 20 * 3600))
        ring.guilty(account, "rented")
        for day in range(start, world.days - 2):
            if rng.random() < 0.07:
                lead = new_lead(world, rng, shell, account, world.moment(rng, day), followed=False)
                world.transfer(lead, account, shell.account, lead.moment + rng.randrange(60, 7200), "crm_assign")
                moment = lead.moment + 7200 + _delay(ring)
                if _hand(ring, lead, shell.account, desk, moment):
                    sales.append(moment)
    if sales:
        ring.guilty(shell.account, "lead_resale")
        ring.guilty(desk, "lead_buyer")
        _settle(ring, 1, buyer.purse, ring.purses[0], sales, within(rng, INDUSTRIES[industry][1]))
    ring.exploit([a for a, _ in leased], starts, industry, 0.8)
