"""Households: who lives together, what they share to save money, and what befalls them.

Every story is a function of one person; its rate is the share of people to
whom it happens within a window.
"""

from economy.calendar import DAY
from economy.geography import HOMETOWNS, Fixed
from economy.prices import USED_PHONE, FREELANCE_MONTH, tidy, within
from economy.world import Use, cumulate

EVER = 10**6


def populate(world, wanted):
    """Households move in until the people hold the wanted number of accounts."""
    rng = world.rng("households")
    while len(world.accounts) < wanted:
        _household(world, rng)


def live(world):
    """Everyday life and its accidents for everybody."""
    rng = world.rng("life")
    _public_places(world, world.rng("public"))
    for person in list(world.people):
        if not person.accounts:
            continue
        if rng.random() < 0.3:
            _festival_trip(world, rng, person)
        for rate, story in PERSONAL_STORIES:
            if rng.random() < rate:
                story(world, rng, person, person.accounts[0])
    _market_for_used_phones(world, world.rng("used phones"))
    _small_money(world, world.rng("small money"))
    _everyday_changes(world, world.rng("everyday changes"))


def _household(world, rng):
    city = world.geography.city(rng)
    home = world.geography.home_line(rng, city)
    size = rng.choices([1, 2, 3, 4, 5], [38, 28, 20, 10, 4])[0]
    members = [world.person(rng, city, home) for _ in range(size)]
    for member in members:
        if rng.random() < 0.12:
            member.home = None
            member.home = world.geography.home_line(rng, city) if rng.random() < 0.5 else home
        for _ in range(rng.choices([0, 1, 2, 3], [22, 66, 9, 3])[0]):
            kind = "professional" if rng.random() < 0.1 else "personal"
            world.account(rng, member, kind)
        if len(member.accounts) > 1:
            for account in member.accounts:
                world.story(account, "several_own_accounts")
    if size > 1:
        _share_at_home(world, rng, members)


def _share_at_home(world, rng, members):
    """Families share what costs money: tablets, wallets, SIM plans, sometimes accounts."""
    thrift = 1.0 if min(m.income for m in members) < 6000 else 0.55
    with_accounts = [m for m in members if m.accounts]
    if rng.random() < 0.09 and with_accounts:
        tablet = world.device(rng)
        for member in with_accounts:
            member.extras.append((rng.uniform(0.05, 0.5), tablet, 0, EVER, member.home))
            _tell(world, member, "family_tablet")
    if rng.random() < 0.1 * thrift and len(with_accounts) > 1:
        purse = with_accounts[0].wallet
        for member in with_accounts:
            member.wallet = purse
            for account in member.accounts:
                account.payout = account.payout and purse
            _tell(world, member, "family_wallet")
    if rng.random() < 0.06 * thrift and len(with_accounts) > 1:
        for member in with_accounts[1:]:
            for account in member.accounts:
                account.phone = with_accounts[0].phone
                world.story(account, "shared_sim_plan")
    if rng.random() < 0.035 and len(with_accounts) > 1:
        _run_for_relative(world, rng, with_accounts[0], with_accounts[1])
    if rng.random() < 0.02 and with_accounts:
        _holder_is_relative(world, rng, members, with_accounts[0])


def _tell(world, person, name):
    for account in person.accounts:
        world.story(account, name)


