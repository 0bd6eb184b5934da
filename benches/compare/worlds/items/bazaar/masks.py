"""An operation's base: devices, lines, wallets and hands, at the three levels of camouflage."""

from .base import DAY, FOREVER, Person, Seg, new_device, new_wallet, token
from .people import open_account, pace, registered
from .places import Net, pick_city, rhythm
from .texts import Own


class Den:
    def __init__(self, w, rng, n_devices, city=None, n_hands=1, night=None):
        self.w, self.rng, self.level = w, rng, w.level
        self.city = city or pick_city(rng)
        self.hands = [Person(rng, self.city, "owl") for _ in range(n_hands)]
        self.devices = [new_device(rng) for _ in range(max(1, n_devices))]
        self.lines = [Net(rng, self.city) for _ in range(rng.choice((1, 1, 2)))]
        night = rng.random() < 0.5 if night is None else night
        self.hours = rhythm(rng, "night_bench" if night else "bench")[0]
        self.wallets = [
            new_wallet(rng) for _ in range((1, rng.randint(3, 6), rng.randint(6, 14))[self.level])
        ]
        self.runners = [
            new_wallet(rng) for _ in range(rng.randint(2, 5) if self.level == 1 else rng.randint(5, 12))
        ]
        self.on_platform = rng.uniform(0.45, 0.95) * (1, 0.85, 0.5)[self.level]
        self.proxies, self.load = {}, []

    def proxy(self, city):
        """Level 1: a few exits per city, used by the whole operation. Level 2: a line per account."""
        if self.level == 2:
            return Net(self.rng, city)
        if city not in self.proxies:
            self.proxies[city] = [Net(self.rng, city) for _ in range(self.rng.randint(1, 4))]
        return self.rng.choice(self.proxies[city])

    def seat(self, city=None):
        """How the operation works one account: keyword arguments for Account.use."""
        rng = self.rng
        if self.level == 0:
            k = min(len(self.devices), rng.choice((1, 1, 2, 3)))
            lines = (
                self.lines
                if rng.random() < 0.8
                else self.lines + [self.w.carriers[self.city][self.hands[0].op]]
            )
            return dict(devs=rng.sample(self.devices, k), nets=lines, hours=self.hours)
        if self.level == 1:
            if not self.load or self.load[-1][1] <= 0:
                self.load.append([new_device(rng), rng.randint(1, 3)])
            self.load[-1][1] -= 1
            nets = [self.proxy(city or self.city) for _ in range(rng.choice((1, 1, 2)))]
            if rng.random() < 0.12:  # the proxy fails now and then
                nets = nets * 9 + [self.lines[0]]
            return dict(devs=[self.load[-1][0]], nets=nets, hours=self.hours)
        shape = rng.choice(("desk", "shop", "owl", "parent", "bench"))
        return dict(devs=[new_device(rng)], nets=[self.proxy(city or self.city)], hours=rhythm(rng, shape)[0])

    def hand(self):
        return self.rng.choice(self.hands)

    def wallet(self):
        return self.rng.choice(self.wallets)

    def settle(self, payer, payee, t, amount):
        """Money for the operation; part of it never shows on the platform."""
        rng = self.rng
        if not payer or not payee or rng.random() > self.on_platform:
            return
        stops = 0 if self.level == 0 else rng.choice((0, 1, 1)) if self.level == 1 else rng.choice((1, 1, 2))
        chain = [payer] + rng.sample(self.runners, min(stops, len(self.runners))) + [payee]
        for a, b in zip(chain, chain[1:]):
            self.w.pay(a, b, t, amount)
            t += rng.uniform(0.02, 2.5) * DAY
            amount *= rng.uniform(0.9, 0.99)


def looseness(w, rng):
    """How far the operation's posts depart from the master text."""
    return (rng.uniform(0.02, 0.15), rng.uniform(0.15, 0.4), rng.uniform(0.45, 0.8))[w.level]


def lend(acc, a, b, keep):
    """Between a and b the present users slow down to `keep` of their pace; then all is as before."""
    out = []
    for s in acc.segs:
        for x, y, k in ((s.a, min(s.b, a), 1), (max(s.a, a), min(s.b, b), keep), (max(s.a, b), s.b, 1)):
            if y > x:
                out.append(Seg(s.who, x, y, s.rate * k, s.devs, s.nets, s.hours))
    acc.segs = out


def free_people(w, rng, n, want=None, kinds=("personal", "professional")):
    """People without a part in any story, with an older account of their own."""
    out, tries = [], 0
    while len(out) < n and tries < 60 * n + 500:
        tries += 1
        p = rng.choice(w.people)
        a = p.accounts[0]
        if p.busy or a.ring or a.reg > -30 * DAY or a.kind not in kinds or (want and not want(p)):
            continue
        p.busy = True
        out.append(p)
    return out


def new_person(w, rng, city=None, kind="personal", rate=None):
    """Somebody who joins the platform's story only here; one own account."""
    p = Person(rng, city or pick_city(rng))
    a = open_account(w, rng, p, kind, rate, reg=min(registered(rng, w), -rng.uniform(5, 60) * DAY))
    if not a.writes:
        a.writes.append((-FOREVER, FOREVER, 0.4, Own("生活", p.city)))
    w.people.append(p)
    p.busy = True
    return p


def customer(p):
    """A buyer's own accounts are neither right nor wrong."""
    for a in p.accounts:
        if not a.ring:
            a.drop = True


def fresh_account(w, rng, kind, city, age=(20, 500)):
    """A bare account without a natural user: raised, or a shell."""
    a = w.account(rng, kind, -rng.uniform(*age) * DAY, city)
    a.phone = token(rng)
    a.holder = token(rng) if rng.random() < 0.75 else None
    return a


def busy_pace(rng):
    return 0.25 + pace(rng, 0.8)
