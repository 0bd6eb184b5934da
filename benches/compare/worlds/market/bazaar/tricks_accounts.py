"""Accounts sold and rented: who sells, who buys, at what price, and what goes wrong after."""

from .crew import Crew, clean_staff, hand_over, open_for_business, recruit
from .days import DAY
from .firms import hire
from .people import Desk, Person, open_account
from .places import Proxy


def price(rng, kind="personal"):
    """What the groups ask: a fresh verified account is cheap, an aged or professional one is not."""
    median = {"personal": 260, "professional": 1500, "kos": 1100}[kind]
    raw = median * rng.lognormvariate(0, 0.6)
    return rng.choice((round(raw, -1) or 50, int(raw / 100) * 100 + 88))


def private_buyer(w, rng, city):
    """A buyer with one phone and one trade; careful ones buy an exit in the seller's town."""
    buyer = Person(w, rng, w.atlas.city(rng) if w.camouflage == 0 else w.atlas.other(rng, city))
    if w.camouflage == 0:
        return buyer, buyer
    device = w.device(rng, cloud=w.camouflage == 2)
    return buyer, Desk(
        [device], [Proxy(rng, city, rng.choice((1, 5, 20)))], rng.choice(("evening", "office", "shop")), 0.8
    )


def farm_raises_and_sells(w, rng):
    """A farm nurses accounts in racks for months and sells them one by one to small shops."""
    crew = Crew(w, rng)
    born = w.cal.start - rng.randint(40, 400) * DAY
    for i in range(rng.randint(5, 16)):
        nominee = Person(w, rng, crew.city if rng.random() < 0.4 else w.atlas.city(rng))
        acc = open_account(w, rng, nominee, "personal", 1)
        acc.registered = int(born + rng.expovariate(1 / 9) * DAY)
        raiser = crew.hand(rng, nominee.city)
        acc.use(raiser, w.cal.start, w.cal.end, rng.uniform(0.15, 0.5))
        t = w.cal.moment(rng, 0.08, 0.85)
        buyer, hand = private_buyer(w, rng, nominee.city)
        crew.charge(rng, buyer.wallet, t, price(rng))
        start = hand_over(w, rng, acc, t, hand, buyer.sim, buyer.wallet)
        crew.post(rng, acc, w.cal.start, rng.randint(0, 2))
        if rng.random() < 0.3:
            crew.advertise(rng, acc, start)
        w.mark(acc, "traded", crew.ring, "farm_raises_and_sells")


def studio_buys_matrix(w, rng):
    """A studio collects aged accounts from strangers and turns them to one campaign."""
    crew = Crew(w, rng)
    season = w.cal.busy_part(rng)
    for _ in range(rng.randint(4, 14)):
        person, acc = recruit(w, rng, age_days=rng.randint(200, 2000), busy=0.25)
        t = w.cal.at(min(w.cal.days - 9, max(6, season - rng.randint(-5, 25))), rng.uniform(10, 23))
        crew.pay(rng, person.wallet, t + rng.randint(0, 2 * DAY), price(rng))
        start = hand_over(w, rng, acc, t, crew.hand(rng, person.city), w.hexid(rng, 32), crew.purse(rng), 0.5)
        crew.post(rng, acc, start, rng.randint(1, 6))
        if rng.random() < 0.5:
            crew.advertise(rng, acc, start)
        w.mark(acc, "traded", crew.ring, "studio_buys_matrix")


def small_fish_sells(w, rng):
    """One person, one account, a price agreed in a second-hand group."""
    person, acc = recruit(w, rng, kind=rng.choice(("personal", "professional")), busy=0.3)
    t = w.cal.moment(rng, 0.12, 0.85)
    buyer, hand = private_buyer(w, rng, person.city)
    if rng.random() < 0.4:
        w.deal(rng, buyer.wallet, person.wallet, t - 3600, price(rng, acc.kind))
    elif w.camouflage < 2 or rng.random() < 0.6:
        w.pay(rng, buyer.wallet, person.wallet, t - 3600, price(rng, acc.kind))
    start = hand_over(w, rng, acc, t, hand, buyer.sim, buyer.wallet)
    acc.topic = acc.topic or "家居"
    if rng.random() < 0.4:
        w.change(acc, "region", start + 6 * DAY, buyer.city.region)
    w.mark(acc, "traded", w.ring(), "small_fish_sells")


