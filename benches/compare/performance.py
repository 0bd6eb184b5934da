"""Measures the whole job beside what else reads the same file, and writes docs/performance.md.

    pip install polars igraph duckdb
    python3 benches/compare/performance.py [--millions 1 10 100] [--runs 3] [--worlds DIR]

Every size is measured in turns (kosring, scan, Polars, DuckDB, kosring, …), so that a machine whose
speed drifts drifts for all of them; medians are reported, ratios are of medians of one turn.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ACCOUNTS = {1: 25_000, 10: 250_000, 100: 2_500_000}


def run(command):
    """Wall seconds and peak memory (bytes) of a command, by the operating system's account."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    if status != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return seconds, usage.ru_maxrss * 1024


def measure(kosring, world, scratch, runs):
    logins = world / "logins.csv"
    report = scratch / "report"
    commands = {
        "kosring": [kosring, "analyze", world, "--out", report, "--quiet"],
        "(a) Polars scan": [sys.executable, HERE / "scan.py", logins],
        "(b) Polars + igraph": [sys.executable, HERE / "polars_igraph.py", logins, scratch / "p.csv"],
        "(b) DuckDB + igraph": [sys.executable, HERE / "duckdb_igraph.py", logins, scratch / "d.csv"],
    }
    turns = []
    for turn in range(runs + 1):
        figures = {name: run(command) for name, command in commands.items()}
        if turn > 0:  # the first turn warms the file cache
            turns.append(figures)
    account = json.loads((report / "run.json").read_text())
    return turns, account


def median(turns, name, figure):
    return statistics.median(turn[name][figure] for turn in turns)


def ratio(turns, of, to, figure):
    return statistics.median(turn[of][figure] / min(turn[t][figure] for t in to) for turn in turns)


def table(millions, turns, account):
    rows = [f"## {millions} million logins", "", "| | seconds | peak memory (MiB) |", "|---|---|---|"]
    for name in turns[0]:
        rows.append(f"| {name} | {median(turns, name, 0):.2f} | {median(turns, name, 1) / 2**20:.0f} |")
    both = ["(b) Polars + igraph", "(b) DuckDB + igraph"]
    rows += [
        "",
        f"- against (a): {ratio(turns, 'kosring', ['(a) Polars scan'], 0):.2f} × its time",
        f"- against the faster of (b): {ratio(turns, 'kosring', both, 0):.2f} × its time",
        f"- against the leaner of (b): {ratio(turns, 'kosring', both, 1):.2f} × its memory",
        "",
        "| stage | seconds | rows | rows/s |",
        "|---|---|---|---|",
    ]
    for stage in account["stages"]:
        speed = stage["rows"] / max(stage["seconds"], 1e-9)
        rows.append(f"| {stage['stage']} | {stage['seconds']:.2f} | {stage['rows']:,} | {speed:,.0f} |")
    return rows + [""]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--millions", type=int, nargs="+", default=[1, 10, 100], choices=ACCOUNTS)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--worlds", type=Path, help="folder to keep the generated worlds in")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "performance.md")
    options = parser.parse_args()
    subprocess.run(["cargo", "build", "--release"], cwd=ROOT, check=True)
    metadata = subprocess.run(
        ["cargo", "metadata", "--no-deps", "--format-version", "1"], cwd=ROOT, check=True, capture_output=True
    )
    kosring = Path(json.loads(metadata.stdout)["target_directory"]) / "release" / "kosring"
    lines = [
        "# Performance",
        "",
        f"Made by `python3 benches/compare/performance.py --millions {' '.join(map(str, options.millions))}"
        f" --runs {options.runs}` on {time.strftime('%Y-%m-%d')}: {os.cpu_count()} cores"
        f" ({platform.machine()}), medians of {options.runs} turns after one that warms the file cache."
        " All run in turns on the same files; (b) does a fraction of the job (see `benches/compare/`).",
        "",
    ]
    whole = {}
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        for millions in options.millions:
            world = (options.worlds or scratch) / f"world-{millions}m"
            if not (world / "logins.csv").exists():
                accounts = str(ACCOUNTS[millions])
                subprocess.run([kosring, "generate", world, "--accounts", accounts, "--scale"], check=True)
            turns, account = measure(kosring, world, scratch, options.runs)
            whole[millions] = median(turns, "kosring", 0)
            lines += table(millions, turns, account)
    if 10 in whole and 100 in whole:
        lines += [f"100 million logins take {whole[100] / whole[10]:.2f} × the time of 10 million.", ""]
    options.out.write_text("\n".join(lines))
    print("\n".join(lines))


if __name__ == "__main__":
    main()
