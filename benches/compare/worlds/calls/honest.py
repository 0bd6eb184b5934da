"""Honest people: what they tell the complaint desk, and the many who never ring."""

from world import DAY, Net, Seat
from words import near_copy, note_text


def scribble(w, account, mean=1.2):
    """Most never post; a few cannot stop."""
    if w.rng.random() < 0.38:
        for _ in range(min(30, int(w.rng.expovariate(1 / mean)) + 1)):
            w.note(account, w.when(0, 1), note_text(w.rng, account.industry))


def other_seat(w, seat, city=None, device=None):
    """The same habits on another phone or in another city."""
    city = city or seat.region
    nets = [w.home_net(), w.carrier(city)] if city != seat.region else seat.nets
    return Seat([device] if device else seat.devices, nets, city, seat.main)


def ordinary(w, person=None):
    """One to three accounts, the second mostly for browsing; upgrades, holidays, lapses."""
    r = w.rng
    p = person or w.person()
    for i in range(r.choices((1, 2, 3), (84, 13, 3))[0]):
        if len(w.accounts) >= w.size and i:
            return
        a = w.account(p, "professional" if r.random() < 0.07 else "personal")
        per_day = w.habit() if r.random() > 0.07 else r.uniform(0.008, 0.05)
        if per_day > 0.9 and r.random() < 0.3:
            w.advertise(a, 0, w.end, "shutiao", 25)
        if a.kind == "professional" and r.random() < 0.2:
            w.advertise(a, w.when(0, 0.8), w.end, r.choice(("seeding", "lead_collection", "shutiao")), 40)
        spend_life(w, p, a, per_day)
        scribble(w, a)
        if r.random() < 0.1:
            for _ in range(r.choice((1, 1, 1, 2, 3))):
                w.change(a, "password", w.when())
        if r.random() < 0.03:
            w.change_phone(a, w.when(), w.uid("p", 64))
        if r.random() < 0.012:
            w.change_payout(a, w.when(), w.uid("pay", 56))
    if r.random() < 0.05:
        for _ in range(r.randint(1, 4)):
            w.pay(
                p.pay,
                r.choice(w.accounts).person.pay,
                w.when(),
                round(r.lognormvariate(4.5, 1.2)) + r.choice((0, 0.5, 0.9)),
            )


def spend_life(w, p, a, per_day):
    """A window in a normal life: perhaps a new phone, a move or a festival at the parents'."""
    r = w.rng
    x = r.random()
    if x < 0.1:
        t = w.when()
        w.live(a, p.seat, 0, t, per_day, p.rhythm)
        w.live(
            a,
            other_seat(w, p.seat, None, w.device()),
            t - r.choice((0, 0, 3, 9)) * DAY,
            w.end,
            per_day,
            p.rhythm,
        )
        if r.random() < 0.25:
            w.change(a, "password", t + r.randint(300, DAY))
        if r.random() < 0.05:
            w.change_phone(a, t + r.randint(300, 5 * DAY), w.uid("p", 64))
    elif x < 0.115:
        t = w.when()
        w.live(a, p.seat, 0, t, per_day, p.rhythm)
        moved = other_seat(w, p.seat, w.city(p.city))
        w.live(a, moved, t, w.end, per_day, p.rhythm)
        if r.random() < 0.35:
            w.change(a, "region", t + r.randint(0, 20 * DAY), a.region, moved.region)
    else:
        w.live(a, p.seat, 0, w.end, per_day, p.rhythm)
    if r.random() < 0.14:
        day = r.choice(sorted(w.festive)) if w.festive and r.random() < 0.6 else r.randrange(w.days)
        w.live(
            a,
            other_seat(w, p.seat, w.city(p.city)),
            day * DAY,
            (day + r.randint(1, 9)) * DAY,
            per_day * 1.3,
            p.rhythm,
        )


def named(w, p, story, kind="personal", **kw):
    return w.account(p, kind, story=story, **kw)


