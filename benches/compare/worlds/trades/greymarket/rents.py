"""Accounts lent for pay: studios, recruiters of holders, quarrels about the rent."""

from .almanac import DAY, HOUR
from .deals import buyer_shop, holder, price, put_to_use, size
from .firms import found, hire, new_person_till, w_time
from .people import device, digest, live, new_person
from .workshop import Workshop


def _lend(w, rng, ring, studio, template, pair, t, end=None, rent=None, payer=None):
    """A holder lends: looks in now and then, gets the rent, mostly in time."""
    person, account = pair
    end = w.length if end is None else end
    live(w, rng, account, person.habit, 0, t)
    live(w, rng, account, person.habit, t, end, rng.choice((0.03, 0.08, 0.2)))
    if end < w.length:
        live(w, rng, account, person.habit, end)
    if rng.random() < 0.35:
        w.change(rng, account, "password", t + rng.randrange(2 * HOUR))
    studio.operate(rng, account, t, end)
    put_to_use(w, rng, account, t, template, "", end)
    _rent_days(w, rng, studio, person, t, end, rent or price(rng, 60, 600), payer)
    w.mark(account, "rented", ring.id, ring.trick)


def _rent_days(w, rng, studio, person, t, end, rent, payer):
    """Rent by the month or week; paid late, skipped, or with a red packet on top."""
    step = rng.choice((7, 10, 30, 30, 30)) * DAY
    when = t + rng.randrange(2 * DAY)
    while when < end:
        if rng.random() < 0.9:
            late = rng.choice((0, 0, 1, 3)) * DAY + rng.randrange(6 * HOUR)
            if payer:
                w.pay(rng, payer, person.wallet, when + late, rent)
            else:
                studio.give(rng, person.wallet, when + late, rent)
        when += step


