"""Leads, wages, ad spend and notes of ordinary life."""

import texts
from world import DAY

SOURCES = ("form", "form", "private_message", "import")


def channel(w, private):
    """How a lead is handed over here."""
    if w.p(w.d.export_channel):
        return "export"
    return "private_message" if w.p(private) else "crm_assign"


def new_lead(w, account, t, industry, contact=None, source=None):
    """A consumer leaves a contact at an account."""
    r, d = w.rng, w.d
    pool = w.contacts.setdefault(industry, [])
    if contact is None and pool and w.p(d.multi_shop):
        other, contact = r.choice(pool)
        t = min(abs(other + r.gauss(0, 3) * DAY), w.end - r.randrange(1, DAY))
    if contact is None:
        contact = w.new_hash("c")
    pool.append((t, contact))
    lead = w.new_hash("L")
    follow = t + r.expovariate(1 / (d.hand_delay * 5400)) + 600 if w.p(d.follow_up) else None
    w.leads.append((int(t), lead, contact, account.id, source or r.choice(SOURCES), follow))
    return lead, contact, int(t)


def hand(w, lead, contact, a, b, t, how, ring=None):
    """One transfer; with a ring it is a resold one."""
    if a is b or not 0 <= t < w.end:
        return False
    w.transfers.append((int(t), lead, contact, a.id, b.id, how))
    if ring:
        w.truth_leads.append((lead, a.id, b.id, ring))
    return True


def delay(w):
    return w.rng.lognormvariate(0, 1.1) * w.d.hand_delay * 3600 + 20


def run_leads(w, firm, keep=None):
    """A company's leads in the window. `keep` collects (t, lead, contact, account that has it)."""
    r, d = w.rng, w.d
    if not firm.jobs:
        return
    at_ent = min(0.97, d.lead_at_ent * r.uniform(0.6, 1.4))
    hand_on = d.hand_on * r.uniform(0.3, 2)
    friend = r.choice(w.firms) if w.p(d.referral) and w.firms else None
    held = {}
    for _ in range(w.count(len(firm.jobs) * d.lead_rate * r.uniform(0.3, 2))):
        t = w.when()
        staff = firm.staff_at(t)
        if not staff:
            continue
        got = firm.ent if w.p(at_ent) else r.choice(staff).account
        lead, contact, t = new_lead(w, got, t, firm.industry)
        now = got
        if got is firm.ent:
            now = r.choice(staff).account
            t += delay(w)
            hand(w, lead, contact, got, now, t, channel(w, firm.private))
        if w.p(hand_on):
            t += delay(w) * 3
            nxt = r.choice(staff).account
            hand(w, lead, contact, now, nxt, t, channel(w, firm.private))
            now = nxt
        elif firm.partners and w.p(0.2):
            g = r.choice(firm.partners)
            hand(w, lead, contact, now, g.ent, t + delay(w), "partner_api" if w.p(0.7) else channel(w, 0.5))
        elif friend and friend is not firm and w.p(0.08):
            hand(w, lead, contact, now, friend.ent, t + delay(w), channel(w, 0.8))
            w.story(now, "honest", "referral_unpaid")
        held.setdefault(now.id, []).append((t, lead, contact, now))
        if keep is not None:
            keep.append((t, lead, contact, now))
    for job in firm.jobs:
        if job.t1 is not None and 0 < job.t1 < w.end and w.p(0.7):
            rest = [j.account for j in firm.staff_at(job.t1 + 60) if j.account is not job.account]
            if not rest:
                continue
            heirs = rest if w.p(0.4) else [r.choice(rest)]
            t = job.t1 + r.randrange(60, DAY)
            for t_lead, lead, contact, now in held.get(job.account.id, []):
                if t_lead < t:
                    hand(w, lead, contact, now, r.choice(heirs), t + r.randrange(90), "crm_assign")
                    w.story(job.account, "honest", "bulk_reassign_on_leave")


