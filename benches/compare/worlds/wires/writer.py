"""Write the exports and the truth. Rows are in order of time or id, never in order of construction."""

import csv
import os
from datetime import timedelta

import capture
from core import DAY, hexid


def stamper(w):
    days = {}

    def stamp(t):
        if t is None or t == "":
            return ""
        t = int(t)
        day = t // DAY
        if day not in days:
            days[day] = (w.first + timedelta(days=day)).isoformat()
        s = t - day * DAY
        return f"{days[day]} {s // 3600:02d}:{s // 60 % 60:02d}:{s % 60:02d}"

    return stamp


def table(folder, name, header, rows):
    with open(os.path.join(folder, name + ".csv"), "w", newline="", encoding="utf-8") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


def yuan(fen):
    return f"{fen // 100}.{fen % 100:02d}"


def transfer_rows(w):
    """Some transfers are never logged; what is not in the export is not in the truth either."""
    rng = w.rng("relay")
    born = {a.id: a.registered for a in w.accounts}
    rows = [
        r
        for r in sorted(set(w.transfers), key=lambda r: (r[4], r))
        if rng.random() < 0.94 and r[4] >= max(born[r[2]], born[r[3]])
    ]
    kept = {(r[0], r[2], r[3]) for r in rows}
    w.resold = sorted({r for r in w.resold if r[:3] in kept})
    return rows


def lead_rows(w, rng):
    born = {a.id: a.registered for a in w.accounts}
    for lead, contact, account, t, source, follow in sorted(w.leads, key=lambda r: (r[3], r[0])):
        if born[account] <= t < w.end and rng.random() < 0.93:
            follow = follow if follow is not None and follow < w.end else None
            yield lead, contact, account, t, source if rng.random() < 0.9 else "", follow


def write(w, folder):
    truth = os.path.join(folder, "truth")
    os.makedirs(truth, exist_ok=True)
    stamp, rng = stamper(w), w.rng("writer")
    born = {a.id: a.registered for a in w.accounts}
    table(
        folder,
        "accounts",
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
            (a.id, a.kind, stamp(a.registered), a.region, a.holder, a.phone, a.payout, a.industry, a.group)
            for a in sorted(w.accounts, key=lambda a: a.id)
        ],
    )
    table(
        folder,
        "logins",
        ("account_id", "device_id", "login_at", "ip", "region"),
        [
            (key, device, stamp(t), ip, region)
            for t, key, device, ip, region in capture.logins(w)
            if t >= born[key]
        ],
    )
    table(
        folder,
        "bindings",
        ("enterprise_id", "account_id", "bound_at", "unbound_at", "method", "employee_hash"),
        [
            (e, a, stamp(t), stamp(end), method, person)
            for t, e, a, end, method, person in capture.binding_rows(w)
        ],
    )
    table(
        folder,
        "lead_transfers",
        ("lead_id", "contact_hash", "from_account", "to_account", "transferred_at", "channel"),
        [r[:4] + (stamp(r[4]), r[5]) for r in transfer_rows(w)],
    )
    table(
        folder,
        "account_changes",
        ("account_id", "field", "changed_at", "old_value", "new_value"),
        [(a, field, stamp(t), old, new) for t, a, field, old, new in capture.change_rows(w)],
    )
    table(
        folder,
        "leads",
        ("lead_id", "contact_hash", "account_id", "collected_at", "source", "followed_up_at"),
        [r[:3] + (stamp(r[3]), r[4], stamp(r[5])) for r in lead_rows(w, rng)],
    )
    table(
        folder,
        "payments",
        ("payment_id", "payer", "payee", "paid_at", "amount_cny"),
        [
            (hexid(rng, 20), payer, payee, stamp(t), yuan(fen))
            for t, payer, payee, fen in capture.payment_rows(w)
        ],
    )
    spend = {}
    for account, day, product, fen in w.spend:
        if 0 <= day < w.days and day >= born[account] // DAY:
            spend[day, account, product] = spend.get((day, account, product), 0) + fen
    table(
        folder,
        "ad_spend",
        ("account_id", "spent_on", "product", "spend_cny"),
        [
            (account, stamp(day * DAY)[:10], product, yuan(fen))
            for (day, account, product), fen in sorted(spend.items())
        ],
    )
    table(
        folder,
        "notes",
        ("note_id", "account_id", "published_at", "text"),
        [
            (hexid(rng, 24), account, stamp(t), text)
            for t, account, text in sorted((t, a, x) for a, t, x in w.notes)
            if t >= born[account]
        ],
    )
    table(
        folder,
        "approved_operators",
        ("kind", "id", "reason", "valid_until"),
        [
            (kind, key, reason, "" if until == "" else stamp(until * DAY)[:10])
            for kind, key, reason, until in sorted(set(w.approved), key=lambda r: tuple(map(str, r)))
        ],
    )
    ordered = sorted(w.accounts, key=lambda a: a.id)
    table(
        truth,
        "truth_accounts",
        ("account_id", "role", "ring"),
        [(a.id, a.role, a.ring) for a in ordered if not a.omit or a.role != "clean"],
    )
    table(truth, "truth_leads", ("lead_id", "from_account", "to_account", "ring"), w.resold)
    table(
        truth,
        "stories",
        ("account_id", "typology", "story"),
        [(a.id,) + s for a in ordered for s in sorted(a.stories)],
    )
