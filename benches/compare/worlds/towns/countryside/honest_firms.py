"""What honest companies do that looks odd from far away."""

from .clock import DAY
from .firms import LEADY, bind, found, hire, join_day, new_user, ordinary_staff, works_at
from .networks import Landline
from .people import Use


def _tell(world, firm, name, accounts=None):
    for account in accounts if accounts is not None else [firm.account] + [a for a, _, _ in firm.staff]:
        world.ledger.story(account, name)


def plain_firm(world, rng):
    """An office, a handful of staff."""
    firm = found(world, rng)
    ordinary_staff(world, rng, firm, min(24, 1 + int(rng.lognormvariate(1.0, 0.8))))


def shop_tablets(world, rng):
    """Three shops, a tablet each, two shifts: whoever stands there uses whatever account is open."""
    firm = found(world, rng)
    tablets = [(world.device(rng), Landline(rng, firm.town)) for _ in range(rng.randint(1, 4))]
    for _ in range(rng.randint(4, 12)):
        account = hire(world, rng, firm)
        device, line = rng.choice(tablets)
        account.person.extend(0, world.days, devices=[(device, rng.uniform(0.5, 2))], nets=[(line, 1.5)])
    if rng.random() < 0.4:
        for device, _ in tablets:
            world.ledger.approved.append(("device", device, "shop tablet", ""))
    _tell(world, firm, "shop_tablets")


def head_office_posts(world, rng):
    """Headquarters goes through all staff accounts on Tuesday and Friday and posts the same text on each."""
    firm = found(world, rng)
    ordinary_staff(world, rng, firm, rng.randint(6, 22))
    desk = world.device(rng)
    for day in range(world.days):
        if world.clock.weekday(day) not in (1, 4) or world.clock.holiday(day):
            continue
        text = world.shop_text(rng, firm.industry, firm.town)
        t = day * DAY + rng.randint(9, 16) * 3600
        for account, a, b in firm.staff:
            if a <= day < b and rng.random() < 0.8:
                t += rng.randint(60, 400)
                world.look_in(rng, account, t, desk, firm.office)
                if rng.random() < 0.25 and t > account.registered:
                    world.ledger.notes.append((account.id, t + 30, world.retouched(rng, text)))
    _tell(world, firm, "head_office_posts")


def successor(world, rng):
    """The company's account passes to the next in the chair: new phone, new number, new name declared."""
    firm = found(world, rng)
    ordinary_staff(world, rng, firm, rng.randint(2, 8))
    heirs = []
    for _ in range(rng.randint(1, 4)):
        account = hire(world, rng, firm, -rng.randint(30, 300), method="created")
        day = rng.randint(15, world.days - 15)
        heir = world.person(rng, firm.town)
        works_at(world, rng, heir, firm, day)
        new_user(world, rng, account, day + rng.randint(0, 6), heir)
        world.change_password(rng, account, day)
        if rng.random() < 0.7:
            world.change_phone_number(rng, account, day)
        if rng.random() < 0.3:
            world.ledger.change(account, "holder", world.clock.moment(rng, day, "office"), account.holder, heir.holder)
            account.holder = heir.holder
        heirs.append(account)
    _tell(world, firm, "successor", heirs)


def job_hopper(world, rng):
    """Quits after the bonus, binds the own account at a rival a week later, sometimes in another city."""
    first, second = found(world, rng), found(world, rng)
    ordinary_staff(world, rng, first, rng.randint(2, 6))
    ordinary_staff(world, rng, second, rng.randint(2, 6))
    movers = []
    for _ in range(rng.randint(1, 3)):
        day = rng.randint(10, world.days - 25)
        account = hire(world, rng, first, -rng.randint(30, 400), day, method="bound")
        again = day + rng.randint(1, 14)
        works_at(world, rng, account.person, second, again)
        bind(world, rng, second, account, again, method="bound")
        second.staff.append((account, again, world.days))
        if second.town is not first.town:
            world.move(rng, account.person, again, second.town)
            works_at(world, rng, account.person, second, again)
        movers.append(account)
    _tell(world, first, "job_hopper", movers)


