"""How an operation hides: which device, line and wallet it uses for an account it works on."""
from people import RHYTHMS, Person


class Craft:
    """Level 0: a work room; 1: proxies in the holder's city, few accounts a device, several wallets;
    2: one cloud phone and one address per account, strangers' wallets, most money off the platform."""

    def __init__(self, w, key, boss, rng, room):
        self.w, self.key, self.boss, self.rng, self.room, self.level = w, key, boss, rng, room, w.level
        self.seat = {}
        self.devices, self.load = [], []
        self.proxies = {}
        self.cap = rng.randint(7, 22) if self.level == 0 else rng.randint(1, 3)
        self.slip = rng.random() * 0.06 if self.level == 1 else 0
        n = 1 if self.level == 0 else rng.randint(3, 6)
        self.wallets = [boss.wallet] + [f"W{w.hid('wallet', f'{key}/w{i}')}" for i in range(n - 1)]
        self.go_between = f"W{w.hid('wallet', f'{key}/mid')}"
        self.n = 0

    def _device(self):
        self.n += 1
        stock = self.w.dealer_stock
        if self.level < 2 and stock and self.rng.random() < 0.25:
            return stock.pop(0)
        return self.w.hid("dev", f"{self.key}/d{self.n}")

    def post(self, acc, city):
        """(device, line) for an account; made when the account is first worked on."""
        seat = self.seat.get(acc.id)
        if seat is None:
            r = self.rng.random
            if self.level == 2:
                seat = (self._device(), city.line(r))
            else:
                if not self.devices or self.load[-1] >= self.cap:
                    self.devices.append(self._device())
                    self.load.append(0)
                self.load[-1] += 1
                net = self.room
                if self.level == 1:
                    pool = self.proxies.setdefault(city.name, [])
                    if not pool or r() < 0.6:
                        pool.append(city.line(r))
                    net = self.rng.choice(pool)
                seat = (self.devices[-1], net)
            self.seat[acc.id] = seat
        return seat

    def login(self, acc, city, d, sec):
        r = self.rng.random
        dev, net = self.post(acc, city)
        if self.level == 0 and len(self.devices) > 1 and r() < 0.12:
            dev = self.rng.choice(self.devices)
        if self.level and r() < 0.02:
            net.ip = net.city.address(r)
        if self.slip and r() < self.slip:
            net = self.room
        self.w.login(acc, dev, sec, net.ip, net.city.name if r() > 0.02 else "")

    def earn(self, payer, d, sec, yuan):
        """Money for the operation."""
        w, r = self.w, self.rng.random
        if self.level == 0:
            if r() < 0.92:
                w.pay(payer, self.wallets[0], d, sec, yuan)
        elif self.level == 1:
            if r() < 0.35:
                w.pay(payer, self.go_between, d, sec, yuan)
                w.pay(self.go_between, self.rng.choice(self.wallets), d + 1, sec + 4000,
                        round(yuan * 0.94, 2))
            elif r() < 0.8:
                w.pay(payer, self.rng.choice(self.wallets), d, sec, yuan)
        elif r() < 0.3:
            self.n += 1
            w.pay(payer, f"W{w.hid('wallet', f'{self.key}/once{self.n}')}", d, sec, yuan)

    def give(self, payee, d, sec, yuan):
        """Money from the operation."""
        w, r = self.w, self.rng.random
        if self.level == 0:
            if r() < 0.92:
                w.pay(self.wallets[0], payee, d, sec, yuan)
        elif self.level == 1:
            if r() < 0.3:
                w.pay(self.wallets[0], self.go_between, d, sec, round(yuan * 1.05, 2))
                w.pay(self.go_between, payee, d, sec + 5000, yuan)
            elif r() < 0.85:
                w.pay(self.rng.choice(self.wallets), payee, d, sec, yuan)
        elif r() < 0.3:
            self.n += 1
            w.pay(f"W{w.hid('wallet', f'{self.key}/once{self.n}')}", payee, d, sec, yuan)


class Operation:
    """An offender with a work room, hands in shifts and a stock of accounts. Boss and hands are people
    with homes and private accounts, which they open on their own phones in the work room as well."""

    organised = True  # with a boss of its own, who is an offender by trade

    def __init__(self, w, ring, hands=2, city=None):
        self.w, self.ring = w, ring
        self.rng = w.rng("operation" + ring)
        self.r = self.rng.random
        self.boss = self.extra("boss", city, "night" if self.r() < 0.4 else "retail")
        self.city = self.boss.city
        at_home = hands <= 1 or self.r() < 0.35
        self.room = self.boss.home if at_home else self.city.line(self.r)
        self.craft = Craft(w, ring, self.boss, self.rng, self.room)
        self.hands = [(self.boss, "late")]
        for i in range(hands):
            p = self.extra(f"h{i}", self.city, "night" if self.r() < 0.4 else "retail")
            self.hands.append((p, self.rng.choice(("early", "late", "small", "desk"))))
        for p, _ in self.hands:
            p.work_net = self.room
            for c in p.creds if self.organised else ():
                w.tell(c.acc, "honest", "offenders_private_life")
        w.operations.append(self)

    def extra(self, name, city=None, kind=None, accounts=1):
        """A person of whom the honest world knows nothing more than of anybody else."""
        import life
        p = Person(self.w, f"x{self.ring}{name}", city, kind)
        for _ in range(accounts):
            p.open_account()
        crowd = self.w.people
        p.friends = [crowd[int(self.r() * len(crowd))] for _ in range(3)]
        life.plan(self.w, p, False)
        return p

    def on_shift(self, d):
        wd = (self.w.wd0 + d) % 7
        return [x for i, x in enumerate(self.hands) if (i * 3 + 1) % 7 != wd and x[0].trip is None]

    def handle(self, acc, city, d, crew, rate):
        """Somebody of the shift works on an account; returns the second, or None."""
        r = self.r
        if not crew or r() >= rate:
            return None
        sec = None
        for _ in range(1 + (r() < 0.4) + (r() < 0.15)):
            person, shift = crew[int(r() * len(crew))]
            sec = RHYTHMS[shift][int(r() * 200)] * 3600 + int(r() * 3600)
            if self.craft.level == 0 and r() < 0.03:
                self.w.login(acc, person.phone, sec, self.room.ip, self.room.city.name)
            else:
                self.craft.login(acc, city, d, sec)
        return sec

    def act(self, d):
        raise NotImplementedError