def seller_takes_it_back(w, rng):
    """The buyers' nightmare: weeks later the holder recovers by identity and sells again."""
    ring = w.ring()
    for _ in range(rng.choice((1, 1, 2, 3))):
        person, acc = recruit(w, rng, kind="professional", busy=0.35)
        own_sim, t = acc.phone or person.sim, w.cal.moment(rng, 0.08, 0.35)
        for lap in range(2):
            buyer, hand = private_buyer(w, rng, person.city)
            w.pay(rng, buyer.wallet, person.wallet, t, price(rng, "professional"))
            hand_over(w, rng, acc, t + 900, hand, buyer.sim, buyer.wallet)
            back = t + rng.randint(25, 45) * DAY
            if lap == 0:
                acc.stop(back)
                acc.use(person, back, back + 6 * DAY, 0.6)
                w.change(acc, "password", back)
                w.change(acc, "phone", back + 60, own_sim)
                t = back + rng.randint(3, 6) * DAY
        w.mark(acc, "traded", ring, "seller_takes_it_back")


def sale_on_instalments(w, rng):
    """Deposit, three days' trial on the buyer's phone, rest at the change of number, retention after thirty days."""
    crew = Crew(w, rng)
    for _ in range(rng.randint(1, 5)):
        person, acc = recruit(w, rng, kind=rng.choice(("personal", "professional")), busy=0.35)
        t, total = w.cal.moment(rng, 0.1, 0.7), price(rng, "professional")
        hand = crew.hand(rng, person.city)
        crew.pay(rng, person.wallet, t - DAY, total * 0.3)
        acc.use(hand, t - 3 * DAY, t, 0.8)
        hand_over(w, rng, acc, t, hand, w.hexid(rng, 32), crew.purse(rng))
        crew.pay(rng, person.wallet, t + 3 * DAY, total * 0.5)
        crew.pay(rng, person.wallet, t + 30 * DAY, total * 0.2)
        crew.post(rng, acc, t, rng.randint(0, 4))
        w.mark(acc, "traded", crew.ring, "sale_on_instalments")


def employee_sells_bound_account(w, rng):
    """A binding that still counts and a holder who has left in spirit: the buyer gets the blue tick's shine."""
    crew = Crew(w, rng)
    for firm, m in clean_staff(w, rng, rng.choice((1, 1, 1, 2, 3))):
        t = w.cal.moment(rng, 0.2, 0.8)
        crew.pay(rng, m.person.wallet, t, price(rng, "kos"))
        start = hand_over(
            w, rng, m.acc, t, crew.hand(rng, m.person.city), w.hexid(rng, 32), crew.purse(rng), 0.5
        )
        crew.post(rng, m.acc, start, rng.randint(1, 5))
        crew.advertise(rng, m.acc, start)
        m.acc.topic = crew.trade
        w.mark(m.acc, "traded", crew.ring, "employee_sells_bound_account")


def broker_flips(w, rng):
    """A broker buys, tests the account on the bench, and sells on within days at half as much again."""
    crew = Crew(w, rng)
    for _ in range(rng.randint(3, 11)):
        person, acc = recruit(w, rng, age_days=rng.randint(150, 1800), busy=0.25)
        t, cost = w.cal.moment(rng, 0.08, 0.85), price(rng)
        bench = crew.hand(rng, person.city)
        crew.pay(rng, person.wallet, t, cost)
        acc.stop(t)
        acc.use(bench, t, t + rng.uniform(0.2, 4) * DAY, 2.0)
        later = t + rng.randint(2, 9) * DAY
        buyer, hand = private_buyer(w, rng, person.city)
        crew.charge(rng, buyer.wallet, later, cost * rng.uniform(1.3, 2.2))
        hand_over(w, rng, acc, later, hand, buyer.sim, buyer.wallet)
        w.change(acc, "password", t + 300)
        w.mark(acc, "traded", crew.ring, "broker_flips")


