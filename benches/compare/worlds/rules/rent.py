"""Rented accounts: the holder goes on, somebody else uses the account too, and pays for it."""

from world import Use
from rules import Crew
from market import pick, spend_after, copy_notes


def let(w, c, ring, a, t0, t1, trick, fee, every, dev=None, rate=None, hours=None):
    """One letting: the holder's hours, the crew's hours, the fee."""
    r = w.r
    p = a.person
    a.slow(t0, r.uniform(0.35, 1.0))
    if c.keeps("two_places", t0):  # agreed hours; the holder forgets them now and then
        for u in a.uses:
            if u.t0 >= t0 and u.who == "owner":
                u.hours = "morning"
        w.live(a, p, r.uniform(0.02, 0.12), t0, t1)
        hours = hours or "afternoon"
    if r.random() < 0.4:
        w.change(a, "password", t0 + r.uniform(-0.3, 0.3))
    c.run(a, a.region, t0, t1, rate or r.uniform(0.35, 1.2), dev, hours)
    wal = p.wallet if r.random() < 0.8 else a.payout or p.wallet
    d = t0 + r.uniform(0, 2)
    while d < min(t1, w.days):
        c.money(c.wallet(d), wal, d + r.uniform(0, 0.4), fee * r.choice((1, 1, 1, 0.8, 1.2)))
        d += every * r.uniform(0.9, 1.2)
    if r.random() < 0.25:
        w.swap(a, "payout_account", t0 + r.uniform(0, 20), c.wallet(t0))
    spend_after(w, c, a, t0)
    w.guilty(a, "rented", ring, trick)


def customers(w, c, n):
    """Advertisers who pay the studio; nothing is said about them."""
    r = w.r
    out = []
    for _ in range(n):
        p = w.person(w.city(), hours="office")
        for _ in range(r.randint(1, 5)):
            c.money(p.wallet, c.wallet(), r.uniform(0, w.days), r.randint(8, 90) * 100)
        out.append(p)
    return out


def studio(w, k):
    """studio_time_slots: a studio posts in its hours, holders go on; fee each week or month."""
    r, c, ring = w.r, Crew(w, "studio"), f"rented-{k}"
    customers(w, c, r.randint(2, 4))
    fee, every = r.randint(3, 16) * 50, r.choice((7, 7, 14, 30))
    text = None
    got = pick(w, r.randint(9, 20))
    for a in got:
        t0 = r.uniform(-40, w.days * 0.6)
        t1 = t0 + r.uniform(35, 140)
        let(w, c, ring, a, max(0.0, t0), t1, "studio_time_slots", fee, every)
        text = copy_notes(w, c, [a], max(0, t0), t1, text, n=r.randint(1, 4))
    if c.devs and r.random() < 0.12:  # somebody got the studio listed as an agency
        w.approved.append(("device", c.devs[0], "agency"))
    c.sweep()


def dormitory(w, k):
    """dormitory_agent: one student runs the accounts of a dormitory, for pocket money."""
    r, ring = w.r, f"rented-{k}"
    seed = pick(w, 1)[0]
    c = Crew(w, "dormitory", seed.region)
    c.care *= 0.8
    customers(w, c, 2)
    mates = [seed] + pick(w, r.randint(6, 12), home_city=seed.region)
    for a in mates:
        t0 = r.uniform(0, 20) if r.random() < 0.6 else r.uniform(0, w.days * 0.7)
        let(w, c, ring, a, t0, t0 + r.uniform(20, 80), "dormitory_agent", r.choice((50, 66, 80, 100)), 7)
    c.wallets[0] = seed.person.wallet
    c.sweep()


def scan(w, k):
    """holder_scans_in: the holder scans a code and a session of some hours begins."""
    r, c, ring = w.r, Crew(w, "scanner"), f"rented-{k}"
    customers(w, c, r.randint(1, 3))
    for a in pick(w, r.randint(7, 14)):
        dev, t = c.device(), r.uniform(0, 25)
        net, _ = c.line(a.region, t)
        while t < w.days - 1:  # sessions some days apart, on task days
            a.uses.append(
                Use(t, t + 0.9, r.uniform(1.0, 3.5), [(dev, 1.0)], net, None, 0.03, c.hours, 1, None, "crew")
            )
            p = a.person
            devs, home = p.devs_at(t)
            a.uses.append(Use(t, t + 0.9, 1.0, devs, home, None, 0.3, c.hours))
            if r.random() < 0.6:
                c.money(c.wallet(t), p.wallet, t + r.uniform(0.2, 1.5), r.choice((15, 20, 30, 50)))
            t += r.expovariate(1 / r.choice((3.0, 5.0, 9.0)))
        spend_after(w, c, a, r.uniform(0, 30))
        copy_notes(w, c, [a], 0, w.days, n=r.randint(1, 3))
        w.guilty(a, "rented", ring, "holder_scans_in")
    c.sweep()


def carousel(w, k):
    """rotating_renters: an account goes round several renters, a fortnight each."""
    r, ring = w.r, f"rented-{k}"
    c = Crew(w, "carousel")
    renters = [Crew(w, "renter") for _ in range(r.randint(3, 5))]
    for x in renters:
        x.wallets = x.wallets[:1]
    for a in pick(w, r.randint(7, 13)):
        t = r.uniform(0, 15)
        a.slow(t, r.uniform(0.3, 0.9))
        while t < w.days - 3:
            x, n = r.choice(renters), r.choice((7, 14, 14, 30))
            x.run(a, a.region, t, t + n, r.uniform(0.4, 1.2))
            x.money(x.wallets[0], c.wallet(t), t, n * r.randint(15, 40))
            c.money(c.wallet(t), a.person.wallet, t + r.uniform(0.1, 2), n * r.randint(5, 15))
            if r.random() < 0.4:
                w.change(a, "password", t)
            copy_notes(w, x, [a], t, t + n)
            t += n + r.uniform(0, 4)
        spend_after(w, c, a, 5)
        w.guilty(a, "rented", ring, "rotating_renters")
    c.sweep()


def staff_side_job(w, k):
    """staff_let_bound_account: employees let the account that their employer bound."""
    r, c, ring = w.r, Crew(w, "side job"), f"rented-{k}"
    customers(w, c, 2)
    for a in pick(w, r.randint(6, 11), staff=True):
        t0 = r.uniform(0, w.days * 0.5)
        let(w, c, ring, a, t0, w.days, "staff_let_bound_account", r.randint(2, 9) * 100, r.choice((14, 30)))
    c.sweep()


def run(w, scale):
    tricks = (studio, scan, dormitory, carousel, staff_side_job, studio)
    for i in range(max(3, round(16 * scale))):
        tricks[i % len(tricks)](w, i + 1)
