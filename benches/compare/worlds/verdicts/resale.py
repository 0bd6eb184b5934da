"""Leads sold: who takes them out, over whom they travel, who buys."""

import tables as T
from commerce import held
from people import newcomer
from tables import draw
from world import INF, Use

LAWFUL = ("pick", ("crm_assign", 5), ("partner_api", 3), ("private_message", 2))
COARSE = ("pick", ("export", 5), ("private_message", 5), ("form", 1))


def leady(r, least=5):
    return [
        f
        for f in r.w.firms
        if T.LEADY[f.industry] > 0.4
        and f.posts
        and f.ent.role == "clean"
        and f.ent.judged
        and len(r.w.book.get(f.ent.id, ())) >= least
    ]


def insiders(r, n, least=6):
    """Employees with a fair book, at one trade, not yet in any business."""
    rnd = r.rnd
    pool = [
        p.acc
        for f in leady(r)
        for p in f.posts
        if p.acc.role == "clean" and p.acc.judged and len(r.w.book.get(p.acc.id, ())) >= least
    ]
    first = rnd.choice(pool)
    same = [a for a in pool if a.industry == first.industry and a is not first]
    out = [first]
    while len(out) < n:
        a = rnd.choice(same if same and rnd.random() < 0.8 else pool)
        if a not in out:
            out.append(a)
    for a in out:
        r.mark(a)
    return out


def buyers(r, n, trade, apart=()):
    """Companies of the trade, or salesmen of theirs on their own account."""
    rnd, out = r.rnd, []
    firms = [
        f
        for f in r.w.firms
        if f.industry == trade and f.posts and f.ent.role in ("clean", "lead_buyer") and f not in apart
    ]
    firms = firms or leady(r)
    for f in rnd.sample(firms, min(n, len(firms))):
        b = f.ent if rnd.random() < 0.5 else rnd.choice(f.posts).acc
        if b.role in ("clean", "lead_buyer"):
            r.mark(b, "lead_buyer")
            out.append(b)
    return out or buyers(r, n + 1, rnd.choice(T.INDUSTRIES), apart)


def trader(r):
    """An account of the lead business: an ordinary life, and a seat of the operation."""
    a = newcomer(r.w, r.rnd, kind="professional" if r.rnd.random() < 0.4 else "personal")
    a.uses.append(Use(r.seat(a.region), -1, INF, 0.4))
    a.payout = a.owner.wallet if r.w.level else r.wallets[0]
    r.mark(a)
    return a


def wallet_of(acc):
    return acc.firm.wallet if acc.kind == "enterprise" else acc.payout or acc.owner.wallet


def sold(r, row, src, dst, t, channel):
    if r.w.transfer(row, src, dst, t, channel, keep=False):
        r.w.resold.append((row[0], src.id, dst.id, r.id))
        return True
    return False


def hour(r, t):
    """Coarse operations work at night; careful ones in office hours, among the lawful traffic."""
    day = int(t)
    late = r.w.level == 0 or r.rnd.random() > r.L["mixed"]
    at = r.rnd.gauss(22.3, 1.6) if late else r.rnd.uniform(9.5, 18.5)
    return max(t + 0.005, day + at / 24)


def channel(r):
    return draw(r.rnd, LAWFUL if r.rnd.random() < r.L["mixed"] else COARSE)


def batches(r, acc, size=None, t0=0.0, t1=None):
    """Cut a book into batches as they fill: (time, rows). Some leads the insider keeps to himself."""
    rnd, rows = r.rnd, []
    t1 = r.w.days - 2 if t1 is None else t1
    for row in sorted(r.w.book.get(acc.id, ()), key=lambda x: r.w.since(acc, x)):
        if t0 <= r.w.since(acc, row) < t1 and rnd.random() < (0.65, 0.55, 0.4)[r.w.level]:
            rows.append(row)
    while rows:
        k = draw(rnd, size or r.L["batch"])
        lot, rows = rows[:k], rows[k:]
        yield hour(r, r.w.since(acc, lot[-1]) + draw(rnd, ("logn", 0.7, 0.9))), lot


