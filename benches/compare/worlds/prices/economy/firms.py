"""Firms, franchises and agencies: staff, offices, tablets, head offices, takeovers.

A firm binds employees because bound accounts advertise and collect leads; it
creates accounts of its own where staff come and go.
"""

from economy.activity import Shift
from economy.calendar import DAY
from economy.geography import Fixed
from economy.prices import INDUSTRIES, tidy
from economy.world import Use

EVER = 10**6
QUOTA = 30


class Member:
    """Somebody who works for a firm, with the account used there."""

    __slots__ = ("person", "account", "start", "end", "method")

    def __init__(self, person, account, start, end, method):
        self.person, self.account, self.start, self.end, self.method = person, account, start, end, method


class Firm:
    """A company with an enterprise account."""

    def __init__(self, world, rng, city, industry, boss):
        self.city, self.industry, self.boss = city, industry, boss
        self.office = (
            Fixed(rng, city, rng.choice([1, 1, 1, 2, 4]))
            if rng.random() < 0.7
            else world.geography.home_line(rng, city)
        )
        self.purse = world.purse(rng)
        self.cash = rng.lognormvariate(0, 0.8)
        self.staff = []
        self.created_share = rng.choice([0.0, 0.2, 0.5, 0.8, 1.0])
        self.declares = rng.choices([1.0, 0.85, 0.4, 0.0], [55, 25, 12, 8])[0]
        self.pays_by_platform = rng.random() < 0.3
        self.group = ""
        self.advertises = rng.random() < 0.5
        self.story = ""
        registered = -rng.randrange(30, 1500) * DAY + rng.randrange(9 * 3600, 18 * 3600)
        self.account = world.account(rng, boss, "enterprise", registered, hand=False)
        boss.accounts.remove(self.account)
        self.account.industry, self.account.payout = industry, self.purse
        self.account.holder = boss.identity
        world.firms.append(self)

    def present(self, day):
        """Who is employed on a day."""
        return [m for m in self.staff if m.start <= day and (m.end is None or m.end > day)]


