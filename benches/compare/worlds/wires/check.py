"""Check a world: ids, references, times, truth. Prints counts; ends with status 1 if something is wrong.

python3 check.py OUT [OUT ...]
"""

import csv
import os
import re
import sys
from collections import Counter, defaultdict

STAMP = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$")
ROLES = ("clean", "traded", "rented", "affiliated", "lead_resale", "lead_buyer")
TYPOLOGIES = ("honest", "traded", "rented", "affiliated", "lead_resale")
FIELDS = ("password", "phone", "payout_account", "holder", "region")
PRODUCTS = ("seeding", "lead_collection", "search", "shutiao")


def read(folder, name):
    with open(os.path.join(folder, name + ".csv"), encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


class Check:
    def __init__(self):
        self.bad = Counter()

    def say(self, ok, what):
        if not ok:
            self.bad[what] += 1


def check(folder):
    c, truth = Check(), os.path.join(folder, "truth")
    accounts = read(folder, "accounts")
    kind = {r["account_id"]: r["account_kind"] for r in accounts}
    born = {r["account_id"]: r["registered_at"] for r in accounts}
    c.say(len(kind) == len(accounts), "account ids not unique")
    for r in accounts:
        c.say(r["account_kind"] in ("personal", "professional", "enterprise", "kos"), "account kind")
        c.say(STAMP.match(r["registered_at"]), "registered_at")
        c.say(not r["group_id"] or r["account_kind"] == "enterprise", "group of a non-enterprise")
    logins, last, first, devices = 0, "", None, set()
    with open(os.path.join(folder, "logins.csv"), encoding="utf-8", newline="") as f:
        for r in csv.DictReader(f):
            logins += 1
            first = first or r["login_at"]
            c.say(r["account_id"] in kind and r["device_id"] and STAMP.match(r["login_at"]), "login row")
            c.say(r["login_at"] >= last, "logins not in order of time")
            c.say(r["login_at"] >= born.get(r["account_id"], ""), "login before registration")
            last = r["login_at"]
            devices.add(r["device_id"])
    bindings = read(folder, "bindings")
    for r in bindings:
        c.say(kind.get(r["enterprise_id"]) == "enterprise", "binding without enterprise")
        c.say(kind.get(r["account_id"]) == "kos", "binding of a non-staff account")
        c.say(
            STAMP.match(r["bound_at"]) and r["bound_at"] >= born[r["account_id"]], "bound before registration"
        )
        c.say(not r["unbound_at"] or r["unbound_at"] > r["bound_at"], "unbound before bound")
        c.say(r["method"] in ("created", "bound"), "method")
    transfers = read(folder, "lead_transfers")
    for r in transfers:
        c.say(r["from_account"] in kind and r["to_account"] in kind, "transfer reference")
        c.say(r["from_account"] != r["to_account"], "transfer to itself")
        c.say(first[:10] <= r["transferred_at"][:10] <= last[:10], "transfer outside of the window")
        c.say(
            r["transferred_at"] >= max(born[r["from_account"]], born[r["to_account"]]),
            "transfer before registration",
        )
    leads = read(folder, "leads")
    c.say(len({r["lead_id"] for r in leads}) == len(leads), "lead ids not unique")
    for r in leads:
        c.say(r["account_id"] in kind and r["collected_at"] >= born[r["account_id"]], "lead row")
        c.say(
            not r["followed_up_at"] or r["followed_up_at"] >= r["collected_at"],
            "followed up before collected",
        )
    for r in read(folder, "account_changes"):
        c.say(r["account_id"] in kind and r["field"] in FIELDS, "change row")
        c.say(r["changed_at"] >= born[r["account_id"]], "change before registration")
        c.say(r["field"] != "password" or not r["old_value"] + r["new_value"], "password value")
    payments = read(folder, "payments")
    c.say(len({r["payment_id"] for r in payments}) == len(payments), "payment ids not unique")
    for r in payments:
        c.say(re.match(r"^\d+\.\d\d$", r["amount_cny"]) and float(r["amount_cny"]) > 0, "amount")
        c.say(first[:10] <= r["paid_at"][:10] <= last[:10], "payment outside of the window")
    for r in read(folder, "ad_spend"):
        c.say(r["account_id"] in kind and r["product"] in PRODUCTS, "spend row")
    notes = read(folder, "notes")
    for r in notes:
        c.say(
            r["account_id"] in kind and r["published_at"] >= born[r["account_id"]] and r["text"], "note row"
        )
    for r in read(folder, "approved_operators"):
        c.say(
            r["kind"] in ("device", "ip", "payment_account", "account", "enterprise") and r["id"],
            "approved row",
        )
    roles, rings, home = Counter(), defaultdict(set), {}
    for r in read(truth, "truth_accounts"):
        c.say(r["account_id"] in kind and r["role"] in ROLES, "truth row")
        c.say((r["role"] == "clean") == (not r["ring"]), "ring of a clean account or none of an abused one")
        roles[r["role"]] += 1
        home[r["account_id"]] = r["role"]
        if r["ring"]:
            rings[r["role"]].add(r["ring"])
    known = {(r["lead_id"], r["from_account"], r["to_account"]) for r in transfers}
    resold = read(truth, "truth_leads")
    for r in resold:
        c.say((r["lead_id"], r["from_account"], r["to_account"]) in known, "resold lead without transfer")
        c.say(home.get(r["from_account"], "clean") != "clean", "resold by a clean account")
    told = Counter()
    for r in read(truth, "stories"):
        c.say(r["account_id"] in kind and r["typology"] in TYPOLOGIES, "story row")
        c.say(
            r["typology"] == "honest" or home.get(r["account_id"]) not in (None, "clean"),
            "trick at a clean one",
        )
        told[r["typology"], r["story"]] += 1
    abused = sum(n for role, n in roles.items() if role != "clean")
    print(f"{folder}: {len(accounts)} accounts {dict(Counter(kind.values()))}, {first[:10]}..{last[:10]}")
    print(
        f"  {logins} logins, {len(devices)} devices, {len(bindings)} bindings, {len(transfers)} transfers, "
        f"{len(leads)} leads, {len(payments)} payments, {len(notes)} notes, {len(resold)} resold"
    )
    print(
        f"  abused {abused} ({abused / len(accounts):.1%}), left out {len(accounts) - len(home)}; "
        + ", ".join(f"{role} {roles[role]} in {len(rings[role])}" for role in ROLES[1:])
    )
    for typology in TYPOLOGIES:
        names = [f"{s} {n}" for (t, s), n in sorted(told.items()) if t == typology]
        print(f"  {typology}: " + ", ".join(names))
    for what, n in sorted(c.bad.items()):
        print(f"  WRONG: {what} ({n} rows)")
    return not c.bad


if __name__ == "__main__":
    sys.exit(0 if all([check(folder) for folder in sys.argv[1:]]) else 1)
