"""Resold leads: insiders, brokers, cut-outs, buyers."""

import flows
from firms import Firm, staff_up
from people import Person, reg_time
from ring_tools import Ring, goal
from world import DAY

TRICKS = (
    "insider_to_broker",
    "insider_to_broker",
    "insider_to_rival",
    "cut_out_chain",
    "agency_leak",
    "leaver_takes_list",
    "relabelled_leads",
    "form_farm",
)


def buyer(w):
    """A company that buys contacts; it also has true staff and leads of its own."""
    f = Firm(w, size=w.rng.randint(1, 4))
    staff_up(w, f, f.size)
    flows.run_firm(w, f)
    return f


def agent(w, ring):
    """A broker's or cut-out's account; some look like small honest companies' staff."""
    p = Person(w)
    a = w.account(w.rng.choices(("personal", "professional", "kos"), (3, 4, 2))[0], p, min(-DAY, reg_time(w)))
    w.use(a, 0, w.end, p if w.level == 0 else ring.gear(p.city), a.rate)
    if w.level == 0 and w.p(0.5):
        w.use(a, 0, w.end, ring.gear(p.city), a.rate * 0.4)
    return a


def batches(w, leads):
    """Cuts a list of leads into lots: weekly heaps openly, small lots in hiding."""
    r = w.rng
    leads = sorted(leads, key=lambda x: (x[0], x[1]))
    while leads:
        k = r.randint(5, 40) if w.level == 0 else r.randint(2, 8) if w.level == 1 else r.randint(1, 3)
        if w.p(1 - w.d.skill):
            k *= 2
        part, leads = leads[:k], leads[k:]
        yield part[-1][0] + r.uniform(0.05, 4) * DAY, part


