"""Binding slots as merchandise: companies, shells, agents and favours."""

from .crew import Crew, open_for_business
from .days import DAY
from .firms import hire, ordinary_firm
from .people import Person, newcomer
from .places import Fixed, Home
from .background import publish
from .words import TRADES, trade_note
from .world import poisson

MONTHLY = (150, 180, 200, 260, 300, 400)


def affiliate(w, rng, crew, firm, trick, since=None, until=None, stranger=None):
    """A stranger buys a slot: a fee by the month or for the year, and goes on with another trade."""
    if stranger is None:
        city = w.atlas.city(rng)
        person, acc = newcomer(w, rng, city, age_days=rng.randint(60, 1500), busy=0.4)
    else:
        person, acc = stranger
    trade = rng.choice(list(TRADES)) if rng.random() < 0.75 else firm.trade
    since = since or (
        w.cal.moment(rng, 0, 0.7) if rng.random() < 0.6 else w.cal.start - rng.randint(5, 300) * DAY
    )
    since = max(since, acc.registered + 3 * DAY)
    m = hire(w, rng, firm, "bound", person, since, until, acc=acc)
    m.acc.topic = trade
    m.row[5] = (
        person.holder
        if rng.random() < 0.55 + 0.2 * w.camouflage
        else (None if rng.random() < 0.6 else w.hexid(rng, 32))
    )
    fees(w, rng, crew, person, max(since, w.cal.start - 30 * DAY), until or w.cal.end)
    if w.camouflage == 0 and rng.random() < 0.5:
        acc.use(firm.desk, since, since + DAY, 1.5)
    if rng.random() < 0.6:
        crew.advertise(rng, acc, since)
    if w.camouflage > 0 and rng.random() < crew.care * 0.5:
        acc.note_rate = max(acc.note_rate, 0.06)
        publish(
            w,
            rng,
            acc,
            rng.uniform(max(since, w.cal.start), w.cal.end),
            trade_note(rng, firm.trade, firm.city.region),
        )
    w.mark(acc, "affiliated", crew.ring, trick)
    return person, acc


def fees(w, rng, crew, person, start, end):
    """Slots are paid ahead: monthly by the anxious, yearly with a discount by the trusting."""
    monthly = rng.choice(MONTHLY)
    if rng.random() < 0.3:
        crew.charge(
            rng, person.wallet, max(start, w.cal.start + rng.randint(0, 40) * DAY) - 7200, monthly * 10
        )
        return
    t = start - rng.randint(0, DAY)
    while t < end:
        crew.charge(rng, person.wallet, t + rng.randint(0, 3 * DAY), monthly)
        t += 30 * DAY


def no_work(firm):
    """A paper company: no wages, no inner assignment of leads."""
    firm.pay, firm.style = "outside", "own"


def slot_company(w, rng):
    """A small company whose real product is its thirty slots."""
    crew = Crew(w, rng)
    firm = crew.firm(w, rng, boss=crew.boss)
    no_work(firm)
    for _ in range(rng.randint(6, 28)):
        affiliate(w, rng, crew, firm, "slot_company")
    open_for_business(w, rng, firm)
    w.mark(firm.account, "affiliated", crew.ring, "slot_company")


def shells_to_the_quota(w, rng):
    """Several licences, one hand; nominees sign for those who have learnt."""
    crew = Crew(w, rng)
    room = Fixed(rng, crew.city)
    for k in range(rng.choice((2, 2, 3))):
        nominee = (
            crew.boss if w.camouflage == 0 or (k == 0 and rng.random() < 0.5) else Person(w, rng, crew.city)
        )
        office = room if w.camouflage == 0 else Home(rng, crew.city)
        firm = crew.firm(w, rng, rng.choice(list(TRADES)), nominee, office)
        if w.camouflage == 0:
            firm.account.use(crew.hand(rng, crew.city), w.cal.start, w.cal.end, 0.3)
        no_work(firm)
        for _ in range(rng.randint(6, 14)):
            affiliate(w, rng, crew, firm, "shells_to_the_quota")
        open_for_business(w, rng, firm)
        w.mark(firm.account, "affiliated", crew.ring, "shells_to_the_quota")


