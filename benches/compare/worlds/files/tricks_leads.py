"""Leads sold out of the house, and those who buy them."""

from core import DAY, HOUR
from firms import make_firm, on_duty
from people import Person, hand_over, open_account, weekly_rate
from tricks_accounts import staff_pool


def buyers(world, count):
    """Buyers are ordinary small companies of the same trades that are short of customers."""
    firms = [f for f in world.firms if not f.busy and world.is_free(f.account)]
    return [f.account for f in world.rng.sample(firms, min(count, len(firms)))]


def batches(world, total):
    """Days on which leads leave: few large batches, or many small ones under camouflage."""
    size = (14, 6, 2)[world.camouflage]
    while total > 0:
        now = min(total, 1 + world.poisson(size))
        yield world.middle(0.1, 0.97), now
        total -= now


def channel(world):
    """A crude export, a chat message, or something that looks like lawful assignment."""
    return world.rng.choice(
        (
            ("export", "private_message"),
            ("private_message", "form", "export"),
            ("partner_api", "crm_assign", "private_message"),
        )[world.camouflage]
    )


def own_lead(world, seller, t):
    """A real lead that the house had assigned to the seller."""
    at = max(world.t0, t - world.rng.randint(600, 4 * DAY))
    firm = seller.firm
    if firm and firm.account is not seller and world.rng.random() < 0.7:
        lead = world.lead(firm.account, at, "form")
        world.transfer(lead, firm.account, seller, min(t - 60, at + 400), "crm_assign")
    else:
        lead = world.lead(seller, at, world.rng.choice(("form", "private_message")))
    if world.rng.random() < 0.35 * (1 + world.camouflage) / 2:
        lead["follow"] = min(world.t1 - 1, t + HOUR)
    return lead


def camouflage_among_lawful(world, seller, t):
    """Careful sellers pass something to a colleague in the same minutes."""
    if world.camouflage == 2 and seller.firm:
        mates = [a for a in on_duty(seller.firm, t) if a is not seller]
        for _ in range(world.rng.randint(1, 3) if mates else 0):
            lead = world.lead(seller, max(world.t0, t - HOUR), "form")
            world.transfer(lead, seller, world.rng.choice(mates), t + world.rng.randrange(900), "crm_assign")


def settle(world, buyer, seller, t, count):
    """Money per lead, with a middleman's wallet in between when people are careful."""
    amount = count * world.rng.choice((15, 30, 50, 80, 120))
    payee = seller.owner.wallet
    if world.camouflage and world.rng.random() < 0.6:
        middle = world.payment_account()
        world.pay(buyer.payout, middle, t, amount)
        t, buyer_wallet, amount = t + world.rng.randint(1, 30) * HOUR, middle, amount * 0.9
    else:
        buyer_wallet = buyer.payout or buyer.owner.wallet
    world.pay(buyer_wallet, payee, t + world.rng.randint(-HOUR, DAY), amount)


def deliver(world, chain, t, count, ring, more_buyers=()):
    """Send leads along a chain of accounts, the last of which pays."""
    rng, seller, buyer = world.rng, chain[0], chain[-1]
    for _ in range(count):
        lead, at = own_lead(world, seller, t), t + rng.randrange(1800)
        for giver, taker in zip(chain, chain[1:]):
            world.transfer(lead, giver, taker, at, channel(world), ring)
            at += rng.randint(60, (900, 20 * HOUR, 3 * DAY)[world.camouflage])
        for other in more_buyers:
            world.transfer(lead, chain[-2], other, at, channel(world), ring)
            at += rng.randint(60, 2 * DAY)
    camouflage_among_lawful(world, seller, t)
    settle(world, buyer, seller, t + rng.randint(0, 3) * DAY, count)


def blame_all(world, sellers, takers, ring, trick):
    """Sellers and brokers resell, the others buy."""
    for a in sellers:
        world.blame(a, "lead_resale", ring, trick)
    for a in takers:
        world.blame(a, "lead_buyer", ring, trick + "_buyer")


def leaking_insider(world, geo, ring, size):
    """A salesperson with debts sends evening lists to one acquaintance's firm."""
    for seller in staff_pool(world, 1):
        targets = buyers(world, 1)
        for t, n in batches(world, world.rng.randint(12, 80)):
            deliver(world, [seller] + targets, max(t, seller.binding["at"] + 2 * HOUR), n, ring)
        blame_all(world, [seller], targets, ring, "leaking_insider")


