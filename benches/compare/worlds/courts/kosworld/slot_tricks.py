"""Tricks from the files of void bindings: a place in a company for a fee, and no work."""

from .crews import Crew
from .firms import Firm, hire, staffed_firm
from .registry import trick
from .words import Handout
from .world import INDUSTRIES


def stranger(world, kind="professional"):
    """Somebody with a trade and account of their own, anywhere, who wants the label."""
    person = world.person()
    acct = world.account(person, kind, -world.r.expovariate(1 / 450) - 30)
    acct.industry = world.r.choice(INDUSTRIES)
    if world.chance(0.3):
        world.ads(acct, world.when(0, 0.5), world.days, world.price(20, 200), share=0.3)
    return acct


def enrol(world, firm, acct, t0, t1):
    """Bind without work: no desk, no leads, and mostly still one's own trade."""
    trade = acct.industry
    hire(world, firm, t0, t1, acct=acct, onsite=False)
    firm.staff.pop()
    if world.chance(0.75):
        acct.industry = trade


def take_slot(world, crew, firm, acct, t0, t1, fee, yearly):
    """Bind a stranger; the fee goes by the month or once for the year, some declared names are borrowed."""
    r = world.r
    enrol(world, firm, acct, t0, t1)
    if r.random() < 0.25:
        world.bindings[-1][5] = r.choice(("", world.uid("id"), firm.owner.holder))
    end = world.days if t1 is None else t1
    if yearly:
        crew.collect(acct.person.pay, t0 + r.uniform(-2, 2), fee * r.choice((6, 10, 12)))
    else:
        crew.collect_monthly(acct.person.pay, t0, end, fee)
    if world.cam == 0 and r.random() < 0.4:
        world.use(acct, firm.desk, t0, t0 + r.uniform(0.5, 3), 2)


def shell(world, crew, owner=None):
    """A licence without customers; its account is opened now and then from the crew's desk."""
    firm = Firm(world, owner or world.person(crew.boss.city), registered=-world.r.uniform(40, 500))
    firm.lead_rate, firm.pays_wages = 0, False
    firm.ent.uses = []
    world.use(firm.ent, crew.seat(firm.ent), 0, world.days, 0.6)
    return firm


@trick("slot_shop", 9)
def slot_shop(world, name):
    """A company advertises places: blue mark for so much a month, no questions."""
    r, crew = world.r, Crew(world)
    firm = shell(world, crew, crew.boss)
    fee, yearly = world.price(50, 400), r.random() < 0.4
    for _ in range(r.randint(4, 24)):
        acct = stranger(world)
        take_slot(
            world,
            crew,
            firm,
            acct,
            world.when(-0.5, 0.85),
            None if r.random() < 0.8 else world.when(0.86, 0.99),
            fee if r.random() < 0.7 else world.price(50, 400),
            yearly,
        )
        world.blame("affiliated", crew.ring, name, acct)
    world.blame("affiliated", crew.ring, name, firm.ent)


@trick("licences_filled_to_quota", 1)
def filled(world, name):
    """One hand, two or three licences in the names of drivers and aunts, nearly every place sold."""
    r, crew = world.r, Crew(world)
    for _ in range(2):
        firm = shell(world, crew)
        start = world.when(0.02, 0.5)
        for _ in range(r.randint(20, 30)):
            acct = stranger(world)
            take_slot(
                world,
                crew,
                firm,
                acct,
                start + r.expovariate(1 / 12),
                None,
                world.price(80, 300),
                r.random() < 0.3,
            )
            world.blame("affiliated", crew.ring, name, acct)
        world.blame("affiliated", crew.ring, name, firm.ent)


@trick("cohort_hops", 5)
def hop(world, name):
    """When one licence is sanctioned the paying crowd is bound to the next within days."""
    r, crew = world.r, Crew(world)
    firms = [shell(world, crew) for _ in range(r.choice((2, 2, 3)))]
    crowd = [stranger(world) for _ in range(r.randint(4, 14))]
    t = world.when(-0.2, 0.2)
    for n, firm in enumerate(firms):
        until = None if firm is firms[-1] else max(t, 0) + world.days / len(firms) * r.uniform(0.6, 1)
        for acct in crowd:
            if n == 0 or r.random() < 0.85:
                leave = until and until + r.uniform(0, 2)
                take_slot(world, crew, firm, acct, t + r.uniform(0, 4), leave, world.price(80, 300), False)
        t = (until or t) + 2.1
        world.blame("affiliated", crew.ring, name, firm.ent)
    world.blame("affiliated", crew.ring, name, *crowd)


