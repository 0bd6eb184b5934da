"""Companies whose files looked like affiliation, trade or lead resale and were not."""

from core import DAY, HOUR
from firms import firm_size, hire, make_firm, on_duty
from honest_people import desk_hand
from people import Person, hand_over, visit, weekly_rate
from texts import script


def idle_firms(world, count=1, least=2):
    """Firms without a story so far, with some staff."""
    picked = []
    for firm in world.firms:
        if len(picked) < count and not firm.busy and len(firm.staff) >= least:
            firm.busy = True
            picked.append(firm)
    return picked


def shop_tablets(world, geo):
    """The counter tablet serves whoever has the shift."""
    for firm in idle_firms(world, 1, 3):
        tablets = [world.token(16) for _ in range(world.rng.randint(1, 3))]
        for a in firm.staff:
            a.owner.hand.add_device(world.rng.choice(tablets), 0, 1 << 40, world.rng.uniform(0.5, 5))
        world.tell("shop_tablets", firm.account, *firm.staff)


def central_posting(world, geo):
    """Headquarters posts one text on all staff accounts, one after the other."""
    for firm in idle_firms(world, 1, 5):
        rounds = working_rounds(world, 0.7)
        pc = world.token(16)
        firm.fixed_notes = script(world.rng, firm.industry)
        for i, a in enumerate(firm.staff):
            desk = desk_hand(world, geo, firm.office, pc)
            desk.rounds, desk.offset = rounds, i * 240
            hand_over(a, desk, max(world.t0, a.binding["at"]), weekly_rate(world, 1.5), world.t1, keep=0.8)
        world.tell("central_posting", firm.account, *firm.staff)


