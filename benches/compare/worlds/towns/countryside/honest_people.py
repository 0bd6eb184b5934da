"""What honest people do that looks odd from far away.

Each function takes one account (or makes a group of them) and bends the lives behind it.
"""

from .clock import DAY
from .networks import Hall, Landline
from .people import Use


def _day(world, rng, early=5, late=10):
    return rng.randrange(early, world.days - late)


# one person ------------------------------------------------------------


def festival_homecoming(world, rng, account):
    """Works in the big city, family in the county: every long holiday the phone moves home, and stays longer
    than the calendar says because tickets are dear on the last day."""
    home = world.country.other(rng, account.town, "county" if rng.random() < 0.75 else "city")
    house = Landline(rng, home)
    for a, b in world.clock.home_seasons():
        if rng.random() < 0.85:
            world.stay(rng, account.person, a - rng.randint(0, 7), b + rng.randint(0, 9), home, house, 1.3)
    for a, _ in world.clock.home_seasons():
        if rng.random() < 0.6:
            world.red_packet(rng, account.person.payout, world.wallet(rng), min(a + 3, world.days - 1))


def phone_upgrade(world, rng, account):
    """A new phone; half of the old ones go to the trade-in pile and reach strangers."""
    day = _day(world, rng)
    old, _ = world.new_phone(rng, account.person, day, rng.choice((0, 0, 2, 10, 40)))
    if rng.random() < 0.5:
        world.retired.append((old, day))


def cheap_phone_reset(world, rng, account):
    """A full, slow phone is reset at the shop every few weeks and comes back with a new id."""
    day = rng.randint(3, 30)
    while day < world.days:
        world.new_phone(rng, account.person, day)
        if rng.random() < 0.35:
            world.change_password(rng, account, day)
        day += rng.randint(12, 55)


def second_hand_phone(world, rng, account):
    """Buys a phone at the market whose former owner lives somewhere else altogether."""
    if not world.retired:
        return
    device, gone = world.retired.pop(rng.randrange(len(world.retired)))
    day = min(world.days - 2, gone + rng.randint(3, 45))
    account.person.change(day, world.days, devices=[(device, 1.0)])


def business_hotels(world, rng, account):
    """Sells on the road: two to four nights a town, hotel line at night, carrier by day."""
    day = rng.randint(0, 12)
    while day < world.days:
        town, nights = world.country.any(rng), rng.randint(1, 5)
        world.stay(rng, account.person, day, day + nights, town, world.hall(rng, town))
        day += nights + rng.choice((1, 3, 6, 14))


def rail_commuter(world, rng, account):
    """Lives where rent is low and rides to the office: two cities in one morning."""
    pairs = (("昆山", "上海"), ("东莞", "深圳"), ("佛山", "广州"), ("保定", "北京"), ("嘉兴", "杭州"))
    low, high = (world.country.named(name) for name in rng.choice(pairs))
    rail = world.nets.rail(rng, [low, high, low])
    account.town, account.person.town = low, low
    account.person.change(0, world.days, nets=[(Landline(rng, low), 1.0), (rail, 0.7), (world.hall(rng, high), 0.9)])


def two_city_family(world, rng, account):
    """Husband on a project elsewhere; weekends with the family, phone and tablet in both places."""
    other = world.country.other(rng, account.town)
    flat, day = Landline(rng, other), rng.randint(0, 4)
    while day < world.days:
        world.stay(rng, account.person, day, day + rng.randint(4, 5), other, flat)
        day += 7 * rng.choice((1, 1, 1, 2))


def barracks(world, rng, account):
    """Phones are handed out on Sunday for an hour or two; leave is two weeks at home."""
    camp = Hall(rng, world.country.other(rng, account.town))
    person = account.person
    person.change(0, world.days, pace=0.02, nets=[(camp, 1.0), (person.sim, 1.0)])
    for day in range(world.days):
        if world.clock.weekday(day) == 6 and rng.random() < 0.7:
            person.change(day, day + 1, pace=3.0, hours="shop")
    if rng.random() < 0.5:
        start = rng.randrange(world.days - 15)
        world.stay(rng, person, start, start + 14, account.town, pace=1.6)


def night_nurse(world, rng, account):
    """Three nights, two days off; on nights the ward line at four in the morning."""
    ward, day = world.hall(rng, account.town), rng.randint(0, 5)
    while day < world.days:
        account.person.extend(day, day + 3, nets=[(ward, 1.2)])
        account.person.change(day, day + 3, hours="night")
        day += rng.choice((5, 6, 8))


