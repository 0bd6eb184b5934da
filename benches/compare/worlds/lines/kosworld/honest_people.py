"""Honest stories of private people: strange rows with innocent reasons.

Each story takes the world and a stream of random numbers, adds one instance and
needs no knowledge of any other.  ``STORIES`` gives the instances in 20,000 accounts.
"""

from . import device, geo
from .calendar import DAY, FESTIVAL
from .leads import collect, transfer, working_second
from .network import Broadband, Fixed, Foreign, Mobile
from .people import hours


def _person(w, rng, **traits):
    return w.population.person(rng, **traits)


def _whole(w, dev, weight=1.0, place="any"):
    return (dev, 0, w.cal.days + 1, weight, place)


def _tell(w, story, *accounts):
    for acc in accounts:
        w.tell(acc, story)


def secondhand_phone(w, rng):
    """A phone is sold online; the shop's wipe leaves the identifier, a stranger goes on with it."""
    seller, buyer = _person(w, rng, paid=0.6), _person(w, rng, paid=0.6)
    day, phone = rng.randint(8, w.cal.days - 8), device.android(rng)
    seller.hand.kit = [(phone, 0, day, 1.0, "any"), (device.phone(rng, 0.4), day, w.cal.days + 1, 1.0, "any")]
    later = day + rng.randint(2, 12)
    buyer.hand.kit = [
        (device.phone(rng, 0.3), 0, later, 1.0, "any"),
        (phone, later, w.cal.days + 1, 1.0, "any"),
    ]
    if rng.random() < 0.5:
        w.pay(rng, buyer.payout, seller.payout, day, rng.choice([600, 850, 1200, 1800, 2500]))
    for who in (seller, buyer):
        acc = w.account(rng, who)
        w.live(rng, acc, factor=1.3)
        _tell(w, "secondhand_phone", acc)


def family_tablet(w, rng):
    """Parents, child and grandmother on one tablet in the living room, own phones otherwise."""
    city = geo.any_city(rng)
    home, tablet = Broadband(w.atlas, rng, city), device.iphone(rng)
    for age in rng.sample(["parent", "parent", "teen", "elder", "middle"], rng.randint(2, 5)):
        who = _person(w, rng, city=city, age=age, home=home)
        who.hand.home = home
        who.hand.kit = who.hand.kit + [_whole(w, tablet, rng.choice([0.3, 1, 3]), "home")]
        acc = w.account(rng, who)
        w.live(rng, acc)
        _tell(w, "family_tablet", acc)


def grandmother_managed(w, rng):
    """A daughter in another city answers and posts on her mother's account, mostly on Sundays."""
    mother, daughter = _person(w, rng, age="elder"), _person(w, rng, age="young")
    old, own = w.account(rng, mother), w.account(rng, daughter)
    w.live(rng, old)
    w.live(rng, own)
    w.use(old, daughter.hand, rng.uniform(0.05, 0.3))
    _tell(w, "grandmother_managed", old, own)


def reinstaller(w, rng):
    """Storage is always full: the app goes and comes back, each time as a new device."""
    who = _person(w, rng)
    kit, day = [], 0
    while day <= w.cal.days:
        last = day + rng.randint(4, 40)
        kit.append((device.iphone(rng), day, last, 1.0, "any"))
        day = last + 1
    who.hand.kit = kit
    acc = w.account(rng, who)
    w.live(rng, acc, factor=1.3)
    for _ in range(rng.randint(0, 3)):
        w.change(acc, "password", rng.randrange(w.cal.end))
    _tell(w, "reinstaller", acc)


def dormitory(w, rng):
    """Six students behind one router and one campus gateway, all gone home in the holidays."""
    city = geo.any_city(rng)
    router, campus = Broadband(w.atlas, rng, city), w.campus(rng, city)
    for _ in range(rng.randint(4, 8)):
        who = _person(w, rng, city=city, age="student", home=router)
        who.hand.home, who.hand.work = router, campus
        acc = w.account(rng, who)
        w.live(rng, acc)
        if rng.random() < 0.08:
            w.use(acc, who.hand.copy(kit=[_whole(w, device.browser(rng))]), 0.02)
        _tell(w, "dormitory", acc)


