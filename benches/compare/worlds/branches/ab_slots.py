"""Binding slots sold to strangers, line by line."""

from ab_traded import times
from core import DAY
from firms import found, staff_up
from hands import Hand, recruit
from people import add_account, make_person, private_use
from trades import BY_KEY


def hang_on(world, rng, firm, acct, d0, d1, hand, fee, story, own_trade=None, declared=0.55):
    """Bind somebody who does not work there. They go on with their own phone, home and hours."""
    person = acct.person
    claimed = person.holder
    if rng.random() > declared:
        claimed = rng.choice(("", "", world.identity(), firm.owner.holder))
    row = world.bind(firm, acct, d0, d1, "bound", claimed)
    acct.industry = firm.trade.industry if rng.random() < 0.65 else ""
    acct.kind, acct.topic = "kos", own_trade or firm.trade.key
    acct.writes = max(acct.writes, rng.choice((0.1, 0.4, 0.8, 1.2)))
    if acct.uses and acct.uses[0].p < 0.25:
        acct.uses[0].p = rng.uniform(0.25, 0.7)  # they trade with it
    day = max(0, d0) + rng.uniform(-0.5, 4)
    while day < min(world.days, d1 or world.days):
        hand.gets(acct.payout or person.payout, day, fee * rng.choice((1, 1, 1, 0.9)))
        day += 30
    hand.advertise(acct, firm.trade, max(d0, 0), d1 or world.days, chance=0.45)
    if rng.random() < 0.3:
        hand.write(acct, firm.trade.key, d0, d1 or world.days, 0.5)
    if world.level == 0 and rng.random() < 0.15:  # the seller's desk sets the account up
        acct.uses.append(hand.use(person.city, d0, d0 + 2, p=0.9))
    world.mark(acct, "affiliated", hand.ring, story)
    return row


def sell_slots(world, rng, key, count, real, story, own=("",), local=0.5, fee=(300, 500, 800), waves=2):
    """One company, some real staff, and strangers in its free slots."""
    trade = BY_KEY[key]
    hand = Hand(world, rng, "slots")
    firm = found(world, rng, trade, city=hand.city, owner=hand.boss if rng.random() < 0.6 else None)
    firm.honest = False
    if world.level == 0:
        hand.purses.append(firm.bank)
    staff_up(world, rng, firm, real)
    world.mark(firm.ent, "affiliated", hand.ring, story)
    room = max(4, min(count, 30 - len(firm.posts)) if rng.random() < 0.8 else count)
    starts = [rng.choice((-60, -20, rng.uniform(3, world.days - 25))) for _ in range(waves)]
    members = recruit(world, rng, room, ("professional", "personal"), fresh=0.45)
    if local:
        members = [
            m if rng.random() > local else recruit(world, rng, 1, ("personal",), firm.city, 0.5)[0]
            for m in members
        ]
    for acct in members:
        start = rng.choice(starts) + (rng.uniform(0, 4) if world.level < 2 else rng.uniform(0, 30))
        start = min(start, world.days - 6)
        end = None if rng.random() < 0.75 else start + rng.uniform(20, 70)
        if end and (end < 8 or end > world.days):
            end = None
        hang_on(world, rng, firm, acct, start, end, hand, rng.choice(fee), story, rng.choice(own) or None)
        if world.level and firm.wages and rng.random() < 0.5:  # wages for the file, handed back
            for day in range(10, world.days, 30):
                sum_ = rng.choice((3000, 3500, 4200))
                world.pay(firm.bank, acct.payout or acct.person.payout, day * DAY + 36000, sum_)
                hand.gets(acct.payout or acct.person.payout, day + 2, sum_ + 300)
    return firm


