"""Checks a world: identifiers, references, times, truth. Prints counts; ends with 1 on errors."""

import csv
import os
import sys
from collections import Counter, defaultdict

KINDS = {"personal", "professional", "enterprise", "kos"}
FIELDS = {"password", "phone", "payout_account", "holder", "region"}
ROLES = {"clean", "traded", "rented", "affiliated", "lead_resale", "lead_buyer"}
PRODUCTS = {"seeding", "lead_collection", "search", "shutiao"}
bad = Counter()


def rows(folder, name):
    with open(os.path.join(folder, name + ".csv"), encoding="utf-8", newline="") as fh:
        yield from csv.DictReader(fh)


def need(ok, what):
    if not ok:
        bad[what] += 1


def main(folder):
    acc = {}
    for r in rows(folder, "accounts"):
        need(r["account_id"] not in acc, "account twice")
        need(r["account_kind"] in KINDS, "account kind")
        acc[r["account_id"]] = r
    print("accounts", len(acc), dict(Counter(r["account_kind"] for r in acc.values())))
    n, lo, hi = 0, "9", ""
    dev, ips, per = defaultdict(set), defaultdict(set), Counter()
    for r in rows(folder, "logins"):
        n += 1
        a, t = r["account_id"], r["login_at"]
        need(a in acc, "login of unknown account")
        need(a not in acc or acc[a]["registered_at"] <= t, "login before registration")
        lo, hi = min(lo, t), max(hi, t)
        dev[r["device_id"]].add(a)
        ips[r["ip"]].add(a)
        per[a] += 1
    print(
        "logins",
        n,
        lo,
        hi,
        "devices",
        len(dev),
        "most accounts on one",
        max(map(len, dev.values())),
        "addresses",
        len(ips),
        "most on one",
        max(map(len, ips.values())),
        "accounts without login",
        len(acc) - len(per),
    )
    sizes = Counter()
    b = list(rows(folder, "bindings"))
    intervals = defaultdict(list)
    for r in b:
        e, a = r["enterprise_id"], r["account_id"]
        need(e in acc and acc[e]["account_kind"] == "enterprise", "binding to no enterprise")
        need(a in acc and acc[a]["account_kind"] != "enterprise", "binding of unknown account")
        need(not r["unbound_at"] or r["unbound_at"] > r["bound_at"], "unbound before bound")
        need(a in acc and acc[a]["registered_at"] <= r["bound_at"] <= hi[:10] + " 24", "binding time")
        intervals[a].append((r["bound_at"], r["unbound_at"] or "9"))
        if not r["unbound_at"]:
            sizes[e] += 1
    overlap = sum(1 for v in intervals.values() for x, y in zip(sorted(v), sorted(v)[1:]) if y[0] < x[1])
    need(overlap == 0, "overlapping bindings: %d" % overlap)
    print(
        "bindings",
        len(b),
        "enterprises",
        len(sizes),
        "above 30",
        sum(v > 30 for v in sizes.values()),
        "most",
        max(sizes.values()),
    )
    collected, where = {}, {}
    for r in rows(folder, "leads"):
        need(r["account_id"] in acc, "lead of unknown account")
        need(r["lead_id"] not in collected, "lead twice")
        need(not r["followed_up_at"] or r["followed_up_at"] >= r["collected_at"], "follow-up before lead")
        collected[r["lead_id"]], where[r["lead_id"]] = r["collected_at"], r["contact_hash"]
    moved = set()
    tr = list(rows(folder, "lead_transfers"))
    for r in tr:
        need(r["from_account"] in acc and r["to_account"] in acc, "transfer of unknown account")
        need(r["from_account"] != r["to_account"], "transfer to itself")
        need(
            r["lead_id"] in collected and collected[r["lead_id"]] <= r["transferred_at"],
            "transfer before lead",
        )
        need(where.get(r["lead_id"]) == r["contact_hash"], "contact of transfer")
        moved.add((r["lead_id"], r["from_account"], r["to_account"]))
    print("leads", len(collected), "transfers", len(tr), dict(Counter(r["channel"] for r in tr)))
    for name, key in (("account_changes", "account_id"), ("ad_spend", "account_id"), ("notes", "account_id")):
        k = 0
        kinds = Counter()
        for r in rows(folder, name):
            k += 1
            need(r[key] in acc, name + " of unknown account")
            kinds[r.get("field") or r.get("product") or "note"] += 1
            need("field" not in r or r["field"] in FIELDS, "field")
            need("product" not in r or r["product"] in PRODUCTS, "product")
            need("text" not in r or r["text"], "empty note")
        print(name, k, dict(kinds))
    k, seen = 0, set()
    for r in rows(folder, "payments"):
        k += 1
        need(r["payer"] and r["payee"] and r["payer"] != r["payee"], "payment sides")
        need(r["payment_id"] not in seen and float(r["amount_cny"]) > 0, "payment id or amount")
        seen.add(r["payment_id"])
    print("payments", k, "approved", Counter(r["kind"] for r in rows(folder, "approved_operators")))
    truth = os.path.join(folder, "truth")
    role, rings = {}, defaultdict(set)
    for r in rows(truth, "truth_accounts"):
        need(r["account_id"] in acc and r["account_id"] not in role, "truth of unknown account or twice")
        need(r["role"] in ROLES and (r["role"] == "clean") == (r["ring"] == ""), "role and ring")
        role[r["account_id"]] = r["role"]
        if r["ring"]:
            rings[r["role"]].add(r["ring"])
    c = Counter(role.values())
    print(
        "truth",
        dict(c),
        "rings",
        {k: len(v) for k, v in rings.items()},
        "left out",
        len(acc) - len(role),
        "abused %.1f%%" % (100 * sum(v for k, v in c.items() if k not in ("clean", "lead_buyer")) / len(acc)),
    )
    k = 0
    for r in rows(truth, "truth_leads"):
        k += 1
        need((r["lead_id"], r["from_account"], r["to_account"]) in moved, "truth lead without transfer")
        need(role.get(r["from_account"]) == "lead_resale", "resold by whom")
        need(role.get(r["to_account"]) in ("lead_resale", "lead_buyer"), "resold to whom")
    print("resold transfers", k)
    tales = Counter()
    for r in rows(truth, "stories"):
        need(r["account_id"] in acc, "story of unknown account")
        tales[(r["typology"], r["story"])] += 1
    for key in sorted(tales):
        print("  %-12s %-32s %d" % (*key, tales[key]))
    for what in sorted(bad):
        print("WRONG", what, bad[what])
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