def moved_house(w, rng):
    """A new job in a new city: new line, a new SIM some weeks later, the same phone."""
    who = _person(w, rng)
    acc, when = (
        w.account(rng, who, registered=-rng.randint(30, 1500) * DAY),
        rng.randint(5, w.cal.days - 5) * DAY,
    )
    city = geo.other_city(rng, who.city)
    w.live(rng, acc, end=when)
    after = who.hand.copy(
        home=Broadband(w.atlas, rng, city), mobile=Mobile(w.atlas, rng, city), away={}, public=None
    )
    if rng.random() < 0.4:
        after.mobile = who.hand.mobile
    w.use(acc, after, w.population.activity(rng, who.age), start=when)
    if rng.random() < 0.5:
        w.change(acc, "phone", when + rng.randint(1, 40) * DAY, w.hash(rng))
    if rng.random() < 0.3:
        w.change(acc, "region", when + rng.randint(1, 30) * DAY, geo.label(city))
    _tell(w, "moved_house", acc)


def _return_day(w, rng):
    """Sales and festivals bring people back in waves."""
    waves = [d for d in range(10, w.cal.days - 5) if w.cal.sales[d] or w.cal.kind[d] == FESTIVAL]
    if waves and rng.random() < 0.5:
        return rng.choice(waves)
    return rng.randint(int(w.cal.days * 0.3), w.cal.days - 5)


def dormant_returns(w, rng):
    """Silent for months, back with a new phone in a new city, forgotten password, new number."""
    who, before = _person(w, rng, verified=0.7), _person(w, rng)
    acc = w.account(rng, who, registered=-rng.randint(400, 3000) * DAY)
    when = _return_day(w, rng) * DAY
    w.use(acc, before.hand, 0.15, end=rng.randint(DAY, 20 * DAY))
    w.live(rng, acc, start=when, factor=1.6)
    if rng.random() < 0.75:
        w.change(acc, "password", when + rng.randint(0, 2) * 3600)
    if rng.random() < 0.5:
        w.change(acc, "phone", when + rng.randint(0, 5) * DAY, w.hash(rng))
    if rng.random() < 0.25:
        w.change(acc, "payout_account", when + rng.randint(1, 20) * DAY, w.payment_account(rng))
    _tell(w, "dormant_returns", acc)


def public_device(w, rng):
    """A hotel lobby's or library's computer, an internet cafe: hundreds pass once or twice."""
    city = geo.any_city(rng)
    line = Fixed(w.atlas, rng, city, rng.choice([1, 2]))
    kit = [_whole(w, device.browser(rng)) for _ in range(rng.randint(1, 4))]
    local = [a for a in w.accounts if a.person.city == city and a.kind != "enterprise" and a.role == "clean"]
    for acc in rng.sample(local, min(len(local), rng.randint(60, 320))):
        start = rng.randrange(w.cal.end)
        w.use(
            acc,
            acc.person.hand.copy(kit=kit, home=line, work=line, mobile=line, public=None, away={}),
            1.2,
            start,
            start + rng.choice([1, 1, 2, 9]) * DAY,
        )
        _tell(w, "public_device", acc)


def phone_shop_clerk(w, rng):
    """The clerk moves old customers' apps to new phones and logs in on the shop's own first."""
    city = geo.any_city(rng)
    line, demo = w.shop_line(rng, city), device.android(rng)
    for _ in range(rng.randint(6, 18)):
        who = _person(w, rng, city=city, age=rng.choice(["fifties", "elder", "middle", "parent"]))
        day = rng.randint(2, w.cal.days - 2)
        who.hand.kit = [
            (device.phone(rng, 0.15), 0, day, 1.0, "any"),
            (device.phone(rng, 0.2), day, w.cal.days + 1, 1.0, "any"),
        ]
        acc = w.account(rng, who)
        w.live(rng, acc)
        w.use(
            acc,
            who.hand.copy(kit=[_whole(w, demo)], home=line, work=line, mobile=line),
            2.5,
            day * DAY + 9 * 3600,
            day * DAY + 20 * 3600,
        )
        if rng.random() < 0.5:
            w.change(acc, "password", day * DAY + rng.randint(10, 19) * 3600)
        if rng.random() < 0.3:
            w.change(acc, "phone", day * DAY + rng.randint(10, 19) * 3600, w.hash(rng))
        _tell(w, "phone_shop_clerk", acc)


