"""Honest firms that look odd: mergers, late paperwork, headquarters, franchises, agencies."""

from .firms import Firm, ordinary_firm, succeed
from .people import Rig, Use
from .places import other_city
from .timeline import DAY


def _tag(firm, story):
    firm.traits.append(story)
    for job in firm.jobs:
        job.account.stories.append(story)
    firm.enterprise.stories.append(story)


def plain(w, rng):
    """Nothing to report."""
    return [ordinary_firm(w, rng)]


def hr_registers_in_one_go(w, rng):
    """HR binds the whole list between two meetings."""
    firm = ordinary_firm(w, rng, rng.randint(6, 22))
    t = w.window.moment(rng, 0, 0.7)
    for job in firm.jobs:
        if job.account.registered < t and job.start < t < job.end:
            job.bound = t + rng.randrange(1500)
    _tag(firm, "hr_registers_in_one_go")
    return [firm]


def hr_is_late(w, rng):
    """Nobody unbinds leavers; they stay on the list for months, working elsewhere."""
    firm = Firm(w, rng, 10)
    firm.lag = 150
    for _ in range(rng.randint(5, 14)):
        job = firm.hire(rng, method="bound")
        if rng.random() < 0.5:
            firm.leave(rng, job, w.window.moment(rng, 0, 0.9))
    _tag(firm, "hr_is_late")
    return [firm]


def shop_tablet_by_shifts(w, rng):
    """All accounts of the shop live on the counter's tablets."""
    firm = ordinary_firm(w, rng, rng.randint(3, 11))
    for site in firm.sites:
        site.tablets = site.tablets or [w.device()]
    for job in firm.jobs:
        firm.use_tablets(rng, job, rng.uniform(0.6, 0.97))
    if rng.random() < 0.4:
        w.approved += [("device", d, "门店平板", None) for s in firm.sites for d in s.tablets]
    _tag(firm, "shop_tablet_by_shifts")
    return [firm]


def headquarters_posts(w, rng):
    """The marketing floor posts on every staff account; the staff answer customers themselves."""
    firm = ordinary_firm(w, rng, rng.randint(8, 28))
    phones = [w.device() for _ in range(rng.randint(1, 4))]
    rounds = w.rounds(rng, firm.marketer, w.window.start, w.window.end, rng.uniform(1, 5))
    text = rng.getrandbits(30)
    for i, job in enumerate(firm.jobs):
        begin = max(job.start, w.window.start)
        job.account.uses.append(
            Use(
                begin,
                min(job.end, w.window.end),
                firm.marketer,
                0,
                Rig(phones, firm.sites[0].net),
                w.tour(rng, rounds, i),
            )
        )
        job.account.topics.append((begin, ("campaign", text)))
    _tag(firm, "headquarters_posts")
    return [firm]


def boss_does_it_at_night(w, rng):
    """The owner sits in the staff's accounts from the sofa, after closing time."""
    firm = ordinary_firm(w, rng, rng.randint(2, 8))
    for job in firm.jobs:
        job.account.uses.append(
            Use(max(job.start, w.window.start), min(job.end, w.window.end), firm.boss, rng.uniform(0.1, 0.6))
        )
    _tag(firm, "boss_does_it_at_night")
    return [firm]


def remote_sales_force(w, rng):
    """Salespeople all over the country who never meet; wages come from the firm."""
    firm = Firm(w, rng, 15)
    firm.payroll = rng.choice(("own", "office", "commission", "none"))
    for _ in range(rng.randint(6, 26)):
        firm.hire(rng, person=w.person(rng), method="bound" if rng.random() < 0.8 else None, remote=True)
    _tag(firm, "remote_sales_force")
    return [firm]


def mothers_working_from_home(w, rng):
    """Part-time staff between school runs: few logins, odd hours, a few hundred yuan a month."""
    firm = Firm(w, rng, 12, industry=rng.choice(("母婴", "教育培训", "服装", "家居")))
    firm.payroll = rng.choice(("own", "commission", "office"))
    for _ in range(rng.randint(5, 18)):
        job = firm.hire(rng, person=w.person(rng, None, "parent"), method="bound", remote=True)
        job.wage = rng.lognormvariate(6.9, 0.5)
        job.account.uses[-1].rate *= rng.uniform(0.2, 0.9)
    _tag(firm, "mothers_working_from_home")
    return [firm]


def interns_for_a_term(w, rng):
    """A class is bound on one afternoon, on the campus network, and unbound after the term."""
    firm = ordinary_firm(w, rng, rng.randint(2, 6))
    campus = w.shared("campus", firm.city, rng, lambda: w.atlas.fixed(firm.city, 12))
    t = w.window.moment(rng, 0, 0.5)
    end = t + rng.randint(35, 90) * DAY
    for _ in range(rng.randint(5, 16)):
        intern = w.person(rng, firm.city, "student", campus)
        job = firm.hire(rng, t + rng.randrange(5400), None, intern, "bound", remote=True)
        firm.leave(rng, job, end, 1)
        job.wage = rng.choice((0, 500, 800, 1500))
    _tag(firm, "interns_for_a_term")
    return [firm]


