"""Companies: shops, offices, staff and what happens to posts (successors, job changes, seasons)."""

from core import DAY, Use
from people import add_account, make_person
from places import OFFICE, RESORTS


class Shop:
    __slots__ = ("city", "net", "tablet")

    def __init__(self, world, rng, city, net, with_tablet):
        self.city, self.net = city, net
        self.tablet = world.device() if with_tablet else None


class Post:
    """One KOS account of a company and who sits on it: stints of (person, from day, to day or None)."""

    __slots__ = ("acct", "shop", "stints", "binding", "created", "start", "end", "remote", "genuine")

    def __init__(self, acct, shop, person, start, created, remote=False):
        self.acct, self.shop, self.created, self.remote = acct, shop, created, remote
        self.start, self.end, self.binding = start, None, None
        self.stints = [(person, start, None)]
        self.genuine = True

    def on(self, day):
        return self.start <= day and (self.end is None or day < self.end)


class Firm:
    __slots__ = (
        "trade",
        "ent",
        "owner",
        "city",
        "bank",
        "shops",
        "posts",
        "desk",
        "net",
        "advertises",
        "wages",
        "payday",
        "group",
        "head",
        "partners",
        "template",
        "n",
        "leads_on",
        "honest",
        "agency",
        "movers",
        "scale",
    )

    def __init__(self, trade, n):
        self.trade, self.n = trade, n
        self.shops, self.posts, self.partners, self.movers = [], [], [], []
        self.group, self.head, self.template, self.agency = "", None, None, None
        self.honest, self.leads_on, self.scale = True, True, 1.0


def found(world, rng, trade, city=None, owner=None, bank=None, net=None):
    """A company with its enterprise account and office, still without staff."""
    firm = Firm(trade, len(world.firms))
    firm.city = city or world.atlas.pick(rng)
    firm.owner = owner or make_person(world, rng, firm.city)
    firm.bank = bank or world.bank()
    firm.net = net or world.atlas.office(rng, firm.city)
    firm.desk = [world.device() for _ in range(rng.choice((1, 1, 2, 3)))]
    firm.ent = world.account(
        rng,
        firm.owner,
        "enterprise",
        payout=firm.bank,
        region=firm.city.name,
        phone=firm.owner.phone if rng.random() < 0.4 else world.phone(),
        reg_day=-rng.randrange(60, 1800),
    )
    firm.ent.industry, firm.ent.firm, firm.ent.topic = trade.industry, firm, trade.key
    firm.ent.writes = rng.choice((0.3, 1, 2))
    firm.ent.uses.append(
        Use(
            -1,
            1e6,
            firm.desk,
            0.5 + 0.4 * rng.random(),
            OFFICE,
            firm.net,
            p_roam=0,
            more=0.4,
            week=(1, 1, 1, 1, 1, 0.4, 0.3),
            work=True,
        )
    )
    if rng.random() < 0.5:
        firm.ent.uses.append(
            Use(-1, 1e6, [firm.owner.dev], 0.2, firm.owner.hours, firm.net, firm.owner.home, firm.owner.roam)
        )
    for i in range(rng.randrange(trade.shops[0], trade.shops[1] + 1)):
        where = firm.city if i < 3 or rng.random() < 0.6 else world.atlas.pick(rng)
        shop_net = firm.net if i == 0 and rng.random() < 0.6 else world.atlas.office(rng, where, 1)
        firm.shops.append(Shop(world, rng, where, shop_net, rng.random() < trade.tablet))
    firm.advertises, firm.wages = rng.random() < trade.ads, rng.random() < trade.wages
    firm.payday = rng.choice((5, 8, 10, 10, 15, 15, 20))
    world.firms.append(firm)
    return firm


def work_uses(world, rng, firm, post, person, d0, d1):
    """The uses of a staff member on their KOS account."""
    trade, acct = firm.trade, post.acct
    work = person.home if post.remote else post.shop.net
    phone = person.dev
    if post.created and rng.random() < trade.workphone:
        phone = world.device()  # stays in the drawer of the shop
        for use in acct.uses:
            if use.work and use.devs and rng.random() < 0.5:
                phone = use.devs[0]
                break
    p = 0.1 + 0.5 * rng.random() ** 1.3
    out = []
    out.append(
        Use(
            d0,
            d1,
            [phone],
            p,
            trade.hours,
            work,
            person.home,
            person.roam,
            more=0.2 + 0.25 * rng.random(),
            p_roam=min(0.9, trade.out * (0.5 + rng.random())),
            week=trade.week,
            work=True,
        )
    )
    if rng.random() < 0.6 and (not post.created or phone is person.dev):
        out.append(Use(d0, d1, [person.dev], 0.15, person.hours, person.home, person.home, person.roam))
    if post.shop.tablet and not post.remote and rng.random() < 0.75:
        out.append(
            Use(
                d0,
                d1,
                [post.shop.tablet],
                0.2 + 0.3 * rng.random(),
                trade.hours,
                post.shop.net,
                p_roam=0,
                more=0.2,
                week=trade.week,
                work=True,
            )
        )
        acct.tell("honest", "shop_tablet")
    if trade.key == "wedding" and rng.random() < 0.3:
        for _ in range(rng.choice((1, 2, 3))):
            start, resort = rng.uniform(0, world.days), world.city[rng.choice(RESORTS)]
            for use in out:
                use.trips.append((start, start + rng.choice((3, 5, 8)), world.atlas.hotel(rng, resort)))
        acct.tell("honest", "travel_shoot")
    if rng.random() < 0.05:
        chance = 0.1 + 0.2 * rng.random()
        out.append(Use(d0, d1, [phone], chance, OFFICE, work, p_roam=0, more=0.1, work=True, fresh=True))
        acct.tell("honest", "browser_without_cookies")
    acct.uses += out
    person.job = firm
    return out


