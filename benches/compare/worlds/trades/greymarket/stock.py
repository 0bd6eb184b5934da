"""Trade in accounts: raisers, merchants, single sellers, shops sold without the shop."""

from dataclasses import replace

from .almanac import DAY, HOUR
from .deals import buyer_shop, hand_over, holder, price, put_to_use, size, spoil
from .firms import desk_hours, found, hire, w_time
from .people import device, live, new_person, till
from .workshop import Workshop


def _sell(w, rng, ring, account, t, shop, template, source=None):
    """One account goes over to a buyer, who works it; `source` takes the money."""
    hand_over(w, rng, ring, account, t, rng.choice(shop.tills))
    shop.operate(rng, account, t + rng.randint(1, 40) * HOUR)
    put_to_use(w, rng, account, t, template, "")
    if source:
        source.receive(rng, rng.choice(shop.tills), t - rng.randint(0, 20) * HOUR, price(rng, 90, 1800))


def number_merchant(w, rng, ring):
    """Raises in batches on a shelf, sells first in first out, takes duds back for a week."""
    number = size(rng, 5, 14)
    rack = Workshop(w, rng, ring.level, load=number)
    stock = []
    for _ in range(number):
        batch = rng.choice((-40, -12, 3)) * DAY + rng.randrange((4, 72, 480)[ring.level] * HOUR)
        person, account = holder(w, rng, kind="personal", registered=batch)
        live(w, rng, account, person.habit, 0, batch + 2 * DAY, 0.8)
        w.pay(rng, rack.tills[0], person.wallet, max(0, batch) + DAY, rng.choice((15, 20, 30, 50)))
        stock.append(account)
    buyers = [buyer_shop(w, rng, ring, 5) for _ in range(rng.randint(1, 4))]
    sales = sorted(w_time(w, rng, 25 * DAY) for _ in stock)
    for account, t in zip(stock, sales):
        _raise_until(w, rng, rack, account, t)
        shop, template = rng.choice(buyers)
        if rng.random() < 0.1:
            t = _returned(w, rng, ring, rack, account, t, shop)
        if ring.level == 2 and rng.random() < 0.3:
            phones, lines = rack.seat(rng, account)
            shop.adopt(account, phones[0][0], lines)
        _sell(w, rng, ring, account, t, shop, template, rack)
        w.mark(account, "traded", ring.id, ring.trick)
    rack.wages(rng, 2600, 4200)


def _raise_until(w, rng, rack, account, t):
    """Feed an account a little every day; at the end only until it is sold."""
    rack.rounds(rng, [account], max(0, account.registered), t, rng.uniform(0.3, 0.6))


def _returned(w, rng, ring, rack, account, t, shop):
    """Under warranty: back to the shelf, money back, sold again later."""
    hand_over(w, rng, ring, account, t)
    shop.operate(rng, account, t, t + 5 * DAY)
    back = t + rng.randint(3, 7) * DAY
    w.change(rng, account, "password", back)
    rack.give(rng, rng.choice(shop.tills), back + 3 * HOUR, price(rng, 90, 900))
    rack.operate(rng, account, back, back + 9 * DAY)
    return back + 9 * DAY


def shopfront_reseller(w, rng, ring):
    """Buys used accounts from people, checks each on the own phone, sells on with a margin."""
    desk = Workshop(w, rng, ring.level, load=10)
    buyers = [buyer_shop(w, rng, ring, 4) for _ in range(rng.randint(2, 4))]
    for _ in range(size(rng, 3, 11)):
        person, account = holder(w, rng)
        t = w_time(w, rng, 10 * DAY, w.length - 20 * DAY)
        live(w, rng, account, person.habit, 0, t)
        desk.give(rng, person.wallet, t + HOUR, price(rng, 60, 700))
        w.change(rng, account, "password", t + 600)
        sold = t + rng.randint(1, 18) * DAY
        desk.operate(rng, account, t, sold, 0.35)
        shop, template = rng.choice(buyers)
        _sell(w, rng, ring, account, sold, shop, template, desk)
        spoil(w, rng, account, person, sold)
        w.mark(account, "traded", ring.id, ring.trick)


