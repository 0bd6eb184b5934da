"""Tricks with binding slots: people on the list of a company that has never seen them."""

from .firms import Firm, INDUSTRIES
from .people import Use
from .timeline import DAY, HOUR


def _affiliate(ring, firm, acc, t, until=None):
    """Put a stranger on the firm's list.  The stranger goes on with an own life and own trade."""
    rng = ring.rng
    job = firm.hire(rng, t, until, acc.owner, "bound", acc, remote=True)
    job.wage = 0
    acc.kind = "kos"
    if rng.random() < 0.5:
        acc.industry = rng.choice(INDUSTRIES)[0]
    if acc.role == "clean":
        ring.mark(acc, "affiliated")
    firm.traits.append(ring.trick)
    if ring.level < 2 and rng.random() < ring.same_text * 0.5:
        _bind_for_them(ring, acc, job.start)
    return job


def _bind_for_them(ring, acc, t):
    """Some sellers ask for the password and click through the authorisation themselves."""
    if t > ring.w.window.start:
        clicks = [t - 400, t - 60]
        acc.uses.append(Use(t - HOUR, t, ring.operator, 0.0, ring.rig(acc.region), clicks))


def _empty_firm(ring, boss=None, city=None):
    """A licence, a letter box and a card: no shop, hardly a login."""
    w, rng = ring.w, ring.rng
    firm = Firm(w, rng, 1, city or ring.operator.city, boss=boss or ring.operator)
    firm.payroll, firm.crm, firm.lag = "none", "none", 0
    firm.demand *= 0.2
    firm.enterprise.uses[0].rate *= rng.uniform(0.1, 0.8)
    if ring.level and boss is None and rng.random() < 0.8:
        firm.enterprise.holder = w.tag(24)
    if ring.level:
        firm.enterprise.uses[0].rig = ring.rig(firm.city)
    ring.mark(firm.enterprise, "affiliated")
    firm.enterprise.stories[-1] = ring.trick + "/enterprise"
    return firm


def _fees(ring, acc, start, end, amount, to, every=30):
    """The slot is paid by the month, or once for the season."""
    t = start - ring.rng.randrange(3 * DAY)
    while t < end:
        if ring.rng.random() < 0.9:
            ring.pay(acc.owner.payout, to, t + ring.rng.randrange(2 * DAY), amount)
        t += every * DAY


def _starts(ring, count):
    """Low craft binds everybody in an afternoon; high craft spreads it over weeks."""
    w, rng = ring.w, ring.rng
    t = w.window.moment(rng, 0, 0.5) if rng.random() < 0.75 else w.window.start - rng.randrange(1, 90) * DAY
    spread = (rng.choice((1, 2, 20)), rng.choice((5, 20)), rng.choice((30, 45)))[ring.level] * DAY
    return [min(t + int(rng.random() * spread), w.window.end - 8 * DAY) for _ in range(count)]


def slot_shop(ring, pool, rng):
    """A company with no business except its list: a slot costs so much a month."""
    w = ring.w
    firm, fee = _empty_firm(ring), rng.choice((99, 150, 199, 300))
    for t in _starts(ring, rng.choice((4, 6, 8, 10, 12, 20, 28))):
        acc = pool.account()
        _affiliate(ring, firm, acc, t)
        _fees(
            ring,
            acc,
            t,
            w.window.end,
            fee,
            firm.money if rng.random() < 0.5 and ring.level == 0 else ring.purse(),
            rng.choice((30, 30, 90)),
        )
        if rng.random() < 0.5:
            ring.advertise(acc, t)


def licence_stack(ring, pool, rng):
    """Two or three licences, of himself and his in-laws, filled one after the other."""
    w = ring.w
    for k in range(rng.choice((2, 2, 3))):
        kitchen = ring.operator.homes[0][2] if ring.level == 0 else None
        inlaw = (
            ring.operator if k == 0 or rng.random() < 0.4 else w.person(rng, ring.operator.city, net=kitchen)
        )
        firm = _empty_firm(ring, inlaw)
        if ring.level == 0:
            firm.enterprise.uses = [Use(w.window.start, w.window.end, ring.operator, 0.4)]
        for t in _starts(ring, rng.choice((3, 4, 6, 9))):
            acc = pool.account()
            _affiliate(ring, firm, acc, t)
            _fees(ring, acc, t, w.window.end, rng.choice((120, 200)), ring.purse())
            ring.script_notes(acc, t)


