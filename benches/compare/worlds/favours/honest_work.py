"""Honest dealings at work: shops, head offices, agencies, successors, kin firms."""

from commerce import collect, contact, post, work_hour
from companies import Company, employ_many, find_worker, found, hire, stranger_boss
from people import ALWAYS, Hand, new_device
from places import CITY_NAMES, Net
from rounds import walk_list
from world import heavy, poisson


def _tell(world, company, story):
    world.tell(company.account, story)
    for staff in company.staff:
        world.tell(staff.account, story)


def shop_tablet(world):
    """Shifts share the tablet behind the counter."""
    company = found(world, "small")
    tablet = Hand(company.city, "shop", company.office, None, new_device(world))
    for staff in company.staff:
        world.use(staff.account, tablet, staff.begin, staff.end, world.rng.uniform(0.2, 0.7))
    if world.rng.random() < 0.3:
        world.approved.append(("device", tablet.devices[0][0], "门店平板", None))
    _tell(world, company, "shop_tablet")


def couple_shop(world):
    """Husband and wife: two accounts, one till, one payment account."""
    boss = world.take(lambda p: p.kin and not p.kin[0].claimed)
    company = found(world, "micro", city=boss.city, boss=boss, staff=0)
    for person in (boss, boss.kin[0]):
        staff = hire(world, company, person, -heavy(world.rng, 90, 0.7))
        staff.account.payout = boss.pay
    _tell(world, company, "couple_shop")


def head_office_posts(world):
    """Marketing posts for all branches from two computers, then staff answer at night."""
    company = found(world, "medium")
    desk = Hand(company.city, "desk", company.office, None, new_device(world))
    desk.lend(new_device(world), *ALWAYS, 0.5)
    company.zeal = 0.05
    listed = [(s.account, desk, s.begin) for s in company.staff if s.end >= world.days]
    if listed:
        walk_list(world, listed, world.rng.choice((9, 10, 14)), world.days, 2.5, 0.35)
    _tell(world, company, "head_office_posts")


def successor_takes_over(world):
    """Somebody leaves; the company-owned account goes to whoever sits there next."""
    company = found(world, "small")
    for staff in [s for s in company.staff if s.method == "created"][: world.rng.randint(1, 3)]:
        try:
            heir = find_worker(world, company.city)
        except LookupError:
            return
        heir.claimed, heir.job = True, company
        day = world.rng.uniform(max(staff.begin, 0) + 0.5, world.days - 0.5)
        staff.account.stop(day)
        world.use(staff.account, heir.hand, day + world.rng.choice((0, 1, 6)), world.days, 0.4)
        world.change(staff.account, "password", day + 0.1)
        world.change(staff.account, "phone", day + 0.12, staff.account.phone, heir.phone)
        if world.rng.random() < 0.6:
            world.change(staff.account, "holder", day + 1, staff.account.holder, heir.holder)
        world.tell(staff.account, "successor_takes_over")


def job_hopper(world):
    """A salesperson takes the own account along to the next employer."""
    first, second = world.rng.sample(world.companies, 2)
    person = find_worker(world, first.city)
    leave = world.rng.uniform(8, world.days - 12)
    staff = hire(world, first, person, leave - heavy(world.rng, 200, 0.6), leave, "bound")
    start = leave + world.rng.uniform(0.5, 10)
    if staff.method == "bound" and staff.begin < leave:
        world.bind(second, staff.account, start, None, "bound", person.holder)
        world.use(staff.account, person.hand, start, world.days, 0.2)
        post(world, second, staff.account, start, world.days, 3)
    world.tell(staff.account, "job_hopper")


def team_follows_boss(world):
    """A sales manager opens a shop; the old team follows within two weeks."""
    old = found(world, "small", staff=world.rng.randint(5, 11))
    day = world.rng.uniform(20, world.days - 25)
    new = Company(world, stranger_boss(world, old.city), old.city, old.industry)
    new.account.registered = day - world.rng.uniform(5, 60)
    for staff in old.staff:
        if staff.method == "bound" and staff.begin < day < staff.end and world.rng.random() < 0.8:
            _move_binding(world, old, new, staff, day + world.rng.uniform(0, 12))
            world.tell(staff.account, "team_follows_boss")


def _move_binding(world, old, new, staff, day):
    """Close an open binding and open one elsewhere."""
    for place, row in enumerate(world.bindings):
        if row[1] == old.account.id and row[2] == staff.account.id:
            world.bindings[place] = (*row[:3], max(day, row[0] + 0.01), *row[4:])
    staff.end = day
    world.bind(new, staff.account, day + world.rng.uniform(0.1, 4), None, staff.method, staff.person.holder)


def merger(world):
    """One shop is bought: on one Monday all staff move to the buyer."""
    group = world.token("g", 32)
    old, new = found(world, "small", group=group), found(world, "small", group=group)
    day = world.rng.uniform(10, world.days - 10)
    for number, staff in enumerate(list(old.staff)):
        if staff.begin < day < staff.end:
            _move_binding(world, old, new, staff, day + number / 900)
            world.tell(staff.account, "merger")


