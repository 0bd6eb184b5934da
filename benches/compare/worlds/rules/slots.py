"""Affiliation: strangers bound for a slot, companies that sell the slots, cohorts that wander."""

from world import Use
from rules import Crew
from market import pick, spend_after, copy_notes
import commerce
import firms


def shell(w, c, boss=None, city=None, real=0):
    """A licence whose business is its slots; it may have some staff of its own."""
    r = w.r
    f = firms.Firm(w, city or c.city, None, boss, None, "shell")
    f.copy, f.clean, f.wages, f.left, f.pool = None, False, False, [], []
    f.ent.reg = -r.uniform(30, 700)
    if w.level == 2:
        f.office = w.fixed_net(f.city)
    for _ in range(real):
        firms.hire(w, f)
    if r.random() < 0.6:  # a little real business, or what looks like it
        for _ in range(r.randint(3, 40)):
            t = r.uniform(0, w.days - 1)
            lead, s = w.lead(f.ent, t, "form"), f.active(t)
            if s and r.random() < 0.7:
                w.hand(lead, f.ent, r.choice(s), t + r.expovariate(8), "crm_assign")
        commerce.campaign(w, f.ent, r.uniform(0, 60), w.days, r.uniform(30, 300), "lead_collection")
    for _ in range(r.randint(1, 12)):
        w.pay(r.choice(w.people).wallet, f.wallet, r.uniform(0, w.days), round(r.lognormvariate(6.3, 1.2), 2))
    return f


def spell(w, c, ring, f, a, t0, t1, trick, fee, visits=None, dealer=None, run=True):
    """One binding for a slot: who uses the account, whether anybody ever comes by, and what is paid."""
    r = w.r
    name = a.holder if c.keeps("declared_name", t0) else w.new_hash()
    w.bind(f, a, t0, t1, "bound", name)
    if t1 is None:
        a.industry = f.industry
    end = w.days if t1 is None else t1
    s0 = max(0.0, t0)
    if visits and a.person:
        # roll-call: everybody logs in at the office that afternoon
        for d in visits:
            if s0 <= d < end and r.random() < 0.8:
                devs, home = a.person.devs_at(d)
                net = f.office
                if w.level == 2:  # each on its own line in the company's town
                    net = w.home_net(f.city)
                a.uses.append(Use(int(d), int(d) + 1, 1.6, devs[:1], net, None, 0.1, "afternoon"))
    payee = c.wallet(s0) if dealer is None else dealer
    d = max(t0, -20) + r.uniform(0, 3)
    while d < min(end, w.days):
        c.money(a.person.wallet if a.person else c.wallet(d), payee, d, fee)
        if not r.random() < 0.75:
            break  # paid for the quarter
        d += r.choice((30, 30, 31, 90))
    if run and r.random() < 0.5:
        spend_after(w, c, a, s0)
    w.guilty(a, "affiliated", ring, trick)


def days_of_rollcall(w, c):
    r, first = w.r, w.r.randint(3, 25)
    return [d + r.choice((0, 0, 0, 1, 2)) for d in range(first, w.days, 30)]


def sell(w, k):
    """slots_to_strangers / monthly_rollcall / slots_beside_real_staff."""
    r, c, ring = w.r, Crew(w, "slot seller"), f"affiliated-{k}"
    real = r.choice((0, 0, 3, 8)) if w.level < 2 else r.choice((2, 5, 9))
    f = shell(w, c, real=real)
    cap = r.randint(26, 29) if c.keeps("full_quota") else 30
    n = min(cap - real, r.randint(9, 24))
    visits = days_of_rollcall(w, c) if c.keeps("never_in_office") else None
    trick = "monthly_rollcall" if visits else ("slots_beside_real_staff" if real else "slots_to_strangers")
    fee, text = r.randint(2, 12) * 100, None
    free = []
    for a in pick(w, n):
        t0 = r.uniform(-120, w.days * 0.5)
        if free and c.level < 2 and r.random() < 0.7:
            t0 = free.pop() + r.uniform(0.2, 2.5)  # a vacated slot does not stay empty
        t1 = None
        if r.random() < 0.2:
            t1 = max(1.0, t0) + (r.uniform(31, 50) if c.keeps("short_binding", t0) else r.uniform(8, 30))
            if t1 > w.days - 5:
                t1 = None
            else:
                free.append(t1)
        if r.random() < 0.45:  # the company posts on the account as well
            c.run(a, a.region, t0, t1 or w.days, r.uniform(0.1, 0.4))
        spell(w, c, ring, f, a, t0, t1, trick, fee, visits)
        text = copy_notes(w, c, [a], t0, t1 or w.days, text, f.industry)
    w.guilty(f.ent, "affiliated", ring, trick)
    c.sweep()


