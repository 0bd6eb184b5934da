"""Honest stories from the register of employment disputes."""

from .family_files import takeover
from .firms import Firm, hire, staffed_firm, usual_size, with_room
from .people import Actor, hours
from .places import Broadband
from .registry import story
from .words import Handout


@story("changes_employer", 60)
def changes_employer(world):
    """An employee moves to a competitor and takes the own account along."""
    r = world.r
    old, new = with_room(world), with_room(world)
    t = world.when(0.1, 0.85)
    acct = hire(world, old, None, t)
    hire(world, new, t + r.choice((0.1, 1, 5, 20, 35)), None, acct=acct)
    if r.random() < 0.2:
        world.pay(acct.person.pay, old.wallet, t + r.uniform(5, 60), world.price(3000, 50000))
    world.tell("changes_employer", acct)


@story("successor_gets_company_account", 85)
def successor(world):
    """The company's own account passes from a leaver to the next hand."""
    r = world.r
    firm = with_room(world)
    acct = hire(world, firm, None, None, "created")
    t = world.when(0.1, 0.9)
    heir = world.person(firm.city)
    heir.actor.work.append((t, world.days, firm.office, 0.7))
    takeover(
        world,
        acct,
        t,
        heir,
        r.choice((0, 1, 6, 15)),
        r.choice((("password", "phone"), ("password", "phone", "holder"), ("password",))),
        1.0,
    )
    if r.random() < 0.6:
        world.unbind(acct, t)
        world.bind(firm, acct, t + r.uniform(0.01, 3), None, "created", heir.holder)
    if firm.pays_wages:
        world.monthly(firm.wallet, heir.pay, t + 20, world.days, firm.base, 0.1)
    world.tell("successor_gets_company_account", acct)


@story("judgment_returns_account", 10)
def judgment(world):
    """A leaver kept the company's account; after the judgment it goes back with damages."""
    r = world.r
    firm = with_room(world)
    acct = hire(world, firm, None, None, "created")
    quit_, back = world.when(0.05, 0.3), world.when(0.5, 0.9)
    world.change(acct, "password", quit_)
    takeover(world, acct, back, firm.owner, fields=("password", "phone"), share=0.4)
    acct.uses.append([firm.desk, back, world.days, acct.rate])
    n = r.choice((1, 1, 3))
    for k in range(n):
        world.pay(acct.person.pay, firm.wallet, back + 5 + 30 * k, world.price(1500, 12000))
    world.tell("judgment_returns_account", acct)


@story("seasonal_staff", 26)
def seasonal(world):
    """Students and aunts bound for the weeks of a sale and gone again."""
    r = world.r
    firm = with_room(world)
    t = (
        (min(world.window.sale) - r.uniform(3, 15))
        if world.window.sale and r.random() < 0.6
        else world.when(0.05, 0.7)
    )
    for _ in range(min(r.randint(2, 9), max(0, 29 - len(firm.staff)))):
        acct = hire(
            world, firm, max(0.1, t) + r.expovariate(1 / 2), min(world.days - 0.1, t + r.uniform(15, 50))
        )
        world.tell("seasonal_staff", acct)


@story("intern_cohort", 9)
def interns(world):
    """A class of interns arrives in one week, sleeps behind one line and leaves together."""
    r = world.r
    firm = with_room(world)
    dorm = Broadband(firm.city, r, lease=400, v6=0)
    t0 = world.when(0.02, 0.5)
    t1 = t0 + r.uniform(30, 90)
    for _ in range(min(r.randint(4, 14), max(0, 29 - len(firm.staff)))):
        person = world.person(firm.city, "evening")
        person.actor.home = dorm
        world.tell(
            "intern_cohort", hire(world, firm, t0 + r.uniform(0, 3), min(t1, world.days + 5), person=person)
        )


@story("training_deposit", 16)
def deposit(world):
    """New staff pay for uniform and training, and get it back if they stay or sue."""
    r = world.r
    firm = with_room(world)
    for _ in range(min(r.randint(3, 10), max(0, 29 - len(firm.staff)))):
        t = world.when(0.02, 0.8)
        end = t + r.uniform(15, 200)
        acct = hire(world, firm, t, end)
        sum_ = r.choice((200.0, 299.0, 500.0, 800.0, 1000.0))
        world.pay(acct.person.pay, firm.wallet, t + r.uniform(-2, 1), sum_)
        if r.random() < 0.6:
            world.pay(firm.wallet, acct.person.pay, end + r.uniform(2, 20), sum_)
        world.tell("training_deposit", acct)


@story("dispatched_labour", 9)
def dispatched(world):
    """Staff of a dispatch agency: bound here, paid from there, the agency paid by the firm."""
    r = world.r
    wallet = world.uid("pay")
    for firm in r.sample(world.firms, r.randint(1, 3)):
        fee = 0.0
        for _ in range(min(r.randint(2, 8), max(0, 29 - len(firm.staff)))):
            acct = hire(world, firm, onsite=r.random() < 0.6)
            wage = float(firm.base)
            fee += wage * 1.15
            world.monthly(wallet, acct.person.pay, 0, world.days, wage, 0.03)
            world.tell("dispatched_labour", acct)
        world.monthly(firm.wallet, wallet, 0, world.days, round(fee, 2))


