"""People, the phones in their pockets, and who they know.

Nobody is alone: each person has a household, a home village, a class at
school, perhaps a rented flat and some chat groups of strangers.  Stories,
lawful or not, are dealings along these ties.
"""

from places import ABROAD, CITY_NAMES, CITY_WEIGHTS, HOME_TOWNS, Net
from world import FOREVER, heavy

HOURS = {
    "office": (2, 1, 0, 0, 0, 1, 3, 7, 8, 5, 4, 5, 9, 6, 3, 3, 4, 6, 8, 9, 11, 12, 9, 5),
    "student": (5, 3, 1, 0, 0, 0, 1, 4, 3, 3, 4, 5, 11, 7, 3, 3, 4, 7, 8, 8, 9, 11, 13, 10),
    "night": (9, 8, 7, 6, 5, 3, 2, 4, 5, 2, 1, 1, 1, 1, 2, 4, 5, 5, 5, 5, 5, 5, 6, 8),
    "elder": (0, 0, 0, 1, 3, 8, 10, 9, 8, 7, 6, 5, 5, 3, 4, 6, 6, 5, 7, 9, 6, 2, 0, 0),
    "shop": (2, 1, 0, 0, 0, 0, 1, 2, 5, 8, 9, 8, 5, 7, 8, 8, 7, 5, 5, 6, 8, 10, 8, 4),
    "mother": (1, 1, 1, 1, 1, 2, 4, 5, 7, 8, 6, 4, 3, 8, 8, 3, 2, 2, 2, 3, 7, 13, 9, 3),
}
ALWAYS = (-FOREVER, FOREVER)


def new_device(world):
    """An identifier as the two families of phones write it."""
    rng = world.rng
    if rng.random() < 0.4:
        raw = f"{rng.getrandbits(128):032X}"
        return "-".join((raw[:8], raw[8:12], raw[12:16], raw[16:20], raw[20:]))
    return f"{rng.getrandbits(64):016x}"


class Hand:
    """A way of using accounts: which device, where, at which hours."""

    __slots__ = ("devices", "homes", "mobile", "works", "trips", "hours", "city", "roam")

    def __init__(self, city, hours, home, mobile=None, device=None):
        self.city, self.hours = city, hours
        self.devices = [(device, *ALWAYS, 1.0)] if device else []
        self.homes = [(*ALWAYS, home)]
        self.mobile = mobile
        self.works, self.trips = [], []
        self.roam = 0.35 if mobile else 0.0

    def device(self, day, rng):
        """The device in hand today; a second one by its weight."""
        now = [d for d in self.devices if d[1] <= day < d[2]] or self.devices
        if len(now) == 1:
            return now[0][0]
        return rng.choices(now, [d[3] for d in now])[0][0]

    def net(self, day, weekday, rng):
        """The network: away, at work, on the move or at home."""
        for begin, end, net in self.trips:
            if begin <= day < end:
                return net
        if self.works and weekday < 6 and 9 / 24 <= day % 1 < 18.5 / 24 and rng.random() < 0.6:
            for begin, end, net in self.works:
                if begin <= day < end:
                    return net
        if self.mobile and rng.random() < self.roam:
            return self.mobile
        for begin, end, net in reversed(self.homes):
            if begin <= day < end:
                return net
        return self.homes[0][2]

    def replace_phone(self, device, day):
        """The old phone goes into a drawer; others of the person's devices stay."""
        old = self.devices[0]
        self.devices[0] = (old[0], old[1], day, old[3])
        self.devices.append((device, day, FOREVER, old[3]))

    def lend(self, device, begin, end, weight=0.3):
        """A device of somebody else is used at times."""
        self.devices.append((device, begin, end, weight))

    def travel(self, begin, end, net):
        """Somewhere else for some days."""
        self.trips.append((begin, end, net))

    def move(self, day, net, city):
        """Another home, and another gateway of the carrier there."""
        self.homes.append((day, FOREVER, net))
        self.city = city

    def phone(self, day):
        """The first device valid on the day."""
        return next((d[0] for d in self.devices if d[1] <= day < d[2]), self.devices[0][0])


