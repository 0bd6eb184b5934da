"""Honest companies in the situations that look odd from outside."""

from dataclasses import replace

from .almanac import DAY, HOUR
from .firms import (
    Lead,
    advertise,
    at_work,
    desk_hours,
    found,
    gather,
    hire,
    ordinary_firm,
    stay,
    take_lead,
    w_time,
    wages,
    write_notes,
)
from .people import Habit, device, digest, live, new_person, rhythm
from .text import LEAD_INDUSTRIES
from .workshop import Workshop


def _tell_all(w, firm, story):
    """The company and its staff all took part."""
    w.tell(firm.account, story)
    for member in firm.staff:
        w.tell(member.account, story)


def shop_tablet(w, rng):
    """One tablet at the counter; whoever is on shift answers with the own account."""
    firm = ordinary_firm(w, rng, rng.randint(3, 10), industry=rng.choice(("餐饮", "美业", "服饰")))
    tablets = [device(rng) for _ in range(rng.randint(1, 2))]
    shift = Habit(tablets, [firm.office], [firm.office], rhythm(rng, "shop"), (1,) * 7, (), True)
    for member in firm.staff:
        live(w, rng, member.account, shift, max(0, member.bound), member.left, rng.uniform(0.1, 0.9))
    if rng.random() < 0.4:
        w.approve("device", tablets[0], "门店平板", w.length * 2)
    _tell_all(w, firm, "shop_tablet")


def central_posting(w, rng):
    """Headquarters made the accounts and posts on all of them, one after the other."""
    firm = found(w, rng)
    for _ in range(rng.randint(6, 26)):
        hire(w, rng, firm, "created", lives=rng.random() < 0.4, rate=0.1)
    desk = Workshop(w, rng, 0, firm.city, len(firm.staff))
    desk.rounds(rng, [s.account for s in firm.staff], 0, w.length, 0.65)
    write_notes(w, rng, firm, 4, 0.85)
    advertise(w, rng, firm, [s.account for s in firm.staff], 0.4)
    _tell_all(w, firm, "central_posting")


