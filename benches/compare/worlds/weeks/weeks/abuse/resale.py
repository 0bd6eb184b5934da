"""Leads that leave the company: at lunch, on the last evening, two at a time."""

from ..almanac import DAY
from .crew import Crew, day_in, holder


class Books:
    """What each company has collected, in order of time; the thief sees what the screen shows."""

    def __init__(self, world):
        by_account = {}
        for lead_id, contact, acc, t, _, _ in world.tables["leads"]:
            by_account.setdefault(acc, []).append((t, lead_id, contact))
        self.world, self.by_account, self.used = world, by_account, set()

    def of(self, firm):
        ids = {firm.enterprise.account_id, *(s.account.account_id for s in firm.staff)}
        return sorted(row for i in ids for row in self.by_account.get(i, ()))

    def fresh(self, rows, day, count, back=10):
        """Leads of the last days that have not been sold yet."""
        world = self.world
        pool = [
            x for x in rows if (day - back) * DAY <= x[0] < day * DAY + 11 * 3600 and x[1] not in self.used
        ]
        chosen = world.rng.sample(pool, min(len(pool), count))
        self.used.update(x[1] for x in chosen)
        return chosen

    def victim(self, least=60):
        """A company with enough leads, and an employee with access all the time."""
        world = self.world
        firms = [f for f in world.companies if f.enterprise.account_id not in world.claimed and f.leads]
        world.rng.shuffle(firms)
        for firm in firms:
            staff = [
                s
                for s in firm.staff
                if s.start < 0 and s.end >= world.almanac.days and s.account.account_id not in world.claimed
            ]
            if staff and len(self.of(firm)) >= least:
                world.claimed.add(firm.enterprise.account_id)
                job = world.rng.choice(staff)
                world.claimed.add(job.account.account_id)
                return firm, job
        raise LookupError("no company has leads enough")

    def buyers(self, trade, count, not_firm):
        """Competitors of the trade: a manager's enterprise account or a hungry salesman's."""
        world = self.world
        firms = [
            f
            for f in world.companies
            if f is not not_firm
            and f.leads
            and f.trade == trade
            and f.enterprise.account_id not in world.claimed
        ]
        out = []
        for firm in world.rng.sample(firms, min(len(firms), count)):
            staff = [
                s
                for s in firm.staff
                if s.start < 0 and s.end >= world.almanac.days and s.account.account_id not in world.claimed
            ]
            acc = world.rng.choice(staff).account if staff and world.rng.random() < 0.5 else firm.enterprise
            world.claimed.add(acc.account_id)
            out.append((firm, acc))
        return out


def hand(world, ring, row, src, dst, t, channel):
    """One unlawful transfer, told to the truth if it falls into the window."""
    t = max(t, row[0] + 60)
    if world.transfer(row[1], row[2], src, dst, t, channel):
        world.bad_leads.append((row[1], src.account_id, dst.account_id, ring))
        if world.rng.random() < 0.15:
            typed_in(world, row[2], dst, t)
    return t


def typed_in(world, contact, acc, t):
    """The receiver enters the contact in the own book, as if it had been collected there."""
    at = t + world.rng.expovariate(1 / 20000)
    if at < world.almanac.end:
        world.lead(acc, at, contact, "import")


def cut_out(world, crew, insider):
    """The second account: on the insider's own phone, a spare one, or a cloud phone at the same hour."""
    r = world.rng
    acc = world.account(
        world.person("moonlight", insider.city), use=False, registered=world.signup(-r.randrange(3, 200))
    )
    hours = r.choice(((12.1, 13.4), (18.2, 19.5), (22, 23.8)))
    device, net = crew.seat(acc.owner.city)
    if world.level == 0:
        device, net = insider.phone, None
    world.use(acc, insider, device, net=net, hours=hours, rate=r.uniform(0.15, 0.4))
    return acc, hours


def sale_days(world, every):
    """The habit: Friday lunch, or every few days when the child is at football."""
    r, al = world.rng, world.almanac
    day = r.randrange(5, 5 + every + 10)
    while day < al.days - 1:
        if not al.festival[day] or r.random() < 0.2:
            yield day
        day += every if r.random() < 0.7 else max(1, every + r.randrange(-2, 4))


