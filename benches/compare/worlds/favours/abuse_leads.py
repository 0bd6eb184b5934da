"""Consumers' contacts sold by those who were trusted with them."""

from commerce import collect, work_hour
from companies import Company, stranger_boss
from crew import Crew, private, ring_size
from world import heavy, poisson


def _insider(world, least=2):
    """A company with consumers and somebody in it who can be tempted."""
    rng = world.rng
    for _ in range(3000):
        company = rng.choice(world.companies)
        staff = [
            s
            for s in company.staff
            if s.account.role == "clean" and s.begin < world.days * 0.4 and s.end >= world.days
        ]
        if len(staff) >= least:
            return company, rng.choice(staff)
    raise LookupError("no insider")


def _buyers(world, company, count):
    """Competitors of the trade: their company accounts, their staff, or a private account."""
    rng, found = world.rng, []
    rivals = [
        c
        for c in world.companies
        if c.industry == company.industry and c is not company and c.account.role == "clean"
    ]
    rng.shuffle(rivals)
    for rival in rivals[:count]:
        staff = [s.account for s in rival.staff if s.account.role == "clean" and s.end >= world.days]
        found.append((rng.choice(staff) if staff and rng.random() < 0.5 else rival.account, rival.pay))
    while len(found) < count:
        person = world.take(lambda p: p.age == "adult")
        found.append((private(person)[0], person.pay))
    return found


def _entrusted(world, company, staff, day):
    """A consumer lawfully given to the insider, worked on as usual."""
    if world.rng.random() < 0.35:
        return collect(world, company, staff.account, day)
    lead = collect(world, company, company.account, day)
    world.move_lead(lead, company.account, staff.account, day + 0.02, "crm_assign")
    return lead


def _nights(world, begin):
    """When contacts go out: whole lists, part lists, or two or three among the day's work."""
    rng, day = world.rng, begin
    while day < world.days - 1:
        yield day
        day += (rng.choice((3, 4, 7, 14)), rng.choice((2, 3, 4, 7)), rng.expovariate(1 / 2.5) + 0.3)[
            world.level
        ]


def _batch(world):
    rng = world.rng
    return (int(heavy(rng, 4, 0.7)) + 1, rng.randint(2, 6), rng.randint(1, 2))[world.level]


def _moment(world, day):
    """Careless sellers export at night; careful ones in office hours."""
    if world.level == 0 and world.rng.random() < 0.7:
        return int(day) + world.rng.uniform(20, 23.9) / 24
    return work_hour(world.rng, day)


def _channel(world):
    return world.rng.choices(
        ("export", "private_message", "form", "crm_assign"),
        ((6, 4, 0, 0), (2, 6, 2, 0), (0, 6, 2, 2))[world.level],
    )[0]


def _sell_lead(world, ring, lead, chain, day, gap=0.1):
    """Pass a contact along a chain of accounts."""
    for giver, taker in zip(chain, chain[1:]):
        if giver is not taker:
            world.move_lead(lead, giver, taker, day, _channel(world), ring)
        day += heavy(world.rng, gap, 0.8)


def _reimport(world, lead, taker, day):
    """Buyers type bought contacts into their own books, under a new number."""
    if day < world.days and world.rng.random() < 0.35:
        world.leads.append(
            (
                world.token("l", 48),
                lead[1],
                taker.id,
                day,
                "import",
                day + 0.05 if world.rng.random() < 0.7 else None,
            )
        )


def _settle(world, ring_crew, payer, payee, begin, price):
    """Payment by the week or month, by count; careful people go through a third account."""
    rng, day = world.rng, begin + 6.5
    step = rng.choice((7, 7, 15, 30))
    while day < world.days:
        if rng.random() > (0.08, 0.2, 0.3)[world.level]:
            amount = price * rng.randint(2, 25) * step / 7
            if world.level == 0:
                world.pay(payer, payee, day, amount)
            else:
                middle = rng.choice(ring_crew.tills)
                world.pay(payer, middle, day, amount)
                world.pay(middle, payee, day + rng.uniform(0.02, 2), amount * rng.uniform(0.85, 1))
        day += step


def _mark_sides(world, crew, story, sellers, buyers):
    for account in sellers:
        world.show_purse(account, 0.65)
        world.mark(account, "lead_resale", crew.ring, story)
    for account, _ in buyers:
        world.mark(account, "lead_buyer", crew.ring, story)


