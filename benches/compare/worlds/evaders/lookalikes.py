"""Honest arrangements that resemble abuse: agencies, franchises, dispatch, fairs, shared offices,
assistants.
"""

from base import DAY, Home, Use, Workplace, hour_table
from firms import employ, leave, new_firm
from people import Person
from seats import Seat, fixed, line, mixed, sim


def agencies(world, rng):
    """Agencies that run accounts of several clients; only some of them are known to the platform."""
    for _ in range(max(3, round(11 * world.scale))):
        city = world.city(rng)
        phones = [world.new_device(rng) for _ in range(rng.randint(2, 9))]
        ips = [world.new_ip(rng) for _ in range(rng.choice((1, 1, 2)))]
        wallet, table = world.new_pay(rng), hour_table(rng, "desk")
        office = mixed(0.85, fixed(ips, city.name), sim(city, rng.randrange(3)))
        fee, known = rng.uniform(1500, 9000), rng.random()
        if known < 0.55:
            until = "" if rng.random() < 0.7 else world.stamp(rng.randint(10, world.days) * DAY)
            for phone in phones if known < 0.4 else phones[:2]:
                world.approve("device", phone, "agency", until)
            for ip in ips:
                world.approve("ip", ip, "agency", until)
            if known < 0.3:
                world.approve("payment_account", wallet, "agency", until)
        for firm in rng.sample(world.firms, min(len(world.firms), rng.randint(3, 11))):
            a = rng.choice((0, 0, 0, rng.uniform(5, world.days * 0.7)))
            b = world.days if rng.random() < 0.8 else min(world.days, a + rng.uniform(20, 60))
            chosen = [firm.acc] + [
                m.acc for m in rng.sample(firm.staff, min(len(firm.staff), rng.randint(1, 7)))
            ]
            for acc in chosen:
                start = max(a, acc.reg / DAY)
                if start < b:
                    seat = Seat([rng.choice(phones)] + phones, office, table, 0.8)
                    acc.uses.append(Use(seat, start, b, rng.uniform(0.3, 0.9) * world.pace, True))
                    if a > 0 and rng.random() < 0.5 and start == a:
                        acc.change("password", a * DAY + rng.randint(0, 9000))
                    world.story(acc, "agency_client_listed" if known < 0.55 else "agency_client_unlisted")
            for day in range(int(a) + rng.randint(1, 9), int(b), 30):
                world.pay(firm.acc.payout, wallet, day * DAY + 40000 + rng.randint(0, 9000), fee)


def groups(world, rng):
    """Franchises, one owner with a licence a shop, and teams that a head office shifts between its
    companies.
    """
    for k in range(max(4, round(16 * world.scale))):
        trade = rng.choice([f.trade for f in world.firms])
        pool = [f for f in world.firms if f.trade == trade and not f.group]
        if len(pool) < 2:
            continue
        members = rng.sample(pool, min(len(pool), rng.randint(2, 7)))
        named = rng.random() < 0.75
        group = world.token(rng, "grp", 40)
        one_owner = rng.random() < 0.4
        for firm in members:
            firm.group = group
            if named:
                firm.acc.group = group
            if one_owner:
                firm.acc.holder = members[0].acc.holder
                if rng.random() < 0.6:
                    firm.acc.payout = members[0].acc.payout
                world.story(firm.acc, "one_owner_licence_per_shop")
            else:
                world.story(firm.acc, "franchise_in_register" if named else "franchise_not_in_register")
            firm.partners = [f for f in members if f is not firm]
        if rng.random() < 0.4:
            old, new = members[:2]
            day = rng.randint(10, world.days - 10)
            for member in old.at(0)[: max(0, 28 - len(new.staff))]:
                if member.row[4] == "bound" and leave(world, old, member, day):
                    old.leavers.pop()
                    employ(world, rng, new, member.person, day, None, "bound", member.acc)
                    world.story(member.acc, "team_shifted_within_group")


def dispatch(world, rng):
    """Promoters of a labour-dispatch company: one cohort, bound to brand after brand, paid by the
    dispatcher.
    """
    for _ in range(max(2, round(5 * world.scale))):
        city, wallet = world.city(rng), world.new_pay(rng)
        crew = []
        for _ in range(rng.randint(9, 20)):
            person = Person(world, rng, city, "shop")
            person.home = Home(rng, city)
            crew.append((person, None))
        hosts = [f for f in world.firms if f.size <= 9]
        day = -rng.randint(2, 20)
        while day < world.days - 10:
            firm, span = rng.choice(hosts), rng.randint(18, 45)
            if len(firm.staff) + len(crew) > 30:
                hosts.remove(firm)
                continue
            end = day + span if day + span < world.days else None
            for k, (person, acc) in enumerate(crew):
                if acc is not None and rng.random() < 0.07:
                    continue
                a = max(day + rng.choice((0, 0, 0, 1, 2)), -400)
                member = employ(world, rng, firm, person, a, end, "bound", acc)
                if acc is None:
                    crew[k] = (person, member.acc)
                    world.story(member.acc, "dispatched_promoter")
            day += span + rng.randint(1, 5)
        for pay_day in range(rng.randint(3, 28), world.days, 30):
            for person, acc in crew:
                world.pay(
                    wallet, person.pay, pay_day * DAY + 41000 + rng.randint(0, 900), rng.uniform(3000, 6500)
                )


