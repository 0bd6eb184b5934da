"""Reads a written world back and checks what the contract promises; prints the counts."""

import argparse
import csv
import re
import sys
from collections import Counter, defaultdict
from datetime import datetime, timedelta, timezone
from pathlib import Path

ZONE = timezone(timedelta(hours=8))
MISSING = {"", "NULL", "null", "\\N", "-", "无"}


def moment(text):
    """Any time format of the contract as epoch seconds."""
    if text.isdigit():
        return int(text) / (1000 if len(text) > 11 else 1)
    text = text.replace("/", "-")
    if "T" in text:
        return datetime.fromisoformat(text).timestamp()
    pattern = "%Y-%m-%d %H:%M:%S" if text.count(":") == 2 else "%Y-%m-%d %H:%M"
    return datetime.strptime(text, pattern).replace(tzinfo=ZONE).timestamp()


def read(folder, name):
    with open(Path(folder) / f"{name}.csv", encoding="utf-8-sig", newline="") as f:
        for row in csv.DictReader(f):
            yield {k: "" if v.strip() in MISSING else v.strip().lstrip("'") for k, v in row.items()}


class Checker:
    """Collects broken promises instead of stopping at the first."""

    def __init__(self, folder):
        self.folder, self.faults = folder, Counter()
        self.accounts = {r["account_id"]: r for r in read(folder, "accounts")}
        self.registered = {i: moment(r["registered_at"]) for i, r in self.accounts.items()}

    def need(self, condition, what):
        if not condition:
            self.faults[what] += 1

    def known(self, account, where):
        self.need(account in self.accounts, f"unknown account in {where}")

    def logins(self):
        count, low, high = Counter(), 1e18, 0
        for r in read(self.folder, "logins"):
            self.known(r["account_id"], "logins")
            t = moment(r["login_at"])
            low, high = min(low, t), max(high, t)
            count[r["account_id"]] += 1
            self.need(r["device_id"], "login without device")
            self.need(t >= self.registered.get(r["account_id"], 0) - 60, "login before registration")
        self.low, self.high = low, high
        print(
            "days",
            round((high - low) / 86400, 1),
            "logins",
            sum(count.values()),
            "accounts with logins",
            len(count),
            "of",
            len(self.accounts),
        )
        return count

    def bindings(self):
        spans = defaultdict(list)
        for r in set(tuple(r.items()) for r in read(self.folder, "bindings")):
            r = dict(r)
            self.known(r["account_id"], "bindings")
            self.known(r["enterprise_id"], "bindings")
            a = moment(r["bound_at"])
            b = moment(r["unbound_at"]) if r["unbound_at"] else 1e18
            self.need(a <= self.high + 86400, "binding after the window")
            self.need(a < b, "binding ends before it begins")
            self.need(a >= self.registered[r["account_id"]] - 60, "binding before registration")
            spans[r["account_id"]].append((a, b))
        for s in spans.values():
            s.sort()
            self.need(all(x[1] <= y[0] for x, y in zip(s, s[1:])), "overlapping bindings")
        print("bound accounts", len(spans))

    def leads(self):
        pairs, ids = set(), set()
        for r in read(self.folder, "leads"):
            self.known(r["account_id"], "leads")
            ids.add(r["lead_id"])
        n = 0
        for r in read(self.folder, "lead_transfers"):
            self.known(r["from_account"], "transfers")
            self.known(r["to_account"], "transfers")
            self.need(r["lead_id"] in ids, "transfer of an unknown lead")
            self.need(
                self.low - 86400 <= moment(r["transferred_at"]) <= self.high + 86400, "transfer outside"
            )
            pairs.add((r["lead_id"], r["from_account"], r["to_account"]))
            n += 1
        wrong = list(read(self.folder, "truth/truth_leads"))
        for r in wrong:
            self.need(
                (r["lead_id"], r["from_account"], r["to_account"]) in pairs, "true lead without transfer"
            )
        print("leads", len(ids), "transfers", n, "unlawful", len(wrong))

    def others(self):
        for name, column in (
            ("account_changes", "changed_at"),
            ("payments", "paid_at"),
            ("notes", "published_at"),
        ):
            n = 0
            for r in read(self.folder, name):
                n += 1
                t = moment(r[column])
                self.need(self.low - 86400 <= t <= self.high + 86400, f"{name} outside the window")
                if "account_id" in r:
                    self.known(r["account_id"], name)
                    self.need(
                        t >= self.registered.get(r["account_id"], 0) - 60, f"{name} before registration"
                    )
                if "amount_cny" in r:
                    self.need(re.fullmatch(r"\d+(\.\d\d?)?", r["amount_cny"]), "odd amount")
            print(name, n)
        n = 0
        for r in read(self.folder, "ad_spend"):
            self.known(r["account_id"], "ad_spend")
            n += 1
        print("ad_spend", n)

    def truth(self, logins):
        roles, rings, traces = Counter(), Counter(), Counter()
        seen = set()
        for r in read(self.folder, "truth/truth_accounts"):
            seen.add(r["account_id"])
            roles[r["role"]] += 1
            self.need((r["role"] == "clean") == (not r["ring"]), "ring and role disagree")
            if r["ring"]:
                rings[r["ring"]] += 1
                traces[r["role"], logins[r["account_id"]] > 0] += 1
        self.need(seen == set(self.accounts), "truth does not cover the accounts")
        print(dict(roles))
        print("rings", len(rings), "sizes", sorted(rings.values()))
        stories = defaultdict(Counter)
        for r in read(self.folder, "truth/stories"):
            stories[r["typology"]][r["story"]] += 1
        for kind, found in sorted(stories.items()):
            print(kind, len(found), dict(sorted(found.items())))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    c = Checker(parser.parse_args().folder)
    logins = c.logins()
    c.bindings()
    c.leads()
    c.others()
    c.truth(logins)
    print("faults:", dict(c.faults) or "none")
    sys.exit(bool(c.faults))


if __name__ == "__main__":
    main()
