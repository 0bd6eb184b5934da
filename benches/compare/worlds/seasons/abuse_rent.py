"""Accounts let for a monthly fee while the holder goes on."""

from crew import Crew, a_company, honest_pool, take, times
from words import Brief


def build(W):
    rng = W.rng("rent%d" % W.level)
    studios(W, rng)
    direct(W, rng)
    posters_for_hire(W, rng)
    employee_lets_to_rival(W, rng)


def fee(crew, payer, acc, a, b, yuan, dom=None):
    W, rng = crew.W, crew.rng
    to = acc.pay or acc.person.pay
    dom = dom or crew.dom
    if crew.level == 0 or rng.random() < 0.4:
        days = W.season.paydays(dom, a, b + 25)
    else:
        days = list(range(a + rng.randrange(2, 28), min(b + 5, W.days), 30))
    for d in days:
        wob = 1 if crew.level == 0 else rng.choice((1, rng.uniform(0.8, 1.2)))
        crew.move(
            payer,
            to,
            W.ts(rng, min(W.days - 1, d + (rng.randrange(4) if crew.level else 0)), 9, 22),
            round(yuan * wob),
        )


def let(crew, acc, a, b, story, brief, spend=0.5, rate=None):
    """The tenant works the account; the holder goes on looking in."""
    W, rng = crew.W, crew.rng
    crew.use(acc, a, b, rate or rng.uniform(0.2, 0.9), acc.person.city)
    acc.notes.append((a, min(b, W.days), rng.uniform(0.06, 0.3), brief, crew.freedom()))
    for u in acc.uses[:-1]:
        if rng.random() < 0.5:
            u.rate *= rng.uniform(0.3, 1)
    if rng.random() < spend:
        acc.spend = (
            min(W.days - 1, a + rng.randrange(0, 7)),
            min(b, W.days),
            rng.choice(("seeding", "lead_collection")),
            rng.uniform(50, 300),
            0.35,
        )
    if rng.random() < 0.2:
        W.change(acc, "password", W.ts(rng, a))
    W.guilty(acc, "rented", crew.ring, story)


def span(W, rng, story):
    if story == "campaign_rental":
        _, a, b = W.season.campaign(rng)
        a = max(1, a - rng.randrange(1, 8))
        return a, min(W.days, max(a + 12, b + rng.randrange(1, 8)))
    a = 0 if rng.random() < 0.35 else W.season.deal.draw(rng, 0, W.days - 35)
    return a, W.days if rng.random() < 0.6 else min(W.days, a + rng.randrange(30, 95))


def studios(W, rng):
    """Studios rent from many holders and post for firms; some through a recruiter or behind an approval."""
    pool = honest_pool(W, ("personal", "professional", "professional"))
    for k in range(times(W, 9, 2)):
        crew = Crew(W, rng)
        story = (
            "studio_rents_accounts",
            "campaign_rental",
            "recruiter_sublets",
            "approved_agency_side_business",
        )[k % 4]
        if story == "approved_agency_side_business" and crew.level < 2:
            agency = rng.choice(W.agencies)
            crew.devs, crew.per_dev = [agency[0][0]], 10**6
            crew.dev = lambda ds=agency[0]: rng.choice(ds)
            if crew.level == 0:
                crew.office = agency[1][0][0]
        clients = [c for c in (a_company(W, rng) for _ in range(rng.randrange(2, 5))) if c]
        for c in clients:
            W.customer(c.acc)
        brief = Brief(crew.ring, clients[0].industry)
        rent, agent = rng.choice((150, 200, 260, 300, 400)), W.tok("p")
        for _ in range(rng.randrange(8, 20)):
            acc = take(rng, pool, W)
            if not acc:
                return
            a, b = span(W, rng, story)
            c = rng.choice(clients)
            let(crew, acc, a, b, story, brief if rng.random() < 0.6 else c.brief)
            payer = agent if story == "recruiter_sublets" else crew.payee()
            fee(crew, payer, acc, a, b, rent if rng.random() < 0.6 else rng.choice((200, 300, 500)))
            if rng.random() < 0.45:
                W.bind(c, acc, W.ts(rng, a), None if b >= W.days else W.ts(rng, b), "bound", "")
        for d in W.season.month_ends:
            for c in clients:
                crew.move(c.pay, crew.payee(), W.ts(rng, d), 100 * rng.randrange(20, 90))
            if story == "recruiter_sublets":
                crew.move(crew.payee(), agent, W.ts(rng, d), 100 * rng.randrange(20, 60))


def direct(W, rng):
    """A firm rents creators' accounts itself; its own people post on them from the office."""
    pool = honest_pool(W, ("professional", "personal"))
    for _ in range(times(W, 9, 2)):
        c = a_company(W, rng, lambda c: c.size > 5)
        if not c:
            return
        W.customer(c.acc)
        crew = Crew(W, rng)
        crew.payees[0] = c.pay
        if crew.level == 0:
            crew.office, crew.city = c.office, c.city
            crew.devs = [rng.choice(c.staff).person.dev]
        for _ in range(rng.randrange(3, 10)):
            acc = take(rng, pool, W)
            if not acc:
                return
            story = "campaign_rental" if rng.random() < 0.3 else "firm_rents_and_posts_itself"
            a, b = span(W, rng, story)
            let(crew, acc, a, b, story, c.brief)
            fee(crew, crew.payee(), acc, a, b, rng.choice((200, 300, 500, 800)))
            if rng.random() < 0.6:
                W.bind(
                    c,
                    acc,
                    W.ts(rng, a),
                    None if b >= W.days else W.ts(rng, b),
                    "bound",
                    acc.holder if rng.random() < 0.4 else "",
                )


def posters_for_hire(W, rng):
    """The holder posts what is sent, for a fee; no foreign operator is ever seen."""
    pool = honest_pool(W, ("professional", "personal"))
    for _ in range(times(W, 5, 1)):
        crew = Crew(W, rng)
        c = a_company(W, rng)
        if not c:
            return
        W.customer(c.acc)
        brief = Brief(crew.ring, c.industry)
        for _ in range(rng.randrange(5, 14)):
            acc = take(rng, pool, W)
            if not acc:
                return
            a, b = span(W, rng, "holder_posts_for_fee")
            acc.notes.append((a, b, rng.uniform(0.08, 0.25), brief, crew.freedom()))
            fee(crew, crew.payee(), acc, a, b, rng.choice((100, 150, 200)))
            if rng.random() < 0.7:
                W.bind(c, acc, W.ts(rng, a), None if b >= W.days else W.ts(rng, b), "bound", "")
            if rng.random() < 0.5:
                acc.spend = (a, b, "seeding", rng.uniform(40, 160), 0.3)
            W.guilty(acc, "rented", crew.ring, "holder_posts_for_fee")


def employee_lets_to_rival(W, rng):
    """Staff let the account that is bound to their employer to a studio working for somebody else."""
    pool = [
        s
        for s in W.staff
        if s.method == "bound"
        and s.b >= W.days
        and s.a < 0
        and s.acc.id not in W.busy
        and s.company.poster == "staff"
    ]
    for _ in range(times(W, 6, 1)):
        crew = Crew(W, rng)
        ind = rng.choice(W.companies)
        for s in rng.sample(pool, min(len(pool), rng.randrange(1, 6))):
            if s.acc.id in W.busy:
                continue
            a, b = span(W, rng, "employee_lets_account")
            let(crew, s.acc, a, b, "employee_lets_account", ind.brief, spend=0.3, rate=rng.uniform(0.15, 0.5))
            fee(crew, crew.payee(), s.acc, a, b, rng.choice((300, 400, 600)))
