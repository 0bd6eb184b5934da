"""What offenders have in common: workplaces, buyers, purses, and how little of it is left to see."""

from core import DAY, HOUR, Binding, Hand, Use, hexid, hour_curve, poisson
from firms import Job, desk_hand, identity_for
from people import HAS_HOLDER, HAS_PAYOUT, INDUSTRIES, new_hand, rate_of
from places import Net, home_net, make_device, office_net, some_city
from texts import note, note_time, sentence

SEEN = {0: 0.55, 1: 0.42, 2: 0.22}  # share of dirty payments made on the platform


class Crew:
    """A studio. line() gives the workplace from which one account is run, per level of camouflage."""

    def __init__(self, w, rng, staff, city=None):
        self.w, self.rng = w, rng
        self.city = city or some_city(rng)
        self.net = home_net(w, rng, self.city) if rng.random() < 0.6 else office_net(w, rng, self.city)
        self.hands = []
        for i in range(staff):
            hand = desk_hand(w, rng, self.city, self.net, f"{hexid(rng)}")
            family = rng.choice(("office", "shop", "shop", "night", "private"))
            hand.curve = hour_curve(family, rng.choice((-1, 0, 2)))
            hand.second = None
            if rng.random() < 0.3:
                hand.rounds = None
            self.hands.append(hand)
        self.open = []  # [device, hand, places left, city]

    def line(self, city):
        w, rng = self.w, self.rng
        if w.camo == 2:
            device = make_device(w, rng, "cloud")
            net = Net(w, rng, rng.choice(("six", "lease", "lease")), city)
            shadow = Hand(city, net, w.mobile[city, "m"], rng.choice(self.hands).curve, 0.9)
            shadow.phones.append((-(10**9), device))
            return dict(hand=shadow, device=device, net=net)
        if w.camo == 1:
            slot = next((s for s in self.open if s[2] > 0), None)
            if slot is None:
                slot = [
                    make_device(w, rng, rng.choice(("android", "android", "ios", "emulator"))),
                    rng.choice(self.hands),
                    rng.choice((2, 2, 3)),
                ]
                self.open.append(slot)
            slot[2] -= 1
            houses = w.houses_in.get(city)
            net = rng.choice(houses).net if houses else Net(w, rng, "lease", city)
            return dict(
                hand=slot[1], device=slot[0], net=net, leak=rng.choice((0, 0.02, 0.05)), other=self.net
            )
        slot = next((s for s in self.open if s[2] > 0), None)
        if slot is None:
            kind = rng.choice(("android", "android", "android", "ios", "emulator", "pc"))
            slot = [make_device(w, rng, kind), rng.choice(self.hands), rng.randint(3, 12)]
            self.open.append(slot)
        slot[2] -= 1
        return dict(hand=slot[1], device=slot[0] if rng.random() < 0.85 else None)


class Purses:
    """Payment accounts of an operation; from level 1 several, and middlemen who keep a tenth."""

    def __init__(self, w, rng, boss_pay=None):
        self.w, self.rng = w, rng
        number = 1 if w.camo == 0 else rng.randint(2, 4)
        self.own = [boss_pay or rng.choice(w.people).pay]
        self.own += [rng.choice(w.people).pay for _ in range(number - 1)]
        self.middle = [rng.choice(w.people).pay for _ in range(rng.randint(1, 3))] if w.camo else []

    def move(self, payer, payee, t, yuan):
        """A payment in or out; None stands for one of the operation's own purses."""
        rng = self.rng
        if rng.random() > SEEN[self.w.camo]:
            return
        payer, payee = payer or rng.choice(self.own), payee or rng.choice(self.own)
        if self.middle and rng.random() < 0.65:
            go = rng.choice(self.middle)
            self.w.pay(payer, go, t, yuan)
            self.w.pay(go, payee, t + rng.randrange(HOUR, 5 * DAY), yuan * rng.choice((0.9, 0.9, 0.95, 1)))
        else:
            self.w.pay(payer, payee, t, yuan)


def candidates(w, rng, kinds, test=None):
    """Accounts of honest people that a story may take over, in random order."""
    found = [
        a
        for a in w.accounts
        if a.kind in kinds and not a.busy and a.person is not None and (test is None or test(a))
    ]
    rng.shuffle(found)
    return found


