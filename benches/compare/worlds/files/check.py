"""Check a written world against the contract: ids, times, truth. Usage: check.py OUT"""

import csv
import os
import sys
from collections import Counter
from datetime import datetime, timedelta, timezone

ZONE = timezone(timedelta(hours=8))
MISSING = ("", "NULL", "null", "\\N", "-", "无")
ROLES = ("clean", "traded", "rented", "affiliated", "lead_resale", "lead_buyer")
KINDS = ("personal", "professional", "enterprise", "kos")
FIELDS = ("password", "phone", "payout_account", "holder", "region")
PRODUCTS = ("seeding", "lead_collection", "search", "shutiao")


def parse_time(text):
    """Any time format of the contract, as epoch seconds."""
    if text.isdigit():
        return int(text) / (1000 if len(text) >= 13 else 1)
    form = "%Y/%m/%d %H:%M" if "/" in text else "%Y-%m-%d %H:%M:%S"
    if "T" in text:
        return datetime.fromisoformat(text).timestamp()
    return datetime.strptime(text, form).replace(tzinfo=ZONE).timestamp()


def read(folder, name):
    """Rows of an export as dictionaries, missing marks made empty."""
    path = os.path.join(folder, name)
    with open(path, "rb") as handle:
        raw = handle.read()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030")
    rows = csv.reader(text.splitlines())
    header = next(rows)
    out = []
    for number, row in enumerate(rows, 2):
        if len(row) != len(header):
            raise SystemExit(f"{name}:{number}: {len(row)} cells")
        cells = [c.strip(" \t'") for c in row]
        out.append({h: "" if c in MISSING else c for h, c in zip(header, cells)})
    return out


