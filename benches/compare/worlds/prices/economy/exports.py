"""Writes the exports as a platform's jobs would: in their own order, with their small disorders."""

import csv
import os

from economy.activity import login_rows

ACCOUNT_COLUMNS = [
    "account_id",
    "account_kind",
    "registered_at",
    "region",
    "holder_hash",
    "phone_hash",
    "payout_account",
    "industry",
    "group_id",
]


class Clerk:
    """The habits of the people who export: encodings, time formats, gaps and repeats."""

    def __init__(self, world, out):
        self.world, self.out = world, out
        self.rng = world.rng("clerk")
        self.encoding = self.rng.choices(["utf-8", "utf-8-sig"], [75, 25])[0]
        self.notes_encoding = self.rng.choices([self.encoding, "gb18030"], [70, 30])[0]
        self.style = {
            name: self.rng.choices(["plain", "slash", "offset"], [70, 12, 18])[0]
            for name in ("accounts", "bindings", "account_changes", "payments", "notes")
        }
        self.dropped = self._gap()

    def _gap(self):
        """Now and then an export comes without a column that its owner thinks useless."""
        choices = [
            ("accounts", "industry"),
            ("accounts", "region"),
            ("leads", "followed_up_at"),
            ("leads", "source"),
            ("logins", "region"),
            ("lead_transfers", "channel"),
            ("approved_operators", "valid_until"),
        ]
        return self.rng.choice(choices) if self.rng.random() < 0.45 else None

    def time(self, moment, export):
        """A moment in the format of the export."""
        if moment == "" or moment is None:
            return ""
        text = self.world.calendar.text(moment)
        style = self.style.get(export, "plain")
        if style == "slash":
            year, month, day = text[:10].split("-")
            return "%s/%d/%d %s" % (year, int(month), int(day), text[11:16])
        return text.replace(" ", "T") + "+08:00" if style == "offset" else text

    def write(self, name, header, rows, repeats=0.0, encoding=None):
        """One export; a few rows come twice where a webhook was retried."""
        keep = [i for i, c in enumerate(header) if (name, c) != self.dropped]
        with open(
            os.path.join(self.out, name + ".csv"), "w", encoding=encoding or self.encoding, newline=""
        ) as handle:
            writer = csv.writer(handle, lineterminator="\n")
            writer.writerow([header[i] for i in keep])
            for row in rows:
                line = [row[i] for i in keep] if len(keep) < len(header) else row
                writer.writerow(line)
                if repeats and self.rng.random() < repeats:
                    writer.writerow(line)


def export(world, out):
    """All exports and the truth."""
    os.makedirs(os.path.join(out, "truth"), exist_ok=True)
    clerk = Clerk(world, out)
    _accounts(world, clerk)
    _logins(world, clerk)
    _bindings(world, clerk)
    _leads(world, clerk)
    _money(world, clerk)
    _rest(world, clerk)
    _truth(world, out)


def _shuffled(clerk, rows):
    """Some jobs do not sort."""
    rows = list(rows)
    clerk.rng.shuffle(rows)
    return rows


def _accounts(world, clerk):
    rng = clerk.rng
    rows = []
    for a in world.accounts:
        phone = a.phone if rng.random() > 0.02 else ""
        holder = a.holder or rng.choice(["", "", "NULL"])
        rows.append(
            (
                a.id,
                a.kind,
                clerk.time(a.registered, "accounts"),
                a.region if rng.random() > 0.01 else "",
                holder,
                phone,
                a.payout,
                a.industry,
                a.group,
            )
        )
    clerk.write("accounts", ACCOUNT_COLUMNS, _shuffled(clerk, rows))


def _logins(world, clerk):
    rows = login_rows(world)
    rows.sort(key=lambda r: (r[2], r[0], r[1]))
    text = world.calendar.text
    out = ((r[0], r[1], text(r[2]), r[3], r[4]) for r in rows)
    clerk.write("logins", ["account_id", "device_id", "login_at", "ip", "region"], out, 0.0004)


def _bindings(world, clerk):
    rows = [
        (e, a, clerk.time(s, "bindings"), clerk.time(t, "bindings"), m, h)
        for e, a, s, t, m, h in sorted(world.bindings, key=lambda r: (r[2], r[0], r[1]))
    ]
    clerk.write(
        "bindings", ["enterprise_id", "account_id", "bound_at", "unbound_at", "method", "employee_hash"], rows
    )


def _leads(world, clerk):
    text = world.calendar.text
    rows = [(i, c, a, text(m), s, clerk.time(f, "leads")) for i, c, a, m, s, f in world.leads]
    clerk.write(
        "leads",
        ["lead_id", "contact_hash", "account_id", "collected_at", "source", "followed_up_at"],
        _shuffled(clerk, rows),
    )
    rows = sorted(((i, c, s, t, m, ch) for i, c, s, t, m, ch in world.transfers), key=lambda r: (r[4],) + r)
    rows = [(i, c, s, t, text(m), ch) for i, c, s, t, m, ch in rows]
    clerk.write(
        "lead_transfers",
        ["lead_id", "contact_hash", "from_account", "to_account", "transferred_at", "channel"],
        rows,
        0.003,
    )


def _money(world, clerk):
    rows = sorted(world.payments, key=lambda r: (r[2], r[0], r[1], r[3]))
    rows = [
        (
            "T%011d" % (7 * n + 10203),
            p,
            q,
            clerk.time(m, "payments"),
            "%.2f" % v if clerk.rng.random() < 0.9 else "%g" % round(v, 2) if v < 9999 else "%.2f" % v,
        )
        for n, (p, q, m, v) in enumerate(rows)
    ]
    clerk.write("payments", ["payment_id", "payer", "payee", "paid_at", "amount_cny"], rows, 0.002)
    bills = {}
    for account, day, product, amount in world.spends:
        key = (account, day, product)
        bills[key] = bills.get(key, 0.0) + amount
    rows = [(a, world.calendar.date(d), p, "%.2f" % v) for (a, d, p), v in bills.items()]
    clerk.write("ad_spend", ["account_id", "spent_on", "product", "spend_cny"], _shuffled(clerk, rows))


def _rest(world, clerk):
    rows = [
        (a, f, clerk.time(m, "account_changes"), o, n)
        for a, f, m, o, n in sorted(world.changes, key=lambda r: (r[2], r[0], r[1], r[4]))
    ]
    clerk.write("account_changes", ["account_id", "field", "changed_at", "old_value", "new_value"], rows)
    rows = sorted(world.notes, key=lambda r: (r[1], r[0], r[2]))
    rows = [("n%09d" % (n * 3 + 100), a, clerk.time(m, "notes"), x) for n, (a, m, x) in enumerate(rows)]
    clerk.write("notes", ["note_id", "account_id", "published_at", "text"], rows, encoding=clerk.notes_encoding)
    clerk.write("approved_operators", ["kind", "id", "reason", "valid_until"], sorted(set(world.approved)))


def _truth(world, out):
    clerk_free = [
        ("truth_accounts", ["account_id", "role", "ring"], [(a.id, a.role, a.ring) for a in world.accounts]),
        ("truth_leads", ["lead_id", "from_account", "to_account", "ring"], world.unlawful),
        ("stories", ["account_id", "typology", "story"], set(world.stories)),
    ]
    for name, header, rows in clerk_free:
        with open(os.path.join(out, "truth", name + ".csv"), "w", encoding="utf-8", newline="") as handle:
            writer = csv.writer(handle, lineterminator="\n")
            writer.writerow(header)
            writer.writerows(sorted(rows))