def season_hands(world, rng):
    """Picking season, wedding season, new-year fair: ten people for five weeks, then unbound in one go."""
    firm = found(world, rng, world.country.county(rng))
    ordinary_staff(world, rng, firm, rng.randint(1, 4))
    start = rng.randint(5, world.days - 55)
    end, hands = start + rng.randint(18, 48), []
    for _ in range(rng.randint(4, 14)):
        account = hire(world, rng, firm, start + rng.randint(0, 3), end, method="bound")
        hands.append(account)
        world.pay(rng, firm.payout, account.person.payout, end, rng.randrange(1200, 5200, 100), "office")
    _tell(world, firm, "season_hands", hands)


def scattered_sales(world, rng):
    """A sales force all over the country that has met once, at a hotel."""
    firm = found(world, rng, world.country.metro(rng))
    for _ in range(rng.randint(5, 18)):
        hire(world, rng, firm, remote=True)
    day, hotel = rng.randrange(5, world.days - 5), world.hall(rng, firm.town)
    for account, _, _ in firm.staff:
        if rng.random() < 0.7:
            world.stay(rng, account.person, day, day + 3, firm.town, hotel)
    firm.wages = rng.random() < 0.7
    _tell(world, firm, "scattered_sales")


def above_quota(world, rng):
    """A big name with forty accounts and the auction spend that allows it."""
    firm = found(world, rng, world.country.metro(rng))
    ordinary_staff(world, rng, firm, rng.randint(33, 46))
    for account, a, b in firm.staff:
        for day in range(a, b, rng.randint(1, 3)):
            world.ledger.ads.append(
                (account.id, day, rng.choice(("seeding", "lead_collection")), rng.uniform(150, 900))
            )
    firm.wages = firm.spends = True
    _tell(world, firm, "above_quota")


def franchise(world, rng):
    """One brand, shops in many towns, each a firm of its own; head office sends leads to the nearest and
    everybody posts what head office wrote."""
    head = found(world, rng, world.country.metro(rng), rng.choice(sorted(LEADY)))
    head.account.group = head.account.id
    ordinary_staff(world, rng, head, rng.randint(3, 6))
    shops = []
    for _ in range(rng.randint(3, 8)):
        shop = found(world, rng, industry=head.industry)
        shop.account.group = head.account.id
        ordinary_staff(world, rng, shop, rng.randint(1, 4))
        shops.append(shop)
    for _ in range(rng.randint(40, 160)):
        lead = world.lead(rng, head.account, rng.randrange(world.days), source="form")
        shop = rng.choice(shops)
        world.hand_over(lead, head.account, shop.account, lead[2] + rng.expovariate(1 / 7000), "partner_api")
        if shop.staff and rng.random() < 0.5:
            world.hand_over(lead, shop.account, rng.choice(shop.staff)[0], lead[2] + 90000, "crm_assign")
    for text in [world.shop_text(rng, head.industry, head.town) for _ in range(4)]:
        day = rng.randrange(world.days - 3)
        for shop in shops:
            world.note(rng, shop.account, day + rng.randrange(3), world.retouched(rng, text), "shop")
    for firm in [head] + shops:
        _tell(world, firm, "franchise")


def _agency(world, rng, approved):
    """A studio in an office tower keeps the accounts of several clients from the same four computers."""
    town = world.country.any(rng)
    agency = found(world, rng, town, owner=world.person(rng, town, "office"))
    desks = [world.device(rng) for _ in range(rng.randint(2, 5))]
    editor = world.person(rng, town, "office")
    clients = [found(world, rng, town if rng.random() < 0.5 else None) for _ in range(rng.randint(2, 6))]
    out = [agency.account]
    for client in clients:
        ordinary_staff(world, rng, client, rng.randint(1, 5))
        start = rng.choice((0, 0, rng.randint(5, world.days - 20)))
        for account in [client.account] + [a for a, _, _ in client.staff if rng.random() < 0.7]:
            account.uses.append(
                Use(editor, start, world.days, world.rate(rng) * 1.4, [(d, 1) for d in desks], [(agency.office, 1)])
            )
            out.append(account)
        for month in range(start + 8, world.days, 30):
            world.pay(rng, client.payout, agency.payout, month, rng.randrange(1500, 9000, 500), "office")
    if approved:
        for device in desks:
            world.ledger.approved.append(("device", device, "agency", ""))
        world.ledger.approved.append(("payment_account", agency.payout, "agency", world.clock.date(world.days + 90)))
    _tell(world, agency, "agency_approved" if approved else "agency_unlisted", out)


