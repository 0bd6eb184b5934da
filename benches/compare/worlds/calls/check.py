"""Checks that a written world keeps the contract."""

import collections
import csv
import datetime as dt
import sys


def read(path):
    """Rows of one export, in whichever encoding it came."""
    raw = open(path, "rb").read()
    for enc in ("utf-8-sig", "gb18030"):
        try:
            return [
                {k: v.strip().lstrip("'") for k, v in r.items()}
                for r in csv.DictReader(raw.decode(enc).splitlines())
            ]
        except UnicodeDecodeError:
            pass
    raise ValueError(path)


def when(x):
    """A time in any of the three dialects, as naive Shanghai time."""
    if x.isdigit():
        return dt.datetime(1970, 1, 1) + dt.timedelta(seconds=int(x) + 28800)
    return dt.datetime.fromisoformat(x[:19].replace("T", " "))


def main(out):
    """Prints counts; stops at the first breach."""
    t = {
        n: read(f"{out}/{n}.csv")
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
            "truth/truth_accounts",
            "truth/truth_leads",
            "truth/stories",
        )
    }
    ids = {r["account_id"]: when(r["registered_at"]) for r in t["accounts"]}
    assert (
        len(ids)
        == len(t["accounts"])
        == len(t["truth/truth_accounts"])
        == len({r["account_id"] for r in t["truth/truth_accounts"]})
    )
    for name, cols in {
        "logins": ["account_id"],
        "bindings": ["account_id", "enterprise_id"],
        "lead_transfers": ["from_account", "to_account"],
        "account_changes": ["account_id"],
        "leads": ["account_id"],
        "ad_spend": ["account_id"],
        "notes": ["account_id"],
        "truth/truth_leads": ["from_account", "to_account"],
        "truth/stories": ["account_id"],
    }.items():
        assert all(r[c] in ids for r in t[name] for c in cols), name
    assert {r["account_id"] for r in t["truth/truth_accounts"]} == set(ids)
    stamps = [when(r["login_at"]) for r in t["logins"]]
    lo, hi = min(stamps), max(stamps)
    assert all(ids[r["account_id"]] <= s for r, s in zip(t["logins"], stamps))
    for name, col in (
        ("lead_transfers", "transferred_at"),
        ("account_changes", "changed_at"),
        ("leads", "collected_at"),
        ("payments", "paid_at"),
        ("notes", "published_at"),
    ):
        bad = [
            r for r in t[name] if not lo - dt.timedelta(days=1) <= when(r[col]) <= hi + dt.timedelta(days=1)
        ]
        assert not bad, (name, bad[:3])
    for r in t["bindings"]:
        assert when(r["bound_at"]) <= hi + dt.timedelta(days=1) and (
            not r["unbound_at"] or when(r["bound_at"]) < when(r["unbound_at"])
        ), r
        assert ids[r["account_id"]] <= when(r["bound_at"]), r
    born = {r["lead_id"]: when(r["collected_at"]) for r in t["leads"]}
    assert len(born) == len(t["leads"])
    for r in t["lead_transfers"]:
        assert born[r["lead_id"]] <= when(r["transferred_at"]), r
    pairs = {(r["lead_id"], r["from_account"], r["to_account"]) for r in t["lead_transfers"]}
    assert all((r["lead_id"], r["from_account"], r["to_account"]) in pairs for r in t["truth/truth_leads"])
    for c in ("payment_id", "note_id"):
        n = t["payments" if c == "payment_id" else "notes"]
        assert len({r[c] for r in n}) == len(n)
    roles = collections.Counter(r["role"] for r in t["truth/truth_accounts"])
    rings = collections.Counter(r["ring"] for r in t["truth/truth_accounts"] if r["ring"])
    per = collections.Counter(r["account_id"] for r in t["logins"])
    print({k: len(v) for k, v in t.items()})
    print(
        dict(roles),
        "abused %.2f%%" % (100 * (1 - roles["clean"] / len(ids))),
        "rings",
        len(rings),
        "sizes",
        sorted(rings.values()),
    )
    print(
        "logins an account, median",
        sorted(per.values())[len(per) // 2],
        "max",
        max(per.values()),
        "without",
        len(ids) - len(per),
        lo,
        hi,
    )
    print(collections.Counter(r["account_kind"] for r in t["accounts"]))
    stories = {(r["typology"] == "honest", r["story"]) for r in t["truth/stories"]}
    print("honest stories", sum(h for h, _ in stories), "tricks", sum(not h for h, _ in stories))


if __name__ == "__main__":
    main(sys.argv[1])
