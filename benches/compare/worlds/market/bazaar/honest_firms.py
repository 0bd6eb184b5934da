"""Honest stories of companies, agencies and gig workers."""

from .background import publish
from .days import DAY
from .firms import Staff, hire, ordinary_firm, quit_job
from .people import Desk, Person, newcomer, rate
from .places import Fixed, Home
from .words import TRADES, brief, copied
from .world import poisson


def accounts_of(*firms):
    """Every account of these companies."""
    return [f.account for f in firms] + [m.acc for f in firms for m in f.staff]


def shift_tablet(w, rng):
    """A counter tablet that every shift logs in on, one account after the other."""
    firm = ordinary_firm(w, rng, size=rng.randint(3, 10))
    tablet = w.device(rng)
    for m in firm.staff:
        m.person.work = firm.office
        m.person.extras.append((tablet, rng.uniform(0.2, 0.8), 0))
    firm.desk.devices.append(tablet)
    return accounts_of(firm)


def headquarters_posts(w, rng):
    """Headquarters post the same campaign on all staff accounts from one desk."""
    firm = ordinary_firm(w, rng, size=rng.randint(8, 24))
    desk = Desk([w.device(rng) for _ in range(2)], [firm.office], "office", 0.1)
    for _ in range(rng.randint(2, 5)):
        text, t = brief(rng, firm.trade), w.cal.moment(rng, 0.02, 0.95, (9, 17))
        for m in firm.staff:
            if m in firm.active(t):
                publish(w, rng, m.acc, t + rng.randrange(9000), copied(rng, text, 0.15))
    for m in firm.staff:
        m.acc.use(desk, w.cal.start, w.cal.end, rng.uniform(0.1, 0.5))
    return accounts_of(firm)


def successor_takes_company_account(w, rng):
    """A company-made account passes to the next employee: phone, password, hours all change."""
    firm = ordinary_firm(w, rng, size=rng.randint(2, 9))
    found = []
    for _ in range(rng.randint(1, 3)):
        m = hire(w, rng, firm, "created", since=w.cal.start - rng.randint(30, 500) * DAY)
        t = w.cal.moment(rng, 0.15, 0.8, (9, 18))
        heir = Person(w, rng, firm.city)
        heir.work = m.person.work = firm.office
        m.acc.stop(t)
        m.acc.use(heir, t + rng.randint(1, 15) * DAY, w.cal.end, rate(rng, 0.35))
        w.change(m.acc, "password", t + 3600)
        if rng.random() < 0.7:
            w.change(m.acc, "phone", t + 4000, heir.sim)
        if rng.random() < 0.6:
            w.change(m.acc, "holder", t + 2 * DAY, heir.holder)
        if rng.random() < 0.35:
            heir.new_phone(t, m.person.phones[-1][1])
        firm.staff.append(Staff(heir, m.acc, m.row))
        found.append(m.acc)
    return found


def changes_employer(w, rng):
    """An employee takes the own account to a new company, at times in another city."""
    old, new = rng.choice(w.firms), rng.choice(w.firms)
    if old is new:
        return []
    m = hire(w, rng, old, "bound", since=w.cal.start - rng.randint(60, 700) * DAY)
    t = quit_job(w, rng, old, m)
    since = max(t, m.row[3]) + rng.randint(1, 30) * DAY
    if since < w.cal.end - 5 * DAY:
        if new.city is not old.city:
            m.person.move(rng, t, new.city)
        hire(w, rng, new, "bound", m.person, since, acc=m.acc)
        m.person.work = new.office
    if rng.random() < 0.4:
        m.person.new_phone(t, w.device(rng))
    return [m.acc]


def team_follows_manager(w, rng):
    """A sales manager is poached and the team comes along within days."""
    city, trade = w.atlas.city(rng), rng.choice(list(TRADES))
    old, new = ordinary_firm(w, rng, city, trade, 4), ordinary_firm(w, rng, city, trade, 3)
    t = w.cal.moment(rng, 0.2, 0.8, (10, 18))
    found = []
    for _ in range(rng.randint(4, 11)):
        m = hire(w, rng, old, "bound", since=w.cal.start - rng.randint(60, 700) * DAY)
        m.row[3] = int(t + rng.randrange(9 * DAY))
        if m.row[3] + 10 * DAY < w.cal.end:
            hire(w, rng, new, "bound", m.person, m.row[3] + rng.randrange(3600, 9 * DAY), acc=m.acc)
        m.person.work = new.office
        found.append(m.acc)
    new.pay = "wage"
    return found


