"""Check a world: ids, references, times, money, truth; print counts. Usage: check.py OUT [--same NULL]"""

import csv
import os
import sys
from collections import Counter, defaultdict

ROLES = ("traded", "rented", "affiliated", "lead_resale", "lead_buyer", "clean")


def rows(out, name):
    with open(os.path.join(out, name + ".csv"), encoding="utf-8", newline="") as f:
        yield from csv.DictReader(f)


def main(out, null=None):
    bad = Counter()
    acc = {}
    for r in rows(out, "accounts"):
        bad["account twice"] += r["account_id"] in acc
        acc[r["account_id"]] = r
        bad["kind"] += r["account_kind"] not in ("personal", "professional", "enterprise", "kos")
    n, per, devs, ips = 0, Counter(), defaultdict(set), defaultdict(set)
    first, last = "9", "0"
    for r in rows(out, "logins"):
        n += 1
        i, t = r["account_id"], r["login_at"]
        per[i] += 1
        first, last = min(first, t), max(last, t)
        bad["login account"] += i not in acc
        bad["login before registration"] += i in acc and t < acc[i]["registered_at"]
        devs[r["device_id"]].add(i)
        if r["ip"]:
            ips[r["ip"]].add(i)
    print("logins", n, "from", first, "to", last, "accounts without login", len(acc) - len(per))
    print(
        "devices",
        len(devs),
        "with 2+",
        sum(len(v) > 1 for v in devs.values()),
        "largest",
        max(map(len, devs.values())),
        "| ips",
        len(ips),
        "largest",
        max(map(len, ips.values())),
    )
    bound, open_at = Counter(), defaultdict(list)
    for r in rows(out, "bindings"):
        e, a = r["enterprise_id"], r["account_id"]
        bad["binding ids"] += e not in acc or a not in acc or acc[e]["account_kind"] != "enterprise"
        bad["binding of a non-KOS account"] += a in acc and acc[a]["account_kind"] != "kos"
        bad["binding times"] += bool(r["unbound_at"]) and r["unbound_at"] < r["bound_at"]
        bad["binding before registration"] += a in acc and r["bound_at"] < acc[a]["registered_at"]
        open_at[a].append((r["bound_at"], r["unbound_at"] or "9", e))
        if not r["unbound_at"]:
            bound[e] += 1
    overlaps = sum(x[1] > y[0] for v in open_at.values() for x, y in zip(sorted(v), sorted(v)[1:]))
    print(
        "enterprises",
        sum(a["account_kind"] == "enterprise" for a in acc.values()),
        "open bindings",
        sum(bound.values()),
        "above 30:",
        sum(v > 30 for v in bound.values()),
        "largest",
        max(bound.values()),
        "overlapping bindings",
        overlaps,
    )
    leads = {r["lead_id"]: r for r in rows(out, "leads")}
    for r in leads.values():
        bad["lead account"] += r["account_id"] not in acc
        bad["lead followed up early"] += bool(r["followed_up_at"]) and r["followed_up_at"] < r["collected_at"]
    sent = set()
    for r in rows(out, "lead_transfers"):
        sent.add((r["lead_id"], r["from_account"], r["to_account"]))
        lead = leads.get(r["lead_id"])
        bad["transfer ids"] += r["from_account"] not in acc or r["to_account"] not in acc
        bad["transfer contact"] += bool(lead) and lead["contact_hash"] != r["contact_hash"]
        bad["transfer before lead"] += bool(lead) and r["transferred_at"] < lead["collected_at"]
        bad["transfer after window"] += r["transferred_at"] > last[:10] + " 24"
        bad["transfer without lead"] += lead is None
    counts = {"leads": len(leads), "transfers": len(sent)}
    for name, key in (
        ("account_changes", "account_id"),
        ("ad_spend", "account_id"),
        ("notes", "account_id"),
        ("payments", None),
        ("approved_operators", None),
    ):
        k = 0
        for r in rows(out, name):
            k += 1
            bad[name + " account"] += key is not None and r[key] not in acc
            if name == "payments":
                bad["payment"] += r["payer"] == r["payee"] or float(r["amount_cny"]) <= 0
            if name == "account_changes":
                bad["change before registration"] += r["changed_at"] < acc[r["account_id"]]["registered_at"]
        counts[name] = k
    print(counts)
    truth, rings = {}, defaultdict(set)
    for r in rows(out, "truth/truth_accounts"):
        bad["truth account"] += r["account_id"] not in acc or r["account_id"] in truth
        bad["truth role"] += r["role"] not in ROLES or (r["role"] == "clean") == bool(r["ring"])
        truth[r["account_id"]] = r["role"]
        if r["ring"]:
            rings[r["role"]].add(r["ring"])
    by = Counter(truth.values())
    abused = sum(by[x] for x in ROLES[:4])
    print(
        dict(by),
        "rings",
        {k: len(v) for k, v in sorted(rings.items())},
        "left out",
        len(acc) - len(truth),
        "abused %.2f %%" % (100 * abused / len(acc)),
    )
    k, gave, got = 0, set(), set()
    for r in rows(out, "truth/truth_leads"):
        k += 1
        gave.add(r["from_account"])
        got.add(r["to_account"])
        bad["truth lead"] += (r["lead_id"], r["from_account"], r["to_account"]) not in sent
        bad["truth lead giver"] += truth.get(r["from_account"]) != "lead_resale"
        bad["truth lead taker"] += truth.get(r["to_account"]) not in ("lead_resale", "lead_buyer")
    bad["reseller without resold lead"] = len(
        {a for a, r in truth.items() if r == "lead_resale"} - gave - got
    )
    bad["buyer without bought lead"] = len({a for a, r in truth.items() if r == "lead_buyer"} - got)
    tricks, stories = defaultdict(Counter), Counter()
    for r in rows(out, "truth/stories"):
        bad["story account"] += r["account_id"] not in acc
        tricks[r["typology"]][r["story"]] += 1
        stories[r["account_id"]] += 1
        want = truth.get(r["account_id"], "").replace("lead_buyer", "lead_resale")
        bad["story against role"] += r["typology"] != "honest" and r["typology"] != want
    print("resold", k, "honest stories", len(tricks["honest"]))
    for t in sorted(tricks):
        print(" ", t, dict(sorted(tricks[t].items())))
    if null:
        old = {r["account_id"]: r for r in rows(null, "accounts")}
        bad["honest accounts missing"] = sum(i not in acc for i in old)
        there = Counter(r["account_id"] for r in rows(null, "logins"))
        odd = sum(there[i] != per[i] for i in old if truth.get(i) == "clean")
        print("clean accounts whose number of logins differs from the null world:", odd)
    bad = {k: v for k, v in bad.items() if v}
    print("PROBLEMS" if bad else "ok", bad or "")
    return bool(bad)


if __name__ == "__main__":
    a = sys.argv[1:]
    sys.exit(main(a[0], a[2] if len(a) > 2 else None))
