"""Honest stories from the registers of debts, leases of rooms, and agency contracts."""

from .family_files import established, takeover
from .firms import Firm
from .people import Actor, hours
from .places import Broadband, Exits
from .registry import story
from .words import Handout


@story("room_rent", 90)
def room_rent(world):
    """Tenants pay a landlord the same sum each month, with a deposit before and some back after."""
    r = world.r
    landlord = world.account(world.person())
    landlord.payout = landlord.person.pay
    for _ in range(r.choice((1, 1, 1, 2, 4, 7))):
        tenant = world.account(world.person(landlord.person.city))
        rent = world.price(600, 4500)
        t0 = world.when(0, 0.5) if r.random() < 0.4 else 0
        if t0:
            world.pay(tenant.person.pay, landlord.person.pay, t0, rent * r.choice((1, 2)))
        world.monthly(tenant.person.pay, landlord.person.pay, t0, world.days, rent)
        world.tell("room_rent", tenant, landlord)


@story("friend_loan", 60)
def friend_loan(world):
    """A lump sum lent, and paid back in even instalments until somebody forgets."""
    lender, debtor = world.account(world.person()), world.account(world.person())
    sum_ = world.price(2000, 60000)
    t = world.when(0, 0.4)
    world.pay(lender.person.pay, debtor.person.pay, t, sum_)
    world.monthly(
        debtor.person.pay, lender.person.pay, t + 20, world.days, round(sum_ / world.r.choice((3, 6, 12)), 2)
    )
    world.tell("friend_loan", lender, debtor)


@story("usurer", 5)
def usurer(world):
    """One private lender, many debtors who pay interest on the same days."""
    lender = world.account(world.person(shift="late_desk"), "professional")
    lender.payout = lender.person.pay
    for _ in range(world.r.randint(5, 22)):
        debtor = world.account(world.person())
        t = world.when(-0.2, 0.7)
        sum_ = world.price(1000, 20000)
        world.pay(lender.person.pay, debtor.person.pay, t, sum_ * 0.9)
        world.monthly(debtor.person.pay, lender.person.pay, max(t + 15, 0), world.days, round(sum_ * 0.1, 2))
        world.tell("usurer", debtor, lender)


@story("group_buy_leader", 14)
def group_buy(world):
    """A neighbour collects small sums from a whole estate and pays the farm once a week."""
    leader = world.account(world.person(shift="mother"), "professional")
    leader.payout = leader.person.pay
    farm = world.r.choice(world.firms)
    for _ in range(world.r.randint(6, 20)):
        buyer = world.account(world.person(leader.person.city))
        for _ in range(world.r.randint(1, 8)):
            world.pay(buyer.person.pay, leader.person.pay, world.when(0, 1), world.price(20, 300))
        world.tell("group_buy_leader", buyer)
    for day in range(3, world.days, 7):
        world.pay(leader.person.pay, farm.wallet, day + 0.8, world.price(500, 4000))
    world.tell("group_buy_leader", leader)


@story("goods_by_instalment", 50)
def instalment_goods(world):
    """A used camera or scooter bought from a stranger in three or four even payments."""
    seller, buyer = world.account(world.person()), world.account(world.person())
    sum_, n = world.price(900, 9000), world.r.choice((2, 3, 4))
    t = world.when(0, 0.5)
    for k in range(n):
        world.pay(
            buyer.person.pay, seller.person.pay, t + 30 * k + world.r.uniform(-1, 2), round(sum_ / n, 2)
        )
    world.tell("goods_by_instalment", seller, buyer)


def studio(world, shift="late_desk"):
    """An agency: a person, an office line, some desks with phones."""
    boss = world.person(shift="office")
    line = Broadband(boss.city, world.r, lease=400)
    desks = [
        Actor(
            [[world.device(), -9999, world.days + 1, 1.0]],
            line,
            hours(world.r, shift),
            world.r.choice((0.2, 0.6, 1)),
        )
        for _ in range(world.r.randint(1, 4))
    ]
    wallet = world.uid("pay")
    if world.chance(0.35):
        for desk in desks:
            world.approved.append(("device", desk.devices[0][0], "合作机构备案", ""))
        world.approved.append(("payment_account", wallet, "合作机构备案", ""))
    return boss, desks, wallet


