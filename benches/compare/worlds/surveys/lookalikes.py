"""Honest situations that look odd: agencies, public devices, borrowed and shared accounts, seasonal staff."""

from base import QUOTA, Stint
from firms import Firm, employ, seats
from geo import ABROAD, NAMES, TIER, WEIGHTS, Net, city_of
from people import choose


def run(w, labour):
    r = w.rng("lookalikes")
    scale = w.size / 20000
    agencies(w, r, labour, max(2, round(13 * scale)))
    public_devices(w, r)
    families(w, r)
    returning(w, r, scale)
    odd_people(w, r, scale)
    seasonal(w, r, labour)
    closing(w, r, scale)
    tablets_approved(w, r)


def agencies(w, r, labour, n):
    """Agencies run accounts of several clients from their desks; about half are on the approved list."""
    for _ in range(n):
        city = city_of(r)
        boss = labour.hire(city)
        firm = Firm(w, r, city, "agency", boss)
        boss.employer, firm.budget, firm.brand = firm, 0.0, None
        firm.desk = [w.new("d") for _ in range(r.randrange(3, 9))]
        firm.acc.stints.append(Stint(boss, 0, w.days, 0.5))
        workers = [labour.hire(city) for _ in range(r.randrange(2, 6))]
        for p in workers:
            p.employer = firm
            p.work.append((-9999, 9999, firm.hq_net))
            if r.random() < 0.5:
                employ(w, r, firm, p, firm.sites[0], -r.randrange(10, 300))
        free = [f for f in w.firms if f.agency is None and f.industry != "agency"]
        clients = choose(
            r, free, r.randrange(4, 13), lambda f: (4 if f.city == city else 1) * (0.3 + f.vitality)
        )
        approved = r.random() < 0.5
        for f in clients:
            f.agency = firm
            d0 = 0 if r.random() < 0.75 else r.randrange(w.days - 10)
            d1 = w.days if r.random() < 0.85 else r.randrange(d0 + 5, w.days)
            worker = r.choice(workers)
            accs = [f.acc] + [j.acc for j in f.staff if j.d1 is None and r.random() < 0.45]
            devs = r.sample(firm.desk, min(len(firm.desk), 2))
            for a in accs:
                rate = r.uniform(0.1, 0.5)
                a.stints.append(
                    Stint(
                        worker,
                        d0,
                        d1,
                        rate,
                        devs=devs,
                        nets=[firm.hq_net],
                        net_p=0.9,
                        rhythm="desk",
                        weekend=0.2,
                    )
                )
                w.tell(a, "honest", "agency_runs_account" + ("" if approved else "_not_listed"))
            fee = r.choice((1500, 2800, 3000, 5000, 8000))
            for day in range(r.randrange(0, 28), w.days, 30):
                w.pay(f.pay, firm.pay, day + r.randrange(0, 3), fee, r)
        if approved:
            until = w.dates[w.days + 30] if r.random() < 0.85 else w.dates[w.days // 2]
            kind = r.choice(("device", "ip", "enterprise", "account"))
            items = {"device": firm.desk, "ip": firm.hq_net.ips}.get(kind, [firm.acc.id])
            w.approved += [(kind, x, "agency", until) for x in sorted(set(items))]


def public_devices(w, r):
    """Demo phones in shops, printing shops on the campus, internet cafés: hundreds of accounts each."""
    for k in range(6):
        city = r.choices(NAMES, WEIGHTS)[0]
        dev, net = [w.new("d") for _ in range(r.choice((1, 2, 4)))], Net([w.ip()], city)
        people = [p for p in w.people if p.city == city and p.accounts]
        kind = ("demo_phone", "print_shop_pc", "internet_cafe")[k % 3]
        young = kind != "demo_phone"
        for p in choose(
            r, people, min(len(people) // 3, r.randrange(90, 420)), lambda p: 4 if young and p.age < 27 else 1
        ):
            day = r.randrange(w.days)
            days = {day, r.randrange(w.days)} if r.random() < 0.3 else {day}
            a = r.choice(p.accounts)
            a.stints.append(Stint(p, min(days), max(days) + 1, 1.6, devs=dev, nets=[net], days=days))
            w.tell(a, "honest", "public_" + kind)
        if k == 0:
            w.approved += [("device", d, "public device", "") for d in dev]


def families(w, r):
    """Couples with each other's passwords, children who run their parents' accounts, friends who borrow."""
    for p in w.people:
        if not p.accounts:
            continue
        u = r.random()
        a = p.accounts[0]
        if p.mates and u < 0.06:
            q = r.choice(p.mates)
            a.stints.append(Stint(q, 0, w.days, r.uniform(0.03, 0.25)))
            w.tell(a, "honest", "partner_knows_password")
        elif p.age > 50 and u < 0.2:
            child = next((q for q in r.sample(w.people, 6) if 18 < q.age < 40), None)
            if child:
                a.stints.append(Stint(child, 0, w.days, r.uniform(0.02, 0.15)))
                w.tell(a, "honest", "child_runs_parents_account")
        elif p.age < 25 and u < 0.075:
            q = next((q for q in r.sample(w.people, 12) if q.age < 26), None)
            if q:
                d = r.randrange(w.days)
                a.stints.append(Stint(q, d, d + r.choice((1, 3, 8, 20)), r.uniform(0.2, 0.8)))
                w.tell(a, "honest", "lent_to_a_friend")
        elif p.job == "shop" and u < 0.3 and a.kind == "professional":
            q = r.choice(p.mates or w.people)
            a.stints.append(Stint(q, 0, w.days, r.uniform(0.1, 0.5), rhythm="late_desk"))
            w.tell(a, "honest", "nephew_runs_shop_account")


def returning(w, r, scale):
    """Dormant for long, back with another phone in another city; often with a new number and password."""
    idle = [p for p in w.people if p.accounts and not p.accounts[0].stints and not p.busy]
    for p in choose(r, idle, int(230 * scale), lambda p: 2 if p.age < 35 else 1):
        a = p.accounts[0]
        d = r.randrange(4, w.days - 3)
        p.phones = [(0, w.new("d"))]
        a.region = r.choice(NAMES) if r.random() < 0.6 else a.region
        a.stints.append(Stint(p, d, w.days, r.lognormvariate(-0.9, 0.6)))
        if r.random() < 0.5:
            w.change(a, "phone", d, r, p.phone)
            a.phone = w.new("t")
        if r.random() < 0.6:
            w.change(a, "password", d, r)
        w.tell(a, "honest", "returns_with_new_phone_elsewhere")


def odd_people(w, r, scale):
    """Purchasing agents abroad, crews and drivers, cloud-phone players, student clubs, maternity cover."""
    private = [p for p in w.people if p.accounts and p.accounts[0].stints and p.employer is None]
    pick = choose(r, private, int(520 * scale), lambda p: 2 if p.age < 36 else 1)
    kinds = ("buys_abroad", "on_the_road", "cloud_phone_gamer", "student_club_account", "work_phone")
    for i, p in enumerate(pick):
        kind, a = kinds[i % 5], p.accounts[0]
        w.tell(a, "honest", kind)
        if kind == "buys_abroad":
            land = r.choice(ABROAD)
            p.trips = [(d, d + r.randrange(10, 30), land) for d in range(r.randrange(20), w.days, 40)]
        elif kind == "on_the_road":
            p.trips = [(d, d + 2, city_of(r)) for d in range(0, w.days, 3)]
        elif kind == "cloud_phone_gamer":
            ip, region = r.choice(w.datacentre)
            p.cloud = (w.new("d"), Net([ip], region))
        elif kind == "student_club_account":
            heirs = [q for q in r.sample(w.people, 40) if q.age < 24 and q.job == "student"][:2]
            d = r.randrange(10, w.days - 5)
            if heirs:
                w.cut(a, d)
                a.cut = None
                a.stints.append(Stint(heirs[0], d, w.days, a.appetite + 0.1))
                w.change(a, "password", d, r)
        else:
            dev = w.new("d")
            a.stints.append(Stint(p, 0, w.days, 0.3, devs=[dev], rhythm="desk"))
    big = [f for f in w.firms if len(f.staff) > 4]
    for f in choose(r, big, int(90 * scale), lambda f: 1):
        away, cover = r.sample(f.staff, 2)
        d = r.randrange(5, w.days - 5)
        away.acc.stints.append(Stint(cover.person, d, min(w.days, d + r.randrange(10, 60)), 0.3))
        w.tell(away.acc, "honest", "colleague_covers_leave")


def seasonal(w, r, labour):
    """Weeks-long staff: shops before holidays, and campus ambassadors all over the country."""
    students = [p for p in w.people if p.job == "student"]
    for f in w.firms:
        if f.industry == "agency":
            continue
        room = QUOTA - seats(f, 0)
        if room < 4 or r.random() > 0.06:
            continue
        campus = r.random() < 0.35
        for _ in range(r.randrange(3, min(room, 11) + 1)):
            d = r.randrange(0, w.days - 20)
            end = min(w.days - 1, d + r.randrange(14, 50))
            if campus:
                p = r.choice(students)
                if p.employer or not p.accounts or p.accounts[0].firm:
                    continue
                a = p.accounts[0]
                w.bind(f, a, d, end, "bound", p.holder)
                w.pay(f.pay, p.pay, end, r.choice((200, 300, 500, 800)), r)
                w.tell(a, "honest", "campus_ambassador")
            else:
                site = r.choice(f.sites)
                employ(w, r, f, labour.hire(site.city), site, d, end, story="seasonal_staff")
    for f in w.firms:
        if r.random() < 0.16 and seats(f, 0) < QUOTA - 6 and f.owner.mates:
            q = f.owner.mates[0]
            if q.accounts and q.accounts[0].firm is None and q.employer is None:
                q.employer = f
                w.bind(f, q.accounts[0], -r.randrange(1, 400), None, "bound", q.holder)
                w.tell(q.accounts[0], "honest", "owners_relative_helps_out")


def closing(w, r, scale):
    """Shops that close in the window: everybody is unbound within days, some are found again at a rival."""
    small = [f for f in w.firms if 2 < len(f.staff) < 14 and f.industry != "agency"]
    for f in choose(r, small, int(11 * scale), lambda f: 1.1 - f.vitality):
        d = r.randrange(15, w.days - 12)
        rivals = [
            g
            for g in w.firms
            if g.industry == f.industry and g.city == f.city and seats(g, d) < 18 and g is not f
        ]
        for job in f.staff:
            if job.d1 is not None or job.binding.d1 is not None or job.d0 >= d:
                continue
            job.d1 = job.binding.d1 = d + r.randrange(0, 5)
            w.tell(job.acc, "honest", "shop_closes")
            if job.binding.method == "created":
                for s in job.acc.stints:
                    s.d1 = min(s.d1, job.d1)
            elif rivals and r.random() < 0.5 and seats(rivals[0], d) < 24:
                w.bind(rivals[0], job.acc, job.d1 + r.randrange(1, 7), None, "bound", job.person.holder)
        f.vitality = 0.0


def tablets_approved(w, r):
    """A part of the shop tablets has been reported to the platform."""
    for f in w.firms:
        for s in f.sites:
            if s.tablet and r.random() < 0.12 * (1 + (TIER[f.city] < 3)):
                w.approved.append(("device", s.tablet, "shop tablet", ""))
