"""Honest companies: staff, shops, headquarters, franchises, agencies, and the odd ways in which they work."""

from world import Use, INDUSTRIES
import people


class Firm:
    def __init__(self, w, city=None, industry=None, boss=None, group=None, kind="plain"):
        r = w.r
        self.city, self.industry, self.kind = city or w.city(), industry or r.choice(INDUSTRIES), kind
        self.boss = boss or w.person(self.city, hours="office")
        self.office = w.fixed_net(self.city, r.choice((1, 1, 2)))
        self.wallet, self.group = w.new_wallet(), group
        self.ent = w.account(
            "enterprise",
            self.city,
            -r.uniform(20, 1500),
            holder=self.boss.ident,
            phone=self.boss.phone if r.random() < 0.6 else w.new_hash(),
            payout=self.wallet,
            industry=self.industry,
            group=group,
            firm=self,
            person=self.boss,
        )
        self.ent.chatty = r.choice((0.05, 0.15, 0.3))
        self.clerk = w.person(self.city, hours="office", work=self.office)
        w.live(self.ent, self.clerk, r.uniform(0.3, 1.2), hours="office", weekend=0.5)
        if r.random() < 0.5:
            w.live(self.ent, self.boss, r.uniform(0.05, 0.3), work=self.office)
        self.staff, self.copy, self.wages = [], r.choice((None, None, "staff", "hq")), r.random() < 0.3
        self.clean, self.leadrate = True, min(4.0, r.lognormvariate(-0.9, 0.9))
        self.boss.busy = True
        w.firms.append(self)

    def active(self, t):
        return [a for a, _p, t0, t1 in self.staff if t0 <= t and (t1 is None or t < t1)]


def hire(w, f, t0=None, t1=None, remote=False, created=None, p=None, acct=None):
    """Somebody joins with the own account, or gets one of the company's."""
    r = w.r
    if t0 is None:
        t0 = r.uniform(0, w.days * 0.85) if r.random() < 0.22 else -r.uniform(1, 500)
    city = w.city() if remote else f.city
    new = p is None
    if new:
        p = w.person(city, work=None if remote else f.office)
        p.busy = True
        people.life(w, p)
    elif not remote:
        p.work = f.office
    created = r.random() < 0.35 if created is None else created
    rate = r.uniform(0.25, 0.95)
    if acct is not None:
        a = acct
        a.rework(t0, None if remote else f.office)
    elif created:
        a = w.account("kos", f.city, t0 - r.uniform(0, 2), phone=w.new_hash(), payout=f.wallet, person=p)
        a.holder = p.ident if r.random() < 0.6 else f.boss.ident
        x = r.random()
        if x < 0.45 or remote:
            w.live(a, p, rate, t0, t1 if t1 is not None else 1e4)
        elif x < 0.75:  # a phone of the company
            a.uses.append(
                Use(max(0, t0), w.days, rate, [(w.new_dev(), 1.0)], f.office, None, 0.25, "office", 0.5)
            )
        else:  # the shop's tablet, shared by the shifts
            if not getattr(f, "tablet", None):
                f.tablet = w.new_dev()
            a.uses.append(Use(max(0, t0), w.days, rate, [(f.tablet, 1.0)], f.office, None, 0.05, "shop"))
            w.live(a, p, rate * 0.3, t0)
            w.story(a, "shop_tablet_shared_by_shifts")
    else:
        a = w.own(p, r.choice(("personal", "professional")), rate)
        a.reg = min(a.reg, t0 - 1)
        if r.random() < 0.05:  # verified by a mother: the declared name differs
            a.holder = w.new_hash()
            w.story(a, "declared_name_differs_from_verified_parent")
    a.industry, a.kind, a.group = f.industry, "kos" if t1 is None else "professional", f.group
    a.chatty = r.choice((0.02, 0.06, 0.12))
    w.bind(f, a, t0, t1, "created" if created else "bound", p.ident)
    f.staff.append((a, p, t0, t1))
    if new and not created and r.random() < 0.3:
        w.own(p, "personal")
    return a, p


def leave(w, f, i, t):
    """A binding ends."""
    a, p, t0, _ = f.staff[i]
    for b in w.bindings:
        if b[1] == a.id and b[3] is None and b[0] == f.ent.id:
            b[3] = t
    f.staff[i] = (a, p, t0, t)
    a.kind = "professional"
    return a, p


