"""Accounts that the holder keeps but lets others use for pay."""

from .crew import Crew, purse, seller


def _guilty(world, accounts, ring, name):
    for account in accounts:
        world.ledger.guilty(account, "rented", ring, name)


def _rent(world, rng, crew, account, start, end, rent, every):
    """Crew in, holder still looking in, money every so many days, sometimes late or short."""
    crew.run(account, start, end)
    for day in range(start + rng.randint(0, every - 1), min(end, world.days), every):
        if rng.random() < 0.88:
            crew.pay(
                account.person, min(world.days - 1, day + rng.choice((0, 0, 1, 3))), rent * rng.choice((1, 1, 1, 0.5))
            )


def dormitory_by_the_day(world, rng):
    """The dormitory head rents out the block's accounts by the day while their owners stand at the line; at night
    they scroll themselves."""
    ring = world.ledger.new_ring()
    town = world.country.named(rng.choice(("东莞", "苏州", "郑州", "昆山", "晋江")))
    hall, crew, lot = world.hall(rng, town), Crew(world, rng), []
    start = rng.randint(5, 60)
    end = min(world.days, start + rng.randint(30, 110))
    for _ in range(rng.randint(4, 13)):
        account = seller(world, rng, town, "personal")
        account.person.change(0, world.days, nets=[(hall, 1.0), (account.person.sim, 1.2)], hours="night")
        _rent(world, rng, crew, account, start + rng.randint(0, 12), end, rng.choice((35, 56, 70)), 7)
        lot.append(account)
    crew.rounds(lot, start + 5, end, 0.22)
    for account in lot[: len(lot) // 2]:
        crew.post(account, start, end, 0.06)
    _guilty(world, lot, ring, "dormitory_by_the_day")


def courier_station_scan(world, rng):
    """At the parcel station: scan here, lend your account, thirty yuan a week to your change purse. People from all
    over the district, some for a week, some for the season."""
    ring, town = world.ledger.new_ring(), world.country.any(rng)
    crew, lot = Crew(world, rng), []
    for _ in range(rng.randint(4, 18)):
        account, start = seller(world, rng, town, "personal"), rng.randint(3, world.days - 15)
        end = min(world.days, start + rng.choice((7, 14, 30, 60, 120)))
        _rent(world, rng, crew, account, start, end, 30, 7)
        if rng.random() < 0.4:
            world.change_password(rng, account, min(world.days - 1, end))
        lot.append(account)
    crew.rounds(lot, 30, world.days - 5, 0.07)
    _guilty(world, lot, ring, "courier_station_scan")


def eggs_for_grandma(world, rng):
    """A health-food salesman borrows the accounts of the morning exercise group against eggs and fifty a month.
    They go on watching opera on their tablets."""
    ring, town = world.ledger.new_ring(), world.country.any(rng)
    crew, lot = Crew(world, rng, town), []
    start = rng.randint(0, 50)
    for _ in range(rng.randint(3, 10)):
        account = seller(world, rng, town, "personal")
        account.person.change(0, world.days, hours="early")
        _rent(world, rng, crew, account, start + rng.randint(0, 25), world.days, 50, 30)
        crew.post(account, start + 10, world.days, 0.1)
        lot.append(account)
    crew.rounds(lot, start + 25, world.days, 0.14)
    _guilty(world, lot, ring, "eggs_for_grandma")


def night_booths(world, rng):
    """After ten the village live hall belongs to a city team that streams cosmetics from villagers' accounts; the
    village cashier pays out on market days."""
    ring, town = world.ledger.new_ring(), world.country.county(rng)
    hall, crew, lot = world.hall(rng, town), Crew(world, rng, town), []
    crew.hours = "night"
    start, cashier = rng.randint(0, 40), world.wallet(rng)
    for _ in range(rng.randint(5, 12)):
        account = seller(world, rng, town, "professional")
        account.person.extend(0, world.days, nets=[(hall, 0.5)])
        crew.run(account, start + rng.randint(0, 20))
        for day in range(start + 10, world.days, rng.choice((5, 10, 10))):
            world.pay(rng, cashier, purse(world, rng, account.person), day, rng.choice((60, 100, 120)))
        crew.post(account, start, world.days, 0.1)
        lot.append(account)
    for day in range(start + 9, world.days, 20):
        world.pay(rng, rng.choice(crew.purses), cashier, day, 220 * len(lot))
    crew.rounds(lot, start + 15, world.days, 0.17)
    _guilty(world, lot, ring, "night_booths")


def hotel_nomads(world, rng):
    """Two men with a suitcase of phones who change the town every fortnight; with better cover only the rhythm of
    their travel days remains, on which nothing is used."""
    ring, crew, lot = world.ledger.new_ring(), Crew(world, rng), []
    accounts = [seller(world, rng) for _ in range(rng.randint(3, 9))]
    day = rng.randint(0, 25)
    for account in accounts:
        world.pay(rng, rng.choice(crew.purses), purse(world, rng, account.person), day, rng.choice((99, 150, 199)))
    while day < world.days - 8:
        stay = rng.randint(9, 18)
        if crew.level == 0:
            crew.line = world.hall(rng, world.country.any(rng))
            crew._seats = {a: (devices, [(crew.line, 1.0)]) for a, (devices, _) in crew._seats.items()}
        for account in accounts:
            crew.run(account, day, min(world.days, day + stay), rng.uniform(0.3, 0.8))
        crew.rounds(accounts, day, day + stay, 0.28)
        day += stay + rng.choice((1, 2, 2))
        for account in accounts:
            if rng.random() < 0.4:
                crew.pay(account.person, min(day, world.days - 1), rng.choice((60, 99, 120)))
    lot.extend(accounts)
    _guilty(world, lot, ring, "hotel_nomads")


def face_on_call(world, rng):
    """Rented with the face: when the platform asks, the holder is rung up, logs in at home within the hour, nods at
    the camera and gets a red packet."""
    ring, crew, lot = world.ledger.new_ring(), Crew(world, rng), []
    for _ in range(rng.randint(2, 7)):
        account, start = seller(world, rng, kind="professional"), rng.randint(5, 50)
        account.person.change(start, world.days, pace=rng.choice((0.1, 0.3, 1.0)))
        crew.run(account, start)
        crew.advertise(account, start)
        for day in range(start + 6, world.days, rng.randint(14, 28)):
            t = world.clock.moment(rng, day, "shop")
            person = account.person
            for _ in range(rng.randint(1, 3)):
                world.look_in(rng, account, t, person.device_on(day), person.spells[-1].nets[0][0])
                t += rng.randint(120, 1500)
            crew.pay(person, day, rng.choice((66, 88, 100, 200)))
        lot.append(account)
    _guilty(world, lot, ring, "face_on_call")


def holiday_lease(world, rng):
    """Three weeks in the village without need of the city account: leased to the workshop next door over the
    holiday, when advertising is cheap, and taken back with a new password."""
    ring, crew, lot = world.ledger.new_ring(), Crew(world, rng), []
    seasons = world.clock.home_seasons() or [(30, 45)]
    a, b = rng.choice(seasons)
    home = world.country.county(rng)
    for _ in range(rng.randint(3, 8)):
        account = seller(world, rng, world.country.metro(rng))
        start, end = max(0, a - rng.randint(2, 8)), min(world.days, b + rng.randint(4, 14))
        world.stay(rng, account.person, start, end, home, pace=0.4)
        _rent(world, rng, crew, account, start, end, rng.choice((88, 128, 168)), 10)
        crew.post(account, start, end, 0.2)
        if rng.random() < 0.7 and end < world.days:
            world.change_password(rng, account, end)
        lot.append(account)
    crew.rounds(lot, max(0, a - 1), b + 4, 0.33)
    _guilty(world, lot, ring, "holiday_lease")


TRICKS = [
    dormitory_by_the_day,
    courier_station_scan,
    eggs_for_grandma,
    night_booths,
    hotel_nomads,
    face_on_call,
    holiday_lease,
]
