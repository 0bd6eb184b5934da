"""Companies, their staff, and the daily course of an honest business."""

from .people import Actor, hours
from .places import Broadband
from .words import Handout
from .world import INDUSTRIES


class Firm:
    """A company with an enterprise account, an office line and people on the payroll."""

    def __init__(self, world, owner=None, city=None, industry=None, registered=None, group=""):
        """Found a company; what it pays through the platform differs from one to the next."""
        r = world.r
        self.owner = owner or world.person(city, "shop")
        self.city = city or self.owner.city
        self.industry = industry or r.choice(INDUSTRIES)
        self.office = Broadband(self.city, r, lease=r.choice((30, 400, 400)), v6=r.choice((0, 0, 0.2)))
        self.wallet = world.uid("pay")
        self.ent = world.account(
            self.owner, "enterprise", registered, use=False, rate=min(2.5, 0.2 + r.lognormvariate(-1.0, 0.7))
        )
        self.ent.payout = self.wallet if r.random() < 0.9 else ""
        self.ent.industry, self.ent.group, self.ent.firm = self.industry, group, self
        self.staff = []
        self.leads = []
        self.pays_wages = r.random() < 0.4
        self.payday = r.choice((5, 8, 10, 10, 15, 15, 20, 25, 28))
        self.base = r.choice((3000, 3500, 4000, 4500, 5000, 6000, 8000))
        self.lead_rate = r.lognormvariate(-1.2, 1.0) if r.random() < 0.65 else 0
        self.ad_rate = world.price(40, 900) if r.random() < 0.35 else 0
        self.boss_actor = Actor(
            [[self.owner.main_device, -9999, world.days + 1, 1.0]],
            self.office,
            hours(r, "shop"),
            0.7,
            self.owner.actor.mobile,
            0.3,
        )
        self.desk = Actor(
            [[world.device(), -9999, world.days + 1, 1.0] for _ in range(1 + int(r.random() * 2.3))],
            self.office,
            hours(r, "desk"),
            r.choice((0.1, 0.3, 0.9)),
        )
        world.use(self.ent, self.boss_actor, 0, world.days, 0.4)
        world.use(self.ent, self.desk, 0, world.days, 0.6)
        world.firms.append(self)

    def active(self, t):
        """Staff accounts at work at a moment."""
        return [acct for acct, t0, t1 in self.staff if t0 <= t < t1]


def hire(world, firm, t0=None, t1=None, method="bound", person=None, acct=None, onsite=None):
    """Bind an employee: an own account authorised, or one that the company made."""
    r = world.r
    t0 = -r.expovariate(1 / 220) - 1 if t0 is None else t0
    person = person or (
        acct.person
        if acct
        else world.person(firm.city if r.random() < 0.92 else None, r.choice(("office", "shop", "evening")))
    )
    if acct is None:
        made = t0 - (r.uniform(0.02, 3) if method == "created" else r.expovariate(1 / 400) + 2)
        acct = world.account(
            person, "professional", made, use=True, rate=min(2, 0.05 + r.lognormvariate(-1.6, 0.7))
        )
    acct.industry = firm.industry if r.random() < 0.8 else acct.industry
    if method == "created":
        if r.random() < 0.5:
            acct.payout = firm.wallet
        if firm.base % 3000 == 0:
            acct.holder = firm.owner.holder
    declared = person.holder if r.random() < 0.93 else ""
    world.bind(firm, acct, t0, t1, method, declared)
    end = world.days if t1 is None else t1
    if onsite is None:
        onsite = r.random() < 0.8
    if onsite:
        person.actor.work.append((t0, end, firm.office, r.uniform(0.3, 0.95)))
    firm.staff.append((acct, t0, end))
    return acct


def usual_size(world):
    """Most companies have a handful of accounts; few come near the quota."""
    return min(29, 1 + int(world.r.lognormvariate(1.75, 0.8)))


def staffed_firm(world, size=None, **kw):
    """A company with its ordinary staff, comings and goings included."""
    r = world.r
    firm = Firm(world, **kw)
    created = r.choice((0, 0, 0.1, 0.5, 1.0))
    for _ in range(size or usual_size(world)):
        method = "created" if r.random() < created else "bound"
        fate = r.random()
        t0 = world.when(0.02, 0.85) if fate < 0.15 else None
        t1 = world.when(0.1, 0.98) if 0.15 <= fate < 0.24 else None
        hire(world, firm, t0, t1, method)
    return firm


def business(world, firm):
    """Wages, leads, spend and texts of one company over the window."""
    r = world.r
    if firm.pays_wages:
        pay_wages(world, firm)
    if firm.lead_rate:
        collect_leads(world, firm)
    if firm.ad_rate:
        world.ads(firm.ent, firm.ent.registered, world.days, firm.ad_rate, share=r.uniform(0.1, 0.8))
        for acct, t0, t1 in firm.staff:
            if r.random() < 0.2:
                world.ads(acct, t0 + r.expovariate(1 / 20), t1, firm.ad_rate / 4, share=r.uniform(0.05, 0.5))
    if r.random() < 0.3:
        handout = Handout(r, firm.industry, r.randint(3, 12), r.random())
        share = r.uniform(0.2, 0.9)
        for acct, t0, t1 in firm.staff:
            acct.texts.append((t0, t1, handout, share))


def pay_wages(world, firm):
    """Wages differ by person and by month; the leaver's last month is settled late or never."""
    r = world.r
    for acct, t0, t1 in firm.staff:
        wallet = acct.person.pay
        base = firm.base + r.choice((0, 0, 300, 500, 800, 1500))
        bonus = r.choice((0, 0, 0.05, 0.2))
        for t in world.window.paydays(firm.payday, max(t0, 0) + 7, t1 + 12):
            if r.random() < 0.97:
                sum_ = base * (1 + abs(r.gauss(0, bonus))) - r.choice((0, 0, 0, 50, 187.5, 426.32))
                world.pay(
                    firm.wallet, wallet, t + r.choice((0, 0, 0, 1, 3)) + r.uniform(0, 0.2), round(sum_, 2)
                )


def collect_leads(world, firm):
    """Consumers leave contacts with the company or a salesperson; the desk assigns them."""
    r = world.r
    count = int(firm.lead_rate * (world.days - max(0, firm.ent.registered)) * r.uniform(0.7, 1.3))
    lag = r.choice((0.01, 0.05, 0.4, 1.5))
    for _ in range(min(count, 900)):
        t = max(firm.ent.registered, 0) + r.random() * (world.days - max(firm.ent.registered, 0))
        team = firm.active(t)
        if team and r.random() < 0.35:
            mine = r.choice(team)
            lead = world.lead(mine, t, r.choice(("private_message", "private_message", "form", "comment")))
        else:
            lead = world.lead(firm.ent, t)
            mine = firm.ent
            if team and r.random() < 0.8:
                mine = r.choice(team)
                world.transfer(lead, firm.ent, mine, t + r.expovariate(1 / lag), "crm_assign")
        if r.random() < 0.6:
            lead[5] = t + r.expovariate(1 / (lag + 0.3)) + 0.01
        firm.leads.append((lead, mine, t))


def with_room(world):
    """A company of which the quota is not near."""
    while True:
        firm = world.r.choice(world.firms)
        if len(firm.staff) < 22 and firm.ent.registered < 0:
            return firm