def found(world):
    """Firms are founded, hire, and live through what happens to firms."""
    rng = world.rng("firms")
    pool = _labour_market(world, rng)
    for _ in range(int(world.size * 0.02)):
        _single_firm(world, rng, pool)
    for _ in range(max(2, world.size // 2400)):
        _franchise(world, rng, pool)
    for _ in range(max(2, world.size // 1300)):
        _two_licences(world, rng, pool)
    _careers(world, world.rng("careers"), pool)
    _takeovers(world, world.rng("takeovers"))
    _agencies(world, world.rng("agencies"))
    _wages(world, world.rng("wages"))


def _labour_market(world, rng):
    pool = {}
    for person in world.people:
        if person.accounts and 18 <= person.age < 60:
            pool.setdefault(person.city, []).append(person)
    for people in pool.values():
        rng.shuffle(people)
    return pool


def _open_firm(world, rng, city=None, industry=None, boss=None):
    city = city or world.geography.city(rng)
    industry = industry or rng.choice(list(INDUSTRIES))
    boss = boss or world.person(rng, city)
    firm = Firm(world, rng, city, industry, boss)
    firm.account.uses.append(Use(boss, 0, world.days, rng.uniform(0.15, 0.6)))
    return firm


def _single_firm(world, rng, pool):
    firm = _open_firm(world, rng)
    draw = rng.random()
    count = max(0, int(rng.lognormvariate(1.75, 0.75)))
    if draw < 0.3:
        _small_shop(world, rng, firm, pool, min(count, 8))
    elif draw < 0.37:
        _remote_force(world, rng, firm, pool, count + 4)
    elif draw < 0.39:
        _over_quota(world, rng, firm, pool)
    elif draw < 0.5:
        _seasonal(world, rng, firm, pool, count)
    elif draw < 0.57:
        _family_firm(world, rng, firm, count)
    elif draw < 0.62:
        _creator_house(world, rng, firm, pool, count + 3)
    elif draw < 0.68:
        _campus_hiring(world, rng, firm, pool, count + 3)
    else:
        _office(world, rng, firm, pool, min(count, 28))
    if len(firm.staff) >= 4 and rng.random() < 0.2:
        _central_posting(world, rng, firm)
    if rng.random() < 0.12:
        _paperwork_late(world, rng, firm)


# -- hiring -----------------------------------------------------------------


def hire(world, rng, firm, pool, start=None, end=None, created=None, person=None, tell=True):
    """Hire somebody: either an own account is bound or the firm makes one."""
    created = rng.random() < firm.created_share if created is None else created
    if person is None:
        person = _candidate(world, rng, firm, pool, created)
    if start is None:
        start = -rng.randrange(1, 500) if rng.random() < 0.72 else rng.randrange(0, world.days - 6)
    moment = start * DAY + rng.randrange(9 * 3600, 19 * 3600)
    if created:
        account = _created_account(world, rng, firm, person, moment)
    else:
        account = next(
            (a for a in person.accounts if a.bound is None and a.kind in ("personal", "professional")), None
        )
        if account is None:
            return None
    declared = account.holder if rng.random() < firm.declares else ""
    world.bind(
        firm,
        account,
        moment,
        None if end is None else end * DAY + rng.randrange(9 * 3600, 20 * 3600),
        "created" if created else "bound",
        declared,
    )
    person.firm = firm
    if person.city == firm.city and person.work is None and rng.random() < 0.85:
        person.work = firm.office
    member = Member(person, account, start, end, "created" if created else "bound")
    firm.staff.append(member)
    if firm.story and tell:
        world.story(account, firm.story)
    return member


def _candidate(world, rng, firm, pool, created):
    people = pool.get(firm.city, [])
    while people and not (created and rng.random() < 0.5):
        person = people.pop()
        if person.firm is None and any(a.bound is None for a in person.accounts):
            return person
    person = world.person(rng, firm.city)
    if not created:
        world.account(rng, person)
    return person


def _created_account(world, rng, firm, person, moment):
    account = world.account(rng, person, "kos", moment - rng.randrange(600, 3 * DAY), hand=False)
    account.payout = firm.purse if rng.random() < 0.6 else ""
    if rng.random() < 0.18:
        account.holder = firm.boss.identity
    account.industry = firm.industry
    first = max(0, account.registered // DAY)
    account.uses.append(Use(person, first, world.days, rng.uniform(0.2, 0.6), business=True))
    return account


def _staff_up(world, rng, firm, pool, count):
    for _ in range(count):
        hire(world, rng, firm, pool)


# -- kinds of firms -----------------------------------------------------------


def _small_shop(world, rng, firm, pool, count):
    """A shop with one tablet for all shifts; the owner is there every day."""
    firm.story = "shop_tablet"
    firm.boss.work = firm.office
    tablet = world.device(rng)
    shared = (rng.uniform(0.25, 0.8), tablet, 0, EVER, firm.office)
    _staff_up(world, rng, firm, pool, count)
    for member in firm.staff:
        for use in member.account.uses:
            use.extras = [shared] + member.person.extras
    firm.account.uses[0].extras = [shared]
    world.story(firm.account, "shop_tablet")
    if rng.random() < 0.1:
        world.approved.append(("device", tablet, "门店平板", ""))


def _office(world, rng, firm, pool, count):
    """Staff sit in one office and go online through its line."""
    firm.story = "office_company"
    firm.boss.work = firm.office
    _staff_up(world, rng, firm, pool, count)
    if rng.random() < 0.3:
        _handed_on_phones(world, rng, firm)


def _handed_on_phones(world, rng, firm):
    """Company phones are bought once and handed from leaver to newcomer."""
    for member in firm.staff:
        if rng.random() < 0.5:
            phone = world.device(rng)
            for use in member.account.uses:
                use.extras = [(0.7, phone, 0, EVER, None)] + use.extras
            heir = rng.choice(firm.staff)
            for use in heir.account.uses:
                use.extras = [(0.6, phone, rng.randrange(20, world.days), EVER, None)] + use.extras
            world.story(member.account, "company_phone_handed_on")
            world.story(heir.account, "company_phone_handed_on")


def _remote_force(world, rng, firm, pool, count):
    """Agents all over the country who never meet; many paid by commission."""
    firm.story = "remote_sales_force"
    firm.created_share *= 0.4
    home_city = firm.city
    for _ in range(count):
        firm.city = world.geography.city(rng)
        hire(world, rng, firm, pool)
    firm.city = home_city
    for member in firm.staff:
        if rng.random() < 0.5:
            for day in world.calendar.month_days(0, world.days, rng.choice([5, 10, 15])):
                world.pay(
                    firm.purse,
                    member.person.wallet,
                    world.moment(rng, day, 10, 18),
                    round(rng.lognormvariate(6.3, 1.1), 2),
                )


def _over_quota(world, rng, firm, pool):
    """A large advertiser earns more than thirty bindings by its auction spend."""
    firm.story = "big_spender_over_quota"
    firm.advertises = True
    firm.cash = 4.0
    _staff_up(world, rng, firm, pool, rng.randint(20, 62))


def _seasonal(world, rng, firm, pool, count):
    """Wedding season, school season: staff bound for some weeks."""
    firm.story = "seasonal_staff"
    _staff_up(world, rng, firm, pool, max(1, count // 2))
    opening = rng.randrange(5, max(6, world.days - 50))
    for _ in range(rng.randint(2, 12)):
        start = opening + rng.randint(0, 6)
        hire(world, rng, firm, pool, start, start + rng.randint(18, 60), created=False)


def _family_firm(world, rng, firm, count):
    """The owner's relatives help out; nobody writes a wage slip, and one purse gets all."""
    firm.story = "family_firm"
    for _ in range(min(count, 7)):
        relative = world.person(rng, firm.city, firm.boss.home)
        relative.wallet = firm.boss.wallet if rng.random() < 0.6 else relative.wallet
        world.account(rng, relative)
        hire(world, rng, firm, {}, created=False, person=relative)


def _creator_house(world, rng, firm, pool, count):
    """A house signs creators in many cities by contract, collects for them and pays a share each month."""
    firm.story = "creator_house_contract"
    firm.created_share = 0.0
    home_city = firm.city
    for _ in range(count):
        firm.city = world.geography.city(rng) if rng.random() < 0.7 else home_city
        hire(world, rng, firm, pool)
    firm.city = home_city
    pay_day, collects = rng.randint(8, 25), rng.random() < 0.5
    for member in firm.staff:
        share = rng.lognormvariate(5.8, 1.0)
        if collects and member.start > 0:
            moment = world.moment(rng, member.start, 10, 20)
            world.new_payout(member.account, moment + rng.randrange(3600, 6 * DAY), firm.purse)
            if rng.random() < 0.5:
                world.change(member.account, "password", moment)
        for day in world.calendar.month_days(max(0, member.start), world.days, pay_day):
            world.pay(
                firm.purse,
                member.person.wallet,
                world.moment(rng, day, 10, 19),
                round(share * rng.uniform(0.5, 1.6), 2),
            )


def _campus_hiring(world, rng, firm, pool, count):
    """A class of trainees starts on one day and is bound within an hour by the same clerk."""
    firm.story = "trainee_class"
    _staff_up(world, rng, firm, pool, 2)
    day = rng.randrange(4, world.days - 20)
    for _ in range(count):
        hire(
            world,
            rng,
            firm,
            pool,
            day,
            day + rng.randint(15, 90) if rng.random() < 0.4 else None,
            created=rng.random() < 0.3,
        )


def _central_posting(world, rng, firm):
    """Head office posts on many staff accounts from its own machines, one after another."""
    clerk = world.person(rng, firm.city)
    clerk.work = firm.office
    device = [world.device(rng) for _ in range(rng.randint(1, 3))]
    shift = Shift(rng, rng.uniform(9, 16), rng.uniform(90, 600))
    for seat, member in enumerate(firm.staff):
        if rng.random() < 0.85:
            member.account.uses.append(
                Use(
                    clerk,
                    max(0, member.start),
                    member.end or world.days,
                    rng.uniform(0.2, 0.6),
                    device[seat % len(device)],
                    firm.office,
                    shift,
                    seat,
                    business=True,
                )
            )
            world.story(member.account, "head_office_posts")


def _paperwork_late(world, rng, firm):
    """The personnel clerk binds late or under a colleague's name by mistake."""
    if len(firm.staff) < 2:
        return
    for index, row in enumerate(world.bindings):
        if row[0] == firm.account.id and rng.random() < 0.25:
            colleague = rng.choice(firm.staff)
            world.bindings[index] = row[:5] + (colleague.account.holder,)
            world.stories.append((row[1], "honest", "personnel_clerks_mistake"))


def _franchise(world, rng, pool):
    """A brand with stores: one group, shared texts and shared leads."""
    brand = world.token(rng, 12)
    head = _open_firm(world, rng)
    head.group, head.advertises, head.account.group = brand, True, brand
    stores = [head]
    for _ in range(rng.randint(3, 9)):
        store = _open_firm(world, rng, industry=head.industry)
        store.group = store.account.group = brand
        store.story = "franchise_store"
        stores.append(store)
        _small_shop_of_chain(world, rng, store, pool)
    for store in stores:
        store.story = "franchise_store"
        world.story(store.account, "franchise_store")


def _small_shop_of_chain(world, rng, store, pool):
    for _ in range(rng.randint(2, 7)):
        hire(world, rng, store, pool)


def _two_licences(world, rng, pool):
    """An owner keeps two licences for tax reasons, and staff serve both."""
    boss = world.person(rng, world.geography.city(rng))
    industry = rng.choice(list(INDUSTRIES))
    pair = [_open_firm(world, rng, boss.city, industry, boss) for _ in range(rng.choice([2, 2, 3]))]
    for firm in pair:
        firm.office, firm.purse = pair[0].office, pair[0].purse
        firm.account.payout = firm.purse
        firm.story = "owner_of_two_licences"
        world.story(firm.account, firm.story)
        _staff_up(world, rng, firm, pool, rng.randint(1, 9))


# -- careers ---------------------------------------------------------------


def _careers(world, rng, pool):
    """People leave: own accounts go with them, the firm's accounts pass to a successor."""
    for firm in list(world.firms):
        for member in list(firm.staff):
            if member.end is not None or member.start > world.days - 30 or rng.random() > 0.1:
                continue
            day = rng.randrange(max(3, member.start + 8), world.days - 4)
            if member.method == "created":
                _hand_over(world, rng, firm, member, day, pool)
            else:
                _leave(world, rng, firm, member, day)


def _hand_over(world, rng, firm, member, day, pool):
    """The successor gets the account, changes the password and number, sometimes the desk phone too."""
    successor = _candidate(world, rng, firm, pool, True)
    successor.firm, successor.work = firm, firm.office
    account = member.account
    for use in account.uses:
        if use.who is member.person:
            use.end = min(use.end, day)
    account.uses.append(
        Use(
            successor,
            day,
            world.days,
            rng.uniform(0.2, 0.6),
            business=True,
            extras=[(0.6, member.person.phones[-1][1], day, EVER, None)] if rng.random() < 0.25 else (),
        )
    )
    moment = world.moment(rng, day, 9, 19)
    if rng.random() < 0.75:
        world.change(account, "password", moment)
    if rng.random() < 0.7:
        world.new_phone_number(rng, account, moment + rng.randrange(60, 3 * 3600), successor.phone)
    if rng.random() < 0.35:
        world.change(account, "holder", moment + rng.randrange(3600, 4 * DAY), account.holder, successor.identity)
        account.holder = successor.identity
    firm.staff.append(Member(successor, account, day, None, "created"))
    member.end = day
    world.story(account, "successor_takes_company_account")


def _leave(world, rng, firm, member, day):
    """Unbound on leaving, often days late; bound again by the next employer."""
    index = next(
        (
            i
            for i, b in enumerate(world.bindings)
            if b[0] == firm.account.id and b[1] == member.account.id and b[3] is None
        ),
        None,
    )
    if index is None:
        return
    late = rng.choice([0, 0, 1, 3, 12])
    end = min(
        world.calendar.end - 60,
        max((day + late) * DAY + rng.randrange(9 * 3600, 19 * 3600), world.bindings[index][2] + 3600),
    )
    row = world.bindings[index]
    world.bindings[index] = row[:3] + (end,) + row[4:]
    member.end = day
    member.account.bound = None
    member.account.kind = "professional" if rng.random() < 0.3 else "personal"
    others = [f for f in rng.sample(world.firms, min(60, len(world.firms))) if f is not firm and f.city == firm.city]
    if others and rng.random() < 0.6:
        member.person.work = None
        start = end // DAY + 1 + rng.randint(0, 20)
        if start < world.days - 2:
            hire(world, rng, others[0], {}, start, created=False, person=member.person, tell=False)
            world.story(member.account, "changed_employer")


def _takeovers(world, rng):
    """One firm buys another, and the whole staff is bound anew within days."""
    candidates = [f for f in world.firms if 4 <= len(f.staff) <= 16 and not f.group]
    for old in rng.sample(candidates, min(len(candidates), max(2, world.size // 3000))):
        new = next(
            (f for f in world.firms if f is not old and f.industry == old.industry and len(f.staff) < 12), None
        )
        if new is None:
            continue
        day = rng.randrange(10, world.days - 8)
        for member in old.present(day):
            if member.method == "bound" and member.end is None:
                _rebind(world, rng, old, new, member, day)


def _rebind(world, rng, old, new, member, day):
    for index, row in enumerate(world.bindings):
        if row[0] == old.account.id and row[1] == member.account.id and row[3] is None and row[2] < day * DAY:
            world.bindings[index] = row[:3] + (day * DAY + rng.randrange(10 * 3600, 18 * 3600),) + row[4:]
            start = day + rng.randint(1, 3)
            world.bind(new, member.account, start * DAY + rng.randrange(9 * 3600, 18 * 3600))
            member.end = day
            new.staff.append(Member(member.person, member.account, start, None, "bound"))
            world.story(member.account, "staff_of_bought_firm")


# -- agencies ---------------------------------------------------------------


def _agencies(world, rng):
    """Agencies post for several clients from one office; only some have themselves approved."""
    free = [f for f in world.firms if len(f.staff) >= 2]
    rng.shuffle(free)
    for number in range(max(4, world.size // 1100)):
        clients, free = free[: rng.randint(2, 9)], free[9:]
        approved = rng.random() < 0.5
        city = clients[0].city if clients and rng.random() < 0.6 else world.geography.city(rng)
        line, purse = Fixed(rng, city, rng.randint(1, 2)), world.purse(rng)
        desks = [_desk(world, rng, city, line) for _ in range(rng.randint(1, 4))]
        world.agencies.append((clients, desks, purse, line))
        for index, client in enumerate(clients):
            _serve(world, rng, client, desks[index % len(desks)], purse, line, approved)
        if approved:
            _approve(world, rng, desks, line, purse)


def _desk(world, rng, city, line):
    worker = world.person(rng, city)
    worker.work = line
    return worker, world.device(rng), Shift(rng, rng.uniform(9.5, 15), rng.uniform(60, 900), rng.choice([1, 1, 2]))


def _serve(world, rng, client, desk, purse, line, approved):
    worker, device, shift = desk
    start = 0 if rng.random() < 0.7 else rng.randrange(world.days - 10)
    name = "agency_approved" if approved else "agency_unapproved"
    accounts = [client.account] + [m.account for m in client.staff if rng.random() < 0.6]
    for account in accounts:
        account.uses.append(
            Use(
                worker,
                start,
                world.days,
                rng.uniform(0.2, 0.7),
                device,
                line if rng.random() < 0.85 else None,
                shift,
                rng.randint(0, 40),
                business=True,
            )
        )
        if start and rng.random() < 0.4:
            world.change(account, "password", world.moment(rng, start, 10, 18))
        world.story(account, name)
    fee = tidy(rng, rng.uniform(1200, 9000))
    for day in world.calendar.month_days(start, world.days, rng.randint(1, 28)):
        world.pay(client.purse, purse, world.moment(rng, day, 10, 18), fee)


def _approve(world, rng, desks, line, purse):
    until = ""
    if rng.random() < 0.3:
        until = world.calendar.date(rng.randrange(world.days))
    for _, device, _ in desks:
        world.approved.append(("device", device, "代运营公司设备", until))
    if rng.random() < 0.6:
        for address in line.addresses:
            world.approved.append(("ip", address, "代运营公司网络", until))
    if rng.random() < 0.4:
        world.approved.append(("payment_account", purse, "代运营公司收款", until))


def _wages(world, rng):
    """Only some firms pay wages through payment accounts that the platform sees."""
    for firm in world.firms:
        if firm.pays_by_platform:
            day_of_month = rng.choice([5, 8, 10, 15, 25])
            for member in firm.staff:
                wage = round(rng.lognormvariate(8.4, 0.3), 2)
                for day in world.calendar.month_days(max(0, member.start), member.end or world.days, day_of_month):
                    world.pay(firm.purse, member.person.wallet, world.moment(rng, day, 9, 18), wage)
