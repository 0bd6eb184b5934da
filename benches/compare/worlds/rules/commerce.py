"""Honest leads, money and advertising."""


def leads(w):
    r = w.r
    by_trade = {}
    for f in w.firms:
        by_trade.setdefault(f.industry, []).append(f)
    partner = {}
    for f in w.firms:
        x = r.random()
        if f.kind == "franchise":
            partner[f] = [g for g in w.firms if g.group == f.group and g is not f]
        elif x < 0.06:  # a declared partner; half of them told the platform
            g = r.choice(w.firms)
            if g is not f:
                partner[f] = [g]
                if r.random() < 0.5:
                    w.approved.append(("enterprise", g.ent.id, "declared partner"))
                w.story(f.ent, "declared_partner")
                if r.random() < 0.6:
                    for d in range(r.randint(5, 25), w.days, 30):
                        w.pay(g.wallet, f.wallet, d + 0.5, r.randint(3, 40) * 100)
    friends = {}
    for f in w.firms:
        if r.random() < 0.07:
            near = [g for g in w.firms if g.city == f.city and g is not f and g.industry != f.industry]
            friends[f] = r.choice(near or w.firms)
    for f in w.firms:
        f.pool = []
        testing = w.new_hash()  # staff test the form with the shop's own number
        for _ in range(int(f.leadrate * w.days * r.uniform(0.7, 1.3))):
            t, x = r.uniform(0, w.days - 0.2), r.random()
            staff = f.active(t)
            a = f.ent if x < 0.6 or not staff else r.choice(staff)
            src = r.choice(("form", "form", "private_message")) if a is f.ent else "private_message"
            lead = w.lead(a, t, src, testing if r.random() < 0.004 else None)
            if a is f.ent and staff and r.random() < 0.75:
                b, t2 = r.choice(staff), t + min(3, r.expovariate(8))
                w.hand(lead, a, b, t2, "crm_assign")
                f.pool.append((lead, b, t2))
                if r.random() < 0.05:
                    c = r.choice(staff)
                    w.hand(lead, b, c, t2 + r.uniform(0.1, 4), "crm_assign")
            elif a is not f.ent:
                f.pool.append((lead, a, t))
                if r.random() < 0.15:
                    w.hand(
                        lead,
                        a,
                        f.ent if r.random() < 0.5 else r.choice(staff),
                        t + r.random(),
                        r.choice(("crm_assign", "private_message")),
                    )
            if f in partner and r.random() < 0.15:
                w.hand(lead, a, r.choice(partner[f]).ent, t + r.expovariate(1), "partner_api")
            if f in friends and r.random() < 0.07:  # "ask my friend for make-up": a red packet now and then
                g = friends[f]
                b = r.choice(g.active(t) or [g.ent])
                w.hand(lead, a, b, t + r.random(), "private_message")
                w.story(a, "courtesy_referral")
                if r.random() < 0.4:
                    w.pay(
                        g.boss.wallet,
                        a.payout or f.wallet,
                        t + r.uniform(0.1, 5),
                        r.choice((66, 88, 100, 188, 200)),
                    )
            if r.random() < 0.10:  # the consumer compares
                same = by_trade[f.industry]
                for g in r.sample(same, min(len(same), r.choice((1, 1, 2, 3, 4)))):
                    if g is not f and (g.city == f.city or r.random() < 0.3):
                        t2 = t + r.expovariate(0.5)
                        l2 = w.lead(g.ent, t2, r.choice(("form", "private_message")), lead[1])
                        s2 = g.active(t2)
                        if s2:
                            w.hand(l2, g.ent, r.choice(s2), t2 + r.expovariate(6), "crm_assign")
        bulk(w, f)


def bulk(w, f):
    """Lawful heaps: a leaver's leads, a fair, a new CRM."""
    r = w.r
    for a, t in f.left:
        stay = [x for x in f.active(t) if x is not a]
        mine = [x for x in f.pool if x[1] is a and x[2] < t]
        if stay and mine:
            to, k = r.sample(stay, min(len(stay), r.choice((1, 1, 3)))), t + r.uniform(-1, 1)
            for lead, _a, t1 in mine:
                k += r.uniform(0.00001, 0.0008)
                w.hand(lead, a, r.choice(to), max(k, t1), r.choice(("crm_assign",) * 4 + ("export",)))
            w.story(a, "leads_reassigned_on_leaving")
    x = r.random()
    if x < 0.03 and f.staff:
        t = r.uniform(1, w.days - 4)
        for _ in range(r.randint(30, 140)):
            lead = w.lead(f.ent, t + r.uniform(0, 0.02), "import")
            s = f.active(t)
            if s:
                w.hand(lead, f.ent, r.choice(s), t + r.uniform(0.02, 0.2), "crm_assign")
        w.story(f.ent, "trade_fair_import")
    elif x < 0.05 and len(f.staff) > 2:
        t = r.uniform(20, w.days - 1)
        for lead, a, t1 in f.pool:
            s = f.active(t)
            if t1 < t and s:
                w.hand(lead, a, r.choice(s), t + r.uniform(0, 0.1), "export")
        w.story(f.ent, "new_crm_moves_all_leads")