def succeed(w, f, a, p, t):
    """The company's account passes to a successor: other phone, other number, often a new campaign."""
    r = w.r
    q = w.person(f.city, work=f.office)
    q.busy = True
    a.cut(t)
    w.live(a, q, r.uniform(0.3, 1.2), t + r.uniform(0, 4))
    w.change(a, "password", t)
    w.swap(a, "phone", t + r.uniform(0, 1), w.new_hash() if r.random() < 0.5 else q.phone)
    if a.holder == p.ident:
        w.swap(a, "holder", t + r.uniform(0, 3), q.ident)
    w.bind(f, a, t + 0.05, None, "created", q.ident)
    f.staff.append((a, q, t + 0.05, None))
    if r.random() < 0.45:
        base = r.randint(50, 500)
        for d in range(int(t) + 3, w.days):
            if r.random() < 0.7:
                w.ad(a, d, r.choice(("seeding", "lead_collection")), base * r.uniform(0.5, 1.6))
        w.story(a, "successor_starts_campaign")
    w.story(a, "company_account_to_successor")


def turnover(w, f):
    r = w.r
    for i in range(len(f.staff)):
        if r.random() < 0.07 and f.staff[i][3] is None:
            t = max(f.staff[i][2] + 3, r.uniform(5, w.days - 3))
            if t >= w.days - 1:
                continue
            made = any(b[1] == f.staff[i][0].id and b[4] == "created" for b in w.bindings[f.first : f.last])
            a, p = leave(w, f, i, t)
            f.left.append((a, t))
            if made and r.random() < 0.8:
                succeed(w, f, a, p, t)
            elif not made and r.random() < 0.4:
                w.movers.append((a, p, t, f))


def build(w, kos_target):
    """Companies until there are enough bound accounts."""
    r = w.r
    w.movers, made = [], 0
    while made < kos_target:
        x, group = r.random(), None
        # a franchise of several licences, often one boss, one group
        if x < 0.05:
            group, boss = "g" + w.new_hash()[:10], w.person(w.city(), hours="office")
            fs = [
                Firm(
                    w,
                    None if r.random() < 0.5 else boss.city,
                    "catering" if r.random() < 0.3 else None,
                    boss if r.random() < 0.35 else None,
                    group,
                    "franchise",
                )
                for _ in range(r.randint(2, 7))
            ]
            ind = fs[0].industry
            for f in fs:
                f.industry = f.ent.industry = ind
                w.story(f.ent, "franchise_shares_leads")
        elif x < 0.075:
            # one restaurateur with several licences, no group declared
            boss = w.person(w.city(), hours="office")
            fs = [Firm(w, boss.city, "catering", boss, None, "one_boss") for _ in range(r.randint(2, 4))]
            for f in fs:
                w.story(f.ent, "one_boss_several_licences")
        else:
            fs = [Firm(w)]
        for f in fs:
            n = max(1, min(30, int(r.lognormvariate(1.7, 0.8))))
            if r.random() < 0.035:
                n, f.kind = r.randint(31, 70), "big"
            elif r.random() < 0.03:
                n, f.kind = r.randint(27, 30), "full"
            remote = r.random() < 0.06 or (f.kind == "full" and r.random() < 0.4)
            f.first, f.left = len(w.bindings), []
            for _ in range(n):
                away = remote and r.random() < 0.9
                a, p = hire(w, f, remote=away, created=False if away and r.random() < 0.7 else None)
                if away:
                    w.story(a, "remote_sales_never_in_office")
            f.last = len(w.bindings)
            odd(w, f)
            turnover(w, f)
            made += len(f.staff)
    for a, p, t, f in w.movers:  # the next employer, same trade if there is one
        cand = [g for g in r.sample(w.firms, min(25, len(w.firms))) if g is not f and len(g.staff) < 27]
        cand = [g for g in cand if g.industry == f.industry] or cand
        t2 = t + r.choice((0.3, 1, 3, 9, 20))
        if cand and t2 < w.days - 1:
            hire(w, cand[0], t2, None, False, False, p, a)
            w.story(a, "changed_employer")
    acquired(w)
    agencies(w)


