"""Ordinary people and creators, and the honest things that happen to them."""

from core import DAY, Person, Use
from places import CHRONO, LARK, NORMAL, OFFICE, OWL, RETIRED, STUDENT, Net


def make_person(world, rng, city=None, household=None, abroad=True):
    """Somebody; with `household` they live with that person."""
    atlas = world.atlas
    city = household.city if household else city or atlas.pick(rng, abroad)
    person = Person(
        holder=world.identity(),
        phone=world.phone(),
        payout=world.bank(),
        city=city,
        home=household.home if household else atlas.home(rng, city),
        roam=atlas.mobile(rng, city),
        dev=world.device(),
        hours=rng.choice(CHRONO),
    )
    world.people.append(person)
    return person


def private_use(rng, person, d0=-1.0, d1=1e6, scale=1.0):
    """How somebody uses an account of their own: from once a month to several times a day."""
    keen = min(0.95, 0.03 + 0.62 * rng.random() ** 2.3) * scale
    return Use(
        d0,
        d1,
        [person.dev],
        keen,
        person.hours,
        person.home,
        person.home,
        person.roam,
        p_roam=0.15 + 0.5 * rng.random(),
        more=0.15 + 0.3 * rng.random(),
    )


def add_account(world, rng, person, kind="personal", scale=1.0, **kw):
    acct = world.account(rng, person, kind, **kw)
    if rng.random() < 0.1 and "payout" not in kw:
        acct.payout = ""
    if rng.random() < 0.12 and kind == "personal":
        acct.holder = ""  # never verified
    acct.uses.append(private_use(rng, person, scale=scale))
    if person.tablet:
        acct.uses[-1].devs.append(person.tablet)
    acct.writes = rng.choice((0, 0, 0.02, 0.08)) if kind == "personal" else 0.15 + 0.6 * rng.random()
    acct.topic = "life"
    return acct


def ordinary(world, rng, creators=0.14):
    """One household's or one person's accounts, without any story."""
    person = make_person(world, rng)
    for _ in range(rng.choices((1, 2, 3), (73, 20, 7))[0]):
        kind = "professional" if rng.random() < creators else "personal"
        add_account(world, rng, person, kind, scale=1.35 if kind == "professional" else 1.0)
    if rng.random() < 0.05:  # registered in the window
        fresh = person.accts[-1]
        fresh.reg = int(rng.uniform(0, world.days - 4) * DAY)
    return person


def all_tell(person, story):
    for acct in person.accts:
        acct.tell("honest", story)


# ---- stories ---------------------------------------------------------------------------------------
def upgrade(world, rng, person, day=None, used=None):
    """A new (or second-hand) phone; the old one goes to the drawer, to the family or on the market."""
    day = day if day is not None else rng.uniform(2, world.days - 3)
    old, new = person.dev, None
    on_sale = [i for i, (d, _) in enumerate(world.market[:400]) if d + 1 < day]
    if used is not False and on_sale and rng.random() < (0.35 if used is None else 1):
        new = world.market.pop(rng.choice(on_sale))[1]
        all_tell(person, "second_hand_phone")
    new = new or world.device()
    for acct in person.accts:
        for use in acct.cut(day):
            use.devs = [new if d == old else d for d in use.devs]
        if rng.random() < 0.12:
            world.change(acct, "password", day * DAY + rng.uniform(60, 3600))
    person.dev = new
    all_tell(person, "phone_upgrade")
    if rng.random() < 0.45:
        world.market.append((day + rng.uniform(2, 25), old))


def move_city(world, rng, person, day=None, told="moved_house"):
    day = day if day is not None else rng.uniform(5, world.days - 5)
    city = world.atlas.pick(rng)
    person_home, roam = world.atlas.home(rng, city), world.atlas.mobile(rng, city)
    new_number = world.phone() if rng.random() < 0.45 else None
    for acct in person.accts:
        for use in acct.cut(day):
            use.day = use.night = person_home
            if rng.random() < 0.8 or new_number:
                use.roam = roam
        if rng.random() < 0.4:
            world.change(acct, "region", (day + rng.uniform(0, 20)) * DAY, person.city.name, city.name)
        if new_number and rng.random() < 0.9:
            world.change(acct, "phone", (day + rng.uniform(1, 20)) * DAY, person.phone, new_number)
            acct.phone = new_number
    if new_number:
        person.phone = new_number
    person.city, person.home, person.roam = city, person_home, roam
    all_tell(person, told)


def travel(world, rng, person, name="travel"):
    for _ in range(rng.choice((1, 1, 2, 3))):
        start, city = rng.uniform(0, world.days - 4), world.atlas.pick(rng, True)
        net = world.atlas.hotel(rng, city)
        for acct in person.accts:
            for use in acct.uses:
                use.trips.append((start, start + rng.choice((2, 3, 4, 6, 9)), net))
    all_tell(person, name)


