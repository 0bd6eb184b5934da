"""Affiliation for a slot: companies, licences and managers that bind people who don't work there."""

from base import DAY, Campaign, Home, Use, Voice, Workplace, hour_table
from firms import TRADES, new_firm
from leadflow import add_lead, hand
from offender import Infra, Offender, pick, rings
from people import LIFE, Person, open_account
from seats import Seat, fixed, mixed


class Slots:
    """An operation with slots to sell: people come, pay, are bound, and go on with business of their own."""

    def __init__(self, world, rng, accounts, price, city=None):
        self.world, self.off = world, Offender(world, rng, "affiliated", accounts, price)
        self.city = city or world.city(rng)
        self.infra = Infra(world, rng, self.off, self.city)

    def shell(self, rng, holder, story, reg=None):
        """A company that exists for its slots; its account is used from the operation's desk."""
        off, world = self.off, self.world
        owner = world.token(rng, "id", 64) if off.does(rng, "nominees") or not holder else holder
        trade = rng.choice(list(TRADES))
        firm = new_firm(world, rng, self.city, trade, 3, owner, reg)
        firm.acc.payout = rng.choice(off.wallets)
        firm.acc.uses = []
        seat = self.infra.seat(rng, self.city, firm.chief.table)
        firm.acc.uses.append(Use(seat, max(0, firm.acc.reg / DAY), world.days, rng.uniform(0.2, 1.0)))
        if rng.random() < 0.5:
            firm.acc.campaigns = []
        world.mark(firm.acc, "affiliated", off.ring, story)
        return firm

    def recruit(self, rng, count):
        """Strangers who want the badge: existing accounts mostly, some opened for the purpose."""
        world, off = self.world, self.off
        near = off.does(rng, "local_only")
        test = (lambda a: a.person.city.province == self.city.province) if near else None
        found = pick(world, rng, ("professional", "personal"), round(count * 0.65), test)
        while len(found) < count:
            person = Person(world, rng, self.city if near else world.city(rng))
            person.home = Home(rng, person.city)
            kind = rng.choice(("personal", "professional"))
            found.append(
                open_account(world, rng, person, kind, rng.choice(LIFE), reg=-rng.expovariate(1 / 90) - 3)
            )
        return found

    def join(self, rng, firm, acc, a, b, story, fee=True):
        """Bind one stranger from day a to b (None: goes on)."""
        world, off = self.world, self.off
        if off.does(rng, "declare_names"):
            name = acc.holder or acc.person.holder
        else:
            name = rng.choice(("", "", world.token(rng, "id", 64), acc.holder))
        t = a * DAY + rng.randrange(9 * 3600, 22 * 3600)
        until = None if b is None else b * DAY + rng.randrange(9 * 3600, 22 * 3600)
        world.bind(firm, acc, t, until, "bound", name)
        acc.kind = "kos"
        end = world.days if b is None else b
        if fee:
            amount = off.price * rng.uniform(0.8, 1.25)
            off.collect(rng, acc.payout or acc.person.pay, t - rng.uniform(-1, 3) * DAY, amount)
            if off.does(rng, "fake_wage"):
                for when in range(int(max(a, 0)) + 20, world.days, 30):
                    off.pay_out(rng, acc.person.pay, when * DAY + 40000, rng.uniform(2500, 6000))
        if off.does(rng, "office_visits"):
            self.visit(rng, firm, acc, max(a, 0), end)
        self.business(rng, acc, max(a, 0), end)
        world.mark(acc, "affiliated", off.ring, story)

    def visit(self, rng, firm, acc, a, b):
        """Now and then the stranger seems to be in the office."""
        if self.off.level == 2:
            way = fixed([self.world.new_ip(rng)], firm.city.name)
        else:
            way = fixed(firm.places[0].ips, firm.city.name)
        home = acc.person.home
        own = (lambda r, d: (home.ip(d), acc.person.city.name)) if home else way
        seat = Seat([acc.person.phone_on(int(a))], mixed(0.7, way, own), hour_table(rng, "desk"))
        if a < b:
            acc.uses.append(Use(seat, a, b, 0.15))

    def business(self, rng, acc, a, b):
        """What the slot is for: advertising and lead forms for something of one's own."""
        world = self.world
        trade = rng.choice(list(TRADES))
        if b - a < 6:
            return
        if rng.random() < 0.6:
            acc.voices.append(Voice(a, b, rng.uniform(0.02, 0.12), trade))
        if rng.random() < 0.45:
            start = min(a + rng.uniform(1, 15), b - 3)
            product = rng.choice(("seeding", "lead_collection", "lead_collection", "search"))
            acc.campaigns.append(Campaign(start, b, product, rng.lognormvariate(4.5, 0.7), 0.5))
        if rng.random() < 0.4:
            for _ in range(rng.randint(2, 14)):
                t = rng.uniform(a, b) * DAY
                follow = int(t + rng.expovariate(1 / 20000)) if rng.random() < 0.6 else None
                add_lead(world, rng, world.token(rng, "ct", 56), acc, t, "form", follow)

    def start_day(self, rng, usual):
        """When somebody joins: with the others or on a day of one's own."""
        if self.off.does(rng, "stagger"):
            return rng.uniform(-60, self.world.days * 0.8)
        return max(-200, usual + rng.choice((0, 0, 0, 1, 2)))


