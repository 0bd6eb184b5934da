"""Accounts that are lent for pay while the holder keeps them."""

from ..almanac import DAY
from ..words import brief, retouch
from .crew import SMALL_TOWNS, Crew, bind_in, day_in, holder, quiet_firm


def rent(crew, acc, start, end, every, amount):
    """Pay on the agreed weekday, with the tardiness of people who owe little."""
    r, t = crew.world.rng, (start + every) * DAY + 60000
    while t < min(end + every, crew.world.almanac.days) * DAY:
        crew.pay(acc.owner.payout, t + r.expovariate(1 / 20000), round(amount * r.uniform(0.7, 1.3), 0))
        t += every * DAY


def studio(world, ring):
    """A room with a day shift; the holders log in after supper to see what was posted in their name."""
    r = world.rng
    crew = Crew(world, ring, r.choice(("studio_day", "studio_day", "studio_night")), r.choice((1, 1, 2, 3)))
    for _ in range(r.randrange(3, 14)):
        acc, start = holder(world, r.choice(("personal", "professional"))), day_in(world, 0.02, 0.6)
        end = world.almanac.days if r.random() < 0.7 else min(world.almanac.days, start + r.randrange(20, 60))
        for u in acc.uses:
            u.rate *= r.uniform(0.4, 1)
        crew.operate(acc, start, end)
        rent(crew, acc, start, end, r.choice((7, 30, 30)), r.choice((100, 200, 300)))
        crew.mark(acc, "rented", "rental_studio")
    crew.go()


def night_broadcast(world, ring):
    """He sleeps; from ten to two the account sells jade in another city."""
    r = world.rng
    crew = Crew(world, ring, "studio_night")
    for _ in range(r.choice((1, 1, 2, 3, 5))):
        acc, start = holder(
            world, "professional", rhythm=r.choice(("line_worker", "school_run", "retired"))
        ), day_in(world, 0.02, 0.5)
        crew.operate(acc, start)
        rent(crew, acc, start, world.almanac.days, 7, 150)
        crew.mark(acc, "rented", "night_broadcast")
    crew.go()


def mothers_group(world, ring):
    """The organiser knows them from the school gate; she posts for all at nap time, for milk-tea money."""
    r = world.rng
    crew = Crew(world, ring, "nap_time")
    texts, shops = [brief(r, "教培") for _ in range(4)], [
        holder(world, rhythm="school_run", city=crew.city) for _ in range(r.randrange(3, 10))
    ]
    start = day_in(world, 0.02, 0.5)
    for acc in shops:
        crew.operate(acc, start + r.randrange(10))
        rent(crew, acc, start, world.almanac.days, 7, 25)
        for text in texts:
            world.post(
                acc, (start + 12 + r.randrange(30)) * DAY + r.uniform(12.9, 15) * 3600, retouch(r, text)
            )
        crew.mark(acc, "rented", "mothers_group")
    crew.go()


def left_but_bound(world, ring):
    """They quit; nobody unbound them; somebody from the old office still pays for the login."""
    r, al = world.rng, world.almanac
    crew = Crew(world, ring, "desk_clerk")
    firm = quiet_firm(world, 3, 20)
    jobs = [
        s
        for s in firm.staff
        if s.method == "bound"
        and s.start < 0
        and s.end >= al.days
        and s.account.account_id not in world.claimed
    ]
    for job in jobs[: r.randrange(2, 6)]:
        acc, quit_day = job.account, day_in(world, 0.1, 0.5)
        job.end = quit_day
        acc.owner.work = None
        crew.operate(acc, quit_day + r.randrange(1, 9))
        rent(crew, acc, quit_day, al.days, 30, 300)
        crew.mark(acc, "rented", "left_but_bound")
    world.tell("company_of_leavers", firm.enterprise)
    crew.go()


def note_matrix(world, ring):
    """One writer, many mouths: the same praise for a tutor, a dentist and a kitchen maker."""
    r, al = world.rng, world.almanac
    crew = Crew(world, ring, "moonlight", r.choice((1, 2)))
    firms = [quiet_firm(world) for _ in range(r.choice((2, 3, 4)))]
    texts = [brief(r, f.trade) for f in firms for _ in range(2)]
    for i in range(r.randrange(5, 14)):
        acc, start = holder(world), day_in(world, 0.02, 0.45)
        if r.random() < 0.7:
            bind_in(world, firms[i % len(firms)], acc, start + r.randrange(6))
        crew.operate(acc, start)
        rent(crew, acc, start, al.days, 30, r.choice((60, 100)))
        for text in r.sample(texts, min(len(texts), 4)):
            world.post(acc, r.uniform(start + 5, al.days) * DAY, retouch(r, text))
        crew.mark(acc, "rented", "note_matrix")
    crew.go()


def weekend_lender(world, ring):
    """A student lends Saturday and Sunday to a car showroom; Monday it is hers again."""
    r, al = world.rng, world.almanac
    for _ in range(r.choice((1, 1, 2))):
        crew = Crew(world, ring, "salesroom")
        acc, start = holder(world, rhythm="student"), day_in(world, 0.02, 0.5)
        device, net = crew.seat(acc.owner.city)
        for day in range(start, al.days):
            if al.weekday[day] >= 5:
                world.use(acc, crew.boss, device, day, day + 1, r.uniform(0.4, 1.5), net, (9.5, 18))
        rent(crew, acc, start, al.days, 7, 80)
        crew.mark(acc, "rented", "weekend_lender")


def code_keeper(world, ring):
    """Elderly holders keep the phone and read out the code when it rings, Mondays at ten."""
    r, al = world.rng, world.almanac
    crew, town = Crew(world, ring, "studio_day"), r.choice(SMALL_TOWNS)
    for _ in range(r.randrange(3, 8)):
        acc, start = holder(world, rhythm="retired", city=town), day_in(world, 0.02, 0.5)
        for u in acc.uses:
            u.rate *= 0.3
        crew.operate(acc, start)
        for day in range(start, al.days):
            if al.weekday[day] == 0 and r.random() < 0.6:
                world.use(acc, acc.owner, start=day, end=day + 1, rate=0.8, hours=(9.8, 10.6))
        rent(crew, acc, start, al.days, 30, 50)
        if r.random() < 0.3:
            world.change(acc, "payout_account", (start + 3) * DAY, crew.wallet())
        crew.mark(acc, "rented", "code_keeper")
    crew.go()
