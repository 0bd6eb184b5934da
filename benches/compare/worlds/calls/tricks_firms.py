"""Companies that sell slots, and people who sell other people's customers."""

from firms import customers, hire, open_firm, small_shop
from hands import hand, own_side, post, private_life, rounds, seat_for, seller, settle
from words import near_copy
from world import DAY, Seat


def host(w, fresh=False):
    """A real company that the matter happens to; often one that exists anyway."""
    plain = [
        f
        for f in w.firms
        if not f.story and f.account.role == "clean" and f.account.registered < -DAY and len(f.staff) > 1
    ]
    if plain and not fresh and w.rng.random() < 0.6:
        return w.rng.choice(plain)
    firm = small_shop(w, n=w.rng.randint(2, 6))
    if not firm.leads:
        customers(w, firm, 0.4)
    return firm


def stranger(w, ring, story, h, managed):
    """Somebody who wants the badge; lives anywhere, goes on living there."""
    r = w.rng
    a = seller(w, ring, "affiliated", story, kind=r.choice(("personal", "professional", "professional")))
    if managed:
        private_life(w, a, 0, None, 0.12)
    else:
        private_life(w, a)
    if r.random() < 0.3:
        w.advertise(a, 0, w.end, r.choice(("shutiao", "seeding", "lead_collection")), 40)
    return a


def sell_slot(w, h, firm, a, t, fee, until=None):
    """Pays up front, gets bound the same week, pays again when reminded."""
    r = w.rng
    w.bind(firm.account, a, t, until, "bound", r.choice(("", a.holder, a.holder, h.me.holder)))
    settle(w, h, a.person.pay, t - r.randint(-3, 5) * DAY, fee, back=True)
    if r.random() < 0.4:
        settle(w, h, a.person.pay, t + r.randint(28, 40) * DAY, fee, back=True)
    post(w, h, a, t, 2)


def licence(w, ring, story, h, boss=None, city=None):
    """A licence that sells nothing but slots; the enterprise belongs to the ring."""
    firm = open_firm(w, city or h.me.city, None, boss or h.me, story, registered=-w.rng.randint(3, 260) * DAY)
    w.mark(firm.account, "affiliated", ring, story)
    if w.camouflage == 0 or w.rng.random() < 0.4:
        firm.account.payout = h.purses[0]
    elif w.rng.random() < 0.7:
        w.pay(firm.account.payout, w.rng.choice(h.purses), w.when(), w.rng.randint(3, 60) * 100)
    return firm


def slot_shop(w, ring, n):
    """Opens a company to sell its thirty badges in chat groups at a price per year."""
    r, h = w.rng, hand(w)
    firm = licence(w, ring, "slot_shop", h)
    fee, managed, turns = r.choice((199, 299, 399, 680)), r.random() < 0.35, []
    opening = w.when(-0.2, 0.4)
    for _ in range(n):
        a = stranger(w, ring, "slot_shop", h, managed)
        t = opening + int(r.expovariate(1 / (4, 12, 30)[w.camouflage]) * DAY)
        sell_slot(
            w,
            h,
            firm,
            a,
            t,
            fee - r.choice((0, 0, 50)),
            t + r.randint(25, 120) * DAY if r.random() < 0.25 else None,
        )
        if managed:
            turns.append((a, seat_for(w, h, a, a.person.city), t, w.end))
    rounds(w, h, turns)


