"""Writes the exports the way an office writes them: several time formats, odd blanks, repeated rows."""

import csv
import os
import random

from core import DAY, EPOCH, HOUR
from datetime import timedelta

STYLES = ("plain", "plain", "slash", "rfc", "seconds", "millis")
MISSING = ("", "", "NULL", "\\N", "-", "无")


class Clock:
    """Formats local times; days are cached because there are many log-ins."""

    def __init__(self, style):
        self.style, self.days = style, {}

    def __call__(self, t):
        """One time; an empty value stays empty."""
        if t is None or t == "":
            return ""
        t = int(t)
        if self.style == "seconds":
            return str(t - 8 * HOUR)
        if self.style == "millis":
            return str((t - 8 * HOUR) * 1000 + t % 997)
        day, rest = divmod(t, DAY)
        if day not in self.days:
            date = EPOCH + timedelta(days=day)
            self.days[day] = (
                f"{date.year}/{date.month}/{date.day}" if self.style == "slash" else date.strftime("%Y-%m-%d")
            )
        h, m, s = rest // 3600, rest // 60 % 60, rest % 60
        if self.style == "slash":
            return f"{self.days[day]} {h}:{m:02d}"
        if self.style == "rfc":
            return f"{self.days[day]}T{h:02d}:{m:02d}:{s:02d}+08:00"
        return f"{self.days[day]} {h:02d}:{m:02d}:{s:02d}"


