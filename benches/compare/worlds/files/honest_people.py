"""Private people whose files looked bad and who won their appeal.

Each story draws ordinary accounts and lets life happen to them. `STORIES` says how often per
20,000 accounts; the frequent ones are the dull ones.
"""

from core import DAY, HOUR
from people import Person, add_trip, hand_over, hours_of, open_account, visit, weekly_rate
from places import ABROAD
from texts import reworded, script


def phone_upgrade(world, geo):
    """A new phone at a sale festival; the old one goes into a drawer."""
    for a in world.take():
        a.owner.hand.replace_phone(world.token(16), world.middle(0.05, 0.95))
        world.tell("phone_upgrade", a)


def second_hand_phone(world, geo):
    """A phone is sold to a stranger for real money and shows up under another name."""
    pair = world.take(2)
    if len(pair) == 2:
        seller, buyer = pair
        t, phone = world.middle(), seller.owner.hand.devices[0][0]
        seller.owner.hand.replace_phone(world.token(16), t)
        buyer.owner.hand.replace_phone(phone, t + world.rng.randint(1, 12) * DAY)
        world.pay(buyer.owner.wallet, seller.owner.wallet, t + HOUR, world.rng.randrange(300, 3200, 50))
        world.tell("second_hand_phone", *pair)


def family_tablet(world, geo):
    """Parents, children and an aunt log in on one tablet over one home line."""
    family = world.take(world.rng.randint(2, 5))
    tablet, home = world.token(16), family[0].owner.hand.home
    for a in family:
        a.owner.hand.add_device(tablet, 0, 1 << 40, world.rng.uniform(0.2, 2))
        a.owner.hand.home, a.owner.hand.region = home, home.region
        a.owner.hand.mobile = family[0].owner.hand.mobile
        a.region = home.region
    world.tell("family_tablet", *family)


def several_selves(world, geo):
    """One person with two or three accounts: a diary, a shop, a fan account."""
    for a in world.take():
        more = [
            open_account(world, a.owner, world.rng.choice(("personal", "professional")))
            for _ in range(world.rng.randint(1, 2))
        ]
        world.tell("several_selves", a, *more)


def moved_house(world, geo):
    """A new job in a new city: new lines, later a new number and a local bank card."""
    for a in world.take():
        t, hand = world.middle(), a.owner.hand
        add_trip(world, geo, hand, t, 400)
        city = hand.trips[-1][2].region
        world.change(a, "region", t + world.rng.randint(1, 30) * DAY, city)
        if world.rng.random() < 0.5:
            world.change(a, "phone", t + world.rng.randint(2, 40) * DAY)
        if world.rng.random() < 0.4:
            world.change(a, "payout_account", t + world.rng.randint(5, 50) * DAY)
        world.tell("moved_house", a)


def dormant_return(world, geo):
    """Years away, then back with another phone in another city and a forgotten password."""
    for a in world.take():
        t = world.middle(0.25, 0.85)
        later = Person(world, geo, geo.other_city(world.rng, a.region))
        first = a.stints[0]
        first.end, first.weekly = world.t0 + 3 * DAY, -1
        hand_over(a, later.hand, t, weekly_rate(world, 2.5), world.t1)
        world.change(a, "password", t - 300)
        if world.rng.random() < 0.7:
            world.change(a, "phone", t + 600)
        world.tell("dormant_return", a)


def public_machine(world, geo):
    """A print shop or library computer on which hundreds sign in once."""
    machine, line = world.token(16), geo.office(world.rng, geo.city(world.rng))
    desk = desk_hand(world, geo, line, machine)
    for a in world.take(world.rng.randint(60, 200)):
        visit(a, desk, world.middle(0, 0.98), 1, world.rng.randint(1, 2))
        world.tell("public_machine", a)


def desk_hand(world, geo, line, device):
    """A hand that is a place rather than a person."""
    person = Person(world, geo, line.region, "office", line)
    hand = person.hand
    hand.devices, hand.home, hand.mobile_share, hand.trips = [(device, 0, 1 << 40, 1)], line, 0.0, []
    return hand


