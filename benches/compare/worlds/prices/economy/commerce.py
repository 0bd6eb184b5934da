"""Lawful trade in a firm's day: leads, advertising, notes."""

from economy.calendar import DAY
from economy.prices import INDUSTRIES, tidy
from economy.texts import campaign_text, firm_note, private_note, retouched


class Lead:
    """A consumer's contact as one firm got hold of it."""

    __slots__ = ("id", "contact", "collector", "moment", "firm", "handed")

    def __init__(self, ident, contact, collector, moment, firm):
        self.id, self.contact, self.collector, self.moment, self.firm = ident, contact, collector, moment, firm
        self.handed = collector


def trade(world):
    """Consumers ask, firms assign, advertise and write."""
    for number, firm in enumerate(world.firms):
        rng = world.rng("commerce", number)
        _collect(world, rng, firm)
        if firm.advertises:
            _advertise(world, rng, firm)
        _write(world, rng, firm)
    rng = world.rng("between firms")
    _consumers_ask_around(world, rng)
    _franchise_shares(world, rng)
    _partners(world, rng)
    _referrals(world, rng)
    _leavers_book(world, rng)
    _call_centres(world, rng)
    _brand_texts(world, rng)
    _private_notes(world, rng)
    _creators_boost(world, rng)


def new_lead(world, rng, firm, collector, moment, contact=None, source=None, followed=True):
    """A contact is collected; most are called back, the sooner the better the firm."""
    lead = Lead("L" + world.token(rng, 14), contact or world.token(rng, 32), collector, moment, firm)
    later = ""
    if followed and rng.random() < 0.72:
        later = moment + int(rng.lognormvariate(9, 1.5)) + 60
        if later >= world.calendar.end:
            later = ""
    source = source or rng.choices(["form", "private_message", "import", "live"], [52, 34, 6, 8])[0]
    world.leads.append((lead.id, lead.contact, collector.id, moment, source, later))
    return lead


def lead_sums(world, firm):
    """Leads that a firm may expect on a working day."""
    base = INDUSTRIES[firm.industry][0]
    return (
        base
        * min(3.0, 0.35 + 0.22 * len(firm.staff) ** 0.6)
        * (1.5 if firm.advertises else 0.7)
        * min(2.0, firm.cash**0.4)
    )


def _collect(world, rng, firm):
    """The firm's or an employee's account collects; the boss or the system assigns."""
    firm.leads = []
    mean = lead_sums(world, firm)
    central = rng.random() < 0.65
    for day in range(world.days):
        staff = firm.present(day)
        for _ in range(_count(rng, mean * (0.5 + 0.5 * world.calendar.leisure[day]))):
            by_staff = staff and rng.random() < (0.25 if central else 0.75)
            who = rng.choice(staff).account if by_staff else firm.account
            if who.registered > day * DAY:
                who = firm.account
            moment = world.moment(rng, day, 8, 23.8)
            lead = new_lead(world, rng, firm, who, moment)
            firm.leads.append(lead)
            if staff and rng.random() < (0.75 if who is firm.account else 0.12):
                _assign(world, rng, lead, rng.choice(staff).account, moment)


def _assign(world, rng, lead, target, moment):
    if target is lead.handed:
        return
    later = moment + int(rng.lognormvariate(7, 1.6)) + 20
    world.transfer(
        lead, lead.handed, target, later, rng.choices(["crm_assign", "form", "partner_api"], [93, 4, 3])[0]
    )
    lead.handed = target


def _count(rng, mean):
    """A Poisson number for small means."""
    limit, product, count = 2.718281828**-mean, rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count


def _consumers_ask_around(world, rng):
    """Who renovates asks five firms, so one contact stands in several books."""
    by_trade = {}
    for firm in world.firms:
        by_trade.setdefault((firm.industry, firm.city), []).append(firm)
    for firm in world.firms:
        rivals = by_trade[firm.industry, firm.city]
        for lead in firm.leads[:]:
            if len(rivals) > 1 and rng.random() < 0.12:
                for rival in rng.sample(rivals, min(len(rivals), rng.randint(1, 3))):
                    moment = lead.moment + int(rng.expovariate(1 / (2.5 * DAY)))
                    if rival is not firm and moment < world.calendar.end:
                        rival.leads.append(new_lead(world, rng, rival, rival.account, moment, lead.contact))


