"""Companies: who works where, on whose device, and how accounts pass from hand to hand lawfully."""

import tables as T
from people import MILD, live
from tables import draw
from world import INF, Use


class Post:
    """One row of bindings."""

    __slots__ = ("firm", "acc", "start", "end", "method", "declared")

    def __init__(self, firm, acc, start, end, method, declared):
        self.firm, self.acc, self.start, self.end = firm, acc, start, end
        self.method, self.declared = method, declared


class Firm:
    def __init__(self, w, rnd, kind, city=None, industry=None, owner=None, group=""):
        self.city = city or w.city(rnd)
        self.industry = industry or rnd.choice(T.INDUSTRIES)
        self.kind, self.group, self.wallet = kind, group, w.ident(rnd, "w")
        self.office, self.posts, self.leavers = w.office(rnd, self.city), [], []
        self.owner = owner or w.person(rnd, self.city)
        self.owner.work.append((-INF, INF, self.office))
        self.wages, self.crm = rnd.random() < T.WAGE_FIRMS, rnd.random() < T.LEADS["crm"]
        self.wage_day, self.budget, self.sheet = rnd.choice((5, 10, 15, 25)), 0, ""
        if rnd.random() < T.AD_FIRMS:
            self.budget = draw(rnd, T.AD_BUDGET)
        self.desk = w.station(rnd, self.office, "office")  # marketing computer
        e = w.account(rnd, "enterprise", self.owner, op=self.desk)
        e.uses.append(Use(self.owner, -1, INF, draw(rnd, T.RATE["side"])))
        e.payout, e.industry, e.group, e.firm = self.wallet, self.industry, group, self
        self.ent = e
        w.firms.append(self)

    def staff(self, t):
        return [p for p in self.posts if p.start <= t < p.end]


def declared_hash(w, rnd, acc, owner):
    how = draw(rnd, T.EMPLOYEE_HASH)
    return "" if how == "missing" else owner.holder if how == "own" else w.ident(rnd, "h", 64)


def bind(w, rnd, firm, acc, start=None, end=INF, method="bound", declared=None):
    if start is None:
        start = max(acc.reg + 0.2, -draw(rnd, ("logn", 200, 0.9)))
    if declared is None:
        declared = declared_hash(w, rnd, acc, acc.owner)
    post = Post(firm, acc, start, end, method, declared)
    firm.posts.append(post)
    w.posts.append(post)
    acc.industry, acc.firm = firm.industry, firm
    return post


def hire(w, town, rnd, firm, start=None, end=INF, city=None, desk=True, method="bound", office=None):
    """An employee with a KOS account, and sometimes a private one on the same phone."""
    p = w.person(rnd, city or firm.city)
    if desk:
        p.work.append((-INF if start is None else start, end, office or firm.office))
    if rnd.random() < 0.25:
        p.hours = "shop"
    reg = None if start is None or rnd.random() < 0.6 else start - draw(rnd, ("exp", 20)) - 0.5
    a = w.account(rnd, "kos", p, reg=reg)
    if method == "created":
        a.uses[0].start = a.reg
        a.holder, a.payout = (firm.owner.holder if rnd.random() < 0.4 else p.holder), ""
        a.phone = w.ident(rnd, "t", 56)
    post = bind(w, rnd, firm, a, start, end, method, declared=p.holder if method == "created" else None)
    if rnd.random() < 0.35:
        w.account(rnd, "personal", p, rate=draw(rnd, T.RATE["side"]))
    w.people.append(p)
    live(w, town, rnd, p, [a], only=MILD)
    return post


def succession(w, rnd, firm, post, t):
    """A company-owned account goes to the next employee: new phone, new hands, same company."""
    a, heir = post.acc, w.person(rnd, firm.city)
    heir.work.append((t, INF, firm.office))
    a.cut(t)
    a.uses.append(Use(heir, t + draw(rnd, ("exp", 3)), INF, min(3.0, draw(rnd, T.RATE["kos"]))))
    if rnd.random() < 0.8:
        w.change(a, "password", t + rnd.random())
    if rnd.random() < 0.35:
        w.change(a, "phone", t + rnd.random(), heir.phone)
    if rnd.random() < 0.6:
        w.change(a, "holder", t + draw(rnd, ("exp", 3)), heir.holder)
    if rnd.random() < 0.5:  # the binding is renewed for the new name
        post.end = t
        bind(w, rnd, firm, a, t + draw(rnd, ("exp", 0.5)), INF, "created", heir.holder)
    a.owner = heir
    w.story(a, "passed_to_successor")


