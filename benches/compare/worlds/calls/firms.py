"""Honest companies: staff, shops, customers, wages, and the muddle of real offices."""

from honest import other_seat, scribble
from words import near_copy, note_text
from world import DAY, INDUSTRIES, Account, Firm, Seat, Staff


def open_firm(w, city=None, industry=None, boss=None, story="", registered=None, group=""):
    """A licence, a boss and an enterprise account; the boss signs in too, mostly at night."""
    r = w.rng
    boss = boss or w.person(city, "shop")
    city, industry = city or boss.city, industry or r.choice(INDUSTRIES)
    if registered is None:
        registered = -int(r.expovariate(1 / 500) * DAY) - r.randint(1, 40) * DAY
    a = Account(
        w.account_id(),
        "enterprise",
        w.waking(registered),
        city if r.random() > 0.03 else "",
        boss.holder,
        boss.phone,
        w.uid("pay", 56),
        industry,
        group,
        story=story,
        person=boss,
    )
    w.accounts.append(a)
    firm = Firm(boss, a, city, industry, w.office_net(), story=story)
    w.firms.append(firm)
    w.live(
        a,
        Seat([w.device(), boss.device], [firm.office, boss.seat.nets[0]], city, 0.7),
        0,
        w.end,
        r.uniform(0.4, 1.6),
        "desk",
    )
    if r.random() < 0.55:
        w.advertise(a, 0, w.end, r.choice(("lead_collection", "search", "seeding")), r.lognormvariate(4.5, 1))
    scribble(w, a, 5)
    return firm


def workplace(w, firm, person, remote=False):
    """Own phone on the office network by day, at home in the evening."""
    if remote:
        return person.seat
    return Seat(
        person.seat.devices,
        [firm.office, person.seat.nets[0], w.carrier(person.city)],
        person.city,
        person.seat.main,
    )