def broker_hub(world, geo, ring, size):
    """A broker takes lists from insiders of several firms and sells to many."""
    hub = open_account(world, Person(world, geo, geo.city(world.rng), "office"), "professional")
    hub.payout = hub.owner.wallet
    sellers, targets = staff_pool(world, max(2, size - 2)), buyers(world, world.rng.randint(2, 5))
    for seller in sellers:
        for t, n in batches(world, world.rng.randint(8, 40)):
            deliver(world, [seller, hub, world.rng.choice(targets)], max(t, seller.binding["at"] + HOUR), n, ring)
    blame_all(world, sellers + [hub], targets, ring, "broker_hub")


def cut_outs(world, geo, ring, size):
    """Two private accounts stand between the insider and the buyer; nobody knows both ends."""
    sellers, between, targets = staff_pool(world, max(1, size - 2)), world.take(2), buyers(world, 1)
    for seller in sellers:
        for t, n in batches(world, world.rng.randint(10, 40)):
            deliver(world, [seller] + between + targets, max(t, seller.binding["at"] + HOUR), n, ring)
    blame_all(world, sellers + between, targets, ring, "cut_outs")


def sold_to_everybody(world, geo, ring, size):
    """One contact goes to four buyers, each told that it is exclusive."""
    sellers, targets = staff_pool(world, max(1, size // 3)), buyers(world, 4)
    for seller in sellers:
        for t, n in batches(world, world.rng.randint(8, 30)):
            deliver(world, [seller] + targets[:1], max(t, seller.binding["at"] + HOUR), n, ring, targets[1:])
    blame_all(world, sellers, targets, ring, "sold_to_everybody")


def form_trap(world, geo, ring, size):
    """Accounts with free-quote forms collect contacts only in order to sell them."""
    traps, targets = world.take(size, ("professional", "personal")), buyers(world, 3)
    for trap in traps:
        for t, n in batches(world, world.rng.randint(10, 50)):
            deliver(world, [trap, world.rng.choice(targets)], t, n, ring)
    blame_all(world, traps, targets, ring, "form_trap")


def parting_gift(world, geo, ring, size):
    """A leaver exports the customer list in the last week for the next employer's bonus."""
    for seller in staff_pool(world, size):
        targets, t = buyers(world, 1), max(world.middle(0.4, 0.9), seller.binding["at"] + 9 * DAY)
        parts = 1 + world.camouflage * 3
        for k in range(parts):
            deliver(world, [seller] + targets, t + k * 2 * DAY, world.rng.randint(10, 30) // parts + 1, ring)
        world.unbind(seller, t + parts * 2 * DAY)
        blame_all(world, [seller], targets, ring, "parting_gift")


def skimming_call_centre(world, geo, ring, size):
    """A contracted call centre works every lead properly and skims one in five."""
    centre, targets = make_firm(world, geo, 4), buyers(world, 2)
    centre.busy = True
    for client in [f for f in world.firms if not f.busy and f.account not in targets][:3]:
        client.busy = True
        for _ in range(world.rng.randint(25, 60)):
            t = world.middle(0, 0.95)
            lead = world.lead(client.account, t, "form")
            world.transfer(lead, client.account, centre.account, t + 120, "partner_api")
            world.transfer(lead, centre.account, client.account, t + 20 * HOUR, "partner_api")
            if world.rng.random() < 0.2:
                world.transfer(lead, centre.account, world.rng.choice(targets), t + 40 * HOUR, channel(world), ring)
    for target in targets:
        settle(world, target, centre.account, world.middle(), 20)
    blame_all(world, [centre.account], targets, ring, "skimming_call_centre")


def night_helper(world, geo, ring, size):
    """The salesperson lets a friend sign in at night, copy lists out and share the money."""
    for seller in staff_pool(world, 1):
        thief, targets = Person(world, geo, geo.city(world.rng), "night"), buyers(world, 1)
        hand_over(seller, thief.hand, world.middle(0, 0.4), weekly_rate(world, 1), world.t1, keep=1.0)
        for t, n in batches(world, world.rng.randint(10, 40)):
            deliver(world, [seller] + targets, max(t // DAY * DAY + 2 * HOUR, seller.binding["at"] + HOUR), n, ring)
        blame_all(world, [seller], targets, ring, "night_helper")


TRICKS = [
    (leaking_insider, 1, 1, 5),
    (broker_hub, 4, 10, 4),
    (cut_outs, 3, 6, 3),
    (sold_to_everybody, 3, 6, 3),
    (form_trap, 3, 10, 4),
    (parting_gift, 1, 3, 3),
    (skimming_call_centre, 1, 1, 2),
    (night_helper, 1, 1, 2),
]
