"""Companies, their staff and how each form of company uses its accounts."""

from .base import DAY, FOREVER, Person, new_device, new_wallet, token
from .people import pace, registered
from .places import Net, pick_city
from .texts import INDUSTRIES, Copy, Own

FORMS = (
    ("micro", 35),
    ("office", 22),
    ("shops", 17),
    ("central", 10),
    ("remote", 7),
    ("seasonal", 5),
    ("large", 4),
)


class Firm:
    """An enterprise and what belongs to it."""

    def __init__(self, w, rng, form, boss=None, city=None, industry=None):
        self.form, self.city = form, city or pick_city(rng)
        self.industry = industry or rng.choice(INDUSTRIES)
        self.boss = boss or Person(rng, self.city, rng.choice(("desk", "shop", "owl")))
        self.wallet = new_wallet(rng)
        self.ent = w.account(
            rng,
            "enterprise",
            -(rng.expovariate(1 / 600) % 3000) * DAY - 20 * DAY,
            self.city,
            holder=self.boss.holder,
            phone=self.boss.phone,
            industry=self.industry,
        )
        self.ent.payout = self.wallet if rng.random() < 0.9 else None
        self.ent.firm, self.ent.owner = self, self.boss
        self.office = Net(rng, self.city, "static" if form in ("office", "central", "large") else "home")
        self.pcs = [new_device(rng) for _ in range(1 if form == "micro" else rng.randint(1, 3))]
        self.created_share = {"central": 0.8, "shops": 0.5, "large": 0.5, "micro": 0.15}.get(form, 0.3)
        self.copy = Copy(rng, self.industry, self.city, rng.randint(2, 6), rng.uniform(0.03, 0.5))
        self.copies = rng.random() * (1.0 if form in ("central", "large", "shops") else 0.5)
        self.verify = rng.choice(
            ("employee", "employee", "boss", "none")
        )  # whose identity created accounts carry
        self.pays_wages = rng.random() < 0.3
        self.payday, self.payer = rng.choice((5, 8, 10, 10, 15, 15, 20, 25)), self.wallet
        self.staff, self.tablets, self.partners, self.leads = [], [], [], []
        self.closed = False
        w.firms.append(self)


class Job:
    """One person's employment with one KOS account, from `a` to `b`."""

    __slots__ = ("who", "acc", "a", "b", "method", "bind", "wage")

    def __init__(self, who, acc, a, b, method, bind, wage):
        self.who, self.acc, self.a, self.b, self.method = who, acc, a, b, method
        self.bind, self.wage = bind, wage


def hire(w, rng, f, a=None, b=FOREVER, person=None, account=None, net=None, method=None, shape=None):
    """Employ a person with a KOS account, the person's own or one that the firm creates."""
    method = method or ("created" if account is None and rng.random() < f.created_share else "bound")
    p = person or Person(rng, f.city, shape or ("shop" if f.form in ("shops", "micro") else None))
    if a is None:
        a = rng.uniform(1, w.days - 6) * DAY if rng.random() < 0.17 else -rng.expovariate(1 / 260) * DAY - DAY
    if net:
        p.works.append((a, b, net, rng.uniform(0.3, 0.85), 9, 22 if f.form in ("shops", "micro") else 19))
    acc = account
    if acc is None:
        reg = a - rng.uniform(0, 2) * DAY if method == "created" else min(registered(rng, w), a - 3600)
        acc = w.account(rng, "kos", reg, p.city)
        acc.payout = p.wallet if method == "bound" and rng.random() < 0.8 else None
        acc.phone = p.phone if method == "bound" or rng.random() < 0.4 else token(rng)
        acc.holder = (
            p.holder
            if method == "bound"
            else {"employee": p.holder, "boss": f.boss.holder, "none": None}[f.verify]
        )
        acc.use(
            p,
            -FOREVER if method == "bound" else a,
            FOREVER if method == "bound" else b,
            pace(rng, 0.85) * (0.35 if f.form == "central" else 1) + 0.05,
        )
        p.accounts.append(acc)
        acc.owner = p
        if method == "bound" and rng.random() < 0.8:
            acc.writes.append((-FOREVER, FOREVER, rng.gammavariate(0.8, 0.3), Own("生活", p.city)))
    acc.kind, acc.firm, acc.industry = "kos", f, f.industry if rng.random() < 0.8 else None
    weekly = rng.gammavariate(1.2, 0.9)
    if rng.random() < 0.85:
        acc.writes.append((a, b, weekly * f.copies, f.copy))
        acc.writes.append((a, b, weekly * (1 - f.copies), Own(f.industry, f.city)))
    if f.pcs and f.form != "remote" and net and rng.random() < 0.3:
        acc.use(p, a, b, rng.uniform(0.05, 0.5), devs=[rng.choice(f.pcs)], nets=[net], hours=bench(rng))
    emp = p.holder if rng.random() < 0.8 else (None if rng.random() < 0.9 else token(rng))
    bind = w.bind(f, acc, max(a, acc.reg + 600), None if b >= FOREVER else b, method, emp)
    job = Job(p, acc, a, b, method, bind, rng.randint(32, 110) * 100)
    f.staff.append(job)
    return job


