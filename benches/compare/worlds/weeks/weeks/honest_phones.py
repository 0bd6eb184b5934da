"""Who holds which phone at which hour: honest hands on shared glass."""

from .almanac import DAY
from .places import CITY_NAMES, FixedLine, ProxyShelf, draw_city
from .population import new_phone, one_private_life


def private(world, count, test=lambda a: True):
    """Ordinary accounts that have no story yet, with their owners."""
    return world.claim(
        [a for _, accs in world.folk for a in accs[:1]], count, lambda a: len(a.uses) == 1 and test(a)
    )


def hand_me_down(world):
    """The old phone goes to mother or to the boy; he is logged out of it a day later."""
    (giver,) = private(world, 1)
    r = world.rng
    old, day = new_phone(world, giver.owner, [giver])
    heir, accs = one_private_life(
        world,
        rhythm=r.choice(("retired", "student", "school_run")),
        city=giver.owner.city if r.random() < 0.6 else None,
        home=giver.owner.home if r.random() < 0.5 else None,
    )
    world.stop_uses(accs[0], day + 2)
    world.use(accs[0], heir, old, day + r.randrange(1, 6))
    world.tell("hand_me_down_phone", giver, accs[0])


def second_hand(world):
    """Sold on the flea-market app; three weeks later a stranger far away logs in."""
    giver, taker = private(world, 2)
    r = world.rng
    old, day = new_phone(world, giver.owner, [giver])
    start = day + r.randrange(7, 40)
    world.stop_uses(taker, start)
    world.use(taker, taker.owner, old, start)
    world.tell("second_hand_phone", giver, taker)
    if r.random() < 0.3:
        world.pay(
            taker.owner.payout, giver.owner.payout, (start - 3) * DAY + 70000, r.choice((680, 1250, 1999))
        )


def family_tablet(world):
    """The kitchen tablet: mother at nap time, the girl after homework, father at football."""
    r = world.rng
    (first,) = private(world, 1, lambda a: a.owner.home is not None)
    tablet, house = world.device(), [first]
    for _ in range(r.choice((1, 2, 2, 3))):
        _, accs = one_private_life(world, city=first.owner.city, home=first.owner.home)
        house.append(accs[0])
    for acc, hours in zip(house, ((13, 15), (19.5, 21), (22, 25), (6, 9))):
        world.use(acc, acc.owner, tablet, rate=r.uniform(0.05, 0.2), net=acc.owner.home, hours=hours)
    world.tell("family_tablet", *house)


def public_screen(world):
    """Library, copy shop, net café: whoever has no power left logs in for five minutes."""
    r, al = world.rng, world.almanac
    city = draw_city(r)
    line, screens = FixedLine(r, city), [world.device() for _ in range(r.choice((1, 1, 2, 6)))]
    guests = world.claim(
        [a for w, accs in world.folk for a in accs],
        r.randrange(30, 210),
        lambda a: a.owner.city == city or r.random() < 0.03,
    )
    for acc in guests:
        day = r.randrange(al.days)
        world.use(
            acc,
            acc.owner,
            r.choice(screens),
            day,
            min(al.days, day + r.choice((1, 2, 30))),
            0.9,
            line,
            (9.5, 21),
        )
    world.tell("public_device", *guests)


def repair_loan(world):
    """A cracked screen, a fortnight on the shop's loan phone that others had before."""
    r, al = world.rng, world.almanac
    loan = world.device()
    day = r.randrange(10)
    for acc in private(world, r.randrange(2, 6)):
        length = r.randrange(4, 15)
        if day + length >= al.days:
            break
        for u in list(acc.uses):
            if u.end > day + length:
                world.use(acc, acc.owner, u.device, day + length, u.end, u.rate)
            u.end = min(u.end, day)
        world.use(acc, acc.owner, loan, day, day + length)
        world.tell("repair_shop_loan", acc)
        day += length + r.randrange(1, 9)


