#!/usr/bin/env python3
"""Check a written world against the contract: python3 check.py OUT. Prints counts; fails on the first breach."""

import csv
import datetime as dt
import os
import sys
from collections import Counter

_ACCOUNT_COLUMNS = {
    "logins": ["account_id"],
    "bindings": ["enterprise_id", "account_id"],
    "leads": ["account_id"],
    "lead_transfers": ["from_account", "to_account"],
    "account_changes": ["account_id"],
    "ad_spend": ["account_id"],
    "notes": ["account_id"],
}
_TIME_COLUMNS = {
    "logins": "login_at",
    "leads": "collected_at",
    "lead_transfers": "transferred_at",
    "payments": "paid_at",
    "account_changes": "changed_at",
    "notes": "published_at",
    "ad_spend": "spent_on",
}
_SHANGHAI = dt.timedelta(hours=8)


def read(folder, name):
    """All rows of an export, in whichever of the allowed encodings it came."""
    with open(os.path.join(folder, name + ".csv"), "rb") as file:
        data = file.read()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    return list(csv.DictReader(text.splitlines()))


def moment(text):
    """A time in any of the contract's spellings, as Shanghai wall-clock."""
    if text.isdigit():
        seconds = int(text) / (1000 if len(text) > 11 else 1)
        return dt.datetime(1970, 1, 1) + dt.timedelta(seconds=seconds) + _SHANGHAI
    if "/" in text:
        return dt.datetime.strptime(text, "%Y/%m/%d %H:%M")
    return dt.datetime.fromisoformat(text).replace(tzinfo=None)


def check(folder):
    """Ids, times and truth."""
    accounts = read(folder, "accounts")
    kinds = {a["account_id"]: a["account_kind"] for a in accounts}
    born = {a["account_id"]: moment(a["registered_at"]) for a in accounts}
    assert len(kinds) == len(accounts), "account ids repeat"
    first = last = None
    for name, column in _TIME_COLUMNS.items():
        rows = read(folder, name)
        times = [moment(r[column]) for r in rows]
        if name == "logins":
            first, last = min(times), max(times)
            assert {r["account_id"] for r in rows} == set(kinds), "an account without logins"
            early = sum(t + dt.timedelta(minutes=1) < born[r["account_id"]] for r, t in zip(rows, times))
            assert not early, f"{early} logins before registration"
        for r in rows:
            assert all(r[c] in kinds for c in _ACCOUNT_COLUMNS.get(name, ())), (name, r)
        for r, t in zip(rows, times):
            assert first.date() <= t.date() <= last.date(), (name, r)
        print(f"{name:18}{len(rows):9}")
    _check_bindings(read(folder, "bindings"), kinds, born, last)
    _check_leads(read(folder, "leads"), read(folder, "lead_transfers"))
    _check_truth(folder, kinds)


def _check_leads(leads, transfers):
    """A transferred lead was collected before, with the same contact."""
    known = {r["lead_id"]: (moment(r["collected_at"]), r["contact_hash"]) for r in leads}
    for r in transfers:
        collected, contact = known[r["lead_id"]]
        assert contact == r["contact_hash"] and moment(r["transferred_at"]) >= collected, r


def _check_bindings(rows, kinds, born, last):
    """Enterprises bind other accounts, after registration, before the end, one at a time."""
    spans = {}
    for r in rows:
        start = moment(r["bound_at"])
        end = moment(r["unbound_at"]) if r["unbound_at"][:1].isdigit() else dt.datetime.max
        assert kinds[r["enterprise_id"]] == "enterprise" and kinds[r["account_id"]] != "enterprise", r
        assert start + dt.timedelta(minutes=1) >= born[r["account_id"]] and start <= last and start <= end, r
        spans.setdefault(r["account_id"], []).append((start, end))
    overlaps = sum(a[1] > b[0] for s in spans.values() for a, b in zip(sorted(s), sorted(s)[1:]))
    free = sum(kind == "kos" and a not in spans for a, kind in kinds.items())
    print(f"bindings          {len(rows):9}  overlapping {overlaps}, staff accounts never bound {free}")


def _check_truth(folder, kinds):
    """Every account has a truth; unlawful transfers exist as transfers."""
    truth = read(os.path.join(folder, "truth"), "truth_accounts")
    assert {t["account_id"] for t in truth} == set(kinds)
    assert all((t["role"] == "clean") == (t["ring"] == "") for t in truth)
    roles = Counter(t["role"] for t in truth)
    rings = Counter(t["ring"] for t in truth if t["ring"])
    made = {(r["lead_id"], r["from_account"], r["to_account"]) for r in read(folder, "lead_transfers")}
    sold = read(os.path.join(folder, "truth"), "truth_leads")
    assert all((r["lead_id"], r["from_account"], r["to_account"]) in made for r in sold)
    stories = read(os.path.join(folder, "truth"), "stories")
    names = Counter((s["typology"] == "honest", s["story"]) for s in stories if ":" not in s["story"])
    print(dict(roles), f"rings {len(rings)}, sizes {sorted(rings.values())}, unlawful transfers {len(sold)}")
    for honest in (True, False):
        print(
            "honest" if honest else "tricks",
            sum(k[0] is honest for k in names),
            {k[1]: n for k, n in names.most_common() if k[0] is honest},
        )


if __name__ == "__main__":
    check(sys.argv[1])
