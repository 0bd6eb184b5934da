"""Contacts resold: insiders, brokers, cut-outs, buyers; swap clubs; shops that exist to collect forms."""
from craft import Operation
from firms import Firm


class LeadOps(Operation):
    def __init__(self, w, ring, hands, buyers):
        super().__init__(w, ring, hands)
        rng = self.rng
        firms = [f for f in w.firms if f.real and len(f.jobs) > 2]
        big = sorted(firms, key=lambda f: (-f.demand, f.key))[:max(12, len(firms) // 3)]
        self.source = rng.choice([f for f in big if sum(1 for j in f.jobs if j.acc.role == "clean") > 2])
        self.industry = self.source.industry
        pool = [f for f in firms if f is not self.source
                and (f.industry == self.industry or rng.random() < 0.05)]
        self.buyers = []
        for f in rng.sample(pool, min(len(pool), buyers)):
            whole = rng.random() < 0.4
            acc = f.acc if whole else rng.choice(f.jobs).acc
            if acc.role != "clean":
                continue
            w.guilty(acc, "lead_buyer", ring, "buys_leads")
            payer = f.wallet if whole and rng.random() < 0.5 else f.owner.wallet if whole else next(
                j.person.wallet for j in f.jobs if j.acc is acc)
            self.buyers.append([acc, payer, 0.0, f])
        self.price = rng.choice((5, 8, 15, 30, 50, 80))
        self.settle = rng.choice((1, 3, 7))
        self.hot = 1.0 if w.level < 2 else 0.5

    def deal(self, seller, lead, d, sec, lawful=0.0):
        """One contact to one or several buyers."""
        r = self.r
        if not self.buyers:
            return
        k = 1 if r() < 0.55 else 2 + int(r() * 2)
        for b in self.rng.sample(self.buyers, min(k, len(self.buyers))):
            way = "private_message" if r() < 0.6 else "export"
            if self.w.level and r() < 0.35:
                way = "crm_assign" if r() < 0.4 else "partner_api"
            sec += 60 + int(r() * (600 if self.w.level == 0 else 40000))
            if self.w.transfer(lead, seller, b[0], d, sec, way, self.ring):
                b[2] += self.price * (0.8 + 0.4 * r())

    def collect_money(self, d):
        for b in self.buyers:
            if b[2] > 0 and d % self.settle == 0:
                self.craft.earn(b[1], d, 62000 + int(self.r() * 20000), round(b[2], 2 if self.w.level else 0))
                b[2] = 0.0


class Brokerage(LeadOps):
    """Insiders of a firm pass what comes in; a broker sells it on, with cut-outs between when careful."""

    def __init__(self, w, ring, insiders, buyers):
        super().__init__(w, ring, 1, buyers)
        rng = self.rng
        staff = [j for j in self.source.jobs if j.acc.role == "clean" and j.person.cred(j.acc)]
        self.insiders = rng.sample(staff, min(len(staff), insiders))
        self.share = 0.25 + 0.5 * self.r()
        self.reenters = self.r() < 0.35
        self.batch = self.r() < 0.5
        for j in self.insiders:
            w.guilty(j.acc, "lead_resale", ring, "insider")
        clean = [c.acc for c in self.boss.creds]
        self.brokers = clean[:1] + [self.extra(f"b{i}").creds[0].acc for i in range(rng.randint(0, 2))]
        self.cuts = [self.extra(f"cut{i}").creds[0].acc for i in range(rng.randint(0, 1) + w.level)]
        for a in self.brokers:
            w.guilty(a, "lead_resale", ring, "broker_reenters" if self.reenters else "broker")
        for a in self.cuts:
            w.guilty(a, "lead_resale", ring, "cut_out")
        self.done, self.bag = set(), []
        self.direct = self.r() < 0.15

    def act(self, d):
        w, r, rng = self.w, self.r, self.rng
        free = rng.random() < 0.3 + 0.1 * w.level  # a day without business
        here = [j for j in self.insiders if j in self.source.jobs]
        for day, lead, holder in self.source.fresh:
            if day < d - 4 or lead[0] in self.done or not here or free:
                continue
            j = holder if holder in here else rng.choice(here)
            if r() < self.share * self.hot * (1 if holder in here else 0.35):
                self.done.add(lead[0])
                self.bag.append((lead, j))
        ready = not free and (not self.batch or d % 4 == 0 or w.level == 2)
        if ready and self.bag:
            n = len(self.bag) if w.level == 0 else min(len(self.bag),
                    rng.randint(1, 6 if w.level == 1 else 3))
            sec = 45000 + int(r() * 33000) if w.level < 2 else 34000 + int(r() * 30000)
            for lead, j in self.bag[:n]:
                sec += 5 + int(r() * (40 if w.level == 0 else 1500))
                self.pass_on(lead, j, d, sec)
            self.bag = self.bag[n:]
            if w.level == 0 or r() < 0.5:
                self.craft.give(rng.choice(here).person.wallet if here else None, d, 70000 + int(r() * 15000),
                        round(n * self.price * 0.4))
        self.collect_money(d)

    def pass_on(self, lead, j, d, sec):
        w, r, rng = self.w, self.r, self.rng
        if self.direct:
            return self.deal(j.acc, lead, d, sec)
        path = [j.acc] + ([rng.choice(self.cuts)] if self.cuts and r() < 0.75
                else []) + [rng.choice(self.brokers)]
        for a, b in zip(path, path[1:]):
            w.transfer(lead, a, b, d, sec, rng.choice(("private_message", "export")), self.ring)
            sec += 120 + int(r() ** 2 * (4000, 30000, 90000)[w.level])
        if self.reenters:
            again = w.lead(path[-1], lead[1], d, sec, "import")
            if not again:
                return None
            lead = again
        return self.deal(path[-1], lead, d, sec + 60)


class SwapClub(LeadOps):
    """Salespeople of competing firms exchange what they cannot serve and settle in red packets."""
    organised = False

    def __init__(self, w, ring, n):
        super().__init__(w, ring, 0, 0)
        rng = self.rng
        peers = [(f, j) for f in w.firms if f.real and f.industry == self.industry and f.demand > 0.15
                for j in f.jobs
                 if j.acc.role == "clean" and j.person.cred(j.acc)]
        one = {f.key: (f, j) for f, j in rng.sample(peers, len(peers))}
        self.club = [one[k] for k in sorted(one)]
        self.club = rng.sample(self.club, min(n, len(self.club)))
        for _, j in self.club:
            w.guilty(j.acc, "lead_resale", ring, "swap_club")
        self.done = set()

    def act(self, d):
        w, r, rng = self.w, self.r, self.rng
        for f, j in self.club:
            if j not in f.jobs:
                continue
            for day, lead, holder in f.fresh:
                if day < d - 2 or lead[0] in self.done or (holder is not j and r() > 0.1):
                    continue
                if r() < 0.35 * self.hot:
                    self.done.add(lead[0])
                    g, k = rng.choice(self.club)
                    s = 50000 + int(r() * 34000)
                    if k is not j and w.transfer(lead, j.acc, k.acc, d, s, "private_message", self.ring):
                        if r() < (0.7, 0.5, 0.2)[w.level]:
                            w.pay(k.person.wallet, j.person.wallet, d, s + 900,
                                    rng.choice((6.66, 8.88, 20, 50)))


class LeadMill(LeadOps):
    """A shop that never serves anybody: its forms go to whoever pays, often to three at once."""

    def __init__(self, w, ring, staff, buyers):
        super().__init__(w, ring, 1, buyers)
        self.mill = Firm(w, f"x{ring}", self.city, self.industry, self.boss, staff, real=False)
        self.mill.budget = 80 + 400 * self.r()
        self.mill.fav, self.mill.pays_wages = "lead_collection", self.r() < 0.5
        if w.level == 2:  # nobody sits in one room, nobody shares a tablet
            self.mill.remote, self.mill.tablets = True, []
        for _ in range(staff):
            self.mill.hire(-int(3 + self.r() * 80))
        w.guilty(self.mill.acc, "lead_resale", ring, "lead_mill")
        for j in self.mill.jobs:
            w.guilty(j.acc, "lead_resale", ring, "lead_mill")
        self.flow, self.n, self.bag = 0.8 + 2 * self.r(), 0, []

    def act(self, d):
        w, r = self.w, self.r
        for _ in range(int(self.flow * 2 * r() + r())):
            self.n += 1
            self.mill.receive(d, 30000 + int(r() * 50000), "c" + w.hid("contact", f"{self.ring}/{self.n}"))
        for item in [x for x in self.mill.fresh if x[0] == d]:
            if r() < 0.85 * (0.5 + self.hot / 2):
                self.bag.append(item)
        left = []
        for day, lead, holder in self.bag:
            if d > day and (w.level < 2 or r() < 0.6):
                self.deal(holder.acc if holder and r() < 0.8 else self.mill.acc, lead, d,
                        36000 + int(r() * 30000))
            else:
                left.append((day, lead, holder))
        self.bag = left
        self.collect_money(d)


class Leaver(LeadOps):
    """Somebody about to leave sells the address book to the next employer."""
    organised = False

    def __init__(self, w, ring):
        super().__init__(w, ring, 0, 1)
        staff = [j for j in self.source.jobs if j.acc.role == "clean" and j.person.cred(j.acc)]
        self.job = self.rng.choice(staff)
        self.day = self.rng.randint(int(w.days * 0.3), w.days - 8)
        self.craft.wallets[0] = self.job.person.wallet

    def act(self, d):
        w, r = self.w, self.r
        nights = 1 if w.level == 0 else 3 + 2 * w.level
        if self.day <= d < self.day + nights and self.buyers and self.job in self.source.jobs:
            s = 70000 + int(r() * 9000)
            for lead in self.job.leads[-40:][d - self.day::nights]:
                s += 4 + int(r() * 60)
                if w.transfer(lead, self.job.acc, self.buyers[0][0], d, s, "export", self.ring):
                    self.buyers[0][2] += self.price
                    if self.job.acc.role == "clean":
                        w.guilty(self.job.acc, "lead_resale", self.ring, "leaver")
        self.collect_money(d)
        if d == self.day + nights + 3:
            self.source.quit(self.job, d)
