"""What every abusive operation has in common: the hand, its devices, networks and money at each camouflage
level."""
from base import DAY, Device, Operator, new_id
from companies import Company, employee
from people import person, run_account


class Hand:
    """One operation. Level 0 hides nothing; 1 uses proxies, small device groups, several payees, middlemen;
    2 gives every account its own cloud phone and its own network in the holder's city."""

    def __init__(self, w, r, ring, wave=None):
        self.w, self.r, self.ring, self.level = w, r, ring, w.level
        self.city, self.wave = w.city(r), wave or r.choice(("desk", "desk", "night", "late"))
        self.net = r.choice(w.idc) if r.random() < .25 else w.office(r, self.city)
        self.extra = [w.home(r, self.city) for _ in range(r.randint(0, 2))]
        self.hours = Operator(w, r, self.city, self.wave).wave
        self.boxes, self.proxies, self.seats, self.payees = [], {}, 0, []
        self.purse = new_id(r, "y")
        self.middle = [new_id(r, "y") for _ in range(r.randint(2, 4))]

    def seat(self, city):
        """The operator behind one more account whose holder lives in `city`."""
        w, r = self.w, self.r
        own = self.level == 2
        d = Device(w, r, .04) if own else self.box()
        op = Operator(w, r, city if own else self.city, self.wave, phone=d)
        if own:
            op.only = w.lease(r, city)
        elif self.level == 1:
            nets = self.proxies.setdefault(city, [])
            if not nets or r.random() < .4:
                nets.append(w.lease(r, city) if r.random() < .8 else w.home(r, city))
            op.only, op.leak = r.choice(nets), self.net if r.random() < .4 else None
        else:
            op.only, op.leak = self.net, r.choice(self.extra) if self.extra else None
            op.wave = self.hours if r.random() < .7 else op.wave
        op.pay, op.i = self.payee(), self.seats
        self.seats += 1
        return op

    def box(self):
        """A device with room: many accounts on one at level 0, two or three at level 1."""
        room = self.r.randint(6, 14) if self.level == 0 else self.r.choice((1, 2, 2, 3))
        if not self.boxes or self.boxes[-1][1] <= 0:
            self.boxes.append([Device(self.w, self.r, .12), room])
        self.boxes[-1][1] -= 1
        return self.boxes[-1][0]

    def payee(self):
        """The payment account of a seat: one for all, then one for a few."""
        few = (10 ** 6, 5, 2)[self.level]
        if self.level == 0:
            return self.purse
        if not self.payees or self.r.random() < 1 / few:
            self.payees.append(new_id(self.r, "y"))
        return self.payees[-1]

    def money(self, a, b, t, amount, role="in"):
        """From a to b; off the platform now and then, through a middleman from level 1 on."""
        w, r = self.w, self.r
        if r.random() < (.08, .2, .3)[self.level]:
            return
        if self.level == 0:
            w.pay(r, a, b, t, amount)
            return
        mid = r.choice(self.middle) if self.level == 1 else new_id(r, "y")
        w.pay(r, a, mid, t, amount)
        cut, later = r.uniform(.02, .1), t + r.randint(1800, 4 * DAY)
        if r.random() < .25:
            w.pay(r, mid, b, later, amount * .5)
            later += r.randint(DAY, 5 * DAY)
            amount *= .5
        w.pay(r, mid, b, later, amount * (1 - cut))

    def sweep(self):
        """From level 1 on some payees pass their takings on to the purse."""
        if self.level:
            for p in self.payees:
                if self.r.random() < (0, .6, .3)[self.level]:
                    t = self.r.randint(10, self.w.days - 1) * DAY + self.r.randrange(DAY)
                    self.w.pay(self.r, p, self.purse, t, self.r.randint(8, 90) * 100)

    def worker(self):
        """Somebody of the operation with an account of their own; on the house network while that is
        visible."""
        p = person(self.w, self.r, self.city)
        if self.level < 2:
            p.work = self.net
        run_account(self.w, self.r, p, self.w.open(self.r, p, "personal"))


def customer(w, r, n=None, industry=None):
    """A company that buys something from an operation: itself left out of the truth, its real staff clean."""
    co = Company(w, r, r.choice(("shop", "office")), industry=industry, seen=False)
    for _ in range(r.randint(1, 6) if n is None else n):
        employee(w, r, co, rate=r.uniform(.25, .6))
    w.outside.add(co.ent)
    return co


def private_holder(w, r, t1=None, kind="personal", city=None, used=True):
    """An ordinary person with an ordinary account, and often a second one that stays out of the affair."""
    p = person(w, r, city)
    aid = w.open(r, p, kind)
    if used:
        run_account(w, r, p, aid, None, 0, t1, posts=.04)
    if r.random() < .4:
        run_account(w, r, p, w.open(r, p, "personal"))
    return p, aid
