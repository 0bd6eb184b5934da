"""Honest arrangements that rest on trust or a contract: another's account, another's leads."""

from .almanac import DAY
from .companies import hire
from .honest_firms import team
from .honest_phones import private
from .leadwork import asking_time, next_desk_moment
from .model import Round
from .places import FixedLine, draw_city


def village_station(world):
    """The county pays a young man to post oranges for eight farmers, every weekday at ten."""
    r, al = world.rng, world.almanac
    town = r.choice(("临沂", "阜阳", "周口", "遵义", "莆田"))
    line = FixedLine(r, town)
    clerk, phones = world.person("desk_clerk", town, work=line), [
        world.device() for _ in range(r.choice((1, 2)))
    ]
    stops = []
    for _ in range(r.randrange(4, 11)):
        farmer = world.person("farmer", town)
        acc = world.account(farmer, "professional", industry="美食")
        stops.append((acc, r.choice(phones), None, max(0, r.randrange(-100, 60)), al.days))
        world.tell("village_station", acc)
    world.rounds.append(Round(clerk, stops, 0, al.days, 0.45))


def family_succession(world):
    """Father retires; name, number, card and password pass to the son within one week."""
    r, al = world.rng, world.almanac
    (acc,) = private(world, 1, lambda a: a.kind == "professional")
    day = r.randrange(8, al.days - 8)
    son = world.person(
        r.choice(("boss", "shop_rota", "host")), acc.owner.city, acc.owner.home if r.random() < 0.6 else None
    )
    t = day * DAY + r.uniform(10, 20) * 3600
    world.stop_uses(acc, day + r.choice((0, 2, 20)))
    world.use(acc, son, start=day, rate=acc.rate)
    world.change(acc, "password", t)
    world.change(acc, "holder", t + r.uniform(0, 2) * DAY, son.holder)
    world.change(acc, "phone", t + r.uniform(0, 3) * DAY, son.number)
    if r.random() < 0.6:
        world.change(acc, "payout_account", t + r.uniform(0, 6) * DAY, son.payout)
    world.pay(son.payout, acc.owner.payout, (day + 5) * DAY + 70000, r.choice((2000, 5000, 10000)))
    world.tell("family_succession", acc)


def weekend_daughter(world):
    """On Saturdays she minds her mother's stall and its account; it buys her phone credit."""
    r, al = world.rng, world.almanac
    (acc,) = private(
        world, 1, lambda a: a.owner.rhythm in ("school_run", "night_market", "boss", "shop_rota")
    )
    daughter = world.person("student", acc.owner.city, acc.owner.home)
    for day in range(al.days):
        if al.weekday[day] >= 5 and r.random() < 0.7:
            world.use(acc, daughter, start=day, end=day + 1, rate=0.8, hours=(9.5, 18))
            if r.random() < 0.2:
                world.pay(acc.owner.payout, daughter.payout, day * DAY + 80000, r.choice((50, 80, 100)))
    world.tell("weekend_daughter", acc)


def chair_rent(world):
    """Stylists and estate agents who rent a chair or a desk: here the staff pay the company."""
    r, al = world.rng, world.almanac
    firm = team(world, r.randrange(4, 16), r.choice(("美业", "健身", "房产")))
    amount = r.choice((300, 500, 800, 1500))
    for job in firm.staff:
        for day in al.month_days(r.choice((1, 2, 5))):
            if job.start <= day < job.end and r.random() < 0.85:
                world.pay(job.person.payout, firm.card, day * DAY + r.uniform(9, 23) * 3600, amount)
        world.tell("chair_rent", job.account)
    world.tell("chair_rent", firm.enterprise)


