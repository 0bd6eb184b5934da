"""People: households, needs, phones, and what they decide on an unquiet day."""

from base import DAY, Hand, Seat
from places import INDUSTRIES

KINDS_OF_DAY = ["day"] * 6 + ["night"] * 2 + ["late", "dawn", "office"]


class Person(Hand):
    __slots__ = (
        "holder",
        "number",
        "payout",
        "home",
        "home_net",
        "house",
        "need",
        "scruple",
        "fear",
        "savings",
        "age",
        "phone_age",
        "friends",
        "knows",
        "job",
        "accounts",
        "itch",
        "away",
        "busy",
        "retired_from",
    )

    def __init__(self, w, rng, city, net, age):
        Hand.__init__(self, w.token("d"), city, net, rng.uniform(0.3, 0.75), rng.choice(KINDS_OF_DAY))
        self.holder, self.number, self.payout = w.token("h"), w.token("p"), w.token("y")
        self.home, self.home_net, self.house = city, net, None
        self.need, self.scruple, self.fear = (
            rng.betavariate(2, 4),
            rng.betavariate(4, 2),
            rng.betavariate(2.5, 2.5),
        )
        self.savings, self.age = rng.lognormvariate(9.2, 0.9), age
        self.phone_age = int(rng.expovariate(1 / 420))
        # two gateways of the carrier are enough for one phone
        k = rng.randrange(len(city.cgn))
        self.cgn = [city.cgn[k], city.cgn[k - 1]]
        self.friends, self.knows, self.accounts = [], set(), []
        self.job, self.retired_from = None, None
        self.itch = rng.gammavariate(2, 0.006)
        self.away = self.busy = False


class House:
    def __init__(self):
        self.members, self.tablet = [], None


def tempted(rng, p, gain, risk=0.5):
    """Whether somebody takes money for something that isn't allowed."""
    return p.need * gain + rng.gauss(0, 0.12) > p.scruple * 0.75 + p.fear * risk * 0.35


def open_account(w, rng, p, kind=None, age=None, rate=None):
    kind = kind or ("professional" if rng.random() < 0.17 else "personal")
    topic = rng.choice(INDUSTRIES) if kind != "personal" else ""
    payout = p.payout if rng.random() < 0.85 else ""
    phone = p.number if not p.accounts or rng.random() < 0.4 else w.token("p")
    a = w.register(rng, kind, p, p.home, p.holder, phone, payout, topic, age)
    if a is None:
        return None
    a.industry = topic
    if rate is None:
        rate = min(3.0, rng.lognormvariate(-2.0, 1.05)) * (1.5 if kind != "personal" else 1.0)
    a.seats.append(Seat(p, rate, post=0.07 if kind != "personal" else 0.02))
    p.accounts.append(a)
    return a


def settle(w, rng, budget):
    """Households move into the cities until the accounts of the budget are opened."""
    before = len(w.people)
    while budget > 0:
        city = w.places.pick(rng)
        net, house = w.places.lease(city), House()
        size = rng.choices([1, 2, 3, 4], [4, 4, 3, 1])[0]
        elder = rng.randint(22, 62)
        for i in range(size):
            age = (
                elder if i == 0 else rng.choice([elder + rng.randint(-4, 4), elder + 26, max(14, elder - 25)])
            )
            p = Person(w, rng, city, net, age)
            p.house = house
            house.members.append(p)
            city.people.append(p)
            w.people.append(p)
            for _ in range(rng.choices([1, 2, 3], [78, 17, 5])[0]):
                budget -= 1
                open_account(w, rng, p, age=rng.expovariate(1 / 700) + 5)
        if size > 1 and rng.random() < 0.13:
            house.tablet = w.token("d")
            for p in house.members:
                share_tablet(w, rng, p)
        first = house.members[0]
        if elder < 25 and rng.random() < 0.35:  # a student: the dormitory's network
            first.net = first.home_net = rng.choice(city.campus)
            tell(w, first, "campus_network")
        if elder > 55 and size > 1 and rng.random() < 0.3:  # the child runs the parents' account as well
            child = house.members[-1]
            first.accounts[0].seats.append(Seat(child, rng.uniform(0.05, 0.4)))
            w.story(first.accounts[0], "honest", "child_helps_parent")
        if rng.random() < 0.25:
            regular(w, rng, first)
    for p in w.people[before:]:
        mates = [rng.choice(p.home.people) for _ in range(rng.randint(2, 5))] + p.house.members
        p.friends = [q for q in mates if q is not p]
        if rng.random() < 0.10 and not p.alt:
            p.off = True  # sleeps; some wake up later
            if rng.random() < 0.25:
                w.at(rng.randint(3, w.days - 2), wake, w, rng, p)


def tell(w, p, story):
    for a in p.accounts:
        w.story(a, "honest", story)


def share_tablet(w, rng, p):
    p.alt, p.alt_p, p.alt_net = p.house.tablet, rng.uniform(0.05, 0.45), None
    tell(w, p, "family_tablet")


