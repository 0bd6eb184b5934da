"""Daily business: consumers and their leads, advertising, wages, bills."""

from base import DAY
from people import tell
from places import LEADY
from sessions import note

PRODUCTS = ["seeding", "lead_collection", "search", "shutiao"]


def poisson(rng, mean):
    n, x = int(mean), mean - int(mean)
    return n + (rng.random() < x) if mean < 1 else max(0, round(rng.gauss(mean, mean**0.5)))


def consumer(w, rng, f):
    """A new contact, or one who has asked a shop of the trade before."""
    asked = w.asking.setdefault(f.industry, [])
    if asked and rng.random() < 0.16:
        contact = asked[rng.randrange(len(asked))]
        w.story(f.acc, "honest", "consumer_asks_several")
        return contact
    contact = w.token("c")
    if rng.random() < 0.5:
        asked.append(contact)
        if len(asked) > 60:
            asked.pop(0)
    return contact


def take_lead(w, rng, f, contact, t, source=None):
    """A firm gets a contact, gives it to staff, and somebody calls back."""
    posts = f.posts
    own = f.reach and posts and rng.random() < 0.45
    post = rng.choice(posts) if posts else None
    acc = post.acc if own else f.acc
    follow = t + rng.expovariate(1 / 9000) if rng.random() < 0.72 else None
    lid = w.lead(acc, contact, t, source or rng.choice(["form", "form", "private_message"]), follow)
    w.today.append((f, acc, lid, contact, t))
    if post and not own and rng.random() < 0.9:
        when = t + rng.randint(20, 3 * 3600)
        if w.transfer(lid, contact, f.acc, post.acc, when, "crm_assign"):
            post.fresh.append((lid, contact, when))
    elif own:
        post.fresh.append((lid, contact, t))
    elif not posts:
        f.backlog.append((lid, contact, t))
    if post and len(post.fresh) > 40:
        del post.fresh[:20]
    if len(posts) > 1 and rng.random() < 0.03:
        other = rng.choice(posts)
        w.transfer(
            lid,
            contact,
            post.acc,
            other.acc,
            t + DAY + rng.randint(0, 2 * DAY),
            rng.choice(["crm_assign", "crm_assign", "private_message"]),
        )
    mates = [g for g in f.group if g is not f] or f.partners
    if mates and rng.random() < 0.13:
        g = rng.choice(mates)
        ch = rng.choice(["partner_api", "partner_api", "export", "private_message"])
        if w.transfer(lid, contact, acc, g.acc, t + rng.randint(600, 2 * DAY), ch):
            w.story(acc, "honest", "franchise_leads" if f.group else "declared_partner")
            if g.posts and rng.random() < 0.8:
                w.transfer(
                    lid,
                    contact,
                    g.acc,
                    rng.choice(g.posts).acc,
                    t + 2 * DAY + rng.randint(60, DAY // 3),
                    "crm_assign",
                )


def step(w, rng):
    w.today = []
    dom = (w.start.toordinal() + w.day) % 30 + 1
    for f in w.firms:
        if f.demand and rng.random() < 0.93:
            n = poisson(rng, f.demand * (0.5 + f.health) * 95 / w.days)
            for _ in range(n):
                take_lead(w, rng, f, consumer(w, rng, f), w.now(rng, 8, 23.5))
        if f.budget:
            advertise(w, rng, f)
        if f.wages and f.payday == dom:
            for post in f.posts:
                if post.acc.role in ("clean", "lead_resale", "traded", "rented") and post.person.job is post:
                    w.story(post.acc, "honest", "wages_on_platform")
                    w.pay(
                        f.payout,
                        post.person.payout,
                        w.now(rng, 9, 12),
                        round(rng.gauss(5200, 900) * f.wage_scale, -1),
                    )
        if f.posts and rng.random() < 0.03:  # expenses, prizes, commissions
            p = rng.choice(f.posts).person
            if p.job and p.job.firm is f:
                w.pay(f.payout, p.payout, w.now(rng), rng.choice([35, 88, 120, 200, 300, 460]))
        if rng.random() < 0.12:  # a supplier's bill
            g = rng.choice(w.firms)
            w.pay(f.payout, g.payout, w.now(rng, 9, 18), round(rng.lognormvariate(7, 1), 2))
        if f.city.people and rng.random() < 0.25:  # a customer pays
            w.pay(
                rng.choice(f.city.people).payout, f.payout, w.now(rng), round(rng.lognormvariate(5.5, 1.1), 2)
            )
        if f.script and f.posts and rng.random() < 0.05:  # headquarters hands a text round
            f.script.renew(rng)
    for p in rng.sample(w.people, len(w.people) // 900):  # a professional tries an advertisement
        for a in p.accounts:
            if a.kind != "personal" and a.role == "clean" and p.job is None:
                t = w.day
                for d in range(rng.randint(1, 12)):
                    if t + d < w.days:
                        w.spend.append(
                            (
                                t + d,
                                a.aid,
                                rng.choice(["shutiao", "shutiao", "seeding"]),
                                round(rng.uniform(10, 120), 2),
                            )
                        )


def advertise(w, rng, f):
    mood = 0.4 + f.health
    if rng.random() < 0.55:
        w.spend.append(
            (
                w.day,
                f.acc.aid,
                rng.choices(PRODUCTS, [3, 3, 2, 2])[0],
                round(f.budget * mood * rng.lognormvariate(0, 0.5), 2),
            )
        )
    if not f.posts:
        return
    for _ in range(3 if f.quota_ads else 1):
        if rng.random() < 0.4:
            a = rng.choice(f.posts).acc
            w.spend.append(
                (
                    w.day,
                    a.aid,
                    rng.choices(PRODUCTS, [4, 4, 1, 2])[0],
                    round(f.budget * mood * rng.uniform(0.1, 0.6), 2),
                )
            )


# -- agencies, fairs, portals --------------------------------------------


def found_agencies(w, rng):
    """Agencies run the accounts of clients from their own desks; most are on the approved list."""
    from base import Hand, Seat
    from firms import Firm
    from places import OFFICE
    from words import Script

    for _ in range(max(2, round(14 * w.scale))):
        ag = Firm(w, rng, target=rng.randint(2, 6))
        desks = [Hand(w.token("d"), ag.city, ag.office, hours="office") for _ in range(rng.randint(1, 4))]
        listed = rng.random() < 0.6
        if listed:
            w.approved += [("device", h.device, "agency desk", "") for h in desks]
            if rng.random() < 0.7:
                w.approved.append(("ip", ag.office, "agency office", ""))
        script = Script(rng, ag.industry, rng.uniform(0.15, 0.5)) if rng.random() < 0.5 else None
        name = "agency_client_listed" if listed else "agency_client_unlisted"
        for f in rng.sample(w.firms, min(len(w.firms) // 4, rng.randint(4, 15))):
            if f is ag or f.agency:
                continue
            f.agency = ag
            h = rng.choice(desks)
            f.acc.seats.append(Seat(h, rng.uniform(0.2, 1.0), OFFICE, 0.2, script))
            w.story(f.acc, "honest", name)
            for post in f.posts:
                if rng.random() < 0.3:
                    post.acc.seats.append(Seat(h, rng.uniform(0.1, 0.5), OFFICE, 0.2, script))
                    w.story(post.acc, "honest", name)
            for d in range(rng.randint(0, 29), w.days, 30):
                w.at(d, bill, w, rng, f, ag, rng.choice([3000, 5000, 8000, 12000]))
    if len(w.firms) > 20:  # shop tablets that the platform knows
        for f in w.firms:
            for h in f.tablets:
                if rng.random() < 0.25:
                    w.approved.append(("device", h.device, "shop tablet", ""))


def bill(w, rng, f, g, amount):
    w.pay(f.payout, g.payout, w.now(rng, 10, 17), amount)


def occasions(w, rng):
    """Fairs whose organiser hands visitors to exhibitors, portals with contracts."""
    if rng.random() < 0.10 * min(1, w.scale + 0.2):
        fair(w, rng, "fair_organiser")
    if w.day % 5 == 0:
        for host in w.portals:
            fair(w, rng, "portal_by_contract", host)
    if rng.random() < 0.15:  # a supplier's text goes out over unrelated shops
        from words import Script

        some = rng.sample(w.firms, min(len(w.firms), rng.randint(4, 12)))
        text = Script(rng, some[0].industry, rng.uniform(0.02, 0.2))
        for f in some:
            if f.acc.role == "clean":
                note(w, rng, f.acc, f.acc.seats[0], w.now(rng, 9, 21), text)
                w.story(f.acc, "honest", "supplier_text")
    if rng.random() < 0.25:  # training day: all log in on the trainer's device
        f = rng.choice(w.firms)
        if len(f.posts) > 4:
            dev = f.tablets[0].device if f.tablets else w.token("d")
            t = w.now(rng, 10, 15)
            for i, post in enumerate(f.posts):
                if post.acc.role == "clean" and not f.remote:
                    w.logins.append((t + 300 * i % 9000, post.acc, dev, f.office, f.city.name))
                    w.story(post.acc, "honest", "training_day")
    if rng.random() < 0.3:  # a refurbisher's test bench sees phones' owners once
        city = w.places.pick(rng)
        dev, ip = city.terminals[0]
        for p in rng.sample(city.people, min(len(city.people), rng.randint(2, 6))):
            if p.accounts and not p.off and not p.away:
                t = w.now(rng, 10, 20)
                w.logins.append((t, p.accounts[0], dev, ip, city.name))
                tell(w, p, "phone_counter")


def open_portals(w, rng):
    lead = [f for f in w.firms if f.industry in LEADY]
    w.portals = rng.sample(lead, max(1, round(3 * w.scale)))
    for f in w.portals:
        w.story(f.acc, "honest", "portal_by_contract")
        f.guests = rng.sample(
            [g for g in lead if g.industry == f.industry] or lead,
            min(8, len([g for g in lead if g.industry == f.industry])),
        )
        if rng.random() < 0.7:
            w.approved.append(("account", f.acc.aid, "lead portal by contract", ""))


def fair(w, rng, name, host=None):
    host = host or rng.choice(w.firms)
    if host.acc.role != "clean" or host.selling:
        return
    guests = getattr(host, "guests", None)
    if not guests:
        guests = rng.sample(w.firms, min(len(w.firms), rng.randint(3, 8)))
    for _ in range(rng.randint(6, 30)):
        c, t = w.token("c"), w.now(rng, 9, 17)
        lid = w.lead(host.acc, c, t, "import" if name == "fair_organiser" else "form", None)
        for g in rng.sample(guests, min(len(guests), rng.choice([1, 1, 2, 3]))):
            if g is not host:
                w.transfer(
                    lid,
                    c,
                    host.acc,
                    g.acc,
                    t + rng.randint(3600, 30000),
                    "export" if name == "fair_organiser" else "partner_api",
                )
    for g in guests:
        w.story(g.acc, "honest", name)
        if name == "portal_by_contract" and g is not host:
            w.pay(g.payout, host.payout, w.now(rng), rng.choice([500, 800, 1200]))
