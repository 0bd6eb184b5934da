"""Accounts raised, collected and sold: farms, collectors, single sellers, resellers of the forgotten."""
import words
from craft import Operation
from people import Account_, Cred


class Trade(Operation):
    """What all sellers do: find a customer, agree on a price, hand the account over."""

    def __init__(self, w, ring, hands):
        super().__init__(w, ring, hands)
        self.sold, self.n_cust, self.regular = [], 0, []

    def customer(self):
        """A firm that wants one more face, or a person who wants an account with a past."""
        if self.regular and self.r() < 0.35:
            return self.rng.choice(self.regular)
        firms = [f for f in self.w.firms if f.real and f.jobs and f.size < 28]
        if self.r() < 0.5 and firms:
            f = self.rng.choice(firms)
            f.acc.omit = f.acc.role == "clean"
            c = (self.rng.choice(f.jobs).person, f)
        else:
            self.n_cust += 1
            c = (self.extra(f"cust{self.n_cust}", accounts=int(self.r() < 0.6)), None)
        self.regular.append(c)
        return c

    def sell(self, acc, d, story, seller=None, device=None, price=None):
        w, r = self.w, self.r
        person, firm = self.customer()
        price = price or round(150 + 2500 * r() ** 2)
        s = 34000 + int(r() * 44000)
        if seller:
            self.craft.give(seller, d, s - 900, round(price * (0.4 + 0.3 * r())))
        self.craft.earn(firm.wallet if firm and r() < 0.4 else person.wallet, d, s, price)
        slow = r() < (0.2, 0.45, 0.7)[w.level]
        if r() < 0.88:
            w.change(acc, "password", d, s + 600)
        if r() < 0.75:
            w.change(acc, "phone", d + (int(r() * 25) if slow else 0), s + 1500,
                     person.sim if r() < 0.5 else person.new_id("sim"))
        if r() < 0.55:
            w.change(acc, "payout_account", d + 1 + (int(r() * 30) if slow else int(r() * 4)), s + 2500,
                     firm.wallet if firm and r() < 0.5 else person.wallet)
        if r() < 0.07:
            w.change(acc, "holder", d + 3 + int(r() * 12), s, person.hash)
        if r() < 0.25:
            w.change(acc, "region", d + 1, s + 5000, person.city.name)
        alt, net = [device] if device else [], None
        if w.level == 2 and not alt:  # the customer gets the cloud phone too, or rents another one
            if acc.id in self.craft.seat and r() < 0.35:
                dev, net = self.craft.seat[acc.id]
                w.tell(acc, "traded", "sold_with_its_cloud_phone")
            else:
                dev, net = w.hid("dev", f"{self.ring}/sold{len(self.sold)}"), person.city.line(r)
            alt = [dev]
        person.creds.append(Cred(acc, 0.35 + 0.5 * r(), None, alt, 1.0 if alt else 0.0, net, r() < 0.3,
                                 notes=0.05 + 0.1 * r(), topic=firm.industry if firm else "",
                                 work=bool(firm) and r() < 0.6))
        if firm and r() < 0.8 and d + 10 < w.days:
            who = self.rng.choice([person.hash, person.hash, acc.holder, ""])
            e = d + 1 + int(r() * 8)
            w.at(e, lambda x: len(firm.jobs) < 30 and w.bind(firm, acc, x, 40000 + int(r() * 20000),
                    "bound", who))
        start = d + 1 + int(r() * 12)
        self.sold.append((acc, start, (10 + 250 * r() ** 2) if r() < 0.55 else 0))
        w.guilty(acc, "traded", self.ring, story)

    def ads(self, d):
        for acc, start, daily in self.sold:
            if daily and d >= start and self.r() < 0.6:
                self.w.spend(acc, d, "seeding" if self.r() < 0.6 else "lead_collection",
                             round(daily * (0.3 + self.r()), 2))


