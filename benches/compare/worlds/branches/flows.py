"""Honest leads, advertising, wages, ordinary payments and notes."""

from core import DAY, pick_hour, poisson
from texts import compose, vary


class Crowd:
    """Consumers who look around: a contact may turn up at several companies of a line in a city."""

    def __init__(self):
        self.recent = {}

    def contact(self, world, rng, key, city, t):
        pool = self.recent.setdefault((key, city), [])
        while pool and pool[0][0] < t - 20 * DAY:
            pool.pop(0)
        if len(pool) > 2 and rng.random() < (0.17 if key in ("wedding", "renovation", "cars") else 0.08):
            return pool[int(rng.random() ** 0.5 * len(pool))][1]
        contact = "c" + world.new_id("contact", 14)
        pool.append((t, contact))
        return contact


def moment(rng, day, cum):
    return day * DAY + pick_hour(cum, rng.random()) * 3600 + int(rng.random() * 3600)


def delay(rng, median_hours):
    return int(3600 * median_hours * rng.lognormvariate(0, 1.3)) + 40


def firm_leads(world, firm, crowd):
    """The leads of one company, day by day, and who works on them."""
    trade = firm.trade
    rng = world.rng("leads", firm.n)
    if rng.random() < 0.12:  # no lead business, or another system
        return
    intake = firm.head.ent if firm.head and firm.head is not firm else firm.ent
    per_day = trade.leads / 7.0 * rng.lognormvariate(-0.1, 0.6) * 0.85
    desk = rng.random() < 0.4  # a person at the desk spreads the leads by hand, in rounds
    for day in range(world.days):
        active = [p for p in firm.posts if p.on(day) and p.genuine]
        if not active:
            continue
        n = poisson(rng, per_day * len(active) * trade.week[world.weekday[day]])
        times = sorted(moment(rng, day, trade.hours) for _ in range(n))
        round_at = day * DAY + rng.choice((10, 14, 17)) * 3600 + rng.randrange(1800)
        for t in times:
            contact = crowd.contact(world, rng, trade.key, firm.city.name, t)
            form = rng.random() < trade.form
            chased = t + delay(rng, trade.hurry) if rng.random() < trade.answer else None
            if chased and chased > world.days * DAY:
                chased = None
            post = rng.choice(active)
            if form:
                via_head = intake is not firm.ent and rng.random() < 0.6
                src = intake if via_head else firm.ent
                lead = world.lead(src, contact, t, "form" if rng.random() < 0.9 else "import", chased)
                at = t + delay(rng, 0.15)
                if via_head:
                    world.transfer(lead, contact, src, firm.ent, at, "crm_assign")
                    at += delay(rng, 0.3)
                if desk and at < round_at:
                    at = round_at + rng.randrange(600)
                partner = firm.partners and rng.random() < 0.12
                if partner:
                    world.transfer(lead, contact, firm.ent, rng.choice(firm.partners).ent, at, "partner_api")
                elif rng.random() < 0.86:
                    world.transfer(lead, contact, firm.ent, post.acct, at, "crm_assign")
            else:
                lead = world.lead(post.acct, contact, t, "private_message", chased)
                world.held.setdefault(post.acct.id, []).append((t, lead, contact))
                x = rng.random()
                if x < 0.16:
                    world.transfer(lead, contact, post.acct, firm.ent, t + delay(rng, 1), "crm_assign")
                elif x < 0.22:
                    world.transfer(
                        lead,
                        contact,
                        post.acct,
                        rng.choice(active).acct,
                        t + delay(rng, 4),
                        rng.choice(("private_message", "crm_assign")),
                    )
                elif x < 0.23:  # the customer has moved: passed to a friend, for nothing
                    friend = rng.choice(world.firms)
                    if friend.trade is trade and friend is not firm and friend.posts:
                        world.transfer(
                            lead,
                            contact,
                            post.acct,
                            rng.choice(friend.posts).acct,
                            t + delay(rng, 9),
                            "private_message",
                        )
                        post.acct.tell("honest", "referred_to_friend")
                elif x < 0.25 and firm.partners:
                    world.transfer(
                        lead,
                        contact,
                        post.acct,
                        rng.choice(firm.partners).ent,
                        t + delay(rng, 6),
                        rng.choice(("partner_api", "private_message")),
                    )
    hand_over(world, rng, firm)
    if rng.random() < 0.12 and len(firm.posts) > 3:  # a shop moves its book into another system
        t = moment(rng, rng.randrange(5, world.days), trade.hours)
        for post in firm.posts:
            for _, lead, contact in [h for h in world.held.get(post.acct.id, ()) if h[0] < t][-25:]:
                world.transfer(lead, contact, post.acct, firm.ent, t + rng.randrange(90), "export")