def shells(world, rng, licences, key, story):
    """Several licences under one hand, each filled to the quota; the crowd moves on when one is closed."""
    hand = Hand(world, rng, "shells")
    fronts = [make_person(world, rng, hand.city) for _ in range(licences)]
    trade, firms = BY_KEY[key], []
    for front in fronts:
        same = world.level == 0
        firm = found(
            world,
            rng,
            trade,
            city=hand.city,
            owner=hand.boss if same and rng.random() < 0.4 else front,
            bank=hand.purses[0] if same and rng.random() < 0.7 else None,
            net=hand.net if same or (world.level == 1 and rng.random() < 0.3) else None,
        )
        if same:
            firm.desk = hand.desk[:1] or [hand.device()]
            firm.ent.uses[0].devs = list(firm.desk)
            firm.ent.phone = hand.boss.phone if rng.random() < 0.5 else firm.ent.phone
        firm.honest, firm.leads_on = False, rng.random() < 0.3
        world.mark(firm.ent, "affiliated", hand.ring, story)
        firms.append(firm)
    quota = rng.choice((27, 28, 29, 30, 30))
    for i, firm in enumerate(firms[:-1]):
        moves = i == 0 or rng.random() < 0.4
        day = rng.uniform(25, world.days - 20)
        for acct in recruit(world, rng, quota, ("personal", "professional"), fresh=0.55):
            start = rng.uniform(-120, 0) if rng.random() < 0.7 else rng.uniform(1, 22)
            end = day + rng.uniform(0, 1.5) if moves else None
            hang_on(
                world, rng, firm, acct, start, end, hand, rng.choice((300, 400, 600)), story, declared=0.4
            )
            if moves and rng.random() < 0.85:
                gap = (rng.uniform(0.1, 3), rng.uniform(1, 12), rng.uniform(2, 25))[world.level]
                if end + gap < world.days - 1:
                    target = firms[-1] if world.level == 0 or rng.random() < 0.7 else rng.choice(firms)
                    if target is firm:
                        target = firms[-1]
                    world.bind(
                        target,
                        acct,
                        end + gap,
                        None,
                        "bound",
                        acct.person.holder if rng.random() < 0.4 else "",
                    )
                    acct.tell("affiliated", "cohort_moves_on")


def spare_slots(world, rng, count):
    """A real franchise dealer with real staff lets the slots it does not need."""
    firms = [
        f
        for f in world.firms
        if f.trade.key == "furniture" and f.honest and 4 <= len(f.posts) <= 18 and free_ent(world, f)
    ]
    if not firms:
        return
    firm = rng.choice(firms)
    firm.honest = False
    hand = Hand(world, rng, "spare", city=firm.city)
    if world.level == 0:
        hand.purses = [firm.bank]
    world.mark(firm.ent, "affiliated", hand.ring, "dealer_lets_spare_slots")
    for acct in recruit(world, rng, count, ("professional", "personal"), fresh=0.4):
        start = rng.uniform(-50, world.days - 15)
        hang_on(
            world,
            rng,
            firm,
            acct,
            start,
            None,
            hand,
            rng.choice((200, 300, 500)),
            "dealer_lets_spare_slots",
            rng.choice((None, "renovation", "life")),
        )


def free_ent(world, firm):
    return firm.ent.role == "clean" and firm.ent.id not in world.taken and firm.ent.in_truth


def rotating(world, rng, slots, key):
    """Slots by the week: each one is used by one stranger after the other."""
    hand = Hand(world, rng, "weekly")
    firm = found(world, rng, BY_KEY[key], city=hand.city, owner=hand.boss)
    firm.honest = False
    staff_up(world, rng, firm, rng.randrange(2, 6))
    world.mark(firm.ent, "affiliated", hand.ring, "slots_by_the_week")
    for _ in range(slots):
        day = rng.uniform(-5, 40)
        for _ in range(rng.choice((3, 4, 5))):
            length = rng.uniform(6, 15) * (1 + world.level)
            if day > world.days - 6:
                break
            acct = recruit(world, rng, 1, ("personal", "professional"), fresh=0.4)[0]
            end = day + length if day + length < world.days else None
            hang_on(
                world,
                rng,
                firm,
                acct,
                day,
                end,
                hand,
                rng.choice((100, 150, 260)),
                "slots_by_the_week",
                declared=0.3,
            )
            day += length + rng.uniform(0.2, 4)