def agency_approved(world, rng):
    """An agency that the platform knows."""
    _agency(world, rng, True)


def agency_unlisted(world, rng):
    """An agency that never applied."""
    _agency(world, rng, False)


def belt_building(world, rng):
    """A building of one trade: fifteen small firms, one line, one courier, one photographer whose captions
    everybody copies; they lend each other stock and hands and settle by transfer."""
    town = rng.choice(world.country.belts)
    line, firms = world.hall(rng, town), []
    trade = None
    for _ in range(rng.randint(5, 12)):
        firm = found(world, rng, town, trade, office=line)
        trade = firm.industry
        ordinary_staff(world, rng, firm, rng.randint(1, 4))
        firms.append(firm)
    captions = [world.shop_text(rng, trade, town) for _ in range(5)]
    for firm in firms:
        for account in [firm.account] + [a for a, _, _ in firm.staff]:
            if rng.random() < 0.4:
                world.note(rng, account, rng.randrange(world.days), world.retouched(rng, rng.choice(captions)))
        for _ in range(rng.randint(1, 8)):
            world.pay(
                rng,
                firm.payout,
                rng.choice(firms).payout,
                rng.randrange(world.days),
                rng.lognormvariate(6.5, 1),
                "shop",
            )
        _tell(world, firm, "belt_building")


def incubator(world, rng):
    """The county's e-commerce park: free desks, one line, firms that come for the subsidy and go."""
    town = world.country.county(rng)
    line = world.hall(rng, town, 2)
    for _ in range(rng.randint(4, 9)):
        firm = found(world, rng, town, office=line, age=rng.randint(20, 400))
        ordinary_staff(world, rng, firm, rng.randint(1, 5))
        _tell(world, firm, "incubator")


def clan_firm(world, rng):
    """Uncle's factory: staff are cousins from one village, declared under no name, who help from the village
    in the slack season and are paid at new year in one sum."""
    firm = found(world, rng, world.country.county(rng))
    village = Landline(rng, firm.town)
    for _ in range(rng.randint(3, 9)):
        account = hire(world, rng, firm)
        account.person.extend(0, world.days, nets=[(village, 0.8)])
        away = rng.randrange(world.days - 20)
        if rng.random() < 0.4:
            world.stay(rng, account.person, away, away + rng.randint(10, 60), world.country.any(rng))
        season = (world.clock.home_seasons() or [(world.days - 5, 0)])[0][0]
        world.pay(rng, firm.owner.payout, account.person.payout, max(0, season - 3), rng.randrange(6000, 40000, 1000))
    firm.wages = False
    _tell(world, firm, "clan_firm")


def couple_shop(world, rng):
    """Boss and wife keep five 'staff' accounts between two phones."""
    firm = found(world, rng)
    wife = world.person(rng, firm.town, "shop")
    phones = [(firm.owner.device, 1.0), (wife.device, 1.2)]
    for _ in range(rng.randint(2, 6)):
        account = hire(world, rng, firm, person=rng.choice((wife, firm.owner)), method="created")
        account.uses[0].devices = phones
    _tell(world, firm, "couple_shop")


def several_licences(world, rng):
    """Market stall, online shop and a licence for the brother-in-law's rent: one owner, three firms, real
    staff who are moved between them when the tax quarter turns."""
    first = found(world, rng)
    firms = [first] + [
        found(world, rng, first.town, first.industry, first.owner, first.office) for _ in range(rng.randint(1, 3))
    ]
    for firm in firms:
        ordinary_staff(world, rng, firm, rng.randint(1, 6))
    quarter = rng.randint(20, world.days - 20)
    for _ in range(rng.randint(1, 5)):
        a, b = rng.sample(firms, 2)
        account = hire(world, rng, a, -rng.randint(20, 200), quarter, method="bound")
        works_at(world, rng, account.person, b, quarter)
        bind(world, rng, b, account, quarter + 1, method="bound")
        b.staff.append((account, quarter + 1, world.days))
    for firm in firms:
        _tell(world, firm, "several_licences")


