"""Tricks with accounts: sold, handed on, let by the month."""

from . import device, geo
from .calendar import DAY
from .commerce import campaign, publish
from .company import INDUSTRIES, Company
from .den import Den
from .network import Broadband
from .people import hours

PRICES = [150, 300, 500, 800, 1200, 2000, 3500, 6800]


def _den(w, rng, size, **traits):
    return Den(w, rng, size, industry=rng.choice(INDUSTRIES), **traits)


def _seller(w, rng, kind=None, age=None, city=None, home=None, old=None):
    """Somebody with an account worth something and with a wallet to be paid into."""
    who = w.population.person(rng, city, age, home, verified=0.95, paid=0.85)
    kind = kind or rng.choice(["personal", "personal", "professional"])
    acc = w.account(rng, who, kind, -rng.randint(*(old or (60, 2200))) * DAY)
    if kind == "personal" and rng.random() < 0.4:
        acc.payout = ""
    return acc


def _moment(w, rng):
    return rng.randint(int(w.cal.days * 0.12), int(w.cal.days * 0.75)) * DAY + rng.randint(32000, 82000)


def _work_it(w, rng, den, acc, when, end=None):
    """What a bought account is for: copy, and from some day on advertising."""
    end = end or w.cal.end
    publish(
        w,
        rng,
        acc,
        when + rng.randint(0, 10) * DAY,
        end,
        rng.choice([4, 12, 30]),
        den.industry,
        den.style,
        den.spin,
        0.85,
    )
    if rng.random() < 0.45:
        campaign(
            w,
            rng,
            acc,
            int(when // DAY) + rng.randint(2, 20),
            rng.randint(5, 60),
            rng.lognormvariate(4.8, 0.8),
            rng.choice(["seeding", "lead_collection", "shutiao"]),
        )


def _sold(w, rng, den, acc, when, story, stray=0.3):
    """A sale with its price; the seller's old phone may still ring in once or twice."""
    w.mark(acc, "traded", den.ring, story)
    den.take_over(rng, acc, when)
    den.settle(rng, acc.person.payout, int(when // DAY), rng.choice(PRICES) + rng.choice([0, 0, -20, 88]))
    if rng.random() < stray:
        w.use(acc, acc.person.hand, 0.2, when, when + rng.randint(2, 25) * DAY)
    _work_it(w, rng, den, acc, when)


def collector(w, rng, size):
    """A dealer buys accounts of tired bloggers one by one and works them as a chain."""
    den = _den(w, rng, size)
    for _ in range(size):
        acc, when = _seller(w, rng), _moment(w, rng)
        w.live(rng, acc, end=when, factor=1.2)
        _sold(w, rng, den, acc, when, "collector")


def farm(w, rng, size):
    """Accounts raised on bought identities for months and sold to buyers all over the country."""
    den = _den(w, rng, size)
    for number in range(size):
        acc = _seller(w, rng, old=(20, 160))
        acc.phone = den.number(rng, acc.person)
        when = _moment(w, rng)
        den_hand = den.hand(rng, acc.person)
        if number and rng.random() < 0.08:
            w.use(acc, den_hand, 0.5)
            w.mark(acc, "rented", den.ring, "farm_unsold_stock")
            continue
        w.use(acc, den_hand, rng.uniform(0.12, 0.5), end=when)
        publish(w, rng, acc, 0, when, 8, "", den.style, den.spin, 0.6)
        buyer = w.population.person(rng, verified=1, paid=0.9)
        w.use(acc, buyer.hand, max(0.15, w.population.activity(rng, "young")), when)
        w.mark(acc, "traded", den.ring, "farm")
        w.change(acc, "password", when + rng.randint(300, 90000))
        if rng.random() < 0.75:
            w.change(acc, "phone", when + rng.randint(0, 5) * DAY, buyer.phone)
        if rng.random() < 0.6:
            w.change(
                acc, "payout_account", when + rng.randint(1, 20) * DAY, buyer.payout or w.payment_account(rng)
            )
        den.receive(rng, buyer.payout, int(when // DAY), rng.choice(PRICES))


def lone_seller(w, rng, size):
    """One person sells one account to a stranger found in a chat group, who uses it for a shop."""
    acc, when = _seller(w, rng, old=(100, 2500)), _moment(w, rng)
    ring = w.new_ring()
    buyer = w.population.person(rng, verified=1, paid=1)
    w.live(rng, acc, end=when, factor=1.3)
    w.use(acc, buyer.hand, 0.3 + w.population.activity(rng, buyer.age), when)
    w.mark(acc, "traded", ring, "lone_seller")
    w.change(acc, "password", when + 600)
    w.change(acc, "phone", when + rng.randint(0, 4) * DAY, buyer.phone)
    if rng.random() < 0.7:
        w.change(acc, "payout_account", when + rng.randint(1, 15) * DAY, buyer.payout)
    if rng.random() < 0.75:
        w.pay(rng, buyer.payout, acc.person.payout, int(when // DAY), rng.choice(PRICES))
    industry = rng.choice(INDUSTRIES)
    publish(w, rng, acc, when, w.cal.end, 15, industry)
    if rng.random() < 0.5:
        campaign(w, rng, acc, int(when // DAY) + 5, 40, 120, "seeding")


def flipper(w, rng, size):
    """A trader keeps each account three weeks on his shelf before it goes to the next hand."""
    den = _den(w, rng, size)
    for _ in range(size):
        acc = _seller(w, rng)
        when = rng.randint(8, w.cal.days // 2) * DAY + 50000
        resale = when + rng.randint(6, 35) * DAY
        w.live(rng, acc, end=when)
        w.mark(acc, "traded", den.ring, "flipper")
        den.take_over(rng, acc, when, rng.uniform(0.15, 0.4), resale, money=False)
        den.settle(rng, acc.person.payout, int(when // DAY), rng.choice(PRICES[:5]))
        buyer = w.population.person(rng, verified=1, paid=0.9)
        w.use(acc, buyer.hand, 0.2 + w.population.activity(rng, buyer.age), resale)
        w.change(acc, "password", resale + rng.randint(0, 40000))
        w.change(acc, "phone", resale + rng.randint(0, 9) * DAY, buyer.phone)
        den.receive(rng, buyer.payout, int(resale // DAY), rng.choice(PRICES[2:]))
        publish(w, rng, acc, resale, w.cal.end, 9, den.industry)


def sleeper_harvest(w, rng, size):
    """Accounts nobody opened for a year, bought from number dealers, all wake in the same fortnight."""
    den = _den(w, rng, size)
    wake = _moment(w, rng)
    for _ in range(size):
        acc = _seller(w, rng, kind="personal", old=(700, 3200))
        if rng.random() < 0.5:
            w.use(acc, acc.person.hand, 0.1, 0, min(wake, rng.randint(2, 40) * DAY))
        _sold(w, rng, den, acc, wake + rng.randint(0, 14) * DAY, "sleeper_harvest", stray=0.05)


def leaver_sells(w, rng, size):
    """A leaver sells the company's own account instead of handing it over; the company notices weeks later."""
    firm = _victim_company(w, rng)
    when = _moment(w, rng)
    den = _den(w, rng, size)
    for _ in range(size):
        end = when + rng.randint(5, 45) * DAY if rng.random() < 0.6 else None
        member = firm.employ(rng, created=True, start=-rng.randint(90, 600) * DAY, end=end)
        w.live(rng, member.acc, end=when, factor=1.6)
        _sold(w, rng, den, member.acc, when + rng.randint(0, 5) * DAY, "leaver_sells", stray=0.15)


def _victim_company(w, rng):
    firms = [c for c in w.companies if 3 <= len(c.staff) <= 20]
    return rng.choice(firms)


def bundle_sale(w, rng, size):
    """A dying firm sells licence and staff accounts as one lot; on paper nothing changes."""
    firm = Company(w, rng)
    firm.run_front_desk(rng)
    when = _moment(w, rng)
    den = _den(w, rng, size)
    firm.lead_rate *= 0.3
    w.spells[-1].end = when
    for _ in range(max(1, size - 1)):
        member = firm.employ(rng, created=rng.random() < 0.8, start=-rng.randint(60, 900) * DAY)
        w.live(rng, member.acc, end=when, factor=1.2)
        _sold(w, rng, den, member.acc, when + rng.randint(0, 3) * DAY, "bundle_sale", stray=0.2)
    _sold(w, rng, den, firm.acc, when, "bundle_sale", stray=0.5)


def gaming_kids(w, rng, size):
    """Teenagers sell the accounts that mother's identity card opened, for the price of a game skin."""
    den = _den(w, rng, size)
    city = geo.any_city(rng)
    for _ in range(size):
        acc, when = _seller(w, rng, kind="personal", age="teen", city=city), _moment(w, rng)
        w.live(rng, acc, end=when)
        if rng.random() < 0.3:
            w.change(acc, "password", when + rng.randint(3, 9) * DAY)
        _sold(w, rng, den, acc, when, "gaming_kids", stray=0.6)


# -- rented --------------------------------------------------------------------------------


def _let(w, rng, den, acc, start, story, fee, end=None, weekly=False, rate=None, holder_rate=0.5):
    """The holder goes on a little; the tenant works; rent comes weekly or monthly until it stops."""
    end = end or w.cal.end
    w.mark(acc, "rented", den.ring, story)
    w.live(rng, acc, end=start)
    w.use(acc, acc.person.hand, w.population.activity(rng, acc.person.age) * holder_rate, start)
    w.use(acc, den.hand(rng, acc.person), rate or rng.uniform(0.12, 0.55), start, end)
    day = int(start // DAY) + rng.randint(0, 3)
    while day < min(w.cal.days, end // DAY):
        den.settle(rng, acc.person.payout, day, fee)
        day += 7 if weekly else rng.choice([28, 30, 31])
    _work_it(w, rng, den, acc, start, end)


def rental_studio(w, rng, size):
    """A studio rents accounts of ordinary people by the month; holders keep looking in."""
    den = _den(w, rng, size)
    fee = rng.choice([60, 120, 200, 350])
    for _ in range(size):
        acc, start = _seller(w, rng), rng.randint(-60, int(w.cal.days * 0.6)) * DAY
        end = start + rng.randint(40, 200) * DAY
        _let(
            w, rng, den, acc, max(0, start), "rental_studio", fee + rng.choice([0, 0, 20]), max(end, 25 * DAY)
        )


def campus_rental(w, rng, size):
    """A student agent recruits the floor of a dormitory: twenty yuan a week, rest in the holidays."""
    den = _den(w, rng, size)
    city = geo.any_city(rng)
    router, campus = Broadband(w.atlas, rng, city), w.campus(rng, city)
    start = _moment(w, rng) // 2
    for _ in range(size):
        acc = _seller(w, rng, kind="personal", age="student", city=city, home=router)
        acc.person.hand.home = router if rng.random() < 0.6 else acc.person.hand.home
        acc.person.hand.work = campus
        _let(
            w,
            rng,
            den,
            acc,
            start + rng.randint(0, 12) * DAY,
            "campus_rental",
            rng.choice([20, 20, 25]),
            weekly=True,
            holder_rate=0.9,
        )


def village_rental(w, rng, size):
    """Elders of one village hand in their identity for a pan and fifty yuan; they rarely use a phone."""
    den = _den(w, rng, size)
    line = Broadband(w.atlas, rng, rng.choice(geo.HOMETOWNS))
    start = _moment(w, rng) // 2
    for _ in range(size):
        acc = _seller(
            w,
            rng,
            kind="personal",
            age=rng.choice(["elder", "fifties"]),
            city=line.city,
            home=line,
            old=(1, 90),
        )
        acc.person.hand.home = line
        _let(
            w,
            rng,
            den,
            acc,
            start + rng.randint(0, 4) * DAY,
            "village_rental",
            rng.choice([50, 50, 80]),
            holder_rate=0.15,
        )


def qr_hosting(w, rng, size):
    """Every few days the holder scans a code; each scan opens a fresh browser session at the den."""
    den = _den(w, rng, size)
    for _ in range(size):
        acc, start = _seller(w, rng), _moment(w, rng) // 2
        _let(w, rng, den, acc, start, "qr_hosting", rng.choice([5, 8, 10]) * 7, weekly=True, holder_rate=1)
        kit, day = [], int(start // DAY)
        while day <= w.cal.days:
            last = day + rng.randint(1, 6)
            kit.append((device.browser(rng), day, last, 1.0, "any"))
            day = last + 1
        w.spells[-1].hand.kit = kit or w.spells[-1].hand.kit


def night_tenant(w, rng, size):
    """The holder by day, a comment crew by night; both think the other does not show."""
    den = _den(w, rng, size)
    night = hours([(1.5, 1.2, 4), (3.5, 1, 2)], rng.uniform(-1.5, 1), floor=0.002)
    for _ in range(size):
        acc, start = _seller(w, rng), _moment(w, rng) // 2
        _let(w, rng, den, acc, start, "night_tenant", rng.choice([100, 150, 240]), holder_rate=1)
        crew = w.spells[-1].hand
        crew.rounds, crew.hours, crew.burst = None, (night, night), 0.5


def cousin_lends(w, rng, size):
    """A relative's verified account is used by a small trader whose own was banned; dinner and a fee."""
    den = _den(w, rng, 1)
    acc = _seller(w, rng)
    _let(w, rng, den, acc, _moment(w, rng) // 2, "cousin_lends", rng.choice([100, 200, 300]), holder_rate=0.4)


TRICKS = [
    (collector, 3, 12),
    (farm, 4, 16),
    (lone_seller, 1, 1),
    (flipper, 3, 7),
    (sleeper_harvest, 4, 12),
    (leaver_sells, 1, 2),
    (bundle_sale, 4, 9),
    (gaming_kids, 3, 6),
    (rental_studio, 4, 20),
    (campus_rental, 4, 10),
    (village_rental, 4, 14),
    (qr_hosting, 3, 9),
    (night_tenant, 3, 7),
    (cousin_lends, 1, 1),
    (lone_seller, 1, 1),
]