def regular(w, rng, p):
    """A regular guest of a public machine; the best known machine of a city draws most of them."""
    if p.alt:
        return
    t = p.home.terminals
    p.alt, p.alt_net = t[0] if rng.random() < 0.9 else t[-1]
    p.alt_p = rng.choice([0.03, 0.06, 0.1, 0.3])
    tell(w, p, "public_device")


# -- decisions -----------------------------------------------------------


def new_phone(w, rng, p, why="phone_upgrade"):
    old = p.device
    if p.savings > 2600 and rng.random() < 0.7:
        p.device, p.savings = w.token("d"), p.savings - 2500
    elif w.market and rng.random() < 0.85:
        p.device = w.market.pop(rng.randrange(len(w.market)))
        p.savings -= 700
        why = "second_hand_phone"
    else:
        p.device = w.token("d")
    p.phone_age = 0
    tell(w, p, why)
    r = rng.random()
    heirs = [q for q in p.house.members if q is not p and q.phone_age > 500] if p.house else []
    if heirs and r < 0.3:
        rng.choice(heirs).device = old
    elif r < 0.65:
        w.at(w.day + rng.randint(2, 25), w.market.append, old)
    elif r < 0.75:  # the old one stays on the table for a while
        if not p.alt:
            p.alt, p.alt_p = old, 0.15
            w.at(w.day + rng.randint(3, 30), drop_alt, p, old)


def drop_alt(p, device):
    if p.alt == device:
        p.alt, p.alt_p, p.alt_net = None, 0.0, None


def travel(w, rng, p):
    if p.away:
        return
    p.away = True
    p.city = w.places.pick(rng, p.home)
    p.net, kept = w.places.lease(p.city), p.cgn
    p.cgn = [rng.choice(p.city.cgn)]
    tell(w, p, "travel")
    days = rng.choices([rng.randint(1, 4), rng.randint(5, 12), rng.randint(20, 45)], [6, 3, 1])[0]
    w.at(w.day + days, come_home, p, kept)


def come_home(p, cgn):
    p.city, p.net, p.cgn, p.away = p.home, p.home_net, cgn, False


def move(w, rng, p, far=None):
    if p.away:
        return
    house = p.house.members if rng.random() < 0.5 else [p]
    far = rng.random() < 0.35 if far is None else far
    city = w.places.pick(rng, p.home) if far else p.home
    p.home.spare.append(p.home_net)
    net = w.places.lease(city)
    for q in house:
        if q.away or (far and q.job):
            continue
        q.home = q.city = city
        q.net = q.home_net = net
        q.cgn = [rng.choice(city.cgn)]
        tell(w, q, "moved_far" if far else "moved_house")
        if far and rng.random() < 0.3:
            for a in q.accounts:
                w.change(a, "region", w.now(rng), city.name)


def wake(w, rng, p):
    """A sleeper comes back; as a rule on a new phone, often elsewhere, and without the old password."""
    if not p.off or p.busy:
        return
    p.off = False
    p.device = w.market.pop() if w.market and rng.random() < 0.25 else w.token("d")
    if rng.random() < 0.55:
        move(w, rng, p, far=True)
    for a in p.accounts:
        if rng.random() < 0.6:
            w.change(a, "password", w.now(rng, 6, 9))
        if rng.random() < 0.4:
            w.change(a, "phone", w.now(rng, 9, 12), p.number)
        a.seats[0].rate = max(a.seats[0].rate, rng.uniform(0.2, 0.8))
    tell(w, p, "dormant_return")


def stolen(w, rng, p):
    """The phone is gone: new phone, password and number in a hurry."""
    p.device = w.token("d")
    for a in p.accounts:
        w.change(a, "password", w.now(rng, 8, 20))
        if rng.random() < 0.4:
            p.number = w.token("p")
            w.change(a, "phone", w.now(rng, 20, 23), p.number)
    tell(w, p, "phone_stolen")


def spouse_runs(w, rng, p):
    """Illness or a birth: somebody at home runs the account for weeks, the holder looks in now and then."""
    others = [q for q in p.house.members if q is not p and q.age > 17]
    if not others:
        return
    a, q = rng.choice(p.accounts), rng.choice(others)
    if a.role != "clean":
        return
    seat = Seat(q, rng.uniform(0.3, 1.0))
    a.seats.append(seat)
    w.story(a, "honest", "spouse_runs_account")
    w.at(w.day + rng.randint(10, 50), unseat, a, seat)


def assistant(w, rng, p):
    """A professional with too little time takes an assistant in another home or city, and pays her."""
    pro = [a for a in p.accounts if a.kind == "professional" and a.role == "clean"]
    helper = rng.choice(w.people) if rng.random() < 0.3 else rng.choice(p.friends or w.people)
    if not pro or helper is p or helper.age < 18:
        return
    a = rng.choice(pro)
    a.seats.append(Seat(helper, rng.uniform(0.3, 1.2), post=0.08))
    w.story(a, "honest", "influencer_assistant")
    for d in range(30, w.days, 30):
        w.at(w.day + d, settle_bill, w, rng, p, helper, rng.choice([600, 800, 1500, 2000]))


