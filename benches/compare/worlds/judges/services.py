"""Honest third parties: agencies, incubators, brand campaigns, and the lawful life of leads."""
from base import DAY, Device, Operator, new_id, poisson
from companies import Staff
from people import person, run_account
from texts import near_copy, note


def agencies(w, r, firms):
    """Agencies that run accounts of several clients who keep logging in themselves; half are on the
    approved list."""
    for _ in range(max(2, round(24 * w.scale))):
        city = w.city(r)
        net, pay, listed = w.office(r, city), new_id(r, "y"), r.random() < .5
        devs = [Device(w, r, .25) for _ in range(r.randint(1, 5))]
        if listed:
            until = r.choice((None, w.days + 200, w.days // 2 if r.random() < .2 else None))
            for d in devs:
                w.approved += [("device", i, "agency", until) for i in d.ids if r.random() < .9]
            w.approved += [("ip", ip, "agency", until) for ip in net.ips if r.random() < .8]
            w.approved.append(("payment_account", pay, "agency", until))
        for co in r.sample(firms, min(len(firms) // 4, r.randint(2, 7))):
            hand = Operator(w, r, city, "desk")
            hand.only = net
            t0 = r.choice((0, 0, r.randrange(w.end)))
            picked = [co.ent] + [s.aid for s in co.staff if s.t1 is None and r.random() < .6][:9]
            texts = [note(r, co.industry) for _ in range(3)]
            for aid in picked:
                w.use(r, aid, hand, t0, None, r.uniform(.2, .7), .3, dev=r.choice(devs))
                w.story(aid, "honest", "agency_listed" if listed else "agency_unlisted")
                if r.random() < .3:
                    w.change(r, aid, "password", t0 + r.randint(0, 2 * DAY))
                for text in texts:
                    if r.random() < .5:
                        w.note(r, aid, r.randrange(t0, w.end), near_copy(r, text, 2))
            for t in range(t0 + 5 * DAY, w.end, 30 * DAY):
                w.pay(r, co.pay, pay, t + r.randrange(DAY), r.choice((2000, 3000, 5000, 8000)))


def incubators(w, r, firms):
    """Lawful incubators raise creators' accounts on house phones; a graduate takes the account home."""
    for _ in range(max(1, round(11 * w.scale))):
        city, industry = w.city(r), r.choice(("美妆", "餐饮", "健身", "日常"))
        net, pay, house = w.office(r, city), new_id(r, "y"), [Device(w, r) for _ in range(r.randint(3, 9))]
        if r.random() < .45:
            w.approved += [("device", d.ids[0], "incubator", None) for d in house]
        for _ in range(r.randint(14, 34)):
            p, d = person(w, r, city if r.random() < .6 else None), r.choice(house)
            p.work = net
            fresh = r.random() < .4
            reg = r.randrange(int(w.end * .5)) if fresh else -r.randint(10, 400) * DAY
            aid = w.open(r, p, "professional", reg, pay if r.random() < .4 else None)
            t0 = max(0, reg)
            leave = r.randint(t0 + 5 * DAY, w.end) if r.random() < .35 else w.end
            w.use(r, aid, p, t0, leave, r.uniform(.3, .8), .4, dev=d, net=net)
            run_account(w, r, p, aid, r.uniform(.2, .6), t0, None, industry, .15)
            w.story(aid, "honest", "incubator")
            if leave < w.end:
                w.change(r, aid, "password", leave)
                if w.acc[aid][6] == pay:
                    w.change(r, aid, "payout_account", leave + r.randint(0, 9) * DAY, p.pay)
                w.story(aid, "honest", "incubator_graduate")
                if r.random() < .5 and firms:
                    co = r.choice(firms)
                    if len(co.staff) < 27:
                        w.bind(r, co.ent, aid, leave + DAY, None, "bound", p.holder)
                        co.staff.append(Staff(p, aid, leave + DAY, None, "bound"))
                        w.acc[aid][1] = "kos"
            elif r.random() < .6:
                for t in range(t0 + 12 * DAY, w.end, 30 * DAY):
                    w.pay(r, pay, p.pay, t + r.randrange(DAY), r.lognormvariate(7.5, .6))


def campaigns(w, r, firms):
    """A brand hands its text to unrelated dealers, or a challenge is copied by everybody."""
    for _ in range(max(3, round(45 * w.scale))):
        industry = r.choice([f.industry for f in firms])
        text, t = note(r, industry), r.randrange(w.end)
        pool = [s for f in firms if f.industry == industry for s in f.staff]
        for s in r.sample(pool, min(len(pool), r.randint(6, 45))):
            if s.t0 < t < (s.t1 or w.end):
                w.note(r, s.aid, t + r.randint(0, 4 * DAY), near_copy(r, text, r.choice((0, 1, 2))))
                w.story(s.aid, "honest", "brand_campaign_text")


def collect(w, r, contact, aid, t, source=None, follow=.75):
    """A consumer leaves a contact."""
    lead = new_id(r, "l")
    late = t + int(r.lognormvariate(9, 1.2)) if r.random() < follow else None
    w.leads.append((lead, contact, aid, int(t), source or r.choice(("form", "form", "private_message",
            "search_form")),
                    late if late and late < w.end else None))
    return lead


def transfer(w, lead, contact, a, b, t, channel):
    """A lead goes from one account to another."""
    if 0 <= t < w.end and a != b:
        w.transfers.append((lead, contact, a, b, int(t), channel))
        return True
    return False


def assigned(r):
    """Small shops hand leads over by chat or a list, forms route by themselves."""
    return r.choices(("crm_assign", "private_message", "export", "form"), (85, 7, 4, 4))[0]


def desk(r, co, t):
    on = [s for s in co.staff if s.t0 < t < (s.t1 or 10 ** 9) and s.handles_leads]
    return r.choice(on) if on else None


def lead_life(w, r, firms):
    """Collected, assigned, reassigned, shared with a partner, referred as a favour, asked of several
    shops."""
    sellers = [f for f in firms if f.leads_business]
    partner, referrers = {}, {}
    for co in sellers:
        others = [f for f in sellers if f.industry == co.industry and f is not co]
        co.head = getattr(co, "head", None)
        if others and r.random() < .3:
            partner[co.ent] = p = r.choice(others)
            if r.random() < .7:
                w.approved.append(("enterprise", p.ent, "declared lead partner", None))
    for co in sellers:
        kin = [f for f in sellers if co.group and f.group == co.group and f is not co]
        others = [f for f in sellers if f.industry == co.industry and f is not co]
        open_leads, rate = {}, r.uniform(3, 17)
        paid = partner.get(co.ent) and r.random() < .6
        for _ in range(poisson(r, rate * max(1, len(co.staff)) * w.days / 90)):
            t, contact = r.randrange(w.end), new_id(r, "c")
            s = desk(r, co, t)
            own = s and r.random() < .35
            at = s.aid if own else co.ent
            lead = collect(w, r, contact, at, t)
            if s and not own and transfer(w, lead, contact, at, s.aid, t + int(r.lognormvariate(6.5, 1.3)),
                    assigned(r)):
                at = s.aid
            if s:
                open_leads.setdefault(s.aid, []).append((lead, contact, t))
            u = r.random()
            if u < .05 and others:
                for f in r.sample(others, min(len(others), r.choice((1, 1, 2, 3)))):
                    t2 = t + r.randint(600, 6 * DAY)
                    if t2 < w.end:
                        l2, s2 = collect(w, r, contact, f.ent, t2), desk(r, f, t2)
                        if s2:
                            transfer(w, l2, contact, f.ent, s2.aid, t2 + r.randint(60, 9000), "crm_assign")
            elif u < .2 and co.ent in partner:
                p = partner[co.ent]
                if transfer(w, lead, contact, at, p.ent, t + r.randint(7200, 5 * DAY),
                        r.choice(("partner_api", "export"))):
                    s2 = desk(r, p, t + 5 * DAY)
                    if s2:
                        transfer(w, lead, contact, p.ent, s2.aid, t + 5 * DAY + r.randint(60, DAY),
                                "crm_assign")
                    if paid:
                        w.pay(r, p.pay, co.pay, t + r.randint(6, 30) * DAY, r.choice((50, 80, 100, 150, 200)))
            elif u < .3 and kin:
                f = r.choice(kin)
                transfer(w, lead, contact, at, f.ent, t + r.randint(7200, 3 * DAY),
                        r.choice(("partner_api", "crm_assign")))
            elif u < .26 and s and others and not kin and r.random() < .5:
                favour(w, r, referrers, s, lead, contact, at, t, others)
        hand_over_desk(w, r, co, open_leads)


def favour(w, r, referrers, s, lead, contact, at, t, others):
    """Sold out, too far, not our line: the clerk passes the customer to a friend at another shop, some get
    a thank-you."""
    if s.aid not in referrers:
        f = r.choice(others)
        referrers[s.aid] = (f, desk(r, f, t), r.random() < .3)
    f, friend, thanks = referrers[s.aid]
    to = friend.aid if friend else f.ent
    if transfer(w, lead, contact, at, to, t + r.randint(900, 4 * DAY), "private_message"):
        w.story(s.aid, "honest", "referral_favour")
        if thanks and r.random() < .6:
            w.pay(r, friend.op.pay if friend else f.pay, s.op.pay, t + r.randint(1, 9) * DAY,
                    r.choice((66, 88, 100, 200)))


def hand_over_desk(w, r, co, open_leads):
    """Whoever leaves has the open leads given to colleagues within the hour."""
    for s in co.staff:
        if s.t1 and 0 < s.t1 < w.end and s.aid in open_leads:
            heirs = [x for x in co.staff if x is not s and x.t0 < s.t1 and x.t1 is None]
            t = s.t1 - r.randint(0, DAY)
            for lead, contact, t0 in open_leads[s.aid]:
                if heirs and t0 < t and r.random() < .6:
                    transfer(w, lead, contact, s.aid, r.choice(heirs).aid, t + r.randint(0, 3000),
                            "crm_assign")
            w.story(s.aid, "honest", "bulk_reassign")


def call_centres(w, r, firms):
    """Outsourced lead desks: form leads of several clients go in, calls are made, batches go out, fees
    come monthly."""
    for _ in range(max(1, round(13 * w.scale))):
        city = w.city(r)
        net, boss = w.office(r, city), person(w, r, city)
        clients = r.sample([f for f in firms if f.leads_business], r.randint(2, 4))
        listed = r.random() < .6
        for _ in range(r.randint(5, 12)):
            p = person(w, r, city)
            p.work = net
            seat = w.open(r, p, "professional", None, boss.pay if r.random() < .5 else None)
            run_account(w, r, p, seat, r.uniform(.4, .8))
            w.use(r, seat, p, 0, None, .4, .4, dev=Device(w, r, .2), net=net)
            w.story(seat, "honest", "call_centre")
            if listed:
                w.approved.append(("account", seat, "lead service provider", None))
            for _ in range(r.randint(8, 40)):
                co, t, contact = r.choice(clients), r.randrange(w.end), new_id(r, "c")
                if r.random() < .5:
                    lead = collect(w, r, contact, co.ent, t)
                    transfer(w, lead, contact, co.ent, seat, t + r.randint(60, 9000), "export")
                else:
                    lead = collect(w, r, contact, seat, t, r.choice(("import", "form")))
                s = desk(r, co, t)
                transfer(w, lead, contact, seat, s.aid if s and r.random() < .5 else co.ent,
                         t + r.randint(3, 60) * 3600, r.choice(("export", "crm_assign", "partner_api")))
        for co in clients:
            for t in range(r.randrange(20) * DAY, w.end, 30 * DAY):
                w.pay(r, co.pay, boss.pay, t + r.randrange(DAY), r.choice((3000, 4500, 6000, 9000)))
