"""Leads handed out for money, line by line: insiders, brokers, cut-outs and those who receive them."""

from ab_traded import times
from core import DAY, pick_hour, poisson
from hands import Hand, free, recruit, staff_of
from people import add_account, make_person
from trades import BY_KEY

# price of one contact, by the line it comes from
PRICE = {
    "cars": (40, 150),
    "estate": (30, 120),
    "tutoring": (20, 80),
    "wedding": (40, 150),
    "renovation": (60, 260),
    "clinics": (100, 500),
    "furniture": (20, 80),
    "beauty": (8, 30),
    "travel": (15, 60),
}


class Chain:
    """One operation: who takes leads out, over whom they run, who gets them, what is paid."""

    def __init__(self, world, rng, key, story, buyers, buyer_keys, cutouts, brokers):
        self.world, self.rng, self.key, self.story = world, rng, key, story
        self.hand = Hand(world, rng, "leads")
        self.ring = self.hand.ring
        self.insiders, self.kept = [], []
        self.cutouts = [self.outsider() for _ in range(cutouts)]
        self.brokers = [self.outsider(used=rng.random() < 0.5) for _ in range(brokers)]
        self.buyers = self.find_buyers(buyers, buyer_keys)
        self.sold = {}

    def outsider(self, used=False):
        """A personal account of a broker or of somebody who lends theirs as a station."""
        world, rng = self.world, self.rng
        if used:
            acct = recruit(world, rng, 1, ("personal", "professional"), fresh=0.2)[0]
            acct.uses[0].p = max(acct.uses[0].p, 0.35)
        elif world.level == 0:
            acct = world.account(rng, self.hand.boss, "personal")
            acct.uses.append(self.hand.use(self.hand.city, -1, 1e6, p=0.6))
        else:
            person = make_person(world, rng, self.hand.city if world.level == 1 else None)
            acct = add_account(world, rng, person, scale=1.2)
            if world.level == 1 and rng.random() < 0.5:
                acct.uses.append(self.hand.use(person.city, -1, 1e6, p=0.4))
        world.mark(acct, "lead_resale", self.ring, self.story)
        return acct

    def find_buyers(self, count, keys):
        """Staff or enterprise accounts of companies, or independents without one."""
        world, rng, out = self.world, self.rng, []
        while len(out) < count:
            x = rng.random()
            if x < 0.55:
                picked = staff_of(world, rng, rng.choice(keys), 1)
                acct = picked[0][1].acct if picked else None
            elif x < 0.75:
                pool = [
                    f.ent
                    for f in world.firms
                    if f.trade.key in keys and free(world, f.ent) and f.ent.in_truth
                ]
                acct = rng.choice(pool) if pool else None
            else:
                acct = recruit(world, rng, 1, ("personal", "professional"), fresh=0.2)[0]
            if acct is not None:
                world.mark(acct, "lead_buyer", self.ring, self.story)
                out.append(acct)
        return out

    def take_in(self, posts):
        for firm, post in posts:
            self.world.mark(post.acct, "lead_resale", self.ring, self.story)
            self.insiders.append((post.acct, post.stints[-1][0]))

    # ---- hand-outs -----------------------------------------------------------------------------
    def when(self, day, late):
        rng = self.rng
        hours = self.hand.hours if late else BY_KEY[self.key].hours
        return day * DAY + pick_hour(hours, rng.random()) * 3600 + rng.randrange(3600)

    def days_out(self):
        """Days on which an insider hands leads out."""
        gap = (11, 7, 3.5)[self.world.level]
        day, out = self.rng.uniform(8, 25), []
        while day < self.world.days - 3:
            out.append(int(day))
            day += self.rng.expovariate(1 / gap) + 0.6
        return out

    def batch(self):
        rng = self.rng
        return (rng.randrange(4, 22), rng.randrange(2, 10), rng.choice((1, 1, 1, 2, 3)))[self.world.level]

    def stock(self, acct, t, limit):
        """Leads the insider has (had) in hand at t; the freshest first, at times old ones."""
        mine = [
            h for h in self.world.held.get(acct.id, ()) if h[0] < t - 600 and (h[1], acct.id) not in self.sold
        ]
        mine.sort(reverse=self.rng.random() < 0.8)
        return mine[:limit]

    def channel(self):
        return self.rng.choice(
            (
                ("export", "private_message", "export", "form"),
                ("private_message", "export", "partner_api"),
                ("private_message", "private_message", "crm_assign"),
            )[self.world.level]
        )

    def move(self, lead, contact, src, dst, t):
        return self.world.transfer(lead, contact, src, dst, t, self.channel(), self.ring)

    def run(self, spread=(1, 3), reverse_pay=0.3):
        """Every insider, every hand-out: insider (-> cut-out) (-> broker) -> one to three buyers."""
        world, rng = self.world, self.rng
        low, high = PRICE[self.key]
        for acct, person in self.insiders:
            route = list(self.brokers)
            for day in self.days_out():
                t = self.when(day, late=world.level < 2 and rng.random() < 0.6)
                goods = self.stock(acct, t, self.batch())
                if not goods:
                    continue
                stations = []
                if self.cutouts and rng.random() < 0.75:
                    stations.append(rng.choice(self.cutouts))
                if route:
                    stations.append(rng.choice(route))
                for when, lead, contact in goods:
                    self.sold[lead, acct.id] = True
                    src, at, name = acct, t + rng.randrange(20, 900 if world.level < 2 else 9000), lead
                    for station in stations:
                        if self.move(name, contact, src, station, at):
                            src = station
                        at += int(3600 * rng.lognormvariate(0 + world.level * 0.5, 0.8))
                    if world.level and stations and rng.random() < 0.15 * world.level:
                        # comes in under a new number
                        name = world.lead(src, contact, at, "import", None)
                    for buyer in rng.sample(self.buyers, min(len(self.buyers), rng.randint(*spread))):
                        self.move(name, contact, src, buyer, at)
                        at += int(3600 * rng.lognormvariate(1 + world.level, 1))
                value = len(goods) * rng.uniform(low, high)
                self.settle(acct, person, day, value)

    def settle(self, acct, person, day, value):
        hand, rng = self.hand, self.rng
        hand.pays(person.payout, day + rng.choice((0, 1, 2, 5)), value * 0.5)
        buyer = rng.choice(self.buyers)
        hand.gets(buyer.payout or buyer.person.payout, day + rng.choice((0, 1, 3)), value)
        if self.story == "channel_commission" and rng.random() < 0.5:  # share of what the customer paid
            hand.gets(
                buyer.payout or buyer.person.payout,
                day + rng.uniform(8, 20),
                rng.uniform(0.2, 0.4) * rng.choice((3800, 6800, 9800, 16800)),
            )


