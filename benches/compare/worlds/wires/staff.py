"""What happens between honest companies and people: turnover, seasons, groups, agencies, dispatch work."""

from core import DAY, Use, hexid
from firms import desk_hand, hire, new_firm
from people import everyday, new_account, new_hand, new_person, rate_of
from places import home_net, make_device, some_city


def leave(job, t):
    job.end = job.binding.end = t
    job.account.firm = None


def successor(w, rng, firm, job, t):
    """A firm-owned account goes to the next employee: new phone, often new number and purse."""
    person = new_person(w, rng, firm.city if firm.style != "remote" else some_city(rng))
    account = job.account
    account.cut(t)
    gap = rng.choice((0, 0, 1, 3, 10, 25)) * DAY
    everyday(w, rng, account, person.hand, rate_of(rng, "kos"), start=min(w.end, t + gap))
    if firm.desk:
        account.uses.append(Use(firm.desk, t, w.end, rng.uniform(0.2, 0.7)))
    account.story("honest", "successor_takes_firm_account")
    for field, share, old, new in (
        ("password", 0.5, "", ""),
        ("phone", 0.5, account.phone, person.phone),
        ("payout_account", 0.3, account.payout, person.pay),
        ("holder", 0.3, account.holder, person.identity),
    ):
        if rng.random() < share:
            w.change(account, field, t + gap + rng.randrange(5 * DAY), old, new)
    if rng.random() < 0.4:  # bound anew for the new employee
        leave(job, t)
        again = hire(w, rng, firm, t + gap, person=person, account=account)
        again.binding.method = "created"
    return person


def turnover(w):
    rng = w.rng("turnover")
    for firm in list(w.firms):
        rate = rng.choice((0.05, 0.1, 0.15, 0.3))
        for job in list(firm.jobs):
            if job.end is not None or job.start > w.end - 20 * DAY or rng.random() > rate:
                continue
            t = rng.randrange(max(0, job.start + 10 * DAY), w.end)
            if job.binding.method == "created":
                if rng.random() < 0.6:
                    successor(w, rng, firm, job, t)
                else:
                    leave(job, t)
                    job.account.cut(t)
                w.leavers.append((firm, job, t))
                continue
            w.leavers.append((firm, job, t))
            if rng.random() < 0.15:  # nobody unbinds the account for a long time
                job.account.story("honest", "left_but_still_bound")
                job.account.cut(t + rng.randrange(30 * DAY))
                continue
            leave(job, t)
            if rng.random() < 0.45:
                peers = [
                    f
                    for f in rng.sample(w.firms, min(25, len(w.firms)))
                    if f is not firm and len(f.jobs) < 26
                ]
                peers.sort(key=lambda f: (f.city != firm.city) + (f.industry != firm.industry))
                if peers:
                    start = t + rng.randint(0, 30) * DAY
                    if start < w.end:
                        hire(w, rng, peers[0], start, person=job.person, account=job.account)
                        job.account.story("honest", "changed_employer")


def seasons(w):
    """Seasonal helpers for some weeks, interns who come back, part-timers with two employers."""
    rng = w.rng("seasons")
    for firm in list(w.firms):
        if rng.random() < 0.05 and len(firm.jobs) < 20:
            first = rng.randrange(w.days - 15)
            weeks = rng.choice((2, 3, 4, 6, 8))
            for _ in range(rng.randint(3, 9)):
                start = (first + rng.randint(0, 3)) * DAY + rng.randrange(9 * 3600, 18 * 3600)
                job = hire(w, rng, firm, start, start + weeks * 7 * DAY + rng.randint(-2, 4) * DAY)
                job.account.story("honest", "seasonal_staff")
                if rng.random() < 0.15:
                    again = job.end + rng.randint(10, 40) * DAY
                    if again < w.end:
                        hire(w, rng, firm, again, person=job.person, account=job.account)
                        job.account.story("honest", "intern_returns")
        if rng.random() < 0.05 and firm.jobs:
            job = rng.choice(firm.jobs)
            other = rng.choice(w.firms)
            if other is not firm and job.binding.method == "bound" and len(other.jobs) < 26:
                hire(w, rng, other, rng.randrange(-200 * DAY, w.end), person=job.person, account=job.account)
                job.account.story("honest", "part_time_at_two_firms")


