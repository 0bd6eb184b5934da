"""Turns of life: moving, birth, illness, term breaks, long silence and return."""

from .almanac import DAY
from .honest_phones import private
from .leadwork import asking_time
from .places import ABROAD, Broadband, Cellular, FixedLine, draw_city
from .words import note, retouch


def moving(world):
    """A new job in another city; the profile follows weeks later or never."""
    r, al = world.rng, world.almanac
    (acc,) = private(world, 1)
    day, city = r.randrange(5, al.days - 5), draw_city(r)
    world.trip(acc.owner, day, al.days + 1, city)
    if r.random() < 0.5:
        world.change(acc, "region", (day + r.randrange(0, 30)) * DAY + 70000, city)
    world.tell("moved_city", acc)


def returner(world):
    """Silent for half a year, then a new phone, a new city, a forgotten password."""
    r, al = world.rng, world.almanac
    (acc,) = private(world, 1)
    day = r.randrange(30, al.days - 10)
    who = acc.owner
    acc.uses[0].end = r.choice((2, 5, 9))
    fresh = world.device()
    world.trip(who, day, al.days + 1, draw_city(r) if r.random() < 0.6 else who.city)
    world.use(acc, who, fresh, day)
    world.change(acc, "password", day * DAY + r.uniform(9, 23) * 3600)
    if r.random() < 0.4:
        world.change(acc, "phone", day * DAY + 84000, world.token(96))
    if r.random() < 0.25:
        world.change(acc, "payout_account", (day + r.randrange(1, 20)) * DAY + 50000, world.card())
    world.tell("dormant_returner", acc)


def confinement(world):
    """A birth: for a month the husband or her sister answers the customers, at their hours."""
    r, al = world.rng, world.almanac
    (acc,) = private(world, 1, lambda a: a.kind == "professional")
    day = r.randrange(5, al.days - 40)
    old = acc.uses[0]
    helper = world.person(r.choice(("office", "rider", "school_run")), acc.owner.city, acc.owner.home)
    world.use(acc, helper, None if r.random() < 0.5 else acc.owner.phone, day, day + 35)
    world.use(acc, acc.owner, acc.owner.phone, day + 30, rate=old.rate)
    old.end = day
    world.tell("confinement_helper", acc)


def hospital(world):
    """Three weeks beside a bed: the ward's network, at the ward's hours."""
    r, al = world.rng, world.almanac
    (acc,) = private(world, 1)
    day = r.randrange(al.days - 25)
    line = FixedLine(r, acc.owner.city)
    acc.owner.trips.insert(0, (day, day + r.randrange(6, 24), line, line))
    world.tell("hospital_stay", acc)


def term_break(world):
    """Students: campus until the exam, then weeks at the parents'."""
    r, al = world.rng, world.almanac
    (acc,) = private(world, 1, lambda a: a.owner.rhythm == "student")
    day = r.randrange(al.days - 20)
    world.trip(acc.owner, day, day + r.randrange(25, 55), draw_city(r))
    world.tell("term_break", acc)


def weekender(world):
    """Monday to Friday in one city, weekend at the family's two hours away."""
    r, al = world.rng, world.almanac
    (acc,) = private(world, 1)
    city = draw_city(r)
    line, cell = Broadband(r, city), Cellular(r, city)
    acc.owner.trips += [
        (d, d + 2, line, cell) for d in range(al.days) if al.weekday[d] == 5 and r.random() < 0.85
    ]
    world.tell("two_city_week", acc)


def on_the_road(world):
    """Lorry, cabin crew, sales trips: another city every few days."""
    r, al = world.rng, world.almanac
    (acc,) = private(world, 1)
    day = 0
    while day < al.days:
        stay = r.choice((1, 1, 2, 3, 5))
        if r.random() < 0.7:
            city = r.choice(ABROAD) if r.random() < 0.06 else draw_city(r)
            acc.owner.trips.append((day, day + stay, FixedLine(r, city), Cellular(r, city)))
        day += stay
    acc.owner.rhythm = r.choice(("trucker", acc.owner.rhythm))
    world.tell("always_on_the_road", acc)


