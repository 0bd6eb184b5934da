"""Measures the whole job beside what else reads the same file, and writes docs/performance.md.

    pip install polars igraph duckdb
    python3 benches/compare/performance.py [--millions 1 10 100] [--runs 3] [--runs-100 1] [--worlds DIR]

Every size is measured in turns (kosring, scan, Polars, DuckDB, kosring, …), so that a machine whose
speed drifts drifts for all of them; medians are reported, ratios are medians of each turn's ratio. A
comparison that fails, for lack of memory say, is reported as failed and left out of the ratios.
"""

import argparse
import importlib.metadata
import json
import os
import platform
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from program import ROOT, built

HERE = Path(__file__).resolve().parent
ACCOUNTS = {1: 25_000, 10: 250_000, 100: 2_500_000}
JOB, SCAN = "kosring", "(a) Polars scan"
FRACTIONS = ["(b) Polars + igraph", "(b) DuckDB + igraph"]
# What is aimed at: at most so many times the other's time or memory.
GOALS = [
    ("time against (a)", [SCAN], 0, 2.0),
    ("time against the faster of (b)", FRACTIONS, 0, 0.9),
    ("memory against the leaner of (b)", FRACTIONS, 1, 0.5),
]
# 100 million logins may take so many times the time of 10 million, and so many bytes of memory.
GROWTH, MOST_MEMORY = 10.5, 3e9


def run(command):
    """Wall seconds and peak memory (bytes) of a command, by the operating system's account; or why it
    failed, as text."""
    start = time.monotonic()
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        code = os.waitstatus_to_exitcode(status)
        process.returncode = code
        if code == 0:
            return seconds, usage.ru_maxrss * 1024
        errors.seek(0)
        said = errors.read().decode(errors="replace").strip().splitlines()
    if code < 0:
        name = signal.Signals(-code).name
        return f"ended by {name}" + (", as when memory runs out" if name == "SIGKILL" else "")
    return f"exit code {code}: {said[-1] if said else 'nothing said'}"


def measure(kosring, world, scratch, runs):
    """Figures of all commands by turn, why commands failed, and the last run.json."""
    logins = world / "logins.csv"
    report = scratch / "report"
    commands = {
        JOB: [kosring, "analyze", world, "--out", report, "--quiet"],
        SCAN: [sys.executable, HERE / "scan.py", logins],
        FRACTIONS[0]: [sys.executable, HERE / "polars_igraph.py", logins, scratch / "p.csv"],
        FRACTIONS[1]: [sys.executable, HERE / "duckdb_igraph.py", logins, scratch / "d.csv"],
    }
    turns, failed = [], {}
    for turn in range(runs + 1):
        figures = {}
        for name, command in commands.items():
            if name in failed:
                continue
            figure = run(command)
            if isinstance(figure, str):
                failed[name] = figure
            else:
                figures[name] = figure
        if turn > 0:  # the first turn warms the file cache
            turns.append(figures)
    if JOB in failed:
        sys.exit(f"kosring failed: {failed[JOB]}")
    # What failed in a later turn has no figure at all, rather than one of fewer turns.
    turns = [{name: f for name, f in figures.items() if name not in failed} for figures in turns]
    return turns, failed, json.loads((report / "run.json").read_text())


def median(turns, name, figure):
    return statistics.median(turn[name][figure] for turn in turns)


def verdict(value, goal):
    return "reached" if value <= goal else "not reached"


def goals(turns):
    """Rows of the table of goals; against what did not fail."""
    rows = ["| ratio | measured | goal | |", "|---|---|---|---|"]
    for what, others, figure, goal in GOALS:
        there = [name for name in others if name in turns[0]]
        if not there:
            rows.append(f"| {what} | nothing to compare with | ≤ {goal:.1f} | |")
            continue
        ratio = statistics.median(
            turn[JOB][figure] / min(turn[name][figure] for name in there) for turn in turns
        )
        only = "" if len(there) == len(others) else f" (only {', '.join(there)})"
        rows.append(f"| {what}{only} | {ratio:.2f} | ≤ {goal:.1f} | {verdict(ratio, goal)} |")
    return rows


def stages(account):
    """Rows of the table of stages, from run.json of the last run."""
    rows = ["| stage | seconds | rows | rows/s | MB/s | peak memory (MiB) |", "|---|---|---|---|---|---|"]
    for stage in account["stages"]:
        seconds = max(stage["seconds"], 1e-9)
        volume = f"{stage['bytes'] / seconds / 1e6:,.0f}" if "bytes" in stage else "–"
        rows.append(
            f"| {stage['stage']} | {stage['seconds']:.3f} | {stage['rows']:,} |"
            f" {stage['rows'] / seconds:,.0f} | {volume} | {stage['peak_memory_bytes'] / 2**20:,.0f} |"
        )
    return rows


def table(millions, turns, failed, account):
    size = sum(entry["bytes"] for entry in account["inputs"])
    count = sum(entry["rows"] for entry in account["inputs"])
    seconds = median(turns, JOB, 0)
    rows = [
        f"## {millions} million logins",
        "",
        f"{count:,} rows in {size / 1e6:,.0f} MB of exports; the whole job reads {count / seconds:,.0f} rows"
        f" and {size / seconds / 1e6:,.0f} MB a second. Medians of {len(turns)}"
        f" turn{'s' if len(turns) > 1 else ''}.",
        "",
        "| | seconds | peak memory (MiB) |",
        "|---|---|---|",
    ]
    for name in [JOB, SCAN, *FRACTIONS]:
        if name in failed:
            rows.append(f"| {name} | failed: {failed[name]} | – |")
        else:
            rows.append(f"| {name} | {median(turns, name, 0):.2f} | {median(turns, name, 1) / 2**20:,.0f} |")
    return rows + ["", *goals(turns), "", "The stages of the last run:", "", *stages(account), ""]