def village_identities(w, rng):
    """A recruiter with eggs and red envelopes registers a village's elders, then sells the lot."""
    home = rng.choice(w.atlas.small)
    crew = Crew(w, rng, home)
    day, batch = rng.randint(2, int(w.cal.days * 0.4)), rng.randint(5, 20)
    sale = w.cal.at(day + rng.randint(10, 35), 15)
    studio = Crew(w, rng)
    studio.ring = crew.ring
    for i in range(batch):
        elder = Person(w, rng, home)
        acc = open_account(w, rng, elder, age_days=1)
        acc.registered = w.cal.at(day + i // 12, 8 + (i % 12) * 0.8 + rng.random() * 0.5)
        acc.payout = None
        acc.use(crew.hand(rng, home), acc.registered, sale, 0.25)
        w.pay(rng, crew.purse(rng), elder.wallet, acc.registered + 600, rng.choice((20, 30, 50)))
        start = hand_over(
            w, rng, acc, sale, studio.hand(rng, home), w.hexid(rng, 32), studio.purse(rng), 0.35
        )
        studio.post(rng, acc, start, rng.randint(0, 3))
        w.mark(acc, "traded", crew.ring, "village_identities")
    crew.charge(rng, studio.purse(rng), sale, batch * rng.randint(70, 140))


def bankrupt_shop_bundle(w, rng):
    """A shop that closes sells enterprise account and staff accounts under the table, as one bundle."""
    crew = Crew(w, rng)
    firms = [
        f
        for f in w.firms
        if 2 <= len(f.staff) <= 7 and all(a.role == "clean" for a in [f.account] + [m.acc for m in f.staff])
    ]
    firm = rng.choice(firms)
    t = w.cal.moment(rng, 0.2, 0.7)
    crew.pay(rng, firm.boss.wallet, t, rng.randint(30, 160) * 100)
    for acc in {a.id: a for a in [firm.account] + [m.acc for m in firm.staff if m.row[3] is None]}.values():
        start = hand_over(w, rng, acc, t, crew.hand(rng, firm.city), w.hexid(rng, 32), crew.purse(rng))
        crew.post(rng, acc, start, rng.randint(0, 3))
        w.mark(acc, "traded", crew.ring, "bankrupt_shop_bundle")


def rent(w, rng, crew, acc, person, start, end, weekly, trick):
    """One lease: the studio works the account while the holder goes on looking in."""
    start, end = max(start, w.cal.start + DAY), min(end, w.cal.end)
    acc.use(crew.hand(rng, person.city), start, end, rng.uniform(0.35, 0.9))
    step = rng.choice((7, 7, 14, 30))
    t = start + (step * DAY if rng.random() < 0.6 else 0)
    while t < end + 2 * DAY:
        crew.pay(rng, person.wallet, t + rng.randrange(DAY), round(weekly * step / 7 * rng.uniform(0.9, 1.1)))
        t += step * DAY
    crew.post(rng, acc, start, rng.randint(1, 5))
    w.mark(acc, "rented", crew.ring, trick)


def rental_studio(w, rng):
    """A studio with a price list by followers; holders keep the app and watch over it."""
    crew = Crew(w, rng)
    for _ in range(rng.randint(3, 13)):
        person, acc = recruit(w, rng, kind=rng.choice(("personal", "personal", "professional")), busy=0.35)
        start = w.cal.moment(rng, 0, 0.6)
        rent(
            w,
            rng,
            crew,
            acc,
            person,
            start,
            start + rng.randint(25, 150) * DAY,
            rng.choice((50, 80, 120, 200)),
            "rental_studio",
        )
        if rng.random() < 0.3:
            crew.advertise(rng, acc, start)


def campus_renters(w, rng):
    """A student agent signs up the dormitory for the festival weeks, by the day."""
    city = w.atlas.city(rng)
    crew = Crew(w, rng, city)
    agent = Person(w, rng, city)
    crew.broker = agent.wallet
    day = max(3, w.cal.busy_part(rng) - 4)
    for _ in range(rng.randint(5, 15)):
        person, acc = recruit(w, rng, city, age_days=rng.randint(100, 1500), busy=0.35)
        start = w.cal.at(day + rng.uniform(0, 6))
        rent(
            w,
            rng,
            crew,
            acc,
            person,
            start,
            start + rng.randint(12, 32) * DAY,
            rng.choice((70, 105, 140)),
            "campus_renters",
        )


def mothers_group(w, rng):
    """Mothers of one chat group rent out by the note; slow, friendly, paid monthly."""
    crew = Crew(w, rng)
    for _ in range(rng.randint(3, 9)):
        person, acc = recruit(w, rng, busy=0.4)
        start = w.cal.moment(rng, 0, 0.4)
        rent(w, rng, crew, acc, person, start, w.cal.end, rng.choice((30, 40, 60)), "mothers_group")


def lone_renter(w, rng):
    """One holder, one shop that wanted one more voice."""
    crew = Crew(w, rng)
    person, acc = recruit(w, rng, busy=0.35)
    start = w.cal.moment(rng, 0.05, 0.6)
    rent(
        w,
        rng,
        crew,
        acc,
        person,
        start,
        start + rng.randint(30, 120) * DAY,
        rng.choice((50, 75, 100, 150)),
        "lone_renter",
    )


def bound_account_rented_out(w, rng):
    """An employee lets a lead shop use the bound account after hours; the employer has no idea."""
    crew = Crew(w, rng)
    crew.rhythm = "night"
    for firm, m in clean_staff(w, rng, rng.choice((1, 2, 2, 4))):
        start = w.cal.moment(rng, 0.1, 0.6)
        rent(
            w,
            rng,
            crew,
            m.acc,
            m.person,
            start,
            start + rng.randint(30, 110) * DAY,
            rng.choice((120, 200, 300)),
            "bound_account_rented_out",
        )
        crew.advertise(rng, m.acc, start)


def rent_by_scan(w, rng):
    """Holders keep the password and scan a code whenever the studio needs the account."""
    crew = Crew(w, rng)
    for _ in range(rng.randint(2, 8)):
        person, acc = recruit(w, rng, busy=0.3)
        day, days = rng.randint(2, int(w.cal.days * 0.5)), rng.randint(20, 70)
        hand = crew.hand(rng, person.city)
        for i in range(day, min(w.cal.days, day + days)):
            if rng.random() < 0.55:
                t = w.cal.at(i, rng.triangular(9, 23, 20))
                acc.moments += [(t, hand), (t - rng.randint(5, 150), person)]
                if rng.random() < 0.5:
                    crew.pay(rng, person.wallet, t + rng.randint(600, 40000), rng.choice((5, 8, 10, 15)))
        crew.post(rng, acc, w.cal.at(day), rng.randint(1, 5))
        w.mark(acc, "rented", crew.ring, "rent_by_scan")


def studio_binds_bought_accounts(w, rng):
    """Bought accounts are put under the studio's own licence, to advertise as staff who never were."""
    crew = Crew(w, rng)
    firm = crew.firm(w, rng, boss=crew.boss)
    firm.pay = "outside"
    for _ in range(rng.randint(4, 12)):
        person, acc = recruit(w, rng, age_days=rng.randint(200, 1800), busy=0.25)
        t = w.cal.moment(rng, 0.05, 0.75)
        crew.pay(rng, person.wallet, t, price(rng))
        start = hand_over(w, rng, acc, t, crew.hand(rng, person.city), w.hexid(rng, 32), crew.purse(rng), 0.5)
        hire(w, rng, firm, "bound", person, start + rng.randint(1, 15) * DAY, acc=acc)
        crew.post(rng, acc, start, rng.randint(1, 4))
        crew.advertise(rng, acc, start)
        w.mark(acc, "traded", crew.ring, "studio_binds_bought_accounts")
    open_for_business(w, rng, firm)


def account_as_collateral(w, rng):
    """A lender pays a sum and works the account until the debt comes back."""
    crew = Crew(w, rng)
    for _ in range(rng.choice((1, 2, 3))):
        person, acc = recruit(w, rng, kind="professional", busy=0.35)
        start, debt = w.cal.moment(rng, 0.05, 0.5), rng.choice((1000, 2000, 3000, 5000))
        end = start + rng.randint(30, 80) * DAY
        crew.pay(rng, person.wallet, start - 3600, debt)
        acc.use(crew.hand(rng, person.city), start, end, 0.5)
        w.change(acc, "password", start)
        w.change(acc, "password", end)
        crew.charge(rng, person.wallet, end, debt)
        crew.post(rng, acc, start, rng.randint(1, 4))
        w.mark(acc, "rented", crew.ring, "account_as_collateral")


TRICKS = [
    (farm_raises_and_sells, 5),
    (studio_buys_matrix, 5),
    (small_fish_sells, 16),
    (seller_takes_it_back, 5),
    (sale_on_instalments, 4),
    (employee_sells_bound_account, 6),
    (broker_flips, 4),
    (village_identities, 1.6),
    (bankrupt_shop_bundle, 3),
    (rental_studio, 6),
    (campus_renters, 3),
    (mothers_group, 3),
    (lone_renter, 7),
    (bound_account_rented_out, 4),
    (account_as_collateral, 3),
    (rent_by_scan, 3),
    (studio_binds_bought_accounts, 2),
]