def marriage(world):
    """Married: the payout goes to the joint card, and sometimes both use both accounts."""
    r, al = world.rng, world.almanac
    a, b = private(world, 2)
    day = r.randrange(5, al.days - 5)
    world.change(a, "payout_account", day * DAY + r.uniform(9, 22) * 3600, b.owner.payout)
    b.payout = b.owner.payout
    world.trip(b.owner, day, al.days + 1, a.owner.city)
    world.use(a, b.owner, start=day, rate=0.05)
    world.tell("married_joint_card", a, b)


def group_buyer(world):
    """The neighbourhood's bulk buyer: forty small payments on Thursday night."""
    r, al = world.rng, world.almanac
    (chief,) = private(world, 1)
    buyers = r.sample(world.folk, 30)
    for day in [d for d in range(al.days) if al.weekday[d] == 3]:
        for who, _ in r.sample(buyers, r.randrange(6, 20)):
            world.pay(
                who.payout,
                chief.owner.payout,
                day * DAY + r.uniform(19, 23) * 3600,
                round(r.uniform(15, 120), 2),
            )
    chief.payout = chief.owner.payout
    world.tell("group_buy_chief", chief)


def price_compare(world):
    """A consumer with a flat to decorate asks nine shops in one Sunday afternoon."""
    r, al = world.rng, world.almanac
    trade = r.choice(("家装", "婚纱摄影", "教培", "房产", "医美"))
    shops = [f for f in world.companies if f.trade == trade and f.leads]
    contact, day = world.token(96), r.randrange(al.days - 3)
    for firm in r.sample(shops, min(len(shops), r.randrange(3, 10))):
        t = asking_time(r, day + r.choice((0, 0, 1, 2)))
        staff = firm.on_duty(int(t // DAY))
        lead_id, _ = world.lead(firm.enterprise, t, contact)
        if staff:
            world.transfer(
                lead_id, contact, firm.enterprise, r.choice(staff).account, t + r.expovariate(1 / 9000)
            )


def viral_text(world):
    """A chain letter, a recipe, a moan about Monday: hundreds paste the same."""
    r, al = world.rng, world.almanac
    text, day = note(r) + "，" + note(r), r.randrange(al.days - 6)
    for who, accs in r.sample(world.folk, r.randrange(20, 60)):
        world.post(accs[0], (day + r.triangular(0, 6, 1)) * DAY + r.uniform(0, 50000), retouch(r, text))
        world.tell("viral_text", accs[0])


def side_job(world):
    """A second shift: courier by day, an own stall account at night, on a phone of its own."""
    r = world.rng
    (acc,) = private(world, 1)
    shop = world.account(
        acc.owner,
        "professional",
        registered=world.signup(r.randrange(world.almanac.days // 2)),
        use=False,
        industry="美食",
    )
    world.use(shop, acc.owner, world.device(), rhythm="moonlight")
    world.tell("side_job_second_phone", acc, shop)


def friend_takes_over(world):
    """A tired hobby account given, for nothing, to a friend who still likes posting."""
    r, al = world.rng, world.almanac
    acc, friend = private(world, 2)
    day = r.randrange(20, al.days - 10)
    world.use(acc, friend.owner, start=day, rate=0.1)
    world.tell("friend_posts_for_fun", acc, friend)


PLAYS = (
    (moving, 190),
    (returner, 190),
    (confinement, 28),
    (hospital, 50),
    (term_break, 120),
    (weekender, 80),
    (on_the_road, 70),
    (marriage, 45),
    (group_buyer, 7),
    (price_compare, 130),
    (viral_text, 3),
    (side_job, 60),
    (friend_takes_over, 25),
)


def play(world, scale):
    """All of them, as often as a town of this size has them."""
    for scene, times in PLAYS:
        for _ in range(max(1, round(times * scale * world.rng.uniform(0.75, 1.3)))):
            scene(world)