def seasonal_staff(world):
    """Students help through a festival: bound for a few weeks, then gone."""
    company = found(world, "small")
    begin = world.rng.choice(world.festivals() or [(20, 5)])[0] - world.rng.uniform(3, 15)
    seen = len(company.staff)
    employ_many(
        world,
        company,
        world.rng.randint(3, 12),
        begin=max(begin, 1),
        end=min(begin + world.rng.uniform(12, 40), world.days),
    )
    for staff in company.staff[seen:]:
        world.tell(staff.account, "seasonal_staff")


def remote_sales_force(world):
    """Insurance, tutoring: people all over the country who never meet."""
    company = found(world, "micro")
    for _ in range(world.rng.randint(6, 22)):
        person = find_worker(world, world.rng.choice(CITY_NAMES))
        staff = hire(world, company, person, -heavy(world.rng, 60, 1), method="bound")
        person.hand.works.clear()
        world.tell(staff.account, "remote_sales_force")
    company.wages = world.rng.random() < 0.5


def above_quota(world):
    """A chain with more than thirty staff pays for it with auction spend."""
    company = found(world, "large")
    employ_many(world, company, world.rng.randint(5, 30))
    company.spend = heavy(world.rng, 900, 0.5)
    _tell(world, company, "above_quota")


def franchise(world):
    """Head office collects, shops serve; regional consumers are passed on lawfully."""
    group = world.token("g", 32)
    industry = found(world, "micro", group=group).industry
    shops = [world.companies[-1]]
    for _ in range(world.rng.randint(2, 7)):
        shops.append(found(world, "small", industry=industry, group=group))
        shops[-1].briefs = shops[0].briefs
    for _ in range(poisson(world.rng, 90)):
        day = work_hour(world.rng, world.rng.uniform(0, world.days - 1))
        lead = collect(world, shops[0], shops[0].account, day)
        world.move_lead(
            lead,
            shops[0].account,
            world.rng.choice(shops[1:]).account,
            day + heavy(world.rng, 0.3, 1),
            world.rng.choice(("crm_assign", "partner_api")),
        )
    for shop in shops:
        _tell(world, shop, "franchise")


def agency(world):
    """An agency works through its clients' accounts every weekday, in list order."""
    shop = found(world, "micro", industry="广告")
    seat = Hand(shop.city, "desk", shop.office, None, new_device(world))
    approved = world.rng.random() < 0.5
    if approved:
        world.approved.append(("device", seat.devices[0][0], "代运营", float(world.days + 90)))
        world.approved.append(("enterprise", shop.account.id, "代运营", None))
    listed = []
    for client in world.rng.sample(world.companies, world.rng.randint(3, 8)):
        begin = world.rng.uniform(-30, world.days * 0.5)
        for account in [client.account] + [s.account for s in client.staff[:4]]:
            listed.append((account, seat, begin))
            world.tell(account, "agency_approved" if approved else "agency_unlisted")
        for month in range(max(int(begin), 0), world.days, 30):
            world.pay(client.pay, shop.pay, month + 0.5, world.rng.choice((3000, 5000, 8000)))
    walk_list(world, listed, world.rng.choice((9, 9.5, 10)), world.days, 5, 0.4, 5)


def leaver_reassigned(world):
    """On the last day the manager hands a leaver's whole list to colleagues at once."""
    company = world.rng.choice([c for c in world.companies if len(c.staff) > 2])
    leaver, *others = world.rng.sample(company.staff, 3)
    day = work_hour(world.rng, world.rng.uniform(10, world.days - 2))
    for number in range(world.rng.randint(15, 120)):
        lead = collect(world, company, leaver.account, world.rng.uniform(0.1, day - 0.2))
        world.move_lead(
            lead, leaver.account, world.rng.choice(others).account, day + number / 20000, "crm_assign"
        )
    world.tell(leaver.account, "leaver_reassigned")


def declared_partner(world):
    """A furniture shop and a decorator refer consumers for a contracted fee."""
    one, two = world.rng.sample(world.companies, 2)
    for month in range(0, world.days, 30):
        count = poisson(world.rng, 8)
        for _ in range(count):
            day = work_hour(world.rng, month + world.rng.uniform(0, 28))
            if day < world.days:
                lead = collect(world, one, one.account, day)
                world.move_lead(lead, one.account, two.account, day + 0.1, "partner_api")
        world.pay(two.pay, one.pay, month + 29.5, 50 * count)
    world.tell(one.account, "declared_partner")
    world.tell(two.account, "declared_partner")


def consumer_asks_around(world):
    """A bride writes to nine studios in one evening."""
    trade = world.rng.choice(world.companies).industry
    shops = [c for c in world.companies if c.industry == trade]
    who, day = contact(world), world.rng.uniform(1, world.days - 3)
    for shop in world.rng.sample(shops, min(len(shops), world.rng.randint(3, 9))):
        collect(world, shop, shop.account, day + world.rng.random() * 1.5, who=who)
        world.tell(shop.account, "consumer_asks_around")