def slot_seller(world, rng):
    """One small company sells nearly all of its slots."""
    ring = Slots(world, rng, 24, rng.uniform(250, 1300))
    firm = ring.shell(rng, None, "company_sells_slots")
    full = rng.randint(13, 22) if ring.off.does(rng, "headroom") else rng.choice((28, 29, 30, 30))
    wave = rng.uniform(3, world.days * 0.6)
    for acc in ring.recruit(rng, full):
        a = ring.start_day(rng, wave if rng.random() < 0.7 else rng.uniform(-100, world.days * 0.7))
        ring.join(
            rng, firm, acc, max(a, firm.acc.reg / DAY + 1, acc.reg / DAY + 1), None, "stranger_buys_slot"
        )


def licence_chain(world, rng):
    """Several licences under one hand, each filled to the quota."""
    licences = rng.randint(2, 3)
    ring = Slots(world, rng, licences * 26, rng.uniform(250, 900))
    holder, day = world.token(rng, "id", 64), rng.uniform(-90, 10)
    for k in range(licences):
        gap = rng.uniform(15, 40) if ring.off.does(rng, "stagger") else rng.uniform(1, 8)
        reg = min(day + k * gap, world.days - 30)
        firm = ring.shell(rng, holder, "one_hand_many_licences", reg)
        full = rng.randint(12, 22) if ring.off.does(rng, "headroom") else rng.choice((29, 30, 30))
        for acc in ring.recruit(rng, full):
            a = ring.start_day(rng, max(reg + 2, rng.uniform(0, 15)))
            ring.join(rng, firm, acc, max(a, reg + 1, acc.reg / DAY + 1), None, "slot_in_licence_chain")


def cohort(world, rng):
    """A cohort that moves from company to company before anybody looks twice."""
    count = rng.randint(11, 20)
    ring = Slots(world, rng, count, rng.uniform(400, 1200))
    firms = [ring.shell(rng, None, "host_of_moving_cohort", -rng.uniform(40, 300)) for _ in range(3)]
    people = ring.recruit(rng, count)
    day, k = rng.uniform(-12, 10), 0
    while day < world.days - 12:
        span = rng.uniform(18, 34)
        for acc in people:
            if k and rng.random() < 0.1:
                continue
            late = rng.uniform(0, 8) if ring.off.does(rng, "stagger") else rng.choice((0, 0, 0, 1))
            firm = rng.choice(firms) if ring.off.does(rng, "headroom") else firms[k % len(firms)]
            a = max(day + late, acc.reg / DAY + 1)
            b = a + span - rng.uniform(2, 5)
            ring.join(
                rng,
                firm,
                acc,
                a,
                b if b < world.days - 1 else None,
                "cohort_moves_on",
                k == 0 or rng.random() < 0.4,
            )
        day, k = day + span + rng.uniform(0, 3), k + 1


