"""Measures kosring against its goals on made-up worlds, beside what else ranks accounts, and writes
docs/accuracy.md.

    pip install polars scikit-learn
    python3 benches/compare/accuracy.py [--seeds 5] [--quick] [--out FILE]

Every world is generated, analysed and evaluated by the program itself; nothing but the two models
that are trained on labels (4, 5) sees the truth. See docs/world.md for what is in the worlds.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

import numpy as np
import polars as pl

import baselines
import nights
from failures import Failures
from program import ROOT, built

LEVELS = (0, 1, 2)
FAMILIES = "device place rhythm sharing identity money binding lead contact spend content association".split()
COLUMNS = [baselines.ABUSE] + baselines.TYPOLOGIES
# Settings of what is found, how it is weighed and what follows; the others are about reading.
SWEPT = ("platform", "detect", "score", "policy", "rings")


class World:
    """A generated world and the report on it."""

    def __init__(self, bench, seed, level, null=False, without=()):
        self.bench = bench
        self.name = f"{'null' if null else level}-{seed}{''.join('-' + name for name in without)}"
        self.exports, self.report = bench.folder / self.name, bench.folder / f"{self.name}-report"
        arguments = ["generate", self.exports, "--accounts", bench.accounts, "--seed", seed]
        arguments += ["--camouflage", level] + ["--null"] * null
        for name in without:
            arguments += ["--without", name]
        bench.kosring(*arguments)

    def evaluate(self, *options, exports=None):
        """The figures of a report with these options of `analyze`."""
        arguments = [exports or self.exports, "--out", self.report, "--quiet", *options]
        self.bench.kosring("analyze", *arguments)
        truth = self.exports / "truth"
        return json.loads(self.bench.kosring("evaluate", self.report, "--truth", truth, "--json"))

    def load(self):
        """Accounts in the order of all rankings, their roles and rings."""
        truth = self.truth("truth_accounts")
        table = self.read("accounts").join(truth, on="account_id", how="left", maintain_order="left")
        self.accounts = table.with_columns(pl.col("ring").fill_null(""))
        self.roles = np.array(self.accounts["role"].fill_null("unlisted").to_list())
        self.rings = np.array(self.accounts["ring"].to_list())
        self.judged = ~np.isin(self.roles, ["lead_buyer", "unlisted"])
        self.scores = pl.read_csv(self.report / "account_scores.csv")
        self.evidence = pl.read_csv(self.report / "evidence.csv", infer_schema_length=None)
        return self

    def read(self, export):
        return pl.read_csv(self.exports / f"{export}.csv", infer_schema=False)

    def truth(self, name):
        table = pl.read_csv(self.exports / "truth" / f"{name}.csv", infer_schema=False)
        return table.with_columns(pl.col("ring").fill_null("")) if name == "truth_accounts" else table

    def remove(self):
        shutil.rmtree(self.exports)
        shutil.rmtree(self.report, ignore_errors=True)


class Bench:
    """The program, and a folder for its worlds."""

    def __init__(self, program, folder, accounts):
        self.program, self.folder, self.accounts = program, folder, accounts

    def kosring(self, *arguments, allowed=(0,)):
        """Standard output; `None` for an exit code that is allowed but not 0."""
        command = [str(part) for part in (self.program, *arguments)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode not in allowed:
            sys.exit(f"failed: {' '.join(command)}\n{done.stderr}")
        return done.stdout if done.returncode == 0 else None

    def optional(self):
        """Names of optional exports and of optional columns, by the contract that the program prints."""
        exports = json.loads(self.kosring("schema", "--format", "json-schema"))["$defs"]
        columns = [
            f"{export}.{column}"
            for export, row in exports.items()
            for column in row["properties"]
            if column not in row["required"]
        ]
        return [export for export, row in exports.items() if not row["x-required-export"]], columns


def spread(values, digits=3):
    """Mean and range."""
    values = [value for value in values if value is not None]
    if not values:
        return "–"
    mean, low, high = (round(f(values), digits) for f in (lambda v: sum(v) / len(v), min, max))
    return f"{mean:.{digits}f} ({low:.{digits}f}–{high:.{digits}f})"


def count(worlds):
    return "one seed" if len(worlds) == 1 else f"seeds 1 to {len(worlds)}"


def mean(values):
    values = [value for value in values if value is not None]
    return sum(values) / len(values) if values else None


class Goals:
    """The table of goals."""

    def __init__(self):
        self.lines = [
            "| | mean (range) | chance | goal | |",
            "|---|---|---|---|---|",
        ]

    def row(self, what, values, chance, goal, most=None, digits=3):
        """`most` makes the goal an upper bound and says which figure of the seeds it is for."""
        value = (most or mean)(values)
        reached = value is not None and (value <= goal if most else value >= goal)
        chance = "–" if chance is None else f"{chance:.{digits}f}"
        verdict = "reached" if reached else "**not reached**"
        sign = "≤" if most else "≥"
        self.lines.append(f"| {what} | {spread(values, digits)} | {chance} | {sign} {goal} | {verdict} |")


def alone(figures):
    """B-cubed F1 of leaving every account alone: precision 1, recall one over the ring's size."""
    recall = figures["rings"]["truth_rings"] / max(figures["rings"]["truth_members"], 1)
    return 2 * recall / (1 + recall)


