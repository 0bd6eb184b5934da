"""Write the exports as operations departments do: valid, and a little messy."""

import csv
import datetime as dt
import os
import random

from .almanac import DAY

_EPOCH = dt.datetime(1970, 1, 1)
_MISSING = ("", "", "", "NULL", "\\N", "-", "无")


class Office:
    """The habits of the department that exported this world."""

    def __init__(self, seed, w):
        self.rng = random.Random(f"export:{seed}")
        self.w = w
        self.missing = self.rng.choice(_MISSING)
        self.styles = {}
        self.cut = {
            name
            for name, chance in (
                ("logins.region", 0.12),
                ("accounts.industry", 0.15),
                ("bindings.employee_hash", 0.1),
                ("leads.followed_up_at", 0.15),
                ("accounts.phone_hash", 0.05),
            )
            if self.rng.random() < chance
        }
        self.gaps = self.rng.uniform(0.002, 0.02)
        self.gb = self.rng.random() < 0.3
        self.bom = self.rng.random() < 0.5
        self.chinese = self.rng.random() < 0.15

    def time(self, table, t):
        """A time in the style of this table."""
        if t is None:
            return self.missing
        if table not in self.styles:
            self.styles[table] = self.rng.choice(("plain", "plain", "plain", "offset", "epoch", "milli", "slash"))
        moment = self.w.almanac.moment(t)
        style = self.styles[table]
        if style == "slash" and table in ("bindings", "account_changes", "accounts"):
            return f"{moment.year}/{moment.month}/{moment.day} {moment.hour}:{moment.minute:02d}"
        if style == "offset":
            return moment.isoformat() + "+08:00"
        if style in ("epoch", "milli"):
            seconds = self.epoch + t
            return str(seconds) if style == "epoch" else str(seconds * 1000)
        return moment.strftime("%Y-%m-%d %H:%M:%S")

    @property
    def epoch(self):
        """Seconds of the epoch when the window opened, in Shanghai."""
        return int((self.w.almanac.start - _EPOCH).total_seconds()) - 8 * 3600

    def maybe(self, value):
        """An optional value, now and then lost on the way."""
        return value if value and self.rng.random() > self.gaps else self.missing

    def number(self, value):
        """An identifier; a spreadsheet put a tab or apostrophe before some."""
        if self.rng.random() < 0.01:
            return self.rng.choice(("\t", "'", " ")) + value
        return value


def write(out, seed, w):
    """Write all exports and the truth below `out`."""
    os.makedirs(os.path.join(out, "truth"), exist_ok=True)
    office = Office(seed, w)
    for table in (_accounts, _logins, _bindings, _transfers, _changes, _leads, _payments, _spend, _notes, _approved):
        name, columns, rows = table(office, w)
        _save(out, office, name, columns, rows)
    _truth(out, w)


def _save(out, office, name, columns, rows):
    """One table; optional columns that this office lacks are left out."""
    keep = [i for i, c in enumerate(columns) if f"{name}.{c}" not in office.cut]
    head = [columns[i] for i in keep]
    if name == "logins" and office.chinese:
        head = [{"account_id": "账号ID", "device_id": "设备ID", "login_at": "登录时间"}.get(c, c) for c in head]
    encoding = "utf-8-sig" if name == "accounts" and office.bom else "utf-8"
    if name == "notes" and office.gb:
        encoding = "gb18030"
    with open(os.path.join(out, name + ".csv"), "w", encoding=encoding, newline="") as file:
        sheet = csv.writer(file, lineterminator="\n")
        sheet.writerow(head)
        if len(keep) == len(columns):
            sheet.writerows(rows)
        else:
            sheet.writerows([row[i] for i in keep] for row in rows)


def _accounts(office, w):
    """The register of accounts, as at the end of the window."""
    columns = (
        "account_id",
        "account_kind",
        "registered_at",
        "region",
        "holder_hash",
        "phone_hash",
        "payout_account",
        "industry",
        "group_id",
    )
    rows = [
        (
            office.number(a.id),
            a.kind,
            office.time("accounts", a.registered),
            office.maybe(a.city),
            office.maybe(a.holder),
            office.maybe(a.phone),
            office.maybe(a.payout),
            a.industry or office.missing,
            a.group or office.missing,
        )
        for _, a in sorted(w.accounts.items())
    ]
    return "accounts", columns, rows


