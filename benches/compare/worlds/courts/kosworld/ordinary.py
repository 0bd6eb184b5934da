"""People with nothing to tell, and the small accidents of everybody's life."""


def ordinary_person(world, limit):
    """One person with one to three accounts; returns how many were made."""
    r = world.r
    person = world.person()
    count = min(limit, r.choices((1, 2, 3), (80, 15, 5))[0])
    for n in range(count):
        acct = world.account(person, "professional" if r.random() < 0.17 else "personal")
        if n:
            acct.phone = world.uid("ph") if r.random() < 0.85 else person.phone
        if acct.kind == "professional" and r.random() < 0.2:
            world.ads(
                acct,
                world.when(0, 0.8),
                world.days,
                world.price(20, 200),
                ("shutiao", "shutiao", "seeding"),
                0.2,
            )
    return count


def everyday(world, accounts):
    """Give everybody, whatever their file says, the accidents of an ordinary life."""
    seen = set()
    for acct in accounts:
        accidents(world, acct.person, acct, first=acct.person.holder not in seen)
        seen.add(acct.person.holder)


def accidents(world, person, acct, first):
    """New phones, forgotten passwords, changed numbers, trips; each by its own base rate."""
    r = world.r
    if first:
        if r.random() < 0.09:
            person.new_phone(world, world.when())
        if r.random() < 0.03:
            person.move(world, world.when(), world.any_city() if r.random() < 0.5 else person.city)
        for _ in range(r.choices((0, 1, 2, 4), (68, 20, 9, 3))[0]):
            t = world.when(0, 0.9)
            person.travel(world, t, t + r.choice((1, 2, 3, 4, 7, 14)))
        if world.window.off and r.random() < 0.25:
            first_day = min(world.window.off)
            person.travel(world, first_day - r.choice((0, 1, 2)), first_day + r.randint(4, 10))
    if r.random() < 0.07:
        world.change(acct, "password", world.when())
    if r.random() < 0.02:
        world.change(acct, "phone", world.when(), world.uid("ph"))
    if r.random() < 0.03:
        world.change(acct, "payout_account", world.when(), world.uid("pay"))
    if r.random() < 0.008:
        world.change(acct, "region", world.when(), person.city)
    if r.random() < 0.3:
        small_money(world, person)


def small_money(world, person):
    """Purchases from companies and shared dinners among friends."""
    r = world.r
    for _ in range(1 + int(r.expovariate(0.7))):
        t = world.when(0, 0.99)
        if r.random() < 0.6 and world.firms:
            world.pay(person.pay, r.choice(world.firms).wallet, t, world.price(15, 4000))
        else:
            other = r.choice(world.accounts).person.pay
            pair = (person.pay, other) if r.random() < 0.5 else (other, person.pay)
            world.pay(*pair, t, world.price(8, 800))
