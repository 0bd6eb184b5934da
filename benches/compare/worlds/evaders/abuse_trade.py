"""Traded accounts: farms, brokers of employees' accounts, dormant accounts, accounts stolen from
the employer.
"""

from base import DAY, Campaign, Use, Voice, hour_table
from firms import TRADES
from offender import Infra, Offender, pick, rings
from people import LIFE


class Buyer:
    """Who buys: a private person, a company with a use for it, or a marketing studio that wants many."""

    def __init__(self, world, rng, off, kind=None):
        self.kind = kind or rng.choices(("person", "firm", "studio"), (45, 35, 20))[0]
        self.trade, self.city = rng.choice(list(TRADES)), world.city(rng)
        self.wallet, self.person, self.firm = world.new_pay(rng), None, None
        self.posts = sorted(
            (rng.uniform(0, world.days), rng.getrandbits(32)) for _ in range(rng.randint(6, 16))
        )
        if self.kind == "firm":
            self.firm = rng.choice([f for f in world.firms if len(f.staff) < 26])
            self.trade, self.city, self.wallet = self.firm.trade, self.firm.city, self.firm.acc.payout
            world.outside.add(self.firm.acc.id)
        if self.kind == "person":
            self.person = rng.choice(world.persons[: len(world.persons) // 2])
            self.city = self.person.city
            if off.level == 2 or rng.random() < 0.5:
                self.person = None
            else:
                world.outside |= {a.id for a in self.person.accounts if a.id not in world.roles}
        self.infra = Infra(world, rng, off, self.city)


def hand_over(world, rng, off, buyer, acc, day, story, price, seller_pay=None):
    """The sale: the old hand stops, money moves, the new one takes over and sooner or later uses it."""
    days, old_table = world.days, acc.uses[0].who.table
    was = sum(u.rate for u in acc.uses if u.b > day) or 0.3
    topic = acc.voices[0].topic if acc.voices else acc.industry or "life"
    acc.cut(day)
    gap = rng.uniform(6, 25) if off.does(rng, "wait") else rng.expovariate(1 / 0.6)
    start = min(day + 0.02 + gap, days - 3)
    home = next((c for c in world.cities if c.name == acc.region), buyer.city)
    seat = buyer.infra.seat(rng, home, old_table)
    if buyer.person is not None and "cloud_phone" not in off.bought:
        seat = buyer.person
    pace = was if off.does(rng, "mimic_pace") else rng.uniform(0.4, 1.6) * world.pace
    acc.uses.append(Use(seat, start, days, pace, False))
    t = start * DAY + rng.randint(60, 5000)
    acc.change("password", t)
    later = rng.uniform(2, 20) * DAY if off.does(rng, "wait") else rng.randint(60, 50000)
    if not off.does(rng, "keep_sim"):
        acc.change("phone", t + later, world.token(rng, "ph", 56))
    if acc.payout and not off.does(rng, "keep_payout") and rng.random() < 0.8:
        acc.change("payout_account", t + later * rng.uniform(1, 2) + 900, buyer.wallet)
    if rng.random() < 0.12:
        acc.change("holder", t + later * 2 + DAY, world.token(rng, "id", 64))
    pay_at = day * DAY + rng.randint(-2 * DAY, 40000)
    amount = price * rng.uniform(0.75, 1.3)
    if seller_pay:
        off.pay_out(rng, seller_pay, pay_at, amount * 0.7)
    off.collect(rng, buyer.wallet, pay_at + rng.randint(0, 2 * DAY), amount)
    new_topic = topic if off.does(rng, "mimic_pace") and rng.random() < 0.6 else buyer.trade
    tweak = 2 if off.does(rng, "rewrite") else rng.choice((0, 1, 1))
    if buyer.kind != "person":
        acc.voices.append(Voice(start, days, 0.03, new_topic, buyer.posts, rng.uniform(0.3, 0.9), tweak))
    else:
        acc.voices.append(Voice(start, days, rng.uniform(0.02, 0.1), new_topic))
    if buyer.kind == "firm" and rng.random() < 0.7:
        bound = int(start * DAY + rng.uniform(0.1, 3) * DAY)
        world.bind(
            buyer.firm, acc, bound, None, "bound", rng.choice(("", acc.holder, world.token(rng, "id", 64)))
        )
        acc.kind = "kos"
    if rng.random() < 0.55 and buyer.kind != "person":
        ads = start + (rng.uniform(12, 35) if off.does(rng, "delay_ads") else rng.uniform(0.5, 5))
        if ads < days - 2:
            product = rng.choice(("seeding", "lead_collection", "lead_collection", "shutiao"))
            acc.campaigns.append(Campaign(ads, days, product, rng.lognormvariate(5, 0.7), 0.6))
    world.mark(acc, "traded", off.ring, story)


def buyers_for(world, rng, off, count):
    """Several customers, some of whom come back."""
    pool = [Buyer(world, rng, off) for _ in range(max(1, count * 2 // 3))]
    return [rng.choice(pool) if rng.random() < 0.5 else pool[k % len(pool)] for k in range(count)]


def sale_days(world, rng, off, count):
    """One by one over the window, or in a few lots."""
    lots = [rng.uniform(12, world.days - 10) for _ in range(max(1, count // 5))]
    out = []
    for _ in range(count):
        one = off.does(rng, "spread") or rng.random() < 0.5
        out.append(rng.uniform(10, world.days - 9) if one else rng.choice(lots) + rng.uniform(0, 0.5))
    return out


def farm(world, rng):
    """Accounts raised from registration and sold one by one."""
    count = rng.randint(9, 22)
    off = Offender(world, rng, "traded", count, rng.uniform(180, 800))
    infra = Infra(world, rng, off)
    lots = [-rng.uniform(15, 220) for _ in range(rng.randint(1, 4))]
    posts = sorted((rng.uniform(-40, world.days), rng.getrandbits(32)) for _ in range(20))
    tweak = 2 if "rewrite" in off.bought else 1
    for buyer, day in zip(buyers_for(world, rng, off, count), sale_days(world, rng, off, count)):
        scattered = off.does(rng, "city_proxy") or off.level == 2
        city = world.city(rng) if scattered else infra.city
        reg = -rng.uniform(8, 400) if off.does(rng, "spread") else rng.choice(lots) + rng.uniform(0, 3)
        acc = world.add_account(rng, rng.choice(("personal", "personal", "professional")), int(reg), city)
        if rng.random() < 0.6:
            acc.holder = world.token(rng, "id", 64)  # bought identities
        if rng.random() < 0.4:
            acc.payout = rng.choice(off.wallets) if not off.does(rng, "split_pay") else world.new_pay(rng)
        own_hours = hour_table(rng, rng.choice(("evening", "office", "night")))
        pace = rng.uniform(0.15, 0.5) * world.pace
        acc.uses.append(Use(infra.seat(rng, city, own_hours), 0, world.days, pace))
        acc.voices.append(Voice(0, world.days, rng.uniform(0.03, 0.15), rng.choice(LIFE), posts, 0.4, tweak))
        hand_over(world, rng, off, buyer, acc, day, "farm_raised_account", off.price)


def employees_broker(world, rng):
    """A broker who talks employees into selling the account that they have at work."""
    count = rng.randint(6, 12)
    off = Offender(world, rng, "traded", count, rng.uniform(900, 2600))
    accs = pick(world, rng, ("kos",), count, lambda a: a.person in [u.who for u in a.uses])
    for acc, buyer, day in zip(
        accs, buyers_for(world, rng, off, count), sale_days(world, rng, off, len(accs))
    ):
        release(world, rng, acc, day)
        hand_over(world, rng, off, buyer, acc, day, "employee_account_via_broker", off.price, acc.person.pay)


def release(world, rng, acc, day, p=0.6):
    """The employee often leaves first; sometimes the binding is sold along."""
    for row in world.bindings:
        if row[1] == acc.id and row[3] is None and row[2] < day * DAY and rng.random() < p:
            row[3] = max(row[2] + 3600, int((day - rng.uniform(0.2, 12)) * DAY))


def lone_seller(world, rng):
    """An employee who sells the own account, alone."""
    off = Offender(world, rng, "traded", 1, rng.uniform(700, 3500))
    for acc in pick(world, rng, ("kos", "professional"), 1):
        off.wallets = [acc.person.pay]
        day = rng.uniform(10, world.days - 9)
        release(world, rng, acc, day, 0.5)
        hand_over(world, rng, off, Buyer(world, rng, off), acc, day, "employee_sells_own_account", off.price)


def dormant_lot(world, rng):
    """A studio buys sleeping accounts of private people and wakes them for one customer's marketing."""
    count = rng.randint(8, 14)
    off = Offender(world, rng, "traded", count, rng.uniform(150, 500))
    buyer = Buyer(world, rng, off, "studio")
    for acc, day in zip(
        pick(world, rng, ("personal", "professional"), count), sale_days(world, rng, off, count)
    ):
        asleep = day - rng.uniform(10, 70)
        for use in acc.uses:
            use.b = min(use.b, asleep) if rng.random() < 0.8 else use.b
        hand_over(world, rng, off, buyer, acc, day, "dormant_account_bought", off.price, acc.person.pay)


def stolen_lot(world, rng):
    """A manager sells created accounts of people who have left, behind the company's back."""
    count = rng.randint(4, 9)
    off = Offender(world, rng, "traded", count, rng.uniform(800, 2200))
    firms = [f for f in world.firms if sum(m.row[4] == "created" for m in f.at(5)) >= 4]
    firm = rng.choice(firms)
    pool = {m.acc.id for m in firm.staff if m.row[4] == "created"}
    accs = pick(world, rng, ("kos",), count, lambda a: a.id in pool)
    for acc, buyer, day in zip(
        accs, buyers_for(world, rng, off, count), sale_days(world, rng, off, len(accs))
    ):
        release(world, rng, acc, day, 0.3)
        hand_over(world, rng, off, buyer, acc, day, "company_account_sold_by_manager", off.price)


def part_exchange(world, rng):
    """A dealer who keeps each account a while in own hands, so that two handovers look like two small
    changes.
    """
    count = rng.randint(6, 10)
    off = Offender(world, rng, "traded", count, rng.uniform(500, 1500))
    infra = Infra(world, rng, off)
    accs = pick(world, rng, ("personal", "professional", "kos"), count)
    for acc, buyer in zip(accs, buyers_for(world, rng, off, count)):
        first = rng.uniform(8, world.days * 0.45)
        second = rng.uniform(first + 8, world.days - 9)
        release(world, rng, acc, first)
        table = acc.uses[0].who.table
        home = acc.person.city
        acc.cut(first)
        acc.change("password", first * DAY + rng.randint(60, 90000))
        acc.uses.append(Use(infra.seat(rng, home, table), first + 0.1, world.days, 0.25 * world.pace))
        off.pay_out(rng, acc.person.pay, first * DAY, off.price * 0.5)
        hand_over(world, rng, off, buyer, acc, second, "dealer_holds_then_sells", off.price)


def commit(world, rng):
    """All sales of the world."""
    plan = [(farm, 5), (employees_broker, 3), (dormant_lot, 2), (stolen_lot, 3), (part_exchange, 2)]
    for trick, count in plan:
        for _ in range(rings(world, rng, count)):
            trick(world, rng)
    for _ in range(rings(world, rng, 24)):
        lone_seller(world, rng)
