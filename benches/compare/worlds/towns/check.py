"""Read a world back and complain about whatever does not fit.

python3 check.py OUT
"""

import csv
import datetime as dt
import os
import sys
from collections import Counter, defaultdict

MISSING = {"", "NULL", "-", "无", "\\N"}


def rows(folder, name):
    """The rows of an export as dictionaries."""
    with open(os.path.join(folder, name + ".csv"), encoding="utf-8-sig", newline="") as f:
        yield from csv.DictReader(f)


def when(text):
    """A local time in any of the three styles."""
    if "T" in text:
        return dt.datetime.fromisoformat(text).replace(tzinfo=None)
    return dt.datetime.strptime(text, "%Y/%m/%d %H:%M") if "/" in text else dt.datetime.fromisoformat(text)


def main():
    """Check ids, times, bindings and truth; print counts."""
    out, bad = sys.argv[1], Counter()
    accounts = {r["account_id"]: r for r in rows(out, "accounts")}
    registered = {a: when(r["registered_at"]) for a, r in accounts.items()}
    logins, low, high = Counter(), "9", "0"
    devices = defaultdict(set)
    for r in rows(out, "logins"):
        logins[r["account_id"]] += 1
        devices[r["device_id"]].add(r["account_id"])
        low, high = min(low, r["login_at"]), max(high, r["login_at"])
        bad["login before registration"] += when(r["login_at"]) < registered[r["account_id"]]
        bad["no address"] += not r["ip"]
    last = when(high)
    bad["account without login"] += sum(a not in logins for a in accounts)
    open_until = defaultdict(list)
    for r in rows(out, "bindings"):
        start = when(r["bound_at"])
        end = when(r["unbound_at"]) if r["unbound_at"] else dt.datetime.max
        bad["binding of nobody"] += r["account_id"] not in accounts
        bad["binding to no enterprise"] += accounts[r["enterprise_id"]]["account_kind"] != "enterprise"
        bad["binding out of range"] += start > last or end <= start
        open_until[r["account_id"]].append((start, end))
    for spans in open_until.values():
        spans.sort()
        bad["overlapping bindings"] += any(a[1] > b[0] for a, b in zip(spans, spans[1:]))
    leads = {}
    for r in rows(out, "leads"):
        leads[r["lead_id"]] = r["contact_hash"]
        bad["lead of nobody"] += r["account_id"] not in accounts
        bad["lead out of range"] += when(r["collected_at"]) > last + dt.timedelta(days=1)
    seen = set()
    for r in rows(out, "lead_transfers"):
        seen.add((r["lead_id"], r["from_account"], r["to_account"]))
        bad["transfer by nobody"] += r["from_account"] not in accounts or r["to_account"] not in accounts
        bad["transfer of an unknown lead"] += leads.get(r["lead_id"]) != r["contact_hash"]
        bad["transfer to oneself"] += r["from_account"] == r["to_account"]
    for r in rows(out, "account_changes"):
        bad["change of nobody"] += r["account_id"] not in accounts
        bad["change before registration"] += when(r["changed_at"]) < registered[r["account_id"]]
    for r in rows(out, "payments"):
        bad["odd payment"] += not (float(r["amount_cny"]) > 0 and r["payer"] and r["payee"])
    for r in rows(out, "notes"):
        bad["note of nobody"] += r["account_id"] not in accounts
    for r in rows(out, "ad_spend"):
        bad["spend before registration"] += dt.date.fromisoformat(r["spent_on"]) < registered[r["account_id"]].date()
    truth = {r["account_id"]: r for r in rows(out + "/truth", "truth_accounts")}
    bad["truth incomplete"] += set(truth) != set(accounts)
    bad["clean in a ring"] += sum((r["role"] == "clean") != (r["ring"] == "") for r in truth.values())
    for r in rows(out + "/truth", "truth_leads"):
        bad["unlawful transfer not exported"] += (r["lead_id"], r["from_account"], r["to_account"]) not in seen
    rings = Counter(r["ring"] for r in truth.values() if r["ring"])
    print(
        "window", low, high, "logins", sum(logins.values()), "shared devices", sum(len(a) > 1 for a in devices.values())
    )
    print("roles", dict(Counter(r["role"] for r in truth.values())))
    print("kinds", dict(Counter(r["account_kind"] for r in accounts.values())))
    print("rings", len(rings), "sizes", sorted(rings.values()))
    print("stories", sorted(Counter((r["typology"], r["story"]) for r in rows(out + "/truth", "stories")).items()))
    print("missing holder", sum(r["holder_hash"] in MISSING for r in accounts.values()))
    print("BAD", {k: v for k, v in bad.items() if v} or "nothing")


if __name__ == "__main__":
    main()