def rental_studio(w, rng, ring):
    """A room that works lent accounts by shift and pays the holders by the month."""
    number = size(rng, 4, 13)
    studio, template = buyer_shop(w, rng, ring, number)
    for _ in range(number):
        _lend(w, rng, ring, studio, template, holder(w, rng), w_time(w, rng, 0, w.length * 2 // 3))
    studio.wages(rng, 2800, 4500)
    if rng.random() < 0.15:
        w.approve("payment_account", studio.tills[0], "代运营", rng.choice((None, w.length // 2)))


def scan_each_morning(w, rng, ring):
    """The holder scans a code every morning; the studio works in a browser until logged out."""
    studio, template = buyer_shop(w, rng, ring, 8)
    for _ in range(size(rng, 3, 9)):
        person, account = holder(w, rng)
        t = w_time(w, rng, 0, w.length // 2)
        end = t + rng.randint(20, 90) * DAY
        for day in range(t // DAY, min(end // DAY, w.days)):
            if rng.random() < 0.5:
                scan = day * DAY + int(rng.gauss(9, 0.5) * HOUR)
                w.login(account, person.habit.devices[0], scan, person.home, rng)
                phones, lines = studio.seat(rng, account)
                w.login(account, rng.choice(phones)[0], scan + rng.randint(20, 400), rng.choice(lines), rng)
        _lend(w, rng, ring, studio, template, (person, account), t, end, rng.choice((50, 70, 105)))


def recruiter_of_holders(w, rng, ring):
    """Finds classmates and neighbours for a studio; a head fee, then a cut of each rent."""
    number = size(rng, 4, 14)
    studio, template = buyer_shop(w, rng, ring, number)
    recruiters = [new_person(w, rng) for _ in range(rng.randint(1, 3))]
    for _ in range(number):
        recruiter = rng.choice(recruiters)
        pair = holder(w, rng, recruiter.city if rng.random() < 0.75 else None)
        t = w_time(w, rng, 0, w.length * 2 // 3)
        studio.give(rng, recruiter.wallet, t + DAY, rng.choice((30, 50, 80)))
        _lend(w, rng, ring, studio, template, pair, t, payer=recruiter.wallet)
    for day in w.almanac.month_days(rng.choice((1, 5, 28))):
        for recruiter in recruiters:
            studio.give(rng, recruiter.wallet, day * DAY + 20 * HOUR, price(rng, 300, 3000))


def village_nephew(w, rng, ring):
    """Aunts and neighbours of one village lend to a nephew in town, who keeps one wallet."""
    nephew = new_person(w, rng, kind="night")
    village = w.geo.city(rng, nephew.city)
    studio, template = buyer_shop(w, rng, ring, 6)
    for _ in range(size(rng, 3, 8)):
        person, account = holder(w, rng, village)
        if ring.level < 2 and rng.random() < 0.7:
            account.payout = nephew.wallet
        _lend(
            w,
            rng,
            ring,
            studio,
            template,
            (person, account),
            w_time(w, rng, 0, w.length // 2),
            rent=rng.choice((50, 88, 100, 200)),
            payer=nephew.wallet,
        )


def rent_unpaid(w, rng, ring):
    """No rent for a month: holders pull back with a new password, and lend to the next studio."""
    number = size(rng, 3, 8)
    first, text_one = buyer_shop(w, rng, ring, number)
    second, text_two = buyer_shop(w, rng, ring, number)
    for _ in range(number):
        person, account = holder(w, rng)
        t = w_time(w, rng, 0, w.length // 4)
        stop = t + rng.randint(25, 50) * DAY
        _lend(w, rng, ring, first, text_one, (person, account), t, stop)
        w.change(rng, account, "password", stop + rng.randrange(2 * DAY))
        again = stop + rng.randint(3, 20) * DAY
        if rng.random() < 0.7:
            second.operate(rng, account, again)
            put_to_use(w, rng, account, min(again, w.length - DAY), text_two, "")
            second.give(rng, person.wallet, again + DAY, price(rng, 60, 500))


def lent_to_a_boss(w, rng, ring):
    """Staff of a small firm lend their private accounts to a boss next door for pocket money."""
    firm = rng.choice(w.firms)
    tenant = found(w, rng)
    studio, template = buyer_shop(w, rng, ring, 5)
    for _ in range(rng.randint(2, 7)):
        t = w_time(w, rng, 0, w.length // 2)
        member = hire(w, rng, firm, "bound", (-rng.randrange(300 * DAY), max(t - DAY, 1)), lives=False)
        _lend(
            w,
            rng,
            ring,
            studio,
            template,
            (member.person, member.account),
            t,
            payer=tenant.till if ring.level == 0 else None,
        )
        if rng.random() < 0.6:
            w.bind(tenant.account, member.account, t + DAY, None, "bound", member.person.holder)
            member.account.kind = "kos"
    w.tell(tenant.account, "tenant_enterprise", "rented")


def comment_army(w, rng, ring):
    """Lent for an hour a day to praise shops; paid per task by a group owner."""
    number = size(rng, 5, 15)
    studio = Workshop(w, rng, ring.level, load=number, shift="late_desk")
    template = digest(rng)[:4] + "号店体验完，服务细致，环境干净，下次还来"
    wallet = new_person_till(rng)
    for _ in range(number):
        _lend(
            w,
            rng,
            ring,
            studio,
            template,
            holder(w, rng),
            w_time(w, rng, 0, w.length * 2 // 3),
            rent=rng.choice((8, 12, 15, 20)),
            payer=wallet if rng.random() < 0.6 else None,
        )


def second_phone_posted(w, rng, ring):
    """The holder posts an old logged-in phone to the studio and keeps the new one."""
    studio, template = buyer_shop(w, rng, ring, 6)
    for _ in range(size(rng, 3, 8)):
        person, account = holder(w, rng)
        t = w_time(w, rng, 10 * DAY, w.length * 2 // 3)
        lines = [studio.line] if ring.level == 0 else [w.geo.line(rng, account.city)]
        studio.adopt(account, person.habit.devices[0], lines)
        live(w, rng, account, person.habit, 0, t)
        person.habit.devices = [device(rng)]
        _lend(w, rng, ring, studio, template, (person, account), t)