def take(pool):
    while pool:
        a = pool.pop()
        if not a.busy:
            a.busy = True
            return a
    raise SystemExit("world too small for its stories")


class Buyer:
    def __init__(self, hand, pay, firm=None):
        self.hand, self.pay, self.firm = hand, pay, firm


def find_buyer(w, rng):
    """Who buys: private persons with accounts of their own, small firms, people not seen otherwise."""
    r = rng.random()
    if r < 0.35:
        for _ in range(20):
            person = rng.choice(w.people)
            if person.accounts and all(
                not a.busy and a.kind in ("personal", "professional") for a in person.accounts
            ):
                for a in person.accounts:
                    a.omit = a.busy = True
                return Buyer(person.hand, person.pay)
    elif r < 0.6:
        for _ in range(20):
            firm = rng.choice(w.firms)
            if not firm.account.busy and len(firm.jobs) < 20:
                firm.account.omit = firm.account.busy = True
                return Buyer(firm.boss.hand, firm.pay, firm)
    city = some_city(rng)
    return Buyer(
        new_hand(w, rng, city, home_net(w, rng, city), rng.choice(("private", "shop", "office"))),
        hexid(rng, 14),
    )


def as_staff(w, rng, a, firm):
    """A private account becomes a staff account: verified, paid out and active as often as other ones."""
    if a.kind != "kos":
        a.kind = "kos"
        if rng.random() < 0.6 or not a.industry:
            a.industry = rng.choice((firm.industry, firm.industry, firm.industry, rng.choice(INDUSTRIES)))
        if rng.random() < 0.1:
            a.industry = ""
        for _ in range(poisson(rng, 2.2 * rng.choice((0, 0.3, 1, 1, 2)))):
            note(w, a, note_time(rng, rng.randrange(w.days)), sentence(rng, a.industry))
        a.holder = a.person.identity if rng.random() < HAS_HOLDER["kos"] else ""
        a.payout = a.payout or (a.person.pay if rng.random() < HAS_PAYOUT["kos"] - 0.2 else "")


def bind(w, rng, firm, a, start, end=None):
    as_staff(w, rng, a, firm)
    start = max(int(start), a.registered + 60)
    b = Binding(firm, a, start, end, "bound", identity_for(rng, firm, a.person))
    w.bindings.append(b)
    a.firm = firm
    firm.jobs.append(Job(a.person, a, start, end, b))
    return b


def lift(rng, a, factor_to="kos"):
    """Somebody who earns with an account uses it about as often as staff do."""
    rate = rate_of(rng, factor_to)
    for use in a.uses:
        use.rate = max(use.rate, rate)


def begin_ads(w, rng, a, t):
    """Spend that starts after the change; the product is what the trade needs."""
    first = max(0, t // DAY + rng.randint(1, 15))
    daily, product = rng.choice((30, 50, 80, 150, 300)), rng.choice(("seeding", "lead_collection", "shutiao"))
    for day in range(first, min(w.days, first + rng.choice((4, 10, 25, 60)))):
        if rng.random() < 0.6:
            w.spend.append((a.id, day, product, round(daily * rng.lognormvariate(0, 0.5) * 100)))


def new_owner(w, rng, a, buyer, t, line=None, changes=1.0, number=True):
    """From t on the buyer has the account. With a cloud phone sold along, the workplace stays."""
    gap = rng.choice((0, 0, 0.1, 0.5, 1, 3, 8)) * DAY
    start = int(min(w.end, t + gap))
    if line is not None and rng.random() < 0.35:
        line = dict(line, hand=line["hand"] if rng.random() < 0.5 else buyer.hand)
        a.uses.append(Use(start=start, end=w.end, rate=rate_of(rng, "professional"), **line))
    else:
        a.uses.append(Use(buyer.hand, start, w.end, rate_of(rng, "professional")))
    for field, share, old, new in (
        ("password", 0.55, "", ""),
        ("phone", 0.6 if number else 0.05, a.phone, hexid(rng, 18)),
        ("payout_account", 0.35, a.payout, buyer.pay),
        ("region", 0.12, a.region, buyer.hand.city),
        ("holder", 0.03, a.holder, hexid(rng, 20)),
    ):
        if rng.random() < share * changes:
            w.change(a, field, start + int(rng.expovariate(1 / (1.5 * DAY))), old, new)
    if rng.random() < 0.2:
        begin_ads(w, rng, a, start)
