"""Binding slots let to people who don't work there."""

from base import QUOTA, Stint
from commerce import campaign
from crime_base import Ring, holders, need
from firms import Firm, seats
from geo import city_of
from people import Person, choose
from texts import GREY, advert, twist


def wants_slot(p):
    """Who needs a staff account without a job: unlicensed traders, freelancers, sellers on the side."""
    return need(p) + 8 * (p.job in ("freelance", "shop")) + 3 * (p.job in ("sales", "home"))


def run(w):
    r = w.rng("crime slots")
    s = w.size / 20000
    for k in range(max(1, round(3 * s))):
        licences(w, r, k)
    for k in range(max(1, round(3 * s))):
        cohort(w, r, k)
    spare_slots(w, r, max(1, round(4 * s)))
    neighbours_staff(w, r, max(1, round(4 * s)))


def shell(w, r, ring, rep):
    """A licence with nobody behind it; it still has an account that is looked after now and then."""
    f = Firm(w, r, ring.city, r.choice(("beauty_salon", "education", "clothing", "travel")), rep)
    f.sites, f.budget, f.central, f.desk = f.sites[:1], 0.0, False, ring.shelf or f.desk
    f.acc.reg = (-r.randrange(40, 420), r.randrange(28000, 86000))
    if ring.level == 0 and r.random() < 0.7:
        f.pay = f.acc.payout = ring.pays[0]
    ring.work(f.acc, 0, w.days, r.uniform(0.1, 0.4))
    for _ in range(r.randrange(2, 9)):
        w.notes.append((f.acc, r.randrange(w.days), r.randrange(34000, 80000), advert(r, f.industry, f.city)))
    w.guilty(f.acc, "affiliated", ring.name, "licence_for_slots")
    return f


def tenant(w, r, ring, f, p, d0, d1, fee, story, first=True):
    """A stranger's account takes a slot: is set up, pays, does its own business as well as the person can."""
    acc = p.accounts[0]
    employee = p.holder if r.random() < 0.75 else (w.new("h") if r.random() < 0.5 else "")
    w.bind(f, acc, d0, d1, "bound", employee)
    if first and 0 <= d0 < w.days and ring.level < 2 and r.random() < (0.8 if ring.level == 0 else 0.35):
        ring.work(acc, d0, d0 + 2, 1.0)
    a, b = max(0, d0), w.days if d1 is None else min(w.days, d1)
    if b <= a:
        return
    trade = r.choice(GREY)
    if first and r.random() < 0.7:
        acc.stints.append(Stint(p, a, b, r.uniform(0.1, 0.5)))
    for _ in range(int((b - a) * r.choice((0, 0.03, 0.07, 0.12)))):
        w.notes.append((acc, r.randrange(a, b), r.randrange(30000, 85000), advert(r, trade, p.city)))
    if ring.level < 2 and r.random() < 0.4:
        # the script that the agent hands out with the slot
        script = ring.kits.setdefault("script", [advert(r, f.industry, "本店") for _ in range(3)])
        for _ in range(r.randrange(1, 4)):
            w.notes.append((acc, r.randrange(a, b), r.randrange(30000, 85000), twist(r, r.choice(script))))
    if r.random() < 0.45:
        at = a + (r.randrange(1, 14) if d0 >= 0 else r.randrange(0, w.days))
        campaign(
            w,
            r,
            acc,
            at,
            min(b - a, r.randrange(6, 40)),
            r.choice((60, 120, 250)),
            ("seeding", "lead_collection"),
        )
    for _ in range(int((b - a) * r.choice((0, 0.02, 0.06)))):
        w.desk.collect(r, acc, trade, p.city, r.randrange(a, b), "private_message")
    for d in range(a + r.randrange(0, 8), b, 30):
        to = f.pay if ring.level == 0 and r.random() < 0.4 else ring.till()
        ring.settle(p.pay, to, d, fee * r.choice((1, 1, 1, 1.2)))
    w.guilty(acc, "affiliated", ring.name, story)


