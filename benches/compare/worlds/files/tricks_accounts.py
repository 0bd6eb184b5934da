"""Sold, rented and affiliated accounts: how it was done and by what it came out."""

from core import DAY, HOUR
from crew import Crew
from firms import make_firm
from honest_firms import bind_own
from people import Person, hand_over, open_account, visit, weekly_rate


def price(rng):
    """Most accounts go for a few hundred, a few for a month's wage."""
    return round(min(28000, rng.lognormvariate(6.4, 0.9)), -1) or 100


def sell(world, crew, account, t, ring, trick, paid=True):
    """Control passes for good: money, new hand, changed fields, then the buyer's own business."""
    crew.take_over(account, t)
    crew.change_fields(account, t)
    if paid:
        crew.pay(account.owner.wallet, t - world.rng.randint(-DAY, 2 * DAY), price(world.rng))
    if world.rng.random() < 0.6:
        crew.post(account, t)
    world.blame(account, "traded", ring, trick)


def buyer_of(world, geo):
    """Who buys: careless buyers already have an account of their own on the same phone."""
    if world.rng.random() < (0.45, 0.2, 0)[world.camouflage]:
        for own in world.take(1):
            world.tell("bought_elsewhere", own)
            return own.owner
    return Person(world, geo, geo.city(world.rng))


def farm_raise_and_sell(world, geo, ring, size):
    """A farm opens accounts, feeds them for weeks and sells each to a different small buyer."""
    rng, farm, trick = world.rng, Crew(world, geo), "farm_raise_and_sell"
    birth = world.t0 - rng.randint(10, 200) * DAY
    for i in range(size):
        straw = Person(world, geo, farm.region if rng.random() < 0.6 else geo.city(rng))
        born = birth + rng.randrange(12 * DAY)
        a = open_account(world, straw, rng.choice(("personal", "professional")), born)
        hand_over(a, farm.hand(a), world.t0, farm.weekly, world.t1)
        farm.post(a, world.t0, 1.5)
        if rng.random() < 0.8:
            t, buyer = world.middle(0.25, 0.9), buyer_of(world, geo)
            hand_over(a, buyer.hand, t, weekly_rate(world, 2.5), world.t1)
            farm.change_fields(a, t)
            world.change(a, "payout_account", t + 2 * DAY, buyer.wallet)
            world.pay(buyer.wallet, rng.choice(farm.purses), t - HOUR, price(rng))
        world.blame(a, "traded", ring, trick)
    farm.settle()


def tired_blogger(world, geo, ring, size):
    """One person gives up a half-dead blog for the price of a dinner for six."""
    for a in world.take(1):
        crew, t = Crew(world, geo), world.middle()
        a.stints[0].weekly *= 0.6
        sell(world, crew, a, t, ring, "tired_blogger")
        later_spend(world, a, t, 0.4)


def later_spend(world, account, t, chance):
    """The buyer's advertising starts some days after the change and runs hard."""
    if world.rng.random() < chance:
        start = t + world.rng.randint(2, 15) * DAY
        for day in range(world.rng.randint(5, 30)):
            world.spend_on(
                account,
                start + day * DAY,
                world.rng.choice(("seeding", "shutiao", "lead_collection")),
                world.rng.lognormvariate(5.3, 0.5),
            )


def studio_buys_up(world, geo, ring, size):
    """A studio buys sleeping accounts in bulk and wakes them within days of each other."""
    crew, t = Crew(world, geo), world.middle(0.2, 0.6)
    for a in world.take(size):
        a.stints[0].weekly *= 0.3
        at = t + world.rng.randrange(25 * DAY)
        sell(world, crew, a, at, ring, "studio_buys_up")
        later_spend(world, a, at, 0.6)
    crew.settle()


def sold_while_bound(world, geo, ring, size):
    """Employees sell their bound accounts and say nothing; the binding gives the buyer its badge."""
    crew = Crew(world, geo)
    for a in staff_pool(world, size):
        t = max(world.middle(), a.binding["at"] + 5 * DAY)
        sell(world, crew, a, t, ring, "sold_while_bound")
    crew.settle()