def night_exporter(world):
    """A call-centre clerk exports the day's list; a broker he never met deals it out."""
    rng = world.rng
    company, clerk = _insider(world)
    broker = world.take(lambda p: p.age == "adult")
    crew, buyers = Crew(world, world.new_ring(), broker), _buyers(world, company, rng.randint(2, 6))
    hub, start = private(broker)[0], rng.uniform(5, world.days * 0.4)
    for day in _nights(world, start):
        out = _moment(world, day)
        for number in range(_batch(world)):
            lead = _entrusted(world, company, clerk, out - rng.uniform(0.1, 3))
            _sell_lead(world, crew.ring, lead, (clerk.account, hub), out + number / 9000)
            for buyer, _ in rng.sample(buyers, min(len(buyers), rng.choice((1, 1, 2, 3)))):
                later = out + 0.05 + heavy(rng, 0.3, 0.8)
                _sell_lead(world, crew.ring, lead, (hub, buyer), later)
                _reimport(world, lead, buyer, later + 0.1)
    _settle(world, crew, broker.pay, clerk.person.pay, start, 12)
    for _, purse in buyers:
        _settle(world, crew, purse, broker.pay, start, 30)
    _mark_sides(world, crew, "night_exporter", (clerk.account, hub), buyers)


def cousin_as_cutout(world):
    """She sends contacts to her cousin 'for the holidays'; the cousin sends them to the broker."""
    rng = world.rng
    company, clerk = _insider(world)
    cousin, broker = world.take_some(2)
    crew, buyers = Crew(world, world.new_ring(), broker), _buyers(world, company, rng.randint(1, 4))
    chain, start = [clerk.account, private(cousin)[0], private(broker)[0]], rng.uniform(5, world.days * 0.5)
    for day in _nights(world, start):
        out = _moment(world, day)
        for number in range(_batch(world)):
            lead = _entrusted(world, company, clerk, out - rng.uniform(0.1, 2))
            buyer = rng.choice(buyers)[0]
            _sell_lead(world, crew.ring, lead, chain + [buyer], out + number / 5000, 0.2)
            _reimport(world, lead, buyer, out + 2)
    _settle(world, crew, broker.pay, cousin.pay, start, 15)
    _settle(world, crew, cousin.pay, clerk.person.pay, start + 1, 11)
    _settle(world, crew, buyers[0][1], broker.pay, start, 35)
    _mark_sides(world, crew, "cousin_as_cutout", chain, buyers)


