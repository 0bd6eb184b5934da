"""Trade in binding slots: agents, spare seats, stacked licences, moving cohorts."""

from .almanac import DAY, HOUR
from .deals import holder, price, put_to_use, size
from .firms import found, gather, hire, ordinary_firm, w_time, wages
from .people import digest, live, new_person, till
from .text import INDUSTRIES, note_text


def _affiliate(w, rng, ring, firm, t, end=None, pair=None, fee_to=None, industry=None):
    """A stranger takes a seat: goes on with the own business under a borrowed name."""
    person, account = pair or holder(w, rng, kind="professional")
    if pair is None:
        account.industry = industry or rng.choice(INDUSTRIES)
        account.registered = min(account.registered, t - DAY)
        live(w, rng, account, person.habit)
    account.kind = "kos"
    declared = _declared(rng, ring, firm, person)
    w.bind(firm.account, account, t, end, "bound", declared)
    template = note_text(rng, account.industry, person.city)
    put_to_use(w, rng, account, max(t, 0), template, account.industry, end)
    if fee_to:
        _fees(w, rng, ring, person, fee_to, max(t, 0), end or w.length)
    w.mark(account, "affiliated", ring.id, ring.trick)
    return person, account


def _declared(rng, ring, firm, person):
    """Whom the enterprise declares: the careless leave it out or name the boss."""
    if ring.level == 0 and rng.random() < 0.5:
        return rng.choice(("", firm.boss.holder, digest(rng)))
    return person.holder if rng.random() < 0.93 else ""


def _fees(w, rng, ring, person, fee_to, t, end):
    """A seat costs a fee at once or by the month."""
    if ring.level == 2 and rng.random() < 0.35:
        return
    if rng.random() < 0.5:
        w.pay(rng, person.wallet, rng.choice(fee_to), t + rng.randrange(DAY), price(rng, 200, 2500))
        return
    fee = price(rng, 50, 500)
    for when in range(t, end, 30 * DAY):
        w.pay(rng, person.wallet, rng.choice(fee_to), when + rng.randrange(2 * DAY), fee)


def _spread(w, rng, ring, start=0):
    """When seats are filled: in one evening by the careless, over weeks by others."""
    width = (1, 12, 60)[ring.level] * DAY
    return start + rng.randrange(width) if rng.random() < 0.85 else w_time(w, rng, start)


