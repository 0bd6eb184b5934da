"""What ties honest companies together: agencies, franchises, shared roofs, owners, movers, bookkeepers."""

from .base import DAY, FOREVER, Person, new_device, new_wallet
from .firms import Firm, bench, hire, leave, run_firm
from .places import Net, pick_city
from .texts import Copy


def agencies(w):
    """Agencies run the enterprise and the created accounts of several clients from their own desks."""
    rng = w.rng("agencies")
    pool = [f for f in w.firms if f.form in ("micro", "office", "central", "shops")]
    for _ in range(w.count(11)):
        city = pick_city(rng)
        net = Net(rng, city, "static")
        desks = [new_device(rng) for _ in range(rng.randint(2, 7))]
        hands = [Person(rng, city) for _ in range(rng.randint(2, 6))]
        house = Copy(rng, rng.choice(pool).industry, city, 3, rng.uniform(0.1, 0.4))
        wallet = new_wallet(rng)
        listed = rng.random() < 0.5
        until = "" if rng.random() < 0.7 else w.stamp(rng.uniform(-100, w.days + 200) * DAY)
        if listed:
            for d in desks[: len(desks) if rng.random() < 0.7 else 1]:
                w.approved.append(("device", d, "代运营机构", until))
            if rng.random() < 0.6:
                w.approved.append(("ip", net.ip(0, 0), "代运营机构", until))
            if rng.random() < 0.5:
                w.approved.append(("payment_account", wallet, "代运营机构", until))
        for f in rng.sample(pool, min(len(pool), rng.randint(3, 9))):
            a = -FOREVER if rng.random() < 0.6 else rng.uniform(0, w.end * 0.8)
            b = FOREVER if rng.random() < 0.8 else rng.uniform(max(a, 0), w.end)
            hand, mine = rng.choice(hands), rng.sample(desks, rng.randint(1, 2))
            targets = [f.ent] + [j.acc for j in f.staff if j.method == "created" and rng.random() < 0.8]
            for acc in targets:
                acc.use(hand, a, b, rng.uniform(0.2, 0.9), devs=mine, nets=[net], hours=bench(rng))
                if house.topic == f.industry and rng.random() < 0.5:
                    acc.writes.append((a, b, 0.5, house))
                w.tell(acc, "honest", "agency_listed" if listed else "agency_unlisted")
                if a > 0 and rng.random() < 0.5:
                    acc.change("password", a - rng.uniform(0, 2) * DAY)
            t = max(a, 0) + rng.uniform(0, 25) * DAY
            while t < min(b, w.end):
                w.pay(f.wallet, wallet, t, rng.randint(15, 120) * 100)
                t += 30 * DAY


def franchises(w):
    """Groups that share a brand, its ready-made notes, leads, and sometimes one advertising desk."""
    rng = w.rng("franchises")
    free = [f for f in w.firms if not f.ent.group]
    rng.shuffle(free)
    for g in range(w.count(9)):
        group, industry = f"G{rng.randrange(10 ** 7):07d}", rng.choice(free).industry
        members = [free.pop() for _ in range(min(len(free), rng.randint(3, 8)))]
        brand = Copy(rng, industry, members[0].city, 4, 0.08)
        for f in members:
            f.industry = f.ent.industry = industry
            if rng.random() < 0.93:
                f.ent.group = group
            f.copy, f.copies = brand, 0.7
            for acc in [f.ent] + [j.acc for j in f.staff]:
                acc.writes.append((-FOREVER, FOREVER, rng.uniform(0.1, 0.7), brand))
                w.tell(acc, "honest", "franchise")
            f.partners += [(m, "group") for m in members if m is not f]


def roofs_and_owners(w):
    """Coworking floors; owners with a few small firms of their own; husband-and-wife shops next door."""
    rng = w.rng("roofs")
    offices = [f for f in w.firms if f.form in ("micro", "office", "remote")]
    for _ in range(w.count(8)):
        lead = rng.choice(offices)
        for f in rng.sample(offices, min(len(offices), rng.randint(4, 9))):
            f.city = lead.city
            for p in [f.boss] + [j.who for j in f.staff if f.form != "remote"]:
                p.city = lead.city
                p.homes = [(-FOREVER, Net(rng, lead.city))]
                p.works = [(a, b, lead.office, s, h, k) for a, b, _, s, h, k in p.works]
            for acc in [f.ent] + [j.acc for j in f.staff]:
                for s in acc.segs:
                    if s.nets == [f.office]:
                        s.nets = [lead.office]
                w.tell(acc, "honest", "coworking")
            f.office = lead.office
    for _ in range(w.count(14)):
        first = rng.choice(offices)
        for _ in range(rng.choice((1, 1, 2, 3))):
            f = Firm(
                w,
                rng,
                "micro",
                boss=first.boss,
                city=first.city,
                industry=first.industry if rng.random() < 0.6 else None,
            )
            f.office, f.pcs = first.office, first.pcs
            run_firm(w, rng, f, rng.randint(1, 7))
            for acc in [f.ent, first.ent] + [j.acc for j in f.staff]:
                w.tell(acc, "honest", "owner_of_several_firms")


