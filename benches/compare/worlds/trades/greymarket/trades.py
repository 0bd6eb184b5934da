"""Honest small trades whose business has nearly the form of the grey one."""

from dataclasses import replace

from .almanac import DAY, HOUR
from .firms import advertise, at_work, found, gather, hire, new_person_till, ordinary_firm, w_time
from .people import count, device, digest, live, new_person, small_changes
from .text import LEAD_INDUSTRIES, copy_text, note_text
from .workshop import Workshop


def _client(w, rng, story, city=None, kind="professional", payout=True):
    """A customer of the trade with an own account."""
    person = new_person(w, rng, city)
    account = w.open_account(rng, kind, person, payout=payout)
    small_changes(w, rng, account)
    w.tell(account, story)
    return person, account


def repair_shop(w, rng):
    """Waiting customers use the shop's loan phone; some have forgotten passwords."""
    city = w.geo.city(rng)
    line, loans = w.geo.line(rng, city), [device(rng) for _ in range(rng.randint(2, 5))]
    master, own = _client(w, rng, "repair_shop", city)
    live(w, rng, own, replace(master.habit, day=[line], devices=master.habit.devices + loans))
    for _ in range(rng.randint(15, 50)):
        person, account = _client(w, rng, "repair_shop", city, "personal", False)
        t = w_time(w, rng, high=19)
        back = t + rng.randint(2, 5 * 24) * HOUR
        live(w, rng, account, person.habit, 0, t)
        loan = replace(person.habit, devices=[rng.choice(loans)])
        live(w, rng, account, loan, t, back, 1.2)
        w.login(account, loan.devices[0], t + 600, line, rng)
        replaced = rng.random() < 0.2
        live(w, rng, account, replace(person.habit, devices=[device(rng)]) if replaced else person.habit, back)
        if rng.random() < 0.25:
            w.change(rng, account, "password", t + rng.randrange(1200))
        w.pay(rng, person.wallet, own.payout, back, rng.choice((80, 120, 199, 260, 380)))


