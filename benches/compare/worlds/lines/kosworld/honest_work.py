"""Honest stories of companies: shared machines, clumsy paperwork, moving staff, shared leads."""

from . import device, geo
from .calendar import DAY
from .company import AGE_WORKING, BUSY_HOURS, Company, mall_line
from .leads import collect, transfer, working_second
from .network import Fixed
from .usage import Rounds
from .wording import Style


def _size(rng):
    roll = rng.random()
    if roll < 0.55:
        return rng.randint(1, 4)
    return rng.randint(5, 10) if roll < 0.85 else rng.randint(11, 24)


def _firm(w, rng, size=None, **traits):
    """A company with staff bound but not yet anybody using the accounts."""
    firm = Company(w, rng, **traits)
    firm.run_front_desk(rng)
    for _ in range(_size(rng) if size is None else size):
        end = rng.randint(DAY, w.cal.end) if rng.random() < 0.08 else None
        start = -rng.randint(5, 700) * DAY if end else None
        firm.employ(rng, start=start, end=end)
    return firm


def _own_phones(rng, firm):
    for member in firm.staff:
        firm.own_phone(rng, member)


def _tell(w, story, firm, members=None):
    w.tell(firm.acc, story)
    for member in firm.staff if members is None else members:
        w.tell(member.acc, story)


def plain_company(w, rng):
    """Staff with their own phones, in the shop by day."""
    firm = _firm(w, rng)
    _own_phones(rng, firm)


def counter_tablet(w, rng):
    """Shops where whoever is on shift takes the tablet; approved by the platform in a third of cases."""
    firm = _firm(w, rng, rng.randint(3, 12))
    firm.shops += [w.shop_line(rng, firm.city) for _ in range(rng.randint(0, 2))]
    tools = [
        firm.tablet(rng, firm.staff[number :: len(firm.shops)], shop)
        for number, shop in enumerate(firm.shops)
    ]
    if rng.random() < 0.33:
        for tool in tools:
            w.approved.append(["device", tool, "shop tablet", None])
    _tell(w, "counter_tablet", firm)


def headquarters_posts(w, rng):
    """A social team posts on all staff accounts from two screens; some staff never log in."""
    firm = _firm(w, rng, rng.randint(5, 22))
    firm.team(rng, firm.staff, rng.randint(1, 3))
    for member in firm.staff:
        if rng.random() < 0.4:
            firm.own_phone(rng, member, 0.6)
    _tell(w, "headquarters_posts", firm)


def boss_at_night(w, rng):
    """A small owner made three accounts for staff who do not care, and runs them from the sofa."""
    firm = _firm(w, rng, rng.randint(2, 4))
    for member in firm.staff:
        w.use(member.acc, firm.boss.hand, rng.uniform(0.1, 0.5))
        if rng.random() < 0.4:
            w.live(rng, member.acc, factor=0.5)
        if rng.random() < 0.5:
            member.acc.phone = firm.acc.phone
    _tell(w, "boss_at_night", firm)


def family_firm(w, rng):
    """Wife, cousin and uncle are the staff; everything is paid to her wallet."""
    firm = Company(w, rng)
    firm.run_front_desk(rng)
    wallet = w.payment_account(rng)
    for _ in range(rng.randint(2, 5)):
        member = firm.employ(rng, created=False, age=rng.choice(AGE_WORKING))
        member.acc.payout = member.person.payout = wallet if rng.random() < 0.7 else member.person.payout
        member.person.hand.home = firm.boss.hand.home or member.person.hand.home
        firm.own_phone(rng, member, 1)
    _tell(w, "family_firm", firm)


def successor(w, rng):
    """The company's own account passes from a leaver to the next: new phone, password, number, holder."""
    firm = _firm(w, rng, rng.randint(2, 8))
    _own_phones(rng, firm)
    for _ in range(rng.randint(1, 3)):
        when = rng.randint(5, w.cal.days - 5) * DAY
        first = w.population.person(rng, firm.city, "young", verified=1)
        heir = w.population.person(rng, firm.city, "young", verified=1)
        start = -rng.randint(50, 700) * DAY
        member = firm.employ(rng, created=True, start=start, person=first)
        w.live(rng, member.acc, end=when, factor=1.5)
        gap = when + rng.choice([0, 0, 2, 9]) * DAY
        w.use(member.acc, heir.hand.copy(work=firm.shops[0]), w.population.activity(rng, "young") * 1.5, gap)
        for field, chance, new in (
            ("password", 0.8, ""),
            ("phone", 0.7, heir.phone),
            ("holder", 0.6, heir.holder),
        ):
            if rng.random() < chance:
                w.change(member.acc, field, gap + rng.randint(0, 3 * DAY), new)
        w.tell(member.acc, "successor")


