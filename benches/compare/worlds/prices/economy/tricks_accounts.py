"""Tricks with accounts: sale and lease."""

from economy.calendar import DAY
from economy.commerce import note, spend
from economy.prices import HOT, LEASE_MONTH, tidy, within
from economy.texts import firm_note
from economy.world import Use


def _buyer(ring, city=None):
    """A small business that wants a grown account, with a phone and line of its own."""
    buyer = ring.world.person(ring.rng, city or ring.world.geography.city(ring.rng))
    if ring.rng.random() < 0.4:
        buyer.wifi *= 0.5
    return buyer


def _buyer_takes(ring, account, buyer, day, index, city_proxy):
    """The buyer's own phone from now on; a careful one comes through the holder's city."""
    world, rng = ring.world, ring.rng
    line = world.geography.proxy(rng, account.region) if city_proxy else None
    account.uses.append(Use(buyer, day, world.days, rng.uniform(0.15, 0.6), line=line))
    moment = ring.seize(account, day, index, payout=False)
    if rng.random() < 0.5:
        world.new_payout(account, moment + rng.randrange(600, 15 * DAY), buyer.wallet)
    if rng.random() < 0.6:
        _buyer_writes(world, rng, account, day)
    return moment


def _buyer_writes(world, rng, account, day):
    """The buyer paid for reach, so the account turns from private life to a trade."""
    industry = rng.choice(HOT)
    for _ in range(rng.randint(2, 12)):
        when = rng.randrange(day, world.days)
        note(world, rng, account, world.moment(rng, when, 9, 23), firm_note(rng, industry))
        if rng.random() < 0.15:
            spend(world, rng, account, when, rng.lognormvariate(4, 0.7), "seeding")


