"""Honest firms whose week looks odd on paper."""

from .almanac import DAY
from .companies import TRADES, found, hire
from .leadwork import asking_time
from .model import Round
from .places import Broadband, FixedLine, draw_city
from .words import brief, retouch


def team(world, size, trade=None, **more):
    """A company with so many people."""
    firm = found(world, trade, **more)
    for _ in range(size):
        hire(world, firm)
    return firm


def tell_staff(world, story, firm):
    world.tell(story, firm.enterprise, *[s.account for s in firm.staff])


def shop_tablet(world):
    """One tablet at the till; whoever has the shift replies on it, each from the own login."""
    r = world.rng
    firm = team(world, r.randrange(3, 8), r.choice(("餐饮", "美业", "健身", "宠物")))
    tablet = world.device()
    for s in firm.staff:
        world.use(s.account, s.person, tablet, max(0, s.start), s.end, 0.15, firm.line, (10, 21), "shop_rota")
    if r.random() < 0.3:
        world.approve("device", tablet, "门店平板", None)
    tell_staff(world, "shop_tablet_shifts", firm)


def headquarters(world):
    """The brand manager posts on all staff accounts on Tuesday and Friday, one after another."""
    r, al = world.rng, world.almanac
    firm = team(world, r.randrange(8, 26), r.choice(list(TRADES)))
    clerk, phones = world.person("desk_clerk", firm.city, work=firm.line), [
        world.device() for _ in range(r.choice((1, 2, 4)))
    ]
    managed = [s for s in firm.staff if s.method == "created" or r.random() < 0.5]
    stops = [(s.account, r.choice(phones), None, max(0, s.start), s.end) for s in managed]
    if stops:
        world.rounds.append(Round(clerk, stops, 0, al.days, r.choice((0.2, 0.4, 0.8))))
    for _ in range(r.randrange(3, 9)):
        day, text = r.randrange(al.days), brief(r, firm.trade)
        t = day * DAY + r.uniform(9.5, 17) * 3600
        for acc, *_ in stops:
            t += r.uniform(90, 400)
            world.post(acc, t, text if r.random() < 0.6 else retouch(r, text))
    tell_staff(world, "headquarters_posts", firm)


def agency(world, clients):
    """A content agency: office hours, lunch nap, one account manager for six clients."""
    r, al = world.rng, world.almanac
    city = draw_city(r)
    line, card, approved = FixedLine(r, city, 2), world.card(), r.random() < 0.5
    devices = []
    for _ in range(r.choice((1, 2, 2, 3))):
        manager, phones = world.person("desk_clerk", city, work=line), [
            world.device() for _ in range(r.choice((1, 2, 5)))
        ]
        devices += phones
        for firm in r.sample(clients, r.choice((3, 5, 7))):
            first = max(0, r.randrange(-60, al.days - 20))
            accs = [firm.enterprise] + [s.account for s in firm.staff if r.random() < 0.5][:5]
            stops = [(a, r.choice(phones), None, first, al.days) for a in accs]
            world.rounds.append(Round(manager, stops, first, al.days, r.choice((0.15, 0.3, 0.5))))
            world.tell("agency_approved" if approved else "agency_unapproved", *accs)
            for day in al.month_days(r.choice((1, 5, 28))):
                world.pay(
                    firm.card, card, day * DAY + r.uniform(10, 17) * 3600, r.choice((3000, 4500, 6800, 12000))
                )
            text = brief(r, firm.trade)
            for a in accs:
                world.post(a, r.uniform(first, al.days) * DAY, retouch(r, text))
    if approved:
        for d in devices:
            world.approve("device", d, "代运营机构", al.days + 200)
        for ip in line.ips:
            world.approve("ip", ip, "代运营机构", None)
        world.approve("payment_account", card, "代运营机构", None)


def successor(world):
    """Somebody leaves; the company's account, phone and password go to the next one."""
    r, al = world.rng, world.almanac
    firm = team(world, r.randrange(2, 9))
    for _ in range(r.choice((1, 1, 2, 3))):
        job = hire(world, firm, start=-r.randrange(20, 500), end=al.days, method="created")
        day, heir = r.randrange(8, al.days - 8), world.person(firm.rhythm, firm.city, work=firm.line)
        world.stop_uses(job.account, day)
        world.use(job.account, heir, None if r.random() < 0.6 else job.account.uses[0].device, day)
        t = day * DAY + r.uniform(10, 18) * 3600
        world.change(job.account, "password", t)
        if r.random() < 0.7:
            world.change(job.account, "phone", t + 300, heir.number)
        if r.random() < 0.5:
            world.change(job.account, "holder", t + r.uniform(0, 3) * DAY, heir.holder)
        job.person = heir
        world.tell("passed_to_successor", job.account)