def courier(world, rng, account):
    """Always on the carrier, always on the move; the phone dies twice a year in the rain."""
    person = account.person
    person.change(0, world.days, nets=[(person.sim, 5.0), (Landline(rng, account.town), 0.4)], hours="rider")
    if rng.random() < 0.5:
        spare = world.device(rng)
        day = _day(world, rng)
        person.extend(day, min(world.days, day + rng.randint(2, 9)), devices=[(spare, 3.0)])
        if rng.random() < 0.4:
            person.change(day + 2, world.days, devices=[(world.device(rng), 1.0)])


def dormant_return(world, rng, account):
    """Forgot the app in one city, remembers it in another with another phone and number."""
    gone, back = rng.randint(3, 25), _day(world, rng, 50, 12)
    person = account.person
    person.change(gone, back, pace=0.0)
    world.new_phone(rng, person, back)
    world.move(rng, person, back, world.country.other(rng, account.town))
    world.change_password(rng, account, back)
    if rng.random() < 0.7:
        world.change_phone_number(rng, account, back)


def moving_house(world, rng, account):
    """Moves for work or marriage, some tell the platform months later."""
    day, town = _day(world, rng), world.country.other(rng, account.town)
    world.move(rng, account.person, day, town)
    if rng.random() < 0.45:
        told = min(world.days - 1, day + int(rng.expovariate(0.05)))
        new = town.declared(rng)
        world.ledger.change(account, "region", world.clock.moment(rng, told), account.region, new)
        account.region = new


def number_recycled(world, rng, account):
    """The carrier gives the new customer a number that somebody else's account still shows."""
    day = _day(world, rng)
    if world.free_numbers and rng.random() < 0.5:
        new = world.free_numbers.pop()
        world.ledger.change(account, "phone", world.clock.moment(rng, day), account.phone, new)
        account.phone = new
    else:
        if account.phone:
            world.free_numbers.append(account.phone)
        world.change_phone_number(rng, account, day)


def forgets_password(world, rng, account):
    """Resets it every time, often twice on one evening."""
    for _ in range(rng.randint(2, 6)):
        world.change_password(rng, account, rng.randrange(world.days))


def stolen_phone(world, rng, account):
    """Night market, phone gone: new phone, SIM, password and bank card on the same day."""
    day = _day(world, rng)
    world.new_phone(rng, account.person, day)
    world.change_password(rng, account, day)
    if rng.random() < 0.5:
        world.change_phone_number(rng, account, day)
    if rng.random() < 0.5:
        world.change_payout(rng, account, day)


def seafarer(world, rng, account):
    """Silent at sea for weeks, then a burst from a port that is never the same."""
    day = 0
    account.person.change(0, world.days, pace=0.0)
    while day < world.days:
        port = world.country.named(rng.choice(("宁波", "青岛", "大连", "厦门", "深圳", "上海")))
        world.stay(rng, account.person, day, day + rng.randint(2, 4), port, pace=6.0)
        day += rng.randint(15, 40)


def winter_bird(world, rng, account):
    """Old couple from the north, winter in Hainan with the neighbours from the same stairwell."""
    town = world.country.named(rng.choice(("三亚", "海口", "儋州")))
    account.town = world.country.named(rng.choice(("哈尔滨", "齐齐哈尔", "沈阳", "海伦")))
    start = rng.randint(-60, 40)
    world.stay(rng, account.person, start, start + rng.randint(60, 150), town)


def far_data_card(world, rng, account):
    """A 19-yuan data card from a province never visited: the carrier answers from there for ever."""
    person = account.person
    sim = world.nets.mobile(rng, world.country.other(rng, account.town))
    person.change(
        rng.choice((0, 0, _day(world, rng))),
        world.days,
        nets=[(sim, 1.5), (Landline(rng, account.town), rng.choice((0.05, 0.5, 1)))],
    )


def company_tunnel(world, rng, account):
    """The office laptop sends everything through headquarters, one address for thousands."""
    town = world.country.metro(rng)
    if town not in world.tunnels:
        world.tunnels[town] = Hall(rng, town, 2)
    account.person.extend(0, world.days, nets=[(world.tunnels[town], rng.uniform(0.3, 1.5))])


def child_runs_it(world, rng, account):
    """The son in the city answers comments for his parents' fruit account, unpaid, from his own phone."""
    child = world.person(rng, world.country.metro(rng))
    account.uses.append(Use(child, rng.choice((0, 0, _day(world, rng))), world.days, world.rate(rng)))
    for a, _ in world.clock.home_seasons():
        world.red_packet(rng, child.payout, account.payout, min(a + 2, world.days - 1))