def _logins(office, w):
    """Logins in order of time; one in a thousand was exported twice."""
    columns = ("account_id", "device_id", "login_at", "ip", "region")
    return "logins", columns, _login_rows(office, w)


def _login_rows(office, w):
    """The rows of the logins, one at a time because there are many."""
    random_ = office.rng.random
    for t, account, device, ip, city in sorted(w.logins):
        draw = random_()
        row = (
            account,
            device,
            office.time("logins", t),
            office.missing if draw < 0.006 else ip,
            office.missing if draw < 0.01 else city,
        )
        yield row
        if draw > 0.999:
            yield row


def _bindings(office, w):
    """Bindings in order of time; an open one has no end."""
    columns = ("enterprise_id", "account_id", "bound_at", "unbound_at", "method", "employee_hash")
    rows = [
        (e, a, office.time("bindings", b), office.time("bindings", u), m, h or office.missing)
        for e, a, b, u, m, h in sorted(w.bindings, key=lambda r: (r[2], r[1], r[0]))
    ]
    return "bindings", columns, rows


def _transfers(office, w):
    """Transfers; a webhook that got no answer sent its row again."""
    columns = ("lead_id", "contact_hash", "from_account", "to_account", "transferred_at", "channel")
    rows = []
    for t, lead, contact, giver, taker, channel in sorted(w.transfers):
        row = (lead, contact, giver, taker, office.time("lead_transfers", t), channel)
        rows += [row] * (2 if office.rng.random() < 0.004 else 1)
    return "lead_transfers", columns, rows


def _changes(office, w):
    """Changes of fields; passwords without values."""
    columns = ("account_id", "field", "changed_at", "old_value", "new_value")
    rows = [
        (a, f, office.time("account_changes", t), o or office.missing, n or office.missing)
        for t, a, f, o, n in sorted(w.changes)
    ]
    return "account_changes", columns, rows


def _leads(office, w):
    """Leads that were collected inside of the window."""
    columns = ("lead_id", "contact_hash", "account_id", "collected_at", "source", "followed_up_at")
    rows = [
        (i, c, a, office.time("leads", t), s, office.time("leads", f))
        for t, i, c, a, s, f in sorted(w.leads, key=lambda r: r[:2])
        if 0 <= t < w.length
    ]
    return "leads", columns, rows


def _payments(office, w):
    """Payments with exact fen."""
    columns = ("payment_id", "payer", "payee", "paid_at", "amount_cny")
    rows = [
        (i, office.number(p), office.number(q), office.time("payments", t), f"{m:.2f}")
        for t, i, p, q, m in sorted(w.payments)
    ]
    return "payments", columns, rows


def _spend(office, w):
    """Advertising money by account, day and product."""
    columns = ("account_id", "spent_on", "product", "spend_cny")
    rows = [
        (a, w.almanac.moment(d * DAY).strftime("%Y-%m-%d"), p, f"{m:.2f}")
        for (d, a, p), m in sorted(w.spending.items())
    ]
    return "ad_spend", columns, rows


def _notes(office, w):
    """Notes in order of time."""
    columns = ("note_id", "account_id", "published_at", "text")
    rows = [(i, a, office.time("notes", t), x) for t, i, a, x in sorted(w.notes)]
    return "notes", columns, rows


def _approved(office, w):
    """The approved list, some entries lapsed."""
    columns = ("kind", "id", "reason", "valid_until")
    rows = [(k, i, r, office.time("approved_operators", u)) for k, i, r, u in w.approved]
    return "approved_operators", columns, rows


def _truth(out, w):
    """Truth: a row for every account, the unlawful transfers, the stories."""
    tables = (
        (
            "truth_accounts",
            ("account_id", "role", "ring"),
            [(a, *w.truth.get(a, ("clean", ""))) for a in sorted(w.accounts)],
        ),
        ("truth_leads", ("lead_id", "from_account", "to_account", "ring"), sorted(set(w.truth_leads))),
        ("stories", ("account_id", "typology", "story"), sorted(set(w.stories))),
    )
    for name, columns, rows in tables:
        with open(os.path.join(out, "truth", name + ".csv"), "w", encoding="utf-8", newline="") as file:
            sheet = csv.writer(file, lineterminator="\n")
            sheet.writerow(columns)
            sheet.writerows(rows)
