"""Check a world's files against each other: ids, times, bindings, truth."""

import csv
import os
import sys
from collections import Counter
from datetime import datetime


def read(folder, name):
    with open(os.path.join(folder, name + ".csv"), encoding="utf-8-sig", newline="") as f:
        return list(csv.DictReader(f))


def instant(text):
    """Epoch seconds of any of the contract's time formats."""
    if text.isdigit():
        return int(text) if len(text) < 12 else int(text) // 1000
    text = text.replace("T", " ").replace("+08:00", "")
    for form in ("%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M"):
        try:
            return int((datetime.strptime(text, form) - datetime(1970, 1, 1)).total_seconds()) - 8 * 3600
        except ValueError:
            continue
    raise ValueError(text)


def main(folder):
    missing = {"", "NULL", "\\N"}
    accounts = {r["account_id"]: r for r in read(folder, "accounts")}
    born = {k: instant(r["registered_at"]) for k, r in accounts.items()}
    logins = read(folder, "logins")
    times = []
    for r in logins:
        t = instant(r["login_at"])
        times.append(t)
        assert r["account_id"] in accounts and t >= born[r["account_id"]] - 60, r
    first, last = min(times), max(times)
    counts = Counter(r["account_id"] for r in logins)
    assert set(counts) == set(accounts)
    for r in read(folder, "bindings"):
        t = instant(r["bound_at"])
        assert r["enterprise_id"] in accounts and r["account_id"] in accounts and t <= last + 60, r
        assert accounts[r["enterprise_id"]]["account_kind"] == "enterprise", r
        assert accounts[r["account_id"]]["account_kind"] == "kos", r
        assert born[r["account_id"]] <= t + 60, r
        assert r["unbound_at"] in missing or instant(r["unbound_at"]) >= t, r
    leads = {r["lead_id"]: instant(r["collected_at"]) for r in read(folder, "leads")}
    moved = set()
    for r in read(folder, "lead_transfers"):
        assert r["from_account"] in accounts and r["to_account"] in accounts, r
        assert instant(r["transferred_at"]) >= leads[r["lead_id"]] - 60, r
        moved.add((r["lead_id"], r["from_account"], r["to_account"]))
    for name, col in (
        ("account_changes", "changed_at"),
        ("payments", "paid_at"),
        ("notes", "published_at"),
        ("leads", "collected_at"),
        ("lead_transfers", "transferred_at"),
    ):
        rows = read(folder, name)
        print(name, len(rows))
        for r in rows:
            assert first - 90000 <= instant(r[col]) <= last + 90000, (name, r)
            assert "account_id" not in r or r["account_id"] in accounts, (name, r)
    assert all(r["account_id"] in accounts for r in read(folder, "ad_spend"))
    truth = read(folder, "truth/truth_accounts")
    assert len(truth) == len(accounts) == len({r["account_id"] for r in truth})
    assert all((r["role"] == "clean") == (r["ring"] == "") for r in truth)
    bad = read(folder, "truth/truth_leads")
    assert all((r["lead_id"], r["from_account"], r["to_account"]) in moved for r in bad)
    print("accounts", Counter(r["account_kind"] for r in accounts.values()), "days", (last - first) / 86400)
    print(
        "logins",
        len(logins),
        "median",
        sorted(counts.values())[len(counts) // 2],
        "max",
        max(counts.values()),
    )
    print("roles", Counter(r["role"] for r in truth), "bad leads", len(bad))
    print("ring sizes", sorted(Counter(r["ring"] for r in truth if r["ring"]).values()))
    per = {}
    for r in read(folder, "truth/stories"):
        per.setdefault((r["typology"], r["story"]), set()).add(r["account_id"])
    for key in sorted(per):
        print(*key, len(per[key]))


if __name__ == "__main__":
    main(sys.argv[1])