def given_to_sister(world, rng, account):
    """Off to university or the army: the account goes to a sister at home, for nothing."""
    day = _day(world, rng)
    sister = world.person(rng, account.town if rng.random() < 0.6 else None)
    account.leave(day)
    account.uses.append(Use(sister, day, world.days, world.rate(rng)))
    world.change_password(rng, account, day)
    if rng.random() < 0.6:
        world.change_phone_number(rng, account, day)
    if rng.random() < 0.4:
        world.change_payout(rng, account, day, sister.payout or None)


def spouse_collects(world, rng, account):
    """Marries, and the wife keeps the money: payout to her account."""
    day = _day(world, rng)
    spouse = world.resident(rng, account.town)
    spouse.payout = spouse.payout or world.wallet(rng)
    world.change_payout(rng, account, day, spouse.payout)
    account.person.extend(day, world.days, nets=[spouse.person.spells[0].nets[-1]])
    world.ledger.story(spouse, "spouse_collects")


def starts_over(world, rng, account):
    """Divorce or a new job at the other end of the country: town, phone, number and bank within a fortnight."""
    day = _day(world, rng, 10, 20)
    world.move(rng, account.person, day, world.country.other(rng, account.town))
    world.new_phone(rng, account.person, day + rng.randint(0, 9))
    world.change_phone_number(rng, account, day + rng.randint(0, 14))
    if rng.random() < 0.6:
        world.change_payout(rng, account, day + rng.randint(0, 14))
    if rng.random() < 0.5:
        world.change_password(rng, account, day + rng.randint(0, 14))


def grandmother_phone(world, rng, account):
    """Parents work away; the child in the village uses mother's account on grandmother's phone."""
    home = world.country.county(rng)
    granny = world.person(rng, home, "student")
    account.uses.append(Use(granny, 0, world.days, world.rate(rng) * 1.2))


def side_account(world, rng, account):
    """A second account for what colleagues should not see; same phone, same identity or none."""
    second = world.account(rng, account.person, rate=world.rate(rng) * 0.5)
    second.holder = account.holder if rng.random() < 0.6 else ""
    world.ledger.story(second, "side_account")


INDIVIDUAL = [
    # (story, share of ordinary accounts, where they live)
    (festival_homecoming, 0.085, "metro"),
    (phone_upgrade, 0.11, None),
    (cheap_phone_reset, 0.022, None),
    (second_hand_phone, 0.024, None),
    (business_hotels, 0.018, None),
    (rail_commuter, 0.012, None),
    (two_city_family, 0.012, None),
    (barracks, 0.006, None),
    (night_nurse, 0.012, None),
    (courier, 0.022, None),
    (dormant_return, 0.016, None),
    (moving_house, 0.026, None),
    (number_recycled, 0.012, None),
    (forgets_password, 0.022, None),
    (stolen_phone, 0.006, None),
    (seafarer, 0.003, None),
    (winter_bird, 0.006, None),
    (far_data_card, 0.02, None),
    (company_tunnel, 0.015, None),
    (child_runs_it, 0.012, "county"),
    (given_to_sister, 0.01, None),
    (starts_over, 0.008, None),
    (spouse_collects, 0.008, None),
    (grandmother_phone, 0.008, None),
    (side_account, 0.05, None),
]


# many people in one place -------------------------------------------------


def _tell(world, accounts, name):
    for account in accounts:
        world.ledger.story(account, name)


def campus(world, rng):
    """A college: a few exits for thousands, four to a room; in the holidays everybody is elsewhere."""
    town = world.country.any(rng)
    hall, out = world.hall(rng, town, rng.randint(2, 5)), []
    for _ in range(rng.randint(18, 45)):
        account = world.resident(rng, town)
        account.person.change(0, world.days, nets=[(hall, 1.6), (account.person.sim, 0.8)], hours="student")
        home = world.country.other(rng, town)
        house = Landline(rng, home)
        for a, b, _ in world.clock.school_holidays + [f for f in world.clock.festivals if rng.random() < 0.4]:
            world.stay(rng, account.person, a + rng.randint(-3, 2), b + rng.randint(-6, 1), home, house)
        if rng.random() < 0.12:
            world.change_password(rng, account, rng.randrange(world.days))
        out.append(account)
    for a, b in zip(out, out[1:]):
        if rng.random() < 0.4:
            world.pay(rng, a.person.payout, b.person.payout, rng.randrange(world.days), rng.uniform(5, 80))
    _tell(world, out, "campus")


