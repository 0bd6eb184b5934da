"""Accounts that their holders let others use for pay."""

from .abuse_trade import quiet_company
from .clock import DAY, HOUR, MINUTE
from .companies import spend_ads
from .crew import Crew
from .habits import login_rate, ordinary_life
from .texts import TRADES, own_words


def _let(w, crew, p, a, start, end, every, fee, rate):
    """The holder lives on as before, the crew works on the account as well, and rent is paid every so often."""
    r = w.rng
    ordinary_life(w, p, [a], w.window.start, w.window.end, [login_rate(w, 0.6)])
    crew.take(a, p.city, start, end, rate)
    if r.yes(0.4 * crew.knobs.change):
        w.change(a, "password", start + r.int(0, 50) * HOUR)
    t = crew.later(start)
    while t < end + 5 * DAY:
        crew.pay(p.pay, t + r.int(0, 30) * HOUR, fee)
        t += every * DAY if r.yes(0.85) else (every + r.int(1, 9)) * DAY


def _term(w, longest=150):
    """From when to when an account is let."""
    start = w.window.moment(w.rng, 0.02, 0.7)
    return start, min(w.window.end, start + int(w.rng.lognorm(70, 0.6, 12, longest)) * DAY)


def rental_studio(w, ring):
    """A studio rents accounts by the month and posts for merchants; the holders keep logging in."""
    r = w.rng
    studio, made = Crew(w), []
    hosts = [quiet_company(w, 1, 5) for _ in range(r.int(1, 3))]
    for _ in range(int(r.lognorm(8, 0.5, 3, 30))):
        p = w.person(studio.city if r.yes(0.25) else None)
        a = w.account("personal" if r.yes(0.6) else "professional", p)
        start, end = _term(w)
        _let(w, studio, p, a, start, end, 30, round(r.lognorm(130, 0.5, 30, 900), -1), login_rate(w, 1.8))
        co = r.choice(hosts)
        if r.yes(0.55):
            bound = studio.later(start)
            if bound < end:
                a.kind = "kos" if end >= w.window.end else a.kind
                w.bind(co.enterprise, a, bound, end, "bound", r.choice(("", p.holder)))
                if r.yes(0.6):
                    spend_ads(w, a, bound, end, r.lognorm(110, 0.7, 15, 1500))
        for _ in range(r.poisson(2)):
            w.note(a, r.int(start, end), own_words(r, co.trade))
        w.convict(a, "rented", ring, "rental_studio")
        made.append(a)
    return made


def weekly_rental(w, ring):
    """A merchant in season rents a few acquaintances' accounts by the week."""
    r = w.rng
    merchant, made = Crew(w), []
    trade = r.choice(list(TRADES))
    for _ in range(r.int(1, 5)):
        p = w.person(merchant.city if r.yes(0.5) else None)
        a = w.account("personal", p)
        start, end = _term(w, 45)
        _let(w, merchant, p, a, start, end, 7, r.choice((20, 30, 50, 66, 80, 100, 150)), login_rate(w, 2.2))
        for _ in range(r.poisson(2)):
            w.note(a, r.int(start, end), own_words(r, trade))
        w.convict(a, "rented", ring, "weekly_rental")
        made.append(a)
    return made


def scan_jobs(w, ring):
    """Students scan a code in the evening and let a stranger's device in for hours, paid by the night."""
    r = w.rng
    boss, made = Crew(w), []
    for _ in range(r.int(3, 14)):
        p = w.person()
        p.profile = "student"
        a = w.account("personal", p)
        start, end = _term(w, 60)
        ordinary_life(w, p, [a], w.window.start, w.window.end)
        t, device = start, boss.next_device()
        net = boss.network(p.city)
        while t < end:
            evening = t // DAY * DAY + r.int(19, 23) * HOUR + r.int(0, 3599)
            for _ in range(r.int(1, 3)):
                w.touch(a, evening + r.int(0, 90) * MINUTE, device, net)
            w.touch(a, evening - r.int(1, 5) * MINUTE, p.phone, p.home)
            boss.pay(p.pay, evening + r.int(1, 14) * HOUR, r.choice((5, 8, 10, 12, 15, 20)))
            t += int(r.lognorm(2, 0.7, 1, 12)) * DAY
        w.convict(a, "rented", ring, "scan_jobs")
        made.append(a)
    return made


def rogue_agency(w, ring):
    """An agency pays clients' staff to advertise for other merchants through their accounts."""
    r = w.rng
    desk, made = Crew(w), []
    host = quiet_company(w, 3, 9)
    others = [quiet_company(w, 1, 4) for _ in range(r.int(1, 2))]
    for m in r.some(host.staff, r.int(3, 9)):
        start, end = _term(w)
        start = max(start, m.start + DAY)
        if start >= min(end, m.end) - 3 * DAY:
            continue
        desk.take(m.account, m.person.city, start, min(end, m.end), login_rate(w, 1.5))
        t, fee = desk.later(start), round(r.lognorm(160, 0.5, 50, 800), -1)
        while t < end:
            desk.pay(m.person.pay, t, fee)
            t += 30 * DAY
        spend_ads(w, m.account, start, end, r.lognorm(150, 0.7, 20, 2500))
        for _ in range(1 + r.poisson(2)):
            w.note(m.account, r.int(start, end), own_words(r, r.choice(others).trade))
        w.convict(m.account, "rented", ring, "rogue_agency")
        made.append(m.account)
    return made


def relatives_accounts(w, ring):
    """Somebody banned from the platform pays relatives and neighbours to go on selling through theirs."""
    r = w.rng
    p = w.person()
    seller, made = Crew(w, p.city), []
    seller.base = p.home
    if w.camouflage == 0:
        seller.wallets = [p.pay]
    for _ in range(r.int(1, 4)):
        q = w.person(p.city if r.yes(0.7) else None)
        a = w.account("personal", q)
        start, end = _term(w)
        _let(w, seller, q, a, start, end, 30, r.choice((100, 200, 200, 300, 500)), login_rate(w, 2))
        w.convict(a, "rented", ring, "relatives_accounts")
        made.append(a)
    return made