@trick("spare_slots_of_a_real_shop", 9)
def spare(world, name):
    """A real shop with real staff sells the places it does not need; only the strangers are unlawful."""
    r, crew = world.r, Crew(world)
    firm = staffed_firm(world, r.randint(4, 14), owner=crew.boss)
    if r.random() < 0.4:
        crew.wallets[0] = firm.wallet
    for _ in range(r.randint(2, 7)):
        acct = stranger(world)
        take_slot(
            world, crew, firm, acct, world.when(-0.3, 0.8), None, world.price(60, 500), r.random() < 0.5
        )
        world.blame("affiliated", crew.ring, name, acct)


@trick("broker_places_strangers", 6)
def broker(world, name):
    """A broker takes the fees, keeps a third, and places people in three companies that need the cash."""
    r, crew = world.r, Crew(world)
    firms = [staffed_firm(world, r.randint(2, 9)) for _ in range(r.randint(2, 4))]
    for firm in firms:
        count = r.randint(1, 6)
        for _ in range(count):
            acct = stranger(world)
            take_slot(
                world, crew, firm, acct, world.when(-0.1, 0.8), None, world.price(100, 500), r.random() < 0.3
            )
            world.blame("affiliated", crew.ring, name, acct)
        crew.pay_monthly(
            firm.owner.pay if world.cam else firm.wallet, 5, world.days, count * world.price(60, 200), 0.1
        )


@trick("sham_wages_returned", 5)
def sham_wages(world, name):
    """A labour contract for show: the wage comes in and goes back by another road, plus the fee."""
    r, crew = world.r, Crew(world)
    firm = staffed_firm(world, r.randint(1, 5), owner=crew.boss)
    firm.pays_wages = True
    for _ in range(r.randint(2, 9)):
        acct, t0 = stranger(world), world.when(-0.4, 0.6)
        enrol(world, firm, acct, t0, None)
        back = firm.base + world.price(50, 300)
        for t in world.window.paydays(firm.payday, max(t0, 0) + 7, world.days):
            world.pay(firm.wallet, acct.person.pay, t, float(firm.base))
            crew.collect(acct.person.pay, t + r.uniform(0.5, 6), back)
        world.blame("affiliated", crew.ring, name, acct)


@trick("places_by_rotation", 4)
def rotation(world, name):
    """Few places, many takers: each is bound for the two weeks of a campaign, then the next."""
    r, crew = world.r, Crew(world)
    firm = shell(world, crew) if r.random() < 0.5 else staffed_firm(world, r.randint(2, 8), owner=crew.boss)
    for _ in range(r.randint(2, 4)):
        t = world.when(0.02, 0.3)
        while t < world.days - 10:
            acct, stay = stranger(world), r.uniform(10, 25)
            take_slot(world, crew, firm, acct, t, t + stay, world.price(100, 400), False)
            crew.collect(acct.person.pay, t, world.price(100, 400))
            world.ads(acct, t + 1, t + stay, world.price(50, 500))
            world.blame("affiliated", crew.ring, name, acct)
            t += stay + r.uniform(0.1, 12)


@trick("club_of_tradesmen", 5)
def club(world, name):
    """Independent shops share one licence, each paying its part, each selling for itself; texts from one hand."""
    r, crew = world.r, Crew(world)
    firm = shell(world, crew, crew.boss)
    handout = Handout(r, firm.industry, 5, 0.6)
    for _ in range(r.randint(3, 11)):
        acct, t0 = stranger(world), world.when(-0.3, 0.6)
        take_slot(world, crew, firm, acct, t0, None, world.price(100, 300), False)
        acct.texts.append((t0, world.days, handout, 0.5))
        for _ in range(r.randint(0, 12)):
            t = world.when(0, 0.98)
            world.lead(acct, t, "private_message")
        world.blame("affiliated", crew.ring, name, acct)
    world.blame("affiliated", crew.ring, name, firm.ent)
