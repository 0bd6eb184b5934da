"""Tricks from the files of account leases: the holder stays the holder and is paid for leave."""

from .crews import Crew, free_account, honest_staff
from .firms import Firm, hire, with_room
from .registry import trick
from .words import Handout


def lease(world, crew, acct, t0, t1, rent, deposit=False, peeks=0.12, share=1.0, wobble=0.0):
    """One lease: password lent, rent monthly, the holder peeping in, at the end a new password."""
    r, holder = world.r, acct.person
    own = acct.rate
    for use in acct.uses:
        use[3] = own * r.uniform(0.6, 1.2)
    acct.cut(t0)
    crew.take(acct, t0, t1, share, exclusive=False)
    world.use(acct, holder.actor, t0, t1, peeks * r.uniform(0.3, 2.5))
    world.use(acct, holder.actor, t1, world.days, 0.8)
    if deposit:
        crew.pay(holder.pay, t0 - 0.2, rent * r.choice((1, 1, 2)))
    crew.pay_monthly(holder.pay, t0 + r.choice((0, 0, 25)), t1, rent, wobble)
    if r.random() < 0.5:
        world.change(acct, "password", t0 + 0.02)
    if r.random() < 0.2:
        world.change(acct, "payout_account", t0 + r.expovariate(1 / 9), r.choice(crew.wallets))
    if t1 < world.days:
        world.change(acct, "password", t1 + r.uniform(0, 2))


def term(world, short=False):
    """Begin and end of a lease; many run on past the window."""
    r = world.r
    t0 = 0 if r.random() < 0.35 else world.when(0.02, 0.7)
    length = r.choice((21, 30, 60)) if short else r.choice((60, 90, 180, 365, 365))
    return t0, min(world.days, t0 + length)


@trick("lease_studio_for_one_firm", 9)
def studio_bound(world, name):
    """A studio rents strangers' accounts as the sales force of one client, and binds them."""
    r, crew = world.r, Crew(world)
    firm = Firm(world) if r.random() < 0.5 else with_room(world)
    firm.pays_wages = False
    handout, rent = Handout(r, firm.industry, 6, 0.5), world.price(100, 700)
    for _ in range(min(r.randint(3, 14), 29 - len(firm.staff))):
        acct, (t0, t1) = free_account(world), term(world)
        lease(
            world, crew, acct, t0, t1, rent if r.random() < 0.6 else world.price(100, 700), r.random() < 0.3
        )
        hire(world, firm, t0 + r.uniform(0, 8), t1 + r.uniform(0, 5), acct=acct, onsite=False)
        acct.texts.append((t0, t1, handout, 0.7))
        world.blame("rented", crew.ring, name, acct)


@trick("lease_studio_soft_ads", 10)
def studio_unbound(world, name):
    """A studio rents ordinary people's accounts to place praise for products; no company appears."""
    r, crew = world.r, Crew(world)
    handout, rent = Handout(r, r.choice(("医美", "教育培训", "珠宝")), 8, r.choice((0.3, 1.0))), world.price(
        60, 500
    )
    for _ in range(r.randint(4, 22)):
        acct, (t0, t1) = free_account(world, r.choice(("personal", "professional"))), term(world)
        lease(
            world,
            crew,
            acct,
            t0,
            t1,
            rent if r.random() < 0.7 else world.price(60, 500),
            peeks=r.choice((0.05, 0.3, 0.8)),
        )
        acct.texts.append((t0, t1, handout, 0.6))
        world.blame("rented", crew.ring, name, acct)


