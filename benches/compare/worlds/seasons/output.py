"""Turn the plan into rows and files."""

import csv
import os
import random

from model import DAY, poisson
from words import write

# hour weights by habit, turned into tables of start-of-quarter seconds to draw from
SHAPES = {
    "life": [2, 1, 0.5, 0.3, 0.3, 0.6, 2, 4, 4, 3, 3, 4, 6, 5, 3, 3, 3, 4, 6, 7, 9, 10, 9, 5],
    "office": [0.2, 0.1, 0, 0, 0, 0, 0.3, 1, 5, 9, 10, 8, 4, 5, 9, 9, 8, 7, 4, 2, 2, 2, 1, 0.5],
    "evening": [1, 0.4, 0.1, 0, 0, 0.2, 1, 2, 2, 2, 2, 2, 4, 3, 2, 2, 2, 3, 6, 9, 11, 11, 8, 3],
    "shop": [0.2, 0, 0, 0, 0, 0, 0.2, 0.5, 2, 6, 9, 9, 7, 7, 8, 8, 7, 7, 8, 8, 7, 5, 2, 0.5],
    "night": [8, 7, 6, 4, 2, 1, 1, 1, 1, 2, 2, 3, 4, 4, 4, 4, 4, 4, 4, 5, 6, 7, 9, 9],
    "late_office": [1, 0.5, 0.2, 0, 0, 0, 0, 0, 0.5, 3, 7, 8, 5, 4, 8, 9, 9, 8, 6, 6, 6, 5, 4, 2],
}
TABLES = {}
for _name, _w in SHAPES.items():
    _t = []
    for _h, _x in enumerate(_w):
        _t += [_h * 3600] * round(_x * 10)
    TABLES[_name] = _t


