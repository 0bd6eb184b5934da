"""Accounts that change hands for money."""

from .crew import Crew, purse, seller
from .firms import found, hire, ordinary_staff, weeks_of_work
from .networks import Landline


def _guilty(world, accounts, ring, name, role="traded"):
    for account in accounts:
        world.ledger.guilty(account, role, ring, name)


def term_end_sale(world, rng):
    """Vocational college, last week of term: one roommate collects the accounts of the corridor for a milk tea
    and two hundred yuan and sells the lot to a studio in another province."""
    ring, town = world.ledger.new_ring(), world.country.any(rng)
    hall, crew = world.hall(rng, town, 2), Crew(world, rng)
    day, lot = rng.randint(25, world.days - 30), []
    broker = seller(world, rng, town)
    for _ in range(rng.randint(3, 9)):
        account = seller(world, rng, town, "personal")
        account.person.change(0, world.days, nets=[(hall, 1.5), (account.person.sim, 0.8)], hours="student")
        when = day + rng.randint(0, 8)
        crew.take(account, when)
        crew.new_papers(account, when)
        world.pay(
            rng,
            purse(world, rng, broker.person),
            purse(world, rng, account.person),
            when,
            rng.choice((100, 150, 200, 260)),
        )
        lot.append(account)
    crew.pay(broker.person, day + 9, 420 * len(lot))
    crew.take(broker, day + 10)
    crew.new_papers(broker, day + 10)
    crew.rounds(lot + [broker], day + 10, world.days, 0.17)
    for account in lot:
        crew.post(account, day + 14, world.days, rng.choice((0, 0.05, 0.15)))
    _guilty(world, lot + [broker], ring, "term_end_sale")


def village_head_count(world, rng):
    """A man with a list: identity cards of the village for a bag of rice, accounts opened in one week, kept warm
    from his kitchen, sold as a lot when the fair season begins."""
    ring, town = world.ledger.new_ring(), world.country.county(rng)
    raiser, buyer = Crew(world, rng, town), Crew(world, rng)
    opened, sold, lot = -rng.randint(20, 150), rng.randint(35, world.days - 20), []
    for _ in range(rng.randint(4, 16)):
        person = world.person(rng, town)
        account = world.account(rng, person, "personal", 0.05, opened + rng.randint(0, 9), verified=0.95)
        account.leave(0)
        raiser.run(account, 0, sold, rng.uniform(0.06, 0.3))
        when = sold + rng.choice((0, 0, 1, 2, 9))
        buyer.run(account, when)
        buyer.new_papers(account, when, phone=0.7)
        if rng.random() < 0.5:
            raiser.pay(person, max(0, opened + 40), rng.choice((50, 80, 100)))
        lot.append(account)
    if rng.random() < 0.5:
        for account in lot:
            buyer.post(account, sold + 5, world.days, rng.choice((0.02, 0.08)))
    raiser.rounds(lot, 0, sold, 0.08)
    buyer.rounds(lot, sold + 3, world.days, 0.17)
    buyer.pay(raiser.boss, sold, rng.randint(90, 400) * len(lot))
    _guilty(world, lot, ring, "village_head_count")


def repair_shop_skim(world, rng):
    """The repair man takes phones in part exchange and forgets to sign the customer out, or makes an offer for
    the account; phone and account travel to the market together."""
    ring, town = world.ledger.new_ring(), world.country.county(rng)
    shop, crew, lot = Landline(rng, town), Crew(world, rng, world.country.named("深圳")), []
    keeper = world.person(rng, town, "shop")
    for _ in range(rng.randint(2, 7)):
        account, day = seller(world, rng, town), rng.randint(15, world.days - 25)
        phone = account.person.device_on(day)
        if rng.random() < 0.6:
            world.look_in(rng, account, world.clock.moment(rng, day, "shop"), phone, shop)
        account.leave(day)
        later = day + rng.randint(2, 12)
        crew._seats[account.id] = ([(phone, 1.0)], crew.seat(account)[1])
        crew.run(account, later)
        crew.new_papers(account, later, phone=0.8)
        world.pay(
            rng, purse(world, rng, keeper), purse(world, rng, account.person), day, rng.choice((80, 120, 200, 350))
        )
        crew.pay(keeper, later, rng.randint(200, 700))
        crew.post(account, later, world.days, 0.06)
        lot.append(account)
    _guilty(world, lot, ring, "repair_shop_skim")


def before_the_train_home(world, rng):
    """Leaves the factory for good before the holiday and sells the well-followed account to a workmate."""
    ring = world.ledger.new_ring()
    town = world.country.named(rng.choice(("东莞", "佛山", "苏州", "宁波")))
    seasons = world.clock.home_seasons()
    day = max(8, min(world.days - 12, (rng.choice(seasons)[0] if seasons else 40) - rng.randint(1, 9)))
    account, mate = seller(world, rng, town), Crew(world, rng, town)
    world.stay(rng, account.person, day, world.days, world.country.county(rng))
    mate.take(account, day)
    mate.new_papers(account, day, payout=0.75)
    mate.pay(account.person, day, rng.choice((500, 800, 1200, 1888)))
    _guilty(world, [account], ring, "before_the_train_home")