def hand_over(world, rng, firm):
    """When somebody leaves, the book goes to one or two colleagues in one go."""
    for post in firm.posts:
        ends = [d1 for _, _, d1 in post.stints if d1 is not None and 0 < d1 < world.days]
        if post.end is None or not ends or rng.random() < 0.25:
            continue
        day = post.end
        rest = [p for p in firm.posts if p.on(day) and p is not post and p.genuine]
        if not rest:
            continue
        heirs = rng.sample(rest, min(len(rest), rng.choice((1, 1, 2, 3))))
        t = min(
            world.days * DAY - 9000,
            day * DAY + rng.choice((-1, 0, 0, 1)) * DAY * 0.4 + rng.uniform(2e4, 6e4),
        )
        for when, lead, contact in world.held.get(post.acct.id, [])[-60:]:
            if t - 60 * DAY < when < t:
                world.transfer(
                    lead, contact, post.acct, rng.choice(heirs).acct, t + rng.randrange(240), "crm_assign"
                )
        post.acct.tell("honest", "bulk_reassigned_on_leaving")


def campaigns(world, rng, acct, trade, d0, d1, money):
    """Campaigns of some days within an interval."""
    day = max(0, d0) + rng.uniform(0, 25)
    products = [m[0] for m in trade.mix]
    shares = [m[1] for m in trade.mix]
    while day < min(d1, world.days):
        product, budget = rng.choices(products, shares)[0], money * rng.lognormvariate(0, 0.6)
        for _ in range(rng.choice((3, 5, 7, 10, 14, 21))):
            if d0 <= day < min(d1, world.days):
                world.spend(acct, int(day), product, budget * rng.uniform(0.5, 1.3))
            day += 1
        day += rng.expovariate(1 / 22)


def firm_ads(world, firm):
    if not firm.advertises:
        return
    rng = world.rng("ads", firm.n)
    campaigns(world, rng, firm.ent, firm.trade, 0, world.days, firm.trade.money * 2.5 * firm.scale)
    share = rng.choice((0.1, 0.25, 0.5)) if firm.scale == 1 else 0.6
    for post in firm.posts:
        if post.genuine and rng.random() < share:
            end = world.days if post.end is None else post.end
            wait = rng.choice((0, 0, 3, 12)) if post.start > 0 else 0  # new staff get a budget, too
            campaigns(
                world, rng, post.acct, firm.trade, post.start + wait, end, firm.trade.money * firm.scale
            )


def firm_wages(world, firm):
    rng = world.rng("wages", firm.n)
    low, high = firm.trade.pay
    base = {}
    for day in range(world.days):
        if not firm.wages or world.day_of_month(day) != firm.payday:
            continue
        t0 = day * DAY + rng.randrange(9, 17) * 3600
        for post in firm.posts:
            if not post.genuine:
                continue
            for person, d0, d1 in post.stints:
                if d0 < day - 3 and (d1 is None or day < d1 + 25):
                    wage = base.setdefault(person.holder, rng.uniform(low, low + (high - low) * rng.random()))
                    month = wage * rng.choice((1, 1, 1.1, 0.95, 1.3))
                    month *= min(1, (day - d0) / 30)
                    world.pay(firm.bank, person.payout, t0 + rng.randrange(5400), month)
    if firm.honest and not firm.wages and trade_fee(firm) and rng.random() < 0.3:
        # self-employed staff pay for their desk in the shop
        fee = rng.choice((500, 800, 1000, 1500))
        for post in firm.posts:
            person, start, end = post.stints[0]
            post.acct.tell("honest", "desk_fee")
            for day in range(
                max(0, int(start)) + rng.randrange(28), int(min(end or world.days, world.days)), 30
            ):
                if rng.random() < 0.7:
                    world.pay(person.payout, firm.bank, day * DAY + rng.randrange(30000, 80000), fee)
    if firm.head and firm.head is not firm:  # members pay the head of the chain
        for day in range(rng.randrange(30), world.days, 30):
            world.pay(
                firm.bank,
                firm.head.bank,
                day * DAY + 40000 + rng.randrange(9000),
                rng.randrange(20, 90) * 100,
            )
    if rng.random() < 0.3:  # "bring a friend": small round thanks
        crowd = world.people
        for _ in range(rng.randrange(2, 12)):
            t = moment(rng, rng.randrange(world.days), firm.trade.hours)
            world.pay(firm.bank, rng.choice(crowd).payout, t, rng.choice((50, 100, 200, 300, 500)))
    if rng.random() < 0.25:  # creators paid for a post
        pool = world.creators
        for _ in range(rng.randrange(2, 9)):
            t = moment(rng, rng.randrange(world.days), firm.trade.hours)
            acct = rng.choice(pool)
            world.pay(firm.bank, acct.payout, t, rng.choice((200, 300, 500, 800, 1500, 3000)))
            acct.tell("honest", "paid_collaboration")
    for person in rng.sample([p.stints[0][0] for p in firm.posts], min(len(firm.posts), 3)):
        if rng.random() < 0.3:  # staff hand in what customers paid them
            for _ in range(rng.randrange(1, 5)):
                t = moment(rng, rng.randrange(world.days), firm.trade.hours)
                world.pay(person.payout, firm.bank, t, rng.choice((99, 500, 1000, 2000, 3980)))