def along(r, rows, path, ends, t):
    """A batch travels the path, then goes to one or several buyers; money comes back the same way."""
    rnd = r.rnd
    for src, dst in zip(path, path[1:]):
        way, n = channel(r), 0
        for i, row in enumerate(rows):
            n += sold(r, row, src, dst, t + i * rnd.uniform(0.0002, 0.002) * (1 + 8 * r.w.level), way)
        if n:
            r.pay(
                t + draw(rnd, ("logn", 1.5, 0.8)),
                wallet_of(dst),
                wallet_of(src),
                n * draw(rnd, T.PRICE["lead"]),
            )
        t += draw(rnd, ("logn", 0.25 + 0.4 * r.w.level, 0.8)) + 0.02
    last, share = path[-1], {}
    for row in rows:
        k = min(len(ends), draw(rnd, ("pick", (1, 4), (2, 4), (3, 2), (4, 1))))
        for b in rnd.sample(ends, k):
            if sold(r, row, last, b, hour(r, t) + rnd.random() * (0.02 + 0.5 * r.w.level), channel(r)):
                share[b.id] = share.get(b.id, 0) + 1
                if rnd.random() < 0.25:
                    r.w.lead(rnd, b, t + 1 + rnd.random(), "import", row[1])
    for b in ends:
        if b.id in share:
            r.pay(
                t + draw(rnd, ("logn", 2, 0.9)),
                wallet_of(b),
                wallet_of(last),
                share[b.id] * draw(rnd, T.PRICE["lead"]) * 1.4,
            )


def lone_insider(r, n):
    for a in insiders(r, n, 9):
        ends = buyers(r, r.rnd.randint(1, 2), a.industry, (a.firm,))
        for t, rows in batches(r, a):
            along(r, rows, [a], ends, t)


def insider_broker_chain(r, n):
    rnd, inside = r.rnd, insiders(r, n)
    cuts = [trader(r) for _ in range(rnd.randint(1, 2))]
    brokers = [trader(r) for _ in range(rnd.randint(1, 2))]
    ends = buyers(r, rnd.randint(4, 8), inside[0].industry, [a.firm for a in inside])
    for a in inside:
        for t, rows in batches(r, a):
            path = [a] + ([rnd.choice(cuts)] if rnd.random() < 0.8 else []) + [rnd.choice(brokers)]
            along(r, rows, path, ends, t)


def relabelled_import(r, n):
    """The broker types the contacts in anew: new lead numbers, same people."""
    w, rnd, inside = r.w, r.rnd, insiders(r, n)
    broker = trader(r)
    ends = buyers(r, rnd.randint(3, 6), inside[0].industry, [a.firm for a in inside])
    for a in inside:
        for t, rows in batches(r, a):
            done = [row for row in rows if sold(r, row, a, broker, t + rnd.random() * 0.02, channel(r))]
            r.pay(
                t + draw(rnd, ("exp", 2)),
                wallet_of(broker),
                wallet_of(a),
                len(done) * 60 + rnd.randint(0, 40),
            )
            t += draw(rnd, ("logn", 1, 0.8))
            fresh = [w.lead(rnd, broker, t + rnd.random() * 0.05, "import", row[1]) for row in done]
            along(r, [x for x in fresh if x], [broker], ends, t + 0.1)