def groups(w):
    """Franchises, sister licences of one owner, and firms that continue under a new licence."""
    rng = w.rng("groups")
    loose = [f for f in w.firms if not f.group]
    rng.shuffle(loose)
    for _ in range(max(2, round(26 * w.scale))):
        number = rng.choice((3, 3, 4, 5, 8, 12))
        members, loose = loose[:number], loose[number:]
        if len(members) < 3:
            break
        group, known = hexid(rng, 12), rng.random() < 0.8
        text = rng.choice((0, 0.3, 0.8))
        for firm in members:
            firm.group = group
            firm.industry = members[0].industry
            firm.collects, firm.template = members[0].collects, max(firm.template, text)
            firm.text_key = group
            firm.account.group = group if known and rng.random() < 0.9 else ""
            firm.account.story("honest", "franchise")
    for _ in range(max(2, round(22 * w.scale))):  # restaurants, clinics: one licence a branch
        if not loose:
            break
        mother = loose.pop()
        group = hexid(rng, 12)
        known = rng.random() < 0.5
        family = [mother]
        for _ in range(rng.choice((1, 1, 2, 3, 5))):
            firm = new_firm(w, rng, mother.city, mother.industry, mother.style, mother.boss)
            firm.office = mother.office if rng.random() < 0.5 else firm.office
            firm.wages, firm.tablets = mother.wages, mother.tablets
            for _ in range(rng.randint(2, 14)):
                hire(w, rng, firm, rng.randrange(-300 * DAY, 0))
            family.append(firm)
        for firm in family:
            firm.group, firm.account.group = group, group if known else ""
            firm.account.story("honest", "sister_licences")
            for job in firm.jobs:
                if rng.random() < 0.12 and job.end is None and job.binding.method == "bound":
                    other = rng.choice(family)
                    if other is not firm:
                        t = rng.randrange(w.end)
                        if t > job.start:
                            leave(job, t)
                            hire(w, rng, other, t, person=job.person, account=job.account)
                            job.account.story("honest", "sent_to_sister_firm")
    for _ in range(max(1, round(9 * w.scale))):  # new licence, same people: a whole team moves
        if not loose:
            break
        old = loose.pop()
        jobs = [j for j in old.jobs if j.end is None and j.start < w.end // 3]
        if len(jobs) < 4:
            continue
        t = rng.randrange(w.end // 3, w.end - 5 * DAY)
        same = rng.random() < 0.5
        new = new_firm(w, rng, old.city, old.industry, old.style, old.boss if same else None)
        new.office, new.tablets, new.wages = old.office, old.tablets, old.wages
        for job in jobs:
            leave(job, t + rng.randrange(2 * DAY))
            hire(w, rng, new, job.end + rng.randrange(3 * DAY), person=job.person, account=job.account)
            job.account.story("honest", "relicensed_firm")
        new.account.story("honest", "relicensed_firm")


def dispatch(w):
    """Promoters of a dispatch agency: bound for a season at one client, as a team at the next one."""
    rng = w.rng("dispatch")
    for _ in range(max(2, round(9 * w.scale))):
        city, purse = some_city(rng), hexid(rng, 14)
        team = [new_person(w, rng, city if rng.random() < 0.8 else None) for _ in range(rng.randint(5, 16))]
        pool = [f for f in w.firms if len(f.jobs) < 12]
        clients = rng.sample(pool, min(len(pool), rng.choice((1, 2, 2, 3))))
        start = rng.randrange(-60 * DAY, w.end // 3)
        accounts = [None] * len(team)
        pays = rng.random() < 0.5
        for k, firm in enumerate(clients):
            keep, firm.created_share = firm.created_share, 0
            end = start + rng.randint(20, 55) * DAY
            for i, person in enumerate(team):
                if rng.random() < 0.12 or start > w.end - DAY:
                    continue
                job = hire(
                    w,
                    rng,
                    firm,
                    start + rng.randrange(3 * DAY),
                    end + rng.randrange(3 * DAY),
                    person,
                    accounts[i],
                )
                accounts[i] = job.account
                job.account.story("honest", "dispatch_promoters")
                w.pay(
                    purse if pays else "",
                    person.pay,
                    end + rng.randrange(9 * DAY),
                    rng.choice((1200, 1800, 2400, 3000)),
                )
            w.pay(firm.pay, purse, end + 5 * DAY, len(team) * rng.choice((2600, 3300, 4100)))
            firm.created_share = keep
            start = end + rng.randint(1, 20) * DAY


def agencies(w):
    """Agencies operate accounts of several clients, with the clients' staff or instead of them."""
    rng = w.rng("agencies")
    for k in range(max(3, round(30 * w.scale))):
        city = some_city(rng)
        desk = desk_hand(w, rng, city, home_net(w, rng, city), f"agency{k}/{w.seed}")
        purse, approved = hexid(rng, 14), rng.random() < 0.45
        own = new_account(w, rng, "professional", new_person(w, rng, city), "")
        own.uses.append(Use(desk, max(0, own.registered), w.end, 0.6))
        own.story("honest", "agency")
        devices = [desk.phones[0][1], desk.second]
        devices += [make_device(w, rng) for _ in range(rng.choice((0, 1, 4)))]
        fee = rng.choice((800, 1500, 3000, 6000))
        for firm in rng.sample(w.firms, min(len(w.firms), rng.choice((2, 3, 4, 6, 9)))):
            start = 0 if rng.random() < 0.6 else rng.randrange(w.end)
            end = w.end if rng.random() < 0.8 else min(w.end, start + 40 * DAY)
            for account in [firm.account] + [j.account for j in firm.jobs if rng.random() < 0.5]:
                account.uses.append(
                    Use(
                        desk,
                        max(start, account.registered),
                        end,
                        rng.uniform(0.2, 0.9),
                        rng.choice(devices) if rng.random() < 0.5 else None,
                    )
                )
                account.story("honest", "agency_client")
            for month in range(4):
                if rng.random() < 0.6:
                    w.pay(firm.pay, purse, (month * 30 + rng.randint(1, 9)) * DAY + 50000, fee)
        if approved:
            until = "" if rng.random() < 0.5 else rng.randint(-20, w.days + 200)
            for device in devices:
                if rng.random() < 0.8:
                    w.approved.append(("device", device.ids[0][1], "agency", until))
            w.approved.append(("account", own.id, "agency", until))
            if rng.random() < 0.5:
                w.approved.append(("payment_account", purse, "agency", until))
            if rng.random() < 0.5:
                w.approved.append(("ip", desk.stints[0][2].address(0, rng), "agency", until))
    for firm in w.firms:
        if firm.tablets and rng.random() < 0.25:
            for tablet in firm.tablets:
                w.approved.append(("device", tablet.ids[0][1], "shop tablet", ""))
    for _ in range(max(3, round(45 * w.scale))):  # declared partners, few of them on the list
        one = rng.choice([f for f in w.firms if f.collects])
        two = rng.choice(w.firms)
        if one is not two:
            one.partners.append(two)
            one.account.story("honest", "declared_partner")
            two.account.story("honest", "declared_partner")
            if rng.random() < 0.5:
                w.approved.append(("enterprise", two.account.id, "lead partner", ""))


def outsiders(w):
    """Staff accounts that a vendor's desk posts on for a campaign, and borrowed phones at work."""
    rng = w.rng("outsiders")
    for firm in w.firms:
        live = [j for j in firm.jobs if j.end is None]
        if len(live) > 3 and rng.random() < 0.04:
            city = some_city(rng)
            hand = new_hand(w, rng, city, home_net(w, rng, city), "office")
            first = rng.randrange(w.days - 10)
            for job in live:
                if rng.random() < 0.7:
                    t = max(first * DAY, job.start, 0)
                    job.account.uses.append(Use(hand, t, min(w.end, t + rng.randint(5, 30) * DAY), 0.7))
                    job.account.story("honest", "campaign_vendor")
        if len(live) > 1 and rng.random() < 0.2:
            one, two = rng.sample(live, 2)
            t = rng.randrange(w.end)
            one.account.uses.append(Use(two.person.hand, max(t, one.start, 0), min(w.end, t + 4 * DAY), 0.5))
            one.account.story("honest", "colleagues_phone")