def factory_dormitory(world, rng):
    """Eight to a room, one line for the block, two shifts; people borrow a roommate's phone when theirs is
    pawned or broken, and half the block is gone after the new year."""
    town = world.country.named(rng.choice(("东莞", "深圳", "苏州", "昆山", "郑州", "佛山", "宁波", "晋江")))
    hall, out = world.hall(rng, town, rng.randint(1, 2)), []
    for _ in range(rng.randint(12, 30)):
        account = world.resident(rng, town)
        person = account.person
        person.change(
            0, world.days, nets=[(hall, 1.0), (person.sim, 1.3)], hours=rng.choice(("evening", "night", "evening"))
        )
        home = world.country.county(rng)
        for a, b in world.clock.home_seasons():
            if rng.random() < 0.8:
                world.stay(rng, person, a - rng.randint(0, 9), b + rng.randint(0, 12), home)
                if rng.random() < 0.35:
                    world.move(rng, person, min(b + 8, world.days - 1), world.country.any(rng))
        if out and rng.random() < 0.25:
            day = rng.randrange(world.days)
            person.extend(
                day, min(world.days, day + rng.randint(1, 12)), devices=[(rng.choice(out).person.device, 2.0)]
            )
        if out and rng.random() < 0.3:
            world.pay(
                rng,
                person.payout,
                rng.choice(out).person.payout,
                rng.randrange(world.days),
                rng.choice((50, 100, 200, 300, 500)),
            )
        out.append(account)
    _tell(world, out, "factory_dormitory")


def internet_cafe(world, rng):
    """Machines that have seen hundreds of accounts, at three in the morning."""
    town = world.country.any(rng)
    hall, machines = world.hall(rng, town), [world.device(rng) for _ in range(rng.randint(10, 30))]
    guests = [world.resident(rng, town) for _ in range(rng.randint(10, 35))]
    for guest in guests:
        for _ in range(rng.randint(1, 14)):
            t = world.clock.moment(rng, rng.randrange(world.days), "night")
            world.look_in(rng, guest, t, rng.choice(machines), hall)
    _tell(world, guests, "internet_cafe")


def repair_shop(world, rng):
    """The one repair shop of the county: every phone logs in on its line after the repair, lent phones go
    round from customer to customer, and the owner types passwords for the old."""
    town = world.country.county(rng)
    line, loaners = Landline(rng, town), [world.device(rng) for _ in range(rng.randint(1, 3))]
    bench = world.device(rng)
    customers = [world.resident(rng, town) for _ in range(rng.randint(12, 34))]
    for account in customers:
        day = _day(world, rng)
        person = account.person
        noon = world.clock.moment(rng, day, "shop")
        world.look_in(rng, account, noon, rng.choice((bench, person.device_on(day))), line)
        if rng.random() < 0.55:
            person.change(day, min(world.days, day + rng.randint(2, 6)), devices=[(rng.choice(loaners), 1.0)])
        if rng.random() < 0.3:
            world.change_password(rng, account, day)
        if rng.random() < 0.3:
            world.new_phone(rng, person, min(day + 3, world.days - 1))
    _tell(world, customers, "repair_shop")


def village_service_point(world, rng):
    """One tablet at the village office on which the clerk pays everybody's insurance and helps them in."""
    town = world.country.county(rng)
    tablet, line = world.device(rng), Landline(rng, town)
    people = [world.resident(rng, town) for _ in range(rng.randint(15, 40))]
    for account in people:
        for _ in range(rng.randint(1, 5)):
            world.look_in(rng, account, world.clock.moment(rng, rng.randrange(world.days), "office"), tablet, line)
    _tell(world, people, "village_service_point")


def live_base(world, rng):
    """The county's live-stream hall: villagers book a booth with a house phone and sell their own apples
    from their own accounts; the trainer gives everybody the same opening lines."""
    town = world.country.county(rng)
    hall, booths = world.hall(rng, town), [world.device(rng) for _ in range(rng.randint(4, 12))]
    people = [world.resident(rng, town, kind="professional") for _ in range(rng.randint(10, 24))]
    lines = [world.shop_text(rng, "农资", town) for _ in range(3)]
    for account in people:
        account.industry = "农资"
        account.person.extend(
            rng.randint(0, 50),
            world.days,
            nets=[(hall, 0.8)],
            devices=[(device, 0.35) for device in rng.sample(booths, 2)],
        )
        for _ in range(rng.randint(1, 6)):
            world.note(rng, account, rng.randrange(world.days), world.retouched(rng, rng.choice(lines)))
    _tell(world, people, "live_base")