def stack(w, k):
    """licence_stack: several licences of one hand, each filled with strangers."""
    r, c, ring = w.r, Crew(w, "licences"), f"affiliated-{k}"
    boss = w.person(c.city, hours="office")
    n = r.randint(2, 4)
    fee, text, dev = r.randint(3, 15) * 100, None, None
    for _ in range(n):
        own = None if c.keeps("one_identity") else boss
        f = shell(w, c, own, real=r.choice((0, 1, 2)))
        if not c.keeps("one_wallet"):
            f.ent.payout = f.wallet = c.wallets[0]
        if w.level < 2:  # all licences are run from one desk
            dev = dev if dev and not c.keeps("five_a_phone") else c.device()
            c.run(f.ent, f.city, 0, w.days, 0.6, dev, "office")
        top = r.randint(26, 29) if c.keeps("full_quota") else 30
        for a in pick(w, min(top, r.randint(9, 17))):
            t0 = -r.uniform(0, 90) if r.random() < 0.7 else r.uniform(0, w.days * 0.6)
            if r.random() < 0.5:
                c.run(a, a.region, t0, w.days, r.uniform(0.1, 0.5))
            spell(w, c, ring, f, a, t0, None, "licence_stack", fee)
            text = copy_notes(w, c, [a], t0, w.days, text, f.industry)
        w.guilty(f.ent, "affiliated", ring, "licence_stack")
    c.sweep()


def cohort(w, k):
    """wandering_cohort: the same strangers move on before anybody looks."""
    r, c, ring = w.r, Crew(w, "cohort"), f"affiliated-{k}"
    fs = [shell(w, c, city=w.city(), real=r.choice((0, 2, 4))) for _ in range(r.randint(2, 4))]
    group = pick(w, r.randint(10, 18))
    marks = [-r.uniform(5, 40)] + sorted(r.uniform(12, w.days - 12) for _ in fs[1:])
    fee = r.randint(2, 8) * 100
    ran = {a.id for a in group if r.random() < 0.5}
    for a in group:
        t0 = marks[0] + r.uniform(0, 4)
        for i, f in enumerate(fs):
            if i + 1 < len(fs):
                wide = c.keeps("short_binding", max(0, t0))
                t1 = marks[i + 1] + (r.uniform(-7, 9) if wide else r.uniform(0, 0.3))
                t1 = max(t1, t0 + 1)
            else:
                t1 = None
            if t1 is not None and t1 > w.days - 2:
                t1 = None
            spell(w, c, ring, f, a, t0, t1, "wandering_cohort", fee, run=i == 0)
            if t1 is None or r.random() < 0.08:  # some get lost on the way
                break
            t0 = t1 + (r.uniform(0.5, 8) if c.keeps("short_binding", max(0, t1)) else r.uniform(0.01, 0.5))
            if t0 > w.days - 1:
                break
        if a.id in ran:
            c.run(a, a.region, 0, w.days, r.uniform(0.15, 0.5))
    for f in fs:
        w.guilty(f.ent, "affiliated", ring, "wandering_cohort")
    c.sweep()


def middleman(w, k):
    """slot_broker: a broker places people in real companies whose clerk earns something on the side."""
    r, c, ring = w.r, Crew(w, "slot broker"), f"affiliated-{k}"
    ok = [
        f
        for f in w.firms
        if f.clean
        and f.kind == "plain"
        and 3 <= len(f.staff) <= 16
        and f.ent.id not in w.truth
        and f.ent.id not in w.outside
    ]
    fs = r.sample(ok, min(len(ok), r.randint(2, 4)))
    for f in fs:
        f.clean = False
        for a in pick(w, r.randint(4, 8)):
            t0 = r.uniform(-60, w.days * 0.7)
            spell(w, c, ring, f, a, t0, None, "slot_broker", r.randint(3, 9) * 100)
            if r.random() < 0.3:
                c.run(a, a.region, t0, w.days, r.uniform(0.1, 0.4))
        for d in range(r.randint(2, 28), w.days, 30):
            who = f.clerk if r.random() < 0.6 else f.boss
            c.money(c.wallet(d), who.wallet, d + 0.8, r.randint(5, 25) * 100)
        w.guilty(f.ent, "affiliated", ring, "slot_broker")
    c.sweep()


def run(w, scale):
    tricks = (sell, stack, cohort, sell, middleman)
    for i in range(max(4, round(14 * scale))):
        tricks[i % len(tricks)](w, i + 1)