def licences(w, r, k):
    """One hand, several licences in the names of relatives, each filled up to the quota."""
    ring = Ring(w, r, "licences", k, city_of(r))
    fee = r.choice((199, 260, 299, 388))
    for i in range(r.choice((2, 2, 3))):
        rep = ring.boss if i == 0 else Person(w, r, ring.city, r.randrange(30, 66), ring.boss.home)
        f = shell(w, r, ring, rep)
        full = r.choice((QUOTA, QUOTA, QUOTA - 1, r.randrange(18, 28)))
        for p in holders(w, r, full, wants_slot):
            p.employer = f
            d0 = -r.randrange(1, 160) if r.random() < 0.5 else r.randrange(0, w.days - 8)
            tenant(w, r, ring, f, p, d0, None, fee, "slot_in_licence_filled_to_quota")


def cohort(w, r, k):
    """A group that moves from licence to licence when one gets too hot; some get lost on the way."""
    ring = Ring(w, r, "cohort", k, city_of(r))
    reps = [ring.boss] + [Person(w, r, ring.city, r.randrange(30, 66), ring.boss.home) for _ in range(2)]
    firms = [shell(w, r, ring, p) for p in reps]
    group = holders(w, r, r.randrange(11, 20), wants_slot)
    cuts = sorted(r.sample(range(12, w.days - 12), 2))
    step = (2, 7, 18)[w.level]
    last = {id(p): -r.randrange(5, 90) for p in group}
    for i, f in enumerate(firms):
        for p in list(group):
            end = None if i == 2 else min(w.days - 4, cuts[i] + r.randrange(0, step))
            d0 = last[id(p)]
            if end is not None and end <= d0:
                continue
            p.employer = f
            tenant(w, r, ring, f, p, d0, end, 300, "cohort_moves_between_licences", first=i == 0)
            last[id(p)] = (end or 0) + r.randrange(1, step + 1)
            if i < 2 and r.random() < 0.12 or last[id(p)] >= w.days:
                group.remove(p)


def spare_slots(w, r, n):
    """A real shop in trouble lets the slots that its few employees leave free, some by the week."""
    weak = [
        f for f in w.firms if 2 < len(f.staff) < 12 and f.industry != "agency" and f.acc.id not in w.truth
    ]
    weak = [f for f in weak if not f.owner.busy and f.acc.id not in w.left_out]
    for k, f in enumerate(
        choose(r, weak, n, lambda f: (1.05 - f.vitality) ** 3 * (3 if f.owner.debt else 1))
    ):
        ring = Ring(w, r, "spare", k, f.city, f.owner)
        w.left_out.difference_update(a.id for a in f.owner.accounts)
        w.guilty(f.acc, "affiliated", ring.name, "shop_in_trouble_lets_spare_slots")
        room = QUOTA - seats(f, 0)
        for p in holders(w, r, min(room, r.randrange(8, 17)), wants_slot):
            p.employer = f
            weeks = r.random() < 0.3
            d0 = r.randrange(0, w.days - 24) if weeks else r.randrange(-60, w.days - 10)
            d1 = d0 + r.randrange(12, 22) if weeks else None
            story = "slot_let_by_the_week" if weeks else "spare_slot_in_a_real_shop"
            tenant(w, r, ring, f, p, d0, d1, r.choice((150, 200, 300)), story)


def neighbours_staff(w, r, n):
    """A business that can't get verified parks its whole staff at a friend's company."""
    able = [
        f for f in w.firms if f.industry in ("beauty_salon", "education", "fitness") and 1 < len(f.staff) < 15
    ]
    able = [f for f in able if not f.owner.busy and f.acc.id not in w.truth and f.acc.id not in w.left_out]
    for k, f in enumerate(r.sample(able, min(len(able), n))):
        boss = next(iter(holders(w, r, 1, wants_slot, lambda p: p.city == f.city)), None)
        if boss is None:
            continue
        ring = Ring(w, r, "parked", k, f.city, boss)
        w.left_out.difference_update(a.id for a in boss.accounts)
        w.guilty(f.acc, "affiliated", ring.name, "friend_lends_licence")
        staff = [boss] + holders(w, r, r.randrange(5, 9), lambda p: need(p) + 9 * (p.city == f.city))
        for p in staff:
            p.employer = f
            p.work.append((-9999, 9999, ring.net))
            tenant(w, r, ring, f, p, r.randrange(-80, w.days // 2), None, 0.0, "unlicensed_neighbours_staff")
            if p is not boss and r.random() < 0.5:
                for d in range(10, w.days, 30):
                    w.pay(boss.pay, p.pay, d, p.income, r)
        w.pay(boss.pay, f.pay, r.randrange(w.days), r.choice((2000, 3000, 5000)), r)