def dormant(world, rng, person):
    """Silent for months, then back: new phone, often a new city and number, a password reset."""
    day = rng.uniform(15, world.days - 8)
    for acct in person.accts:
        for use in acct.uses:
            use.d0 = day
            use.p = min(0.9, use.p * 2 + 0.15)
        acct.reg = min(acct.reg, -300 * DAY)
    if rng.random() < 0.6:
        move_city(world, rng, person, day - 0.1, "dormant_return")
    new = world.device()
    for acct in person.accts:
        for use in acct.uses:
            use.devs = [new]
        if rng.random() < 0.7:
            world.change(acct, "password", day * DAY + rng.uniform(10, 900))
    person.dev = new
    all_tell(person, "dormant_return")


def family(world, rng):
    """Two to four people at one address with a tablet for everybody."""
    first = ordinary(world, rng)
    first.tablet = world.device()
    members = [first]
    for _ in range(rng.choice((1, 2, 2, 3))):
        other = make_person(world, rng, household=first)
        other.tablet = first.tablet
        other.hours = rng.choice((LARK, NORMAL, OWL, STUDENT, RETIRED))
        add_account(world, rng, other)
        members.append(other)
    for person in members:
        for acct in person.accts:
            acct.uses[0].devs = [person.dev, first.tablet]
            acct.uses[0].first = 0.6
        all_tell(person, "family_tablet")
    return members


def for_parents(world, rng):
    """A child registers an account for a parent far away, then hands it over on the parent's phone."""
    child = ordinary(world, rng)
    parent = make_person(world, rng)
    parent.hours = RETIRED
    day = rng.uniform(5, world.days - 10)
    acct = world.account(rng, child, "personal", reg_day=int(day) - rng.randrange(1, 30))
    acct.uses.append(Use(-100, day, [child.dev], 0.4, child.hours, child.home, None, child.roam))
    acct.uses.append(Use(day, 1e6, [parent.dev], 0.5, RETIRED, parent.home, None, parent.roam, p_roam=0.2))
    if rng.random() < 0.5:
        world.change(acct, "phone", day * DAY + 3000, child.phone, parent.phone)
    acct.tell("honest", "set_up_for_parents")


def couple(world, rng):
    """A pair who run one creator's account together, sometimes from two cities."""
    person = make_person(world, rng)
    other = make_person(world, rng, household=None if rng.random() < 0.4 else person)
    acct = add_account(world, rng, person, "professional", 1.5)
    acct.uses.append(private_use(rng, other, scale=1.2))
    add_account(world, rng, other)
    for _ in range(4):
        world.pay(
            person.payout,
            other.payout,
            rng.uniform(0, world.days) * DAY,
            rng.choice((520, 1314, 2000, 800)),
        )
    acct.tell("honest", "couple_account")


def creator_assistant(world, rng):
    """A creator pays an editor in another city who posts for one to four creators."""
    helper = make_person(world, rng)
    add_account(world, rng, helper)
    for _ in range(rng.choice((1, 1, 2, 3, 4))):
        person = make_person(world, rng)
        acct = add_account(world, rng, person, "professional", 1.4)
        start = rng.choice((-5, -5, rng.uniform(5, 60)))
        acct.uses.append(Use(start, 1e6, [helper.dev], 0.35, OFFICE, helper.home, None, helper.roam))
        wage = rng.choice((800, 1500, 2000, 3000))
        for day in range(max(0, int(start)) + rng.randrange(28), world.days, 30):
            world.pay(person.payout, helper.payout, (day + rng.random()) * DAY, wage)
        acct.writes = 1.8
        acct.tell("honest", "creator_assistant")


def mcn(world, rng):
    """A house that signs creators: they keep their phones, the house logs in from its office."""
    city = world.atlas.pick(rng)
    net = world.atlas.office(rng, city, 2)
    devices = [world.device() for _ in range(rng.randrange(3, 8))]
    bank = world.bank()
    listed = rng.random() < 0.55
    if listed:
        for dev in devices[:-1]:
            world.approved.append(("device", dev, "mcn", ""))
        world.approved.append(("payment_account", bank, "mcn", ""))
    count = rng.randrange(8, 30)
    for _ in range(count):
        person = make_person(world, rng)
        acct = add_account(world, rng, person, "professional", 1.3)
        start = rng.choice((-9, -9, rng.uniform(3, 70)))
        acct.uses.append(
            Use(start, 1e6, rng.sample(devices, 2), 0.3, OFFICE, net, week=(1, 1, 1, 1, 1, 0.3, 0.2))
        )
        if start > 0 and rng.random() < 0.5:
            world.change(acct, "payout_account", (start + 1) * DAY, acct.payout, bank)
            acct.payout = bank
        for day in range(20, world.days, 30):
            world.pay(bank, person.payout, (day + rng.random()) * DAY, rng.lognormvariate(7.3, 0.7))
        acct.writes = 1.5
        acct.tell("honest", "mcn_signed_listed" if listed else "mcn_signed")


