"""Companies: founding, hiring, leaving, seasons, headquarters, successors. What they sell is in trade.py."""

from base import DAY, Hand, Seat
from people import House, Person, open_account, tell
from places import INDUSTRIES, LEADY, OFFICE, SHOP
from words import Script


class Post:
    """The job of one person at one firm with one account."""

    __slots__ = ("person", "acc", "firm", "since", "made", "seats", "fresh")

    def __init__(self, person, acc, firm, since, made):
        self.person, self.acc, self.firm, self.since, self.made = person, acc, firm, since, made
        self.seats, self.fresh = [], []  # fresh: leads of late that this post still works on


class Firm:
    def __init__(self, w, rng, city=None, boss=None, target=None):
        while city is None or not city.people:
            city = w.places.pick(rng)
        self.city = city
        self.boss = boss or rng.choice(
            [p for p in rng.sample(self.city.people, min(9, len(self.city.people)))]
        )
        self.industry = rng.choices(INDUSTRIES, [3 if i in LEADY else 2 for i in INDUSTRIES])[0]
        self.office, self.payout = w.places.lease(self.city), w.token("y")
        if target is None:
            lo, hi = rng.choices([(0, 2), (3, 8), (9, 19), (20, 29), (31, 62)], [35, 35, 19, 7, 1.6])[0]
            target = rng.randint(lo, hi)
        self.target, self.posts, self.pool, self.group = target, [], [], []
        self.partners, self.agency, self.backlog = [], None, []
        self.health = rng.betavariate(4, 3)  # how business goes
        self.remote = rng.random() < 0.13
        self.created = rng.choice([0, 0, 0, 0.15, 0.4, 0.9]) if target > 2 else 0
        self.wages = rng.random() < 0.3
        self.payday = rng.randint(5, 28)
        self.budget = 0.0 if rng.random() < 0.3 else rng.lognormvariate(4.8, 1.0)
        self.demand = (rng.lognormvariate(-0.9, 0.9) if self.budget else 0.08) * (
            2 if self.industry in LEADY else 1
        )
        self.reach = rng.random() < 0.5  # lets staff collect leads themselves
        self.tablets, self.hq, self.script = [], None, None
        self.quota_ads = target > 30
        if self.quota_ads:
            self.budget = max(self.budget, 500) * rng.uniform(1.5, 4)
        if not self.remote:
            for _ in range(rng.choice([0, 1, 1, 2]) if target > 2 else rng.choice([0, 0, 1])):
                h = Hand(w.token("d"), self.city, self.office, hours="day")
                self.tablets.append(h)
        if target >= 7 and rng.random() < 0.3:
            self.hq = Hand(w.token("d"), self.city, self.office, hours="office")
            self.script = Script(rng, self.industry, rng.uniform(0.05, 0.3))
        age = rng.uniform(60, 1500)
        self.acc = w.register(
            rng,
            "enterprise",
            self,
            self.city,
            self.boss.holder,
            w.token("p"),
            self.payout,
            self.industry,
            age,
        )
        self.acc.industry = self.industry
        self.acc.seats.append(Seat(self.boss, rng.uniform(0.1, 0.7), post=0.05))
        desk = self.hq or Hand(w.token("d"), self.city, self.office, hours="office")
        self.acc.seats.append(Seat(desk, rng.uniform(0.2, 0.9), OFFICE, 0.1, self.script))
        self.week = rng.choice([SHOP, SHOP, OFFICE])
        if not self.boss.work:
            self.boss.work, self.boss.work_p = self.office, 0.3
        self.wage_scale = rng.uniform(0.8, 1.4)
        self.season = None
        if target >= 4 and rng.random() < 0.10:
            self.season = (rng.randint(5, w.days - 30), rng.randint(18, 45), rng.randint(3, 12))
        self.selling = False  # whether it lets slots to strangers
        self.city.firms.append(self)
        w.firms.append(self)