def cohort_mover(ring, pool, rng):
    """A group of part-timers is lent from company to company, six weeks each, always together."""
    w = ring.w
    cohort = [pool.account() for _ in range(rng.choice((4, 5, 7, 9, 12)))]
    firms = [
        _empty_firm(ring, w.person(rng)) if rng.random() < 0.4 else pool.any_firm()
        for _ in range(rng.choice((2, 3, 3, 4)))
    ]
    stay = w.window.days / len(firms)
    for k, firm in enumerate(firms):
        t = max(w.window.at(int(stay * k) + rng.randrange(2, 5), rng.uniform(10, 17)), firm.founded + DAY)
        for acc in cohort:
            if rng.random() < 0.1:
                continue
            begin = t + rng.randrange(1, (2 * 3600, 2 * DAY, 5 * DAY)[ring.level])
            job = _affiliate(ring, firm, acc, begin, begin + int((stay - 12) * DAY))
            job.unbound = job.end + rng.randrange(3 * DAY)
            ring.pay(firm.money, ring.purse(), begin, rng.choice((60, 100)))
            ring.pay(ring.purse(), acc.owner.payout, begin + rng.randrange(10 * DAY), rng.choice((20, 40)))
    for acc in cohort:
        if acc.role == "clean":
            ring.mark(acc, "affiliated")
        ring.script_notes(acc, w.window.start)


def hr_side_business(ring, pool, rng):
    """The HR manager of a proper firm sells the seats left on the list, into her own pocket."""
    w = ring.w
    firm = pool.firm(5)
    clerk = w.person(rng, firm.city, "desk")
    clerk.work.append((0, 1 << 40, firm.sites[0].net, 0.9, 9, 18))
    w.account(rng, clerk).stories.append("hr_side_business/hr_manager")
    for t in _starts(ring, min(rng.choice((2, 3, 3, 4, 6, 8)), max(1, 30 - len(firm.jobs)))):
        acc = pool.account()
        job = _affiliate(ring, firm, acc, max(t, firm.founded + DAY))
        if rng.random() < 0.5:
            job.declared = acc.owner.holder
        _fees(
            ring, acc, t, w.window.end, rng.choice((100, 150, 260)), clerk.payout, rng.choice((30, 90, 200))
        )


def dying_shop(ring, pool, rng):
    """The staff have gone, the rent is due: the franchisee fills their seats with paying strangers."""
    w = ring.w
    firm = pool.firm(3)
    last = w.window.moment(rng, 0.05, 0.4)
    for job in firm.jobs:
        if job.start < last < job.end:
            firm.leave(rng, job, last + rng.randrange(10 * DAY), 0)
    firm.payroll, firm.closed = "none", last + 20 * DAY
    ring.mark(firm.enterprise, "affiliated")
    firm.enterprise.stories[-1] = ring.trick + "/enterprise"
    for _ in range(rng.choice((2, 4, 5, 8, 11))):
        acc = pool.account()
        t = min(last + rng.randrange(12 * DAY, 40 * DAY), w.window.end - 5 * DAY)
        _affiliate(ring, firm, acc, t)
        _fees(
            ring,
            acc,
            t,
            w.window.end,
            rng.choice((80, 150, 240)),
            firm.boss.payout if ring.level < 2 else ring.purse(),
        )


def part_time_task_app(ring, pool, rng):
    """'Bind your account, earn 50 a month': a recruiter fills a real advertiser's list with students."""
    w = ring.w
    firm = pool.firm(3)
    week = w.window.moment(rng, 0, 0.6)
    for _ in range(rng.choice((5, 7, 9, 12, 16))):
        acc = pool.account()
        t = week + rng.randrange((2, 12, 45)[ring.level] * DAY)
        _affiliate(ring, firm, acc, min(t, w.window.end - 5 * DAY))
        month = t
        while month < w.window.end:
            ring.pay(
                ring.purse(),
                acc.owner.payout,
                month + rng.randrange(20 * DAY, 30 * DAY),
                rng.choice((30, 50, 50, 80)),
            )
            month += 30 * DAY
        ring.script_notes(acc, t)
        if rng.random() < 0.6:
            ring.advertise(acc, t)
    ring.pay(firm.money, ring.purse(), week, rng.uniform(1500, 6000))


def borrowed_roof(ring, pool, rng):
    """Small decorators without a licence hang themselves under a friend's company to get the form tool."""
    w = ring.w
    firm = pool.firm(3)
    for t in _starts(ring, rng.choice((2, 3, 3, 5, 6))):
        acc = pool.account()
        _affiliate(ring, firm, acc, max(t, firm.founded + DAY))
        acc.industry = rng.choice(INDUSTRIES)[0]
        acc.uses[0].rate = max(acc.uses[0].rate, 0.4)
        acc.post_rate = rng.uniform(0.03, 0.1)
        _fees(
            ring,
            acc,
            t,
            w.window.end,
            rng.choice((200, 500, 800)),
            firm.boss.payout,
            rng.choice((30, 90, 365)),
        )
        for _ in range(rng.randint(3, 30)):
            when = w.window.moment(rng, 0.3, 0.98)
            if when > t:
                w.lead(
                    w.tag(24),
                    acc,
                    when,
                    rng.choice(("form", "private_message")),
                    when + rng.randrange(300, DAY),
                )


TRICKS = (
    (slot_shop, 7),
    (licence_stack, 3),
    (cohort_mover, 4),
    (hr_side_business, 7),
    (dying_shop, 5),
    (part_time_task_app, 5),
    (borrowed_roof, 6),
)