def settle_bill(w, rng, payer, payee, amount):
    w.pay(payer.payout, payee.payout, w.now(rng), amount)


def unseat(acc, seat):
    if seat in acc.seats:
        acc.seats.remove(seat)


def repair(w, rng, p):
    """Loaner from a phone counter for some days: a device that many strangers carry in turn."""
    own, p.device = p.device, p.home.loaner if rng.random() < 0.6 else w.token("d")
    tell(w, p, "repair_loaner")
    w.at(w.day + rng.randint(2, 7), give_back, p, p.device, own)


def give_back(p, loaner, own):
    if p.device == loaner:
        p.device = own


def small_change(w, rng, p):
    a, r = rng.choice(p.accounts), rng.random()
    if a.role != "clean" or a.owner is not p:
        return
    if r < 0.5:
        w.change(a, "password", w.now(rng))
    elif r < 0.75:
        p.number = w.token("p")
        for b in p.accounts:
            if b.owner is p and b.role == "clean" and rng.random() < 0.8:
                w.change(b, "phone", w.now(rng), p.number)
    elif r < 0.97:
        spouse = [q for q in p.house.members if q is not p]
        shared = spouse and rng.random() < 0.35
        p.payout = rng.choice(spouse).payout if shared else w.token("y")
        w.change(a, "payout_account", w.now(rng), p.payout)
        w.story(a, "honest", "couple_payout" if shared else "new_bank")
    else:
        heir = [q for q in p.house.members if q is not p]
        if heir:  # an account passes inside the family
            q = rng.choice(heir)
            t = w.now(rng)
            w.change(a, "holder", t, q.holder)
            w.change(a, "phone", t + 600, q.number)
            a.owner, a.seats = q, [Seat(q, rng.uniform(0.1, 0.8))]
            p.accounts.remove(a)
            q.accounts.append(a)
            w.story(a, "honest", "passed_in_family")
            if not p.accounts:
                p.itch = 0


def red_packet(w, rng, p):
    q = rng.choice(p.friends) if p.friends else rng.choice(p.home.people)
    w.pay(
        p.payout,
        q.payout,
        w.now(rng),
        rng.choice([6.6, 8.8, 20, 50, 66, 88, 100, 200, 520, rng.uniform(10, 900)]),
    )


def hardship(w, rng, p):
    p.need = min(1.0, p.need + rng.uniform(0.1, 0.45))
    p.savings *= rng.uniform(0.2, 0.8)


def step(w, rng):
    """One day in the life of everybody."""
    rnd = rng.random
    for p in w.people:
        p.phone_age += 1
        if rnd() > p.itch or not p.accounts:
            continue
        if p.off:
            continue
        p.need = max(0.02, p.need - 0.01)
        r = rnd()
        if r < 0.20:
            if p.phone_age > 240 + 500 * rnd() and not p.busy:
                new_phone(w, rng, p)
        elif r < 0.36:
            travel(w, rng, p)
        elif r < 0.41:
            move(w, rng, p)
        elif r < 0.53:
            small_change(w, rng, p)
        elif r < 0.545:
            stolen(w, rng, p)
        elif r < 0.58:
            spouse_runs(w, rng, p)
        elif r < 0.61:
            assistant(w, rng, p)
        elif r < 0.63:
            repair(w, rng, p)
        elif r < 0.65:
            regular(w, rng, p)
        elif r < 0.68:
            hardship(w, rng, p)
        elif r < 0.70:
            if not p.house.tablet:
                p.house.tablet = w.token("d")
            if not p.alt:
                share_tablet(w, rng, p)
        elif r < 0.75:
            d, ip = p.city.terminals[0 if rnd() < 0.7 else -1]
            visit_public(w, rng, p, d, ip)
        elif r < 0.77 and p.job is None:
            if p.age > 17:
                p.home.seekers.append(p)
        elif r < 0.95:
            red_packet(w, rng, p)
        elif len(p.accounts) < 3 and w.left > 0 and rnd() < 0.5:
            open_account(w, rng, p)


def visit_public(w, rng, p, device, ip):
    t = w.now(rng)
    a = rng.choice(p.accounts)
    w.logins.append((t, a, device, ip, p.city.name))
    w.story(a, "honest", "public_device")


def newcomers(w, rng):
    """New people join; together with the other registrations they use up the budget by the last day."""
    days = w.days - w.day
    n = int(w.left / days * 1.4 + rng.random()) if days > 1 else w.left
    for _ in range(min(n, w.left)):
        city = w.places.pick(rng)
        p = Person(w, rng, city, w.places.lease(city), rng.randint(16, 60))
        p.house = House()
        p.house.members.append(p)
        if city.people:
            p.friends = [rng.choice(city.people) for _ in range(3)]
        city.people.append(p)
        w.people.append(p)
        open_account(w, rng, p)
