"""Honest dealings in which money, seats or contacts change hands among many people."""

from commerce import collect, work_hour
from companies import find_worker, found, hire
from places import Net
from world import heavy, poisson


def _dealt(world, person, story):
    """The person's first account took part in a dealing with money."""
    world.show_purse(person.accounts[0], 0.65)
    world.tell(person.accounts[0], story)


def trial_rebates(world):
    """A brand refunds testers the price after a review: one payer, many strangers, like notes."""
    rng, brand = world.rng, world.rng.choice(world.companies)
    day = rng.uniform(8, world.days - 12)
    sum_back = rng.choice((9.9, 19.9, 29.9, 59))
    for person in world.take_some(rng.randint(8, 40)):
        world.pay(person.pay, brand.pay, day + rng.random() * 3, sum_back)
        world.pay(brand.pay, person.pay, day + 5 + rng.random() * 4, sum_back)
        world.notes.append(
            (
                day + 4 + rng.random() * 3,
                person.accounts[0].id,
                f"试用了{brand.industry}小样，{rng.choice(('包装很用心', '整体还可以', '会回购'))}，品牌方送的体验装#试用报告",
            )
        )
        _dealt(world, person, "trial_rebates")


def survey_panel(world):
    """A student pays each interviewee a milk tea: twenty small transfers in a week."""
    rng, asker = world.rng, world.take(lambda p: p.age == "student")
    day = rng.uniform(3, world.days - 10)
    for person in world.take_some(rng.randint(6, 25)):
        world.pay(asker.pay, person.pay, day + rng.random() * 7, rng.choice((10, 15, 20, 30)))
        _dealt(world, person, "survey_panel")


def evening_school(world):
    """A calligraphy teacher with pupils who pay by the term or month."""
    rng, teacher = world.rng, world.take(lambda p: p.age == "adult")
    fee = rng.choice((99, 199, 299, 499, 980))
    for person in world.take_some(rng.randint(5, 25)):
        for month in range(rng.randint(1, 40), world.days, rng.choice((30, 90))):
            world.pay(person.pay, teacher.pay, month + rng.random(), fee)
        _dealt(world, person, "evening_school")


def uniform_deposit(world):
    """New shop staff pay a deposit for uniform and keys, returned when they go."""
    company = world.rng.choice([c for c in world.companies if len(c.staff) > 3])
    deposit = world.rng.choice((100, 200, 300))
    for staff in company.staff:
        world.pay(staff.person.pay, company.pay, staff.begin + 0.2, deposit)
        world.pay(company.pay, staff.person.pay, staff.end + 3, deposit)
        world.tell(staff.account, "uniform_deposit")


def chair_rent(world):
    """Hairdressers rent a chair: they really stand there, and pay the salon each month."""
    rng = world.rng
    salon = found(world, "micro", industry="服装" if rng.random() < 0.3 else "医美")
    for _ in range(rng.randint(1, 4)):
        person = find_worker(world, salon.city)
        staff = hire(world, salon, person, rng.uniform(-60, world.days * 0.6), method="bound")
        for month in range(max(0, int(staff.begin)), world.days, 30):
            world.pay(person.pay, salon.pay, month + 0.6, rng.choice((500, 800, 1000)))
        world.tell(staff.account, "chair_rent")


def branch_opens(world):
    """A new branch hires a dozen strangers in one week and binds them on the opening day."""
    rng = world.rng
    company = found(world, "micro")
    day = rng.uniform(4, world.days * 0.8)
    for _ in range(rng.randint(6, 22)):
        staff = hire(
            world,
            company,
            find_worker(world, company.city),
            day + rng.uniform(0, 5),
            method="bound" if rng.random() < 0.7 else "created",
        )
        world.tell(staff.account, "branch_opens")


def cooperative(world):
    """Orange growers are members of the cooperative; it binds them and shares the proceeds."""
    rng = world.rng
    company = found(world, "micro", staff=1, industry="餐饮")
    members = world.kin_group("village", 5)[: rng.randint(5, 18)]
    day = rng.uniform(-60, world.days * 0.5)
    for person in members:
        staff = hire(world, company, person, day + rng.uniform(0, 10), method="bound")
        person.hand.works.clear()
        for month in range(20, world.days, 45):
            world.pay(company.pay, person.pay, month + rng.random(), heavy(rng, 600, 0.5))
        world.tell(staff.account, "cooperative")


def friendly_referrals(world):
    """A photographer and a make-up artist recommend each other, with the bride listening."""
    rng = world.rng
    one, two = rng.sample([c for c in world.companies if c.staff], 2)
    first, second = rng.choice(one.staff), rng.choice(two.staff)
    for _ in range(poisson(rng, 14)):
        (firm, giver), taker = rng.choice((((one, first), second), ((two, second), first)))
        day = work_hour(rng, rng.uniform(max(first.begin, second.begin, 0), world.days))
        if day < min(giver.end, taker.end, world.days - 1):
            lead = collect(world, firm, giver.account, day)
            world.move_lead(lead, giver.account, taker.account, day + heavy(rng, 0.1, 1), "private_message")
    world.tell(first.account, "friendly_referrals")
    world.tell(second.account, "friendly_referrals")


def night_shift_clerk(world):
    """The chat desk is staffed until midnight; the day's list is exported for the morning."""
    rng = world.rng
    company = rng.choice([c for c in world.companies if len(c.staff) > 3])
    clerk, morning = rng.sample(company.staff, 2)
    day = max(2, clerk.begin, morning.begin)
    while day < min(clerk.end, morning.end, world.days - 1):
        out = int(day) + rng.uniform(22, 23.8) / 24
        for number in range(rng.randint(1, 6)):
            lead = collect(world, company, clerk.account, out - rng.uniform(0.02, 0.3))
            world.move_lead(
                lead,
                clerk.account,
                morning.account,
                out + number / 9000,
                rng.choice(("export", "crm_assign")),
            )
        day += rng.choice((1, 2, 3, 5))
    world.tell(clerk.account, "night_shift_clerk")


def household_moves_in(world):
    """Son, wife and parents move into one flat, with one router and new provincial numbers."""
    rng, head = world.rng, world.take(lambda p: p.kin)
    day, net = rng.uniform(2, world.days), Net("home", head.city, world.rng)
    for person in [head, *head.kin, *head.friends[:1]]:
        person.hand.move(day + rng.uniform(0, 3), net, head.city)
        for account in person.accounts[:1]:
            if rng.random() < 0.3:
                world.change(account, "phone", day + rng.random(), account.phone, world.token("t", 72))
            world.tell(account, "household_moves_in")


COUNTS = {  # stories per 20 000 accounts
    trial_rebates: 7,
    survey_panel: 6,
    evening_school: 9,
    uniform_deposit: 16,
    chair_rent: 16,
    branch_opens: 8,
    cooperative: 5,
    friendly_referrals: 40,
    night_shift_clerk: 14,
    household_moves_in: 40,
}
