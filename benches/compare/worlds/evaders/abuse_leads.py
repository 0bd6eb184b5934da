"""Resold leads: insiders, cut-outs, brokers, buyers; form mills; people who take the desk along."""

from base import DAY, Home, Use, Voice
from leadflow import add_lead, hand
from offender import Infra, Offender, pick, rings
from people import LIFE, Person, open_account


class Chain:
    """One operation with leads to sell."""

    def __init__(self, world, rng, accounts, price):
        self.world, self.off = world, Offender(world, rng, "lead_resale", accounts, price)
        self.infra = Infra(world, rng, self.off)
        self.bills = {}

    def helper(self, rng, story, reg=None):
        """An account of the operation's own: broker or cut-out."""
        world = self.world
        known = pick(world, rng, ("personal", "professional"), 1) if rng.random() < 0.45 else []
        if known:
            acc = known[0]
            if self.off.level < 2 and rng.random() < 0.3:
                acc.uses.append(Use(self.infra.seat(rng, acc.person.city), 0, world.days, 0.2))
        else:
            person = Person(world, rng, self.infra.city if rng.random() < 0.5 else world.city(rng))
            person.home = Home(rng, person.city)
            reg = reg if reg is not None else -rng.expovariate(1 / 120) - 5
            acc = open_account(
                world, rng, person, rng.choice(("personal", "professional")), rng.choice(LIFE), reg=reg
            )
            if rng.random() < 0.6:
                seat = self.infra.seat(rng, person.city, person.table)
                acc.uses = [Use(seat, max(0, acc.reg / DAY), world.days, rng.uniform(0.2, 0.8))]
        world.mark(acc, "lead_resale", self.off.ring, story)
        return acc

    def sold(self, rng, lead, contact, giver, taker, t):
        """One resold transfer; answers the lead's id at the taker, or None when the window is over."""
        off = self.off
        if off.does(rng, "mix_lawful"):
            channel = rng.choices(("crm_assign", "partner_api", "form", "private_message"), (4, 4, 1, 1))[0]
        else:
            channel = rng.choices(("private_message", "export", "form", "partner_api"), (6, 4, 1, 1))[0]
        if not hand(self.world, lead, contact, giver, taker, t, channel):
            return None
        self.world.lead_truth.append((lead, giver.id, taker.id, off.ring))
        if off.does(rng, "relabel"):
            return add_lead(self.world, rng, contact, taker, t + rng.randint(5, 55), "import")
        return lead

    def moment(self, rng, t, dump):
        """When something that came in at t is passed on: in a dump, or soon, or after a lag."""
        if self.off.does(rng, "lag"):
            t += rng.uniform(1, 6) * DAY
        if self.off.does(rng, "small_batches") or rng.random() < 0.15:
            return t + rng.expovariate(1 / 30000) + 300
        step, hour = dump
        day = (int(t / DAY) // step + 1) * step
        return day * DAY + hour * 3600 + rng.expovariate(1 / 240)

    def bill(self, rng, payer, payee, t, amount, owner_gets):
        """Money for a transfer is added up by the week or the month."""
        span = 30 if "lag" in self.off.bought else 7
        key = (payer, payee, int(t / DAY) // span, owner_gets)
        total, _ = self.bills.get(key, (0.0, 0))
        self.bills[key] = (total + amount, (int(t / DAY) // span + 1) * span * DAY + 36000)

    def settle(self, rng):
        for (payer, payee, _, owner_gets), (total, t) in sorted(self.bills.items()):
            t += rng.randint(-30000, 60000)
            if owner_gets:
                self.off.pay_out(rng, payee, min(t, self.world.days * DAY - 60), total)
            else:
                self.off.collect(rng, payer, min(t, self.world.days * DAY - 60), total)

    def buyers(self, rng, trade, count, not_in=()):
        """Companies or their staff, or self-employed people, who pay for contacts."""
        world, out = self.world, []
        pool = [
            f for f in world.firms if f.trade == trade and f.acc.id not in world.roles and f not in not_in
        ]
        pool = [f for f in pool if f.acc.reg < 0]
        for firm in rng.sample(pool, min(count, len(pool))):
            acc, kind = firm.acc, rng.random()
            staff = [
                m.acc
                for m in firm.at(world.days - 0.5)
                if m.acc.id not in world.roles and m.acc.id not in world.story_of and m.a <= 0
            ]
            if kind < 0.5 and staff:
                acc = rng.choice(staff)
            elif kind < 0.62:
                own = pick(world, rng, ("professional",), 1)
                acc = own[0] if own else acc
            world.mark(acc, "lead_buyer", self.off.ring, "buys_leads")
            out.append((acc, firm if acc is firm.acc else None, acc.payout or firm.acc.payout))
        return out

    def lawful_cover(self, rng, firm, taker, count):
        """Leads that the firm hands to the taker in the ordinary way, so that the sold ones are among
        equals.
        """
        for _ in range(count):
            begin = max(1.0, firm.acc.reg / DAY + 0.1, taker.reg / DAY + 0.1)
            t = rng.uniform(begin, self.world.days - 0.2) * DAY
            contact = self.world.token(rng, "ct", 56)
            lead = add_lead(self.world, rng, contact, firm.acc, t, "form", int(t + 9000))
            hand(
                self.world,
                lead,
                contact,
                firm.acc,
                taker,
                t + rng.expovariate(1 / 20000) + 600,
                rng.choice(("partner_api", "crm_assign")),
            )

    def arrive(self, rng, buyer, lead, contact, t):
        """At the buyer: a company gives the lead to its staff."""
        acc, firm, _ = buyer
        if firm is not None and rng.random() < 0.6:
            staff = [m for m in firm.at(t / DAY, 0.5) if m.acc is not acc]
            if staff:
                when = t + rng.expovariate(1 / 9000) + 60
                hand(self.world, lead, contact, acc, rng.choice(staff).acc, when, "crm_assign")


def insiders_of(world, rng, count, least=6, one_firm=False):
    """Staff with leads on the desk: (member, firm, [(t, lead, contact)])."""
    found = []
    firms = [f for f in world.firms if len(f.mail) >= 2 * least]
    rng.shuffle(firms)
    for firm in firms:
        desks = {}
        for t, lead, contact, member in firm.mail:
            desks.setdefault(member.acc.serial, (member, []))[1].append((t, lead, contact))
        good = [
            (m, firm, rows)
            for m, rows in desks.values()
            if len(rows) >= least
            and m.acc.id not in world.story_of | world.outside
            and m.acc.id not in world.roles
        ]
        rng.shuffle(good)
        for item in good[: count if one_firm else 1]:
            found.append(item)
            if len(found) == count:
                return found
        if one_firm:
            found = []
    return found


def pipeline(world, rng, shape):
    """Insider, perhaps a cut-out, perhaps a broker, one or more buyers."""
    count = {
        "direct": 1,
        "broker": rng.randint(2, 5),
        "many_buyers": rng.randint(2, 4),
        "team": rng.randint(3, 5),
    }[shape]
    price = rng.uniform(40, 260)
    chain = Chain(world, rng, count + 3, price * 14)
    off = chain.off
    crew = insiders_of(world, rng, count, one_firm=shape == "team")
    if not crew:
        return
    trade, homes = crew[0][1].trade, [c[1] for c in crew]
    broker = None if shape == "direct" else chain.helper(rng, "lead_broker")
    many = shape == "many_buyers" or rng.random() < 0.3
    buyers = chain.buyers(rng, trade, rng.randint(2, 4) if many else rng.randint(1, 2), homes)
    if not buyers:
        return
    dump = (rng.choice((3, 7, 7, 10)), rng.choice((0, 12, 21, 22, 23)))
    since = rng.uniform(0, world.days * 0.4)
    for member, firm, rows in crew:
        world.mark(member.acc, "lead_resale", off.ring, f"insider_{shape}")
        cut = chain.helper(rng, "cut_out") if broker and off.does(rng, "cut_out") else None
        share = rng.uniform(0.12, 0.4) if "small_batches" in off.bought else rng.uniform(0.35, 0.9)
        first = cut or broker or buyers[0][0]
        taken = 0
        for t, lead, contact in rows:
            if t < since * DAY or rng.random() > share:
                continue
            when = chain.moment(rng, t, dump)
            if when >= member.b * DAY:
                continue
            lead = chain.sold(rng, lead, contact, member.acc, first, when)
            if lead is None:
                continue
            taken += 1
            chain.bill(rng, "", member.person.pay, when, price * 0.5, True)
            if first is buyers[0][0]:
                chain.bill(rng, buyers[0][2], "", when, price, False)
                chain.arrive(rng, buyers[0], lead, contact, when)
                continue
            if cut:
                when += rng.expovariate(1 / 20000) + 120
                lead = chain.sold(rng, lead, contact, cut, broker, when)
            if lead is None:
                continue
            sell_on(chain, rng, broker, buyers, lead, contact, when, price, many)
        if "mix_lawful" in off.bought and taken:
            chain.lawful_cover(rng, firm, first, min(40, rng.randint(1, 3) * taken))
    chain.settle(rng)


def sell_on(chain, rng, broker, buyers, lead, contact, when, price, many):
    """The broker sells a contact once, or to several buyers without telling them."""
    times = min(len(buyers), rng.choice((2, 2, 3)) if many and rng.random() < 0.75 else 1)
    for buyer in rng.sample(buyers, times):
        t = when + rng.expovariate(1 / 15000) + 90
        at_buyer = chain.sold(rng, lead, contact, broker, buyer[0], t)
        if at_buyer is not None:
            chain.bill(rng, buyer[2], "", t, price, False)
            chain.arrive(rng, buyer, at_buyer, contact, t)


def form_mill(world, rng):
    """Accounts that exist to collect contacts with free offers and to sell them several times."""
    count = rng.randint(4, 8)
    price = rng.uniform(15, 90)
    chain = Chain(world, rng, count + 1, price * 18)
    trade = rng.choice([f.trade for f in world.firms])
    posts = sorted((rng.uniform(0, world.days), rng.getrandbits(32)) for _ in range(10))
    tweak = 2 if "rewrite" in chain.off.bought else 1
    buyers = chain.buyers(rng, trade, rng.randint(2, 5))
    broker = chain.helper(rng, "mill_broker")
    dump = (rng.choice((1, 2, 3)), rng.choice((9, 20, 22)))
    for _ in range(count):
        acc = chain.helper(rng, "form_mill", -rng.uniform(5, 80))
        acc.voices.append(Voice(max(0, acc.reg / DAY), world.days, 0.02, trade, posts, 0.6, tweak))
        for _ in range(rng.randint(12, 40)):
            t = rng.uniform(max(0.0, acc.reg / DAY), world.days - 3) * DAY
            contact = world.token(rng, "ct", 56)
            lead = add_lead(world, rng, contact, acc, t, "form")
            when = chain.moment(rng, t, dump)
            lead = chain.sold(rng, lead, contact, acc, broker, when)
            if lead is not None and buyers:
                sell_on(chain, rng, broker, buyers, lead, contact, when, price, len(buyers) > 1)
    chain.settle(rng)


def take_along(world, rng):
    """Somebody who leaves hands the desk to an account of the own and sells it to the next employer."""
    chain = Chain(world, rng, 2, rng.uniform(500, 2000))
    pool = []
    for firm in world.firms:
        for day, member in firm.leavers:
            rows = [r for r in firm.mail if r[3] is member and r[0] < day * DAY]
            if len(rows) >= 4 and member.acc.id not in world.roles and day < world.days - 4:
                pool.append((firm, day, member, rows))
    crew = insiders_of(world, rng, 1)
    if pool:
        firm, day, member, rows = rng.choice(pool)
    elif crew:
        member, firm, rows = crew[0]
        day = rng.randint(20, world.days - 5)
    else:
        return
    buyers = chain.buyers(rng, firm.trade, 1, [firm])
    if not buyers:
        return
    world.mark(member.acc, "lead_resale", chain.off.ring, "takes_the_desk_along")
    own = chain.helper(rng, "own_second_account")
    t = (day - rng.uniform(0.3, 4)) * DAY
    for row in rows:
        when = row[0] + rng.expovariate(1 / 40000) if chain.off.does(rng, "small_batches") else t
        if row[0] < when < day * DAY and rng.random() < 0.8:
            lead = chain.sold(rng, row[1], row[2], member.acc, own, when)
            t += rng.randint(1, 40)
            if lead is not None:
                sell_on(chain, rng, own, buyers, lead, row[2], when + rng.uniform(0.2, 3) * DAY, 60, False)
    chain.settle(rng)


def commit(world, rng):
    """All lead trade of the world."""
    for shape, count in (("direct", 9), ("broker", 8), ("many_buyers", 6), ("team", 4)):
        for _ in range(rings(world, rng, count)):
            pipeline(world, rng, shape)
    for trick, count in ((form_mill, 5), (take_along, 6)):
        for _ in range(rings(world, rng, count)):
            trick(world, rng)