def staff_elsewhere(world, rng, count):
    """Used-car traders and their lot staff hang on a dealer; they have an employer and own ways."""
    hand = Hand(world, rng, "lot")
    firm = found(world, rng, BY_KEY["cars"], city=hand.city)
    firm.honest = False
    staff_up(world, rng, firm, rng.randrange(5, 12))
    world.mark(firm.ent, "affiliated", hand.ring, "used_car_traders_at_dealer")
    lot = world.atlas.office(rng, hand.city, 1)
    for _ in range(count):
        person = make_person(world, rng, hand.city if rng.random() < 0.8 else None)
        acct = add_account(world, rng, person, "personal", reg_day=-rng.randrange(90, 900))
        if rng.random() < 0.4 and world.level < 2:
            acct.uses[0].day = lot  # they sit on one market with one line
        hang_on(
            world,
            rng,
            firm,
            acct,
            rng.uniform(-80, world.days - 20),
            None,
            hand,
            rng.choice((500, 800, 1000)),
            "used_car_traders_at_dealer",
        )


def ghost_cousins(world, rng, count):
    """The owner binds own relatives and friends, then lets the seats under their names to third parties."""
    hand = Hand(world, rng, "ghost")
    trade = BY_KEY["clinics"]
    firm = found(world, rng, trade, city=hand.city, owner=hand.boss)
    firm.honest = False
    staff_up(world, rng, firm, rng.randrange(3, 7))
    world.mark(firm.ent, "affiliated", hand.ring, "relatives_as_staff_on_paper")
    for _ in range(count):
        cousin = make_person(world, rng, hand.city)
        user = make_person(world, rng, None)
        acct = world.account(
            rng,
            user,
            "kos",
            reg_day=-rng.randrange(40, 400),
            holder=cousin.holder,
            payout=rng.choice((user.payout, user.payout, cousin.payout)),
        )
        acct.uses.append(
            hand.use(user.city, -1, 1e6, p=0.15)
            if world.level == 0 and rng.random() < 0.3
            else private_use(rng, user, scale=1.3)
        )
        hang_on(
            world,
            rng,
            firm,
            acct,
            rng.uniform(-30, world.days - 15),
            None,
            hand,
            rng.choice((400, 700)),
            "relatives_as_staff_on_paper",
            declared=1,
        )


def run(world):
    rng = world.rng("slots")
    for _ in range(times(world, 3)):
        sell_slots(
            world,
            rng,
            "estate",
            rng.randrange(13, 22),
            rng.randrange(2, 8),
            "licence_for_independents",
            local=0.8,
        )
    shells(world, rng, 3, "renovation", "shells_filled_to_quota")
    if world.f > 0.4:
        shells(world, rng, 2, "tutoring", "shells_filled_to_quota")
    for _ in range(times(world, 2)):
        sell_slots(
            world,
            rng,
            "beauty",
            rng.randrange(14, 22),
            rng.randrange(3, 9),
            "daigou_as_counter_staff",
            own=("beauty", "life", "travel"),
            local=0.1,
        )
    for _ in range(times(world, 2)):
        sell_slots(
            world,
            rng,
            "tutoring",
            rng.randrange(9, 15),
            rng.randrange(3, 8),
            "off_the_books_tutors",
            local=0.5,
        )
    sell_slots(
        world,
        rng,
        "clinics",
        rng.randrange(9, 14),
        rng.randrange(4, 9),
        "channel_consultants",
        local=0.3,
        fee=(800, 1200, 1500),
    )
    for _ in range(times(world, 3)):
        spare_slots(world, rng, rng.randrange(6, 12))
    for _ in range(times(world, 2)):
        staff_elsewhere(world, rng, rng.randrange(7, 12))
    rotating(world, rng, rng.randrange(7, 10), "wedding")
    ghost_cousins(world, rng, rng.randrange(6, 11))