def rebind(world, old, job, firm, day, notice):
    """The own account goes along to the next employer after the notice period."""
    leave = day * DAY + world.rng.uniform(16, 19) * 3600
    table = world.tables["bindings"]
    for i, row in enumerate(table):
        if row[1] == job.account.account_id and row[0] == old.enterprise.account_id and row[3] is None:
            table[i] = row[:3] + (int(leave),) + row[4:]
    job.end = day
    start = day + notice
    if start < world.almanac.days - 1:
        hire(
            world,
            firm,
            start=start,
            end=world.almanac.days,
            method="bound",
            person=job.person,
            acc=job.account,
        )
        job.person.work = firm.line
    else:
        job.account.kind = "personal"


def job_changers(world):
    """After the bonus people move on: once, with weeks between, the account in the pocket."""
    r, al = world.rng, world.almanac
    old, new = team(world, r.randrange(4, 12), "房产"), team(world, r.randrange(3, 9), "房产")
    own = [s for s in old.staff if s.method == "bound" and s.end >= al.days]
    for job in own[: r.choice((1, 2, 3))]:
        day = r.randrange(max(8, job.start + 3), al.days) if job.start < al.days - 10 else al.days - 2
        rebind(world, old, job, new, day, r.choice((1, 7, 14, 30)))
        world.tell("changed_employer", job.account)


def team_hired_away(world):
    """The store manager resigns and the whole shift follows her across the street."""
    r, al = world.rng, world.almanac
    trade, city = r.choice(("美业", "健身", "教培", "家装")), draw_city(r)
    old, new = team(world, r.randrange(5, 10), trade, city=city), team(world, 2, trade, city=city)
    day = r.randrange(25, al.days - 10)
    for job in [s for s in old.staff if s.method == "bound" and s.start < day - 3 and s.end >= al.days][:7]:
        rebind(world, old, job, new, day + r.randrange(3), r.choice((1, 2, 4)))
        world.tell("team_hired_away", job.account)


def seasonal(world):
    """Summer tutors, New Year's goods: bound for weeks, paid by the day, gone."""
    r, al = world.rng, world.almanac
    firm = team(world, r.randrange(3, 8), r.choice(("教培", "餐饮", "民宿", "服饰")))
    day, length = r.randrange(0, al.days - 20), r.randrange(12, 45)
    for _ in range(r.randrange(4, 14)):
        job = hire(
            world,
            firm,
            day + r.randrange(4),
            min(al.days, day + length + r.randrange(5)),
            "bound",
            world.person("student" if r.random() < 0.6 else "school_run", firm.city, work=firm.line),
        )
        world.pay(firm.card, job.person.payout, (day + length) * DAY + 64000, r.choice((1800, 2600, 3200)))
        world.tell("seasonal_staff", job.account)


def remote_force(world):
    """Consultants all over the country who meet once a year, if at all."""
    firm = team(world, world.rng.randrange(8, 24), world.rng.choice(("留学", "保险", "教培")), remote=True)
    tell_staff(world, "remote_sales_force", firm)


def over_quota(world):
    """A chain that bought its way above thirty."""
    firm = team(world, world.rng.randrange(32, 70), world.rng.choice(("房产", "家装", "汽车")))
    firm.tags.add("heavy")
    tell_staff(world, "over_quota_with_spend", firm)