def night(kosring, world, scratch, whole):
    """A first night with all logins, and a second one that delivers its last day again."""
    state, report, tonight = scratch / "state", scratch / "night", scratch / "tonight"
    first = run([kosring, "analyze", world, "--state", state, "--out", report, "--quiet"])
    size = sum(path.stat().st_size for path in state.rglob("*") if path.is_file())
    tonight.mkdir()
    for export in world.glob("*.csv"):
        if export.name != "logins.csv":
            (tonight / export.name).symlink_to(export)
    with open(world / "logins.csv") as logins, open(tonight / "logins.csv", "w") as last:
        last.write(next(logins))
        rows, day = [], ""
        for row in logins:
            at = row.split(",", 3)[2][:10]
            if at > day:
                rows, day = [], at
            if at == day:
                rows.append(row)
        last.writelines(rows)
    turns = [run([kosring, "analyze", tonight, "--state", state, "--out", report, "--quiet"]) for _ in range(3)]
    seconds, memory = (statistics.median(turn[figure] for turn in turns[1:]) for figure in (0, 1))
    share = seconds / whole
    return [
        "With `--state`:",
        "",
        "| | seconds | peak memory (MiB) |",
        "|---|---|---|",
        f"| first night, all logins | {first[0]:.2f} | {first[1] / 2**20:,.0f} |",
        f"| a further night, {len(rows):,} logins | {seconds:.2f} | {memory / 2**20:,.0f} |",
        "",
        f"The state takes {size / 1e6:,.0f} MB. A further night takes {share:.2f} × the whole job; goal: ≤ 0.2 ×,"
        f" {verdict(share, 0.2)}.",
        "",
    ]


def growth(whole, peak):
    """What 100 million logins take beside 10 million, if both were measured."""
    if not {10, 100} <= whole.keys():
        return []
    times = whole[100] / whole[10]
    return [
        "## Growth",
        "",
        f"- 100 million logins take {times:.2f} × the time of 10 million; goal: ≤ {GROWTH:.1f} ×,"
        f" {verdict(times, GROWTH)}.",
        f"- They take {peak[100] / 1e9:.2f} GB of memory; goal: ≤ {MOST_MEMORY / 1e9:.0f} GB,"
        f" {verdict(peak[100], MOST_MEMORY)}.",
        "",
    ]


def processor():
    """The processor's name, where the operating system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def memory():
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def introduction(options, arguments):
    versions = {"Python": platform.python_version()}
    for package in ("polars", "duckdb", "igraph"):
        try:
            versions[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            versions[package] = "not installed"
    return [
        "# Performance",
        "",
        f"Made by `python3 benches/compare/performance.py {arguments}` on {time.strftime('%Y-%m-%d')}.",
        "",
        f"- Machine: {processor()} ({platform.machine()}), {os.cpu_count()} cores, {memory():.0f} GiB of"
        f" memory, {platform.system()} {platform.release()}",
        f"- Versions: {', '.join(f'{name} {version}' for name, version in versions.items())}",
        "- All run in turns on the same files, after one turn that warms the file cache; seconds are wall"
        " time of whole processes, memory is the largest resident set.",
        "- (a) merely scans the logins; (b) does a fraction of the job (see `benches/compare/`).",
        "",
    ]


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--millions", type=int, nargs="+", default=[1, 10, 100], choices=ACCOUNTS)
    parser.add_argument("--runs", type=int, default=3, help="turns")
    parser.add_argument("--runs-100", type=int, default=1, help="turns of 100 million logins")
    parser.add_argument("--worlds", type=Path, help="folder to keep the generated worlds in")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "performance.md")
    options = parser.parse_args()
    if min(options.runs, options.runs_100) < 1:
        parser.error("at least one turn")
    return options


def main():
    options = parse()
    kosring = built()
    arguments = f"--millions {' '.join(map(str, options.millions))} --runs {options.runs}"
    if 100 in options.millions:
        arguments += f" --runs-100 {options.runs_100}"
    lines = introduction(options, arguments)
    whole, peak = {}, {}
    with tempfile.TemporaryDirectory(dir=options.worlds) as scratch:
        scratch = Path(scratch)
        for millions in options.millions:
            world = (options.worlds or scratch) / f"world-{millions}m"
            if not (world / "logins.csv").exists():
                accounts = str(ACCOUNTS[millions])
                subprocess.run([kosring, "generate", world, "--accounts", accounts, "--scale"], check=True)
            runs = options.runs_100 if millions == 100 else options.runs
            turns, failed, account = measure(kosring, world, scratch, runs)
            whole[millions], peak[millions] = (median(turns, JOB, figure) for figure in (0, 1))
            lines += table(millions, turns, failed, account)
            if millions == 10:
                lines += night(kosring, world.resolve(), scratch, whole[millions])
            options.out.write_text("\n".join(lines))  # what is measured is kept, whatever follows
    lines += growth(whole, peak)
    options.out.write_text("\n".join(lines))
    print("\n".join(lines))


if __name__ == "__main__":
    main()
