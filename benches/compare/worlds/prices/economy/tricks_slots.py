"""Tricks with binding slots: strangers on the staff lists of firms."""

from economy.calendar import DAY
from economy.firms import QUOTA, Firm
from economy.prices import HOT, SLOT_MONTH, tidy, within
from economy.world import Use


def _shell(world, rng, boss, city, industry):
    """A licence bought for a few hundred yuan, with nobody behind it."""
    firm = Firm(world, rng, city, industry, boss)
    firm.leads = []
    firm.account.uses.append(Use(boss, 0, world.days, rng.uniform(0.05, 0.3)))
    return firm


def _hang(ring, firm, account, start, end=None, employee=None):
    """A stranger is bound as if employed; careful sellers declare the stranger's own identity."""
    world, rng = ring.world, ring.rng
    if employee is None:
        employee = account.holder if rng.random() < (0.4, 0.8, 0.95)[ring.level] else ""
    world.bind(
        firm,
        account,
        start * DAY + rng.randrange(9 * 3600, 23 * 3600),
        end and end * DAY + rng.randrange(9 * 3600, 23 * 3600),
        "bound",
        employee,
    )
    ring.guilty(account, "affiliated")


def _slot_fee(ring, index, account, start, end):
    """The stranger pays for the slot, once or each month."""
    world, rng = ring.world, ring.rng
    fee = tidy(rng, within(rng, SLOT_MONTH))
    months = range(start, min(end or world.days, world.days), 30) if rng.random() < 0.65 else [start]
    for day in months:
        ring.take_in(
            index, account.owner.wallet, world.moment(rng, min(world.days - 1, max(0, day + rng.randint(-2, 3)))), fee
        )


def _creators(ring, count):
    """People who want the benefits of a bound account and pay for it."""
    return [a for a, _ in ring.recruit(count, (60, 500))]