def frequent_traveller(w, rng):
    """A buyer or engineer who sleeps in hotels: another city each week."""
    who = _person(w, rng, age=rng.choice(["young", "parent", "middle"]))
    for _ in range(rng.randint(6, 22)):
        start = rng.randrange(w.cal.days)
        w.population.trip(
            rng, who.hand, start, start + rng.randint(1, 6), geo.other_city(rng, who.city), False
        )
    acc = w.account(rng, who)
    w.live(rng, acc, factor=1.5)
    _tell(w, "frequent_traveller", acc)


def tunnel_user(w, rng):
    """Lives at home, shows up in Singapore: a company tunnel in working hours, a private one at night."""
    who = _person(w, rng, age="young")
    exit_ = Foreign(w.atlas, rng, rng.choice(geo.ABROAD))
    who.hand.slips = (rng.uniform(0.1, 0.7), exit_)
    acc = w.account(rng, who)
    w.live(rng, acc, factor=1.3)
    _tell(w, "tunnel_user", acc)


def student_abroad(w, rng):
    """Term abroad on a foreign SIM with shifted hours; home in the holidays."""
    who = _person(w, rng, age="student")
    country = rng.choice(geo.ABROAD[1:])
    line = Foreign(w.atlas, rng, country)
    night = hours([(rng.uniform(2, 14), 4, 3)])
    acc = w.account(rng, who)
    home_from = rng.randint(0, w.cal.days) * DAY
    abroad = who.hand.copy(home=line, work=line, mobile=line, away={}, public=None, hours=(night, night))
    w.use(acc, abroad, 0.4, end=home_from)
    w.live(rng, acc, start=home_from)
    _tell(w, "student_abroad", acc)


def couple(w, rng):
    """They know each other's password, share a wallet, and borrow each other's phone."""
    city = geo.any_city(rng)
    home = Broadband(w.atlas, rng, city)
    one, two = (_person(w, rng, city=city, home=home, age=rng.choice(["young", "parent"])) for _ in range(2))
    wallet = w.payment_account(rng)
    pair = []
    for who in (one, two):
        who.payout = wallet if rng.random() < 0.7 else who.payout
        pair.append(w.account(rng, who))
    for acc, partner in zip(pair, (two, one)):
        w.live(rng, acc)
        w.use(acc, partner.hand, rng.choice([0.01, 0.05, 0.2]))
    _tell(w, "couple", *pair)


def child_on_parents_identity(w, rng):
    """A teenager's account is verified with the mother's card; her number, the child's phone."""
    home = Broadband(w.atlas, rng, geo.any_city(rng))
    mother = _person(w, rng, city=home.city, home=home, age="parent", verified=1)
    child = _person(w, rng, city=home.city, home=home, age="teen")
    child.holder, child.phone = mother.holder, rng.choice([mother.phone, child.phone])
    accounts = [w.account(rng, mother), w.account(rng, child)]
    for acc in accounts:
        w.live(rng, acc)
    _tell(w, "child_on_parents_identity", *accounts)


def three_hats(w, rng):
    """One person with a diary, a cat account and a small trade, on a clone-app phone."""
    who = _person(w, rng, verified=1, paid=0.7)
    clone = device.android(rng)
    for i in range(rng.choice([2, 2, 3])):
        acc = w.account(rng, who, rng.choice(["personal", "professional"]))
        hand = who.hand if i == 0 or rng.random() < 0.5 else who.hand.copy(kit=[_whole(w, clone)])
        w.use(acc, hand, w.population.activity(rng, who.age))
        if i and rng.random() < 0.6:
            acc.phone = w.hash(rng)
        _tell(w, "three_hats", acc)


def recycled_number(w, rng):
    """The operator gives a cancelled number to somebody else after ninety days."""
    old, new = _person(w, rng), _person(w, rng)
    new.phone = old.phone = w.hash(rng)
    for who in (old, new):
        acc = w.account(rng, who)
        w.live(rng, acc)
        _tell(w, "recycled_number", acc)


