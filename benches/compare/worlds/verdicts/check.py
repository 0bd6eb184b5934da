"""Checks a world: ids, references, times, truth; prints counts. check.py OUT [OUT ...]"""

import collections
import csv
import datetime as dt
import os
import sys

COLUMNS = {
    "accounts": "account_id account_kind registered_at region holder_hash phone_hash payout_account industry "
    "group_id",
    "logins": "account_id device_id login_at ip region",
    "bindings": "enterprise_id account_id bound_at unbound_at method employee_hash",
    "lead_transfers": "lead_id contact_hash from_account to_account transferred_at channel",
    "account_changes": "account_id field changed_at old_value new_value",
    "leads": "lead_id contact_hash account_id collected_at source followed_up_at",
    "payments": "payment_id payer payee paid_at amount_cny",
    "ad_spend": "account_id spent_on product spend_cny",
    "notes": "note_id account_id published_at text",
    "approved_operators": "kind id reason valid_until",
    "truth/truth_accounts": "account_id role ring",
    "truth/truth_leads": "lead_id from_account to_account ring",
    "truth/stories": "account_id typology story",
}
ROLES = {"clean", "traded", "rented", "affiliated", "lead_resale", "lead_buyer"}
FIELDS = {"password", "phone", "payout_account", "holder", "region"}


def check(out):
    bad, data = collections.Counter(), {}
    for name, head in COLUMNS.items():
        with open(os.path.join(out, name + ".csv"), encoding="utf-8", newline="") as f:
            reader = csv.reader(f)
            if next(reader) != head.split():
                bad[name + " header"] += 1
            data[name] = list(reader)
            bad[name + " width"] += sum(len(r) != len(head.split()) for r in data[name])
    kind = {r[0]: r[1] for r in data["accounts"]}
    reg = {r[0]: r[2] for r in data["accounts"]}
    bad["duplicate accounts"] = len(data["accounts"]) - len(kind)
    last = max(r[2] for r in data["logins"])
    end = (dt.date.fromisoformat(last[:10]) + dt.timedelta(1)).isoformat()
    first = min(r[2] for r in data["logins"])[:10]
    bad["window"] = not 60 <= (dt.date.fromisoformat(end) - dt.date.fromisoformat(first)).days <= 120
    known = lambda *ids: sum(i not in kind for i in ids)
    for r in data["logins"]:
        bad["login account"] += known(r[0])
        bad["login before registration"] += r[2] < reg.get(r[0], "9")
        bad["login device"] += not r[1]
    spans = collections.defaultdict(list)
    for r in data["bindings"]:
        bad["binding account"] += known(r[0], r[1])
        bad["binding kinds"] += kind.get(r[0]) != "enterprise" or kind.get(r[1]) != "kos"
        bad["binding times"] += bool(r[3]) and r[3] <= r[2]
        bad["binding before registration"] += r[2] < reg.get(r[1], "")
        spans[r[1]].append((r[2], r[3] or "9"))
    bad["overlapping bindings"] = sum(
        b[0] < a[1] for s in spans.values() for a, b in zip(sorted(s), sorted(s)[1:])
    )
    bad["kos never bound"] = sum(k == "kos" and i not in spans for i, k in kind.items())
    lead = {}
    for r in data["leads"]:
        bad["duplicate lead"] += r[0] in lead
        lead[r[0]] = r
        bad["lead account"] += known(r[2])
        bad["lead followed before"] += bool(r[5]) and r[5] < r[3]
    moved = set()
    for r in data["lead_transfers"]:
        bad["transfer account"] += known(r[2], r[3])
        bad["transfer lead"] += r[0] not in lead or lead[r[0]][1] != r[1]
        bad["transfer before lead"] += r[0] in lead and r[4] < lead[r[0]][3]
        bad["transfer to itself"] += r[2] == r[3]
        bad["outside window"] += not first <= r[4] < end
        moved.add((r[0], r[2], r[3]))
    has = collections.defaultdict(set)
    for r in data["leads"]:
        has[r[0]].add(r[2])
    for r in sorted(data["lead_transfers"], key=lambda x: x[4]):
        bad["transfer of a lead not held"] += r[2] not in has[r[0]]
        has[r[0]].add(r[3])
    for r in data["account_changes"]:
        bad["change"] += known(r[0]) or r[1] not in FIELDS or not first <= r[2] < end
    bad["duplicate payments"] = len(data["payments"]) - len({r[0] for r in data["payments"]})
    bad["payment"] = sum(r[1] == r[2] or float(r[4]) <= 0 for r in data["payments"])
    bad["ad account"] = sum(known(r[0]) for r in data["ad_spend"])
    bad["note account"] = sum(known(r[1]) for r in data["notes"])
    bad["note before registration"] = sum(r[2] < reg.get(r[1], "") for r in data["notes"])
    roles, rings = collections.Counter(), collections.defaultdict(set)
    for a, role, ring in data["truth/truth_accounts"]:
        bad["truth account"] += known(a) or role not in ROLES or (role == "clean") != (ring == "")
        roles[role] += 1
        rings[role].add(ring)
    bad["truth duplicates"] = len(data["truth/truth_accounts"]) - sum(
        1 for _ in {r[0] for r in data["truth/truth_accounts"]}
    )
    all_rings = {r for s in rings.values() for r in s}
    for l, a, b, ring in data["truth/truth_leads"]:
        bad["truth lead"] += (l, a, b) not in moved or ring not in all_rings
    dealt = {x for r in data["truth/truth_leads"] for x in r[1:3]}
    bad["lead role without a transfer"] = sum(
        r[1].startswith("lead") and r[0] not in dealt for r in data["truth/truth_accounts"]
    )
    seen = {r[0] for r in data["logins"]}
    bad["abused without a login"] = sum(
        r[1] in ("traded", "rented", "affiliated") and r[0] not in seen and kind[r[0]] != "enterprise"
        for r in data["truth/truth_accounts"]
    )
    bad["stories account"] = sum(known(r[0]) for r in data["truth/stories"])
    print(out, first, "to", last[:10])
    print("  rows   ", ", ".join(f"{k.split('/')[-1]} {len(v)}" for k, v in data.items()))
    print("  roles  ", ", ".join(f"{k} {n} ({len(rings[k] - {''})} rings)" for k, n in sorted(roles.items())))
    stories = collections.Counter((r[1], r[2]) for r in data["truth/stories"])
    for t in sorted({k for k, _ in stories}):
        print(f"  {t}:", ", ".join(f"{s} {n}" for (k, s), n in sorted(stories.items()) if k == t))
    wrong = {k: int(n) for k, n in bad.items() if n}
    print("  problems:", wrong or "none")
    return not wrong


if __name__ == "__main__":
    sys.exit(0 if all([check(o) for o in sys.argv[1:]]) else 1)
