"""Honest dealings among kin, classmates, villagers, flatmates and strangers.

Most strangeness in the exports is kindness: a daughter posts for her mother,
a cousin inherits a phone, six students share a room and a charger.
"""

from people import ALWAYS, Hand, new_device
from places import ABROAD, CITY_NAMES, Net
from rounds import walk_list
from world import FOREVER, heavy


def _all(world, person):
    return [a for a in person.accounts if a.kind in ("personal", "professional")]


def _tell(world, people, story):
    for person in people:
        for account in _all(world, person):
            world.tell(account, story)


def daughter_posts_for_mother(world):
    """The mother has the stories, the daughter the patience for the app."""
    child = world.take(
        lambda p: p.age == "adult" and any(k.age == "elder" and k.accounts and not k.claimed for k in p.kin)
    )
    mother = next(k for k in child.kin if k.age == "elder" and k.accounts and not k.claimed)
    mother.claimed = True
    for account in _all(world, mother):
        since = world.rng.uniform(-60, world.days * 0.7)
        world.use(account, child.hand, since, world.days, world.rng.uniform(0.1, 0.6))
        account.phone = child.phone if world.rng.random() < 0.4 else account.phone
        account.payout = child.pay
    _tell(world, [mother, child], "daughter_posts_for_mother")


def family_tablet(world):
    """One tablet on the sofa; everybody forgets to log out."""
    head = world.take(lambda p: len(p.kin) > 1)
    tablet = new_device(world)
    family = [head] + [k for k in head.kin if not k.claimed]
    for member in family:
        member.claimed = True
        member.hand.lend(tablet, *ALWAYS, world.rng.choice((0.1, 0.3, 0.6)))
    _tell(world, family, "family_tablet")


def hand_me_down(world):
    """The new phone is for me, the old one for my brother at home."""
    giver, taker = world.take_some(2)
    day = world.rng.uniform(5, world.days - 5)
    old = giver.hand.phone(day)
    giver.hand.replace_phone(new_device(world), day)
    taker.hand.replace_phone(old, day + world.rng.uniform(1, 9))
    _tell(world, [giver, taker], "hand_me_down")


def parents_payout(world):
    """A student's earnings go to the mother, who also paid for the SIM card."""
    child = world.take(lambda p: p.age == "student" and p.kin)
    mother = child.kin[0]
    for account in _all(world, child):
        account.payout, account.phone = mother.pay, mother.phone
    for week in range(3, world.days, 14):
        world.pay(mother.pay, child.pay, week + world.rng.random(), world.rng.choice((300, 400, 500)))
    _tell(world, [child, mother], "parents_payout")


def separation(world):
    """A couple parts; the account stays with her, and everything is changed."""
    her, him = world.take_some(2)
    day = world.rng.uniform(15, world.days - 10)
    account = _all(world, her)[0]
    world.use(account, him.hand, 0, day, 0.2)
    for step, field in enumerate(("password", "phone", "payout_account")):
        old, new = {"phone": (him.phone, her.phone), "payout_account": (him.pay, her.pay)}.get(
            field, ("", "")
        )
        world.change(account, field, day + step * 0.01 + 0.01, old, new)
    her.hand.move(day, Net("home", her.city, world.rng), her.city)
    _tell(world, [her, him], "separation")


def dorm_room(world):
    """Four to six beds, one router, phones lent when the battery is empty."""
    room = world.kin_group("class", 4)[: world.rng.randint(4, 6)]
    net = Net("home", room[0].city, world.rng)
    for student in room:
        student.claimed = True
        student.hand.move(-FOREVER, net, room[0].city)
        mate = world.rng.choice(room)
        if mate is not student and world.rng.random() < 0.5:
            student.hand.lend(mate.hand.phone(0), *ALWAYS, 0.04)
    _tell(world, room, "dorm_room")


def class_homework(world):
    """A marketing course: everybody posts the same case for marks, the monitor checks."""
    group = world.kin_group("class", 5)[: world.rng.randint(5, 14)]
    day = world.rng.uniform(10, world.days - 10)
    topic = world.rng.choice(("家乡的茶", "校门口的面馆", "二手书市", "校园咖啡"))
    for student in group:
        student.claimed = True
        for account in _all(world, student)[:1]:
            world.notes.append(
                (
                    day + world.rng.random() * 2,
                    account.id,
                    f"课程作业：为{topic}写一条种草笔记，{topic}真的值得被看见，欢迎提建议#课程作业",
                )
            )
    monitor = group[0]
    for student in group[1:4]:
        world.login(day + 1 + world.rng.random(), _all(world, student)[0], monitor.hand)
    _tell(world, group, "class_homework")