class Person:
    """Somebody with an identity, a payment account and ties."""

    def __init__(self, world, city, age, home):
        rng = world.rng
        self.city, self.age = city, age
        self.holder = world.token("h", 80)
        self.phone = world.token("t", 72)
        self.pay = world.token("pa", 56)
        self.accounts, self.kin, self.friends = [], [], []
        self.village = rng.choice(HOME_TOWNS)
        self.job = None
        self.claimed = False
        style = {"student": "student", "elder": "elder"}.get(age) or rng.choices(
            ("office", "shop", "night", "mother", "student"), (50, 20, 8, 15, 7)
        )[0]
        self.hand = Hand(city, style, home, Net("mobile", city, rng), new_device(world))
        self.hand.roam = rng.choice((0.1, 0.25, 0.4, 0.6, 0.9))


def _life_events(world, person):
    """What happens to nearly everybody: a new phone, a tablet, a trip, a move."""
    rng, hand, days = world.rng, person.hand, world.days
    if rng.random() < 0.14:
        hand.replace_phone(new_device(world), rng.uniform(0, days))
    if rng.random() < 0.12:
        hand.lend(new_device(world), *ALWAYS, rng.choice((0.05, 0.15, 0.4)))
    if rng.random() < 0.25:
        for day, length in world.festivals()[:2]:
            place = person.village if rng.random() < 0.7 else rng.choice(CITY_NAMES)
            hand.travel(
                day - rng.random() * 2,
                day + length * rng.uniform(0.5, 1.4),
                Net(rng.choice(("home", "mobile")), place, rng),
            )
    if rng.random() < 0.08:
        begin = rng.uniform(0, days)
        place = rng.choice(CITY_NAMES + ABROAD)
        hand.travel(begin, begin + rng.choice((1, 2, 3, 5, 9)), Net("fixed", place, rng))
    if rng.random() < 0.03:
        city = rng.choices(CITY_NAMES, CITY_WEIGHTS)[0]
        day = rng.uniform(0, days)
        hand.move(day, Net("home", city, rng), city)
        hand.mobile = Net("mobile", city, rng)


def _private_account(world, person):
    """A private account and the rhythm in which its holder opens it."""
    rng = world.rng
    registered = -heavy(rng, 500, 1.0) if rng.random() < 0.9 else rng.uniform(0, world.days - 4)
    kind = "professional" if rng.random() < 0.16 else "personal"
    account = world.new_account(kind, max(registered, -3600), person)
    if rng.random() < 0.55 and kind == "personal":
        account.payout = ""
    rate = min(heavy(rng, 0.2, 0.75), 3.0)
    begin, end = 0.0, float(world.days)
    mood = rng.random()
    if mood < 0.07:
        begin = rng.uniform(5, end - 3)
    elif mood < 0.15:
        end = rng.uniform(3, end)
    world.use(account, person.hand, begin, end, rate)
    if not account.uses:
        world.use(account, person.hand, 0, world.days, rate)
    return account


def _household(world, city):
    """One to five people behind one router."""
    rng = world.rng
    home = Net("home", city, rng)
    size = rng.choices((1, 2, 3, 4, 5), (38, 27, 20, 11, 4))[0]
    ages = ["adult"] + rng.choices(("adult", "student", "elder"), (5, 3, 3), k=size - 1)
    if size == 1 and rng.random() < 0.3:
        ages = ["student"]
    members = [Person(world, city, age, home) for age in ages]
    village = members[0].village
    for member in members:
        member.village = village
        member.kin = [m for m in members if m is not member]
        _life_events(world, member)
        count = rng.choices((0, 1, 2, 3), (12, 66, 17, 5))[0]
        for _ in range(count):
            _private_account(world, member)
    return members


def _join(world, kind, key, person):
    world.groups.setdefault((kind, key), []).append(person)


def _tie(world, person):
    """Village, class and chat groups: ties that later dealings run along."""
    rng = world.rng
    _join(world, "village", (person.village, rng.randrange(25)), person)
    if person.age == "student":
        _join(world, "class", (person.city, rng.randrange(6)), person)
    elif person.age == "adult":
        _join(world, "alumni", rng.randrange(250), person)
    else:
        _join(world, "square", (person.city, rng.randrange(5)), person)
    if rng.random() < 0.3:
        _join(world, "chat", rng.randrange(120), person)


def settle(world, accounts):
    """Fill the world with households until they hold so many accounts."""
    rng = world.rng
    while len(world.accounts) < accounts:
        city = rng.choices(CITY_NAMES, CITY_WEIGHTS)[0]
        members = _household(world, city)
        world.people.extend(members)
        for member in members:
            _tie(world, member)
    world.free = [p for p in world.people if p.accounts]
    for person in world.people:
        person.friends = [rng.choice(world.people) for _ in range(rng.choice((1, 2, 2, 3, 5)))]