def bench(rng, night=False):
    from .places import rhythm

    return rhythm(rng, "night_bench" if night else "bench")[0]


def leave(w, rng, f, job, t):
    """An employee goes: a created account stays with the firm, an own one goes along."""
    job.b, acc = t, job.acc
    if job.method == "created":
        acc.stop(t)
        acc.stop_writing(t)
        if rng.random() < 0.75:  # a successor takes the account over
            s = t + rng.uniform(0.05, 9) * DAY
            q = Person(rng, f.city)
            if job.who.works:
                q.works.append((s, FOREVER, f.office, rng.uniform(0.3, 0.8), 9, 20))
            if rng.random() < 0.3:
                q.phones = [(-FOREVER, job.who.device(t))]  # with the company's phone
            acc.use(q, s, FOREVER, pace(rng, 0.8) + 0.05)
            acc.writes.append((s, FOREVER, rng.gammavariate(1.2, 0.6), f.copy))
            if rng.random() < 0.75:
                acc.change("password", s - rng.uniform(0, 1) * DAY)
            if rng.random() < 0.55:
                acc.change("phone", s + rng.uniform(0, 1) * DAY, q.phone)
            if acc.holder == job.who.holder and rng.random() < 0.5:
                acc.change("holder", s + rng.uniform(0, 4) * DAY, q.holder)
            bind = job.bind
            if rng.random() < 0.35:
                job.bind[3] = t
                bind = w.bind(f, acc, s, None, "created", q.holder)
            f.staff.append(Job(q, acc, s, FOREVER, "created", bind, job.wage))
            w.tell(acc, "honest", "passed_to_successor")
        else:
            job.bind[3] = t + rng.uniform(0, 10) * DAY
    else:
        job.bind[3] = t + rng.choice((0.02, 0.3, 2, 6)) * rng.random() * DAY
        acc.writes = [
            (a, min(b, t) if c is f.copy or c.topic == f.industry else b, r, c) for a, b, r, c in acc.writes
        ]
        job.who.works = [(x, min(y, t), n, s, h, k) for x, y, n, s, h, k in job.who.works]
        acc.firm = None
        if rng.random() < 0.55:
            w.leavers.append((t + rng.expovariate(1 / 9) * DAY, job.who, acc, f))
        else:
            w.tell(acc, "honest", "left_employer")


