"""Binding slots sold to people who do not work there.

A company has more seats than staff.  A seat brings its holder the blue badge
and the contact button, so there is always somebody who would pay for it.
"""

from commerce import post, slot_leads
from companies import Company, found, hire, stranger_boss
from crew import Crew, private, ring_size
from people import Person
from texts import INDUSTRIES, brief
from places import Net
from world import heavy, poisson


def _seat(world, crew, company, account, begin, end, story, leads=0.02):
    """Bind a stranger: declared under the own name, an employee's, or nobody's."""
    rng = world.rng
    begin = max(begin, account.registered + 0.3, company.account.registered + 0.3)
    declared = account.owner.holder
    if rng.random() < (0.45, 0.25, 0.12)[world.level]:
        declared = rng.choice(company.staff).person.holder if company.staff and rng.random() < 0.6 else ""
    world.bind(company, account, begin, end, "bound", declared)
    world.show_purse(account, 0.75)
    world.mark(account, "affiliated", crew.ring, story)
    stop = world.days if end is None else min(end, world.days)
    if rng.random() < 0.5:
        account.industry = company.industry
    slot_leads(world, company, account, max(begin, 0), stop, leads)
    own = [brief(rng, rng.choice(INDUSTRIES), account.owner.city)]
    if begin < stop:
        crew.publish(account, begin, stop, poisson(rng, 1.5), own if rng.random() < 0.7 else company.briefs)
    if rng.random() < 0.25:
        crew.advertise(account, max(begin, 0) + 1, stop, "lead_collection")


def _fee(world, crew, person, payee, begin, amount, monthly):
    """The seat's price; careful sellers let a middleman or a relative collect."""
    rng, level = world.rng, world.level
    if rng.random() < (0.1, 0.2, 0.3)[level]:
        return
    till = payee if level == 0 else rng.choice(crew.tills)
    day = begin - rng.uniform(-1, 2)
    while day < world.days:
        world.pay(person.pay, till, day, amount)
        if level and rng.random() < 0.6:
            world.pay(till, payee, day + rng.uniform(0.1, 4), amount * rng.uniform(0.75, 0.95))
        if not monthly:
            return
        day += rng.choice((29, 30, 31))


def _price(world):
    return world.rng.choice((99, 128, 168, 199, 260, 299, 399))


def boss_sells_slots(world):
    """Three real staff, thirty seats: an acquaintance finds takers at so much a month."""
    rng, ring = world.rng, world.new_ring()
    shop = found(world, rng.choice(("micro", "small")))
    crew, price, monthly = Crew(world, ring, shop.boss), _price(world), rng.random() < 0.6
    begin = rng.uniform(2, world.days * 0.5)
    for person in world.take_some(ring_size(rng, 27)):
        day = begin + rng.expovariate(1 / 12)
        _seat(world, crew, shop, private(person)[0], day, None, "boss_sells_slots")
        _fee(world, crew, person, shop.pay if rng.random() < 0.7 else shop.boss.pay, day, price, monthly)


def _relatives_company(world, boss, number):
    """A licence in a relative's name, founded for its seats."""
    cousin = boss if number == 0 else Person(world, boss.city, "adult", boss.hand.homes[0][2])
    cousin.claimed = True
    company = Company(world, cousin, boss.city, world.rng.choice(INDUSTRIES))
    company.account.registered = -world.rng.uniform(5, 120)
    if number and world.level == 0:
        company.account.phone = boss.phone
    company.pay = company.account.payout = boss.pay if world.level == 0 else world.token("pa", 56)
    return company


def licence_collector(world):
    """One hand, three licences in the family's names, each filled with strangers."""
    rng, ring = world.rng, world.new_ring()
    boss = world.take(lambda p: p.age == "adult")
    crew, price = Crew(world, ring, boss), _price(world)
    firms = [_relatives_company(world, boss, n) for n in range(rng.randint(2, 3))]
    for firm in firms:
        if world.level < 2:
            world.use(firm.account, firms[0].desk, 0, world.days, 0.3)
        wave = rng.uniform(0, world.days * 0.6)
        for person in world.take_some(rng.randint(5, 12)):
            day = wave + rng.uniform(0, 9)
            _seat(world, crew, firm, private(person)[0], day, None, "licence_collector")
            _fee(world, crew, person, boss.pay, day, price, True)


def moving_cohort(world):
    """When one company is caught, the middleman moves all his people to the next."""
    rng, ring = world.rng, world.new_ring()
    hosts = [found(world, rng.choice(("micro", "small"))) for _ in range(rng.randint(2, 4))]
    crew, people = Crew(world, ring), world.take_some(max(3, ring_size(rng, 20)))
    step = (world.days - 12) / len(hosts)
    for number, host in enumerate(hosts):
        begin = 3 + number * step
        for person in people:
            if rng.random() < 0.12:
                continue
            end = None if number == len(hosts) - 1 else begin + step - rng.uniform(1, 3)
            account = next((a for a in person.accounts if a.ring == ring), None) or private(person)[0]
            if account.registered > begin:
                continue
            _seat(
                world, crew, host, account, begin + rng.uniform(0, 2 + world.level * 3), end, "moving_cohort"
            )
            _fee(world, crew, person, crew.purse, begin, 150, False)
        world.pay(crew.purse if world.level == 0 else crew.tills[0], host.pay, begin + 1, 60 * len(people))


