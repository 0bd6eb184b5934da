"""Writes the exports the way different departments hand them over."""

import csv
import os
import random
from datetime import timezone

from .almanac import DAY

HEADERS = {
    "accounts": (
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
    "logins": ("account_id", "device_id", "login_at", "ip", "region"),
    "bindings": ("enterprise_id", "account_id", "bound_at", "unbound_at", "method", "employee_hash"),
    "lead_transfers": ("lead_id", "contact_hash", "from_account", "to_account", "transferred_at", "channel"),
    "account_changes": ("account_id", "field", "changed_at", "old_value", "new_value"),
    "leads": ("lead_id", "contact_hash", "account_id", "collected_at", "source", "followed_up_at"),
    "payments": ("payment_id", "payer", "payee", "paid_at", "amount_cny"),
    "ad_spend": ("account_id", "spent_on", "product", "spend_cny"),
    "notes": ("note_id", "account_id", "published_at", "text"),
    "approved_operators": ("kind", "id", "reason", "valid_until"),
}
MISSING = ("", "", "", "NULL", "\\N", "-", "无")
DROPPABLE = (
    ("logins", "region"),
    ("accounts", "phone_hash"),
    ("bindings", "employee_hash"),
    ("leads", "followed_up_at"),
    ("accounts", "region"),
    ("accounts", "group_id"),
)


class Clerk:
    """One department's habits: its date format, its empty cells, its encoding."""

    def __init__(self, world, name, rng):
        self.rng = rng
        self.world = world
        self.style = rng.choices(("plain", "millis", "slash", "rfc", "epoch"), (6, 1, 2, 2, 1))[0]
        if name == "logins" and self.style == "slash":
            self.style = "plain"
        self.missing = rng.choice(MISSING)
        self.encoding = rng.choices(("utf-8", "utf-8-sig", "gb18030"), (6, 2, 2))[0]
        self.tab = rng.random() < 0.12
        self._days = {}

    def time(self, seconds):
        """A moment in this department's format."""
        if seconds is None:
            return self.missing
        if self.style == "epoch":
            offset = self.world.almanac.midnight.replace(tzinfo=timezone.utc).timestamp() - 8 * 3600
            return str(int(offset + seconds))
        day, rest = divmod(int(seconds), DAY)
        if day not in self._days:
            d = self.world.almanac.moment(day * DAY)
            self._days[day] = (
                f"{d.year}/{d.month}/{d.day}" if self.style == "slash" else d.strftime("%Y-%m-%d")
            )
        h, m, s = rest // 3600, rest // 60 % 60, rest % 60
        if self.style == "slash":
            return f"{self._days[day]} {h}:{m:02d}"
        if self.style == "rfc":
            return f"{self._days[day]}T{h:02d}:{m:02d}:{s:02d}+08:00"
        tail = f".{(seconds * 7919) % 1000:03d}" if self.style == "millis" else ""
        return f"{self._days[day]} {h:02d}:{m:02d}:{s:02d}{tail}"

    def cell(self, value):
        return self.missing if value in ("", None) else value

    def ident(self, value):
        """Identifiers that were protected from the spreadsheet with a tab."""
        return "\t" + value if self.tab and value else value


def _account_rows(world, clerk, rng):
    for a in sorted(world.accounts, key=lambda a: a.account_id):
        phone = a.phone if rng.random() < 0.985 else ""
        region = a.region if rng.random() < 0.97 else ""
        yield (
            clerk.ident(a.account_id),
            a.kind,
            clerk.time(a.registered),
            clerk.cell(region),
            clerk.cell(a.holder),
            clerk.cell(phone),
            clerk.cell(a.payout),
            clerk.cell(a.industry),
            clerk.cell(a.group),
        )


def _login_rows(clerk, rng, rows):
    moment, ident, cell, rnd = clerk.time, clerk.ident, clerk.cell, rng.random
    for t, acc, device, ip, region in rows:
        if rnd() < 0.006:
            ip = ""
        yield ident(acc), device, moment(t), cell(ip), region if rnd() > 0.01 else cell("")


def _plain_rows(name, clerk, rows):
    """The smaller tables: a time column somewhere, the rest as it is."""
    times = {
        "bindings": (2, 3),
        "lead_transfers": (4,),
        "account_changes": (2,),
        "leads": (3, 5),
        "payments": (3,),
        "notes": (2,),
    }.get(name, ())
    first = times[0] if times else 0
    for row in sorted(rows, key=lambda r: (r[first], r)):
        yield tuple(clerk.time(v) if i in times else clerk.cell(v) for i, v in enumerate(row))


def _dated_rows(world, name, clerk, rows):
    """Tables that carry dates rather than moments."""
    at = 1 if name == "ad_spend" else 3
    for row in sorted(rows, key=lambda r: (str(r[0]), r[1], str(r[2]))):
        date = "" if row[at] is None else world.almanac.moment(row[at] * DAY).strftime("%Y-%m-%d")
        if name != "ad_spend" and date:
            date += " 23:59:59"
        yield row[:at] + (clerk.cell(date),) + row[at + 1 :]


def _write(folder, name, header, rows, clerk, drop):
    keep = [i for i, h in enumerate(header) if (name, h) not in drop]
    with open(os.path.join(folder, name + ".csv"), "w", encoding=clerk.encoding, newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow([header[i] for i in keep])
        for n, row in enumerate(rows):
            cells = [row[i] for i in keep]
            out.writerow(cells)
            if n % 4001 == 4000 and name in ("lead_transfers", "payments", "logins"):
                out.writerow(cells)


def export(world, logins, folder):
    """All exports; which columns are missing depends on the seed alone."""
    rng = random.Random(f"export:{world.seed}")
    drop = {pair for pair in DROPPABLE if rng.random() < 0.07}
    os.makedirs(folder, exist_ok=True)
    for name, header in HEADERS.items():
        clerk = Clerk(world, name, random.Random(f"clerk:{world.seed}:{name}"))
        if name == "accounts":
            rows = _account_rows(world, clerk, rng)
        elif name == "logins":
            rows = _login_rows(clerk, rng, logins)
        elif name in ("ad_spend", "approved_operators"):
            rows = _dated_rows(world, name, clerk, world.tables[name])
        else:
            rows = _plain_rows(name, clerk, world.tables[name])
        _write(folder, name, header, rows, clerk, drop)


def export_truth(world, folder):
    """Who did what; one row for every account."""
    path = os.path.join(folder, "truth")
    os.makedirs(path, exist_ok=True)
    clean = ("clean", "")
    tables = {
        "truth_accounts": (
            ("account_id", "role", "ring"),
            sorted((a.account_id,) + world.roles.get(a.account_id, clean) for a in world.accounts),
        ),
        "truth_leads": (("lead_id", "from_account", "to_account", "ring"), sorted(set(world.bad_leads))),
        "stories": (("account_id", "typology", "story"), sorted(set(world.stories))),
    }
    for name, (header, rows) in tables.items():
        with open(os.path.join(path, name + ".csv"), "w", encoding="utf-8", newline="") as f:
            out = csv.writer(f, lineterminator="\n")
            out.writerow(header)
            out.writerows(rows)
