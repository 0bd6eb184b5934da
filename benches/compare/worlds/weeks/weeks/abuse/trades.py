"""Accounts that are sold: raised, inherited, pawned or cleared out."""

from ..almanac import DAY
from ..companies import found
from ..places import Broadband, Leaky
from ..words import brief, retouch
from .crew import SMALL_TOWNS, Crew, bind_in, day_in, holder, quiet_firm, real_staff


def buyer_uses(world, acc, day):
    """A private buyer: a shopkeeper somewhere, in the own hours; the seller's tips are mostly heeded."""
    r = world.rng
    buyer, net, phone = (
        world.person(r.choice(("boss", "host", "night_market", "overtime", "school_run"))),
        None,
        None,
    )
    city = acc.owner.city
    if world.level and r.random() < (0, 0.7, 0.9)[world.level]:
        bare = buyer.home or buyer.mobile
        net = (
            Leaky(world.shelf(city), bare, r.choice((0.01, 0.05))) if world.level == 1 else Broadband(r, city)
        )
        phone = world.device()
    world.use(acc, buyer, phone, start=day, rate=world.pace(0.3), net=net)
    return buyer


def raised_and_sold(world, ring):
    """Registers in batches at nap time, likes and posts for weeks, sells one by one to strangers."""
    r = world.rng
    crew = Crew(world, ring, r.choice(("nap_time", "studio_day", "between_classes", "moonlight")))
    start = day_in(world, 0, 0.3)
    for i in range(r.randrange(4, 16)):
        acc = holder(world, r.choice(("personal", "professional")))
        if r.random() < 0.7:
            acc.registered = int((start + i // 3) * DAY + r.uniform(12.9, 15) * 3600)
        for u in acc.uses:
            u.end = 0
        sold = min(world.almanac.days - 6, start + r.randrange(25, 90))
        crew.operate(acc, max(0, start + i // 3), sold)
        crew.mark(acc, "traded", "raised_and_sold")
        if r.random() < 0.85:
            crew.take_over(acc, sold)
            buyer = buyer_uses(world, acc, sold)
            if r.random() < 0.8:
                world.pay(
                    buyer.payout,
                    crew.wallet(),
                    sold * DAY + r.uniform(-3, 10) * 3600,
                    r.choice((180, 260, 399, 650, 1200)),
                )
    crew.go()


def sells_the_own(world, ring):
    """Out of work or out of interest: one account, one buyer, one evening."""
    r = world.rng
    acc, day = holder(world, r.choice(("personal", "professional"))), day_in(world)
    crew = Crew(world, ring, "moonlight")
    crew.take_over(acc, day)
    buyer = buyer_uses(world, acc, day + r.choice((0, 0, 1, 3)))
    if world.level == 2 or r.random() < 0.3:
        middle = world.card()
        world.pay(buyer.payout, middle, day * DAY + 70000, 880)
        world.pay(middle, acc.owner.payout, day * DAY + 79000, 800)
    else:
        world.pay(buyer.payout, acc.owner.payout, day * DAY + 72000, r.choice((300, 520, 1000, 2500)))
    if r.random() < 0.4:
        bind_in(
            world,
            quiet_firm(world),
            acc,
            min(world.almanac.days - 1, day + r.randrange(1, 8)),
            employee=buyer.holder,
        )
    crew.mark(acc, "traded", "sells_the_own")


def graduates(world, ring):
    """Before moving out, a whole corridor sells; the younger student who collects earns twenty each."""
    r = world.rng
    crew, day = Crew(world, ring, "between_classes"), day_in(world, 0.2, 0.7)
    first = holder(world, rhythm="student")
    for i in range(r.randrange(3, 9)):
        acc = (
            first
            if i == 0
            else holder(
                world,
                rhythm="student",
                city=first.owner.city,
                home=first.owner.home if r.random() < 0.6 else None,
            )
        )
        crew.take_over(acc, day + i // 2, r.choice((100, 120, 150)))
        crew.operate(acc, day + i // 2 + r.choice((0, 1)))
        crew.mark(acc, "traded", "graduates_corridor")
    crew.go()


def village_names(world, ring):
    """On market day the uncle collects identity cards; the young people's phones do the rest."""
    r = world.rng
    crew, town = Crew(world, ring, "studio_day", r.choice((1, 2))), r.choice(SMALL_TOWNS)
    day, uncle = day_in(world, 0.05, 0.5), world.card()
    for i in range(r.randrange(5, 15)):
        acc = holder(world, rhythm=r.choice(("retired", "farmer")), city=town)
        day_i = min(world.almanac.days - 8, day + 5 * (i // 4))
        crew.take_over(acc, day_i)
        if r.random() < 0.7:
            world.pay(uncle, acc.owner.payout, day_i * DAY + r.uniform(6, 11) * 3600, r.choice((50, 80, 100)))
        crew.operate(acc, day_i)
        crew.mark(acc, "traded", "village_identities")
    crew.pay(uncle, (day + 2) * DAY, 3000)
    crew.go()


def pawned(world, ring):
    """A debt from the card table: no money changes hands any more, only the account."""
    r = world.rng
    acc, day = holder(
        world, "professional", rhythm=r.choice(("night_market", "rider", "line_worker"))
    ), day_in(world)
    lender = world.person("studio_night", acc.owner.city)
    for _ in range(r.randrange(1, 6)):
        world.pay(lender.payout, acc.owner.payout, r.uniform(0, day) * DAY, r.choice((500, 1000, 2000, 3000)))
    crew = Crew(world, ring, "studio_night")
    crew.take_over(acc, day)
    world.use(
        acc,
        lender,
        world.device() if world.level else None,
        day,
        net=crew.seat(acc.owner.city)[1] if world.level else None,
    )
    crew.mark(acc, "traded", "pawned_for_debt")


def clearance(world, ring):
    """The shop closes; among fridge and chairs the owner sells the staff accounts she owned."""
    r = world.rng
    firm, day = found(world), day_in(world, 0.25, 0.7)
    crew = Crew(world, ring, r.choice(("studio_day", "desk_clerk")))
    buyer = quiet_firm(world)
    for job in [s for s in real_staff(world, firm, r.randrange(4, 10)) if s.start < day - 2]:
        acc, gone = job.account, day + r.choice((0, 0, 1))
        table = world.tables["bindings"]
        for i, row in enumerate(table):
            if row[1] == acc.account_id:
                table[i] = row[:3] + (int(day * DAY + r.uniform(14, 20) * 3600),) + row[4:]
        crew.take_over(acc, gone)
        crew.operate(acc, gone + r.choice((1, 2, 5)))
        bind_in(
            world,
            buyer,
            acc,
            min(gone + r.randrange(6, 12), world.almanac.days - 1),
            employee=crew.boss.holder if r.random() < 0.5 else "",
        )
        crew.mark(acc, "traded", "clearance_sale")
    crew.pay(firm.card, day * DAY + 50000, r.randrange(20, 60) * 100)
    crew.go()


def bought_for_ads(world, ring):
    """Grown accounts get better prices from the auction: bought on Thursday, spending by Monday."""
    r = world.rng
    firm, crew = quiet_firm(world), Crew(world, ring, "desk_clerk")
    monday = day_in(world, 0.15, 0.6)
    text = brief(r, firm.trade)
    for i in range(r.randrange(3, 9)):
        acc, day = holder(world, r.choice(("personal", "professional"))), monday + 3 * (i // 2)
        crew.take_over(acc, day, r.choice((600, 900, 1500)))
        crew.operate(acc, day)
        bind_in(
            world,
            firm,
            acc,
            day + r.randrange(1, 4),
            employee=world.token(128) if world.level else crew.boss.holder,
        )
        for d in range(day + r.randrange(4, 9), world.almanac.days):
            if r.random() < 0.8:
                world.spend(acc, d, "lead_collection", r.lognormvariate(5, 0.5))
        for _ in range(3):
            world.post(acc, r.uniform(day + 3, world.almanac.days) * DAY, retouch(r, text))
        crew.mark(acc, "traded", "bought_for_ads")
    world.tell("company_that_bought_accounts", firm.enterprise)
    crew.go()


def resold_twice(world, ring):
    """The first buyer is bored after a month and sells on, at a loss, to a team."""
    r = world.rng
    crew = Crew(world, ring, "studio_night")
    for _ in range(r.randrange(1, 5)):
        acc, day = holder(world), day_in(world, 0.1, 0.4)
        crew.take_over(acc, day)
        first = buyer_uses(world, acc, day)
        second = day + r.randrange(20, 40)
        world.pay(first.payout, acc.owner.payout, day * DAY + 40000, 700)
        crew.take_over(acc, second)
        crew.pay(first.payout, second * DAY + 80000, 450)
        crew.operate(acc, second)
        crew.mark(acc, "traded", "resold_twice")
    crew.go()
