"""Tricks from the files of void sale agreements: control of an account for a price."""

from .crews import Crew, free_account, honest_staff, papers
from .firms import Firm, hire, with_room
from .people import Actor
from .places import Broadband
from .registry import trick
from .words import Handout

PAPERS = (
    ("password",),
    ("password", "phone"),
    ("password", "phone", "payout_account"),
    ("password", "phone", "payout_account", "holder"),
    ("phone", "payout_account"),
    (),
)


def buyer_of(world, acct):
    """A single buyer, who in hiding worlds sits behind a line in the seller's city."""
    buyer = world.person(shift="shop")
    if world.cam:
        buyer.actor.home = Broadband(acct.region or buyer.city, world.r, lease=400)
        buyer.actor.p_mobile = 0.0
    return buyer


def later_life(world, acct, t, firm=None):
    """What a bought account is for: ads, or a binding to the buyer's company."""
    r = world.r
    if firm is not None:
        hire(world, firm, t + r.expovariate(1 / 6), None, acct=acct, onsite=False)
    if r.random() < 0.4:
        world.ads(acct, t + r.uniform(1, 25), world.days, world.price(30, 400), share=r.uniform(0.2, 0.8))


@trick("farm_sold_one_by_one", 9)
def farm(world, name):
    """A grower feeds young accounts for months and sells each to somebody else."""
    r, crew = world.r, Crew(world)
    handout = Handout(r, "", 6, r.choice((0.3, 0.9)))
    born = -r.uniform(20, 160)
    for _ in range(r.randint(4, 18)):
        front = world.person(crew.boss.city if r.random() < 0.4 else None)
        acct = world.account(
            front,
            r.choice(("personal", "professional")),
            born + r.expovariate(1 / 9),
            use=False,
            rate=r.uniform(0.15, 0.6),
        )
        t = world.when(0.15, 0.97)
        acct.texts.append((0, t, handout, 0.8))
        crew.take(acct, acct.registered, t)
        buyer = buyer_of(world, acct)
        firm = with_room(world) if r.random() < 0.35 else None
        world.use(acct, buyer.actor, t + r.uniform(0, 2), world.days, r.uniform(0.6, 2))
        papers(world, acct, t, buyer, r.choice(PAPERS))
        crew.collect(buyer.pay, t - r.uniform(0, 0.5), world.price(150, 3500))
        later_life(world, acct, t, firm)
        world.blame("traded", crew.ring, name, acct)


@trick("employee_sells_own", 10)
def employee_sells(world, name):
    """A salesgirl sells her bound account on leaving; nobody tells the company."""
    r = world.r
    acct = honest_staff(world)
    buyer, t = buyer_of(world, acct), world.when(0.2, 0.9)
    acct.cut(t)
    world.use(acct, buyer.actor, t, world.days, r.uniform(0.5, 2))
    papers(world, acct, t, buyer, r.choice(PAPERS[:4]))
    if r.random() < 0.3:
        look = min(t + r.uniform(2, 30), world.days - 1)
        world.use(acct, acct.person.actor, look, look + 1, 1.5 / acct.rate)
    sum_ = world.price(500, 9000)
    if r.random() < 0.8:
        world.pay(buyer.pay, acct.person.pay, t - r.uniform(0, 2), sum_)
    if r.random() < 0.4:
        world.unbind(acct, t + r.uniform(0.5, 20))
    later_life(world, acct, t)
    world.blame("traded", world.uid("ring"), name, acct)


@trick("collector_binds_his_own_firm", 7)
def collector(world, name):
    """A dealer buys used accounts from strangers and binds them to a company as its sales force."""
    r, crew = world.r, Crew(world)
    firm = Firm(world, crew.boss)
    firm.wallet = crew.wallets[0] if r.random() < 0.4 else firm.wallet
    firm.pays_wages = False
    handout = Handout(r, firm.industry, 5, 0.5)
    for _ in range(r.randint(4, 16)):
        acct, t = free_account(world), world.when(0.1, 0.8)
        crew.take(acct, t, share=1.2)
        crew.pay(acct.person.pay, t - r.uniform(0, 1), world.price(200, 4000))
        front = crew.boss if crew.level == 0 else world.person()
        front.pay = r.choice(crew.wallets)
        papers(world, acct, t, front, r.choice(PAPERS))
        acct.texts.append((t, world.days, handout, 0.7))
        later_life(world, acct, t, firm)
        world.blame("traded", crew.ring, name, acct)


@trick("debt_settled_with_account", 6)
def debt(world, name):
    """A debtor has no money left and signs over the account; the instalments stop that month."""
    acct, t = free_account(world), world.when(0.35, 0.9)
    creditor = buyer_of(world, acct)
    sum_ = world.price(3000, 30000)
    world.pay(creditor.pay, acct.person.pay, world.when(0, 0.1), sum_)
    world.monthly(acct.person.pay, creditor.pay, 20, t, round(sum_ / 10, 2))
    acct.cut(t)
    world.use(acct, creditor.actor, t, world.days, world.r.uniform(0.4, 1.5))
    papers(world, acct, t, creditor, PAPERS[world.r.randint(1, 3)])
    world.blame("traded", world.uid("ring"), name, acct)