def seasonal_staff(w, rng):
    """Students bound for the weeks around a shopping festival and paid by the day."""
    firm = ordinary_firm(w, rng, size=rng.randint(3, 9))
    day = w.cal.busy_part(rng)
    found = []
    for _ in range(rng.randint(5, 16)):
        start = w.cal.at(day + rng.uniform(0, 4), 10)
        until = start + rng.randint(12, 45) * DAY
        m = hire(w, rng, firm, "bound", since=start, until=until if until < w.cal.end else None)
        m.person.work = firm.office
        w.pay(rng, firm.till, m.person.wallet, until + DAY, rng.randint(12, 40) * rng.choice((120, 150)))
        found.append(m.acc)
    return found


def remote_sales_force(w, rng):
    """A sales force spread over the country that meets once a year."""
    firm = ordinary_firm(w, rng, size=2)
    firm.pay = rng.choice(("wage", "commission", "commission", "outside"))
    firm.style, firm.flow = "crm", max(firm.flow, 1.5)
    for _ in range(rng.randint(6, 24)):
        hire(w, rng, firm, "bound", city=w.atlas.city(rng))
    return accounts_of(firm)


def above_quota(w, rng):
    """A big advertiser whose spend on employee accounts earns more than thirty places."""
    firm = ordinary_firm(w, rng, size=rng.randint(34, 60))
    firm.adverts, firm.flow, firm.pay = True, 7, "wage"
    for m in firm.staff:
        for i in range(w.cal.days):
            if rng.random() < 0.35:
                w.spend.append(
                    (
                        m.acc.id,
                        i,
                        rng.choice(("seeding", "lead_collection")),
                        round(rng.lognormvariate(5.4, 0.6), 2),
                    )
                )
    return accounts_of(firm)


def franchise_shares_leads(w, rng):
    """Franchisees with a common group; headquarters hand out leads and collect royalties."""
    trade, group = rng.choice(list(TRADES)), "g" + w.hexid(rng, 10)
    head = ordinary_firm(w, rng, trade=trade, size=4)
    head.flow, text = 4, brief(rng, trade)
    shops = [ordinary_firm(w, rng, trade=trade, size=rng.randint(1, 6)) for _ in range(rng.randint(3, 9))]
    for firm in [head] + shops:
        firm.account.group = group
    for i in w.cal.paydays(6):
        for shop in shops:
            w.pay(rng, shop.till, head.till, w.cal.at(i, 11), round(rng.lognormvariate(7.5, 0.5)))
    for shop in shops:
        for m in shop.staff:
            publish(w, rng, m.acc, w.cal.moment(rng, 0.1, 0.9), copied(rng, text, 0.25))
    w.shared_flows.append((head, shops, rng.choice(("crm_assign", "partner_api")), 0.7, None))
    return accounts_of(head, *shops)


def declared_partners(w, rng):
    """A hotel and a wedding photographer swap contacts by interface and settle monthly."""
    city = w.atlas.city(rng)
    a, b = ordinary_firm(w, rng, city, "婚纱摄影"), ordinary_firm(
        w, rng, city, rng.choice(("旅游", "汽车", "家居"))
    )
    a.flow = max(2, a.flow)
    w.shared_flows.append((a, [b], "partner_api", 0.3, rng.choice((None, 0.1, 0.4))))
    for i in w.cal.paydays(3):
        w.pay(rng, b.till, a.till, w.cal.at(i, 15), rng.randint(8, 60) * 50)
    return accounts_of(a, b)


def property_distribution(w, rng):
    """Developers pay channel agencies per visit; leads pass between independent firms lawfully."""
    city = w.atlas.city(rng)
    channel = ordinary_firm(w, rng, city, "房产", rng.randint(5, 20))
    channel.flow, channel.pay = 5, "commission"
    builders = [ordinary_firm(w, rng, city, "房产", rng.randint(1, 4)) for _ in range(rng.randint(2, 4))]
    w.shared_flows.append((channel, builders, "partner_api", 0.5, 0.3))
    for builder in builders:
        for _ in range(poisson(rng, w.cal.days / 9)):
            w.pay(
                rng, builder.till, channel.till, w.cal.moment(rng), rng.choice((300, 500, 800, 12000, 18000))
            )
    return accounts_of(channel, *builders)


