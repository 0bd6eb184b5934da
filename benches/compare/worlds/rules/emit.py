"""From habits to rows: logins, then all files in a total order."""

import csv
import os
import random

from world import HOURS


def clock(w):
    """Time in days -> text."""
    from datetime import timedelta

    cache = {d: w.daytext[d] for d in range(w.days + 1)}

    def text(t):
        s = int(t * 86400)
        d, s = divmod(s, 86400)
        day = cache.get(d)
        if day is None:
            day = cache[d] = (w.start + timedelta(days=d)).strftime("%Y-%m-%d")
        return "%s %02d:%02d:%02d" % (day, s // 3600, s // 60 % 60, s % 60)

    return text


def logins(w):
    """All logins as (second, account, device, ip, region)."""
    out, days, base = [], w.days, random.Random(f"{w.seed}/login").getrandbits(40)
    table = {k: (v, len(v)) for k, v in HOURS.items()}
    carrier = w.carrier
    for i, a in enumerate(w.accounts):
        r = random.Random(base * 100003 + i)
        rnd = r.random
        reg, moods = max(a.reg, 0.0), [0.25 + 1.5 * rnd() for _ in range(days // 7 + 2)]
        for u in a.uses:
            t0, t1 = max(u.t0, reg), min(u.t1, days)
            if t1 <= t0:
                continue
            x = u.rate * (t1 - t0)
            n = int(x + rnd()) if x < 4 else max(1, int(r.gauss(x, x**0.5) + 0.5))
            hours, hn = table[u.hours]
            devs, one = u.devs, u.devs[0][0]
            total = sum(k for _, k in devs)
            many, work, home, mob, wk, trips = len(devs) > 1, u.work, u.home, u.mobile, u.weekend, u.trips
            span = t1 - t0
            for _ in range(n):
                d = int(t0 + span * rnd())
                if rnd() * 1.75 > moods[d // 7]:  # busy and idle weeks
                    d = int(t0 + span * rnd())
                end = d % 7 > 4
                if wk < 1.0 and end and rnd() > wk:
                    d = max(int(t0), d - 2)
                    end = d % 7 > 4
                h = hours[int(rnd() * hn)]
                t = d + (h + rnd()) / 24
                if t < t0 or t >= t1:
                    t = t0 + span * rnd() if span < 3 else min(max(t, t0 + 0.002 * rnd()), t1 - 0.002 * rnd())
                    d = int(t)
                dev = one
                if many:
                    y = rnd() * total
                    for dev, k in devs:
                        y -= k
                        if y < 0:
                            break
                ip = None
                if trips:
                    for tr in trips:
                        if tr[0] <= d <= tr[1]:
                            city = tr[2]
                            ip = tr[3] if rnd() < 0.45 else carrier[city][int(rnd() * len(carrier[city]))]
                            break
                if ip is None:
                    if work is not None and not end and 9 <= h < 19 and rnd() < 0.7:
                        net = work
                    else:
                        net = home
                    city = net.city
                    if rnd() < mob:
                        ip = carrier[city][int(rnd() * len(carrier[city]))]
                    else:
                        ip = net.ip(d)
                z = rnd()
                out.append((int(t * 86400), a.id, dev, "" if z < 0.006 else ip, "" if z > 0.985 else city))
    out.sort()
    return out


def table(path, head, rows):
    with open(path, "w", encoding="utf-8", newline="") as f:
        c = csv.writer(f, lineterminator="\n")
        c.writerow(head)
        c.writerows(rows)


def write(w, out):
    os.makedirs(os.path.join(out, "truth"), exist_ok=True)
    at, text = (lambda n: os.path.join(out, n + ".csv")), clock(w)
    when = lambda t: "" if t is None else text(t)
    r = random.Random(f"{w.seed}/gaps")
    rows = []
    for a in sorted(w.accounts, key=lambda a: a.id):
        z = r.random()
        rows.append(
            (
                a.id,
                a.kind,
                text(a.reg),
                "" if z < 0.02 else a.region,
                a.holder or "",
                "" if z > 0.985 else a.phone or "",
                a.payout or "",
                a.industry or "",
                a.group or "",
            )
        )
    table(
        at("accounts"),
        (
            "account_id",
            "account_kind",
            "registered_at",
            "region",
            "holder_hash",
            "phone_hash",
            "payout_account",
            "industry",
            "group_id",
        ),
        rows,
    )
    stamp = {}

    def fast(s):
        d, s = divmod(s, 86400)
        if d not in stamp:
            stamp[d] = text(d)[:10]
        return "%s %02d:%02d:%02d" % (stamp[d], s // 3600, s // 60 % 60, s % 60)

    table(
        at("logins"),
        ("account_id", "device_id", "login_at", "ip", "region"),
        ((b, c, fast(s), ip, city) for s, b, c, ip, city in logins(w)),
    )
    bs = sorted(
        (b[0], b[1], text(b[2]), when(b[3] if b[3] is None or b[3] > b[2] else b[2] + 0.5), b[4], b[5])
        for b in w.bindings
    )
    table(
        at("bindings"),
        ("enterprise_id", "account_id", "bound_at", "unbound_at", "method", "employee_hash"),
        bs,
    )
    table(
        at("lead_transfers"),
        ("lead_id", "contact_hash", "from_account", "to_account", "transferred_at", "channel"),
        sorted((a, b, c, d, text(t), ch) for a, b, c, d, t, ch in w.transfers),
    )
    table(
        at("account_changes"),
        ("account_id", "field", "changed_at", "old_value", "new_value"),
        sorted((a, f, text(t), o, n) for a, f, t, o, n in w.changes),
    )
    table(
        at("leads"),
        ("lead_id", "contact_hash", "account_id", "collected_at", "source", "followed_up_at"),
        sorted((a, b, c, text(t), s, when(f)) for a, b, c, t, s, f in w.leads),
    )
    table(
        at("payments"),
        ("payment_id", "payer", "payee", "paid_at", "amount_cny"),
        sorted((a, b, c, text(t), y) for a, b, c, t, y in w.payments),
    )
    spend = {}
    for a, d, p, y in w.ads:  # one row an account, day and product
        spend[a, d, p] = spend.get((a, d, p), 0.0) + float(y)
    table(
        at("ad_spend"),
        ("account_id", "spent_on", "product", "spend_cny"),
        ((a, w.daytext[d], p, "%.2f" % y) for (a, d, p), y in sorted(spend.items())),
    )
    table(
        at("notes"),
        ("note_id", "account_id", "published_at", "text"),
        sorted((n, a, text(t), s) for n, a, t, s in w.notes),
    )
    table(
        at("approved_operators"),
        ("kind", "id", "reason", "valid_until"),
        sorted({(k, i, s, "") for k, i, s in w.approved}),
    )
    truth = os.path.join(out, "truth")
    rows = []
    for a in w.accounts:
        role, ring = w.truth.get(a.id, ("clean", ""))
        if role != "clean" or a.id not in w.outside:
            rows.append((a.id, role, ring))
    table(os.path.join(truth, "truth_accounts.csv"), ("account_id", "role", "ring"), sorted(rows))
    done = {(x[0], x[2], x[3]) for x in w.transfers}
    table(
        os.path.join(truth, "truth_leads.csv"),
        ("lead_id", "from_account", "to_account", "ring"),
        sorted({x for x in w.truth_leads if x[:3] in done}),
    )
    table(os.path.join(truth, "stories.csv"), ("account_id", "typology", "story"), sorted(set(w.stories)))