@trick("sold_twice", 5)
def sold_twice(world, name):
    """The seller takes the account back by the old identity and sells it to the next one."""
    r = world.r
    for ring in [world.uid("ring")] * r.randint(1, 3):
        acct = free_account(world)
        seller, t = acct.person, world.when(0.1, 0.5)
        first, second = buyer_of(world, acct), buyer_of(world, acct)
        acct.cut(t)
        back = t + r.uniform(5, 40)
        world.use(acct, first.actor, t, back, 1.5)
        papers(world, acct, t, first, ("password", "phone"))
        world.change(acct, "phone", back, seller.phone)
        world.use(acct, seller.actor, back, back + 1.5, 3)
        world.use(acct, second.actor, back + 2, world.days, 1.5)
        papers(world, acct, back + 2, second, ("password", "phone", "payout_account"))
        for buyer, moment in ((first, t), (second, back + 2)):
            world.pay(buyer.pay, seller.pay, moment - 0.1, world.price(600, 6000))
        world.blame("traded", ring, name, acct)


@trick("sale_by_instalment", 6)
def instalment_sale(world, name):
    """Paid in thirds; until the last third the seller looks in each month and keeps the phone number."""
    r, crew = world.r, Crew(world)
    for _ in range(r.randint(1, 5)):
        acct, t = free_account(world), world.when(0.05, 0.5)
        seller = acct.person
        crew.take(acct, t)
        sum_ = world.price(1200, 12000)
        for k in range(3):
            due = t + 30 * k
            crew.pay(seller.pay, due, round(sum_ / 3, 2))
            world.use(acct, seller.actor, due + r.uniform(-2, 0), due + 1.5, r.uniform(0.5, 1.5) / acct.rate)
        world.change(acct, "password", t + 0.1)
        world.change(acct, "phone", t + 62, world.uid("ph"))
        later_life(world, acct, t)
        world.blame("traded", crew.ring, name, acct)


@trick("sleepers_through_broker", 7)
def sleepers(world, name):
    """A broker wakes students' sleeping accounts, bought for a few dinners, and passes them on."""
    r, crew = world.r, Crew(world)
    for _ in range(r.randint(4, 20)):
        acct = free_account(world, "personal")
        t = world.when(0.1, 0.75)
        acct.cut(max(1, t - r.uniform(15, 90)))
        crew.pay(acct.person.pay, t, world.price(30, 300))
        crew.take(acct, t, t + r.uniform(1, 12), 2.0)
        sold = acct.uses[-1][2]
        buyer = buyer_of(world, acct)
        world.use(acct, buyer.actor, sold, world.days, r.uniform(0.8, 2.5))
        crew.collect(buyer.pay, sold, world.price(200, 1500))
        papers(world, acct, t, crew.boss, ("password",))
        papers(world, acct, sold, buyer, r.choice(PAPERS))
        later_life(world, acct, sold, with_room(world) if r.random() < 0.25 else None)
        world.blame("traded", crew.ring, name, acct)


@trick("leaver_sells_company_account", 6)
def leaver_sells(world, name):
    """The company's own account, with its followers, sold by the one who had the password."""
    acct = honest_staff(world, created=True)
    t = world.when(0.2, 0.9)
    buyer = buyer_of(world, acct)
    acct.cut(t)
    world.use(acct, buyer.actor, t + world.r.uniform(0, 4), world.days, world.r.uniform(0.5, 2))
    papers(world, acct, t, buyer, ("password", "phone"))
    if world.chance(0.8):
        world.pay(buyer.pay, acct.person.pay, t, world.price(800, 8000))
    if world.chance(0.5):
        world.unbind(acct, t + world.r.uniform(1, 30))
    world.blame("traded", world.uid("ring"), name, acct)


@trick("licence_for_sale", 4)
def licence(world, name):
    """A shell company with enterprise account and made-up staff, kept for sale; no shop, no trade."""
    r, crew = world.r, Crew(world)
    t = world.when(0.2, 0.8)
    firm = Firm(world, world.person(), registered=-r.uniform(30, 200))
    firm.ent.uses = []
    firm.lead_rate = 0
    accts = [firm.ent] + [
        hire(world, firm, -r.uniform(1, 25), None, "created", onsite=False) for _ in range(r.randint(2, 9))
    ]
    buyer = Crew(world)
    for acct in accts:
        acct.cut(0.001)
        crew.take(acct, 0, t, 0.4)
        buyer.take(acct, t, share=1.0)
        papers(world, acct, t, buyer.boss, r.choice(PAPERS))
    crew.collect(buyer.boss.pay, t - 1, world.price(5000, 60000))
    world.blame("traded", crew.ring, name, *accts)


@trick("marriage_of_convenience_sale", 4)
def sham_gift(world, name):
    """Written up as a gift between friends, holder changed and all; the price goes by a relative."""
    acct, t = free_account(world), world.when(0.15, 0.9)
    buyer, aunt = buyer_of(world, acct), world.uid("pay")
    acct.cut(t)
    world.use(acct, Actor(buyer.actor.devices, buyer.actor.home, buyer.actor.hours), t, world.days, 1.2)
    papers(world, acct, t, buyer, PAPERS[3])
    world.pay(buyer.pay, aunt, t + 0.2, world.price(2000, 15000))
    if world.chance(0.6):
        world.pay(aunt, acct.person.pay, t + 2, world.price(1000, 12000))
    later_life(world, acct, t)
    world.blame("traded", world.uid("ring"), name, acct)