@story("creator_contract", 34)
def creator_contract(world):
    """An agency edits and posts for its creators and pays a share that differs each month."""
    r = world.r
    _, desks, wallet = studio(world)
    for _ in range(r.randint(3, 14)):
        creator = established(world)
        t0 = world.when(0, 0.6) if r.random() < 0.35 else 0
        world.use(creator, r.choice(desks), t0, world.days, r.uniform(0.3, 1.5))
        if t0:
            world.change(creator, "password", t0 + 0.1)
        income = world.price(300, 9000)
        world.monthly(wallet, creator.person.pay, t0 + 10, world.days, income, 0.45)
        creator.texts.append((t0, world.days, Handout(r, "", 3, 0.8), 0.15))
        world.tell("creator_contract", creator)


@story("creator_breaks_contract", 22)
def creator_breach(world):
    """A creator leaves before the term, pays the penalty and locks the agency out."""
    r = world.r
    _, desks, wallet = studio(world)
    creator = established(world)
    t = world.when(0.2, 0.9)
    world.use(creator, desks[0], 0, t, r.uniform(0.5, 2))
    world.monthly(wallet, creator.person.pay, 0, t, world.price(500, 8000), 0.4)
    world.change(creator, "password", t + 0.05)
    if r.random() < 0.5:
        world.change(creator, "payout_account", t + 1, world.uid("pay"))
    world.pay(creator.person.pay, wallet, t + r.uniform(3, 40), world.price(3000, 80000))
    world.tell("creator_breaks_contract", creator)


@story("incubated_account_to_agency", 24)
def incubated(world):
    """The contract said from the start that the account is the agency's; a court says so again."""
    boss, desks, wallet = studio(world)
    acct = established(world)
    world.use(acct, desks[0], 0, world.days, 0.8)
    t = world.when(0.2, 0.8)
    takeover(world, acct, t, boss, fields=("password", "phone", "payout_account", "holder"))
    world.use(acct, desks[-1], t, world.days, 1)
    world.pay(acct.person.pay, wallet, t + 20, world.price(2000, 30000))
    world.tell("incubated_account_to_agency", acct)


@story("assistant_on_wages", 55)
def assistant(world):
    """A busy creator pays an assistant each month; both phones are in the account."""
    acct = established(world)
    helper = world.person()
    t0 = world.when(0, 0.6) if world.chance(0.5) else 0
    world.use(acct, helper.actor, t0, world.days, world.r.uniform(0.3, 2))
    world.monthly(acct.person.pay, helper.pay, t0 + 20, world.days, world.price(1000, 6000))
    accts = [acct, world.account(helper)] if world.chance(0.5) else [acct]
    world.tell("assistant_on_wages", *accts)


@story("village_collective", 4)
def village(world):
    """A village secretary posts for twenty farmers from one phone in the office."""
    secretary = world.person(shift="early")
    world.account(secretary)
    desk = Actor(
        [[secretary.main_device, -9999, world.days + 1, 1.0]],
        secretary.actor.home,
        secretary.actor.hours,
        0.8,
        secretary.actor.mobile,
        0.5,
    )
    handout = Handout(world.r, "土特产", 5, 0.4)
    for _ in range(world.r.randint(8, 24)):
        farmer = world.account(world.person(secretary.city, "early"), "professional")
        world.use(farmer, desk, 0, world.days, world.r.uniform(0.6, 2))
        farmer.texts.append((0, world.days, handout, 0.6))
        world.monthly(secretary.pay, farmer.person.pay, 0, world.days, world.price(200, 3000), 0.6)
        world.tell("village_collective", farmer)


@story("public_device", 5)
def public_device(world):
    """A machine in a library, net café or service hall where hundreds log in."""
    city = world.any_city()
    line = Broadband(city, world.r, lease=400, v6=0)
    machines = [[world.device(), -9999, world.days + 1, 1.0] for _ in range(world.r.randint(1, 4))]
    hall = Actor(machines, line, hours(world.r, "shop"))
    for _ in range(world.r.randint(50, 160)):
        visitor = world.account(world.person(city))
        t = world.when(0, 0.9)
        world.use(visitor, hall, t, t + world.r.uniform(1, 30), 0.7)
        world.tell("public_device", visitor)


