"""Tricks with customers' contacts: clerks, leavers, brokers, mills and agencies."""

from .timeline import DAY, HOUR


def _pass_on(ring, lead, source, target, t, channel=None):
    """One unlawful hop; some buyers type the contact into their own list afterwards."""
    channel = channel or ring.rng.choice(
        ("private_message", "private_message", "export", "form")
        if ring.level < 2
        else ("private_message", "crm_assign", "form", "partner_api")
    )
    row = ring.w.transfer(lead, source, target, t, channel)
    if row:
        ring.w.true_leads.append((row[0], row[2], row[3], ring.id))
        if target.role == "lead_buyer" and ring.rng.random() < 0.3:
            typed = min(t + ring.rng.randrange(600, 2 * DAY), ring.w.window.end - 60)
            ring.w.lead(lead[1], target, typed, "import", None)
    return row


def _delay(ring):
    """Fresh leads are worth most; the careful wait and mix."""
    return ring.rng.randrange(600, (8 * HOUR, 2 * DAY, 5 * DAY)[ring.level])


def _cut_out(ring):
    """An account between seller and buyer, opened or bought for nothing else."""
    w, rng = ring.w, ring.rng
    person = w.person(rng, None, "owl")
    acc = w.account(rng, person, "professional", rate=0.3)
    acc.registered = min(acc.registered, w.window.start - 3 * DAY)
    acc.uses[0].start = w.window.start
    if ring.level == 1:
        acc.uses[0].rig = ring.rig(acc.region)
    ring.mark(acc, "lead_resale")
    return acc


def _buyer(ring, pool, industry):
    """A rival's enterprise account or one of its sellers, who needs customers."""
    rng = ring.rng
    firm = pool.any_firm(industry)
    jobs = [
        j
        for j in firm.jobs
        if j.account.role == "clean" and j.start < ring.w.window.start and j.end > ring.w.window.end
    ]
    acc = rng.choice(jobs).account if jobs and rng.random() < 0.5 else firm.enterprise
    if acc.role == "clean":
        ring.mark(acc, "lead_buyer")
    return acc, firm


def _lawful(ring, acc, low, high):
    """The leads that an account came by lawfully, thinned to what a careful or greedy thief takes."""
    rng = ring.rng
    greed = (rng.uniform(0.3, 0.9), rng.uniform(0.2, 0.6), rng.uniform(0.1, 0.35))[ring.level]
    rows = [r for r in ring.w.leads_of.get(acc.id, ()) if rng.random() < greed]
    rng.shuffle(rows)
    return rows[: rng.randint(low, high)]


