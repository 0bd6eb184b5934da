"""Accounts that are sold, line by line."""

from core import DAY, Use
from hands import Hand, recruit, staff_of
from people import make_person
from trades import BY_KEY


def slip_in(world, rng, acct, trade, day, hand, city=None):
    """The buyer is (or serves) a company: the bought account is bound there, and spend may follow."""
    pool = [f for f in world.firms if f.trade is trade and f.honest and len(f.posts) < 28]
    near = [f for f in pool if city is None or f.city is city]
    firm = rng.choice(near or pool)
    when = day + rng.uniform(0.5, 6 + 6 * world.level)
    if when > world.days - 1:
        return None
    named = rng.choice(firm.posts).stints[0][0].holder if firm.posts and rng.random() < 0.4 else ""
    world.bind(firm, acct, when, None, "bound", named)
    acct.kind = "kos"
    acct.industry = trade.industry if rng.random() < 0.6 else ""
    firm.ent.in_truth = False
    hand.advertise(acct, trade, when, world.days)
    return firm


def hand_on(world, rng, seller_purse, acct, day, buyer, price, trade, company=0.4):
    """One sale: old hands stop, money flows (perhaps visibly), the buyer goes on."""
    acct.stop(day)
    gap = rng.choice((0.02, 0.1, 0.5, 1, 3, 8))
    acct.uses.append(buyer.use(acct.person.city, day + gap, 1e6))
    new = buyer.boss
    buyer.take_over(
        acct,
        day + gap,
        new.phone if rng.random() < 0.5 else world.phone(),
        new.payout if world.level == 0 else buyer.purse(),
    )
    buyer.pays(seller_purse, day, price)
    if rng.random() < company:
        slip_in(world, rng, acct, trade, day + gap, buyer)
    buyer.write(acct, trade.key, day + gap, world.days, 1.0 + rng.random(), acct.person.city.name)
    if rng.random() < 0.15:
        world.change(acct, "region", (day + gap) * DAY + 5000, acct.region, buyer.city.name)


def buyers_for(world, rng, ring, count):
    """Buyers take one account each, a few take several."""
    out = []
    while len(out) < count:
        buyer = Hand(world, rng, "", ring=ring)
        out += [buyer] * rng.choices((1, 2, 3, 6), (60, 20, 12, 8))[0]
    rng.shuffle(out)
    return out[:count]


def number_farm(world, rng, trade, count, story, identities):
    """A farm raises accounts on its racks for weeks and sells them one by one.

    identities: holders are real people elsewhere who were paid for their identity; otherwise relatives'
    and leftover ones, several accounts each.
    """
    farm = Hand(world, rng, "farm", per_device=None if world.level else rng.choice((6, 10, 15)))
    buyers = buyers_for(world, rng, farm.ring, count)
    village = world.atlas.pick(rng)
    person = None
    for i in range(count):
        if identities or person is None or rng.random() < 0.6:
            person = make_person(world, rng, village if identities and rng.random() < 0.7 else farm.city)
        born = rng.randrange(-240, max(-20, world.days - 45))
        acct = world.account(
            rng,
            person,
            "personal" if rng.random() < 0.8 else "professional",
            reg_day=born,
            phone=world.phone(),
            payout=farm.purse() if rng.random() < 0.5 else person.payout,
        )
        acct.topic = "life"
        day = rng.uniform(max(6, born + 25), world.days - 8)
        net_city = person.city if world.level else farm.city
        # raising: short, frequent, dull
        rate = rng.uniform(0.25, 0.6)
        acct.uses.append(farm.use(net_city, born, day, p=rate))
        farm.write(acct, "life", max(0, born), day, 0.5)
        if identities:
            farm.pays(person.payout, max(0, born), rng.choice((30, 50, 80, 100)))
        hand_on(
            world,
            rng,
            farm.purse(),
            acct,
            day,
            buyers[i],
            rng.choice((280, 400, 600, 900, 1500)),
            trade,
            company=0.45,
        )
        world.mark(acct, "traded", farm.ring, story)