def dormitory(world, geo):
    """Four to eight students share a line and borrow each other's phones."""
    mates = world.take(world.rng.randint(4, 8))
    home = mates[0].owner.hand.home
    for i, a in enumerate(mates):
        a.owner.hand.home, a.region = home, home.region
        friend = mates[i - 1].owner.hand.devices[0][0]
        a.owner.hand.add_device(friend, 0, 1 << 40, 0.06)
    world.tell("dormitory", *mates)


def always_travelling(world, geo):
    """Lorry drivers, crew, tour guides: a new city every few days."""
    for a in world.take():
        t = world.t0
        while t < world.t1:
            days = world.rng.randint(1, 5)
            add_trip(world, geo, a.owner.hand, t, days)
            t += (days + world.rng.randint(0, 3)) * DAY
        world.tell("always_travelling", a)


def home_for_festival(world, geo):
    """Half a village comes home for the same week and uses grandmother's line."""
    folk, t = world.take(world.rng.randint(5, 25)), world.middle(0.1, 0.85)
    town = geo.city(world.rng)
    line = geo.home(world.rng, town)
    for a in folk:
        start = t + world.rng.randint(-2, 2) * DAY
        a.owner.hand.trips.insert(0, (start, start + world.rng.randint(5, 12) * DAY, line, geo.mobile(world.rng, town)))
    world.tell("home_for_festival", *folk)


def separation(world, geo):
    """A couple parts: the account stays with her, the wallet and the number change hands."""
    for a in world.take():
        t = world.middle()
        a.owner.hand.replace_phone(world.token(16), t)
        a.owner.hand.home = geo.home(world.rng, a.owner.hand.region)
        for i, what in enumerate(("password", "phone", "payout_account")):
            world.change(a, what, t + i * world.rng.randint(400, 90000))
        world.tell("separation", a)


