"""Writes the exports as a careless but valid department would: odd dates, blanks, repeats, missing columns."""

import csv
import random
from datetime import timedelta
from pathlib import Path

from .timeline import DAY

_FIELD = {"payout": "payout_account"}


class Clock:
    """Formats epoch seconds in the house style of one export."""

    def __init__(self, window, style):
        self.first, self.start, self.style = window.first, window.start, style
        self._days = {}

    def _date(self, day):
        found = self._days.get(day)
        if found is None:
            d = self.first + timedelta(day)
            found = f"{d.year}/{d.month}/{d.day}" if self.style == "slash" else d.isoformat()
            self._days[day] = found
        return found

    def __call__(self, t):
        if t is None:
            return ""
        if self.style == "epoch":
            return str(t)
        if self.style == "millis":
            return f"{t}{t * 7 % 1000:03d}"
        day, second = divmod(t - self.start, DAY)
        clock = f"{second // 3600:02d}:{second // 60 % 60:02d}"
        if self.style == "slash":
            return f"{self._date(day)} {clock}"
        if self.style == "rfc":
            return f"{self._date(day)}T{clock}:{second % 60:02d}+08:00"
        return f"{self._date(day)} {clock}:{second % 60:02d}"


class Office:
    """The department that exports: its habits are drawn once per world."""

    def __init__(self, world, folder):
        self.w, self.folder = world, Path(folder)
        self.rng = random.Random(f"{world.seed}/office")
        self.bom = self.rng.random() < 0.3
        self.blank = self.rng.choice(("", "", "", "NULL", "-", "\\N", "无"))
        self.hash_ip = self.rng.random() < 0.15
        self.repeats = self.rng.choice((0, 0.0005, 0.003))
        self.dropped = self.rng.choice(
            (
                "",
                "",
                "",
                "",
                "leads.followed_up_at",
                "accounts.phone_hash",
                "logins.region",
                "bindings.employee_hash",
                "bindings.method",
                "accounts.industry",
            )
        )

    def clock(self, fine=True):
        """A date style; only coarse data may lose its seconds."""
        styles = (
            ("plain", "plain", "plain", "rfc", "millis", "epoch")
            if fine
            else ("plain", "plain", "slash", "rfc")
        )
        return Clock(self.w.window, self.rng.choice(styles))

    def table(self, name, columns, rows):
        keep = [i for i, c in enumerate(columns) if f"{name}.{c}" != self.dropped]
        rng, blank = self.rng, self.blank
        with open(
            self.folder / f"{name}.csv", "w", encoding="utf-8-sig" if self.bom else "utf-8", newline=""
        ) as f:
            out = csv.writer(f, lineterminator="\r\n" if self.bom else "\n")
            out.writerow([columns[i] for i in keep])
            for row in rows:
                cells = [row[i] if row[i] not in ("", None) else blank for i in keep]
                if rng.random() < 0.0008:
                    cells[0] = rng.choice((" %s", "\t%s", "'%s")) % cells[0]
                out.writerow(cells)
                if rng.random() < self.repeats:
                    out.writerow(cells)

    # exports ----------------------------------------------------------------------
    def accounts(self):
        clock = self.clock(False)
        rows = [
            (
                a.id,
                a.kind,
                clock(a.registered),
                a.region if a.index % 41 else "",
                a.holder,
                a.phone,
                a.payout,
                a.industry,
                a.group,
            )
            for a in self.w.accounts
        ]
        self.rng.shuffle(rows)
        self.table(
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
            rows,
        )

    def logins(self, rows):
        clock, salt = self.clock(), self.w.seed

        def address(ip, t):
            if t % 97 == 0:
                return ""
            return "ip%016x" % random_hash(ip, salt) if self.hash_ip else ip

        self.table(
            "logins",
            ("account_id", "device_id", "login_at", "ip", "region"),
            ((a, d, clock(t), address(ip, t), city if t % 53 else "") for a, d, t, ip, city in rows),
        )

    def bindings(self):
        clock, end = self.clock(False), self.w.window.end
        rows = []
        for firm in self.w.firms:
            for j in firm.jobs:
                if j.bound < end and j.unbound > j.bound:
                    rows.append(
                        (
                            firm.enterprise.id,
                            j.account.id,
                            j.bound,
                            j.unbound if j.unbound < end else None,
                            j.method,
                            j.declared,
                        )
                    )
        rows.sort(key=lambda r: (r[2], r[0], r[1]))
        self.table(
            "bindings",
            ("enterprise_id", "account_id", "bound_at", "unbound_at", "method", "employee_hash"),
            ((e, a, clock(b), clock(u), m, h) for e, a, b, u, m, h in rows),
        )

    def leads(self):
        clock = self.clock()
        rows = sorted(self.w.leads, key=lambda r: (r[3], r[0]))
        self.table(
            "leads",
            ("lead_id", "contact_hash", "account_id", "collected_at", "source", "followed_up_at"),
            ((i, c, a, clock(t), s, clock(f)) for i, c, a, t, s, f in rows),
        )
        clock = self.clock()
        rows = sorted(self.w.transfers, key=lambda r: (r[4], r[0], r[3]))
        self.table(
            "lead_transfers",
            ("lead_id", "contact_hash", "from_account", "to_account", "transferred_at", "channel"),
            ((i, c, a, b, clock(t), ch) for i, c, a, b, t, ch in rows),
        )

    def changes(self):
        clock = self.clock()
        rows = sorted(self.w.changes, key=lambda r: (r[2], r[0], r[1]))
        self.table(
            "account_changes",
            ("account_id", "field", "changed_at", "old_value", "new_value"),
            ((a, _FIELD.get(f, f), clock(t), old, new) for a, f, t, old, new in rows),
        )

    def payments(self):
        clock = self.clock()
        rows = sorted(self.w.payments, key=lambda r: (r[3], r[0]))
        self.table(
            "payments",
            ("payment_id", "payer", "payee", "paid_at", "amount_cny"),
            (
                (i, a, b, clock(t), f"{fen / 100:.2f}" if fen % 100 else str(fen // 100))
                for i, a, b, t, fen in rows
            ),
        )

    def ads(self):
        total = {}
        for acc, day, product, fen in self.w.ads:
            total[acc, day, product] = total.get((acc, day, product), 0) + fen
        dates = self.w.window.dates
        self.table(
            "ad_spend",
            ("account_id", "spent_on", "product", "spend_cny"),
            (
                (a, dates[d].isoformat(), p, f"{fen / 100:.2f}")
                for (a, d, p), fen in sorted(total.items(), key=lambda kv: (kv[0][1], kv[0][0], kv[0][2]))
            ),
        )

    def notes(self):
        clock = self.clock()
        rows = sorted(self.w.notes, key=lambda r: (r[1], r[0]))
        self.table(
            "notes",
            ("note_id", "account_id", "published_at", "text"),
            ((f"n{i:08d}", a, clock(t), text) for i, (a, t, text) in enumerate(rows)),
        )

    def approved(self):
        clock = self.clock(False)
        self.table(
            "approved_operators",
            ("kind", "id", "reason", "valid_until"),
            ((k, i, r, clock(u)) for k, i, r, u in sorted(set(self.w.approved), key=str)),
        )


def random_hash(text, salt):
    """A short keyed hash of an address, as exports carry it that must not show addresses."""
    h = salt * 1000003 + 7
    for ch in text:
        h = ((h ^ ord(ch)) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return h


def truth(world, folder):
    """Who did what, for the examiner only."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)

    def write(name, header, rows):
        with open(folder / name, "w", encoding="utf-8", newline="") as f:
            out = csv.writer(f, lineterminator="\n")
            out.writerow(header)
            out.writerows(rows)

    write(
        "truth_accounts.csv",
        ("account_id", "role", "ring"),
        sorted((a.id, a.role, a.ring) for a in world.accounts),
    )
    write("truth_leads.csv", ("lead_id", "from_account", "to_account", "ring"), sorted(set(world.true_leads)))
    rows = []
    for a in world.accounts:
        for story in sorted(set(a.stories)):
            rows.append(
                (
                    a.id,
                    a.role if story.split("/")[0] in world.tricks and a.role != "clean" else "honest",
                    story,
                )
            )
    write("stories.csv", ("account_id", "typology", "story"), sorted(rows))


def write_all(world, login_rows, folder):
    """Every export except the verdicts, and the truth."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    office = Office(world, folder)
    office.accounts()
    office.logins(login_rows)
    office.bindings()
    office.leads()
    office.changes()
    office.payments()
    office.ads()
    office.notes()
    office.approved()
    truth(world, Path(folder) / "truth")