@trick("classmates_for_red_packets", 7)
def classmates(world, name):
    """One student signs up the dormitory; the studio pays him, he pays the others, less his cut."""
    r, crew = world.r, Crew(world)
    recruiter, fee = world.person(shift="evening"), world.price(50, 200)
    for _ in range(r.randint(3, 15)):
        mate = world.person(recruiter.city, "evening")
        mate.actor.home = recruiter.actor.home
        acct = world.account(mate, "personal", -r.uniform(100, 1500))
        t0, t1 = term(world, short=True)
        lease(world, crew, acct, t0, t1, 0, peeks=0.4)
        for t in world.window.paydays(r.choice((1, 10, 15)), t0, t1 + 10):
            world.pay(recruiter.pay, mate.pay, t + r.uniform(0, 0.3), fee)
        crew.pay(recruiter.pay, t0 + 1, fee * 1.5 * max(1, (t1 - t0) // 30))
        world.blame("rented", crew.ring, name, acct)


@trick("written_lease_with_penalty", 7)
def written_lease(world, name):
    """A stamped contract: deposit, rent, term; who takes the account back early pays double."""
    r, crew = world.r, Crew(world)
    firm = with_room(world) if r.random() < 0.5 else None
    for _ in range(r.randint(1, 7)):
        acct, rent = free_account(world), world.price(200, 1500)
        t0 = world.when(0.02, 0.4)
        t1 = world.days if r.random() < 0.6 else t0 + r.uniform(25, 70)
        lease(world, crew, acct, t0, t1, rent, True, 0.1)
        if firm:
            hire(world, firm, t0 + 2, t1, acct=acct, onsite=False)
        if t1 < world.days:
            crew.collect(acct.person.pay, t1 + r.uniform(2, 15), rent * 2)
        world.blame("rented", crew.ring, name, acct)


@trick("let_for_the_sale_weeks", 7)
def sale_weeks(world, name):
    """Let only for the weeks of a campaign, against one payment; in between it is the holder's own."""
    r, crew = world.r, Crew(world)
    peak = min(world.window.sale) if world.window.sale else world.when(0.3, 0.7)
    firm = with_room(world) if r.random() < 0.3 else None
    for _ in range(r.randint(2, 12)):
        acct = free_account(world, r.choice(("personal", "professional")))
        t0 = max(1, peak - r.uniform(3, 14))
        t1 = min(world.days - 0.5, peak + r.uniform(4, 15))
        lease(world, crew, acct, t0, t1, 0, share=3)
        crew.pay(acct.person.pay, t0 + r.uniform(-1, 1), world.price(80, 900))
        world.ads(acct, t0, t1, world.price(50, 500))
        if firm:
            hire(world, firm, t0, t1, acct=acct, onsite=False)
        world.blame("rented", crew.ring, name, acct)


@trick("boss_borrows_cousins", 6)
def cousins(world, name):
    """A shopkeeper pays cousins in the village for their names; they never work there."""
    r, crew = world.r, Crew(world)
    firm = Firm(world, crew.boss, registered=-r.uniform(100, 900))
    firm.pays_wages, village = False, world.any_city()
    for _ in range(r.randint(3, 10)):
        cousin = world.person(village)
        acct = world.account(cousin, "professional", -r.uniform(30, 500))
        lease(world, crew, acct, 0, world.days, world.price(100, 400), peeks=r.choice((0, 0.05, 0.4)))
        hire(world, firm, -r.uniform(1, 120), None, acct=acct, onsite=False)
        if r.random() < 0.5:
            acct.payout = firm.wallet
        world.blame("rented", crew.ring, name, acct)


@trick("sublet", 5)
def sublet(world, name):
    """The tenant lets the account on to another at a higher rent; the holder learns it from the notes."""
    r, first, second = world.r, Crew(world), Crew(world)
    for _ in range(r.randint(2, 8)):
        acct, rent = free_account(world), world.price(100, 500)
        t = world.when(0.25, 0.7)
        lease(world, first, acct, 0, t, rent, peeks=0.2)
        acct.cut(t)
        second.take(acct, t, exclusive=False, share=1.2)
        world.use(acct, acct.person.actor, t, world.days, 0.15)
        first.pay_monthly(acct.person.pay, t, world.days, rent)
        second.pay_monthly(first.wallets[0], t, world.days, round(rent * 1.6))
        world.blame("rented", first.ring, name, acct)


@trick("left_with_the_old_employer", 7)
def left_behind(world, name):
    """Gone to another town, the ex-employee leaves the bound account with the old boss for a fee."""
    r = world.r
    acct = honest_staff(world)
    firm, t = acct.firm, world.when(0.1, 0.7)
    acct.cut(t)
    crew = Crew(world)
    actor = firm.desk if world.cam == 0 else crew.seat(acct)
    world.use(acct, actor, t, world.days, r.uniform(0.8, 1.6))
    city = world.any_city()
    acct.person.move(world, t, city)
    acct.person.actor.work = []
    world.use(acct, acct.person.actor, t, world.days, r.uniform(0.02, 0.25))
    fee = world.price(150, 800)
    if firm.pays_wages:
        world.payments = [p for p in world.payments if not (p[2] == acct.person.pay and p[3] > t + 5)]
    world.monthly(firm.wallet if world.cam < 2 else firm.owner.pay, acct.person.pay, t, world.days, fee)
    world.blame("rented", world.uid("ring"), name, acct)


@trick("single_lodger", 10)
def single_lodger(world, name):
    """One holder, one tenant, a chat and a monthly transfer; nobody else involved."""
    crew = Crew(world)
    acct, (t0, t1) = free_account(world), term(world)
    lease(
        world, crew, acct, t0, t1, world.price(100, 1200), world.chance(0.3), world.r.choice((0.1, 0.5, 1.0))
    )
    if world.chance(0.25):
        hire(world, with_room(world), t0 + 3, t1, acct=acct, onsite=False)
    world.blame("rented", crew.ring, name, acct)


@trick("share_of_commission_lease", 5)
def commission_lease(world, name):
    """No rent but a cut of the commissions, so that it reads like an agency contract; the holder posts nothing."""
    r, crew = world.r, Crew(world)
    for _ in range(r.randint(2, 9)):
        acct, (t0, t1) = free_account(world), term(world)
        lease(world, crew, acct, t0, t1, world.price(150, 900), peeks=0.05, wobble=0.3)
        acct.payout = acct.person.pay
        if r.random() < 0.5:
            world.change(acct, "payout_account", t0 + 2, r.choice(crew.wallets))
        world.blame("rented", crew.ring, name, acct)
