"""Where the program is: for whoever measures it."""

import json
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def built():
    """The program, built as the README says."""
    subprocess.run(["cargo", "build", "--locked", "--release"], cwd=ROOT, check=True)
    command = ["cargo", "metadata", "--no-deps", "--format-version", "1"]
    metadata = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return Path(json.loads(metadata.stdout)["target_directory"]) / "release" / "kosring"
