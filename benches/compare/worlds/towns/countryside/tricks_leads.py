"""Consumers' numbers that are sold on."""

from .clock import DAY
from .crew import Crew, purse, seller
from .firms import LEADY, found, hire, ordinary_staff, weeks_of_work
from .networks import Landline
from .people import Use


def _firm(world, rng, town=None, industry=None, staff=(2, 6)):
    """A working firm of a trade that lives from enquiries."""
    firm = found(world, rng, town, industry or rng.choice(sorted(LEADY)))
    ordinary_staff(world, rng, firm, rng.randint(*staff))
    return firm


def _buyer(world, rng, industry):
    """The receiving side: somebody's personal account or a small rival."""
    if rng.random() < 0.4:
        firm = found(world, rng, industry=industry)
        ordinary_staff(world, rng, firm, rng.randint(0, 3))
        weeks_of_work(world, rng, firm)
        return firm.account
    account = seller(world, rng, kind="professional")
    account.industry = industry
    return account


def _own_work(world, rng, account, firm, low, high):
    """The firm's weeks with the insider among the staff, and the enquiries from which the stolen ones are taken;
    many of them are handed in as they should be all the same."""
    weeks_of_work(world, rng, firm)
    leads = []
    for _ in range(rng.randint(low, high)):
        lead = world.lead(rng, account, rng.randrange(world.days - 2), followed=0.55)
        if rng.random() < 0.4:
            world.hand_over(lead, account, firm.account, lead[2] + rng.expovariate(1 / 6000), "crm_assign")
        leads.append(lead)
    return leads


def _channel(world, rng):
    """Plain chat, or something that looks like work."""
    if world.camouflage == 0:
        return rng.choice(("private_message", "private_message", "export"))
    return rng.choice(("private_message", "crm_assign", "partner_api", "form"))