def desk_clerks(world, rng):
    """Car dealers: people of the lead desk export in the evening; used-car lots, lenders, insurers buy."""
    chain = Chain(
        world,
        rng,
        "cars",
        "lead_desk_clerk",
        rng.randrange(4, 7),
        ("cars", "travel"),
        1,
        rng.choice((1, 2)),
    )
    chain.take_in(rich(world, rng, "cars", rng.randrange(3, 6)))
    chain.run((1, 3))


def parents_list(world, rng):
    """Tutoring: advisers of several schools feed one broker of parents' numbers."""
    chain = Chain(
        world,
        rng,
        "tutoring",
        "parents_list",
        rng.randrange(4, 8),
        ("tutoring", "travel"),
        rng.choice((1, 2)),
        1,
    )
    chain.take_in(rich(world, rng, "tutoring", rng.randrange(4, 7)))
    chain.run((2, 4))


def new_owners(world, rng):
    """Estate agents sell those who have just bought to renovators and furniture shops, without a broker."""
    chain = Chain(
        world, rng, "estate", "new_owner_list", rng.randrange(4, 7), ("renovation", "furniture"), 2, 1
    )
    chain.take_in(rich(world, rng, "estate", rng.randrange(4, 7)))
    chain.run((2, 3))


def planners(world, rng):
    """Wedding photographers pass couples to planners and dress shops for an envelope, directly."""
    chain = Chain(
        world,
        rng,
        "wedding",
        "planner_envelope",
        rng.randrange(3, 5),
        ("wedding", "travel", "beauty"),
        rng.choice((0, 1)),
        0 if world.level == 0 or rng.random() < 0.5 else 1,
    )
    chain.take_in(rich(world, rng, "wedding", rng.randrange(3, 6)))
    chain.run((1, 2))