def logins(W, acc, end):
    """All logins of one account, from its own stream of chance."""
    rng = random.Random("%d|log|%s" % (W.seed, acc.id))
    r, out, reg = rng.random, [], acc.reg
    for u in acc.uses:
        a, b = max(0, u.a), min(W.days, u.b)
        if b <= a:
            continue
        curve = W.season.work if u.curve == "work" else W.season.life
        n = u.count or poisson(rng, u.rate * (b - a))
        table, shift = TABLES[u.hours], int(u.shift * 3600)
        devs, nets = u.devs, u.nets
        if u.first:
            n += 1
        for k in range(n):
            if k == 0 and u.first:
                t = int(u.first)
            else:
                day = curve.draw(rng, a, b)
                t = day * DAY + (table[int(r() * len(table))] + int(r() * 3600) + shift) % DAY
            if t < reg or t >= end or t < 0:
                continue
            day = t // DAY
            use = nets
            for x, y, ns in u.trips:
                if x <= day < y:
                    use = ns
            dev = devs[0][0] if len(devs) == 1 else devs[int(r() * len(devs))][0]
            net = use[-1][0]
            if len(use) > 1:
                q = r()
                for cand, w in use:
                    q -= w
                    if q < 0:
                        net = cand
                        break
            ips = net.ips
            if net.period:
                ip = ips[((day + net.phase) // net.period) % len(ips)]
            else:
                ip = ips[int(r() * len(ips))] if len(ips) > 1 else ips[0]
            steps, q = dev.steps, r()
            out.append(
                (
                    t,
                    steps[0][1] if len(steps) == 1 else dev.at(day),
                    "" if q < 0.01 else ip,
                    "" if q > 0.985 else net.region,
                )
            )
    out.sort()
    return out


def notes(W, acc):
    rng = random.Random("%d|note|%s" % (W.seed, acc.id))
    out = []
    city = acc.region or "上海"
    for a, b, rate, brief, freedom in acc.notes:
        for _ in range(poisson(rng, rate * (b - a))):
            d = W.season.work.draw(rng, a, b) if brief else W.season.life.draw(rng, a, b)
            t = W.ts(rng, d, 8, 23.4)
            if t >= acc.reg:
                out.append((t, write(rng, d, acc.industry, city, brief, freedom)))
    out.sort()
    return out


def spend(W, acc):
    rng = random.Random("%d|ads|%s" % (W.seed, acc.id))
    a, b, product, yuan, share = acc.spend
    return [
        (
            acc.id,
            d,
            product,
            round(100 * yuan * rng.uniform(0.4, 1.8) * (1.8 if W.season.in_campaign(d) else 1)),
        )
        for d in range(max(0, a), min(b, W.days))
        if rng.random() < share
    ]


def fen(x):
    return "%d.%02d" % divmod(x, 100)


def table(path, head, rows):
    with open(path, "w", encoding="utf-8", newline="") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow(head)
        w.writerows(rows)


def save(W, out):
    os.makedirs(os.path.join(out, "truth"), exist_ok=True)

    def p(name):
        return os.path.join(out, name + ".csv")

    f, accounts = W.fmt, sorted(W.accounts, key=lambda a: a.id)
    born = {a.id: a.reg for a in accounts}
    table(
        p("accounts"),
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
        ((a.id, a.kind, f(a.reg), a.region, a.holder, a.phone, a.pay, a.industry, a.group) for a in accounts),
    )
    end = W.days * DAY
    stamp = {d: W.season.dates[d].isoformat() for d in range(W.days)}
    clock = [":%02d:%02d" % divmod(s, 60) for s in range(3600)]
    hour = [" %02d" % h for h in range(24)]
    with open(p("logins"), "w", encoding="utf-8", newline="") as h:
        h.write("account_id,device_id,login_at,ip,region\n")
        for a in accounts:
            i = a.id
            h.write(
                "".join(
                    [
                        "%s,%s,%s%s%s,%s,%s\n"
                        % (i, d, stamp[t // DAY], hour[t % DAY // 3600], clock[t % 3600], ip, reg)
                        for t, d, ip, reg in logins(W, a, end)
                    ]
                )
            )
    table(
        p("bindings"),
        ("enterprise_id", "account_id", "bound_at", "unbound_at", "method", "employee_hash"),
        sorted((e, a, f(x), "" if y is None else f(y), m, h) for e, a, x, y, m, h in W.bindings if x < end),
    )
    table(
        p("lead_transfers"),
        ("lead_id", "contact_hash", "from_account", "to_account", "transferred_at", "channel"),
        sorted({(a, b, c, d, f(t), ch) for a, b, c, d, t, ch in W.transfers}),
    )
    table(
        p("account_changes"),
        ("account_id", "field", "changed_at", "old_value", "new_value"),
        sorted({(a, k, f(t), o, n) for a, k, t, o, n in W.changes if t >= born[a]}),
    )
    table(
        p("leads"),
        ("lead_id", "contact_hash", "account_id", "collected_at", "source", "followed_up_at"),
        sorted((a, b, c, f(t), s, f(u) if u and u < end else "") for a, b, c, t, s, u in W.leads),
    )
    pays = sorted(W.payments, key=lambda r: (r[2], r))
    table(
        p("payments"),
        ("payment_id", "payer", "payee", "paid_at", "amount_cny"),
        (("y%07d" % k, a, b, f(t), fen(v)) for k, (a, b, t, v) in enumerate(pays)),
    )
    ads = sorted({r[:3]: r for a in accounts if a.spend for r in spend(W, a)}.values())
    table(
        p("ad_spend"),
        ("account_id", "spent_on", "product", "spend_cny"),
        ((a, stamp[d], q, fen(v)) for a, d, q, v in ads),
    )
    rows = sorted((t, a.id, x) for a in accounts if a.notes for t, x in notes(W, a))
    table(
        p("notes"),
        ("note_id", "account_id", "published_at", "text"),
        (("n%07d" % k, a, f(t), x) for k, (t, a, x) in enumerate(rows)),
    )
    table(
        p("approved_operators"),
        ("kind", "id", "reason", "valid_until"),
        sorted({(k, i, r, "" if u is None else f(u * DAY)) for k, i, r, u in W.approved}),
    )
    table(
        p("truth/truth_accounts"),
        ("account_id", "role", "ring"),
        ((a.id,) + W.roles.get(a.id, ("clean", "")) for a in accounts if a.id not in W.omitted),
    )
    table(p("truth/truth_leads"), ("lead_id", "from_account", "to_account", "ring"), sorted(set(W.resold)))
    table(p("truth/stories"), ("account_id", "typology", "story"), sorted(W.stories))