def money(w):
    r, n = w.r, w.size
    wallets = [p.wallet for p in w.people]
    for _ in range(int(n * 0.5)):  # friends, red packets
        w.pay(
            r.choice(wallets),
            r.choice(wallets),
            r.uniform(0, w.days),
            (
                r.choice((20, 50, 66.6, 88, 100, 200, 500))
                if r.random() < 0.5
                else round(r.lognormvariate(4.5, 1), 2)
            ),
        )
    for _ in range(n // 80):  # rent, monthly, round
        a, b, y, d = r.choice(wallets), r.choice(wallets), r.randint(8, 60) * 100, r.randrange(30)
        for k in range(d, w.days, 30):
            w.pay(a, b, k + r.uniform(0.3, 0.9), y)
    for _ in range(n // 60):  # spouses and students' allowances, weekly
        a, b = r.choice(wallets), r.choice(wallets)
        for k in range(r.randrange(7), w.days, 7):
            if r.random() < 0.8:
                w.pay(a, b, k + r.random(), r.choice((200, 300, 400, 500)))
    for f in w.firms:
        for _ in range(r.randint(2, 18)):
            w.pay(r.choice(wallets), f.wallet, r.uniform(0, w.days), round(r.lognormvariate(6.5, 1.2), 2))
        if f.wages:
            d, same = r.randint(4, 18), r.random() < 0.3
            for a, p, t0, t1 in f.staff:
                base = 6000 if same else r.randint(38, 140) * 100
                for k in range(d, w.days, 30):
                    if t0 < k and (t1 is None or k < t1 + 15):
                        w.pay(f.wallet, p.wallet, k + r.uniform(0.4, 0.45), base + r.randint(0, 30) * 50)
        elif r.random() < 0.2:  # only commissions go over the platform
            for a, p, t0, t1 in f.staff:
                for _ in range(r.choice((0, 0, 1, 3))):
                    w.pay(f.wallet, p.wallet, r.uniform(max(0, t0), t1 or w.days), r.randint(1, 60) * 50)


def campaign(w, a, t0, t1, base, prod):
    r = w.r
    for d in range(max(0, int(t0)), int(min(t1, w.days))):
        if r.random() < 0.75:
            w.ad(a, d, prod if r.random() < 0.85 else "search", base * r.uniform(0.5, 1.6))


def ads(w):
    r = w.r
    for f in w.firms:
        if f.kind == "big":  # the spend that allows more than the quota
            for a in [x[0] for x in f.staff]:
                if r.random() < 0.6:
                    t = r.uniform(0, 20)
                    campaign(w, a, t, w.days, r.uniform(100, 900), r.choice(("seeding", "lead_collection")))
                    w.story(a, "above_quota_with_spend")
            campaign(w, f.ent, 0, w.days, r.uniform(800, 5000), "seeding")
        elif r.random() < 0.42:
            for _ in range(r.choice((1, 1, 2))):
                t = r.uniform(-20, w.days - 10)
                campaign(
                    w,
                    f.ent,
                    t,
                    t + r.uniform(7, 70),
                    r.lognormvariate(5.3, 0.9),
                    r.choice(("seeding", "lead_collection", "search")),
                )
            for a, _p, t0, t1 in f.staff:
                if r.random() < 0.15:  # a new campaign often starts with a new colleague
                    t = (
                        max(0, t0) + r.uniform(0, 15)
                        if t0 > 0 and r.random() < 0.6
                        else r.uniform(0, w.days - 8)
                    )
                    campaign(
                        w,
                        a,
                        t,
                        min(t1 or w.days, t + r.uniform(5, 40)),
                        r.lognormvariate(4.6, 0.8),
                        r.choice(("seeding", "lead_collection")),
                    )
    for a in w.accounts:
        if a.kind == "professional" and r.random() < 0.06:
            t = r.uniform(0, w.days - 5)
            campaign(w, a, t, t + r.uniform(3, 25), r.uniform(30, 250), "shutiao")