def found(w, rng):
    for _ in range(round(620 * w.scale)):
        f = Firm(w, rng)
        for _ in range(f.target):
            p = applicant(w, rng, f)
            if p:
                hire(w, rng, f, p, since=-rng.expovariate(1 / 220) * DAY - 3 * DAY)
    # franchises: a brand's shops under one group
    free = [f for f in w.firms if f.industry in LEADY or f.target > 3]
    rng.shuffle(free)
    for _ in range(round(26 * w.scale) + 1):
        k = rng.randint(3, 7)
        group, free = free[:k], free[k:]
        gid = w.token("g")
        central = rng.random() < 0.5
        brand = Script(rng, group[0].industry, 0.15)
        for f in group:
            f.group, f.acc.group, f.industry = group, gid, group[0].industry
            f.acc.industry = f.industry
            if central and group[0].hq:
                f.acc.seats.append(Seat(group[0].hq, 0.15, OFFICE, 0.4, brand))
                w.story(f.acc, "honest", "hq_posts_centrally")
            w.story(f.acc, "honest", "franchise")
    # other declared partnerships
    for f in rng.sample(w.firms, max(2, len(w.firms) // 12)):
        g = rng.choice(w.firms)
        if g is not f:
            f.partners.append(g)
            g.partners.append(f)
            if rng.random() < 0.3:
                w.approved.append(("enterprise", f.acc.aid, "declared lead partner", ""))


def applicant(w, rng, f, season=False):
    """Somebody for the job: a seeker, an acquaintance of the staff, or anybody of the city."""
    for _ in range(14):
        city = w.places.pick(rng) if f.remote else f.city
        r = rng.random()
        if city.seekers and r < 0.5:
            p = city.seekers.pop(rng.randrange(len(city.seekers)))
        elif f.posts and r < 0.65:
            friends = rng.choice(f.posts).person.friends
            p = rng.choice(friends) if friends else rng.choice(city.people)
        elif city.people:
            p = rng.choice(city.people)
        else:
            continue
        if (
            p.job is None
            and not p.busy
            and 17 < p.age < (30 if season else 58)
            and p is not f.boss
            and not p.off
            and (f.remote or p.home is f.city)
        ):
            return p
    return None


def hire(w, rng, f, p, since=None, own=None):
    """Give somebody a job: a left-over account of the firm, a new one made by it, or the person's own."""
    start = since is not None
    t = int(since) if start else w.now(rng, 9, 18)
    if p.retired_from and p.retired_from is not f:
        tell(w, p, "changed_employer")
    declared = p.holder if rng.random() < 0.88 else ""
    if f.pool and own is None:
        acc = f.pool.pop(0)
        post = Post(p, acc, f, w.day, True)
        acc.seats = [Seat(p, rng.uniform(0.3, 1.0), f.week, 0.06)]
        w.change(acc, "password", t)
        if rng.random() < 0.5:
            w.change(acc, "phone", t + 900, p.number)
        if rng.random() < 0.6:
            if acc.bind:
                w.unbind(acc, t - 3600)
            w.bind(f, acc, t, "created", declared)
        w.story(acc, "honest", "created_account_passed_on")
    elif own is None and rng.random() < f.created and w.left > 0:
        holder = f.boss.holder if rng.random() < 0.6 else p.holder
        acc = w.register(
            rng,
            "kos",
            f,
            f.city,
            holder,
            w.token("p"),
            rng.choice(["", f.payout]),
            f.industry,
            -t / DAY + 0.2 if start else None,
        )
        if acc is None:
            return None
        acc.seats.append(Seat(p, rng.uniform(0.25, 1.0), f.week, 0.06))
        w.bind(f, acc, max(t, acc.reg + 1200), "created", declared)
        post = Post(p, acc, f, w.day, True)
    else:
        free = [a for a in p.accounts if a.bind is None and a.role == "clean" and a.kind != "enterprise"]
        acc = own or (rng.choice(free) if free and rng.random() < 0.75 else None)
        if acc is None:
            acc = open_account(w, rng, p, "professional", age=-t / DAY + 1 if start else None)
        if acc is None:
            return None
        if start and acc.reg > t - DAY:
            acc.reg = t - DAY - rng.randint(600, 40 * DAY)
        acc.topic = f.industry
        own_seats = [s for s in acc.seats if s.hand is p]
        for s in own_seats:
            s.rate = max(s.rate, rng.uniform(0.15, 0.9))
        w.bind(f, acc, max(t, acc.reg + 3600), "bound", declared)
        post = Post(p, acc, f, w.day, False)
    if not f.remote:
        p.work, p.work_p = f.office, rng.uniform(0.15, 0.45)
        if f.tablets and rng.random() < 0.6:
            s = Seat(rng.choice(f.tablets), rng.uniform(0.1, 0.7), f.week, 0.05)
            post.seats.append(s)
            w.story(acc, "honest", "shop_tablet")
    else:
        w.story(acc, "honest", "remote_sales")
    if f.hq and rng.random() < 0.85:
        post.seats.append(Seat(f.hq, rng.uniform(0.05, 0.3), OFFICE, 0.5, f.script))
        w.story(acc, "honest", "hq_posts_centrally")
    acc.seats.extend(post.seats)
    if f.quota_ads:
        w.story(acc, "honest", "above_quota_with_spend")
    p.job = post
    f.posts.append(post)
    return post


def quit_job(w, rng, post, bulk=True, slow=True):
    """Somebody leaves: the account is unbound (maybe late) or left to the firm, open leads go to others."""
    f, p, acc = post.firm, post.person, post.acc
    if post not in f.posts:
        return
    f.posts.remove(post)
    t = w.now(rng, 17, 21)
    for s in post.seats:
        if s in acc.seats:
            acc.seats.remove(s)
    if f.posts and post.fresh and bulk:
        heirs = rng.sample(f.posts, min(len(f.posts), rng.choice([1, 1, 2])))
        for i, (lid, contact, when) in enumerate(post.fresh):
            w.transfer(lid, contact, acc, heirs[i % len(heirs)].acc, t + 60 * i // 20 + 5, "crm_assign")
        if len(post.fresh) > 3:
            w.story(acc, "honest", "bulk_reassign")
    if post.made:
        acc.seats = [s for s in acc.seats if s.hand is not p]
        f.pool.append(acc)
    elif slow and rng.random() < 0.3:
        w.at(w.day + rng.randint(3, 35), late_unbind, w, rng, acc, acc.bind)
    else:
        w.unbind(acc, t + 1200)
    p.work, p.work_p, p.job, p.retired_from = None, 0.0, None, f
    return post


def late_unbind(w, rng, acc, row):
    if acc.bind is row:
        w.unbind(acc, w.now(rng, 10, 18))


def look_for_job(w, rng, p):
    if p.job is None:
        p.home.seekers.append(p)


def season_end(w, rng, f, posts):
    for post in posts:
        if post.person.job is post:
            quit_job(w, rng, post, bulk=False)


def move_post(w, rng, post, target):
    """The person goes on at another firm the same day with the same account."""
    p, acc, made = post.person, post.acc, post.made
    if p.job is not post:
        return
    quit_job(w, rng, post, slow=False)
    if made:
        if acc in post.firm.pool:
            post.firm.pool.remove(acc)
        if acc.bind:
            w.unbind(acc, w.now(rng, 17, 19))
        acc.seats.append(Seat(p, rng.uniform(0.3, 1.0), target.week, 0.06))
    t = w.now(rng, 21.2, 22.9)
    new = hire(w, rng, target, p, since=t, own=acc)
    if new and made:
        new.made = True
        acc.bind[4] = "created"


def successor_firm(w, rng, f, story):
    """Merger, new licence or bankruptcy: the staff goes over to another firm within days."""
    if story == "merged_companies":
        target = rng.choice([g for g in f.group if g is not f])
    elif story == "new_licence":
        if w.left < 2:
            return
        target = Firm(w, rng, f.city, f.boss, 0)
        target.acc.reg = w.now(rng, 8, 9)
        target.industry, target.office, target.tablets, target.hq = f.industry, f.office, f.tablets, f.hq
        target.acc.industry = f.industry
        target.script, target.week, target.budget, target.demand = f.script, f.week, f.budget, f.demand
        target.quota_ads = f.quota_ads
    else:
        near = [g for g in f.city.firms if g is not f and g.industry == f.industry and not g.selling]
        target = rng.choice(near) if near else None
    if not target:
        return
    team = [q for q in f.posts if q.acc.role == "clean"]
    if story == "team_followed_boss":
        team = rng.sample(team, min(len(team), rng.randint(3, 8)))
    target.target += len(team)
    f.target = max(0, f.target - len(team))
    w.story(f.acc, "honest", story)
    lag = rng.choice([1, 2, 6])
    for post in team:
        w.at(w.day + rng.randint(1, lag), move_post, w, rng, post, target)
        w.story(post.acc, "honest", story)


def sold(w, rng, f):
    """The business is sold with everything in it."""
    city, t = f.city, w.now(rng, 10, 15)
    buyer = rng.choice(city.people)
    if buyer.off or buyer.age < 25:
        return
    f.boss = buyer
    f.payout = w.token("y")
    w.change(f.acc, "holder", t, buyer.holder)
    w.change(f.acc, "payout_account", t + 4000, f.payout)
    w.change(f.acc, "password", t + 200)
    f.acc.seats[0] = Seat(buyer, rng.uniform(0.2, 0.8), post=0.05)
    if rng.random() < 0.5:
        f.budget = max(f.budget, rng.uniform(50, 400))
    w.story(f.acc, "honest", "business_sold")


def step(w, rng):
    rnd = rng.random
    for f in list(w.firms):
        f.health = min(1, max(0, f.health + rng.gauss(0, 0.02)))
        if f.season and f.season[0] == w.day:
            team = []
            for _ in range(f.season[2]):
                p = applicant(w, rng, f, True)
                post = p and hire(w, rng, f, p)
                if post:
                    team.append(post)
                    w.story(post.acc, "honest", "seasonal_staff")
            w.at(w.day + f.season[1], season_end, w, rng, f, team)
        if f.posts and rnd() < len(f.posts) * (0.0025 + 0.004 * (f.health < 0.25)):
            post = rng.choice(f.posts)
            if post.acc.role == "clean":
                quit_job(w, rng, post)
                w.at(w.day + rng.randint(1, 25), look_for_job, w, rng, post.person)
        if len(f.posts) < f.target and rnd() < 0.08 * (f.health > 0.3):
            p = applicant(w, rng, f)
            if p:
                hire(w, rng, f, p)
        r = rnd()
        if r < 0.0006 and len(f.posts) > 5:
            successor_firm(w, rng, f, "team_followed_boss")
        elif r < 0.0009 and len(f.posts) > 2 and not f.selling:
            successor_firm(w, rng, f, "new_licence")
        elif r < 0.0018 and f.group and f.posts:
            successor_firm(w, rng, f, "merged_companies")
        elif r < 0.0022 and not f.selling:
            sold(w, rng, f)
        elif r < 0.0040 and f.health < 0.3 and f.posts:
            successor_firm(w, rng, f, "firm_closed_team_moved")
        elif r < 0.006 and f.health > 0.8:
            f.target = min(f.target + 1, 29 if not f.quota_ads else 80)
        elif r < 0.0065:
            f.tablets = [_renewed(w, h) for h in f.tablets]


def _renewed(w, hand):
    hand.device = w.token("d")
    return hand


def outsider(w, rng, city):
    """A person without an account here, e.g. the legal representative of a shell."""
    p = Person(w, rng, city, w.places.lease(city), rng.randint(24, 62))
    p.house = House()
    p.house.members.append(p)
    return p
