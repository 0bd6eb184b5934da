"""Check a written world against the contract: python3 check.py OUT"""

import csv
import datetime as dt
import sys
from collections import Counter
from pathlib import Path

GONE = {"", "NULL", "null", "\\N", "-", "无"}


def read(path):
    """Distinct rows of one export as dictionaries, whatever its encoding."""
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    rows = list(csv.DictReader(text.splitlines()))
    tidy = [{k: "" if v in GONE else v.strip().lstrip("\t'") for k, v in r.items()} for r in rows]
    return list({tuple(r.values()): r for r in tidy}.values())


def when(text):
    """A local time from any of the formats in use."""
    if text.isdigit():
        return dt.datetime(1970, 1, 1, 8) + dt.timedelta(seconds=int(text))
    if "/" in text:
        return dt.datetime.strptime(text, "%Y/%m/%d %H:%M")
    return dt.datetime.fromisoformat(text.removesuffix("+08:00"))


def problems(folder):
    """Every violated rule with a count."""
    found = Counter()
    data = {p.stem: read(p) for p in sorted(Path(folder).glob("*.csv"))}
    ids = {r["account_id"]: r for r in data["accounts"]}
    truth = {r["account_id"]: r for r in read(Path(folder) / "truth" / "truth_accounts.csv")}
    found["duplicate account"] += len(data["accounts"]) - len(ids)
    found["truth not covering"] += len(set(ids) ^ set(truth))
    found["ring without role"] += sum((r["role"] == "clean") != (r["ring"] == "") for r in truth.values())
    registered = {i: when(r["registered_at"]) for i, r in ids.items()}
    times = [when(r["login_at"]) for r in data["logins"]]
    first, last = min(times), max(times)
    slack = dt.timedelta(minutes=2)
    seen = set()
    for row, at in zip(data["logins"], times):
        seen.add(row["account_id"])
        if row["account_id"] not in ids:
            found["login of nobody"] += 1
        elif at + slack < registered[row["account_id"]]:
            found["login before registration"] += 1
    found["account without logins"] += len(set(ids) - seen)
    open_since = Counter()
    for row in data["bindings"]:
        bound = when(row["bound_at"])
        found["binding of nobody"] += row["account_id"] not in ids or row["enterprise_id"] not in ids
        found["bound after the window"] += bound > last + dt.timedelta(days=1)
        found["bound before registration"] += bound + slack < registered[row["account_id"]]
        if row["unbound_at"]:
            found["unbound before bound"] += when(row["unbound_at"]) < bound
        else:
            open_since[row["account_id"]] += 1
    found["two open bindings"] += sum(n > 1 for n in open_since.values())
    bound = {r["account_id"] for r in data["bindings"]}
    found["kos never bound"] += sum(r["account_kind"] == "kos" and i not in bound for i, r in ids.items())
    found["bound but not kos"] += sum(ids[i]["account_kind"] != "kos" for i in bound)
    leads = {r["lead_id"]: r for r in data["leads"]}
    for row in data["leads"]:
        found["lead of nobody"] += row["account_id"] not in ids
        found["lead outside"] += (
            not first - dt.timedelta(days=1) < when(row["collected_at"]) < last + dt.timedelta(days=1)
        )
    for row in data["lead_transfers"]:
        at = when(row["transferred_at"])
        found["transfer of no lead"] += row["lead_id"] not in leads
        found["transfer of nobody"] += row["from_account"] not in ids or row["to_account"] not in ids
        found["transfer to itself"] += row["from_account"] == row["to_account"]
        found["transfer before lead"] += at + slack < when(leads[row["lead_id"]]["collected_at"])
    moved = {(r["lead_id"], r["from_account"], r["to_account"]) for r in data["lead_transfers"]}
    for row in read(Path(folder) / "truth" / "truth_leads.csv"):
        found["truth of no transfer"] += (row["lead_id"], row["from_account"], row["to_account"]) not in moved
    for name in ("account_changes", "ad_spend", "notes"):
        found[name + " of nobody"] += sum(r["account_id"] not in ids for r in data[name])
    return {k: n for k, n in found.items() if n}


if __name__ == "__main__":
    trouble = problems(sys.argv[1])
    print(trouble or "all rules hold")
    sys.exit(bool(trouble))
