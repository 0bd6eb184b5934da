"""Bindings of people who do not work there."""

from .abuse_trade import quiet_company
from .clock import DAY, HOUR, MINUTE
from .companies import spend_ads
from .crew import Crew
from .habits import login_rate, ordinary_life
from .texts import TRADES, own_words


def _stranger(w, trade=None):
    """A small trader with an own account and an own life, who wants the rights of an employee account."""
    p = w.person()
    a = w.account("personal" if w.rng.yes(0.6) else "professional", p)
    ordinary_life(w, p, [a], w.window.start, w.window.end)
    for _ in range(w.rng.poisson(1.6)):
        w.note(a, w.window.moment(w.rng), own_words(w.rng, trade or w.rng.choice(list(TRADES))))
    return p, a


def _take_slot(w, crew, co, p, a, start, end, fee):
    """The binding, the fee by month or at once, and the advertising it was wanted for."""
    r = w.rng
    w.bind(
        co.enterprise,
        a,
        start,
        end,
        "bound",
        r.pick(["", p.holder, r.hex(32)], [5, 4, 2] if w.camouflage < 2 else [2, 8, 1]),
    )
    a.kind = "kos" if end >= w.window.end else a.kind
    if r.yes(0.3):
        crew.charge(p.pay, crew.later(start), fee * 5)
    else:
        t = crew.later(start)
        while t < end:
            crew.charge(p.pay, t + r.int(0, 50) * HOUR, fee)
            t += 30 * DAY
    _keep_up_appearances(w, crew, co, p, a, start, end)
    if r.yes(0.6):
        spend_ads(
            w,
            a,
            start + r.int(0, 6) * DAY * (1 + w.camouflage),
            end,
            r.lognorm(90, 0.8, 10, 1500),
            ("seeding", "shutiao", "search", "lead_collection"),
        )


def _keep_up_appearances(w, crew, co, p, a, start, end):
    """Where somebody takes care, the stranger gets a few leads and a sham wage, most of which is paid back."""
    r = w.rng
    if end - max(start, w.window.start) < 10 * DAY or start > w.window.end - 5 * DAY or not r.yes(crew.knobs.sham):
        return
    for _ in range(r.int(1, 6)):
        t = r.int(max(start, w.window.start), min(end, w.window.end) - DAY)
        lead = w.lead(co.enterprise, t, "form", followed=0.3)
        w.transfer(lead, co.enterprise, a, t + r.int(5, 1200) * MINUTE, "crm_assign")
    if co.wages and r.yes(0.5):
        t, wage = max(start, w.window.start) + r.int(10, 40) * DAY, round(r.lognorm(2400, 0.4, 600, 8000), -1)
        w.pay(co.till, p.pay, t, wage)
        crew.charge(p.pay, t + r.int(2 * HOUR, 5 * DAY), wage - r.int(0, 100))


def _slot_fee(r):
    return round(r.lognorm(160, 0.5, 40, 800), -1)


def _when(w, latest=0.8):
    """When a slot is taken and given up."""
    r = w.rng
    start = w.window.moment(r, 0.02, latest) if r.yes(0.75) else w.window.start - r.int(3, 120) * DAY
    return start, (
        w.window.end if r.yes(0.65) else min(w.window.end, max(start, w.window.start) + r.int(25, 140) * DAY)
    )


def slot_shop(w, ring):
    """A small company sells its spare slots to strangers, a few each week."""
    r = w.rng
    co, made = quiet_company(w, 1, 8), []
    desk = _cashier(w, co)
    fee = _slot_fee(r)
    for _ in range(int(r.lognorm(8, 0.5, 3, 24))):
        p, a = _stranger(w, co.trade if r.yes(0.2 + 0.3 * w.camouflage) else None)
        start, end = _when(w)
        _take_slot(w, desk, co, p, a, start, max(end, start + 10 * DAY), fee)
        w.convict(a, "affiliated", ring, "slot_shop")
        made.append(a)
    w.story(co.enterprise, "slot_shop: enterprise", "affiliated")
    return made


def _cashier(w, co):
    """Who takes the fees for a company: its own till if nobody cares."""
    desk = Crew(w, co.city)
    if w.camouflage == 0:
        desk.wallets = [co.till]
    elif w.camouflage == 1:
        desk.wallets += [co.owner.pay]
    return desk


