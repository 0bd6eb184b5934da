"""Where the ranking fails, by look-alike and by trick, for docs/accuracy.md (see accuracy.py)."""

from collections import Counter, defaultdict

import polars as pl


class Failures:
    """Adds up false alarms and misses over worlds.

    The line is drawn after as many accounts as are abused: a perfect ranking has none of either.
    """

    def __init__(self):
        self.alarms = Counter()  # twin → clean accounts above the line or acted upon
        self.clean = Counter()  # twin → clean accounts
        self.alarm_codes = defaultdict(Counter)
        self.misses = Counter()  # (trick, level) → abused accounts below the line
        self.planted = Counter()
        self.silent = Counter()  # of the misses, those without any evidence
        self.miss_codes = defaultdict(Counter)

    def add(self, world):
        scores = world.scores.select("account_id", "score", "recommended_action")
        judged = world.accounts.filter(pl.Series(world.judged)).select("account_id", "role", "ring")
        table = judged.join(scores, on="account_id", how="left").with_columns(
            pl.col("score").fill_null(0.0),
            pl.col("recommended_action").fill_null("none").is_in(["none", "review"]).not_().alias("acted"),
        )
        table = table.sort("score", "account_id", descending=[True, False])
        abused = table.filter(pl.col("role") != "clean").height
        table = table.with_row_index("place").with_columns((pl.col("place") < abused).alias("above"))
        codes = self.codes(world)
        self.add_alarms(world, table, codes)
        self.add_misses(world, table, codes)

    @staticmethod
    def codes(world):
        """Bits by code of each account."""
        evidence = world.evidence.filter((pl.col("subject_kind") == "account") & (pl.col("bits") > 0))
        bits = defaultdict(Counter)
        for account, code, value in evidence.select("subject_id", "code", "bits").iter_rows():
            bits[account][code] += value
        return bits

    def add_alarms(self, world, table, codes):
        twins = world.truth("twins")
        clean = table.filter(pl.col("role") == "clean").join(twins, on="account_id", how="left")
        clean = clean.with_columns(pl.col("twin").fill_null("(none)"))
        everybody = clean.unique("account_id").with_columns(pl.lit("(any)").alias("twin"))
        for account, twin, above, acted in (
            pl.concat([clean, everybody]).select("account_id", "twin", "above", "acted").iter_rows()
        ):
            self.clean[twin] += 1
            if above or acted:
                self.alarms[twin] += 1
                self.alarm_codes[twin].update(codes.get(account, {}))

    def add_misses(self, world, table, codes):
        rings = world.truth("truth_rings").select("ring", "trick", "camouflage")
        abused = table.filter(pl.col("role") != "clean").join(rings, on="ring", how="left")
        for account, trick, level, above in (
            abused.select("account_id", "trick", "camouflage", "above").iter_rows()
        ):
            self.planted[trick, level] += 1
            if not above:
                self.misses[trick, level] += 1
                self.silent[trick, level] += account not in codes
                self.miss_codes[trick, level].update(codes.get(account, {}).keys())

    def pages(self):
        lines = [
            "A false alarm is a clean account among the first *n*, *n* being the number of abused accounts"
            " of the world, or one that is acted upon. An account counts under each look-alike that it has"
            " (see [world.md](world.md)); the last figure says how much more often it is falsely accused"
            " than clean accounts at large. Codes are those with most bits.",
            "",
            "| look-alike | false alarms | of clean accounts | share | × average | most telling codes |",
            "|---|---|---|---|---|---|",
        ]
        average = self.alarms["(any)"] / max(self.clean["(any)"], 1)
        for twin, count in sorted(self.alarms.items(), key=lambda item: (-item[1], item[0])):
            share = count / self.clean[twin]
            codes = ", ".join(f"`{code}`" for code, _ in self.alarm_codes[twin].most_common(4))
            lines.append(
                f"| {twin} | {count:,} | {self.clean[twin]:,} | {share:.2%} | {share / average:.1f} | {codes} |"
            )
        lines += [
            "",
            "A miss is an abused account after the first *n*.",
            "",
            "| trick | camouflage | missed | of | share | without evidence | evidence they had (accounts) |",
            "|---|---|---|---|---|---|---|",
        ]
        for key in sorted(self.planted, key=lambda key: (-self.misses[key], key)):
            missed, planted = self.misses[key], self.planted[key]
            codes = self.miss_codes[key].most_common(4)
            codes = ", ".join(f"`{code}` {count}" for code, count in codes)
            share = f"{missed / planted:.0%}"
            cells = [key[0], key[1], f"{missed:,}", f"{planted:,}", share, f"{self.silent[key]:,}", codes]
            lines.append(f"| {' | '.join(map(str, cells))} |")
        return lines + [""]