def staff_pool(world, size):
    """Ordinary bound employees of unlike companies, without a story."""
    pool = [
        a
        for f in world.firms
        for a in f.staff[:4]
        if world.is_free(a)
        and a.registered < world.t0
        and a.binding["until"] is None
        and a.binding["method"] == "bound"
    ]
    return world.rng.sample(pool, min(size, len(pool)))


def escrow_desk(world, geo, ring, size):
    """A second-hand desk tests each account for an evening before it passes on to the buyer."""
    desk = Crew(world, geo)
    for a in world.take(size):
        t, buyer = world.middle(), buyer_of(world, geo)
        visit(a, desk.hand(a), t, 4, 2)
        hand_over(a, buyer.hand, t + DAY, weekly_rate(world, 2.5), world.t1)
        desk.change_fields(a, t)
        world.change(a, "phone", t + 30 * HOUR)
        amount = price(world.rng)
        world.pay(buyer.wallet, world.rng.choice(desk.purses), t + 3 * HOUR, amount)
        desk.pay(a.owner.wallet, t + 2 * DAY, amount * 0.85)
        world.blame(a, "traded", ring, "escrow_desk")
    desk.settle()


def campus_collector(world, geo, ring, size):
    """A student buys classmates' accounts in one dormitory for a milk-tea budget each."""
    crew, t, city = Crew(world, geo), world.middle(0.2, 0.7), geo.city(world.rng)
    collector = Person(world, geo, city)
    for a in world.take(size):
        a.owner.hand.region = a.region = city
        a.owner.hand.home, at = collector.hand.home, t + world.rng.randrange(4 * DAY)
        sell(world, crew, a, at, ring, "campus_collector", paid=False)
        payer = collector.wallet if world.camouflage < 2 else world.payment_account()
        world.pay(crew.till, payer, at - DAY, 260)
        world.pay(payer, a.owner.wallet, at, world.rng.choice((50, 80, 100, 150, 200)))
    crew.settle()


def sold_and_pulled_back(world, geo, ring, size):
    """The seller recovers the account with his identity card and sells it a second time."""
    for a in world.take(size):
        t = world.middle(0.15, 0.4)
        owner = a.owner
        sell(world, Crew(world, geo), a, t, ring, "sold_and_pulled_back")
        back = t + world.rng.randint(12, 30) * DAY
        hand_over(a, owner.hand, back, 3, world.t1)
        world.change(a, "password", back)
        world.change(a, "phone", back + 200, owner.phone)
        again, crew = back + world.rng.randint(3, 20) * DAY, Crew(world, geo)
        crew.take_over(a, again)
        crew.change_fields(a, again)
        crew.pay(owner.wallet, again, price(world.rng))


def licence_package(world, geo, ring, size):
    """A small licence with its staff accounts is sold as a package; the register stays unchanged."""
    firm, crew = make_firm(world, geo, max(2, size - 1)), Crew(world, geo)
    t = world.middle()
    firm.busy = True
    for a in [firm.account] + firm.staff:
        sell(
            world,
            crew,
            a,
            max(t, (a.binding or {"at": 0})["at"] + DAY) + world.rng.randrange(2 * DAY),
            ring,
            "licence_package",
            paid=a is firm.account,
        )
    crew.settle()


def rent(world, crew, account, start, ring, trick, monthly, keep, days=400):
    """A tenant moves in, the holder keeps looking in, and the rent arrives about monthly."""
    rng, until = world.rng, min(world.t1, int(start + days * DAY))
    crew.take_over(account, start, keep, until)
    step = rng.choice((7, 15, 30, 30))
    t = start + rng.randint(0, 3) * DAY
    while t < until:
        crew.pay(account.owner.wallet, t + rng.randrange(10 * HOUR), monthly * step / 30 * rng.choice((1, 1, 1, 0.9)))
        t += step * DAY
    if rng.random() < 0.6:
        crew.post(account, start)
    world.blame(account, "rented", ring, trick)