def phone_in_hotpot(w):
    """Drops the phone, borrows the spouse's for days, restores everything on a new one."""
    p, spouse, t = w.person(), w.person(), w.when()
    spouse.seat.nets = p.seat.nets
    a, b = named(w, p, "phone_in_hotpot"), named(w, spouse, "phone_in_hotpot")
    w.live(a, p.seat, 0, t, None, p.rhythm)
    w.live(a, other_seat(w, p.seat, None, spouse.device), t + 3000, t + 5 * DAY, 0.5, p.rhythm)
    w.live(a, other_seat(w, p.seat, None, w.device()), t + 4 * DAY, w.end, None, p.rhythm)
    w.live(b, spouse.seat, rhythm=spouse.rhythm)
    w.change(a, "password", t + 4000)


def stolen_and_resold_phone(w):
    """The thief wipes the phone; weeks later a stranger elsewhere buys it in good faith."""
    r = w.rng
    p, t = w.person(), w.when(0.1, 0.6)
    buyer = w.person(w.city(p.city))
    a, b = named(w, p, "stolen_and_resold_phone"), named(w, buyer, "stolen_and_resold_phone")
    w.live(a, p.seat, 0, t, None, p.rhythm)
    w.change(a, "password", t + r.randint(2000, 90000))
    w.change_phone(a, t + 2 * DAY, w.uid("p", 64))
    w.live(a, other_seat(w, p.seat, None, w.device()), t + 2 * DAY, w.end, None, p.rhythm)
    w.live(b, buyer.seat, 0, t + 20 * DAY, None, buyer.rhythm)
    w.live(
        b, other_seat(w, buyer.seat, None, p.device), t + r.randint(12, 30) * DAY, w.end, None, buyer.rhythm
    )


def forgot_password_for_a_year(w):
    """Comes back after years: new city, new number, new phone, new card; remembers nothing."""
    p, t = w.person(), w.when(0.15, 0.9)
    a = named(w, p, "forgot_password_for_a_year", registered=-w.rng.randint(700, 2600) * DAY)
    if w.rng.random() < 0.3:
        w.live(a, other_seat(w, p.seat, w.city(p.city)), 0, t * 0.2, 0.02)
    w.change(a, "password", t)
    w.change_phone(a, t + 600, w.uid("p", 64))
    if w.rng.random() < 0.35:
        w.change_payout(a, t + 2 * DAY, w.uid("pay", 56))
    w.live(a, p.seat, t, w.end, 0.5, p.rhythm)
    w.touch(a, p.seat, t + 900)


def family_tablet(w):
    """One tablet on the sofa; everybody stays signed in."""
    r, first = w.rng, w.person()
    tablet = w.device()
    for i in range(r.randint(2, 5)):
        p = first if i == 0 else w.person(first.city)
        p.seat = Seat(
            [p.device, tablet], [first.seat.nets[0], w.carrier(first.city)], first.city, r.uniform(0.3, 0.95)
        )
        w.live(named(w, p, "family_tablet"), p.seat, rhythm=p.rhythm)