@story("commission_agents", 22)
def commission_agents(world):
    """Self-employed agents who really sell for the firm, from home, for commission only."""
    r = world.r
    firm = Firm(world)
    firm.pays_wages = False
    for _ in range(r.randint(3, 18)):
        acct = hire(world, firm, world.when(-0.5, 0.6), person=world.person(), onsite=False)
        for _ in range(int(r.expovariate(1 / 4))):
            world.pay(firm.wallet, acct.person.pay, world.when(0, 1), world.price(100, 5000))
        world.tell("commission_agents", acct)
    world.tell("commission_agents", firm.ent)


@story("remote_sales_force", 8)
def remote_force(world):
    """A sales force in twenty cities that never meets and has no office."""
    r = world.r
    firm = Firm(world)
    firm.lead_rate = 2.0
    for _ in range(r.randint(8, 27)):
        acct = hire(world, firm, person=world.person(), onsite=False)
        world.tell("remote_sales_force", acct)
    world.tell("remote_sales_force", firm.ent)


@story("shop_tablet_by_shift", 20)
def shop_tablet(world):
    """Accounts of a shop live on two tablets; whoever has the shift uses them."""
    r = world.r
    firm = Firm(world)
    tablets = Actor(
        [[world.device(), -9999, world.days + 1, 1.0] for _ in range(r.randint(1, 3))],
        firm.office,
        hours(r, "shop"),
        1.0,
    )
    for _ in range(r.randint(3, 10)):
        acct = hire(world, firm, None, None, r.choice(("created", "bound")))
        world.use(acct, tablets, 0, world.days, r.uniform(0.5, 3))
        world.tell("shop_tablet_by_shift", acct)
    if r.random() < 0.3:
        world.approved.append(("device", tablets.devices[0][0], "门店共用平板", ""))
    world.tell("shop_tablet_by_shift", firm.ent)


@story("headquarters_posts", 16)
def headquarters(world):
    """Headquarters posts the same texts on all staff accounts from its own desk."""
    r = world.r
    firm = staffed_firm(world, r.randint(6, 28))
    handout = Handout(r, firm.industry, 10, r.uniform(0, 0.4))
    for acct, t0, t1 in firm.staff:
        world.use(acct, firm.desk, t0, t1, r.uniform(0.5, 1.5))
        acct.texts.append((t0, t1, handout, 0.9))
        world.tell("headquarters_posts", acct)
    world.tell("headquarters_posts", firm.ent)


@story("declared_by_mistake", 40)
def declared_by_mistake(world):
    """The clerk in personnel typed another person's identity, or the employee used a brother's."""
    firm = with_room(world)
    acct = hire(world, firm)
    world.bindings[-1][5] = world.uid("id")
    world.tell("declared_by_mistake", acct)


@story("moonlighting_nurse", 30)
def moonlighting(world):
    """Someone with a real second job, in the evenings and in another city than the firm."""
    firm = with_room(world)
    acct = hire(world, firm, person=world.person(shift=world.r.choice(("evening", "mother"))), onsite=False)
    world.monthly(firm.wallet, acct.person.pay, 0, world.days, world.price(800, 3000), 0.3)
    world.tell("moonlighting_nurse", acct)


@story("leaver_leads_reassigned", 30)
def leaver_leads(world):
    """Somebody leaves and the desk moves all open contacts to colleagues in one afternoon."""
    r = world.r
    firm = with_room(world)
    t = world.when(0.3, 0.95)
    acct = hire(world, firm, None, t)
    team = firm.active(t) or [firm.ent]
    for _ in range(r.randint(8, 90)):
        lead = world.lead(acct, r.uniform(0, t), r.choice(("form", "private_message")))
        dst = r.choice(team)
        world.transfer(
            lead,
            acct,
            dst,
            int(t) + 0.6 + r.uniform(0, 0.08),
            r.choice(("crm_assign", "crm_assign", "export")),
        )
    world.tell("leaver_leads_reassigned", acct)


@story("many_above_quota", 2)
def above_quota(world):
    """A company with more than thirty accounts and the spend that allows them."""
    r = world.r
    firm = staffed_firm(world, r.randint(34, 75))
    firm.pays_wages = True
    for acct, t0, t1 in firm.staff:
        world.ads(acct, t0, t1, world.price(150, 900), share=r.uniform(0.2, 0.7))
        world.tell("many_above_quota", acct)
    world.tell("many_above_quota", firm.ent)


@story("small_office_of_relatives", 25)
def relatives(world):
    """A family firm whose cousins all work there and share the office router at home."""
    firm = Firm(world)
    for _ in range(min(6, usual_size(world))):
        person = world.person(firm.city)
        person.actor.home = firm.office
        world.tell("small_office_of_relatives", hire(world, firm, person=person, onsite=False))
