"""Strangers bound to companies for a slot.

The strangers pay (or are paid) for the badge; they neither sit in the office nor get wages there. A company
that exists only for its slots is guilty with them; a working firm that lends a few slots keeps the role clean
and is only named in the stories.
"""

from .crew import Crew, purse, seller
from .firms import bind, found, ordinary_staff, weeks_of_work


def _guilty(world, accounts, ring, name):
    for account in accounts:
        world.ledger.guilty(account, "affiliated", ring, name)


def _stranger(world, rng, town=None):
    """Somebody with an account worth a badge."""
    account = seller(world, rng, town, "professional" if rng.random() < 0.6 else "personal")
    if rng.random() < 0.5:
        account.kind = "kos"
    return account


def _slot(world, rng, firm, account, start, end=None):
    """Bind; the identity declared is the stranger's, nobody's, or one from the pile of copies."""
    declared = rng.choice((account.person.holder, account.person.holder, "", world.hexid(rng)))
    bind(world, rng, firm, account, start, end, "bound", declared)


def _sells_under_badge(world, rng, account, start, end=None):
    """What the badge was bought for: ads and notes of the stranger's own trade."""
    if rng.random() < 0.5:
        for day in range(max(0, start + 2), world.days if end is None else min(end, world.days), rng.randint(1, 4)):
            world.ledger.ads.append(
                (account.id, day, rng.choice(("lead_collection", "seeding", "shutiao")), rng.uniform(30, 400))
            )
    trade = rng.choice(("美业", "教育", "房产", "旅游", "汽车"))
    for day in range(max(0, start), world.days, rng.randint(6, 30)):
        world.note(rng, account, day, world.shop_text(rng, trade, account.town))


def _accepts_for_them(world, rng, hand, account, day):
    """The agent takes the password for ten minutes and presses 'accept' himself; the careful let the stranger."""
    if hand.level < 2 and 0 <= day < world.days and rng.random() < 0.7:
        devices, nets = hand.seat(account)
        world.look_in(rng, account, world.clock.moment(rng, day, "office"), devices[0][0], nets[0][0])


def _staged_payroll(world, rng, shell, account, start):
    """Part of the fee comes back as 'wages', round and on the same evening for all, so that the books look real."""
    for day in range(max(0, start) + 20, world.days, 30):
        world.pay(rng, shell.payout, purse(world, rng, account.person), day, rng.choice((100, 150, 200)), "night")


