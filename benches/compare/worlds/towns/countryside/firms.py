"""Companies: who founds them, who works there, and an ordinary week of leads, notes, ads and wages."""

from .clock import DAY
from .networks import Landline
from .people import Use, poisson
from .texts import industries

LEADY = {"装修", "教育", "婚庆", "汽车", "美业", "房产", "旅游", "家具"}


class Firm:
    """An enterprise account with the people behind it."""

    def __init__(self, account, owner, town, industry, office):
        self.account, self.owner, self.town, self.industry, self.office = account, owner, town, industry, office
        self.staff, self.machine, self.wages = [], None, False
        self.spends = False

    @property
    def payout(self):
        """The company's payment account."""
        return self.account.payout


def found(world, rng, town=None, industry=None, owner=None, office=None, age=None):
    """A firm: owner, office line, an office computer for the enterprise account."""
    if owner:
        town = town or owner.town
    town = town or world.country.any(rng)
    industry = industry or (town.belt if town.belt in industries() and rng.random() < 0.7 else rng.choice(industries()))
    owner = owner or world.person(rng, town, "office")
    owner.payout = owner.payout or world.wallet(rng)
    registered = -(age if age is not None else int(rng.triangular(20, 1500, 260)))
    account = world.account(rng, owner, "enterprise", rng.uniform(0.15, 0.9), registered)
    account.payout = owner.payout if rng.random() < 0.35 else world.wallet(rng)
    account.industry = industry if rng.random() < 0.93 else ""
    office = office or (world.hall(rng, town) if rng.random() < 0.4 else Landline(rng, town))
    firm = Firm(account, owner, town, industry, office)
    firm.machine = world.device(rng)
    owner.extend(0, world.days, devices=[(firm.machine, 0.6)], nets=[(office, 1.2)])
    firm.wages, firm.spends = rng.random() < 0.5, rng.random() < 0.45
    world.firms.append(firm)
    return firm


def bind(world, rng, firm, account, start, end=None, method=None, declared=None):
    """Write the binding; the declared identity is often left out by small firms."""
    t = max(world.clock.moment(rng, start, "office"), account.registered + 600)
    until = world.clock.moment(rng, end, "office") if end is not None else None
    if until is not None and until <= t:
        until = t + DAY
    if until is not None and until >= world.clock.end:
        until = None
    declared = account.person.holder if declared is None else declared
    if rng.random() < 0.28:
        declared = ""
    method = method or ("created" if rng.random() < 0.4 else "bound")
    world.ledger.bindings.append((firm.account.id, account.id, t, until, method, declared))


def join_day(world, rng):
    """Most staff were there before the window; some come during it."""
    return -rng.randint(3, 600) if rng.random() < 0.72 else rng.randrange(world.days - 15)


def works_at(world, rng, person, firm, start, end=None, remote=False):
    """From start the person's days include the office line and sometimes its machine."""
    start, end = max(0, start), world.days if end is None else end
    person.payout = person.payout or world.wallet(rng)
    if remote:
        return
    devices = [(firm.machine, 0.15)] if rng.random() < 0.22 else []
    person.extend(start, end, devices=devices, nets=[(firm.office, rng.uniform(0.5, 2.5))])
    for spell in person.spells:
        if start <= spell.start < end and rng.random() < 0.5:
            spell.hours = "office" if rng.random() < 0.6 else "shop"


def hire(world, rng, firm, start=None, end=None, remote=False, person=None, method=None):
    """An employee with an account bound to the firm; returns the account."""
    start = join_day(world, rng) if start is None else start
    method = method or ("created" if rng.random() < 0.4 else "bound")
    town = None if remote else firm.town
    person = person or world.person(rng, town)
    works_at(world, rng, person, firm, start, end, remote)
    if method == "created":
        account = world.account(rng, person, "kos", world.rate(rng) * 1.2, start)
        account.holder = rng.choice((person.holder, person.holder, firm.account.holder, ""))
        account.payout = ""
        account.region = firm.account.region
    else:
        kind = rng.choices(("kos", "professional", "personal"), (8, 1.3, 0.7))[0]
        account = world.account(rng, person, kind, world.rate(rng) * 1.3, start - rng.randint(15, 900))
        account.payout = person.payout
    account.industry = firm.industry if rng.random() < 0.6 else ""
    if end is not None and method == "created":
        account.leave(end)
    bind(world, rng, firm, account, start, end, method)
    firm.staff.append((account, max(0, start), world.days if end is None else end))
    return account


