"""What offenders of every kind need: an operation with people, devices, networks and ways to be paid.

Nothing here decides that somebody is caught; it only follows from the level of caution of the operation.
Level 0 works as is convenient. Level 1 spreads accounts over phones, buys proxies in the holder's city and
uses several payment accounts. Level 2 rents one cloud phone with one exit for each account and settles off
the platform.
"""

from base import Stint
from geo import Net, home_net
from people import choose


def need(p):
    """How pressing somebody's situation is: debts, little income, youth."""
    return 0.4 + 5.0 * p.debt + 1.5 * (p.income < 4500) + 1.2 * (p.age < 28)


class Ring:
    """One operation."""

    def __init__(self, w, r, kind, k, city, boss=None):
        self.w, self.r, self.city, self.level = w, r, city, w.level
        self.name = f"{kind}_{k:02d}"
        local = [
            p for p in w.people if p.city == city and 19 < p.age < 50 and not p.busy and p.employer is None
        ]
        self.crew = [boss] if boss else []
        self.crew += choose(r, local, r.choice((1, 2, 3, 4)), need)
        if not self.crew:
            self.crew = choose(r, [p for p in w.people if p.age > 19 and not p.busy], 2, need)
        for p in self.crew:
            p.busy = True
            w.left_out.update(a.id for a in p.accounts if a.id not in w.truth)
        self.boss = self.crew[0]
        self.net = home_net(w, city, r) if r.random() < 0.7 else Net([w.ip()], city)
        self.rhythm = r.choice(("late_desk", "desk", "late_desk", "night"))
        self.weekend = r.choice((0.3, 0.7, 1.0))
        self.pays = [self.boss.pay] + [w.new("p") for _ in range(r.randrange(2, 5) if self.level else 0)]
        self.mules = [r.choice(w.people).pay for _ in range(3)]
        for p in self.crew:
            # operators are at the studio by day and use their own phones there
            if p.employer is None:
                p.work.append((-9999, 9999, self.net))
        self.shelf, self.load = [], 0
        self.kits = {}

    def kit(self, acc):
        """Device and network with which this operation works an account."""
        if acc.id in self.kits:
            return self.kits[acc.id]
        w, r = self.w, self.r
        city = acc.region if acc.region in w.pool else self.city
        if self.level == 2:
            out = ([w.new("d")], [home_net(w, city, r)])
        else:
            if self.load <= 0:
                self.shelf.append(w.new("d"))
                self.load = r.randrange(7, 22) if self.level == 0 else r.randrange(2, 4)
            self.load -= 1
            devs = [self.shelf[-1]]
            if self.level == 0:
                if len(self.shelf) > 1 and r.random() < 0.3:
                    devs.append(r.choice(self.shelf))
                out = (devs, [self.net])
            else:
                nets = [
                    Net(r.sample(w.pool[city], 4), city, r.choice((1, 2, 5))) for _ in range(r.choice((1, 2)))
                ]
                out = (devs, nets * 3 + [self.net] if r.random() < 0.5 else nets)
        self.kits[acc.id] = out
        return out

    def work(self, acc, d0, d1, rate, **kw):
        """The operation uses an account."""
        devs, nets = self.kit(acc)
        kw.setdefault("rhythm", self.rhythm)
        kw.setdefault("weekend", self.weekend)
        net_p = 1.0 if self.level else 0.9
        st = Stint(
            self.r.choice(self.crew),
            max(0, d0),
            min(self.w.days, d1),
            rate,
            devs=devs,
            nets=nets,
            net_p=net_p,
            **kw,
        )
        if st.d1 > st.d0:
            acc.stints.append(st)

    def settle(self, payer, payee, day, amount):
        """Money for a service: direct, over a middleman, or where the platform sees nothing."""
        r, w = self.r, self.w
        seen = (0.8, 0.6, 0.12)[self.level]
        if r.random() > seen:
            return
        if self.level == 0:
            w.pay(payer, payee, day, amount, r)
        elif self.level == 1:
            if r.random() < 0.45:
                mule = r.choice(self.mules)
                w.pay(payer, mule, day, amount, r)
                w.pay(mule, payee, day + r.randrange(0, 5), amount * r.uniform(0.9, 0.98), r)
            else:
                w.pay(payer, payee, day, amount * r.uniform(0.9, 1.1), r)
        else:
            mule = w.new("p")
            w.pay(payer, mule, day, amount * r.uniform(0.6, 1.0), r)

    def till(self):
        """The payment account that takes the money today."""
        return self.r.choice(self.pays)


def holders(w, r, k, weight=need, test=None):
    """People with a free own account whose situation makes them do it."""
    able = []
    for p in w.people:
        if p.busy or p.employer or not p.accounts or p.age < 17:
            continue
        a = p.accounts[0]
        if (
            a.firm is None
            and a.stints
            and a.id not in w.truth
            and a.id not in w.left_out
            and (test is None or test(p))
        ):
            able.append(p)
    out = choose(r, able, k, weight)
    for p in out:
        p.busy = True
    return out


def merchant(w, r, city=None):
    """Somebody who needs reach: a small trader or the owner of a company."""
    able = [p for p in w.people if (p.job in ("shop", "freelance")) and (city is None or p.city == city)]
    able = [p for p in able if not any(a.id in w.truth for a in p.accounts)]
    return r.choice(able or w.people)


def customer(w, p):
    """A customer's accounts are neither right nor wrong."""
    for a in p.accounts:
        if a.id not in w.truth:
            w.left_out.add(a.id)
    if p.employer and p.employer.owner is p and p.employer.acc.id not in w.truth:
        w.left_out.add(p.employer.acc.id)


def village(w, r, n):
    """Identities of villagers and relatives, each good for a few accounts."""
    out = []
    while len(out) < n:
        out += [w.new("h")] * r.choice((1, 1, 2, 3))
    return out[:n]
