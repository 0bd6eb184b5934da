"""Bindings without work: a place on the list as merchandise."""

from ..almanac import DAY
from ..companies import TRADES, found, profile
from ..places import draw_city
from .crew import Crew, bind_in, day_in, holder, quiet_firm, real_staff


def fees(world, crew, acc, payee, start, every, amount):
    """The stranger pays for the slot, monthly or once; from the third month on with reminders."""
    r, day = world.rng, start
    while day < world.almanac.days:
        t = day * DAY + r.uniform(9, 23) * 3600
        if r.random() < (0.95, 0.85, 0.55)[world.level]:
            to = payee if world.level == 0 or r.random() < 0.4 else crew.wallet()
            world.pay(acc.owner.payout, to, t, amount)
        if every is None:
            return
        day += every + r.randrange(-1, 5)


def stranger(world):
    """A beautician, a trainer, a shop owner with an own life and place, who wants the badge."""
    r = world.rng
    return holder(
        world,
        r.choice(("personal", "professional")),
        rhythm=r.choice(("shop_rota", "school_run", "night_market", "boss", "host", "tutor", "overtime")),
    )


def slots_to_strangers(world, ring):
    """Three people work there; the other places are on offer in a chat group on Sunday evenings."""
    r = world.rng
    firm, crew = found(world), Crew(world, ring, "moonlight")
    real_staff(world, firm, r.randrange(1, 5))
    start = day_in(world, 0, 0.4)
    for i in range(r.randrange(4, 21)):
        acc, day = stranger(world), min(world.almanac.days - 3, start + 7 * (i // 3) + r.randrange(2))
        end = None if r.random() < 0.75 else day + r.choice((30, 31, 60))
        bind_in(
            world,
            firm,
            acc,
            day,
            end,
            employee=r.choice((acc.owner.holder, acc.owner.holder, world.token(128))),
        )
        fees(
            world,
            crew,
            acc,
            firm.boss.payout if r.random() < 0.6 else firm.card,
            day,
            r.choice((None, 30, 30)),
            r.choice((99, 199, 299, 500)),
        )
        crew.mark(acc, "affiliated", "slots_to_strangers")
    crew.mark(firm.enterprise, "affiliated", "slot_selling_company")


def licences_in_one_hand(world, ring):
    """Licences registered in one morning at the same counter; nobody works at any of them."""
    r = world.rng
    crew = Crew(world, ring, "desk_clerk")
    shells = []
    for _ in range(r.choice((2, 3, 4))):
        front = crew.boss if world.level == 0 else world.person("retired", crew.city)
        firm = found(world, city=crew.city, boss=front, line=crew.room)
        firm.enterprise.uses = []
        crew.operate(firm.enterprise, 0)
        if world.level < 2:
            firm.enterprise.payout = crew.wallet()
        firm.leads = 0
        shells.append(firm)
        crew.mark(firm.enterprise, "affiliated", "licences_in_one_hand")
    total = r.choice((27, 20, 14, 9))
    start = day_in(world, 0, 0.4)
    for i in range(total):
        acc, day = stranger(world), min(world.almanac.days - 3, start + i // 2)
        firm = shells[i % len(shells)]
        bind_in(world, firm, acc, day, employee=acc.owner.holder)
        fees(world, crew, acc, firm.enterprise.payout, day, r.choice((None, 30)), r.choice((128, 199, 260)))
        crew.mark(acc, "affiliated", "licences_in_one_hand")
    crew.go()


def nomads(world, ring):
    """A cohort that is moved on the last evening of each month, before anybody checks."""
    r, al = world.rng, world.almanac
    crew = Crew(world, ring, "desk_clerk")
    firms = [found(world, r.choice(list(TRADES))) for _ in range(r.choice((2, 3, 4)))]
    for firm in firms:
        real_staff(world, firm, r.randrange(0, 3))
        crew.mark(firm.enterprise, "affiliated", "nomad_host_company")
    cohort = [stranger(world) for _ in range(r.randrange(4, 11))]
    day = day_in(world, 0, 0.2)
    for firm in firms + firms[:1]:
        stay = r.randrange(22, 40)
        if day >= al.days - 3:
            break
        for acc in cohort:
            if r.random() < 0.92:
                bind_in(world, firm, acc, day + r.choice((0, 0, 0, 1, 2)), day + stay)
        day += stay + r.choice((1, 2, 3))
    for acc in cohort:
        fees(world, crew, acc, crew.wallet(), 5, 30, r.choice((88, 150)))
        crew.mark(acc, "affiliated", "nomad_cohort")


def clerk_sells_vacancies(world, ring):
    """The personnel clerk fills empty places in her lunch break; the boss never looks at the list."""
    r = world.rng
    firm, crew = quiet_firm(world, 7, 29), Crew(world, ring, "desk_clerk")
    for _ in range(r.randrange(2, 7)):
        acc, day = stranger(world), day_in(world, 0.02, 0.7)
        t = day * DAY + r.uniform(12.1, 13.4) * 3600
        acc.kind, acc.industry = "kos", profile(r, firm.trade)
        world.bind(firm.enterprise, acc, t, None, "bound", r.choice(("", acc.owner.holder, world.token(128))))
        fees(world, crew, acc, crew.boss.payout, day, r.choice((None, 30)), r.choice((200, 350)))
        crew.mark(acc, "affiliated", "clerk_sells_vacancies")
    world.use(firm.enterprise, crew.boss, net=firm.line, rate=0.2, hours=(12, 13.5))
    world.tell("company_with_selling_clerk", firm.enterprise)


def favours(world, ring):
    """Brother-in-law's insurance friends: no fee, but a dinner and a share of each policy."""
    r = world.rng
    firm, crew = quiet_firm(world, 2, 14), Crew(world, ring, "moonlight")
    for _ in range(r.choice((1, 2, 2, 3, 4))):
        acc, day = holder(world, "professional", rhythm="office"), day_in(world, 0.02, 0.6)
        bind_in(world, firm, acc, day)
        for _ in range(r.choice((0, 1, 3))):
            world.pay(
                acc.owner.payout,
                firm.boss.payout,
                r.uniform(day, world.almanac.days) * DAY,
                round(r.uniform(100, 900), 2),
            )
        crew.mark(acc, "affiliated", "slot_as_favour")
    world.tell("company_doing_favours", firm.enterprise)


def quota_for_rent(world, ring):
    """An idle company lets its whole list to one training camp, whose pupils stay at home."""
    r = world.rng
    firm, crew = found(world, city=draw_city(r)), Crew(world, ring, "tutor")
    start = day_in(world, 0.05, 0.5)
    for i in range(r.randrange(6, 27)):
        acc = stranger(world)
        bind_in(world, firm, acc, start + r.choice((0, 0, 0, 1)), None, employee=acc.owner.holder)
        if r.random() < 0.8:
            world.pay(
                acc.owner.payout,
                crew.wallet(),
                (start - r.randrange(0, 6)) * DAY + 72000,
                r.choice((980, 1280)),
            )
        crew.mark(acc, "affiliated", "training_camp_quota")
    for day in world.almanac.month_days(26):
        crew.pay(firm.boss.payout, day * DAY + 50000, 5000)
    crew.mark(firm.enterprise, "affiliated", "slot_selling_company")