def _settle(ring, payer, payee, sent):
    """So much per contact, counted up weekly or monthly."""
    rng = ring.rng
    price, period = rng.choice((15, 20, 30, 50, 80)), rng.choice((7, 7, 15, 30)) * DAY
    bill = {}
    for t in sent:
        due = ring.w.window.start + (int(t - ring.w.window.start) // period + 1) * period
        bill[due] = bill.get(due, 0) + 1
    for due, count in bill.items():
        ring.pay(payer, payee, min(due + rng.randrange(DAY), ring.w.window.end - 3600), count * price)


def _busy_seller(ring, pool):
    """A seller in an honest firm who has enough customers to tempt."""
    for _ in range(40):
        firm = pool.firm(3)
        jobs = [
            j
            for j in firm.jobs
            if len(ring.w.leads_of.get(j.account.id, ())) >= 8 and j.account.role == "clean"
        ]
        if jobs:
            return firm, max(jobs, key=lambda j: (len(ring.w.leads_of[j.account.id]), j.account.id))
    return None, None


def clerk_sells_leads(ring, pool, rng):
    """Badly paid clerks of one trade send contacts to somebody at a rival, for a red packet a week."""
    first, job = _busy_seller(ring, pool)
    if job is None:
        return
    buyers = [_buyer(ring, pool, first.industry) for _ in range(rng.choice((1, 1, 2, 3)))]
    between = _cut_out(ring) if ring.level and rng.random() < 0.6 else None
    _clerk(ring, job, buyers, between)
    for _ in range(rng.choice((0, 0, 1, 2))):
        _, friend = _busy_seller(ring, pool)
        if friend:
            _clerk(ring, friend, buyers, between)


def _clerk(ring, job, buyers, between):
    """One clerk's evening work and the weekly settlement."""
    rng = ring.rng
    ring.mark(job.account, "lead_resale")
    target, rival = rng.choice(buyers)
    sent = []
    for lead in _lawful(ring, job.account, 6, 70):
        t = lead[3] + _delay(ring)
        if between is None:
            _pass_on(ring, lead, job.account, target, t)
        elif _pass_on(ring, lead, job.account, between, t):
            _pass_on(ring, lead, between, target, t + _delay(ring))
        sent.append(t)
    _settle(ring, rng.choice((rival.money, rival.boss.payout)), job.person.payout, sent)


def broker_and_cut_outs(ring, pool, rng):
    """A former call-centre man with friends in several firms, a spare account or two, and clients."""
    sources = [_busy_seller(ring, pool) for _ in range(rng.choice((1, 2, 3)))]
    sources = [(f, j) for f, j in sources if j]
    if not sources:
        return
    broker = _cut_out(ring)
    spare = [_cut_out(ring) for _ in range((rng.choice((0, 1)), 1, 2)[ring.level])]
    for firm, job in sources:
        ring.mark(job.account, "lead_resale")
        buyers = [_buyer(ring, pool, firm.industry) for _ in range(rng.choice((1, 2, 3, 4)))]
        sent = []
        for lead in _lawful(ring, job.account, 8, 60):
            t, hand = lead[3] + _delay(ring), job.account
            for stop in (rng.choice(spare), broker) if spare else (broker,):
                if _pass_on(ring, lead, hand, stop, t):
                    hand, t = stop, t + _delay(ring)
            for target, rival in rng.sample(buyers, min(len(buyers), rng.choice((1, 1, 2)))):
                _pass_on(ring, lead, hand, target, t + rng.randrange(HOUR, 4 * DAY))
                ring.pay(
                    rival.money, ring.purse(), t + rng.randrange(DAY, 6 * DAY), rng.choice((40, 60, 100))
                )
            sent.append(t)
        _settle(ring, ring.purse(), job.person.payout, sent)


def lead_mill(ring, pool, rng):
    """'Free design for your flat': the form leads nowhere but to whoever pays, three or four times over."""
    w = ring.w
    mills = [_cut_out(ring) for _ in range(rng.choice((1, 1, 2, 4)))]
    industry = rng.choice(("家装", "教育培训", "医美", "留学", "汽车"))
    buyers = [_buyer(ring, pool, industry) for _ in range(rng.choice((3, 4, 5, 7)))]
    for acc in mills:
        acc.industry = industry
        ring.script_notes(acc, w.window.start)
        ring.advertise(acc, w.window.start)
        for _ in range(rng.randint(15, 90)):
            t = w.window.moment(rng, 0.02, 0.95)
            lead = w.lead(w.tag(24), acc, t, rng.choice(("form", "form", "private_message")), None)
            for target, rival in rng.sample(
                buyers, rng.choice((1, 2, 3)) if ring.level else min(3, len(buyers))
            ):
                _pass_on(ring, lead, acc, target, t + _delay(ring))
                if rng.random() < 0.3:
                    ring.pay(
                        rival.money,
                        ring.purse(),
                        t + rng.randrange(2 * DAY, 9 * DAY),
                        rng.choice((100, 150, 300)),
                    )


def leaver_takes_the_book(ring, pool, rng):
    """A salesman changes firms and brings his customers along; the new employer pays a 'signing bonus'."""
    w = ring.w
    firm, job = _busy_seller(ring, pool)
    if job is None:
        return
    leads = _lawful(ring, job.account, 10, 90)
    last = max((r[3] for r in leads), default=w.window.start)
    t = min(last + rng.randrange(DAY, 6 * DAY), w.window.end - 4 * DAY)
    ring.mark(job.account, "lead_resale")
    target, rival = _buyer(ring, pool, firm.industry)
    if job.end > t:
        firm.leave(rng, job, t + rng.randrange(3 * DAY), 1)
    spread = (2 * HOUR, 2 * DAY, 10 * DAY)[ring.level]
    for lead in leads:
        _pass_on(
            ring,
            lead,
            job.account,
            target,
            t - rng.randrange(spread),
            rng.choice(("export", "private_message")),
        )
    ring.pay(
        rival.money, job.person.payout, t + rng.randrange(5 * DAY, 20 * DAY), rng.choice((2000, 5000, 8000))
    )


def agency_skims(ring, pool, rng):
    """An agency that runs a client's accounts lets every tenth contact fall to a better-paying client."""
    w = ring.w
    firm, job = _busy_seller(ring, pool)
    if job is None:
        return
    taken = [firm.enterprise, job.account]
    target, rival = _buyer(ring, pool, firm.industry)
    sent = []
    for acc in taken:
        acc.uses.append(ring.work(acc, max(acc.registered, w.window.start), w.window.end))
        rows = _lawful(ring, acc, 5, 40)
        if not rows:
            continue
        ring.mark(acc, "lead_resale")
        for lead in rows:
            t = lead[3] + _delay(ring)
            _pass_on(ring, lead, acc, target, t)
            sent.append(t)
    for month in range(w.window.days // 30):
        w.pay(firm.money, ring.operator.payout, w.window.at(month * 30 + 3, 14), 4000)
    _settle(ring, rival.money, ring.purse(), sent)


def two_clerks_swap(ring, pool, rng):
    """Two sellers of rival firms swap the customers who said no; nobody pays, both earn commission."""
    first, second = _busy_seller(ring, pool), _busy_seller(ring, pool)
    if not first[1] or not second[1]:
        return
    for (_, a), (_, b) in ((first, second), (second, first)):
        ring.mark(a.account, "lead_resale")
        for lead in _lawful(ring, a.account, 5, 40):
            _pass_on(ring, lead, a.account, b.account, lead[3] + _delay(ring) * 3)
    ring.pay(
        first[1].person.payout,
        second[1].person.payout,
        ring.w.window.moment(rng, 0.3, 1),
        rng.choice((200, 300, 666)),
    )


TRICKS = (
    (clerk_sells_leads, 9),
    (broker_and_cut_outs, 5),
    (lead_mill, 3),
    (leaver_takes_the_book, 6),
    (agency_skims, 3),
    (two_clerks_swap, 3),
)