def per_level(table, results, what, goal, figure):
    """A row a level of camouflage; `figure` tells value and chance."""
    for level in LEVELS:
        values, chances = zip(*map(figure, results[level]))
        table.row(f"{what}, camouflage {level}", values, mean(chances), goal)


def goals(results, null):
    """Results by level: a list of figures each; and those of the null worlds."""
    table = Goals()
    for level, goal in zip(LEVELS, (0.97, 0.95, 0.90)):
        ranking = [f["accounts"]["any_abuse"] for f in results[level]]
        chance = mean([r["chance"] for r in ranking])
        values = [r["average_precision"] for r in ranking]
        table.row(f"average precision, any abuse, camouflage {level}", values, chance, goal)
    for name in baselines.TYPOLOGIES:
        ranking = [f["accounts"][name] for f in results[1]]
        chance = mean([r["chance"] for r in ranking])
        values = [r["average_precision"] for r in ranking]
        table.row(f"average precision, {name}, camouflage 1", values, chance, 0.90)
    per_level(table, results, "average precision, lead transfers", 0.95, lambda f: (
        f["leads"]["average_precision"], f["leads"]["chance"]))
    per_level(table, results, "precision at 100", 0.99, lambda f: (
        f["precision_at_100"]["precision"], f["precision_at_100"]["chance"]))
    per_level(table, results, "actions above review: precision", 0.98, lambda f: (
        f["actions"]["precision"], f["actions"]["chance"]))
    per_level(table, results, "actions above review: recall", 0.80, lambda f: (
        f["actions"]["recall"], f["actions"]["acted"] / f["population"]["accounts"]))
    per_level(table, results, "rings: B-cubed F1", 0.90, lambda f: (
        f["rings"]["claimed"]["b_cubed_f1"], alone(f)))
    per_level(table, results, "rings of four or more found", 0.90, lambda f: (
        f["rings"]["claimed"]["found_share"], 0.0))
    acted = [f["actions"]["clean_per_10000"] for f in null]
    table.row("null world: accounts acted upon in 10,000", acted, None, 1, most=mean, digits=2)
    largest = [f["rings"]["every_cluster"]["largest_accounts"] for f in null]
    table.row("null world: accounts in the largest ring, at most", largest, None, 10, most=max, digits=1)
    return table.lines + [
        "",
        "Chance: a random ranking; acting on as many accounts at random; for B-cubed F1, leaving every"
        " account alone; a random cluster finds no ring.",
        "",
    ]