def money(fen):
    """Fen as yuan, with the short forms that spreadsheets make."""
    if fen % 100 == 0:
        return str(fen // 100)
    return f"{fen // 100}.{fen % 100:02d}"


class Writer:
    """Writes all files of one world."""

    def __init__(self, world, out):
        self.world, self.out = world, out
        self.rng = random.Random(f"{world.seed}:files")
        os.makedirs(os.path.join(out, "truth"), exist_ok=True)

    def clock(self, *styles):
        """Each export comes from another team and has its own time format."""
        return Clock(self.rng.choice(styles or STYLES))

    def table(self, name, header, rows, drop=(), repeats=0.0, encoding="utf-8"):
        """Write one export; sometimes without a column, with missing marks and repeated rows."""
        keep = [i for i, column in enumerate(header) if column not in drop]
        mark = self.rng.choice(MISSING)
        with open(os.path.join(self.out, name), "w", encoding=encoding, newline="") as handle:
            writer = csv.writer(handle, lineterminator="\n")
            writer.writerow([header[i] for i in keep])
            for row in rows:
                cells = [mark if row[i] == "" else row[i] for i in keep]
                writer.writerow(cells)
                if repeats and self.rng.random() < repeats:
                    writer.writerow(cells)

    def maybe(self, column, chance):
        """A column that this export may lack."""
        return (column,) if self.rng.random() < chance else ()

    def write(self, logins):
        """All exports and the truth."""
        self.accounts()
        self.logins(logins)
        self.bindings()
        self.lead_files()
        self.changes_and_payments()
        self.ad_spend()
        self.notes_and_list()
        self.truth()

    def accounts(self):
        """Accounts sorted by their opaque id, so that order says nothing."""
        clock = self.clock()
        rows = [
            (
                a.id,
                a.kind,
                clock(a.registered),
                a.region if self.rng.random() > 0.03 else "",
                a.holder,
                a.phone,
                a.payout,
                a.industry,
                a.group,
            )
            for a in sorted(self.world.accounts, key=lambda a: a.id)
        ]
        self.table(
            "accounts.csv",
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
            rows,
            self.maybe("industry", 0.15),
        )

    def logins(self, logins):
        """Log-ins in the order of time; the client resends a few."""
        clock = self.clock("plain", "plain", "rfc", "seconds", "millis")
        rows = ((a, d, clock(t), ip, region) for a, d, t, ip, region in logins)
        self.table("logins.csv", ["account_id", "device_id", "login_at", "ip", "region"], rows, repeats=0.001)

    def bindings(self):
        """Bindings; a tab before the id is what a spreadsheet user does to keep digits."""
        clock = self.clock()
        tab = "\t" if self.rng.random() < 0.3 else ""
        rows = [
            (b["firm"].account.id, tab + b["account"].id, clock(b["at"]), clock(b["until"]), b["method"], b["employee"])
            for b in sorted(self.world.bindings, key=lambda b: (b["at"], b["account"].id))
        ]
        self.table(
            "bindings.csv",
            ["enterprise_id", "account_id", "bound_at", "unbound_at", "method", "employee_hash"],
            rows,
            self.maybe("employee_hash", 0.1),
        )

    def lead_files(self):
        """Leads and transfers, with webhook retries."""
        clock, world = self.clock("plain", "rfc", "millis"), self.world
        leads = [
            (x["id"], x["contact"], x["account"].id, clock(x["at"]), x["source"], clock(x["follow"]))
            for x in sorted(world.leads, key=lambda x: (x["at"], x["id"]))
        ]
        self.table(
            "leads.csv",
            ["lead_id", "contact_hash", "account_id", "collected_at", "source", "followed_up_at"],
            leads,
            self.maybe("followed_up_at", 0.15),
        )
        moves = [(*r[:4], clock(r[4]), r[5]) for r in sorted(world.transfers, key=lambda r: (r[4], r[0], r[3]))]
        self.table(
            "lead_transfers.csv",
            ["lead_id", "contact_hash", "from_account", "to_account", "transferred_at", "channel"],
            moves,
            repeats=0.006,
        )

    def changes_and_payments(self):
        """Changes of account fields, and money."""
        clock = self.clock("plain", "rfc", "seconds")
        changes = [(*r[:2], clock(r[2]), *r[3:]) for r in sorted(self.world.changes, key=lambda r: (r[2], r[0], r[1]))]
        self.table("account_changes.csv", ["account_id", "field", "changed_at", "old_value", "new_value"], changes)
        clock = self.clock()
        payments = [(*r[:3], clock(r[3]), money(r[4])) for r in sorted(self.world.payments, key=lambda r: (r[3], r[0]))]
        self.table("payments.csv", ["payment_id", "payer", "payee", "paid_at", "amount_cny"], payments, repeats=0.002)

    def ad_spend(self):
        """Spend by account, day and product."""
        clock = Clock("plain")
        rows = [
            (a, clock(day * DAY)[:10], product, money(fen))
            for (a, day, product), fen in sorted(self.world.spend.items(), key=lambda x: (x[0][1], x[0]))
        ]
        self.table("ad_spend.csv", ["account_id", "spent_on", "product", "spend_cny"], rows)

    def notes_and_list(self):
        """Notes in whatever encoding the spreadsheet had, and the list of approved operators."""
        clock = self.clock()
        notes = [(n, a, clock(t), text) for n, a, t, text in sorted(self.world.notes, key=lambda r: (r[2], r[0]))]
        self.table(
            "notes.csv",
            ["note_id", "account_id", "published_at", "text"],
            notes,
            encoding=self.rng.choice(("utf-8", "utf-8-sig", "gb18030")),
        )
        clock = self.clock("plain", "slash")
        rows = [(kind, ident, reason, clock(until)) for kind, ident, reason, until in self.world.approved]
        self.table("approved_operators.csv", ["kind", "id", "reason", "valid_until"], rows, encoding="utf-8-sig")

    def truth(self):
        """What really happened; never with missing marks."""
        accounts = sorted(self.world.accounts, key=lambda a: a.id)
        self.truth_table(
            "truth_accounts.csv", ["account_id", "role", "ring"], [(a.id, a.role, a.ring) for a in accounts]
        )
        self.truth_table(
            "truth_leads.csv",
            ["lead_id", "from_account", "to_account", "ring"],
            sorted(dict.fromkeys(self.world.bad_transfers)),
        )
        self.truth_table(
            "stories.csv",
            ["account_id", "typology", "story"],
            [(a.id, "honest" if a.role == "clean" else a.role, s) for a in accounts for s in a.stories],
        )

    def truth_table(self, name, header, rows):
        """A plain table."""
        with open(os.path.join(self.out, "truth", name), "w", encoding="utf-8", newline="") as handle:
            writer = csv.writer(handle, lineterminator="\n")
            writer.writerow(header)
            writer.writerows(rows)
