"""Wrong affiliation: binding slots that companies sell to people who do not work there."""

import flows
import texts
from firms import Firm, staff_up
from people import Desk, Person, reg_time
from ring_tools import Ring, goal, shares
from world import DAY

TRICKS = (
    "leftover_slots",
    "leftover_slots",
    "shell_company",
    "cohort_hops",
    "slot_broker",
    "licence_for_rent",
)


def stranger(w):
    """Somebody with an account of the own and a life of the own."""
    p = Person(w)
    a = w.account("kos", p, min(-DAY, reg_time(w)))
    a.industry = w.rng.choice(texts.INDUSTRIES) if w.p(0.5) else ""
    w.use(a, 0, w.end, p)
    return a


def bind(w, ring, firm, a, t0, t1, hashes, payee):
    """One sold slot, with its fee and the identity declared for it."""
    r, d = w.rng, w.d
    a.reg = min(a.reg, int(t0) - r.randrange(3600, 40 * DAY))
    if w.p(d.slot_hash):
        declared = r.choice(hashes) if hashes and w.p(0.6) else w.new_hash("h")
    else:
        declared = "" if w.p(d.hash_missing) else a.person.holder
    if w.p(0.5) and not a.industry:
        a.industry = firm.industry
    w.bindings.append((firm.ent.id, a.id, int(t0), int(t1) if t1 else None, "bound", declared))
    ring.story(a, "affiliated", ring.trick)
    ring.fees(a, max(t0, 0) if t0 > -20 * DAY else None, t1 or w.end, payee)
    if "spend" in ring.traces and w.p(d.spend_after) and (t1 or w.end) > 0:
        t = max(0, t0) + r.uniform(0.2, 12) * DAY
        flows.spend_run(
            w,
            a,
            t,
            min(t1 or w.end, t + r.uniform(10, 70) * DAY),
            w.logn(60, 0.7),
            ("seeding", "lead_collection"),
        )


class SlotRing(Ring):
    """A ring with its custom of fees: once, monthly, or a first fee and a renewal."""

    def __init__(self, w, trick):
        super().__init__(w, ("pays", "text", "spend"))
        self.trick = trick
        self.fee = w.price(w.d.slot_fee)
        self.every = w.rng.choice((0, 30, 30, 90))

    def fees(self, a, t, t1, payee):
        w, r = self.w, self.w.rng
        times = [t + r.uniform(-2, 3) * DAY] if t is not None else []
        if self.every:
            k = (0 if t is None else t) + r.uniform(0.2, 1) * self.every * DAY
            while k < min(t1, w.end):
                times.append(k)
                k += self.every * DAY + r.uniform(-1, 3) * DAY
        elif not times and w.p(0.5):  # bound long ago: one renewal in the window
            times.append(r.uniform(0, min(t1, w.end)))
        for k in times:
            self.pay(a.payout or a.person.payout, payee, k, self.fee if w.p(0.6) else w.price(self.fee, 0.25))


def shell(w, ring, boss=None, true_staff=0):
    """A company of the ring."""
    f = Firm(w, size=true_staff, boss=boss)
    staff_up(w, f, true_staff)
    ring.story(f.ent, "affiliated", ring.trick)
    return f


def fill(w, ring, firm, people, hashes, payee, t=None):
    """Fills slots at the pace of the ring; bought slots end and are sold again."""
    r, d = w.rng, w.d
    t = w.since(-0.8, 0.6) if t is None else t
    pace = d.slot_speed * r.uniform(0.4, 2) * DAY
    for a in people:
        t0 = t + r.uniform(0, pace) + r.randrange(60)
        if t0 > w.end - DAY:
            t0 = w.end - r.uniform(1, 20) * DAY
        t1 = t0 + max(7, r.gauss(1, 0.3) * d.slot_stay) * DAY
        if t1 < 10 * DAY:  # renewed until some time in the window
            t1 = r.uniform(10 * DAY, w.end)
        bind(w, ring, firm, a, t0, t1 if t1 < w.end else None, hashes, payee)
    return t