def part_timers(w):
    """Campus promoters and live hosts: real but loose staff, on their own lines, paid per week."""
    rng = w.rng("parttime")
    for f in rng.sample(w.firms, w.count(14)):
        dorm = Net(rng, f.city, "static")
        for _ in range(rng.randint(4, 12)):
            a = rng.uniform(-60, w.days * 0.7) * DAY
            b = a + rng.uniform(20, 120) * DAY
            p = Person(rng, f.city, "student", home=dorm if rng.random() < 0.6 else None)
            job = hire(w, rng, f, a, b, person=p, method="bound")
            w.tell(job.acc, "honest", "campus_promoter")
            t = max(a, 0) + 7 * DAY
            while t < min(b, w.end):
                w.pay(f.wallet, p.wallet, t, rng.randint(8, 60) * 10)
                t += 7 * DAY


def movers(w):
    """Employees who change employer; and whole teams that follow their chief to another firm."""
    rng = w.rng("movers")
    for t, p, acc, old in sorted(w.leavers, key=lambda x: (x[0], x[2].id)):
        if t >= w.end:
            continue
        near = [f for f in w.firms if f is not old and f.industry == old.industry] or w.firms
        same = [f for f in near if f.city == p.city]
        f = rng.choice(same or near)
        job = hire(w, rng, f, t, person=p, account=acc, net=f.office if f.city == p.city else None)
        w.tell(job.acc, "honest", "changed_employer")
    teams = [f for f in w.firms if f.form in ("office", "remote") and len(f.staff) >= 8]
    for f in rng.sample(teams, min(len(teams), w.count(7))):
        t = rng.uniform(10, w.days - 15) * DAY
        to = rng.choice([g for g in w.firms if g is not f and g.form in ("office", "remote", "micro")])
        for job in list(f.staff):
            if job.method == "bound" and job.b >= FOREVER and job.a < t and rng.random() < 0.6:
                s = t + rng.expovariate(1 / 3) * DAY
                leave(w, rng, f, job, s)
                w.leavers = [x for x in w.leavers if x[2] is not job.acc]
                back = hire(
                    w,
                    rng,
                    to,
                    s + rng.uniform(0.5, 12) * DAY,
                    person=job.who,
                    account=job.acc,
                    net=to.office if to.city == job.who.city else None,
                )
                w.tell(back.acc, "honest", "team_follows_chief")


def shared_copy(w):
    """A maker hands the same texts to unrelated dealers, and a joke goes round among everybody."""
    rng = w.rng("copy")
    for _ in range(w.count(7)):
        industry = rng.choice(w.firms).industry
        same = [f for f in w.firms if f.industry == industry]
        kit = Copy(rng, industry, pick_city(rng), 2, 0.05)
        day = rng.uniform(0, w.days - 15) * DAY
        for f in rng.sample(same, min(len(same), rng.randint(3, 10))):
            for acc in [f.ent] + rng.sample([j.acc for j in f.staff], len(f.staff) // 3):
                acc.writes.append((day, day + rng.uniform(4, 15) * DAY, 1.6, kit))
                w.tell(acc, "honest", "maker_press_kit")
    for _ in range(w.count(6)):
        joke = Copy(rng, "生活", pick_city(rng), 1, 0.15)
        day = rng.uniform(0, w.days - 9) * DAY
        for p in rng.sample(w.people, min(len(w.people), w.count(70))):
            p.accounts[0].writes.append((day, day + rng.uniform(2, 9) * DAY, 1.2, joke))
            w.tell(p.accounts[0], "honest", "copied_meme")


def wages(w):
    """Wages at some firms; a few bookkeepers pay for many firms; commissions and customers' payments."""
    rng = w.rng("wages")
    keepers = [new_wallet(rng) for _ in range(w.count(4))]
    for k in keepers[::2]:
        w.approved.append(("payment_account", k, "代发工资服务商", ""))
    buyers = [p.wallet for p in w.people if p.wallet]
    for f in w.firms:
        if f.pays_wages and rng.random() < 0.2:
            f.payer = rng.choice(keepers)
        for _ in range(int(rng.expovariate(1 / 9))):
            w.pay(rng.choice(buyers), f.wallet, rng.uniform(0, w.end), rng.lognormvariate(6, 1.3))
        if not f.pays_wages:
            continue
        for month in range(-1, 5):
            t = (f.payday - w.start.day + 30 * month) * DAY + rng.uniform(9, 17) * 3600
            if f.payer != f.wallet:
                w.pay(f.wallet, f.payer, t - DAY, sum(j.wage for j in f.staff if j.a < t < j.b))
            for j in f.staff:
                if j.a + 10 * DAY < t < j.b + 20 * DAY:
                    w.pay(
                        f.payer,
                        j.who.wallet,
                        t + rng.uniform(0, 1800),
                        j.wage * rng.choice((1, 1, 1.15, 1.4)),
                    )