def farm_retail(world, rng, ring):
    """A farm raises accounts on its phones and sells them one by one to strangers."""
    for index in range(ring.size):
        birth = rng.randrange(-90, world.days // 3)
        account = ring.newcomer(birth * DAY + rng.randrange(9 * 3600, 20 * 3600))
        sale = min(world.days - 4, max(8, birth + rng.randint(25, 110)))
        ring.operate(account, index, max(0, birth), sale, rng.uniform(0.3, 0.8))
        buyer = _buyer(ring)
        moment = _buyer_takes(ring, account, buyer, sale, index, ring.level > 0 and rng.random() < 0.5 * ring.level)
        ring.take_in(index, buyer.wallet, moment - rng.randrange(300, 2 * DAY), tidy(rng, rng.uniform(80, 680)))
        ring.guilty(account, "traded")


def farm_to_brand(world, rng, ring):
    """A farm sells a batch to one shop, which advertises at once."""
    day = rng.randrange(25, world.days - 25)
    accounts, starts = [], []
    merchant = _buyer(ring)
    for index in range(ring.size):
        birth = rng.randrange(-120, day - 15)
        account = ring.newcomer(birth * DAY + rng.randrange(9 * 3600, 22 * 3600))
        turn = day + (rng.randint(0, 3) if ring.level < 2 else rng.randint(0, 25))
        ring.operate(account, index, max(0, birth), turn, rng.uniform(0.15, 0.5))
        phone, line = (
            (None, None) if ring.level == 0 else (world.device(rng), world.geography.proxy(rng, account.region))
        )
        account.uses.append(Use(merchant, turn, world.days, rng.uniform(0.2, 0.6), phone, line))
        ring.seize(account, min(world.days - 2, turn), index)
        accounts.append(account)
        starts.append(turn)
        ring.guilty(account, "traded")
    for part in range(rng.randint(1, 3)):
        ring.take_in(
            part, merchant.wallet, world.moment(rng, max(0, day - 2 + part)), tidy(rng, 160.0 * ring.size / 2)
        )
    ring.exploit(accounts, starts, rng.choice(HOT), 0.9)


def lone_seller(world, rng, ring):
    """Somebody short of cash sells the own account to a stranger and is done with it."""
    for account, _ in ring.recruit(1, (300, 2500)):
        day = rng.randrange(12, world.days - 12)
        buyer = _buyer(ring)
        _end_holder(world, account, day)
        moment = _buyer_takes(ring, account, buyer, day, 0, ring.level == 2)
        world.pay(
            buyer.wallet, account.owner.wallet, moment - rng.randrange(60, DAY), tidy(rng, within(rng, (200, 4500)))
        )
        ring.guilty(account, "traded")


def creators_cash_out(world, rng, ring):
    """A broker with an escrow purse brings creators with followers and brands together."""
    for index, (account, _) in enumerate(ring.recruit(min(6, ring.size), (900, 6000), "professional")):
        day = rng.randrange(12, world.days - 10)
        price = tidy(rng, within(rng, (800, 9000)))
        buyer = _buyer(ring)
        _end_holder(world, account, day + rng.randint(0, 2))
        moment = _buyer_takes(ring, account, buyer, day, index, ring.level > 0)
        escrow = ring.purses[index % len(ring.purses)]
        world.pay(buyer.wallet, escrow, moment - rng.randrange(DAY, 3 * DAY), price)
        world.pay(
            escrow, account.owner.wallet, moment + rng.randrange(DAY, 3 * DAY), round(price * (1 - ring.cut), 2)
        )
        ring.guilty(account, "traded")


def dormant_recycler(world, rng, ring):
    """A recycler buys accounts that lie idle, by the piece, and wakes them all."""
    bought = ring.recruit(ring.size, (20, 160), dormant=True)
    starts = []
    for index, (account, price) in enumerate(bought):
        day = rng.randrange(10, world.days - 15)
        _end_holder(world, account, day)
        ring.seize(account, day, index)
        ring.operate(account, index, day + rng.randint(0, 6))
        ring.pay_out(index, account.owner.wallet, world.moment(rng, day), price)
        starts.append(day)
        ring.guilty(account, "traded")
    ring.exploit([a for a, _ in bought], starts, rng.choice(HOT))


def liquidation_sale(world, rng, ring):
    """A firm that closes sells the accounts it created to a studio, with the staff long gone."""
    firms = [
        f
        for f in world.firms
        if sum(m.method == "created" and not m.account.taken for m in f.staff) >= 3 and not f.group
    ]
    firm = min(rng.sample(firms, min(12, len(firms))), key=lambda f: f.cash)
    day = rng.randrange(20, world.days - 20)
    sold = [m for m in firm.staff if m.method == "created" and not m.account.taken and m.start < day][: ring.size]
    for index, member in enumerate(sold):
        account = member.account
        if account.role != "clean":
            continue
        _end_holder(world, account, day)
        ring.seize(account, day, index)
        ring.operate(account, index, day + rng.randint(0, 4))
        _unbind(world, rng, account, day)
        ring.guilty(account, "traded")
    ring.pay_out(0, firm.boss.wallet, world.moment(rng, day), tidy(rng, 220.0 * max(1, len(sold))))
    ring.exploit([m.account for m in sold], [day] * len(sold), rng.choice(HOT))


def campus_harvest(world, rng, ring):
    """A student collects classmates' accounts for a milk tea each and passes them on in one go."""
    agent = world.person(rng, ring.city)
    day = rng.randrange(10, world.days - 30)
    for index, (account, _) in enumerate(ring.recruit(ring.size, (15, 90))):
        turn = day + rng.randint(0, 9)
        _end_holder(world, account, turn + 1)
        ring.seize(account, turn, index, spread=0.5)
        ring.operate(account, index, turn + 1)
        world.pay(agent.wallet, account.owner.wallet, world.moment(rng, turn, 10, 23), tidy(rng, rng.uniform(15, 66)))
        ring.guilty(account, "traded")
    ring.pay_out(0, agent.wallet, world.moment(rng, min(world.days - 1, day + 10)), tidy(rng, 70.0 * ring.size))


def pawned_account(world, rng, ring):
    """A lender takes accounts as security; who does not pay back loses the account."""
    for index, (account, _) in enumerate(ring.recruit(ring.size, (100, 1500))):
        day = rng.randrange(5, world.days - 45)
        ring.pay_out(index, account.owner.wallet, world.moment(rng, day), tidy(rng, rng.uniform(300, 2000)))
        for week in range(rng.randint(0, 3)):
            world.pay(
                account.owner.wallet,
                ring.purses[index % len(ring.purses)],
                world.moment(rng, day + 7 + 7 * week),
                tidy(rng, rng.uniform(50, 200)),
            )
        default = day + 30
        _end_holder(world, account, default)
        ring.seize(account, default, index)
        ring.operate(account, index, default)
        ring.guilty(account, "traded")


def sim_wholesale(world, rng, ring):
    """Accounts opened in one week on a tray of SIM cards, sold to one buyer who never changes the numbers."""
    week = rng.randrange(-20, world.days // 3)
    buyer = _buyer(ring)
    for index in range(ring.size):
        account = ring.newcomer((week + rng.randint(0, 6)) * DAY + rng.randrange(10 * 3600, 20 * 3600))
        sale = min(world.days - 6, max(12, week + rng.randint(20, 60)))
        ring.operate(account, index, max(0, week), sale, 0.3)
        line = world.geography.proxy(rng, account.region) if ring.level else buyer.home
        device = world.device(rng) if ring.level else None
        account.uses.append(Use(buyer, sale, world.days, rng.uniform(0.2, 0.5), device, line))
        world.change(account, "password", world.moment(rng, sale))
        world.new_payout(account, world.moment(rng, sale + rng.randint(0, 5)), ring.collecting_purse(index))
        ring.guilty(account, "traded")
    ring.take_in(1, buyer.wallet, world.moment(rng, max(1, week + 20)), tidy(rng, 95.0 * ring.size))


# -- leases -------------------------------------------------------------------


def _lease(ring, index, account, monthly, start, end=None):
    """The holder keeps the account and logs in now and then; the ring posts."""
    ring.operate(account, index, start, end)
    ring.rent(index, account.owner, start, end or ring.world.days, monthly)
    if ring.rng.random() < 0.3:
        ring.world.change(account, "password", ring.world.moment(ring.rng, start, 10, 22))
    ring.guilty(account, "rented")


def rental_studio(world, rng, ring):
    """A studio rents accounts by the month and posts advertisements on them; holders still look in."""
    leased = ring.recruit(ring.size, LEASE_MONTH)
    starts = [rng.randrange(0, world.days * 2 // 3) for _ in leased]
    for index, (account, monthly) in enumerate(leased):
        _lease(ring, index, account, monthly, starts[index])
    ring.exploit([a for a, _ in leased], starts, rng.choice(HOT), 0.4)


def relatives_tree(world, rng, ring):
    """One person rents out the accounts of a whole family and is paid in one sum."""
    leased = ring.recruit(min(8, ring.size), LEASE_MONTH)
    if not leased:
        return
    head = leased[0][0].owner
    start = rng.randrange(0, world.days // 2)
    for index, (account, _) in enumerate(leased):
        ring.operate(account, index, start + rng.randint(0, 4))
        if rng.random() < 0.5:
            world.new_payout(account, world.moment(rng, start), head.wallet)
        ring.guilty(account, "rented")
    ring.rent(0, head, start, world.days, sum(m for _, m in leased))


def scan_by_the_day(world, rng, ring):
    """Holders scan a code in the morning, the studio works for some hours, the fee comes at night."""
    for index, (account, _) in enumerate(ring.recruit(ring.size, (30, 120))):
        start = rng.randrange(0, world.days - 25)
        fee = rng.choice([3.0, 5.0, 6.6, 8.0, 10.0, 15.0])
        for day in range(start, world.days):
            if rng.random() < 0.16:
                ring.operate(account, index, day, day + 1, 1.0)
                ring.pay_out(index, account.owner.wallet, world.moment(rng, day, 19, 23.9), fee)
        ring.guilty(account, "rented")


def dispatcher_group(world, rng, ring):
    """A dispatcher finds holders in chat groups, is paid by the studio and pays them less his cut."""
    dispatchers = [world.person(rng, world.geography.city(rng)) for _ in range(1 + ring.level)]
    leased = ring.recruit(ring.size, LEASE_MONTH)
    starts = [rng.randrange(0, world.days * 2 // 3) for _ in leased]
    for index, (account, monthly) in enumerate(leased):
        ring.operate(account, index, starts[index])
        middle = dispatchers[index % len(dispatchers)]
        for day in range(starts[index] + 2, world.days, 30):
            moment = world.moment(rng, day)
            ring.pay_out(index, middle.wallet, moment, tidy(rng, monthly / (1 - ring.cut)))
            world.pay(middle.wallet, account.owner.wallet, moment + rng.randrange(600, 2 * DAY), monthly)
        ring.guilty(account, "rented")
    ring.exploit([a for a, _ in leased], starts, rng.choice(HOT), 0.3)


def expert_lease(world, rng, ring):
    """Doctors, teachers and designers lend their professional accounts to a vendor for better money."""
    leased = ring.recruit(min(7, ring.size), (120, 900), "professional")
    starts = [rng.randrange(0, world.days // 2) for _ in leased]
    for index, (account, monthly) in enumerate(leased):
        _lease(ring, index, account, monthly, starts[index])
    ring.exploit([a for a, _ in leased], starts, rng.choice(["医美", "口腔", "教育培训", "家装"]), 0.8)


def sour_lease(world, rng, ring):
    """Rent stops coming, or the holder gets frightened, and takes the account back by password."""
    for index, (account, monthly) in enumerate(ring.recruit(ring.size, LEASE_MONTH)):
        start = rng.randrange(0, world.days - 45)
        end = start + rng.randint(20, 75)
        _lease(ring, index, account, monthly, start, min(end, world.days))
        if rng.random() < 0.7:
            world.change(account, "password", world.moment(rng, end - 1))


def night_live_lease(world, rng, ring):
    """Streamers without a name of their own rent verified accounts for the night."""
    for index, (account, monthly) in enumerate(ring.recruit(min(9, ring.size), (80, 200))):
        phone, line = ring.seat(index, account.region)
        streamer = world.person(rng, ring.city)
        streamer.hours = ring.boss.hours
        start = rng.randrange(0, world.days * 2 // 3)
        account.uses.append(Use(streamer, start, world.days, rng.uniform(0.3, 0.8), phone, line))
        world.new_payout(account, world.moment(rng, start + rng.randint(0, 9)), ring.collecting_purse(index))
        ring.rent(index, account.owner, start, world.days, monthly)
        ring.guilty(account, "rented")


def _end_holder(world, account, day):
    """The holder's hand leaves the account, and his notes stop."""
    world.silence(account, day)
    for use in account.uses:
        use.end = min(use.end, day)


def _unbind(world, rng, account, day):
    """The firm strikes the account off its list, some days later."""
    for index, row in enumerate(world.bindings):
        if row[1] == account.id and row[3] is None and row[2] < day * DAY:
            end = min(world.calendar.end - 60, (day + rng.randint(0, 9)) * DAY + rng.randrange(9 * 3600, 19 * 3600))
            world.bindings[index] = row[:3] + (end,) + row[4:]
            account.bound = None