class Farm(Trade):
    """Registers numbers in batches, keeps them warm with posts, sells them one by one."""

    def __init__(self, w, ring, size):
        super().__init__(w, ring, 1 + size // 12)
        r, rng = self.r, self.rng
        self.text = words.script(rng, "")
        self.stock, day = [], 0
        local = r() < 0.5
        holder = None
        for i in range(size):
            if i % rng.randint(4, 9) == 0:
                day = -int(20 + r() * 420)
            city = self.city if local or r() < 0.2 else w.pick_city(rng)
            if holder is None or r() < 0.6:
                holder = w.hid("holder", f"{ring}/{i}")
            acc = Account_(w, w.hid("xacc", f"{ring}/{i}"), "professional" if r() < 0.25 else "personal",
                           w.stamp(day + int(r() * (1 if w.level == 0 else 12)), int(30000 + r() * 50000)),
                           city.name, holder if r() < 0.9 else "", w.hid("sim", f"{ring}/{i}"),
                           rng.choice(self.craft.wallets) if w.level < 2 and r() < 0.5 else
                           "W" + w.hid("wallet", f"{ring}/a{i}") if r() < 0.6 else "")
            acc.omit = True  # stock on the shelf is nobody's case until it is sold
            self.stock.append([acc, city, 0.25 + 0.35 * r()])
        self.pace = size * 0.93 / (w.days * 0.8)

    def act(self, d):
        w, r = self.w, self.r
        crew = self.on_shift(d)
        if d % 9 == 0:
            self.text = words.script(self.rng, "")
        for acc, city, rate in self.stock:
            s = self.handle(acc, city, d, crew, rate)
            if s and r() < 0.13:
                w.note(acc, d, s + 100, words.respell(self.rng, self.text, w.level))
        if 4 < d < w.days * 0.86 and crew:
            while self.stock and r() < self.pace / (1 + self.pace):
                acc = self.stock.pop(int(r() * len(self.stock)))[0]
                dev = None
                if r() < 0.12 and w.level < 2 and self.craft.cap <= 2:
                    dev = self.craft.post(acc, self.city)[0]
                    self.sell(acc, d, "sold_with_its_phone", device=dev)
                else:
                    self.sell(acc, d, "farm_sale")
        self.ads(d)


class Collector(Trade):
    """Buys used accounts of employees, students, sleepers, and sells them on, some at once, some later."""

    def __init__(self, w, ring, size):
        super().__init__(w, ring, 1)
        self.shelf = []
        staff = [(f, j) for f in w.firms if f.real for j in f.jobs if j.own and j.acc.role == "clean"]
        rng = self.rng
        firm = rng.choice([f for f, _ in staff])
        near = [x for x in staff if x[0] is firm or x[0].city is firm.city]
        for f, j in rng.sample(near, min(len(near), size // 2)) + rng.sample(staff, size // 2):
            w.at(rng.randint(5, int(w.days * 0.75)), lambda d, f=f,
                    j=j: self.collect(d, j.person, j.acc, (f, j)))
        sleepers = [p for p in w.people if p.pause > w.days * 0.6 and p.creds]
        for p in rng.sample(sleepers, min(len(sleepers), size // 4)):
            w.at(rng.randint(5, int(w.days * 0.5)), lambda d, p=p: self.recycled(d, p))

    def collect(self, d, p, acc, job):
        if acc.role != "clean" or not p.cred(acc):
            return
        f, j = job
        if self.r() < 0.6 and j in f.jobs:
            f.quit(j, d)
        p.forget(acc)
        self.w.guilty(acc, "traded", self.ring, "employee_sold_own")
        self.shelf.append([acc, p.city, d + int(self.r() ** 2 * 25), p.wallet, "employee_sold_own"])

    def recycled(self, d, p):
        """A sleeper's number was given out again; the collector asks for a new password by SMS."""
        if not p.creds or p.creds[0].acc.role != "clean" or p.creds[0].acc.bind:
            return
        acc = p.creds[0].acc
        p.forget(acc)
        self.w.change(acc, "password", d, 40000 + int(self.r() * 30000))
        self.w.guilty(acc, "traded", self.ring, "taken_by_recycled_number")
        self.shelf.append([acc, p.city, d + 3 + int(self.r() * 15), None, "taken_by_recycled_number"])

    def act(self, d):
        crew = self.on_shift(d)
        for item in list(self.shelf):
            acc, city, due, seller, story = item
            if d >= due and crew:
                self.shelf.remove(item)
                self.sell(acc, d, story, seller)
                if self.r() < 0.12:
                    self.w.at(d + 12 + int(self.r() * 20), lambda e, a=acc: self.again(a, e))
            else:
                self.handle(acc, city, d, crew, 0.4)
        self.ads(d)

    def again(self, acc, d):
        """The customer is tired of it; the account goes to another one."""
        for person, _ in self.regular:
            if person.cred(acc):
                person.forget(acc)
                self.sell(acc, d, "sold_twice", person.wallet)
                return


class LoneSeller(Trade):
    """One person, one account, one price agreed in a chat group."""
    organised = False

    def __init__(self, w, ring):
        super().__init__(w, ring, 0)
        staff = [(f, j) for f in w.firms if f.real for j in f.jobs if j.own and j.acc.role == "clean"]
        self.f, self.j = self.rng.choice(staff)
        self.boss, self.day = self.j.person, self.rng.randint(6, int(w.days * 0.8))
        self.craft.wallets[0] = self.boss.wallet

    def act(self, d):
        acc, p = self.j.acc, self.j.person
        if d == self.day and p.cred(acc) and acc.role == "clean":
            p.forget(acc)
            with_phone = self.r() < 0.25
            self.sell(acc, d, "lone_sale_with_phone" if with_phone else "lone_sale",
                      device=p.phone if with_phone else None)
            if with_phone:
                p.phone = p.new_id("dev")
            elif self.r() < 0.3:  # looks in once or twice, out of habit
                p.creds.append(Cred(acc, 0.02, notes=0))
        self.ads(d)