def job_hopper(w, rng):
    """Sales people take their own account along to a competitor, sometimes a whole team at once."""
    old, new = _firm(w, rng, rng.randint(2, 6)), None
    new = _firm(w, rng, rng.randint(2, 6), city=old.city, industry=old.industry)
    _own_phones(rng, old)
    _own_phones(rng, new)
    team, when = rng.choice([1, 1, 2, 2, 5, 7]), rng.randint(10, w.cal.days - 10) * DAY
    for _ in range(team):
        member = old.employ(rng, created=False, start=-rng.randint(30, 500) * DAY, end=when)
        w.live(rng, member.acc, factor=1.6)
        back = when + rng.randint(1, 20) * DAY
        new.employ(rng, person=member.person, acc=member.acc, start=back, created=False, shop=new.shops[0])
        w.tell(member.acc, "job_hopper")


def seasonal_staff(w, rng):
    """Tea harvest, summer school, sales festival: students bound for some weeks, all on one morning."""
    firm = _firm(w, rng, rng.randint(2, 5))
    _own_phones(rng, firm)
    start = rng.randint(0, w.cal.days - 25) * DAY + 9 * 3600
    end = start + rng.randint(14, 50) * DAY
    crew = []
    for _ in range(rng.randint(4, 14)):
        member = firm.employ(
            rng,
            created=rng.random() < 0.2,
            start=start + rng.randint(0, 5000),
            end=end,
            age="student",
            declared=0.6,
        )
        firm.own_phone(rng, member, 1.2)
        crew.append(member)
    if firm.pays_wages:
        for member in crew:
            w.pay(rng, firm.wage_source, member.person.payout, end // DAY + 2, rng.randint(1500, 5200))
    _tell(w, "seasonal_staff", firm, crew)


def remote_sales(w, rng):
    """A sales force from all over the country that never meets: leads and wages are the only tie."""
    firm = _firm(w, rng, rng.randint(1, 3))
    _own_phones(rng, firm)
    firm.pays_wages = rng.random() < 0.6
    crew = []
    for _ in range(rng.randint(4, 20)):
        member = firm.employ(rng, created=False, city=geo.any_city(rng), declared=0.8)
        member.person.hand.work = None
        firm.own_phone(rng, member, 1.4)
        crew.append(member)
    _tell(w, "remote_sales", firm, crew)


def commission_agents(w, rng):
    """Insurance or property agents on commission: no wages, own networks, deposits paid to the company."""
    firm = _firm(w, rng, 2, industry=rng.choice(["insurance", "property"]))
    _own_phones(rng, firm)
    firm.pays_wages = False
    crew = []
    for _ in range(rng.randint(5, 18)):
        member = firm.employ(rng, created=False, age=rng.choice(["young", "parent", "middle"]), declared=0.7)
        member.person.hand.work_share *= 0.2
        firm.own_phone(rng, member, 1.4)
        if rng.random() < 0.3:
            w.pay(
                rng,
                member.person.payout,
                firm.acc.payout,
                max(0, int(member.start) // DAY + 1),
                rng.choice([99, 199, 300, 500]),
            )
        for _ in range(rng.choice([0, 0, 1, 3])):
            w.pay(
                rng, firm.acc.payout, member.person.payout, rng.randrange(w.cal.days), rng.randint(300, 9000)
            )
        crew.append(member)
    _tell(w, "commission_agents", firm, crew)


def big_company(w, rng):
    """More than thirty accounts, with the employee advertising that allows it, in several cities."""
    firm = Company(w, rng)
    firm.run_front_desk(rng)
    firm.spends, firm.pays_wages, firm.lead_rate = True, True, rng.uniform(3, 10)
    cities = [firm.city] + [geo.other_city(rng, firm.city) for _ in range(rng.randint(1, 4))]
    shops = [(city, w.shop_line(rng, city)) for city in cities]
    for _ in range(rng.randint(31, 58)):
        city, shop = rng.choice(shops)
        member = firm.employ(rng, city=city, shop=shop, start=-rng.randint(1, 800) * DAY)
        firm.own_phone(rng, member)
    _tell(w, "big_company", firm)


def franchise(w, rng):
    """A brand and its shops: same copy, one regional helper, leads sent to the nearest shop."""
    head = _firm(w, rng, rng.randint(2, 6))
    _own_phones(rng, head)
    head.acc.group = head.id
    shops = []
    for _ in range(rng.randint(3, 8)):
        shop = _firm(w, rng, rng.randint(1, 5), industry=head.industry)
        shop.acc.group, shop.copy_style = head.id, head.copy_style
        _own_phones(rng, shop)
        shops.append(shop)
    for _ in range(rng.randint(40, 200)):
        second = working_second(rng, rng.randrange(w.cal.days))
        lead = collect(w, rng, head.acc, second, "form")
        taker = rng.choice(shops)
        if lead:
            transfer(
                w,
                lead,
                head.acc,
                taker.acc,
                second + rng.randint(30, DAY),
                rng.choice(["crm_assign", "partner_api"]),
            )
    for firm in [head] + shops:
        _tell(w, "franchise", firm)


def brand_copy(w, rng):
    """Independent dealers of one maker get the same texts every Monday; nothing else ties them."""
    industry = rng.choice(["car", "beauty", "decoration"])
    style = Style(rng, industry)
    for _ in range(rng.randint(4, 8)):
        firm = _firm(w, rng, rng.randint(1, 6), industry=industry)
        firm.copy_style = style
        _own_phones(rng, firm)
        _tell(w, "brand_copy", firm)


def _agency(w, rng, story, approved):
    """One office runs the accounts of several clients on its own screens; clients pay a monthly fee."""
    city = geo.any_city(rng)
    office, wallet = Fixed(w.atlas, rng, city, rng.choice([1, 2, 4])), w.payment_account(rng)
    kit = [
        (device.browser(rng) if rng.random() < 0.5 else device.android(rng), 0, w.cal.days + 1, 1.0, "any")
        for _ in range(rng.randint(2, 6))
    ]
    rounds = Rounds(rng, w.cal, [rng.uniform(9.5, 11), rng.uniform(14, 16)], (5, 6), 120, 1500)
    slot = 0
    for _ in range(rng.randint(3, 7)):
        firm = _firm(w, rng, rng.randint(1, 5))
        start = rng.randint(-300, w.cal.days // 2) * DAY
        for acc in [firm.acc] + [m.acc for m in firm.staff]:
            hand = acc.person.hand.copy(
                kit=kit,
                home=office,
                work=office,
                work_share=1,
                home_share=1,
                away={},
                mobile=None,
                public=None,
                rounds=rounds,
                slot=slot,
            )
            w.use(acc, hand, rng.uniform(0.15, 0.4), start)
            if rng.random() < 0.5 and acc.kind == "kos":
                w.live(rng, acc)
            slot += 1
        fee = rng.choice([1800, 3000, 5000, 8000])
        for day in w.cal.month_days(12):
            if day * DAY > start:
                w.pay(rng, firm.acc.payout, wallet, day, fee)
        _tell(w, story, firm)
    if approved:
        for tool in kit:
            w.approved.append(["device", tool[0], "agency", w.cal.days + rng.randint(-30, 300)])
        w.approved.append(["ip", office.address(rng, 0, 0, "")[0], "agency office", None])
        w.approved.append(["payment_account", wallet, "agency", None])


def agency_approved(w, rng):
    """An agency on the platform's list."""
    _agency(w, rng, "agency_approved", True)


def agency_unlisted(w, rng):
    """An agency that never heard of the list."""
    _agency(w, rng, "agency_unlisted", False)


def declared_partner(w, rng):
    """A bank and a dealer, a clinic and a studio: leads passed weekly over an interface."""
    giver, taker = _firm(w, rng, 3), _firm(w, rng, 3)
    _own_phones(rng, giver)
    _own_phones(rng, taker)
    if rng.random() < 0.5:
        w.approved.append(["enterprise", giver.id, "declared partner", None])
    for week in range(w.cal.days // 7):
        for _ in range(rng.randint(1, 8)):
            second = working_second(rng, week * 7 + rng.randrange(6))
            lead = collect(w, rng, giver.acc, second, "form")
            if lead:
                transfer(w, lead, giver.acc, taker.acc, (week + 1) * 7 * DAY + 32400, "partner_api")
    for day in w.cal.month_days(28):
        w.pay(rng, taker.acc.payout, giver.acc.payout, day, rng.randint(800, 6000))
    _tell(w, "declared_partner", giver)
    _tell(w, "declared_partner", taker)


def call_centre(w, rng):
    """An outsourced call centre gets clients' leads overnight and sends the warm ones back."""
    centre = _firm(w, rng, rng.randint(4, 9), industry="education")
    centre.team(rng, centre.staff, 2)
    clients = [_firm(w, rng, rng.randint(1, 4)) for _ in range(rng.randint(2, 4))]
    for client in clients:
        _own_phones(rng, client)
        for _ in range(rng.randint(30, 110)):
            second = working_second(rng, rng.randrange(w.cal.days))
            lead = collect(w, rng, client.acc, second, "form")
            if (
                lead
                and transfer(w, lead, client.acc, centre.acc, second + 40000, "partner_api")
                and rng.random() < 0.4
            ):
                transfer(
                    w,
                    lead,
                    centre.acc,
                    client.acc,
                    second + 40000 + rng.randint(3600, 3 * DAY),
                    "partner_api",
                )
        for day in w.cal.month_days(9):
            w.pay(rng, client.acc.payout, centre.acc.payout, day, rng.randint(1500, 6000))
        _tell(w, "call_centre", client)
    _tell(w, "call_centre", centre)


def referral_friends(w, rng):
    """A wedding photographer tells brides about the hotel's sales lady, and she returns the favour."""
    one, two = _firm(w, rng, 2, industry="wedding"), _firm(w, rng, 2, industry="travel")
    _own_phones(rng, one)
    _own_phones(rng, two)
    pair = [one.staff[0], two.staff[0]]
    for _ in range(rng.randint(4, 14)):
        giver, taker = rng.sample(pair, 2)
        second = working_second(rng, rng.randrange(w.cal.days))
        lead = collect(w, rng, giver.acc, second, "private_message")
        if lead:
            transfer(w, lead, giver.acc, taker.acc, second + rng.randint(600, DAY), "private_message")
    for member in pair:
        w.tell(member.acc, "referral_friends")


def company_sold(w, rng):
    """A business changes hands properly: new legal representative, office, wallet; staff stay."""
    firm = _firm(w, rng, rng.randint(3, 9))
    when = rng.randint(10, w.cal.days - 10) * DAY
    office = w.shop_line(rng, geo.other_city(rng, firm.city) if rng.random() < 0.3 else firm.city)
    for member in firm.staff:
        rate = w.population.activity(rng, "young") * 1.5
        w.use(member.acc, member.person.hand, rate, end=when)
        w.use(member.acc, member.person.hand.copy(work=office), rate, when)
    owner = w.population.person(rng, firm.city, "middle", verified=1)
    w.use(firm.acc, owner.hand.copy(work=office), 0.4, when)
    w.change(firm.acc, "holder", when, owner.holder)
    w.change(firm.acc, "payout_account", when + 3 * DAY, w.payment_account(rng))
    w.change(firm.acc, "password", when + 3600)
    _tell(w, "company_sold", firm)


def incubator(w, rng):
    """Unrelated traders at desks of one floor behind one address."""
    city = geo.any_city(rng)
    line = mall_line(w, rng, city)
    for _ in range(rng.randint(4, 10)):
        firm = Company(w, rng, city=city)
        firm.shops = [line]
        firm.run_front_desk(rng)
        for _ in range(rng.randint(0, 4)):
            firm.own_phone(rng, firm.employ(rng, shop=line))
        _tell(w, "incubator", firm)


def pool_phones(w, rng):
    """Work phones in a drawer go to whoever is new: one device, three employees in a year."""
    firm = _firm(w, rng, rng.randint(4, 12))
    phones = [device.android(rng) for _ in range(max(2, len(firm.staff) // 2))]
    for number, member in enumerate(firm.staff):
        spare = phones[(number + 1) % len(phones)]
        switch = rng.randrange(w.cal.days)
        kit = [
            (phones[number % len(phones)], 0, switch, 1.0, "any"),
            (spare, switch, w.cal.days + 1, 1.0, "any"),
        ]
        hand = member.person.hand.copy(
            kit=kit, work_share=0.9, hours=(BUSY_HOURS, member.person.hand.hours[1]), off_factor=0.3
        )
        w.use(member.acc, hand, w.population.activity(rng, "young") * 1.5)
    _tell(w, "pool_phones", firm)


def maternity_cover(w, rng):
    """A colleague looks after the account for three months, then it goes back."""
    firm = _firm(w, rng, rng.randint(3, 7))
    away, cover = firm.staff[0], firm.staff[1]
    _own_phones(rng, firm)
    start = rng.randint(0, w.cal.days // 2) * DAY
    w.use(away.acc, cover.person.hand, 0.4, start, start + rng.randint(40, 100) * DAY)
    _tell(w, "maternity_cover", firm, [away, cover])


def wrong_paperwork(w, rng):
    """Personnel declared the identity of the wrong Zhang, or hashed it with the old salt."""
    firm = _firm(w, rng, rng.randint(4, 12))
    _own_phones(rng, firm)
    rows = [b for b in w.bindings[-len(firm.staff) :] if b[0] == firm.id]
    for row in rows:
        if rng.random() < 0.6:
            row[5] = w.hash(rng)
    _tell(w, "wrong_paperwork", firm)


def two_employers(w, rng):
    """A freelance make-up artist, bound to one studio in spring and another in summer, sometimes both."""
    one = _firm(w, rng, 2, industry="wedding")
    two = _firm(w, rng, 2, city=one.city, industry="beauty")
    _own_phones(rng, one)
    _own_phones(rng, two)
    for _ in range(rng.randint(1, 3)):
        first = one.employ(
            rng, created=False, start=-rng.randint(10, 200) * DAY, end=rng.randint(20, w.cal.days) * DAY
        )
        two.employ(
            rng, person=first.person, acc=first.acc, start=first.end + rng.randint(0, 30) * DAY, created=False
        )
        w.live(rng, first.acc, factor=1.4)
        w.tell(first.acc, "two_employers")


def trade_fair(w, rng):
    """Three days in one hall: staff of two dozen companies on the fair's wifi and a shared demo screen."""
    city = geo.any_city(rng)
    hall, screen = Fixed(w.atlas, rng, city, 4), device.browser(rng)
    day = rng.randint(2, w.cal.days - 5)
    for firm in rng.sample(w.companies, min(len(w.companies), rng.randint(12, 26))):
        for member in [m for m in firm.staff if m.acc.role == "clean"][:2]:
            kit = member.person.hand.kit + ([(screen, 0, 999, 0.3, "any")] if rng.random() < 0.3 else [])
            hand = member.person.hand.copy(home=hall, work=hall, mobile=hall, kit=kit, away={}, public=None)
            w.use(member.acc, hand, 1.5, day * DAY + 30000, (day + 3) * DAY)
            w.tell(member.acc, "trade_fair")


def approved_cloud(w, rng):
    """A chain posts for its own shops from rented cloud phones, one for each account, paid by invoice."""
    firm = _firm(w, rng, rng.randint(6, 18))
    hall = w.data_centre(rng)
    rounds = Rounds(rng, w.cal, [10, 15.5], (5, 6), 60, 300)
    for slot, member in enumerate(firm.staff):
        hand = member.person.hand.copy(
            kit=[(device.android(rng), 0, w.cal.days + 1, 1.0, "any")],
            home=hall,
            work=hall,
            mobile=None,
            away={},
            public=None,
            rounds=rounds,
            slot=slot,
            work_share=1,
            home_share=1,
        )
        w.use(member.acc, hand, rng.uniform(0.15, 0.4))
        if rng.random() < 0.7:
            firm.own_phone(rng, member, 0.8)
    _tell(w, "approved_cloud", firm)


def holding(w, rng):
    """One entrepreneur, several licences: one office, one wallet, staff that help out next door."""
    boss = w.population.person(rng, age="middle", verified=1, paid=1)
    office, wallet, firms = w.shop_line(rng, boss.city), w.payment_account(rng), []
    for _ in range(rng.randint(2, 4)):
        firm = Company(w, rng, boss=boss)
        firm.shops, firm.acc.payout = [office], wallet if rng.random() < 0.7 else firm.acc.payout
        firm.run_front_desk(rng)
        for _ in range(rng.randint(1, 7)):
            firm.own_phone(rng, firm.employ(rng, shop=office))
        firms.append(firm)
        _tell(w, "holding", firm)
    for _ in range(rng.randint(10, 60)):
        giver, taker = rng.sample(firms, 2)
        second = working_second(rng, rng.randrange(w.cal.days))
        lead = collect(w, rng, giver.acc, second, "form")
        if lead:
            transfer(w, lead, giver.acc, taker.acc, second + rng.randint(600, DAY), "crm_assign")


def franchisee_on_head_licence(w, rng):
    """Owners of small shops work under the brand's licence: own city, own line, a monthly fee to the brand."""
    head = _firm(w, rng, rng.randint(2, 5))
    _own_phones(rng, head)
    head.pays_wages = False
    fee, crew = rng.choice([500, 800, 1500, 3000]), []
    for _ in range(rng.randint(3, 10)):
        member = head.employ(
            rng,
            created=False,
            city=geo.any_city(rng),
            age=rng.choice(["parent", "middle"]),
            declared=0.7,
            start=-rng.randint(10, 600) * DAY,
        )
        member.person.hand.work = w.shop_line(rng, member.person.city)
        head.own_phone(rng, member)
        for day in w.cal.month_days(rng.choice([1, 5, 26])):
            w.pay(rng, member.person.payout, head.acc.payout, day, fee)
        crew.append(member)
    _tell(w, "franchisee_on_head_licence", head, crew)


def dispatch_workers(w, rng):
    """A labour agency's promoters stand for one brand six weeks, then together for the next; it pays the wages."""
    wallet, brands = w.payment_account(rng), [
        _firm(w, rng, rng.randint(1, 4)) for _ in range(rng.randint(2, 3))
    ]
    for firm in brands:
        _own_phones(rng, firm)
    step, first = w.cal.days // len(brands), rng.randint(0, 10)
    for _ in range(rng.randint(4, 10)):
        who = w.population.person(rng, brands[0].city, "young", verified=0.95, paid=0.9)
        acc = w.account(rng, who, "kos", -rng.randint(60, 1500) * DAY)
        w.live(rng, acc, factor=1.4)
        for stage, firm in enumerate(brands):
            start = (first + stage * step + rng.randint(0, 3)) * DAY + rng.randint(30000, 60000)
            firm.employ(
                rng,
                created=False,
                person=who,
                acc=acc,
                start=start,
                end=start + (step - 5) * DAY,
                declared=0.6,
            )
        for day in w.cal.month_days(15):
            w.pay(rng, wallet, who.payout, day, rng.randint(3200, 5600))
        w.tell(acc, "dispatch_workers")


def crm_migration(w, rng):
    """A new customer system: old leads typed in again under new numbers and dealt out in one night."""
    firm = _firm(w, rng, rng.randint(4, 10))
    _own_phones(rng, firm)
    night = rng.randint(20, w.cal.days - 5) * DAY + 22 * 3600
    present = [m for m in firm.staff if m.start < night and m.end >= w.cal.end]
    for number in range(rng.randint(40, 150)):
        old = collect(w, rng, firm.acc, working_second(rng, rng.randrange(int(night // DAY))), "form")
        copy = old and collect(w, rng, firm.acc, night + number, "import", old.contact)
        if copy and present:
            transfer(
                w,
                copy,
                firm.acc,
                rng.choice(present).acc,
                night + 4000 + number,
                rng.choice(["crm_assign", "export"]),
            )
    _tell(w, "crm_migration", firm)


STORIES = [
    (counter_tablet, 28),
    (headquarters_posts, 14),
    (boss_at_night, 28),
    (family_firm, 30),
    (successor, 30),
    (job_hopper, 18),
    (seasonal_staff, 12),
    (remote_sales, 12),
    (commission_agents, 10),
    (big_company, 3),
    (franchise, 5),
    (brand_copy, 4),
    (agency_approved, 4),
    (agency_unlisted, 5),
    (declared_partner, 8),
    (call_centre, 3),
    (referral_friends, 14),
    (company_sold, 8),
    (incubator, 5),
    (pool_phones, 10),
    (maternity_cover, 10),
    (wrong_paperwork, 9),
    (two_employers, 10),
    (approved_cloud, 4),
    (holding, 7),
    (franchisee_on_head_licence, 6),
    (dispatch_workers, 5),
    (crm_migration, 8),
]
LATE_STORIES = [(trade_fair, 3)]
ORDINARY_COMPANIES = 150