class Check:
    """Collects what is wrong."""

    def __init__(self, folder):
        self.folder, self.wrong = folder, Counter()
        self.tables = {
            n: read(folder, n + ".csv")
            for n in (
                "accounts",
                "logins",
                "bindings",
                "lead_transfers",
                "account_changes",
                "leads",
                "payments",
                "ad_spend",
                "notes",
                "approved_operators",
            )
        }
        self.truth = {n: read(folder, f"truth/{n}.csv") for n in ("truth_accounts", "truth_leads", "stories")}
        self.accounts = {r["account_id"]: r for r in self.tables["accounts"]}

    def need(self, good, what):
        """Count a failure by its name."""
        if not good:
            self.wrong[what] += 1

    def run(self):
        """All checks."""
        times = [parse_time(r["login_at"]) for r in self.tables["logins"]]
        self.first = min(times) // 86400 * 86400 - 86400
        self.last = max(times) + 86400
        self.need(90 * 86400 <= max(times) - min(times) <= 181 * 86400, "window length")
        self.check_references()
        self.check_times()
        self.check_values()
        self.check_bindings()
        self.check_leads()
        self.check_truth()
        return self.wrong

    def check_references(self):
        """Every named account exists, and every account logs in."""
        self.need(len(self.accounts) == len(self.tables["accounts"]), "duplicate account_id")
        for table, columns in (
            ("logins", ["account_id"]),
            ("bindings", ["account_id", "enterprise_id"]),
            ("lead_transfers", ["from_account", "to_account"]),
            ("leads", ["account_id"]),
            ("account_changes", ["account_id"]),
            ("ad_spend", ["account_id"]),
            ("notes", ["account_id"]),
        ):
            for row in self.tables[table]:
                for column in columns:
                    self.need(row[column] in self.accounts, f"{table}.{column} unknown")
        seen = {r["account_id"] for r in self.tables["logins"]}
        self.need(len(seen) == len(self.accounts), "account without login")
        for table, column in (("payments", "payment_id"), ("notes", "note_id"), ("leads", "lead_id")):
            rows = {tuple(sorted(r.items())) for r in self.tables[table]}
            self.need(len({dict(r)[column] for r in rows}) == len(rows), f"{table}.{column} repeated")

    def check_times(self):
        """Events lie in the window and not before the account was opened."""
        born = {k: parse_time(r["registered_at"]) for k, r in self.accounts.items()}
        for table, column in (
            ("logins", "login_at"),
            ("lead_transfers", "transferred_at"),
            ("leads", "collected_at"),
            ("account_changes", "changed_at"),
            ("payments", "paid_at"),
            ("notes", "published_at"),
        ):
            for row in self.tables[table]:
                t = parse_time(row[column])
                self.need(self.first <= t <= self.last, f"{table}.{column} outside the window")
                for who in ("account_id", "from_account", "to_account"):
                    if who in row:
                        self.need(t >= born[row[who]] - 60, f"{table}.{column} before registration")

    def check_values(self):
        """Closed lists of values."""
        for row in self.tables["accounts"]:
            self.need(row["account_kind"] in KINDS, "account_kind")
        for row in self.tables["account_changes"]:
            self.need(row["field"] in FIELDS, "field")
        for row in self.tables["ad_spend"]:
            self.need(row["product"] in PRODUCTS and float(row["spend_cny"]) > 0, "ad_spend")
        for row in self.tables["payments"]:
            self.need(row["payer"] != row["payee"] and row["payer"] and row["payee"], "payment parties")
            self.need(float(row["amount_cny"]) > 0, "amount")

    def check_bindings(self):
        """Bindings start before the window's end, end after they start, and do not overlap."""
        spans = {}
        for row in self.tables["bindings"]:
            start = parse_time(row["bound_at"])
            end = parse_time(row["unbound_at"]) if row["unbound_at"] else self.last
            self.need(self.accounts[row["enterprise_id"]]["account_kind"] == "enterprise", "binding to no enterprise")
            self.need(self.accounts[row["account_id"]]["account_kind"] == "kos", "bound but not kos")
            self.need(start < end <= self.last, "binding order")
            self.need(row["method"] in ("created", "bound"), "binding method")
            born = parse_time(self.accounts[row["account_id"]]["registered_at"])
            self.need(start >= born - 60, "bound before registration")
            spans.setdefault(row["account_id"], []).append((start, end))
        for intervals in spans.values():
            intervals.sort()
            self.need(all(a[1] <= b[0] + 60 for a, b in zip(intervals, intervals[1:])), "bindings overlap")

    def check_leads(self):
        """Transfers belong to a collected lead and do not precede it."""
        leads = {r["lead_id"]: r for r in self.tables["leads"]}
        for row in self.tables["lead_transfers"]:
            lead = leads.get(row["lead_id"])
            self.need(lead is not None, "transfer without lead")
            if lead:
                self.need(lead["contact_hash"] == row["contact_hash"], "contact differs")
                self.need(
                    parse_time(lead["collected_at"]) <= parse_time(row["transferred_at"]) + 1, "transfer before lead"
                )
            self.need(row["from_account"] != row["to_account"], "transfer to itself")

    def check_truth(self):
        """One row for every account, rings only for the abused, unlawful transfers exist."""
        truth = {r["account_id"]: r for r in self.truth["truth_accounts"]}
        self.need(sorted(truth) == sorted(self.accounts), "truth does not cover the accounts")
        self.need(len(truth) == len(self.truth["truth_accounts"]), "truth repeats accounts")
        for row in truth.values():
            self.need(row["role"] in ROLES, "role")
            self.need((row["role"] == "clean") == (row["ring"] == ""), "ring and role disagree")
        moves = {(r["lead_id"], r["from_account"], r["to_account"]) for r in self.tables["lead_transfers"]}
        for row in self.truth["truth_leads"]:
            self.need((row["lead_id"], row["from_account"], row["to_account"]) in moves, "unlawful transfer missing")
            self.need(truth[row["from_account"]]["role"] != "clean", "clean account sells leads")
        for row in self.truth["stories"]:
            role = truth[row["account_id"]]["role"]
            self.need(row["typology"] == ("honest" if role == "clean" else role), "story and role disagree")

    def summary(self):
        """Counts for the eye."""
        for name, rows in self.tables.items():
            print(f"{name:20} {len(rows)}")
        print("roles  ", dict(sorted(Counter(r["role"] for r in self.truth["truth_accounts"]).items())))
        rings = Counter(r["ring"] for r in self.truth["truth_accounts"] if r["ring"])
        print("rings  ", len(rings), "sizes", dict(sorted(Counter(rings.values()).items())))
        print("unlawful transfers", len(self.truth["truth_leads"]))
        stories = Counter((r["typology"] == "honest", r["story"]) for r in self.truth["stories"])
        for honest in (True, False):
            print("honest" if honest else "abuse", {s: n for (h, s), n in sorted(stories.items()) if h is honest})


def main():
    """Check the folder given on the command line."""
    check = Check(sys.argv[1])
    wrong = check.run()
    check.summary()
    print("WRONG" if wrong else "all good", dict(sorted(wrong.items())))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