def seasonal_staff(w, rng):
    """Helpers for the wedding season or the big sale: bound for weeks, on the shop's devices."""
    firm = ordinary_firm(w, rng, rng.randint(3, 9))
    t = w.window.moment(rng, 0, 0.7)
    for _ in range(rng.randint(3, 12)):
        begin = t + rng.randrange(12 * DAY)
        job = firm.hire(rng, begin)
        firm.leave(rng, job, begin + rng.randint(14, 50) * DAY, 3)
        if job.method == "created":
            job.account.hand_over(job.end, None)
    _tag(firm, "seasonal_staff")
    return [firm]


def company_phones(w, rng):
    """Twenty phones bought in one lot; each goes with the desk, not with the person."""
    firm = ordinary_firm(w, rng, rng.randint(4, 18))
    for job in firm.jobs:
        rig = Rig([w.device()], job.site.net, rng.uniform(0.5, 0.9))
        for u in job.account.uses:
            u.rig = rig
    _tag(firm, "company_phones")
    return [firm]


def above_quota_with_spend(w, rng):
    """More than thirty people, and the advertising that earns the extra seats."""
    return [_big(w, rng)]


def _big(w, rng):
    firm = ordinary_firm(w, rng, rng.randint(31, 70))
    firm.demand *= 2
    _tag(firm, "above_quota_with_spend")
    return firm


def franchise(w, rng):
    """Shops of one brand in several towns, each its own company, sharing leads and texts."""
    group, text = w.tag(10, "g"), rng.getrandbits(30)
    first = ordinary_firm(w, rng, rng.randint(2, 8), group=group)
    firms = [first]
    for _ in range(rng.randint(2, 6)):
        firms.append(ordinary_firm(w, rng, rng.randint(1, 7), industry=first.industry, group=group))
    for firm in firms:
        firm.crm = "crm_assign"
        firm.partners = firms
        for job in firm.jobs:
            job.account.topics.append((w.window.start, ("campaign", text)))
        _tag(firm, "franchise")
    return firms


def owner_of_many_licences(w, rng):
    """One woman, four licences, one per shop, because each lease wanted its own."""
    first = ordinary_firm(w, rng, rng.randint(2, 9))
    firms = [first]
    for _ in range(rng.randint(1, 4)):
        firm = ordinary_firm(
            w, rng, rng.randint(2, 10), city=first.city, industry=first.industry, boss=first.boss
        )
        if rng.random() < 0.6:
            firm.money = first.money
            firm.enterprise.payout = first.money
        firms.append(firm)
    for firm in firms:
        _tag(firm, "owner_of_many_licences")
    return firms


def merger(w, rng):
    """Two firms become one: everybody is unbound on Friday and bound at the other on Monday."""
    old = ordinary_firm(w, rng, rng.randint(4, 16))
    new = ordinary_firm(w, rng, rng.randint(4, 12), city=old.city, industry=old.industry)
    t = w.window.moment(rng, 0.2, 0.8)
    for job in list(old.jobs):
        if job.start < t < job.end:
            account, person = job.account, job.person
            old.leave(rng, job, t, 0)
            if rng.random() < 0.85:
                new.hire(
                    rng, job.unbound + rng.randrange(1, 4) * DAY, None, person, "bound", account, new.sites[0]
                )
    old.closed = t
    for firm in (old, new):
        _tag(firm, "merger")
    return [old, new]


def closed_down(w, rng):
    """Bankrupt in spring; the staff scatter to rivals with their own accounts."""
    firm = ordinary_firm(w, rng, rng.randint(3, 15))
    t = w.window.moment(rng, 0.15, 0.8)
    rivals = [
        ordinary_firm(w, rng, rng.randint(2, 6), city=firm.city, industry=firm.industry) for _ in range(2)
    ]
    for job in list(firm.jobs):
        if job.start < t < job.end:
            account, person = job.account, job.person
            firm.leave(rng, job, t, rng.choice((0, 3, 10)))
            if job.method == "created":
                account.hand_over(t, None)
            elif rng.random() < 0.6 and account.uses:
                rng.choice(rivals).hire(
                    rng, job.unbound + rng.randrange(5, 30) * DAY, None, person, "bound", account
                )
    firm.closed = t
    _tag(firm, "closed_down")
    return [firm, *rivals]


