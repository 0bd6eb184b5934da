"""Accounts sold or let: somebody turns a tie, or its absence, into money."""

from companies import Company, found, stranger_boss
from crew import Crew, private, ring_size
from people import Hand, Person, new_device
from places import Net
from world import heavy, poisson


def _sell(world, crew, account, day, story, price=None):
    """One sale: the holder stops, is paid, and the new hands settle in."""
    rng = world.rng
    seller = account.owner
    account.stop(day)
    world.show_purse(account, 0.65)
    crew.reward(
        seller, day + rng.choice((-0.02, 0.05, 0.5)), price or rng.choice((30, 50, 80, 150, 200, 300, 500))
    )
    crew.take_over(account, day + rng.uniform(0.01, 0.1), crew.tills[0])
    world.mark(account, "traded", crew.ring, story)
    if not account.uses:
        world.use(account, seller.hand, max(0, account.registered), max(day, 1.0), 0.2)


def _exploit(world, crew, accounts, days):
    """What bought accounts are for: scripts, advertisements, contacts."""
    rng = world.rng
    crew.work(accounts, days)
    for account, day in zip(accounts, days):
        crew.publish(account, day, world.days, poisson(rng, 2.5))
        if rng.random() < 0.25:
            crew.advertise(account, day, world.days, rng.choice(("seeding", "lead_collection")))


def _spread(world, count, latest=0.75):
    """Dates of deals made one by one over some weeks."""
    begin = world.rng.uniform(3, world.days * 0.5)
    end = min(world.days * latest, begin + world.rng.uniform(8, 70))
    return sorted(world.rng.uniform(begin, end) for _ in range(count))


def village_uncle_collects(world):
    """An uncle who knows everybody buys idle accounts at the card table and sells them on."""
    people = world.kin_group("village", 4)[: 1 + ring_size(world.rng, 22)]
    uncle, ring = people[0], world.new_ring()
    uncle.claimed = True
    buyers = [Crew(world, ring, hands=len(people)) for _ in range(world.rng.choice((1, 1, 2, 3)))]
    lots = {id(b): ([], []) for b in buyers}
    for person, day in zip(people[1:], _spread(world, len(people) - 1)):
        person.claimed = True
        buyer, account = world.rng.choice(buyers), private(person)[0]
        _sell(world, buyer, account, day, "village_uncle_collects")
        if world.level < 2:
            world.login(day + 0.02, account, uncle.hand)
        world.pay(uncle.pay, person.pay, day + 0.03, world.rng.choice((50, 66, 88, 100)))
        world.pay(buyer.purse, uncle.pay, day + 2, world.rng.choice((120, 150, 180, 260)))
        lots[id(buyer)][0].append(account)
        lots[id(buyer)][1].append(day + world.rng.uniform(1, 4))
    for buyer in buyers:
        if lots[id(buyer)][0]:
            _exploit(world, buyer, *lots[id(buyer)])


def broke_classmate(world):
    """Phone bill due, a stranger in a chat group offers a good price, once."""
    seller = world.take(lambda p: p.age != "elder")
    crew = Crew(world, world.new_ring(), hands=1)
    day, account = world.rng.uniform(8, world.days * 0.75), private(seller)[0]
    _sell(world, crew, account, day, "broke_classmate", heavy(world.rng, 260, 0.7))
    _exploit(world, crew, [account], [day + 0.3])


def nursery(world):
    """Accounts registered in relatives' names, fed for weeks, sold one by one when ripe."""
    rng, ring = world.rng, world.new_ring()
    farm = Crew(world, ring, hands=12)
    farm.diligence = rng.uniform(0.15, 0.35)
    born = rng.uniform(-80, world.days * 0.15)
    accounts, ripe = [], []
    for _ in range(ring_size(rng)):
        name = Person(
            world, farm.city if rng.random() < 0.5 else rng.choice(world.people).city, "elder", farm.room
        )
        account = world.new_account("personal", born + rng.uniform(0, 12), name)
        account.payout = ""
        accounts.append(account)
        ripe.append(rng.uniform(max(born, 0) + 30, world.days - 8))
        world.mark(account, "traded", ring, "nursery")
    for account, day in zip(accounts, ripe):
        farm.work([account], [max(account.registered, 0)], day)
        buyer = Crew(world, ring, hands=1)
        buyer.take_over(account, day, buyer.purse)
        farm.publish(account, max(account.registered, 0), day, poisson(rng, 2))
        buyer.work([account], [day])
        world.pay(
            buyer.purse,
            farm.purse if world.level == 0 else rng.choice(farm.tills),
            day - 0.1,
            rng.choice((180, 220, 260, 300)),
        )


