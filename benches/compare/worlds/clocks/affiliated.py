"""Binding slots sold to people who do not work there."""
import words
from craft import Operation
from firms import Firm
from people import Cred


class Slots(Operation):
    """Tricks: one firm sells its spare quota; several licences in one hand are filled; cohorts move on when
    a licence gets hot; a recruiter brings strangers in waves; a slot is let to one after another."""

    def __init__(self, w, ring, trick, licences, fill):
        super().__init__(w, ring, 2 if trick == "many_licences" else 1)
        rng, r = self.rng, self.r
        self.trick, self.members, self.firms, self.fill = trick, [], [], fill
        self.price = rng.choice((99, 199, 299, 399))
        self.renews = r() < 0.5
        self.same = trick == "cohort_moves" or r() < 0.4
        for i in range(licences):
            owner = self.boss if i == 0 or w.level == 0 and r() < 0.5 else self.extra(f"legal{i}",
                    self.city, "elder")
            f = Firm(w, f"x{ring}_{i}", self.city if r() < 0.7 else None, None, owner, rng.randint(1, 5),
                    real=False)
            f.created_share, f.remote, f.tablets, f.demand = 0.3, False, [], 0.05
            f.pays_wages = trick == "paper_wages"
            f.budget = 0 if r() < 0.5 else rng.randint(40, 300)
            if w.level < 2:
                owner.forget(f.acc)
            if trick == "spare_quota":
                for _ in range(rng.randint(3, 9)):  # real staff, honest people
                    f.hire(-rng.randint(20, f.age))
            w.guilty(f.acc, "affiliated", ring, trick)
            self.firms.append(f)
        n = fill * (1 if trick == "cohort_moves" else licences)
        waves = [rng.randint(-50, int(w.days * 0.6)) for _ in range(rng.randint(2, 6) if n > 6 else 2)]
        for i in range(n):
            f = self.firms[0] if trick == "cohort_moves" else self.firms[i % licences]
            day = rng.choice(waves) + rng.randint(0, 1 + 6 * w.level)
            self.recruit(i, f, day)
        if trick == "cohort_moves":
            day = rng.randint(12, 30)
            for g in self.firms[1:]:
                w.at(day, lambda d, g=g: self.migrate(d, g))
                day += rng.randint(18, 34)

    def recruit(self, i, firm, day):
        w, r = self.w, self.r
        old = [p for p in self.rng.sample(w.people, 25) if p.key[0] == "c" and p.creds
               and p.creds[0].acc.role == "clean" and not p.creds[0].acc.bind
                       and p.creds[0].acc.reg < w.daystr[0]]
        if old and r() < 0.45:
            p = old[0]
        else:
            p = self.extra(f"m{i}", self.city if r() < 0.25 else None)
        acc = p.creds[0].acc
        if acc.reg > (w.stamp(day, 0) or ""):
            day = max(day, 1)
        run = r() < (0.35 if self.trick != "spare_quota" else 0.12)  # posts left to the operation
        self.members.append([p, acc, firm, run, day])
        w.guilty(acc, "affiliated", self.ring, self.trick)
        if day < 0:
            self.join(day, self.members[-1])
        else:
            w.at(day, lambda d, m=self.members[-1]: self.join(d, m))

    def join(self, d, m):
        w, r, (p, acc, firm, _, _) = self.w, self.r, m
        m[2] = firm
        d = max(d, 2 - firm.age)
        while d < 0 and w.stamp(d, 33000) <= acc.reg:
            d += 1
        s = 33000 + int(r() * 45000)
        declared = p.hash if r() < 0.6 else self.rng.choice(("",
                w.hid("holder", f"{self.ring}/lent{int(r() * 5)}")))
        w.bind(firm, acc, d, s, "bound", declared)
        if d >= 0:
            self.craft.earn(p.wallet, d, max(0, s - 3000), self.price + (0 if r() < 0.6 else int(r() * 80)))
        if self.trick == "rotating_slots" and r() < 0.6:
            w.at(d + 10 + int(r() * 25), lambda e: self.rotate(e, m))

    def rotate(self, d, m):
        self.w.unbind(m[1], d, 28000 + int(self.r() * 40000))
        self.recruit(f"r{len(self.members)}", m[2], d + 1 + int(self.r() * 3))

    def migrate(self, d, target):
        r = self.r
        for m in self.members:
            if m[1].bind and r() < 0.88 and m[2] is not target:
                lag = int(r() * (1 + 5 * self.w.level))
                self.w.unbind(m[1], d, 36000 + int(r() * 9000))
                m[2] = target
                self.w.at(d + 1 + lag, lambda e, m=m: self.join(e, m))

    def act(self, d):
        w, r, rng = self.w, self.r, self.rng
        crew = self.on_shift(d)
        if d % 8 == 0:
            base = words.script(rng, self.firms[0].industry)
            self.texts = {f: base if self.same else words.script(rng, f.industry) for f in self.firms}
        if w.level < 2:
            for f in self.firms:
                self.handle(f.acc, f.city, d, crew, 0.5)
        for p, acc, firm, run, day in self.members:
            if not acc.bind or acc.firm is not firm:
                continue
            if run:
                s = self.handle(acc, p.city, d, crew, 0.22)
                if s and r() < 0.35:
                    w.note(acc, d, s + 60, words.respell(rng, self.texts[firm], w.level))
            elif r() < 0.012:  # the member copies what the group sends round
                c = p.cred(acc)
                if c:
                    p.session(d, c)
                    w.note(acc, d, 60000 + int(r() * 20000), words.respell(rng, self.texts[firm], w.level))
            if r() < 0.03:
                w.spend(acc, d, "seeding" if r() < 0.5 else "shutiao", round(15 + r() * 120, 2))
            if self.renews and d > day and (d - day) % 30 == 0:
                self.craft.earn(p.wallet, d, 50000 + int(r() * 20000), self.price)
            if firm.pays_wages and w.daystr[d].endswith("-15") and r() < 0.7:
                self.craft.give(p.wallet, d, 40000 + int(r() * 40000), 100)
                self.craft.earn(p.wallet, d + 1, 30000 + int(r() * 50000), 100)


class Bystanders(Operation):
    """A person with one slot to spare sells it to a cousin's shop: small, old, unorganised."""
    organised = False

    def __init__(self, w, ring, n):
        super().__init__(w, ring, 0)
        firms = [f for f in w.firms if f.real and 2 < len(f.jobs) < 15 and f.acc.role == "clean"
                and not f.acc.omit]
        self.firm = self.rng.choice(firms)
        w.guilty(self.firm.acc, "affiliated", ring, "favours")
        for i in range(n):
            p = self.extra(f"f{i}", self.firm.city if self.r() < 0.5 else None)
            acc = p.creds[0].acc
            day = self.rng.randint(-30, int(w.days * 0.7))
            w.guilty(acc, "affiliated", ring, "favours")
            p.creds.append(Cred(acc, 0.2, topic=self.firm.industry, notes=0.1))
            w.at(max(day, 1), lambda d, a=acc, p=p: self.join(d, a, p))

    def join(self, d, acc, p):
        self.w.bind(self.firm, acc, d, 39000 + int(self.r() * 30000), "bound", self.rng.choice((p.hash, "")))
        if self.r() < 0.6:
            self.w.pay(p.wallet, self.firm.owner.wallet, d, 40000 + int(self.r() * 42000),
                       self.rng.choice((200, 300, 500)))

    def act(self, d):
        pass