def family_tablet(world, rng):
    """Three generations, one tablet, one line."""
    town = world.country.any(rng)
    tablet, line = world.device(rng), Landline(rng, town)
    people = [world.resident(rng, town) for _ in range(rng.randint(2, 5))]
    for account in people:
        account.person.extend(0, world.days, devices=[(tablet, rng.uniform(0.1, 1.5))], nets=[(line, 1.5)])
        world.red_packet(rng, account.person.payout, rng.choice(people).person.payout, rng.randrange(world.days))
    _tell(world, people, "family_tablet")


def credit_union_merger(world, rng):
    """The county's credit union becomes a bank: every member's payout account changes in one week."""
    town, week = world.country.county(rng), _day(world, rng)
    people = [world.resident(rng, town, kind="professional") for _ in range(rng.randint(8, 25))]
    for account in people:
        account.payout = account.payout or world.wallet(rng)
        world.change_payout(rng, account, min(world.days - 1, week + rng.randrange(7)))
    _tell(world, people, "credit_union_merger")


def site_crew(world, rng):
    """A building crew from one village: the same barrack line, another city every couple of months."""
    home = world.country.county(rng)
    people = [world.resident(rng, home) for _ in range(rng.randint(5, 14))]
    day = 0
    while day < world.days:
        town, stay = world.country.other(rng, home), rng.randint(30, 80)
        hall = world.hall(rng, town)
        for account in people:
            world.stay(rng, account.person, day, day + stay, town, hall)
        day += stay
    boss = world.wallet(rng)
    for month in range(10, world.days, 30):
        for account in people:
            world.pay(rng, boss, account.person.payout, month, rng.choice((1500, 2000, 3000, 4500)), "office")
    _tell(world, people, "site_crew")


def square_dance_team(world, rng):
    """The lead dancer sets up everybody's account on her own phone and mends them for years; no money,
    only eggs and tickets split by transfer."""
    town = world.country.any(rng)
    leader = world.resident(rng, town)
    team = [world.resident(rng, town) for _ in range(rng.randint(7, 16))]
    for account in team:
        account.person.change(0, world.days, hours="early")
        for _ in range(rng.randint(1, 6)):
            day = rng.randrange(world.days)
            world.look_in(
                rng,
                account,
                world.clock.moment(rng, day, "early"),
                leader.person.device_on(day),
                leader.person.spells[0].nets[0][0],
            )
        if rng.random() < 0.6:
            world.pay(
                rng,
                account.person.payout,
                leader.person.payout,
                rng.randrange(world.days),
                rng.choice((20, 30, 45, 60)),
            )
    _tell(world, [leader] + team, "square_dance_team")


def lodging_house(world, rng):
    """Rooms by the week near the wholesale market: buyers from everywhere behind one address."""
    town = rng.choice(world.country.belts)
    hall = world.hall(rng, town)
    guests = [world.resident(rng) for _ in range(rng.randint(10, 26))]
    for account in guests:
        day = rng.randrange(world.days - 8)
        world.stay(rng, account.person, day, day + rng.randint(2, 8), town, hall)
        if rng.random() < 0.3 and day > 60:
            world.stay(rng, account.person, day - 50, day - 46, town, hall)
    _tell(world, guests, "lodging_house")


def bus_station_line(world, rng):
    """A bus station line that everybody in the county uses once before the bus goes."""
    town = world.country.county(rng)
    hall, people = world.hall(rng, town), []
    for _ in range(rng.randint(20, 45)):
        account = world.resident(rng, town)
        for _ in range(rng.randint(1, 3)):
            day = rng.randrange(world.days)
            t = day * DAY + rng.randint(6, 19) * 3600 + rng.randrange(3600)
            world.look_in(rng, account, t, account.person.device_on(day), hall)
        people.append(account)
    _tell(world, people, "bus_station_line")


GROUPS = [
    # (story, how many in a world of 20,000)
    (campus, 22),
    (factory_dormitory, 26),
    (internet_cafe, 14),
    (repair_shop, 16),
    (village_service_point, 8),
    (live_base, 11),
    (family_tablet, 170),
    (credit_union_merger, 6),
    (site_crew, 12),
    (square_dance_team, 14),
    (lodging_house, 8),
    (bus_station_line, 6),
]


def odd_lives(world, rng, account):
    """Give an account the share of oddities that ordinary people have."""
    for story, share, kind in INDIVIDUAL:
        if kind and account.town.kind != kind:
            continue
        factor = 2.0 if kind == "metro" else 4.3 if kind else 1.0
        if rng.random() < share * factor:
            story(world, rng, account)
            world.ledger.story(account, story.__name__)
            if rng.random() < 0.85:
                return
