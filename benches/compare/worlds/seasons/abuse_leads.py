"""Leads handed out for money."""

from crew import Crew, a_company, stranger, times
from model import DAY


def build(W):
    rng = W.rng("resale%d" % W.level)
    brokers(W, rng)
    moonlighters(W, rng)
    night_shift(W, rng)
    leavers(W, rng)
    drop_idle(W)


def drop_idle(W):
    """Who in the end neither handed out nor got a lead has done nothing."""
    gave, got = {r[1] for r in W.resold}, {r[2] for r in W.resold}
    for i in sorted(W.roles):
        role = W.roles[i][0]
        if (role == "lead_resale" and i not in gave and i not in got) or (
            role == "lead_buyer" and i not in got
        ):
            del W.roles[i]
            W.stories = {x for x in W.stories if x[0] != i or x[1] == "honest"}


def sources(W, least=12):
    """Staff who hold enough leads to have something to sell."""
    return [s for s in W.staff if s.acc.id not in W.busy and len(W.held.get(s.acc.id, ())) >= least]


def batches(W, rng, acc, share, a=0, b=10**9):
    """Leads an insider takes out, in the portions of the level."""
    have = sorted((x for x in W.held.get(acc.id, ()) if a <= x[1] // DAY <= b), key=lambda x: (x[1], x[0]))
    have = [x for x in have if rng.random() < share]
    lo, hi = ((6, 18), (3, 8), (1, 3))[W.level]
    out = []
    while have:
        k = rng.randrange(lo, hi + 1)
        part, have = have[:k], have[k:]
        out.append((max(x[1] for x in part), [x[0] for x in part]))
    return out


def resell(W, rng, crew, lead, frm, to, ts, channel=None, rename=False):
    """One resold transfer; a new number hides the lead's way but not the contact."""
    if ts >= W.days * DAY - 60 or frm.id == to.id:
        return None
    if rename:
        lead = (W.tok("l"), lead[1])
        W.leads.append((lead[0], lead[1], frm.id, int(ts) - rng.randrange(30, 900), "import", None))
    channel = channel or rng.choice(("private_message", "private_message", "export", "partner_api"))
    W.transfers.append((lead[0], lead[1], frm.id, to.id, int(ts), channel))
    W.resold.append((lead[0], frm.id, to.id, crew.ring))
    return lead


def when(W, rng, last):
    """Level 0: late the same evening; else whenever, in the middle of the working day."""
    day = last // DAY + rng.randrange(0, 3)
    ts = W.ts(rng, day, 20, 23.8) if W.level == 0 else W.ts(rng, day + rng.randrange(0, 3), 9, 22)
    return max(ts, last + rng.randrange(600, 9000))


def buyers_for(W, rng, crew, k, industry, employers):
    """Receiving accounts: firms of the trade or one of their sales staff."""
    out = []
    for _ in range(k):
        c = a_company(W, rng, lambda c: c.industry == industry and c not in employers)
        if not c:
            c = a_company(W, rng, lambda c: c not in employers)
        if not c:
            break
        acc, pay = c.acc, c.pay
        if rng.random() < 0.45:
            s = rng.choice(c.staff)
            if s.acc.id not in W.busy and s.b >= W.days:
                acc, pay = s.acc, rng.choice((c.pay, s.person.pay))
        if all(acc is not x[0] for x in out):
            W.guilty(acc, "lead_buyer", crew.ring, "buys_leads")
            out.append((acc, pay))
    return out


def side_account(W, rng, story_person=None):
    p = story_person or stranger(W, rng)
    acc = W.account(rng, rng.choice(("personal", "personal", "professional")), p)
    W.live(rng, acc, p, rate=rng.uniform(0.3, 1.2), a=max(0, acc.reg // DAY))
    acc.notes.append((max(0, acc.reg // DAY), W.days, rng.lognormvariate(-3.5, 1), None, 0))
    if rng.random() < 0.1:
        W.change(acc, "password", W.ts(rng, rng.randrange(W.days)))
    return acc


def cover(W, rng, acc, to):
    """Lawful leads mixed in: own leads, given away without money."""
    for _ in range(rng.randrange(2, 8)):
        t = W.ts(rng, W.season.ask.draw(rng), 9, 21)
        lead = (W.tok("l"), W.tok("c"))
        W.leads.append((lead[0], lead[1], acc.id, t, "private_message", None))
        if rng.random() < 0.5 and t // DAY < W.days - 1:
            W.transfers.append(
                (lead[0], lead[1], acc.id, to.id, t + rng.randrange(300, 30000), "private_message")
            )


def settle(W, rng, crew, book):
    """book: {(payer, payee): [(ts, yuan)]}: per batch, per fortnight, or at the end of the month."""
    mode = rng.choice(("batch", "batch", "month", "prepaid"))
    for (payer, payee), rows in sorted(book.items()):
        if mode == "batch":
            for t, y in rows:
                crew.move(payer, payee, t + rng.randrange(120, 2 * DAY), y)
        elif mode == "month":
            for a, b in zip([-1] + W.season.month_ends, W.season.month_ends + [W.days - 1]):
                y = sum(y for t, y in rows if a < t // DAY <= b)
                if y:
                    crew.move(payer, payee, W.ts(rng, min(W.days - 1, b + rng.randrange(0, 3))), y)
        else:
            left = 0
            for t, y in rows:
                if left < y:
                    top = max(500, round(y * 3 / 500) * 500)
                    crew.move(payer, payee, max(0, t - rng.randrange(600, DAY)), top)
                    left += top
                left -= y


def brokers(W, rng):
    """Insiders -> broker (or cut-outs) -> regular customers; one contact often goes to several."""
    for _ in range(times(W, 9, 2)):
        src = sources(W)
        if not src:
            return
        crew = Crew(W, rng)
        ind = rng.choice(src).company.industry
        src = [s for s in src if s.company.industry == ind]
        ins = rng.sample(src, min(len(src), rng.randrange(3, 9)))
        for s in ins:
            W.guilty(s.acc, "lead_resale", crew.ring, "insider_of_broker")
        desks = [side_account(W, rng) for _ in range(rng.choice((1, 1, 2)) + (W.level == 2))]
        cuts = [
            side_account(W, rng)
            for _ in range((rng.choice((0, 1)), rng.randrange(1, 4), rng.randrange(2, 5))[W.level])
        ]
        for x in desks:
            W.guilty(x, "lead_resale", crew.ring, "broker_with_regulars")
        for x in cuts:
            W.guilty(x, "lead_resale", crew.ring, "cut_out")
        if W.level == 0:
            for x in desks + cuts:
                crew.use(x, 0, W.days, 0.4, x.person.city)
        custom = buyers_for(W, rng, crew, rng.randrange(3, 8), ind, [s.company for s in ins])
        if not custom:
            continue
        price, cost, rename = (
            rng.choice((40, 60, 80, 120, 200)),
            rng.choice((10, 20, 30)),
            rng.random() < 0.35,
        )
        start, book = rng.randrange(0, 40), {}
        for s in ins:
            desk, cut = rng.choice(desks), rng.choice(cuts) if cuts and rng.random() < 0.7 else None
            for last, part in batches(W, rng, s.acc, rng.uniform(0.25, 0.7) / (1 + W.level / 2), start):
                t = when(W, rng, last)
                book.setdefault((crew.payee(), s.person.pay), []).append((t, cost * len(part)))
                bought = rng.sample(custom, min(len(custom), rng.choice((1, 1, 2, 3))))
                for i, lead in enumerate(part):
                    t1 = t + i * rng.randrange(5, 90)
                    lead = resell(W, rng, crew, lead, s.acc, cut or desk, t1)
                    if lead and cut:
                        t1 += rng.randrange(300, 40000)
                        lead = resell(W, rng, crew, lead, cut, desk, t1)
                    for j, (b, pay) in enumerate(bought):
                        if lead and b is not s.acc:
                            resell(
                                W,
                                rng,
                                crew,
                                lead,
                                desk,
                                b,
                                t1 + rng.randrange(400, 30000) + j * 3600,
                                rename=rename,
                            )
                for b, pay in bought:
                    book.setdefault((pay, crew.payee()), []).append((t + 20000, price * len(part)))
        if W.level:
            for x in desks:
                cover(W, rng, x, rng.choice(custom)[0])
        settle(W, rng, crew, book)


def straight(W, rng, crew, s, pairs, share, story, a=0, b=10**9, via=None):
    """An insider sells to one or two receivers, perhaps through a second account of the own."""
    W.guilty(s.acc, "lead_resale", crew.ring, story)
    if via:
        W.guilty(via, "lead_resale", crew.ring, "second_account_as_cut_out")
    price, book = rng.choice((20, 30, 50, 80)), {}
    done = 0
    for last, part in batches(W, rng, s.acc, share, a, b):
        t = when(W, rng, last)
        done += 1
        for acc, pay in pairs if rng.random() < 0.35 else pairs[:1]:
            for i, lead in enumerate(part):
                t1 = t + i * rng.randrange(4, 60)
                if via:
                    lead = resell(W, rng, crew, lead, s.acc, via, t1)
                    t1 += rng.randrange(900, 50000)
                if lead:
                    resell(W, rng, crew, lead, via or s.acc, acc, t1, rename=rng.random() < 0.1)
            book.setdefault(
                (pay, s.person.pay if rng.random() < 0.8 or not W.level else W.tok("p")), []
            ).append((t, price * len(part)))
    if W.level and not via:
        cover(W, rng, s.acc, pairs[0][0])
    settle(W, rng, crew, book)
    return done


def moonlighters(W, rng):
    """Single staff with a side income, strongest when the campaign brings more leads than anybody counts."""
    src = sources(W, 14)
    rng.shuffle(src)
    for _ in range(times(W, 34, 5)):
        while src and src[-1].acc.id in W.busy:
            src.pop()
        if not src:
            return
        s = src.pop()
        crew = Crew(W, rng)
        W.busy.add(s.acc.id)
        pairs = buyers_for(W, rng, crew, rng.choice((1, 1, 2)), s.company.industry, [s.company])
        if not pairs:
            return
        via = (
            side_account(W, rng, s.person if rng.random() < 0.6 else None)
            if rng.random() < 0.25 + 0.1 * W.level
            else None
        )
        straight(
            W,
            rng,
            crew,
            s,
            pairs,
            rng.uniform(0.3, 0.8) / (1 + W.level / 2),
            "moonlighting_insider",
            via=via,
            a=rng.randrange(0, 35),
        )


def night_shift(W, rng):
    """Several of one firm's staff leak together in campaign weeks."""
    for _ in range(times(W, 5, 1)):
        by = {}
        for s in sources(W, 8):
            by.setdefault(s.company.acc.id, []).append(s)
        teams = [v for k, v in sorted(by.items()) if len(v) >= 4]
        if not teams:
            return
        team = rng.choice(teams)
        crew = Crew(W, rng)
        pick = rng.sample(team, min(len(team), rng.randrange(3, 7)))
        for s in pick:
            W.busy.add(s.acc.id)
        pairs = buyers_for(W, rng, crew, 2, team[0].company.industry, [team[0].company])
        _, a, b = W.season.campaign(rng)
        for s in pick:
            if pairs:
                straight(
                    W,
                    rng,
                    crew,
                    s,
                    pairs,
                    rng.uniform(0.5, 0.9) / (1 + W.level / 2),
                    "campaign_shift_leaks",
                    a=max(0, a - 10),
                    b=b + 15,
                )


def leavers(W, rng):
    """Who quits takes the last weeks' leads to the next employer, for a signing bonus or per piece."""
    src = [s for s in sources(W, 8) if 20 < s.b < W.days - 8]
    rng.shuffle(src)
    for s in src[: times(W, 16, 2)]:
        if s.acc.id in W.busy:
            continue
        crew = Crew(W, rng)
        W.busy.add(s.acc.id)
        pairs = buyers_for(W, rng, crew, 1, s.company.industry, [s.company])
        if pairs:
            straight(
                W,
                rng,
                crew,
                s,
                pairs,
                rng.uniform(0.5, 1) / (1 + W.level / 3),
                "takes_leads_when_quitting",
                a=s.b - 35,
                b=s.b,
            )
