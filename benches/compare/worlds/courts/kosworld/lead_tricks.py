"""Tricks from the files on consumers' data: contacts sold by the head."""

from .crews import Crew
from .firms import Firm, staffed_firm
from .registry import trick

CHANNELS = ("export", "private_message", "private_message", "form", "crm_assign")


def insider_of(world):
    """A salesperson in an honest company with enough contacts to sell."""
    r = world.r
    for _ in range(400):
        firm = r.choice(world.firms)
        if firm.ent.role != "clean" or len(firm.leads) < 25:
            continue
        staff = [a for a, t0, t1 in firm.staff if t0 < world.days * 0.2 and t1 >= world.days and not a.story]
        if staff:
            return firm, r.choice(staff)
    return firm, firm.ent


def stock(world, firm, acct, count, t0=0.0):
    """Contacts the insider can lay hands on: the own ones first, then colleagues' from the shared list."""
    r = world.r
    rows = [row for row in firm.leads if t0 <= row[2] < world.days - 4]
    rows.sort(key=lambda row: (row[1] is not acct, r.random()))
    rows = rows[:count]
    while len(rows) < min(count, 6):
        t = r.uniform(t0, world.days * 0.9)
        lead = world.lead(acct, t)
        rows.append((lead, acct, t))
    return rows


def buyer_account(world):
    """Who buys: a competitor's salesperson or enterprise, or a one-man shop."""
    r = world.r
    if r.random() < 0.6:
        for _ in range(50):
            firm = r.choice(world.firms)
            team = [a for a in firm.active(world.days / 2) if not a.story] + [firm.ent]
            acct = r.choice(team)
            if acct.role == "clean" and not acct.story:
                return acct
    return world.account(world.person(shift="shop"), "professional", rate=0.4)


def purse(world, acct):
    """Careless buyers pay from the firm's wallet, careful ones from the private one."""
    return acct.payout if world.cam == 0 and acct.payout else acct.person.pay


def hand_over(world, ring, rows, src, dst, channel, lag, keep=1.0):
    """Hand contacts on; at a high level a part goes on paper and shows only as an import at the buyer."""
    r = world.r
    sold = 0
    for lead, _, t in rows:
        sold += 1
        when = t + r.expovariate(1 / lag) + 0.01
        if when >= world.days - 0.1:
            continue
        if r.random() > keep:
            world.lead(dst, min(when + 0.5, world.days - 0.05), "import", lead[1])
        else:
            world.transfer(lead, src, dst, when, channel, ring)
    return sold


def mix_lawful(world, acct, other, count):
    """Lawful exchanges between the same two, so that the unlawful ones do not stand alone."""
    for _ in range(count):
        t = world.when(0, 0.95)
        lead = world.lead(acct, t, "private_message")
        world.transfer(lead, acct, other, t + world.r.uniform(0.01, 1), "crm_assign")