def child_helps(world):
    """Father cannot find the settings; on Sunday evening the daughter logs in from the other city."""
    r = world.rng
    elder, child = private(world, 2)
    world.use(elder, child.owner, rate=r.uniform(0.03, 0.12), hours=(19, 22), rhythm="office")
    if r.random() < 0.6:
        world.change(elder, "password", r.randrange(world.almanac.end))
    if r.random() < 0.4:
        elder.payout = child.owner.payout
    world.tell("child_helps_from_afar", elder, child)


def lost_phone(world):
    """Left in a taxi: new phone, new card, new password, all in one afternoon."""
    r, al = world.rng, world.almanac
    (acc,) = private(world, 1)
    day = r.randrange(5, al.days - 2)
    new_phone(world, acc.owner, [acc], day)
    t = day * DAY + r.uniform(12, 21) * 3600
    world.change(acc, "password", t)
    if r.random() < 0.45:
        world.change(acc, "phone", t + 2000, world.token(96))
    world.tell("lost_phone", acc)


def cloud_phone_hobby(world):
    """A gamer's rented cloud phone, on at all hours, far away from home."""
    r = world.rng
    (acc,) = private(world, 1)
    city = r.choice(CITY_NAMES)
    world.use(acc, acc.owner, world.device(), rate=r.uniform(0.1, 0.5), net=FixedLine(r, city))
    world.tell("cloud_phone_hobby", acc)


def vpn_user(world):
    """The phone's accelerator leaves where it likes, with everybody else of its customers."""
    r = world.rng
    (acc,) = private(world, 1)
    city = acc.owner.city if r.random() < 0.5 else draw_city(r)
    net = world.shelf(city) if r.random() < 0.7 else ProxyShelf(r, "香港", 40)
    world.use(acc, acc.owner, rate=acc.rate * r.uniform(0.3, 1), net=net)
    world.tell("accelerator_user", acc)


def two_phones(world):
    """Work phone until six, private phone after; the same account on both."""
    (acc,) = private(world, 1, lambda a: a.owner.rhythm in ("office", "overtime", "boss", "salesroom"))
    world.use(acc, acc.owner, world.device(), hours=(9, 18), rate=acc.rate * 0.6)
    world.tell("two_phones", acc)


def recycled_number(world):
    """A given-up number comes back to a stranger, and the account's binding was never undone."""
    old, new = private(world, 2)
    new.phone = old.phone
    world.tell("recycled_number", old, new)


def house_card(world):
    """One bank card for three generations."""
    accs = private(world, world.rng.choice((2, 3, 4)))
    for acc in accs[1:]:
        acc.owner.home, acc.owner.city, acc.region = (
            accs[0].owner.home,
            accs[0].owner.city,
            accs[0].owner.city,
        )
        acc.payout = accs[0].owner.payout
    accs[0].payout = accs[0].owner.payout
    world.tell("household_card", *accs)


def dormitory(world):
    """Six beds, one router, each other's chargers and, once, each other's phones."""
    r = world.rng
    mates = private(world, r.randrange(3, 8))
    for acc in mates[1:]:
        acc.owner.home, acc.owner.city = mates[0].owner.home, mates[0].owner.city
        if r.random() < 0.3:
            day = r.randrange(world.almanac.days)
            world.use(acc, acc.owner, mates[0].owner.phone, day, day + 1, 1.5)
    world.tell("dormitory", *mates)


PLAYS = (
    (hand_me_down, 130),
    (second_hand, 90),
    (family_tablet, 70),
    (repair_loan, 14),
    (child_helps, 70),
    (lost_phone, 110),
    (cloud_phone_hobby, 45),
    (vpn_user, 150),
    (two_phones, 120),
    (recycled_number, 25),
    (house_card, 40),
    (dormitory, 40),
    (public_screen, 9),
)


def play(world, scale):
    """All of them, as often as a town of this size has them."""
    for scene, times in PLAYS:
        for _ in range(max(1, round(times * scale * world.rng.uniform(0.75, 1.3)))):
            scene(world)