def successor_handover(w, rng):
    """Somebody resigns; the company's account passes to whoever takes the chair."""
    firm = ordinary_firm(w, rng, rng.randint(2, 7))
    for _ in range(rng.randint(1, 3)):
        t = w_time(w, rng, w.length // 6, w.length * 5 // 6)
        first = hire(w, rng, firm, "created", (-rng.randrange(300 * DAY), w.length), lives=False)
        live(w, rng, first.account, first.person.habit, 0, t)
        heir = new_person(w, rng, firm.city, work=firm.office)
        live(w, rng, first.account, heir.habit, t + rng.randint(1, 60) * HOUR)
        w.change(rng, first.account, "password", t)
        w.change(rng, first.account, "phone", t + rng.randrange(3 * DAY), heir.phone)
        if rng.random() < 0.7:
            w.change(rng, first.account, "holder", t + rng.randrange(4 * DAY), heir.holder)
        w.tell(first.account, "successor_handover")


def changes_employer(w, rng):
    """Takes the own account along to a competitor across the street."""
    old = ordinary_firm(w, rng, rng.randint(2, 6))
    new = ordinary_firm(w, rng, rng.randint(2, 6), industry=old.industry, city=old.city)
    for _ in range(rng.randint(1, 3)):
        t = w_time(w, rng, w.length // 5)
        member = hire(w, rng, old, "bound", (-rng.randrange(500 * DAY), t))
        hire(w, rng, new, "bound", (t + rng.randint(1, 25) * DAY, w.length), member.person, member.account, lives=False)
        w.tell(member.account, "changes_employer")


def team_follows_boss(w, rng):
    """A manager starts an own company and half the team goes with her, in one week."""
    old = ordinary_firm(w, rng, rng.randint(3, 6), industry=rng.choice(LEAD_INDUSTRIES))
    t = w_time(w, rng, w.length // 4, w.length * 4 // 5)
    new = ordinary_firm(w, rng, 2, industry=old.industry, city=old.city)
    for _ in range(rng.randint(4, 14)):
        leave = t + rng.randrange(7 * DAY)
        member = hire(w, rng, old, "bound", (-rng.randrange(700 * DAY), leave))
        hire(
            w,
            rng,
            new,
            "bound",
            (leave + rng.randint(0, 5) * DAY + 60, w.length),
            member.person,
            member.account,
            lives=False,
        )
        w.tell(member.account, "team_follows_boss")
    wages(w, rng, new)


def seasonal_staff(w, rng):
    """Festival weeks: students bound for a month, gone after."""
    firm = ordinary_firm(w, rng, rng.randint(2, 6), industry=rng.choice(("餐饮", "服饰", "旅游")))
    t = w_time(w, rng, 0, w.length * 3 // 4)
    for _ in range(rng.randint(4, 16)):
        start = t + rng.randrange(6 * DAY)
        member = hire(w, rng, firm, "bound", (start, start + rng.randint(12, 45) * DAY))
        w.tell(member.account, "seasonal_staff")


def remote_sales(w, rng):
    """Sellers all over the country who never meet; paid by commission, some not at all yet."""
    firm = found(w, rng, rng.choice(LEAD_INDUSTRIES))
    for _ in range(rng.randint(6, 24)):
        hire(w, rng, firm, "bound", city=w.geo.city(rng))
    gather(w, rng, firm, rng.randint(30, 200))
    if rng.random() < 0.6:
        wages(w, rng, firm, 300, 6000)
    write_notes(w, rng, firm, 2, 0.5)
    advertise(w, rng, firm, [s.account for s in firm.staff], 0.25)
    _tell_all(w, firm, "remote_sales")


def above_quota(w, rng):
    """More than thirty accounts, with the spend that allows them."""
    firm = found(w, rng, rng.choice(LEAD_INDUSTRIES))
    for _ in range(rng.randint(34, 90)):
        hire(w, rng, firm, rng.choice(("created", "bound")))
    gather(w, rng, firm, rng.randint(200, 700))
    wages(w, rng, firm)
    write_notes(w, rng, firm, 1.5, 0.4)
    for member in firm.staff:
        advertise(w, rng, firm, [member.account], 0.6, rng.choice(("seeding", "lead_collection")))
    _tell_all(w, firm, "above_quota")


def franchise(w, rng):
    """Several shops of a brand, each with its owner, one sheet of leads and texts."""
    group, template = "G" + digest(rng)[:8], None
    shops = []
    for _ in range(rng.randint(3, 9)):
        industry = shops[0].industry if shops else rng.choice(LEAD_INDUSTRIES)
        firm = found(w, rng, industry, group=group)
        template = template or firm.template
        firm.template = template
        for _ in range(rng.randint(2, 8)):
            hire(w, rng, firm)
        gather(w, rng, firm, rng.randint(15, 60))
        write_notes(w, rng, firm, 2, 0.7)
        shops.append(firm)
        _tell_all(w, firm, "franchise")
    for firm in shops:
        for lead in rng.sample(firm.leads, len(firm.leads) // 4):
            other = rng.choice(shops)
            w.transfer(
                lead.id,
                lead.contact,
                lead.owner,
                other.account,
                lead.t + rng.randint(1, 48) * HOUR,
                rng.choice(("crm_assign", "partner_api")),
            )


def owner_of_licences(w, rng):
    """A franchise owner with a licence for each shop; the staff rotate among them."""
    boss = None
    firms, group = [], "G" + digest(rng)[:8] if rng.random() < 0.4 else ""
    for _ in range(rng.randint(3, 6)):
        firm = found(w, rng, firms[0].industry if firms else None, boss=boss, group=group)
        boss = boss or firm.boss
        if firms and rng.random() < 0.6:
            firm.account.payout = firms[0].till
        firms.append(firm)
    for firm in firms:
        for _ in range(rng.randint(4, 18)):
            span = stay(w, rng)
            member = hire(w, rng, firm, "bound", span)
            if span[1] < w.length and rng.random() < 0.5:
                hire(
                    w,
                    rng,
                    rng.choice(firms),
                    "bound",
                    (span[1] + DAY, w.length),
                    member.person,
                    member.account,
                    lives=False,
                )
        wages(w, rng, firm)
        write_notes(w, rng, firm)
        _tell_all(w, firm, "owner_of_licences")


def family_firm(w, rng):
    """Cousins and an aunt help out on Saturdays; the accounts hardly move."""
    firm = ordinary_firm(w, rng, rng.randint(1, 3))
    for _ in range(rng.randint(2, 6)):
        member = hire(
            w, rng, firm, "bound", rate=rng.uniform(0.05, 0.2), city=w.geo.city(rng) if rng.random() < 0.3 else None
        )
        w.tell(member.account, "family_firm")


def boss_on_every_phone(w, rng):
    """The boss cannot let go and opens everybody's account at night from the own phone."""
    firm = ordinary_firm(w, rng, rng.randint(4, 12))
    night = replace(firm.boss.habit, devices=firm.boss.habit.devices[:1])
    for member in firm.staff:
        live(w, rng, member.account, night, max(0, member.bound), member.left, rng.uniform(0.05, 0.5))
    _tell_all(w, firm, "boss_on_every_phone")


def leaver_reassigned(w, rng):
    """Somebody leaves and all open leads go to two colleagues in one evening."""
    firm = ordinary_firm(w, rng, rng.randint(4, 9), industry=rng.choice(LEAD_INDUSTRIES))
    gather(w, rng, firm, rng.randint(40, 120))
    team = at_work(firm, w.length // 2)
    if len(team) < 3:
        return
    leaver, t = rng.choice(team), w_time(w, rng, w.length // 2)
    heirs = rng.sample([s for s in team if s is not leaver], 2)
    for lead in firm.leads:
        if lead.owner is leaver.account and lead.t < t:
            taker = rng.choice(heirs).account
            w.transfer(lead.id, lead.contact, lead.owner, taker, t + rng.randrange(1800), "crm_assign")
    w.change(rng, leaver.account, "password", t + rng.randrange(DAY))
    w.tell(leaver.account, "leaver_reassigned")


def declared_partner(w, rng):
    """A wedding planner and a hotel, a decorator and a furniture shop: by contract."""
    first = ordinary_firm(w, rng, rng.randint(3, 8), industry=rng.choice(("婚庆", "家装", "房产")))
    second = ordinary_firm(w, rng, rng.randint(3, 8), industry=rng.choice(LEAD_INDUSTRIES), city=first.city)
    gather(w, rng, first, rng.randint(30, 120))
    shared = rng.sample(first.leads, len(first.leads) // 3)
    for lead in shared:
        when = lead.t + rng.randint(1, 30) * HOUR
        w.transfer(lead.id, lead.contact, lead.owner, second.account, when, "partner_api")
    for day in w.almanac.month_days(28):
        w.pay(rng, second.till, first.till, day * DAY + 15 * HOUR, len(shared) * rng.randint(5, 20))
    if rng.random() < 0.5:
        w.approve("enterprise", first.account.id, "战略合作", None)
    w.tell(first.account, "declared_partner")
    w.tell(second.account, "declared_partner")


def asks_around(w, rng):
    """A consumer asks three decorators in an evening; no one handed anything on."""
    city, industry = w.geo.city(rng), rng.choice(LEAD_INDUSTRIES)
    firms = [ordinary_firm(w, rng, rng.randint(2, 6), industry=industry, city=city) for _ in range(3)]
    for _ in range(rng.randint(15, 60)):
        contact, t = digest(rng), w_time(w, rng, low=18, high=22)
        for firm in rng.sample(firms, rng.randint(2, 3)):
            team = at_work(firm, t)
            take_lead(w, rng, firm, firm.account, contact, t + rng.randint(1, 70) * 3600, team)
    for firm in firms:
        w.tell(firm.account, "asks_around")


def co_broking(w, rng):
    """Estate agents of two houses share a buyer and halve the commission, by custom and rule."""
    city = w.geo.city(rng)
    firms = [ordinary_firm(w, rng, rng.randint(4, 12), industry="房产", city=city) for _ in range(rng.randint(2, 4))]
    for firm in firms:
        gather(w, rng, firm, rng.randint(20, 60))
        w.approve("enterprise", firm.account.id, "合作分佣备案", None)
    for firm in firms:
        for lead in rng.sample(firm.leads, len(firm.leads) // 5):
            other = rng.choice(firms)
            team = at_work(other, lead.t)
            if other is firm or not team:
                continue
            mate = rng.choice(team)
            sent = w.transfer(
                lead.id, lead.contact, lead.owner, mate.account, lead.t + rng.randint(2, 200) * HOUR, "private_message"
            )
            if sent and rng.random() < 0.25:
                w.pay(rng, other.till, firm.till, lead.t + rng.randint(20, 60) * DAY, rng.randint(30, 400) * 100)
        _tell_all(w, firm, "co_broking")


def insurance_agents(w, rng):
    """Self-employed agents of an insurer: own adverts, copied texts, referrals, no wage."""
    firm = found(w, rng, "保险")
    for _ in range(rng.randint(8, 28)):
        hire(w, rng, firm, "bound", city=firm.city if rng.random() < 0.7 else w.geo.city(rng))
    gather(w, rng, firm, rng.randint(40, 160), 0.2)
    write_notes(w, rng, firm, 3, 0.7)
    advertise(w, rng, firm, [s.account for s in firm.staff], 0.35)
    for lead in rng.sample(firm.leads, len(firm.leads) // 6):
        mate = rng.choice(firm.staff)
        if w.transfer(lead.id, lead.contact, lead.owner, mate.account, lead.t + 9 * HOUR, "private_message"):
            w.pay(
                rng, mate.person.wallet, lead.owner.payout or firm.till, lead.t + 20 * DAY, rng.choice((200, 300, 500))
            )
    _tell_all(w, firm, "insurance_agents")


def centre_closes(w, rng):
    """A tutoring centre gives up; pupils pass to a partner that honours the courses."""
    old = ordinary_firm(w, rng, rng.randint(5, 14), industry="教育培训")
    gather(w, rng, old, rng.randint(60, 160))
    heir = ordinary_firm(w, rng, rng.randint(3, 8), industry="教育培训", city=old.city)
    heir.account.group = old.account.group = "G" + digest(rng)[:8] if rng.random() < 0.5 else ""
    t = w_time(w, rng, w.length // 2)
    for lead in old.leads:
        if lead.t < t and rng.random() < 0.7:
            w.transfer(
                lead.id,
                lead.contact,
                lead.owner,
                heir.account,
                t + rng.randrange(3 * HOUR),
                rng.choice(("export", "crm_assign")),
            )
    w.approve("enterprise", old.account.id, "停业学员转接", t + 60 * DAY)
    for _ in range(rng.randint(3, 8)):
        end = t + rng.randrange(6 * DAY)
        member = hire(w, rng, old, "bound", (-rng.randrange(600 * DAY), end))
        w.tell(member.account, "centre_closes")
        if rng.random() < 0.5:
            hire(
                w,
                rng,
                heir,
                "bound",
                (end + rng.randint(1, 12) * DAY, w.length),
                member.person,
                member.account,
                lives=False,
            )
    w.tell(old.account, "centre_closes")
    w.tell(heir.account, "centre_closes")


def shop_sold_whole(w, rng):
    """The whole firm is sold: register, till, keys and accounts pass to a new owner."""
    firm = found(w, rng, quiet=True)
    for _ in range(rng.randint(2, 8)):
        hire(w, rng, firm, "created", (-rng.randrange(500 * DAY), w.length))
    t = w_time(w, rng, w.length // 5, w.length * 4 // 5)
    desk_hours(w, rng, firm, firm.account, 0, t)
    buyer = new_person(w, rng, firm.city if rng.random() < 0.7 else None, "shop")
    w.pay(rng, buyer.wallet, firm.boss.wallet, t - rng.randint(1, 20) * DAY, rng.randint(30, 600) * 1000)
    firm.boss, firm.pc = buyer, firm.pc if rng.random() < 0.5 else device(rng)
    w.change(rng, firm.account, "password", t)
    w.change(rng, firm.account, "phone", t + rng.randrange(3 * DAY), buyer.phone)
    w.change(rng, firm.account, "holder", t + rng.randint(2, 25) * DAY, buyer.holder)
    w.change(rng, firm.account, "payout_account", t + rng.randint(3, 30) * DAY, buyer.wallet)
    desk_hours(w, rng, firm, firm.account, t)
    for member in firm.staff:
        if rng.random() < 0.5:
            w.change(rng, member.account, "password", t + rng.randrange(5 * DAY))
    _tell_all(w, firm, "shop_sold_whole")


def co_working(w, rng):
    """Small companies that have nothing in common but the floor and its line."""
    city = w.geo.city(rng)
    line = w.geo.office(rng, city)
    for _ in range(rng.randint(3, 8)):
        firm = ordinary_firm(w, rng, rng.randint(1, 6), city=city, line=line)
        _tell_all(w, firm, "co_working")


def bankrupt_auction(w, rng):
    """A closed firm's phones go to another company, as a box, with the old logins."""
    phones = [device(rng) for _ in range(rng.randint(3, 10))]
    t = w_time(w, rng, w.length // 4, w.length * 3 // 4)
    for start, end in ((0, t), (t + 9 * DAY, w.length)):
        firm = ordinary_firm(w, rng, rng.randint(4, 10))
        for member in firm.staff:
            habit = Habit(
                [rng.choice(phones)], [firm.office], [firm.office], rhythm(rng, "desk"), (1,) * 5 + (0.2,) * 2, (), True
            )
            live(w, rng, member.account, habit, max(start, member.bound), min(end, member.left), 0.6)
        _tell_all(w, firm, "bankrupt_auction")


def lead_imported_again(w, rng):
    """Old customers from a shop's own paper list are typed in as leads, twice by mistake."""
    firm = ordinary_firm(w, rng, rng.randint(3, 9), industry=rng.choice(LEAD_INDUSTRIES))
    t = w_time(w, rng)
    for _ in range(rng.randint(20, 80)):
        contact = digest(rng)
        for _ in range(rng.choice((1, 1, 1, 2))):
            number = w.lead(rng, firm.account, contact, t + rng.randrange(2 * HOUR), "import")
            firm.leads.append(Lead(number, contact, firm.account, t))
    w.tell(firm.account, "lead_imported_again")