def leaver_sells_created(world):
    """Dismissed without notice, she still knows the password of the firm's account."""
    rng = world.rng
    staff = [
        s
        for c in world.companies
        for s in c.staff
        if s.method == "created" and s.account.role == "clean" and 10 < s.end < world.days - 12
    ]
    leaver = rng.choice(staff)
    crew = Crew(world, world.new_ring(), hands=1)
    day = leaver.end + rng.uniform(0.2, 5)
    _sell(world, crew, leaver.account, day, "leaver_sells_created", rng.choice((200, 400, 800)))
    _exploit(world, crew, [leaver.account], [day + 0.2])


def account_for_debt(world):
    """He cannot pay back; the creditor takes the well-followed account instead."""
    debtor, creditor = world.take_some(2, lambda p: p.age == "adult")
    rng, day, account = world.rng, world.rng.uniform(25, world.days - 20), private(debtor)[0]
    for loan in range(rng.randint(1, 4)):
        world.pay(creditor.pay, debtor.pay, day - rng.uniform(8, 80), rng.choice((500, 800, 1000, 2000)))
    crew = Crew(world, world.new_ring(), creditor, hands=1)
    account.stop(day)
    crew.take_over(account, day, creditor.pay)
    if world.level == 0:
        world.use(account, creditor.hand, day, world.days, 0.6)
    else:
        crew.work([account], [day])
    crew.advertise(account, day, world.days, "lead_collection")
    world.mark(account, "traded", crew.ring, "account_for_debt")


def flipped_twice(world):
    """A dealer buys from strangers, polishes the profile, and sells on at three times the price."""
    rng, ring = world.rng, world.new_ring()
    people = world.take_some(ring_size(rng, 14))
    dealer = Crew(world, ring, hands=len(people))
    for person, day in zip(people, _spread(world, len(people), 0.6)):
        account = private(person)[0]
        resale = min(day + rng.uniform(6, 30), world.days - 6)
        _sell(world, dealer, account, day, "flipped_twice")
        dealer.work([account], [day + 0.2], resale)
        final = Crew(world, ring, hands=1)
        final.take_over(account, resale, final.purse)
        final.work([account], [resale])
        world.pay(
            final.purse,
            dealer.tills[0] if world.level else dealer.purse,
            resale,
            rng.choice((388, 600, 888, 1200)),
        )
        final.publish(account, resale, world.days, 2)


def shop_buys_from_strangers(world):
    """A shop wants more faces than it has staff; a chat group sells them with old notes."""
    rng, ring = world.rng, world.new_ring()
    shop = found(world, "micro")
    crew = Crew(world, ring, shop.boss, hands=8)
    crew.room, crew.briefs = shop.office, shop.briefs
    people = world.take_some(ring_size(rng, 15))
    accounts, days = [private(p)[0] for p in people], _spread(world, len(people))
    for account, day in zip(accounts, days):
        _sell(world, crew, account, day, "shop_buys_from_strangers")
        face = rng.choice(shop.staff).person.holder if rng.random() < 0.6 else ""
        world.bind(shop, account, day + rng.uniform(0.2, 5), None, "bound", face)
        account.industry = shop.industry
    _exploit(world, crew, accounts, days)


def graduation_clearance(world):
    """In the last week of term half a class sells its campus accounts along with the quilts."""
    rng, ring = world.rng, world.new_ring()
    people = world.kin_group("class", 3)[: ring_size(rng, 16) + 1]
    crew, week = Crew(world, ring, hands=len(people)), rng.uniform(20, world.days - 25)
    accounts, days = [], []
    for person in people:
        person.claimed = True
        accounts.append(private(person)[0])
        days.append(week + rng.uniform(0, 4))
        _sell(world, crew, accounts[-1], days[-1], "graduation_clearance", rng.choice((40, 50, 60)))
    _exploit(world, crew, accounts, [d + rng.uniform(0.1, 9) for d in days])


