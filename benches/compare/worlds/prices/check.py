#!/usr/bin/env python3
"""Check a written world against the data contract: python3 check.py OUT."""

import collections
import csv
import datetime
import os
import sys


def rows(out, name):
    """The rows of an export, whatever its encoding."""
    raw = open(os.path.join(out, name + ".csv"), "rb").read()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030")
    return list(csv.DictReader(text.splitlines()))


def when(text):
    """A time of any of the written formats, in local time."""
    text = text.replace("T", " ").replace("+08:00", "")
    return datetime.datetime.strptime(text, ("%Y-%m-%d %H:%M:%S" if "-" in text else "%Y/%m/%d %H:%M"))


def check(out):
    """Return what is wrong, as text, and print counts."""
    wrong = collections.Counter()
    accounts = {r["account_id"]: r for r in rows(out, "accounts")}
    born = {i: when(r["registered_at"]) for i, r in accounts.items()}
    truth = rows(out, "truth/truth_accounts")
    if {r["account_id"] for r in truth} != set(accounts) or len(truth) != len(accounts):
        wrong["truth does not cover the accounts"] += 1
    wrong["clean with ring"] += sum((r["role"] == "clean") != (r["ring"] == "") for r in truth)
    first, last = _logins(out, accounts, born, wrong)
    _bindings(out, accounts, born, last, wrong)
    _leads(out, accounts, last, wrong)
    _others(out, accounts, first, last, wrong)
    print("window", first, last, "accounts", len(accounts))
    print("kinds", collections.Counter(r["account_kind"] for r in accounts.values()))
    print("roles", collections.Counter(r["role"] for r in truth))
    sizes = collections.Counter(r["ring"] for r in truth if r["ring"])
    print("rings", len(sizes), "sizes", sorted(collections.Counter(sizes.values()).items()))
    stories = collections.Counter((r["typology"], r["story"]) for r in rows(out, "truth/stories"))
    for (typology, story), count in sorted(stories.items()):
        print("  %-12s %-30s %d" % (typology, story, count))
    return {k: v for k, v in wrong.items() if v}


def _logins(out, accounts, born, wrong):
    counts, first, last = collections.Counter(), None, None
    for r in rows(out, "logins"):
        counts[r["account_id"]] += 1
        moment = when(r["login_at"])
        first, last = min(first or moment, moment), max(last or moment, moment)
        wrong["login of unknown account"] += r["account_id"] not in accounts
        wrong["login before registration"] += r["account_id"] in born and moment < born[r["account_id"]].replace(
            second=0
        )
        wrong["login without device"] += not r["device_id"]
    wrong["account without login"] += sum(a not in counts for a in accounts)
    many = sorted(counts.values())
    print(
        "logins",
        sum(many),
        "median",
        many[len(many) // 2],
        "10% / 90%",
        many[len(many) // 10],
        many[len(many) * 9 // 10],
    )
    return first, last


def _bindings(out, accounts, born, last, wrong):
    spans = collections.defaultdict(list)
    for r in rows(out, "bindings"):
        start = when(r["bound_at"])
        end = when(r["unbound_at"]) if r["unbound_at"] else last + datetime.timedelta(days=400)
        wrong["binding after the window"] += start > last
        wrong["binding ends before it begins"] += end < start
        wrong["binding of unknown account"] += r["account_id"] not in accounts or r["enterprise_id"] not in accounts
        wrong["binding before registration"] += start < born[r["account_id"]].replace(second=0)
        wrong["binding to a non-enterprise"] += accounts[r["enterprise_id"]]["account_kind"] != "enterprise"
        spans[r["account_id"]].append((start, end))
    for pairs in spans.values():
        pairs.sort()
        wrong["overlapping bindings"] += any(a[1] > b[0] for a, b in zip(pairs, pairs[1:]))


def _leads(out, accounts, last, wrong):
    collected = {r["lead_id"]: (when(r["collected_at"]), r["contact_hash"]) for r in rows(out, "leads")}
    handed = set()
    for r in rows(out, "lead_transfers"):
        handed.add((r["lead_id"], r["from_account"], r["to_account"]))
        moment, contact = collected[r["lead_id"]]
        wrong["transfer before collection"] += when(r["transferred_at"]) < moment
        wrong["transfer of another contact"] += contact != r["contact_hash"]
        wrong["transfer to itself"] += r["from_account"] == r["to_account"]
        wrong["transfer of unknown account"] += r["from_account"] not in accounts or r["to_account"] not in accounts
    unlawful = [(r["lead_id"], r["from_account"], r["to_account"]) for r in rows(out, "truth/truth_leads")]
    wrong["unlawful transfer not exported"] += sum(u not in handed for u in unlawful)
    wrong["unlawful transfer twice"] += len(unlawful) - len(set(unlawful))
    print("transfers", len(handed), "unlawful", len(unlawful))


def _others(out, accounts, first, last, wrong):
    late = last + datetime.timedelta(days=1)
    for name, column in (("account_changes", "changed_at"), ("payments", "paid_at"), ("notes", "published_at")):
        for r in rows(out, name):
            wrong[name + " out of range"] += not first - datetime.timedelta(days=1) <= when(r[column]) <= late
            wrong[name + " of unknown account"] += "account_id" in r and r["account_id"] not in accounts
    for r in rows(out, "ad_spend"):
        wrong["spend of unknown account"] += r["account_id"] not in accounts
        wrong["spend not positive"] += float(r["spend_cny"]) <= 0
    for r in rows(out, "payments"):
        wrong["payment not positive"] += float(r["amount_cny"]) <= 0


if __name__ == "__main__":
    problems = check(sys.argv[1])
    print("problems", problems or "none")
    sys.exit(bool(problems))