def employee_sells_own(w, rng, ring):
    """Leaves a job and sells the account with its followers to somebody from a chat group."""
    firm = rng.choice(w.firms)
    for _ in range(rng.choice((1, 1, 1, 2))):
        t = w_time(w, rng, w.length // 6, w.length * 4 // 5)
        member = hire(w, rng, firm, "bound", (-rng.randrange(300 * DAY), t - DAY), lives=False)
        live(w, rng, member.account, member.person.habit, 0, t)
        shop, template = buyer_shop(w, rng, ring, 2)
        hand_over(w, rng, ring, member.account, t, shop.tills[0])
        shop.operate(rng, member.account, t + rng.randint(1, 90) * HOUR)
        put_to_use(w, rng, member.account, t, template, firm.industry)
        if rng.random() < 0.6:
            w.pay(rng, rng.choice(shop.tills), member.person.wallet, t - HOUR, price(rng, 300, 6000))
        spoil(w, rng, member.account, member.person, t)
        w.mark(member.account, "traded", ring.id, ring.trick)


def student_raiser(w, rng, ring):
    """Raises ten in a dormitory for pocket money, sells the lot before the holidays."""
    number = size(rng, 3, 9)
    student = new_person(w, rng, kind="student")
    room = Workshop(w, rng, ring.level, student.city, number, "late_desk")
    shop, template = buyer_shop(w, rng, ring, number)
    t = w_time(w, rng, w.length // 3, w.length * 3 // 4)
    for _ in range(number):
        mate, account = holder(
            w, rng, student.city if rng.random() < 0.7 else None, "personal", -rng.randrange(200 * DAY)
        )
        live(w, rng, account, mate.habit, 0, rng.randint(1, 15) * DAY, 0.3)
        room.operate(rng, account, 0, t, rng.uniform(0.3, 0.8))
        sold = t + rng.randrange((3, 9, 25)[ring.level] * DAY)
        if rng.random() < 0.4:
            w.pay(rng, student.wallet, mate.wallet, t + 2 * DAY, rng.choice((20, 30, 50, 66)))
        _sell(w, rng, ring, account, sold, shop, template)
        w.mark(account, "traded", ring.id, ring.trick)
    if rng.random() < 0.8:
        w.pay(rng, shop.tills[0], student.wallet, t, price(rng, 80, 200) * number)


def escrow_market(w, rng, ring):
    """Sellers and buyers meet on a board; an escrow holds the money for three days."""
    escrow = [till(rng) for _ in range(1 + ring.level)]
    for _ in range(size(rng, 4, 12)):
        person, account = holder(w, rng)
        t = w_time(w, rng, 8 * DAY, w.length - 12 * DAY)
        live(w, rng, account, person.habit, 0, t)
        shop, template = buyer_shop(w, rng, ring, 1)
        box, worth = rng.choice(escrow), price(rng, 200, 5000)
        w.pay(rng, rng.choice(shop.tills), box, t - rng.randint(1, 30) * HOUR, worth)
        w.pay(rng, box, person.wallet, t + 3 * DAY + rng.randrange(DAY), round(worth * 0.93, 2))
        _sell(w, rng, ring, account, t, shop, template)
        spoil(w, rng, account, person, t)
        w.mark(account, "traded", ring.id, ring.trick)


def closing_studio_stock(w, rng, ring):
    """A studio out of money sells all it has, phones included, to another one."""
    number = size(rng, 5, 14)
    old = Workshop(w, rng, ring.level, load=number)
    shop, template = buyer_shop(w, rng, ring, number)
    t = w_time(w, rng, w.length // 3, w.length * 3 // 4)
    keeps_phones = rng.random() < 0.6
    for _ in range(number):
        person, account = holder(w, rng)
        first = rng.randrange(15 * DAY)
        live(w, rng, account, person.habit, 0, first)
        old.operate(rng, account, first, t)
        w.change(rng, account, "password", first + HOUR)
        if keeps_phones:
            phones, _ = old.seat(rng, account)
            lines = [w.geo.line(rng, account.city)] if ring.level else [shop.line]
            shop.adopt(account, phones[0][0], lines)
        _sell(w, rng, ring, account, t + rng.randrange((1, 4, 20)[ring.level] * DAY + 1), shop, template)
        w.mark(account, "traded", ring.id, ring.trick)
    shop.give(rng, old.tills[0], t, price(rng, 80, 300) * number)


def shell_sold(w, rng, ring):
    """An enterprise account sold without the firm: the register still names the old boss."""
    for _ in range(rng.choice((1, 1, 2, 3))):
        firm = found(w, rng, quiet=True)
        t = w_time(w, rng, w.length // 5, w.length * 4 // 5)
        desk_hours(w, rng, firm, firm.account, 0, t, 0.25)
        for _ in range(rng.randint(0, 3)):
            hire(w, rng, firm, "bound", (-rng.randrange(200 * DAY), t - rng.randrange(1, 20) * DAY))
        shop, template = buyer_shop(w, rng, ring, 3)
        hand_over(w, rng, ring, firm.account, t, rng.choice(shop.tills), sure="phone")
        shop.operate(rng, firm.account, t + rng.randint(2, 90) * HOUR)
        put_to_use(w, rng, firm.account, t, template, firm.industry)
        w.pay(rng, rng.choice(shop.tills), firm.boss.wallet, t - DAY, price(rng, 800, 9000))
        w.mark(firm.account, "traded", ring.id, ring.trick)


def pawned(w, rng, ring):
    """Given as a pledge for a small loan, never redeemed; the lender sells it."""
    lender = new_person(w, rng, kind="shop")
    for _ in range(rng.randint(1, 5)):
        person, account = holder(w, rng, lender.city if rng.random() < 0.6 else None)
        lent = w_time(w, rng, 0, w.length // 2)
        due = lent + rng.choice((7, 14, 30)) * DAY
        live(w, rng, account, person.habit, 0, lent)
        w.pay(rng, lender.wallet, person.wallet, lent, price(rng, 300, 3000))
        w.change(rng, account, "password", lent + 1200)
        if ring.level == 0:
            live(w, rng, account, replace(lender.habit, devices=lender.habit.devices[:1]), lent, due, 0.1)
        shop, template = buyer_shop(w, rng, ring, 1)
        _sell(w, rng, ring, account, due + rng.randrange(9 * DAY), shop, template)
        w.mark(account, "traded", ring.id, ring.trick)


def staff_steals_stock(w, rng, ring):
    """A raiser's clerk who was not paid takes the passwords and sells the stock alone."""
    number = size(rng, 3, 8)
    rack = Workshop(w, rng, ring.level, load=number)
    t = w_time(w, rng, w.length // 3, w.length * 4 // 5)
    clerk = new_person(w, rng, rack.city, "night")
    for _ in range(number):
        person, account = holder(w, rng, kind="personal", registered=-rng.randrange(90 * DAY))
        live(w, rng, account, person.habit, 0, 2 * DAY, 0.5)
        rack.operate(rng, account, 0, t)
        w.change(rng, account, "password", t + rng.randrange(4 * HOUR))
        phone = clerk.habit.devices[0] if ring.level == 0 else device(rng)
        lines = [clerk.home] if ring.level == 0 else [w.geo.line(rng, account.city)]
        live(w, rng, account, replace(clerk.habit, devices=[phone], day=lines, evening=lines), t, t + 8 * DAY, 0.6)
        shop, template = buyer_shop(w, rng, ring, 1)
        sold = t + rng.randint(1, 8) * DAY
        _sell(w, rng, ring, account, sold, shop, template)
        if rng.random() < 0.7:
            w.pay(rng, rng.choice(shop.tills), clerk.wallet, sold, price(rng, 50, 500))
        w.mark(account, "traded", ring.id, ring.trick)