def escrow_market(world):
    """Strangers meet on a market; only the escrow account knows them all."""
    rng, ring = world.rng, world.new_ring()
    escrow = [world.token("pa", 56) for _ in range(1 + world.level)]
    for person in world.take_some(ring_size(rng, 20)):
        account, day = private(person)[0], rng.uniform(6, world.days * 0.8)
        buyer = Crew(world, ring, hands=1)
        price = round(heavy(rng, 220, 0.6))
        account.stop(day)
        world.show_purse(account, 0.65)
        world.pay(buyer.purse, rng.choice(escrow), day - 0.5, price)
        world.pay(rng.choice(escrow), person.pay, day + rng.choice((1, 3)), round(price * 0.92, 2))
        buyer.take_over(account, day, buyer.purse)
        world.mark(account, "traded", ring, "escrow_market")
        _exploit(world, buyer, [account], [day + 0.1])


def _let(world, crew, people, story, weekly, begins=None, end=None):
    """Holders go on living in their accounts while the crew works in them."""
    rng = world.rng
    accounts = [private(p)[0] for p in people]
    begins = begins or _spread(world, len(people), 0.6)
    end = end or world.days
    for person, account, day in zip(people, accounts, begins):
        world.show_purse(account, 0.7)
        crew.rent(person, day, end, weekly)
        if rng.random() < (0.5, 0.3, 0.2)[world.level]:
            world.change(account, "password", day + 0.1)
        world.mark(account, "rented", crew.ring, story)
        crew.publish(account, day, end, poisson(rng, 2))
        if rng.random() < 0.3:
            crew.advertise(account, day, end)
    crew.work(accounts, begins, end)
    return accounts


def daily_pay_group(world):
    """'Lend your account, paid daily, no work': a chat group of strangers."""
    rng = world.rng
    people = world.take_some(ring_size(rng), lambda p: p.age != "elder")
    crew = Crew(world, world.new_ring(), hands=len(people))
    _let(world, crew, people, "daily_pay_group", rng.choice((35, 50, 70, 105)))


def square_dance_organiser(world):
    """The lady with the loudspeaker collects her dancers' accounts for a 'friend'."""
    rng = world.rng
    people = world.kin_group("square", 3)[: 1 + ring_size(rng, 14)]
    for person in people:
        person.claimed = True
    crew = Crew(world, world.new_ring(), hands=len(people))
    crew.purse = people[0].pay
    start = rng.uniform(5, world.days * 0.5)
    _let(
        world,
        crew,
        people[1:],
        "square_dance_organiser",
        rng.choice((20, 30)),
        [start + rng.uniform(0, 5) for _ in people[1:]],
    )
    for month in range(int(start), world.days, 30):
        world.pay(crew.tills[0], people[0].pay, month + 0.2, 130 * len(people))


def cousin_by_night(world):
    """A cousin in online sales uses the account after ten, for a share."""
    rng = world.rng
    holder = world.take(lambda p: p.friends)
    crew = Crew(world, world.new_ring(), rng.choice(holder.friends), hands=1)
    crew.start = rng.choice((20.5, 21, 22))
    _let(world, crew, [holder], "cousin_by_night", rng.choice((25, 40, 60)))


def rent_discount(world):
    """The landlord takes the tenants' accounts in part payment: the rent drops."""
    rng = world.rng
    landlord = world.take(lambda p: p.age == "adult")
    people = world.take_some(ring_size(rng, 9), lambda p: p.city == landlord.city)
    crew = Crew(world, world.new_ring(), landlord, hands=len(people))
    full, start = rng.choice((700, 900, 1200)), rng.uniform(25, world.days * 0.6)
    for tenant in people:
        for month in range(rng.randint(1, 5), world.days, 30):
            world.pay(tenant.pay, landlord.pay, month + rng.random(), full if month < start else full - 150)
    accounts = [private(p)[0] for p in people]
    for account in accounts:
        world.mark(account, "rented", crew.ring, "rent_discount")
        crew.publish(account, start, world.days, 2)
    crew.work(accounts, [start + rng.uniform(0, 3) for _ in people])


