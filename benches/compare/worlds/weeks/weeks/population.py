"""Ordinary people: most of the platform, with nothing to tell about them."""

INTERESTS = ("美妆", "母婴", "家居", "美食", "旅行", "健身", "宠物", "数码", "穿搭", "教育")


def one_private_life(world, **more):
    """A person with one to three accounts, all on the same phone or nearly so."""
    r = world.rng
    who = world.person(**more)
    count = r.choices((1, 2, 3), (86, 11, 3))[0]
    accs = []
    for i in range(count):
        professional = r.random() < (0.11 if i == 0 else 0.2)
        acc = world.account(
            who,
            "professional" if professional else "personal",
            industry=r.choice(INTERESTS) if professional else "",
        )
        if i and r.random() < 0.35:
            acc.uses[0].device = world.device()
        accs.append(acc)
    if r.random() < 0.16:
        new_phone(world, who, accs)
    world.folk.append((who, accs))
    return who, accs


def new_phone(world, who, accs, day=None):
    """An upgrade: on sale days rather than not; the old phone lingers a few days."""
    r, al = world.rng, world.almanac
    sales = al.sale_days()
    if day is None:
        day = r.choice(sales) + r.randrange(2, 8) if sales and r.random() < 0.4 else r.randrange(5, al.days)
    old, fresh = who.phone, world.device()
    for acc in accs:
        for u in [u for u in acc.uses if u.device == old and u.end > day]:
            u.end = day + r.choice((0, 0, 0, 1, 6))
            world.use(acc, who, fresh, max(day, u.start), rate=u.rate)
    who.phone = fresh
    return old, day


def everyday_changes(world, accounts):
    """Passwords forgotten, banks changed, numbers given up: background noise of settings."""
    r, al = world.rng, world.almanac
    eventful = {row[0] for row in world.tables["account_changes"]}
    for acc in accounts:
        if acc.account_id in eventful:
            continue
        x = r.random()
        t = r.randrange(max(0, acc.registered), al.end)
        if x < 0.028:
            world.change(acc, "password", t)
        elif x < 0.036:
            world.change(acc, "phone", t, world.token(96))
        elif x < 0.041 and acc.payout:
            world.change(acc, "payout_account", t, world.card())


def small_payments(world, total):
    """Red packets, shared dinners, second-hand sales; evenings and weekends."""
    r, al = world.rng, world.almanac
    wallets = [w for w, _ in world.folk]
    friends = {}
    for _ in range(total):
        a = r.choice(wallets)
        b = friends.setdefault(a.holder, r.choice(wallets)) if r.random() < 0.7 else r.choice(wallets)
        amount = r.choice((5.2, 8.88, 66, 100, 200, 520)) if r.random() < 0.3 else r.lognormvariate(4.2, 1.2)
        day = r.randrange(al.days)
        world.pay(a.payout, b.payout, day * 86400 + r.triangular(8, 24, 20) * 3600, amount)


def settle(world, target):
    """Fill the platform up with private lives."""
    while len(world.accounts) < target:
        one_private_life(world)
