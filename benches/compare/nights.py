"""Nights fed one by one: how long after the deed a ring is first reported, and whether rings keep their names.

Of `accuracy.py`; by itself: python3 benches/compare/nights.py PROGRAM
"""

import csv
import datetime
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

MOMENTS = {
    "logins": "login_at",
    "bindings": "bound_at",
    "lead_transfers": "transferred_at",
    "account_changes": "changed_at",
    "leads": "collected_at",
    "payments": "paid_at",
    "ad_spend": "spent_on",
    "notes": "published_at",
}
NIGHTS = 60


def rows(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def day(text):
    return text[:10].replace("/", "-")


class Nights:
    """A world whose last nights are fed one by one."""

    def __init__(self, program, folder, accounts, seed, level):
        self.program, self.folder = program, Path(folder)
        self.world = self.folder / "world"
        command = ["generate", self.world, "--accounts", accounts, "--seed", seed, "--camouflage", level]
        self.run(command)
        self.tables = {}
        for path in sorted(self.world.glob("*.csv")):
            with open(path, newline="") as file:
                header, *lines = csv.reader(file)
            moment = MOMENTS.get(path.stem)
            days = [day(line[header.index(moment)]) for line in lines] if moment else None
            self.tables[path.stem] = (header, lines, days)
        self.days = sorted(set(self.tables["logins"][2]))

    def run(self, command):
        subprocess.run([self.program, *map(str, command)], check=True, stdout=subprocess.DEVNULL)

    def feed(self, until, first):
        """Runs the night of a day; returns accounts by ring."""
        exports, report = self.folder / "exports", self.folder / "report"
        exports.mkdir(exist_ok=True)
        for name, (header, lines, days) in self.tables.items():
            with open(exports / f"{name}.csv", "w", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(header)
                if days is None:
                    writer.writerows(lines)
                elif name == "logins" and not first:
                    writer.writerows(line for line, at in zip(lines, days) if at == until)
                else:
                    writer.writerows(line for line, at in zip(lines, days) if at <= until)
        state = self.folder / "state"
        command = ["analyze", exports, "--state", state, "--out", report, "--quiet"]
        code = subprocess.run([self.program, *map(str, command)], stdout=subprocess.DEVNULL).returncode
        assert code in (0, 1), f"exit code {code}"
        rings = {}
        for row in rows(report / "cluster_members.csv"):
            if row["member_kind"] == "account":
                rings.setdefault(row["cluster_id"], set()).add(row["member_id"])
        return rings

    def deeds(self):
        """Deeds of these nights of which the exports know the date: (what, typology, day) -> accounts. A wrong
        affiliation is an account's first binding of these nights; a resale is a ring's first transfer."""
        truth = self.world / "truth"
        typology = {row["ring"]: row["typology"] for row in rows(truth / "truth_rings.csv")}
        ring = {row["account_id"]: row["ring"] for row in rows(truth / "truth_accounts.csv") if row["ring"]}
        members = {}
        for account, of in ring.items():
            members.setdefault(of, set()).add(account)
        first, begun = {}, self.days[-NIGHTS]
        for row in rows(self.world / "bindings.csv"):
            account, at = row["account_id"], day(row["bound_at"])
            if typology.get(ring.get(account)) == "affiliated" and at > begun:
                what = (account, "affiliated")
                first[what] = min(first.get(what, at), at)
        sent = {(r["lead_id"], r["from_account"], r["to_account"]): r["ring"] for r in rows(truth / "truth_leads.csv")}
        for row in rows(self.world / "lead_transfers.csv"):
            of = sent.get((row["lead_id"], row["from_account"], row["to_account"]))
            if typology.get(of) == "lead_resale":
                what, at = (of, "lead_resale"), day(row["transferred_at"])
                first[what] = min(first.get(what, at), at)
        who = lambda what: members.get(what, {what})
        return {(*what, at): who(what[0]) for what, at in first.items() if at > begun}

    def measure(self):
        """Days from deed to first report by typology, deeds never reported, and how many names persisted."""
        deeds = self.deeds()
        reported, before = {}, {}
        persisting = kept = 0
        for until in self.days[-NIGHTS:]:
            now = self.feed(until, until == self.days[-NIGHTS])
            for name, accounts in before.items():
                alike = [n for n, a in now.items() if len(a & accounts) * 2 >= len(a | accounts)]
                persisting += bool(alike)
                kept += name in alike
            suspects = set().union(*now.values())
            for key, who in deeds.items():
                if key not in reported and who & suspects and until >= key[2]:
                    reported[key] = until
            before = now
        date = datetime.date.fromisoformat
        delays, never = {}, {}
        for key in deeds:
            if key in reported:
                delays.setdefault(key[1], []).append((date(reported[key]) - date(key[2])).days)
            else:
                never[key[1]] = never.get(key[1], 0) + 1
        return delays, never, persisting, kept


def section(program, accounts=8_000, seeds=(1, 2)):
    """The section of `docs/accuracy.md`."""
    delays, never, persisting, kept = {}, {}, 0, 0
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            found, missed, of, same = Nights(program, folder, accounts, seed, 1).measure()
        for typology, days in found.items():
            delays.setdefault(typology, []).extend(days)
        for typology, count in missed.items():
            never[typology] = never.get(typology, 0) + count
        persisting, kept = persisting + of, kept + same
    lines = [
        "## Night after night",
        "",
        f"{NIGHTS} nights of worlds of {accounts:,} accounts, camouflage 1, seeds {seeds[0]} to {seeds[-1]}, fed day by"
        " day with `--state`. Deeds of these nights that the exports date: the binding of an account that is wrongly"
        " affiliated, a ring's first resold lead. (Sales and rentals have no date in the exports.)",
        "",
        "| | deeds | reported | days from deed to first report: median | longest |",
        "|---|---|---|---|---|",
    ]
    for typology in sorted(set(delays) | set(never)):
        days = delays.get(typology, [])
        middle = f"{statistics.median(days):.0f}" if days else "–"
        longest = f"{max(days)}" if days else "–"
        lines.append(f"| {typology} | {len(days) + never.get(typology, 0)} | {len(days)} | {middle} | {longest} |")
    share = f"{100 * kept / persisting:.1f} %" if persisting else "–"
    lines += [
        "",
        f"Of {persisting:,} times that a ring was there on the next night too (Jaccard ≥ 0.5), it kept its `cluster_id`"
        f" {kept:,} times, {share} (goal: 95 %).",
        "",
    ]
    return lines


if __name__ == "__main__":
    print("\n".join(section(sys.argv[1])))
