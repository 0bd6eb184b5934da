"""Accounts let to somebody while the holder goes on using them."""
import words
from craft import Operation
from people import RHYTHMS, Cred


class Studio(Operation):
    """Rents accounts by the week, works them in shifts for its customers, pays rent to the holders."""

    def __init__(self, w, ring, size, trick):
        kin = trick == "relatives_pool"
        super().__init__(w, ring, 0 if kin else 1 + size // 10)
        rng, r = self.rng, self.r
        self.trick, self.lets = trick, []
        firms = [f for f in w.firms if f.real and f.jobs]
        self.customers = rng.sample(firms, min(len(firms), rng.randint(2, 5)))
        self.scripts = {}
        campus = w.pick_city(rng)
        self.weekday = rng.randrange(7)
        self.rent = rng.choice((30, 50, 80, 120, 200))
        self.per_task = r() < 0.4
        ordinary = [p for p in w.people if p.key[0] == "c" and len(p.creds) and p.pause < 0
                    and (trick != "campus_agent" or p.kind == "student" or p.city is campus)]
        friends = [q for p in rng.sample(w.people, 40) for q in p.friends if q.creds]
        for i in range(size):
            if kin:
                p = self.extra(f"kin{i}", self.city if r() < 0.7 else None)
            elif r() < 0.5 and ordinary:
                p = rng.choice(ordinary if r() < 0.7 or not friends else friends)
            else:
                p = self.extra(f"let{i}", campus if trick == "campus_agent" and r() < 0.8 else None,
                               "student" if trick == "campus_agent" else None)
            free = [c for c in p.creds if c.acc.role == "clean" and not c.acc.bind
                    and c.acc.kind != "enterprise"
                    and not c.work and c.acc.reg < w.daystr[0]]
            if not free:
                continue
            c = rng.choice(free)
            begin = rng.randint(-20, int(w.days * 0.55))
            end = begin + rng.randint(25, 100) if r() < 0.5 else w.days + 99
            if min(end, w.days) - max(begin, 0) < 14:
                end = w.days + 99
            w.guilty(c.acc, "rented", ring, trick)
            c.rate = max(c.rate, 0.12)
            self.lets.append([p, c, begin, end, rng.choice(self.customers), 0.25 + 0.5 * r()])
            if r() < 0.4:
                self.w.at(max(begin, 0), lambda d, x=self.lets[-1]: self.authorise(d, x))

    def authorise(self, d, let):
        p, c, _, end, firm, _ = let
        if len(firm.jobs) < 29 and not c.acc.bind:
            firm.acc.omit = firm.acc.role == "clean"
            self.w.bind(firm, c.acc, d, 40000 + int(self.r() * 30000), "bound",
                        self.rng.choice(("", c.acc.holder, c.acc.holder)))
            self.w.at(end + 1, lambda e: self.w.unbind(c.acc, e, 36000 + int(self.r() * 30000)))

    def act(self, d):
        w, r, rng = self.w, self.r, self.rng
        crew = self.on_shift(d)
        if d % 6 == 0:
            self.scripts = {f: words.script(rng, f.industry) for f in self.customers}
            for f in self.customers:
                self.craft.earn(f.wallet, d, 38000 + int(r() * 30000), round(300 + r() * 2500))
        for p, c, begin, end, firm, rate in self.lets:
            if not begin <= d < end:
                continue
            if d == begin and r() < 0.25:
                w.change(c.acc, "password", d, 39000 + int(r() * 30000))
            if self.trick == "remote_control":  # the holder's own phone, worked from afar
                s = None
                if crew and r() < rate:
                    person, shift = crew[int(r() * len(crew))]
                    h = RHYTHMS[shift][int(r() * 200)]
                    s = h * 3600 + int(r() * 3600)
                    ip, region, _ = p.place(h, False)
                    w.login(c.acc, p.phone, s, ip, region)
            elif self.trick == "hourly_night":
                s = self.handle(c.acc, p.city, d, [(x, "small") for x, _ in crew], rate)
            else:
                s = self.handle(c.acc, p.city, d, crew, rate)
            if s:
                if r() < 0.4:
                    w.note(c.acc, d, s + 90, words.respell(rng, self.scripts[firm], w.level))
                if r() < 0.08:
                    w.spend(c.acc, d, "seeding", round(20 + r() * 150, 2))
                if self.per_task and r() < 0.3:
                    self.craft.give(p.wallet, d, s + 4000, rng.choice((5, 8, 10, 15, 20)))
            if not self.per_task and (w.wd0 + d) % 7 == self.weekday:
                self.craft.give(p.wallet, d, 60000 + int(r() * 20000),
                                self.rent + (0 if w.level == 0 else int(r() * 40)))


class Subtenant(Operation):
    """A holder lets the account to one friend of a friend who sells things in the evening: no studio."""

    def __init__(self, w, ring, n):
        super().__init__(w, ring, 0)
        for i in range(n):
            p = self.extra(f"holder{i}")
            c = p.creds[0]
            c.rate = max(c.rate, 0.15)
            w.guilty(c.acc, "rented", ring, "private_sublet")
            dev, net = self.craft.post(c.acc, p.city) if w.level else (None, None)
            self.boss.creds.append(Cred(c.acc, 0.3 + 0.4 * self.r(), None, [dev] if dev else [], 1.0, net,
                    notes=0.15))
            for d in range(self.rng.randint(0, 25), w.days, 30):
                self.craft.give(p.wallet, d, 40000 + int(self.r() * 42000), self.rng.choice((150, 200, 300)))

    def act(self, d):
        pass
