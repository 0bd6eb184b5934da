"""Writing the exports and the truth, with the small disorder of real exports that is still valid."""

import csv
import io
import os

from .clock import as_text, date_text

_MISSING = ("", "", "", "NULL", "\\N", "-", "无")
# (export, column) pairs that some dumps simply lack
_OPTIONAL = [
    ("accounts", "industry"),
    ("leads", "followed_up_at"),
    ("logins", "region"),
    ("accounts", "region"),
    ("bindings", "employee_hash"),
    ("leads", "source"),
]


class Writer:
    """One folder of exports in the habits of one data team."""

    def __init__(self, world, out):
        self.world, self.out = world, out
        world.use_stream("export")
        self.missing = world.rng.choice(_MISSING)
        self.absent = {pair for pair in _OPTIONAL if world.rng.yes(0.12)}
        os.makedirs(os.path.join(out, "truth"), exist_ok=True)

    def style(self, *styles):
        """The spelling of times that this export uses."""
        return self.world.rng.choice(styles)

    def table(self, name, header, rows, retries=0.0, encoding="utf-8"):
        """One CSV; a few rows come twice where the source retries."""
        rng = self.world.rng
        keep = [i for i, column in enumerate(header) if (name, column) not in self.absent]
        buffer = io.StringIO()
        out = csv.writer(buffer, lineterminator=rng.choice(("\n", "\r\n")))
        out.writerow([header[i] for i in keep])
        for row in rows:
            line = [self.missing if row[i] == "" else row[i] for i in keep]
            out.writerow(line)
            if retries and rng.random() < retries:
                out.writerow(line)
        with open(os.path.join(self.out, name + ".csv"), "w", encoding=encoding, newline="") as file:
            file.write(buffer.getvalue())

    def truth(self, name, header, rows):
        """One truth file, plain UTF-8."""
        with open(os.path.join(self.out, "truth", name + ".csv"), "w", encoding="utf-8", newline="") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(header)
            out.writerows(rows)


def _time(t, style):
    return as_text(t, style) if t else ""


def write(world, logins, out):
    """Everything in one folder."""
    w = Writer(world, out)
    _write_people(w, world, logins)
    _write_leads(w, world)
    _write_money(w, world)
    _write_truth(w, world)


def _write_people(w, world, logins):
    s = w.style("plain", "plain", "slash", "epoch")
    accounts = sorted(world.accounts, key=lambda a: a.id)
    w.table(
        "accounts",
        [
            "account_id",
            "account_kind",
            "registered_at",
            "region",
            "holder_hash",
            "phone_hash",
            "payout_account",
            "industry",
            "group_id",
        ],
        (
            [a.id, a.kind, as_text(a.registered, s), a.region, a.holder, a.phone, a.payout, a.industry, a.group]
            for a in accounts
        ),
        encoding=w.style("utf-8", "utf-8-sig", "gb18030"),
    )
    s = w.style("plain", "plain", "millis", "epoch_ms", "rfc3339")
    rng = world.rng
    w.table(
        "logins",
        ["account_id", "device_id", "login_at", "ip", "region"],
        (
            [a, device, as_text(t, s), "" if rng.random() < 0.004 else ip, "" if rng.random() < 0.02 else region]
            for t, a, device, ip, region in logins
        ),
    )
    s = w.style("plain", "slash", "rfc3339")
    w.table(
        "bindings",
        ["enterprise_id", "account_id", "bound_at", "unbound_at", "method", "employee_hash"],
        ([e, a, as_text(t, s), _time(u, s), m, h] for e, a, t, u, m, h in sorted(world.bindings, key=lambda b: b[2])),
    )
    s = w.style("plain", "rfc3339", "epoch")
    w.table(
        "account_changes",
        ["account_id", "field", "changed_at", "old_value", "new_value"],
        ([a, f, as_text(t, s), old, new] for a, f, t, old, new in sorted(world.changes, key=lambda c: c[2])),
        0.001,
    )
    w.table(
        "approved_operators",
        ["kind", "id", "reason", "valid_until"],
        ([k, i, reason, date_text(u) if u else ""] for k, i, reason, u in sorted(world.approved)),
    )


def _write_leads(w, world):
    s = w.style("plain", "plain", "epoch_ms", "rfc3339")
    w.table(
        "leads",
        ["lead_id", "contact_hash", "account_id", "collected_at", "source", "followed_up_at"],
        (
            [i, c, a, as_text(t, s), source, _time(f, s)]
            for i, c, a, t, source, f in sorted(world.leads, key=lambda x: x[3])
        ),
        0.002,
    )
    w.table(
        "lead_transfers",
        ["lead_id", "contact_hash", "from_account", "to_account", "transferred_at", "channel"],
        (
            [i, c, a, b, as_text(t, s), ch]
            for i, c, a, b, t, ch in sorted(world.transfers, key=lambda x: (x[4], x[0]))
        ),
        0.003,
    )


def _write_money(w, world):
    s = w.style("plain", "rfc3339", "millis")
    w.table(
        "payments",
        ["payment_id", "payer", "payee", "paid_at", "amount_cny"],
        (
            [i, p, q, as_text(t, s), f"{amount:.2f}"]
            for i, p, q, t, amount in sorted(world.payments, key=lambda x: x[3])
        ),
        0.002,
    )
    w.table(
        "ad_spend",
        ["account_id", "spent_on", "product", "spend_cny"],
        (
            [a, date_text(t), p, f"{amount:.2f}"]
            for a, t, p, amount in sorted(world.spend, key=lambda x: (x[1] // 86400, x[0], x[2]))
        ),
    )
    s = w.style("plain", "slash")
    w.table(
        "notes",
        ["note_id", "account_id", "published_at", "text"],
        ([i, a, as_text(t, s), text] for i, a, t, text in sorted(world.notes, key=lambda x: x[2])),
        encoding=w.style("utf-8", "utf-8", "utf-8-sig"),
    )


def _write_truth(w, world):
    ids = sorted(a.id for a in world.accounts)
    w.truth("truth_accounts", ["account_id", "role", "ring"], ([i, *world.truth.get(i, ("clean", ""))] for i in ids))
    w.truth("truth_leads", ["lead_id", "from_account", "to_account", "ring"], sorted(world.truth_leads))
    w.truth("stories", ["account_id", "typology", "story"], sorted(set(world.stories)))
