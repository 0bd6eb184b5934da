"""Write the exports and the truth, with the small disorder of real tables that is still valid."""

import csv
from random import Random

from .logins import logins_of

EMPTY = ("", "", "", "NULL", "-", "无")


class Sheet:
    """One CSV file; the order of columns, the mark for missing and the BOM differ by world."""

    def __init__(self, folder, name, columns, rng, required=()):
        """Optional columns are left out now and then."""
        self.columns = list(columns)
        self.keep = [i for i, c in enumerate(columns) if c in required or rng.random() > 0.03]
        if rng.random() < 0.3:
            rng.shuffle(self.keep)
        self.empty = rng.choice(EMPTY)
        self._file = open(
            folder / f"{name}.csv", "w", newline="", encoding="utf-8-sig" if rng.random() < 0.2 else "utf-8"
        )
        self._out = csv.writer(self._file, lineterminator="\r\n" if rng.random() < 0.2 else "\n")
        self._out.writerow([self.columns[i] for i in self.keep])

    def put(self, rows):
        """Write rows given in the order of the columns."""
        keep, empty = self.keep, self.empty
        self._out.writerows(
            [row[i] if row[i] != "" and row[i] is not None else empty for i in keep] for row in rows
        )

    def close(self):
        """Finish the file."""
        self._file.close()


def table(folder, name, columns, rng, rows, required=(), repeat=0.0):
    """Write one whole table in shuffled order; a few rows come twice, as after a retry."""
    rows = list(rows)
    rng.shuffle(rows)
    if repeat:
        rows += [row for row in rows if rng.random() < repeat]
    sheet = Sheet(folder, name, columns, rng, required)
    sheet.put(rows)
    sheet.close()


def write(world, out):
    """Write everything; returns a summary line."""
    truth = out / "truth"
    truth.mkdir(parents=True, exist_ok=True)
    rng = Random(f"{world.seed}/export")
    logins = write_logins(world, out, rng)
    write_tables(world, out, rng)
    write_truth(world, truth)
    return summary(world, logins)


def write_logins(world, out, rng):
    """Logins of all accounts in the order of time."""
    stamp = world.window.stamp
    rows = [
        (t, acct.id, device, ip, region)
        for acct in world.accounts
        for t, device, ip, region in logins_of(world, acct)
    ]
    rows.sort()
    sheet = Sheet(
        out,
        "logins",
        ("account_id", "device_id", "login_at", "ip", "region"),
        rng,
        ("account_id", "device_id", "login_at", "ip"),
    )
    sheet.put((a, d, stamp(t), ip, region) for t, a, d, ip, region in rows)
    sheet.close()
    return len(rows)


def write_tables(world, out, rng):
    """All other exports."""
    stamp, date = world.window.stamp, world.window.date
    changes = world.chained_changes()
    table(
        out,
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
        rng,
        (
            (a.id, a.kind, stamp(a.registered), a.region, a.holder, a.phone, a.payout, a.industry, a.group)
            for a in world.accounts
        ),
        (
            "account_id",
            "account_kind",
            "registered_at",
            "region",
            "holder_hash",
            "phone_hash",
            "payout_account",
            "group_id",
        ),
        0.001,
    )
    table(
        out,
        "bindings",
        ("enterprise_id", "account_id", "bound_at", "unbound_at", "method", "employee_hash"),
        rng,
        (
            (e.id, a.id, stamp(t0), "" if t1 is None else stamp(t1), m, h)
            for e, a, t0, t1, m, h in world.bindings
        ),
        ("enterprise_id", "account_id", "bound_at", "unbound_at", "method"),
    )
    table(
        out,
        "lead_transfers",
        ("lead_id", "contact_hash", "from_account", "to_account", "transferred_at", "channel"),
        rng,
        ((i, c, s, d, stamp(t), ch) for i, c, s, d, t, ch in world.transfers),
        ("lead_id", "contact_hash", "from_account", "to_account", "transferred_at"),
        0.002,
    )
    table(
        out,
        "account_changes",
        ("account_id", "field", "changed_at", "old_value", "new_value"),
        rng,
        ((i, f, stamp(t), o, n) for i, f, t, o, n in changes),
        ("account_id", "field", "changed_at", "new_value"),
    )
    table(
        out,
        "leads",
        ("lead_id", "contact_hash", "account_id", "collected_at", "source", "followed_up_at"),
        rng,
        (
            (i, c, a.id, stamp(t), s, "" if f is None or f >= world.days else stamp(max(f, t)))
            for i, c, a, t, s, f in world.leads
        ),
        ("lead_id", "contact_hash", "account_id", "collected_at"),
    )
    table(
        out,
        "payments",
        ("payment_id", "payer", "payee", "paid_at", "amount_cny"),
        rng,
        ((i, a, b, stamp(t), f"{s:.2f}") for i, a, b, t, s in world.payments if f"{s:.2f}" != "0.00"),
        ("payment_id", "payer", "payee", "paid_at", "amount_cny"),
        0.001,
    )
    table(
        out,
        "ad_spend",
        ("account_id", "spent_on", "product", "spend_cny"),
        rng,
        ((i, date(d), p, f"{s:.2f}") for i, d, p, s in world.spend),
        ("account_id", "spent_on", "product", "spend_cny"),
    )
    table(
        out,
        "notes",
        ("note_id", "account_id", "published_at", "text"),
        rng,
        ((f"n{n:07d}", a, stamp(t), text) for n, (a, t, text) in enumerate(world.notes)),
        ("note_id", "account_id", "published_at", "text"),
    )
    table(
        out,
        "approved_operators",
        ("kind", "id", "reason", "valid_until"),
        rng,
        world.approved,
        ("kind", "id", "reason"),
    )


def write_truth(world, truth):
    """Roles, unlawful transfers, and who took part in which story."""
    rng = Random(f"{world.seed}/truth")
    for name, columns, rows in (
        ("truth_accounts", ("account_id", "role", "ring"), [(a.id, a.role, a.ring) for a in world.accounts]),
        ("truth_leads", ("lead_id", "from_account", "to_account", "ring"), sorted(set(world.truth_leads))),
        (
            "stories",
            ("account_id", "typology", "story"),
            [(a.id, "honest" if a.role == "clean" else a.role, a.story) for a in world.accounts if a.story],
        ),
    ):
        rng.shuffle(rows)
        with open(truth / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(columns)
            out.writerows(rows)


def summary(world, logins):
    """Counts for the person who ran it."""
    roles = {}
    for acct in world.accounts:
        roles[acct.role] = roles.get(acct.role, 0) + 1
    bound = {row[1].id for row in world.bindings}
    ever = {
        role: f"{sum(a.id in bound for a in world.accounts if a.role == role)}/{n}"
        for role, n in roles.items()
        if role in ("rented", "traded")
    }
    stories = len({a.story for a in world.accounts if a.story and a.role == "clean"})
    tricks = len({a.story for a in world.accounts if a.role != "clean"})
    rings = len({a.ring for a in world.accounts if a.ring})
    return (
        f"accounts {len(world.accounts)} {dict(sorted(roles.items()))} ever bound {ever} rings {rings} "
        f"logins {logins} notes {len(world.notes)} payments {len(world.payments)} "
        f"transfers {len(world.transfers)} stories {stories} tricks {tricks} days {world.days}"
    )
