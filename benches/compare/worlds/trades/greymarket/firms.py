"""Companies: the boss, the staff, their leads, money and notes."""

from dataclasses import dataclass, field

from .almanac import DAY, HOUR
from .people import Habit, Person, count, device, digest, live, new_person, rhythm, small_changes
from .text import INDUSTRIES, LEAD_INDUSTRIES, copy_text, note_text
from .world import Account


@dataclass
class Staff:
    """An employee with the account that is bound to the company."""

    person: Person
    account: Account
    bound: int
    left: int


@dataclass
class Lead:
    """A lead where it lies now."""

    id: str
    contact: str
    owner: Account
    t: int


@dataclass
class Firm:
    """A company on the platform."""

    boss: Person
    account: Account
    office: object
    pc: str
    industry: str
    city: str
    staff: list = field(default_factory=list)
    leads: list = field(default_factory=list)
    template: str = ""

    @property
    def till(self):
        """The payment account of the company."""
        return self.account.payout


def found(w, rng, industry=None, city=None, boss=None, group="", line=None, quiet=False):
    """A company with its enterprise account; the boss and a clerk log in to it."""
    industry = industry or rng.choice(INDUSTRIES)
    city = city or (boss.city if boss else w.geo.city(rng))
    office = line or (w.geo.office(rng, city) if rng.random() < 0.6 else w.geo.line(rng, city))
    boss = boss or new_person(w, rng, city, "shop", office)
    account = w.open_account(rng, "enterprise", boss, city=city, industry=industry, group=group)
    account.payout = new_person_till(rng)
    firm = Firm(boss, account, office, device(rng), industry, city, template=note_text(rng, industry, city))
    if not quiet:
        desk_hours(w, rng, firm, account)
    return firm


def new_person_till(rng):
    """A company's bank account."""
    return "62" + str(rng.randrange(10**16, 10**17))


def desk_hours(w, rng, firm, account, start=0, end=None, rate=None):
    """An account kept from the office computer and the boss's phone."""
    phone = firm.boss.habit.devices[0]
    evening = [firm.boss.home, firm.boss.carrier, firm.office]
    habit = Habit(
        [firm.pc, firm.pc, phone],
        [firm.office] * 5 + [firm.boss.carrier],
        evening,
        rhythm(rng, "desk"),
        (1.0,) * 5 + (rng.uniform(0.1, 0.9),) * 2,
        (),
        True,
    )
    live(w, rng, account, habit, start, end, rate or rng.uniform(0.3, 1.2))


def stay(w, rng, share_open=0.72):
    """From when to when somebody is bound; most began before the window."""
    bound = -int(rng.expovariate(1 / 200) * DAY) if rng.random() < 0.65 else rng.randrange(w.length)
    bound += 9 * HOUR + rng.randrange(9 * HOUR) if bound >= 0 else -rng.randrange(DAY)
    if rng.random() < share_open:
        return bound, w.length
    return bound, max(bound, 0) + DAY + rng.randrange(w.length)


def hire(w, rng, firm, method="bound", span=None, person=None, account=None, rate=None, lives=True, city=None):
    """Bind a new employee; lives on the own phone at home and in the shop."""
    bound, left = span or stay(w, rng)
    person = person or new_person(w, rng, city or firm.city, work=firm.office if not city else None)
    if account is None:
        born = bound - rng.randint(90, 1800) if method == "created" else min(bound, 0) - rng.randrange(120, 1500 * DAY)
        account = w.open_account(
            rng, "kos", person, born, payout=rng.random() < 0.5, industry=firm.industry if rng.random() < 0.5 else ""
        )
        small_changes(w, rng, account)
        if method == "created" and rng.random() < 0.25:
            account.holder = firm.boss.holder
    account.kind = "kos" if left >= w.length else rng.choice(("personal", "professional"))
    declared = person.holder if rng.random() < 0.93 else rng.choice(("", "", digest(rng)))
    w.bind(firm.account, account, bound, left, method, declared)
    member = Staff(person, account, bound, left)
    firm.staff.append(member)
    if lives:
        end = left if method == "created" else w.length
        live(w, rng, account, person.habit, max(0, bound) if method == "created" else 0, end, rate)
    return member


def at_work(firm, t):
    """Staff bound at a time."""
    return [s for s in firm.staff if s.bound <= t < s.left]


