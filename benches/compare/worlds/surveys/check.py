"""python3 check.py OUT: are ids, references, times and the truth of a world in order? Prints counts."""

import csv
import os
import sys
from collections import Counter, defaultdict

ROLES = {"clean", "traded", "rented", "affiliated", "lead_resale", "lead_buyer"}


def read(out, name):
    with open(os.path.join(out, name), encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


class Check:
    """Collects complaints."""

    def __init__(self):
        self.bad = Counter()

    def want(self, ok, what):
        if not ok:
            self.bad[what] += 1


def quota(c, bindings, spend):
    """More than thirty at once only with counted spend; one enterprise at a time for an account."""
    paid = Counter()
    member = defaultdict(set)
    moves, own = defaultdict(list), defaultdict(list)
    for b in bindings:
        end = b["unbound_at"] or "9999"
        c.want(b["bound_at"] <= end, "binding ends before it begins")
        moves[b["enterprise_id"]] += [(b["bound_at"], 1), (end, -1)]
        own[b["account_id"]].append((b["bound_at"], end))
        member[b["enterprise_id"]].add(b["account_id"])
    for s in spend:
        if s["product"] in ("seeding", "lead_collection"):
            paid[s["account_id"]] += float(s["spend_cny"])
    top = {}
    for f, steps in moves.items():
        now = best = 0
        for _, d in sorted(steps):
            now += d
            best = max(best, now)
        top[f] = best
        c.want(best <= 30 or sum(paid[a] for a in member[f]) > 5000, "above the quota without spend")
    for spans in own.values():
        spans.sort()
        c.want(all(x[1] <= y[0] for x, y in zip(spans, spans[1:])), "account bound twice at once")
    return top


def main(out):
    c = Check()
    accounts = read(out, "accounts.csv")
    ids = {a["account_id"]: a for a in accounts}
    c.want(len(ids) == len(accounts), "account twice")
    n, first, last, per = 0, "9", "0", Counter()
    devices = defaultdict(set)
    for x in read(out, "logins.csv"):
        n += 1
        a = x["account_id"]
        c.want(a in ids, "login of nobody")
        c.want(x["device_id"] and x["ip"], "login without device or address")
        c.want(x["login_at"] >= ids[a]["registered_at"], "login before registration")
        first, last = min(first, x["login_at"]), max(last, x["login_at"])
        per[a] += 1
        devices[x["device_id"]].add(a)
    print(f"accounts {len(accounts)}, logins {n} by {len(per)} accounts, {first} to {last}")
    size = Counter(min(len(v), 100) for v in devices.values())
    print("devices", len(devices), "accounts a device:", {k: size[k] for k in sorted(size)})
    print("kinds", dict(Counter(a["account_kind"] for a in accounts)))
    bindings, spend = read(out, "bindings.csv"), read(out, "ad_spend.csv")
    for b in bindings:
        c.want(
            ids.get(b["enterprise_id"], {}).get("account_kind") == "enterprise", "binding to no enterprise"
        )
        c.want(b["account_id"] in ids, "binding of nobody")
    top = quota(c, bindings, spend)
    print(
        "bindings",
        len(bindings),
        "firms at 30:",
        sum(v == 30 for v in top.values()),
        "above:",
        sum(v > 30 for v in top.values()),
    )
    leads = {x["lead_id"]: x for x in read(out, "leads.csv")}
    rows = read(out, "lead_transfers.csv")
    got = defaultdict(list)
    for x in leads.values():
        c.want(x["account_id"] in ids, "lead of nobody")
        c.want(not x["followed_up_at"] or x["followed_up_at"] >= x["collected_at"], "followed up too early")
        got[x["lead_id"], x["account_id"]].append(x["collected_at"])
    for x in sorted(rows, key=lambda x: x["transferred_at"]):
        c.want(x["from_account"] in ids and x["to_account"] in ids, "transfer of nobody")
        c.want(x["from_account"] != x["to_account"], "transfer to oneself")
        c.want(x["lead_id"] in leads, "transfer of an unknown lead")
        c.want(leads[x["lead_id"]]["contact_hash"] == x["contact_hash"], "contact differs")
        had = got[x["lead_id"], x["from_account"]]
        c.want(had and min(had) <= x["transferred_at"], "handed on before it was there")
        got[x["lead_id"], x["to_account"]].append(x["transferred_at"])
        c.want(x["transferred_at"][:10] <= last[:10], "transfer after the window")
    for name in ("ad_spend", "notes", "account_changes"):
        table = read(out, name + ".csv")
        c.want(all(x["account_id"] in ids for x in table), name + " of nobody")
        key = {"ad_spend": "spent_on", "notes": "published_at", "account_changes": "changed_at"}[name]
        c.want(all(first[:10] <= x[key][:10] <= last[:10] for x in table), name + " outside the window")
        print(name, len(table), end="; ")
    pays = read(out, "payments.csv")
    c.want(all(float(x["amount_cny"]) > 0 and x["payer"] != x["payee"] for x in pays), "odd payment")
    print(f"leads {len(leads)}, transfers {len(rows)}, payments {len(pays)}")
    print("approved", dict(Counter(x["kind"] for x in read(out, "approved_operators.csv"))))
    truth = read(out, "truth/truth_accounts.csv")
    role = {t["account_id"]: t["role"] for t in truth}
    c.want(len(role) == len(truth), "truth twice")
    rings = defaultdict(set)
    for t in truth:
        c.want(t["account_id"] in ids and t["role"] in ROLES, "truth of nobody")
        c.want((t["role"] == "clean") == (t["ring"] == ""), "ring and role disagree")
        rings[t["role"]].add(t["ring"])
    keys = {(x["lead_id"], x["from_account"], x["to_account"]) for x in rows}
    sold = read(out, "truth/truth_leads.csv")
    c.want(
        all((x["lead_id"], x["from_account"], x["to_account"]) in keys for x in sold),
        "resold lead not transferred",
    )
    stories = read(out, "truth/stories.csv")
    c.want(all(s["account_id"] in ids for s in stories), "story of nobody")
    told = {s["account_id"] for s in stories if s["typology"] != "honest"}
    c.want(all(a in told for a, x in role.items() if x != "clean"), "abuse without a story")
    print(
        "roles",
        {k: (v, len(rings[k])) for k, v in sorted(Counter(role.values()).items())},
        "left out",
        len(ids) - len(role),
    )
    abused = sum(x != "clean" for x in role.values())
    print(f"abused {100 * abused / len(ids):.1f} %, resold transfers {len(sold)}")
    print("silent abused", sum(1 for a, x in role.items() if x != "clean" and not per[a]))
    for kind in ("honest", "traded", "rented", "affiliated", "lead_resale"):
        print(kind, dict(Counter(s["story"] for s in stories if s["typology"] == kind).most_common()))
    print("COMPLAINTS", dict(c.bad) if c.bad else "none")
    return 1 if c.bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
