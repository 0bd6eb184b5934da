"""Check a generated world for consistency and count it: python3 check.py OUT."""

import csv
import os
import sys
from collections import Counter
from datetime import datetime, timedelta, timezone

SHANGHAI = timezone(timedelta(hours=8))
MISSING = {"", "NULL", "null", "\\N", "-", "无"}


def rows(folder, name):
    """All rows of an export, whatever its encoding, with missing values as empty text."""
    path = os.path.join(folder, name + ".csv")
    data = open(path, "rb").read()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    for row in csv.DictReader(text.splitlines()):
        yield {k: "" if v.strip() in MISSING else v.strip() for k, v in row.items()}


def moment(text):
    """A time in any of the contract's formats."""
    if text.isdigit():
        return datetime.fromtimestamp(int(text), SHANGHAI)
    if "/" in text:
        return datetime.strptime(text, "%Y/%m/%d %H:%M").replace(tzinfo=SHANGHAI)
    t = datetime.fromisoformat(text)
    return t if t.tzinfo else t.replace(tzinfo=SHANGHAI)


def check(folder):
    """Report every inconsistency and a summary."""
    faults, accounts = Counter(), {r["account_id"]: r for r in rows(folder, "accounts")}
    truth = {r["account_id"]: r for r in rows(folder, "truth/truth_accounts")}
    faults["truth does not cover accounts"] += len(set(truth) ^ set(accounts))
    first, last, seen = None, None, Counter()
    for r in rows(folder, "logins"):
        t = moment(r["login_at"])
        first, last = min(first or t, t), max(last or t, t)
        seen[r["account_id"]] += 1
        if r["account_id"] in accounts and t < moment(accounts[r["account_id"]]["registered_at"]) - timedelta(
            minutes=1
        ):
            faults["login before registration"] += 1
    faults["login of unknown account"] += len(set(seen) - set(accounts))
    faults["account without logins"] += len(set(accounts) - set(seen))
    for r in rows(folder, "bindings"):
        faults["binding of unknown account"] += (
            r["account_id"] not in accounts or r["enterprise_id"] not in accounts
        )
        faults["binding after window"] += moment(r["bound_at"]) > last + timedelta(days=1)
        if r["unbound_at"]:
            faults["unbound before bound"] += moment(r["unbound_at"]) < moment(r["bound_at"])
    collected = {r["lead_id"]: moment(r["collected_at"]) for r in rows(folder, "leads")}
    handed = set()
    for r in rows(folder, "lead_transfers"):
        handed.add((r["lead_id"], r["from_account"], r["to_account"]))
        faults["transfer of unknown account"] += (
            r["from_account"] not in accounts or r["to_account"] not in accounts
        )
        faults["transfer of unknown lead"] += r["lead_id"] not in collected
        if r["lead_id"] in collected:
            faults["transfer before collection"] += moment(r["transferred_at"]) < collected[
                r["lead_id"]
            ] - timedelta(minutes=1)
    for r in rows(folder, "truth/truth_leads"):
        faults["unlawful transfer missing"] += (
            r["lead_id"],
            r["from_account"],
            r["to_account"],
        ) not in handed
    for name, column in (
        ("notes", "published_at"),
        ("payments", "paid_at"),
        ("account_changes", "changed_at"),
    ):
        for r in rows(folder, name):
            faults[name + " outside window"] += (
                not first - timedelta(days=2) <= moment(r[column]) <= last + timedelta(days=2)
            )
    for name in ("notes", "account_changes", "ad_spend"):
        faults[name + " of unknown account"] += sum(
            r["account_id"] not in accounts for r in rows(folder, name)
        )
    rings = Counter(r["ring"] for r in truth.values() if r["ring"])
    counts = sorted(seen.values())
    print("window", first, last, "logins", sum(counts), "median", counts[len(counts) // 2], "max", counts[-1])
    print("kinds", Counter(a["account_kind"] for a in accounts.values()))
    print("roles", Counter(r["role"] for r in truth.values()), "rings", len(rings), sorted(rings.values()))
    print(
        "stories",
        {
            t: len({s for x, s in story_pairs(folder) if (x == "honest") == (t == "honest")})
            for t in ("honest", "trick")
        },
    )
    print("faults", {k: v for k, v in faults.items() if v})


def story_pairs(folder):
    return {(r["typology"], r["story"]) for r in rows(folder, "truth/stories")}


if __name__ == "__main__":
    check(sys.argv[1])
