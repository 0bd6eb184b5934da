"""Bindings sold to people who don't work there."""
from accounts_trade import posts
from base import DAY, new_id
from companies import Company, employee
from hand import Hand, private_holder
from people import person, run_account
from texts import INDUSTRIES, note


class Desk:
    """Those who take slots: lone strangers, and studios that take several slots under one hand."""

    def __init__(self, w, r, ring, share):
        self.w, self.r, self.ring, self.share, self.left, self.hand = w, r, ring, share, 0, None
        self.boss = Hand(w, r, ring)

    def taker(self, city):
        """A new account that takes a slot: (its person, account, paying account)."""
        w, r = self.w, self.r
        near = city if w.level == 2 or (w.level == 1 and r.random() < .5) else None
        if r.random() < self.share:
            if self.left <= 0:
                self.left, self.hand = r.randint(4, 10), Hand(w, r, self.ring)
            self.left -= 1
            p = person(w, r, near)
            op = self.hand.seat(p.city)
            aid = w.open(r, p, "kos", -r.randint(5, 500) * DAY, op.pay)
            industry = r.choice(INDUSTRIES)
            w.use(r, aid, op, 0, None, r.uniform(.3, .8), .3)
            posts(w, r, aid, 0, w.end, [note(r, industry) for _ in range(4)], industry)
            return p, aid, op.pay
        p, aid = private_holder(w, r, None, "kos", near, False)
        run_account(w, r, p, aid, r.betavariate(2, 3), 0, None, r.choice(INDUSTRIES), .05)
        return p, aid, p.pay

    def slot(self, ent, payee, city, t0, t1, trick, who=None, pays=True):
        """One binding of an outsider; declared with any identity or none; fee by the month or once."""
        w, r = self.w, self.r
        p, aid, purse = who or self.taker(city)
        t0 = max(t0, w.acc[aid][2] + 3600)
        w.bind(r, ent, aid, t0, t1, "bound", r.choices((p.holder, "", new_id(r, "h")), (60, 15, 25))[0])
        end, fee = w.end if t1 is None else t1, r.choice((150, 200, 300, 500, 800))
        if pays:
            for t in range(int(max(t0, 0)), int(min(end, w.end)), r.choice((30, 30, 90)) * DAY):
                self.boss.money(purse, payee, t + r.randint(-DAY, 3 * DAY), fee)
        if r.random() < .4 and t0 < w.end:
            w.ads(r, aid, max(0, t0) + r.randint(0, 9) * DAY, end, r.lognormvariate(4.6, .7),
                  ("seeding", "lead_collection", "shutiao"), r.uniform(.2, .7))
        if w.level == 0 and r.random() < .35:
            w.use(r, aid, self.seller(), max(0, t0), t0 + 2 * DAY, .9, .1)
        w.abuse(aid, "affiliated", self.ring, trick)
        return p, aid, purse

    def seller(self):
        """Without camouflage the seller's own phone scans the code for many of them."""
        if not hasattr(self, "_seller"):
            self._seller = self.boss.seat(self.boss.city)
        return self._seller


def shell(w, r, owner=None, real=3, reg=None, industry=None):
    """An enterprise that will sell slots, with a few people who do work there."""
    co = Company(w, r, r.choice(("office", "shop")), owner=owner, city=owner.city if owner else None,
            seen=False,
                 reg=reg, industry=industry)
    for _ in range(real):
        employee(w, r, co, rate=r.uniform(.2, .6))
    return co


def start(w, r):
    return r.choice((-r.randint(1, 90) * DAY, r.randrange(int(w.end * .7)))) + r.randrange(DAY)


def payee_of(w, r, d, co):
    return co.pay if w.level == 0 else d.boss.payee()


def slot_shop(w, r, ring, size):
    """A living company sells its free places to strangers in other cities."""
    d, co = Desk(w, r, ring, .5), shell(w, r, real=r.randint(3, 9))
    w.abuse(co.ent, "affiliated", ring, "sells_binding_slots")
    for _ in range(min(size, 29 - len(co.staff))):
        t0 = start(w, r)
        t1 = t0 + r.randint(20, 90) * DAY if r.random() < .3 else None
        d.slot(co.ent, payee_of(w, r, d, co), co.city, t0, t1, "slot_shop")