def run_firm(w, rng, f, size):
    """Staff a firm of the given form and let its year go on."""
    form = f.form
    if form == "shops":
        shops = []
        for _ in range(max(1, size // 4)):
            net, tab = Net(rng, f.city, rng.choice(("static", "home"))), new_device(rng)
            shops.append((net, tab))
            f.tablets.append(tab)
            if rng.random() < 0.45:
                old = rng.random() < 0.15
                w.approved.append(
                    ("device", tab, "门店平板", w.stamp(rng.uniform(-200, 0) * DAY) if old else "")
                )
        for i in range(size):
            net, tab = shops[i % len(shops)]
            job = hire(w, rng, f, net=net)
            if rng.random() < 0.8:
                job.acc.use(job.who, job.a, job.b, rng.uniform(0.1, 0.9), devs=[tab], nets=[net])
                w.tell(job.acc, "honest", "shop_tablet")
    elif form == "central":
        desk = [new_device(rng) for _ in range(rng.randint(1, 4))]
        hands = [Person(rng, f.city) for _ in range(rng.randint(1, 3))]
        for _ in range(size):
            job = hire(w, rng, f, net=f.office if rng.random() < 0.5 else None)
            job.acc.use(
                rng.choice(hands),
                max(job.a, -FOREVER),
                FOREVER,
                rng.uniform(0.15, 0.9),
                devs=rng.sample(desk, min(len(desk), rng.randint(1, 2))),
                nets=[f.office],
                hours=bench(rng),
            )
            w.tell(job.acc, "honest", "headquarters_posts")
    elif form == "remote":
        for _ in range(size):
            job = hire(w, rng, f, person=Person(rng, pick_city(rng)))
            w.tell(job.acc, "honest", "remote_sales")
    elif form == "seasonal":
        core = max(2, size // 4)
        for i in range(size):
            if i < core:
                hire(w, rng, f, net=f.office)
                continue
            a = (
                rng.choice((0, 1)) * rng.uniform(0, 4) * DAY
                + max(1, w.holiday - 30) * DAY
                + rng.gauss(0, 5) * DAY
            )
            job = hire(
                w,
                rng,
                f,
                a,
                a + rng.uniform(14, 60) * DAY,
                net=f.office if rng.random() < 0.6 else None,
                shape="student",
                method="bound",
            )
            w.tell(job.acc, "honest", "seasonal_staff")
    else:
        mixed = form == "large"
        for _ in range(size):
            away = mixed and rng.random() < 0.4
            hire(
                w,
                rng,
                f,
                net=None if away else f.office if rng.random() < 0.8 else None,
                person=Person(rng, pick_city(rng)) if away else None,
            )
    helper = rng.choice(f.staff).who if f.staff and rng.random() < 0.6 else f.boss
    f.boss.works.append((-FOREVER, FOREVER, f.office, 0.6, 9, 20))
    f.ent.use(f.boss, -FOREVER, FOREVER, rng.uniform(0.2, 1.3))
    f.ent.use(helper, -FOREVER, FOREVER, rng.uniform(0.1, 0.9), devs=f.pcs, nets=[f.office], hours=bench(rng))
    f.ent.writes.append(
        (
            -FOREVER,
            FOREVER,
            rng.gammavariate(1.5, 1.0),
            f.copy if rng.random() < 0.4 else Own(f.industry, f.city),
        )
    )
    for job in list(f.staff):
        if job.b >= FOREVER and rng.random() < (0.02 if form == "micro" else 0.1):
            t = rng.uniform(max(job.a / DAY + 3, 1), w.days + 3) * DAY
            if t < w.end - DAY:
                leave(w, rng, f, job, t)
    spend(w, rng, f)


def spend(w, rng, f):
    """Advertising: some firms always, some in campaigns, many never; the large ones must."""
    big = len(f.staff) > 29
    if big or rng.random() < 0.4:
        per = rng.lognormvariate(5.2, 0.9)
        for acc in [f.ent] + [j.acc for j in f.staff if rng.random() < (0.6 if big else 0.25)]:
            a, b = (
                (-DAY, FOREVER)
                if rng.random() < 0.5
                else (lambda s: (s, s + rng.uniform(5, 30) * DAY))(rng.uniform(0, w.end))
            )
            acc.ads.append(
                (
                    a,
                    b,
                    rng.uniform(0.3, 0.95),
                    per * rng.uniform(0.3, 2),
                    rng.choice(
                        ("seeding", "seeding", "lead_collection", "lead_collection", "search", "shutiao")
                    ),
                )
            )
    if big:
        for j in rng.sample(f.staff, len(f.staff) // 3):
            j.acc.ads.append(
                (-DAY, FOREVER, 0.8, rng.uniform(200, 900), rng.choice(("seeding", "lead_collection")))
            )
        w.tell(f.ent, "honest", "above_quota_with_spend")


def size_of(rng, form):
    lo, hi = {
        "micro": (1, 4),
        "office": (4, 18),
        "shops": (5, 26),
        "central": (8, 29),
        "remote": (6, 24),
        "seasonal": (8, 26),
        "large": (31, 85),
    }[form]
    return min(rng.randint(lo, hi), rng.randint(lo, hi))


def build_firms(w, total):
    """Firms until they hold about `total` accounts with their staff."""
    rng = w.rng("firms")
    names, weights = zip(*FORMS)
    first = len(w.accounts)
    while len(w.accounts) - first < total:
        form = rng.choices(names, weights)[0]
        if form == "large" and total < 900:
            form = "office"
        run_firm(w, rng, Firm(w, rng, form), size_of(rng, form))