def bookkeeper(world, rng):
    """The county's bookkeeping lady registered thirty firms and logs in to file their papers."""
    town = world.country.county(rng)
    desk, line = world.device(rng), Landline(rng, town)
    wallet = world.wallet(rng)
    for _ in range(rng.randint(5, 11)):
        firm = found(world, rng, town)
        ordinary_staff(world, rng, firm, rng.randint(0, 4))
        for day in range(rng.randint(0, 20), world.days, 30):
            world.look_in(rng, firm.account, world.clock.moment(rng, day, "office"), desk, line)
            world.pay(rng, firm.payout, wallet, day, rng.choice((200, 200, 300, 260)), "office")
        _tell(world, firm, "bookkeeper", [firm.account])


def forgotten_unbinding(world, rng):
    """Left last spring, still bound: the shop never presses the button, the account lives elsewhere."""
    firm = found(world, rng)
    ordinary_staff(world, rng, firm, rng.randint(2, 6))
    gone = []
    for _ in range(rng.randint(1, 4)):
        account = hire(world, rng, firm, -rng.randint(100, 500), method="bound")
        day = rng.randint(1, world.days - 20)
        world.move(rng, account.person, day, world.country.any(rng))
        account.person.change(day, world.days, pace=0.5)
        firm.staff[-1] = (account, 0, day)
        gone.append(account)
    _tell(world, firm, "forgotten_unbinding", gone)


def dispatched(world, rng):
    """Labour dispatch: promoters of one agency stand in the shops of three brands, bound to the brand, paid
    by the agency, living in the agency's dormitory."""
    town = world.country.metro(rng)
    dorm, wallet = world.hall(rng, town), world.wallet(rng)
    for _ in range(rng.randint(2, 3)):
        firm = found(world, rng, town)
        ordinary_staff(world, rng, firm, rng.randint(2, 5))
        sent = []
        for _ in range(rng.randint(3, 7)):
            account = hire(world, rng, firm, join_day(world, rng), method="bound")
            account.person.extend(0, world.days, nets=[(dorm, 1.5)])
            for month in range(12, world.days, 30):
                world.pay(rng, wallet, account.person.payout, month, rng.randrange(3000, 5200, 100), "office")
            sent.append(account)
        firm.wages = False
        _tell(world, firm, "dispatched", sent)


def leaver_reassigned(world, rng):
    """Somebody leaves on Friday; on Monday morning a hundred leads go to the others in four minutes."""
    firm = found(world, rng, industry=rng.choice(sorted(LEADY)))
    ordinary_staff(world, rng, firm, rng.randint(4, 9))
    day = rng.randint(35, world.days - 6)
    account = hire(world, rng, firm, -rng.randint(50, 300), day)
    leads = [world.lead(rng, account, rng.randrange(0, day)) for _ in range(rng.randint(25, 110))]
    t = (day + 2) * DAY + 9 * 3600
    keep = [a for a, start, end in firm.staff if a is not account and start <= day and end > day + 2]
    for lead in leads:
        t += rng.randint(1, 4)
        if keep:
            world.hand_over(lead, account, rng.choice(keep), t, "crm_assign")
    _tell(world, firm, "leaver_reassigned", [account])


def declared_partner(world, rng):
    """The builder sends kitchen questions to the kitchen shop next door under a contract, for a fee."""
    a = found(world, rng, industry="装修")
    b = found(world, rng, a.town if rng.random() < 0.7 else None, "家具")
    for firm in (a, b):
        ordinary_staff(world, rng, firm, rng.randint(2, 6))
    for _ in range(rng.randint(15, 90)):
        lead = world.lead(rng, a.account, rng.randrange(world.days))
        world.hand_over(lead, a.account, b.account, lead[2] + rng.expovariate(1 / 20000), "partner_api")
    for month in range(28, world.days, 30):
        world.pay(rng, b.payout, a.payout, month, rng.randrange(800, 6000, 100), "office")
    if rng.random() < 0.6:
        world.ledger.approved.append(("account", b.account.id, "declared lead partner", ""))
    for firm in (a, b):
        _tell(world, firm, "declared_partner", [firm.account])


