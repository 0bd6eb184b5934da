"""Structures above the single company: chains, dealer groups, headquarters, agencies, dispatch, partners."""

from core import Use
from firms import change_jobs, found, past_jobs, size_of, staff_up, turn_over
from people import add_account, make_person
from places import OFFICE
from texts import template
from trades import PARTNERS, TRADES


def staff_upgrades(world):
    """Staff buy phones, too."""
    rng = world.rng("staff-phones")
    for firm in world.firms:
        for post in firm.posts:
            if rng.random() < 0.08:
                day, new = rng.uniform(2, world.days - 3), world.device()
                old = post.stints[-1][0].dev
                for acct in post.stints[-1][0].accts:
                    for use in acct.cut(day):
                        use.devs = [new if d == old else d for d in use.devs]
                post.acct.tell("honest", "phone_upgrade")
                if rng.random() < 0.4:
                    world.market.append((day + rng.uniform(2, 20), old))


def trade_of(rng):
    return rng.choices(TRADES, [t.share for t in TRADES])[0]


def chain(world, rng, trade, budget):
    """A franchise: a head company and members in several cities, bound by group_id."""
    head = found(world, rng, trade)
    head.group = "g" + world.new_id("group", 10)
    head.head = head
    staff_up(world, rng, head, max(2, size_of(rng, trade) // 2))
    members, one_owner = [head], rng.random() < 0.4  # a dealer group: one legal person, several licences
    for _ in range(rng.randrange(2, 7)):
        near = rng.random() < 0.5
        firm = found(
            world,
            rng,
            trade,
            city=head.city if near else None,
            owner=head.owner if one_owner else None,
            bank=head.bank if one_owner and rng.random() < 0.5 else None,
        )
        firm.group, firm.head = head.group, head
        staff_up(world, rng, firm, max(3, int(size_of(rng, trade) * 0.8)))
        members.append(firm)
    for firm in members:
        firm.ent.group = head.group if rng.random() < 0.93 else ""
        firm.ent.tell("honest", "dealer_group_one_owner" if one_owner else "franchise")
    return members


def central_posting(world, rng, firms):
    """Headquarters log into staff accounts to post prepared texts."""
    head = firms[0]
    devices = [world.device() for _ in range(rng.choice((1, 2, 2, 4)))]
    text = [template(rng, head.trade.key) for _ in range(rng.randrange(2, 7))]
    if rng.random() < 0.3:
        for dev in devices:
            world.approved.append(("device", dev, "headquarters", ""))
    for firm in firms:
        firm.template = text
        for post in firm.posts:
            if rng.random() < 0.75:
                post.acct.uses.append(
                    Use(
                        post.start,
                        1e6 if post.end is None else post.end,
                        devices,
                        0.06 + 0.2 * rng.random(),
                        OFFICE,
                        head.net,
                        p_roam=0,
                        more=0.1,
                        first=0.5,
                        week=(1, 1, 1, 1, 1, 0.2, 0.1),
                        work=True,
                    )
                )
                post.acct.tell("honest", "central_posting")


def agency(world, rng, listed):
    """An agency with desks and phones that works on accounts of several clients."""
    city = world.atlas.pick(rng)
    net = world.atlas.office(rng, city, 2)
    devices = [world.device() for _ in range(rng.randrange(3, 9))]
    bank = world.bank()
    clerk = make_person(world, rng, city)
    add_account(world, rng, clerk)
    house = {"city": city, "net": net, "devices": devices, "bank": bank, "listed": listed, "clients": []}
    if listed:
        until = world.date(rng.choice((world.days // 2, world.days + 200, world.days + 300)))
        for dev in devices[:-1] if rng.random() < 0.5 else devices:
            world.approved.append(("device", dev, "agency", until))
        for ip in net.ips:
            world.approved.append(("ip", ip, "agency", until))
        world.approved.append(("payment_account", bank, "agency", until))
    clients = [f for f in world.firms if f.agency is None and 2 < len(f.posts) < 45]
    for firm in rng.sample(clients, min(len(clients), rng.randrange(3, 9))):
        firm.agency = house
        house["clients"].append(firm)
        start = rng.choice((-30, -30, rng.uniform(5, world.days - 20)))
        shared = rng.sample(devices, min(3, len(devices)))
        text = [template(rng, firm.trade.key) for _ in range(3)]
        firm.template = firm.template or (text if rng.random() < 0.6 else None)
        accts = [p.acct for p in firm.posts if rng.random() < 0.6 and p.end is None and p.start < start + 3]
        for acct in accts + [firm.ent]:
            acct.uses.append(
                Use(
                    start,
                    1e6,
                    shared,
                    0.1 + 0.25 * rng.random(),
                    OFFICE,
                    net,
                    p_roam=0,
                    more=0.2,
                    first=0.6,
                    week=(1, 1, 1, 1, 1, 0.25, 0.15),
                )
            )
            acct.tell("honest", "agency_client_listed" if listed else "agency_client")
            if rng.random() < 0.15 and start > 0:
                world.change(acct, "password", (start + rng.random()) * 86400)
        for day in range(max(0, int(start)) + rng.randrange(25), world.days, 30):
            world.pay(
                firm.bank,
                bank,
                (day + 0.4) * 86400 + rng.randrange(9999),
                rng.choice((3000, 5000, 8000, 15000)),
            )
    world.agencies.append(house)


def dispatch(world, rng):
    """A labour-dispatch firm pays the wages of promoters at counters of unrelated brands."""
    pool = [f for f in world.firms if f.trade.dispatch and not f.wages]
    bank = world.bank()
    for firm in rng.sample(pool, min(len(pool), rng.randrange(4, 10))):
        for day in range(0, world.days + 1):
            if world.day_of_month(day) == 10:
                world.pay(firm.bank, bank, day * 86400 + 36000, 2800.0 * len(firm.posts) + rng.randrange(900))
        for post in firm.posts:
            if rng.random() < 0.7:
                post.acct.tell("honest", "dispatch_wages")
                base = rng.choice((2600, 3200, 3800, 4500))
                for person, d0, d1 in post.stints:
                    for day in range(max(0, int(d0)), int(d1 if d1 is not None else world.days)):
                        if world.day_of_month(day) == 12:
                            world.pay(
                                bank,
                                person.payout,
                                day * 86400 + 34000 + rng.randrange(20000),
                                base + rng.randrange(-300, 900),
                            )


def coworking(world, rng):
    """Small companies of several lines in one house with one line out."""
    by_city = {}
    for firm in world.firms:
        if len(firm.posts) <= 8 and not firm.group:
            by_city.setdefault(firm.city.name, []).append(firm)
    for name in sorted(by_city):
        if len(by_city[name]) < 4 or rng.random() < 0.3:
            continue
        net = world.atlas.office(rng, world.city[name], 2)
        for firm in by_city[name][: rng.randrange(3, 7)]:
            old = firm.net
            for acct in [firm.ent] + [p.acct for p in firm.posts]:
                for use in acct.uses:
                    if use.day is old:
                        use.day = net
                    if use.night is old:
                        use.night = net
                acct.tell("honest", "coworking_house")
            firm.net = net
            for shop in firm.shops:
                shop.net = net if shop.net is old else shop.net


def double_practice(world, rng):
    """Doctors who lawfully work at two clinics, promoters with two counters: two bindings at once."""
    for key, story, share in (
        ("clinics", "doctor_at_two_clinics", 0.05),
        ("beauty", "promoter_of_two_brands", 0.03),
        ("wedding", "photographer_of_two_studios", 0.05),
    ):
        firms = [f for f in world.firms if f.trade.key == key]
        for firm in firms:
            for post in firm.posts:
                near = [f for f in firms if f.city is firm.city and f is not firm]
                if near and not post.created and post.end is None and rng.random() < share:
                    other = rng.choice(near)
                    net = other.shops[0].net
                    start = rng.choice((-40, rng.uniform(5, 60)))
                    person = post.stints[-1][0]
                    second = world.account(rng, person, "kos", reg_day=int(start) - 30)
                    second.firm, second.topic, second.writes = other, key, firm.trade.notes * 0.5
                    second.uses.append(
                        Use(
                            start,
                            1e6,
                            [person.dev],
                            0.3,
                            firm.trade.hours,
                            net,
                            person.home,
                            person.roam,
                            week=firm.trade.week,
                        )
                    )
                    world.bind(other, second, start, None, "bound", person.holder)
                    for acct in (post.acct, second):
                        acct.tell("honest", story)


def partner_up(world):
    """Declared partners: leads go over an interface, settlements are monthly."""
    rng = world.rng("partners")
    by_key = {}
    for firm in world.firms:
        by_key.setdefault(firm.trade.key, []).append(firm)
    for firm in world.firms:
        if rng.random() < firm.trade.partner:
            pool = [f for f in by_key.get(rng.choice(PARTNERS[firm.trade.key]), ()) if f is not firm]
            near = [f for f in pool if f.city is firm.city]
            if pool:
                other = rng.choice(near or pool)
                firm.partners.append(other)
                firm.ent.tell("honest", "declared_partner")
                if rng.random() < 0.4:
                    world.approved.append(("enterprise", firm.ent.id, "declared partner", ""))


def cast_companies(world, kos_target):
    """All honest companies and what happens in them."""
    rng = world.rng("companies")
    central = []
    while sum(len(f.posts) for f in world.firms) < kos_target:
        trade = trade_of(rng)
        if rng.random() < trade.franchise * 0.4:
            members = chain(world, rng, trade, kos_target)
            if rng.random() < trade.central + 0.2:
                central.append(members)
        else:
            firm = found(world, rng, trade)
            staff_up(world, rng, firm, size_of(rng, trade))
            if rng.random() < trade.central:
                central.append([firm])
    for members in central:
        central_posting(world, rng, members)
    coworking(world, rng)
    double_practice(world, rng)
    for firm in world.firms:
        turn_over(world, firm)
    change_jobs(world)
    past_jobs(world)
    staff_upgrades(world)
    for i in range(max(3, int(11 * world.f))):
        agency(world, rng, listed=i % 5 < 3)
    for _ in range(max(2, int(4 * world.f))):
        dispatch(world, rng)
    partner_up(world)