def working_rounds(world, share):
    """Starting times of a desk that goes through its list on working days."""
    rng, hour = world.rng, world.rng.uniform(8.5, 20)
    return [
        day * DAY + int((hour + rng.gauss(0, 0.5)) * HOUR)
        for day in range(world.t0 // DAY, world.t1 // DAY)
        if rng.random() < share
    ]


def successor(world, geo):
    """An account that the company owns passes to the next employee."""
    for firm in idle_firms(world, 1, 2):
        for a in world.rng.sample(firm.staff, min(2, len(firm.staff))):
            if a.binding["method"] != "created":
                continue
            t = max(world.middle(), a.binding["at"] + 10 * DAY)
            heir = Person(world, geo, firm.region, "office", firm.office)
            hand_over(a, heir.hand, t, weekly_rate(world, 2), world.t1)
            for i, (what, value) in enumerate((("password", None), ("phone", heir.phone), ("holder", heir.holder))):
                world.change(a, what, t + i * 700, value)
            if a.payout != firm.account.payout:
                world.change(a, "payout_account", t + DAY, heir.wallet)
            world.tell("successor", a)


def job_hopper(world, geo):
    """A salesperson leaves and takes her own account to the next company."""
    firms = idle_firms(world, 2, 1)
    if len(firms) == 2:
        move(world, firms[0].staff[0], firms[1], world.middle(), "job_hopper")


def move(world, account, firm, t, story):
    """Unbind here, bind there some days later."""
    t = max(t, account.binding["at"] + DAY)
    world.unbind(account, t)
    back = t + world.rng.randint(0, 20) * DAY + HOUR
    if back < world.t1:
        world.bind(firm, account, back, "bound", account.owner.holder)
        account.owner.hand.work = firm.office
    world.tell(story, account)


def seasonal(world, geo):
    """Students bound for three to six weeks before a shopping festival."""
    for firm in idle_firms(world, 1, 2):
        t = world.middle(0.1, 0.6)
        for student in world.take(world.rng.randint(3, 10), ("personal",)):
            bind_own(world, firm, student, t + world.rng.randrange(3 * DAY), world.rng.randint(18, 45))
            world.tell("seasonal", student)


def bind_own(world, firm, account, t, days=None):
    """Bind somebody's private account, declared correctly."""
    t = max(t, account.registered + HOUR)
    until = None if not days or t + days * DAY >= world.t1 else int(t + days * DAY)
    account.industry = firm.industry
    world.bind(firm, account, t, "bound", account.owner.holder, until)


def remote_sales(world, geo):
    """Sellers in twenty cities who never saw the office; half of them on commission only."""
    for firm in idle_firms(world, 1, 1):
        firm.pays_wages = world.rng.random() < 0.4
        for _ in range(world.rng.randint(4, 18)):
            person = Person(world, geo, geo.city(world.rng), "evening")
            world.tell("remote_sales", hire(world, geo, firm, person, method="bound"))
        world.tell("remote_sales", firm.account)


def big_spender(world, geo):
    """More than thirty employees, paid for by auction spend."""
    firm = make_firm(world, geo, world.rng.randint(36, 75))
    firm.daily_spend, firm.busy = world.rng.uniform(1500, 6000), True
    for day in range(0, world.days, 2):
        world.spend_on(
            world.rng.choice(firm.staff),
            world.t0 + day * DAY,
            world.rng.choice(("seeding", "lead_collection")),
            firm.daily_spend,
        )
    world.tell("big_spender", firm.account, *firm.staff)


def franchise(world, geo):
    """One brand, many licences; leads go to the shop nearest to the customer."""
    rng, group = world.rng, f"g{world.token(8)}"
    trade = rng.choice(("家装", "教育", "美业", "婚纱摄影"))
    shops = [make_firm(world, geo, firm_size(rng), industry=trade, group=group) for _ in range(rng.randint(3, 8))]
    text = script(rng, trade)
    for shop in shops:
        shop.busy, shop.fixed_notes = True, text
        world.tell("franchise", shop.account, *shop.staff)
    share(world, shops, rng.randint(40, 160), ("partner_api", "crm_assign"))


def share(world, firms, count, channels):
    """Lawful leads between firms that have agreed on it."""
    for _ in range(count):
        giver, taker = world.rng.sample(firms, 2)
        t = world.moment()
        lead = world.lead(giver.account, t, "form")
        world.transfer(
            lead, giver.account, taker.account, t + world.rng.randint(60, 9 * HOUR), world.rng.choice(channels)
        )


def agency(world, geo):
    """An agency's staff operate the accounts of several clients from their own desks."""
    rng = world.rng
    city = geo.city(rng)
    line, pcs, purse = (
        geo.office(rng, city),
        [world.token(16) for _ in range(rng.randint(2, 5))],
        world.payment_account(),
    )
    listed = rng.random() < 0.5
    if listed:
        for pc in pcs:
            world.approve("device", pc, "代运营服务商")
        for ip in line.addresses:
            world.approve("ip", ip, "代运营服务商")
    for firm in idle_firms(world, rng.randint(3, 8), 1):
        for a in [firm.account] + firm.staff[: rng.randint(0, 6)]:
            hand_over(
                a, desk_hand(world, geo, line, rng.choice(pcs)), world.t0, weekly_rate(world, 3), world.t1, keep=0.5
            )
            world.tell("agency_listed" if listed else "agency_unlisted", a)
        for month in range(world.days // 30):
            world.pay(
                firm.account.payout, purse, world.t0 + (month * 30 + 2) * DAY + 38000, rng.randrange(3000, 20000, 500)
            )


def leaver_reassigned(world, geo):
    """Somebody resigns and the manager reassigns all open leads in one minute."""
    for firm in idle_firms(world, 1, 3):
        leaver, heir = firm.staff[0], firm.staff[1]
        t = max(world.middle(0.3, 0.9), leaver.binding["at"] + 8 * DAY, heir.binding["at"] + DAY)
        for i in range(world.rng.randint(15, 70)):
            lead = world.lead(leaver, max(world.t0, t - world.rng.randrange(30 * DAY)), "form")
            world.transfer(lead, leaver, heir, t + i * 2, world.rng.choice(("crm_assign", "export")))
        world.unbind(leaver, t + DAY)
        world.tell("leaver_reassigned", leaver, heir)


def declared_partner(world, geo):
    """Furniture and flooring, gowns and photos: a declared exchange with a small commission."""
    pair = idle_firms(world, 2, 1)
    if len(pair) == 2:
        share(world, pair, world.rng.randint(10, 70), ("partner_api", "partner_api", "form"))
        for month in range(world.days // 30):
            world.pay(
                pair[1].account.payout,
                pair[0].account.payout,
                world.t0 + (month * 30 + 27) * DAY,
                world.rng.uniform(300, 4000),
            )
        world.tell("declared_partner", pair[0].account, pair[1].account)


def comparing_consumer(world, geo):
    """A bride asks five studios on one evening."""
    trade = world.rng.choice(("家装", "婚纱摄影", "教育", "汽车"))
    shops = [f for f in world.firms if f.industry == trade and f.weekly_leads]
    contact, t = world.token(32), world.moment()
    for firm in world.rng.sample(shops, min(len(shops), world.rng.randint(2, 6))):
        at = min(world.t1 - DAY, t + world.rng.randrange(6 * DAY))
        lead = world.lead(firm.account, at, "private_message", contact)
        team = on_duty(firm, at)
        if team:
            world.transfer(lead, firm.account, world.rng.choice(team), at + HOUR, "crm_assign")


def chain_of_licences(world, geo):
    """One owner, several shops, each with its own licence, all with real staff."""
    rng, city = world.rng, geo.city(world.rng)
    first = make_firm(world, geo, rng.randint(4, 12), city)
    firms = [first] + [
        make_firm(world, geo, rng.randint(3, 12), city, first.industry, first.boss) for _ in range(rng.randint(1, 4))
    ]
    for firm in firms:
        firm.busy = True
        firm.account.payout = first.account.payout
        world.tell("chain_of_licences", firm.account, *firm.staff)


def commission_agents(world, geo):
    """Estate and insurance agents: no wage, own phone, own home, shared brand."""
    firm = make_firm(world, geo, 2, industry="房产")
    firm.pays_wages, firm.busy = False, True
    for a in world.take(world.rng.randint(5, 22), ("personal", "professional")):
        bind_own(world, firm, a, world.t0 - world.rng.randint(1, 200) * DAY)
        world.tell("commission_agents", a)


def call_centre(world, geo):
    """A contracted call centre works the leads of several firms through one account."""
    centre = make_firm(world, geo, world.rng.randint(4, 10))
    centre.busy = True
    for firm in idle_firms(world, world.rng.randint(2, 4), 1):
        for _ in range(world.rng.randint(15, 60)):
            t = world.moment()
            lead = world.lead(firm.account, t, "form")
            world.transfer(lead, firm.account, centre.account, t + 120, "partner_api")
            world.transfer(lead, centre.account, firm.account, t + world.rng.randint(1, 30) * HOUR, "partner_api")
        world.pay(firm.account.payout, centre.account.payout, world.middle(), world.rng.uniform(2000, 9000))
        world.tell("call_centre", firm.account)
    world.tell("call_centre", centre.account, *centre.staff)


def expo_weekend(world, geo):
    """A wedding fair: staff of rival firms on one hall network, sharing one charging tablet."""
    hall = geo.office(world.rng, geo.city(world.rng))
    desk = desk_hand(world, geo, hall, world.token(16))
    t = world.middle()
    for firm in world.rng.sample(world.firms, min(len(world.firms), 14)):
        for a in firm.staff[:3]:
            a.owner.hand.trips.insert(0, (t, t + 2 * DAY, hall, hall))
            if world.rng.random() < 0.3:
                visit(a, desk, t, 30, 1)
            world.tell("expo_weekend", a)


def merger(world, geo):
    """A company is bought: the whole team is bound to the buyer within one afternoon."""
    pair = idle_firms(world, 2, 3)
    if len(pair) == 2 and len(pair[0].staff) + len(pair[1].staff) <= 30:
        t = world.middle()
        for a in list(pair[0].staff):
            if a.binding["until"] is None and a.binding["at"] < t - DAY:
                world.unbind(a, t)
                world.bind(pair[1], a, t + world.rng.randrange(300, 9000), a.binding["method"], a.owner.holder)
                world.tell("merger", a)
        world.pay(pair[1].account.payout, pair[0].account.payout, t + DAY, world.rng.randrange(50000, 400000, 1000))


def careless_hr(world, geo):
    """HR pastes a column one row too low, so identities do not match."""
    for firm in idle_firms(world, 1, 3):
        ids = [a.binding["employee"] for a in firm.staff]
        for a, other in zip(firm.staff, ids[-1:] + ids[:-1]):
            if world.rng.random() < 0.7:
                a.binding["employee"] = other
            world.tell("careless_hr", a)


def probation(world, geo):
    """Hired, tried for a week, gone; nothing was ever collected."""
    for firm in idle_firms(world, 1, 1):
        for a in world.take(world.rng.randint(1, 3), ("personal",)):
            bind_own(world, firm, a, world.middle(), world.rng.randint(3, 12))
            world.tell("probation", a)


def bosses_relatives(world, geo):
    """The boss's wife and cousin are on the payroll and sell among their friends."""
    for firm in idle_firms(world, 1, 1):
        for a in world.take(world.rng.randint(1, 3)):
            bind_own(world, firm, a, world.middle(0, 0.6))
            for month in range(2):
                world.pay(firm.account.payout, a.owner.wallet, world.middle(), world.rng.choice((2000, 3000, 5000)))
            if world.rng.random() < 0.3:
                world.pay(a.owner.wallet, firm.account.payout, world.middle(), world.rng.choice((500, 20000)))
            world.tell("bosses_relatives", a)


def shop_opening(world, geo):
    """A new shop makes a dozen accounts before lunch on one phone."""
    firm = make_firm(world, geo, 0)
    firm.busy, t, phone = True, world.middle(0.1, 0.6), world.token(16)
    setter = desk_hand(world, geo, firm.office, phone)
    for i in range(world.rng.randint(6, 16)):
        a = hire(world, geo, firm, at=t + i * 400, method="created")
        visit(a, setter, t + i * 400, 1, 1)
        world.tell("shop_opening", a)


def coworking(world, geo):
    """Unrelated start-ups behind one line and one meeting-room computer."""
    firms = idle_firms(world, world.rng.randint(3, 7), 1)
    for firm in firms:
        for a in [firm.account] + firm.staff:
            a.owner.hand.work = firms[0].office
            world.tell("coworking", a)


def subcontracted_leads(world, geo):
    """A planner passes couples on to a photographer, in chat, with their consent."""
    pair = idle_firms(world, 2, 1)
    if len(pair) == 2:
        for _ in range(world.rng.randint(3, 25)):
            t = world.moment()
            lead = world.lead(pair[0].staff[0], t, "private_message")
            world.transfer(
                lead, pair[0].staff[0], pair[1].staff[0], t + world.rng.randint(1, 72) * HOUR, "private_message"
            )
        world.tell("subcontracted_leads", pair[0].staff[0], pair[1].staff[0])


def sick_leave(world, geo):
    """A colleague covers for two weeks: account, leads and all, and gives everything back."""
    for firm in idle_firms(world, 1, 3):
        ill, cover = firm.staff[0], firm.staff[1]
        t = max(world.middle(0.1, 0.7), ill.binding["at"], cover.binding["at"])
        visit(ill, cover.owner.hand, t, 24 * 12, 8)
        for _ in range(world.rng.randint(4, 15)):
            lead = world.lead(ill, max(world.t0, t - world.rng.randrange(9 * DAY)), "form")
            world.transfer(lead, ill, cover, t + world.rng.randrange(HOUR), "crm_assign")
            world.transfer(lead, cover, ill, t + 14 * DAY + world.rng.randrange(HOUR), "crm_assign")
        world.tell("sick_leave", ill, cover)


def bonus_by_manager(world, geo):
    """The manager pays bonuses from his own wallet because the company card is slow."""
    for firm in idle_firms(world, 1, 3):
        for a in firm.staff:
            for _ in range(world.rng.randint(1, 4)):
                world.pay(
                    firm.staff[0].owner.wallet, a.owner.wallet, world.moment(), world.rng.choice((200, 300, 500, 888))
                )
        world.tell("bonus_by_manager", *firm.staff)


def ambassador(world, geo):
    """Paying customers who are bound as part-time consultants and really sell."""
    for firm in idle_firms(world, 1, 2):
        for a in world.take(world.rng.randint(3, 9)):
            bind_own(world, firm, a, world.middle(0, 0.5))
            world.pay(
                a.owner.wallet, firm.account.payout, a.binding["at"] - 3 * DAY, world.rng.choice((980, 1980, 3980))
            )
            for _ in range(world.rng.randint(1, 6)):
                world.lead(a, max(a.binding["at"], world.middle(0.5, 0.95)), "private_message")
            world.tell("ambassador", a)


def owner_sells_business(world, geo):
    """A shop is sold with its licence: the legal representative changes in the register too."""
    for firm in idle_firms(world, 1, 1):
        t, buyer = world.middle(), Person(world, geo, firm.region, "office", firm.office)
        hand_over(firm.account, buyer.hand, t, weekly_rate(world, 2), world.t1)
        old = firm.account.payout
        for i, (what, value) in enumerate((("holder", buyer.holder), ("phone", buyer.phone), ("payout_account", None))):
            world.change(firm.account, what, t + i * DAY, value)
        world.pay(buyer.wallet, old, t - DAY, world.rng.randrange(30000, 200000, 1000))
        world.tell("owner_sells_business", firm.account)


STORIES = [
    (shop_tablets, 70),
    (central_posting, 22),
    (successor, 40),
    (job_hopper, 45),
    (seasonal, 12),
    (remote_sales, 14),
    (big_spender, 3),
    (franchise, 7),
    (agency, 9),
    (leaver_reassigned, 25),
    (declared_partner, 12),
    (comparing_consumer, 350),
    (chain_of_licences, 6),
    (commission_agents, 8),
    (call_centre, 3),
    (expo_weekend, 3),
    (merger, 6),
    (careless_hr, 12),
    (probation, 18),
    (bosses_relatives, 22),
    (shop_opening, 6),
    (coworking, 5),
    (subcontracted_leads, 14),
    (sick_leave, 18),
    (bonus_by_manager, 14),
    (ambassador, 9),
    (owner_sells_business, 6),
]
