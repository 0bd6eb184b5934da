"""Tricks with accounts: sold or let, by whom, to whom and why."""

from .offence import sell, stranger_buys
from .people import Rig, Use, hours
from .timeline import DAY, HOUR


def village_farm(ring, pool, rng):
    """A couple raises accounts in the names of neighbours and sells each when it is ripe."""
    w = ring.w
    town = ring.operator.city
    start = (
        w.window.start - rng.randrange(0, 60) * DAY if rng.random() < 0.6 else w.window.moment(rng, 0, 0.2)
    )
    for i in range(rng.choice((4, 6, 8, 9, 11, 14, 22))):
        villager = w.person(rng, town, "early")
        registered = start + i * rng.randrange(300, (1, 2, 3)[ring.level] * DAY)
        acc = w.account(rng, villager, "personal", registered, use=False)
        first = max(registered, w.window.start)
        acc.phone = ring.w.tag(20)
        acc.payout = ring.purse() if rng.random() < 0.3 and ring.level < 2 else ""
        acc.uses.append(ring.work(acc, first, w.window.end, own_tempo=False))
        ring.script_notes(acc, first)
        ring.pay(
            ring.purse(), villager.payout, registered + rng.randrange(DAY), rng.choice((30, 50, 100, 200))
        )
        ripe = w.window.moment(rng, 0.35, 0.97)
        if rng.random() < 0.85:
            stranger_buys(ring, acc, max(ripe, first + 5 * DAY), rng.lognormvariate(6.6, 0.6), ring.purse())
        else:
            ring.mark(acc, "traded")


def clerk_sells_own(ring, pool, rng):
    """An employee gives notice and sells the account that customers know; sometimes a friend follows."""
    w = ring.w
    firm = pool.firm()
    jobs = [
        j
        for j in firm.jobs
        if j.method == "bound"
        and j.account.uses
        and j.start < w.window.start + 40 * DAY
        and j.end > w.window.end
    ]
    for job in jobs[: rng.choice((1, 1, 2, 3, 4))]:
        t = w.window.moment(rng, 0.4, 0.9)
        firm.leave(rng, job, t - rng.randrange(DAY, 12 * DAY), 1)
        stranger_buys(ring, job.account, t, rng.lognormvariate(7.4, 0.6), job.person.payout)


def debtor_and_broker(ring, pool, rng):
    """People behind with their loans sell what they have; a broker adds his cut and finds the buyer."""
    w = ring.w
    for _ in range(rng.choice((2, 3, 4, 5, 7, 9))):
        acc = pool.account()
        t, price = w.window.moment(rng, 0.15, 0.95), rng.lognormvariate(6.3, 0.5)
        debtor = acc.owner.payout
        for _ in range(rng.randint(0, 3)):
            w.pay(w.pay_account(), debtor, t - rng.randrange(DAY, 40 * DAY), rng.choice((500, 1000, 2000)))
        broker = ring.purse()
        stranger_buys(ring, acc, t, price * rng.uniform(1.2, 2), broker)
        ring.pay(broker, debtor, t + rng.randrange(HOUR, DAY), price)
        if ring.level == 0 and rng.random() < 0.6:
            acc.uses.append(
                Use(
                    t - 2 * HOUR, t + HOUR, ring.operator, 0, Rig(ring.phones, ring.desk), [t - HOUR, t - 300]
                )
            )


def campus_agent(ring, pool, rng):
    """A student collects the accounts of the dormitory before the holidays, for a workshop in town."""
    w = ring.w
    city = ring.operator.city
    campus = w.shared("campus", city, rng, lambda: w.atlas.fixed(city, 12))
    agent = w.person(rng, city, "student", campus)
    w.account(rng, agent).stories.append("campus_agent/agent")
    week = w.window.moment(rng, 0.2, 0.8)
    for _ in range(rng.choice((3, 4, 6, 8, 10, 13))):
        mate = w.person(rng, city, "student", campus)
        acc = w.account(rng, mate)
        t = max(week + rng.randrange(9 * DAY), acc.registered + 3 * DAY)
        if t >= w.window.end - 2 * DAY:
            continue
        sell(
            ring,
            acc,
            t,
            ring.work(acc, t, w.window.end),
            w.tag(20),
            ring.purse(),
            rng.uniform(80, 400),
            agent.payout,
        )
        w.pay(agent.payout, mate.payout, t + rng.randrange(HOUR, 3 * DAY), rng.choice((50, 80, 100, 150)))
        ring.script_notes(acc, t)