def one_ring(w, shops):
    """Returns the number of accounts that sell."""
    r, d = w.rng, w.d
    ring, trick = Ring(w, ("pays", "text")), r.choice(TRICKS)
    if not w.p(d.paid_on_platform):  # settled elsewhere: the ways of the leads must tell
        ring.traces.discard("pays")
    price = d.lead_price * r.uniform(0.5, 1.6)
    victims = [
        Firm(w, size=max(3, min(25, round(w.logn(d.firm_size, 0.5)))))
        for _ in range(1 if trick != "agency_leak" else r.randint(2, 3))
    ]
    goods, sellers, count = [], [], 0
    for f in victims:
        staff_up(w, f, f.size)
        keep = []
        flows.run_firm(w, f, keep)
        inside = sorted({j.account.id: j for j in f.jobs}.items())
        chosen = [j for _, j in r.sample(inside, min(len(inside), r.randint(2, 5)))]
        if trick == "leaver_takes_list":
            chosen = [j for j in chosen if j.t1 is not None] or chosen[:2]
        for j in chosen:
            sellers.append(j.account)
            own = [x for x in keep if x[3] is j.account]
            more = r.randint(8, 30) - len(own)
            for _ in range(max(0, more)):  # insiders are those through whose hands much goes
                low, high = max(0, j.t0) / w.end, min(w.end, j.t1 or w.end) / w.end
                at_ent = w.p(d.lead_at_ent)
                got = f.ent if at_ent else j.account
                lead, contact, t = flows.new_lead(w, got, w.when(low, max(low, high)), f.industry)
                if at_ent:
                    t += flows.delay(w)
                    if not flows.hand(w, lead, contact, f.ent, j.account, t, flows.channel(w, f.private)):
                        continue
                own.append((t, lead, contact, j.account))
            share = min(1, d.sold_leads * r.uniform(0.6, 1.6))
            sold = [x for x in own if w.p(share)] or own[:3]
            if trick == "leaver_takes_list" and j.t1 is not None:
                left = min(j.t1, w.end - 8 * DAY)
                sold = [(left + r.uniform(-3, 5) * DAY,) + x[1:] for x in sold if x[0] < left] or sold
            goods.append((j.account, sold))
    if trick == "form_farm":  # a gang's own bait accounts collect contacts for sale
        for _ in range(r.randint(2, 6)):
            a = agent(w, ring)
            sellers.append(a)
            goods.append((a, bait(w, a, victims[0].industry, r.randint(8, 30))))
    direct = trick in ("insider_to_rival", "leaver_takes_list")
    brokers = [] if direct else [agent(w, ring) for _ in range(r.choice((1, 1, 2)))]
    cuts = []
    if trick == "cut_out_chain" or (w.level and not direct and w.p(0.5)):
        cuts = [agent(w, ring) for _ in range(r.randint(1, 4))]
    mine = r.sample(shops, min(len(shops), 1 if trick == "insider_to_rival" else r.randint(1, 4)))
    private = min(1, d.private_channel * 1.5)
    bought = {}
    for seller, sold in goods:
        wallet = seller.payout or seller.person.payout
        for t, part in batches(w, sold):
            broker = r.choice(brokers) if brokers else None
            for x in part:
                _, lead, contact, _ = x
                at = t + r.uniform(0, 1800 if w.level == 0 else 30000)
                now = seller
                if broker:
                    if not flows.hand(w, lead, contact, now, broker, at, flows.channel(w, private), ring.id):
                        continue
                    now, at = broker, at + r.uniform(0.02, 5) * DAY
                if cuts and w.p(0.8):
                    c = r.choice(cuts)
                    if flows.hand(w, lead, contact, now, c, at, flows.channel(w, private), ring.id):
                        now, at = c, at + r.uniform(0.02, 3) * DAY
                if trick == "relabelled_leads" and at < w.end:
                    lead, contact, at = flows.new_lead(w, now, at, mine[0].industry, contact, "import")
                    at += r.uniform(600, DAY)
                copies = r.randint(2, 3) if w.p(d.lead_copies) and not direct else 1
                for shop in r.sample(mine, min(copies, len(mine))):
                    to = shop.ent if w.p(0.6) or not shop.jobs else r.choice(shop.jobs[:2]).account
                    how, week = flows.channel(w, private), int(at // (7 * DAY))
                    if flows.hand(w, lead, contact, now, to, at + r.uniform(0, DAY), how, ring.id):
                        bought.setdefault((shop.ent.id, now.id, week), [shop, now, at, 0])[3] += 1
                        if to.role == "clean":
                            w.mark(to, "lead_buyer", ring.id, "buys_leads")
            if broker:
                ring.pay(
                    broker.payout or ring.wallet(),
                    wallet,
                    t + r.uniform(0.1, 9) * DAY,
                    max(5, round(price * 0.5 * len(part))),
                )
    for _, (shop, now, at, k) in sorted(bought.items()):
        payee = now.payout or now.person.payout
        if now in brokers or now in cuts:
            payee = ring.wallet() if w.p(0.5) else payee
        ring.pay(shop.ent.payout, payee, at + r.uniform(-1, 5) * DAY, max(8, round(price * k)))
    ring.publish(brokers + cuts + (sellers if trick == "form_farm" else []), 0, w.end, victims[0].industry)
    for a in sellers:
        if a.role == "clean":
            ring.story(a, "lead_resale", trick)
            count += 1
    for a, name in [(b, "broker") for b in brokers] + [(c, "cut_out") for c in cuts]:
        ring.story(a, "lead_resale", name)
        count += 1
        for _ in range(w.count(d.lead_rate)):  # lawful business of their own
            lead, contact, t = flows.new_lead(w, a, w.when(), victims[0].industry)
            if w.p(0.5):
                how = flows.channel(w, private)
                flows.hand(w, lead, contact, a, r.choice(mine).ent, t + flows.delay(w), how)
    if w.level == 2:  # lawful, unpaid referrals along the same way
        for f in victims:
            for _ in range(r.randint(3, 15)):
                lead, contact, t = flows.new_lead(w, f.ent, w.when(), f.industry)
                flows.hand(w, lead, contact, f.ent, r.choice(mine).ent, t + flows.delay(w), "partner_api")
    return count


def bait(w, a, industry, k):
    """Leads that an account of the gang collects under a pretence."""
    out = []
    for _ in range(k):
        lead, contact, t = flows.new_lead(w, a, w.when(), industry, source="form")
        out.append((t, lead, contact, a))
    return out


def build(w):
    first = len(w.accounts)
    n, made, rings = goal(w, w.d.n_resale), 0, 0
    shops = [buyer(w) for _ in range(max(6, n // 8))]
    while made < n or rings < 6:
        made += one_ring(w, w.rng.sample(shops, min(len(shops), 8)))
        rings += 1
    flows.notes_for(w, w.accounts[first:])