def agency(w, rng, approved):
    """An agency runs several clients' accounts from its office for a retainer."""
    city = w.atlas.city(rng)
    office, house = Fixed(rng, city), w.wallet(rng)
    desk = Desk([w.device(rng) for _ in range(rng.randint(2, 9))], [office], "office", 0.25)
    found = []
    for _ in range(rng.randint(3, 9)):
        firm = ordinary_firm(w, rng, city if rng.random() < 0.6 else None, size=rng.randint(0, 7))
        since = w.cal.start if rng.random() < 0.7 else w.cal.moment(rng, 0, 0.6)
        for acc in accounts_of(firm):
            if acc is firm.account or rng.random() < 0.6:
                acc.use(desk, since, w.cal.end, rng.uniform(0.2, 0.8))
                found.append(acc)
        for i in w.cal.paydays(rng.choice((1, 5, 25))):
            w.pay(rng, firm.till, house, max(since, w.cal.at(i, 11)), rng.choice((1500, 3000, 4500, 6800)))
    if approved:
        until = w.cal.end + 200 * DAY if rng.random() < 0.6 else None
        w.approved += [("device", d, "agency", until) for d in desk.devices if rng.random() < 0.9]
        w.approved += [("ip", ip, "agency", until) for ip in office.lines]
        w.approved.append(("payment_account", house, "agency", until))
    return found


def agency_on_the_list(w, rng):
    """An agency that took the trouble to be approved."""
    return agency(w, rng, True)


def agency_off_the_list(w, rng):
    """An agency just as honest that never filled in the form."""
    return agency(w, rng, False)


def freelance_operator(w, rng):
    """One freelancer at a kitchen table runs a handful of small shops, paid weekly."""
    freelancer, own = newcomer(w, rng)
    found = [own]
    for _ in range(rng.randint(3, 7)):
        firm = ordinary_firm(w, rng, size=rng.choice((0, 0, 1, 2)))
        since = w.cal.moment(rng, 0, 0.5)
        for acc in accounts_of(firm):
            acc.use(freelancer, since, w.cal.end, rng.uniform(0.2, 0.6))
            found.append(acc)
        for week in range(int(w.cal.days / 7)):
            t = since + week * 7 * DAY
            if rng.random() < 0.8:
                w.pay(rng, firm.boss.wallet, freelancer.wallet, t, rng.choice((200, 300, 350, 500)))
    return found


def creators_guild(w, rng):
    """A creators' company: managers log in, income goes to its account, a share comes back."""
    city = w.atlas.city(rng)
    desk = Desk([w.device(rng) for _ in range(4)], [Fixed(rng, city)], "office", 0.5)
    house, found = w.wallet(rng), []
    for _ in range(rng.randint(6, 22)):
        person, acc = newcomer(w, rng, city if rng.random() < 0.5 else None, "professional", busy=0.4)
        t = w.cal.moment(rng, 0, 0.5) if rng.random() < 0.35 else w.cal.start
        acc.use(desk, t, w.cal.end, rng.uniform(0.05, 0.5))
        if rng.random() < 0.6:
            if t > w.cal.start:
                w.change(acc, "payout_account", t + DAY, house)
            else:
                acc.payout, acc.fixed = house, True
        for i in w.cal.paydays(25):
            w.pay(rng, house, person.wallet, max(t, w.cal.at(i, 15)), rng.lognormvariate(7, 0.9))
        found.append(acc)
    return found


def gig_campaign(w, rng):
    """A brand pays a hundred ordinary people a few coins each to post from one brief."""
    trade = rng.choice(list(TRADES))
    text, purse, t = brief(rng, trade), w.wallet(rng), w.cal.moment(rng, 0.05, 0.85)
    found = []
    for _ in range(rng.randint(15, 60)):
        person, acc = newcomer(w, rng)
        at = t + rng.randrange(6 * DAY)
        publish(w, rng, acc, at, copied(rng, text, 0.5))
        w.pay(rng, purse, person.wallet, at + rng.randint(1, 9) * DAY, rng.choice((10, 20, 20, 30, 50, 80)))
        found.append(acc)
    return found


def family_business(w, rng):
    """Wife, cousins and parents are the staff: one flat, one line, one purse, no wages."""
    firm = ordinary_firm(w, rng, size=0)
    firm.pay = "outside"
    for _ in range(rng.randint(2, 6)):
        m = hire(w, rng, firm, "bound")
        m.person.homes = firm.boss.homes
        m.acc.payout = firm.boss.wallet if rng.random() < 0.6 else m.acc.payout
        if rng.random() < 0.4:
            m.person.extras.append((firm.boss.phones[0][1], 0.25, 0))
    return accounts_of(firm)