def hacked_and_back(w, rng):
    """A stolen account sends spam from abroad for two days, then the owner resets the password."""
    who, thief = _person(w, rng), _person(w, rng)
    acc = w.account(rng, who, registered=-rng.randint(60, 2000) * DAY)
    w.live(rng, acc, factor=1.3)
    when = rng.randint(5, w.cal.days - 6) * DAY
    line = Foreign(w.atlas, rng, rng.choice(geo.ABROAD))
    hand = thief.hand.copy(
        kit=[_whole(w, device.android(rng))], home=line, work=line, mobile=line, away={}, public=None
    )
    w.use(acc, hand, 4, when, when + rng.randint(1, 4) * DAY)
    w.change(acc, "password", when + rng.randint(100, 7000))
    w.change(acc, "password", when + 4 * DAY + rng.randint(0, DAY))
    _tell(w, "hacked_and_back", acc)


def forgetful(w, rng):
    """Resets the password every few weeks, from whatever screen is near."""
    who = _person(w, rng, age=rng.choice(["fifties", "elder", "middle"]))
    acc = w.account(rng, who, registered=-rng.randint(60, 2000) * DAY)
    w.live(rng, acc)
    for _ in range(rng.randint(3, 8)):
        w.change(acc, "password", rng.randrange(w.cal.end))
    _tell(w, "forgetful", acc)


def new_bank_card(w, rng):
    """A creator changes the wallet after a new card or a marriage."""
    who = _person(w, rng, verified=1, paid=1)
    acc = w.account(rng, who, "professional", -rng.randint(60, 2000) * DAY)
    w.live(rng, acc, factor=2)
    when = rng.randrange(w.cal.end)
    w.change(acc, "payout_account", when, w.payment_account(rng))
    if rng.random() < 0.3:
        w.change(acc, "phone", when + rng.randint(0, 9) * DAY, w.hash(rng))
    _tell(w, "new_bank_card", acc)


def lost_phone(w, rng):
    """Phone left in a taxi: new device, new password and new SIM the same evening, and no travel."""
    who = _person(w, rng)
    when = rng.randint(5, w.cal.days - 3)
    who.hand.kit = [
        (device.phone(rng, 0.4), 0, when - 1, 1.0, "any"),
        (device.phone(rng, 0.4), when, w.cal.days + 1, 1.0, "any"),
    ]
    acc = w.account(rng, who, registered=-rng.randint(60, 2000) * DAY)
    w.live(rng, acc, factor=1.4)
    w.change(acc, "password", when * DAY + rng.randint(60000, 80000))
    if rng.random() < 0.4:
        w.change(acc, "phone", when * DAY + rng.randint(60000, 80000), w.hash(rng))
    _tell(w, "lost_phone", acc)


def blogger_assistant(w, rng):
    """A creator with success pays an assistant elsewhere who replies at night on a cloud phone."""
    who, helper = _person(w, rng, verified=1, paid=1), _person(w, rng, paid=1)
    acc = w.account(rng, who, "professional", -rng.randint(200, 2000) * DAY)
    w.live(rng, acc, factor=2)
    start = rng.randint(-60, w.cal.days - 10) * DAY
    kit = helper.hand.kit if rng.random() < 0.6 else [_whole(w, device.android(rng))]
    w.use(acc, helper.hand.copy(kit=kit), rng.uniform(0.3, 0.9), start)
    for day in w.cal.month_days(6):
        if day * DAY > start:
            w.pay(rng, who.payout, helper.payout, day, rng.choice([600, 1000, 1500, 2200]))
    _tell(w, "blogger_assistant", acc)


def talent_agency(w, rng):
    """An agency's editors log into its creators' accounts, which the creators go on using; shares paid monthly."""
    city = geo.any_city(rng)
    office, wallet = Fixed(w.atlas, rng, city, 2), w.payment_account(rng)
    screens = [_whole(w, device.browser(rng)) for _ in range(rng.randint(2, 5))]
    for _ in range(rng.randint(4, 14)):
        who = _person(w, rng, age="young", verified=1, paid=1)
        acc = w.account(rng, who, "professional", -rng.randint(90, 2000) * DAY)
        w.live(rng, acc, factor=1.8)
        w.use(
            acc,
            who.hand.copy(kit=screens, home=office, work=office, work_share=1, home_share=1, away={}),
            0.25,
        )
        for day in w.cal.month_days(18):
            w.pay(rng, wallet, who.payout, day, round(rng.lognormvariate(7, 0.8), 2))
        _tell(w, "talent_agency", acc)