def middleman(world, rng, trade, count, story, kinds, prices):
    """Somebody in chat groups buys grown accounts off their holders and passes them to one or two desks."""
    broker = Hand(world, rng, "deal")
    desks = [
        Hand(world, rng, "", ring=broker.ring, per_device={0: rng.choice((3, 6)), 1: 2, 2: 1}[world.level])
        for _ in range(rng.choice((1, 2, 3)))
    ]
    wave = rng.uniform(10, world.days - 40)
    for acct in recruit(world, rng, count, kinds, fresh=0.25):
        desk = rng.choice(desks)
        day = min(world.days - 6, max(4, wave + rng.gauss(12, 12)))
        if story == "dormant_buyout":
            quiet = day - rng.uniform(20, 90)
            acct.stop(quiet)
        price = rng.choice(prices)
        if rng.random() < 0.6:  # a test login by the middleman first
            probe = day - rng.uniform(0.2, 2)
            acct.uses.append(
                Use(
                    int(probe),
                    int(probe) + 0.99,
                    [broker.device(day)],
                    1.0,
                    broker.hours,
                    broker.place(acct.person.city),
                    more=0.3,
                )
            )
        broker.pays(acct.payout or acct.person.payout, day, price)
        hand_on(world, rng, broker.purse(), acct, day, desk, price * 1.6, trade, company=0.6)
        world.mark(acct, "traded", broker.ring, story)


def leavers(world, rng, trade, count):
    """Staff who leave and sell the account that was bound; each is an operation of its own."""
    for firm, post in staff_of(world, rng, trade.key, count, lambda p: not p.created):
        day = rng.uniform(8, world.days - 10)
        acct, person = post.acct, post.stints[-1][0]
        buyer = Hand(world, rng, "leaver")
        acct.stop(day)
        post.end = day
        post.stints[-1] = (person, post.stints[-1][1], day)
        if rng.random() < 0.7:
            post.binding[3] = int((day + rng.choice((0.2, 1, 4, 12))) * DAY)
        story = "leaver_sells_account"
        hand_on(
            world,
            rng,
            person.payout,
            acct,
            day,
            buyer,
            rng.choice((500, 800, 1500, 3000)),
            trade,
            company=0.5,
        )
        if rng.random() < 0.25:  # takes it back with the SIM card, then sells it again
            back = day + rng.uniform(6, 15)
            if back < world.days - 6:
                story = "reclaimed_and_sold_again"
                acct.stop(back)
                acct.uses.append(
                    Use(back, back + 2, [person.dev], 0.9, person.hours, person.home, None, person.roam)
                )
                world.change(acct, "password", back * DAY + 800)
                second = Hand(world, rng, "", ring=buyer.ring)
                hand_on(world, rng, person.payout, acct, back + 2, second, 600, trade, company=0.2)
        world.mark(acct, "traded", buyer.ring, story)


def closing_store(world, rng, trade, count):
    """A shop closes and its company-owned accounts go in one bundle to a stranger."""
    firms = [
        f
        for f in world.firms
        if f.trade is trade
        and f.honest
        and not f.group
        and f.agency is None
        and 6 <= sum(p.created and p.end is None and p.acct.id not in world.taken for p in f.posts) <= 30
    ]
    if not firms:
        return
    firm = min(rng.sample(firms, min(3, len(firms))), key=lambda f: abs(len(f.posts) - count))
    firm.ent.in_truth = False
    firm.honest = False
    buyer = Hand(world, rng, "bundle")
    day = rng.uniform(20, world.days - 15)
    sold = 0
    for post in firm.posts:
        if post.end is not None or post.start > day - 3:
            continue
        post.end = day
        person, d0, _ = post.stints[-1]
        post.stints[-1] = (person, d0, day)
        post.binding[3] = int((day + rng.uniform(0, 2)) * DAY)
        if not post.created or post.acct.id in world.taken:
            for use in post.acct.cut(day):
                if use.work:
                    post.acct.uses.remove(use)
            continue
        sold += 1
        hand_on(
            world,
            rng,
            firm.bank if sold % 5 == 1 else "",
            post.acct,
            day + rng.uniform(0.1, 4),
            buyer,
            rng.choice((2000, 3000, 5000)),
            trade,
            company=0.5,
        )
        world.mark(post.acct, "traded", buyer.ring, "closing_store_bundle")