def one_hand_many_licences(w, ring, n):
    """Cousins sign as legal representatives; one person fills all their slots."""
    r, h, made = w.rng, hand(w), []
    for k in range(r.randint(2, 4)):
        boss = h.me if w.camouflage == 0 and r.random() < 0.6 else w.person(h.me.city)
        firm = licence(w, ring, "one_hand_many_licences", h, boss)
        seat = seat_for(w, h, firm.account, firm.city)
        made.append((firm.account, seat, 0, w.end))
        for _ in range(max(1, n // 3)):
            a = stranger(w, ring, "one_hand_many_licences", h, False)
            sell_slot(w, h, firm, a, w.when(-0.5, 0.7), r.choice((150, 260, 365)))
    rounds(w, h, made)


def wandering_cohort(w, ring, n):
    """When one licence is warned, the whole group is bound to the next, mostly overnight."""
    r, h = w.rng, hand(w)
    stops = [
        licence(w, ring, "wandering_cohort", h, w.person() if r.random() < 0.6 else None)
        for _ in range(r.randint(2, 3))
    ]
    moves = sorted(w.when(0.05, 0.85) for _ in stops[1:])
    times = [-r.randint(2, 90) * DAY] + moves + [None]
    for _ in range(n):
        a = stranger(w, ring, "wandering_cohort", h, False)
        for k, firm in enumerate(stops):
            if r.random() < 0.12:
                continue
            lag = int(r.expovariate(1 / (0.6, 2, 6)[w.camouflage]) * DAY)
            until = times[k + 1] and times[k + 1] - r.randint(0, 40000)
            if until is None or times[k] + lag < until:
                sell_slot(w, h, firm, a, times[k] + lag, r.choice((100, 180, 240)), until)


def spare_slots(w, ring, n):
    """A real company with eight staff sells the other twenty-two to pay the rent."""
    r, firm = w.rng, host(w)
    h = hand(w, firm.city)
    h.purses[0] = firm.account.payout if w.camouflage == 0 else firm.boss.pay
    w.mark(firm.account, "affiliated", ring, "spare_slots")
    for _ in range(n):
        a = stranger(w, ring, "spare_slots", h, False)
        t = max(firm.account.registered, 0) + w.when(-0.3, 0.8)
        sell_slot(w, h, firm, a, t, r.choice((88, 128, 200, 300)))


def badge_agent(w, ring, n):
    """An agent places people at firms whose clerk takes the money and asks nothing."""
    r, h = w.rng, hand(w)
    firms = [host(w) for _ in range(r.randint(2, 4))]
    for _ in range(n):
        a, firm = stranger(w, ring, "badge_agent", h, False), r.choice(firms)
        t = w.when(0.02, 0.85)
        sell_slot(w, h, firm, a, t, r.choice((260, 299, 360)))
        settle(w, h, firm.staff[0].person.pay, t + r.randint(0, 9) * DAY, r.choice((60, 80, 100)))
    own_side(w, h)


def ghost_payroll(w, ring, n):
    """Students lend their accounts as made-up staff so that the firm reaches a spend tier."""
    r, firm = w.rng, host(w, fresh=True)
    h, turns = hand(w, firm.city), []
    w.mark(firm.account, "affiliated", ring, "ghost_payroll")
    for _ in range(n):
        a, t = stranger(w, ring, "ghost_payroll", h, True), w.when(0.05, 0.6)
        w.bind(firm.account, a, t)
        settle(w, h, a.person.pay, t + 3 * DAY, r.choice((50, 100)))
        w.advertise(a, t + 2 * DAY, w.end, "seeding", 70)
        turns.append((a, seat_for(w, h, a, firm.city), t, min(w.end, t + r.randint(20, 90) * DAY)))
    rounds(w, h, turns)


# leads -------------------------------------------------------------------------


def trader(w, ring, story, kind="professional", person=None, role="lead_resale", registered=None):
    """An account that exists to pass customers on; its owner lives an ordinary life too."""
    r = w.rng
    a = w.account(person or w.person(), kind, -r.randint(20, 900) * DAY if registered is None else registered)
    w.mark(a, role, ring, story)
    private_life(w, a, 0, None, r.uniform(0.15, 0.7))
    return a


def buyers(w, ring, story, n, industry):
    """Shops that need customers more than they ask where these come from."""
    out = []
    for _ in range(n):
        firm = small_shop(w, n=w.rng.randint(1, 2))
        firm.account.industry = industry
        w.mark(firm.account, "lead_buyer", ring, story)
        out.append(firm)
    return out


def follow(w, row, target, t):
    """The buyer rings within the hour and enters it as if it were his own, if at all."""
    if w.rng.random() < 0.6 and t < w.end - DAY:
        w.lead(
            target,
            t + w.rng.randint(60, 9000),
            w.rng.choice(("import", "import", "private_message")),
            row[1],
            int(t) + w.rng.randint(9100, 90000),
        )


def stock(w, firm, need):
    """The customers to steal; a firm with too few had a fair that quarter."""
    if len(firm.leads) < need:
        customers(w, firm, need * 1.4 / w.days + 0.2)
    return sorted(w.rng.sample(firm.leads, min(need, len(firm.leads))), key=lambda x: x[3])


def insider(w, firm, ring, story):
    """A real employee with a real job, and a debt."""
    s = hire(w, firm, start=-w.rng.randint(30, 400) * DAY, created=w.rng.random() < 0.4, story="")
    w.mark(s.account, "lead_resale", ring, story)
    for i, c, owner, t, _, _ in firm.leads:
        if owner == firm.account.id and t > max(s.start, s.account.registered) and w.rng.random() < 0.35:
            w.transfer(i, c, firm.account, s.account, t + w.rng.randint(40, 550), "crm_assign")
    return s


def batches(w, rows):
    """Dumps when bold, a few at a time when warned."""
    size = (w.rng.randint(8, 40), w.rng.randint(3, 9), w.rng.randint(1, 3))[w.camouflage]
    return [rows[i : i + size] for i in range(0, len(rows), size)]


def hand_over(w, ring, source, targets, rows, channels, delay=3, hour=None):
    """Sends batches, at any time or after closing; returns what arrived, as (row, target, time)."""
    r, out = w.rng, []
    for batch in batches(w, rows):
        t = max(x[3] for x in batch) + int(r.expovariate(1 / delay) * DAY) + r.randint(600, 20000)
        if hour is not None:
            t += DAY - t % DAY + hour * 3600 + r.randint(0, 5000)
        target = r.choice(targets)
        for row in batch:
            t += r.randint(2, (20, 400, 4000)[w.camouflage])
            if w.transfer(row[0], row[1], source, target, t, r.choice(channels), ring):
                out.append((row, target, t))
    return out


def pay_for(w, payer, payee, t, count, price):
    """So much a head, rounded, sometimes late, sometimes off the platform."""
    r = w.rng
    if count and r.random() < (0.9, 0.75, 0.55)[w.camouflage]:
        if w.camouflage and r.random() < 0.4:
            cousin = w.uid("pay", 56)
            w.pay(payer, cousin, t, count * price)
            payee, payer = payee, cousin
        w.pay(payer, payee, t + r.randint(60, 4 * DAY), count * price - r.choice((0, 0, 5)))


def insider_at_night(w, ring, n):
    """Exports after closing and sends to a rival who pays by the head."""
    r, firm = w.rng, host(w)
    s = insider(w, firm, ring, "insider_at_night")
    shops = buyers(w, ring, "insider_at_night", max(1, min(n, 4) - 1), firm.industry)
    rows = stock(w, firm, r.randint(15, 70))
    got = hand_over(
        w,
        ring,
        s.account,
        [f.account for f in shops],
        rows,
        ("export", "private_message", "export"),
        1,
        r.choice((21, 22, 23)),
    )
    for f in shops:
        mine = [g for g in got if g[1] is f.account]
        for row, target, t in mine:
            follow(w, row, target, t)
        if mine:
            pay_for(w, f.account.payout, s.person.pay, mine[-1][2], len(mine), r.choice((20, 30, 50, 80)))


def broker_with_cutouts(w, ring, n):
    """Insider, cut-out, broker, buyer: nobody knows more than the next."""
    r, firm = w.rng, host(w)
    s = insider(w, firm, ring, "broker_with_cutouts")
    broker = trader(w, ring, "broker_with_cutouts")
    cuts = [
        trader(w, ring, "broker_with_cutouts", "personal", registered=r.randint(-60, 3) * DAY)
        for _ in range(max(1, n // 2))
    ]
    shops = buyers(w, ring, "broker_with_cutouts", max(1, n // 2), firm.industry)
    got = hand_over(
        w,
        ring,
        s.account,
        cuts,
        stock(w, firm, r.randint(15, 60)),
        ("private_message", "export", "crm_assign"),
    )
    price = r.choice((25, 40, 60))
    for row, cut, t in got:
        u = t + r.randint(600, 2 * DAY)
        if w.transfer(row[0], row[1], cut, broker, u, "private_message", ring):
            shop, v = r.choice(shops), u + r.randint(600, 3 * DAY)
            if w.transfer(
                row[0],
                row[1],
                broker,
                shop.account,
                v,
                r.choice(("form", "partner_api", "private_message")),
                ring,
            ):
                follow(w, row, shop.account, v)
                if r.random() < 0.15:
                    pay_for(w, shop.boss.pay, broker.person.pay, v, r.randint(3, 9), price)
    for cut in cuts:
        pay_for(w, broker.person.pay, cut.person.pay, w.when(0.5, 0.95), r.randint(2, 12), 6)
    pay_for(w, broker.person.pay, s.person.pay, w.when(0.4, 0.9), len(got), price // 2)


def five_times_the_same(w, ring, n):
    """A collector with a free-quote form sells each bride to everybody."""
    r = w.rng
    a = trader(w, ring, "five_times_the_same")
    shops = buyers(
        w, ring, "five_times_the_same", max(2, n - 1), r.choice(("wedding", "home_renovation", "education"))
    )
    price = r.choice((15, 30, 45))
    for _ in range(r.randint(12, 60)):
        t = w.when(0.02, 0.93)
        row = w.lead(a, t, r.choice(("form", "import", "private_message")))
        for f in r.sample(shops, r.randint(2, len(shops))):
            t += r.randint(200, (4000, 40000, 300000)[w.camouflage])
            if w.transfer(
                row[0], row[1], a, f.account, t, r.choice(("private_message", "form", "export")), ring
            ):
                follow(w, row, f.account, t)
    for f in shops:
        for _ in range(r.randint(1, 4)):
            pay_for(w, f.account.payout, a.person.pay, w.when(0.2, 0.98), r.randint(3, 20), price)
    for k in range(r.randint(0, 4)):
        w.note(a, w.when(), near_copy(r, "免费报价，留下电话，三家对比不吃亏，顾问半小时内联系"))


def leaving_gift(w, ring, n):
    """Brings the customer list to the new employer as a present and gets the job."""
    r, old, new = w.rng, host(w), small_shop(w, n=2)
    s = insider(w, old, ring, "leaving_gift")
    w.mark(new.account, "lead_buyer", ring, "leaving_gift")
    last = w.when(0.4, 0.85)
    rows = [x for x in stock(w, old, r.randint(12, 45)) if x[3] < last]
    for row in rows:
        t = last - r.randint(0, (2, 12, 30)[w.camouflage]) * DAY + r.randint(0, 30000)
        t = max(t, row[3] + 600)
        if w.transfer(
            row[0], row[1], s.account, new.account, t, r.choice(("export", "private_message")), ring
        ):
            follow(w, row, new.account, t)
    hire(
        w,
        new,
        start=last + r.randint(5, 20) * DAY,
        person=s.person,
        account=s.account,
        created=False,
        story="",
        work=False,
    )
    pay_for(w, new.boss.pay, s.person.pay, last + 9 * DAY, 1, r.choice((1000, 2000, 3000)))


def agency_skims(w, ring, n):
    """Runs the client's inbox lawfully and feeds each tenth customer to another client."""
    r = w.rng
    house, clients = open_firm(w), [small_shop(w, n=2) for _ in range(2)]
    room = Seat([w.device(), w.device()], [house.office], house.city, 0.5)
    w.mark(house.account, "lead_resale", ring, "agency_skims")
    for c in clients:
        w.live(c.account, room, 0, w.end, 1, "desk")
        for m in range(w.days // 30):
            w.pay(c.account.payout, house.account.payout, m * 30 * DAY + 50000, 5000)
    shops = buyers(w, ring, "agency_skims", max(1, n - 2), clients[0].industry)
    rows = stock(w, clients[0], r.randint(12, 40))
    for row, target, t in hand_over(
        w, ring, house.account, [f.account for f in shops], rows, ("partner_api", "form", "export"), 2
    ):
        follow(w, row, target, t)
    for f in shops:
        pay_for(w, f.account.payout, house.account.payout, w.when(0.5, 0.95), r.randint(4, 20), 50)


def dead_leads_recycled(w, ring, n):
    """The clerk writes off customers nobody rang and sells them as a monthly parcel."""
    r, firm = w.rng, host(w)
    s = insider(w, firm, ring, "dead_leads_recycled")
    shops = buyers(w, ring, "dead_leads_recycled", 1 + (n > 3), firm.industry)
    stock(w, firm, 40)
    cold = [x for x in firm.leads if x[5] is None]
    for m in range(1, w.days // 30 + 1):
        parcel = [x for x in cold if (m - 1) * 30 * DAY <= x[3] < m * 30 * DAY - 5 * DAY]
        t, shop = m * 30 * DAY - r.randint(0, 4) * DAY, r.choice(shops)
        for row in parcel:
            t += r.randint(3, (40, 9000, 60000)[w.camouflage])
            if w.transfer(
                row[0], row[1], s.account, shop.account, t, r.choice(("export", "private_message")), ring
            ):
                follow(w, row, shop.account, t)
        pay_for(w, shop.boss.pay, s.person.pay, t, len(parcel), r.choice((8, 12, 15)))


def pooled_sellers(w, ring, n):
    """Sales staff of rival shops swap refusals in a chat group, a red packet each."""
    r, group = w.rng, []
    for _ in range(max(3, n)):
        firm = host(w)
        group.append((firm, insider(w, firm, ring, "pooled_sellers")))
    for firm, s in group:
        for row in stock(w, firm, r.randint(4, 14)):
            other = r.choice(group)[1]
            t = row[3] + r.randint(3000, 9 * DAY)
            if other is not s and w.transfer(
                row[0], row[1], s.account, other.account, t, "private_message", ring
            ):
                follow(w, row, other.account, t)
                if r.random() < (0.8, 0.5, 0.3)[w.camouflage]:
                    w.pay(
                        other.person.pay,
                        s.person.pay,
                        t + r.randint(100, 9000),
                        r.choice((6.6, 8.8, 10, 18.8, 20)),
                    )


TRICKS = {
    slot_shop: (5, 28),
    one_hand_many_licences: (4, 24),
    wandering_cohort: (4, 16),
    spare_slots: (2, 12),
    badge_agent: (3, 9),
    ghost_payroll: (3, 10),
    insider_at_night: (2, 4),
    broker_with_cutouts: (2, 8),
    five_times_the_same: (3, 8),
    leaving_gift: (2, 2),
    agency_skims: (3, 5),
    dead_leads_recycled: (2, 4),
    pooled_sellers: (3, 6),
}
