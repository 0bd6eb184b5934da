"""Honest stories of companies. Each function makes one instance and returns its companies."""

from .clock import DAY, HOUR, MINUTE, lifelike
from .companies import Staff, everyday_business, found_company, hire, on_duty, spend_ads, staffed, work
from .habits import login_rate, move_to, ordinary_life
from .texts import own_words, template, variation


def _size(w):
    return int(w.rng.lognorm(7, 0.7, 1, 28))


def _mark(w, story, accounts):
    for account in accounts:
        w.story(account, story)


def _accounts(co):
    return [co.enterprise] + [m.account for m in co.staff]


def ordinary_company(w):
    """A few staff, an office or shops, nothing special."""
    return [staffed(w, _size(w))]


def hq_posts(w):
    """A clerk at headquarters signs in on all staff accounts, one after the other, to post the day's note."""
    r = w.rng
    co = staffed(w, max(5, _size(w)))
    clerk = [w.device() for _ in range(r.int(1, 3))]
    at = (r.int(9, 18) * HOUR, r.int(5, 60) * MINUTE)
    for m in co.staff:
        w.use(
            m.account,
            m.start,
            m.end,
            r.lognorm(0.5, 0.5, 0.1, 1.5),
            [(r.choice(clerk), co.office, 1)],
            "office",
            "work",
            at,
        )
    _post_template(w, [co], 2)
    return [co]


def _post_template(w, companies, effort):
    """Everybody gets the same text; the lazy post it as it is."""
    r = w.rng
    for _ in range(r.int(2, 6)):
        text, t = template(r, companies[0].trade), w.window.moment(r, 0.03, 0.95)
        for co in companies:
            for m in on_duty(co, t):
                if r.yes(0.7):
                    w.note(
                        m.account,
                        t + int(r.lognorm(6 * HOUR, 1.2, 5 * MINUTE, 9 * DAY)),
                        variation(r, text, r.int(0, effort)),
                    )


def successor(w):
    """A company-owned account passes to the next employee: new phone, number and password, same owner."""
    r = w.rng
    co = staffed(w, max(3, _size(w)))
    for _ in range(r.int(1, 4)):
        t = w.window.moment(r, 0.1, 0.9)
        first = hire(w, co, w.window.start - r.int(20, 600) * DAY, w.window.end, method="created")
        second, a = w.person(co.city), first.account
        first.person.work = second.work = co.office
        rate = login_rate(w, 1.4)
        ordinary_life(w, first.person, [a], w.window.start, t, [rate])
        if r.yes(0.3):
            second.phone = first.person.phone
        w.change(a, "password", t + r.int(1, 72) * HOUR)
        if r.yes(0.7):
            w.new_phone_number(a, t + r.int(1, 120) * HOUR, second.phone_no)
        if a.payout and r.yes(0.6):
            w.change(a, "payout_account", t + r.int(2, 400) * HOUR, a.payout, second.pay)
        if a.holder == first.person.holder and r.yes(0.5):
            w.change(a, "holder", t + r.int(2, 200) * HOUR, a.holder, second.holder)
        ordinary_life(w, second, [a], t, w.window.end, [rate])
        first.end, m = t, Staff(a, second, t, w.window.end, "created")
        co.staff.append(m)
        w.story(a, "successor")
    return [co]


def changed_employer(w):
    """Somebody leaves with the own account and starts at another company after a pause; the phone stays."""
    r = w.rng
    a, b = staffed(w, _size(w)), staffed(w, _size(w))
    for _ in range(r.int(1, 3)):
        leave = w.window.moment(r, 0.1, 0.8)
        m = hire(w, a, w.window.start - r.int(20, 700) * DAY, leave, method="bound")
        work(w, a, m, after=False)
        start = leave + int(r.lognorm(9, 1.1, 0, 70)) * DAY
        ordinary_life(w, m.person, [m.account], leave, start)
        n = hire(w, b, start, w.window.end, m.person, m.account)
        work(w, b, n, before=False)
        m.account.kind = "kos" if start < w.window.end else "personal"
        w.story(m.account, "changed_employer")
    return [a, b]