def trade_fee(firm):
    return firm.trade.key in ("estate", "wedding", "renovation", "beauty")


def ordinary_payments(world):
    rng = world.rng("payments")
    people = world.people
    by_city = {}
    for person in people:
        by_city.setdefault(person.city.name, []).append(person)
    for person in people:
        if rng.random() > 0.3:
            continue
        near = by_city[person.city.name]
        friends = [rng.choice(near if rng.random() < 0.7 else people) for _ in range(rng.randrange(1, 4))]
        for _ in range(rng.choice((1, 1, 2, 3, 5))):
            t = moment(rng, rng.randrange(world.days), person.hours)
            amount = rng.choice(
                (6.66, 8.88, 20, 52, 66, 88, 100, 200, 520, rng.uniform(5, 400), rng.uniform(20, 3000))
            )
            world.pay(person.payout, rng.choice(friends).payout, t, amount)
    for landlord in rng.sample(people, int(150 * world.f)):  # rent from a few tenants each month
        for tenant in rng.sample(people, rng.randrange(1, 6)):
            rent, first = rng.randrange(8, 60) * 100, rng.randrange(30)
            for day in range(first, world.days, 30):
                world.pay(tenant.payout, landlord.payout, (day + 0.5) * DAY + rng.randrange(20000), rent)
    for seller in rng.sample(people, int(90 * world.f)):  # small sellers with many customers
        for _ in range(rng.randrange(5, 40)):
            world.pay(
                rng.choice(people).payout,
                seller.payout,
                rng.uniform(0, world.days) * DAY,
                rng.choice((39, 59, 68, 99, 128, 199, 299)),
            )


def firm_notes(world, firm):
    """Notes of a company's accounts: own ones, prepared ones, and the press texts of a brand."""
    rng = world.rng("notes", firm.n)
    trade = firm.trade
    brand = world.brand_texts[trade.key]
    for post in [None] + firm.posts:
        acct = post.acct if post else firm.ent
        if post and not post.genuine:
            continue
        start, end = (
            (max(0, post.start), min(world.days, post.end or world.days)) if post else (0, world.days)
        )
        for _ in range(poisson(rng, acct.writes * max(0, end - start) / 7)):
            t = moment(rng, int(rng.uniform(start, end)), trade.hours)
            x = rng.random()
            if firm.template and x < 0.45:
                text = vary(rng, rng.choice(firm.template), rng.choice((0, 0, 1)), trade.key, firm.city.name)
            elif x > 0.97:
                text = vary(rng, rng.choice(brand), 0, trade.key)
                acct.tell("honest", "brand_press_text")
            else:
                text = compose(rng, trade.key, firm.city.name)
            world.note(acct, t, text)


def private_notes(world):
    for acct in world.accts:
        if acct.writes and not acct.firm:
            rng = world.rng("diary", acct.id)
            for _ in range(poisson(rng, acct.writes * world.days / 7)):
                t = moment(rng, rng.randrange(world.days), acct.person.hours)
                if acct.uses and acct.uses[0].d0 * DAY < t:
                    world.note(acct, t, compose(rng, acct.topic or "life", acct.person.city.name))


def shop_tablets(world):
    """Some companies have their shop tablets approved."""
    rng = world.rng("approved")
    for firm in world.firms:
        if rng.random() < 0.12:
            for shop in firm.shops:
                if shop.tablet:
                    world.approved.append(("device", shop.tablet, "shop tablet", ""))
