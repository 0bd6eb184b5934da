"""Checks one world: ids, references, times, truth; prints counts. python3 check.py OUT"""

import collections
import csv
import os
import sys

KINDS = ("personal", "professional", "enterprise", "kos")


def read(out, name):
    with open(os.path.join(out, name), encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def main(out):
    bad = collections.Counter()
    accounts = read(out, "accounts.csv")
    kind = {a["account_id"]: a["account_kind"] for a in accounts}
    reg = {a["account_id"]: a["registered_at"] for a in accounts}
    bad["account id twice"] = len(accounts) - len(kind)
    bad["unknown kind"] = sum(k not in KINDS for k in kind.values())
    logins = read(out, "logins.csv")
    first, last = logins[0]["login_at"][:10], logins[-1]["login_at"][:10]
    for x in logins:
        bad["login of nobody"] += x["account_id"] not in kind
        bad["login before registration"] += x["login_at"] < reg.get(x["account_id"], "")
        bad["login without device or address"] += not (x["device_id"] and x["ip"])
    spans = collections.defaultdict(list)
    for x in read(out, "bindings.csv"):
        e, a = x["enterprise_id"], x["account_id"]
        bad["binding of unknown"] += e not in kind or a not in kind
        bad["binding not kos to enterprise"] += kind.get(e) != "enterprise" or kind.get(a) != "kos"
        bad["binding ends early"] += bool(x["unbound_at"]) and x["unbound_at"] <= x["bound_at"]
        bad["binding before registration"] += x["bound_at"] < max(reg.get(a, ""), reg.get(e, ""))
        spans[a].append((x["bound_at"], x["unbound_at"] or "9"))
    for v in spans.values():
        v.sort()
        bad["overlapping bindings"] += sum(p[1] > q[0] for p, q in zip(v, v[1:]))
    leads = {x["lead_id"]: x for x in read(out, "leads.csv")}
    transfers = read(out, "lead_transfers.csv")
    for x in transfers:
        lead = leads.get(x["lead_id"])
        bad["transfer of unknown lead"] += lead is None
        if lead:
            bad["transfer before collection"] += x["transferred_at"] < lead["collected_at"]
            bad["contact differs"] += x["contact_hash"] != lead["contact_hash"]
        bad["transfer between unknown"] += x["from_account"] not in kind or x["to_account"] not in kind
        bad["transfer to itself"] += x["from_account"] == x["to_account"]
    for x in leads.values():
        bad["lead of unknown"] += x["account_id"] not in kind
    names = ("account_changes", "ad_spend", "notes")
    rows = {n: read(out, n + ".csv") for n in names}
    for n in names:
        bad[n + " of unknown"] = sum(x["account_id"] not in kind for x in rows[n])
    bad["change before registration"] = sum(
        x["changed_at"] < reg[x["account_id"]] for x in rows["account_changes"]
    )
    pays = read(out, "payments.csv")
    bad["payment id twice"] = len(pays) - len({x["payment_id"] for x in pays})
    bad["payment to itself"] = sum(x["payer"] == x["payee"] for x in pays)
    truth = read(out, "truth/truth_accounts.csv")
    roles, rings = collections.Counter(), collections.defaultdict(set)
    for x in truth:
        roles[x["role"]] += 1
        rings[x["role"]].add(x["ring"])
        bad["truth of unknown"] += x["account_id"] not in kind
        bad["ring without role"] += (x["role"] == "clean") != (x["ring"] == "")
    moved = {(x["lead_id"], x["from_account"], x["to_account"]) for x in transfers}
    sold = read(out, "truth/truth_leads.csv")
    bad["sold lead without transfer"] = sum(
        (x["lead_id"], x["from_account"], x["to_account"]) not in moved for x in sold
    )
    role = {x["account_id"]: x["role"] for x in truth}
    bad["sold lead by clean"] = sum(role.get(x["from_account"]) != "lead_resale" for x in sold)
    bad["sold lead to odd role"] = sum(
        role.get(x["to_account"]) not in ("lead_resale", "lead_buyer") for x in sold
    )
    stories = read(out, "truth/stories.csv")
    bad["story of unknown"] = sum(x["account_id"] not in kind for x in stories)
    abused = sum(n for k, n in roles.items() if k not in ("clean", "lead_buyer"))
    print(
        "window %s..%s accounts %d logins %d bindings %d transfers %d (sold %d) payments %d notes %d "
        "spend %d"
        % (
            first,
            last,
            len(kind),
            len(logins),
            sum(map(len, spans.values())),
            len(transfers),
            len(sold),
            len(pays),
            len(rows["notes"]),
            len(rows["ad_spend"]),
        )
    )
    print(
        "roles",
        dict(sorted(roles.items())),
        "rings",
        {k: len(v) for k, v in sorted(rings.items()) if k != "clean"},
        "abused %.1f%%" % (100 * abused / len(kind)),
        "left out",
        len(kind) - len(truth),
    )
    if "-v" in sys.argv:
        tally = collections.Counter((x["typology"], x["story"]) for x in stories)
        for (typ, name), n in sorted(tally.items()):
            print("  %-12s %-28s %d" % (typ, name, n))
    faults = {k: v for k, v in bad.items() if v}
    print("FAULTS" if faults else "no faults", faults or "")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