def evening_class(w, rng):
    """A course on selling online: thirty pupils log in from one classroom on two evenings."""
    city = geo.any_city(rng)
    line = w.shop_line(rng, city)
    teacher = device.browser(rng)
    local = [a for a in w.accounts if a.person.city == city and a.kind != "enterprise" and a.role == "clean"]
    days = [rng.randrange(1, w.cal.days) for _ in range(2)]
    for acc in rng.sample(local, min(len(local), rng.randint(10, 32))):
        kit = acc.person.hand.kit + ([_whole(w, teacher, 0.4)] if rng.random() < 0.2 else [])
        hand = acc.person.hand.copy(home=line, work=line, mobile=line, kit=kit, away={}, public=None)
        for day in days:
            w.use(acc, hand, 2, day * DAY + 18 * 3600, day * DAY + 22 * 3600)
        _tell(w, "evening_class", acc)


def village_line(w, rng):
    """Cousins in three houses share one line; elders' phones are kept by the one who can read."""
    city = rng.choice(geo.HOMETOWNS)
    line, shared = Broadband(w.atlas, rng, city), device.android(rng)
    for _ in range(rng.randint(5, 11)):
        who = _person(
            w, rng, city=city, age=rng.choice(["fifties", "elder", "parent", "teen"]), home=line, verified=0.7
        )
        who.hand.home = line
        if rng.random() < 0.45:
            who.hand.kit = who.hand.kit + [_whole(w, shared, rng.choice([0.3, 2]), "home")]
        acc = w.account(rng, who)
        w.live(rng, acc)
        _tell(w, "village_line", acc)


def cloud_phone_gamer(w, rng):
    """Rents a cloud phone for games and lets the app run there too: a data-centre address at odd hours."""
    who = _person(w, rng, age=rng.choice(["student", "young"]))
    acc = w.account(rng, who)
    w.live(rng, acc)
    hall = w.data_centre(rng)
    allday = hours([(rng.uniform(0, 24), 6, 1)], floor=0.3)
    w.use(
        acc,
        who.hand.copy(
            kit=[_whole(w, device.android(rng))],
            home=hall,
            work=hall,
            mobile=hall,
            away={},
            public=None,
            hours=(allday, allday),
        ),
        rng.uniform(0.1, 0.5),
    )
    _tell(w, "cloud_phone_gamer", acc)


def emulator_user(w, rng):
    """No smartphone to spare: an emulator on the PC whose image other people have installed as well."""
    who = _person(w, rng, age=rng.choice(["student", "young", "middle"]))
    who.hand.kit = [_whole(w, w.emulator_image(rng), 1.0, "any")] + [
        k[:3] + (0.4,) + k[4:] for k in who.hand.kit
    ]
    acc = w.account(rng, who)
    w.live(rng, acc)
    _tell(w, "emulator_user", acc)


def loan_phone(w, rng):
    """The repair shop lends the same old phone to one customer after another."""
    city, lent = geo.any_city(rng), device.android(rng)
    day = rng.randint(0, 6)
    while day < w.cal.days - 6 and rng.random() < 0.85:
        until = day + rng.randint(1, 6)
        who = _person(w, rng, city=city)
        who.hand.kit = [k for k in who.hand.kit] + [(lent, day, until, 30.0, "any")]
        acc = w.account(rng, who)
        w.live(rng, acc, factor=1.6)
        _tell(w, "loan_phone", acc)
        day = until + rng.randint(1, 9)


def divorce(w, rng):
    """The account, opened in his name, is hers: holder, wallet and number change, she always used it."""
    who = _person(w, rng, age="parent", verified=1, paid=1)
    acc = w.account(rng, who, "professional", -rng.randint(300, 2000) * DAY)
    w.live(rng, acc, factor=1.5)
    when = rng.randrange(w.cal.end)
    w.change(acc, "holder", when, w.hash(rng))
    w.change(acc, "payout_account", when + rng.randint(0, 30) * DAY, w.payment_account(rng))
    _tell(w, "divorce", acc)


def house_share(w, rng):
    """Young workers in a shared flat pay rent to the one who signed; one line for all."""
    line = Broadband(w.atlas, rng, geo.any_city(rng))
    group = [
        _person(w, rng, city=line.city, age="young", home=line, paid=0.9) for _ in range(rng.randint(3, 5))
    ]
    amount = rng.choice([900, 1300, 1700, 2200])
    for who in group:
        who.hand.home = line
        acc = w.account(rng, who)
        w.live(rng, acc)
        for day in w.cal.month_days(3):
            w.pay(rng, who.payout, group[0].payout, day, amount)
        _tell(w, "house_share", acc)


