"""Checks a world: python3 check.py OUT [--level L]; prints counts, exits 1 when something is wrong."""
import argparse
import collections
import csv
import os
import sys

from output import HEAD

KINDS = {"personal", "professional", "enterprise", "kos"}
ROLES = {"clean", "traded", "rented", "affiliated", "lead_resale", "lead_buyer"}
FIELDS = {"password", "phone", "payout_account", "holder", "region"}


def rows(out, name):
    with open(os.path.join(out, name + ".csv"), newline="", encoding="utf-8") as f:
        return list(csv.DictReader(f))


def quota(spend, binds, bad):
    """Above 30 at a time only with counted spend through employees' accounts."""
    ev = collections.defaultdict(list)
    for b in binds:
        ev[b["enterprise_id"]] += [(b["bound_at"], 1, b["account_id"])] + (
            [(b["unbound_at"], -1, "")] if b["unbound_at"] else [])
    above = 0
    for ent, xs in sorted(ev.items()):
        n = top = 0
        for _, d, _ in sorted(xs):
            n += d
            top = max(top, n)
        if top > 30:
            above += 1
            paid = sum(spend[a] for _, _, a in xs if a)
            if paid < (top - 30) * 3000:
                bad.append(f"{ent} has {top} bound with only {paid:.0f} of counted spend")
    return above


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("out")
    p.add_argument("--level", type=int)
    a = p.parse_args()
    t = {k: rows(a.out, k) for k in HEAD}
    acc, bad = {x["account_id"]: x for x in t["accounts"]}, []
    truth = {x["account_id"]: x for x in rows(a.out, "truth/truth_accounts")}
    tleads, stories = rows(a.out, "truth/truth_leads"), rows(a.out, "truth/stories")
    for k, keys in (("accounts", ("account_id",)), ("payments", ("payment_id",)), ("notes", ("note_id",)),
                    ("leads", ("lead_id",))):
        if len({tuple(x[c] for c in keys) for x in t[k]}) != len(t[k]):
            bad.append(f"{k}: ids repeat")
    for k, cols in (("logins", ("account_id",)), ("bindings", ("enterprise_id", "account_id")),
            ("ad_spend", ("account_id",)),
                    ("lead_transfers", ("from_account", "to_account")), ("account_changes", ("account_id",)),
                    ("leads", ("account_id",)), ("notes", ("account_id",))):
        n = sum(1 for x in t[k] for c in cols if x[c] not in acc)
        if n:
            bad.append(f"{k}: {n} unknown accounts")
    if {x["account_kind"] for x in t["accounts"]} - KINDS or {x["role"] for x in truth.values()} - ROLES:
        bad.append("unknown kind or role")
    if {x["field"] for x in t["account_changes"]} - FIELDS:
        bad.append("unknown field")
    days = sorted({x["login_at"][:10] for x in t["logins"]})
    if not 60 <= len(days) <= 120:
        bad.append(f"window of {len(days)} days")
    for k, c in (("logins", "login_at"), ("lead_transfers", "transferred_at"),
            ("account_changes", "changed_at"),
                 ("leads", "collected_at"), ("payments", "paid_at"), ("notes", "published_at"), ("ad_spend",
                         "spent_on")):
        n = sum(1 for x in t[k] if not days[0] <= x[c][:10] <= days[-1])
        if n:
            bad.append(f"{k}: {n} outside of the window")
    for k, c in (("logins", "login_at"), ("notes", "published_at"), ("account_changes", "changed_at"),
            ("bindings", "bound_at")):
        n = sum(1 for x in t[k] if x[c] < acc[x["account_id"]]["registered_at"])
        if n:
            bad.append(f"{k}: {n} before registration")
    if any(x["unbound_at"] and x["unbound_at"] <= x["bound_at"] for x in t["bindings"]):
        bad.append("a binding ends before it starts")
    if any(x["account_id"] == x["enterprise_id"] or acc[x["enterprise_id"]]["account_kind"] != "enterprise"
           for x in t["bindings"]):
        bad.append("bound to something else than an enterprise")
    born, place = {x["lead_id"]: x["collected_at"] for x in t["leads"]}, {x["lead_id"]: x["contact_hash"]
            for x in t["leads"]}
    n = sum(1 for x in t["lead_transfers"] if x["transferred_at"] < born.get(x["lead_id"], "9")
            or place[x["lead_id"]] != x["contact_hash"])
    if n:
        bad.append(f"{n} transfers before the lead or with another contact")
    moves = {(x["lead_id"], x["from_account"], x["to_account"]): x for x in t["lead_transfers"]}
    if any((x["lead_id"], x["from_account"], x["to_account"]) not in moves for x in tleads):
        bad.append("a resold lead without transfer")
    if any(float(x["amount_cny"]) <= 0 or x["payer"] == x["payee"] for x in t["payments"]):
        bad.append("odd payment")
    if any((x["role"] == "clean") != (x["ring"] == "") for x in truth.values()) or set(truth) - set(acc):
        bad.append("truth and rings disagree")
    spend = collections.Counter()
    for x in t["ad_spend"]:
        if x["product"] in ("seeding", "lead_collection"):
            spend[x["account_id"]] += float(x["spend_cny"])
    above = quota(spend, t["bindings"], bad)
    if a.level == 2:
        hidden(t, truth, bad)
    print({k: len(v) for k, v in t.items()}, len(days), "days;", above, "enterprises above 30")
    role = collections.Counter(x["role"] for x in truth.values())
    rings = collections.defaultdict(set)
    for x in truth.values():
        rings[x["role"]].add(x["ring"])
    print({k: (n, len(rings[k])) for k, n in sorted(role.items())}, len(acc) - len(truth), "left out",
          f"{(len(truth) - role['clean']) / len(acc):.3f} abused;", len(tleads), "resold")
    sold = {(x["lead_id"], x["from_account"], x["to_account"]) for x in tleads}
    print("channels, all / resold:", {k: (n, sum(1 for s in sold if moves[s]["channel"] == k)) for k, n in
          sorted(collections.Counter(x["channel"] for x in t["lead_transfers"]).items())})
    for kind in sorted({x["typology"] for x in stories}):
        print(" ", kind, dict(collections.Counter(x["story"] for x in stories
                if x["typology"] == kind).most_common()))
    print("\n".join(bad) if bad else "all well")
    sys.exit(bool(bad))


def hidden(t, truth, bad):
    """At level 2 devices that serve two abused accounts of a ring must be places of honest life."""
    on = collections.defaultdict(set)
    for x in t["logins"]:
        on[x["device_id"]].add(x["account_id"])
    n = 0
    for d, xs in on.items():
        rings = collections.Counter(truth[a]["ring"] for a in xs
                                    if a in truth and truth[a]["role"] != "lead_buyer")
        rings.pop("", None)
        if rings and max(rings.values()) > 1 and all(a in truth and truth[a]["ring"] for a in xs):
            n += 1
    if n:
        bad.append(f"level 2, but {n} devices are shared within rings")


if __name__ == "__main__":
    main()