def desk_for(w, ring, firms):
    """One hand serves all licences; above level 0 each from a device and a line of its own."""
    for f in firms:
        gear = ring.gear(f.city) if w.level else Desk(w, [ring.device()], ring.lines, ring.city)
        w.use(f.ent, 0, w.end, gear, f.ent.rate * 2)


def multi_licence(w, n):
    """Several licences under one hand, each filled to the quota."""
    r = w.rng
    ring = SlotRing(w, "several_licences")
    left, firms, hashes = n, [], [w.new_hash("h") for _ in range(4)]
    while left > 0:
        boss = Person(w)
        if w.level == 0 or not w.p(w.d.skill):
            boss.holder = ring.boss.holder if w.p(0.7) else boss.holder
        f = shell(w, ring, boss)
        if w.level == 0:
            f.ent.payout = ring.wallet()
        k = min(left, r.randint(26, 30))
        fill(w, ring, f, [stranger(w) for _ in range(k)], hashes, ring.wallet())
        left -= k
        firms.append(f)
    desk_for(w, ring, firms)
    accounts = [a for a in w.accounts if a.ring == ring.id and a.kind == "kos"]
    ring.publish(accounts, 0, w.end, firms[0].industry)


def one_ring(w, n):
    r, d = w.rng, w.d
    trick = r.choice(TRICKS)
    ring = SlotRing(w, trick)
    hashes = [w.new_hash("h") for _ in range(r.randint(1, 5))]
    people = [stranger(w) for _ in range(n)]
    if trick == "cohort_hops":
        firms = [shell(w, ring) for _ in range(r.randint(2, 3))]
        t = w.since(-0.3, 0.3)
        for i, f in enumerate(firms):
            stay = (w.end - max(t, 0)) / (len(firms) - i) * r.uniform(0.6, 1)
            for a in people:
                t0 = t + r.uniform(0, min(d.slot_speed, 4)) * DAY
                last = i == len(firms) - 1
                t1 = None if last else t + stay - r.uniform(0, 0.8) * DAY
                bind(w, ring, f, a, t0, t1, hashes, ring.wallet())
            t += stay + 0.1 * DAY
        if w.level < 2 or w.p(0.3):
            desk_for(w, ring, firms)
    elif trick == "slot_broker":
        firms = [shell(w, ring, true_staff=r.randint(2, 8)) for _ in range(r.randint(2, 4))]
        for i, f in enumerate(firms):
            part = people[i :: len(firms)]
            fill(w, ring, f, part, hashes, ring.wallet())
            ring.pay(ring.wallet(), f.ent.payout, w.when(), ring.fee * max(1, len(part)) * 0.6)
    else:
        true = r.randint(2, 12) if trick == "leftover_slots" or w.p(d.slot_mix) else 0
        f = shell(w, ring, None if trick != "licence_for_rent" else Person(w), true)
        firms = [f]
        fill(w, ring, f, people, hashes, f.ent.payout if w.p(0.4) else ring.wallet())
        if trick == "licence_for_rent":
            desk_for(w, ring, firms)
    ring.publish(people, 0, w.end, firms[0].industry)
    for f in firms:
        flows.run_firm(w, f)
        if w.p(0.3):  # a few leads for show
            for a in people[: r.randint(0, 4)]:
                for _ in range(r.randint(1, 3)):
                    lead, contact, t = flows.new_lead(w, f.ent, w.when(), f.industry)
                    flows.hand(w, lead, contact, f.ent, a, t + flows.delay(w), "crm_assign")
    for a in people:  # their own trade goes on
        for _ in range(w.count(d.lead_rate * 0.3)):
            flows.new_lead(w, a, w.when(), a.industry or "beauty")


def build(w):
    first = len(w.accounts)
    n = goal(w, w.d.n_affiliated)
    many = min(round(n * w.rng.uniform(0.25, 0.45)), 100)
    multi_licence(w, many)
    for k in shares(w, n - many, 6, lambda: max(3, min(30, round(w.logn(w.d.ring_size, 0.5))))):
        one_ring(w, k)
    flows.notes_for(w, w.accounts[first:])