def merchant_fleet(ring, pool, rng):
    """A seller of creams buys accounts wherever they are cheap and works them all with one text."""
    w = ring.w
    ring.same_text = max(ring.same_text, 0.5)
    for _ in range(rng.choice((3, 5, 6, 8, 10, 12, 18))):
        acc = pool.account()
        t = w.window.moment(rng, 0.05, 0.85)
        acc.kind = rng.choice((acc.kind, "professional"))
        sell(
            ring,
            acc,
            t,
            ring.work(acc, t, w.window.end),
            w.tag(20),
            ring.purse(),
            rng.lognormvariate(6.5, 0.5),
            acc.owner.payout,
        )
        ring.script_notes(acc, t)
        if rng.random() < 0.7:
            ring.advertise(acc, t)


def repair_shop_harvest(ring, pool, rng):
    """The man at the phone stall keeps the accounts on traded-in phones and sells them on."""
    w = ring.w
    bench = [w.device() for _ in range(2)]
    for _ in range(rng.choice((2, 3, 4, 5, 6))):
        acc = pool.account()
        t = w.window.moment(rng, 0.1, 0.8)
        acc.owner.replace_phone(t - rng.randrange(DAY), w.device())
        tested = Use(
            t,
            t + 2 * DAY,
            ring.operator,
            1.0,
            Rig(bench, ring.desk) if ring.level == 0 else ring.rig(acc.region),
        )
        acc.hand_over(t, tested)
        sold = t + rng.randrange(2 * DAY, 20 * DAY)
        stranger_buys(ring, acc, min(sold, w.window.end - DAY), rng.uniform(100, 700), ring.purse())


def heir_sells(ring, pool, rng):
    """The nephew does not want the account, only what it brings."""
    w = ring.w
    acc = pool.account()
    death = w.window.moment(rng, 0.1, 0.5)
    nephew = w.person(rng)
    acc.hand_over(death, Use(death + 10 * DAY, death + 18 * DAY, nephew, 1.0))
    w.change(acc, "password", death + 10 * DAY)
    stranger_buys(ring, acc, death + rng.randint(19, 40) * DAY, rng.lognormvariate(6.9, 0.7), nephew.payout)


def host_sells_grown(ring, pool, rng):
    """A livestream host with followers sells to a rival house and begins again under another name."""
    w = ring.w
    for _ in range(rng.choice((1, 1, 2))):
        acc = pool.account()
        acc.kind, host = "professional", acc.owner
        host.clock = hours("host", rng)
        acc.uses[0].rate = rng.uniform(0.6, 1.5)
        t = w.window.moment(rng, 0.2, 0.8)
        sell(
            ring,
            acc,
            t,
            ring.work(acc, t, w.window.end, own_tempo=True),
            w.tag(20),
            ring.purse(),
            rng.lognormvariate(9, 0.6),
            host.payout,
        )
        ring.advertise(acc, t)
        w.account(
            rng, host, registered=w.window.clip(t + rng.randrange(DAY, 20 * DAY)), rate=0.8
        ).stories.append("host_begins_again")


