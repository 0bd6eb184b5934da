"""Check one world: python3 check.py OUT. Ids, references, times, truth; prints counts."""

import csv
import os
import sys
from collections import Counter, defaultdict

HEADERS = {
    "accounts": "account_id account_kind registered_at region holder_hash phone_hash "
    "payout_account industry group_id",
    "logins": "account_id device_id login_at ip region",
    "bindings": "enterprise_id account_id bound_at unbound_at method employee_hash",
    "lead_transfers": "lead_id contact_hash from_account to_account transferred_at channel",
    "account_changes": "account_id field changed_at old_value new_value",
    "leads": "lead_id contact_hash account_id collected_at source followed_up_at",
    "payments": "payment_id payer payee paid_at amount_cny",
    "ad_spend": "account_id spent_on product spend_cny",
    "notes": "note_id account_id published_at text",
    "approved_operators": "kind id reason valid_until",
}
bad = []


def fail(what, n=1):
    if n:
        bad.append(f"{what}: {n}")


def load(out, name):
    with open(os.path.join(out, name + ".csv"), encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def span(rows, col):
    v = [r[col] for r in rows if r[col]]
    return (min(v), max(v)) if v else ("", "")


def main(out):
    t = {k: load(out, k) for k in HEADERS}
    for k, h in HEADERS.items():
        with open(os.path.join(out, k + ".csv"), encoding="utf-8") as f:
            fail(k + " header", f.readline().strip() != h.replace(" ", ","))
    acc = {r["account_id"]: r for r in t["accounts"]}
    fail("double account ids", len(t["accounts"]) - len(acc))
    for k, col in (("leads", "lead_id"), ("payments", "payment_id"), ("notes", "note_id")):
        fail("double " + col, len(t[k]) - len({r[col] for r in t[k]}))
    for k, col in (
        ("logins", "account_id"),
        ("bindings", "account_id"),
        ("bindings", "enterprise_id"),
        ("lead_transfers", "from_account"),
        ("lead_transfers", "to_account"),
        ("leads", "account_id"),
        ("account_changes", "account_id"),
        ("ad_spend", "account_id"),
        ("notes", "account_id"),
    ):
        fail(f"{k}.{col} unknown", sum(r[col] not in acc for r in t[k]))
    kinds = Counter(r["account_kind"] for r in t["accounts"])
    fail("kinds", set(kinds) - {"personal", "professional", "enterprise", "kos"} and 1)
    fail(
        "enterprise_id is no enterprise",
        sum(acc[r["enterprise_id"]]["account_kind"] != "enterprise" for r in t["bindings"]),
    )
    for k, col in (("logins", "login_at"), ("notes", "published_at"), ("account_changes", "changed_at")):
        fail(f"{k} before registration", sum(r[col] < acc[r["account_id"]]["registered_at"] for r in t[k]))
    fail(
        "registered after the window",
        sum(r["registered_at"] > max(x["login_at"] for x in t["logins"][-9:]) for r in t["accounts"]),
    )
    fail(
        "bound before registration",
        sum(r["bound_at"] < acc[r["account_id"]]["registered_at"] for r in t["bindings"]),
    )
    fail(
        "unbound before bound",
        sum(bool(r["unbound_at"]) and r["unbound_at"] < r["bound_at"] for r in t["bindings"]),
    )
    lead = {r["lead_id"]: r for r in t["leads"]}
    fail("transfer of unknown lead", sum(r["lead_id"] not in lead for r in t["lead_transfers"]))
    known = [r for r in t["lead_transfers"] if r["lead_id"] in lead]
    fail(
        "transfer before collection",
        sum(r["transferred_at"] < lead[r["lead_id"]]["collected_at"] for r in known),
    )
    fail("contact differs", sum(r["contact_hash"] != lead[r["lead_id"]]["contact_hash"] for r in known))
    fail("paid to oneself", sum(r["payer"] == r["payee"] for r in t["payments"]))
    last = {}
    for r in t["account_changes"]:
        key = r["account_id"], r["field"]
        if r["field"] != "password":
            fail("change chain broken", last.get(key, r["old_value"]) != r["old_value"])
            last[key] = r["new_value"]
    lo, hi = span(t["logins"], "login_at")
    print("window", lo, hi, "rows", {k: len(v) for k, v in t.items()})
    print("kinds", dict(kinds))
    truth(out, acc, t)
    print("FAILED\n  " + "\n  ".join(bad) if bad else "OK")
    return 1 if bad else 0


def truth(out, acc, t):
    rows = load(os.path.join(out, "truth"), "truth_accounts")
    fail("truth double", len(rows) - len({r["account_id"] for r in rows}))
    fail("truth unknown account", sum(r["account_id"] not in acc for r in rows))
    fail("ring and role disagree", sum((r["role"] == "clean") != (not r["ring"]) for r in rows))
    rings, n = defaultdict(set), Counter()
    for r in rows:
        n[r["role"]] += 1
        if r["ring"]:
            rings[r["role"]].add(r["ring"])
    role = {r["account_id"]: r["role"] for r in rows}
    wrong = sum(n[k] for k in ("traded", "rented", "affiliated", "lead_resale"))
    print(
        "truth",
        dict(n),
        "rings",
        {k: len(v) for k, v in sorted(rings.items())},
        f"abused {wrong / len(acc):.2%}",
        "left out",
        len(acc) - len(rows),
    )
    sent = {(r["lead_id"], r["from_account"], r["to_account"]) for r in t["lead_transfers"]}
    sold = load(os.path.join(out, "truth"), "truth_leads")
    fail(
        "truth lead without transfer",
        sum((r["lead_id"], r["from_account"], r["to_account"]) not in sent for r in sold),
    )
    fail("seller not marked", sum(role.get(r["from_account"], "clean") == "clean" for r in sold))
    print("resold transfers", len(sold), "of", len(t["lead_transfers"]))
    seen = {r["account_id"] for r in t["logins"]}
    print(
        "accounts without login",
        len(acc) - len(seen),
        "abused ones",
        sum(role.get(a, "clean") != "clean" for a in acc.keys() - seen),
    )
    told = load(os.path.join(out, "truth"), "stories")
    fail("story of unknown account", sum(r["account_id"] not in acc for r in told))
    for typology in ("honest", "traded", "rented", "affiliated", "lead_resale"):
        c = Counter(r["story"] for r in told if r["typology"] == typology)
        print(f"{typology}:", ", ".join(f"{k} {v}" for k, v in sorted(c.items())))
    now = Counter(r["enterprise_id"] for r in t["bindings"] if not r["unbound_at"])
    print("enterprises", len(now), "above 30 bound", sum(v > 30 for v in now.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
