"""Accounts that are let while the holder goes on, line by line."""

from ab_traded import slip_in, times
from core import DAY, Use
from hands import Hand, liven, recruit, staff_of
from people import add_account, make_person
from places import NIGHT_DESK, OFFICE
from trades import BY_KEY


def let(
    world,
    rng,
    hand,
    acct,
    holder,
    trade,
    spans,
    price,
    every,
    story,
    scan=0.0,
    company=0.2,
    fresh_topic=True,
):
    """One tenancy of one account: in `spans` of days the hand logs in, too."""
    liven(rng, holder, acct)
    fresh = rng.random() < scan
    device = None
    if world.level == 2 or rng.random() < 0.75:
        device = hand.device(spans[0][0])
    net_use = None
    for d0, d1 in spans:
        use = hand.use(holder.city, d0, d1, device=device, fresh=fresh, p=rng.uniform(0.2, 0.6))
        if net_use is not None and rng.random() < 0.7:
            use.day = use.night = net_use.day
        net_use = use
        acct.uses.append(use)
        day = max(0, d0) + rng.uniform(0, 3)
        while day < min(d1, world.days):
            hand.pays(acct.payout or holder.payout, day, price * rng.choice((1, 1, 1, 1.2)))
            day += every
        if fresh_topic:
            hand.write(acct, trade.key, d0, d1, 1.3, holder.city.name)
        if rng.random() < 0.12 and d0 > 0:
            world.change(acct, "password", d0 * DAY + rng.uniform(60, 9000))
        if acct.kind != "kos" and rng.random() < company and d0 > 0:
            slip_in(world, rng, acct, trade, d0, hand)
        elif rng.random() < 0.4:
            hand.advertise(acct, trade, max(1, d0), d1, chance=1)
    world.mark(acct, "rented", hand.ring, story)


def long_spans(world, rng):
    start = rng.uniform(-20, world.days * 0.6)
    end = 1e6 if rng.random() < 0.7 else start + rng.uniform(35, 70)
    return [(start, max(end, 12))]


def short_spans(world, rng):
    """Campaign weeks with pauses."""
    out, day = [], rng.uniform(0, world.days - 30)
    for _ in range(rng.choice((1, 2, 3))):
        end = day + rng.uniform(7, 18)
        if day < world.days - 4:
            out.append((day, end))
        day = end + rng.uniform(5, 20)
    return out


def counter_evenings(world, rng, count):
    """Counter staff let their accounts: the studio works at night, the holder in the breaks."""
    trade = BY_KEY["beauty"]
    hand = Hand(world, rng, "night", hours=NIGHT_DESK)
    for firm, post in staff_of(world, rng, "beauty", count, lambda p: not p.remote):
        let(
            world,
            rng,
            hand,
            post.acct,
            post.stints[0][0],
            trade,
            long_spans(world, rng),
            rng.choice((60, 80, 100)),
            7,
            "counter_account_at_night",
            scan=0.2 * world.level,
        )