def hire(world, rng, firm, start, end=None, created=None, person=None, acct=None, remote=None):
    """A new post. Bound staff bring an account of their own; created ones get one from the company."""
    trade = firm.trade
    shop = rng.choice(firm.shops)
    created = rng.random() < trade.created if created is None else created
    remote = (rng.random() < 0.9 and trade.key == "travel") if remote is None else remote
    if person is None:
        person = make_person(world, rng, None if remote else shop.city, abroad=False)
        if rng.random() < 0.42:
            add_account(world, rng, person)
    if acct is None:
        if created:
            holder = rng.choices(("", firm.owner.holder, person.holder), (40, 25, 35))[0]
            acct = world.account(
                rng,
                person,
                "kos",
                reg_day=int(start) - rng.choice((0, 0, 1, 3)),
                holder=holder,
                phone=world.phone(),
                payout=rng.choice((firm.bank, "", person.payout)),
            )
        else:
            acct = add_account(
                world,
                rng,
                person,
                "kos",
                reg_day=min(int(start), 0) - 5 - int(1400 * rng.random() ** 1.5),
                scale=0.5,
            )
    acct.kind, acct.firm, acct.topic = "kos", firm, trade.key
    acct.industry = trade.industry if rng.random() < 0.7 else ""
    acct.writes = trade.notes * rng.choice((0, 0.1, 0.4, 0.6, 1.2))
    post = Post(acct, shop, person, start, created, remote)
    post.end = end
    work_uses(world, rng, firm, post, person, start, 1e6 if end is None else end)
    post.binding = world.bind(
        firm,
        acct,
        start,
        end,
        "created" if created else "bound",
        person.holder if rng.random() < 0.9 else "",
    )
    firm.posts.append(post)
    if remote:
        acct.tell("honest", "remote_sales")
    return post


def staff_up(world, rng, firm, count):
    """Staff as of the start of the window, plus a few who come in it."""
    remote_firm = rng.random() < firm.trade.remote
    for _ in range(count):
        start = -5 - 650 * rng.random() ** 2 if rng.random() < 0.86 else rng.uniform(2, world.days - 6)
        hire(world, rng, firm, start, remote=remote_firm and rng.random() < 0.9)
    if rng.random() < firm.trade.season:
        peak = rng.uniform(8, world.days - 30)
        for _ in range(max(2, int(count * rng.uniform(0.1, 0.3)))):
            start = peak + rng.uniform(-4, 4)
            post = hire(world, rng, firm, start, start + rng.choice((14, 21, 28, 42)), remote=remote_firm)
            post.acct.tell("honest", "seasonal_staff")
    active = sum(1 for p in firm.posts if p.on(world.days / 2))
    if active > 30:
        firm.advertises = True
        firm.scale = rng.uniform(1.5, 3)
        firm.ent.tell("honest", "over_quota_with_spend")


def size_of(rng, trade):
    middle, sigma, most = trade.staff
    return max(1, min(most, int(rng.lognormvariate(0, sigma) * middle + 0.5)))