def _run_for_relative(world, rng, able, other):
    """A child posts for a parent, or he edits while she stands before the camera."""
    account = other.accounts[0]
    account.uses.append(Use(able, rng.randrange(0, world.days // 2), world.days, rng.uniform(0.1, 0.6)))
    world.story(account, "creator_couple" if abs(able.age - other.age) < 14 else "child_runs_parents_account")


def _holder_is_relative(world, rng, members, user):
    """A minor, or somebody with a used-up identity quota, verifies with a relative's card."""
    holder = rng.choice(members)
    account = user.accounts[-1]
    if holder is not user:
        account.holder = holder.identity
        account.payout = holder.wallet
        world.story(account, "relatives_identity")


# -- what befalls a person ------------------------------------------------


def _festival_trip(world, rng, person):
    """At long festivals people go to the village or on holiday."""
    away = [d for d in range(world.days) if world.calendar.away[d]]
    if not away:
        return
    first = max(0, away[0] - rng.randint(0, 3))
    city = rng.choice(HOMETOWNS) if rng.random() < 0.6 else world.geography.city(rng)
    line = world.geography.home_line(rng, city)
    person.stays.append((first, first + rng.randint(4, 16), line, person.sim))


def _new_phone(world, rng, person, account):
    """A new phone; the old one goes to a dealer if it still fetches a price."""
    day = rng.randrange(3, world.days - 2)
    old = person.phones[-1][1]
    person.phones.append((day, world.device(rng)))
    if rng.random() < 0.3:
        person.extras.append((rng.uniform(0.1, 0.4), old, day, day + rng.randint(2, 30), None))
    elif rng.random() < 0.45 and within(rng, USED_PHONE) > 250:
        world.used_phones.append((day + rng.randint(3, 25), old))
    _tell(world, person, "phone_upgrade")


def _two_phones(world, rng, person, account):
    """One phone for work and one for private life."""
    person.extras.append((rng.uniform(0.2, 0.5), world.device(rng), 0, EVER, None))
    _tell(world, person, "two_phones")


def _web_browser(world, rng, person, account):
    """Works at a computer and clears cookies: a new web device every few weeks."""
    day = 0
    every = rng.choice([7, 14, 30, 60])
    while day < world.days:
        stay = max(2, int(rng.expovariate(1 / every)))
        person.extras.append((0.35, world.device(rng, "web"), day, day + stay, person.work or person.home))
        day += stay
    _tell(world, person, "browser_clears_cookies")


def _moved(world, rng, person, account):
    """A new job or cheaper rent in another city."""
    day = rng.randrange(5, world.days - 5)
    city = world.geography.other_city(rng, person.city)
    sim = world.geography.sim(rng, city) if rng.random() < 0.5 else person.sim
    person.stays.append((day, EVER, world.geography.home_line(rng, city), sim))
    if sim is not person.sim and rng.random() < 0.7:
        later = world.moment(rng, min(world.days - 1, day + rng.randint(0, 14)))
        number = world.token(rng)
        for own in person.accounts:
            world.new_phone_number(rng, own, later, number)
    if rng.random() < 0.3:
        world.change(account, "region", world.moment(rng, day), person.city, city)
        account.region = city
    _tell(world, person, "moved_city")


def _dormant_return(world, rng, person, account):
    """Away for months; comes back with a new phone, a new number, elsewhere, having forgotten the password."""
    day = rng.randrange(world.days // 5, world.days - 6)
    for own in person.accounts:
        for use in own.uses:
            if rng.random() < 0.8:
                use.start = day
    person.phones.append((day, world.device(rng)))
    moment = day * DAY + rng.randrange(9 * 3600, 12 * 3600)
    world.change(account, "password", moment)
    if rng.random() < 0.5:
        world.new_phone_number(rng, account, moment + rng.randrange(60, 900))
    if rng.random() < 0.5:
        city = world.geography.other_city(rng, person.city)
        person.stays.append((day - 1, EVER, world.geography.home_line(rng, city), world.geography.sim(rng, city)))
    if rng.random() < 0.35:
        world.new_payout(account, moment + rng.randrange(3600, 5 * DAY), world.purse(rng))
    _tell(world, person, "dormant_return")


def _stolen_phone(world, rng, person, account):
    """The phone is gone: new phone, new password, often a new number, all within days."""
    day = rng.randrange(4, world.days - 8)
    person.phones.append((day + 1, world.device(rng)))
    number = world.token(rng) if rng.random() < 0.4 else None
    for own in person.accounts:
        moment = world.moment(rng, day + rng.randint(0, 2))
        world.change(own, "password", moment)
        if number:
            world.new_phone_number(rng, own, moment + rng.randrange(3600, 2 * DAY), number)
    _tell(world, person, "stolen_phone")


def _forgotten_password(world, rng, person, account):
    """Some people reset the password each time they need it."""
    for _ in range(rng.choice([1, 1, 1, 2, 3, 6])):
        world.change(account, "password", world.moment(rng, rng.randrange(world.days)))
    world.story(account, "forgotten_password")


def _bank_bonus(world, rng, person, account):
    """A bank pays a bonus for a new card, so earnings go there."""
    moment = world.moment(rng, rng.randrange(world.days))
    purse = world.purse(rng)
    for own in person.accounts:
        if own.payout:
            world.new_payout(own, moment + rng.randrange(3600), purse)
    _tell(world, person, "bank_bonus_payout")


def _recycled_number(world, rng, person, account):
    """A cheap new SIM card whose number was somebody else's before."""
    other = rng.choice(world.accounts)
    if other.owner is person or not other.phone:
        return
    given_up = other.phone
    day = rng.randrange(2, world.days - 1)
    if rng.random() < 0.7:
        world.new_phone_number(rng, other, world.moment(rng, rng.randrange(0, day)))
    world.new_phone_number(rng, account, world.moment(rng, day), given_up)
    world.story(account, "recycled_number")


def _repair_loan(world, rng, person, account):
    """The repair shop lends a phone that it lends to everybody."""
    shop = _spot(world, rng, person.city, "repair")
    day = rng.randrange(2, world.days - 4)
    person.extras.append((0.85, shop[1][0], day, day + rng.randint(2, 6), None))
    _tell(world, person, "repair_shop_loan")


def _second_city(world, rng, person, account):
    """Works in one city in the week, and at weekends goes home to the other."""
    city = world.geography.other_city(rng, person.city)
    line = world.geography.home_line(rng, city)
    for day in range(world.days):
        if world.calendar.weekday(day) == 5 and rng.random() < 0.6:
            person.stays.append((day, day + 2, line, person.sim))
    _tell(world, person, "weekend_commuter")


def _road_trade(world, rng, person, account):
    """Sales reps, drivers and guides who sleep in a different city every week."""
    day = rng.randrange(0, 12)
    while day < world.days:
        city = world.geography.city(rng)
        stay = rng.randint(2, 7)
        person.stays.append(
            (
                day,
                day + stay,
                Fixed(rng, city, 2),
                world.geography.sim(rng, city) if rng.random() < 0.2 else person.sim,
            )
        )
        day += stay + rng.randint(1, 9)
    _tell(world, person, "life_on_the_road")


def _abroad(world, rng, person, account):
    """Studies abroad; reaches home through a shared VPN whose exit wanders."""
    exits = [_spot(world, rng, c, "vpn")[0] for c in rng.sample(["北京", "上海", "广州", "杭州"], 2)]
    day = 0
    while day < world.days:
        stay = rng.randint(5, 40)
        person.stays.append((day, day + stay, rng.choice(exits), rng.choice(exits)))
        day += stay
    _tell(world, person, "student_abroad_vpn")


def _cloud_gamer(world, rng, person, account):
    """Rents a cloud phone for games and leaves the app logged in there."""
    start = rng.randrange(0, world.days // 2)
    line = _spot(world, rng, rng.choice(["杭州", "广州", "武汉"]), "cloud")[0]
    person.extras.append(
        (rng.uniform(0.2, 0.7), world.device(rng, "android"), start, start + rng.randint(30, 150), line)
    )
    _tell(world, person, "cloud_phone_gamer")


def _night_worker(world, rng, person, account):
    """Riders, nurses and guards are awake when others sleep."""
    person.hours = cumulate([1.2 if h < 6 else 0.15 if h < 14 else 0.8 for h in range(24)])
    _tell(world, person, "night_shift_worker")


def _factory_reset(world, rng, person, account):
    """An old phone, reset again and again, reports a new identity each time."""
    for day in sorted(rng.sample(range(world.days), rng.randint(1, 5))):
        person.phones.append((day, world.device(rng, "android")))
    _tell(world, person, "factory_reset")


def _divorce(world, rng, person, account):
    """A creator account passes to the former spouse or a relative for good, with the papers."""
    partner = world.person(rng, person.city)
    day = rng.randrange(8, world.days - 8)
    moment = world.moment(rng, day, 9, 18)
    world.change(account, "holder", moment, account.holder, partner.identity)
    account.holder = partner.identity
    world.new_phone_number(rng, account, moment + rng.randrange(60, DAY), partner.phone)
    world.new_payout(account, moment + rng.randrange(DAY, 9 * DAY), partner.wallet)
    for use in account.uses:
        use.end = min(use.end, day + rng.randint(0, 2))
    account.uses.append(Use(partner, day, world.days, rng.uniform(0.1, 0.5)))
    world.story(account, "passed_on_in_family")


def _number_with_job(world, rng, person, account):
    """The number belonged to the old employer; a new job means a new number and wage card."""
    moment = world.moment(rng, rng.randrange(3, world.days - 3))
    number, purse = world.token(rng), world.purse(rng)
    for own in person.accounts:
        world.new_phone_number(rng, own, moment + rng.randrange(7200), number)
        if own.payout:
            world.new_payout(own, moment + rng.randrange(DAY, 6 * DAY), purse)
    _tell(world, person, "number_and_card_with_job")


def _helper_at_hospital(world, rng, person, account):
    """Confined to bed or giving birth: a friend far away keeps the account going for a while."""
    friend = rng.choice(world.people)
    day = rng.randrange(5, max(6, world.days - 40))
    until = day + rng.randint(10, 35)
    for use in account.uses:
        use.rate *= 0.8
    account.uses.append(Use(friend, day, until, rng.uniform(0.2, 0.6)))
    if rng.random() < 0.5:
        world.pay(
            person.wallet,
            friend.wallet,
            world.moment(rng, min(until, world.days - 1)),
            tidy(rng, rng.uniform(66, 300)),
        )
    world.story(account, "friend_helps_out")


def _video_tinkerer(world, rng, person, account):
    """A hobbyist with a drawer full of old phones logs in on any that is charged."""
    for _ in range(rng.randint(3, 8)):
        person.extras.append((rng.uniform(0.06, 0.2), world.device(rng), 0, EVER, None))
    _tell(world, person, "drawer_of_phones")


PERSONAL_STORIES = [
    (0.11, _new_phone),
    (0.05, _two_phones),
    (0.05, _web_browser),
    (0.018, _moved),
    (0.03, _dormant_return),
    (0.008, _stolen_phone),
    (0.03, _forgotten_password),
    (0.025, _bank_bonus),
    (0.006, _recycled_number),
    (0.006, _repair_loan),
    (0.012, _second_city),
    (0.012, _road_trade),
    (0.01, _abroad),
    (0.008, _cloud_gamer),
    (0.02, _night_worker),
    (0.008, _factory_reset),
    (0.005, _divorce),
    (0.008, _number_with_job),
    (0.006, _helper_at_hospital),
    (0.005, _video_tinkerer),
]


# -- places and markets that strangers share ---------------------------------


def _spot(world, rng, city, kind):
    """A shared place of a city: its line and its devices, made when first needed."""
    key = (city, kind)
    if key not in world.wifi_spots:
        own = world.rng("spot", city, kind)
        count = {"cafe": 30, "print": 2, "repair": 1, "campus": 0, "vpn": 0, "cloud": 0, "mall": 1}[kind]
        line = Fixed(own, city, {"campus": 6, "vpn": 5, "cloud": 24, "mall": 2}.get(kind, 1))
        world.wifi_spots[key] = (line, [world.device(own) for _ in range(count)])
    return world.wifi_spots[key]


def _public_places(world, rng):
    """Internet cafés, print shops, mall tablets and campuses gather strangers."""
    for person in world.people:
        if not person.accounts:
            continue
        draw = rng.random()
        if draw < 0.012 and person.income < 9000:
            line, devices = _spot(world, rng, person.city, "cafe")
            for device in rng.sample(devices, rng.randint(1, 4)):
                person.extras.append((rng.uniform(0.03, 0.25), device, 0, EVER, line))
            _tell(world, person, "internet_cafe")
        elif draw < 0.03:
            line, devices = _spot(world, rng, person.city, "mall")
            day = rng.randrange(world.days)
            person.extras.append((0.7, devices[0], day, day + rng.randint(1, 3), line))
            _tell(world, person, "mall_promotion_tablet")
        elif draw < 0.065 and person.age < 26:
            person.home = person.work = _spot(world, rng, person.city, "campus")[0]
            if rng.random() < 0.3:
                line, devices = _spot(world, rng, person.city, "print")
                person.extras.append((0.05, rng.choice(devices), 0, EVER, line))
            _tell(world, person, "student_dormitory")


def _market_for_used_phones(world, rng):
    """Who has little money buys what others gave up, through a dealer, often in another city."""
    buyers = sorted((p for p in world.people if p.accounts), key=lambda p: p.income * rng.uniform(0.6, 1.7))
    for (day, device), buyer in zip(world.used_phones, buyers):
        if day < world.days - 1:
            buyer.phones.append((day, device))
            buyer.phones.sort(key=lambda p: p[0])
            _tell(world, buyer, "second_hand_phone")


def _small_money(world, rng):
    """Red packets, shared rent, mahjong, group orders and freelancers' fees."""
    people = [p for p in world.people if p.accounts]
    for person in people:
        if rng.random() < 0.16:
            for _ in range(rng.choice([1, 1, 2, 3, 5])):
                friend = rng.choice(people)
                world.pay(
                    person.wallet,
                    friend.wallet,
                    world.moment(rng, rng.randrange(world.days)),
                    tidy(rng, min(2000, rng.lognormvariate(4, 1))),
                )
    for _ in range(len(people) // 90):
        _monthly_round(world, rng, people)
    for _ in range(len(people) // 260):
        _group_order(world, rng, people)
    for _ in range(len(people) // 550):
        _freelancer(world, rng, people)


def _monthly_round(world, rng, people):
    """Friends split a video membership, a flat or a parking space: a small sum each month to one purse."""
    host = rng.choice(people)
    fee = tidy(rng, within(rng, (15, 220), 1.4))
    day_of_month = rng.randint(1, 28)
    outward = rng.random() < 0.35
    members = rng.sample(people, rng.randint(2, 8))
    for guest in members:
        for day in world.calendar.month_days(0, world.days, day_of_month):
            if rng.random() < 0.92:
                ends = (host.wallet, guest.wallet) if outward else (guest.wallet, host.wallet)
                world.pay(*ends, world.moment(rng, min(world.days - 1, day + rng.choice([0, 0, 0, 1, 2]))), fee)
        _tell(world, guest, "pocket_money_from_one_purse" if outward else "monthly_split_bill")


def _group_order(world, rng, people):
    """A neighbour orders vegetables for the block and collects the money."""
    leader = rng.choice(people)
    near = [p for p in rng.sample(people, min(len(people), 500)) if p.city == leader.city][: rng.randint(8, 30)]
    for _ in range(rng.randint(2, 14)):
        day = rng.randrange(world.days)
        for neighbour in near:
            if rng.random() < 0.5:
                world.pay(
                    neighbour.wallet, leader.wallet, world.moment(rng, day, 9, 22), round(rng.uniform(9, 120), 2)
                )
    _tell(world, leader, "group_order_leader")


def _freelancer(world, rng, people):
    """A self-employed operator posts for small creators who pay per month; some let her collect first."""
    worker = rng.choice(people)
    clients = [p for p in rng.sample(people, rng.randint(3, 11)) if p is not worker]
    phones = [world.device(rng) for _ in range(rng.randint(1, 2))]
    for client in clients:
        start = 0 if rng.random() < 0.6 else rng.randrange(0, world.days // 2)
        end = world.days if rng.random() < 0.7 else start + rng.randint(30, 90)
        account = client.accounts[0]
        account.uses.append(Use(worker, start, end, rng.uniform(0.2, 0.6), device=rng.choice(phones)))
        fee = tidy(rng, within(rng, FREELANCE_MONTH))
        if rng.random() < 0.35:
            world.change(account, "password", world.moment(rng, start, 10, 20))
        for day in world.calendar.month_days(start, end, rng.randint(1, 28)):
            world.pay(client.wallet, worker.wallet, world.moment(rng, day), fee)
        world.story(account, "freelance_operator")


def _everyday_changes(world, rng):
    """Anybody may change a password or a number on any day."""
    for account in world.accounts:
        if rng.random() < 0.05:
            world.change(account, "password", world.moment(rng, rng.randrange(world.days)))
        if rng.random() < 0.02:
            world.new_phone_number(rng, account, world.moment(rng, rng.randrange(world.days)))