def campus(world, rng, count):
    """Students on one campus network who go home in the holidays."""
    city = world.atlas.pick(rng)
    net = Net(city.name, city.campus)
    for _ in range(count):
        person = make_person(world, rng, city)
        person.hours = STUDENT
        person.home = net
        add_account(world, rng, person)
        if rng.random() < 0.4:
            travel(world, rng, person, "campus")
        all_tell(person, "campus")


def public_device(world, rng, crowd):
    """A library, a copy shop, a demo phone: many people, once or twice each."""
    if not crowd:
        return
    city = crowd[0].city
    net, dev = Net(city.name, city.lobby), world.device()
    for person in crowd:
        acct = rng.choice(person.accts)
        day = rng.uniform(0, world.days - 1)
        acct.uses.append(
            Use(int(day), int(day) + rng.choice((0.999, 0.999, 1.999)), [dev], 1.0, OFFICE, net, more=0.15)
        )
        acct.tell("honest", "public_device")


def small_changes(world, rng, person):
    """Forgotten passwords, new bank cards, new numbers (old numbers come back to strangers)."""
    acct = rng.choice(person.accts)
    t = rng.uniform(0, world.days) * DAY
    what = rng.random()
    if what < 0.5:
        world.change(acct, "password", t)
    elif what < 0.72 and acct.payout:
        new = world.bank()
        world.change(acct, "payout_account", t, acct.payout, new)
        acct.payout = new
    else:
        new = world.phone()
        world.change(acct, "phone", t, acct.phone, new)
        old, acct.phone = acct.phone, new
        if rng.random() < 0.3:
            stranger = make_person(world, rng)
            stranger.phone = old
            add_account(world, rng, stranger)
            all_tell(stranger, "recycled_number")
            all_tell(person, "recycled_number")


def populate(world, upto):
    """The honest people apart from those of companies, until the world has `upto` accounts."""
    rng = world.rng("people")
    f = world.f
    for _ in range(max(3, int(9 * f))):
        mcn(world, rng)
    for _ in range(max(2, int(5 * f))):
        campus(world, rng, rng.randrange(25, 90))
    for _ in range(int(120 * f)):
        rng.choice((for_parents, for_parents, couple, creator_assistant))(world, rng)
    for _ in range(int(330 * f)):
        family(world, rng)
    crowds = {}
    while len(world.accts) < upto:
        person = ordinary(world, rng)
        crowds.setdefault(person.city.name, []).append(person)
        if rng.random() < 0.07:  # a forgotten password, a new number, a new bank card
            small_changes(world, rng, person)
        if rng.random() < 0.04:  # writes at a computer whose browser forgets its cookies
            acct = rng.choice(person.accts)
            acct.uses.append(
                Use(-1, 1e6, [person.dev], 0.05 + 0.2 * rng.random(), person.hours, person.home, fresh=True)
            )
            acct.tell("honest", "browser_without_cookies")
        x = rng.random()
        if x < 0.11:
            upgrade(world, rng, person)
        elif x < 0.14:
            move_city(world, rng, person)
        elif x < 0.24:
            travel(world, rng, person)
        elif x < 0.265:
            dormant(world, rng, person)
        elif x < 0.30:
            small_changes(world, rng, person)
        elif x < 0.31:  # a collector of phones
            for acct in person.accts:
                acct.uses[0].devs += [world.device() for _ in range(rng.randrange(2, 5))]
                acct.uses[0].first = 0.4
            all_tell(person, "gadget_fan")
        elif x < 0.32:  # works in one city, family in another
            there = world.atlas.hotel(rng, world.atlas.pick(rng))
            for day in range(world.days):
                if world.weekday[day] > 4:
                    for acct in person.accts:
                        acct.uses[0].trips.append((day, day + 1, there))
            all_tell(person, "weekend_commuter")
    for name in sorted(crowds, key=lambda n: -len(crowds[n]))[: max(2, int(5 * f))]:
        crowd = crowds[name]
        public_device(world, rng, rng.sample(crowd, min(len(crowd), rng.randrange(90, 320))))


def top_up(world, upto):
    """Plain people at the end, so that worlds with and without abuse have the same size."""
    rng = world.rng("top-up")
    while len(world.accts) < upto:
        if upto - len(world.accts) >= 3:
            ordinary(world, rng)
        else:
            add_account(world, rng, make_person(world, rng))