def call_centre(world):
    """An outsourced desk rings consumers for six firms and returns each lead to its own firm."""
    r, al = world.rng, world.almanac
    centre = team(world, 2, "保险")
    agents = [hire(world, centre, -r.randrange(20, 300), al.days).account for _ in range(3)]
    for firm in r.sample([f for f in world.companies if f.leads and f.staff], r.randrange(3, 8)):
        for _ in range(r.randrange(15, 90)):
            t = asking_time(r, r.randrange(al.days))
            lead_id, contact = world.lead(firm.enterprise, t)
            agent, staff = r.choice(agents), firm.on_duty(int(t // DAY))
            arrived = next_desk_moment(world, centre, t)
            world.transfer(lead_id, contact, firm.enterprise, agent, arrived, "partner_api")
            if staff and r.random() < 0.7:
                world.transfer(
                    lead_id,
                    contact,
                    agent,
                    r.choice(staff).account,
                    arrived + r.uniform(0.5, 30) * 3600,
                    "partner_api",
                )
        for day in al.month_days(28):
            world.pay(firm.card, centre.card, day * DAY + 55000, r.randrange(8, 50) * 100)
    world.tell("outsourced_call_centre", centre.enterprise, *agents)


def matching_site(world):
    """A comparison service: the consumer ticks three shops and gets three calls, as promised."""
    r, al = world.rng, world.almanac
    trade = r.choice(("家装", "婚纱摄影", "教培", "留学"))
    site = team(world, r.randrange(2, 6), trade)
    shops = r.sample([f for f in world.companies if f.trade == trade and f is not site], 7)
    for _ in range(r.randrange(60, 260)):
        t = asking_time(r, r.randrange(al.days))
        lead_id, contact = world.lead(site.enterprise, t, source="form")
        for firm in r.sample(shops, r.choice((1, 2, 3, 3))):
            world.transfer(
                lead_id, contact, site.enterprise, firm.enterprise, t + r.uniform(5, 900), "partner_api"
            )
    for firm in shops:
        for day in al.month_days(10):
            world.pay(firm.card, site.card, day * DAY + 50000, r.randrange(10, 80) * 100)
    world.tell("matching_site", site.enterprise, *[f.enterprise for f in shops])


def own_second_account(world):
    """A saleswoman forwards evening leads to her private account, to answer from the sofa."""
    r, al = world.rng, world.almanac
    firm = r.choice([f for f in world.companies if f.leads and len(f.on_duty(al.days // 2)) > 1])
    job = r.choice(firm.on_duty(al.days // 2))
    mine = world.account(job.person, registered=world.signup(-r.randrange(30, 900)))
    for _ in range(r.randrange(4, 40)):
        t = r.randrange(max(0, job.start + 1), job.end) * DAY + r.uniform(19, 23) * 3600
        lead_id, contact = world.lead(
            job.account, max(t, job.account.registered + 60), source="private_message"
        )
        world.transfer(
            lead_id,
            contact,
            job.account,
            mine,
            max(t, job.account.registered + 60) + r.uniform(60, 4000),
            "private_message",
        )
    world.tell("own_second_account", job.account, mine)


def referral_favour(world):
    """Fully booked in May: the photographer sends couples to a friend's studio, and gets them back in July."""
    r, al = world.rng, world.almanac
    a, b = r.sample([f for f in world.companies if f.trade in ("婚纱摄影", "美业", "健身")], 2)
    for src, dst in ((a, b), (b, a)):
        for _ in range(r.randrange(3, 16)):
            t = asking_time(r, r.randrange(al.days))
            lead_id, contact = world.lead(src.enterprise, t, source="private_message")
            world.transfer(
                lead_id,
                contact,
                src.enterprise,
                dst.enterprise,
                t + r.expovariate(1 / 30000),
                "private_message",
            )
    world.tell("referral_favour", a.enterprise, b.enterprise)


def team_phone_pool(world):
    """Company phones in a drawer: one takes the duty phone for the weekend, replies for all."""
    r, al = world.rng, world.almanac
    firm = team(world, r.randrange(4, 9), r.choice(("汽车", "健身", "医美")), city=draw_city(r))
    duty = world.device()
    jobs = [s for s in firm.staff if s.start < al.days // 2 and s.end >= al.days]
    for day in range(al.days):
        if al.weekday[day] == 5 and jobs:
            keeper = r.choice(jobs).person
            for s in jobs:
                if s.start <= day:
                    world.use(s.account, keeper, duty, day, day + 2, 0.4, hours=(9, 21))
    world.tell("weekend_duty_phone", *[s.account for s in jobs])


FIRM_PLAYS = (
    (chair_rent, 6),
    (call_centre, 3),
    (matching_site, 4),
    (own_second_account, 22),
    (referral_favour, 9),
    (team_phone_pool, 5),
    (village_station, 5),
)
LIFE_PLAYS = ((family_succession, 24), (weekend_daughter, 30))


def play(world, scale, plays):
    """Some need only companies, some the townspeople."""
    for scene, times in plays:
        for _ in range(max(1, round(times * scale * world.rng.uniform(0.75, 1.3)))):
            scene(world)
