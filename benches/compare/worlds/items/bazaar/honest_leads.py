"""Leads as honest companies collect, assign, reassign and share them."""

from .base import DAY, Lead, token

HUNGRY = {"装修", "婚摄", "医美", "汽车", "房产", "教育", "旅行", "母婴", "珠宝", "健身"}


def current_staff(f, t):
    return [j for j in f.staff if j.a < t < j.b]


def collect(w, rng, f, contact, t, shared_desk):
    """A consumer leaves a contact with the firm or with one of its staff."""
    staff = current_staff(f, t)
    own = staff and rng.random() < (0.35 if shared_desk else 0.75)
    collector = rng.choice(staff).acc if own else f.ent
    x = Lead(
        rng,
        contact,
        collector,
        t,
        rng.choice(("form", "form", "private_message", "private_message", "import")),
    )
    w.leads.append(x)
    f.leads.append(x)
    if rng.random() < 0.7:
        x.followed = t + rng.expovariate(1 / 20) * 3600 * rng.choice((0.2, 1, 4))
    if not own and staff and rng.random() < 0.85:
        hand_over(w, x, f.ent, rng.choice(staff).acc, t + rng.expovariate(1 / 5) * 3600, "crm_assign")
    elif own and staff and rng.random() < 0.12:
        hand_over(
            w, x, collector, f.ent, t + rng.expovariate(1 / 12) * 3600, rng.choice(("crm_assign", "form"))
        )
    x.owner.held.append(x)
    return x


def hand_over(w, x, frm, to, t, channel):
    if w.transfer(x, frm, to, t, channel):
        x.owner, x.since = to, t


def honest_leads(w):
    rng = w.rng("leads")
    consumers = []
    by_trade = {}
    for f in w.firms:
        by_trade.setdefault(f.industry, []).append(f)
    for f in w.firms:
        if f.industry not in HUNGRY and rng.random() < 0.75:
            continue
        per_day = rng.gammavariate(1.1, 0.16) * (1 + len(f.staff) ** 0.8 / 2)
        shared_desk = rng.random() < 0.6
        t = 0.0
        while True:
            t += rng.expovariate(per_day) * DAY
            if t >= w.end:
                break
            at = (
                int(t // DAY) * DAY
                + rng.choice((10, 12, 14, 16, 19, 20, 21, 22)) * 3600
                + rng.uniform(-3600, 3600)
            )
            old = rng.random() < 0.02 and consumers
            contact = rng.choice(consumers) if old else token(rng)
            consumers.append(contact)
            collect(w, rng, f, contact, at, shared_desk)
            if rng.random() < 0.11:  # the consumer compares: asks other shops of the same trade
                rivals = by_trade[f.industry]
                for g in rng.sample(rivals, min(len(rivals), rng.choice((1, 1, 2, 3, 5)))):
                    if g is not f:
                        later = at + rng.expovariate(1 / 30) * 3600
                        if later < w.end:
                            collect(w, rng, g, contact, later, True)
    bulk_reassign(w, w.rng("reassign"))
    partners(w, w.rng("partners"))


def bulk_reassign(w, rng):
    """When somebody leaves, the book goes to one or several colleagues at once, or back to the pool."""
    for f in w.firms:
        for j in f.staff:
            if not 0 < j.b < w.end - DAY:
                continue
            rest = [k.acc for k in current_staff(f, j.b + DAY) if k.acc is not j.acc] or [f.ent]
            heirs = rng.sample(rest, min(len(rest), rng.choice((1, 1, 2, 4))))
            at = j.b + rng.uniform(-0.5, 2.5) * DAY
            n = 0
            for x in j.acc.held:
                if x.owner is j.acc and x.since < at and x.t < j.b and rng.random() < 0.9:
                    hand_over(w, x, j.acc, rng.choice(heirs), at + n * rng.uniform(1, 15), "crm_assign")
                    n += 1
            if n > 2:
                w.tell(j.acc, "honest", "book_reassigned")
        for x in f.leads:  # day-to-day: ill, on leave, other district
            if x.owner.firm is f and rng.random() < 0.035:
                team = current_staff(f, x.since)
                if team:
                    hand_over(
                        w,
                        x,
                        x.owner,
                        rng.choice(team).acc,
                        x.since + rng.expovariate(1 / 4) * DAY,
                        "crm_assign",
                    )


def partners(w, rng):
    """Franchise groups pass on leads by district; declared partners under contract and settle monthly."""
    leads_of = [f for f in w.firms if len(f.leads) > 12]
    for f in rng.sample(leads_of, min(len(leads_of), w.count(16))):
        g = rng.choice(w.firms)
        if g is not f:
            f.partners.append((g, "contract"))
            if rng.random() < 0.6:
                w.approved.append(("enterprise", g.ent.id, "客资合作伙伴", ""))
                w.approved.append(("enterprise", f.ent.id, "客资合作伙伴", ""))
    for f in w.firms:
        if not f.partners:
            continue
        share = rng.uniform(0.05, 0.3)
        book = {}
        for x in f.leads:
            if rng.random() > share:
                continue
            g, why = rng.choice(f.partners)
            t = x.since + rng.expovariate(1 / 2) * DAY
            frm = x.owner if rng.random() < 0.3 and x.owner.firm is f else f.ent
            if frm is not x.owner:
                t += 600
            if w.transfer(x, frm, g.ent, t, "partner_api" if rng.random() < 0.75 else "crm_assign"):
                if why == "contract":
                    book[g] = book.get(g, 0) + 1
                team = current_staff(g, t)
                if team and rng.random() < 0.6:
                    w.transfer(x, g.ent, rng.choice(team).acc, t + rng.uniform(0.1, 20) * 3600, "crm_assign")
                w.tell(frm, "honest", "franchise_lead" if why == "group" else "declared_partner")
        for g in sorted(book, key=lambda g: g.ent.id):
            for m in range(1, 4):
                w.pay(
                    g.wallet, f.wallet, m * 30 * DAY - rng.uniform(0, 3) * DAY, book[g] * rng.uniform(8, 40)
                )