def piecemeal_farm(world, rng):
    """A farm in a county flat sells one ripe account at a time to whoever asks, with an escrow man between."""
    ring = world.ledger.new_ring()
    farm = Crew(world, rng, world.country.county(rng))
    escrow, lot = world.wallet(rng), []
    for _ in range(rng.randint(5, 26)):
        town = farm.town if rng.random() < 0.5 else None
        person = world.person(rng, town)
        account = world.account(
            rng, person, rng.choice(("personal", "personal", "professional")), 0.05, -rng.randint(30, 400), verified=0.8
        )
        account.leave(0)
        sold, buyer = rng.randint(10, world.days - 12), Crew(world, rng)
        farm.run(account, 0, sold, rng.uniform(0.08, 0.4))
        buyer.run(account, sold + rng.choice((0, 0, 1)))
        buyer.new_papers(account, sold)
        price = rng.lognormvariate(6.0, 0.6)
        world.pay(rng, rng.choice(buyer.purses), escrow, sold, price)
        world.pay(rng, escrow, rng.choice(farm.purses), min(world.days - 1, sold + rng.randint(1, 4)), price * 0.93)
        if rng.random() < 0.4:
            buyer.advertise(account, sold)
        if rng.random() < 0.4:
            buyer.post(account, sold, world.days, 0.08)
        lot.append(account)
    farm.rounds(lot, 0, 10, 0.22)
    _guilty(world, lot, ring, "piecemeal_farm")


def pawned_at_cafe(world, rng):
    """Players in debt to the café owner leave him the account; if they do not pay by the fifteenth it is his."""
    ring, town = world.ledger.new_ring(), world.country.any(rng)
    crew, lot = Crew(world, rng, town), []
    cafe, machines = world.hall(rng, town), [world.device(rng) for _ in range(8)]
    for _ in range(rng.randint(2, 5)):
        account = seller(world, rng, town)
        day = rng.randint(20, world.days - 20)
        for _ in range(rng.randint(2, 12)):
            world.look_in(
                rng, account, world.clock.moment(rng, rng.randrange(day), "night"), rng.choice(machines), cafe
            )
        crew.pay(account.person, max(0, day - 12), rng.choice((300, 500, 1000)))
        crew.take(account, day)
        crew.new_papers(account, day, phone=0.8, payout=0.9)
        lot.append(account)
    _guilty(world, lot, ring, "pawned_at_cafe")


def sold_with_the_badge(world, rng):
    """Employees about to quit sell the bound account while it is still bound: the blue badge is what is paid for;
    the buyer advertises under the firm's name until somebody notices."""
    ring, crew = world.ledger.new_ring(), Crew(world, rng)
    firm, lot = found(world, rng), []
    ordinary_staff(world, rng, firm, rng.randint(3, 7))
    for _ in range(rng.randint(1, 3)):
        account = hire(world, rng, firm, -rng.randint(40, 400), method="bound")
        day = rng.randint(20, world.days - 25)
        firm.staff[-1] = (account, 0, day)
        crew.take(account, day)
        crew.new_papers(account, day, phone=0.45)
        crew.pay(account.person, day, rng.randint(600, 3500))
        crew.advertise(account, day)
        crew.post(account, day + 2, world.days)
        lot.append(account)
    weeks_of_work(world, rng, firm)
    _guilty(world, lot, ring, "sold_with_the_badge")


def shop_clearance(world, rng):
    """A bankrupt shop clears its shelves: chairs to the scrap man, four company-owned staff accounts to a studio.
    The licence stays with the old boss."""
    ring, crew = world.ledger.new_ring(), Crew(world, rng)
    firm, day = found(world, rng, world.country.county(rng)), rng.randint(20, world.days - 30)
    lot = [hire(world, rng, firm, -rng.randint(60, 500), method="created") for _ in range(rng.randint(2, 6))]
    for account in lot:
        crew.take(account, day + rng.randint(0, 3))
        crew.new_papers(account, day, payout=0.4)
        crew.post(account, day + 5, world.days, 0.15)
    crew.pay(firm.owner, day, rng.randint(300, 900) * len(lot))
    firm.staff = [(account, start, day) for account, start, _ in firm.staff]
    weeks_of_work(world, rng, firm)
    crew.rounds(lot, day + 3, world.days, 0.19)
    _guilty(world, lot, ring, "shop_clearance")


def market_stall_account(world, rng):
    """Phones at the second-hand market are sold 'with a grown account inside': a stall buys in accounts from
    migrant youngsters, keeps each a week on the phone it is sold with, and posts it to the buyer."""
    ring = world.ledger.new_ring()
    stall, lot = Crew(world, rng, world.country.named(rng.choice(("深圳", "郑州", "成都", "沈阳")))), []
    for _ in range(rng.randint(2, 8)):
        account, day = seller(world, rng), rng.randint(12, world.days - 25)
        phone, buyer = world.device(rng), world.person(rng)
        ready = day + rng.randint(4, 11)
        account.leave(day)
        stall._seats[account.id] = ([(phone, 1.0)], stall.seat(account)[1])
        stall.run(account, day, ready, 0.9)
        buyer.change(0, world.days, devices=[(phone, 1.0)])
        account.uses.append(type(account.uses[0])(buyer, ready, world.days, world.rate(rng) * 1.4))
        stall.new_papers(account, ready, phone=0.75, payout=0.4)
        stall.pay(account.person, day, rng.choice((60, 100, 180, 300)))
        world.pay(rng, purse(world, rng, buyer), rng.choice(stall.purses), max(0, ready - 3), rng.randint(700, 1900))
        lot.append(account)
    _guilty(world, lot, ring, "market_stall_account")


TRICKS = [
    term_end_sale,
    village_head_count,
    repair_shop_skim,
    before_the_train_home,
    before_the_train_home,
    piecemeal_farm,
    pawned_at_cafe,
    sold_with_the_badge,
    shop_clearance,
    market_stall_account,
]