def licence_shelf(world, rng):
    """One hand, several licences bought from a county agent, each filled with strangers from everywhere; the fee
    goes to the hand, not to the licence."""
    ring, hand = world.ledger.new_ring(), Crew(world, rng)
    owner, lot = hand.boss, []
    total = rng.randint(8, 24)
    shells = []
    for i in range(rng.randint(2, 3)):
        straw = owner if hand.level == 0 and i else world.person(rng)
        shell = found(world, rng, owner=straw, age=rng.randint(10, 200))
        shell.account.leave(0)
        hand.run(shell.account, 0, rate=0.2)
        shells.append(shell)
    first, staged = rng.randint(-30, 30), rng.random() < 0.5
    for i in range(total):
        shell = shells[i * len(shells) // total]
        account, start = _stranger(world, rng), first + rng.randint(0, 25)
        _slot(world, rng, shell, account, start)
        fee = rng.choice((199, 299, 380, 500))
        day = max(0, start - rng.randint(0, 2))
        world.pay(rng, purse(world, rng, account.person), rng.choice(hand.purses), day, fee)
        _accepts_for_them(world, rng, hand, account, start)
        if hand.level == 2 and staged:
            _staged_payroll(world, rng, shell, account, start)
        _sells_under_badge(world, rng, account, start)
        lot.append(account)
    hand.rounds([s.account for s in shells], 0, world.days, 0.12)
    _guilty(world, [s.account for s in shells] + lot, ring, "licence_shelf")


def uncle_favour_slots(world, rng):
    """Uncle's factory has real cousins on the list and six slots to spare; after a banquet they go to friends of
    friends at 'the price of the wine'."""
    ring = world.ledger.new_ring()
    firm, lot = found(world, rng, world.country.county(rng)), []
    ordinary_staff(world, rng, firm, rng.randint(3, 8))
    weeks_of_work(world, rng, firm)
    banquet = rng.randint(5, world.days - 30)
    for _ in range(rng.randint(2, 6)):
        account = _stranger(world, rng, firm.town if rng.random() < 0.35 else None)
        start = banquet + rng.randint(0, 6)
        _slot(world, rng, firm, account, start)
        if rng.random() < 0.7:
            world.red_packet(rng, purse(world, rng, account.person), firm.owner.payout, start)
        _sells_under_badge(world, rng, account, start)
        lot.append(account)
    world.ledger.story(firm.account, "uncle_favour_slots", "affiliated")
    _guilty(world, lot, ring, "uncle_favour_slots")


def seal_holder(world, rng):
    """The bookkeeper keeps the seals of thirty sleepy firms and binds strangers in their name; the bosses
    never look. Two or three a firm, so nobody stands out."""
    ring, town = world.ledger.new_ring(), world.country.county(rng)
    keeper, lot = Crew(world, rng, town), []
    for _ in range(rng.randint(3, 6)):
        firm = found(world, rng, town)
        ordinary_staff(world, rng, firm, rng.randint(0, 3))
        keeper.run(firm.account, 0, rate=0.1)
        for _ in range(rng.randint(1, 3)):
            account, start = _stranger(world, rng), rng.randint(3, world.days - 25)
            _slot(world, rng, firm, account, start)
            if keeper.level < 2 or rng.random() < 0.6:
                world.pay(rng, purse(world, rng, account.person), rng.choice(keeper.purses), start, 260)
            _sells_under_badge(world, rng, account, start)
            lot.append(account)
        world.ledger.story(firm.account, "seal_holder", "affiliated")
    _guilty(world, lot, ring, "seal_holder")


def cohort_hop(world, rng):
    """A group that buys its badge by the month: when a firm gets nervous the whole group is bound elsewhere within
    two days."""
    ring = world.ledger.new_ring()
    lot = [_stranger(world, rng) for _ in range(rng.randint(4, 11))]
    late = {}
    leader, start = Crew(world, rng), rng.randint(-20, 15)
    while start < world.days - 12:
        firm = found(world, rng)
        ordinary_staff(world, rng, firm, rng.randint(0, 5))
        stay = rng.randint(22, 50)
        for account in lot:
            if rng.random() < 0.9:
                shift = late.setdefault(account.id, rng.randint(0, 8 if leader.level == 2 else 2))
                _slot(world, rng, firm, account, start + shift, start + shift + stay)
        leader.pay(firm.owner, max(0, start), rng.randint(80, 200) * len(lot))
        world.ledger.story(firm.account, "cohort_hop", "affiliated")
        start += stay + rng.randint(1, 4)
    for account in lot:
        _sells_under_badge(world, rng, account, 5)
        world.pay(
            rng,
            purse(world, rng, account.person),
            rng.choice(leader.purses),
            rng.randint(0, 20),
            rng.choice((360, 480)),
        )
    _guilty(world, lot, ring, "cohort_hop")


def slot_carpool(world, rng):
    """A chat group of one belt: firms with empty slots 'take passengers'. One or two a firm, a dozen firms, a
    group owner who takes his tenth."""
    ring, town = world.ledger.new_ring(), rng.choice(world.country.belts)
    host, lot = Crew(world, rng, town), []
    for _ in range(rng.randint(3, 8)):
        firm = found(world, rng, town)
        ordinary_staff(world, rng, firm, rng.randint(1, 5))
        weeks_of_work(world, rng, firm)
        for _ in range(rng.choice((1, 1, 2))):
            account = _stranger(world, rng)
            start = rng.randint(0, world.days - 20)
            end = start + rng.choice((30, 60, 90)) if rng.random() < 0.6 else None
            _slot(world, rng, firm, account, start, end)
            _accepts_for_them(world, rng, host, account, start)
            fee = rng.choice((150, 180, 200, 240))
            world.pay(rng, purse(world, rng, account.person), rng.choice(host.purses), start, fee)
            host.pay(firm.owner, min(world.days - 1, start + 2), fee * 0.9)
            _sells_under_badge(world, rng, account, start, end)
            lot.append(account)
        world.ledger.story(firm.account, "slot_carpool", "affiliated")
    _guilty(world, lot, ring, "slot_carpool")


def internship_stamp(world, rng):
    """Students need a stamp that says internship; a tea brand's county agent gives it to whoever lets the account
    be bound, and sells the exposure on. They never set foot in the shop."""
    ring, town = world.ledger.new_ring(), world.country.any(rng)
    firm, campus, lot = found(world, rng, world.country.other(rng, town)), world.hall(rng, town, 3), []
    ordinary_staff(world, rng, firm, rng.randint(2, 4))
    weeks_of_work(world, rng, firm)
    day, texts = rng.randint(5, world.days - 40), [world.shop_text(rng, "餐饮", town) for _ in range(3)]
    agent = Crew(world, rng, town)
    for _ in range(rng.randint(4, 13)):
        account = _stranger(world, rng, town)
        account.person.change(0, world.days, nets=[(campus, 1.5), (account.person.sim, 0.8)], hours="student")
        start = day + rng.randint(0, 9)
        _slot(world, rng, firm, account, start, start + rng.choice((60, 90)) if rng.random() < 0.5 else None)
        for _ in range(rng.randint(1, 4)):
            when = min(world.days - 1, start + rng.randint(1, 30))
            world.note(rng, account, when, world.retouched(rng, rng.choice(texts)), "student")
        if rng.random() < 0.6:
            agent.pay(account.person, min(world.days - 1, start + 5), rng.choice((20, 30, 50)))
        lot.append(account)
    world.ledger.story(firm.account, "internship_stamp", "affiliated")
    _guilty(world, lot, ring, "internship_stamp")


def badge_after_leaving(world, rng):
    """Left the firm, kept the binding, and lends the badge to a stranger's shop for half of what it brings: new
    trade, new advertising, new operator beside the old one."""
    ring = world.ledger.new_ring()
    firm, lot = found(world, rng), []
    ordinary_staff(world, rng, firm, rng.randint(2, 6))
    weeks_of_work(world, rng, firm)
    user = Crew(world, rng)
    for _ in range(rng.randint(1, 3)):
        account = _stranger(world, rng, firm.town)
        bind(world, rng, firm, account, -rng.randint(60, 400), None, "bound")
        left = rng.randint(5, world.days - 30)
        account.person.extend(0, left, nets=[(firm.office, 1.5)])
        user.run(account, left + rng.randint(3, 20), rate=0.4)
        user.advertise(account, left + 15, product="seeding")
        user.post(account, left + 10, world.days, 0.1)
        for day in range(left + 25, world.days, 30):
            user.pay(account.person, day, rng.lognormvariate(6.3, 0.5))
        lot.append(account)
    _guilty(world, lot, ring, "badge_after_leaving")


TRICKS = [
    licence_shelf,
    uncle_favour_slots,
    seal_holder,
    cohort_hop,
    slot_carpool,
    internship_stamp,
    badge_after_leaving,
]