def serial_founder(w, rng):
    """One founder, three real companies, some staff who serve two of them in turn."""
    city = w.atlas.city(rng)
    boss, office = Person(w, rng, city), Fixed(rng, city)
    firms = [
        ordinary_firm(w, rng, city, boss=boss, office=office, size=rng.randint(1, 8))
        for _ in range(rng.randint(2, 4))
    ]
    for m in list(firms[0].staff):
        t = rng.random() < 0.4 and not m.row[3] and quit_job(w, rng, firms[0], m)
        if t and m.row[3] < w.cal.end - 9 * DAY:
            hire(w, rng, firms[1], "bound", m.person, m.row[3] + 1800, acc=m.acc)
            m.person.work = office
    return accounts_of(*firms)


def company_sold_lawfully(w, rng):
    """A shop is taken over as it stands: new legal representative and payout, old staff."""
    firm = ordinary_firm(w, rng, size=rng.randint(1, 8))
    buyer = Person(w, rng, firm.city)
    t = w.cal.moment(rng, 0.2, 0.8, (9, 17))
    w.change(firm.account, "holder", t, buyer.holder)
    w.change(firm.account, "payout_account", t + 5 * DAY, buyer.wallet)
    w.change(firm.account, "password", t + 600)
    firm.account.use(buyer, t, w.cal.end, 0.3)
    w.pay(rng, buyer.wallet, firm.boss.wallet, t - 2 * DAY, rng.randint(30, 200) * 1000)
    return accounts_of(firm)


def labour_dispatch(w, rng):
    """Promoters on the payroll of a dispatch company, bound to the client's account."""
    purse, found = w.wallet(rng), []
    for _ in range(rng.randint(2, 4)):
        firm = ordinary_firm(w, rng, size=rng.randint(0, 2))
        firm.pay = "outside"
        for _ in range(rng.randint(3, 9)):
            m = hire(w, rng, firm, "bound", city=w.atlas.city(rng) if rng.random() < 0.3 else None)
            found.append(m.acc)
            for i in w.cal.paydays(15):
                w.pay(rng, purse, m.person.wallet, w.cal.at(i, 14), round(rng.gauss(4300, 700)))
    return found


def mall_promoters(w, rng):
    """Brands' own promoters in one department store: rivals on one shop network."""
    city, found = w.atlas.city(rng), []
    mall = Fixed(rng, city)
    for _ in range(rng.randint(3, 7)):
        firm = ordinary_firm(w, rng, trade="家居", size=1)
        for _ in range(rng.randint(1, 4)):
            m = hire(w, rng, firm, city=city)
            m.person.work = mall
            found.append(m.acc)
    return found


def coworking_floor(w, rng):
    """Twenty tiny companies behind one router, who share nothing but the coffee."""
    city = w.atlas.city(rng)
    office = Fixed(rng, city)
    return accounts_of(
        *[
            ordinary_firm(w, rng, city, office=office, size=rng.randint(0, 4))
            for _ in range(rng.randint(6, 14))
        ]
    )


def unpaid_interns(w, rng):
    """Interns from a college, bound in a batch, hardly active, paid with a certificate."""
    firm = ordinary_firm(w, rng, size=rng.randint(2, 5))
    t, found = w.cal.moment(rng, 0, 0.7, (9, 18)), []
    for _ in range(rng.randint(4, 12)):
        m = hire(
            w,
            rng,
            firm,
            "bound",
            since=t + rng.randrange(3600),
            until=t + 60 * DAY if t + 60 * DAY < w.cal.end else None,
        )
        found.append(m.acc)
    firm.pay = "outside"
    return found


def commission_only_agents(w, rng):
    """Insurance agents: no desk, no wage, own customers, a commission when a policy is sold."""
    firm = ordinary_firm(w, rng, trade="保险", size=2)
    firm.pay, firm.style = "commission", "own"
    for _ in range(rng.randint(8, 24)):
        m = hire(w, rng, firm, "bound", city=firm.city if rng.random() < 0.6 else None)
        if rng.random() < 0.3:
            w.pay(rng, m.person.wallet, firm.till, w.cal.moment(rng), rng.choice((99, 199, 300)))
    return accounts_of(firm)