def phone_dealer(w, rng):
    """Buys and sells used phones; tries each with the own account before it goes out."""
    dealer, account = _client(w, rng, "phone_dealer")
    live(w, rng, account, dealer.habit)
    for _ in range(rng.randint(15, 70)):
        phone, t = device(rng), w_time(w, rng)
        w.login(account, phone, t, dealer.home, rng)
        if rng.random() < 0.5:
            before = _client(w, rng, "phone_dealer", dealer.city, "personal", False)
            live(w, rng, before[1], replace(before[0].habit, devices=[phone]), 0, t - DAY)
            live(w, rng, before[1], before[0].habit, t - DAY)
            w.pay(rng, dealer.wallet, before[0].wallet, t - 2 * HOUR, rng.randint(20, 300) * 10)
        w.used_phones.append((phone, t // DAY + 1))


def mcn_agency(w, rng):
    """Signs creators, runs their accounts from the office, pays a monthly share.

    The creators look in at home. Some leave in anger and change the password."""
    level = rng.choices((0, 1, 2), (70, 20, 10))[0]
    number = rng.randint(6, 28)
    office = Workshop(w, rng, level, load=number)
    for _ in range(number):
        person, account = _client(w, rng, "mcn_agency")
        signed = -DAY if rng.random() < 0.5 else w_time(w, rng, 0, w.length * 2 // 3)
        out = w_time(w, rng, w.length // 2) if rng.random() < 0.2 else w.length
        live(w, rng, account, person.habit, 0, None, rng.uniform(0.05, 0.5))
        office.operate(rng, account, max(0, signed), out)
        if signed > 0 and rng.random() < 0.6:
            w.change(rng, account, "password", signed)
        if out < w.length:
            w.change(rng, account, "password", out + rng.randrange(DAY))
        for day in w.almanac.month_days(16):
            if signed < day * DAY < out:
                w.pay(rng, office.tills[0], person.wallet, day * DAY + 16 * HOUR, rng.lognormvariate(7.2, 0.8))
        for _ in range(count(rng, 3)):
            w.note(rng, account, w_time(w, rng), note_text(rng, "", person.city))
    office.wages(rng)
    _maybe_approve(w, rng, office, "签约机构")


def _maybe_approve(w, rng, office, reason):
    """About half of the agencies went through the platform's paperwork; some let it lapse."""
    if rng.random() < 0.5:
        until = rng.choice((None, w.length + 90 * DAY, w.length // 3))
        w.approve("payment_account", office.tills[0], reason, until)
        for phone, _, _ in office.shelf:
            w.approve("device", phone, reason, until)


def client_agency(w, rng):
    """Runs the company-made accounts of several clients that never heard of each other."""
    firms = [found(w, rng) for _ in range(rng.randint(3, 8))]
    office = Workshop(w, rng, rng.choices((0, 1), (85, 15))[0], load=len(firms) * 5)
    for firm in firms:
        t = -DAY if rng.random() < 0.6 else w_time(w, rng)
        for _ in range(rng.randint(2, 9)):
            member = hire(w, rng, firm, "created", lives=rng.random() < 0.3, rate=0.15)
            office.operate(rng, member.account, max(0, t, member.bound), member.left)
            w.tell(member.account, "client_agency")
            for _ in range(count(rng, 2)):
                w.note(rng, member.account, w_time(w, rng), copy_text(rng, rng.choice(firms).template))
        for day in w.almanac.month_days(1):
            w.pay(rng, firm.till, office.tills[0], day * DAY + 11 * HOUR, rng.randint(20, 200) * 100)
        w.tell(firm.account, "client_agency")
    office.wages(rng)
    _maybe_approve(w, rng, office, "代运营")


def part_time_agency(w, rng):
    """Sends students as promoters to one company after another and pays them itself."""
    city = w.geo.city(rng)
    till = new_person_till(rng)
    clients = [ordinary_firm(w, rng, rng.randint(2, 5), city=city) for _ in range(rng.randint(3, 5))]
    for _ in range(rng.randint(8, 26)):
        person, account = None, None
        t = w_time(w, rng, 0, w.length // 2)
        for firm in rng.sample(clients, rng.randint(1, 3)):
            end = t + rng.randint(5, 28) * DAY
            member = hire(w, rng, firm, "bound", (t, end), person, account, lives=person is None)
            person, account = member.person, member.account
            w.pay(rng, till, person.wallet, end + DAY, rng.randint(6, 30) * 120)
            t = end + rng.randint(1, 15) * DAY
        w.tell(account, "part_time_agency")
    for firm in clients:
        for day in w.almanac.month_days(25):
            w.pay(rng, firm.till, till, day * DAY + 14 * HOUR, rng.randint(30, 300) * 100)


def labour_dispatch(w, rng):
    """On the books of a dispatch firm, at work in another: paid by neither's account owner."""
    till = new_person_till(rng)
    firm = ordinary_firm(w, rng, rng.randint(2, 6))
    for _ in range(rng.randint(6, 20)):
        member = hire(w, rng, firm, "bound")
        w.tell(member.account, "labour_dispatch")
        for day in w.almanac.month_days(12):
            w.pay(rng, till, member.person.wallet, day * DAY + 10 * HOUR, rng.randint(30, 60) * 100)


def hourly_studio(w, rng):
    """A broadcast room let by the hour; its phones have seen every account in town."""
    city = w.geo.city(rng)
    line, phones = w.geo.office(rng, city), [device(rng) for _ in range(rng.randint(3, 7))]
    till = new_person_till(rng)
    for _ in range(rng.randint(15, 45)):
        person, account = _client(w, rng, "hourly_studio", city)
        live(w, rng, account, person.habit)
        for _ in range(rng.choice((1, 2, 4, 12))):
            t = w_time(w, rng, high=22)
            w.login(account, rng.choice(phones), t, line, rng)
            w.pay(rng, person.wallet, till, t - HOUR, rng.choice((90, 150, 180, 300)))
    if rng.random() < 0.3:
        w.approve("ip", line.seen(0, rng)[0], "共享直播间", None)


def leased_phones(w, rng):
    """Phones leased for a fair, returned, and leased to the next company."""
    phones = [device(rng) for _ in range(rng.randint(4, 9))]
    t = 2 * DAY
    while t < w.length - 10 * DAY:
        firm = ordinary_firm(w, rng, rng.randint(3, 8))
        end = t + rng.randint(3, 9) * DAY
        for member in at_work(firm, t):
            stand = replace(member.person.habit, devices=[rng.choice(phones)], trade=True)
            live(w, rng, member.account, stand, t, end, 1.5)
            w.tell(member.account, "leased_phones")
        t = end + rng.randint(10, 50) * DAY


def call_desk(w, rng):
    """A call desk collects inquiries for several shops and bills them by the head."""
    desk = found(w, rng, "招聘")
    for _ in range(rng.randint(3, 9)):
        hire(w, rng, desk)
    clients = [
        ordinary_firm(w, rng, rng.randint(2, 6), industry=rng.choice(LEAD_INDUSTRIES)) for _ in range(rng.randint(2, 5))
    ]
    gather(w, rng, desk, rng.randint(60, 200), 0.0)
    sent = {firm.account.id: 0 for firm in clients}
    for lead in desk.leads:
        firm = rng.choice(clients)
        if w.transfer(
            lead.id, lead.contact, lead.owner, firm.account, lead.t + rng.randint(300, 9 * HOUR), "partner_api"
        ):
            sent[firm.account.id] += 1
    for firm in clients:
        days = w.almanac.month_days(2)
        for day in days:
            w.pay(
                rng, firm.till, desk.till, day * DAY + 13 * HOUR, sent[firm.account.id] * 12 // max(1, len(days)) + 300
            )
        w.tell(firm.account, "call_desk")
    w.tell(desk.account, "call_desk")
    w.approve("enterprise", desk.account.id, "客资代接", None)


def night_desk(w, rng):
    """Three people answer the night messages of several shops, with their leave."""
    firms = [ordinary_firm(w, rng, rng.randint(3, 8)) for _ in range(rng.randint(3, 6))]
    desk = Workshop(w, rng, 0, load=12, shift="late_desk")
    for firm in firms:
        for account in [firm.account] + [s.account for s in at_work(firm, 0)[:2]]:
            desk.operate(rng, account, w_time(w, rng, 0, w.length // 2), None, 0.5)
            w.tell(account, "night_desk")
        for day in w.almanac.month_days(4):
            w.pay(rng, firm.till, desk.tills[0], day * DAY + 12 * HOUR, rng.choice((1500, 1800, 2600)))
    desk.wages(rng, 2800, 4200)
    _maybe_approve(w, rng, desk, "夜间客服")


def account_course(w, rng):
    """A teacher of 'how to grow an account' logs in to pupils' accounts once to show it."""
    teacher, own = _client(w, rng, "account_course")
    live(w, rng, own, teacher.habit, rate=1.0)
    template = note_text(rng, "", teacher.city)
    for _ in range(rng.randint(10, 30)):
        pupil, account = _client(w, rng, "account_course")
        live(w, rng, account, pupil.habit)
        t = w_time(w, rng)
        w.pay(rng, pupil.wallet, teacher.wallet, t - DAY, rng.choice((199, 399, 1280)))
        if rng.random() < 0.4:
            w.login(account, teacher.habit.devices[0], t, teacher.home, rng)
        for _ in range(rng.randint(0, 3)):
            w.note(rng, account, w_time(w, rng, t), copy_text(rng, template))
        if rng.random() < 0.15:
            w.pay(rng, teacher.wallet, pupil.wallet, t + 12 * DAY, 199)


def lost_account_help(w, rng):
    """A shop that gets locked accounts back: resets on its own line, for a fee."""
    helper, own = _client(w, rng, "lost_account_help")
    live(w, rng, own, helper.habit)
    for _ in range(rng.randint(8, 25)):
        person, account = _client(w, rng, "lost_account_help", kind="personal", payout=False)
        t = w_time(w, rng)
        live(w, rng, account, person.habit, 0, t - rng.randint(5, 60) * DAY)
        w.change(rng, account, "phone", t)
        w.change(rng, account, "password", t + 240)
        if rng.random() < 0.6:
            w.login(account, helper.habit.devices[0], t + 300, helper.home, rng)
        live(w, rng, account, replace(person.habit, devices=[device(rng)]), t + HOUR)
        w.pay(rng, person.wallet, helper.wallet, t + 2 * HOUR, rng.choice((50, 80, 100, 150)))


def matrix_of_own_accounts(w, rng):
    """One shopkeeper, three lawful accounts and an advert for each, on a row of old phones."""
    owner = new_person(w, rng, kind="shop")
    for _ in range(3):
        account = w.open_account(rng, "professional", owner, payout=True)
        account.phone = digest(rng)
        phone = w.take_used_phone(rng, w.days) or device(rng)
        live(w, rng, account, replace(owner.habit, devices=[phone] * 4 + owner.habit.devices[:1]), rate=0.8)
        w.tell(account, "matrix_of_own_accounts")
        for day in range(rng.randrange(w.days), w.days, 2):
            w.spend(account, day, "seeding", rng.uniform(20, 120))


def staffing_recruiter(w, rng):
    """Recruits for a factory: pays a head fee to whoever brings a friend along."""
    firm = ordinary_firm(w, rng, rng.randint(3, 8), industry="招聘")
    friends = []
    for _ in range(rng.randint(6, 18)):
        person, account = _client(w, rng, "staffing_recruiter", firm.city, "personal")
        live(w, rng, account, person.habit)
        t = w_time(w, rng)
        payee = rng.choice(friends) if friends and rng.random() < 0.7 else person
        w.pay(rng, firm.till, payee.wallet, t, rng.choice((100, 200, 300)))
        friends.append(person)
    advertise(w, rng, firm, [firm.account], 0.8, "lead_collection")