def licence_family(w, ring):
    """One hand behind two or three licences, each filled to the quota: real staff first, the rest is sold."""
    r = w.rng
    more = r.int(1, 2)
    sold = 15 if more == 1 else 10
    first = quiet_company(w, 28 - sold, 30 - sold)
    desk, made = _cashier(w, first), []
    licences = [first]
    for _ in range(more):
        nominee = r.yes(desk.knobs.nominees)
        co = quiet_company(
            w,
            28 - sold,
            30 - sold,
            city=first.city,
            owner=None if nominee else first.owner,
            office=first.office if w.camouflage == 0 or r.yes(0.3) else None,
        )
        if w.camouflage == 0:
            co.enterprise.phone = first.enterprise.phone
        clerk, net = desk.next_device(), desk.base if w.camouflage < 2 else co.office
        for licence in (first, co):
            w.use(
                licence.enterprise,
                w.window.start,
                w.window.end,
                0.25,
                [(clerk if w.camouflage < 2 else w.device(), net, 1)],
                "office",
                "work",
            )
        licences.append(co)
    fee = _slot_fee(r)
    for co in licences:
        for _ in range(min(sold + 1, r.int(28, 30) - len(co.staff))):
            p, a = _stranger(w)
            start, end = _when(w, 0.6)
            _take_slot(w, desk, co, p, a, start, max(end, start + 20 * DAY), fee)
            w.convict(a, "affiliated", ring, "licence_family")
            made.append(a)
        w.story(co.enterprise, "licence_family: enterprise", "affiliated")
    return made


def wandering_cohort(w, ring):
    """A broker moves a group of strangers from company to company whenever one is sanctioned or too dear."""
    r = w.rng
    desk, made = Crew(w), []
    hosts = [quiet_company(w, 1, 6) for _ in range(r.int(2, 4))]
    cohort = [_stranger(w) for _ in range(r.int(4, 12))]
    spread = (0.3, 3, 10)[w.camouflage]
    cuts = sorted(w.window.moment(r, 0.05, 0.9) for _ in range(len(hosts) - 1))
    begin = w.window.start - r.int(1, 60) * DAY
    fee = _slot_fee(r)
    for p, a in cohort:
        start = begin + int(r.random() * spread * DAY)
        for co, cut in zip(hosts, cuts + [w.window.end]):
            end = cut if cut == w.window.end else cut + int(r.random() * spread * DAY)
            if r.yes(0.9 - 0.2 * w.camouflage) and end > start + DAY:
                _take_slot(w, desk, co, p, a, start, end, fee)
            start = end + int(r.lognorm(1 + spread, 0.8, 0.1, 25) * DAY)
        w.convict(a, "affiliated", ring, "wandering_cohort")
        made.append(a)
    for co in hosts:
        w.story(co.enterprise, "wandering_cohort: enterprise", "affiliated")
    return made


def slot_broker(w, ring):
    """An agent places customers in whatever company has room; the companies do not know one another."""
    r = w.rng
    agent, made = Crew(w), []
    hosts = [quiet_company(w, 2, 9) for _ in range(r.int(2, 5))]
    for _ in range(r.int(4, 15)):
        p, a = _stranger(w)
        co = r.choice(hosts)
        start, end = _when(w)
        _take_slot(w, agent, co, p, a, start, max(end, start + 14 * DAY), _slot_fee(r))
        agent.pay(co.till if r.yes(0.7) else co.owner.pay, agent.later(start), 0.6 * _slot_fee(r))
        w.convict(a, "affiliated", ring, "slot_broker")
        made.append(a)
    for co in hosts:
        w.story(co.enterprise, "slot_broker: enterprise", "affiliated")
    return made


def single_slot(w, ring):
    """One acquaintance of the owner pays for one slot, to advertise something else."""
    r = w.rng
    co, made = quiet_company(w, 1, 6), []
    desk = _cashier(w, co)
    for _ in range(r.int(1, 2)):
        p, a = _stranger(w)
        start, end = _when(w)
        _take_slot(w, desk, co, p, a, start, max(end, start + 14 * DAY), _slot_fee(r))
        w.convict(a, "affiliated", ring, "single_slot")
        made.append(a)
    w.story(co.enterprise, "single_slot: enterprise", "affiliated")
    return made


def operated_affiliates(w, ring):
    """Strangers in slots whose accounts the licence's owner runs from the office for a share of the revenue."""
    r = w.rng
    co, made = quiet_company(w, 1, 5), []
    desk = _cashier(w, co)
    desk.base = co.office
    for _ in range(r.int(3, 9)):
        p, a = _stranger(w, co.trade)
        start, end = _when(w)
        end = max(end, start + 14 * DAY)
        _take_slot(w, desk, co, p, a, start, end, _slot_fee(r))
        desk.take(a, p.city, start, end, login_rate(w, 0.7))
        w.convict(a, "affiliated", ring, "operated_affiliates")
        made.append(a)
    w.story(co.enterprise, "operated_affiliates: enterprise", "affiliated")
    return made