def ex_colleague_book(world):
    """The friend who left still gets the good ones, and says thank you every month."""
    rng = world.rng
    company, clerk = _insider(world)
    crew, buyers = Crew(world, world.new_ring(), clerk.person), _buyers(world, company, 1)
    start = rng.uniform(3, world.days * 0.5)
    for day in _nights(world, start):
        for _ in range(max(1, _batch(world) // 3)):
            out = work_hour(rng, day)
            lead = _entrusted(world, company, clerk, out - rng.uniform(0.05, 1))
            _sell_lead(world, crew.ring, lead, (clerk.account, buyers[0][0]), out)
    _settle(world, crew, buyers[0][1], clerk.person.pay, start, 20)
    _mark_sides(world, crew, "ex_colleague_book", (clerk.account,), buyers)


def receptionists_swap(world):
    """Receptionists of rival clinics swap whoever did not sign: no money, a favour each way."""
    rng = world.rng
    pairs = [_insider(world) for _ in range(rng.randint(3, 6))]
    pairs = list({id(s): (c, s) for c, s in pairs}.values())
    crew, start = Crew(world, world.new_ring()), rng.uniform(3, world.days * 0.4)
    for day in _nights(world, start):
        (company, giver), (_, taker) = rng.sample(pairs, 2) if len(pairs) > 1 else pairs * 2
        out = _moment(world, day)
        for number in range(_batch(world)):
            lead = _entrusted(world, company, giver, out - rng.uniform(1, 6))
            _sell_lead(world, crew.ring, lead, (giver.account, taker.account), out + number / 4000)
    _mark_sides(world, crew, "receptionists_swap", [s.account for _, s in pairs], [])


def servant_of_two_masters(world):
    """An agent at two firms feeds the second with the first one's consumers."""
    rng = world.rng
    company, clerk = _insider(world)
    other = rng.choice([c for c in world.companies if c is not company and c.account.role == "clean"])
    crew, start = Crew(world, world.new_ring(), clerk.person), rng.uniform(5, world.days * 0.5)
    second = world.new_account("kos", start - 5, clerk.person)
    world.bind(other, second, start - 4, None, "created", clerk.person.holder)
    hand = clerk.person.hand if world.level == 0 else crew.hand_for(second)
    world.use(second, hand, start - 4, world.days, 0.5)
    for day in _nights(world, start):
        for _ in range(max(1, _batch(world) // 2)):
            out = work_hour(rng, day)
            lead = _entrusted(world, company, clerk, out - rng.uniform(0.02, 1))
            _sell_lead(world, crew.ring, lead, (clerk.account, second, other.account), out, 0.05)
    _settle(world, crew, other.pay, clerk.person.pay, start, 18)
    _mark_sides(world, crew, "servant_of_two_masters", (clerk.account, second), [(other.account, "")])


def caretaker_list(world):
    """An estate's caretaker office sells the list of new flats to decorators and window makers."""
    rng = world.rng
    caretaker = world.take(lambda p: p.age == "adult")
    estate = Company(world, stranger_boss(world, caretaker.city), caretaker.city, "家装")
    crew, buyers = Crew(world, world.new_ring(), caretaker), _buyers(world, estate, rng.randint(2, 8))
    hub, day = private(caretaker)[0], rng.uniform(5, 25)
    while day < world.days - 2:
        for number in range((rng.randint(8, 35), rng.randint(5, 15), rng.randint(2, 5))[world.level]):
            lead = collect(world, estate, hub, day - 0.5 + number / 9000, "import")
            for buyer, _ in rng.sample(buyers, rng.randint(1, min(3, len(buyers)))):
                out = day + number / 700 + rng.random() * (0.1, 1, 5)[world.level]
                _sell_lead(world, crew.ring, lead, (hub, buyer), out)
                _reimport(world, lead, buyer, out + 0.2)
        day += rng.choice((14, 20, 30)) / (1, 2, 4)[world.level]
    for _, purse in buyers:
        _settle(world, crew, purse, caretaker.pay, 8, 25)
    _mark_sides(world, crew, "caretaker_list", (hub,), buyers)


def giveaway_collectors(world):
    """'Free design plan': accounts that do nothing but collect contacts and pass them on."""
    rng = world.rng
    people = world.take_some(max(2, ring_size(rng, 9)))
    crew = Crew(world, world.new_ring(), hands=len(people))
    firm = rng.choice([c for c in world.companies if c.account.role == "clean"])
    buyers, start = _buyers(world, firm, rng.randint(2, 5)), rng.uniform(5, world.days * 0.4)
    accounts = [private(p)[0] for p in people]
    hub = accounts[0]
    for account in accounts:
        begin = max(start, account.registered)
        for _ in range(poisson(rng, (0.5, 0.4, 0.3)[world.level] * max(0, world.days - begin))):
            day = rng.uniform(begin, world.days)
            lead = collect(world, firm, account, day, "form")
            out = day + heavy(rng, 0.2, 0.7)
            _sell_lead(world, crew.ring, lead, (account, hub, rng.choice(buyers)[0]), out, 0.1)
        crew.publish(account, begin, world.days, rng.randint(2, 6))
    crew.work(accounts, [start] * len(accounts))
    for person in people[1:]:
        crew.rent(person, start, world.days, 40)
    for _, purse in buyers:
        _settle(world, crew, purse, crew.purse, start, 28)
    _mark_sides(world, crew, "giveaway_collectors", accounts, buyers)


def leaver_takes_the_book(world):
    """The day before she goes she sends herself everything, and sells it over two months."""
    rng = world.rng
    staff = [
        (c, s)
        for c in world.companies
        for s in c.staff
        if s.account.role == "clean" and 15 < s.end < world.days - 15 and s.begin < s.end - 12
    ]
    company, leaver = rng.choice(staff)
    crew, buyers = Crew(world, world.new_ring(), leaver.person), _buyers(world, company, rng.randint(1, 3))
    own = world.new_account("personal", leaver.end - rng.uniform(3, 40), leaver.person)
    world.use(own, leaver.person.hand if world.level == 0 else crew.hand_for(own), 0, world.days, 0.4)
    for number in range((60, 35, 18)[world.level] + rng.randint(0, 30)):
        lead = _entrusted(world, company, leaver, rng.uniform(max(leaver.begin, 0) + 0.1, leaver.end - 2))
        away = leaver.end - (0.9 if world.level < 2 else rng.uniform(0.9, 12)) + number / 5000
        if world.move_lead(lead, leaver.account, own, max(away, lead[3] + 0.01), _channel(world), crew.ring):
            later = leaver.end + rng.uniform(0.5, 40)
            _sell_lead(world, crew.ring, lead, (own, rng.choice(buyers)[0]), later)
    for _, purse in buyers:
        _settle(world, crew, purse, leaver.person.pay, leaver.end, 22)
    _mark_sides(world, crew, "leaver_takes_the_book", (leaver.account, own), buyers)


TRICKS = {
    night_exporter: 5,
    cousin_as_cutout: 5,
    ex_colleague_book: 14,
    receptionists_swap: 5,
    servant_of_two_masters: 6,
    caretaker_list: 4,
    giveaway_collectors: 4,
    leaver_takes_the_book: 6,
}