def long_absent_returner(world):
    """A graduate comes back after months: new job, new city, new phone, new number."""
    person = world.take()
    day = world.rng.uniform(world.days * 0.3, world.days - 8)
    city = world.rng.choice(CITY_NAMES)
    for account in _all(world, person):
        account.stop(world.rng.uniform(1, 12))
        hand = Hand(
            city,
            person.hand.hours,
            Net("home", city, world.rng),
            Net("mobile", city, world.rng),
            new_device(world),
        )
        world.use(account, hand, day, world.days, heavy(world.rng, 0.5, 0.5))
        if world.rng.random() < 0.7:
            world.change(account, "password", day + 0.002)
        if world.rng.random() < 0.5:
            world.change(account, "phone", day + 0.02, account.phone, world.token("t", 72))
        if world.rng.random() < 0.4:
            world.change(account, "region", day + 1, account.region, city)
    _tell(world, [person], "long_absent_returner")


def lost_phone(world):
    """Left in a taxi: password, number and device change within two days."""
    person = world.take()
    day = world.rng.uniform(4, world.days - 4)
    person.hand.replace_phone(new_device(world), day)
    for account in _all(world, person):
        world.change(account, "password", day + world.rng.random())
        if world.rng.random() < 0.5:
            world.change(account, "phone", day + 1 + world.rng.random(), account.phone, world.token("t", 72))
    _tell(world, [person], "lost_phone")


def second_hand_phone(world):
    """Sold on a flea-market app: the same device at a stranger in another city."""
    seller, buyer = world.take_some(2)
    day = world.rng.uniform(5, world.days - 5)
    world.pay(buyer.pay, seller.pay, day - 2, world.rng.choice((600, 880, 1200, 1500, 2300)))
    buyer.hand.replace_phone(seller.hand.phone(day), day)
    seller.hand.replace_phone(new_device(world), day - 3)
    _tell(world, [seller, buyer], "second_hand_phone")


def recycled_number(world):
    """The carrier gives a cancelled number to somebody else."""
    old, new = world.take_some(2)
    for account in _all(world, new):
        account.phone = old.phone
    _tell(world, [old, new], "recycled_number")


def village_helper(world):
    """A girl back from the city keeps the accounts of her aunts' fruit stalls, for free."""
    village = world.kin_group("village", 4)
    helper = village[0]
    aunts = village[1 : world.rng.randint(3, 8)]
    for person in village[: 1 + len(aunts)]:
        person.claimed = True
    for aunt in aunts:
        since = world.rng.uniform(-30, world.days * 0.5)
        for account in _all(world, aunt)[:1]:
            world.use(account, helper.hand, since, world.days, world.rng.uniform(0.15, 0.5))
            if world.rng.random() < 0.4:
                world.change(account, "password", since + 0.1)
    _tell(world, [helper, *aunts], "village_helper")


def village_kiosk(world):
    """The shopkeeper's old phone on the counter serves everybody who forgot glasses."""
    members = world.kin_group("village", 10)[:60]
    town = members[0].village
    counter = Hand(town, "shop", Net("home", town, world.rng), None, new_device(world))
    for person in members:
        person.claimed = True
        for account in _all(world, person)[:1]:
            world.use(account, counter, 0, world.days, 0.03)
            world.tell(account, "village_kiosk")


def public_device(world):
    """A library or net café terminal: hundreds of users, none of them acquainted."""
    city = world.rng.choice(CITY_NAMES[:20])
    spot = Hand(city, "student", Net("fixed", city, world.rng), None, new_device(world))
    for person in world.rng.sample(world.by_city[city], min(150, len(world.by_city[city]))):
        for account in _all(world, person)[:1]:
            world.use(account, spot, 0, world.days, 0.02)
            world.tell(account, "public_device")


def landlord_router(world):
    """Rooms by the month: twenty tenants behind the landlord's router, rent to one account."""
    landlord = world.take(lambda p: p.age != "student")
    net = Net("home", landlord.city, world.rng)
    tenants = world.take_some(world.rng.randint(6, 18), lambda p: p.city == landlord.city)
    rent = world.rng.choice((450, 600, 800, 1100))
    for tenant in tenants:
        tenant.hand.move(world.rng.uniform(-90, 40), net, landlord.city)
        for month in range(world.rng.randint(1, 6), world.days, 30):
            world.pay(tenant.pay, landlord.pay, month + world.rng.random(), rent)
    _tell(world, tenants, "landlord_router")


def new_bank_card(world):
    """A shopkeeper changes banks; sometimes the spouse's account is used."""
    person = world.take()
    new = person.kin[0].pay if person.kin and world.rng.random() < 0.4 else world.token("pa", 56)
    for account in _all(world, person):
        world.change(account, "payout_account", world.rng.uniform(1, world.days - 1), account.payout, new)
    _tell(world, [person], "new_bank_card")


def loan_between_friends(world):
    """A lump sum to an old classmate, repaid in three parts; a forgotten password meanwhile."""
    lender, borrower = world.take_some(2)
    day, amount = world.rng.uniform(3, world.days - 40), world.rng.choice((500, 1000, 2000, 3000))
    world.pay(lender.pay, borrower.pay, day, amount)
    for part in (1, 2, 3):
        world.pay(borrower.pay, lender.pay, day + part * world.rng.uniform(9, 13), round(amount / 3, 2))
    world.change(_all(world, borrower)[0], "password", day + world.rng.uniform(-3, 3))
    _tell(world, [lender, borrower], "loan_between_friends")