def team_moves_with_boss(w):
    """A sales leader goes to a competitor and the team follows within days."""
    r = w.rng
    a, b = staffed(w, _size(w)), staffed(w, max(2, _size(w) // 2))
    leave = w.window.moment(r, 0.2, 0.75)
    for _ in range(r.int(3, 9)):
        end = leave + r.int(0, 12) * DAY
        m = hire(w, a, w.window.start - r.int(30, 700) * DAY, end, method="bound")
        work(w, a, m, after=False)
        n = hire(w, b, end + r.int(0, 9) * DAY, w.window.end, m.person, m.account)
        work(w, b, n, before=False)
        m.account.kind = "kos"
        w.story(m.account, "team_moves_with_boss")
    return [a, b]


def company_renamed(w):
    """The business goes on under a new licence of the same owner; all bindings move on one day."""
    r = w.rng
    old = found_company(w, 8)
    new = found_company(w, 8, old.trade, old.city, old.owner, office=old.office)
    day = w.window.moment(r, 0.2, 0.8)
    new.wages, new.shops = old.wages, old.shops
    for _ in range(r.int(4, 16)):
        m = hire(w, old, w.window.start - r.int(30, 600) * DAY, day + r.int(0, 300) * MINUTE, method="bound")
        work(w, old, m, after=False)
        n = hire(w, new, m.end + r.int(1, 30) * HOUR, w.window.end, m.person, m.account)
        work(w, new, n, before=False)
        m.account.kind = "kos"
    return [old, new]


def seasonal_staff(w):
    """Students for the holidays, bound for a few weeks and gone."""
    r = w.rng
    co = staffed(w, _size(w))
    begin = w.window.moment(r, 0.05, 0.7)
    for _ in range(r.int(3, 12)):
        start = begin + r.int(0, 12) * DAY
        m = hire(w, co, start, start + r.int(9, 50) * DAY, method="bound" if r.yes(0.8) else "created")
        work(w, co, m)
        w.story(m.account, "seasonal_staff")
    return [co]


def remote_sales(w):
    """A sales force all over the country that never meets: no office, no shared device, commissions."""
    r = w.rng
    co = staffed(w, max(6, int(_size(w) * 1.4)), remote=True)
    for m in co.staff:
        t = max(m.start, w.window.start) + 20 * DAY
        while t < m.end and not co.wages:
            if r.yes(0.55):
                w.pay(co.till, m.person.pay, t + r.int(0, 200) * HOUR, r.lognorm(1400, 0.8, 60, 20000))
            t += 30 * DAY
        if r.yes(0.08):
            m.person.profile = "night"
    return [co]


def big_with_spend(w):
    """More than thirty accounts, earned by spending through them."""
    r = w.rng
    co = staffed(w, r.int(31, 75))
    for m in co.staff:
        if r.yes(0.6):
            spend_ads(w, m.account, m.start, m.end, r.lognorm(260, 0.6, 40, 4000), ("seeding", "lead_collection"))
    return [co]


def franchise(w):
    """Independent shops of one brand pass consumers on to the nearest branch."""
    r = w.rng
    group = "g" + r.hex(12)
    head = staffed(w, r.int(2, 9), group=group)
    branches = [
        staffed(w, r.int(1, 8), trade=head.trade, group=group if r.yes(0.92) else "") for _ in range(r.int(2, 8))
    ]
    for _ in range(r.int(40, 260)):
        source, target = r.choice([head] * 3 + branches), r.choice(branches)
        t = w.window.moment(r)
        lead = w.lead(source.enterprise, t, "form")
        team = on_duty(target, t)
        to = r.choice(team).account if team and r.yes(0.4) else target.enterprise
        w.transfer(
            lead,
            source.enterprise,
            to,
            t + int(r.lognorm(2 * HOUR, 1.4, MINUTE, 5 * DAY)),
            r.pick(["crm_assign", "partner_api", "export", "private_message"], [55, 25, 10, 10]),
        )
    _post_template(w, [head] + branches, 3)
    return [head] + branches


def agency(w):
    """An agency runs the accounts of several clients from its desks; not all are on the approved list."""
    r = w.rng
    city = w.places.any(r)
    office, desks, till = city.fixed(r), [w.device() for _ in range(r.int(1, 6))], w.payment_account()
    approved = r.yes(0.55)
    if approved:
        until = 0 if r.yes(0.6) else w.window.start + r.int(20, 400) * DAY
        for kind, ids in (("device", desks), ("ip", office.pool), ("payment_account", [till])):
            for identifier in ids:
                if r.yes(0.85):
                    w.approve(kind, identifier, "agency", until)
    clients = [staffed(w, r.int(1, 9)) for _ in range(r.int(2, 7))]
    for co in clients:
        fee, since = round(r.lognorm(3500, 0.6, 600, 30000), -2), (
            w.window.start if r.yes(0.6) else w.window.moment(r, 0, 0.6)
        )
        for account in r.some(_accounts(co), r.int(1, 10)):
            w.use(
                account,
                since,
                w.window.end,
                r.lognorm(0.5, 0.6, 0.1, 2),
                [(r.choice(desks), office, 1)],
                "office",
                "work",
                (r.int(9, 18) * HOUR, r.int(15, 100) * MINUTE) if r.yes(0.6) else (),
            )
            w.story(account, "agency_approved" if approved else "agency_unlisted")
        for month in range(w.window.days // 30):
            w.pay(co.till, till, w.window.start + month * 30 * DAY + r.int(24, 300) * HOUR, fee)
    return clients


def bulk_reassignment(w):
    """Somebody leaves, and in one afternoon all open leads go to colleagues, sometimes by spreadsheet."""
    r = w.rng
    co = staffed(w, max(4, _size(w)))
    leave = w.window.moment(r, 0.3, 0.95)
    m = hire(w, co, w.window.start - r.int(30, 500) * DAY, leave + 2 * DAY, method="bound")
    work(w, co, m)
    heirs = r.some([x.account for x in on_duty(co, leave) if x is not m], r.int(1, 3)) or [co.enterprise]
    channel = r.pick(["crm_assign", "export", "private_message"], [75, 15, 10])
    for _ in range(r.int(12, 80)):
        t = min(leave - HOUR, lifelike(r, r.int(w.window.start, leave - HOUR)))
        lead = w.lead(co.enterprise, t, "form")
        w.transfer(lead, co.enterprise, m.account, min(t + r.int(5, 900) * MINUTE, leave - 60), "crm_assign")
        w.transfer(lead, m.account, r.choice(heirs), leave + r.int(0, 240) * MINUTE, channel)
    w.story(m.account, "bulk_reassignment")
    return [co]


def declared_partner(w):
    """Two businesses that serve the same consumers share leads under a contract and settle by the lead, monthly."""
    r = w.rng
    a, b = staffed(w, _size(w)), staffed(w, _size(w))
    if r.yes(0.7):
        w.approve(
            "enterprise",
            b.enterprise.id,
            "declared partner",
            0 if r.yes(0.7) else w.window.start + r.int(60, 300) * DAY,
        )
        w.approve("enterprise", a.enterprise.id, "declared partner")
    price = round(r.lognorm(40, 0.7, 5, 200))
    channel = r.pick(["partner_api", "private_message", "export", "form"], [65, 12, 15, 8])
    for month in range(w.window.days // 30 + 1):
        count = r.int(4, 45)
        for _ in range(count):
            t = w.window.start + (month * 30 + r.int(0, 29)) * DAY + r.int(8, 22) * HOUR + r.int(0, 3599)
            lead = w.lead(a.enterprise, t, "form")
            w.transfer(lead, a.enterprise, b.enterprise, t + int(r.lognorm(30 * MINUTE, 1.5, 5, 4 * DAY)), channel)
        w.pay(b.till, a.till, w.window.start + (month * 30 + 33) * DAY + r.int(9, 80) * HOUR, count * price)
    _mark(w, "declared_partner", [a.enterprise, b.enterprise])
    return [a, b]


def consented_referral(w):
    """The tiler knows a painter: a consumer asks for somebody and is passed on by message; a hongbao at times."""
    r = w.rng
    a, b = staffed(w, r.int(1, 5)), staffed(w, r.int(1, 5))
    giver, taker = r.choice(a.staff), r.choice(b.staff)
    for _ in range(r.int(2, 14)):
        t = w.window.moment(r)
        if giver.start < t < giver.end and taker.start < t < taker.end:
            w.transfer(
                w.lead(giver.account, t, "private_message"),
                giver.account,
                taker.account,
                t + r.int(5, 4000) * MINUTE,
                "private_message",
            )
            if r.yes(0.35):
                w.pay(
                    taker.person.pay,
                    giver.person.pay,
                    t + r.int(1, 12) * DAY,
                    r.choice((66, 88, 100, 168, 188, 200, 300)),
                )
    _mark(w, "consented_referral", [giver.account, taker.account])
    return [a, b]


def call_centre_hub(w):
    """A call centre inside the company qualifies all leads and sends them to dozens of people."""
    r = w.rng
    co = staffed(w, r.int(10, 28))
    hubs = r.some(co.staff, r.int(1, 3))
    for _ in range(r.int(200, 900)):
        t, hub = w.window.moment(r), r.choice(hubs)
        team = [m for m in on_duty(co, t) if m not in hubs]
        if not team or not hub.start < t < hub.end:
            continue
        lead = w.lead(co.enterprise, t, "form")
        w.transfer(lead, co.enterprise, hub.account, t + r.int(1, 50) * MINUTE, "crm_assign")
        w.transfer(
            lead,
            hub.account,
            r.choice(team).account,
            t + r.int(51, 1500) * MINUTE,
            "crm_assign" if r.yes(0.85) else "export",
        )
    _mark(w, "call_centre_hub", [m.account for m in hubs])
    return [co]


def owner_of_several_licences(w):
    """One family, several legal companies for tax or shops: same legal person, clerk, card, and real staff in each."""
    r = w.rng
    first = staffed(w, max(3, _size(w)))
    others = []
    for _ in range(r.int(1, 4)):
        co = staffed(
            w,
            r.int(2, 24),
            trade=first.trade if r.yes(0.6) else None,
            city=first.city,
            owner=first.owner,
            office=first.office if r.yes(0.7) else None,
        )
        if r.yes(0.5):
            co.till = first.till
            co.enterprise.payout = first.till
        others.append(co)
    return [first] + others


def dealer_template_notes(w):
    """A manufacturer sends the same campaign text to unrelated dealers."""
    r = w.rng
    first = staffed(w, _size(w))
    dealers = [first] + [staffed(w, r.int(1, 8), trade=first.trade) for _ in range(r.int(2, 6))]
    _post_template(w, dealers, 3)
    return dealers


def business_park(w):
    """Unrelated tenants of a business centre share its line and the reception's printer computer."""
    r = w.rng
    city = w.places.any(r)
    line, printer = city.fixed(r, 2), w.device()
    tenants = [staffed(w, r.int(1, 8), city=city, office=line) for _ in range(r.int(3, 7))]
    for co in tenants:
        for m in co.staff:
            if r.yes(0.12):
                w.touch(m.account, r.int(max(m.start, w.window.start), m.end - 1), printer, line)
    return tenants


def registration_agent(w):
    """A bookkeeping firm founds companies and opens their accounts from its own computer, with its own number."""
    r = w.rng
    city = w.places.any(r)
    desk, line, number, made = w.device(), city.fixed(r, 1), r.hex(32), []
    for _ in range(r.int(3, 9)):
        co = staffed(w, r.int(1, 5), city=city)
        co.enterprise.phone = number if r.yes(0.6) else co.enterprise.phone
        w.touch(co.enterprise, w.window.moment(r, 0, 0.5), desk, line)
        made.append(co)
    return made


def company_phone_pool(w):
    """Company phones go from leaver to newcomer without a reset; several accounts see the same phone in turn."""
    r = w.rng
    co = staffed(w, _size(w))
    for _ in range(r.int(1, 4)):
        phone, t = w.device(), w.window.start
        while t < w.window.end - 10 * DAY:
            end = min(w.window.end, t + r.int(15, 90) * DAY)
            m = hire(w, co, t + r.int(9, 20) * HOUR, end, method="created" if r.yes(0.6) else "bound")
            ordinary_life(w, m.person, [m.account], m.start, end)
            w.use(
                m.account,
                m.start,
                end,
                login_rate(w, 1.5),
                [(phone, co.office, 1), (phone, m.person.mobile, 0.4)],
                "office",
                "work",
            )
            w.story(m.account, "company_phone_pool")
            t = end
    return [co]


def labour_dispatch(w):
    """Promoters at the counter are employed and paid by a dispatch firm; their identities were never declared."""
    r = w.rng
    co, payer = staffed(w, r.int(2, 8)), w.payment_account()
    for _ in range(r.int(4, 12)):
        m = hire(w, co, declared="")
        work(w, co, m)
        for month in range(1, w.window.days // 30):
            if r.yes(0.85):
                w.pay(
                    payer,
                    m.person.pay,
                    w.window.start + month * 30 * DAY + r.int(9, 60) * HOUR,
                    r.lognorm(3600, 0.3, 900, 9000),
                )
        w.story(m.account, "labour_dispatch")
    return [co]


def live_room(w):
    """Hosts go live in shifts, all through the two phones on the tripod."""
    r = w.rng
    co = staffed(w, max(4, _size(w)))
    tripod, room = [w.device(), w.device()], co.city.fixed(r, 1)
    hosts = r.some(co.staff, r.int(3, 10))
    for m in hosts:
        w.use(m.account, m.start, m.end, login_rate(w, 2), [(d, room, 1) for d in tripod], "evening", "even")
    _mark(w, "live_room", [m.account for m in hosts])
    return [co]


def legal_rep_change(w):
    """The company is bought or the founder retires: the enterprise account gets another legal person."""
    r = w.rng
    co, heir = staffed(w, _size(w)), w.person()
    t, a = w.window.moment(r, 0.1, 0.9), co.enterprise
    w.change(a, "holder", t, a.holder, heir.holder)
    w.new_phone_number(a, t + r.int(1, 200) * HOUR, heir.phone_no)
    w.change(a, "password", t + r.int(1, 100) * HOUR)
    w.use(a, t, w.window.end, 0.5, [(heir.phone, heir.mobile, 1), (heir.phone, co.office, 1)], "office", "even")
    w.story(a, "legal_rep_change")
    return [co]


def outside_beauticians(w):
    """Self-employed partners who rent a chair bring their own accounts and customers and pay the salon monthly."""
    r = w.rng
    co = staffed(w, r.int(2, 7), trade=r.choice(("医美", "健身", "美妆")))
    for _ in range(r.int(2, 6)):
        m = hire(w, co, method="bound")
        work(w, co, m)
        rent, t = round(r.lognorm(900, 0.5, 200, 3500), -1), max(m.start, w.window.start) + r.int(1, 30) * DAY
        while t < m.end:
            w.pay(m.person.pay, co.till, t, rent)
            t += 30 * DAY
        w.story(m.account, "outside_beauticians")
    return [co]


def hired_from_afar(w):
    """A new job in a new city: new phone, number and card, the own account bound, an advertising budget in the first weeks."""
    r = w.rng
    co = staffed(w, _size(w))
    for _ in range(r.int(1, 4)):
        p, t = w.person(), w.window.moment(r, 0.1, 0.85)
        a = w.account(r.choice(("personal", "professional")), p)
        ordinary_life(w, p, [a], w.window.start, t)
        move_to(w, p, co.city)
        p.phone, p.phone_no = w.device(), r.hex(32)
        for name, old, new, chance in (
            ("phone", a.phone, p.phone_no, 0.7),
            ("password", "", "", 0.4),
            ("region", a.region, co.city.name, 0.3),
            ("payout_account", a.payout, w.payment_account(), 0.5),
        ):
            if r.yes(chance):
                w.change(a, name, t + r.int(HOUR, 20 * DAY), old, new)
        m = hire(w, co, t + r.int(0, 12 * DAY), w.window.end, p, a)
        a.kind = "kos"
        ordinary_life(w, p, [a], t, m.start)
        work(w, co, m, before=False)
        if r.yes(0.6):
            spend_ads(w, a, m.start + r.int(0, 8) * DAY, m.end, r.lognorm(110, 0.8, 15, 1800))
        w.story(a, "hired_from_afar")
    return [co]


def deposit_hosts(w):
    """Freelance hosts sell from home anywhere; they leave a deposit, then live on commissions and their own advertising."""
    r = w.rng
    co = staffed(w, r.int(2, 6), remote=True)
    deposit = r.choice((200, 300, 500, 500, 800, 1000))
    for _ in range(r.int(4, 12)):
        m = hire(w, co, method="bound")
        work(w, co, m)
        w.pay(m.person.pay, co.till, m.start + r.int(HOUR, 9 * DAY), deposit)
        t = max(m.start, w.window.start) + 25 * DAY
        while t < m.end:
            if r.yes(0.6):
                w.pay(co.till, m.person.pay, t + r.int(0, 200 * HOUR), r.lognorm(600, 1.0, 20, 15000))
            t += 30 * DAY
        if r.yes(0.5):
            spend_ads(w, m.account, m.start + r.int(0, 9) * DAY, m.end, r.lognorm(80, 0.8, 10, 1200))
        w.story(m.account, "deposit_hosts")
    return [co]


# story, instances per thousand accounts; ordinary companies are the rest
STORIES = [
    (ordinary_company, 7.0),
    (hq_posts, 0.6),
    (successor, 0.9),
    (changed_employer, 0.8),
    (team_moves_with_boss, 0.4),
    (company_renamed, 0.2),
    (seasonal_staff, 0.5),
    (remote_sales, 0.7),
    (big_with_spend, 0.12),
    (franchise, 0.25),
    (agency, 0.35),
    (bulk_reassignment, 0.6),
    (declared_partner, 0.9),
    (consented_referral, 1.2),
    (call_centre_hub, 0.2),
    (owner_of_several_licences, 0.4),
    (dealer_template_notes, 0.25),
    (business_park, 0.2),
    (registration_agent, 0.15),
    (company_phone_pool, 0.4),
    (labour_dispatch, 0.3),
    (live_room, 0.3),
    (legal_rep_change, 0.3),
    (outside_beauticians, 0.8),
    (deposit_hosts, 0.5),
    (hired_from_afar, 0.9),
]
_MARKED_INSIDE = {
    "successor",
    "changed_employer",
    "team_moves_with_boss",
    "seasonal_staff",
    "agency",
    "bulk_reassignment",
    "declared_partner",
    "consented_referral",
    "call_centre_hub",
    "company_phone_pool",
    "labour_dispatch",
    "live_room",
    "legal_rep_change",
    "outside_beauticians",
    "deposit_hosts",
    "hired_from_afar",
    "ordinary_company",
}


def tell_companies(w):
    """All company stories at their base rates, then everyday business at each."""
    for tell, per_thousand in STORIES:
        for _ in range(max(1, w.rng.poisson(per_thousand * w.size / 1000))):
            for co in tell(w):
                everyday_business(w, co)
                if co.wages:
                    _mark(w, "wages_paid", [m.account for m in co.staff])
                if tell.__name__ not in _MARKED_INSIDE:
                    _mark(w, tell.__name__, _accounts(co))


def creators_write(w):
    """Professionals outside companies publish now and then."""
    r = w.rng
    for account in w.accounts:
        if account.kind == "professional":
            trade = r.choice(("美妆", "健身", "家居", "餐饮加盟", "留学"))
            for _ in range(r.poisson(0.9)):
                w.note(account, max(account.registered + HOUR, w.window.moment(r)), own_words(r, trade))