def turnover(w, rnd, firms):
    """Leavers; some carry their own account to another employer, company accounts stay."""
    for firm in firms:
        for post in list(firm.posts):
            often = T.TURNOVER["leaves"] * (3 if post.method == "created" else 1)
            if post.end < INF or post.start > -1 or rnd.random() > often:
                continue
            t = rnd.uniform(4, w.days - 4)
            if post.method == "created":
                succession(w, rnd, firm, post, t)
                continue
            post.end = t
            p = post.acc.owner
            p.work = [(a, min(b, t), net) for a, b, net in p.work]
            firm.leavers.append((t, post.acc))
            w.story(post.acc, "left_employer")
            if rnd.random() < T.TURNOVER["moves"]:
                near = [f for f in firms if f.city == firm.city and f is not firm] or firms
                same = [f for f in near if f.industry == firm.industry]
                new = rnd.choice(same or near)
                begin = t + draw(rnd, ("logn", 6, 0.9))
                bind(w, rnd, new, post.acc, begin)
                p.work.append((begin, INF, new.office))
                w.story(post.acc, "changed_employer")


def furnish(w, town, rnd, firm, par):
    """Staff and habits of one company kind."""
    n, created = draw(rnd, par["staff"]), par.get("created", 0.12)
    spread, home_city = par.get("spread", 0.0), firm.city
    for _ in range(n):
        city = w.city(rnd) if rnd.random() < spread else home_city
        remote = firm.kind in ("remote_sales", "commission_agents") or city != home_city
        post = hire(
            w,
            town,
            rnd,
            firm,
            city=city,
            desk=not remote,
            method="created" if rnd.random() < created else "bound",
        )
        if firm.kind != "small_firm":
            w.story(post.acc, firm.kind)
    posts = list(firm.posts)
    if firm.kind == "shop_tablets":
        tablets = [w.station(rnd, firm.office, "shop") for _ in range(draw(rnd, par["tablets"]))]
        for p in posts:
            if rnd.random() < 0.85:
                p.acc.uses.append(
                    Use(rnd.choice(tablets), max(p.start, -1), p.end, draw(rnd, ("logn", 0.5, 0.5)))
                )
        if rnd.random() < par["approved"]:
            for s in tablets:
                w.approve(rnd, "device", s.main_device(0), "shop tablet")
    elif firm.kind == "hq_posts":
        consoles = [w.station(rnd, firm.office, "office") for _ in range(rnd.randint(1, 3))]
        start = rnd.uniform(-90, w.days * 0.5)
        for p in posts:
            p.acc.uses.append(Use(rnd.choice(consoles), start, INF, draw(rnd, par["rate"])))
        if rnd.random() < par["approved"]:
            for s in consoles:
                w.approve(rnd, "device", s.main_device(0), "headquarters")
    elif firm.kind == "seasonal":
        first = rnd.uniform(2, w.days * 0.6)
        for _ in range(draw(rnd, par["extra"])):
            start = first + draw(rnd, ("exp", 0.7))
            post = hire(w, town, rnd, firm, start, start + draw(rnd, par["length"]))
            w.story(post.acc, "seasonal_staff")
    elif firm.kind == "training_lab":
        lab = [w.station(rnd, firm.office, "office") for _ in range(rnd.randint(3, 6))]
        for _ in range(rnd.randint(2, 4)):
            day = rnd.uniform(1, w.days - 3)
            for p in rnd.sample(posts, max(2, len(posts) * 2 // 3)):
                p.acc.uses.append(Use(rnd.choice(lab), day, day + rnd.uniform(1, 2.5), 2.5))
    elif firm.kind == "big_company":
        firm.budget = draw(rnd, par["budget"])
        firm.wages = rnd.random() < 0.7


def scatter_branches(w, town, rnd):
    """Franchises, one owner with several shops, mergers, promoters sent from brand to brand."""
    some = lambda n: range(max(1, round(n * w.scale)))
    for _ in some(T.FRANCHISE["groups"]):
        group, industry = w.ident(rnd, "g", 32), rnd.choice(list(T.LEADY)[:10])
        outlets = []
        for _ in range(draw(rnd, T.FRANCHISE["outlets"])):
            f = Firm(w, rnd, "franchise", industry=industry, group=group)
            for _ in range(draw(rnd, T.FRANCHISE["staff"])):
                w.story(hire(w, town, rnd, f).acc, "franchise")
            f.sheet = group
            w.story(f.ent, "franchise")
            outlets.append(f)
    for _ in some(T.OWNER_SHOPS["groups"]):
        owner, desk = None, None
        for _ in range(draw(rnd, T.OWNER_SHOPS["shops"])):
            f = Firm(w, rnd, "owner_shops", city=owner and owner.city, owner=owner)
            owner = f.owner
            if desk:
                f.ent.uses[0].op = desk
            desk = f.ent.uses[0].op
            w.story(f.ent, "owner_with_several_shops")
            for _ in range(draw(rnd, T.OWNER_SHOPS["staff"])):
                hire(w, town, rnd, f)
    for _ in some(T.MERGERS["n"]):
        old = Firm(w, rnd, "merged")
        group = w.ident(rnd, "g", 32) if rnd.random() < T.MERGERS["same_group"] else ""
        new = Firm(w, rnd, "merger", city=old.city, industry=old.industry, group=group)
        old.ent.group, t = group, rnd.uniform(10, w.days - 15)
        for _ in range(draw(rnd, T.MERGERS["staff"])):
            post = hire(w, town, rnd, old, end=t + rnd.random() * 0.3)
            begin = post.end + rnd.random()
            bind(w, rnd, new, post.acc, begin)
            post.acc.owner.work.append((begin, INF, new.office))
            w.story(post.acc, "merger_moves_staff")
        old.ent.cut(t + 6)
        old.wages = new.wages
    for _ in some(T.DISPATCH["n"]):
        city, base, wallet = w.city(rnd), w.office(rnd, w.city(rnd)), w.ident(rnd, "w")
        brands = [Firm(w, rnd, "brand", city=city) for _ in range(draw(rnd, T.DISPATCH["brands"]))]
        crew = []
        for _ in range(draw(rnd, T.DISPATCH["crew"])):
            p = w.person(rnd, city)
            a = w.account(rnd, "kos", p)
            p.hours, p.attend = "shop", rnd.uniform(0.2, 0.6)
            w.people.append(p)
            live(w, town, rnd, p, [a], only=MILD)
            w.story(a, "dispatched_promoters")
            crew.append((p, a))
            day = rnd.uniform(8, 12)
            while day < w.days:
                w.pay(day, wallet, p.wallet, draw(rnd, T.WAGE))
                day += 30.4
        t = rnd.uniform(-15, 10)
        for f in brands:
            hire(w, town, rnd, f)
            end = t + draw(rnd, T.DISPATCH["stint"])
            for p, a in crew:
                if f is brands[0] or rnd.random() < 0.9:
                    bind(w, rnd, f, a, t + rnd.random(), end + rnd.random(), declared=p.holder)
                    p.work.append((t, end, f.office if rnd.random() < 0.8 else base))
            t = end + draw(rnd, ("exp", 4)) + 1


def agencies(w, rnd):
    """Service companies that run the accounts of several clients from their own desks."""
    clients = [f for f in w.firms if f.kind in ("small_firm", "shop_tablets", "franchise", "owner_shops")]
    for _ in range(max(2, round(T.AGENCY["n"] * w.scale))):
        office, wallet = w.office(rnd, w.city(rnd)), w.ident(rnd, "w")
        desks = [w.station(rnd, office, "office") for _ in range(draw(rnd, T.AGENCY["desks"]))]
        sheet = wallet if rnd.random() < T.AGENCY["same_texts"] else ""
        for f in rnd.sample(clients, min(len(clients), draw(rnd, T.AGENCY["clients"]))):
            start = rnd.uniform(-150, w.days * 0.7)
            end = INF if rnd.random() < 0.75 else start + rnd.uniform(25, 70)
            f.sheet = f.sheet or sheet
            for a in [f.ent] + [p.acc for p in f.posts if rnd.random() < T.AGENCY["accounts"]]:
                a.uses.append(Use(rnd.choice(desks), start, end, draw(rnd, T.AGENCY["rate"])))
                w.story(a, "run_by_agency")
            t, fee = start + rnd.uniform(0, 3), round(draw(rnd, ("logn", 3800, 0.5)), -2)
            while t < min(end, w.days):
                w.pay(t, f.wallet, wallet, fee)
                t += 30.4
        if rnd.random() < T.AGENCY["approved"]:
            for s in desks:
                w.approve(rnd, "device", s.main_device(0), "agency")
            w.approve(rnd, "ip", office.ips[0], "agency")
            w.approve(rnd, "payment_account", wallet, "agency")


def incorporate(w, town, rnd):
    scatter_branches(w, town, rnd)
    kinds = list(T.FIRMS)
    weights = [T.FIRMS[k]["weight"] for k in kinds]
    most = T.FIRMS_PER_ACCOUNT * w.size
    sure = [k for k in kinds for _ in range(2)] if w.size >= 8000 else []
    while len(w.firms) < most:
        kind = sure.pop() if sure else rnd.choices(kinds, weights)[0]
        f = Firm(w, rnd, kind)
        if kind in ("created_accounts", "big_company"):
            w.story(f.ent, kind)
        furnish(w, town, rnd, f, T.FIRMS[kind])
        if f.kind == "hq_posts":
            f.sheet = f.ent.id
    agencies(w, rnd)
    turnover(w, rnd, list(w.firms))