def hired_editor(world):
    """Creators pay a freelancer who cuts and posts on their accounts, round by round."""
    editor = world.take(lambda p: p.age == "adult")
    studio = Hand(editor.city, "desk", editor.hand.homes[0][2], None, new_device(world))
    listed = []
    for client in world.take_some(world.rng.randint(3, 9)):
        begin = world.rng.uniform(-40, world.days * 0.6)
        account = _all(world, client)[0]
        account.kind = "professional"
        listed.append((account, studio, begin))
        if begin > 0 and world.rng.random() < 0.6:
            world.change(account, "password", begin - 0.2)
        for month in range(max(int(begin), 0) + 2, world.days, 30):
            world.pay(client.pay, editor.pay, month + world.rng.random(), world.rng.choice((800, 1200, 1500)))
        world.tell(account, "hired_editor")
    walk_list(
        world,
        listed,
        world.rng.choice((9, 10, 13, 20, 21.5)),
        world.days,
        world.rng.uniform(3, 9),
        world.rng.uniform(0.2, 0.6),
        world.rng.choice((6, 0, None)),
    )


def long_distance_driver(world):
    """A lorry driver: another city every other night, always the same phone."""
    person = world.take(lambda p: p.age == "adult")
    person.hand.roam = 0.9
    day = 0.0
    while day < world.days:
        stay = world.rng.uniform(0.5, 3)
        person.hand.travel(day, day + stay, Net("mobile", world.rng.choice(CITY_NAMES), world.rng))
        day += stay + world.rng.choice((0, 0, 2, 4))
    _tell(world, [person], "long_distance_driver")


def abroad_with_vpn(world):
    """Shopping agents live half abroad; their exit address is anywhere."""
    person = world.take(lambda p: p.age == "adult")
    place = world.rng.choice(ABROAD)
    begin = world.rng.uniform(0, world.days * 0.5)
    person.hand.travel(begin, begin + world.rng.uniform(15, 80), Net("pool", place, world.rng))
    _tell(world, [person], "abroad_with_vpn")


def own_cloud_phone(world):
    """A creator rents one cloud phone to keep the chat open; nothing is sold."""
    person = world.take()
    day = world.rng.uniform(3, world.days * 0.8)
    cloud = Hand(person.city, "desk", Net("home", person.city, world.rng), None, new_device(world))
    for account in _all(world, person)[:1]:
        world.use(account, cloud, day, world.days, world.rng.uniform(0.2, 0.8))
        if world.rng.random() < 0.5:
            world.change(account, "password", day)
    _tell(world, [person], "own_cloud_phone")


def group_buying_chain(world):
    """A neighbourhood group leader collects small sums from strangers each week."""
    members = world.kin_group("chat", 6)
    leader = members[0]
    for person in members[:20]:
        person.claimed = True
        for week in range(world.rng.randint(1, 7), world.days, 7):
            if world.rng.random() < 0.5:
                world.pay(person.pay, leader.pay, week + world.rng.random(), heavy(world.rng, 40, 0.4))
    if world.rng.random() < 0.6:
        text = "接龙开始啦，还是老规矩，需要的姐妹评论区扣数量，周五自提点见#社区团购"
        for person in members[:6]:
            world.notes.append((world.rng.uniform(10, world.days), _all(world, person)[0].id, text))
    _tell(world, members[:20], "group_buying_chain")


def gift_of_account(world):
    """An aunt who gives up blogging lets her niece go on with it, for nothing."""
    aunt = world.take(lambda p: p.kin)
    niece, day = aunt.kin[0], world.rng.uniform(10, world.days - 10)
    account = _all(world, aunt)[0]
    account.stop(day)
    world.use(account, niece.hand, day, world.days, 0.5)
    world.change(account, "password", day + 0.01)
    world.change(account, "phone", day + 0.03, account.phone, niece.phone)
    _tell(world, [aunt], "gift_of_account")


COUNTS = {  # stories per 20 000 accounts
    daughter_posts_for_mother: 130,
    family_tablet: 260,
    hand_me_down: 110,
    parents_payout: 90,
    separation: 22,
    dorm_room: 45,
    class_homework: 7,
    long_absent_returner: 190,
    lost_phone: 110,
    second_hand_phone: 80,
    recycled_number: 60,
    village_helper: 26,
    village_kiosk: 3,
    public_device: 5,
    landlord_router: 16,
    new_bank_card: 90,
    loan_between_friends: 70,
    hired_editor: 22,
    long_distance_driver: 40,
    abroad_with_vpn: 25,
    own_cloud_phone: 70,
    group_buying_chain: 14,
    gift_of_account: 18,
}