def office_moved(w, rng):
    """New lease, new line: the whole staff changes network on one day."""
    firm = ordinary_firm(w, rng, rng.randint(4, 20))
    t, new = w.window.moment(rng, 0.1, 0.9), w.atlas.fixed(firm.city, rng.choice((1, 2)))
    for job in firm.jobs:
        job.person.work = [
            part
            for a, b, net, *rest in job.person.work
            for part in ((a, min(b, t), net, *rest), (max(a, t), b, new, *rest))
        ]
    _tag(firm, "office_moved")
    return [firm]


def coworking_neighbours(w, rng):
    """Unrelated start-ups on one co-working line."""
    first = ordinary_firm(w, rng, rng.randint(1, 5))
    firms = [first] + [Firm(w, rng, 4, city=first.city) for _ in range(rng.randint(2, 6))]
    for firm in firms[1:]:
        firm.sites[0].net = first.sites[0].net
        firm.marketer.work = [(0, 1 << 40, first.sites[0].net, 0.8, 9, 21)]
        for _ in range(rng.randint(1, 6)):
            firm.hire(rng, site=firm.sites[0])
    for firm in firms:
        _tag(firm, "coworking_neighbours")
    return firms


def agency_runs_clients(w, rng):
    """An agency posts for five unrelated clients from its desk; each pays it monthly."""
    desk = w.new_agency(rng)
    firms = [ordinary_firm(w, rng, rng.randint(1, 8)) for _ in range(rng.randint(2, 6))]
    place, same_text = 0, rng.random() < 0.5
    for firm in firms:
        start = w.window.start if rng.random() < 0.5 else w.window.moment(rng, 0.1, 0.7)
        for acc in [firm.enterprise] + [j.account for j in firm.jobs if rng.random() < 0.7]:
            begin = max(start, acc.registered)
            acc.uses.append(
                Use(
                    begin,
                    w.window.end,
                    desk.person,
                    0,
                    Rig(desk.devices, desk.net),
                    w.tour(rng, [r for r in desk.rounds if r > begin], place, 0.3),
                )
            )
            place += 1
            if same_text:
                acc.topics.append((begin, ("campaign", desk.script)))
        fee = rng.choice((3000, 5000, 6800, 12000))
        for month in range(w.window.days // 30):
            w.pay(
                firm.money, desk.money, w.window.at(month * 30 + rng.randrange(6), rng.uniform(10, 18)), fee
            )
        _tag(firm, "agency_runs_clients")
    return firms


def family_firm(w, rng):
    """Uncle, cousin and mother-in-law are all on the list, and do help on Saturdays."""
    firm = Firm(w, rng, 5)
    firm.payroll = "none"
    for _ in range(rng.randint(3, 9)):
        kin = w.person(rng, firm.city, net=firm.boss.homes[0][2] if rng.random() < 0.5 else None)
        job = firm.hire(rng, person=kin, method="bound")
        job.account.uses[-1].rate *= 0.5
        if rng.random() < 0.4:
            job.account.payout = firm.boss.payout
    _tag(firm, "family_firm")
    return [firm]


def dispatched_workers(w, rng):
    """Staff hired through a labour agency: HR declared somebody else's number, wages come from the agency."""
    firm = ordinary_firm(w, rng, rng.randint(5, 20))
    firm.payroll = "office"
    for job in firm.jobs:
        if rng.random() < 0.5:
            job.declared = w.tag(24)
    _tag(firm, "dispatched_workers")
    return [firm]


def promoter_for_two_brands(w, rng):
    """A promoter stands for brand A till June, for brand B at the next counter from July."""
    a = ordinary_firm(w, rng, rng.randint(2, 8))
    b = ordinary_firm(w, rng, rng.randint(2, 8), city=a.city, industry=a.industry)
    for job in list(a.jobs):
        if job.method == "bound" and job.end > w.window.end and rng.random() < 0.5:
            t = w.window.moment(rng, 0.2, 0.8)
            if t > job.start + DAY:
                a.leave(rng, job, t, 1)
                b.hire(rng, job.unbound + rng.randrange(DAY, 9 * DAY), None, job.person, "bound", job.account)
    for firm in (a, b):
        _tag(firm, "promoter_for_two_brands")
    return [a, b]


def new_marketing_manager(w, rng):
    """The account changes hands inside the firm, and the new broom starts advertising."""
    firm = ordinary_firm(w, rng, rng.randint(3, 10))
    t, new = w.window.moment(rng, 0.1, 0.7), w.person(rng, firm.city, "desk")
    new.work.append((t, 1 << 40, firm.sites[0].net, 0.8, 9, 18))
    ent = firm.enterprise
    ent.hand_over(t, Use(t, w.window.end, new, rng.uniform(0.5, 2)))
    w.change(ent, "password", t + 900)
    w.change(ent, "phone", t + rng.randrange(900, 3 * DAY), new.phone)
    if rng.random() < 0.4:
        w.change(ent, "holder", t + rng.randrange(20 * DAY), new.holder)
    firm.late_spend = w.window.day(t) + rng.randrange(1, 15)
    for job in firm.jobs:
        if job.method == "created" and job.end > w.window.end and job.start < t and rng.random() < 0.5:
            succeed(w, firm, job, t + rng.randrange(5 * DAY), rng)
    _tag(firm, "new_marketing_manager")
    return [firm]


def branch_in_another_city(w, rng):
    """Half the team moves to open the new branch."""
    firm = ordinary_firm(w, rng, rng.randint(5, 18))
    city, t = other_city(rng, firm.city), w.window.moment(rng, 0.1, 0.8)
    site = firm.new_site(rng, city)
    for job in firm.jobs[::2]:
        job.person.move(t, city, w.atlas.home(city, rng))
        job.person.work = [(a, min(b, t), *rest) for a, b, *rest in job.person.work]
        job.person.work.append((t, 1 << 40, site.net, 0.7, 9, 19))
    _tag(firm, "branch_in_another_city")
    return [firm]


def partners_with_deposit(w, rng):
    """Regional partners pay a deposit, sell for the firm from home, and get commission: work, not a slot."""
    firm = Firm(w, rng, 12)
    firm.payroll = "commission"
    deposit = rng.choice((300, 500, 1000, 3000))
    for _ in range(rng.randint(4, 15)):
        job = firm.hire(rng, person=w.person(rng), method="bound", remote=True)
        job.wage = rng.lognormvariate(7.2, 0.6)
        w.pay(job.person.payout, firm.money, job.start - rng.randrange(1, 5) * DAY, deposit)
        if job.end < w.window.end:
            w.pay(firm.money, job.person.payout, job.end + 10 * DAY, deposit)
    _tag(firm, "partners_with_deposit")
    return [firm]


def shop_sold_with_everything(w, rng):
    """The owner retires; the buyer takes over lease, staff, phones and the company's accounts, and files it."""
    firm = ordinary_firm(w, rng, rng.randint(2, 9))
    t, buyer = w.window.moment(rng, 0.15, 0.85), w.person(rng, firm.city, "shop")
    buyer.work.append((t, 1 << 40, firm.sites[0].net, 0.7, *firm.work_hours()))
    ent, old = firm.enterprise, firm.boss
    ent.hand_over(t, Use(t, w.window.end, buyer, rng.uniform(0.4, 1.5)))
    w.change(ent, "password", t + 500)
    for field, value in (("holder", buyer.holder), ("phone", buyer.phone), ("payout", buyer.payout)):
        w.change(ent, field, t + rng.randrange(600, 25 * DAY), value)
    w.pay(buyer.payout, old.payout, t - rng.randrange(DAY, 9 * DAY), rng.choice((30000, 80000, 150000)))
    for job in firm.jobs:
        if job.method == "created" and job.start < t < job.end and rng.random() < 0.4:
            succeed(w, firm, job, t + rng.randrange(9 * DAY), rng)
    _tag(firm, "shop_sold_with_everything")
    return [firm]


def dealers_of_one_brand(w, rng):
    """Independent dealers paste the texts that the brand sends round every month."""
    first, text = ordinary_firm(w, rng, rng.randint(1, 6)), rng.getrandbits(30)
    firms = [first] + [
        ordinary_firm(w, rng, rng.randint(1, 6), industry=first.industry) for _ in range(rng.randint(2, 6))
    ]
    for firm in firms:
        for job in firm.jobs:
            if rng.random() < 0.7:
                job.account.topics.append((w.window.start, ("campaign", text)))
        _tag(firm, "dealers_of_one_brand")
    return firms


STORIES = (
    (plain, 52),
    (hr_registers_in_one_go, 5),
    (hr_is_late, 5),
    (shop_tablet_by_shifts, 6),
    (headquarters_posts, 4),
    (boss_does_it_at_night, 5),
    (remote_sales_force, 4),
    (mothers_working_from_home, 4),
    (interns_for_a_term, 3),
    (seasonal_staff, 4),
    (company_phones, 4),
    (above_quota_with_spend, 0.7),
    (franchise, 2),
    (owner_of_many_licences, 2),
    (merger, 1.5),
    (closed_down, 1.5),
    (office_moved, 2),
    (coworking_neighbours, 1.5),
    (agency_runs_clients, 2),
    (family_firm, 4),
    (dispatched_workers, 3),
    (promoter_for_two_brands, 1.5),
    (new_marketing_manager, 3),
    (branch_in_another_city, 1),
    (partners_with_deposit, 2.5),
    (shop_sold_with_everything, 2),
    (dealers_of_one_brand, 1.5),
)


def found(w, rng):
    """One more firm, or one more family of firms."""
    return rng.choices([s for s, _ in STORIES], [n for _, n in STORIES])[0](w, rng)
