"""Checks a world's references, times and truth, and prints counts: python3 check.py OUT"""
import csv
import os
import sys
from collections import Counter, defaultdict


def read(path):
    with open(path, encoding="utf-8", newline="") as f:
        yield from csv.DictReader(f)


def main(out):
    bad = Counter()
    path = lambda n: os.path.join(out, n + ".csv")  # noqa: E731
    acc = {}
    for r in read(path("accounts")):
        bad["duplicate account"] += r["account_id"] in acc
        bad["kind"] += r["account_kind"] not in ("personal", "professional", "enterprise", "kos")
        acc[r["account_id"]] = r
    print("accounts", len(acc), dict(sorted(Counter(a["account_kind"] for a in acc.values()).items())))
    n, lo, hi, seen, devs, ips = 0, "9", "0", set(), defaultdict(set), defaultdict(set)
    for r in read(path("logins")):
        n += 1
        a, t = r["account_id"], r["login_at"]
        bad["login of nobody"] += a not in acc
        bad["login before registration"] += a in acc and t < acc[a]["registered_at"]
        lo, hi = min(lo, t), max(hi, t)
        seen.add(a)
        devs[r["device_id"]].add(a)
        ips[r["ip"]].add(a)
    ips.pop("", None)
    print("logins", n, lo, hi, "accounts seen", len(seen), "devices", len(devs), "addresses", len(ips))
    print("accounts a device, top:", sorted(map(len, devs.values()))[-8:],
          "an address, top:", sorted(map(len, ips.values()))[-4:])
    open_now, spans = Counter(), defaultdict(list)
    for r in read(path("bindings")):
        e, a = r["enterprise_id"], r["account_id"]
        bad["binding reference"] += acc.get(e, {}).get("account_kind") != "enterprise" or a not in acc
        bad["binding ends first"] += bool(r["unbound_at"]) and r["unbound_at"] <= r["bound_at"]
        bad["bound before registration"] += r["bound_at"] < max(acc[a]["registered_at"],
                acc[e]["registered_at"])
        spans[a].append((r["bound_at"], r["unbound_at"] or "9"))
        open_now[e] += not r["unbound_at"]
    for x in spans.values():
        x.sort()
        bad["bindings overlap"] += sum(p[1] > q[0] for p, q in zip(x, x[1:]))
    print("bindings", sum(map(len, spans.values())), "firms", len(open_now), "above 30:",
          sum(v > 30 for v in open_now.values()), "at 26-30:", sum(26 <= v <= 30 for v in open_now.values()))
    leads = {}
    for r in read(path("leads")):
        bad["duplicate lead"] += r["lead_id"] in leads
        bad["lead of nobody"] += r["account_id"] not in acc
        leads[r["lead_id"]] = r
    moves = set()
    for r in read(path("lead_transfers")):
        x = leads.get(r["lead_id"])
        bad["transfer reference"] += not x or r["from_account"] not in acc or r["to_account"] not in acc
        bad["transfer contact"] += bool(x) and x["contact_hash"] != r["contact_hash"]
        bad["transfer before lead"] += bool(x) and r["transferred_at"] <= x["collected_at"]
        bad["transfer beyond window"] += r["transferred_at"] > hi[:10] + " 24"
        moves.add((r["lead_id"], r["from_account"], r["to_account"]))
    print("leads", len(leads), "transfers", len(moves))
    for name, cols in (("account_changes", ["account_id"]), ("ad_spend", ["account_id"]),
            ("notes", ["account_id"])):
        k = 0
        for r in read(path(name)):
            k += 1
            bad[name + " reference"] += any(r[c] not in acc for c in cols)
            when = r.get("changed_at") or r.get("published_at")
            bad[name + " before registration"] += bool(when) and when < acc[r["account_id"]]["registered_at"]
        print(name, k)
    print("payments", sum(1 for _ in read(path("payments"))), "approved",
          dict(sorted(Counter(r["kind"] for r in read(path("approved_operators"))).items())))
    roles, rings, truth = Counter(), defaultdict(Counter), {}
    for r in read(path("truth/truth_accounts")):
        truth[r["account_id"]] = r
        roles[r["role"]] += 1
        bad["truth of nobody"] += r["account_id"] not in acc
        bad["ring"] += (r["role"] == "clean") == bool(r["ring"])
        if r["ring"]:
            rings[r["role"]][r["ring"]] += 1
    abused = sum(v for k, v in roles.items() if k not in ("clean", "lead_buyer"))
    print("truth", dict(sorted(roles.items())), "left out", len(acc) - len(truth),
            f"abused {abused / len(acc):.2%}")
    print("rings", {k: (len(v), sorted(v.values())) for k, v in sorted(rings.items())})
    k = Counter()
    for r in read(path("truth/truth_leads")):
        bad["truth lead"] += (r["lead_id"], r["from_account"], r["to_account"]) not in moves
        bad["seller's role"] += truth.get(r["from_account"], {}).get("role") != "lead_resale"
        bad["receiver's role"] += truth.get(r["to_account"], {}).get("role") not in ("lead_resale",
                "lead_buyer")
        k[r["ring"]] += 1
    print("resold transfers", sum(k.values()), "in rings", len(k))
    tales = Counter()
    for r in read(path("truth/stories")):
        bad["story of nobody"] += r["account_id"] not in acc
        tales[r["typology"], r["story"]] += 1
    print("stories", ", ".join(f"{a}/{b} {n}" for (a, b), n in sorted(tales.items())))
    bad = {k: v for k, v in bad.items() if v}
    print("PROBLEMS" if bad else "no problems", bad or "")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