def scan_to_lend(world):
    """Holders scan the studio's code each Friday; sessions come in bursts of a few days."""
    rng = world.rng
    people = world.take_some(ring_size(rng, 18))
    crew = Crew(world, world.new_ring(), hands=len(people))
    accounts = [private(p)[0] for p in people]
    week = rng.uniform(3, 20)
    while week < world.days - 4:
        chosen = [a for a in accounts if rng.random() < 0.7]
        if chosen:
            crew.work(chosen, [week + rng.random() * 0.2 for _ in chosen], week + rng.uniform(2, 4))
        for account in chosen:
            crew.reward(account.owner, week + 2 + rng.random(), rng.choice((10, 15, 20)))
        week += rng.choice((7, 7, 14))
    for account in accounts:
        crew.reward(account.owner, world.days - 5, 20, must=True)
        world.mark(account, "rented", crew.ring, "scan_to_lend")


def revenue_share(world):
    """A creator lets a studio run the account; settlements come in, most of it goes back."""
    rng = world.rng
    people = world.take_some(ring_size(rng, 6), lambda p: p.age == "adult")
    crew = Crew(world, world.new_ring(), hands=len(people))
    accounts, start = [private(p)[0] for p in people], rng.uniform(5, world.days * 0.5)
    for person, account in zip(people, accounts):
        account.payout = person.pay
        for month in range(int(start) + 12, world.days, 30):
            income = heavy(rng, 700, 0.6)
            world.pay("pa-platform-settle", person.pay, month + 0.1, income)
            till = crew.purse if world.level == 0 else rng.choice(crew.tills)
            world.pay(person.pay, till, month + rng.uniform(0.3, 2), income * 0.7)
        crew.publish(account, start, world.days, rng.randint(2, 7))
        world.mark(account, "rented", crew.ring, "revenue_share")
    crew.work(accounts, [start + rng.uniform(0, 9) for _ in people])


def former_boss_keeps_using(world):
    """Ex-staff are paid a little so that the old boss may post on through their accounts."""
    rng = world.rng
    boss = stranger_boss(world, rng.choice(world.people).city)
    shop = Company(world, boss, boss.city, "服装")
    people = world.take_some(ring_size(rng, 8))
    crew = Crew(world, world.new_ring(), boss, hands=len(people))
    crew.room, crew.briefs = shop.office, shop.briefs
    leave = rng.uniform(8, world.days * 0.45)
    for person in people:
        account = private(person)[0]
        begin = max(account.registered + 0.5, leave - heavy(rng, 150, 0.5))
        world.bind(shop, account, begin, max(leave, begin + 1), "bound", person.holder)
        account.kind = "personal"
    begins = [max(leave, p.accounts[0].registered + 2) for p in people]
    for account in _let(world, crew, people, "former_boss_keeps_using", rng.choice((30, 50)), begins):
        account.kind = "kos"


def phone_left_with_friend(world):
    """Abroad for a year, he leaves phone and account with a dealer friend for a monthly sum."""
    rng = world.rng
    holder = world.take(lambda p: p.age == "adult")
    crew = Crew(world, world.new_ring(), hands=1)
    day = rng.uniform(10, world.days * 0.6)
    if world.level < 2:
        crew.phones = [holder.hand.phone(day)]
    old = holder.hand.phone(day)
    holder.hand.replace_phone(new_device(world), day)
    holder.hand.travel(day, world.days, Net("home", rng.choice(("日本", "新加坡")), rng))
    accounts = _let(world, crew, [holder], "phone_left_with_friend", 60, [day])
    if world.level == 1:
        friend = Hand(holder.city, "desk", Net("pool", holder.city, rng), None, old)
        world.use(accounts[0], friend, day, world.days, 0.3)


TRICKS = {
    village_uncle_collects: 7,
    broke_classmate: 22,
    nursery: 6,
    leaver_sells_created: 9,
    account_for_debt: 9,
    flipped_twice: 5,
    shop_buys_from_strangers: 6,
    graduation_clearance: 3,
    escrow_market: 4,
    daily_pay_group: 7,
    square_dance_organiser: 4,
    cousin_by_night: 15,
    rent_discount: 4,
    scan_to_lend: 4,
    revenue_share: 5,
    former_boss_keeps_using: 3,
    phone_left_with_friend: 8,
}