def dormant_account_dealer(ring, pool, rng):
    """Forgotten accounts with an old registration date are woken, tidied and sold to advertisers."""
    w = ring.w
    for _ in range(rng.choice((3, 4, 6, 7, 9, 15))):
        acc = pool.account()
        t = w.window.moment(rng, 0.3, 0.8)
        acc.uses[0].rate *= 0.3
        acc.pause(w.window.start + rng.randrange(20 * DAY), t)
        seller = acc.owner.payout
        if rng.random() < 0.5:
            sell(
                ring,
                acc,
                t,
                ring.work(acc, t, w.window.end),
                w.tag(20),
                ring.purse(),
                rng.uniform(60, 300),
                seller,
            )
            ring.advertise(acc, t)
        else:
            acc.hand_over(t, ring.work(acc, t, w.window.end))
            ring.pay(ring.purse(), seller, t, rng.uniform(60, 300))
            stranger_buys(
                ring,
                acc,
                min(t + rng.randrange(3 * DAY, 15 * DAY), w.window.end - DAY),
                rng.lognormvariate(6.4, 0.4),
                ring.purse(),
            )


def sold_twice(ring, pool, rng):
    """The first buyer is disappointed and sells on after a month."""
    w = ring.w
    for _ in range(rng.choice((1, 1, 2, 3))):
        acc = pool.account()
        t = w.window.moment(rng, 0.05, 0.4)
        first = stranger_buys(ring, acc, t, rng.lognormvariate(6.8, 0.5), acc.owner.payout)
        stranger_buys(ring, acc, t + rng.randint(20, 45) * DAY, rng.lognormvariate(6.6, 0.5), first.payout)


# letting ------------------------------------------------------------------------


def _rent(ring, acc, start, end, every, amount, landlord=None):
    """Rent as agreed, now and then late or forgotten, ended when the letting ends."""
    rng, t = ring.rng, start + _days(ring.rng, 0, 3)
    while t < end:
        if rng.random() < 0.9:
            ring.pay(
                ring.purse(),
                landlord or acc.owner.payout,
                t + _days(rng, 0, 2),
                amount * rng.choice((1, 1, 1, 0.8, 1.2)),
            )
        t += every * DAY


def _days(rng, low, high):
    return int(rng.uniform(low, high) * DAY)


def _let(ring, acc, start, end, keep):
    """The tenant comes in; the holder goes on scrolling at a fraction of the old rate."""
    for u in list(acc.uses):
        if u.moments is None and u.end > start:
            acc.uses.append(Use(max(start, u.start), u.end, u.person, u.rate * keep, u.rig))
            u.end = max(start, u.start)
    acc.uses = [u for u in acc.uses if u.end > u.start]
    acc.uses.append(ring.work(acc, start, end))
    if ring.rng.random() < 0.4:
        ring.w.change(acc, "password", start + ring.rng.randrange(3 * DAY))
    if ring.rng.random() < 0.15:
        ring.w.change(acc, "payout", start + ring.rng.randrange(30 * DAY), ring.purse())
    ring.mark(acc, "rented")


def rental_studio(ring, pool, rng):
    """A studio with a contract: so much a month, the holder may look but not post."""
    w = ring.w
    fee = rng.choice((80, 120, 200, 300))
    for _ in range(rng.choice((3, 5, 6, 8, 10, 14, 20))):
        acc = pool.account()
        start = w.window.start if rng.random() < 0.25 else w.window.moment(rng, 0, 0.7)
        end = w.window.end if rng.random() < 0.7 else min(w.window.end, start + rng.randint(25, 80) * DAY)
        _let(ring, acc, start, end, rng.uniform(0.2, 1))
        _rent(ring, acc, start, end, 30, fee * rng.choice((1, 1, 1, 1.5)))
        ring.script_notes(acc, start)
        if rng.random() < 0.4:
            ring.advertise(acc, start)


def night_tenant(ring, pool, rng):
    """By day hers, by night a live room of somebody who may no longer stream under the own name."""
    w = ring.w
    ring.operator.clock = hours("night", rng)
    for _ in range(rng.choice((1, 1, 2, 3))):
        acc = pool.account()
        start = w.window.moment(rng, 0, 0.6)
        _let(ring, acc, start, w.window.end, 0.9)
        acc.uses[-1] = ring.work(acc, start, w.window.end, own_tempo=True)
        _rent(ring, acc, start, w.window.end, 7, rng.choice((100, 188, 266)))


