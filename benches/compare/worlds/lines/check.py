"""Check a written world: files parse, ids agree, times lie in range, truth is complete."""

import collections
import csv
import os
import statistics
import sys
from datetime import datetime, timedelta

MISSING = {"", "NULL", "\\N", "-"}


def read(folder, name):
    """Rows of an export as dicts with missing values as None."""
    path = os.path.join(folder, name)
    raw = open(path, "rb").read()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030")
    rows = [dict(row) for row in dict.fromkeys(tuple(r.items()) for r in csv.DictReader(text.splitlines()))]
    return [{k: None if v in MISSING else v for k, v in row.items()} for row in rows]


def when(text):
    """Any of the time formats as a naive local datetime."""
    if text.isdigit():
        return datetime(1970, 1, 1) + timedelta(seconds=int(text), hours=8)
    if "/" in text:
        return datetime.strptime(text, "%Y/%m/%d %H:%M")
    return datetime.strptime(text.replace("T", " ")[:19], "%Y-%m-%d %H:%M:%S")


def check(folder):
    """Raise on the first contradiction; print a summary otherwise."""
    accounts = {a["account_id"]: a for a in read(folder, "accounts.csv")}
    truth = {t["account_id"]: t for t in read(folder, "truth/truth_accounts.csv")}
    stories = read(folder, "truth/stories.csv")
    assert set(accounts) == set(truth)
    assert all((t["role"] == "clean") == (not t["ring"]) for t in truth.values())
    logins = read(folder, "logins.csv")
    times = [when(r["login_at"]) for r in logins]
    start, end = min(times).replace(hour=0, minute=0, second=0), max(times)
    assert 85 <= (end - start).days <= 181, (start, end)
    registered = {k: when(a["registered_at"]) for k, a in accounts.items()}
    count = collections.Counter(r["account_id"] for r in logins)
    assert set(count) == set(accounts)
    assert all(t >= registered[r["account_id"]] for t, r in zip(times, logins))
    _relations(folder, accounts, start, end + timedelta(days=1))
    _summary(folder, truth, stories, count, logins)


def _relations(folder, accounts, start, end):
    for b in read(folder, "bindings.csv"):
        assert accounts[b["enterprise_id"]]["account_kind"] == "enterprise" and b["account_id"] in accounts
        bound = when(b["bound_at"])
        assert bound <= end and (not b["unbound_at"] or bound <= when(b["unbound_at"]) <= end), b
    bound = {b["account_id"] for b in read(folder, "bindings.csv")}
    truth = read(folder, "truth/truth_accounts.csv")
    assert all(t["account_id"] in bound for t in truth if t["role"] == "affiliated")
    leads = {r["lead_id"]: r for r in read(folder, "leads.csv")}
    transfers = read(folder, "lead_transfers.csv")
    for r in transfers:
        lead = leads[r["lead_id"]]
        assert (
            r["from_account"] in accounts
            and r["to_account"] in accounts
            and lead["contact_hash"] == r["contact_hash"]
        )
        assert when(lead["collected_at"]) <= when(r["transferred_at"]) <= end, (lead, r)
    known = {(r["lead_id"], r["from_account"], r["to_account"]) for r in transfers}
    unlawful = read(folder, "truth/truth_leads.csv")
    assert all((r["lead_id"], r["from_account"], r["to_account"]) in known for r in unlawful)
    for name, column in (
        ("account_changes", "changed_at"),
        ("notes", "published_at"),
        ("payments", "paid_at"),
    ):
        for r in read(folder, name + ".csv"):
            assert start <= when(r[column]) <= end, r
            assert r.get("account_id", None) is None or r["account_id"] in accounts
    last = {}
    for r in sorted(read(folder, "account_changes.csv"), key=lambda r: when(r["changed_at"])):
        key = (r["account_id"], r["field"])
        assert r["field"] == "password" or key not in last or last[key] == r["old_value"], r
        last[key] = r["new_value"]
    print("transfers", len(transfers), "unlawful", len(unlawful), "leads", len(leads))


def _summary(folder, truth, stories, count, logins):
    print(folder, "logins", len(logins), "devices", len({r["device_id"] for r in logins}))
    for role, number in sorted(collections.Counter(t["role"] for t in truth.values()).items()):
        each = [count[k] for k, t in truth.items() if t["role"] == role]
        print(f"  {role:13} {number:6} logins each: median {statistics.median(each)}, max {max(each)}")
    rings = collections.Counter(t["ring"] for t in truth.values() if t["ring"])
    print("  rings", len(rings), "sizes", sorted(rings.values()))
    print(
        "  stories",
        len({s["story"] for s in stories if s["typology"] == "honest"}),
        "honest,",
        len({s["story"] for s in stories if s["typology"] != "honest"}),
        "tricks",
    )


if __name__ == "__main__":
    for path in sys.argv[1:]:
        check(path)