def leaver_takes_book(r, n):
    """In the last days before leaving, the book goes to a rival for a lump sum."""
    rnd = r.rnd
    pool = [
        (t, a)
        for f in leady(r, 0)
        for t, a in f.leavers
        if a.role == "clean" and a.judged and t > 12 and len(held(r.w, a, t)) >= 3
    ]
    if pool:
        t, a = rnd.choice(pool)
        r.mark(a)
    else:
        a, t = insiders(r, 1)[0], rnd.uniform(30, r.w.days - 5)
    ends = buyers(r, 1, a.industry, (a.firm,))
    days = (1, 4, 14)[r.w.level]
    rows, way = held(r.w, a, t), channel(r)
    for row in rows:
        when = max(r.w.since(a, row) + 0.05, t - rnd.random() * days)
        sold(r, row, a, ends[0], when, way if r.w.level == 0 else channel(r))
    r.pay(t + draw(rnd, ("logn", 3, 0.8)), wallet_of(ends[0]), a.owner.wallet, 40 * len(rows) + 200)


def swap_club(r, n):
    """Salesmen of rivals trade what they can't serve, and settle the difference by the month."""
    rnd, club = r.rnd, insiders(r, n, 5)
    for a in club:
        for t, rows in batches(r, a, ("int", 1, 5 - r.w.level)):
            b = rnd.choice([x for x in club if x is not a])
            for row in rows:
                sold(r, row, a, b, hour(r, t) + rnd.random() * 0.1, channel(r))
    for month in range(30, r.w.days, 30):
        for a in club:
            b = rnd.choice(club)
            r.pay(month + rnd.random() * 3, wallet_of(a), wallet_of(b), draw(rnd, ("logn", 320, 0.6)))


def dead_desk(r, n):
    """Leads are assigned to a colleague who does not exist, and leave the house from there."""
    from firms import bind

    w, rnd, inside = r.w, r.rnd, insiders(r, n, 7)
    for a in inside[: max(1, n - 1)]:
        ghost = newcomer(
            w, rnd, city=a.region, kind="kos", op=a.owner if w.level == 0 else r.seat(a.region), rate=0.15
        )
        bind(w, rnd, a.firm, ghost, -rnd.uniform(5, 60), declared="" if w.level == 0 else None)
        r.mark(ghost)
        ends = buyers(r, rnd.randint(1, 3), a.industry, (a.firm,))
        for t, rows in batches(r, a):
            kept = [row for row in rows if sold(r, row, a, ghost, t + rnd.random() * 0.01, "crm_assign")]
            along(r, kept, [ghost], ends, t + draw(rnd, ("logn", 0.5, 0.8)))
    for a in inside[max(1, n - 1) :]:
        for t, rows in batches(r, a):
            along(r, rows, [a], buyers(r, 1, a.industry, (a.firm,)), t)


def drip(r, n):
    """One or two a day, never a batch, to the same few customers."""
    inside = insiders(r, n, 8)
    ends = buyers(r, r.rnd.randint(2, 4), inside[0].industry, [a.firm for a in inside])
    for a in inside:
        for t, rows in batches(r, a, ("int", 1, 2)):
            along(r, rows, [a], ends, t)


def broker_mesh(r, n):
    """Brokers who sell to one another before they sell to anybody else."""
    rnd, inside = r.rnd, insiders(r, n, 5)
    brokers = [trader(r) for _ in range(rnd.randint(3, 5))]
    ends = buyers(r, rnd.randint(4, 7), inside[0].industry, [a.firm for a in inside])
    for a in inside:
        for t, rows in batches(r, a):
            path = [a] + rnd.sample(brokers, rnd.randint(1, 3))
            along(r, rows, path, ends, t)


TRICKS = {k: globals()[k] for k in T.RESALE}


def settle(w):
    """Whoever found nothing to hand on in the window has done nothing: no role, no ring."""
    acted = {x for r in w.resold for x in r[1:3]}
    for a in w.accounts:
        if a.role in ("lead_resale", "lead_buyer") and a.id not in acted:
            a.role, a.ring = "clean", ""
            a.stories = [s for s in a.stories if s[0] != "lead_resale"]
            a.judged = len(a.uses) < 2 or a.firm is not None  # an idle trader stays out
