"""Checks a world: python3 check.py OUT.  Ids, references, times, truth; prints counts; exit 1 on a fault."""

import collections
import csv
import os
import sys


def load(*parts):
    with open(os.path.join(*parts), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main(out):
    faults = []

    def fault(text):
        if len(faults) < 40:
            faults.append(text)

    accounts = {r["account_id"]: r for r in load(out, "accounts.csv")}
    files = {
        n: load(out, n + ".csv")
        for n in "logins bindings lead_transfers account_changes leads payments ad_spend notes".split()
    }
    if len(accounts) != sum(1 for _ in load(out, "accounts.csv")):
        fault("an account twice")
    for name, field in (("leads", "lead_id"), ("payments", "payment_id"), ("notes", "note_id")):
        ids = [r[field] for r in files[name]]
        if len(ids) != len(set(ids)):
            fault(f"{name}: an id twice")
    times = [r["login_at"] for r in files["logins"]]
    first, last = min(times)[:10], max(times)[:10]
    keys = {
        "logins": ("account_id", "login_at"),
        "account_changes": ("account_id", "changed_at"),
        "leads": ("account_id", "collected_at"),
        "notes": ("account_id", "published_at"),
        "ad_spend": ("account_id", "spent_on"),
        "bindings": ("account_id", "bound_at"),
    }
    for name, (who, when) in keys.items():
        for r in files[name]:
            acc = accounts.get(r[who])
            if acc is None:
                fault(f"{name}: unknown account {r[who]}")
            elif r[when] < acc["registered_at"][: len(r[when])]:
                fault(f"{name}: {r[who]} before its registration, {r[when]} {acc['registered_at']}")
            if r[when][:10] > last or (name != "bindings" and r[when][:10] < first):
                fault(f"{name}: outside the window {r[when]}")
    for r in files["logins"]:
        if not (r["device_id"] and r["ip"] and r["region"]):
            fault("logins: empty field")
    for r in files["bindings"]:
        if accounts.get(r["enterprise_id"], {}).get("account_kind") != "enterprise":
            fault("bindings: not an enterprise")
        if accounts[r["account_id"]]["account_kind"] != "kos":
            fault(f"bindings: not kos {r['account_id']}")
        if r["unbound_at"] and r["unbound_at"] <= r["bound_at"]:
            fault(f"bindings: ends before it begins {r}")
    spans = collections.defaultdict(list)
    for r in files["bindings"]:
        spans[r["account_id"]].append((r["bound_at"], r["unbound_at"] or "9"))
    twice = 0
    for rows in spans.values():
        rows.sort()
        twice += sum(1 for one, two in zip(rows, rows[1:]) if two[0] < one[1])
    contact = {r["lead_id"]: r["contact_hash"] for r in files["leads"]}
    collected = {r["lead_id"]: r["collected_at"] for r in files["leads"]}
    triples = set()
    for r in files["lead_transfers"]:
        if r["from_account"] not in accounts or r["to_account"] not in accounts:
            fault("lead_transfers: unknown account")
        for end in ("from_account", "to_account"):
            if end in r and r["transferred_at"] < accounts[r[end]]["registered_at"]:
                fault(f"lead_transfers: {r[end]} before its registration")
        if contact.get(r["lead_id"]) != r["contact_hash"]:
            fault(f"lead_transfers: contact of {r['lead_id']}")
        elif r["transferred_at"] < collected[r["lead_id"]]:
            fault(f"lead_transfers: {r['lead_id']} before it was collected")
        triples.add((r["lead_id"], r["from_account"], r["to_account"]))
    for r in files["payments"]:
        if float(r["amount_cny"]) <= 0:
            fault("payments: amount")
    truth = {r["account_id"]: r for r in load(out, "truth", "truth_accounts.csv")}
    sold = load(out, "truth", "truth_leads.csv")
    stories = load(out, "truth", "stories.csv")
    for aid, r in truth.items():
        if aid not in accounts:
            fault("truth: unknown account")
        if (r["role"] == "clean") != (r["ring"] == ""):
            fault("truth: ring and role")
    for r in sold:
        if (r["lead_id"], r["from_account"], r["to_account"]) not in triples:
            fault("truth_leads: no such transfer")
        if truth.get(r["from_account"], {}).get("role") != "lead_resale":
            fault(f"truth_leads: giver is {truth.get(r['from_account'])}")
        if truth.get(r["to_account"], {}).get("role") not in ("lead_resale", "lead_buyer"):
            fault(f"truth_leads: taker is {truth.get(r['to_account'])}")
    for r in stories:
        role = truth.get(r["account_id"], {}).get("role", "outside")
        if r["typology"] != "honest" and role not in (r["typology"], "lead_buyer", "lead_resale"):
            fault(f"stories: {r} but role {role}")
    print(f"window {first} to {last};", ", ".join(f"{k} {len(v)}" for k, v in files.items()))
    roles = collections.Counter(r["role"] for r in truth.values())
    ring_count = {k: len({r["ring"] for r in truth.values() if r["role"] == k}) for k in roles}
    kinds = collections.Counter(r["account_kind"] for r in accounts.values())
    print(
        "accounts",
        len(accounts),
        dict(sorted(kinds.items())),
        "left out of truth",
        len(accounts) - len(truth),
    )
    bad = sum(n for k, n in roles.items() if k not in ("clean", "lead_buyer"))
    print("roles", dict(sorted(roles.items())), f"abused {bad / len(accounts):.2%}")
    print("rings", ring_count, "sold transfers", len(sold), "of", len(files["lead_transfers"]))
    print("bindings that overlap", twice)
    members = {a: r["ring"] for a, r in truth.items() if r["role"] not in ("clean", "lead_buyer")}
    for column in ("device_id", "ip"):
        users = collections.defaultdict(set)
        for r in files["logins"]:
            users[r[column]].add(r["account_id"])
        sizes = sorted((len(v) for v in users.values()), reverse=True)
        pairs = collections.Counter()
        for key in sorted(users):
            v = users[key]
            seen = collections.Counter(members[a] for a in v if a in members)
            if len(v) < 100:
                pairs.update(ring for ring, n in seen.items() if n > 1)
        print(
            f"{column}: {len(sizes)}, busiest {sizes[:5]}, rings with one of theirs (<100 accounts) shared",
            len(pairs),
        )
    if "-v" in sys.argv:
        told = collections.Counter((r["typology"], r["story"]) for r in stories)
        for key, n in sorted(told.items()):
            print(f"  {key[0]:12} {key[1]:40} {n}")
    print("faults", len(faults), *faults, sep="\n  ")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