def trade_fair(world):
    """A box of visiting cards is typed in on the Monday after the fair."""
    company = world.rng.choice([c for c in world.companies if c.staff])
    day = work_hour(world.rng, world.rng.uniform(3, world.days - 3))
    crew = company.present(day) or company.staff
    for number in range(world.rng.randint(20, 160)):
        lead = collect(world, company, company.account, day + number / 3000, "import")
        world.move_lead(lead, company.account, world.rng.choice(crew).account, day + 0.1, "crm_assign")
    world.tell(company.account, "trade_fair")


def several_licences(world):
    """A cook owns a noodle shop, a bakery and a canteen: one name, one staff room."""
    boss = world.take(lambda p: p.age == "adult")
    shops = [
        found(world, "micro", city=boss.city, boss=boss, industry=i)
        for i in world.rng.sample(("餐饮", "服装", "母婴", "旅游"), world.rng.randint(2, 3))
    ]
    for shop in shops:
        shop.office, shop.desk = shops[0].office, shops[0].desk
        world.use(shop.account, shops[0].desk, 0, world.days, 0.3)
        _tell(world, shop, "several_licences")


def name_on_licence(world):
    """The licence is in the father-in-law's name because the son-in-law has a state job."""
    company = found(world, "small", boss=world.take(lambda p: p.age == "elder" and p.kin))
    runner = company.boss.kin[0]
    company.account.phone = runner.phone
    world.use(company.account, runner.hand, 0, world.days, 0.5)
    world.tell(company.account, "name_on_licence")


def village_factory(world):
    """A factory hires a whole village; they live in its dormitory and bind in one week."""
    boss = world.take(lambda p: p.age == "adult")
    company = found(world, "micro", city=boss.city, boss=boss, staff=2)
    dorm = Net("home", boss.city, world.rng)
    wave = world.rng.uniform(-40, world.days * 0.7)
    for person in world.kin_group("village", 5)[: world.rng.randint(5, 20)]:
        staff = hire(world, company, person, wave + world.rng.uniform(0, 6))
        person.hand.move(wave, dorm, boss.city)
        world.tell(staff.account, "village_factory")
    company.wages = True


def maternity_cover(world):
    """A colleague answers the messages for four months."""
    company = world.rng.choice([c for c in world.companies if len(c.staff) > 2])
    away, cover = world.rng.sample(company.staff, 2)
    day = world.rng.uniform(0, world.days * 0.6)
    away.account.stop(day)
    world.use(away.account, cover.person.hand, max(day, away.begin), min(world.days, away.end), 0.4)
    if not away.account.uses:
        world.use(away.account, away.person.hand, 0, world.days, 0.1)
    world.tell(away.account, "maternity_cover")


def one_exit_address(world):
    """A company tunnels all branches through the data centre of its head office."""
    company = found(world, "medium")
    tunnel = Net("fixed", world.rng.choice(CITY_NAMES[:6]), world.rng)
    for staff in company.staff:
        staff.person.hand.works.append((*ALWAYS, tunnel))
    _tell(world, company, "one_exit_address")


def company_phones(world):
    """Each employee gets a work phone on the first day and hands it back on the last."""
    company = found(world, "small")
    for staff in company.staff:
        work = Hand(company.city, "desk", company.office, staff.person.hand.mobile, new_device(world))
        staff.account.stop(max(staff.begin, 0))
        world.use(staff.account, work, staff.begin, staff.end, world.rng.uniform(0.3, 0.9))
        if not staff.account.uses:
            world.use(staff.account, staff.person.hand, 0, world.days, 0.1)
    _tell(world, company, "company_phones")


def moonlighter(world):
    """An estate agent really works for two small firms, one after hours."""
    one, two = world.rng.sample(world.companies, 2)
    person = find_worker(world, one.city)
    hire(world, one, person, -heavy(world.rng, 80, 0.5), method="bound")
    second = hire(world, two, person, -heavy(world.rng, 30, 0.5), method="created")
    for month in range(9, world.days, 30):
        world.pay(two.pay, person.pay, month + 0.4, world.rng.choice((1500, 2000)))
    world.tell(second.account, "moonlighter")


COUNTS = {  # stories per 20 000 accounts
    shop_tablet: 38,
    couple_shop: 45,
    head_office_posts: 10,
    successor_takes_over: 25,
    job_hopper: 90,
    team_follows_boss: 7,
    merger: 4,
    seasonal_staff: 14,
    remote_sales_force: 12,
    above_quota: 7,
    franchise: 7,
    agency: 12,
    leaver_reassigned: 35,
    declared_partner: 25,
    consumer_asks_around: 60,
    trade_fair: 22,
    several_licences: 16,
    name_on_licence: 22,
    village_factory: 7,
    maternity_cover: 30,
    one_exit_address: 4,
    company_phones: 18,
    moonlighter: 20,
}
FOUNDING = (
    shop_tablet,
    couple_shop,
    head_office_posts,
    remote_sales_force,
    above_quota,
    franchise,
    several_licences,
    name_on_licence,
    village_factory,
    one_exit_address,
    company_phones,
    seasonal_staff,
    successor_takes_over,
    team_follows_boss,
    merger,
)
