"""Check worlds: python3 check.py OUT... (ids, references, times, truth); counts; exit code 1 on a fault."""

import csv
import os
import sys
from collections import Counter, defaultdict
from datetime import datetime

ROLES = {"clean", "traded", "rented", "affiliated", "lead_resale", "lead_buyer"}


def read(out, name):
    with open(os.path.join(out, name + ".csv"), encoding="utf-8", newline="") as f:
        yield from csv.DictReader(f)


def check(out):
    bad = Counter()
    t = lambda s: datetime.strptime(s, "%Y-%m-%d %H:%M:%S")
    acc = {}
    for x in read(out, "accounts"):
        bad["duplicate account"] += x["account_id"] in acc
        bad["kind"] += x["account_kind"] not in ("personal", "professional", "enterprise", "kos")
        acc[x["account_id"]] = x
    seen, dev, net = Counter(), defaultdict(set), defaultdict(set)
    first, last, n = "9", "0", 0
    for x in read(out, "logins"):
        a, s = x["account_id"], x["login_at"]
        bad["login of nobody"] += a not in acc
        bad["login before registration"] += s < acc[a]["registered_at"][:19]
        first, last, n = min(first, s), max(last, s), n + 1
        seen[a] += 1
        dev[x["device_id"]].add(a)
        if x["ip"]:
            net[x["ip"]].add(a)
    counts = {"logins": n, "no login": sum(a not in seen for a in acc)}
    spans = defaultdict(list)
    for x in read(out, "bindings"):
        bad["binding to no enterprise"] += acc.get(x["enterprise_id"], {}).get("account_kind") != "enterprise"
        bad["binding of nobody"] += x["account_id"] not in acc
        bad["binding order"] += bool(x["unbound_at"]) and x["unbound_at"] <= x["bound_at"]
        bad["binding after the window"] += max(x["bound_at"], x["unbound_at"]) > last[:10] + " 24"
        spans[x["account_id"]].append((x["bound_at"], x["unbound_at"] or "9"))
    for v in spans.values():
        v.sort()
        bad["bindings overlap"] += any(p[1] > q[0] for p, q in zip(v, v[1:]))
    lead = {}
    for x in read(out, "leads"):
        bad["lead twice"] += x["lead_id"] in lead
        lead[x["lead_id"]] = x
        bad["lead of nobody"] += x["account_id"] not in acc
        bad["lead order"] += bool(x["followed_up_at"]) and x["followed_up_at"] < x["collected_at"]
    hands = set()
    for x in read(out, "lead_transfers"):
        hands.add((x["lead_id"], x["from_account"], x["to_account"]))
        bad["transfer of nobody"] += x["from_account"] not in acc or x["to_account"] not in acc
        bad["transfer to itself"] += x["from_account"] == x["to_account"]
        y = lead.get(x["lead_id"])
        bad["transfer without lead"] += y is None
        if y:
            bad["transfer contact"] += y["contact_hash"] != x["contact_hash"]
            bad["transfer before lead"] += x["transferred_at"] < y["collected_at"]
    for name, col in (("account_changes", "account_id"), ("ad_spend", "account_id"), ("notes", "account_id")):
        counts[name] = 0
        for x in read(out, name):
            counts[name] += 1
            bad[name + " of nobody"] += x[col] not in acc
    ids = [x["payment_id"] for x in read(out, "payments")]
    bad["payment twice"] += len(ids) - len(set(ids))
    truth, rings = {}, defaultdict(set)
    for x in read(out, "truth/truth_accounts"):
        bad["truth of nobody"] += x["account_id"] not in acc
        bad["truth twice"] += x["account_id"] in truth
        bad["truth role"] += x["role"] not in ROLES
        bad["truth ring"] += (x["role"] == "clean") != (x["ring"] == "")
        truth[x["account_id"]] = x["role"]
        if x["ring"]:
            rings[x["ring"].split("-")[0]].add(x["ring"])
    resold = list(read(out, "truth/truth_leads"))
    for x in resold:
        bad["truth lead"] += (x["lead_id"], x["from_account"], x["to_account"]) not in hands
        bad["truth lead sender clean"] += truth.get(x["from_account"]) == "clean"
        bad["truth lead receiver clean"] += truth.get(x["to_account"]) == "clean"
    tales = Counter((x["typology"], x["story"]) for x in read(out, "truth/stories"))
    roles = Counter(truth.values())
    ill = sum(v for k, v in roles.items() if k not in ("clean", "lead_buyer"))
    print(f"== {out}: {len(acc)} accounts, {first[:10]}..{last[:10]} ({(t(last) - t(first)).days + 1} days)")
    print("  ", dict(Counter(x["account_kind"] for x in acc.values())), counts)
    print(
        f"   bindings {sum(map(len, spans.values()))}, leads {len(lead)}, transfers {len(hands)}"
        f" (resold {len(resold)}),"
        f" payments {len(ids)}, left out of truth {len(acc) - len(truth)}"
    )
    print(
        "  ",
        dict(sorted(roles.items())),
        f"abused {ill / len(acc):.2%}",
        {k: len(v) for k, v in sorted(rings.items())},
    )
    big = lambda m: [
        sum(lo <= len(v) < hi for v in m.values()) for lo, hi in ((1, 2), (2, 6), (6, 31), (31, 10**9))
    ]
    print("   devices with 1, 2-5, 6-30, >30 accounts:", big(dev), "addresses:", big(net))
    print("  ", "; ".join(f"{a[:3]}:{b} {n}" for (a, b), n in sorted(tales.items())))
    faults = {k: v for k, v in bad.items() if v}
    print("   faults:", faults or "none")
    return not faults


if __name__ == "__main__":
    good = [check(o) for o in sys.argv[1:]]
    sys.exit(0 if all(good) else 1)