def ordinary_staff(world, rng, firm, count):
    """So many employees, a few of whom leave in the window."""
    for _ in range(count):
        start = join_day(world, rng)
        end = None
        if rng.random() < 0.12:
            end = rng.randint(max(1, start + 10), world.days - 1)
        hire(world, rng, firm, start, end)


def weeks_of_work(world, rng, firm):
    """Notes, leads, ads and wages of the whole window."""
    _notes(world, rng, firm)
    if firm.industry in LEADY or rng.random() < 0.3:
        _leads(world, rng, firm)
    if firm.spends:
        _ads(world, rng, firm)
    if firm.wages:
        _wages(world, rng, firm)


def _notes(world, rng, firm):
    for account, a, b in firm.staff + [(firm.account, 0, world.days)]:
        for _ in range(poisson(rng, (b - a) * rng.choice((0.0, 0.02, 0.05, 0.12)))):
            world.note(rng, account, rng.randrange(a, b), world.shop_text(rng, firm.industry, firm.town), "shop")


def _leads(world, rng, firm):
    style = rng.choices(("pool", "own", "export", "none"), (5, 3, 1, 1))[0]
    desk = firm.account
    for account, a, b in firm.staff:
        if b <= a:
            continue
        for _ in range(poisson(rng, (b - a) * rng.lognormvariate(-3.1, 0.8))):
            day = rng.randrange(a, b)
            contact = rng.choice(world.shoppers) if world.shoppers and rng.random() < 0.07 else world.contact(rng)
            if rng.random() < 0.08:
                world.shoppers.append(contact)
            lead = world.lead(rng, account, day, contact)
            if style == "pool" and rng.random() < 0.6:
                world.hand_over(lead, account, desk, lead[2] + rng.expovariate(1 / 5000), "crm_assign")
            elif style == "export" and rng.random() < 0.5:
                late = (lead[2] // DAY + 1) * DAY + 9 * 3600 + rng.randrange(3600)
                world.hand_over(lead, account, desk, late, "export")
    if style in ("pool", "own"):
        _assign(world, rng, firm)


def _assign(world, rng, firm):
    """The enterprise account's own form leads go to whoever is on duty."""
    for _ in range(poisson(rng, world.days * rng.uniform(0.02, 0.4))):
        day = rng.randrange(world.days)
        lead = world.lead(rng, firm.account, day, source="form")
        duty = [account for account, a, b in firm.staff if a <= day < b]
        if duty:
            taker = rng.choice(duty)
            channel = "crm_assign" if rng.random() < 0.85 else "private_message"
            world.hand_over(lead, firm.account, taker, lead[2] + rng.expovariate(1 / 9000), channel)


def _ads(world, rng, firm):
    products = ("seeding", "lead_collection", "search", "shutiao")
    payers = [(firm.account, 0, world.days)] + [s for s in firm.staff if rng.random() < 0.35]
    for account, a, b in payers:
        product = rng.choices(products, (4, 4, 2, 3))[0]
        scale, day = rng.lognormvariate(4.6, 1.0), rng.randrange(a, b) if b > a else b
        while day < b:
            for d in range(day, min(b, day + rng.randint(2, 15))):
                if d * DAY > account.registered and rng.random() < 0.85:
                    world.ledger.ads.append((account.id, d, product, scale * rng.uniform(0.5, 1.6)))
            day += rng.randint(12, 60)


def _wages(world, rng, firm):
    payday, pay = rng.randint(5, 20), {}
    for month in range(payday, world.days, 30):
        for account, a, b in firm.staff:
            if a <= month <= b + 30 and account.person.payout:
                base = pay.setdefault(account.id, rng.randrange(2800, 11000, 100))
                world.pay(rng, firm.payout, account.person.payout, month, base + rng.randrange(0, 2500, 50), "office")


def new_user(world, rng, account, day, person, rate=None):
    """From that day the account is lawfully used by somebody else."""
    account.leave(day)
    account.uses.append(Use(person, day, world.days, rate or world.rate(rng)))
