"""Writes the exports and the truth as CSV, sorted so that the order of rows says nothing."""

import csv
import os

from core import DAY


class Clock:
    def __init__(self, world):
        self.world = world
        self.clock = ["%02d:%02d:%02d" % (s // 3600, s // 60 % 60, s % 60) for s in range(DAY)]

    def __call__(self, t):
        if t is None:
            return ""
        day, sec = divmod(int(t), DAY)
        return self.world.date(day) + " " + self.clock[sec]


def civil(t, opens=8, closes=23):
    """Forms are filled in by day: the time of day is squeezed between two hours, order kept."""
    day, sec = divmod(int(t), DAY)
    return day * DAY + opens * 3600 + int(sec * (closes - opens) / 24)


def table(folder, name, header, rows):
    with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def settle_bindings(world):
    """Nobody is bound to one company twice at once; open ends beyond the window stay open."""
    horizon, per_pair, out = world.days * DAY, {}, []
    for row in world.bindings:
        if row[3] is not None and row[3] >= horizon:
            row[3] = None
        if row[2] < horizon and (row[3] is None or row[3] > row[2]):
            per_pair.setdefault((row[0], row[1]), []).append(row)
    for rows in per_pair.values():
        rows.sort(key=lambda r: r[2])
        for a, b in zip(rows, rows[1:]):
            if a[3] is None or a[3] > b[2]:
                a[3] = b[2]
        out += [r for r in rows if r[3] is None or r[3] > r[2]]
    return sorted(out, key=lambda r: (r[2], r[0], r[1]))


def write(world, folder):
    clock = Clock(world)
    truth = os.path.join(folder, "truth")
    os.makedirs(truth, exist_ok=True)
    horizon = world.days * DAY
    accts = sorted(world.accts, key=lambda a: a.id)
    born = {a.id: a.reg for a in accts}
    world.changes = [(a, f, civil(t), o, n) for a, f, t, o, n in world.changes if civil(t) > born[a]]
    for row in world.bindings:
        row[2], row[3] = civil(row[2], 9, 20), None if row[3] is None else civil(row[3], 9, 20)
    bindings = settle_bindings(world)
    for row in bindings:
        if born[row[1]] > row[2]:
            row[2] = born[row[1]] + 60
    bindings = [r for r in bindings if r[3] is None or r[3] > r[2]]
    table(
        folder,
        "accounts.csv",
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
        (
            (a.id, a.kind, clock(a.reg), a.region, a.holder, a.phone, a.payout, a.industry, a.group)
            for a in accts
        ),
    )
    world.logins.sort()
    table(
        folder,
        "logins.csv",
        ("account_id", "device_id", "login_at", "ip", "region"),
        ((acct, dev, clock(t), ip, region) for t, acct, dev, ip, region in world.logins),
    )
    table(
        folder,
        "bindings.csv",
        ("enterprise_id", "account_id", "bound_at", "unbound_at", "method", "employee_hash"),
        ((r[0], r[1], clock(r[2]), clock(r[3]), r[4], r[5]) for r in bindings),
    )
    table(
        folder,
        "lead_transfers.csv",
        ("lead_id", "contact_hash", "from_account", "to_account", "transferred_at", "channel"),
        (
            (a, b, c, d, clock(t), e)
            for a, b, c, d, t, e in sorted(world.transfers, key=lambda r: (r[4], r[:4]))
        ),
    )
    table(
        folder,
        "account_changes.csv",
        ("account_id", "field", "changed_at", "old_value", "new_value"),
        ((a, f, clock(t), o, n) for a, f, t, o, n in sorted(world.changes, key=lambda r: (r[2], r))),
    )
    table(
        folder,
        "leads.csv",
        ("lead_id", "contact_hash", "account_id", "collected_at", "source", "followed_up_at"),
        (
            (a, b, c, clock(t), s, clock(f))
            for a, b, c, t, s, f in sorted(world.leads, key=lambda r: (r[3], r[0]))
            if t < horizon
        ),
    )
    payments = sorted(p for p in world.payments if p[3] > 0)
    table(
        folder,
        "payments.csv",
        ("payment_id", "payer", "payee", "paid_at", "amount_cny"),
        (
            ("x" + world.new_id("payment", 14), a, b, clock(t), "%.2f" % amount)
            for t, a, b, amount in payments
        ),
    )
    spend = {}
    for acct, day, product, amount in world.ads:
        spend[acct, day, product] = spend.get((acct, day, product), 0) + amount
    table(
        folder,
        "ad_spend.csv",
        ("account_id", "spent_on", "product", "spend_cny"),
        (
            (a, world.date(d), p, "%.2f" % spend[a, d, p])
            for a, d, p in sorted(spend, key=lambda k: (k[1], k))
        ),
    )
    table(
        folder,
        "notes.csv",
        ("note_id", "account_id", "published_at", "text"),
        (("n" + world.new_id("note", 14), a, clock(t), text) for t, a, text in sorted(world.notes)),
    )
    table(
        folder,
        "approved_operators.csv",
        ("kind", "id", "reason", "valid_until"),
        sorted(set(world.approved)),
    )
    table(
        truth,
        "truth_accounts.csv",
        ("account_id", "role", "ring"),
        ((a.id, a.role, a.ring) for a in accts if a.in_truth or a.role != "clean"),
    )
    table(
        truth,
        "truth_leads.csv",
        ("lead_id", "from_account", "to_account", "ring"),
        sorted(set(world.truth_leads)),
    )
    table(
        truth,
        "stories.csv",
        ("account_id", "typology", "story"),
        ((a.id, typ, story) for a in accts for typ, story in sorted(a.story_rows)),
    )