def _sell(world, rng, lead, giver, taker, ring, delay=DAY):
    """The number goes, at an hour when the office is dark or, with care, in the middle of the morning."""
    t = lead[2] + rng.expovariate(1 / delay) + 120
    if world.camouflage == 0 and rng.random() < 0.6:
        t = int(t // DAY) * DAY + 22 * 3600 + rng.randrange(7000)
    world.hand_over(lead, giver, taker, max(t, lead[2] + 30), _channel(world, rng), ring)


def _share(world):
    """How much of the own enquiries is stolen."""
    return (0.7, 0.4, 0.2)[world.camouflage]


def _verdict(world, ring, name, sellers, buyers):
    for account in sellers:
        world.ledger.guilty(account, "lead_resale", ring, name)
    for account in buyers:
        if world.ledger.is_clean(account):
            world.ledger.guilty(account, "lead_buyer", ring, name)


def salesman_night_sale(world, rng):
    """A renovation salesman on a thin wage sells the calls that live outside his district to a rival, by chat, at
    night, paid by the dozen."""
    ring = world.ledger.new_ring()
    firm = _firm(world, rng, industry=rng.choice(("装修", "房产", "汽车")))
    account = hire(world, rng, firm, -rng.randint(50, 400), method="bound")
    buyer, crew = _buyer(world, rng, firm.industry), Crew(world, rng)
    sold = 0
    for lead in _own_work(world, rng, account, firm, 25, 80):
        if rng.random() < _share(world):
            _sell(world, rng, lead, account, buyer, ring)
            sold += 1
            if sold % rng.randint(5, 12) == 0:
                crew.pay(account.person, min(world.days - 1, lead[2] // DAY + 1), rng.choice((300, 480, 600)))
    _verdict(world, ring, "salesman_night_sale", [account], [buyer])


def fair_broker(world, rng):
    """Card collectors of the trade fairs: insiders of several firms, one broker who has never met them, a cut-out
    who writes the invoices, buyers in three provinces."""
    ring = world.ledger.new_ring()
    trade = rng.choice(sorted(LEADY))
    broker = seller(world, rng, kind="professional")
    cutouts = [seller(world, rng) for _ in range((0, 1, 2)[world.camouflage])]
    buyers = [_buyer(world, rng, trade) for _ in range(rng.randint(2, 4))]
    insiders = []
    for _ in range(rng.randint(2, 4)):
        firm = _firm(world, rng, industry=trade)
        insider = hire(world, rng, firm, -rng.randint(30, 300))
        insiders.append(insider)
        for lead in _own_work(world, rng, insider, firm, 20, 60):
            if rng.random() < _share(world):
                chain = [insider] + ([rng.choice(cutouts)] if cutouts and rng.random() < 0.7 else [])
                chain += [broker, rng.choice(buyers)]
                t = lead[2]
                for giver, taker in zip(chain, chain[1:]):
                    t += rng.randint(600, 70000)
                    world.hand_over(lead, giver, taker, t, _channel(world, rng), ring)
        for day in range(25, world.days, 30):
            world.pay(
                rng, purse(world, rng, broker.person), purse(world, rng, insider.person), day, rng.uniform(200, 2200)
            )
    for buyer in buyers:
        for day in range(20, world.days, rng.choice((15, 30))):
            world.pay(
                rng,
                purse(world, rng, buyer.person),
                purse(world, rng, (cutouts or [broker])[0].person),
                day,
                rng.uniform(400, 5000),
            )
    _verdict(world, ring, "fair_broker", insiders + [broker] + cutouts, buyers)


def one_bride_many_shops(world, rng):
    """A wedding planner sells each bride to the photographer, the hotel, the jeweller and the car man: four times
    the same number, each told that it is exclusive."""
    ring = world.ledger.new_ring()
    firm = _firm(world, rng, industry="婚庆")
    planner = hire(world, rng, firm, -rng.randint(40, 300), method="bound")
    buyers = [_buyer(world, rng, trade) for trade in ("婚庆", "旅游", "汽车", "美业")[: rng.randint(2, 4)]]
    for lead in _own_work(world, rng, planner, firm, 20, 60):
        if rng.random() < _share(world):
            for buyer in rng.sample(buyers, rng.randint(2, len(buyers))):
                _sell(world, rng, lead, planner, buyer, ring, 2 * DAY)
    for buyer in buyers:
        for day in range(15, world.days, 30):
            world.pay(
                rng, purse(world, rng, buyer.person), purse(world, rng, planner.person), day, rng.uniform(150, 1500)
            )
    _verdict(world, ring, "one_bride_many_shops", [planner], buyers)


def hometown_circle(world, rng):
    """Five from one county work at five firms in the city and pass each other what their own firm cannot serve;
    settled in lucky sums at the festivals, at home, at one table."""
    ring, home = world.ledger.new_ring(), world.country.county(rng)
    city = world.country.metro(rng)
    trade, circle = rng.choice(sorted(LEADY)), []
    for _ in range(rng.randint(3, 6)):
        firm = _firm(world, rng, city, trade, (1, 4))
        circle.append((hire(world, rng, firm, -rng.randint(40, 500), method="bound"), firm))
    house = Landline(rng, home)
    for a, b in world.clock.home_seasons():
        for account, _ in circle:
            world.stay(rng, account.person, a - 2, b + rng.randint(0, 4), home, house)
    for account, firm in circle:
        for lead in _own_work(world, rng, account, firm, 12, 45):
            if rng.random() < _share(world):
                taker = rng.choice([other for other, _ in circle if other is not account])
                _sell(world, rng, lead, account, taker, ring, DAY / 2)
    for day in [b - 1 for _, b in world.clock.home_seasons()] + [40, 90]:
        for account, _ in circle:
            if rng.random() < 0.6:
                world.red_packet(
                    rng, account.person.payout, rng.choice(circle)[0].person.payout, min(day, world.days - 1)
                )
    _verdict(world, ring, "hometown_circle", [account for account, _ in circle], [])


def agency_leak(world, rng):
    """The night editor of an agency has all clients' inboxes open and forwards the best enquiries from the client's
    own account to a rival of the client."""
    ring, town = world.ledger.new_ring(), world.country.any(rng)
    editor, desk = world.person(rng, town, "night"), world.device(rng)
    office, takers, leaking = world.hall(rng, town), [], []
    crew = Crew(world, rng, town)
    for _ in range(rng.randint(2, 4)):
        client = _firm(world, rng, town)
        account = hire(world, rng, client, -rng.randint(30, 300), method="created")
        things = crew.seat(account) if crew.level == 2 else ([(desk, 1)], [(office, 1)])
        account.uses.append(Use(editor, 0, world.days, 0.5, *things))
        buyer = _buyer(world, rng, client.industry)
        for lead in _own_work(world, rng, account, client, 20, 60):
            if rng.random() < _share(world):
                _sell(world, rng, lead, account, buyer, ring)
        for day in range(20, world.days, 30):
            world.pay(rng, purse(world, rng, buyer.person), purse(world, rng, editor), day, rng.uniform(200, 2000))
        leaking.append(account)
        takers.append(buyer)
    _verdict(world, ring, "agency_leak", leaking, takers)


def leaver_takes_list(world, rng):
    """The last week at the desk: months of enquiries go to the next employer in one evening, or, with care, a few
    each lunch break."""
    ring = world.ledger.new_ring()
    firm = _firm(world, rng)
    rival = _firm(world, rng, firm.town, firm.industry)
    weeks_of_work(world, rng, rival)
    day = rng.randint(40, world.days - 12)
    account = hire(world, rng, firm, -rng.randint(60, 500), day, method="bound")
    leads = [lead for lead in _own_work(world, rng, account, firm, 40, 120) if lead[2] < (day - 7) * DAY]
    t = (day - 1) * DAY + 21 * 3600
    for lead in leads:
        if rng.random() > (0.9, 0.6, 0.35)[world.camouflage]:
            continue
        if world.camouflage:
            t = (day - rng.randint(1, 6 + 5 * world.camouflage)) * DAY + 12 * 3600 + rng.randrange(5400)
        t += rng.randint(3, 30)
        world.hand_over(
            lead, account, rival.account, t, "export" if world.camouflage == 0 else _channel(world, rng), ring
        )
    world.pay(
        rng,
        rival.owner.payout,
        purse(world, rng, account.person),
        min(world.days - 1, day + 3),
        rng.randint(1000, 8000),
    )
    _verdict(world, ring, "leaver_takes_list", [account], [rival.account])


def county_list_shop(world, rng):
    """A printing shop in the county that 'does lists': buys from one receptionist each in driving school, clinic and
    estate office, merges, and sells the same list to whoever comes in."""
    ring, town = world.ledger.new_ring(), world.country.county(rng)
    shop = seller(world, rng, town, "professional")
    clerks, buyers = [], [_buyer(world, rng, "房产") for _ in range(rng.randint(2, 5))]
    for trade in ("教育", "美业", "房产")[: rng.randint(2, 3)]:
        firm = _firm(world, rng, town, trade, (1, 3))
        clerk = hire(world, rng, firm, -rng.randint(30, 300))
        clerks.append(clerk)
        for lead in _own_work(world, rng, clerk, firm, 15, 50):
            if rng.random() < _share(world):
                bought = lead[2] + rng.randint(3600, 5 * DAY)
                world.hand_over(lead, clerk, shop, bought, _channel(world, rng), ring)
                for buyer in rng.sample(buyers, rng.randint(1, 2)):
                    world.hand_over(lead, shop, buyer, bought + rng.randint(DAY, 9 * DAY), _channel(world, rng), ring)
        for day in range(14, world.days, 14):
            world.pay(
                rng, purse(world, rng, shop.person), purse(world, rng, clerk.person), day, rng.choice((100, 150, 200))
            )
    for buyer in buyers:
        world.pay(
            rng,
            purse(world, rng, buyer.person),
            purse(world, rng, shop.person),
            rng.randrange(10, world.days),
            rng.choice((500, 800, 1500)),
        )
    _verdict(world, ring, "county_list_shop", clerks + [shop], buyers)


TRICKS = [
    salesman_night_sale,
    salesman_night_sale,
    fair_broker,
    one_bride_many_shops,
    hometown_circle,
    agency_leak,
    leaver_takes_list,
    county_list_shop,
]