def doctors(world, rng, count):
    """Doctors lend name and account to an agency; they look in at lunch and answer a question or two."""
    trade = BY_KEY["clinics"]
    hand = Hand(world, rng, "doctor", hours=OFFICE)
    for firm, post in staff_of(world, rng, "clinics", count // 2):
        let(
            world,
            rng,
            hand,
            post.acct,
            post.stints[0][0],
            trade,
            long_spans(world, rng),
            rng.choice((1500, 2000, 3000)),
            30,
            "doctor_persona_let",
        )
    for acct in recruit(world, rng, count - count // 2, ("professional",), fresh=0.5):
        let(
            world,
            rng,
            hand,
            acct,
            acct.person,
            trade,
            long_spans(world, rng),
            rng.choice((800, 1500, 2500)),
            30,
            "doctor_persona_let",
            company=0.5,
        )


def diaries(world, rng, count, key, story, kinds, prices, scan):
    """Brides', car owners' and home owners' diaries: let for campaign weeks."""
    hand = Hand(world, rng, "diary")
    for acct in recruit(world, rng, count, kinds, fresh=0.2):
        spans = short_spans(world, rng)
        let(
            world,
            rng,
            hand,
            acct,
            acct.person,
            BY_KEY[key],
            spans,
            rng.choice(prices),
            7,
            story,
            scan=scan,
            company=0.12,
        )


def students(world, rng, count):
    """Part-time groups on a campus: small weekly sums, many holders in one town, a scan at noon."""
    city = max((world.atlas.pick(rng) for _ in range(4)), key=lambda c: c.weight)
    hand = Hand(world, rng, "campus")
    for acct in recruit(world, rng, count, ("personal",), city=city, fresh=0.4):
        let(
            world,
            rng,
            hand,
            acct,
            acct.person,
            BY_KEY["travel"],
            long_spans(world, rng),
            rng.choice((15, 20, 30)),
            7,
            "campus_part_time",
            scan=0.5,
            company=0.05,
        )


def teachers(world, rng, count):
    """Tutors let their accounts to a course seller and keep answering parents in the evening."""
    hand = Hand(world, rng, "teacher")
    for firm, post in staff_of(world, rng, "tutoring", count, lambda p: not p.created):
        let(
            world,
            rng,
            hand,
            post.acct,
            post.stints[0][0],
            BY_KEY["tutoring"],
            long_spans(world, rng),
            rng.choice((300, 500, 800)),
            30,
            "teacher_account_let",
            scan=0.2,
        )


def under_cover(world, rng, count):
    """An approved agency rents accounts on the side, on the same desks as its lawful clients' work."""
    houses = [h for h in world.agencies if h["listed"] and h["clients"]]
    if not houses:
        return
    house = rng.choice(houses)
    hand = Hand(world, rng, "cover", city=house["city"], hours=OFFICE)
    if world.level == 0:
        hand.net, hand.desk, hand.fill, hand.per_device = house["net"], [house["devices"][-1]], 0, 6
        hand.purses = [house["bank"]]
    trade = rng.choice(house["clients"]).trade
    for acct in recruit(world, rng, count, ("professional",), fresh=0.3):
        let(
            world,
            rng,
            hand,
            acct,
            acct.person,
            trade,
            long_spans(world, rng),
            rng.choice((200, 400, 600)),
            30,
            "approved_agency_as_cover",
            company=0.4,
        )


def sublet(world, rng, count):
    """A holder with three accounts keeps one, lets two; the tenant sublets to a second desk after weeks."""
    first, key = Hand(world, rng, "sublet"), "renovation"
    second = Hand(world, rng, "", ring=first.ring)
    while count > 0:
        person = make_person(world, rng)
        own = [add_account(world, rng, person, scale=1.2) for _ in range(3)]
        for acct in own[1:]:
            start = rng.uniform(3, world.days - 30)
            let(
                world,
                rng,
                first,
                acct,
                person,
                BY_KEY[key],
                [(start, start + 16)],
                50,
                7,
                "sublet",
                company=0,
            )
            later = second.use(person.city, start + 16, 1e6)
            acct.uses.append(later)
            second.write(acct, key, start + 16, world.days, 1)
            if rng.random() < first.seen_pay:
                world.pay(second.purse(), first.purse(), (start + 16) * DAY, 120)
            # the holder's own phone still gets the notices of the account
            acct.uses.append(
                Use(start, 1e6, [person.dev], 0.15, person.hours, person.home, None, person.roam)
            )
            count -= 1


def run(world):
    rng = world.rng("rented")
    for _ in range(times(world, 2)):
        counter_evenings(world, rng, rng.randrange(12, 20))
    for _ in range(times(world, 2)):
        doctors(world, rng, rng.randrange(11, 17))
    for _ in range(times(world, 2)):
        diaries(
            world,
            rng,
            rng.randrange(10, 17),
            "wedding",
            "bride_diary_weeks",
            ("personal", "professional"),
            (40, 60, 100),
            0.3,
        )
    for _ in range(times(world, 2)):
        diaries(
            world, rng, rng.randrange(8, 13), "cars", "car_owner_diary", ("personal",), (50, 80, 120), 0.3
        )
    diaries(world, rng, rng.randrange(8, 14), "renovation", "home_owner_diary", ("personal",), (40, 60), 0.2)
    for _ in range(times(world, 2)):
        students(world, rng, rng.randrange(12, 20))
    teachers(world, rng, rng.randrange(8, 14))
    under_cover(world, rng, rng.randrange(7, 11))
    sublet(world, rng, rng.randrange(6, 10))