def own(figures):
    """Average precisions of a report, as `baselines.precisions` has them."""
    return {n: figures["accounts"][n.replace(" ", "_")]["average_precision"] for n in COLUMNS}


def compare(world, figures, models):
    """Average precisions of every method on one world."""
    features = baselines.plain_features(world)
    methods = {
        "kosring, no labels": own(figures),
        "(1) shared-device components": baselines.precisions(world, baselines.components(world)),
        "(2) FRAUDAR": baselines.precisions(world, baselines.fraudar(world)),
        "(3) isolation forest": baselines.precisions(world, baselines.isolation_forest(features)),
    }
    if models:
        plain = baselines.boosted(world, features)
        bits = baselines.boosted(world, baselines.evidence_matrix(world))
        methods["(4) boosted trees, plain features, labels"] = baselines.precisions(world, plain)
        methods["(5) boosted trees, kosring's evidence, labels"] = baselines.precisions(world, bits)
    return methods


def comparison(found, model_seeds):
    """Tables of the methods, a table a level."""
    lines = [
        "## Beside other methods",
        "",
        "Average precision on the same worlds, accounts judged alike. (1): size of the component over"
        " devices that 2 to 50 accounts share. (2): Hooi et al., KDD 2016, on accounts and devices with"
        " logarithmic column weights, twenty blocks one after another. (3) and (4): totals an account"
        " (logins, devices, regions, addresses, active days, accounts on its devices, bindings, days"
        " bound, transfers, payments and amounts, changes, leads, spend). (4) and (5) are trained on the"
        f" labels of other rings (five folds, a ring whole in one; {model_seeds} of the seeds): what labels could"
        " reach. (1) to (3) have one ranking for all typologies.",
        "",
    ]
    for level in LEVELS:
        lines += [f"Camouflage {level}:", "", f"| | {' | '.join(COLUMNS)} |", "|---" * 6 + "|"]
        names = list(dict.fromkeys(name for methods in found[level] for name in methods))
        for name in names:
            of = [methods[name] for methods in found[level] if name in methods]
            lines.append(f"| {name} | {' | '.join(spread([f[c] for f in of]) for c in COLUMNS)} |")
        lines.append("")
    return lines


BRIEF = ("average precision", "actions: precision", "recall", "rings: F1")
BRIEF_HEAD = [f"| | {' | '.join(BRIEF)} |", "|---" * 5 + "|"]


def brief(name, figures, base):
    """One line of the ablation or sweep: means, with the change of average precision."""
    of = lambda f: f["accounts"]["any_abuse"]["average_precision"]
    cells = [mean(of(f) for f in figures)]
    cells += [mean(f["actions"][key] for f in figures) for key in ("precision", "recall")]
    cells += [mean(f["rings"]["claimed"]["b_cubed_f1"] for f in figures)]
    change = cells[0] - mean(of(f) for f in base)
    text = ["–" if cell is None else f"{cell:.3f}" for cell in cells]
    return f"| {name} | {text[0]} ({change:+.3f}) | {' | '.join(text[1:])} |"


def ablation(bench, worlds, base):
    """Leaves out families of evidence, optional exports and optional columns."""
    lines = ["## What each part contributes", "", f"Camouflage 1, {count(worlds)}; change in brackets.", ""]
    lines += BRIEF_HEAD + [brief("everything", base, base)]
    for family in FAMILIES:
        figures = [world.evaluate("--without-family", family) for world in worlds]
        lines.append(brief(f"without evidence of family {family}", figures, base))
    exports, columns = bench.optional()
    # Worlds hold no verdicts.
    made = {path.stem for path in worlds[0].exports.glob("*.csv")}
    for export in filter(made.__contains__, exports):
        figures = [world.evaluate(exports=folder_without(world, export)) for world in worlds]
        lines.append(brief(f"without export `{export}`", figures, base))
    for column in columns:
        if column.split(".")[0] not in made:
            continue
        poorer = [World(bench, world.name.split("-")[1], 1, without=[column]) for world in worlds]
        lines.append(brief(f"without column `{column}`", [world.evaluate() for world in poorer], base))
        for world in poorer:
            world.remove()
    return lines + [""]


