"""Write the exports: the same facts as untidy but valid files.

Different teams export at different times with different tools, so the
format of times, the marks for "missing" and the order of columns vary from
world to world and from file to file.
"""

import csv
import datetime as dt
import os

from places import mix

COLUMNS = {
    "accounts": "account_id account_kind registered_at region holder_hash phone_hash "
    "payout_account industry group_id",
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
DROPPABLE = {
    "accounts": ["industry", "group_id", "region", "phone_hash"],
    "logins": ["region"],
    "bindings": ["employee_hash"],
    "leads": ["followed_up_at", "source"],
    "account_changes": ["old_value"],
}
MISSING = ("", "", "", "NULL", "null", "\\N", "-", "无")


def _clock(world, style):
    """A function from days of the window to the text of a time."""
    first = world.first

    def text(day):
        if day is None:
            return ""
        now = first + dt.timedelta(seconds=int(day * 86400))
        if style == "slash":
            return f"{now.year}/{now.month}/{now.day} {now:%H:%M}"
        if style == "offset":
            return f"{now:%Y-%m-%dT%H:%M:%S}+08:00"
        if style == "millis":
            return f"{now:%Y-%m-%d %H:%M:%S}.{int(day * 86400000) % 1000:03d}"
        if style == "epoch":
            return str(int((now - dt.datetime(1970, 1, 1, 8)).total_seconds()))
        return f"{now:%Y-%m-%d %H:%M:%S}"

    return text


def _rows(world, name, clock):
    """The rows of one export in its standard column order."""
    if name == "accounts":
        return [
            (a.id, a.kind, clock(a.registered), a.region, a.holder, a.phone, a.payout, a.industry, a.group)
            for a in world.accounts
        ]
    if name == "logins":
        return [(a, d, clock(t), ip, city) for t, a, d, ip, city in sorted(world.logins)]
    if name == "bindings":
        return [
            (c, a, clock(t), clock(e), m, h)
            for t, c, a, e, m, h in sorted(world.bindings, key=lambda b: (b[0], b[2]))
        ]
    if name == "lead_transfers":
        return [(i, c, f, t, clock(d), ch) for d, i, c, f, t, ch in sorted(world.transfers)]
    if name == "account_changes":
        return [(a, f, clock(d), o, n) for d, a, f, o, n in sorted(world.changes)]
    if name == "leads":
        return [
            (i, c, a, clock(t), s, clock(f))
            for i, c, a, t, s, f in sorted(world.leads, key=lambda x: (x[3], x[0]))
        ]
    if name == "payments":
        return [
            (i, a, b, clock(t), f"{m:.2f}".removesuffix(".00")) for t, i, a, b, m in sorted(world.payments)
        ]
    if name == "ad_spend":
        return [
            (a, f"{world.first + dt.timedelta(days=d):%Y-%m-%d}", p, f"{m:.2f}")
            for a, d, p, m in sorted(world.spend, key=lambda s: (s[1], s[0], s[2]))
        ]
    if name == "notes":
        return [
            (f"n{number:08d}", a, clock(t), text) for number, (t, a, text) in enumerate(sorted(world.notes))
        ]
    return [(k, i, r, clock(v)) for k, i, r, v in world.approved]


def _hashed(rows, world):
    """Some exports carry only a hash of the address."""
    salt = world.seed
    return [
        (a, d, t, f"ip{mix(salt, *ip.encode()):08x}{mix(*ip.encode(), salt):08x}", c)
        for a, d, t, ip, c in rows
    ]


def _untidy(name, rows, rng, head):
    """Blanks where a form was left open, tabs before numbers, repeated rows."""
    rare = {"accounts": (3, 4, 5), "logins": (3, 4), "leads": (4,)}.get(name, ())
    tab = rng.random() < 0.2
    optional = range(len(head)) if name in ("accounts", "bindings", "account_changes") else rare
    for row in rows:
        row = list(row)
        for place in rare:
            if rng.random() < 0.012:
                row[place] = ""
        for place in optional:
            if row[place] == "":
                row[place] = rng.choice(MISSING)
        if tab:
            row[0] = "\t" + row[0] if rng.random() < 0.3 else row[0]
        yield row
        if rng.random() < 0.0007 and name != "accounts":
            yield row


def _write(path, head, rows, encoding="utf-8"):
    with open(path, "w", encoding=encoding, newline="", errors="replace") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


def write_exports(world, folder):
    """All exports of the contract."""
    rng = world.stream("export")
    os.makedirs(folder, exist_ok=True)
    hash_ip = rng.random() < 0.2
    for name, columns in COLUMNS.items():
        head = columns.split()
        clock = _clock(
            world,
            rng.choices(
                ("plain", "slash", "offset", "millis", "epoch"), (60, 4 if name == "leads" else 0, 12, 12, 8)
            )[0],
        )
        rows = _rows(world, name, clock)
        if name == "logins" and hash_ip:
            rows = _hashed(rows, world)
        rows = list(_untidy(name, rows, rng, head))
        keep = list(range(len(head)))
        for column in DROPPABLE.get(name, ()):
            if rng.random() < 0.06:
                keep.remove(head.index(column))
        if rng.random() < 0.3:
            rng.shuffle(keep)
        encoding = rng.choices(("utf-8", "utf-8-sig", "gb18030"), (75, 15, 10))[0]
        _write(
            os.path.join(folder, name + ".csv"),
            [head[k] for k in keep],
            ([row[k] for k in keep] for row in rows),
            encoding,
        )


def write_truth(world, folder):
    """What really happened."""
    truth = os.path.join(folder, "truth")
    os.makedirs(truth, exist_ok=True)
    accounts = sorted(world.accounts, key=lambda a: a.id)
    _write(
        os.path.join(truth, "truth_accounts.csv"),
        ("account_id", "role", "ring"),
        ((a.id, a.role, a.ring) for a in accounts),
    )
    _write(
        os.path.join(truth, "truth_leads.csv"),
        ("lead_id", "from_account", "to_account", "ring"),
        sorted(set(world.bad_transfers)),
    )
    _write(
        os.path.join(truth, "stories.csv"),
        ("account_id", "typology", "story"),
        ((a.id, kind, story) for a in accounts for kind, story in dict.fromkeys(a.stories)),
    )