def daughter_keeps_mothers_account(w):
    """Mother is the holder and rings about the codes; the daughter far away does everything."""
    mother, daughter = w.person(rhythm="elder"), w.person()
    a = named(w, mother, "daughter_keeps_mothers_account", "professional")
    b = named(w, daughter, "daughter_keeps_mothers_account")
    w.live(a, daughter.seat, 0, w.end, 0.5, daughter.rhythm)
    w.live(a, mother.seat, 0, w.end, w.rng.uniform(0.02, 0.25), "elder")
    w.live(b, daughter.seat, rhythm=daughter.rhythm)
    for m in range(w.days // 30):
        w.pay(
            daughter.pay,
            mother.pay,
            (m * 30 + w.rng.randint(0, 4)) * DAY + 40000,
            w.rng.choice((500, 800, 1000, 1500)),
        )


def break_up(w):
    """They shared it until they did not; the one who keeps it changes everything in one night."""
    p, ex, t = w.person(), w.person(), w.when()
    ex.seat.nets = p.seat.nets
    a, b = named(w, p, "break_up"), named(w, ex, "break_up")
    both = Seat([p.device, ex.device], p.seat.nets, p.city, 0.6)
    w.live(a, both, 0, t, 0.6, "night")
    w.change(a, "password", t)
    w.change(a, "password", t + 400)
    w.change_phone(a, t + 900, w.uid("p", 64))
    w.change_payout(a, t + 1500, w.uid("pay", 56))
    w.live(a, other_seat(w, p.seat, w.city(p.city), p.device), t + DAY, w.end, 0.4, "night")
    w.live(b, ex.seat, rhythm=ex.rhythm)


def hijacked_and_recovered(w):
    """A stranger has it for days; the desk gives it back after the face check."""
    r = w.rng
    p, t = w.person(), w.when()
    a = named(w, p, "hijacked_and_recovered")
    back = t + r.randint(1, 9) * DAY
    thief = Seat([w.device()], [Net("pool", [w.v4() for _ in range(4)])], w.city(p.city))
    w.live(a, p.seat, 0, t, None, p.rhythm)
    w.live(a, thief, t, back, r.uniform(1, 5), "shift")
    w.change(a, "password", t + 60)
    w.change_phone(a, t + 200, w.uid("p", 64))
    w.change(a, "password", back)
    w.change_phone(a, back + 90, p.phone)
    w.live(a, p.seat, back, w.end, None, p.rhythm)


def recycled_number(w):
    """The carrier gave the number to somebody else; two strangers share a phone hash."""
    p, q, t = w.person(), w.person(), w.when()
    a, b = named(w, p, "recycled_number"), named(w, q, "recycled_number")
    b.phone = w.uid("p", 64)
    w.change_phone(b, t, p.phone)
    for x in (a, b):
        w.live(x, x.person.seat, rhythm=x.person.rhythm)


def term_and_home(w):
    """Dorm in term, the parents' router in the holidays."""
    p = w.person(rhythm="student")
    a, t = named(w, p, "term_and_home"), w.when(0.3, 0.7)
    w.live(a, p.seat, 0, t, 0.5, "student")
    w.live(a, other_seat(w, p.seat, w.city(p.city)), t, t + 45 * DAY, 0.7, "night")
    w.live(a, p.seat, t + 45 * DAY, w.end, 0.5, "student")


def sales_traveller(w):
    """A different hotel each week."""
    p, t = w.person(rhythm="office"), 0
    a = named(w, p, "sales_traveller")
    while t < w.end:
        step = w.rng.randint(1, 8) * DAY
        seat = p.seat if w.rng.random() < 0.4 else other_seat(w, p.seat, w.city())
        w.live(a, seat, t, t + step, 0.6, p.rhythm)
        t += step


def internet_cafe(w):
    """Hundreds of guests, a dozen machines, nobody signs out."""
    r, city = w.rng, w.city()
    machines, net = [w.device() for _ in range(r.randint(4, 14))], w.office_net()
    for _ in range(max(6, int(w.size / 160 * r.uniform(0.5, 1.4)))):
        p = w.person(city, r.choice(("student", "night", "shift")))
        a = named(w, p, "internet_cafe")
        w.live(a, p.seat, 0, w.end, None, p.rhythm)
        w.live(a, Seat(machines, [net], city, 0.1), 0, w.end, r.uniform(0.01, 0.12), "night")


def repair_counter(w):
    """The repairer signs in on the loan phone to see that it all came over."""
    r, city = w.rng, w.city()
    bench, net = w.device(), w.home_net()
    for _ in range(r.randint(8, 26)):
        p, t = w.person(city), w.when()
        a = named(w, p, "repair_counter")
        w.live(a, p.seat, 0, t, None, p.rhythm)
        w.touch(a, Seat([bench], [net], city), t)
        w.live(
            a,
            other_seat(w, p.seat, None, w.device()) if r.random() < 0.4 else p.seat,
            t + 1800,
            w.end,
            None,
            p.rhythm,
        )


def ground_promoter(w):
    """Registers stallholders on his own phone for a bounty; they take over the same week."""
    r, promoter = w.rng, w.person(rhythm="shop")
    mine = named(w, promoter, "ground_promoter")
    w.live(mine, promoter.seat, rhythm="shop")
    for _ in range(r.randint(8, 30)):
        p, t = w.person(promoter.city, "shop"), w.when(0.05, 0.85)
        a = named(w, p, "ground_promoter", "professional", registered=t, industry="")
        for k in range(r.randint(1, 3)):
            w.touch(a, promoter.seat, t + 60 + k * 400)
        w.live(a, p.seat, t + r.randint(1, 90) * 3600, w.end, r.uniform(0.05, 0.6), "shop")


def inherited_shop(w):
    """Father died; the son verifies himself, keeps the number and moves the money."""
    old, son, t = w.person(rhythm="elder"), w.person(), w.when(0.3, 0.7)
    a = named(w, old, "inherited_shop", "professional")
    a.holder = old.holder
    w.live(a, old.seat, 0, t - 20 * DAY, 0.4, "elder")
    w.change(a, "holder", t, old.holder, son.holder)
    a.holder = son.holder
    w.change_payout(a, t + DAY, son.pay)
    w.change(a, "password", t - 300)
    w.live(a, other_seat(w, son.seat, old.city), t - 2 * DAY, w.end, 0.4, son.rhythm)
    if w.rng.random() < 0.5:
        w.live(named(w, son, "inherited_shop"), son.seat, rhythm=son.rhythm)


def lost_bank_card(w):
    """The card is blocked, so the income goes to the spouse for a while."""
    p, t = w.person(), w.when()
    spouse = w.person(p.city)
    a = named(w, p, "lost_bank_card", "professional")
    w.change_payout(a, t, spouse.pay)
    if w.rng.random() < 0.6:
        w.change_payout(a, t + 18 * DAY, w.uid("pay", 56))
    w.live(a, p.seat, rhythm=p.rhythm)


def overseas_tunnel(w):
    """Studies abroad and tunnels home; the address is a data centre everybody uses."""
    p = w.person(rhythm="night")
    p.seat.nets = [Net("pool", w.tunnels), w.home_net()]
    p.seat.region = w.rng.choice(("", "香港", "新加坡", p.city))
    w.live(named(w, p, "overseas_tunnel"), p.seat, rhythm="shift")


def cloud_phone_gamer(w):
    """Rents cloud phones for a game and reads notes there while it grinds."""
    p = w.person(rhythm="night")
    seat = Seat(
        [p.device] + [w.device() for _ in range(w.rng.randint(1, 4))],
        [p.seat.nets[0], Net("pool", w.tunnels)],
        p.city,
        0.5,
    )
    for _ in range(w.rng.randint(1, 3)):
        w.live(named(w, p, "cloud_phone_gamer"), seat, 0, w.end, 0.8, "night")


def group_buy_leader(w):
    """Three accounts, two old phones, neighbours who pay her every evening."""
    r = w.rng
    p = w.person(rhythm="mother")
    phones = [w.device(), w.device()]
    for _ in range(3):
        a = named(w, p, "group_buy_leader", "professional")
        w.live(a, Seat([r.choice(phones), p.device], p.seat.nets, p.city, 0.8), 0, w.end, 0.7, "mother")
        scribble(w, a, 6)
    for _ in range(r.randint(15, 60)):
        w.pay(r.choice(w.accounts).person.pay, p.pay, w.when(0, 1), r.choice((19.9, 29.9, 38, 45.5, 59, 68)))


def dorm_room(w):
    """Six on one router, phones lent when a battery dies."""
    r, first = w.rng, w.person(rhythm="student")
    room = [first] + [w.person(first.city, "student") for _ in range(r.randint(2, 5))]
    phones = [p.device for p in room]
    for p in room:
        p.seat.nets = [first.seat.nets[0], w.carrier(first.city)]
        p.seat.devices, p.seat.main = [p.device] + [d for d in phones if d != p.device], 0.96
        w.live(named(w, p, "dorm_room"), p.seat, rhythm="student")
        for _ in range(r.randint(0, 5)):
            w.pay(p.pay, r.choice(room).pay, w.when(0, 1), r.choice((12.5, 15, 18, 33.3, 20)))


def creator_house(w):
    """A talent house edits and posts for its creators under contract and pays them their share."""
    r, boss = w.rng, w.person(rhythm="desk")
    desk = Seat([w.device() for _ in range(r.randint(2, 4))], [w.office_net()], boss.city, 0.4)
    if r.random() < 0.5:
        w.approved.append(("device", desk.devices[0], "MCN", None))
        w.approved.append(("payment_account", boss.pay, "MCN", (w.days + 90) * DAY))
    for _ in range(r.randint(4, 14)):
        p, t = w.person(), r.choice((0, 0, w.when(0.1, 0.6)))
        a = named(w, p, "creator_house", "professional")
        w.live(a, p.seat, 0, w.end, r.uniform(0.2, 0.9), p.rhythm)
        w.live(a, desk, t, w.end, r.uniform(0.1, 0.5), "desk")
        scribble(w, a, 8)
        for m in range(w.days // 30):
            w.pay(
                boss.pay, p.pay, (m * 30 + 14) * DAY + 52000 + r.randint(0, 9000), r.lognormvariate(7.5, 0.8)
            )


def hand_me_down(w):
    """Mother gets the daughter's old phone each year; the phone wanders, the people stay."""
    kid, t = w.person(), w.when()
    mum = w.person(rhythm="mother")
    a, b = named(w, kid, "hand_me_down"), named(w, mum, "hand_me_down")
    w.live(a, kid.seat, 0, t, None, kid.rhythm)
    w.live(a, other_seat(w, kid.seat, None, w.device()), t, w.end, None, kid.rhythm)
    w.live(b, mum.seat, 0, t + 6 * DAY, None, "mother")
    w.live(b, other_seat(w, mum.seat, None, kid.device), t + 6 * DAY, w.end, None, "mother")


def confinement_helper(w):
    """After the birth the sister answers for six weeks, unpaid, from her own phone."""
    p, sister, t = w.person(rhythm="mother"), w.person(), w.when(0.1, 0.6)
    a = named(w, p, "confinement_helper", "professional")
    w.live(a, p.seat, 0, t, 0.6, "mother")
    w.live(a, sister.seat, t, t + 42 * DAY, 0.7, sister.rhythm)
    w.live(a, p.seat, t + 15 * DAY, w.end, 0.3, "night")
    w.live(named(w, sister, "confinement_helper"), sister.seat, rhythm=sister.rhythm)


def hired_assistant(w):
    """Pays a freelancer to answer comments; the money flows away from the holder."""
    r, helper = w.rng, w.person()
    for _ in range(r.randint(1, 5)):
        p, t = w.person(), w.when(0.02, 0.6)
        a = named(w, p, "hired_assistant", "professional")
        w.live(a, p.seat, 0, w.end, r.uniform(0.1, 0.5), p.rhythm)
        w.live(a, helper.seat, t, w.end, r.uniform(0.3, 0.9), helper.rhythm)
        scribble(w, a, 6)
        for m in range(int(w.end - t) // (30 * DAY)):
            w.pay(p.pay, helper.pay, t + m * 30 * DAY + r.randint(0, DAY), r.choice((300, 500, 800)))
    w.live(named(w, helper, "hired_assistant"), helper.seat, rhythm=helper.rhythm)


def viral_template(w):
    """Strangers fill the same fashionable text with their own cat."""
    r, t, text = w.rng, w.when(), note_text(w.rng)
    for _ in range(r.randint(5, 18)):
        p = w.person()
        a = named(w, p, "viral_template")
        spend_life(w, p, a, w.habit())
        w.note(a, t + int(r.expovariate(1 / 3) * DAY), near_copy(r, text))


def second_hand_seller(w):
    """Clears the wardrobe: forty small payments from strangers and a change of card."""
    r, p = w.rng, w.person(rhythm="mother")
    a = named(w, p, "second_hand_seller")
    w.live(a, p.seat, 0, w.end, 0.8, "mother")
    for _ in range(r.randint(10, 45)):
        w.pay(
            r.choice(w.accounts).person.pay,
            p.pay,
            w.when(0, 1),
            r.choice((25, 39.9, 60, 88, 120, 260, 388, 520)),
        )
    if r.random() < 0.3:
        w.change_payout(a, w.when(), w.uid("pay", 56))


def face_check_for_grandfather(w):
    """He must blink at the camera himself; the grandson does the rest from another city."""
    grandpa, kid = w.person(rhythm="elder"), w.person(rhythm="student")
    a, t = named(w, grandpa, "face_check_for_grandfather"), w.when(0.1, 0.5)
    w.live(a, grandpa.seat, 0, t, 0.2, "elder")
    w.live(a, kid.seat, t, w.end, 0.25, "student")
    for _ in range(w.rng.randint(1, 4)):
        u = w.rng.uniform(t, w.end)
        w.touch(a, grandpa.seat, u)
        w.touch(a, kid.seat, u + 300)
    w.change_phone(a, t + 900, kid.phone)
    w.live(named(w, kid, "face_check_for_grandfather"), kid.seat, rhythm="student")


def security_scare(w):
    """Reads about a leak and changes all there is to change, on the same old phone."""
    p, t = w.person(), w.when()
    a = named(w, p, "security_scare")
    w.live(a, p.seat, rhythm=p.rhythm)
    w.change(a, "password", t)
    if w.rng.random() < 0.6:
        w.change_phone(a, t + w.rng.randint(60, 9000), w.uid("p", 64))
    if w.rng.random() < 0.5:
        w.change_payout(a, t + w.rng.randint(60, 90000), w.uid("pay", 56))
    if w.rng.random() < 0.3:
        w.live(a, other_seat(w, p.seat, None, w.device()), t, w.end, 0.3, p.rhythm)


def new_life(w):
    """Divorced: another city, number, card and phone within a fortnight, other hours too."""
    r, p, t = w.rng, w.person(), w.when(0.1, 0.9)
    a = named(w, p, "new_life", r.choice(("personal", "professional")))
    w.live(a, p.seat, 0, t, None, p.rhythm)
    w.change(a, "password", t + r.randint(0, DAY))
    w.change_phone(a, t + r.randint(0, 14 * DAY), w.uid("p", 64))
    if r.random() < 0.6:
        w.change_payout(a, t + r.randint(0, 14 * DAY), w.uid("pay", 56))
    seat = other_seat(w, p.seat, w.city(p.city), w.device() if r.random() < 0.7 else None)
    w.live(
        a, seat, t + r.choice((0, 2, 9)) * DAY, w.end, None, r.choice(("night", "office", "mother", p.rhythm))
    )
    scribble(w, a)


# story: share of the honest individuals' accounts that take part, roughly
STORIES = {
    phone_in_hotpot: 5,
    stolen_and_resold_phone: 3,
    forgot_password_for_a_year: 13,
    family_tablet: 7,
    daughter_keeps_mothers_account: 5,
    break_up: 2,
    hijacked_and_recovered: 4,
    recycled_number: 2,
    term_and_home: 9,
    sales_traveller: 6,
    repair_counter: 0.35,
    ground_promoter: 0.35,
    inherited_shop: 2,
    lost_bank_card: 4,
    overseas_tunnel: 5,
    cloud_phone_gamer: 3,
    group_buy_leader: 2,
    dorm_room: 4,
    creator_house: 0.5,
    hand_me_down: 9,
    confinement_helper: 2,
    hired_assistant: 1.2,
    viral_template: 0.8,
    second_hand_seller: 4,
    security_scare: 14,
    new_life: 8,
    face_check_for_grandfather: 3,
}


def populate(w, until):
    """Mostly ordinary people; about one account in eight has something to tell."""
    r = w.rng
    w.tunnels = [w.v4() for _ in range(24)]
    for story in STORIES:
        story(w)
    for _ in range(r.randint(1, 3)):
        internet_cafe(w)
    stories, weights = list(STORIES), list(STORIES.values())
    while len(w.accounts) < until:
        if r.random() < 0.07:
            r.choices(stories, weights)[0](w)
        else:
            ordinary(w)