def share_leads(world, src, dst, count, channel, hours=(10, 19)):
    """Leads that the wrong city or the fuller calendar gives to another shop."""
    r, al = world.rng, world.almanac
    for _ in range(count):
        t = asking_time(r, r.randrange(al.days))
        lead_id, contact = world.lead(src.enterprise, t)
        target = (
            dst.enterprise
            if r.random() < 0.6 or not dst.on_duty(int(t // DAY))
            else r.choice(dst.on_duty(int(t // DAY))).account
        )
        day = int(t // DAY) + (1 if t % DAY > 17 * 3600 else 0)
        world.transfer(
            lead_id,
            contact,
            src.enterprise,
            target,
            max(t + 120, day * DAY + r.uniform(*hours) * 3600),
            channel,
        )


def franchise(world):
    """Brand collects, the store nearest to the consumer gets the call; half forgot to register the group."""
    r = world.rng
    group, trade = world.token(48) if r.random() < 0.7 else "", r.choice(("美业", "教培", "家装", "健身"))
    brand = team(world, 5, trade, group=group)
    for _ in range(r.randrange(2, 7)):
        store = team(world, r.randrange(1, 6), trade, group=group)
        share_leads(world, brand, store, r.randrange(15, 90), r.choice(("crm_assign", "partner_api")))
        if r.random() < 0.6:
            for day in world.almanac.month_days(3):
                world.pay(store.card, brand.card, day * DAY + 40000, r.choice((5000, 8000, 9800)))
        tell_staff(world, "franchise_registered" if group else "franchise_unregistered", store)
    tell_staff(world, "franchise_registered" if group else "franchise_unregistered", brand)


def partner(world):
    """Wedding photographer and hotel, decorator and kitchen maker: a contract and an interface."""
    r = world.rng
    a, b = team(world, r.randrange(2, 7), "婚纱摄影"), team(
        world, r.randrange(2, 7), r.choice(("珠宝", "家装", "民宿"))
    )
    share_leads(world, a, b, r.randrange(20, 120), "partner_api", (0, 24))
    for day in world.almanac.month_days(25):
        world.pay(b.card, a.card, day * DAY + 50000, round(r.uniform(800, 6000), 2))
    world.tell("declared_partner", a.enterprise, b.enterprise)


def sister_stores(world):
    """One boss, two shops, no system: she forwards the number in a message after closing."""
    r = world.rng
    city = draw_city(r)
    boss = world.person("boss", city)
    a, b = team(world, 3, "美业", city=city, boss=boss), team(world, 3, "美业", city=city, boss=boss)
    share_leads(world, a, b, r.randrange(10, 60), "private_message", (20.5, 22.5))
    world.tell("sister_stores_by_message", a.enterprise, b.enterprise)


def serial_founder(world):
    """Four licences because of four malls; the same legal representative, real staff."""
    r = world.rng
    boss, trade = world.person("boss"), r.choice(("餐饮", "美业", "服饰"))
    for _ in range(r.randrange(3, 7)):
        firm = team(world, r.randrange(3, 12), trade, city=boss.city, boss=boss)
        firm.card = firm.enterprise.payout = boss.payout if r.random() < 0.5 else firm.card
        tell_staff(world, "serial_founder", firm)


def incubator(world):
    """Small firms in one co-working floor: one router, one coffee machine."""
    r = world.rng
    city = draw_city(r)
    line = FixedLine(r, city, 2)
    for _ in range(r.randrange(5, 13)):
        tell_staff(world, "incubator_address", team(world, r.randrange(1, 6), city=city, line=line))


def acquisition(world):
    """The chain buys the shop; on the first of the month everybody is bound to the chain."""
    r, al = world.rng, world.almanac
    old, new = team(world, r.randrange(4, 12)), team(world, 4)
    days = [d for d in al.month_days(1) if d > 10] or [al.days // 2]
    day = r.choice(days)
    for job in [s for s in old.staff if s.start < day - 3 and s.end >= al.days and s.method == "bound"]:
        rebind(world, old, job, new, day, 0)
    world.change(old.enterprise, "holder", day * DAY + 36000, new.boss.holder)
    world.change(old.enterprise, "payout_account", day * DAY + 39000, new.card)
    tell_staff(world, "acquisition", old)


def payroll_bank(world):
    """The company changes its bank; the whole staff changes cards in one week."""
    r, al = world.rng, world.almanac
    firm, day = team(world, r.randrange(6, 20)), r.randrange(10, al.days - 8)
    for s in firm.staff:
        if r.random() < 0.8 and s.start < day:
            world.change(s.account, "payout_account", day * DAY + r.uniform(0, 6 * DAY), world.card())
            world.tell("payroll_changes_bank", s.account)


def expert(world):
    """A dietician, a notary, a trainer: two employers, one account, different days."""
    r = world.rng
    for _ in range(3):
        a, b = team(world, 3, "健身"), team(world, 3, "医美")
        job = hire(world, a, -r.randrange(20, 300), world.almanac.days, "bound")
        hire(world, b, r.randrange(5, 60), world.almanac.days, "bound", job.person, job.account)
        world.tell("expert_with_two_employers", job.account)


def live_room(world):
    """A broadcast booth: hosts by day and by night on the room's phones, each on each."""
    r = world.rng
    firm = team(world, r.randrange(4, 11), r.choice(("服饰", "珠宝")))
    phones = [world.device() for _ in range(3)]
    shifts = [(8, 13), (13, 18.5), (19, 24), (24, 28)]
    for s in firm.staff:
        for shift in r.sample(shifts, 2):
            world.use(
                s.account,
                world.person("host", firm.city, work=firm.line),
                r.choice(phones),
                max(0, s.start),
                s.end,
                0.15,
                firm.line,
                shift,
            )
    tell_staff(world, "live_room_shifts", firm)


def corporate_exit(world):
    """All laptops leave through headquarters, wherever the salesman sits."""
    r = world.rng
    firm = team(world, r.randrange(6, 16), r.choice(("保险", "留学")), remote=True)
    for s in firm.staff:
        world.use(
            s.account, s.person, world.device(), max(0, s.start), s.end, 0.12, firm.line, (9, 18), "office"
        )
    tell_staff(world, "corporate_network_exit", firm)


def mcn(world):
    """Creators under contract: the network posts at noon, they film at night, and share the money."""
    r, al = world.rng, world.almanac
    city = draw_city(r)
    line, card = FixedLine(r, city), world.card()
    clerk, phone = world.person("desk_clerk", city, work=line), world.device()
    approved = r.random() < 0.4
    stops = []
    for _ in range(r.randrange(5, 14)):
        who = world.person(r.choice(("overtime", "student", "school_run", "host")))
        acc = world.account(who, "professional", industry="美妆")
        stops.append((acc, phone, None, max(0, r.randrange(-90, al.days - 10)), al.days))
        for day in al.month_days(18):
            world.pay(card, who.payout, day * DAY + 42000, round(r.lognormvariate(7.3, 0.8), 2))
        world.tell("creator_network_contract", acc)
    world.rounds.append(Round(clerk, stops, 0, al.days, 0.5))
    if approved:
        world.approve("device", phone, "MCN", None)
        world.approve("payment_account", card, "MCN", al.days + 60)


def dealer_copy(world):
    """The maker sends a text; dealers who never met paste it on Monday morning."""
    r, al = world.rng, world.almanac
    dealers = r.sample([f for f in world.companies if f.trade == "汽车"], 8)
    for _ in range(4):
        monday, text = r.choice([d for d in range(al.days) if al.weekday[d] == 0]), brief(r, "汽车")
        for firm in dealers:
            for acc in [firm.enterprise] + [s.account for s in firm.on_duty(monday)][:3]:
                world.post(
                    acc, (monday + r.choice((0, 0, 1, 3))) * DAY + r.uniform(9, 20) * 3600, retouch(r, text)
                )
                world.tell("maker_copy_at_dealers", acc)


def trade_fair(world):
    """A weekend at the exhibition; on Sunday night the clerk imports four hundred cards."""
    r, al = world.rng, world.almanac
    firm = team(world, r.randrange(5, 14), r.choice(("家装", "婚纱摄影", "留学")))
    day = r.choice([d for d in range(7, al.days - 2) if al.weekday[d] == 6])
    t = day * DAY + 20.5 * 3600
    for _ in range(r.randrange(80, 300)):
        t += r.expovariate(1 / 6)
        lead_id, contact = world.lead(firm.enterprise, t, source="import")
        if firm.on_duty(day):
            world.transfer(
                lead_id,
                contact,
                firm.enterprise,
                r.choice(firm.on_duty(day)).account,
                t + r.uniform(600, 50000),
            )
    world.tell("trade_fair_import", firm.enterprise)


def couple_shop(world):
    """She opens, he closes: two accounts, two phones, either answers on the nearer one."""
    r = world.rng
    home = Broadband(r, draw_city(r))
    her = world.person("school_run", home.city, home)
    him = world.person("night_market", home.city, home)
    firm = found(world, "餐饮", home.city, her)
    a, b = world.account(her, "professional"), world.account(him, "personal")
    world.use(a, him, rate=0.1)
    world.use(b, her, rate=0.08)
    world.use(firm.enterprise, him, rate=0.1)
    a.payout = b.payout = firm.card
    world.tell("couple_shop", firm.enterprise, a, b)


PLAYS = (
    (shop_tablet, 22),
    (headquarters, 9),
    (successor, 22),
    (job_changers, 16),
    (team_hired_away, 4),
    (seasonal, 9),
    (remote_force, 5),
    (over_quota, 2),
    (franchise, 5),
    (partner, 5),
    (sister_stores, 6),
    (serial_founder, 4),
    (incubator, 3),
    (acquisition, 3),
    (payroll_bank, 5),
    (expert, 4),
    (live_room, 5),
    (corporate_exit, 4),
    (mcn, 5),
    (trade_fair, 6),
    (couple_shop, 18),
)


def play(world, scale):
    """All of them, as often as such a town has them."""
    for scene, times in PLAYS:
        for _ in range(max(1, round(times * scale * world.rng.uniform(0.75, 1.3)))):
            scene(world)
    for _ in range(max(1, round(8 * scale))):
        agency(world, world.companies)
    for _ in range(max(1, round(3 * scale))):
        dealer_copy(world)