def run_wages(w, firm):
    """Wages or commissions, monthly or weekly, equal or by result."""
    r, d = w.rng, w.d
    if not firm.pays_wages:
        return
    step, equal = r.choice((7, 14, 30, 30)), w.p(0.4)
    base = w.price(d.slot_fee * r.uniform(1, 6), 0.3)
    for k in range(r.randrange(step), w.days, step):
        for j in firm.staff_at(k * DAY):
            w.pay(
                firm.ent.payout,
                j.account.payout or j.person.payout,
                k * DAY + 36000 + r.randrange(7200),
                base if equal else w.price(base, 0.4),
            )


def spend_run(w, a, t0, t1, daily, products):
    """A campaign: most days of an interval have spend."""
    r = w.rng
    for day in range(max(0, int(t0 // DAY)), min(w.days, int(t1 // DAY))):
        if r.random() < 0.6:
            w.spend.append((day, a.id, r.choice(products), max(100, int(w.logn(daily, 0.5) * 100))))


def run_spend(w, firm):
    r, d = w.rng, w.d
    if not firm.advertiser:
        return
    daily = w.logn(150, 0.7)
    t = 0 if w.p(0.6) else w.when(0, 0.8)
    spend_run(w, firm.ent, t, w.end, daily, ("search", "lead_collection", "shutiao"))
    share = max(d.kos_spend, 0.4) if firm.size > 30 else d.kos_spend
    for j in firm.jobs:
        if w.p(share):
            t = max(j.t0, w.since(-0.5, 0.8))
            spend_run(
                w,
                j.account,
                t,
                min(w.end if j.t1 is None else j.t1, t + r.uniform(10, 90) * DAY),
                daily / 3,
                ("seeding", "lead_collection", "seeding", "shutiao"),
            )


def publish(w, a, t, text):
    if max(a.reg, 0) <= t < w.end:
        w.notes.append((int(t), w.fresh(lambda: "n%014x" % w.rng.getrandbits(56)), a.id, text))


def notes_for(w, accounts):
    """Ordinary notes; some follow a text in vogue."""
    r, d = w.rng, w.d
    vogue = [(texts.plan(r, i), i) for i in texts.INDUSTRIES for _ in range(6)]
    for a in accounts:
        for _ in range(w.count(d.note_rate * (1.6 if a.kind != "personal" else 0.6))):
            industry = a.industry or r.choice(texts.INDUSTRIES)
            if w.p(d.copied_note):
                parts = r.choice([v for v, i in vogue if i == industry])
                publish(w, a, w.when(), texts.vary(r, parts, 3))
            else:
                publish(w, a, w.when(), texts.note(r, industry))


def central_notes(w, firms):
    """Companies and agencies that give one text to many accounts."""
    r = w.rng
    groups = [(f.industry, [j.account for j in f.jobs]) for f in firms if f.central]
    groups += [
        (c[0].industry, [f.ent for f in c] + [j.account for f in c for j in f.jobs[:4]])
        for c in w.agency_clients
        if c and w.p(0.5)
    ]
    for industry, accounts in groups:
        for _ in range(r.randint(1, 3)):
            parts, t = texts.plan(r, industry), w.when()
            for a in accounts:
                if w.p(0.6):
                    publish(w, a, t + r.randrange(3 * DAY), texts.vary(r, parts, 2))


def run_firm(w, firm, keep=None):
    run_leads(w, firm, keep)
    run_wages(w, firm)
    run_spend(w, firm)


def honest_flows(w):
    for f in w.firms:
        run_firm(w, f)
    for a in w.accounts:
        if a.kind in ("personal", "professional") and w.p(w.d.person_spend):
            t = w.since(-0.5, 0.9)
            spend_run(w, a, t, t + w.rng.uniform(5, 60) * DAY, w.logn(40, 0.6), ("shutiao", "seeding"))
    notes_for(w, w.accounts)
    central_notes(w, w.firms)