def spare_slots(world, rng, ring):
    """An honest firm, short of cash, fills its unused quota with paying strangers."""
    firms = [f for f in world.firms if 1 <= len(f.staff) < 18 and not f.group]
    firm = min(rng.sample(firms, 15), key=lambda f: f.cash)
    ring.purses[0] = firm.boss.wallet if rng.random() < 0.6 else firm.purse
    ring.accessory(firm.account, "affiliated")
    begin = rng.randrange(0, world.days // 2)
    room = QUOTA - len(firm.staff)
    for index, account in enumerate(_creators(ring, min(ring.size, room))):
        start = begin + int(rng.expovariate(1 / (4.0 + 10 * ring.level)))
        if start < world.days - 3:
            _hang(ring, firm, account, start)
            _slot_fee(ring, index, account, start, None)


def licence_mill(world, rng, ring):
    """One hand owns several licences through figureheads and fills each as far as the quota goes."""
    fronts = rng.randint(2, 3 + ring.size // 8)
    firms = []
    for _ in range(fronts):
        boss = (
            ring.boss
            if ring.level == 0
            else world.person(rng, ring.city if rng.random() < 0.6 else world.geography.city(rng))
        )
        firm = _shell(world, rng, boss, ring.city, rng.choice(HOT))
        firm.account.payout = firm.purse = ring.purses[len(firms) % len(ring.purses)]
        phone, line = ring.seat(200 + len(firms), firm.city)
        firm.account.uses.append(Use(ring.boss, 0, world.days, 0.2, phone, line, ring.shift, len(firms)))
        ring.accessory(firm.account, "affiliated")
        firms.append(firm)
    for index, account in enumerate(_creators(ring, min(30, ring.size * 2))):
        start = rng.randrange(-20, world.days - 8)
        _hang(ring, rng.choice(firms), account, start)
        _slot_fee(ring, index, account, max(0, start), None)


def wandering_cohort(world, rng, ring):
    """A troop of accounts is bound to one firm, and a month later to the next, wherever benefits are fresh."""
    people = _creators(ring, ring.size)
    shells = rng.sample([f for f in world.firms if len(f.staff) < 10 and not f.group], 3)
    for firm in shells:
        ring.accessory(firm.account, "affiliated")
    day = rng.randrange(-15, 25)
    scatter = (1, 4, 11)[ring.level]
    for number, firm in enumerate(shells):
        last = number == len(shells) - 1
        stay = rng.randint(22, 42)
        for index, account in enumerate(people):
            if ring.level and rng.random() < 0.15 * ring.level:
                continue
            start = day + rng.randint(0, scatter)
            end = None if last else day + stay + rng.randint(0, scatter // 2)
            if start < world.days - 2 and (end is None or end > start):
                _hang(ring, firm, account, start, end)
                if number == 0:
                    _slot_fee(ring, index, account, max(0, start), None)
        day += stay + scatter
        ring.pay_out(
            number,
            firm.boss.wallet,
            world.moment(rng, max(0, min(world.days - 1, day - stay))),
            tidy(rng, 60.0 * len(people)),
        )
    _drop_overlaps(world, people)


def _drop_overlaps(world, people):
    """The platform allows one firm at a time: a binding ends before the next begins."""
    ids = {a.id for a in people}
    rows = sorted((r[1], r[2], i) for i, r in enumerate(world.bindings) if r[1] in ids)
    for (ident, start, index), (other, later, _) in zip(rows, rows[1:]):
        row = world.bindings[index]
        if ident == other and (row[3] is None or row[3] > later):
            world.bindings[index] = row[:3] + (max(start + 60, later - 600),) + row[4:]


def slot_broker(world, rng, ring):
    """A broker places single creators with several firms, paying each boss less than he takes."""
    firms = rng.sample([f for f in world.firms if 0 < len(f.staff) < 20 and not f.group], rng.randint(2, 5))
    for index, account in enumerate(_creators(ring, ring.size)):
        firm = rng.choice(firms)
        start = rng.randrange(0, world.days - 8)
        price = tidy(rng, within(rng, (150, 900)))
        _hang(ring, firm, account, start)
        moment = world.moment(rng, start)
        ring.take_in(index, account.owner.wallet, moment - rng.randrange(60, DAY), price)
        ring.pay_out(
            index + 1, firm.boss.wallet, moment + rng.randrange(60, 3 * DAY), tidy(rng, price * (1 - ring.cut))
        )
        ring.accessory(firm.account, "affiliated")


def slot_barter(world, rng, ring):
    """Two bosses list each other's friends and relatives; no money, only a favour."""
    pair = rng.sample([f for f in world.firms if 1 < len(f.staff) < 15], 2)
    for index, account in enumerate(_creators(ring, min(8, ring.size))):
        firm, friend = pair if index % 2 else pair[::-1]
        start = rng.randrange(0, world.days - 20)
        _hang(ring, firm, account, start)
        account.uses.append(
            Use(
                friend.boss,
                start,
                world.days,
                rng.uniform(0.08, 0.3),
                line=friend.office if ring.level == 0 else None,
            )
        )
        ring.accessory(firm.account, "affiliated")


def borrowed_papers(world, rng, ring):
    """The identity of one real employee is declared for stranger after stranger."""
    firm = rng.choice([f for f in world.firms if 2 <= len(f.staff) < 16 and not f.group])
    papers = [m.account.holder for m in firm.staff if m.account.holder][: 1 + 2 * ring.level] or [firm.boss.identity]
    ring.purses[0] = firm.purse
    ring.accessory(firm.account, "affiliated")
    for index, account in enumerate(_creators(ring, min(ring.size, QUOTA - len(firm.staff)))):
        start = rng.randrange(-10, world.days - 6)
        _hang(ring, firm, account, start, employee=rng.choice(papers))
        _slot_fee(ring, index, account, max(0, start), None)


def hitched_seller(world, rng, ring):
    """Freelance sellers hang on to a firm for its lead forms and give it a share of each deal."""
    firm = rng.choice([f for f in world.firms if 1 <= len(f.staff) < 16 and not f.group])
    ring.purses[0] = firm.purse
    ring.accessory(firm.account, "affiliated")
    starts, people = [], _creators(ring, min(ring.size, QUOTA - len(firm.staff)))
    for index, account in enumerate(people):
        start = rng.randrange(0, world.days - 25)
        starts.append(start)
        _hang(ring, firm, account, start)
        for day in range(start + 9, world.days, rng.randint(9, 28)):
            ring.take_in(index, account.owner.wallet, world.moment(rng, day), round(rng.uniform(60, 900), 2))
    ring.exploit(people, starts, firm.industry, 0.8)