def sold_twice(world, rng, trade, count):
    """Creators sell to a studio which fattens the account and sells it on to a company."""
    studio = Hand(world, rng, "relay", per_device=4 if world.level == 0 else None)
    for acct in recruit(world, rng, count, ("professional",), fresh=0.3):
        day = rng.uniform(4, world.days - 35)
        hand_on(
            world,
            rng,
            acct.payout or acct.person.payout,
            acct,
            day,
            studio,
            rng.choice((800, 1800, 3500)),
            trade,
            company=0,
        )
        again = day + rng.uniform(14, 28)
        hand_on(
            world,
            rng,
            studio.purse(),
            acct,
            again,
            Hand(world, rng, "", ring=studio.ring),
            rng.choice((2500, 4000, 6800)),
            trade,
            company=0.7,
        )
        world.mark(acct, "traded", studio.ring, "sold_twice")


def relative_sale(world, rng, trade, count):
    """A small seller uses the identities of relatives: four to eight accounts, one household, then sold."""
    seller = Hand(world, rng, "kin")
    apart = world.level == 2  # the careful leave them in the relatives' homes
    kin = [
        make_person(world, rng, household=None if apart else seller.boss) for _ in range(8 if apart else 3)
    ]
    for i in range(count):
        person = kin[i] if apart else rng.choice(kin)
        acct = world.account(rng, person, "personal", reg_day=-rng.randrange(60, 500))
        day = rng.uniform(10, world.days - 10)
        acct.uses.append(
            Use(
                -1,
                day,
                [person.dev if apart else rng.choice(kin).dev],
                0.35,
                person.hours,
                person.home,
                None,
                person.roam,
            )
        )
        hand_on(
            world,
            rng,
            person.payout,
            acct,
            day,
            Hand(world, rng, "", ring=seller.ring, city=None),
            rng.choice((200, 350, 500)),
            trade,
            company=0.25,
        )
        world.mark(acct, "traded", seller.ring, "relatives_identities")


def times(world, n):
    return max(1, int(n * world.f + 0.5))


def run(world):
    rng = world.rng("traded")
    for _ in range(times(world, 2)):
        number_farm(world, rng, BY_KEY["beauty"], rng.randrange(18, 32), "number_farm", False)
    for _ in range(times(world, 2)):
        number_farm(world, rng, BY_KEY["clinics"], rng.randrange(14, 24), "bought_identity_diaries", True)
    for _ in range(times(world, 2)):
        middleman(
            world,
            rng,
            BY_KEY["tutoring"],
            rng.randrange(10, 17),
            "mum_accounts_via_middleman",
            ("professional", "personal"),
            (600, 900, 1500, 2600),
        )
    for _ in range(times(world, 2)):
        middleman(
            world,
            rng,
            BY_KEY["estate"],
            rng.randrange(12, 19),
            "dormant_buyout",
            ("personal",),
            (50, 80, 120, 200),
        )
    leavers(world, rng, BY_KEY["cars"], times(world, 9))
    leavers(world, rng, BY_KEY["estate"], times(world, 6))
    for _ in range(times(world, 2)):
        closing_store(world, rng, BY_KEY["furniture"], 10)
    for _ in range(times(world, 2)):
        sold_twice(world, rng, BY_KEY["wedding"], rng.randrange(7, 12))
    for _ in range(times(world, 3)):
        relative_sale(world, rng, BY_KEY["renovation"], rng.randrange(4, 8))