def rental_studio(world, geo, ring, size):
    """A studio rents by the month; holders stay logged in and check that nothing odd is posted."""
    crew, monthly = Crew(world, geo), world.rng.choice((200, 300, 500, 800))
    for a in world.take(size):
        rent(
            world,
            crew,
            a,
            world.middle(0, 0.5),
            ring,
            "rental_studio",
            monthly * world.rng.choice((1, 1, 1.5)),
            world.rng.uniform(0.3, 1),
        )
    crew.settle()


def mothers_evening_group(world, geo, ring, size):
    """Mothers of one chat group let a desk post by day and keep their evenings."""
    crew = Crew(world, geo, "母婴")
    for a in world.take(size):
        start = world.middle(0, 0.5)
        rent(world, crew, a, start, ring, "mothers_evening_group", 150, 0.9)
        crew.post(a, start, 3)


def scan_to_lend(world, geo, ring, size):
    """The holder scans a code every few days, and a fresh session runs until it lapses."""
    crew, rng = Crew(world, geo), world.rng
    for a in world.take(size):
        start = world.middle(0.1, 0.5)
        rent(world, crew, a, start, ring, "scan_to_lend", rng.choice((100, 240, 450)), 1.0, rng.randint(30, 80))
        for k in range(rng.randint(3, 9)):
            visit(a, crew.hand(a), start + k * rng.randint(3, 7) * DAY, 20, 2)


def campaign_rent(world, geo, ring, size):
    """Rented for ten days of a sales festival, then given back with thanks."""
    crew, t = Crew(world, geo), world.middle(0.2, 0.7)
    for a in world.take(size):
        start = t + world.rng.randrange(3 * DAY)
        rent(world, crew, a, start, ring, "campaign_rent", 900, 0.5, world.rng.randint(9, 18))
        own = a.owner.hand
        hand_over(a, own, start + 19 * DAY, weekly_rate(world), world.t1)
        later_spend(world, a, start, 0.3)


def staff_account_to_telesales(world, geo, ring, size):
    """Employees rent their badge to an outside telesales room in the evenings."""
    crew = Crew(world, geo)
    for a in staff_pool(world, size):
        rent(
            world,
            crew,
            a,
            max(world.middle(0, 0.5), a.binding["at"] + DAY),
            ring,
            "staff_account_to_telesales",
            world.rng.choice((400, 600, 1000)),
            0.8,
        )


def affiliate(world, firm, account, t, ring, trick, fee, payee=None, days=None):
    """A stranger is bound to a company for a fee and goes on with a business of their own."""
    rng = world.rng
    bind_own(world, firm, account, t, days)
    if rng.random() < 0.25:
        account.binding["employee"] = rng.choice(("", firm.boss.holder, world.token(32)))
    if rng.random() < (0.3, 0.1, 0)[world.camouflage] and world.t0 <= account.binding["at"]:
        visit(account, firm.boss.hand, account.binding["at"], 1, 1)
    payee = payee or firm.account.payout
    if world.camouflage and rng.random() < 0.7:
        payee = firm.boss.wallet
    step = rng.choice((30, 90, 400))
    at = t - rng.randrange(3 * DAY)
    while at < world.t1:
        through = world.payment_account() if world.camouflage == 2 and rng.random() < 0.6 else account.owner.wallet
        world.pay(account.owner.wallet, through, at - HOUR, fee)
        world.pay(through, payee, at, fee * (1 if through == account.owner.wallet else 0.95))
        at += step * DAY
    for _ in range(world.poisson(1.5)):
        world.lead(account, world.moment(max(world.t0, t)), "private_message")
    world.blame(account, "affiliated", ring, trick)


def slot_shop(world, geo, ring, size):
    """A company with spare slots advertises them and binds whoever pays."""
    firm, fee = make_firm(world, geo, world.rng.randint(2, 6)), world.rng.choice((188, 300, 500, 1200))
    firm.busy = True
    for a in world.take(size):
        affiliate(world, firm, a, world.middle(0, 0.8), ring, "slot_shop", fee)


