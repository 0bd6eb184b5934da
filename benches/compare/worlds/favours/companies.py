"""Companies: a boss, the people hired through ties, shops, wages, briefs.

Small bosses hire kin, then fellow villagers, then old classmates, and only
then strangers of the same city.  Who was hired how decides which traces the
staff share.
"""

from people import ALWAYS, Hand, Person, new_device
from places import CITY_NAMES, CITY_WEIGHTS, Net
from texts import INDUSTRIES, brief
from world import heavy

SIZES = {"micro": (1, 3), "small": (3, 9), "medium": (10, 24), "large": (25, 30)}


class Staff:
    """One employment as the platform sees it."""

    __slots__ = ("person", "account", "method", "begin", "end")

    def __init__(self, person, account, method, begin, end):
        self.person, self.account, self.method = person, account, method
        self.begin, self.end = begin, end


class Company:
    """An enterprise with its account, its office and its manners."""

    def __init__(self, world, boss, city, industry, group=""):
        rng = world.rng
        self.boss, self.city, self.industry = boss, city, industry
        registered = max(-heavy(rng, 420, 0.8), -2500)
        self.account = world.new_account("enterprise", registered, boss)
        self.account.region, self.account.industry = city, industry
        self.pay = self.account.payout = world.token("pa", 56)
        self.account.phone = world.token("t", 72) if rng.random() < 0.5 else boss.phone
        self.account.group = self.group = group
        self.office = Net("fixed" if rng.random() < 0.6 else "home", city, rng)
        self.staff, self.leads, self.partners = [], [], []
        self.lead_rate = min(heavy(rng, 0.12, 1.1), 4)
        self.style = rng.choices(("assign", "pool", "own", "report"), (45, 20, 20, 15))[0]
        self.zeal = rng.choice((0.05, 0.3, 0.6, 0.9, 1.0))
        self.wages = rng.random() < 0.3
        self.spend = heavy(rng, 60, 1.1) if rng.random() < 0.4 else 0
        self.paper_holder = rng.random() < 0.2
        self.briefs = [brief(rng, industry, city) for _ in range(rng.randint(2, 8))]
        self.desk = Hand(city, "office", self.office, boss.hand.mobile, new_device(world))
        self.desk.lend(boss.hand.phone(0), *ALWAYS, 0.5)
        world.use(self.account, self.desk, 0, world.days, rng.uniform(0.2, 0.9))
        world.companies.append(self)

    def present(self, day):
        """Staff bound on this day."""
        return [s for s in self.staff if s.begin <= day < s.end]


def _declared(world, person):
    """The identity the personnel desk typed in; sometimes nobody did."""
    return "" if world.rng.random() < 0.07 else person.holder


def created_account(world, company, person, begin):
    """An account that the company makes for an employee, often days before use."""
    rng = world.rng
    account = world.new_account("kos", max(begin - rng.choice((0.01, 0.1, 1, 3)), -2400), person)
    account.region, account.industry = company.city, company.industry
    if company.paper_holder:
        account.holder = company.boss.holder
        account.phone = company.account.phone
    account.payout = company.pay if rng.random() < 0.4 else ""
    return account


def hire(world, company, person, begin, end=None, method=None, hand=None, rate=None):
    """Employ somebody: bind the own account or a created one, and start using it."""
    rng = world.rng
    own = next((a for a in person.accounts if a.kind in ("personal", "professional")), None)
    if own is None or own.registered > begin:
        method = "created"
    method = method or rng.choices(("bound", "created"), (45, 55))[0]
    last = float(world.days) if end is None else end
    if method == "bound":
        account = own
        account.industry = company.industry
        world.show_purse(account, 0.65)
        begin = max(begin, account.registered + 0.5)
        world.use(account, hand or person.hand, begin, last, rate or rng.uniform(0.02, 0.3))
    else:
        account = created_account(world, company, person, begin)
        world.use(account, hand or person.hand, begin, last, rate or min(heavy(rng, 0.27, 0.5), 2))
    world.bind(company, account, begin, end, method, _declared(world, person))
    person.job, person.claimed = company, True
    if rng.random() < 0.7:
        person.hand.works.append((begin, last, company.office))
    staff = Staff(person, account, method, begin, last)
    company.staff.append(staff)
    return staff


def _candidates(world, boss, city):
    """The order in which a boss asks around."""
    ties = [p for p in boss.kin + boss.friends if p.age != "elder"]
    village = [p for p in world.by_village.get(boss.village, ()) if p.city == city]
    world.rng.shuffle(village)
    return ties + village[:3]


def find_worker(world, city):
    """A stranger of the city who needs a job; from anywhere when the city is small."""
    crowd = world.by_city.get(city) or world.people
    for _ in range(60):
        person = world.rng.choice(crowd)
        if not person.claimed and person.age != "elder":
            return person
    for _ in range(3000):
        person = world.rng.choice(world.people)
        if not person.claimed:
            return person
    raise LookupError("no worker left")


def when_bound(world):
    """Most were bound before the window opens, the rest trickle in."""
    rng = world.rng
    return -heavy(rng, 120, 0.9) if rng.random() < 0.68 else rng.uniform(0, world.days - 5)


def employ_many(world, company, count, hand=None, begin=None, end=None):
    """Hire `count` people: ties first, then strangers."""
    rng = world.rng
    asked = [p for p in _candidates(world, company.boss, company.city) if not p.claimed]
    wave = when_bound(world)
    for number in range(count):
        if asked and rng.random() < 0.4:
            person = asked.pop(0)
            if person.claimed:
                person = find_worker(world, company.city)
        else:
            person = find_worker(world, company.city)
        start = (
            begin
            if begin is not None
            else (wave + rng.random() if rng.random() < 0.45 else when_bound(world))
        )
        start = max(start, company.account.registered + 0.5)
        stop = end
        if stop is None and rng.random() < 0.13:
            stop = max(start + 5, rng.uniform(1, world.days * 1.05))
        hire(world, company, person, start, stop, hand=hand)
    return company


def found(world, size="small", industry=None, city=None, boss=None, group="", staff=None):
    """A company with its staff."""
    rng = world.rng
    city = city or rng.choices(CITY_NAMES, CITY_WEIGHTS)[0]
    boss = boss or find_worker(world, city)
    boss.claimed = True
    company = Company(world, boss, city, industry or rng.choice(INDUSTRIES), group)
    count = rng.randint(*SIZES[size]) if staff is None else staff
    return employ_many(world, company, count)


def stranger_boss(world, city):
    """Somebody without an account of their own who lends or has a name."""
    person = Person(world, city, "adult", Net("home", city, world.rng))
    person.claimed = True
    return person


def index_people(world):
    """Who lives where and who comes from where."""
    world.by_city, world.by_village = {}, {}
    for person in world.people:
        world.by_city.setdefault(person.city, []).append(person)
        world.by_village.setdefault(person.village, []).append(person)


def ordinary_economy(world, accounts):
    """Plain companies until the world holds its number of accounts."""
    rng = world.rng
    while len(world.accounts) < accounts:
        found(world, rng.choices(("micro", "small", "medium"), (50, 40, 10))[0])