def night_call_centre(w, rng):
    """An outsourced night desk answers messages for many companies."""
    city = rng.choice(w.atlas.small)
    desk = Desk([w.device(rng) for _ in range(8)], [Fixed(rng, city)], "night", 1)
    house, found = w.wallet(rng), []
    for firm in rng.sample(w.firms, min(len(w.firms), rng.randint(6, 14))):
        firm.account.use(desk, w.cal.start, w.cal.end, rng.uniform(0.2, 0.7))
        found.append(firm.account)
        for i in w.cal.paydays(7):
            w.pay(rng, firm.till, house, w.cal.at(i, 10), rng.choice((800, 1600, 2400)))
    if rng.random() < 0.5:
        w.approved += [("device", d, "customer service", None) for d in desk.devices]
    return found


def leaver_leads_reassigned(w, rng):
    """Somebody leaves; the manager reassigns all their leads in one afternoon."""
    firm = ordinary_firm(w, rng, size=rng.randint(3, 12))
    firm.style, firm.flow = "crm", max(firm.flow, 2)
    m = hire(w, rng, firm, since=w.cal.start - 90 * DAY)
    t = quit_job(w, rng, firm, m, w.cal.moment(rng, 0.4, 0.9, (10, 17)))
    w.reassignments.append((firm, m, t))
    return [m.acc]


def expo_booth(w, rng):
    """A fair: one weekend, hundreds of imported contacts, dealt out to the team at once."""
    firm = ordinary_firm(w, rng, size=rng.randint(5, 16))
    firm.style = "crm"
    weekends = [i for i, d in enumerate(w.cal.weekday) if d == 5 and 5 < i < w.cal.days - 4]
    w.fairs.append((firm, rng.choice(weekends), rng.randint(60, 240)))
    return accounts_of(firm)


def company_phone_returned(w, rng):
    """A company phone is handed back and issued to the next employee with another account."""
    firm = ordinary_firm(w, rng, size=rng.randint(2, 8))
    phone = w.device(rng)
    old = hire(w, rng, firm, "bound", since=w.cal.start - 200 * DAY)
    old.person.extras.append((phone, 0.5, 0))
    t = quit_job(w, rng, firm, old)
    old.person.extras = old.person.extras[:-1]
    old.acc.use(Desk([phone], [firm.office], "shop", 0.5), w.cal.start, t, 0.25)
    heir = hire(w, rng, firm, "bound", since=t + rng.randint(2, 12) * DAY)
    heir.person.extras.append((phone, 0.6, t + 2 * DAY))
    return [old.acc, heir.acc]


def chair_rent(w, rng):
    """Hairdressers who rent their chair: every month they pay the salon, and every day they work there."""
    firm = ordinary_firm(w, rng, trade="美发", size=rng.randint(0, 2))
    firm.pay, firm.style = "outside", "own"
    for _ in range(rng.randint(3, 9)):
        m = hire(w, rng, firm, "bound")
        m.person.work = firm.office
        rent, day = rng.choice((800, 1200, 1500, 2000)), rng.choice((1, 5, 10))
        for i in w.cal.paydays(day):
            if m in firm.active(w.cal.at(i)):
                w.pay(rng, m.person.wallet, firm.boss.wallet, w.cal.at(i, rng.uniform(9, 22)), rent)
    return accounts_of(firm)


def company_dormitory(w, rng):
    """Staff from the country live in the company's flat and pay the boss a little rent."""
    firm = ordinary_firm(w, rng, size=rng.randint(1, 4))
    flat, found = Home(rng, firm.city), []
    firm.pay = rng.choice(("wage", "outside"))
    for _ in range(rng.randint(4, 12)):
        m = hire(w, rng, firm, "bound")
        m.person.work, m.person.homes = firm.office, [(0, flat, firm.city.carrier(rng))]
        for i in w.cal.paydays(16):
            if m in firm.active(w.cal.at(i)):
                w.pay(
                    rng,
                    m.person.wallet,
                    firm.boss.wallet,
                    w.cal.at(i, rng.uniform(17, 23)),
                    rng.choice((150, 200, 300)),
                )
        found.append(m.acc)
    return found


def samples_bought_from_employer(w, rng):
    """Far-flung salespeople order sample boxes from their own company, and earn commissions."""
    firm = ordinary_firm(w, rng, trade=rng.choice(("家居", "宠物", "装修")), size=1)
    firm.pay = "commission"
    found = []
    for _ in range(rng.randint(5, 16)):
        m = hire(w, rng, firm, "bound", city=w.atlas.city(rng))
        for _ in range(poisson(rng, 2.5)):
            w.pay(rng, m.person.wallet, firm.till, w.cal.moment(rng), rng.choice((99, 168, 199, 299, 399)))
        found.append(m.acc)
    return found