def gatherings(world, rng):
    """Fairs, shared offices and company networks with an exit in another city."""
    firms = world.firms
    for _ in range(max(2, round(6 * world.scale))):
        city, day = world.city(rng), rng.randint(5, world.days - 8)
        hall = Workplace(city, [world.new_ip(rng) for _ in range(2)], (), 0.8)
        for firm in rng.sample(firms, min(len(firms), rng.randint(12, 40))):
            for member in rng.sample(firm.staff, min(len(firm.staff), rng.randint(1, 4))):
                person = member.person
                person.trips = [x for x in person.trips if x[1] <= day or x[0] >= day + 4]
                person.jobs.insert(0, (day, day + rng.randint(2, 4), hall))
                world.story(member.acc, "trade_fair")
    small = [f for f in firms if f.size < 8]
    for _ in range(max(2, round(9 * world.scale))):
        ips = [world.new_ip(rng) for _ in range(2)]
        city = world.city(rng)
        for firm in rng.sample(small, min(len(small), rng.randint(3, 9))):
            if firm.city.province == city.province:
                for place in firm.places:
                    place.ips = ips
                world.story(firm.acc, "shared_office")
    for firm in rng.sample(firms, min(len(firms), max(2, round(8 * world.scale)))):
        way_out, region = world.new_ip(rng), world.other_city(rng, firm.city).name
        for member in firm.staff:
            if rng.random() < 0.7:
                member.person.vpn = (way_out, region, rng.uniform(0.2, 0.7), "")
                world.story(member.acc, "company_tunnel_other_city")


def assistants(world, rng):
    """Creators with an assistant who posts from elsewhere, paid by the month; the creator goes on
    logging in.
    """
    creators = [a for a in world.accounts if a.kind == "professional" and a.payout]
    for _ in range(round(45 * world.scale)):
        city = world.city(rng)
        devices = [world.new_device(rng) for _ in range(rng.choice((1, 1, 2)))]
        way = mixed(0.7, line(Home(rng, city)), sim(city, rng.randrange(3)))
        table, wallet, fee = hour_table(rng, "studio"), world.new_pay(rng), rng.uniform(800, 4000)
        for acc in rng.sample(creators, min(len(creators), rng.choice((1, 1, 2, 3, 4)))):
            a = max(acc.reg / DAY, rng.choice((0, 0, rng.uniform(3, world.days - 9))))
            acc.uses.append(Use(Seat(devices, way, table), a, world.days, rng.uniform(0.2, 0.7) * world.pace))
            for day in range(int(a) + 3, world.days, 30):
                world.pay(acc.payout, wallet, day * DAY + 60000 + rng.randint(0, 9000), fee)
            world.story(acc, "creator_with_assistant")


def brand_copy(world, rng):
    """A supplier sends the same copy to unrelated dealers, who publish it with a word changed."""
    for _ in range(max(3, round(8 * world.scale))):
        posts = sorted((rng.uniform(0, world.days), rng.getrandbits(32)) for _ in range(rng.randint(3, 9)))
        trade = rng.choice([f.trade for f in world.firms])
        dealers = [f for f in world.firms if f.trade == trade]
        for firm in rng.sample(dealers, min(len(dealers), rng.randint(4, 9))):
            for member in firm.staff:
                if rng.random() < 0.5:
                    for voice in member.acc.voices:
                        voice.copy, voice.share, voice.tweak = (
                            posts,
                            rng.uniform(0.3, 0.8),
                            rng.choice((0, 1)),
                        )
                    world.story(member.acc, "supplier_copy_at_unrelated_dealers")


def small_money(world, rng):
    """Friends, rents, red packets, customers' deposits."""
    wallets = [a.payout for a in world.accounts if a.payout]
    for _ in range(round(5200 * world.scale)):
        payer = rng.choice(wallets) if rng.random() < 0.5 else world.new_pay(rng)
        amount = rng.choice((8.88, 18, 50, 66, 88, 100, 200, 520, rng.uniform(5, 3000)))
        world.pay(payer, rng.choice(wallets), rng.randrange(world.days * DAY), amount)
    for _ in range(round(160 * world.scale)):
        payer, payee, day = rng.choice(wallets), rng.choice(wallets), rng.randint(0, 28)
        rent = round(rng.uniform(600, 4500), -2)
        for when in range(day, world.days, 30):
            world.pay(payer, payee, when * DAY + rng.randint(30000, 70000), rent)
    for firm in world.firms:
        if rng.random() < 0.12:  # deposits for a uniform or samples, goods at staff price
            amount = rng.choice((100, 200, 300, 500, 800))
            for member in firm.staff:
                if rng.random() < 0.8:
                    day = member.a + rng.uniform(0, 4) if member.a > 0 else rng.uniform(0, world.days)
                    payer = member.acc.payout or member.person.pay
                    world.pay(payer, firm.acc.payout, day * DAY, amount * rng.choice((1, 1, 2)))
        for _ in range(rng.randint(0, 9)):
            world.pay(
                world.new_pay(rng), firm.acc.payout, rng.randrange(world.days * DAY), rng.lognormvariate(7, 1)
            )


def late_companies(world, rng):
    """Companies that begin in the window and take on their whole staff in the first week."""
    for _ in range(max(1, round(6 * world.scale))):
        day = rng.randint(4, world.days - 25)
        city = world.city(rng)
        firm = new_firm(world, rng, city, rng.choice([f.trade for f in world.firms]), 12, reg=day - 1)
        firm.wages = rng.random() < 0.5
        for _ in range(rng.randint(8, 27)):
            person = Person(world, rng, city, "office")
            world.persons.append(person)
            member = employ(world, rng, firm, person, day + rng.choice((1, 1, 2, 6)), None)
            world.story(member.acc, "new_company_hires_at_once")
