"""From what happened to what the exports hold: sampling, losses, refreshes, late records, merged sums."""

from bisect import bisect_right

from core import DAY, HOUR, poisson
from places import CITIES, PROVINCE


def setup(w):
    rng = w.rng("capture")
    w.keep_app = rng.uniform(0.82, 1.0)
    w.keep_web = rng.uniform(0.25, 0.8)  # long web sessions show only some of the visits
    w.web_double = rng.uniform(0.0, 0.25)  # page reloads counted as logins
    w.no_ip, w.no_region = rng.uniform(0.01, 0.05), rng.uniform(0.04, 0.14)
    w.lost = {}  # (day, client or province) -> share lost
    for _ in range(rng.choice((1, 2, 3, 4))):
        day, share = rng.randrange(w.days), rng.choice((0.4, 0.7, 1.0))
        what = rng.choice(("app", "app", "web", rng.choice(CITIES)[1]))
        for d in range(day, min(w.days, day + rng.choice((1, 1, 2, 4)))):
            w.lost[d, what] = share
    w.dim_days = {rng.randrange(w.days) for _ in range(rng.choice((0, 1, 3)))}  # geo lookup failed


def logins(w):
    """Rows (time, account, device, address, region) of all accounts."""
    rows = []
    work = [w.weekday(d) < 5 and not w.holiday <= d < w.holiday + w.holiday_len for d in range(w.days)]
    for a in w.accounts:
        rng = w.rng(f"login/{a.id}")
        for use in a.uses:
            emit(w, rng, a.id, use, rows, work)
    rows.sort()
    return rows


def emit(w, rng, key, use, rows, work):
    start, end = max(0, use.start), min(w.end, use.end)
    if end <= start:
        return
    hand, rnd, lost = use.hand, rng.random, w.lost
    curve = hand.curve
    fixed = use.device
    number = poisson(rng, use.rate * (end - start) / DAY)
    first, span = start // DAY, (end - 1) // DAY - start // DAY + 1
    plan = []
    for _ in range(number):
        day = first + int(rnd() * span)
        if hand.rounds and rnd() < 0.85:
            starts = hand.round_starts(day)
            t = day * DAY + starts[int(rnd() * len(starts))] + int(rng.expovariate(1 / 1500))
        else:
            t = day * DAY + bisect_right(curve, rnd()) * HOUR + int(rnd() * HOUR)
        plan.append(t)
    device = fixed or hand.phone_at(start)
    if device.refresh:  # woken by the system, hours don't matter
        for _ in range(poisson(rng, device.refresh * min(1.0, use.rate * 2) * (end - start) / DAY)):
            plan.append(start + int(rnd() * (end - start)))
    for t in plan:
        if not start <= t < end:
            continue
        day, hour = t // DAY, t % DAY // HOUR
        if fixed is not None and rnd() < 0.97:
            device = fixed
        elif hand.second is not None and rnd() < hand.second_share:
            device = hand.second
        elif fixed is None:
            device = hand.phone_at(t)
        else:
            device = fixed
        web = device.kind == "pc"
        if rnd() > (w.keep_web if web else w.keep_app):
            continue
        if use.other is not None and rnd() < use.leak:
            net = use.other
        else:
            net = use.net or hand.network(t, day, hour, work[day], rng)
        if lost:
            share = lost.get((day, "web" if web else "app"), 0) or lost.get((day, PROVINCE[net.city]), 0)
            if share and rnd() < share:
                continue
        ip = "" if rnd() < w.no_ip else net.address(day, rng)
        region = "" if rnd() < w.no_region or day in w.dim_days else net.shown
        row = (t, key, device.id_at(t), ip, region)
        rows.append(row)
        if web and rnd() < w.web_double:
            rows.append((t + int(rnd() * 900),) + row[1:])
        elif rnd() < 0.001:
            rows.append(row)


def binding_rows(w):
    """Recorded bindings: promptly, late, or in one go by an administrator of the firm."""
    rng = w.rng("record")
    habits, rows = {}, []
    for b in w.bindings:
        if b.firm.account.id not in habits:
            habits[b.firm.account.id] = (
                rng.choice(("prompt", "prompt", "late", "batch")),
                rng.randint(4, 15),
            )
        habit, step = habits[b.firm.account.id]
        start = max(b.start, b.firm.account.registered + 60, b.account.registered + 60)
        end = b.end
        if end is not None and end <= start:
            continue
        start = recorded(rng, habit, step, start)
        if end is not None:
            end = recorded(rng, habit, step, end)
            if end >= w.end or rng.random() < 0.04:  # not yet recorded, or never
                end = None
        if start >= w.end:
            continue
        if end is not None and end <= start:
            if rng.random() < 0.5:
                continue
            end = start + HOUR
        employee = b.employee if rng.random() < 0.95 else ""
        rows.append((int(start), b.firm.account.id, b.account.id, end, b.method, employee))
    rows.sort(key=lambda r: (r[0], r[1], r[2]))
    return rows


def recorded(rng, habit, step, t):
    if habit == "prompt" or rng.random() < 0.15:
        return int(t + rng.expovariate(1 / (6 * HOUR)))
    if habit == "late":
        return int(t + rng.expovariate(1 / (6 * DAY)))
    return (t // DAY // step + 1) * step * DAY + 10 * HOUR + rng.randrange(2 * HOUR)


def payment_rows(w):
    """Some sums are lost (cash, other services), some are merged by pair and week."""
    rng = w.rng("purse")
    merge, out = {}, []
    merging = {}
    for payer, payee, t, fen in sorted(w.payments):
        if rng.random() < 0.12:
            continue
        pair = (payer, payee)
        if pair not in merging:
            merging[pair] = rng.random() < 0.15
        if merging[pair]:
            week = (payer, payee, t // (7 * DAY))
            old = merge.get(week, (0, 0))
            merge[week] = (max(old[0], t), old[1] + fen)
        else:
            out.append((t, payer, payee, fen))
    for (payer, payee, _), (t, fen) in merge.items():
        out.append((t, payer, payee, fen))
    out = [
        ("" if rng.random() < 0.015 else p, "" if rng.random() < 0.01 else q, t, fen)
        for t, p, q, fen in sorted(out)
    ]
    return [(t, p, q, fen) for p, q, t, fen in out]


def change_rows(w):
    """One change in eight is not logged; some are stamped by the nightly job; old values often missing."""
    rng = w.rng("log")
    rows = []
    known = {a.id: a.registered for a in w.accounts}
    for account, field, t, old, new in sorted(w.changes):
        if not max(0, known[account]) <= t < w.end or rng.random() < 0.12:
            continue
        if rng.random() < 0.1:
            t = min(w.end - 1, (t // DAY + 1) * DAY + 3 * HOUR)
        rows.append((t, account, field, old if rng.random() < 0.8 else "", new))
    rows.sort()
    return rows