# ---- posts change hands ------------------------------------------------------------------------------------
def succeed(world, rng, firm, post, day):
    """A company-owned account passes to a successor of the same company."""
    old = post.stints[-1][0]
    new = make_person(world, rng, None if post.remote else post.shop.city, abroad=False)
    if rng.random() < 0.5:
        add_account(world, rng, new)
    acct = post.acct
    gap = rng.choice((0, 0, 1, 3, 9))
    acct.stop(day)
    post.stints[-1] = (old, post.stints[-1][1], day)
    post.stints.append((new, day + gap, None))
    work_uses(world, rng, firm, post, new, day + gap, 1e6)
    t = (day + gap) * DAY + rng.uniform(600, 30000)
    if rng.random() < 0.8:
        world.change(acct, "password", t)
    if rng.random() < 0.4:
        number = world.phone()
        world.change(acct, "phone", t + 500, acct.phone, number)
        acct.phone = number
    if acct.payout == old.payout and rng.random() < 0.8:
        world.change(acct, "payout_account", t + rng.uniform(0, 6) * DAY, old.payout, new.payout)
        acct.payout = new.payout
    if acct.holder == old.holder and rng.random() < 0.7:
        world.change(acct, "holder", t + 900, old.holder, new.holder)
        acct.holder = new.holder
    if rng.random() < 0.75:  # somebody keeps the binding up to date
        post.binding[3] = int(t)
        post.binding = world.bind(firm, acct, t / DAY + 0.01, None, "created", new.holder)
    acct.tell("honest", "successor_takeover")


def leave(world, rng, firm, post, day):
    """Somebody leaves with their own account."""
    post.end = day
    for use in post.acct.cut(day):
        if use.work:
            post.acct.uses.remove(use)
    late = rng.choice((0, 0, 0, 1, 4, 15)) if rng.random() < 0.93 else None  # forgotten bindings stay
    if late is not None and day + late < world.days:
        post.binding[3] = int((day + late + 0.01) * DAY)
    post.stints[-1] = (post.stints[-1][0], post.stints[-1][1], day)
    firm.movers.append((day + late if late is not None else day, post, late is None))


def turn_over(world, firm):
    rng = world.rng("turnover", firm.n)
    leavers = []
    for post in list(firm.posts):
        if post.end is not None or post.start > world.days * 0.7 or post.acct.id in world.taken:
            continue
        if rng.random() < firm.trade.turnover:
            leavers.append((max(post.start + 5, rng.uniform(3, world.days - 4)), post))
    for day, post in leavers:
        if post.created:
            succeed(world, rng, firm, post, day)
        else:
            leave(world, rng, firm, post, day)
            if rng.random() < 0.7 and day < world.days - 12:
                hire(world, rng, firm, day + rng.uniform(2, 25), remote=post.remote)


def change_jobs(world):
    """Leavers find another company of the same line, mostly in the same city; teams go together."""
    rng = world.rng("jobs")
    by_place = {}
    for firm in world.firms:
        by_place.setdefault((firm.trade.key, firm.city.name), []).append(firm)
        by_place.setdefault((firm.trade.key, ""), []).append(firm)
    for firm in list(world.firms):
        team_to = None
        for day, post, forgotten in firm.movers:
            if forgotten or day > world.days - 5 or rng.random() < 0.45:
                continue
            near = [f for f in by_place[firm.trade.key, firm.city.name] if f is not firm]
            far = [f for f in by_place[firm.trade.key, ""] if f is not firm]
            if not near and not far:
                continue
            target = team_to or rng.choice(near if near and rng.random() < 0.9 else far)
            person = post.stints[-1][0]
            hire(
                world,
                rng,
                target,
                day + rng.choice((1, 2, 4, 8, 15, 25)),
                created=False,
                person=person,
                acct=post.acct,
                remote=post.remote,
            )
            post.acct.tell("honest", "changed_employer")
    # a team leader takes the team along
    big = [
        f for f in world.firms if f.trade.key in ("estate", "tutoring", "renovation") and len(f.posts) > 12
    ]
    for firm in rng.sample(big, min(len(big), max(2, int(9 * world.f)))):
        rivals = [f for f in by_place[firm.trade.key, firm.city.name] if f is not firm] or [
            f for f in by_place[firm.trade.key, ""] if f is not firm
        ]
        team = [
            p
            for p in firm.posts
            if not p.created and p.end is None and p.start < 0 and p.acct.id not in world.taken
        ][: rng.randrange(4, 9)]
        day = rng.uniform(10, world.days - 15)
        rival = rng.choice(rivals)
        for post in team:
            leave(world, rng, firm, post, day + rng.uniform(0, 2))
            firm.movers.pop()
            post.binding[3] = int((day + 2.1) * DAY)
            hire(
                world,
                rng,
                rival,
                day + rng.uniform(2.5, 6),
                created=False,
                person=post.stints[-1][0],
                acct=post.acct,
                remote=post.remote,
            )
            post.acct.tell("honest", "team_moves_together")


def past_jobs(world):
    """Bindings to former employers, ended before the window or in it."""
    rng = world.rng("past")
    for firm in list(world.firms):
        for post in firm.posts:
            if not post.created and rng.random() < 0.1 and post.start < -20:
                former = rng.choice(world.firms)
                if former is not firm:
                    end = post.start - rng.uniform(1, 60)
                    world.bind(
                        former,
                        post.acct,
                        end - rng.uniform(30, 400),
                        end,
                        "bound",
                        post.stints[0][0].holder,
                    )