def odd(w, f):
    """The ways in which an honest company trips over rules."""
    r, x = w.r, w.r.random()
    if x < 0.09:  # headquarters post centrally on the staff's accounts
        f.copy, dev = "hq", [(w.new_dev(), 1.0) for _ in range(r.randint(1, 3))]
        for a, _p, t0, t1 in f.staff:
            a.uses.append(
                Use(max(0, t0), t1 or w.days, r.uniform(0.1, 0.4), dev, f.office, None, 0.0, "office", 0.2)
            )
            w.story(a, "hq_posts_centrally")
    elif x < 0.14:  # seasonal staff, bound for weeks
        s = r.uniform(3, w.days - 45)
        for _ in range(r.randint(3, 10)):
            a, _ = hire(w, f, s + r.uniform(0, 4), s + r.uniform(18, 40), r.random() < 0.3, False)
            w.story(a, "seasonal_staff")
    elif x < 0.18:  # field staff and parents at home: rarely in the office
        for a, _p, _s, _e in f.staff:
            if r.random() < 0.6:
                for u in a.uses:
                    u.work = None
                w.story(a, "field_staff_or_parental_leave")
    elif x < 0.20:  # the company moves
        t, new = r.uniform(10, w.days - 10), w.fixed_net(f.city)
        for a, _p, _s, _e in f.staff:
            if any(u.work is f.office for u in a.uses):
                a.rework(t, new)
            w.story(a, "office_moved")
    elif x < 0.225:  # the business is sold with its account
        t, q = r.uniform(10, w.days - 10), w.person(f.city, hours="office", work=f.office)
        f.ent.cut(t)
        w.live(f.ent, q, 0.8, t)
        w.swap(f.ent, "holder", t, q.ident)
        w.swap(f.ent, "phone", t + 0.2, q.phone)
        w.swap(f.ent, "payout_account", t + r.uniform(0, 9), w.new_wallet())
        w.pay(q.wallet, f.boss.wallet, t + 1, r.randint(2, 30) * 10000)
        w.story(f.ent, "business_sold_lawfully")
    elif x < 0.25:  # the company collects for its staff
        for a, _p, _s, _e in f.staff:
            a.payout = f.wallet
            w.story(a, "company_collects_for_staff")
    elif x < 0.27:  # all train at headquarters, then work at home
        for a, p, s, _e in f.staff:
            for u in a.uses:
                u.work = None
            t = max(0.0, s, 0) + r.uniform(0, 2)
            a.uses.append(Use(t, t + 2, 2.0, p.devs_at(t)[0], f.office, None, 0.1, "office"))
            w.story(a, "trained_together_then_home")


def acquired(w):
    """A shop closes or is bought: the whole team binds at the new owner within days."""
    r = w.r
    small = [f for f in w.firms if 4 <= len(f.staff) <= 12 and f.kind == "plain"]
    for f in r.sample(small, min(len(small), max(1, w.size // 2000))):
        g = r.choice(
            [x for x in w.firms if x.industry == f.industry and x is not f and len(x.staff) < 18] or [None]
        )
        if g is None:
            continue
        t = r.uniform(10, w.days - 15)
        for i in range(len(f.staff)):
            if f.staff[i][3] is None and f.staff[i][2] < t and r.random() < 0.85:
                a, p = leave(w, f, i, t + r.uniform(0, 1))
                hire(w, g, t + r.uniform(1, 4), None, False, False, p, a)
                w.story(a, "team_moves_to_new_owner")


def agencies(w):
    """Agencies run clients' accounts; some are on the approved list, some never asked."""
    r = w.r
    for k in range(max(2, w.size // 900)):
        city = w.city()
        net, ok = w.fixed_net(city, 2), r.random() < 0.5
        devs, wallet = [w.new_dev() for _ in range(r.randint(3, 9))], w.new_wallet()
        partly, cloud = r.random() < 0.3, r.random() < 0.2
        lead = w.own(w.person(city, work=net), "professional", 0.8)
        clients = []
        for f in r.sample(w.firms, min(len(w.firms), r.randint(3, 9))):
            t = r.uniform(1, w.days - 15) if r.random() < 0.4 else 0.0
            some = [f.ent] + [x[0] for x in f.staff if r.random() < 0.4][:8]
            for a in some:
                dev = w.new_dev() if cloud else r.choice(devs)
                a.uses.append(
                    Use(t, w.days, r.uniform(0.2, 0.8), [(dev, 1.0)], net, None, 0.05, "office", 0.3)
                )
                w.story(a, "run_by_approved_agency" if ok else "run_by_unlisted_agency")
            for d in range(int(t) + r.randint(0, 9), w.days, 30):
                w.pay(f.wallet, wallet, d + r.uniform(0.4, 0.8), r.randint(20, 200) * 100)
            clients.append((f, some))
        w.agencies.append((lead, clients, wallet, net, devs))
        if ok:
            w.approved += [("device", x, "agency") for x in devs if not partly or r.random() < 0.6]
            w.approved += [("ip", x, "agency") for x in net.ips] + [("payment_account", wallet, "agency")]
    for f in w.firms:
        if getattr(f, "tablet", None) and r.random() < 0.35:
            w.approved.append(("device", f.tablet, "shop tablet"))
        elif f.kind == "big" and r.random() < 0.3:
            w.approved.append(("enterprise", f.ent.id, "raised quota"))