def folder_without(world, export):
    """A folder of links to all exports but one."""
    folder = world.bench.folder / "without"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for path in world.exports.glob("*.csv"):
        if path.stem != export:
            (folder / path.name).symlink_to(path)
    return folder


def sweep(bench, worlds, base):
    """Half and double of every number that detectors, scores, policy and rings go by."""
    lines = ["## Settings halved and doubled", ""]
    lines += [f"Camouflage 1, {count(worlds)}; change against the defaults in brackets.", ""]
    lines += BRIEF_HEAD + [brief("defaults", base, base)]
    file = bench.folder / "settings.toml"
    for group, keys in tomllib.loads(bench.kosring("settings")).items():
        for key, value in keys.items() if group in SWEPT else ():
            if isinstance(value, (bool, str)):
                continue
            for factor in (0.5, 2):
                other = type(value)(value * factor) if isinstance(value, float) else round(value * factor)
                file.write_text(f"[{group}]\n{key} = {other}\n")
                name = f"`{group}.{key}` = {other} ({value})"
                if bench.kosring("settings", "--settings", file, allowed=(0, 2)) is None:
                    lines.append(f"| {name} | out of the setting's range | | | |")
                    continue
                figures = [world.evaluate("--settings", file) for world in worlds]
                lines.append(brief(name, figures, base))
    return lines + [""]


def measure(bench, options):
    """All worlds; returns the page's parts."""
    results, found, failures = {}, {}, Failures()
    for level in LEVELS:
        results[level], found[level] = [], []
        for seed in range(1, options.seeds + 1):
            world = World(bench, seed, level)
            figures = world.evaluate()
            results[level].append(figures)
            world.load()
            found[level].append(compare(world, figures, seed <= options.model_seeds))
            failures.add(world)
            world.remove()
            print(f"camouflage {level}, seed {seed}: {time.monotonic() - options.start:.0f} s", file=sys.stderr)
    null = []
    for seed in range(1, options.seeds + 1):
        world = World(bench, seed, 0, null=True)
        null.append(world.evaluate())
        world.remove()
    few = min(options.seeds, options.few)
    worlds = [World(bench, seed, 1) for seed in range(1, few + 1)]
    base = results[1][:few]
    lines = goals(results, null) + comparison(found, min(options.seeds, options.model_seeds))
    lines += ablation(bench, worlds, base) + sweep(bench, worlds, base)
    lines += nights.section(bench.program)
    return lines + ["## Where it fails", "", "All seeds, all levels of camouflage.", ""] + failures.pages()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=5, help="worlds of each kind")
    parser.add_argument("--accounts", type=int, default=20_000)
    parser.add_argument("--quick", action="store_true", help="one world of each kind")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "accuracy.md")
    options = parser.parse_args()
    options.start = time.monotonic()
    if options.quick:
        options.seeds = 1
    options.model_seeds, options.few = 3, 2
    program = built()
    with tempfile.TemporaryDirectory() as folder:
        lines = measure(Bench(program, Path(folder), options.accounts), options)
    quick = " --quick" if options.quick else f" --seeds {options.seeds}"
    head = [
        "# Accuracy",
        "",
        f"Made by `python3 benches/compare/accuracy.py{quick}` on {time.strftime('%Y-%m-%d')}, in"
        f" {(time.monotonic() - options.start) / 60:.0f} minutes on {os.cpu_count()} cores: made-up worlds of"
        f" {options.accounts:,} accounts ([world.md](world.md)), seeds 1 to {options.seeds} at each level of"
        " camouflage and without abuse. No labels were used, (4) and (5) apart. Means; in brackets the"
        " lowest and highest seed. What a platform would see is unknown until it is measured there.",
        "",
    ]
    options.out.write_text("\n".join(head + lines))
    print(options.out)


if __name__ == "__main__":
    main()
