"""python3 check.py OUT: ids, references, times and truth of one world; prints counts."""

import collections
import csv
import datetime as dt
import os
import sys

ROLES = {"clean", "traded", "rented", "affiliated", "lead_resale", "lead_buyer"}


def rows(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as src:
        return list(csv.DictReader(src))


def main(folder):
    bad, seen = collections.Counter(), {}
    names = (
        "accounts",
        "logins",
        "bindings",
        "lead_transfers",
        "account_changes",
        "leads",
        "payments",
        "ad_spend",
        "notes",
        "approved_operators",
    )
    data = {n: rows(folder, n + ".csv") for n in names}
    accts = {a["account_id"]: a for a in data["accounts"]}
    for name, key in (
        ("accounts", "account_id"),
        ("payments", "payment_id"),
        ("notes", "note_id"),
        ("leads", "lead_id"),
    ):
        if len({r[key] for r in data[name]}) != len(data[name]):
            bad["double ids in " + name] += 1
    last = max(r["login_at"] for r in data["logins"])
    first = min(r["login_at"] for r in data["logins"])
    days = (dt.date.fromisoformat(last[:10]) - dt.date.fromisoformat(first[:10])).days + 1
    for r in data["logins"]:
        a = accts.get(r["account_id"])
        bad["login of unknown account"] += a is None
        bad["login before registration"] += a is not None and r["login_at"] < a["registered_at"]
        bad["login without device"] += not r["device_id"]
    for r in data["bindings"]:
        bad["binding of unknown"] += r["account_id"] not in accts or r["enterprise_id"] not in accts
        bad["binding not to an enterprise"] += accts[r["enterprise_id"]]["account_kind"] != "enterprise"
        bad["binding of a wrong kind"] += accts[r["account_id"]]["account_kind"] != "kos"
        bad["binding ends before it starts"] += bool(r["unbound_at"]) and r["unbound_at"] <= r["bound_at"]
        bad["binding before registration"] += r["bound_at"] < accts[r["account_id"]]["registered_at"]
    by_lead = {r["lead_id"]: r for r in data["leads"]}
    moves = set()
    for r in data["lead_transfers"]:
        moves.add((r["lead_id"], r["from_account"], r["to_account"]))
        bad["transfer of unknown"] += r["from_account"] not in accts or r["to_account"] not in accts
        lead = by_lead.get(r["lead_id"])
        bad["transfer without lead"] += lead is None
        if lead:
            bad["transfer before collection"] += r["transferred_at"] < lead["collected_at"]
            bad["contact differs"] += r["contact_hash"] != lead["contact_hash"]
    for name, field in (
        ("account_changes", "changed_at"),
        ("leads", "collected_at"),
        ("notes", "published_at"),
        ("ad_spend", "spent_on"),
    ):
        for r in data[name]:
            bad[name + " of unknown"] += r["account_id"] not in accts
            bad[name + " out of window"] += not first[:10] <= r[field][:10] <= last[:10]
    for r in data["payments"]:
        bad["payment out of window"] += not first[:10] <= r["paid_at"][:10] <= last[:10]
        bad["payment to oneself or nothing"] += r["payer"] == r["payee"] or float(r["amount_cny"]) <= 0
    truth = rows(folder, "truth/truth_accounts.csv")
    roles, rings = collections.Counter(), collections.defaultdict(set)
    for r in truth:
        bad["truth of unknown"] += r["account_id"] not in accts
        bad["unknown role"] += r["role"] not in ROLES
        bad["ring and role disagree"] += (r["role"] == "clean") != (r["ring"] == "")
        roles[r["role"]] += 1
        rings[r["role"]].add(r["ring"])
        seen[r["account_id"]] = r["role"]
    sold = rows(folder, "truth/truth_leads.csv")
    for r in sold:
        bad["sold lead without transfer"] += (r["lead_id"], r["from_account"], r["to_account"]) not in moves
        bad["sold lead from a clean account"] += seen.get(r["from_account"]) not in ("lead_resale",)
    stories = collections.Counter((r["typology"], r["story"]) for r in rows(folder, "truth/stories.csv"))
    print(folder, "days", days, {n: len(data[n]) for n in names})
    print(" roles", dict(sorted(roles.items())), "left out", len(accts) - len(truth), "sold leads", len(sold))
    print(" rings", {k: len(v) for k, v in sorted(rings.items()) if k != "clean"})
    abused = sum(n for k, n in roles.items() if k not in ("clean", "lead_buyer"))
    print(
        " abused %.2f %%, kinds %s"
        % (100 * abused / len(accts), dict(collections.Counter(a["account_kind"] for a in accts.values())))
    )
    if "-v" in sys.argv:
        for (typ, story), n in sorted(stories.items()):
            print("   %-12s %-32s %d" % (typ, story, n))
    errors = {k: v for k, v in bad.items() if v}
    print(" errors", errors or "none")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
