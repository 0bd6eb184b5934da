"""The honest economy: firms of all sizes, franchises, agencies, seasonal work, moves, and the consumers."""
import math

import words
from firms import INDUSTRIES, Firm
from people import RHYTHMS, Cred, Person


def build(w, n):
    """Founds firms until about n accounts work for them."""
    rng = w.rng("economy")
    parks = {c.name: [c.line(rng.random) for _ in range(2)] for c in w.cities}
    k = 0
    begin = len(w.accounts)
    big = max(2, w.size // 2200)
    while len(w.accounts) - begin < n:
        if k < big:
            size = rng.randint(32, 88)
        else:
            size = min(29, 1 + int(rng.expovariate(1 / 9.0)))
        f = found(w, rng, f"f{k}", size, parks)
        if k < big:
            f.budget = max(f.budget, size * rng.randint(60, 300))
            f.fav = rng.choice(("seeding", "lead_collection"))
            if not f.central and rng.random() < 0.5:
                f.central = headquarters(w, f)
            w.tell(f.acc, "honest", "big_company")
        k += 1
    real = [f for f in w.firms if f.size > 3]
    franchises(w, rng, parks)
    for f in rng.sample(real, len(real) // 9):  # declared partners
        g = rng.choice(real)
        if g is not f:
            f.partners.append(g)
            for x in (f, g):
                w.tell(x.acc, "honest", "declared_partner")
                w.approve("enterprise", x.acc.id, "declared lead partner")
    agencies(w, rng)
    turnover(w, rng)
    w.operations.insert(0, Consumers(w))


def headquarters(w, f):
    """Two desks and a line from which the firm posts on its staff accounts."""
    return [w.hid("pc", f"{f.key}/hq{i}") for i in range(2)], f.office


def found(w, rng, key, size, parks, owner=None, **kw):
    f = Firm(w, key, size=size, owner=owner, **kw)
    if owner is None and rng.random() < 0.15:
        f.office = rng.choice(parks[f.city.name])  # an office park with one line for everybody
        w.tell(f.acc, "honest", "shared_office_park")
    if size >= 6 and rng.random() < 0.06:
        f.remote, f.shop, f.tablets = True, False, []
    if size >= 8 and rng.random() < 0.18:
        f.central = headquarters(w, f)
    for _ in range(size):
        f.hire(-int(2 + rng.random() ** 1.7 * 600) if rng.random() < 0.93
                else rng.randrange(w.days - 3) * -1 - 1)
    if owner is None and rng.random() < 0.045:  # one owner, two honest shops
        g = found(w, rng, key + "b", rng.randint(2, 9), parks, f.owner, city=f.city, industry=f.industry)
        g.partners.append(f)
        for x in (f, g):
            w.tell(x.acc, "honest", "owner_of_two")
    return f


def franchises(w, rng, parks):
    for i in range(max(2, w.size // 2500)):
        group, ind = "G" + w.hid("group", i), rng.choice(INDUSTRIES)
        members = [found(w, rng, f"g{i}_{j}", rng.randint(2, 10), parks, industry=ind, group=group)
                   for j in range(rng.randint(3, 7))]
        for f in members:
            f.partners = [m for m in members if m is not f]
            w.tell(f.acc, "honest", "franchise")

        def campaign(d, members=members, ind=ind):
            text = words.script(rng, ind)
            for m in members:
                for j in m.jobs:
                    if rng.random() < 0.6:
                        w.note(j.acc, d + rng.randint(0, 2), rng.randint(36000, 75000),
                               words.respell(rng, text, int(rng.random() < 0.4)))
        for _ in range(4):
            w.at(rng.randrange(w.days - 3), campaign)


def agencies(w, rng):
    """Agencies post for their clients from their own desks; some have told the platform."""
    real = [f for f in w.firms if f.jobs]
    for i in range(max(2, w.size // 2000)):
        city = w.pick_city(rng)
        office = city.line(rng.random)
        pcs = [w.hid("pc", f"agency{i}/{j}") for j in range(rng.randint(2, 6))]
        crew = [Person(w, f"a{i}p{j}", city, "office") for j in range(rng.randint(2, 5))]
        known = rng.random() < 0.55
        for p in crew:
            p.open_account()
            p.work_net = office
        for f in rng.sample(real, min(len(real), rng.randint(3, 9))):
            accs = [f.acc] + [j.acc for j in rng.sample(f.jobs, min(len(f.jobs), rng.randint(0, 6)))]
            fee = rng.randint(20, 120) * 100
            for a in accs:
                p = rng.choice(crew)
                p.creds.append(Cred(a, 0.15 + 0.5 * rng.random(), RHYTHMS["desk"], pcs, 0.85, office,
                        notes=0.12,
                                    topic=f.industry, work=True))
                w.tell(a, "honest", "agency_client_approved" if known else "agency_client_unlisted")
                if known and rng.random() < 0.3:
                    w.approve("account", a.id, "run by an agency")
            for d in range(rng.randint(0, 29), w.days, 30):
                w.pay(f.wallet, crew[0].wallet, d, rng.randint(36000, 60000), fee)
        if known:
            for x in pcs:
                w.approve("device", x, "agency", w.stamp(-1, 0)[:4] + "-12-31")
            if rng.random() < 0.6:
                w.approve("ip", office.ip, "agency office")
            w.approve("payment_account", crew[0].wallet, "agency")


def turnover(w, rng):
    """People come, go and change employer; firms move, merge and replace their phones."""
    D = w.days
    firms = [f for f in w.firms if f.jobs]
    peers = {}
    for f in firms:
        peers.setdefault((f.city.name, f.industry), []).append(f)
        peers.setdefault(f.industry, []).append(f)

    def change_employer(f, j, d):
        if j not in f.jobs:
            return
        near = peers[(f.city.name, f.industry)]
        g = rng.choice(near if len(near) > 1 else peers[f.industry])
        f.quit(j, d)
        if j.own and g is not f and g.bound < g.quota and rng.random() < 0.75:
            w.tell(j.acc, "honest", "changed_employer")

            def start(e):
                j.person.forget(j.acc)
                j.person.city = g.city
                g.hire(e, j.person, j.acc)
            w.at(d + 1 + int(rng.random() ** 2 * 25), start)

    for f in firms:
        for j in list(f.jobs):
            if rng.random() < 0.075:
                w.at(rng.randrange(3, D - 2), lambda d, f=f, j=j: change_employer(f, j, d))
        for _ in range(int(len(f.jobs) * 0.09 + rng.random())):
            w.at(rng.randrange(D - 2), lambda d, f=f: len(f.jobs) < min(f.quota, f.size + 4) and f.hire(d))
        x = rng.random()
        if x < 0.05:  # seasonal hands
            def season(d, f=f):
                for _ in range(rng.randint(3, 10)):
                    if len(f.jobs) >= 30:
                        break
                    j = f.hire(d + rng.randint(0, 2))
                    w.tell(j.acc, "honest", "seasonal")
                    w.at(d + rng.randint(18, 45), lambda e, j=j: f.quit(j, e, False))
            w.at(rng.randrange(D - 30), season)
        elif x < 0.085:  # the whole firm moves to another office
            def moves(d, f=f):
                f.office = f.city.line(rng.random)
                for j in f.jobs:
                    if not f.remote:
                        j.person.work_net = f.office
                    w.tell(j.acc, "honest", "office_moved")
                f.owner.work_net = f.office
            w.at(rng.randrange(D), moves)
        elif x < 0.115:  # new work phones for everybody on one morning
            def refresh(d, f=f):
                f.tablets[:] = [w.hid("tab") for _ in f.tablets]
                for j in f.jobs:
                    p = j.person
                    p.phone2 = p.new_id("dev")
                    c = p.cred(j.acc)
                    if c:
                        c.second = True
                    w.tell(j.acc, "honest", "fleet_refresh")
            w.at(rng.randrange(D), refresh)
        elif x < 0.135 and 3 < len(f.jobs) < 16:  # taken over, the staff rebound in one evening
            g = rng.choice(peers[f.industry])
            if g is not f:
                def merge(d, f=f, g=g):
                    for j in list(f.jobs)[:max(0, g.quota - g.bound)]:
                        if j.own:
                            f.quit(j, d)
                            j.person.forget(j.acc)
                            k = g.hire(d + 1, j.person, j.acc)
                            if not g.remote:
                                k.person.work_net = f.office
                            w.tell(j.acc, "honest", "taken_over")
                w.at(rng.randrange(D - 3), merge)
        elif x < 0.16 and len(f.jobs) > 2:  # promoters lent to a counter in another company's store
            g = rng.choice(firms)
            for j in f.jobs[:rng.randint(2, 6)]:
                j.person.work_net = g.office
                w.tell(j.acc, "honest", "lent_promoter")


class Consumers:
    """Every day some people look for a shop; a part of them asks several."""

    def __init__(self, w):
        self.w, self.rng, self.n = w, w.rng("consumers"), 0
        self.places = {}
        for f in w.firms:
            if f.real:
                self.places.setdefault((f.city.name, f.industry), []).append(f)
        self.waiting = [[] for _ in range(w.days + 12)]

    def act(self, d):
        w, rng, r = self.w, self.rng, self.rng.random
        for firms in self.places.values():
            total = sum(f.demand for f in firms)
            x, limit = 0, math.exp(-min(total, 30))
            p = r()
            while p > limit:
                x += 1
                p *= r()
            for _ in range(x):
                self.n += 1
                contact = "c" + w.hid("contact", self.n)
                k = 1 if r() < 0.72 else rng.randint(2, 4)
                for f in {id(g): g for g in rng.choices(firms, [g.demand for g in firms], k=k)}.values():
                    self.waiting[d + (int(r() * 9) if k > 1 else 0)].append((f, contact))
        for f, contact in self.waiting[d]:
            f.receive(d, int(30000 + r() * 50000), contact)