def hire(
    w,
    firm,
    start=None,
    end=None,
    person=None,
    account=None,
    created=None,
    remote=False,
    story=None,
    work=True,
):
    """Bind one employee; own accounts are older than the job, created ones are not."""
    r = w.rng
    person = person or w.person(
        firm.city if not remote and r.random() > 0.06 else None, r.choice(("shop", "desk", "office", "shop"))
    )
    start = (firm.account.registered // DAY + r.randint(2, 300)) * DAY if start is None else start
    if start > w.end - 8 * DAY:
        start = r.randint(-200, -1) * DAY
    start = max(start, firm.account.registered + DAY)
    if created is None:
        created = r.random() < 0.3
    story = firm.story if story is None else story
    if account is None:
        registered = (
            start - r.randint(600, 5 * DAY)
            if created
            else start - int(r.expovariate(1 / 420) * DAY) - r.randint(1, 30) * DAY
        )
        account = w.account(
            person,
            "kos" if created else r.choice(("kos", "professional", "personal")),
            max(registered, firm.account.registered + 60) if created else registered,
            story,
            firm.industry,
        )
        if created and r.random() < 0.5:
            account.payout = firm.account.payout
        if created:
            account.holder = person.holder
    w.bind(
        firm.account,
        account,
        start,
        end,
        "created" if created else "bound",
        person.holder if r.random() > 0.1 else "",
    )
    if work:
        w.live(
            account,
            workplace(w, firm, person, remote),
            0 if not created else start,
            w.end if not created else end,
            min(1.5, w.habit() + 0.12),
            person.rhythm,
        )
        scribble(w, account, 3)
        if r.random() < 0.13:
            w.advertise(
                account,
                max(0, start) + r.randint(1, 20) * DAY,
                w.end,
                r.choice(("seeding", "lead_collection", "lead_collection", "shutiao")),
                60,
            )
    s = Staff(person, account, start, end)
    firm.staff.append(s)
    return s


def wages(w, firm, base=None):
    """Few companies pay through the platform's payment accounts, on a day of their own."""
    r = w.rng
    day, base = r.choice((5, 10, 15, 25)), base or r.uniform(3200, 7500)
    for m in range(w.days // 30 + 1):
        for s in firm.staff:
            t = (m * 30 + day) * DAY + 36000 + r.randint(0, 30000)
            if s.start < t and (s.end is None or t < s.end + 25 * DAY):
                w.pay(firm.account.payout, s.person.pay, t, round(base * r.uniform(0.6, 1.9), 1))


def customers(w, firm, per_day=None, channel=None):
    """Leads come in by form or chat, go to whoever is on duty, and some are forgotten."""
    r = w.rng
    per_day = min(6, r.lognormvariate(-1.2, 1)) if per_day is None else per_day
    channel = channel or r.choice(("crm_assign", "crm_assign", "form", "private_message"))
    slow = r.uniform(0.3, 30)
    for _ in range(int(per_day * w.days)):
        t = w.when(0, 1)
        duty = [
            s for s in firm.staff if s.start < t and (s.end is None or t < s.end) and s.account.registered < t
        ]
        direct = duty and r.random() < 0.3
        collector = r.choice(duty).account if direct else firm.account
        if collector.registered > t:
            continue
        followed = t + int(r.expovariate(1 / slow) * 3600) + 120 if r.random() < 0.72 else None
        row = w.lead(
            collector,
            t,
            "private_message" if direct else r.choice(("form", "form", "private_message", "import")),
            None,
            followed,
        )
        firm.leads.append(row)
        if duty and not direct and r.random() < 0.85:
            target = r.choice(duty).account
            late = t + r.randint(20, 7200)
            w.transfer(row[0], row[1], firm.account, target, late, channel)
            if r.random() < 0.04 and len(duty) > 1:
                w.transfer(
                    row[0], row[1], target, r.choice(duty).account, late + r.randint(1, 9) * DAY, "crm_assign"
                )


def trade(w, firm):
    """The usual business of a firm."""
    customers(w, firm)
    if w.rng.random() < 0.22:
        wages(w, firm)


def small_shop(w, story="", n=None):
    """The typical company: a handful of people."""
    r = w.rng
    firm = open_firm(w, story=story)
    for _ in range(min(24, int(r.lognormvariate(1.3, 0.8)) + 1) if n is None else n):
        hire(w, firm, end=w.when() if r.random() < 0.12 else None)
    trade(w, firm)
    return firm


def shop_tablet_shifts(w):
    """One tablet at the counter; whoever is on shift answers on all the staff accounts."""
    r, firm = w.rng, small_shop(w, "shop_tablet_shifts", w.rng.randint(3, 9))
    tablet = Seat([w.device()], [firm.office], firm.city)
    if r.random() < 0.4:
        w.approved.append(("device", tablet.devices[0], "shop tablet", (w.days + r.randint(-30, 300)) * DAY))
    for s in firm.staff:
        w.live(s.account, tablet, max(0, s.start), s.end, r.uniform(0.2, 0.8), "shop")


def hq_posts_centrally(w):
    """Headquarters writes the notes and posts them on everybody's account the same morning."""
    r, firm = w.rng, small_shop(w, "hq_posts_centrally", w.rng.randint(8, 24))
    pc = Seat([w.device(), w.device()], [w.office_net()], w.city(), 0.7)
    for _ in range(r.randint(5, 16)):
        t, text = w.when(0, 1), note_text(r, firm.industry)
        for s in firm.staff:
            if s.start < t and (s.end is None or t < s.end) and r.random() < 0.8:
                t += r.randint(40, 400)
                w.touch(s.account, pc, t)
                w.note(s.account, t + 30, near_copy(r, text))


def successor(w):
    """A company-owned account goes to the next employee, with phone, password and payee."""
    firm, t = small_shop(w, "successor"), w.when()
    for _ in range(w.rng.randint(1, 3)):
        old = hire(w, firm, start=-w.rng.randint(40, 400) * DAY, created=True, work=False)
        new = w.person(firm.city)
        a = old.account
        w.live(a, workplace(w, firm, old.person), max(0, old.start), t, 0.6, "shop")
        w.change(a, "password", t)
        w.change_phone(a, t + 300, new.phone)
        w.change(a, "holder", t + 4000, a.holder, new.holder)
        a.holder = new.holder
        w.live(a, workplace(w, firm, new), t + w.rng.randint(0, 12) * DAY, w.end, 0.6, "shop")


def changes_employer(w):
    """Quits, takes the own account along; the old firm forgets to unbind for a while."""
    r = w.rng
    a, b = small_shop(w, "changes_employer", 3), small_shop(w, "changes_employer", 3)
    b.industry = a.industry
    for _ in range(r.randint(1, 2)):
        t = w.when(0.2, 0.8)
        s = hire(w, a, end=t + r.choice((0, 1, 5, 20)) * DAY, created=False)
        hire(
            w,
            b,
            start=max(s.end, t) + r.randint(1, 30) * DAY,
            person=s.person,
            account=s.account,
            created=False,
            work=False,
        )


def seasonal_staff(w):
    """Students bound for the festival weeks and never seen again."""
    r, firm = w.rng, small_shop(w, "seasonal_staff", 4)
    t = w.when(0.05, 0.7)
    for _ in range(r.randint(4, 16)):
        hire(
            w,
            firm,
            t + r.randint(0, 5) * DAY,
            t + r.randint(14, 40) * DAY,
            w.person(firm.city, "student"),
            created=False,
        )
    wages(w, firm, 1800)


def remote_sales(w):
    """Thirteen cities, no office, one chat group."""
    firm = open_firm(w, story="remote_sales")
    for _ in range(w.rng.randint(5, 22)):
        hire(w, firm, remote=True, created=False)
    trade(w, firm)


def above_quota(w):
    """A large company that paid for its extra slots through employee accounts."""
    firm = small_shop(w, "above_quota", w.rng.randint(34, 60))
    for s in firm.staff:
        if w.rng.random() < 0.5:
            w.advertise(s.account, 0, w.end, w.rng.choice(("seeding", "lead_collection")), 120)


def passed_on(w, lead_id, contact, source, target, t, channel):
    """A lawful hand-over; the receiver often enters the customer again in his own list."""
    if w.transfer(lead_id, contact, source, target, t, channel) and w.rng.random() < 0.5 and t < w.end - DAY:
        w.lead(
            target,
            t + w.rng.randint(60, 9000),
            w.rng.choice(("import", "private_message")),
            contact,
            t + w.rng.randint(9100, 200000),
        )


def franchise(w):
    """One brand, many licences; leads go to the nearest shop and the papers say so."""
    r, group = w.rng, w.uid("g", 32)
    city, industry = w.city(), r.choice(INDUSTRIES)
    shops = [
        open_firm(w, city if r.random() < 0.5 else None, industry, story="franchise", group=group)
        for _ in range(r.randint(3, 7))
    ]
    texts = [note_text(r, industry) for _ in range(6)]
    for f in shops:
        for _ in range(r.randint(1, 6)):
            s = hire(w, f)
            w.note(s.account, w.when(), near_copy(r, r.choice(texts)))
        trade(w, f)
    for i, c, _, t, _, _ in shops[0].leads:
        if r.random() < 0.5:
            passed_on(
                w,
                i,
                c,
                shops[0].account,
                r.choice(shops[1:]).account,
                t + r.randint(200, 90000),
                "partner_api",
            )


def agency(w):
    """Runs the accounts of several clients from one room; the paperwork is not always done."""
    r = w.rng
    house = open_firm(w, story="agency")
    room = Seat([w.device() for _ in range(r.randint(2, 5))], [house.office], house.city, 0.4)
    if r.random() < 0.55:
        for d in room.devices:
            w.approved.append(("device", d, "agency", (w.days + 60) * DAY))
        w.approved.append(("enterprise", house.account.id, "agency", None))
    for _ in range(r.randint(3, 8)):
        client = small_shop(w, "agency", r.randint(1, 6))
        t = r.choice((0, 0, w.when(0.1, 0.6)))
        w.live(client.account, room, t, w.end, 1, "desk")
        for s in client.staff:
            w.live(s.account, room, max(t, s.start), w.end, r.uniform(0.1, 0.7), "desk")
        for m in range(t // DAY // 30, w.days // 30):
            w.pay(
                client.account.payout,
                house.account.payout,
                m * 30 * DAY + 45000 + r.randint(0, 99999),
                r.choice((3000, 5000, 8800, 12000)),
            )


def bulk_reassign(w):
    """Somebody leaves; all the open customers go to a colleague in one afternoon."""
    r, firm = w.rng, small_shop(w, "bulk_reassign", 4)
    t = w.when(0.5, 0.95)
    leaver, heir = firm.staff[0], firm.staff[-1]
    for i, c, owner, at, _, _ in list(firm.leads):
        if at < t and (owner == leaver.account.id or r.random() < 0.2):
            w.transfer(i, c, leaver.account, heir.account, t + r.randint(0, 2500), "crm_assign")


def declared_partner(w):
    """Sends what it cannot do to a partner, with the customer's consent, for a monthly fee."""
    r, a, b = w.rng, small_shop(w, "declared_partner"), small_shop(w, "declared_partner")
    for i, c, _, t, _, _ in a.leads:
        if r.random() < 0.3:
            passed_on(
                w,
                i,
                c,
                a.account,
                b.account,
                t + r.randint(600, 200000),
                r.choice(("partner_api", "partner_api", "form")),
            )
    for m in range(1, w.days // 30):
        w.pay(b.account.payout, a.account.payout, m * 30 * DAY + 50000, r.randint(8, 60) * 100)


def price_shoppers(w):
    """The same bride asks five shops in a night; so does the couple with the new flat."""
    r, industry = w.rng, w.rng.choice(("wedding", "home_renovation", "dental", "auto"))
    shops = [small_shop(w, "price_shoppers", r.randint(1, 4)) for _ in range(r.randint(3, 6))]
    for f in shops:
        f.account.industry = industry
    for _ in range(r.randint(12, 70)):
        contact, t = w.uid("c", 64), w.when(0, 1)
        for f in r.sample(shops, r.randint(2, len(shops))):
            t += r.randint(60, 90000)
            if t < w.end:
                row = w.lead(f.account, t, "form", contact, t + 4000)
                if f.staff:
                    s = r.choice(f.staff)
                    if s.start < t and (s.end is None or t < s.end):
                        w.transfer(row[0], contact, f.account, s.account, t + 300, "crm_assign")


def wrong_branch(w):
    """The lead lands at the wrong shop, which sends it on or back after a scolding."""
    r, a, b = w.rng, small_shop(w, "wrong_branch"), small_shop(w, "wrong_branch")
    for i, c, _, t, _, _ in a.leads[: r.randint(2, 14)]:
        w.transfer(i, c, a.account, b.account, t + 900, "private_message")
        if r.random() < 0.4:
            w.transfer(i, c, b.account, a.account, t + r.randint(4000, 200000), "private_message")


def same_day_team(w):
    """A new shop binds the whole team on the first training day, on the trainer's phone."""
    r = w.rng
    firm, t = open_firm(w, story="same_day_team"), w.when(0.05, 0.7)
    trainer = Seat([w.device()], [firm.office], firm.city)
    for k in range(r.randint(6, 20)):
        s = hire(w, firm, start=t + k * r.randint(90, 500))
        w.touch(s.account, trainer, s.start + 700)
    trade(w, firm)


def cousins_who_help(w):
    """A family firm; the cousins do work there, on weekends, and nobody declared anything."""
    r, firm = w.rng, open_firm(w, story="cousins_who_help")
    for _ in range(r.randint(2, 6)):
        p = w.person(None if r.random() < 0.4 else firm.city)
        s = hire(w, firm, person=p, created=False, remote=r.random() < 0.5)
        for m in range(r.randint(0, 3)):
            w.pay(firm.account.payout, p.pay, w.when(), r.choice((200, 300, 500, 666, 888)))
        s.account.payout = p.pay
    trade(w, firm)


def relicensed(w):
    """New licence for the tax office; the whole staff moves over within days."""
    r, old = w.rng, small_shop(w, "relicensed", 0)
    t = w.when(0.2, 0.8)
    new = open_firm(w, old.city, old.industry, old.boss, "relicensed", t - 9 * DAY)
    for _ in range(r.randint(3, 14)):
        s = hire(w, old, start=-r.randint(10, 300) * DAY, end=t + r.randint(0, 4 * DAY), created=False)
        hire(
            w,
            new,
            start=s.end + r.randint(600, 6 * DAY),
            person=s.person,
            account=s.account,
            created=False,
            work=False,
        )
    trade(w, new)


def three_honest_licences(w):
    """One owner, three shops, real people behind each counter."""
    boss = w.person(rhythm="shop")
    for _ in range(w.rng.randint(2, 4)):
        f = open_firm(w, boss.city, "beauty_clinic", boss, "three_honest_licences")
        for _ in range(w.rng.randint(2, 9)):
            hire(w, f)
        trade(w, f)


def boss_holds_the_codes(w):
    """Every code goes to the boss's spare phone, and he does not pick up."""
    firm = small_shop(w, "boss_holds_the_codes", w.rng.randint(3, 10))
    spare = Seat([w.device()], [firm.office, firm.boss.seat.nets[0]], firm.city)
    for s in firm.staff:
        s.account.phone = firm.boss.phone
        w.live(s.account, spare, max(0, s.start), w.end, w.rng.uniform(0.02, 0.2), "night")


def never_unbound(w):
    """Left months ago, works elsewhere, still listed; nobody told the desk."""
    r, firm = w.rng, small_shop(w, "never_unbound", 3)
    for _ in range(r.randint(1, 4)):
        p = w.person(firm.city)
        s = hire(w, firm, start=-r.randint(150, 500) * DAY, person=p, created=False, work=False)
        w.live(
            s.account, other_seat(w, p.seat, w.city() if r.random() < 0.5 else None), 0, w.end, 0.2, p.rhythm
        )


def work_phones_returned(w):
    """Company phones go back in a drawer and out again to the next hire."""
    r, firm = w.rng, small_shop(w, "work_phones_returned", 2)
    drawer = [w.device() for _ in range(r.randint(2, 5))]
    for k in range(r.randint(4, 12)):
        t = w.when(0.0, 0.8)
        s = hire(w, firm, t, t + r.randint(20, 70) * DAY, created=r.random() < 0.6)
        w.live(
            s.account,
            Seat([drawer[k % len(drawer)]], [firm.office, w.carrier(firm.city)], firm.city),
            t,
            s.end,
            0.6,
            "shop",
        )


def decorator_refers(w):
    """A designer asks the client, passes the name to the kitchen shop and gets a commission."""
    r, shops = w.rng, [small_shop(w, "decorator_refers", r_n) for r_n in (1, 2)]
    p = w.person(shops[0].city)
    a = w.account(p, "professional", -r.randint(100, 900) * DAY, "decorator_refers", "home_renovation")
    w.live(a, p.seat, 0, w.end, 0.6, p.rhythm)
    for _ in range(r.randint(5, 30)):
        t, shop = w.when(0, 0.95), r.choice(shops)
        row = w.lead(a, t, "private_message", None, t + 3000)
        passed_on(
            w,
            row[0],
            row[1],
            a,
            shop.account,
            t + r.randint(1, 90) * 3600,
            r.choice(("private_message", "form")),
        )
        if r.random() < 0.35:
            w.pay(shop.account.payout, p.pay, t + r.randint(10, 40) * DAY, r.choice((200, 300, 500, 1000)))


def owner_exports_at_night(w):
    """The owner does the books after closing and moves the day's list to a clerk in one go."""
    r, firm = w.rng, small_shop(w, "owner_exports_at_night", 3)
    clerk = firm.staff[-1]
    for i, c, owner, t, _, _ in list(firm.leads):
        u = t - t % DAY + 23 * 3600 + r.randint(0, 1500)
        if (
            owner == firm.account.id
            and u > max(t, clerk.start, clerk.account.registered)
            and r.random() < 0.7
        ):
            w.transfer(i, c, firm.account, clerk.account, u, "export")


def consented_portal(w):
    """A quote portal tells the customer which three firms will ring; contracts are on file."""
    r, portal = w.rng, open_firm(w, story="consented_portal")
    shops = [small_shop(w, "consented_portal", r.randint(1, 3)) for _ in range(r.randint(3, 6))]
    if r.random() < 0.6:
        w.approved.append(("enterprise", portal.account.id, "declared partner", None))
    for _ in range(r.randint(20, 90)):
        t = w.when(0, 0.97)
        row = w.lead(portal.account, t, "form")
        for f in r.sample(shops, min(3, len(shops))):
            passed_on(w, row[0], row[1], portal.account, f.account, t + r.randint(20, 900), "partner_api")
    for f in shops:
        for m in range(1, w.days // 30 + 1):
            w.pay(
                f.account.payout,
                portal.account.payout,
                m * 30 * DAY - r.randint(1, 3) * DAY,
                r.randint(10, 60) * 30,
            )


def uniform_deposit(w):
    """New staff pay a deposit for uniform and training and get it back when they leave."""
    r, firm = w.rng, open_firm(w, story="uniform_deposit")
    for _ in range(r.randint(3, 12)):
        t = w.when(0.0, 0.7)
        s = hire(w, firm, t, t + r.randint(15, 120) * DAY if r.random() < 0.4 else None, created=False)
        w.pay(
            s.person.pay,
            firm.account.payout,
            s.start - r.randint(-2, 3) * DAY,
            r.choice((200, 299, 300, 500)),
        )
        if s.end:
            w.pay(firm.account.payout, s.person.pay, s.end + 5 * DAY, 200)
    trade(w, firm)


def commission_only_agents(w):
    """Real agents of an insurer, never in the office, bound by the dozen, paid per contract."""
    r, firm = w.rng, open_firm(w, industry="insurance", story="commission_only_agents")
    t = w.when(0.0, 0.6)
    for _ in range(r.randint(6, 26)):
        s = hire(w, firm, t + int(r.expovariate(1 / 12) * DAY), remote=True, created=False)
        for _ in range(r.randint(0, 3)):
            w.pay(
                firm.account.payout,
                s.person.pay,
                s.start + r.randint(10, 90) * DAY,
                round(r.lognormvariate(6, 0.8)),
            )
    trade(w, firm)


STORIES = {
    shop_tablet_shifts: 6,
    hq_posts_centrally: 3,
    successor: 7,
    changes_employer: 7,
    seasonal_staff: 4,
    remote_sales: 4,
    franchise: 3,
    agency: 2,
    bulk_reassign: 6,
    declared_partner: 4,
    price_shoppers: 3,
    wrong_branch: 5,
    same_day_team: 4,
    cousins_who_help: 6,
    relicensed: 2,
    three_honest_licences: 3,
    boss_holds_the_codes: 5,
    never_unbound: 6,
    work_phones_returned: 4,
    decorator_refers: 5,
    owner_exports_at_night: 4,
    consented_portal: 2,
    uniform_deposit: 3,
    commission_only_agents: 2.5,
}


def populate(w, until):
    """Ordinary small companies, with a story in about every third."""
    r = w.rng
    for story in STORIES:
        if len(w.accounts) < until * 0.8:
            story(w)
    if w.size >= 6000:
        for _ in range(max(1, w.size // 10000)):
            above_quota(w)
    stories, weights = list(STORIES), list(STORIES.values())
    while len(w.accounts) < until:
        if r.random() < 0.22:
            r.choices(stories, weights)[0](w)
        else:
            small_shop(w)