def relatives_on_the_books(world):
    """An agent needs a big team on paper; his village does him the favour for a red envelope."""
    rng, ring = world.rng, world.new_ring()
    people = world.kin_group("village", 3)[: ring_size(rng, 20) + 1]
    agent = people[0]
    shop = found(world, "micro", industry="保险", boss=agent)
    crew, start = Crew(world, ring, agent), rng.uniform(5, world.days * 0.6)
    accounts, begins = [], []
    for person in people[1:]:
        person.claimed = True
        accounts.append(private(person)[0])
        begins.append(start + rng.expovariate(1 / 5))
        _seat(world, crew, shop, accounts[-1], begins[-1], None, "relatives_on_the_books", 0.05)
        crew.reward(person, begins[-1] + 0.5, rng.choice((66, 88, 100, 168)))
    if rng.random() < 0.6:
        crew.diligence *= 0.4
        crew.work(accounts, begins)


def classmates_as_staff(world):
    """A start-up without staff binds old classmates so that the page looks busy."""
    rng, ring = world.rng, world.new_ring()
    people = world.kin_group("alumni", 3)[: ring_size(rng, 9) + 1]
    shop = found(world, "micro", boss=people[0], staff=1)
    crew, start = Crew(world, ring, people[0]), rng.uniform(-30, world.days * 0.5)
    for person in people[1:]:
        person.claimed = True
        day = start + rng.uniform(0, 3)
        _seat(world, crew, shop, private(person)[0], day, None, "classmates_as_staff", 0.005)
        crew.rent(person, max(day, 0), world.days, 12)


def personnel_side_business(world):
    """Someone in a big company's personnel office enters names that the company never hired."""
    rng, ring = world.rng, world.new_ring()
    host = rng.choice([c for c in world.companies if 9 <= len(c.staff) < 27])
    clerk = rng.choice(host.staff).person
    crew, price = Crew(world, ring, clerk), _price(world)
    for person in world.take_some(ring_size(rng, 9)):
        day = rng.uniform(2, world.days * 0.8)
        end = day + rng.uniform(20, 90) if rng.random() < 0.4 else None
        _seat(world, crew, host, private(person)[0], day, end, "personnel_side_business")
        _fee(world, crew, person, clerk.pay, day, price, True)


def badge_for_a_freelancer(world):
    """One tattooist, one befriended salon: a badge for a monthly dinner."""
    rng = world.rng
    person = world.take(lambda p: p.age == "adult")
    host = rng.choice([c for c in world.companies if 1 <= len(c.staff) < 20])
    crew, day = Crew(world, world.new_ring(), host.boss), rng.uniform(3, world.days * 0.7)
    _seat(world, crew, host, private(person)[0], day, None, "badge_for_a_freelancer", 0.06)
    _fee(world, crew, person, host.boss.pay, day, rng.choice((200, 300, 500)), True)


def training_course_seats(world):
    """'Learn to sell online, badge included': a course whose price is really the seat."""
    rng, ring = world.rng, world.new_ring()
    teacher = world.take(lambda p: p.age == "adult")
    school = Company(world, stranger_boss(world, teacher.city), teacher.city, "教培")
    crew, price = Crew(world, ring, teacher), rng.choice((499, 699, 980, 1280))
    first = rng.uniform(5, 30)
    people = world.take_some(max(3, ring_size(rng)))
    for number, person in enumerate(people):
        day = first + 21 * (number // 6) + rng.uniform(0, 2)
        if day > world.days - 6:
            day = world.days - rng.uniform(6, 12)
        _seat(world, crew, school, private(person)[0], day, None, "training_course_seats", 0.03)
        _fee(world, crew, person, teacher.pay, day, price, False)


def ghost_of_a_closed_shop(world):
    """The shop closed; the agent who kept its papers goes on letting the seats."""
    rng, ring = world.rng, world.new_ring()
    shop = found(world, "micro", staff=0)
    closed = rng.uniform(10, world.days * 0.4)
    for _ in range(rng.randint(2, 4)):
        hire(
            world,
            shop,
            Person(world, shop.city, "adult", Net("home", shop.city, rng)),
            -heavy(rng, 120, 0.4),
            closed - rng.uniform(0, 3),
        )
    crew = Crew(world, ring)
    shop.account.stop(closed)
    world.use(shop.account, crew.hand_for(shop.account), closed + 4, world.days, 0.15)
    world.change(shop.account, "phone", closed + 4, shop.account.phone, world.token("t", 72))
    for person in world.take_some(ring_size(rng, 12)):
        day = closed + rng.uniform(5, 40)
        _seat(world, crew, shop, private(person)[0], day, None, "ghost_of_a_closed_shop")
        _fee(world, crew, person, crew.purse, day, _price(world), rng.random() < 0.5)
    post(world, shop, shop.account, 0, closed, 2)


TRICKS = {
    boss_sells_slots: 8,
    licence_collector: 3,
    moving_cohort: 4,
    relatives_on_the_books: 4,
    classmates_as_staff: 6,
    personnel_side_business: 6,
    badge_for_a_freelancer: 20,
    training_course_seats: 3,
    ghost_of_a_closed_shop: 3,
}
