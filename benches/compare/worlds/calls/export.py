"""Writes the exports and the truth; small mess is valid by the contract."""

import csv
import datetime as dt
import os
import random

from world import DAY


class Clock:
    """Formats window seconds; each export has its own dialect."""

    def __init__(self, start, style):
        self.start, self.style, self.days = start, style, {}
        self.epoch = int((start - dt.datetime(1970, 1, 1)).total_seconds()) - 8 * 3600

    def __call__(self, t):
        if t is None:
            return ""
        if self.style == "epoch":
            return str(self.epoch + t)
        day, s = divmod(t, DAY)
        name = self.days.get(day)
        if name is None:
            name = self.days[day] = (self.start + dt.timedelta(days=day)).strftime("%Y-%m-%d")
        clock = f"{s // 3600:02d}:{s // 60 % 60:02d}:{s % 60:02d}"
        return f"{name}T{clock}+08:00" if self.style == "rfc" else f"{name} {clock}"


def write(path, header, rows, encoding="utf-8", drop=()):
    """Write a table, leaving out columns that this company's export does not have."""
    keep = [i for i, h in enumerate(header) if h not in drop]
    with open(path, "w", newline="", encoding=encoding) as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow([header[i] for i in keep])
        out.writerows(rows if not drop else ([r[i] for i in keep] for r in rows))


def missing(rng, value, share):
    """A gap that some upstream system left."""
    return rng.choice(("", "", "NULL", "-")) if rng.random() < share else value


def export(w, out):
    """Write one world."""
    rng = random.Random(f"{w.seed}/export")
    os.makedirs(os.path.join(out, "truth"), exist_ok=True)
    style = {
        k: rng.choice(("plain", "plain", "rfc", "epoch"))
        for k in ("accounts", "logins", "bindings", "transfers", "changes", "leads", "payments", "notes")
    }
    clock = {k: Clock(w.start, s) for k, s in style.items()}

    def path(name):
        return os.path.join(out, name + ".csv")

    accounts = sorted(w.accounts, key=lambda a: a.id)
    write(
        path("accounts"),
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
        [
            (
                a.id,
                a.kind,
                clock["accounts"](a.registered),
                a.region,
                a.holder,
                a.phone,
                a.payout,
                a.industry,
                a.group,
            )
            for a in accounts
        ],
        rng.choice(("utf-8", "utf-8-sig", "gb18030")),
        ("industry",) if rng.random() < 0.2 else (),
    )
    w.logins.sort()
    blank_region = rng.uniform(0, 0.08)
    rows = [
        (
            a,
            d,
            clock["logins"](t),
            ip if rng.random() > 0.015 else "",
            region if rng.random() > blank_region else "",
        )
        for t, a, d, ip, region in w.logins
    ]
    if rng.random() < 0.35:
        for k in rng.sample(range(len(rows)), len(rows) // 500):
            rows[k] = (rng.choice(("'", "\t", " ")) + rows[k][0],) + rows[k][1:]
    rows += rng.sample(rows, len(rows) // 900)
    write(path("logins"), ("account_id", "device_id", "login_at", "ip", "region"), rows)
    write(
        path("bindings"),
        ("enterprise_id", "account_id", "bound_at", "unbound_at", "method", "employee_hash"),
        [
            (e, a, clock["bindings"](s), clock["bindings"](u), m, missing(rng, h, 0.12))
            for e, a, s, u, m, h in sorted(w.bindings, key=lambda b: (b[2], b[1]))
        ],
    )
    write(
        path("lead_transfers"),
        ("lead_id", "contact_hash", "from_account", "to_account", "transferred_at", "channel"),
        [
            (i, c, a, b, clock["transfers"](t), missing(rng, ch, 0.02))
            for i, c, a, b, t, ch in sorted(w.transfers, key=lambda x: (x[4], x[0], x[3]))
        ],
    )
    write(
        path("account_changes"),
        ("account_id", "field", "changed_at", "old_value", "new_value"),
        [
            (a, f, clock["changes"](t), o, n)
            for a, f, t, o, n in sorted(w.changes, key=lambda c: (c[2], c[0], c[1]))
        ],
    )
    write(
        path("leads"),
        ("lead_id", "contact_hash", "account_id", "collected_at", "source", "followed_up_at"),
        [
            (i, c, a, clock["leads"](t), s, clock["leads"](f if f is None or f < w.end else None))
            for i, c, a, t, s, f in sorted(w.leads, key=lambda x: (x[3], x[0]))
        ],
        drop=("source",) if rng.random() < 0.15 else (),
    )
    write(
        path("payments"),
        ("payment_id", "payer", "payee", "paid_at", "amount_cny"),
        [
            (i, a, b, clock["payments"](t), m)
            for i, a, b, t, m in sorted(w.payments, key=lambda p: (p[3], p[0]))
        ],
    )
    day = Clock(w.start, "plain")
    write(
        path("ad_spend"),
        ("account_id", "spent_on", "product", "spend_cny"),
        [(a, day(d * DAY)[:10], p, m) for a, d, p, m in sorted(w.spend)],
    )
    write(
        path("notes"),
        ("note_id", "account_id", "published_at", "text"),
        [(i, a, clock["notes"](t), x) for i, a, t, x in sorted(w.notes, key=lambda n: (n[2], n[0]))],
    )
    write(
        path("approved_operators"),
        ("kind", "id", "reason", "valid_until"),
        [
            (k, i, why, "" if u is None else day(u)[:10])
            for k, i, why, u in sorted(w.approved, key=lambda x: x[:3])
        ],
    )
    truth = os.path.join("truth", "")
    write(
        path(truth + "truth_accounts"),
        ("account_id", "role", "ring"),
        [(a.id, a.role, a.ring) for a in accounts],
    )
    write(
        path(truth + "truth_leads"), ("lead_id", "from_account", "to_account", "ring"), sorted(w.truth_leads)
    )
    write(
        path(truth + "stories"),
        ("account_id", "typology", "story"),
        [(a.id, "honest" if a.role == "clean" else a.role, a.story) for a in accounts if a.story],
    )
