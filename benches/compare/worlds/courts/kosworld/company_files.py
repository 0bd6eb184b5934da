"""Honest stories from the register of companies, franchises and partners."""

from .family_files import takeover
from .firms import Firm, hire, staffed_firm, usual_size
from .registry import story
from .words import Handout


def rehire_all(world, old, new, t, spread, keep=0.9):
    """The staff of one licence goes over to another within a few days."""
    r = world.r
    moved = []
    for acct, t0, t1 in list(old.staff):
        if t1 > t > t0 and r.random() < keep:
            leave = t + r.uniform(0, spread)
            world.unbind(acct, leave)
            hire(world, new, leave + r.uniform(0.01, spread + 0.5), None, acct=acct)
            moved.append(acct)
    old.staff = [(a, t0, min(t1, t) if a in moved else t1) for a, t0, t1 in old.staff]
    return moved


@story("merger_moves_staff", 12)
def merger(world):
    """Two licences become one; over a weekend everybody is bound to the other."""
    old = staffed_firm(world)
    new = (
        Firm(world, old.owner, industry=old.industry)
        if world.chance(0.6)
        else Firm(world, industry=old.industry)
    )
    new.office = old.office
    moved = rehire_all(world, old, new, world.when(0.1, 0.9), world.r.choice((0.2, 1, 3, 14)))
    world.tell("merger_moves_staff", old.ent, new.ent, *moved)


@story("franchisee_walks_out", 12)
def walkout(world):
    """A franchisee quarrels with the brand, leaves with the team and pays a penalty."""
    r = world.r
    group = world.uid("grp")
    brand = staffed_firm(world, group=group)
    old = staffed_firm(world, industry=brand.industry, group=group)
    new = Firm(world, old.owner, industry=old.industry, registered=world.when(0.02, 0.1))
    new.office = old.office
    t = world.when(0.15, 0.85)
    moved = rehire_all(world, old, new, t, r.uniform(1, 10), 0.8)
    world.monthly(old.wallet, brand.wallet, 0, t, world.price(2000, 9000))
    world.pay(new.wallet, brand.wallet, t + r.uniform(10, 40), world.price(10000, 90000))
    world.tell("franchisee_walks_out", brand.ent, old.ent, new.ent, *moved)


@story("franchise_shares_leads", 10)
def franchise(world):
    """A brand collects contacts and gives them to the nearest shop of the group; texts alike."""
    r = world.r
    group = world.uid("grp")
    brand = staffed_firm(world, group=group)
    handout = Handout(r, brand.industry, 12, 0.3)
    shops = [
        staffed_firm(
            world, r.randint(1, 7), industry=brand.industry, group=group if r.random() < 0.85 else ""
        )
        for _ in range(r.randint(3, 9))
    ]
    for _ in range(r.randint(40, 300)):
        shop = r.choice(shops)
        t = world.when(0, 0.97)
        lead = world.lead(brand.ent, t)
        world.transfer(
            lead, brand.ent, shop.ent, t + r.uniform(0.01, 1), r.choice(("partner_api", "crm_assign"))
        )
        team = shop.active(t)
        if team and r.random() < 0.7:
            world.transfer(lead, shop.ent, r.choice(team), t + r.uniform(1, 2), "crm_assign")
    for shop in shops:
        for acct, t0, t1 in shop.staff:
            acct.texts.append((t0, t1, handout, 0.4))
        world.monthly(shop.wallet, brand.wallet, 0, world.days, world.price(1000, 8000))
        world.tell("franchise_shares_leads", shop.ent)
    world.tell("franchise_shares_leads", brand.ent)


@story("several_licences_one_owner", 18)
def several_licences(world):
    """One owner, two to four licences for tax and landlords' reasons, one office, real staff."""
    r = world.r
    first = staffed_firm(world)
    for _ in range(r.randint(1, 3)):
        other = staffed_firm(world, owner=first.owner, industry=first.industry)
        other.office = first.office
        if r.random() < 0.5:
            other.wallet = first.wallet
            other.ent.payout = first.wallet
        world.tell("several_licences_one_owner", other.ent)
    world.tell("several_licences_one_owner", first.ent)


@story("shop_sold_as_a_whole", 12)
def shop_sold(world):
    """The business is sold by contract: new legal representative, same staff, same street."""
    r = world.r
    firm = staffed_firm(world)
    buyer = world.person(firm.city, "shop")
    t = world.when(0.1, 0.85)
    takeover(world, firm.ent, t, buyer, fields=("password", "phone", "holder", "payout_account"))
    world.use(firm.ent, firm.desk, t, world.days, 0.6)
    for k in range(r.choice((1, 2, 3))):
        world.pay(buyer.pay, firm.owner.pay, t - 5 + 25 * k, world.price(20000, 300000))
    world.tell("shop_sold_as_a_whole", firm.ent)


@story("partners_part", 10)
def partners_part(world):
    """Two partners separate; one keeps the enterprise account, the other founds anew with half the staff."""
    old = staffed_firm(world)
    partner = world.person(old.city)
    new = Firm(world, partner, industry=old.industry, registered=world.when(0.02, 0.1))
    t = world.when(0.15, 0.8)
    moved = rehire_all(world, old, new, t, 12, 0.5)
    world.pay(old.wallet, partner.pay, t + 10, world.price(10000, 200000))
    world.tell("partners_part", old.ent, new.ent, *moved)