def child_helps_parent(world, geo):
    """The parent has the identity and the craft, the child in the city does the posting."""
    for a in world.take():
        child = Person(world, geo, geo.city(world.rng))
        hand_over(a, child.hand, world.t0, weekly_rate(world, 2), world.t1, keep=0.3)
        other = open_account(world, child)
        for month in range(world.days // 30):
            world.pay(
                child.wallet,
                a.owner.wallet,
                world.t0 + (month * 30 + 8) * DAY + 43000,
                world.rng.choice((500, 800, 1000, 1000, 2000)),
            )
        world.tell("child_helps_parent", a, other)


def hijacked_and_back(world, geo):
    """A stolen account: two days of a stranger, then the owner recovers it."""
    for a in world.take():
        t = world.middle()
        thief = Person(world, geo, geo.other_city(world.rng, a.region))
        visit(a, thief.hand, t, 30, 4)
        world.change(a, "password", t + 500)
        world.change(a, "password", t + 2 * DAY)
        if world.rng.random() < 0.5:
            mine = a.phone
            world.change(a, "phone", t + 700)
            world.change(a, "phone", t + 2 * DAY + 300, mine)
        world.tell("hijacked_and_back", a)


def company_vpn(world, geo):
    """Employees of a multinational leave through one far exit."""
    line = geo.office(world.rng, world.rng.choice(ABROAD + ["上海", "北京"]))
    for a in world.take(world.rng.randint(5, 30)):
        a.owner.hand.work = line
        world.tell("company_vpn", a)


def shift_work(world, geo):
    """Nurses and bakers live at hours that nobody else keeps."""
    for a in world.take():
        a.owner.hand.hours = hours_of(world.rng, "night")
        day_side = Person(world, geo, a.region, "office")
        day_side.hand.devices, day_side.hand.home = a.owner.hand.devices, a.owner.hand.home
        hand_over(a, day_side.hand, world.middle(), a.stints[0].weekly, world.t1)
        world.tell("shift_work", a)


def repair_shop(world, geo):
    """A repairer signs customers in on the bench phone to check that messages arrive."""
    city = geo.city(world.rng)
    bench = desk_hand(world, geo, geo.office(world.rng, city), world.token(16))
    for a in world.take(world.rng.randint(8, 30)):
        t = world.middle(0, 0.95)
        visit(a, bench, t, 1, 1)
        a.owner.hand.replace_phone(world.token(16), t + 2 * HOUR)
        world.tell("repair_shop", a)


def recycled_number(world, geo):
    """The carrier hands a given-up number to a stranger."""
    pair = world.take(2)
    if len(pair) == 2 and pair[0].phone:
        world.change(pair[1], "phone", world.middle(), pair[0].phone)
        world.tell("recycled_number", *pair)


def study_abroad(world, geo):
    """Off to university: foreign lines and seven hours' shift from one day on."""
    for a in world.take():
        t = world.middle()
        gone = Person(world, geo, world.rng.choice(ABROAD), "night")
        gone.hand.devices = list(a.owner.hand.devices)
        hand_over(a, gone.hand, t, a.stints[0].weekly, world.t1)
        if world.rng.random() < 0.4:
            world.change(a, "phone", t + 3 * DAY)
        world.tell("study_abroad", a)


def managed_creators(world, geo):
    """Creators under contract with an agency that posts for them and pays their share."""
    rng = world.rng
    city = geo.city(rng)
    line, purse = geo.office(rng, city), world.payment_account()
    devices = [world.token(16) for _ in range(rng.randint(1, 4))]
    if rng.random() < 0.5:
        for device in devices:
            world.approve("device", device, "MCN 备案设备")
    for a in world.take(rng.randint(4, 14), ("professional",)):
        desk = desk_hand(world, geo, line, rng.choice(devices))
        hand_over(
            a, desk, max(world.t0, world.middle(0, 0.3)), weekly_rate(world, 2), world.t1, keep=rng.uniform(0.3, 0.9)
        )
        for month in range(world.days // 30):
            world.pay(
                purse,
                a.owner.wallet,
                world.t0 + (month * 30 + 15) * DAY + 50000 + rng.randrange(9000),
                rng.lognormvariate(7.5, 0.8),
            )
        world.tell("managed_creators", a)


def couple_shop(world, geo):
    """He has the mornings, she has the nights, both on their own phones."""
    for a in world.take(1, ("professional",)):
        spouse = Person(world, geo, a.region, "night")
        spouse.hand.home = a.owner.hand.home
        hand_over(a, spouse.hand, world.t0, a.stints[0].weekly, world.t1, keep=1.0)
        world.tell("couple_shop", a)


def hired_assistant(world, geo):
    """A creator pays an assistant in another city a monthly wage to answer messages."""
    for a in world.take(1, ("professional",)):
        helper = Person(world, geo, geo.other_city(world.rng, a.region), "office")
        start = world.middle(0, 0.5)
        hand_over(a, helper.hand, start, weekly_rate(world, 3), world.t1, keep=0.8)
        for month in range(world.days // 30):
            world.pay(a.owner.wallet, helper.wallet, start + (month * 30 + 28) * DAY, 2500)
        world.tell("hired_assistant", a)


def cloud_phone_player(world, geo):
    """A gamer or tinkerer who really runs a rented phone in a data centre."""
    line = geo.office(world.rng, geo.city(world.rng))
    for a in world.take(world.rng.randint(2, 9)):
        desk = desk_hand(world, geo, line, world.token(16))
        desk.hours = a.owner.hand.hours
        hand_over(a, desk, world.middle(0, 0.6), a.stints[0].weekly, world.t1, keep=0.6)
        world.tell("cloud_phone_player", a)


def lost_phone(world, geo):
    """Phone gone in a taxi: password, number and card are all changed the same evening."""
    for a in world.take():
        t = world.middle()
        a.owner.hand.replace_phone(world.token(16), t + 5 * HOUR)
        world.change(a, "password", t + 2 * HOUR)
        if world.rng.random() < 0.6:
            world.change(a, "phone", t + 3 * HOUR)
        if world.rng.random() < 0.5:
            world.change(a, "payout_account", t + 3 * HOUR + 500)
        world.tell("lost_phone", a)


def joint_purse(world, geo):
    """After the wedding everything is paid out to one card."""
    pair = world.take(2)
    if len(pair) == 2:
        card = pair[0].owner.wallet
        pair[0].payout = card
        world.change(pair[1], "payout_account", world.middle(), card)
        world.tell("joint_purse", *pair)


def inheritance(world, geo):
    """The founder dies; a relative takes over identity, number and card, with a certificate."""
    for a in world.take(1, ("professional",)):
        t, heir = world.middle(), Person(world, geo, a.region)
        hand_over(a, heir.hand, t, weekly_rate(world), world.t1)
        world.change(a, "holder", t + 9 * DAY, heir.holder)
        world.change(a, "phone", t + 9 * DAY + 900, heir.phone)
        world.change(a, "payout_account", t + 10 * DAY, heir.wallet)
        world.tell("inheritance", a)


def group_buy_leader(world, geo):
    """Neighbours pay one woman for vegetables, week after week, and get refunds."""
    crowd = world.take(world.rng.randint(8, 25))
    leader = crowd[0]
    for a in crowd[1:]:
        for _ in range(world.rng.randint(1, 8)):
            t, amount = world.moment(), world.rng.uniform(9, 180)
            world.pay(a.owner.wallet, leader.owner.wallet, t, amount)
            if world.rng.random() < 0.1:
                world.pay(leader.owner.wallet, a.owner.wallet, t + 2 * DAY, amount)
    world.tell("group_buy_leader", *crowd)


def instalments(world, geo):
    """A loan among friends or a flat sublet: the same sum on the same day of each month."""
    pair = world.take(2)
    if len(pair) == 2:
        amount = world.rng.choice((300, 500, 600, 800, 1200))
        for month in range(world.days // 30):
            world.pay(
                pair[0].owner.wallet,
                pair[1].owner.wallet,
                world.t0 + (month * 30 + 3) * DAY + 40000 + world.rng.randrange(30000),
                amount,
            )
        world.tell("instalments", *pair)


def friend_lends_account(world, geo):
    """Tickets for a concert: a friend signs in for an afternoon, for nothing."""
    pair = world.take(2)
    if len(pair) == 2:
        visit(pair[0], pair[1].owner.hand, world.middle(), 5, 2)
        world.tell("friend_lends_account", *pair)


def course_mates(world, geo):
    """A side-job course makes forty people open accounts and post the teacher's homework."""
    text, t = script(world.rng, ""), world.middle()
    room = geo.office(world.rng, geo.city(world.rng))
    desk = desk_hand(world, geo, room, world.token(16))
    teacher = world.payment_account()
    for a in world.take(world.rng.randint(12, 40)):
        if world.rng.random() < 0.4:
            visit(a, desk, t, 6, 1)
        world.pay(a.owner.wallet, teacher, t - 4 * DAY + world.rng.randrange(3 * DAY), 399)
        world.note(a, t + world.rng.randrange(5 * DAY), reworded(world.rng, text, 1))
        world.tell("course_mates", a)


STORIES = [
    (phone_upgrade, 1500),
    (second_hand_phone, 130),
    (family_tablet, 160),
    (several_selves, 420),
    (moved_house, 330),
    (dormant_return, 260),
    (public_machine, 3),
    (dormitory, 30),
    (always_travelling, 110),
    (home_for_festival, 22),
    (separation, 50),
    (child_helps_parent, 110),
    (hijacked_and_back, 70),
    (company_vpn, 8),
    (shift_work, 80),
    (repair_shop, 5),
    (recycled_number, 60),
    (study_abroad, 60),
    (managed_creators, 14),
    (couple_shop, 80),
    (hired_assistant, 60),
    (cloud_phone_player, 9),
    (lost_phone, 140),
    (joint_purse, 70),
    (inheritance, 15),
    (group_buy_leader, 10),
    (instalments, 90),
    (friend_lends_account, 90),
    (course_mates, 3),
]