def wandering_cohort(w, rng):
    """When a shell is struck, its customers are moved together to the next one."""
    crew = Crew(w, rng)
    first, second = crew.firm(w, rng), crew.firm(w, rng, rng.choice(list(TRADES)))
    struck = w.cal.moment(rng, 0.25, 0.7, (10, 16))
    spread = (2, 8, 25)[w.camouflage]
    for _ in range(rng.randint(5, 14)):
        person_acc = affiliate(
            w,
            rng,
            crew,
            first,
            "wandering_cohort",
            w.cal.start - rng.randint(5, 120) * DAY,
            struck + rng.randrange(3600),
        )
        since = struck + rng.uniform(0.1, spread) * DAY
        if since < w.cal.end - DAY and rng.random() < 0.85:
            m = hire(w, rng, second, "bound", person_acc[0], since, acc=person_acc[1])
            fees(w, rng, crew, person_acc[0], since, w.cal.end)
            m.acc.topic = person_acc[1].topic
    for firm in (first, second):
        no_work(firm)
        open_for_business(w, rng, firm)
        w.mark(firm.account, "affiliated", crew.ring, "wandering_cohort")


def spare_slots_of_a_real_shop(w, rng):
    """Eight real employees and a dozen strangers: the boss heard that empty slots are money."""
    firm = ordinary_firm(w, rng, size=rng.randint(4, 9))
    crew = Crew(w, rng, firm.city)
    crew.purses[0] = firm.boss.wallet if w.camouflage < 2 else crew.purses[0]
    open_for_business(w, rng, firm)
    for _ in range(rng.randint(4, 14)):
        affiliate(w, rng, crew, firm, "spare_slots_of_a_real_shop")
    w.mark(firm.account, "affiliated", crew.ring, "spare_slots_of_a_real_shop")


def slot_agent(w, rng):
    """An agent places customers, one to three a company, and splits the fee with a clerk there."""
    crew = Crew(w, rng)
    for firm in rng.sample(
        [f for f in w.firms if f.account.role == "clean" and len(f.active(w.cal.end)) < 20], rng.randint(2, 5)
    ):
        for _ in range(rng.choice((1, 1, 2, 3))):
            affiliate(w, rng, crew, firm, "slot_agent")
        for _ in range(poisson(rng, 2.5)):
            w.pay(
                rng,
                crew.purse(rng),
                w.wallet(rng) if w.camouflage else firm.boss.wallet,
                w.cal.moment(rng),
                rng.choice((100, 150, 300)),
            )


def favour_for_a_cousin(w, rng):
    """One slot, one friend of the family who sells something else, a dinner and a small transfer."""
    firm = rng.choice([f for f in w.firms if f.account.role == "clean"])
    ring_crew = Crew(w, rng, firm.city)
    ring_crew.purses = [firm.boss.wallet]
    friend = newcomer(w, rng, firm.city, busy=0.4)
    affiliate(w, rng, ring_crew, firm, "favour_for_a_cousin", stranger=friend)


def clerk_sells_places(w, rng):
    """A personnel clerk of a bigger firm adds names to the list; the boss never counts."""
    firms = [f for f in w.firms if f.account.role == "clean" and 8 <= len(f.active(w.cal.end)) <= 22]
    firm = rng.choice(firms)
    clerk = rng.choice(firm.active(w.cal.end)).person
    crew = Crew(w, rng, firm.city)
    crew.purses[0] = clerk.wallet
    for _ in range(rng.randint(2, 7)):
        affiliate(w, rng, crew, firm, "clerk_sells_places")


def certified_consultant_course(w, rng):
    """A school sells a course whose diploma is a slot in its own company."""
    crew = Crew(w, rng)
    firm = crew.firm(w, rng, rng.choice(("教育", "保险", "留学")), crew.boss)
    no_work(firm)
    for _ in range(rng.randint(2, 4)):
        day = rng.randrange(2, int(w.cal.days * 0.8))
        for _ in range(rng.randint(2, 6)):
            affiliate(w, rng, crew, firm, "certified_consultant_course", w.cal.at(day, rng.uniform(14, 18)))
    open_for_business(w, rng, firm)
    w.mark(firm.account, "affiliated", crew.ring, "certified_consultant_course")


TRICKS = [
    (slot_company, 2.2),
    (shells_to_the_quota, 1.5),
    (wandering_cohort, 2),
    (spare_slots_of_a_real_shop, 3),
    (slot_agent, 4),
    (favour_for_a_cousin, 8),
    (clerk_sells_places, 2.5),
    (certified_consultant_course, 1.2),
]