def batch(world, big):
    """How many at a time; the careful take two."""
    return world.rng.randrange(*((big, 2 * big), (max(2, big // 2), big + 1), (1, 4))[world.level])


def lunch_insider(world, ring, books):
    """Exports while the others eat, sends it to a second account, which passes it to the buyer."""
    r = world.rng
    firm, job = books.victim()
    crew = Crew(world, ring, "moonlight", city=firm.city)
    rows, (second, hours) = books.of(firm), cut_out(world, crew, job.person)
    buyers = books.buyers(firm.trade, r.choice((1, 1, 2)), firm)
    for day in sale_days(world, r.choice((3, 7, 7, 14))):
        sold = books.fresh(rows, day, batch(world, 8))
        t = day * DAY + r.uniform(*hours) * 3600
        for row in sold:
            t = hand(
                world,
                ring,
                row,
                job.account,
                second,
                t + r.uniform(5, 60),
                r.choice(("export", "private_message")),
            )
            if buyers:
                hand(
                    world,
                    ring,
                    row,
                    second,
                    buyers[day % len(buyers)][1],
                    t + r.expovariate(1 / 30000),
                    "private_message",
                )
        if buyers and sold:
            world.pay(
                buyers[day % len(buyers)][0].card if world.level == 0 else world.card(),
                crew.wallet(),
                t + 20000,
                60 * len(sold),
            )
            crew.pay(job.person.payout, t + 90000, 40 * len(sold))
    crew.mark(job.account, "lead_resale", "lunch_insider")
    crew.mark(second, "lead_resale", "insiders_second_account")
    for _, acc in buyers:
        crew.mark(acc, "lead_buyer", "buys_stolen_leads")


def broker(world, ring, books):
    """A broker on the night shift: several sources, and each contact goes to several shops at once."""
    r = world.rng
    crew = Crew(world, ring, r.choice(("studio_night", "moonlight")))
    desks = []
    for _ in range(r.choice((1, 2, 3))):
        desk = holder(world, r.choice(("personal", "professional")))
        world.stop_uses(desk, 0)
        crew.operate(desk, 0)
        desks.append(desk)
        crew.mark(desk, "lead_resale", "lead_broker")
    crew.chance = max(crew.chance, 0.4)
    sources = [books.victim() for _ in range(r.choice((1, 2, 3)))]
    buyers = books.buyers(sources[0][0].trade, r.randrange(2, 6), sources[0][0])
    for firm, job in sources:
        rows = books.of(firm)
        for day in sale_days(world, r.choice((4, 7, 10))):
            sold = books.fresh(rows, day, batch(world, 6))
            t = day * DAY + r.uniform(19, 23) * 3600
            for row in sold:
                desk = r.choice(desks)
                arrived = hand(world, ring, row, job.account, desk, t + r.uniform(0, 900), "private_message")
                for _, acc in r.sample(buyers, min(len(buyers), r.choice((1, 2, 2, 3)))):
                    hand(
                        world,
                        ring,
                        row,
                        desk,
                        acc,
                        arrived + r.expovariate(1 / 20000),
                        r.choice(("export", "private_message")),
                    )
            if sold:
                crew.pay(job.person.payout, t + 40000, 35 * len(sold))
        crew.mark(job.account, "lead_resale", "sells_to_broker")
    for firm, acc in buyers:
        for day in range(r.randrange(10, 25), world.almanac.days, 30):
            world.pay(firm.card, crew.wallet(), day * DAY + 60000, r.randrange(5, 60) * 100)
        crew.mark(acc, "lead_buyer", "buys_from_broker")
    crew.go()


def leaver_takes_book(world, ring, books):
    """The last evening, after everybody has gone: the whole book, to the private account."""
    r = world.rng
    firm, job = books.victim()
    crew, day = Crew(world, ring, "moonlight", city=firm.city), day_in(world, 0.35, 0.9)
    second, _ = cut_out(world, crew, job.person)
    buyers = books.buyers(firm.trade, 1, firm)
    t = day * DAY + r.uniform(20, 23) * 3600
    for row in books.fresh(
        books.of(firm), day, r.randrange(15, 60) if world.level < 2 else r.randrange(6, 18), 45
    ):
        if world.level == 2:
            t += r.expovariate(1 / 40000)
        t = hand(world, ring, row, job.account, second, t + r.uniform(2, 20), "export")
        if buyers and r.random() < 0.7:
            hand(world, ring, row, second, buyers[0][1], t + r.uniform(5, 14) * DAY, "private_message")
    crew.mark(job.account, "lead_resale", "leaver_takes_book")
    crew.mark(second, "lead_resale", "leavers_private_account")
    for _, acc in buyers:
        crew.mark(acc, "lead_buyer", "new_employer_takes_book")


def trickle(world, ring, books):
    """A receptionist with a friend at the competitor: one or two names a week, before the shift ends."""
    r = world.rng
    firm, job = books.victim(40)
    buyers = books.buyers(firm.trade, 1, firm)
    if not buyers:
        return
    buyer_firm, acc = buyers[0]
    crew, rows = Crew(world, ring, "moonlight", city=firm.city), books.of(firm)
    for day in sale_days(world, r.choice((3, 5, 7))):
        for row in books.fresh(rows, day, r.choice((1, 1, 2, 3))):
            t = day * DAY + r.uniform(17.2, 18.2) * 3600
            hand(world, ring, row, job.account, acc, t, "private_message")
            if r.random() < 0.6:
                world.pay(
                    buyer_firm.boss.payout if world.level < 2 else crew.wallet(),
                    job.person.payout,
                    t + 9000,
                    r.choice((50, 66, 88, 100)),
                )
    crew.mark(job.account, "lead_resale", "receptionist_trickle")
    crew.mark(acc, "lead_buyer", "friend_at_competitor")


def swap(world, ring, books):
    """Two salesmen swap what their own shop could not close; no money, only reciprocity."""
    r = world.rng
    (a, job_a), (b, job_b) = books.victim(), books.victim()
    crew = Crew(world, ring, "moonlight")
    for src, src_job, dst_job in ((a, job_a, job_b), (b, job_b, job_a)):
        rows = books.of(src)
        for day in sale_days(world, 7):
            for row in books.fresh(
                rows, day, r.choice((1, 2, 3, 5)) if world.level < 2 else r.choice((1, 2)), 30
            ):
                hand(
                    world,
                    ring,
                    row,
                    src_job.account,
                    dst_job.account,
                    day * DAY + r.uniform(20.5, 23) * 3600,
                    "private_message",
                )
    crew.mark(job_a.account, "lead_resale", "lead_swap")
    crew.mark(job_b.account, "lead_resale", "lead_swap")


def form_farm(world, ring, books):
    """Free-gift forms on a few accounts; what comes in by night is sold by noon to anyone who pays."""
    r = world.rng
    crew = Crew(world, ring, "studio_day", r.choice((1, 2)))
    trade = r.choice(("家装", "教培", "医美", "婚纱摄影"))
    buyers, farms = books.buyers(trade, r.randrange(2, 7), None), []
    for _ in range(r.randrange(2, 6)):
        acc = holder(world, "professional")
        world.stop_uses(acc, 0)
        crew.operate(acc, 0)
        farms.append(acc)
        crew.mark(acc, "lead_resale", "gift_form_farm")
    crew.chance = max(crew.chance, 0.4)
    for day in range(3, world.almanac.days - 1, r.choice((1, 2, 3))):
        for _ in range(batch(world, 3)):
            acc, t = r.choice(farms), day * DAY + r.uniform(0, 10) * 3600
            lead_id, contact = world.lead(acc, t, source="form")
            for _, buyer in r.sample(buyers, min(len(buyers), r.choice((1, 2, 3)))):
                hand(
                    world,
                    ring,
                    (t, lead_id, contact),
                    acc,
                    buyer,
                    day * DAY + r.uniform(11, 12.5) * 3600,
                    r.choice(("partner_api", "export")) if world.level else "export",
                )
    for firm, acc in buyers:
        for day in range(r.randrange(3, 12), world.almanac.days, 14):
            world.pay(firm.card, crew.wallet(), day * DAY + 50000, r.randrange(3, 30) * 100)
        crew.mark(acc, "lead_buyer", "buys_form_leads")
    crew.go()