@story("declared_partner", 22)
def declared_partner(world):
    """A decorator passes contacts to a furniture shop, the consumer having ticked the box."""
    r = world.r
    a, b = r.sample(world.firms, 2)
    for _ in range(r.randint(15, 120)):
        t = world.when(0, 0.97)
        lead = world.lead(a.ent, t)
        world.transfer(
            lead, a.ent, b.ent, t + r.uniform(0, 2), r.choice(("partner_api", "partner_api", "form"))
        )
    if r.random() < 0.6:
        world.monthly(b.wallet, a.wallet, 0, world.days, world.price(800, 9000), 0.4)
    if r.random() < 0.4:
        world.approved.append(("enterprise", b.ent.id, "已备案合作方", ""))
    world.tell("declared_partner", a.ent, b.ent)


@story("consumer_asks_several", 45)
def asks_several(world):
    """Couples before the wedding ask four studios in an hour; the contact is in all of them."""
    r = world.r
    trade = r.choice(world.firms).industry
    peers = [f for f in world.firms if f.industry == trade]
    for _ in range(r.randint(5, 25)):
        contact, t = world.uid("contact"), world.when(0, 0.95)
        for firm in r.sample(peers, min(len(peers), r.randint(2, 5))):
            lead = world.lead(firm.ent, min(t + r.expovariate(1 / 0.6), world.days - 0.1), contact=contact)
            world.tell("consumer_asks_several", firm.ent)
            team = firm.active(t)
            if team:
                world.transfer(
                    lead,
                    firm.ent,
                    r.choice(team),
                    min(lead[3] + r.uniform(0.01, 0.6), world.days - 0.02),
                    "crm_assign",
                )


@story("old_customers_imported", 22)
def imported(world):
    """A shop copies its own paper list into the system, old contacts included twice."""
    firm = world.r.choice(world.firms)
    t = world.when(0.05, 0.95)
    for n in range(world.r.randint(30, 160)):
        world.lead(firm.ent, t + n * 0.0004, "import")
    world.tell("old_customers_imported", firm.ent)


@story("colleague_sends_friend", 60)
def friend_referral(world):
    """A salesperson writes a private message: my cousin looks for what your shop sells; a red packet follows."""
    r = world.r
    a, b = r.sample(world.firms, 2)
    src, dst = r.choice(a.active(1) or [a.ent]), r.choice(b.active(1) or [b.ent])
    for _ in range(r.choice((1, 1, 1, 2, 3))):
        t = world.when(0, 0.95)
        lead = world.lead(src, t, "private_message")
        world.transfer(lead, src, dst, t + r.uniform(0.01, 1.5), "private_message")
        if r.random() < 0.5:
            world.pay(dst.person.pay, src.person.pay, t + r.uniform(1, 20), world.price(66, 888))
    world.tell("colleague_sends_friend", src, dst)


@story("agent_recruits_candidates", 7)
def recruiter(world):
    """A labour agency sends candidates who agreed to several employers, paid per hire."""
    r = world.r
    agency = staffed_firm(world, r.randint(2, 9))
    clients = r.sample(world.firms, 4)
    for _ in range(r.randint(40, 160)):
        src, t, contact = (
            r.choice(agency.active(1) or [agency.ent]),
            world.when(0, 0.95),
            world.uid("contact"),
        )
        for firm in r.sample(clients, r.choice((1, 1, 2))):
            lead = world.lead(src, t, "form", contact)
            world.transfer(lead, src, firm.ent, t + r.uniform(0.1, 3), "partner_api")
    for firm in clients:
        world.monthly(firm.wallet, agency.wallet, 0, world.days, world.price(900, 9000), 0.5)
    world.tell("agent_recruits_candidates", agency.ent, *agency.active(1))


@story("closed_shop", 20)
def closed_shop(world):
    """A shop goes under: everybody unbound in a day, last wages in arrears, some accounts fall asleep."""
    r = world.r
    firm = staffed_firm(world, usual_size(world))
    t = world.when(0.2, 0.9)
    for n, (acct, t0, _) in enumerate(firm.staff):
        world.unbind(acct, t + r.uniform(0, 1.5))
        firm.staff[n] = (acct, t0, t)
        if r.random() < 0.4:
            acct.cut(t + r.uniform(1, 20))
        world.tell("closed_shop", acct)
    firm.ent.cut(t + 3)
    world.tell("closed_shop", firm.ent)


@story("opening_rush", 14)
def opening_rush(world):
    """A new shop opens: ten accounts made and bound in one afternoon from one desk, ads at once."""
    r = world.r
    t = world.when(0.05, 0.8)
    firm = Firm(world, registered=t - r.uniform(1, 20))
    setup = firm.desk
    for _ in range(r.randint(4, 16)):
        acct = hire(world, firm, t + r.uniform(0, 0.3), None, "created")
        world.use(acct, setup, t - 0.2, t + 2, 3)
        world.ads(acct, t + r.uniform(0, 9), world.days, world.price(30, 300), share=0.4)
        world.tell("opening_rush", acct)
    world.tell("opening_rush", firm.ent)