def licences(w, r, ring, size):
    """Several licences under one hand, straw men as representatives, each filled to the quota."""
    d, first = Desk(w, r, ring, .6), None
    left = size
    while left > 8:
        owner = first if first and r.random() < (.7, .3, 0)[w.level] else person(w, r, first.city if first
                else None)
        first = first or owner
        co = shell(w, r, owner, r.randint(0, 2), -r.randint(20, 150) * DAY)
        n = min(left, r.randint(27, 30) - len(co.staff))
        if w.level == 0:
            w.use(r, co.ent, d.seller(), 0, None, .4)
        w.abuse(co.ent, "affiliated", ring, "licence_filled_to_quota")
        pay = payee_of(w, r, d, co) if w.level else d.boss.purse
        for _ in range(n):
            d.slot(co.ent, pay, co.city, max(co.reg + DAY, start(w, r)), None, "licence_filled_to_quota")
        left -= n


def cohort(w, r, ring, size):
    """The same strangers move from company to company every few weeks."""
    d, shells = Desk(w, r, ring, .5), [shell(w, r, real=r.randint(1, 5)) for _ in range(r.randint(3, 4))]
    who = [d.taker(shells[0].city) for _ in range(size)]
    t = r.randint(-20, 5) * DAY
    spread = (2, 4, 7)[w.level]
    for co in shells:
        w.abuse(co.ent, "affiliated", ring, "host_of_cohort")
        stay = r.randint(18, 34) * DAY
        for x in who:
            if r.random() < .88 and t + spread * DAY < w.end:
                a = t + r.randint(0, spread * DAY)
                d.slot(co.ent, payee_of(w, r, d, co), co.city, a, t + stay - r.randint(0, spread * DAY) // 2,
                       "moving_cohort", x)
        t += stay + r.randint(0, 5) * DAY


def broker(w, r, ring, size):
    """A go-between places strangers, two to four a company, at several companies with real staff."""
    d = Desk(w, r, ring, .35)
    while size > 0:
        co = shell(w, r, real=r.randint(5, 14))
        w.abuse(co.ent, "affiliated", ring, "sells_few_slots_through_broker")
        for _ in range(min(size, r.randint(2, 4))):
            d.slot(co.ent, d.boss.payee(), co.city, start(w, r), None, "placed_by_slot_broker")
            size -= 1
        d.boss.money(d.boss.payee(), co.pay, r.randrange(w.end), r.choice((600, 900, 1500)))


def rotation(w, r, ring, size):
    """A full company lets a few slots by the fortnight: one out, the next in."""
    d, co = Desk(w, r, ring, .4), shell(w, r, real=r.randint(6, 12))
    w.abuse(co.ent, "affiliated", ring, "rotates_slots")
    lanes = [r.randint(-10, 10) * DAY for _ in range(max(3, size // 4))]
    for k in range(size):
        i = k % len(lanes)
        stay = r.randint(9, 24) * DAY
        if lanes[i] < w.end - 3 * DAY:
            d.slot(co.ent, payee_of(w, r, d, co), co.city, lanes[i] + r.randint(600, DAY), lanes[i] + stay,
                    "rotating_slot")
        lanes[i] += stay + r.randint(0, 3) * DAY


def colleagues_swap(w, r, ring, size):
    """Two firms fill each other's lists: paper employees with a token wage that goes back as a fee."""
    d, a, b = Desk(w, r, ring, .25), shell(w, r, real=4), shell(w, r, real=4)
    for co in (a, b):
        w.abuse(co.ent, "affiliated", ring, "paper_employees_with_token_wage")
        for _ in range(size // 2):
            p, aid, purse = d.slot(co.ent, co.pay, co.city, start(w, r), None, "paper_employee", None, False)
            for t in range(9 * DAY, w.end, 30 * DAY):
                w.pay(r, co.pay, purse, t + r.randrange(DAY), 3000 + r.randint(-300, 900))
                d.boss.money(purse, d.boss.payee(), t + r.randint(1, 4) * DAY, 3300)