def trade_fair(world, rng):
    """Canton, Yiwu, Zhengzhou: firms from everywhere on the fair's line and in the same two hotels."""
    town = world.country.named(rng.choice(("广州", "义乌", "郑州", "成都")))
    hall, hotels = world.hall(rng, town, 3), [world.hall(rng, town) for _ in range(2)]
    day = rng.randint(3, world.days - 8)
    for _ in range(rng.randint(4, 8)):
        firm = found(world, rng)
        ordinary_staff(world, rng, firm, rng.randint(2, 5))
        for account, _, _ in firm.staff:
            world.stay(rng, account.person, day, day + 4, town, rng.choice(hotels + [hall]), 1.6)
        _tell(world, firm, "trade_fair")


def shop_taken_over(world, rng):
    """The old couple retires and a young one buys the shop with licence, stock and company-owned accounts: new
    legal representative, new purse, price in two parts, everything on paper."""
    firm, day = found(world, rng, world.country.county(rng)), rng.randint(20, world.days - 25)
    lot = [hire(world, rng, firm, -rng.randint(60, 500), method="created") for _ in range(rng.randint(1, 5))]
    heir = world.person(rng, firm.town, "shop")
    heir.payout = world.wallet(rng)
    works_at(world, rng, heir, firm, day)
    for account in [firm.account] + lot:
        new_user(world, rng, account, day + rng.randint(0, 4), heir)
        world.change_password(rng, account, day)
        if rng.random() < 0.6:
            world.change_phone_number(rng, account, day + rng.randint(0, 9))
    world.change_payout(rng, firm.account, day + 3, heir.payout)
    world.ledger.change(
        firm.account, "holder", world.clock.moment(rng, day, "office"), firm.account.holder, heir.holder
    )
    firm.account.holder = heir.holder
    for part in (0, 20):
        world.pay(rng, heir.payout, firm.owner.payout, day + part, rng.randrange(8000, 60000, 1000), "office")
    _tell(world, firm, "shop_taken_over")


def sister_shops(world, rng):
    """One owner, a shop in each of three towns, no group on paper; who asks in the wrong town is passed on by chat."""
    first = found(world, rng, industry=rng.choice(sorted(LEADY)))
    shops = [first]
    for _ in range(rng.randint(1, 3)):
        shop = found(world, rng, industry=first.industry, owner=first.owner)
        shop.town = world.country.any(rng)
        shop.office = Landline(rng, shop.town)
        shops.append(shop)
    for shop in shops:
        ordinary_staff(world, rng, shop, rng.randint(1, 4))
    for shop in shops:
        for account, a, b in shop.staff:
            for _ in range(rng.randint(3, 22)):
                lead = world.lead(rng, account, rng.randrange(a, b))
                other = rng.choice([s for s in shops if s is not shop])
                taker = rng.choice(other.staff)[0] if rng.random() < 0.5 else other.account
                world.hand_over(lead, account, taker, lead[2] + rng.expovariate(1 / 30000), "private_message")
        _tell(world, shop, "sister_shops")


def night_duty(world, rng):
    """What comes in after nine is thrown by chat to the colleague on night duty, who phones next day."""
    firm = found(world, rng, industry=rng.choice(sorted(LEADY)))
    ordinary_staff(world, rng, firm, rng.randint(3, 7))
    for account, a, b in firm.staff:
        for _ in range(rng.randint(10, 40)):
            if a >= b:
                continue
            lead = world.lead(rng, account, rng.randrange(a, b), hours="night")
            mates = [m for m, start, end in firm.staff if m is not account and start * DAY <= lead[2] < end * DAY]
            if mates:
                world.hand_over(lead, account, rng.choice(mates), lead[2] + rng.randint(60, 5000), "private_message")
    _tell(world, firm, "night_duty")