def slot_agent(w, rng, ring):
    """Sells the empty seats of weak companies; takes the fee and hands half to the boss."""
    agent = [till(rng) for _ in range(1 + 2 * ring.level)]
    hosts = [ordinary_firm(w, rng, rng.randint(1, 5)) for _ in range(rng.randint(1, 4))]
    for firm in hosts:
        t = w_time(w, rng, 0, w.length * 2 // 3)
        for _ in range(size(rng, 2, 6)):
            _affiliate(w, rng, ring, firm, _spread(w, rng, ring, t), fee_to=agent)
        if rng.random() < 0.7:
            w.pay(rng, rng.choice(agent), firm.boss.wallet, t + 9 * DAY, price(rng, 500, 5000))
        w.tell(firm.account, "slot_host", "affiliated")


def licence_stack(w, rng, ring):
    """Several licences in one hand, of cousins when more careful, each with many seats sold."""
    boss, purse, total = None, till(rng), size(rng, 8, 15)
    shells = []
    for _ in range(rng.randint(2, 4)):
        shell = found(w, rng, boss=boss if ring.level == 0 else None, quiet=True)
        boss = boss or shell.boss
        live(w, rng, shell.account, shell.boss.habit, rate=0.1)
        if ring.level < 2:
            shell.account.payout = purse
        shells.append(shell)
        w.tell(shell.account, "slot_host", "affiliated")
    one_by_one = rng.random() < 0.5
    for number in range(total):
        shell = shells[number * len(shells) // total if one_by_one else number % len(shells)]
        t = _spread(w, rng, ring, -20 * DAY if ring.level == 0 else 0)
        _affiliate(w, rng, ring, shell, t, fee_to=[s.till for s in shells])


def cohort_moves(w, rng, ring):
    """One licence is sanctioned and the tenants move to the next, under the same agent."""
    agent = [till(rng) for _ in range(1 + ring.level)]
    first, second = (found(w, rng) for _ in range(2))
    t = w_time(w, rng, w.length // 3, w.length * 3 // 4)
    for _ in range(size(rng, 4, 13)):
        leave = t + rng.randrange((4 * HOUR, 5 * DAY, 25 * DAY)[ring.level])
        start = -rng.randrange(60 * DAY)
        person, account = _affiliate(w, rng, ring, first, start, leave, fee_to=agent)
        if rng.random() < 0.85:
            again = leave + rng.randint(1, (3, 8, 25)[ring.level]) * DAY
            w.bind(second.account, account, again, None, "bound", _declared(rng, ring, second, person))
        else:
            account.kind = "professional"
    for firm in (first, second):
        w.tell(firm.account, "slot_host", "affiliated")


def spare_seats(w, rng, ring):
    """A real shop with eight people of its own lets ten seats it does not need."""
    firm = ordinary_firm(w, rng, rng.randint(4, 9))
    wages(w, rng, firm)
    for _ in range(size(rng, 3, 10)):
        _affiliate(
            w,
            rng,
            ring,
            firm,
            _spread(w, rng, ring, w_time(w, rng, 0, w.length // 2)),
            fee_to=[firm.boss.wallet, firm.till],
        )
    w.tell(firm.account, "slot_host", "affiliated")


def swapped_seats(w, rng, ring):
    """Two bosses oblige each other: my agents under your licence, yours under mine; no money."""
    one, two = (ordinary_firm(w, rng, rng.randint(3, 7)) for _ in range(2))
    for home, host in ((one, two), (two, one)):
        for _ in range(rng.randint(2, 5)):
            person = new_person(w, rng, home.city, work=home.office)
            account = w.open_account(rng, "professional", person, payout=True, industry=home.industry)
            live(w, rng, account, person.habit)
            t = _spread(w, rng, ring, w.length // 5)
            _affiliate(w, rng, ring, host, t, pair=(person, account))
            for day in w.almanac.month_days(10):
                w.pay(rng, home.till, person.wallet, day * DAY + 10 * HOUR, rng.randint(30, 70) * 100)
        w.tell(host.account, "slot_host", "affiliated")


def micro_sellers(w, rng, ring):
    """Home bakers and nail artists without a licence share the one that a friend has."""
    friend = found(w, rng, rng.choice(("餐饮", "美业")))
    for _ in range(rng.randint(3, 9)):
        _affiliate(
            w,
            rng,
            ring,
            friend,
            _spread(w, rng, ring, w_time(w, rng, 0, w.length // 2)),
            fee_to=[friend.boss.wallet],
            industry=rng.choice(("餐饮", "美业", "母婴")),
        )
    w.tell(friend.account, "slot_host", "affiliated")


def false_wages(w, rng, ring):
    """A host that pays its tenants 'wages' out of the money they sent before."""
    firm = ordinary_firm(w, rng, rng.randint(2, 4))
    purse = till(rng)
    for _ in range(size(rng, 3, 10)):
        person, _ = _affiliate(w, rng, ring, firm, _spread(w, rng, ring), fee_to=[purse])
        wage = rng.randint(20, 40) * 100
        for day in w.almanac.month_days(9):
            w.pay(rng, person.wallet, purse, day * DAY + 11 * HOUR, wage + rng.choice((100, 200, 300)))
            w.pay(rng, firm.till, person.wallet, day * DAY + 15 * HOUR, wage)
    w.tell(firm.account, "slot_host", "affiliated")


def course_with_seat(w, rng, ring):
    """A teacher sells a course 'with a blue badge': pupils get a seat in a shell."""
    shell = found(w, rng, "教育培训")
    gather(w, rng, shell, 10)
    member = hire(w, rng, shell)
    live(w, rng, shell.account, member.person.habit, rate=0.3)
    fee_to = [member.person.wallet, shell.till][: 1 + ring.level]
    for _ in range(size(rng, 4, 14)):
        _affiliate(w, rng, ring, shell, _spread(w, rng, ring, w_time(w, rng, 0, w.length // 2)), fee_to=fee_to)
    w.tell(shell.account, "slot_host", "affiliated")