@story("dormitory_line", 5)
def dormitory(world):
    """A dormitory behind one line: hundreds of strangers with one address."""
    city = world.any_city()
    line = Broadband(city, world.r, lease=400, v6=0)
    for _ in range(world.r.randint(40, 140)):
        person = world.person(city, world.r.choice(("evening", "night")))
        person.actor.home = line
        world.tell("dormitory_line", world.account(person))


@story("repair_shop_loaner", 12)
def loaner(world):
    """A repair shop lends one phone to a dozen customers, days at a time."""
    phone, city, t = world.device(), world.any_city(), 2.0
    while t < world.days - 8:
        customer = world.account(world.person(city))
        stay = world.r.uniform(1, 6)
        customer.person.actor.devices.append([phone, t, t + stay, 20.0])
        world.tell("repair_shop_loaner", customer)
        t += stay + world.r.uniform(3, 25)


@story("private_tunnel", 70)
def private_tunnel(world):
    """Someone whose employer or taste routes everything through another city."""
    person = world.person()
    person.actor.home = Exits(world.any_city(), world.r, world.r.randint(1, 3), world.r.uniform(3, 30))
    world.tell("private_tunnel", world.account(person))


@story("cloud_phone_hobby", 45)
def cloud_phone(world):
    """A player keeps a rented cloud phone and reads the app on it as well, at night."""
    person = world.person(shift="night")
    acct = world.account(person)
    line = Broadband(world.any_city(), world.r, lease=400, v6=0)
    world.use(
        acct,
        Actor([[world.device(), -9999, world.days + 1, 1.0]], line, person.actor.hours),
        world.when(0, 0.5),
        world.days,
        world.r.uniform(0.3, 3),
    )
    world.tell("cloud_phone_hobby", acct)


@story("long_haul", 80)
def long_haul(world):
    """Drivers and travelling salespeople are in another city every third day."""
    person = world.person(shift=world.r.choice(("early", "night", "office")))
    t = world.r.uniform(0, 5)
    while t < world.days:
        stay = world.r.uniform(0.7, 4)
        person.travel(world, t, t + stay)
        t += stay + world.r.uniform(0.5, 5)
    world.tell("long_haul", world.account(person))


@story("night_watch_streamer", 25)
def night_streamer(world):
    """Streams at night, sleeps by day, takes rewards from many viewers."""
    acct = world.account(world.person(shift="night"), "professional", rate=1.2)
    acct.payout = acct.person.pay
    for _ in range(world.r.randint(8, 40)):
        world.pay(
            world.r.choice(world.accounts).person.pay, acct.person.pay, world.when(0, 1), world.price(8, 500)
        )
    world.tell("night_watch_streamer", acct)


@story("agency_for_clients", 12)
def agency_for_clients(world):
    """One agency runs the accounts of several unrelated shops; only some are on the approved list."""
    r = world.r
    _, desks, wallet = studio(world, "desk")
    handout = Handout(r, r.choice(("装修", "医美", "餐饮")), 8, 0.5)
    world.agencies.append(desks)
    for _ in range(r.randint(2, 6)):
        firm = Firm(world)
        for desk in desks:
            world.use(firm.ent, desk, 0, world.days, r.uniform(0.3, 1))
        for _ in range(r.randint(1, 6)):
            acct = world.account(world.person(firm.city), "kos")
            world.bind(firm, acct, -r.uniform(5, 300))
            firm.staff.append((acct, -10, world.days))
            world.use(acct, r.choice(desks), 0, world.days, r.uniform(0.4, 1.6))
            acct.texts.append((0, world.days, handout, 0.5))
            acct.industry = firm.industry
            world.tell("agency_for_clients", acct)
        world.monthly(firm.wallet, wallet, 0, world.days, world.price(1500, 9000))
        world.tell("agency_for_clients", firm.ent)