def mothers_circle(ring, pool, rng):
    """A group of mothers on leave; one of them knows somebody who pays weekly for 'hanging the account'."""
    w = ring.w
    start = w.window.moment(rng, 0, 0.6)
    leader = pool.account()
    members = [leader] + [pool.account() for _ in range(rng.choice((2, 4, 5, 7, 9)))]
    for acc in members:
        acc.owner.clock = hours("parent", rng)
        begin = start + rng.randrange(25 * DAY)
        _let(ring, acc, begin, w.window.end, rng.uniform(0.6, 1.2))
        _rent(
            ring,
            acc,
            begin,
            w.window.end,
            7,
            rng.choice((20, 30, 50)),
            leader.owner.payout if rng.random() < 0.3 else None,
        )
        if acc is not leader and rng.random() < 0.5:
            w.pay(leader.owner.payout, acc.owner.payout, begin + 8 * DAY, rng.choice((18, 25, 45)))
        ring.script_notes(acc, begin)
        if rng.random() < 0.5:
            ring.advertise(acc, begin)


def sublet(ring, pool, rng):
    """The tenant finds the accounts too much work and lets them on to another."""
    w = ring.w
    second = w.person(rng, None, "owl")
    for _ in range(rng.choice((2, 3, 4, 6))):
        acc = pool.account()
        start, change = w.window.moment(rng, 0, 0.3), w.window.moment(rng, 0.4, 0.8)
        _let(ring, acc, start, change, 0.5)
        rig = ring.rig(acc.region) if ring.level else Rig([second.devices[0][2]], None)
        acc.uses.append(Use(change, w.window.end, second, rng.uniform(0.3, 1), rig))
        _rent(ring, acc, start, w.window.end, 30, rng.choice((100, 150, 200)))
        for month in range(int((w.window.end - change) / DAY / 30) + 1):
            ring.pay(second.payout, ring.purse(), change + month * 30 * DAY, rng.choice((200, 250, 300)))


def factory_hands_let(ring, pool, rng):
    """Workers let their accounts while the line runs; at the festival they want them back."""
    w = ring.w
    city = ring.operator.city
    dorm = w.shared("dorm", city, rng, lambda: w.atlas.fixed(city, 2))
    for _ in range(rng.choice((3, 4, 6, 8))):
        worker = w.person(rng, city, "night", dorm)
        acc = w.account(rng, worker, registered=w.registered(rng))
        start = w.window.moment(rng, 0, 0.3)
        end = start + rng.randint(30, 90) * DAY
        _let(ring, acc, start, min(end, w.window.end), 0.1)
        _rent(ring, acc, start, min(end, w.window.end), 30, rng.choice((60, 80, 100)))
        if end < w.window.end:
            w.change(acc, "password", end + rng.randrange(DAY))


def staff_let_behind_the_back(ring, pool, rng):
    """Shop assistants let their staff accounts to an outside promoter; the boss knows nothing."""
    w = ring.w
    firm = pool.firm(4)
    jobs = [
        j
        for j in firm.jobs
        if j.account.uses and j.start < w.window.start + 60 * DAY and j.end > w.window.end
    ]
    for job in jobs[: rng.choice((1, 2, 3, 4))]:
        start = w.window.moment(rng, 0.5, 0.75)
        _let(ring, job.account, start, w.window.end, 0.8)
        _rent(
            ring,
            job.account,
            start,
            w.window.end,
            rng.choice((7, 15, 30)),
            rng.choice((50, 100, 300)),
            job.person.payout,
        )
        ring.script_notes(job.account, start)


TRICKS = (
    (village_farm, 5),
    (clerk_sells_own, 5),
    (debtor_and_broker, 5),
    (campus_agent, 4),
    (merchant_fleet, 6),
    (repair_shop_harvest, 4),
    (heir_sells, 2),
    (host_sells_grown, 2),
    (dormant_account_dealer, 4),
    (sold_twice, 2),
    (rental_studio, 7),
    (night_tenant, 3),
    (mothers_circle, 5),
    (sublet, 3),
    (factory_hands_let, 4),
    (staff_let_behind_the_back, 4),
)