def stacked_licences(world, geo, ring, size):
    """One hand behind several paper companies, each filled towards its quota."""
    rng, boss = world.rng, None
    count = 1 + size // 9
    for part in range(count):
        firm = make_firm(world, geo, rng.randint(0, 1), industry="教育", boss=boss if world.camouflage == 0 else None)
        boss, firm.busy = boss or firm.boss, True
        firm.weekly_leads = firm.daily_spend = 0
        if world.camouflage < 2 or rng.random() < 0.3:
            firm.account.stints[0].hand = boss.hand
        t = world.middle(0, 0.5)
        for a in world.take(size // count):
            affiliate(
                world,
                firm,
                a,
                t + rng.randrange(12 * DAY),
                ring,
                "stacked_licences",
                rng.choice((99, 199, 399)),
                boss.wallet,
            )


def caravan(world, geo, ring, size):
    """When a company is sanctioned its paying guests move together to the next one."""
    rng = world.rng
    firms = [make_firm(world, geo, rng.randint(1, 3)) for _ in range(rng.randint(2, 3))]
    t, guests, stay = world.middle(0, 0.2), world.take(size), rng.randint(20, 40)
    for n, firm in enumerate(firms):
        firm.busy = True
        for a in guests:
            if n and rng.random() < 0.12:
                continue
            spread = (1, 4, 12)[world.camouflage]
            at = t + rng.randrange(spread * DAY)
            if at + DAY < world.t1:
                affiliate(world, firm, a, at, ring, "caravan", 200, days=stay if n < len(firms) - 1 else None)
        t += (stay + spread + rng.randint(1, 4)) * DAY


def favour_for_friends(world, geo, ring, size):
    """A real small firm lets two or three freelancers use its badge for a red envelope."""
    firms = [f for f in world.firms if not f.busy and 2 <= len(f.staff) < 25]
    firm = world.rng.choice(firms)
    firm.busy = True
    for a in world.take(min(size, 4)):
        affiliate(world, firm, a, world.middle(0, 0.7), ring, "favour_for_friends", world.rng.choice((200, 520, 666)))


def slot_broker(world, geo, ring, size):
    """A broker gathers freelancers and places them with unrelated firms, keeping a third."""
    rng, broker = world.rng, world.payment_account()
    firms = rng.sample([f for f in world.firms if not f.busy], min(4, 1 + size // 3))
    for a in world.take(size):
        firm, t = rng.choice(firms), world.middle(0, 0.75)
        affiliate(world, firm, a, t, ring, "slot_broker", rng.choice((299, 399, 499)), broker)
        world.pay(broker, firm.boss.wallet, t + rng.randint(1, 9) * DAY, 200)


def revived_shell(world, geo, ring, size):
    """A company that has been silent for years binds a dozen strangers in ten days."""
    firm, t = make_firm(world, geo, 0), world.middle(0.2, 0.7)
    firm.busy, firm.weekly_leads, firm.daily_spend = True, 0, 0
    firm.account.stints[0].start = max(world.t0, t - 2 * DAY)
    for a in world.take(size):
        affiliate(
            world, firm, a, t + world.rng.randrange(10 * DAY), ring, "revived_shell", world.rng.choice((150, 260))
        )


TRICKS = [
    (farm_raise_and_sell, 5, 22, 4),
    (tired_blogger, 1, 1, 13),
    (studio_buys_up, 4, 16, 5),
    (sold_while_bound, 1, 6, 5),
    (escrow_desk, 3, 9, 4),
    (campus_collector, 4, 12, 3),
    (sold_and_pulled_back, 1, 2, 3),
    (licence_package, 3, 8, 3),
    (rental_studio, 4, 20, 6),
    (mothers_evening_group, 4, 12, 4),
    (scan_to_lend, 3, 8, 4),
    (campaign_rent, 3, 10, 3),
    (staff_account_to_telesales, 2, 7, 4),
    (slot_shop, 4, 15, 5),
    (stacked_licences, 10, 30, 2),
    (caravan, 4, 12, 4),
    (favour_for_friends, 1, 4, 5),
    (slot_broker, 3, 10, 4),
    (revived_shell, 6, 14, 3),
]
