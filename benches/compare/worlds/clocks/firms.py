"""Firms: staff, offices, licences, budgets, a tablet on the counter, people who come and go."""
import words
from people import RHYTHMS, Account_, Cred, Person

INDUSTRIES = ["家装", "婚摄", "医美", "教培", "汽车", "留学", "月子", "房产"]


class Job:
    __slots__ = ("person", "acc", "own", "leads")

    def __init__(self, person, acc, own):
        self.person, self.acc, self.own, self.leads = person, acc, own, []


class Firm:
    def __init__(self, w, key, city=None, industry=None, owner=None, size=8, group="", real=True):
        self.w, self.key = w, key
        self.rng = w.rng("firm" + key)
        self.r = r = self.rng.random
        self.city = city or w.pick_city(self.rng)
        self.industry = industry or self.rng.choice(INDUSTRIES)
        self.owner = owner or Person(w, key + "o", self.city, "retail")
        if not owner and r() < 0.7:
            self.owner.open_account()
        self.office = self.city.line(r)
        self.age = int(40 + r() * 1500)
        self.wallet = "E" + w.hid("fwallet", key)
        self.acc = a = Account_(w, w.hid("facc", key), "enterprise", w.stamp(-self.age, 20000),
                                self.city.name, self.owner.hash, w.hid("fsim", key), self.wallet)
        a.industry, a.group = self.industry, group
        self.quota, self.bound = 30 if size <= 30 else size + 12, 0
        self.size, self.jobs, self.left, self.n_hired = size, [], [], 0
        self.pays_wages = r() < 0.38
        self.pay_day = self.rng.choice((5, 8, 10, 15, 15, 20, 25))
        self.shop = self.industry in ("医美", "月子", "汽车", "婚摄") or r() < 0.3
        self.tablets = [w.hid("tab", f"{key}/{i}")
                for i in range(1 + size // 12)] if self.shop and r() < 0.55 else []
        self.remote = self.central = False
        self.created_share = self.rng.choice((0, 0, 0.2, 0.5, 0.8, 1.0))
        self.demand = size * (0.02 + 0.09 * r() ** 2)
        self.budget = (30 + 400 * r() ** 3) * size if r() < 0.45 else 0
        self.fav = self.rng.choice(("seeding", "lead_collection", "search"))
        self.partners, self.fresh = [], []
        self.clerk = Cred(a, 0.75, hours=None, alt=[w.hid("pc", key)], altp=0.6, notes=0.12,
                topic=self.industry,
                          work=True)
        self.owner.creds.append(self.clerk)
        self.owner.work_net = self.office
        self.real = real
        w.firms.append(self)

    # -- staff --------------------------------------------------------------------------------------
    def hire(self, day, person=None, acc=None, kind=None):
        """Somebody starts work; the KOS account is the firm's own or the newcomer's."""
        w, r, n = self.w, self.r, self.n_hired
        self.n_hired += 1
        day = max(day, 1 - self.age)
        past = day < 0
        if person is None:
            city = w.pick_city(self.rng) if self.remote else self.city
            person = Person(w, f"{self.key}s{n}", city, "retail" if self.shop else "office")
            if r() < 0.3:
                person.open_account()
        own = acc is None and r() >= self.created_share or bool(acc and not acc.created)
        if acc is None:
            if own:
                since = min(day, 0) - int(10 + r() * 1200) if past or r() < 0.85 else day
                acc = person.open_account("professional" if r() < 0.4 else "personal", since, keep=False).acc
            else:
                acc = Account_(w, w.hid("kacc", f"{self.key}/{n}"), "kos",
                               w.stamp(max(day - int(r() * 20), -self.age) if past else day, 30000),
                                       self.city.name,
                               self.owner.hash, w.hid("ksim", f"{self.key}/{n}"), self.wallet)
                acc.created = True
        if not self.remote:
            person.work_net = self.office
        hours = None if own and r() < 0.5 else "shop" if self.shop else "desk"
        person.creds.append(Cred(acc, 0.24 + 0.45 * r(), hours and RHYTHMS[hours], self.tablets,
                                 0.45 if self.tablets else 0, second=not own and r() < 0.5,
                                 notes=0.01 + 0.12 * r() ** 2, topic=self.industry, work=not own
                                         or r() < 0.5))
        if self.tablets:
            w.tell(acc, "honest", "shop_tablet")
        if self.remote:
            w.tell(acc, "honest", "remote_sales")
        w.bind(self, acc, day, int(32400 + r() * 30000), "bound" if own else "created", person.hash
               if r() < 0.93 else "")
        job = Job(person, acc, own)
        self.jobs.append(job)
        return job

    def quit(self, job, day, hand_over=True):
        """Somebody leaves: own accounts go along, the firm's to a successor, open leads to colleagues."""
        w, r = self.w, self.r
        if job not in self.jobs:
            return
        self.jobs.remove(job)
        s = int(61200 + r() * 7000)
        heirs = [j for j in self.jobs if j.acc is not job.acc]
        if heirs and job.leads:
            heir = self.rng.choice(heirs)
            for i, lead in enumerate(job.leads[-40:]):
                if w.transfer(lead, job.acc, heir.acc, day, s + i * int(1 + r() * 3), "crm_assign"):
                    heir.leads.append(lead)
            w.tell(job.acc, "honest", "bulk_reassign")
        job.person.work_net = None
        job.person.forget(job.acc)
        if job.own:
            w.unbind(job.acc, day, s + 900)
            job.person.creds.append(Cred(job.acc, 0.1 + 0.4 * r(), notes=0.02))
        elif hand_over and self.real:
            def follow(d):
                self.n_hired += 1
                nxt = Person(w, f"{self.key}h{self.n_hired}", self.city, job.person.kind)
                w.change(job.acc, "password", d, 34000 + int(r() * 6000))
                if r() < 0.5:
                    w.change(job.acc, "phone", d, 41000 + int(r() * 3000), nxt.sim)
                if r() < 0.5:
                    w.unbind(job.acc, d, 43000)
                    self.hire(d, nxt, job.acc)
                else:
                    nxt.creds.append(Cred(job.acc, 0.3 + 0.4 * r(), None, self.tablets, 0.4 if self.tablets
                            else 0,
                                          topic=self.industry, notes=0.04, work=True))
                    nxt.work_net = self.office
                    self.jobs.append(Job(nxt, job.acc, False))
                w.tell(job.acc, "honest", "successor")
            w.at(day + 1 + int(r() * 12), follow)
        else:
            w.unbind(job.acc, day, s + 1200)

    # -- a day --------------------------------------------------------------------------------------
    def act(self, d):
        w, r = self.w, self.r
        wd = (w.wd0 + d) % 7
        dom = int(w.daystr[d][8:])
        if self.budget and (wd < 5 or self.shop) and r() < 0.85:
            w.spend(self.acc, d, self.fav, round(self.budget * (0.4 + r()), 2))
            if r() < 0.15:
                w.spend(self.acc, d, "shutiao", round(50 + 300 * r(), 2))
            for j in self.jobs:
                if r() < 0.10:
                    w.spend(j.acc, d, "seeding" if r() < 0.7 else "lead_collection",
                            round(20 + self.budget * r() * 0.4, 2))
        if self.pays_wages and dom == self.pay_day:
            for j in self.jobs:
                wage = round(3500 + 9000 * r() ** 2, 2)
                j.person.cash += wage
                w.pay(self.wallet, j.person.wallet, d, 50000 + int(r() * 9000), wage)
        if self.central and wd < 5 and r() < 0.35:
            text = words.script(self.rng, self.industry)
            dev, ip = self.central
            s = 36000 + int(r() * 20000)
            for j in self.jobs:
                if r() < 0.75 and not j.own:
                    s += 40 + int(r() * 200)
                    w.login(j.acc, dev[int(r() * len(dev))], s, ip.ip, ip.city.name)
                    w.note(j.acc, d, s + 30, words.respell(self.rng, text, 0))
                    w.tell(j.acc, "honest", "hq_posting")
        if len(self.fresh) > 60:
            self.fresh = self.fresh[-40:]

    def receive(self, d, sec, contact):
        """A consumer asks: somebody collects the contact, somebody is told to call back."""
        w, r = self.w, self.r
        if not self.jobs or r() < 0.35:
            who = self.acc
        else:
            who = self.rng.choice(self.jobs).acc
        lead = w.lead(who, contact, d, sec, "form" if r() < 0.6 else "private_message")
        if not lead:
            return
        holder = None
        if who is self.acc and self.jobs:
            holder = self.rng.choice(self.jobs)
            w.transfer(lead, who, holder.acc, d, sec + 30 + int(r() ** 3 * 20000), "crm_assign")
        elif self.jobs:
            holder = next((j for j in self.jobs if j.acc is who), None)
            if r() < 0.12 and len(self.jobs) > 1:
                nxt = self.rng.choice(self.jobs)
                w.transfer(lead, who, nxt.acc, d, sec + 600 + int(r() * 90000), "crm_assign")
                holder = nxt
        if holder:
            holder.leads.append(lead)
        self.fresh.append((d, lead, holder))
        if r() < 0.7:
            lead[5] = w.stamp(d, sec + 300 + int(r() ** 4 * 250000)) or ""
        if self.partners and r() < 0.09:
            ally = self.partners[int(r() * len(self.partners))]
            w.transfer(lead, holder.acc if holder and r() < 0.4 else self.acc, ally.acc, d,
                       sec + 3600 + int(r() * 170000), "partner_api" if r() < 0.8 else "crm_assign")
        elif r() < 0.006:  # out of our area: a hint to somebody whom one knows, no money
            other = self.rng.choice(self.w.known_firms)
            if other is not self and other.real and other.jobs and holder:
                w.transfer(lead, holder.acc, other.jobs[0].acc, d, sec + 7200 + int(r() * 90000),
                           "private_message")
                w.tell(holder.acc, "honest", "free_referral")