def commission(world, rng):
    """Clinics: consultants and a channel broker; a share follows when the customer has paid."""
    chain = Chain(
        world,
        rng,
        "clinics",
        "channel_commission",
        rng.randrange(3, 6),
        ("clinics", "beauty"),
        rng.choice((1, 2)),
        2,
    )
    chain.take_in(rich(world, rng, "clinics", rng.randrange(3, 6)))
    chain.run((1, 2))


def measuring(world, rng):
    """Renovators: surveyors sell measuring appointments to rivals once the own quotation has failed."""
    chain = Chain(
        world,
        rng,
        "renovation",
        "measuring_appointments",
        rng.randrange(4, 7),
        ("renovation", "furniture"),
        1,
        1,
    )
    chain.take_in(rich(world, rng, "renovation", rng.randrange(3, 6)))
    chain.run((1, 3))


def bait_forms(world, rng):
    """Beauty: accounts that give away trial boxes only to collect numbers, and sell them in lots."""
    chain = Chain(world, rng, "beauty", "trial_box_forms", rng.randrange(3, 6), ("beauty", "clinics"), 1, 1)
    accts = recruit(world, rng, rng.randrange(3, 6), ("professional", "personal"), fresh=0.5)
    for acct in accts:
        world.mark(acct, "lead_resale", chain.ring, "trial_box_forms")
        acct.topic, acct.writes = "beauty", 1.0
        if world.level == 0:
            acct.uses.append(chain.hand.use(acct.person.city, -1, 1e6, p=0.35))
        chain.insiders.append((acct, acct.person))
        for day in range(world.days):
            for _ in range(poisson(rng, (1.2, 0.9, 0.4)[world.level])):
                t = chain.when(day, False)
                contact = "c" + world.new_id("contact", 14)
                lead = world.lead(acct, contact, t, "form", t + 9000 if rng.random() < 0.08 else None)
                world.held.setdefault(acct.id, []).append((t, lead, contact))
    chain.run((1, 3))


def book_taken_along(world, rng):
    """Furniture and travel: somebody about to leave sells the whole book in the last days."""
    key = rng.choice(("furniture", "travel"))
    chain = Chain(world, rng, key, "book_sold_before_leaving", 2, (key, "renovation"), 1, 0)
    posts = rich(world, rng, key, 2)
    chain.take_in(posts)
    for firm, post in posts:
        last = rng.uniform(world.days * 0.5, world.days - 6)
        for i in range((2, 5, 10)[world.level]):
            t = chain.when(int(last - i * rng.uniform(0.3, 2)), False)
            for when, lead, contact in chain.stock(post.acct, t, (25, 9, 3)[world.level]):
                chain.sold[lead, post.acct.id] = True
                src = post.acct
                if rng.random() < 0.6 and chain.move(
                    lead, contact, src, chain.cutouts[0], t + rng.randrange(900)
                ):
                    src = chain.cutouts[0]
                chain.move(lead, contact, src, rng.choice(chain.buyers), t + 4000 + rng.randrange(40000))
            chain.settle(post.acct, post.stints[-1][0], t // DAY, rng.uniform(300, 2000))


def rich(world, rng, key, count):
    """Staff who have leads to sell."""
    return staff_of(world, rng, key, count, lambda p: len(world.held.get(p.acct.id, ())) >= 5)


def run(world):
    rng = world.rng("lead-rings")
    for story, n in (
        (desk_clerks, 3),
        (parents_list, 3),
        (new_owners, 3),
        (planners, 3),
        (commission, 3),
        (measuring, 3),
        (bait_forms, 2),
        (book_taken_along, 3),
    ):
        for _ in range(times(world, n)):
            story(world, rng)