def padded(world, rng):
    """A real company with real staff sells what is left of its quota."""
    pool = [
        f for f in world.firms if 4 <= len(f.staff) <= 18 and f.acc.id not in world.story_of | world.outside
    ]
    pool = [f for f in pool if f.acc.id not in world.roles]
    if not pool:
        return
    firm = rng.choice(pool)
    count = rng.randint(5, 11)
    ring = Slots(world, rng, count, rng.uniform(500, 1600), firm.city)
    if rng.random() < 0.6:
        ring.off.wallets[0] = firm.acc.payout
    world.mark(firm.acc, "affiliated", ring.off.ring, "real_company_pads_with_strangers")
    wave = rng.uniform(3, world.days * 0.7)
    for acc in ring.recruit(rng, count):
        a = max(ring.start_day(rng, wave), acc.reg / DAY + 1, firm.acc.reg / DAY + 1)
        ring.join(rng, firm, acc, a, None, "stranger_among_real_staff")
        if rng.random() < 0.25:  # for the look of it a few leads are assigned
            for _ in range(rng.randint(1, 3)):
                t = rng.uniform(max(a, 0), world.days - 1) * DAY
                contact = world.token(rng, "ct", 56)
                lead = add_lead(world, rng, contact, firm.acc, t, "form")
                hand(world, lead, contact, firm.acc, acc, t + 4000, "crm_assign")


def side_deal(world, rng):
    """A manager binds a few acquaintances for money; the company does not know."""
    pool = [f for f in world.firms if 6 <= len(f.staff) <= 24 and f.acc.id not in world.story_of]
    firm = rng.choice([f for f in pool if f.acc.id not in world.roles])
    world.outside.add(firm.acc.id)
    ring = Slots(world, rng, 5, rng.uniform(400, 1200), firm.city)
    for acc in ring.recruit(rng, rng.randint(3, 6)):
        a = max(rng.uniform(-20, world.days * 0.8), acc.reg / DAY + 1, firm.acc.reg / DAY + 1)
        ring.join(rng, firm, acc, a, None, "manager_binds_for_a_fee")


def desk_run(world, rng):
    """An operation that also runs the affiliated accounts for the strangers, who only gave their names."""
    count = rng.randint(12, 20)
    ring = Slots(world, rng, count, rng.uniform(300, 900))
    firm = ring.shell(rng, None, "shell_runs_named_strangers", -rng.uniform(10, 120))
    firm.places = [Workplace(ring.city, ring.infra.ips, (), 0.5)]
    posts = sorted((rng.uniform(0, world.days), rng.getrandbits(32)) for _ in range(14))
    for acc in ring.recruit(rng, count):
        a = max(ring.start_day(rng, rng.uniform(0, 20)), firm.acc.reg / DAY + 1, acc.reg / DAY + 1)
        ring.join(rng, firm, acc, a, None, "named_stranger_run_by_desk", False)
        seat = ring.infra.seat(rng, acc.person.city, acc.person.table)
        begin = max(a, 0)
        for use in acc.uses:
            use.b = min(use.b, begin) if rng.random() < 0.7 else use.b
        acc.uses = [u for u in acc.uses if u.a < u.b] + [Use(seat, begin, world.days, 0.5 * world.pace)]
        tweak = 2 if ring.off.does(rng, "rewrite") else 1
        acc.voices.append(Voice(begin, world.days, 0.01, firm.trade, posts, 0.6, tweak))
        ring.off.pay_out(rng, acc.person.pay, begin * DAY + 50000, rng.uniform(50, 300))


def commit(world, rng):
    """All slot trade of the world."""
    plan = [(slot_seller, 4), (licence_chain, 2), (cohort, 2), (padded, 5), (side_deal, 3), (desk_run, 2)]
    for trick, count in plan:
        for _ in range(rings(world, rng, count)):
            trick(world, rng)