def wages(w, rng, firm, low=2800, high=9000):
    """Monthly pay from the company's account."""
    day = rng.choice((8, 10, 15, 20))
    for when in w.almanac.month_days(day):
        t = when * DAY + rng.randint(9, 18) * HOUR + rng.randrange(HOUR)
        for member in at_work(firm, t):
            w.pay(
                rng,
                firm.till,
                member.person.wallet,
                t + rng.randrange(1800),
                rng.randint(low, high) + rng.choice((0, 0, 0.5)),
            )


def write_notes(w, rng, firm, mean=2.0, copied=0.25):
    """Staff post, and the company itself: mostly own words, some sent round by headquarters."""
    desk = Staff(firm.boss, firm.account, 0, w.length)
    for member in firm.staff + [desk]:
        member_notes(w, rng, firm, member, mean, copied)


def member_notes(w, rng, firm, member, mean=2.0, copied=0.25):
    """The notes of one employee."""
    for _ in range(count(rng, rng.expovariate(1 / mean))):
        t = w_time(w, rng, max(0, member.bound), min(member.left, w.length))
        text = copy_text(rng, firm.template) if rng.random() < copied else note_text(rng, firm.industry, firm.city)
        w.note(rng, member.account, t, text)


def w_time(w, rng, start=0, end=None, low=9, high=21):
    """A time at a decent hour between two times."""
    end = w.length if end is None else min(end, w.length)
    day = rng.randint(start // DAY, max(start // DAY, (end - 1) // DAY))
    t = day * DAY + rng.randint(low, high) * HOUR + rng.randrange(HOUR)
    return min(max(t, start), max(start, end - 60))


def advertise(w, rng, firm, accounts, share=0.5, product=None):
    """Campaigns of some weeks, with a daily budget that wobbles."""
    for account in accounts:
        if rng.random() > share:
            continue
        item = product or rng.choice(("seeding", "lead_collection", "search", "shutiao"))
        first, budget = rng.randrange(w.days), rng.lognormvariate(4.6, 0.9)
        for day in range(max(first, account.registered // DAY + 1), first + rng.choice((3, 7, 14, 30, 60))):
            if rng.random() < 0.85:
                w.spend(account, day, item, budget * rng.uniform(0.5, 1.3))


def gather(w, rng, firm, number, assign=0.7):
    """Consumers leave their contacts; the desk assigns them, staff follow up."""
    for _ in range(number):
        t = w_time(w, rng, low=8, high=23)
        team = at_work(firm, t)
        if not team:
            continue
        collector = firm.account if rng.random() < 0.6 else rng.choice(team).account
        again = w.consumers and rng.random() < 0.04
        contact = rng.choice(w.consumers[-300:]) if again else digest(rng)
        w.consumers.append(contact)
        take_lead(w, rng, firm, collector, contact, t, team, assign)


def take_lead(w, rng, firm, collector, contact, t, team, assign=0.7):
    """One contact, collected and maybe assigned; returns the lead."""
    owner, follow = collector, t + int(rng.expovariate(1 / 8) * HOUR)
    number = w.lead(
        rng,
        collector,
        contact,
        t,
        rng.choice(("form", "form", "private_message")),
        follow if rng.random() < 0.75 else None,
    )
    lead = Lead(number, contact, owner, t)
    if team and rng.random() < assign:
        taker = rng.choice(team).account
        when = t + rng.randint(60, 20 * HOUR)
        if w.transfer(number, contact, collector, taker, when, "crm_assign"):
            lead.owner, lead.t = taker, when
    firm.leads.append(lead)
    return lead


def ordinary_firm(w, rng, size, lives=True, **kw):
    """A company like most: people, leads if the trade has them, some adverts."""
    firm = found(w, rng, **kw)
    created = rng.random() < 0.3
    for _ in range(size):
        hire(w, rng, firm, "created" if created and rng.random() < 0.7 else "bound", lives=lives)
    if firm.industry in LEAD_INDUSTRIES and rng.random() < 0.75:
        gather(w, rng, firm, min(600, int(rng.lognormvariate(3.3, 0.9))))
    if rng.random() < 0.45:
        wages(w, rng, firm)
    write_notes(w, rng, firm)
    advertise(w, rng, firm, [firm.account], 0.5)
    advertise(w, rng, firm, [s.account for s in firm.staff], 0.12)
    return firm
