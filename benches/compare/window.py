"""Peak memory of a night on a window that bystanders have made larger: `input.touched_only` off and on.

    python3 benches/compare/window.py [--accounts 250000] [--times 10] [--days 90] [--work DIR]

A is a world of `kosring generate --scale`, B the same with personal accounts that nothing touches, each with a
device and an address of its own, until it has `--times` the accounts and logins. Days are written to a state by a
first night; what is measured is a night after that, with exports that hold no logins. The table is Markdown.
"""

import argparse
import datetime
import json
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import polars as pl

from program import built

LOGINS_AN_ACCOUNT = 40
ROWS_AT_ONCE = 4_000_000


def run(command):
    """Runs the program."""
    done = subprocess.run([str(part) for part in command], stdout=subprocess.DEVNULL)
    assert done.returncode in (0, 1), f"{command}: {done.returncode}"


def measured(command, report):
    """Seconds and peak memory (MiB) of a run, of which the program keeps account itself: what the system says of a
    child includes what its parent held."""
    begun = time.monotonic()
    run(command)
    seconds = time.monotonic() - begun
    return seconds, json.loads((report / "run.json").read_text())["peak_memory_bytes"] / 2**20


def name(kind, numbers):
    """Identifiers as opaque text: hashes of numbers."""
    return kind + numbers.hash(seed=7).cast(pl.String).str.zfill(20).str.slice(6)


def bystanders(base, out, first, count, days, begins):
    """Appends accounts to accounts.csv and writes their logins, day by day, as one more part."""
    header = (base / "accounts.csv").open().readline().strip().split(",")
    region = pl.read_csv(base / "accounts.csv", columns=["region"], infer_schema=False)["region"]
    people = pl.DataFrame({"number": pl.int_range(first, first + count, eager=True)})
    random = lambda salt: pl.col("number").hash(seed=salt)
    people = people.select(
        account_id=name("y", pl.col("number")),
        account_kind=pl.lit("personal"),
        registered_at=(pl.lit(begins) - pl.duration(hours=1 + random(1) % 40_000)).dt.strftime("%Y-%m-%d %H:%M:%S"),
        region=region.gather((people["number"].hash(seed=2) % len(region)).cast(pl.UInt32)),
        holder_hash=name("yh", pl.col("number")),
        phone_hash=name("yt", pl.col("number")),
        device=name("yd", pl.col("number")),
        ip=name("yi", pl.col("number")),
    )
    missing = [pl.lit(None, pl.String).alias(column) for column in header if column not in people.columns]
    with open(out / "accounts.csv", "wb") as file:
        file.write((base / "accounts.csv").read_bytes())
        people.with_columns(missing).select(header).write_csv(file, include_header=False)
    every = days / LOGINS_AN_ACCOUNT
    with open(out / "logins" / "more.csv", "wb") as file:
        file.write(b"account_id,device_id,login_at,ip,region\n")
        for day in range(days):
            # Each account on days of its own, so many a window.
            today = people.with_row_index("number").filter((random(100 + day) % 1_000_000) < 1_000_000 / every)
            at = pl.lit(begins + datetime.timedelta(days=day)) + pl.duration(seconds=25_200 + random(300 + day) % 57_600)
            rows = today.select("account_id", "device", login_at=at, ip="ip", region="region").sort("login_at")
            rows = rows.with_columns(pl.col("login_at").dt.strftime("%Y-%m-%d %H:%M:%S"))
            for start in range(0, len(rows), ROWS_AT_ONCE):
                rows.slice(start, ROWS_AT_ONCE).write_csv(file, include_header=False)


def exports(folder, base, logins):
    """A folder of exports: links to those of the base, logins as parts."""
    (folder / "logins").mkdir(parents=True)
    for path in base.glob("*.csv"):
        if path.name != "logins.csv":
            (folder / path.name).symlink_to(path)
        elif logins:
            (folder / "logins" / "base.csv").symlink_to(path)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accounts", type=int, default=250_000)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--days", type=int, default=90)
    parser.add_argument("--work", type=Path, help="where worlds and states go; removed at the end")
    options = parser.parse_args()
    kosring = built()
    work = Path(tempfile.mkdtemp(dir=options.work))
    try:
        base = work / "base"
        world = ["generate", base, "--accounts", options.accounts, "--days", options.days, "--scale"]
        run([kosring, *world])
        first_row = pl.read_csv(base / "logins.csv", n_rows=1, infer_schema=False)
        begins = datetime.datetime.fromisoformat(first_row["login_at"][0]).replace(hour=0, minute=0, second=0)
        exports(work / "a", base, True)
        exports(work / "b", base, True)
        (work / "b" / "accounts.csv").unlink()
        more = (options.times - 1) * options.accounts
        bystanders(base, work / "b", options.accounts, more, options.days, begins)
        narrow = work / "narrow.toml"
        narrow.write_text("[input]\ntouched_only = true\n")
        lines = []
        for world in "ab":
            folder, state, out = work / world, work / f"state-{world}", work / "report"
            night = [kosring, "analyze", folder, "--state", state, "--out", out, "--quiet"]
            run(night)
            shutil.rmtree(folder / "logins")
            accounts = sum(1 for _ in open(folder / "accounts.csv")) - 1
            size = sum(path.stat().st_size for path in state.rglob("*.parquet")) / 1e6
            wide = measured(night, out)
            slim = measured([*night, "--settings", narrow], out)
            lines.append((world.upper(), accounts, size, *wide, *slim))
        print("| window | accounts | days in the state (MB) | all accounts: seconds | MiB | touched only: seconds | MiB |")
        print("|---|---|---|---|---|---|---|")
        for world, accounts, size, *figures in lines:
            figures = " | ".join(f"{figure:,.1f}" if place % 2 == 0 else f"{figure:,.0f}" for place, figure in enumerate(figures))
            print(f"| {world} | {accounts:,} | {size:,.0f} | {figures} |")
        ratio = lambda place: f"{lines[1][place] / lines[0][place]:.2f}"
        print(f"| B : A | | {ratio(2)} | {ratio(3)} | {ratio(4)} | {ratio(5)} | {ratio(6)} |")
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