def new_work_phones(w, rng):
    """The company hands out new phones on one day; everybody's device and password change."""
    firm = ordinary_firm(w, rng, size=rng.randint(4, 14))
    t = w.cal.moment(rng, 0.15, 0.9, (9, 12))
    for m in firm.staff:
        m.person.new_phone(t + rng.randrange(2 * DAY), w.device(rng))
        if rng.random() < 0.6:
            w.change(m.acc, "password", t + rng.randrange(3600, 3 * DAY))
        if m.row[4] == "created" and rng.random() < 0.6:
            w.change(m.acc, "phone", t + rng.randrange(3600, 2 * DAY), w.hexid(rng, 32))
    return accounts_of(firm)


def office_moves(w, rng):
    """Everybody's working address changes on a Monday."""
    firm = ordinary_firm(w, rng, size=rng.randint(3, 14))
    t, new = w.cal.moment(rng, 0.2, 0.8), Fixed(rng, firm.city)
    desk = Desk(firm.desk.devices, [new], "shop", 0.9)
    firm.account.stop(t)
    firm.account.use(desk, t, w.cal.end, 0.8)
    for m in firm.staff:
        m.person.trips.append((t, w.cal.end, new, m.person.homes[0][2]))
    return accounts_of(firm)


def livestream_rota(w, rng):
    """One shop account, five hosts in shifts with their own phones, paid by the hour."""
    firm = ordinary_firm(w, rng, size=rng.randint(1, 4))
    for _ in range(rng.randint(3, 7)):
        host = Person(w, rng, firm.city)
        host.work = firm.office
        start = w.cal.moment(rng, 0, 0.6)
        firm.account.use(host, start, start + rng.randint(20, 150) * DAY, rng.uniform(0.2, 0.6))
        for week in range(rng.randint(2, 18)):
            w.pay(rng, firm.till, host.wallet, start + (week + 1) * 7 * DAY, rng.randint(6, 30) * 60)
    return [firm.account]


def colleagues_hand_over(w, rng):
    """Colleagues pass customers on by message at the shift's end, and split a commission."""
    firm = ordinary_firm(w, rng, size=rng.randint(3, 9))
    firm.style, firm.flow = "own", max(firm.flow, 1.5)
    w.handovers.append(firm)
    return accounts_of(firm)


def telesales_screening(w, rng):
    """Contacts go to a contracted telesales firm for screening; the good ones come back."""
    firm = ordinary_firm(w, rng, size=rng.randint(3, 9))
    caller = ordinary_firm(w, rng, rng.choice(w.atlas.small), firm.trade, rng.randint(4, 12))
    firm.style, firm.flow = "own", max(2.5, firm.flow)
    w.screenings.append((firm, caller))
    for i in w.cal.paydays(8):
        w.pay(rng, firm.till, caller.till, w.cal.at(i, 15), rng.randint(20, 90) * 50)
    return accounts_of(firm, caller)


STORIES = [
    (shift_tablet, 16),
    (headquarters_posts, 6),
    (successor_takes_company_account, 14),
    (changes_employer, 26),
    (team_follows_manager, 4),
    (seasonal_staff, 7),
    (remote_sales_force, 8),
    (above_quota, 1.2),
    (franchise_shares_leads, 5),
    (declared_partners, 8),
    (property_distribution, 3),
    (agency_on_the_list, 4),
    (agency_off_the_list, 5),
    (freelance_operator, 7),
    (creators_guild, 5),
    (gig_campaign, 5),
    (family_business, 18),
    (serial_founder, 6),
    (company_sold_lawfully, 5),
    (labour_dispatch, 4),
    (mall_promoters, 4),
    (coworking_floor, 3),
    (unpaid_interns, 6),
    (commission_only_agents, 5),
    (night_call_centre, 3),
    (leaver_leads_reassigned, 10),
    (expo_booth, 6),
    (company_phone_returned, 8),
    (chair_rent, 7),
    (company_dormitory, 5),
    (samples_bought_from_employer, 4),
    (new_work_phones, 5),
    (office_moves, 5),
    (livestream_rota, 7),
    (colleagues_hand_over, 8),
    (telesales_screening, 3),
]