def _franchise_shares(world, rng):
    """A chain passes a consumer to the store that is nearest."""
    groups = {}
    for firm in world.firms:
        if firm.group:
            groups.setdefault(firm.group, []).append(firm)
    for firm in world.firms:
        if firm.group:
            for lead in firm.leads:
                if rng.random() < 0.3:
                    store = rng.choice(groups[firm.group])
                    staff = store.present(lead.moment // DAY)
                    target = rng.choice(staff).account if staff and rng.random() < 0.4 else store.account
                    if target is not lead.handed:
                        world.transfer(
                            lead,
                            lead.handed,
                            target,
                            lead.moment + rng.randrange(300, 2 * DAY),
                            rng.choice(["crm_assign", "partner_api"]),
                        )


def _partners(world, rng):
    """Builders and furniture shops, wedding halls and photographers share by declared contract."""
    for _ in range(max(3, world.size // 1000)):
        giver, taker = rng.sample(world.firms, 2)
        bulk = rng.random() < 0.3
        rate = rng.uniform(0.08, 0.5)
        given = [l for l in giver.leads if rng.random() < rate]
        for lead in given:
            wait = (
                rng.randrange(60, 3 * DAY)
                if not bulk
                else (DAY * 7 - lead.moment % (DAY * 7)) + 36000 + rng.randrange(240)
            )
            world.transfer(
                lead, lead.handed, taker.account, lead.moment + wait, "partner_api" if not bulk else "export"
            )
        for account in (giver.account, taker.account):
            world.story(account, "declared_lead_partner")
        if given and rng.random() < 0.7:
            for day in world.calendar.month_days(0, world.days, rng.randint(1, 28)):
                world.pay(taker.purse, giver.purse, world.moment(rng, day, 9, 18), tidy(rng, rng.uniform(300, 6000)))


def _referrals(world, rng):
    """A seller who cannot serve somebody sends the consumer to a friend, and gets a red packet if it works out."""
    members = [(f, m) for f in world.firms for m in f.staff if m.end is None and m.start < 0]
    for _ in range(max(12, world.size // 160)):
        firm, member = rng.choice(members)
        other_firm, other = rng.choice(members)
        own = [l for l in firm.leads if l.handed is member.account]
        if other_firm is firm or not own:
            continue
        for lead in rng.sample(own, min(len(own), rng.choice([1, 1, 2, 3, 5]))):
            moment = lead.moment + rng.randrange(600, 4 * DAY)
            world.transfer(lead, member.account, other.account, moment, "private_message")
            if rng.random() < 0.35:
                world.pay(
                    other.person.wallet,
                    member.person.wallet,
                    moment + rng.randrange(DAY, 12 * DAY),
                    tidy(rng, rng.uniform(50, 400)),
                )
        for account in (member.account, other.account):
            world.story(account, "friendly_referral")


def _leavers_book(world, rng):
    """When somebody leaves, the book goes to colleagues in one afternoon."""
    for firm in world.firms:
        for member in firm.staff:
            if member.end is None or not 0 < member.end < world.days:
                continue
            book = [l for l in firm.leads if l.handed is member.account and l.moment < member.end * DAY]
            heirs = [m.account for m in firm.present(member.end) if m.account is not member.account] or [firm.account]
            start = member.end * DAY - rng.randrange(2 * 3600, 9 * 3600)
            for index, lead in enumerate(book):
                heir = rng.choice(heirs)
                world.transfer(lead, member.account, heir, max(start + index * 2, lead.moment + 30), "crm_assign")
                lead.handed = heir
            if len(book) > 2:
                world.story(member.account, "book_reassigned_on_leaving")


def _call_centres(world, rng):
    """Several firms let one outside call centre do the first call; it hands the warm ones back."""
    for _ in range(max(1, world.size // 6000)):
        centre_boss = world.person(rng, world.geography.city(rng))
        centre = world.account(rng, centre_boss, "professional", -200 * DAY)
        purse = centre_boss.wallet
        centre.payout = purse
        world.story(centre, "outside_call_centre")
        for firm in rng.sample(world.firms, rng.randint(2, 5)):
            for lead in firm.leads:
                if lead.handed is firm.account and rng.random() < 0.6:
                    moment = lead.moment + rng.randrange(120, 7200)
                    world.transfer(lead, firm.account, centre, moment, "partner_api")
                    if rng.random() < 0.4:
                        world.transfer(
                            lead, centre, firm.account, moment + rng.randrange(3600, 3 * DAY), "partner_api"
                        )
            for day in world.calendar.month_days(0, world.days, 6):
                world.pay(firm.purse, purse, world.moment(rng, day, 9, 18), tidy(rng, rng.uniform(500, 4000)))


def _advertise(world, rng, firm):
    """Budgets follow weekdays, sales days and cash; new hires' accounts start to advertise soon."""
    budget = INDUSTRIES[firm.industry][2] * firm.cash * rng.uniform(0.4, 1.6)
    spenders = [m for m in firm.staff if rng.random() < 0.45]
    if firm.story == "big_spender_over_quota":
        spenders = firm.staff
    for day in range(world.days):
        if rng.random() < 0.3 * world.calendar.leisure[day]:
            spend(
                world,
                rng,
                firm.account,
                day,
                budget * rng.uniform(0.3, 1.0),
                rng.choice(["search", "lead_collection", "seeding"]),
            )
    for member in spenders:
        first = max(0, member.start + rng.randint(1, 20))
        share = budget * rng.uniform(0.1, 0.5)
        often = rng.uniform(0.04, 0.28)
        for day in range(first, min(world.days, member.end or world.days)):
            if rng.random() < often:
                spend(
                    world,
                    rng,
                    member.account,
                    day,
                    share * rng.lognormvariate(0, 0.6),
                    rng.choice(["seeding", "seeding", "lead_collection"]),
                )


def spend(world, rng, account, day, amount, product):
    """One day's bill of one product."""
    if day * DAY > account.registered:
        world.spends.append((account.id, day, product, round(max(1.0, amount), 2)))


def _creators_boost(world, rng):
    """Private creators buy the cheap boost for a note they are proud of."""
    for account in world.accounts:
        if account.kind in ("personal", "professional") and rng.random() < 0.05:
            for _ in range(rng.choice([1, 1, 2, 4])):
                spend(world, rng, account, rng.randrange(world.days), rng.choice([30, 75, 98, 150, 300]), "shutiao")


def note(world, rng, account, moment, text):
    """A published note."""
    if account.registered < moment < world.calendar.end:
        world.notes.append((account.id, moment, text))


def _write(world, rng, firm):
    for account, often in [(firm.account, 0.12)] + [(m.account, rng.uniform(0.01, 0.09)) for m in firm.staff]:
        for day in range(max(0, account.registered // DAY + 1), world.days):
            if rng.random() < often:
                note(
                    world,
                    rng,
                    account,
                    world.moment(rng, day, 9, 22),
                    firm_note(rng, firm.industry, firm.city if rng.random() < 0.3 else ""),
                )


def _brand_texts(world, rng):
    """A chain or a head office sends one text to all, and each may change a word or not."""
    groups = {}
    for firm in world.firms:
        key = firm.group or (firm.account.id if len(firm.staff) > 6 and rng.random() < 0.4 else "")
        if key:
            groups.setdefault(key, []).append(firm)
    for firms in groups.values():
        accounts = [m.account for f in firms for m in f.staff]
        for _ in range(rng.randint(2, 7)):
            text, day = campaign_text(rng, firms[0].industry), rng.randrange(world.days)
            for account in accounts:
                if rng.random() < 0.55:
                    note(
                        world,
                        rng,
                        account,
                        world.moment(rng, day, 9, 21) + rng.choice([0, 0, DAY]),
                        retouched(rng, text, 0.25),
                    )
                    world.story(account, "head_office_text")


def _private_notes(world, rng):
    """Most people only read; some write."""
    for account in world.accounts:
        if account.kind in ("personal", "professional") and rng.random() < 0.16:
            for _ in range(int(rng.lognormvariate(1.1, 0.9)) + 1):
                note(world, rng, account, world.moment(rng, rng.randrange(world.days), 9, 23.5), private_note(rng))
    circulating = [campaign_text(rng, rng.choice(list(INDUSTRIES))) for _ in range(12)]
    for account in rng.sample(world.accounts, len(world.accounts) // 90):
        if account.kind != "enterprise":
            note(
                world,
                rng,
                account,
                world.moment(rng, rng.randrange(world.days), 9, 23),
                retouched(rng, rng.choice(circulating), 0.15),
            )
            world.story(account, "copies_a_popular_text")