def night_nurse(w, rng):
    """Works shifts: awake at four, asleep at noon, on the ward's wifi or on the road."""
    who = _person(w, rng, age=rng.choice(["young", "parent"]))
    night = hours([(1, 2, 3), (4, 1.5, 3), (16, 2, 3), (21, 1, 2)])
    who.hand.hours = (night, night)
    acc = w.account(rng, who)
    w.live(rng, acc, factor=1.4)
    _tell(w, "night_nurse", acc)


def incognito_user(w, rng):
    """Logs in at the office computer in a private window: every session is another browser."""
    who = _person(w, rng, age=rng.choice(["young", "parent"]))
    kit, day = [], 0
    while day <= w.cal.days:
        last = day + rng.randint(0, 5)
        kit.append((device.browser(rng), day, last, 1.5, "work"))
        day = last + 1
    who.hand.work, who.hand.work_share = w.shop_line(rng, who.city), 0.9
    who.hand.kit = who.hand.kit + kit
    acc = w.account(rng, who)
    w.live(rng, acc, factor=1.5)
    _tell(w, "incognito_user", acc)


def campaign_creator(w, rng):
    """A creator's raffle for a brand: numbers collected by form, handed over as the contract says, one fee."""
    who = _person(w, rng, age="young", verified=1, paid=1)
    acc = w.account(rng, who, "professional", -rng.randint(90, 1500) * DAY)
    w.live(rng, acc, factor=2)
    brand, day = rng.choice(w.companies), rng.randint(3, w.cal.days - 20)
    for _ in range(rng.randint(15, 80)):
        lead = collect(w, rng, acc, working_second(rng, day + rng.randint(0, 9)), "form", followed=0.1)
        if lead:
            transfer(
                w,
                lead,
                acc,
                brand.acc,
                (day + 11) * DAY + 37000 + rng.randint(0, 500),
                rng.choice(["partner_api", "form", "export"]),
            )
    w.pay(rng, brand.acc.payout, who.payout, day + 14, rng.choice([800, 1500, 3000, 6000]))
    _tell(w, "campaign_creator", acc)


def festival_visit(w, rng):
    """At the festival the nephew updates everybody's app on his phone and logs all of them in."""
    city = rng.choice(geo.HOMETOWNS)
    line, nephew = Broadband(w.atlas, rng, city), _person(w, rng, age="student")
    first = w.cal.long_festivals[0][0] if w.cal.long_festivals else rng.randrange(w.cal.days - 3)
    day = max(1, first)
    own = w.account(rng, nephew)
    w.live(rng, own)
    _tell(w, "festival_visit", own)
    for _ in range(rng.randint(3, 7)):
        who = _person(w, rng, city=city, age=rng.choice(["elder", "fifties", "middle"]), home=line)
        acc = w.account(rng, who)
        w.live(rng, acc)
        w.use(
            acc, nephew.hand.copy(home=line, work=line, mobile=line, away={}), 2, day * DAY, (day + 2) * DAY
        )
        if rng.random() < 0.4:
            w.change(acc, "password", day * DAY + rng.randint(36000, 80000))
        _tell(w, "festival_visit", acc)


STORIES = [
    (secondhand_phone, 55),
    (family_tablet, 60),
    (grandmother_managed, 35),
    (reinstaller, 70),
    (dormitory, 22),
    (moved_house, 150),
    (dormant_returns, 160),
    (phone_shop_clerk, 12),
    (frequent_traveller, 70),
    (tunnel_user, 60),
    (student_abroad, 25),
    (couple, 70),
    (child_on_parents_identity, 30),
    (three_hats, 90),
    (recycled_number, 25),
    (hacked_and_back, 40),
    (forgetful, 50),
    (new_bank_card, 70),
    (lost_phone, 120),
    (blogger_assistant, 40),
    (talent_agency, 7),
    (village_line, 12),
    (cloud_phone_gamer, 50),
    (emulator_user, 45),
    (loan_phone, 9),
    (divorce, 15),
    (house_share, 25),
    (night_nurse, 50),
    (festival_visit, 12),
    (incognito_user, 55),
    (campaign_creator, 22),
]
LATE_STORIES = [(public_device, 9), (evening_class, 10)]