def call_centre(world, rng):
    """A call centre in a cheap town takes the enquiries of five brands under contract, rings, and gives back."""
    centre = found(world, rng, world.country.county(rng))
    ordinary_staff(world, rng, centre, rng.randint(3, 8))
    for _ in range(rng.randint(3, 5)):
        client = found(world, rng, industry=rng.choice(sorted(LEADY)))
        ordinary_staff(world, rng, client, rng.randint(1, 4))
        for _ in range(rng.randint(20, 70)):
            lead = world.lead(rng, client.account, rng.randrange(world.days), source="form")
            world.hand_over(lead, client.account, centre.account, lead[2] + rng.expovariate(1 / 4000), "partner_api")
            if rng.random() < 0.4:
                world.hand_over(
                    lead, centre.account, client.account, lead[2] + 50000 + rng.randrange(90000), "partner_api"
                )
        for month in range(10, world.days, 30):
            world.pay(rng, client.payout, centre.payout, month, rng.randrange(1000, 7000, 100), "office")
    if rng.random() < 0.6:
        world.ledger.approved.append(("enterprise", centre.account.id, "call centre under contract", ""))
    _tell(world, centre, "call_centre")


def two_work_phones(world, rng):
    """Sends the day's enquiries from the company account to the own one, to ring from the better phone."""
    firm, keen = found(world, rng, industry=rng.choice(sorted(LEADY))), []
    ordinary_staff(world, rng, firm, rng.randint(1, 4))
    for _ in range(rng.randint(1, 3)):
        first = hire(world, rng, firm, -rng.randint(30, 300), method="created")
        own = hire(world, rng, firm, -rng.randint(10, 200), person=first.person, method="bound")
        for _ in range(rng.randint(10, 50)):
            lead = world.lead(rng, first, rng.randrange(world.days))
            evening = max(lead[2] + 60, lead[2] // DAY * DAY + 20 * 3600 + rng.randrange(9000))
            world.hand_over(lead, first, own, evening, rng.choice(("private_message", "export")))
        keen += [first, own]
    _tell(world, firm, "two_work_phones", keen)


def supplier_captions(world, rng):
    """A wholesaler sends pictures with a caption to all its customers; unrelated shops post it within the week."""
    industry = rng.choice(("汉服", "家纺", "鞋服", "小商品", "羊绒"))
    texts, day = [world.shop_text(rng, industry, world.country.any(rng)) for _ in range(3)], rng.randrange(
        world.days - 8
    )
    for _ in range(rng.randint(3, 6)):
        firm = found(world, rng, industry=industry)
        ordinary_staff(world, rng, firm, rng.randint(1, 3))
        for account in [firm.account] + [a for a, _, _ in firm.staff]:
            for text in texts:
                if rng.random() < 0.6:
                    world.note(rng, account, day + rng.randrange(7), world.retouched(rng, text), "shop")
        _tell(world, firm, "supplier_captions")


def new_hires_far_away(world, rng):
    """A firm grows at home-office speed: eight people hired in three weeks from eight provinces, each given an
    advertising budget on the second day; nobody has seen the office."""
    firm, start = found(world, rng), rng.randint(5, world.days - 40)
    ordinary_staff(world, rng, firm, rng.randint(1, 4))
    hands = []
    for _ in range(rng.randint(4, 10)):
        day = start + rng.randint(0, 20)
        account = hire(world, rng, firm, day, remote=True, method="bound")
        for d in range(day + 2, world.days, rng.randint(1, 3)):
            world.ledger.ads.append((account.id, d, rng.choice(("seeding", "lead_collection")), rng.uniform(30, 400)))
        hands.append(account)
    firm.wages = True
    _tell(world, firm, "new_hires_far_away", hands)


FIRM_STORIES = [
    # (story, how many in a world of 20,000)
    (plain_firm, 180),
    (shop_tablets, 16),
    (head_office_posts, 9),
    (successor, 13),
    (job_hopper, 14),
    (season_hands, 10),
    (scattered_sales, 8),
    (above_quota, 2),
    (franchise, 4),
    (agency_approved, 3),
    (agency_unlisted, 4),
    (belt_building, 6),
    (incubator, 5),
    (clan_firm, 14),
    (couple_shop, 20),
    (several_licences, 10),
    (bookkeeper, 4),
    (forgotten_unbinding, 14),
    (dispatched, 5),
    (leaver_reassigned, 9),
    (declared_partner, 10),
    (trade_fair, 3),
    (shop_taken_over, 10),
    (sister_shops, 8),
    (night_duty, 10),
    (call_centre, 3),
    (two_work_phones, 12),
    (supplier_captions, 6),
    (new_hires_far_away, 8),
]
