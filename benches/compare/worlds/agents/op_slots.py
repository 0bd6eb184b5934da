"""Affiliation for a slot: firms that sell their quota, licences under one hand, cohorts that wander."""

from base import DAY, Seat
from firms import Firm, outsider
from ops import Op, candidate, usable
from people import tempted
from sessions import login


class Slots(Op):
    """Common part: finding strangers who want the badge, binding them, collecting fees."""

    role, story = "affiliated", "slot_sold"

    def __init__(self, w, rng, begin):
        Op.__init__(self, w, rng, begin)
        self.hosts, self.members = [], []  # firms with slots; [person, account, firm, until]
        self.fee = rng.choice([99, 150, 199, 299, 399, 599])
        self.fake_wages = w.level == 2 and rng.random() < 0.6
        self.desk = self.rig.hand(self.city) if w.level < 2 else None
        self.monthly = rng.random() < 0.6

    def used(self, f):
        return len(f.posts) + sum(1 for m in self.members if m[2] is f)

    def room(self):
        free = [f for f in self.hosts if self.used(f) < f.slots]
        return free[0] if free else None

    def stranger(self):
        w, rng = self.w, self.rng
        p = candidate(w, rng, [m[0] for m in self.members])
        a = usable(w, p)
        if a is None or a.bind or p.busy or p.off or p.age < 18 or p.job:
            return None
        ambition = 1.25 if a.kind == "professional" else 0.75
        return (p, a) if tempted(rng, p, ambition + 0.25, 0.3) else None

    def sell(self, before=False, host=None):
        """One slot to one stranger, if anybody wants it."""
        w, rng = self.w, self.rng
        f = host or self.room()
        got = f and self.stranger()
        if not got or not self.join(got[1], self.story):
            return False
        p, a = got
        p.busy = True
        for s in a.seats:
            s.rate = max(s.rate, rng.uniform(0.1, 0.5))
        if before:
            t = (
                f.first + rng.uniform(0, max(DAY, -f.first - DAY))
                if self.level
                else f.first + rng.uniform(0, 6 * DAY)
            )
        else:
            t = w.now(rng, 9, 23)
        until = w.days if rng.random() < 0.7 else w.day + rng.randint(30, 90)
        m = [p, a, f, until, rng.randrange(30)]
        self.members.append(m)
        self.attach(m, t)
        return True

    def attach(self, m, t):
        w, rng = self.w, self.rng
        p, a, f = m[:3]
        t = max(int(t), a.reg + DAY)
        declared = rng.choice(
            [["", "", p.holder, f.boss.holder], ["", p.holder, p.holder], [p.holder]][self.level]
        )
        w.bind(f, a, t, "bound", declared)
        if t >= 0:
            fee = self.fee * rng.choice([1, 1, 1, 2, 0.8])
            self.purse.take(p.payout, fee, t - rng.randint(0, 2 * DAY))
            self.cash += fee
            # without care the broker sets the badge up on his own phone
            if self.desk and rng.random() < [0.55, 0.1][self.level] * (1.3 - self.care):
                login(w, rng, a, self.desk, t - rng.randint(60, 1500))
        if rng.random() < 0.55:  # what the badge is for
            first = max(0, t // DAY) + rng.randint(0, 12)
            for d in range(first, min(w.days, first + rng.randint(5, 60))):
                if rng.random() < 0.4:
                    w.spend.append(
                        (
                            d,
                            a.aid,
                            rng.choice(["seeding", "lead_collection", "shutiao", "search"]),
                            round(rng.lognormvariate(4, 0.8), 2),
                        )
                    )

    def detach(self, m, t=None):
        m[1].bind and self.w.unbind(m[1], t or self.w.now(self.rng, 9, 23))

    def work(self):
        w, rng = self.w, self.rng
        self.cash -= 50
        pace = [6, 3, 1][self.level]
        if self.size < self.target:
            for _ in range([70, 40, 30][self.level]):
                if pace and self.sell():
                    pace -= 1
        for m in list(self.members):
            if self.monthly and w.day % 30 == m[4]:
                self.purse.take(m[0].payout, self.fee)
                self.cash += self.fee
                if self.fake_wages:
                    w.pay(m[2].payout, m[0].payout, w.now(rng), round(rng.gauss(4800, 500), -1))
            if w.day >= m[3] and m[1].bind:
                self.members.remove(m)
                m[0].busy = False
                self.detach(m)
                if rng.random() < 0.5:  # the slot is resold the same day
                    for _ in range(60):
                        if self.sell(host=m[2]):
                            w.story(self.members[-1][1], "affiliated", "slot_resold_at_once")
                            break

    def host(self, f, slots, first):
        f.slots, f.first, f.selling = slots, first, True
        if self.w.mark(f.acc, "affiliated", self.ring):
            self.w.story(f.acc, "affiliated", "slot_selling_firm")
        self.hosts.append(f)

    def fill(self, share):
        goal = round(self.target * share)
        for _ in range(20000):
            if self.size >= goal or not self.room():
                break
            self.sell(before=True)

    def close(self):
        for m in self.members:
            if m[1].bind and self.rng.random() < 0.7:
                self.detach(m)


class StrainedFirm(Slots):
    """A real firm with real staff lets its free slots because business is bad."""

    appetite, story = 13, "sold_by_real_firm"

    def start(self):
        w, rng = self.w, self.rng
        for _ in range(4000):
            f = rng.choice(w.firms)
            if (
                f.health < 0.5
                and not f.selling
                and f.acc.role == "clean"
                and len(f.posts) < 16
                and not f.group
                and f.acc.aid not in w.omitted
                and not f.agency
                and tempted(rng, f.boss, 1.4 - f.health, 0.2)
            ):
                break
        else:
            self.state = "stopped"
            return
        f.season, f.target = None, len(f.posts)
        self.host(f, min(30, len(f.posts) + self.target), -rng.uniform(20, 100) * DAY)
        self.city = f.city
        if w.level == 0:
            self.purse.accounts = [f.payout]
            if f.tablets:
                self.desk = f.tablets[0]
        self.fill(0.5 if w.day == 0 else 0)


class Licences(Slots):
    """Several licences under one hand, each filled to the quota."""

    appetite, story = 64, "licence_filled_to_quota"

    def start(self):
        w, rng = self.w, self.rng
        n = max(2, round(self.target / 27))
        aged = rng.random() < 0.4
        for i in range(n):
            first = -rng.uniform(15, 200) * DAY if i < n * 0.7 and w.day == 0 else w.day * DAY + i * 3 * DAY
            rep = self.boss if w.level == 0 and rng.random() < 0.7 else outsider(w, rng, self.city)
            old = [
                f
                for f in w.firms
                if not f.posts
                and f.acc.role == "clean"
                and not f.selling
                and f.city is self.city
                and f.acc.aid not in w.omitted
            ]
            if aged and old and i % 2:
                f = rng.choice(old)  # a sleeping licence that somebody sold
                f.boss, f.payout = rep, w.token("y")
                t = max(first, 0) or w.now(rng)
                w.change(f.acc, "holder", t, rep.holder)
                w.change(f.acc, "payout_account", t + 900, f.payout)
                f.target, f.demand, f.budget, f.season = 0, 0.0, 0.0, None
                w.story(f.acc, "affiliated", "old_licence_taken_over")
            else:
                city = self.city if w.level < 2 or rng.random() < 0.4 else w.places.pick(rng)
                f = Firm(w, rng, city, rep, 0)
                if f.acc is None:
                    return
                f.acc.reg, f.demand, f.budget, f.season = (
                    int(first - rng.uniform(5, 60) * DAY),
                    0.0,
                    0.0,
                    None,
                )
                if w.level < 2 and rng.random() < 0.5:
                    f.payout = f.acc.payout = rng.choice(self.purse.accounts)
            hand = self.desk if w.level == 0 else self.rig.hand(f.city)
            f.acc.seats = [Seat(hand, rng.uniform(0.2, 0.8))]
            self.host(f, rng.choice([30, 30, 30, 29, 28, 26, 24]), min(first, -DAY) if w.day == 0 else first)
        if w.day == 0:
            self.fill(rng.uniform(0.5, 0.85))


class Wanderers(Slots):
    """A broker's cohort that is bound to one firm and later goes on to the next."""

    appetite, story = 24, "cohort_moves_on"

    def start(self):
        w, rng = self.w, self.rng
        self.stay = rng.randint(18, 45)
        self.next_move = w.day + rng.randint(10, 35)
        if self.new_host():
            if w.day == 0:
                self.fill(0.7)
        else:
            self.state = "stopped"

    def new_host(self):
        w, rng = self.w, self.rng
        ok = [
            f
            for f in w.firms
            if not f.selling
            and f.acc.role == "clean"
            and len(f.posts) < 6
            and not f.group
            and f.acc.aid not in w.omitted
            and f not in self.hosts
            and f.health < 0.6
            and not f.agency
        ]
        if not ok:
            return None
        f = rng.choice(ok)
        f.target, f.season = len(f.posts), None
        self.host(f, 30, -rng.uniform(10, 60) * DAY if w.day == 0 else w.day * DAY)
        return f

    def room(self):
        f = self.hosts[-1]
        return f if self.used(f) < f.slots else None

    def work(self):
        w, rng = self.w, self.rng
        Slots.work(self)
        if w.day < self.next_move:
            return
        self.next_move = w.day + self.stay
        to = [self.new_host()]
        if self.level == 2:
            to.append(self.new_host())
        to = [f for f in to if f]
        if not to:
            return
        spread = [0, 7, 24][self.level]
        for m in list(self.members):
            if rng.random() < 0.88:
                w.at(w.day + 1 + rng.randint(0, spread), self.go_on, m, rng.choice(to))

    def go_on(self, m, f):
        w, rng = self.w, self.rng
        if m not in self.members:
            return
        t = w.now(rng, 9, 12) if self.level == 0 else w.now(rng, 8, 23)
        if m[1].bind:
            self.detach(m, t - rng.randint(60, 4000) - (self.level * rng.randint(0, 2 * DAY)))
        if self.level == 2 and rng.random() < 0.5:
            w.at(w.day + rng.randint(1, 9), self.rebind, m, f)
        else:
            self.rebind(m, f)

    def rebind(self, m, f):
        m[2] = f
        self.attach(m, self.w.now(self.rng, 12.2, 23))


class BossFriends(StrainedFirm):
    """A boss who does favours for money: a handful of acquaintances among the real staff."""

    appetite, story = 6, "favours_among_real_staff"

    def stranger(self):
        rng, w = self.rng, self.w
        boss = self.hosts[0].boss
        pool = boss.friends + [q for p in boss.friends for q in p.friends]
        for p in rng.sample(pool, min(len(pool), 3)):
            a = usable(w, p)
            if a and not (a.bind or p.busy or p.off or p.job or p.age < 18):
                return p, a
        return Slots.stranger(self)
