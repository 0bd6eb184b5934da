"""Honest stories from the family and succession registers."""

from .people import Actor
from .registry import story


def takeover(world, acct, t, heir, gap=0.0, fields=("password", "phone"), share=0.8):
    """Another person lawfully goes on with an account; the paperwork follows in days."""
    r = world.r
    acct.cut(t)
    world.use(acct, heir.actor, t + gap, world.days, share)
    values = {"phone": heir.phone, "payout_account": heir.pay, "holder": heir.holder}
    for field in fields:
        when = t + gap + (r.uniform(0.01, 0.4) if field == "password" else r.expovariate(1 / 6))
        world.change(acct, field, when, values.get(field, ""))


def established(world, **kw):
    """A professional account that is worth a quarrel."""
    acct = world.account(world.person(), "professional", rate=world.r.uniform(0.2, 0.9), **kw)
    acct.payout = acct.person.pay
    return acct


@story("divorce_account_awarded", 26)
def divorce(world):
    """By the settlement one spouse keeps the account and pays the other out."""
    acct = established(world)
    spouse = world.person(acct.person.city)
    world.use(acct, spouse.actor, 0, world.days, 0.5)
    t = world.when(0.15, 0.85)
    takeover(world, acct, t, spouse, fields=("password", "phone", "payout_account", "holder"))
    world.pay(spouse.pay, acct.person.pay, t + world.r.uniform(-3, 25), world.price(3000, 90000))
    world.tell("divorce_account_awarded", acct)


@story("alimony", 30)
def alimony(world):
    """A fixed sum each month between two people who otherwise share nothing any more."""
    father, mother = world.account(world.person()), world.account(world.person())
    mother.payout = mother.person.pay
    world.monthly(father.person.pay, mother.person.pay, 0, world.days, world.price(800, 4000))
    world.tell("alimony", father, mother)


@story("inheritance", 24)
def inheritance(world):
    """The holder falls silent; weeks later a child in another city opens the account."""
    acct = established(world)
    heir = world.person()
    t = world.when(0.1, 0.6)
    fields = ("password", "phone", "payout_account", "holder") if world.chance(0.7) else ("password",)
    takeover(world, acct, t, heir, world.r.uniform(12, 45), fields, 0.5)
    world.tell("inheritance", acct)


@story("gift_to_sibling", 36)
def gift(world):
    """Tired of it, a holder hands the account to a sister for nothing or a dinner."""
    acct = established(world)
    sister = world.person()
    t = world.when(0.1, 0.9)
    takeover(world, acct, t, sister, world.r.choice((0, 0.2, 4)), ("password", "phone", "payout_account"))
    if world.chance(0.4):
        world.pay(sister.pay, acct.person.pay, t, world.price(66, 1888))
    world.tell("gift_to_sibling", acct)


@story("couple_shop", 45)
def couple_shop(world):
    """Husband and wife open each other's accounts, as the phone lies on the counter."""
    he = world.person(shift="shop")
    she = world.person(he.city, "mother")
    she.actor.home = he.actor.home
    a, b = world.account(he, "professional"), world.account(she, "professional")
    b.payout = he.pay
    world.use(a, she.actor, 0, world.days, world.r.uniform(0.1, 0.8))
    world.use(b, he.actor, 0, world.days, world.r.uniform(0.05, 0.5))
    world.tell("couple_shop", a, b)


@story("parents_identity", 40)
def parents_identity(world):
    """A minor or student verified with the mother's card and is paid to her wallet."""
    mother = world.person(shift="mother")
    child = world.person(shift="evening")
    acct = world.account(mother, "professional", use=False)
    world.use(acct, child.actor, 0, world.days)
    acct.payout, acct.phone = mother.pay, child.phone
    accts = [acct]
    if world.chance(0.5):
        accts.append(world.account(mother))
    world.monthly(mother.pay, child.pay, 0, world.days, world.price(1000, 2500), 0.05)
    world.tell("parents_identity", *accts)


@story("family_tablet", 50)
def family_tablet(world):
    """One tablet on the sofa on which everybody stayed logged in."""
    first = world.person()
    tablet = [world.device(), -9999, world.days + 1, world.r.uniform(0.3, 2)]
    for n in range(world.r.randint(3, 5)):
        member = first if n == 0 else world.person(first.city)
        member.actor.home = first.actor.home
        member.actor.devices.append(tablet)
        world.tell("family_tablet", world.account(member))


