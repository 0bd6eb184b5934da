"""Writes the exports as several teams' jobs would: valid, and not all alike.

Per world some files have a byte-order mark, another column order, slashes in dates,
epoch times, `NULL` for nothing, repeated rows, a column that a team never filled,
or hashed addresses.
"""

import csv
import hashlib
import os
from calendar import timegm
from datetime import timedelta

from .calendar import DAY

HEADERS = {
    "accounts": "account_id account_kind registered_at region holder_hash phone_hash payout_account industry group_id",
    "logins": "account_id device_id login_at ip region",
    "bindings": "enterprise_id account_id bound_at unbound_at method employee_hash",
    "lead_transfers": "lead_id contact_hash from_account to_account transferred_at channel",
    "account_changes": "account_id field changed_at old_value new_value",
    "leads": "lead_id contact_hash account_id collected_at source followed_up_at",
    "payments": "payment_id payer payee paid_at amount_cny",
    "ad_spend": "account_id spent_on product spend_cny",
    "notes": "note_id account_id published_at text",
    "approved_operators": "kind id reason valid_until",
}
DROPPABLE = [
    ("accounts", "industry"),
    ("accounts", "group_id"),
    ("logins", "region"),
    ("bindings", "employee_hash"),
    ("leads", "followed_up_at"),
    ("accounts", "payout_account"),
]


class Clock:
    """Formats times in the way of one exporting job."""

    def __init__(self, cal, style):
        self.cal, self.style = cal, style
        self._epoch = timegm((cal.start - timedelta(hours=8)).timetuple())
        self._clock = [f"{s // 3600:02d}:{s // 60 % 60:02d}:{s % 60:02d}" for s in range(DAY)]

    def __call__(self, second):
        if second is None:
            return ""
        if self.style == "epoch":
            return str(second + self._epoch)
        if self.style == "slash":
            t = self.cal.moment(second)
            return f"{t.year}/{t.month}/{t.day} {t.hour}:{t.minute:02d}"
        day, rest = divmod(second, DAY)
        text = f"{self.cal.day_text(day)} {self._clock[rest]}"
        return text.replace(" ", "T") + "+08:00" if self.style == "rfc" else text


def _money(fen):
    text = f"{fen // 100}.{fen % 100:02d}"
    return text[:-3] if text.endswith(".00") and fen % 300 == 0 else text


def _rows(w, name, clock):
    """Rows of an export as text, in its usual order."""
    if name == "accounts":
        for a in sorted(w.accounts, key=lambda a: (a.registered, a.id)):
            yield [
                a.id,
                a.kind,
                clock(a.registered),
                a.region,
                a.holder,
                a.phone,
                a.payout,
                a.industry,
                a.group,
            ]
    elif name == "logins":
        for second, account, tool, ip, region in w.logins:
            yield [account, tool, clock(second), ip, region]
    elif name == "bindings":
        for b in sorted(w.bindings, key=lambda b: (b[2], b[0], b[1])):
            yield [b[0], b[1], clock(b[2]), clock(b[3]), b[4], b[5]]
    elif name == "ad_spend":
        for s in sorted(w.spend, key=lambda s: (s[1], s[0], s[2])):
            yield [s[0], w.cal.day_text(s[1]), s[2], _money(s[3])]
    elif name == "approved_operators":
        for a in w.approved:
            yield [a[0], a[1], a[2], w.cal.day_text(a[3]) if a[3] is not None else ""]
    else:
        yield from _timed_rows(w, name, clock)


def _timed_rows(w, name, clock):
    table, column, money = {
        "lead_transfers": (w.transfers, 4, None),
        "account_changes": (w.changes, 2, None),
        "leads": (w.leads, 3, None),
        "payments": (w.payments, 3, 4),
        "notes": (w.notes, 2, None),
    }[name]
    for row in sorted(table, key=lambda r: (r[column], r[0], r[1])):
        row = list(row)
        row[column] = clock(row[column])
        if name == "leads":
            row[5] = clock(row[5])
        if money:
            row[money] = _money(row[money])
        yield row


def write_world(w, out):
    """Write all exports and the truth into a folder."""
    os.makedirs(os.path.join(out, "truth"), exist_ok=True)
    rng = w.rng("export")
    dropped = [d for d in DROPPABLE if rng.random() < 0.06]
    hashed = rng.random() < 0.25
    if hashed:
        _hash_addresses(w)
    for name, header in HEADERS.items():
        style = "plain"
        if rng.random() < 0.35:
            style = rng.choice(["rfc", "epoch"] + (["slash"] if name == "bindings" else []))
        _write_export(w, rng, out, name, header.split(), Clock(w.cal, style), dropped)
    _write_truth(w, out)


def _hash_addresses(w):
    """A privacy team hashed the addresses, in the log-ins and on the list of approved ones."""
    known = {}

    def digest(ip):
        if ip and ip not in known:
            known[ip] = hashlib.sha256(f"{w.seed}{ip}".encode()).hexdigest()[:24]
        return known.get(ip, "")

    w.logins = [(s, a, d, digest(ip), r) for s, a, d, ip, r in w.logins]
    for row in w.approved:
        if row[0] == "ip":
            row[1] = digest(row[1])


def _write_export(w, rng, out, name, header, clock, dropped):
    keep = [i for i, column in enumerate(header) if (name, column) not in dropped]
    if rng.random() < 0.3:
        rng.shuffle(keep)
    nothing = rng.choice(["", "", "", "NULL", "\\N", "-"])
    repeats = rng.choice([0, 0.0005, 0.003])
    lost = 0.012 if name == "logins" else 0
    encoding = (
        "gb18030"
        if name == "approved_operators" and rng.random() < 0.3
        else ("utf-8-sig" if rng.random() < 0.3 else "utf-8")
    )
    with open(os.path.join(out, name + ".csv"), "w", encoding=encoding, newline="") as handle:
        writer = csv.writer(handle, lineterminator="\r\n" if rng.random() < 0.2 else "\n")
        writer.writerow([header[i] for i in keep])
        rnd = rng.random
        for row in _rows(w, name, clock):
            if lost and rnd() < lost:
                row[3] = ""
                row[4] = row[4] if rnd() < 0.3 else ""
            line = [row[i] or nothing for i in keep]
            writer.writerow(line)
            if repeats and rnd() < repeats:
                writer.writerow(line)


def _write_truth(w, out):
    folder = os.path.join(out, "truth")
    accounts = sorted(w.accounts, key=lambda a: a.id)
    _table(
        folder,
        "truth_accounts.csv",
        ["account_id", "role", "ring"],
        [[a.id, a.role, a.ring] for a in accounts],
    )
    _table(folder, "truth_leads.csv", ["lead_id", "from_account", "to_account", "ring"], sorted(w.lead_truth))
    _table(
        folder,
        "stories.csv",
        ["account_id", "typology", "story"],
        [[a.id, a.typology, a.story] for a in accounts if a.story],
    )


def _table(folder, name, header, rows):
    with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