def settle(world, crew, buyer, seller, sold, price, t0=10):
    """Paid by the head, weekly or at the end of the month."""
    weeks = max(1, int((world.days - t0) // world.r.choice((7, 15, 30))))
    for k in range(weeks):
        t = t0 + (world.days - t0) * (k + world.r.random()) / weeks
        share = max(1, round(sold / weeks * world.r.uniform(0.5, 1.5)))
        crew.move(buyer, seller, t, float(share * price))


@trick("insider_sells_by_the_head", 10)
def insider(world, name):
    """A salesperson sends the better half of the contacts to a competitor, paid per head."""
    r, crew = world.r, Crew(world)
    firm, acct = insider_of(world)
    buyer = buyer_account(world)
    rows = stock(world, firm, acct, (r.randint(25, 90), r.randint(15, 50), r.randint(8, 30))[world.cam])
    sold = hand_over(
        world,
        crew.ring,
        rows,
        acct,
        buyer,
        r.choice(CHANNELS),
        r.choice((0.1, 1, 4)),
        (1, 0.9, 0.6)[world.cam],
    )
    if world.cam == 2:
        mix_lawful(world, acct, buyer, r.randint(2, 12))
    settle(world, crew, purse(world, buyer), acct.person.pay, sold, r.choice((10, 15, 20, 30, 50, 80)))
    world.blame("lead_resale", crew.ring, name, acct)
    world.blame("lead_buyer", crew.ring, name, buyer)


@trick("broker_hub", 6)
def hub(world, name):
    """A broker with an account of his own buys from several insiders and sells each contact on."""
    r, crew = world.r, Crew(world)
    broker = world.account(crew.boss, r.choice(("professional", "enterprise")), -r.uniform(50, 600), rate=0.6)
    buyers = [buyer_account(world) for _ in range(r.randint(2, 5))]
    for _ in range(r.randint(2, 5)):
        firm, acct = insider_of(world)
        rows = stock(world, firm, acct, (r.randint(15, 60), r.randint(10, 35), r.randint(6, 20))[world.cam])
        sold = hand_over(world, crew.ring, rows, acct, broker, r.choice(CHANNELS), 0.6)
        settle(world, crew, r.choice(crew.wallets), acct.person.pay, sold, r.choice((8, 10, 15, 25)))
        for lead, _, t in rows:
            dst = r.choice(buyers)
            hand_over(
                world,
                crew.ring,
                [(lead, None, min(t + r.uniform(1, 5), world.days - 0.3))],
                broker,
                dst,
                "private_message",
                0.2,
            )
        world.blame("lead_resale", crew.ring, name, acct)
    for buyer in buyers:
        settle(world, crew, purse(world, buyer), r.choice(crew.wallets), 20, r.choice((20, 30, 45, 60)))
        world.blame("lead_buyer", crew.ring, name, buyer)
    world.blame("lead_resale", crew.ring, name, broker)


@trick("spouse_as_cut_out", 7)
def cut_out(world, name):
    """The contacts go to the spouse's private account, and from there to the competitor."""
    r, crew = world.r, Crew(world)
    firm, acct = insider_of(world)
    spouse = world.person(acct.person.city)
    if world.cam == 0:
        spouse.actor.home = acct.person.actor.home
    middle, buyer = world.account(spouse, rate=0.3), buyer_account(world)
    rows = stock(world, firm, acct, (r.randint(20, 60), r.randint(12, 40), r.randint(8, 24))[world.cam])
    channel = r.choice(CHANNELS)
    hand_over(world, crew.ring, rows, acct, middle, channel, 0.5)
    later = [(lead, None, min(t + r.uniform(2, 6), world.days - 0.3)) for lead, _, t in rows]
    sold = hand_over(world, crew.ring, later, middle, buyer, "private_message", 0.4, (1, 1, 0.8)[world.cam])
    settle(world, crew, purse(world, buyer), spouse.pay, sold, r.choice((15, 20, 40)))
    world.blame("lead_resale", crew.ring, name, acct, middle)
    world.blame("lead_buyer", crew.ring, name, buyer)


@trick("one_contact_many_buyers", 6)
def many_buyers(world, name):
    """The same bride is sold to five studios in one night, as exclusive each time."""
    r, crew = world.r, Crew(world)
    firm, acct = insider_of(world)
    buyers = [buyer_account(world) for _ in range(r.randint(3, 6))]
    rows = stock(world, firm, acct, (r.randint(15, 50), r.randint(10, 30), r.randint(6, 16))[world.cam])
    for row in rows:
        for buyer in r.sample(buyers, r.randint(2, len(buyers))):
            hand_over(world, crew.ring, [row], acct, buyer, r.choice(CHANNELS), 0.3, (1, 1, 0.8)[world.cam])
    for buyer in buyers:
        settle(world, crew, purse(world, buyer), acct.person.pay, len(rows) // 2, r.choice((20, 30, 60)))
        world.blame("lead_buyer", crew.ring, name, buyer)
    world.blame("lead_resale", crew.ring, name, acct)


@trick("leaver_takes_the_list", 7)
def leaver(world, name):
    """In the last nights before leaving, the whole list goes out, against a signing bonus."""
    r, crew = world.r, Crew(world)
    firm, acct = insider_of(world)
    buyer, t = buyer_account(world), world.when(0.4, 0.9)
    world.unbind(acct, t + 2)
    rows = [row for row in stock(world, firm, acct, 60) if row[2] < t - 1][: r.randint(12, 60)]
    for n, (lead, _, _) in enumerate(rows):
        when = t + n * r.uniform(0.0003, 0.002) if world.cam < 2 else t - r.uniform(0, 14)
        world.transfer(
            lead, acct, buyer, max(when, lead[3] + 0.01), r.choice(("export", "private_message")), crew.ring
        )
    crew.move(purse(world, buyer), acct.person.pay, t + r.uniform(0, 6), world.price(800, 6000))
    if r.random() < 0.3:
        world.change(acct, "phone", t + 4, world.uid("ph"))
    world.blame("lead_resale", crew.ring, name, acct)
    world.blame("lead_buyer", crew.ring, name, buyer)


@trick("bait_form_mill", 6)
def bait(world, name):
    """Free samples and quizzes collect numbers under a pretext; nobody was told of the buyers."""
    r, crew = world.r, Crew(world)
    baits = [
        world.account(world.person(crew.boss.city), "professional", -r.uniform(10, 300), use=False, rate=0.5)
        for _ in range(r.randint(1, 5))
    ]
    buyers = [buyer_account(world) for _ in range(r.randint(1, 4))]
    for acct in baits:
        crew.take(acct, max(acct.registered, 0))
        for _ in range(r.randint(12, 70)):
            t = world.when(0.02, 0.94)
            lead = world.lead(acct, t)
            hand_over(
                world,
                crew.ring,
                [(lead, acct, t)],
                acct,
                r.choice(buyers),
                r.choice(CHANNELS),
                r.choice((0.1, 1.5)),
            )
        world.ads(acct, 5, world.days, world.price(40, 300), ("lead_collection",), 0.5)
    for buyer in buyers:
        settle(world, crew, purse(world, buyer), r.choice(crew.wallets), 25, r.choice((15, 25, 40)))
        world.blame("lead_buyer", crew.ring, name, buyer)
    world.blame("lead_resale", crew.ring, name, *baits)


@trick("agency_skims_clients", 4)
def skim(world, name):
    """An agency that keeps a client's inbox passes every fifth contact to another client that pays extra."""
    r, crew = world.r, Crew(world)
    victim, favoured = staffed_firm(world, r.randint(1, 5)), Firm(world)
    for firm in (victim, favoured):
        world.use(firm.ent, crew.seat(firm.ent), 0, world.days, 1)
        world.monthly(firm.wallet, crew.wallets[0], 0, world.days, world.price(1500, 6000))
    sold = r.randint(12, 60)
    for _ in range(sold):
        t = world.when(0, 0.94)
        lead = world.lead(victim.ent, t)
        hand_over(world, crew.ring, [(lead, None, t)], victim.ent, favoured.ent, r.choice(CHANNELS), 1.0)
    settle(world, crew, favoured.wallet, r.choice(crew.wallets), sold, r.choice((20, 40, 60)))
    world.blame("lead_resale", crew.ring, name, victim.ent)
    world.blame("lead_buyer", crew.ring, name, favoured.ent)