@story("daughter_runs_grandparents", 16)
def grandparents(world):
    """A daughter publishes for the old people's farm accounts from her own phone."""
    daughter = world.person(shift="mother")
    mine = world.account(daughter)
    for _ in range(world.r.randint(1, 3)):
        elder = world.person()
        acct = world.account(elder, "professional", use=False)
        world.use(acct, daughter.actor, 0, world.days, 0.8)
        world.use(acct, elder.actor, 0, world.days, world.r.uniform(0.05, 0.3))
        acct.payout = daughter.pay if world.chance(0.4) else elder.pay
        world.monthly(daughter.pay, elder.pay, 0, world.days, world.price(300, 2000), 0.3)
        world.tell("daughter_runs_grandparents", acct, mine)


@story("dormant_return", 80)
def dormant_return(world):
    """Back after months, with a new phone, number and city."""
    person = world.person()
    acct = world.account(person, registered=-world.r.uniform(300, 2000), use=False)
    t = world.when(0.3, 0.9)
    if world.chance(0.5):
        world.use(acct, person.actor, 0, t * 0.2, 0.2)
    later = world.person()
    later.holder, later.pay = person.holder, person.pay
    world.use(acct, later.actor, t, world.days)
    for field, value in (("phone", later.phone), ("password", ""), ("region", later.city)):
        if world.chance(0.7):
            world.change(acct, field, t + world.r.uniform(0, 2), value)
    world.tell("dormant_return", acct)


@story("second_hand_phone", 60)
def second_hand_phone(world):
    """A phone is sold and turns up at a stranger, who may pay in the same app."""
    r = world.r
    a, b = world.account(world.person()), world.account(world.person())
    t = world.when(0.1, 0.9)
    device = a.person.main_device
    a.person.new_phone(world, t, overlap=0)
    b.person.new_phone(world, t + r.uniform(1, 20), device)
    if world.chance(0.4):
        world.pay(b.person.pay, a.person.pay, t + r.uniform(-1, 1), world.price(300, 3500))
    world.tell("second_hand_phone", a, b)


@story("stolen_and_recovered", 30)
def stolen(world):
    """A stranger's phone for an evening, then a new password and peace."""
    acct = established(world)
    thief = world.person()
    t = world.when(0.1, 0.9)
    world.use(acct, thief.actor, t, t + world.r.uniform(0.2, 3), 12)
    world.change(acct, "password", t + world.r.uniform(0.01, 0.1))
    world.change(acct, "password", t + world.r.uniform(1, 4))
    world.tell("stolen_and_recovered", acct)


@story("recycled_number", 35)
def recycled_number(world):
    """The carrier gives a dead number to a stranger; two accounts show it."""
    a, b = world.account(world.person()), world.account(world.person())
    number = a.person.phone
    a.phone = b.phone = number
    if world.chance(0.5):
        world.change(a, "phone", world.when(), world.uid("ph"))
    world.tell("recycled_number", a, b)


@story("sibling_card", 40)
def sibling_card(world):
    """Relatives let earnings run to the one bank card that works."""
    cousin = world.person()
    for _ in range(world.r.randint(2, 4)):
        acct = world.account(world.person(cousin.city), "professional")
        acct.payout = cousin.pay
        world.tell("sibling_card", acct)


@story("house_moves_together", 20)
def house_moves(world):
    """A couple moves to another city; both accounts change line on one day."""
    he = world.person()
    she = world.person(he.city)
    she.actor.home = he.actor.home
    t, city = world.when(), world.any_city()
    accts = [world.account(he), world.account(she)]
    he.move(world, t, city)
    she.actor.moves = he.actor.moves
    for acct in accts:
        world.change(acct, "region", t + 9, city)
    world.tell("house_moves_together", *accts)


@story("carer_abroad", 15)
def carer_abroad(world):
    """One partner works away and both read the same account from two cities."""
    a, b = world.person(), world.person()
    acct = world.account(a)
    world.use(acct, Actor(b.actor.devices, b.actor.home, b.actor.hours), 0, world.days, 0.7)
    world.tell("carer_abroad", acct)
